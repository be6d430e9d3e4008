"""How far the nearest unit is: what a quarter of an hour to the scene needs, before anything is simulated."""

from __future__ import annotations

import math


def share_within(units: float, area_km2: float, km: float) -> float:
    """The share of places that have a free unit within a straight distance.

    Args:
        units: free units, spread at random over the area.
        area_km2: the area.
        km: the straight distance.

    Source: nearest neighbour in a Poisson field, P(D ≤ r) = 1 - exp(-n π r² / A) (Clark and Evans 1954).

    >>> round(share_within(10.31, 360, 30 * 0.25 / 1.3), 3)
    0.95
    """
    return -math.expm1(-units * math.pi * km * km / area_km2)


def mean_distance(units: float, area_km2: float) -> float:
    """The mean straight distance to the nearest free unit, in km: ½ √(A / n).

    >>> mean_distance(10, 360)
    3.0
    """
    return math.sqrt(area_km2 / units) / 2


def units_needed(
    area_km2: float, *, minutes: float, share: float = 0.95, km_per_hour: float = 30.0, detour: float = 1.3
) -> float:
    """How many free units reach a share of places in time. Speed and detour are the user's; the defaults illustrative.

    >>> round(units_needed(360, minutes=15), 2)
    10.31
    """
    km = km_per_hour * minutes / 60 / detour
    return -math.log1p(-share) * area_km2 / (math.pi * km * km)
