"""A figure with what it counts: numerator, denominator, scope, period; two of different scopes are not compared."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import EnforcekitError
from enforcekit.timing import ALWAYS, Period

Words = tuple[str, str]
"""The same words in English and Chinese."""


def told_period(period: Period) -> str:
    """A period in words: its first and its last day, which belongs to it.

    >>> told_period(Period(start=dt.date(2025, 1, 1), end=dt.date(2026, 1, 1)))
    '2025-01-01 – 2025-12-31'
    """
    last = period.end and period.end - dt.timedelta(days=1)
    return f"{period.start or '…'} – {last or '…'}"


def half_up(value: Fraction, digits: int) -> Decimal:
    """A value to so many digits after the point, halves away from zero (四舍五入).

    >>> half_up(Fraction(1, 8), 2), half_up(Fraction(-1, 8), 2)
    (Decimal('0.13'), Decimal('-0.13'))
    """
    away = floor(abs(value) * 10**digits + Fraction(1, 2))
    return Decimal(away if value >= 0 else -away).scaleb(-digits)


def rounded_from(value: Decimal | int, step: Decimal | int) -> tuple[Fraction, Fraction]:
    """The least and the greatest that a value may have been before it was rounded to a step; 0: not at all.

    >>> rounded_from(74_800, 100)
    (Fraction(74750, 1), Fraction(74850, 1))
    """
    exact, half = Fraction(value), Fraction(step) / 2
    return exact - half, exact + half


@attrs.frozen(kw_only=True)
class Quantity:
    """A number of things. `of` names what is counted; `step` is the unit it was rounded to, 0 for an exact count.

    >>> Quantity(value=74_800, of="joint_check", zh="综合查一次", en="joint checks", step=100).between
    (Fraction(74750, 1), Fraction(74850, 1))
    """

    value: int | Decimal
    of: str
    zh: str
    en: str
    step: int | Decimal = 0

    @property
    def between(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest it may have been before it was rounded."""
        return rounded_from(self.value, self.step)

    def to_dict(self) -> dict[str, Any]:
        """The number as plain JSON values."""
        rounded = {"rounded_to": str(self.step)} if self.step else {}
        return {"value": str(self.value), "of": self.of, **rounded}


@attrs.frozen(kw_only=True)
class Scope:
    """What a figure is about: the place, the bodies, the kinds of check, and whether its definition is published."""

    place: str = ""
    bodies: str = ""
    kinds: str = ""
    defined: bool = True


