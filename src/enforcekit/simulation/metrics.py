"""What is read off a replication: each metric a function of its trace, registered by name.

The cohort is every case that arrives in the window `[T_w, T_h)`. It is followed until it is closed or the horizon ends;
cases still open then are counted as what they are, open: no mean is taken over the finished alone when some are not.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial

from enforcekit.errors import UnknownReference

from .engine import Trace
from .parts import OVERDUE
from .times import Hours

Metric = Callable[[Trace], float | None]

METRICS: dict[str, Metric] = {}
"""Every metric, by name. Hours are calendar hours unless the name says otherwise."""
STEADY: set[str] = set()
"""Metrics that mean something only where every queue stays finite."""


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


def find_metric(name: str) -> Metric:
    """The metric of that name. `turnaround.q95` and `share_over.240h` carry their number in the name.

    Raises:
        UnknownReference: there is none, with the nearest.

    >>> find_metric("turnaround.q90") is not None
    True
    """
    if name in METRICS:
        return METRICS[name]
    head, _, tail = name.partition(".")
    if head == "turnaround" and tail[:1] == "q" and tail[1:].isdigit() and 0 < int(tail[1:]) < 100:
        return partial(turnaround_quantile, p=int(tail[1:]) / 100)
    if head == "share_over" and tail[-1:] == "h" and tail[:-1].isdigit():
        return partial(share_over, hours=int(tail[:-1]))
    from difflib import get_close_matches

    raise UnknownReference("metric", name, get_close_matches(name, METRICS, n=3) or sorted(METRICS))


def cohort(trace: Trace) -> range:
    """The numbers of the cases that arrive in the window: they are ordered by arrival."""
    since, until = trace.compiled.window
    return range(bisect_left(trace.cases.tick, since), bisect_left(trace.cases.tick, until))


def _exit(trace: Trace, name: str) -> int:
    exits = trace.compiled.network.exits
    return exits.index(name) if name in exits else -2


def _hours(trace: Trace) -> float:
    return trace.compiled.scenario.hour


@metric("cases")
def cases(trace: Trace) -> float:
    """Cases of the cohort."""
    return float(len(cohort(trace)))


@metric("open_share")
def open_share(trace: Trace) -> float | None:
    """Share of the cohort that is open when the horizon ends: read it before anything else."""
    those = cohort(trace)
    return sum(trace.cases.end[n] < 0 for n in those) / len(those) if those else None


@metric("turnaround.mean", steady=True)
def turnaround_mean(trace: Trace) -> float | None:
    """Mean hours from arrival to closure; None while a case of the cohort is open (a mean of the others is too low)."""
    those = cohort(trace)
    ends = trace.cases.end
    if not those or any(ends[n] < 0 for n in those):
        return None
    return float(sum(ends[n] - trace.cases.tick[n] for n in those) / len(those) / _hours(trace))


@metric("turnaround.restricted_mean")
def restricted_mean(trace: Trace) -> float | None:
    """Mean hours a case of the cohort has taken by the end of the horizon, the open ones counted up to it."""
    those = cohort(trace)
    last = trace.stopped
    total = sum((trace.cases.end[n] if trace.cases.end[n] >= 0 else last) - trace.cases.tick[n] for n in those)
    return float(total / len(those) / _hours(trace)) if those else None


def turnaround_quantile(trace: Trace, p: float) -> float | None:
    """The least hours by which a share `p` of the cohort is closed; None when that is beyond the last closure.

    Where cases are open it is read off the estimate of Kaplan and Meier (1958).
    """
    those = cohort(trace)
    ends, ticks = trace.cases.end, trace.cases.tick
    spans = sorted(
        ((ends[n] if ends[n] >= 0 else trace.stopped) - ticks[n], ends[n] < 0) for n in those
    )  # at one time closures come before cases lost from sight
    if not spans:
        return None
    if not any(lost for _, lost in spans):
        return float(spans[math.ceil(p * len(spans) - 1e-12) - 1][0] / _hours(trace))
    alive, k = 1.0, 0
    while k < len(spans):
        span, risk, closed = spans[k][0], len(spans) - k, 0
        while k < len(spans) and spans[k][0] == span:
            closed += not spans[k][1]
            k += 1
        alive *= 1 - closed / risk
        if closed and 1 - alive >= p - 1e-12:
            return float(span / _hours(trace))
    return None


METRICS["turnaround.q50"] = partial(turnaround_quantile, p=0.5)
METRICS["turnaround.q95"] = partial(turnaround_quantile, p=0.95)


def share_over(trace: Trace, hours: float) -> float | None:
    """Share of the cohort that took longer than so many hours; None if an open case could still be on either side."""
    those = cohort(trace)
    limit = hours * _hours(trace)
    ends, ticks = trace.cases.end, trace.cases.tick
    if not those or any(ends[n] < 0 and trace.stopped - ticks[n] <= limit for n in those):
        return None
    late = sum((ends[n] if ends[n] >= 0 else trace.stopped) - ticks[n] > limit for n in those)
    return float(late / len(those))


@metric("working_turnaround.mean", steady=True)
def working_turnaround(trace: Trace) -> float | None:
    """Mean working hours from arrival to closure, on the scenario's first calendar."""
    those, tables = cohort(trace), trace.compiled.tables
    if not those or not trace.compiled.scenario.calendars or any(trace.cases.end[n] < 0 for n in those):
        return None
    part = slice(tables.cal_first[0], tables.cal_first[1])
    office = Hours(opens=tables.cal_open[part], closes=tables.cal_close[part], done=tables.cal_done[part])
    total = sum(office.worked(trace.cases.end[n]) - office.worked(trace.cases.tick[n]) for n in those)
    return total / len(those) / _hours(trace)


