"""Versions that are promised: what a frozen schema takes and refuses never changes, and a hash for each holds it.

Words may still be mended: titles, descriptions, labels of codes and the examples of an open list say nothing of what
is refused. So what is hashed is the schema without them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from enforcekit.codes import Vocabulary
from enforcekit.wire.schema import SCHEMA_VERSION, as_text, schema_files

from .diff import WORDS

FROZEN: Final = "frozen.json"
"""The file, beside the folders of the versions, that names each frozen version with the hashes of its schemas."""
_NAMED: Final = ("properties", "patternProperties", "$defs")


def without_words(schema: Any) -> Any:
    """A schema without what only explains it.

    >>> without_words({"title": "Name", "properties": {"title": {"type": "string", "examples": ["x"]}}})
    {'properties': {'title': {'type': 'string'}}}
    """
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: without_words(each) for name, each in value.items()} if key in _NAMED else without_words(value)
        for key, value in schema.items()
        if key not in WORDS
    }


def fingerprint(schema: Mapping[str, Any]) -> str:
    """The hash of all that decides what a schema takes; the order of keys and codes is none of it.

    >>> fingerprint({"enum": ["a", "b"], "title": "x"}) == fingerprint({"enum": ["b", "a"]})
    True
    """

    def sorted_lists(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: sorted_lists(each) for key, each in value.items()}
        return sorted(value, key=str) if isinstance(value, list) else value

    plain = json.dumps(sorted_lists(without_words(dict(schema))), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def frozen(folder: Path) -> dict[str, dict[str, str]]:
    """The frozen versions below a folder of schemas: for each, record type → fingerprint."""
    path = folder / FROZEN
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def broken(folder: Path, vocabulary: Vocabulary) -> list[str]:
    """What no longer is as it was frozen: files by their path, and models of the version that is written now.

    >>> from enforcekit import resources
    >>> from enforcekit.law.pack import installed
    >>> broken(resources.folder("schemas"), installed("cn").vocabulary)
    []
    """
    found = []
    for version, promised in frozen(folder).items():
        here = {path.name: path.read_text(encoding="utf-8") for path in (folder / version).glob("*.schema.json")}
        found += [f"{version}/{name}" for name in _differ(promised, here)]
        if version == SCHEMA_VERSION:
            found += [f"models: {name}" for name in _differ(promised, dict(schema_files(vocabulary)))]
    return found


def _differ(promised: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
    now = {name.removesuffix(".schema.json"): fingerprint(json.loads(text)) for name, text in texts.items()}
    return [name for name in promised if now.get(name) != promised[name]]


def freeze(folder: Path) -> Path:
    """Promise the version that is written now, as it stands below a folder; what is frozen already stays as it is.

    Raises `ValueError` when it is frozen already and differs: then it needs a new version.
    """
    names = {path.name.removesuffix(".schema.json"): path for path in (folder / SCHEMA_VERSION).glob("*.schema.json")}
    now = {name: fingerprint(json.loads(names[name].read_text(encoding="utf-8"))) for name in sorted(names)}
    known = frozen(folder)
    if known.get(SCHEMA_VERSION, now) != now:
        raise ValueError(f"version {SCHEMA_VERSION} is frozen, and its schemas differ: raise the version")
    path = folder / FROZEN
    path.write_text(as_text({**known, SCHEMA_VERSION: now}), encoding="utf-8")
    return path
