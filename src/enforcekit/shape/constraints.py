"""What an annotation can say of a field. Each constraint is written once and read by the checker, the schema
writer, the Hypothesis strategies and the docs.

Bounds and lengths are `annotated_types.Ge`, `Le`, `MinLen`, `MaxLen`; the rest is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs

from enforcekit.codes import CodeList

_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
_LAST_BOUND = re.compile(r"\{1,[0-9]+\}$")
_LINE_ENDS = "\n\r\x85\u2028\u2029"


def all_but(*ranges: tuple[int, int]) -> str:
    """A class of every character but those of the ranges, and never half a surrogate pair.

    It says what it takes, not what it leaves: no engine outside Python and JavaScript can name half a pair.

    >>> all_but((0x00, 0x1F), (0x7F, 0x7F))
    '[\\\\u0020-\\\\u007e\\\\u0080-\\\\ud7ff\\\\ue000-\\\\U0010ffff]'
    """
    taken, start = [], 0
    for low, high in sorted((*ranges, (0xD800, 0xDFFF))):
        if start < low:
            taken.append((start, low - 1))
        start = max(start, high + 1)
    taken.append((start, 0x10FFFF))

    def escaped(code: int) -> str:
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

    return "[" + "".join(f"{escaped(low)}-{escaped(high)}" for low, high in taken) + "]"


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


def _portable(regex: str) -> str:
    """An expression whose characters beyond ASCII stand for themselves."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return f"\\x{code:02x}" if code < 0x80 else chr(code)

    return _ESCAPED.sub(character, regex)


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
class Example:
    """A value for templates and docs."""

    value: str
