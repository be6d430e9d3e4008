"""Keyed random numbers, laws and calendars: the published vectors, the canary, the golden trace."""

from __future__ import annotations

import datetime as dt
import math
import random
from statistics import NormalDist

import pytest
from simulated import HOUR, at, traced, visits, work, world

from enforcekit.errors import InvalidRecord
from enforcekit.keyed import (
    CERTAIN,
    SERVICE,
    bits53,
    case_key,
    many_bits53,
    many_keys,
    many_uniforms,
    replication_key,
    seed_word,
    stream_key,
    threshold,
    uniform,
)
from enforcekit.simulation import Arrivals, Calendar, Duration, Group, Route
from enforcekit.simulation.engine import CANARY, canary
from enforcekit.simulation.quantiles import erlang, normal
from enforcekit.simulation.times import NEVER, hours_of

VECTORS = (
    (0xAA60AA92B5CBFC8F, 3339631283941151, 3572),
    (0x0506765DF1877640, 5331269505583174, 1888),
    (0xFBB43510AE25DC8B, 1285412399328435, 7009),
)


def test_the_published_vectors() -> None:
    key = replication_key(2026, 0)
    assert key == 0xB8A8B5DEBEE86929
    for ordinal, (expected, bits, ticks) in enumerate(VECTORS):
        one = case_key(key, ordinal)
        assert (one, bits53(one, 0, SERVICE)) == (expected, bits)
        assert round(-3600 * math.log(uniform(bits))) == ticks


def test_the_canary_of_this_machine_is_the_published_one() -> None:
    assert canary() == CANARY


def test_a_seed_out_of_range_is_hashed_and_a_single_stream_has_the_key_of_the_replication() -> None:
    assert seed_word(2**64 - 1) == 2**64 - 1
    assert seed_word(2**64) != seed_word(-1) < 2**64
    assert stream_key(5, None) == 5
    assert stream_key(5, "a") != stream_key(5, "b")


def test_a_uniform_is_never_zero_or_one_and_a_probability_is_a_whole_number() -> None:
    assert 0 < uniform(0) < uniform(CERTAIN - 1) < 1
    assert (threshold(0.0), threshold(1.0)) == (0, CERTAIN)


def test_the_normal_quantile_has_the_bits_of_the_standard_library() -> None:
    ours, theirs, source = normal, NormalDist().inv_cdf, random.Random(1)
    for n in range(20_000):
        u = 10 ** (-16 * source.random()) if n % 2 else source.random()
        assert ours(u) == theirs(u)


@pytest.mark.parametrize("phases", [1, 2, 7, 64])
def test_the_erlang_quantile_inverts_its_tail(phases: int) -> None:
    for u in (1e-12, 1e-3, 0.2, 0.5, 0.51, 0.9, 0.999):
        x = erlang(phases, u)
        tail = math.fsum(math.exp(-x + j * math.log(x) - math.lgamma(j + 1)) for j in range(phases))
        assert tail == pytest.approx(u, rel=1e-9)


LAWS = [
    (Duration.fixed(2), 0.0),
    (Duration.exponential(2), 4.0),
    (Duration.erlang(2, 4), 1.0),
    (Duration.lognormal(2, 0.5), 2.0),
    (Duration.uniform(1, 3), 1 / 3),
    (Duration.weibull(2, 1.5), 2**2 * (math.gamma(1 + 2 / 1.5) - math.gamma(1 + 1 / 1.5) ** 2)),
    (Duration.table(*[n / 16 for n in range(33)]), 1 / 3),
    (Duration.mixture((0.25, Duration.fixed(5)), (0.75, Duration.fixed(1))), 3.0),
]


@pytest.mark.parametrize(("law", "variance"), LAWS, ids=lambda each: getattr(each, "kind", ""))
def test_every_law_has_its_mean_and_variance(law: Duration, variance: float) -> None:
    scenario = world([Group(id="g", officers=None)], [work("s", "g", law)], [at([0.0] * 20_000, "s")])
    drawn = [(end - start) / HOUR for _, _, start, end in visits(traced(scenario))]
    average = math.fsum(drawn) / len(drawn)
    assert average == pytest.approx(law.mean, abs=0.03 * max(0.2, variance) ** 0.5 + 1e-3)
    assert math.fsum((x - average) ** 2 for x in drawn) / len(drawn) == pytest.approx(variance, rel=0.08, abs=1e-5)


OFFICE = Calendar(id="office")
MONDAY = dt.date(2026, 1, 5)


def test_the_golden_trace_of_working_hours() -> None:
    clock = [4 * 24 + 16, 4 * 24 + 16.5, 5 * 24 + 10]
    scenario = world(
        [Group(id="g", officers=1, calendar="office")],
        [work("s", "g", Duration.fixed(5))],
        [at(clock, "s")],
        calendars=[OFFICE],
    )
    day, hour = 24 * HOUR, HOUR
    found = visits(traced(scenario))
    assert [start for _, _, start, _ in found] == [4 * day + 16 * hour, 7 * day + 13 * hour, 8 * day + 9 * hour]
    assert [end for *_, end in found] == [7 * day + 12 * hour, 7 * day + 18 * hour, 8 * day + 15 * hour]


def test_working_time_is_inverted_by_finish_and_days_of_rest_and_work_count() -> None:
    calendar = Calendar(id="c", rest=(dt.date(2026, 1, 6),), worked=(dt.date(2026, 1, 10),))
    hours = hours_of(calendar, MONDAY, tick_us=1_000_000, days=7)
    assert hours.worked(86400 * 2) == 8 * HOUR
    assert hours.worked(86400 * 6) == 5 * 8 * HOUR
    for t in range(0, 5 * 86400, 1777):
        for spent in (1, HOUR, 7 * HOUR):
            end = hours.finish(t, spent)
            assert hours.worked(end) == hours.worked(t) + spent
            assert hours.worked(end - 1) < hours.worked(end)
        assert hours.next_open(t) >= t
    assert hours.next_open(7 * 86400) == NEVER == hours.finish(0, 41 * HOUR)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": (7,)},
        {"shifts": ("9",)},
        {"shifts": ("12:00-09:00",)},
        {"shifts": ("09:00-12:00", "11:00-13:00")},
        {"shifts": ("09:00-25:00",)},
    ],
)
def test_a_calendar_that_cannot_be_is_refused(wrong: dict[str, tuple[object, ...]]) -> None:
    with pytest.raises(InvalidRecord, match="EK706"):
        Calendar(id="c", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097])
def test_words_drawn_together_are_the_words_drawn_one_by_one(size: int) -> None:
    keys = many_keys(2**64 - 3, 7, size)
    assert keys.tolist() == [case_key(2**64 - 3, 7 + n) for n in range(size)]
    bits = [bits53(key, 3, 255) for key in keys]
    assert many_bits53(keys, 3, 255).tolist() == bits
    assert many_uniforms(keys, 3, 255) == [uniform(each) for each in bits]


def test_the_part_of_a_mixture_is_drawn_apart_from_the_class_of_the_case() -> None:
    law = Duration.mixture((0.5, Duration.fixed(1)), (0.5, Duration.fixed(9)))
    both = Arrivals(id="x", classes=(Route(to="a", share=0.5), Route(to="b", share=0.5)), per_day=400)
    trace = traced(world([Group(id="g")], [work("a", "g", law), work("b", "g", law)], [both], days=2, drain=1))
    found = {
        (trace.compiled.network.steps[n].id, w // 3600) for n, w in zip(trace.rows.node, trace.rows.work, strict=True)
    }
    assert found == {("a", 1), ("a", 9), ("b", 1), ("b", 9)}
