"""Notices and their ladder, case review, sampling bounds, outlying fines, duty lists, posts, with planted faults."""

from __future__ import annotations

import datetime as dt
import json
import time
from fractions import Fraction
from itertools import permutations
from math import comb
from pathlib import Path
from random import Random
from typing import Any

import pytest
from betweenworld import ASK, ASKED, FACTS, at, officer, request, turn, world
from click.testing import CliRunner
from test_requests import explore, missing
from worlds import body, span

import enforcekit as ek
from enforcekit.cli import cli
from enforcekit.coordination.duties import check_duties, decisions_of, duty_score, with_duty_lists
from enforcekit.coordination.outliers import fines_of, outliers
from enforcekit.coordination.presence import idle, presence
from enforcekit.coordination.requests import unanswered
from enforcekit.coordination.review import (
    assign_reviews,
    own_body,
    review_score,
    sample_bound,
    sample_files,
    sample_size,
)
from enforcekit.coordination.supervision import check_ladder, ladder, liaison_coverage, next_notice, triggered
from enforcekit.errors import InvalidArgument, NotPermitted, UnknownReference
from enforcekit.model import CaseReview, DutyEntry, DutyList, Posting, ReviewPoint, SupervisionNotice, Turn
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.supervision import NOTICE_WORKFLOW
from enforcekit.procedure import due, judge, record, standing

WORLD = world()
D = dt.date


def notice(kind: str = "risk_slip", **more: Any) -> SupervisionNotice:
    given = {"id": "n", "kind": kind, "issuer": "justice", "recipient": ASK, "issue": "low_activation"}
    return SupervisionNotice(**{**given, "issued_on": D(2026, 3, 2), **more})


def ways(kind: str, day: dt.date, found: Any) -> list[Turn]:
    return [turn(kind, day, who, facts=FACTS) for who in ("justice", ASK)]


ISSUE = turn("issue", "2026-03-02", "justice", facts=["facts_and_basis"])


# Notices


def test_every_transition_of_a_notice_is_reached() -> None:
    assert missing(NOTICE_WORKFLOW.processes, explore(notice(), WORLD, ways)) == []


def test_a_notice_states_facts_and_basis_and_has_a_clock() -> None:
    with pytest.raises(NotPermitted, match="facts, basis"):
        record(notice(), turn("issue", "2026-03-02", "justice"), WORLD)
    issued = record(notice(), ISSUE, WORLD)
    (clock,) = due(issued, WORLD).open()
    assert (clock.rule, clock.deadline.status) == ("K-11/reply", "unconfirmed")
    (late,) = unanswered(WORLD, [issued], on=D(2026, 5, 1))
    assert ASK in late.message["en"]


@pytest.mark.parametrize(
    ("issuer", "day", "good"),
    [
        ("justice", "2026-03-02", True),
        (ASKED, "2026-03-02", False),
        (ASKED, "2025-03-03", True),
        ("far-bureau", "2025-03-03", False),
    ],
)
def test_K12_from_2026_02_01_the_justice_organs_supervise(issuer: str, day: str, good: bool) -> None:
    found = judge(notice(issuer=issuer), turn("issue", day, issuer, facts=["facts_and_basis"]), WORLD)
    assert (found == ()) is good, found
    assert all(each.article == ("ELS:6" if day >= "2026-02-01" else "DOCTRINE") for each in found)


def test_F3_a_low_activation_rate_calls_for_a_risk_slip_and_a_good_one_for_nothing() -> None:
    (found,) = triggered(ASK, {"low_activation": Fraction(29)}, WORLD, on=D(2026, 3, 2))
    assert (found.notice, found.status) == ("risk_slip", "unconfirmed")
    assert "［未核对原文］" in found.finding.message["zh"]
    assert triggered(ASK, {"low_activation": 30}, WORLD, on=D(2026, 3, 2)) == ()
    assert [each.notice for each in triggered(ASK, {"no_review": 1, "late_decision": 0}, WORLD, on=D(2026, 3, 2))] == [
        "order_slip"
    ]
    with pytest.raises(UnknownReference):
        triggered(ASK, {"weather": 1}, WORLD, on=D(2026, 3, 2))


