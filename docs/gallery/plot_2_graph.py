"""
Who hands powers to whom
========================

The coordination graph is a plain ``networkx`` graph: what networkx can do with a graph, it can do with this one. Here
the bodies of one district, those that hand powers down in the middle, those that receive them around.
"""

import datetime as dt

import matplotlib.pyplot as plt
import networkx as nx

import enforcekit as ek
from enforcekit.coordination import in_layers

ningbo = ek.example("ningbo")
graph = ek.coordination_graph(ningbo, on=dt.date(2024, 5, 1))
handed = nx.DiGraph(in_layers(graph, ["delegates", "entrusts"]))
fenghua = {each.id for each in ningbo.all(ek.Authority) if any(place[:6] == "330213" for place in each.places)}
handed = nx.DiGraph(handed.subgraph(fenghua))
handed.remove_nodes_from(list(nx.isolates(handed)))

figure, axis = plt.subplots(figsize=(9, 6), layout="constrained")
leads = {body for body, out in handed.out_degree() if out}
places = nx.shell_layout(handed, [sorted(leads), sorted(set(handed) - leads)])
nx.draw_networkx_edges(handed, places, ax=axis, edge_color="#9db4d0", arrowsize=7)
nx.draw_networkx_nodes(
    handed, places, ax=axis, node_size=[90 if body in leads else 18 for body in handed], node_color="#24476b"
)
names = {body: graph.nodes[body]["en"].replace("Fenghua ", "").removesuffix(" Bureau") for body in handed}
for body, (x, y) in places.items():
    axis.annotate(names[body], (x, y), fontsize=7, ha="center", xytext=(0, 6), textcoords="offset points")
axis.margins(0.12)
axis.axis("off")
plt.show()
