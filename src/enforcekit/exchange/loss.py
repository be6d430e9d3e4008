"""What did not survive on the way into another format: every field by name, as findings like any others.

A loss is found by carrying the value back and comparing the two, so that nothing can be forgotten in a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

import attrs

from enforcekit.errors import Finding, Report, rule
from enforcekit.shape.rules import escape

T = TypeVar("T")

NOT_CARRIED = rule(
    "EK830",
    "warning",
    "{form} has no place for {field}: {value}{more_en}",
    "{form} 无处存放 {field}：{value}{more_zh}",
    cure_en="keep the original beside it",
    cure_zh="请另行保存原始数据",
)
CHANGED = rule(
    "EK831",
    "warning",
    "{form} holds {field} as {after}, not as {before}{more_en}",
    "{form} 将 {field} 由 {before} 存为 {after}{more_zh}",
    cure_en="keep the original beside it",
    cure_zh="请另行保存原始数据",
)


@attrs.frozen
class Converted(Generic[T]):
    """What came out of a conversion, and what of the original is not in it, as findings (EK830, EK831)."""

    value: T
    loss: tuple[Finding, ...] = ()

    @property
    def report(self) -> Report:
        """The loss as a report, for its text in either language."""
        return Report(self.loss)


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """The single values of a plain JSON value, each with its pointer; an empty list or object is one too.

    >>> dict(leaves({"a": [1, {"b": True}], "c": {}}))
    {'/a/0': 1, '/a/1/b': True, '/c': {}}
    """
    inner = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list | tuple) else ()
    if not inner or not value:
        yield pointer, value
        return
    for key, each in inner:
        yield from leaves(each, f"{pointer}/{escape(str(key))}")


def lost(before: Any, after: Any, *, form: str, root: str = "") -> tuple[Finding, ...]:
    """Every single value of the one that the other does not have, or has otherwise; what is new in it is no loss.

    >>> [each.message["en"] for each in lost({"id": "a", "note": "x"}, {"id": "b"}, form="XES")]
    ['XES holds /id as b, not as a', 'XES has no place for /note: x']
    """
    there = dict(leaves(after))
    found = []
    for pointer, value in leaves(before):
        if pointer not in there:
            found.append(not_carried(form, pointer, value, root + pointer))
        elif type(there[pointer]) is not type(value) or there[pointer] != value:
            found.append(changed(form, pointer, value, there[pointer], root + pointer))
    return tuple(found)


def not_carried(form: str, field: str, value: Any, pointer: str = "", times: int = 1) -> Finding:
    """The finding that a format has no place for a field; `times` is how often, the value that of the first."""
    return NOT_CARRIED.at(pointer, form=form, field=field, value=value, **_more(times))


def changed(form: str, field: str, before: Any, after: Any, pointer: str = "", times: int = 1) -> Finding:
    """The finding that a format holds a field otherwise."""
    return CHANGED.at(pointer, form=form, field=field, before=before, after=after, **_more(times))


_ONCE: Final = {"more_en": "", "more_zh": ""}


def _more(times: int) -> dict[str, str]:
    return _ONCE if times == 1 else {"more_en": f" ({times} times)", "more_zh": f"（共 {times} 处）"}


@attrs.define
class Tally:
    """Losses of many alike things, each named once with its first value and how often it was met."""

    form: str
    _seen: dict[tuple[str, ...], list[Any]] = attrs.field(factory=dict)

    def not_carried(self, field: str, value: Any, pointer: str = "") -> None:
        """Count one more value of a field that has no place."""
        self._seen.setdefault((field,), [0, value, pointer])[0] += 1

    def changed(self, field: str, before: Any, after: Any, pointer: str = "") -> None:
        """Count one more value of a field that is held otherwise."""
        self._seen.setdefault((field, "changed"), [0, before, pointer, after])[0] += 1

    def findings(self) -> tuple[Finding, ...]:
        """One finding for each field, in the order in which they were met."""
        return tuple(
            not_carried(self.form, field, value, pointer, times)
            if not after
            else changed(self.form, field, value, after[0], pointer, times)
            for (field, *_), (times, value, pointer, *after) in self._seen.items()
        )
