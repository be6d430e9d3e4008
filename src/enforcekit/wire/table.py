"""Tables: one canonical CSV layout per noun, derived from its annotations. A column is a path into the
document, and a row becomes the same plain document that JSON gives, and goes the same way from there.

    grantee                  a value by its name
    names.zh, period.start   a text by its language, a nested value by its fields
    items                    a list, joined by ";"
    holders.1.kinds          a list of values, numbered from 1; a group that gives nothing does not count
    bases, bases.1.article   values with a lead field: the list's own column joins the lead fields, numbered
                             ones add the rest; bases.1.instrument instead of bases says the same
    extensions.note          a string among the extensions

The lead field of a class is its first field, when it is a scalar and the only one required. Blanks around a
cell do not count; an empty cell is an absent value, an empty row none, a row whose first cell starts with "#"
a comment. A cell that a spreadsheet would take for a formula is written with one more apostrophe in front,
which is taken off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, InvalidData, MalformedText, rule
from enforcekit.model.common import Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import FrozenDict

from .cells import guarded, lines_of, unguarded
from .convert import dump
from .layout import LANGUAGES, Column, Path, column_of, columns, header_of, layout_of, pointer_of
from .reader import Limits, read_json
from .schema import SCHEMA_VERSION

EK140 = rule(
    "EK140",
    "error",
    "no column is called '{name}'",
    "没有名为“{name}”的列",
    cure_en="use {known}",
    cure_zh="可用 {known}",
)
EK141 = rule(
    "EK141",
    "error",
    "column '{name}' repeats column {first}",
    "“{name}”列与第 {first} 列重复",
    cure_en="keep one of them",
    cure_zh="请只保留一列",
)
EK142 = rule(
    "EK142",
    "error",
    "{found} cells under a header of {width}",
    "表头 {width} 列，该行 {found} 格",
    cure_en='put a cell that has a comma between " and "',
    cure_zh="含逗号的单元格请加双引号",
)
EK143 = rule(
    "EK143",
    "error",
    "neither a column 'type' nor the file name says what the rows are",
    "没有 type 列，文件名也未说明记录类型",
    cure_en="add the column, or name the file after one of: {known}",
    cure_zh="请加 type 列，或以此命名文件：{known}",
)
EK144 = rule(
    "EK144",
    "error",
    "not well-formed CSV: {reason}",
    "不是合乎语法的 CSV：{reason}",
    cure_en="let a spreadsheet save it as CSV UTF-8",
    cure_zh="请用表格软件另存为 CSV UTF-8",
)
EK145 = rule(
    "EK145",
    "error",
    "{field} of '{record}' fits no cell: {value}",
    "“{record}”的 {field} 无法写入单元格：{value}",
    cure_en="write JSON: a cell is text without blanks at its ends, a list entry says something without ';'",
    cure_zh="请改用 JSON：单元格为首尾无空白的文字，列表各项不得为空或含“;”",
)

_INTEGER = re.compile("-?[0-9]{1,32}").fullmatch  # a longer one is for the validator to name
_VALUES: Final[Mapping[str, Callable[[str], Any]]] = {
    "int": lambda cell: int(cell) if _INTEGER(cell) else cell,
    "bool": lambda cell: {"true": True, "false": False}.get(cell, cell),
}


Setter = Callable[[dict[Any, Any], str], None]


@attrs.frozen(kw_only=True)
class Row:
    """One row: the line it starts on, its document, the column of each JSON Pointer, its own findings."""

    line: int
    document: dict[str, Any]
    cells: Mapping[str, int]
    file: str | None = None
    findings: tuple[Finding, ...] = ()

    def place(self, finding: Finding) -> Finding:
        """A finding about the document with the file, the line and the nearest column."""
        steps = finding.pointer.split("/")
        ups = ["/".join(steps[:end]) for end in range(len(steps), 1, -1)]
        exact = (self.cells[up] for up in ups if up in self.cells)
        below = (at for up in ups for pointer, at in self.cells.items() if pointer.startswith(f"{up}/"))
        column = next(chain(exact, below), None)
        return attrs.evolve(finding, file=self.file, line=self.line, column=column)


def _setter(column: Column, grouped: bool) -> Setter:
    """Puts a cell into an open document, where a list with numbered columns is still a dict by number."""
    *above, last = column.path
    value, lead = _VALUES.get(column.spec.kind), column.lead

    def read(cell: str) -> Any:
        if not column.joined:
            return value(cell) if value else cell
        entries = [each for each in map(str.strip, cell.split(";")) if each] if ";" in cell else [cell]
        found = [value(each) for each in entries] if value else entries
        return [{lead: each} for each in found] if lead else found

    def put(target: dict[Any, Any], cell: str) -> None:
        for step in above:
            target = target.setdefault(step, {})
        target[last] = read(cell)

    def put_leads(target: dict[Any, Any], cell: str) -> None:
        for step in above:
            target = target.setdefault(step, {})
        for number, each in enumerate(map(str.strip, cell.split(";"))):
            if each:
                target.setdefault(last, {}).setdefault(number, {})[lead] = value(each) if value else each

    def put_text(target: dict[Any, Any], cell: str) -> None:
        target[last] = cell

    plain = not (above or value or column.joined)
    return put_text if plain else put_leads if lead and grouped else put


def _close(value: Any, was: str, now: str, moved: dict[str, str]) -> Any:
    """An open value with its groups as lists without gaps; `moved` gets the pointers that this changes."""
    if type(value) is not dict:
        if was != now:
            moved[was] = now
        return value
    if isinstance(next(iter(value), None), int):
        numbered = enumerate(sorted(value))
        return [_close(value[old], f"{was}/{old}", f"{now}/{new}", moved) for new, old in numbered]
    return {key: _close(each, f"{was}/{key}", f"{now}/{key}", moved) for key, each in value.items()}


@attrs.frozen
class _Plan:
    """What a header means for one type of row."""

    setters: list[Setter]
    groups: set[str]
    cells: Mapping[str, int]


def _plan(names: Sequence[str], cls: type[Any] | None) -> _Plan:
    # A column of another type keeps its name here, and a value in it meets the validator.
    found = [(cls and column_of(cls, name)) or Column(path=(name,)) for name in names]
    groups = {str(c.path[0]) for c in found if any(isinstance(step, int) for step in c.path)}
    cells = FrozenDict({pointer_of(column.path): at for at, column in enumerate(found, 1)})
    return _Plan([_setter(column, column.path[0] in groups) for column in found], groups, cells)


def _rows(text: str, file: str | None) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something, with the line it starts on."""
    line, nul = 1, text.find("\0")
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True, skipinitialspace=True)
    try:
        if nul >= 0:
            line += text.count("\n", 0, nul)
            raise csv.Error("NUL")
        for row in rows:
            start, line = line, rows.line_num + 1
            cells = [cell.strip() for cell in row]
            if any(cells) and not cells[0].startswith("#"):
                yield start, cells
    except csv.Error as error:
        raise MalformedText([attrs.evolve(EK144.at(reason=error), file=file, line=line)]) from None


