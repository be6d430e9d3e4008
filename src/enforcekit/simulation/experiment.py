"""Does a reform change anything? Paired differences under common random numbers, with intervals that can be trusted.

Both scenarios of a pair are run with the same seed and replication; because every draw is keyed by case, visit and
purpose, a case has the same luck under both, however differently it travels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from typing import Any

import attrs

from enforcekit.arguments import must_be, wrong
from enforcekit.errors import UnknownReference
from enforcekit.shape import evolve

from .metrics import STEADY
from .preflight import Preflight, preflight
from .reform import Reform
from .scenario import Scenario
from .simulate import (
    DEFAULT_METRICS,
    LEAST,
    Progress,
    Values,
    check_count,
    check_executor,
    checked_metrics,
    manifest,
    run_tasks,
)
from .statistic import holm, interval, p_value, spread

LEAST_TO_STOP = 20
_NAMES = (
    "reforms by name",
    "以名称为键的改革",
    'give {"merged": Reform.merge(["a", "b"], into="c")}, each a Reform or a Scenario',
    '请给出 {"merged": Reform.merge(["a", "b"], into="c")}，值为 Reform 或 Scenario',
)


@attrs.frozen(kw_only=True)
class HalfWidth:
    """When to stop: once every difference's half-width is at most `rel` of the base value or `abs`, whichever is met.

    Looking again and again stops too early now and then (Chow and Robbins 1965), so never before 20 pairs.
    """

    rel: float = 0.05
    abs: float = 0.0
    least: int = 30
    most: int = 400


@attrs.frozen(kw_only=True)
class Difference:
    """One metric under one reform against the base: the paired mean difference and its interval.

    `p` and `adjusted` (Holm over all metrics and reforms) are None without an interval. `variance_ratio` is how many
    times more replications independent seeds would have cost. `flags` say what to be careful about.
    """

    reform: str
    metric: str
    base: float | None
    other: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    adjusted: float | None
    replications: int
    variance_ratio: float | None
    flags: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Experiment:
    """The answer of `experiment`: all differences, what preflight said of each scenario, how it was made."""

    differences: tuple[Difference, ...]
    preflight: Mapping[str, Preflight]
    scenarios: Mapping[str, Scenario]
    reached: bool | None
    manifest: Mapping[str, Any]

    def __getitem__(self, key: tuple[str, str]) -> Difference:
        """The difference of (reform, metric). Raises `UnknownReference`."""
        for each in self.differences:
            if (each.reform, each.metric) == key:
                return each
        known = [f"{each.reform}, {each.metric}" for each in self.differences]
        raise UnknownReference("reform and metric", ", ".join(map(str, key)), known)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each difference, as plain values."""
        return [attrs.asdict(each) for each in self.differences]


