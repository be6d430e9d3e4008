"""Good documents changed at random, with a seed: what a writer gets wrong, and what an attacker tries."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parent.parent / "schemas"
ODD: tuple[Any, ...] = (None, 5, -1, 2**53, 1.0, 1.5, True, "", "x" * 3000, "溪口", "a\n", [], {}, [{}], {"k/~": 1})
ODD += ("2023-02-29", "0000-01-01", "2024-01-01", "2024-13-01T00:00:00Z", "every_holder", {"zh": "甲"}, {"zh": ""})
ODD += ({"zh\n": 5}, {"ZH": ""}, "a\u2028", "00" * 5000)


def good_documents() -> list[dict[str, Any]]:
    """The good documents among the published vectors."""
    asked = [
        json.loads(line)
        for path in sorted((SCHEMAS / "vectors").glob("*.ndjson"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [
        line["in"]["document"]
        for line in asked
        if line["ask"] == "validate" and line["expect"]["valid"] and "document" in line["in"]
    ]


def changed_documents(count: int) -> Iterator[dict[str, Any]]:
    """The same changed documents for every engine that is asked, so that all of them judge one set."""
    pick, good = random.Random(8), good_documents()
    for _ in range(count):
        yield changed(pick.choice(good), pick)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container inside a value, with each of its keys."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


def changed(document: dict[str, Any], pick: random.Random) -> dict[str, Any]:
    """The document with one to three things changed, at any depth."""
    document = json.loads(json.dumps(document))
    for _ in range(pick.randint(1, 3)):
        found = list(places(document))
        if not found:
            break
        # Half of all changes near the root, where most fields are.
        container, key = pick.choice(found[:20] if pick.random() < 0.5 else found)
        match pick.randrange(5):
            case 0:
                del container[key]
            case 1 if isinstance(container, dict):
                container[pick.choice(("colour", "k~/", "zh-", "start", "__proto__"))] = copy.deepcopy(container[key])
            case 2 if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
            case 3:
                container[key] = [container[key]]
            case _:
                container[key] = copy.deepcopy(pick.choice(ODD))
    return document


def scrambled(data: bytes, pick: random.Random) -> bytes:
    """A text with one to four bytes, pieces or tokens changed: hardly any is still a good document."""
    made = bytearray(data)
    for _ in range(pick.randint(1, 4)):
        at = pick.randrange(len(made) + 1)
        match pick.randrange(6):
            case 0:
                made[at : at + pick.randint(1, 8)] = b""
            case 1:
                made[at:at] = bytes([pick.randrange(256)])
            case 2:
                made[at:at] = pick.choice(TOKENS)
            case 3 if at < len(made):
                made[at] ^= 1 << pick.randrange(8)
            case 4:
                made[at:at] = made[pick.randrange(len(made) + 1) :][: pick.randint(1, 40)]
            case _:
                made[at : at + 1] = pick.choice(TOKENS)
    return bytes(made)


TOKENS = (
    *(b"{", b"}", b"[", b"]", b'"', b":", b",", b"\\", b"\\u0000", b"\\ud800", b"\\udc00", b"null", b"NaN"),
    *(b"-Infinity", b"1e400"),
    *(b"-0", b"1e-999", b"0e400", b"9" * 40, b"1.0", b"\xff", b"\xef\xbb\xbf", b"\x00", b"\xed\xa0\x80"),
    *(b'"id":1,', b'"extensions":{"a":' + b"[" * 70, b"0.4e0066999999999999999999999", b"2024-02-30", b"\n", b"\r"),
)  # fmt: skip
