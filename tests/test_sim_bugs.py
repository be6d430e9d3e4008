"""Does the suite see bugs? Eleven faults are put into a copy of the kernel; for each some test must fail."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
import test_sim_golden as golden
from sim_models import EXP, MODELS, Model, single, withdrawn
from simulated import half_width, study, t_value

from enforcekit.simulation import Duration, kernel, tables

BUGS: dict[str, tuple[tuple[str, str], ...]] = {
    "last come, first served": (
        ("here = first[q]\n                    while", "here = last[q]\n                    while"),
    ),
    "priority reversed": (
        ("for q in range(s * levels, (s + 1) * levels):", "for q in reversed(range(s * levels, (s + 1) * levels)):"),
    ),
    "lost officer": (("free[s] += t_need[at]", "free[s] += t_need[at] - (number == 10)"),),
    "two-officer case takes one": (("need = t_need[node]", "need = 1"), ("free[s] += t_need[at]", "free[s] += 1")),
    "one uniform for all visits": (("row_visit[row],", "0,"),),
    "one routing uniform for each case": (("bits53(key, visit, t_purpose[at])", "bits53(key, 0, t_purpose[at])"),),
    "served after patience": (("if gives_up[here] < past:", "if gives_up[here] < 0:"),),
    "patience halved": (("t + max(1, round(min(length_f, LONGEST)))", "t + max(1, round(length_f / 2))"),),
    "one start for each release": (("while free[s] > 0:", "for _ in range(1 if free[s] > 0 else 0):"),),
    "backfill past a blocked head across levels": (("case = -2", "case = -1"),),
}


def with_bug(changes: tuple[tuple[str, str], ...]) -> Any:
    """A kernel whose source is changed; each change must find its one place."""
    source = inspect.getsource(kernel)
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    made = ModuleType("enforcekit.simulation.broken")
    made.__package__ = "enforcekit.simulation"
    exec(compile(source, "<broken>", "exec"), made.__dict__)
    return made.__dict__["run"]


def theory(*names: str, cases: int = 4000) -> Callable[[], None]:
    """The rule of the analytic tests, on small runs."""

    def check() -> None:
        for name in names:
            model = MODELS[name]
            measures = {key: measure for key, (_, measure) in model.expected.items()}
            found = study(model.build(cases), measures, 10, engine="kernel")
            for key, (expected, _) in model.expected.items():
                assert abs(t_value(found[key], expected)) <= 4, (name, key)
                assert half_width(found[key]) <= 0.9 * expected

    return check


TWO_LEVELS = golden.test_a_blocked_case_of_high_priority_blocks_the_lower_levels_too
GOLDEN = [
    TWO_LEVELS,
    golden.test_a_case_for_two_officers_blocks_the_queue_behind_it,
    golden.test_higher_levels_go_first_and_nobody_is_interrupted,
    golden.test_who_runs_out_of_patience_leaves_at_that_tick_and_takes_no_time,
]
SEEN_BY: dict[str, Callable[[], None]] = {
    "last come, first served": theory("T02b", cases=12_000),
    "priority reversed": theory("T06a"),
    "lost officer": theory("T10"),
    "two-officer case takes one": theory("T10"),
    "one uniform for all visits": theory("T11", cases=12_000),
    "one routing uniform for each case": theory("T11"),
    "served after patience": theory("T04a"),
    "patience halved": theory("T04a"),
    "lognormal mean off": theory("T16"),
    "one start for each release": golden.test_officers_freed_together_take_up_as_many_cases_as_they_can,
    "backfill past a blocked head across levels": TWO_LEVELS,
}


@pytest.mark.parametrize("bug", BUGS)
def test_an_injected_bug_is_seen(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = with_bug(BUGS[bug])
    monkeypatch.setattr(kernel, "run", broken)
    with pytest.raises(AssertionError):
        SEEN_BY[bug]()


def test_a_lognormal_with_a_wrong_mean_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = tables._parameters

    def wrong(law: Duration, hour: float) -> tuple[float, float]:
        a, b = right(law, hour)
        return (a + math.log1p(law.second) / 2, b) if law.kind == "lognormal" else (a, b)

    tables._compile.cache_clear()
    monkeypatch.setattr(tables, "_parameters", wrong)
    with pytest.raises(AssertionError):
        SEEN_BY["lognormal mean off"]()
    tables._compile.cache_clear()


@pytest.mark.slow
def test_without_a_bug_none_of_the_detectors_complains() -> None:
    for check in [*GOLDEN, *SEEN_BY.values()]:
        check()


def test_the_copy_without_changes_is_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    same = with_bug(())
    monkeypatch.setattr(kernel, "run", same)
    for check in GOLDEN:
        check()
    model = Model(build=single(1.2, EXP(1), patience=EXP(4)), expected={"P(ab)": (0.314089053156653, withdrawn)})
    found = study(model.build(2000), {"P(ab)": withdrawn}, 6, engine="kernel")
    assert abs(t_value(found["P(ab)"], 0.314089053156653)) <= 4
