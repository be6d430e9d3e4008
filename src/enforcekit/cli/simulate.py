"""`simulate`, `experiment`, `sweep`: what happens to cases in a scenario, under reforms, at many points."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from enforcekit.errors import Finding
from enforcekit.simulation import Reform, Scenario
from enforcekit.simulation import experiment as run_experiment
from enforcekit.simulation import simulate as run_simulation
from enforcekit.simulation import sweep as run_sweep
from enforcekit.simulation.simulate import DEFAULT_METRICS
from enforcekit.simulation.tasks import Progress

from .options import language, output_format, print_json

F = TypeVar("F", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _shared(function: F) -> F:
    """The options that all three take."""
    for option in (
        click.option("--replications", type=click.IntRange(1, 100_000), default=30, show_default=True),
        click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same bytes."),
        click.option("--metric", "metrics", multiple=True, help="A metric by name; again for more."),
        click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes."),
        click.option(
            "--engine", type=click.Choice(["auto", "pure", "kernel", "numba"]), default="auto", show_default=True
        ),
        language,
        output_format,
    ):
        function = option(function)
    return function


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.UsageError(f"{path} is no JSON: {error}") from None


def _scenario(path: Path) -> Scenario:
    return Scenario.from_dict(_document(path))


@contextmanager
def _workers(count: int) -> Iterator[Executor | None]:
    if count == 1:
        yield None
        return
    with ProcessPoolExecutor(count) as executor:
        yield executor


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on standard error, where somebody can see it."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


def _warn(findings: tuple[Finding, ...], lang: str) -> None:
    for each in findings:
        click.echo(each.text(lang), err=True)


def _number(value: float | None, lang: str) -> str:
    return f"{value:.5g}" if value is not None else ("unknown" if lang == "en" else "未知")


def _interval(row: Mapping[str, Any], middle: str, lang: str) -> str:
    text = _number(row[middle], lang)
    if row["low"] is not None:
        text += f" [{_number(row['low'], lang)}, {_number(row['high'], lang)}]"
    return text


@click.command()
@click.argument("file", type=_FILE)
@_shared
def simulate(
    file: Path, replications: int, seed: int, metrics: tuple[str, ...], workers: int, engine: str, lang: str, form: str
) -> None:
    """Simulate the scenario in FILE: every metric with its 95 % interval. Hours are calendar hours."""
    with _workers(workers) as executor, _progress() as progress:
        found = run_simulation(
            _scenario(file),
            replications=replications,
            seed=seed,
            metrics=metrics or DEFAULT_METRICS,
            executor=executor,
            engine=engine,
            progress=progress,
        )
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
        click.echo(f"{row['metric']}: {_interval(row, 'mean', lang)}")


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
    required=True,
    help="A list of operations, or a whole scenario, under a name; again for more.",
)
@_shared
def experiment(
    file: Path,
    reforms: tuple[tuple[str, Path], ...],
    replications: int,
    seed: int,
    metrics: tuple[str, ...],
    workers: int,
    engine: str,
    lang: str,
    form: str,
) -> None:
    """Compare reforms with the scenario in FILE: paired differences with intervals, corrected for their number."""
    changes: dict[str, Reform | Scenario] = {}
    for name, path in reforms:
        document = _document(path)
        changes[name] = Reform.from_list(document) if isinstance(document, list) else Scenario.from_dict(document)
    with _workers(workers) as executor, _progress() as progress:
        found = run_experiment(
            _scenario(file),
            changes,
            replications=replications,
            seed=seed,
            metrics=metrics or DEFAULT_METRICS,
            executor=executor,
            engine=engine,
            progress=progress,
        )
    for each in found.preflight.values():
        _warn(each.findings, lang)
    if form == "json":
        print_json({"differences": found.rows(), "manifest": dict(found.manifest)})
        return
    for row in found.rows():
        p = "" if row["adjusted"] is None else f", p = {row['adjusted']:.2g}"
        flags = f" ({'; '.join(row['flags'])})" if row["flags"] else ""
        click.echo(
            f"{row['reform']}: {row['metric']}: {_number(row['base'], lang)} → {_number(row['other'], lang)}, "
            f"{_interval(row, 'difference', lang)}{p}{flags}"
        )


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


def _placed(base: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with other numbers at some places of its document."""
    document = base.to_dict()
    for pointer, value in values.items():
        *way, last = pointer[1:].split("/")
        at: Any = document
        try:
            for step in way:
                at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
            at[int(last) if isinstance(at, list) else last] = value
        except (LookupError, TypeError, ValueError, AttributeError):
            raise click.UsageError(f"{pointer} is no place in the scenario") from None
    return Scenario.from_dict(document)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--vary", "axes", type=Axis(), multiple=True, required=True, help="Where, and which values; again for more."
)
@_shared
def sweep(
    file: Path,
    axes: tuple[tuple[str, list[float]], ...],
    replications: int,
    seed: int,
    metrics: tuple[str, ...],
    workers: int,
    engine: str,
    lang: str,
    form: str,
) -> None:
    """Simulate the scenario in FILE with other numbers: every combination of the values given."""
    names = metrics or DEFAULT_METRICS
    with _workers(workers) as executor, _progress() as progress:
        found = run_sweep(
            _scenario(file),
            dict(axes),
            lambda base, **values: _placed(base, values),
            replications=replications,
            seed=seed,
            metrics=names,
            executor=executor,
            engine=engine,
            progress=progress,
        )
    if form == "json":
        print_json({name: found.rows(name) for name in names})
        return
    for point in found.points:
        where = ", ".join(f"{pointer} = {value:g}" for pointer, value in point.parameters.items())
        for name in names:
            row = next(row for row in found.rows(name) if all(row[key] == v for key, v in point.parameters.items()))
            click.echo(f"{where}: {name}: {_interval(row, 'mean', lang)}")
