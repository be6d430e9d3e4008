"""Reforms: each says what it did, can be read back from a file, and refuses what the linter calls void."""

from __future__ import annotations

import datetime as dt
import json

import attrs
import pytest
from simulated import traced
from test_sim_experiment import town

import enforcekit as ek
from enforcekit.errors import EnforcekitError, InvalidRecord, NotPermitted, UnknownReference
from enforcekit.law.lint import rule_id
from enforcekit.simulation import Duration, Group, Learning, Reform, Rung, Scenario, experiment, simulate
from enforcekit.simulation.cells import Dispatch
from enforcekit.simulation.reform import OPERATIONS
from enforcekit.simulation.visits import Check, Firm, Visit, Visiting

FIXED = Duration.fixed
DAY = dt.date(2024, 5, 1)
ITEM, PLACE = "330217015000", "330213100"


@pytest.fixture(scope="module")
def ningbo() -> Scenario:
    whole = ek.example("ningbo")
    item = whole.resolve(ek.Item, ITEM)
    # The places, bodies and documents of the city, and one item that nobody has given away.
    kept = [each for each in whole if isinstance(each, ek.Place | ek.Authority | ek.Instrument) or each is item]
    structure = attrs.evolve(whole, records=kept)
    made = ek.Scenario.from_structure(structure, on=DAY, items=[ITEM], places=[PLACE])
    more = (
        "xikou-grid-1",
        "xikou-contractor",
        "ningbo-enforcement-office",
        "beilun-agriculture",
        "andong-town",
        "xikou-town",
    )
    groups = tuple(Group(id=name, authority=structure[name].id, officers=2) for name in more)
    return attrs.evolve(made, groups=(*made.groups, *groups))


def rules(error: NotPermitted) -> set[str]:
    return {rule_id(each.code) for each in error.findings}


@pytest.mark.parametrize(
    ("grantee", "mode", "rule"),
    [
        ("xikou-grid-1", "township", "L26"),
        ("xikou-contractor", "concentrated", "L26"),
        ("ningbo-enforcement-office", "township", "L26"),
        ("beilun-agriculture", "township", "D-11/grantee"),
    ],
)
def test_what_the_linter_calls_void_is_not_simulated(ningbo: Scenario, grantee: str, mode: str, rule: str) -> None:
    field = ningbo.cells[0].field
    with pytest.raises(NotPermitted, match=rule) as caught:
        Reform.delegate([field], {PLACE: grantee}, mode=mode)(ningbo)
    assert rule in rules(caught.value)
    assert all(each.severity == "void" and each.cure and "delegate-1" in each.witness for each in caught.value.findings)
    assert "→" in str(caught.value)


def test_what_is_not_void_is_simulated_and_the_paper_is_not_asked_for(ningbo: Scenario) -> None:
    field = ningbo.cells[0].field
    moved = Reform.delegate([field], {PLACE: "andong-town"}, mode="township")(ningbo)
    assert [who.group for who in moved.cells[0].competent] == ["andong-town"]
    assert moved.legal.structure is ningbo.legal.structure
    entrusted = Reform.entrust([field], {PLACE: "andong-town"}, {PLACE: "ningbo-comprehensive"})(ningbo)
    assert entrusted.cells[0].competent[0].approver == "ningbo-comprehensive"
    with pytest.raises(NotPermitted, match="L26"):
        Reform.entrust([field], {PLACE: "xikou-contractor"}, {PLACE: "ningbo-comprehensive"})(ningbo)


def test_a_power_of_its_own_needs_a_body_that_can_hold_one(ningbo: Scenario) -> None:
    with pytest.raises(NotPermitted, match="L26"):
        Reform.take_back([ningbo.cells[0].field], {PLACE: "xikou-grid-1"})(ningbo)
    back = Reform.take_back([ningbo.cells[0].field], {PLACE: "ningbo-comprehensive"})(ningbo)
    assert back.cells[0].competent[0].group == "ningbo-comprehensive"


