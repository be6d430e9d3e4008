"""A networkx user needs nothing of ours: examples of the networkx gallery run on the graph as they stand, drawing too.

`gallery/` has them word for word (https://networkx.org/documentation/stable/auto_examples, BSD). Only the statement
that makes `G` is another one: `G` is a coordination graph.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest

import enforcekit as ek

GALLERY = sorted(each for each in (Path(__file__).parent / "gallery").glob("plot_*.txt"))
YICHANG = ek.coordination_graph(ek.example("yichang"), on=dt.date(2016, 6, 1))


@pytest.fixture(scope="module")
def graph() -> Any:
    return ek.coordination_graph(ek.example("ningbo"), on=dt.date(2024, 5, 1))


@cache
def in_circles() -> Any:
    """Yichang, where two bodies hand matters to and fro: a graph that has a cycle."""
    one, other = list(YICHANG)[:2]
    sent = [
        SimpleNamespace(kind="transfer", asking=one, asked=other, asked_on=dt.date(2016, 3, 1)),
        SimpleNamespace(kind="transfer", asking=other, asked=one, asked_on=dt.date(2016, 4, 1)),
    ]
    return ek.coordination_graph(ek.example("yichang"), requests=sent, on=dt.date(2016, 6, 1))


def played(path: Path, graph: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What an example leaves behind when `G` is the graph."""
    matplotlib = pytest.importorskip("matplotlib")
    pyplot = pytest.importorskip("matplotlib.pyplot")
    matplotlib.use("Agg")
    monkeypatch.setattr(pyplot, "show", lambda: None)
    script = ast.parse(path.read_text(encoding="utf-8"))
    (makes,) = (each for each in script.body if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "G")
    makes.value = ast.copy_location(ast.Name("given", ast.Load()), makes.value)
    left: dict[str, Any] = {"given": graph}
    try:
        exec(compile(script, path.name, "exec"), left)
    finally:
        pyplot.close("all")
    return left


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_an_example_of_the_gallery_runs_on_the_graph_as_it_stands(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = in_circles() if "cycle" in path.stem else YICHANG
    left = played(path, given, monkeypatch)
    assert left["G"] is given
    assert len(left.get("pos", given)) > 1
    assert len(GALLERY) >= 5


def test_what_the_examples_find_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {each.stem: each for each in GALLERY}
    given = in_circles()
    found = played(named["plot_cycle_detection"], given, monkeypatch)["cycle"]
    assert {(source, target) for source, target, *_ in found} <= set(given.edges())
    assert found[0][0] == found[-1][1]
    hub = played(named["plot_ego_graph"], YICHANG, monkeypatch)
    assert hub["degree"] == max(degree for _, degree in YICHANG.degree())
    assert len(hub["hub_ego"]) == 1 + len(set(YICHANG.successors(hub["largest_hub"])))
    levels = played(named["plot_dag_layout"], YICHANG, monkeypatch)["layers"]
    level = {body: number for number, bodies in levels.items() for body in bodies}
    assert all(level[source] < level[target] for source, target in YICHANG.edges())
    closeness = played(named["plot_krackhardt_centrality"], YICHANG, monkeypatch)["c"]
    assert closeness == nx.closeness_centrality(nx.DiGraph(YICHANG))


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
