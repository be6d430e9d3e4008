"""Requests between authorities: which are late, which go in circles, and what a settled one decides about a boundary.

A request runs through `ek.permitted`, `ek.record` and `ek.due` like a case; here stands what is asked of many of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from enforcekit.arguments import must_be, must_be_day, records_of
from enforcekit.errors import Finding, InvalidArgument, rule
from enforcekit.law.pack import pack_of
from enforcekit.law.rows import status_mark
from enforcekit.model.delegation import Designation
from enforcekit.model.request import Request
from enforcekit.procedure import due, standing
from enforcekit.procedure.standing import TURNED
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .duties import actions_of

UNANSWERED = rule(
    "EK610",
    "defect",
    "{request}: {en} was due on {due}{note_en}; {owner} is late on {on}",
    "{request}：“{zh}”应于 {due} 完成{note_zh}；至 {on}，{owner} 已逾期",
    cure_en="answer it, or report it upwards where the procedure has that step",
    cure_zh="尽快答复；程序有上报步骤的，可以上报",
)
SENT_BACK = rule(
    "EK611",
    "defect",
    "{request} sends {matter} back to {to}, from which it came with {first}",
    "{request} 将 {matter} 退回 {to}，而该事项由 {first} 自其移送而来",
    cure_en="negotiate; failing that, refer it to the common superior, who designates",
    cure_zh="协商；协商不成的，报请共同的上一级机关指定",
    article="APL21:25",
)
NOT_SETTLED = rule(
    "EK612",
    "error",
    "{request} has not been settled: nothing follows for the boundary",
    "{request} 尚未确定责任单位，不产生职责边界决定",
    cure_en="give a request that was agreed, designated, settled or decided",
    cure_zh="请给出已协商一致、已指定或者已形成决定的请求",
)
COVERS_NOTHING = rule(
    "EK613",
    "error",
    "{request} names no items: it is not known what the decision is about",
    "{request} 未列明事项，无法确定决定的范围",
    cure_en="give `items` of the request",
    cure_zh="请填写请求的 items",
)
NO_PROCESS = rule(
    "EK614",
    "advice",
    "{request}: the pack has no process for '{kind}', so nothing of it can be late",
    "{request}：没有“{kind}”的办理流程，无法判断是否逾期",
    cure_en="use a kind that the pack knows: {known}",
    cure_zh="可用类型：{known}",
)


def unanswered(structure: Structure, requests: Iterable[Any] | None = None, *, on: dt.date) -> tuple[Finding, ...]:
    """Every clock of requests, complaints or notices that has run out without being stopped (EK610).

    Args:
        structure: where the bodies are; its own requests are looked at when none are given.
        requests: requests, or any other records with turns.
        on: day looked from.

    A record of a kind that the pack has no process for is named (EK614). A clock that ends past the working-day table
    has run out once it has by any table. Raises `CalendarCoverageError` where not even the statute's rest days are
    known.

    Source: Penalty Law art. 26; the numbers are local rules, or examples that say so.

    >>> import enforcekit as ek
    >>> from enforcekit.model import Request, Turn
    >>> asked = Request(
    ...     id="r-1", kind="evidence_assistance", asking="xikou-town", asked=["fenghua-government"],
    ...     asked_on=dt.date(2025, 9, 22), layer="guangdong",
    ...     events=[Turn(kind="ask", at=dt.datetime(2025, 9, 22, 9, tzinfo=dt.UTC), authority="xikou-town")],
    ... )
    >>> [each.code for each in unanswered(ek.example("ningbo"), [asked], on=dt.date(2025, 10, 17))]
    []
    >>> print(unanswered(ek.example("ningbo"), [asked], on=dt.date(2025, 10, 18))[0].message["en"])
    r-1: answer a request for assistance was due on 2025-10-17 [local rule]; fenghua-government is late on 2025-10-18
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    given = structure.all(Request) if requests is None else records_of("requests", requests, *TURNED)
    return tuple(finding for each in given for finding in _late(each, structure, on))


def _late(record: Any, structure: Structure, on: dt.date) -> Iterator[Finding]:
    if not record.events:
        return
    known = {each.name for each in pack_of(structure).of_record(record.type).processes}
    if record.procedure not in known:
        words = {"request": record.id, "kind": record.procedure, "known": ", ".join(sorted(known))}
        yield NO_PROCESS.at(witness=(record.id,), **words)
        return
    for clock in due(record, structure, on=on, provisional=True):
        if clock.state(on) != "overdue":
            continue
        row = clock.deadline.term
        note_en, note_zh = status_mark(clock.deadline.status)
        yield UNANSWERED.at(
            article=row.article,
            witness=(record.id,),
            request=record.id,
            en=row.en,
            zh=row.zh,
            due=clock.deadline.due.isoformat(),
            note_en=note_en,
            note_zh=note_zh,
            owner=_owner(record),
            on=on.isoformat(),
        )


