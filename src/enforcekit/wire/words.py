"""What the words of a jurisdiction say of documents: unknown codes, badly made identifiers, hidden marks, old names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from enforcekit.codes import CodeList, Vocabulary
from enforcekit.errors import Finding, rule
from enforcekit.model.common import Identifier, Record
from enforcekit.shape import Spec, fields_of, gather
from enforcekit.shape.rules import escape, not_in_list

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
                yield not_in_list(codes, value, pointer)
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
