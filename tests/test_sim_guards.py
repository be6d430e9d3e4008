"""Guard rails: what is refused or flagged before a result says more than it knows; results that can be made again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from enforcekit.errors import InvalidArgument, InvalidData
from enforcekit.simulation import (
    Duration,
    HalfWidth,
    Reform,
    Scenario,
    example_queue,
    experiment,
    repro,
    simulate,
    sweep,
)
from enforcekit.simulation.guards import DEPENDENT, FEW, NOT_REACHED, NOT_STEADY, OPEN
from enforcekit.simulation.statistic import effective_size

EXP = Duration.exponential
QUIET = example_queue(rate=0.3, service=EXP(1), officers=2, days=60, warmup=5)
BUSY = example_queue(rate=0.9, service=EXP(1), days=90, warmup=20)
OVER = example_queue(rate=3, service=EXP(1), officers=2, days=5, drain=1)


def more(base: Scenario, officers: int) -> Scenario:
    return Reform.staff("team", officers)(base)


def test_a_quantile_has_an_interval_only_with_enough_independent_cases_beyond_it() -> None:
    metrics = ["turnaround.q95", "turnaround.q50", "turnaround.mean"]
    quiet = simulate(QUIET, replications=10, metrics=metrics)
    assert quiet["turnaround.q95"].low is not None
    busy = simulate(BUSY, replications=10, metrics=metrics)
    tail = busy["turnaround.q95"]
    assert tail.mean is not None
    assert (tail.low, tail.high, tail.flags) == (None, None, (DEPENDENT,))
    assert busy["turnaround.mean"].low is not None
    # About 1,900 cases at a load of 0.9 are worth a few dozen: 200 were needed.
    assert max(each for each in busy.effective if each is not None) < 200
    pair = experiment(BUSY, {"more": Reform.staff("team", 1)}, metrics=["turnaround.q95"], replications=10)
    one = pair["more", "turnaround.q95"]
    assert (one.low, one.p, one.adjusted, one.flags) == (None, None, None, (DEPENDENT,))
    assert one.difference is not None


def test_the_effective_size_of_waits_is_the_known_one() -> None:
    # Lag-one autoregression with coefficient 0.8: the factor is (1 - 0.8) / (1 + 0.8) = 1/9.
    from random import Random

    draw, value, series = Random(5), 0.0, []
    for _ in range(200_000):
        value = 0.8 * value + draw.gauss(0, 1)
        series.append(value)
    assert effective_size(series, batches=200) / len(series) == pytest.approx(1 / 9, rel=0.2)


def test_flags_say_why_something_is_missing() -> None:
    over = simulate(OVER, replications=2, metrics=["turnaround.mean", "open_share"])
    assert over["turnaround.mean"].flags == (NOT_STEADY, FEW)
    assert over["open_share"].flags == (FEW,)
    cut = example_queue(rate=0.9, service=EXP(1), days=5, drain=0)
    found = simulate(cut, replications=10, metrics=["turnaround.mean", "turnaround.restricted_mean"])
    assert found["turnaround.mean"].flags == (OPEN,)
    assert found["turnaround.restricted_mean"].flags == ()


def test_a_short_warm_up_is_found_and_a_long_one_is_not() -> None:
    def codes(warmup: float) -> list[str]:
        queue = example_queue(rate=2, service=EXP(40), officers=200, days=30, warmup=warmup, drain=20)
        return [each.code for each in simulate(queue, replications=10, metrics=["turnaround.mean"]).findings]

    assert codes(0) == ["EK715"]
    assert codes(12) == []


def test_a_sweep_has_no_steady_mean_beyond_the_load_of_one_and_no_best_point() -> None:
    made = sweep(OVER, {"officers": [0, 3]}, more, metrics=["turnaround.mean", "open_share"], replications=10)
    assert [point["turnaround.mean"].mean is None for point in made.points] == [True, False]
    assert made.points[0]["turnaround.mean"].flags == (NOT_STEADY,)
    assert [each.code for each in made.points[0].findings] == ["EK707"]
    assert made.best("turnaround.mean") is None
    few = sweep(QUIET, {"officers": [0, 5]}, more, metrics=["turnaround.mean"], replications=3)
    assert few.best("turnaround.mean") is None


def test_what_is_not_narrow_enough_at_the_most_is_flagged() -> None:
    one = {"more": Reform.staff("team", 1)}
    tight = experiment(QUIET, one, metrics=["turnaround.mean"], stop=HalfWidth(rel=1e-9, least=20, most=20))
    assert tight["more", "turnaround.mean"].flags == (NOT_REACHED,)
    none = experiment(OVER, one, metrics=["turnaround.mean"], stop=HalfWidth(least=20, most=400))
    assert (none.reached, none["more", "turnaround.mean"].replications) == (False, 20)
    with pytest.raises(InvalidArgument, match="base"):
        experiment(QUIET, {"base": QUIET}, metrics=["cases"])


def test_every_manifest_has_the_canary_and_can_be_run_again() -> None:
    asked = {"metrics": ["cases"], "replications": 2, "seed": 3}
    one = simulate(QUIET, **asked)
    pair = experiment(QUIET, {"more": Reform.staff("team", 1)}, **asked)
    many = sweep(QUIET, {"officers": [0, 1]}, more, **asked)
    for made, names in ((one, 1), (pair, 2), (many, 2)):
        assert made.manifest["canary_holds"]
        assert made.manifest["canary"]["lognormal"][0] == 142808850
        told = json.loads(json.dumps(made.manifest))
        with ThreadPoolExecutor(2) as threads:
            found = repro(told, executor=threads)
        assert found.holds
        assert (len(found.same), found.notes) == (names, ())
    assert pair.manifest["reforms"] == {"more": [{"op": "staff", "group": "team", "change": 1}]}


def test_other_rows_are_named_and_a_manifest_that_does_not_fit_is_refused() -> None:
    told = json.loads(json.dumps(simulate(QUIET, replications=2, metrics=["cases"]).manifest))
    other = {**told, "seed": 1, "kernel": "0", "canary": {}}
    found = repro(other)
    assert (found.holds, found.different) == (False, ("base",))
    assert [note.split()[0] for note in found.notes] == ["made", "the"]
    told["scenarios"]["base"]["document"]["id"] = "another"
    with pytest.raises(InvalidData, match="EK716"):
        repro(told)
    with pytest.raises(InvalidData, match="'scenarios' is not"):
        repro({"seed": 1, "replications": 2})


def test_a_reform_that_changes_nothing_gives_the_rows_of_the_base() -> None:
    found = experiment(QUIET, {"none": Reform.identity(), "id": attrs.evolve(QUIET)}, metrics=["cases"], replications=2)
    assert len({each["rows_sha256"] for each in found.manifest["scenarios"].values()}) == 1