def test_who_was_given_a_power_cannot_hand_it_on_and_whoever_takes_it_back_can(ningbo: Scenario) -> None:
    field, holder = ningbo.cells[0].field, ningbo.cells[0].competent[0].group
    down = Reform.delegate([field], {PLACE: "andong-town"}, mode="township")
    with pytest.raises(NotPermitted, match="L11"):
        (down | Reform.delegate([field], {PLACE: "xikou-town"}, mode="township"))(ningbo)
    assert (down | Reform.take_back([field], {PLACE: holder}) | down)(ningbo) == down(ningbo)


def test_what_is_taken_back_can_be_given_again_and_the_rest_of_the_grant_stays() -> None:
    trees, water = "trees-felled-beyond-permit", "water-works-damaged"
    made = ek.Scenario.from_structure(ek.example("ningbo"), on=DAY, items=[trees, water], places=[PLACE])
    made = attrs.evolve(
        made, groups=(*made.groups, Group(id="fenghua-comprehensive", officers=2), Group(id="andong-town", officers=2))
    )
    back = Reform.take_back(["forestry"], {PLACE: "fenghua-comprehensive"})
    other = Reform.delegate(["forestry"], {PLACE: "andong-town"}, mode="township")

    def lead(scenario: Scenario, item: str) -> str:
        found = ek.who_may(scenario.legal.structure, "penalise", item=item, place=PLACE, on=DAY)
        return found.competences[0].authority

    assert [lead(back(made), each) for each in (trees, water)] == ["fenghua-comprehensive", "xikou-town"]
    (who,) = (back | other)(made).cells[0].competent
    assert (who.group, who.mode, who.superior) == ("andong-town", "township", "fenghua-comprehensive")


def test_an_unknown_mode_or_body_is_refused_with_what_there_is(ningbo: Scenario) -> None:
    field = ningbo.cells[0].field
    with pytest.raises(UnknownReference, match="township"):
        Reform.delegate([field], {PLACE: "andong-town"})(ningbo)
    stranger = attrs.evolve(ningbo, groups=(*ningbo.groups, Group(id="stranger", officers=1)))
    with pytest.raises(UnknownReference, match="stranger"):
        Reform.delegate([field], {PLACE: "stranger"}, mode="township")(stranger)


def test_a_scenario_from_a_file_is_judged_once_it_stands_beside_its_structure(ningbo: Scenario) -> None:
    read = Scenario.from_json(ningbo.to_json())
    assert read == ningbo
    reform = Reform.delegate([ningbo.cells[0].field], {PLACE: "xikou-grid-1"}, mode="township")
    assert reform(read).cells[0].competent[0].group == "xikou-grid-1"
    with pytest.raises(NotPermitted, match="L26"):
        reform(read.under(ningbo.legal.structure, on=DAY))


RUNGS = (Rung(group="district", service=FIXED(1), settles=0.6), Rung(group="district", service=FIXED(3), settles=0.75))
DISPATCH = Dispatch(centre="district", units="north-town", travel=FIXED(0.2), scene=FIXED(0.5), resolves=0.5)
ALL = {
    "merge": Reform.merge(["north-town", "south-town"], into="towns", knowledge_transfer=0.5, skill=0.9),
    "staff": Reform.staff("district", 2),
    "move_staff": Reform.move_staff("district", "north-town", 2),
    "availability": Reform.availability("district", 0.8),
    "crosstrain": Reform.crosstrain("district", 0.9),
    "delegate": Reform.delegate(["noise"], {"north": "north-town"}),
    "entrust": Reform.entrust(["noise"], {"north": "north-town"}, {"north": "district"}),
    "take_back": Reform.take_back(["waste"], {"north": "district"}),
    "delist": Reform.delist(["waste"], "north-town", leave_gap=True),
    "volume": Reform.volume(0.5),
    "prehandle": Reform.prehandle(0.5, resolves=0.8),
    "mediate": Reform.mediate(*RUNGS),
    "single_intake": Reform.single_intake(0.02),
    "dispatch_centre": Reform.dispatch_centre(DISPATCH, misroute=0.01),
    "off_site": Reform.off_site("penalty", 0.4, 0.5),
    "approval_off": Reform.approval_off(),
    "lenient": Reform.lenient("penalty", "simple", 0.8),
    "joint": Reform.joint("visit", {"district": 2, "north-town": 2}, FIXED(3)),
    "joint_inspection": Reform.joint_inspection(Visiting(mode="team", team="district")),
}


