"""Do the simulator's intervals mean what they say? What common random numbers save, and how often intervals cover.

    python benchmarks/intervals.py [--json] [--pairs 60] [--repeats 400]

Not a race: it makes the two tables of docs/simulation.md. The first measures one reform of twenty-four bodies three
ways: *keyed*, base and reform with the same seed (a draw is a function of case, visit and purpose); *independent*,
another seed for the reform; *one stream*, the same seed, but words are taken in the order in which the program asks
for them, as most simulators do. The second is how often a 95 % interval holds the true mean wait for one officer.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Callable, Sequence
from statistics import mean
from typing import Any
from unittest.mock import patch

from enforcekit.simulation import (
    Arrivals,
    CaseClass,
    Duration,
    Group,
    Horizon,
    Route,
    Scenario,
    Step,
    engine,
    example_queue,
    kernel,
    quantiles,
)
from enforcekit.simulation.metrics import find_metric
from enforcekit.simulation.statistic import interval, mser5, spread
from enforcekit.simulation.tables import compile_scenario

TOWNS, DISTRICTS = 20, 3
KINDS = {"simple": (0.70, 4.0), "general": (0.25, 12.0), "hearing": (0.05, 30.0)}
"""Share of the cases, and mean hours of work; like all numbers of this model, illustrative."""
METRICS = ("turnaround.mean", "turnaround.q95", "share_over.240h", "transfers.mean", "withdrawn.share")


def bodies(misrouted: float, escalated: dict[str, float], slower: float) -> Scenario:
    """Twenty townships, three districts and a city, 4,000 cases: some come to the wrong township, some go up."""
    up = Duration.lognormal(10, cv2=1.44)
    groups = [Group(id=f"town{n}", officers=3) for n in range(TOWNS)]
    groups += [Group(id=f"district{n}", officers=4) for n in range(DISTRICTS)] + [Group(id="city", officers=4)]
    steps = [
        Step(id=f"up{n}", group=f"district{n}", service=up,
             routes=(Route(to="city", share=0.2, reason="transfer"), Route(to="closed", share=0.8)))
        for n in range(DISTRICTS)
    ]  # fmt: skip
    steps.append(Step(id="city", group="city", service=Duration.lognormal(16, cv2=1.44), routes=(Route(to="closed"),)))
    classes, shares = [], []
    for n in range(TOWNS):
        for kind, (share, hours) in KINDS.items():
            here, wrong = f"{kind}{n}", f"{kind}{n} elsewhere"
            first, patience = Duration.lognormal(1, cv2=1), Duration.exponential(400)
            on = Route(to=f"work {here}", share=1 - misrouted)
            away = Route(to=wrong, share=misrouted, reason="transfer")
            above = Route(to=f"up{n % DISTRICTS}", share=escalated[kind], reason="transfer")
            steps += [
                Step(id=here, group=f"town{n}", service=first, patience=patience, routes=(away, on)),
                Step(id=wrong, group=f"town{(n + 1) % TOWNS}", service=first, routes=(Route(to=on.to),)),
                Step(id=on.to, group=f"town{n}", service=Duration.lognormal(hours * slower, cv2=1.44),
                     patience=patience, routes=(above, Route(to="closed", share=1 - escalated[kind]))),
            ]  # fmt: skip
            classes.append(CaseClass(id=here, start=here))
            shares.append(Route(to=here, share=share / TOWNS))
    return Scenario(
        horizon=Horizon(warmup_days=5, observe_days=25, drain_days=60),
        groups=tuple(groups),
        steps=tuple(steps),
        classes=tuple(classes),
        arrivals=(Arrivals(id="all", classes=tuple(shares), per_day=4000 / 30),),
    )


BASE = bodies(0.12, {"simple": 0.10, "general": 0.25, "hearing": 0.60}, 1.0)
REFORM = bodies(0.04, {"simple": 0.03, "general": 0.15, "hearing": 0.50}, 1.15)


def values(scenario: Scenario, seed: int, replication: int, way: str = "auto") -> list[float]:
    """The metrics of one run."""
    trace = engine.run(compile_scenario(scenario), seed, replication, way)
    return [find_metric(name)(trace) or 0.0 for name in METRICS]


def from_one_stream(scenario: Scenario, seed: int, replication: int) -> list[float]:
    """The metrics of one run of the same kernel, whose random words come in the order of asking."""
    words = random.Random(f"{seed}/{replication}")

    def next_word(*_: int) -> int:
        return words.getrandbits(53)

    with patch.object(kernel, "bits53", next_word), patch.object(quantiles, "bits53", next_word):
        return values(scenario, seed, replication, "kernel")


def saved(pairs: int) -> list[dict[str, Any]]:
    """Differences with their half widths, three ways, and how many times the variance of the keyed one they have."""
    ways: dict[str, Callable[[int], tuple[list[float], list[float]]]] = {
        "keyed": lambda n: (values(BASE, 1, n), values(REFORM, 1, n)),
        "independent": lambda n: (values(BASE, 1, n), values(REFORM, 2, n)),
        "one stream": lambda n: (from_one_stream(BASE, 1, n), from_one_stream(REFORM, 1, n)),
    }
    found = {}
    for way, runs in ways.items():
        both = [runs(n) for n in range(pairs)]
        found[way] = [[b[m] - a[m] for a, b in both] for m in range(len(METRICS))]
    rows = []
    for m, name in enumerate(METRICS):
        row: dict[str, Any] = {"metric": name}
        for way, differences in found.items():
            middle, low, high = interval(differences[m])
            row[way] = f"{middle:+.4f} ± {(high - low) / 2:.4f}"
        keyed = spread(found["keyed"][m])
        row |= {f"{way} / keyed": round((spread(found[way][m]) / keyed) ** 2, 1) for way in list(ways)[1:]}
        rows.append(row)
    return rows


def waits(load: float, cases: int, seed: int, replication: int) -> list[float]:
    """The waits of the first cases of an officer who begins with an empty desk, in hours (work takes one)."""
    days = cases / load / 24 * 1.3
    queue = example_queue(rate=load, service=Duration.exponential(1), days=days, warmup=0, drain=0.01)
    trace = engine.run(compile_scenario(queue), seed, replication)
    rows = trace.rows
    found = [(a - b) / queue.hour for a, b in zip(rows.start, rows.enter, strict=True) if a >= 0][:cases]
    assert len(found) == cases
    return found


def coverage(load: float, cases: int, replications: int, repeats: int) -> dict[str, Any]:
    """The share of 95 % intervals that hold the true mean wait, load / (1 - load), by how they are made."""
    truth = load / (1 - load)
    hits = dict.fromkeys(("nothing deleted", "a fifth deleted", "MSER-5", "one run, naive", "one run, 20 batches"), 0)
    means = []

    def count(name: str, sample: Sequence[float]) -> None:
        _, low, high = interval(sample)
        hits[name] += low <= truth <= high

    for repeat in range(repeats):
        runs = [waits(load, cases, repeat, n) for n in range(replications)]
        means.append(mean(_average(each) for each in runs))
        one, size = runs[0], cases // 20
        cut = mser5([_average(each) for each in zip(*runs, strict=True)])
        count("nothing deleted", [_average(each) for each in runs])
        count("a fifth deleted", [_average(each[cases // 5 :]) for each in runs])
        count("MSER-5", [_average(each[cut:]) for each in runs])
        count("one run, naive", one)
        count("one run, 20 batches", [_average(one[n * size : (n + 1) * size]) for n in range(20)])
    return {
        "load": load,
        "cases": cases,
        "replications": replications,
        **{name: round(hit / repeats, 3) for name, hit in hits.items()},
        "bias": round(mean(means) - truth, 2),
        # Of a share of nine in ten, the usual one.
        "error": round(math.sqrt(0.09 / repeats), 3),
    }


def _average(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=400)
    asked = parser.parse_args()
    plans = ((0.9, 2000, 10, 1.0), (0.9, 10_000, 10, 0.5), (0.9, 2000, 100, 0.25), (0.95, 5000, 10, 0.5))
    tables = (
        saved(asked.pairs),
        [coverage(load, cases, count, max(2, round(asked.repeats * part))) for load, cases, count, part in plans],
    )
    if asked.json:
        print(json.dumps({"common random numbers": tables[0], "coverage": tables[1]}, indent=1))
        return
    for table in tables:
        print("|", " | ".join(table[0]), "|")
        print("|" + "---|" * len(table[0]))
        for row in table:
            print("|", " | ".join(map(str, row.values())), "|")
        print()


if __name__ == "__main__":
    main()
