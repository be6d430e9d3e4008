"""Comparing two indicators: only what counts the same things over equal periods."""

from __future__ import annotations

from enforcekit.arguments import must_be
from enforcekit.inspection.figure import Compared, compare_figures

from .measure import Indicator


def compare_indicators(one: Indicator, other: Indicator) -> Compared:
    """The difference and the ratio of two indicators that measure the same; else a refusal that says why.

    Place and dates may differ, that is what one compares; what is counted above and below, the bodies, the kinds and
    the length of the period may not, and inputs and definition must be known of both.

    Args:
        one: what is compared with.
        other: what is compared.

    Raises `NotComparable` with every reason.

    >>> from enforcekit.indicators import indicator
    >>> compare_indicators(indicator("ningbo/joint_rate"), indicator("fenghua/joint_rate"))
    Traceback (most recent call last):
    enforcekit.inspection.figure.NotComparable: 宁波市 and 宁波市奉化区 are not comparable: inputs of one are not ...
    """
    must_be(Indicator, one=one, other=other)
    return compare_figures(one.figure, other.figure)
