"""What a share of a sample says of the whole: bounds with their method and level."""

from __future__ import annotations

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import EnforcekitError
from enforcekit.samples import wilson_interval


@attrs.frozen(kw_only=True)
class Bounds:
    """Between which values a share lies, by which method, at which level. Shares run from 0 to 1."""

    low: float
    high: float
    method: str
    level: float

    def text(self, lang: str = "en") -> str:
        """The bounds in one line, with the method they stand on."""
        span = f"{self.low:.2%} – {self.high:.2%}"
        zh = {"wilson": "威尔逊区间", "exact_one_sided": "精确单侧上限"}[self.method]
        en = {"wilson": "Wilson interval", "exact_one_sided": "exact one-sided upper bound"}[self.method]
        return f"{span}（{zh}，{self.level:.0%}）" if lang == "zh" else f"{span} ({en}, {self.level:.0%})"


def wilson(hits: int, size: int, level: float = 0.95) -> Bounds:
    """The Wilson score interval of a share: `hits` of a simple random sample of `size`.

    Args:
        hits: how many of the sample have the property.
        size: how many were looked at.
        level: how often such an interval holds the true share.

    Raises `EnforcekitError` when hits are negative or more than the sample, or the sample is empty; `InvalidArgument`
    for what is no number.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.

    >>> found = wilson(6, 120)
    >>> round(found.low, 4), round(found.high, 4)
    (0.0231, 0.1048)
    """
    _checked(hits, size, level)
    low, high = wilson_interval(hits, size, level)
    return Bounds(low=low, high=high, method="wilson", level=level)


def none_of(size: int, level: float = 0.95) -> Bounds:
    """What none in so many leaves possible: the share at which none would be seen once in 1 / (1 - level) times.

    The bound is exact and one-sided, 1 - (1 - level)^(1/size); 3/size is its common shorthand.

    Raises `EnforcekitError` when nothing was looked at.

    >>> f"{none_of(3235).high:.2%}"
    '0.09%'
    """
    _checked(0, size, level)
    return Bounds(low=0.0, high=1 - (1 - level) ** (1 / size), method="exact_one_sided", level=level)


def _checked(hits: int, size: int, level: float) -> None:
    must_be(int, hits=hits, size=size)
    must_be(float, int, level=level)
    if size < 1 or not 0 <= hits <= size:
        raise EnforcekitError(f"{hits} of {size} is no share of a sample")
    if not 0 < level < 1:
        raise EnforcekitError(f"a level lies between 0 and 1, not at {level}")
