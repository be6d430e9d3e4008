"""The record types as TypeScript declarations: what a writer of documents is held to before anything is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from enforcekit.codes import CodeList, Vocabulary
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import Field, Spec, fields_of
from enforcekit.wire.schema import SCHEMA_VERSION

from .codelists import every_list

_HEAD = f"""\
// Written by `enforcekit schema write` from the models: do not edit. Schema version {SCHEMA_VERSION}.
// A field that may be absent is absent, never null. Patterns, bounds and the order of dates are the schemas' business.

/** Id of a record, of the type that the comment of its field names. */
export type Id = string;
/** A day, written YYYY-MM-DD. */
export type DateString = string;
/** An instant with offset, written as RFC 3339. */
export type InstantString = string;
/** A decimal number, written as digits with a point. */
export type DecimalString = string;
/** A text by language: "zh", "en", …; at least one. */
export interface Text {{
  readonly [language: string]: string;
}}
/** Any JSON object. */
export interface JsonObject {{
  readonly [key: string]: unknown;
}}
"""
_SIMPLE = {
    "bool": "boolean",
    "int": "number",
    "date": "DateString",
    "instant": "InstantString",
    "decimal": "DecimalString",
    "text": "Text",
    "json": "JsonObject",
}


def code_type(name: str) -> str:
    """The name of the type of a code list's codes.

    >>> code_type("place_kind")
    'PlaceKindCode'
    """
    return "".join(part.capitalize() for part in name.split("_")) + "Code"


def _comment(text: str, indent: str = "") -> str:
    return f"{indent}/** {text.replace('*/', '*∕')} */"


def _union(codes: CodeList) -> Iterator[str]:
    openness = "closed" if codes.closed else "open: another well-formed code is kept with a warning"
    yield _comment(f"{codes.en} · {codes.zh} ({openness})")
    yield f"export type {code_type(codes.name)} ="
    for code in codes:
        yield f"  | {json.dumps(code.code)} // {code.en} · {code.zh}"
    # `never` adds nothing to a union; `string & {}` keeps an editor's suggestions, which `string` alone would swallow.
    yield "  | never;" if codes.closed else "  | (string & {});"


def _type(spec: Spec, lists: Mapping[str, CodeList]) -> str:
    if spec.kind == "tuple":
        assert spec.item is not None
        return f"readonly {_type(spec.item, lists)}[]"
    if spec.kind == "record":
        assert spec.cls is not None
        return spec.cls.__name__
    if spec.kind == "str":
        if spec.coded and spec.coded.name in lists:
            return code_type(spec.coded.name)
        return "Id" if spec.ref else "string"
    return _SIMPLE[spec.kind]


def _property(field: Field, lists: Mapping[str, CodeList]) -> Iterator[str]:
    inner = field.spec.item or field.spec
    points = f" (id of: {inner.ref.type})" if inner.ref else ""
    yield _comment(f"{field.doc.en} · {field.doc.zh}{points}", "  ")
    yield f"  readonly {field.name}{'' if field.required else '?'}: {_type(field.spec, lists)};"


def _interface(cls: type[Any], lists: Mapping[str, CodeList], envelope: tuple[str, ...] = ()) -> Iterator[str]:
    yield _comment((cls.__doc__ or cls.__name__).partition("\n")[0])
    yield f"export interface {cls.__name__} {{"
    yield from envelope
    for field in fields_of(cls):
        yield from _property(field, lists)
    yield "}"


def nested_classes() -> list[type[Any]]:
    """The classes of values that stand inside records, each once, in the order in which they are met.

    Raises `ValueError` when two classes, or a value and a record, have one name: the schemas could not tell them apart.

    >>> [cls.__name__ for cls in nested_classes()][:2]
    ['Period', 'Identifier']
    """
    met: dict[str, type[Any]] = {cls.__name__: cls for cls in RECORD_TYPES.values()}
    waiting: list[type[Any]] = list(RECORD_TYPES.values())
    found: list[type[Any]] = []
    for cls in waiting:
        for field in fields_of(cls):
            inner = (field.spec.item or field.spec).cls
            if inner is None:
                continue
            if (known := met.setdefault(inner.__name__, inner)) is not inner or inner in RECORD_TYPES.values():
                raise ValueError(f"two classes are called {inner.__name__}: {known.__module__}, {inner.__module__}")
            if inner not in waiting:
                waiting.append(inner)
                found.append(inner)
    return found


def declarations(vocabulary: Vocabulary) -> str:
    """The whole declaration file.

    >>> from enforcekit.codes import CORE
    >>> "export interface Place {" in declarations(CORE)
    True
    """
    lists = every_list(vocabulary)
    blocks = [_HEAD.rstrip("\n")]
    blocks += ["\n".join(_union(codes)) for codes in lists.values() if codes.codes]
    lists = {name: codes for name, codes in lists.items() if codes.codes}
    blocks += ["\n".join(_interface(cls, lists)) for cls in nested_classes()]
    for name, cls in RECORD_TYPES.items():
        envelope = (
            f"  readonly type: {json.dumps(name)};",
            f"  readonly schema_version: {json.dumps(SCHEMA_VERSION)};",
        )
        blocks.append("\n".join(_interface(cls, lists, envelope)))
    by_type = [f"  readonly {name}: {cls.__name__};" for name, cls in RECORD_TYPES.items()]
    opening = (_comment("The record types by their `type`."), "export interface Records {")
    blocks.append("\n".join([*opening, *by_type, "}"]))
    blocks.append(
        f"{_comment('Any document: `type` says which.')}\nexport type EnforcekitDocument = Records[keyof Records];"
    )
    return "\n\n".join(blocks) + "\n"
