"""How much (裁量): the range of an item, a tier of a benchmark, and the amount proposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal

import attrs

from enforcekit.arguments import must_be
from enforcekit.law import Pack, Threshold
from enforcekit.model import Item, Penalty
from enforcekit.model.manifest import DEFAULT_PACK

from .derived import Derived, Words
from .given import days, fen, layer_known, one_of, pack_given, require, wrong

Weight = Literal["usual", "lighter", "mitigated"]


@attrs.frozen(kw_only=True)
class Tier:
    """One step of a discretion benchmark (裁量阶次): its name, its condition, and its part of the range.

    `low` and `high` are shares of the statutory range, 0 its lowest and 1 its highest fine; or, where the benchmark
    names amounts, `minimum` and `maximum` in fen. `source` says where it was published, as the law asks (P-26).

    >>> Tier(name={"en": "minor"}, condition={"en": "first time, at once corrected"}, high=Decimal("0.3")).high
    Decimal('0.3')
    """

    name: Mapping[str, str] = attrs.field(hash=False)
    condition: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(1)
    minimum: int | None = None
    maximum: int | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        shares = ("shares with 0 <= low <= high <= 1", "0 ≤ low ≤ high ≤ 1 的比例")
        give = ("correct the tier", "请更正阶次")
        ends = [("low", self.low), ("high", self.high)]
        bad = [wrong(name, value, shares, give) for name, value in ends if not isinstance(value, Decimal | int)]
        if not bad and not 0 <= self.low <= self.high <= 1:
            bad = [wrong("high", self.high, shares, give)]
        bad += fen(optional=True, minimum=self.minimum, maximum=self.maximum)
        if (self.minimum is None) != (self.maximum is None):
            bad.append(wrong("maximum", self.maximum, ("both amounts or none", "同时给出或同时省略"), give))
        elif not bad and self.minimum is not None and self.maximum is not None and self.maximum < self.minimum:
            bad.append(wrong("maximum", self.maximum, ("at least the minimum", "不低于下限"), give))
        require(iter(bad))


@attrs.frozen(kw_only=True)
class FineRange(Derived):
    """The fines that a norm allows, in fen: from `low` to `high`, both included; `high` None: no upper limit."""

    item: str
    low: int
    high: int | None

    def headline(self) -> Words:
        """From where to where."""
        if self.high is None:
            return f"{self.item}: {self.money(self.low)} or more", f"{self.item}：{self.money(self.low, 'zh')}以上"
        return (
            f"{self.item}: {self.money(self.low)} to {self.money(self.high)}",
            f"{self.item}：{self.money(self.low, 'zh')}以上{self.money(self.high, 'zh')}以下",
        )

    def values(self) -> dict[str, Any]:
        """Both ends in fen."""
        return {"item": self.item, "low": self.low, "high": self.high}

    @property
    def weight(self) -> tuple[Fraction | int | float, int]:
        """What ranges are compared by: the upper limit first, then the lower."""
        return (float("inf") if self.high is None else self.high, self.low)


def penalty_range(
    item: Item,
    party_kind: str | None = None,
    base_amount: int | None = None,
    *,
    kind: str = "fine",
    head: int | None = None,
    pack: str | Pack = DEFAULT_PACK,
) -> FineRange:
    """The range of fines that an item states for a party: amounts, or multiples of a base.

    Where it states both, the amounts bound the multiple ("three times the gains, at most 30,000 yuan"). The lowest
    fine is rounded up and the highest down to whole fen, so that neither leaves the range.

    Args:
        item: the item; the head of penalty is the one of this kind that is for this party.
        party_kind: kind of party of the pack; None takes the heads that are for any.
        base_amount: what a multiple is taken of, in fen.
        kind: kind of penalty.
        head: which one, counted from 0, where several heads fit (a text often has one for each gravity).
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument`: no head fits or several do, or the base is missing.

    >>> from enforcekit import Money
    >>> sign = Item(
    ...     id="sign",
    ...     names={"en": "Signs"},
    ...     field="city_management",
    ...     actions=["penalise"],
    ...     penalties=[Penalty(kind="fine", minimum=Money(amount=50000), maximum=Money(amount=500000))],
    ... )
    >>> found = penalty_range(sign)
    >>> found.low, found.high
    (50000, 500000)
    """
    must_be(Item, item=item)
    require(fen(optional=True, base_amount=base_amount))
    chosen = pack_given(pack)
    heads = [
        each
        for each in item.penalties
        if each.kind == kind and (not each.party_kinds or party_kind in each.party_kinds)
    ]
    if head is None and len(heads) == 1:
        head = 0
    if head is None or not 0 <= head < len(heads):
        expected = (f"the number of one of {len(heads)} heads that fit", f"{len(heads)} 个适用条款之一的序号")
        give = ("name one, or another party or kind", "请指明其一，或更换当事人、处罚种类")
        require(iter([wrong("head", head, expected, give)]))
    row = heads[head or 0]
    if (row.minimum_multiple is not None or row.maximum_multiple is not None) and base_amount is None:
        names = chosen.vocabulary
        en, zh = (names.label("amount_base", row.base, lang) if row.base else "" for lang in ("en", "zh"))
        expected = (f"the {en or 'base'} in fen", f"以分计的{zh or '基数'}")
        require(iter([wrong("base_amount", None, expected, ("the range is a multiple of it", "幅度为其倍数"))]))
    low, high = _ends(row, base_amount or 0)
    return FineRange(item=item.id, low=low, high=high, pack=chosen)


def _ends(row: Penalty, base: int) -> tuple[int, int | None]:
    lows = [0 if row.minimum is None else row.minimum.amount]
    highs = [] if row.maximum is None else [row.maximum.amount]
    if row.minimum_multiple is not None:
        lows.append(ceil(Fraction(row.minimum_multiple) * base))
    if row.maximum_multiple is not None:
        highs.append(floor(Fraction(row.maximum_multiple) * base))
    # The absolute ends bound the multiple: a floor above what the multiple gives is the floor.
    low = max(lows)
    if not highs:
        return low, None
    high = min(highs)
    if row.minimum is not None:
        high = max(high, row.minimum.amount)
    return min(low, high), high


@attrs.frozen(kw_only=True)
class Proposal(Derived):
    """A fine proposed inside a tier: `amount` in fen, taken between `low` and `high`, rounded down to `rounded_to`."""

    range: FineRange
    tier: Tier
    weight: Weight
    amount: int
    low: int
    high: int
    rounded_to: int

    def headline(self) -> Words:
        """The amount, and where it was taken from."""
        en = self.tier.name.get("en") or next(iter(self.tier.name.values()))
        zh = self.tier.name.get("zh") or next(iter(self.tier.name.values()))
        sums = (self.amount, self.low, self.high)
        (fine, low, high), (fine_zh, low_zh, high_zh) = (
            [self.money(each, lang) for each in sums] for lang in ("en", "zh")
        )
        return (
            f"proposed fine: {fine} (tier {en!r}: {low} to {high}; {self.weight})",
            f"拟处罚款 {fine_zh}（阶次“{zh}”：{low_zh}至{high_zh}）",
        )

    def values(self) -> dict[str, Any]:
        """The amount with the part of the range it was taken from."""
        return {
            "amount": self.amount,
            "low": self.low,
            "high": self.high,
            "weight": self.weight,
            "rounded_to": self.rounded_to,
        }


def propose(
    item: Item,
    tier: Tier,
    *,
    party_kind: str | None = None,
    base_amount: int | None = None,
    at: Decimal = Decimal("0.5"),
    weight: Weight = "usual",
    head: int | None = None,
    rounded_to: int = 100,
    on: dt.date | None = None,
    layer: str = "",
    pack: str | Pack = DEFAULT_PACK,
) -> Proposal:
    """A fine inside one tier of a benchmark, with its derivation (P-23, P-26).

    `usual` takes a point of the tier. `lighter` stays in the statutory range, in its lower part; `mitigated` goes
    below the statutory minimum, and where there is none there is nothing to go below.

    Args:
        item, party_kind, base_amount, head: as in `penalty_range`.
        tier: the benchmark's step.
        at: where between the ends, 0 the lowest and 1 the highest.
        weight: `usual`, `lighter` or `mitigated`.
        rounded_to: fen that the amount is a multiple of; rounded down, but never out of the part it is taken from.
        on: day whose law applies; the newest of the pack when left out.
        layer: sector or place whose reading of "lighter" goes before the national one.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with what is missing or contradicts itself.

    >>> import enforcekit as ek
    >>> fine = ek.Penalty(kind="fine", minimum=ek.Money(amount=50_000), maximum=ek.Money(amount=500_000))
    >>> item = Item(id="i", names={"en": "i"}, field="city_management", actions=["penalise"], penalties=[fine])
    >>> middle = Tier(name={"en": "usual"}, minimum=100_000, maximum=300_000)
    >>> propose(item, middle).amount  # fen: the middle of the tier, 2,000 yuan
    200000
    """
    one = ("a share from 0 to 1", "0 至 1 的比例")
    number = ("a whole number of fen of at least 1", "不小于 1 的整数（分）")
    must_be(Tier, tier=tier)
    chosen = pack_given(pack)
    require(
        iter([wrong("at", at, one, ('give Decimal("0.5")', "请给出 Decimal"))] * (not _share(at))),
        iter([wrong("rounded_to", rounded_to, number, ("100 is a yuan", "100 即 1 元"))] * (not _counts(rounded_to))),
        one_of("weight", weight, ("usual", "lighter", "mitigated")),
        days(optional=True, on=on),
        layer_known(chosen, layer),
    )
    whole = penalty_range(item, party_kind, base_amount, head=head, pack=chosen)
    if whole.high is None and tier.maximum is None:
        give = ("give a tier with amounts", "请使用以金额表示的阶次")
        require(
            iter([wrong("tier", tier, ("a tier with amounts: the range has no end", "幅度无上限，阶次应为金额"), give)])
        )
    low, high, rows = _part(whole, tier, weight, on or dt.date.max, layer, chosen)
    exact = low + Fraction(at) * (high - low)
    amount = int(exact // rounded_to) * rounded_to
    amount = amount if amount >= low else -(-low // rounded_to) * rounded_to
    if amount > high:
        amount = int(exact)
    note = (
        f"rounded down to a multiple of {rounded_to} fen inside the part",
        f"在该区间内向下取整至 {rounded_to} 分的倍数",
    )
    return Proposal(
        range=whole,
        tier=tier,
        weight=weight,
        amount=amount,
        low=low,
        high=high,
        rounded_to=rounded_to,
        rows=rows,
        notes=(note,),
        pack=chosen,
    )


def _share(value: object) -> bool:
    return isinstance(value, Decimal | int) and not isinstance(value, bool) and 0 <= value <= 1


def _counts(value: object) -> bool:
    return type(value) is int and value >= 1


def _part(
    whole: FineRange, tier: Tier, weight: Weight, on: dt.date, layer: str, pack: Pack
) -> tuple[int, int, tuple[Threshold, ...]]:
    """The part of the range from which the fine is taken, and the row that says so."""
    ceiling = whole.high if whole.high is not None else tier.maximum or 0
    if weight == "mitigated":
        if whole.low == 0:
            give = ('use "lighter"', "请改用 lighter")
            expected = ("lighter: the norm has no lowest fine to go below", "lighter：该规范无法定最低限度")
            require(iter([wrong("weight", weight, expected, give)]))
        return 0, whole.low - 1, (pack.threshold("mitigated", on),)
    if weight == "lighter":
        row = pack.threshold("lighter_part", on, layer=layer)
        return whole.low, whole.low + (ceiling - whole.low) * (row.value or 0) // 100, (row,)
    if tier.minimum is not None and tier.maximum is not None:
        if not whole.low <= tier.minimum <= tier.maximum <= ceiling:
            expected = ("a tier inside the statutory range", "法定幅度之内的阶次")
            require(
                iter([wrong("tier", tier, expected, ("a benchmark cannot widen the law", "裁量基准不得突破法定幅度"))])
            )
        return tier.minimum, tier.maximum, ()
    span = ceiling - whole.low
    return whole.low + floor(Fraction(tier.low) * span), whole.low + floor(Fraction(tier.high) * span), ()
