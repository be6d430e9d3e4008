"""What keeps a result from saying more than it knows: too few replications, a steady state that does not exist, a
quantile from too few independent cases, a warm-up that is too short.

Intervals rest on independent replications alone, never on the cases within one, which are not independent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from enforcekit.errors import Finding

from .engine import Trace
from .findings import SHORT_WARM_UP
from .metrics import STEADY, cohort
from .metrics.backlog import open_on_average
from .metrics.registry import until
from .metrics.turnaround import percent_of
from .scenario import DAY_US, Scenario
from .statistic import effective_size, mser5

LEAST: Final = 10
"""No interval is given for fewer replications."""
LEAST_BEYOND: Final = 10
"""No interval of a quantile with fewer independent cases beyond it, in a replication."""
BINS: Final = 250
FEW, OPEN, NOT_STEADY = "too few replications for an interval", "unknown in some replications", "no steady state"
DEPENDENT = "too few independent cases for an interval of a quantile"
NOT_REACHED = "precision not reached"
NEVER_SEEN = "never seen in any replication: what is rare may still happen"


def effective_cases(trace: Trace) -> float:
    """What the turnaround of the cohort's cases is worth in independent ones, by batch means."""
    spans = [float(until(trace, n) - trace.cases.tick[n]) for n in cohort(trace)]
    return min(float(len(spans)), effective_size(spans)) if len(spans) >= 40 else float(len(spans))


def open_over_time(trace: Trace) -> tuple[float, ...]:
    """Open cases from the start to the end of the window, averaged over equal bins: whole weeks where there are hours.

    Empty where the rate is meant to change over the year, or where there are too few bins to tell.
    """
    scenario = trace.compiled.scenario
    rows = trace.compiled.network.arrivals
    last = trace.compiled.window[1]
    if any(row.months or row.campaigns or row.times or row.backlog for row in rows):
        return ()
    weekly = scenario.calendars or any(row.weekdays or row.hours or row.week for row in rows)
    count = last // (7 * DAY_US // scenario.tick_us) if weekly else BINS
    if count < 50 or last < count:
        return ()
    width = 7 * DAY_US // scenario.tick_us if weekly else last // count
    return tuple(open_on_average(trace, range(0, width * (count + 1), width)))


def warm_up(scenario: Scenario, courses: Sequence[Sequence[float]]) -> list[Finding]:
    """A finding when the mean course over replications still settles after the warm-up (MSER-5 cuts later).

    Source: White and Spratt 2000; Hoad, Robinson and Davies 2010. It is a check, not the rule: with few replications
    it cuts at the wrong place.
    """
    if len(courses) < LEAST or not courses[0]:
        return []
    mean = [math.fsum(each) / len(courses) for each in zip(*courses, strict=True)]
    horizon = scenario.horizon
    day = (horizon.warmup_days + horizon.observe_days) / len(mean)
    cut = mser5(mean) * day
    if cut <= horizon.warmup_days:
        return []
    return [SHORT_WARM_UP.at("/horizon/warmup_days", given=f"{horizon.warmup_days:g}", found=f"{cut:.3g}")]


def flags_of(name: str, values: Sequence[float | None], steady: bool, effective: Sequence[float | None]) -> list[str]:
    """Why a metric has no estimate, or an estimate no interval; nothing when it has both."""
    found = []
    if name in STEADY and not steady:
        found.append(NOT_STEADY)
    elif any(each is None for each in values):
        found.append(OPEN)
    if len(values) < LEAST:
        found.append(FEW)
    p = percent_of(name)
    if p is not None:
        known = [each for each in effective if each is not None]
        worth = math.fsum(known) / len(known) if known else 0.0
        if worth * min(p, 1 - p) < LEAST_BEYOND:
            found.append(DEPENDENT)
    return found
