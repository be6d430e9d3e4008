"""The JSON Schema of a record type, written from its annotations: draft 2020-12, self-contained, named by a URN."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from enforcekit.codes import CORE, CodeList, Vocabulary
from enforcekit.model.common import Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import Coded, Doc, Pattern, Spec, fields_of
from enforcekit.shape.rules import DECIMAL, INSTANT, LANGUAGE, LINE

SCHEMA_VERSION = "1.0"
DATE = Pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", good=("2024-02-29",), bad=("20240229", "2024-2-9", "2024-02-29\n"))


def urn(record_type: str) -> str:
    """The permanent name of a schema; it is never fetched.

    >>> urn("item")
    'urn:enforcekit:schema:1.0:item'
    """
    return f"urn:enforcekit:schema:{SCHEMA_VERSION}:{record_type}"


def _described(schema: dict[str, Any], doc: Doc | None, codes: CodeList | None) -> dict[str, Any]:
    if doc:
        schema["title"] = doc.en
        schema["description"] = f"{doc.en} · {doc.zh}"
    if codes:
        labels = "; ".join(f"{code.code} = {code.en} · {code.zh}" for code in codes)
        schema["description"] = f"{schema.get('description', codes.en)}. {codes.en} · {codes.zh}: {labels}"
    return schema


def _codes(coded: Coded, vocabulary: Vocabulary) -> CodeList | None:
    return coded.codes or vocabulary.lists.get(coded.name)


class _Writer:
    """Writes the schemas of values and collects those of nested classes under `$defs`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.definitions: dict[str, Any] = {}

    def value(self, spec: Spec) -> dict[str, Any]:
        """The schema of one value."""
        codes = _codes(spec.coded, self.vocabulary) if spec.coded else None
        schema = _described(getattr(self, f"_{spec.kind}")(spec, codes), spec.doc, codes)
        return {**schema, "deprecated": True} if spec.deprecated else schema

    def _str(self, spec: Spec, codes: CodeList | None) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string"}
        if codes and codes.closed:
            schema["enum"] = list(codes.by_code)
        elif spec.pattern:
            schema |= spec.pattern.schema
        if spec.min_len:
            schema["minLength"] = spec.min_len
        if spec.max_len is not None:
            schema["maxLength"] = spec.max_len
        if spec.coded:
            schema["$comment"] = f"code list {spec.coded.name}, {'closed' if codes and codes.closed else 'open'}"
        elif spec.ref:
            schema["$comment"] = f"id of a record of type {spec.ref.type}"
        if codes and not codes.closed:
            schema["examples"] = list(codes.by_code)
        elif spec.example and not codes:
            schema["examples"] = [spec.example]
        return schema

    def _int(self, spec: Spec, _: CodeList | None) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "integer"}
        if spec.low is not None:
            schema["minimum"] = spec.low
        if spec.high is not None:
            schema["maximum"] = spec.high
        return schema

    def _bool(self, *_: object) -> dict[str, Any]:
        return {"type": "boolean"}

    def _date(self, *_: object) -> dict[str, Any]:
        return {"type": "string", "format": "date", **DATE.schema}

    def _instant(self, *_: object) -> dict[str, Any]:
        return {"type": "string", "format": "date-time", **INSTANT.schema}

    def _decimal(self, *_: object) -> dict[str, Any]:
        return {"type": "string", **DECIMAL.schema}

    def _text(self, *_: object) -> dict[str, Any]:
        language, line = LANGUAGE.schema, {"type": "string", **LINE.schema}
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"not": language["not"]},
            "patternProperties": {language["pattern"]: line},
            "additionalProperties": False,
        }

    def _json(self, *_: object) -> dict[str, Any]:
        return {"type": "object"}

    def _tuple(self, spec: Spec, _: CodeList | None) -> dict[str, Any]:
        assert spec.item is not None
        schema: dict[str, Any] = {"type": "array", "items": self.value(spec.item)}
        if spec.min_len:
            schema["minItems"] = spec.min_len
        if spec.max_len is not None:
            schema["maxItems"] = spec.max_len
        return schema

    def _record(self, spec: Spec, _: CodeList | None) -> dict[str, Any]:
        assert spec.cls is not None
        name = spec.cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = {
                "title": name,
                "description": _summary(spec.cls),
                **self.object(spec.cls),
            }
        return {"$ref": f"#/$defs/{name}"}

    def object(self, cls: type[Any]) -> dict[str, Any]:
        """The schema of the fields of a class."""
        fields = fields_of(cls)
        return {
            "type": "object",
            "properties": {field.name: self.value(field.spec) for field in fields},
            "required": [field.name for field in fields if field.required],
            "additionalProperties": False,
        }


def _summary(cls: type[Any]) -> str:
    return (cls.__doc__ or "").partition("\n")[0]


def schema_of(cls: type[Record], vocabulary: Vocabulary = CORE) -> dict[str, Any]:
    """The schema of whole documents of one record type, with the labels of a vocabulary.

    >>> schema_of(RECORD_TYPES["place"])["required"]
    ['type', 'schema_version', 'id', 'names']
    """
    writer = _Writer(vocabulary)
    body = writer.object(cls)
    envelope = {
        "type": {"const": cls.type, "title": "Record type", "description": "Record type · 记录类型"},
        "schema_version": {
            "const": SCHEMA_VERSION,
            "title": "Schema version",
            "description": "Schema version · 版本",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": urn(cls.type),
        "title": cls.__name__,
        "description": _summary(cls),
        **body,
        "properties": {**envelope, **body["properties"]},
        "required": [*envelope, *body["required"]],
        "$defs": writer.definitions,
    }


_SHOWN = re.compile("[^\x00-\x7f\u3001-\u9fff\uff01-\uff65]")


def as_text(value: Any) -> str:
    """JSON as it is published: readable, with what cannot be seen written as an escape.

    >>> as_text(["溪口", "\u2028"])
    '[\\n  "溪口",\\n  "\\\\u2028"\\n]\\n'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _SHOWN.sub(lambda mark: mark[0] if mark[0].isprintable() else json.dumps(mark[0])[1:-1], text)


def schema_files(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """File name and text of every schema: what `enforcekit schema write` writes."""
    for name, cls in RECORD_TYPES.items():
        yield f"{name}.schema.json", as_text(schema_of(cls, vocabulary))


def write_schemas(folder: Path, vocabulary: Vocabulary) -> list[Path]:
    """Write every schema under `folder/<version>/`; returns the files."""
    target = folder / SCHEMA_VERSION
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schema_files(vocabulary):
        path = target / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written
