"""`simulate`, `experiment`, `sweep`, `reproduce`: what happens to cases, under reforms, at many points, once more."""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from enforcekit.errors import Finding, InvalidRecord
from enforcekit.shape.rules import unescape
from enforcekit.simulation import HalfWidth, Reform, Scenario, trace
from enforcekit.simulation import experiment as run_experiment
from enforcekit.simulation import repro as run_again
from enforcekit.simulation import simulate as run_simulation
from enforcekit.simulation import sweep as run_sweep
from enforcekit.simulation.scenario import LARGE
from enforcekit.simulation.simulate import DEFAULT_METRICS
from enforcekit.simulation.tasks import Progress
from enforcekit.wire.reader import read_json

from .options import Day, language, open_structure, output_format, print_json
from .simulate_out import (
    LOG,
    PICTURE,
    TABLE,
    estimate_text,
    flags_text,
    number,
    progress_bar,
    write_log,
    write_picture,
    write_table,
)

processes = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=lambda: min(os.cpu_count() or 1, 256),
    show_default="one for each processor",
    help="Processes.",
)

F = TypeVar("F", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@attrs.frozen(kw_only=True)
class Asked:
    """What all three verbs are asked."""

    replications: int
    seed: int
    metrics: tuple[str, ...]
    engine: str
    executor: Executor
    progress: Progress | None

    def __call__(self, verb: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """What the verb answers."""
        return verb(*given, **attrs.asdict(self, recurse=False), **more)


def _shared(function: F) -> F:
    """The options that all three take; the command gets them as one `asked`."""

    @functools.wraps(function)
    def command(replications: int, seed: int, metrics: tuple[str, ...], workers: int, engine: str, **more: Any) -> Any:
        with _workers(workers) as executor, progress_bar(sys.stderr) as progress:
            asked = Asked(
                replications=replications,
                seed=seed,
                metrics=metrics or DEFAULT_METRICS,
                engine=engine,
                executor=executor,
                progress=progress,
            )
            told = function(asked=asked, **more)
        # The bar is closed before anything is said.
        told()

    for option in (
        click.option("--replications", type=click.IntRange(1, 100_000), default=30, show_default=True),
        click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same bytes."),
        click.option("--metric", "metrics", multiple=True, help="A metric by name; again for more."),
        processes,
        click.option(
            "--engine", type=click.Choice(["auto", "pure", "kernel", "numba"]), default="auto", show_default=True
        ),
        click.option("--table", type=TABLE, help="Write the results as rows there (.csv, .parquet)."),
        click.option("--picture", type=PICTURE, help="Draw them there (.png, .svg, .pdf; extra viz)."),
        language,
        output_format,
    ):
        command = option(command)
    return command  # type: ignore[return-value]


def _document(path: Path) -> Any:
    return read_json(path.read_bytes(), limits=LARGE, file=str(path))


def _scenario(path: Path) -> Scenario:
    try:
        return Scenario.from_dict(_document(path))
    except InvalidRecord as error:
        raise InvalidRecord(error.findings, str(path)) from None


@contextmanager
def _workers(count: int) -> Iterator[Executor]:
    # One worker is this process: an executor all the same, because without one the library may take several.
    with ThreadPoolExecutor(1) if count == 1 else ProcessPoolExecutor(count) as executor:
        yield executor


def _warn(findings: tuple[Finding, ...], lang: str, of: str = "") -> None:
    for each in findings:
        click.echo((f"{of}: " if of else "") + each.text(lang), err=True)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--log", type=LOG, help="Write the first replication row by row (.csv, .parquet; .json: OCEL 2.0; .xes).")
@_shared
def simulate(
    file: Path, log: Path | None, asked: Asked, table: Path | None, picture: Path | None, lang: str, form: str
) -> Callable[[], None]:
    """Simulate the scenario in FILE: every metric with its 95 % interval. Hours are calendar hours."""
    scenario = _scenario(file)
    found = asked(run_simulation, scenario)
    write_table(table, found.columns())
    write_log(log, scenario, asked.seed, asked.engine)

    def draw() -> Any:
        from enforcekit.simulation.figures import backlog_figure

        runs = [trace(scenario, seed=asked.seed, replication=n, engine=asked.engine) for n in range(asked.replications)]
        return backlog_figure({scenario.id: runs}, lang=lang)

    write_picture(picture, draw)

    def tell() -> None:
        _warn(found.findings, lang)
        if form == "json":
            print_json(
                {
                    "metrics": found.rows(),
                    "load": dict(found.preflight.load),
                    "findings": [each.to_dict() for each in found.findings],
                    "manifest": dict(found.manifest),
                }
            )
            return
        for row in found.rows():
            click.echo(f"{row['metric']}: {estimate_text(row, 'mean', lang)}{flags_text(row)}")

    return tell


class NamedReform(click.ParamType[tuple[str, Path]]):
    """A reform or scenario under a name: NAME=FILE."""

    name = "NAME=FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        if isinstance(value, tuple):
            return value
        name, sign, path = value.partition("=")
        if not sign or not name or not Path(path).is_file():
            self.fail(f"{value!r} is no NAME=FILE with a file that exists", param, ctx)
        return name, Path(path)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--reform",
    "reforms",
    type=NamedReform(),
    multiple=True,
    help="A list of operations, or a whole scenario, under a name; again for more.",
)
@click.option("--reforms", "book", type=_FILE, help="Several reforms by name, in one file.")
@click.option(
    "--precision", type=click.FloatRange(0, 1, min_open=True), help="Run until intervals are so narrow (0.05)."
)
@click.option("--structure", "sources", multiple=True, metavar="FOLDER|FILE|EXAMPLE", help="Judge the reforms by it.")
@click.option("--on", type=Day(), help="The day on which they are judged; else the first of the scenario.")
@_shared
def experiment(
    file: Path,
    reforms: tuple[tuple[str, Path], ...],
    book: Path | None,
    precision: float | None,
    sources: tuple[str, ...],
    on: dt.date | None,
    asked: Asked,
    table: Path | None,
    picture: Path | None,
    lang: str,
    form: str,
) -> Callable[[], None]:
    """Compare reforms with the scenario in FILE: paired differences with intervals, corrected for their number.

    With --structure a reform that the linter calls void is refused.
    """
    changes: dict[str, Reform | Scenario] = dict(Reform.book(_document(book))) if book else {}
    for name, path in reforms:
        document = _document(path)
        changes[name] = Reform.from_list(document) if isinstance(document, list) else Scenario.from_dict(document)
    if not changes:
        raise click.UsageError("no reform is given; --reform NAME=FILE, or --reforms FILE")
    base = _scenario(file)
    if sources:
        base = base.under(open_structure(sources), on=on or base.horizon.start)
    found = asked(run_experiment, base, changes, stop=HalfWidth(rel=precision) if precision else None)
    write_table(table, found.rows())

    def draw() -> Any:
        from enforcekit.simulation.figures import difference_figure

        return difference_figure(found, lang=lang)

    write_picture(picture, draw)

    def tell() -> None:
        for name, findings in found.findings.items():
            _warn(findings, lang, name)
        if form == "json":
            findings = {name: [each.to_dict() for each in those] for name, those in found.findings.items()}
            print_json({"differences": found.rows(), "findings": findings, "manifest": dict(found.manifest)})
            return
        for row in found.rows():
            p = "" if row["adjusted"] is None else f", p = {row['adjusted']:.2g}"
            click.echo(
                f"{row['reform']}: {row['metric']}: {number(row['base'], lang)} → {number(row['other'], lang)}, "
                f"{estimate_text(row, 'difference', lang)}{p}{flags_text(row)}"
            )

    return tell


class Axis(click.ParamType[tuple[str, list[float]]]):
    """A place in the scenario, as a JSON Pointer, and its values: /groups/0/officers=2,3,4."""

    name = "POINTER=VALUES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, list[float]]:
        if isinstance(value, tuple):
            return value
        pointer, sign, values = value.partition("=")
        try:
            if not sign or not pointer.startswith("/"):
                raise ValueError
            return pointer, [
                int(each) if each.strip().lstrip("-").isdigit() else float(each) for each in values.split(",")
            ]
        except ValueError:
            self.fail(f"{value!r} is no POINTER=VALUES; write /groups/0/officers=2,3,4", param, ctx)


def _index(step: str) -> int:
    if not (step.isascii() and step.isdigit()):
        raise ValueError(step)
    return int(step)


def _placed(base: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with other numbers at some places of its document."""
    document = base.to_dict()
    for pointer, value in values.items():
        *way, last = pointer[1:].split("/")
        at: Any = document
        try:
            for step in way:
                at = at[_index(step)] if isinstance(at, list) else at.setdefault(unescape(step), {})
            at[_index(last) if isinstance(at, list) else unescape(last)] = value
        except (LookupError, TypeError, ValueError, AttributeError):
            raise click.UsageError(f"{pointer} is no place in the scenario") from None
    return Scenario.from_dict(document)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--vary", "axes", type=Axis(), multiple=True, required=True, help="Where, and which values; again for more."
)
@click.option(
    "--latin", type=click.IntRange(2, 10_000), help="So many points of a Latin hypercube; values are LOW,HIGH."
)
@_shared
def sweep(
    file: Path,
    axes: tuple[tuple[str, list[float]], ...],
    latin: int | None,
    asked: Asked,
    table: Path | None,
    picture: Path | None,
    lang: str,
    form: str,
) -> Callable[[], None]:
    """Simulate the scenario in FILE with other numbers: every combination of the values given, or a Latin hypercube."""
    if latin and any(len(values) != 2 for _, values in axes):
        raise click.UsageError("--latin asks for LOW,HIGH of every --vary")
    design = {"design": "latin", "points": latin} if latin else {}
    found = asked(run_sweep, _scenario(file), dict(axes), lambda base, **values: _placed(base, values), **design)
    write_table(table, [row for name in asked.metrics for row in found.rows(name)])

    def draw() -> Any:
        from enforcekit.simulation.figures import sweep_figure

        return sweep_figure(found, asked.metrics[0])

    write_picture(picture, draw)

    def tell() -> None:
        if form == "json":
            print_json({**{name: found.rows(name) for name in asked.metrics}, "manifest": dict(found.manifest)})
            return
        for point in found.points:
            where = ", ".join(f"{pointer} = {value:g}" for pointer, value in point.parameters.items())
            _warn(point.findings, lang, where)
            for name in asked.metrics:
                row = point[name].row()
                click.echo(f"{where}: {name}: {estimate_text(row, 'mean', lang)}{flags_text(row)}")

    return tell


@click.command()
@click.argument("file", type=_FILE)
@processes
@language
def reproduce(file: Path, workers: int, lang: str) -> None:
    """Run again what the result in FILE (--format json) was made by, and compare the rows.

    Exit code 0: the same rows; 1: others.
    """
    document = _document(file)
    manifest = document.get("manifest", document) if isinstance(document, dict) else document
    with _workers(workers) as executor, progress_bar(sys.stderr) as progress:
        found = run_again(manifest, executor=executor, progress=progress)
    same, other = ("the same rows", "other rows") if lang == "en" else ("结果一致", "结果不同")
    for name in (*found.same, *found.different):
        click.echo(f"{name}: {same if name in found.same else other}")
    for note in found.notes:
        click.echo(note, err=True)
    sys.exit(0 if found.holds else 1)
