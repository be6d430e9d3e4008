"""What a share of a sample says of the whole, for every room that reckons one."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def wilson_interval(hits: int, size: int, level: float = 0.95) -> tuple[float, float]:
    """The Wilson score interval of `hits` of a sample of `size`: none and all are bounds themselves.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.

    >>> low, high = wilson_interval(6, 120)
    >>> round(low, 4), round(high, 4)
    (0.0231, 0.1048)
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, square = hits / size, z * z
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = z / (1 + square / size) * sqrt(share * (1 - share) / size + square / (4 * size * size))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == size else min(1.0, middle + half)
    return low, high
