"""What a change of a schema breaks is proven by documents; documents of an older version lose nothing."""

from __future__ import annotations

import copy
import json
import random
import re
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from mutations import SCHEMAS, changed, good_documents
from strategies import steady

from enforcekit.codes import Code, CodeList, Vocabulary, code_list
from enforcekit.errors import InvalidArgument, InvalidData, InvalidRecord, SchemaVersionError
from enforcekit.folder import load
from enforcekit.model.common import CODE, Record
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.packs.cn import PACK
from enforcekit.shape import Coded, Deprecated, Doc, evolve, record
from enforcekit.wire import schema as writer
from enforcekit.wire.evolution import Change, chain, compatible, current, diff, diff_all, migrate
from enforcekit.wire.evolution.dialect import problem_of
from enforcekit.wire.evolution.frozen import broken, fingerprint, frozen
from enforcekit.wire.evolution.migrate import STEPS as PUBLISHED
from enforcekit.wire.evolution.migrate import Step
from enforcekit.wire.evolution.strings import strings
from enforcekit.wire.product.codelists import as_json
from enforcekit.wire.reader import DEFAULT
from enforcekit.wire.schema import SCHEMA_VERSION, schema_of, write_schemas
from enforcekit.wire.validate import load_document, validate, validator_of
from enforcekit.wire.words import with_unknown_words

Schema = dict[str, Any]
ITEM: Schema = schema_of(RECORD_TYPES["item"], PACK.vocabulary)


def edited(path: str, **keywords: Any) -> Schema:
    """The schema of items with other keywords at a place; None takes a keyword away."""
    made = copy.deepcopy(ITEM)
    at: Any = made
    for step in path.split("/"):
        at = at[step] if step else at
    for key, value in keywords.items():
        if value is None:
            del at[key]
        else:
            at[key] = value
    return made


def properties(path: str, **more: Any) -> Schema:
    at: Any = ITEM
    for step in path.split("/"):
        at = at[step] if step else at
    return edited(path, properties={**at["properties"], **more})


def without(path: str, key: str) -> Schema:
    made = copy.deepcopy(ITEM)
    at: Any = made
    for step in path.split("/"):
        at = at[step] if step else at
    del at["properties"][key]
    return made


MONEY, PERIOD, CITATION = "$defs/Money", "$defs/Period", "$defs/Citation"
YES, NO = "breaking", "compatible"
CASES: dict[str, tuple[Schema, str, str, str]] = {
    "an optional field is added": (properties("", colour={"type": "string"}), "/colour", NO, YES),
    "a field becomes required": (edited("", required=[*ITEM["required"], "code"]), "/code", YES, NO),
    "a field becomes optional": (edited("", required=ITEM["required"][:-1]), f"/{ITEM['required'][-1]}", NO, YES),
    "a field is gone": (without("", "code"), "/code", YES, NO),
    "a nested field is gone": (without(MONEY, "currency"), "/penalties/*/minimum/currency", YES, NO),
    "a nested field is added": (properties(PERIOD, note={"type": "string"}), "/period/note", NO, YES),
    "a bound is lowered": (edited(f"{MONEY}/properties/amount", maximum=10), "/penalties/*/minimum/amount", YES, NO),
    "a bound is raised": (edited(f"{CITATION}/properties/paragraph", maximum=999), "/bases/*/paragraph", NO, YES),
    "a bound is new": (edited("properties/bases", minItems=1), "/bases", YES, NO),
    "a list may be empty": (edited("properties/actions", minItems=None), "/actions", NO, YES),
    "a code is gone": (edited("properties/status", enum=["in_use"]), "/status", YES, NO),
    "a code is added": (
        edited("properties/status", enum=[*ITEM["properties"]["status"]["enum"], "asleep"]),
        "/status",
        NO,
        YES,
    ),
    "a list is closed": (edited("properties/field", enum=["fire"]), "/field", YES, NO),
    "an id is shorter": (edited("properties/id", pattern="^(?:[A-Za-z0-9][A-Za-z0-9._:@/-]{0,9})$"), "/id", YES, NO),
    "an id has a sign more": (
        edited("properties/id", pattern="^(?:[A-Za-z0-9][A-Za-z0-9._:@/~-]{0,127})$"),
        "/id",
        NO,
        YES,
    ),
    "a text is shorter": (edited("properties/source", maxLength=100), "/source", YES, NO),
    "a field is of another type": (edited("properties/source", type="integer"), "/source", YES, NO),
    "a format is not asked for": (edited(f"{PERIOD}/properties/start", format=None), "/period/start", NO, YES),
    "a key may be anything": (edited(PERIOD, additionalProperties=None), "/period", NO, YES),
}  # fmt: skip


