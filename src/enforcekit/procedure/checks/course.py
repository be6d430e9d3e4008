"""The course of a file: steps that lead nowhere, times out of order, conditions no other check speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from enforcekit.competence.checks import Context
from enforcekit.errors import CalendarCoverageError
from enforcekit.law.lint import Hit, check

from ..standing import MAIN
from .files import CLAIMED, Broken, File, files, said, turned


@check(
    "EK410",
    "X-10",
    "defect",
    en="'{case}': the law of the pack has no main procedure '{procedure}', but {known}; nothing else is judged of it",
    zh="“{case}”：规则包没有程序“{procedure}”，而有：{known}；无法审查",
    cure_en="name a procedure that the pack has for such a record",
    cure_zh="请填写规则包为该类记录规定的程序",
)
def unknown_procedure(context: Context) -> Iterator[Hit]:
    """The procedure of the case is none that the pack has."""
    for file in (*files(context), *turned(context)):
        if not file.known:
            known = ", ".join(each.name for each in file.pack.processes if each.track == MAIN[0]) or "–"
            yield Hit(file.case.id, case=file.case.id, procedure=file.case.procedure, known=known)


@check(
    "EK435",
    "X-11",
    "defect",
    en="'{case}': '{event}' of {day} leads nowhere from where the case stands ({count} such in all)",
    zh="“{case}”：{day} 的“{event_zh}”在当时状态下不能进行（此类事件共 {count} 个）",
    cure_en="add the steps that are missing, or take the event out",
    cure_zh="补录缺少的步骤，或者删除该事件",
)
def leads_nowhere(context: Context) -> Iterator[Hit]:
    """The first event that the procedure does not know in the state it meets."""
    for file in (*files(context), *turned(context)):
        if file.known and file.standing.strays and not file.fragment:
            yield _stray(file)


@check(
    "EK436",
    "X-11/fragment",
    "advice",
    en="'{case}' begins with '{event}' of {day}: what went before is not on file and is not judged",
    zh="“{case}”自 {day} 的“{event_zh}”开始，此前的步骤不在卷内，未予审查",
    cure_en="add the steps before it",
    cure_zh="请补录此前的步骤",
)
def begins_in_the_middle(context: Context) -> Iterator[Hit]:
    """A file from elsewhere that holds the end of a case only."""
    for file in (*files(context), *turned(context)):
        if file.known and file.fragment:
            yield _stray(file)


def _stray(file: File) -> Hit:
    strays = file.standing.strays
    event = file.case.events[strays[0]]
    day, main = event.at.date(), file.standing.main.process
    tracks = [each for each in file.pack.tracks_of.get(event.kind, ()) if each.track != main.track]
    row = file.pack.condition((*tracks, main)[0].order, day, file.layer)
    return Hit(file.case.id, count=len(strays), **said(file, event)).under(row)


@check(
    "EK437",
    "X-12",
    "defect",
    en="'{case}': '{event}' is dated {at}, before '{before}' of {last}, which stands ahead of it",
    zh="“{case}”：“{event_zh}”的时间 {at} 早于前一事件“{before_zh}”（{last}）",
    cure_en="correct the times, or the order of the events",
    cure_zh="请更正时间或者事件顺序",
)
def out_of_order(context: Context) -> Iterator[Hit]:
    """An event is dated before the one recorded ahead of it."""
    for file in (*files(context), *turned(context)):
        events = file.case.events
        for before, event in pairwise(events):
            if event.at < before.at:
                times = {"at": event.at.isoformat(), "last": before.at.isoformat()}
                ahead = {"before": before.kind, "before_zh": said(file, before)["event_zh"]}
                yield Hit(file.case.id, **said(file, event), **ahead, **times)


@check(
    "EK442",
    "X-16",
    "advice",
    en="'{case}': '{event}' is written {at}: its day is taken as {day}, and here it was {here} ({count} such)",
    zh="“{case}”：“{event_zh}”的时间写作 {at}，按 {day} 计算，而本地当日为 {here}（此类事件共 {count} 个）",
    cure_en="write times with the offset of the place, such as +08:00; the day of a time is that of its own offset",
    cure_zh="请以当地时差（如 +08:00）书写时间；时间所属的日按其自身时差确定",
)
def day_of_another_zone(context: Context) -> Iterator[Hit]:
    """An event whose day, as it is written, is not that of the pack's zone; one finding for each file."""
    zone = context.pack.zone
    for file in (*files(context), *turned(context)) if zone else ():
        other = [each for each in file.case.events if each.at.astimezone(zone).date() != each.at.date()]
        if other:
            words = {**said(file, other[0]), "at": other[0].at.isoformat(), "count": len(other)}
            yield Hit(file.case.id, here=other[0].at.astimezone(zone).date(), **words)


