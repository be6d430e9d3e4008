"""Does a reform change anything? Paired differences under common random numbers, with intervals that can be trusted.

Both scenarios of a pair are run with the same seed and replication; because every draw is keyed by case, visit and
purpose, a case has the same luck under both, however differently it travels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, wrong
from enforcekit.errors import Finding, UnknownReference
from enforcekit.shape import evolve

from .guards import DEPENDENT, FEW, NEVER_SEEN, NOT_REACHED, NOT_STEADY, flags_of
from .manifest import manifest
from .plain import number, part
from .preflight import Preflight, preflight
from .reform import Reform
from .scenario import Scenario
from .simulate import DEFAULT_METRICS, allowed, findings_of
from .statistic import holm, interval, p_value, spread
from .tasks import Progress, Run, Task, check_count, check_executor, checked_metrics, run_tasks

LEAST_TO_STOP: Final = 20
"""Sequential stopping never looks before so many pairs."""
BASE = "base"
_NAMES = (
    "reforms by name, none of them 'base'",
    "以名称为键的改革（名称不得为 base）",
    'give {"merged": Reform.merge(["a", "b"], into="c")}, each a Reform or a Scenario',
    '请给出 {"merged": Reform.merge(["a", "b"], into="c")}，值为 Reform 或 Scenario',
)


@part
class HalfWidth:
    """When to stop: once every difference's half-width is at most `rel` of the base value or `abs`, whichever is met.

    Looking again and again stops too early now and then (Chow and Robbins 1965), so never before 20 pairs. What was
    seen in no replication has an interval of no width, which is no precision: it never makes it stop.
    """

    rel: float = number(default=0.05, ge=0)
    abs: float = number(default=0.0, ge=0)
    least: int = number(default=30, ge=1)
    most: int = number(default=400, ge=LEAST_TO_STOP)


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

    @property
    def relative(self) -> float | None:
        """The difference as a share of the base; of visits per firm its opposite is the disturbance spared."""
        return self.difference / self.base if self.difference is not None and self.base else None


@attrs.frozen(kw_only=True)
class Experiment:
    """The answer of `experiment`: all differences, what is to be said of each scenario, how it was made."""

    differences: tuple[Difference, ...]
    preflight: Mapping[str, Preflight]
    findings: Mapping[str, tuple[Finding, ...]]
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
        return [
            {**attrs.asdict(each), "flags": list(each.flags), "relative": each.relative} for each in self.differences
        ]


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
        executor: any executor of `concurrent.futures`; None: processes where they are worth it and safe.
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
    if (
        not isinstance(reforms, Mapping)
        or not reforms
        or not all(isinstance(each, Reform | Scenario) for each in reforms.values())
        or not all(isinstance(name, str) and name != BASE for name in reforms)
    ):
        raise wrong("reforms", reforms, _NAMES)
    names = checked_metrics(metrics)
    check_count(replications)
    check_executor(executor)
    if stop is not None:
        must_be(HalfWidth, stop=stop)
    made = {name: each if isinstance(each, Scenario) else each(base) for name, each in reforms.items()}
    scenarios = {BASE: base, **made}
    before = {name: preflight(each) for name, each in scenarios.items()}
    texts = {name: each.to_json() for name, each in scenarios.items()}
    runs: dict[str, list[Run]] = {name: [] for name in scenarios}
    done, reached = 0, None
    while True:
        batch = replications
        if stop is not None:
            batch = min(stop.most, max(stop.least, LEAST_TO_STOP)) if not done else min(done, stop.most - done)
        tasks: list[Task] = [
            (text, seed, n, names, engine) for n in range(done, done + batch) for text in texts.values()
        ]
        for n, each in enumerate(run_tasks(tasks, executor, progress)):
            runs[list(texts)[n % len(texts)]].append(each)
        done += batch
        differences = _differences(runs, names, before)
        if stop is None:
            break
        judged = [each for each in differences if each.low is not None]
        seen = [each for each in judged if NEVER_SEEN not in each.flags]
        reached = bool(seen) and all(_narrow(each, stop) for each in seen)
        if reached or done >= stop.most or not judged:
            differences = [_flagged(each, stop) for each in differences]
            break
    return Experiment(
        differences=tuple(differences),
        preflight=before,
        findings={name: findings_of(each, before[name], runs[name]) for name, each in scenarios.items()},
        scenarios=scenarios,
        reached=reached,
        manifest=manifest(
            scenarios,
            {name: [each.digest for each in those] for name, those in runs.items()},
            seed=seed,
            metrics=names,
            reforms={
                name: each.describe() if isinstance(each, Reform) else each.sha256 for name, each in reforms.items()
            },
        ),
    )


def _narrow(each: Difference, stop: HalfWidth) -> bool:
    if each.low is None or each.high is None or each.base is None:
        return True
    return (each.high - each.low) / 2 <= max(stop.abs, stop.rel * abs(each.base))


def _flagged(each: Difference, stop: HalfWidth) -> Difference:
    return each if _narrow(each, stop) else evolve(each, flags=(*each.flags, NOT_REACHED))


def _differences(
    runs: Mapping[str, list[Run]], names: Iterable[str], before: Mapping[str, Preflight]
) -> list[Difference]:
    found = [_difference(reform, name, runs, before) for reform in runs if reform != BASE for name in names]
    tested = [n for n, each in enumerate(found) if each.p is not None]
    for n, adjusted in zip(tested, holm([float(found[n].p or 0.0) for n in tested]), strict=True):
        found[n] = evolve(found[n], adjusted=adjusted)
    return found


def _difference(reform: str, name: str, runs: Mapping[str, list[Run]], before: Mapping[str, Preflight]) -> Difference:
    base, other = ([allowed(run, before[each].steady)[name] for run in runs[each]] for each in (BASE, reform))
    flags = {
        flag: None
        for each, values in ((BASE, base), (reform, other))
        for flag in flags_of(name, values, before[each].steady, [run.effective for run in runs[each]])
    }
    a = [each for each in base if each is not None]
    b = [each for each in other if each is not None]
    count = len(base)
    known = len(a) == len(b) == count and NOT_STEADY not in flags
    gap = low = high = p = ratio = None
    if known:
        if not any(a) and not any(b):
            flags[NEVER_SEEN] = None
        pairs = [y - x for x, y in zip(a, b, strict=True)]
        gap = math.fsum(pairs) / count
        if not {FEW, DEPENDENT}.intersection(flags):
            gap, low, high = interval(pairs)
            p = p_value(pairs)
            paired = spread(pairs) ** 2
            ratio = (spread(a) ** 2 + spread(b) ** 2) / paired if paired else None
    return Difference(
        reform=reform,
        metric=name,
        base=math.fsum(a) / count if known else None,
        other=math.fsum(b) / count if known else None,
        difference=gap,
        low=low,
        high=high,
        p=p,
        adjusted=None,
        replications=count,
        variance_ratio=ratio,
        flags=tuple(flags),
    )
