"""How a figure was rounded before it was printed, and which exact values print as it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final

import attrs

from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.inspection.figure import half_up

HALF_UP: Final = "half_up"
MOST: Final = 12
"""Digits after the point that a figure may have."""
RULES: Final = (HALF_UP, "down", "up")


@attrs.frozen
class Rounding:
    """So many digits after the point, by a rule: halves away from zero (四舍五入), down, or up.

    >>> Rounding(2)(Fraction(3026500, 32036)), Rounding(1, "down")(Fraction(2200, 26))
    (Decimal('94.47'), Decimal('84.6'))
    """

    digits: int = attrs.field(default=2)
    rule: str = attrs.field(default=HALF_UP)

    @digits.validator
    def _few(self, _: object, value: int) -> None:
        if type(value) is not int or not 0 <= value <= MOST:
            raise EnforcekitError(f"{value!r} digits: give a whole number from 0 to {MOST}")

    @rule.validator
    def _known(self, _: object, value: str) -> None:
        if value not in RULES:
            raise UnknownReference("rounding rule", value, RULES)

    def __call__(self, value: Fraction) -> Decimal:
        """The value as it is printed."""
        if self.rule == HALF_UP:
            return half_up(value, self.digits)
        scaled = value * 10**self.digits
        return Decimal(floor(scaled) if self.rule == "down" else ceil(scaled)).scaleb(-self.digits)

    def prints(self, low: Fraction, high: Fraction, published: Decimal) -> bool:
        """Whether some value between two is printed as the published one.

        >>> Rounding(0).prints(Fraction(4500, 56), Fraction(4500, 56), Decimal(80))
        True
        """
        return self(low) <= published <= self(high)

    def text(self, lang: str = "en") -> str:
        """The rule in words."""
        en = {HALF_UP: "halves away from zero", "down": "rounded down", "up": "rounded up"}[self.rule]
        zh = {HALF_UP: "四舍五入", "down": "向下取整", "up": "向上取整"}[self.rule]
        return f"保留 {self.digits} 位小数，{zh}" if lang == "zh" else f"{self.digits} digits, {en}"
