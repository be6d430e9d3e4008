"""A county in which cases are handled as the law asks: one body, its officers, two items, and clean files of theirs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from worlds import Citation, Holder, Money, Penalty, Record, body, day, instrument, item, place, span

from enforcekit.model import Identifier
from enforcekit.model.case import Act, Case, Event, Sanction
from enforcekit.model.officer import Certificate, Officer
from enforcekit.structure import Structure

ZONE = dt.timezone(dt.timedelta(hours=8))
TEAM = ("officer-1", "officer-2")
HEAD = {"approved_by": "head", "approver_role": "head"}


def event(kind: str, at: str, **more: Any) -> Event:
    """An event at nine in the morning of a day, or at the hour that follows it (`2025-03-05 14`)."""
    when, _, hour = at.partition(" ")
    moment = dt.datetime.combine(day(when), dt.time(int(hour or 9)), ZONE)
    return Event(kind=kind, at=moment, **more)


def fine(yuan: int) -> tuple[Sanction, ...]:
    return (Sanction(kind="fine", amount=Money(amount=yuan * 100)),)


def officer(key: str, home: str = "department", **more: Any) -> Officer:
    return Officer(id=key, home=home, **{"certificates": (Certificate(number=f"X-{key}"),), **more})


WORLD: tuple[Record, ...] = (
    place("province", level="province"),
    place("city", "province", level="city"),
    place("county", "city", level="county"),
    body("department", "department", "county", "county", functions=["waste"]),
    body("water-bureau", "department", "county", "county", functions=["water"]),
    instrument("law", "law", "national", period=span("2000-01-01")),
    item(
        "dumping",
        Holder(function="waste", kinds=("department",), levels=("county",)),
        bases=(Citation(instrument="law", article="7"),),
        period=span("2000-01-01"),
        actions=("penalise", "inspect", "compel"),
        penalties=(
            Penalty(kind="warning"),
            Penalty(kind="fine", minimum=Money(amount=10_000), maximum=Money(amount=20_000_000)),
        ),
    ),
    officer("officer-1"),
    officer("officer-2"),
    officer("auditor"),
    officer("chair"),
    officer("reviewer", kind="reviewer", legal_qualification=span("2015-01-01")),
    officer("head"),
)

OPENING = (
    event("receive_clue", "2025-03-05"),
    event("file", "2025-03-10", by=TEAM, **HEAD),
    event("investigate", "2025-03-12", by=TEAM, facts=("certificates_shown",)),
    event("finish_investigation", "2025-04-08", by=TEAM, facts=("file_complete",)),
    event("audit", "2025-04-10", by=("auditor",)),
)
CLOSING = (
    event("publish", "2025-05-28", facts=("secrets_checked",)),
    event("pay", "2025-06-09", amount=Money(amount=10_000_000), receipt="R-1"),
    event("perform", "2025-06-10", by=TEAM, facts=("correction_checked",)),
    event("close", "2025-06-12"),
    event("archive", "2025-06-16", facts=("one_file",)),
)
HEARD = Case(
    id="heard",
    authority="department",
    items=("dumping",),
    party_kind="enterprise",
    place="county",
    larger_amount=Money(amount=5_000_000),
    act=Act(ended=day("2025-03-03")),
    events=(
        *OPENING,
        event("notify", "2025-04-14", facts=("rights_told", "hearing_right_told"), sanctions=fine(120_000), by=TEAM),
        event("request_hearing", "2025-04-18"),
        event("set_hearing", "2025-04-22", until=day("2025-05-08")),
        event("hold_hearing", "2025-05-08", by=("chair",)),
        event("legal_review", "2025-05-14", by=("reviewer",)),
        event("discuss", "2025-05-19", facts=("leaders_present",)),
        event("decide", "2025-05-22", sanctions=fine(100_000), **HEAD),
        event("serve", "2025-05-26", by=TEAM, facts=("service_proved",)),
        *CLOSING,
    ),
)
"""A large fine: hearing, legal review, collective discussion, paid in time."""

SPOT = Case(
    id="spot",
    authority="department",
    items=("dumping",),
    party_kind="individual",
    place="county",
    procedure="simple",
    act=Act(ended=day("2025-05-06")),
    events=(
        event("show_id", "2025-05-06 08", by=TEAM, facts=("certificates_shown",)),
        event("fix_facts", "2025-05-06 09", facts=("facts_clear",)),
        event(
            "tell_and_hear", "2025-05-06 10", sanctions=fine(150), facts=("rights_told", "grounds_rechecked"), by=TEAM
        ),
        event("decide_on_spot", "2025-05-06 11", sanctions=fine(150), by=TEAM, facts=("remedy_first_told",)),
        event("deliver", "2025-05-06 12", by=TEAM, facts=("service_proved",)),
        event("report", "2025-05-07"),
        event("publish", "2025-05-08", facts=("secrets_checked",)),
        event("pay", "2025-05-09", amount=Money(amount=15_000), receipt="R-2"),
        event("perform", "2025-05-12", facts=("correction_checked",)),
        event("close", "2025-05-13"),
        event("archive", "2025-05-14", facts=("one_file",)),
    ),
)
"""A small fine on the spot."""

MEASURED = attrs.evolve(
    HEARD,
    id="measured",
    events=(
        *HEARD.events[:3],
        event("propose_measure", "2025-03-13 09", subject="truck", facts=("non_coercive_first",)),
        event("approve_measure", "2025-03-13 10", subject="truck", **HEAD),
        event(
            "impose_measure",
            "2025-03-13 11",
            subject="truck",
            by=TEAM,
            facts=(
                "certificates_shown",
                "measure_told",
                "linked_to_case",
                "no_necessities",
                "not_sealed_twice",
                "decision_and_list",
            ),
        ),
        event("lift", "2025-04-01", subject="truck"),
        *HEARD.events[3:],
    ),
)
"""The first, and a truck that was seized and given back."""

CLEAN = {each.id: each for each in (HEARD, SPOT, MEASURED)}


def file_without(case: Case, *kinds: str) -> Case:
    """The case without its events of some kinds."""
    return attrs.evolve(case, events=tuple(each for each in case.events if each.kind not in kinds))


def file_with(case: Case, kind: str, **more: Any) -> Case:
    """The case with something else in its events of one kind; `on` moves them to another day."""
    on = more.pop("on", None)
    if on is not None:
        more["at"] = dt.datetime.combine(day(on), dt.time(9), ZONE)
    return attrs.evolve(case, events=tuple(attrs.evolve(e, **more) if e.kind == kind else e for e in case.events))


def file_after(case: Case, kind: str, *events: Event) -> Case:
    """The case with events put in behind the last of a kind."""
    at = max(number for number, each in enumerate(case.events) if each.kind == kind) + 1
    return attrs.evolve(case, events=(*case.events[:at], *events, *case.events[at:]))


def structure(*records: Record, without: tuple[str, ...] = (), pack: Any = "cn") -> Structure:
    """The county with more records, or with others of the same ids."""
    own = {each.id: each for each in WORLD if each.id not in without}
    return Structure([*{**own, **{each.id: each for each in records}}.values()], pack=pack)


__all__ = [
    "CLEAN",
    "HEAD",
    "HEARD",
    "MEASURED",
    "SPOT",
    "TEAM",
    "WORLD",
    "Identifier",
    "event",
    "file_after",
    "file_with",
    "file_without",
    "fine",
    "officer",
    "structure",
]
