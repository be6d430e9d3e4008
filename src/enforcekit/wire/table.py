"""Tables: one canonical CSV layout per noun, derived from its annotations. A column is a path into the document;
a row becomes the same plain document that JSON gives, and goes the same way from there.

    grantee                  a value by its name
    names.zh, period.start   a text by its language, a nested value by its fields
    items                    a list, joined by ";"
    holders.1.kinds          a list of values, numbered from 1; a group of which nothing is given does not count
    bases, bases.1.article   values with a lead field: the list's own column joins the lead fields, numbered ones add
                             the rest; bases.1.instrument instead of bases says the same
    extensions.note          a string among the extensions

The lead field of a class is its first field, when it is a scalar and the only one required. Blanks around a cell do
not count; an empty cell is an absent value, an empty row none, a row whose first cell starts with "#" a comment. A
cell that a spreadsheet would take for a formula is written with a leading apostrophe, which is taken off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from itertools import chain
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, InvalidData, MalformedText, rule
from enforcekit.model.common import Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.record import Doc, Field, FrozenDict, Spec, fields_of
from enforcekit.record.rules import LANGUAGE, escape

from .convert import dump
from .reader import Limits, read_json
from .schema import SCHEMA_VERSION

EK140 = rule(
    "EK140",
    "error",
    "unknown column '{name}'",
    "未知的列“{name}”",
    cure_en="use {known}",
    cure_zh="可用 {known}",
)
EK141 = rule(
    "EK141",
    "error",
    "'{name}' repeats column {first}",
    "“{name}”与第 {first} 列重复",
    cure_en="keep one",
    cure_zh="只保留一列",
)
EK142 = rule(
    "EK142",
    "error",
    "{found} cells under a header of {width}",
    "表头 {width} 列，该行 {found} 格",
    cure_en='put a cell with a comma in "…"',
    cure_zh="含逗号的单元格请加双引号",
)
EK143 = rule(
    "EK143",
    "error",
    "neither a column 'type' nor the file name says what the rows are",
    "没有 type 列，文件名也未说明记录类型",
    cure_en="add the column, or name the file after one of: {known}",
    cure_zh="请增加 type 列，或按下列之一命名文件：{known}",
)
EK144 = rule(
    "EK144",
    "error",
    "not well-formed CSV: {reason}",
    "不是合乎语法的 CSV：{reason}",
    cure_en="let a spreadsheet or a program write it",
    cure_zh="请用表格软件或程序生成",
)
EK145 = rule(
    "EK145",
    "error",
    "{field} of '{record}' does not fit into a cell: {value}",
    "“{record}”的 {field} 无法写入单元格：{value}",
    cure_en="write JSON: a cell is text without blanks at its ends, a list entry is not empty and has no ';'",
    cure_zh="请改用 JSON：单元格为首尾无空白的文字，列表各项不为空且不含“;”",
)

_LANGUAGES: Final = {"zh": Doc("Chinese", "中文"), "en": Doc("English", "英文")}
_ORDER: Final = {"id": -2, "names": -1, "period": 1, "source": 2, "extensions": 3}
_NUMBER = re.compile("[1-9][0-9]{0,8}").fullmatch
_INTEGER = re.compile("-?[0-9]{1,32}").fullmatch  # the validator names a longer one, int() would not return
# What OWASP lists and its full-width forms, real numbers excepted; what already looks quoted is quoted once more.
_FORMULA = re.compile(r"(?![+-]?[0-9]+(\.[0-9]+)?\Z)'*[=+\-@\t\r＝＋－＠]").match
_QUOTED = re.compile(r"'+[=+\-@\t\r＝＋－＠]").match

Path = tuple[str | int, ...]
Setter = Callable[[dict[Any, Any], str], None]


def _name(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _pointer(path: Path) -> str:
    return "".join(f"/{escape(step)}" for step in path)


@attrs.frozen(kw_only=True)
class Column:
    """One column. `path` leads into the document, groups counted from 0; `spec` says what one value may be.

    `joined` cells hold several values. `lead` is the field of each entry that a list's own column fills; a numbered
    column that could say the same is `led`.
    """

    path: Path
    spec: Spec
    required: bool = False
    doc: Doc = Doc("", "")
    example: str = ""
    joined: bool = False
    lead: str | None = None
    led: bool = False
    name: str = attrs.field(init=False, default=attrs.Factory(lambda self: _name(self.path), takes_self=True))


def _plain(name: str) -> Column:
    return Column(path=(name,), spec=Spec(kind="str"))


@cache
def _fields(cls: type[Any]) -> tuple[Field, ...]:
    """The fields in the order of columns: a noun starts with who it is and ends with what every noun has."""
    order = _ORDER if issubclass(cls, Record) else {}
    return tuple(sorted(fields_of(cls), key=lambda field: order.get(field.name, 0)))


@cache
def _lead(cls: type[Any]) -> Field | None:
    required = [field for field in fields_of(cls) if field.required]
    scalar = required == [fields_of(cls)[0]] and required[0].spec.kind not in (
        "tuple",
        "text",
        "json",
        "record",
    )
    return required[0] if scalar else None


def _walk(cls: type[Any], above: Column, led: str = "") -> Iterator[Column]:
    """Every column below a place, with `*` for any key."""
    for field in _fields(cls):
        spec, item, doc = field.spec, field.spec.item, field.doc
        here = Column(
            path=(*above.path, field.name),
            spec=item or spec,
            required=above.required and field.required,
            doc=Doc(f"{above.doc.en}: {doc.en}", f"{above.doc.zh}：{doc.zh}") if above.doc.en else doc,
            example=spec.example or (item.example if item else None) or "",
            joined=item is not None,
            led=field.name == led,
        )
        if spec.kind in ("text", "json"):
            for key, tongue in _LANGUAGES.items() if spec.kind == "text" else [("*", doc)]:
                words = Doc(f"{here.doc.en}, {tongue.en}", f"{here.doc.zh}，{tongue.zh}")
                # No one language is required.
                yield attrs.evolve(here, path=(*here.path, key), required=False, doc=words)
        elif spec.cls:
            yield from _walk(spec.cls, here)
        elif item and item.cls:
            lead = _lead(item.cls)
            if lead:
                example = here.example or lead.spec.example or ""
                yield attrs.evolve(here, spec=lead.spec, lead=lead.name, example=example)
            group = Column(path=(*here.path, 0), spec=item, doc=here.doc)
            yield from _walk(item.cls, group, lead.name if lead else "")
        else:
            yield here


@cache
def _layout(cls: type[Any]) -> Mapping[str, Column]:
    return {column.name: column for column in _walk(cls, attrs.evolve(_plain(""), path=(), required=True))}


def columns(cls: type[Record]) -> tuple[Column, ...]:
    """The canonical header of a noun, with the first of each numbered group; `extensions` have no names to give.

    >>> from enforcekit.model import Place
    >>> [column.name for column in columns(Place)][:5]
    ['id', 'names.zh', 'names.en', 'kind', 'code.scheme']
    """
    return tuple(column for column in _layout(cls).values() if not column.led and column.spec.kind != "json")


def _find(cls: type[Any], name: str) -> Column | None:
    """The column that a header cell names."""
    if name in ("type", "schema_version"):
        return _plain(name)
    known, (head, _, key) = _layout(cls), name.partition(".")
    if key and f"{head}.*" in known:
        return attrs.evolve(known[f"{head}.*"], path=(head, key))
    path = tuple(int(step) - 1 if _NUMBER(step) else step for step in name.split("."))
    first = [0 if isinstance(step, int) else step for step in path]
    column = known.get(_name((*first,)))
    if column is None and LANGUAGE.matches(str(first[-1])):
        other = known.get(_name((*first[:-1], "zh")))
        column = other if other and other.spec.kind == "text" else None
    return attrs.evolve(column, path=path) if column else None


@attrs.frozen(kw_only=True)
class Row:
    """One row: the line it starts on, its document, the column of each JSON Pointer, what is wrong with the row."""

    line: int
    document: dict[str, Any]
    cells: Mapping[str, int]
    file: str | None = None
    findings: tuple[Finding, ...] = ()

    def place(self, finding: Finding) -> Finding:
        """A finding about the document with file, line and the nearest column."""
        steps = finding.pointer.split("/")
        ups = ["/".join(steps[:end]) for end in range(len(steps), 1, -1)]
        exact = (self.cells[up] for up in ups if up in self.cells)
        below = (at for up in ups for each, at in self.cells.items() if each.startswith(f"{up}/"))
        return attrs.evolve(finding, file=self.file, line=self.line, column=next(chain(exact, below), None))


def _value(kind: str) -> Callable[[str], Any]:
    if kind == "int":
        return lambda cell: int(cell) if _INTEGER(cell) else cell
    return (lambda cell: {"true": True, "false": False}.get(cell, cell)) if kind == "bool" else str


def _setter(column: Column) -> Setter:
    """Puts a cell into an open document, in which a list of values is a dict by number."""
    *above, last = column.path
    value = _value(column.spec.kind)

    def put(target: dict[Any, Any], cell: str) -> None:
        for step in above:
            target = target.setdefault(step, {})
        if not column.joined:
            target[last] = value(cell)
        elif column.lead is None:
            target[last] = [value(each) for each in map(str.strip, cell.split(";")) if each]
        else:
            for number, each in enumerate(map(str.strip, cell.split(";"))):
                if each:
                    target.setdefault(last, {}).setdefault(number, {})[column.lead] = value(each)

    return put


def _close(value: Any, was: str, now: str, moved: dict[str, str]) -> Any:
    """An open value with its groups as lists without gaps; `moved` gets the pointers that this changes."""
    if type(value) is not dict:
        if was != now:
            moved[was] = now
        return value
    if all(type(key) is int for key in value):
        numbered = enumerate(sorted(value))
        return [_close(value[old], f"{was}/{old}", f"{now}/{new}", moved) for new, old in numbered]
    return {key: _close(each, f"{was}/{key}", f"{now}/{key}", moved) for key, each in value.items()}


def _rows(text: str, file: str | None) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something, with the line it starts on."""
    line, nul = 1, text.find("\0")
    rows = csv.reader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True, skipinitialspace=True
    )
    try:
        if nul >= 0:
            line = text.count("\n", 0, nul) + 1
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
        yield EK143.at(known=", ".join(RECORD_TYPES))
        return
    first = {name: at for at, name in reversed([*enumerate(names, 1)])}
    known, hints = [name for cls in classes for name in _layout(cls) if "*" not in name], 20
    for at, name in enumerate(names, 1):
        column = next(filter(None, (_find(cls, name) for cls in classes)), None)
        same = first.get(name.rsplit(".", 2)[0] if column and column.led else name, at)
        if column is None:
            near = get_close_matches(name.lower()[:80], known, 1) if hints else []  # a hint is dear
            hints = max(0, hints - 1)
            yield attrs.evolve(
                EK140.at(name=name, known=" / ".join([*near, f"extensions.{name}"])), column=at
            )
        if same != at or first[name] != at:
            yield attrs.evolve(EK141.at(name=name, first=min(same, first[name])), column=at)


