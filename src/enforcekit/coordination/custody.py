"""Who had a matter when: matters that go round in circles, and the time in which nobody had them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Final

import attrs

from enforcekit.arguments import must_be, records_of, wrong
from enforcekit.law.pack import Pack, pack_of
from enforcekit.model.case import Case
from enforcekit.model.complaint import Clue, Complaint
from enforcekit.model.request import Request
from enforcekit.structure import Structure

from .of_events import receiver_of

_UNTIL: Final = (
    "an instant as those of the log are",
    "与日志一致的时刻",
    "give a datetime, with its zone where the log has zones",
    "请给出 datetime；日志带时区的，亦应带时区",
)


@attrs.frozen
class Held:
    """From an instant on, a body has a matter; None: nobody has it. Of one instant, the order of the log counts."""

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


Turned = Request | Complaint | Clue


def custody(structure: Structure, cases: Iterable[Case] = (), requests: Iterable[Turned] = ()) -> tuple[Held, ...]:
    """The event logs of cases, requests, complaints and clues as a log of who has what, matter by matter.

    `cases` and `requests` (complaints and clues too) are added to the records of the structure. A case that comes from
    another record (`clue`), a clue from a complaint (`record`), a request and its `matter` are one matter. A hand-over
    (an event whose `reference` names a body, or another body's case; a transfer that is sent, a whistle that is blown,
    a complaint that is routed) leaves the matter with nobody until the next body signs for it, claims or accepts it, is
    named for it, or has the first event of its own case. A disagreement does so too, until it is settled.

    Where several records speak of one instant, as in logs of days, whoever has the matter says so first, then hands it
    over, then the next one receives it.

    >>> custody(Structure([]))
    ()
    """
    must_be(Structure, structure=structure)
    known = {each.id: each for each in (*structure.all(Case), *records_of("cases", cases, Case))}
    kept: tuple[Turned, ...] = (*structure.all(Request), *structure.all(Complaint), *structure.all(Clue))
    turned = {each.id: each for each in (*kept, *records_of("requests", requests, Request, Complaint, Clue))}
    above, pack = _above(known, turned), pack_of(structure)
    chains: dict[str, list[tuple[int, list[_Step]]]] = defaultdict(list)
    for case in known.values():
        line = _line(case.id, above)
        chains[line[-1]].append((len(line), _of_case(case, structure, known)))
    for record in turned.values():
        line = _line(record.id, above)
        chains[line[-1]].append((len(line), _of_turns(record, pack)))
    return tuple(
        Held(matter, step.at, step.body)
        for matter in sorted(chains)
        for step in _merged(chain for _, chain in sorted(chains[matter], key=_depth))
    )


@attrs.frozen
class _Step:
    """One word of one record: who has the matter from then on, and for nobody, who let it go."""

    at: dt.datetime
    body: str | None
    giver: str | None = None


def _of_case(case: Case, structure: Structure, known: Mapping[str, Case]) -> list[_Step]:
    found = [_Step(each.at, case.authority) for each in case.events[:1]]
    for event in case.events:
        receiver = receiver_of(event.reference, structure, known)
        if receiver is not None and receiver != case.authority:
            found.append(_Step(event.at, None, case.authority))
    return found


def _of_turns(record: Turned, pack: Pack) -> list[_Step]:
    process = pack.of_record(record.type).process_of.get(record.procedure)
    takers = process.custody if process is not None else {}
    first, asked = _first(record), record.asked if isinstance(record, Request) else ()
    found = []
    for turn in record.events:
        who = takers.get(turn.kind)
        if who == "nobody":
            found.append(_Step(turn.at, None, first))
            # A complaint names whom it goes to at each turn anew.
            if turn.reference is not None and not isinstance(record, Request):
                asked = (turn.reference,)
        elif who is not None:
            acting = turn.authority if turn.authority in asked else next(iter(asked), turn.authority or first)
            body = first if who == "first" else acting if who == "acting" else turn.reference or acting
            found.append(_Step(turn.at, body))
    return found


def _first(record: Turned) -> str:
    if isinstance(record, Request):
        return record.asking
    return record.receiver if isinstance(record, Complaint) else record.authority


def _depth(chain: tuple[int, list[_Step]]) -> int:
    return chain[0]


def _merged(chains: Iterable[list[_Step]]) -> Iterator[_Step]:
    """The steps of several records as one log, in the order of time; at one instant, as one step leads to the next."""
    left = [deque(sorted(chain, key=_at)) for chain in chains]
    holder = None
    while left := [chain for chain in left if chain]:
        now = min(chain[0].at for chain in left)
        ready = [chain for chain in left if chain[0].at == now]
        step = min(ready, key=partial(_rank, ready, holder)).popleft()
        holder = step.body
        yield step


def _rank(ready: list[deque[_Step]], holder: str | None, chain: deque[_Step]) -> tuple[int, int]:
    """How little a chain's next step follows from who has the matter; who is still to get it from another waits."""
    step = chain[0]
    if step.body is None:
        return (1 if step.giver == holder else 3), 0
    due = sum(step.body == each.body for other in ready if other is not chain for each in islice(other, 1, None))
    return (0 if step.body == holder else 2 if holder is None else 4), due


def _above(cases: Mapping[str, Case], turned: Mapping[str, Turned]) -> dict[str, str]:
    """What a record comes from: the clue of a case, the complaint of a clue, what a request is about."""
    about = {each.id: each.matter for each in turned.values() if isinstance(each, Request) and each.matter is not None}
    about |= {each.id: each.record for each in turned.values() if isinstance(each, Clue) and each.record is not None}
    ends = {*cases, *turned, *about.values()}
    return {**about, **{each.id: each.clue for each in cases.values() if each.clue is not None and each.clue in ends}}


def _line(key: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """A record, what it comes from, and so on up to the first."""
    line = {key: None}
    while key in above and above[key] not in line:
        key = above[key]
        line[key] = None
    return tuple(line)


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

    Without `until` a matter nobody has at the end of its log counts up to there. Raises `InvalidArgument` for an
    `until` that cannot be compared with the log.

    >>> days = [dt.datetime(2025, 3, day) for day in (1, 2, 5)]
    >>> orphan_time([Held("m", days[0], "a"), Held("m", days[1], None), Held("m", days[2], "b")])
    {'m': datetime.timedelta(days=3)}
    """
    found = {}
    for matter, spells in _matters(log):
        total = dt.timedelta()
        orphaned = False
        if until is not None and not (isinstance(until, dt.datetime) and _zoned(until) == _zoned(spells[-1].at)):
            raise wrong("until", until, _UNTIL)
        ends: list[dt.datetime | None] = [each.at for each in spells[1:]]
        for held, end in zip(spells, [*ends, until], strict=True):
            if held.body is None:
                orphaned = True
                total += max(end - held.at, dt.timedelta()) if end is not None else dt.timedelta()
        if orphaned:
            found[matter] = total
    return found


def _matters(log: Iterable[Held]) -> Iterator[tuple[str, list[Held]]]:
    """The log of each matter, in the order of time; what is of one instant stays as it was told."""
    by_matter: dict[str, list[Held]] = defaultdict(list)
    for held in log:
        by_matter[held.matter].append(held)
    for matter in sorted(by_matter):
        yield matter, sorted(by_matter[matter], key=_at)


def _zoned(at: dt.datetime) -> bool:
    return at.utcoffset() is not None


def _at(step: Held | _Step) -> dt.datetime:
    return step.at
