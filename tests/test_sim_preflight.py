"""What is known without simulating, and what is refused before it starts."""

from __future__ import annotations

import pytest
from sim_models import MODELS
from simulated import OUT, at, flow, traced, work, world

from enforcekit.errors import InvalidArgument, InvalidRecord, LimitExceeded
from enforcekit.simulation import (
    Absence,
    Arrivals,
    Calendar,
    CaseClass,
    Cell,
    Competent,
    Course,
    Duration,
    Group,
    Horizon,
    Route,
    Scenario,
    Seat,
    Step,
    Variant,
    example_queue,
    simulate,
)
from enforcekit.simulation.preflight import preflight, solve_routes, step_rates
from enforcekit.simulation.tables import compile_scenario

EXP = Duration.exponential


def test_traffic_equations_of_the_open_network() -> None:
    rates = step_rates(compile_scenario(MODELS["T03"].build(1000)))
    assert rates == pytest.approx([1.3238512035, 0.619256017505, 0.221006564551], rel=1e-10)
    found = preflight(MODELS["T03"].build(1000))
    assert found.visits_per_case == pytest.approx(1.54579556111285)
    assert found.load["A"] == pytest.approx(1.3238512035 / 2)


def test_the_ladder_with_returns_has_its_visits() -> None:
    ways = [[(0, 0.1), (1, 0.35)], [(0, 0.05), (2, 0.25)], [(1, 0.1)]]
    found = solve_routes(ways, [1.0, 0.0, 0.0])
    assert found == pytest.approx([1.13372093023, 0.406976744186, 0.101744186047])
    assert sum(found) == pytest.approx(1.64244186046512)


def test_a_long_chain_is_solved_in_its_length() -> None:
    size = 20_000
    ways = [[(n + 1, 1.0)] if n + 1 < size else [] for n in range(size)]
    assert solve_routes(ways, [1.0] + [0.0] * (size - 1)) == [1.0] * size


def test_a_large_circle_is_solved_by_repeated_substitution() -> None:
    size = 400
    ways = [[((n + 1) % size, 0.9)] for n in range(size)]
    assert solve_routes(ways, [1.0] * size) == pytest.approx([10.0] * size)


def test_closing_times_absence_availability_and_two_officers_count() -> None:
    group = Group(
        id="g", officers=4, calendar="o", availability=0.5, absences=(Absence(officers=2, from_day=0, to_day=14),)
    )
    scenario = world(
        [group],
        [work("s", "g", EXP(1), officers=2)],
        [flow(0.05, "s")],
        days=28,
        drain=0,
        calendars=[Calendar(id="o")],
    )
    assert preflight(scenario).load["g"] == pytest.approx(0.1 / (3 * 0.5 * 40 / 168))


def test_overload_is_a_warning_and_takes_the_steady_state_away() -> None:
    found = preflight(world([Group(id="g", officers=1)], [work("s", "g", EXP(1))], [flow(1.0, "s")]))
    assert [each.code for each in found.findings] == ["EK707"]
    assert not found.steady


def test_gaps_and_overlaps_are_weighed() -> None:
    cells = (
        Cell(id="a", field="f", place="p", per_day=1, competent=(), course="c"),
        Cell(
            id="b", field="f", place="q", per_day=3, competent=(Competent(group="g"), Competent(group="h")), course="c"
        ),
    )
    found = preflight(
        Scenario(
            groups=(Group(id="g", officers=2), Group(id="h", officers=2)),
            cells=cells,
            courses=(Course(id="c", variants=(Variant(id="v", share=1),)),),
        )
    )
    assert (found.gap, found.overlap) == (0.25, 0.75)
    assert {each.code for each in found.findings} == {"EK713", "EK714"}


def refused(scenario: Scenario) -> set[str]:
    with pytest.raises(InvalidRecord) as error:
        traced(scenario)
    return {each.code for each in error.value.findings}


TEAM = Group(id="g", officers=1)


def test_no_officers_is_refused_with_the_step() -> None:
    assert refused(world([Group(id="g", officers=0)], [work("s", "g", EXP(1))], [flow(1, "s")])) == {"EK700"}
    assert refused(world([TEAM], [work("s", "g", EXP(1), officers=2)], [flow(1, "s")])) == {"EK700"}


def test_no_arrivals_is_refused() -> None:
    assert refused(world([TEAM], [work("s", "g", EXP(1))], [Arrivals(id="a", classes=(Route(to="s"),))])) == {"EK701"}


def test_a_class_that_never_leaves_is_refused() -> None:
    steps = [work("s", "g", EXP(1), [Route(to="t")]), work("t", "g", EXP(1), [Route(to="s")])]
    assert refused(world([TEAM], steps, [flow(1, "s")])) == {"EK702"}


def test_decisions_that_turn_in_a_circle_are_refused() -> None:
    steps = [
        Step(id="a", routes=(Route(to="b", share=0.5), Route(to="closed", share=0.5)), purpose=40),
        Step(id="b", routes=(Route(to="a", share=0.5), Route(to="closed", share=0.5)), purpose=41),
    ]
    assert refused(world([TEAM], steps, [flow(1, "a")])) == {"EK712"}


def test_two_decisions_at_one_visit_need_two_purposes() -> None:
    half = (Route(to="d", share=0.5), Route(to="closed", share=0.5))
    steps = [
        work("s", "g", EXP(1), half),
        Step(id="d", routes=(Route(to="s", share=0.5), Route(to="closed", share=0.5))),
    ]
    assert refused(world([TEAM], steps, [flow(1, "s")], classes=[CaseClass(id="s", start="s")])) == {"EK712"}


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="EK703"):
        Horizon(observe_days=0)