def judges(old: Schema, new: Schema) -> tuple[Any, Any]:
    return validator_of(old), validator_of(new)


def assert_proven(change: Change, old: Schema, new: Schema) -> None:
    before, after = judges(old, new)
    for verdict, witness, good, bad in (
        (change.writers, change.writers_witness, before, after),
        (change.readers, change.readers_witness, after, before),
    ):
        assert (verdict == "breaking") is (witness is not None)
        if witness is not None:
            assert good.is_valid(witness)
            assert not bad.is_valid(witness)


@pytest.mark.parametrize("what", CASES)
def test_a_change_breaks_whom_it_breaks_and_a_document_proves_it(what: str) -> None:
    new, pointer, writers, readers = CASES[what]
    found = [each for each in diff(ITEM, new) if each.keywords[0] != "words"]
    (change,) = [each for each in found if each.pointer == pointer]
    assert_proven(change, ITEM, new)
    # Where no witness is found, a change of a pattern is not called compatible.
    told = change.writers.replace("unproven", NO), change.readers.replace("unproven", NO)
    assert told == (writers, readers)
    (back,) = [each for each in diff(new, ITEM) if each.pointer == pointer and each.keywords[0] != "words"]
    assert (back.writers == YES, back.readers == YES) == (change.readers == YES, change.writers == YES)
    assert_proven(back, new, ITEM)


def test_words_and_open_codes_break_nobody() -> None:
    field = ITEM["properties"]["field"]
    new = edited("properties/field", title="Sector", examples=[*field["examples"], "space"])
    (change,) = diff(ITEM, new)
    assert change.keywords[0] == "words"
    assert {*change.keywords[1:]} == {"title", "examples"}
    assert compatible([change])
    assert diff(ITEM, ITEM) == []


def test_what_is_deprecated_is_told_and_breaks_nobody() -> None:
    (change,) = diff(ITEM, edited("properties/source", deprecated=True))
    assert (change.keywords, change.pointer) == (("deprecated",), "/source")
    assert compatible([change])


