"""Counting a period (期间): the day it ends, and which days were counted, passed over or paused on the way.

The arithmetic alone, without any law: which number, unit and flags a term has is a row of the pack. The start day is
never counted (民法典 art. 201); months and years end on the corresponding day, or the last of the month (art. 202);
a period that rolls ends on the next working day when its last day is a rest day (art. 203).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import attrs

from .calendar import ONE_DAY, Calendar, Certainty

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

Unit = Literal["working_day", "day", "month", "year", "hour"]
Reading = Literal["strict", "lenient"]
Part = Literal["counted", "rest", "paused", "rolled"]
Pause = tuple[dt.date, dt.date]
"""Days that are not counted, from the first to the last, both included."""
MARGIN: Final = dt.timedelta(days=10)
"""How far a notice can move a date that was counted by the statute alone: from 2008 to 2026 never a day more."""


@attrs.frozen(kw_only=True)
class Count:
    """One counted period: from `start`, which is not counted, to `due`, which is.

    `last` is the day on which the period ended before it rolled to `due`. `certainty` is `provisional` when a day
    that mattered may still be moved. `calendar` is the one that was asked, or None when no day had to be looked up.
    """

    start: dt.date
    due: dt.date
    last: dt.date
    length: int
    unit: Unit
    pauses: tuple[Pause, ...] = ()
    calendar: Calendar | None = attrs.field(default=None, eq=False, repr=False)
    certainty: Certainty = "official"

    @property
    def backward(self) -> bool:
        """Whether the period was counted back from an event."""
        return self.due < self.start

    @property
    def earliest(self) -> dt.date:
        """The first day it could be once the calendar is settled; `due` itself when it is."""
        if self.certainty == "official":
            return self.due
        nearest = self.start + self.length * ONE_DAY if self.unit == "working_day" else self.last
        return self.due - MARGIN if self.backward else max(self.due - MARGIN, nearest)

    @property
    def latest(self) -> dt.date:
        """The last day it could be once the calendar is settled; `due` itself when it is."""
        if self.certainty == "official":
            return self.due
        return min(self.due + MARGIN, self.start - self.length * ONE_DAY) if self.backward else self.due + MARGIN

    def days(self) -> Iterator[tuple[dt.date, Part]]:
        """Every day between start and due with its part: counted, passed over as rest day, paused, rolled over.

        Counted back, the due day and what lies between it and the counted days is `rolled`.
        """
        step = -ONE_DAY if self.backward else ONE_DAY
        day, left = self.start, self.length
        while day != self.due:
            day += step
            if left == 0 or (not self.backward and day > self.last):
                yield day, "rolled"
            elif _paused(day, self.pauses):
                yield day, "paused"
            elif self.unit == "working_day" and self.calendar is not None and not self.calendar.is_working_day(day):
                yield day, "rest"
            else:
                yield day, "counted"
                left -= self.unit in ("working_day", "day")

    @property
    def skipped(self) -> tuple[dt.date, ...]:
        """The days between start and due, neither included, that were not counted."""
        return tuple(day for day, part in self.days() if part != "counted" and day != self.due)


def _paused(day: dt.date, pauses: Iterable[Pause]) -> bool:
    return any(first <= day <= last for first, last in pauses)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses in order, those that touch or overlap made one. Raises `ValueError` for one that ends before it starts.

    >>> merged([(dt.date(2025, 7, 5), dt.date(2025, 7, 9)), (dt.date(2025, 7, 1), dt.date(2025, 7, 4))])
    ((datetime.date(2025, 7, 1), datetime.date(2025, 7, 9)),)
    """
    joined: list[Pause] = []
    for first, last in sorted(pauses):
        if last < first:
            raise ValueError(f"the pause from {first} ends on {last}, before it starts")
        if joined and first <= joined[-1][1] + ONE_DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def forward(
    start: dt.date, length: int, unit: Unit, calendar: Calendar, *, roll: bool = False, pauses: Iterable[Pause] = ()
) -> Count:
    """The day on which a period that starts with an event ends.

    Args:
        start: day of the event, itself never counted.
        length: how many of the unit.
        unit: `working_day`, `day`, `month` or `year`; `hours` counts hours.
        calendar: which days are worked; asked only where it matters.
        roll: whether a last day of rest moves to the next working day.
        pauses: days not counted, each `(first, last)`, both included; what begins after the end changes nothing.

    Raises `CalendarCoverageError` when a day that matters is outside the calendar, `OverflowError` past the year 9999.

    >>> from .calendar import WorkingDays
    >>> plain = WorkingDays(version="weeks", first=dt.date(2025, 1, 1), last=dt.date(2025, 12, 31))
    >>> forward(dt.date(2025, 8, 1), 5, "working_day", plain).due
    datetime.date(2025, 8, 8)
    >>> forward(dt.date(2025, 8, 1), 15, "day", plain, roll=True).due
    datetime.date(2025, 8, 18)
    >>> forward(dt.date(2024, 8, 31), 6, "month", plain).due
    datetime.date(2025, 2, 28)
    """
    stops = merged(pauses) if pauses else ()
    if unit == "working_day":
        last = _last_working(start, length, calendar, stops)
        due, first = last, start + ONE_DAY
    else:
        due = first = last = _last(start, length, unit, stops)
    if roll:
        while not calendar.is_working_day(due):
            due += ONE_DAY
    asked = calendar if roll or unit == "working_day" else None
    certainty = asked.certainty(first, due) if asked is not None else "official"
    return Count(
        start=start,
        due=due,
        last=last,
        length=length,
        unit=unit,
        pauses=stops,
        calendar=asked,
        certainty=certainty,
    )