@metric("backlog.mean", steady=True)
def backlog_mean(trace: Trace) -> float:
    """Time average over the window of how many cases are open."""
    since, until = trace.compiled.window
    return sum(b - a for a, b in _presence(trace, since, until)) / (until - since)


@metric("backlog.end")
def backlog_end(trace: Trace) -> float:
    """Cases open when the window ends."""
    until = trace.compiled.window[1]
    ticks, ends = trace.cases.tick, trace.cases.end
    return float(sum(a < until and not 0 <= e < until for a, e in zip(ticks, ends, strict=True)))


def _presence(trace: Trace, since: int, until: int) -> Iterator[tuple[int, int]]:
    for tick, end in zip(trace.cases.tick, trace.cases.end, strict=True):
        first, last = max(tick, since), min(end if end >= 0 else until, until)
        if last > first:
            yield first, last


@metric("overdue.rate")
def overdue_rate(trace: Trace) -> float | None:
    """Share of the filed cases of the cohort past their deadline; None if it is not known yet of some.

    `overdue_bounds` gives the interval then.
    """
    low, high = overdue_bounds(trace)
    return low if low == high else None


@metric("overdue.low")
def overdue_low(trace: Trace) -> float | None:
    """The same, those of whom it is not known counted as in time."""
    return overdue_bounds(trace)[0]


def overdue_bounds(trace: Trace) -> tuple[float | None, float | None]:
    """Lower and upper share of filed cases past their deadline; excluded time does not count."""
    tables, found = trace.compiled.tables, trace.cases
    late = unknown = filed = 0
    for n in cohort(trace):
        due = tables.class_due[found.sort[n]]
        if due < 0 or found.filed[n] < 0:
            continue
        filed += 1
        end = found.end[n] if found.end[n] >= 0 else trace.stopped
        c = tables.due_cal[due]
        spent = end - found.filed[n]
        if c >= 0:
            part = slice(tables.cal_first[c], tables.cal_first[c + 1])
            office = Hours(opens=tables.cal_open[part], closes=tables.cal_close[part], done=tables.cal_done[part])
            spent = office.worked(end) - office.worked(found.filed[n])
        if spent - found.excluded[n] > tables.due_ticks[due] or found.exit[n] == _exit(trace, OVERDUE):
            late += 1
        elif found.end[n] < 0:
            unknown += 1
    return (late / filed, (late + unknown) / filed) if filed else (None, None)