LOOP = {"type": "object", "properties": {"again": {"$ref": "#/$defs/Loop"}}, "required": ["again"]}
FOREIGN: dict[str, Any] = {
    "no object": 5,
    "nothing": {},
    "no version": without("", "schema_version"),
    "another keyword": properties("", colour={"anyOf": [{"type": "string"}]}),
    "two types": properties("", colour={"type": ["string", "integer"]}),
    "a bare true": properties("", colour={"type": "object", "patternProperties": {"^a": True}}),
    "a schema for other keys": edited("", additionalProperties={"type": "string"}),
    "codes that are no texts": edited("properties/status", enum=[{"a": 1}]),
    "a reference that leaves it": properties("", colour={"$ref": "https://example.org/colour"}),
    "a reference to itself": edited("$defs", Loop={"$ref": "#/$defs/Loop"}),
    "a definition that holds itself": edited("$defs", Loop=LOOP),
    "a size that nothing has": edited("properties/source", minLength=10**9),
    "a list that is never short": edited("properties/bases", minItems=10**8),
    "a list of nothing": properties("", colour={"type": "array", "minItems": 1}),
    "a required field without a schema": edited("", required=[*ITEM["required"], "colour"]),
    "a pattern that is none": edited("properties/id", pattern="(["),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_schema_of_ours_is_refused_by_name_and_never_followed(what: str) -> None:
    for old, new, name in ((ITEM, FOREIGN[what], "new"), (FOREIGN[what], ITEM, "old")):
        with pytest.raises(InvalidArgument, match=f"{name} is .*not a schema of a record type"):
            diff(old, new)
    with pytest.raises(InvalidArgument, match=r"new\['item'\] is "):
        diff_all({}, {"item": FOREIGN[what]})


def test_every_published_schema_can_be_compared() -> None:
    for version in SCHEMAS.glob("*/"):
        for path in version.glob("*.schema.json"):
            assert problem_of(json.loads(path.read_text(encoding="utf-8"))) == "", path


def test_what_no_document_tells_apart_is_not_called_compatible() -> None:
    pattern = ITEM["properties"]["id"]["pattern"]
    (change,) = diff(ITEM, edited("properties/id", pattern=f"(?:{pattern})"))
    assert (change.writers, change.readers) == ("unproven", "unproven")
    assert not compatible([change])


def test_a_type_that_came_or_went_has_its_smallest_document() -> None:
    schemas = {name: schema_of(cls) for name, cls in RECORD_TYPES.items()}
    for name, schema in schemas.items():
        (gone,) = diff_all({name: schema}, {})
        assert validator_of(schema).is_valid(gone.writers_witness), name
        (come,) = diff_all({}, {name: schema})
        assert (come.readers, come.readers_witness) == ("breaking", gone.writers_witness)
    assert diff_all(schemas, schemas) == []


def random_edit(pick: random.Random) -> Schema:
    """One keyword of one place of the schema of items, changed at random."""
    made = copy.deepcopy(ITEM)
    spots: list[Any] = []

    def look(schema: Any) -> None:
        if isinstance(schema, dict):
            if "type" in schema or "properties" in schema:
                spots.append(schema)
            for key, each in schema.items():
                for inner in each.values() if key in ("properties", "$defs", "patternProperties") else [each]:
                    look(inner)

    look({"$defs": made["$defs"], "properties": {k: v for k, v in made["properties"].items() if "const" not in v}})
    spot = pick.choice(spots)
    for key in pick.sample(sorted(spot), k=len(spot)):
        match key, spot[key]:
            case (("minimum" | "maximum" | "minItems" | "maxItems" | "maxLength" | "minProperties"), int(bound)):
                spot[key] = max(0, bound + pick.choice((-1, 1, 7)))
            case "enum", list(codes) if len(codes) > 1:
                codes.remove(pick.choice(codes))
            case "required", list(names) if names:
                names.remove(pick.choice(names))
            case "properties", dict(fields) if len(fields) > 2 and spot is not made:
                name = pick.choice(sorted(fields))
                del fields[name]
                spot["required"] = [each for each in spot.get("required", []) if each != name]
            case (("format" | "not"), _):
                del spot[key]
            case _:
                continue
        return made
    return made


@pytest.mark.parametrize("count", [8, pytest.param(120, marks=(pytest.mark.slow, pytest.mark.nightly))])
def test_what_is_called_compatible_survives_generated_documents(count: int) -> None:
    pick = random.Random(5)
    good = [each for each in good_documents() if each["type"] == "item"]
    for number in range(count):
        new = random_edit(pick)
        changes = diff(ITEM, new)
        for change in changes:
            assert_proven(change, ITEM, new)
        before, after = judges(ITEM, new)
        for _ in range(10_000 // 120):
            document = changed(pick.choice(good), pick)
            was, is_now = before.is_valid(document), after.is_valid(document)
            if was and not is_now:
                assert any(change.writers != "compatible" for change in changes), (number, document)
            if is_now and not was:
                assert any(change.readers != "compatible" for change in changes), (number, document)


@steady(60)
@given(
    st.sampled_from(["^(?:[a-z][a-z0-9_]{0,63})$", "^(?:[0-9]{4}-[0-9]{2})$", "^(?:a|b{2,3}|(?:cd)?e+)$"]), st.data()
)
def test_the_strings_of_a_pattern_are_its_own(pattern: str, data: st.DataObject) -> None:
    found = strings(pattern, counts=[data.draw(st.integers(0, 70))])
    assert found
    assert [text for text in found if re.fullmatch(pattern, text) is None] == []


@pytest.mark.parametrize("pattern", ["(", ")", "*", "a{", "[", "\\d+", "(?<n>a)"])
def test_of_a_pattern_that_is_none_of_ours_nothing_is_claimed(pattern: str) -> None:
    assert all(re.fullmatch(pattern, text) for text in strings(pattern))


# What is deprecated

SHADES = CodeList("shade", "色调", "Shade", (Code("red", "红", "red"), Code("pink", "粉", "pink", deprecated="1.1")))


@record
class Painting(Record):
    """A record with an old field and an old code."""

    type: ClassVar[str] = "place"

    shade: Annotated[str | None, CODE, Coded("shade"), Doc("Shade", "色调")] = None
    frame: Annotated[str | None, CODE, Deprecated("1.1", "shade"), Doc("Frame", "画框")] = None


def test_what_is_deprecated_is_still_taken_with_an_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECORD_TYPES, "place", Painting)
    words = Vocabulary({"shade": SHADES})
    frame = schema_of(Painting, words)["properties"]["frame"]
    assert frame["deprecated"] is True
    assert "deprecated" not in schema_of(Painting, words)["properties"]["shade"]
    assert as_json(SHADES)["codes"][1]["deprecated"] == "1.1"
    old = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "a", "shade": "pink", "frame": "oak"}
    report = validate(old, words)
    assert report.ok
    assert [(f.code, f.severity, f.pointer) for f in report.findings] == [
        ("EK134", "advice", "/frame"),
        ("EK135", "advice", "/shade"),
    ]
    made = load_document(old, words)
    assert with_unknown_words([made], words) == {Painting}
    new = load_document({**old, "id": "b", "shade": "red"}, words)
    assert with_unknown_words([new], words) == {Painting}
    assert with_unknown_words([evolve(new, frame=None)], words) == set()


