"""Rows as columns, tables and event logs: nothing that a replication knows is lost on the way but what is said."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest
from simulated import at, work, world
from test_sim_experiment import town
from test_sim_reforms import base

from enforcekit.errors import EnforcekitError
from enforcekit.exchange import from_ocel, from_xes, to_ocel, to_xes
from enforcekit.exchange.simulated import rows_of, simulated_log
from enforcekit.simulation import (
    Duration,
    Group,
    Scenario,
    case_columns,
    experiment,
    frame,
    simulate,
    trace,
    visit_columns,
    write_csv,
    write_parquet,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")


def short() -> Scenario:
    """Two towns for two days, with visits; the second case of a queue is still waiting at the end."""
    made = base()
    return attrs.evolve(made, horizon=attrs.evolve(made.horizon, warmup_days=0, observe_days=2, drain_days=0.2))


def test_columns_say_what_happened_by_name_and_time() -> None:
    queue = world(
        [Group(id="g", officers=1)], [work("s", "g", Duration.fixed(2))], [at([1, 1.5, 2], "s")], days=0.2, drain=0
    )
    found = trace(queue)
    cases = case_columns(found, zone=SHANGHAI)
    day = dt.datetime(2026, 1, 5, tzinfo=SHANGHAI)
    assert cases["arrived"] == [day + dt.timedelta(hours=h) for h in (1, 1.5, 2)]
    assert cases["closed"] == [day + dt.timedelta(hours=3), None, None]
    assert cases["exit"] == ["closed", None, None]
    visits = visit_columns(found)
    assert visits["work_hours"] == [2, 2, 0]
    assert [start is None for start in visits["started"]] == [False, False, True]
    assert visits["activity"] == ["s"] * 3


def test_activities_are_named_without_their_cell() -> None:
    names = set(visit_columns(trace(short()))["activity"])
    assert {"simple/site", "general/investigate", "triage", "misrouted", "transit", "up"} <= names
    assert not any("@" in name for name in names)


def test_every_column_becomes_a_log_and_comes_back() -> None:
    found = trace(short(), seed=7)
    made = simulated_log(found, zone=SHANGHAI)
    assert [(each.code, each.message["en"]) for each in made.loss] == [
        ("EK830", "the log has no place for the scenario: towns")
    ]
    cases, visits = rows_of(made.value)
    assert (len(cases), len(visits)) == (len(case_columns(found)["case"]), len(visit_columns(found)["case"]))
    assert {event.attributes["lifecycle:transition"] for event in made.value.events} == {"complete", "schedule"}
    ocel = to_ocel(made.value)
    assert ocel.loss == ()
    assert from_ocel(json.dumps(ocel.value)).value == made.value
    xes = to_xes(made.value, resource_type="group")
    assert len(from_xes(xes.value, resource_type="group").value.events) == len(made.value.events)
    assert {each.code for each in xes.loss} <= {"EK830", "EK831"}


def test_tables_are_written_as_csv_without_anything_installed(tmp_path: Path) -> None:
    found = trace(short())
    write_csv(case_columns(found), tmp_path / "cases.csv")
    with (tmp_path / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(tick <= found.stopped for tick in found.cases.tick)
    assert rows[0]["arrived"].endswith("+00:00")
    write_csv(simulate(town(), replications=1, metrics=["cases"]).rows(), tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text().startswith("metric,mean,low")


def test_pandas_takes_columns_and_rows() -> None:
    pytest.importorskip("pandas")
    found = trace(short())
    visits = frame(visit_columns(found))
    assert len(visits) == len(visit_columns(found)["case"])
    assert str(visits["entered"].dtype).startswith("datetime64")
    result = simulate(town(), replications=2, metrics=["cases", "transfers.mean"])
    assert list(frame(result.columns())["cases"]) == [each["cases"] for each in result.values]
    pair = experiment(town(), {"same": town()}, metrics=["cases"], replications=2)
    assert list(frame(pair.rows())["reform"]) == ["same"]


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    found = trace(short())
    write_parquet(case_columns(found), tmp_path / "cases.parquet")
    assert parquet.read_table(tmp_path / "cases.parquet").to_pydict() == case_columns(found)


def test_what_is_not_installed_is_named_with_the_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("pandas", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(EnforcekitError, match=r"pandas → pip install 'enforcekit\[tables\]'"):
        frame({"a": [1]})
    with pytest.raises(EnforcekitError, match="pyarrow"):
        write_parquet({"a": [1]}, tmp_path / "x.parquet")
