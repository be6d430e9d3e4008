"""`simulate`, `experiment` and `sweep` as a user meets them: files in, intervals out, exit codes."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from command import run

from enforcekit.cli.simulate_out import progress_bar
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
    assert (
        "more: turnaround.mean:"
        in run("experiment", file, reforms[0], "--replications", "2", "--metric", "turnaround.mean").out
    )


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


def book(file: str, tmp_path: Path) -> tuple[str, ...]:
    """What asks for an experiment with a book of one reform."""
    path = tmp_path / "book.json"
    path.write_text(json.dumps({"more": Reform.staff("team", 1).describe()}), encoding="utf-8")
    return ("experiment", file, "--reforms", str(path), "--replications", "10", "--metric", "cases")


def test_a_book_of_reforms_is_written_as_a_table(file: str, tmp_path: Path) -> None:
    asked, table = book(file, tmp_path), tmp_path / "rows.csv"
    assert run(*asked, "--table", str(table)).out == "more: cases: 764.6 → 764.6, 0 [0, 0], p = 1\n"
    assert table.read_text().startswith("reform,metric,base")
    assert run("experiment", file).code == 2
    assert "does not end in" in run(*asked, "--table", str(tmp_path / "rows.xlsx")).err


def test_an_experiment_is_drawn_where_matplotlib_is_installed(file: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "differences.svg"
    assert run(*book(file, tmp_path), "--picture", str(picture)).code == 0
    assert "<svg" in picture.read_text()


def test_a_void_reform_is_refused_with_rule_and_cure(tmp_path: Path) -> None:
    import attrs

    import enforcekit as ek
    from enforcekit.simulation import Group, Scenario

    day = dt.date(2024, 5, 1)
    made = Scenario.from_structure(ek.example("ningbo"), on=day, items=["330217015000"], places=["330213100"])
    made = attrs.evolve(made, groups=(*made.groups, Group(id="xikou-grid-1", officers=2)))
    (tmp_path / "ningbo.json").write_text(made.to_json(), encoding="utf-8")
    void = Reform.delegate([made.cells[0].field], {"330213100": "xikou-grid-1"}, mode="township")
    (tmp_path / "void.json").write_text(json.dumps(void.describe()), encoding="utf-8")
    asked = ("experiment", str(tmp_path / "ningbo.json"), f"--reform=void={tmp_path / 'void.json'}")
    said = run(*asked, "--structure", "ningbo")
    assert said.code == 2
    assert "L26" in said.err
    assert "→" in said.err


@pytest.mark.parametrize(
    ("ending", "begins"), [(".csv", b"case,visit"), (".json", b'{"objectTypes"'), (".xes", b"<?xml")]
)
def test_the_first_replication_can_be_written_row_by_row(file: str, tmp_path: Path, ending: str, begins: bytes) -> None:
    target = tmp_path / f"rows{ending}"
    short = QUEUE.to_json().replace('"observe_days":20.0', '"observe_days":1.0')
    Path(file).write_text(short, encoding="utf-8")
    assert run("simulate", file, "--replications", "1", "--metric", "cases", "--log", str(target)).code == 0
    assert target.read_bytes().startswith(begins)


def test_a_result_is_made_again(file: str, tmp_path: Path) -> None:
    said = run("simulate", file, "--replications", "2", "--metric", "cases", "--format", "json")
    result = tmp_path / "result.json"
    result.write_text(said.out, encoding="utf-8")
    assert run("reproduce", str(result)).out == "base: the same rows\n"
    result.write_text(said.out.replace('"seed": 0', '"seed": 1'), encoding="utf-8")
    again = run("reproduce", str(result), "--lang", "zh")
    assert (again.code, again.out) == (1, "base: 结果不同\n")
    result.write_text("[]", encoding="utf-8")
    assert run("reproduce", str(result)).code == 2


def test_a_latin_hypercube_and_a_bad_one(file: str) -> None:
    asked = ("sweep", file, "--latin", "3", "--replications", "1", "--metric", "cases")
    said = run(*asked, "--vary", "/arrivals/0/per_day=10,40")
    assert said.out.count("cases:") == 3
    assert run(*asked, "--vary", "/arrivals/0/per_day=10,20,40").code == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "EK1"),
        ("[1, 2", "EK1"),
        ('"a text"', "bad.json"),
        ("[" * 500 + "]" * 500, "EK10"),
        ('{"groups": [{"id": "g", "officers": "two"}]}', "/groups/0/officers"),
        ('{"groups": [{"id": "g"}], "staps": []}', "staps"),
        ('{"tick_us": 7}', "a divisor of one day"),
        ('{"horizon": {"observe_days": 0}}', "EK703"),
        ("{}", "EK701"),
        ('{"groups": [{"id": "g", "officers": NaN}]}', "EK1"),
    ],
)
def test_a_bad_file_is_a_message_and_never_a_trace(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    said = run("simulate", str(path), "--replications", "1")
    assert said.code == 2
    assert words in said.err
    assert "Traceback" not in said.err


SHORT = QUEUE.to_json().replace('"observe_days":20.0', '"observe_days":2.0')


def test_the_backlog_and_a_sweep_are_drawn_too(file: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    Path(file).write_text(SHORT, encoding="utf-8")
    for verb, more in (("simulate", ()), ("sweep", ("--vary", "/groups/0/officers=2,3"))):
        picture = tmp_path / f"{verb}.svg"
        asked = (verb, file, *more, "--replications", "2", "--metric", "cases", "--workers", "1")
        assert run(*asked, "--picture", str(picture)).code == 0
        assert "<svg" in picture.read_text()


def test_a_sweep_as_json_has_a_row_for_each_point_and_what_makes_it_again(file: str) -> None:
    Path(file).write_text(SHORT, encoding="utf-8")
    asked = ("sweep", file, "--vary", "/groups/0/officers=2,3", "--replications", "2", "--metric", "cases")
    made = json.loads(run(*asked, "--workers", "1", "--format", "json").out)
    assert [each["/groups/0/officers"] for each in made["cases"]] == [2, 3]
    assert {each["replications"] for each in made["cases"]} == {2}
    assert made["manifest"]["replications"] == 2


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("sweep", "--vary", "/groups/9/officers=2"), "/groups/9/officers is no place in the scenario"),
        (("sweep", "--vary", "/groups/first/officers=2"), "is no place in the scenario"),
        (("sweep", "--vary", "/groups/-1/officers=2"), "is no place in the scenario"),
        (("sweep", "--vary", "/id/officers=2"), "is no place in the scenario"),
        (("sweep", "--vary", "/groups/0/officers="), "write /groups/0/officers=2,3,4"),
        (("experiment", "--reform", "more"), "'more' is no NAME=FILE with a file that exists"),
        (("experiment", "--reform", "more=nowhere.json"), "is no NAME=FILE with a file that exists"),
        (("simulate", "--table", "nowhere/rows.csv"), "there is no folder 'nowhere'"),
    ],
)
def test_what_leads_nowhere_is_wrong_usage(file: str, asked: tuple[str, ...], words: str) -> None:
    verb, *options = asked
    said = run(verb, file, *options, "--replications", "1", "--workers", "1")
    assert said.code == 2
    assert words in said.err


def test_on_a_terminal_a_bar_says_how_far_the_runs_are() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    with progress_bar(screen) as progress:
        assert progress is not None
        simulate(QUEUE, replications=4, metrics=["cases"], progress=progress)
    assert "4/4" in screen.getvalue()
    with progress_bar(io.StringIO()) as progress:
        assert progress is None
