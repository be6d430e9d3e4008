"""The deadline (届满日) that follows from a term, with its derivation: article, start, days passed over, certainty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

import attrs

from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.timing import Calendar, Count, Pause, Reading, backward, forward, hours

from .pack import Pack, installed
from .rows import Status
from .term import Term


class NoSuchTerm(UnknownReference):
    """The law of that day has no such term, or none of that layer."""


@attrs.frozen(kw_only=True)
class Deadline:
    """A due date that carries its derivation: the row it follows from, what was counted, and how sure it is.

    `due` is a day, or an instant for a term of hours. `opens` is the first day of a window. `certainty` is
    `provisional` when a day that mattered may still be moved: then nothing is missed before `latest`.
    """

    term: Term
    due: dt.date | dt.datetime
    opens: dt.date | None = None
    count: Count | None = None
    base: Deadline | None = None
    extended: bool = False
    reading: Reading = "strict"
    pack: Pack = attrs.field(eq=False, repr=False)

    @property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day, for a term that can also be too early."""
        return None if self.opens is None or isinstance(self.due, dt.datetime) else (self.opens, self.due)

    @property
    def certainty(self) -> Literal["official", "provisional"]:
        """The weaker of this count's certainty and that of the term it begins after."""
        counts = [each.count for each in (self, self.base) if each is not None and each.count is not None]
        return "provisional" if any(count.certainty == "provisional" for count in counts) else "official"

    @property
    def latest(self) -> dt.date | dt.datetime:
        """The last day it could be once the calendar is settled: nothing is late before it."""
        return self.count.latest if self.count is not None and self.count.latest is not None else self.due

    @property
    def status(self) -> Status:
        """Whether the row was confirmed in the text."""
        return self.term.status

    @property
    def table_version(self) -> str:
        """The working-day table the date rests on; empty when it needed none."""
        calendar = self.count.calendar if self.count is not None else None
        needs = self.term.unit == "working_day" or self.term.roll
        return calendar.version if calendar is not None and needs else ""

    def explain(self, lang: str = "en") -> str:
        """The derivation in words: rule, article, start, what was counted, skipped and rolled, and how sure it is."""
        return "\n".join(_lines(self, "zh" if lang == "zh" else "en"))

    def to_dict(self) -> dict[str, Any]:
        """The deadline as plain JSON values, absent rather than null."""
        count = self.count
        start = count.start if count is not None else None
        found: dict[str, Any] = {
            "rule": self.term.rule,
            "due": self.due.isoformat(),
            "window": [day.isoformat() for day in self.window] if self.window else None,
            "start": start.isoformat() if start else None,
            "length": self.term.length + self.term.extension * self.extended,
            "unit": self.term.unit,
            "article": self.term.article,
            "status": self.status,
            "layer": self.term.layer,
            "certainty": self.certainty,
            "table_version": self.table_version,
            "extended": self.extended or None,
            "skipped": [day.isoformat() for day in count.skipped] if count is not None else None,
            "earliest": count.earliest.isoformat() if count is not None and count.earliest else None,
            "latest": count.latest.isoformat() if count is not None and count.latest else None,
        }
        return {key: value for key, value in found.items() if value}


_UNITS: dict[str, tuple[str, str]] = {
    "working_day": ("working day", "个工作日"),
    "day": ("calendar day", "日"),
    "month": ("month", "个月"),
    "year": ("year", "年"),
    "hour": ("hour", "小时"),
}
_STATUS: dict[str, tuple[str, str]] = {
    "local": ("a local or sector rule", "地方或行业规定"),
    "unconfirmed": ("unconfirmed: verify it against the text", "未核对原文，使用前请核实"),
}


def _lines(deadline: Deadline, lang: str) -> list[str]:
    term, count, zh = deadline.term, deadline.count, lang == "zh"
    length = term.length + term.extension * deadline.extended
    en_unit, zh_unit = _UNITS[term.unit]
    cited = deadline.pack.cite(term.article, lang)
    amount = f"{length}{zh_unit}" if zh else f"{length} {en_unit}{'s' * (length != 1)}"
    name = term.zh if zh else term.en
    lines = [
        f"{deadline.due.isoformat()}  {term.rule} {name}"
        + (f"（{amount}，{cited}）" if zh else f" ({amount}, {cited})")
    ]
    if deadline.opens is not None:
        lines.append((f"  自 {deadline.opens} 起" if zh else f"  open from {deadline.opens}"))
    if count is not None:
        lines.append(
            f"  自 {count.start} 起算，当日不计入" if zh else f"  counted from {count.start}, which is not counted"
        )
        skipped = [day.isoformat() for day, part in count.days() if part in ("rest", "paused")]
        if skipped:
            shown = "、".join(skipped[:12]) if zh else ", ".join(skipped[:12])
            more = len(skipped) - 12
            tail = "" if more <= 0 else (f" 等 {len(skipped)} 日" if zh else f" and {more} more")
            lines.append((f"  不计入：{shown}{tail}") if zh else f"  not counted: {shown}{tail}")
        if count.last != count.due and not count.backward:
            lines.append(
                f"  期满日 {count.last} 为休息日，顺延"
                if zh
                else f"  the last day {count.last} is a rest day: it rolls on"
            )
        if deadline.certainty == "provisional":
            lines.append(
                f"  暂定：最早 {count.earliest}，最晚 {count.latest}"
                if zh
                else f"  provisional: between {count.earliest} and {count.latest}"
            )
    if deadline.table_version:
        lines.append(("  工作日表 " if zh else "  working-day table ") + deadline.table_version)
    if term.status in _STATUS:
        lines.append("  " + _STATUS[term.status][zh])
    if deadline.base is not None:
        lines += [f"  {line}" for line in _lines(deadline.base, lang)]
    return lines


