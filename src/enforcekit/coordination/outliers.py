"""Fines that stand out (乱罚款、畸重畸轻): which body fines the same item far from the others, by a permutation test.

If it made no difference who fined, the fines could be dealt to the bodies in any order. The test counts the orders in
which a body's mean is as far from the others' as it is: all of them when they are few, else a keyed sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from math import ceil, comb
from random import Random
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, wrong
from enforcekit.errors import Finding, InvalidArgument, rule
from enforcekit.law.pack import pack_of
from enforcekit.model.case import Case
from enforcekit.procedure import standing
from enforcekit.procedure.scene import fine_of
from enforcekit.structure import Structure

OUTLIER = rule(
    "EK650",
    "advice",
    "{body} fines {item} {mean} yuan on average, the others {others} yuan (p = {p} of {groups} comparisons, {how})",
    "{body} 对 {item} 的平均罚款为 {mean} 元，其他机关为 {others} 元（p = {p}，共比较 {groups} 组，{how_zh}）",
    cure_en="look at the files: the test says that it is unlikely, not that it is wrong",
    cure_zh="调阅案卷核查：检验只说明不寻常，不说明违法",
)
NO_TRIALS = rule(
    "EK651",
    "error",
    "{trials} orders are too few to reach a level of {level}",
    "排列次数 {trials} 过少，达不到显著性水平 {level}",
    cure_en="give at least {least}",
    cure_zh="至少 {least} 次",
)
_LEVEL: Final = (
    "a level above 0 and at most 1",
    "大于 0 且不大于 1 的显著性水平",
    "give a Fraction: Fraction(5, 100)",
    "请给出 Fraction，如 Fraction(5, 100)",
)
EXACT: Final = 20_000
"""Up to so many divisions of the fines all of them are counted."""


@attrs.frozen(kw_only=True)
class Comparison:
    """A body's fines on one item against those of all others: the means in fen, and how unlikely the distance is.

    `p` is two-sided and holds for this comparison alone; `adjusted` for all that were made (Holm). `exact`: every
    division was counted; else `orders` keyed ones.
    """

    authority: str
    item: str
    count: int
    others: int
    mean: Fraction
    mean_of_others: Fraction
    p: Fraction
    adjusted: Fraction
    orders: int
    exact: bool

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain JSON values."""
        found = {name: getattr(self, name) for name in ("authority", "item", "count", "others", "orders", "exact")}
        numbers = {name: float(getattr(self, name)) for name in ("mean", "mean_of_others", "p", "adjusted")}
        return {**found, **numbers}


@attrs.frozen(kw_only=True)
class Outliers:
    """Every comparison that was made, and a finding for each that stands out at the level."""

    comparisons: tuple[Comparison, ...]
    level: Fraction
    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Comparison]:
        return iter(self.comparisons)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {"level": float(self.level), "comparisons": [each.to_dict() for each in self.comparisons]}


