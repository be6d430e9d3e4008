"""Is this document good, and if not, what is wrong where: every problem at once.

A good document is read once by the generated reader. Only a refused one meets jsonschema, whose errors become
numbered findings; then the rules that no schema can say are asked of every part that is whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be
from enforcekit.codes import CORE, Vocabulary
from enforcekit.errors import (
    Finding,
    InvalidRecord,
    MalformedText,
    Report,
    Rule,
    SchemaVersionError,
    rule,
    shorten,
)
from enforcekit.model.common import Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import Spec, fields_of
from enforcekit.shape import rules as shape
from enforcekit.shape.rules import escape

from . import fast
from .convert import REFUSALS, Broken, Refused, document_reader, reader
from .convert import dump as dump_body
from .locate import place_in_order, positions
from .reader import read_json
from .schema import SCHEMA_VERSION, schema_of
from .values import check_values
from .words import vocabulary_findings

UNKNOWN_TYPE = rule(
    "EK124",
    "error",
    "no record type is called '{value}'",
    "没有名为“{value}”的记录类型",
    cure_en="use one of: {known}",
    cure_zh="可用：{known}",
)
WRONG_VERSION = rule(
    "EK125",
    "error",
    "schema version '{value}' is not read here",
    "不支持 schema 版本“{value}”",
    cure_en="this library reads {known}; `enforcekit migrate FILE -o NEW` makes older documents new",
    cure_zh="本库读取 {known}；旧版本文档可用 `enforcekit migrate FILE -o NEW` 迁移",
)
AND_MORE = rule(
    "EK128",
    "error",
    "the document has more than {most} problems: no more of them are told",
    "文档有超过 {most} 个问题：其余不再列出",
    cure_en="mend these and ask again",
    cure_zh="请改正后再次检查",
)
UNEXPLAINED = rule(
    "EK129",
    "error",
    "the document is refused, and no rule says why: this is a fault of the library",
    "文档被拒绝但没有规则给出原因：这是本库的缺陷",
    cure_en="please report it with the document",
    cure_zh="请连同文档一并报告",
)
MOST: Final = 20_000
"""So many problems of one document are told: a megabyte may hold half a million, each a thousand times its own size."""
_BY_KEYWORD: dict[str, Rule] = {
    "type": shape.WRONG_TYPE,
    "pattern": shape.BAD_FORM,
    "not": shape.BAD_FORM,
    "minimum": shape.TOO_LOW,
    "maximum": shape.TOO_HIGH,
    "minLength": shape.TOO_SHORT,
    "minItems": shape.TOO_SHORT,
    "minProperties": shape.TOO_SHORT,
    "maxLength": shape.TOO_LONG,
    "maxItems": shape.TOO_LONG,
    "format": shape.NOT_A_DATE,
}


def load_document(document: Mapping[str, Any], vocabulary: Vocabulary = CORE) -> Record:
    """The record that a whole document says.

    Args:
        document: plain values with `type` and `schema_version`, as `dump` gives them.
        vocabulary: the words by which a refusal names what is wrong, such as `pack.vocabulary`; the core's own when
            left out.

    Raises `InvalidRecord` with every problem, or `SchemaVersionError`.

    >>> load_document({"type": "place", "schema_version": "1.0", "id": "330213", "names": {"zh": "奉化区"}}).label("zh")
    '奉化区'
    """
    try:
        return accept(document)
    except REFUSALS:
        raise refusal(document, vocabulary) from None


def accept(document: Mapping[str, Any]) -> Record:
    """The record of a good document, at once; anything else raises one of `REFUSALS`, without a reason."""
    cls = RECORD_TYPES[document["type"]]
    if document["schema_version"] != SCHEMA_VERSION:
        raise Refused
    record: Record = document_reader(cls)(document if type(document) is dict else dict(document))
    return record


def refusal(document: Any, vocabulary: Vocabulary = CORE) -> InvalidRecord | SchemaVersionError:
    """Why a document was not accepted, in full."""
    findings = tuple(_first(_explain(document, vocabulary))) or (UNEXPLAINED.at(""),)
    error = SchemaVersionError if all(f.code == WRONG_VERSION.code for f in findings) else InvalidRecord
    return error(findings, shorten(document.get("id", "")) if isinstance(document, Mapping) else "")


def dump_document(record: Record) -> dict[str, Any]:
    """The whole document of a record.

    >>> from enforcekit.model.place import Place
    >>> dump_document(Place(id="330213", names={"zh": "奉化区"}))
    {'type': 'place', 'schema_version': '1.0', 'id': '330213', 'names': {'zh': '奉化区'}}
    """
    return {"type": record.type, "schema_version": SCHEMA_VERSION, **dump_body(record)}


def dump(value: Any) -> dict[str, Any]:
    """A record as the whole document that `validate` and `load_document` take, another value as a plain object.

    >>> from enforcekit.model import Money, Place
    >>> dump(Place(id="330213", names={"zh": "奉化区"}))["type"], dump(Money(amount=200000))
    ('place', {'amount': 200000})
    """
    if isinstance(value, Record):
        return dump_document(value)
    if not attrs.has(type(value)):
        must_be(Record, value=value)
    return dump_body(value)


def validate(payload: Mapping[str, Any] | str | bytes, vocabulary: Vocabulary = CORE) -> Report:
    """Every problem of one document, given as JSON text or as plain values, with line and column for text.

    >>> report = validate('{"type": "place", "schema_version": "1.0", "id": "330213", "parent": 5}')
    >>> [(f.code, f.pointer, f.line, f.column) for f in report.findings]
    [('EK111', '/names', 1, 1), ('EK110', '/parent', 1, 70)]
    """
    if not isinstance(payload, str | bytes):
        return Report(tuple(problems(dict(payload) if isinstance(payload, Mapping) else payload, vocabulary)))
    try:
        findings = problems(read_json(payload), vocabulary)
    except MalformedText as error:
        return Report(error.findings)
    if findings:
        text = payload if isinstance(payload, str) else payload.decode("utf-8-sig")
        places = positions(text, [f.pointer for f in findings])
        findings = [attrs.evolve(f, line=places[f.pointer][0], column=places[f.pointer][1]) for f in findings]
    return Report(tuple(findings))


def problems(document: Any, vocabulary: Vocabulary = CORE) -> list[Finding]:
    """Every problem of one document given as plain values, in the order of their places.

    >>> [(f.code, f.pointer) for f in problems("place")]
    [('EK110', '')]
    """
    try:
        check_values(document)
    except MalformedText as error:
        return list(error.findings)
    try:
        load_document(document, vocabulary)
        findings: list[Finding] = []
    except (InvalidRecord, SchemaVersionError) as error:
        findings = list(error.findings)
    # The words of another version are not known here.
    ours = isinstance(document, Mapping) and document.get("schema_version", SCHEMA_VERSION) == SCHEMA_VERSION
    cls = RECORD_TYPES.get(str(document.get("type"))) if ours else None
    if cls is not None and len(findings) <= MOST:
        seen = {(f.code, f.pointer) for f in findings}
        words = vocabulary_findings(cls, document, vocabulary)
        findings = _first(chain(findings, (f for f in words if (f.code, f.pointer) not in seen)))
    return sorted(findings, key=_in_order)


def _in_order(finding: Finding) -> tuple[list[tuple[int, str]], str]:
    return place_in_order(finding.pointer), finding.code


def _first(findings: Iterable[Finding]) -> list[Finding]:
    """All findings when they are not too many, else the first of them and a word about the others."""
    found = list(islice(findings, 2 * MOST))
    return found if len(found) <= MOST else [AND_MORE.at("", most=MOST), *sorted(found, key=_in_order)[:MOST]]


def _explain(document: Any, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Why a document was refused."""
    if not isinstance(document, Mapping):
        yield shape.WRONG_TYPE.at("", value=document, expected="object")
        return
    try:
        check_values(document := dict(document))
    except MalformedText as error:
        yield from error.findings
        return
    for key in ("type", "schema_version"):
        if key not in document:
            yield shape.MISSING.at(f"/{key}", name=key)
    name, version = document.get("type"), document.get("schema_version")
    if "schema_version" in document and version != SCHEMA_VERSION:
        yield WRONG_VERSION.at("/schema_version", value=version, known=SCHEMA_VERSION)
    if not isinstance(name, str) or name not in RECORD_TYPES:
        if "type" in document:
            yield UNKNOWN_TYPE.at("/type", value=name, known=", ".join(RECORD_TYPES))
        return
    if "schema_version" in document and version != SCHEMA_VERSION:
        return
    shown = {(shape.MISSING.code, "/schema_version")}  # said above
    for finding in _schema_findings(document, name, vocabulary):
        if (finding.code, finding.pointer) not in shown:
            shown.add((finding.code, finding.pointer))
            yield finding
    body = {key: value for key, value in document.items() if key not in ("type", "schema_version")}
    yield from _broken_rules(RECORD_TYPES[name], body, "")


