"""What cannot be simulated is refused before it starts, by its field, with what to give instead; nothing hangs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from simulated import OUT, at, flow, traced, work, world

from enforcekit.errors import (
    EnforcekitError,
    InvalidArgument,
    InvalidData,
    InvalidRecord,
    LimitExceeded,
    MalformedText,
    UnknownReference,
)
from enforcekit.simulation import (
    Absence,
    Arrivals,
    Calendar,
    Campaign,
    CaseClass,
    Cell,
    Check,
    Competent,
    Course,
    Deadline,
    Duration,
    Firm,
    Group,
    HalfWidth,
    Horizon,
    Policies,
    Reform,
    Route,
    Scenario,
    Seat,
    Stage,
    Step,
    Variant,
    Visit,
    Visiting,
    example_queue,
    experiment,
    preflight,
    repro,
    simulate,
    sweep,
)
from enforcekit.simulation.guards import NEVER_SEEN
from enforcekit.simulation.response import mean_distance, share_within, units_needed

EXP, FIXED = Duration.exponential, Duration.fixed
TEAM = Group(id="g", officers=1)


def places(made: Callable[[], object]) -> set[tuple[str, str]]:
    """Code and pointer of everything that is refused."""
    with pytest.raises(InvalidRecord) as error:
        made()
    assert all(each.text("en") and each.text("zh") for each in error.value.findings)
    return {(each.code, each.pointer) for each in error.value.findings}


def of_cells(**given: Any) -> Scenario:
    """One cell, one group, one course."""
    cell: dict[str, Any] = {"competent": (Competent(group="g"),), **given.pop("cell", {})}
    stages = given.pop("stages", (Stage(id="a", service=FIXED(1), officers=1),))
    courses = given.pop("courses", (Course(id="k", variants=(Variant(id="v", share=1, stages=stages),)),))
    return Scenario(
        horizon=Horizon(observe_days=5, drain_days=5),
        cells=(Cell(id="x", field="f", place="p", per_day=3, course="k", **cell),),
        courses=courses,
        **{"groups": (TEAM,), **given},
    )


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (lambda: Group(id=5), "/id"),
        (lambda: Group(id="g", backfill=1), "/backfill"),
        (lambda: Step(id="s", group="g", service=1, routes=OUT), "/service"),
        (lambda: Step(id="s", routes=("closed",)), "/routes/0"),
        (lambda: Step(id="s", routes=Route(to="closed")), "/routes"),
        (lambda: Arrivals(id="a", classes="c"), "/classes"),
        (lambda: Arrivals(id="a", classes=(Route(to="c"),), hours=("x",) * 24), "/hours/0"),
        (lambda: Horizon(start="2026-01-05"), "/start"),
        (lambda: Horizon(start=dt.datetime(2026, 1, 5, tzinfo=dt.UTC)), "/start"),
        (lambda: Scenario(groups="g"), "/groups"),
        (lambda: Scenario(policies="none"), "/policies"),
    ],
)
def test_a_field_of_another_type_is_refused_by_its_place(made: Callable[[], object], place: str) -> None:
    assert ("EK110", place) in places(made)


def test_a_number_is_whole_where_heads_are_counted_and_never_too_large_to_be_one() -> None:
    assert places(lambda: Group(id="g", officers=2.5)) == {("EK706", "/officers")}  # type: ignore[arg-type]
    assert places(lambda: Scenario(tick_us=10**400)) == {("EK706", "/tick_us")}
    row = {"id": "a", "classes": [{"to": "c"}], "times": [10**400], "per_day": 10**400}
    assert places(lambda: Scenario.from_dict({"arrivals": [row]})) == {("EK706", "/arrivals/0/per_day")}


def test_a_list_is_as_good_as_a_tuple() -> None:
    steps = [Step(id="s", group="g", service=FIXED(1), routes=list(OUT))]  # type: ignore[arg-type]
    made = Scenario(groups=[TEAM], steps=steps, classes=[CaseClass(id="s", start="s")], arrivals=[at([0], "s")])  # type: ignore[arg-type]
    assert Scenario.from_json(made.to_json()) == made
    assert traced(made).cases.end[0] == 3600


def test_nobody_is_absent_who_is_not_there_and_no_period_ends_before_it_began() -> None:
    def twice(*days: tuple[float, float]) -> Group:
        return Group(id="g", officers=3, absences=tuple(Absence(officers=2, from_day=a, to_day=b) for a, b in days))

    assert places(lambda: twice((0, 5), (4, 9))) == {("EK706", "/absences")}
    assert twice((0, 5), (5, 9)).officers == 3
    assert places(lambda: Absence(officers=1, from_day=5, to_day=4)) == {("EK706", "/to_day")}
    assert places(lambda: Campaign(from_day=5, to_day=4, factor=2)) == {("EK706", "/to_day")}


def test_a_group_without_officers_that_nobody_asks_for_is_no_overload() -> None:
    found = preflight(world([TEAM, Group(id="h", officers=0)], [work("s", "g", FIXED(1))], [flow(0.5, "s")]))
    assert (found.load["h"], found.findings, found.steady) == (0, (), True)


def test_minutes_of_an_hour_are_below_sixty() -> None:
    assert places(lambda: Calendar(id="o", shifts=("09:99-12:00",))) == {("EK706", "/shifts")}


def test_a_joint_visit_has_each_group_once_and_only_groups_with_officers() -> None:
    def joint(*groups: str) -> Scenario:
        step = Step(id="s", seats=tuple(Seat(group=name) for name in groups), service=FIXED(1), routes=OUT)
        return world([Group(id="g", officers=2), Group(id="nobody")], [step], [at([0, 0], "s")])

    assert places(lambda: joint("g", "g")) == {("EK710", "/seats")}
    assert places(lambda: traced(joint("nobody", "g"))) == {("EK706", "/steps/0")}
    assert places(lambda: traced(joint("g", "nobody"))) == {("EK706", "/steps/0")}


def test_departments_of_one_group_that_visit_together_send_one_team() -> None:
    checks = (Check(group="g", hours=1), Check(group="g", hours=2), Check(group="h", hours=2.5))
    scenario = Scenario(
        horizon=Horizon(observe_days=5, drain_days=5),
        groups=(Group(id="g", officers=2), Group(id="h", officers=2)),
        firms=(Firm(id="f"),),
        visits=(Visit(firm="f", at_hour=0, checks=checks),),
        visiting=Visiting(mode="co_visit", fixed_hours=0),
    )
    trace = traced(scenario)
    assert [trace.cases.end[0], len(trace.rows.case)] == [3 * 3600, 2]


@pytest.mark.parametrize("turns", [("d", "d"), ("e", "d")])
def test_where_a_deadline_leads_is_looked_at_too(turns: tuple[str, str]) -> None:
    due = Deadline(hours=1, origin="arrival", policy="escalate", to="d")
    circle = [Step(id="d", routes=(Route(to=turns[0]),)), Step(id="e", routes=(Route(to=turns[1]),))]
    classes = [CaseClass(id="s", start="s", deadline=due)]
    scenario = world([TEAM], [work("s", "g", FIXED(9)), *circle], [at([0], "s")], classes=classes)
    assert {code for code, _ in places(lambda: traced(scenario))} == {"EK702", "EK712"}
    stays = world([TEAM], [work("s", "g", FIXED(9)), work("d", "g", FIXED(9), [Route(to="d")])], [at([0], "s")],
                  classes=classes)  # fmt: skip
    assert places(lambda: traced(stays)) == {("EK702", "/classes")}


def test_long_and_branching_chains_of_decisions_are_judged_in_their_length() -> None:
    chain = [Step(id=f"d{n}", routes=(Route(to=f"d{n + 1}" if n < 2999 else "closed"),)) for n in range(3000)]
    assert traced(world([TEAM], chain, [at([0], "d0")])).cases.end[0] == 0
    ways = []
    for n in range(60):
        after = (Route(to=f"d{n + 1}" if n < 59 else "closed"),)
        forks = (Route(to=f"a{n}", share=0.5), Route(to=f"b{n}", share=0.5))
        ways += [Step(id=f"d{n}", purpose=32 + n, routes=forks), Step(id=f"a{n}", routes=after),
                 Step(id=f"b{n}", routes=after)]  # fmt: skip
    assert traced(world([TEAM], ways, [at([0], "d0")])).cases.end[0] == 0


def half(*ends: str) -> tuple[Route, ...]:
    return tuple(Route(to=each, share=0.5) for each in ends)


def test_the_word_of_a_decision_is_not_that_of_its_class_its_work_or_the_visit_after() -> None:
    assert places(lambda: Step(id="s", group="g", service=EXP(1), purpose=16, routes=half("closed", "withdrawn"))) == {
        ("EK706", "/purpose")
    }
    by_kind = Step(id="d", purpose=20, routes=half("s", "closed"))
    classes = [CaseClass(id="a", start="d"), CaseClass(id="b", start="s")]
    drawn = Arrivals(id="x", classes=half("a", "b"), per_day=5)
    scenario = world([TEAM], [by_kind, work("s", "g", FIXED(1))], [drawn], classes=classes)
    assert places(lambda: traced(scenario)) == {("EK712", "/steps")}
    # Before the first visit and after it the number is 0: the same purpose would be the same word.
    steps = [Step(id="d", routes=half("s", "closed")), work("s", "g", FIXED(1), half("t", "closed")),
             work("t", "g", FIXED(1))]  # fmt: skip
    assert places(lambda: traced(world([TEAM], steps, [flow(0.1, "d")], classes=[CaseClass(id="d", start="d")]))) == {
        ("EK712", "/steps")
    }


def test_a_name_stands_for_one_thing_also_beside_what_cells_are_made_into() -> None:
    exit = world([TEAM], [work("closed", "g", FIXED(1))], [at([0], "closed")])
    assert places(lambda: traced(exit)) == {("EK710", "/exits")}
    own = work("x/start", "g", FIXED(1))
    mixed = of_cells(steps=(own,), classes=(CaseClass(id="x", start=own.id),), arrivals=(at([0], "x"),))
    assert places(lambda: traced(mixed)) == {("EK710", "/steps"), ("EK710", "/classes"), ("EK710", "/arrivals")}
    rows = [flow(1, "s", id=name, stream="z") for name in "ab"]
    assert places(lambda: traced(world([TEAM], [work("s", "g", FIXED(0.1))], rows))) == {("EK710", "/arrivals")}
    assert places(lambda: of_cells(cell={"competent": (Competent(group="g"),) * 2})) == {("EK710", "/competent")}
    variants = (Variant(id="v", share=0.5), Variant(id="v", share=0.5))
    assert places(lambda: Course(id="k", variants=variants)) == {("EK710", "/variants")}


def test_groups_named_by_stages_and_superiors_must_exist() -> None:
    stages = (Stage(id="a", service=FIXED(1), at="nosuch"),)
    assert places(lambda: of_cells(stages=stages)) == {("EK704", "/courses/0/variants/0/stages/0/at")}
    above = (Competent(group="g", superior="nosuch"),)
    policies = Policies(escalate=0.5)
    assert places(lambda: of_cells(cell={"competent": above}, policies=policies)) == {
        ("EK704", "/cells/0/competent/0/superior")
    }


QUEUE = example_queue(rate=1.6, service=EXP(1), officers=2, days=3, warmup=1)
MORE = {"more": Reform.staff("team", 1)}


def staffed(base: Scenario, more: int) -> Scenario:
    return Reform.staff("team", more)(base)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: simulate(QUEUE, metrics=[]), "metrics is"),
        (lambda: experiment(QUEUE, {}), "reforms is {}"),
        (lambda: experiment(QUEUE, {5: Reform.staff("team", 1)}), "reforms is"),
        (lambda: experiment(QUEUE, MORE, stop=0.05), "stop is 0.05"),
        (lambda: sweep(QUEUE, {"more": 3}, staffed), "axes is"),
        (lambda: sweep(QUEUE, {"more": "123"}, staffed), "axes is"),
        (lambda: sweep(QUEUE, {"more": [float("nan")]}, staffed), "axes is"),
        (lambda: sweep(QUEUE, {"fewer": [1]}, staffed), "change is"),
        (lambda: sweep(QUEUE, {"more": [1]}, 5), "change is 5"),
        (lambda: sweep(QUEUE, {"more": [1]}, lambda base, more: None), "change.* is None"),
        (lambda: sweep(QUEUE, {"more": [1]}, staffed, design="latin", points=3), "axes is"),
        (lambda: sweep(QUEUE, {"more": [0, 1, 2]}, staffed, design="latin", points=3), "axes is"),
        (lambda: sweep(QUEUE, {"more": [0, 1]}, staffed, design="latin", points=0), "points is 0"),
        (lambda: sweep(QUEUE, {"more": [0, 1]}, staffed, design="latin", points=2.5), "points is 2.5"),
        (lambda: preflight("queue"), "scenario is 'queue'"),
    ],
)
def test_what_a_study_cannot_be_made_of_is_refused_by_the_name_of_the_argument(
    call: Callable[[], object], named: str
) -> None:
    with pytest.raises(InvalidArgument, match=named) as error:
        call()
    assert "→ give" in str(error.value)


@pytest.mark.parametrize("given", [{"rel": -1}, {"rel": float("nan")}, {"most": 19}, {"least": 0}, {"abs": -1}])
def test_a_rule_for_stopping_that_could_never_or_too_early_stop_is_refused(given: dict[str, Any]) -> None:
    assert places(lambda: HalfWidth(**given)) == {("EK706", f"/{next(iter(given))}")}


def test_a_grid_of_too_many_points_is_refused_before_it_is_built() -> None:
    with pytest.raises(LimitExceeded, match="1,000,000,000 points"):
        sweep(QUEUE, {name: range(1000) for name in "abc"}, staffed)


def test_points_that_lie_close_together_are_all_in_the_manifest() -> None:
    def there(base: Scenario, share: float) -> Scenario:
        return Reform.availability("team", share)(base)

    found = sweep(QUEUE, {"share": [0.80000001, 0.80000002]}, there, metrics=["cases"], replications=1)
    assert len(found.manifest["scenarios"]) == 2
    with pytest.raises(InvalidArgument, match="confidence is 5"):
        found.best("cases", confidence=5)


def test_what_was_never_seen_is_flagged_and_makes_no_run_stop() -> None:
    found = experiment(QUEUE, MORE, metrics=["withdrawn.share"], stop=HalfWidth(rel=0.5, least=20, most=45))
    one = found["more", "withdrawn.share"]
    assert (found.reached, one.replications, one.difference) == (False, 45, 0)
    assert one.flags == (NEVER_SEEN,)
    # Beside a metric that varies it neither hastens nor hinders the end.
    both = experiment(QUEUE, MORE, metrics=["withdrawn.share", "turnaround.mean"], stop=HalfWidth(rel=9, least=20))
    assert (both.reached, both["more", "withdrawn.share"].replications) == (True, 20)
    # What varies, and is the same in every pair, is known exactly.
    same = experiment(QUEUE, {"same": QUEUE}, metrics=["turnaround.mean"], stop=HalfWidth(rel=1e-9, least=20))
    assert (same.reached, same["same", "turnaround.mean"].flags) == (True, ())


def test_taking_all_cases_of_one_cell_away_moves_no_other_case() -> None:
    def arrived(rate: float) -> list[tuple[int, int]]:
        other = Cell(id="y", field="g", place="p", per_day=rate, course="k", competent=(Competent(group="g"),))
        trace = traced(attrs.evolve(base, cells=(*base.cells, other)))
        mine = [each.id for each in trace.compiled.network.classes].index("x")
        cases = zip(trace.cases.tick, trace.cases.key, trace.cases.sort, strict=True)
        return [(tick, key) for tick, key, sort in cases if sort == mine and tick < 5 * 86400]

    base = of_cells()
    assert arrived(2.0) == arrived(0.0) != []
    row = flow(0.1, "s")
    two = world([TEAM], [work("s", "g", FIXED(1))], [attrs.evolve(row, stream="s"), flow(0.1, "s", id="t")])
    one = attrs.evolve(two, arrivals=two.arrivals[:1])
    keys = [
        {(tick, key) for tick, key, row in zip(each.cases.tick, each.cases.key, each.stream, strict=True) if row == 0}
        for each in map(traced, (one, two))
    ]
    assert min(keys, key=len) <= max(keys, key=len)


VARIANTS = (Variant(id="v", share=1), Variant(id="w", share=0))
ONE_KIND = of_cells(courses=(Course(id="k", variants=VARIANTS),))
DELAY = Group(id="nobody")
TEAMS = of_cells(groups=(TEAM, Group(id="h", officers=4), DELAY))


@pytest.mark.parametrize(
    ("reform", "scenario", "refused"),
    [
        (lambda: Reform.staff("nobody", 2), TEAMS, "a group with officers"),
        (lambda: Reform.move_staff("h", "nobody", 1), TEAMS, "a group with officers"),
        (lambda: Reform.move_staff("g", "h", -1), TEAMS, "/officers: -1"),
        (lambda: Reform.staff("g", 1.5), TEAMS, "change is 1.5"),
        (lambda: Reform.volume("2"), TEAMS, "factor is '2'"),
        (lambda: Reform.merge(["g", "g"], into="g"), TEAMS, "'g' is there twice"),
        (lambda: Reform.merge(["g"], into="h"), TEAMS, "/into: h"),
        (lambda: Reform.merge(["g", "h"], into="x", knowledge_transfer=5), TEAMS, "/knowledge_transfer: 5"),
        (lambda: Reform.merge(["g", "h"], into="x", skill=0), TEAMS, "/skill"),
        (lambda: Reform.lenient("k", "v", 0.5), ONE_KIND, "/share: 0.5"),
        (lambda: Reform.off_site("k", 0.5, 0.5) | Reform.off_site("k", 0.5, 0.5), TEAMS, "'v-off-site' is there twice"),
        (lambda: Reform.delegate(["ff"], {"p": "h"}), TEAMS, "no field of a cell is called 'ff'"),
        (lambda: Reform.delegate(["f"], {"q": "h"}), TEAMS, "no place of a cell is called 'q'"),
        (lambda: Reform.take_back(["ff"], {"p": "h"}), TEAMS, "no field of a cell is called 'ff'"),
        (lambda: Reform.delist(["ff"], "g", leave_gap=True), TEAMS, "no field of a cell is called 'ff'"),
        (lambda: Reform.delist(["f"], "gg", leave_gap=True), TEAMS, "no group is called 'gg'"),
        (lambda: Reform.joint("handle", {}, EXP(1)), QUEUE, "/seats"),
        (lambda: Reform.prehandle(0.5), QUEUE, "/cells"),
        (lambda: Reform.mediate(), QUEUE, "/cells"),
        (lambda: Reform.single_intake(0.1), QUEUE, "/cells"),
        (lambda: Reform.approval_off(), QUEUE, "/cells"),
        (lambda: Reform.delegate(["f"], {"p": "team"}), QUEUE, "/cells"),
        (lambda: Reform.joint_inspection(Visiting(mode="co_visit")), QUEUE, "/visits"),
        (lambda: Reform.joint_inspection("team"), QUEUE, "how is 'team'"),
        (lambda: Reform.mediate("team"), TEAMS, "rungs"),
        (lambda: Reform.of("x", 5), QUEUE, "change is 5"),
        (lambda: Reform.of("x", lambda scenario: None), QUEUE, "x is None"),
        (lambda: Reform.staff("team", 1) | 5, QUEUE, "other is 5"),
    ],
)
def test_a_reform_that_would_do_nothing_or_make_officers_of_nothing_is_refused(
    reform: Callable[[], Reform], scenario: Scenario, refused: str
) -> None:
    with pytest.raises(EnforcekitError) as error:
        reform()(scenario)
    assert refused in str(error.value)


def test_merging_into_one_of_them_keeps_its_name_and_everybody() -> None:
    merged = Reform.merge(["g", "h"], into="h")(TEAMS)
    assert [(each.id, each.officers) for each in merged.groups] == [("h", 5), ("nobody", None)]


@pytest.mark.parametrize("text", ["{", "", "[" * 100_000, '{"tick_us": NaN}', '{"id": "a", "id": "b"}'])
def test_a_text_that_is_no_json_is_refused_by_line_and_column(text: str) -> None:
    with pytest.raises(MalformedText):
        Scenario.from_json(text)


@pytest.mark.parametrize(
    "name",
    ["utilisation.h", "queue.h", "exit.x", "officer_hours.x", "escalated.g>h", "escalated.h>g", "turnaround.q00"],
)
def test_a_metric_of_a_group_or_an_exit_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(UnknownReference):
        simulate(of_cells(), metrics=[name], replications=1)


def test_visits_that_differ_by_a_second_are_two_kinds_and_a_visit_without_checks_is_refused() -> None:
    visits = tuple(
        Visit(firm="f", at_hour=0, checks=(Check(group="g", hours=hours),)) for hours in (1.2345678, 1.23456781)
    )
    scenario = Scenario(
        horizon=Horizon(observe_days=5), groups=(Group(id="g", officers=4),), firms=(Firm(id="f"),), visits=visits
    )
    assert len(traced(scenario).compiled.network.steps) == 2
    assert places(lambda: Visit(firm="f", at_hour=0, checks=())) == {("EK706", "/checks")}


def test_a_duration_takes_any_real_number_and_nothing_else() -> None:
    assert Duration.fixed(Fraction(1, 2)) == Duration.fixed(0.5)
    for wrong in ("1", None, True):
        assert ("EK706", "/hours") in places(lambda wrong=wrong: Duration.exponential(wrong))
    assert ("EK110", "/points/0") in places(lambda: Duration.table(*"a" * 33))  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"replications": 0}, {"replications": -1}, {"scenarios": {}}])
def test_a_manifest_with_nothing_to_run_does_not_hold(given: dict[str, Any]) -> None:
    made = simulate(QUEUE, metrics=["cases"], replications=1).manifest
    with pytest.raises(InvalidData, match="nothing to run"):
        repro({**made, **given})
    with pytest.raises(InvalidArgument, match="structure is None"):
        QUEUE.under(None, on=dt.date(2024, 5, 1))  # type: ignore[arg-type]


def test_the_nearest_unit_is_reckoned_from_numbers_above_zero() -> None:
    for call in (
        lambda: units_needed(360, minutes=0),
        lambda: units_needed(360, minutes=15, share=1.0),
        lambda: share_within(0, 360, 5),
        lambda: mean_distance(10, float("nan")),
    ):
        with pytest.raises(InvalidArgument):
            call()


@pytest.mark.parametrize("number", ["x", -1, 1.0, True, None])
def test_a_replication_is_a_whole_number_from_zero_on(number: Any) -> None:
    queue = world([Group(id="g", officers=1)], [work("a", "g", Duration.fixed(1))], [at([1.0], "a")])
    with pytest.raises(InvalidArgument, match="replication"):
        traced(queue, 1, number)
