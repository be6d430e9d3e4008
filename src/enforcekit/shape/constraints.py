"""What an annotation can say of a field. Each constraint is written once and read by the checker, the schema
writer, the Hypothesis strategies and the docs.

Bounds and lengths are `annotated_types.Ge`, `Le`, `MinLen`, `MaxLen`; the rest is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from enforcekit.codes import CodeList

_LAST_BOUND = re.compile(r"\{1,[0-9]+\}$")
_LINE_ENDS = "\n\r\x85\u2028\u2029"


@attrs.frozen(slots=False)
class Pattern:
    """A regular expression that the whole string must match, with examples that prove it.

    `repeats` says that the same few strings come again and again, so that the checker may remember them. `longest`
    is the most characters of a string whose last part may come more than a thousand times.
    Written in ASCII classes with bounded lengths, without anchors, so that every language gives one verdict.

    >>> digits = Pattern("[0-9]{2,4}", good=("42",), bad=("4", "42\\n", "४२"))
    >>> digits.matches("42"), digits.matches("42\\n")
    (True, False)
    >>> digits.schema["pattern"]
    '^(?:[0-9]{2,4})$'
    """

    regex: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    repeats: bool = False
    longest: int | None = None

    @property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        """The compiled test; `re` keeps the compiled form."""
        return re.compile(self.regex).fullmatch

    def matches(self, value: str) -> bool:
        """Whether the whole of `value` is of this form."""
        return self.fullmatch(value) is not None

    @property
    def form(self) -> str:
        """The same expression without the bound that `longest` stands for."""
        return self.regex if self.longest is None else _LAST_BOUND.sub("+", self.regex)

    @property
    def schema(self) -> dict[str, Any]:
        """The same test as keywords of a JSON Schema, in what Python, ECMAScript, Go, Rust and Java have in common.

        That is no lookahead, no escape but `\\xHH`, no count above 1,000. `$` lets a last line end pass in Python
        and Java, and no common anchor does not: so the line ends that the pattern never takes are refused apart.
        """
        ends = "".join(mark for mark in _LINE_ENDS if not any(self.matches(text + mark) for text in self.good))
        length = {} if self.longest is None else {"maxLength": self.longest}
        return {"pattern": f"^(?:{_portable(self.form)})$", "not": {"pattern": f"[{ends}]"}, **length}


_ONE = r"\\u[0-9a-f]{4}|[^\\]"
_BETWEEN = re.compile(f"({_ONE})(?:-({_ONE}))?")
_ALL_BUT = re.compile(r"\[\^((?:\\.|[^\]\\])*)\]")


def _portable(regex: str) -> str:
    """The expression with every class saying what it takes: not all engines can name the half of a pair to leave out.

    >>> _portable("[^\\\\u0000-\\\\u001f\\\\ud800-\\\\udfff]") == "[\\\\x20-\\ud7ff\\ue000-\\U0010ffff]"
    True
    """
    return _ALL_BUT.sub(lambda found: f"[{''.join(_others(found[1]))}]", regex)


def _others(ranges: str) -> Iterator[str]:
    """The ranges of the characters that stand in none of the ranges."""
    start = 0
    for low, high in sorted((_code(each[1]), _code(each[2] or each[1])) for each in _BETWEEN.finditer(ranges)):
        if start < low:
            yield f"{_mark(start)}-{_mark(low - 1)}"
        start = max(start, high + 1)
    yield f"{_mark(start)}-{_mark(0x10FFFF)}"


def _code(mark: str) -> int:
    return ord(mark) if len(mark) == 1 else int(mark[2:], 16)


def _mark(code: int) -> str:
    """A character beyond ASCII stands for itself, a letter or sign too."""
    return f"\\x{code:02x}" if code < 0x30 or 0x39 < code < 0x7E else chr(code)


@attrs.frozen
class Doc:
    """What a field means, in English and Chinese."""

    en: str
    zh: str


@attrs.frozen
class Ref:
    """The string is the id of another record of this type."""

    type: str
    reserved: tuple[str, ...] = ()


@attrs.frozen
class Coded:
    """The string is a code of this list; `codes` is given when the library itself closes the list."""

    name: str
    codes: CodeList | None = None


@attrs.frozen
class Deprecated:
    """The field is still taken; since a version of the schemas `instead` should be used."""

    since: str
    instead: str


@attrs.frozen
class Example:
    """A value for templates and docs."""

    value: str
