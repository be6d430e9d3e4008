"""`who_may` asked from the body's side: what it may do on a day, where, and when at a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Generic, TypeVar

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.errors import LimitExceeded
from enforcekit.model.authority import Authority
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .answer_records import RefusalReason
from .cell import Cell, Index, index_of, names
from .counted import competent, valid_period
from .holding import Holding
from .nobody import WhyNobody
from .refusal import refusal_of
from .roles import body_for
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
class Power:
    """Something a body may do: an action on an item, at these places, on the day asked.

    `in_name_of` stands on the paper; `chain` are the ids of the delegations, from the base on; `valid` is the longest
    span of days around the question with this very chain.

    >>> import enforcekit as ek
    >>> power = what_may(ek.example("ningbo"), "xikou-town", on=dt.date(2024, 5, 1), action="penalise")[0]
    >>> power.places, power.mode, power.in_name_of, power.valid.start
    (('330213100',), 'township', 'xikou-town', datetime.date(2022, 3, 1))
    """

    action: str
    item: str
    places: tuple[str, ...]
    in_name_of: str
    mode: str
    chain: tuple[str, ...]
    valid: Period


@attrs.frozen(kw_only=True)
class Spell:
    """A span of days on which a body may act at a place, by one chain; `bodies` are all that act together."""

    place: str
    bodies: tuple[str, ...]
    period: Period
    chain: tuple[str, ...]


def what_may(
    structure: Structure, authority: str, *, on: dt.date, action: str | None = None, place: str | None = None
) -> Found[Power]:
    """All that a body may do on a day: by action and item, with the places, in whose name and until when.

    A power is listed at a place exactly when `who_may` names the body there. When there is none, the answer is empty
    and says why (`reason`) and what would mend it (`cure`), of the first power that the body might be thought to have.

    Args:
        structure: the structure asked.
        authority: the body, by id or code.
        on: the day asked.
        action: only this kind of action; every kind when left out.
        place: only at this place, by id or code; everywhere when left out.

    Raises `UnknownReference`, `InvalidArgument`.

    >>> import enforcekit as ek
    >>> powers = what_may(ek.example("ningbo"), "xikou-town", on=dt.date(2024, 5, 1), action="penalise")
    >>> next(each.in_name_of for each in powers if each.item == "street-vending-unlicensed-place")
    'xikou-town'
    >>> what_may(ek.example("ningbo"), "xikou-town", on=dt.date(2020, 5, 1), action="inspect").reason
    'mode_forbids'
    """
    must_be(Structure, structure=structure)
    must_be_text(authority=authority, action="" if action is None else action, place="" if place is None else place)
    must_be_day(on=on)
    index = index_of(structure)
    body = structure.resolve(Authority, authority)
    only = structure.resolve(Place, place).id if place is not None else None
    if action is not None:
        index.check_action(action)
    powers: dict[tuple[Any, ...], list[str]] = {}
    for act, item, each in _conceivable(index, body, action, only):
        for cell, holding in _held(index.open(act, item.id, each), body.id, on):
            name, valid = body_for("in_name_of", holding), valid_period(cell, cell.interval(on), holding)
            key = (act, item.id, name, holding.effect.mode, holding.chain, valid)
            places = powers.setdefault(key, [])
            if each not in places:
                places.append(each)
    if powers:
        return Found(
            Power(action=act, item=item_id, places=tuple(places), in_name_of=name, mode=mode, chain=chain, valid=valid)
            for (act, item_id, name, mode, chain, valid), places in powers.items()
        )
    own = body.places if only is None else (only,)
    others = ((act, item, each) for item in structure.all(Item) for act in _acts(item, action) for each in own)
    for act, item, each in chain(_conceivable(index, body, action, only), others):
        return _nothing(index, act, item, (each,), body, on)
    return Found((), "nobody_holds")


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
        if place.kind == "zone":
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
    if cell.place.kind == "zone":
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


def _conceivable(
    index: Index, body: Authority, action: str | None, place: str | None
) -> Iterator[tuple[str, Item, str]]:
    """The actions, items and places at which the body may conceivably be an answer."""
    for item in index.structure.all(Item):
        where = _where_it_may_hold(index, item, body)
        for each in sorted(where) if place is None else [place] if place in where else []:
            for act in _acts(item, action):
                yield act, item, each


def _acts(item: Item, only: str | None) -> tuple[str, ...]:
    return item.actions if only is None else (only,) if only in item.actions else ()


def _held(cell: Cell, body: str, on: dt.date) -> Iterator[tuple[Cell, Holding]]:
    """The holdings of a body at a cell on a day; at a zone, those at its members."""
    if cell.place.kind == "zone":
        for member in cell.place.members:
            yield from _held(cell.index.open(cell.action, cell.item.id, member), body, on)
        return
    for holding in competent(cell, cell.day(cell.interval(on))):
        if body in holding.bodies:
            yield cell, holding


def _where_it_may_hold(index: Index, item: Item, body: Authority) -> set[str]:
    """Every place at which the body may conceivably hold the item, by statute or by a grant."""
    roots: set[str] = set()
    if any(names(holder, body) for holder in item.holders):
        roots |= set(body.places)
    for grant in index.grants.of(item):
        if any(each.id == body.id for each in index.line_of(grant.grantee)):
            roots |= set(index.grants.places_of(grant))
    found = {place for root in roots for place in index.territory.below(root)}
    # A question at a zone is answered for its members: it may name the body when one of them does.
    pending = list(found)
    while pending:
        zones = set(index.territory.zones_of.get(pending.pop(), ())) - found
        found |= zones
        pending += zones
    return found


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
    assert refusal is not None  # whoever is not competent is refused for something
    return Found((), refusal.reason, refusal.cure)
