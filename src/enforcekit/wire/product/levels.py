"""The vector files as levels that an implementation can claim: which question belongs to which, and how many."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .catalogue import keywords

ABOUT = "about.json"
NO_LEVEL = "none"
"""The level of a question that `about.json` does not know; a test refuses it."""


def level_of(question: Mapping[str, Any], by_ask: Mapping[str, str]) -> str:
    """The level that a question belongs to.

    `validate` has three: a raw text is *reading*; a document whose expected codes are all in the map from keywords is
    *validating*, which a schema validator reaches; one with another code is *rules*.

    >>> level_of({"ask": "validate", "in": {"text": "{"}, "expect": {"codes": ["EK101"]}}, {})
    'reading'
    >>> level_of({"ask": "validate", "in": {"document": {}}, "expect": {"codes": ["EK120"]}}, {})
    'rules'
    >>> level_of({"ask": "term"}, {"term": "terms"})
    'terms'
    """
    if question["ask"] != "validate":
        return by_ask.get(question["ask"], NO_LEVEL)
    if "text" in question["in"]:
        return "reading"
    reached = {row["code"] for row in keywords()}
    return "validating" if reached.issuperset(question["expect"].get("codes", ())) else "rules"


def _counts(path: Path, by_ask: Mapping[str, str]) -> tuple[Counter[str], Counter[str]]:
    asks: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        asks[question["ask"]] += 1
        levels[level_of(question, by_ask)] += 1
    return asks, levels


def levels_and_files(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The levels and the vector files of a folder, each with its one-line meaning, counts and hash.

    What they mean is written by hand in `about.json` beside them; without that file there are none.
    """
    if not (folder / ABOUT).is_file():
        return [], []
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    by_ask = {ask: level["level"] for level in about["levels"] for ask in level["asks"] if ask != "validate"}
    total: Counter[str] = Counter()
    files, where = [], {}  # type: list[dict[str, Any]], dict[str, list[str]]
    for path in sorted(folder.glob("*.ndjson")):
        asks, levels = _counts(path, by_ask)
        total += levels
        for level in levels:
            where.setdefault(level, []).append(path.name)
        meaning = about["files"].get(path.name, {"en": "", "zh": ""})
        files.append(
            {
                "file": f"vectors/{path.name}",
                **meaning,
                "questions": asks.total(),
                "asks": dict(sorted(asks.items())),
                "levels": dict(sorted(levels.items())),
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
        )
    asked = [each for each in about["levels"] if each["level"] in where]
    return [{**each, "questions": total[each["level"]], "files": where[each["level"]]} for each in asked], files
