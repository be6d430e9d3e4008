"""What an annotation can say of a field. Each constraint is written once and read by the checker, the schema
writer, the Hypothesis strategies and the docs.

Bounds and lengths are `annotated_types.Ge`, `Le`, `MinLen`, `MaxLen`; the rest is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from enforcekit.codes import CodeList


@attrs.frozen(slots=False)
class Pattern:
    """A regular expression that the whole string must match, with examples that prove it.

    `repeats` says that the same few strings come again and again, so that the checker may remember them.
    Written in ASCII classes with bounded lengths, without anchors, so that Python and ECMAScript give one verdict.

    >>> digits = Pattern("[0-9]{2,4}", good=("42",), bad=("4", "42\\n", "४२"))
    >>> digits.matches("42"), digits.matches("42\\n")
    (True, False)
    >>> digits.schema
    '^(?:[0-9]{2,4})$(?!\\\\n)'
    """

    regex: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    repeats: bool = False

    @property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        """The compiled test; `re` keeps the compiled form."""
        return re.compile(self.regex).fullmatch

    def matches(self, value: str) -> bool:
        """Whether the whole of `value` is of this form."""
        return self.fullmatch(value) is not None

    @property
    def schema(self) -> str:
        """The same test as a JSON Schema `pattern`: Python's `$` would let a last newline pass."""
        return f"^(?:{self.regex})$(?!\\n)"


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
