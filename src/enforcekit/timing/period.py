"""A half-open span of days."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from enforcekit.errors import Finding, rule
from enforcekit.shape import Doc, record

EMPTY_PERIOD = rule(
    "EK120",
    "error",
    "the period ends on {end}, not after its start {start}",
    "期间于 {end} 结束，不晚于开始日 {start}",
    cure_en="a period is half-open: its end is the first day after it",
    cure_zh="期间为左闭右开：end 是期间之后的第一天",
)


@record
class Period:
    """The days from `start` up to, not including, `end`; a side left out is open.

    >>> spring = Period(start=dt.date(2024, 3, 1), end=dt.date(2024, 6, 1))
    >>> dt.date(2024, 5, 31) in spring, dt.date(2024, 6, 1) in spring
    (True, False)
    """

    start: Annotated[dt.date | None, Doc("First day", "起始日（含）")] = None
    end: Annotated[dt.date | None, Doc("First day no longer inside", "终止日（不含）")] = None

    def __contains__(self, day: dt.date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def problems(self) -> list[Finding]:
        """`end` must be after `start`."""
        if self.start is None or self.end is None or self.start < self.end:
            return []
        return [EMPTY_PERIOD.at("/end", start=self.start.isoformat(), end=self.end.isoformat())]


ALWAYS = Period()
