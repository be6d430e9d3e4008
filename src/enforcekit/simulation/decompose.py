"""Which part of a reform did it? A difference shared out among its mechanisms, because a sum alone does not say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from itertools import combinations

import attrs

from enforcekit.arguments import must_be, wrong

from .guards import LEAST
from .metrics import STEADY
from .preflight import preflight
from .reform import Reform
from .scenario import Scenario
from .statistic import interval
from .tasks import Progress, Task, check_count, check_executor, checked_metrics, run_tasks

MOST = 4
"""Up to so many reforms every subset is run (2^k of them); beyond, they are added one after another."""
_NAMES = (
    "reforms by name",
    "以名称为键的改革",
    'give {"merged": Reform.merge(["a", "b"], into="c"), "intake": Reform.single_intake(0.02)}',
    '请给出 {"merged": Reform.merge(["a", "b"], into="c"), "intake": Reform.single_intake(0.02)}',
)


@attrs.frozen(kw_only=True)
class Part:
    """What one reform contributes to the difference in one metric: mean and 95 % interval, over replications."""

    metric: str
    reform: str
    share: float | None
    low: float | None
    high: float | None
    method: str


def decompose(
    base: Scenario,
    reforms: Mapping[str, Reform],
    *,
    metrics: Iterable[str],
    replications: int = 20,
    seed: int = 0,
    executor: Executor | None = None,
    engine: str = "auto",
    progress: Progress | None = None,
) -> tuple[Part, ...]:
    """Share the effect of several reforms together out among them.

    Up to four by Shapley's value (1953): the mean of what each adds, over all orders in which they could come; the
    parts add up to the whole. More than four in the order given, which then matters: `method` says `in order`. Each
    subset is applied in the order given, with common random numbers.

    Args:
        base: the scenario as it is.
        reforms: by name, in the order in which they are applied.
        metrics: names of registered metrics.
        replications: of every subset; fewer than ten give no interval.
        seed: any whole number.
        executor: any executor of `concurrent.futures`; None runs here.
        engine: `auto`, `pure` or `numba`.
        progress: called with (runs done, runs in all).

    Raises:
        InvalidRecord: a subset cannot be applied or run.

    >>> from enforcekit.simulation import Duration, example_queue
    >>> queue = example_queue(rate=1.6, service=Duration.exponential(1), officers=2, days=30, warmup=5)
    >>> both = {"one more": Reform.staff("team", 1), "absence": Reform.availability("team", 0.9)}
    >>> found = decompose(queue, both, metrics=["turnaround.mean"], replications=10)
    >>> [(each.reform, each.share > 0) for each in found]
    [('one more', False), ('absence', True)]
    """
    must_be(Scenario, base=base)
    if not isinstance(reforms, Mapping) or not reforms or not all(isinstance(r, Reform) for r in reforms.values()):
        raise wrong("reforms", reforms, _NAMES)
    names = checked_metrics(metrics)
    check_count(replications)
    check_executor(executor)
    order = tuple(reforms)
    shapley = len(order) <= MOST
    sizes = range(len(order) + 1)
    subsets = [each for n in sizes for each in combinations(order, n)] if shapley else [order[:n] for n in sizes]
    texts, steady = [], True
    for subset in subsets:
        scenario = base
        for name in subset:
            scenario = reforms[name](scenario)
        steady = preflight(scenario).steady and steady
        texts.append(scenario.to_json())
    tasks: list[Task] = [(text, seed, n, names, engine) for text in texts for n in range(replications)]
    values = [found.values for found in run_tasks(tasks, executor, progress)]
    parts = []
    for metric in names:
        at = {
            subset: [each[metric] for each in values[n * replications : (n + 1) * replications]]
            for n, subset in enumerate(subsets)
        }
        known = (steady or metric not in STEADY) and all(v is not None for each in at.values() for v in each)
        for name in order:
            method = "shapley" if shapley else "in order"
            if not known:
                parts.append(Part(metric=metric, reform=name, share=None, low=None, high=None, method=method))
                continue
            each = [_share(name, order, {s: float(v[n] or 0.0) for s, v in at.items()}) for n in range(replications)]
            share, low, high = interval(each) if replications >= LEAST else (math.fsum(each) / replications, None, None)
            parts.append(Part(metric=metric, reform=name, share=share, low=low, high=high, method=method))
    return tuple(parts)


def _share(name: str, order: tuple[str, ...], at: Mapping[tuple[str, ...], float]) -> float:
    """What one reform adds: over all subsets of the others, or to those before it."""
    if len(order) > MOST:
        n = order.index(name)
        return at[order[: n + 1]] - at[order[:n]]
    others = [each for each in order if each != name]
    total = 0.0
    for size in range(len(others) + 1):
        weight = math.factorial(size) * math.factorial(len(others) - size) / math.factorial(len(order))
        for subset in combinations(others, size):
            joined = tuple(each for each in order if each in subset or each == name)
            total += weight * (at[joined] - at[subset])
    return total
