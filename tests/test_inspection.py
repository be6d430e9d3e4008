"""Admission: each rule refuses what it must, and nothing else; what counts and what may be barred are two questions."""

from __future__ import annotations

import ast
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from checks import at, begun, check, joint, listed, officer, world

import enforcekit.inspection
from enforcekit.errors import InvalidArgument, NotPermitted, UnknownReference
from enforcekit.inspection.admission import Admission, may_inspect, start
from enforcekit.inspection.asked import TESTS
from enforcekit.inspection.draw import draw, text_beacon
from enforcekit.model import Inspection, Record
from enforcekit.model.draw import DrawRole, DrawRule, DrawStratum
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.inspection import INSPECTION_CONDITIONS, INSPECTION_LISTS, INSPECTION_THRESHOLDS

COMPLAINT = {"kind": "individual", "ground": "complaint"}
D = dt.date


def asked(given: Inspection, *records: Record, **more: Any) -> Admission:
    return may_inspect(given, world(*records), **more)


def against(found: Admission) -> list[str]:
    return [each.row.rule for each in found.asked if each.refuses]


def flags(found: Admission) -> list[str]:
    return [each.row.rule for each in found.asked if each.row.advice and not each.said]


def test_a_check_that_meets_every_rule_is_admitted_and_says_each_rule_it_met() -> None:
    found = asked(check())
    assert (found.allowed, found.refusals, bool(found)) == (True, (), True)
    assert {"D-23", "I-01", "I-02", "I-03", "I-04", "I-11", "I-12"} <= set(found.rules)
    assert (found.counted, found.blockable, found.regime) == (True, True, "random")
    assert "no cap is on file" in found.explain()
    assert "可以检查" in found.explain("zh")
    assert found.status == "unconfirmed"
    plain = found.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["count"], "cap" in plain) == (0, False)


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"authority": "lab"}, ["D-23", "D-23", "I-11"]),
        ({"authority": "grid"}, ["D-23", "D-23", "I-11"]),
        ({"authority": "bureau", "officers": ("b-1", "b-2")}, ["D-23"]),
        ({"kind": "tour"}, ["I-01"]),
        ({"approved_at": None}, ["I-03"]),
        ({"approver_role": None}, ["I-03"]),
        ({"approver_role": "clerk"}, ["I-03"]),
        ({"started_at": at("2025-08-19")}, ["I-03"]),
        ({"officers": ("o-1",)}, ["I-11"]),
        ({"officers": ("o-1", "o-1")}, ["I-11"]),
        ({"officers": ("o-1", "b-1")}, ["I-11"]),
        ({"facts": ("quota",)}, ["I-12"]),
    ],
)
def test_what_breaks_one_rule_is_refused_by_that_rule(change: dict[str, Any], rules: list[str]) -> None:
    found = asked(check(**change))
    assert against(found) == rules
    assert not found.allowed
    for each in found.refusals:
        assert each.article
        assert each.cure["zh"]
        assert PACK.knows(each.article)


def test_urgent_checks_come_before_their_approval_and_owe_it() -> None:
    found = asked(check(approved_at=None, facts=("urgent",)))
    assert found.allowed
    assert "complete_approval" in found.duties
    late = check(started_at=at("2025-09-01T09:00:00+08:00"), approved_at=at("2025-09-01T10:00:00+08:00"))
    assert against(asked(late)) == ["I-03"]
    assert asked(check(facts=("urgent",), started_at=at("2025-09-01"), approved_at=at("2025-09-02"))).allowed


def test_before_there_was_a_rule_the_answer_says_that_nothing_was_asked() -> None:
    found = may_inspect(check(), world(), on=dt.date(1990, 1, 1))
    assert (found.allowed, found.asked) == (True, ())
    assert "nothing was asked" in found.explain()
    assert "未作审查" in found.explain("zh")
    assert "nothing was asked" not in may_inspect(check(), world()).explain()