@check(
    "EK438",
    "X-13",
    "advice",
    en="'{case}' is decided on {day}, a day of rest",
    zh="“{case}”于 {day}（休息日）作出决定",
    cure_en="check the date: such a decision is valid, but rarely made",
    cure_zh="请核对日期：休息日作出的决定有效，但并不常见",
)
def decided_on_a_rest_day(context: Context) -> Iterator[Hit]:
    """A decision that takes an approval is dated on a weekend or holiday; the spot knows no rest days."""
    calendar = context.pack.calendar
    for file in files(context):
        for _, event in file.decisions:
            if calendar is None or event.kind in context.pack.events_of("on_the_spot"):
                continue
            try:
                rest = not calendar.is_working_day(event.at.date())
            except CalendarCoverageError:
                continue
            if rest:
                yield Hit(file.case.id, case=file.case.id, day=event.at.date())


@check(
    "EK439",
    "X-15",
    "defect",
    en="'{case}': {rule} is not met by '{event}' of {day}: {asks}",
    zh="“{case}”：{day} 的“{event_zh}”未满足 {rule}：{asks_zh}",
    cure_en="do the step again as the article asks; `permitted` names what it needs",
    cure_zh="按该条规定重新进行；permitted 列出所需条件",
)
def another_condition(context: Context) -> Iterator[Hit]:
    """A step did not meet a condition of its day that no check of its own speaks of."""
    for file in (*files(context), *turned(context)):
        for each in file.broken:
            if each.missing is None and not each.row.asserted and each.row.name not in CLAIMED:
                yield _asked(file, each).under(each.row)


@check(
    "EK440",
    "P-05",
    "advice",
    en="'{case}' does not state, at '{event}' of {day}: {asks} ({count} such in all)",
    zh="“{case}”：{day} 的“{event_zh}”未载明：{asks_zh}（此类遗漏共 {count} 处）",
    cure_en="state it in the facts of the event if it was done; what is not on record was not done",
    cure_zh="已经履行的，在事件的 facts 中载明；没有记录视为没有履行",
)
def not_on_record(context: Context) -> Iterator[Hit]:
    """What a step has to state it does not; one finding for each case, at the first."""
    for file in (*files(context), *turned(context)):
        silent = [each for each in file.broken if each.row.asserted]
        if silent:
            yield _asked(file, silent[0], count=len(silent)).under(silent[0].row)


@check(
    "EK441",
    "P-51",
    "advice",
    en="'{case}': whether at '{event}' of {day} {asks} cannot be judged: give {need}",
    zh="“{case}”：无法判断 {day} 的“{event_zh}”是否{asks_zh}：请提供{need_zh}",
    cure_en="give what is missing, and lint again",
    cure_zh="请补充后重新审查",
)
def not_judged(context: Context) -> Iterator[Hit]:
    """Something turns on a number or a record that is not given; one finding for each case, at the first."""
    for file in (*files(context), *turned(context)):
        open_ = next((each for each in file.broken if each.missing is not None), None)
        if open_ is not None and open_.missing is not None:
            yield _asked(file, open_, need=open_.missing.en, need_zh=open_.missing.zh).under(open_.row)


def _asked(file: File, each: Broken, **more: object) -> Hit:
    row = each.row
    asks = {"asks": row.en.format(values=row.values), "asks_zh": row.zh.format(values=row.values)}
    return Hit(file.case.id, rule=row.rule, **said(file, each.event), **asks, **more)
