"""Every output by a trace small enough to be reckoned by hand."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from simulated import at, flow, traced, work, world

from enforcekit.errors import InvalidRecord, UnknownReference
from enforcekit.inspection.plan import PlannedCheck, plan_joint
from enforcekit.simulation import (
    Calendar,
    CaseClass,
    Cell,
    Competent,
    Course,
    Deadline,
    Duration,
    Group,
    Horizon,
    Policies,
    Rung,
    Scenario,
    Seat,
    Stage,
    Step,
    Variant,
    preflight,
)
from enforcekit.simulation.cells import Dispatch
from enforcekit.simulation.metrics import FAMILIES, METRICS, find_metric
from enforcekit.simulation.metrics.backlog import open_at, open_on_average
from enforcekit.simulation.metrics.paths import moves
from enforcekit.simulation.visits import Check, Firm, Visit, Visiting, visits_of

FIXED = Duration.fixed
DONE = Course(
    id="done",
    deadline_hours=10,
    variants=(Variant(id="plain", share=1.0, stages=(Stage(id="do", service=FIXED(2), officers=1, files=True),)),),
)


def read(scenario: Scenario, name: str) -> float | None:
    return find_metric(name)(traced(scenario))


def cells(*made: Cell, groups: tuple[Group, ...], per_day: float = 4, **policies: object) -> Scenario:
    return Scenario(
        horizon=Horizon(observe_days=20, drain_days=40),
        groups=groups,
        cells=made,
        courses=(DONE,),
        policies=Policies(**policies),  # type: ignore[arg-type]
    )


def cell(group: str | None, place: str = "p", field: str = "f", **more: object) -> Cell:
    who = (Competent(group=group),) if group else ()
    return Cell(id=f"{field}@{place}", field=field, place=place, per_day=4, competent=who, course="done", **more)  # type: ignore[arg-type]


def test_the_queue_of_a_group_is_its_time_average_of_waiting_cases() -> None:
    busy = world([Group(id="g", officers=1)], [work("s", "g", FIXED(1))], [at([0, 0, 0], "s")], days=1)
    assert read(busy, "queue.g") == pytest.approx((1 + 2) / 24)
    joint = Step(
        id="j", seats=(Seat(group="g"), Seat(group="h")), service=FIXED(1), routes=work("s", "g", FIXED(1)).routes
    )
    both = [Group(id="g", officers=1), Group(id="h", officers=1)]
    together = world(both, [joint, work("s", "h", FIXED(3))], [at([0], "s"), at([0.5], "j")], days=1)
    assert read(together, "queue.g") == 0
    assert read(together, "queue.h") == pytest.approx(2.5 / 24)
    assert read(together, "utilisation.h") == pytest.approx(4 / 24)
    assert read(together, "coordination_wait.share") == pytest.approx(2.5 / 4.5)
    with pytest.raises(UnknownReference, match="no group"):
        read(busy, "queue.h")


def test_open_cases_are_counted_and_averaged() -> None:
    busy = world([Group(id="g", officers=1)], [work("s", "g", FIXED(1))], [at([0, 1, 1.5], "s")], days=1)
    trace = traced(busy)
    assert open_at(trace, [0, 3599, 3600, 5400, 7200, 10800]) == [1, 1, 1, 2, 1, 0]
    assert open_on_average(trace, [0, 3600, 7200, 10800, 14400]) == [1, 1.5, 1, 0]


def test_quantiles_in_working_hours_are_of_the_calendar() -> None:
    from enforcekit.simulation import Calendar

    office = Calendar(id="o", shifts=("09:00-17:00",))
    week = world(
        [Group(id="g", officers=1, calendar="o")],
        [work("s", "g", FIXED(4))],
        [at([9, 9, 9], "s")],
        calendars=[office],
        days=5,
    )
    assert read(week, "working_turnaround.q50") == 8
    assert read(week, "working_turnaround.q95") == 12
    assert read(week, "turnaround.q95") == 28
    assert read(world([Group(id="g")], [work("s", "g", FIXED(4))], [at([9], "s")]), "working_turnaround.q95") is None


def test_overdue_has_bounds_and_places_are_late_when_their_slowest_are() -> None:
    groups = [Group(id="g", officers=1), Group(id="h", officers=1)]
    steps = [work("s", "g", FIXED(6), files=True, routes=(work("t", "g", FIXED(1)).routes)), work("t", "h", FIXED(6))]
    limit = Deadline(hours=4, origin="arrival")
    classes = [CaseClass(id="s", start="s", deadline=limit, place="a"), CaseClass(id="t", start="t", place="b")]
    late = world(groups, steps, [at([0], "s"), at([0], "t")], classes=classes, days=1)
    assert [read(late, f"overdue.{end}") for end in ("rate", "low", "high")] == [1, 1, 1]
    assert read(late, "equity.late_places") == 1
    soon = attrs.evolve(
        late, classes=(attrs.evolve(classes[0], deadline=Deadline(hours=7, origin="arrival")), classes[1])
    )
    assert read(soon, "equity.late_places") == 0
    cut = world(groups, [attrs.evolve(steps[0], service=FIXED(40)), steps[1]], [at([0], "s")], classes=[
        CaseClass(id="s", start="s", deadline=Deadline(hours=30, origin="arrival"), place="a"), classes[1]
    ], days=1, drain=0)  # fmt: skip
    assert [read(cut, f"overdue.{end}") for end in ("rate", "low", "high")] == [None, 0, 1]


def test_the_ladder_gives_its_levels_its_matrix_and_its_cost() -> None:
    rungs = (Rung(group="village", service=FIXED(1), settles=0.0), Rung(group="town", service=FIXED(3), settles=1.0))
    groups = (Group(id="village", officers=9), Group(id="town", officers=9), Group(id="bureau", officers=9))
    scenario = cells(cell("bureau"), groups=groups, mediation=rungs)
    assert read(scenario, "mediated.share") == 1
    assert read(scenario, "mediated.level1") == 0
    assert read(scenario, "mediated.level2") == 1
    assert read(scenario, "officer_hours.level2") == pytest.approx(4)
    assert read(scenario, "officer_hours.mediated") == pytest.approx(4)
    assert read(scenario, "escalations.mean") == 1
    assert read(scenario, "escalated.village>town") == 1
    assert set(moves(traced(scenario))) == {("village", "town")}


def test_a_gap_is_read_off_the_cells_and_off_the_cases() -> None:
    groups = (Group(id="g", officers=9), Group(id="superior", officers=9))
    both = (cell("g"), cell(None, field="orphan"))
    closed = cells(*both, groups=groups)
    assert read(closed, "gap.static") == preflight(closed).gap == 0.5
    assert read(closed, "gap.hit") == read(closed, "no_authority.share")
    assert read(closed, "gap.designation_hours") is None
    named = cells(*both, groups=groups, gap_group="superior", designation=FIXED(30))
    assert read(named, "no_authority.share") == 0
    assert read(named, "gap.hit") == read(closed, "gap.hit")
    assert read(named, "gap.designation_hours") == 30


def test_heads_of_a_firm_are_the_bodies_competent_for_what_concerns_it() -> None:
    groups = (Group(id="g", officers=9), Group(id="h", officers=9))
    firms = (Firm(id="x", place="p"), Firm(id="y", place="p", fields=("f",)), Firm(id="z", place="elsewhere"))
    made = cells(cell("g"), cell("h", field="food"), groups=groups)
    scenario = attrs.evolve(made, firms=firms)
    assert read(scenario, "heads.mean") == pytest.approx((2 + 1 + 0) / 3)
    assert read(scenario, "heads.max") == 2
    assert read(scenario, "overlap.static") == 0
    assert read(made, "heads.mean") is None


@pytest.mark.parametrize(
    ("mode", "visits", "near", "hours"), [("separate", 3, 3, 2 * 3 * 3), ("co_visit", 1, 0, 18), ("team", 1, 0, 14)]
)
def test_visits_are_counted_by_how_they_are_kept(mode: str, visits: int, near: int, hours: float) -> None:
    bodies = ("fire", "food", "water")
    scenario = Scenario(
        horizon=Horizon(observe_days=20, drain_days=10),
        groups=(*(Group(id=body, officers=2) for body in bodies), Group(id="team", officers=2)),
        firms=(Firm(id="x", fewest=1), Firm(id="y", fewest=0)),
        visits=(Visit(firm="x", at_hour=9, checks=tuple(Check(group=body, hours=2) for body in bodies)),),
        visiting=Visiting(mode=mode, team="team", fixed_hours=0, km=15, detect=1.0),
    )
    assert Scenario.from_json(scenario.to_json()) == scenario
    trace = traced(scenario)
    assert find_metric("visits.per_firm")(trace) == visits / 2
    assert find_metric("duplicates.per_firm")(trace) == (visits - 1) / 2
    assert find_metric("near_duplicates.per_firm")(trace) == near / 2
    assert find_metric("detections.per_100_visits")(trace) == 100
    # Every visit has an hour of travel: 2 · 15 km at 30 km an hour; two officers of each body, or one team of two.
    assert find_metric("officer_hours.per_case")(trace) * visits == hours  # type: ignore[operator]


def test_what_visits_find_is_their_chance_and_may_become_a_case() -> None:
    visits = tuple(Visit(firm="x", at_hour=n, checks=(Check(group="fire", hours=1),)) for n in range(400))
    scenario = Scenario(
        horizon=Horizon(observe_days=20, drain_days=10),
        groups=(Group(id="fire", officers=8), Group(id="desk", officers=8)),
        steps=(work("file", "desk", FIXED(1)),),
        classes=(CaseClass(id="file", start="file"),),
        firms=(Firm(id="x", detect=0.2),),
        visits=visits,
        visiting=Visiting(to="file"),
    )
    found = read(scenario, "detections.per_100_visits")
    assert found == pytest.approx(20, abs=4)
    none = attrs.evolve(scenario, firms=(Firm(id="x", detect=0.0),))
    assert read(none, "detections.per_100_visits") == 0
    with pytest.raises(InvalidRecord, match="/visits/0/checks/0/group"):
        attrs.evolve(scenario, groups=(Group(id="desk", officers=8),))


def test_a_plan_of_the_year_becomes_appointments_with_the_fewest_visits_of_each_firm() -> None:
    checks = [
        PlannedCheck(id="c1", firm="x", authority="fire", weeks=(9, 10)),
        PlannedCheck(id="c2", firm="x", authority="food", weeks=(10, 11), hours=3),
        PlannedCheck(id="c3", firm="x", authority="fire", weeks=(20,)),
        PlannedCheck(id="c4", firm="y", authority="food", weeks=(9,)),
    ]
    plan = plan_joint(checks, year=2026, officers=[{"authority": a, "officers": 8} for a in ("fire", "food")])
    visits, firms = visits_of(plan, checks, start=dt.date(2026, 1, 1), groups={"fire": "brigade"})
    assert {firm.id: firm.fewest for firm in firms} == {"x": 2, "y": 1}
    assert [(v.firm, len(v.checks)) for v in sorted(visits, key=lambda v: (v.firm, v.at_hour))] == [
        ("x", 2),
        ("x", 1),
        ("y", 1),
    ]
    scenario = Scenario(
        horizon=Horizon(start=dt.date(2026, 1, 1), observe_days=365, drain_days=10),
        groups=(Group(id="brigade", officers=4), Group(id="food", officers=4)),
        firms=firms,
        visits=visits,
    )
    assert read(scenario, "duplicates.per_firm") == (4 - 3) / 2
    assert read(attrs.evolve(scenario, visiting=Visiting(mode="co_visit")), "duplicates.per_firm") == 0


def test_a_dispatched_unit_is_bound_until_it_has_done_with_the_scene() -> None:
    groups = (Group(id="centre", officers=9), Group(id="units", officers=2), Group(id="g", officers=9))
    by = Dispatch(centre="centre", units="units", call=FIXED(0.05), travel=FIXED(0.15), scene=FIXED(1), resolves=1.0)
    one = Cell(id="f@p", field="f", place="p", per_day=12, competent=(Competent(group="g"),), course="done")
    scenario = cells(one, groups=groups, dispatch=by)
    trace = traced(scenario)
    assert find_metric("on_scene.share")(trace) == 1
    names = [step.id for step in trace.compiled.network.steps]
    rows = [(names[n].rsplit("/")[-1], c, s, e) for n, c, s, e in
            zip(trace.rows.node, trace.rows.case, trace.rows.start, trace.rows.end, strict=True)]  # fmt: skip
    left = {case: end for kind, case, _, end in rows if kind == "travel"}
    assert all(start == left[case] for kind, case, start, _ in rows if kind == "scene")
    within = find_metric("response.within.12min")(trace)
    free = sum(start - left[case] == 0 for kind, case, start, _ in rows if kind == "scene")
    assert within is not None
    assert 0 < within < 1 <= free
    assert find_metric("response.within.9999min")(trace) == 1
    assert read(cells(one, groups=groups), "response.within.15min") is None


def test_the_share_of_a_kind_of_procedure_is_of_cases_that_were_opened() -> None:
    course = Course(
        id="done",
        variants=(
            Variant(id="no-penalty", share=0.25, stages=(Stage(id="warn", service=FIXED(1)),)),
            Variant(id="general", share=0.75, stages=(Stage(id="x", service=FIXED(1), share=1.0),)),
        ),
    )
    scenario = attrs.evolve(cells(cell("g"), groups=(Group(id="g", officers=40),)), courses=(course,))
    scenario = attrs.evolve(scenario, cells=(attrs.evolve(scenario.cells[0], per_day=60),))
    assert read(scenario, "variant.no-penalty") == pytest.approx(0.25, abs=0.05)
    assert read(scenario, "variant.none") == 0
    assert read(world([Group(id="g")], [work("s", "g", FIXED(1))], [flow(1, "s")]), "variant.general") is None


def test_every_metric_says_what_it_is_and_unknown_ones_get_the_nearest() -> None:
    assert all(function.__doc__ for function in METRICS.values())
    assert all(function.__doc__ for _, function in FAMILIES.values())
    with pytest.raises(UnknownReference, match=r"queue\.<group>"):
        find_metric("queue")
    with pytest.raises(UnknownReference, match="exit"):
        read(cells(cell("g"), groups=(Group(id="g", officers=1),)), "exit.nowhere")


@pytest.mark.parametrize(
    ("hours", "availability", "worked"), [(5, 1.0, 2), (5, 0.5, 1), (1000, 1.0, 2), (1.5, 1.0, 1.5)]
)
def test_work_across_the_edge_of_the_window_counts_by_the_hours_done_inside(
    hours: float, availability: float, worked: float
) -> None:
    # Taken up on Friday at 16:00; the window ends on Friday at midnight.
    group = Group(id="g", officers=1, calendar="o", availability=availability)
    scenario = world([group], [work("s", "g", FIXED(hours))], [at([4 * 24 + 16], "s")], days=5, drain=9,
                     calendars=[Calendar(id="o")])  # fmt: skip
    assert read(scenario, "utilisation.g") == pytest.approx(worked / (40 * availability))