# What is promised


def test_what_is_frozen_is_as_it_was() -> None:
    assert broken(SCHEMAS, PACK.vocabulary) == [], "a frozen version cannot change: raise SCHEMA_VERSION, add a Step"


def test_a_frozen_version_may_change_its_words_and_nothing_else(tmp_path: Path) -> None:
    write_schemas(tmp_path, PACK.vocabulary)
    assert run("schema", "freeze", str(tmp_path)).code == 0
    assert broken(tmp_path, PACK.vocabulary) == []
    path = tmp_path / SCHEMA_VERSION / "item.schema.json"
    field = ITEM["properties"]["field"]
    path.write_text(json.dumps(edited("properties/field", title="Sector", examples=[*field["examples"], "space"])))
    assert broken(tmp_path, PACK.vocabulary) == []
    path.write_text(json.dumps(edited("properties/bases", minItems=1)))
    assert broken(tmp_path, PACK.vocabulary) == [f"{SCHEMA_VERSION}/item"]
    assert run("schema", "freeze", str(tmp_path)).code == 2
    path.unlink()
    assert broken(tmp_path, PACK.vocabulary) == [f"{SCHEMA_VERSION}/item"]
    write_schemas(tmp_path, PACK.vocabulary)
    narrower = {
        **PACK.vocabulary.lists,
        "level": code_list("level", "层级", "Level", [("city", "市", "city")], closed=True),
    }
    assert "models: authority" in broken(tmp_path, Vocabulary(narrower, PACK.vocabulary.schemes))