def _header_findings(names: Sequence[str], classes: Sequence[type[Any]]) -> Iterator[Finding]:
    if not classes:
        yield EK143.at(known=", ".join(f"{name}.csv" for name in RECORD_TYPES))
        return
    first: dict[str | None, int] = {name: at for at, name in reversed(list(enumerate(names, 1)))}
    known = {column.name for cls in classes for column in columns(cls)}
    hints = 20  # to look for the nearest name is slow
    for at, name in enumerate(names, 1):
        column = next(filter(None, (column_of(cls, name) for cls in classes)), None)
        if column is None:
            near = get_close_matches(name.lower()[:80], known, n=1) if hints else []
            hints = max(0, hints - 1)
            yield attrs.evolve(EK140.at(name=name, known=" / ".join([*near, f"extensions.{name}"])), column=at)
        elif (same := first.get(column.twin, first[name])) != at:
            yield attrs.evolve(EK141.at(name=name, first=same), column=at)


def read_table(text: str, cls: type[Record] | None, *, file: str | None = None) -> Iterator[Row]:
    """The rows of a table, each with its document. A column `type` says of what type, else `cls` or `file`.

    A cell becomes an integer or a boolean where the layout has one and the cell is one; all else stays text
    for the validator. Raises `InvalidData` with all problems of the header, `MalformedText` for no CSV.

    >>> table = "id,names.zh,parent\\n330213100,溪口镇,330213\\n"
    >>> [row.document["names"] for row in read_table(table, None, file="places.csv")]
    [{'zh': '溪口镇'}]
    """
    default = cls or record_type_of(file or "")
    rows = _rows(text, file)
    line, names = next(rows, (1, []))
    while names and not names[-1]:
        names.pop()
    typed = names.index("type") if "type" in names else len(names)
    classes = list(RECORD_TYPES.values()) if "type" in names else [default] if default else []
    if found := list(_header_findings(names, classes) if names else ()):
        raise InvalidData([attrs.evolve(finding, file=file, line=line) for finding in found])
    plans: dict[type[Any] | None, _Plan] = {}
    width = len(names)
    for line, cells in rows:
        kind = cells[typed] if typed < min(width, len(cells)) else ""
        noun = RECORD_TYPES.get(kind) if kind else default
        if noun not in plans:
            plans[noun] = _plan(names, noun)
        plan = plans[noun]
        document: dict[str, Any] = {"type": noun.type if noun else kind, "schema_version": SCHEMA_VERSION}
        for put, cell in zip(plan.setters, cells, strict=False):
            if cell:
                put(document, unguarded(cell))
        places: Mapping[str, int] = plan.cells
        findings: tuple[Finding, ...] = ()
        if plan.groups:
            moved: dict[str, str] = {}
            for name in plan.groups.intersection(document):
                document[name] = _close(document[name], f"/{name}", f"/{name}", moved)
            if moved:
                places = FrozenDict({**places, **{moved[was]: at for was, at in places.items() if was in moved}})
        if len(cells) > width and any(cells[width:]):
            extra = EK142.at(found=len(cells), width=width)
            findings = (attrs.evolve(extra, file=file, line=line, column=width + 1),)
        yield Row(line=line, document=document, cells=places, file=file, findings=findings)


