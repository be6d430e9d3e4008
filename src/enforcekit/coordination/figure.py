"""The graph as a figure of matplotlib (the extra `viz`), for papers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from enforcekit.arguments import must_be_language
from enforcekit.errors import EnforcekitError

from .layers import LAYERS, layer_words
from .layout import leaders, positions

if TYPE_CHECKING:
    from .layers import Graph

FONTS = ["Noto Sans CJK SC", "Noto Serif CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC"]


def figure(graph: Graph, *, lang: str = "zh", size: tuple[float, float] = (12, 12)) -> Any:
    """A `matplotlib.figure.Figure`: one colour a layer, with a legend; those who lead have their names.

    Raises `EnforcekitError` when the extra `viz` is not installed.
    """
    must_be_language(lang)
    try:
        figures, lines, fonts = (
            import_module(f"matplotlib.{each}") for each in ("figure", "collections", "font_manager")
        )
    except ImportError as error:
        raise EnforcekitError("figures need matplotlib: pip install 'enforcekit[viz]'") from error
    at = positions(graph)
    leads = leaders(graph)
    installed = {each.name for each in fonts.fontManager.ttflist}
    font = next((each for each in FONTS if each in installed), "DejaVu Sans")
    found = figures.Figure(figsize=size, layout="constrained")
    axes = found.add_subplot()
    axes.set_axis_off()
    axes.set_aspect("equal")
    ends: dict[str, list[Any]] = {name: [] for name in LAYERS}
    for u, v, layer in graph.edges(data="layer", default=""):
        ends.setdefault(layer, []).append((at[u], at[v]))
    for layer, drawn in ends.items():
        if drawn:
            label, colour = layer_words(layer, lang)
            axes.add_collection(
                lines.LineCollection(drawn, colors=colour, linewidths=0.6, alpha=0.5, label=label or "—")
            )
    axes.scatter(
        [x for x, _ in at.values()],
        [y for _, y in at.values()],
        s=[40 if body in leads else 9 for body in at],
        c="#24476b",
        zorder=3,
    )
    for body in leads:
        x, y = at[body]
        # Parse nothing: a dollar sign in a name is no formula.
        axes.annotate(
            str(graph.nodes[body].get(lang) or body),
            (x, y),
            ha="center",
            va="bottom",
            fontsize=8,
            family=font,
            parse_math=False,
        )
    if axes.collections[1:]:
        axes.legend(loc="lower right", prop={"family": font, "size": 9})
    return found
