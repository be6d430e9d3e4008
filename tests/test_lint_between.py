"""The linter on what passes between bodies: each check with a planted defect, and silence on good files."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from betweenworld import ASK, ASKED, FACTS, OVER, at, officer, request, turn, world
from command import run
from worlds import body, span

import enforcekit as ek
from enforcekit.coordination.duties import check_duties
from enforcekit.coordination.lint import LAYER, lint, rule_id
from enforcekit.law.lint import CHECKS
from enforcekit.model import (
    Case,
    CaseReview,
    Clue,
    Complaint,
    DutyEntry,
    DutyList,
    Event,
    Function,
    Mediation,
    SupervisionNotice,
)
from enforcekit.packs.cn import PACK
from enforcekit.procedure import record
from enforcekit.shape import evolve
from enforcekit.wire import dump_document

D = dt.date
KNOWN = frozenset(lint(world()))
"""What is said of the bodies alone."""
ASKED_FOR = turn("ask", "2025-09-22", ASK, facts=FACTS)
GIVEN = turn("supply", "2025-09-25", ASKED)


def told(*records: Any, **more: Any) -> tuple[ek.Finding, ...]:
    return tuple(each for each in lint(world(*records), **more) if each not in KNOWN)


def ids(*records: Any, **more: Any) -> set[str]:
    return {rule_id(each.code) for each in told(*records, **more)}


def duties(key: str, *entries: tuple[str, str, str], **more: Any) -> DutyList:
    """A list with entries written as (id, body, role)."""
    made = tuple(DutyEntry(id=entry, authority=body, role=role, items=("dumping",)) for entry, body, role in entries)
    given = {"id": key, "kind": "boundary", "decided_by": OVER, "period": span("2025-07-01"), "duties": made}
    return DutyList(**{**given, **more})


def notice(key: str, kind: str, day: str) -> SupervisionNotice:
    return SupervisionNotice(
        id=key, kind=kind, issuer="justice", recipient=ASK, issue="late_decision", issued_on=D.fromisoformat(day)
    )


def moved(key: str, asking: str, asked: str, day: str) -> Any:
    return request("transfer", id=key, asking=asking, asked=(asked,), asked_on=D.fromisoformat(day))


CASE = Case(id="c", authority=ASK, items=("dumping",), place="county")
PLANTS: dict[str, tuple[Any, ...]] = {
    "J-09": (moved("r1", ASK, ASKED, "2025-09-01"), moved("r2", ASKED, ASK, "2025-09-08")),
    "K-11": (notice("n1", "reminder", "2026-03-02"), notice("n2", "interview", "2026-04-02")),
    "K-20": (CASE, CaseReview(id="v", case="c", reviewed_on=D(2025, 11, 20), reviewers=("w0",))),
    "K-10": (duties("l", ("d1", ASK, "lead"), ("d2", ASKED, "lead")),),
    "K-10/power": (duties("l", ("d1", "north-town", "lead")),),
    "K-10/lead": (duties("l", ("d1", ASK, "help")),),
    "K-10/list": (duties("l", ("d1", ASK, "lead"), kind="town"),),
}


@pytest.mark.parametrize("rule", PLANTS)
def test_a_planted_defect_is_found_and_nothing_else(rule: str) -> None:
    assert ids(*PLANTS[rule]) == {rule}
    assert ids() == set()


def test_every_check_of_the_layer_has_a_planted_defect() -> None:
    assert {each.ids[0] for code, each in CHECKS.items() if code.startswith(LAYER)} == set(PLANTS)


@pytest.mark.parametrize("rule", PLANTS)
def test_a_finding_speaks_both_languages_and_can_be_chosen(rule: str) -> None:
    (found,) = lint(world(*PLANTS[rule]), select=[rule])
    assert all("{" not in words for words in (*found.message.values(), *found.cure.values()))
    assert found.severity in ("defect", "advice")
    assert found.witness
    assert set(found.witness) <= {each.id for each in world(*PLANTS[rule])}
    assert ids(*PLANTS[rule], ignore=[found.code]) == set()
    assert found in lint(world(*PLANTS[rule]), select=[rule.partition("/")[0]])


FILES: dict[str, tuple[set[str], tuple[Any, ...]]] = {
    "good": (set(), (ASKED_FOR, GIVEN)),
    "only asked": (set(), (ASKED_FOR,)),
    "leads nowhere": ({"X-11"}, (ASKED_FOR, turn("sign", "2025-09-24", ASKED), GIVEN)),
    "begins in the middle": ({"X-11/fragment"}, (GIVEN,)),
    "out of order": ({"X-12"}, (ASKED_FOR, turn("accept", "2025-09-21", ASKED), GIVEN)),
    "the wrong side": ({"X-15"}, (ASKED_FOR, turn("supply", "2025-09-25", ASK))),
    "nothing stated": ({"P-05"}, (turn("ask", "2025-09-22", ASK), GIVEN)),
    "no body named": ({"P-51"}, (ASKED_FOR, turn("supply", "2025-09-25"))),
    "late": ({"X-14"}, (ASKED_FOR, turn("supply", "2025-10-20", ASKED))),
    "late and reported": ({"X-14"}, (ASKED_FOR, turn("escalate", "2025-10-20", ASK))),
}


@pytest.mark.parametrize("name", FILES)
def test_the_turns_of_a_request_are_judged_as_the_steps_of_a_case_are(name: str) -> None:
    expected, turns = FILES[name]
    assert ids(request(events=turns)) == expected


def test_what_may_be_recorded_step_by_step_is_clean() -> None:
    there, asked = world(), request()
    for each in (
        ASKED_FOR,
        turn("refuse", "2025-09-24", ASKED, facts=FACTS),
        turn("negotiate", "2025-09-25", ASK),
        turn("agree", "2025-09-26", ASKED),
        turn("supply", "2025-09-29", ASKED),
    ):
        asked = record(asked, each, there)
        assert ids(asked) == set()


def test_a_kind_without_a_process_is_named() -> None:
    assert ids(request("chat", events=[ASKED_FOR])) == {"X-10"}


def test_a_right_that_was_not_used_is_no_fault_and_ends_the_petition() -> None:
    def petition(*turns: Any) -> Complaint:
        return Complaint(id="k", kind="report", channel="petition", receiver=ASK, received_at=turns[0].at, events=turns)

    turns = (turn("receive", "2025-01-06"), turn("accept", "2025-01-08"), turn("reply", "2025-02-10"))
    over = record(petition(*turns), turn("become_final", "2025-06-02"), world())
    assert ids(over) == set()
    assert ek.unanswered(world(), [petition(*turns)], on=D(2025, 6, 2)) == ()
    late = petition(*turns[:2], turn("reply", "2025-06-02"))
    assert ids(late) == {"X-14"}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_turns_of_a_record_the_linter_answers(seed: int) -> None:
    """A file from elsewhere may say anything: what is wrong with it is said in both languages, and nothing breaks."""
    random = Random(seed)
    clue = Clue(id="s", channel="device", found_on=D(2025, 9, 1), authority=ASK, items=("dumping",), place="county")
    blank = (
        *(request(kind, id=kind) for kind in ("transfer", "whistle", "dispatch_meeting", "evidence_assistance")),
        Complaint(id="k", kind="report", channel="petition", receiver=ASK, received_at=at("2025-09-01")),
        Complaint(id="l", kind="report", channel="grid", receiver=ASK, received_at=at("2025-09-01")),
        clue,
        Mediation(id="m", body="room", kind="wages"),
        notice("n", "reminder", "2025-09-01"),
    )
    records = []
    for each in blank:
        processes = PACK.of_record(each.type).processes
        kinds = [step.event for process in processes for step in process.transitions] + ["unheard_of"]
        events = tuple(
            turn(
                random.choice(kinds),
                D(2025, 9, 1) + dt.timedelta(days=3 * number + random.randrange(6)),
                random.choice([ASK, ASKED, OVER, "grid-1", None]),
                facts=FACTS[: random.randrange(len(FACTS))],
                reference=random.choice([None, ASKED, "no-such-record"]),
            )
            for number in range(7)
        )
        records.append(evolve(each, events=events))
    found = told(*records)
    assert {each.code[:3] for each in found} == {"EK4"}
    for each in found:
        assert "{" not in each.message["en"] + each.message["zh"]


def test_duty_lists_are_judged_on_all_their_days() -> None:
    ends = Function(code="waste", period=span(None, "2024-03-01"))
    bureau = body(ASK, "department", "county", "county", functions=[ends], parent=OVER)
    since = duties("l", ("d1", ASK, "lead"), period=span("2020-01-01"))
    assert told(since) == ()
    (found,) = (each for each in lint(world(bureau, since), select=["K-10"]))
    assert (found.code, "on 2024-03-01 nothing" in found.message["en"]) == ("EK641", True)
    assert lint(world(bureau, attrs.evolve(since, period=span("2020-01-01", "2024-03-01"))), select=["K-10"]) == ()
    assert check_duties(world(bureau, since), on=D(2024, 2, 29)) == ()

    first = attrs.evolve(since, period=span("2020-01-01", "2024-03-01"))
    second = duties("l2", ("d2", ASKED, "lead"), period=span("2024-03-01"))
    assert told(first, second) == ()
    assert ids(first, attrs.evolve(second, period=span("2024-02-29"))) == {"K-10"}
    assert ids(attrs.evolve(first, period=span()), second) == {"K-10"}


def test_the_verb_and_the_command_reach_every_layer(tmp_path: Path) -> None:
    early = Event(kind="decide", at=dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC))
    records = (*PLANTS["J-09"], *PLANTS["K-10/power"], attrs.evolve(CASE, events=[early]), officer("x", ASK))
    found = [each for each in ek.lint(world(*records)) if each not in KNOWN]
    assert {each.code[:3] for each in found} == {"EK4", "EK6"}
    path = tmp_path / "all.ndjson"
    path.write_text("\n".join(json.dumps(dump_document(each)) for each in world(*records)), encoding="utf-8")
    found_there = run("lint", "--in", str(path), "--select", "J-09", "--select", "EK641")
    assert found_there.code == 1
    assert [line.partition(" ")[0] for line in found_there.out.splitlines()] == ["J-09", "K-10/power"]
