"""Where in an accepted JSON text values stand: asked only of refused documents, to say line and column."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from enforcekit.shape.rules import unescape

_SPACE = re.compile(r"[ \t\r\n]*+")
_DECODER = json.JSONDecoder()
_INDEX = re.compile("0|[1-9][0-9]*").fullmatch


def position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def locate(text: str, pointer: str) -> tuple[int, int]:
    """Line and column of the value that a JSON Pointer names in an accepted text, or of its nearest parent.

    >>> locate('{"names": [\\n  {"a/b": 1}]}', "/names/0/a~1b")
    (2, 11)
    >>> locate('{"names": []}', "/names/7")
    (1, 11)
    """
    return positions(text, [pointer])[pointer]


class _Step:
    """A place on the way to wanted values: where it starts, once found, and the wanted steps below it."""

    __slots__ = ("at", "below")

    def __init__(self) -> None:
        self.at: int | None = None
        self.below: dict[str, _Step] = {}


def positions(
    text: str, pointers: Iterable[str], start: int = 0, breaks: Sequence[int] | None = None
) -> dict[str, tuple[int, int]]:
    """Line and column of each value that a pointer names, or of its nearest parent, in one pass over the text.

    The pointers start from the value at `start`, which counts without a byte order mark; who asks one text often
    gives its `line_breaks` too.

    >>> positions('[{"a": 1},\\n {"b": 2}]', ["/b", "/c"], start=12)
    {'/b': (2, 8), '/c': (2, 2)}
    """
    text = text.removeprefix("\ufeff")
    root = _Step()
    trails: dict[str, list[_Step]] = {}
    for pointer in pointers:
        step = root
        trail = trails[pointer] = [root]
        for part in pointer.split("/")[1:]:
            step = step.below.setdefault(unescape(part), _Step())
            trail.append(step)
    _walk(text, _skip(text, start), root)
    breaks = line_breaks(text) if breaks is None else breaks
    found = {}
    for pointer, trail in trails.items():
        at = next(step.at for step in reversed(trail) if step.at is not None)
        line = bisect_left(breaks, at)
        found[pointer] = line + 1, at - (breaks[line - 1] if line else -1)
    return found


def place_in_order(pointer: str) -> list[tuple[int, str]]:
    """What puts JSON Pointers in the order of their places: entries of a list go by number, not as text.

    >>> sorted(["/items/10", "/items/2", "/items", "/id"], key=place_in_order)
    ['/id', '/items', '/items/2', '/items/10']
    """
    # The length of a number comes before its digits: as an int a hostile key of digits would cost too much.
    return [(len(step) if _INDEX(step) else 0, step) for step in pointer.split("/")[1:]]


def line_breaks(text: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", text)]


def elements(text: str) -> list[int]:
    """Where each element of the array that an accepted text holds starts."""
    at, found = _skip(text, _skip(text, 0) + 1), []
    while text[at] != "]":
        found.append(at)
        at = _next(text, _DECODER.raw_decode(text, at)[1])
    return found


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _next(text: str, end: int) -> int:
    """Behind a value and the comma that may follow it."""
    at = _skip(text, end)
    return _skip(text, at + 1) if text[at] == "," else at


def _walk(text: str, at: int, step: _Step) -> int:
    """Note where the wanted values stand in the one that starts at `at`; where it ends."""
    step.at = at
    if not step.below or text[at] not in "{[":
        # The C parser skips a value: every character is looked at once, however deep the pointers lead.
        return _DECODER.raw_decode(text, at)[1]
    keyed, index = text[at] == "{", 0
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        name = str(index)
        if keyed:
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        wanted = step.below.get(name)
        at = _next(text, _walk(text, at, wanted) if wanted else _DECODER.raw_decode(text, at)[1])
        index += 1
    return at + 1
