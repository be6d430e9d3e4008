"""The derivation of a deadline in words: rule, article, start, what was passed over, how sure it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from enforcekit.timing import Count

from .rows import STATUS_ADVICE

if TYPE_CHECKING:
    from .deadline import Deadline

_UNITS: Final[dict[str, tuple[str, str]]] = {
    "working_day": ("working day", "个工作日"),
    "day": ("calendar day", "日"),
    "month": ("month", "个月"),
    "year": ("year", "年"),
    "hour": ("hour", "小时"),
}
_BACK: Final[dict[str, tuple[str, str]]] = {
    "strict": ("strict reading: that many full days lie between", "从严：其间须满足额整日"),
    "lenient": ("lenient reading: the last of the counted days is in time", "从宽：倒推至最后一日仍为及时"),
}
_SHOWN: Final = 12


def lines(deadline: Deadline, lang: str) -> Iterator[str]:
    """The derivation, line by line; what the term began after stands under it, indented.

    Args:
        deadline: what is told.
        lang: `en` or `zh`.

    >>> from enforcekit.law import deadline
    >>> next(lines(deadline("P-60", dt.date(2025, 9, 22)), "zh"))
    '2025-10-09  P-60 缴纳罚款（15日，《行政处罚法》（2021年修订）第67条）'
    """
    zh = lang == "zh"
    term, pack, due = deadline.term, deadline.pack, deadline.due
    unit = _UNITS[deadline.count.unit if deadline.count is not None else term.unit][zh]
    cited = pack.cite(term.article, lang)
    if zh:
        yield f"{due.isoformat()}  {term.rule} {term.zh}（{deadline.length}{unit}，{cited}）"
    else:
        plural = "s" * (deadline.length != 1)
        yield f"{due.isoformat()}  {term.rule} {term.en} ({deadline.length} {unit}{plural}, {cited})"
    if deadline.opens is not None:
        yield f"  自 {deadline.opens} 起" if zh else f"  open from {deadline.opens}"
    if deadline.count is not None:
        yield from _counted(deadline, deadline.count, zh)
    if deadline.certainty == "provisional":
        first, last = deadline.earliest, deadline.latest
        yield f"  暂定：最早 {first}，最晚 {last}" if zh else f"  provisional: between {first} and {last}"
    if deadline.count is not None and deadline.count.calendar is not None:
        yield f"  {'工作日表' if zh else 'working-day table'} {deadline.table_version}"
    if term.layer:
        layer = pack.vocabulary.label("layer", term.layer, lang)
        yield f"  适用：{layer}" if zh else f"  rule of: {layer}"
    if term.status in STATUS_ADVICE:
        yield f"  {STATUS_ADVICE[term.status][zh]}"
    if deadline.base is not None:
        yield from (f"  {line}" for line in lines(deadline.base, lang))


def _counted(deadline: Deadline, count: Count, zh: bool) -> Iterator[str]:
    event = deadline.pack.vocabulary.label("term_start", deadline.term.starts, "zh" if zh else "en")
    # A term that begins after another starts with the end of that one.
    named = event if deadline.base is None else ""
    if zh:
        yield f"  自 {count.start}{f'（{named}）' if named else ' '}{'倒推' if count.backward else '起算'}，当日不计入"
    else:
        shown = f"{count.start} ({named})" if named else f"{count.start}"
        yield f"  counted {'back ' if count.backward else ''}from {shown}, which is not counted"
    if count.backward:
        yield f"  {_BACK[deadline.reading][zh]}"
    elif deadline.term.lenient_unit is not None:
        used = _UNITS[count.unit][zh].removeprefix("个")
        yield f"  条文未明是否为工作日，此处按{used}计" if zh else f"  the text leaves the unit open: read as {used}s"
    parts: dict[str, list[dt.date]] = {}
    for day, part in count.days():
        parts.setdefault(part, []).append(day)
    if "rest" in parts:
        yield ("  休息日不计入：" if zh else "  rest days not counted: ") + _list(parts["rest"], zh)
    if "paused" in parts:
        paused = _list(parts["paused"], zh)
        causes = [
            deadline.pack.vocabulary.label("excluded_time", cause, "zh" if zh else "en")
            for cause in sorted(deadline.term.excludes)
        ]
        if causes:
            yield (
                f"  依规定扣除（{'、'.join(causes)}）：" if zh else f"  time excluded ({', '.join(causes)}): "
            ) + paused
        else:
            yield ("  依申报扣除，条文未规定：" if zh else "  excluded as the caller says, not the text: ") + paused
    if count.last != count.due:
        yield (
            f"  期满日 {count.last} 为休息日，顺延" if zh else f"  the last day {count.last} is a rest day: it rolls on"
        )


def _list(days: list[dt.date], zh: bool) -> str:
    shown = ("、" if zh else ", ").join(str(day) for day in days[:_SHOWN])
    if len(days) <= _SHOWN:
        return shown
    return f"{shown} 等 {len(days)} 日" if zh else f"{shown} and {len(days) - _SHOWN} more"
