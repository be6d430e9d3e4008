"""A plan as whole numbers: checks, the weeks open to each as bits, and the room that authorities and teams have."""

from __future__ import annotations

from collections.abc import Sequence
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
    special = {firm.id: firm for firm in firms}
    staff, room = _staff(officers, number, weeks)
    names = sorted({check.firm for check in checks})
    firm_number = {name: index for index, name in enumerate(names)}
    body = [number[check.authority] for check in checks]
    load = [check.hours * (1 if mode == "team" else check.officers) for check in checks]
    legal: list[int] = []
    opened: list[int] = []
    every = mask(week.number for week in weeks if week.working)
    named: dict[tuple[int, ...], int] = {(): every}
    able: dict[tuple[int, int, int], int] = {}
    windows: dict[Period, int] = {}
    for index, check in enumerate(checks):
        if check.weeks not in named:
            named[check.weeks] = every & mask(check.weeks)
        if (window := windows.get(check.window)) is None:
            window = windows[check.window] = inside(check.window, weeks)
        firm = special.get(check.firm)
        quiet = mask(firm.quiet) if firm else 0
        need = 1 if mode == "team" else check.officers
        wants = (body[index], need, load[index])
        if wants not in able:
            able[wants] = mask(
                week.number
                for week, there, hours in zip(weeks, staff[body[index]], room[body[index]], strict=True)
                if there >= need and hours >= load[index]
            )
        legal.append(named[check.weeks] & window & ~quiet)
        opened.append(legal[-1] & able[wants])

    def same_visit(check: PlannedCheck) -> tuple[str, str]:
        return check.firm, check.authority if mode == "separate" else ""

    together: dict[tuple[str, str], list[int]] = {}
    for index, check in enumerate(checks):
        together.setdefault(same_visit(check), []).append(index)
    keys = sorted(together)
    groups = [[each for each in together[key] if opened[each]] for key in keys]
    group = [0] * len(checks)
    siblings: list[list[int]] = [[] for _ in names]
    for at, key in enumerate(keys):
        siblings[firm_number[key[0]]].append(at)
        for each in together[key]:
            group[each] = at
    near = None
    if spacing > 1:
        near = [mask(o.number for o in weeks if 0 < abs(o.number - w.number) < spacing) for w in weeks]
    limits = _teams(teams, weeks, mode, staff, checks)
    zone = {firm.id: firm.zone for firm in firms}
    rows = [
        tuple(row for row, (where, _) in enumerate(limits) if where is None or where == zone.get(key[0]))
        for key in keys
    ]
    needs = [[opened[each] for each in members] for members in groups]
    most = [_most(special.get(name)) for name in names]
    limited = {
        (at, number[cap.authority]): cap.visits
        for cap in caps
        for at in siblings[firm_number[cap.firm]]
        if any(body[each] == number[cap.authority] for each in groups[at])
    }

    def kept_out(members: Sequence[int], limit: int) -> int:
        masks = [opened[each] for each in members if checks[each].capped]
        if limit >= len(masks) or 0 < fewest(masks, near) <= limit:
            return 0
        hit = mask(week + 1 for week in most_hit(masks, near, limit))
        return sum(not each & hit for each in masks)

    stays_out = [0] * len(keys)
    for (at, who), limit in limited.items():
        stays_out[at] += kept_out([each for each in groups[at] if body[each] == who], limit)
    for at, (firm_name, _) in enumerate(keys):
        stays_out[at] = max(stays_out[at], kept_out(groups[at], most[firm_number[firm_name]]))
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
        firm=[firm_number[key[0]] for key in keys],
        siblings=siblings,
        most=most,
        caps=limited,
        teams=limits,
        rows=rows,
        near=near,
        # Where visits cannot lie far enough apart, what holds without the distance still holds.
        fewest=[(fewest(each, near) or fewest(each)) if each else 0 for each in needs],
        stays_out=stays_out,
    )


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
