"""`simulate`, `experiment` and `sweep` as a user meets them: files in, intervals out, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import run

from enforcekit.simulation import Duration, Reform, example_queue, simulate

QUEUE = example_queue(rate=1.6, service=Duration.exponential(1), officers=2, days=20, warmup=2)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "queue.json"
    path.write_text(QUEUE.to_json(), encoding="utf-8")
    return str(path)


def test_simulate_prints_what_the_verb_finds(file: str) -> None:
    asked = ("simulate", file, "--replications", "10", "--seed", "3", "--metric", "turnaround.mean")
    found = simulate(QUEUE, replications=10, seed=3, metrics=["turnaround.mean"])
    said = run(*asked, "--format", "json")
    assert said.code == 0
    made = json.loads(said.out)
    assert made["metrics"] == found.rows()
    assert made["manifest"]["scenario_sha256"] == QUEUE.sha256
    text = run(*asked)
    assert text.out.startswith(f"turnaround.mean: {found['turnaround.mean'].mean:.5g} [")
    assert run(*asked, "--workers", "2").out == text.out


def test_an_experiment_takes_operations_or_a_whole_scenario(file: str, tmp_path: Path) -> None:
    more = Reform.staff("team", 1)
    (tmp_path / "more.json").write_text(json.dumps(more.describe()), encoding="utf-8")
    (tmp_path / "whole.json").write_text(more(QUEUE).to_json(), encoding="utf-8")
    reforms = [f"--reform={name}={tmp_path / f'{name}.json'}" for name in ("more", "whole")]
    said = run("experiment", file, *reforms, "--replications", "10", "--metric", "turnaround.mean", "--format", "json")
    one, two = json.loads(said.out)["differences"]
    assert one["high"] < 0
    assert {**one, "reform": ""} == {**two, "reform": ""}
    assert "more: turnaround.mean:" in run("experiment", file, reforms[0], "--metric", "turnaround.mean").out


def test_a_sweep_varies_a_place_of_the_document(file: str) -> None:
    said = run("sweep", file, "--vary", "/groups/0/officers=2,3", "--replications", "3", "--metric", "turnaround.mean")
    assert [line.split(":")[0] for line in said.out.splitlines()] == [
        "/groups/0/officers = 2",
        "/groups/0/officers = 3",
    ]
    assert run("sweep", file, "--vary", "/nowhere/0/x=2").code == 2
    assert run("sweep", file, "--vary", "officers=2").code == 2


def test_what_cannot_be_run_is_a_message_with_code_2(tmp_path: Path, file: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(QUEUE.to_json().replace('"officers":2', '"officers":0'), encoding="utf-8")
    said = run("simulate", str(path))
    assert said.code == 2
    assert "EK700" in said.err
    path.write_text("{", encoding="utf-8")
    assert run("simulate", str(path)).code == 2
    assert "turnaround.mean" in run("simulate", file, "--metric", "turnaround.meen").err


def test_an_overload_is_said_on_standard_error_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "over.json"
    path.write_text(example_queue(rate=3, service=Duration.exponential(1), days=3, drain=1).to_json(), encoding="utf-8")
    for lang, word in (("en", "unknown"), ("zh", "未知")):
        said = run("simulate", str(path), "--replications", "2", "--lang", lang, "--metric", "turnaround.mean")
        assert said.code == 0
        assert "EK707" in said.err
        assert word in said.out
