"""All values of marked fields at once: many records are asked field by field, not one by one.

Whether a hundred thousand records point only to ids that exist is a question about one small set of ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, cast

from .spec import Field, Spec, fields_of

Wanted = Callable[[Spec], object]
Gather = tuple[tuple[Spec, ...], Callable[[Iterable[Any], list[set[Any]]], None]]


def gather(records: Iterable[Any], wanted: Wanted) -> Iterator[tuple[type[Any], Spec, set[Any]]]:
    """For each class among the records and each wanted place in it: every value that stands there.

    >>> from enforcekit.model import Money
    >>> [values for _, _, values in gather([Money(amount=1), Money(amount=2)], lambda spec: spec.kind == "int")]
    [{1, 2}]
    """
    by_class: dict[type[Any], list[Any]] = {}
    for record in records:
        by_class.setdefault(type(record), []).append(record)
    for cls, alike in by_class.items():
        specs, function = _compiled(cls, wanted)
        found: list[set[Any]] = [set() for _ in specs]
        function(alike, found)
        for spec, values in zip(specs, found, strict=True):
            yield cls, spec, values


def _compile(cls: type[Any], wanted: Wanted) -> Gather:
    """The wanted places of a class, and the generated function that adds what stands there to a set for each."""
    specs: list[Spec] = []
    lines = _lines(fields_of(cls), "r", wanted, specs, 0) or ["pass"]
    bound = [f"add{n}, update{n} = found[{n}].add, found[{n}].update" for n in range(len(specs))]
    scope: dict[str, Any] = {}
    exec("\n    ".join(["def gather(records, found):", *bound, "for r in records:", *_indented(lines)]), scope)
    return tuple(specs), scope["gather"]


_compiled = cast("Callable[[type[Any], Wanted], Gather]", cache(_compile))


def _lines(fields: tuple[Field, ...], owner: str, wanted: Wanted, specs: list[Spec], depth: int) -> list[str]:
    """Statements that add what the wanted fields of `owner` hold; `v` and `e` are numbered by depth."""
    lines: list[str] = []
    value, each = f"v{depth}", f"e{depth}"
    for field in fields:
        spec, item = field.spec, field.spec.item
        below: list[str] = []
        if wanted(spec):
            below = [f"add{len(specs)}({value})"]
            specs.append(spec)
        elif item is not None and wanted(item):
            below = [f"if {value}: update{len(specs)}({value})"]
            specs.append(item)
        elif item is not None and item.cls is not None:
            inner = _lines(fields_of(item.cls), each, wanted, specs, depth + 1)
            below = [f"for {each} in {value}:", *_indented(inner)] if inner else []
        elif spec.cls is not None:
            below = _lines(fields_of(spec.cls), value, wanted, specs, depth + 1)
        if below:
            lines.append(f"{value} = {owner}.{field.name}")
            lines += [f"if {value} is not None:", *_indented(below)] if field.nullable else below
    return lines


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]
