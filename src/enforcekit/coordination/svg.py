"""The graph as a still picture: one SVG in which nothing runs and nothing is fetched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from enforcekit.arguments import must_be_language
from enforcekit.wire.markup import safe

from .layers import layer_words
from .layout import Point, leaders, positions

if TYPE_CHECKING:
    from .layers import Graph

FONTS: Final = "system-ui,'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',SimHei,sans-serif"
_EVERY_LABEL: Final = 150
"""With more bodies than this only those that lead others are named; the rest say their name when pointed at."""


def svg(graph: Graph, *, lang: str = "zh", at: dict[str, Point] | None = None) -> str:
    """A graph as SVG: one line an edge in the colour of its layer, a dot a body; `at` are its `positions`.

    >>> import networkx as nx
    >>> svg(nx.MultiDiGraph([("a", "b", {"layer": "commands"})])).startswith("<svg xmlns=")
    True
    """
    must_be_language(lang)
    points = positions(graph) if at is None else at
    lines: dict[str, list[str]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        (x1, y1), (x2, y2) = points[source], points[target]
        lines[data.get("layer", "")].append(f"M{x1:g} {y1:g}L{x2:g} {y2:g}")
    xs, ys = [x for x, _ in points.values()] or [0.0], [y for _, y in points.values()] or [0.0]
    left, top, width, height = min(xs) - 80, min(ys) - 60, max(xs) - min(xs) + 160, max(ys) - min(ys) + 120
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}" '
        f'role="img" font-family="{FONTS}"><rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" '
        'fill="#fff"/>'
    ]
    for layer, found in lines.items():
        name, colour = layer_words(layer, lang)
        path = "".join(found)
        parts.append(f'<path d="{path}" stroke="{colour}" stroke-opacity=".4" fill="none"><title>{safe(name)}</title>')
        parts.append("</path>")
    leads = leaders(graph)
    for body, (x, y) in points.items():
        name = safe(graph.nodes[body].get(lang) or body)
        big = body in leads
        size = 7 if big else 4
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="{size}" fill="#24476b"><title>{name}</title></circle>')
        if big or len(points) <= _EVERY_LABEL:
            font = max(14.0, width / 90) if big else 9
            parts.append(f'<text x="{x:g}" y="{y - 9:g}" font-size="{font:g}" text-anchor="middle">{name}</text>')
    return "".join((*parts, "</svg>"))
