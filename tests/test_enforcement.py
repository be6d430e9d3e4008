"""When a penalty may be enforced by the body itself, taken to the court, or given up: whatever became of remedies."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from caseworld import FACTS, LIGHT, good, world
from test_clocks import decided, window

from enforcekit.model import Party, Record
from enforcekit.model.case import Case, Event, Sanction
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
