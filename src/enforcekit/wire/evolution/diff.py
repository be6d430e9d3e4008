"""What a change of a schema breaks, for those who write documents and for those who read them, with a proof.

A change breaks *writers* when a document that was good is refused now, and *readers* when a document that is good now
would have been refused: a program that still checks by the old schema meets it. Each such claim comes with a witness,
a document that was judged by both schemas. Where a change might break and no witness was found, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from enforcekit.shape.rules import escape
from enforcekit.wire.validate import validator_of

from .dialect import must_be_schema
from .strings import strings
from .values import ABSENT, Path, Schema, candidates, embedded, resolve, smallest

Verdict = Literal["compatible", "breaking", "unproven"]
WORDS: Final = frozenset({"title", "description", "$comment", "examples", "deprecated"})
_STRUCTURE: Final = frozenset({"$schema", "$id", "$defs", "$ref", "properties", "required", "items"})
_LOWER: Final = ("minimum", "minLength", "minItems", "minProperties")
_UPPER: Final = ("maximum", "maxLength", "maxItems")
_TRIES: Final = 400


@attrs.frozen(kw_only=True)
class Change:
    """One difference: where, what, whom it breaks, and the documents that prove it.

    `pointer` leads into a document (`*` is any entry of a list); `keywords` are those of JSON Schema that differ, or
    one of `added`, `removed`, `required`, `optional`, `deprecated`, `words`. A witness of `writers` was good and is
    refused now; one of `readers` is good now and would have been refused.
    """

    type: str
    pointer: str
    keywords: tuple[str, ...]
    old: Any = None
    new: Any = None
    writers: Verdict = "compatible"
    readers: Verdict = "compatible"
    writers_witness: Any = None
    readers_witness: Any = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; what says nothing is left out."""
        return {key: value for key, value in attrs.asdict(self, recurse=False).items() if value is not None}


@attrs.frozen
class _Found:
    path: Path
    keywords: tuple[str, ...]
    old: Any
    new: Any
    may: tuple[bool, bool]
    """Whether it may break writers, and readers."""


def diff(old: Schema, new: Schema) -> list[Change]:
    """Every difference between two schemas of one record type, in the order of the document.

    Raises `InvalidArgument` for what is no schema of a record type as ours are.

    >>> from enforcekit.model.registry import RECORD_TYPES
    >>> from enforcekit.wire import schema_of
    >>> place = schema_of(RECORD_TYPES["place"])
    >>> stricter = {**place, "required": [*place["required"], "code"]}
    >>> (change,) = diff(place, stricter)
    >>> change.pointer, change.keywords, change.writers, change.readers
    ('/code', ('required',), 'breaking', 'compatible')
    >>> change.writers_witness["type"], "code" in change.writers_witness
    ('place', False)
    """
    must_be_schema(old=old, new=new)
    return _differences(old, new)


def _differences(old: Schema, new: Schema) -> list[Change]:
    name = old["properties"]["type"]["const"]
    judges = (_Judge(old), _Judge(new))
    return [_judged(name, found, old, new, judges) for found in _walk(old, new, (old, new), (), set())]


