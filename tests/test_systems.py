"""The 87 systems and mechanisms of the five published reforms, one test for each row, said with our nouns and verbs.

A row is named by its id: H Hengqin, Y Yichang, N Ningbo, Z Huizhou, F Fenghua. The figures of each reform are tested in
`test_reforms.py`; here stands what the mechanism does.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
import statistics
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import betweenworld
import casework
import checks
import networkx as nx
import pytest
from betweenworld import ASK, ASKED, FACTS, OVER, at, officer, request, turn
from worlds import body, county, grant, instrument, item, span

import enforcekit as ek
from enforcekit.coordination import (
    LAYERS,
    coordination_graph,
    depth,
    in_layers,
)
from enforcekit.coordination.duties import check_duties, duty_score, with_duty_lists
from enforcekit.coordination.intake import (
    effect_of,
    from_open311,
    funnel,
    level_shares,
    open311,
    owner_of,
    to_case,
    to_clue,
    totals,
)
from enforcekit.coordination.outliers import outliers
from enforcekit.coordination.presence import idle, presence
from enforcekit.coordination.requests import boundary_decision, unanswered
from enforcekit.coordination.review import assign_reviews, own_body, review_score, sample_bound
from enforcekit.coordination.supervision import check_ladder, liaison_coverage, next_notice, triggered
from enforcekit.errors import InvalidData, NotPermitted
from enforcekit.exchange.chain import event_chain, first_altered
from enforcekit.indicators import Count, book, compare_indicators, count, indicator, list_difference, none_of, standard
from enforcekit.inspection.alarms import alarms
from enforcekit.inspection.matters import chain_of
from enforcekit.inspection.rectify import rectification
from enforcekit.model import (
    CaseReview,
    Clue,
    Complaint,
    DutyEntry,
    DutyList,
    Evidence,
    MatterStep,
    Mediation,
    ReviewPoint,
    SupervisionNotice,
    Turn,
)
from enforcekit.packs.cn import PACK
from enforcekit.procedure import due, judge, late_fine, no_penalty, record, service_offset, standing
from enforcekit.procedure.documents import document_set
from enforcekit.procedure.exemption import FirstTime
from enforcekit.simulation import Duration, Reform, example_queue, experiment, simulate
from enforcekit.structure import Structure
from enforcekit.wire.validate import dump_document

D = dt.date
BETWEEN = betweenworld.world()
CASES = Structure(casework.WORLD, pack="cn")
DAY = 24.0
"""Hours: what the simulator's queue counts in."""


@pytest.fixture(scope="module")
def hengqin() -> Structure:
    return ek.example("hengqin")


@pytest.fixture(scope="module")
def yichang() -> Structure:
    return ek.example("yichang")


@pytest.fixture(scope="module")
def ningbo() -> Structure:
    return ek.example("ningbo")


@pytest.fixture(scope="module")
def huizhou() -> Structure:
    return ek.example("huizhou")


@pytest.fixture(scope="module")
def fenghua() -> Structure:
    return ek.example("fenghua")


def who(structure: Structure, action: str, item: str, place: str, on: dt.date) -> list[str]:
    answer = ek.who_may(structure, action, item=item, place=place, on=on)
    return [each.authority for each in answer.competences]


def powerless(structure: Structure, on: dt.date, *bodies: str) -> bool:
    return not any(ek.what_may(structure, each, on=on) for each in bodies)


def codes(structure: Structure) -> set[str]:
    return {each.code for each in ek.lint(structure)}


def given_to(structure: Structure, grantee: str, mode: str = "entrusted") -> Structure:
    """The structure with a grant to a body of all that some other body holds of one item."""
    one = structure.all(ek.Item)[0]
    planted = ek.Delegation(
        id="planted",
        mode=mode,
        grantors=[ek.EVERY_HOLDER],
        grantee=grantee,
        items=[one.id],
        actions=["penalise"],
        period=span("2019-01-01"),
    )
    return structure.with_records(planted)


def complaint(**more: Any) -> Complaint:
    own = {"id": "k", "kind": "report", "channel": "app", "received_at": at("2025-09-22"), "receiver": ASK}
    return Complaint(**{**own, "items": ("dumping",), "place": "north", **more})


def mediation(**more: Any) -> Mediation:
    return Mediation(**{"id": "m", "body": "room", "kind": "wages", **more})


def taken(start: Any, *turns: Turn, structure: Structure = BETWEEN) -> Any:
    for each in turns:
        start = record(start, each, structure)
    return start


def until(kind: str, case: ek.Case = casework.HEARD) -> tuple[ek.Case, ek.Event]:
    """A clean case as it stood before an event, and the event."""
    n = next(n for n, each in enumerate(case.events) if each.kind == kind)
    return attrs.evolve(case, events=case.events[:n]), case.events[n]


def refused(case: Any, event: Any, structure: Structure = CASES) -> str:
    return " ".join(each.text() for each in judge(case, event, structure))


# Hengqin


def test_H1_one_bureau_holds_27_domains_and_the_others_lost_them(hengqin: Structure) -> None:
    grant_ = hengqin.resolve(ek.Delegation, "concentration-hengqin")
    assert len(grant_.fields) == 27
    before = Structure([each for each in hengqin if each is not grant_], pack=hengqin.pack)
    for field in grant_.fields:
        one = next(each for each in hengqin.all(ek.Item) if each.field == field and "penalise" in each.actions)
        asked = {"item": one.id, "place": "hengqin-new-area", "on": D(2025, 6, 1)}
        former = {each.authority for each in ek.who_may(before, "penalise", **asked).competences}
        answer = ek.who_may(hengqin, "penalise", **asked)
        assert {each.authority for each in answer.competences} == {"hengqin-enforcement"}
        reasons = {each.authority: each.reason for each in answer.refusals}
        assert former
        assert {reasons[each] for each in former} == {"displaced"}


def test_H2_sea_and_land_have_one_body_and_six_patrols(hengqin: Structure) -> None:
    assert hengqin.resolve(ek.Place, "hengqin-sea").kind == "sea_area"
    for field in ("transport", "city_management"):
        one = next(each for each in hengqin.all(ek.Item) if each.field == field)
        bodies = {
            place: who(hengqin, "penalise", one.id, place, D(2020, 6, 1)) for place in ("hengqin-sea", "440402104")
        }
        assert set(map(tuple, bodies.values())) == {("hengqin-enforcement",)}
    patrols = [each for each in hengqin.all(ek.JointInspection) if each.extensions["kind"] == "sea_and_land"]
    assert len(patrols) == 6


def test_H3_visits_fall_by_83_5_percent_when_six_checks_are_one_visit() -> None:
    bodies = [f"d{n}" for n in range(7)]
    days = [D(2025, 1, 1) + dt.timedelta(days=7 * n) for n in range(33)]
    made, joint = [], []
    for n, day in enumerate(days):
        names = bodies if n < 2 else bodies[:6]
        here = [checks.begun(f"{n}-{each}", day.isoformat(), each, officers=()) for each in names]
        made += here
        joint.append(checks.joint(f"j{n}", *here))
    others = [body(each, "department", "county", "county", functions=["waste"]) for each in bodies]
    found = ek.ledger(checks.world(*others, *made, *joint), period=span("2025-01-01", "2026-01-01"))
    spared = found["avoided_per_joint_visit"]
    assert (len(made), spared.denominator.value) == (200, 33)
    burden = standard("reduction", before=len(made), after=33, digits=1)
    assert burden.rounded == Decimal("83.5")
    assert round(200 * (1 - 0.835)) == 33
    assert "before - after" in burden.explain()
    assert spared.numerator.value == 200 - 33


def test_H4_an_expired_certificate_takes_the_officer_out_of_the_matrix() -> None:
    one = checks.check()
    assert ek.may_inspect(one, checks.world(), on=D(2025, 9, 1)).allowed
    gone = officer(
        "o-1", "department", certificates=(ek.Certificate(number="x", period=span("2020-01-01", "2025-09-01")),)
    )
    found = ek.may_inspect(one, checks.world(gone), on=D(2025, 9, 1))
    assert not found.allowed
    staff = [officer("a", ASK, fields=("waste",)), officer("b", ASK, fields=("waste", "water"))]
    matrix = {(each.id, field) for each in staff for field in each.fields}
    assert matrix == {("a", "waste"), ("b", "waste"), ("b", "water")}


