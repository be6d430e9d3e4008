"""With the extra `[fast]`: a good document from its bytes to its record in one pass, typed by msgspec.

Only what the default path surely accepts is accepted here, as the same record. For anything else the answer is None,
and the default path is asked: it alone refuses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any, Literal, Union

from enforcekit.model.common import Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import EMPTY, Field, FrozenDict, Spec, fields_of, per_class
from enforcekit.shape.base import blank, guard_lines, name_in, text_is_good
from enforcekit.shape.rules import JSON_DEPTH

from . import fast
from .convert import Refused, _decimal, _instant
from .reader import DEFAULT, _may_be_long
from .schema import SCHEMA_VERSION
from .validate import load_document

_EXACT = 2.0**53
_LONG = re.compile(rb"[0-9.]{%d}" % DEFAULT.digits)


@cache
def installed() -> bool:
    """Whether msgspec is there, and the extra is not switched off.

    >>> installed() in (True, False)
    True
    """
    return fast.wanted() and find_spec("msgspec") is not None


def read_record(data: bytes) -> Record:
    """The record of one JSON text: by msgspec where it is installed, else by the default path, with the same verdict.

    Raises `MalformedText`, `InvalidRecord` or `SchemaVersionError`, always by the default path.

    >>> document = f'{{"type": "place", "schema_version": "{SCHEMA_VERSION}", "id": "a", "names": {{"zh": "甲"}}}}'
    >>> read_record(document.encode()).label("zh")
    '甲'
    """
    from .reader import read_json

    record = attempt(data) if installed() else None
    return record if record is not None else load_document(read_json(data))


def attempt(data: bytes) -> Record | None:
    """The record of a document that is surely good; None for any other."""
    # A colon that is written as an escape would hide a key that is written twice.
    if len(data) > DEFAULT.size or (b"\\" in data and b"\\u003" in data):
        return None
    if _may_be_long(data, DEFAULT.digits) and _LONG.search(data):
        return None
    decode, encode, convert, bad = _engine()
    try:
        value = decode(data)
        # A struct holds a repeated key once, the text has a colon for each.
        if encode(value).count(b":") != data.count(b":"):
            return None
        return convert[type(value)](value)
    except bad:
        return None


@cache
def _engine() -> tuple[Any, Any, dict[type[Any], Callable[[Any], Record]], tuple[type[BaseException], ...]]:
    import msgspec

    made: dict[type[Any], Any] = {}
    roots = [_struct(cls, made, name) for name, cls in RECORD_TYPES.items()]
    convert = {root: _converter(cls) for root, cls in zip(roots, RECORD_TYPES.values(), strict=True)}
    decoder = msgspec.json.Decoder(Union[tuple(roots)])  # noqa: UP007  the union is computed
    bad = (msgspec.MsgspecError, ValueError, TypeError, KeyError, RecursionError)
    return decoder.decode, msgspec.json.Encoder().encode, convert, bad


def _struct(cls: type[Any], made: dict[type[Any], Any], name: str = "") -> Any:
    """The fields of a class as msgspec types them; a whole document has its `type` as a tag."""
    import msgspec

    if not name and cls in made:
        return made[cls]
    fields: list[tuple[Any, ...]] = []
    for field in fields_of(cls):
        kind = _type(field.spec, made)
        required = (field.name, kind)
        fields.append(required if field.required else (field.name, kind | msgspec.UnsetType, msgspec.UNSET))
    more: dict[str, Any] = {"tag_field": "type", "tag": name} if name else {}
    if name:
        fields.append(("schema_version", Literal[SCHEMA_VERSION]))
    struct = msgspec.defstruct(f"_{cls.__name__}", fields, forbid_unknown_fields=True, kw_only=True, gc=False, **more)
    if not name:
        made[cls] = struct
    return struct


def _type(spec: Spec, made: dict[type[Any], Any]) -> Any:
    if spec.cls is not None:
        return _struct(spec.cls, made)
    if spec.item is not None:
        return tuple[_type(spec.item, made), ...]  # type: ignore[misc]
    kinds = {"int": int, "bool": bool, "date": dt.date, "text": dict[str, str], "json": dict[str, Any]}
    return kinds.get(spec.kind, str)


@per_class
def _converter(cls: type[Any]) -> Callable[[Any], Any]:
    """The function that makes a record of a struct: what msgspec has settled is not asked again."""
    import msgspec

    scope: dict[str, Any] = {"Refused": Refused, "cls": cls, "blank": blank(cls), "UNSET": msgspec.UNSET}
    lines = ["self = blank()"]
    for field in fields_of(cls):
        lines += _statements(field, scope)
    lines.append("self.__class__ = cls")
    if hasattr(cls, "problems"):
        lines.append("if self.problems(): raise Refused")
    exec("\n    ".join(["def convert(s):", *lines, "return self"]), scope)
    made: Callable[[Any], Any] = scope["convert"]
    return made


def _statements(field: Field, scope: dict[str, Any]) -> list[str]:
    read = [*_checks(field.spec, scope), f"self.{field.name} = {_value(field.spec, 'v', scope)}"]
    lines = [f"v = s.{field.name}"]
    if field.required:
        return lines + read
    default = f"self.{field.name} = {name_in(scope, field.default)}"
    return [*lines, f"if v is UNSET: {default}", "else:", *(f"    {line}" for line in read)]


def _checks(spec: Spec, scope: dict[str, Any]) -> list[str]:
    """The guards of a value but those of its type, which msgspec has settled."""
    inner = spec.item or spec
    if inner.kind in ("record", "text", "json", "date", "instant", "decimal"):
        bare = Spec(kind="tuple", item=Spec(kind="bool"), min_len=spec.min_len, max_len=spec.max_len)
        found = guard_lines(bare, "v", scope, "raise Refused")[:1] if spec.item else []
    else:
        found = guard_lines(spec, "v", scope, "raise Refused")
    lines = []
    for line in found:
        head, _, test = line.partition(" and ")
        if head.lstrip().startswith("for "):
            lines.append(line)
        elif test:
            lines.append(f"{head[: head.index('if not (')]}if not ({test}")
        elif lines and lines[-1].startswith("for "):
            lines.pop()
    return lines


def _value(spec: Spec, v: str, scope: dict[str, Any]) -> str:
    """An expression for the value of a field."""
    if spec.cls is not None:
        return f"{name_in(scope, _converter(spec.cls))}({v})"
    if spec.item is not None:
        each = _value(spec.item, "e", scope)
        return v if each == "e" else f"tuple([{each} for e in {v}])"
    by_kind = {"text": _text, "json": _json, "instant": _instant, "decimal": _decimal}
    return f"{name_in(scope, by_kind[spec.kind])}({v})" if spec.kind in by_kind else v


def _text(value: dict[str, str]) -> FrozenDict[str, str]:
    if text_is_good(value):
        return FrozenDict(value)
    raise Refused


def _json(value: dict[str, Any]) -> FrozenDict[str, Any]:
    return _frozen(value, JSON_DEPTH) if value else EMPTY


def _frozen(value: Any, depth: int) -> Any:
    """A value that msgspec read, frozen, when it is no deeper than it may be and no number can have been rounded."""
    kind = type(value)
    if kind is dict or kind is list:
        if not depth:
            raise Refused
        depth -= 1
        if kind is list:
            return tuple([each if type(each) is str else _frozen(each, depth) for each in value])
        return FrozenDict([(key, each if type(each) is str else _frozen(each, depth)) for key, each in value.items()])
    # Near zero and beyond what is exact, the default path looks at the digits.
    if kind is float and not 1e-300 < abs(value) < _EXACT:
        raise Refused
    return value
