"""The names of metrics, and what they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Final, TypeVar

from enforcekit.errors import UnknownReference

from ..engine import Trace
from ..times import Hours

Metric = Callable[[Trace], float | None]
M = TypeVar("M", bound=Callable[..., Any])

METRICS: Final[dict[str, Metric]] = {}
"""Every metric, by name. Hours are calendar hours unless the name says otherwise."""
STEADY: Final[set[str]] = set()
"""Metrics that mean something only where every queue stays finite."""
FAMILIES: Final[dict[str, tuple[re.Pattern[str], Callable[..., float | None]]]] = {}
"""Metrics with a number or a name in theirs, by an example."""


def metric(name: str, *, steady: bool = False) -> Callable[[Metric], Metric]:
    """Register a metric under a name; `steady` ones are None when a group is asked for more than it can do."""

    def add(function: Metric) -> Metric:
        if name in METRICS:
            raise ValueError(f"{name} is already a metric")
        METRICS[name] = function
        if steady:
            STEADY.add(name)
        return function

    return add


def family(pattern: str, example: str) -> Callable[[M], M]:
    """Register all metrics whose name matches; the function takes the trace, then what the pattern's groups took."""

    def add(function: M) -> M:
        FAMILIES[example] = (re.compile(pattern), function)
        return function

    return add


def find_metric(name: str) -> Metric:
    """The metric of that name. `turnaround.q95`, `share_over.240h`, `utilisation.<group>` carry a number or a name.

    Raises:
        UnknownReference: there is none, with the nearest.

    >>> find_metric("turnaround.q90") is not None
    True
    """
    if name in METRICS:
        return METRICS[name]
    for pattern, function in FAMILIES.values():
        found = pattern.fullmatch(name)
        if found:
            return _with(function, found.groups())
    from difflib import get_close_matches

    known = [*METRICS, *FAMILIES]
    raise UnknownReference("metric", name, get_close_matches(name, known, n=3) or sorted(known))


def _with(function: Callable[..., float | None], given: tuple[str, ...]) -> Metric:
    return lambda trace: function(trace, *given)


def cohort(trace: Trace) -> range:
    """The numbers of the cases that arrive in the window: they are ordered by arrival."""
    since, until = trace.compiled.window
    return range(bisect_left(trace.cases.tick, since), bisect_left(trace.cases.tick, until))


def share(those: range, found: int) -> float | None:
    """A share of the cohort; None when it is empty."""
    return found / len(those) if those else None


def hours(trace: Trace, ticks: float) -> float:
    """Ticks as hours."""
    return float(ticks / trace.compiled.scenario.hour)


def exit_number(trace: Trace, name: str) -> int:
    """The number of an exit in the results; one that no case has, when there is no such exit."""
    exits = trace.compiled.network.exits
    return exits.index(name) if name in exits else -2


def known_exit(trace: Trace, name: str) -> int:
    """The number of an exit. Raises `UnknownReference`."""
    exits = trace.compiled.network.exits
    if name not in exits:
        raise UnknownReference("exit", name, exits)
    return exits.index(name)


def known_group(trace: Trace, name: str) -> int:
    """The number of a group. Raises `UnknownReference`."""
    names = [group.id for group in trace.compiled.network.groups]
    if name not in names:
        raise UnknownReference("group", name, names)
    return names.index(name)


def calendar(trace: Trace, number: int) -> Hours | None:
    """The working hours of a calendar; None where every hour is one."""
    if number < 0:
        return None
    tables = trace.compiled.tables
    part = slice(tables.cal_first[number], tables.cal_first[number + 1])
    return Hours(opens=tables.cal_open[part], closes=tables.cal_close[part], done=tables.cal_done[part])


def until(trace: Trace, case: int) -> int:
    """The tick at which a case was closed, or up to which it was followed."""
    end = trace.cases.end[case]
    return int(end if end >= 0 else trace.stopped)


def between(trace: Trace, number: int, since: int, to: int) -> int:
    """Ticks between two, of a calendar's hours alone where one is given."""
    office = calendar(trace, number)
    return to - since if office is None else office.worked(to) - office.worked(since)