def _last_working(start: dt.date, length: int, calendar: Calendar, pauses: tuple[Pause, ...]) -> dt.date:
    day, left, worked = start, length, calendar.is_working_day
    while left:
        day += ONE_DAY
        if worked(day) and not (pauses and _paused(day, pauses)):
            left -= 1
    return day


@cache
def _months(length: int) -> relativedelta:
    # The one place that needs it, and not every period does.
    from dateutil.relativedelta import relativedelta

    return relativedelta(months=length)


def _last(start: dt.date, length: int, unit: Unit, pauses: tuple[Pause, ...]) -> dt.date:
    if unit == "day":
        last = start + dt.timedelta(days=length)
    else:
        try:
            last = start + _months(length * 12 if unit == "year" else length)
        except ValueError as error:
            raise OverflowError(*error.args) from None
    for first, end in pauses:
        if first <= last and end > start:
            last += end - max(first, start + ONE_DAY) + ONE_DAY
    return last


def backward(
    event: dt.date,
    length: int,
    unit: Unit,
    calendar: Calendar,
    *,
    reading: Reading = "strict",
    pauses: Iterable[Pause] = (),
) -> Count:
    """The latest day that is so many days before an event, the event's day not counted.

    `lenient`: the last of the counted days is in time. `strict`: that many full days lie between. Counted in
    working days, the answer is one itself.

    Args:
        event: the day counted back from.
        length: how many days.
        unit: `working_day` or `day`.
        calendar: which days are worked.
        reading: of "N days before".
        pauses: days not counted, each `(first, last)`, both included.

    Raises `CalendarCoverageError` when a day that matters is outside the calendar, `OverflowError` before the year 1.

    >>> from .calendar import WorkingDays
    >>> plain = WorkingDays(version="weeks", first=dt.date(2025, 1, 1), last=dt.date(2025, 12, 31))
    >>> backward(dt.date(2025, 8, 15), 3, "day", plain, reading="lenient").due
    datetime.date(2025, 8, 12)
    >>> backward(dt.date(2025, 8, 15), 3, "day", plain).due
    datetime.date(2025, 8, 11)
    """
    stops = merged(pauses) if pauses else ()
    left = length + (reading == "strict")
    day = event
    while left:
        day -= ONE_DAY
        if (unit == "day" or calendar.is_working_day(day)) and not _paused(day, stops):
            left -= 1
    asked = calendar if unit == "working_day" else None
    certainty = asked.certainty(day, event - ONE_DAY) if asked is not None else "official"
    return Count(
        start=event,
        due=day,
        last=day,
        length=length,
        unit=unit,
        pauses=stops,
        calendar=asked,
        certainty=certainty,
    )


def hours(start: dt.datetime, length: int, *, reading: Reading = "strict", pauses: Iterable[Pause] = ()) -> dt.datetime:
    """The instant a period of hours ends: clock hours from the event, through nights and rest days.

    `strict` counts from the moment itself; `lenient` leaves out the hour that has begun (民事诉讼法 art. 85).

    Args:
        start: the instant of the event, with its zone.
        length: how many hours.
        reading: whether the hour that has begun is counted.
        pauses: whole days not counted, each `(first, last)`, both included, in the zone of the start.

    Raises `ValueError` for an instant without a zone, `OverflowError` past the year 9999.

    >>> at = dt.datetime.fromisoformat("2025-09-28T10:20:00+08:00")
    >>> hours(at, 24).isoformat(), hours(at, 24, reading="lenient").isoformat()
    ('2025-09-29T10:20:00+08:00', '2025-09-29T11:00:00+08:00')
    """
    if start.tzinfo is None:
        raise ValueError(f"the instant {start.isoformat()} has no zone: write it with its offset, such as +08:00")
    if reading == "lenient" and (start.minute or start.second or start.microsecond):
        start = start.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    # Two instants of one zone subtract by what the wall clock shows: an hour is one in UTC, whatever is set forward.
    begun = start.astimezone(dt.UTC)
    due = begun + dt.timedelta(hours=length)
    for first, last in merged(pauses):
        begins = max(dt.datetime.combine(max(first, start.date()), dt.time(), start.tzinfo).astimezone(dt.UTC), begun)
        ends = dt.datetime.combine(last + ONE_DAY, dt.time(), start.tzinfo).astimezone(dt.UTC)
        if begins < due and begun < ends:
            due += ends - begins
    return due.astimezone(start.tzinfo)
