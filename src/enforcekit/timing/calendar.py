"""Which days are worked (工作日): a table of published exceptions to the week, with the days it covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, Literal, Protocol, runtime_checkable

import attrs

from enforcekit.errors import CalendarCoverageError

Certainty = Literal["official", "provisional"]
ONE_DAY: Final = dt.timedelta(days=1)


@runtime_checkable
class Calendar(Protocol):
    """What the counting asks of a calendar; any object with these members can be given in its place."""

    @property
    def version(self) -> str:
        """The name of the table, kept with every date counted by it."""
        ...

    def is_working_day(self, day: dt.date) -> bool:
        """Whether the day is worked; raises `CalendarCoverageError` when nothing says so."""
        ...

    def certainty(self, first: dt.date, last: dt.date) -> Certainty:
        """Whether what is said of the days from `first` to `last`, both included, is published and settled."""
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
    >>> week.is_working_day(dt.date(2025, 9, 29))
    Traceback (most recent call last):
    enforcekit.errors.CalendarCoverageError: 2025-09-29 is outside the working-day table a week (2025-09-22 to 2025-...
    """

    version: str
    first: dt.date
    last: dt.date
    rest: frozenset[dt.date] = attrs.field(default=frozenset(), repr=False)
    worked: frozenset[dt.date] = attrs.field(default=frozenset(), repr=False)
    unsettled: frozenset[dt.date] = attrs.field(default=frozenset(), repr=False)
    statutory: frozenset[dt.date] = attrs.field(default=frozenset(), repr=False)
    assume: bool = False

    def is_working_day(self, day: dt.date) -> bool:
        """Whether the day is worked.

        Args:
            day: any day of the table.

        Raises `CalendarCoverageError` for a day outside the table.
        """
        if self.first <= day <= self.last:
            return day in self.worked if day.weekday() >= 5 else day not in self.rest
        # The statute's days are listed for whole years: a year without any is not known either.
        if self.assume and day > self.last and dt.date(day.year, 1, 1) in self.statutory:
            return day.weekday() < 5 and day not in self.statutory
        raise CalendarCoverageError(day, self.version, self.first, self.last)

    def certainty(self, first: dt.date, last: dt.date) -> Certainty:
        """`provisional` when a day from `first` to `last` may still be moved, or is taken from the statute alone.

        >>> from enforcekit.packs.cn import PACK
        >>> PACK.calendar.certainty(dt.date(2026, 12, 20), dt.date(2026, 12, 27))
        'official'
        >>> PACK.calendar.certainty(dt.date(2026, 12, 20), dt.date(2026, 12, 28))
        'provisional'
        """
        settled = self.first <= first and last <= self.last and not any(first <= day <= last for day in self.unsettled)
        return "official" if settled else "provisional"

    def assuming_statute(self) -> WorkingDays:
        """The same table, continued by the statutory rest days alone: no make-up days, every date provisional.

        >>> from enforcekit.packs.cn import PACK
        >>> PACK.calendar.assuming_statute().is_working_day(dt.date(2027, 2, 8))  # third day of the Spring Festival
        False
        """
        return attrs.evolve(self, assume=True)

    def with_days(self, version: str, *, rest: Iterable[dt.date] = (), worked: Iterable[dt.date] = ()) -> WorkingDays:
        """The same table with days of a place or an institution: a local holiday, a court's own calendar.

        Args:
            version: the name of the table that results.
            rest: days that are not worked there.
            worked: days that are worked there.

        Raises `ValueError` for a day that is given as both, or that lies outside the table.

        >>> from enforcekit.packs.cn import PACK
        >>> guangxi = PACK.calendar.with_days("cn-guangxi", rest=[dt.date(2025, 3, 31)])
        >>> guangxi.is_working_day(dt.date(2025, 3, 31)), PACK.calendar.is_working_day(dt.date(2025, 3, 31))
        (False, True)
        """
        off, on = frozenset(rest), frozenset(worked)
        for day in off & on:
            raise ValueError(f"{day} is given both as a day of rest and of work")
        for day in off | on:
            if not self.first <= day <= self.last:
                raise ValueError(f"{day} is outside the table {self.version} ({self.first} to {self.last})")
        return attrs.evolve(self, version=version, rest=(self.rest - on) | off, worked=(self.worked - off) | on)


def working_days(first: dt.date, last: dt.date, calendar: Calendar) -> int:
    """How many days from `first` to `last`, both included, are worked; none when `last` is before `first`.

    Args:
        first: the first day counted.
        last: the last day counted.
        calendar: which days are worked; a pack's own table is `pack.calendar`.

    Raises `CalendarCoverageError` when one of them is outside the calendar.

    >>> from enforcekit.packs.cn import PACK
    >>> working_days(dt.date(2025, 1, 1), dt.date(2025, 12, 31), PACK.calendar)
    248
    """
    days = range((last - first).days + 1)
    return sum(calendar.is_working_day(first + n * ONE_DAY) for n in days)
