"""A plan as whole numbers: checks, the weeks open to each as bits, and the room that authorities and teams have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final, Literal

import attrs

from enforcekit.timing.period import Period

from .cover import fewest, most_hit
from .rows import PlannedCheck, PlannedFirm, VisitCap, WeekOfficers, WeekTeams
from .weeks import Week, inside, mask

Mode = Literal["separate", "co_visit", "team"]
MODES: Final[tuple[Mode, ...]] = ("separate", "co_visit", "team")
ANY: Final = 10**9
"""More visits than any cap: no cap."""
FULL_WEEK: Final = 5


@attrs.frozen(kw_only=True, eq=False)
class Problem:
    """What the search sees. Checks, groups, firms, authorities, weeks and rows of teams are numbers from 0.

    A group is what one visit can serve: all checks of a firm, or, where authorities go separately, those of one
    authority at the firm.
    """

    checks: Sequence[PlannedCheck]
    weeks: Sequence[Week]
    mode: Mode
    authorities: Sequence[str]
    firms: Sequence[str]
    body: Sequence[int]
    """Check → authority."""
    load: Sequence[int]
    """Check → officer-hours it takes from its authority."""
    legal: Sequence[int]
    """Check → the weeks that window, holidays and the firm's quiet weeks leave to it."""
    open: Sequence[int]
    """Check → those of them in which enough officers are there: the weeks open to it."""
    room: Sequence[Sequence[int]]
    """Authority → week → officer-hours."""
    group: Sequence[int]
    """Check → group."""
    groups: Sequence[Sequence[int]]
    """Group → checks to which some week is open."""
    firm: Sequence[int]
    """Group → firm."""
    siblings: Sequence[Sequence[int]]
    """Firm → groups."""
    most: Sequence[int]
    """Firm → most visits that count."""
    caps: dict[tuple[int, int], int]
    """(group, authority) → most visits that count."""
    teams: Sequence[tuple[str | None, Sequence[int]]]
    """Row of teams → zone, visits in each week."""
    rows: Sequence[tuple[int, ...]]
    """Group → rows of teams it counts in."""
    near: Sequence[int] | None
    """Week → other weeks too near for a second visit."""
    fewest: Sequence[int]
    """Group → visits it needs at least, however many officers there are."""
    stays_out: Sequence[int]
    """Group → checks that caps alone keep out."""

    @property
    def bound(self) -> int:
        """No plan that makes every check has fewer visits."""
        return sum(self.fewest)


def compile_problem(
    checks: Sequence[PlannedCheck],
    weeks: Sequence[Week],
    mode: Mode,
    officers: Sequence[WeekOfficers],
    firms: Sequence[PlannedFirm],
    teams: Sequence[WeekTeams],
    caps: Sequence[VisitCap],
    spacing: int,
) -> Problem:
    """Rows that are known to be good as a problem."""
    authorities = sorted({check.authority for check in checks})
    number = {name: index for index, name in enumerate(authorities)}
    names = sorted({check.firm for check in checks})
    firm_number = {name: index for index, name in enumerate(names)}
    special = {firm.id: firm for firm in firms}
    staff, room = _staff(officers, number, weeks)
    body = [number[check.authority] for check in checks]
    load = [check.hours * _need(check, mode) for check in checks]
    legal = _legal(checks, weeks, special)
    able = _able(weeks, staff, room)
    opened = [
        free & able(body[each], _need(check, mode), load[each])
        for each, (check, free) in enumerate(zip(checks, legal, strict=True))
    ]

    together: dict[tuple[str, str], list[int]] = {}
    for index, check in enumerate(checks):
        together.setdefault((check.firm, check.authority if mode == "separate" else ""), []).append(index)
    keys = sorted(together)
    groups = [[each for each in together[key] if opened[each]] for key in keys]
    group = [0] * len(checks)
    siblings: list[list[int]] = [[] for _ in names]
    for at, key in enumerate(keys):
        siblings[firm_number[key[0]]].append(at)
        for each in together[key]:
            group[each] = at
    firm = [firm_number[key[0]] for key in keys]

    limits = _teams(teams, weeks, mode, staff, checks)
    zone = {each.id: each.zone for each in firms}
    near = None
    if spacing > 1:
        near = [mask(o.number for o in weeks if 0 < abs(o.number - w.number) < spacing) for w in weeks]
    most = [_most(special.get(name)) for name in names]
    limited = {
        (at, number[cap.authority]): cap.visits
        for cap in caps
        for at in siblings[firm_number[cap.firm]]
        if any(body[each] == number[cap.authority] for each in groups[at])
    }
    capped = [[each for each in members if checks[each].capped] for members in groups]
    stays_out = [0] * len(keys)
    for (at, who), limit in limited.items():
        stays_out[at] += _kept_out([opened[each] for each in capped[at] if body[each] == who], limit, near)
    for at, members in enumerate(capped):
        stays_out[at] = max(stays_out[at], _kept_out([opened[each] for each in members], most[firm[at]], near))
    needs = [[opened[each] for each in members] for members in groups]
    return Problem(
        checks=checks,
        weeks=weeks,
        mode=mode,
        authorities=authorities,
        firms=names,
        body=body,
        load=load,
        legal=legal,
        open=opened,
        room=room,
        group=group,
        groups=groups,
        firm=firm,
        siblings=siblings,
        most=most,
        caps=limited,
        teams=limits,
        rows=[
            tuple(row for row, (where, _) in enumerate(limits) if where is None or where == zone.get(key[0]))
            for key in keys
        ],
        near=near,
        # Where visits cannot lie far enough apart, what holds without the distance still holds.
        fewest=[(fewest(each, near) or fewest(each)) if each else 0 for each in needs],
        stays_out=stays_out,
    )


