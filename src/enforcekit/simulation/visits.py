"""Visits to firms: from a plan of joint inspections to appointments that officers of several bodies keep.

How a visit with several departments is kept is one word of `Visiting.mode`, so that a reform changes nothing else:
`separate` (each goes by itself), `co_visit` (all in one visit, which waits for the last and takes as long as the
longest check), `team` (one cross-qualified team does all checks one after another). The way there counts once a visit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from enforcekit.errors import Finding
from enforcekit.inspection.planning.cover import fewest
from enforcekit.keyed import DETECTION

from .findings import BAD_VALUE
from .parts import Duration, Route, Seat, Step
from .plain import number, part

if TYPE_CHECKING:
    from enforcekit.inspection.planning.result import JointPlan
    from enforcekit.inspection.planning.rows import PlannedCheck, PlannedFirm
    from enforcekit.inspection.planning.weeks import Week

    from .scenario import Arrivals, CaseClass, Scenario

MODES: Final = ("separate", "co_visit", "team")
FOUND, NOTHING_FOUND = "found", "nothing-found"
VISIT_EXITS: Final = (FOUND, NOTHING_FOUND)


@part
class Firm:
    """A firm or site: where it is, which fields concern it, the fewest visits that can hold its required checks.

    `detect` is the chance that a check finds a problem; it may differ with the class of risk.
    """

    id: str
    place: str | None = None
    fields: tuple[str, ...] = ()
    fewest: int = number(default=0, ge=0)
    detect: float | None = number(default=None, ge=0, le=1)


@part
class Check:
    """What one department does at a visit: the group that sends officers, how many, and the hours it takes."""

    group: str
    hours: float = number(gt=0, le=1e4)
    officers: int = number(default=2, ge=1)


@part
class Visit:
    """An appointment with a firm, so many hours from the start of the scenario, and the checks made there."""

    firm: str
    at_hour: float = number(ge=0)
    checks: tuple[Check, ...]

    def problems(self) -> list[Finding]:
        """Somebody goes there."""
        return [] if self.checks else [BAD_VALUE.at("/checks", value="nothing", expected="at least one check")]


@part
class Visiting:
    """How visits are kept: the mode, the team of the mode `team`, the hours that every visit costs besides its checks.

    `km` is the straight way to a firm and back again half of it; `travel` = 2 · km / speed. `detect` is for firms that
    say nothing: 14.75 % is one published rate of problems found (Fenghua), illustrative elsewhere.
    """

    mode: str = "separate"
    team: str | None = None
    team_officers: int = number(default=2, ge=1)
    fixed_hours: float = number(default=0.5, ge=0, le=1000)
    km: float = number(default=0.0, ge=0, le=10_000)
    km_per_hour: float = number(default=30.0, gt=0, le=1000)
    detect: float = number(default=0.1475, ge=0, le=1)
    to: str | None = None

    def problems(self) -> list[Finding]:
        """The mode exists, and a team has a group."""
        found = []
        if self.mode not in MODES:
            found.append(BAD_VALUE.at("/mode", value=self.mode, expected=f"one of {', '.join(MODES)}"))
        if self.mode == "team" and self.team is None:
            found.append(BAD_VALUE.at("/team", value=self.team, expected="the group of the team, in the mode team"))
        return found

    @property
    def extra(self) -> float:
        """Hours of a visit besides its checks: what is fixed, and the way there and back."""
        return self.fixed_hours + 2 * self.km / self.km_per_hour


@attrs.frozen(kw_only=True)
class Kept:
    """The parts that visits are made of, and for each stream the firms in the order of its cases."""

    steps: tuple[Step, ...]
    classes: tuple[CaseClass, ...]
    arrivals: tuple[Arrivals, ...]
    exits: tuple[str, ...]
    firms: Mapping[str, tuple[str, ...]]


def kept(scenario: Scenario) -> Kept:
    """Steps, classes and arrivals of the visits of a scenario: one of each for every way in which visits are alike."""
    from .scenario import Arrivals, CaseClass

    alike: dict[tuple[tuple[Seat, ...], float, float], list[tuple[float, str]]] = {}
    for seats, hours, detect, at, firm in _appointments(scenario):
        alike.setdefault((seats, hours, detect), []).append((at, firm))
    steps, classes, arrivals, firms = [], [], [], {}
    for (seats, hours, detect), those in sorted(alike.items(), key=lambda each: _name(*each[0])):
        key = _name(seats, hours, detect)
        those.sort()
        steps.append(_step(key, seats, hours, detect, scenario.visiting.to or FOUND))
        classes.append(CaseClass(id=key, start=key))
        times = tuple(at for at, _ in those)
        arrivals.append(Arrivals(id=key, classes=(Route(to=key),), times=times))
        firms[key] = tuple(firm for _, firm in those)
    return Kept(steps=tuple(steps), classes=tuple(classes), arrivals=tuple(arrivals), exits=VISIT_EXITS, firms=firms)


def _name(seats: tuple[Seat, ...], hours: float, detect: float) -> str:
    return f"visit/{'+'.join(f'{seat.group}.{seat.officers}' for seat in seats)}/{_short(hours)}/{_short(detect)}"


def _short(value: float) -> str:
    """A number as short as it may be and still no other's."""
    brief = f"{value:g}"
    return brief if float(brief) == value else repr(value)


