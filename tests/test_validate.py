"""Documents: what is read is what was written, and what is refused is refused for a numbered reason."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import json_values, records, steady

from enforcekit.codes import CORE, Vocabulary
from enforcekit.errors import RULES, Finding, InvalidRecord, SchemaVersionError
from enforcekit.model.common import Money, Record
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.packs.cn.identifiers import SCHEMES
from enforcekit.packs.cn.lists import LISTS
from enforcekit.shape import Field, fields_of
from enforcekit.wire.convert import converter, dump, reader
from enforcekit.wire.schema import SCHEMA_VERSION, schema_of
from enforcekit.wire.validate import MOST, dump_document, escape, load_document, validate

WORDS = Vocabulary({**CORE.lists, **LISTS}, SCHEMES)
WHOLE = frozenset({"EK120", "EK121", "EK122", "EK123"})
"""The rules that a reader knows beyond the schema."""
WORDING = frozenset({"EK132"})
"""The rule that a vocabulary knows beyond the schema: a badly made identifier."""

each_type = pytest.mark.parametrize("name", RECORD_TYPES)

PLACE: dict[str, Any] = {
    "type": "place",
    "schema_version": SCHEMA_VERSION,
    "id": "330213",
    "names": {"zh": "奉化区"},
}
ITEM: dict[str, Any] = {
    "type": "item",
    "schema_version": SCHEMA_VERSION,
    "id": "waste",
    "names": {"zh": "乱倒垃圾"},
    "field": "city_management",
    "actions": ["penalise"],
}
DELEGATION: dict[str, Any] = {
    "type": "delegation",
    "schema_version": SCHEMA_VERSION,
    "id": "d1",
    "fields": ["city_management"],
    "actions": ["penalise"],
    "mode": "township",
    "grantee": "xikou-town",
}


def found(report: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in report.findings]


@cache
def schema_verdict(name: str) -> Any:
    """Our schema, asked by jsonschema itself: nothing of `validate` has a part in it."""
    return jsonschema.Draft202012Validator(
        schema_of(RECORD_TYPES[name], WORDS), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


# Writing and reading ------------------------------------------------------------------------------


@each_type
@given(data=st.data())
@steady(8)
def test_what_is_written_is_read_back_and_written_again_the_same(name: str, data: st.DataObject) -> None:
    record = data.draw(records(RECORD_TYPES[name], WORDS))
    document = dump_document(record)
    again = load_document(json.loads(json.dumps(document)), WORDS)
    assert again == record
    assert hash(again) == hash(record)
    assert json.dumps(dump_document(again)) == json.dumps(document)


@each_type
@given(data=st.data())
@steady(6)
def test_every_good_record_is_valid_as_text_and_as_values(name: str, data: st.DataObject) -> None:
    document = dump_document(data.draw(records(RECORD_TYPES[name], WORDS)))
    report = validate(document, WORDS)
    assert report.ok, report.text()
    assert {finding.code for finding in report.findings} <= {"EK130", "EK131", "EK133"}
    assert found(validate(json.dumps(document, ensure_ascii=False), WORDS)) == found(report)


@given(extensions=st.dictionaries(st.text(max_size=8), json_values(), max_size=3))
@steady(100)
def test_extensions_hold_any_json_and_come_back_byte_for_byte(extensions: dict[str, Any]) -> None:
    document = {**PLACE, "extensions": extensions}
    assert validate(document).ok
    written = dump_document(load_document(document)).get("extensions", {})
    assert json.dumps(written, ensure_ascii=False) == json.dumps(extensions, ensure_ascii=False)


def test_extensions_keep_null_order_and_the_kind_of_each_number() -> None:
    extensions = {"b": None, "a": [None, {"c": None}, 1, 1.0, True, ""], "~": {"/": {}}}
    text = json.dumps(extensions)
    assert json.dumps(dump_document(load_document({**PLACE, "extensions": extensions}))["extensions"]) == text


def test_nothing_is_written_for_a_default_and_nothing_is_ever_null() -> None:
    assert dump_document(Place(id="330213", names={"zh": "奉化区"}, kind="division", members=())) == PLACE


def test_a_loaded_record_shares_nothing_mutable_with_its_document() -> None:
    document = copy.deepcopy({**PLACE, "extensions": {"a": [1]}})
    record = load_document(document)
    document["names"]["zh"] = document["extensions"]["a"][0] = "changed"
    assert record == load_document({**PLACE, "extensions": {"a": [1]}})


def test_a_whole_float_is_read_as_the_integer_it_is_in_every_other_language() -> None:
    assert reader(Money)({"amount": 5.0}) == Money(amount=5)
    assert type(reader(Money)({"amount": 5.0}).amount) is int


@each_type
@given(data=st.data())
@steady(5)
def test_the_converter_reads_and_writes_as_the_documents_do(name: str, data: st.DataObject) -> None:
    record = data.draw(records(RECORD_TYPES[name], WORDS))
    plain = converter().unstructure(record)
    assert plain == dump(record)
    assert converter().structure(plain, RECORD_TYPES[name]) == record


def test_the_converter_leaves_classes_of_others_alone() -> None:
    foreign = attrs.make_class("Foreign", {"place": attrs.field(type=Place), "day": attrs.field(type=int)})
    foreign.__module__ = "their_enforcekit.models"
    made = converter().structure({"place": {"id": "a", "names": {"zh": "甲"}}, "day": "5"}, foreign)
    assert made == foreign(Place(id="a", names={"zh": "甲"}), 5)


# Mutation: schema and reader never part -----------------------------------------------------------

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1, 0.5, -1.5, 1.0, 1e300, 2**53, 2**70,
    "", " ", "x", "\n", "null", "no_such_code", "溪口", "1e3", "-1", "05", "1.", "1_0", "NaN",
    "2024-02-30", "0000-01-01", "2024-1-1", "20240101", "2024-W01-1", "２０２４-01-01", "2024-01-01T00:00Z",
    [], [None], [[]], ["x", 5], {}, {"zh": "x"}, {"zh": ""}, {"zh": 5}, {"ZH": "x"}, {"a/b~c": "x"}, {"": {}},
    {"start": None},
)  # fmt: skip
KEYS = (
    "x",
    "a/b~c",
    "",
    "zh",
    "Names",
    "id ",
    "type",
    "schema_version",
    "$ref",
    "__class__",
    "start",
    "extensions",
)
SUFFIXES = ("\n", " ", "\u0000", "\u202e", "\u0661", "x" * 2001, "\u2028", "１", "𠮷")


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places_in(inner, (*path, key))


def mutate(document: Any, draw: Any) -> None:
    """One change somewhere in the document."""
    path = draw(st.sampled_from(list(places_in(document))))
    owner, value, key = None, document, None
    for key in path:
        owner, value = value, value[key]
    changes = ["replace"] if owner is not None else []
    if isinstance(owner, dict):
        changes += ["delete", "rename", "swap"]
    if isinstance(owner, list):
        changes += ["repeat", "delete"]
    if isinstance(value, dict):
        changes += ["add", "add"]
    if isinstance(value, str):
        changes += ["string", "string"]
    match draw(st.sampled_from(changes)):
        case "replace":
            owner[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
        case "delete":
            del owner[key]
        case "rename":
            owner[draw(st.sampled_from(KEYS))] = owner.pop(key)
        case "swap":
            other = draw(st.sampled_from(list(owner)))
            owner[key], owner[other] = owner[other], owner[key]
        case "repeat":
            owner.insert(0, copy.deepcopy(value))
        case "add":
            value[draw(st.sampled_from(KEYS))] = copy.deepcopy(draw(st.sampled_from(ODD)))
        case "string":
            suffix = draw(st.sampled_from(SUFFIXES))
            forms = (value + suffix, suffix + value, value.upper(), value[:-1], value[::-1], [value], 5)
            owner[key] = draw(st.sampled_from(forms))


def refusal(document: Any) -> tuple[Finding, ...]:
    """What the reader says; any exception but the typed ones fails the test."""
    try:
        load_document(document, WORDS)
    except (InvalidRecord, SchemaVersionError) as error:
        return error.findings or pytest.fail("a refusal without a finding")
    return ()


def agree(document: Any) -> None:
    name = document.get("type")
    known = isinstance(name, str) and name in RECORD_TYPES
    by_schema = known and schema_verdict(name).is_valid(document)
    report, refused = validate(document, WORDS), refusal(document)
    errors = {finding.code for finding in report.findings if finding.severity == "error"}
    assert "EK129" not in report.codes
    assert report.ok is not bool(errors)
    assert report.codes <= set(RULES)
    assert {(finding.code, finding.pointer) for finding in refused} <= set(found(report))
    if by_schema:
        assert errors <= WHOLE | WORDING
        assert {finding.code for finding in refused} == errors & WHOLE
    else:
        assert errors - WHOLE - WORDING
        # The reader knows the lists that the library closes; those that a pack closes are for `validate`.
        assert refused or errors - WORDING == {"EK114"}


@each_type
@given(data=st.data())
@steady(14)
def test_a_changed_document_is_judged_alike_by_schema_and_reader(name: str, data: st.DataObject) -> None:
    document = json.loads(json.dumps(dump_document(data.draw(records(RECORD_TYPES[name], WORDS)))))
    for _ in range(data.draw(st.integers(1, 3))):
        mutate(document, data.draw)
    agree(document)


@each_type
@given(data=st.data())
@steady(8)
def test_text_and_values_get_the_same_findings_each_at_its_place(name: str, data: st.DataObject) -> None:
    document = json.loads(json.dumps(dump_document(data.draw(records(RECORD_TYPES[name], WORDS)))))
    for _ in range(data.draw(st.integers(1, 3))):
        mutate(document, data.draw)
    text = json.dumps(document, ensure_ascii=False, indent=data.draw(st.sampled_from((None, 1))))
    by_values, by_text = validate(document, WORDS), validate(text, WORDS)
    assert by_text == validate(text.encode(), WORDS)
    bare = [attrs.evolve(finding, line=None, column=None) for finding in by_text.findings]
    assert bare == list(by_values.findings)
    for finding in by_text.findings:
        assert value_at(text, finding) == value_of(document, finding.pointer)


def value_at(text: str, finding: Finding) -> Any:
    """The JSON value that begins at the line and column of a finding."""
    assert finding.line is not None
    assert finding.column is not None
    rest = "\n".join(text.split("\n")[finding.line - 1 :])
    return json.JSONDecoder().raw_decode(rest, finding.column - 1)[0]


def value_of(document: Any, pointer: str) -> Any:
    """The value that a pointer names, or the nearest one above it that is there."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict) and key in document:
            document = document[key]
        elif isinstance(document, list) and int(key) < len(document):
            document = document[int(key)]
        else:
            break
    return document


