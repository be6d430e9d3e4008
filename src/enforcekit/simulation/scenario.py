"""The scenario: everything that one simulation needs, frozen, and the same after a round trip through JSON."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from enforcekit.arguments import must_be, must_be_day
from enforcekit.errors import Finding
from enforcekit.shape import evolve
from enforcekit.wire.reader import Limits, read_json

from .cells import DELAY, OWNER, SUPERIOR, Cell, Course, Policies
from .findings import BAD_VALUE, EMPTY_WINDOW, TWICE, UNKNOWN
from .parts import OVERDUE, WITHDRAWN, Calendar, Group, Route, Step, ends_before, repeated, shares_problem
from .plain import aside, from_plain, number, part, to_plain
from .visits import VISIT_EXITS, Firm, Visit, Visiting

if TYPE_CHECKING:
    from enforcekit.structure import Structure

    from .network import Network

DAY_US = 86_400_000_000
LARGE: Final = Limits(size=512 * 1024 * 1024)
"""Scenarios of many bodies, or with every case given, are larger than other documents."""


@part
class Deadline:
    """The time a case may take, in hours from its filing or arrival; on a calendar only its open hours count.

    `policy` is what happens at the deadline: none, raise (first in the queue), escalate (to the step `to`), close.
    """

    hours: float = number(gt=0, le=1e6)
    origin: str = "filing"
    calendar: str | None = None
    policy: str = "none"
    to: str | None = None

    def problems(self) -> list[Finding]:
        """Origin and policy exist, and an escalation leads somewhere."""
        found = []
        if self.origin not in ("filing", "arrival"):
            found.append(BAD_VALUE.at("/origin", value=self.origin, expected="filing or arrival"))
        if self.policy not in ("none", "raise", "escalate", "close"):
            found.append(BAD_VALUE.at("/policy", value=self.policy, expected="none, raise, escalate or close"))
        if (self.policy == "escalate") != (self.to is not None):
            found.append(BAD_VALUE.at("/to", value=self.to, expected="a step, when the policy is escalate"))
        return found


@part
class CaseClass:
    """A kind of case: the step where it starts, and its deadline."""

    id: str
    start: str
    deadline: Deadline | None = None
    field: str | None = None
    place: str | None = None


@part
class Campaign:
    """From one day to another the rate is multiplied."""

    from_day: float = number(ge=0)
    to_day: float = number(ge=0)
    factor: float = number(ge=0, le=1e6)

    def problems(self) -> list[Finding]:
        """It ends after it began."""
        return ends_before(self.from_day, self.to_day)


@part
class Arrivals:
    """Cases that arrive: at a rate that may change by month, weekday and hour, at given times, or there at the start.

    `classes` are shares; `months`, `weekdays`, `hours` and `week` (the 168 hours from Monday 00:00) are factors, each
    normalised to mean 1. The random numbers depend on `stream` (by default the id), so that a reform which touches one
    stream moves no other's cases. A row that stands alone and names none has the replication's own numbers.
    """

    id: str
    classes: tuple[Route, ...]
    per_day: float = number(default=0.0, ge=0, le=1e9)
    times: tuple[float, ...] = ()
    backlog: int = number(default=0, ge=0, le=10_000_000)
    batch: int = number(default=1, ge=1, le=1_000_000)
    months: tuple[float, ...] = ()
    weekdays: tuple[float, ...] = ()
    hours: tuple[float, ...] = ()
    week: tuple[float, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    stream: str | None = None

    def problems(self) -> list[Finding]:
        """Shares add up; factors are complete; given times come one after the other."""
        found = shares_problem([each.share for each in self.classes], "/classes")
        for name, size in (("months", 12), ("weekdays", 7), ("hours", 24), ("week", 168)):
            given = getattr(self, name)
            if given and (len(given) != size or not all(0 <= each <= 1e6 for each in given) or not any(given)):
                expected = f"{size} factors from 0 to 1000000, not all 0"
                found.append(BAD_VALUE.at(f"/{name}", value=len(given), expected=expected))
        if not all(a <= b < math.inf for a, b in pairwise((0.0, *self.times))):
            found.append(BAD_VALUE.at("/times", value=self.times[:5], expected="times from 0 on that rise"))
        return found


@part
class Horizon:
    """When the simulation starts, what is observed, and how long cases of the window may still take afterwards."""

    start: dt.date = dt.date(2026, 1, 5)
    warmup_days: float = number(default=0.0, ge=0, le=36525)
    observe_days: float = number(default=365.0, ge=0, le=36525)
    drain_days: float = number(default=365.0, ge=0, le=36525)

    def problems(self) -> list[Finding]:
        """Something is observed, in years that calendars have."""
        if self.start.year > 9000:
            return [BAD_VALUE.at("/start", value=self.start, expected="a day before the year 9001")]
        return [] if self.observe_days else [EMPTY_WINDOW.at("/observe_days")]


@part
class Scenario:
    """Groups, steps, classes and arrivals; or cells with their courses and policies, from which those are made.

    Times are whole ticks of `tick_us` microseconds. `assumptions` say in words which values are illustrative.
    `legal` is no part of the document: the structure by which reforms are judged (`under`), where there is one.

    >>> from enforcekit.simulation import Arrivals, Duration, example_queue
    >>> queue = example_queue(rate=0.8, service=Duration.exponential(1))
    >>> Scenario.from_json(queue.to_json()) == queue
    True
    """

    id: str = "scenario"
    tick_us: int = number(default=1_000_000, ge=1)
    horizon: Horizon = Horizon()
    calendars: tuple[Calendar, ...] = ()
    groups: tuple[Group, ...] = ()
    steps: tuple[Step, ...] = ()
    classes: tuple[CaseClass, ...] = ()
    arrivals: tuple[Arrivals, ...] = ()
    exits: tuple[str, ...] = ("closed",)
    cells: tuple[Cell, ...] = ()
    courses: tuple[Course, ...] = ()
    policies: Policies = Policies()
    firms: tuple[Firm, ...] = ()
    visits: tuple[Visit, ...] = ()
    visiting: Visiting = Visiting()
    assumptions: tuple[str, ...] = ()
    legal: Any = aside(default=None)

    def problems(self) -> list[Finding]:
        """Ids are there once, and everything named exists."""
        found = []
        if DAY_US % self.tick_us:
            found.append(BAD_VALUE.at("/tick_us", value=self.tick_us, expected="a divisor of one day"))
        for name in ("calendars", "groups", "steps", "classes", "arrivals", "cells", "courses", "firms"):
            ids = [each.id for each in getattr(self, name)]
            found += [TWICE.at(f"/{name}", key=each) for each in repeated(ids)]
        return found + list(self._unknown())

    def _unknown(self) -> Iterable[Finding]:
        calendars = {each.id for each in self.calendars}
        groups = {each.id for each in self.groups}
        steps = {each.id for each in self.steps}
        ends = steps | set(self.exits) | {WITHDRAWN, OVERDUE} | set(VISIT_EXITS)
        classes = {each.id for each in self.classes}
        courses = {each.id for each in self.courses}
        for n, group in enumerate(self.groups):
            yield from _missing("calendar", group.calendar, calendars, f"/groups/{n}/calendar")
        for n, step in enumerate(self.steps):
            yield from _missing("group", step.group, groups, f"/steps/{n}/group")
            for m, seat in enumerate(step.seats):
                yield from _missing("group", seat.group, groups, f"/steps/{n}/seats/{m}/group")
            for m, route in enumerate(step.routes):
                yield from _missing("step or exit", route.to, ends, f"/steps/{n}/routes/{m}/to")
        for n, each in enumerate(self.classes):
            yield from _missing("step", each.start, steps, f"/classes/{n}/start")
            if each.deadline is not None:
                yield from _missing("step or exit", each.deadline.to, ends, f"/classes/{n}/deadline/to")
                yield from _missing("calendar", each.deadline.calendar, calendars, f"/classes/{n}/deadline/calendar")
        for n, row in enumerate(self.arrivals):
            for m, share in enumerate(row.classes):
                yield from _missing("class", share.to, classes, f"/arrivals/{n}/classes/{m}/to")
        for n, cell in enumerate(self.cells):
            yield from _missing("course", cell.course, courses, f"/cells/{n}/course")
            for m, who in enumerate(cell.competent):
                yield from _missing("group", who.group, groups, f"/cells/{n}/competent/{m}/group")
                yield from _missing("group", who.approver, groups, f"/cells/{n}/competent/{m}/approver")
                yield from _missing("group", who.superior, groups, f"/cells/{n}/competent/{m}/superior")
        places = groups | {OWNER, SUPERIOR, DELAY}
        for n, course in enumerate(self.courses):
            for m, variant in enumerate(course.variants):
                for k, stage in enumerate(variant.stages):
                    yield from _missing("group", stage.at, places, f"/courses/{n}/variants/{m}/stages/{k}/at")
        for at, key in self.policies.groups():
            yield from _missing("group", key, groups, f"/policies/{at}")
        yield from _missing("group", self.visiting.team, groups, "/visiting/team")
        yield from _missing("step or exit", self.visiting.to, ends, "/visiting/to")
        for n, visit in enumerate(self.visits):
            for m, check in enumerate(visit.checks):
                yield from _missing("group", check.group, groups, f"/visits/{n}/checks/{m}/group")

    @property
    def hour(self) -> float:
        """How many ticks an hour has."""
        return 3_600_000_000 / self.tick_us

    def network(self) -> Network:
        """The groups, steps and classes that are simulated: the scenario's own, and those made from its cells."""
        from .network import network_of

        return network_of(self)

    @classmethod
    def from_structure(cls, structure: Structure, **given: Any) -> Scenario:
        """A scenario in which cases go to the bodies that `who_may` names; see `from_structure.from_structure`."""
        from .from_structure import from_structure

        return from_structure(structure, **given)

    def under(self, structure: Structure, *, on: dt.date, action: str = "penalise") -> Scenario:
        """The same scenario with the structure by which its reforms are judged, for one that was read from a file.

        Groups must be authorities of it (`authority`, else their id), cells name its items. See `lawful.refuse_void`.
        """
        from enforcekit.structure import Structure

        from .lawful import Grounds

        must_be(Structure, structure=structure)
        must_be_day(on=on)
        return evolve(self, legal=Grounds(structure=structure, on=on, action=action))

    def to_dict(self) -> dict[str, Any]:
        """The scenario as JSON values, without what is at its default."""
        made: dict[str, Any] = to_plain(self)
        return made

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Scenario:
        """The scenario that JSON values describe. Raises `InvalidRecord` with every problem and its place."""
        return from_plain(cls, data)

    def to_json(self) -> str:
        """One canonical text: the same scenario, the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Scenario:
        """The scenario written by `to_json`. Raises `InvalidRecord`, or `MalformedText` for what is no JSON."""
        return cls.from_dict(read_json(text, limits=LARGE))

    @property
    def sha256(self) -> str:
        """The hash of the canonical text, kept with every result."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _missing(kind: str, key: str | None, known: set[str], pointer: str) -> list[Finding]:
    if key is None or key in known:
        return []
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=3) or sorted(known)[:5]
    return [UNKNOWN.at(pointer, kind=kind, key=key, known=", ".join(near) or "(none)")]
