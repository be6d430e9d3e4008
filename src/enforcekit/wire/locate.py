"""Where in an accepted JSON text a value stands: asked only of refused documents, to say line and column."""

from __future__ import annotations

import json
import re

_SPACE = re.compile(r"[ \t\r\n]*+")
_DECODER = json.JSONDecoder()


def position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def locate(text: str, pointer: str) -> tuple[int, int]:
    """Line and column of the value that a JSON Pointer names in an accepted text, or of its nearest parent.

    >>> locate('{"names": [\\n  {"a/b": 1}]}', "/names/0/a~1b")
    (2, 11)
    >>> locate('{"names": []}', "/names/7")
    (1, 11)
    """
    text = text.removeprefix("\ufeff")
    at = _skip(text, 0)
    for part in pointer.split("/")[1:]:
        child = _child(text, at, part.replace("~1", "/").replace("~0", "~"))
        if child is None:
            break
        at = child
    return position(text, at)


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _child(text: str, at: int, key: str) -> int | None:
    """Where the value under `key` starts in the container that starts at `at`."""
    if text[at] not in "{[":
        return None
    name: object
    keyed, at, index = text[at] == "{", _skip(text, at + 1), 0
    while text[at] not in "}]":
        name = str(index)
        if keyed:
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if name == key:
            return at
        # The C parser skips a sibling: every character is looked at once, however deep the pointer leads.
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
        index += 1
    return None
