"""Plans counted a second time: the rules of a plan asked of its result, and all assignments of a tiny one."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from enforcekit.inspection.plan import JointPlan, PlannedCheck, PlannedFirm, VisitCap, WeekOfficers, WeekTeams

YEAR = 2026
"""53 weeks; the first has two working days, the last four."""


def open_weeks(check: PlannedCheck, firms: Mapping[str, PlannedFirm]) -> list[int]:
    """The weeks of a check without a window in days."""
    quiet = firms[check.firm].quiet if check.firm in firms else ()
    return [week for week in check.weeks or range(1, 54) if week not in quiet]


def broken(
    placed: Mapping[str, int],
    checks: Iterable[PlannedCheck],
    officers: Sequence[WeekOfficers],
    firms: Sequence[PlannedFirm] = (),
    teams: Sequence[WeekTeams] = (),
    caps: Sequence[VisitCap] = (),
    mode: str = "co_visit",
    spacing: int = 0,
) -> list[str]:
    """The rules that check → week breaks, in weeks of five working days; a plain reading of the formulation."""
    special = {firm.id: firm for firm in firms}
    made = [check for check in checks if check.id in placed]
    visits = {(c.firm, c.authority if mode == "separate" else "", placed[c.id]): c.firm for c in made}
    counted = {(c.firm, c.authority if mode == "separate" else "", placed[c.id]) for c in made if c.capped}
    found = [f"window {c.id}" for c in made if placed[c.id] not in open_weeks(c, special)]
    used: Counter[tuple[str, int]] = Counter()
    for check in made:
        used[check.authority, placed[check.id]] += check.hours * (1 if mode == "team" else check.officers)
    staff = {(row.authority, week): row for row in officers for week in row.weeks or range(1, 54)}
    for (body, week), hours in used.items():
        row = staff.get((body, week))
        if row is None or hours > row.officers * row.hours:
            found.append(f"officers {body} {week}")
    for check in made:
        row = staff.get((check.authority, placed[check.id]))
        if row is None or row.officers < (1 if mode == "team" else check.officers):
            found.append(f"team of {check.id}")
    for row in teams:
        for week in row.weeks or range(1, 54):
            homes = [f for (f, _, w) in visits if w == week and (row.zone is None or special[f].zone == row.zone)]
            if len(homes) > row.visits:
                found.append(f"teams {row.zone} {week}")
    for firm, count in Counter(firm for firm, _, _ in counted).items():
        most = special[firm].visits if firm in special else None
        if most is not None and count > most:
            found.append(f"visits of {firm}")
    for cap in caps:
        weeks = {placed[c.id] for c in made if c.capped and (c.authority, c.firm) == (cap.authority, cap.firm)}
        if len(weeks) > cap.visits:
            found.append(f"cap {cap.authority} {cap.firm}")
    by_firm = defaultdict(set)
    for firm, _, week in visits:
        by_firm[firm].add(week)
    for firm, weeks in by_firm.items():
        if any(0 < abs(a - b) < spacing for a, b in itertools.combinations(weeks, 2)):
            found.append(f"spacing {firm}")
    return found


def visits_of(placed: Mapping[str, int], checks: Iterable[PlannedCheck], mode: str) -> int:
    """How many visits an assignment makes."""
    return len({(c.firm, c.authority if mode == "separate" else "", placed[c.id]) for c in checks if c.id in placed})


def best(checks: Sequence[PlannedCheck], mode: str, **given: Any) -> tuple[int, int]:
    """Of all assignments that keep the rules, the fewest checks left out, and then the fewest visits."""
    special = {firm.id: firm for firm in given.get("firms", ())}
    choices = [[0, *open_weeks(check, special)] for check in checks]
    found = (len(checks), 0)
    for weeks in itertools.product(*choices):
        placed = {check.id: week for check, week in zip(checks, weeks, strict=True) if week}
        cost = len(checks) - len(placed), visits_of(placed, checks, mode)
        if cost < found and not broken(placed, checks, mode=mode, **given):
            found = cost
    return found


def placed_by(plan: JointPlan) -> dict[str, int]:
    """Check → week."""
    return {check: visit.week for visit in plan.visits for check in visit.checks}
