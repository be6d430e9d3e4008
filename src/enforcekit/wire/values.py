"""Python values handed in where a text was expected: held to the same limits, plain JSON types only."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import attrs

from enforcekit.errors import Finding, MalformedText
from enforcekit.shape.rules import escape

from .reader import DEFAULT, EK101, EK102, EK103, EK106, EK108, SURROGATE, Limits, bounds, out_of_bounds


def check_values(value: object, limits: Limits = DEFAULT) -> None:
    """Hold Python values to what `read_json` could have given: the same limits, plain types only.

    What contains itself is too deep; what as text would pass the size limit, shared parts written out, is too
    large. The finding has the pointer of the place; for a bad key, that of its object.

    >>> check_values({"period": {"start": "2024-05-01"}})
    >>> try:
    ...     check_values({"amount": [float("nan")]})
    ... except MalformedText as error:
    ...     print(error.findings[0].pointer, error.findings[0].message["en"])
    /amount/0 nan is not a JSON number
    """
    path: list[object] = []
    levels: list[Iterator[tuple[object, Any]]] = [iter([("", value)])]
    room = limits.size + 1  # each value is counted with a comma, and the last has none
    while levels:
        for key, child in levels[-1]:
            path[len(levels) - 1 :] = [key]
            kind = type(child)
            container = kind is dict or kind is list
            room -= 2 + (len(child) if kind is str else 0)
            if kind is dict:
                room -= sum(len(name) + 3 for name in child if type(name) is str)
            finding = (
                EK102.at(limit=limits.size)
                if room < 0
                else EK103.at(limit=limits.depth)
                if container and len(levels) > limits.depth
                else _value_problem(child, limits)
            )
            if finding:
                raise MalformedText([attrs.evolve(finding, pointer="/".join(map(escape, path)))])
            if container:
                levels.append(iter(child.items() if kind is dict else enumerate(child)))
                break
        else:
            levels.pop()


def _value_problem(value: Any, limits: Limits) -> Finding | None:
    """What is wrong with one value, or with the keys of one object, whatever it contains."""
    kind = type(value)
    if kind is str:
        half = None if value.isascii() else SURROGATE.search(value)
        return EK106.at(half=half[0]) if half else None
    if kind is dict:
        strange = next((key for key in value if type(key) is not str), "")
        if type(strange) is not str:
            en, zh = "the key of an object must be a string", "对象的键必须是字符串"
            return EK101.at(en=en, zh=zh, found=type(strange).__name__)
        return next(filter(None, (_value_problem(key, limits) for key in value)), None)
    if kind is float:
        if not math.isfinite(value):
            return EK108.at(number=value)
        return bounds(repr(value), limits) if out_of_bounds(repr(value), limits) else None
    if kind is int:
        return bounds(f"{value:#x}", limits) if abs(value) >= 10**limits.digits else None
    if kind is list or kind is bool or value is None:
        return None
    return EK101.at(en="JSON has no such value", zh="JSON 没有这种值", found=kind.__name__)
