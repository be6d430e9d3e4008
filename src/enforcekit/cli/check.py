"""`validate`: judge documents in files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import attrs
import click

from enforcekit.errors import Finding, MalformedText
from enforcekit.folder import SUFFIXES, documents
from enforcekit.law.pack import installed
from enforcekit.wire.reader import read_json
from enforcekit.wire.validate import validate as judge

from .options import language, output_format, print_json


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|-…")
@click.option("--pack", default="cn", show_default=True, help="The jurisdiction whose words count.")
@click.option("--strict", is_flag=True, help="Warnings count as findings.")
@language
@output_format
def validate(paths: tuple[str, ...], pack: str, strict: bool, lang: str, form: str) -> None:
    """Judge every document in files, folders or standard input (-): JSON, NDJSON and CSV.

    Exit code 0: all good; 1: findings; 2: a path that is not there.
    """
    vocabulary = installed(pack).vocabulary
    findings: list[Finding] = []
    count = 0
    for file, name in _files(paths):
        for entry in documents(file, name) if file else _standard_input():
            count += 1
            findings += entry.findings
            if not entry.findings:
                findings += map(entry.place, judge(entry.document, vocabulary).findings)
    bad = [finding for finding in findings if strict or finding.severity != "warning"]
    if form == "json":
        print_json({"documents": count, "valid": not bad, "findings": [each.to_dict() for each in findings]})
    else:
        for finding in findings:
            click.echo(finding.text(lang))
        zh = f"{count} 份文档，{len(findings)} 个问题"
        click.echo(zh if lang == "zh" else f"{count} documents, {len(findings)} findings", err=True)
    if bad:
        raise click.exceptions.Exit(1)


def _files(paths: tuple[str, ...]) -> list[tuple[Path | None, str]]:
    """The files that paths name, with the names they go by; None is standard input."""
    found: list[tuple[Path | None, str]] = []
    for given in paths:
        path = Path(given)
        if given == "-":
            found.append((None, "-"))
        elif path.is_dir():
            below = sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES)
            if not below:
                raise click.UsageError(f"{given} holds no {', '.join(SUFFIXES)} file")
            found += [(each, str(each)) for each in below]
        elif path.exists():
            found.append((path, given))
        else:
            raise click.UsageError(f"there is no file or folder {given!r}")
    return found


def _standard_input() -> list[Any]:
    """One JSON document from standard input."""
    from enforcekit.folder import Entry, whole

    data = sys.stdin.buffer.read()
    try:
        read_json(data)
    except MalformedText as error:
        return [Entry("-", lambda f: f, findings=tuple(attrs.evolve(f, file="-") for f in error.findings))]
    return list(whole(data, "-"))
