"""Scenarios that travel with the library: a queue whose answers are known in closed form, and five reforms."""

from __future__ import annotations

import json

from enforcekit.arguments import must_be_text
from enforcekit.errors import UnknownReference
from enforcekit.resources import folder

from .parts import Duration, Group, Route, Step
from .reform import Reform
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


def example_reforms(name: str) -> tuple[Scenario, dict[str, Reform]]:
    """A bundled scenario of a published reform, illustrative but for what its assumptions call published; its reforms.

    Raises `UnknownReference` with the names there are.

    >>> scenario, reforms = example_reforms("yichang")
    >>> len(scenario.groups), list(reforms)[0]
    (14, 'one team')
    """
    must_be_text(name=name)
    whatif = folder("examples") / "whatif"
    known = sorted(each.stem for each in whatif.glob("*.json") if not each.stem.endswith("-reforms"))
    if name not in known:
        raise UnknownReference("example", name, known)
    scenario = Scenario.from_json((whatif / f"{name}.json").read_text(encoding="utf-8"))
    return scenario, Reform.book(json.loads((whatif / f"{name}-reforms.json").read_text(encoding="utf-8")))
