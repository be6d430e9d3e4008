"""What bodies held just before a grant began: one cell for all grants that find the same state of things."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from enforcekit.competence.cell import FIRST, Cell, Index, Named, named_bodies
from enforcekit.competence.holding import Holding, holdings
from enforcekit.errors import LimitExceeded
from enforcekit.model.delegation import EVERY_HOLDER, Delegation

from .context import Context, Run
from .matters import Matter
from .span import LAST, Span

if TYPE_CHECKING:
    from .held import Stop


class Base(NamedTuple):
    """What the words of a statute come to at a place.

    `fitting` are the bodies they fit, `sure` those of them that, unless they change themselves, hold on every day;
    on `days` that may change.
    """

    named: Named
    fitting: frozenset[str]
    sure: frozenset[str]
    days: frozenset[dt.date]
    steady: bool


class Before(Cell):
    """A cell with the grants that stand before another one, and no more. Never opened at a zone."""

    def __init__(
        self, index: Index, base: Base, matter: Matter, action: str, place: str, grants: list[Delegation]
    ) -> None:
        self.index = index
        self.action = action
        self.item = matter.item
        self.penalties = matter.penalties
        self.place = index.territory.places[place]
        self.above = index.territory.above(place)
        self._steady = base.steady
        self.named = base.named
        self.grants = grants
        self.designations = []
        # Only the days that change a holding: who reviews and which article speaks makes no difference here.
        days = base.days.union(*map(index.days_of, (self.item, *grants)))
        self.starts = sorted(days - {FIRST})
        self.answers = [None] * (len(self.starts) + 1)
        self.outcomes: dict[tuple[object, ...], Stop | None] = {}

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


class History:
    """For every matter and place the grants in their order, and the cells that were needed."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._at: dict[Matter, dict[str, list[Run]]] = {matter: defaultdict(list) for matter in context.matters.all}
        self._bases: dict[tuple[int, str], Base] = {}
        self._cells: dict[Any, Before] = {}
        self._above: dict[str, list[str]] = {}
        moving = {effect.mode for effect in context.pack.effects if effect.creates_holding}
        for shape in context.shapes:
            places = context.index.grants.places_of(shape.grant) if shape.grant.mode in moving else ()
            for run in shape.runs if places else ():
                for matter in run.listing.matters:
                    for place in places:
                        self._at[matter][place].append(run)
        for table in self._at.values():
            for here in table.values():
                here.sort()
        index = context.index
        changing = {key for key, each in index.territory.places.items() if index.days_of(each)}
        self._unsteady = {key for key in index.territory.places if not changing.isdisjoint(index.territory.above(key))}
        self._used = {place for table in self._at.values() for place in table}

    def base(self, matter: Matter, place: str) -> Base:
        """The base of a matter at a place; it is the same for all that have the same holders."""
        key = (matter.holders, place)
        known = self._bases.get(key)
        if known is None:
            known = self._bases[key] = self._base(matter, place)
        return known

    def _base(self, matter: Matter, place: str) -> Base:
        context, index = self.context, self.context.index
        above = index.territory.above(place)
        named = named_bodies(index, matter.item, above)
        steady = place not in self._unsteady
        alone = (body for holder, bodies in named if holder.role != "joint" for body in bodies)
        sure = (
            body.id
            for body in alone
            if steady and index.pack.kind(body.kind).may_hold and index.has_capacity(body, LAST)
        )
        fitting = {body.id: body for _, bodies in named for body in bodies}
        dated = (*fitting.values(), *map(index.territory.places.__getitem__, above))
        days = context.mode_dates.union(*map(index.days_of, dated))
        return Base(named, frozenset(fitting), frozenset(sure), days, steady)

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

    def earlier(self, number: int, matter: Matter, place: str, span: Span) -> list[Delegation]:
        """The grants of a matter that stand before the one of a number and run in a span, in their order."""
        places = self._above.get(place)
        if places is None:
            above = self.context.index.territory.above(place)
            places = self._above[place] = sorted(above & self._used)
        found: list[Run] = []
        table, (start, end) = self._at[matter], span
        for where in places:
            for other in table.get(where, ()):
                before, _, (low, high), _ = other
                if before >= number:
                    break
                if low < end and start < high:
                    found.append(other)
        found.sort()
        return [each.grant for each in found]

    def cell(self, action: str, matter: Matter, place: str, grants: list[Delegation]) -> Before:
        """The cell that holds for all grants which the same ones stand before."""
        grants = [each for each in grants if action in each.actions]
        # Where places come and go each has a cell of its own.
        own = place if place in self._unsteady else ""
        base = self.base(matter, place)
        key = (action, matter, tuple([each.id for each in grants]), base.fitting, own)
        known = self._cells.get(key)
        if known is None:
            known = self._cells[key] = Before(self.context.index, base, matter, action, place, grants)
        return known


def history(context: Context) -> History:
    """The history of a structure, made when it is first asked for."""
    return context.remember("history", History)