def test_Z9_a_repeated_issue_climbs_one_rung_and_another_begins_below() -> None:
    rungs = [next(iter(row.facts)) for row in ladder(PACK, D(2026, 3, 2))]
    sent: list[SupervisionNotice] = []
    for number, expected in enumerate([*rungs, rungs[-1]]):
        found = next_notice(WORLD, ASK, "late_decision", on=D(2026, 3, 2 + number), notices=sent)
        assert found.kind == expected
        assert found.follows == (sent[-1].id if sent else None)
        sent.append(notice(found.kind, id=f"n{number}", issue="late_decision", issued_on=D(2026, 3, 2 + number)))
    assert next_notice(WORLD, ASK, "no_review", on=D(2026, 4, 1), notices=sent).kind == rungs[0]
    assert next_notice(WORLD, ASKED, "late_decision", on=D(2026, 4, 1), notices=sent).kind == rungs[0]
    assert next_notice(WORLD, ASK, "no_review", on=D(2026, 4, 1), notices=sent, first="order_slip").kind == "order_slip"
    with pytest.raises(UnknownReference, match="rung of the ladder"):
        next_notice(WORLD, ASK, "no_review", on=D(2026, 4, 1), notices=sent, first="shout")
    assert check_ladder(WORLD, sent[:-1]) == ()
    skipped = [sent[0], sent[3]]
    assert [each.code for each in check_ladder(WORLD, skipped)] == ["EK621"]


def test_a_thousand_notices_about_one_issue_are_looked_through_in_a_moment() -> None:
    top = next(iter(ladder(PACK, D(2026, 3, 2))[-1].facts))
    days = [D(2023, 3, 2) + dt.timedelta(days=number) for number in range(1000)]
    sent = [notice(top, id=f"n{number}", issue="late_decision", issued_on=day) for number, day in enumerate(days)]
    before = time.perf_counter()
    assert check_ladder(WORLD, sent) == ()
    assert time.perf_counter() - before < 0.5, "one by one against all before it took a second"


def test_an_issue_nobody_knows_is_refused_with_the_nearest_and_one_that_a_notice_names_is_known() -> None:
    with pytest.raises(UnknownReference, match="issue of supervision is called 'late_decisoin'; nearest: late_dec"):
        next_notice(WORLD, ASK, "late_decisoin", on=D(2026, 3, 2))
    sent = [notice("reminder", issue="night_noise", issued_on=D(2026, 3, 1))]
    assert next_notice(WORLD, ASK, "night_noise", on=D(2026, 3, 2), notices=sent).follows == sent[0].id
    assert next_notice(WORLD, ASKED, "night_noise", on=D(2026, 3, 2), notices=sent).rung == 1


def test_Z9_F3_instruments_are_counted_by_kind() -> None:
    given = [*(notice("bulletin", id=f"b{n}") for n in range(2)), *(notice("reminder", id=f"r{n}") for n in range(9))]
    structure = world(*given)
    kinds = [each.kind for each in structure.all(SupervisionNotice)]
    assert (kinds.count("bulletin"), kinds.count("reminder")) == (2, 9)


def test_Z12_N14_liaison_coverage_names_who_is_left_out() -> None:
    nodes = [body(f"station-{n}", "service_station", "township", place) for n, place in enumerate(("north", "county"))]
    found = liaison_coverage(world(*nodes), "service_station", ["north", "county", "other-county"], on=D(2026, 1, 1))
    assert found.to_dict() == {"kind": "service_station", "served": 2, "of": 3}
    assert [each.witness for each in found.findings] == [("other-county",)]


# Case review


def case(key: str, authority: str = ASK, **more: Any) -> ek.Case:
    return ek.Case(id=key, authority=authority, items=("dumping",), place="county", **more)


def review(**more: Any) -> CaseReview:
    return CaseReview(**{"id": "v", "case": "c", "reviewed_on": D(2025, 11, 20), "reviewers": ("v0",), **more})