# Two formats, both judged by the standard library: the patterns beside them have settled the form.
_FORMATS: dict[str, Callable[[str], object]] = {
    "date": dt.date.fromisoformat,
    "date-time": dt.datetime.fromisoformat,
}


def _reads(read: Callable[[str], object], value: object) -> bool:
    return not isinstance(value, str) or read(value) is not None


def _is_real(read: Callable[[str], object], value: str) -> bool:
    try:
        return _reads(read, value)
    except ValueError:
        return False


@lru_cache(maxsize=64)
def _errors_of(name: str, vocabulary: Vocabulary) -> Callable[[Any], Iterable[Any]]:
    """The errors of a document by the schema of its type, from the engine that is installed."""
    schema = schema_of(RECORD_TYPES[name], vocabulary)
    if fast.installed():
        return fast.errors_by(schema, {name: partial(_is_real, read) for name, read in _FORMATS.items()})
    errors: Callable[[Any], Iterable[Any]] = validator_of(schema).iter_errors
    return errors


def validator_of(schema: dict[str, Any]) -> Any:
    """The jsonschema validator of one self-contained schema of ours; it asks no network and no file.

    >>> validator_of({"type": "string", "format": "date"}).is_valid("2023-02-29")
    False
    """
    import jsonschema
    from referencing import Registry

    checker = jsonschema.FormatChecker(())
    for name_of_format, read in _FORMATS.items():
        checker.checks(name_of_format, ValueError)(partial(_reads, read))
    # An explicit registry without a retriever: no reference can ever leave the document.
    return jsonschema.Draft202012Validator(schema, registry=Registry(), format_checker=checker)


