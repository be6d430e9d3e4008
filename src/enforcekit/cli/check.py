"""`validate`: judge documents in files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from enforcekit.errors import Finding, MalformedText
from enforcekit.folder import Entry, documents, files, whole
from enforcekit.law.pack import installed
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.wire.reader import DEFAULT
from enforcekit.wire.validate import validate as judge

from .options import language, output_format, print_json


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|-…")
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="The jurisdiction whose words count.")
@click.option("--strict", is_flag=True, help="Warnings count as findings.")
@language
@output_format
def validate(paths: tuple[str, ...], pack: str, strict: bool, lang: str, form: str) -> None:
    """Judge every document in files, in folders or from standard input.

    standard input (-): one JSON document or an array of them; files: JSON, NDJSON and CSV.

    Exit code 0: all good; 1: findings; 2: a path that is not there.
    """
    vocabulary = installed(pack).vocabulary
    findings: list[Finding] = []
    count = 0
    for given in paths:
        entries, notes = ([*_standard_input()], []) if given == "-" else _entries(Path(given))
        findings += notes
        for entry in entries:
            count += 1
            findings += entry.findings
            if not entry.findings:
                # A bare string would be taken for JSON text: it is given as one.
                payload = json.dumps(entry.document) if isinstance(entry.document, str) else entry.document
                findings += entry.place(judge(payload, vocabulary).findings)
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


def _entries(path: Path) -> tuple[list[Entry], list[Finding]]:
    """The documents of a file or of a folder, and findings on the files that are not read."""
    found, notes = files(path)
    return [entry for file, _ in found for entry in documents(file, str(file))], notes


def _standard_input() -> Iterator[Entry]:
    """One JSON document, or an array of them, from standard input."""
    try:
        yield from whole(sys.stdin.buffer.read(DEFAULT.size + 1), "-")
    except MalformedText as error:
        yield Entry("-", list, findings=error.findings)
