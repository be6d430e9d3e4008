"""What a part of a scenario is: a frozen attrs class with bounds beside its numbers, and its way to JSON and back.

The nouns of `model` hold no fractions of arbitrary precision; rates and shares need them, so these have a mechanism of
their own, with the same errors.
"""

from __future__ import annotations

import datetime as dt
import math
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from inspect import Parameter, signature
from typing import Any, TypeVar, cast, dataclass_transform

import attrs

from enforcekit.errors import Finding, InvalidRecord
from enforcekit.shape.rules import MISSING, UNKNOWN_KEY, WRONG_TYPE, escape

from .findings import BAD_VALUE

T = TypeVar("T")


def number(
    default: Any = attrs.NOTHING, *, ge: float | None = None, gt: float | None = None, le: float | None = None
) -> Any:
    """A field with bounds: at least, more than, at most."""
    return attrs.field(default=default, metadata={"ge": ge, "gt": gt, "le": le})


def aside(*, default: Any = None) -> Any:
    """A field that is no part of the document: not written, not read, not compared."""
    return attrs.field(default=default, eq=False, repr=False, metadata={"aside": True})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field, number, aside))
def part(cls: type[T]) -> type[T]:
    """Make a class a part of a scenario: frozen, keyword-only, its numbers within their bounds.

    A class may add `problems(self) -> list[Finding]` for what no single field can say.

    >>> from enforcekit.simulation import Absence
    >>> Absence(officers=0, from_day=3, to_day=5)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Absence
      error EK706 at /officers: 0 is not a number of at least 1 → give a number of at least 1
    """

    def check(self: Any) -> None:
        # 20 and 20.0 are one number, and must be one text: the hash of a scenario is that of its text.
        for field in attrs.fields(cast("Any", cls)):
            value = getattr(self, field.name)
            if field.type in ("float", "float | None") and type(value) is int:
                object.__setattr__(self, field.name, float(value))
            elif field.type == "tuple[float, ...]" and any(type(each) is int for each in value):
                object.__setattr__(self, field.name, tuple(map(float, value)))
        found = [
            each for field in attrs.fields(cast("Any", cls)) for each in _outside(field, getattr(self, field.name))
        ]
        if not found and hasattr(self, "problems"):
            found = self.problems()
        if any(each.severity == "error" for each in found):
            raise InvalidRecord(found, cls.__name__)

    cls.__attrs_post_init__ = check  # type: ignore[attr-defined]
    return attrs.frozen(kw_only=True)(cls)


