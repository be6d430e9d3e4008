"""Documents of an older version of the schemas, made into documents of a newer one: nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from enforcekit.errors import InvalidRecord, SchemaVersionError, rule
from enforcekit.wire.schema import SCHEMA_VERSION
from enforcekit.wire.validate import WRONG_VERSION
from enforcekit.wire.values import check_values

TWICE_NAMED = rule(
    "EK126",
    "error",
    "'{old}' is called '{new}' now, and the document has both",
    "“{old}”现称“{new}”，而文档中二者都有",
    cure_en="keep one of them before it is migrated",
    cure_zh="请在迁移前只保留一个",
)
Body = dict[str, Any]


@attrs.frozen
class Step:
    """From one version to the next: what is done to a document beside writing the new version into it.

    `renamed` are keys of a record type by their old name; `changed` does what no renaming can.
    """

    old: str
    new: str
    said: Mapping[str, str]
    renamed: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    changed: Callable[[Body], Body] | None = None

    def apply(self, document: Body) -> Body:
        """The document of the newer version; the one given stays as it is."""
        names = self.renamed.get(str(document.get("type")), {})
        made = {names.get(key, key): value for key, value in document.items()}
        if len(made) != len(document):  # both names stand in it: neither may swallow the other
            both = [(key, new) for key, new in names.items() if key in document and new in document]
            found = [TWICE_NAMED.at(f"/{key}", old=key, new=new) for key, new in both]
            raise InvalidRecord(found, str(document.get("id", "")))
        made = self.changed(made) if self.changed else made
        return {**made, "schema_version": self.new}


STEPS: Final[tuple[Step, ...]] = ()
"""The versions there have been, oldest first."""


def chain(old: str, new: str, steps: tuple[Step, ...] = STEPS) -> tuple[Step, ...]:
    """The steps from one version to another, in order; none when they are the same.

    Raises `SchemaVersionError` for a version that no step leaves, or from which none leads to the other.

    >>> [(step.old, step.new) for step in chain(SCHEMA_VERSION, SCHEMA_VERSION)]
    []
    """
    found: list[Step] = []
    at = old
    while at != new:
        step = next((each for each in steps if each.old == at), None)
        if step is None:
            known = ", ".join(dict.fromkeys([*(each.old for each in steps), new]))
            raise SchemaVersionError([WRONG_VERSION.at("/schema_version", value=old, known=known)])
        found.append(step)
        at = step.new
    return tuple(found)


def migrate(document: Mapping[str, Any], to: str = SCHEMA_VERSION, *, steps: tuple[Step, ...] = STEPS) -> Body:
    """The same document in a later version of the schemas: dict → dict, through every version between.

    Whether the document is good is not asked: `validate` does. Every value that was in it is in the answer.

    Raises `SchemaVersionError` when it names no version from which a way leads there.

    >>> place = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "330213", "names": {"zh": "奉化区"}}
    >>> migrate(place) == place
    True
    """
    check_values(made := dict(document))
    for step in chain(str(document.get("schema_version", "")), to, steps):
        made = step.apply(made)
    return made
