"""The questions: who may, and the other way round, what may this body do."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.model.authority import Authority
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .answer import Answer
from .answer_records import Filing
from .cell import Cell, Index, index_of, names
from .counted import competent, valid_period
from .filing import with_filing
from .from_holding import competence_of, overlaps
from .holding import Holding
from .nobody import why_nobody
from .roles import body_for


def who_may(
    structure: Structure, action: str, *, item: str, place: str, on: dt.date, case: Filing | None = None
) -> Answer:
    """Who may do `action` on `item` at `place` on the day `on`, in whose name, under which article.

    Args:
        structure: the structure asked.
        action: kind of action of the pack, such as `penalise` or `inspect`.
        item: id of the item, or a code that only one item has.
        place: id of the place, or a code that only one place has. At a zone the answer is given per member.
        on: the day asked; its law and its delegations count.
        case: a case already filed: the body that filed it and held the power on the day of filing is listed first
            (D-05, D-21); a finding says so when the filing does not count (EK306).

    Raises `UnknownReference` with the nearest ids, `InvalidArgument` for a value of the wrong kind, `LimitExceeded`
    for a chain of more than four grants.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> answer = who_may(ningbo, "penalise", item="330217015000", place="330213100", on=dt.date(2024, 5, 1))
    >>> answer.competences[0].in_name_of
    'xikou-town'
    """
    try:
        cell: Cell = structure._memory["competence"].cells[action, item, place]
    except (KeyError, AttributeError, TypeError):
        must_be(Structure, structure=structure)
        must_be_text(action=action, item=item, place=place)
        cell = index_of(structure).open(action, item, place)
    if type(on) is not dt.date:
        must_be_day(on=on)
    number = bisect_right(cell.starts, on)
    answer: Answer | None = cell.answers[number]
    if answer is None:
        answer = cell.answers[number] = _answer(cell, number)
    return answer if case is None else with_filing(answer, cell, on, case)


def _answer(cell: Cell, number: int) -> Answer:
    if cell.place.kind == "zone" and cell.place.members:
        return _zone_answer(cell, number)
    on = cell.day(number)
    counted = competent(cell, on)
    competences = tuple(competence_of(cell, number, holding) for holding in counted)
    return Answer(
        action=cell.action,
        item=cell.item.id,
        place=cell.place.id,
        interval=cell.span(number),
        competences=competences,
        reason=None if competences else why_nobody(cell, on),
        findings=tuple(overlaps(cell, on, counted)),
        cell=cell,
        number=number,
    )


def _zone_answer(cell: Cell, number: int) -> Answer:
    """A question at a zone is answered for each of its members."""
    on = cell.day(number)
    structure = cell.index.structure
    members = tuple(
        who_may(structure, cell.action, item=cell.item.id, place=member, on=on) for member in cell.place.members
    )
    competences = tuple(each for answer in members for each in answer.competences)
    return Answer(
        action=cell.action,
        item=cell.item.id,
        place=cell.place.id,
        interval=cell.span(number),
        competences=competences,
        reason=None if competences else members[0].reason,
        findings=tuple(dict.fromkeys(finding for answer in members for finding in answer.findings)),
        members=members,
        cell=cell,
        number=number,
    )


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


def what_may(
    structure: Structure, authority: str, *, on: dt.date, action: str | None = None, place: str | None = None
) -> tuple[Power, ...]:
    """All that a body may do on a day: by action and item, with the places, in whose name and until when.

    A power is listed at a place exactly when `who_may` names the body there.

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
    for item in structure.all(Item):
        where = _where_it_may_hold(index, item, body)
        for each in sorted(where) if only is None else [only] if only in where else []:
            for act in item.actions if action is None else [action] if action in item.actions else []:
                for cell, holding in _held(index.open(act, item.id, each), body.id, on):
                    name, valid = body_for("in_name_of", holding), valid_period(cell, cell.interval(on), holding)
                    key = (act, item.id, name, holding.effect.mode, holding.chain, valid)
                    places = powers.setdefault(key, [])
                    if each not in places:
                        places.append(each)
    return tuple(
        Power(action=act, item=item_id, places=tuple(places), in_name_of=name, mode=mode, chain=chain, valid=valid)
        for (act, item_id, name, mode, chain, valid), places in powers.items()
    )


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
