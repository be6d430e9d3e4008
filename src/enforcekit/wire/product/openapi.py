"""The record types as components of an OpenAPI 3.1 description, for services that exchange documents."""

from __future__ import annotations

from typing import Any

from enforcekit.codes import Vocabulary
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.wire.schema import SCHEMA_VERSION, schema_of

from .report import FINDING, report_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HERE = "#/components/schemas/"


def _moved(value: Any) -> Any:
    """A schema whose references lead to the components instead of its own definitions."""
    if isinstance(value, dict):
        return {
            key: _HERE + each.removeprefix("#/$defs/") if key == "$ref" and isinstance(each, str) else _moved(each)
            for key, each in value.items()
        }
    return [_moved(each) for each in value] if isinstance(value, list) else value


def components(vocabulary: Vocabulary) -> dict[str, Any]:
    """The description: no paths, one component for each record type and value, `Document` for any record, `Report`.

    Raises `ValueError` when one name would mean two things.

    >>> from enforcekit.codes import CORE
    >>> components(CORE)["components"]["schemas"]["Document"]["discriminator"]["mapping"]["place"]
    '#/components/schemas/Place'
    """
    schemas: dict[str, Any] = {}
    for cls in RECORD_TYPES.values():
        whole = schema_of(cls, vocabulary)
        parts = {**whole.pop("$defs"), cls.__name__: whole}
        for name, part in parts.items():
            # An `$id` would be the base of the references inside it.
            moved = _moved({key: value for key, value in part.items() if key not in ("$schema", "$id")})
            if schemas.setdefault(name, moved) != moved:
                raise ValueError(f"two things are called {name}")
    mapping = {name: f"{_HERE}{cls.__name__}" for name, cls in RECORD_TYPES.items()}
    report = report_schema()
    ours = {
        "Document": {
            "title": "Document",
            "description": "Any record: its `type` says which. · 任一记录，类型见 type",
            "oneOf": [{"$ref": target} for target in mapping.values()],
            "discriminator": {"propertyName": "type", "mapping": mapping},
        },
        "Finding": FINDING,
        "Report": _moved({key: report[key] for key in report if key not in ("$schema", "$id", "$defs")}),
    }
    if both := schemas.keys() & ours.keys():
        raise ValueError(f"two things are called {', '.join(sorted(both))}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "enforcekit",
            "summary": "Records of administrative enforcement, as components for your own paths",
            "version": SCHEMA_VERSION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "jsonSchemaDialect": DIALECT,
        "components": {"schemas": {**schemas, **ours}},
    }
