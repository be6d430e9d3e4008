"""Who had a matter when: matters that go round in circles, and the time in which nobody had them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from enforcekit.model.case import Case
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


def custody(structure: Structure, cases: Iterable[Case]) -> tuple[Held, ...]:
    """The event log of cases as a log of who has what. A case that comes from another (`clue`) is the same matter.

    A hand-over (an event whose `reference` names a body, or another body's case) leaves the matter with nobody until
    the next body's own case has its first event.

    >>> custody(Structure([]), [])
    ()
    """
    known = {each.id: each for each in (*structure.all(Case), *cases)}
    found = []
    for case in known.values():
        matter = _matter(case, known)
        if case.events:
            found.append(Held(matter, case.events[0].at, case.authority))
        for event in case.events:
            receiver = receiver_of(event.reference, structure, known)
            if receiver is not None and receiver != case.authority:
                found.append(Held(matter, event.at, None))
    return tuple(sorted(found, key=lambda held: (held.matter, held.at, held.body or "")))


def _matter(case: Case, known: Mapping[str, Case]) -> str:
    """The id of the first case of a line."""
    seen = {case.id}
    while case.clue is not None and case.clue in known and case.clue not in seen:
        case = known[case.clue]
        seen.add(case.id)
    return case.id


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
        # At one instant the hand-over comes before the receipt.
        yield matter, sorted(by_matter[matter], key=lambda held: (held.at, held.body is not None))
