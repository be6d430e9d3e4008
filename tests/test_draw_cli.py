"""`draw` and `verify-draw` as a user meets them: phase by phase, exit codes, words in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import run
from draws import BEACON, OBJECTS, OFFICERS, RULE, SECRETS, published

from enforcekit.inspection.draw import plan_draw
from enforcekit.inspection.draw_hash import commitment
from enforcekit.wire.convert import dump
from enforcekit.wire.validate import dump_document


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    document = {"type": "draw", "schema_version": "1.0", "id": "HQ-2026-0001", "rule": dump(RULE)}
    lists = {"objects": [dump(each) for each in OBJECTS], "officers": [dump(each) for each in OFFICERS]}
    path = tmp_path / "draft.json"
    path.write_text(json.dumps({**document, **lists}), encoding="utf-8")
    return path


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_draw_goes_phase_by_phase_from_file_to_file(draft: Path) -> None:
    here = draft.parent / "draw.json"
    first = run("draw", str(draft), "--out", str(here))
    assert first.code == 0
    assert "waiting for agency, supervisor, beacon nist2" in first.out
    assert read(here) == dump_document(plan_draw(OBJECTS, OFFICERS, RULE, id="HQ-2026-0001"))
    plan = read(here)["plan_hash"]
    for name, secret in SECRETS.items():
        told = run("draw", str(here), "--commitment-of", name, text=secret + "\n")
        assert told.out.strip() == commitment(plan, name, secret)
        assert run("draw", str(here), "--commit", f"{name}={told.out.strip()}", "--out", str(here)).code == 0
    assert run("draw", str(here), "--reveal", f"agency={SECRETS['agency']}", "--out", str(here)).code == 0
    assert run("draw", str(here), "--beacon", BEACON.hex(), "--out", str(here)).code == 0
    last = run("draw", str(here), "--reveal", f"supervisor={SECRETS['supervisor']}", "--out", str(here))
    assert "FIRM-0009: OFF-02, OFF-03" in last.out
    assert read(here) == dump_document(published())
    closed = run("draw", str(here), "--close", "FIRM-0007", "--reason", "closed", "--lang", "zh", "--out", str(here))
    assert "FIRM-0007 → 企业-0011" in closed.out
    recused = run("draw", str(here), "--recuse", "FIRM-0009", "OFF-02", "--reason", "relative", "--out", str(here))
    assert "OFF-02 → OFF-04" in recused.out
    for anchor in (plan, str(draft)):
        verdict = run("verify-draw", str(here), "--published", anchor, "--beacon", BEACON.hex())
        assert (verdict.code, verdict.out) == (0, "HQ-2026-0001: verified (drawn)\n")


def test_who_does_not_reveal_voids_the_draw_by_name(draft: Path) -> None:
    here = draft.parent / "draw.json"
    run("draw", str(draft), "--out", str(here))
    plan = read(here)["plan_hash"]
    commits = [part for n, s in SECRETS.items() for part in ("--commit", f"{n}={commitment(plan, n, s)}")]
    steps = [*commits, "--reveal", f"agency={SECRETS['agency']}", "--beacon", BEACON.hex()]
    waiting = run("draw", str(here), *steps)
    assert (waiting.code, waiting.out.splitlines()[0]) == (0, "HQ-2026-0001: waiting for supervisor")
    void = run("draw", str(here), *steps, "--finish", "--out", str(here))
    assert (void.code, void.out.splitlines()[0]) == (1, "HQ-2026-0001: void: supervisor")
    judged = run("verify-draw", str(here), "--lang", "zh")
    assert judged.code == 1
    assert "核验不通过 (作废)" in judged.out
    assert "EK547" in judged.out


def test_verdicts_and_transcripts_come_as_json(draft: Path) -> None:
    path = draft.parent / "done.json"
    path.write_text(json.dumps(dump_document(published())), encoding="utf-8")
    assert json.loads(run("draw", str(path), "--format", "json").out) == dump_document(published())
    verdict = run("verify-draw", str(path), "--format", "json")
    assert (verdict.code, json.loads(verdict.out)["ok"]) == (0, True)
    forged = {**dump_document(published()), "seed": "00" * 32}
    path.write_text(json.dumps(forged), encoding="utf-8")
    verdict = run("verify-draw", str(path), "--format", "json")
    assert (verdict.code, json.loads(verdict.out)["findings"][0]["code"]) == (1, "EK551")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--reveal", "agency"),
        ("--commit", "agency=00"),
        ("--beacon", "0x00"),
        ("--beacon", "00", "--beacon-text", "x"),
        ("--close", "FIRM-0001"),
        ("--finish",),
        ("--reveal", "nobody=" + "00" * 32),
    ],
)
def test_what_cannot_be_done_is_exit_2_and_never_a_traceback(arguments: tuple[str, ...], draft: Path) -> None:
    done = run("draw", str(draft), *arguments)
    assert done.code == 2
    assert done.err
    assert "Traceback" not in done.err


def test_a_bad_draft_is_refused_with_every_problem(draft: Path) -> None:
    document = read(draft)
    document["objects"][0]["weight"] = -1
    document["objects"][1]["id"] = "a\u202eb"
    draft.write_text(json.dumps(document), encoding="utf-8")
    done = run("draw", str(draft))
    assert done.code == 2
    assert "/objects/0/weight" in done.err
    assert "/objects/1/id" in done.err
    assert done.err.startswith(str(draft))


def test_a_value_that_is_no_secret_is_shown(draft: Path) -> None:
    assert "'0x00'" in run("draw", str(draft), "--beacon", "0x00").err
    assert "'nothing' is neither" in run("verify-draw", str(draft), "--published", "nothing").err
    assert "feed" not in run("draw", str(draft), "--reveal", "agency=feed").err


def test_other_documents_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "place.json"
    path.write_text('{"type": "place", "schema_version": "1.0", "id": "p", "names": {"zh": "甲"}}', encoding="utf-8")
    assert run("draw", str(path)).code == 2
    assert run("verify-draw", str(path)).code == 1
    path.write_text("{", encoding="utf-8")
    assert run("draw", str(path)).code == 2
    assert run("verify-draw", str(path)).code == 1
    assert run("verify-draw", str(path), "--published", "nothing").code == 2


def test_a_warning_about_teams_is_shown_before_the_draw(draft: Path) -> None:
    document = read(draft)
    document["rule"]["strata"][1]["roles"][0]["qualification"] = "gas"
    draft.write_text(json.dumps(document), encoding="utf-8")
    done = run("draw", str(draft), "--lang", "zh")
    assert done.code == 0
    assert "EK527" in done.err


def test_the_time_of_a_step_is_kept_and_judged(draft: Path) -> None:
    here = draft.parent / "draw.json"
    document = read(draft)
    document["rule"]["participants"] = []
    draft.write_text(json.dumps(document), encoding="utf-8")
    assert run("draw", str(draft), "--at", "2026-12-01T00:00:00Z", "--out", str(here)).code == 0
    assert read(here)["published_at"] == "2026-12-01T00:00:00+00:00"
    beacon = ("--beacon", BEACON.hex(), "--at", "2026-12-01T10:00:00+08:00")
    assert run("draw", str(here), *beacon, "--out", str(here)).code == 0
    judged = run("verify-draw", str(here))
    assert (judged.code, judged.out.count("EK558")) == (1, 1)
    assert "the plan was published" in judged.out
    assert run("draw", str(here), "--at", "2026-12-01").code == 2
