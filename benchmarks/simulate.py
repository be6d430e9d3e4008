"""The simulator beside SimPy and Ciw: one model, one case table, the same ends; what a case costs, and how it grows.

    python benchmarks/simulate.py [--json] [--cases N] [--stations S …]

CPU seconds, sides one after another in one process, the best of three rounds (Ciw: of one). SimPy and Ciw take part
when installed (extra `bench`), numba when installed (extra `sim`). SimPy and Ciw are given arrivals, routes and work;
`loop` is given the same (numba: the arrivals; it draws the rest by key); `whole` draws everything, as `ek.simulate`
does.
"""

from __future__ import annotations

import argparse
import json
import time
from array import array
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from enforcekit.simulation import Arrivals, Campaign, CaseClass, Duration, Group, Horizon, Route, Scenario, Step
from enforcekit.simulation.engine import run
from enforcekit.simulation.tables import compile_scenario


def best(make: Callable[[], Any], rounds: int = 3) -> tuple[Any, float]:
    """What `make` makes, and the least CPU time it took."""
    times, made = [], None
    for _ in range(rounds):
        start = time.process_time()
        made = make()
        times.append(time.process_time() - start)
    return made, min(times)


def model(stations: int, cases: int) -> Scenario:
    """So many stations of five officers, four cases an hour each; a fifth of the cases goes on to the next station."""
    groups = tuple(Group(id=f"g{n}", officers=5) for n in range(stations))
    steps = [
        Step(
            id=f"s{n}",
            group=f"g{n}",
            service=Duration.exponential(0.9),
            routes=(Route(to=f"t{(n + 1) % stations}", share=0.2, reason="transfer"), Route(to="closed", share=0.8)),
        )
        for n in range(stations)
    ]
    steps += [
        Step(id=f"t{n}", group=f"g{n}", service=Duration.exponential(0.9), routes=(Route(to="closed"),))
        for n in range(stations)
    ]
    classes = tuple(CaseClass(id=f"c{n}", start=f"s{n}") for n in range(stations))
    rate = 4.0 * stations
    row = Arrivals(
        id="all",
        classes=tuple(Route(to=f"c{n}", share=1 / stations) for n in range(stations)),
        per_day=rate * 24,
        campaigns=(Campaign(from_day=cases / rate / 24, to_day=1e6, factor=0),),
    )
    return Scenario(
        tick_us=1000,
        horizon=Horizon(warmup_days=0, observe_days=cases / rate / 24, drain_days=0.5),
        groups=groups,
        steps=tuple(steps),
        classes=classes,
        arrivals=(row,),
    )


def itineraries(trace: Any) -> list[tuple[int, list[tuple[int, int]]]]:
    """For each case its arrival and its visits as (station, ticks of work): the table the others are given."""
    found: list[tuple[int, list[tuple[int, int]]]] = [(tick, []) for tick in trace.cases.tick]
    station = trace.compiled.tables.station
    for case, node, work in zip(trace.rows.case, trace.rows.node, trace.rows.work, strict=True):
        found[case][1].append((station[node], work))
    return found


def with_simpy(plan: list[tuple[int, list[tuple[int, int]]]], stations: int, until: int) -> list[int]:
    """SimPy as its documentation writes it: a process for each case."""
    import simpy

    env = simpy.Environment()
    desks = [simpy.Resource(env, capacity=5) for _ in range(stations)]
    ends = [-1] * len(plan)

    def case(number: int, visits: list[tuple[int, int]]) -> Any:
        for station, work in visits:
            with desks[station].request() as turn:
                yield turn
                yield env.timeout(work)
        ends[number] = env.now

    def source() -> Any:
        for number, (tick, visits) in enumerate(plan):
            yield env.timeout(tick - env.now)
            env.process(case(number, visits))

    env.process(source())
    env.run(until=until)
    return ends