def base() -> Scenario:
    from simulated import at, work

    made = town()
    visit = work("visit", "district", FIXED(2))
    checks = (Check(group="district", hours=1), Check(group="north-town", hours=2))
    return attrs.evolve(
        made,
        steps=(visit,),
        classes=(ek.simulation.CaseClass(id="visit", start="visit"),),
        arrivals=(at([5], "visit"),),
        firms=(Firm(id="x", fewest=1),),
        visits=(Visit(firm="x", at_hour=20 * 24, checks=checks),),
    )


def test_every_operation_can_be_written_down_read_back_and_run() -> None:
    assert set(ALL) == set(OPERATIONS)
    scenario = base()
    for name, reform in ALL.items():
        told = json.loads(json.dumps(reform.describe()))
        assert told[0]["op"] == name
        again = Reform.from_list(told)
        assert again.describe() == reform.describe(), name
        assert again(scenario) == reform(scenario), name
        assert (reform.diff(scenario) == {}) == (name == "approval_off"), name
        assert traced(reform(scenario)).stopped


def test_officers_are_conserved_but_for_the_reform_that_says_so() -> None:
    scenario = base()
    count = sum(group.officers or 0 for group in scenario.groups)
    for name, reform in ALL.items():
        assert sum(group.officers or 0 for group in reform(scenario).groups) == count + 2 * (name == "staff")


def test_merging_renames_every_mention_and_hands_on_a_share_of_what_was_learnt() -> None:
    def learnt(done: int) -> Learning:
        return Learning(field="waste", done=done)

    scenario = base()
    steps = [
        attrs.evolve(scenario.steps[0], id=f"s{n}", group=group, learning=learnt(done))
        for n, (group, done) in enumerate((("north-town", 40), ("south-town", 20), ("district", 7)))
    ]
    ladder = Reform.mediate(Rung(group="north-town", service=FIXED(1), settles=0.5))
    doors = (Reform.dispatch_centre(DISPATCH) | ladder)(scenario)
    scenario = attrs.evolve(doors, steps=(*scenario.steps, *steps))
    merged = ALL["merge"](scenario)
    assert {step.id: step.learning.done for step in merged.steps if step.learning} == {"s0": 30, "s1": 30, "s2": 7}
    assert "north-town" not in merged.to_json()
    assert [group.skill for group in merged.groups if group.id == "towns"] == [0.9]
    both = Reform.merge(["district", "north-town"], into="all")(scenario)
    assert both.visits[0].checks == (Check(group="all", hours=3, officers=2),)


def test_a_body_merged_with_its_superior_passes_nothing_up_to_itself() -> None:
    merged = Reform.merge(["district", "north-town"], into="all")(town(escalate=1.0, send_back=0.0))
    who = {each.place: each.competent[0] for each in merged.cells if each.field == "waste"}
    assert [(each.group, each.superior) for each in who.values()] == [("all", None), ("south-town", "all")]
    found = simulate(merged, replications=1, metrics=["escalations.mean"])
    # Of six cells only the one that the town in the south has kept is below another body.
    assert found.values[0]["escalations.mean"] == pytest.approx(1 / 6, abs=0.05)


def test_a_dispatch_centre_answers_calls_and_spares_the_wrong_way() -> None:
    units = attrs.evolve(town(misroute=0.3), groups=(*town().groups, Group(id="units", officers=20)))
    by = attrs.evolve(DISPATCH, units="units")
    found = experiment(
        units,
        {"centre": Reform.dispatch_centre(by)},
        metrics=["transfers.mean", "response.within.15min", "on_scene.share"],
        replications=2,
    )
    assert found["centre", "transfers.mean"].difference < 0  # type: ignore[operator]
    made = simulate(found.scenarios["centre"], replications=2, metrics=["response.within.15min", "on_scene.share"])
    assert made["response.within.15min"].mean > 0.9  # type: ignore[operator]
    assert made["on_scene.share"].mean == pytest.approx(0.5, abs=0.05)


