"""Small traces reckoned by hand: what the kernel does with queues, officers, patience, deadlines and joint visits."""

from __future__ import annotations

import pytest
from simulated import HOUR, OUT, at, flow, traced, visits, work, world

from enforcekit.errors import InvalidRecord, LimitExceeded
from enforcekit.simulation import (
    Absence,
    Arrivals,
    Calendar,
    CaseClass,
    Deadline,
    Duration,
    Group,
    Horizon,
    Learning,
    Route,
    Seat,
    Step,
)
from enforcekit.simulation.parts import OVERDUE, WITHDRAWN
from enforcekit.simulation.times import hours_of

FIXED = Duration.fixed


def spans(scenario: object, **more: object) -> dict[str, list[tuple[float, float]]]:
    """(start, end) of the visits of each step, in hours; -1 where it never came to that."""
    found: dict[str, list[tuple[float, float]]] = {}
    for step, _, start, end in visits(traced(scenario, **more)):  # type: ignore[arg-type]
        found.setdefault(step, []).append((start / HOUR if start >= 0 else -1, end / HOUR if end >= 0 else -1))
    return found


def exits(scenario: object) -> list[tuple[str, float]]:
    """(exit, hour) of each case."""
    trace = traced(scenario)  # type: ignore[arg-type]
    names = trace.compiled.network.exits
    return [
        (names[exit] if exit >= 0 else "open", end / HOUR)
        for exit, end in zip(trace.cases.exit, trace.cases.end, strict=True)
    ]


def one_and_two(backfill: bool = False) -> object:
    return world(
        [Group(id="g", officers=2, backfill=backfill)],
        [work("one", "g", FIXED(100)), work("two", "g", FIXED(50), officers=2)],
        [at([0, 20], "one"), at([10], "two")],
    )


def test_a_case_for_two_officers_blocks_the_queue_behind_it() -> None:
    assert spans(one_and_two()) == {"one": [(0, 100), (150, 250)], "two": [(100, 150)]}


def test_officers_freed_together_take_up_as_many_cases_as_they_can() -> None:
    scenario = world(
        [Group(id="g", officers=2)],
        [work("one", "g", FIXED(10)), work("two", "g", FIXED(50), officers=2)],
        [at([0], "two"), at([1, 2, 3], "one")],
    )
    assert spans(scenario) == {"two": [(0, 50)], "one": [(50, 60), (50, 60), (60, 70)]}


def test_backfill_lets_a_small_case_pass_when_the_group_says_so() -> None:
    assert spans(one_and_two(backfill=True)) == {"one": [(0, 100), (20, 120)], "two": [(120, 170)]}


def test_a_blocked_case_of_high_priority_blocks_the_lower_levels_too() -> None:
    scenario = world(
        [Group(id="g", officers=2)],
        [
            work("first", "g", FIXED(100), priority=1),
            work("urgent", "g", FIXED(50), officers=2, priority=0),
            work("plain", "g", FIXED(100), priority=1),
        ],
        [at([0], "first"), at([10], "urgent"), at([20], "plain")],
    )
    assert spans(scenario) == {"first": [(0, 100)], "urgent": [(100, 150)], "plain": [(150, 250)]}


def test_higher_levels_go_first_and_nobody_is_interrupted() -> None:
    scenario = world(
        [Group(id="g", officers=1)],
        [work("low", "g", FIXED(10), priority=2), work("high", "g", FIXED(10), priority=0)],
        [at([0, 1], "low"), at([2], "high")],
    )
    assert spans(scenario) == {"low": [(0, 10), (20, 30)], "high": [(10, 20)]}


def test_who_runs_out_of_patience_leaves_at_that_tick_and_takes_no_time() -> None:
    scenario = world(
        [Group(id="g", officers=1)],
        [work("long", "g", FIXED(10)), work("brief", "g", FIXED(1), patience=FIXED(3))],
        [at([0, 5], "long"), at([1, 9], "brief")],
    )
    assert spans(scenario) == {"long": [(0, 10), (10, 20)], "brief": [(-1, 4), (-1, 12)]}
    assert exits(scenario) == [("closed", 10), (WITHDRAWN, 4), ("closed", 20), (WITHDRAWN, 12)]


def test_a_blocked_head_that_gives_up_frees_the_queue_at_once() -> None:
    scenario = world(
        [Group(id="g", officers=2)],
        [work("one", "g", FIXED(100)), work("two", "g", FIXED(50), officers=2, patience=FIXED(15))],
        [at([0, 20], "one"), at([10], "two")],
    )
    assert spans(scenario) == {"one": [(0, 100), (25, 125)], "two": [(-1, 25)]}


def test_officers_freed_at_the_tick_at_which_patience_ends_still_take_up_the_case() -> None:
    scenario = world(
        [Group(id="g", officers=1)],
        [work("first", "g", FIXED(10)), work("next", "g", FIXED(1), patience=FIXED(9))],
        [at([0], "first"), at([1], "next")],
    )
    assert spans(scenario)["next"] == [(10, 11)]


