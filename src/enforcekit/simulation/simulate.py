"""Replications of one scenario, on this processor or on any executor; the answers do not depend on which."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import Finding, UnknownReference

from .guards import DEPENDENT, FEW, flags_of, warm_up
from .manifest import manifest
from .metrics import STEADY
from .preflight import Preflight, preflight
from .scenario import Scenario
from .statistic import interval
from .tasks import Progress, Run, Task, Values, check_count, check_executor, checked_metrics, run_tasks

DEFAULT_METRICS: Final = (
    "turnaround.mean",
    "turnaround.q95",
    "backlog.mean",
    "overdue.rate",
    "transfers.mean",
    "utilisation.mean",
    "officer_hours.per_case",
    "open_share",
)


@attrs.frozen(kw_only=True)
class Estimate:
    """The mean of a metric over replications with its 95 % interval; None where it could not be known.

    `missing` counts the replications in which it was None; then there is no estimate. `flags` say why something is not
    there.
    """

    metric: str
    mean: float | None
    low: float | None
    high: float | None
    replications: int
    missing: int = 0
    flags: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The estimate as plain values."""
        return {**attrs.asdict(self), "flags": list(self.flags)}


@attrs.frozen(kw_only=True)
class Result:
    """What a simulation found: the values of each replication, in order, and how it was made.

    `effective`: what the cases of each replication are worth in independent ones, when a quantile was asked for.
    """

    scenario: Scenario
    metrics: tuple[str, ...]
    values: tuple[Values, ...]
    digests: tuple[str, ...]
    effective: tuple[float | None, ...]
    preflight: Preflight
    findings: tuple[Finding, ...]
    manifest: Mapping[str, Any]

    def __getitem__(self, metric: str) -> Estimate:
        """The estimate of one metric. Raises `UnknownReference` for one that was not measured."""
        if metric not in self.metrics:
            raise UnknownReference("measured metric", metric, self.metrics)
        values = [each[metric] for each in self.values]
        return estimate(metric, values, flags_of(metric, values, self.preflight.steady, self.effective))

    def columns(self) -> dict[str, list[Any]]:
        """Every metric in every replication: one column for each."""
        return {
            "replication": list(range(len(self.values))),
            **{name: [each[name] for each in self.values] for name in self.metrics},
        }

    def rows(self) -> list[dict[str, Any]]:
        """One row for each metric, as plain values."""
        return [self[name].row() for name in self.metrics]


def estimate(metric: str, values: Sequence[float | None], flags: Sequence[str]) -> Estimate:
    """Mean and interval of independent replications; none if one is unknown, no interval where a flag forbids it."""
    known = [each for each in values if each is not None]
    missing = len(values) - len(known)
    mean = low = high = None
    if not missing:
        mean = math.fsum(known) / len(known)
        if not {FEW, DEPENDENT}.intersection(flags):
            mean, low, high = interval(known)
    return Estimate(
        metric=metric, mean=mean, low=low, high=high, replications=len(values), missing=missing, flags=tuple(flags)
    )


def simulate(
    scenario: Scenario,
    *,
    replications: int = 30,
    seed: int = 0,
    metrics: Iterable[str] = DEFAULT_METRICS,
    executor: Executor | None = None,
    engine: str = "auto",
    progress: Progress | None = None,
) -> Result:
    """Simulate a scenario and estimate what happens to its cases.

    Args:
        scenario: what is simulated.
        replications: how many independent runs; from ten on there are intervals.
        seed: any whole number; the same seed gives the same bytes on every engine and any number of workers.
        metrics: names of registered metrics.
        executor: any executor of `concurrent.futures`; None: processes where they are worth it and safe.
        engine: `auto`, `pure` or `numba`.
        progress: called with (replications done, replications in all) after each.

    Raises:
        InvalidRecord: the scenario cannot be run (EK700 and following).
        UnknownReference: no metric, or no engine, of that name.
        InvalidArgument: no executor, such as a bare dask Client.

    >>> from enforcekit.simulation import Duration, example_queue
    >>> queue = example_queue(rate=0.5, service=Duration.exponential(1), days=40)
    >>> simulate(queue, replications=10, seed=7, metrics=["turnaround.mean"])["turnaround.mean"].mean
    1.9...
    """
    must_be(Scenario, scenario=scenario)
    names = checked_metrics(metrics)
    check_count(replications)
    check_executor(executor)
    before = preflight(scenario)
    text = scenario.to_json()
    tasks: list[Task] = [(text, seed, number, names, engine) for number in range(replications)]
    found = run_tasks(tasks, executor, progress)
    digests = tuple(each.digest for each in found)
    return Result(
        scenario=scenario,
        metrics=names,
        values=tuple(allowed(each, before.steady) for each in found),
        digests=digests,
        effective=tuple(each.effective for each in found),
        preflight=before,
        findings=findings_of(scenario, before, found),
        manifest=manifest({"base": scenario}, {"base": digests}, seed=seed, metrics=names),
    )


def allowed(found: Run, steady: bool) -> Values:
    """The values of a replication; those of a steady state that does not exist are None."""
    return {name: None if name in STEADY and not steady else value for name, value in found.values.items()}


def findings_of(scenario: Scenario, before: Preflight, found: Sequence[Run]) -> tuple[Finding, ...]:
    """What preflight said, and whether the warm-up is long enough."""
    late = warm_up(scenario, [each.course for each in found]) if before.steady else []
    return (*before.findings, *late)