def test_K20_content_and_form_are_scored_apart_80_to_20() -> None:
    there = world(case("c"))
    points = [ReviewPoint(criterion="facts", lost=5), ReviewPoint(criterion="filing", lost=25)]
    found = review_score(review(points=points), there)
    assert (found.content, found.form, found.total, found.verdict) == (75, 0, 75, "pass")
    assert found.status == "unconfirmed"
    assert review_score(review(), there).verdict == "excellent"
    assert "P:REVIEW" in found.to_dict()["articles"]
    assert "评查" in found.explain("zh") or "分" in found.explain("zh")
    with pytest.raises(UnknownReference):
        review_score(review(points=[ReviewPoint(criterion="taste", lost=1)]), there)


@pytest.mark.parametrize("ground", ["wrong_body", "wrong_officer", "wrong_evidence", "wrong_law", "wrong_procedure"])
def test_Z8_any_veto_ground_gives_nothing_and_fails(ground: str) -> None:
    found = review_score(review(vetoes=[ground]), world(case("c")))
    assert (found.total, found.verdict) == (0, "fail")
    assert any(row.topic == "review_veto" for row in found.rows)


def test_Z8_nobody_scores_the_file_of_the_own_body() -> None:
    there = world(case("c"), officer("lent", ASKED, postings=(Posting(authority=ASK, period=span("2025-01-01")),)))
    assert own_body(review(), there) == ()
    for who in ("w0", "lent"):
        assert [each.code for each in own_body(review(reviewers=[who]), there)] == ["EK630"]
        assert review_score(review(reviewers=[who]), there).findings


def test_F15_assignment_avoids_the_own_body_and_balances_the_load() -> None:
    cases = [case(f"c{n}", ASK if n % 2 else ASKED) for n in range(20)]
    there = world(*cases)
    pool = ["w0", "w1", "v0", "v1", "j1"]
    found = assign_reviews(there, [each.id for each in cases], pool, on=D(2025, 11, 20), key="2025")
    homes = {"w": ASK, "v": ASKED, "j": "justice"}
    assert all(homes[who[0]] != there[key].authority for key, (who,) in found.items())  # type: ignore[attr-defined]
    load = [sum(who in each for each in found.values()) for who in pool]
    assert max(load) - min(load) <= 2
    again = assign_reviews(there, [each.id for each in reversed(cases)], pool[::-1], on=D(2025, 11, 20), key="2025")
    assert again == found
    two = assign_reviews(there, ["c0"], pool, on=D(2025, 11, 20), each=2)
    assert len(set(two["c0"])) == 2
    with pytest.raises(InvalidArgument, match="EK631"):
        assign_reviews(there, ["c1"], ["w0"], on=D(2025, 11, 20))


def test_nobody_reviews_a_file_twice_however_often_he_is_named() -> None:
    there = world(case("c0", ASKED))
    with pytest.raises(InvalidArgument, match="EK631"):
        assign_reviews(there, ["c0"], ["w0", "w0"], on=D(2025, 11, 20), each=2)
    twice = assign_reviews(there, ["c0", "c0"], ["w0", "w1", "w0"], on=D(2025, 11, 20), each=2)
    assert twice == {"c0": ("w0", "w1")}
    for wrong in (0, -1, True, 1.0):
        with pytest.raises(InvalidArgument, match=r"each is .* give a whole number of at least 1"):
            assign_reviews(there, ["c0"], ["w0"], on=D(2025, 11, 20), each=wrong)  # type: ignore[arg-type]


# Sampling


def chance(population: int, bad: int, sample: int, failed: int) -> Fraction:
    if failed > bad or sample - failed > population - bad:
        return Fraction(0)
    return Fraction(comb(bad, failed) * comb(population - bad, sample - failed), comb(population, sample))


@pytest.mark.parametrize(("population", "sample"), [(12, 5), (20, 8), (15, 15), (9, 0)])
def test_F14_the_interval_holds_whatever_the_truth_is(population: int, sample: int) -> None:
    for bad in range(population + 1):
        held = sum(
            chance(population, bad, sample, failed)
            for failed in range(min(bad, sample) + 1)
            if sample - failed <= population - bad
            and (found := sample_bound(population, sample, failed)).low <= bad <= found.high
        )
        assert held >= Fraction(95, 100), (bad, float(held))


