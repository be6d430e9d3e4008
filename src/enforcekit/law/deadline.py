"""The deadline (届满日) that follows from a term, with its derivation: article, start, days passed over, certainty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be_day, must_be_language, must_be_text, wrong
from enforcekit.errors import EnforcekitError, LimitExceeded, UnknownReference
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.timing import Calendar, Certainty, Count, Pause, Reading, backward, forward, hours
from enforcekit.timing.calendar import ONE_DAY

from .deadline_words import lines
from .pack import Pack, installed
from .rows import Status
from .term import Term, term_of


@attrs.frozen(kw_only=True)
class Deadline:
    """A due date that carries its derivation: the row it follows from, what was counted, and how sure it is.

    `due` is a day, or an instant for a term of hours. `opens` is the first day of a window. `count` is what was
    counted (None for hours), `base` the deadline at whose end this term began. `extended` and `reading` are what
    `deadline` was asked for.

    >>> fine = deadline("P-60", dt.date(2025, 9, 22))
    >>> fine.due, fine.day_after, fine.certainty, fine.term.article
    (datetime.date(2025, 10, 9), datetime.date(2025, 10, 10), 'official', 'APL21:67')
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
    def certainty(self) -> Certainty:
        """`provisional` when a day that mattered, here or in the term before, may still be moved."""
        if self.count is not None and self.count.certainty == "provisional":
            return "provisional"
        return "official" if self.base is None else self.base.certainty

    @property
    def earliest(self) -> dt.date | dt.datetime:
        """The first day it could be once the calendar is settled."""
        return self.due if self.count is None else self.count.earliest - self._slack("earliest")

    @property
    def latest(self) -> dt.date | dt.datetime:
        """The last day it could be once the calendar is settled: nothing is late before it is over."""
        return self.due if self.count is None else self.count.latest + self._slack("latest")

    @property
    def due_day(self) -> dt.date:
        """The day on which it is due, of an instant too."""
        return _as_day(self.due)

    @property
    def first_day(self) -> dt.date:
        """The first day on which it could be over once the calendar is settled."""
        return _as_day(self.earliest)

    @property
    def last_day(self) -> dt.date:
        """The last day on which nothing is late, whatever the calendar still decides.

        >>> settled = deadline("P-60", dt.date(2025, 9, 22))
        >>> settled.due.isoformat(), settled.last_day.isoformat()
        ('2025-10-09', '2025-10-09')
        >>> may_move = deadline("P-52", dt.date(2026, 12, 21))
        >>> may_move.due.isoformat(), may_move.last_day.isoformat(), may_move.certainty
        ('2026-12-28', '2027-01-07', 'provisional')
        """
        return _as_day(self.latest)

    def _slack(self, end: str) -> dt.timedelta:
        # What the term before can still move, this one moves with.
        base = self.base.count if self.base is not None else None
        return abs(getattr(base, end) - base.due) if base is not None else dt.timedelta()

    @property
    def day_after(self) -> dt.date:
        """The first day after the term: late for whoever had to act, open to whoever had to wait.

        >>> deadline("P-66", dt.date(2025, 9, 8)).day_after  # ten working days after the demand, the court is open
        datetime.date(2025, 9, 23)
        """
        return self.due_day + ONE_DAY

    def last_working_day(self, calendar: Calendar | None = None) -> dt.date:
        """The last worked day that is in time: the day to plan for, when the term does not roll over a rest day.

        Args:
            calendar: working days; the pack's own table when left out.

        Raises `CalendarCoverageError` when the due day is outside the calendar.

        >>> deadline("P-40", dt.date(2025, 3, 3)).last_working_day()  # the 90th day is Sunday, 1 June 2025
        datetime.date(2025, 5, 30)
        """
        day, days = self.due_day, calendar or _calendar(self.pack)
        while not days.is_working_day(day):
            day -= ONE_DAY
        return day

    @property
    def length(self) -> int:
        """How many of the unit were counted, an extension included."""
        return self.term.length + self.term.extension * self.extended

    @property
    def status(self) -> Status:
        """Whether the row was confirmed in the text; the weaker of two where one term begins after another."""
        if self.term.status == "confirmed" and self.base is not None:
            return self.base.status
        return self.term.status

    @property
    def table_version(self) -> str:
        """The working-day table the date rests on; empty when it needed none."""
        if self.count is not None and self.count.calendar is not None:
            return self.count.calendar.version
        return "" if self.base is None else self.base.table_version

    def explain(self, lang: str = "en") -> str:
        """The derivation in words: rule, article, start, what was counted, skipped and rolled, and how sure it is.

        Args:
            lang: `en` or `zh`.
        """
        must_be_language(lang)
        return "\n".join(lines(self, lang))

    def to_dict(self) -> dict[str, Any]:
        """The deadline as plain JSON values, absent rather than null."""
        count, provisional = self.count, self.certainty == "provisional"
        found: dict[str, Any] = {
            "rule": self.term.rule,
            "due": self.due.isoformat(),
            "window": [day.isoformat() for day in self.window] if self.window else None,
            "start": count.start.isoformat() if count is not None else None,
            "length": self.length,
            "unit": count.unit if count is not None else self.term.unit,
            "article": self.term.article,
            "status": self.status,
            "layer": self.term.layer,
            "certainty": self.certainty,
            "table_version": self.table_version,
            "extended": self.extended or None,
            "skipped": [day.isoformat() for day in count.skipped] if count is not None else None,
            "earliest": self.earliest.isoformat() if provisional else None,
            "latest": self.latest.isoformat() if provisional else None,
            "after": self.base.to_dict() if self.base is not None else None,
        }
        return {key: value for key, value in found.items() if value}