def with_ciw(plan: list[tuple[int, list[tuple[int, int]]]], stations: int, until: int) -> list[int]:
    """Ciw with a predefined route for each individual; events at one tick it takes in random order."""
    import ciw

    first: list[list[float]] = [[] for _ in range(stations)]
    coming: list[list[int]] = [[] for _ in range(stations)]
    for number, (tick, visits) in enumerate(plan):
        if visits:
            first[visits[0][0]].append(float(tick))
            coming[visits[0][0]].append(number)
    upcoming = [iter(each) for each in coming]

    class Known(ciw.dists.Distribution):  # type: ignore[misc, unused-ignore]
        """The work that is written in the plan."""

        def sample(self, t: Any = None, ind: Any = None) -> int:
            return next(ind.work)  # type: ignore[no-any-return]

    def route(ind: Any, _: Any) -> list[int]:
        ind.number = next(upcoming[ind.starting_node - 1])
        visits = plan[ind.number][1]
        ind.work = iter([spent for _, spent in visits])
        return [station + 1 for station, _ in visits[1:]]

    def gaps(ticks: list[float]) -> list[float]:
        return [b - a for a, b in zip([0.0, *ticks], ticks, strict=False)] + [float("inf")]

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential(gaps(each)) for each in first],
        service_distributions=[Known() for _ in range(stations)],
        routing=ciw.routing.ProcessBased(route),
        number_of_servers=[5] * stations,
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(until)
    ends = [-1] * len(plan)
    for ind in simulation.nodes[-1].all_individuals:
        ends[ind.number] = int(ind.data_records[-1].exit_date)
    return ends


def prepared(compiled: Any, trace: Any, engine: str) -> Callable[[], Any]:
    """The event loop alone: arrivals given, and for the interpreter journeys too, as the others have them."""
    from enforcekit.simulation import engine as inner
    from enforcekit.simulation import itinerary

    ways = itinerary.Journeys(compiled.tables, trace.cases)
    if engine == "pure":
        ways.draw(len(trace.cases.tick))

    def go() -> Any:
        arrivals, journeys = inner.arrivals_of, itinerary.Journeys
        inner.arrivals_of = lambda *_: Known(trace)  # type: ignore[assignment]
        itinerary.Journeys = lambda *_: ways  # type: ignore[assignment, misc]
        try:
            return run(compiled, 1, 0, engine)
        finally:
            inner.arrivals_of, itinerary.Journeys = arrivals, journeys  # type: ignore[misc]

    return go


class Known:
    """The arrivals of a trace, once more."""

    def __init__(self, trace: Any) -> None:
        self.tick: array[int] = trace.cases.tick
        self.key: array[int] = trace.cases.key
        self.sort: array[int] = trace.cases.sort
        self.stream: array[int] = trace.stream


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--stations", type=int, nargs="*", default=[17, 170])
    parser.add_argument("--ciw-up-to", type=int, default=170, help="stations; Ciw's cost grows with them")
    asked = parser.parse_args()
    table: list[dict[str, Any]] = []
    for stations in asked.stations:
        compiled = compile_scenario(model(stations, asked.cases))
        trace, whole = best(lambda compiled=compiled: run(compiled, 1, 0, "pure"))
        count = len(trace.cases.tick)
        sides = {"enforcekit, whole": whole}
        if find_spec("numba"):
            same = run(compiled, 1, 0, "numba")
            assert same.digest == trace.digest
            _, sides["enforcekit with numba, whole"] = best(lambda compiled=compiled: run(compiled, 1, 0, "numba"))
        _, sides["enforcekit, loop"] = best(prepared(compiled, trace, "pure"))
        if find_spec("numba"):
            _, sides["enforcekit with numba, loop"] = best(prepared(compiled, trace, "numba"))
        plan, until = itineraries(trace), compiled.tables.stop + 1
        if find_spec("simpy"):
            ends, sides["SimPy"] = best(lambda plan=plan, s=stations, u=until: with_simpy(plan, s, u))
            differ = sum(a != b for a, b in zip(ends, trace.cases.end, strict=True) if b >= 0)
            sides["SimPy: ends that differ"] = differ
        if find_spec("ciw") and stations <= asked.ciw_up_to:
            ends, sides["Ciw"] = best(lambda plan=plan, s=stations, u=until: with_ciw(plan, s, u), 1)
            differ = sum(a != b for a, b in zip(ends, trace.cases.end, strict=True) if b >= 0)
            sides["Ciw: ends that differ"] = differ
        for side, seconds in sides.items():
            if side.endswith("ends that differ"):
                table.append({"stations": stations, "side": side, "value": seconds})
            else:
                table.append({"stations": stations, "side": side, "us_a_case": round(seconds / count * 1e6, 3)})
    print(json.dumps(table, indent=1) if asked.json else "\n".join(map(str, table)))


if __name__ == "__main__":
    main()
