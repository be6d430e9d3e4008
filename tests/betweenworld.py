"""Two departments of one county, a town, its government and justice bureau, and a good turn for every step."""

from __future__ import annotations

import datetime as dt
from typing import Any

from worlds import Holder, Record, body, item, place, span

from enforcekit.model.officer import Certificate, Officer
from enforcekit.model.request import Request, Turn
from enforcekit.structure import Structure

ZONE = dt.timezone(dt.timedelta(hours=8))
ASK, ASKED, OVER = "waste-bureau", "water-bureau", "county-gov"
FACTS = (
    "scope_stated", "reason_in_writing", "items_listed", "lead_named", "each_decides", "on_the_list", "minutes_made",
    "party_refuses", "party_waives_aid", "agreed_freely", "applied_together", "facts_and_basis",
)  # fmt: skip
"""Everything that a turn can be asked to state."""


def officer(key: str, home: str, **more: Any) -> Officer:
    return Officer(id=key, home=home, **{"certificates": (Certificate(number=f"X-{key}"),), **more})


def world(*records: Record, pack: Any = "cn") -> Structure:
    own: tuple[Record, ...] = (
        place("province", level="province"),
        place("city", "province", level="city"),
        place("county", "city", level="county"),
        place("other-county", "city", level="county"),
        place("north", "county", level="township"),
        body("city-gov", "government", "city", "city"),
        body("county-gov", "government", "county", "county", parent="city-gov"),
        body("justice", "justice_department", "county", "county", parent="county-gov"),
        body("guidance", "comprehensive_enforcement_body", "county", "county", parent="county-gov"),
        body("waste-bureau", "department", "county", "county", functions=["waste"], parent="county-gov"),
        body("water-bureau", "department", "county", "county", functions=["waste", "water"], parent="county-gov"),
        body("far-bureau", "department", "county", "other-county", functions=["waste"]),
        body("north-town", "township", "township", "north", parent="county-gov"),
        body("grid-1", "grid", "village", "north", parent="north-town"),
        body("contractor", "contractor", "county", "county"),
        body("room", "mediation_body", "township", "north", parent="north-town"),
        item(
            "dumping",
            Holder(function="waste", kinds=("department",), levels=("county",)),
            actions=("penalise", "inspect", "compel"),
            period=span("1990-01-01"),
        ),
        *(officer(f"w{number}", "waste-bureau") for number in range(3)),
        *(officer(f"v{number}", "water-bureau") for number in range(3)),
        officer("n1", "north-town"),
        officer("j1", "justice"),
    )
    known = {each.id: each for each in own} | {each.id: each for each in records}
    return Structure(known.values(), pack=pack)


def at(day: str | dt.date, hour: int = 9) -> dt.datetime:
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return dt.datetime.combine(day, dt.time(hour), ZONE)


def turn(kind: str, day: str | dt.date, authority: str | None = None, **more: Any) -> Turn:
    return Turn(kind=kind, at=at(day, more.pop("hour", 9)), authority=authority, **more)


def request(kind: str = "evidence_assistance", **more: Any) -> Request:
    given: dict[str, Any] = {
        "id": "r", "kind": kind, "asking": ASK, "asked": (ASKED,), "asked_on": dt.date(2025, 9, 22), "matter": "m",
    }  # fmt: skip
    return Request(**{**given, **more})
