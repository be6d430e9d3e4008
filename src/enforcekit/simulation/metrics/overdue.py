"""Past the deadline: rates over filed cases, with the bounds that open cases leave."""

from __future__ import annotations

from ..engine import Trace
from ..parts import OVERDUE
from .registry import between, cohort, exit_number, metric, until


def spent_of_deadline(trace: Trace, case: int) -> int:
    """The ticks of its deadline that a filed case has used: on the deadline's calendar, without excluded time."""
    tables, found = trace.compiled.tables, trace.cases
    due = tables.class_due[found.sort[case]]
    ran = between(trace, tables.due_cal[due], found.filed[case], until(trace, case))
    return int(ran - found.excluded[case])


@metric("overdue.rate")
def overdue_rate(trace: Trace) -> float | None:
    """Share of the filed cases of the cohort past their deadline; None if it is not known yet of some.

    `overdue.low` and `overdue.high` give the interval then.
    """
    low, high = overdue_bounds(trace)
    return low if low == high else None


@metric("overdue.low")
def overdue_low(trace: Trace) -> float | None:
    """The same, those of whom it is not known counted as in time."""
    return overdue_bounds(trace)[0]


@metric("overdue.high")
def overdue_high(trace: Trace) -> float | None:
    """The same, those of whom it is not known counted as late."""
    return overdue_bounds(trace)[1]


def overdue_bounds(trace: Trace) -> tuple[float | None, float | None]:
    """Lower and upper share of filed cases past their deadline; excluded time does not count."""
    tables, found, closed_late = trace.compiled.tables, trace.cases, exit_number(trace, OVERDUE)
    late = unknown = filed = 0
    for n in cohort(trace):
        due = tables.class_due[found.sort[n]]
        if due < 0 or found.filed[n] < 0:
            continue
        filed += 1
        if spent_of_deadline(trace, n) > tables.due_ticks[due] or found.exit[n] == closed_late:
            late += 1
        elif found.end[n] < 0:
            unknown += 1
    return (late / filed, (late + unknown) / filed) if filed else (None, None)
