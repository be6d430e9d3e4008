"""Is this document good, and if not, what is wrong where: every problem at once.

A good document is read once by the generated reader. Only a refused one meets jsonschema, whose errors become
numbered findings; then the rules that no schema can say are asked of every part that is whole.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

import attrs

from enforcekit.codes import CORE, CodeList, Vocabulary
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
from enforcekit.model.common import Identifier, Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import Spec, fields_of, gather
from enforcekit.shape import rules as shape
from enforcekit.shape.rules import escape

from . import fast
from .convert import REFUSALS, Broken, Refused, document_reader, reader
from .convert import dump as dump_body
from .locate import place_in_order, positions
from .reader import read_json
from .schema import SCHEMA_VERSION, schema_of
from .values import check_values

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
UNEXPLAINED = rule(
    "EK129",
    "error",
    "the document is refused, and no rule says why: this is a fault of the library",
    "文档被拒绝但没有规则给出原因：这是本库的缺陷",
    cure_en="please report it with the document",
    cure_zh="请连同文档一并报告",
)
NOT_LISTED = rule(
    "EK130",
    "warning",
    "'{value}' is not in the open list '{name}'; it is kept",
    "“{value}”不在开放代码表“{label}”中，予以保留",
    cure_en="correct it if it is a slip; a new code needs no leave",
    cure_zh="如为笔误请更正；新增代码无需许可",
)
UNKNOWN_SCHEME = rule(
    "EK131",
    "warning",
    "no identifier scheme is called '{value}'; it is kept unchecked",
    "未知编码体系“{value}”，不作校验",
    cure_en="known schemes: {known}",
    cure_zh="已知：{known}",
)
BAD_IDENTIFIER = rule(
    "EK132",
    "error",
    "'{value}' is not a well-made {scheme} ({reason})",
    "“{value}”不是合格的{label}（{reason}）",
    cure_en="correct it, or name the scheme it really is of",
    cure_zh="请更正，或注明其真实编码体系",
)
HIDDEN_MARKS = rule(
    "EK133",
    "warning",
    "'{value}' holds invisible direction marks",
    "“{value}”含有不可见的方向控制符",
    cure_en="remove them",
    cure_zh="请删除",
)
DEPRECATED_FIELD = rule(
    "EK134",
    "advice",
    "the field is deprecated since version {since} of the schemas",
    "该字段自 schema 版本 {since} 起不再推荐使用",
    cure_en="use {instead}; the field is still taken",
    cure_zh="请改用 {instead}；原字段仍可接受",
)
DEPRECATED_CODE = rule(
    "EK135",
    "advice",
    "the code '{value}' of '{name}' is deprecated since version {since} of the schemas",
    "“{label}”中的代码“{value}”自 schema 版本 {since} 起不再推荐使用",
    cure_en="see the list for the code that took its place; this one is still taken",
    cure_zh="替代代码见代码表；原代码仍可接受",
)

_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
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
    findings = tuple(_explain(document, vocabulary)) or (UNEXPLAINED.at(""),)
    error = SchemaVersionError if all(f.code == WRONG_VERSION.code for f in findings) else InvalidRecord
    return error(findings, shorten(document.get("id", "")) if isinstance(document, Mapping) else "")


def with_unknown_words(records: Iterable[Record], vocabulary: Vocabulary) -> set[type[Record]]:
    """The classes of those among many records in which `vocabulary_findings` would find something."""
    return {cls for cls, spec, values in gather(records, _is_word) if not _are_known(spec, values, vocabulary)}


def _are_known(spec: Spec, values: set[Any], vocabulary: Vocabulary) -> bool:
    if spec.cls is Identifier:
        return not any(_identifier_problem(each, vocabulary) for each in values)
    if spec.deprecated and any(value or value is False for value in values):  # what is left out is None or empty
        return False
    if spec.kind == "text":
        return not any(_has_marks(text) for each in values for text in each.values())
    codes = (spec.coded.codes or vocabulary.lists.get(spec.coded.name)) if spec.coded else None
    return codes is None or (values <= codes.by_code.keys() and values.isdisjoint(codes.deprecated))


def _is_word(spec: Spec) -> bool:
    if spec.deprecated or spec.cls is Identifier or spec.kind == "text":
        return True
    return spec.coded is not None and (spec.coded.codes is None or bool(spec.coded.codes.deprecated))


def _has_marks(text: str) -> bool:
    return not text.isprintable() and _MARKS.search(text) is not None


def _identifier_problem(identifier: Identifier, vocabulary: Vocabulary) -> bool:
    scheme = vocabulary.schemes.get(identifier.scheme)
    if scheme is None:
        return bool(vocabulary.schemes)
    return scheme.problem(identifier.value) is not None


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
    return dump_document(value) if isinstance(value, Record) else dump_body(value)


def validate(payload: Mapping[str, Any] | str | bytes, vocabulary: Vocabulary = CORE) -> Report:
    """Every problem of one document, given as JSON text or as plain values, with line and column for text.

    >>> report = validate('{"type": "place", "schema_version": "1.0", "id": "330213", "parent": 5}')
    >>> [(f.code, f.pointer, f.line, f.column) for f in report.findings]
    [('EK111', '/names', 1, 1), ('EK110', '/parent', 1, 70)]
    """
    try:
        if isinstance(payload, str | bytes):
            document = read_json(payload)
        else:
            check_values(payload)
            document = payload
    except MalformedText as error:
        return Report(error.findings)
    try:
        load_document(document, vocabulary)
        findings: list[Finding] = []
    except (InvalidRecord, SchemaVersionError) as error:
        findings = list(error.findings)
    # The words of another version are not known here.
    ours = isinstance(document, Mapping) and document.get("schema_version", SCHEMA_VERSION) == SCHEMA_VERSION
    cls = RECORD_TYPES.get(str(document.get("type"))) if ours else None
    if cls is not None:
        seen = {(f.code, f.pointer) for f in findings}
        words = vocabulary_findings(cls, document, vocabulary)
        findings += [f for f in words if (f.code, f.pointer) not in seen]
    if isinstance(payload, str | bytes) and findings:
        text = payload if isinstance(payload, str) else payload.decode("utf-8-sig")
        places = positions(text, [f.pointer for f in findings])
        findings = [attrs.evolve(f, line=places[f.pointer][0], column=places[f.pointer][1]) for f in findings]
    return Report(tuple(sorted(findings, key=lambda f: (place_in_order(f.pointer), f.code))))


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


def vocabulary_findings(cls: type[Any], value: Any, vocabulary: Vocabulary, pointer: str = "") -> Iterator[Finding]:
    """What the words of a jurisdiction say of the JSON form of a record: unknown codes, badly made identifiers.

    With them, direction marks in a text, that show it other than it is.
    """
    if not isinstance(value, dict):
        return
    if cls is Identifier:
        yield from _identifier_findings(value, vocabulary, pointer)
        return
    for field in fields_of(cls):
        if field.name in value:
            if old := field.spec.deprecated:
                yield DEPRECATED_FIELD.at(f"{pointer}/{field.name}", since=old.since, instead=old.instead)
            yield from _value_findings(field.spec, value[field.name], vocabulary, f"{pointer}/{field.name}")


def _value_findings(spec: Spec, value: Any, vocabulary: Vocabulary, pointer: str) -> Iterator[Finding]:
    if spec.cls is not None:
        yield from vocabulary_findings(spec.cls, value, vocabulary, pointer)
    elif spec.item is not None and isinstance(value, list):
        for index, each in enumerate(value):
            yield from _value_findings(spec.item, each, vocabulary, f"{pointer}/{index}")
    elif spec.kind == "text" and isinstance(value, dict):
        for key, text in value.items():
            if isinstance(text, str) and _has_marks(text):
                yield HIDDEN_MARKS.at(f"{pointer}/{escape(key)}", value=text)
    elif spec.coded and isinstance(value, str):
        codes: CodeList | None = spec.coded.codes or vocabulary.lists.get(spec.coded.name)
        if codes is None:
            return
        if (known := codes.by_code.get(value)) is not None:
            if known.deprecated:
                yield DEPRECATED_CODE.at(pointer, value=value, name=codes.name, label=codes.zh, since=known.deprecated)
        elif not spec.coded.codes:
            if codes.closed:
                yield shape.not_in_list(codes, value, pointer)
            elif spec.pattern is None or spec.pattern.matches(value):
                yield NOT_LISTED.at(pointer, value=value, name=codes.name, label=codes.zh)


def _identifier_findings(value: dict[str, Any], vocabulary: Vocabulary, pointer: str) -> Iterator[Finding]:
    name, text = value.get("scheme"), value.get("value")
    if not (isinstance(name, str) and isinstance(text, str) and vocabulary.schemes):
        return
    scheme = vocabulary.schemes.get(name)
    if scheme is None:
        yield UNKNOWN_SCHEME.at(f"{pointer}/scheme", value=name, known=", ".join(vocabulary.schemes))
    elif (reason := scheme.problem(text)) is not None:
        shown = "***" if scheme.personal else text
        yield BAD_IDENTIFIER.at(f"{pointer}/value", value=shown, scheme=scheme.en, label=scheme.zh, reason=reason)