def test_an_item_off_the_published_list_is_refused_and_a_missing_list_is_asked_for() -> None:
    off = asked(check(), listed("burning"))
    assert against(off) == ["I-02"]
    assert off.refusals[0].witness == ("dumping",)
    late = asked(check(), listed("dumping", published_on=D(2025, 9, 2)))
    assert [each.code for each in late.refusals] == ["EK562"]
    none = may_inspect(check(), world(without=("list",)))
    assert [each.code for each in none.refusals] == ["EK562"]
    assert "item_list" in none.refusals[0].cure["en"]


def test_before_the_state_council_s_document_nothing_of_it_is_asked() -> None:
    found = asked(check(), on=D(2024, 9, 1))
    assert found.allowed
    assert (found.counted, found.blockable) == (False, False)
    assert {each.row.rule for each in found.asked} <= {"D-23", "I-11", "I-14", "I-06"}


# The annual cap (trap 21)


def test_the_third_daily_check_of_a_year_is_barred_and_the_third_on_a_complaint_is_flagged() -> None:
    earlier = [begun("a", "2025-02-01"), begun("b", "2025-06-01")]
    daily = asked(check(), *earlier, cap=2)
    assert (against(daily), daily.own.count) == (["I-04"], 2)
    assert daily.refusals[0].witness == ("a", "b")
    told = asked(check(**COMPLAINT), *earlier, cap=2)
    assert (told.allowed, told.counted, told.blockable) == (True, True, False)
    assert flags(told) == ["I-05"]
    assert asked(check(), *earlier, cap=3).allowed


@pytest.mark.parametrize("ground", [code.code for code in INSPECTION_LISTS[1] if code.code != "plan"])
def test_no_cap_bars_a_case_with_a_stated_ground_but_one_without_is_a_planned_check(ground: str) -> None:
    earlier = begun("a", "2025-02-01")
    assert asked(check(kind="individual", ground=ground), earlier, cap=1).allowed
    assert against(asked(check(kind="daily", ground=ground), earlier, cap=1)) == ["I-04"]
    assert against(asked(check(kind="individual"), earlier, cap=1)) == ["I-04"]


def test_complaint_driven_checks_count_against_the_next_planned_one() -> None:
    assert against(asked(check(), begun("a", "2025-02-01", **COMPLAINT), cap=1)) == ["I-04"]


def test_a_campaign_from_above_neither_counts_nor_is_barred() -> None:
    above = {"kind": "special", "facts": ("deployed_from_above",)}
    found = asked(check(**above), begun("a", "2025-02-01"), cap=1)
    assert (found.allowed, found.counted, found.blockable, flags(found)) == (True, False, False, [])
    assert asked(check(), begun("a", "2025-02-01", **above), cap=1).allowed


@pytest.mark.parametrize(
    ("other", "counted"),
    [
        ({}, True),
        ({"party": "other-firm"}, False),
        ({"authority": "city-department", "officers": ()}, False),
        ({"started_at": at("2024-12-31")}, False),
        ({"started_at": at("2025-09-02")}, False),
        ({"started_at": None}, False),
    ],
)
def test_the_count_is_by_body_firm_and_calendar_year(other: dict[str, Any], counted: bool) -> None:
    given = {"authority": "department", "started_at": at("2025-02-01"), **other}
    assert (asked(check(), check("a", **given), cap=1).own.count == 1) is counted


def test_what_one_body_does_in_one_joint_visit_counts_once() -> None:
    two = begun("a", "2025-02-01"), begun("b", "2025-02-01", items=("burning",))
    assert asked(check(), *two, cap=9).own.count == 2
    assert asked(check(), *two, joint("j", *two), cap=9).own.count == 1


def test_the_cap_of_a_published_plan_goes_before_the_pack_and_the_caller_s_before_both() -> None:
    cap = listed("dumping", key="cap", kind="cap", yearly_cap=1)
    found = asked(check(), cap, begun("a", "2025-02-01"))
    assert (against(found), found.own.plan) == (["I-04"], "cap")
    assert asked(check(), cap, begun("a", "2025-02-01"), cap=5).allowed
    unpublished = listed(key="cap", kind="cap", yearly_cap=1, published_on=None)
    assert asked(check(), unpublished, begun("a", "2025-02-01")).allowed


