"""Thresholds and heads (数额、情形) as dated rows: which number or which facts have which effect, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import attrs

from enforcekit.errors import UnknownReference
from enforcekit.timing import ALWAYS, Period

from .rows import Status, as_codes

Scale = Literal["fen", "fen_an_hour", "percent", "percent_a_day", "year", "day", "officer", "check"]

_SCALES: Final[dict[str, tuple[str, str]]] = {
    "percent": ("{} %", "{}%"),
    "percent_a_day": ("{} % a day", "每日{}%"),
    "year": ("{} years", "{}年"),
    "day": ("{} day", "{}日"),
    "officer": ("officers: {}", "{}人"),
    "check": ("checks: {}", "{}次"),
}


def digits(amount: int) -> str:
    """An amount in hundredths (fen, cents) as whole units, with what is left over.

    >>> digits(1_000_050), digits(20000)
    ('10,000.50', '200')
    """
    whole, rest = divmod(amount, 100)
    return f"{whole:,}{f'.{rest:02}' * (rest > 0)}"


def money(amount: int, lang: str, currency: str) -> str:
    """An amount in hundredths of a currency as a person reads it.

    >>> money(1_000_050, "en", "CNY"), money(20000, "zh", "CNY"), money(2_500_000, "en", "USD")
    ('10,000.50 yuan', '200元', '25,000 USD')
    """
    if currency != "CNY":
        return f"{digits(amount)} {currency}"
    return digits(amount) + ("元" if lang == "zh" else " yuan")


class NoSuchThreshold(UnknownReference):
    """The law of that day has no row on the topic: nothing is allowed, owed or barred by a rule that is not there."""


@attrs.frozen(kw_only=True)
class Threshold:
    """One number or one case of the law, from one date to another.

    `topic` is what a function asks for, `rule` the public name of the row. `value` is a number on the `scale` (money
    in fen); a row of a scale without a value says that the number is set elsewhere, by sector or place. `kinds` are
    the kinds of penalty it speaks of, `parties` the parties; empty: any. `facts` must all be so. `outcome` is what
    follows, `term` the clock that goes with it. `layer`: the sector or place whose rule it is; empty for the national.
    """

    topic: str
    rule: str
    zh: str
    en: str
    value: int | None = None
    scale: Scale | None = None
    kinds: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    parties: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    facts: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    outcome: str = ""
    term: str = ""
    layer: str = ""
    period: Period = ALWAYS
    article: str
    status: Status = "confirmed"

    @property
    def set_elsewhere(self) -> bool:
        """Whether the row says that there is a number, and not which."""
        return self.scale is not None and self.value is None

    def holds(self, facts: Iterable[str]) -> bool:
        """Whether all facts that the row asks for are among these."""
        return self.facts <= frozenset(facts)

    def amount(self, lang: str = "en", currency: str = "CNY") -> str:
        """The number in words, of money in the currency of its pack; empty for a row without one.

        >>> row = Threshold(topic="x", rule="X-1", zh="上限", en="ceiling", value=10000, scale="fen", article="X:1")
        >>> row.amount(), row.amount("zh")
        ('100 yuan', '100元')
        """
        if self.value is None or self.scale is None:
            return ""
        if self.scale == "fen":
            return money(self.value, lang, currency)
        if self.scale == "fen_an_hour":
            return money(self.value, lang, currency) + ("/小时" if lang == "zh" else " an hour")
        return _SCALES[self.scale][lang == "zh"].format(self.value)
