"""Strings that a pattern of our schemas takes, at its edges: ends of classes, fewest and most repeats, every branch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

_MOST = 4096
_TOKEN = re.compile(
    r"(?P<ahead>\(\?[!=](?:\\.|[^()\\])*\))|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<or>\|)|(?P<anchor>[\^$])"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<many>[?*+]|\{(?P<low>[0-9]+)(?P<to>,(?P<high>[0-9]*))?\})"
    r"|(?P<char>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^a-zA-Z0-9])|[^\\\[\](){}*+?|^$])",
    re.DOTALL,
)
_CHAR = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))|(.)", re.DOTALL)


class Unreadable(ValueError):
    """The pattern has what none of ours has: nothing is claimed of it."""


def _character(text: str) -> str:
    found = _CHAR.fullmatch(text)
    assert found is not None
    return chr(int(found[1] or found[2], 16)) if found[1] or found[2] else found[3] or found[4]


def _ranges(text: str) -> list[tuple[int, int]]:
    parts = [_character(found[0]) for found in _CHAR.finditer(text)]
    raw = [found[0] for found in _CHAR.finditer(text)]
    ranges, at = [], 0
    while at < len(parts):
        if at + 2 < len(parts) and raw[at + 1] == "-":
            ranges.append((ord(parts[at]), ord(parts[at + 2])))
            at += 3
        else:
            ranges.append((ord(parts[at]), ord(parts[at])))
            at += 1
    return ranges


@attrs.frozen
class _Class:
    ranges: tuple[tuple[int, int], ...]
    negated: bool = False

    def __contains__(self, mark: str) -> bool:
        return any(low <= ord(mark) <= high for low, high in self.ranges) is not self.negated


@attrs.frozen
class _Many:
    part: _Any
    low: int
    high: int | None


@attrs.frozen
class _Row:
    parts: tuple[_Any, ...]


@attrs.frozen
class _Branches:
    rows: tuple[_Row, ...]


_Any = _Class | _Many | _Row | _Branches


def _parse(pattern: str) -> _Branches:
    stack: list[list[list[_Any]]] = [[[]]]
    at = 0
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:
            raise Unreadable(pattern)
        at, row = found.end(), stack[-1][-1]
        match found.lastgroup if found["many"] is None else "many":
            case "open":
                stack.append([[]])
            case "close":
                rows = stack.pop()
                if not stack:
                    raise Unreadable(pattern)
                stack[-1][-1].append(_Branches(tuple(_Row(tuple(each)) for each in rows)))
            case "or":
                stack[-1].append([])
            case "class":
                body = found["class"][1:-1]
                negated = body.startswith("^")
                row.append(_Class(tuple(_ranges(body[negated:])), negated))
            case "many":
                if not row:
                    raise Unreadable(pattern)
                row.append(_repeated(row.pop(), found))
            case "char":
                mark = ord(_character(found["char"]))
                row.append(_Class(((mark, mark),)) if found["char"] != "." else _Class(((10, 10),), negated=True))
    if len(stack) != 1:
        raise Unreadable(pattern)
    return _Branches(tuple(_Row(tuple(each)) for each in stack[0]))


def _repeated(part: _Any, found: re.Match[str]) -> _Many:
    short = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(found["many"])
    if short is not None:
        return _Many(part, *short)
    low = int(found["low"])
    return _Many(part, low, low if not found["to"] else int(found["high"]) if found["high"] else None)


_SEEDS: Final = "aA0z_-. 溪"


def _edges(part: _Any) -> Iterator[str]:
    """The characters at the ends of the classes of a pattern, and those just outside."""
    if isinstance(part, _Class):
        for low, high in part.ranges:
            for code in (low - 1, low, high, high + 1):
                if 0 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                    yield chr(code)
    elif isinstance(part, _Many):
        yield from _edges(part.part)
    else:
        for each in part.parts if isinstance(part, _Row) else part.rows:
            yield from _edges(each)


def _samples(part: _Any, marks: tuple[str, ...], counts: tuple[int, ...]) -> list[str]:
    """Strings of one part; the first is the plainest."""
    if isinstance(part, _Class):
        return [mark for mark in marks if mark in part]
    if isinstance(part, _Branches):
        return [text for row in part.rows for text in _samples(row, marks, counts)]
    if isinstance(part, _Many):
        inner = _samples(part.part, marks, counts)
        if not inner:
            return [""] if part.low == 0 else []
        high = part.high if part.high is not None else max((*counts, part.low + 1))
        wanted = dict.fromkeys((part.low, part.low + 1, min(high, _MOST), *(n for n in counts if n <= high)))
        many = [inner[0] * n for n in wanted if part.low <= n <= high]
        return [*many, *(text + inner[0] * (max(part.low, 1) - 1) for text in inner[1:] if high)]
    each = [_samples(inner, marks, counts) for inner in part.parts]
    if not all(each):
        return []
    first = [texts[0] for texts in each]
    found = ["".join(first)]
    for at, texts in enumerate(each):
        found += ["".join((*first[:at], text, *first[at + 1 :])) for text in texts[1:]]
    return found


def strings(pattern: str, beside: Iterable[str] = (), counts: Iterable[int] = ()) -> list[str]:
    """Strings that a pattern takes; the first is the plainest.

    `beside` are patterns from whose edges characters are tried too, `counts` further numbers of repeats. A pattern
    that is not of the kind our schemas have gives none.

    >>> sorted(strings("^(?:[a-c]{1,2}(?:-x)?)$", beside=["^[a-b]$"]))
    ['a', 'a-x', 'aa', 'b', 'c']
    """
    try:
        parsed = _parse(pattern)
        edges = dict.fromkeys((*_SEEDS, *_edges(parsed), *(mark for each in beside for mark in _edges(_parse(each)))))
    except Unreadable:
        return []
    return list(dict.fromkeys(_samples(parsed, tuple(edges), tuple(counts))))
