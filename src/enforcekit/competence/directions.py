"""`who_may` asked from the body's side: where it may act on a day, and when at a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.errors import LimitExceeded
from enforcekit.model.authority import Authority
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .answer_records import RefusalReason
from .cell import Cell, Index, index_of
from .counted import competent
from .holding import Holding
from .nobody import WhyNobody, cure_of, why_nobody
from .refusal import refusal_of
from .sharing import Sharing

T = TypeVar("T")


class Found(tuple[T, ...], Generic[T]):
    """What was found; when that is nothing, the reason and its cure."""

    reason: RefusalReason | WhyNobody | None
    cure: Mapping[str, str] | None

    def __new__(
        cls,
        found: Iterable[T] = (),
        reason: RefusalReason | WhyNobody | None = None,
        cure: Mapping[str, str] | None = None,
    ) -> Found[T]:
        """A tuple with a reason for being empty."""
        made = super().__new__(cls, tuple(found))
        made.reason, made.cure = reason, cure
        return made


@attrs.frozen(kw_only=True)
class Spell:
    """A span of days on which a body may act at a place, by one chain; `bodies` are all that act together."""

    place: str
    bodies: tuple[str, ...]
    period: Period
    chain: tuple[str, ...]


def where_may(structure: Structure, authority: str, action: str, item: str, *, on: dt.date) -> Found[str]:
    """The places at which a body may do an action on an item on a day: exactly those where `who_may` names it.

    Args:
        structure: the structure asked.
        authority, item: by id or code.
        action: kind of action.
        on: the day asked.

    When there is none, the answer is empty and says why (`reason`) and what would mend it (`cure`).

    Raises `UnknownReference`, `LimitExceeded`.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> where_may(ningbo, "xikou-town", "penalise", "330217015000", on=dt.date(2024, 5, 1))
    ('330213100',)
    >>> where_may(ningbo, "xikou-town", "penalise", "330217015000", on=dt.date(2020, 5, 1)).reason
    'mode_forbids'
    """
    must_be(Structure, structure=structure)
    must_be_text(authority=authority, action=action, item=item)
    must_be_day(on=on)
    index = index_of(structure)
    body, matter = structure.resolve(Authority, authority), structure.resolve(Item, item)
    index.check_action(action)
    sharing = Sharing(index, action, on)

    def may(place: Place) -> bool:
        if place.kind == "zone" and place.members:
            return any(may(index.territory.places[each]) for each in place.members)
        return any(body.id in holding.bodies for holding in sharing.counted(matter, place))

    found = [place.id for place in structure.all(Place) if may(place)]
    if found:
        return Found(found)
    return _nothing(index, action, matter, (*body.places, *index.territory.places), body, on)


def when(structure: Structure, authority: str, action: str, item: str, place: str) -> Found[Spell]:
    """The spans of days on which a body may act at a place, each with its chain, in order; at a zone, per member.

    Args:
        structure: the structure asked.
        authority, item, place: by id or code.
        action: kind of action.

    When there is none, the answer is empty and says why (`reason`) and what would mend it (`cure`).

    Days on which the question passes the bound of `LimitExceeded` are in no span. Raises `UnknownReference`.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> [spell.period.start for spell in when(ningbo, "xikou-town", "penalise", "330217015000", "330213100")]
    [datetime.date(2022, 3, 1)]
    """
    must_be(Structure, structure=structure)
    must_be_text(authority=authority, action=action, item=item, place=place)
    index = index_of(structure)
    body, where = structure.resolve(Authority, authority), structure.resolve(Place, place)
    cell = index.open(action, item, where.id)
    found = list(_spells(cell, body.id))
    if found:
        return Found(found)
    return _nothing(index, action, cell.item, (where.id,), body, cell.day(len(cell.starts)))


def _spells(cell: Cell, body: str) -> Iterator[Spell]:
    if cell.place.kind == "zone" and cell.place.members:
        for member in cell.place.members:
            yield from _spells(cell.index.open(cell.action, cell.item.id, member), body)
        return
    begun: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    done = []
    for number in range(len(cell.starts) + 2):
        held = {(each.bodies, each.chain) for each in _counted(cell, number) if body in each.bodies}
        for line in [each for each in begun if each not in held]:
            period = Period(start=cell.span(begun.pop(line)).start, end=cell.span(number - 1).end)
            done.append(Spell(place=cell.place.id, bodies=line[0], period=period, chain=line[1]))
        for line in held:
            begun.setdefault(line, number)
    yield from sorted(done, key=lambda spell: (spell.period.start or dt.date.min, spell.chain, spell.bodies))


def _counted(cell: Cell, number: int) -> list[Holding]:
    """The holdings of an interval: none after the last, nor where the bound is passed."""
    if number > len(cell.starts):
        return []
    try:
        return competent(cell, cell.day(number))
    except LimitExceeded:
        return []


def _nothing(index: Index, action: str, item: Item, places: Iterable[str], body: Authority, on: dt.date) -> Found[T]:
    """Why a body may act nowhere, or never: as it is refused at the first of some places."""
    place = next(iter(places), None)
    while place is not None and index.territory.places[place].members:
        place = index.territory.places[place].members[0]
    if place is None:
        return Found((), "nobody_holds")
    cell = index.open(action, item.id, place)
    on = cell.day(cell.interval(on))
    counted = competent(cell, on)
    refusal = refusal_of(cell, body, on, [each for holding in counted for each in holding.bodies])
    if refusal is not None:
        return Found((), refusal.reason, refusal.cure)
    reason = why_nobody(cell, on)
    return Found((), reason, cure_of(reason, cell, on))
