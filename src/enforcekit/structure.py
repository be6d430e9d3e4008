"""A structure: an immutable set of records, reached by id, looked at as of a date.

Nothing is computed from a structure until it is asked; what a question builds to be fast is kept in one private slot.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.errors import Finding, InvalidData, UnknownReference, rule, shorten
from enforcekit.model.authority import Authority
from enforcekit.model.common import Identifier, Record
from enforcekit.model.item import Item
from enforcekit.model.manifest import DEFAULT_PACK, Manifest
from enforcekit.model.place import Place
from enforcekit.shape import Ref, Spec, fields_of, gather, per_class

R = TypeVar("R", bound=Record)
V = TypeVar("V")
Reference = tuple[str, Ref, str]

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
HOLDER_UNKNOWN = rule(
    "EK206",
    "warning",
    "the item '{key}' names no body; only a grant can give it a holder",
    "事项“{key}”未列明法定主体",
    cure_en="add holders from the article",
    cure_zh="请依据条文补充主体",
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


_CHAINED = (Place, Authority)
"""Records that point to others of their own type: a chain of them must have an end."""


def _identifiers(record: Record) -> Iterator[Identifier]:
    if (code := getattr(record, "code", None)) is not None:
        yield code
    yield from getattr(record, "identifiers", ())


def _by_id(records: Iterable[Record]) -> Mapping[str, Record]:
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


@attrs.frozen(eq=False, repr=False)
class Structure:
    """An immutable set of records of one jurisdiction.

    `pack` is the name of an installed jurisdiction pack, or a pack object; `notes` are findings met on the way in
    that did not prevent it. Raises `InvalidData` with every problem
    between the records: unknown references, duplicate ids, circles.

    >>> from enforcekit.model.place import Place
    >>> Structure([Place(id="330213", names={"zh": "奉化区"})])
    <Structure: 1 place>
    """

    _records: Mapping[str, Record] = attrs.field(converter=_by_id)
    pack: Any = attrs.field(default=DEFAULT_PACK)
    notes: tuple[Finding, ...] = ()
    _memory: dict[Any, Any] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        problems = list(self._check())
        if problems:
            raise InvalidData(problems, "the records do not make a structure")

    def _check(self) -> Iterator[Finding]:
        if not self._references_are_sound():
            yield from self._check_references()
        for record in self:
            if type(record) in _CHAINED:
                yield from self._check_chains(record)
        manifests = self.all(Manifest)
        for extra in manifests[1:]:
            yield MANIFESTS.at("", key=extra.id, witness=(extra.id,))

    def _references_are_sound(self) -> bool:
        for _, spec, keys in gather(self, _is_reference):
            assert spec.ref is not None
            for key in keys.difference(spec.ref.reserved):
                target = self._records.get(key)
                if target is None or target.type != spec.ref.type:
                    return False
        return True

    def _check_references(self) -> Iterator[Finding]:
        hints = 20  # to look for the nearest ids is slow
        for record in self:
            for pointer, ref, key in references(record):
                target = self._records.get(key)
                if target is None:
                    nearest = ", ".join(self.nearest(key, ref.type) if hints else ()) or "-"
                    hints = max(0, hints - 1)
                    yield UNKNOWN_REFERENCE.at(
                        pointer,
                        owner=record.id,
                        kind=ref.type,
                        key=key,
                        nearest=nearest,
                        witness=(record.id,),
                    )
                elif target.type != ref.type:
                    yield WRONG_TYPE.at(
                        pointer,
                        owner=record.id,
                        kind=ref.type,
                        key=key,
                        found=target.type,
                        witness=(record.id, key),
                    )

    def _check_chains(self, record: Record) -> Iterator[Finding]:
        for field in ("parent", "successor", "members"):
            if self._comes_back(record, field):
                yield CYCLE.at(f"/{field}", key=record.id, field=field, witness=(record.id,))
        if getattr(record, "kind", "") == "zone" and record.type == "place" and not getattr(record, "members", ()):
            yield NO_MEMBERS.at("/members", key=record.id, witness=(record.id,))

    def _comes_back(self, record: Record, field: str) -> bool:
        """Whether following a field from a record leads to the record itself."""
        seen: set[str] = set()
        pending = [*_named(record, field)]
        while pending and record.id not in seen:
            step = pending.pop()
            if step in self._records and step not in seen:
                seen.add(step)
                pending += _named(self._records[step], field)
        return record.id in seen

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is worth knowing of the data though nothing is wrong with it: the notes, and items without a holder."""
        unknown = self.remember(
            "holder_unknown",
            lambda: tuple(
                HOLDER_UNKNOWN.at("/holders", key=item.id, witness=(item.id,))
                for item in self.all(Item)
                if not item.holders
            ),
        )
        return (*self.notes, *unknown)

    # Looking up

    def __getitem__(self, key: str) -> Record:
        try:
            return self._records[key]
        except (KeyError, TypeError):
            must_be_text(key=key)
            raise UnknownReference("record", key, self.nearest(key), self._what_there_is()) from None

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Structure) and (dict(self._records), self.pack) == (
            dict(other._records),
            other.pack,
        )

    def __reduce__(self) -> tuple[type[Structure], tuple[Any, ...]]:
        # What was remembered is not sent along: it is computed again where it is asked for.
        return Structure, (tuple(self), self.pack, self.notes)

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for record in self:
            if record.type != "structure":
                counts[record.type] = counts.get(record.type, 0) + 1
        words = [f"{n} {_plural(name) if n != 1 else name}" for name, n in counts.items()]
        title = f" {self.manifest.label('en')}" if self.manifest else ""
        return f"<Structure{title}: {', '.join(words) or 'empty'}>"

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """Every record of a type, in the order they were given."""
        return self.remember(("all", cls), lambda: tuple(each for each in self if isinstance(each, cls)))

    @property
    def manifest(self) -> Manifest | None:
        """The structure's own card, when it has one."""
        return next(iter(self.all(Manifest)), None)

    def resolve(self, cls: type[R], key: str) -> R:
        """The record of a type by id, or by a code that only one record has.

        Raises `UnknownReference` with the nearest ids.
        """
        if not isinstance(key, str):
            must_be_text(key=key)
        found = self._records.get(key)
        if isinstance(found, cls):
            return found
        coded = self.remember(("codes", cls), lambda: self._codes(cls)).get(key, ())
        if len(coded) == 1:
            return coded[0]
        nearest = [each.id for each in coded] or self.nearest(key, cls.type)
        raise UnknownReference(cls.type, key, nearest, self._what_there_is(cls.type))

    def _codes(self, cls: type[R]) -> dict[str, list[R]]:
        codes: dict[str, list[R]] = {}
        for record in self.all(cls):
            for identifier in _identifiers(record):
                codes.setdefault(identifier.value, []).append(record)
        return codes

    def nearest(self, key: str, record_type: str | None = None, count: int = 3) -> list[str]:
        """The ids of the records called so, else the ids most like a key that was not found."""
        records = [each for each in self if record_type in (None, each.type)]
        called = [each.id for each in records if key and each.names and key in each.names.values()]
        if called:
            return called[:count]
        ids = [each.id for each in records]
        alike = [each for each in ids if key and (key in each or each in key)]
        # difflib compares every pair of letters: bounded, so that a large structure answers at once.
        return (difflib.get_close_matches(key, ids[:5000], count) or alike)[:count]

    def _what_there_is(self, record_type: str | None = None) -> str:
        """For a key that nothing is like: some ids of the type, or the types there are, and where to search."""
        if record_type is None:
            types = ", ".join(dict.fromkeys(each.type for each in self))
            return f"the structure has records of the types {types}; `find` searches them" if types else "it is empty"
        ids = [each.id for each in self if each.type == record_type]
        some = ", ".join(map(shorten, ids[:3]))
        return f"{len(ids)} in the structure, such as {some}; `find` searches them" if ids else "the structure has none"

    # Changing: every change is a new structure

    def with_records(self, *records: Record) -> Structure:
        """The structure with records added, or replaced where an id is already there."""
        return attrs.evolve(self, records={**self._records, **{each.id: each for each in records}}.values())

    def without(self, *ids: str) -> Structure:
        """The structure without some records; raises `InvalidData` when another still points to one of them."""
        for key in ids:
            self[key]
        return attrs.evolve(self, records=[each for each in self if each.id not in ids])

    def as_of(self, on: dt.date) -> tuple[Record, ...]:
        """The records in force on a day."""
        must_be_day(on=on)
        return tuple(record for record in self if record.in_force(on))

    def remember(self, key: Any, make: Callable[[], V]) -> V:
        """A value computed once for this structure."""
        if key not in self._memory:
            self._memory[key] = make()
        value: V = self._memory[key]
        return value


