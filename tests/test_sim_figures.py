"""Figures: each says what it was given, belongs to nobody's window, and survives names in any script."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from test_sim_experiment import town

from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.simulation import Duration, Reform, Scenario, example_queue, experiment, sweep, trace
from enforcekit.simulation.figures import backlog_figure, difference_figure, map_figure, sweep_figure

pytest.importorskip("matplotlib")
QUEUE = example_queue(rate=1.6, service=Duration.exponential(1), officers=2, days=8, warmup=2, drain=4)


def drawn(figure: Any, path: Path) -> list[str]:
    """The words of a figure that was written to a file."""
    figure.savefig(path / "figure.png", dpi=50)
    assert (path / "figure.png").stat().st_size > 3000
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
    return [text.get_text() for text in figure.findobj(lambda each: hasattr(each, "get_text")) if text.get_text()]


def test_differences_have_their_intervals_and_say_why_one_is_missing(tmp_path: Path) -> None:
    over = {"赋权 $x$": Reform.staff("team", 1), "cut": Reform.staff("team", -1)}
    found = experiment(QUEUE, over, metrics=["turnaround.mean", "cases"], replications=10)
    figure = difference_figure(found)
    one = found["赋权 $x$", "turnaround.mean"]
    ends = [list(line.get_xdata()) for line in figure.axes[0].lines]
    assert [one.low, one.high] in ends
    words = drawn(figure, tmp_path)
    assert {"turnaround.mean", "cases", "赋权 $x$", "no value: no steady state"} <= set(words)
    assert len(difference_figure(found, ["cases"], lang="zh").axes) == 1
    with pytest.raises(UnknownReference, match="measured metric"):
        difference_figure(found, ["transfers.mean"])


def test_the_backlog_is_drawn_up_to_where_all_replications_go(tmp_path: Path) -> None:
    runs = [trace(QUEUE, replication=n) for n in range(10)]
    figure = backlog_figure({"现状": runs, "one": runs[:1]}, points=20)
    lines = figure.axes[0].lines
    assert max(lines[0].get_xdata()) == pytest.approx(min(run.stopped for run in runs) / 86_400)
    assert next(iter(lines[1].get_ydata())) == 0
    assert "现状" in drawn(figure, tmp_path)


def test_a_sweep_has_a_curve_for_each_other_parameter_and_a_cross_where_nothing_is_known(tmp_path: Path) -> None:
    def change(base: Scenario, share: float, more: float) -> Scenario:
        return (Reform.staff("team", int(more)) | Reform.availability("team", share))(base)

    found = sweep(QUEUE, {"share": [0.7, 1.0], "more": [0, 1]}, change, metrics=["turnaround.mean"], replications=10)
    figure = sweep_figure(found, "turnaround.mean")
    assert {"more = 0", "more = 1", "share"} <= set(drawn(figure, tmp_path))
    crosses = [line for line in figure.axes[0].lines if line.get_marker() == "x"]
    assert [list(each.get_xdata()) for each in crosses] == [[0.7]]
    with pytest.raises(UnknownReference, match="parameter"):
        sweep_figure(found, "turnaround.mean", along="shares")


def test_the_map_keeps_every_group_in_its_place(tmp_path: Path) -> None:
    before, after = trace(town(misroute=0.3)), trace(Reform.single_intake(0.0)(town(misroute=0.3)))
    figure = map_figure(before, after, titles=("before", "after"), lang="zh")
    places = [
        {text.get_text(): tuple(text.xy) for text in axes.texts if text.get_text() in ("district", "north-town")}
        for axes in figure.axes[:2]
    ]
    assert len(places[0]) == 2
    assert places[0] == places[1]
    assert any("每日" in word for word in drawn(figure, tmp_path))


def test_what_is_not_installed_is_named_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(EnforcekitError, match=r"enforcekit\[viz\]"):
        backlog_figure({"x": [trace(QUEUE)]})
