"""The 28 places where naive code gets the law wrong (cn-law §9): each test says which mistake is not made."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import Any

import attrs
import checks
import pytest
from case_vectors import after, taken
from caseworld import HEAVY, LIGHT, SPOT, case, good, world
from worlds import county, grant, instrument, span
from worlds import item as worlds_item

from enforcekit import Item, Money, Penalty
from enforcekit.competence import answerable, who_may
from enforcekit.errors import InvalidArgument, NotPermitted
from enforcekit.inspection.admission import may_inspect
from enforcekit.inspection.results import settle
from enforcekit.law import NoSuchThreshold, deadline
from enforcekit.model import Delegation, Holder, Record
from enforcekit.model.case import Act, Case, Sanction
from enforcekit.packs.cn import PACK
from enforcekit.procedure import (
    Imposed,
    ThresholdNeeded,
    Version,
    applicable_version,
    cash,
    due,
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
from enforcekit.procedure.lint import lint, rule_id
from enforcekit.procedure.steps import objections
from enforcekit.timing import working_days

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


# What the traps of penalties are made of


# Trap 5: late fine without cap, on confiscation, or running during remedies


def _trap_5_a_late_fine_never_passes_the_fine_however_late() -> None:
    assert late_fine(1_000_000, FIRST_LATE, LONG_AFTER).amount == 1_000_000
    assert late_fine(1_000_000, dt.date(2012, 1, 1), LONG_AFTER).amount == 1_000_000


def _trap_5_before_the_compulsion_law_there_was_no_cap_and_with_it_there_is() -> None:
    first = dt.date(2011, 11, 1)
    assert late_fine(1_000_000, first, dt.date(2011, 12, 31)).amount == 61 * 30_000
    met = late_fine(1_000_000, first, dt.date(2012, 1, 1))
    assert (met.amount, met.capped_on) == (1_000_000, dt.date(2012, 1, 1))


def _trap_5_what_is_confiscated_bears_no_late_fine() -> None:
    for kind in ("confiscate_illegal_gains", "confiscate_illegal_property"):
        with pytest.raises(InvalidArgument, match="leave its amount out"):
            late_fine(1_000_000, FIRST_LATE, LONG_AFTER, kind=kind)
    assert late_fine(1_000_000, FIRST_LATE, LONG_AFTER, kind="fine").amount == 1_000_000


def _trap_5_a_late_fine_rests_during_reconsideration_and_litigation() -> None:
    remedy = [(dt.date(2025, 10, 20), dt.date(2025, 12, 10))]
    assert late_fine(1_000_000, FIRST_LATE, dt.date(2025, 12, 10), remedy).amount == 300_000
    assert late_fine(1_000_000, FIRST_LATE, LONG_AFTER, remedy).capped_on == dt.date(2026, 1, 3)


# Trap 6: testing the ceiling against the statutory maximum; criticism or confiscation on the spot


def _trap_6_the_fine_imposed_counts_and_no_statutory_maximum_is_asked_for() -> None:
    norm = item("sign", 5_000, 500_000)
    assert penalty_range(norm).high == 500_000
    assert simple_procedure("citizen", 20_000, ["fine"], TODAY).allowed
    assert not {"item", "maximum", "range"} & set(inspect.signature(simple_procedure).parameters)


def _trap_6_nothing_but_a_warning_or_a_fine_is_decided_on_the_spot() -> None:
    for kind in sorted(set(PACK.vocabulary.lists["penalty_kind"].by_code) - {"warning", "fine"}):
        assert not simple_procedure("citizen", 100, [kind], TODAY).allowed
        assert not simple_procedure("organisation", 100, ["fine", kind], TODAY).allowed


# Trap 7: the cash ceiling tied to the ceiling of the simple procedure


def _trap_7_cash_has_a_ceiling_of_its_own() -> None:
    assert simple_procedure("citizen", 15_000, ["fine"], TODAY).allowed
    assert not cash(15_000, TODAY).allowed
    assert cash(15_000, TODAY, hard_to_collect=True).allowed


def _trap_7_far_away_and_asked_for_cash_is_open_for_any_fine() -> None:
    assert not simple_procedure("citizen", 5_000_000, ["fine"], TODAY).allowed
    assert cash(5_000_000, TODAY, remote=True, requested=True, on_the_spot=False).allowed
    assert not cash(5_000_000, TODAY, remote=True).allowed


# Trap 8 (part): direct suit against an on-the-spot fine from 2024


def _trap_8_an_on_the_spot_decision_goes_to_reconsideration_first_from_2024() -> None:
    said = {
        day: simple_procedure("citizen", 100, ["fine"], dt.date.fromisoformat(day)).duties
        for day in ("2021-07-15", "2023-12-31", "2024-01-01")
    }
    assert said == {"2021-07-15": (), "2023-12-31": (), "2024-01-01": ("reconsideration_first",)}


def _trap_8_its_court_window_follows_the_sixty_days_and_not_the_six_months() -> None:
    assert deadline("P-68", dt.date(2024, 1, 10)).due == dt.date(2024, 6, 11)


# Trap 9: legal review before the hearing only


def _trap_9_with_a_hearing_the_review_comes_after_it() -> None:
    asked = steps_required(["revoke_licence"], None, "organisation", False, True, on=TODAY)
    assert asked.legal_review
    assert "review_after_hearing" in asked.duties
    waived = steps_required(["revoke_licence"], None, "organisation", False, False, on=TODAY)
    assert (waived.hearing_offer, waived.legal_review) == (True, False)
    major = steps_required(["warning"], None, "organisation", True, False, on=TODAY)
    assert major.legal_review
    assert "review_after_hearing" not in major.duties


# Trap 10: one constant for all hearings


def _trap_10_the_same_fine_is_larger_here_and_not_there() -> None:
    offered = {
        layer: steps_required(["fine"], 800_000, "citizen", layer=layer, on=TODAY).hearing_offer
        for layer in ("public_security", "local_example", "samr", "ecology")
    }
    assert offered == {"public_security": True, "local_example": True, "samr": False, "ecology": False}


def _trap_10_the_same_sector_changes_its_amount_by_date_and_party() -> None:
    def offered(party: str, on: dt.date) -> bool:
        return steps_required(["fine"], 300_000, party, layer="public_security", on=on).hearing_offer

    assert offered("citizen", dt.date(2025, 12, 31))
    assert not offered("citizen", dt.date(2026, 1, 1))
    assert not offered("organisation", dt.date(2025, 12, 31))


def _trap_10_where_nobody_set_an_amount_the_caller_is_asked_and_none_is_assumed() -> None:
    for amount in (1, 100_000_000):
        with pytest.raises(ThresholdNeeded):
            steps_required(["fine"], amount, "citizen", on=TODAY)
    assert not steps_required(["fine"], 0, "citizen", on=TODAY).hearing_offer
    assert not steps_required(["fine"], None, "citizen", on=TODAY).hearing_offer


def _trap_10_an_amount_that_nobody_verified_says_so() -> None:
    confirmed = steps_required(["fine"], 200_000, "citizen", True, layer="public_security", on=dt.date(2025, 1, 1))
    guessed = steps_required(["fine"], 1_000_000, "citizen", True, layer="samr", on=TODAY)
    assert (confirmed.status, guessed.status) == ("confirmed", "unconfirmed")


# Trap 17: one act, one penalty


def _trap_17_only_fines_are_barred_twice() -> None:
    prior = [Imposed("sign-7", "fine"), Imposed("sign-7", "warning")]
    found = second_fine(prior, "sign-7", ["fine", "warning", "confiscate_illegal_property", "suspend_licence"], TODAY)
    assert found.barred == ("fine",)
    assert found.open == ("warning", "confiscate_illegal_property", "suspend_licence")


def _trap_17_statutory_ranges_are_compared_upper_limit_first() -> None:
    wide, high_floor = penalty_range(item("wide", 1_000, 1_000_000)), penalty_range(item("floor", 200_000, 500_000))
    found = heavier_norm([high_floor, wide], TODAY)
    assert (found.item, found.floor) == ("wide", 200_000)
    assert found.status == "unconfirmed"  # the floor is doctrine
    same = penalty_range(item("same", 2_000, 1_000_000))
    assert heavier_norm([wide, same], TODAY).item == "same"


def _trap_17_before_2021_the_law_named_no_heavier_norm_but_barred_the_second_fine() -> None:
    old = dt.date(2021, 7, 14)
    with pytest.raises(NoSuchThreshold):
        heavier_norm([penalty_range(item("a", 1, 2))], old)
    assert second_fine([Imposed("a", "fine")], "a", ["fine"], old).barred == ("fine",)


# Trap 18: five years for any health matter


def _trap_18_five_years_need_the_matter_and_the_harm() -> None:
    ended, found = dt.date(2023, 6, 1), dt.date(2025, 6, 2)
    lasts = {
        (life, harm): limitation(ended, life, harm, found).last_day.year  # type: ignore[union-attr]
        for life in (True, False)
        for harm in ("none", "slight", "serious")
    }
    five = {(True, "slight"), (True, "serious")}
    assert lasts == {each: 2028 if each in five else 2025 for each in lasts}


def _trap_18_what_was_barred_before_the_five_years_came_stays_barred() -> None:
    assert limitation(dt.date(2019, 7, 14), True, "serious", dt.date(2021, 7, 15)).barred
    kept = limitation(dt.date(2019, 7, 15), True, "serious", dt.date(2021, 7, 16))
    assert (kept.barred, kept.last_day) == (False, dt.date(2024, 7, 15))


# Trap 19: a first offence goes free by itself


def _trap_19_a_first_time_is_may_and_only_with_slight_harm_and_correction() -> None:
    assert no_penalty(False, True, "slight", True, False).outcome == "may_not"
    assert no_penalty(False, False, "slight", True, False).outcome == "none"
    assert no_penalty(False, True, "serious", True, False).outcome == "none"
    assert no_penalty(False, True, "slight", True, False, dt.date(2021, 7, 14)).outcome == "none"


def _trap_19_minor_corrected_and_harmless_is_must() -> None:
    for first in (True, False):
        assert no_penalty(True, True, "none", first, False).outcome == "must_not"
        assert no_penalty(True, True, "none", first, False, dt.date(2000, 1, 1)).outcome == "must_not"
    assert no_penalty(True, True, "slight", False, False).outcome == "none"


# Trap 24: service offset as a kind of penalty, or beyond the local regulation


def _trap_24_public_service_is_no_kind_of_penalty() -> None:
    assert not [code for code in PACK.vocabulary.lists["penalty_kind"].by_code if "service" in code]
    with pytest.raises(InvalidArgument):
        simple_procedure("citizen", 100, ["public_service"], TODAY)


OFFSETS: list[tuple[list[str], str, str, str, bool]] = [
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
]


def _trap_24_service_stands_for_a_fine_only_where_a_local_row_says_so() -> None:
    for bases, place, stage, on, allowed in OFFSETS:
        found = service_offset(12_000, bases, place, stage, dt.date.fromisoformat(on))
        assert found.hours == (3 if allowed else None)
        assert (found.reasons == ()) is allowed


def _trap_24_hours_are_rounded_up_and_huzhou_has_conditions() -> None:
    def ask(fine: int, first: bool = True, minor: bool = True, voluntary: bool = True) -> int | None:
        return service_offset(
            fine, ["HZ18"], "huzhou", "before", TODAY, first=first, minor=minor, voluntary=voluntary
        ).hours

    assert [ask(fine) for fine in (5_000, 5_001, 10_000, 20_000)] == [1, 2, 2, 4]
    assert ask(20_001) is None
    assert ask(100, first=False) is ask(100, minor=False) is ask(100, voluntary=False) is None


# Trap 25: fast and heavy in an emergency confused with expedited handling


def _trap_25_expedited_handling_has_every_step_of_the_ordinary_procedure() -> None:
    asked = (["revoke_licence"], None, "organisation", None, True)
    ordinary, expedited = (
        steps_required(*asked, on=TODAY, procedure=kind).to_dict() for kind in ("ordinary", "expedited")
    )
    assert expedited == ordinary


def _trap_25_an_emergency_is_no_procedure_and_drops_no_step() -> None:
    with pytest.raises(InvalidArgument):
        steps_required(["fine"], 0, "citizen", on=TODAY, procedure="emergency")


# Trap 28: mediation or petition pausing limitation


def _trap_28_neither_mediation_nor_a_petition_can_be_told_to_pause_limitation() -> None:
    assert not [name for name in inspect.signature(limitation).parameters if "pause" in name or "suspen" in name]


# Small worlds for the rest

assert PACK.calendar is not None
CALENDAR = PACK.calendar


def own(change: str, *records: Record) -> list[str]:
    """The bodies competent to penalise in the north on a day."""
    found = who_may(county(*records), "penalise", item="dumping", place="north", on=dt.date.fromisoformat(change))
    return [each.authority for each in found.competences]


TOWNSHIP = {"by": ("decision", "county-list"), "published_on": dt.date(2022, 6, 1), "period": span("2022-07-01")}


def moved(**more: Any) -> Delegation:
    return grant("handed", "township", "department", "north-town", **{**TOWNSHIP, **more})


def of_mode(mode: str, grantee: str = "township", level: str = "township", on: dt.date = TODAY) -> Any:
    return answerable(PACK, mode, on, {"kind": "department", "level": "county"}, {"kind": grantee, "level": level})


def refusal(steps: str, kind: str, amount: int = LIGHT, **change: Any) -> str | None:
    """The rule that stands first against the next step of a case; `wait` days later, with something changed in it."""
    wait, power = change.pop("wait", 1), change.pop("power", True)
    found = taken(steps, amount, **change.pop("case", {}))
    on = after(found, wait)
    tried = attrs.evolve(good(kind, on, found, amount), **change)
    return next((each for each, _ in objections(found, tried, world(compel=power), on=on)), None)


# The traps of the reference, one test each


def test_trap_01_only_the_closed_lists_of_days_are_working_days() -> None:
    """2, 3, 5, 7 of the Penalty Law, ten or less of the Compulsion Law, 3, 5, 7, 10 of the Reconsideration Law."""
    texts = {"APL21": {2, 3, 5, 7}, "AEL": set(range(1, 11)), "ARL23": {3, 5, 7, 10}}
    seen = set()
    for row in PACK.terms:
        text = row.article.partition(":")[0]
        if text in texts and row.unit in ("day", "working_day") and not row.layer:
            assert (row.unit == "working_day") is (row.length in texts[text]), row.rule
            seen.add((text, row.unit))
    assert seen == {(text, unit) for text in texts for unit in ("day", "working_day")}
    assert deadline("P-07", dt.date(2025, 9, 26)).due == dt.date(2025, 10, 13)
    assert deadline("P-40", dt.date(2025, 3, 3)).due == dt.date(2025, 6, 1)


def test_trap_02_a_working_weekend_is_worked_and_a_holiday_weekday_is_not() -> None:
    for day in ("2025-09-28", "2025-10-11", "2026-02-14", "2026-02-28"):
        assert dt.date.fromisoformat(day).weekday() >= 5
        assert working_days(dt.date.fromisoformat(day), dt.date.fromisoformat(day), CALENDAR) == 1
    for day in ("2025-10-01", "2025-10-08", "2026-02-16"):
        assert dt.date.fromisoformat(day).weekday() < 5
        assert working_days(dt.date.fromisoformat(day), dt.date.fromisoformat(day), CALENDAR) == 0
    assert deadline("P-46", dt.date(2026, 2, 12)).due == dt.date(2026, 2, 28)


def test_trap_03_the_90_days_begin_with_the_filing_and_a_decision_on_day_91_still_stands() -> None:
    clue = taken("receive_clue", LIGHT)
    assert "P-40" not in {each.rule for each in due(clue, world())}
    filed = taken("receive_clue file", LIGHT)
    (clock,) = (each for each in due(filed, world()) if each.rule == "P-40")
    assert clock.started.event.kind == "file"
    late = "file investigate finish_investigation audit notify hear_statement"
    assert refusal(late, "decide", wait=100) is None


def test_trap_04_payment_runs_from_receipt_and_the_late_fine_from_the_day_after_the_rolled_fifteenth() -> None:
    decided = taken("file investigate finish_investigation audit notify hear_statement decide", LIGHT)
    assert "P-60" not in {each.rule for each in due(decided, world())}
    found = deadline("P-60", dt.date(2025, 9, 22))
    assert (found.due, found.day_after) == (dt.date(2025, 10, 9), dt.date(2025, 10, 10))
    served = "file investigate finish_investigation audit notify hear_statement decide serve"
    assert refusal(served, "mark_overdue", wait=15) == "P-62"
    assert refusal(served, "mark_overdue", wait=16) is None


def test_trap_05_a_late_fine_is_capped_is_on_the_fine_alone_and_rests_during_remedies() -> None:
    _trap_5_a_late_fine_never_passes_the_fine_however_late()
    _trap_5_before_the_compulsion_law_there_was_no_cap_and_with_it_there_is()
    _trap_5_what_is_confiscated_bears_no_late_fine()
    _trap_5_a_late_fine_rests_during_reconsideration_and_litigation()


def test_trap_06_the_fine_imposed_is_tested_and_only_a_warning_or_a_fine_is_for_the_spot() -> None:
    _trap_6_the_fine_imposed_counts_and_no_statutory_maximum_is_asked_for()
    _trap_6_nothing_but_a_warning_or_a_fine_is_decided_on_the_spot()
    steps = "show_id fix_facts tell_and_hear"
    spot = {"procedure": "simple"}
    assert refusal(steps, "decide_on_spot", SPOT, case=spot) is None
    assert refusal(steps, "decide_on_spot", 300_001, case=spot) == "P-30"


def test_trap_07_cash_has_its_own_ceiling_and_its_own_grounds_in_either_procedure() -> None:
    _trap_7_cash_has_a_ceiling_of_its_own()
    _trap_7_far_away_and_asked_for_cash_is_open_for_any_fine()
    spot = "show_id fix_facts tell_and_hear decide_on_spot deliver"
    assert refusal(spot, "collect_cash", SPOT, case={"procedure": "simple"}, facts=()) == "P-33"
    served = "file investigate finish_investigation audit notify hear_statement decide serve"
    assert refusal(served, "collect_cash") is None
    assert refusal(served, "collect_cash", facts=("hard_to_collect",)) == "P-33"


def test_trap_08_an_on_the_spot_fine_goes_to_reconsideration_first_and_its_window_follows_the_60_days() -> None:
    _trap_8_an_on_the_spot_decision_goes_to_reconsideration_first_from_2024()
    _trap_8_its_court_window_follows_the_sixty_days_and_not_the_six_months()
    spot = "show_id fix_facts tell_and_hear decide_on_spot deliver"
    assert refusal(spot, "sue", SPOT, case={"procedure": "simple"}) == "P-36"
    before = {"procedure": "simple", "start": dt.date(2023, 3, 3)}
    assert refusal(spot, "sue", SPOT, case=before) is None


def test_trap_09_the_legal_review_comes_after_the_hearing() -> None:
    _trap_9_with_a_hearing_the_review_comes_after_it()
    hearing = "file investigate finish_investigation audit notify request_hearing set_hearing"
    assert refusal(hearing, "legal_review", HEAVY) == "P-42"
    assert refusal(f"{hearing} hold_hearing", "decide", HEAVY) == "P-42"
    assert refusal(f"{hearing} hold_hearing legal_review discuss", "decide", HEAVY) is None


def test_trap_10_what_is_larger_is_set_by_sector_place_and_day_and_never_assumed() -> None:
    _trap_10_the_same_fine_is_larger_here_and_not_there()
    _trap_10_the_same_sector_changes_its_amount_by_date_and_party()
    _trap_10_where_nobody_set_an_amount_the_caller_is_asked_and_none_is_assumed()
    _trap_10_an_amount_that_nobody_verified_says_so()


def test_trap_11_entrusting_and_empowering_differ_in_name_respondent_and_coercion() -> None:
    entrusted, empowered = of_mode("entrusted"), of_mode("township")
    assert (entrusted["in_name_of"], empowered["in_name_of"]) == ("grantor", "grantee")
    assert (entrusted["respondent"], empowered["respondent"]) == ("grantor", "grantee")
    assert (entrusted["defendant"], empowered["defendant"]) == ("grantor", "grantee")
    assert not entrusted["may_compel"]


def test_trap_12_no_entrusted_body_seizes_and_none_authorised_by_a_local_regulation() -> None:
    assert not of_mode("entrusted")["may_compel"]
    steps = "file investigate propose_measure approve_measure"
    assert refusal(steps, "impose_measure", power=False) == "D-10"
    assert refusal(steps, "impose_measure") is None
    every = ("penalise", "inspect", "compel")
    town = grant("lent", "entrusted", "department", "north-town", by="letter", actions=every)
    item_ = worlds_item(
        "dumping",
        Holder(function="waste", kinds=("department",), levels=("county",)),
        actions=("penalise", "inspect", "compel"),
    )
    found = who_may(county(town, item_), "compel", item="dumping", place="north", on=TODAY)
    assert "north-town" not in [each.authority for each in found.competences]
    local = grant("by-rule", "authorised", (), "north-town", by="city-rule", actions=("penalise", "inspect", "compel"))
    found = who_may(county(local, item_), "compel", item="dumping", place="north", on=TODAY)
    assert "north-town" not in [each.authority for each in found.competences]


def test_trap_13_a_township_grant_needs_the_provincial_decision_and_publication_and_says_who_finishes() -> None:
    assert own("2025-03-03", moved()) == ["north-town"]
    assert "north-town" not in own("2025-03-03", moved(by=("county-list",)))
    assert "north-town" not in own("2022-08-01", moved(published_on=dt.date(2023, 1, 1)))
    codes = {rule_id(each.code) for each in lint(county(moved()))}
    assert "D-05" in codes
    assert "D-05" not in {rule_id(each.code) for each in lint(county(moved(in_flight="transferred")))}
    endless = grant("lent", "entrusted", "department", "north-town", by="letter")
    ended = attrs.evolve(endless, period=span("2025-01-01", "2026-01-01"))
    assert {rule_id(each.code) for each in lint(county(endless))} - {rule_id(each.code) for each in lint(county(ended))}


def test_trap_14_once_the_power_has_moved_the_original_department_holds_it_no_more() -> None:
    assert own("2022-06-30", moved()) == ["department"]
    assert own("2025-03-03", moved()) == ["north-town"]
    # What it had filed it finishes, unless the grant passes filed cases on.
    filed = {"case": {"place": "north", "start": dt.date(2025, 3, 3)}}
    late = "file investigate finish_investigation audit notify hear_statement"
    for rule, expected in ((None, None), ("original_body_finishes", None), ("transferred", "D-05")):
        found = taken(late, LIGHT, **filed["case"])
        on = after(found, 40)
        town = grant(
            "handed",
            "township",
            "bureau",
            "north-town",
            by=("decision", "county-list"),
            published_on=dt.date(2025, 3, 1),
            period=span(on - dt.timedelta(days=9)),
            in_flight=rule,
        )
        papers = [instrument("decision", "provincial_decision", "province")]
        papers.append(instrument("county-list", "county_decision", "county"))
        there = world(town, *papers)
        stands = [each for each, _ in objections(found, good("decide", on, found, LIGHT), there, on=on)]
        assert stands[:1] == ([expected] if expected else []), rule
        anew = taken("", LIGHT, **filed["case"])
        assert "J-02" in [each for each, _ in objections(anew, good("file", on, anew, LIGHT), there, on=on)]


def test_trap_15_respondent_and_defendant_are_named_each_for_itself() -> None:
    """Rows of their own: neither is derived from the other."""
    names = {each.name for each in attrs.fields(type(PACK.effects[0]))}
    assert {"respondent", "defendant"} <= names
    for on in (dt.date(2023, 12, 31), dt.date(2024, 1, 1)):
        for effect in PACK.effects:
            found = of_mode(effect.mode, on=on)
            if "respondent" in found:
                assert found["respondent"] in ("grantor", "grantee")
                assert found["defendant"] in ("grantor", "grantee")
    assert of_mode("township", on=dt.date(2023, 12, 31))["review_organ"] != ""


def test_trap_16_first_come_is_the_first_to_file_and_not_the_first_to_know() -> None:
    act = Act(ended=dt.date(2025, 2, 20), same_as=("theirs",))
    theirs = attrs.evolve(taken("receive_clue", LIGHT, dt.date(2025, 2, 25)), id="theirs", authority="bureau")
    mine = case(act=act)
    on = dt.date(2025, 3, 10)

    def stands(other: Case) -> list[str]:
        tried = good("file", on, mine, LIGHT)
        return [each for each, _ in objections(mine, tried, world(other), on=on)]

    assert stands(theirs) == []
    for day, expected in ((8, ["J-03"]), (11, [])):
        filed = good("file", dt.date(2025, 3, day), theirs, LIGHT)
        assert stands(attrs.evolve(theirs, events=(*theirs.events, filed))) == expected


def test_trap_17_only_fines_are_barred_twice_and_statutory_ranges_are_compared() -> None:
    _trap_17_only_fines_are_barred_twice()
    _trap_17_statutory_ranges_are_compared_upper_limit_first()
    _trap_17_before_2021_the_law_named_no_heavier_norm_but_barred_the_second_fine()


def test_trap_18_five_years_need_the_matter_and_the_harm() -> None:
    _trap_18_five_years_need_the_matter_and_the_harm()
    _trap_18_what_was_barred_before_the_five_years_came_stays_barred()


def test_trap_19_a_first_offence_may_go_free_and_a_minor_corrected_harmless_act_must() -> None:
    _trap_19_a_first_time_is_may_and_only_with_slight_harm_and_correction()
    _trap_19_minor_corrected_and_harmless_is_must()


def test_trap_20_a_joint_inspection_makes_a_result_of_each_body_and_no_joint_decision() -> None:
    visit = checks.begun("a", "2025-09-01"), checks.begun("b", "2025-09-01", "bureau")
    both = checks.result(issuers=("department", "bureau"))
    with pytest.raises(NotPermitted):
        settle(visit, {"department": both, "bureau": checks.result("bureau")}, checks.world())


def test_trap_21_a_complaint_is_not_blocked_by_the_cap_and_a_joint_visit_counts_as_the_rows_say() -> None:
    earlier = [checks.begun("a", "2025-02-01"), checks.begun("b", "2025-06-01")]
    assert not may_inspect(checks.check(), checks.world(*earlier), cap=2).allowed
    told = checks.check(kind="individual", ground="complaint")
    assert may_inspect(told, checks.world(*earlier), cap=2).allowed
    two = checks.begun("a", "2025-02-01"), checks.begun("b", "2025-02-01", items=("burning",))
    assert may_inspect(checks.check(), checks.world(*two), cap=9).own.count == 2
    assert may_inspect(checks.check(), checks.world(*two, checks.joint("j", *two)), cap=9).own.count == 1


def test_trap_22_a_limit_on_coercion_does_not_roll_over_a_holiday() -> None:
    found = deadline("E-04", dt.date(2025, 9, 6))
    assert (found.due, found.term.roll) == (dt.date(2025, 10, 6), False)
    assert working_days(found.due, found.due, CALENDAR) == 0
    assert not any(row.roll for row in PACK.terms if row.rule.startswith("E-"))


def test_trap_23_no_deputy_approves_the_transfer_and_after_it_no_fine_begins() -> None:
    transfer = "file investigate suspect_crime appoint_team report_crime"
    for role, expected in (("deputy_head", "C-02"), ("unit_head", "C-02"), ("acting_head", None), ("head", None)):
        assert refusal(transfer, "approve_transfer", approver_role=role) == expected
    sent = "file investigate finish_investigation audit notify hear_statement suspect_crime appoint_team report_crime"
    assert refusal(f"{sent} approve_transfer send_to_police", "decide") == "P-27"


def test_trap_24_public_service_is_no_penalty_and_stands_for_a_fine_only_by_a_local_row() -> None:
    _trap_24_public_service_is_no_kind_of_penalty()
    _trap_24_service_stands_for_a_fine_only_where_a_local_row_says_so()
    _trap_24_hours_are_rounded_up_and_huzhou_has_conditions()


def test_trap_25_expedited_handling_is_ordinary_procedure_and_an_emergency_is_none() -> None:
    _trap_25_expedited_handling_has_every_step_of_the_ordinary_procedure()
    _trap_25_an_emergency_is_no_procedure_and_drops_no_step()
    fast = "file consent_expedited fast_evidence fast_notice fast_approve"
    assert refusal(fast, "decide") is None
    assert refusal(fast, "decide", case={"traits": ("major",)}) == "P-42"
    assert PACK.process_of["expedited"].form_of == "ordinary"


def test_trap_26_a_fine_on_the_spot_and_a_bare_warning_are_not_shown_on_the_sector_s_system() -> None:
    spot = "show_id fix_facts tell_and_hear decide_on_spot deliver"
    for layer, expected in (("samr", "P-48"), (None, None)):
        assert refusal(spot, "publish", SPOT, case={"procedure": "simple", "layer": layer}) == expected
    served = "file investigate finish_investigation audit notify hear_statement decide"
    assert refusal(served, "publish", case={"layer": "samr"}) is None
    found = taken(served, LIGHT, layer="samr")
    warned = tuple(
        attrs.evolve(each, sanctions=(Sanction(kind="warning"),)) if each.sanctions else each for each in found.events
    )
    on = after(found, 1)
    found = attrs.evolve(found, events=warned)
    tried = good("publish", on, found, LIGHT)
    assert [each for each, _ in objections(found, tried, world(), on=on)] == ["P-48"]


def test_trap_27_thresholds_follow_the_day_of_the_step_and_substance_the_day_of_the_act() -> None:
    for day, allowed in (("2021-07-14", False), ("2021-07-15", True)):
        assert simple_procedure("citizen", 15_000, ["fine"], dt.date.fromisoformat(day)).allowed is allowed
    late = {"procedure": "simple", "act": Act(ended=dt.date(2021, 7, 10))}
    steps = "show_id fix_facts tell_and_hear"
    # One step a day from 9 or 11 July 2021: the decision falls on the 13th, or on the 15th.
    for first, expected in ((9, "P-30"), (11, None)):
        given = {**late, "party_kind": "citizen", "start": dt.date(2021, 7, first)}
        assert refusal(steps, "decide_on_spot", SPOT, case=given) == expected
    old = Version(name="old", period=span(None, "2021-07-15"), low=1_000, high=100_000)
    for high, chosen in ((50_000, "new"), (200_000, "old")):
        new = Version(name="new", period=span("2021-07-15"), low=1_000, high=high)
        found = applicable_version(dt.date(2021, 7, 10), dt.date(2021, 7, 20), [old, new])
        assert found.version.name == chosen


def test_trap_28_neither_mediation_nor_a_petition_pauses_limitation_or_filing() -> None:
    _trap_28_neither_mediation_nor_a_petition_can_be_told_to_pause_limitation()
    rows = [row for row in PACK.terms if row.rule.partition("/")[0] in ("P-09", "P-01")]
    assert not any(row.excludes for row in rows)
    steps = [each for process in PACK.processes for each in process.transitions]
    paused = {name.partition("+")[0] for each in steps for name in each.pauses}
    assert paused == {"P-40", "P-62", "E-04"}
