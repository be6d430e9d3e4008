"""How long cases take: means, quantiles under censoring, shares beyond a limit, and whether places fare alike."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final

from ..engine import Trace
from .overdue import spent_of_deadline
from .registry import between, cohort, family, hours, metric, until

PERCENT: Final = r"q(0?[1-9]|[1-9]\d)"
"""A percentage from 1 to 99, as names of quantiles end in it."""


def percent_of(name: str) -> float | None:
    """The share that a metric is the quantile of; None for any other metric.

    >>> percent_of("turnaround.q95"), percent_of("turnaround.mean")
    (0.95, None)
    """
    found = re.fullmatch(rf"(?:working_)?turnaround\.{PERCENT}", name)
    return int(found.group(1)) / 100 if found else None


@metric("turnaround.mean", steady=True)
def turnaround_mean(trace: Trace) -> float | None:
    """Mean hours from arrival to closure; None while a case of the cohort is open (a mean of the others is too low)."""
    those = cohort(trace)
    ends = trace.cases.end
    if not those or any(ends[n] < 0 for n in those):
        return None
    return hours(trace, sum(ends[n] - trace.cases.tick[n] for n in those) / len(those))


@metric("turnaround.restricted_mean")
def restricted_mean(trace: Trace) -> float | None:
    """Mean hours a case of the cohort has taken by the end of the horizon, the open ones counted up to it."""
    those = cohort(trace)
    total = sum(until(trace, n) - trace.cases.tick[n] for n in those)
    return hours(trace, total / len(those)) if those else None


@family(rf"turnaround\.{PERCENT}", "turnaround.q95")
def turnaround_quantile(trace: Trace, percent: str) -> float | None:
    """The least hours by which that percentage of the cohort is closed; None when it is beyond the last closure.

    Where cases are open it is read off the estimate of Kaplan and Meier (1958).
    """
    spans = [(until(trace, n) - trace.cases.tick[n], trace.cases.end[n] < 0) for n in cohort(trace)]
    found = quantile(spans, int(percent) / 100)
    return None if found is None else hours(trace, found)


@family(rf"working_turnaround\.{PERCENT}", "working_turnaround.q95")
def working_quantile(trace: Trace, percent: str) -> float | None:
    """The same in working hours of the scenario's first calendar; None without one."""
    if not trace.compiled.scenario.calendars:
        return None
    spans = [(between(trace, 0, trace.cases.tick[n], until(trace, n)), trace.cases.end[n] < 0) for n in cohort(trace)]
    found = quantile(spans, int(percent) / 100)
    return None if found is None else hours(trace, found)


def quantile(spans: Iterable[tuple[int, bool]], p: float) -> int | None:
    """The least length that a share `p` does not exceed: an order statistic, or Kaplan and Meier's where some are open.

    Args:
        spans: length, and whether the case was still open then.
        p: above 0, at most 1.

    >>> quantile([(1, False), (2, True), (3, False), (4, False)], 0.5)
    3
    """
    ordered = sorted(spans)  # at one length closures come before cases lost from sight
    if not ordered or not p:
        return None
    if not any(lost for _, lost in ordered):
        return ordered[math.ceil(p * len(ordered) - 1e-12) - 1][0]
    alive, k = 1.0, 0
    while k < len(ordered):
        span, risk, closed = ordered[k][0], len(ordered) - k, 0
        while k < len(ordered) and ordered[k][0] == span:
            closed += not ordered[k][1]
            k += 1
        alive *= 1 - closed / risk
        if closed and 1 - alive >= p - 1e-12:
            return span
    return None


@family(r"share_over\.(\d+)h", "share_over.240h")
def share_over(trace: Trace, limit: str) -> float | None:
    """Share of the cohort that took longer than so many hours; None if an open case could still be on either side."""
    those = cohort(trace)
    ticks = int(limit) * trace.compiled.scenario.hour
    spans = [(until(trace, n) - trace.cases.tick[n], trace.cases.end[n] < 0) for n in those]
    if not spans or any(lost and span <= ticks for span, lost in spans):
        return None
    return float(sum(span > ticks for span, _ in spans) / len(spans))


@metric("working_turnaround.mean", steady=True)
def working_turnaround(trace: Trace) -> float | None:
    """Mean working hours from arrival to closure, on the scenario's first calendar; None without one."""
    those = cohort(trace)
    if not those or not trace.compiled.scenario.calendars or any(trace.cases.end[n] < 0 for n in those):
        return None
    total = sum(between(trace, 0, trace.cases.tick[n], trace.cases.end[n]) for n in those)
    return hours(trace, total / len(those))


@metric("equity.median_ratio")
def equity(trace: Trace) -> float | None:
    """The largest median turnaround of a place by the smallest; None with fewer than two places or an open case."""
    classes, spans = trace.compiled.network.classes, dict[str, list[int]]()
    for n in cohort(trace):
        if trace.cases.end[n] < 0:
            return None
        place = classes[trace.cases.sort[n]].place
        if place is not None:
            spans.setdefault(place, []).append(trace.cases.end[n] - trace.cases.tick[n])
    medians = [sorted(each)[(len(each) + 1) // 2 - 1] for each in spans.values()]
    return max(medians) / min(medians) if len(medians) > 1 and min(medians) else None


@metric("equity.late_places")
def late_places(trace: Trace) -> float | None:
    """Share of places where more than one filed case in twenty takes longer than its deadline; None if unknown yet."""
    tables, found, parts = trace.compiled.tables, trace.cases, dict[str, list[tuple[int, bool]]]()
    for n in cohort(trace):
        place = trace.compiled.network.classes[found.sort[n]].place
        due = tables.class_due[found.sort[n]]
        if place is not None and due >= 0 and found.filed[n] >= 0:
            # Millionths of its own deadline, so that cases with different ones are of one kind.
            part = round(spent_of_deadline(trace, n) / tables.due_ticks[due] * 1e6)
            parts.setdefault(place, []).append((part, found.end[n] < 0))
    longest = [(quantile(each, 0.95), max(part for part, _ in each)) for each in parts.values()]
    if not longest or any(q is None and most <= 1e6 for q, most in longest):
        return None
    return sum(q is None or q > 1e6 for q, _ in longest) / len(longest)
