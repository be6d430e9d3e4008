"""Joint inspections of a year, planned: the fewest visits that windows, officers, teams and caps allow (I-06, I-19)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from enforcekit.arguments import must_be, must_be_text, wrong
from enforcekit.errors import Finding, InvalidData, UnknownReference
from enforcekit.keyed import replication_key
from enforcekit.law.pack import pack_of
from enforcekit.shape import FrozenDict, evolve
from enforcekit.shape import rules as shape
from enforcekit.structure import Structure
from enforcekit.timing.calendar import Calendar

from .draw_hash import nfc
from .planning.check import errors, normal, warnings
from .planning.cover import fewest
from .planning.feasible import Shortage, shortages
from .planning.problem import MODES, Mode, Problem, compile_problem
from .planning.result import Blocked, JointPlan, PlannedVisit, PlanProgress, Unplaced, WeekLoad
from .planning.rows import PlannedCheck, PlannedFirm, VisitCap, WeekOfficers, WeekTeams, rows
from .planning.search import Search, greedy, repair
from .planning.weeks import Week, numbers, weeks_of

_NUMBER: Final = ("a whole number", "整数", "give a whole number", "请给出整数")
Rows = Iterable[Mapping[str, Any]]


def plan_joint(
    checks: Iterable[PlannedCheck] | Rows,
    structure: Structure | None = None,
    *,
    year: int,
    officers: Iterable[WeekOfficers] | Rows,
    firms: Iterable[PlannedFirm] | Rows = (),
    teams: Iterable[WeekTeams] | Rows = (),
    caps: Iterable[VisitCap] | Rows = (),
    mode: Mode = "co_visit",
    spacing: int = 0,
    iterations: int = 20_000,
    seed: int = 0,
    calendar: Calendar | None = None,
    progress: Callable[[PlanProgress], object] | None = None,
) -> JointPlan:
    """The checks of a year in as few visits as possible, with a bound that says how few are possible at all.

    First every firm gets the fewest visits that there is room for, the hardest first; then plans around firms with too
    many visits, or with checks unplaced, are taken apart and put together again, and never worse. The same rows, seed
    and iterations give the same plan on every machine. A check for which there is no room is listed with what binds.

    Args:
        checks: what has to be made, as records or as rows with the same keys.
        structure: where authorities and items are known, and whose pack says which days are worked.
        year: the calendar year; its weeks run from Monday to Sunday, the first and the last are cut.
        officers: who can go out, for each authority and week.
        firms: zones, quiet weeks and the most visits in the year, of the firms that have any.
        teams: the most visits a week, in a zone or altogether. In the mode `team` without a row for all: one visit a
            working day for every so many officers as the largest check takes.
        caps: how often an authority may still visit a firm in the year.
        mode: `separate` (each authority goes by itself), `co_visit` (officers of every authority, in one visit),
            `team` (one cross-qualified team for all; each authority needs one officer who holds its qualification).
        spacing: two visits to a firm lie at least so many weeks apart.
        iterations: at most so many steps of repair; none are taken once the bound is reached.
        seed: any whole number.
        calendar: which days are worked; the pack's own when left out, Monday to Friday without a structure.
        progress: called now and then with a `PlanProgress`.

    Raises:
        InvalidArgument: year, spacing, iterations or seed are no whole numbers.
        InvalidData: every problem of the rows at once: EK110 to EK119 (shape), EK520, EK521, EK590 to EK593.
        UnknownReference: there is no such mode.
        CalendarCoverageError: the calendar does not know the year; `calendar.assuming_statute()` is provisional.

    Source: I-04 to I-07, I-18, I-19 (国办发〔2024〕54号; ZJ21 arts 13-14).

    >>> checks = [
    ...     {"id": "C-1", "firm": "F-1", "authority": "fire", "weeks": [9, 10, 11]},
    ...     {"id": "C-2", "firm": "F-1", "authority": "food", "weeks": [11, 12]},
    ...     {"id": "C-3", "firm": "F-2", "authority": "fire", "weeks": [11]},
    ... ]
    >>> staff = [{"authority": "fire", "officers": 4}, {"authority": "food", "officers": 2}]
    >>> print(plan_joint(checks, year=2026, officers=staff).text())
    Joint inspections of 2026, co-visits: 3 checks in 2 visits, proven to be the fewest.
    1 visit avoided against one for every check; 6 attendances of officers.
    visits (first week first)
      week 11 (from 2026-03-09)  F-1  fire, food  C-1, C-2
      week 11 (from 2026-03-09)  F-2  fire  C-3
    """
    _must_be_numbers(year=year, spacing=spacing, iterations=iterations, seed=seed)
    must_be_text(mode=mode)
    if mode not in MODES:
        raise UnknownReference("mode", mode, MODES)
    must_be(Iterable, checks=checks, officers=officers, firms=firms, teams=teams, caps=caps)
    if structure is not None:
        must_be(Structure, structure=structure)
        calendar = calendar or pack_of(structure).calendar
    weeks = weeks_of(year, calendar)
    found: list[Finding] = []
    given = [normal(each) for each in rows(PlannedCheck, checks, "/checks", found)]
    staff = [_named(each, "authority") for each in rows(WeekOfficers, officers, "/officers", found)]
    special = [_named(each, "id", "zone") for each in rows(PlannedFirm, firms, "/firms", found)]
    squads = [_named(each, "zone") for each in rows(WeekTeams, teams, "/teams", found)]
    limits = [_named(each, "authority", "firm") for each in rows(VisitCap, caps, "/caps", found)]
    # Of rows that were refused, what refers to them is not refused once more.
    found = found or errors(given, structure, weeks, staff, special, squads, limits)
    if found:
        raise InvalidData(found, f"plan {year}")
    given.sort(key=lambda each: each.id)
    problem = compile_problem(given, weeks, mode, staff, special, squads, limits, spacing)
    plan, run = Search(problem), replication_key(seed, 0)
    greedy(plan, run, _reporter("greedy", problem, progress))
    short = shortages(problem, plan.at)
    least = sum(each.least_unplaced for each in short if each.kind == "officers")
    closed = sum(1 for check in range(len(given)) if not problem.open[check] and problem.legal[check])
    steps = repair(plan, run, iterations, least - closed, _reporter("repair", problem, progress))
    return _result(plan, structure, short, year, seed, steps)


def _must_be_numbers(**given: object) -> None:
    for name, value in given.items():
        if type(value) is not int:
            raise wrong(name, value, _NUMBER)
        low = 1 if name == "year" else 0
        high = 9998 if name == "year" else None
        if name != "seed" and value < low:
            raise InvalidData([shape.TOO_LOW.at(f"/{name}", value=value, low=low)], name)
        if high is not None and value > high:
            raise InvalidData([shape.TOO_HIGH.at(f"/{name}", value=value, high=high)], name)


def _named(row: Any, *fields: str) -> Any:
    values = {field: getattr(row, field) for field in fields}
    if all(value is None or value.isascii() for value in values.values()):
        return row
    return evolve(row, **{field: value and nfc(value) for field, value in values.items()})


def _reporter(
    phase: str, problem: Problem, progress: Callable[[PlanProgress], object] | None
) -> Callable[[Search, int, int], None]:
    def report(plan: Search, done: int, total: int) -> None:
        if progress is not None:
            out = plan.missing + plan.closed
            progress(
                PlanProgress(phase=phase, done=done, total=total, visits=plan.made, unplaced=out, bound=problem.bound)
            )

    return report


def _result(
    plan: Search, structure: Structure | None, short: Sequence[Shortage], year: int, seed: int, steps: int
) -> JointPlan:
    problem = plan.problem
    visits, made = [], 0
    for group, members in enumerate(problem.groups):
        by_week: dict[int, list[int]] = {}
        for check in members:
            if plan.at[check] >= 0:
                by_week.setdefault(plan.at[check], []).append(check)
        visits += [_visit(problem, problem.firms[problem.firm[group]], week, each) for week, each in by_week.items()]
        # What is left out is left out of the bound: else a plan could look better for making less.
        masks = [problem.open[check] for each in by_week.values() for check in each]
        whole = len(masks) == len(members)
        made += problem.fewest[group] if whole else fewest(masks, problem.near) or fewest(masks)
    names: dict[str, Mapping[str, str]] = {}
    if structure is not None:
        names = {name: structure[name].names or {} for name in problem.authorities}
    return JointPlan(
        year=year,
        mode=problem.mode,
        visits=tuple(sorted(visits, key=lambda each: (each.week, each.firm, each.authorities))),
        unplaced=tuple(
            Unplaced(
                check=problem.checks[check].id,
                firm=problem.checks[check].firm,
                authority=problem.checks[check].authority,
                blocked=_blocked(plan, check),
            )
            for check, week in enumerate(plan.at)
            if week < 0
        ),
        bound=made,
        shortages=tuple(short),
        findings=tuple(warnings(problem, short)),
        loads=tuple(
            WeekLoad(authority=name, week=week + 1, used=room - plan.left[body][week], room=room)
            for body, name in enumerate(problem.authorities)
            for week, room in enumerate(problem.room[body])
        ),
        weeks=tuple(problem.weeks),
        names=FrozenDict(names),
        seed=seed,
        iterations=steps,
    )


def _visit(problem: Problem, firm: str, week: int, members: Sequence[int]) -> PlannedVisit:
    checks = [problem.checks[each] for each in members]
    bodies: dict[str, list[PlannedCheck]] = {}
    for check in checks:
        bodies.setdefault(check.authority, []).append(check)
    together = problem.mode == "team"
    officers = [max(check.officers for check in each) for each in bodies.values()]
    hours = [sum(check.hours for check in each) for each in bodies.values()]
    return PlannedVisit(
        firm=firm,
        week=week + 1,
        first=problem.weeks[week].first,
        checks=tuple(sorted(check.id for check in checks)),
        authorities=tuple(sorted(bodies)),
        officers=max(officers) if together else sum(officers),
        hours=sum(hours) if together else max(hours),
    )


def _blocked(plan: Search, check: int) -> tuple[Blocked, ...]:
    """Why a check is in no visit: for each of its weeks the first thing that is in the way."""
    problem, group = plan.problem, plan.problem.group[check]
    left, found = problem.legal[check], []
    firm = problem.firm[group]
    body = problem.authorities[problem.body[check]]
    own = sum(1 << week for week in plan.visits[group])
    full = [(problem.teams[row][0], ~plan.team_fits[row] & ~own) for row in problem.rows[group]]
    capped = problem.checks[check].capped
    spent = capped and plan.visits_left(firm) <= 0
    reasons = [
        ("officers", body, ~(problem.open[check] & plan.fits[plan.kind[check]])),
        *(("teams", zone, weeks) for zone, weeks in full),
        ("cap", problem.firms[firm], ~own if spent else 0),
        ("cap", body, ~plan.cap_weeks(group, check)),
        ("spacing", None, -1),
    ]
    for reason, name, weeks in reasons:
        if hit := left & weeks:
            found.append(Blocked(reason=reason, name=name, weeks=tuple(numbers(hit))))
            left &= ~weeks
    return tuple(found)


__all__ = [
    "Blocked",
    "JointPlan",
    "PlanProgress",
    "PlannedCheck",
    "PlannedFirm",
    "PlannedVisit",
    "Shortage",
    "Unplaced",
    "VisitCap",
    "Week",
    "WeekLoad",
    "WeekOfficers",
    "WeekTeams",
    "plan_joint",
]
