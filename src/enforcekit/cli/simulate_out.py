"""Where results of the simulator go: tables, the rows of a replication, pictures; each by the ending of the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from enforcekit.simulation.columns import Columns, Rows, trace, visit_columns, write_csv, write_parquet
from enforcekit.simulation.engine import Trace
from enforcekit.simulation.scenario import Scenario
from enforcekit.simulation.tasks import Progress


class Target(click.ParamType[Path]):
    """A file to write, with one of some endings."""

    name = "FILE"

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.suffix not in self.endings:
            self.fail(f"{str(value)!r} does not end in one of {', '.join(self.endings)}", param, ctx)
        if not path.parent.is_dir():
            self.fail(f"there is no folder {str(path.parent)!r}", param, ctx)
        return path


TABLE, LOG, PICTURE = (
    Target(".csv", ".parquet"),
    Target(".csv", ".parquet", ".json", ".xes"),
    Target(".png", ".svg", ".pdf"),
)


def write_table(path: Path | None, table: Columns | Rows) -> None:
    """The table as the file that was asked for."""
    if path is not None:
        (write_parquet if path.suffix == ".parquet" else write_csv)(table, path)


def write_log(path: Path | None, scenario: Scenario, seed: int, engine: str) -> None:
    """The first replication, row by row: visits as a table, or an event log (OCEL 2.0, XES)."""
    if path is None:
        return
    found: Trace = trace(scenario, seed=seed, engine=engine)
    if path.suffix in (".csv", ".parquet"):
        write_table(path, visit_columns(found))
        return
    from enforcekit.exchange import simulated_log, to_ocel, to_xes

    log = simulated_log(found).value
    if path.suffix == ".json":
        path.write_text(json.dumps(to_ocel(log).value, ensure_ascii=False), encoding="utf-8")
    else:
        path.write_bytes(to_xes(log, resource_type="group").value)


def write_picture(path: Path | None, draw: Callable[[], Any]) -> None:
    """The figure as the file that was asked for."""
    if path is not None:
        draw().savefig(path, dpi=150)


@contextmanager
def progress_bar(file: Any) -> Iterator[Progress | None]:
    """A bar with the time that is left, where somebody can see it."""
    if not file.isatty():
        yield None
        return
    with click.progressbar(length=1, file=file, show_pos=True, label="runs") as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


def number(value: float | None, lang: str) -> str:
    """A number for reading, or that there is none."""
    return f"{value:.5g}" if value is not None else ("unknown" if lang == "en" else "未知")


def estimate_text(row: Mapping[str, Any], middle: str, lang: str) -> str:
    """A value with its interval and what is to be said of it."""
    text = number(row[middle], lang)
    if row["low"] is not None:
        text += f" [{number(row['low'], lang)}, {number(row['high'], lang)}]"
    return text


def flags_text(row: Mapping[str, Any]) -> str:
    """Why something is not there, in brackets."""
    return f" ({'; '.join(row['flags'])})" if row["flags"] else ""