def test_an_off_site_check_is_not_barred_by_the_cap() -> None:
    assert asked(check(mode="off_site"), begun("a", "2025-02-01"), cap=1).allowed


def test_health_counts_two_a_level_and_four_with_the_city() -> None:
    own = {"layers": ("health",)}
    mine = [begun(f"m{n}", f"2025-0{n}-01", **own) for n in (2, 3)]
    assert against(asked(check(**own), *mine)) == ["I-04"]
    theirs = [begun(f"c{n}", f"2025-0{n}-11", "city-department", **own) for n in (2, 3, 4)]
    found = asked(check(**own), mine[0], *theirs)
    assert against(found) == ["I-04"]
    assert "city, county" in found.refusals[0].message["en"]
    assert asked(check(**own), mine[0], *theirs[:2]).allowed
    assert asked(check(**own), *mine, on=D(2025, 8, 6)).allowed


def test_a_planned_check_is_approved_by_its_day() -> None:
    assert asked(check(approved_at=at("2025-09-01T08:00:00+08:00"))).allowed
    assert against(asked(check(approved_at=at("2025-09-02")))) == ["I-03"]
    assert asked(check(approved_at=at("2025-09-02"), facts=("urgent",))).allowed


# Repeats, firms left alone, scanning


@pytest.mark.parametrize(
    ("day", "change", "refused"),
    [
        ("2025-06-01", {}, True),
        ("2025-05-31", {}, False),
        ("2025-06-01", {"layers": ()}, False),
        ("2025-06-01", {"facts": ("suspicion",)}, False),
        ("2025-06-01", {"items": ("burning",)}, False),
        ("2025-06-01", COMPLAINT, False),
    ],
)
def test_a_lower_level_does_not_repeat_a_food_check_within_three_months(
    day: str, change: dict[str, Any], refused: bool
) -> None:
    above = begun("above", day, "city-department")
    found = asked(check(**{"layers": ("food",), **change}), above)
    assert (against(found) == ["I-17"]) is refused


def test_the_higher_level_may_come_after_the_lower_one() -> None:
    found = asked(check(authority="city-department", layers=("food",)), begun("below", "2025-08-01"))
    assert found.allowed


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"layers": ("jinyun",), "facts": ("low_risk",)}, ["I-18"]),
        ({"layers": ("jinyun",), "facts": ("no_trouble_list",)}, ["I-18"]),
        ({"layers": ("jinyun",), "facts": ("no_trouble_list",), "mode": "off_site"}, []),
        ({"layers": ("jinyun",), "facts": ("no_trouble_list",), **COMPLAINT}, []),
        ({"layers": ("jinyun",)}, []),
        ({"layers": ("nanxian",), "facts": ("no_trouble_list",)}, []),
        ({"facts": ("no_trouble_list",)}, []),
    ],
)
def test_a_firm_on_a_local_no_trouble_list_is_left_alone_save_for_a_complaint(
    change: dict[str, Any], rules: list[str]
) -> None:
    assert against(asked(check(**change))) == rules


SCAN = {"layers": ("shenzhen",), "planned_on": None, "started_at": at("2025-09-10T09:00:00+08:00")}


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({"scanned_at": at("2025-09-10T08:59:00+08:00")}, True),
        ({"scanned_at": at("2025-09-10T09:01:00+08:00")}, False),
        ({}, False),
        ({"facts": ("emergency",)}, True),
        ({"facts": ("emergency",), "ended_at": at("2025-09-10T10:00:00+08:00")}, False),
        ({"facts": ("emergency",), "ended_at": at("2025-09-10"), "scanned_at": at("2025-09-10T09:30:00+08:00")}, True),
        ({"facts": ("evidence_at_risk",), "ended_at": at("2025-09-10"), "scanned_at": at("2025-09-11")}, False),
        ({"facts": ("system_failure", "reasons_given"), "scanned_at": at("2025-09-20")}, True),
        ({"facts": ("system_failure", "reasons_given"), "scanned_at": at("2025-09-21")}, False),
        ({"facts": ("system_failure",), "scanned_at": at("2025-09-20")}, False),
        ({"facts": ("system_failure",)}, True),
        (
            {
                "facts": ("emergency", "system_failure", "reasons_given"),
                "ended_at": at("2025-09-10"),
                "scanned_at": at("2025-09-12"),
            },
            True,
        ),
    ],
)  # fmt: skip
def test_shenzhen_s_scan_comes_first_or_before_leaving_or_within_ten_days(
    change: dict[str, Any], allowed: bool
) -> None:
    found = asked(check(**{**SCAN, **change}))
    assert found.allowed is allowed
    assert against(found) == ([] if allowed else ["I-13"])


