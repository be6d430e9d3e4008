"""`plan` as a user meets it: a file of rows, exit codes, words in both languages, table and picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from command import run

STAFF = [{"authority": "fire", "officers": 2, "hours": 4}, {"authority": "food", "officers": 2, "hours": 4}]
CHECKS = [
    {"id": "C-1", "firm": "F-1", "authority": "fire", "weeks": [9, 10]},
    {"id": "C-2", "firm": "F-1", "authority": "food", "weeks": [10]},
]


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return write(tmp_path / "year.json", {})


def write(path: Path, more: Any) -> Path:
    body = {"year": 2026, "checks": CHECKS, "officers": STAFF, **more} if isinstance(more, dict) else more
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def test_a_plan_is_printed_written_as_a_picture_and_as_data(year: Path) -> None:
    picture = year.parent / "year.svg"
    told = run("plan", str(year), "--svg", str(picture))
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0].endswith("2 checks in 1 visit, proven to be the fewest.")
    assert ElementTree.fromstring(picture.read_text(encoding="utf-8")).tag.endswith("svg")
    assert "2 项检查，入企 2 次" in run("plan", str(year), "--mode", "separate", "--lang", "zh").out
    data = json.loads(run("plan", str(year), "--format", "json").out)
    assert (data["proven"], data["visits"][0]["checks"]) == (True, ["C-1", "C-2"])
    table = run("plan", str(year), "--format", "csv").out
    assert table.splitlines() == [
        "\ufeffweek,from,firm,authorities,checks,officers,hours",
        "10,2026-03-02,F-1,fire;food,C-1;C-2,4,4",
    ]


def test_unplaced_checks_are_exit_code_1_and_name_what_binds(year: Path) -> None:
    more = [{"id": f"D-{n}", "firm": f"G-{n}", "authority": "food", "weeks": [10]} for n in range(2)]
    told = run("plan", str(write(year, {"checks": [*CHECKS, *more]})))
    assert told.code == 1
    assert "2 checks unplaced (2 of them in any plan, as far as is proven)" in told.out
    assert "in week 10 the officers of food are taken" in told.out
    assert "week 10: over-subscribed" in told.out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "EK110"),
        ({"check": []}, "EK112 at /check"),
        ({"checks": "C-1"}, "EK110 at /checks"),
        ({"year": "2026"}, "year.json\n  error EK110 at /year"),
        ({"year": True}, "EK110 at /year"),
        ({"spacing": 1.5}, "EK110 at /spacing"),
        ({"mode": "together"}, "no mode is called 'together'"),
        ({"officers": STAFF[:1]}, "EK592 at /officers"),
        ({"checks": [*CHECKS, CHECKS[0]]}, "EK520 at /checks/2/id"),
    ],
)
def test_a_bad_file_is_exit_code_2_and_says_what_is_wrong(year: Path, more: Any, said: str) -> None:
    told = run("plan", str(write(year, more)))
    assert told.code == 2
    assert said in told.err


def test_authorities_are_looked_up_where_the_structure_is_named(year: Path) -> None:
    told = run("plan", str(year), "--in", "ningbo")
    assert told.code == 2
    assert "EK591 at /checks/0/authority: 'fire' is no authority of the structure" in told.err


def test_an_unknown_key_is_told_with_all_that_is_wrong_with_the_rows(year: Path) -> None:
    told = run("plan", str(write(year, {"colour": 1, "checks": [{"id": "C-1", "firm": "F-1", "authority": "fir"}]})))
    assert told.code == 2
    assert "EK112 at /colour" in told.err
    assert "EK592" in told.err
    assert run("plan", str(write(year, {"colour": 1}))).code == 2
