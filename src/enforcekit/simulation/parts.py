"""The parts of a scenario: durations, calendars, officer groups, routes and steps.

Durations are hours, days count from the start of the scenario, rates are cases a day.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Final

from enforcekit.errors import Finding
from enforcekit.keyed import GAP, PATIENCE, ROUTE, SERVICE, SERVICE_2
from enforcekit.shape import evolve

from .findings import BAD_SHARES, BAD_VALUE, TWICE
from .plain import number, part

KINDS: Final = ("fixed", "exponential", "erlang", "lognormal", "weibull", "uniform", "table", "mixture")
WITHDRAWN, OVERDUE = "withdrawn", "overdue"
"""Exits that every scenario has: the complainant's patience ended, the deadline closed the case."""


def repeated(ids: Iterable[str]) -> list[str]:
    """Those that came before."""
    seen: set[str] = set()
    return [each for each in ids if each in seen or seen.add(each)]  # type: ignore[func-returns-value]


def shares_problem(shares: list[float], pointer: str) -> list[Finding]:
    """A finding unless the shares add up to one."""
    total = math.fsum(shares)
    return [] if abs(total - 1) < 1e-9 else [BAD_SHARES.at(pointer, found=f"{total:.12g}")]


def ends_before(from_day: float, to_day: float) -> list[Finding]:
    """A finding when the last day comes before the first."""
    return [BAD_VALUE.at("/to_day", value=to_day, expected=f"a day from {from_day:g} on")] if to_day < from_day else []


@part
class Component:
    """One part of a mixture: its share, and how long it then takes."""

    share: float = number(ge=0, le=1)
    duration: Duration


@part
class Duration:
    """How long something takes, in hours, as a law that is drawn by its inverse distribution function.

    `hours` is the mean (for `weibull` the scale, for `uniform` the lower end). `second` is, by kind: the squared
    coefficient of variation (lognormal), the number of phases (erlang), the shape (weibull), the upper end (uniform).
    `points` are equally spaced quantiles, from 0 to 1 (table); `parts` make a mixture.

    >>> Duration.lognormal(4, cv2=1.44).mean
    4.0
    >>> Duration.mixture((0.75, Duration.fixed(1)), (0.25, Duration.exponential(5))).mean
    2.0
    """

    kind: str
    hours: float = number(default=0.0, ge=0, le=1e6)
    second: float = number(default=1.0, ge=0, le=1e6)
    points: tuple[float, ...] = ()
    parts: tuple[Component, ...] = ()

    def problems(self) -> list[Finding]:
        """Each kind has what it needs."""
        if self.kind not in KINDS:
            return [BAD_VALUE.at("/kind", value=self.kind, expected=f"one of {', '.join(KINDS)}")]
        if self.kind == "mixture":
            nested = [each for each in self.parts if each.duration.kind == "mixture"]
            found = [BAD_VALUE.at("/parts", value="a mixture", expected="a simple kind in each part") for _ in nested]
            return found + shares_problem([each.share for each in self.parts], "/parts")
        if self.kind == "table":
            rising = all(a <= b for a, b in pairwise(self.points))
            if len(self.points) < 33 or not rising or self.points[0] < 0 or not self.points[-1] <= 1e6:
                return [BAD_VALUE.at("/points", value=len(self.points), expected="33 or more quantiles that rise")]
        if self.kind == "erlang" and not (self.second.is_integer() and 1 <= self.second <= 64):
            return [BAD_VALUE.at("/second", value=self.second, expected="1 to 64 phases")]
        if self.kind == "weibull" and not 0.01 <= self.second <= 100:
            return [BAD_VALUE.at("/second", value=self.second, expected="a shape from 0.01 to 100")]
        if self.kind == "lognormal" and self.second > 10_000:
            return [BAD_VALUE.at("/second", value=self.second, expected="a squared variation of at most 10000")]
        if self.kind == "uniform" and self.second < self.hours:
            return [BAD_VALUE.at("/second", value=self.second, expected="an upper end not below the lower")]
        if self.kind != "fixed" and self.kind != "uniform" and self.kind != "table" and not self.hours:
            return [BAD_VALUE.at("/hours", value=self.hours, expected="a mean above 0")]
        return []

    @classmethod
    def fixed(cls, hours: float) -> Duration:
        """Always the same."""
        return cls(kind="fixed", hours=hours)

    @classmethod
    def exponential(cls, mean: float) -> Duration:
        """Exponential with this mean."""
        return cls(kind="exponential", hours=mean)

    @classmethod
    def erlang(cls, mean: float, phases: int) -> Duration:
        """The sum of equal exponential phases."""
        return cls(kind="erlang", hours=mean, second=phases)

    @classmethod
    def lognormal(cls, mean: float, cv2: float) -> Duration:
        """Lognormal with this mean and squared coefficient of variation."""
        return cls(kind="lognormal", hours=mean, second=cv2)

    @classmethod
    def weibull(cls, scale: float, shape: float) -> Duration:
        """Weibull with this scale and shape."""
        return cls(kind="weibull", hours=scale, second=shape)

    @classmethod
    def uniform(cls, low: float, high: float) -> Duration:
        """Uniform between two ends."""
        return cls(kind="uniform", hours=low, second=high)

    @classmethod
    def table(cls, *points: float) -> Duration:
        """The user's own quantiles, equally spaced from 0 to 1, at least 33, linear between them."""
        return cls(kind="table", points=points)

    @classmethod
    def mixture(cls, *parts: tuple[float, Duration]) -> Duration:
        """One of several laws, each with its share."""
        return cls(kind="mixture", parts=tuple(Component(share=share, duration=each) for share, each in parts))

    def times(self, factor: float) -> Duration:
        """The same law, everything so many times as long.

        >>> Duration.uniform(1, 3).times(0.5)
        Duration(kind='uniform', hours=0.5, second=1.5, points=(), parts=())
        """
        parts = [evolve(each, duration=each.duration.times(factor)) for each in self.parts]
        return evolve(
            self,
            hours=self.hours * factor,
            second=self.second * factor if self.kind == "uniform" else self.second,
            points=tuple(point * factor for point in self.points),
            parts=tuple(parts),
        )

    @property
    def mean(self) -> float:
        """The mean, in hours."""
        if self.kind == "weibull":
            return self.hours * math.gamma(1 + 1 / self.second)
        if self.kind == "uniform":
            return (self.hours + self.second) / 2
        if self.kind == "table":
            pairs = pairwise(self.points)
            return math.fsum((a + b) / 2 for a, b in pairs) / (len(self.points) - 1)
        if self.kind == "mixture":
            return math.fsum(each.share * each.duration.mean for each in self.parts)
        return self.hours


