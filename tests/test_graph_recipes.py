"""A networkx user needs nothing of ours: recipes of the networkx gallery run on the graph as they stand.

Each recipe is the computing part of an example of https://networkx.org/documentation/stable/auto_examples (BSD), from
the line after the one that makes `G`; only the drawing is left out.
"""

from __future__ import annotations

import datetime as dt
import importlib
from typing import Any

import networkx as nx
import pytest

import enforcekit as ek
from enforcekit.coordination import in_layers

PROPERTIES = """
pathlengths = []
for v in G.nodes():
    spl = dict(nx.single_source_shortest_path_length(G, v))
    for p in spl:
        pathlengths.append(spl[p])
average = sum(pathlengths) / len(pathlengths)
dist = {}
for p in pathlengths:
    if p in dist:
        dist[p] += 1
    else:
        dist[p] = 1
verts = dist.keys()
density = nx.density(G)
"""

DEGREE_ANALYSIS = """
degree_sequence = sorted((d for n, d in G.degree()), reverse=True)
dmax = max(degree_sequence)
Gcc = G.subgraph(sorted(nx.connected_components(G.to_undirected()), key=len, reverse=True)[0])
"""

BETWEENNESS = """
low_degree = [n for n, d in G.degree() if d < 3]
core = [n for n in G if n not in low_degree]
H = G.subgraph(core)
centrality = nx.betweenness_centrality(H, k=10, endpoints=True, seed=3)
lpc = nx.community.label_propagation_communities(H.to_undirected())
community_index = {n: i for i, com in enumerate(lpc) for n in com}
node_size = [v * 20000 for v in centrality.values()]
node_color = [community_index[n] for n in H]
"""

BEAM_SEARCH = """
centrality = nx.eigenvector_centrality(nx.Graph(G), max_iter=2000)
avg_centrality = sum(centrality.values()) / len(G)
def has_high_centrality(v):
    return centrality[v] >= avg_centrality
source = "ningbo-government"
value = centrality.get
found_node = None
for _, v in nx.bfs_beam_edges(G, source, value, 3):
    if has_high_centrality(v):
        found_node = v
        break
"""

MULTIPARTITE_DAG = """
for layer, nodes in enumerate(nx.topological_generations(G)):
    for node in nodes:
        G.nodes[node]["subset"] = layer
"""

CYCLE_DETECTION = """
try:
    cycle = nx.find_cycle(G, orientation="original")
except nx.NetworkXNoCycle:
    cycle = None
"""

SUBGRAPHS = """
remaining_nodes = list(G.nodes())
partition = [{n for n, d in G.nodes(data=True) if d["kind"] == kind} for kind in ("department", "township")]
edges = [[e for e in G.subgraph(part).edges] for part in partition]
rest = nx.MultiDiGraph(G)
rest.remove_nodes_from(set().union(*partition))
"""


@pytest.fixture
def graph() -> Any:
    return ek.coordination_graph(ek.example("ningbo"), on=dt.date(2024, 5, 1))


def cook(recipe: str, graph: Any) -> dict[str, Any]:
    """What a recipe leaves behind."""
    kitchen: dict[str, Any] = {"nx": nx, "G": graph}
    exec(compile(recipe, "recipe", "exec"), kitchen)
    return kitchen


def test_basic_properties(graph: Any) -> None:
    found = cook(PROPERTIES, graph)
    assert found["dist"][0] == len(graph)
    assert 0 < found["density"] < 1


def test_drawing_degree_analysis(graph: Any) -> None:
    found = cook(DEGREE_ANALYSIS, graph)
    assert found["dmax"] == max(degree for _, degree in graph.degree())
    assert len(found["Gcc"]) > 400


def test_algorithms_betweenness_centrality(graph: Any) -> None:
    found = cook(BETWEENNESS, graph)
    assert set(found["community_index"]) == set(found["core"])


def test_algorithms_beam_search(graph: Any) -> None:
    assert cook(BEAM_SEARCH, graph)["found_node"] in graph


def test_graph_dag_layout(graph: Any) -> None:
    lines = nx.MultiDiGraph(in_layers(graph, ["supervises"]))
    cook(MULTIPARTITE_DAG, lines)
    assert lines.nodes["xikou-town"]["subset"] > lines.nodes["fenghua-government"]["subset"]


def test_algorithms_cycle_detection(graph: Any) -> None:
    assert cook(CYCLE_DETECTION, in_layers(graph, ["supervises", "commands"]))["cycle"] is None


def test_algorithms_subgraphs(graph: Any) -> None:
    assert set(cook(SUBGRAPHS, graph)["rest"]) < set(graph)


def test_another_backend_is_networkx_own_business(graph: Any) -> None:
    assert nx.config.backend_priority.algos == []
    assert graph.__networkx_backend__ == "networkx"


def test_one_line_to_rustworkx(graph: Any) -> None:
    rx = pytest.importorskip("rustworkx")
    found = rx.networkx_converter(graph, keep_attributes=True)
    assert (found.num_nodes(), found.num_edges()) == (len(graph), graph.number_of_edges())
    assert found[0]["__networkx_node__"] in graph


def test_one_line_to_igraph(graph: Any) -> None:
    ig = pytest.importorskip("igraph")
    found = ig.Graph.from_networkx(graph)
    assert (found.vcount(), found.ecount()) == (len(graph), graph.number_of_edges())
    assert set(found.es["layer"]) == {data["layer"] for *_, data in graph.edges(data=True)}


def test_the_packages_of_the_one_liners_are_not_needed() -> None:
    assert not {"rustworkx", "igraph"} & set(vars(importlib.import_module("enforcekit.coordination")))
