"""`validate`: judge documents in files."""

from __future__ import annotations

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click

from enforcekit.codes import Vocabulary
from enforcekit.errors import Finding, MalformedText
from enforcekit.folder import Entry, documents, files, lines, whole
from enforcekit.law.pack import installed
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.wire.reader import DEFAULT, read_json
from enforcekit.wire.source import bounded_lines
from enforcekit.wire.validate import validate as judge

from .formats import FORMATS, Reporter
from .options import language


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|-…")
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="The jurisdiction whose words count.")
@click.option("--strict", is_flag=True, help="Warnings count as findings.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@language
def validate(paths: tuple[str, ...], pack: str, strict: bool, lang: str, form: str) -> None:
    """Judge every document in files, in folders or from standard input.

    standard input (-): one JSON document, an array of them, or NDJSON, where each line is judged as it comes;
    files: JSON, NDJSON and CSV.

    text and github (workflow commands) come as they are found; json (schemas/report.schema.json), sarif (2.1.0) and
    junit (one test case for each file) when all is judged.

    Exit code 0: all good; 1: findings, also for what is no JSON; 2: wrong usage, or a path that is not there; 3: a
    fault of the library.
    """
    vocabulary = installed(pack).vocabulary
    # A path that is not there is said before anything is judged.
    given = [(_standard_input(), []) if path == "-" else _entries(Path(path)) for path in paths]
    report = Reporter(form, lang, lambda finding: strict or finding.severity != "warning")
    for file, judged in _findings(given, vocabulary):
        report.take(file, judged)
    report.end()
    if report.failed:
        raise click.exceptions.Exit(1)


_Given = tuple[Iterator[Entry], list[Finding]]


def _findings(given: Iterable[_Given], vocabulary: Vocabulary) -> Iterator[tuple[str | None, list[Finding]]]:
    """What is found, with the file of the document it is about, as soon as it is known."""
    for entries, notes in given:
        yield None, notes
        for entry in entries:
            yield entry.file, _judged(entry, vocabulary)


def _judged(entry: Entry, vocabulary: Vocabulary) -> list[Finding]:
    if entry.findings:
        return list(entry.findings)
    # A bare string would be taken for JSON text: it is given as one.
    payload = json.dumps(entry.document) if isinstance(entry.document, str) else entry.document
    return entry.place(judge(payload, vocabulary).findings)


def _entries(path: Path) -> _Given:
    """The documents of a file or of a folder, and findings on the files that are not read."""
    found, notes = files(path)
    return (entry for file, _ in found for entry in documents(file, str(file))), notes


def _standard_input() -> Iterator[Entry]:
    """One JSON document or an array of them, or many documents, one a line, from standard input."""
    source = sys.stdin.buffer
    head: list[bytes] = []
    if _begins_ndjson(bounded_lines(source, DEFAULT.size), head):
        yield from lines(chain(head, bounded_lines(source, DEFAULT.size)), "-")
        return
    try:
        yield from whole(b"".join([*head, source.read(DEFAULT.size + 1)]), "-")
    except MalformedText as error:
        yield Entry("-", list, findings=error.findings)


def _begins_ndjson(source: Iterator[bytes], head: list[bytes]) -> bool:
    """Whether a text is many documents, one a line; `head` gets the lines that had to be read to know it.

    The first line says so when it is an object already. When it is broken, the second can: where a line begins with
    `{` in one JSON text, the line before it ends with one of `[:,`.
    """
    first = b""
    for line in source:
        head.append(line)
        text = line.removeprefix(BOM_UTF8).strip()
        if text and first:
            return text.startswith(b"{") and not first.endswith((b"[", b":", b","))
        if text:
            if not text.startswith(b"{") or len(line) > DEFAULT.size:
                return False
            try:
                read_json(text)
            except MalformedText:
                first = text
            else:
                return True
        if sum(map(len, head)) > DEFAULT.size:
            return False
    return False
