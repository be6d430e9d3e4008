"""When cases arrive: exact inversion of a rate that is constant by the hour, with keyed random numbers.

The k-th case comes when the integral of the rate reaches the sum of k exponential gaps (Çinlar 1975), so that a higher
rate brings every case earlier and none is renumbered. Nothing is thinned.
"""

from __future__ import annotations

import datetime as dt
import math
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import Final

import attrs

from enforcekit.errors import LimitExceeded
from enforcekit.keyed import (
    GAP,
    GOLDEN,
    KIND,
    MASK,
    STRIDE,
    bits53,
    case_key,
    replication_key,
    stream_key,
    threshold,
    uniform,
)

from .scenario import DAY_US, Arrivals
from .tables import Compiled

MAX_CASES: Final = 20_000_000
"""The most cases in one replication."""


@attrs.frozen
class Arrived:
    """The cases of one replication in the order of arrival: tick, key, class, and the stream each came in."""

    tick: array[int]
    key: array[int]
    sort: array[int]
    stream: array[int]


def arrivals_of(compiled: Compiled, seed: int, replication: int) -> Arrived:
    """All cases that arrive up to the end of the horizon, ordered by tick, then by row of arrivals, then by ordinal.

    Args:
        compiled: the scenario as tables.
        seed: any whole number.
        replication: 0, 1, …

    Raises:
        LimitExceeded: more than `MAX_CASES` cases are to be expected.
    """
    rows = compiled.network.arrivals
    expected = sum(_expected(compiled, row) for row in rows)
    if expected > MAX_CASES:
        raise LimitExceeded(
            f"about {expected:,.0f} cases in a replication of {compiled.scenario.id}; at most {MAX_CASES:,}"
        )
    key = replication_key(seed, replication)
    number = {each.id: n for n, each in enumerate(compiled.network.classes)}
    found: list[tuple[int, int, int, int, int]] = []
    for n, row in enumerate(rows):
        stream = stream_key(key, None if len(rows) == 1 else row.stream or row.id)
        shares = [(threshold(share), number[to]) for share, to in _cumulated(row)]
        sort = shares[0][1]
        for ordinal, (tick, one) in enumerate(_ticks(compiled, row, stream)):
            if len(shares) > 1:
                drawn = bits53(one, 0, KIND)
                sort = shares[bisect_right(shares, drawn, key=_first)][1]
            found.append((tick, n, ordinal, one, sort))
    found.sort()
    return Arrived(
        array("q", [each[0] for each in found]),
        array("Q", [each[3] for each in found]),
        array("q", [each[4] for each in found]),
        array("q", [each[1] for each in found]),
    )


def _expected(compiled: Compiled, row: Arrivals) -> float:
    """How many cases of one row are to be expected."""
    rate = math.fsum(rate * (end - start) for start, end, rate in pieces(compiled, row)) * row.batch
    return rate + row.backlog + len(row.times)


def _cumulated(row: Arrivals) -> list[tuple[float, str]]:
    total, found = 0.0, []
    for each in row.classes:
        total += each.share
        found.append((total, each.to))
    return [*found[:-1], (1.0, found[-1][1])]


_first = itemgetter(0)


def _ticks(compiled: Compiled, row: Arrivals, stream: int) -> Iterator[tuple[int, int]]:
    """Tick and key of each case of one row: there at the start, at given times, then drawn from the rate."""
    stop = compiled.tables.stop
    hour = compiled.scenario.hour
    known = [0] * row.backlog + [round(each * hour) for each in row.times]
    known = [tick for tick in sorted(known) if tick <= stop]
    for ordinal, tick in enumerate(known):
        yield tick, case_key(stream, ordinal)
    if not row.per_day:
        return
    ordinal, batch = len(known), row.batch
    log, ceil, gap = math.log, math.ceil, GAP * STRIDE
    one = case_key(stream, ordinal)
    total = -log(uniform(bits53(one, 0, GAP)))
    area = 0.0
    for start, end, rate in pieces(compiled, row):
        more = rate * (end - start)
        while area + more >= total:
            tick = start + ceil((total - area) / rate) if rate else end
            if tick > stop:
                return
            yield tick, one
            for _ in range(batch - 1):
                ordinal += 1
                yield tick, case_key(stream, ordinal)
            ordinal += 1
            # `mix` written out twice: this runs for every case.
            z = (stream + (ordinal + 1) * GOLDEN) & MASK
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            one = z ^ (z >> 31)
            z = (one + gap) & MASK
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            total -= log((((z ^ (z >> 31)) >> 12) + 0.5) * 2.0**-52)
        area += more


def pieces(compiled: Compiled, row: Arrivals) -> Iterator[tuple[int, int, float]]:
    """The rate as (from tick, to tick, cases a tick): one piece when it never changes, else one an hour."""
    day = DAY_US // compiled.scenario.tick_us
    stop = compiled.tables.stop
    rate = row.per_day / row.batch / day
    if not (row.months or row.weekdays or row.hours or row.week or row.campaigns):
        yield 0, stop + 1, rate
        return
    start = compiled.scenario.horizon.start
    cuts = sorted({round(edge * day) for each in row.campaigns for edge in (each.from_day, each.to_day)})
    for n in range(stop // day + 1):
        date = start + dt.timedelta(days=n)
        base = rate * _factor(row.months, date.month - 1) * _factor(row.weekdays, date.weekday())
        edges = {n * day, (n + 1) * day, *(cut for cut in cuts if n * day < cut < (n + 1) * day)}
        if row.hours or row.week:
            edges |= {n * day + each * day // 24 for each in range(24)}
        for since, until in pairwise(sorted(edges)):
            hour = (since - n * day) * 24 // day
            now = base * _factor(row.hours, hour) * _factor(row.week, date.weekday() * 24 + hour)
            for each in row.campaigns:
                if round(each.from_day * day) <= since < round(each.to_day * day):
                    now *= each.factor
            yield since, until, now


def _factor(factors: tuple[float, ...], index: int) -> float:
    return factors[index] * len(factors) / math.fsum(factors) if factors else 1.0
