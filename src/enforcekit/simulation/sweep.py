"""What if it were a little more, or less: an experiment at every point of a grid or of a Latin hypercube."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from inspect import signature
from itertools import product
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, wrong
from enforcekit.errors import Finding, LimitExceeded, UnknownReference
from enforcekit.keyed import USER, bits53, case_key, replication_key, uniform

from .guards import DEPENDENT, FEW, flags_of
from .manifest import manifest
from .preflight import preflight
from .scenario import Scenario
from .simulate import DEFAULT_METRICS, Estimate, allowed, estimate, findings_of
from .statistic import p_value
from .tasks import Progress, Task, Values, check_count, check_executor, checked_metrics, run_tasks

_AXES = (
    "values by parameter",
    "以参数为键的取值",
    'give {"officers": [4, 5, 6]}, finite numbers; for a Latin hypercube (low, high)',
    '请给出 {"officers": [4, 5, 6]}（有限的数）；拉丁超立方为 (下限, 上限)',
)
_CHANGE = (
    "a function of the base and of every parameter, by its name",
    "以 base 与各参数名为参数的函数",
    "give def staff(base, officers): return a Scenario; one argument for each key of axes",
    "请给出 def staff(base, officers)，返回 Scenario；axes 的每个键对应一个参数",
)
_POINTS = ("a whole number of points above 0", "正整数", "give points=16", "请给出 points=16")
_CONFIDENCE = ("a share above 0 and below 1", "0 与 1 之间的数", "give confidence=0.95", "请给出 confidence=0.95")
MAX_POINTS: Final = 100_000
"""The most points of one sweep."""


@attrs.frozen(kw_only=True)
class Point:
    """One point of a sweep: its parameters, every metric in every replication, and what is to be said of it."""

    parameters: Mapping[str, float]
    values: tuple[Values, ...]
    effective: tuple[float | None, ...]
    steady: bool
    findings: tuple[Finding, ...]

    def __getitem__(self, metric: str) -> Estimate:
        """The estimate of one metric."""
        if metric not in self.values[0]:
            raise UnknownReference("measured metric", metric, self.values[0])
        values = [each[metric] for each in self.values]
        return estimate(metric, values, flags_of(metric, values, self.steady, self.effective))


@attrs.frozen(kw_only=True)
class Sweep:
    """All points of a sweep, in the order of the design, and how it was made."""

    points: tuple[Point, ...]
    manifest: Mapping[str, Any]

    def rows(self, metric: str) -> list[dict[str, Any]]:
        """The parameters and the estimate of one metric at each point, as plain values."""
        return [{**point.parameters, **point[metric].row()} for point in self.points]

    def best(self, metric: str, *, confidence: float = 0.95, largest: bool = False) -> Point | None:
        """The point with the smallest mean, if it beats every other one surely enough; None is a tie.

        Each paired comparison is judged at (1 - confidence) divided by their number (Bonferroni), because the best of
        many looks better than it is. It is a tie too where some point is unknown, or has no interval.
        """
        if not 0 < confidence < 1:
            raise wrong("confidence", confidence, _CONFIDENCE)
        known = list(self.points)
        if any(each.mean is None or {FEW, DEPENDENT}.intersection(each.flags) for each in (p[metric] for p in known)):
            return None
        sign = -1.0 if largest else 1.0
        found = min(known, key=lambda point: sign * float(point[metric].mean or 0.0))
        for other in known:
            if other is not found:
                pairs = [
                    float(a[metric] or 0.0) - float(b[metric] or 0.0)
                    for a, b in zip(other.values, found.values, strict=True)
                ]
                if p_value(pairs) > (1 - confidence) / (len(known) - 1):
                    return None
        return found


def sweep(
    base: Scenario,
    axes: Mapping[str, Sequence[float]],
    change: Callable[..., Scenario],
    *,
    design: str = "grid",
    points: int = 16,
    metrics: Iterable[str] = DEFAULT_METRICS,
    replications: int = 10,
    seed: int = 0,
    executor: Executor | None = None,
    engine: str = "auto",
    progress: Progress | None = None,
) -> Sweep:
    """Simulate the scenario at many points, all with common random numbers.

    Args:
        base: the scenario as it is.
        axes: for each parameter its values (grid), or its lowest and highest value (latin).
        change: `change(base, **parameters)` gives the scenario of a point.
        design: `grid`, every combination; `latin`, so many `points` that each has its own slice of every axis.
        points: how many, of a Latin hypercube.
        metrics: names of registered metrics.
        replications: of each point.
        seed: any whole number; it also places the points of a Latin hypercube.
        executor: any executor of `concurrent.futures`; None: processes where they are worth it and safe.
        engine: `auto`, `pure` or `numba`.
        progress: called with (runs done, runs in all).

    Raises:
        InvalidRecord: the scenario of a point cannot be run.
        InvalidArgument: no values, or none that `change` takes; for a Latin hypercube not two.
        LimitExceeded: more than 100,000 points.
        UnknownReference: another design.

    Source: McKay, Beckman and Conover 1979 (Latin hypercube).

    >>> from enforcekit.simulation import Duration, Reform, example_queue
    >>> queue = example_queue(rate=1.6, service=Duration.exponential(1), officers=2, days=30, warmup=5)
    >>> def staff(base, more):
    ...     return Reform.staff("team", more)(base)
    >>> found = sweep(queue, {"more": [0, 1, 2]}, staff, metrics=["turnaround.mean"])
    >>> found.best("turnaround.mean").parameters
    {'more': 2}
    """
    must_be(Scenario, base=base)
    _check_axes(axes, 2 if design == "latin" else None)
    names = checked_metrics(metrics)
    check_count(replications)
    check_executor(executor)
    where = design_points(axes, design, points, seed)
    try:
        signature(change).bind(base, **where[0])
    except (TypeError, ValueError):
        raise wrong("change", change, _CHANGE) from None
    scenarios = [change(base, **parameters) for parameters in where]
    must_be(Scenario, **{f"change(base, **{where[n]})": each for n, each in enumerate(scenarios)})
    before = [preflight(each) for each in scenarios]
    tasks: list[Task] = [(each.to_json(), seed, n, names, engine) for each in scenarios for n in range(replications)]
    found = run_tasks(tasks, executor, progress)
    runs = [found[n * replications : (n + 1) * replications] for n in range(len(where))]
    labels = [", ".join(f"{name}={value!r}" for name, value in parameters.items()) for parameters in where]
    return Sweep(
        points=tuple(
            Point(
                parameters=parameters,
                values=tuple(allowed(each, first.steady) for each in those),
                effective=tuple(each.effective for each in those),
                steady=first.steady,
                findings=findings_of(scenario, first, those),
            )
            for parameters, scenario, first, those in zip(where, scenarios, before, runs, strict=True)
        ),
        manifest=manifest(
            dict(zip(labels, scenarios, strict=True)),
            {name: [each.digest for each in those] for name, those in zip(labels, runs, strict=True)},
            seed=seed,
            metrics=names,
            points=where,
        ),
    )


def _check_axes(axes: object, size: int | None) -> None:
    """Raise `InvalidArgument` unless each parameter has finite numbers, and so many where that is given."""

    def good(values: object) -> bool:
        return (
            isinstance(values, Sequence)
            and not isinstance(values, str)
            and len(values) > 0
            and size in (None, len(values))
            and all(type(each) in (int, float) and math.isfinite(each) for each in values)
        )

    if not isinstance(axes, Mapping) or not axes or not all(map(good, axes.values())):
        raise wrong("axes", axes, _AXES)


def design_points(axes: Mapping[str, Sequence[float]], design: str, count: int, seed: int) -> list[dict[str, float]]:
    """The points of a design, in a fixed order.

    >>> design_points({"a": [1, 2], "b": [3]}, "grid", 0, 0)
    [{'a': 1, 'b': 3}, {'a': 2, 'b': 3}]
    """
    if design == "grid":
        size = math.prod(map(len, axes.values()))
        if size > MAX_POINTS:
            raise LimitExceeded(f"{size:,} points; at most {MAX_POINTS:,}")
        return [dict(zip(axes, each, strict=True)) for each in product(*axes.values())]
    if design != "latin":
        raise UnknownReference("design", design, ("grid", "latin"))
    if type(count) is not int or not 1 <= count <= MAX_POINTS:
        raise wrong("points", count, _POINTS)
    key = replication_key(seed, 0)
    columns = {}
    for axis, (name, (low, high)) in enumerate(axes.items()):
        one = case_key(key, axis)
        order = sorted(range(count), key=lambda n: bits53(one, n, USER))
        columns[name] = [
            low + (high - low) * (slot + uniform(bits53(one, n, USER + 1))) / count for n, slot in enumerate(order)
        ]
    return [{name: column[n] for name, column in columns.items()} for n in range(count)]