def read_table(text: str, cls: type[Record] | None, *, file: str | None = None) -> Iterator[Row]:
    """The rows of a table, each with its document. A column `type` says what a row is, else `cls`, else the name.

    A cell becomes an integer or a boolean where the layout asks for one and it is one, else it stays a string for the
    validator. Raises `InvalidData` with every problem of the header, `MalformedText` where the CSV ends to be one.

    >>> table = "id,names.zh,parent\\n330213100,溪口镇,330213\\n"
    >>> [row.document["names"] for row in read_table(table, None, file="places.csv")]
    [{'zh': '溪口镇'}]
    """
    default = cls or record_type_of(file or "")
    rows = _rows(text, file)
    line, names = next(rows, (1, []))
    if not names:
        return
    while not names[-1]:
        names.pop()
    typed = names.index("type") if "type" in names else None
    kinds = {**RECORD_TYPES, **({default.type: default} if default else {})}
    findings = list(
        _header_findings(names, [*kinds.values()] if typed is not None else [default] if default else [])
    )
    if findings:
        raise InvalidData([attrs.evolve(each, file=file, line=line) for each in findings])
    plans: dict[type[Any] | None, tuple[list[Setter], set[Any], FrozenDict[str, int]]] = {}
    for line, cells in rows:
        kind = cells[typed] if typed is not None and typed < len(cells) else ""
        of = kinds.get(kind) if kind else default
        if of not in plans:
            # What the type of the row does not know keeps its name, and the validator names it.
            found = [(_find(of, name) if of else None) or _plain(name) for name in names]
            plans[of] = (
                [_setter(column) for column in found],
                {c.path[0] for c in found if c.lead or any(isinstance(step, int) for step in c.path)},
                FrozenDict({_pointer(column.path): at for at, column in enumerate(found, 1)}),
            )
        setters, groups, places = plans[of]
        document: dict[str, Any] = {"type": of.type if of else kind, "schema_version": SCHEMA_VERSION}
        for put, cell in zip(setters, cells, strict=False):
            if cell:
                put(document, cell[1:] if cell[0] == "'" and _QUOTED(cell) else cell)
        moved: dict[str, str] = {}
        for name in groups:
            if name in document:
                document[name] = _close(document[name], f"/{name}", f"/{name}", moved)
        if moved:
            places = FrozenDict(
                {**places, **{now: places[was] for was, now in moved.items() if was in places}}
            )
        wrong: tuple[Finding, ...] = ()
        if any(cells[len(names) :]):
            finding = EK142.at(found=len(cells), width=len(names))
            wrong = (attrs.evolve(finding, file=file, line=line, column=len(names) + 1),)
        yield Row(line=line, document=document, cells=places, file=file, findings=wrong)
