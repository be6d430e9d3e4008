"""A structure: an immutable set of records, reached by id, looked at as of a date.

Nothing is computed from a structure until it is asked; what a question builds to be fast is kept in one private slot.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text, records_of
from enforcekit.errors import Finding, InvalidData, UnknownReference, rule, shorten
from enforcekit.integrity import by_id, problems
from enforcekit.model.common import Identifier, Record
from enforcekit.model.item import Item
from enforcekit.model.manifest import DEFAULT_PACK, Manifest

R = TypeVar("R", bound=Record)
V = TypeVar("V")

HOLDER_UNKNOWN = rule(
    "EK206",
    "warning",
    "the item '{key}' names no body; only a grant can give it a holder",
    "事项“{key}”未列明法定主体",
    cure_en="add holders from the article",
    cure_zh="请依据条文补充主体",
)


def _identifiers(record: Record) -> Iterator[Identifier]:
    if (code := getattr(record, "code", None)) is not None:
        yield code
    yield from getattr(record, "identifiers", ())


@attrs.frozen(eq=False, repr=False)
class Structure:
    """An immutable set of records of one jurisdiction.

    `pack` is the name of an installed jurisdiction pack, or a pack object; `notes` are findings met on the way in
    that did not prevent it. Raises `InvalidData` with every problem between the records: unknown references, duplicate
    ids, circles.

    >>> from enforcekit.model.place import Place
    >>> Structure([Place(id="330213", names={"zh": "奉化区"})])
    <Structure: 1 place>
    """

    _records: Mapping[str, Record] = attrs.field(converter=by_id)
    pack: Any = attrs.field(default=DEFAULT_PACK)
    notes: tuple[Finding, ...] = ()
    _memory: dict[Any, Any] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        found = list(problems(self._records, self.nearest))
        if found:
            raise InvalidData(found, "the records do not make a structure")

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
        more = {each.id: each for each in records_of("records", records, Record)}
        return attrs.evolve(self, records={**self._records, **more}.values())

    def without(self, *ids: str) -> Structure:
        """The structure without some records; raises `InvalidData` when another still points to one of them."""
        gone = {self[key].id for key in ids}
        return attrs.evolve(self, records=[each for each in self if each.id not in gone])

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
        return [structure[key] for key in structure.nearest(text)[:limit]]
    return [record for *_, record in sorted(scored, key=lambda each: each[:3])[:limit]]


def _distance(wanted: str, word: str) -> int:
    return 0 if word == wanted else 1 if word.startswith(wanted) else 2 if wanted in word else 3
