"""With the extra `[fast]`: good documents from their bytes to their records in one pass, typed by msgspec.

msgspec settles in C all that a type can say; what is left is generated once for each class. Only what the default path
surely accepts is accepted here, as the same record. For anything else the answer is None, and the default path is
asked: it alone refuses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Annotated, Any, Literal, Union

from enforcekit.model.common import Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import EMPTY, Field, FrozenDict, Spec, fields_of, per_class
from enforcekit.shape.base import LANGUAGE_CODES, blank, memory, name_in
from enforcekit.shape.rules import JSON_DEPTH, LINE

from . import fast
from .convert import REFUSALS, Refused, decimal, instant
from .reader import DEFAULT, count_keys, read_json, read_lines
from .schema import SCHEMA_VERSION
from .validate import accept, load_document

Count = Callable[[int], None]

_HEAD = 2
"""The keys of a document that are no fields of its record: `type` and `schema_version`."""


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
    record = attempt(data) if installed() else None
    return record if record is not None else load_document(read_json(data))


def read_records(data: bytes) -> list[Record] | None:
    """The records of documents that stand one a line; None when one of them is not surely good.

    >>> line = f'{{"type": "place", "schema_version": "{SCHEMA_VERSION}", "id": "a", "names": {{"zh": "甲"}}}}\\n'
    >>> len(read_records(line.encode() * 3)), read_records(line.encode() + b"5")
    (3, None)
    """
    if installed() and (records := attempt_lines(data)) is not None:
        return records
    try:
        values = read_lines(data)
        return None if values is None else [accept(each) for each in values]
    except REFUSALS:
        return None


def attempt(data: bytes) -> Record | None:
    """The record of a document that is surely good; None for any other."""
    records = _attempt(data, (data,))
    return records[0] if records else None


def attempt_lines(data: bytes) -> list[Record] | None:
    """The records of lines that are surely good documents each; None for any other."""
    return _attempt(data, data.removesuffix(b"\n").split(b"\n"))


def _attempt(data: bytes, texts: Sequence[bytes]) -> list[Record] | None:
    if len(data) > DEFAULT.size:
        return None
    # No other bytes of a JSON text can say a control character in a string.
    decode, convert, bad = _engine(b"\\" in data or b"\x7f" in data)
    records: list[Record] = []
    keys = [_HEAD * len(texts)]
    try:
        for text in texts:
            value = decode(text)
            records.append(convert[type(value)](value, keys.append))
    except bad:
        return None
    # A key that stands twice was read once, the text has a colon for each.
    found = sum(keys)
    return records if found == data.count(b":") or found == count_keys(data) else None


@cache
def _engine(
    controls: bool,
) -> tuple[Callable[[bytes], Any], dict[type[Any], Callable[[Any, Count], Record]], tuple[type[BaseException], ...]]:
    """What decodes a document, what makes the record, and what either raises. `controls` says that a string may hold
    control characters: then each string is looked at."""
    import msgspec

    line = msgspec.Meta(min_length=1, max_length=LINE.longest, pattern=rf"\A{LINE.form}\Z" if controls else None)
    types = _Types(Annotated[str, line])
    convert = {types.struct(cls, name): _converter(cls) for name, cls in RECORD_TYPES.items()}
    decoder = msgspec.json.Decoder(Union[tuple(convert)], float_hook=_float)  # noqa: UP007  the union is computed
    return decoder.decode, convert, (msgspec.MsgspecError, ValueError, TypeError, KeyError, RecursionError)


def _float(number: str) -> float:
    # A longer number, or one with an exponent, may be out of the bounds that the default path knows.
    if len(number) > DEFAULT.digits or not number.lstrip("-").replace(".", "").isdigit():
        raise Refused
    return float(number)


class _Types:
    """The types by which msgspec reads classes of records; `line` is that of a string that is a `LINE`."""

    def __init__(self, line: Any) -> None:
        self.line = line
        self.made: dict[type[Any], Any] = {}

    def struct(self, cls: type[Any], name: str = "") -> Any:
        """The fields of a class; a whole document has its `type` as a tag."""
        import msgspec

        if not name and cls in self.made:
            return self.made[cls]
        # In the order in which they are written: msgspec looks for a key where it expects it.
        fields: list[tuple[Any, ...]] = [("schema_version", Literal[SCHEMA_VERSION])] if name else []
        for field in fields_of(cls):
            kind = self.of(field.spec)
            fields.append(
                (field.name, kind) if field.required else (field.name, kind | msgspec.UnsetType, msgspec.UNSET)
            )
        tag: dict[str, Any] = {"tag_field": "type", "tag": name} if name else {}
        struct = msgspec.defstruct(
            f"_{cls.__name__}", fields, kw_only=True, forbid_unknown_fields=True, gc=False, **tag
        )
        if not name:
            self.made[cls] = struct
        return struct

    def of(self, spec: Spec) -> Any:
        """The type of a value, with all of its constraints but its form."""
        import msgspec

        if spec.coded and spec.coded.codes:
            return Literal[tuple(spec.coded.codes.by_code)]
        if spec.pattern is LINE:
            return self.line
        if spec.kind == "text":
            words = dict[Literal[tuple(LANGUAGE_CODES)], self.line]  # type: ignore[misc, valid-type]
            return Annotated[words, msgspec.Meta(min_length=1)]
        if spec.cls is not None:
            return self.struct(spec.cls)
        kinds = {"int": int, "bool": bool, "date": dt.date, "json": dict[str, Any]}
        kind = tuple[self.of(spec.item), ...] if spec.item else kinds.get(spec.kind, str)  # type: ignore[misc]
        bounds = {"ge": spec.low, "le": spec.high, "min_length": spec.min_len or None, "max_length": spec.max_len}
        told: dict[str, Any] = {name: bound for name, bound in bounds.items() if bound is not None}
        return Annotated[kind, msgspec.Meta(**told)] if told else kind


@per_class
def _converter(cls: type[Any]) -> Callable[[Any, Count], Any]:
    """The function that makes a record of a struct and counts its keys: what msgspec has settled is not asked again."""
    import msgspec

    scope: dict[str, Any] = {"Refused": Refused, "cls": cls, "blank": blank(cls), "UNSET": msgspec.UNSET}
    fields = fields_of(cls)
    lines = ["self = blank()", f"n = {sum(field.required for field in fields)}"]
    for field in fields:
        lines += _statements(field, scope)
    lines += ["count(n)", "self.__class__ = cls"]
    if hasattr(cls, "problems"):
        lines.append("if self.problems(): raise Refused")
    exec("\n    ".join(["def convert(s, count):", *lines, "return self"]), scope)
    made: Callable[[Any, Count], Any] = scope["convert"]
    return made


def _statements(field: Field, scope: dict[str, Any]) -> list[str]:
    read = [*_form(field.spec, scope), f"self.{field.name} = {_value(field.spec, 'v', scope)}"]
    if field.spec.kind == "text":
        read.append("n += len(v)")
    if field.required:
        return [f"v = s.{field.name}", *read]
    default = f"self.{field.name} = {name_in(scope, field.default)}"
    given = [f"    {line}" for line in (*read, "n += 1")]
    return [f"if (v := s.{field.name}) is UNSET: {default}", "else:", *given]


def _form(spec: Spec, scope: dict[str, Any]) -> list[str]:
    """The guard of the form of a string, or of those in an array."""
    one = spec.item or spec
    if one.kind != "str" or one.pattern is None or one.pattern is LINE or (one.coded and one.coded.codes):
        return []
    remembered = memory(one)
    admit = name_in(scope, remembered[1] if remembered else one.pattern.fullmatch)
    test = f"all(map({admit}, v))" if spec.item else f"{admit}(v)"
    if remembered:
        known = name_in(scope, remembered[0].issuperset if spec.item else remembered[0])
        test = f"{known}(v) or {test}" if spec.item else f"v in {known} or {test}"
    return [f"if not ({test}): raise Refused"]


def _value(spec: Spec, v: str, scope: dict[str, Any]) -> str:
    """An expression for the value of a field."""
    if spec.cls is not None:
        return f"{name_in(scope, _converter(spec.cls))}({v}, count)"
    if spec.item is not None:
        each = _value(spec.item, "e", scope)
        return v if each == "e" else f"tuple([{each} for e in {v}])"
    if spec.kind == "json":
        return f"{name_in(scope, _json)}({v}, count)"
    by_kind = {"text": FrozenDict, "instant": instant, "decimal": decimal}
    return f"{name_in(scope, by_kind[spec.kind])}({v})" if spec.kind in by_kind else v


_BEYOND = 10**DEFAULT.digits
_ATOMS = frozenset({str, float, bool, type(None)})


def _json(value: Any, count: Count, depth: int = JSON_DEPTH) -> Any:
    """A value that msgspec read, frozen, when it is no deeper and its integers are no longer than they may be."""
    kind = type(value)
    if kind is int and abs(value) < _BEYOND:
        return value
    if kind is int or not depth:
        raise Refused
    if kind is list:
        return tuple([each if type(each) in _ATOMS else _json(each, count, depth - 1) for each in value])
    count(len(value))
    for key, each in value.items():
        if type(each) not in _ATOMS:
            value[key] = _json(each, count, depth - 1)
    return FrozenDict(value) if value else EMPTY
