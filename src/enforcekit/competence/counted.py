"""Which holdings count: the undisplaced ones that no designation removes, one for each body; and for how long.

A body that holds different cases by different chains has an entry for each, for no case may be lost.
"""

from __future__ import annotations

import datetime as dt

from enforcekit.errors import LimitExceeded
from enforcekit.timing import Period

from .cell import Cell
from .condition import ALL_CASES
from .holding import Holding, holdings


def competent(cell: Cell, on: dt.date) -> list[Holding]:
    """The holdings that count on a day, best first, designations applied: of one body none that another contains."""
    left = [holding for holding in holdings(cell, on) if holding.condition is not None]
    for designation in cell.designations:
        if on in designation.period and cell.covers_place(cell.index.designations.places_of(designation), on):
            left = [holding for holding in left if designation.authority in holding.bodies]
    best: dict[tuple[str, ...], list[Holding]] = {}
    for holding in sorted(left, key=_preference):
        known = best.setdefault(holding.bodies, [])
        if not any(_contains(each, holding) for each in known):
            known.append(holding)
    counted = [holding for known in best.values() for holding in known]
    return sorted(counted, key=lambda holding: (holding.rank != "primary", holding.bodies))


def _contains(one: Holding, other: Holding) -> bool:
    return one.condition is not None and other.condition is not None and one.condition.contains(other.condition)


def _preference(holding: Holding) -> tuple[bool, bool, int, tuple[str, ...], list[tuple[str, ...]]]:
    """Of several holdings of one body: the higher rank, the unlimited, the shorter chain, the first in id.

    One grant may come from several holders: then the first of these in id.
    """
    limited = holding.condition != ALL_CASES
    line = [step.bodies for step in holding.line()]
    return holding.rank != "primary", limited, len(holding.chain), holding.chain, line[::-1]


def valid_period(cell: Cell, number: int, holding: Holding) -> Period:
    """The longest span of intervals around one of them on which the same bodies hold by the same chain."""
    low = high = number
    while low > 0 and _holds(holding, cell, low - 1):
        low -= 1
    while high < len(cell.starts) and _holds(holding, cell, high + 1):
        high += 1
    return Period(start=cell.span(low).start, end=cell.span(high).end)


def _holds(holding: Holding, cell: Cell, number: int) -> bool:
    try:
        found = competent(cell, cell.day(number))
    except LimitExceeded:
        return False
    return any(each.bodies == holding.bodies and each.chain == holding.chain for each in found)
