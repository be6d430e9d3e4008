"""The `record` decorator: a frozen attrs class that refuses a bad value the moment it is made.

Good values pass one generated test per class. Only when it fails is the record looked at field by field, and
then every problem is reported at once.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast, dataclass_transform

import attrs

from enforcekit.errors import Finding, InvalidRecord

from . import rules
from .constraints import Pattern
from .frozen import FrozenDict, freeze
from .spec import Field, Spec, fields_of

T = TypeVar("T")

_LONG = rules.TEXT_LENGTH
LANGUAGE_CODES = frozenset({"zh", "en"})
_TYPES: dict[str, type] = {
    "str": str,
    "int": int,
    "bool": bool,
    "date": dt.date,
    "instant": dt.datetime,
    "decimal": Decimal,
    "tuple": tuple,
}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def record(cls: type[T]) -> type[T]:
    """Make a class a record: frozen, slotted, keyword-only, checked against its annotations.

    A class may add `problems(self) -> list[Finding]` for what no single field can say.

    >>> from enforcekit.model import Citation
    >>> Citation(instrument="cn-penalty-law", article="24").article
    '24'
    >>> Citation(instrument="cn-penalty-law", article="24", paragraph=0, point=100)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Citation
      error EK115 at /paragraph: 0 is less than 1 → give a number of at least 1
      error EK116 at /point: 100 is more than 99 → give a number of at most 99
    """

    def first_check(self: Any) -> None:
        # Built on first use: importing the nouns must not pay for them.
        type(self).__attrs_post_init__ = _compile(type(self))
        self.__attrs_post_init__()

    cls.__attrs_post_init__ = first_check  # type: ignore[attr-defined]
    return attrs.frozen(kw_only=True, slots=True)(cls)


def blank(cls: type[Any]) -> type[Any]:
    """A class whose instances are empty, writable records: filled, and then frozen by `self.__class__ = cls`.

    A plain assignment to a slot takes a tenth of the time of the two ways around a frozen `__setattr__`.
    """
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"_Blank{cls.__name__}", (cls,), {"__slots__": (), **plain})


def evolve(value: T, **changes: Any) -> T:
    """The same record with some fields changed, checked like any other.

    >>> from enforcekit.model import Money
    >>> evolve(Money(amount=100), amount=200).amount
    200
    """
    return cast("T", attrs.evolve(cast("Any", value), **changes))


def _compile(cls: type[Any]) -> Callable[[Any], None]:
    """The generated check of one class."""
    scope: dict[str, Any] = {"refuse": _refuse}
    lines = ["def check(self):"]
    for field in fields_of(cls):
        lines.append(f"    v = self.{field.name}")
        guard = guard_lines(field.spec, "v", scope, "return refuse(self)")
        if field.nullable:
            lines.append("    if v is not None:")
            guard = [f"    {line}" for line in guard]
        lines += [f"    {line}" for line in guard]
    if hasattr(cls, "problems"):
        lines.append("    if self.problems(): return refuse(self)")
    exec("\n".join(lines), scope)
    check: Callable[[Any], None] = scope["check"]
    return check


def name_in(scope: dict[str, Any], value: Any) -> str:
    """A name for a value in the scope of generated code."""
    name = f"x{len(scope)}"
    scope[name] = value
    return name


def guard_lines(spec: Spec, v: str, scope: dict[str, Any], refuse: str) -> list[str]:
    """Statements that do `refuse` unless the variable `v` is what the spec says."""
    lines = [f"if not ({_test(spec, v, scope)}): {refuse}"]
    if spec.item is not None:
        lines += [f"for e in {v}:", f"    if not ({_test(spec.item, 'e', scope)}): {refuse}"]
    return lines


def _test(spec: Spec, v: str, scope: dict[str, Any]) -> str:
    """An expression that is true when `v` is what the spec says."""
    if spec.kind == "text":
        return f"type({v}) is {name_in(scope, FrozenDict)} and {name_in(scope, text_is_good)}({v})"
    if spec.kind == "json":
        return f"type({v}) is {name_in(scope, FrozenDict)} and (not {v} or {name_in(scope, json_is_good)}({v}))"
    if spec.kind == "record":
        return f"type({v}) is {name_in(scope, spec.cls)}"
    parts = [f"type({v}) is {name_in(scope, _TYPES[spec.kind])}"]
    if spec.kind == "instant":
        parts.append(f"{name_in(scope, rules.INSTANT.fullmatch)}({v}.isoformat()) is not None")
    if spec.kind == "decimal":
        parts.append(f"{name_in(scope, decimal_is_good)}({v})")
    if spec.coded and spec.coded.codes:
        parts.append(f"{v} in {name_in(scope, frozenset(spec.coded.codes.by_code))}")
    elif remembered := memory(spec):
        accepted, admit = remembered
        parts.append(f"({v} in {name_in(scope, accepted)} or {name_in(scope, admit)}({v}))")
    elif spec.pattern:
        parts.append(f"{name_in(scope, spec.pattern.fullmatch)}({v}) is not None")
    if spec.low is not None:
        parts.append(f"{v} >= {name_in(scope, spec.low)}")
    if spec.high is not None:
        parts.append(f"{v} <= {name_in(scope, spec.high)}")
    if spec.min_len:
        parts.append(f"len({v}) >= {spec.min_len}")
    if spec.max_len is not None:
        parts.append(f"len({v}) <= {spec.max_len}")
    return " and ".join(parts)


def memory(spec: Spec) -> tuple[set[str], Callable[[str], bool]] | None:
    """For what comes again and again, as codes and ids do: those already found well formed, and who admits others."""
    repeats = spec.pattern is not None and (spec.coded or spec.ref or spec.pattern.repeats)
    return _memory(spec.pattern) if spec.pattern and repeats else None


@cache
def _memory(pattern: Pattern) -> tuple[set[str], Callable[[str], bool]]:
    accepted: set[str] = set()
    fullmatch = pattern.fullmatch

    def admit(code: str) -> bool:
        good = fullmatch(code) is not None
        if good and len(accepted) < 4096:
            accepted.add(code)
        return good

    return accepted, admit


def decimal_is_good(value: Decimal) -> bool:
    """Whether the number can be written on the wire; the exponent is looked at before all its zeros are written."""
    return value.is_finite() and abs(value.adjusted()) < 7 and rules.DECIMAL.matches(format(value, "f"))


def json_is_good(value: Any, depth: int = rules.JSON_DEPTH) -> bool:
    """Whether a frozen value is JSON through and through: the verdict of `_json_problems`, without its words."""
    kind = type(value)
    if kind is str:
        return _encodable(value)
    if kind is FrozenDict or kind is tuple:
        if not depth:
            return False
        if kind is FrozenDict:
            for key in value:
                if not (type(key) is str and (key.isascii() or _encodable(key))):
                    return False
            value = value.values()
        for each in value:
            if not (type(each) is str and each.isascii()) and not json_is_good(each, depth - 1):
                return False
        return True
    return kind is int or kind is bool or value is None or (kind is float and math.isfinite(value))


def _json_problems(value: Any, pointer: str, depth: int = rules.JSON_DEPTH) -> Iterator[Finding]:
    kind = type(value)
    if kind is FrozenDict or kind is tuple:
        if not depth:
            yield rules.BAD_FORM.at(pointer, value="…", form=f"at most {rules.JSON_DEPTH} levels")
            return
        for key, each in value.items() if kind is FrozenDict else enumerate(value):
            if kind is FrozenDict and (type(key) is not str or not _encodable(key)):
                yield rules.WRONG_TYPE.at(pointer, value=key, expected="key of JSON")
            else:
                yield from _json_problems(each, f"{pointer}/{rules.escape(key)}", depth - 1)
    elif not (
        value is None
        or kind is bool
        or kind is int
        or (kind is str and _encodable(value))
        or (kind is float and math.isfinite(value))
    ):
        yield rules.WRONG_TYPE.at(pointer, value=value, expected="value of JSON")


def _encodable(text: str) -> bool:
    # Only the halves of surrogate pairs cannot be encoded.
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def text_is_good(text: Mapping[str, str]) -> bool:
    """Whether a mapping of language to string is a `Text`: at least one language, nothing invisible."""
    for language, value in text.items():
        if not (type(value) is str and value and value.isprintable() and language in LANGUAGE_CODES):
            return next(_text_problems(text, ""), None) is None
        if len(value) > _LONG:
            return next(_text_problems(text, ""), None) is None
    return bool(text)


def _text_problems(text: Mapping[Any, Any], pointer: str) -> Iterator[Finding]:
    if not text:
        yield rules.TOO_SHORT.at(pointer, found=0, low=1)
    for language, value in text.items():
        at = f"{pointer}/{rules.escape(language)}"
        if type(language) is not str or not rules.LANGUAGE.matches(language):
            yield rules.UNKNOWN_KEY.at(at, key=language)
        elif type(value) is not str:
            yield rules.WRONG_TYPE.at(at, value=value, expected="string")
        else:
            yield from _form(rules.LINE, value, at)


def _form(pattern: Pattern, value: str, pointer: str) -> Iterator[Finding]:
    """What is wrong with the form of a string, and with its length where the pattern bounds it apart."""
    if pattern.matches(value):
        return
    if re.fullmatch(pattern.form, value) is None:
        yield rules.BAD_FORM.at(pointer, value=value, form=pattern.form)
    if pattern.longest is not None and len(value) > pattern.longest:
        yield rules.TOO_LONG.at(pointer, found=len(value), high=pattern.longest)


def _length(found: int, low: int, high: int | None, pointer: str) -> Iterator[Finding]:
    if found < low:
        yield rules.TOO_SHORT.at(pointer, found=found, low=low)
    if high is not None and found > high:
        yield rules.TOO_LONG.at(pointer, found=found, high=high)


def _value_problems(spec: Spec, value: Any, pointer: str) -> Iterator[Finding]:
    """Every way in which a Python value is not what the spec says."""
    if spec.kind in ("text", "json"):
        if type(value) is not FrozenDict:
            yield rules.WRONG_TYPE.at(pointer, value=value, expected="mapping")
        elif spec.kind == "text":
            yield from _text_problems(value, pointer)
        else:
            yield from _json_problems(value, pointer)
        return
    expected: type[Any] = spec.cls or _TYPES[spec.kind]
    if type(value) is not expected:
        yield rules.WRONG_TYPE.at(pointer, value=value, expected=expected.__name__)
        return
    if spec.kind == "instant" and not rules.INSTANT.matches(value.isoformat()):
        yield rules.BAD_FORM.at(pointer, value=value.isoformat(), form=rules.INSTANT.regex)
        return
    if spec.kind == "decimal" and not decimal_is_good(value):
        yield rules.BAD_FORM.at(pointer, value=value, form=rules.DECIMAL.regex)
        return
    if spec.coded and spec.coded.codes and value not in spec.coded.codes:
        yield rules.not_in_list(spec.coded.codes, value, pointer)
    elif spec.pattern:
        yield from _form(spec.pattern, value, pointer)
    if spec.low is not None and value < spec.low:
        yield rules.TOO_LOW.at(pointer, value=value, low=spec.low)
    if spec.high is not None and value > spec.high:
        yield rules.TOO_HIGH.at(pointer, value=value, high=spec.high)
    if isinstance(value, str | tuple):
        yield from _length(len(value), spec.min_len, spec.max_len, pointer)
    if spec.item is not None:
        for index, each in enumerate(value):
            yield from _value_problems(spec.item, each, f"{pointer}/{index}")


def _normalise(self: Any, field: Field) -> bool:
    """A list given for a tuple, a dict for a mapping: what a person writes by hand, and what it plainly means."""
    value = getattr(self, field.name)
    if field.spec.kind == "tuple" and isinstance(value, list):
        object.__setattr__(self, field.name, tuple(value))
    elif field.spec.kind in ("text", "json") and isinstance(value, Mapping) and type(value) is not FrozenDict:
        object.__setattr__(self, field.name, freeze(value))
    else:
        return False
    return True


def _refuse(self: Any) -> None:
    """The slow path: mend what only needs another container, else name every problem."""
    fields = fields_of(type(self))
    mended = [_normalise(self, field) for field in fields]
    if any(mended):
        self.__attrs_post_init__()
        return
    found = [
        finding
        for field in fields
        if (value := getattr(self, field.name)) is not None or not field.nullable
        for finding in _value_problems(field.spec, value, f"/{field.name}")
    ]
    if not found:
        found = self.problems()
    raise InvalidRecord(found, type(self).__name__)