def with_deadline(policy: str, to: str | None = None, excluded: float = 0.0) -> object:
    deadline = Deadline(hours=20, policy=policy, to=to)
    steps = [
        work("file", "desk", FIXED(1), (Route(to="wait"),), files=True),
        work("wait", "delay", FIXED(excluded or 1), (Route(to="decide"),), excluded=bool(excluded)),
        work("decide", "g", FIXED(30), priority=1),
        work("rescue", "h", FIXED(2)),
        work("block", "g", FIXED(40), priority=1),
    ]
    return world(
        [Group(id="desk", officers=9), Group(id="delay"), Group(id="g", officers=1), Group(id="h", officers=1)],
        steps,
        [at([0, 1], "block"), at([4], "c")],
        classes=[
            CaseClass(id="block", start="block"),
            CaseClass(id="c", start="file", deadline=deadline),
        ],
    )


def test_a_deadline_without_policy_changes_nothing() -> None:
    assert spans(with_deadline("none"))["decide"] == [(80, 110)]


def test_at_its_deadline_a_case_goes_to_the_head_of_the_queue() -> None:
    assert spans(with_deadline("raise")) == {
        "block": [(0, 40), (70, 110)],
        "file": [(4, 5)],
        "wait": [(5, 6)],
        "decide": [(40, 70)],
    }


def test_at_its_deadline_a_case_is_escalated_or_closed() -> None:
    found = spans(with_deadline("escalate", "rescue"))
    assert (found["decide"], found["rescue"]) == ([(-1, 25)], [(25, 27)])
    assert exits(with_deadline("close"))[2] == (OVERDUE, 25)


def test_excluded_time_moves_the_deadline() -> None:
    assert exits(with_deadline("close", excluded=12))[2] == (OVERDUE, 37)


def test_a_case_that_is_being_worked_on_is_closed_when_the_work_ends() -> None:
    scenario = world(
        [Group(id="g", officers=1)],
        [work("s", "g", FIXED(30), (Route(to="t"),)), work("t", "g", FIXED(1))],
        [at([0], "c")],
        classes=[CaseClass(id="c", start="s", deadline=Deadline(hours=10, origin="arrival", policy="close"))],
    )
    assert exits(scenario) == [(OVERDUE, 30)]


def test_a_deadline_on_a_calendar_counts_its_hours_only() -> None:
    scenario = world(
        [Group(id="g", officers=1)],
        [work("s", "g", FIXED(100))],
        [at([9, 9], "c")],
        classes=[
            CaseClass(id="c", start="s", deadline=Deadline(hours=10, origin="arrival", policy="close", calendar="o"))
        ],
        calendars=[Calendar(id="o")],
    )
    assert exits(scenario) == [(OVERDUE, 109), (OVERDUE, 24 + 11)]


def test_practice_makes_the_work_shorter() -> None:
    learning = Learning(field="f", ratio=0.5, n0=1)
    scenario = world([Group(id="g", officers=1)], [work("s", "g", FIXED(12), learning=learning)], [at([0] * 3, "s")])
    assert spans(scenario)["s"] == [(0, 12), (12, 18), (18, 22)]
    assert spans(
        world(
            [Group(id="g", officers=1)],
            [work("s", "g", FIXED(12), learning=Learning(field="f", ratio=0.5, floor=0.4, done=1))],
            [at([0] * 2, "s")],
        )
    )["s"] == [(0, 6), (6, 10.8)]


def joint(hours: str | None = None) -> object:
    seats = (Seat(group="b", officers=1), Seat(group="a", officers=2))
    return world(
        [Group(id="a", officers=2, calendar=hours), Group(id="b", officers=1, calendar=hours)],
        [Step(id="visit", seats=seats, service=FIXED(5), routes=OUT), work("alone", "b", FIXED(8))],
        [at([0], "alone"), at([1, 2], "visit")],
        calendars=[Calendar(id="o")] if hours else [],
    )