def _need(check: PlannedCheck, mode: Mode) -> int:
    """The officers of its authority that a check takes: a team brings one of each."""
    return 1 if mode == "team" else check.officers


def _legal(checks: Sequence[PlannedCheck], weeks: Sequence[Week], special: Mapping[str, PlannedFirm]) -> list[int]:
    """For each check the working weeks that its own list, its window and the firm's quiet weeks leave."""
    every = mask(week.number for week in weeks if week.working)
    named: dict[tuple[int, ...], int] = {(): every}
    windows: dict[Period, int] = {}
    legal = []
    for check in checks:
        if check.weeks not in named:
            named[check.weeks] = every & mask(check.weeks)
        if (window := windows.get(check.window)) is None:
            window = windows[check.window] = inside(check.window, weeks)
        firm = special.get(check.firm)
        legal.append(named[check.weeks] & window & ~(mask(firm.quiet) if firm else 0))
    return legal


def _able(
    weeks: Sequence[Week], staff: Sequence[Sequence[int]], room: Sequence[Sequence[int]]
) -> Callable[[int, int, int], int]:
    """In which weeks has an authority so many officers with so many hours?"""

    @cache
    def able(body: int, officers: int, hours: int) -> int:
        there = zip(weeks, staff[body], room[body], strict=True)
        return mask(week.number for week, present, free in there if present >= officers and free >= hours)

    return able


def _kept_out(masks: Sequence[int], limit: int, near: Sequence[int] | None) -> int:
    """How many of some checks, given by their weeks, no `limit` visits can reach."""
    if limit >= len(masks) or 0 < fewest(masks, near) <= limit:
        return 0
    hit = mask(week + 1 for week in most_hit(masks, near, limit))
    return sum(not each & hit for each in masks)


def _most(firm: PlannedFirm | None) -> int:
    return ANY if firm is None or firm.visits is None else firm.visits


def _staff(
    officers: Sequence[WeekOfficers], number: dict[str, int], weeks: Sequence[Week]
) -> tuple[list[list[int]], list[list[int]]]:
    """For each authority and week the officers who are there, and their hours."""
    there = [[0] * len(weeks) for _ in number]
    hours = [[0] * len(weeks) for _ in number]
    for row in officers:
        body = number.get(row.authority)
        if body is not None:
            for week in weeks:
                if not row.weeks or week.number in row.weeks:
                    there[body][week.number - 1] = row.officers
                    days = min(len(week.working), FULL_WEEK)
                    hours[body][week.number - 1] = row.officers * row.hours * days // FULL_WEEK
    return there, hours


def _teams(
    teams: Sequence[WeekTeams],
    weeks: Sequence[Week],
    mode: Mode,
    staff: Sequence[Sequence[int]],
    checks: Sequence[PlannedCheck],
) -> list[tuple[str | None, Sequence[int]]]:
    """The rows of teams. Teams drawn from all authorities make one visit a day."""
    zones: dict[str | None, list[int]] = {}
    for row in teams:
        limit = zones.setdefault(row.zone, [ANY] * len(weeks))
        for week in weeks:
            if not row.weeks or week.number in row.weeks:
                limit[week.number - 1] = row.visits
    if mode == "team" and None not in zones:
        size = max((check.officers for check in checks), default=1)
        together = [sum(each) for each in zip(*staff, strict=True)] or [0] * len(weeks)
        zones[None] = [len(week.working) * (there // size) for week, there in zip(weeks, together, strict=True)]
    return sorted(zones.items(), key=lambda each: (each[0] is not None, each[0] or ""))
