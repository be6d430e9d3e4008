"""Counting a period (期间): the day it ends, and which days were counted, passed over or paused on the way.

The arithmetic alone, without any law: which number, unit and flags a term has is a row of the pack. The start day is
never counted (民法典 art. 201); months and years end on the corresponding day, or the last of the month (art. 202);
a period that rolls ends on the next working day when its last day is a rest day (art. 203).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, Literal

import attrs
from dateutil.relativedelta import relativedelta

from .calendar import ONE_DAY, Calendar, Certainty

Unit = Literal["working_day", "day", "month", "year", "hour"]
Reading = Literal["strict", "lenient"]
MARGIN: Final = dt.timedelta(days=7)
Pause = tuple[dt.date, dt.date]
"""Days that are not counted, from the first to the last, both included."""


@attrs.frozen(kw_only=True)
class Count:
    """One counted period: from `start`, which is not counted, to `due`, which is.

    `last` is the day on which the period ended before it rolled to `due`. `certainty` is `provisional` when a
    day that mattered may still be moved; then the true day lies between `earliest` and `latest` (None: not known).
    """

    start: dt.date
    due: dt.date
    last: dt.date
    length: int
    unit: Unit
    pauses: tuple[Pause, ...] = ()
    calendar: Calendar | None = attrs.field(default=None, eq=False, repr=False)
    certainty: Certainty = "official"
    earliest: dt.date | None = None
    latest: dt.date | None = None

    @property
    def backward(self) -> bool:
        """Whether the period was counted back from an event."""
        return self.due < self.start

    def days(self) -> Iterator[tuple[dt.date, Literal["counted", "rest", "paused", "rolled"]]]:
        """Every day between start and due with its part: counted, passed over as rest day, paused, rolled over."""
        step = -ONE_DAY if self.backward else ONE_DAY
        day = self.start
        while day != self.due:
            day += step
            if _paused(day, self.pauses):
                yield day, "paused"
            elif self.unit == "working_day" and self.calendar and not self.calendar.is_working_day(day):
                yield day, "rest"
            elif self.last < day and not self.backward:
                yield day, "rolled"
            else:
                yield day, "counted"

    @property
    def skipped(self) -> tuple[dt.date, ...]:
        """The days between start and due that were not counted."""
        return tuple(day for day, part in self.days() if part != "counted")


def _paused(day: dt.date, pauses: Iterable[Pause]) -> bool:
    return any(first <= day <= last for first, last in pauses)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses in order, those that touch or overlap made one. Raises `ValueError` for one that ends before it starts."""
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

    Raises `CalendarCoverageError` when a day that matters is outside the calendar.

    >>> from .calendar import WorkingDays
    >>> plain = WorkingDays(version="weeks", first=dt.date(2025, 1, 1), last=dt.date(2025, 12, 31))
    >>> forward(dt.date(2025, 8, 1), 5, "working_day", plain).due
    datetime.date(2025, 8, 8)
    >>> forward(dt.date(2025, 8, 1), 15, "day", plain, roll=True).due
    datetime.date(2025, 8, 18)
    >>> forward(dt.date(2024, 8, 31), 6, "month", plain).due
    datetime.date(2025, 2, 28)
    """
    stops = merged(pauses)
    last = _last_working(start, length, calendar, stops) if unit == "working_day" else _last(start, length, unit, stops)
    due = last
    while roll and not calendar.is_working_day(due):
        due += ONE_DAY
    count = Count(start=start, due=due, last=last, length=length, unit=unit, pauses=stops, calendar=calendar)
    return _with_certainty(count, roll)


def _last_working(start: dt.date, length: int, calendar: Calendar, pauses: tuple[Pause, ...]) -> dt.date:
    day, left = start, length
    while left:
        day += ONE_DAY
        left -= calendar.is_working_day(day) and not _paused(day, pauses)
    return day


def _last(start: dt.date, length: int, unit: Unit, pauses: tuple[Pause, ...]) -> dt.date:
    spans = {"day": relativedelta(days=length), "month": relativedelta(months=length)}
    last = start + spans.get(unit, relativedelta(years=length))
    for first, end in pauses:
        # A pause that begins after the period has ended changes nothing.
        if first <= last and end > start:
            last += end - max(first, start + ONE_DAY) + ONE_DAY
    return last


def _with_certainty(count: Count, roll: bool) -> Count:
    """The count with the days between which the true one lies, when a day it rests on may still be moved."""
    calendar = count.calendar
    if calendar is None or not (roll or count.unit == "working_day"):
        return count
    first = count.last if count.unit != "working_day" else count.start + ONE_DAY
    span = range(abs((count.due - first).days) + 1)
    step = -ONE_DAY if count.backward else ONE_DAY
    open_days = sum(calendar.certainty(first + n * step) == "provisional" for n in span)
    if not open_days:
        return count
    # A notice moves whole weeks around a festival: no published one has moved a term by more than a week.
    earliest, latest = count.due - MARGIN, count.due + MARGIN
    nearest = count.last if count.unit != "working_day" else count.start + count.length * step
    earliest, latest = (earliest, min(latest, nearest)) if count.backward else (max(earliest, nearest), latest)
    return attrs.evolve(count, certainty="provisional", earliest=earliest, latest=latest)


def backward(event: dt.date, length: int, unit: Unit, calendar: Calendar, *, reading: Reading = "strict") -> Count:
    """The latest day that is so many days before an event, the event's day not counted.

    `lenient`: the last of the counted days is in time. `strict`: that many full days lie between.

    >>> from .calendar import WorkingDays
    >>> plain = WorkingDays(version="weeks", first=dt.date(2025, 1, 1), last=dt.date(2025, 12, 31))
    >>> backward(dt.date(2025, 8, 15), 3, "day", plain, reading="lenient").due
    datetime.date(2025, 8, 12)
    >>> backward(dt.date(2025, 8, 15), 3, "day", plain).due
    datetime.date(2025, 8, 11)
    """
    left = length + (reading == "strict")
    day = event
    while left:
        day -= ONE_DAY
        left -= unit == "day" or calendar.is_working_day(day)
    return _with_certainty(
        Count(start=event, due=day, last=day, length=length, unit=unit, calendar=calendar), roll=False
    )


def hours(start: dt.datetime, length: int, *, reading: Reading = "strict") -> dt.datetime:
    """The instant a period of hours ends: clock hours from the event, through nights and rest days.

    `strict` counts from the moment itself; `lenient` leaves out the hour that has begun (民事诉讼法 art. 85).

    >>> at = dt.datetime.fromisoformat("2025-09-28T10:20:00+08:00")
    >>> hours(at, 24).isoformat(), hours(at, 24, reading="lenient").isoformat()
    ('2025-09-29T10:20:00+08:00', '2025-09-29T11:00:00+08:00')
    """
    if start.tzinfo is None:
        raise ValueError(f"the instant {start.isoformat()} has no zone: write it with its offset, such as +08:00")
    if reading == "lenient" and (start.minute or start.second or start.microsecond):
        start = start.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    return start + dt.timedelta(hours=length)
