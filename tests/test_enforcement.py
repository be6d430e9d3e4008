"""When a penalty may be enforced by the body itself, taken to the court, or given up: whatever became of remedies."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from caseworld import FACTS, LIGHT, at, good, world
from test_clocks import decided, window

from enforcekit.model import Money, Party, Record
from enforcekit.model.case import Case, Event, Sanction
from enforcekit.packs.cn import PACK
from enforcekit.procedure import money, standing
from enforcekit.procedure.steps import judge

SERVED = ("2025-03-01", "2025-03-03")
REMEDIES = "no remedy was sought in time, or it is over"


def refusals(case: Case, kind: str, on: str, *facts: str, records: tuple[Record, ...] = ()) -> str:
    """What stands against a step, in English."""
    found = good(kind, dt.date.fromisoformat(on), case, LIGHT, facts=facts or FACTS.get(kind, ()))
    return "\n".join(each.text("en") for each in judge(case, found, world(*records)))


@pytest.mark.parametrize(
    ("course", "on", "open_"),
    [
        # Nobody sought a remedy: the six months to sue end on Wednesday, 3 September.
        ((), "2025-09-03", True),
        ((), "2025-09-04", False),
        # Upheld on 10 June: fifteen days to sue, to 25 June.
        (("2025-04-01 apply_reconsideration", "2025-06-10 reconsideration_upholds"), "2025-06-25", True),
        (("2025-04-01 apply_reconsideration", "2025-06-10 reconsideration_upholds"), "2025-06-26", False),
        (("2025-04-01 apply_reconsideration",), "2026-06-10", True),
        (("2025-04-01 sue",), "2026-06-10", True),
        (("2025-04-01 sue", "2025-08-01 judgment_upholds"), "2025-08-02", False),
    ],
)
def test_nothing_is_enforced_while_a_remedy_is_open(course: tuple[str, ...], on: str, open_: bool) -> None:
    said = refusals(decided(*SERVED, *course, f"{on} mark_overdue", f"{on} demand"), "enforce", on)
    assert (REMEDIES in said) is open_


def test_what_is_no_fine_is_enforced_without_waiting_for_a_late_fine() -> None:
    waits = "the late fine has run for more than 30 days"
    case = decided(*SERVED, "2025-12-20 mark_overdue", "2025-12-21 demand")
    early = decided(*SERVED, "2025-03-19 mark_overdue", "2025-03-20 demand")
    assert waits in refusals(early, "enforce", "2025-04-10")
    assert waits not in refusals(case, "enforce", "2026-01-10")
    order = (Sanction(kind="order_to_correct"),)
    events = (attrs.evolve(each, sanctions=order) if each.sanctions else each for each in early.events)
    unfined = attrs.evolve(early, events=tuple(events))  # type: ignore[misc]
    assert waits not in refusals(unfined, "enforce", "2025-04-10")


def test_three_years_without_means_end_an_enforcement_when_they_are_over() -> None:
    """AEL 39, 40: the enforcement was suspended, and cannot be resumed for three years."""
    waits = "where three years are the reason, they are over"
    on = ("2025-12-20 mark_overdue", "2025-12-21 demand", "2026-01-10 enforce")
    suspended = decided(*SERVED, *on, "2026-02-02 suspend_enforcement")
    for day, over in (("2029-02-02", False), ("2029-02-03", True)):
        assert (waits in refusals(suspended, "end_enforcement", day, "three_years_without_means")) is not over
    assert waits not in refusals(suspended, "end_enforcement", "2026-03-01", "object_gone")
    assert waits in refusals(decided(*SERVED, *on), "end_enforcement", "2030-01-01", "three_years_without_means")


def test_the_court_may_be_asked_after_a_deferral_from_its_end_and_after_a_judgment() -> None:
    late = "the application falls into the three months for it"
    deferred = decided(*SERVED, "2025-03-10 apply_deferral", "2025-03-12 grant_deferral @2025-05-12")
    assert window(deferred, "2025-06-01") == ("2025-05-13", "2025-08-12")
    judged = decided(*SERVED, "2025-04-01 sue", "2025-08-01 judgment_upholds")
    assert window(judged, "2025-08-05") is None
    on = ("2025-08-20 mark_overdue", "2025-08-21 demand")
    pending = decided(*SERVED, "2025-04-01 sue", *on)
    ended = decided(*SERVED, "2025-04-01 sue", "2025-08-01 judgment_upholds", *on)
    assert late in refusals(pending, "apply_court", "2025-09-20")
    assert late not in refusals(ended, "apply_court", "2025-09-20")


@pytest.mark.parametrize(
    ("on", "facts", "open_"),
    [
        ("2025-09-03", (), False),
        ("2025-09-03", ("late_with_reason",), False),
        ("2025-09-04", (), True),
        ("2025-12-03", (), True),
        ("2025-12-04", (), False),
        ("2025-12-04", ("late_with_reason",), True),
    ],
)
def test_the_court_is_asked_from_the_day_after_the_time_to_sue_for_three_months_and_a_reason_heals_being_late(
    on: str, facts: tuple[str, ...], open_: bool
) -> None:
    """AEL 53: received on 3 March 2025, so six months to sue, to 3 September."""
    case = decided(*SERVED, "2025-03-20 mark_overdue", "2025-03-21 demand")
    said = refusals(case, "apply_court", on, *facts)
    assert ("the application falls into the three months for it" not in said) is open_


def paid_up(*more: str, principal: int = LIGHT) -> Case:
    """A fine of 3,000 yuan, due on 18 March 2025, of which so much was paid ten days late."""
    case = decided(*SERVED, "2025-03-20 mark_overdue", "2025-03-28 pay", *more)
    events = (attrs.evolve(e, amount=Money(amount=principal)) if e.kind == "pay" else e for e in case.events)
    return attrs.evolve(case, events=tuple(events))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("fen", "facts", "settled"),
    [
        # Ten days at three percent of 3,000 yuan: 900 yuan.
        (LIGHT, (), False),
        (LIGHT + 89_999, (), False),
        (LIGHT + 90_000, (), True),
        (LIGHT, ("late_fine_waived",), True),
        (LIGHT - 1, ("late_fine_waived",), False),
    ],
)
def test_what_was_decided_is_paid_with_its_late_fine_or_with_that_waived(
    fen: int, facts: tuple[str, ...], settled: bool
) -> None:
    """APL21 72, AEL 42: the late fine may be waived, the principal never."""
    said = refusals(paid_up(principal=fen), "perform", "2025-04-10", "correction_checked", *facts)
    assert ("are paid or waived" not in said) is settled


REVIEWED = ("2025-04-01 apply_reconsideration", "2025-05-06 reconsideration_overturns", "2025-05-07 overturn")
ANEW = tuple(
    f"2025-05-{day} {kind}"
    for day, kind in enumerate(
        ("remake", "finish_investigation", "audit", "notify", "hear_statement", "decide", "serve"), 10
    )
)


@pytest.mark.parametrize(("back", "settled"), [((), True), (("2025-05-08 refund",), False)])
def test_what_was_paid_back_when_a_decision_fell_pays_nothing_of_the_next(back: tuple[str, ...], settled: bool) -> None:
    case = decided(*SERVED, "2025-03-10 pay", *REVIEWED, *back, *ANEW)
    said = refusals(case, "perform", "2025-05-20", "correction_checked")
    assert ("are paid or waived" not in said) is settled
    # Served on 16 May: the fifteenth day, Saturday 31 May, rolls over the festival to Tuesday, 3 June.
    grown = money.late_fine_of(standing(case, PACK), dt.date(2025, 6, 5))
    assert (grown is None) is settled
    assert grown is None or (grown.days, grown.amount) == (2, 18_000)


def test_before_a_decision_nothing_is_owed() -> None:
    heard = decided("2025-03-01")
    assert money.owed(standing(attrs.evolve(heard, events=heard.events[:-1]), PACK), dt.date(2025, 3, 1)) == 0  # type: ignore[misc]


def test_the_sums_and_days_that_a_step_is_about_are_stated() -> None:
    served = decided(*SERVED)
    pay = good("pay", dt.date(2025, 3, 10), served, LIGHT)
    assert not judge(served, pay, world())
    (bare,) = judge(served, attrs.evolve(pay, amount=None), world())  # type: ignore[misc]
    assert "the amount is stated" in bare.text("en")
    demanded = decided(*SERVED, "2025-03-20 mark_overdue", "2025-03-21 demand")
    agree = Event(kind="agree_enforcement", at=at(dt.date(2025, 4, 10)))
    (asked,) = judge(demanded, agree, world())
    assert asked.code == "EK403"
    assert "the sum that the agreement leaves to be paid" in asked.text("en")


@pytest.mark.parametrize(("until", "later"), [("2025-03-10", False), ("2025-03-11", True)])
def test_payment_is_deferred_to_a_later_day(until: str, later: bool) -> None:
    asked = decided(*SERVED, "2025-03-07 apply_deferral")
    grant = good("grant_deferral", dt.date(2025, 3, 10), asked, LIGHT, until=dt.date.fromisoformat(until))
    said = [each.text("en") for each in judge(asked, grant, world())]
    assert (not any("the new date is set" in each for each in said)) is later


@pytest.mark.parametrize(
    ("on", "facts", "open_"),
    [("2025-05-06", (), True), ("2025-05-07", (), False), ("2025-05-07", ("late_with_reason",), True)],
)
def test_reconsideration_is_sought_in_sixty_days_or_late_with_a_reason(
    on: str, facts: tuple[str, ...], open_: bool
) -> None:
    """ARL23 20: received on 3 March 2025, the sixtieth day is in the holiday of May."""
    asked = Event(kind="apply_reconsideration", at=at(dt.date.fromisoformat(on)), facts=facts)
    said = [each.text("en") for each in judge(decided(*SERVED), asked, world())]
    assert (not any("within the 60 days" in each for each in said)) is open_


@pytest.mark.parametrize(
    ("on", "facts", "open_"),
    [("2025-03-18", (), True), ("2025-03-19", (), False), ("2025-03-19", ("applied_before_due",), True)],
)
def test_deferral_is_granted_while_the_fifteen_days_run_or_when_it_was_asked_for_then(
    on: str, facts: tuple[str, ...], open_: bool
) -> None:
    """APL21 66: received on 3 March 2025, to be paid by the 18th."""
    case, day = decided(*SERVED), dt.date.fromisoformat(on)
    grant = good("grant_deferral", day, case, LIGHT, facts=("hardship_shown", *facts))
    assert (not judge(case, grant, world())) is open_


UPHELD = ("2025-04-01 apply_reconsideration", "2025-06-10 reconsideration_upholds")


@pytest.mark.parametrize(
    ("course", "on", "facts", "open_"),
    [
        ((), "2025-09-03", (), True),
        ((), "2025-09-04", (), False),
        ((), "2025-09-04", ("late_with_reason",), True),
        (UPHELD, "2025-06-25", (), True),
        (UPHELD, "2025-06-26", (), False),
        (UPHELD, "2025-06-26", ("late_with_reason",), True),
    ],
)
def test_a_suit_is_brought_in_six_months_or_fifteen_days_after_reconsideration_or_late_with_a_reason(
    course: tuple[str, ...], on: str, facts: tuple[str, ...], open_: bool
) -> None:
    """ALL 45, 46: received on 3 March 2025; upheld on 10 June."""
    sue = Event(kind="sue", at=at(dt.date.fromisoformat(on)), facts=facts)
    assert (not judge(decided(*SERVED, *course), sue, world())) is open_


@pytest.mark.parametrize(("left", "kept"), [(LIGHT - 100_000, True), (LIGHT - 100_001, False)])
def test_an_agreement_leaves_what_is_not_yet_paid_of_the_principal(left: int, kept: bool) -> None:
    """AEL 42: of 3,000 yuan 1,000 are paid."""
    case = paid_up("2025-03-31 demand", principal=100_000)
    agree = Event(kind="agree_enforcement", at=at(dt.date(2025, 4, 10)), amount=Money(amount=left))
    assert (not judge(case, agree, world())) is kept


def test_a_decision_made_anew_after_a_review_may_be_reviewed_itself() -> None:
    asked = Event(kind="apply_reconsideration", at=at(dt.date(2025, 6, 10)))
    assert not judge(decided(*SERVED, *REVIEWED, *ANEW), asked, world())


def test_what_the_records_lack_is_asked_for_and_a_party_on_record_has_its_own_kind() -> None:
    """A step is neither allowed nor refused by a guess: the objection says what is missing."""
    heard = decided("2025-03-01")
    before = attrs.evolve(heard, events=heard.events[:-1])  # type: ignore[misc]
    asked = "the kind of the party (`party_kind` of the case)"
    assert asked not in refusals(before, "decide", "2025-03-01")
    unknown = attrs.evolve(before, party_kind=None)  # type: ignore[misc]
    assert asked in refusals(unknown, "decide", "2025-03-01")
    firm = Party(id="firm", names={"en": "firm"}, kind="enterprise")
    named = attrs.evolve(unknown, party="firm")  # type: ignore[misc]
    assert asked not in refusals(named, "decide", "2025-03-01", records=(firm,))
    assert asked in refusals(named, "decide", "2025-03-01"), "a party that no record describes has no kind"


def test_a_step_past_the_working_day_table_says_so() -> None:
    late = decided("2035-03-01", "2035-03-05", "2035-06-01 mark_overdue", "2035-06-04 demand")
    assert "a working-day table for that time" in refusals(late, "enforce", "2035-06-20")


@pytest.mark.parametrize(
    ("moment", "objection"),
    [
        ("2025-03-07T06", ""),
        ("2025-03-07T05", "at night"),
        ("2025-03-07T21", ""),
        ("2025-03-07T22", "at night"),
        # A plain weekend is no public holiday.
        ("2025-03-08T10", ""),
        ("2025-03-09T10", ""),
        # Qingming 2025: Friday to Sunday.
        ("2025-04-04T10", "on a public holiday"),
        ("2025-04-05T10", "on a public holiday"),
        ("2025-04-06T10", "on a public holiday"),
        # The Dragon Boat Festival of 2025: Saturday to Monday.
        ("2025-06-01T10", "on a public holiday"),
        # The weekend before the long holiday of 2025 ends on a Sunday that is worked.
        ("2025-09-27T10", ""),
        ("2025-09-28T10", ""),
    ],
)
def test_enforcement_rests_at_night_and_on_public_holidays_unless_it_is_urgent(moment: str, objection: str) -> None:
    """AEL 43."""
    case = decided("2024-03-01", "2024-03-04", "2024-12-20 mark_overdue", "2024-12-21 demand", "2025-01-10 enforce")
    event = Event(kind="execute", at=dt.datetime.fromisoformat(f"{moment}:00:00+08:00"))
    said = [each.text("en") for each in judge(case, event, world())]
    assert [each.partition("not carried out ")[2].partition(",")[0] for each in said] == [objection] * bool(objection)
    assert not judge(case, attrs.evolve(event, facts=("emergency",)), world())  # type: ignore[misc]
