"""The places where naive code gets the law of penalties wrong: each test says which mistake is not made."""

from __future__ import annotations

import datetime as dt
import inspect
from decimal import Decimal

import pytest

from enforcekit import Item, Money, Penalty
from enforcekit.errors import InvalidArgument
from enforcekit.law import NoSuchThreshold, deadline
from enforcekit.packs.cn import PACK
from enforcekit.procedure import (
    Imposed,
    ThresholdNeeded,
    cash,
    heavier_norm,
    late_fine,
    limitation,
    no_penalty,
    penalty_range,
    second_fine,
    service_offset,
    simple_procedure,
    steps_required,
)

TODAY = dt.date(2025, 3, 3)
FIRST_LATE = dt.date(2025, 10, 10)
LONG_AFTER = dt.date(2030, 1, 1)


def item(name: str, low: int, high: int) -> Item:
    return Item(
        id=name,
        names={"en": name},
        field="city_management",
        actions=["penalise"],
        penalties=[Penalty(kind="fine", minimum=Money(amount=low), maximum=Money(amount=high))],
    )


# Trap 5: late fine without cap, on confiscation, or running during remedies


def test_trap_5_a_late_fine_never_passes_the_fine_however_late() -> None:
    assert late_fine(1_000_000, FIRST_LATE, LONG_AFTER).amount == 1_000_000
    assert late_fine(1_000_000, dt.date(2012, 1, 1), LONG_AFTER).amount == 1_000_000


def test_trap_5_before_the_compulsion_law_there_was_no_cap_and_with_it_there_is() -> None:
    first = dt.date(2011, 11, 1)
    assert late_fine(1_000_000, first, dt.date(2011, 12, 31)).amount == 61 * 30_000
    met = late_fine(1_000_000, first, dt.date(2012, 1, 1))
    assert (met.amount, met.capped_on) == (1_000_000, dt.date(2012, 1, 1))


def test_trap_5_what_is_confiscated_bears_no_late_fine() -> None:
    for kind in ("confiscate_illegal_gains", "confiscate_illegal_property"):
        with pytest.raises(InvalidArgument, match="leave its amount out"):
            late_fine(1_000_000, FIRST_LATE, LONG_AFTER, kind=kind)
    assert late_fine(1_000_000, FIRST_LATE, LONG_AFTER, kind="fine").amount == 1_000_000


def test_trap_5_a_late_fine_rests_during_reconsideration_and_litigation() -> None:
    remedy = [(dt.date(2025, 10, 20), dt.date(2025, 12, 10))]
    assert late_fine(1_000_000, FIRST_LATE, dt.date(2025, 12, 10), remedy).amount == 300_000
    assert late_fine(1_000_000, FIRST_LATE, LONG_AFTER, remedy).capped_on == dt.date(2026, 1, 3)


# Trap 6: testing the ceiling against the statutory maximum; criticism or confiscation on the spot


def test_trap_6_the_fine_imposed_counts_and_no_statutory_maximum_is_asked_for() -> None:
    norm = item("sign", 5_000, 500_000)
    assert penalty_range(norm).high == 500_000
    assert simple_procedure("citizen", 20_000, ["fine"], TODAY).allowed
    assert not {"item", "maximum", "range"} & set(inspect.signature(simple_procedure).parameters)


@pytest.mark.parametrize("kind", sorted(set(PACK.vocabulary.lists["penalty_kind"].by_code) - {"warning", "fine"}))
def test_trap_6_nothing_but_a_warning_or_a_fine_is_decided_on_the_spot(kind: str) -> None:
    assert not simple_procedure("citizen", 100, [kind], TODAY).allowed
    assert not simple_procedure("organisation", 100, ["fine", kind], TODAY).allowed


# Trap 7: the cash ceiling tied to the ceiling of the simple procedure


def test_trap_7_cash_has_a_ceiling_of_its_own() -> None:
    assert simple_procedure("citizen", 15_000, ["fine"], TODAY).allowed
    assert not cash(15_000, TODAY).allowed
    assert cash(15_000, TODAY, hard_to_collect=True).allowed


def test_trap_7_far_away_and_asked_for_cash_is_open_for_any_fine() -> None:
    assert not simple_procedure("citizen", 5_000_000, ["fine"], TODAY).allowed
    assert cash(5_000_000, TODAY, remote=True, requested=True, on_the_spot=False).allowed
    assert not cash(5_000_000, TODAY, remote=True).allowed


# Trap 8 (part): direct suit against an on-the-spot fine from 2024


