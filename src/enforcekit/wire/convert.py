"""Between plain JSON values and records: strict both ways, and fast for what is good.

One function is generated for each class from its annotations: it takes the JSON object apart, tests every value with
the test the record itself uses, and fills the slots. A good document is looked at once; why a document was refused is
the business of `validate`. The functions are the hooks of one cattrs converter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

import attrs
import cattrs

from enforcekit.shape import EMPTY, Field, FrozenDict, Spec, fields_of, freeze, per_class, thaw
from enforcekit.shape.base import blank, guard_lines, json_is_good, name_in, text_is_good
from enforcekit.shape.rules import DECIMAL, INSTANT

T = TypeVar("T")

_DECIMAL = re.compile(DECIMAL.regex).fullmatch


class Refused(ValueError):
    """A value that cannot become what its field asks for. `validate` says what was wrong."""


class Broken(Refused):
    """A value whose fields are good one by one, but break a rule of the whole: `record` is what they make."""

    def __init__(self, record: Any) -> None:
        self.record = record


REFUSALS = (Refused, KeyError, ValueError, TypeError)
"""What a generated function raises for a bad value; TypeError comes from an unhashable or foreign one."""


def _date(value: Any) -> dt.date:
    # fromisoformat also reads 20240101 and 2024-W01-1, which are not the one form of the wire.
    if type(value) is str and len(value) == 10 and value[4] == "-" and value[7] == "-":
        return dt.date.fromisoformat(value)
    raise Refused


class _Days(dict[str, dt.date]):
    """Days by their text, once looked at: the same few thousand come again and again."""

    def __missing__(self, text: str) -> dt.date:
        day = _date(text)
        if len(self) < 1 << 16:
            self[text] = day
        return day


_DAYS = _Days()


def instant(value: Any) -> dt.datetime:
    """The point in time that a text of RFC 3339 names. Raises `Refused` for anything else.

    >>> instant("2025-03-04T09:00:00+08:00").hour
    9
    """
    if type(value) is str and INSTANT.matches(value):
        return dt.datetime.fromisoformat(value)
    raise Refused


def decimal(value: Any) -> Decimal:
    """The exact number that a text names. Raises `Refused` for anything else.

    >>> decimal("1.50")
    Decimal('1.50')
    """
    if type(value) is str and _DECIMAL(value):
        return Decimal(value)
    raise Refused


def _int(value: Any) -> Any:
    # JSON has one kind of number, and JSON Schema calls 1.0 an integer: so every language reads it as one.
    if type(value) is float and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def _text(value: Any) -> FrozenDict[str, str]:
    if type(value) is dict and text_is_good(value):
        return FrozenDict(value)
    raise Refused


def _json(value: Any) -> FrozenDict[str, Any]:
    if type(value) is dict:
        frozen: FrozenDict[str, Any] = freeze(value) if value else EMPTY
        if json_is_good(frozen):
            return frozen
    raise Refused


def _array(value: Any) -> list[Any]:
    if type(value) is list:
        return value
    raise Refused


_CONVERT: dict[str, Callable[[Any], Any]] = {
    "decimal": decimal,
    "instant": instant,
    "json": _json,
    "text": _text,
}

_WHOLE = {"record", "date", "instant", "decimal", "json", "text"}
"""Kinds whose conversion is a test too."""


def _conversion(spec: Spec, v: str, scope: dict[str, Any]) -> str:
    """An expression that turns the JSON value `v` into the value of a field."""
    if spec.kind == "record":
        return f"{name_in(scope, reader(spec.cls))}({v})"
    if spec.kind == "int":
        return f"(i if type(i := {v}) is int else {name_in(scope, _int)}(i))"
    if spec.kind == "date":
        return f"({name_in(scope, _DAYS)}[d] if type(d := {v}) is str else {name_in(scope, _date)}(d))"
    if spec.kind in _CONVERT:
        return f"{name_in(scope, _CONVERT[spec.kind])}({v})"
    if spec.item is not None:
        array, each = name_in(scope, _array), _conversion(spec.item, "e", scope)
        if each == "e":
            return f"(tuple(a) if type(a := {v}) is list else {array}(a))"
        return f"(tuple([{each} for e in a]) if type(a := {v}) is list else {array}(a))"
    return v


def _made_good(spec: Spec) -> bool:
    """Whether the conversion lets nothing through that the guard would refuse."""
    if spec.min_len or spec.max_len is not None or spec.low is not None or spec.high is not None:
        return False
    return spec.kind in _WHOLE or (spec.item is not None and _made_good(spec.item))


def _statements(field: Field, scope: dict[str, Any]) -> list[str]:
    """Lines that read one field into the local variable `f_<name>`; a null is never a value."""
    name = f"f_{field.name}"
    read = [f"{name} = {_conversion(field.spec, f'o[{field.name!r}]', scope)}"]
    if not _made_good(field.spec):
        read += guard_lines(field.spec, name, scope, "raise Refused")
    if field.required:
        return read
    default = f"{name} = {name_in(scope, field.default)}"
    return [f"if {field.name!r} in o:", "    n += 1", *(f"    {line}" for line in read), f"else: {default}"]


@per_class
def reader(cls: type[T]) -> Callable[[Any], T]:
    """The function that makes a `cls` from a JSON object, generated when it is first needed."""
    return _generated(cls, 0)


@per_class
def document_reader(cls: type[T]) -> Callable[[Any], T]:
    """The same for a whole document, whose `type` and `schema_version` have been looked at."""
    return _generated(cls, 2)


def _generated(cls: type[T], seen: int) -> Callable[[Any], T]:
    """The function for objects of which `seen` keys are not fields."""
    fields = fields_of(cls)
    scope: dict[str, Any] = {"Refused": Refused, "Broken": Broken, "cls": cls, "blank": blank(cls)}
    lines = ["if type(o) is not dict: raise Refused", f"n = {seen + sum(field.required for field in fields)}"]
    for field in fields:
        lines += _statements(field, scope)
    lines += ["if n != len(o): raise Refused", "self = blank()"]
    lines += [f"self.{field.name} = f_{field.name}" for field in fields]
    lines.append("self.__class__ = cls")
    if hasattr(cls, "problems"):
        lines.append("if self.problems(): raise Broken(self)")
    exec("\n    ".join(["def read(o):", *lines, "return self"]), scope)
    made: Callable[[Any], T] = scope["read"]
    return made


def _plain(spec: Spec, value: Any) -> Any:
    """The JSON value of a field's value."""
    match spec.kind:
        case "date" | "instant":
            return value.isoformat()
        case "decimal":
            return format(value, "f")
        case "text" | "json":
            return thaw(value)
        case "record":
            return dump(value)
        case "tuple":
            assert spec.item is not None
            return [_plain(spec.item, each) for each in value]
    return value


def dump(value: Any) -> dict[str, Any]:
    """A record or value as a plain JSON object: a field at its default is left out, never null.

    >>> from enforcekit.model import Money
    >>> dump(Money(amount=200000))
    {'amount': 200000}
    """
    out = {}
    for field in fields_of(type(value)):
        content = getattr(value, field.name)
        if field.required or content != field.default:
            out[field.name] = _plain(field.spec, content)
    return out


def converter() -> cattrs.Converter:
    """A cattrs converter for the records, for those who bring classes of their own beside ours.

    >>> from enforcekit.model import Money
    >>> converter().structure({"amount": 200000}, Money)
    Money(amount=200000, currency='CNY')
    >>> converter().unstructure(Money(amount=200000))
    {'amount': 200000}
    """
    made = cattrs.Converter()

    def is_ours(cls: Any) -> bool:
        return attrs.has(cls) and getattr(cls, "__module__", "").startswith("enforcekit.")

    made.register_structure_hook_factory(is_ours, lambda cls: lambda value, _: reader(cls)(value))
    made.register_unstructure_hook_factory(is_ours, lambda _: dump)
    return made
