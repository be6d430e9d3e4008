"""Requests between authorities: every transition, planted faults, clocks, escalation, what a settled one decides."""

from __future__ import annotations

import datetime as dt
from collections import deque
from random import Random
from typing import Any

import attrs
import pytest
from betweenworld import ASK, ASKED, FACTS, OVER, at, request, turn, world

import enforcekit as ek
from enforcekit.coordination import coordination_graph
from enforcekit.coordination.requests import boundary_decision, sent_back, unanswered
from enforcekit.errors import InvalidArgument, NotPermitted, UnknownReference
from enforcekit.law.process import Transition
from enforcekit.model.request import Request, Turn
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.requests import REQUEST_PROCESSES
from enforcekit.procedure import due, judge, permitted, record, standing
from enforcekit.procedure.guards import BETWEEN
from enforcekit.shape import evolve

LAW = PACK.of_record("request")
WORLD = world()
KINDS = [each.name for each in REQUEST_PROCESSES]


def tries(kind: str, day: dt.date, found: Request) -> list[Turn]:
    """Ways in which a turn could be taken rightly: by each body, naming each."""
    officers = {ASK: ("w0", "w1"), ASKED: ("v0", "v1"), OVER: (), "guidance": ()}
    return [
        turn(kind, day, body, by=officers[body], facts=FACTS, reference=ASKED, until=day + dt.timedelta(days=30))
        for body in officers
    ]


def explore(start: Any, structure: ek.Structure, ways: Any, waits: tuple[int, ...] = (1, 60)) -> set[int]:
    """The transitions that real steps make, by breadth: each state of each history once."""
    made: set[int] = set()
    seen: set[Any] = set()
    queue = deque([start])
    while queue:
        here = queue.popleft()
        found = standing(here, PACK)
        made |= {id(each.transition) for each in found.moves}
        key = (found.main.state, tuple(sorted({each.kind for each in here.events})))
        if key in seen or len(here.events) > 9:
            continue
        seen.add(key)
        last = here.events[-1].at.date() if here.events else dt.date(2026, 3, 2)
        for step in found.main.process.by_state[found.main.state]:
            for wait in waits:
                for event in ways(step.event, last + dt.timedelta(days=wait), here):
                    if not judge(here, event, structure):
                        queue.append(evolve(here, events=(*here.events, event)))
                        break
                else:
                    continue
                break
    return made


