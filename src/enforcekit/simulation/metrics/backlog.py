"""How many cases are open, and how many wait before each group."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..engine import Trace
from .registry import cohort, family, known_group, metric, share
from .work import seats_of


@metric("cases")
def cases(trace: Trace) -> float:
    """Cases of the cohort."""
    return float(len(cohort(trace)))


@metric("open_share")
def open_share(trace: Trace) -> float | None:
    """Share of the cohort that is open when the horizon ends: read it before anything else."""
    those = cohort(trace)
    return share(those, sum(trace.cases.end[n] < 0 for n in those))


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


def open_at(trace: Trace, ticks: Sequence[int]) -> list[int]:
    """How many cases are open at each of these ticks: arrived, and not yet closed."""
    ends = sorted(end for end in trace.cases.end if end >= 0)
    return [bisect_right(trace.cases.tick, tick) - bisect_left(ends, tick + 1) for tick in ticks]


def open_on_average(trace: Trace, edges: Sequence[int]) -> list[float]:
    """The time average of open cases between each two neighbouring ticks."""
    found = [0] * (len(edges) - 1)
    for tick, end in zip(trace.cases.tick, trace.cases.end, strict=True):
        last = end if end >= 0 else edges[-1]
        n = max(0, bisect_right(edges, tick) - 1)
        while n < len(found) and edges[n] < last:
            found[n] += min(last, edges[n + 1]) - max(tick, edges[n])
            n += 1
    return [each / (b - a) for each, a, b in zip(found, edges, edges[1:], strict=False)]


@family(r"queue\.(.+)", "queue.<group>")
def queue_mean(trace: Trace, group: str) -> float:
    """Time average over the window of how many cases wait before a group."""
    number, rows = known_group(trace, group), trace.rows
    since, until = trace.compiled.window
    waited = 0
    for row, station, _ in seats_of(trace):
        if station != number:
            continue
        start, end = rows.start[row], rows.end[row]
        left = start if start >= 0 else end if end >= 0 else until
        waited += max(0, min(left, until) - max(rows.enter[row], since))
    return waited / (until - since)
