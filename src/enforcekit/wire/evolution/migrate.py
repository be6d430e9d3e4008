"""Documents of an older version of the schemas, made into documents of a newer one: nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, InvalidRecord, MalformedText, SchemaVersionError, rule
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

    `renamed` holds, by record type, the path of a key (`*` is every entry of a list) and the key's new name; `changed`
    does what no renaming can.
    """

    old: str
    new: str
    said: Mapping[str, str]
    renamed: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    changed: Callable[[Body], Body] | None = None

    def apply(self, document: Body) -> Body:
        """The document of the newer version; the one given stays as it is."""
        made: Any = document
        twice: list[Finding] = []
        for path, new in self.renamed.get(str(document.get("type")), {}).items():
            made = _renamed(made, path.split("/"), new, "", twice)
        if twice:
            raise InvalidRecord(twice, str(document.get("id", "")))
        made = self.changed(made) if self.changed else made
        return {**made, "schema_version": self.new}


def _renamed(value: Any, path: list[str], new: str, at: str, twice: list[Finding]) -> Any:
    """A value with the key at the end of a path under its new name; what is not shaped so stays as it is."""
    old, *rest = path
    if old == "*":
        entries = enumerate(value if isinstance(value, list) else ())
        return [_renamed(each, rest, new, f"{at}/{number}", twice) for number, each in entries] or value
    if not isinstance(value, dict) or old not in value:
        return value
    if rest:
        return {**value, old: _renamed(value[old], rest, new, f"{at}/{old}", twice)}
    if new in value:  # neither of the two may swallow the other
        twice.append(TWICE_NAMED.at(f"{at}/{old}", old=old, new=new))
        return value
    return {new if key == old else key: each for key, each in value.items()}


STEPS: Final = (
    Step(
        "0.1",
        "1.0",
        {"en": "a name says what it is of, and one thing has one name", "zh": "名称含义明确，同一事物同一名称"},
        renamed={
            "item": {
                "penalties/*/multiple_min": "minimum_multiple",
                "penalties/*/multiple_max": "maximum_multiple",
            },
            "clue": {"origin": "channel"},
            "inspection": {"result/codes": "outcomes"},
            "inspection_plan": {"cap": "yearly_cap"},
        },
    ),
)
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


def current(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document as `migrate` makes it new; one that cannot be migrated as it is, for `validate` to say why.

    >>> current({"type": "place", "schema_version": "0.1"})["schema_version"] == SCHEMA_VERSION
    True
    >>> current({"type": "place", "schema_version": "9.0"})
    {'type': 'place', 'schema_version': '9.0'}
    """
    try:
        return migrate(document)
    except (InvalidRecord, MalformedText, SchemaVersionError):
        return document
