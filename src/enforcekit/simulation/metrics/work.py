"""What officers do: hours worked and available, how evenly, and what a closed case costs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..engine import Trace
from .paths import settled_at
from .registry import between, cohort, family, hours, known_exit, known_group, metric


def seats_of(trace: Trace) -> Iterator[tuple[int, int, int]]:
    """Row, station and officers of every visit. The rows of a joint visit stand one after another, one for each group;
    those of groups whose turn to send somebody has not come are left out."""
    tables, rows = trace.compiled.tables, trace.rows
    before, seat = (-1, -1), 0
    for row, (case, visit, node) in enumerate(zip(rows.case, rows.visit, rows.node, strict=True)):
        first, last = tables.seat_first[node], tables.seat_first[node + 1]
        if first == last:
            before = (-1, -1)
            yield row, tables.station[node], tables.need[node]
            continue
        seat = seat + 1 if (case, visit) == before else 0
        before = (case, visit)
        if seat == 0 or rows.start[row - 1] >= 0:
            yield row, tables.seat_station[first + seat], tables.seat_need[first + seat]


def worked_by_group(trace: Trace) -> dict[str, float]:
    """Officer hours worked in the window, by group; of work across its edge the part done inside, at the open hours."""
    since, until = trace.compiled.window
    tables, rows = trace.compiled.tables, trace.rows
    names = [group.id for group in trace.compiled.network.groups]
    found = {name: 0.0 for name, cap in zip(names, tables.cap, strict=True) if cap >= 0}
    for row, station, officers in seats_of(trace):
        begin, end = rows.begin[row], rows.end[row]
        if begin < 0 or begin >= until or end <= since or tables.cap[station] < 0:
            continue
        part = 1.0
        if begin < since or end > until:
            # What work takes on the officers' time, `finish` need not know: the end may lie beyond every calendar.
            node = rows.node[row]
            last = tables.seat_first[node + 1] - 1
            stretch = tables.stretch[tables.seat_station[last] if tables.seat_first[node] <= last else station]
            inside = between(trace, tables.cal[station], max(begin, since), min(end, until))
            part = inside / max(1, round(rows.work[row] * stretch))
        found[names[station]] += hours(trace, officers * rows.work[row] * part)
    return found


def available_by_group(trace: Trace) -> dict[str, float]:
    """Officer hours in the window that each group has: n · availability · working hours, absences left out."""
    since, until = trace.compiled.window
    return {
        group.id: hours(trace, group.officers * group.availability * between(trace, cal, since, until))
        for group, cal in zip(trace.compiled.network.groups, trace.compiled.tables.cal, strict=True)
        if group.officers is not None
    }


@metric("utilisation.mean")
def utilisation_mean(trace: Trace) -> float | None:
    """Officer hours worked in the window as a share of those available."""
    able = math.fsum(available_by_group(trace).values())
    return math.fsum(worked_by_group(trace).values()) / able if able else None


@metric("utilisation.max")
def utilisation_max(trace: Trace) -> float | None:
    """The same of the busiest group."""
    able = available_by_group(trace)
    return max((work / able[name] for name, work in worked_by_group(trace).items() if able[name]), default=None)


@family(r"utilisation\.(.+)", "utilisation.<group>")
def utilisation_of(trace: Trace, group: str) -> float | None:
    """The same of one group; None when nothing limits it."""
    known_group(trace, group)
    able = available_by_group(trace).get(group)
    return worked_by_group(trace)[group] / able if able else None


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
    return _officer_hours(trace, {n for n in cohort(trace) if trace.cases.end[n] >= 0})


@family(r"officer_hours\.level(\d)", "officer_hours.level1")
def officer_hours_by_level(trace: Trace, level: str) -> float | None:
    """The same of the cases that mediation settled at a level (1 is the first)."""
    return _officer_hours(trace, settled_at(trace, int(level)))


@family(r"officer_hours\.(.+)", "officer_hours.<exit>")
def officer_hours_by_exit(trace: Trace, name: str) -> float | None:
    """The same of the cases that left by one exit (closed, mediated, pre-handled, …). Raises `UnknownReference`."""
    number = known_exit(trace, name)
    return _officer_hours(trace, {n for n in cohort(trace) if trace.cases.exit[n] == number})


def _officer_hours(trace: Trace, those: set[int]) -> float | None:
    tables, rows, total = trace.compiled.tables, trace.rows, 0
    for row, station, officers in seats_of(trace):
        if rows.case[row] in those and rows.begin[row] >= 0 and tables.cap[station] >= 0:
            total += officers * (rows.work[row] + rows.begin[row] - rows.start[row])
    return hours(trace, total / len(those)) if those else None


@metric("coordination_wait.share")
def coordination_wait(trace: Trace) -> float | None:
    """Share of the officer hours of joint visits spent waiting for the last department; None without joint visits."""
    rows, seat_first = trace.rows, trace.compiled.tables.seat_first
    waited = total = 0
    for row, _, officers in seats_of(trace):
        node = rows.node[row]
        if rows.begin[row] >= 0 and seat_first[node] < seat_first[node + 1]:
            waited += officers * (rows.begin[row] - rows.start[row])
            total += officers * (rows.begin[row] - rows.start[row] + rows.work[row])
    return waited / total if total else None


@metric("visits.mean")
def visits_mean(trace: Trace) -> float | None:
    """Visits to stations per case of the cohort, pure delays included."""
    those, made = cohort(trace), visits_of_cases(trace)
    return sum(made[n] for n in those) / len(those) if those else None


def visits_of_cases(trace: Trace) -> list[int]:
    """How many visits each case made; those of one case are numbered in the rows."""
    found = [0] * len(trace.cases.tick)
    for case, visit in zip(trace.rows.case, trace.rows.visit, strict=True):
        found[case] = visit + 1
    return found
