"""The legal public holidays of 5 U.S.C. 6103 as a table of working days, with their days in lieu."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from enforcekit.timing import WorkingDays

FIRST, LAST = 1990, 2040
_FIXED: Final = ((1, 1, 0), (6, 19, 2021), (7, 4, 0), (11, 11, 0), (12, 25, 0))
"""Month, day, and the first year of a holiday that came later."""
_MONDAYS: Final = ((1, 3), (2, 3), (9, 1), (10, 2))
"""Month, and which Monday of it."""


def _holidays(year: int) -> Iterator[dt.date]:
    for month, day, since in _FIXED:
        if year >= since:
            date = dt.date(year, month, day)
            # On a Saturday the Friday before is the day in lieu, on a Sunday the Monday after.
            yield date + dt.timedelta(days={5: -1, 6: 1}.get(date.weekday(), 0))
    for month, which in _MONDAYS:
        first = dt.date(year, month, 1)
        yield first + dt.timedelta(days=-first.weekday() % 7 + 7 * (which - 1))
    end = dt.date(year, 5, 31)
    yield end - dt.timedelta(days=end.weekday())
    thanks = dt.date(year, 11, 1)
    yield thanks + dt.timedelta(days=(3 - thanks.weekday()) % 7 + 21)


WORKING_DAYS: Final = WorkingDays(
    version=f"us-federal-{FIRST}-{LAST}",
    first=dt.date(FIRST, 1, 1),
    last=dt.date(LAST, 12, 31),
    rest=frozenset(day for year in range(FIRST, LAST + 2) for day in _holidays(year) if FIRST <= day.year <= LAST),
)
"""The table of the pack."""
