"""A small world of inspections: two levels, firms, officers, a published list, and a check that passes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from worlds import body, county, item, span

from enforcekit.model import (
    Certificate,
    Holder,
    Inspection,
    InspectionPlan,
    InspectionResult,
    JointInspection,
    JointPart,
    JointVisit,
    Officer,
    Party,
    PlanEntry,
    Record,
)
from enforcekit.shape import evolve
from enforcekit.structure import Structure

NOON = "T12:00:00+08:00"


def at(day: str) -> dt.datetime:
    """A day at noon, or an instant."""
    return dt.datetime.fromisoformat(day if "T" in day else day + NOON)


def officer(key: str, home: str, **more: Any) -> Officer:
    valid = Certificate(number=f"no-{key}", period=span("2020-01-01", "2030-01-01"))
    return Officer(id=key, names={"en": key}, home=home, **{"certificates": (valid,), **more})


def check(key: str = "check", authority: str = "department", **more: Any) -> Inspection:
    """A check that may be made, unless something is changed."""
    mine = ("city-1", "city-2") if authority == "city-department" else ("o-1", "o-2")
    own = {
        "party": "firm",
        "place": "north",
        "items": ("dumping",),
        "planned_on": dt.date(2025, 9, 1),
        "approved_at": at("2025-08-20"),
        "approver_role": "head",
        "officers": ("b-1", "b-2") if authority == "bureau" else mine,
        "draw": None,
    }
    return Inspection(id=key, authority=authority, **{**own, **more})


def begun(key: str, day: str, authority: str = "department", **more: Any) -> Inspection:
    return check(key, authority, **{"started_at": at(day), **more})


def result(body_: str = "department", *codes: str, **more: Any) -> InspectionResult:
    own = {"issuers": (body_,), "outcomes": codes or ("no_problem",), "found_on": dt.date(2025, 9, 1)}
    return InspectionResult(**{**own, **more})


def listed(*items: str, key: str = "list", authority: str = "department", **more: Any) -> InspectionPlan:
    own = {
        "kind": "item_list",
        "covers": ("department", "city-department", "bureau", "lab", "grid"),
        "published_on": dt.date(2025, 1, 10),
        "entries": tuple(PlanEntry(item=each) for each in items),
    }
    return InspectionPlan(id=key, authority=authority, **{**own, **more})


def joint(key: str, *checks: Inspection, lead: str = "", **more: Any) -> JointInspection:
    """The checks as one visit."""
    first = checks[0]
    on = first.started_at.date() if first.started_at else dt.date(2025, 9, 1)
    visit = JointVisit(id="v", party=first.party, place=first.place, on=on, checks=tuple(each.id for each in checks))
    parts = tuple(JointPart(authority=each.authority, items=each.items) for each in checks)
    return JointInspection(id=key, lead=lead or first.authority, parts=parts, visits=(visit,), **more)


def world(*records: Record, without: tuple[str, ...] = ()) -> Structure:
    """The county with two departments, a bureau, a laboratory, a grid, firms, officers and a published list."""
    own: list[Record] = [
        body("city-department", "department", "city", "city", functions=["waste"]),
        body("lab", "technical_institution", "county", "county", functions=["waste"]),
        body("grid", "grid", "township", "north", functions=["waste"]),
        item("dumping", Holder(function="waste", kinds=("department",), levels=("county", "city"))),
        item("burning", Holder(function="waste", kinds=("department",), levels=("county", "city"))),
        Party(id="firm", kind="enterprise"),
        Party(id="other-firm", kind="enterprise"),
        *(officer(key, "department") for key in ("o-1", "o-2", "o-3")),
        *(officer(key, "city-department") for key in ("city-1", "city-2")),
        *(officer(key, "bureau") for key in ("b-1", "b-2")),
        listed("dumping", "burning"),
    ]
    given = {each.id for each in records}
    return county(*(each for each in own if each.id not in given and each.id not in without), *records)


def changed(record: Inspection, **more: Any) -> Inspection:
    return evolve(record, **more)