def test_off_site_work_keeps_waiting_times_and_shortens_the_rest() -> None:
    scenario = town()
    course = Reform.off_site("penalty", 0.4, 0.5)(scenario).courses[0]
    assert [(each.id, round(each.share, 3)) for each in course.variants] == [
        ("simple", 0.36), ("simple-off-site", 0.24), ("general", 0.24), ("general-off-site", 0.16)
    ]  # fmt: skip
    before, after = course.variants[2].stages, course.variants[3].stages
    assert [b.service.mean / a.service.mean for a, b in zip(before, after, strict=True)] == [0.5, 0.5, 0.5, 1, 0.5]
    found = experiment(
        scenario, {"off": Reform.off_site("penalty", 0.4, 0.5)}, metrics=["utilisation.mean"], replications=10
    )
    assert found["off", "utilisation.mean"].high < 0  # type: ignore[operator]


def test_one_visit_for_several_checks_spares_the_firm_and_costs_waiting() -> None:
    how = {name: Reform.joint_inspection(Visiting(mode=name, team="district")) for name in ("co_visit", "team")}
    metrics = ["visits.per_firm", "duplicates.per_firm", "coordination_wait.share"]
    found = experiment(base(), how, metrics=metrics, replications=2)
    for name in how:
        one = found[name, "visits.per_firm"]
        assert (one.base, one.other, one.relative) == (2, 1, -0.5)
        assert found[name, "duplicates.per_firm"].other == 0


def test_a_file_of_reforms_that_is_none_says_why() -> None:
    with pytest.raises(UnknownReference, match="delegate"):
        Reform.from_list([{"op": "delegat"}])
    with pytest.raises(InvalidRecord, match="/hours"):
        Reform.from_list([{"op": "prehandle", "share": 0.5, "hours": {"kind": "fixed", "hours": "two"}}])
    with pytest.raises(InvalidRecord, match="missing"):
        Reform.from_list([{"op": "staff", "group": "x"}])
    with pytest.raises(UnknownReference, match="penalty"):
        Reform.off_site("penalti", 0.4, 0.5)(town())


def test_whatever_stands_in_a_file_of_reforms_is_applied_or_refused_by_name() -> None:
    scenario = base()
    for name, reform in ALL.items():
        (told,) = json.loads(json.dumps(reform.describe()))
        for key in told.keys() - {"op"}:
            for value in (None, 5, -1, 0.5, True, "x", [], ["x"], [5], {}, {"north": 5}, 1e300):
                try:
                    made = Reform.from_list([{**told, key: value}])(scenario)
                except EnforcekitError:
                    continue
                assert isinstance(made, Scenario), (name, key, value)
    for wrong in (5, "staff", {"op": "staff"}, [5], None):
        with pytest.raises(EnforcekitError):
            Reform.from_list(wrong)  # type: ignore[arg-type]


def test_what_is_told_is_no_assumption_and_what_is_not_says_so(ningbo: Scenario) -> None:
    def made(**given: object) -> list[str]:
        structure = ningbo.legal.structure
        found = ek.Scenario.from_structure(structure, on=DAY, items=[ITEM], places=[PLACE], **given)
        return [each.split(":")[0] for each in found.assumptions]

    everything = ["per_day", "officers", "calendar", "course", "policies", "horizon"]
    assert made() == everything
    assert made(per_day=0.5, officers=3) == everything[2:]
    assert made(per_day={ningbo.cells[0].item: 1.0}, officers={"somebody": 3}) == everything[1:]
    assert made(policies=ningbo.policies, horizon=ningbo.horizon, course=ningbo.courses[0]) == everything[:3]