@pytest.mark.parametrize("what", CASES)
def test_whatever_breaks_anybody_has_another_fingerprint(what: str) -> None:
    assert fingerprint(CASES[what][0]) != fingerprint(ITEM)


def test_every_type_of_every_published_version_is_promised() -> None:
    assert list(frozen(SCHEMAS)) == ["0.1", "1.0"]
    for version, promised in frozen(SCHEMAS).items():
        assert (
            set(promised) == {path.name.split(".")[0] for path in (SCHEMAS / version).glob("*.json")} == {*RECORD_TYPES}
        )


def test_all_good_documents_would_be_good_as_the_next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step(SCHEMA_VERSION, "next", {"en": "the same shape", "zh": "形式不变"})
    monkeypatch.setattr(writer, "SCHEMA_VERSION", "next")
    for document in good_documents():
        made = migrate(document, "next", steps=(step,))
        assert made == {**document, "schema_version": "next"}
        assert validator_of(schema_of(RECORD_TYPES[document["type"]], PACK.vocabulary)).is_valid(made)


# Documents


STEPS = (
    Step("0.8", "0.9", {"en": "head is lead", "zh": "head 改称 lead"}, {"one_matter": {"head": "lead"}}),
    Step("0.9", SCHEMA_VERSION, {"en": "a note is a text", "zh": "note 改为按语言"}, {}, lambda body: (
        {**body, "note": {"zh": body["note"]}} if isinstance(body.get("note"), str) else body
    )),
)  # fmt: skip


def test_a_document_goes_through_every_version_and_loses_nothing() -> None:
    old = {"type": "one_matter", "schema_version": "0.8", "head": "a", "note": "b", "colour": [1, {"x": None}]}
    before = copy.deepcopy(old)
    new = migrate(old, steps=STEPS)
    assert new == {
        "type": "one_matter",
        "schema_version": SCHEMA_VERSION,
        "lead": "a",
        "note": {"zh": "b"},
        "colour": [1, {"x": None}],
    }
    assert old == before
    assert list(new)[:2] == ["type", "schema_version"]
    assert migrate(old, "0.9", steps=STEPS)["schema_version"] == "0.9"
    assert migrate(new, steps=STEPS) == new
    assert [each.new for each in chain("0.8", SCHEMA_VERSION, STEPS)] == ["0.9", SCHEMA_VERSION]


# From 0.1 to 1.0

FIRST, *_ = PUBLISHED
OLD = {name: json.loads((SCHEMAS / "0.1" / f"{name}.schema.json").read_text(encoding="utf-8")) for name in RECORD_TYPES}
BACK = Step("1.0", "0.1", {}, {
    kind: {"/".join((*path.split("/")[:-1], new)): path.split("/")[-1] for path, new in names.items()}
    for kind, names in FIRST.renamed.items()
})  # fmt: skip


def drawn(schema: Schema, pick: random.Random, root: Schema) -> Any:
    """A value that a schema takes: each key that may be left out is there or not."""
    if "$ref" in schema:
        return drawn(root["$defs"][schema["$ref"].rpartition("/")[2]], pick, root)
    match schema:
        case {"const": value}:
            return value
        case {"enum": values}:
            return pick.choice(values)
        case {"format": "date"}:
            return f"20{pick.randint(10, 29)}-0{pick.randint(1, 9)}-1{pick.randint(0, 9)}"
        case {"format": "date-time"}:
            return f"2025-0{pick.randint(1, 9)}-11T09:00:00+08:00"
        case {"type": "string", "examples": examples}:
            return pick.choice(examples)
        case {"type": "string"}:
            return pick.choice([text for text in strings(schema["pattern"]) if validator_of(schema).is_valid(text)])
        case {"type": "integer"}:
            return pick.randint(schema.get("minimum", 0), min(schema.get("maximum", 9), 10**6))
        case {"type": "boolean"}:
            return pick.random() < 0.5
        case {"type": "array"}:
            return [
                drawn(schema["items"], pick, root) for _ in range(pick.randint(max(1, schema.get("minItems", 0)), 2))
            ]
        case {"patternProperties": _}:
            return {"zh": "甲"}
    return {
        key: drawn(each, pick, root)
        for key, each in schema.get("properties", {}).items()
        if key in schema.get("required", ()) or pick.random() < 0.6
    }


