"""Do the simulator's intervals mean what they say? What common random numbers save, and how often intervals cover.

    python benchmarks/intervals.py [--json] [--pairs 60] [--studies 200]

Not a race: it makes two tables. The first is how many times more replications independent seeds would cost to see a
reform of twenty-four bodies. The second is how often a 95 % interval holds the true mean of a queue with one officer
(time in system 10 at a load of 0.9): from replications, as the library makes it, and from the cases of one run.
"""

from __future__ import annotations

import argparse
import json
import math
from statistics import mean

import attrs

from enforcekit.simulation import (
    Cell,
    Competent,
    Course,
    Duration,
    Group,
    Horizon,
    Policies,
    Reform,
    Scenario,
    Stage,
    Variant,
    example_queue,
    experiment,
    trace,
)
from enforcekit.simulation.metrics import cohort
from enforcekit.simulation.statistic import interval, spread

METRICS = ("turnaround.restricted_mean", "turnaround.q95", "share_over.240h", "transfers.mean")


def bodies() -> Scenario:
    """Twenty townships, three districts and a city, 4,000 cases; everything is illustrative."""
    towns = [f"town-{n:02}" for n in range(20)]
    course = Course(
        id="penalty",
        variants=(
            Variant(
                id="simple", share=0.7, stages=(Stage(id="site", service=Duration.lognormal(2, cv2=1), officers=1),)
            ),
            Variant(
                id="general",
                share=0.3,
                stages=(
                    Stage(id="investigate", service=Duration.lognormal(12, cv2=1.44), officers=1),
                    Stage(id="notice", service=Duration.fixed(72), at="delay"),
                    Stage(id="decide", service=Duration.lognormal(4, cv2=1), officers=1),
                ),
            ),
        ),
    )
    cells = tuple(
        Cell(id=f"{field}@{town}", field=field, place=town, per_day=1.0, course="penalty",
             competent=(Competent(group=group, superior=above),))
        for n, town in enumerate(towns)
        for field, group, above in (
            ("street", town, f"district-{n % 3}"), ("food", f"district-{n % 3}", "city"),
        )
    )  # fmt: skip
    return Scenario(
        id="bodies",
        horizon=Horizon(warmup_days=20, observe_days=100, drain_days=200),
        groups=(
            *(Group(id=town, officers=1) for town in towns),
            *(Group(id=f"district-{n}", officers=4) for n in range(3)),
            Group(id="city", officers=2),
        ),
        cells=cells,
        courses=(course,),
        policies=Policies(misroute=0.12, escalate=0.10, send_back=0.15),
    )


def saved(pairs: int) -> list[dict[str, float | str | None]]:
    """The reform measured with common random numbers, and what independent seeds would have cost."""
    reform = Reform.single_intake(0.04) | Reform.of("escalate", escalate_less) | Reform.off_site("penalty", 1.0, 1.15)
    found = experiment(bodies(), {"reform": reform}, metrics=METRICS, replications=pairs, seed=2026)
    return [
        {"metric": each.metric, "difference": each.difference, "low": each.low, "high": each.high,
         "variance ratio": each.variance_ratio}
        for each in found.differences
    ]  # fmt: skip


def escalate_less(scenario: Scenario) -> Scenario:
    """Three cases in a hundred go up instead of ten."""
    return attrs.evolve(scenario, policies=attrs.evolve(scenario.policies, escalate=0.03))


def times(load: float, cases: int, deleted: float, seed: int, replication: int) -> list[float]:
    """Hours in the system of the cases of one replication, in the order of arrival, without the deleted share."""
    days = cases / load / 24
    queue = example_queue(
        rate=load, service=Duration.exponential(1), days=days * (1 - deleted), warmup=days * deleted, drain=60
    )
    found = trace(queue, seed=seed, replication=replication)
    return [(found.cases.end[n] - found.cases.tick[n]) / 3600 for n in cohort(found)]


def coverage(studies: int) -> list[dict[str, float | str | int]]:
    """How often intervals of different making hold the true mean, 1 / (1 - load)."""
    rows: list[dict[str, float | str | int]] = []
    for load, cases, count in ((0.9, 2000, 10), (0.9, 10_000, 10), (0.9, 2000, 100), (0.95, 5000, 10)):
        some = max(10, studies * 10 // count * 2000 // cases)
        for deleted, name in ((0.0, "replications, nothing deleted"), (0.2, "replications, a fifth deleted")):
            hits = 0
            for study in range(some):
                means = [mean(times(load, cases, deleted, study, n)) for n in range(count)]
                _, low, high = interval(means)
                hits += low <= 1 / (1 - load) <= high
            rows.append(_row(load, cases, count, name, hits, some))
    singles = [times(0.9, 2000, 0.2, study, 0) for study in range(studies)]
    for name, batches in (("cases of one run as if independent", 0), ("20 batch means of one run", 20)):
        hits = 0
        for values in singles:
            size = len(values) // batches if batches else 1
            parts = [math.fsum(values[n * size : (n + 1) * size]) / size for n in range(batches or len(values))]
            half = 1.96 * spread(parts) / math.sqrt(len(parts))
            hits += abs(mean(parts) - 10) <= half
        rows.append(_row(0.9, 2000, 1, name, hits, studies))
    return rows


def _row(load: float, cases: int, count: int, name: str, hits: int, studies: int) -> dict[str, float | str | int]:
    share = hits / studies
    near = (hits + 2) / (studies + 4)  # Agresti and Coull 1998: all of forty is not certain
    error = math.sqrt(near * (1 - near) / (studies + 4))
    return {"how": name, "load": load, "cases": cases, "replications": count, "covers": share, "error": error}


def main() -> None:
    """Both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--studies", type=int, default=200)
    given = parser.parse_args()
    made = {"common random numbers": saved(given.pairs), "coverage": coverage(given.studies)}
    if given.json:
        print(json.dumps(made, indent=1))
        return
    print(f"{given.pairs} pairs; how many times more replications independent seeds would cost")
    for row in made["common random numbers"]:
        half = (float(row["high"] or 0) - float(row["low"] or 0)) / 2
        print(f"  {row['metric']:28} {float(row['difference'] or 0):+10.4f} ± {half:.4f}   {row['variance ratio']:.1f}")
    print("how often a 95 % interval holds the true mean")
    for row in made["coverage"]:
        print(
            f"  {row['how']:36} load {row['load']}, {row['cases']:6} cases, {row['replications']:3} replications: "
            f"{row['covers']:.3f} ± {row['error']:.3f}"
        )


if __name__ == "__main__":
    main()
