"""What published figures take, by closed forms: the arithmetic of docs/reforms.md and of the example scenarios."""

from __future__ import annotations

import math

import pytest

from enforcekit import resources
from enforcekit.simulation import Reform, Scenario, example_reforms, preflight
from enforcekit.simulation.response import units_needed

NAMES = sorted(each.stem for each in (resources.folder("examples") / "whatif").glob("*.json"))
SCENARIOS = [name for name in NAMES if not name.endswith("-reforms")]


def in_system(rate: float, service: float, officers: int) -> float:
    """The mean time in the system of M/M/c (Erlang C)."""
    asked = rate * service
    terms = [asked**k / math.factorial(k) for k in range(officers)]
    last = asked**officers / math.factorial(officers) / (1 - asked / officers)
    return service + last / (sum(terms) + last) * service / (officers - asked)


@pytest.mark.parametrize(
    ("load", "service", "before", "after"),
    [(0.728260408941202, 1.90217713741158, 7, 2), (0.828914326909136, 1.71085673090864, 10, 2)],
)
def test_pooling_fourteen_queues_gives_the_published_times(
    load: float, service: float, before: float, after: float
) -> None:
    rate = load / service
    assert in_system(rate, service, 1) == pytest.approx(before, rel=1e-9)
    assert in_system(14 * rate, service, 14) == pytest.approx(after, rel=1e-9)


def test_so_do_fewer_complaints_and_so_does_faster_work() -> None:
    scenario, reforms = example_reforms("hengqin")
    (step,), (stream,) = scenario.steps, scenario.arrivals
    assert step.service is not None
    rate, service = stream.per_day, step.service.mean / 24
    assert in_system(rate, service, 1) == pytest.approx(7, rel=1e-9)
    assert in_system(rate * (1 - 0.6347), service, 1) == pytest.approx(2, rel=1e-4)
    skill = reforms["faster work"](scenario).groups[0].skill
    assert in_system(rate, service / skill, 1) == pytest.approx(2, rel=1e-5)
    assert skill == pytest.approx(1.506, abs=1e-3)
    both = reforms["both, half as much"](scenario)
    assert in_system(both.arrivals[0].per_day, service / both.groups[0].skill, 1) == pytest.approx(2, rel=2e-3)
    assert pytest.approx(6042, abs=1) == 2207 / (1 - 0.6347)


def test_the_merged_teams_of_yichang_are_the_pooled_queues() -> None:
    scenario, reforms = example_reforms("yichang")
    assert {round(load or 0, 6) for load in preflight(scenario).load.values()} == {0.72826}
    merged = reforms["one team"](scenario)
    assert [(each.officers, each.id) for each in merged.groups] == [(14, "team")]
    assert preflight(merged).load["team"] == pytest.approx(0.728260408941202)


def test_the_bureau_falls_off_the_cliff_where_the_company_settles_less_than_93_percent() -> None:
    scenario, _ = example_reforms("hengqin-property")

    def load(share: float) -> float:
        return preflight(Reform.prehandle(share)(scenario)).load["bureau"] or 0.0

    cliff = 1 - (1 - 30265 / 32036) / 0.80
    assert cliff == pytest.approx(0.9309, abs=1e-4)
    assert load(cliff) == pytest.approx(1, abs=2e-3)
    assert load(cliff + 0.002) < 1 < load(cliff - 0.002)


def test_the_other_lines_of_the_table() -> None:
    assert pytest.approx(18.09, abs=0.005) == 32036 / (32036 - 30265)
    assert pytest.approx(6.06, abs=0.005) == 1 / (1 - 0.835)
    assert pytest.approx(1.55, abs=0.005) == 1 + 41 / 74.8
    assert pytest.approx(0.354, abs=5e-4) == 41 / (74.8 + 41)
    assert pytest.approx(2.19, abs=0.005) == 1 + 41 / (74.8 * 0.4598)
    assert pytest.approx(7.65, abs=0.005) == 3504 / 458
    assert pytest.approx((2.8, 9.4), abs=0.05) == (71_000 / 25_000, 50_000 / 5_300)
    assert pytest.approx(0.528, abs=5e-4) == 8357 / (8357 + 7467)
    assert pytest.approx(586, abs=0.5) == 4_374_600 / 7467
    assert units_needed(360, minutes=15) == pytest.approx(10.31, abs=0.005)
    assert 1 + 0.4 + 0.4 * 0.25 == 1.5


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_example_says_what_is_published_and_that_the_rest_is_not(name: str) -> None:
    scenario, reforms = example_reforms(name)
    assert Scenario.from_json(scenario.to_json()) == scenario
    words = " ".join(scenario.assumptions)
    assert "published" in words or "textbook" in words
    assert "illustrative" in words or "textbook" in words
    for label, reform in reforms.items():
        assert preflight(reform(scenario)).visits_per_case > 0, label
        assert Reform.from_list(reform.describe())(scenario) == reform(scenario)