def test_a_scan_that_can_still_be_made_up_for_has_its_clock() -> None:
    found = asked(check(**{**SCAN, "facts": ("system_failure", "reasons_given")}))
    assert [each.due for each in found.deadlines] == [D(2025, 9, 20)]
    assert found.allowed
    pending = check(**{**SCAN, "facts": ("system_failure", "reasons_given")})
    assert asked(pending, on=D(2025, 9, 20)).allowed
    assert against(asked(pending, on=D(2025, 9, 21))) == ["I-13"]
    assert asked(check(**{**SCAN, "started_at": at("2025-09-01"), "layers": ("shenzhen",)})).allowed


# How objects are chosen; advice that stops nothing


@pytest.mark.parametrize("fact", ["public_safety", "life_health", "special_industry"])
def test_key_fields_stand_outside_the_random_regime(fact: str) -> None:
    found = asked(check(facts=(fact,)))
    assert found.regime == "full_coverage"
    assert "I-14" not in flags(found)
    assert asked(check(**COMPLAINT)).regime == ""


def test_a_daily_check_nobody_drew_is_flagged_and_a_drawn_one_is_not() -> None:
    assert flags(asked(check())) == ["I-14"]
    rule = DrawRule(
        strata=[DrawStratum(id="A", size=1, roles=[DrawRole(qualification="waste", officers=2)])],
        beacon_spec="text:a lottery",
    )
    people = [{"id": key, "agency": "x", "qualifications": ["waste"], "cap": 1} for key in ("o-1", "o-2")]
    done = draw([{"id": "firm", "stratum": "A"}], people, rule, id="draw-1", beacon=text_beacon("1"))
    assert flags(asked(check(draw="draw-1"), done)) == []
    assert flags(asked(check(draw="draw-1", officers=("o-1", "o-3")), done)) == ["I-14"]
    assert flags(asked(check(draw="draw-1", party="other-firm"), done)) == ["I-14"]


def test_a_check_off_the_plan_is_flagged_where_a_local_rule_asks_for_one() -> None:
    found = asked(check(layers=("ningbo",)), on=D(2025, 11, 1))
    assert flags(found) == ["I-19", "I-14"]
    plan = listed("dumping", key="plan", kind="annual_plan")
    assert flags(asked(check(layers=("ningbo",)), plan, on=D(2025, 11, 1))) == ["I-14"]


def test_another_body_s_check_of_the_firm_nearby_is_proposed_for_one_visit() -> None:
    theirs = check("theirs", "bureau", planned_on=D(2025, 9, 20))
    found = asked(check(), theirs)
    assert "I-06" in flags(found)
    assert found.merge is not None
    assert (found.merge.checks, found.merge.trigger) == (("theirs",), "several_duties")
    assert asked(check(), theirs, joint("j", check(), theirs), check()).merge is None
    assert asked(check(), check("theirs", "bureau", planned_on=D(2025, 11, 1))).merge is None
    same = asked(check(), check("again", planned_on=D(2025, 9, 2), items=("burning",))).merge
    assert same is not None
    assert same.trigger == "one_body_items"


def test_a_local_kind_maps_to_the_national_one_where_it_is_known() -> None:
    triggered = {"kind": "triggered", "ground": "complaint"}
    assert not asked(check(**triggered, layers=("ningbo",)), begun("a", "2025-02-01"), cap=1).blockable
    assert against(asked(check(**triggered))) == ["I-01"]


# Arguments, rows


def test_officers_who_must_keep_away_are_named() -> None:
    found = asked(check(), officer("o-1", "department", recusals=("firm",)))
    assert (against(found), found.refusals[0].witness) == (["I-14"], ("o-1",))


