"""Complaints, petitions, clues and the ladder: every transition, refusals with their article, what nothing pauses."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from betweenworld import ASK, ASKED, FACTS, OVER, at, request, turn, world
from test_requests import explore, missing

import enforcekit as ek
from enforcekit.coordination.intake import (
    effect_of,
    from_open311,
    funnel,
    level_shares,
    open311,
    owner_of,
    still_running,
    to_case,
    to_clue,
    totals,
)
from enforcekit.coordination.requests import unanswered
from enforcekit.errors import InvalidArgument, NotPermitted, UnknownReference
from enforcekit.indicators import wilson
from enforcekit.model import Clue, Complaint, Evidence, Mediation, Money, Turn
from enforcekit.model.case import Act
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.intake import (
    CLUE_WORKFLOW,
    COMPLAINT_KIND,
    COMPLAINT_WORKFLOW,
    INTAKE_CHANNEL,
    MEDIATION_WORKFLOW,
)
from enforcekit.procedure import due, judge, permitted, record, standing

WORLD = world()
D = dt.date
RUNGS = {
    "mediating": 1, "mediated_out": 1, "agreed": 1, "aid_asked": 2, "aided": 2, "agreed_in_aid": 2, "aid_over": 2,
    "enforcing": 3, "criminal": 4,
}  # fmt: skip


def complaint(channel: str = "hotline", **more: Any) -> Complaint:
    given = {"id": "k", "kind": "report", "channel": channel, "received_at": at("2025-09-22"), "receiver": "grid-1"}
    return Complaint(**{**given, "items": ("dumping",), "place": "north", **more})


def clue(**more: Any) -> Clue:
    given = {"id": "s", "channel": "device", "found_on": D(2025, 9, 22), "authority": ASK, "items": ("dumping",)}
    return Clue(**{**given, "place": "north", **more})


def mediation(**more: Any) -> Mediation:
    return Mediation(**{"id": "m", "body": "room", "kind": "wages", **more})


def ways(kind: str, day: dt.date, found: Any) -> list[Turn]:
    return [turn(kind, day, who, facts=FACTS, reference=ref) for who in (ASK, ASKED) for ref in (ASK, ASKED, "c-1")]


def taken(start: Any, *turns: Turn, structure: ek.Structure = WORLD) -> Any:
    for each in turns:
        start = record(start, each, structure)
    return start


@pytest.mark.parametrize(
    ("start", "flow", "name"),
    [
        (complaint(), COMPLAINT_WORKFLOW, "service"),
        (complaint("petition"), COMPLAINT_WORKFLOW, "petition"),
        (clue(), CLUE_WORKFLOW, "clue"),
        (mediation(), MEDIATION_WORKFLOW, "ladder"),
    ],
    ids=["service", "petition", "clue", "ladder"],
)
def test_every_transition_is_reached(start: Any, flow: Any, name: str) -> None:
    layered = start if name != "clue" else clue(layer="samr")
    made = explore(layered, WORLD, ways, waits=(1, 40))
    assert missing([each for each in flow.processes if each.name == name], made) == []


# Complaints

RECEIVED = turn("receive", "2025-09-22", "grid-1")


def test_H12_five_kinds_each_with_an_open311_service() -> None:
    rows = {fact: row.outcome for row in PACK.thresholds_of("open311", D(2025, 9, 22)) for fact in row.facts}
    assert [each.zh for each in COMPLAINT_KIND] == ["咨询", "上报", "服务", "办事", "督办"]
    assert set(rows) == set(COMPLAINT_KIND.by_code)
    urged = taken(complaint(), RECEIVED, turn("urge", "2025-09-23"))
    assert "H6/urged" in {each.rule for each in due(urged, WORLD).open()}
    with pytest.raises(NotPermitted):
        record(complaint(), turn("urge", "2025-09-23"), WORLD)


@pytest.mark.parametrize("who", ["grid-1", "contractor", "north-town"])
@pytest.mark.parametrize("step", ["penalise", "seize", "inspect", "enter_home"])
def test_H11_pre_handling_without_power_is_refused_with_its_article(who: str, step: str) -> None:
    received = taken(complaint(receiver=who), turn("receive", "2025-09-22", who))
    assert record(received, turn("pre_handle", "2025-09-22", who), WORLD)
    with pytest.raises(NotPermitted) as caught:
        record(received, turn("pre_handle", "2025-09-22", who, facts=[step]), WORLD)
    assert [each.article for each in caught.value.findings] == ["APL21:17; AEL:17"]


def test_H11_a_body_with_the_power_may() -> None:
    received = taken(complaint(receiver=ASK), turn("receive", "2025-09-22", ASK))
    assert record(received, turn("pre_handle", "2025-09-22", ASK, facts=["penalise", "inspect"]), WORLD)


def test_J11_in_shanghai_city_management_two_clocks_run_from_the_report() -> None:
    there = taken(complaint(layer="shanghai_city_management"), RECEIVED)
    rules = {each.rule: each.deadline.due for each in due(there, WORLD).open()}
    assert rules["J-11/transfer"] == D(2025, 9, 25)
    assert rules["J-11/reply"] == D(2025, 9, 28)  # a Sunday that was worked
    assert "J-11/reply" not in {each.rule for each in due(taken(complaint(), RECEIVED), WORLD)}


def test_H6_the_service_clock_stops_with_the_reply_and_runs_again_when_nobody_is_satisfied() -> None:
    there = taken(
        complaint(), RECEIVED, turn("route", "2025-09-22", "grid-1", reference=ASK), turn("accept", "2025-09-22", ASK),
        turn("handle", "2025-09-23", ASK), turn("reply", "2025-09-23", ASK),
    )  # fmt: skip
    assert due(there, WORLD).open() == ()
    again = record(there, turn("rate_dissatisfied", "2025-09-24"), WORLD)
    assert [each.rule for each in due(again, WORLD).open()] == ["H6/handle"]
    assert unanswered(WORLD, [again], on=D(2025, 12, 1))[0].code == "EK610"


def test_a_body_that_sent_it_back_does_not_get_it_again() -> None:
    back = taken(
        complaint(), RECEIVED, turn("route", "2025-09-22", reference=ASK),
        turn("decline", "2025-09-22", ASK, facts=["reason_in_writing"]),
    )  # fmt: skip
    with pytest.raises(NotPermitted, match="not routed again"):
        record(back, turn("route", "2025-09-23", reference=ASK), WORLD)
    assert record(back, turn("route", "2025-09-23", reference=ASKED), WORLD)
    with pytest.raises(NotPermitted, match="reasons"):
        record(
            taken(complaint(), RECEIVED, turn("route", "2025-09-22", reference=ASK)),
            turn("decline", "2025-09-22", ASK),
            WORLD,
        )


def test_only_the_body_it_was_routed_to_takes_it_on() -> None:
    routed = taken(complaint(), RECEIVED, turn("route", "2025-09-22", reference=ASK))
    assert judge(routed, turn("accept", "2025-09-22", ASKED), WORLD) != ()
    assert judge(routed, turn("accept", "2025-09-22", ASK), WORLD) == ()


def test_N15_what_nobody_owns_has_a_gap_report_and_a_lead_body() -> None:
    nobody = ek.Item(id="drones", names={"zh": "无人机"}, field="new", actions=("penalise",))
    there = world(nobody)
    found = owner_of(complaint("window", items=("drones", "dumping")), there, on=D(2025, 9, 22))
    assert [each.code for each in found.findings] == ["EK673"]
    assert found.targets["drones"].to == OVER
    assert found.targets["dumping"].because == "competent"
    assert OVER in found.bodies
    unowned = taken(complaint("window"), RECEIVED, turn("find_unowned", "2025-09-22"))
    assert (
        standing(record(unowned, turn("assign", "2025-09-23", OVER, reference=ASK), WORLD), PACK).main.state
        == "accepted"
    )
    with pytest.raises(InvalidArgument, match="EK670"):
        owner_of(complaint(items=()), WORLD, on=D(2025, 9, 22))


# Petitions


def test_K15_a_petition_has_the_clocks_of_the_regulation() -> None:
    there = taken(complaint("petition"), RECEIVED)
    assert [(each.rule, each.deadline.due) for each in due(there, WORLD).open()] == [("K-15/inform", D(2025, 10, 7))]
    accepted = taken(
        complaint("petition", received_at=at("2025-03-10")), turn("receive", "2025-03-10"), turn("accept", "2025-03-10")
    )
    (finish,) = due(accepted, WORLD).open()
    assert finish.deadline.due == D(2025, 5, 9)
    longer = record(accepted, turn("extend", "2025-04-10", facts=["reason_in_writing"]), WORLD)
    assert due(longer, WORLD).open()[0].deadline.due == D(2025, 6, 8)


def test_K15_what_belongs_to_the_penalty_procedure_is_led_into_it() -> None:
    accepted = taken(complaint("petition"), RECEIVED, turn("accept", "2025-09-23"))
    with pytest.raises(NotPermitted, match="the case it goes on as"):
        record(accepted, turn("lead_into", "2025-09-24"), WORLD)
    led = record(accepted, turn("lead_into", "2025-09-24", reference="c-1"), WORLD)
    assert standing(led, PACK).main.label.final


def test_K15_after_the_re_review_it_is_final() -> None:
    steps = ["accept", "reply", "ask_review", "review", "ask_rereview", "rereview"]
    there = taken(complaint("petition"), RECEIVED, *(turn(kind, D(2025, 9, 23 + n)) for n, kind in enumerate(steps)))
    assert standing(there, PACK).main.state == "final"
    assert permitted(there, WORLD, on=D(2025, 10, 1)) == ()
    late = taken(complaint("petition"), RECEIVED, turn("accept", "2025-09-23"), turn("reply", "2025-09-24"))
    assert judge(late, turn("become_final", "2025-09-30"), WORLD) != ()
    assert judge(late, turn("become_final", "2025-12-01"), WORLD) == ()


# Conversion


@pytest.mark.parametrize("channel", list(INTAKE_CHANNEL.by_code))
def test_F11_N17_a_case_keeps_its_source(channel: str) -> None:
    origins = PACK.vocabulary.lists["case_origin"]
    paper = Evidence(id="e1", kind="electronic_data", facts=("off_site",))
    sign = clue(channel=channel, evidence=(paper,))
    found = to_case(sign, WORLD, id="c-1", on=D(2025, 9, 23))
    assert (found.clue, found.authority, found.evidence) == ("s", ASK, (paper,))
    assert found.origin in origins
    assert {"device": "monitoring", "transfer": "transfer", "hotline": "complaint"}.get(
        channel, found.origin
    ) == found.origin
    from_complaint = to_case(complaint(channel), WORLD, id="c-2", on=D(2025, 9, 23), authority=ASK)
    assert (from_complaint.clue, from_complaint.authority) == ("k", ASK)


def test_a_request_becomes_a_case_of_the_body_that_was_asked() -> None:
    handed = request("transfer", items=("dumping",), place="north")
    made = to_case(handed, WORLD, id="c-3", on=D(2025, 9, 23))
    assert (made.authority, made.origin, made.clue) == (handed.asked[0], "transfer", handed.id)


def test_a_complaint_becomes_a_clue_and_the_clue_a_case() -> None:
    sign = to_clue(complaint(), id="s", authority=ASK)
    assert (sign.record, sign.channel) == ("k", "hotline")
    checked = taken(sign, turn("receive", "2025-09-22", ASK), turn("check", "2025-09-24", ASK))
    made = to_case(checked, WORLD, id="c-1", on=D(2025, 9, 25))
    done = record(checked, turn("file", "2025-09-25", ASK, reference=made.id), WORLD)
    assert standing(done, PACK).main.state == "filed"
    with pytest.raises(InvalidArgument, match="EK670"):
        to_clue(complaint(items=()), id="s")
    with pytest.raises(InvalidArgument, match="EK670"):
        to_case(complaint(place=None), WORLD, id="c", on=D(2025, 9, 25))


def test_F11_conversion_rates_have_a_numerator_and_a_denominator() -> None:
    made = [to_case(clue(id=f"s{n}", channel="petition"), WORLD, id=f"c{n}", on=D(2025, 9, 23)) for n in range(87)]
    assert sum(each.origin == "complaint" and each.clue is not None for each in made) == 87


def test_H5_a_complaint_keeps_its_number_there_and_back() -> None:
    said = {
        "service_request_id": "638344", "service_code": "006", "description": "噪声", "long": 121.2, "lat": 29.6,
        "requested_datetime": "2025-09-22T09:00:00+08:00", "status": "open", "address_id": "330213100",
    }  # fmt: skip
    found = from_open311(said, id="k-9", receiver="north-town")
    assert found.number == "638344"
    assert open311(found) == said
    with pytest.raises(InvalidArgument, match="EK672"):
        from_open311({**said, "service_code": ""}, id="k", receiver="a")
    with pytest.raises(InvalidArgument, match="EK672"):
        from_open311({**said, "requested_datetime": "yesterday"}, id="k", receiver="a")
    assert open311(complaint())["service_request_id"] == "k"


@pytest.mark.parametrize("channel", ["grid", "device", "hotline", "app"])
def test_Y12_four_external_sources_go_round(channel: str) -> None:
    from enforcekit.wire.convert import dump
    from enforcekit.wire.validate import load_document

    given = complaint(channel, number="2025-0001", extensions={"device": {"id": "cam-7", "hash": "ab"}})
    assert load_document({**dump(given), "type": "complaint", "schema_version": "1.0"}) == given


# The ladder


def walk(seed: int) -> list[Mediation]:
    """A random history in which each step is one that is open."""
    random, here = Random(seed), mediation()
    found = [here]
    day = D(2025, 3, 3)
    for _ in range(12):
        day += dt.timedelta(days=1)
        steps = [each.event for each in permitted(here, WORLD, on=day) if each.open]
        if not steps:
            break
        random.shuffle(steps)
        event = turn(steps[0], day, "room", facts=FACTS, reference="c-1")
        assert judge(here, event, WORLD) == ()
        here = record(here, event, WORLD)
        found.append(here)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_H9_random_histories_never_skip_a_rung_and_never_go_back(seed: int) -> None:
    highest = 0
    for each in walk(seed):
        state = standing(each, PACK).main.state
        rung = RUNGS.get(state)
        if rung is None:
            continue
        kinds = [event.kind for event in each.events]
        assert rung >= highest, kinds
        assert rung - highest <= 1, kinds
        highest = max(highest, rung)


def test_H9_a_rung_is_left_out_only_by_right() -> None:
    with pytest.raises(NotPermitted) as caught:
        record(mediation(), turn("refuse_mediation", "2025-03-03"), WORLD)
    assert [each.article for each in caught.value.findings] == ["PM10:17"]
    out = taken(mediation(), turn("refuse_mediation", "2025-03-03", facts=["party_refuses"]))
    assert {each.event for each in permitted(out, WORLD, on=D(2025, 3, 4))} == {"ask_aid", "waive_aid", "file_beside"}
    for kind in ("enforce", "refer_crime", "begin_mediation"):
        assert judge(out, turn(kind, "2025-03-04", reference="c-1"), WORLD) != ()
        assert judge(mediation(), turn(kind, "2025-03-04", reference="c-1"), WORLD) != () or kind == "begin_mediation"


def test_K13_aid_and_confirmation_have_clocks() -> None:
    out = taken(
        mediation(), turn("refuse_mediation", "2025-03-03", facts=["party_refuses"]), turn("ask_aid", "2025-03-04")
    )
    assert [(each.rule, each.deadline.due) for each in due(out, WORLD).open()] == [("K-13/aid", D(2025, 3, 11))]
    agreed = taken(
        mediation(), turn("begin_mediation", "2025-03-03"), turn("agree", "2025-03-04", facts=["agreed_freely"])
    )
    assert [each.rule for each in due(agreed, WORLD).open()] == ["K-13/confirm"]


def test_K13_no_mediation_pauses_limitation_or_the_duty_to_file() -> None:
    act = Act(ended=D(2023, 6, 1))
    going = taken(mediation(), turn("begin_mediation", "2025-05-30"))
    assert not still_running(act, going, WORLD, on=D(2025, 6, 1)).barred
    assert still_running(act, going, WORLD, on=D(2025, 6, 2)).barred
    beside = record(going, turn("file_beside", "2025-05-31", ASK, reference="c-1"), WORLD)
    assert standing(beside, PACK).main.state == "mediating"
    assert not any(t.pauses for p in MEDIATION_WORKFLOW.processes for t in p.transitions)


def test_F17_only_a_confirmed_agreement_is_enforceable() -> None:
    agreed = taken(
        mediation(), turn("begin_mediation", "2025-03-03"), turn("agree", "2025-03-04", facts=["agreed_freely"])
    )
    effect = effect_of(agreed, WORLD, on=D(2025, 3, 5))
    assert effect is not None
    assert effect.outcome == "binding"
    with pytest.raises(NotPermitted, match="applied for"):
        record(agreed, turn("confirm", "2025-03-10"), WORLD)
    with pytest.raises(NotPermitted, match="applied together"):
        record(agreed, turn("apply_confirmation", "2025-03-10"), WORLD)
    late = turn("apply_confirmation", "2025-04-10", facts=["applied_together"])
    assert [each.article for each in judge(agreed, late, WORLD)] == ["PM10:33"]
    applied = record(agreed, turn("apply_confirmation", "2025-04-03", facts=["applied_together"]), WORLD)
    confirmed = record(applied, turn("confirm", "2025-04-20"), WORLD)
    effect = effect_of(confirmed, WORLD, on=D(2025, 4, 21))
    assert effect is not None
    assert (effect.outcome, effect.article) == ("enforceable", "PM10:33")
    assert effect_of(mediation(), WORLD, on=D(2025, 3, 5)) is None


def test_H10_amounts_and_persons_add_up_and_a_mediator_enforces_nothing() -> None:
    given = [mediation(id=f"m{n}", people=n + 1, amount=Money(amount=100 * n)) for n in range(5)]
    given.append(taken(mediation(id="m9"), turn("begin_mediation", "2025-03-03"), turn("settle", "2025-03-04")))
    found = totals(given, WORLD)
    assert (found.count, found.people, found.amount, found.settled) == (6, 16, 1000, 1)
    assert found.rate == Fraction(1, 6)
    assert totals([], WORLD).rate is None
    started = taken(mediation(), turn("begin_mediation", "2025-03-03", "room"))
    assert judge(started, turn("enforce", "2025-03-04", "room", reference="c-1"), WORLD) != ()
    room = taken(complaint(receiver="room"), turn("receive", "2025-09-22", "room"))
    assert judge(room, turn("pre_handle", "2025-09-22", "room", facts=["penalise"]), WORLD) != ()


def test_F1_shares_of_the_levels_add_up_and_are_set_beside_the_target() -> None:
    given = [
        mediation(id=f"m{n}", level="county" if n < 12 else "township" if n < 40 else "village") for n in range(100)
    ]
    shares = level_shares(given, WORLD, on=D(2025, 1, 1))
    assert sum(each.share for each in shares) == 1
    assert {each.level: each.target for each in shares} == {"county": 10, "township": 30, "village": 60}
    assert all(each.low < float(each.share) < each.high for each in shares)
    assert all(each.row is not None and each.row.status == "local" for each in shares)
    assert [(each.low, each.high) for each in shares] == [
        (bounds.low, bounds.high) for bounds in (wilson(each.count, each.of) for each in shares)
    ]
    (only, *none) = sorted(level_shares(given[:5], WORLD, on=D(2025, 1, 1)), key=lambda each: -each.count)
    assert (only.high, {each.low for each in none}) == (1.0, {0.0})
    assert level_shares([mediation()], WORLD, on=D(2025, 1, 1)) == ()


def test_Z10_a_funnel_does_not_grow() -> None:
    found = funnel({"accepted": 58, "settled": 30}, scope="one centre")
    assert f"{float(found.rate('settled', 'accepted')):.1%}" == "51.7%"
    with pytest.raises(InvalidArgument, match="EK671"):
        funnel({"a": 30, "b": 58}, scope="one centre")
    assert funnel({"a": 0, "b": 0}, scope="one centre").rate("b", "a") is None
    with pytest.raises(UnknownReference, match="'closed'; nearest: accepted, settled"):
        found.rate("closed", "accepted")


def test_F16_the_published_rate_is_rounded() -> None:
    settled = turn("settle", "2025-03-04")
    given = [
        taken(mediation(id=f"m{n}", kind="administrative"), turn("begin_mediation", "2025-03-03"), settled)
        if n < 45
        else mediation(id=f"m{n}", kind="administrative")
        for n in range(56)
    ]
    rate = totals(given, WORLD).rate
    assert rate == Fraction(45, 56)
    assert f"{float(rate or 0):.1%}" == "80.4%"


def test_F2_service_nodes_are_counted_by_kind_and_hold_no_power() -> None:
    nodes = [
        ek.Authority(id=f"court-{n}", names={"en": "n"}, kind="service_station", level="township", places=("north",))
        for n in range(4)
    ]
    nodes += [
        ek.Authority(id=f"studio-{n}", names={"en": "n"}, kind="mediation_body", level="village", places=("north",))
        for n in range(3)
    ]
    there = world(*nodes)
    kinds = [each.kind for each in there.all(ek.Authority)]
    assert (kinds.count("service_station"), kinds.count("mediation_body")) == (4, 4)
    for each in nodes:
        assert not any(ek.what_may(there, each.id, on=D(2025, 9, 22)))


def test_N14_the_path_of_a_clue_reaches_the_justice_bureau() -> None:
    station = ek.Authority(id="station", names={"en": "s"}, kind="service_station", level="township", places=("north",))
    there = world(station)
    sign = clue(channel="procuratorate", authority="station")
    received = record(sign, turn("receive", "2025-09-22", "station"), there)
    on = record(received, turn("hand_on", "2025-09-23", "station", reference="justice"), there)
    assert on.events[-1].reference == "justice"
    with pytest.raises(NotPermitted, match="the receiving body is named"):
        record(received, turn("hand_on", "2025-09-23", "station", reference="nowhere"), there)


def test_Y7_the_first_receiver_is_kept_whoever_takes_it_on() -> None:
    there = taken(
        complaint(), RECEIVED, turn("route", "2025-09-22", "grid-1", reference=ASK), turn("accept", "2025-09-22", ASK)
    )
    assert there.receiver == "grid-1"
    with pytest.raises(ek.InvalidRecord, match="receiver"):
        complaint(receiver=None)
