"""Vectors: what the project publishes is what the library answers, and a wrong expectation never passes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import run

from enforcekit.cli.vectors import answer, matches
from enforcekit.competence.answer_records import REASONS
from enforcekit.errors import RULES
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.packs.cn import PACK

FILES = sorted((Path(__file__).parent.parent / "schemas" / "vectors").glob("*.ndjson"))
ASKS = {"credit_code", "division_code", "document_number", "answerable", "who_may", "validate", "lint"}
ASKS |= {"term", "working_days"}
ASKS |= {"late_fine", "simple_procedure", "cash", "limitation", "no_penalty", "steps_required"}
ASKS |= {"draw", "verify_draw", "case_step", "turn_step"}
ASKS |= {"may_inspect"}
ASKS |= {"indicator"}
CREDIT: dict[str, Any] = {
    "id": "c",
    "ask": "credit_code",
    "in": {"code": "91110000600037341L"},
    "expect": {"valid": True},
}


def questions(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


LINES = [question for path in FILES for question in questions(path)]


def judged(tmp_path: Path, *lines: object) -> tuple[int, str]:
    path = tmp_path / "some.ndjson"
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    result = run("vectors", "run", str(path))
    assert "Traceback" not in result.err
    return result.code, result.out


# The published files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_library_answers_every_published_question_as_expected(path: Path) -> None:
    result = run("vectors", "run", str(path))
    assert result.out == f"{len(questions(path))} passed, 0 failed\n"
    assert result.code == 0


def test_all_files_in_one_run_add_up() -> None:
    assert run("vectors", "run", *map(str, FILES)).out == f"{len(LINES)} passed, 0 failed\n"


def test_every_line_is_whole_and_has_an_id_of_its_own() -> None:
    names = [
        "answerable",
        "between",
        "case_step",
        "codes",
        "credit",
        "draw",
        "indicators",
        "inspection",
        "lint",
        "lint_cases",
        "penalty",
        "terms",
        "turn_step",
        "validate",
        "who_may",
    ]
    assert [path.name for path in FILES] == [f"{name}.ndjson" for name in names]
    assert all(set(line) == {"id", "ask", "in", "expect"} and line["expect"] for line in LINES)
    assert [key for key, count in Counter(line["id"] for line in LINES).items() if count > 1] == []


def test_every_ask_is_asked_often_enough() -> None:
    asked = Counter(line["ask"] for line in LINES)
    assert set(asked) == ASKS
    assert asked["validate"] >= 25
    assert asked["answerable"] >= 30
    assert asked["term"] >= 160
    assert asked["who_may"] + asked["answerable"] + asked["lint"] >= 150
    assert asked["credit_code"] + asked["division_code"] + asked["document_number"] >= 25


def test_documents_of_every_type_are_judged_good_and_bad() -> None:
    seen = {True: set(), False: set()}  # type: dict[bool, set[str]]
    raw = 0
    for line in LINES:
        if line["ask"] == "validate":
            raw += "text" in line["in"]
            seen[line["expect"]["valid"]].add(line["in"].get("document", {}).get("type", ""))
            assert set(line["expect"]["codes"]) <= set(RULES)
            assert line["expect"]["valid"] is not bool(line["expect"]["codes"])
    assert raw >= 10
    assert set(RECORD_TYPES) <= seen[True]
    assert set(RECORD_TYPES) <= seen[False]


def test_every_mode_is_asked_about_on_both_sides_of_each_change_of_law() -> None:
    asked = {(line["in"]["mode"], line["in"]["on"]) for line in LINES if line["ask"] == "answerable"}
    assert {mode for mode, _ in asked} == {effect.mode for effect in PACK.effects}
    turning = {
        "1999-09-30",
        "1999-10-01",
        "2011-12-31",
        "2012-01-01",
        "2021-07-14",
        "2021-07-15",
        "2023-12-31",
        "2024-01-01",
    }
    assert {day for mode, day in asked if mode == "entrusted"} == turning


def test_every_reason_of_a_refusal_is_asked_for() -> None:
    reasons = {
        each for line in LINES if line["ask"] == "who_may" for each in line["expect"].get("refused", {}).values()
    }
    assert reasons == set(REASONS)


def test_every_expectation_counts() -> None:
    """A planted wrong value in any published line would be a mismatch: none is compared with nothing."""
    wrong = {True: False, False: True, None: "x"}
    for line in LINES:
        found = answer(line, FILES[0].parent)
        for key, value in line["expect"].items():
            assert matches(key, value, found[key])
            planted = ["EK000"] if isinstance(value, list) else {"x": "y"} if isinstance(value, dict) else "x"
            assert not matches(key, wrong[value] if isinstance(value, bool) else planted, found[key]), (line["id"], key)


# Running


def test_a_wrong_expectation_is_exit_1_and_shows_both_values(tmp_path: Path) -> None:
    wrong = {**CREDIT, "id": "planted", "expect": {"valid": False, "reason": "check"}}
    code, out = judged(tmp_path, CREDIT, wrong, CREDIT)
    assert code == 1
    *mismatches, total = out.splitlines()
    assert mismatches[0] == "some.ndjson:2 planted: valid: expected False, found True"
    assert mismatches[1].startswith("some.ndjson:2 planted: reason: expected 'check', found ")
    assert total == "2 passed, 1 failed"


@pytest.mark.parametrize(
    "line",
    [
        {**CREDIT, "ask": "tea_leaves"},
        {**CREDIT, "ask": "tea_leaves", "expect": {}},
        {key: value for key, value in CREDIT.items() if key != "ask"},
        {key: value for key, value in CREDIT.items() if key != "expect"},
        {key: value for key, value in CREDIT.items() if key != "in"},
        {**CREDIT, "expect": {}},
        {**CREDIT, "expect": ["valid"]},
        {**CREDIT, "expect": "valid"},
        {**CREDIT, "in": {}},
        {**CREDIT, "in": {"code": 5}},
        {**CREDIT, "in": []},
        {**CREDIT, "in": {**CREDIT["in"], "pack": "atlantis"}},
        {**CREDIT, "ask": ["credit_code"]},
        {"id": "w", "ask": "who_may", "in": {"structure": [{"type": "town"}]}, "expect": {"competent": []}},
        {"id": "w", "ask": "who_may", "in": {"structure": "../nowhere"}, "expect": {"competent": []}},
        {
            "id": "a",
            "ask": "answerable",
            "in": {"mode": "entrusted", "on": "soon"},
            "expect": {"respondent": "grantor"},
        },
        [CREDIT],
        "{broken",
        "5",
    ],
    ids=lambda line: json.dumps(line)[:60],
)
def test_what_cannot_be_asked_is_a_failure_and_never_a_skip(line: object, tmp_path: Path) -> None:
    code, out = judged(tmp_path, CREDIT, line)
    assert code == 1
    assert out.splitlines()[-1] == "1 passed, 1 failed"
    assert out.startswith("some.ndjson:2 ")


def test_what_a_question_leaves_out_or_gives_as_null_has_its_default() -> None:
    asked = {"rule": "P-60", "start": "2025-09-22"}
    bare = answer({"ask": "term", "in": asked}, Path())
    empty = dict.fromkeys(("on", "layer", "pauses", "extended", "reading"))
    assert answer({"ask": "term", "in": {**asked, **empty}}, Path()) == bare
    stated = {"minor": True, "corrected": True, "harm": "none"}
    assert answer({"ask": "no_penalty", "in": stated}, Path())["outcome"] == "must_not"
    barred = {"act_ended": "2023-06-01", "life_health_or_finance": True, "discovered": "2025-06-02"}
    last = [answer({"ask": "limitation", "in": {**barred, "harm": harm}}, Path())["last_day"] for harm in (True, False)]
    assert last == ["2028-06-01", "2025-06-01"]
    drawn = next(line for line in LINES if line["ask"] == "draw" and line["in"].get("officers") == [])
    alone = {key: value for key, value in drawn["in"].items() if key != "officers"}
    assert answer({"ask": "draw", "in": alone}, Path()) == answer(drawn, Path())
    assert answer({"ask": "draw", "in": {**alone, "rule": {}}}, Path()) == {"codes": ["EK111"]}


def test_what_was_published_of_a_draw_is_a_draw_or_is_refused() -> None:
    place = {"type": "place", "schema_version": "1.0", "id": "p", "names": {"en": "P"}}
    verified = next(line for line in LINES if line["ask"] == "verify_draw")
    refused = answer({"ask": "verify_draw", "in": {**verified["in"], "published": place}}, Path())
    assert refused["error"] == "InvalidArgument"


def test_questions_in_the_words_of_an_older_version_are_still_answered(tmp_path: Path) -> None:
    clue = {"type": "clue", "schema_version": "0.1", "id": "s", "origin": "device", "found_on": "2025-09-22"}
    clue |= {"authority": "a", "items": ["i"], "place": "p"}
    good = {"ask": "validate", "expect": {"valid": True, "codes": []}}
    assert judged(tmp_path, {**good, "id": "a", "in": {"document": clue}})[0] == 0
    assert judged(tmp_path, {**good, "id": "b", "in": {"text": json.dumps(clue)}})[0] == 0
    unknown = {**clue, "schema_version": "0.0"}
    refused = {"ask": "validate", "expect": {"valid": False, "codes": ["EK125"]}}
    assert judged(tmp_path, {**refused, "id": "c", "in": {"document": unknown}})[0] == 0
    assert judged(tmp_path, {**refused, "id": "d", "in": {"text": json.dumps(unknown)}})[0] == 0
    (who,) = [line for line in LINES if line["id"] == "who-may-township"]
    older = json.loads(json.dumps(who).replace('"schema_version": "1.0"', '"schema_version": "0.1"'))
    assert older != who
    assert judged(tmp_path, older)[0] == 0


def test_a_structure_may_be_a_path_beside_the_file(tmp_path: Path) -> None:
    (inline,) = [line for line in LINES if line["id"] == "who-may-township"]
    (tmp_path / "world.json").write_text(json.dumps(inline["in"]["structure"]), encoding="utf-8")
    line = {**inline, "in": {**inline["in"], "structure": "world.json"}}
    assert judged(tmp_path, line) == (0, "1 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("key", "expected", "found", "same"),
    [
        ("codes", ["a", "b"], ["b", "a"], True),
        ("codes", ["a", "a"], ["a", "b"], False),
        ("codes", ["a"], ["a", "b"], False),
        ("chain", ["a", "b"], ["b", "a"], False),
        ("refused", {"x": "ended"}, {"x": "ended", "y": "displaced"}, True),
        ("refused", {"x": "ended"}, {"y": "ended"}, False),
        ("competent", [{"authority": "x"}], [{"authority": "x", "in_name_of": "y"}], True),
        ("competent", [{"authority": "x"}, {"authority": "x"}], [{"authority": "x"}, {"authority": "y"}], False),
        ("competent", [], [{"authority": "x"}], False),
        ("parent", None, None, True),
        ("year", 2025, "2025", False),
        ("due", "2025-09-29T02:00:00Z", "2025-09-29T02:00:00+00:00", True),
        ("due", "2025-09-29T10:00+08:00", "2025-09-29T10:00:00+08:00", True),
        ("due", "2025-09-29T10:00:00+08:00", "2025-09-29T10:00:00+00:00", False),
        ("due", "2025-09-29T10:00:00+08:00", "2025-09-29", False),
        ("text", "The same", "Two texts", False),
    ],
)
def test_values_are_compared_key_by_key_and_sets_without_order(key: str, expected: Any, found: Any, same: bool) -> None:
    assert matches(key, expected, found) is same


def test_questions_on_standard_input_are_answered_line_by_line() -> None:
    lines = [CREDIT, {**CREDIT, "id": 7, "ask": "tea_leaves"}, [1]]
    text = "\n".join([*map(json.dumps, lines), "", "{broken"])
    result = run("vectors", "answer", text=text)
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert answers[0] == {"id": "c", "valid": True}
    assert (answers[1]["id"], answers[1]["error"]) == (7, "UnknownAsk")
    assert [each["error"] for each in answers[2:]] == ["BadQuestion", "MalformedText"]


def test_the_answers_to_the_published_questions_contain_what_is_expected() -> None:
    text = "".join(json.dumps(line) + "\n" for line in LINES)
    answers = [json.loads(line) for line in run("vectors", "answer", text=text).out.splitlines()]
    assert [found["id"] for found in answers] == [line["id"] for line in LINES]
    for line, found in zip(LINES, answers, strict=True):
        assert all(matches(key, value, found[key]) for key, value in line["expect"].items())


# The starting set beside the repository


def test_the_shared_questions_that_can_be_asked_are_answered_as_expected(shared: Path, tmp_path: Path) -> None:
    offered = [line for path in sorted((shared / "vectors").glob("*.jsonl")) for line in questions(path)]
    offered = [line for line in offered if line["ask"] in ASKS]
    assert {line["ask"] for line in offered} >= {"credit_code", "answerable"}
    assert judged(tmp_path, *offered) == (0, f"{len(offered)} passed, 0 failed\n")