def test_H5_two_systems_exchange_typed_messages_and_a_complaint_keeps_its_id() -> None:
    there = {
        "service_request_id": "WY-2020-001",
        "service_code": "1",
        "requested_datetime": "2020-03-01T09:00:00+08:00",
        "description": "灯不亮",
    }
    received = from_open311(there, id="k-1", receiver="contractor")
    assert received.number == "WY-2020-001"
    assert open311(received)["service_request_id"] == "WY-2020-001"
    messages = [officer("p", ASK), request("dispatch_meeting"), casework.HEARD, received]
    for each in messages:
        assert ek.validate(dump_document(each)).ok, each
    statistics_message = indicator("hengqin/property_share").to_dict()
    assert json.loads(json.dumps(statistics_message))["numerator"] == 30265


def test_H6_complaints_take_seven_days_before_and_two_after_even_without_a_reform() -> None:
    """The fall of complaints alone reproduces it: the figures do not say which mechanism worked."""
    service = Duration.exponential(1.41732861198839 * DAY)
    rate = 0.797524484001659 / (1.41732861198839 * DAY)
    fewer = rate * float(Fraction(2207, 6042))
    found = [
        simulate(
            example_queue(rate=each, service=service, days=3000, warmup=300, drain=200),
            replications=12,
            seed=1,
            metrics=["turnaround.mean"],
        )["turnaround.mean"]
        for each in (rate, fewer)
    ]
    assert [each.low <= days * DAY <= each.high for each, days in zip(found, (7, 2), strict=True)] == [True, True]
    assert indicator("hengqin/complaints_before").rounded == 6042
    clock = due(taken(complaint(receiver="grid-1"), turn("receive", "2025-09-22", "grid-1")), BETWEEN).open()
    assert [each.rule for each in clock] == ["H6/handle"]


def test_H7_a_body_across_the_border_shares_information_and_holds_no_power(hengqin: Structure) -> None:
    assert powerless(hengqin, D(2020, 1, 1), "macao-labour", "macao-food")
    assert hengqin.resolve(ek.Authority, "macao-labour").parent is None
    for mode in ("entrusted", "concentrated"):
        assert codes(given_to(hengqin, "macao-labour", mode)) - codes(hengqin)
    told = request("major_matter_report", asking="hengqin-enforcement", asked=("macao-labour",))
    graph = coordination_graph(hengqin, requests=[told], on=None)
    layers = {data["layer"] for _, _, data in graph.in_edges("macao-labour", data=True)}
    assert layers == {"shares_information"}
    assert not LAYERS["shares_information"].legal
    food = DutyList(
        id="mutual",
        kind="cooperate",
        decided_by="zhuhai-government",
        duties=[DutyEntry(id="d", authority="macao-food", fields=["market_regulation"], role="help")],
    )
    assert ek.validate(dump_document(food)).ok


def test_H8_one_centre_keeps_what_it_takes_in(hengqin: Structure) -> None:
    kept = [taken(complaint(id=f"k{n}"), turn("receive", "2025-09-22", ASK)) for n in range(100)]
    passed = [
        record(each, turn("route", "2025-09-22", ASK, reference=ASKED), BETWEEN) if n % 25 == 0 else each
        for n, each in enumerate(kept)
    ]
    routed = sum(any(event.kind == "route" for event in each.events) for each in passed)
    share = standard("share", numerator=len(passed) - routed, denominator=len(passed))
    assert share.value is not None
    assert share.value >= 95
    routine = [each for each in passed if not any(event.kind == "route" for event in each.events)]
    handed = [
        request("transfer", id=f"t-{each.id}", asking="hengqin-legal-service", asked=("hengqin-enforcement",))
        for each in passed
        if each not in routine
    ]
    graph = in_layers(coordination_graph(hengqin, requests=handed, on=None), ["transfers"])
    leaving = sum(data["count"] for _, _, data in graph.out_edges("hengqin-legal-service", data=True))
    assert leaving == len(passed) - len(routine) == 4


def test_H9_the_ladder_is_climbed_rung_by_rung() -> None:
    with pytest.raises(NotPermitted):
        record(mediation(), turn("refuse_mediation", "2025-03-03"), BETWEEN)
    assert judge(mediation(), turn("enforce", "2025-03-03", reference="c"), BETWEEN)
    days = []
    for n in range(21):
        here, day = mediation(id=f"m{n}"), D(2025, 3, 3)
        rungs = []
        for kind in ("begin_mediation", "fail", "ask_aid", "grant_aid", "end_aid", "enforce", "settle"):
            here = record(here, turn(kind, day, facts=FACTS, reference="c-1"), BETWEEN)
            rungs.append(standing(here, PACK).main.state)
            assert judge(here, turn("begin_mediation", day), BETWEEN), "the ladder went back"
            if n % 2 and kind == "grant_aid":
                here = record(here, turn("settle", day, facts=FACTS), BETWEEN)
                break
            day += dt.timedelta(days=n % 2)
        days.append((here.events[-1].at - here.events[0].at).days)
        assert standing(here, PACK).main.state == "settled"
    assert 0 <= statistics.median(days) <= 3
    rate = indicator("hengqin/mediation_rate")
    assert (rate.rounded, rate.parts) == (100, (3237, 3237))


def test_H10_the_studio_mediates_3237_disputes_and_enforces_nothing(hengqin: Structure) -> None:
    fen = 19_858_250_000
    each, rest = divmod(fen, 3237)
    made = [
        mediation(
            id=f"m{n}",
            body="orange-mediation",
            people=3 if n < 2822 else 2,
            amount=ek.Money(amount=each + (n < rest)),
        )
        for n in range(3237)
    ]
    found = totals(made, hengqin)
    assert (found.count, found.people, found.amount) == (3237, 9296, fen)
    assert powerless(hengqin, D(2020, 1, 1), "orange-mediation")
    room = taken(complaint(receiver="room"), turn("receive", "2025-09-22", "room"))
    assert judge(room, turn("pre_handle", "2025-09-22", "room", facts=["penalise"]), BETWEEN)


def test_H11_the_contractor_handles_94_47_percent_and_punishes_nobody(hengqin: Structure) -> None:
    assert indicator("hengqin/property_share").value == Fraction(30265, 32036) * 100
    assert powerless(hengqin, D(2020, 1, 1), "hengqin-city-operator")
    assert "EK333" in codes(given_to(hengqin, "hengqin-city-operator", "concentrated"))
    here = taken(complaint(receiver="contractor"), turn("receive", "2025-09-22", "contractor"))
    tidied = record(here, turn("pre_handle", "2025-09-22", "contractor"), BETWEEN)
    assert judge(here, turn("pre_handle", "2025-09-22", "contractor", facts=["penalise"]), BETWEEN)
    routed = record(tidied, turn("route", "2025-09-22", "contractor", reference=ASK), BETWEEN)
    assert standing(routed, PACK).main.state == "routed"


def test_H12_five_kinds_of_request_map_to_intake_and_to_open311() -> None:
    kinds = PACK.vocabulary.lists["complaint_kind"].by_code
    assert len(kinds) == 5
    rows = {fact for row in PACK.thresholds_of("open311", D(2025, 9, 22)) for fact in row.facts}
    assert rows == set(kinds)
    here = taken(complaint(), turn("receive", "2025-09-22"))
    assert "H6/urged" in {each.rule for each in due(record(here, turn("urge", "2025-09-23"), BETWEEN), BETWEEN).open()}


def test_H13_22_subsystems_and_seven_linked_systems_each_keep_their_numbers(hengqin: Structure) -> None:
    subsystems = [body(f"subsystem-{n}", "internal_unit", None, parent="hengqin-command") for n in range(1, 23)]
    names = ("FM", "CRM", "zhuyingtai", "zhantu", "sanitation", "greening", "pipe-gallery")
    linked = [body(each, "technical_institution", None) for each in names]
    there = Structure([*hengqin, *subsystems, *linked], pack=hengqin.pack)
    calls = [request("major_matter_report", id=f"r-{each}", asking=each, asked=("hengqin-command",)) for each in names]
    graph = coordination_graph(there, requests=calls, on=None)
    inside = [key for key in graph.successors("hengqin-command") if key.startswith("subsystem-")]
    told = in_layers(graph, ["shares_information"]).in_degree("hengqin-command")
    facts = book("hengqin").facts
    assert (len(inside), told) == (facts["subsystems"].value, facts["linked"].value) == (22, 7)
    for each in (*names, "political-legal", "justice"):
        payload = {
            "service_request_id": f"{each}-1",
            "service_code": each,
            "requested_datetime": "2020-03-01T09:00:00+08:00",
            "description": "道路积水",
        }
        assert open311(from_open311(payload, id=f"k-{each}", receiver="hengqin-command")).items() >= payload.items()