def test_trap_8_an_on_the_spot_decision_goes_to_reconsideration_first_from_2024() -> None:
    said = {
        day: simple_procedure("citizen", 100, ["fine"], dt.date.fromisoformat(day)).duties
        for day in ("2021-07-15", "2023-12-31", "2024-01-01")
    }
    assert said == {"2021-07-15": (), "2023-12-31": (), "2024-01-01": ("reconsideration_first",)}


def test_trap_8_its_court_window_follows_the_sixty_days_and_not_the_six_months() -> None:
    assert deadline("P-68", dt.date(2024, 1, 10)).due == dt.date(2024, 6, 11)


# Trap 9: legal review before the hearing only


def test_trap_9_with_a_hearing_the_review_comes_after_it() -> None:
    asked = steps_required(["revoke_licence"], None, "organisation", False, True, on=TODAY)
    assert asked.legal_review
    assert "review_after_hearing" in asked.duties
    waived = steps_required(["revoke_licence"], None, "organisation", False, False, on=TODAY)
    assert (waived.hearing_offer, waived.legal_review) == (True, False)
    major = steps_required(["warning"], None, "organisation", True, False, on=TODAY)
    assert major.legal_review
    assert "review_after_hearing" not in major.duties


# Trap 10: one constant for all hearings


def test_trap_10_the_same_fine_is_larger_here_and_not_there() -> None:
    offered = {
        layer: steps_required(["fine"], 800_000, "citizen", layer=layer, on=TODAY).hearing_offer
        for layer in ("public_security", "local_example", "samr", "ecology")
    }
    assert offered == {"public_security": True, "local_example": True, "samr": False, "ecology": False}


def test_trap_10_the_same_sector_changes_its_amount_by_date_and_party() -> None:
    def offered(party: str, on: dt.date) -> bool:
        return steps_required(["fine"], 300_000, party, layer="public_security", on=on).hearing_offer

    assert offered("citizen", dt.date(2025, 12, 31))
    assert not offered("citizen", dt.date(2026, 1, 1))
    assert not offered("organisation", dt.date(2025, 12, 31))


def test_trap_10_where_nobody_set_an_amount_the_caller_is_asked_and_none_is_assumed() -> None:
    for amount in (1, 100_000_000):
        with pytest.raises(ThresholdNeeded):
            steps_required(["fine"], amount, "citizen", on=TODAY)
    assert not steps_required(["fine"], 0, "citizen", on=TODAY).hearing_offer
    assert not steps_required(["fine"], None, "citizen", on=TODAY).hearing_offer


def test_trap_10_an_amount_that_nobody_verified_says_so() -> None:
    confirmed = steps_required(["fine"], 200_000, "citizen", True, layer="public_security", on=dt.date(2025, 1, 1))
    guessed = steps_required(["fine"], 1_000_000, "citizen", True, layer="samr", on=TODAY)
    assert (confirmed.status, guessed.status) == ("confirmed", "unconfirmed")


# Trap 17: one act, one penalty


def test_trap_17_only_fines_are_barred_twice() -> None:
    prior = [Imposed("sign-7", "fine"), Imposed("sign-7", "warning")]
    found = second_fine(prior, "sign-7", ["fine", "warning", "confiscate_illegal_property", "suspend_licence"], TODAY)
    assert found.barred == ("fine",)
    assert found.open == ("warning", "confiscate_illegal_property", "suspend_licence")


def test_trap_17_statutory_ranges_are_compared_upper_limit_first() -> None:
    wide, high_floor = penalty_range(item("wide", 1_000, 1_000_000)), penalty_range(item("floor", 200_000, 500_000))
    found = heavier_norm([high_floor, wide], TODAY)
    assert (found.item, found.floor) == ("wide", 200_000)
    assert found.status == "unconfirmed"  # the floor is doctrine
    same = penalty_range(item("same", 2_000, 1_000_000))
    assert heavier_norm([wide, same], TODAY).item == "same"


def test_trap_17_before_2021_the_law_named_no_heavier_norm_but_barred_the_second_fine() -> None:
    old = dt.date(2021, 7, 14)
    with pytest.raises(NoSuchThreshold):
        heavier_norm([penalty_range(item("a", 1, 2))], old)
    assert second_fine([Imposed("a", "fine")], "a", ["fine"], old).barred == ("fine",)


# Trap 18: five years for any health matter


def test_trap_18_five_years_need_the_matter_and_the_harm() -> None:
    ended, found = dt.date(2023, 6, 1), dt.date(2025, 6, 2)
    lasts = {
        (life, harm): limitation(ended, life, harm, found).last_day.year  # type: ignore[union-attr]
        for life in (True, False)
        for harm in ("none", "slight", "serious")
    }
    five = {(True, "slight"), (True, "serious")}
    assert lasts == {each: 2028 if each in five else 2025 for each in lasts}


