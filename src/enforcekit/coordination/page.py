"""The graph as one page that stands alone: interactive where scripts run, a still picture where they do not.

The page asks nobody for anything: its policy forbids every request, and lets run only the two scripts it carries.
Labels are data, never markup: they reach the page as escaped JSON and are written as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from enforcekit.arguments import must_be_language
from enforcekit.wire.markup import printable, safe

from .layers import LAYERS
from .layout import leaders, positions
from .svg import svg

if TYPE_CHECKING:
    from .layers import Graph

_FILES: Final = Path(__file__).parent / "page_files"
_WORDS: Final = {
    "zh": {
        "title": "执法协同图",
        "search": "查找主体",
        "layers": "关系",
        "time": "日期",
        "always": "全部时间",
        "fit": "全图",
        "lang": "English",
        "shown": " 个主体，{edges} 条关系",
        "script": "此页的脚本没有运行，以下为静态图。",
    },
    "en": {
        "title": "How departments coordinate",
        "search": "Find a body",
        "layers": "Layers",
        "time": "Day",
        "always": "all the time",
        "fit": "Whole graph",
        "lang": "中文",
        "shown": " bodies, {edges} edges",
        "script": "Scripts of this page do not run; this is the still picture.",
    },
}


def page(graph: Graph, *, lang: str = "zh", title: str | None = None) -> str:
    """A graph as one HTML page with search, layers that can be switched, and a slider through time.

    The slider shows the edges in force on a day (`start`, `end`). Drawn by Cytoscape.js, which the page carries.

    >>> import networkx as nx
    >>> text = page(nx.MultiDiGraph([("<script>alert(1)</script>", "b", {"layer": "commands"})]))
    >>> "<script>alert" in text, "default-src 'none'" in text
    (False, True)
    """
    must_be_language(lang)
    at = positions(graph)
    library, own, style = (_read(name) for name in ("cytoscape.min.js", "page.js", "page.css"))
    words = _WORDS[lang]
    shown = safe(title or words["title"])
    policy = (
        f"default-src 'none'; script-src '{_digest(library)}' '{_digest(own)}'; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{shown}</title><style>{style}</style></head><body>"
        f'<header><h1>{shown}</h1><p id="count"></p></header><main id="graph"></main><aside id="panel"></aside>'
        f"<noscript><p>{safe(words['script'])}</p>{svg(graph, lang=lang, at=at)}</noscript>"
        f'<script type="application/json" id="data">{_json(_data(graph, lang, at))}</script>'
        f"<script>{library}</script><script>{own}</script></body></html>\n"
    )


def _read(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(value: Any) -> str:
    """JSON that may stand inside a script element: nothing in it can end the element, or a line of script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _data(graph: Graph, lang: str, at: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """What the script draws, as short rows."""
    names = list(LAYERS)
    number = {body: place for place, body in enumerate(graph)}
    leads = leaders(graph)
    nodes = [
        [
            printable(body),
            printable(data.get("zh") or body),
            printable(data.get("en") or body),
            printable(data.get("kind", "")),
            printable(data.get("level", "")),
            *at[body],
            leads.get(body, 0),
        ]
        for body, data in graph.nodes(data=True)
    ]
    edges = [
        [
            number[source],
            number[target],
            names.index(data["layer"]) if data.get("layer") in LAYERS else -1,
            data.get("weight", 1),
            printable(data.get("kind", "")),
            printable(data.get("start", "")),
            printable(data.get("end", "")),
        ]
        for source, target, data in graph.edges(data=True)
    ]
    layers = [[name, each.zh, each.en, each.colour] for name, each in LAYERS.items()]
    return {"lang": lang, "words": _WORDS, "layers": layers, "nodes": nodes, "edges": edges}