def test_H14_an_altered_event_breaks_the_hash_chain() -> None:
    chain = event_chain(casework.HEARD)
    assert first_altered(casework.HEARD, chain) is None
    for n in (0, 5, len(chain) - 1):
        events = list(casework.HEARD.events)
        events[n] = attrs.evolve(events[n], note={"en": "later"})
        assert first_altered(attrs.evolve(casework.HEARD, events=events), chain) == n
        # The last link alone tells that something before it is not what it was.
        assert event_chain(attrs.evolve(casework.HEARD, events=events))[-1] != chain[-1]
    assert first_altered(attrs.evolve(casework.HEARD, events=casework.HEARD.events[:-1]), chain) == len(chain) - 1


def test_H15_associations_and_volunteers_have_no_power(hengqin: Structure) -> None:
    helpers = ("hengqin-order-association", "hengqin-volunteers", "hengqin-legal-service")
    assert powerless(hengqin, D(2020, 1, 1), *helpers)
    graph = coordination_graph(hengqin, on=D(2020, 1, 1))
    legal = in_layers(graph, ["delegates", "entrusts", "concentrates"])
    assert all(legal.in_degree(each) == 0 for each in helpers if each in legal)
    for each in helpers:
        assert codes(given_to(hengqin, each, "concentrated")) - codes(hengqin)