def test_trap_18_what_was_barred_before_the_five_years_came_stays_barred() -> None:
    assert limitation(dt.date(2019, 7, 14), True, "serious", dt.date(2021, 7, 15)).barred
    kept = limitation(dt.date(2019, 7, 15), True, "serious", dt.date(2021, 7, 16))
    assert (kept.barred, kept.last_day) == (False, dt.date(2024, 7, 15))


# Trap 19: a first offence goes free by itself


def test_trap_19_a_first_time_is_may_and_only_with_slight_harm_and_correction() -> None:
    assert no_penalty(False, True, "slight", True, False).outcome == "may_not"
    assert no_penalty(False, False, "slight", True, False).outcome == "none"
    assert no_penalty(False, True, "serious", True, False).outcome == "none"
    assert no_penalty(False, True, "slight", True, False, dt.date(2021, 7, 14)).outcome == "none"


def test_trap_19_minor_corrected_and_harmless_is_must() -> None:
    for first in (True, False):
        assert no_penalty(True, True, "none", first, False).outcome == "must_not"
        assert no_penalty(True, True, "none", first, False, dt.date(2000, 1, 1)).outcome == "must_not"
    assert no_penalty(True, True, "slight", False, False).outcome == "none"


# Trap 24: service offset as a kind of penalty, or beyond the local regulation


def test_trap_24_public_service_is_no_kind_of_penalty() -> None:
    assert not [code for code in PACK.vocabulary.lists["penalty_kind"].by_code if "service" in code]
    with pytest.raises(InvalidArgument):
        simple_procedure("citizen", 100, ["public_service"], TODAY)


@pytest.mark.parametrize(
    ("bases", "place", "stage", "on", "allowed"),
    [
        (["NB17"], "ningbo", "before", "2025-01-01", True),
        (["NB17"], "ningbo", "after", "2025-01-01", False),
        (["NB17"], "ningbo", "before", "2017-06-30", False),
        (["NBW19"], "fenghua", "before", "2025-01-01", True),
        (["NBW19"], "fenghua", "before", "2019-09-30", False),
        (["URP19"], "fenghua", "before", "2025-01-01", False),
        (["JX19"], "jiaxing", "after", "2025-01-01", True),
        (["JX19"], "jiaxing", "before", "2025-01-01", False),
        (["NB17"], "jiaxing", "after", "2025-01-01", False),
        (["NB17"], "guangdong", "before", "2025-01-01", False),
        ([], "ningbo", "before", "2025-01-01", False),
    ],
)
def test_trap_24_service_stands_for_a_fine_only_where_a_local_row_says_so(
    bases: list[str], place: str, stage: str, on: str, allowed: bool
) -> None:
    found = service_offset(12_000, bases, place, stage, dt.date.fromisoformat(on))
    assert found.allowed is allowed
    assert found.hours == (3 if allowed else None)
    assert (found.reasons == ()) is allowed


def test_trap_24_hours_are_rounded_up_and_huzhou_has_conditions() -> None:
    def ask(fine: int, first: bool = True, minor: bool = True, voluntary: bool = True) -> int | None:
        return service_offset(
            fine, ["HZ18"], "huzhou", "before", TODAY, first=first, minor=minor, voluntary=voluntary
        ).hours

    assert [ask(fine) for fine in (5_000, 5_001, 10_000, 20_000)] == [1, 2, 2, 4]
    assert ask(20_001) is None
    assert ask(100, first=False) is ask(100, minor=False) is ask(100, voluntary=False) is None


# Trap 25: fast and heavy in an emergency confused with expedited handling


def test_trap_25_expedited_handling_has_every_step_of_the_ordinary_procedure() -> None:
    asked = (["revoke_licence"], None, "organisation", None, True)
    ordinary, expedited = (
        steps_required(*asked, on=TODAY, procedure=kind).to_dict() for kind in ("ordinary", "expedited")
    )
    assert expedited == ordinary


def test_trap_25_an_emergency_is_no_procedure_and_drops_no_step() -> None:
    with pytest.raises(InvalidArgument):
        steps_required(["fine"], 0, "citizen", on=TODAY, procedure="emergency")


# Trap 28: mediation or petition pausing limitation


def test_trap_28_neither_mediation_nor_a_petition_can_be_told_to_pause_limitation() -> None:
    assert not [name for name in inspect.signature(limitation).parameters if "pause" in name or "suspen" in name]


def test_a_multiple_is_counted_exactly() -> None:
    penalty = Penalty(kind="fine", multiple_min=Decimal("0.1"), multiple_max=Decimal("0.3"), base="turnover")
    part = Item(id="x", names={"en": "x"}, field="ecology", actions=["penalise"], penalties=[penalty])
    assert penalty_range(part, base_amount=10).to_dict()["high"] == 3