@attrs.frozen(kw_only=True)
class Figure:
    """A share or rate with its inputs. `per`: so many of the denominator (100 visits; 100 for percent).

    `published` is the value as somebody printed it; a figure whose inputs nobody printed has only that.
    """

    name: str
    zh: str
    en: str
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    per: int = 1
    scope: Scope = Scope()
    period: Period = ALWAYS
    source: str = ""
    published: Decimal | None = None

    @property
    def value(self) -> Fraction | None:
        """Numerator over denominator, exact; None when an input is unknown or nothing was counted."""
        if self.numerator is None or self.denominator is None or not self.denominator.value:
            return None
        return Fraction(self.numerator.value) / Fraction(self.denominator.value) * self.per

    def rounded(self, digits: int = 3) -> Decimal | None:
        """The value to so many digits after the point, halves away from zero.

        >>> Figure(name="x", zh="例", en="example", numerator=Quantity(value=1, of="a", zh="甲", en="a"),
        ...     denominator=Quantity(value=8, of="b", zh="乙", en="b")).rounded(2)
        Decimal('0.13')
        """
        return None if self.value is None else half_up(self.value, digits)

    @property
    def agrees(self) -> bool | None:
        """Whether the published value follows from the inputs within the rounding of all three; None when unknown."""
        if self.value is None or self.published is None:
            return None
        assert self.numerator is not None
        assert self.denominator is not None
        (low, high), (least, most) = self.numerator.between, self.denominator.between
        if least <= 0:
            return None
        below, above = self._printed()
        return low / most * self.per <= above and high / least * self.per >= below

    def _printed(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest value that is printed as the published one."""
        assert self.published is not None
        exponent = self.published.as_tuple().exponent
        assert isinstance(exponent, int)
        return rounded_from(self.published, Decimal(1).scaleb(exponent))

    def implied(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest that the unknown input can be, from the published value and the other input.

        None when both or neither are known, or nothing was published.

        >>> rate = Figure(name="joint_rate", zh="跨部门监管率", en="share of joint checks", per=100,
        ...     numerator=Quantity(value=68_800, of="joint_check", zh="联合检查", en="joint checks", step=100),
        ...     published=Decimal("45.98"))
        >>> [round(each) for each in rate.implied()]
        [149505, 149755]
        """
        if self.published is None or (self.numerator is None) == (self.denominator is None):
            return None
        below, above = (each / self.per for each in self._printed())
        if self.denominator is not None:
            low, high = self.denominator.between
            return low * below, high * above
        assert self.numerator is not None
        low, high = self.numerator.between
        return (low / above, high / below) if below > 0 else None

    def text(self, lang: str = "en") -> str:
        """The figure in one line: value, both inputs, scope and period."""
        zh = lang == "zh"
        value = self.rounded()
        if value is None:
            value = self.published
        parts = [(each.value, each.zh if zh else each.en) for each in (self.numerator, self.denominator) if each]
        inputs = " / ".join(f"{number:,} {of}" for number, of in parts)
        where = self.scope.place or ("未注明" if zh else "place not stated")
        days = told_period(self.period)
        name = self.zh if zh else self.en
        shown = "—" if value is None else f"{value}"
        return (
            f"{name}: {shown} ({inputs or '—'}; {where}; {days})"
            if not zh
            else f"{name}：{shown}（{inputs or '—'}；{where}；{days}）"
        )

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain JSON values, absent rather than null."""
        value = self.rounded(6)
        found: dict[str, Any] = {
            "name": self.name,
            "value": str(value) if value is not None else None,
            "per": self.per,
            "numerator": self.numerator.to_dict() if self.numerator else None,
            "denominator": self.denominator.to_dict() if self.denominator else None,
            "scope": {key: each for key, each in attrs.asdict(self.scope).items() if each != ""},
            "period": {
                key: day.isoformat() for key, day in (("start", self.period.start), ("end", self.period.end)) if day
            },
            "published": str(self.published) if self.published is not None else None,
            "source": self.source or None,
        }
        return {key: each for key, each in found.items() if each is not None}


class NotComparable(EnforcekitError):
    """Two figures that count different things. `reasons`: each a code with its words in English and Chinese.

    >>> firms, visits = (Quantity(value=200, of=of, zh=of, en=of) for of in ("firm", "visit"))
    >>> rate = Figure(name="rate", zh="率", en="rate", numerator=visits, denominator=firms)
    >>> share = Figure(name="share", zh="比例", en="share", numerator=visits, denominator=visits)
    >>> try:
    ...     compare_figures(rate, share)
    ... except NotComparable as error:
    ...     for code, en, zh in error.reasons:
    ...         print(code, en)
    measure one is rate, the other share
    denominator the denominators count firm here and visit there
    """

    one: str
    other: str
    reasons: tuple[tuple[str, str, str], ...]

    def __init__(self, one: str, other: str, reasons: tuple[tuple[str, str, str], ...]) -> None:
        self.one, self.other, self.reasons = one, other, reasons
        super().__init__(one, other, reasons)

    def __str__(self) -> str:
        return f"{self.one} and {self.other} are not comparable: " + "; ".join(en for _, en, _ in self.reasons)

    def text(self, lang: str = "en") -> str:
        """The reasons in a language."""
        if lang != "zh":
            return str(self)
        return f"{self.one} 与 {self.other} 不可比：" + "；".join(zh for _, _, zh in self.reasons)


@attrs.frozen(kw_only=True)
class Compared:
    """Two figures of one scope: by how much the second is larger, and how many times the first it is."""

    one: Figure
    other: Figure
    difference: Fraction
    ratio: Fraction | None


def compare_figures(one: Figure, other: Figure) -> Compared:
    """The difference and the ratio of two figures that count the same things; else a refusal that says why.

    Place and dates may differ, that is what one compares; the things counted, the bodies, the kinds of check and the
    length of the period must not, and inputs and definition must be known of both.

    Args:
        one: the figure that the other is set against.
        other: the figure whose difference from `one`, and ratio to it, are told.

    Raises `NotComparable` with every reason.

    >>> def saved(place, numerator, denominator, of, en):
    ...     spared = Quantity(value=numerator, of="avoided_visit", zh="减少扰企", en="visits avoided")
    ...     made = Quantity(value=denominator, of=of, zh="次", en=en)
    ...     words = {"name": "avoided_per_joint_visit", "zh": "每次联合检查减少扰企", "en": "visits avoided"}
    ...     return Figure(**words, numerator=spared, denominator=made, scope=Scope(place=place))
    >>> a = saved("city", 41_000, 74_800, "joint_check", "joint checks")
    >>> b = saved("county", 3_504, 458, "joint_operation", "joint operations")
    >>> a.rounded(), b.rounded(2)
    (Decimal('0.548'), Decimal('7.65'))
    >>> compare_figures(a, b)
    Traceback (most recent call last):
    enforcekit.inspection.figure.NotComparable: city and county are not comparable: the denominators count ...
    """
    must_be(Figure, one=one, other=other)
    reasons = tuple(_reasons(one, other))
    if reasons:
        raise NotComparable(one.scope.place or one.name, other.scope.place or other.name, reasons)
    assert one.value is not None
    assert other.value is not None
    ratio = other.value / one.value if one.value else None
    return Compared(one=one, other=other, difference=other.value - one.value, ratio=ratio)


def _reasons(one: Figure, other: Figure) -> list[tuple[str, str, str]]:
    found = []
    if one.name != other.name:
        found.append(("measure", f"one is {one.en}, the other {other.en}", f"指标不同：{one.zh}、{other.zh}"))
    if one.value is None or other.value is None:
        found.append(("inputs", "inputs of one are not published", "有一方未公布分子或分母"))
    pairs = (
        ("numerator", "numerators", "分子", one.numerator, other.numerator),
        ("denominator", "denominators", "分母", one.denominator, other.denominator),
    )
    for code, en, zh, mine, theirs in pairs:
        if mine is not None and theirs is not None and mine.of != theirs.of:
            words = (f"the {en} count {mine.en} here and {theirs.en} there", f"{zh}口径不同：{mine.zh}、{theirs.zh}")
            found.append((code, *words))
    if one.per != other.per:
        found.append(("per", f"one is per {one.per}, the other per {other.per}", f"基数不同：{one.per}、{other.per}"))
    for code, en, zh in (("bodies", "bodies", "主体范围"), ("kinds", "kinds of check", "检查类型")):
        mine_, theirs_ = getattr(one.scope, code), getattr(other.scope, code)
        if mine_ != theirs_:
            found.append((code, f"other {en}: {mine_ or '—'} and {theirs_ or '—'}", f"{zh}不同：{mine_}、{theirs_}"))
    if not (one.scope.defined and other.scope.defined):
        found.append(("definition", "the definition of one is not published", "有一方未公布统计口径"))
    if _length(one.period) != _length(other.period):
        found.append(("period", "the periods are not equally long", "统计期间长短不同"))
    return found


def _length(period: Period) -> int | None:
    """The whole months of a period; leap years are years too."""
    if period.start is None or period.end is None:
        return None
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    return months * 31 + period.end.day - period.start.day
