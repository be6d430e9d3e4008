"""Judge the parts of files here or by any executor: the same findings in the same order, however many workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Final

import attrs

from enforcekit.bulk import no_collector
from enforcekit.codes import Vocabulary
from enforcekit.errors import Finding, InvalidData, MalformedText
from enforcekit.folder import LINES, Entry, entries
from enforcekit.integrity import references
from enforcekit.law.pack import installed
from enforcekit.model.common import Record
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.wire.convert import REFUSALS
from enforcekit.wire.fast_read import read_records
from enforcekit.wire.validate import UNEXPLAINED, accept, problems
from enforcekit.wire.words import with_unknown_words

from .parts import Input, Part, inputs, parts_of

AHEAD: Final = 2
"""Parts that wait for each worker: they are all that memory holds."""


@attrs.frozen
class Named:
    """An id in a part: of a record, or one that a record points to; `file` and `line` are of its first mention."""

    key: str
    kind: str
    file: str
    line: int | None
    owner: str = ""
    pointer: str = ""


@attrs.frozen
class Judged:
    """What was found in one part. `defines` and `mentions` are filled when references are asked for."""

    number: int
    file: str
    documents: int
    findings: tuple[Finding, ...]
    defines: tuple[Named, ...] = ()
    mentions: tuple[Named, ...] = ()


def judge(part: Part, pack: str = DEFAULT_PACK, across: bool = False) -> Judged:
    """What is wrong in one part: a pure function of it, for any worker. `across` keeps ids for `References`.

    >>> line = b'{"type": "place", "schema_version": "1.0", "id": "a", "names": {"zh": ""}}\\n'
    >>> judged = judge(Part(1, "a.ndjson", ".ndjson", line * 2, first=7))
    >>> judged.documents, [(each.code, each.line) for each in judged.findings]
    (2, [('EK113', 7), ('EK113', 8)])
    """
    if part.findings:
        return Judged(part.number, part.file, 0, part.findings)
    vocabulary = installed(pack).vocabulary
    with no_collector():
        if part.suffix in LINES and (records := _all_good(part.data, vocabulary)) is not None:
            placed = [(record, part.first + at) for at, record in enumerate(records)]
            return Judged(part.number, part.file, len(records), (), *_names(placed, part.file, across))
        return _one_by_one(part, vocabulary, across)


def _all_good(data: bytes, vocabulary: Vocabulary) -> list[Record] | None:
    """The records of lines of which none has a problem."""
    records = read_records(data)
    return None if records is None or with_unknown_words(records, vocabulary) else records


def _one_by_one(part: Part, vocabulary: Vocabulary, across: bool) -> Judged:
    found: list[Finding] = []
    placed: list[tuple[Record, int | None]] = []
    count = 0
    try:
        for entry in entries(part.data, part.suffix, part.file, part.first):
            count += 1
            found += entry.findings
            if entry.findings:
                continue
            record = _record(entry)
            if record is None or with_unknown_words((record,), vocabulary):
                found += entry.place(problems(entry.document, vocabulary))
            if record is not None:
                placed.append((record, _line(entry) if across else None))
    except (MalformedText, InvalidData) as error:
        return Judged(part.number, part.file, count + 1, (*found, *error.findings))
    return Judged(part.number, part.file, count, tuple(found), *_names(placed, part.file, across))


def _record(entry: Entry) -> Record | None:
    try:
        return accept(entry.document)
    except REFUSALS:
        return None


def _line(entry: Entry) -> int | None:
    (placed,) = entry.place([UNEXPLAINED.at("/id")])
    return placed.line


def _names(
    placed: Iterable[tuple[Record, int | None]], file: str, across: bool
) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """The ids of the records, and the first mention of each id they point to."""
    if not across:
        return (), ()
    defined, mentioned = [], {}
    for record, line in placed:
        defined.append(Named(record.id, record.type, file, line))
        for pointer, ref, key in references(record):
            if (ref.type, key) not in mentioned:
                mentioned[ref.type, key] = Named(key, ref.type, file, line, record.id, pointer)
    return tuple(defined), tuple(mentioned.values())


def validate_files(
    paths: Iterable[str | Path] | Iterable[Input],
    *,
    pack: str = DEFAULT_PACK,
    executor: Executor | None = None,
    workers: int = 1,
    after: int = 0,
    across: bool = False,
) -> Iterator[Judged]:
    """What is wrong in files, folders and globs (JSON, NDJSON, CSV, each also as `.gz`), part by part, in order.

    `executor` is any of `concurrent.futures`, or that of a Dask cluster (`client.get_executor(pure=False)`), with the
    number of its `workers`; without one the parts are judged here. The parts up to number `after` are passed over.
    Memory holds a few parts for each worker, whatever the size of the files.

    Raises `InvalidData` for a path that names nothing, before anything is judged.

    >>> from enforcekit import resources
    >>> places = resources.folder("examples") / "yichang"
    >>> sum(judged.documents for judged in validate_files([places])) > 10
    True
    """
    given = [each if isinstance(each, Input) else found for each in paths for found in _given(each)]
    wanted = (part for part in parts_of(given) if part.number > after)
    if executor is None:
        for part in wanted:
            yield judge(part, pack, across)
        return
    waiting: deque[Future[Judged]] = deque()
    for part in wanted:
        waiting.append(executor.submit(judge, part, pack, across))
        if len(waiting) > AHEAD * workers:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _given(each: str | Path | Input) -> list[Input]:
    return [each] if isinstance(each, Input) else inputs([each])
