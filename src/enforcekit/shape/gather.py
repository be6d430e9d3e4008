"""All values of marked fields at once: many records are asked field by field, not one by one.

Whether a hundred thousand records point only to ids that exist is a question about one small set of ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, cast

from .spec import Field, Spec, fields_of

Wanted = Callable[[Spec], object]
Gather = tuple[tuple[Spec, ...], Callable[[Any, list[set[Any]]], None]]


def gather(records: Iterable[Any], wanted: Wanted) -> Iterator[tuple[type[Any], Spec, set[Any]]]:
    """For each class among the records and each wanted place in it: every value that stands there."""
    found: dict[type[Any], tuple[list[set[Any]], Callable[[Any, list[set[Any]]], None]]] = {}
    for record in records:
        cls = type(record)
        if cls not in found:
            specs, function = _compiled(cls, wanted)
            found[cls] = [set() for _ in specs], function
        sets, function = found[cls]
        function(record, sets)
    for cls, (sets, _) in found.items():
        specs, _ = _compiled(cls, wanted)
        for spec, values in zip(specs, sets, strict=True):
            yield cls, spec, values


def _compile(cls: type[Any], wanted: Wanted) -> Gather:
    """The wanted places of a class, and the generated function that adds what stands there to a set for each."""
    specs: list[Spec] = []
    lines = _lines(fields_of(cls), "r", wanted, specs, 0) or ["pass"]
    scope: dict[str, Any] = {}
    exec("\n    ".join(["def gather(r, s):", *lines]), scope)
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
            below = [f"s[{len(specs)}].add({value})"]
            specs.append(spec)
        elif item is not None and wanted(item):
            below = [f"s[{len(specs)}].update({value})"]
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
