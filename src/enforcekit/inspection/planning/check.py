"""What is wrong with the rows of a plan, every problem at once: EK590 to EK596. Errors make it no plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from enforcekit.errors import Finding, rule
from enforcekit.inspection.draw_check import NOT_LISTED, twice
from enforcekit.inspection.draw_hash import nfc
from enforcekit.model.authority import Authority
from enforcekit.model.item import Item
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from .cover import fewest
from .feasible import Shortage
from .problem import Problem
from .rows import PlannedCheck, PlannedFirm, VisitCap, WeekOfficers, WeekTeams
from .weeks import Week, spans, told_weeks

OUTSIDE_YEAR = rule(
    "EK590",
    "error",
    "'{found}' lies outside {year}, which has weeks 1 to {last}",
    "“{found}”不在 {year} 年内（该年共 {last} 周）",
    cure_en="give days or weeks of the year that is planned",
    cure_zh="请给出计划年度内的日期或周次",
)
NOT_THERE = rule(
    "EK591",
    "error",
    "'{key}' is no {kind} of the structure{nearest}",
    "结构中没有“{key}”这一{kind_zh}{nearest_zh}",
    cure_en="correct the id, or add the record to the structure",
    cure_zh="请更正标识，或将其记录补入结构",
)
NO_ROW = rule(
    "EK592",
    "error",
    "nothing says how many officers '{key}' has; checks it has to make: {count}",
    "未说明“{key}”有多少执法人员，而其有 {count} 项检查",
    cure_en="add a row to 'officers'; 0 where there is nobody",
    cure_zh="请在 officers 中补一行；无人则填 0",
)
SAID_TWICE = rule(
    "EK593",
    "error",
    "two rows give '{key}' a number for {weeks_en}",
    "有两行同时规定“{key}”第 {weeks} 周的数量",
    cure_en="let each week stand in one row",
    cure_zh="每一周只应出现在一行中",
)
NO_WEEK = rule(
    "EK594",
    "warning",
    "no week is left for '{key}': window, quiet weeks and holidays exclude each other; it stays unplaced",
    "“{key}”无可用周次：检查期间、安静期与节假日相互排除，无法安排",
    cure_en="widen the window, or move the firm's quiet weeks",
    cure_zh="请放宽检查期间，或调整安静期",
)
OVERSUBSCRIBED = rule(
    "EK595",
    "warning",
    "{weeks_en}: over-subscribed; usable {unit} of {name}: {room}, needed: {demand}, for {count} of the checks; "
    "at least {least} of them stay unplaced, whatever the plan",
    "第 {weeks} 周超额：{name_zh}可用 {room} {unit_zh}，{count} 项检查需 {demand}；"
    "无论如何安排，至少 {least} 项无法安排",
    cure_en="add officers in these weeks, or widen the windows of these checks",
    cure_zh="请在这些周增派人员，或放宽这些检查的期间",
)
CAP_TOO_LOW = rule(
    "EK596",
    "warning",
    "'{key}': visits allowed in the year: {most}, needed by the windows of its checks: {needed}; not all can be made",
    "“{key}”年度最多入企 {most} 次，而检查期间至少需要 {needed} 次，无法全部安排",
    cure_en="widen the windows until they share weeks, or drop checks",
    cure_zh="请放宽检查期间使其有共同周次，或减少检查",
)


def normal(row: PlannedCheck) -> PlannedCheck:
    """A check with its names in their one spelling."""
    if row.id.isascii() and row.firm.isascii() and row.authority.isascii():
        return row
    return evolve(row, id=nfc(row.id), firm=nfc(row.firm), authority=nfc(row.authority))


def errors(
    checks: Sequence[PlannedCheck],
    structure: Structure | None,
    weeks: Sequence[Week],
    officers: Sequence[WeekOfficers],
    firms: Sequence[PlannedFirm],
    teams: Sequence[WeekTeams],
    caps: Sequence[VisitCap],
) -> list[Finding]:
    """Every problem of rows in their one spelling that makes a plan of them meaningless."""
    found = [*twice([check.id for check in checks], "/checks"), *twice([firm.id for firm in firms], "/firms")]
    found += twice([f"{cap.authority} / {cap.firm}" for cap in caps], "/caps", "")
    found += _outside(checks, weeks)
    for list_name, numbered in (
        ("checks", [check.weeks for check in checks]),
        ("firms", [firm.quiet for firm in firms]),
        ("officers", [row.weeks for row in officers]),
        ("teams", [row.weeks for row in teams]),
    ):
        field = "quiet" if list_name == "firms" else "weeks"
        found += _no_weeks(numbered, weeks, f"/{list_name}", field)
    count: dict[str, int] = {}
    for check in checks:
        count[check.authority] = count.get(check.authority, 0) + 1
    if structure is not None:
        found += _not_there(checks, structure)
    rowed = {row.authority for row in officers}
    found += [NO_ROW.at("/officers", key=name, count=count[name]) for name in sorted(count) if name not in rowed]
    every = {week.number for week in weeks}
    for pointer, rows in (
        ("/officers", [(row.authority, row.weeks) for row in officers]),
        ("/teams", [(row.zone or "*", row.weeks) for row in teams]),
    ):
        said: dict[str, set[int]] = {}
        for index, (key, named) in enumerate(rows):
            meant = set(named) or every
            if again := meant & said.setdefault(key, set()):
                at, weeks_en = f"{pointer}/{index}/weeks", told_weeks(again)
                found.append(SAID_TWICE.at(at, key=key, weeks=spans(again), weeks_en=weeks_en))
            said[key] |= meant
    zones, pairs = {firm.zone for firm in firms}, {(check.authority, check.firm) for check in checks}
    for index, team in enumerate(teams):
        if team.zone is not None and team.zone not in zones:
            found.append(NOT_LISTED.at(f"/teams/{index}/zone", key=team.zone, name="firms"))
    for index, cap in enumerate(caps):
        if (cap.authority, cap.firm) not in pairs:
            key = f"{cap.authority} / {cap.firm}"
            found.append(NOT_LISTED.at(f"/caps/{index}", key=key, name="checks"))
    return found


def _outside(checks: Sequence[PlannedCheck], weeks: Sequence[Week]) -> Iterator[Finding]:
    first, last = weeks[0].first, weeks[-1].last
    for index, check in enumerate(checks):
        start, end = check.window.start, check.window.end
        if (start is not None and start > last) or (end is not None and end <= first):
            shown = f"{start or '…'} – {end or '…'}"
            yield OUTSIDE_YEAR.at(f"/checks/{index}/window", found=shown, year=first.year, last=len(weeks))


def _no_weeks(named: Sequence[Sequence[int]], weeks: Sequence[Week], pointer: str, field: str) -> Iterator[Finding]:
    for index, each in enumerate(named):
        if beyond := [number for number in each if number > len(weeks)]:
            at, year = f"{pointer}/{index}/{field}", weeks[0].first.year
            yield OUTSIDE_YEAR.at(at, found=spans(beyond), year=year, last=len(weeks))


def _not_there(checks: Sequence[PlannedCheck], structure: Structure) -> Iterator[Finding]:
    known: set[tuple[str, str]] = set()

    def look(key: str, cls: type[Authority] | type[Item], pointer: str, zh: str) -> Iterator[Finding]:
        if (cls.type, key) in known:
            return
        if key in structure and isinstance(structure[key], cls):
            known.add((cls.type, key))
            return
        near = structure.nearest(key, cls.type)
        yield NOT_THERE.at(
            pointer,
            key=key,
            kind=cls.type,
            kind_zh=zh,
            nearest=f"; nearest: {', '.join(near)}" if near else "",
            nearest_zh=f"；相近：{'、'.join(near)}" if near else "",
        )

    for index, check in enumerate(checks):
        yield from look(check.authority, Authority, f"/checks/{index}/authority", "主体")
        for at, item in enumerate(check.items):
            yield from look(item, Item, f"/checks/{index}/items/{at}", "事项")


def warnings(problem: Problem, short: Iterable[Shortage]) -> Iterator[Finding]:
    """What keeps a plan from making every check, as far as it is proven before any search."""
    for index, check in enumerate(problem.checks):
        if not problem.legal[index]:
            yield NO_WEEK.at(f"/checks/{index}", key=check.id)
    for each in short:
        officers = each.kind == "officers"
        yield OVERSUBSCRIBED.at(
            f"/{each.kind}",
            weeks=spans(each.weeks),
            weeks_en=told_weeks(each.weeks),
            name=f"'{each.name}'" if each.name else "the teams",
            name_zh=f"“{each.name}”" if each.name else "检查组",
            room=each.room,
            demand=each.demand,
            unit="officer-hours" if officers else "visits",
            unit_zh="人时" if officers else "次",
            count=len(each.checks),
            least=each.least_unplaced,
            witness=each.checks[:20],
        )
    for firm, groups in enumerate(problem.siblings):
        members = [check for group in groups for check in problem.groups[group]]
        needed = sum(problem.fewest[group] for group in groups)
        if needed > problem.most[firm] and all(problem.checks[check].capped for check in members):
            name = problem.firms[firm]
            yield CAP_TOO_LOW.at("/firms", key=name, most=problem.most[firm], needed=needed, witness=(name,))
    for (group, body), most in problem.caps.items():
        own = [check for check in problem.groups[group] if problem.body[check] == body and problem.checks[check].capped]
        masks = [problem.open[check] for check in own]
        needed = (fewest(masks, problem.near) or fewest(masks)) if masks else 0
        if needed > most:
            name = problem.firms[problem.firm[group]]
            key = f"{problem.authorities[body]} / {name}"
            yield CAP_TOO_LOW.at("/caps", key=key, most=most, needed=needed, witness=(name,))