def _appointments(scenario: Scenario) -> Iterator[tuple[tuple[Seat, ...], float, float, float, str]]:
    how = scenario.visiting
    chances = {firm.id: firm.detect for firm in scenario.firms}
    seats: tuple[Seat, ...]
    for visit in scenario.visits:
        own = chances.get(visit.firm)
        detect = how.detect if own is None else own
        if how.mode == "team":
            seats = (Seat(group=str(how.team), officers=how.team_officers),)
            hours = how.extra + sum(check.hours for check in visit.checks)
            yield seats, hours, _any(detect, len(visit.checks)), visit.at_hour, visit.firm
        elif how.mode == "co_visit":
            checks = by_group(visit.checks)
            seats = tuple(Seat(group=check.group, officers=check.officers) for check in checks)
            hours = how.extra + max(check.hours for check in checks)
            yield seats, hours, _any(detect, len(visit.checks)), visit.at_hour, visit.firm
        else:
            for check in visit.checks:
                seat = Seat(group=check.group, officers=check.officers)
                yield (seat,), how.extra + check.hours, detect, visit.at_hour, visit.firm


def by_group(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Each group once: it makes its checks one after another, with as many officers as the largest asks for."""
    found: dict[str, Check] = {}
    for one in checks:
        has = found.get(one.group)
        hours, officers = (has.hours, has.officers) if has else (0.0, 1)
        found[one.group] = Check(group=one.group, hours=hours + one.hours, officers=max(officers, one.officers))
    return tuple(found.values())


def _any(detect: float, checks: int) -> float:
    """The chance that at least one of several checks finds something; each finds what it finds, whoever goes along."""
    return 1 - (1 - detect) ** checks


def _step(key: str, seats: tuple[Seat, ...], hours: float, detect: float, found: str) -> Step:
    ways = (Route(to=found, share=detect, reason="detect"), Route(to=NOTHING_FOUND, share=1 - detect))
    routes = tuple(way for way in ways if way.share > 0)
    service = Duration.fixed(hours)
    if len(seats) == 1:
        return Step(
            id=key, group=seats[0].group, officers=seats[0].officers, service=service, routes=routes, purpose=DETECTION
        )
    return Step(id=key, seats=seats, service=service, routes=routes, purpose=DETECTION)


def visits_of(
    plan: JointPlan,
    checks: Iterable[PlannedCheck],
    *,
    start: dt.date,
    firms: Iterable[PlannedFirm] = (),
    hour: float = 9.0,
    groups: Mapping[str, str] | None = None,
) -> tuple[tuple[Visit, ...], tuple[Firm, ...]]:
    """The visits of a plan of the year as appointments, and the firms with the fewest visits that could do.

    Args:
        plan: from `plan_joint`, in any mode; how visits are kept is `Visiting.mode`.
        checks: the checks that were planned.
        start: the first day of the scenario; visits before it are left out.
        firms: those with quiet weeks, as they were planned.
        hour: the hour of the day; visits of a week go to its first day.
        groups: the group of an authority, where its id is another.

    >>> from enforcekit.inspection.plan import PlannedCheck, plan_joint
    >>> bodies = ("fire", "food")
    >>> checks = [PlannedCheck(id=f"c-{body}", firm="f1", authority=body) for body in bodies]
    >>> staff = [{"authority": body, "officers": 4} for body in bodies]
    >>> plan = plan_joint(checks, year=2026, officers=staff)
    >>> visits, firms = visits_of(plan, checks, start=dt.date(2026, 1, 1))
    >>> [(each.firm, [check.group for check in each.checks]) for each in visits], firms[0].fewest
    ([('f1', ['fire', 'food'])], 1)
    """
    known = {each.id: each for each in checks}
    quiet = {each.id: set(each.quiet) for each in firms}
    named = groups or {}
    masks: dict[str, list[int]] = {}
    for check in known.values():
        masks.setdefault(check.firm, []).append(_open(check, plan.weeks, quiet.get(check.firm, set())))
    visits = []
    for each in plan.visits:
        days = (each.first - start).days
        bodies: dict[str, list[PlannedCheck]] = {}
        for key in each.checks:
            bodies.setdefault(known[key].authority, []).append(known[key])
        if days >= 0:
            made = tuple(_check(named.get(body, body), those) for body, those in sorted(bodies.items()))
            visits.append(Visit(firm=each.firm, at_hour=days * 24 + hour, checks=made))
    able = {name: [mask for mask in those if mask] for name, those in masks.items()}
    return tuple(visits), tuple(Firm(id=name, fewest=fewest(those) or 0) for name, those in sorted(able.items()))


def _check(group: str, checks: list[PlannedCheck]) -> Check:
    hours, officers = float(sum(each.hours for each in checks)), max(each.officers for each in checks)
    return Check(group=group, hours=hours, officers=officers)


def _open(check: PlannedCheck, weeks: Iterable[Week], quiet: set[int]) -> int:
    """The weeks in which a check may be made, as bits."""
    return sum(
        1 << week.number
        for week in weeks
        if (not check.weeks or week.number in check.weeks)
        and week.number not in quiet
        and any(day in check.window for day in week.working)
    )
