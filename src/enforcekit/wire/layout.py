"""The columns of a table: paths into a document, derived from the annotations of its noun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from enforcekit.model.common import Record
from enforcekit.shape import Doc, Field, Spec, fields_of
from enforcekit.shape.rules import LANGUAGE, escape

_ORDER: Final = {"id": -2, "names": -1, "period": 1, "source": 2, "extensions": 3}
LANGUAGES: Final = ("zh", "en")
_STRING: Final = Spec(kind="str")
_UNTOLD: Final = Doc("", "")
_NUMBER = re.compile("[1-9][0-9]{0,8}").fullmatch

Path = tuple[str | int, ...]


def header_of(path: Path) -> str:
    """The header cell of a path; groups are numbered from 1 there."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def pointer_of(path: Path) -> str:
    """The JSON Pointer of a path."""
    return "".join(f"/{escape(step)}" for step in path)


@attrs.frozen(kw_only=True)
class Column:
    """One column: where its cells lead (groups are counted from 0), and what one value in them may be.

    A `joined` cell holds several; when they are lead fields, `lead` names the field. `twin` is the list's own
    column when a numbered one says the same.
    """

    path: Path
    spec: Spec = _STRING
    required: bool = False
    doc: Doc = _UNTOLD
    example: str = ""
    joined: bool = False
    lead: str | None = None
    twin: str | None = None

    @property
    def name(self) -> str:
        """The cell in the header."""
        return header_of(self.path)


def _lead(cls: type[Any]) -> Field | None:
    first, *others = fields_of(cls)
    scalar = first.spec.kind not in ("tuple", "text", "json", "record")
    return first if scalar and first.required and not any(field.required for field in others) else None


def _walk(cls: type[Any], above: Column, lead: Field | None = None) -> Iterator[Column]:
    """Every column below a place but the lead; `*` stands for any key."""
    for field in fields_of(cls):
        spec, item, doc = field.spec, field.spec.item, field.doc
        here = Column(
            path=(*above.path, field.name),
            spec=item or spec,
            required=above.required and field.required,
            doc=Doc(f"{above.doc.en} · {doc.en}", f"{above.doc.zh} · {doc.zh}") if above.doc.en else doc,
            example=spec.example or "",
            joined=item is not None,
        )
        if spec.kind in ("text", "json"):
            yield attrs.evolve(here, path=(*here.path, "*"), required=False)
        elif spec.cls:
            yield from _walk(spec.cls, here)
        elif item and item.cls:
            if ahead := _lead(item.cls):
                example = here.example or ahead.spec.example or ""
                yield attrs.evolve(here, spec=ahead.spec, lead=ahead.name, example=example)
            yield from _walk(item.cls, attrs.evolve(here, path=(*here.path, 0), required=False), ahead)
        elif field != lead:
            yield here


def layout_of(cls: type[Any]) -> Mapping[str, Column]:
    """The columns by name: first who a noun is, last what every noun has."""
    if cls not in _LAYOUTS:
        walked = _walk(cls, Column(path=(), required=True))
        ordered = sorted(walked, key=lambda column: _ORDER.get(str(column.path[0]), 0))
        _LAYOUTS[cls] = {column.name: column for column in ordered}
    return _LAYOUTS[cls]


_LAYOUTS: Final[dict[type[Any], Mapping[str, Column]]] = {}


def columns(cls: type[Record]) -> tuple[Column, ...]:
    """The canonical header of a noun, with the first of each numbered group, without `extensions`.

    >>> from enforcekit.model import Place
    >>> [column.name for column in columns(Place)][:5]
    ['id', 'names.zh', 'names.en', 'kind', 'code.scheme']
    """
    return tuple(
        attrs.evolve(column, path=(*column.path[:-1], last))
        for column in layout_of(cls).values()
        if column.spec.kind != "json"
        for last in (LANGUAGES if column.spec.kind == "text" else column.path[-1:])
    )


def column_of(cls: type[Any], name: str) -> Column | None:
    """The column that a header cell names."""
    known, (head, _, key) = layout_of(cls), name.partition(".")
    if key and (column := known.get(f"{head}.*")) and column.spec.kind == "json":
        return attrs.evolve(column, path=(head, key))
    path: Path = tuple(int(step) - 1 if _NUMBER(step) else step for step in name.split("."))
    first: Path = tuple(0 if isinstance(step, int) else step for step in path)
    text = LANGUAGE.matches(str(path[-1])) and known.get(header_of((*first[:-1], "*")))
    if column := text or ("*" not in path and known.get(header_of(first))) or None:
        return attrs.evolve(column, path=path)
    column = known.get(header_of(first[:-2]))
    if column and first[-2:] == (0, column.lead):
        return attrs.evolve(column, path=path, joined=False, lead=None, twin=header_of(path[:-2]))
    return Column(path=path) if name in ("type", "schema_version") else None
