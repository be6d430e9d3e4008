"""What the checks look at: a structure's grants, those alike taken together, over their whole time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from enforcekit.competence.cell import Index, index_of, names
from enforcekit.law import Effect
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import EVERY_HOLDER, Delegation
from enforcekit.structure import Structure

from .matters import Listing, Matter, Matters
from .span import LAST, Span, span_of

V = TypeVar("V")


class Run(NamedTuple):
    """A grant with its place in the order in which grants apply, the days on which it runs, and what it lists."""

    number: int
    grant: Delegation
    span: Span
    listing: Listing


class Shape:
    """Grants that differ in nothing but their items and dates, as far as the law is the same at those dates.

    `grant` is the one that stands for all. `rows` are the effect rows of the mode in force while they run, each with
    the first day of both.
    """

    __slots__ = ("grant", "rows", "runs")

    def __init__(self, grant: Delegation, rows: tuple[tuple[Effect, dt.date], ...]) -> None:
        self.grant = grant
        self.rows = rows
        self.runs: list[Run] = []

    @property
    def grants(self) -> list[Delegation]:
        """All of them."""
        return [run.grant for run in self.runs]


class Context:
    """A structure as the checks see it; what several of them need is found once."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.index: Index = index_of(structure)
        self.pack = self.index.pack
        self.grants: list[Delegation] = self.index.grants.all
        self._memory: dict[str, Any] = {}
        self._places: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._rows: dict[str, list[tuple[dt.date, dt.date, Effect]]] = {}
        for effect in self.pack.effects:
            self._rows.setdefault(effect.mode, []).append((*span_of(effect.period), effect))

    @cached_property
    def matters(self) -> Matters:
        """The items, those alike taken together."""
        return Matters(self.structure, self.grants)

    @cached_property
    def mode_dates(self) -> frozenset[dt.date]:
        """The days on which the law of a mode begins or ends."""
        periods = [effect.period for effect in self.pack.effects]
        return frozenset(day for period in periods for day in (period.start, period.end) if day is not None)

    @cached_property
    def lawful(self) -> dt.date:
        """The first day since which statutes give power without a break."""
        return self.since(self.pack.base_mode) or LAST

    def since(self, mode: str) -> dt.date | None:
        """The first day since which the law knows a mode without a break; None for a mode it never knows."""
        since = LAST
        rows = self._rows.get(mode, ())
        for low, high, _ in sorted(rows, key=lambda each: each[0], reverse=True):
            if high < since:
                break
            since = low
        return since if rows else None

    @cached_property
    def named(self) -> frozenset[str]:
        """The bodies that an item names, at whatever place."""
        one_each = {matter.holders: matter for matter in self.matters.all}
        return frozenset(body.id for matter in one_each.values() for body in self.fitting(matter))

    def fitting(self, matter: Matter) -> list[Authority]:
        """The bodies that the statute's words fit, at whatever place."""
        by_function = self.index.by_function
        pairs = ((holder, body) for holder in matter.item.holders for body in by_function.get(holder.function, ()))
        return [body for holder, body in pairs if names(holder, body)]

    @cached_property
    def runs(self) -> list[Run]:
        """The grants, with what most checks ask of each."""
        # Base grants stand before all others, as the statute does: their numbers are below zero.
        before = len(self.grants)
        return [
            Run(number if grant.grantors else number - before, grant, self.force(grant), listing)
            for number, (grant, listing) in enumerate(zip(self.grants, self.matters.listings, strict=True))
        ]

    @cached_property
    def shapes(self) -> list[Shape]:
        """The grants, those alike taken together; a grant between bodies that change has a shape of its own."""
        found: dict[Any, Shape] = {}
        for run in self.runs:
            grant, (start, end) = run.grant, run.span
            rows = [row for row in self._rows.get(grant.mode, ()) if row[0] < end and start < row[1]]
            key = (
                grant.mode,
                grant.grantors,
                grant.grantee,
                grant.actions,
                grant.places,
                tuple([each.instrument for each in grant.instruments]),
                tuple(map(id, rows)),
                grant.published_on is None,
                grant.period.end is None,
                grant.in_flight,
                not grant.items,
                grant.recalled_on is None or (grant.run_off_days, grant.recalled_on),
                grant.carve_outs,
                not grant.ceilings,
                self.steady(grant) or grant.id,
            )
            shape = found.get(key)
            if shape is None:
                shape = found[key] = Shape(grant, tuple((effect, max(low, start)) for low, _, effect in rows))
            shape.runs.append(run)
        return list(found.values())

    def remember(self, key: str, make: Callable[[Context], V]) -> V:
        """A table that several checks read, made when it is first asked for."""
        if key not in self._memory:
            self._memory[key] = make(self)
        found: V = self._memory[key]
        return found

    def forget(self) -> None:
        """Let go of the tables: they point back here, and a circle would be left for the collector to find."""
        self._memory.clear()

    def force(self, grant: Delegation) -> Span:
        """The first day on which a grant runs and the first on which it no longer does."""
        return span_of(grant.force if grant.recalled_on else grant.period)

    def days(self, grant: Delegation, low: dt.date, high: dt.date) -> list[dt.date]:
        """The days in a span from which something about the parties of a grant is different."""
        if self.steady(grant):
            return [low]
        changes = {day for body in self.index.parties(grant) for day in self.index.days_of(body)}
        return [low, *sorted(day for day in changes if low < day < high)]

    @cached_property
    def changing(self) -> frozenset[str]:
        """The bodies about which something changes on some day."""
        bodies = self.structure.all(Authority)
        return frozenset(body.id for body in bodies if body.successor or self.index.days_of(body))

    def steady(self, grant: Delegation) -> bool:
        """Whether nothing about the parties of a grant ever changes."""
        return grant.grantee not in self.changing and self.changing.isdisjoint(grant.grantors)

    def grantors(self, grant: Delegation) -> list[str]:
        """The bodies a grant names as its grantors."""
        return [each for each in grant.grantors if each != EVERY_HOLDER]

    def places(self, grant: Delegation) -> tuple[str, ...]:
        """Where a grant is asked about: its places, and for a zone its members, as a question at one is answered."""
        named = self.index.grants.places_of(grant)
        known = self._places.get(named)
        if known is None:
            known = self._places[named] = tuple(dict.fromkeys(self.members(named)))
        return known

    def members(self, places: Iterable[str]) -> Iterator[str]:
        """Places, and for a zone its members in its stead."""
        for place in places:
            members = self.index.territory.places[place].members
            yield from self.members(members) if members else (place,)

    def chain(self, body: Authority) -> list[str]:
        """A body and those it belongs to."""
        found, step = [body.id], body.parent
        while step is not None:
            found.append(step)
            step = self.index.authority(step).parent
        return found

    def inside(self, place: str, places: tuple[str, ...]) -> bool:
        """Whether a place lies in one of some others; a zone does when every member does."""
        members = self.index.territory.places[place].members
        if not self.index.territory.above(place).isdisjoint(places):
            return True
        return bool(members) and all(self.inside(each, places) for each in members)
