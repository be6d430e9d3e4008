"""Which days are worked (工作日): a table of published exceptions to the week, with the days it covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final, Literal, Protocol

import attrs

from enforcekit.errors import CalendarCoverageError

Certainty = Literal["official", "provisional"]
ONE_DAY: Final = dt.timedelta(days=1)


class Calendar(Protocol):
    """What the counting asks of a calendar; any object with these members can be given in its place."""

    @property
    def version(self) -> str:
        """The name of the table, kept with every date counted by it."""
        ...

    def is_working_day(self, day: dt.date) -> bool:
        """Whether the day is worked; raises `CalendarCoverageError` when nothing says so."""
        ...

    def certainty(self, day: dt.date) -> Certainty:
        """Whether what is said of the day is published (`official`) or may still change (`provisional`)."""
        ...


@attrs.frozen(kw_only=True, eq=False)
class WorkingDays:
    """The week with its published exceptions, for the days from `first` to `last`.

    `rest` are weekdays that are not worked, `worked` are Saturdays and Sundays that are. `unsettled` are covered
    days that the notice of the following year may still move. `statutory` are the rest days that the statute
    alone fixes for the years after the table; they are used only when asked for (`assuming_statute`).

    >>> week = WorkingDays(version="a week", first=dt.date(2025, 9, 22), last=dt.date(2025, 9, 28),
    ...                    worked=frozenset({dt.date(2025, 9, 28)}))
    >>> week.is_working_day(dt.date(2025, 9, 27)), week.is_working_day(dt.date(2025, 9, 28))
    (False, True)
    """

    version: str
    first: dt.date
    last: dt.date
    rest: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()
    unsettled: frozenset[dt.date] = frozenset()
    statutory: frozenset[dt.date] = frozenset()
    assume: bool = False

    def is_working_day(self, day: dt.date) -> bool:
        """Whether the day is worked; raises `CalendarCoverageError` for a day outside the table."""
        if self.first <= day <= self.last:
            return day in self.worked if day.weekday() >= 5 else day not in self.rest
        if not self._assumed(day):
            raise CalendarCoverageError(day, self.version, self.first, self.last)
        return day.weekday() < 5 and day not in self.statutory

    def certainty(self, day: dt.date) -> Certainty:
        """`provisional` for a day that the next notice may move, and for one taken from the statute alone."""
        settled = self.first <= day <= self.last and day not in self.unsettled
        return "official" if settled else "provisional"

    def _assumed(self, day: dt.date) -> bool:
        # A statute's days are listed for whole years: a year without any is not known either.
        return self.assume and day > self.last and dt.date(day.year, 1, 1) in self.statutory

    def assuming_statute(self) -> WorkingDays:
        """The same table, continued by the statutory rest days alone: no make-up days, every date provisional."""
        return attrs.evolve(self, assume=True)

    def with_days(self, version: str, *, rest: Iterable[dt.date] = (), worked: Iterable[dt.date] = ()) -> WorkingDays:
        """The same table with days of a place or an institution: a local holiday, a court's own calendar."""
        rest, worked = frozenset(rest), frozenset(worked)
        return attrs.evolve(
            self, version=version, rest=(self.rest - worked) | rest, worked=(self.worked - rest) | worked
        )


def working_days(first: dt.date, last: dt.date, calendar: Calendar) -> int:
    """How many days from `first` to `last`, both included, are worked.

    Raises `CalendarCoverageError` when one of them is outside the calendar.
    """
    days = range((last - first).days + 1)
    return sum(calendar.is_working_day(first + n * ONE_DAY) for n in days)


def table(version: str, exceptions: Mapping[dt.date, bool], **more: frozenset[dt.date]) -> WorkingDays:
    """A table from published exceptions (day → is it worked?), covering whole years from the first to the last."""
    years = sorted({day.year for day in exceptions})
    return WorkingDays(
        version=version,
        first=dt.date(years[0], 1, 1),
        last=dt.date(years[-1], 12, 31),
        rest=frozenset(day for day, worked in exceptions.items() if not worked and day.weekday() < 5),
        worked=frozenset(day for day, worked in exceptions.items() if worked and day.weekday() >= 5),
        **more,
    )
