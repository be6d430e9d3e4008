"""The government over some bodies or a place: who designates when they dispute, or nobody is competent (J-04)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from enforcekit.model.authority import Authority

from .cell import Cell, Index


def common_superior(index: Index, bodies: Iterable[Authority], on: dt.date) -> Authority | None:
    """The nearest government over the territory of all the bodies, and none of them; None when there is none.

    Two departments of one county have the county government, departments of two counties that of the city.
    """
    given = [body for body in bodies if body.places]
    own = {body.id for body in given}
    over: set[str] | None = None
    for body in given:
        above = set.intersection(*(set(index.territory.above(place)) for place in body.places))
        over = above if over is None else over & above
    return _nearest(index, over or set(), on, own)


def superior_of(cell: Cell, on: dt.date) -> Authority | None:
    """The nearest government over the place of a question."""
    return _nearest(cell.index, cell.above_on(on), on, set())


def _nearest(index: Index, places: Iterable[str], on: dt.date, never: set[str]) -> Authority | None:
    found = {
        each.id: each
        for place in places
        for each in index.governments_at.get(place, ())
        if on in each.period and each.id not in never
    }
    return max(found.values(), key=lambda each: (index.pack.level_rank(each.level), each.id), default=None)
