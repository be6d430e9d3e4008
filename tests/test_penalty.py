"""Penalties: late fines, simple procedure, limitation, exemptions, steps, and how much; against a second reckoning."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import attrs
import penalty_oracle as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import steady

import enforcekit.procedure
from enforcekit import Item, Money, Penalty, Period
from enforcekit.cli.vectors import answer
from enforcekit.errors import InvalidArgument, UnknownReference
from enforcekit.law import NoSuchTerm, NoSuchThreshold, Threshold, deadline
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.thresholds import THRESHOLDS
from enforcekit.procedure import (
    Derived,
    FineRange,
    FirstTime,
    Imposed,
    ThresholdNeeded,
    Tier,
    Version,
    applicable_version,
    by_age,
    by_mental_state,
    cash,
    criminal_fine_credit,
    heavier_norm,
    illegal_gains,
    instalments,
    late_fine,
    lighter,
    limitation,
    no_penalty,
    penalty_range,
    propose,
    second_fine,
    service_offset,
    simple_procedure,
    steps_required,
)

ROOT = Path(__file__).parent.parent
DAY = dt.timedelta(days=1)
TODAY = dt.date(2025, 3, 3)
LATEST = [dt.date(1996, 10, 1), dt.date(2011, 12, 31), dt.date(2012, 1, 1), dt.date(2021, 7, 14), dt.date(2021, 7, 15)]
LATEST += [dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 2, 29), dt.date(2026, 1, 1)]

days = st.sampled_from(LATEST) | st.dates(dt.date(1996, 10, 1), dt.date(2030, 12, 31))
fines = st.sampled_from([0, 1, 99, 2000, 5000, 10000, 20000, 100000, 300000, 20001, 300001]) | st.integers(0, 10**10)
sides = st.sampled_from(["citizen", "organisation"])
kinds = st.lists(st.sampled_from(sorted(PACK.vocabulary.lists["penalty_kind"].by_code)), min_size=1, max_size=4)
harms = st.sampled_from(["none", "slight", "serious"])


@st.composite
def lateness(draw: st.DrawFn) -> tuple[int, dt.date, dt.date, list[tuple[dt.date, dt.date]]]:
    first = draw(st.sampled_from(LATEST) | st.dates(dt.date(2009, 1, 1), dt.date(2026, 12, 31)))
    until = first + draw(st.integers(-2, 900)) * DAY
    starts = draw(st.lists(st.integers(-30, 200), max_size=4))
    pauses = [(first + at * DAY, first + (at + draw(st.integers(0, 120))) * DAY) for at in starts]
    return draw(fines), first, until, pauses


# Against the second reckoning


@steady(400)
@given(lateness())
def test_a_late_fine_is_what_adding_day_after_day_gives(
    case: tuple[int, dt.date, dt.date, list[tuple[dt.date, dt.date]]],
) -> None:
    fine, first, until, pauses = case
    found = late_fine(fine, first, until, pauses)
    assert (found.amount, found.capped_on, found.days) == oracle.late_fine(fine, first, until, pauses)


@steady(300)
@given(sides, fines, kinds, days)
def test_the_simple_procedure_is_open_when_the_second_reckoning_says_so(
    party: str, fine: int, given_kinds: list[str], on: dt.date
) -> None:
    assert simple_procedure(party, fine, given_kinds, on).allowed is oracle.simple_procedure(
        party, fine, given_kinds, on
    )


@steady(200)
@given(fines, days, st.booleans(), st.booleans(), st.booleans())
def test_cash_is_allowed_when_the_second_reckoning_says_so(
    fine: int, on: dt.date, remote: bool, requested: bool, hard: bool
) -> None:
    assert cash(fine, on, remote, requested, hard).allowed is oracle.cash(fine, on, remote, requested, hard)


@steady(400)
@given(days, st.booleans(), harms, st.integers(0, 2600))
def test_limitation_is_what_the_second_reckoning_gives(ended: dt.date, life: bool, harm: str, later: int) -> None:
    discovered = ended + later * DAY
    found = limitation(ended, life, harm, discovered)
    assert (found.barred, found.last_day) == oracle.limitation(ended, life, harm, discovered)


@steady(300)
@given(st.booleans(), st.booleans(), harms, st.booleans(), st.booleans(), st.none() | days)
def test_exemptions_are_what_the_second_reckoning_gives(
    minor: bool, corrected: bool, harm: str, first: bool, no_fault: bool, on: dt.date | None
) -> None:
    found = no_penalty(minor, corrected, harm, first, no_fault, on)
    assert found.outcome == oracle.no_penalty(minor, corrected, harm, first, no_fault, on)


@steady(600)
@given(
    kinds,
    st.none() | fines,
    sides,
    st.none() | st.booleans(),
    st.booleans(),
    st.sampled_from(["", "samr", "ecology", "public_security", "local_example", "transport"]),
    days,
    st.none() | st.integers(0, 10**7),
)
def test_the_steps_are_those_of_the_second_reckoning_and_it_asks_back_where_that_does(
    given_kinds: list[str],
    fine: int | None,
    party: str,
    major: bool | None,
    requested: bool,
    layer: str,
    on: dt.date,
    threshold: int | None,
) -> None:
    asked = (given_kinds, fine, party, major, requested, layer, on)
    try:
        expected = oracle.steps_required(*asked, threshold=threshold)
    except oracle.Ask:
        with pytest.raises(ThresholdNeeded):
            steps_required(*asked, threshold=threshold)
        return
    found = steps_required(*asked, threshold=threshold).to_dict()
    assert {key: found[key] for key in expected} == expected


def test_the_published_questions_are_those_of_the_second_reckoning() -> None:
    """When this fails: `python tests/penalty_oracle.py > schemas/vectors/penalty.ndjson`."""
    path = ROOT / "schemas" / "vectors" / "penalty.ndjson"
    assert path.read_text(encoding="utf-8") == oracle.published()
    assert len(list(oracle.questions())) >= 120


def test_a_question_may_leave_null_what_it_does_not_say() -> None:
    def ask(name: str, **asked: Any) -> Any:
        return answer({"id": "x", "ask": name, "in": asked}, ROOT)

    going_on = ask("limitation", act_ended=None, life_health_or_finance=False, harm="none", discovered="2025-01-01")
    assert (going_on["barred"], going_on["last_day"]) == (False, None)
    steps = ask("steps_required", kinds=["order_close"], fine=None, party="citizen", major=None, layer=None, on=None)
    assert steps["collective_discussion"] is True
    late = ask("late_fine", fine=100, first_late_day="2025-01-01", until="2025-01-01", pauses=None)
    assert (late["amount"], late["capped_on"]) == (3, None)


def test_what_does_not_turn_on_a_missing_amount_is_answered_all_the_same() -> None:
    def ask(**asked: Any) -> Any:
        given = {"fine": 100, "party": "citizen", "on": "2025-01-01", **asked}
        return answer({"id": "x", "ask": "steps_required", "in": given}, ROOT)

    fined = ask(kinds=["fine"])
    assert fined["error"] == "ThresholdNeeded"
    assert (fined["notice"], fined["officers"]) == (True, 2)
    assert not {"hearing_offer", "collective_discussion"} & fined.keys()
    assert ask(kinds=["fine"], major=True)["collective_discussion"] is True
    worth = ask(kinds=["fine", "confiscate_illegal_gains"], layer="samr")
    assert (worth["error"], worth["notice"], "hearing_offer" in worth) == ("ThresholdNeeded", True, False)


def test_the_second_reckoning_shares_no_code_with_the_library() -> None:
    tree = ast.parse((ROOT / "tests" / "penalty_oracle.py").read_text(encoding="utf-8"))
    found = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    found |= {name.name for each in ast.walk(tree) if isinstance(each, ast.Import) for name in each.names}
    assert not [name for name in found if name and name.startswith("enforcekit")]


# Late fines


def test_the_worked_examples_of_the_reference() -> None:
    first = dt.date(2025, 10, 10)
    assert late_fine(1_000_000, first, dt.date(2025, 11, 11)).amount == 990_000
    capped = late_fine(1_000_000, first, dt.date(2025, 12, 31))
    assert (capped.amount, capped.capped_on, capped.per_day) == (1_000_000, dt.date(2025, 11, 12), 30_000)
    pause = [(dt.date(2025, 10, 20), dt.date(2025, 12, 10))]
    assert late_fine(1_000_000, first, dt.date(2026, 3, 31), pause).capped_on == dt.date(2026, 1, 3)


@steady(100)
@given(st.integers(1, 10**10), st.integers(0, 60))
def test_without_pauses_since_2012_it_is_three_percent_a_day_up_to_the_fine(fine: int, late_days: int) -> None:
    first = dt.date(2024, 2, 20)
    found = late_fine(fine, first, first + (late_days - 1) * DAY)
    assert found.amount == min(fine, fine * 3 * late_days // 100)
    assert (found.capped_on is not None) is (late_days >= 34)


@steady(100)
@given(lateness())
def test_another_day_never_lowers_a_late_fine_except_on_the_day_the_cap_came(
    case: tuple[int, dt.date, dt.date, list[tuple[dt.date, dt.date]]],
) -> None:
    fine, first, until, pauses = case
    if until + DAY != oracle.CAP:
        assert late_fine(fine, first, until + DAY, pauses).amount >= late_fine(fine, first, until, pauses).amount


def test_pauses_that_overlap_or_stay_open_count_once() -> None:
    first, until = dt.date(2025, 1, 1), dt.date(2025, 1, 10)
    twice = [(dt.date(2025, 1, 3), dt.date(2025, 1, 6)), (dt.date(2025, 1, 5), dt.date(2025, 1, 8))]
    assert late_fine(10_000, first, until, twice).days == 4
    assert late_fine(10_000, first, until, [(dt.date(2025, 1, 3), dt.date.max)]).days == 2
    assert late_fine(10_000, first, until, iter(twice)).days == 4


def test_before_the_law_paused_it_only_litigation_stopped_it_and_that_says_it_is_unconfirmed() -> None:
    first, until = dt.date(2020, 1, 1), dt.date(2020, 1, 10)
    stop = [(first, until)]
    counted = late_fine(10_000, first, until, stop)
    assert counted.amount == 3_000
    assert "counted through" in counted.explain()
    paused = late_fine(10_000, first, until, litigation=stop)
    assert (paused.amount, paused.status) == (0, "unconfirmed")
    for each in (paused, late_fine(10_000, first, until)):
        assert "counted through" not in each.explain()


def test_a_late_fine_before_the_first_law_is_refused() -> None:
    with pytest.raises(NoSuchThreshold, match=r"1996-09-30.*1996-10-01"):
        late_fine(1, dt.date(1996, 9, 30), dt.date(1996, 10, 2))


# Simple procedure and cash


@pytest.mark.parametrize(
    ("layer", "party", "on", "ceiling"),
    [
        ("", "citizen", "2021-07-14", 5_000),
        ("", "citizen", "2021-07-15", 20_000),
        ("", "organisation", "2021-07-14", 100_000),
        ("", "organisation", "2021-07-15", 300_000),
        ("traffic", "organisation", "2025-01-01", 20_000),
        ("coast_guard", "citizen", "2025-01-01", 50_000),
        ("coast_guard", "organisation", "2025-01-01", 500_000),
        ("public_security", "citizen", "2025-12-31", 20_000),
        ("public_security", "organisation", "2026-01-01", 50_000),
        ("samr", "enterprise", "2026-01-01", 300_000),
        ("", "individual", "2026-01-01", 20_000),
        ("", "individual_business", "2026-01-01", 20_000),
    ],
)
def test_the_ceiling_may_be_reached_and_not_passed(layer: str, party: str, on: str, ceiling: int) -> None:
    day = dt.date.fromisoformat(on)
    assert simple_procedure(party, ceiling, ["fine"], day, layer).allowed
    over = simple_procedure(party, ceiling + 1, ["fine"], day, layer)
    assert not over
    assert "above the ceiling" in over.explain()
    assert "超过上限" in over.explain("zh")


def test_an_individual_business_is_a_citizen_unless_policy_says_otherwise_and_that_is_announced() -> None:
    stricter = simple_procedure("individual_business", 100_000, ["fine"], TODAY)
    assert (stricter.allowed, stricter.status) == (False, "unconfirmed")
    assert "P-31" in stricter.rules
    assert simple_procedure("individual_business", 100_000, ["fine"], TODAY, counts_as="organisation").allowed
    assert not simple_procedure("citizen", 100_000, ["fine"], TODAY, counts_as="organisation").allowed


def test_what_stands_against_the_spot_is_said_in_the_words_of_each_language() -> None:
    closing = simple_procedure("citizen", 20_001, ["fine", "order_close"], TODAY)
    assert closing.reasons == (
        ("fine: above the ceiling", "罚款：超过上限"),
        ("order to close: not a penalty for the spot", "责令关闭：不属于可以当场作出的处罚"),
    )


def test_a_fine_that_is_not_named_among_the_kinds_counts_all_the_same() -> None:
    assert not simple_procedure("citizen", 50_000, ["warning"], TODAY).allowed
    with pytest.raises(InvalidArgument, match=r"/fine: fine is None.*the amount of the fine"):
        simple_procedure("citizen", None, ["fine"], TODAY)


def test_cash_needs_a_decision_on_the_spot_unless_the_party_far_away_asked() -> None:
    assert not cash(5_000, TODAY, on_the_spot=False).allowed
    assert cash(5_000, TODAY, True, True, on_the_spot=False).allowed
    assert cash(5_000, TODAY).duties == ("receipt", "hand_in")
    assert cash(15_000, TODAY).duties == ()


# Limitation


def test_limitation_ends_on_the_same_day_whether_it_is_worked_or_not() -> None:
    assert limitation(dt.date(2022, 10, 1), False, "none", dt.date(2024, 10, 1)).last_day == dt.date(2024, 10, 1)
    assert limitation(dt.date(2024, 2, 29), False, "none", TODAY).last_day == dt.date(2026, 2, 28)


@pytest.mark.parametrize(("life", "last"), [(False, dt.date(2025, 6, 1)), (True, dt.date(2028, 6, 1))])
def test_an_act_found_on_the_last_day_of_limitation_was_found_in_time(life: bool, last: dt.date) -> None:
    """Penalty Law art. 36: two years; five where life, health or finance is concerned and harm was done (P-09)."""
    for later, barred in ((0, False), (1, True)):
        assert limitation(dt.date(2023, 6, 1), life, "slight", last + later * DAY).barred is barred


@pytest.mark.parametrize(("fine", "allowed"), [(20_000, True), (20_001, False)])
def test_service_may_stand_for_a_fine_up_to_the_highest_that_the_local_rule_names(fine: int, allowed: bool) -> None:
    """K-03."""
    assert service_offset(fine, ["HZ18"], "huzhou", "before", TODAY, first=True, minor=True).allowed is allowed


def test_public_security_has_six_months_of_its_own_and_no_five_years() -> None:
    ended = dt.date(2024, 8, 31)
    found = limitation(ended, True, "serious", dt.date(2025, 3, 1), layer="public_security")
    assert (found.last_day, found.barred) == (dt.date(2025, 2, 28), True)
    assert limitation(ended, True, "serious", dt.date(2025, 3, 1), layer="samr").last_day == dt.date(2029, 8, 31)


def test_an_act_that_goes_on_is_never_barred() -> None:
    found = limitation(None, False, "none", TODAY)
    assert (found.barred, found.last_day) == (False, None)
    assert found.to_dict()["last_day"] is None
    assert "仍在持续" in found.explain("zh")


def test_limitation_before_the_law_is_refused() -> None:
    with pytest.raises((NoSuchThreshold, NoSuchTerm)):
        limitation(dt.date(1990, 1, 1), False, "none", dt.date(1991, 1, 1))


# Exemptions


@pytest.mark.parametrize(
    ("born", "acted", "outcome"),
    [
        ("2010-05-01", "2024-05-01", "no_penalty"),
        ("2010-05-01", "2024-05-02", "lighter_or_mitigated"),
        ("2010-05-01", "2028-05-01", "lighter_or_mitigated"),
        ("2010-05-01", "2028-05-02", "none"),
        ("2008-02-29", "2022-02-28", "no_penalty"),
        ("2008-02-29", "2022-03-01", "lighter_or_mitigated"),
        ("2024-05-01", "2024-05-01", "no_penalty"),
    ],
)
def test_age_counts_on_the_day_of_the_act_from_the_day_after_the_birthday(born: str, acted: str, outcome: str) -> None:
    found = by_age(dt.date.fromisoformat(born), dt.date.fromisoformat(acted))
    assert (found.outcome, found.status) == (outcome, "unconfirmed")


def test_where_a_year_of_age_is_complete_on_the_birthday_it_counts_from_then() -> None:
    born, birthday = dt.date(2007, 3, 3), dt.date(2025, 3, 3)
    at_once = (attrs.evolve(each, value=0) if each.topic == "age_from" else each for each in PACK.thresholds)
    pack = attrs.evolve(PACK, thresholds=tuple(at_once))
    assert by_age(born, birthday).outcome == "lighter_or_mitigated"
    assert [by_age(born, birthday - n * DAY, pack=pack).outcome for n in (1, 0)] == ["lighter_or_mitigated", "none"]


@pytest.mark.parametrize(
    ("cause", "control", "on", "outcome"),
    [
        ("mental_illness", "unable", "2020-01-01", "no_penalty"),
        ("mental_illness", "diminished", "2020-01-01", "none"),
        ("intellectual_disability", "unable", "2021-07-14", "none"),
        ("intellectual_disability", "unable", "2021-07-15", "no_penalty"),
        ("intellectual_disability", "diminished", "2021-07-15", "may_be_lighter_or_mitigated"),
        ("mental_illness", "full", "2025-01-01", "none"),
    ],
)
def test_mental_state_by_cause_and_law_of_the_day(cause: str, control: str, on: str, outcome: str) -> None:
    assert by_mental_state(cause, control, dt.date.fromisoformat(on)).outcome == outcome


def test_induced_and_confessed_came_with_the_law_of_2021() -> None:
    old, new = dt.date(2021, 7, 14), dt.date(2021, 7, 15)
    assert {fact: lighter([fact], old).outcome for fact in ("induced", "confessed", "coerced", "merit")} == {
        "induced": "none",
        "confessed": "none",
        "coerced": "lighter_or_mitigated",
        "merit": "lighter_or_mitigated",
    }
    assert lighter(["induced"], new).outcome == lighter(["confessed"], new).outcome == "lighter_or_mitigated"
    assert lighter([]).outcome == "none"


def test_what_a_first_time_is_belongs_to_the_policy_of_the_organ() -> None:
    earlier = [(dt.date(2022, 3, 3), "ecology")]
    assert not FirstTime().fits(earlier, TODAY, "ecology")
    assert FirstTime(years=2).fits(earlier, TODAY, "ecology")
    assert not FirstTime(years=3).fits(earlier, TODAY, "ecology")
    assert FirstTime(same_field=True).fits(earlier, TODAY, "transport")


def test_where_the_law_punishes_without_fault_proving_none_helps_nothing() -> None:
    assert no_penalty(False, False, "serious", False, True).outcome == "must_not"
    assert no_penalty(False, False, "serious", False, True, fault_counts=False).outcome == "none"


# Steps


@pytest.mark.parametrize("name", ["national", "National", "全国"])
def test_national_law_may_be_asked_for_by_name(name: str) -> None:
    asked = (["revoke_licence"], None, "organisation")
    assert steps_required(*asked, on=TODAY, layer=name) == steps_required(*asked, on=TODAY)
    assert deadline("P-60", TODAY, layer=name) == deadline("P-60", TODAY)
    assert PACK.layer_chain(name) == ("",)


def test_the_question_back_names_rule_layer_party_day_and_what_to_give() -> None:
    with pytest.raises(ThresholdNeeded) as caught:
        steps_required(["fine"], 5_000_000, "enterprise", layer="transport", on=TODAY)
    asked = caught.value
    assert (asked.rule, asked.layer, asked.party, asked.on) == ("P-51", "transport", "organisation", TODAY)
    assert asked.give == ("threshold",)
    assert asked.known == ("ecology", "local_example", "public_security", "samr")
    for word in ("P-51", "APL21:63", "organisation", "2025-03-03", "transport", "threshold=", "samr"):
        assert word in str(asked)
    assert "what is larger is set by sector or province" in str(asked)
    assert "its worth is not given" not in str(asked)
    nowhere = ThresholdNeeded("P-51", "APL21:63", "fine", "", "citizen", dt.date.max, ["threshold"], [])
    assert str(nowhere).startswith("P-51 (APL21:63): fine on a citizen, newest law, layer 'national': ")
    assert str(nowhere).endswith("→ give threshold= in fen"), "no layer to name"


def test_a_confiscation_is_weighed_by_its_worth_and_asked_for_when_it_is_not_said() -> None:
    taken = ["confiscate_illegal_gains"]
    with pytest.raises(ThresholdNeeded) as both:
        steps_required(taken, None, "citizen", on=TODAY)
    assert both.value.give == ("confiscation", "threshold")
    assert "there is no row; its worth is not given → give confiscation= and threshold= in fen" in str(both.value)
    with pytest.raises(ThresholdNeeded) as worth:
        steps_required(taken, None, "citizen", layer="samr", on=TODAY)
    assert worth.value.give == ("confiscation",)
    assert str(worth.value).endswith("layer 'samr': its worth is not given → give confiscation= in fen")
    assert steps_required(taken, None, "citizen", layer="samr", on=TODAY, confiscation=1_000_000).hearing_offer
    assert not steps_required(taken, None, "citizen", layer="samr", on=TODAY, confiscation=999_999).hearing_offer
    assert not steps_required(taken, None, "citizen", on=TODAY, confiscation=0).hearing_offer
    assert not steps_required(taken, None, "citizen", on=dt.date(2021, 7, 14)).hearing_offer


def test_what_answers_without_an_amount_is_never_asked_about_one() -> None:
    found = steps_required(["fine", "revoke_licence"], 5_000_000, "organisation", layer="transport", on=TODAY)
    assert (found.hearing_offer, found.rules[1]) == (True, "P-50")
    assert steps_required(["warning"], None, "citizen", on=TODAY, circumstances=["other_heavy"]).hearing_offer
    assert steps_required(["warning"], None, "citizen", on=TODAY, circumstances=["hearing_by_law"]).hearing_offer


def test_a_complex_case_is_reviewed_and_discussed_without_a_hearing() -> None:
    found = steps_required(["warning"], None, "citizen", False, on=TODAY, circumstances=["complex"])
    assert (found.hearing_offer, found.legal_review, found.collective_discussion) == (False, True, True)
    assert steps_required(["warning"], None, "citizen", on=TODAY, circumstances=["review_by_law"]).legal_review


def test_what_calls_for_a_hearing_is_discussed_whatever_is_said_of_it() -> None:
    said = {
        major: steps_required(["revoke_licence"], None, "citizen", major, on=TODAY) for major in (None, True, False)
    }
    assert {major: found.collective_discussion for major, found in said.items()} == {
        None: True,
        True: True,
        False: True,
    }
    assert (said[None].status, said[True].status) == ("unconfirmed", "confirmed")


@pytest.mark.parametrize(
    ("procedure", "layer", "on", "officers"),
    [
        ("simple", "", "2021-07-14", 1),
        ("simple", "", "2021-07-15", 2),
        ("ordinary", "", "2021-07-14", 2),
        ("simple", "traffic", "2025-01-01", 1),
        ("simple", "public_security", "2025-01-01", 1),
        ("ordinary", "traffic", "2025-01-01", 2),
    ],
)
def test_how_many_officers(procedure: str, layer: str, on: str, officers: int) -> None:
    day = dt.date.fromisoformat(on)
    found = steps_required(["warning"], None, "citizen", layer=layer, on=day, procedure=procedure)
    assert found.officers == officers
    assert found.notice


def test_the_simple_procedure_has_notice_and_nothing_more() -> None:
    found = steps_required(["fine"], 20_000, "citizen", procedure="simple", on=TODAY)
    assert found.to_dict()["duties"] == ["no_heavier_for_defence"]
    assert not any((found.hearing_offer, found.legal_review, found.collective_discussion))


def test_the_terms_that_come_with_a_hearing_are_rows_of_the_pack() -> None:
    found = steps_required(["order_close"], None, "organisation", hearing_requested=True, on=TODAY)
    assert deadline(found.hearing_request, dt.date(2025, 9, 26)).due == dt.date(2025, 10, 10)
    assert deadline(found.hearing_notice, dt.date(2025, 10, 22)).due == dt.date(2025, 10, 11)
    assert steps_required(["order_close"], None, "organisation", on=TODAY).hearing_notice == ""


def test_an_amount_that_the_caller_gave_is_said_to_be_the_callers() -> None:
    given, known = (
        steps_required(["fine"], 5_000_000, "citizen", on=TODAY, **more)
        for more in ({"threshold": 1_000_000}, {"layer": "samr"})
    )
    assert [len(each.notes) for each in (given, known)] == [1, 0]
    assert "was given by the caller" in given.explain()


def test_the_headline_names_the_steps_that_are_required_and_no_others() -> None:
    light = steps_required(["warning"], None, "citizen", on=TODAY)
    assert light.headline() == ("required: notice; officers: 2", "应当：告知；执法人员不少于 2 人")
    grave = steps_required(["order_close"], None, "organisation", hearing_requested=True, on=TODAY)
    assert grave.headline() == (
        "required: notice, offer of a hearing, legal review, collective discussion; officers: 2",
        "应当：告知、告知听证权利、法制审核、集体讨论；执法人员不少于 2 人",
    )


# How much


def item(*penalties: Penalty) -> Item:
    return Item(id="sign", names={"en": "Signs"}, field="city_management", actions=["penalise"], penalties=penalties)


def fine(low: int | None = None, high: int | None = None, **more: Any) -> Penalty:
    money = {"minimum": low, "maximum": high}
    return Penalty(kind="fine", **{key: Money(amount=each) for key, each in money.items() if each is not None}, **more)


SIGN = item(fine(50_000, 500_000), Penalty(kind="warning"))


def test_a_range_is_amounts_multiples_or_multiples_between_amounts() -> None:
    assert attrs.astuple(penalty_range(SIGN), filter=lambda a, _: a.name in ("low", "high")) == (50_000, 500_000)
    gains = item(fine(minimum_multiple=Decimal(1), maximum_multiple=Decimal(3), base="illegal_gains", high=3_000_000))
    small, large = penalty_range(gains, base_amount=100_001), penalty_range(gains, base_amount=2_000_000)
    assert (small.low, small.high) == (100_001, 300_003)
    assert (large.low, large.high) == (2_000_000, 3_000_000)
    floor = item(fine(low=1_000_000, maximum_multiple=Decimal("0.05"), base="turnover"))
    assert (penalty_range(floor, base_amount=100).low, penalty_range(floor, base_amount=100).high) == (1_000_000,) * 2
    part = item(fine(minimum_multiple=Decimal("0.005"), maximum_multiple=Decimal("0.01"), base="contract_price"))
    odd = penalty_range(part, base_amount=333)
    assert (odd.low, odd.high) == (2, 3)
    endless = penalty_range(item(fine(low=100)))
    assert endless.to_dict()["high"] is None
    assert endless.headline() == ("sign: 1 yuan or more", "sign：1元以上")


def test_a_range_that_is_not_one_is_refused_with_what_to_name() -> None:
    both = item(fine(1, 2, party_kinds=("individual",)), fine(3, 4, party_kinds=("enterprise",)), fine(5, 6))
    with pytest.raises(InvalidArgument, match=r"/head: .*2 heads that fit"):
        penalty_range(both, "enterprise")
    assert penalty_range(both).low == 5
    assert [penalty_range(both, "enterprise", head=head).low for head in (0, 1)] == [3, 5]
    with pytest.raises(InvalidArgument, match="0 heads that fit"):
        penalty_range(SIGN, kind="detention")
    with pytest.raises(InvalidArgument, match="the value of the goods in fen") as asked:
        penalty_range(item(fine(maximum_multiple=Decimal(1), base="goods_value")))
    assert "以分计的货值金额" in asked.value.findings[0].text("zh")
    with pytest.raises(InvalidArgument, match="the base in fen") as asked:
        penalty_range(item(fine(maximum_multiple=Decimal(1))))
    assert "以分计的基数" in asked.value.findings[0].text("zh")


@steady(300)
@given(
    st.integers(1, 10**6),
    st.integers(0, 10**7),
    st.decimals(0, 1, places=3),
    st.decimals(0, 1, places=3),
    st.decimals(0, 1, places=2),
    st.sampled_from(["usual", "lighter", "mitigated"]),
    st.sampled_from([1, 100, 10_000]),
)
def test_a_proposal_stays_in_the_part_of_the_range_it_says(
    low: int, span: int, a: Decimal, b: Decimal, at: Decimal, weight: Any, rounded_to: int
) -> None:
    tier = Tier(name={"en": "tier"}, low=min(a, b), high=max(a, b))
    found = propose(item(fine(low, low + span)), tier, at=at, weight=weight, rounded_to=rounded_to, on=TODAY)
    assert found.low <= found.amount <= max(found.low, found.high)
    if weight == "mitigated":
        assert 0 <= found.amount < low
    else:
        assert low <= found.amount <= low + span
    if weight == "lighter":
        assert found.amount <= low + Fraction(span, 2)


def test_a_tier_by_shares_or_by_amounts_gives_the_amount_that_the_words_say() -> None:
    middle = Tier(name={"zh": "一般", "en": "middle"}, low=Decimal("0.3"), high=Decimal("0.7"), source="X")
    found = propose(SIGN, middle)
    assert (found.low, found.high, found.amount) == (185_000, 365_000, 275_000)
    assert "rounded down to a multiple of 100 fen" in found.explain()
    assert "拟处罚款 2,750元" in found.explain("zh")
    amounts = Tier(name={"en": "light"}, minimum=60_000, maximum=80_050)
    assert propose(SIGN, amounts, at=Decimal(1)).amount == 80_000
    assert propose(SIGN, middle, weight="lighter", at=Decimal(1), on=TODAY).amount == 275_000
    assert propose(SIGN, middle, weight="lighter", at=Decimal(1), on=TODAY, layer="samr").amount == 185_000
    assert propose(SIGN, middle, weight="mitigated", at=Decimal(1)).amount == 49_900


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ({"zh": "一般", "en": "middle"}, "'middle'", "“一般”"),
        ({"zh": "一般"}, "'一般'", "“一般”"),
        ({"en": "middle"}, "'middle'", "“middle”"),
    ],
)
def test_a_proposal_names_its_tier_in_each_language_or_in_the_one_there_is(
    name: dict[str, str], en: str, zh: str
) -> None:
    told = propose(SIGN, Tier(name=name), on=TODAY).headline()
    assert f"tier {en}" in told[0]
    assert f"阶次{zh}" in told[1]


@pytest.mark.parametrize(
    ("low", "high", "amount"), [(150, 199, 150), (150, 200, 200), (150, 250, 200), (100, 250, 100)]
)
def test_a_proposal_is_a_round_sum_wherever_the_part_has_one(low: int, high: int, amount: int) -> None:
    assert propose(item(fine(low, high)), Tier(name={"en": "tier"}), at=Decimal(0), on=TODAY).amount == amount


def test_a_benchmark_cannot_widen_the_law_and_nothing_goes_below_nothing() -> None:
    with pytest.raises(InvalidArgument, match="cannot widen the law"):
        propose(SIGN, Tier(name={"en": "x"}, minimum=40_000, maximum=80_000))
    with pytest.raises(InvalidArgument, match="no lowest fine to go below"):
        propose(item(fine(high=100)), Tier(name={"en": "x"}), weight="mitigated")
    with pytest.raises(InvalidArgument, match="the range has no end"):
        propose(item(fine(low=100)), Tier(name={"en": "x"}))
    for bad in ({"low": Decimal(2)}, {"low": 0.5}, {"minimum": 5}, {"minimum": 5, "maximum": 4}):
        with pytest.raises(InvalidArgument):
            Tier(name={"en": "x"}, **bad)  # type: ignore[arg-type]


ranges = st.builds(
    lambda low, span: (low, None if span is None else low + span), st.integers(0, 9), st.none() | st.integers(0, 9)
)


@steady(200)
@given(st.lists(ranges, min_size=1, max_size=5), st.randoms())
def test_the_heavier_norm_does_not_depend_on_the_order_and_no_norm_is_heavier(
    pairs: list[tuple[int, int | None]], chance: Any
) -> None:
    norms = [FineRange(item=str(n), low=low, high=high, pack=PACK) for n, (low, high) in enumerate(pairs)]
    found = heavier_norm(norms, TODAY)
    tops = [10**9 if each.high is None else each.high for each in norms]
    top = 10**9 if found.range.high is None else found.range.high
    assert top == max(tops)
    assert found.range.low == max(each.low for each, high in zip(norms, tops, strict=True) if high == top)
    chance.shuffle(norms)
    assert heavier_norm(norms, TODAY).range.weight == found.range.weight
    assert found.floor == max(each.low for each in norms)


@steady(200)
@given(st.integers(0, 10**10), st.integers(1, 36))
def test_instalments_add_up_to_the_fen(principal: int, parts: int) -> None:
    due = [TODAY + n * DAY for n in range(parts)]
    found = instalments(principal, due)
    assert sum(part for _, part in found.parts) == principal
    assert len({part for _, part in found.parts[:-1]}) <= 1
    assert found.ends == due[-1]


def test_a_deferral_is_one_part_and_named_parts_must_add_up() -> None:
    assert instalments(1_000, [TODAY]).parts == ((TODAY, 1_000),)
    assert instalments(1_000, [TODAY, TODAY + DAY], [1, 999]).parts[1] == (TODAY + DAY, 999)
    for bad in ([1, 998], [1], [1_000], [True, 999], [-1, 1001], "ab"):
        with pytest.raises(InvalidArgument, match="amounts"):
            instalments(1_000, [TODAY, TODAY + DAY], bad)  # type: ignore[arg-type]
    for due in ([], [TODAY, TODAY], [TODAY + DAY, TODAY], ["2025-01-01"], None):
        with pytest.raises(InvalidArgument, match="due"):
            instalments(1_000, due)  # type: ignore[arg-type]


def test_illegal_gains_are_the_money_received_less_refunds_and_costs_only_where_a_row_says_so() -> None:
    assert illegal_gains(1_000, 300, 900, on=dt.date(2021, 7, 15)).amount == 700
    assert illegal_gains(1_000, 300, 900, on=dt.date(2021, 7, 14)).amount == 0
    for day in (dt.date(2021, 7, 14), dt.date(2021, 7, 15)):
        assert illegal_gains(1_000, on=day).amount == 1_000, "nothing refunded, no costs"
    own = Threshold(
        topic="illegal_gains",
        rule="P-11/sector",
        zh="扣除成本",
        en="less costs",
        outcome="less_costs",
        layer="transport",
        article="DOCTRINE",
        status="local",
    )
    sector = attrs.evolve(PACK, thresholds=(*PACK.thresholds, own))
    found = illegal_gains(1_000, 300, 200, layer="transport", pack=sector)
    assert (found.amount, found.status, found.rules) == (500, "local", ("P-11/sector",))
    with pytest.raises(InvalidArgument, match="at most what was received"):
        illegal_gains(1, 2)


def test_a_fine_is_credited_and_after_the_court_there_is_none() -> None:
    old, new = dt.date(2021, 7, 14), dt.date(2021, 7, 15)
    values = [criminal_fine_credit(300, 200, first, on).to_dict() for first in (True, False) for on in (old, new)]
    found = [(each["fine"], each["credited"], each["criminal_left"]) for each in values]
    assert found == [(300, 200, 0), (300, 200, 0), (300, 0, 200), (0, 0, 200)]


VERSIONS = [
    Version(name="2018", period=Period(end=dt.date(2020, 1, 1)), low=100, high=1_000),
    Version(name="2020", period=Period(start=dt.date(2020, 1, 1), end=dt.date(2022, 1, 1)), low=50, high=1_000),
    Version(name="2022", period=Period(start=dt.date(2022, 1, 1), end=dt.date(2024, 1, 1)), low=50, high=5_000),
    Version(name="2024", period=Period(start=dt.date(2024, 1, 1)), allowed=True),
]


@pytest.mark.parametrize(
    ("acted", "decided", "name"),
    [
        ("2019-01-01", "2019-06-01", "2018"),
        ("2019-01-01", "2021-12-01", "2020"),
        ("2021-01-01", "2022-06-01", "2020"),
        ("2023-01-01", "2023-06-01", "2022"),
        ("2023-01-01", "2024-06-01", "2024"),
    ],
)
def test_the_law_of_the_act_unless_that_of_the_decision_is_lighter(acted: str, decided: str, name: str) -> None:
    found = applicable_version(dt.date.fromisoformat(acted), dt.date.fromisoformat(decided), VERSIONS)
    assert found.version is not None
    assert found.version.name == name
    assert found.to_dict()["violation"] is not found.version.allowed


def test_no_version_on_the_day_of_the_act_or_none_left_means_no_violation() -> None:
    assert applicable_version(dt.date(2023, 1, 1), TODAY, VERSIONS[3:]).version is None
    assert applicable_version(dt.date(2019, 1, 1), TODAY, VERSIONS[:1]).to_dict()["violation"] is False


# Results and rows


def results() -> list[Derived]:
    stop = [(dt.date(2020, 1, 2), dt.date(2020, 1, 3))]
    return [
        late_fine(1_000, dt.date(2020, 1, 1), dt.date(2025, 1, 1), stop, litigation=stop),
        simple_procedure("individual_business", 1, ["fine"], TODAY),
        simple_procedure("citizen", None, ["detention"], TODAY),
        cash(1, TODAY),
        limitation(dt.date(2023, 6, 1), True, "slight", TODAY),
        no_penalty(False, False, "serious", False, False),
        by_age(dt.date(2010, 1, 1), TODAY),
        steps_required(["fine"], 1, "citizen", layer="samr", hearing_requested=True, on=TODAY, threshold=1),
        penalty_range(SIGN),
        propose(SIGN, Tier(name={"zh": "低"})),
        heavier_norm([penalty_range(SIGN)], TODAY),
        second_fine([], "a", ["fine"], TODAY),
        applicable_version(TODAY, TODAY, VERSIONS),
        illegal_gains(1),
        instalments(3, [TODAY, TODAY + DAY]),
        service_offset(12_000, ["HZ18"], "huzhou", "before", TODAY, first=True, minor=True),
        criminal_fine_credit(1, 1, True, TODAY),
    ]


@pytest.mark.parametrize("found", results(), ids=lambda each: type(each).__name__)
def test_every_result_says_itself_in_both_languages_with_its_rows_and_as_plain_values(found: Derived) -> None:
    import json

    words = {lang: found.explain(lang) for lang in ("en", "zh")}
    for row in (*found.rows, *found.beside):
        assert row.rule in words["en"]
        assert row.zh in words["zh"]
        assert PACK.cite(row.article, "zh") in words["zh"]
    announced = any(row.status == "unconfirmed" for row in (*found.rows, *found.beside))
    assert ("unconfirmed" in words["en"]) is announced
    assert ("未核对原文" in words["zh"]) is announced
    plain = found.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["rules"] == list(found.rules)
    with pytest.raises(UnknownReference):
        found.explain("fr")


def test_every_row_cites_a_text_of_the_pack_and_names_a_term_that_exists() -> None:
    for row in THRESHOLDS:
        assert PACK.knows(row.article), row
        assert row.zh
        assert row.en
        assert not row.term or PACK.terms_of(row.term), row
        for kind in row.kinds:
            assert kind in PACK.vocabulary.lists["penalty_kind"]
        assert (row.layer == "") or row.status != "confirmed" or row.rule == "P-51"


def test_no_two_rows_say_the_same_of_the_same_day() -> None:
    def key(row: Threshold) -> tuple[object, ...]:
        return row.topic, row.kinds, row.parties, row.facts, row.outcome, row.layer, row.en, row.article.split(":")[0]

    for one, other in combinations(THRESHOLDS, 2):
        if key(one) == key(other):
            starts = sorted([one.period, other.period], key=lambda each: each.start or dt.date.min)
            assert starts[0].end is not None
            assert starts[1].start is not None
            assert starts[0].end <= starts[1].start


def test_the_law_of_the_two_penalty_laws_leaves_no_gap() -> None:
    for topic in ("late_fine", "simple", "cash", "limitation", "no_penalty", "notice", "officers", "second_fine"):
        ends = sorted({row.period for row in THRESHOLDS if row.topic == topic and not row.layer}, key=lambda p: p.start)
        assert ends[0].start == dt.date(1996, 10, 1)
        assert ends[-1].end is None
        assert all(one.end == other.start for one, other in pairwise(ends))


def test_no_calculation_holds_a_date_or_an_amount_of_the_law() -> None:
    mine = ("amounts", "discretion", "exemption", "late_fine", "limitation", "norms", "required", "simple")
    mine += ("credit", "publication", "criminal", "money", "clocks", "documents")
    folder = Path(str(enforcekit.procedure.__file__)).parent
    for name in mine:
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Constant) and type(node.value) is int and node.value > 100), (
                name,
                node.value,
            )
            made = isinstance(node, ast.Call) and ast.unparse(node.func) == "dt.date"
            assert not made, (name, ast.unparse(node))


def test_another_country_has_other_numbers_and_the_calculations_know_none() -> None:
    def row(topic: str, **more: Any) -> Threshold:
        return Threshold(topic=topic, rule="X-1", zh="某规定", en="a rule", article="X:1", **more)

    rows = (
        row("late_fine", value=10, scale="percent_a_day", kinds={"levy"}),
        row("late_fine_cap", value=50, scale="percent"),
        row("party", parties={"human"}, outcome="human"),
        row("simple", value=7, scale="fen", kinds={"levy"}),
        row("notice"),
        row("hearing", kinds={"exile"}),
        row("officers", value=3, scale="officer"),
    )
    more = {each.name: "x" for each in attrs.fields(type(PACK)) if each.default is attrs.NOTHING}
    tiny = type(PACK)(**more, thresholds=rows)
    found = late_fine(1_000, TODAY, TODAY + 99 * DAY, pack=tiny)
    assert (found.amount, found.capped_on) == (500, TODAY + 4 * DAY)
    assert simple_procedure("human", 7, ["levy"], TODAY, pack=tiny).allowed
    assert not simple_procedure("human", 8, ["levy"], TODAY, pack=tiny).allowed
    steps = steps_required(["exile"], None, "human", on=TODAY, pack=tiny)
    assert (steps.hearing_offer, steps.legal_review, steps.officers) == (True, False, 3)
    assert (
        steps_required(["exile"], None, "human", on=TODAY, pack=attrs.evolve(tiny, thresholds=rows[:-1])).officers == 0
    )
    free = attrs.evolve(tiny, thresholds=(attrs.evolve(rows[0], value=0), *rows[1:]))
    assert late_fine(1_000, TODAY, TODAY + 99 * DAY, pack=free).amount == 0
    with pytest.raises(InvalidArgument):
        steps_required(["fine"], None, "citizen", on=TODAY, pack=tiny)


# Bad arguments

BAD: list[tuple[Callable[[], object], tuple[str, ...]]] = [
    (lambda: late_fine(-1, TODAY, TODAY), ("/fine",)),
    (lambda: late_fine(1.0, TODAY, TODAY), ("/fine",)),  # type: ignore[arg-type]
    (lambda: late_fine(True, TODAY, TODAY), ("/fine",)),
    (lambda: late_fine(2**60, TODAY, TODAY), ("/fine",)),
    (lambda: late_fine(1, dt.datetime(2025, 1, 1), "x"), ("/first_late_day", "/until")),  # type: ignore[arg-type]  # noqa: DTZ001
    (lambda: late_fine(1, TODAY, TODAY, [(TODAY, TODAY - DAY)]), ("/pauses/0",)),
    (lambda: late_fine(-1, None, TODAY, [5]), ("/fine", "/first_late_day", "/pauses/0")),  # type: ignore[arg-type, list-item]
    (lambda: late_fine(1, TODAY, TODAY, "x"), ("/pauses",)),  # type: ignore[arg-type]
    (lambda: late_fine(1, TODAY, TODAY, litigation=[("a", TODAY)]), ("/litigation/0/0",)),  # type: ignore[list-item]
    (lambda: late_fine(1, TODAY, TODAY, kind="confiscate_illegal_gains"), ("/kind",)),
    (lambda: late_fine(1, TODAY, dt.date.max), ("/until",)),
    (
        lambda: simple_procedure("nobody", -5, ["fines", "fine"], None, "mars", counts_as="x"),  # type: ignore[arg-type]
        ("/party", "/fine", "/kinds/0", "/on", "/layer", "/counts_as"),
    ),
    (lambda: simple_procedure("citizen", 1, [], TODAY), ("/kinds",)),
    (lambda: simple_procedure("citizen", 1, "fine", TODAY), ("/kinds",)),
    (lambda: cash(None, TODAY, "yes", 1, None), ("/fine", "/remote", "/requested", "/hard_to_collect")),  # type: ignore[arg-type]
    (lambda: limitation("x", 1, "much", None), ("/act_ended", "/discovered", "/life_health_or_finance", "/harm")),  # type: ignore[arg-type]
    (lambda: no_penalty(1, True, True, None, True), ("/minor", "/first", "/harm")),  # type: ignore[arg-type]
    (lambda: by_age(TODAY, TODAY - DAY), ("/acted_on",)),
    (lambda: by_mental_state("anger", "none"), ("/cause", "/control")),
    (lambda: lighter(["handsome"]), ("/circumstances/0",)),
    (lambda: lighter("merit"), ("/circumstances",)),
    (
        lambda: steps_required(
            ["fine"], 1, "citizen", 1, 1, "x", TODAY, threshold=-1, circumstances=["y"], procedure="z"
        ),  # type: ignore[arg-type]
        ("/threshold", "/major", "/hearing_requested", "/layer", "/circumstances/0", "/procedure"),
    ),
    (lambda: heavier_norm([], TODAY), ("/ranges",)),
    (lambda: second_fine([5], "a", ["x"], "y"), ("/prior", "/kinds/0", "/on")),  # type: ignore[arg-type, list-item]
    (lambda: applicable_version(TODAY, TODAY - DAY, [5]), ("/versions", "/decided_on")),  # type: ignore[list-item]
    (lambda: service_offset(1, "NB17", "mars", "during", TODAY), ("/bases", "/place", "/stage")),
    (
        lambda: propose(SIGN, Tier(name={"en": "x"}), at=Decimal(2), rounded_to=0, weight="x"),
        ("/at", "/rounded_to", "/weight"),
    ),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("call", "pointers"), BAD)
def test_a_bad_argument_is_refused_by_name_with_a_cure_and_all_of_them_at_once(
    call: Callable[[], object], pointers: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidArgument) as caught:
        call()
    assert tuple(finding.pointer for finding in caught.value.findings) == pointers
    for finding in caught.value.findings:
        assert finding.cure["en"]
        assert finding.cure["zh"]
        assert len(finding.message["en"]) < 400


def test_a_slip_of_the_pen_is_met_with_the_nearest_code() -> None:
    with pytest.raises(InvalidArgument, match="use one of: public_security"):
        simple_procedure("citizen", 1, ["fine"], TODAY, "puplic_security")


def test_imposed_penalties_of_other_acts_bar_nothing() -> None:
    assert second_fine([Imposed("other", "fine")], "sign", ["fine"], TODAY).barred == ()


def test_a_multiple_is_counted_exactly() -> None:
    penalty = Penalty(kind="fine", minimum_multiple=Decimal("0.1"), maximum_multiple=Decimal("0.3"), base="turnover")
    part = Item(id="x", names={"en": "x"}, field="ecology", actions=["penalise"], penalties=[penalty])
    assert penalty_range(part, base_amount=10).to_dict()["high"] == 3


def test_a_sum_is_headed_by_its_name_in_each_language() -> None:
    assert illegal_gains(10_000).headline() == ("illegal gains: 100 yuan", "违法所得：100元")


def test_all_that_was_received_may_be_refunded_and_nothing_is_left_to_confiscate() -> None:
    assert illegal_gains(10_000, 10_000).amount == 0