def experiment(
    base: Scenario,
    reforms: Mapping[str, Reform | Scenario],
    *,
    metrics: Iterable[str] = DEFAULT_METRICS,
    replications: int = 30,
    seed: int = 0,
    stop: HalfWidth | None = None,
    executor: Executor | None = None,
    engine: str = "auto",
    progress: Progress | None = None,
) -> Experiment:
    """Compare reforms with the base, pair by pair.

    Args:
        base: the scenario as it is.
        reforms: by name; a `Reform`, or a whole scenario.
        metrics: names of registered metrics.
        replications: pairs; with `stop` this is how many are added at a time, at least.
        seed: any whole number.
        stop: run until the intervals are narrow enough, or the most is reached (`reached` says which).
        executor: any executor of `concurrent.futures`; None runs here.
        engine: `auto`, `pure` or `numba`.
        progress: called with (runs done, runs in all) of each round.

    Raises:
        InvalidRecord: a scenario cannot be run, or a reform cannot be applied.
        InvalidArgument: no reforms by name, no executor.

    Source: paired t intervals under common random numbers (Law 2015, ch. 10 and 11); Holm 1979.

    >>> from enforcekit.simulation import Duration, Reform, example_queue
    >>> queue = example_queue(rate=1.6, service=Duration.exponential(1), officers=2, days=40, warmup=5)
    >>> more = Reform.staff("team", +1)
    >>> found = experiment(queue, {"one more": more}, metrics=["turnaround.mean"], replications=10)
    >>> found["one more", "turnaround.mean"].high < 0
    True
    """
    must_be(Scenario, base=base)
    if not isinstance(reforms, Mapping) or not all(isinstance(each, Reform | Scenario) for each in reforms.values()):
        raise wrong("reforms", reforms, _NAMES)
    names = checked_metrics(metrics)
    check_count(replications)
    check_executor(executor)
    scenarios = {
        "": base,
        **{name: each if isinstance(each, Scenario) else each(base) for name, each in reforms.items()},
    }
    before = {name: preflight(each) for name, each in scenarios.items()}
    texts = {name: each.to_json() for name, each in scenarios.items()}
    values: dict[str, list[Values]] = {name: [] for name in scenarios}
    done, reached = 0, None
    while True:
        batch = replications
        if stop is not None:
            batch = min(stop.most, max(stop.least, LEAST_TO_STOP)) if not done else min(done, stop.most - done)
        tasks = [(text, seed, n, names, engine) for n in range(done, done + batch) for text in texts.values()]
        found = run_tasks(tasks, executor, progress)
        for n, (value, _) in enumerate(found):
            values[list(texts)[n % len(texts)]].append(value)
        done += batch
        differences = _differences(values, names, before)
        if stop is None:
            break
        reached = all(_narrow(each, stop) for each in differences)
        if reached or done >= stop.most:
            break
    return Experiment(
        differences=tuple(differences),
        preflight={name or "base": each for name, each in before.items()},
        scenarios={name or "base": each for name, each in scenarios.items()},
        reached=reached,
        manifest={
            **manifest(base, seed, done),
            "reforms": {
                name: each.describe() if isinstance(each, Reform) else each.sha256 for name, each in reforms.items()
            },
        },
    )


def _narrow(each: Difference, stop: HalfWidth) -> bool:
    if each.low is None or each.high is None or each.base is None:
        return True
    return (each.high - each.low) / 2 <= max(stop.abs, stop.rel * abs(each.base))


def _differences(
    values: Mapping[str, list[Values]], names: Iterable[str], before: Mapping[str, Preflight]
) -> list[Difference]:
    found = [
        _difference(reform, name, values, before[""].steady and before[reform].steady)
        for reform in values
        if reform
        for name in names
    ]
    tested = [n for n, each in enumerate(found) if each.p is not None]
    for n, adjusted in zip(tested, holm([float(found[n].p or 0.0) for n in tested]), strict=True):
        found[n] = evolve(found[n], adjusted=adjusted)
    return found


def _difference(reform: str, name: str, values: Mapping[str, list[Values]], steady: bool) -> Difference:
    base = [each[name] for each in values[""]]
    other = [each[name] for each in values[reform]]
    a = [each for each in base if each is not None]
    b = [each for each in other if each is not None]
    count = len(base)
    flags = []
    if name in STEADY and not steady:
        flags.append("no steady state")
    if len(a) < count or len(b) < count:
        flags.append("unknown in some replications")
    if count < LEAST:
        flags.append("too few replications for an interval")
    known = len(a) == len(b) == count and not (name in STEADY and not steady)
    mean_a = math.fsum(a) / count if len(a) == count and known else None
    mean_b = math.fsum(b) / count if len(b) == count and known else None
    gap = low = high = p = ratio = None
    if known:
        pairs = [y - x for x, y in zip(a, b, strict=True)]
        gap = math.fsum(pairs) / count
        if count >= LEAST:
            gap, low, high = interval(pairs)
            p = p_value(pairs)
            paired = spread(pairs) ** 2
            ratio = (spread(a) ** 2 + spread(b) ** 2) / paired if paired else None
    return Difference(
        reform=reform, metric=name, base=mean_a, other=mean_b, difference=gap, low=low, high=high, p=p, adjusted=None,
        replications=count, variance_ratio=ratio, flags=tuple(flags),
    )  # fmt: skip
