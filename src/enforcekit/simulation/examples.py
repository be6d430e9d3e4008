"""Small scenarios whose answers are known in closed form: for docs, tests and benchmarks."""

from __future__ import annotations

from .parts import Duration, Group, Route, Step
from .scenario import Arrivals, CaseClass, Horizon, Scenario


def example_queue(
    *,
    rate: float,
    service: Duration,
    officers: int = 1,
    needs: int = 1,
    patience: Duration | None = None,
    days: float = 1000,
    warmup: float = 0.0,
    drain: float = 100.0,
    tick_us: int = 1_000_000,
) -> Scenario:
    """One queue before one group: `rate` cases an hour, `needs` of its `officers` for each.

    >>> scenario = example_queue(rate=0.8, service=Duration.exponential(1))
    >>> scenario.arrivals[0].per_day
    19.2...
    """
    step = Step(
        id="handle", group="team", service=service, officers=needs, patience=patience, routes=(Route(to="closed"),)
    )
    return Scenario(
        id="queue",
        tick_us=tick_us,
        horizon=Horizon(warmup_days=warmup, observe_days=days, drain_days=drain),
        groups=(Group(id="team", officers=officers),),
        steps=(step,),
        classes=(CaseClass(id="case", start="handle"),),
        arrivals=(Arrivals(id="all", classes=(Route(to="case"),), per_day=rate * 24),),
    )
