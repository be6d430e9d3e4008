"""An indicator: a figure with everything that is needed to compute it again and to compare it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product
from typing import Any, Final

import attrs

from enforcekit.errors import UnknownReference
from enforcekit.inspection.figure import Figure, Quantity, Scope, told_period
from enforcekit.timing import ALWAYS, Period

from .bounds import Bounds, none_of, wilson
from .fact import PUBLISHED, STATUSES, Fact, plain
from .formula import Formula, formula
from .rounding import Rounding

MOST_ROUNDED: Final = 12
"""Of more rounded inputs than this the range is not told: its corners double with each."""


@attrs.frozen(kw_only=True)
class Indicator:
    """A figure: formula over inputs, scope, period, rounding, source, and what was printed.

    `measure` says what it measures wherever it is measured; `id` is this one's. Without a numerator its inputs are not
    published: it has no value, only what was `published`. `sample` marks a share of a sample, which has bounds.

    >>> inputs = {name: Fact(name=name, value=Decimal(value), of="item", zh=zh, en=name)
    ...           for name, value, zh in (("kept", 207, "保留"), ("removed", 150, "减少"))}
    >>> before = Indicator(id="before", zh="清理前事项", en="items before", numerator="kept + removed", inputs=inputs)
    >>> before.value, before.with_inputs(removed=151).value
    (Fraction(357, 1), Fraction(358, 1))
    """

    id: str
    zh: str
    en: str
    measure: str = attrs.field(default=attrs.Factory(lambda self: self.id.rpartition("/")[2], takes_self=True))
    numerator: str = ""
    denominator: str = ""
    per: int = 1
    unit: str = ""
    inputs: Mapping[str, Fact] = attrs.field(factory=dict)
    rounding: Rounding = attrs.field(factory=Rounding)
    published: Decimal | None = None
    scope: Scope = attrs.field(factory=Scope)
    period: Period = ALWAYS
    sample: bool = False
    source: str = ""
    note: str = ""

    def __attrs_post_init__(self) -> None:
        for name in (*self.top.names, *self.bottom.names):
            if name not in self.inputs:
                raise UnknownReference("input", name, self.inputs)

    @property
    def top(self) -> Formula:
        """The formula of the numerator."""
        return formula(self.numerator or "0")

    @property
    def bottom(self) -> Formula:
        """The formula of the denominator; 1 where the figure is a count or a sum."""
        return formula(self.denominator or "1")

    @property
    def known(self) -> bool:
        """Whether its inputs are known, so that it can be computed."""
        return bool(self.numerator)

    def _values(self) -> dict[str, Fraction]:
        return {name: Fraction(each.value) for name, each in self.inputs.items()}

    @property
    def value(self) -> Fraction | None:
        """The exact value; None where inputs are not published or there is nothing to divide by."""
        return self._value(self._values())

    def _value(self, values: Mapping[str, Fraction]) -> Fraction | None:
        if not self.known or not (below := self.bottom(values)):
            return None
        return self.top(values) / below * self.per

    @property
    def parts(self) -> tuple[Fraction, Fraction] | None:
        """Numerator and denominator as they are before they are divided; None where they are not published."""
        return (self.top(self._values()), self.bottom(self._values())) if self.known else None

    @property
    def rounded(self) -> Decimal | None:
        """The value as it would be printed; where inputs are not published, what was printed."""
        if not self.known:
            return self.published
        return None if self.value is None else self.rounding(self.value)

    @property
    def between(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest value that the rounding of the inputs allows; None past `MOST_ROUNDED` of them.

        Numerator and denominator are linear in each input, so that the extremes stand at the ends of the ranges.
        """
        names = [name for name, each in self.inputs.items() if each.step]
        if len(names) > MOST_ROUNDED:
            return None
        ends = product(*(self.inputs[name].between for name in names))
        values = [self._value({**self._values(), **dict(zip(names, each, strict=True))}) for each in ends]
        found = [each for each in values if each is not None]
        return (min(found), max(found)) if found and len(found) == len(values) else None

    @property
    def agrees(self) -> bool | None:
        """Whether the published value follows from the inputs within rounding; None where it cannot be said."""
        if self.published is None or (between := self.between) is None:
            return None
        return self.rounding.prints(*between, self.published)

    @property
    def status(self) -> str:
        """`published` when all inputs are; else the weakest of them: counted, inferred, illustrative."""
        order = (PUBLISHED, "counted", "inferred", "illustrative")
        return max((each.status for each in self.inputs.values()), key=order.index, default=PUBLISHED)

    def bounds(self, level: float = 0.95) -> Bounds | None:
        """What the share says of more than its sample: Wilson's interval, for none the exact one-sided bound.

        None where the indicator is no share of a sample, or nothing was looked at.

        Raises `EnforcekitError` where the numerator is negative or more than the denominator, or the level is none.
        """
        if not self.sample or self.parts is None or self.value is None:
            return None
        if any(each.denominator != 1 for each in self.parts):
            return None
        hits, size = (each.numerator for each in self.parts)
        return none_of(size, level) if hits == 0 else wilson(hits, size, level)

    def with_inputs(self, **values: Decimal | int) -> Indicator:
        """The indicator with other values of some inputs, as if they had been found.

        Raises `UnknownReference` for an input it does not have.
        """
        for name in values:
            if name not in self.inputs:
                raise UnknownReference("input", name, self.inputs)
        return attrs.evolve(
            self, inputs={**self.inputs, **{name: self.inputs[name].with_value(each) for name, each in values.items()}}
        )

    @property
    def figure(self) -> Figure:
        """The indicator as the figure that `compare_figures` takes."""
        top, bottom = (self._quantity(each) for each in (self.top, self.bottom)) if self.known else (None, None)
        return Figure(
            name=self.measure,
            zh=self.zh,
            en=self.en,
            numerator=top,
            denominator=bottom,
            per=self.per,
            scope=self.scope,
            period=self.period,
            source=self.source,
            published=self.published,
        )

    def _quantity(self, each: Formula) -> Quantity:
        number = each(self._values())
        words = {name: (self.inputs[name].of, self.inputs[name].zh, self.inputs[name].en) for name in each.names}
        of, zh, en = (_told(each, {name: word[at] for name, word in words.items()}) for at in range(3))
        return Quantity(value=_exact(number), of=of, zh=zh, en=en)

    def explain(self, lang: str = "en") -> str:
        """The value with formula, inputs, scope, rounding, source, and whether the published one follows."""
        zh = lang == "zh"
        head = f"{self.zh}：{self._shown()}" if zh else f"{self.en}: {self._shown()}"
        lines = [head]
        if self.known:
            below = f" / ({self.denominator})" if self.denominator else ""
            times = f" × {self.per}" if self.per != 1 else ""
            lines.append(f"{'公式' if zh else 'formula'}: ({self.numerator}){below}{times}")
            lines += [f"  {name} = {each.text(lang)}" for name, each in self.inputs.items()]
        else:
            lines.append("分子、分母未公布" if zh else "inputs are not published")
        where = self.scope.place or ("未注明" if zh else "not stated")
        unknown = "期间未注明" if zh else "period not stated"
        days = unknown if self.period == ALWAYS else told_period(self.period)
        population = "、".join(each for each in (self.scope.bodies, self.scope.kinds) if each)
        lines.append(f"{'范围' if zh else 'scope'}: {'; '.join(each for each in (where, days, population) if each)}")
        lines.append(f"{'取舍' if zh else 'rounding'}: {self.rounding.text(lang)}")
        if self.published is not None:
            words = ("does not follow from the inputs", "与分子分母不符")
            if self.agrees is None:
                words = ("cannot be checked", "无法核对")
            elif self.agrees:
                words = ("follows from the inputs", "与分子分母相符")
            lines.append(f"{'公布值' if zh else 'published'}: {self.published} ({words[zh]})")
        if self.status != PUBLISHED:
            lines.append(f"{'性质' if zh else 'status'}: {STATUSES[self.status][zh]}")
        if (bounds := self.bounds()) is not None:
            lines.append(f"{'置信界限' if zh else 'bounds'}: {bounds.text(lang)}")
        if self.note:
            lines.append(self.note)
        if self.source:
            lines.append(f"{'来源' if zh else 'source'}: {self.source}")
        return "\n".join(lines)

    def line(self, lang: str = "en") -> str:
        """Id, value and name in one line; a value whose inputs are not published, or inferred, says so."""
        zh = lang == "zh"
        mark = STATUSES[self.status][zh] if self.status != PUBLISHED else ""
        if not self.known:
            mark = "分子、分母未公布" if zh else "inputs not published"
        return f"{self.id} = {self._shown()}  {self.zh if zh else self.en}" + (f" [{mark}]" if mark else "")

    def _shown(self) -> str:
        return "—" if self.rounded is None else f"{self.rounded:,f}{self.unit}"

    def to_dict(self) -> dict[str, Any]:
        """The indicator as plain JSON values, absent rather than null. `exact` is the value as a fraction."""
        found: dict[str, Any] = {"id": self.id, "measure": self.measure, "names": {"zh": self.zh, "en": self.en}}
        if self.value is not None and self.parts is not None:
            top, bottom = self.parts
            found |= {
                "value": plain(self.rounding(self.value)),
                "exact": str(self.value),
                "numerator": number(top),
                "denominator": number(bottom),
                "formula": {"numerator": self.numerator, "denominator": self.denominator or "1", "per": self.per},
                "inputs": [each.to_dict() for each in self.inputs.values()],
            }
        if self.unit:
            found["unit"] = self.unit
        found["rounding"] = {"digits": self.rounding.digits, "rule": self.rounding.rule}
        if self.published is not None:
            found["published"] = plain(self.published)
        if self.agrees is not None:
            found["agrees"] = self.agrees
        found["scope"] = {key: each for key, each in attrs.asdict(self.scope).items() if each != ""}
        days = (("start", self.period.start), ("end", self.period.end))
        found["period"] = {key: day.isoformat() for key, day in days if day}
        found["status"] = self.status
        if (bounds := self.bounds()) is not None:
            found["bounds"] = attrs.asdict(bounds)
        if self.note:
            found["note"] = self.note
        if self.source:
            found["source"] = self.source
        return found


def _exact(value: Fraction) -> Decimal:
    """A sum of products of decimals as the decimal it is, with all its digits."""
    with localcontext(prec=1000):
        return Decimal(value.numerator) / Decimal(value.denominator)


def number(value: Fraction) -> int | float:
    """A fraction as a JSON number: whole numbers stay whole."""
    return value.numerator if value.denominator == 1 else float(value)


def _told(each: Formula, words: Mapping[str, str]) -> str:
    """A formula with its inputs named in words; one input alone is just its name."""
    return re.sub(r"[^\W\d]\w*", lambda found: words.get(found[0], found[0]), each.text)
