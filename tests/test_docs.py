"""The site that `make docs` built: found in both languages, readable by machines, asking nobody else for anything."""

from __future__ import annotations

import doctest
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from chromium import BROWSER, Tab, tab

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build" / "docs"
AXE = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
BUILT = pytest.mark.skipif(not (SITE / "zh" / "index.html").exists(), reason="make docs builds the site")
SEEN = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
LOOKED_AT = ("index", "quickstart", "who-may", "errors", "generated/rules/p", "generated/schemas/case", "search")


@pytest.fixture
def extensions() -> Iterator[None]:
    pytest.importorskip("sphinx", reason="what builds the site is not installed")
    sys.path.insert(0, str(ROOT / "docs" / "_ext"))
    yield
    sys.path.pop(0)


@pytest.mark.slow
@pytest.mark.usefixtures("extensions")
def test_the_examples_of_what_builds_the_site_run() -> None:
    names = [path.stem for path in (ROOT / "docs" / "_ext").glob("*.py")]
    ran = {name: doctest.testmod(import_module(name)) for name in names}
    assert not {name: each.failed for name, each in ran.items() if each.failed}
    assert sum(each.attempted for each in ran.values()) >= 5


@pytest.mark.slow
@pytest.mark.usefixtures("extensions")
def test_every_public_name_has_its_place_in_the_reference() -> None:
    import enforcekit

    told = {name for names in import_module("api_pages").public_names().values() for name in names}
    assert told >= set(enforcekit.__all__) - {"__version__"}


@pytest.mark.slow
@pytest.mark.usefixtures("extensions")
def test_every_module_has_its_line_on_the_page_of_the_house() -> None:
    source = ROOT / "src" / "enforcekit"
    page = import_module("rooms").page(zh=False)
    for path in source.rglob("*.py"):
        name = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        assert name == "__init__" or re.search(rf"^\| `{name}` \| \S", page, re.MULTILINE), name


def found(page: Tab, query: str) -> list[str]:
    """The titles of what the page's own search finds."""
    script = """new Promise((done) => {
        document.querySelector("#search-results").innerHTML = "";
        Search.performSearch(%s);
        const look = () => document.querySelector(".search-summary")?.textContent
            ? done([...document.querySelectorAll("#search-results ul li a")].map((each) => each.textContent))
            : setTimeout(look, 50);
        setTimeout(look, 50);
    })"""
    titles: list[str] = page.run(script % json.dumps(query))
    return titles


@BUILT
@SEEN
@pytest.mark.slow
@pytest.mark.usefixtures("extensions")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_search_finds_a_chinese_term_and_an_english_word(lang: str) -> None:
    split = import_module("bigrams").Bigrams({}).split
    with tab(SITE / lang / "search.html") as page:
        glossary = "Glossary · 术语表"
        assert any(glossary in title for title in found(page, "行政处罚决定书"))
        assert found(page, "delegation")
        assert found(page, "综合查一次")
        assert found(page, "绝无此语") == []
        for text in ("行政处罚决定书", "the 行政处罚 of 2021", "法", "L06/late 条", "x处罚y"):
            assert page.run(f"splitQuery({json.dumps(text)})") == split(text)


@BUILT
@pytest.mark.slow
def test_no_page_fetches_anything_from_elsewhere() -> None:
    fetched = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=["'](?:https?:)?//[^"']*["'][^>]*>""")
    for page in SITE.rglob("*.html"):
        hits = [each for each in fetched.findall(page.read_text(encoding="utf-8")) if 'rel="canonical"' not in each]
        assert not hits, (page, hits)


class Places(HTMLParser):
    """What a page can be entered at, and where its links lead."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.ids: set[str | None] = {""}
        self.links: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src") and value and not urlsplit(value).scheme:
                self.links.add(value)


@BUILT
@pytest.mark.slow
def test_every_link_inside_the_site_leads_somewhere() -> None:
    pages = {page.resolve(): Places(page) for page in SITE.rglob("*.html")}
    dead = set()
    for page, places in pages.items():
        for link in places.links:
            to = urlsplit(link)
            target = (page.parent / unquote(to.path)).resolve() if to.path else page
            if not target.exists() or (target in pages and unquote(to.fragment) not in pages[target].ids):
                dead.add((str(page.relative_to(SITE)), link))
    assert len(pages) > 150
    assert not dead


@BUILT
@SEEN
@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.skipif(not AXE.exists(), reason="npm ci in tests/node installs axe-core")
@pytest.mark.parametrize("width", [1500, 390])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_pass_the_accessibility_check_wide_and_narrow(lang: str, width: int) -> None:
    failed = {}
    for name in LOOKED_AT:
        with tab(SITE / lang / f"{name}.html") as page:
            page.ask(
                "Emulation.setDeviceMetricsOverride", width=width, height=1000, deviceScaleFactor=1, mobile=width < 600
            )
            page.run(AXE.read_text(encoding="utf-8") + "; true")
            run = 'axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "best-practice"]})'
            text = page.run(
                f"{run}.then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])))"
            )
            failed[name] = json.loads(text)
    assert not {name: found for name, found in failed.items() if found}
