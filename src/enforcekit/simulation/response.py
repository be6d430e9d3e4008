"""How far the nearest unit is: what a quarter of an hour to the scene needs, before anything is simulated."""

from __future__ import annotations

import math
from typing import Final

from enforcekit.arguments import wrong

_POSITIVE: Final = (
    "a finite number above 0",
    "大于 0 的有限数",
    "give units=10, area_km2=360",
    "请给出 units=10, area_km2=360",
)
_SHARE: Final = ("a share above 0 and below 1", "0 与 1 之间的数", "give share=0.95", "请给出 share=0.95")


def _must_be_positive(**given: float) -> None:
    """Raise `InvalidArgument` for the first that is no finite number above 0."""
    for name, value in given.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
            raise wrong(name, value, _POSITIVE)


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
    _must_be_positive(units=units, area_km2=area_km2, km=km)
    return -math.expm1(-units * math.pi * km * km / area_km2)


def mean_distance(units: float, area_km2: float) -> float:
    """The mean straight distance to the nearest free unit, in km: ½ √(A / n).

    >>> mean_distance(10, 360)
    3.0
    """
    _must_be_positive(units=units, area_km2=area_km2)
    return math.sqrt(area_km2 / units) / 2


def units_needed(
    area_km2: float, *, minutes: float, share: float = 0.95, km_per_hour: float = 30.0, detour: float = 1.3
) -> float:
    """How many free units reach a share of places in time. Speed and detour are the user's; the defaults illustrative.

    >>> round(units_needed(360, minutes=15), 2)
    10.31
    """
    _must_be_positive(area_km2=area_km2, minutes=minutes, km_per_hour=km_per_hour, detour=detour)
    if not 0 < share < 1:
        raise wrong("share", share, _SHARE)
    km = km_per_hour * minutes / 60 / detour
    return -math.log1p(-share) * area_km2 / (math.pi * km * km)
