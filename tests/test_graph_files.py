"""Exports: what was written can be read back, by us and by a plain parser, whatever the names say."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from command import run

import enforcekit as ek
from enforcekit.coordination import LAYERS, in_layers, read_graph, write_graph
from enforcekit.coordination.figure import figure
from enforcekit.coordination.layout import positions
from enforcekit.coordination.svg import svg
from enforcekit.coordination.tables import edges_csv, mermaid, nodes_csv

SVG = "{http://www.w3.org/2000/svg}"
BAD = "\"><script>alert(1)</script>&#0;\x00\x1b]]>'\n|`#\u2028\ud800$x_$=cmd"


@pytest.fixture(scope="module")
def graph() -> Any:
    return ek.coordination_graph(ek.example("ningbo"), on=None)


@pytest.fixture
def hostile() -> Any:
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    found.add_node("a", zh=BAD, en=BAD, places=("p", "q"), note=None, more={"x": [1]})
    found.add_node("=1+1", zh="=HYPERLINK(1)")
    found.add_edge("a", "=1+1", layer="commands", kind=BAD, weight=1)
    found.add_edge("a", "=1+1", layer=BAD, weight=2.5)
    return found


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "json"])
def test_a_graph_comes_back_as_it_went(graph: Any, tmp_path: Path, suffix: str) -> None:
    (path,) = write_graph(graph, tmp_path / f"city.{suffix}")
    back = read_graph(path)
    assert type(back) is nx.MultiDiGraph
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {(u, v, k): d for u, v, k, d in back.edges(keys=True, data=True)} == {
        (u, v, k): d for u, v, k, d in graph.edges(keys=True, data=True)
    }


def test_a_gexf_file_has_what_its_schema_knows_and_is_the_same_on_every_day(graph: Any, tmp_path: Path) -> None:
    """As gexf.net/1.2draft/gexf.xsd has it; the whole files were judged by that schema."""
    (path,) = write_graph(graph, tmp_path / "city.gexf")
    space = "{http://www.gexf.net/1.2draft}"
    root = ElementTree.parse(path).getroot()
    assert [each.tag for each in root] == [f"{space}meta", f"{space}graph"]
    assert root[0].attrib == {}
    assert set(root[1].attrib) <= {"defaultedgetype", "idtype", "mode", "start", "end", "timeformat"}
    assert {name for each in root.iter(f"{space}edge") for name in each.attrib} <= {
        "id", "type", "label", "source", "target", "weight", "start", "end", "startopen", "endopen",
    }  # fmt: skip


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_in_a_file_each_edge_has_an_id_of_its_own(graph: Any, tmp_path: Path, suffix: str) -> None:
    (path,) = write_graph(graph, tmp_path / f"city.{suffix}")
    ids = [each.get("id") for each in ElementTree.parse(path).iter() if each.tag.endswith("}edge")]
    assert len(set(ids)) == len(ids) == graph.number_of_edges()


def test_gephi_reads_the_days_as_days(graph: Any, tmp_path: Path) -> None:
    (path,) = write_graph(graph, tmp_path / "city.gexf")
    assert 'timeformat="date"' in path.read_text(encoding="utf-8")[:2000]


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_a_hostile_name_makes_no_broken_xml(hostile: Any, tmp_path: Path, suffix: str) -> None:
    (path,) = write_graph(hostile, tmp_path / f"bad.{suffix}")
    ElementTree.parse(path)
    back = read_graph(path)
    assert back.nodes["a"]["places"] == ("p", "q")
    assert "note" not in back.nodes["a"]
    assert back.nodes["a"]["more"] == '{"x": [1]}'
    assert "<script>alert(1)</script>" in back.nodes["a"]["zh"]


def test_json_keeps_a_hostile_name_as_it_is(hostile: Any, tmp_path: Path) -> None:
    (path,) = write_graph(hostile, tmp_path / "bad.json")
    assert read_graph(path).nodes["a"]["zh"] == BAD


def test_the_tables_are_rows_that_a_spreadsheet_takes_for_no_formula(hostile: Any, graph: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(nodes_csv(hostile))))
    assert [row["id"] for row in rows] == ["a", "'=1+1"]
    assert rows[1]["zh"] == "'=HYPERLINK(1)"
    edges = list(csv.DictReader(io.StringIO(edges_csv(graph))))
    assert len(edges) == graph.number_of_edges()
    assert {row["layer"] for row in edges} == {data["layer"] for *_, data in graph.edges(data=True)}


def test_mermaid_is_for_small_graphs_and_its_labels_are_letters(graph: Any, hostile: Any) -> None:
    few = in_layers(graph, ["entrusts", "stations"])
    text = mermaid(few)
    assert text.count("-->") == few.number_of_edges() < 200
    with pytest.raises(ek.LimitExceeded, match="200 are the most"):
        mermaid(graph)
    for line in mermaid(hostile).splitlines()[1:]:
        label = re.search('"(.*)"', line)
        assert label
        assert not set(label[1]) & set("<>\"'`|&")


def test_the_still_picture_is_well_formed_and_has_every_body(graph: Any, hostile: Any) -> None:
    tree = ElementTree.fromstring(svg(graph))
    assert len(tree.findall(f"{SVG}circle")) == len(graph)
    bad = ElementTree.fromstring(svg(hostile, lang="en"))
    assert bad.find(f".//{SVG}script") is None
    assert len(ElementTree.fromstring(svg(nx.MultiDiGraph()))) == 1


def test_no_two_bodies_stand_in_one_place(graph: Any) -> None:
    at = positions(graph)
    assert set(at) == set(graph)
    assert len(set(at.values())) == len(at)
    assert all(map(math.isfinite, (each for point in at.values() for each in point)))
    circle = nx.MultiDiGraph([("a", "b", {"layer": "supervises"}), ("b", "a", {"layer": "supervises"})])
    assert len(set(positions(circle).values())) == 2


def test_a_figure_of_nothing_is_empty_and_one_of_anybodys_graph_has_its_ties() -> None:
    pytest.importorskip("matplotlib")
    assert not figure(nx.MultiDiGraph()).axes[0].texts
    axes = figure(nx.MultiDiGraph([("a", "b"), ("b", "c", {"layer": "trusts"})]), lang="en").axes[0]
    assert [each.get_text() for each in axes.get_legend().get_texts()] == ["—", "trusts"]


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_weight_that_is_no_finite_number_is_refused(form: str, tmp_path: Path) -> None:
    graph = nx.MultiDiGraph([("a", "b", {"weight": float("nan")})])
    with pytest.raises(ek.EnforcekitError, match="give weights that are finite numbers"):
        write_graph(graph, tmp_path / f"city.{form}")
    assert not list(tmp_path.iterdir())


def test_a_language_that_there_is_not_is_refused_for_every_form(tmp_path: Path) -> None:
    for form in ("csv", "graphml", "json", "html"):
        with pytest.raises(ek.UnknownReference, match="no language"):
            write_graph(nx.MultiDiGraph([("a", "b")]), tmp_path / f"city.{form}", lang="fr")


def test_a_figure_has_one_colour_a_layer(graph: Any, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    found = figure(graph, lang="en")
    legend = found.axes[0].get_legend()
    layers = {data["layer"] for *_, data in graph.edges(data=True)}
    assert {each.get_text() for each in legend.get_texts()} == {LAYERS[each].en for each in layers}
    (path,) = write_graph(in_layers(graph, ["entrusts"]), tmp_path / "city.png")
    assert path.read_bytes().startswith(b"\x89PNG")


def test_without_matplotlib_the_error_says_which_extra(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("enforcekit.coordination.figure.import_module", missing)
    with pytest.raises(ek.EnforcekitError, match=r"enforcekit\[viz\]"):
        figure(graph)


def test_an_unknown_form_names_the_known_ones(graph: Any, tmp_path: Path) -> None:
    with pytest.raises(ek.UnknownReference, match=r"'\.docx'; nearest: \.html"):
        write_graph(graph, tmp_path / "city.docx")
    with pytest.raises(ek.UnknownReference, match=r"'\.svg'; nearest: \.graphml"):
        read_graph(tmp_path / "city.svg")


def test_the_command_writes_files_and_prints_figures(tmp_path: Path) -> None:
    page = tmp_path / "city.html"
    done = run("graph", "--in", "yichang", "--on", "2016-06-01", "--out", str(page))
    assert (done.code, done.out) == (0, f"{page}\n")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    told = run("graph", "--in", "yichang", "--on", "2016-06-01", "--lang", "en")
    assert "concentrates: 11" in told.out
    plain = run("graph", "--in", "yichang", "--on", "2016-06-01", "--format", "json", "--layer", "supervises")
    assert '"layers": {\n    "supervises": 122\n  }' in plain.out
    wrong = run("graph", "--in", "yichang", "--out", str(tmp_path / "city.docx"))
    assert wrong.code == 2


def test_dates_decide_what_is_drawn() -> None:
    before = ek.coordination_graph(ek.example("yichang"), on=dt.date(2015, 10, 31), layers=["concentrates", "entrusts"])
    after = ek.coordination_graph(ek.example("yichang"), on=dt.date(2015, 12, 1), layers=["concentrates", "entrusts"])
    layers = [{data["layer"] for *_, data in each.edges(data=True)} for each in (before, after)]
    assert layers[0] == {"entrusts"}
    assert "concentrates" in layers[1]
