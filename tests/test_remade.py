"""A decision overturned and made again: the money, the late fine and the remedies of the new one are its own."""

from __future__ import annotations

import attrs
import pytest
from casework import HEAD, HEARD, TEAM, event, file_without, fine, structure
from worlds import Money, day

import enforcekit as ek
from enforcekit.model.case import Case

PAID = file_without(HEARD, "perform", "close", "archive")
REVOKED = (
    event("apply_reconsideration", "2025-06-20"),
    event("reconsideration_overturns", "2025-07-20"),
    event("overturn", "2025-07-21"),
)
REFUND = event("refund", "2025-07-25", amount=Money(amount=10_000_000))
AGAIN = (
    event("remake", "2025-07-28"),
    event("finish_investigation", "2025-08-01", by=TEAM, facts=("file_complete",)),
    event("audit", "2025-08-04", by=("auditor",)),
    event("notify", "2025-08-05", sanctions=fine(100_000), facts=("rights_told", "hearing_right_told")),
    event("waive", "2025-08-06", facts=("waiver_recorded", "hearing_waived")),
    event("legal_review", "2025-08-07", by=("reviewer",)),
    event("discuss", "2025-08-08", facts=("leaders_present",)),
    event("decide", "2025-08-11", sanctions=fine(100_000), **HEAD),
    event("serve", "2025-08-12", by=TEAM, facts=("service_proved",)),
)


def grown(*events: ek.Event) -> Case:
    return attrs.evolve(PAID, events=(*PAID.events, *events))


def open_steps(case: Case, on: str) -> set[str]:
    return {each.event for each in ek.permitted(case, structure(), on=day(on)) if each.open}


def test_what_was_paid_back_no_longer_stops_the_late_fine() -> None:
    late = ek.due(grown(*REVOKED, REFUND, *AGAIN), structure(), on=day("2025-09-01")).late_fine
    assert (late.days, late.amount) == (5, 5 * 300_000)


def test_what_was_kept_counts_as_paid_on_the_new_decision() -> None:
    assert ek.due(grown(*REVOKED, *AGAIN), structure(), on=day("2025-09-01")).late_fine is None


def test_a_new_decision_has_remedies_of_its_own_and_is_not_overturned_with_the_old_one() -> None:
    found = open_steps(grown(*REVOKED, REFUND, *AGAIN), "2025-10-01")
    assert {"apply_reconsideration", "sue"} <= found
    assert "overturn" not in found


def test_what_was_reviewed_is_not_reviewed_again() -> None:
    assert "apply_reconsideration" not in open_steps(grown(*REVOKED[:2]), "2025-07-21")


@pytest.mark.parametrize(("on", "in_time"), [("2026-02-12", True), ("2026-02-13", False)])
def test_the_time_to_sue_runs_from_the_service_of_the_new_decision(on: str, in_time: bool) -> None:
    assert ("sue" in open_steps(grown(*REVOKED, REFUND, *AGAIN), on)) is in_time


def test_a_deferral_to_the_last_day_there_is_hides_no_other_clock() -> None:
    unpaid = file_without(PAID, "pay")
    deferral = event("grant_deferral", "2025-06-01", until=day("9999-12-31"), **HEAD)
    found = ek.due(attrs.evolve(unpaid, events=(*unpaid.events, deferral)), structure(), on=day("2025-08-01"))
    assert {"R-01", "R-04"} <= {each.rule for each in found.clocks}
    assert found.late_fine is None