def term_of(pack: Pack, rule: str, on: dt.date, layer: str = "") -> Term:
    """The row of a term in force on a day: of the layer if it has one, else the national one.

    A bare name means the first clock of its rule: `P-48` is `P-48/penalty`. Raises `NoSuchTerm`.
    """
    rows = pack.terms_of(rule)
    known = [row for row in rows if on in row.period and row.layer in ("", layer)]
    if known:
        # A bare name means one clock: of the rows of that clock, the layer's own goes before the national one.
        same = [row for row in known if row.rule == known[0].rule]
        return next((row for row in same if row.layer == layer), same[0])
    layers = sorted({row.layer for row in rows if on in row.period})
    if layers:
        raise NoSuchTerm("national term", rule, [f"{rule} of layer {each}" for each in layers])
    if rows:
        starts = ", ".join(str(row.period.start or "") for row in rows)
        raise NoSuchTerm(f"term in force on {on}", rule, [f"{rule} from {starts}"])
    raise NoSuchTerm("term", rule, [name for name in pack.term_names if name[:2] == rule[:2]][:8])


def deadline(
    rule: str,
    start: dt.date | dt.datetime,
    *,
    pack: str | Pack = DEFAULT_PACK,
    on: dt.date | None = None,
    layer: str = "",
    pauses: Iterable[Pause] = (),
    extended: bool = False,
    reading: Reading = "strict",
    calendar: Calendar | None = None,
) -> Deadline:
    """When a term ends that starts with an event on a day, or at an instant for a term of hours.

    Args:
        rule: name of the row, such as `P-60`; a suffix names one of several clocks (`P-48/samr`).
        start: day of the event; itself never counted. For a term that counts back, the day of the event awaited.
        pack: the jurisdiction, by name or itself.
        on: day whose law applies; the start when left out (procedure follows the law of the step, V-02).
        layer: sector or place whose rule goes before the national one.
        pauses: days not counted, each `(first, last)`, both included.
        extended: whether the extension was granted.
        reading: of "N days before" (`strict`: N full days between) and of hours (`strict`: from the moment itself).
        calendar: working days; the pack's own table when left out.

    Raises `NoSuchTerm` (with what exists), `CalendarCoverageError`, `ValueError` for a pause that ends before it
    starts or an instant without a zone.

    >>> print(deadline("P-60", dt.date(2025, 9, 22)).explain())
    2025-10-09  P-60 pay the fine (15 calendar days, Administrative Penalty Law (2021) art. 67)
      counted from 2025-09-22, which is not counted
      the last day 2025-10-07 is a rest day: it rolls on
      working-day table cn-2007-2026
    """
    chosen = pack if isinstance(pack, Pack) else installed(pack)
    day = start.date() if isinstance(start, dt.datetime) else start
    term = term_of(chosen, rule, on or day, layer)
    if extended and not term.extension:
        raise NoSuchTerm(
            "extension of the term",
            term.rule,
            [f"{row.rule} of layer {row.layer}" for row in chosen.terms_of(term.rule) if row.extension],
        )
    days = calendar or chosen.calendar
    length = term.length + term.extension * extended
    if term.unit == "hour":
        if not isinstance(start, dt.datetime):
            raise ValueError(f"{term.rule} runs in hours: give the instant with its zone, not the day {start}")
        return Deadline(term=term, due=hours(start, length, reading=reading), reading=reading, pack=chosen)
    if days is None:
        raise EnforcekitError(f"the pack {chosen.name} has no working-day table → give calendar=")
    base = None
    if term.after:
        base = deadline(term.after, day, pack=chosen, on=on, layer=layer, calendar=days)
        day = _as_day(base.due)
    count = (
        backward(day, length, term.unit, days, reading=reading)
        if term.back
        else forward(day, length, term.unit, days, roll=term.roll, pauses=pauses)
    )
    opens = None if base is None else day + dt.timedelta(days=1)
    return Deadline(
        term=term, due=count.due, opens=opens, count=count, base=base, extended=extended, reading=reading, pack=chosen
    )


def _as_day(value: dt.date | dt.datetime) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