@pytest.mark.parametrize("given", [{"on": at("2025-09-01")}, {"cap": -1}, {"cap": True}, {"cap": "2"}])
def test_an_argument_it_cannot_use_is_refused_by_name(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument) as caught:
        asked(check(), **given)
    assert caught.value.findings[0].pointer == f"/{next(iter(given))}"


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(UnknownReference):
        asked(check(party="nobody"))
    with pytest.raises(UnknownReference):
        asked(check(officers=("nobody", "o-1")))
    with pytest.raises(InvalidArgument, match="on"):
        asked(check(planned_on=None))
    with pytest.raises(InvalidArgument):
        may_inspect("check", world())  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument):
        asked(check(), history=["a"])


def test_start_records_the_beginning_or_refuses_with_every_reason() -> None:
    found = start(check(officers=()), world(), at=at("2025-09-01"), officers=("o-1", "o-2"))
    assert (found.started_at, found.officers) == (at("2025-09-01"), ("o-1", "o-2"))
    with pytest.raises(NotPermitted) as caught:
        start(check(officers=(), approved_at=None), world(), at=at("2025-09-01"))
    assert len(caught.value.findings) == 2


@pytest.mark.parametrize(
    ("change", "flagged"),
    [
        ({"helpers": 3}, False),
        ({"helpers": 3, "started_at": at("2025-09-01")}, False),
        ({"helpers": 3, "started_at": at("2025-08-20T08:00:00+08:00"), "facts": ("urgent",)}, True),
        ({"helpers": 3, "approved_at": None, "facts": ("urgent",)}, True),
        ({"helpers": 0, "approved_at": None, "facts": ("urgent",)}, False),
        ({"approved_at": None, "facts": ("urgent",)}, False),
    ],
)
def test_helpers_whose_number_nobody_approved_before_are_flagged(change: dict[str, Any], flagged: bool) -> None:
    found = asked(check(**change))
    assert found.allowed
    assert ("辅助人员" in "".join(each.message["zh"] for each in found.warnings)) is flagged


def test_as_many_helpers_come_as_were_approved() -> None:
    planned = check(helpers=2)
    assert start(planned, world(), at=at("2025-09-01"), helpers=2).helpers == 2
    assert start(planned, world(), at=at("2025-09-01"), helpers=3, approved_at=at("2025-08-21")).helpers == 3
    for given, more in ((planned, {"helpers": 3}), (planned, {"helpers": None}), (check(), {"helpers": 1})):
        with pytest.raises(NotPermitted) as caught:
            start(given, world(), at=at("2025-09-01"), **more)
        assert [(each.code, each.pointer) for each in caught.value.findings] == [("EK597", "/helpers")]


def test_history_beside_the_structure_counts_and_twice_is_once() -> None:
    earlier = begun("a", "2025-02-01")
    assert asked(check(), earlier, cap=1, history=[earlier]).own.count == 1
    assert asked(check(), cap=1, history=[earlier]).own.count == 1


def test_every_condition_has_a_test_and_every_row_a_known_article() -> None:
    assert {row.name for row in INSPECTION_CONDITIONS} == set(TESTS)
    for row in (*INSPECTION_CONDITIONS, *INSPECTION_THRESHOLDS):
        assert PACK.knows(row.article), row
        assert row.zh
        assert not row.layer or row.status != "confirmed"
    for each in INSPECTION_THRESHOLDS:
        assert not each.term or PACK.terms_of(each.term)
    words = [*INSPECTION_CONDITIONS]
    assert all(len(text) <= 80 for row in words for text in (row.en, row.zh, row.cure_en, row.cure_zh))


def test_no_verb_of_inspections_holds_a_date_or_a_number_of_the_law() -> None:
    folder = Path(str(enforcekit.inspection.__file__)).parent
    for name in (
        "admission",
        "alarms",
        "appointment",
        "asked",
        "counts",
        "found",
        "look",
        "matters",
        "merge",
        "rectify",
        "results",
    ):
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
            number = isinstance(node, ast.Constant) and type(node.value) is int and node.value > 1
            assert not number, (name, ast.dump(node))