_START: Final = (
    "a day or an instant",
    "日期或时刻",
    "give a datetime.date, or a datetime with its zone",
    "请给出 datetime.date，或带时区的 datetime",
)
_INSTANT: Final = (
    "an instant",
    "时刻",
    "the term runs in hours: give a datetime with its zone",
    "该期限以小时计：请给出带时区的 datetime",
)
_PAUSE: Final = (
    "two days",
    "两个日期",
    "give pairs of first and last day: [(dt.date(2025, 7, 3), dt.date(2025, 7, 12))]",
    "请给出首日与末日，如 [(dt.date(2025, 7, 3), dt.date(2025, 7, 12))]",
)


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
        pauses: days not counted, each `(first, last)`, both included; always applied, and the derivation says
            whether the row itself excludes time.
        extended: whether the extension was granted.
        reading: of "N days before" (`strict`: N full days between), of hours (`strict`: from the moment itself), and
            of a number whose unit the text leaves open (`strict`: calendar days, `lenient`: working days).
        calendar: working days; the pack's own table when left out. `pack.calendar.assuming_statute()` goes on
            after it, provisionally.

    Raises `NoSuchTerm` (with what exists), `UnknownReference` for a layer nobody knows, `CalendarCoverageError`,
    `InvalidArgument` for a start that is no date and no instant with its zone, `LimitExceeded` past the year 9999, and
    `ValueError` for a pause that ends before it starts.

    >>> print(deadline("P-60", dt.date(2025, 9, 22)).explain())
    2025-10-09  P-60 pay the fine (15 calendar days, Administrative Penalty Law (2021) art. 67)
      counted from 2025-09-22 (receipt of the decision), which is not counted
      the last day 2025-10-07 is a rest day: it rolls on
      working-day table cn-2007-2026
    >>> deadline("P-67", dt.date(2025, 3, 3)).window  # after the six months to sue
    (datetime.date(2025, 9, 4), datetime.date(2025, 12, 3))
    """
    chosen = pack if isinstance(pack, Pack) else installed(pack)
    if type(start) is dt.date:
        day = start
    elif isinstance(start, dt.datetime) and start.utcoffset() is not None:
        day = start.date()
    else:
        raise wrong("start", start, _START)
    if type(rule) is not str or type(layer) is not str:
        must_be_text(rule=rule, layer=layer)
    if on is not None:
        must_be_day(on=on)
    if reading not in ("strict", "lenient"):
        raise UnknownReference("reading", str(reading), ("strict", "lenient"))
    stops = tuple(pauses) if pauses else ()
    for pause in stops:
        if not (isinstance(pause, tuple | list) and [type(each) for each in pause] == [dt.date, dt.date]):
            raise wrong("pauses", pause, _PAUSE)
    days = calendar or _calendar(chosen)
    term = term_of(chosen, rule, on or day, layer, extended=extended)
    try:
        return _deadline(chosen, term, start, day, on, layer, stops, extended, reading, days)
    except OverflowError:
        raise LimitExceeded(f"{term.rule} from {start}: the term leaves the years 1 to 9999") from None


def _calendar(pack: Pack) -> Calendar:
    if pack.calendar is None:
        raise EnforcekitError(f"the pack {pack.name} has no working-day table → give calendar=")
    return pack.calendar


def _as_day(due: dt.date | dt.datetime) -> dt.date:
    return due.date() if isinstance(due, dt.datetime) else due


def _deadline(
    pack: Pack,
    term: Term,
    start: dt.date | dt.datetime,
    day: dt.date,
    on: dt.date | None,
    layer: str,
    pauses: tuple[Pause, ...],
    extended: bool,
    reading: Reading,
    days: Calendar,
) -> Deadline:
    length = term.length + term.extension if extended else term.length
    unit = term.unit
    if unit == "hour":
        if not isinstance(start, dt.datetime):
            raise wrong("start", start, _INSTANT)
        due = hours(start, length, reading=reading, pauses=pauses)
        return Deadline(term=term, due=due, extended=extended, reading=reading, pack=pack)
    if reading == "lenient" and term.lenient_unit is not None:
        unit = term.lenient_unit
    base, opens = None, None
    if term.after:
        first = term_of(pack, term.after, on or day, layer)
        base = _deadline(pack, first, day, day, on, layer, pauses, False, reading, days)
        day = base.count.due if base.count is not None else day
        opens = day + ONE_DAY
    elif term.opens_after is not None:
        opens = forward(day, term.opens_after, unit, days).due if term.opens_after else day
    if term.back:
        count = backward(day, length, unit, days, reading=reading, pauses=pauses)
    else:
        count = forward(day, length, unit, days, roll=term.roll, pauses=pauses)
    return Deadline(
        term=term, due=count.due, opens=opens, count=count, base=base, extended=extended, reading=reading, pack=pack
    )
