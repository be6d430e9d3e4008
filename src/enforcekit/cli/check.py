"""`validate`: judge documents in files."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from codecs import BOM_UTF8
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from itertools import chain
from pathlib import Path

import click

from enforcekit.codes import Vocabulary
from enforcekit.errors import Finding, MalformedText
from enforcekit.folder import Entry, lines, whole
from enforcekit.law.pack import installed
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.scale.across import References
from enforcekit.scale.parts import Input, inputs
from enforcekit.scale.report import BulkReport, opened
from enforcekit.scale.run import validate_files
from enforcekit.wire.reader import DEFAULT, read_json
from enforcekit.wire.source import bounded_lines
from enforcekit.wire.validate import problems

from .formats import FORMATS, Reporter
from .options import language, open_structure


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|GLOB|-…")
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="The jurisdiction whose words count.")
@click.option("--strict", is_flag=True, help="Warnings count as findings.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="So many processes.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write here; go on from here.")
@click.option("--references", is_flag=True, help="Ids across all files too: unknown ones, doubles.")
@click.option("--known", multiple=True, metavar="FOLDER|FILE|EXAMPLE", help="Records that may be referred to.")
@language
def validate(
    paths: tuple[str, ...],
    pack: str,
    strict: bool,
    lang: str,
    form: str,
    jobs: int,
    report: Path | None,
    references: bool,
    known: tuple[str, ...],
) -> None:
    """Judge every document in files, in folders or from standard input.

    standard input (-): one JSON document, an array of them, or NDJSON, where each line is judged as it comes;
    files: JSON, NDJSON and CSV, each also packed (.gz). NDJSON may be of any size: memory holds a few parts of it.

    text and github (workflow commands) come as they are found; json (schemas/report.schema.json), sarif (2.1.0) and
    junit (one test case for each file) when all is judged. The order does not depend on --jobs.

    --report FILE: the findings go there as they come, one JSON object a line, and a text says only how many. A run
    that was killed goes on where the report ends when the same command is given again.

    Exit code 0: all good; 1: findings, also for what is no JSON; 2: wrong usage, or a path that is not there; 3: a
    fault of the library.
    """
    vocabulary = installed(pack).vocabulary
    # A path that is not there is said before anything is judged.
    given = inputs(path for path in paths if path != "-")
    if report and "-" in paths:
        raise click.UsageError("--report goes on from what was read: standard input cannot be read again")
    if references and "-" in paths:
        raise click.UsageError("--references looks into files: standard input is judged document by document")
    lenient = ("advice",) if strict else ("advice", "warning")
    shown = Reporter(form, lang, lambda finding: finding.severity not in lenient, quiet=report is not None)
    if "-" in paths:
        for entry in _standard_input():
            shown.take(entry.file, 1, _judged(entry, vocabulary))
    start = {
        "files": [[each.name, each.size] for each in given],
        "options": [pack, strict, references, list(known)],
    }
    with ExitStack() as stack:
        kept = stack.enter_context(closing(opened(report, start))) if report else None
        across = stack.enter_context(closing(_references(report, kept, known))) if references else None
        _judge_files(given, pack, jobs, shown, kept, across)
    shown.end()
    if shown.failed:
        raise click.exceptions.Exit(1)


def _references(report: Path | None, kept: BulkReport | None, known: tuple[str, ...]) -> References:
    """Beside the report of the same run, else in a file that goes with it."""
    after = kept.progress.part if kept else 0
    found = References(report.with_name(f"{report.name}.ids") if report else None, after)
    if known and not after:
        found.know((record.id, record.type) for record in open_structure(known))
    return found


def _judge_files(
    given: list[Input], pack: str, jobs: int, shown: Reporter, kept: BulkReport | None, across: References | None
) -> None:
    after = 0
    if kept:
        after, ended = kept.progress.part, kept.progress.ended
        for file, documents, findings in kept.settled():
            shown.take(file, documents, findings)
        if ended:
            return
    with _workers(jobs) as executor:
        for judged in validate_files(
            given, pack=pack, executor=executor, workers=jobs, after=after, across=across is not None
        ):
            if across:
                across.take(judged)
            if kept:
                kept.take(judged, any(map(shown.bad, judged.findings)))
            shown.take(judged.file, judged.documents, judged.findings)
    for finding in across.findings() if across else ():
        if kept:
            kept.add(finding, shown.bad(finding))
        shown.take("-", 0, [finding])
    if kept:
        kept.end()


@contextmanager
def _workers(jobs: int) -> Iterator[Executor | None]:
    if jobs == 1:
        yield None
        return
    # Started anew, not forked: what this process holds is not copied, and threads of libraries cannot be torn.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_ends_with_parent) as executor:
        yield executor


def _ends_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _judged(entry: Entry, vocabulary: Vocabulary) -> list[Finding]:
    return list(entry.findings) or entry.place(problems(entry.document, vocabulary))


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
