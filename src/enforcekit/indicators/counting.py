"""Counting the records of a structure: an input that documents give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import EnforcekitError, UnknownReference, shorten
from enforcekit.model.common import Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import fields_of
from enforcekit.structure import Structure


@attrs.frozen(kw_only=True)
class Count:
    """Which records are counted: of a type, in force on a day, whose fields have these values.

    `where` maps a field, or a path such as `extensions.stage`, to the value or values it may have. Of the records left
    the different values of `distinct` are counted, or `total` is added up, or the records themselves are counted.
    `whose` keeps, of different ids, those whose own record has these values.
    """

    type: str
    where: Mapping[str, Any] = attrs.field(factory=dict)
    distinct: str = ""
    whose: Mapping[str, Any] = attrs.field(factory=dict)
    total: str = ""
    on: dt.date | None = None

    def text(self) -> str:
        """What is counted, in the words of the record's fields."""
        kept = "".join(f", {path} = {_brief(value)}" for path, value in self.where.items())
        what = f"different {self.distinct} of " if self.distinct else f"sum of {self.total} of " if self.total else ""
        whose = "".join(f", whose {path} = {_brief(value)}" for path, value in self.whose.items())
        return f"{what}{self.type}{kept}{whose}{f', on {self.on}' if self.on else ''}"


def count(structure: Structure, what: Count) -> Decimal:
    """How many there are of what is counted.

    Raises `UnknownReference` for a type of record, or a field of one, that there is none of, `EnforcekitError` for a
    total of what is no number.

    >>> import enforcekit as ek
    >>> empowered = Count(type="delegation", where={"mode": "township"}, distinct="grantee", on=dt.date(2024, 5, 1))
    >>> count(ek.example("ningbo"), empowered)
    Decimal('97')
    """
    must_be(Structure, structure=structure)
    must_be(Count, what=what)
    if what.type not in RECORD_TYPES:
        raise UnknownReference("record type", what.type, RECORD_TYPES)
    for path in filter(None, (*what.where, what.distinct, what.total)):
        _must_have(RECORD_TYPES[what.type], path)
    found = [each for each in structure.all(RECORD_TYPES[what.type]) if _counts(each, what)]
    if what.distinct:
        different = {value for each in found for value in _at(each, what.distinct)}
        return Decimal(sum(not what.whose or _has(structure[each], what.whose) for each in different))
    if what.total:
        return sum((_number(each, what.total, value) for each in found for value in _at(each, what.total)), Decimal())
    return Decimal(len(found))


def _must_have(cls: type[Record], path: str) -> None:
    known = [field.name for field in fields_of(cls)]
    if (name := path.partition(".")[0]) not in known:
        raise UnknownReference(f"field of {cls.type}", name, known)


def _number(record: Record, path: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise EnforcekitError(f"{path} of {record.id} is {shorten(value)}: no number to add up")
    return Decimal(value)


def _counts(record: Record, what: Count) -> bool:
    if what.on is not None and not record.in_force(what.on):
        return False
    return _has(record, what.where)


def _has(record: Record, values: Mapping[str, Any]) -> bool:
    return all(
        any(value in (wanted if isinstance(wanted, list | tuple) else (wanted,)) for value in _at(record, path))
        for path, wanted in values.items()
    )


def _at(value: Any, path: str) -> Iterator[Any]:
    """The values at a path; a list gives each of its entries."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _at(each, path)
    elif value is None:
        return
    elif not path:
        yield value
    else:
        step, _, rest = path.partition(".")
        yield from _at(value.get(step) if isinstance(value, Mapping) else getattr(value, step, None), rest)


def _brief(value: Any) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