def fines_of(cases: Iterable[Case], structure: Structure) -> dict[str, dict[str, list[int]]]:
    """The fines that were decided and stand, in fen, by item and body. A case of several items is left out.

    Args:
        cases: the cases.
        structure: under whose procedures they run.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for case in cases:
        move = standing(case, pack_of(structure)).decision
        if move is None or len(case.items) != 1 or not fine_of(move.event.sanctions):
            continue
        found.setdefault(case.items[0], {}).setdefault(case.authority, []).append(fine_of(move.event.sanctions))
    return found


def outliers(
    fines: Mapping[str, Mapping[str, Sequence[int]]],
    *,
    level: Fraction = Fraction(5, 100),
    trials: int = 9_999,
    key: str = "",
) -> Outliers:
    """Bodies whose fines on an item are far from those of the others (Z11), with the chance of it under no difference.

    Args:
        fines: by item and body, the fines in fen (`fines_of` reads them from cases).
        level: how unlikely it must be, over all comparisons together.
        trials: keyed orders where not all are counted.
        key: what the orders hang on: the same key gives the same numbers, whatever the order of the input.

    Raises `InvalidArgument` (EK651) when the trials could never reach the level, and for fines that are no whole fen.

    >>> found = outliers({"dumping": {"a": [900, 950, 980, 990], "b": [100, 110, 120, 130], "c": [105, 115, 125]}})
    >>> [(each.authority, each.exact, str(each.p)) for each in found if each.adjusted <= found.level]
    [('a', True, '1/330')]
    """
    must_be(int, trials=trials)
    if not isinstance(level, Fraction | float | int) or not 0 < level <= 1:
        raise wrong("level", level, _LEVEL)
    for item, groups in fines.items():
        for body, values in groups.items():
            must_be(int, **{f"fines[{item}][{body}][{number}]": each for number, each in enumerate(values)})
    pairs = [
        (item, body)
        for item in sorted(fines)
        for body in sorted(fines[item])
        if fines[item][body] and any(values for other, values in fines[item].items() if other != body)
    ]
    # The least chance that so many orders can show must still hold after it is raised for all comparisons.
    least = ceil(max(1, len(pairs) * any(not _is_small(fines[item], body) for item, body in pairs)) / level)
    if trials < least:
        raise InvalidArgument([NO_TRIALS.at("/trials", trials=trials, level=float(level), least=least)])
    held = _holm([_compare(item, body, fines[item], trials, key) for item, body in pairs])
    findings = tuple(_finding(each, len(held)) for each in held if each.adjusted <= level)
    return Outliers(comparisons=tuple(held), level=level, findings=findings)


def _is_small(groups: Mapping[str, Sequence[int]], body: str) -> bool:
    """Whether all divisions of the fines can be counted."""
    return comb(sum(map(len, groups.values())), len(groups[body])) <= EXACT


def _compare(item: str, body: str, groups: Mapping[str, Sequence[int]], trials: int, key: str) -> Comparison:
    own = sorted(groups[body])
    rest = sorted(value for other in sorted(groups) if other != body for value in groups[other])
    pool, size = sorted(own + rest), len(own)
    total = sum(pool)
    far = _distance(sum(own), size, total, len(pool))
    exact = _is_small(groups, body)
    if exact:
        # Equal fines at different places are different orders: positions are chosen, not values.
        sums = [sum(chosen) for chosen in combinations(pool, size)]
    else:
        random = Random(sha256(f"{key}\x1f{item}\x1f{body}".encode()).digest())
        # The order that was seen is one of them: a sample never says that it is impossible.
        sums = [sum(own), *(sum(random.sample(pool, size)) for _ in range(trials))]
    p = Fraction(sum(_distance(each, size, total, len(pool)) >= far for each in sums), len(sums))
    return Comparison(
        authority=body,
        item=item,
        count=size,
        others=len(rest),
        mean=Fraction(sum(own), size),
        mean_of_others=Fraction(sum(rest), len(rest)),
        p=p,
        adjusted=p,
        orders=len(sums),
        exact=exact,
    )


def _distance(own: int, size: int, total: int, count: int) -> int:
    """How far apart two means are, in whole numbers: the difference times both sizes."""
    return abs(own * (count - size) - (total - own) * size)


def _holm(found: list[Comparison]) -> list[Comparison]:
    """The comparisons with their chances raised to hold together, by item and body."""
    least, raised = Fraction(0), []
    for rank, each in enumerate(sorted(found, key=lambda one: (one.p, one.item, one.authority))):
        least = max(least, min(Fraction(1), each.p * (len(found) - rank)))
        raised.append(attrs.evolve(each, adjusted=least))
    return sorted(raised, key=lambda one: (one.item, one.authority))


def _finding(found: Comparison, groups: int) -> Finding:
    how = (
        ("all orders", "全部排列") if found.exact else (f"{found.orders} keyed orders", f"{found.orders} 次带密钥排列")
    )
    return OUTLIER.at(
        witness=(found.authority, found.item),
        body=found.authority,
        item=found.item,
        mean=f"{float(found.mean / 100):.2f}",
        others=f"{float(found.mean_of_others / 100):.2f}",
        p=f"{float(found.adjusted):.4f}",
        groups=groups,
        how=how[0],
        how_zh=how[1],
    )
