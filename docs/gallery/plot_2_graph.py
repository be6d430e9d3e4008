"""
Who hands powers to whom
========================

The coordination graph is a plain ``networkx`` graph: what networkx can do with a graph, it can do with this one.
"""

import datetime as dt

import matplotlib.pyplot as plt
import networkx as nx

import enforcekit as ek
from enforcekit.coordination import in_layers

ningbo = ek.example("ningbo")
graph = ek.coordination_graph(ningbo, on=dt.date(2024, 5, 1))
handed = nx.DiGraph(in_layers(graph, ["delegates", "entrusts"]))
handed.remove_nodes_from(list(nx.isolates(handed)))

figure, axis = plt.subplots(figsize=(9, 6), layout="constrained")
places = nx.spring_layout(handed, seed=3)
leads = {body for body, out in handed.out_degree() if out}
nx.draw_networkx_edges(handed, places, ax=axis, edge_color="#9db4d0", arrowsize=7)
nx.draw_networkx_nodes(
    handed, places, ax=axis, node_size=[90 if body in leads else 18 for body in handed], node_color="#24476b"
)
names = {body: graph.nodes[body]["en"].removesuffix(" Bureau") for body in leads}
nx.draw_networkx_labels(handed, places, names, ax=axis, font_size=7)
axis.axis("off")
plt.show()
