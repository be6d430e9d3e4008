"""Hostile names in the files the library writes, opened by what people open them with: nothing runs or breaks."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import casework
import networkx as nx
import pytest
from chromium import BROWSER, tab
from command import run

import enforcekit as ek
from enforcekit.cli.formats import github_line, junit
from enforcekit.cli.kept import Kept
from enforcekit.cli.sarif import sarif
from enforcekit.coordination import write_graph
from enforcekit.coordination.page import page
from enforcekit.coordination.svg import svg
from enforcekit.errors import RULES
from enforcekit.exchange import cases_to_log, from_ocel, from_xes, to_ocel, to_xes
from enforcekit.exchange.prov import from_prov, to_prov
from enforcekit.procedure import timeline
from enforcekit.shape import evolve
from enforcekit.simulation import write_csv
from enforcekit.wire.cells import unguarded
from enforcekit.wire.table import read_table, write_table

LURE = (
    "</script></style></title></noscript><script>window.owned=1</script>"
    '"><img src="http://127.0.0.1:65000/x.png" onerror="window.owned=1">'
    "<svg onload='window.owned=1'></svg>]]>-->&amp;&#0;{{7*7}}${x}%3Cb%3E\\\"\\'`|\u2028\u2029\u202egnp.exe\u2066"
)
"""What a record takes as a name, and a page must not take as markup."""
CELLS = (
    '=HYPERLINK("http://evil.invalid","x")', "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "＝1+1",
    "\t=1+1", "\r=1+1", "\n=1+1", "'=1+1", "a\rb", 'a"b,c;d', LURE, "长" * 2000,
)  # fmt: skip
"""What a spreadsheet must take as text."""
GRAPHIC = list(dict.fromkeys(cell.strip() for cell in CELLS if "\r" not in cell.strip()))
"""The same as far as XML keeps it: in an attribute it makes a blank of a line's end."""
CASE = "xikou-waste-2025"


