"""The clocks of a case against dates counted by hand in the calendars of 2024 to 2026."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from caseworld import LIGHT, SPOT, ZONE, at, case, good, world

from enforcekit.errors import CalendarCoverageError
from enforcekit.model.case import Act, Case, Event
from enforcekit.packs.cn import PACK
from enforcekit.procedure import due, permitted, standing, timeline
from enforcekit.procedure.clocks import Clock, clock_of, clocks
from enforcekit.procedure.guards.execution import court_window
from enforcekit.procedure.money import late_fine_of, owed
from enforcekit.procedure.scene import Scene, term_for
from enforcekit.structure import Structure
from enforcekit.timing.calendar import ONE_DAY

OPEN = Structure([])


def life(*steps: str, layer: str | None = None, amount: int = LIGHT, **more: Any) -> Case:
    """A case read from its events: `2025-03-03 file`, an hour with the day (`2025-03-03T10 file`), `@day` for until."""
    events = []
    for line in steps:
        when, kind, *rest = line.split()
        day, _, hour = when.partition("T")
        moment = at(dt.date.fromisoformat(day), int(hour or 9))
        event = good(kind, moment.date(), case(), amount, at=moment)
        for each in rest:
            if each.startswith("@"):
                event = attrs.evolve(event, until=dt.date.fromisoformat(each[1:]))
            else:
                event = attrs.evolve(event, subject=each)
        events.append(event)
    return case(amount, layer=layer, act=Act(ended=dt.date(2025, 1, 1)), events=tuple(events), **more)


def clock(found: Case, rule: str, on: str = "2026-03-01", subject: str | None = None) -> Clock:
    made = clock_of(standing(found, PACK), rule, dt.date.fromisoformat(on), subject)
    assert made is not None, rule
    return made


def due_of(found: Case, rule: str, on: str = "2026-03-01", subject: str | None = None) -> str:
    return clock(found, rule, on, subject).deadline.due.isoformat()


# The reference's own examples, in a case


@pytest.mark.parametrize(
    ("steps", "layer", "rule", "day"),
    [
        # P-40: filed 2025-03-03, the 90th day is Sunday 1 June; the organ's own term does not roll.
        (("2025-03-03 file",), None, "P-40", "2025-06-01"),
        (("2025-03-03 file", "2025-05-20 extend_case"), "samr", "P-40", "2025-07-01"),
        (("2025-03-03 file",), "public_security", "P-40", "2025-04-02"),
        (("2025-03-03 file", "2025-03-20 extend_case"), "public_security", "P-40", "2025-05-02"),
        # P-02: 15 working days over the May holiday, whose Sunday before it was worked.
        (("2025-04-21 receive_clue",), "samr", "P-02/check", "2025-05-14"),
        (("2025-04-21 receive_clue", "2025-05-08 extend_check"), "samr", "P-02/check", "2025-06-05"),
        (("2025-04-21 receive_clue",), "agriculture", "P-02/check", "2025-04-28"),
        # A case may name the field, whose sector's rules those are, or a field that has none of its own.
        (("2025-04-21 receive_clue",), "market_regulation", "P-02/check", "2025-05-14"),
        (("2025-03-03 file",), "city_management", "P-40", "2025-06-01"),
        # P-07: seven working days over the long holiday.
        (("2025-09-01 file", "2025-09-26 preserve"), None, "P-07", "2025-10-13"),
        # P-46, P-48: from the decision; P-60, R-01, R-04 from its service.
        (("2025-09-01 decide",), None, "P-46", "2025-09-01"),
    ],
)
def test_the_terms_of_an_opening_case(steps: tuple[str, ...], layer: str | None, rule: str, day: str) -> None:
    subject = "thing" if rule == "P-07" else None
    if rule == "P-46":
        # A decision without what comes before it leads nowhere, and starts nothing.
        assert clock_of(standing(life(*steps), PACK), rule, dt.date(2025, 9, 2)) is None
    else:
        assert due_of(life(*steps, layer=layer), rule, subject=subject) == day


BEFORE = ("file", "investigate", "finish_investigation", "audit", "notify", "hear_statement", "decide", "serve")


def decided(on: str, served: str | None = None, *more: str, layer: str | None = None) -> Case:
    first = dt.date.fromisoformat(on)
    steps = [f"{first - dt.timedelta(days=7 - number)} {kind}" for number, kind in enumerate(BEFORE[:-1], 1)]
    return life(*steps, *([f"{served} serve"] if served else []), *more, layer=layer)


@pytest.mark.parametrize(
    ("found", "rule", "day"),
    [
        (decided("2026-02-12"), "P-46", "2026-02-28"),
        (decided("2025-09-24"), "P-48/penalty", "2025-10-10"),
        (decided("2025-09-24", layer="samr"), "P-48/samr", "2025-10-28"),
        # Received 22 September: the 15th day, 7 October, is in the holiday.
        (decided("2025-09-19", "2025-09-22"), "P-60", "2025-10-09"),
        (decided("2025-03-01", "2025-03-03"), "R-01", "2025-05-06"),
        (decided("2025-03-01", "2025-03-03"), "R-04", "2025-09-03"),
        (decided("2025-03-01", "2025-03-03"), "P-67", "2025-12-03"),
        # The demand of 8 September: ten working days, the 22nd; 23 September is the first day for the court.
        (decided("2025-08-01", "2025-08-04", "2025-08-26 mark_overdue", "2025-09-08 demand"), "P-66", "2025-09-22"),
        # Upheld on 10 December: 15 days to sue, then three months.
        (
            decided(
                "2025-08-01", "2025-08-04", "2025-09-01 apply_reconsideration", "2025-12-10 reconsideration_upholds"
            ),
            "R-05",
            "2025-12-25",
        ),
        (
            decided(
                "2025-08-01", "2025-08-04", "2025-09-01 apply_reconsideration", "2025-12-10 reconsideration_upholds"
            ),
            "P-69",
            "2026-03-25",
        ),
        # from the acceptance once there is one; 60 days, 30 more.
        (decided("2025-04-21", "2025-04-22", "2025-05-06 apply_reconsideration"), "R-02/accept", "2025-05-13"),
        (
            decided("2025-04-21", "2025-04-22", "2025-05-06 apply_reconsideration", "2025-05-12 application_accepted"),
            "R-02/ordinary",
            "2025-07-11",
        ),
        (
            decided(
                "2025-04-21",
                "2025-04-22",
                "2025-05-06 apply_reconsideration",
                "2025-05-12 application_accepted",
                "2025-07-01 reconsideration_extended",
            ),
            "R-02/ordinary",
            "2025-08-10",
        ),
        # Overturned on 13 February 2026, the eve of a holiday with worked weekends at both ends.
        (
            decided(
                "2025-12-01",
                "2025-12-02",
                "2025-12-05 publish",
                "2025-12-10 apply_reconsideration",
                "2026-02-13 reconsideration_overturns",
            ),
            "P-47",
            "2026-02-25",
        ),
        # The deferral ends on 30 June: three months from there, and no longer from the time to sue.
        (decided("2025-05-01", "2025-05-06", "2025-05-12 grant_deferral @2025-06-30"), "P-61", "2025-09-30"),
    ],
)
def test_the_terms_that_a_decision_starts(found: Case, rule: str, day: str) -> None:
    assert due_of(found, rule) == day


def test_a_right_that_is_not_used_lapses_and_a_duty_is_overdue() -> None:
    found = standing(decided("2025-03-01", "2025-03-03"), PACK)
    after = dt.date(2025, 12, 1)
    states = {rule: clock_of(found, rule, after).state(after) for rule in ("R-01", "R-04", "P-60")}  # type: ignore[union-attr]
    assert states == {"R-01": "lapsed", "R-04": "lapsed", "P-60": "overdue"}


@pytest.mark.parametrize(("day", "state"), [("2025-06-01", "met"), ("2025-06-02", "late")])
def test_what_is_done_on_the_last_day_is_done_in_time(day: str, state: str) -> None:
    """The number belongs to the term (T-10): filed on 3 March, the ninetieth day is 1 June (P-40)."""
    steps = (f"2025-05-{n} {kind}" for n, kind in enumerate(BEFORE[1:-2], 20))
    assert clock(life("2025-03-03 file", *steps, f"{day} decide"), "P-40").state(dt.date(2025, 6, 3)) == state


def test_what_was_never_published_is_not_to_be_withdrawn() -> None:
    found = decided(
        "2025-12-01", "2025-12-02", "2025-12-10 apply_reconsideration", "2026-02-13 reconsideration_overturns"
    )
    assert clock_of(standing(found, PACK), "P-47", dt.date(2026, 3, 1)) is None


def test_in_a_case_where_nothing_has_happened_nothing_runs() -> None:
    assert tuple(due(life(), OPEN)) == ()


def test_a_clock_that_is_withdrawn_into_runs_on_from_where_it_began() -> None:
    found = decided("2025-03-01", "2025-03-03", "2025-03-20 apply_reconsideration")
    assert clock(found, "R-04").stopped is not None
    again = attrs.evolve(found, events=(*found.events, good("withdraw_application", dt.date(2025, 4, 1), found, LIGHT)))
    assert clock(again, "R-04").stopped is None
    assert due_of(again, "R-04") == "2025-09-03"
    assert due_of(again, "P-67") == "2025-12-03"


def test_a_hearing_pauses_the_ninety_days_of_samr_and_not_those_of_the_law() -> None:
    steps = (
        "2025-03-03 file", "2025-03-04 investigate", "2025-03-10 finish_investigation", "2025-03-11 audit",
        "2025-03-12 notify", "2025-03-14 request_hearing", "2025-03-17 set_hearing @2025-04-08",
        "2025-04-08 hold_hearing",
    )  # fmt: skip
    # 17 March to 8 April are 23 days: 1 June and 23 days.
    assert due_of(life(*steps, layer="samr"), "P-40") == "2025-06-24"
    national = clock(life(*steps), "P-40")
    assert national.deadline.due == dt.date(2025, 6, 1)
    assert national.not_paused == ("hearing",)


def test_causes_that_overlap_are_left_out_once_and_end_each_by_itself() -> None:
    steps = (
        "2025-03-03 file", "2025-03-04 investigate", "2025-03-10 begin_testing", "2025-03-15 suspend",
        "2025-03-20 resume", "2025-03-29 end_testing",
    )  # fmt: skip
    # Testing alone covers all of 10 to 29 March: 20 days.
    assert due_of(life(*steps[:4], *steps[4:5], "2025-03-29 end_testing", layer="samr"), "P-40") == "2025-06-21"
    # Without its end the testing still stands still, whatever the suspension did.
    assert clock(life(*steps[:5], layer="samr"), "P-40", "2025-04-01").state(dt.date(2025, 4, 1)) == "paused"


def test_a_suspension_pauses_from_its_first_to_its_last_day_and_the_clock_says_so() -> None:
    steps = ("2025-03-03 file", "2025-03-04 investigate", "2025-03-10 suspend")
    running = clock(life(*steps, layer="samr"), "P-40", "2025-03-20")
    assert running.state(dt.date(2025, 3, 20)) == "paused"
    assert due_of(life(*steps, "2025-03-19 resume", layer="samr"), "P-40") == "2025-06-11"


@pytest.mark.parametrize(("layer", "state", "told"), [("samr", "paused", ()), (None, "running", ("suspension",))])
def test_a_clock_may_stand_still_from_its_first_day_where_the_layer_says_so(
    layer: str | None, state: str, told: tuple[str, ...]
) -> None:
    steps = ("2025-03-03 file", "2025-03-03T10 investigate", "2025-03-03T11 suspend")
    found = clock(life(*steps, layer=layer), "P-40", "2025-03-03")
    assert (found.state(dt.date(2025, 3, 3)), found.not_paused) == (state, told)
    assert found.to_dict(dt.date(2025, 3, 3)).get("not_paused", []) == list(told)


def test_what_runs_in_words_tells_every_clock_once_and_what_still_runs_first() -> None:
    dues = due(life("2025-04-21 receive_clue", "2025-04-25 file", layer="samr"), OPEN, on=dt.date(2025, 4, 28))
    assert [(each.rule, each.stopped is not None) for each in dues] == [("P-02/check", True), ("P-40", False)]
    told = [line for line in dues.explain().splitlines() if not line.startswith(" ")]
    assert [line.split()[:2] for line in told] == [["running:", "2025-07-24"], ["met:", "2025-05-14"]]


def test_what_never_began_and_is_said_to_end_pauses_nothing() -> None:
    """A file from elsewhere may lack the beginning."""
    assert due_of(life("2025-03-03 file", "2025-03-20 end_testing", layer="samr"), "P-40") == "2025-06-01"


def test_a_pause_after_the_end_changes_nothing() -> None:
    steps = ("2025-03-03 file", "2025-03-04 investigate", "2025-06-10 suspend", "2025-06-20 resume")
    assert due_of(life(*steps, layer="samr"), "P-40") == "2025-06-01"


def test_a_case_filed_again_starts_anew() -> None:
    steps = (
        "2025-03-03 file", "2025-03-04 investigate", "2025-03-10 suspect_crime", "2025-03-11 appoint_team",
        "2025-03-12 report_crime", "2025-03-13 refuse_transfer", "2025-03-14 take_back",
        "2025-04-01 return_from_criminal",
    )  # fmt: skip
    # Ninety days from 1 April.
    assert due_of(life(*steps), "P-40") == "2025-06-30"


def test_an_extension_that_the_law_does_not_know_leaves_the_term_as_it_is() -> None:
    assert due_of(life("2025-03-03 file", "2025-05-20 extend_case"), "P-40") == "2025-06-01"


# Compulsory measures and hours


SEIZED = ("2025-06-20 file", "2025-06-30 propose_measure thing", "2025-06-30 approve_measure thing")


@pytest.mark.parametrize(
    ("steps", "day"),
    [
        (("2025-07-01 impose_measure thing",), "2025-07-31"),
        (("2025-07-01 impose_measure thing", "2025-07-30 extend_measure thing"), "2025-08-30"),
        (
            (
                "2025-07-01 impose_measure thing",
                "2025-07-05 test thing",
                "2025-07-14 test_done thing",
                "2025-07-30 extend_measure thing",
            ),
            "2025-09-09",
        ),
        # The thirtieth day, 6 October, is in the holiday: a limit on coercion does not roll.
        (("2025-09-06 impose_measure thing",), "2025-10-06"),
    ],
)
def test_how_long_a_thing_may_be_kept(steps: tuple[str, ...], day: str) -> None:
    assert due_of(life(*SEIZED, *steps), "E-04", subject="thing") == day


def test_testing_one_thing_keeps_no_other_longer() -> None:
    two = (
        *SEIZED,
        "2025-07-01 impose_measure thing",
        "2025-07-01 impose_urgent other",
        "2025-07-02 report_urgent other",
    )
    found = life(*two, "2025-07-03 ratify other", "2025-07-05 test other", "2025-07-14 test_done other")
    assert due_of(found, "E-04", subject="thing") == "2025-07-31"
    assert due_of(found, "E-04", subject="other") == "2025-08-10"


def test_a_measure_that_ran_out_is_still_to_be_lifted() -> None:
    found = life(*SEIZED, "2025-07-01 impose_measure thing", "2025-08-01 expire thing")
    assert clock(found, "E-04", "2025-08-02", "thing").state(dt.date(2025, 8, 2)) == "overdue"
    lifted = attrs.evolve(found, events=(*found.events, good("lift", dt.date(2025, 8, 3), found, LIGHT)))
    assert clock(lifted, "E-04", "2025-09-01", "thing").state(dt.date(2025, 9, 1)) == "late"


@pytest.mark.parametrize(
    ("moment", "state"),
    [("2025-07-02T10", "met"), ("2025-07-02T11", "late"), ("2025-07-02T09", "met"), ("2025-07-03T09", "late")],
)
def test_an_urgent_measure_is_reported_within_24_hours_of_the_clock(moment: str, state: str) -> None:
    found = life("2025-06-20 file", "2025-07-01T10 impose_urgent thing", f"{moment} report_urgent thing")
    made = clock(found, "E-02", "2025-07-05", "thing")
    assert made.deadline.due == dt.datetime(2025, 7, 2, 10, tzinfo=ZONE)
    assert made.state(dt.date(2025, 7, 5)) == state


def test_an_approved_transfer_is_sent_within_24_hours_through_the_holiday() -> None:
    steps = ("2025-09-20 file", "2025-09-21 suspect_crime", "2025-09-22 appoint_team", "2025-09-25 report_crime")
    found = life(*steps, "2025-09-28T10 approve_transfer")
    assert due_of(found, "C-02/decide") == "2025-09-28"
    assert due_of(found, "C-02/send") == "2025-09-29T10:00:00+08:00"


def test_the_police_have_three_days_that_roll_over_the_holiday() -> None:
    steps = ("2025-09-20 file", "2025-09-21 suspect_crime", "2025-09-22 appoint_team", "2025-09-23 report_crime")
    found = life(*steps, "2025-09-24 approve_transfer", "2025-09-25 send_to_police", "2025-09-29 police_receive")
    assert due_of(found, "C-04/decide") == "2025-10-09"
    filed = attrs.evolve(found, events=(*found.events, good("police_file", dt.date(2025, 10, 13), found, LIGHT)))
    assert due_of(filed, "C-06") == "2025-10-16"


# Windows for the court


def window(found: Case, on: str) -> tuple[str, str] | None:
    here = standing(found, PACK)
    step = next(each for each in PACK.process_of["ordinary"].transitions if each.event == "apply_court")
    scene = Scene(standing=here, structure=world(), on=dt.date.fromisoformat(on), transition=step, track=("main", None))
    days = court_window(scene)
    return None if days is None else (days[0].isoformat(), days[1].isoformat())


SPOTTED = ("show_id", "fix_facts", "tell_and_hear", "decide_on_spot", "deliver", "report")


def spotted(on: str) -> Case:
    steps = [f"{on}T{hour} {kind}" for hour, kind in enumerate(SPOTTED, 9)]
    return life(*steps, amount=SPOT, procedure="simple")


def test_the_window_for_the_court() -> None:
    plain = decided("2025-03-01", "2025-03-03")
    assert window(plain, "2025-10-01") == ("2025-09-04", "2025-12-03")
    # On the spot, from 2024 on: no suit is possible before reconsideration, so the 60 days count.
    assert window(spotted("2024-01-10"), "2024-04-01") == ("2024-03-12", "2024-06-11")
    # Before 2024 the choice was free, and the six months to sue counted: to Saturday, 20 May 2023, so Monday.
    assert window(spotted("2022-11-20"), "2023-06-01") == ("2023-05-23", "2023-08-22")
    upheld = decided(
        "2025-08-01", "2025-08-04", "2025-09-01 apply_reconsideration", "2025-12-10 reconsideration_upholds"
    )
    assert window(upheld, "2026-01-05") == ("2025-12-26", "2026-03-25")
    assert window(decided("2025-08-01", "2025-08-04", "2025-09-01 apply_reconsideration"), "2025-10-01") is None
    deferred = decided("2025-05-01", "2025-05-06", "2025-05-12 grant_deferral @2025-06-30")
    assert window(deferred, "2025-08-01") == ("2025-07-01", "2025-09-30")
    sued = decided("2025-05-01", "2025-05-06", "2025-05-12 grant_deferral @2025-06-30", "2025-06-02 sue")
    assert window(sued, "2025-08-01") is None, "while a suit is pending nobody asks the court to enforce"
    assert window(decided("2025-03-01"), "2025-10-01") is None, "what was not served has no remedies that could end"


# Late fines


TEN_THOUSAND = 1_000_000


def late(*more: str, on: str, amount: int = TEN_THOUSAND) -> tuple[int, str | None] | None:
    base = decided("2025-09-19", "2025-09-22", *more)
    events = [
        attrs.evolve(each, sanctions=good("decide", dt.date(2025, 9, 19), base, amount).sanctions)
        if each.kind in ("decide", "notify")
        else each
        for each in base.events
    ]
    found = due(attrs.evolve(base, events=tuple(events)), OPEN, on=dt.date.fromisoformat(on)).late_fine
    return None if found is None else (found.amount, found.capped_on and found.capped_on.isoformat())


def test_a_late_fine_runs_from_the_day_after_the_rolled_fifteenth() -> None:
    assert late(on="2025-10-09") is None
    assert late(on="2025-10-10") == (30_000, None)
    assert late(on="2025-11-11") == (990_000, None)
    assert late(on="2025-11-12") == (1_000_000, "2025-11-12")
    assert late(on="2026-06-01") == (1_000_000, "2025-11-12")


def test_what_is_confiscated_beside_the_fine_bears_no_late_fine_and_is_owed_all_the_same() -> None:
    """P-62: three percent of the fine only."""
    served = decided("2025-09-19", "2025-09-22")
    both = good("decide", dt.date(2025, 9, 19), served, TEN_THOUSAND, "confiscate_illegal_property").sanctions
    events = (attrs.evolve(each, sanctions=both) if each.kind == "decide" else each for each in served.events)
    found = standing(attrs.evolve(served, events=tuple(events)), PACK)
    tenth = dt.date(2025, 10, 10)
    grown = late_fine_of(found, tenth)
    assert grown is not None
    assert (grown.fine, grown.amount) == (TEN_THOUSAND, 30_000)
    assert owed(found, tenth) == TEN_THOUSAND + 100_000 + 30_000
    assert owed(found, tenth, late=0) == TEN_THOUSAND + 100_000


def test_a_late_fine_rests_while_a_remedy_is_sought() -> None:
    remedy = ("2025-10-20 apply_reconsideration", "2025-12-10 reconsideration_upholds")
    assert late(*remedy, on="2025-12-10") == (300_000, None)
    assert late(*remedy, on="2026-01-03") == (1_000_000, "2026-01-03")
    assert late(*remedy, on="2026-01-02") == (990_000, None)
    assert late(*remedy[:1], on="2025-12-31") == (300_000, None)
    both = (*remedy, "2025-12-11 sue", "2025-12-20 judgment_upholds")
    assert late(*both, on="2026-01-31") == (1_000_000, "2026-01-13")


def test_a_late_fine_follows_the_deferral_and_ends_with_payment_and_with_the_decision() -> None:
    assert late("2025-10-09 grant_deferral @2025-11-30", on="2025-11-30") is None
    assert late("2025-10-09 grant_deferral @2025-11-30", on="2025-12-02") == (60_000, None)
    overturned = ("2025-10-20 apply_reconsideration", "2025-11-10 reconsideration_overturns", "2025-11-11 overturn")
    assert late(*overturned, on="2025-12-01") is None


def test_before_2021_only_a_suit_stopped_the_late_fine() -> None:
    first = dt.date(2020, 3, 2)
    steps = [f"{first + dt.timedelta(days=number)} {kind}" for number, kind in enumerate(BEFORE)]
    for event, days in (("apply_reconsideration", 35), ("sue", 5)):
        # Served on 9 March 2020, late from 25 March; the remedy began on 30 March: five days before it, or all 35.
        found = life(*steps, f"2020-03-30 {event}", amount=TEN_THOUSAND)
        made = due(found, OPEN, on=dt.date(2020, 4, 28)).late_fine
        assert made is not None
        assert made.days == (5 if event == "sue" else 35), days


def test_reading_a_file_whose_events_stand_in_any_order_never_fails() -> None:
    found = life("2025-03-10 file", "2025-03-09 investigate", "2025-03-08 suspend", "2025-03-01 resume", layer="samr")
    assert clock(found, "P-40").deadline.due == dt.date(2025, 6, 8)
    assert permitted(found, world(), on=dt.date(2025, 4, 1))


def test_the_order_of_two_zones_cannot_turn_days_around() -> None:
    from enforcekit.procedure import judge

    found = life("2025-03-03T00 receive_clue")
    later = Event(kind="file", at=dt.datetime(2025, 3, 2, 20, tzinfo=dt.UTC))
    assert later.at > found.events[0].at
    assert any(each.code == "EK404" for each in judge(found, later, world()))


def test_a_term_that_runs_into_next_year_has_no_date_unasked_and_hides_no_other() -> None:
    found = decided("2026-10-26", "2026-11-10")
    dues = due(found, OPEN, on=dt.date(2026, 11, 22))
    assert {each.rule: each.deadline.due for each in dues}["P-60"] == dt.date(2026, 11, 25)
    assert "R-01" in {each.rule for each in dues.undated}
    assert {each.rule for each in dues}.isdisjoint(each.rule for each in dues.undated)
    assert all("：自 2026-11-10 起算，" in each.text("zh") for each in dues.undated)
    assert all(": runs from 2026-11-10; " in each.text() for each in dues.undated)
    for undated in dues.to_dict()["undated"]:
        assert "due" not in undated
        assert (undated["certainty"], undated["start"]) == ("uncovered", "2026-11-10")
    for lang, words in (
        ("zh", "超出工作日表 cn-2007-2026，尚无日期"),
        ("en", "past the table cn-2007-2026, no date yet"),
    ):
        assert words in dues.explain(lang)
        seen = timeline(found, OPEN, on=dt.date(2026, 11, 22))
        assert words in seen.text(lang)
        assert words in seen.svg(lang)
        assert words in seen.html(lang)
    assert seen.to_dict()["undated"] == dues.to_dict()["undated"]


def test_a_term_that_runs_into_next_year_is_provisional_when_asked_for() -> None:
    found = decided("2026-10-26", "2026-11-10")
    asked = clocks(standing(found, PACK), dt.date(2026, 11, 22), provisional=True)
    seen = {each.rule: each.deadline for each in asked}
    assert seen["P-60"].due == dt.date(2026, 11, 25)
    assert seen["P-60"].certainty == "official"
    assert seen["R-01"].certainty == "provisional"
    assert seen["R-01"].earliest <= seen["R-01"].due <= seen["R-01"].latest
    (right,) = (each for each in asked if each.rule == "R-01")
    reckoned, latest = right.deadline.due_day, right.deadline.last_day
    assert reckoned < latest
    days = (reckoned, reckoned + ONE_DAY, latest, latest + ONE_DAY)
    assert [right.state(on) for on in days] == ["running", "uncertain", "uncertain", "lapsed"]
    assert due(found, OPEN, provisional=True).undated == ()
    told = timeline(found, OPEN, provisional=True).text("zh")
    assert f"暂定：最早 {seen['R-01'].earliest}，最晚 {seen['R-01'].latest}" in told


def test_a_case_can_be_asked_while_it_is_open_whether_its_fine_is_late() -> None:
    found = decided("2026-12-14", "2026-12-28")
    for day in (dt.date(2027, 1, 4), dt.date(2027, 1, 15), dt.date(2027, 6, 1)):
        dues = due(found, OPEN, on=day)
        assert "P-60" in {each.rule for each in dues.undated}
        assert dues.late_fine is None
        assert timeline(found, OPEN, on=day).late_fine is None
    assert due(found, OPEN, on=dt.date(2027, 6, 1), provisional=True).late_fine is not None


def test_what_is_in_time_whatever_next_years_table_says_is_not_asked_back() -> None:
    found = decided("2026-10-26", "2026-11-10")
    now = standing(found, PACK)
    assert term_for(now, "R-01", dt.date(2026, 11, 10), dt.date(2026, 11, 23)) is not None
    assert term_for(now, "R-01", dt.date(2026, 11, 10), dt.date(2027, 3, 1)) is not None
    for day in (None, dt.date(2027, 1, 10)):  # the 60th day, 9 January, is a Saturday: is the 10th late?
        with pytest.raises(CalendarCoverageError):
            term_for(now, "R-01", dt.date(2026, 11, 10), day)