def missing(processes: Any, made: set[int]) -> list[str]:
    return [
        f"{p.name}: {t.event} from {sorted(t.sources)}" for p in processes for t in p.transitions if id(t) not in made
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_transition_of_every_kind_of_request_is_reached(kind: str) -> None:
    made = explore(request(kind), WORLD, tries)
    assert missing([each for each in REQUEST_PROCESSES if each.name == kind], made) == []


def workflows() -> list[tuple[str, Any]]:
    return [(each.type, each) for each in PACK.workflows]


@pytest.mark.parametrize(("name", "flow"), workflows(), ids=[name for name, _ in workflows()])
def test_rows_hang_together(name: str, flow: Any) -> None:
    law = PACK.of_record(name)
    conditions = {row.name for row in law.conditions}
    for process in flow.processes:
        states = {each.code for each in process.states}
        reached = {process.initial} | {each.target for each in process.transitions}
        assert states <= reached | {""}, states - reached
        for each in process.transitions:
            assert {s for s in each.sources if s != "*"} <= states, each
            assert each.target in {"", *states}, each
            assert set(each.asks) <= conditions, each
            for rule in (*each.starts, *each.stops, *each.extends):
                assert PACK.terms_of(rule), (each.event, rule)
    for row in flow.conditions:
        assert PACK.knows(row.article), row
        assert row.asserted or row.name in BETWEEN, row
    asked = {each for process in flow.processes for step in process.transitions for each in step.asks}
    assert {row.name for row in flow.conditions} <= asked


def test_every_guard_between_bodies_is_asked_by_a_row() -> None:
    rows = {row.name for flow in PACK.workflows for row in flow.conditions if not row.asserted}
    assert rows == set(BETWEEN)


def test_no_row_that_no_text_sets_is_called_confirmed() -> None:
    rows = [*PACK.terms, *PACK.thresholds, *(row for flow in PACK.workflows for row in flow.conditions)]
    assert [row.rule for row in rows if row.article == "SET" and row.status != "unconfirmed"] == []
    assert all(row.status != "confirmed" for row in rows if row.article.startswith("P:"))


# One request after another


def taken(start: Any, *turns: Turn, structure: ek.Structure = WORLD) -> Any:
    for each in turns:
        start = record(start, each, structure)
    return start


def refused(found: Any, event: Turn, structure: ek.Structure = WORLD) -> list[str]:
    with pytest.raises(NotPermitted) as caught:
        record(found, event, structure)
    return [each.message["en"] for each in caught.value.findings]


ASKING = turn("ask", "2025-09-22", ASK, by=["w0"], facts=["scope_stated"])


def test_Z5_the_five_kinds_have_replies_clocks_and_a_typed_edge() -> None:
    five = {"joint_action", "transfer", "evidence_assistance", "legal_review_assistance", "major_matter_report"}
    assert five <= set(KINDS)
    found = [request(kind, id=f"r-{kind}") for kind in sorted(five)]
    graph = coordination_graph(WORLD, [], found, on=dt.date(2025, 10, 1))
    edges = {data["layer"] for u, v, data in graph.edges(data=True) if {u, v} == {ASK, ASKED}}
    assert {"transfers", "assists", "joins", "shares_information"} <= edges
    asked = taken(request(layer="guangdong"), ASKING)
    (clock,) = due(asked, WORLD, on=dt.date(2025, 10, 1))
    assert (clock.rule, clock.deadline.due, clock.deadline.status) == ("K-06/reply", dt.date(2025, 10, 17), "local")
    assert unanswered(WORLD, [asked], on=dt.date(2025, 10, 17)) == ()
    (late,) = unanswered(WORLD, [asked], on=dt.date(2025, 10, 18))
    assert late.code == "EK610"
    assert late.article == "GDMK21:42"
    assert "［地方或行业规则］" in late.message["zh"]


def test_an_answer_in_time_stops_the_clock_and_is_an_answer() -> None:
    given = taken(request(), ASKING, turn("accept", "2025-09-23", ASKED), turn("supply", "2025-09-24", ASKED))
    assert standing(given, PACK).main.state == "answered"
    assert given.answered_on == dt.date(2025, 9, 23)
    assert unanswered(WORLD, [given], on=dt.date(2026, 9, 1)) == ()


def test_a_number_that_no_text_sets_says_so() -> None:
    (late,) = unanswered(WORLD, [taken(request(), ASKING)], on=dt.date(2025, 12, 1))
    assert "[unconfirmed]" in late.message["en"]
    assert late.article == "SET"


def test_only_the_right_side_takes_a_turn() -> None:
    asked = taken(request(), ASKING)
    assert any("a body that was asked does it" in each for each in refused(asked, turn("accept", "2025-09-23", ASK)))
    assert any("cannot be judged" in each for each in refused(asked, turn("accept", "2025-09-23")))
    borrowed = turn("accept", "2025-09-23", ASKED, by=["w0"])
    assert refused(asked, borrowed) != []


def test_a_refusal_has_reasons_in_writing_with_its_article() -> None:
    asked = taken(request(), ASKING)
    with pytest.raises(NotPermitted) as caught:
        record(asked, turn("refuse", "2025-09-23", ASKED), WORLD)
    assert [each.article for each in caught.value.findings] == ["HEN16:17"]
    assert record(asked, turn("refuse", "2025-09-23", ASKED, facts=["reason_in_writing"]), WORLD)


def test_nobody_asks_itself() -> None:
    assert refused(request(asked=(ASK,)), ASKING) != []


def test_what_is_late_and_only_that_goes_up() -> None:
    asked = taken(request(), ASKING)
    assert refused(asked, turn("escalate", "2025-09-24", ASK)) != []
    up = record(asked, turn("escalate", "2025-12-01", ASK), WORLD)
    assert standing(up, PACK).main.state == "escalated"
    named = taken(request(answer_by=dt.date(2025, 9, 25)), ASKING)
    assert standing(record(named, turn("escalate", "2025-09-26", ASK), WORLD), PACK).main.state == "escalated"


SENT = turn("send", "2025-09-23", ASK, by=["w0", "w1"], facts=["items_listed"])
FOUND = turn("find", "2025-09-22", ASK)


def test_F10_a_transfer_has_a_clock_and_a_receipt() -> None:
    found = taken(request("transfer"), turn("find", "2025-04-29", ASK))
    (clock,) = due(found, WORLD)
    assert (clock.rule, clock.deadline.due) == ("J-09/ordinary", dt.date(2025, 5, 7))
    assert refused(taken(request("transfer"), FOUND), turn("send", "2025-09-23", ASK, by=["w0"])) != []
    sent = taken(request("transfer"), FOUND, SENT)
    assert [each.rule for each in due(sent, WORLD).open()] == ["K-05/sign"]
    signed = record(sent, turn("sign", "2025-09-24", ASKED), WORLD)
    assert due(signed, WORLD).open() == ()


def test_a_receiver_that_disagrees_negotiates_and_does_not_send_it_back() -> None:
    sent = taken(request("transfer"), FOUND, SENT)
    no = taken(sent, turn("disagree", "2025-09-24", ASKED, facts=["reason_in_writing"]))
    assert {each.event for each in permitted(no, WORLD, on=dt.date(2025, 9, 25))} == {
        "negotiate", "refer_up", "designate", "designate_asking",
    }  # fmt: skip
    own = Request(id="r0", kind="transfer", asking=ASK, asked=(ASKED,), asked_on=dt.date(2025, 9, 1), matter="m")
    back = request("transfer", id="r2", asking=ASKED, asked=(ASK,))
    there = world(own)
    step = turn("send", "2025-09-23", ASKED, by=["v0", "v1"], facts=["items_listed"])
    assert any(
        "does not go back" in each for each in refused(taken(back, turn("find", "2025-09-22", ASKED)), step, there)
    )
    assert back.asked_on != own.asked_on
    same_day = evolve(taken(back, turn("find", "2025-09-22", ASKED)), asked_on=own.asked_on)
    assert any("does not go back" in each for each in refused(same_day, step, there))
    assert [each.code for each in sent_back([own, back])] == ["EK611"]
    assert sent_back([own, evolve(back, matter="another")]) == ()


@pytest.mark.parametrize(
    ("change", "back_again"),
    [
        ({}, True),
        ({"kind": "joint_action"}, False),
        ({"matter": "another"}, False),
        ({"matter": None}, False),
        ({"asking": OVER}, False),
        ({"asked": (OVER,)}, False),
        ({"asked_on": dt.date(2025, 9, 30)}, False),
    ],
)
def test_a_matter_goes_back_only_to_the_body_that_sent_this_very_one_before(
    change: dict[str, Any], back_again: bool
) -> None:
    own = Request(id="r0", kind="transfer", asking=ASK, asked=(ASKED,), asked_on=dt.date(2025, 9, 1), matter="m")
    back = taken(request("transfer", id="r2", asking=ASKED, asked=(ASK,)), turn("find", "2025-09-22", ASKED))
    step = turn("send", "2025-09-23", ASKED, by=["v0", "v1"], facts=["items_listed"])
    assert bool(judge(back, step, world(evolve(own, **change)))) is back_again


@pytest.mark.parametrize(
    ("layer", "by", "good"),
    [
        ("", OVER, True),
        ("", "city-gov", False),
        ("", "guidance", False),
        ("zhejiang", "guidance", True),
        ("guangdong", OVER, True),
        ("henan", "justice", True),
        ("", ASKED, False),
    ],
)
def test_only_the_common_superior_or_the_local_arbiter_designates(layer: str, by: str, good: bool) -> None:
    sent = taken(request("transfer", layer=layer or None), FOUND, SENT)
    no = taken(sent, turn("disagree", "2025-09-24", ASKED, facts=["reason_in_writing"]))
    assert (judge(no, turn("designate", "2025-09-25", by), WORLD) == ()) is good


def test_bodies_of_two_counties_have_the_city_over_them() -> None:
    far = request("transfer", asked=("far-bureau",))
    sent = taken(far, FOUND, SENT)
    no = taken(sent, turn("disagree", "2025-09-24", "far-bureau", facts=["reason_in_writing"]))
    assert judge(no, turn("designate", "2025-09-25", OVER), WORLD) != ()
    assert judge(no, turn("designate", "2025-09-25", "city-gov"), WORLD) == ()


# Meetings and boundary decisions


def meeting(**more: Any) -> Request:
    start = request("dispatch_meeting", **{"items": ("dumping",), "place": "county", **more})
    return taken(start, turn("apply", "2025-09-22", ASK, facts=["scope_stated"]))


def test_Z2_a_meeting_has_three_timed_phases_and_a_late_one_escalates() -> None:
    before = meeting()
    phases = [[each.rule for each in due(before, WORLD).open()]]
    during = taken(before, turn("admit", "2025-09-23", OVER))
    phases.append([each.rule for each in due(during, WORLD).open()])
    settled = {"facts": ["minutes_made"], "reference": ASKED, "until": dt.date(2025, 10, 20)}
    after = taken(during, turn("settle", "2025-09-24", OVER, **settled))
    phases.append([each.rule for each in due(after, WORLD).open()])
    assert phases == [["K-09/before"], ["K-09/during"], ["K-09/after"]]
    for each, late in ((before, "2025-10-10"), (during, "2025-10-20"), (after, "2025-11-10")):
        assert refused(each, turn("escalate", "2025-09-25", ASK)) != []
        state = "overdue" if each is after else "escalated"
        assert standing(record(each, turn("escalate", late, ASK), WORLD), PACK).main.state == state


def test_Z2_minutes_need_an_owner_and_a_day_to_come() -> None:
    during = taken(meeting(), turn("admit", "2025-09-23", OVER))
    good = {"facts": ["minutes_made"], "reference": ASKED, "until": dt.date(2025, 10, 20)}
    for bad in ({"facts": []}, {"reference": "north-town"}, {"until": dt.date(2025, 9, 24)}, {"until": None}):
        assert refused(during, turn("settle", "2025-09-24", OVER, **{**good, **bad})) != [], bad


def test_Z2_the_outcome_is_a_dated_decision_that_the_resolver_follows() -> None:
    def bodies(structure: ek.Structure, on: dt.date) -> set[str]:
        return {
            each.authority
            for each in ek.who_may(structure, "penalise", item="dumping", place="county", on=on).competences
        }

    during = taken(meeting(), turn("admit", "2025-09-23", OVER))
    settled = {"facts": ["minutes_made"], "reference": ASKED, "until": dt.date(2025, 10, 20)}
    after = taken(during, turn("settle", "2025-09-24", OVER, **settled))
    decision = boundary_decision(after, WORLD)
    assert (decision.kind, decision.authority, decision.period.start) == (
        "boundary_decision", ASKED, dt.date(2025, 9, 24),
    )  # fmt: skip
    new = ek.Structure([*WORLD, decision], pack="cn")
    assert bodies(WORLD, dt.date(2025, 9, 24)) == {ASK, ASKED}
    assert bodies(new, dt.date(2025, 9, 23)) == {ASK, ASKED}
    assert bodies(new, dt.date(2025, 9, 24)) == {ASKED}
    assert ek.compare(WORLD, new).changes


def test_what_was_not_settled_decides_nothing() -> None:
    with pytest.raises(InvalidArgument, match="EK612"):
        boundary_decision(meeting(), WORLD)
    sent = taken(request("transfer"), FOUND, SENT)
    no = taken(sent, turn("disagree", "2025-09-24", ASKED, facts=["reason_in_writing"]))
    done = taken(no, turn("designate_asking", "2025-09-25", OVER))
    with pytest.raises(InvalidArgument, match="EK613"):
        boundary_decision(done, WORLD)
    named = boundary_decision(evolve(done, items=("dumping",)), WORLD)
    assert (named.kind, named.authority, named.decided_by) == ("designation", ASK, OVER)


def test_Z2_what_was_not_settled_cannot_be_carried_out() -> None:
    up = taken(meeting(), turn("escalate", "2025-10-10", ASK))
    assert judge(up, turn("carry_out", "2025-10-11", ASKED), WORLD) != ()
    good = {"facts": ["minutes_made"], "reference": ASKED, "until": dt.date(2025, 10, 20)}
    assert judge(up, turn("decide", "2025-10-11", OVER, **good), WORLD) == ()
    assert judge(up, turn("decide", "2025-10-11", ASKED, **good), WORLD) != ()


def test_a_settled_refusal_has_its_clock_again() -> None:
    no = taken(request(), ASKING, turn("refuse", "2025-09-23", ASKED, facts=["reason_in_writing"]))
    assert due(no, WORLD).open() == ()
    again = record(no, turn("designate", "2025-09-25", OVER), WORLD)
    assert [each.rule for each in due(again, WORLD).open()] == ["K-06/reply"]


# Whistles


def whistle(**more: Any) -> Request:
    given = {"asking": "grid-1", "asked": (ASKED,), "items": ("dumping",), "place": "north"}
    return request("whistle", **{**given, **more})


BLOW = turn("blow", "2025-09-22", "grid-1")


def test_N13_a_whistle_binds_and_an_unanswered_one_is_a_breach() -> None:
    blown = taken(whistle(), BLOW)
    assert {each.rule for each in due(blown, WORLD).open()} == {"K-19/claim", "K-19/arrive"}
    assert {each.code for each in unanswered(WORLD, [blown], on=dt.date(2025, 9, 23))} == {"EK610"}
    answered = taken(blown, turn("claim", "2025-09-22", ASKED), turn("arrive", "2025-09-22", ASKED, hour=10))
    assert unanswered(WORLD, [answered], on=dt.date(2025, 9, 23)) == ()


def test_N13_a_grid_that_punishes_is_refused_with_the_article() -> None:
    for word in ("penalise", "seize", "inspect"):
        with pytest.raises(NotPermitted) as caught:
            record(whistle(), turn("blow", "2025-09-22", "grid-1", facts=[word]), WORLD)
        assert [each.article for each in caught.value.findings] == ["APL21:17; AEL:17"]
    there = taken(whistle(), BLOW, turn("arrive", "2025-09-22", ASKED))
    assert record(there, turn("handle", "2025-09-22", ASKED, facts=["penalise"]), WORLD)
    town = taken(whistle(asked=("north-town",)), BLOW, turn("arrive", "2025-09-22", "north-town"))
    assert refused(town, turn("handle", "2025-09-22", "north-town", facts=["penalise"])) != []


def test_K08_a_major_matter_off_the_list_is_not_one_and_the_first_report_runs_in_hours() -> None:
    assert refused(request("major_matter_report"), turn("occur", "2025-09-22", ASK)) != []
    there = taken(request("major_matter_report"), turn("occur", "2025-09-22", ASK, facts=["on_the_list"]))
    (clock,) = due(there, WORLD)
    assert clock.deadline.due == at("2025-09-23")


def test_Z4_a_committee_is_not_asked_to_decide_a_penalty() -> None:
    committee = world(
        *[
            ek.Authority(id="committee", names={"en": "c"}, kind="committee", level="county", places=("county",)),
        ]
    )
    there = taken(whistle(asked=("committee",)), BLOW, turn("arrive", "2025-09-22", "committee"), structure=committee)
    assert refused(there, turn("handle", "2025-09-22", "committee", facts=["penalise"]), committee) != []


def test_N16_help_across_counties_runs_between_bodies_of_two_counties() -> None:
    asked = taken(request(asked=("far-bureau",)), ASKING)
    assert record(asked, turn("supply", "2025-09-25", "far-bureau"), WORLD).events[-1].kind == "supply"


def test_a_case_and_a_request_run_through_the_same_verbs() -> None:
    steps = {each.event: each for each in permitted(request(), WORLD, on=dt.date(2025, 9, 22))}
    assert list(steps) == ["ask"]
    assert steps["ask"].open
    assert [each.name for each in steps["ask"].needs] == ["by_asking", "scope_stated"]
    assert "scope_stated" in {each["name"] for each in steps["ask"].to_dict()["needs"]}
    assert "写明" in steps["ask"].text("zh")
    assert "file" not in {each.event for p in LAW.processes for each in p.transitions}
    assert PACK.of_record("case") is PACK


def test_the_records_of_a_case_are_untouched_by_the_workflows() -> None:
    processes = {each.name for each in PACK.processes}
    assert processes.isdisjoint(KINDS)
    assert isinstance(attrs.fields_dict(Transition)["event"], attrs.Attribute)


def test_a_command_centre_assigns_a_whistle_and_designates_nothing() -> None:
    centre = ek.Authority(id="centre", names={"en": "c"}, kind="command_centre", level="county", places=("county",))
    there = world(centre)
    blown = taken(whistle(), BLOW, turn("disagree", "2025-09-22", ASKED, facts=["reason_in_writing"]), structure=there)
    assert judge(blown, turn("assign", "2025-09-22", "centre"), there) == ()
    assert judge(blown, turn("assign", "2025-09-22", ASK), there) != ()
    sent = taken(request("transfer"), FOUND, SENT)
    no = taken(sent, turn("disagree", "2025-09-24", ASKED, facts=["reason_in_writing"]))
    assert judge(no, turn("designate", "2025-09-25", "centre"), there) != ()


def test_a_kind_without_a_process_is_named_and_stops_nothing() -> None:
    found = unanswered(
        WORLD, [request("loan", events=(ASKING,)), taken(request(id="r2"), ASKING)], on=dt.date(2025, 12, 1)
    )
    assert [each.code for each in found] == ["EK614", "EK610"]


def test_a_body_that_is_not_there_is_refused_by_name() -> None:
    for step, kind in (
        (ASKING, "evidence_assistance"),
        (turn("propose", "2025-09-22", ASK, facts=FACTS), "joint_action"),
    ):
        with pytest.raises(UnknownReference, match="ghost"):
            record(request(kind, asked=("ghost",)), step, WORLD)


@pytest.mark.parametrize("seed", range(40))
def test_any_turns_can_be_read_and_judged(seed: int) -> None:
    """A file from elsewhere may say anything: it is read, its strays are kept, and every refusal is a finding."""
    random = Random(seed)
    events = [each.event for p in LAW.processes for each in p.transitions] + ["unheard_of"]
    bodies = [ASK, ASKED, OVER, "guidance", None]
    day = dt.date(2025, 3, 3)
    turns = [
        turn(
            random.choice(events),
            day + dt.timedelta(days=random.randrange(9) + n),
            random.choice(bodies),
            facts=FACTS[:n],
        )
        for n in range(8)
    ]
    found = request(random.choice(KINDS), events=tuple(turns))
    assert len(standing(found, PACK).moves) + len(standing(found, PACK).strays) == len(turns)
    for kind in events:
        for finding in judge(found, turn(kind, "2025-06-03", random.choice(bodies)), WORLD):
            assert finding.message["en"]
            assert finding.message["zh"]
    unanswered(WORLD, [found], on=dt.date(2025, 9, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_each_stated_fact_and_each_side_is_asked_for_wherever_its_row_stands(kind: str) -> None:
    """Of every good step, the one without a stated fact, without a body, or by a stranger is refused by that row."""
    rows = {row.name: row for row in LAW.conditions if row.asserted}
    sides = {"by_asking", "by_asked", "by_party_to_it", "by_arbiter", "by_dispatcher"}
    seen: set[int] = set()
    steps: list[tuple[Request, Turn]] = []

    def ways(event: str, day: dt.date, found: Request) -> list[Turn]:
        good = [each for each in tries(event, day, found) if not judge(found, each, WORLD)]
        steps.extend((found, each) for each in good[:1])
        return good

    explore(request(kind), WORLD, ways)
    for found, event in steps:
        after = standing(evolve(found, events=(*found.events, event)), PACK)
        step = after.moves[-1].transition
        if id(step) in seen:
            continue
        seen.add(id(step))
        for name in step.asks:
            if name in rows:
                bare = evolve(event, facts=tuple(each for each in event.facts if each != name))
                assert rows[name].article in {each.article for each in judge(found, bare, WORLD)}, (step.event, name)
            if name in sides:
                assert judge(found, evolve(event, authority=None, by=()), WORLD) != (), (step.event, name)
                assert judge(found, evolve(event, authority="north-town", by=()), WORLD) != (), (step.event, name)
    assert len(seen) == sum(len(each.transitions) for each in REQUEST_PROCESSES if each.name == kind)
