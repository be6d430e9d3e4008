"""Values that a schema takes, at its edges, and the smallest document that holds one of them at a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .strings import strings

Schema = Mapping[str, Any]
Path = tuple[str | int, ...]
ABSENT: Final = object()
"""In place of a value: the key is left out."""
_OF_EVERY_TYPE: Final[tuple[Any, ...]] = ("x", 1, 1.5, True, None, [], {})
_DAYS: Final = ("2024-02-29", "0001-01-01", "9999-12-31")
_INSTANTS: Final = ("2024-02-29T09:00:00+08:00", "2024-02-29T09:00:00Z", "2024-02-29T09:00:00.123456Z")


def resolve(schema: Schema, root: Schema) -> Schema:
    """The schema itself, or the definition of the same file that it points to."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def _bounds(key: str, *schemas: Schema) -> list[int]:
    return [int(each[key]) + step for each in schemas for step in (-1, 0, 1) if key in each]


def candidates(schema: Schema, root: Schema, other: Schema | None = None) -> Iterator[Any]:
    """Values to try at a place, the plainest first; where `other` stands for the schema now, its edges are tried too.

    >>> list(candidates({"type": "integer", "minimum": 3, "maximum": 9}, {}))[:2]
    [3, 9]
    """
    schema, other = resolve(schema, root), other or {}
    if "const" in schema:
        yield schema["const"]
    yield from schema.get("enum", ())
    kind = schema.get("type")
    if kind == "string":
        yield from _texts(schema, other)
    elif kind in ("integer", "number"):
        edges = [schema[key] for key in ("minimum", "maximum") if key in schema]
        yield from edges or [1]
        yield from (*_bounds("minimum", schema, other), *_bounds("maximum", schema, other), 0, 1.0)
    elif kind == "boolean":
        yield from (True, False)
    elif kind == "array":
        items = schema.get("items", {})
        least = max(schema.get("minItems", 0), 0)
        sizes = (least, least + 1, *_bounds("minItems", schema, other), *_bounds("maxItems", schema, other))
        yield from ([smallest(items, root)] * size for size in dict.fromkeys(sizes) if size >= 0)
    elif kind == "object":
        yield smallest(schema, root)
        yield {key: smallest(value, root) for key, value in schema.get("properties", {}).items()}
        yield {**smallest(schema, root), "unknown": 1}
        for pattern, value in schema.get("patternProperties", {}).items():
            yield from ({key: smallest(value, root)} for key in strings(pattern, other.get("patternProperties", ())))
    yield from _OF_EVERY_TYPE


def _texts(schema: Schema, other: Schema) -> Iterator[str]:
    if "format" in schema:
        yield from _INSTANTS if schema["format"] == "date-time" else _DAYS
    lengths = [*_bounds("minLength", schema, other), *_bounds("maxLength", schema, other)]
    if "pattern" in schema:
        beside = [each[key] for each in (other, other.get("not", {})) for key in ("pattern",) if key in each]
        yield from strings(schema["pattern"], beside, lengths)
    elif "enum" not in schema and "const" not in schema:
        yield from ("x" * length for length in (schema.get("minLength", 1), *lengths) if length >= 0)
    yield from schema.get("examples", ())
    yield from other.get("enum", ())


def smallest(schema: Schema, root: Schema) -> Any:
    """A value with nothing in it but what the schema asks for.

    >>> smallest({"type": "object", "properties": {"a": {"type": "boolean"}, "b": {}}, "required": ["a"]}, {})
    {'a': True}
    """
    schema = resolve(schema, root)
    match schema.get("type"):
        case "object" if "const" not in schema:
            made = {key: smallest(schema["properties"][key], root) for key in schema.get("required", ())}
            if not made and schema.get("minProperties"):
                ((pattern, value),) = list(schema["patternProperties"].items())[:1]
                made[strings(pattern)[0]] = smallest(value, root)
            return made
        case "array":
            return [smallest(schema["items"], root)] * schema.get("minItems", 0)
    return next(candidates(schema, root))


def embedded(schema: Schema, path: Path, value: Any, root: Schema) -> Any:
    """The smallest value of a schema with another one at a place in it.

    Raises `KeyError` when the schema has no such place.

    >>> place = {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "integer"}}}}
    >>> embedded(place, (0, "a"), 5, {})
    [{'a': 5}]
    """
    if not path:
        return value
    schema, step = resolve(schema, root), path[0]
    if isinstance(step, int):
        rest = [smallest(schema["items"], root)] * (schema.get("minItems", 0) - 1)
        return [embedded(schema["items"], path[1:], value, root), *rest]
    made = dict(smallest(schema, root)) if schema.get("properties") else {}
    if value is ABSENT and len(path) == 1:
        made.pop(step, None)
        return made
    below = schema.get("properties", {}).get(step)
    if below is None:
        below = next(iter(schema["patternProperties"].values())) if "patternProperties" in schema else None
    if below is None and len(path) > 1:
        raise KeyError(step)
    made[step] = embedded(below or {}, path[1:], value, root)
    return made