def test_F14_the_bound_against_a_bare_count() -> None:
    for population, sample, failed in ((30, 10, 0), (30, 10, 3), (50, 20, 20), (40, 1, 1)):
        tail = Fraction(25, 1000)
        inside = [
            bad
            for bad in range(failed, population - sample + failed + 1)
            if sum(chance(population, bad, sample, each) for each in range(failed + 1)) > tail
            and sum(chance(population, bad, sample, each) for each in range(failed, sample + 1)) > tail
        ]
        found = sample_bound(population, sample, failed)
        assert (found.low, found.high) == (inside[0], inside[-1])
    assert "120/1237" in sample_bound(1237, 120, 0).text("zh")
    for wrong in ((10, 11, 0), (10, 5, 6), (10, 5, -1)):
        with pytest.raises(InvalidArgument, match="EK632"):
            sample_bound(*wrong)
    assert sample_bound(1237, 120, 3).share == Fraction(1, 40)
    assert sample_bound(1237, 0, 0).share is None, "nothing was looked at"
    for few, share, sure in ((0, 0, 0.95), (9, 1, 0.95), (9, -1, 0.95), (9, 0, 1), (9, 0, 0)):
        with pytest.raises(InvalidArgument, match="EK632"):
            sample_size(few, at_most=Fraction(share), confidence=Fraction(sure))


def test_a_province_is_sampled_in_a_second() -> None:
    """Each count worked out from the one before; each anew took minutes."""
    started = time.process_time()
    found = sample_bound(100_000, 5_000, 200)
    assert (found.low, found.high) == (3487, 4566)
    assert sample_size(10_000_000, at_most=Fraction(1, 50)) == 149
    assert sample_size(10_000_000, at_most=Fraction(0)) == 9_500_000
    assert time.process_time() - started < 5


def test_the_smallest_sample_is_the_smallest() -> None:
    for population, share in ((1237, Fraction(1, 50)), (40, Fraction(1, 10)), (5, Fraction(0))):
        size = sample_size(population, at_most=share)
        bad = int(share * population) + 1
        assert chance(population, bad, size, 0) <= Fraction(5, 100)
        assert size == 1 or chance(population, bad, size - 1, 0) > Fraction(5, 100)


def test_a_sample_hangs_on_its_key_and_on_nothing_else() -> None:
    files = [f"c{n}" for n in range(50)]
    one = sample_files(files, 10, key="a")
    assert one == sample_files(reversed(files), 10, key="a")
    assert one != sample_files(files, 10, key="b")
    counts = [sum("c7" in sample_files(files, 10, key=str(n)) for n in range(400))]
    assert 50 < counts[0] < 110
    with pytest.raises(InvalidArgument):
        sample_files(files, 51, key="a")


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (lambda: sample_files("c1", 1, key="a"), "files is 'c1'"),
        (lambda: sample_files(["c1"], 1.0, key="a"), "size is 1.0"),
        (lambda: sample_bound(100.0, 10, 1), "population is 100.0"),
        (lambda: sample_bound(100, 10, "1"), "failed is '1'"),
        (lambda: sample_bound(100, 10, 1, confidence="95 %"), "confidence is '95 %'"),
        (lambda: sample_size("100", at_most=Fraction(1, 50)), "population is '100'"),
        (lambda: outliers({"x": {"a": [1, 2], "b": [3]}}, level=Fraction(0)), "level is .* a level above 0"),
        (lambda: outliers({"x": {"a": [1.5], "b": [3]}}), r"fines\[x\]\[a\]\[0\] is 1.5"),
        (lambda: duty_score(duties(duty("a")), ASKED, {"a": "90"}), "the result of a is '90'"),
        (lambda: presence(WORLD, {ASK: "5"}, on=D(2025, 3, 1)), r"posts\[.*\] is '5'"),
        (lambda: triggered(ASK, {"no_review": "1"}, WORLD, on=D(2026, 3, 2)), r"measures\[no_review\] is '1'"),
        (lambda: liaison_coverage(WORLD, "service_station", "north", on=D(2026, 1, 1)), "places is 'north'"),
        (lambda: idle(WORLD, first=D(2025, 3, 2), last=D(2025, 3, 1)), "last is .* on or after the first"),
    ],
)
def test_a_number_a_list_or_a_span_that_is_none_is_refused_by_name(ask: Any, name: str) -> None:
    with pytest.raises(InvalidArgument, match=name):
        ask()


