"""Rows as columns: every case and every visit of a replication by name and time, for pandas, Parquet or a CSV file."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from enforcekit.arguments import must_be
from enforcekit.errors import EnforcekitError
from enforcekit.wire.cells import csv_text

from .engine import Trace, run
from .metrics.firms import firm_of
from .metrics.work import seats_of, visits_of_cases
from .scenario import Scenario
from .tables import compile_scenario

Columns = Mapping[str, Sequence[Any]]
Rows = Iterable[Mapping[str, Any]]


def trace(scenario: Scenario, *, seed: int = 0, replication: int = 0, engine: str = "auto") -> Trace:
    """One replication, whole: what `simulate` reads its metrics from.

    Args:
        scenario: what is simulated.
        seed: any whole number.
        replication: 0, 1, …
        engine: `auto`, `pure` or `numba`; the rows do not depend on it.

    Raises:
        InvalidRecord: the scenario cannot be run (EK700 and following).

    >>> from enforcekit.simulation import Duration, example_queue
    >>> found = trace(example_queue(rate=0.5, service=Duration.exponential(1), days=2, drain=1), seed=3)
    >>> visit_columns(found)["step"][:2]
    ['handle', 'handle']
    """
    must_be(Scenario, scenario=scenario)
    return run(compile_scenario(scenario), seed, replication, engine)


def case_columns(trace: Trace, *, zone: dt.tzinfo = dt.UTC) -> dict[str, list[Any]]:
    """Cases in the order of arrival: class, field, place, stream, firm, when they came and went, by which exit.

    What has not happened when the replication stops is None; it stops once every case of the window is closed.

    Args:
        trace: one replication.
        zone: what the scenario's midnight means; a scenario has no place of its own.

    >>> from enforcekit.simulation import Duration, example_queue
    >>> found = trace(example_queue(rate=0.5, service=Duration.fixed(1), days=2, drain=1), seed=3)
    >>> {name: column[0] for name, column in case_columns(found).items() if name in ("case_class", "exit", "visits")}
    {'case_class': 'case', 'exit': 'closed', 'visits': 1}
    """
    network, cases = trace.compiled.network, trace.cases
    those = range(bisect_right(cases.tick, trace.stopped))
    kinds = [network.classes[cases.sort[n]] for n in those]
    since, until = trace.compiled.window
    firms = firm_of(trace)
    when = _clock(trace, zone)
    made = visits_of_cases(trace)
    return {
        "case": list(those),
        "case_class": [each.id for each in kinds],
        "field": [each.field for each in kinds],
        "place": [each.place for each in kinds],
        "stream": [network.arrivals[trace.stream[n]].id for n in those],
        "firm": [firms.get(n) for n in those],
        "observed": [since <= cases.tick[n] < until for n in those],
        "arrived": [when(cases.tick[n]) for n in those],
        "filed": [when(cases.filed[n]) for n in those],
        "closed": [when(cases.end[n]) for n in those],
        "exit": [network.exits[cases.exit[n]] if cases.exit[n] >= 0 else None for n in those],
        "excluded_hours": [cases.excluded[n] / trace.compiled.scenario.hour for n in those],
        "visits": [made[n] for n in those],
    }


def visit_columns(trace: Trace, *, zone: dt.tzinfo = dt.UTC) -> dict[str, list[Any]]:
    """Visits in the order of entering: case, step, what is done, by which group, why, officers, when, how much work.

    `started` is when officers were found, `begun` when the last department of a joint visit was there; a case
    that was withdrawn while it waited has an end and no start.

    Args:
        trace: one replication.
        zone: what the scenario's midnight means.
    """
    network, rows = trace.compiled.network, trace.rows
    seats = {row: (station, officers) for row, station, officers in seats_of(trace)}
    kept = sorted(seats)
    steps = [network.steps[rows.node[n]] for n in kept]
    names = activities(trace)
    when, hour = _clock(trace, zone), trace.compiled.scenario.hour
    return {
        "case": [rows.case[n] for n in kept],
        "visit": [rows.visit[n] for n in kept],
        "step": [each.id for each in steps],
        "activity": [names[rows.node[n]] for n in kept],
        "group": [network.groups[seats[n][0]].id for n in kept],
        "reason": [trace.compiled.reasons[rows.reason[n]] for n in kept],
        "officers": [seats[n][1] for n in kept],
        "entered": [when(rows.enter[n]) for n in kept],
        "started": [when(rows.start[n]) for n in kept],
        "begun": [when(rows.begin[n]) for n in kept],
        "ended": [when(rows.end[n]) for n in kept],
        "work_hours": [rows.work[n] / hour for n in kept],
    }


def activities(trace: Trace) -> list[str]:
    """What is done at each step of the network, without the cell it is done for: `triage`, `general/investigate`, …"""
    scenario, known = trace.compiled.scenario, dict[str, str]()
    courses = {course.id: course for course in scenario.courses}
    for cell in scenario.cells:
        for n in range(max(1, len(cell.competent))):
            for variant in courses[cell.course].variants:
                for k, stage in enumerate(variant.stages):
                    step = f"{cell.id}/{n}/{variant.id}/{k}"
                    known[step] = known[f"{step}/do"] = f"{variant.id}/{stage.id}"
    return [known.get(step.id) or _bare(step.id, trace) for step in trace.compiled.network.steps]


def _bare(step: str, trace: Trace) -> str:
    """The last word of a step that was made for a cell or a visit; a step of the scenario's own keeps its id."""
    if step in trace.compiled.network.firms:
        return "visit"
    if any(each.id == step for each in trace.compiled.scenario.steps):
        return step
    word = step.rsplit("/", 1)[-1]
    return "transit" if word.endswith(">") else "misrouted" if word.startswith("w") and "." in word else word


