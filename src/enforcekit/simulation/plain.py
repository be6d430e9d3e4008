"""What a part of a scenario is: a frozen attrs class with bounds beside its numbers, and its way to JSON and back.

The nouns of `model` hold no fractions of arbitrary precision; rates and shares need them, so these have a mechanism of
their own, with the same errors.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from inspect import Parameter, signature
from numbers import Real
from typing import Any, Final, TypeVar, cast, dataclass_transform

import attrs

from enforcekit.errors import Finding, InvalidRecord
from enforcekit.shape.rules import MISSING, UNKNOWN_KEY, WRONG_TYPE, escape

from .findings import BAD_VALUE

T = TypeVar("T")
_MOST: Final = sys.float_info.max


def as_float(value: Any) -> float:
    """Any real number as a float; infinite when no float holds it."""
    return math.inf if isinstance(value, int) and abs(value) > _MOST else float(value)


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
        found = []
        for name, field in _fields(cast("Any", cls)).items():
            given = getattr(self, name)
            if not field.plainly_right(given):
                value, findings = field.checked(given, f"/{name}")
                object.__setattr__(self, name, value)
                found += findings
        if not found and hasattr(self, "problems"):
            found = self.problems()
        if any(each.severity == "error" for each in found):
            raise InvalidRecord(found, cls.__name__)

    cls.__attrs_post_init__ = check  # type: ignore[attr-defined]
    return attrs.frozen(kw_only=True)(cls)


@attrs.frozen
class _Field:
    """What one field may hold: a value of one type, perhaps several in a tuple, perhaps nothing, within bounds."""

    type: Any
    many: bool
    optional: bool
    bounds: Mapping[str, float | None]
    low: float | None
    high: float

    def plainly_right(self, value: Any) -> bool:
        """Whether there is nothing to ask or to convert, as nearly always."""
        if type(value) is tuple:
            return self.many and all(type(each) is self.type for each in value)
        if self.many or type(value) is not self.type:
            return value is None and self.optional
        return self.low is None or self.low <= value <= self.high

    def checked(self, value: Any, at: str) -> tuple[Any, list[Finding]]:
        """The value as it is kept, and what is wrong with it."""
        if value is None and self.optional:
            return value, []
        if not self.many:
            kept = self._kept(value)
            return kept, self._wrong(kept, at)
        if not isinstance(value, tuple | list):
            return value, [WRONG_TYPE.at(at, value=value, expected="list")]
        several = tuple(map(self._kept, value))
        return several, [each for n, one in enumerate(several) for each in self._wrong(one, f"{at}/{n}")]

    def _kept(self, value: Any) -> Any:
        # 20 and 20.0 are one number, and must be one text: the hash of a scenario is that of its text.
        real = isinstance(value, Real) and not isinstance(value, bool)
        return as_float(value) if self.type is float and real else value

    def _wrong(self, value: Any, at: str) -> list[Finding]:
        if self.type in (int, float) and not self.many:
            return self._outside(value, at)
        # A truth value is no number, and a time of day no date.
        good = isinstance(value, self.type) and type(value) not in (bool, dt.datetime)
        if self.type is bool:
            good = type(value) is bool
        return [] if good else [WRONG_TYPE.at(at, value=value, expected=self.type.__name__)]

    def _outside(self, value: Any, at: str) -> list[Finding]:
        number = as_float(value) if type(value) is int else value
        if not isinstance(number, float) or not math.isfinite(number):
            return [BAD_VALUE.at(at, value=value, expected="a finite number")]
        if self.type is int and not isinstance(value, int):
            return [BAD_VALUE.at(at, value=value, expected="a whole number")]
        low, above, high = (self.bounds.get(each) for each in ("ge", "gt", "le"))
        broken = []
        if low is not None and value < low:
            broken.append(f"a number of at least {low}")
        if above is not None and value <= above:
            broken.append(f"a number above {above}")
        if high is not None and value > high:
            broken.append(f"a number of at most {high}")
        return [BAD_VALUE.at(at, value=value, expected=words) for words in broken]


@cache
def _fields(cls: Any) -> dict[str, _Field]:
    """The fields of a part that are in its document, by name."""
    found = {}
    for field in attrs.fields(cls):
        if "aside" in field.metadata:
            continue
        hint, optional = _hints(cls)[field.name], False
        if typing.get_origin(hint) in (typing.Union, types.UnionType):
            (hint,), optional = [each for each in typing.get_args(hint) if each is not type(None)], True
        many = typing.get_origin(hint) is tuple
        kind = typing.get_args(hint)[0] if many else hint
        bounds = field.metadata
        low = bounds.get("ge") if bounds.get("gt") is None else math.nextafter(bounds["gt"], math.inf)
        low = -_MOST if low is None and kind in (int, float) else low
        high = _MOST if bounds.get("le") is None else bounds["le"]
        found[field.name] = _Field(kind, many, optional, bounds, low, high)
    return found


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
        return as_float(data)
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
