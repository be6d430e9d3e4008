"""The published schemas: valid, strict, self-contained, what the annotations say, and what is committed."""

from __future__ import annotations

import importlib
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing.exceptions import Unresolvable
from strategies import records, steady

from enforcekit.codes import CORE, Vocabulary
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.packs.cn.identifiers import SCHEMES
from enforcekit.packs.cn.lists import LISTS
from enforcekit.shape import fields_of
from enforcekit.wire import fast
from enforcekit.wire import validate as validation
from enforcekit.wire.schema import SCHEMA_VERSION, schema_files, schema_of, urn, write_schemas
from enforcekit.wire.validate import dump_document, validate

ROOT = Path(__file__).parent.parent
WORDS = Vocabulary({**CORE.lists, **LISTS}, SCHEMES)

KEYWORDS = {
    "object": {"properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties"},
    "array": {"items", "minItems", "maxItems"},
    "string": {"enum", "pattern", "not", "format", "minLength", "maxLength"},
    "integer": {"minimum", "maximum"},
    "boolean": set(),
}
NOTES = {"title", "description", "$comment", "examples"}

SCHEMAS = {name: schema_of(cls, WORDS) for name, cls in RECORD_TYPES.items()}

each_type = pytest.mark.parametrize("name", RECORD_TYPES)


