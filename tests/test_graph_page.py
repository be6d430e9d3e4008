"""The page of a coordination graph in a real browser: it stands alone, is quick, and runs nothing but itself."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import networkx as nx
import pytest
from chromium import BROWSER, tab

import enforcekit as ek
from enforcekit.coordination.layers import LAYERS
from enforcekit.coordination.page import page
from enforcekit.coordination.svg import svg

needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
READY = (
    "new Promise(done => {const look = () => document.documentElement.dataset.ready ? "
    "done(Number(document.documentElement.dataset.ready)) : requestAnimationFrame(look); look();})"
)
SHOWN = "document.getElementById('count').textContent"
TYPE = (
    "(text => {const box = document.getElementById('find'); box.value = text; box.dispatchEvent(new Event('input'));})"
)


def city(bodies: int, edges: int) -> nx.MultiDiGraph[str]:
    """A city of that size, with Chinese names, dates and all layers."""
    chance = random.Random(3)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(bodies):
        graph.add_node(f"b{number}", zh=f"第{number}综合行政执法局", en=f"Bureau {number}", kind="department")
    for number in range(1, bodies):
        graph.add_edge(f"b{(number - 1) // 24}", f"b{number}", layer="supervises", kind="parent", weight=1)
    while graph.number_of_edges() < edges:
        one, other = chance.sample(range(bodies), 2)
        day = dt.date(2020, 1, 1) + dt.timedelta(chance.randrange(1500))
        layer = chance.choice(list(LAYERS))
        graph.add_edge(
            f"b{one}", f"b{other}", layer=layer, kind="k", weight=chance.randrange(90), start=day.isoformat()
        )
    return graph


def test_the_page_asks_for_nothing_and_lets_only_its_own_scripts_run() -> None:
    text = page(city(20, 40))
    policy = text.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    outside = text.split('<script type="application/json"')[0]
    assert not [word for word in (" src=", "@import", "url(http") if word in outside]
    assert outside.count("<svg") == 1


def test_the_page_is_the_same_each_time() -> None:
    assert page(city(30, 60)) == page(city(30, 60))


@needs_browser
def test_600_bodies_and_5000_edges_open_in_under_a_second_with_chinese_names_and_no_complaint(tmp_path: Path) -> None:
    path = tmp_path / "city.html"
    path.write_text(page(city(600, 5000)), encoding="utf-8")
    with tab(path) as shown:
        shown.run(READY)
        assert shown.busy() < 1
        assert shown.run(SHOWN) == "600 个主体，5000 条关系"
        assert shown.run("document.querySelectorAll('canvas').length") > 0
        assert shown.logged == []
        assert [url for url in shown.requested if not url.startswith(("file:", "data:", "blob:"))] == []


@needs_browser
def test_search_layers_time_and_language(tmp_path: Path) -> None:
    path = tmp_path / "ningbo.html"
    graph = ek.coordination_graph(ek.example("ningbo"), on=None)
    path.write_text(page(graph), encoding="utf-8")
    commands = sum(data["layer"] == "commands" for *_, data in graph.edges(data=True))
    total = graph.number_of_edges()
    with tab(path) as shown:
        shown.run(READY)
        shown.run(f"{TYPE}('溪口镇人民')")
        assert shown.run("document.querySelector('#card h2').textContent") == "溪口镇人民政府"
        assert "奉化区" in shown.run("document.querySelector('#card ul').textContent")
        shown.run("document.querySelector('#card li button').click()")
        shown.run("document.querySelector('input[name=commands]').click()")
        assert shown.run(SHOWN) == f"493 个主体，{total - commands} 条关系"
        shown.run("document.querySelector('input[name=commands]').click()")
        first = min(data[side] for *_, data in graph.edges(data=True) for side in ("start", "end") if side in data)
        shown.run("(s => {s.value = 0; s.dispatchEvent(new Event('input'));})(document.getElementById('day'))")
        assert shown.run("document.querySelector('output').textContent") == first
        then = sum(
            data.get("start", "") <= first and (first < data["end"] if "end" in data else True)
            for *_, data in graph.edges(data=True)
        )
        assert shown.run(SHOWN) == f"493 个主体，{then} 条关系"
        shown.run("document.getElementById('lang').click()")
        assert shown.run(SHOWN) == f"493 bodies, {then} edges"
        assert shown.logged == []


@needs_browser
def test_a_hostile_name_is_shown_and_never_runs(tmp_path: Path) -> None:
    bad = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    graph = nx.MultiDiGraph()
    graph.add_node("a", zh=bad, en=bad, kind=bad, level="\u2028\x00")
    graph.add_node("</noscript><script>document.title='owned'</script>")
    graph.add_edge("a", "</noscript><script>document.title='owned'</script>", layer="commands", kind=bad, start=bad)
    path = tmp_path / "bad.html"
    path.write_text(page(graph, title=bad), encoding="utf-8")
    with tab(path) as shown:
        shown.run(READY)
        shown.run(f"{TYPE}('owned')")
        assert shown.run("document.querySelector('#card h2').textContent") == bad
        assert shown.run("document.title") == bad
        assert shown.run("document.images.length + document.querySelectorAll('script').length") == 3
        assert shown.logged == []


@needs_browser
def test_the_still_picture_shows_where_no_script_runs(tmp_path: Path) -> None:
    path = tmp_path / "still.html"
    path.write_text(svg(city(150, 1000)), encoding="utf-8")
    with tab(path) as shown:
        assert shown.run("document.querySelectorAll('circle').length") == 150
        assert shown.run("document.querySelectorAll('path').length") == len(LAYERS)