def _named(record: Record, field: str) -> tuple[str, ...]:
    """The ids in a field that a record may have: one, several or none."""
    value = getattr(record, field, None) or ()
    return (value,) if isinstance(value, str) else value


def _plural(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def find(structure: Structure, text: str, *, limit: int = 20) -> list[Record]:
    """Records whose id, code or name is, begins with, or contains a text, best first; else the most alike.

    Args:
        structure: the structure searched.
        text: in any language; upper and lower case are the same. Nothing is found for a blank one.
        limit: at most so many records.

    Raises `InvalidArgument` for a text or a limit that is none.

    >>> from enforcekit.model.place import Place
    >>> city = Structure([Place(id="330213100", names={"zh": "溪口镇", "en": "Xikou"})])
    >>> [each.id for each in find(city, "溪口")]
    ['330213100']
    """
    must_be(Structure, structure=structure)
    must_be_text(text=text)
    must_be(int, limit=limit)
    wanted = text.strip().casefold()
    if not wanted:
        return []
    scored = []
    for record in structure:
        words = [record.id, *(record.names or {}).values(), *(each.value for each in _identifiers(record))]
        best = min(_distance(wanted, word.casefold()) for word in words)
        if best < 3:
            scored.append((best, min(len(word) for word in words[1:] or words), record.id, record))
    if not scored:
        return [structure[key] for key in structure.nearest(text)]
    return [record for *_, record in sorted(scored, key=lambda each: each[:3])[:limit]]


def _distance(wanted: str, word: str) -> int:
    return 0 if word == wanted else 1 if word.startswith(wanted) else 2 if wanted in word else 3
