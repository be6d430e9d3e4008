"""A plan in words, and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from enforcekit.wire.cells import csv_text

from .weeks import spans, told_weeks

if TYPE_CHECKING:
    from .result import Blocked, JointPlan

_MODES: Final = {
    "separate": ("separate visits", "分别检查"),
    "co_visit": ("co-visits", "联合入企"),
    "team": ("cross-qualified teams", "综合检查组"),
}
_REASONS: Final = {
    "officers": ("the officers of {name} are taken", "{name}人员已满"),
    "teams": ("the teams of {name} are taken", "{name}检查组已满"),
    "cap": ("the yearly cap of {name} is reached", "{name}已达年度频次上限"),
    "spacing": ("too near another visit", "与其他入企间隔过近"),
}
_COLUMNS: Final = {
    "en": ("week", "from", "firm", "authorities", "checks", "officers", "hours"),
    "zh": ("周次", "起始日", "检查对象", "检查主体", "检查事项编号", "执法人员数", "现场时长"),
}


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def tell(plan: JointPlan, lang: str, rows: int) -> str:
    """The plan in words: see `JointPlan.text`."""
    return "\n".join(_lines(plan, lang, rows))


def _lines(plan: JointPlan, lang: str, rows: int) -> Iterator[str]:
    zh = lang == "zh"
    mode, visits = _MODES[plan.mode][zh], len(plan.visits)
    checks = plan.made + len(plan.unplaced)
    if zh:
        good = "已证明最少" if not plan.gap else f"下界 {plan.bound:,}，差距 {plan.gap:,} 次"
        yield f"{plan.year} 年度联合检查计划（{mode}）：{checks:,} 项检查，入企 {visits:,} 次，{good}。"
        yield f"比逐项入企减少 {plan.avoided:,} 次；执法人员出勤 {plan.attendances:,} 人次。"
    else:
        good = "proven to be the fewest" if not plan.gap else f"at least {plan.bound:,} are needed (gap {plan.gap:,})"
        if plan.unplaced:
            good += " for the checks that are made"
        yield (
            f"Joint inspections of {plan.year}, {mode}: {_many(checks, 'check')} in {_many(visits, 'visit')}, {good}."
        )
        yield (
            f"{_many(plan.avoided, 'visit')} avoided against one for every check; "
            f"{_many(plan.attendances, 'attendance')} of officers."
        )
    if plan.unplaced:
        least = plan.least_unplaced
        yield (
            f"未安排 {len(plan.unplaced):,} 项（已证明至少 {least:,} 项无法安排）"
            if zh
            else f"{_many(len(plan.unplaced), 'check')} unplaced ({least:,} of them in any plan, as far as is proven)"
        )
        for each in plan.unplaced[:rows]:
            nothing = "无可用周次" if zh else "no week is open to it"
            why = "; ".join(_why(plan, blocked, lang) for blocked in each.blocked) or nothing
            yield f"  {each.check}  {each.firm}  {plan.name(each.authority, lang)}: {why}"
        yield from _more(len(plan.unplaced) - rows, zh)
    for finding in plan.findings[:rows]:
        yield finding.text(lang)
    yield from _more(len(plan.findings) - rows, zh)
    if visits:
        yield "入企安排（按周次）" if zh else "visits (first week first)"
    for visit in plan.visits[:rows]:
        week = f"第 {visit.week} 周（{visit.first} 起）" if zh else f"week {visit.week} (from {visit.first})"
        bodies = ("、" if zh else ", ").join(plan.name(each, lang) for each in visit.authorities)
        yield f"  {week}  {visit.firm}  {bodies}  {', '.join(visit.checks)}"
    yield from _more(visits - rows, zh)


def _more(count: int, zh: bool) -> Iterator[str]:
    if count > 0:
        yield f"  …… 另有 {count:,} 项" if zh else f"  … and {count:,} more"


def _why(plan: JointPlan, blocked: Blocked, lang: str) -> str:
    zh = lang == "zh"
    name = plan.name(blocked.name, lang) if blocked.name else ("全部" if zh else "all zones")
    words = _REASONS[blocked.reason][zh].format(name=name)
    return f"第 {spans(blocked.weeks)} 周{words}" if zh else f"in {told_weeks(blocked.weeks)} {words}"


def table(plan: JointPlan, lang: str) -> str:
    """The visits as CSV: see `JointPlan.table`."""
    rows: list[tuple[object, ...]] = [_COLUMNS[lang]]
    for visit in plan.visits:
        bodies = ";".join(plan.name(each, lang) for each in visit.authorities)
        checks = ";".join(visit.checks)
        rows.append((visit.week, visit.first, visit.firm, bodies, checks, visit.officers, visit.hours))
    return csv_text(rows)
