"""The JSON Schema of what `enforcekit validate --format json` prints."""

from __future__ import annotations

from typing import Any, Final, get_args

from enforcekit.errors import Severity
from enforcekit.wire.schema import SCHEMA_VERSION

_BOTH: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "zh": {"type": "string"}},
    "required": ["en", "zh"],
    "additionalProperties": False,
}
FINDING: Final[dict[str, Any]] = {
    "title": "Finding",
    "description": "One problem: the code is stable, the wording is not. · 一个问题：编号稳定，措辞不稳定",
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^EK[0-9]{3}$"},
        "severity": {"type": "string", "enum": list(get_args(Severity))},
        "message": _BOTH,
        "cure": _BOTH,
        "article": {"type": "string"},
        "pointer": {"type": "string", "description": "JSON Pointer (RFC 6901); absent for the whole document"},
        "file": {"type": "string", "description": "As it was given; - is standard input"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "witness": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["code", "severity", "message"],
    "additionalProperties": False,
}


def report_schema() -> dict[str, Any]:
    """The schema of a report: how many documents were judged, whether all are good, every finding.

    >>> report_schema()["required"]
    ['documents', 'valid', 'findings']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:enforcekit:report:{SCHEMA_VERSION}",
        "title": "Report",
        "description": "What `enforcekit validate --format json` prints. · 校验报告",
        "type": "object",
        "properties": {
            "documents": {"type": "integer", "minimum": 0, "description": "How many documents were judged · 文档数"},
            "valid": {
                "type": "boolean",
                "description": "Nothing worse than a warning; with --strict, nothing at all · 是否合格",
            },
            "findings": {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
        },
        "required": ["documents", "valid", "findings"],
        "additionalProperties": False,
        "$defs": {"Finding": FINDING},
    }
