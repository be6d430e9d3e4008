"""Tables as people send them: the header found, every row with its cells by column; CSV, XLSX, JSON or mappings."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, shorten
from enforcekit.shape.rules import escape
from enforcekit.wire.cells import unguarded
from enforcekit.wire.reader import Limits, read_json
from enforcekit.wire.source import read_bytes
from enforcekit.wire.table import decode

from .numerals import FEN_IN_WAN, FEN_IN_YUAN
from .xlsx import is_xlsx, sheet

LIMITS: Final = Limits(size=128 * 1024 * 1024)
_TOP: Final = 10
"""Among so many first lines the header is looked for."""

_NOISE: Final = re.compile(r"[\s\ufeff*＊:：]")
_UNIT: Final = re.compile(r"[(（\[【](?:单位[:：]?)?(?P<unit>[^)）\]】]*)[)）\]】]$")
_UNITS: Final = {
    "万元": FEN_IN_WAN,
    "元": FEN_IN_YUAN,
    "万": FEN_IN_WAN,
    "万元人民币": FEN_IN_WAN,
    "人民币元": FEN_IN_YUAN,
}


@attrs.frozen
class Column:
    """A column of a table: its header as written, its place (from 1), what it is here, and the unit of an amount."""

    header: str
    place: int
    code: str | None
    unit: int = FEN_IN_WAN


Columns = Callable[[Iterable[str]], tuple[Column, ...]]
"""What tells the columns of a format by their headers."""


def named_columns(headers: Iterable[str], codes: Mapping[str, str]) -> tuple[Column, ...]:
    """What the headers of a table are, by the names that a format knows, written large and without noise.

    The first of several that mean the same is it, the rest stay unmapped.

    >>> [each.code for each in named_columns(["事项名称*", "备注", "金额（元）"], {"事项名称": "name", "金额": "fine"})]
    ['name', None, 'fine']
    """
    seen: set[str] = set()
    found = []
    for place, header in enumerate(headers, 1):
        bare = _NOISE.sub("", header)
        unit = FEN_IN_WAN
        code = codes.get(bare.upper())
        behind = _UNIT.search(bare)
        if code is None and behind is not None:
            code = codes.get(bare[: behind.start()].upper())
            unit = _UNITS.get(behind["unit"], FEN_IN_WAN)
        if code in seen:
            code = None
        if code is not None:
            seen.add(code)
        found.append(Column(header, place, code, unit))
    return tuple(found)


@attrs.frozen(kw_only=True)
class Row:
    """A row as given: its number from 1, its line, its cells by column, and those without a column."""

    number: int
    line: int | None
    cells: dict[Column, str]
    more: tuple[str, ...] = ()
    wrong: str = ""


@attrs.frozen(kw_only=True)
class Table:
    """A table: its file, columns and rows, the lines above its header, which are not read, and what was found in it."""

    file: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    above: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_table(source: Any, columns: Columns) -> Table:
    """The table of a path, of bytes, or of rows given as mappings from column to cell.

    Args:
        source: where it is; CSV, tab-separated text and JSON in UTF-8, and XLSX where its extra is installed.
        columns: what tells the columns by their headers.

    Raises `MalformedText` for what cannot be read.
    """
    if isinstance(source, str | os.PathLike):
        file = shorten(os.fspath(source), limit=4096)
        return _parse(read_bytes(source, LIMITS), file, columns)
    if isinstance(source, bytes):
        return _parse(source, None, columns)
    return _mappings(source, None, columns)


def _parse(data: bytes, file: str | None, columns_of: Columns) -> Table:
    if is_xlsx(data):
        lines, said = sheet(data, file)
        table = _under_header(((line, cells, "") for line, cells in lines), file, columns_of)
        return attrs.evolve(table, findings=tuple(attrs.evolve(each, file=file) for each in said))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        value = read_json(data, limits=LIMITS, file=file)
        return _mappings(value if isinstance(value, list) else [value], file, columns_of)
    text = decode(data, file)
    marks = {
        mark: max((_known(each, columns_of) for each in _heads(text, mark)), default=0) for mark in (",", "\t", ";")
    }
    return _under_header(_lines(text, max(marks, key=lambda each: marks[each])), file, columns_of)


def _under_header(given: Iterable[tuple[int, list[str], str]], file: str | None, columns_of: Columns) -> Table:
    lines = list(given)
    # A sheet often has its title above its header.
    top = max(range(min(len(lines), _TOP)), key=lambda at: _known(lines[at][1], columns_of), default=0)
    headers = [unguarded(each) for each in lines[top][1]] if lines else []
    own = _meanings(headers, columns_of)
    # A title that is merged over all columns is said once.
    above = tuple(Row(number=0, line=at, cells={}, more=tuple(dict.fromkeys(cells))) for at, cells, _ in lines[:top])
    rows = tuple(_row(number, *each, own) for number, each in enumerate(lines[top + 1 :], 1))
    return Table(file=file, columns=columns_of(headers), rows=rows, above=above)


def _meanings(headers: Iterable[str], columns_of: Columns) -> tuple[Column, ...]:
    """Each column with what it means by itself, whether or not another one means the same."""
    alone = (columns_of([header])[0] for header in headers)
    return tuple(attrs.evolve(column, place=place) for place, column in enumerate(alone, 1))


def _own(cells: Mapping[Column, str]) -> dict[Column, str]:
    """The cells of a row by its own columns: of several that mean the same, the first that is filled is it."""
    its: dict[str, Column] = {}
    for column in sorted(cells, key=lambda each: not cells[each]):
        if column.code is not None:
            its.setdefault(column.code, column)
    return {
        column if column.code is None or its[column.code] is column else attrs.evolve(column, code=None): cell
        for column, cell in cells.items()
    }


def _known(headers: Iterable[str], columns_of: Columns) -> int:
    return sum(each.code is not None for each in columns_of(headers))


def _heads(text: str, mark: str) -> Iterator[list[str]]:
    return (line.split(mark) for line in text[:100_000].splitlines()[:_TOP])


def _lines(text: str, mark: str) -> Iterator[tuple[int, list[str], str]]:
    """The lines of a table that are not blank: number, cells, and what is wrong where they cannot be told apart."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], str(error)
        else:
            if any(cell.strip() for cell in cells):
                yield line, cells, ""
        line = reader.line_num + 1


