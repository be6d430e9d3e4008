"""Who is competent at every cell of a structure, through time: each cell of a kind resolved once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

import attrs

from enforcekit.errors import LimitExceeded, UnknownReference
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import ALWAYS, Period

from .cell import FIRST, Cell, index_of
from .condition import Condition
from .counted import competent
from .holding import Holding, Rank
from .roles import body_for

V = TypeVar("V")
W = TypeVar("W")
R = TypeVar("R", Item, Place)


@attrs.frozen(kw_only=True, cache_hash=True)
class Line:
    """One competent body, or several that act jointly, and on what terms."""

    bodies: tuple[str, ...]
    in_name_of: str
    answerable: str
    rank: Rank
    condition: Condition
    chain: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The line as plain JSON values."""
        condition = {"never": sorted(self.condition.never), "only": sorted(map(sorted, self.condition.only))}
        lists = {"bodies": list(self.bodies), "chain": list(self.chain), "condition": condition}
        return {**attrs.asdict(self, recurse=False), **lists}


@attrs.frozen
class Span:
    """Some days on which the same lines are competent."""

    interval: Period
    lines: tuple[Line, ...]


Lines = tuple[Line, ...]
Key = tuple[str, str, str]
Cells = dict[Key, tuple[Span, ...]]


class Resolver:
    """Resolves cells of one structure; those on which the same records bear in the same way only once."""

    def __init__(self, structure: Structure) -> None:
        self.index = index_of(structure)
        self.items = {each.id: each for each in structure.all(Item)}
        self.places = {key for key, place in self.index.territory.places.items() if place.kind != "zone"}
        self._known: dict[Any, tuple[Span, ...] | None] = {}
        self._within: dict[Any, tuple[Span, ...]] = {}
        self._named: dict[tuple[int, str], Any] = {}
        alike: dict[Any, int] = {}
        held = frozenset().union(*(effect.never_carries for effect in self.index.pack.effects))
        self._like = {
            key: alike.setdefault((each.holders, held & {penalty.kind for penalty in each.penalties}), len(alike))
            for key, each in self.items.items()
        }

    def __contains__(self, key: Key) -> bool:
        action, item, place = key
        return item in self.items and action in self.items[item].actions and place in self.places

    def likeness(self, key: Key) -> Any:
        """What the answer at a cell depends on, but for the item's period: cells that are alike are answered alike."""
        action, item, place = key
        index, territory = self.index, self.index.territory
        above, like = territory.above(place), self._like[item]
        if (like, place) not in self._named:
            steady = all(territory.places[each].period == ALWAYS for each in above)
            cell = Cell(index, action, self.items[item], territory.places[place])
            named = (tuple(body.id for body in bodies) for _, bodies in cell.named)
            self._named[like, place] = (*named, None if steady else place)
        covers = (cover.at(self.items[item], above, action) for cover in (index.grants, index.designations))
        return action, like, self._named[like, place], *(tuple(grant.id for grant in cover) for cover in covers)

    def spans(self, key: Key) -> tuple[Span, ...]:
        """The days on which somebody is competent, in order; none when there is no such cell."""
        if key not in self:
            return ()
        action, item, place = key
        period, like = self.items[item].period, self.likeness(key)
        if like not in self._known:
            cell = Cell(self.index, action, self.items[item], self.index.territory.places[place])
            cell.item = attrs.evolve(cell.item, period=ALWAYS)  # type: ignore[misc]
            try:
                self._known[like] = _spans(cell)
            except LimitExceeded:
                self._known[like] = None
        known = self._known[like]
        if (like, period) not in self._within:
            # A chain may be too long only on days outside the item's period: then it is not in the answer.
            cut = _spans(self.index.open(*key)) if known is None else tuple(_cut(known, period))
            self._within[like, period] = cut
        return self._within[like, period]


def _spans(cell: Cell) -> tuple[Span, ...]:
    steps = (
        (cell.span(number).start or FIRST, tuple(_line(each) for each in competent(cell, cell.day(number))))
        for number in range(len(cell.starts) + 1)
    )
    return tuple(Span(period, lines) for period, lines in periods(steps) if lines)


def _cut(spans: tuple[Span, ...], period: Period) -> Iterator[Span]:
    """The part of some spans within a period."""
    if period == ALWAYS:
        yield from spans
        return
    inside: dict[dt.date, bool] = {FIRST: period.start is None, period.start or FIRST: True}
    if period.end is not None:
        inside[period.end] = False
    for each, (lines, within) in periods(both(steps_of(spans), inside)):
        if lines and within:
            yield Span(each, lines)


def resolver_of(structure: Structure) -> Resolver:
    """The resolver of a structure, which keeps what it has resolved."""
    return structure.remember("resolver", lambda: Resolver(structure))


