"""All values of marked fields at once: many records are asked field by field, not one by one.

Whether a hundred thousand records point only to ids that exist is a question about one small set of ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

from .spec import Spec, fields_of

Wanted = Callable[[Spec], object]


def gather(records: Iterable[Any], wanted: Wanted) -> Iterator[tuple[type[Any], Spec, set[Any]]]:
    """For each class among the records and each wanted place in it: every value that stands there.

    >>> from enforcekit.model import Money
    >>> for cls, spec, values in gather([Money(amount=1), Money(amount=2)], lambda spec: spec.kind == "int"):
    ...     print(cls.__name__, spec.doc.en, values)
    Money Amount in fen {1, 2}
    """
    by_class: dict[type[Any], list[Any]] = {}
    for record in records:
        by_class.setdefault(type(record), []).append(record)
    for cls, alike in by_class.items():
        for spec, values in _below(cls, alike, wanted):
            yield cls, spec, values


def _below(cls: type[Any], owners: Iterable[Any], wanted: Wanted) -> Iterator[tuple[Spec, set[Any]]]:
    """The wanted places of a class, with what stands there in values of it. Loops over many values are in C."""
    owners = list(owners)
    for field in fields_of(cls):
        spec = field.spec
        values: Iterator[Any] = map(attrgetter(field.name), owners)
        if field.nullable:
            values = (value for value in values if value is not None)
        if spec.item is not None and not wanted(spec):
            spec, values = spec.item, chain.from_iterable(values)
        if wanted(spec):
            yield spec, set(values)
        elif spec.cls is not None:
            yield from _below(spec.cls, values, wanted)