@part
class Calendar:
    """When work is done: shifts ("09:00-12:00") on weekdays (0 is Monday), less days of rest, plus days worked."""

    id: str
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    shifts: tuple[str, ...] = ("09:00-12:00", "13:00-18:00")
    rest: tuple[dt.date, ...] = ()
    worked: tuple[dt.date, ...] = ()

    def problems(self) -> list[Finding]:
        """Weekdays exist; shifts can be read, follow one another and do not overlap."""
        found = [BAD_VALUE.at("/weekdays", value=n, expected="0 to 6") for n in self.weekdays if n not in range(7)]
        try:
            times = [minute for pair in self.minutes for minute in pair]
        except ValueError:
            return [*found, BAD_VALUE.at("/shifts", value=self.shifts, expected='shifts such as "09:00-12:00"')]
        pairs = list(pairwise(times))
        good = all(a < b if n % 2 == 0 else a <= b for n, (a, b) in enumerate(pairs))
        if not good or (times and times[-1] > 1440):
            found.append(BAD_VALUE.at("/shifts", value=self.shifts, expected="shifts one after another in one day"))
        return found

    @property
    def minutes(self) -> tuple[tuple[int, int], ...]:
        """Each shift as minutes of the day."""

        def minute(text: str) -> int:
            hours, minutes = map(int, text.split(":"))
            if not 0 <= minutes < 60:
                raise ValueError(text)
            return hours * 60 + minutes

        return tuple((minute(a), minute(b)) for a, b in (shift.split("-") for shift in self.shifts))


@part
class Absence:
    """Officers who are on the list but not at their post (占编不在岗), or lent to another body, from day to day."""

    officers: int = number(ge=1)
    from_day: float = number(ge=0)
    to_day: float = number(ge=0)

    def problems(self) -> list[Finding]:
        """It ends after it began."""
        return ends_before(self.from_day, self.to_day)