@metric("transfers.mean")
def transfers_mean(trace: Trace) -> float | None:
    """Transfers and returns per case of the cohort."""
    those = cohort(trace)
    counted = {n for n, reason in enumerate(trace.compiled.reasons) if reason in ("transfer", "return")}
    moved = _moved(trace, counted)
    return sum(moved.get(n, 0) for n in those) / len(those) if those else None


@metric("first_time_right")
def first_time_right(trace: Trace) -> float | None:
    """Share of the cohort that was never transferred or returned."""
    those = cohort(trace)
    counted = {n for n, reason in enumerate(trace.compiled.reasons) if reason in ("transfer", "return")}
    moved = _moved(trace, counted)
    return sum(n not in moved for n in those) / len(those) if those else None


def _moved(trace: Trace, counted: set[int]) -> dict[int, int]:
    """How often each case came to a station for one of these reasons."""
    tables, found = trace.compiled.tables, dict[int, int]()
    for case, node, reason in zip(trace.rows.case, trace.rows.node, trace.rows.reason, strict=True):
        # A pure delay on the way is no station where a case arrives.
        if reason in counted and tables.cap[tables.station[node]] >= 0:
            found[case] = found.get(case, 0) + 1
    return found


@metric("ping_pong")
def ping_pong(trace: Trace) -> float | None:
    """Share of the cohort that came back to a group it had left for another."""
    tables, those = trace.compiled.tables, cohort(trace)
    last: dict[int, int] = {}
    seen: dict[int, set[int]] = {}
    back = set()
    for case, node in zip(trace.rows.case, trace.rows.node, strict=True):
        station = tables.station[node]
        if station < 0 or tables.cap[station] < 0 or last.get(case) == station:
            continue
        if station in seen.setdefault(case, set()):
            back.add(case)
        seen[case].add(station)
        last[case] = station
    return sum(n in back for n in those) / len(those) if those else None


@metric("withdrawn.share")
def withdrawn_share(trace: Trace) -> float | None:
    """Share of the cohort withdrawn for lack of patience."""
    return exit_share(trace, "withdrawn")


@metric("pre_handled.share")
def pre_handled(trace: Trace) -> float | None:
    """Share of the cohort resolved before it reached enforcement."""
    return exit_share(trace, "pre-handled")


@metric("mediated.share")
def mediated(trace: Trace) -> float | None:
    """Share of the cohort settled by mediation."""
    return exit_share(trace, "mediated")


@metric("no_authority.share")
def no_authority(trace: Trace) -> float | None:
    """Share of the cohort that nobody was competent for."""
    return exit_share(trace, "no-authority")


def exit_share(trace: Trace, name: str) -> float | None:
    """Share of the cohort that left by one exit."""
    those, number = cohort(trace), _exit(trace, name)
    return sum(trace.cases.exit[n] == number for n in those) / len(those) if those else None


def worked_by_group(trace: Trace) -> dict[str, float]:
    """Officer hours worked in the window, by group; work across the edge of the window counts in proportion."""
    since, until = trace.compiled.window
    tables, rows = trace.compiled.tables, trace.rows
    names = [group.id for group in trace.compiled.network.groups]
    found = {name: 0.0 for name, cap in zip(names, tables.cap, strict=True) if cap >= 0}
    seat = _seats(trace)
    for row, (node, begin, end, work) in enumerate(zip(rows.node, rows.begin, rows.end, rows.work, strict=True)):
        if begin < 0 or begin >= until or end <= since:
            continue
        station, officers = seat(row, node)
        if tables.cap[station] >= 0:
            part = (min(end, until) - max(begin, since)) / (end - begin)
            found[names[station]] += officers * work * part / _hours(trace)
    return found