_FILES: Final = {
    plural: cls for name, cls in RECORD_TYPES.items() for plural in (name, f"{name}s", re.sub("y$", "ies", name))
}


def record_type_of(filename: str) -> type[Record] | None:
    """The noun that a file is named after, in singular or plural, up to the first `-` or `.`.

    >>> record_type_of("lists/places-townships.csv").__name__
    'Place'
    """
    return _FILES.get(re.split("[-.]", re.split(r"[\\/]", filename)[-1].lower())[0])


def decode(data: bytes, file: str | None = None) -> str:
    """The text of a table: UTF-8 with or without a byte order mark, else `MalformedText` that names GBK."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        read_json(data, limits=Limits(size=len(data)), file=file)  # refuses the bytes, with their place
        raise


def _given(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """What a document has where a column of the layout leads, `0` and `*` standing for every entry."""
    if not path:
        yield (), value
        return
    step = path[0]
    keys = range(len(value)) if step == 0 else list(value) if step == "*" else [step] if step in value else []
    for key in keys:
        # What gives nothing leads nowhere, and has no cell.
        for rest, each in _given(value[key], path[1:]) if value[key] != {} else [((), {})]:
            yield (key, *rest), each


def _cell(*value: Any, joined: bool = False) -> str | None:
    """The cell that reads back as a value, if there is one."""
    texts = [str(each).lower() if each is True or each is False else str(each) for each in value]
    cell = ";".join(texts)
    blank = any(not each or each != each.strip() or "\0" in each for each in texts)
    if blank or not texts or (joined and cell.count(";") >= len(texts)) or len(cell) > csv.field_size_limit():
        return None
    return guarded(cell)


def write_table(records: Sequence[Record]) -> str:
    """The records as a table: a column `type`, then the columns in use.

    Raises `InvalidData` that names each field which no cell can hold.

    >>> from enforcekit.model import Place
    >>> print(write_table([Place(id="330213100", names={"zh": "溪口镇"}, parent="330213")]), end="")
    type,id,names.zh,parent
    place,330213100,溪口镇,330213
    """
    header: dict[type[Record], dict[str, Any]] = {}
    rows: list[dict[str, str]] = []
    refused: dict[tuple[int, str], Finding] = {}
    for record in records:
        row, ranks = {"type": record.type}, header.setdefault(type(record), {})
        for path, rank, value, cell in _contents(record):
            name = header_of(path)
            if cell is None:
                found = EK145.at(pointer_of(path), record=record.id, field=name, value=value, witness=[record.id])
                refused[len(rows), name] = found
            else:
                row[name], ranks[name] = cell, rank
        rows.append(row)
    if refused:
        raise InvalidData(refused.values())
    names = dict.fromkeys(chain(["type"], *(sorted(ranks, key=ranks.__getitem__) for ranks in header.values())))
    return lines_of([names, *([row.get(name, "") for name in names] for row in rows)]) if rows else ""


def _contents(record: Record) -> Iterator[tuple[Path, tuple[object, ...], Any, str | None]]:
    """What a record gives: the path of a column, its rank in the header, the value, its cell if one fits."""
    firsts: dict[str | int, int] = {}
    plain = dump(record)
    for place, column in enumerate(layout_of(type(record)).values()):
        first = firsts.setdefault(column.path[0], place)
        for path, value in _given(plain, column.path):
            *_, last = path
            numbers = [step for step in path if isinstance(step, int)]
            language = LANGUAGES.index(last) if last in LANGUAGES else len(LANGUAGES)
            if column.lead and value:
                value = [entry[column.lead] for entry in value]
            fits = value != {} and (column.path[-1] != "*" or (type(value) is str and _cell(last)))
            cell = _cell(*value, joined=True) if isinstance(value, list) else _cell(value)
            yield path, (first, numbers, place, language, last), value, cell if fits else None


_NOTES: Final = {
    "en": ("required", "code list {}", "several joined by ;"),
    "zh": ("必填", "代码表 {}", "多项以 ; 分隔"),
}
_EXAMPLES: Final = {"id": "example", "names.zh": "示例", "names.en": "Example"}
"""What any record may be called: an example row is a whole document."""


def template(cls: type[Record], lang: str = "en") -> str:
    """A table to fill in: the header, a comment that explains each column, a comment that is an example row.

    Without its `# ` the example row reads as a good document.

    Spreadsheets ask for a byte order mark in front ("utf-8-sig"); `decode` takes it off again.

    >>> from enforcekit.model import Party
    >>> print(template(Party).splitlines()[2])
    # example,示例,Example,enterprise,,,,,,
    """
    required, listed, several = _NOTES[lang]
    shown, notes = columns(cls), []
    for column in shown:
        marks = [required] if column.required else []
        marks += [listed.format(column.spec.coded.name)] if column.spec.coded else []
        marks += [several] if column.joined else []
        doc = column.doc.zh if lang == "zh" else column.doc.en
        notes.append(f"{doc} [{', '.join(marks)}]" if marks else doc)
    examples = [_cell(column.example or _EXAMPLES.get(column.name, "")) or "" for column in shown]
    rows = ([f"# {notes[0]}", *notes[1:]], [f"# {examples[0]}", *examples[1:]])
    return lines_of([[column.name for column in shown], *rows])
