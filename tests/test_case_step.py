"""Questions about single steps: what is published is what stands in the tables."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import caseworld
import pytest
import turn_vectors
from case_vectors import TOLD, after, taken, vectors
from casework import HEARD, event, structure
from worlds import Money, Penalty, Record, grant

from enforcekit.cli.vectors import answer
from enforcekit.model.case import Act, Case, Event
from enforcekit.model.delegation import Ceiling
from enforcekit.packs.cn import PACK
from enforcekit.procedure import judge, money, permitted
from enforcekit.procedure.guards import BETWEEN, GUARDS, execution
from enforcekit.procedure.guards.registry import guard
from enforcekit.procedure.steps import objections

HERE = Path(__file__).parent
FOLDER = HERE.parent / "schemas" / "vectors"
PUBLISHED = FOLDER / "case_step.ndjson"


def test_the_published_steps_are_what_the_tables_write() -> None:
    """Else: `python tests/case_vectors.py > schemas/vectors/case_step.ndjson`."""
    lines = PUBLISHED.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == vectors()
    assert len(lines) >= 60


def test_the_published_turns_are_what_the_table_writes() -> None:
    """Else: `python tests/turn_vectors.py > schemas/vectors/turn_step.ndjson`."""
    lines = (FOLDER / "turn_step.ndjson").read_text(encoding="utf-8").splitlines()
    written = turn_vectors.vectors()
    assert [json.loads(line) for line in lines] == written
    assert len({line["id"] for line in written}) == len(written) >= 25
    assert {line["expect"]["allowed"] for line in written} == {True, False}
    assert len({line["in"]["record"]["type"] for line in written}) == 4


def test_a_case_is_no_record_with_turns_and_no_answer() -> None:
    line = vectors()[0]
    given = {**line["in"], "record": line["in"]["case"], "turn": line["in"]["event"]}
    assert answer({**line, "ask": "turn_step", "in": given}, HERE)["error"] == "UnknownReference"


def test_a_refusal_names_one_rule_and_a_step_that_is_allowed_none() -> None:
    for line in vectors():
        assert line["expect"]["allowed"] is (line["expect"]["rule"] is None)
    assert {line["expect"]["allowed"] for line in vectors()} == {True, False}


def test_a_step_in_words_says_whether_it_is_open_why_not_and_what_its_event_must_bring() -> None:
    clue = attrs.evolve(HEARD, events=HEARD.events[:1])
    steps = {each.event: each for each in permitted(clue, structure(), on=dt.date(2025, 3, 10))}
    assert steps["file"].text().splitlines()[:2] == [
        "✓ file  file the case",
        "    · P-03 at least 2 officers take part",
    ]
    shut = steps["extend_check"].text("zh").splitlines()
    assert shut[0] == "✗ extend_check  延长核查期限"
    assert "未满足 → 全国性法律未规定延长" in shut[1]
    assert shut[2:] == ["    · P-01 经机关负责人批准", "    · P-40 载明理由"]


def test_before_there_was_a_law_of_penalties_an_unknown_step_is_refused_by_the_order_that_stands_first() -> None:
    fresh = attrs.evolve(HEARD, events=())
    (refused,) = judge(fresh, event("unheard_of", "1990-03-10"), structure())
    assert (refused.code, refused.article) == ("EK401", "APL21:38")


def test_only_a_stated_fact_that_others_may_stand_for_lists_them() -> None:
    """Who approves is seen by the event's officer, not stated: it has no `one_of`, though the row names roles."""
    clue = attrs.evolve(HEARD, events=HEARD.events[:1])
    (step,) = (each for each in permitted(clue, structure(), on=dt.date(2025, 3, 10)) if each.event == "extend_check")
    assert [(each["name"], "one_of" in each) for each in step.to_dict()["needs"]] == [
        ("head_approves", False),
        ("reason_stated", False),
    ]


def test_an_event_without_a_time_happens_on_the_day_asked() -> None:
    line = next(each for each in vectors() if each["id"] == "case-step-file")
    asked = {**line["in"], "event": {key: value for key, value in line["in"]["event"].items() if key != "at"}}
    assert answer({**line, "in": asked}, HERE) == {"allowed": True, "rule": None}


@pytest.mark.parametrize("event", ["unheard_of", {"kind": "unheard_of"}])
def test_an_unknown_step_is_refused_by_the_order_of_the_procedure(event: object) -> None:
    line = vectors()[0]
    assert answer({**line, "in": {**line["in"], "event": event}}, HERE) == {"allowed": False, "rule": "D-01"}


