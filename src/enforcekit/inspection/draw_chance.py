"""How likely each object is to be drawn, and how many objects a rate asks for in each stratum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from enforcekit.arguments import must_be, wrong
from enforcekit.errors import InvalidData
from enforcekit.model.draw import Draw

from .draw_check import NOT_LISTED, TOO_MANY
from .draw_hash import nfc

_NUMBER: Final = ("a number of objects", "对象数量", "give a whole number of at least 0", "请给出不小于 0 的整数")
_RATE: Final = (
    "a rate from 0 to 1 that is exact",
    "0 至 1 之间的精确比例",
    "give a Fraction: Fraction(30, 100)",
    "请给出 Fraction，如 Fraction(30, 100)",
)
EXACT_STATES, FLOAT_STATES = 2_000, 500_000
"""Up to so many states of a draw the chances are fractions, up to so many the sums of floats."""


@attrs.frozen
class Chances:
    """The chance of an object to be drawn, by its weight. `method` is exact, float (to 1e-9) or approximate.

    Approximate is the limit for a large stratum; the chances still add up to the number drawn.
    """

    by_weight: Mapping[int, Fraction | float]
    method: str


def chances(counts: Mapping[int, int], size: int) -> Chances:
    """The inclusion probabilities when `size` objects are drawn one after the other in proportion to their weights.

    Args:
        counts: how many objects there are of each weight.
        size: how many are drawn.

    Raises:
        InvalidData: more are to be drawn than can be.
        InvalidArgument: a weight, a count or the size is no whole number of at least 0.

    Source: the smallest of w uniform tickets orders objects as successive sampling does (Efraimidis and Spirakis 2006).

    >>> found = chances({1: 2, 2: 1, 3: 1, 5: 1}, 2)
    >>> {weight: round(float(chance), 6) for weight, chance in found.by_weight.items()}
    {1: 0.194877, 2: 0.371573, 3: 0.524026, 5: 0.714646}
    >>> chances({1: 12}, 4).by_weight[1]
    Fraction(1, 3)
    """
    _must_count(size=size, **{f"counts[{weight}]": count for weight, count in counts.items()})
    _must_count(**{f"the weight {weight}": weight for weight in counts})
    counts = {weight: count for weight, count in counts.items() if count}
    eligible = {weight: count for weight, count in sorted(counts.items()) if weight}
    total = sum(eligible.values())
    if size > total:
        raise InvalidData([TOO_MANY.at("/size", size=size, key="", found=total)])
    never = {0: Fraction(0)} if 0 in counts else {}
    if len(eligible) <= 1 or size == total:
        return Chances({**never, **{weight: Fraction(size, total) for weight in eligible}}, "exact")
    states = math.prod(min(size, count) + 1 for count in eligible.values())
    if states > FLOAT_STATES:
        return Chances({**never, **_limit(eligible, size)}, "approximate")
    exact = states <= EXACT_STATES
    return Chances({**never, **_drawn_one_by_one(eligible, size, exact)}, "exact" if exact else "float")


def _must_count(**given: object) -> None:
    for name, value in given.items():
        if type(value) is not int or value < 0:
            raise wrong(name, value, _NUMBER)


def _drawn_one_by_one(counts: Mapping[int, int], size: int, exact: bool) -> dict[int, Fraction | float]:
    """The chance of every state (how many of each weight are drawn) after each draw."""
    one: Fraction | float = Fraction(1) if exact else 1.0
    weights, sizes = list(counts), list(counts.values())
    states: dict[tuple[int, ...], Fraction | float] = {(0,) * len(weights): one}
    for _ in range(size):
        later: dict[tuple[int, ...], Fraction | float] = {}
        for state, chance in states.items():
            left = [weight * (n - drawn) for weight, n, drawn in zip(weights, sizes, state, strict=True)]
            total = sum(left)
            for index, mass in enumerate(left):
                if mass:
                    to = (*state[:index], state[index] + 1, *state[index + 1 :])
                    later[to] = later.get(to, 0) + chance * mass / total
        states = later
    return {
        weight: sum((chance * state[index] for state, chance in states.items()), start=one * 0) / sizes[index]
        for index, weight in enumerate(weights)
    }


def _limit(counts: Mapping[int, int], size: int) -> dict[int, Fraction | float]:
    """With many objects nearly all tickets below one level are drawn: the level at which they are as many as wanted."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        drawn = sum(count * (1 - middle**weight) for weight, count in counts.items())
        low, high = (middle, high) if drawn > size else (low, middle)
    return {weight: 1 - low**weight for weight in counts}


def draw_chances(draw: Draw) -> dict[str, Fraction | float]:
    """The chance that each listed object had of being drawn, before the beacon was known.

    Raises:
        InvalidData: an object of a stratum that is not listed, or a stratum that asks for more than there are.

    >>> from enforcekit.model.draw import DrawObject, DrawRule, DrawStratum
    >>> firms = [DrawObject(id="a", stratum="A"), DrawObject(id="b", stratum="A", weight=2)]
    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:a lottery")
    >>> draw_chances(Draw(id="D-1", objects=firms, rule=rule))
    {'a': Fraction(1, 3), 'b': Fraction(2, 3)}
    """
    must_be(Draw, draw=draw)
    sizes = {nfc(each.id): each.size for each in draw.rule.strata}
    if homeless := [n for n, each in enumerate(draw.objects) if nfc(each.stratum) not in sizes]:
        at = ((f"/objects/{n}/stratum", draw.objects[n].stratum) for n in homeless)
        raise InvalidData([NOT_LISTED.at(pointer, key=key, name="strata") for pointer, key in at], draw.id)
    counts: dict[str, Counter[int]] = {name: Counter() for name in sizes}
    for each in draw.objects:
        counts[nfc(each.stratum)][each.weight] += 1
    found = {name: chances(counts[name], size).by_weight for name, size in sizes.items()}
    return {each.id: found[nfc(each.stratum)][each.weight] for each in draw.objects}


def stratum_sizes(counts: Mapping[str, int], rates: Mapping[str, Fraction]) -> dict[str, int]:
    """How many objects to draw from each stratum at a rate (I-15): floors, then what is left by largest remainder.

    All together are the floor of the exact sum; strata with equal remainders go by the bytes of their names.

    Args:
        counts: how many eligible objects each stratum has.
        rates: the rate of each stratum, 0 to 1, exact: 0.3 is a little less than three tenths, and its floor shows it.

    Raises:
        InvalidData: a stratum without a rate.
        InvalidArgument: a count is no whole number of at least 0, or a rate no `Fraction` (or 0 or 1) from 0 to 1.

    >>> stratum_sizes({"high": 5, "low": 151}, {"high": Fraction(30, 100), "low": Fraction(1, 100)})
    {'high': 1, 'low': 2}
    """
    _must_count(**{f"counts[{name}]": count for name, count in counts.items()})
    for name, rate in rates.items():
        if isinstance(rate, bool) or not isinstance(rate, Fraction | int) or not 0 <= rate <= 1:
            raise wrong(f"rates[{name}]", rate, _RATE)
    if missing := [name for name in counts if name not in rates]:
        raise InvalidData([NOT_LISTED.at("/rates", key=name, name="rates") for name in missing])
    exact = {name: count * rates[name] for name, count in counts.items()}
    sizes = {name: math.floor(value) for name, value in exact.items()}
    left = math.floor(sum(exact.values())) - sum(sizes.values())
    for name in sorted(exact, key=lambda each: (sizes[each] - exact[each], nfc(each)))[:left]:
        sizes[name] += 1
    return sizes