def test_a_calendar_that_never_opens_and_joint_groups_on_two_calendars_are_refused() -> None:
    shut = [Calendar(id="o", weekdays=())]
    assert refused(
        world([Group(id="g", officers=1, calendar="o")], [work("s", "g", EXP(1))], [flow(1, "s")], calendars=shut)
    ) == {"EK708"}
    seats = (Seat(group="g"), Seat(group="h"))
    scenario = world(
        [TEAM, Group(id="h", officers=1, calendar="o")],
        [Step(id="s", seats=seats, service=EXP(1), routes=OUT)],
        [flow(1, "s")],
        calendars=[Calendar(id="o")],
    )
    assert refused(scenario) == {"EK709"}


def test_what_is_named_must_exist_and_every_problem_is_told_at_once() -> None:
    with pytest.raises(InvalidRecord) as error:
        world(
            [TEAM, TEAM],
            [work("s", "gg", EXP(1), [Route(to="close")])],
            [at([0], "x")],
            classes=[CaseClass(id="c", start="t")],
        )
    places = {(each.code, each.pointer) for each in error.value.findings}
    assert places == {
        ("EK710", "/groups"),
        ("EK704", "/steps/0/group"),
        ("EK704", "/steps/0/routes/0/to"),
        ("EK704", "/classes/0/start"),
        ("EK704", "/arrivals/0/classes/0/to"),
    }


def test_an_overload_ends_at_the_end_of_the_horizon() -> None:
    trace = traced(world([TEAM], [work("s", "g", EXP(100))], [flow(5, "s")], days=10, drain=5))
    assert trace.stopped == trace.compiled.tables.stop
    assert sum(end < 0 for end in trace.cases.end) > 1000


def test_cases_that_hardly_ever_leave_are_refused_before_they_fill_the_memory() -> None:
    again = (Route(to="s", share=1 - 1e-12), Route(to="closed", share=1e-12))
    scenario = world([Group(id="g")], [work("s", "g", Duration.fixed(0), again)], [flow(1, "s")])
    with pytest.raises(LimitExceeded, match="visits in a replication"):
        traced(scenario)
    # One officer can only do so much: the same routes with an hour of work are a few thousand visits.
    few = world([TEAM], [work("s", "g", Duration.fixed(1), again)], [at([0], "s")], days=20, drain=20)
    assert len(traced(few).rows.case) == 40 * 24 + 1


@pytest.mark.parametrize("seed", ["7", 7.0, None, True])
def test_a_seed_that_is_no_whole_number_is_refused(seed: object) -> None:
    with pytest.raises(InvalidArgument, match="seed"):
        traced(world([TEAM], [work("s", "g", EXP(1))], [flow(0.5, "s")]), seed=seed)  # type: ignore[arg-type]


def test_nobody_at_work_in_the_whole_horizon_leaves_every_case_open() -> None:
    away = Group(id="g", officers=1, absences=(Absence(officers=1, from_day=0, to_day=1000),))
    scenario = world([away], [work("s", "g", EXP(1))], [flow(0.5, "s")], days=5, drain=5)
    assert set(traced(scenario).cases.end) == {-1}
    assert [each.code for each in preflight(scenario).findings] == ["EK707"]


def test_no_case_in_the_horizon_is_a_result_without_values() -> None:
    late = world([TEAM], [work("s", "g", EXP(1))], [at([1e5], "s")], days=1, drain=1)
    found = simulate(late, replications=2, metrics=["turnaround.mean", "cases"])
    assert (found["turnaround.mean"].mean, found["cases"].mean) == (None, 0)


def test_a_scenario_comes_back_from_json_and_refuses_unknown_keys_with_their_place() -> None:
    scenario = MODELS["T10b"].build(100)
    assert Scenario.from_json(scenario.to_json()) == scenario
    data = scenario.to_dict()
    data["groups"][0]["oficers"] = 3
    data["steps"][0]["officers"] = "2"
    with pytest.raises(InvalidRecord) as error:
        Scenario.from_dict(data)
    assert {(each.code, each.pointer) for each in error.value.findings} == {
        ("EK112", "/groups/0/oficers"),
        ("EK110", "/steps/0/officers"),
    }


def test_a_queue_that_everybody_leaves_in_time_is_no_overload() -> None:
    patient = example_queue(rate=1.2, service=EXP(1), officers=1, patience=EXP(4), days=20)
    found = preflight(patient)
    assert (found.steady, found.findings) == (True, ())
    assert found.load["team"] == pytest.approx(1.2)
    assert simulate(patient, replications=2, metrics=["turnaround.mean"])["turnaround.mean"].mean is not None
    # One kind of case that stays in the queue, or the second department of a joint visit, is enough for an overload.
    both = world(
        [TEAM], [work("s", "g", EXP(1), patience=EXP(4)), work("t", "g", EXP(1))], [flow(1, "s"), flow(0.1, "t")]
    )
    assert [each.code for each in preflight(both).findings] == ["EK707"]
    seats = (Seat(group="g"), Seat(group="h"))
    visit = Step(id="s", seats=seats, service=EXP(1), patience=EXP(4), routes=OUT)
    joint = world([Group(id="g", officers=9), Group(id="h", officers=1)], [visit], [flow(1.2, "s")])
    assert not preflight(joint).steady