@each_type
def test_every_single_key_can_be_missing_null_or_of_any_wrong_type(name: str) -> None:
    """The same promise without chance: each odd value in each place of one full record."""
    full = full_document(name)
    for number, path in enumerate(places_in(full)):
        # Each place meets a few of the odd values, and its neighbours the others.
        for odd in ODD[number % 9 :: 9] if path else ():
            document = copy.deepcopy(full)
            owner = document
            for key in path[:-1]:
                owner = owner[key]
            owner[path[-1]] = odd
            agree(document)


def full_document(name: str) -> dict[str, Any]:
    """A good document in which every field is there, and one entry in every array."""

    def example(field: Field) -> Any:
        spec = field.spec.item or field.spec
        match spec.kind:
            case "str":
                codes = spec.coded and (spec.coded.codes or WORDS.lists.get(spec.coded.name))
                first = next(iter(codes)).code if codes else (spec.pattern and spec.pattern.good[0])
                value: Any = "illustrative" if field.name == "scheme" else first
            case "int":
                value = spec.low
            case "decimal":
                value = "0.05"
            case "bool":
                value = True
            case "date":
                value = "2024-05-01"
            case "instant":
                value = "2024-05-01T09:00:00+08:00"
            case "text":
                value = {"zh": "名", "ug-Arab": "x"}
            case "json":
                value = {"a/b": [None]}
            case "record":
                value = {inner.name: example(inner) for inner in fields_of(spec.cls)}  # type: ignore[arg-type]
                if "start" in value:
                    value["start"] = "2024-01-01"
            case _:
                raise AssertionError(spec.kind)
        return [value] if field.spec.item else value

    document = {field.name: example(field) for field in fields_of(RECORD_TYPES[name])}
    return {"type": name, "schema_version": SCHEMA_VERSION, **document}