def schemas_in(schema: dict[str, Any], at: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, with its place."""
    yield at, schema
    for keyword in ("properties", "patternProperties", "$defs"):
        for name, inner in schema.get(keyword, {}).items():
            yield from schemas_in(inner, f"{at}/{keyword}/{name}")
    if "items" in schema:
        yield from schemas_in(schema["items"], f"{at}/items")


@each_type
def test_a_schema_is_valid_against_the_meta_schema_and_named_by_a_urn(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == urn(name) == f"urn:enforcekit:schema:{SCHEMA_VERSION}:{name}"
    jsonschema.Draft202012Validator.check_schema(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


@each_type
def test_a_schema_has_only_the_keywords_we_know(name: str) -> None:
    """The meta-schema lets a misspelt keyword pass, which would then check nothing."""
    for at, schema in schemas_in(SCHEMAS[name]):
        root = {"$schema", "$id", "$defs"} if at == "#" else set()
        if "$ref" in schema:
            allowed = {"$ref"}
        elif "const" in schema:
            allowed = {"const"}
        else:
            allowed = {"type"} | KEYWORDS[schema["type"]]
        assert set(schema) <= allowed | root | NOTES, at


@each_type
def test_every_object_is_closed_and_every_other_value_is_bounded(name: str) -> None:
    for at, schema in schemas_in(SCHEMAS[name]):
        match schema.get("type"):
            case "object" if at.endswith("/extensions"):
                assert set(schema) <= {"type"} | NOTES
            case "object":
                assert schema["additionalProperties"] is False, at
                assert set(schema.get("required", ())) <= set(schema.get("properties", ())), at
            case "string":
                assert "enum" in schema or "pattern" in schema, at
            case "integer":
                assert -(2**53) < schema["minimum"] <= schema["maximum"] < 2**53, at


@each_type
def test_every_pattern_is_anchored_and_refuses_a_last_line_end(name: str) -> None:
    for at, schema in schemas_in(SCHEMAS[name]):
        for pattern in (*schema.get("patternProperties", ()), *filter(None, [schema.get("pattern")])):
            assert pattern.startswith("^(?:"), at
            assert pattern.endswith(")$"), at
        if "pattern" in schema:
            assert set(schema["not"]) == {"pattern"}, at
            assert "\n" in schema["not"]["pattern"], at
        if "patternProperties" in schema:
            assert "\n" in schema["propertyNames"]["not"]["pattern"], at


@each_type
def test_no_reference_leaves_the_file(name: str) -> None:
    schema = SCHEMAS[name]
    targets = {inner["$ref"] for _, inner in schemas_in(schema) if "$ref" in inner}
    assert targets == {f"#/$defs/{definition}" for definition in schema["$defs"]}
    assert not re.search(r'"\$(dynamicRef|dynamicAnchor|anchor|recursiveRef)"', json.dumps(schema))


@each_type
def test_every_property_is_described_in_both_languages(name: str) -> None:
    for at, schema in schemas_in(SCHEMAS[name]):
        if re.search(r"/properties/[^/]+$", at):
            english, _, chinese = schema["description"].partition(" · ")
            assert schema["title"] == english, at
            assert re.search("[A-Za-z]", english), at
            assert re.search("[\u4e00-\u9fff]", chinese), at


@each_type
def test_a_schema_says_which_fields_there_are_and_which_are_needed(name: str) -> None:
    schema, fields = SCHEMAS[name], fields_of(RECORD_TYPES[name])
    assert list(schema["properties"]) == ["type", "schema_version", *(field.name for field in fields)]
    needed = [field.name for field in fields if field.required]
    assert schema["required"] == ["type", "schema_version", *needed]


def test_closed_lists_are_enums_and_open_ones_are_not() -> None:
    met = set()
    for cls in RECORD_TYPES.values():
        for at, schema in schemas_in(schema_of(cls, WORDS)):
            if not (found := re.fullmatch("code list ([a-z_]+), (closed|open)", schema.get("$comment", ""))):
                continue
            codes = WORDS.lists.get(found[1])
            closed = codes is not None and codes.closed
            met.add((found[1], closed))
            assert found[2] == ("closed" if closed else "open"), at
            assert ("enum" in schema) is closed, at
            assert ("pattern" in schema) is not closed, at
            if codes is not None:
                assert schema["enum" if closed else "examples"] == list(codes.by_code), at
                assert all(f"{code.en} · {code.zh}" in schema["description"] for code in codes), at
    assert {("place_kind", True), ("level", True), ("field", False), ("currency", False)} <= met


@each_type
@given(data=st.data())
@steady(8)
def test_every_good_record_passes_its_own_schema(name: str, data: st.DataObject) -> None:
    record = data.draw(records(RECORD_TYPES[name], WORDS))
    validator = jsonschema.Draft202012Validator(
        SCHEMAS[name], format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in validator.iter_errors(dump_document(record))] == []


def test_the_committed_schemas_are_the_written_ones() -> None:
    from enforcekit.packs.cn import PACK

    folder = ROOT / "schemas" / SCHEMA_VERSION
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.schema.json")}
    written = dict(schema_files(PACK.vocabulary))
    differ = sorted(name for name in committed | written if committed.get(name) != written.get(name))
    assert differ == [], f"{folder} is not what the models say: run `enforcekit schema write`"


def test_writing_is_repeatable_and_ends_each_file_with_one_newline(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_schemas(tmp_path, WORDS)}
    second = {path.name: path.read_bytes() for path in write_schemas(tmp_path, WORDS)}
    assert first == second == {name: text.encode() for name, text in schema_files(WORDS)}
    assert set(first) == {f"{name}.schema.json" for name in RECORD_TYPES}
    assert all(text.endswith(b"}\n") and not text.endswith(b"\n\n") for text in first.values())


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(params=["default", "fast"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each engine in turn, with nothing remembered."""
    if request.param == "fast":
        pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is not installed: it was not asked")
    monkeypatch.setattr(fast, "installed", lambda: request.param == "fast")
    validation._errors_of.cache_clear()
    yield request.param
    validation._errors_of.cache_clear()


@pytest.mark.usefixtures("no_network", "engine")
def test_validation_asks_no_network() -> None:
    document = {
        "type": "place",
        "schema_version": SCHEMA_VERSION,
        "id": "",
        "$schema": "https://example.org/x",
    }
    codes = {finding.pointer: finding.code for finding in validate(document, WORDS).findings}
    assert codes == {"/$schema": "EK112", "/id": "EK113", "/names": "EK111"}


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("scheme", ["file", "https", "urn"])
def test_a_reference_out_of_the_schema_is_never_followed(
    scheme: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.json"
    other.write_text("true")
    target = {"file": other.as_uri(), "https": "https://example.org/x", "urn": urn("item")}[scheme]
    monkeypatch.setattr(validation, "schema_of", lambda *_: {"$ref": target})
    refused = Unresolvable if engine == "default" else importlib.import_module("jsonschema_rs").ValidationError
    with pytest.raises(refused):
        validate({"type": "place", "schema_version": SCHEMA_VERSION})
