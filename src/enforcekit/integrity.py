"""Do records fit together: ids used once, references that lead somewhere, chains that end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from enforcekit.arguments import must_be
from enforcekit.errors import Finding, InvalidData, rule
from enforcekit.model.authority import Authority
from enforcekit.model.common import Record
from enforcekit.model.manifest import Manifest
from enforcekit.model.place import Place
from enforcekit.shape import Ref, Spec, fields_of, gather, per_class

Reference = tuple[str, Ref, str]
Records = Mapping[str, Record]

UNKNOWN_REFERENCE = rule(
    "EK201",
    "error",
    "'{owner}' points to the {kind} '{key}', which is not in the structure",
    "“{owner}”引用的 {kind}“{key}”不在结构中",
    cure_en="add the record, or use one of the nearest: {nearest}",
    cure_zh="请补充该记录，或使用最接近的：{nearest}",
)
DUPLICATE_ID = rule(
    "EK202",
    "error",
    "the id '{key}' is used twice",
    "标识“{key}”重复",
    cure_en="ids are unique in a structure, across all types",
    cure_zh="标识在整个结构内必须唯一",
)
WRONG_TYPE = rule(
    "EK203",
    "error",
    "'{owner}' points to '{key}' as a {kind}, but it is a {found}",
    "“{owner}”把“{key}”作为 {kind} 引用，但它是 {found}",
    cure_en="point to a {kind}",
    cure_zh="请引用 {kind}",
)
CYCLE = rule(
    "EK204",
    "error",
    "following '{field}' from '{key}' comes back to it",
    "从“{key}”沿 {field} 会回到自身",
    cure_en="a {field} chain has an end",
    cure_zh="{field} 链必须有终点",
)
NO_MEMBERS = rule(
    "EK205",
    "error",
    "the zone '{key}' has no members",
    "功能区“{key}”没有成员",
    cure_en="name the divisions or parts it is made of",
    cure_zh="请列出其组成区划",
)
MANIFESTS = rule(
    "EK207",
    "error",
    "'{key}' is a second manifest",
    "“{key}”是第二份结构说明",
    cure_en="keep one record of type 'structure'",
    cure_zh="只保留一份",
)


def _paths(spec: Spec, step: str) -> Iterator[tuple[tuple[str, ...], Ref]]:
    """Where in a value ids of other records stand: steps by field name, `*` for each entry."""
    if spec.ref:
        yield (step,), spec.ref
    elif spec.item is not None:
        for path, ref in _paths(spec.item, "*"):
            yield (step, *path), ref
    elif spec.cls is not None:
        for field in fields_of(spec.cls):
            for path, ref in _paths(field.spec, field.name):
                yield (step, *path), ref


@per_class
def _reference_paths(cls: type[Record]) -> tuple[tuple[tuple[str, ...], Ref], ...]:
    return tuple(found for field in fields_of(cls) for found in _paths(field.spec, field.name))


def _follow(value: Any, path: tuple[str, ...], pointer: str) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if not path:
        yield pointer, value
    elif path[0] == "*":
        for index, each in enumerate(value):
            yield from _follow(each, path[1:], f"{pointer}/{index}")
    else:
        yield from _follow(getattr(value, path[0]), path[1:], f"{pointer}/{path[0]}")


def references(record: Record) -> Iterator[Reference]:
    """Every id of another record that a record holds: (pointer, what it must be, id).

    >>> from enforcekit.model.place import Place
    >>> [(pointer, key) for pointer, ref, key in references(Place(id="a", names={"en": "A"}, parent="b"))]
    [('/parent', 'b')]
    """
    for path, ref in _reference_paths(type(record)):
        for pointer, key in _follow(record, path, ""):
            if key not in ref.reserved:
                yield pointer, ref, key


def _is_reference(spec: Spec) -> object:
    return spec.ref


def by_id(records: Iterable[Record]) -> Records:
    """The records by their ids; raises `InvalidData` where one is used twice."""
    found: dict[str, Record] = {}
    twice = []
    record: Record | None = None
    try:
        for record in records:
            if record.id in found:
                twice.append(DUPLICATE_ID.at("/id", key=record.id, witness=(record.id,)))
            found[record.id] = record
    except (AttributeError, TypeError):
        must_be(Iterable, records=records)
        must_be(Record, **{f"records[{len(found)}]": record})
        raise
    if twice:
        raise InvalidData(twice, "the records do not make a structure")
    return found


_CHAINED = (Place, Authority)
"""Records that point to others of their own type: a chain of them must have an end."""
_CHAINS = ("parent", "successor", "members")
"""The fields by which they do."""


def problems(records: Records, nearest: Callable[[str, str], Iterable[str]]) -> Iterator[Finding]:
    """What is wrong between records; `nearest` gives the ids most like one that no record of a type has."""
    if not _references_are_sound(records):
        yield from _unsound_references(records, nearest)
    chained = {key: record for key, record in records.items() if isinstance(record, _CHAINED)}
    circles = {field: _circles({key: _named(each, field) for key, each in chained.items()}) for field in _CHAINS}
    for key, record in chained.items():
        for field in _CHAINS:
            if key in circles[field]:
                yield CYCLE.at(f"/{field}", key=key, field=field, witness=(key,))
        if isinstance(record, Place) and record.kind == "zone" and not record.members:
            yield NO_MEMBERS.at("/members", key=key, witness=(key,))
    for extra in [each for each in records.values() if isinstance(each, Manifest)][1:]:
        yield MANIFESTS.at("", key=extra.id, witness=(extra.id,))


def _references_are_sound(records: Records) -> bool:
    for _, spec, keys in gather(records.values(), _is_reference):
        assert spec.ref is not None
        for key in keys.difference(spec.ref.reserved):
            target = records.get(key)
            if target is None or target.type != spec.ref.type:
                return False
    return True


def _unsound_references(records: Records, nearest: Callable[[str, str], Iterable[str]]) -> Iterator[Finding]:
    hints = 20  # to look for the nearest ids is slow
    for record in records.values():
        for pointer, ref, key in references(record):
            target = records.get(key)
            told = {"owner": record.id, "kind": ref.type, "key": key}
            if target is None:
                alike = ", ".join(nearest(key, ref.type) if hints else ()) or "-"
                hints = max(0, hints - 1)
                yield UNKNOWN_REFERENCE.at(pointer, **told, nearest=alike, witness=(record.id,))
            elif target.type != ref.type:
                yield WRONG_TYPE.at(pointer, **told, found=target.type, witness=(record.id, key))


def _named(record: Record, field: str) -> tuple[str, ...]:
    """The ids in a field that a record may have: one, several or none."""
    value = getattr(record, field, None) or ()
    return (value,) if isinstance(value, str) else value


def _circles(ahead: Mapping[str, Iterable[str]]) -> set[str]:
    """The keys from which a way leads back to them, by Kosaraju's algorithm: linear, and without recursion.

    >>> sorted(_circles({"a": ["b"], "b": ["c", "z"], "c": ["b"], "d": ["d"]}))
    ['b', 'c', 'd']
    """
    seen: set[str] = set()
    left: list[str] = []
    for start in ahead:
        trail = [] if start in seen else [(start, iter(ahead[start]))]
        seen.add(start)
        while trail:
            step = next((each for each in trail[-1][1] if each in ahead and each not in seen), None)
            if step is None:
                left.append(trail.pop()[0])
            else:
                seen.add(step)
                trail.append((step, iter(ahead[step])))
    behind: dict[str, set[str]] = defaultdict(set)
    for key, steps in ahead.items():
        for step in steps:
            behind[step].add(key)
    found: set[str] = set()
    for start in reversed(left):
        group, pending = {start}, [start] if start in seen else []
        while pending:
            more = {each for each in behind[pending.pop()] if each in seen and each not in group}
            group |= more
            pending += more
        seen -= group
        if len(group) > 1 or start in ahead[start]:
            found |= group
    return found
