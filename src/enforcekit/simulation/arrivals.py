"""When cases arrive: exact inversion of a rate that is constant by the hour, with keyed random numbers.

The k-th case comes when the integral of the rate reaches the sum of k exponential gaps (Çinlar 1975), so that a higher
rate brings every case earlier and none is renumbered. Nothing is thinned.
"""

from __future__ import annotations

import datetime as dt
import math
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, pairwise
from math import ceil, log, sqrt
from operator import le
from typing import Final, NamedTuple

import attrs

from enforcekit.errors import LimitExceeded
from enforcekit.keyed import (
    GAP,
    KIND,
    many_bits53,
    many_keys,
    many_uniforms,
    replication_key,
    stream_key,
    threshold,
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


def sums(stream: int, ordinal: int, batch: int, count: int, total: float) -> Sequence[float]:
    """What the integral of the rate reaches when each of so many batches comes, from `ordinal` and `total` on."""
    keys = many_keys(stream, ordinal, batch * count)[::batch]
    return list(accumulate((-log(each) for each in many_uniforms(keys, 0, GAP)), initial=total))[1:]


def ticks(totals: Sequence[float], start: int, area: float, rate: float) -> Sequence[int]:
    """When the integral reaches each of these, where from `start` and `area` on it grows at one rate."""
    return [start + ceil((total - area) / rate) for total in totals]


def picked(keys: array[int], below: list[int], classes: list[int]) -> array[int]:
    """The class of each key: the first whose threshold is above its word."""
    return array("q", [classes[bisect_right(below, drawn)] for drawn in many_bits53(keys, 0, KIND)])


def ordered(columns: Sequence[array[int]]) -> list[array[int]]:
    """The columns in the order of the first one; what is equal keeps its order."""
    order = sorted(range(len(columns[0])), key=columns[0].__getitem__)
    return [array(each.typecode, map(each.__getitem__, order)) for each in columns]


class Words(NamedTuple):
    """How words are drawn and cases ordered, thousands at a time: by the interpreter, or by compiled code."""

    keys: Callable[[int, int, int], array[int]]
    sums: Callable[[int, int, int, int, float], Sequence[float]]
    ticks: Callable[[Sequence[float], int, float, float], Sequence[int]]
    picked: Callable[[array[int], list[int], list[int]], array[int]]
    ordered: Callable[[Sequence[array[int]]], list[array[int]]]


PLAIN: Final = Words(many_keys, sums, ticks, picked, ordered)


def arrivals_of(compiled: Compiled, seed: int, replication: int, words: Words = PLAIN) -> Arrived:
    """All cases that arrive up to the end of the horizon, ordered by tick, then by row of arrivals, then by ordinal.

    Args:
        compiled: the scenario as tables.
        seed: any whole number.
        replication: 0, 1, …
        words: how they are drawn; they are the same.

    Raises:
        LimitExceeded: more than `MAX_CASES` cases are to be expected.
    """
    rows, expected = compiled.network.arrivals, check_cases(compiled)
    key = replication_key(seed, replication)
    number = {each.id: n for n, each in enumerate(compiled.network.classes)}
    found = Arrived(array("q"), array("Q"), array("q"), array("q"))
    # A cell in which nothing happens any more is still a stream: taking its cases away changes no other's.
    alone = len(rows) == 1 and all(cell.per_day for cell in compiled.scenario.cells)
    for n, row in enumerate(rows):
        stream = stream_key(key, row.stream if alone else row.stream or row.id)
        came = _ticks(compiled, row, stream, expected[n], words)
        keys = words.keys(stream, 0, len(came))
        found.tick.extend(came)
        found.key.extend(keys)
        found.sort.extend(_classes(row, keys, number, words))
        found.stream.extend(array("q", [n]) * len(came))
    if all(map(le, found.tick, islice(found.tick, 1, None))):
        return found
    # Stable, so that at one tick the rows keep their order, and within a row the ordinals.
    return Arrived(*words.ordered(attrs.astuple(found, recurse=False)))


def _classes(row: Arrivals, keys: array[int], number: Mapping[str, int], words: Words) -> array[int]:
    """The class of each case of a row."""
    classes = [number[each.to] for each in row.classes]
    if len(classes) == 1:
        return array("q", classes) * len(keys)
    below = [threshold(total) for total in accumulate(each.share for each in row.classes)][:-1]
    return words.picked(keys, below, classes)


def check_cases(compiled: Compiled) -> list[float]:
    """How many cases of each row of arrivals are to be expected.

    Raises:
        LimitExceeded: more than `MAX_CASES` together.
    """
    expected = [_expected(compiled, row) for row in compiled.network.arrivals]
    if sum(expected) > MAX_CASES:
        raise LimitExceeded(
            f"about {sum(expected):,.0f} cases in a replication of {compiled.scenario.id}; at most {MAX_CASES:,} → "
            "a shorter horizon, or a lower per_day"
        )
    return expected


def _expected(compiled: Compiled, row: Arrivals) -> float:
    """How many cases of one row are to be expected."""
    rate = math.fsum(rate * (end - start) for start, end, rate in pieces(compiled, row)) * row.batch
    return rate + row.backlog + len(row.times)


def _ticks(compiled: Compiled, row: Arrivals, stream: int, expected: float, words: Words) -> array[int]:
    """The tick of each case of one row: there at the start, at given times, then drawn from the rate."""
    stop = compiled.tables.stop
    hour = compiled.scenario.hour
    known = [0] * row.backlog + [round(each * hour) for each in row.times]
    found = array("q", (tick for tick in sorted(known) if tick <= stop))
    if not row.per_day:
        return found
    waves = _waves(stream, len(found), row.batch, expected, words)
    totals, at, area = next(waves), 0, 0.0
    for start, end, rate in pieces(compiled, row):
        above = area + rate * (end - start)
        while above >= totals[at]:
            upto = bisect_right(totals, above, at)
            due = totals[at:upto]
            came = words.ticks(due, start, area, rate) if rate else [end for _ in due]
            found.extend(came if row.batch == 1 else (tick for tick in came for _ in range(row.batch)))
            at = upto
            if at == len(totals):
                totals, at = next(waves), 0
        area = above
    while found and found[-1] > stop:
        found.pop()
    return found


def _waves(stream: int, ordinal: int, batch: int, expected: float, words: Words) -> Iterator[Sequence[float]]:
    """What the integral of the rate reaches when each batch comes, so many at a time as are to be expected."""
    total = 0.0
    size = min(_WAVE, ceil((expected + 4 * sqrt(expected)) / batch) + 4)
    while True:
        totals = words.sums(stream, ordinal, batch, size, total)
        yield totals
        ordinal, total = ordinal + batch * size, totals[-1]


_WAVE: Final = 4096


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
