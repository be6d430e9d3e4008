"""The command that converts: each format through the records of the library, the loss on standard error."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import casework
import pytest
from command import run
from test_exchange_items import GOOD as ITEM
from test_exchange_prov import SAID
from test_exchange_regulation import CHECK, MEASURE, PENALTY
from test_publicity import row

from enforcekit.wire import dump_document, load_document


def write(path: Path, value: Any) -> str:
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(path)


def table(text: str) -> list[dict[str, str]]:
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return [{key: cell for key, cell in each.items() if cell} for each in lines]


@pytest.fixture
def records(tmp_path: Path) -> str:
    whole = [dump_document(each) for each in casework.structure(casework.HEARD)]
    return write(tmp_path / "all.ndjson", "".join(json.dumps(each) + "\n" for each in whole))


@pytest.mark.parametrize("form", ["ocel", "xes", "prov"])
def test_records_become_a_log_and_come_back(records: str, form: str, tmp_path: Path) -> None:
    log = str(tmp_path / f"log.{form}")
    made = run("convert", records, "--from", "records", "--to", form, "--out", log)
    assert made.code == 0
    back = run("convert", log, "--from", form, "--to", "records", "--in", records, "--lang", "en")
    (case,) = map(json.loads, back.out.splitlines())
    assert load_document(case) == casework.HEARD


def test_a_log_becomes_another_log(records: str, tmp_path: Path) -> None:
    log = str(tmp_path / "log.json")
    run("convert", records, "--from", "records", "--to", "ocel", "--out", log)
    made = run("convert", log, "--from", "ocel", "--to", "xes", "--lang", "en")
    assert made.code == 0
    assert made.out.startswith("<?xml")
    assert "EK830" in made.err
    assert made.err.rstrip().endswith("fields did not survive")


@pytest.mark.parametrize(
    ("form", "given"),
    [("penalties", PENALTY), ("inspections", CHECK), ("compulsion", MEASURE)],
)
def test_json_rows_come_back(form: str, given: dict[str, str], tmp_path: Path) -> None:
    made = run("convert", write(tmp_path / "rows.json", [given]), "--from", form, "--to", form)
    assert made.code == 0
    assert json.loads(made.out) == [given]


@pytest.mark.parametrize(
    ("form", "given", "more"),
    [("publicity", row(备注="样例"), ()), ("items", ITEM, ("--scheme", "zj_item"))],
)
def test_tables_come_back(form: str, given: dict[str, str], more: tuple[str, ...], tmp_path: Path) -> None:
    made = run("convert", write(tmp_path / "rows.json", [given]), "--from", form, "--to", form, *more)
    assert made.code == 0
    assert table(made.out) == [given]


def test_no_cell_of_a_table_is_a_formula_and_it_comes_back(tmp_path: Path) -> None:
    given = row(备注="=HYPERLINK(1)", CF_SY="@x")
    made = run("convert", write(tmp_path / "rows.json", [given]), "--from", "publicity", "--to", "publicity")
    (cells,) = table(made.out)
    assert (cells["备注"], cells["CF_SY"]) == ("'=HYPERLINK(1)", "'@x")
    again = run("convert", write(tmp_path / "rows.csv", made.out), "--from", "publicity", "--to", "publicity")
    assert again.out == made.out


def test_a_penalty_of_one_feed_becomes_a_row_of_the_other(tmp_path: Path) -> None:
    made = run("convert", write(tmp_path / "rows.json", [PENALTY]), "--from", "penalties", "--to", "publicity")
    (found,) = table(made.out)
    assert found["CF_NR_FK"] == "0.8"
    assert found["CF_CFLB"] == "罚款;没收违法所得"


def test_open311_requests_come_back(tmp_path: Path) -> None:
    given = write(tmp_path / "requests.json", [SAID])
    made = run("convert", given, "--from", "open311", "--to", "open311", "--in", "ningbo", "--receiver", "xikou-town")
    assert json.loads(made.out) == [SAID]


def test_errors_in_the_file_are_exit_1_and_what_cannot_be_read_is_2(tmp_path: Path, records: str) -> None:
    bad = write(tmp_path / "rows.json", [{**PENALTY, "处罚决定日期": "soon"}])
    assert run("convert", bad, "--from", "penalties", "--to", "records").code == 1
    assert run("convert", bad, "--from", "xes", "--to", "records").code == 2
    assert run("convert", bad, "--from", "nothing", "--to", "records").code == 2
    lone = write(tmp_path / "case.ndjson", json.dumps(dump_document(casework.HEARD)) + "\n")
    missing = run("convert", lone, "--from", "records", "--to", "ocel")
    assert missing.code == 2
    assert "--in FOLDER" in missing.err


@pytest.mark.parametrize(("form", "given"), [("publicity", row()), ("penalties", PENALTY), ("items", ITEM)])
def test_the_field_of_enforcement_is_the_one_asked_for(form: str, given: dict[str, str], tmp_path: Path) -> None:
    rows = write(tmp_path / "rows.json", [given])
    made = run("convert", rows, "--from", form, "--to", "records", "--field", "fire_safety", "--scheme", "zj_item")
    items = [each for each in map(json.loads, made.out.splitlines()) if each["type"] == "item"]
    assert {each["field"] for each in items} == {"fire_safety"}


def test_a_table_in_json_may_be_as_large_as_one_in_csv(tmp_path: Path) -> None:
    rows = write(tmp_path / "rows.json", [{**PENALTY, "备注": "x" * (9 * 1024 * 1024)}])
    out = str(tmp_path / "out.json")
    assert run("convert", rows, "--from", "penalties", "--to", "penalties", "--out", out).code == 0


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("publicity", set()),
        ("items", {"authority", "case", "party", "place"}),
        ("ocel", {"authority", "instrument", "item", "party", "place"}),
        ("open311", {"authority", "case", "instrument", "item", "party", "place"}),
    ],
)
def test_records_that_the_target_has_no_place_for_are_named(target: str, left: set[str], tmp_path: Path) -> None:
    made = run("convert", write(tmp_path / "rows.json", [row()]), "--from", "publicity", "--to", target, "--lang", "en")
    assert set(re.findall("no place for records of type ([a-z]+)", made.err)) == left


def test_what_a_row_does_not_name_is_given_no_name(tmp_path: Path) -> None:
    rows = write(tmp_path / "rows.json", [row(CF_WFXW=None)])
    made = run("convert", rows, "--from", "publicity", "--to", "penalties")
    assert "未载明" not in made.out
