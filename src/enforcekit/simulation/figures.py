"""Figures of matplotlib (extra `viz`) for papers: differences, open cases over time, sweeps, who passes what to whom.

Each function returns a `matplotlib.figure.Figure` of its own and touches no global state: no window, no current figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from enforcekit.arguments import must_be, must_be_language, texts_of
from enforcekit.coordination.figure import FONTS
from enforcekit.errors import EnforcekitError, UnknownReference

from .engine import Trace
from .experiment import Experiment
from .guards import LEAST
from .metrics.backlog import open_at
from .metrics.paths import moves
from .metrics.work import available_by_group, worked_by_group
from .scenario import DAY_US
from .statistic import interval
from .sweep import Sweep

COLOURS: Final = ("#24476b", "#c1440e", "#3d7a5d", "#8a5a9e", "#b8860b", "#5f6b76")
WORDS: Final = {
    "en": {
        "difference": "difference from the base, 95 % interval",
        "open": "open cases",
        "days": "days from the start of the scenario",
        "window": "observed window",
        "unknown": "no value: {flags}",
        "load": "share of officers' time",
        "moves": "{count:.3g} a day",
    },
    "zh": {
        "difference": "与基准之差（95% 置信区间）",
        "open": "在办案件",
        "days": "自情景开始的天数",
        "window": "观察窗口",
        "unknown": "无数值：{flags}",
        "load": "人员工作负荷",
        "moves": "每日 {count:.3g} 件",
    },
}


def _figure(width: float, height: float) -> Any:
    try:
        figures, fonts = (import_module(f"matplotlib.{each}") for each in ("figure", "font_manager"))
    except ImportError as error:
        raise EnforcekitError("figures need matplotlib → pip install 'enforcekit[viz]'") from error
    made = figures.Figure(figsize=(width, height), layout="constrained")
    installed = {each.name for each in fonts.fontManager.ttflist}
    made.font = next((each for each in FONTS if each in installed), "DejaVu Sans")
    return made


def _say(figure: Any, axes: Any, *, title: str = "", x: str = "", y: str = "") -> None:
    """Words in a font that has them, none of them taken for a formula; no frame where no scale is."""
    for put, text in ((axes.set_title, title), (axes.set_xlabel, x), (axes.set_ylabel, y)):
        if text:
            put(text, family=figure.font, parse_math=False, fontsize=10)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_family(figure.font)
        label.set_parse_math(False)
    axes.spines[["top", "right"]].set_visible(False)


def _legend(figure: Any, axes: Any) -> None:
    axes.legend(frameon=False, prop={"family": figure.font, "size": 9})


def difference_figure(found: Experiment, metrics: Iterable[str] | None = None, *, lang: str = "en") -> Any:
    """Every reform's difference from the base with its interval: one panel for each metric, zero marked.

    A difference without an interval is a hollow point; one that is not known says why.

    Args:
        found: from `experiment`.
        metrics: which; all that were measured, when left out.
        lang: `en` or `zh`.

    Raises:
        UnknownReference: a metric that was not measured, another language.
        EnforcekitError: matplotlib is not installed.
    """
    must_be(Experiment, found=found)
    must_be_language(lang)
    measured = list(dict.fromkeys(each.metric for each in found.differences))
    names = list(texts_of("metrics", metrics) or measured)
    for name in names:
        if name not in measured:
            raise UnknownReference("measured metric", name, measured)
    reforms = list(dict.fromkeys(each.reform for each in found.differences))
    figure = _figure(1.2 + 3.4 * len(names), 1.2 + 0.45 * len(reforms))
    panels = figure.subplots(1, len(names), sharey=True, squeeze=False)[0]
    for axes, name in zip(panels, names, strict=True):
        axes.axvline(0, color="#999999", linewidth=0.8)
        for place, reform in enumerate(reforms):
            one = found[reform, name]
            if one.difference is None:
                note = WORDS[lang]["unknown"].format(flags="; ".join(one.flags))
                axes.annotate(note, (0, place), fontsize=7, va="bottom", ha="center", family=figure.font)
                continue
            if one.low is not None and one.high is not None:
                axes.plot([one.low, one.high], [place, place], color=COLOURS[0], linewidth=1.6, solid_capstyle="butt")
            fill = COLOURS[0] if one.low is not None else "white"
            axes.plot([one.difference], [place], "o", markersize=5, color=COLOURS[0], markerfacecolor=fill)
        axes.set_yticks(range(len(reforms)), reforms)
        axes.set_ylim(len(reforms) - 0.5, -0.5)
        _say(figure, axes, title=name)
    figure.supxlabel(WORDS[lang]["difference"], fontsize=9, family=figure.font)
    return figure


def backlog_figure(traces: Mapping[str, Sequence[Trace]], *, points: int = 200, lang: str = "en") -> Any:
    """Open cases over time: for each scenario the mean over its replications, with the interval from ten on.

    Args:
        traces: by name, replications of one scenario each, from `trace`.
        points: how many moments are looked at.
        lang: `en` or `zh`.
    """
    must_be(Mapping, traces=traces)
    must_be_language(lang)
    figure = _figure(7.5, 4)
    axes = figure.subplots()
    for number, (name, runs) in enumerate(traces.items()):
        first = runs[0].compiled
        day = DAY_US / first.scenario.tick_us
        # A replication stops when its cohort is closed: beyond the first to stop there is nothing to compare.
        last = min(each.stopped for each in runs)
        ticks = [round(n * last / points) for n in range(points + 1)]
        counts = list(zip(*(open_at(each, ticks) for each in runs), strict=True))
        days = [tick / day for tick in ticks]
        colour = COLOURS[number % len(COLOURS)]
        if number == 0:
            since, until = (tick / day for tick in first.window)
            axes.axvspan(since, until, color="#f0f0ea", zorder=0, label=WORDS[lang]["window"])
        if len(runs) >= LEAST:
            ends = [interval(each) for each in counts]
            low, high = [max(0.0, each[1]) for each in ends], [each[2] for each in ends]
            axes.fill_between(days, low, high, color=colour, alpha=0.2, linewidth=0)
        axes.plot(days, [math.fsum(each) / len(runs) for each in counts], color=colour, linewidth=1.4, label=name)
    axes.set_ylim(bottom=0)
    _say(figure, axes, x=WORDS[lang]["days"], y=WORDS[lang]["open"])
    _legend(figure, axes)
    return figure


def sweep_figure(found: Sweep, metric: str, *, along: str | None = None) -> Any:
    """A metric along one parameter, a curve with its intervals for each combination of the others.

    Where there is no steady state, or a case is still open, a cross stands at the foot instead of a value.

    Args:
        found: from `sweep`.
        metric: its name.
        along: the parameter of the axis; the first, when left out.

    Raises:
        UnknownReference: no parameter of that name.
    """
    must_be(Sweep, found=found)
    names = list(found.points[0].parameters)
    axis = along if along is not None else names[0]
    if axis not in names:
        raise UnknownReference("parameter", axis, names)
    curves: dict[str, list[tuple[float, Any]]] = {}
    for point in found.points:
        rest = ", ".join(f"{name} = {value:g}" for name, value in point.parameters.items() if name != axis)
        curves.setdefault(rest, []).append((point.parameters[axis], point[metric]))
    figure = _figure(6.5, 4)
    axes = figure.subplots()
    for number, (name, those) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        those.sort(key=lambda each: each[0])
        x = [value for value, _ in those]
        mean = [each.mean if each.mean is not None else math.nan for _, each in those]
        axes.plot(x, mean, "o-", color=colour, markersize=4, linewidth=1.2, label=name or None)
        for value, each in those:
            if each.low is not None:
                axes.plot([value, value], [each.low, each.high], color=colour, linewidth=1)
            if each.mean is None:
                axes.plot([value], [0.02], "x", color=colour, transform=axes.get_xaxis_transform(), clip_on=False)
    _say(figure, axes, x=axis, y=metric)
    if any(curves):
        _legend(figure, axes)
    return figure


def map_figure(before: Trace, after: Trace, *, titles: tuple[str, str] = ("", ""), lang: str = "en") -> Any:
    """Who passes what to whom, before and after: groups at the same places, arrows as wide as cases move.

    A group is as large as it has officers and as dark as they are busy; groups that handled nothing are left out.

    Args:
        before: a replication of the base.
        after: one of the reform, of the same window.
        titles: of the two panels; the ids of the scenarios, when left out.
        lang: `en` or `zh`.
    """
    must_be(Trace, before=before, after=after)
    must_be_language(lang)
    from networkx import DiGraph, circular_layout

    flows = [{pair: count / _days(each) for pair, count in moves(each).items()} for each in (before, after)]
    loads = [_loads(each) for each in (before, after)]
    graph: Any = DiGraph()
    graph.add_nodes_from(name for each in loads for name, (_, load) in each.items() if load > 0)
    graph.add_edges_from(pair for each in flows for pair in each)
    at = circular_layout(graph)  # Of the layouts, one that asks for nothing beyond what matplotlib brings.
    most = max((count for each in flows for count in each.values()), default=1.0)
    figure = _figure(11, 5.5)
    panels = figure.subplots(1, 2)
    painted = None
    for axes, flow, load, run, title in zip(panels, flows, loads, (before, after), titles, strict=True):
        for (one, other), count in flow.items():
            arrow = {
                "arrowstyle": "-|>", "color": "#8c8c8c", "linewidth": 0.4 + 4 * count / most, "shrinkA": 12,
                "shrinkB": 14, "connectionstyle": "arc3,rad=0.15", "alpha": 0.8,
            }  # fmt: skip
            axes.annotate("", at[other], at[one], arrowprops=arrow)
            (x, y), (u, v) = at[one], at[other]
            # Beside the middle of the arc, which bends to the right of its way.
            middle = ((x + u) / 2 + 0.12 * (v - y), (y + v) / 2 - 0.12 * (u - x))
            words = WORDS[lang]["moves"].format(count=count)
            axes.annotate(words, middle, fontsize=6, ha="center", color="#555555", family=figure.font)
        here = [name for name in graph if name in load]
        painted = axes.scatter(
            [at[name][0] for name in here],
            [at[name][1] for name in here],
            s=[120 + 30 * load[name][0] for name in here],
            c=[load[name][1] for name in here],
            cmap="YlOrBr", vmin=0, vmax=1, edgecolors="#444444", linewidths=0.8, zorder=3,
        )  # fmt: skip
        for name in here:
            axes.annotate(
                name, at[name], xytext=(0, -16), textcoords="offset points", ha="center", va="top", fontsize=8,
                family=figure.font, parse_math=False,
            )  # fmt: skip
        axes.set_aspect("equal")
        axes.set_xlim(-1.35, 1.35)
        axes.set_ylim(-1.35, 1.35)
        axes.set_xticks([])
        axes.set_yticks([])
        _say(figure, axes, title=title or run.compiled.scenario.id)
        axes.spines[["left", "bottom"]].set_visible(False)
    bar = figure.colorbar(painted, ax=panels, shrink=0.6)
    bar.set_label(WORDS[lang]["load"], family=figure.font, fontsize=9)
    return figure


def _days(trace: Trace) -> float:
    since, until = trace.compiled.window
    return (until - since) * trace.compiled.scenario.tick_us / DAY_US


def _loads(trace: Trace) -> dict[str, tuple[int, float]]:
    """Officers and utilisation of each group that has officers."""
    able, worked = available_by_group(trace), worked_by_group(trace)
    heads = {group.id: group.officers or 0 for group in trace.compiled.network.groups}
    return {name: (heads[name], worked[name] / hours if hours else 0.0) for name, hours in able.items()}