def diff_all(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> list[Change]:
    """Every difference between two sets of schemas by record type; a type that came or went is one.

    Raises `InvalidArgument` for what is no schema of a record type as ours are.

    >>> from enforcekit.model.registry import RECORD_TYPES
    >>> from enforcekit.wire import schema_of
    >>> (change,) = diff_all({}, {"place": schema_of(RECORD_TYPES["place"])})
    >>> change.type, change.keywords, change.writers, change.readers
    ('place', ('added',), 'compatible', 'breaking')
    """
    must_be_schema(
        **{f"{side}[{name!r}]": each for side, all in (("old", old), ("new", new)) for name, each in all.items()}
    )
    found: list[Change] = []
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            gone = smallest(old[name], old[name])
            found.append(Change(type=name, pointer="", keywords=("removed",), writers="breaking", writers_witness=gone))
        elif name not in old:
            come = smallest(new[name], new[name])
            found.append(Change(type=name, pointer="", keywords=("added",), readers="breaking", readers_witness=come))
        else:
            found += _differences(old[name], new[name])
    return found


def compatible(changes: list[Change]) -> bool:
    """Whether nothing was shown to break writers or readers, and nothing is left unproven."""
    return all(each.writers == each.readers == "compatible" for each in changes)


class _Judge:
    """One side: its schema, its verdicts, and the version that its documents name."""

    def __init__(self, schema: Schema) -> None:
        self.version = schema["properties"]["schema_version"]["const"]
        self.accepts = validator_of(dict(schema)).is_valid

    def stamped(self, document: Any) -> Any:
        return {**document, "schema_version": self.version}


def _judged(name: str, found: _Found, old: Schema, new: Schema, judges: tuple[_Judge, _Judge]) -> Change:
    was, is_now = judges
    writers = _witness(found, old, new, was, is_now) if found.may[0] else None
    readers = _witness(found, new, old, is_now, was) if found.may[1] else None

    def verdict(witness: Any, may: bool) -> Verdict:
        return "breaking" if witness is not None else "unproven" if may else "compatible"

    return Change(
        type=name,
        pointer="".join(f"/{'*' if isinstance(step, int) else escape(step)}" for step in found.path),
        keywords=found.keywords,
        old=found.old,
        new=found.new,
        writers=verdict(writers, found.may[0]),
        readers=verdict(readers, found.may[1]),
        writers_witness=writers,
        readers_witness=readers,
    )


def _at(schema: Schema, path: Path) -> Schema | None:
    """The schema of a place in a document."""
    root = schema
    for step in path:
        schema = resolve(schema, root)
        if isinstance(step, int):
            schema = schema.get("items", {})
        elif step in schema.get("properties", {}):
            schema = schema["properties"][step]
        elif "patternProperties" in schema:
            schema = next(iter(schema["patternProperties"].values()))
        else:
            return None
    return resolve(schema, root)


def _witness(found: _Found, one: Schema, other: Schema, good: _Judge, bad: _Judge) -> Any:
    """A document of the one schema that the other refuses; None when none of those tried is one."""
    here, there = _at(one, found.path), _at(other, found.path)
    values = [] if here is None else list(candidates(here, one, there))[:_TRIES]
    if here is not None and there is not None:  # cheaper than to ask it of whole documents
        takes, refuses = (
            validator_of({**place, "$defs": root.get("$defs", {})}).is_valid
            for place, root in ((here, one), (there, other))
        )
        values = [value for value in values if takes(value) and not refuses(value)]
    for value in (*values, ABSENT):
        try:
            document = embedded(one, found.path, value, one)
        except KeyError:
            continue
        if good.accepts(good.stamped(document)) and not bad.accepts(bad.stamped(document)):
            return good.stamped(document)
    return None


def _walk(
    old: Schema, new: Schema, roots: tuple[Schema, Schema], path: Path, seen: set[tuple[str, str]]
) -> Iterator[_Found]:
    """The places at which two schemas differ; a definition is looked at where it is met first."""
    both = (old.get("$ref", ""), new.get("$ref", ""))
    if any(both):
        if both in seen:
            return
        seen.add(both)
    old, new = resolve(old, roots[0]), resolve(new, roots[1])
    if path == ("schema_version",):  # each side's documents name their own
        return
    yield from _own(old, new, path)
    befores, afters = old.get("properties", {}), new.get("properties", {})
    for key in dict.fromkeys((*befores, *afters)):
        here, needed = (*path, key), (key in old.get("required", ()), key in new.get("required", ()))
        if key not in befores:
            yield _Found(here, ("added",), None, _kind(afters[key]), (needed[1], True))
            continue
        if key not in afters:
            yield _Found(here, ("removed",), _kind(befores[key]), None, (True, needed[0]))
            continue
        if needed[0] is not needed[1]:
            yield _Found(here, ("required" if needed[1] else "optional",), *needed, (needed[1], needed[0]))
        yield from _walk(befores[key], afters[key], roots, here, seen)
    if "items" in old and "items" in new:
        yield from _walk(old["items"], new["items"], roots, (*path, 0), seen)
    forms = [each.get("patternProperties", {}) for each in (old, new)]
    if forms[0].keys() == forms[1].keys():
        for form in forms[0]:
            key = next(iter(strings(form)), "x")
            yield from _walk(forms[0][form], forms[1][form], roots, (*path, key), seen)


def _kind(schema: Schema) -> str:
    return str(schema.get("$ref", schema.get("type", ""))).removeprefix("#/$defs/")


def _own(old: Schema, new: Schema, path: Path) -> Iterator[_Found]:
    """What differs in the schema of one place itself: its test, and its words."""
    differ = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key) and key not in _STRUCTURE]
    if "patternProperties" in differ and all(
        old.get("patternProperties", {}).keys() == each.get("patternProperties", {}).keys() for each in (old, new)
    ):
        differ.remove("patternProperties")  # the same keys: their values are looked at by themselves
    if bool(new.get("deprecated")) is not bool(old.get("deprecated")):
        yield _Found(path, ("deprecated",), bool(old.get("deprecated")), bool(new.get("deprecated")), (False, False))
    if words := tuple(key for key in differ if key in WORDS and key != "deprecated"):
        yield _Found(path, ("words", *words), None, None, (False, False))
    if test := tuple(key for key in differ if key not in WORDS):
        before, after = ({key: each[key] for key in test if key in each} for each in (old, new))
        may = [_narrower(key, old, new) for key in test], [_narrower(key, new, old) for key in test]
        yield _Found(path, test, before, after, (any(may[0]), any(may[1])))


def _narrower(key: str, one: Schema, other: Schema) -> bool:
    """Whether the keyword may refuse in the other schema what it takes in the one."""
    if key in _LOWER:
        return key in other and (key not in one or other[key] > one[key])
    if key in _UPPER:
        return key in other and (key not in one or other[key] < one[key])
    if key == "enum":
        return key in other and (key not in one or not set(one[key]) <= set(other[key]))
    return key in other
