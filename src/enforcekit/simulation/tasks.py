"""Replications as tasks: pure functions of plain values, for this processor or for any executor, in one order."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import lru_cache
from typing import Final

import attrs

from enforcekit.arguments import texts_of, wrong
from enforcekit.errors import LimitExceeded

from .engine import run
from .guards import effective_cases, open_over_time
from .metrics import STEADY, find_metric
from .metrics.turnaround import percent_of
from .scenario import Scenario
from .tables import compile_scenario

Values = Mapping[str, float | None]
Progress = Callable[[int, int], None]
Task = tuple[str, int, int, tuple[str, ...], str]
"""The canonical text of a scenario, seed, replication, names of metrics, engine."""

_EXECUTOR = (
    "an executor of concurrent.futures",
    "concurrent.futures 的执行器",
    "give concurrent.futures.ProcessPoolExecutor(); of a dask Client, client.get_executor(pure=False)",
    "请给出 concurrent.futures.ProcessPoolExecutor()；dask 的 Client 请用 client.get_executor(pure=False)",
)
_METRICS = (
    "names of metrics",
    "指标名称",
    'give metrics=["turnaround.mean"]; METRICS has them all',
    '请给出 metrics=["turnaround.mean"]；全部名称见 METRICS',
)
_COUNT = ("a whole number above 0", "正整数", "give replications=30", "请给出 replications=30")


@attrs.frozen(kw_only=True)
class Run:
    """What one replication gives back: its metrics, the hash of its rows, and what the guard rails need of it.

    `effective` is what its cases are worth in independent ones, when a quantile is asked for; `course` the open cases
    from the start to the end of the window, when a metric of the steady state is.
    """

    values: Values
    digest: str
    effective: float | None = None
    course: tuple[float, ...] = ()


def one(text: str, seed: int, number: int, names: tuple[str, ...], engine: str) -> Run:
    """One replication: a pure function of plain values, so that any worker anywhere can do it."""
    trace = run(compile_scenario(_scenario(text)), seed, number, engine)
    return Run(
        values={name: find_metric(name)(trace) for name in names},
        digest=trace.digest,
        effective=effective_cases(trace) if any(map(percent_of, names)) else None,
        course=open_over_time(trace) if STEADY.intersection(names) else (),
    )


@lru_cache(maxsize=8)
def _scenario(text: str) -> Scenario:
    return Scenario.from_json(text)


def run_tasks(tasks: Sequence[Task], executor: Executor | None, progress: Progress | None = None) -> list[Run]:
    """The results of `one` for each task, in the order of the tasks, whoever did them and whenever."""
    found: list[Run] = []

    def keep(run: Run) -> None:
        found.append(run)
        if progress:
            progress(len(found), len(tasks))

    def share(executor: Executor) -> None:
        futures: list[Future[Run]] = [executor.submit(one, *task) for task in tasks[len(found) :]]
        try:
            for future in futures:
                keep(future.result())
        finally:
            for future in futures:
                future.cancel()

    if executor is not None:
        share(executor)
        return found
    workers, started = processors(), time.monotonic()
    while (left := len(tasks) - len(found)) > 0:
        spent = time.monotonic() - started
        if found and left > 1 and workers > 1 and spent / len(found) * left > WORTH:
            with ProcessPoolExecutor(min(workers, left), multiprocessing.get_context("fork")) as pool:
                share(pool)
        else:
            keep(one(*tasks[len(found)]))
    return found


WORTH: Final = 1.0
"""How many seconds of work are worth processes of their own."""


def processors() -> int:
    """How many processes may share the work when nothing is said: 1 where a copy of this process would not be safe.

    It is safe on Linux, in a process that has no threads besides and may have children.
    """
    lone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and lone else 1


def checked_metrics(metrics: Iterable[str]) -> tuple[str, ...]:
    """The names, each once. Raises `UnknownReference` for one that is no metric, `InvalidArgument` for none at all."""
    names = texts_of("metrics", metrics) or ()
    if not names:
        raise wrong("metrics", metrics, _METRICS)
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
