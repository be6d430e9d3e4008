"""What bodies held just before a grant began: one cell for all grants that find the same state of things."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from enforcekit.competence.cell import FIRST, Cell
from enforcekit.competence.holding import Holding, holdings
from enforcekit.errors import LimitExceeded
from enforcekit.model.delegation import EVERY_HOLDER, Delegation

from .context import Context, Span
from .matters import Matter

if TYPE_CHECKING:
    from .held import Stop


class Before(Cell):
    """A cell with the grants that stand before another one, and no more. Never opened at a zone."""

    def __init__(self, context: Context, matter: Matter, action: str, place: str, grants: list[Delegation]) -> None:
        index = context.index
        self.context = context
        self.index = index
        self.action = action
        self.item = matter.item
        self.penalties = matter.penalties
        self.place = index.territory.places[place]
        self.above = index.territory.above(place)
        self._steady = not any(index.days_of(index.territory.places[each]) for each in self.above)
        self.grants = grants
        self.designations = []
        self.starts = self._breakpoints()
        self.answers = [None] * (len(self.starts) + 1)
        self.outcomes: dict[tuple[object, ...], Stop | None] = {}

    def _breakpoints(self) -> list[dt.date]:
        """Only the days that change a holding: who reviews and which article speaks makes no difference here."""
        days = set(self.context.mode_dates)
        bodies = [body for holder in self.item.holders for body in self.named_bodies(holder)]
        places = [] if self._steady else [self.index.territory.places[each] for each in self.above]
        for record in (self.item, *bodies, *places, *self.grants):
            days |= self.index.days_of(record)
        days.discard(FIRST)
        return sorted(days)

    def spans(self, low: dt.date, high: dt.date) -> Iterator[tuple[dt.date, list[Holding] | None]]:
        """The holdings from each day of a span on which they change; None for a chain that is too long.

        Days before the law of the pack are left out.
        """
        number = bisect_right(self.starts, low)
        start = low
        while start < high:
            known = self.answers[number]
            if known is None:
                known = self.answers[number] = self._held(start)
            if known[1]:
                yield start, known[0]
            if number == len(self.starts):
                return
            start = self.starts[number]
            number += 1

    def _held(self, on: dt.date) -> tuple[list[Holding] | None, bool]:
        pack = self.index.pack
        lawful = pack.effect(pack.base_mode, on) is not None
        try:
            return holdings(self, on), lawful
        except LimitExceeded:
            return None, lawful


_Entry = tuple[int, str, dt.date, dt.date, Delegation]
"""A grant with its place in the order, its id, which settles a draw, and the days between which it runs."""


class History:
    """For every matter and place the grants in their order, and the cells that were needed."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._at: dict[Matter, dict[str, list[_Entry]]] = {matter: defaultdict(list) for matter in context.matters.all}
        self._bases: dict[tuple[int, str], tuple[frozenset[str], frozenset[str]]] = {}
        self._cells: dict[Any, Before] = {}
        self._above: dict[str, list[str]] = {}
        moving = {effect.mode for effect in context.pack.effects if effect.creates_holding}
        for shape in context.shapes:
            places = context.index.grants.places_of(shape.grant) if shape.grant.mode in moving else ()
            for grant, span in zip(shape.grants, shape.spans, strict=True) if places else ():
                # Base grants stand before all others, as the statute does.
                entry = (context.order[grant.id] if grant.grantors else -1, grant.id, *span, grant)
                for matter in context.matters.of(grant):
                    for place in places:
                        self._at[matter][place].append(entry)
        for table in self._at.values():
            for here in table.values():
                here.sort()
        index = context.index
        changing = {key for key, each in index.territory.places.items() if index.days_of(each)}
        self._unsteady = {key for key in index.territory.places if not changing.isdisjoint(index.territory.above(key))}
        self._used = {place for table in self._at.values() for place in table}

    def bases(self, matter: Matter, place: str) -> tuple[frozenset[str], frozenset[str]]:
        """The bodies that the statute's words fit at a place; and of these the ones that hold on every day."""
        key = (matter.holders, place)
        known = self._bases.get(key)
        if known is None:
            cell = Before(self.context, matter, "", place, [])
            named = {body.id: body for holder in matter.item.holders for body in cell.named_bodies(holder)}
            sure = set()
            if cell._steady:
                sure = {
                    body.id
                    for holder in matter.item.holders
                    if holder.role != "joint"
                    for body in cell.named_bodies(holder)
                    if self.context.steady(body.id) and cell.may_hold_base(holder, body, dt.date.max)
                }
            known = self._bases[key] = frozenset(named), frozenset(sure)
        return known

    def asked_at(self, grant: Delegation, matter: Matter) -> list[str]:
        """Where to ask what a grant moves: its places, and where the givers sit below one of these, theirs."""
        index = self.context.index
        if EVERY_HOLDER in grant.grantors:
            givers = self.context.fitting(matter)
        else:
            givers = [body for each in grant.grantors for body in index.line_of(each)]
        theirs = [place for body in givers for place in self.context.members(body.places)]
        asked: dict[str, None] = {}
        for place in self.context.places(grant):
            over = index.territory.above(place)
            here = not givers or any(not over.isdisjoint(body.places) for body in givers)
            below = [] if here else [each for each in theirs if place in index.territory.above(each)]
            asked.update(dict.fromkeys(below or [place]))
        return list(asked)

    def earlier(self, grant: Delegation, matter: Matter, place: str, span: Span) -> list[Delegation]:
        """The grants of a matter that stand before one and run while it does, in their order."""
        mine = self.context.order[grant.id]
        places = self._above.get(place)
        if places is None:
            above = self.context.index.territory.above(place)
            places = self._above[place] = sorted(above & self._used)
        found: list[_Entry] = []
        table, (start, end) = self._at[matter], span
        for where in places:
            for each in table.get(where, ()):
                if each[0] >= mine:
                    break
                if each[2] < end and start < each[3]:
                    found.append(each)
        found.sort()
        return [each[4] for each in found]

    def cell(self, action: str, matter: Matter, place: str, grants: list[Delegation]) -> Before:
        """The cell that holds for all grants which the same ones stand before."""
        grants = [each for each in grants if action in each.actions]
        # Where places come and go each has a cell of its own.
        own = place if place in self._unsteady else ""
        key = (action, matter, tuple([each.id for each in grants]), self.bases(matter, place)[0], own)
        if key not in self._cells:
            self._cells[key] = Before(self.context, matter, action, place, grants)
        return self._cells[key]


def history(context: Context) -> History:
    """The history of a structure, made when it is first asked for."""
    return context.remember("history", History)