def leaves(value: Any) -> list[Any]:
    """Every value without its key, in order."""
    if isinstance(value, dict | list):
        return [leaf for each in (value.values() if isinstance(value, dict) else value) for leaf in leaves(each)]
    return [value]


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_a_generated_document_of_0_1_is_refused_with_the_command_migrates_and_is_good(name: str) -> None:
    pick = random.Random(name)
    before, after = validator_of(OLD[name]), validator_of(schema_of(RECORD_TYPES[name], PACK.vocabulary))
    for _ in range(12):
        old = drawn(OLD[name], pick, OLD[name])
        assert list(before.iter_errors(old)) == []
        assert validate(old, PACK.vocabulary).codes == {"EK125"}
        new = migrate(old)
        assert list(after.iter_errors(new)) == []
        # What no schema says is as it was: a generated period may end before it begins.
        assert validate(new, PACK.vocabulary).codes <= {"EK120", "EK121", "EK122", "EK123", "EK130", "EK131", "EK132"}
        assert leaves({**new, "schema_version": "0.1"}) == leaves(old)


def test_real_documents_of_0_1_come_back_whole_from_there() -> None:
    seen, met = set(), set()
    for document in good_documents():
        old = BACK.apply(document)
        assert validator_of(OLD[document["type"]]).is_valid(old)
        assert migrate(old) == document
        seen.add(document["type"])
        met |= {document["type"]} if {**old, "schema_version": "1.0"} != document else set()
    assert seen == {*RECORD_TYPES}
    assert met == {*FIRST.renamed}


def test_the_command_makes_a_file_of_0_1_readable(tmp_path: Path) -> None:
    documents = [BACK.apply(each) for each in good_documents() if each["type"] in FIRST.renamed]
    old, new = tmp_path / "old.ndjson", tmp_path / "new.ndjson"
    old.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")
    refused = run("validate", str(old))
    assert refused.code == 1
    assert refused.out.count("EK125") == len(documents)
    assert refused.out.count("enforcekit migrate FILE -o NEW") == len(documents)
    with pytest.raises(InvalidData, match="enforcekit migrate FILE -o NEW"):
        load(old)
    assert run("migrate", str(old), "-o", str(new)).code == 0
    assert run("validate", str(new)).code == 0


def test_a_nested_name_is_not_swallowed_either() -> None:
    fine = {"kind": "fine", "multiple_min": "1", "minimum_multiple": "2"}
    document = {"type": "item", "schema_version": "0.1", "id": "i", "penalties": [{"kind": "warning"}, fine]}
    with pytest.raises(InvalidRecord) as caught:
        migrate(document)
    assert [(f.code, f.pointer) for f in caught.value.findings] == [("EK126", "/penalties/1/multiple_min")]
    assert current(document) is document


@pytest.mark.parametrize("penalties", [5, None, {}, [], [5, None, []], "x", {"multiple_min": "1"}])
def test_what_is_not_shaped_as_expected_is_kept(penalties: Any) -> None:
    document = {"type": "item", "schema_version": "0.1", "penalties": penalties}
    assert migrate(document) == {**document, "schema_version": "1.0"}


def test_neither_of_two_names_swallows_the_other() -> None:
    with pytest.raises(InvalidRecord) as caught:
        migrate({"type": "one_matter", "schema_version": "0.8", "head": "a", "lead": "b"}, steps=STEPS)
    assert [(f.code, f.pointer) for f in caught.value.findings] == [("EK126", "/head")]