@part
class Group:
    """Officers of one body who do the same work and share one queue; `officers=None` means a pure delay.

    `availability` is the share of working time left for cases (meetings, campaigns), `skill` divides the work.
    """

    id: str
    authority: str | None = None
    officers: int | None = number(default=None, ge=0, le=1_000_000)
    calendar: str | None = None
    availability: float = number(default=1.0, ge=0.001, le=1)
    skill: float = number(default=1.0, ge=0.001, le=1000)
    absences: tuple[Absence, ...] = ()
    backfill: bool = False

    def problems(self) -> list[Finding]:
        """Nobody is absent who is not on the list."""
        changes = [(day, n) for a in self.absences for day, n in ((a.from_day, a.officers), (a.to_day, -a.officers))]
        most = max(accumulate(n for _, n in sorted(changes)), default=0)
        if most <= (self.officers or 0):
            return []
        return [
            BAD_VALUE.at("/absences", value=most, expected=f"at most the {self.officers or 0} officers of {self.id}")
        ]


@part
class Route:
    """Where a case goes next, with what share, and why (`reason`: route, transfer, return, escalate, approve …)."""

    to: str
    share: float = number(default=1.0, ge=0, le=1)
    reason: str = "route"


@part
class Seat:
    """The officers one group sends to a joint visit."""

    group: str
    officers: int = number(default=1, ge=1)


@part
class Learning:
    """Practice: the n-th case of a `field` in a group takes max(floor, (1 + n/n0) ** -b), b = -log2(ratio).

    Source: Wright 1936. `done` is what the group has done before.
    """

    field: str
    ratio: float = number(default=0.9, gt=0, le=1)
    n0: float = number(default=1.0, gt=0)
    floor: float = number(default=0.0, ge=0, le=1)
    done: int = number(default=0, ge=0)


@part
class Step:
    """One step of a case: work at a group, a joint visit of several groups (`seats`), or, without either, a decision.

    `choose` is how the next step is found: by `share`, by the `shortest` queue, or by `overflow`: the first route
    whose queue is not longer than `limit`. `purpose` is the purpose of the random number that decides. `excluded` time
    does not count for the deadline; `files` means that the case is filed when the step ends.
    """

    id: str
    group: str | None = None
    service: Duration | None = None
    officers: int = number(default=1, ge=1)
    seats: tuple[Seat, ...] = ()
    priority: int = number(default=0, ge=0, le=15)
    patience: Duration | None = None
    routes: tuple[Route, ...] = ()
    choose: str = "share"
    limit: int = number(default=0, ge=0)
    purpose: int = number(default=ROUTE, ge=1, le=255)
    difficulty: float = number(default=1.0, ge=0.001, le=1000)
    learning: Learning | None = None
    excluded: bool = False
    files: bool = False

    def problems(self) -> list[Finding]:
        """It leads somewhere, and takes time when somebody does it."""
        found = []
        if self.choose not in ("share", "shortest", "overflow"):
            found.append(BAD_VALUE.at("/choose", value=self.choose, expected="share, shortest or overflow"))
        if not self.routes:
            found.append(BAD_VALUE.at("/routes", value="nothing", expected="at least one route"))
        elif self.choose == "share":
            found += shares_problem([each.share for each in self.routes], "/routes")
        if self.group is not None and self.seats:
            found.append(BAD_VALUE.at("/seats", value=self.id, expected="a group or seats, not both"))
        found += [TWICE.at("/seats", key=each) for each in repeated(seat.group for seat in self.seats)]
        if len(self.routes) > 1 and self.purpose in (GAP, SERVICE, SERVICE_2, PATIENCE):
            expected = "a purpose that no arrival, work or patience is drawn with, such as 32"
            found.append(BAD_VALUE.at("/purpose", value=self.purpose, expected=expected))
        if (self.group is not None or self.seats) and self.service is None:
            found.append(BAD_VALUE.at("/service", value="nothing", expected="a duration"))
        if self.patience is not None and self.patience.kind == "mixture":
            found.append(BAD_VALUE.at("/patience", value="a mixture", expected="a simple kind"))
        return found