@each_type
def test_the_full_document_is_good(name: str) -> None:
    document = full_document(name)
    assert validate(document, WORDS).findings == ()
    record = load_document(document)
    assert load_document(json.loads(json.dumps(dump_document(record)))) == record


# What is wrong, and where -------------------------------------------------------------------------


@each_type
def test_every_wrong_field_is_reported_at_once(name: str) -> None:
    document = {"type": name, "schema_version": SCHEMA_VERSION}
    document |= {field.name: None for field in fields_of(RECORD_TYPES[name])}
    expected = sorted(("EK110", f"/{field.name}") for field in fields_of(RECORD_TYPES[name]))
    assert found(validate(document, WORDS)) == expected


@each_type
def test_every_missing_field_is_reported_at_once_under_its_own_name(name: str) -> None:
    needed = [field.name for field in fields_of(RECORD_TYPES[name]) if field.required]
    report = validate({"type": name, "schema_version": SCHEMA_VERSION})
    assert found(report) == [("EK111", f"/{each}") for each in sorted(needed)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"x": 1}, [("EK112", "/x")]),
        ({"": 1}, [("EK112", "/")]),
        ({"a/b": 1, "m~n": 1}, [("EK112", "/a~1b"), ("EK112", "/m~0n")]),
        ({"names": {"a/b~c": "x"}}, [("EK112", "/names/a~1b~0c")]),
        ({"names": {}}, [("EK117", "/names")]),
        ({"names": {"zh": ""}}, [("EK113", "/names/zh")]),
        ({"names": None}, [("EK110", "/names")]),
        ({"id": "溪口"}, [("EK113", "/id")]),
        ({"id": "330213\n"}, [("EK113", "/id")]),
        ({"kind": "no_such"}, [("EK114", "/kind")]),
        ({"kind": 5}, [("EK110", "/kind")]),
        ({"level": "no_such"}, [("EK114", "/level")]),
        ({"members": ["a", 5, "b c"]}, [("EK110", "/members/1"), ("EK113", "/members/2")]),
        ({"members": "a"}, [("EK110", "/members")]),
        ({"period": {"start": "2024-02-30"}}, [("EK119", "/period/start")]),
        ({"period": {"start": "20240230"}}, [("EK113", "/period/start")]),
        ({"period": {"from": "2024-02-01"}}, [("EK112", "/period/from")]),
        ({"period": {"start": "2024-02-01", "end": "2024-02-01"}}, [("EK120", "/period/end")]),
        ({"code": {"scheme": "gb2260"}}, [("EK111", "/code/value")]),
        ({"code": {"scheme": "gb2260", "value": "1"}}, [("EK132", "/code/value")]),
        ({"code": {"scheme": "mine", "value": "1"}}, [("EK131", "/code/scheme")]),
        ({"extensions": None}, [("EK110", "/extensions")]),
        ({"schema_version": "9.9"}, [("EK125", "/schema_version")]),
        ({"schema_version": 0.1}, [("EK125", "/schema_version")]),
        ({"schema_version": None}, [("EK125", "/schema_version")]),
        ({"type": "plaice"}, [("EK124", "/type")]),
        ({"type": None}, [("EK124", "/type")]),
        ({"type": ["place"]}, [("EK124", "/type")]),
        ({"type": {}, "schema_version": "9.9"}, [("EK125", "/schema_version"), ("EK124", "/type")]),
    ],
)
def test_a_problem_has_its_number_and_its_pointer(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(validate({**PLACE, **change}, WORDS)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"actions": []}, [("EK117", "/actions")]),
        ({"actions": ["a b"]}, [("EK113", "/actions/0")]),
        ({"actions": ["juggle"]}, [("EK130", "/actions/0")]),
        ({"bases": [{"instrument": "x", "paragraph": 0}]}, [("EK115", "/bases/0/paragraph")]),
        ({"bases": [{"instrument": "x", "paragraph": 100}]}, [("EK116", "/bases/0/paragraph")]),
        ({"bases": [{"instrument": "x", "paragraph": 0.5}]}, [("EK110", "/bases/0/paragraph")]),
        ({"bases": [{"instrument": "x", "paragraph": True}]}, [("EK110", "/bases/0/paragraph")]),
        (
            {"penalties": [{"kind": "fine", "maximum": {"amount": 1e300}}]},
            [("EK116", "/penalties/0/maximum/amount")],
        ),
        ({"penalties": [{"kind": "fine", "minimum_multiple": 0.5}]}, [("EK110", "/penalties/0/minimum_multiple")]),
        ({"penalties": [{"kind": "fine", "minimum_multiple": "1e3"}]}, [("EK113", "/penalties/0/minimum_multiple")]),
        (
            {
                "penalties": [
                    {
                        "kind": "fine",
                        "minimum": {"amount": 2},
                        "maximum": {"amount": 1},
                        "minimum_multiple": "2",
                        "maximum_multiple": "1",
                    }
                ]
            },
            [("EK121", "/penalties/0/maximum"), ("EK121", "/penalties/0/maximum_multiple")],
        ),
    ],
)
def test_a_problem_inside_an_item_has_the_whole_way_to_it(
    change: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert found(validate({**ITEM, **change}, WORDS)) == expected


def test_shape_and_rules_of_whole_parts_are_reported_together() -> None:
    period = {"start": "2024-06-01", "end": "2024-05-01"}
    report = validate({**DELEGATION, "period": period, "grantee": 5, "x": 1, "run_off_days": -1}, WORDS)
    assert found(report) == [
        ("EK110", "/grantee"),
        ("EK120", "/period/end"),
        ("EK115", "/run_off_days"),
        ("EK112", "/x"),
    ]


def test_a_delegation_covers_something_and_is_not_recalled_before_it_starts() -> None:
    change = {"fields": [], "period": {"start": "2024-05-01"}, "recalled_on": "2024-05-01"}
    assert found(validate({**DELEGATION, **change})) == [("EK122", "/items"), ("EK123", "/recalled_on")]


def test_a_missing_key_of_the_envelope_is_said_once_and_with_the_rest() -> None:
    assert found(validate({})) == [("EK111", "/schema_version"), ("EK111", "/type")]
    assert found(validate({"type": "place", "id": "a"})) == [("EK111", "/names"), ("EK111", "/schema_version")]


@pytest.mark.parametrize("payload", [None, 5, "5", b"null", [], "[]", True, 1.5])
def test_what_is_no_object_is_one_finding(payload: Any) -> None:
    assert found(validate(payload)) == [("EK110", "")]


@pytest.mark.parametrize("value", [float("nan"), 10**40, "\ud800", {1: 2}, {1, 2}, object(), b"x"])
def test_values_that_no_json_text_could_hold_are_refused_with_a_number(value: Any) -> None:
    document = {**PLACE, "extensions": {"a": value}}
    assert not validate(document).ok
    assert "EK129" not in {finding.code for finding in refusal(document)}
    assert refusal({**document, "id": ""})


def test_a_document_that_contains_itself_is_refused_with_a_number() -> None:
    loop: dict[str, Any] = {}
    loop["a"] = loop
    assert validate({**PLACE, "extensions": loop}).codes == {"EK103"}
    assert {finding.code for finding in refusal({**PLACE, "extensions": loop})} == {"EK103"}


@pytest.mark.parametrize(
    "more",
    [
        {f"key{number}": 1 for number in range(MOST + 1)},
        pytest.param({"members": [1] * 100_000}, marks=pytest.mark.slow),
        pytest.param({f"key{number}": 1 for number in range(100_000)}, marks=pytest.mark.slow),
        pytest.param({"names": {f"k{number}": "a" for number in range(100_000)}}, marks=pytest.mark.slow),
        pytest.param({"names": {"zh": "a"}, "members": ["\u202e"] * 100_000}, marks=pytest.mark.slow),
    ],
    ids=["one more", "entries", "keys", "languages", "marks"],
)
def test_of_a_document_of_more_problems_no_more_than_most_are_told(more: dict[str, Any]) -> None:
    start = time.process_time()
    findings = validate(json.dumps({**PLACE, **more})).findings
    assert time.process_time() - start < 60
    assert len(findings) == MOST + 1
    assert [each.code for each in findings].count("EK128") == 1
    assert findings[0].code == "EK128"
    assert len(refusal({**PLACE, **more})) <= MOST + 1


@pytest.mark.parametrize("count", [MOST // 3, MOST])
def test_so_many_problems_are_all_told(count: int) -> None:
    findings = validate({**PLACE, "members": [1] * count}).findings
    assert [each.pointer for each in findings] == [f"/members/{number}" for number in range(count)]


def test_extensions_may_be_as_deep_as_the_reader_allows() -> None:
    def nested(depth: int) -> dict[str, Any]:
        return {"a": nested(depth - 1)} if depth > 1 else {}

    deep = {**PLACE, "extensions": nested(63)}
    assert validate(json.dumps(deep)).ok
    assert dump_document(load_document(deep)) == deep
    assert validate(json.dumps({**PLACE, "extensions": nested(64)})).codes == {"EK103"}
    assert {finding.code for finding in refusal({**PLACE, "extensions": nested(64)})} == {"EK103"}


def test_an_unread_version_has_its_own_error() -> None:
    with pytest.raises(SchemaVersionError):
        load_document({**PLACE, "schema_version": "9.9"})
    with pytest.raises(InvalidRecord):
        load_document({**PLACE, "schema_version": "9.9", "type": "plaice"})


def test_the_message_of_a_refusal_is_short_and_shows_nothing_invisible() -> None:
    with pytest.raises(InvalidRecord) as caught:
        load_document({**PLACE, "id": "\u202e" * 100_000, "parent": "\u0000" * 100_000})
    assert len(str(caught.value)) < 3000
    assert "\u202e" not in str(caught.value)
    assert "\u0000" not in str(caught.value)


def test_line_and_column_are_those_of_the_value_or_of_the_object_that_lacks_it() -> None:
    text = """{
  "type": "place", "schema_version": "1.0",
  "id": "溪口",
  "period": {"start": "2024-02-30",
             "a/b": [1]},
  "members": ["a",
    "b c"]
}"""
    assert [(f.code, f.pointer, f.line, f.column) for f in validate(text).findings] == [
        ("EK113", "/id", 3, 9),
        ("EK113", "/members/1", 7, 5),
        ("EK111", "/names", 1, 1),
        ("EK112", "/period/a~1b", 5, 21),
        ("EK119", "/period/start", 4, 23),
    ]
    with_mark = validate(b"\xef\xbb\xbf" + text.encode())
    assert with_mark == validate("\ufeff" + text) == validate(text)


def test_findings_are_sorted_and_do_not_hang_on_the_hash_seed() -> None:
    script = """
import json
from enforcekit.codes import CORE, Vocabulary
from enforcekit.packs.cn.identifiers import SCHEMES
from enforcekit.packs.cn.lists import LISTS
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import fields_of
from enforcekit.wire.locate import place_in_order
from enforcekit.wire.schema import schema_files
from enforcekit.wire.validate import validate
words = Vocabulary({**CORE.lists, **LISTS}, SCHEMES)
for name, cls in RECORD_TYPES.items():
    for odd in (5, ["x y", 5], {"z": 1, "a/b": 2, "start": "9", "end": 5}):
        document = {"type": name, "schema_version": "1.0", "y": 1, "x": 2}
        document.update({field.name: odd for field in fields_of(cls)})
        findings = validate(document, words).findings
        assert list(findings) == sorted(findings, key=lambda f: (place_in_order(f.pointer), f.code)), name
        assert len({(f.pointer, f.code) for f in findings}) == len(findings), name
        print(json.dumps([f.to_dict() for f in findings]))
print(*schema_files(words))
"""
    path = os.pathsep.join([str(Path(__file__).parent.parent / "src"), os.environ.get("PYTHONPATH", "")])
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    outputs = {run.communicate(timeout=60)[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0]
    assert len(outputs) == 1
    assert len(outputs.pop()) > 50_000


def test_findings_on_the_entries_of_a_list_come_in_the_order_of_the_list() -> None:
    document = {**ITEM, "actions": ["A B"] * 12, "9" * 5000: 1, "x": 1}
    pointers = [finding.pointer for finding in validate(document, WORDS).findings]
    assert pointers[:12] == [f"/actions/{number}" for number in range(12)]
    assert set(pointers[12:]) == {f"/{'9' * 5000}", "/x"}


def test_a_pointer_step_escapes_what_a_pointer_reserves() -> None:
    assert [escape(key) for key in ("a", "/", "~", "~1", "a/b~c", 0)] == [
        "a",
        "~1",
        "~0",
        "~01",
        "a~1b~0c",
        "0",
    ]


# A record made by hand and a document get the same numbers ----------------------------------------


@pytest.mark.parametrize(
    ("cls", "change"),
    [
        (Place, {"id": ""}),
        (Place, {"id": 5, "source": "a\nb", "kind": "no_such", "parent": "x y"}),
        (Place, {"names": {}}),
        (Place, {"names": {"zh": ""}}),
        (Place, {"names": {"zh": "x" * 2001, "ZH": "x", "en": 5, "a/b": 5}}),
        (Place, {"names": 5, "members": ["a", 5, ""], "extensions": [], "period": {}}),
        (Item, {"actions": []}),
        (Item, {"actions": [5, "A"], "field": None}),
    ],
)
def test_a_record_made_by_hand_and_a_document_get_the_same_numbers(cls: type[Record], change: dict[str, Any]) -> None:
    document = {**(PLACE if cls is Place else ITEM), **change}
    # An empty object is a good period in a document, and no `Period` by hand.
    by_document = [each for each in found(validate(document)) if each != ("EK110", "/period")]
    with pytest.raises(InvalidRecord) as caught:
        cls(**{key: value for key, value in document.items() if key not in ("type", "schema_version")})
    by_hand = sorted(found(caught.value), key=lambda each: each[::-1])
    assert [each for each in by_hand if each != ("EK110", "/period")] == by_document


# Direction marks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))])
def test_a_direction_mark_in_a_text_is_kept_and_named_in_a_warning(mark: str) -> None:
    document = {**PLACE, "names": {"en": "Fenghua", "zh": f"奉化{mark}区"}}
    report = validate(json.dumps(document, ensure_ascii=False), WORDS)
    (finding,) = report.findings
    assert report.ok
    assert (finding.code, finding.severity, finding.pointer, finding.line) == ("EK133", "warning", "/names/zh", 1)
    assert f"\\u{ord(mark):04x}" in finding.message["en"]
    assert mark not in finding.text("zh") + finding.text("en")
    assert load_document(document, WORDS).label("zh") == f"奉化{mark}区"


@pytest.mark.parametrize("name", ["甲\u3000乙", "a\u200bb", "a\u00a0b", "𠮷", "\u0645"])
def test_other_characters_in_a_text_are_no_direction_marks(name: str) -> None:
    assert validate({**PLACE, "names": {"zh": name}}, WORDS).findings == ()


def test_a_direction_mark_is_named_in_a_refused_document_too() -> None:
    report = validate({**PLACE, "names": {"zh": "a\u202eb"}, "colour": 1}, WORDS)
    assert found(report) == [("EK112", "/colour"), ("EK133", "/names/zh")]


# Time ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "count"),
    [
        ({**PLACE, **{f"k{number}": 1 for number in range(5000)}}, 5000),
        ({**ITEM, "actions": ["A B"] * 20_000}, 20_000),
    ],
    ids=["keys", "actions"],
)
def test_many_findings_are_placed_in_time(document: dict[str, Any], count: int) -> None:
    text = json.dumps(document, indent=1)
    start = time.process_time()
    findings = validate(text, WORDS).findings
    assert time.process_time() - start < 20
    assert len({finding.line for finding in findings}) == len(findings) == count