@pytest.mark.parametrize("version", ["9.0", "", 5, None, [], "0.9\n"])
def test_a_version_from_which_no_way_leads_is_refused(version: Any) -> None:
    with pytest.raises(SchemaVersionError):
        migrate({"type": "place", "schema_version": version}, steps=STEPS)
    with pytest.raises(SchemaVersionError):
        migrate({"type": "place"}, steps=STEPS)


def test_the_command_writes_what_it_cannot_migrate_as_it_was(tmp_path: Path) -> None:
    good = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "a", "names": {"zh": "甲"}}
    lines = [json.dumps(good, ensure_ascii=False), '{"broken', json.dumps({**good, "schema_version": "7"}), "[5]"]
    path, out = tmp_path / "a.ndjson", tmp_path / "out.ndjson"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("migrate", str(path), "-o", str(out))
    assert done.code == 1
    first, broken, *others = out.read_text(encoding="utf-8").splitlines()
    assert (json.loads(first), broken) == (good, lines[1])
    assert list(map(json.loads, others)) == [{**good, "schema_version": "7"}, [5]]
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [f"{path}:2:2", f"{path}:3", f"{path}:4"]
    assert run("migrate", "-", text=lines[0]).out == lines[0] + "\n"


@pytest.mark.parametrize("several", [False, True])
def test_the_command_takes_a_json_file_of_one_document_or_of_many(tmp_path: Path, several: bool) -> None:
    good = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "a", "names": {"zh": "甲"}}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([good, {**good, "schema_version": "7"}, 5] if several else good, indent=1))
    done = run("migrate", str(path))
    written = list(map(json.loads, done.out.splitlines()))
    assert written == ([good, {**good, "schema_version": "7"}, 5] if several else [good])
    assert done.code == several
    assert [line.startswith(str(path)) for line in done.err.splitlines()] == [True, True] * several


def test_the_command_does_not_write_over_what_it_reads(tmp_path: Path) -> None:
    path, linked = tmp_path / "a.ndjson", tmp_path / "b.ndjson"
    path.write_text('{"type": "place", "schema_version": "0.1", "id": "a", "names": {"zh": "甲"}}\n', encoding="utf-8")
    linked.symlink_to(path)
    before = path.read_bytes()
    for output in (path, linked):
        done = run("migrate", str(path), "-o", str(output))
        assert done.code == 2
        assert "name another file" in done.err
    assert path.read_bytes() == before


def test_the_command_stops_at_a_line_that_it_could_only_keep_in_part(tmp_path: Path) -> None:
    path, out = tmp_path / "a.NDJSON", tmp_path / "out.ndjson"
    path.write_text("5\n[" + " " * DEFAULT.size + "]\n6\n", encoding="utf-8")
    done = run("migrate", str(path), "-o", str(out))
    assert done.code == 2
    assert f"{path}:2:1: error EK102" in done.err
    assert out.read_text(encoding="utf-8") == "5\n"


def test_the_command_shows_the_witness(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(ITEM), encoding="utf-8")
    new.write_text(json.dumps(CASES["a field becomes required"][0]), encoding="utf-8")
    told = run("schema", "diff", str(old), str(new))
    assert (told.code, told.out.splitlines()[0]) == (1, "item/code: required: breaks writers")
    assert told.out.splitlines()[1].startswith('  - {"type": "item"')
    zh = run("schema", "diff", "--lang", "zh", str(old), str(new))
    assert "写方不兼容" in zh.out
    report = json.loads(run("schema", "diff", "--format", "json", str(old), str(new)).out)
    assert report["compatible"] is False
    assert report["changes"][0]["writers_witness"]["type"] == "item"
    assert run("schema", "diff", SCHEMA_VERSION, SCHEMA_VERSION).code == 0
    assert run("schema", "diff", "no-such-version", SCHEMA_VERSION).code == 2
    old.write_text('{"properties": 5}', encoding="utf-8")
    assert run("schema", "diff", str(old), str(new)).code == 2