def _seats(trace: Trace) -> Callable[[int, int], tuple[int, int]]:
    """Station and officers of a row; the rows of a joint visit stand one after another."""
    tables, rows = trace.compiled.tables, trace.rows

    def seat(row: int, node: int) -> tuple[int, int]:
        first, last = tables.seat_first[node], tables.seat_first[node + 1]
        if first == last:
            return tables.station[node], tables.need[node]
        case, visit, back = rows.case[row], rows.visit[row], 0
        while row > back and rows.case[row - back - 1] == case and rows.visit[row - back - 1] == visit:
            back += 1
        return tables.seat_station[first + back], tables.seat_need[first + back]

    return seat


@metric("utilisation.mean")
def utilisation_mean(trace: Trace) -> float | None:
    """Officer hours worked in the window as a share of those available."""
    able = math.fsum(each for each in available_by_group(trace).values())
    return math.fsum(worked_by_group(trace).values()) / able if able else None


@metric("utilisation.max")
def utilisation_max(trace: Trace) -> float | None:
    """The same of the busiest group."""
    able = available_by_group(trace)
    return max((work / able[name] for name, work in worked_by_group(trace).items() if able[name]), default=None)


def available_by_group(trace: Trace) -> dict[str, float]:
    """Officer hours in the window that each group has: n · availability · working hours, absences left out."""
    since, until = trace.compiled.window
    tables, found = trace.compiled.tables, dict[str, float]()
    for n, group in enumerate(trace.compiled.network.groups):
        if group.officers is None:
            continue
        opened = until - since
        if tables.cal[n] >= 0:
            part = slice(tables.cal_first[tables.cal[n]], tables.cal_first[tables.cal[n] + 1])
            office = Hours(opens=tables.cal_open[part], closes=tables.cal_close[part], done=tables.cal_done[part])
            opened = office.worked(until) - office.worked(since)
        found[group.id] = group.officers * group.availability * opened / _hours(trace)
    return found


def gini(values: list[float]) -> float:
    """Inequality: 0 when all have the same.

    >>> gini([1, 2, 3, 4]), gini([0, 0, 0, 10])
    (0.25, 0.75)
    """
    total, n = math.fsum(values), len(values)
    if not total:
        return 0.0
    return math.fsum((2 * j - n - 1) * x for j, x in enumerate(sorted(values), 1)) / (n * total)


@metric("workload.gini")
def workload_gini(trace: Trace) -> float:
    """Inequality between groups of the hours worked per officer."""
    heads = {group.id: group.officers for group in trace.compiled.network.groups if group.officers}
    work = worked_by_group(trace)
    return gini([work[name] / n for name, n in heads.items()])


@metric("officer_hours.per_case")
def officer_hours(trace: Trace) -> float | None:
    """Officer hours of closed cases of the cohort, waiting for the last department included, per closed case."""
    those, tables, rows = cohort(trace), trace.compiled.tables, trace.rows
    closed = {n for n in those if trace.cases.end[n] >= 0}
    seat, total = _seats(trace), 0.0
    for row, (case, node) in enumerate(zip(rows.case, rows.node, strict=True)):
        if case in closed and rows.begin[row] >= 0:
            station, officers = seat(row, node)
            if tables.cap[station] >= 0:
                total += officers * (rows.work[row] + rows.begin[row] - rows.start[row])
    return total / len(closed) / _hours(trace) if closed else None


@metric("visits.mean")
def visits_mean(trace: Trace) -> float | None:
    """Visits to stations per case of the cohort, pure delays included."""
    those = cohort(trace)
    return sum(trace.cases.visits[n] for n in those) / len(those) if those else None


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
