"""`exchange`: what is odd in a table that others send. What carries every format into another is `convert`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from enforcekit.errors import Report
from enforcekit.exchange import read_decisions as decisions_of
from enforcekit.wire.validate import dump_document

from .options import Day, counted, language, layer_option, print_json
from .sarif import sarif


@click.group()
def exchange() -> None:
    """What is odd in published penalty decisions (双公示)."""


@exchange.command("read-decisions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", help="The body that decided, where the rows do not name one.")
@click.option("--place", help="The place of the acts.")
@click.option("--field", default="market_regulation", show_default=True, help="Field of enforcement of the items.")
@layer_option
@click.option("--on", type=Day(), help="The day looked from: later decisions are in the future. Else today.")
@click.option("--prefix", default="decision", show_default=True, help="What the ids of the cases begin with.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the records there, one a line.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@language
def read_decisions(
    file: Path,
    authority: str | None,
    place: str | None,
    field: str,
    layer: str,
    on: dt.date | None,
    prefix: str,
    out: Path | None,
    form: str,
    lang: str,
) -> None:
    """The penalty decisions of a table (双公示) as cases; every row is a case, or rejected with its reason.

    Exit code 0: nothing worse than a warning; 1: errors; 2: a file that cannot be read.
    """
    found = decisions_of(file, authority=authority, place=place, field=field, layer=layer or None, on=on, prefix=prefix)
    if out is not None:
        lines = (json.dumps(dump_document(each), ensure_ascii=False) + "\n" for each in found.records)
        out.write_text("".join(lines), encoding="utf-8")
    if form == "json":
        print_json(found.to_dict())
    elif form == "sarif":
        print_json(sarif(found.findings, lang))
    else:
        for finding in found.findings:
            click.echo(finding.text(lang))
        cases, bad, odd = len(found.cases), len(found.rejected), len(found.findings)
        zh = f"{found.rows} 行，{cases} 件案件，{bad} 行不予接收，{odd} 个问题"
        en = f"{counted(found.rows, 'row')}, {counted(cases, 'case')}, {bad} rejected, {counted(odd, 'finding')}"
        click.echo(zh if lang == "zh" else en, err=True)
    if not Report(found.findings).ok:
        raise click.exceptions.Exit(1)
