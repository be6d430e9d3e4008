"""The weeks of a year: Monday to Sunday, cut at the year's ends, because annual caps end with the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from enforcekit.timing.calendar import ONE_DAY, Calendar
from enforcekit.timing.period import Period


@attrs.frozen
class Week:
    """A week: its number from 1, its first and last day in the year, and its working days."""

    number: int
    first: dt.date
    last: dt.date
    working: tuple[dt.date, ...]


def weeks_of(year: int, calendar: Calendar | None) -> tuple[Week, ...]:
    """The weeks of a year; without a calendar every Monday to Friday is worked.

    >>> weeks = weeks_of(2026, None)
    >>> len(weeks), weeks[0].first.isoformat(), weeks[0].last.isoformat(), len(weeks[0].working)
    (53, '2026-01-01', '2026-01-04', 2)
    """
    day, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    weeks: list[Week] = []
    while True:
        last = min(day + (6 - day.weekday()) * ONE_DAY, end)
        days = [day + n * ONE_DAY for n in range((last - day).days + 1)]
        worked = [d for d in days if (calendar.is_working_day(d) if calendar else d.weekday() < 5)]
        weeks.append(Week(len(weeks) + 1, day, last, tuple(worked)))
        if last == end:
            return tuple(weeks)
        day = last + ONE_DAY


def mask(numbers: Iterable[int]) -> int:
    """Week numbers as a set of bits: week 1 is the lowest."""
    bits = 0
    for number in numbers:
        bits |= 1 << (number - 1)
    return bits


def numbers(bits: int) -> Iterator[int]:
    """The week numbers of a set of bits, ascending.

    >>> list(numbers(mask([3, 1, 52])))
    [1, 3, 52]
    """
    while bits:
        low = bits & -bits
        yield low.bit_length()
        bits ^= low


def inside(period: Period, weeks: Iterable[Week]) -> int:
    """The weeks of which a working day lies in the period."""
    return mask(week.number for week in weeks if any(day in period for day in week.working))


def spans(found: Iterable[int]) -> str:
    """Week numbers in few words.

    >>> spans([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in sorted(found):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs)


def told_weeks(found: Iterable[int]) -> str:
    """The same behind the word for them.

    >>> told_weeks([7]), told_weeks([1, 2])
    ('week 7', 'weeks 1-2')
    """
    shown = spans(found)
    return f"week {shown}" if shown.isdigit() else f"weeks {shown}"
