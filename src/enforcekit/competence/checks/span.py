"""Days as a check compares them: a span from one day to before another, both always there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from enforcekit.competence.cell import FIRST
from enforcekit.timing import Period

Span = tuple[dt.date, dt.date]
LAST = dt.date.max


def span_of(period: Period) -> Span:
    """A period whose open ends are the first and the last day there is.

    >>> span_of(Period(start=dt.date(2020, 1, 1)))
    (datetime.date(2020, 1, 1), datetime.date(9999, 12, 31))
    """
    return period.start or FIRST, period.end or LAST


def first_gap(whole: Span, parts: Iterable[Span]) -> dt.date | None:
    """The first day of a span that lies in none of its parts.

    >>> day = dt.date
    >>> first_gap((day(2020, 1, 1), day(2022, 1, 1)), [(day(2019, 1, 1), day(2021, 5, 1))])
    datetime.date(2021, 5, 1)
    """
    reached, end = whole
    for low, high in sorted(parts):
        if low > reached:
            break
        reached = max(reached, high)
    return reached if reached < end else None
