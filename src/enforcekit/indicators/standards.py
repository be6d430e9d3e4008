"""Formulas by name: the same few that published figures use, for inputs of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from enforcekit.errors import UnknownReference

from .fact import Fact, number_of
from .formula import formula
from .measure import Indicator
from .rounding import Rounding

_FORMULAS: Final[Mapping[str, tuple[str, str, int, str, str]]] = {
    "share": ("numerator", "denominator", 100, "占比", "share, %"),
    "ratio": ("numerator", "denominator", 1, "比值", "ratio"),
    "mean": ("total", "count", 1, "均值", "mean"),
    "reduction": ("before - after", "before", 100, "下降率", "reduction, %"),
    "growth": ("after - before", "before", 100, "增长率", "growth, %"),
    "speed_up": ("before - after", "after", 1, "提速倍数", "speed-up, times"),
    "list_before": ("kept + removed", "", 1, "清理前数量", "entries before"),
    "list_reduction": ("removed", "kept + removed", 100, "压减率", "entries removed, %"),
    "checks_per_joint_visit": ("joint + avoided", "joint", 1, "每次联合检查部门数", "checks per joint visit"),
    "burden_reduction": ("avoided", "joint + avoided", 100, "减少扰企比例", "visits avoided, %"),
    "implied_before": ("100 * after", "100 - reduction", 1, "推算基数", "implied value before"),
    "sum": ("one + other", "", 1, "合计", "sum"),
    "difference": ("one - other", "", 1, "差值", "difference"),
}
STANDARD: Final = tuple(_FORMULAS)
"""The formulas there are."""


def standard(name: str, *, digits: int = 2, **inputs: Decimal | int) -> Indicator:
    """An indicator by a formula that many figures use.

    Args:
        name: `share`, `mean`, `reduction`, `speed_up` … (`STANDARD` lists them).
        digits: digits after the point of the printed value.
        inputs: the inputs by name: `numerator` and `denominator` of a share, `before` and `after` of a reduction.

    Raises `UnknownReference` for a formula or input that there is not, `InvalidArgument` for a value that is no number.

    >>> standard("reduction", before=6042, after=2207).rounded
    Decimal('63.47')
    >>> standard("speed_up", before=10, after=2).value
    Fraction(4, 1)
    """
    if name not in _FORMULAS:
        raise UnknownReference("formula", name, STANDARD)
    top, bottom, per, zh, en = _FORMULAS[name]
    wanted = dict.fromkeys((*formula(top).names, *formula(bottom or "1").names))
    if strange := [each for each in inputs if each not in wanted]:
        raise UnknownReference("input", strange[0], wanted)
    facts = {
        key: Fact(name=key, value=number_of(value, key), of=key, zh=key, en=key, status="illustrative")
        for key, value in inputs.items()
    }
    return Indicator(
        id=name,
        zh=zh,
        en=en,
        numerator=top,
        denominator=bottom,
        per=per,
        unit="%" if per == 100 else "",
        inputs=facts,
        rounding=Rounding(digits),
    )