def _owner(record: Any) -> str:
    """The body that has to move: asked, routed to, supervised, or the one that has it."""
    asked = getattr(record, "asked", None)
    if asked is not None:
        return ", ".join(asked)
    named = next((each.reference for each in reversed(record.events) if each.kind in ("route", "assign")), None)
    found = named or getattr(record, "recipient", None) or getattr(record, "receiver", None)
    return str(found or getattr(record, "authority", None) or getattr(record, "body", ""))


def sent_back(requests: Iterable[Request]) -> tuple[Finding, ...]:
    """Every request that sends a matter back to the body it came from (EK611): no ping-pong.

    `ek.record` refuses such a step; this finds it in requests that come from elsewhere.

    >>> from enforcekit.model import Request
    >>> there = Request(id="r-1", kind="transfer", asking="a", asked=["b"], asked_on=dt.date(2025, 9, 1), matter="c")
    >>> back = Request(id="r-2", kind="transfer", asking="b", asked=["a"], asked_on=dt.date(2025, 9, 8), matter="c")
    >>> [each.witness for each in sent_back([there, back])]
    [('r-1', 'r-2')]
    """
    found: list[Finding] = []
    earlier: dict[tuple[str, str, str, str], str] = {}
    for each in sorted(records_of("requests", requests, Request), key=lambda request: (request.asked_on, request.id)):
        if each.matter is None:
            continue
        for other in each.asked:
            first = earlier.get((each.kind, each.matter, other, each.asking))
            if first is not None:
                words = {"request": each.id, "matter": each.matter, "to": other, "first": first}
                found.append(SENT_BACK.at(witness=(first, each.id), **words))
            earlier.setdefault((each.kind, each.matter, each.asking, other), each.id)
    return tuple(found)


def boundary_decision(request: Request, structure: Structure) -> Designation:
    """The dated decision that a settled request makes: from its day on, `who_may` names the owner for its items.

    A meeting decides by its minutes or the superior's word, a dispute by agreement or designation. Put the record into
    the structure (`ek.Structure([*structure, decision])`) and the resolver answers by it.

    Args:
        request: a request that came to an agreement, a designation or a decision.
        structure: the structure it is handled under.

    Raises `InvalidArgument` (EK612, EK613) when it was not settled, or names no items.

    Source: Penalty Law art. 25.

    >>> import enforcekit as ek
    >>> town, bureau, over = "xikou-town", "fenghua-comprehensive", "fenghua-government"
    >>> steps = {"find": town, "send": town, "disagree": bureau, "designate": over}
    >>> turns = [
    ...     ek.Turn(kind=kind, at=dt.datetime(2025, 9, 22 + number, 9, tzinfo=dt.UTC), authority=body)
    ...     for number, (kind, body) in enumerate(steps.items())
    ... ]
    >>> disputed = ek.Request(
    ...     id="r-1", kind="transfer", asking=town, asked=[bureau], asked_on=dt.date(2025, 9, 22),
    ...     items=["street-vending-unlicensed-place"], place="330213100", events=turns,
    ... )
    >>> decision = boundary_decision(disputed, ek.example("ningbo"))
    >>> decision.authority, decision.decided_by, decision.period.start
    ('fenghua-comprehensive', 'fenghua-government', datetime.date(2025, 9, 25))
    """
    must_be(Request, request=request)
    found = standing(request, pack_of(structure))
    move = found.last_of("for_asked", "for_asking", "for_named")
    if move is None:
        raise InvalidArgument([NOT_SETTLED.at("/request", request=request.id)])
    if not request.items:
        raise InvalidArgument([COVERS_NOTHING.at("/request/items", request=request.id)])
    turn: Any = move.event
    roles = move.transition.roles
    owner = turn.reference if "for_named" in roles else request.asking if "for_asking" in roles else request.asked[0]
    return Designation(
        id=f"{request.id}:decision",
        kind="designation" if "designation" in roles else "boundary_decision",
        items=request.items,
        actions=actions_of(structure, request.items),
        places=(request.place,) if request.place is not None else (),
        authority=owner,
        decided_by=turn.authority,
        period=Period(start=move.day),
        source=request.id,
    )
