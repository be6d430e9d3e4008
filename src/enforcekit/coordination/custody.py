"""Who had a matter when: matters that go round in circles, and the time in which nobody had them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Final

import attrs

from enforcekit.model.case import Case
from enforcekit.model.request import Request, Turn
from enforcekit.structure import Structure

from .of_events import receiver_of


@attrs.frozen
class Held:
    """From an instant on, a body has a matter; None: nobody has it."""

    matter: str
    at: dt.datetime
    body: str | None


@attrs.frozen(kw_only=True)
class PingPong:
    """How a matter went round: the bodies in their order, the hand-overs, and those to a body that had it before."""

    matter: str
    bodies: tuple[str, ...]
    handovers: int
    returns: int


_ASKING, _ASKED, _NAMED, _NOBODY = "asking", "asked", "named", "nobody"
TAKERS: Final[Mapping[str, Mapping[str, str]]] = {
    "transfer": {
        "find": _ASKING,
        "find_urgent": _ASKING,
        "find_to_check": _ASKING,
        "send": _NOBODY,
        "sign": _ASKED,
        "disagree": _NOBODY,
        "agree": _ASKED,
        "designate": _ASKED,
        "agree_otherwise": _ASKING,
        "designate_asking": _ASKING,
    },
    "whistle": {
        "blow": _NOBODY,
        "blow_again": _NOBODY,
        "claim": _ASKED,
        "arrive": _ASKED,
        "disagree": _NOBODY,
        "assign": _NAMED,
    },
    "dispatch_meeting": {"settle": _NAMED, "decide": _NAMED},
}
"""Who has the matter after a turn. Help, joint action and a report leave it where it is."""


def custody(structure: Structure, cases: Iterable[Case] = (), requests: Iterable[Request] = ()) -> tuple[Held, ...]:
    """The event logs of cases and requests as a log of who has what; `cases` and `requests` are added to the records.

    A case that comes from another or from a request (`clue`) is the same matter; so is a request and its `matter`. A
    hand-over (an event whose `reference` names a body, or another body's case; a transfer that is sent, a whistle that
    is blown) leaves the matter with nobody until the next body signs for it or claims it, is named for it, or has the
    first event of its own case. A disagreement does so too, until it is settled.

    >>> custody(Structure([]))
    ()
    """
    known = {each.id: each for each in (*structure.all(Case), *cases)}
    asked = {each.id: each for each in (*structure.all(Request), *requests)}
    above = _above(known, asked)
    found = []
    for case in known.values():
        matter = _matter(case.id, above)
        if case.events:
            found.append(Held(matter, case.events[0].at, case.authority))
        for event in case.events:
            receiver = receiver_of(event.reference, structure, known)
            if receiver is not None and receiver != case.authority:
                found.append(Held(matter, event.at, None))
    for request in asked.values():
        matter = _matter(request.id, above)
        takers = TAKERS.get(request.kind, {})
        for turn in request.events:
            if turn.kind in takers:
                found.append(Held(matter, turn.at, _taker(takers[turn.kind], turn, request)))
    return tuple(sorted(found, key=lambda held: (held.matter, held.at, held.body or "")))


def _taker(who: str, turn: Turn, request: Request) -> str | None:
    """The body that has the matter after a turn."""
    if who == _NOBODY:
        return None
    if who == _ASKING:
        return request.asking
    if who == _NAMED:
        return turn.reference or request.asked[0]
    return turn.authority if turn.authority in request.asked else request.asked[0]


def _above(cases: Mapping[str, Case], requests: Mapping[str, Request]) -> dict[str, str]:
    """What a case or request comes from: another one, or what a request is about."""
    about = {each.id: each.matter for each in requests.values() if each.matter is not None}
    ends = {*cases, *requests, *about.values()}
    return {**about, **{each.id: each.clue for each in cases.values() if each.clue is not None and each.clue in ends}}


def _matter(key: str, above: Mapping[str, str]) -> str:
    """The id of the first record of a line."""
    seen = {key}
    while key in above and above[key] not in seen:
        key = above[key]
        seen.add(key)
    return key


def ping_pong(log: Iterable[Held]) -> tuple[PingPong, ...]:
    """Each matter that was handed over, the most returned first: a return goes to a body that had the matter before.

    The ping-pong of process mining (Business Process Intelligence Challenge 2013, Volvo IT: "ping pong behaviour"
    between support teams), counted in returns.

    >>> days = [dt.datetime(2025, 3, day) for day in (1, 2, 3)]
    >>> log = [Held("m", days[0], "a"), Held("m", days[1], "b"), Held("m", days[2], "a")]
    >>> ping_pong(log)
    (PingPong(matter='m', bodies=('a', 'b', 'a'), handovers=2, returns=1),)
    """
    found = []
    for matter, spells in _matters(log):
        bodies: list[str] = []
        for held in spells:
            if held.body is not None and bodies[-1:] != [held.body]:
                bodies.append(held.body)
        returns = len(bodies) - len(set(bodies))
        if len(bodies) > 1:
            found.append(PingPong(matter=matter, bodies=tuple(bodies), handovers=len(bodies) - 1, returns=returns))
    return tuple(sorted(found, key=lambda each: (-each.returns, -each.handovers, each.matter)))


def orphan_time(log: Iterable[Held], until: dt.datetime | None = None) -> dict[str, dt.timedelta]:
    """How long each matter was with nobody, of those that were; one still with nobody counts up to `until`.

    Without `until` a matter nobody has at the end of its log counts up to there.

    >>> days = [dt.datetime(2025, 3, day) for day in (1, 2, 5)]
    >>> orphan_time([Held("m", days[0], "a"), Held("m", days[1], None), Held("m", days[2], "b")])
    {'m': datetime.timedelta(days=3)}
    """
    found = {}
    for matter, spells in _matters(log):
        total = dt.timedelta()
        orphaned = False
        ends: list[dt.datetime | None] = [each.at for each in spells[1:]]
        for held, end in zip(spells, [*ends, until], strict=True):
            if held.body is None:
                orphaned = True
                total += max(end - held.at, dt.timedelta()) if end is not None else dt.timedelta()
        if orphaned:
            found[matter] = total
    return found


def _matters(log: Iterable[Held]) -> Iterator[tuple[str, list[Held]]]:
    """The log of each matter, in the order of time."""
    by_matter: dict[str, list[Held]] = defaultdict(list)
    for held in log:
        by_matter[held.matter].append(held)
    for matter in sorted(by_matter):
        told: list[Held] = []
        for _, group in groupby(sorted(by_matter[matter], key=_at), key=_at):
            holder = told[-1].body if told else None
            # At one instant the hand-over comes before the receipt; what is said of the one who has it, before both.
            told += sorted(group, key=partial(_rank, holder))
        yield matter, told


def _rank(holder: str | None, held: Held) -> int:
    return 1 if held.body is None else 0 if held.body == holder else 2


def _at(held: Held) -> dt.datetime:
    return held.at
