"""A number that somebody published, worked out or counted: what indicators are computed from."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

import attrs

from enforcekit.arguments import wrong
from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.inspection.figure import rounded_from

from .counting import Count

PUBLISHED: Final = "published"
LONGEST: Final = 30
"""Digits that a value may have, before and after the point."""
STATUSES: Final = {
    PUBLISHED: ("published", "公布"),
    "inferred": ("inferred", "推断"),
    "illustrative": ("illustrative", "示意"),
    "counted": ("counted from documents", "由文档计数"),
}

_NUMBER: Final = ("a number", "数值", "give a whole number or a Decimal", "请给出整数或 Decimal")


def number_of(value: object, name: str = "value") -> Decimal:
    """A value as the decimal it says, exact. Raises `InvalidArgument` for what is no number.

    >>> number_of("94.47"), number_of(12)
    (Decimal('94.47'), Decimal('12'))
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float | str):
        raise wrong(name, value, _NUMBER)
    try:
        return Decimal(value)
    except InvalidOperation:
        raise wrong(name, value, _NUMBER) from None


def _step(value: object) -> Decimal:
    return number_of(value, "step")


@attrs.frozen(kw_only=True)
class Fact:
    """One input: its value, what it counts, how exactly it is known, and where it stands.

    `step` is the unit it was rounded to, 0 for an exact count; `at_least` marks a published "more than". `status` says
    whether the value is published, inferred, illustrative or counted; `count` says how documents give it.

    >>> Fact(name="joint", of="joint_check", zh="综合查一次", en="joint checks", value=Decimal(74800), step=100).between
    (Fraction(74750, 1), Fraction(74850, 1))
    """

    name: str
    value: Decimal = attrs.field(converter=number_of)
    of: str
    zh: str
    en: str
    step: Decimal = attrs.field(default=Decimal(), converter=_step)
    at_least: bool = False
    status: str = attrs.field(default=PUBLISHED)
    note: str = ""
    count: Count | None = None

    @value.validator
    def _finite(self, _: object, value: Decimal) -> None:
        digits, exponent = value.as_tuple()[1:]
        short = isinstance(exponent, int) and exponent >= -LONGEST and len(digits) <= LONGEST
        # No `abs`: what is beyond the range of decimals has none.
        if not (short and -(10**15) <= value <= 10**15):
            raise EnforcekitError(f"{self.name}: {value} is no number that can be counted with")

    @status.validator
    def _known(self, _: object, value: str) -> None:
        if value not in STATUSES:
            raise UnknownReference("status", value, STATUSES)

    @property
    def between(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest it may have been before it was rounded."""
        return rounded_from(self.value, self.step)

    def with_value(self, value: Decimal | int, status: str = "illustrative") -> Fact:
        """The same fact with another value, taken as exact; it is no longer what was published.

        Raises `InvalidArgument` for what is no number.
        """
        return attrs.evolve(self, value=number_of(value, self.name), step=Decimal(), at_least=False, status=status)

    def text(self, lang: str = "en") -> str:
        """The value and what it counts; what is not a published exact number says so."""
        zh = lang == "zh"
        marks = [STATUSES[self.status][zh]] if self.status != PUBLISHED else []
        if self.at_least:
            marks.append("以上" if zh else "or more")
        if self.step:
            marks.append(f"约至 {self.step.normalize():f}" if zh else f"to the nearest {self.step.normalize():f}")
        said = ("、" if zh else ", ").join(marks)
        words = self.zh if zh else self.en
        shown = f"{self.value:,f}"
        return (
            (f"{words} {shown}" + (f"（{said}）" if said else ""))
            if zh
            else f"{shown} {words}" + (f" ({said})" if said else "")
        )

    def to_dict(self) -> dict[str, Any]:
        """The fact as plain JSON values, absent rather than null."""
        found: dict[str, Any] = {"name": self.name, "value": plain(self.value), "of": self.of, "status": self.status}
        if self.step:
            found["rounded_to"] = plain(self.step)
        if self.at_least:
            found["at_least"] = True
        if self.note:
            found["note"] = self.note
        if self.count is not None:
            found["count"] = self.count.text()
        return found


def plain(value: Decimal) -> int | float:
    """A decimal as a JSON number: whole numbers stay whole.

    >>> plain(Decimal("74800")), plain(Decimal("94.47"))
    (74800, 94.47)
    """
    return int(value) if value == value.to_integral_value() else float(value)