def _outside(field: Any, value: Any) -> list[Finding]:
    bounds = field.metadata
    if "ge" not in bounds or value is None:
        return []
    at = f"/{field.name}"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return [BAD_VALUE.at(at, value=value, expected="a finite number")]
    low, above, high = bounds["ge"], bounds["gt"], bounds["le"]
    broken = []
    if low is not None and value < low:
        broken.append(f"a number of at least {low}")
    if above is not None and value <= above:
        broken.append(f"a number above {above}")
    if high is not None and value > high:
        broken.append(f"a number of at most {high}")
    return [BAD_VALUE.at(at, value=value, expected=words) for words in broken]


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def to_plain(value: Any) -> Any:
    """A part as JSON values, without what is at its default.

    >>> from enforcekit.simulation import Duration
    >>> to_plain(Duration.exponential(2.5))
    {'kind': 'exponential', 'hours': 2.5}
    """
    if attrs.has(type(value)):
        return {
            field.name: to_plain(found)
            for field in attrs.fields(type(value))
            if "aside" not in field.metadata and (found := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def from_plain(cls: type[T], data: Any) -> T:
    """The part that JSON values describe.

    Raises:
        InvalidRecord: every wrong type, missing or unknown key at once, each with its JSON Pointer; or what the parts
            themselves refuse.

    >>> from enforcekit.simulation import Duration
    >>> from_plain(Duration, {"kind": "exponential", "hour": 2})
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Duration
      error EK112 at /hour: 'hour' is not a field here → correct the name, or put it under 'extensions'
    """
    findings: list[Finding] = []
    made = _read(cls, data, "", findings)
    if findings:
        raise InvalidRecord(findings, cls.__name__)
    return cast("T", made)


def arguments(call: Callable[..., Any], data: Mapping[str, Any], at: str) -> tuple[list[Any], dict[str, Any]]:
    """What to call a function with, read from JSON values by its annotations: positional arguments, and the others.

    Raises:
        InvalidRecord: every wrong type, missing or unknown key at once, each with its JSON Pointer.

    >>> def staff(group: str, change: int) -> None: ...
    >>> arguments(staff, {"group": "team", "change": "two"}, "/0")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: staff
      error EK110 at /0/change: two is not of type int → write a value of type int
    """
    findings: list[Finding] = []
    hints, fields = typing.get_type_hints(call), signature(call).parameters
    findings += [UNKNOWN_KEY.at(f"{at}/{escape(key)}", key=key) for key in data if key not in fields]
    many: list[Any] = []
    others = {}
    for name, field in fields.items():
        if field.kind is Parameter.VAR_POSITIONAL:
            many = list(
                _read(types.GenericAlias(tuple, (hints[name], ...)), data.get(name, []), f"{at}/{name}", findings)
            )
        elif name in data:
            others[name] = _read(hints[name], data[name], f"{at}/{name}", findings)
        elif field.default is Parameter.empty:
            findings.append(MISSING.at(f"{at}/{name}", name=name))
    if findings:
        raise InvalidRecord(findings, call.__name__)
    return many, others


def _read(hint: Any, data: Any, at: str, findings: list[Finding]) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [each for each in typing.get_args(hint) if each is not type(None)]
        return None if data is None else _read(inner[0], data, at, findings)
    if origin is Mapping:
        if not isinstance(data, Mapping):
            findings.append(WRONG_TYPE.at(at, value=data, expected="object"))
            return {}
        value = typing.get_args(hint)[1]
        return {str(key): _read(value, each, f"{at}/{escape(str(key))}", findings) for key, each in data.items()}
    if origin in (tuple, Iterable):
        if not isinstance(data, list):
            findings.append(WRONG_TYPE.at(at, value=data, expected="list"))
            return ()
        item = typing.get_args(hint)[0]
        return tuple(_read(item, each, f"{at}/{n}", findings) for n, each in enumerate(data))
    if attrs.has(hint):
        return _read_part(hint, data, at, findings)
    if hint is dt.date and isinstance(data, str):
        try:
            return dt.date.fromisoformat(data)
        except ValueError:
            findings.append(WRONG_TYPE.at(at, value=data, expected="date"))
            return None
    if hint is float and type(data) is int:
        return float(data)
    if type(data) is not hint:
        findings.append(WRONG_TYPE.at(at, value=data, expected=getattr(hint, "__name__", str(hint))))
    return data


def _read_part(cls: Any, data: Any, at: str, findings: list[Finding]) -> Any:
    if not isinstance(data, Mapping):
        findings.append(WRONG_TYPE.at(at, value=data, expected="object"))
        return None
    before = len(findings)
    fields = {field.name: field for field in attrs.fields(cls) if "aside" not in field.metadata}
    findings += [UNKNOWN_KEY.at(f"{at}/{escape(key)}", key=key) for key in data if key not in fields]
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in data:
            findings.append(MISSING.at(f"{at}/{name}", name=name))
    values = {
        name: _read(_hints(cls)[name], each, f"{at}/{name}", findings) for name, each in data.items() if name in fields
    }
    if len(findings) > before:
        return None
    try:
        return cls(**values)
    except InvalidRecord as error:
        findings += [attrs.evolve(each, pointer=at + each.pointer) for each in error.findings]
        return None
