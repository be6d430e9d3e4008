"""Working time: a calendar as sorted intervals of ticks with the work done so far, and the questions asked of it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from typing import Any, Final

import attrs

from enforcekit.errors import InvalidRecord

from .findings import CLOSED
from .parts import Calendar

NEVER: Final = 1 << 61
"""A tick that is never reached."""
LONGEST: Final = 1e15
"""The most ticks that anything takes: 31 million years of seconds, 31 years of microseconds."""


@attrs.frozen(kw_only=True)
class Hours:
    """The working intervals `[open, close)` of one calendar, and the work done by the end of each.

    >>> from enforcekit.simulation import Calendar
    >>> week = hours_of(Calendar(id="office"), dt.date(2026, 1, 5), tick_us=1_000_000, days=14)
    >>> week.worked(24 * 3600), week.finish(4 * 86400 + 16 * 3600, 5 * 3600) / 86400  # Friday 16:00, five hours
    (28800, 7.5)
    """

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    done: tuple[int, ...]

    def worked(self, t: int) -> int:
        """Working ticks in [0, t)."""
        k = bisect_right(self.opens, t) - 1
        if k < 0:
            return 0
        return self.done[k] - max(0, self.closes[k] - t)

    def finish(self, t: int, work: int) -> int:
        """The tick at which work begun at `t` is done; `NEVER` beyond the compiled horizon."""
        target = self.worked(t) + work
        k = bisect_left(self.done, target)
        return NEVER if k == len(self.done) else self.closes[k] - (self.done[k] - target)

    def next_open(self, t: int) -> int:
        """The first working tick from `t` on."""
        k = bisect_right(self.opens, t) - 1
        if k >= 0 and t < self.closes[k]:
            return t
        return self.opens[k + 1] if k + 1 < len(self.opens) else NEVER


def hours_of(calendar: Calendar, start: dt.date, *, tick_us: int, days: int) -> Hours:
    """Compile a calendar for so many days from the start of the scenario.

    Raises:
        InvalidRecord: EK708, it is never open.
    """
    opens: list[int] = []
    closes: list[int] = []
    rest, worked = set(calendar.rest), set(calendar.worked)
    for n in range(days):
        day = start + dt.timedelta(days=n)
        if day in worked or (day.weekday() in calendar.weekdays and day not in rest):
            for first, last in calendar.minutes:
                a, b = ((n * 1440 + minute) * 60_000_000 // tick_us for minute in (first, last))
                if closes and closes[-1] == a:
                    closes[-1] = b
                elif b > a:
                    opens.append(a)
                    closes.append(b)
    if not opens:
        raise InvalidRecord([CLOSED.at(calendar=calendar.id)], calendar.id)
    done, total = [], 0
    for a, b in zip(opens, closes, strict=True):
        total += b - a
        done.append(total)
    return Hours(opens=tuple(opens), closes=tuple(closes), done=tuple(done))


def worked(c: int, t: int, first: Any, opens: Any, closes: Any, done: Any) -> int:
    """Working ticks of calendar `c` in [0, t), over the columns of all calendars.

    Calendar `c` holds the intervals from `first[c]` to `first[c + 1]`; calendar -1 is always open.
    """
    if c < 0:
        return t
    k = bisect_right(opens, t, first[c], first[c + 1]) - 1
    if k < first[c]:
        return 0
    ends = closes[k]
    return int(done[k] if t >= ends else done[k] - (ends - t))


def finish(c: int, t: int, work: int, first: Any, opens: Any, closes: Any, done: Any) -> int:
    """When work begun at `t` is done by calendar `c`."""
    if c < 0:
        return t + work
    target = worked(c, t, first, opens, closes, done) + work
    k = bisect_left(done, target, first[c], first[c + 1])
    return NEVER if k == first[c + 1] else int(closes[k] - (done[k] - target))


def next_open(c: int, t: int, first: Any, opens: Any, closes: Any) -> int:
    """The first working tick of calendar `c` from `t` on."""
    if c < 0:
        return t
    k = bisect_right(opens, t, first[c], first[c + 1]) - 1
    if k >= first[c] and t < closes[k]:
        return t
    return int(opens[k + 1]) if k + 1 < first[c + 1] else NEVER