# Fines


def test_Z11_a_planted_outlier_is_found_and_others_are_not() -> None:
    random = Random(7)
    fines = {
        name: {body: [random.randint(90, 110) * 1000 for _ in range(12)] for body in "abcd"} for name in ("x", "y")
    }
    fines["x"]["b"] = [value * 4 for value in fines["x"]["b"]]
    found = outliers(fines, key="2025", trials=999)
    hits = [(each.authority, each.item) for each in found if each.adjusted <= found.level]
    assert ("b", "x") in hits
    assert not any(item == "y" for _, item in hits)
    assert found.to_dict() == outliers({"y": fines["y"], "x": fines["x"]}, key="2025", trials=999).to_dict()
    assert {each.code for each in found.findings} == {"EK650"}


def test_on_a_tiny_set_all_orders_are_counted() -> None:
    groups = {"a": [9, 9], "b": [1, 2, 3]}
    (one, _) = outliers({"x": groups})
    pool = groups["a"] + groups["b"]
    far = abs(Fraction(18, 2) - Fraction(6, 3))
    orders = list(permutations(pool))
    hits = sum(abs(Fraction(sum(o[:2]), 2) - Fraction(sum(o[2:]), 3)) >= far for o in orders)
    assert one.exact
    assert one.p == Fraction(hits, len(orders))
    equal = outliers({"x": {"a": [5, 5], "b": [5, 5]}})
    assert {each.p for each in equal} == {Fraction(1)}
    assert outliers({"x": {"a": [5, 5]}}).comparisons == ()
    with pytest.raises(InvalidArgument, match="EK651"):
        outliers({"x": groups}, trials=10)
    many = {f"i{n}": {body: list(range(12)) for body in "ab"} for n in range(10)}
    with pytest.raises(InvalidArgument, match="at least 400"):
        outliers(many, trials=399)


def test_without_a_difference_few_are_found() -> None:
    """The level holds: of 60 worlds without a difference at most a few have any finding."""
    wrong = 0
    for seed in range(60):
        random = Random(seed)
        fines = {"x": {body: [random.randint(1, 1000) for _ in range(5)] for body in "abc"}}
        wrong += bool(outliers(fines, trials=199, key=str(seed)).findings)
    assert wrong <= 8


def test_fines_are_read_from_decisions_that_stand() -> None:
    assert fines_of([case("c")], WORLD) == {}
    ningbo = ek.example("ningbo")
    assert isinstance(fines_of(ningbo.all(ek.Case), ningbo), dict)


# Duty lists


def duty(key: str = "d1", authority: str = ASKED, **more: Any) -> DutyEntry:
    return DutyEntry(**{"id": key, "authority": authority, "items": ("dumping",), **more})


def duties(*entries: DutyEntry, **more: Any) -> DutyList:
    given = {"id": "l", "kind": "boundary", "decided_by": "county-gov", "period": span("2025-07-01")}
    return DutyList(**{**given, "duties": entries or (duty(),), **more})


def who(structure: ek.Structure, on: dt.date) -> set[str]:
    return {
        each.authority for each in ek.who_may(structure, "penalise", item="dumping", place="county", on=on).competences
    }


def test_Z6_a_boundary_list_changes_who_may_act_from_its_first_day() -> None:
    there = with_duty_lists(world(duties()))
    assert who(WORLD, D(2025, 7, 1)) == {ASK, ASKED}
    assert who(there, D(2025, 6, 30)) == {ASK, ASKED}
    assert who(there, D(2025, 7, 1)) == {ASKED}
    assert with_duty_lists(there).all(ek.Designation) == there.all(ek.Designation)
    assert with_duty_lists(WORLD, [duties()]).all(DutyList)[0].id == "l"
    assert check_duties(there, on=D(2025, 7, 1), items=["dumping"]) == ()