def _schema_findings(document: Mapping[str, Any], name: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    if _is_large(document):  # jsonschema tells errors one by one, so that one may stop; jsonschema-rs all at once
        judge = validator_of(schema_of(RECORD_TYPES[name], vocabulary))
        errors = list(islice(judge.iter_errors(document), 3 * MOST))  # no value has more than three
    else:
        errors = list(_errors_of(name, vocabulary)(document))
    # One problem, one finding: a value of the wrong type has no form or size, a malformed date no day.
    mistyped = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    malformed = {tuple(error.absolute_path) for error in errors if error.validator in ("pattern", "not")}
    misnamed = {(*error.absolute_path, error.instance) for error in errors if "propertyNames" in error.schema_path}
    for error in errors:
        path = tuple(error.absolute_path)
        if (error.validator != "type" and path in mistyped) or path in misnamed:
            continue
        spec = _spec_at(RECORD_TYPES[name], error.absolute_path)
        pointer = "".join(f"/{escape(step)}" for step in error.absolute_path)
        value = error.instance
        match error.validator:
            case "not" if "propertyNames" in error.schema_path:
                yield shape.UNKNOWN_KEY.at(f"{pointer}/{escape(value)}", key=value)
            case "required":
                for key in error.validator_value:
                    if key not in value:
                        yield shape.MISSING.at(f"{pointer}/{escape(key)}", name=key)
            case "additionalProperties":
                known, forms = error.schema.get("properties", {}), error.schema.get("patternProperties", {})
                for key in value:
                    if key not in known and not any(shape.LANGUAGE.matches(key) for _ in forms):
                        yield shape.UNKNOWN_KEY.at(f"{pointer}/{escape(key)}", key=key)
            case "enum":
                assert spec is not None
                assert spec.coded is not None
                codes = spec.coded.codes or vocabulary.lists[spec.coded.name]
                yield shape.not_in_list(codes, value, pointer)
            case "format" if path in malformed:
                pass
            case keyword:
                form = spec.pattern.form if spec and spec.pattern else error.schema.get("pattern")
                limit = form if keyword in ("pattern", "not") else error.validator_value
                found = (
                    len(value) if keyword.startswith(("min", "max")) and isinstance(value, str | list | dict) else value
                )
                yield _BY_KEYWORD[keyword].at(
                    pointer, value=value, expected=limit, form=limit, low=limit, high=limit, found=found
                )


def _is_large(document: Any) -> bool:
    """Whether a document has more values than all their errors may be listed of."""
    room, left = MOST // 2, [document]
    while left and room >= 0:
        value = left.pop()
        below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        room -= len(below)
        left += below
    return room < 0


def _spec_at(cls: type[Any], path: Iterable[str | int]) -> Spec | None:
    """The spec of the value that a path into a document leads to."""
    spec: Spec | None = Spec(kind="record", cls=cls)
    for step in path:
        if spec is None:
            break
        if isinstance(step, int):
            spec = spec.item
        else:
            owner = fields_of(spec.cls) if spec.cls else ()
            spec = next((field.spec for field in owner if field.name == step), None)
    return spec


def _broken_rules(cls: type[Any], value: Any, pointer: str) -> Iterator[Finding]:
    """The rules of a whole record or value, asked of each one whose fields are good."""
    if not isinstance(value, dict):
        return
    for field in fields_of(cls):
        spec, content = field.spec, value.get(field.name)
        if spec.kind == "record":
            yield from _broken_rules(spec.cls, content, f"{pointer}/{field.name}")  # type: ignore[arg-type]
        elif spec.item is not None and spec.item.kind == "record" and isinstance(content, list):
            for index, each in enumerate(content):
                yield from _broken_rules(spec.item.cls, each, f"{pointer}/{field.name}/{index}")  # type: ignore[arg-type]
    try:
        reader(cls)(value)
    except Broken as error:
        if type(error.record) is cls:
            for finding in error.record.problems():
                yield attrs.evolve(finding, pointer=pointer + finding.pointer)
    except REFUSALS:
        return
