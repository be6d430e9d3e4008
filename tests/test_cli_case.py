"""The commands of a case's life: terms, clocks, timelines, next steps, events, penalties."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import attrs
import pytest
from command import Result, run

import enforcekit as ek
from enforcekit.model import Case
from enforcekit.wire.convert import dump
from enforcekit.wire.validate import dump_document

WASTE, STALL = "xikou-waste-2025", "xikou-stall-2025"
LONGER = ("--harm", "slight", "--life-health-or-finance")


@pytest.fixture(scope="module")
def waste() -> Case:
    found = ek.example("ningbo")[WASTE]
    assert isinstance(found, Case)
    return found


def write(path: Path, value: Any) -> str:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(path)


def cut(case: Case, count: int) -> dict[str, Any]:
    return dump_document(attrs.evolve(case, events=case.events[:count]))


def clean(result: Result) -> Result:
    assert "Traceback" not in result.err
    return result


# term


def test_a_term_is_told_as_the_verb_tells_it() -> None:
    found = ek.deadline("P-60", dt.date(2025, 9, 8))
    assert run("term", "P-60", "2025-09-08").out == found.explain("en") + "\n"
    assert run("term", "P-60", "2025-09-08", "--lang", "zh").out == found.explain("zh") + "\n"
    assert json.loads(run("term", "P-60", "2025-09-08", "--format", "json").out) == found.to_dict()


def test_every_option_of_a_term_reaches_it() -> None:
    found = ek.deadline(
        "P-40",
        dt.date(2025, 3, 3),
        on=dt.date(2025, 3, 4),
        layer="samr",
        pauses=[(dt.date(2025, 4, 1), dt.date(2025, 4, 10))],
        extended=True,
    )
    asked = ("term", "P-40", "2025-03-03", "--on", "2025-03-04", "--layer", "samr", "--extended")
    said = run(*asked, "--pause", "2025-04-01..2025-04-10", "--format", "json")
    assert json.loads(said.out) == found.to_dict()
    lenient = ek.deadline("P-53", dt.date(2025, 5, 8), reading="lenient")
    assert run("term", "P-53", "2025-05-08", "--reading", "lenient").out == lenient.explain("en") + "\n"


def test_a_term_of_hours_takes_an_instant() -> None:
    said = run("term", "E-02", "2025-03-03T09:00:00+08:00", "--format", "json")
    assert json.loads(said.out)["due"] == "2025-03-04T09:00:00+08:00"
    assert "EK100" in clean(run("term", "E-02", "2025-03-03")).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("P-999", "2025-03-03"), "no term is called 'P-999'"),
        (("P-60", "2025-02-30"), "write it as 2024-05-01"),
        (("P-60", "2025-03-03T09:00:00"), "write it as 2025-03-03T09:00:00+08:00"),
        (("P-60", "2025-03-03", "--pause", "2025-03-04"), "2025-07-03..2025-07-12"),
        (("P-60", "2025-03-03", "--layer", "smar"), "samr"),
        (("P-52", "2050-03-03"), "cn-2007-2026"),
        (("P-60", "2025-03-03", "--pack", "xx"), "xx"),
    ],
)
def test_a_term_that_cannot_be_told_is_exit_2_and_says_why(arguments: tuple[str, ...], said: str) -> None:
    result = clean(run("term", *arguments))
    assert (result.code, result.out) == (2, "")
    assert said in result.err


# due


def test_due_takes_an_id_a_file_or_standard_input(waste: Case, tmp_path: Path) -> None:
    named = run("due", WASTE, "--format", "json")
    assert named.code == 0
    assert json.loads(named.out) == ek.due(waste, ek.example("ningbo")).to_dict()
    document = dump_document(waste)
    assert run("due", write(tmp_path / "case.json", document), "--format", "json") == named
    assert run("due", "-", "--format", "json", text=json.dumps(document)) == named


def test_an_overdue_clock_is_exit_1(waste: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", cut(waste, 16))
    assert run("due", path, "--on", "2025-06-10").code == 0
    late = run("due", path, "--on", "2025-06-20", "--lang", "zh")
    assert late.code == 1
    assert "已逾期: 2025-06-10  P-60 缴纳罚款" in late.out
    assert "加处罚款 30,000元" in late.out


# case show


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_timeline_is_shown_in_four_forms(lang: str, waste: Case, tmp_path: Path) -> None:
    seen = ek.timeline(waste, ek.example("ningbo"))
    asked = ("case", "show", WASTE, "--lang", lang)
    assert run(*asked).out == seen.text(lang) + "\n"
    assert json.loads(run(*asked, "--format", "json").out) == seen.to_dict()
    assert run(*asked, "--format", "svg").out == seen.svg(lang)
    page = tmp_path / "case.html"
    assert run(*asked, "--format", "html", "--out", str(page)) == Result(0, "", "")
    assert page.read_bytes() == seen.html(lang).encode()


def test_a_timeline_is_seen_from_a_day() -> None:
    out = run("case", "show", STALL, "--on", "2025-12-01", "--format", "svg").out
    assert "2025-12-01" in out
    assert ET.fromstring(out).tag.endswith("svg")


# case next


def test_the_next_steps_are_those_that_are_permitted(waste: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", cut(waste, 8))
    steps = ek.permitted(attrs.evolve(waste, events=waste.events[:8]), ek.example("ningbo"), on=dt.date(2025, 4, 15))
    told = run("case", "next", path, "--on", "2025-04-15", "--format", "json")
    assert json.loads(told.out) == [step.to_dict() for step in steps]
    only = run("case", "next", path, "--on", "2025-04-15", "--open", "--lang", "zh")
    assert only.out == "".join(step.text("zh") + "\n" for step in steps if step.open)
    assert only.err == f"可进行 {sum(step.open for step in steps)} 项\n"


def test_a_case_without_events_needs_a_day(waste: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", cut(waste, 0))
    assert "--on says" in clean(run("case", "next", path)).err
    assert "✓ receive_clue" in run("case", "next", path, "--on", "2025-03-05").out


# case step


def test_a_step_prints_the_new_case_and_a_whole_life_can_be_played(waste: Case, tmp_path: Path) -> None:
    start = write(tmp_path / "case.json", cut(waste, 0))
    first = write(tmp_path / "first.json", dump(waste.events[0]))
    rest = tmp_path / "rest.ndjson"
    rest.write_text("".join(json.dumps(dump(each)) + "\n" for each in waste.events[1:]), encoding="utf-8")
    one = run("case", "step", start, first)
    assert (one.code, json.loads(one.out)) == (0, cut(waste, 1))
    done = tmp_path / "done.json"
    assert run("case", "step", "-", str(rest), "--out", str(done), text=one.out) == Result(0, "", "")
    assert json.loads(done.read_text(encoding="utf-8")) == dump_document(waste)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_the_law_refuses_is_exit_1_with_article_and_cure(lang: str, waste: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", cut(waste, 13))
    event = dump(waste.events[13])
    event["sanctions"][0]["amount"]["amount"] = 13_000_000
    out = tmp_path / "new.json"
    refused = run("case", "step", path, "-", "--lang", lang, "--out", str(out), text=json.dumps(event))
    assert refused.code == 1
    assert "EK402" in refused.out
    said = ("not heavier than what was told", "art. 45") if lang == "en" else ("不重于告知的内容", "第45条")
    assert all(each in refused.out for each in said)
    assert not out.exists()


def test_a_refusal_as_json_names_rule_and_article(waste: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", cut(waste, 8))
    refused = run("case", "step", path, "-", "--format", "json", text=json.dumps(dump(waste.events[13])))
    found = json.loads(refused.out)
    assert refused.code == 1
    assert found["refused"]["kind"] == "decide"
    assert {each["code"] for each in found["findings"]} == {"EK401"}


def test_a_bad_event_is_exit_2_with_file_line_and_field(waste: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", cut(waste, 1))
    event = tmp_path / "event.json"
    event.write_text('{"kind": "file",\n "at": "2025-03-10",\n "colour": 1}', encoding="utf-8")
    result = clean(run("case", "step", path, str(event)))
    assert (result.code, result.out) == (2, "")
    assert f"{event}:2:8: error EK113 at /at" in result.err
    assert f"{event}:3:12: error EK112 at /colour" in result.err
    assert clean(run("case", "step", path, "-", text="[1")).code == 2
    assert clean(run("case", "step", path, "-", text="3")).code == 2


def test_an_officer_nobody_knows_is_exit_2_with_the_nearest(waste: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", cut(waste, 1))
    event = dump(waste.events[1]) | {"by": ["xikou-officer-1", "xikou-officer-9"]}
    result = clean(run("case", "step", path, "-", text=json.dumps(event)))
    assert result.code == 2
    assert "xikou-officer-9" in result.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "one case is expected, there are 0 documents"),
        (json.dumps({"type": "place", "schema_version": "1.0", "id": "p", "names": {"zh": "甲"}}), "of the type place"),
        ("{", "EK101"),
        (json.dumps({"type": "case", "schema_version": "1.0", "id": "c"}), "EK111"),
    ],
)
@pytest.mark.parametrize("command", [("due",), ("case", "show"), ("case", "next"), ("case", "step")])
def test_what_is_no_case_is_exit_2(command: tuple[str, ...], content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(content, encoding="utf-8")
    result = clean(run(*command, str(path), *(["-"] if command[-1] == "step" else [])))
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_name_that_is_neither_file_nor_case_names_the_cases() -> None:
    result = clean(run("due", "xikou-waste-2026"))
    assert result.code == 2
    assert WASTE in result.err
    assert "standard input" in clean(run("case", "step", "-", "-")).err


# penalty


def test_a_late_fine_is_told_in_yuan_and_given_in_fen() -> None:
    found = ek.late_fine(1_000_000, dt.date(2025, 10, 10), dt.date(2025, 12, 31))
    asked = ("penalty", "late-fine", "--fine", "10000", "--from", "2025-10-10", "--until", "2025-12-31")
    assert run(*asked).out == found.explain("en") + "\n"
    assert json.loads(run(*asked, "--format", "json").out) == found.to_dict()
    paused = run(*asked, "--pause", "2025-10-12..2025-10-20", "--litigation", "2025-11-01..2025-11-02")
    assert "2025-11-23" in paused.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("simple", "--party", "citizen", "--fine", "200", "--on", "2025-01-01"), 0, "allowed"),
        (("simple", "--party", "citizen", "--fine", "200.01", "--on", "2025-01-01"), 1, "above the ceiling"),
        (("simple", "--party", "citizen", "--kind", "warning", "--on", "2025-01-01"), 0, "allowed"),
        (("cash", "--fine", "100", "--on", "2025-01-01"), 0, "P-35"),
        (("cash", "--fine", "150", "--on", "2025-01-01"), 1, "not allowed"),
        (("cash", "--fine", "150", "--on", "2025-01-01", "--hard-to-collect"), 0, "allowed"),
        (("cash", "--fine", "50", "--on", "2025-01-01", "--decided-later"), 1, "not allowed"),
        (("limitation", "--ended", "2023-06-01", "--discovered", "2025-06-02"), 1, "barred"),
        (("limitation", "--discovered", "2025-06-02"), 0, "the act goes on"),
        (
            ("limitation", "--ended", "2023-06-01", "--discovered", "2025-06-02", *LONGER),
            0,
            "2028-06-01",
        ),
        (("no-penalty", "--minor", "--corrected"), 0, "must not be punished"),
        (("no-penalty", "--corrected", "--first", "--harm", "slight"), 0, "need not be punished"),
        (("steps", "--party", "citizen", "--kind", "revoke_licence", "--on", "2025-03-03"), 0, "offer of a hearing"),
        (("steps", "--party", "citizen", "--fine", "50000", "--threshold", "10000", "--on", "2025-03-03"), 0, "P-51"),
    ],
)
def test_a_penalty_question_has_its_answer_and_exit_code(arguments: tuple[str, ...], code: int, said: str) -> None:
    result = clean(run("penalty", *arguments))
    assert (result.code, result.err) == (code, "")
    assert said in result.out
    as_json = run("penalty", *arguments, "--format", "json")
    assert as_json.code == code
    assert json.loads(as_json.out)["status"] in ("confirmed", "local", "unconfirmed")


def test_a_missing_threshold_is_a_question_with_the_option_that_answers() -> None:
    result = clean(run("penalty", "steps", "--party", "citizen", "--fine", "50000", "--on", "2025-03-03"))
    assert (result.code, result.out) == (2, "")
    assert "--threshold" in result.err
    assert "P-51 (APL21:63)" in result.err


@pytest.mark.parametrize("amount", ["-1", "1e3", "1.234", "一百", "1,000", "", "."])
def test_an_amount_that_is_none_is_exit_2(amount: str) -> None:
    result = clean(run("penalty", "cash", "--fine", amount, "--on", "2025-01-01"))
    assert result.code == 2
    assert "200.50" in result.err
