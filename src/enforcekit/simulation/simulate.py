"""Replications of one scenario, on this processor or on any executor; the answers do not depend on which."""

from __future__ import annotations

import math
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from functools import lru_cache
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, texts_of, wrong
from enforcekit.errors import Finding, LimitExceeded

from .engine import CANARY, KERNEL, canary, run
from .metrics import STEADY, find_metric
from .preflight import Preflight, preflight
from .scenario import Scenario
from .statistic import interval
from .tables import compile_scenario

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
LEAST: Final = 10
"""No interval is given for fewer replications."""

Values = Mapping[str, float | None]
Progress = Callable[[int, int], None]

_EXECUTOR = (
    "an executor of concurrent.futures",
    "concurrent.futures 的执行器",
    "give concurrent.futures.ProcessPoolExecutor(); of a dask Client, client.get_executor(pure=False)",
    "请给出 concurrent.futures.ProcessPoolExecutor()；dask 的 Client 请用 client.get_executor(pure=False)",
)
_COUNT = ("a whole number above 0", "正整数", "give replications=30", "请给出 replications=30")


@attrs.frozen(kw_only=True)
class Estimate:
    """The mean of a metric over replications with its 95 % interval; None where it could not be known.

    `missing` counts the replications in which it was None; then there is no estimate.
    """

    metric: str
    mean: float | None
    low: float | None
    high: float | None
    replications: int
    missing: int = 0


@attrs.frozen(kw_only=True)
class Result:
    """What a simulation found: the values of each replication, in order, and how it was made."""

    scenario: Scenario
    metrics: tuple[str, ...]
    values: tuple[Values, ...]
    digests: tuple[str, ...]
    preflight: Preflight
    manifest: Mapping[str, Any]

    def __getitem__(self, metric: str) -> Estimate:
        """The estimate of one metric; a number in its name need not have been asked for at the start.

        Raises `UnknownReference` for a metric that was not measured.
        """
        from enforcekit.errors import UnknownReference

        if metric not in self.metrics:
            raise UnknownReference("measured metric", metric, self.metrics)
        return estimate(metric, [each[metric] for each in self.values])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What preflight had to say."""
        return self.preflight.findings

    def rows(self) -> list[dict[str, Any]]:
        """One row for each metric, as plain values."""
        return [attrs.asdict(self[name]) for name in self.metrics]


def estimate(metric: str, values: Sequence[float | None]) -> Estimate:
    """Mean and interval of independent replications; no interval from fewer than ten, none at all if one is None."""
    known = [each for each in values if each is not None]
    missing = len(values) - len(known)
    mean = low = high = None
    if not missing:
        mean = math.fsum(known) / len(known)
        if len(known) >= LEAST:
            mean, low, high = interval(known)
    return Estimate(metric=metric, mean=mean, low=low, high=high, replications=len(values), missing=missing)


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
        executor: any executor of `concurrent.futures`; None runs here.
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
    tasks = [(text, seed, number, names, engine) for number in range(replications)]
    found = run_tasks(tasks, executor, progress)
    return Result(
        scenario=scenario,
        metrics=names,
        values=tuple(_without_steady(values, before) for values, _ in found),
        digests=tuple(digest for _, digest in found),
        preflight=before,
        manifest=manifest(scenario, seed, replications),
    )


def _without_steady(values: Values, before: Preflight) -> Values:
    if before.steady:
        return values
    return {name: None if name in STEADY else value for name, value in values.items()}


def one(text: str, seed: int, number: int, names: tuple[str, ...], engine: str) -> tuple[dict[str, float | None], str]:
    """One replication: a pure function of plain values, so that any worker anywhere can do it."""
    trace = run(compile_scenario(_scenario(text)), seed, number, engine)
    return {name: find_metric(name)(trace) for name in names}, trace.digest


@lru_cache(maxsize=8)
def _scenario(text: str) -> Scenario:
    return Scenario.from_json(text)


def run_tasks(
    tasks: Sequence[tuple[Any, ...]], executor: Executor | None, progress: Progress | None = None
) -> list[Any]:
    """The results of `one` for each task, in the order of the tasks, whoever did them and whenever."""
    found = []
    if executor is None:
        for task in tasks:
            found.append(one(*task))
            if progress:
                progress(len(found), len(tasks))
        return found
    futures: list[Future[Any]] = [executor.submit(one, *task) for task in tasks]
    try:
        for future in futures:
            found.append(future.result())
            if progress:
                progress(len(found), len(tasks))
    finally:
        for future in futures:
            future.cancel()
    return found


def checked_metrics(metrics: Iterable[str]) -> tuple[str, ...]:
    """The names, each once. Raises `UnknownReference` for one that is no metric."""
    names = texts_of("metrics", metrics) or ()
    for name in names:
        find_metric(name)
    return tuple(dict.fromkeys(names))


def check_count(replications: object) -> None:
    """Raise `InvalidArgument` unless it is a whole number above zero."""
    if type(replications) is not int or replications < 1:
        raise wrong("replications", replications, _COUNT)
    if replications > 1_000_000:
        raise LimitExceeded(f"{replications:,} replications; at most 1,000,000")


def check_executor(executor: object) -> None:
    """Raise `InvalidArgument` for what is no executor, saying how to get one."""
    if executor is not None and not isinstance(executor, Executor):
        raise wrong("executor", executor, _EXECUTOR)


def manifest(scenario: Scenario, seed: int, replications: int) -> dict[str, Any]:
    """What is needed to do it again, and to see whether another machine draws the same numbers."""
    return {
        "scenario_sha256": scenario.sha256,
        "seed": seed,
        "replications": replications,
        "tick_us": scenario.tick_us,
        "kernel": KERNEL,
        "canary": {name: list(each) for name, each in _canary().items()},
        "canary_holds": _canary() == CANARY,
        "platform": f"{platform.machine()} Python {platform.python_version()}",
    }


@lru_cache(maxsize=1)
def _canary() -> dict[str, tuple[int, str]]:
    return canary()
