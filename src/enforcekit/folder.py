"""From files to a structure: a folder of JSON, NDJSON and CSV, every problem at once, each with its file and place."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from io import BytesIO
from operator import itemgetter
from pathlib import Path
from typing import Any

import attrs

from enforcekit import resources
from enforcekit.arguments import must_be, must_be_path, must_be_text
from enforcekit.bulk import no_collector
from enforcekit.codes import Vocabulary
from enforcekit.errors import (
    Finding,
    InvalidData,
    MalformedText,
    UnknownReference,
    rule,
)
from enforcekit.law.pack import Pack, installed
from enforcekit.model.common import Record
from enforcekit.model.manifest import DEFAULT_PACK, Manifest
from enforcekit.structure import Structure
from enforcekit.wire.convert import REFUSALS, dump
from enforcekit.wire.fast_read import read_records
from enforcekit.wire.locate import elements, line_breaks, positions
from enforcekit.wire.reader import DEFAULT, read_json
from enforcekit.wire.source import blocks, bounded_lines, numbered, read_bytes
from enforcekit.wire.table import EK144, Row, decode, read_table, record_type_of
from enforcekit.wire.validate import accept, dump_document, refusal
from enforcekit.wire.words import vocabulary_findings, with_unknown_words

Place = Callable[[Iterable[Finding]], list[Finding]]
LINES = (".ndjson", ".jsonl")
SUFFIXES = (".json", *LINES, ".csv")
BESIDE = (".md", ".py", ".toml", "")
"""What may lie beside records without being read: words, a script, a book of figures."""

NO_FILES = rule(
    "EK230",
    "error",
    "'{path}' holds no file that can be read as records",
    "“{path}”中没有可读取的记录文件",
    cure_en="put *.json, *.ndjson or *.csv there; `enforcekit template csv` writes empty tables",
    cure_zh="请放入 *.json、*.ndjson 或 *.csv；可用 `enforcekit template csv` 生成空表",
)
NOT_FOUND = rule(
    "EK231",
    "error",
    "there is no file or folder '{path}'",
    "没有文件或文件夹“{path}”",
    cure_en="check the path; bundled examples: {examples}",
    cure_zh="请检查路径；自带示例：{examples}",
)
NOT_READ = rule(
    "EK232",
    "warning",
    "'{path}' is not read: only JSON, NDJSON and CSV are",
    "未读取“{path}”：只读取 JSON、NDJSON、CSV",
    cure_en="convert it, or remove it from the folder",
    cure_zh="请转换格式或移出该文件夹",
)


@attrs.frozen
class Entry:
    """One document found in a file, or what was wrong where it should be; `place` adds file, line and column
    to all findings about it at once."""

    file: str
    place: Place
    document: Any = None
    findings: tuple[Finding, ...] = ()


def documents(path: Path, name: str | None = None) -> Iterator[Entry]:
    """Every document of one file, in order; a problem does not stop the rest."""
    name = name or path.name
    try:
        suffix = path.suffix.lower()
        if suffix in LINES:
            with path.open("rb") as file:
                yield from lines(file, name)
        else:
            yield from entries(read_bytes(path), suffix, name)
    except (MalformedText, InvalidData) as error:
        yield Entry(name, list, findings=error.findings)


def entries(data: bytes, suffix: str, name: str, first: int = 1) -> Iterator[Entry]:
    """Every document of the bytes of a file, or of those lines of it that begin with number `first`."""
    if suffix in LINES:
        return lines(BytesIO(data), name, first)
    return _rows(decode(data, name), name) if suffix == ".csv" else whole(data, name)


def whole(data: bytes, name: str) -> Iterator[Entry]:
    """A file of one document, or of an array of documents."""
    value = read_json(data, file=name)
    text = data.decode("utf-8-sig")

    @cache
    def breaks() -> list[int]:
        return line_breaks(text)

    @cache
    def starts() -> list[int]:
        return elements(text)

    def place(findings: Iterable[Finding], index: int | None = None) -> list[Finding]:
        if not (found := list(findings)):
            return []
        start = 0 if index is None else starts()[index]
        places = positions(text, [each.pointer for each in found], start, breaks())
        return [_placed(each, name, *places[each.pointer]) for each in found]

    if isinstance(value, list):
        for index, document in enumerate(value):
            yield Entry(name, partial(place, index=index), document)
    else:
        yield Entry(name, place, value)


def _placed(finding: Finding, file: str, line: int, column: int) -> Finding:
    return attrs.evolve(finding, file=file, line=line, column=column)


def lines(file: Iterable[bytes], name: str, first: int = 1) -> Iterator[Entry]:
    """A file of many documents, one a line: each is read when it is asked for. `first` is its first line's number."""
    for line, data, outcome in numbered(file, file=name, first=first):
        if isinstance(outcome, MalformedText):
            yield Entry(name, list, findings=outcome.findings)
        else:
            yield Entry(name, partial(_in_line, name, line, data), outcome)