def test_H16_parking_and_waste_sorting_are_outside_and_documented_as_such() -> None:
    text = (Path(__file__).parent.parent / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert re.search(r"H16.*outside", text)


# Yichang


def test_Y1_fourteen_teams_become_one_and_nobody_is_lost() -> None:
    one = body("team", "enforcement_team", "county", "county")
    teams = [
        body(
            f"team-{n}",
            "enforcement_team",
            "county",
            "county",
            successor="team",
            period=span("2000-01-01", "2015-11-01"),
        )
        for n in range(14)
    ]
    staff = [officer(f"x{n}", f"team-{n % 14}") for n in range(70)]
    there = county(one, *teams, *staff)
    successors = {each.id: there.resolve(ek.Authority, each.id).successor for each in teams}
    assert set(successors.values()) == {"team"}
    moved = [attrs.evolve(each, home=successors[each.home]) for each in staff]
    after = county(one, *teams, *moved)
    assert sum(each.home == "team" for each in after.all(ek.Officer)) == len(staff) == len(there.all(ek.Officer))
    in_force = [
        each.id for each in after.all(ek.Authority) if each.kind == "enforcement_team" and each.in_force(D(2015, 11, 1))
    ]
    assert in_force == ["team"]
    assert indicator("yichang/teams_cut").rounded == Decimal("92.86")


def test_Y2_capacity_begins_in_november_2015_and_eight_classes_wait(yichang: Structure) -> None:
    zone = {"item": "green-land-occupied-city", "place": "420502007"}
    own = {
        day: [
            each.authority
            for each in ek.who_may(yichang, "penalise", on=day, **zone).competences
            if each.in_name_of == "yichang-gaoxin-enforcement"
        ]
        for day in (D(2015, 10, 31), D(2015, 11, 1))
    }
    assert own == {D(2015, 10, 31): [], D(2015, 11, 1): ["yichang-gaoxin-enforcement"]}
    assert book("yichang").counted(yichang)["classes_waiting"].rounded == 8


def test_Y3_from_entrusted_to_its_own_name_with_one_hop_fewer(yichang: Structure) -> None:
    found = {}
    for day in (D(2015, 10, 31), D(2015, 11, 1)):
        answer = ek.who_may(yichang, "penalise", item="green-land-occupied-city", place="420502007", on=day)
        found[day] = next(each for each in answer.competences if each.authority == "yichang-gaoxin-enforcement")
    before, after = found.values()
    assert (before.respondent, before.sign_off) == ("yichang-city-management",) * 2
    assert (after.respondent, after.sign_off) == ("yichang-gaoxin-enforcement", None)


def test_Y4_inside_the_zone_the_zone_body_and_outside_the_county(yichang: Structure) -> None:
    zones = [each for each in yichang.all(ek.Place) if each.kind == "zone"]
    counties = set()
    for member in zones[0].members:
        here: str | None = member
        while here is not None and yichang.resolve(ek.Place, here).level != "county":
            here = yichang.resolve(ek.Place, here).parent
        counties.add(here)
        assert "yichang-gaoxin-enforcement" in who(
            yichang, "penalise", "green-land-occupied-city", member, D(2016, 1, 1)
        )
    assert len(counties) == book("yichang").facts["counties"].value == 5
    outside = who(yichang, "penalise", "green-land-occupied-city", "420504", D(2016, 1, 1))
    assert outside
    assert "yichang-gaoxin-enforcement" not in outside


def test_Y5_the_list_shrinks_from_357_to_207_and_no_item_has_two_owners_for_a_role() -> None:
    old = [f"item-{n:03}" for n in range(357)]
    found = list_difference(old, old[:207])
    assert (found.before, found.removed, found.after) == (357, 150, 207)
    split = DutyList(
        id="l",
        kind="enforcing",
        decided_by=OVER,
        duties=[
            DutyEntry(id="a", authority=ASK, items=["dumping"], actions=["penalise"]),
            DutyEntry(id="b", authority=ASKED, items=["dumping"], actions=["inspect"]),
        ],
    )
    assert "EK640" not in {each.code for each in check_duties(BETWEEN, [split], on=D(2025, 9, 22))}
    doubled = attrs.evolve(split, duties=(split.duties[0], attrs.evolve(split.duties[1], actions=("penalise",))))
    clash = {each.code for each in check_duties(BETWEEN, [doubled], on=D(2025, 9, 22))}
    assert clash - {each.code for each in check_duties(BETWEEN, [split], on=D(2025, 9, 22))}


def test_Y6_no_way_to_a_grave_decision_leaves_out_the_review() -> None:
    before, decision = until("decide")
    assert judge(before, decision, CASES) == ()
    for missing in ("legal_review", "discuss", "hold_hearing", "notify"):
        short = attrs.evolve(before, events=tuple(each for each in before.events if each.kind != missing))
        assert judge(short, decision, CASES), missing
    forms = {
        kind: {form for one in document_set(kind).values() for each in one for form in each}
        for kind in ("simple", "ordinary")
    }
    change = list_difference(sorted(forms["ordinary"]), sorted(forms["simple"]))
    assert change.removed > change.added
    assert indicator("yichang/papers_left").value == Fraction(45, 100)


def test_Y7_a_record_that_is_missing_blocks_the_closing_and_the_first_receiver_is_kept() -> None:
    before, archive = until("archive")
    assert judge(before, archive, CASES) == ()
    assert judge(before, attrs.evolve(archive, facts=()), CASES)
    assert complaint(receiver="grid-1").receiver == "grid-1"
    tiers = ek.propose(CASES.resolve(ek.Item, "dumping"), ek.Tier(name={"en": "usual"}))
    assert tiers.low <= tiers.amount <= (tiers.high or tiers.amount)


SUBSYSTEMS = {
    "监督指挥": "enforcekit.coordination.supervision",
    "中心受理": "enforcekit.coordination.intake",
    "协同办公": "host",
    "综合考评": "enforcekit.coordination.duties",
    "移动执法": "enforcekit.procedure.steps",
    "数据对接": "enforcekit.exchange",
    "应用维护": "host",
}


def test_Y8_seven_subsystems_five_of_them_modules_and_two_of_the_host() -> None:
    assert len(SUBSYSTEMS) == 7
    modules = [each for each in SUBSYSTEMS.values() if each != "host"]
    assert len(modules) == 5
    assert all(importlib.import_module(each) for each in modules)


def test_Y9_documents_law_and_subjects_are_registries_whose_references_resolve(ningbo: Structure) -> None:
    for each in ningbo.all(ek.Item):
        assert all(isinstance(ningbo[basis.instrument], ek.Instrument) for basis in each.bases)
    dangling = [each for each in casework.WORLD if each.id != "law"]
    with pytest.raises(InvalidData, match="EK201"):
        Structure(dangling, pack="cn")


def test_Y10_evidence_of_a_device_without_its_certificate_is_flagged() -> None:
    before, decision = until("decide")
    seen = Evidence(id="e", kind="electronic_data", facts=("off_site",))
    assert "P-08" in refused(attrs.evolve(before, evidence=(seen,)), decision)
    assert not judge(
        attrs.evolve(before, evidence=(attrs.evolve(seen, facts=("off_site", "excluded")),)), decision, CASES
    )


def test_Y11_the_criterion_lists_on_its_day_and_the_repair_takes_off() -> None:
    from enforcekit.procedure.credit import credit_gravity, repair
    from enforcekit.procedure.publication import publication

    day = D(2026, 5, 6)
    gravity = credit_gravity(["fine"], day).gravity
    assert {each.system for each in publication(["fine"], day, fine=500_000)} >= {"double_publicity"}
    everything = ["corrected", "commitment", "other_conditions"]
    assert not repair(gravity, day, D(2026, 8, 5), everything).allowed
    assert repair(gravity, day, D(2026, 8, 6), everything).allowed


@pytest.mark.parametrize("channel", ["grid", "hotline", "inspection", "device"])
def test_Y12_four_sources_go_there_and_back(channel: str) -> None:
    from enforcekit.wire.validate import load_document

    said = complaint(channel=channel, number="2017-001")
    assert load_document(dump_document(said), PACK.vocabulary) == said


def test_Y13_campaigns_are_joint_and_the_members_items_cover_every_act() -> None:
    two = checks.begun("a", "2025-03-01"), checks.begun("b", "2025-03-01", "bureau")
    campaigns = [checks.joint(f"j{n}", *two) for n in range(35)]
    kinds = {"street": campaigns[:25], "air": campaigns[25:]}
    assert [len(each) for each in kinds.values()] == [25, 10]
    for each in campaigns:
        covered = {(part.authority, one) for part in each.parts for one in part.items}
        assert {(check.authority, one) for check in two for one in check.items} <= covered
    assert indicator("yichang/campaigns").rounded == 35


def test_Y14_a_crime_is_referred_in_time_and_a_licence_reaches_the_enforcer() -> None:
    referred = ek.deadline("C-02/decide", D(2025, 3, 3), pack=PACK)
    assert referred.due > D(2025, 3, 3)
    steps = [
        MatterStep(action=each, items=["licensed"], authority="department")
        for each in ("license", "inspect", "penalise")
    ]
    one = item(
        "licensed", ek.Holder(function="waste", kinds=("department",)), actions=("license", "inspect", "penalise")
    )
    whole = ek.OneMatter(id="m", names={"en": "shops"}, lead="department", place="county", steps=steps)
    found = chain_of(whole, checks.world(one), on=D(2025, 9, 1))
    assert found.bodies["license"] == found.bodies["penalise"] == ("department",)


# Ningbo


def test_N1_1675_items_keep_their_origin_and_its_supervision() -> None:
    origins = [body(f"origin-{n}", "department", "county", "county", functions=[f"f{n}"]) for n in range(12)]
    items = [
        item(f"i{n}", ek.Holder(function=f"f{n % 12}", kinds=("department",)), field=f"f{n % 12}") for n in range(1675)
    ]
    moved = [
        grant(
            f"g{n}",
            "concentrated",
            f"origin-{n}",
            "bureau",
            items=[each.id for each in items if each.field == f"f{n}"],
            by="decision",
            period=span("2022-01-01"),
        )
        for n in range(12)
    ]
    paper = instrument("decision", "provincial_decision", "province", period=span("2021-01-01"))
    rules = DutyList(
        id="l",
        kind="delegating",
        decided_by="department",
        duties=[DutyEntry(id=f"d{n}", authority=f"origin-{n}", fields=[f"f{n}"]) for n in range(12)],
    )
    there = county(*origins, *items, *moved, paper, rules)
    assert count(there, Count(type="delegation", where={"mode": "concentrated"}, distinct="items")) == 1675
    origin = {each: one.grantors[0] for one in there.all(ek.Delegation) for each in one.items}
    supervised = {field: each.authority for each in rules.duties for field in each.fields}
    assert all(origin[each.id] == supervised[each.field] for each in items)
    graph = coordination_graph(there, on=D(2023, 1, 1))
    assert in_layers(graph, ["concentrates"]).in_degree("bureau") == 12


def test_N2_posted_officers_keep_their_home_and_nobody_is_counted_twice() -> None:
    posted = [
        officer(f"p{n}", ASK, postings=(ek.Posting(authority="north-town", period=span("2023-01-01")),))
        for n in range(53)
    ]
    there = betweenworld.world(*posted)
    found = {each.authority: each for each in presence(there, {ASK: 100, "north-town": 10}, on=D(2023, 6, 1))}
    assert len(found["north-town"].guests) == 53
    staff = there.all(ek.Officer)
    here = sum(len(each.present) for each in found.values())
    assert here + len(found["north-town"].guests) + sum(each.home not in found for each in staff) == len(staff)
    assert standard("ratio", numerator=len(found["north-town"].guests), denominator=len(staff)).value < 1
    assert indicator("ningbo/teams").value == 9


def test_N3_a_platform_of_578_bodies_and_25000_officers_answers_within_a_millisecond(ningbo: Structure) -> None:
    own = ningbo.all(ek.Authority)
    bodies = [
        body(f"body-{n}", "department", "county", "330213", functions=["archives"]) for n in range(578 - len(own))
    ]
    size = 2_500  # a tenth: the whole platform runs with the slow tests
    people = [ek.Officer(id=f"officer-{n}", home=own[n % len(own)].id) for n in range(size)]
    there = Structure([*ningbo, *bodies, *people], pack=ningbo.pack)
    assert len(there.all(ek.Authority)) == 578
    assert median_answer(there) < 0.001


@pytest.mark.slow
def test_N3_at_full_size(ningbo: Structure) -> None:
    own = ningbo.all(ek.Authority)
    people = [ek.Officer(id=f"officer-{n}", home=own[n % len(own)].id) for n in range(25_000)]
    assert median_answer(Structure([*ningbo, *people], pack=ningbo.pack)) < 0.001


def median_answer(there: Structure) -> float:
    ask = {"item": "330217015000", "place": "330213100", "on": D(2024, 5, 1)}
    ek.who_may(there, "penalise", **ask)
    spent = []
    for _ in range(101):
        begun = time.perf_counter()
        ek.who_may(there, "penalise", **ask)
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def test_N4_command_is_three_deep_and_apart_from_power(ningbo: Structure) -> None:
    graph = coordination_graph(ningbo, on=D(2023, 6, 1))
    assert depth(graph, ["commands"], "ningbo-command") == 3
    commanded = nx.DiGraph(in_layers(graph, ["commands"]))
    towns = [
        each.id
        for each in ningbo.all(ek.Authority)
        if each.kind in ("township", "subdistrict") and each.in_force(D(2023, 6, 1))
    ]
    centres = {each.id for each in ningbo.all(ek.Authority) if each.kind == "command_centre"}
    assert all(len(set(commanded.predecessors(each)) & centres) == 1 for each in towns)
    assert powerless(ningbo, D(2023, 6, 1), "ningbo-command", "fenghua-command")
    assert not LAYERS["commands"].legal


def test_N5_forms_follow_from_the_procedure_and_the_hint_from_the_calculator() -> None:
    assert {"decide_on_spot", "deliver"} & set(document_set("simple"))
    one = CASES.resolve(ek.Item, "dumping")
    hint = ek.propose(one, ek.Tier(name={"en": "usual"}), at=Decimal("0.5"))
    whole = ek.penalty_range(one)
    assert whole.low <= hint.amount <= (whole.high or hint.amount)
    assert hint.to_dict()["amount"] == hint.amount
    schema = json.loads((Path(__file__).parent.parent / "schemas/1.0/case.schema.json").read_text(encoding="utf-8"))
    assert {"items", "events", "authority"} <= set(schema["properties"])
    assert ek.validate(dump_document(attrs.evolve(casework.HEARD, items=(one.id,)))).ok


def test_N6_97_towns_by_article_24_and_a_decision_that_nobody_reviewed_is_found(ningbo: Structure) -> None:
    assert count(ningbo, book("ningbo").facts["empowered"].count) == 97
    assert indicator("ningbo/town_coverage").value == Fraction(21, 30) * 100
    unqualified = Structure(
        [attrs.evolve(each, legal_qualification=None) if each.id == "reviewer" else each for each in casework.WORLD],
        pack="cn",
    )
    before, review = until("legal_review")
    assert judge(before, review, CASES) == ()
    assert judge(before, review, unqualified)
    asleep = triggered("xikou-town", {"low_activation": 22}, ningbo, on=D(2025, 9, 1))
    assert [each.notice for each in asleep] == ["risk_slip"]


def test_N7_what_is_avoided_is_the_parts_less_one() -> None:
    three = [
        checks.begun("a", "2025-03-01"),
        checks.begun("b", "2025-03-01", "bureau"),
        checks.begun("c", "2025-03-01", "city-department"),
    ]
    found = ek.ledger(checks.world(*three, checks.joint("j", *three)), period=span("2025-01-01", "2026-01-01"))
    assert found["avoided_per_joint_visit"].value == 2
    assert indicator("ningbo/avoided_per_joint").rounded == Decimal("0.548")
    assert indicator("ningbo/checks_per_joint").rounded == Decimal("1.548")


def test_N8_a_draw_is_verified_a_rate_keeps_its_denominator_and_evidence_is_recognised() -> None:
    rule = ek.DrawRule(strata=[ek.DrawStratum(id="s", size=1)], beacon_spec="text:a lottery")
    firms = [{"id": each, "stratum": "s"} for each in ("f1", "f2", "f3")]
    drawn = ek.draw(firms, [], rule, id="joint-1", beacon=b"07 12 23")
    assert ek.verify_draw(drawn, beacon=b"07 12 23").ok
    assert indicator("ningbo/joint_rate").value is None
    with pytest.raises(ek.NotComparable):
        compare_indicators(indicator("ningbo/joint_rate"), indicator("fenghua/joint_rate"))
    lent = Evidence(id="e-1", kind="document", origin="bureau")
    before, decision = until("decide")
    other = Structure([*casework.WORLD, body("bureau", "department", "county", "county")], pack="cn")
    assert judge(attrs.evolve(before, evidence=(lent,)), decision, other)
    assert not judge(attrs.evolve(before, evidence=(attrs.evolve(lent, facts=("re_examined",)),)), decision, other)


def test_N9_a_second_offence_within_the_window_is_not_the_first_and_one_notice_corrects_all() -> None:
    policy = FirstTime(years=2, same_field=True)
    assert policy.fits([], D(2025, 1, 1), "city_management")
    assert not policy.fits([(D(2024, 3, 1), "city_management")], D(2025, 1, 1), "city_management")
    assert no_penalty(False, True, "slight", True, False).outcome == "may_not"

    def wrong(key: str, who_: str) -> ek.Inspection:
        found = checks.result(who_, "corrected", violations=("dumping",), correct_by=D(2025, 9, 15))
        return checks.begun(key, "2025-09-01", who_, result=found)

    both = [wrong("a", "department"), wrong("b", "bureau")]
    assert len(rectification(both, checks.world(*both))) == 1


def test_N10_a_step_of_the_bundle_that_nobody_covers_is_a_gap(ningbo: Structure) -> None:
    step = MatterStep(action="inspect", items=["restaurant-fumes-ningbo"], authority="xikou-town")
    braised = ek.OneMatter(id="m", names={"zh": "卤肉店监管一件事"}, place="330213100", steps=[step])
    found = chain_of(braised, ningbo, on=D(2025, 9, 1))
    assert not found.complete
    assert found.gaps


def test_N11_a_fast_track_pool_brings_ten_days_to_two() -> None:
    load, mean = 0.828914326909136, 1.71085673090864
    days = [1 / (1 / mean * (1 - load))]
    pool = example_queue(
        rate=14 * load / (mean * DAY),
        service=Duration.exponential(mean * DAY),
        officers=14,
        days=200,
        warmup=50,
        drain=40,
    )
    found = simulate(pool, replications=12, seed=11, metrics=["turnaround.mean"])["turnaround.mean"]
    assert days[0] == pytest.approx(10)
    assert found.low <= 2 * DAY <= found.high
    assert indicator("ningbo/speed_up").value == Fraction(10, 2) - 1 == 4


def test_N12_the_call_is_made_within_a_minute_and_the_team_there_within_five() -> None:
    minute = 1 / 60
    for mean, limit in ((minute / 4, minute), (1.25 * minute, 5 * minute)):
        queue = example_queue(rate=2, service=Duration.exponential(mean), officers=4, days=60, warmup=2, drain=2)
        found = simulate(queue, replications=6, seed=3, metrics=["turnaround.q95"])["turnaround.q95"]
        assert found.mean is not None
        assert found.mean < limit


def test_N13_a_whistle_unanswered_is_a_breach_and_the_grid_punishes_nobody() -> None:
    whistle = request("whistle", asking="grid-1", asked=(ASK,), items=("dumping",), place="north")
    blow = turn("blow", "2025-09-22", "grid-1")
    assert judge(whistle, attrs.evolve(blow, facts=("penalise",)), BETWEEN)
    blown = record(whistle, blow, BETWEEN)
    assert {each.rule for each in due(blown, BETWEEN).open()} == {"K-19/claim", "K-19/arrive"}
    assert [each.code for each in unanswered(BETWEEN, [blown], on=D(2025, 12, 1))][:1] == ["EK610"]
    assert powerless(BETWEEN, D(2025, 9, 22), "grid-1")


def test_N14_each_district_has_a_liaison_and_its_clue_reaches_the_justice_bureau(ningbo: Structure) -> None:
    counties = [
        each.id
        for each in ningbo.all(ek.Place)
        if each.level == "county" and each.kind == "division" and each.in_force(D(2023, 6, 1))
    ]
    stations = [body(f"station-{each}", "service_station", "county", each) for each in counties]
    there = Structure([*ningbo, *stations], pack=ningbo.pack)
    assert liaison_coverage(there, "service_station", counties, on=D(2023, 6, 1)).left_out == ()
    assert liaison_coverage(there, "service_station", [*counties, "330200"], on=D(2023, 6, 1)).left_out == ("330200",)
    found = Clue(
        id="s", channel="procuratorate", found_on=D(2025, 9, 22), authority=ASK, items=("dumping",), place="north"
    )
    handed = taken(found, turn("receive", "2025-09-22", ASK), turn("hand_on", "2025-09-23", ASK, reference="justice"))
    assert handed.events[-1].reference == "justice"
    assert standing(handed, PACK).main.state == "handed_on"


def test_N15_what_nobody_owns_gets_a_gap_report_and_a_lead() -> None:
    drones = ek.Item(id="drones", names={"zh": "无人机"}, field="new", actions=("penalise",))
    found = owner_of(complaint(channel="window", items=("drones",)), betweenworld.world(drones), on=D(2025, 9, 22))
    assert [each.code for each in found.findings] == ["EK673"]
    assert found.targets["drones"].to == OVER


def test_N16_correction_in_time_spares_the_penalty_and_counties_cooperate() -> None:
    assert no_penalty(True, True, "none", False, False).outcome == "must_not"
    assert no_penalty(True, False, "none", False, False).outcome != "must_not"
    across = request("joint_action", asking=ASK, asked=("far-bureau",))
    graph = coordination_graph(BETWEEN, requests=[across], on=None)
    assert in_layers(graph, ["joins"]).has_edge("far-bureau", ASK)
    assert powerless(BETWEEN, D(2025, 1, 1), "room")


def test_N17_a_device_becomes_a_case_and_an_unpublished_place_is_flagged() -> None:
    seen = Evidence(id="e", kind="electronic_data", facts=("off_site",))
    sign = Clue(
        id="s",
        channel="device",
        found_on=D(2025, 9, 22),
        authority=ASK,
        items=("dumping",),
        place="north",
        evidence=(seen,),
    )
    made = to_case(sign, BETWEEN, id="c", on=D(2025, 9, 23))
    assert (made.origin, made.clue, made.evidence) == ("monitoring", "s", (seen,))
    before, decision = until("decide")
    assert "P-08" in refused(attrs.evolve(before, evidence=(seen,)), decision)


def test_N18_a_tampered_trace_is_found_out() -> None:
    there = taken(complaint(), turn("receive", "2025-09-22"), turn("route", "2025-09-22", reference=ASK))
    exported = json.loads(json.dumps({"document": dump_document(there), "chain": event_chain(there)}))
    assert first_altered(there, exported["chain"]) is None
    late = attrs.evolve(there, events=(attrs.evolve(there.events[0], at=at("2025-09-23")), *there.events[1:]))
    assert first_altered(late, exported["chain"]) == 0


def test_N19_eligibility_follows_from_the_records_of_qualification() -> None:
    before, review = until("legal_review")
    for period, fine in ((span("2015-01-01"), True), (span("2025-06-01"), False)):
        people = [
            attrs.evolve(each, legal_qualification=period) if each.id == "reviewer" else each for each in casework.WORLD
        ]
        assert (judge(before, review, Structure(people, pack="cn")) == ()) is fine


def test_N20_22_of_26_fields_and_the_26_is_called_inferred() -> None:
    found = indicator("ningbo/coverage")
    assert found.value == Fraction(22, 26) * 100
    assert found.inputs["fields_all"].status == "inferred"
    assert found.status == "inferred"


# Huizhou


def test_Z1_6961_acts_off_site_and_an_idle_officer_raises_an_alert() -> None:
    assert indicator("huizhou/off_site").value == 6961
    seen = [checks.begun("a", "2025-03-01", mode="off_site")]
    found = ek.ledger(checks.world(*seen), period=span("2025-01-01", "2026-01-01"))
    assert not found["checks_per_visit"].numerator.value
    resting = {
        each.witness[0] for each in idle(CASES, first=D(2025, 1, 1), last=D(2025, 12, 31), cases=[casework.HEARD])
    }
    assert resting
    assert not resting & {*casework.TEAM}


def test_Z2_a_meeting_has_three_phases_a_late_one_goes_up_and_the_outcome_is_dated() -> None:
    there = taken(
        request("dispatch_meeting", items=("dumping",), place="north"),
        turn("apply", "2025-09-22", ASK, facts=FACTS),
        turn("admit", "2025-09-23"),
    )
    assert [each.rule for each in due(there, BETWEEN).open()] == ["K-09/during"]
    assert judge(there, turn("escalate", "2025-09-23", ASK), BETWEEN)
    assert judge(there, turn("escalate", "2025-12-01", ASK), BETWEEN) == ()
    settled = record(there, turn("settle", "2025-09-24", facts=FACTS, reference=ASKED, until=D(2025, 10, 30)), BETWEEN)
    decision = boundary_decision(settled, BETWEEN)
    assert (decision.authority, decision.period.start) == (ASKED, D(2025, 9, 24))
    after = Structure([*BETWEEN, decision], pack=BETWEEN.pack)
    assert who(after, "penalise", "dumping", "north", D(2025, 9, 24))[0] == ASKED


def test_Z3_three_lists_each_duty_in_one_and_a_score_by_hand(huizhou: Structure) -> None:
    lists = huizhou.all(DutyList)
    assert {each.kind for each in lists} == {"enforcing", "delegating", "town"}
    ids = [each.id for one in lists for each in one.duties]
    assert len(ids) == len(set(ids))
    enforcing = next(each for each in lists if each.kind == "enforcing")
    score = duty_score(enforcing, "sandong-town", {"e1": 80, "e2": 50})
    assert score.points == 40 * Fraction(80, 100) + 20 * Fraction(50, 100)


def test_Z4_13_committees_coordinate_and_decide_nothing(huizhou: Structure) -> None:
    committees = [each.id for each in huizhou.all(ek.Authority) if each.kind == "coordinating_body"]
    assert len(committees) == 13
    assert powerless(huizhou, D(2024, 5, 1), *committees)
    assert "EK333" in codes(given_to(huizhou, committees[0], "concentrated"))


@pytest.mark.parametrize(
    ("kind", "first", "layer", "clock"),
    [
        ("joint_action", "propose", "joins", "K-07/join"),
        ("transfer", "find", "transfers", "J-09/ordinary"),
        ("evidence_assistance", "ask", "assists", "K-06/reply"),
        ("legal_review_assistance", "ask", "assists", "K-06/review"),
        ("major_matter_report", "occur", "shares_information", "K-08/first"),
    ],
)
def test_Z5_five_kinds_of_request_have_a_clock_and_an_edge(kind: str, first: str, layer: str, clock: str) -> None:
    there = record(request(kind), turn(first, "2025-09-22", ASK, facts=FACTS), BETWEEN)
    assert clock in {each.rule for each in due(there, BETWEEN).open()}
    assert unanswered(BETWEEN, [there], on=D(2026, 6, 1))
    graph = coordination_graph(BETWEEN, requests=[there], on=None)
    between = [data["layer"] for u, v, data in graph.edges(data=True) if {u, v} == {ASK, ASKED}]
    assert layer in between


def test_Z6_a_boundary_list_without_overlap_and_gap() -> None:
    boundary = DutyList(
        id="boluo",
        kind="boundary",
        decided_by=OVER,
        period=span("2025-07-01"),
        duties=[DutyEntry(id="d", authority=ASK, items=["dumping"])],
    )
    found = list(check_duties(BETWEEN, [boundary], on=D(2025, 9, 22), items=["dumping"]))
    assert found == []
    assert who(with_duty_lists(BETWEEN, [boundary]), "penalise", "dumping", "county", D(2025, 9, 22))[0] == ASK


def test_Z7_present_are_at_most_filled_are_at_most_posts() -> None:
    away = officer("away", ASK, postings=(ek.Posting(authority=OVER, kind="seconded", period=span("2024-01-01")),))
    (found,) = presence(betweenworld.world(away), {ASK: 5}, on=D(2024, 6, 1))
    assert len(found.present) <= len(found.filled) <= found.posts
    assert "away" in found.filled
    assert "away" not in found.present


def test_Z8_a_veto_fails_the_file_and_nobody_scores_their_own_body() -> None:
    fine = CaseReview(
        id="r",
        case="heard",
        reviewed_on=D(2025, 11, 20),
        reviewers=["w"],
        points=[ReviewPoint(criterion="facts", lost=3)],
    )
    there = Structure(
        [*casework.WORLD, body("other", "department", "county", "county"), officer("w", "other"), casework.HEARD, fine],
        pack="cn",
    )
    assert review_score(fine, there).total > 0
    assert review_score(attrs.evolve(fine, vetoes=("wrong_body",)), there).total == 0
    assert own_body(fine, there) == ()
    assert own_body(attrs.evolve(fine, reviewers=("auditor",)), there)
    assert set(assign_reviews(there, ["heard"], ["w", "auditor"], on=D(2025, 11, 20), key="k")["heard"]) == {"w"}


def test_Z9_the_notices_are_counted_and_a_repeat_climbs_one_rung(huizhou: Structure) -> None:
    kinds = {
        kind: count(huizhou, Count(type="supervision_notice", where={"kind": kind}))
        for kind in ("bulletin", "reminder", "interview", "briefing")
    }
    assert kinds == {"bulletin": 2, "reminder": 9, "interview": 7, "briefing": 5}
    first = next_notice(BETWEEN, ASK, "low_activation", on=D(2026, 3, 2), notices=())
    sent = SupervisionNotice(
        id="n", kind=first.kind, issuer="justice", recipient=ASK, issue="low_activation", issued_on=D(2026, 3, 2)
    )
    second = next_notice(BETWEEN, ASK, "low_activation", on=D(2026, 4, 2), notices=[sent])
    assert (second.rung, second.follows) == (first.rung + 1, "n")


def test_Z10_the_funnel_narrows_and_says_its_scope() -> None:
    found = funnel(
        {"clues": 216, "accepted": 58, "closed": 30}, scope="one centre; whether the 58 are among the 216 is not said"
    )
    assert found.rate("closed", "accepted") == Fraction(30, 58)
    assert indicator("huizhou/closed_share").rounded == Decimal("51.72")
    assert not indicator("huizhou/accepted_share").scope.defined


def test_Z11_planted_outliers_are_found_and_discipline_hears_of_them() -> None:
    usual = [1000, 1100, 900, 1000, 1050, 950, 1000, 1020]
    found = outliers({"parking": {**dict.fromkeys("abde", usual), "c": [each * 9 for each in usual]}}, key="k")
    assert {each.witness[0] for each in found.findings} == {"c"}
    referral = SupervisionNotice(
        id="n",
        kind="discipline_referral",
        issuer="justice",
        recipient=ASK,
        issue="outlier_fines",
        issued_on=D(2026, 3, 2),
    )
    assert ek.validate(dump_document(referral)).ok


def test_Z12_thirteen_of_thirteen_towns_have_a_liaison_point(huizhou: Structure) -> None:
    towns = [each.id for each in huizhou.all(ek.Place) if each.level == "township"]
    points = [body(f"point-{each}", "service_station", "township", each) for each in towns]
    there = Structure([*huizhou, *points], pack=huizhou.pack)
    found = liaison_coverage(there, "service_station", towns, on=D(2024, 6, 1))
    assert found.to_dict() == {"kind": "service_station", "served": 13, "of": 13}
    assert indicator("huizhou/points").value == 1 + 13


def test_Z13_a_check_off_the_list_or_over_the_cap_is_flagged() -> None:
    off = item("unlisted", ek.Holder(function="waste", kinds=("department",)))
    found = ek.may_inspect(checks.check(items=("unlisted",)), checks.world(off), on=D(2025, 9, 1))
    assert not found.allowed
    before = checks.begun("earlier", "2025-02-01")
    free, capped = (ek.may_inspect(checks.check(), checks.world(before), on=D(2025, 9, 1), cap=cap) for cap in (9, 1))

    def said(found: Any) -> set[str]:
        return {each.row.rule for each in found.asked if not each.said}

    assert said(capped) - said(free)
    days = [
        checks.begun(f"n{n}", f"2025-08-{10 + n}", each)
        for n, each in enumerate(("department", "bureau", "city-department"))
    ]
    assert {each.code for each in alarms(checks.world(*days), on=D(2025, 8, 31))}


def test_Z14_a_grave_case_without_review_cannot_be_decided() -> None:
    before, decision = until("decide")
    short = attrs.evolve(before, events=tuple(each for each in before.events if each.kind != "legal_review"))
    assert judge(short, decision, CASES)
    with pytest.raises(NotPermitted):
        record(short, decision, CASES)
    short, review = until("legal_review")
    assert judge(short, attrs.evolve(review, by=("auditor",)), CASES)


def test_Z15_22_kinds_of_a_guide_each_link_to_an_item_and_the_guide_is_versioned() -> None:
    guide = instrument(
        "guide-2024",
        "normative_document",
        "city",
        period=span("2024-01-01"),
        articles=tuple(ek.Article(article=str(n)) for n in range(1, 23)),
    )
    items = [item(f"scene-{n}", bases=(ek.Citation(instrument="guide-2024", article=str(n)),)) for n in range(1, 23)]
    there = county(guide, *items)
    for n in range(1, 23):
        assert f"scene-{n}" in json.dumps(ek.impact(there, "guide-2024", str(n)).to_dict())
    assert not there.resolve(ek.Instrument, "guide-2024").in_force(D(2023, 12, 31))


def test_Z16_every_town_has_a_mentor_body(huizhou: Structure) -> None:
    towns = [each.id for each in huizhou.all(ek.Authority) if each.kind in ("township", "subdistrict")]
    mentors = [
        officer(f"mentor-{n}", "huicheng-city-management", postings=(ek.Posting(authority=each, kind="joint_office"),))
        for n, each in enumerate(towns)
    ]
    graph = coordination_graph(Structure([*huizhou, *mentors], pack=huizhou.pack), on=D(2024, 6, 1))
    mentored = in_layers(graph, ["stations"])
    assert all(mentored.has_edge("huicheng-city-management", each) for each in towns)


def test_Z17_a_drone_reports_like_a_grid_and_becomes_a_clue() -> None:
    seen = complaint(channel="device", number="uav-7", extensions={"device": {"kind": "drone"}})
    sign = to_clue(seen, id="s", authority=ASK)
    assert (sign.channel, sign.record) == ("device", "k")
    assert to_case(sign, BETWEEN, id="c", on=D(2025, 9, 23)).origin == "monitoring"


def test_Z18_no_loss_in_3235_leaves_nine_in_ten_thousand_and_an_auxiliary_decides_nothing() -> None:
    assert round(none_of(3235).high, 4) == 0.0009
    assert indicator("huizhou/lost_share").bounds() == none_of(3235)
    before, step = until("investigate")
    helpers = [officer(f"aux-{n}", "department", kind="auxiliary", certificates=()) for n in (1, 2)]
    there = Structure([*casework.WORLD, *helpers], pack="cn")
    assert judge(before, attrs.evolve(step, by=("aux-1", "aux-2")), there)


# Fenghua


def test_F1_the_levels_add_up_to_one_beside_one_three_six() -> None:
    settled = [
        mediation(id=f"m{n}", level="county" if n < 10 else "township" if n < 40 else "village") for n in range(100)
    ]
    shares = level_shares(settled, BETWEEN, on=D(2025, 1, 1))
    assert sum(each.share for each in shares) == 1
    assert {each.level: each.share * 100 - (each.target or 0) for each in shares} == dict.fromkeys(
        ("county", "township", "village"), 0
    )
    assert all(each.low < each.share < each.high for each in shares)
    assert indicator("fenghua/levels").value == 10


def test_F2_service_nodes_help_and_hold_no_power(fenghua: Structure) -> None:
    nodes = [each.id for each in fenghua.all(ek.Authority) if each.kind == "service_station"]
    assert len(nodes) == 3
    assert powerless(fenghua, D(2023, 6, 1), *nodes)
    legal = in_layers(coordination_graph(fenghua, on=D(2023, 6, 1)), ["delegates", "entrusts", "concentrates"])
    assert not any(each in legal and legal.degree(each) for each in nodes)
    facts = book("fenghua").facts
    assert [facts[each].value for each in ("legal_aid", "mediations", "answers")] == [462, 240, 764]


def test_F3_two_slips_and_a_bulletin_and_a_low_rate_calls_for_a_risk_slip(fenghua: Structure) -> None:
    kinds = [
        count(fenghua, Count(type="supervision_notice", where={"kind": each}))
        for each in ("bulletin", "risk_slip", "order_slip")
    ]
    assert kinds == [12, 7, 6]
    assert [each.notice for each in triggered("xikou-town", {"low_activation": 10}, fenghua, on=D(2025, 9, 1))] == [
        "risk_slip"
    ]
    assert check_ladder(fenghua, ()) == ()


def test_F4_four_hours_are_200_yuan_and_without_a_basis_none() -> None:
    found = service_offset(12_000, ["HZ18"], "huzhou", "before", D(2025, 1, 1), first=True, minor=True)
    assert (found.allowed, found.hours) == (True, 3)
    assert not service_offset(12_000, [], "huzhou", "before", D(2025, 1, 1), first=True, minor=True).allowed
    assert indicator("fenghua/offset_4h").value == 200


def test_F5_the_rule_decides_as_the_list_does_on_every_fact() -> None:
    """Listed: minor, corrected, no harm; or the first time, slight harm, corrected."""
    for minor in (False, True):
        for corrected in (False, True):
            for harm in ("none", "slight", "serious"):
                for first in (False, True):
                    listed = corrected and ((minor and harm == "none") or (first and harm in ("none", "slight")))
                    found = no_penalty(minor, corrected, harm, first, False).outcome
                    assert (found != "none") is listed, (minor, corrected, harm, first, found)
    assert indicator("fenghua/items_per_field").parts == (97, 26)


def test_F6_the_surcharge_never_passes_the_fine() -> None:
    for days in (1, 10, 33, 34, 400, 4000):
        found = late_fine(1_000_000, D(2015, 1, 1), D(2015, 1, 1) + dt.timedelta(days=days))
        assert found.amount <= 1_000_000
    assert late_fine(1_000_000, D(2015, 1, 1), D(2020, 1, 1)).amount == 1_000_000


def test_F7_the_campus_bundle_is_led_by_the_police_and_its_gap_is_reported(fenghua: Structure) -> None:
    matter = fenghua.resolve(ek.OneMatter, "campus-safety")
    assert fenghua.resolve(ek.Authority, matter.lead).kind == "public_security"
    found = chain_of(matter, fenghua, on=D(2023, 6, 1))
    assert found.bodies["inspect"]
    assert found.gaps
    trade = ek.OneMatter(
        id="car-boot", names={"zh": "后备箱经济"}, place="330213100", steps=[MatterStep(action="inspect")]
    )
    assert not chain_of(trade, fenghua, on=D(2023, 6, 1)).complete


def test_F8_what_is_claimed_and_what_is_used_of_what_was_handed_down(fenghua: Structure) -> None:
    handed = {each for one in fenghua.all(ek.Delegation) if one.mode == "township" for each in one.items}
    used = sorted(handed)[: len(handed) // 2]
    assert standard("share", numerator=len(handed), denominator=len(handed)).rounded == 100
    active = standard("share", numerator=len(used), denominator=len(handed))
    assert 0 < active.value < 100
    assert standard("share", numerator=228, denominator=455).rounded == Decimal("50.11")
    assert indicator("fenghua/active_share").value is None


def test_F9_the_joint_figures_keep_their_scope_and_are_not_compared() -> None:
    for name in ("joint_rate", "avoided_per_joint"):
        with pytest.raises(ek.NotComparable):
            compare_indicators(indicator(f"ningbo/{name}"), indicator(f"fenghua/{name}"))
    assert indicator("fenghua/avoided_per_joint").parts == (3504, 458)


def test_F10_each_transfer_has_a_receipt_and_a_clock() -> None:
    sent = [
        taken(
            request("transfer", id=f"t{n}", matter=f"c{n}"),
            turn("find", "2025-09-22", ASK),
            turn("send", "2025-09-23", ASK, facts=FACTS, by=("w0", "w1")),
        )
        for n in range(38)
    ]
    assert len(unanswered(BETWEEN, sent, on=D(2026, 1, 5))) == 38
    signed = [record(each, turn("sign", "2025-09-24", ASKED), BETWEEN) for each in sent]
    assert unanswered(BETWEEN, signed, on=D(2026, 1, 5)) == ()
    assert indicator("fenghua/handed_on").parts == (18 + 38, 1)


def test_F11_a_case_from_the_grid_or_a_petition_keeps_its_source() -> None:
    made = [
        to_case(
            complaint(id=f"k{n}", channel="petition" if n < 87 else "grid"),
            BETWEEN,
            id=f"c{n}",
            on=D(2025, 9, 23),
            authority=ASK,
        )
        for n in range(87 + 256)
    ]
    assert sum(each.origin == "complaint" for each in made) == 87
    assert [each.clue for each in made] == [f"k{n}" for n in range(343)]
    assert standard("share", numerator=87, denominator=len(made)).parts == (87, 343)


def test_F12_guidance_hangs_on_its_item_and_changes_the_first_contact() -> None:
    guide = instrument("guide", "normative_document", "county", period=span("2023-01-01"))
    advised = item("advised", bases=(ek.Citation(instrument="guide", article="1"),))
    there = county(guide, advised, item("bare"))

    def first_contact(key: str) -> str:
        bases = [there.resolve(ek.Instrument, each.instrument) for each in there.resolve(ek.Item, key).bases]
        return "consult" if any(each.kind == "normative_document" for each in bases) else "report"

    assert [first_contact(each) for each in ("advised", "bare")] == ["consult", "report"]
    rows = {fact: row.outcome for row in PACK.thresholds_of("open311", D(2025, 9, 22)) for fact in row.facts}
    assert (rows["consult"], rows["report"]) == ("information", "request")


def test_F13_repair_before_and_after_april_2026_differs() -> None:
    from enforcekit.procedure.credit import credit_display

    before, after = credit_display("general", D(2026, 3, 31)), credit_display("general", D(2026, 4, 1))
    assert (before.repair_from, before.stops) == (D(2026, 6, 30), D(2029, 3, 31))
    assert (after.repair_from, after.stops) == (D(2026, 7, 1), D(2027, 4, 1))


def test_F14_120_files_leave_a_printed_interval() -> None:
    found = sample_bound(7467, 120, 6)
    assert found.low <= 7467 * 6 / 120 <= found.high
    assert "95 %" in found.text()
    assert indicator("fenghua/bad_files").bounds().low < 0.05 < indicator("fenghua/bad_files").bounds().high


def test_F15_reviewers_are_shared_out_evenly_and_never_review_their_own() -> None:
    pool = [officer(f"v{n}-{side}", side) for side in ("waste-bureau", "water-bureau") for n in range(3)]
    files = [
        attrs.evolve(casework.HEARD, id=f"c{n}", authority=("waste-bureau", "water-bureau")[n % 2], events=())
        for n in range(24)
    ]
    files = [attrs.evolve(each, items=("dumping",), place="county") for each in files]
    there = betweenworld.world(*pool, *files)
    found = assign_reviews(there, [each.id for each in files], [each.id for each in pool], on=D(2025, 11, 20), key="k")
    homes = {each.id: each.home for each in pool}
    assert all(
        homes[each] != there.resolve(ek.Case, case).authority for case, chosen in found.items() for each in chosen
    )
    load = [sum(each in chosen for chosen in found.values()) for each in homes]
    assert max(load) - min(load) <= 1
    assert indicator("fenghua/qualified_share").rounded == Decimal("56.5")


def test_F16_45_of_56_is_shown_as_about_80_percent() -> None:
    found = indicator("fenghua/settled_early")
    assert found.value == Fraction(45, 56) * 100
    assert (found.rounded, found.agrees) == (80, True)
    assert round(float(found.value), 1) == 80.4


def test_F17_only_a_confirmed_agreement_is_enforceable() -> None:
    agreed = taken(mediation(), turn("begin_mediation", "2025-03-03"), turn("agree", "2025-03-04", facts=FACTS))
    applied = record(agreed, turn("apply_confirmation", "2025-03-10", facts=FACTS), BETWEEN)
    confirmed = record(applied, turn("confirm", "2025-03-11", facts=FACTS), BETWEEN)
    effects = [effect_of(each, BETWEEN, on=D(2025, 3, 11)) for each in (mediation(), agreed, confirmed)]
    assert [each and each.outcome for each in effects] == [None, "binding", "enforceable"]


def test_F18_a_stationed_unit_keeps_its_own_power_and_gives_none(fenghua: Structure) -> None:
    before = {each.item for each in ek.what_may(fenghua, "fenghua-command", on=D(2023, 6, 1))}
    police = officer(
        "p", "fenghua-police", postings=(ek.Posting(authority="fenghua-command", period=span("2023-01-01")),)
    )
    there = Structure([*fenghua, police], pack=fenghua.pack)
    assert {each.item for each in ek.what_may(there, "fenghua-command", on=D(2023, 6, 1))} == before == set()
    queue = example_queue(rate=1.6, service=Duration.exponential(1), officers=2, days=40, warmup=5)
    reforms = {f"+{n}": Reform.staff("team", n) for n in (1, 2)}
    found = experiment(queue, reforms, metrics=["turnaround.mean"], replications=5)
    one, two = (found[name, "turnaround.mean"].difference for name in reforms)
    assert two <= one < 0


def test_F19_586_yuan_a_case_a_zero_with_its_bound_and_three_systems_that_block() -> None:
    assert round(indicator("fenghua/fine_each").value) == 586
    assert indicator("fenghua/review_share").bounds() == none_of(7467)
    for missing, fact in (("publish", "secrets_checked"), ("archive", "one_file")):
        before, step = until(missing)
        assert fact in step.facts
        assert judge(before, attrs.evolve(step, facts=()), CASES)
    before, decision = until("decide")
    assert judge(
        attrs.evolve(before, events=tuple(each for each in before.events if each.kind != "legal_review")),
        decision,
        CASES,
    )


# All of them

ROWS = [f"H{n}" for n in range(1, 17)] + [f"Y{n}" for n in range(1, 15)] + [f"N{n}" for n in range(1, 21)]
ROWS += [f"Z{n}" for n in range(1, 19)] + [f"F{n}" for n in range(1, 20)]


def test_every_row_has_a_test_of_its_name() -> None:
    named = {name.split("_")[1] for name in globals() if re.match(r"test_[HYNZF]\d+_", name)}
    assert len(ROWS) == 87
    assert sorted(set(ROWS) - named) == []


def test_the_rows_are_those_of_the_reference(shared: Path) -> None:
    text = (shared / "reference" / "systems-to-model.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| ([HYNZF]\d+) \|", text, re.MULTILINE) == ROWS