def _line(holding: Holding) -> Line:
    assert holding.condition is not None
    return Line(
        bodies=holding.bodies,
        in_name_of=body_for("in_name_of", holding),
        answerable=body_for("respondent", holding),
        rank=holding.rank,
        condition=holding.condition,
        chain=holding.chain,
    )


def periods(steps: Iterable[tuple[dt.date, V]]) -> Iterator[tuple[Period, V]]:
    """Values that begin on days in order, as periods; neighbours of one value are one."""
    joined: list[tuple[dt.date, V]] = []
    for day, value in steps:
        if not joined or joined[-1][1] != value:
            joined.append((day, value))
    for (day, value), end in zip(joined, [*(day for day, _ in joined[1:]), None], strict=True):
        yield Period(start=day if day > FIRST else None, end=end), value


def steps_of(spans: Iterable[Span]) -> dict[dt.date, Lines]:
    """From each day on, who is competent."""
    steps: dict[dt.date, Lines] = {FIRST: ()}
    for span in spans:
        steps[span.interval.start or FIRST] = span.lines
        if span.interval.end is not None:
            steps[span.interval.end] = ()
    return steps


def both(first: dict[dt.date, V], second: dict[dt.date, W]) -> Iterator[tuple[dt.date, tuple[V, W]]]:
    """From each day on, the values of both; each begins on the first of all days."""
    one, other = first[FIRST], second[FIRST]
    for day in sorted({*first, *second}):
        one, other = first.get(day, one), second.get(day, other)
        yield day, (one, other)


def resolve_cells(
    structure: Structure,
    *,
    actions: Iterable[str] | None = None,
    items: Iterable[str] | None = None,
    places: Iterable[str] | None = None,
) -> Cells:
    """Who is competent at every cell (action, item, place), through time.

    A cell is at a place that is no zone: a zone is answered by its members, and in `places` stands for them. Days and
    cells on which nobody is competent are left out. Raises `UnknownReference`, and `LimitExceeded` as `who_may` does.

    >>> import enforcekit as ek
    >>> cells = resolve_cells(ek.example("yichang"), items=["green-land-occupied-city"], places=["420502007"])
    >>> for span in cells["penalise", "green-land-occupied-city", "420502007"]:
    ...     print(span.interval.start, *(line.in_name_of for line in span.lines))
    1996-10-01 xiling-city-management yichang-city-management
    2013-01-01 xiling-city-management yichang-city-management yichang-city-management
    2015-11-01 yichang-gaoxin-enforcement
    """
    resolver = resolver_of(structure)
    everywhere = dict.fromkeys(resolver.items, resolver.places)
    keys = keys_of((structure,), everywhere, actions, items, places)
    return {key: spans for key in keys if (spans := resolver.spans(key))}


def keys_of(
    structures: tuple[Structure, ...],
    cells: Mapping[str, set[str]],
    actions: Iterable[str] | None,
    items: Iterable[str] | None,
    places: Iterable[str] | None,
) -> Iterator[Key]:
    """Of some cells, given as places by item, those asked for."""
    sides = [resolver_of(each) for each in structures]
    every_action = {action for side in sides for item in side.items.values() for action in item.actions}
    only_actions = every_action if actions is None else set(actions)
    for action in sorted(only_actions - every_action):
        codes = sides[0].index.pack.vocabulary.lists.get("action_kind")
        if codes is not None and action not in codes:
            nearest = get_close_matches(action, sorted(every_action))
            raise UnknownReference("action", action, nearest, f"there are: {', '.join(sorted(every_action))}")
    only_items = None if items is None else {each.id for key in items for each in _known(structures, Item, key)}
    only_places: set[str] | None = None
    if places is not None:
        only_places, pending = set(), [each for key in places for each in _known(structures, Place, key)]
        while pending:
            place = pending.pop()
            only_places.add(place.id)
            pending += [each for key in place.members for each in _known(structures, Place, key)]
    for item in sorted(cells if only_items is None else only_items & cells.keys()):
        where = sorted(cells[item] if only_places is None else cells[item] & only_places)
        of_item = {action for side in sides if item in side.items for action in side.items[item].actions}
        for action in sorted(of_item & only_actions):
            yield from ((action, item, place) for place in where)


def _known(structures: tuple[Structure, ...], cls: type[R], key: str) -> list[R]:
    """The records of an id or code, from each structure that knows it; raises `UnknownReference` when none does."""
    found, unknown = [], None
    for structure in structures:
        try:
            found.append(structure.resolve(cls, key))
        except UnknownReference as error:
            unknown = error
    if unknown is not None and not found:
        raise unknown
    return found
