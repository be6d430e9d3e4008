"""`plan`: a year of joint inspections from one file of rows."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from enforcekit.errors import Finding, InvalidData
from enforcekit.inspection.plan import PlanProgress, plan_joint
from enforcekit.inspection.planning.problem import MODES
from enforcekit.shape import rules as shape
from enforcekit.wire.reader import Limits, read_json

from .options import language, open_structure, print_json

LARGEST: Final = Limits(size=256 * 1024 * 1024)
"""A city's checks of a year: larger than other documents may be."""
_KEYS: Final = ("checks", "officers", "firms", "teams", "caps", "mode", "spacing", "year")


def _question(file: Path) -> tuple[dict[str, Any], list[Finding]]:
    """The file as arguments of `plan_joint`, and its keys that are none."""
    given = read_json(file.read_bytes(), limits=LARGEST, file=str(file))
    if not isinstance(given, Mapping):
        raise InvalidData([shape.WRONG_TYPE.at(value=given, expected="object")], str(file))
    unknown = [shape.UNKNOWN_KEY.at(f"/{shape.escape(key)}", key=key) for key in given if key not in _KEYS]
    found = [shape.MISSING.at(f"/{name}", name=name) for name in ("year", "checks", "officers") if name not in given]
    for name in ("checks", "officers", "firms", "teams", "caps"):
        if not isinstance(given.get(name, []), list):
            found.append(shape.WRONG_TYPE.at(f"/{name}", value=given[name], expected="array"))
    for name in ("year", "spacing"):
        if type(given.get(name, 0)) is not int:
            found.append(shape.WRONG_TYPE.at(f"/{name}", value=given[name], expected="integer"))
    if found:
        raise InvalidData([*unknown, *found], str(file))
    return {key: value for key, value in given.items() if key in _KEYS}, unknown


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--in", "sources", multiple=True, metavar="FOLDER|FILE|EXAMPLE", help="Where authorities and items are.")
@click.option("--mode", type=click.Choice(MODES), help="Who goes together; else as FILE says, or co_visit.")
@click.option("--iterations", type=click.IntRange(min=0), default=20_000, show_default=True, help="Steps of repair.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same plan.")
@click.option("--svg", "picture", type=click.Path(dir_okay=False, path_type=Path), help="Write the picture here.")
@click.option("--rows", type=click.IntRange(min=0), default=20, show_default=True, help="How many rows are told.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@language
def plan(
    file: Path,
    sources: tuple[str, ...],
    mode: str | None,
    iterations: int,
    seed: int,
    picture: Path | None,
    rows: int,
    form: str,
    lang: str,
) -> None:
    """Plan the checks in FILE in the fewest visits, with a bound that says how few are possible.

    FILE is a JSON object with year, checks and officers; firms, teams, caps, mode and spacing may be there (see
    docs/planning.md). Exit code 1: checks stay unplaced.
    """
    given, unknown = _question(file)
    if mode is not None:
        given["mode"] = mode
    structure = open_structure(sources) if sources else None
    # Progress is for somebody who waits: never in a file, nor in a pipe.
    waits = sys.stderr.isatty()

    def progress(now: PlanProgress) -> None:
        if waits:
            told = f"\r{now.phase} {now.done:,}/{now.total:,}: {now.visits:,} visits, {now.unplaced:,} unplaced"
            click.echo(f"{told}, bound {now.bound:,}   ", nl=False, err=True)

    try:
        made = plan_joint(
            structure=structure, iterations=0 if unknown else iterations, seed=seed, progress=progress, **given
        )
    except InvalidData as error:
        raise InvalidData([*unknown, *error.findings], str(file)) from error
    if unknown:
        raise InvalidData(unknown, str(file))
    if waits:
        click.echo(err=True)
    if picture is not None:
        picture.write_text(made.svg(lang), encoding="utf-8")
    if form == "json":
        print_json(made.to_dict())
    elif form == "csv":
        # A spreadsheet takes a file for UTF-8 only when it begins with a mark.
        click.echo("\ufeff" + made.table(lang), nl=False)
    else:
        click.echo(made.text(lang, rows=rows))
    if made.unplaced:
        raise click.exceptions.Exit(1)
