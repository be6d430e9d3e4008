"""Intervals, tests and their corrections: the few distributions that an experiment needs, and no library for them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Press et al., 6.4).

    >>> round(beta_share(2, 3, 0.5), 12)
    0.6875
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(b, a, 1 - x)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    tiny = 1e-300
    c, d = 1.0, 1 / max(tiny, 1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, 500):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + top * d) or tiny)
            c = (1 + top / c) or tiny
            found *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return math.exp(front) * found / a


def student_tail(t: float, df: float) -> float:
    """The probability that Student's t with `df` degrees of freedom is further from zero than `t`, on either side.

    >>> round(student_tail(2.2621571628, 9), 9)
    0.05
    """
    return beta_share(df / 2, 0.5, df / (df + t * t)) if math.isfinite(t) else 0.0


@lru_cache(maxsize=4096)
def student(p: float, df: int) -> float:
    """The quantile of Student's t.

    Args:
        p: above one half, below 1.
        df: degrees of freedom.

    >>> round(student(0.975, 19), 6), round(student(0.975, 1), 4)
    (2.093024, 12.7062)
    """
    low, high = 0.0, 1.0
    while student_tail(high, df) > 2 * (1 - p):
        low, high = high, high * 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if student_tail(middle, df) > 2 * (1 - p) else (low, middle)
    return (low + high) / 2


def spread(values: Sequence[float]) -> float:
    """The standard deviation, with n - 1."""
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((each - mean) ** 2 for each in values) / (len(values) - 1))


def interval(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """Mean, lower and upper end of the interval of the mean of independent values.

    >>> interval([1.0, 2.0, 3.0])
    (2.0, -0.484..., 4.484...)
    """
    mean = math.fsum(values) / len(values)
    half = student((1 + confidence) / 2, len(values) - 1) * spread(values) / math.sqrt(len(values))
    return mean, mean - half, mean + half


def p_value(differences: Sequence[float]) -> float:
    """The two-sided p value of a paired t test that the mean difference is zero; 1 when nothing differs."""
    mean, s = math.fsum(differences) / len(differences), spread(differences)
    if s == 0:
        return 1.0 if mean == 0 else 0.0
    return student_tail(abs(mean) / s * math.sqrt(len(differences)), len(differences) - 1)


def holm(values: Sequence[float]) -> list[float]:
    """The p values, corrected for there being several (Holm 1979).

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(values)), key=lambda n: values[n])
    found, worst = [0.0] * len(values), 0.0
    for rank, n in enumerate(order):
        worst = max(worst, min(1.0, (len(values) - rank) * values[n]))
        found[n] = worst
    return found


def effective_size(values: Sequence[float], batches: int = 20) -> float:
    """What dependent values are worth in independent ones, by batch means; infinite when they do not vary.

    >>> effective_size([float(n % 2) for n in range(1000)])
    inf
    """
    size = len(values) // batches
    if size < 2:
        raise ValueError(f"{len(values)} values do not make {batches} batches")
    kept = values[: size * batches]
    means = [math.fsum(kept[n * size : (n + 1) * size]) / size for n in range(batches)]
    between, one = spread(means) ** 2 * size, spread(kept) ** 2
    return len(kept) * one / between if between else math.inf


def mser5(values: Sequence[float]) -> int:
    """How many of the first values to delete as warm-up: MSER with batches of 5 (White and Spratt 2000).

    >>> mser5([50.0] * 10 + [1.0, 2.0] * 200)
    10
    """
    means = [math.fsum(values[n : n + 5]) / 5 for n in range(0, len(values) - 4, 5)]
    best, cut = math.inf, 0
    total = square = 0.0
    sums = []
    for mean in reversed(means):
        total += mean
        square += mean * mean
        sums.append((total, square))
    for start in range(len(means) // 2 + 1):
        count = len(means) - start
        if count < 2:
            break
        total, square = sums[count - 1]
        score = max(0.0, square - total * total / count) / count**2
        if score < best * (1 - 1e-12):
            best, cut = score, start
    return cut * 5