@pytest.mark.parametrize(
    ("asked", "dated"),
    [("notify", "2025-06-15"), (event("notify", "2025-06-15 14"), "2025-06-15T14:00:00+08:00")],
    ids=["a kind", "an event"],
)
def test_a_step_before_the_last_event_is_out_of_order_by_its_own_time(asked: Any, dated: str) -> None:
    """APL21 art. 47: the whole course is recorded."""
    (rule, found), *_ = objections(HEARD, asked, structure(), on=dt.date(2025, 6, 15))
    assert (rule, found.code) == ("P-05", "EK404")
    assert f"is dated {dated}, before the last event of the case, 2025-06-16T09:00:00+08:00" in found.message["en"]


@pytest.mark.parametrize(("days", "ripe"), [(30, False), (31, True)])
def test_a_fine_that_has_grown_for_thirty_days_has_not_grown_for_more(
    days: int, ripe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AEL art. 46: the late fine has run for more than thirty days (P-64)."""
    monkeypatch.setattr(execution, "fine_of", lambda decided: 1)
    monkeypatch.setattr(execution, "late_fine_of", lambda standing, on: SimpleNamespace(days=days))
    scene: Any = SimpleNamespace(decided=(), standing=None, on=None)
    row = next(each for each in PACK.conditions if each.name == "late_fine_ran")
    assert execution.late_fine_ran(scene, row) is ripe


@pytest.mark.parametrize(("paid", "settled"), [(99, None), (100, dt.date(2025, 10, 20))])
def test_a_fine_is_paid_when_its_last_fen_is(paid: int, settled: dt.date | None) -> None:
    event = SimpleNamespace(amount=SimpleNamespace(amount=paid))
    move = SimpleNamespace(transition=SimpleNamespace(roles=("payment",)), event=event, day=dt.date(2025, 10, 20))
    standing: Any = SimpleNamespace(moves=[move])
    assert money._settled(standing, 100) == settled


def against(found: Case, given: Event, *records: Record) -> list[str]:
    """What stands against a step, in English."""
    return [each.text("en") for each in judge(found, given, caseworld.world(*records))]


def test_on_the_spot_the_kind_of_the_party_is_asked_for_where_nobody_gives_it() -> None:
    """The ceilings of APL21 art. 51 are for a citizen or for an organisation (P-30)."""
    told = taken("show_id fix_facts tell_and_hear", caseworld.SPOT, procedure="simple", party_kind=None)
    decide = caseworld.good("decide_on_spot", after(told, 1), told, caseworld.SPOT)
    (asked,) = against(told, decide)
    assert "the kind of the party (`party_kind` of the case)" in asked
    assert against(attrs.evolve(told, party_kind="enterprise"), decide) == []
    (unknown,) = against(attrs.evolve(told, party_kind="martian"), decide)
    assert "give what the law of the day knows" in unknown


@pytest.mark.parametrize(("fen", "outside"), [(20_000_000, False), (20_000_001, True)])
def test_an_item_that_bears_no_fine_adds_nothing_to_the_highest_fine_of_the_others(fen: int, outside: bool) -> None:
    warned = attrs.evolve(caseworld.world()["dumping"], id="littering", penalties=(Penalty(kind="warning"),))
    told = taken(f"{TOLD} hear_statement", fen, items=("dumping", "littering"), larger_amount=None)
    said = against(told, caseworld.good("decide", after(told, 1), told, fen), warned)
    assert any("within the kinds and the range" in each for each in said) is outside


@pytest.mark.parametrize(("hour", "open_"), [(9, True), (10, False), (11, False)])
def test_of_two_bodies_that_file_at_the_same_moment_neither_was_first(hour: int, open_: bool) -> None:
    """APL21 art. 25: the one that filed first; who is not, settles it with the other (J-03, J-04)."""
    same = Act(ended=dt.date(2025, 1, 20), same_as=("other-case",))
    other = attrs.evolve(taken("file", caseworld.LIGHT), id="other-case")
    fresh = caseworld.case(act=same)
    ours = attrs.evolve(other.events[0], at=other.events[0].at.replace(hour=hour))
    assert (not against(fresh, ours, other)) is open_


def test_a_body_that_entrusts_pending_cases_to_another_stays_competent_for_them() -> None:
    """Entrusting takes no power away: the organ answers for what the other does in its name (APL21 art. 20)."""
    told = taken(f"{TOLD} hear_statement", caseworld.LIGHT, place="north")
    letter = grant("letter", "entrusted", "bureau", "north-town", by="law", in_flight="transferred")
    assert against(told, caseworld.good("decide", after(told, 1), told, caseworld.LIGHT), letter) == []


@pytest.mark.parametrize(
    ("wait", "facts", "open_"), [(1, ("hearing_waived",), True), (1, (), False), (6, (), False), (7, (), True)]
)
def test_where_a_hearing_is_due_the_statement_ends_when_it_is_waived_or_its_five_working_days_are_over(
    wait: int, facts: tuple[str, ...], open_: bool
) -> None:
    """APL21 64: told on Saturday, 8 March 2025, so through Friday, the 14th (P-52)."""
    told = taken(TOLD, caseworld.HEAVY)
    heard = caseworld.good(
        "hear_statement", after(told, wait), told, caseworld.HEAVY, facts=("grounds_rechecked", *facts)
    )
    assert (not against(told, heard)) is open_
    if not facts:
        over = caseworld.good("statement_time_over", after(told, wait), told, caseworld.HEAVY)
        assert (not against(told, over)) is open_


@pytest.mark.parametrize(("layer", "wait", "open_"), [(None, 100, False), ("samr", 6, False), ("samr", 7, True)])
def test_without_a_hearing_the_time_for_a_statement_ends_only_where_a_rule_gives_it_days(
    layer: str | None, wait: int, open_: bool
) -> None:
    """No national number of days for statements; market regulation has five working days (P-41)."""
    told = taken(TOLD, caseworld.LIGHT, layer=layer)
    assert (not against(told, caseworld.good("statement_time_over", after(told, wait), told, caseworld.LIGHT))) is open_


def test_a_hearing_is_announced_with_its_day() -> None:
    asked = taken(f"{TOLD} request_hearing", caseworld.HEAVY)
    (missing,) = against(asked, caseworld.good("set_hearing", after(asked, 1), asked, caseworld.HEAVY, until=None))
    assert "the day of the hearing (`until` of the event)" in missing


@pytest.mark.parametrize(("fen", "stated"), [(0, False), (1, True)])
def test_a_fine_that_is_proposed_has_an_amount(fen: int, stated: bool) -> None:
    audited = taken("file investigate finish_investigation audit", caseworld.LIGHT)
    said = against(audited, caseworld.good("notify", after(audited, 1), audited, fen))
    assert (not any("the proposed penalty is stated" in each for each in said)) is stated


@pytest.mark.parametrize(("home", "approved"), [("north-town", True), ("bureau", True), ("other", False)])
def test_a_head_of_the_body_or_of_the_one_in_whose_name_it_acts_approves(home: str, approved: bool) -> None:
    """APL21 20: the organ that entrusted answers for what is done in its name."""
    letter = grant("letter", "entrusted", "bureau", "north-town", by="law")
    told = taken(f"{TOLD} hear_statement", caseworld.LIGHT, place="north", authority="north-town")
    decide = caseworld.good("decide", after(told, 1), told, caseworld.LIGHT)
    said = against(told, decide, letter, caseworld.officer("head", home=home))
    assert (said == []) is approved


@pytest.mark.parametrize(("wait", "open_"), [(3, True), (4, False)])
def test_the_police_are_asked_to_reconsider_within_three_days(wait: int, open_: bool) -> None:
    """CRT20 9 (C-05)."""
    sent = "appoint_team report_crime approve_transfer send_to_police police_receive police_not_file"
    told = taken(f"file investigate suspect_crime {sent}", caseworld.LIGHT, dt.date(2025, 3, 1))
    assert told.events[-1].at.date() == dt.date(2025, 3, 10)
    said = against(told, caseworld.good("ask_reconsideration", after(told, wait), told, caseworld.LIGHT))
    assert (not any("within three days" in each for each in said)) is open_


@pytest.mark.parametrize(
    ("fields", "certified"), [((), True), (("waste",), True), (("waste", "water"), True), (("water",), False)]
)
def test_a_certificate_for_the_field_of_the_case_is_enough(fields: tuple[str, ...], certified: bool) -> None:
    """APL21 42; one without fields is for all (P-03)."""
    told = taken("receive_clue", caseworld.LIGHT)
    file = caseworld.good("file", after(told, 1), told, caseworld.LIGHT)
    assert (against(told, file, caseworld.officer("o1", fields=fields)) == []) is certified


@pytest.mark.parametrize(("ceiling", "within"), [(caseworld.LIGHT, True), (caseworld.LIGHT - 1, False)])
def test_a_fine_may_reach_the_ceiling_of_the_letter_that_entrusts_it(ceiling: int, within: bool) -> None:
    """D-08: not more than so much."""
    highest = Ceiling(fine=Money(amount=ceiling))
    letter = grant("letter", "entrusted", "bureau", "north-town", by="law", ceilings=(highest,))
    told = taken(f"{TOLD} hear_statement", caseworld.LIGHT, place="north", authority="north-town")
    decide = caseworld.good("decide", after(told, 1), told, caseworld.LIGHT)
    assert (against(told, decide, letter) == []) is within


@pytest.mark.parametrize(("wait", "open_"), [(30, True), (31, False)])
def test_a_measure_is_extended_while_its_thirty_days_run(wait: int, open_: bool) -> None:
    """AEL 25 (E-04): to the last of them, and not after."""
    kept = taken("file investigate propose_measure approve_measure impose_measure", caseworld.LIGHT)
    extend = caseworld.good("extend_measure", after(kept, wait), kept, caseworld.LIGHT)
    assert (against(kept, extend) == []) is open_


@pytest.mark.parametrize(("wait", "in_time"), [(13, True), (14, False)])
def test_seven_full_working_days_lie_between_the_announcement_and_the_hearing(wait: int, in_time: bool) -> None:
    """P-53: for a hearing on 22 October 2025 the latest notice is that of 11 October, a Saturday that is worked."""
    asked = taken(f"{TOLD} request_hearing", caseworld.HEAVY, dt.date(2025, 9, 22))
    assert after(asked, 13) == dt.date(2025, 10, 11)
    until = dt.date(2025, 10, 22)
    told = caseworld.good("set_hearing", after(asked, wait), asked, caseworld.HEAVY, until=until)
    assert (against(asked, told) == []) is in_time


@pytest.mark.parametrize(
    ("course", "open_"), [("", False), ("begin_testing", True), ("begin_testing end_testing", False)]
)
def test_testing_ends_once_for_each_time_it_began(course: str, open_: bool) -> None:
    """T-12: what is left out of a term has a beginning and an end."""
    tested = taken(f"file investigate {course}", caseworld.LIGHT)
    assert (against(tested, caseworld.good("end_testing", after(tested, 1), tested, caseworld.LIGHT)) == []) is open_


@pytest.mark.parametrize(
    ("seized", "facts", "open_"),
    [
        ("", (), True),
        ("propose_measure approve_measure impose_measure", (), False),
        ("propose_measure approve_measure impose_measure", ("party_told_of_seized",), True),
    ],
)
def test_of_what_was_seized_the_party_is_told_when_it_goes_to_the_police(
    seized: str, facts: tuple[str, ...], open_: bool
) -> None:
    """AEL 21 (E-08)."""
    steps = f"file investigate {seized} suspect_crime appoint_team report_crime approve_transfer"
    ready = taken(steps, caseworld.LIGHT)
    stated = ("transfer_file_complete", *facts)
    sent = caseworld.good("send_to_police", after(ready, 0), ready, caseworld.LIGHT, facts=stated)
    assert (against(ready, sent) == []) is open_


@pytest.mark.parametrize(("kind", "rule", "article"), [("notify", "P-41", "APL21:44"), ("audit", "P-42", "APL21:58")])
def test_a_step_that_has_its_place_elsewhere_is_refused_by_its_own_rule_and_article(
    kind: str, rule: str, article: str
) -> None:
    told = taken(TOLD, caseworld.LIGHT)
    (found,) = judge(told, caseworld.good(kind, after(told, 1), told, caseworld.LIGHT), caseworld.world())
    assert (found.code, found.message["en"].partition(":")[0], found.article) == ("EK401", rule, article)


@pytest.mark.parametrize(
    ("receiver", "named"), [("other", True), ("bureau", False), ("nobody", False), ("law", False), (None, False)]
)
def test_a_case_passes_to_another_body_that_there_is(receiver: str | None, named: bool) -> None:
    filed = taken("file", caseworld.LIGHT)
    passed = caseworld.good("transfer_out", after(filed, 1), filed, caseworld.LIGHT, reference=receiver)
    assert (not any("the receiving body is named" in each for each in against(filed, passed))) is named


@pytest.mark.parametrize("name", ["competent", "by_asking"])
def test_no_two_conditions_have_one_name(name: str) -> None:
    """Neither of cases nor of what passes between bodies."""
    for table in (GUARDS, BETWEEN):
        with pytest.raises(ValueError, match=f"{name} is already a condition"):
            guard(name, table=table)(lambda scene, row: True)
