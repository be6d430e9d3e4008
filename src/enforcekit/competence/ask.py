"""The questions: who may, and the other way round, what may this body do."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import attrs

from enforcekit.errors import EnforcekitError, Finding, LimitExceeded, rule
from enforcekit.model.authority import Authority
from enforcekit.model.common import Citation
from enforcekit.model.delegation import Ceiling
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .answer import Answer, Competence, Filing, Step, WhyNobody
from .cell import FIRST, Cell, Index, index_of, names
from .condition import Condition
from .holding import Holding, grantors_on, holdings, missing_needs
from .roles import body_for, review_of

OVERLAP = rule(
    "EK301",
    "advice",
    "{first} and {second} are both competent",
    "{first} 与 {second} 均有管辖权",
    cure_en="the first to file acts; else they negotiate, or the common superior designates",
    cure_zh="由最先立案的机关管辖；协商不成的，由共同的上一级机关指定",
    article="APL21:25",
)
NEED_MISSING = rule(
    "EK302",
    "defect",
    "the grant '{grant}' lacks: {need} {values}",
    "授权“{grant}”欠缺：{need} {values}",
    cure_en="supply it and date it",
    cure_zh="请补正",
)
NOT_CONFIRMED = rule(
    "EK303",
    "advice",
    "this rests on a row that is {status}: {what}",
    "此结论所依据的规则状态为 {status}：{what}",
    cure_en="verify it against the text before relying on it",
    cure_zh="请核对原文后再作依据",
)
PUBLICATION_UNKNOWN = rule(
    "EK304",
    "advice",
    "no date of publication is known for the grant '{grant}'",
    "授权“{grant}”的公布日期不明",
    cure_en="state published_on",
    cure_zh="请填写 published_on",
)


def who_may(
    structure: Structure, action: str, *, item: str, place: str, on: dt.date, case: Filing | None = None
) -> Answer:
    """Who may do `action` on `item` at `place` on the day `on`, in whose name, under which article.

    `item` and `place` are ids, or codes that only one record has. With `case`, the body that filed it and held the
    power on the day of filing is listed first (D-05, D-21). At a zone the answer is given per member.

    Raises `UnknownReference` with the nearest ids, `LimitExceeded` for a chain of more than four grants.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> answer = who_may(ningbo, "penalise", item="330217015000", place="330213100", on=dt.date(2024, 5, 1))
    >>> answer.competences[0].in_name_of
    'xikou-town'
    """
    index: Index | None = structure._memory.get("competence")
    try:
        cell = index.cells[action, item, place]  # type: ignore[union-attr]
    except (KeyError, AttributeError):
        cell = index_of(structure).open(action, item, place)
    if type(on) is not dt.date:
        raise TypeError(f"on must be a date, not {type(on).__name__}")
    number = bisect_right(cell.starts, on)
    answer: Answer | None = cell.answers[number]
    if answer is None:
        answer = cell.answers[number] = _answer(cell, number)
    return answer if case is None else _with_filing(answer, cell, on, case)


def _answer(cell: Cell, number: int) -> Answer:
    if cell.place.kind == "zone" and cell.place.members:
        return _zone_answer(cell, number)
    on = cell.day(number)
    competences = tuple(_competence(cell, number, holding) for holding in competent(cell, on))
    return Answer(
        action=cell.action,
        item=cell.item.id,
        place=cell.place.id,
        interval=cell.span(number),
        competences=competences,
        reason=None if competences else _why_nobody(cell, on),
        findings=tuple(_overlaps(competences)),
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


def competent(cell: Cell, on: dt.date) -> list[Holding]:
    """The holdings that count on a day, one for each body, best first: designations applied."""
    left = [holding for holding in holdings(cell, on) if holding.condition is not None]
    for designation in cell.designations:
        if on in designation.period and cell.covers_place(cell.index.designations.places_of(designation), on):
            left = [holding for holding in left if designation.authority in holding.bodies]
    best: dict[tuple[str, ...], Holding] = {}
    for holding in sorted(left, key=_preference):
        best.setdefault(holding.bodies, holding)
    return sorted(best.values(), key=lambda holding: (holding.rank != "primary", holding.bodies))


def _preference(holding: Holding) -> tuple[bool, bool, int, tuple[str, ...], list[tuple[str, ...]]]:
    """Of several holdings of one body: the higher rank, the unlimited, the shorter chain, the first in id.

    One grant may come from several holders: then the first of these in id.
    """
    limited = holding.condition != Condition()
    line = [step.bodies for step in holding.line()]
    return holding.rank != "primary", limited, len(holding.chain), holding.chain, line[::-1]


def _competence(cell: Cell, number: int, holding: Holding) -> Competence:
    index, on = cell.index, cell.day(number)
    respondent = index.authority(body_for("respondent", holding))
    organ, relation = review_of(respondent, on, index)
    line = list(holding.line())[::-1]
    assert holding.condition is not None
    return Competence(
        authority=holding.bodies[0],
        jointly=holding.bodies[1:],
        mode=holding.effect.mode,
        acts_through=tuple(_teams(cell, holding, on)),
        in_name_of=body_for("in_name_of", holding),
        answerable=respondent.id,
        respondent=respondent.id,
        review_organ=organ,
        review_rule=relation,
        defendant=body_for("defendant", holding),
        compensates=body_for("compensates", holding),
        rank=holding.rank,
        condition=holding.condition,
        ceilings=_ceilings(line),
        procedures=_procedures(line, cell.item),
        proof=tuple(_step(step, cell) for step in line),
        findings=tuple(_competence_findings(line, cell, on)),
        place=cell.place.id,
        cell=cell,
        interval=number,
        holding=holding,
    )


def _step(holding: Holding, cell: Cell) -> Step:
    citations: tuple[Citation, ...] = holding.grant.instruments if holding.grant else cell.item.bases
    return Step(
        authority=holding.bodies[0],
        mode=holding.effect.mode,
        delegation=holding.grant.id if holding.grant else None,
        citations=citations,
        rule=holding.effect.article,
        status=holding.effect.status,
    )


def _teams(cell: Cell, holding: Holding, on: dt.date) -> Iterator[str]:
    """The teams a body acts by: stationed or internal ones, to which nothing moves (D-20)."""
    index = cell.index
    for grant in cell.grants:
        effect = index.pack.effect(grant.mode, on)
        if effect is None or effect.creates_holding or not effect.moves(cell.action, cell.penalties):
            continue
        if not index.in_force(grant, on) or not cell.covers_place(index.grants.places_of(grant), on):
            continue
        grantors = grantors_on(grant, cell, on)
        team = index.stand_in(grant.grantee, on)
        if team is not None and (grantors is None or grantors & set(holding.bodies)):
            yield team.id


def _ceilings(line: list[Holding]) -> tuple[Ceiling, ...]:
    """The lowest ceiling along the chain, for each kind of party."""
    lowest: dict[str | None, Ceiling] = {}
    for step in line:
        for ceiling in step.grant.ceilings if step.grant else ():
            known = lowest.get(ceiling.party_kind)
            if known is None or ceiling.fine.amount < known.fine.amount:
                lowest[ceiling.party_kind] = ceiling
    return tuple(lowest[key] for key in sorted(lowest, key=lambda key: key or ""))


def _procedures(line: list[Holding], item: Item) -> tuple[str, ...]:
    """The procedures every grant of the chain allows; none named means any."""
    allowed = item.procedures
    for step in line:
        limit = step.grant.procedures if step.grant else ()
        allowed = tuple(each for each in allowed if each in limit) if allowed and limit else allowed or limit
    return allowed


def _competence_findings(line: list[Holding], cell: Cell, on: dt.date) -> Iterator[Finding]:
    index = cell.index
    for step in line:
        effect, grant = step.effect, step.grant
        if effect.status != "confirmed":
            yield NOT_CONFIRMED.at(status=effect.status, what=effect.article, article=effect.article)
        if cell.action in effect.carries_unconfirmed:
            what = f"{effect.mode} carries {cell.action}"
            yield NOT_CONFIRMED.at(status="unconfirmed", what=what, article=effect.article)
        if grant is None:
            continue
        if grant.published_on is None:
            yield PUBLICATION_UNKNOWN.at(grant=grant.id, witness=(grant.id,))
        grantee = index.stand_in(grant.grantee, on)
        assert grantee is not None
        for need in missing_needs(effect, grant, step.parent, grantee, cell, on):
            values = ", ".join(sorted(need.values))
            found = NEED_MISSING.at(
                grant=grant.id, need=need.kind, values=values, article=need.article, witness=(grant.id,)
            )
            yield attrs.evolve(found, severity=need.severity)


def _overlaps(competences: tuple[Competence, ...]) -> Iterator[Finding]:
    for number, first in enumerate(competences):
        for second in competences[number + 1 :]:
            if (
                first.rank == second.rank
                and first.answerable != second.answerable
                and first.condition.meets(second.condition)
            ):
                pair = (first.authority, second.authority)
                yield OVERLAP.at(first=pair[0], second=pair[1], witness=pair)


def _why_nobody(cell: Cell, on: dt.date) -> WhyNobody:
    pack = cell.index.pack
    if pack.effect(pack.base_mode, on) is None:
        return "no_law_yet"
    if on not in cell.item.period:
        return "item_not_in_force"
    return "nobody_holds" if cell.item.holders else "holder_unknown"


def _with_filing(answer: Answer, cell: Cell, on: dt.date, case: Filing) -> Answer:
    """The answer for a case already filed: the body that filed it finishes it, if it held the power then."""
    if cell.place.kind == "zone":
        raise EnforcekitError("a filed case has one place: ask at a member of the zone")
    index = cell.index
    body = index.structure.resolve(Authority, case.authority)
    then = next((h for h in competent(cell, case.on) if body.id in h.bodies), None)
    if then is None or case.on > on or on not in body.period or not index.has_capacity(body, on):
        return answer
    filed = _competence(cell, cell.interval(case.on), then)
    organ, relation = review_of(index.authority(filed.respondent), on, index)
    first = attrs.evolve(filed, rank="in_flight", review_organ=organ, review_rule=relation)
    bodies = (first.authority, first.jointly)
    others = tuple(each for each in answer.competences if (each.authority, each.jointly) != bodies)
    return attrs.evolve(answer, competences=(first, *others), reason=None)


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


@attrs.frozen(kw_only=True)
class Power:
    """Something a body may do: an action on an item, at these places, on the day asked."""

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

    `action` and `place` narrow the question. A power is listed at a place exactly when `who_may` names the body there.
    Raises `UnknownReference`.
    """
    index = index_of(structure)
    body = structure.resolve(Authority, authority)
    only = structure.resolve(Place, place).id if place is not None else None
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


__all__ = ["FIRST", "Power", "competent", "valid_period", "what_may", "who_may"]
