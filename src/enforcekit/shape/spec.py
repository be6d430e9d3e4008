"""From an annotation to a `Spec`: the one description that checker, schema, strategies, templates and docs read."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import annotated_types as at
import attrs

from .constraints import Coded, Deprecated, Doc, Example, Pattern, Ref

T = TypeVar("T")
Kind = Literal["str", "int", "bool", "date", "instant", "decimal", "tuple", "text", "json", "record"]

_SCALARS: dict[Any, Kind] = {
    str: "str",
    int: "int",
    bool: "bool",
    dt.date: "date",
    dt.datetime: "instant",
    Decimal: "decimal",
}


@attrs.frozen(kw_only=True)
class Spec:
    """What a value may be. `low` and `high` bound a number, `min_len` and `max_len` a string, tuple or mapping."""

    kind: Kind
    cls: type[Any] | None = None
    item: Spec | None = None
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    min_len: int = 0
    max_len: int | None = None
    pattern: Pattern | None = None
    coded: Coded | None = None
    ref: Ref | None = None
    doc: Doc | None = None
    example: str | None = None
    deprecated: Deprecated | None = None


@attrs.frozen(kw_only=True)
class Field:
    """One field of a record: required when it has no default, nullable when it may be absent."""

    name: str
    spec: Spec
    required: bool
    nullable: bool
    default: Any = None

    @property
    def doc(self) -> Doc:
        return self.spec.doc or Doc(self.name, self.name)


def _spec(annotation: Any, marks: tuple[Any, ...] = ()) -> Spec:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _spec(args[0], (*marks, *args[1:]))
    found: dict[str, Any] = {}
    for mark in reversed(marks):
        match mark:
            case at.Ge(ge):
                found["low"] = ge
            case at.Le(le):
                found["high"] = le
            case at.MinLen(n):
                found["min_len"] = n
            case at.MaxLen(n):
                found["max_len"] = n
            case Pattern():
                found["pattern"] = mark
            case Coded():
                found["coded"] = mark
            case Ref():
                found["ref"] = mark
            case Doc():
                found["doc"] = mark
            case Deprecated():
                found["deprecated"] = mark
            case Example(value):
                found["example"] = value
            case _:
                raise TypeError(f"{mark!r} is not a constraint")
    if annotation in _SCALARS:
        return Spec(kind=_SCALARS[annotation], **found)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return Spec(kind="tuple", item=_spec(args[0]), **found)
    if origin in (Mapping, types.MappingProxyType) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return Spec(kind="text" if args[1] is str else "json", **found)
    if isinstance(annotation, type) and attrs.has(annotation):
        return Spec(kind="record", cls=annotation, **found)
    raise TypeError(f"{annotation!r} is not a field type")


def _split_optional(annotation: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """(`Annotated[X | None, …]` or `Annotated[X, …] | None`) → (X, marks, True)."""
    marks: tuple[Any, ...] = ()
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        marks = (*marks, *more)
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [each for each in get_args(annotation) if each is not type(None)]
        if len(inner) != 1 or len(get_args(annotation)) != 2:
            raise TypeError(f"{annotation!r}: the only union of a field is with None")
        return inner[0], marks, True
    return annotation, marks, False


def per_class(function: Callable[[Any], T]) -> Callable[[Any], T]:
    """Answer once for each class. `functools.cache` does it; its stub does not take a class for hashable."""
    return cast("Callable[[Any], T]", cache(function))


@per_class
def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """The fields of a record class, in their order."""
    hints = get_type_hints(cls, include_extras=True)
    fields = []
    for attribute in attrs.fields(cls):
        annotation, marks, nullable = _split_optional(hints[attribute.name])
        default = attribute.default
        fields.append(
            Field(
                name=attribute.name,
                spec=_spec(annotation, marks),
                required=default is attrs.NOTHING,
                nullable=nullable,
                default=None if default is attrs.NOTHING else default,
            )
        )
    return tuple(fields)