def _clock(trace: Trace, zone: dt.tzinfo) -> Any:
    """Ticks as times; None for what is not, or not until the replication stopped."""
    must_be(dt.tzinfo, zone=zone)
    scenario, stopped = trace.compiled.scenario, trace.stopped
    start = dt.datetime.combine(scenario.horizon.start, dt.time(), tzinfo=zone)
    known: dict[int, dt.datetime] = {}

    def when(tick: int) -> dt.datetime | None:
        if not 0 <= tick <= stopped:
            return None
        if tick not in known:
            known[tick] = start + dt.timedelta(microseconds=int(tick) * scenario.tick_us)
        return known[tick]

    return when


def frame(table: Columns | Rows) -> Any:
    """Columns, or rows of a result, as a `pandas.DataFrame` (extra `tables`).

    Raises `EnforcekitError` when pandas is not installed.
    """
    return _wanted("pandas").DataFrame(table if isinstance(table, Mapping) else list(table))


def write_parquet(table: Columns | Rows, path: Path | str) -> None:
    """Columns, or rows of a result, as a Parquet file (extra `tables`).

    Raises `EnforcekitError` when pyarrow is not installed.
    """
    arrow, parquet = _wanted("pyarrow"), _wanted("pyarrow.parquet")
    made = arrow.table(dict(table)) if isinstance(table, Mapping) else arrow.Table.from_pylist(list(table))
    parquet.write_table(made, str(path))


def write_csv(table: Columns | Rows, path: Path | str) -> None:
    """Columns, or rows of a result, as a CSV file, times in ISO 8601, unknown values empty, no cell a formula."""
    rows: Iterable[Iterable[Any]]
    if isinstance(table, Mapping):
        names, rows = list(table), zip(*table.values(), strict=True)
    else:
        given = list(table)
        names = list(given[0] if given else ())
        rows = ([row.get(name) for name in names] for row in given)
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        file.write(csv_text([names]))
        file.writelines(csv_text([map(_text, row)]) for row in rows)


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _wanted(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise EnforcekitError(f"this needs {name.split('.')[0]} → pip install 'enforcekit[tables]'") from error