def test_a_joint_visit_waits_for_the_last_department_and_holds_the_first() -> None:
    trace = traced(joint())  # type: ignore[arg-type]
    rows = trace.rows
    got = [(s // HOUR, b // HOUR, e // HOUR) for s, b, e in zip(rows.start, rows.begin, rows.end, strict=True)]
    assert got == [(0, 0, 8), (1, 8, 13), (8, 8, 13), (13, 13, 18), (13, 13, 18)]


def test_joint_visits_that_need_each_other_never_lock() -> None:
    seats = (Seat(group="a"), Seat(group="b"))
    scenario = world(
        [Group(id="a", officers=1), Group(id="b", officers=1)],
        [
            Step(id="x", seats=seats, service=FIXED(1), routes=OUT),
            Step(id="y", seats=seats[::-1], service=FIXED(1), routes=OUT),
        ],
        [at([0] * 20, "x"), at([0] * 20, "y")],
    )
    assert {exit for exit, _ in exits(scenario)} == {"closed"}


def test_absent_officers_finish_their_case_and_come_back() -> None:
    away = (Absence(officers=1, from_day=1, to_day=3),)
    scenario = world([Group(id="g", officers=2, absences=away)], [work("s", "g", FIXED(30))], [at([0, 1, 2, 3], "s")])
    assert spans(scenario)["s"] == [(0, 30), (1, 31), (31, 61), (61, 91)]


def test_availability_and_skill_stretch_and_shorten_the_work() -> None:
    scenario = world(
        [Group(id="g", officers=1, availability=0.5), Group(id="h", officers=1, skill=2)],
        [work("s", "g", FIXED(3)), work("t", "h", FIXED(3), difficulty=4)],
        [at([0], "s"), at([0], "t")],
    )
    assert spans(scenario) == {"s": [(0, 6)], "t": [(0, 6)]}
    assert list(traced(scenario).rows.work) == [3 * HOUR, 6 * HOUR]


def test_a_case_takes_the_shortest_queue_or_overflows() -> None:
    def scenario(choose: str) -> object:
        to = (Route(to="a", share=0), Route(to="b", share=0))
        return world(
            [Group(id="a", officers=1), Group(id="b", officers=1)],
            [Step(id="d", choose=choose, limit=1, routes=to), work("a", "a", FIXED(9)), work("b", "b", FIXED(9))],
            [at([0, 1, 2, 3], "d")],
        )

    assert spans(scenario("shortest")) == {"a": [(0, 9), (9, 18)], "b": [(1, 10), (10, 19)]}
    assert spans(scenario("overflow")) == {"a": [(0, 9), (9, 18), (18, 27)], "b": [(3, 12)]}


def test_a_step_that_reads_a_queue_which_cases_may_leave_is_refused() -> None:
    to = (Route(to="a", share=0), Route(to="b", share=0))
    scenario = world(
        [Group(id="a", officers=1), Group(id="b", officers=1)],
        [
            Step(id="d", choose="shortest", routes=to),
            work("a", "a", FIXED(9), patience=FIXED(1)),
            work("b", "b", FIXED(9)),
        ],
        [at([0], "d")],
    )
    with pytest.raises(InvalidRecord, match="EK711"):
        traced(scenario)


def test_cases_of_a_batch_come_together_and_a_backlog_is_there_at_the_start() -> None:
    rows = [Arrivals(id="x", classes=(Route(to="s"),), per_day=3, batch=3, backlog=2)]
    trace = traced(world([Group(id="g", officers=None)], [work("s", "g", FIXED(1))], rows))
    ticks = list(trace.cases.tick)
    assert ticks[:2] == [0, 0]
    assert ticks[2] == ticks[3] == ticks[4] < ticks[5] == ticks[6] == ticks[7]


def test_practice_follows_the_curve_of_wright() -> None:
    law = Learning(field="f", ratio=0.9, n0=1)
    scenario = world(
        [Group(id="g", officers=1)], [work("s", "g", FIXED(1000), learning=law)], [at([0] * 100, "s")], days=4000
    )
    took = [end - start for start, end in spans(scenario)["s"]]
    assert sum(took) / 1000 == pytest.approx(58.1410202555026, rel=1e-6)
    assert took[99] / 1000 == pytest.approx(0.496585247125514, rel=1e-6)


def test_nobody_works_while_the_calendar_is_closed_and_all_work_is_accounted_for() -> None:
    scenario = world(
        [Group(id="g", officers=3, calendar="o", availability=0.8)],
        [work("s", "g", Duration.exponential(4))],
        [flow(0.1, "s")],
        calendars=[Calendar(id="o")],
    )
    trace = traced(scenario)
    office = hours_of(Calendar(id="o"), scenario.horizon.start, tick_us=1_000_000, days=61)
    rows = trace.rows
    for start, end, net in zip(rows.start, rows.end, rows.work, strict=True):
        if end >= 0:
            assert office.next_open(start) == start
            assert office.worked(end) - office.worked(start) == max(1, round(net / 0.8))


@pytest.mark.parametrize(
    "law",
    [Duration.lognormal(1e6, 10_000), Duration.weibull(1e6, 0.01), Duration.exponential(1e6)],
    ids=lambda x: x.kind,
)
def test_what_takes_for_ever_is_open_at_the_end_and_no_overflow(law: Duration) -> None:
    scenario = world([Group(id="g", officers=None)], [work("s", "g", law)], [at([0] * 2000, "s")], tick_us=1)
    for engine in ("pure", "kernel"):
        trace = traced(scenario, engine=engine)
        assert trace.stopped == trace.compiled.tables.stop


def test_more_cases_than_can_be_held_are_refused_before_they_are_drawn() -> None:
    scenario = world([Group(id="g", officers=1)], [work("s", "g", FIXED(1))], [flow(1e7, "s")])
    with pytest.raises(LimitExceeded, match="at most 20,000,000"):
        traced(scenario)
    with pytest.raises(InvalidRecord, match="EK706"):
        Horizon(observe_days=1e9)
