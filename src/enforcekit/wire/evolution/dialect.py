"""Is this a schema that can be compared: one of a record type, in the keywords of our schemas, and whole in itself?"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from enforcekit.arguments import wrong
from enforcekit.errors import shorten


def _all(schema: dict[str, Any], *keywords: str) -> dict[str, Any]:
    return dict.fromkeys(keywords, schema)


_TYPES: Final = ("string", "integer", "number", "boolean", "array", "object")
_TEXT: Final = {"type": "string"}
_SIZE: Final = {"type": "integer", "minimum": 0, "maximum": 100_000}
_PLACE: Final = {"$ref": "#/$defs/place"}
_PLACES: Final = {"type": "object", "additionalProperties": _PLACE}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_PATTERN: Final = {"type": "string", "format": "regex"}
_NEGATION: Final = {"type": "object", "properties": {"pattern": _PATTERN}, "additionalProperties": False}
_CONST: Final = {"required": ["const"], "properties": {"const": _TEXT}}
_DIALECT: Final = {
    "$defs": {
        "place": {
            "type": "object",
            "properties": {
                **_all(_TEXT, "$schema", "$id", "$ref", "$comment", "title", "description", "format", "const"),
                **_all(_SIZE, "minLength", "maxLength", "maxItems", "minProperties"),
                "minItems": {**_SIZE, "maximum": 9},  # a witness holds them all, one list in another
                **_all({"type": "number"}, "minimum", "maximum"),
                **_all({"type": "boolean"}, "additionalProperties", "deprecated"),
                **_all(_PLACES, "properties", "$defs"),
                "patternProperties": {**_PLACES, "propertyNames": _PATTERN, "minProperties": 1},
                "type": {"enum": _TYPES},
                "required": _TEXTS,
                "enum": {**_TEXTS, "minItems": 1},
                "examples": {"type": "array"},
                "pattern": _PATTERN,
                "not": _NEGATION,
                "propertyNames": {"type": "object", "properties": {"not": _NEGATION}, "additionalProperties": False},
                "items": _PLACE,
            },
            "additionalProperties": False,
            "allOf": [
                {"if": {"required": ["minItems"]}, "then": {"required": ["items"]}},
                {"if": {"required": ["minProperties"]}, "then": {"required": ["patternProperties"]}},
            ],
        }
    },
    **_PLACE,
    "required": ["properties"],
    "properties": {
        "properties": {"required": ["type", "schema_version"], "properties": {"type": _CONST, "schema_version": _CONST}}
    },
}


def problem_of(schema: Any) -> str:
    """What keeps a schema from being compared; empty when nothing does.

    >>> from enforcekit.model.registry import RECORD_TYPES
    >>> from enforcekit.wire import schema_of
    >>> place = schema_of(RECORD_TYPES["place"])
    >>> problem_of(place), problem_of({**place, "required": ["colour"]})
    ('', "'colour' is required and has no schema")
    """
    from jsonschema import Draft202012Validator

    checker = Draft202012Validator.FORMAT_CHECKER
    for error in Draft202012Validator(_DIALECT, format_checker=checker).iter_errors(schema):
        return f"at /{'/'.join(map(str, error.absolute_path))}: {shorten(error.message)}"
    inside = {f"#/$defs/{name}" for name in schema.get("$defs", ())}
    for place in _places(schema):
        if "$ref" in place and place["$ref"] not in inside:
            return f"its reference {shorten(place['$ref'])} leaves '$defs'"
        for key in place.get("required", ()):
            if key not in place.get("properties", {}):
                return f"{shorten(key)!r} is required and has no schema"
    uses = {f"#/$defs/{name}": list(_references(each)) for name, each in schema.get("$defs", {}).items()}
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        return f"its definitions run in a circle: {shorten(' → '.join(error.args[1]))}"
    return ""


def must_be_schema(**given: Any) -> None:
    """Raise `InvalidArgument` for the first that is no schema that can be compared."""
    for name, value in given.items():
        if problem := problem_of(value):
            expected = f"a schema of a record type ({problem})", f"记录类型的 schema（{problem}）"
            raise wrong(
                name, value, (*expected, "give one as `schema_of` makes it", "请给出 `schema_of` 生成的 schema")
            )


def _places(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all that stand in it."""
    yield schema
    for key in ("properties", "patternProperties", "$defs"):
        for each in schema.get(key, {}).values():
            yield from _places(each)
    if "items" in schema:
        yield from _places(schema["items"])


def _references(schema: Any) -> Iterator[str]:
    return (place["$ref"] for place in _places(schema) if "$ref" in place)