@pytest.fixture(scope="module")
def city() -> ek.Structure:
    """Ningbo, whose every name is a lure and ends in the id of the record."""
    ningbo = ek.example("ningbo")

    def lured(record: Any) -> Any:
        return evolve(record, names=dict.fromkeys(("zh", "en"), LURE + record.id)) if record.names else record

    return ek.Structure([lured(each) for each in ningbo], pack=ningbo.pack)


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    """A graph that no record made, with everything that records refuse."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for cell in GRAPHIC:
        found.add_node(cell, zh=cell, en=cell, kind=cell)
        found.add_edge(GRAPHIC[0], cell, layer="commands", kind=cell, weight=1)
    return found


def answer(city: ek.Structure) -> str:
    asked: dict[str, Any] = {"item": "330217015000", "place": "330213100", "on": dt.date(2024, 5, 1)}
    return ek.who_may(city, "penalise", **asked).svg()


def plan(city: ek.Structure) -> Any:
    checks = [{"id": f"C-{n}", "firm": cell, "authority": "xikou-town"} for n, cell in enumerate(FIRMS)]
    return ek.plan_joint(checks, city, year=2026, officers=[{"authority": "xikou-town", "officers": 9, "hours": 8}])


FIRMS = ("=HYPERLINK(1)", "+cmd", "@SUM(1)", "<b>&")


@pytest.mark.parametrize("bad", ["\0", "\x1b[31m", "\t=1", "a\rb", "a\nb", "\x7f", "\ud800", "x" * 2001])
def test_no_record_takes_a_control_character_or_an_endless_name(bad: str) -> None:
    with pytest.raises(ek.InvalidRecord, match=r"EK11[38] at /names/zh"):
        ek.Place(id="p", names={"zh": bad})


# Tables: the csv module takes them apart, openpyxl makes a workbook of them


def cells_of(text: str) -> list[list[str]]:
    """The cells of a table, after a workbook of them has no formula."""
    openpyxl = pytest.importorskip("openpyxl")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    opened = openpyxl.load_workbook(saved).active
    assert opened.max_row == len(rows)
    assert {cell.data_type for row in opened.iter_rows() for cell in row} <= {"s", "n"}
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@＝\t\r\n"} - {""} and not cell[1:].isdigit()]
    return [[unguarded(cell) for cell in row] for row in rows]


def test_openpyxl_would_take_a_bare_cell_for_a_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["=1+1"])
    assert book.active["A1"].data_type == "f"


def test_a_graph_of_hostile_names_is_two_tables_of_texts(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for cell in CELLS:
        graph.add_edge("a", cell, layer=cell)
    nodes, edges = (
        cells_of(file.read_bytes().decode("utf-8-sig")) for file in write_graph(graph, tmp_path / "bad.csv")
    )
    assert [row[0] for row in nodes] == ["id", "a", *CELLS]
    assert [(row[1], row[3]) for row in edges[1:]] == [(cell, cell) for cell in CELLS]


def test_rows_of_a_simulation_are_texts(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    for table in ({"=group": CELLS, "n": range(len(CELLS))}, [{"=group": c, "n": n} for n, c in enumerate(CELLS)]):
        write_csv(table, file)
        assert cells_of(file.read_bytes().decode()) == [["=group", "n"], *([c, str(n)] for n, c in enumerate(CELLS))]


def test_records_as_a_table_come_back_with_their_names() -> None:
    names = [cell for cell in CELLS if cell.isprintable() or cell == LURE]
    places = [ek.Place(id=f"p{n}", names={"zh": cell}) for n, cell in enumerate(names)]
    text = write_table(places)
    assert [row[2] for row in cells_of(text)[1:]] == names
    assert [row.document["names"]["zh"] for row in read_table(text, None)] == names


def test_a_plan_as_a_table_has_no_formula(city: ek.Structure) -> None:
    rows = cells_of(plan(city).table("en"))
    assert {row[2] for row in rows[1:]} == set(FIRMS)
    assert {row[3] for row in rows[1:]} == {LURE + "xikou-town"}


def test_neither_header_nor_cell_of_a_converted_table_is_a_formula_and_both_come_back(tmp_path: Path) -> None:
    given = {"处罚决定日期": "2022-05-16", "行政处罚决定书文号": "甲市监罚〔2022〕1号", "处罚内容": "罚款300元"}
    given |= {"=1+1": "x", "备注": "a\rb", "CF_SY": CELLS[0]}
    (tmp_path / "rows.json").write_text(json.dumps([given]), encoding="utf-8")
    made = run("convert", str(tmp_path / "rows.json"), "--from", "publicity", "--to", "publicity")
    head, row = cells_of(made.out)
    found = dict(zip(head, row, strict=True))
    assert (found["=1+1"], found["备注"], found["CF_SY"]) == ("x", "a\rb", CELLS[0])
    (tmp_path / "rows.csv").write_bytes(made.out.encode())
    again = run("convert", str(tmp_path / "rows.csv"), "--from", "publicity", "--to", "publicity")
    assert again.out == made.out


# XML and JSON: plain parsers and networkx


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "json"])
def test_networkx_reads_every_hostile_name_as_it_was(graph: Any, tmp_path: Path, suffix: str) -> None:
    (path,) = write_graph(graph, tmp_path / f"bad.{suffix}")
    found: Any
    if suffix == "json":
        found = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    else:
        found = nx.read_graphml(path) if suffix == "graphml" else nx.read_gexf(path)
    assert list(found) == GRAPHIC
    assert [data["zh"] for _, data in found.nodes(data=True)] == GRAPHIC
    assert found.number_of_edges() == len(GRAPHIC)


def pictures(city: ek.Structure, graph: Any) -> dict[str, tuple[str, str]]:
    """Every picture, and what must be read in it: names that have no room are cut."""
    return {
        "timeline": (timeline(city[CASE], city).svg(), LURE + CASE),  # type: ignore[arg-type]
        "answer": (answer(city), "window.owned=1"),
        "plan": (plan(city).svg(), LURE[:25]),
        "graph": (svg(graph), LURE),
    }


@pytest.mark.parametrize("name", ["timeline", "answer", "plan", "graph"])
def test_a_picture_is_well_formed_and_has_no_element_of_a_name(city: ek.Structure, graph: Any, name: str) -> None:
    picture, shown = pictures(city, graph)[name]
    root = ElementTree.fromstring(picture)
    tags = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert not tags & {"script", "img", "foreignObject", "a", "image", "use"}
    assert len(root.findall(".//{*}svg")) == 0
    assert not [key for each in root.iter() for key in each.attrib if key.startswith("on") or "href" in key]
    assert shown in "".join(root.itertext())


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (lambda log: json.dumps(to_ocel(log).value), lambda text: from_ocel(text).value),
        (lambda log: json.dumps(to_prov(log).value), lambda text: from_prov(text).value),
        (lambda log: to_xes(log).value, lambda text: from_xes(text).value),
    ],
    ids=["ocel", "prov", "xes"],
)
def test_an_event_log_tells_the_name_of_a_case_as_it_was(
    write: Callable[[Any], Any], read: Callable[[Any], Any]
) -> None:
    case = evolve(casework.HEARD, names={"zh": LURE})
    log = cases_to_log([case], casework.structure(case)).value
    text = write(log)
    if isinstance(text, bytes):
        assert LURE in {each.get("value") for each in ElementTree.fromstring(text).iter()}
    else:
        assert isinstance(json.loads(text), dict)
    (found,) = [each for each in read(text).objects if each.id == case.id]
    assert found.attributes["names/zh"] == LURE


def test_a_finding_about_a_hostile_file_stays_one_test_one_result_and_one_line() -> None:
    file = "</failure>]]>\x1b\n::error::owned" + LURE
    finding = evolve(RULES["EK101"].at(en=LURE, zh=LURE, found="}"), file=file, line=3)
    kept = Kept()
    kept.add(file, finding, bad=True)
    root = ElementTree.fromstring("\n".join(junit([file], kept)).encode())
    assert [each.tag for each in root.iter()] == ["testsuites", "testsuite", "testcase", "failure"]
    assert "<script>window.owned=1</script>" in (root.findtext(".//failure") or "")
    (result,) = json.loads(json.dumps(sarif([finding])))["runs"][0]["results"]
    assert LURE[:40] in result["message"]["text"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set("<>\"' \n")
    told = github_line(finding)
    assert told.startswith("::error file=")
    assert "\n" not in told
    assert "\x1b" not in told


# Pages and pictures in Chromium


needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
OWNED = "new Promise(done => setTimeout(() => done(window.owned), 100))"
"""After everything that a page would still do by itself."""


@pytest.mark.slow
@needs_browser
def test_the_lure_bites_where_nothing_is_escaped(tmp_path: Path) -> None:
    path = tmp_path / "raw.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><p>{LURE}</p>", encoding="utf-8")
    with tab(path) as shown:
        assert shown.run(OWNED) == 1
        assert [url for url in shown.requested if url.startswith("http:")]


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("name", ["timeline.html", "graph.html", "timeline", "answer", "plan", "graph"])
def test_chromium_shows_the_name_runs_nothing_and_asks_nobody(
    city: ek.Structure, graph: Any, tmp_path: Path, name: str
) -> None:
    if name == "timeline.html":
        text, said = timeline(city[CASE], city).html(), LURE + CASE  # type: ignore[arg-type]
    elif name == "graph.html":
        text, said = page(graph, title=LURE), LURE
    else:
        text, said = pictures(city, graph)[name]
    path = tmp_path / (name if name.endswith(".html") else f"{name}.svg")
    path.write_text(text, encoding="utf-8")
    with tab(path) as shown:
        assert shown.run(OWNED) is None
        assert said in shown.run("document.documentElement.textContent")
        assert name in ("plan", "graph") or said in shown.run("document.title")
        assert shown.run("document.images.length + document.querySelectorAll('[onload],[onerror]').length") == 0
        own = ("file:", "data:", "blob:")
        assert [url for url in shown.requested if not url.startswith(own)] == []
        assert shown.logged == []
