"""Publication and credit: two systems with a clock each, three sets of rules on credit, and what a repair asks for."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

import enforcekit as ek
from enforcekit.errors import InvalidArgument
from enforcekit.law import NoSuchTerm, NoSuchThreshold
from enforcekit.model.case import Case, CreditRecord, Event, Sanction
from enforcekit.procedure.credit import (
    credit_display,
    credit_gravity,
    credit_record,
    repair,
)
from enforcekit.procedure.publication import publication
from enforcekit.procedure.required import ThresholdNeeded
from enforcekit.procedure.scene import Unanswered
from enforcekit.structure import Structure

D = dt.date.fromisoformat
ALL = ("corrected", "commitment", "other_conditions")


def shown(*kinds: str, on: str = "2025-09-24", **more: Any) -> dict[str, Any]:
    return {each.system: each for each in publication(kinds, D(on), **more)}


# Publication


def test_two_systems_have_a_clock_each() -> None:
    found = shown("fine", layer="samr", published_on=D("2025-10-09"), fine=20_000_00, lower_fine=5_000_00)
    assert found["double_publicity"].publish_by == D("2025-10-10")
    assert found["samr"].publish_by == D("2025-10-28")
    assert found["samr"].until == D("2028-10-09")
    assert found["double_publicity"].until is None
    assert list(shown("fine")) == ["double_publicity"], "the sector's own system only with its layer"


def test_trap_26_a_decision_on_the_spot_and_a_bare_warning_are_not_shown_on_the_market_regulation_system() -> None:
    assert not shown("fine", layer="samr", procedure="simple", fine=100_00)["samr"].shown
    assert not shown("warning", layer="samr")["samr"].shown
    assert shown("warning", "fine", layer="samr", fine=100_00)["samr"].shown
    assert shown("fine", layer="samr", procedure="simple", fine=100_00)["double_publicity"].shown


def test_only_criticism_or_a_lower_fine_is_displayed_for_three_months() -> None:
    on = D("2025-11-30")
    light = shown("criticism_notice", layer="samr", published_on=on)["samr"]
    assert light.until == D("2026-02-28")
    fined: dict[str, Any] = {"layer": "samr", "published_on": on, "lower_fine": 5_000_00}
    assert shown("criticism_notice", "fine", fine=5_000_00, **fined)["samr"].until == D("2026-02-28")
    assert shown("fine", fine=5_000_01, **fined)["samr"].until == D("2028-11-30")
    assert shown("criticism_notice", "revoke_licence", **fined)["samr"].until == D("2028-11-30")


def test_what_a_lower_fine_is_is_a_question_to_the_caller() -> None:
    with pytest.raises(ThresholdNeeded) as asked:
        shown("fine", layer="samr", fine=5_000_00, published_on=D("2025-11-30"))
    assert (asked.value.rule, asked.value.give) == ("P-49", ("lower_fine",))


def test_a_grave_penalty_is_not_taken_off_early() -> None:
    on = D("2025-11-30")
    assert not shown("order_suspend_business", layer="samr", published_on=on)["samr"].early_stop
    assert shown("confiscate_illegal_gains", layer="samr", published_on=on)["samr"].early_stop


def test_before_the_rules_nothing_is_published_by_them_and_every_answer_is_plain_json() -> None:
    assert shown("fine", on="2018-12-04", layer="samr") == {}
    assert list(shown("fine", on="2018-12-05", layer="samr")) == ["double_publicity"]
    for each in shown("fine", layer="samr", fine=1).values():
        json.dumps(each.to_dict())
        assert each.explain()
        assert each.explain("zh")


def test_a_withdrawn_decision_is_taken_off_within_three_working_days() -> None:
    assert ek.deadline("P-47", D("2026-02-13")).due == D("2026-02-25")


# Gravity


@pytest.mark.parametrize(
    ("kinds", "on", "more", "gravity"),
    [
        (["fine"], "2026-04-01", {}, "general"),
        (["fine"], "2026-04-01", {"procedure": "simple"}, "minor"),
        (["warning"], "2026-04-01", {}, "minor"),
        (["criticism_notice"], "2026-04-01", {}, "minor"),
        (["criticism_notice", "warning"], "2026-04-01", {}, "minor"),
        (["warning", "fine"], "2026-04-01", {}, "general"),
        (["revoke_licence"], "2026-04-01", {"circumstances": ["serious"]}, "serious"),
        (["fine"], "2026-03-31", {"circumstances": ["food"]}, "serious"),
        (["fine"], "2026-04-01", {"circumstances": ["food"]}, "general"),
        (["fine"], "2026-03-31", {}, "general"),
        (["fine"], "2022-01-01", {"circumstances": ["serious"]}, "serious"),
    ],
)
def test_how_grave_a_penalty_is_follows_the_decision_and_its_day(
    kinds: list[str], on: str, more: dict[str, Any], gravity: str
) -> None:
    found = credit_gravity(kinds, D(on), **more)
    assert (found.gravity, found.status) == (gravity, "unconfirmed")
    assert found.to_dict()["gravity"] == gravity


def test_before_the_first_rule_there_is_no_class_and_a_wrong_word_is_named() -> None:
    with pytest.raises(NoSuchThreshold):
        credit_gravity(["fine"], D("2019-06-30"))
    with pytest.raises(InvalidArgument):
        credit_gravity(["fine"], D("2026-04-01"), circumstances=["grave"])


# Display


@pytest.mark.parametrize(
    ("gravity", "document", "repair_from", "stops"),
    [
        ("general", "2026-05-06", "2026-08-06", "2027-05-06"),  # Appendix C, 23
        ("general", "2026-04-01", "2026-07-01", "2027-04-01"),
        ("general", "2026-03-31", "2026-06-30", "2029-03-31"),
        ("serious", "2026-05-06", "2027-05-06", "2029-05-06"),
        ("serious", "2026-03-31", "2027-03-31", "2029-03-31"),
        ("serious", "2022-08-31", "2023-02-28", "2025-08-31"),
        ("general", "2026-11-30", "2027-02-28", "2027-11-30"),
    ],
)
def test_the_window_of_a_record(gravity: str, document: str, repair_from: str, stops: str) -> None:
    found = credit_display(gravity, D(document))
    assert found.window == (D(repair_from), D(stops))
    assert found.public_from == D(document)
    assert found.status == "unconfirmed"


def test_a_minor_record_is_not_shown_unless_necessary_and_then_for_three_months() -> None:
    assert credit_display("minor", D("2026-05-06")).window is None
    assert not credit_display("minor", D("2026-05-06")).shown
    assert credit_display("minor", D("2026-05-06"), necessary=True).window == (D("2026-05-06"), D("2026-08-06"))
    with pytest.raises(NoSuchTerm):
        credit_display("minor", D("2026-03-31"))


def test_the_other_reading_of_an_older_record_is_open_to_the_caller() -> None:
    assert credit_display("general", D("2026-01-15")).stops == D("2029-01-15")
    assert credit_display("general", D("2026-01-15"), on=D("2026-04-01")).stops == D("2027-01-15")


# Repair


def test_each_condition_that_is_not_met_is_named() -> None:
    day = D("2026-08-05")
    assert repair("general", D("2026-05-06"), day).missing == (
        "minimum_shown",
        "corrected",
        "commitment",
        "other_conditions",
    )
    assert repair("general", D("2026-05-06"), day, ALL).missing == ("minimum_shown",)
    found = repair("general", D("2026-05-06"), D("2026-08-06"), ALL)
    assert found
    assert found.effects == ("stop_publishing", "stop_sharing", "lift_sanctions")
    assert found.to_dict()["from"] == "2026-08-06"
    for left in ALL:
        others = [each for each in ALL if each != left]
        assert repair("general", D("2026-05-06"), D("2026-09-01"), others).missing == (left,)


def test_a_minor_record_is_repaired_as_soon_as_the_duty_is_done() -> None:
    day = D("2026-05-06")
    assert repair("minor", day, day, ["corrected"], necessary=True).allowed
    assert repair("minor", day, day, [], necessary=True).missing == ("corrected",)
    assert repair("minor", day, day, ["corrected"]).missing == ("still_shown",)
    assert repair("minor", day, day).missing == ("still_shown", "corrected"), "what cannot be mended comes first"


def test_a_record_that_is_no_longer_shown_needs_no_repair() -> None:
    assert repair("general", D("2026-05-06"), D("2027-05-06"), ALL).allowed
    assert repair("general", D("2026-05-06"), D("2027-05-07"), ALL).missing == ("still_shown",)


def test_a_repair_after_the_rules_changed_says_that_the_window_is_not_settled() -> None:
    assert "not settled" in repair("general", D("2026-01-15"), D("2026-05-01"), ALL).explain()
    assert "not settled" not in repair("general", D("2026-05-06"), D("2026-09-01"), ALL).explain()
    assert "尚无定论" in repair("general", D("2026-01-15"), D("2026-05-01"), ALL).explain("zh")


# A case


def decided(kind: str = "fine", on: str = "2026-05-06", **more: Any) -> Case:
    head = Sanction(kind=kind)
    names = ("file", "investigate", "finish_investigation", "audit", "notify", "waive", "decide")
    at = dt.datetime.combine(D(on), dt.time(9), dt.UTC)
    events = [Event(kind=each, at=at, sanctions=(head,) if each in ("notify", "decide") else ()) for each in names]
    return Case(id="c-1", authority="a", items=["i"], place="p", events=events, **{"party": "q", **more})


def test_a_decided_case_gives_rise_to_its_record() -> None:
    record = credit_record(decided(), Structure([]), id="r-1")
    assert record == CreditRecord(
        id="r-1",
        party="q",
        case="c-1",
        gravity="general",
        document_on=D("2026-05-06"),
        shown=ek.Period(start=D("2026-05-06"), end=D("2027-05-07")),
    )
    assert credit_record(decided("warning"), Structure([]), id="r-1").shown is None


def test_without_a_decision_or_a_party_there_is_a_question_back() -> None:
    for case in (decided(party=None), Case(id="c-1", authority="a", items=["i"], place="p", party="q")):
        with pytest.raises(Unanswered):
            credit_record(case, Structure([]), id="r-1")


def test_each_answer_says_itself_in_both_languages_and_as_plain_values() -> None:
    grave = credit_gravity(["fine"], D("2026-05-06"))
    assert grave.explain().startswith("credit record: general")
    assert grave.explain("zh").startswith("信用记录：一般")
    assert grave.to_dict()["gravity"] == "general"
    general, minor = (credit_display(each, D("2026-05-06")) for each in ("general", "minor"))
    assert general.explain().startswith("general: shown from 2026-05-06, repair from 2026-08-06, stops on 2027-05-06")
    assert "2026-08-06 起可修复" in general.explain("zh")
    days = {"public_from": "2026-05-06", "repair_from": "2026-08-06", "stops": "2027-05-06"}
    assert general.to_dict().items() >= {"gravity": "general", "shown": True, **days}.items()
    assert minor.explain().startswith("minor: not shown")
    assert minor.explain("zh").startswith("minor：不公示")
    assert minor.to_dict()["shown"] is False
    assert not days.keys() & minor.to_dict().keys()
    early = repair("general", D("2026-05-06"), D("2026-05-07"), ())
    assert early.explain().startswith("not to be repaired yet: ")
    assert early.explain("zh").startswith("尚不能修复：")
    hidden = shown("warning", layer="samr")["samr"]
    assert hidden.explain().startswith("samr: not shown")
    assert hidden.explain("zh").startswith("samr：不公示")
