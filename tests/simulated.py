"""Worlds for the tests of the simulator: stations, steps and cases written by hand, and what is read off their rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from statistics import mean, stdev
from typing import Any

from enforcekit.simulation import (
    Arrivals,
    Calendar,
    CaseClass,
    Duration,
    Group,
    Horizon,
    Route,
    Scenario,
    Step,
)
from enforcekit.simulation.engine import Trace, run
from enforcekit.simulation.statistic import student
from enforcekit.simulation.tables import compile_scenario

HOUR = 3600
OUT = (Route(to="closed"),)


def world(
    groups: Iterable[Group],
    steps: Iterable[Step],
    arrivals: Iterable[Arrivals],
    *,
    classes: Iterable[CaseClass] = (),
    days: float = 30.0,
    warmup: float = 0.0,
    drain: float = 30.0,
    calendars: Iterable[Calendar] = (),
    **more: Any,
) -> Scenario:
    """A scenario; without classes each step starts one of its own name."""
    made = tuple(steps)
    return Scenario(
        horizon=Horizon(warmup_days=warmup, observe_days=days, drain_days=drain),
        groups=tuple(groups),
        steps=made,
        classes=tuple(classes) or tuple(CaseClass(id=step.id, start=step.id) for step in made),
        arrivals=tuple(arrivals),
        calendars=tuple(calendars),
        **more,
    )


def at(times: Iterable[float], to: str, id: str | None = None) -> Arrivals:
    """Cases of one class at given hours."""
    return Arrivals(id=id or to, classes=(Route(to=to),), times=tuple(times))


def flow(rate: float, to: str, id: str | None = None, **more: Any) -> Arrivals:
    """A Poisson stream of one class, `rate` cases an hour."""
    return Arrivals(id=id or to, classes=(Route(to=to),), per_day=rate * 24, **more)


def work(id: str, group: str, service: Duration, routes: Iterable[Route] = OUT, **more: Any) -> Step:
    """A step at a group; its cases are closed afterwards unless routes say otherwise."""
    return Step(id=id, group=group, service=service, routes=tuple(routes), **more)


def traced(scenario: Scenario, seed: int = 1, replication: int = 0, engine: str = "kernel") -> Trace:
    """One replication."""
    return run(compile_scenario(scenario), seed, replication, engine)


def visits(trace: Trace) -> list[tuple[str, int, int, int]]:
    """(step, enter, start, end) of every row, in the order of entering."""
    names = [step.id for step in trace.compiled.network.steps]
    rows = trace.rows
    return [
        (names[node], enter, start, end)
        for node, enter, start, end in zip(rows.node, rows.enter, rows.start, rows.end, strict=True)
    ]


def waits(trace: Trace, step: str | None = None) -> list[float]:
    """Hours waited at a step by visits that entered it in the observed window and were taken up."""
    names = [each.id for each in trace.compiled.network.steps]
    since, until = trace.compiled.window
    rows = trace.rows
    return [
        (start - enter) / HOUR
        for node, enter, start in zip(rows.node, rows.enter, rows.start, strict=True)
        if since <= enter < until and start >= 0 and (step is None or names[node] == step)
    ]


def times_in_system(trace: Trace) -> list[float]:
    """Hours from arrival to end of the cases that arrived in the window and were closed."""
    since, until = trace.compiled.window
    cases = trace.cases
    return [
        (end - tick) / HOUR
        for tick, end in zip(cases.tick, cases.end, strict=True)
        if since <= tick < until and end >= 0
    ]


Measure = Callable[[Trace], float]


def study(
    scenario: Scenario, measures: dict[str, Measure], replications: int, seed: int = 11, engine: str = "auto"
) -> dict[str, list[float]]:
    """Each measure in each replication."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for replication in range(replications):
        trace = traced(scenario, seed, replication, engine)
        for name, measure in measures.items():
            found[name].append(measure(trace))
    return found


def t_value(sample: list[float], expected: float) -> float:
    """How many standard errors the mean is away from what is expected."""
    spread = stdev(sample)
    return (mean(sample) - expected) / (spread / math.sqrt(len(sample))) if spread else math.inf


def half_width(sample: list[float]) -> float:
    """Half of the 95 % interval of the mean."""
    return student(0.975, len(sample) - 1) * stdev(sample) / math.sqrt(len(sample))