def test_a_list_gives_nobody_a_power() -> None:
    there = with_duty_lists(world(duties(duty(authority="north-town"))))
    assert "north-town" not in who(there, D(2025, 7, 1))
    assert [each.code for each in check_duties(there, on=D(2025, 7, 1))] == ["EK641"]


def test_other_lists_and_helpers_decide_nothing() -> None:
    assert decisions_of(duties(kind="town"), WORLD) == ()
    assert decisions_of(duties(duty(role="help")), WORLD) == ()


def test_Z3_each_duty_has_one_list_one_lead_and_the_right_kind_of_body() -> None:
    twice = [duties(id="l1", kind="enforcing"), duties(duty("d2", ASK), id="l2", kind="delegating")]
    found = check_duties(WORLD, twice, on=D(2025, 7, 1))
    assert {each.code for each in found} == {"EK640", "EK643"}
    assert check_duties(WORLD, [duties(duty(), duty("d2", ASK, role="help"))], on=D(2025, 7, 1)) == ()
    assert [each.code for each in check_duties(WORLD, [duties()], on=D(2025, 7, 1), items=["dumping", "noise"])] == [
        "EK642"
    ]
    assert check_duties(WORLD, twice, on=D(2025, 6, 1)) == ()


def test_Z3_the_score_is_recomputed_by_hand() -> None:
    listed = duties(
        duty("a", weight=50), duty("b", weight=30), duty("c", weight=20), duty("x", ASK, weight=9), kind="town"
    )
    found = duty_score(listed, ASKED, {"a": 100, "b": Fraction(1, 3) * 100, "c": 0})
    assert found.points == 50 + 10
    assert found.percent == 60
    assert found.to_dict() == {
        "list": listed.id,
        "authority": ASKED,
        "points": 60.0,
        "possible": 100,
        "parts": [
            {"duty": "a", "weight": 50, "percent": 100.0, "points": 50.0},
            {"duty": "b", "weight": 30, "percent": 100 / 3, "points": 10.0},
            {"duty": "c", "weight": 20, "percent": 0.0, "points": 0.0},
        ],
    }
    moved = duty_score(listed, ASKED, {"a": 100, "b": Fraction(1, 3) * 100, "c": 50})
    assert moved.points - found.points == 10
    with pytest.raises(UnknownReference):
        duty_score(listed, ASKED, {"x": 100})
    with pytest.raises(InvalidArgument, match="EK644"):
        duty_score(listed, ASKED, {"a": 101})


# Posts


def test_Z7_posts_are_at_least_filled_and_filled_at_least_present() -> None:
    away = (Posting(authority=ASKED, kind="seconded", period=span("2025-01-01", "2025-07-01")),)
    there = world(officer("w0", ASK, postings=away))
    (mine, other) = presence(there, {ASK: 5, ASKED: 3}, on=D(2025, 3, 1))
    assert (mine.posts, len(mine.filled), len(mine.present)) == (5, 3, 2)
    assert other.guests == ("w0",)
    assert len(other.filled) == 3
    assert [each.code for each in mine.findings] == ["EK661"]
    (back,) = presence(there, {ASK: 5}, on=D(2025, 7, 1))
    assert len(back.present) == 3
    (over,) = presence(there, {ASK: 2}, on=D(2025, 7, 1))
    assert [each.code for each in over.findings] == ["EK660"]


def test_Z1_an_officer_without_an_act_is_named() -> None:
    event = ek.Event(kind="file", at=at("2025-03-10"), by=("w0", "w1"))
    there = world(case("c", events=(event,)))
    found = {each.witness[0] for each in idle(there, first=D(2025, 3, 1), last=D(2025, 3, 31))}
    assert {"w0", "w1"}.isdisjoint(found)
    assert {"w2", "v0"} <= found
    assert "w0" in {each.witness[0] for each in idle(there, first=D(2025, 4, 1), last=D(2025, 4, 30))}


