"""What a scenario refuses to be made of: every part says which field, what it holds, and what it takes instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from enforcekit.errors import InvalidArgument, InvalidRecord, LimitExceeded, UnknownReference
from enforcekit.simulation import (
    Arrivals,
    Deadline,
    Duration,
    Horizon,
    Policies,
    Reform,
    Route,
    Scenario,
    Seat,
    Step,
    Visiting,
    decompose,
    example_queue,
    example_reforms,
    experiment,
    metric,
    simulate,
    sweep,
)
from enforcekit.simulation.metrics.registry import METRICS

NAN, INF = float("nan"), float("inf")
HOUR, OUT = Duration.exponential(1), (Route(to="close"),)
TO = (Route(to="s"),)
MIX = Duration.mixture((0.5, HOUR), (0.5, HOUR))
QUEUE = example_queue(rate=1, service=HOUR, officers=2, days=2, warmup=0)


@pytest.mark.parametrize(
    ("make", "pointer", "takes"),
    [
        (lambda: Duration(kind="gamma", hours=1), "/kind", "one of "),
        (lambda: Duration.table(*range(32)), "/points", "33 or more quantiles that rise"),
        (lambda: Duration.table(*range(40, 0, -1)), "/points", "33 or more quantiles that rise"),
        (lambda: Duration.table(*[-1.0] * 40), "/points", "33 or more quantiles that rise"),
        (lambda: Duration.table(*range(40), NAN), "/points", "33 or more quantiles that rise"),
        (lambda: Duration.table(*range(40), INF), "/points", "33 or more quantiles that rise"),
        (lambda: Duration.erlang(1, 65), "/second", "1 to 64 phases"),
        (lambda: Duration(kind="erlang", hours=1, second=1.5), "/second", "1 to 64 phases"),
        (lambda: Duration.weibull(1, 0.001), "/second", "a shape from 0.01 to 100"),
        (lambda: Duration.lognormal(1, 10_001), "/second", "a squared variation of at most 10000"),
        (lambda: Duration.uniform(2, 1), "/second", "an upper end not below the lower"),
        (lambda: Duration.exponential(0), "/hours", "a mean above 0"),
        (lambda: Duration.exponential(NAN), "/hours", "a finite number"),
        (lambda: Duration.fixed(INF), "/hours", "a finite number"),
        (lambda: Duration.mixture((0.5, MIX), (0.5, HOUR)), "/parts", "a simple kind in each part"),
        (lambda: Step(id="s", routes=OUT, choose="random"), "/choose", "share, shortest or overflow"),
        (lambda: Step(id="s"), "/routes", "at least one route"),
        (lambda: Step(id="s", group="g", seats=(Seat(group="g"),), service=HOUR, routes=OUT), "/seats", "not both"),
        (lambda: Step(id="s", group="g", routes=OUT), "/service", "a duration"),
        (lambda: Step(id="s", group="g", service=HOUR, routes=OUT, patience=MIX), "/patience", "a simple kind"),
        (lambda: Deadline(hours=0), "/hours", "a number above 0"),
        (lambda: Deadline(hours=1, origin="birth"), "/origin", "filing or arrival"),
        (lambda: Deadline(hours=1, policy="shout"), "/policy", "none, raise, escalate or close"),
        (lambda: Deadline(hours=1, policy="escalate"), "/to", "a step, when the policy is escalate"),
        (lambda: Deadline(hours=1, policy="raise", to="s"), "/to", "a step, when the policy is escalate"),
        (lambda: Arrivals(id="a", classes=TO, weekdays=(1,) * 6), "/weekdays", "7 factors from 0 to 1000000"),
        (lambda: Arrivals(id="a", classes=TO, months=(0,) * 12), "/months", "12 factors from 0 to 1000000"),
        (lambda: Arrivals(id="a", classes=TO, hours=(-1,) * 24), "/hours", "24 factors from 0 to 1000000"),
        (lambda: Arrivals(id="a", classes=TO, times=(2, 1)), "/times", "times from 0 on that rise"),
        (lambda: Arrivals(id="a", classes=TO, times=(-1, 1)), "/times", "times from 0 on that rise"),
        (lambda: Arrivals(id="a", classes=TO, weekdays=(NAN,) * 7), "/weekdays", "7 factors from 0 to 1000000"),
        (lambda: Arrivals(id="a", classes=TO, week=(INF,) * 168), "/week", "168 factors from 0 to 1000000"),
        (lambda: Arrivals(id="a", classes=TO, times=(0, NAN)), "/times", "times from 0 on that rise"),
        (lambda: Horizon(start=dt.date(9001, 1, 1), observe_days=1), "/start", "a day before the year 9001"),
        (lambda: Policies(gap="ignore"), "/gap", "designate or close"),
        (lambda: Visiting(mode="alone"), "/mode", "one of "),
        (lambda: Visiting(mode="team"), "/team", "the group of the team"),
    ],
)
def test_a_part_says_which_field_and_what_it_takes(make: Callable[[], Any], pointer: str, takes: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        make()
    (only,) = refused.value.findings
    assert (only.code, only.pointer) == ("EK706", pointer)
    assert takes in only.message["en"]


def test_a_date_that_is_none_is_told_with_its_place() -> None:
    document = QUEUE.to_json().replace('"observe_days"', '"start":"2024-13-01","observe_days"')
    with pytest.raises(InvalidRecord) as refused:
        Scenario.from_json(document)
    assert [(each.code, each.pointer) for each in refused.value.findings] == [("EK110", "/horizon/start")]


FOUND = simulate(QUEUE, replications=2, metrics=["cases"])
MORE = {"more": Reform.staff("team", 1)}


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (lambda: FOUND["turnaround.mean"], "measured metric"),
        (lambda: sweep(QUEUE, *AXIS, metrics=["cases"], replications=1).points[0]["utilization"], "measured metric"),
        (lambda: experiment(QUEUE, MORE, metrics=["cases"], replications=2)["less", "cases"], "reform and metric"),
        (lambda: example_reforms("nowhere"), "example"),
    ],
)
def test_what_was_not_measured_or_is_not_there_is_unknown(ask: Callable[[], Any], what: str) -> None:
    with pytest.raises(UnknownReference, match=what):
        ask()


AXIS: tuple[Any, ...] = ({"more": [0, 1]}, lambda base, more: Reform.staff("team", int(more))(base))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: experiment(QUEUE, {"more": "staff"}),  # type: ignore[dict-item]
        lambda: experiment(QUEUE, [Reform.staff("team", 1)]),  # type: ignore[arg-type]
        lambda: decompose(QUEUE, {}, metrics=["cases"]),
        lambda: decompose(QUEUE, {"more": "staff"}, metrics=["cases"]),  # type: ignore[dict-item]
        lambda: sweep(QUEUE, {}, AXIS[1]),
        lambda: sweep(QUEUE, {"more": []}, AXIS[1]),
        lambda: simulate(QUEUE, replications=0),
        lambda: simulate(QUEUE, replications=2.0),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_argument_is_named(ask: Callable[[], Any]) -> None:
    with pytest.raises(InvalidArgument):
        ask()


def test_a_million_replications_are_the_most() -> None:
    with pytest.raises(LimitExceeded, match="at most 1,000,000"):
        simulate(QUEUE, replications=1_000_001)


def test_a_metric_has_one_meaning() -> None:
    assert "cases" in METRICS
    with pytest.raises(ValueError, match="already a metric"):
        metric("cases")(lambda trace: 0.0)


def test_without_workers_progress_says_how_far_it_is() -> None:
    said: list[tuple[int, int]] = []
    simulate(QUEUE, replications=3, metrics=["cases"], progress=lambda done, total: said.append((done, total)))
    assert said[-1] == (3, 3)
    assert said == sorted(said)