def _row(number: int, line: int, cells: list[str], wrong: str, columns: tuple[Column, ...]) -> Row:
    named = {column: unguarded(cell.strip()) for column, cell in zip(columns, cells, strict=False)}
    return Row(number=number, line=line, cells=_own(named), more=tuple(cells[len(columns) :]), wrong=wrong)


def _mappings(rows: Iterable[Any], file: str | None, columns_of: Columns) -> Table:
    given = list(rows)
    headers = dict.fromkeys(str(key) for row in given if isinstance(row, Mapping) for key in row)
    by_header = {each.header: each for each in _meanings(headers, columns_of)}
    made = []
    for number, row in enumerate(given, 1):
        if isinstance(row, Mapping):
            cells = {by_header[str(key)]: cell_text(value) for key, value in row.items()}
            made.append(Row(number=number, line=None, cells=_own(cells)))
        else:
            made.append(Row(number=number, line=None, cells={}, wrong=type(row).__name__))
    return Table(file=file, columns=columns_of(headers), rows=tuple(made))


def cell_text(value: Any) -> str:
    """A value of JSON as the cell it would be; a float by the shortest decimal that names it, never calculated with.

    >>> [cell_text(each) for each in (None, True, 0.00675, ["甲", "乙"], {"a": 1})]
    ['', '是', '0.00675', '甲;乙', '{"a": 1}']
    """
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case dt.date():
            return value.isoformat()[:10]
        case Decimal():
            return format(value, "f")
        case list() | tuple():
            return ";".join(map(cell_text, value))
        case Mapping():
            return json.dumps(value, ensure_ascii=False, default=str)
    return str(value).strip()


_APART: Final = re.compile(r"[;；]")
_WITHIN: Final = re.compile(r"[、,，|/\s+＋]+")


def listed(cell: str, words: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """The entries of a cell that names several things, each with the code that it is a word for.

    Semicolons part entries; an entry that is no word as a whole is parted at every other mark too.

    >>> list(listed("警告；甲、乙;甲、丙", {"警告": "warning", "甲、乙": "both", "丙": "c"}))
    [('警告', 'warning'), ('甲、乙', 'both'), ('甲', None), ('丙', 'c')]
    """
    for entry in _APART.split(cell):
        whole = entry.strip()
        parts = [whole] if whole in words else _WITHIN.split(whole)
        yield from ((part, words.get(part)) for part in parts if part)


def placed(finding: Finding, row: Row, column: Column | None = None) -> Finding:
    """A finding in its place: `/row/column` by number and header, and the column's number where there are lines."""
    pointer = f"/{row.number}"
    if column is None:
        return attrs.evolve(finding, pointer=pointer)
    place = column.place if row.line is not None else None
    return attrs.evolve(finding, pointer=f"{pointer}/{escape(column.header)}", column=place)