def test_a_notice_ends_corrected_only_through_a_reply() -> None:
    issued = record(notice(), ISSUE, WORLD)
    with pytest.raises(NotPermitted):
        record(issued, turn("verify", "2026-03-03", "justice"), WORLD)
    replied = record(issued, turn("reply", "2026-03-03", ASK), WORLD)
    done = record(replied, turn("verify", "2026-03-04", "justice"), WORLD)
    assert standing(done, PACK).main.state == "corrected"


def test_Z11_a_referral_to_discipline_supervision_is_logged_with_its_cases() -> None:
    (found,) = triggered(ASK, {"for_profit": 1}, WORLD, on=D(2026, 3, 2))
    assert found.notice == "discipline_referral"
    referral = notice("discipline_referral", issue="for_profit", cases=("c",))
    there = world(case("c"), referral)
    assert [each.cases for each in there.all(SupervisionNotice)] == [("c",)]


def test_Z16_every_town_has_a_mentor_body_or_is_named() -> None:
    mentor = body("mentor", "enforcement_team", "county", "north")
    assert liaison_coverage(world(mentor), "enforcement_team", ["north"], on=D(2026, 1, 1)).left_out == ()
    assert liaison_coverage(WORLD, "enforcement_team", ["north"], on=D(2026, 1, 1)).left_out == ("north",)


# Command line


def test_the_command_line_gives_the_same_answers(tmp_path: Path) -> None:
    late = request(id="r-late", events=(turn("ask", "2025-09-22", ASK, facts=["scope_stated"]),))
    there = world(case("c"), review(reviewers=("w0",)), late, notice(id="n-1"), duties())
    folder = tmp_path / "records.ndjson"
    ek.save(there, folder)

    def run(*words: str) -> Any:
        return CliRunner().invoke(cli, ["supervise", *words, "--in", str(folder)], catch_exceptions=False)

    checked = run("check", "--on", "2025-12-01", "--format", "json")
    assert checked.exit_code == 1
    assert {each["code"] for each in json.loads(checked.stdout)} == {"EK610", "EK630"}
    assert "案卷" in run("check", "--on", "2025-12-01", "--lang", "zh").stdout
    steps = run("steps", "r-late", "--on", "2025-12-01", "--format", "json")
    assert "escalate" in {each["event"] for each in json.loads(steps.stdout)["steps"]}
    assert "OVERDUE" in run("steps", "r-late", "--on", "2025-12-01", "--lang", "en").stdout
    assert run("steps", "c", "--on", "2025-12-01").exit_code == 2
    assert json.loads(run("next", ASK, "low_activation", "--on", "2026-09-01", "--format", "json").stdout)["rung"] == 3
    assert "执法督办单" in run("next", ASK, "low_activation", "--on", "2026-09-01", "--lang", "zh").stdout
    # A slip of the pen must not read as "nothing was ever sent to them".
    with pytest.raises(UnknownReference, match="no-such-body"):
        run("next", "no-such-body", "low_activation", "--on", "2026-09-01")
    assert run("files", "--size", "1", "--key", "k").stdout == "c\n"
    assert run("score", "v", "--lang", "en").exit_code == 1
    assert json.loads(run("score", "v", "--format", "json").stdout)["total"] == 100
    assert json.loads(run("fines", "--format", "json").stdout)["comparisons"] == []
    assert run("fines", "--lang", "zh").exit_code == 0
    assert json.loads(run("presence", f"{ASK}=5", "--on", "2025-12-01", "--format", "json").stdout)[0]["present"] == 3
    assert "5 ≥ 3 ≥ 3" in run("presence", f"{ASK}=5", "--on", "2025-12-01", "--lang", "en").stdout
    for form in ("text", "json"):
        crowded = run("presence", f"{ASK}=2", "--on", "2025-12-01", "--format", form)
        assert (crowded.exit_code, "EK660" in crowded.stdout) == (1, True)
    assert run("presence", ASK, "--on", "2025-12-01").exit_code == 2
    sampled = CliRunner().invoke(cli, ["supervise", "sample", "30", "10", "0", "--format", "json"])
    assert json.loads(sampled.stdout)["low"] == 0