def _in_line(file: str, line: int, data: bytes, findings: Iterable[Finding]) -> list[Finding]:
    if not (found := list(findings)):
        return []
    places = positions(data.decode("utf-8-sig"), [each.pointer for each in found])
    return [_placed(each, file, line, places[each.pointer][1]) for each in found]


def _rows(text: str, name: str) -> Iterator[Entry]:
    if not text.strip("\ufeff, \t\r\n"):
        raise MalformedText([attrs.evolve(EK144.at(reason="the file is empty"), file=name, line=1)])

    def place(findings: Iterable[Finding], row: Row) -> list[Finding]:
        return [row.place(each) for each in findings]

    for row in read_table(text, record_type_of(name), file=name):
        yield Entry(name, partial(place, row=row), row.document, row.findings)


def files(path: Path) -> tuple[list[tuple[Path, str]], list[Finding]]:
    """The files to read with their names below the folder, and findings on those that are not."""
    if not path.exists():
        raise not_found(path, "nothing to load")
    if path.is_file():
        return [(path, path.name)], []
    found = list(below(path, lambda each: each.suffix.lower()))
    if not any(read for *_, read in found):
        raise InvalidData([NO_FILES.at(path=str(path))], "nothing to load")
    other = [attrs.evolve(NOT_READ.at(path=name), file=name) for _, name, read in found if not read]
    return [(each, name) for each, name, read in found if read], other


def below(folder: Path, suffix_of: Callable[[Path], str]) -> Iterator[tuple[Path, str, bool]]:
    """The files of a folder in one order on every machine, with their names in it, and whether each is read.

    Neither what is hidden is among them nor what may lie beside records.
    """
    for each in sorted(folder.rglob("*")):
        name = each.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts) and each.is_file():
            read = suffix_of(each) in SUFFIXES
            if read or each.suffix.lower() not in BESIDE:
                yield each, name.as_posix(), read


def not_found(path: Path, heading: str) -> InvalidData:
    """The error for a path that names nothing, with the examples there are."""
    return InvalidData([NOT_FOUND.at(path=str(path), examples=", ".join(example_names()))], heading)


def load(*paths: str | Path, pack: str | Pack | None = None) -> Structure:
    """The structure that folders or files of JSON, NDJSON and CSV hold, taken together.

    Args:
        paths: files, or folders in which every such file is read.
        pack: the jurisdiction, by name or as an object; else a manifest among the files names it, else it is `cn`.

    Raises `InvalidData` with every problem, each with its file, line and column; references are checked once every
    document is good.

    >>> import enforcekit as ek
    >>> load("no/such/folder")
    Traceback (most recent call last):
    enforcekit.errors.InvalidData: nothing to load
      error EK231: there is no file or folder 'no/such/folder' → check the path; bundled examples: fenghua, ...
    """
    must_be_path(**{f"paths[{number}]": each for number, each in enumerate(paths)})
    if pack is not None and not isinstance(pack, Pack):
        must_be_text(pack=pack)
    if not paths:
        must_be_path(paths=paths)
    heading = ", ".join(map(str, paths))
    found = [files(Path(path)) for path in paths]
    with no_collector():
        read = _Read(file for files_found, _ in found for file in files_found)
        if pack is None:
            pack = read.pack()
        findings = [*read.findings, *read.judged((pack if isinstance(pack, Pack) else installed(pack)).vocabulary)]
        findings.sort(key=lambda f: (f.file or "", f.line or 0, f.column or 0, f.code))
        problems = [finding for finding in findings if finding.severity != "warning"]
        if problems:
            raise InvalidData(problems, f"{heading}: the documents are not all good")
        notes = (note for _, left in found for note in left)
        try:
            return Structure(read.good, pack, (*notes, *findings))
        except InvalidData as error:
            told = dict.fromkeys(read.placed(dict.fromkeys(error.findings).keys()))
            raise InvalidData(told, f"{heading}: the records do not fit together") from None


