"""Chances: every set is equally likely, weights count exactly as they should; all seeds are fixed.

Each chi-square test would fail one time in 10,000 on an honest draw with other seeds (the stated rate of false alarms);
with these seeds it never does, so that a failure is a change of the draw.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from hashlib import sha256
from statistics import NormalDist
from typing import Any

import pytest
from draws import OFFICERS, published, seats, simple
from hypothesis import given
from hypothesis import strategies as st
from strategies import steady

from enforcekit.errors import InvalidArgument, InvalidData
from enforcekit.inspection.draw import draw
from enforcekit.inspection.draw_chance import chances, draw_chances, stratum_sizes
from enforcekit.inspection.draw_hash import by_ticket, object_of, tickets
from enforcekit.model.draw import Draw, DrawObject, DrawRule, DrawStratum

FALSE_ALARM = 1e-4


def seed(number: int) -> str:
    return sha256(f"chance {number}".encode()).hexdigest()


def too_far(degrees: int) -> float:
    """The value a chi-square statistic passes one time in 10,000 (Wilson and Hilferty)."""
    spread = 2 / (9 * degrees)
    return degrees * (1 - spread + NormalDist().inv_cdf(1 - FALSE_ALARM) * math.sqrt(spread)) ** 3


def distance(found: Counter[Any], expected: Mapping[Any, float]) -> float:
    assert set(found) <= set(expected)
    return sum((found[key] - mean) ** 2 / mean for key, mean in expected.items())


def successive(weights: tuple[int, ...], size: int) -> dict[tuple[int, ...], Fraction]:
    """The chance of every ordered draw, one after the other in proportion to the weights left: the oracle."""
    found = {}
    for order in itertools.permutations(range(len(weights)), size):
        chance, left = Fraction(1), sum(weights)
        for index in order:
            chance *= Fraction(weights[index], left)
            left -= weights[index]
        found[order] = chance
    return found


def included(weights: tuple[int, ...], size: int) -> list[Fraction]:
    orders = successive(weights, size).items()
    return [sum((p for order, p in orders if n in order), start=Fraction(0)) for n in range(len(weights))]


def order_of(weights: Iterable[int], number: int, size: int) -> tuple[int, ...]:
    objects = [DrawObject(id=f"{n}", stratum="A", weight=weight) for n, weight in enumerate(weights)]
    return tuple(int(object_of(drawn)) for drawn in tickets(seed(number), "A", objects)[:size])


def test_every_set_of_four_of_twelve_is_equally_likely() -> None:
    rounds = 20_000
    objects = [DrawObject(id=f"{n:02}", stratum="A") for n in range(12)]
    found: Counter[Any] = Counter(
        tuple(sorted(map(object_of, tickets(seed(n), "A", objects)[:4]))) for n in range(rounds)
    )
    sets = list(itertools.combinations([each.id for each in objects], 4))
    assert len(sets) == 495
    assert distance(found, dict.fromkeys(sets, rounds / 495)) < too_far(494)


def test_weights_draw_ordered_pairs_as_often_as_they_should() -> None:
    rounds, weights = 20_000, (1, 1, 2, 3, 5)
    found = Counter(order_of(weights, n, 2) for n in range(rounds))
    expected = {order: float(chance) * rounds for order, chance in successive(weights, 2).items()}
    assert distance(found, expected) < too_far(len(expected) - 1)


def test_a_whole_draw_with_teams_seats_every_officer_equally_often() -> None:
    rounds = 1500
    objects, _ = simple(3, 1)
    rule = DrawRule(strata=(DrawStratum(id="A", size=1, roles=seats(food=2)),), beacon_spec="text:x")
    teams: Counter[Any] = Counter()
    firms: Counter[Any] = Counter()
    for n in range(rounds):
        (only,) = draw(objects, OFFICERS, rule, id="D", beacon=b"%d" % n).results[0].selected
        teams[only.team] += 1
        firms[only.object] += 1
    able = [each.id for each in OFFICERS if "food" in each.qualifications]
    pairs = list(itertools.permutations(able, 2))
    assert distance(teams, dict.fromkeys(pairs, rounds / len(pairs))) < too_far(len(pairs) - 1)
    assert distance(firms, dict.fromkeys([each["id"] for each in objects], rounds / 3)) < too_far(2)


def test_who_goes_does_not_depend_on_which_firm_is_drawn() -> None:
    found = Counter(
        (
            by_ticket(seed(n), "x", "ab")[0],
            by_ticket(seed(n), "y", "ab")[0],
        )
        for n in range(4000)
    )
    assert distance(found, dict.fromkeys(itertools.product("ab", "ab"), 1000.0)) < too_far(3)


def test_a_biased_draw_would_be_caught() -> None:
    """The test of the tests: a draw that takes the first of two a little too often."""
    found = Counter("a" if int(seed(n)[:4], 16) < 0.53 * 65536 else "b" for n in range(20_000))
    assert distance(found, {"a": 10_000, "b": 10_000}) > too_far(1)


# Inclusion probabilities


def test_the_published_probabilities() -> None:
    found = chances({1: 2, 2: 1, 3: 1, 5: 1}, 2)
    assert found.method == "exact"
    published_ones = {1: 0.194877, 2: 0.371573, 3: 0.524026, 5: 0.714646}
    assert {w: round(float(p), 6) for w, p in found.by_weight.items()} == published_ones


@given(weights=st.lists(st.integers(1, 5), min_size=1, max_size=6), data=st.data())
@steady(60)
def test_chances_are_those_of_drawing_one_after_the_other(weights: list[int], data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(weights)))
    found = chances(Counter(weights), size)
    assert found.method == "exact"
    assert [found.by_weight[weight] for weight in weights] == included(tuple(weights), size)


@pytest.mark.parametrize(
    ("counts", "size", "method"),
    [
        ({1: 12, 0: 5}, 4, "exact"),
        ({1: 40, 2: 30}, 20, "exact"),
        ({1: 400, 2: 300, 7: 50}, 60, "float"),
        ({1: 100_000, 2: 60_000, 3: 40_000}, 2_000, "approximate"),
    ],
)
def test_chances_add_up_to_the_number_drawn(counts: dict[int, int], size: int, method: str) -> None:
    found = chances(counts, size)
    assert found.method == method
    assert sum(found.by_weight[w] * n for w, n in counts.items()) == pytest.approx(size, rel=1e-9)
    assert [float(found.by_weight[w]) for w in sorted(counts)] == sorted(float(p) for p in found.by_weight.values())


def test_the_limit_is_close_where_both_can_be_computed() -> None:
    from enforcekit.inspection import draw_chance

    counts = {1: 400, 2: 300, 7: 50}
    exact, limit = chances(counts, 60).by_weight, draw_chance._limit(counts, 60)
    assert all(abs(float(exact[w]) - float(limit[w])) < 0.002 for w in counts)


def test_the_chances_of_a_draw_are_told_by_object() -> None:
    found = draw_chances(published())
    assert found["FIRM-0001"] == Fraction(1, 3)
    assert found["FIRM-0012"] == 0
    assert sum(found.values()) == 5
    assert found["FIRM-0009"] > found["企业-0011"] > found["FIRM-0007"]


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(InvalidData):
        chances({0: 9, 1: 1}, 2)


# Sizes from rates


def test_sizes_follow_rates_and_the_rest_goes_by_largest_remainder() -> None:
    henan = {"high": Fraction(30, 100), "middle": Fraction(10, 100), "low": Fraction(1, 100)}
    assert stratum_sizes({"high": 10, "middle": 25, "low": 149}, henan) == {"high": 3, "middle": 2, "low": 1}
    assert stratum_sizes({"high": 10, "middle": 25, "low": 150}, henan) == {"high": 3, "middle": 2, "low": 2}
    assert stratum_sizes({"high": 7}, henan) == {"high": 2}
    with pytest.raises(InvalidData):
        stratum_sizes({"unknown": 7}, henan)


@pytest.mark.parametrize("rate", [0.3, "30 %", Fraction(3), Fraction(-1, 2), True])
def test_a_rate_is_an_exact_share(rate: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"rates\[high\] is .* give a Fraction"):
        stratum_sizes({"high": 10}, {"high": rate})


def test_what_is_drawn_is_counted_in_whole_objects() -> None:
    for counts, size in (({1: 3}, -1), ({1: 3}, 1.5), ({1: -3}, 0), ({-1: 3, 2: 1}, 1)):
        with pytest.raises(InvalidArgument, match="a number of objects"):
            chances(counts, size)  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match=r"counts\[high\] is -1"):
        stratum_sizes({"high": -1}, {"high": Fraction(1, 2)})


def test_an_object_of_a_stratum_that_is_not_listed_has_no_chance_to_tell() -> None:
    rule = DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:a lottery")
    with pytest.raises(InvalidData, match="EK521 at /objects/1/stratum: 'B' is not in the list 'strata'"):
        draw_chances(Draw(id="D", objects=[DrawObject(id=n, stratum=s) for n, s in ("aA", "bB")], rule=rule))