class _Read:
    """What files hold: the records of the good documents, the refused documents, what was wrong with the texts."""

    def __init__(self, paths: Iterable[tuple[Path, str]]) -> None:
        self.good: list[Record] = []
        self.refused: list[Entry] = []
        self.findings: list[Finding] = []
        # Where the records stand is seldom asked: a whole block has one entry here, by the number of its first record.
        self._places: list[tuple[int, Callable[[int], Place]]] = []
        for path, name in paths:
            if path.suffix.lower() in LINES:
                self._read_lines(path, name)
            else:
                self._read_entries(documents(path, name))

    def _read_entries(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.findings += entry.findings
            if not entry.findings:
                try:
                    record = accept(entry.document)
                except REFUSALS:
                    self.refused.append(entry)
                else:
                    self._places.append((len(self.good), partial(_the_place, entry)))
                    self.good.append(record)

    def _read_lines(self, path: Path, name: str) -> None:
        """A block at once when all of it is good, else line by line."""
        first = 1
        with path.open("rb") as file:
            for block in blocks(bounded_lines(file, DEFAULT.size)):
                records = read_records(b"".join(block))
                if records is None:
                    self._read_entries(lines(block, name, first))
                else:
                    self._places.append((len(self.good), partial(_place_in_block, name, first, block)))
                    self.good += records
                first += len(block)

    def place(self, number: int) -> Place:
        """Where a good record stands."""
        at = bisect_right(self._places, number, key=itemgetter(0)) - 1
        first, place_of = self._places[at]
        return place_of(number - first)

    def judged(self, vocabulary: Vocabulary) -> Iterator[Finding]:
        """Why documents were refused, and what the words of the jurisdiction say of the others."""
        for entry in self.refused:
            yield from entry.place(refusal(entry.document, vocabulary).findings)
        suspected = with_unknown_words(self.good, vocabulary)
        for number, record in enumerate(self.good):
            if type(record) in suspected and with_unknown_words((record,), vocabulary):
                yield from self.place(number)(vocabulary_findings(type(record), dump(record), vocabulary))

    def placed(self, findings: Collection[Finding]) -> Iterator[Finding]:
        """What is wrong between records, with the place of the first that each finding names."""
        numbers: dict[str, list[int]] = {}
        for number, record in enumerate(self.good):
            numbers.setdefault(record.id, []).append(number)
        about: dict[str, list[Finding]] = {}
        for finding in findings:
            about.setdefault(finding.witness[0], []).append(finding)
        # Of an id that is used twice, every place.
        found_at = {
            key: zip(*(self.place(number)(each) for number in numbers[key]), strict=True) for key, each in about.items()
        }
        for finding in findings:
            yield from next(found_at[finding.witness[0]])

    def pack(self) -> str:
        """The pack that the first manifest names, good or not."""
        named = [record.pack for record in self.good if isinstance(record, Manifest)]
        documents = (entry.document for entry in self.refused if isinstance(entry.document, Mapping))
        named += [
            each["pack"]
            for each in documents
            if each.get("type") == Manifest.type and isinstance(each.get("pack"), str)
        ]
        return named[0] if named else DEFAULT_PACK


def _the_place(entry: Entry, _: int) -> Place:
    return entry.place


def _place_in_block(name: str, first: int, block: list[bytes], number: int) -> Place:
    return partial(_in_line, name, first + number, block[number])


def example_names() -> list[str]:
    """The bundled examples that are structures."""
    return sorted(each.parent.name for each in resources.folder("examples").glob("*/structure.json"))


def example(name: str) -> Structure:
    """A structure that travels with the library: `name` is that of a city, such as `ningbo`.

    Raises `UnknownReference` with the names there are.

    >>> example("ningbo").manifest.label("zh")
    '宁波市'
    """
    must_be_text(name=name)
    return _example(name)


@lru_cache(maxsize=8)
def _example(name: str) -> Structure:
    if name not in example_names():
        raise UnknownReference("example", name, example_names())
    return load(resources.folder("examples") / name)


def save(structure: Structure, path: str | Path) -> None:
    """Write a structure as NDJSON, one document a line: `load` reads the same records from it, under the same pack.

    What names the pack is the manifest among the records. Without one `load` takes the pack to be `cn`: a structure of
    another jurisdiction is read again with `load(path, pack=…)`.

    Args:
        structure: what is written.
        path: the file; one that is there is replaced.

    Raises `OSError` when it cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "yichang.ndjson"
    ...     save(example("yichang"), path)
    ...     load(path) == example("yichang")
    ...     save(Structure([], attrs.evolve(installed("cn"), name="elsewhere")), path)  # no manifest among its records
    ...     load(path).pack
    True
    'cn'
    """
    must_be(Structure, structure=structure)
    must_be_path(path=path)
    lines = (json.dumps(dump_document(each), ensure_ascii=False, allow_nan=False) for each in structure)
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
