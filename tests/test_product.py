"""The schemas as a product: everything written is in step, and programs without Python read it as we do."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import jsonschema
import pytest
from command import command, run
from mutations import changed_documents

import enforcekit as ek
from enforcekit.cli.formats import FORMATS, github_line, junit
from enforcekit.cli.kept import Kept
from enforcekit.cli.rules import every_rule, rule_ids
from enforcekit.codes import CORE, Code, CodeList, Vocabulary
from enforcekit.errors import Finding, Severity
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.packs.cn import PACK
from enforcekit.shape import rules as shape
from enforcekit.wire import validate as validation
from enforcekit.wire.evolution.frozen import FROZEN
from enforcekit.wire.product import catalogue, codelists, typescript
from enforcekit.wire.product.index import INDEX, OPENAPI, README, REPORT, TYPES, filled, page_files, product_files
from enforcekit.wire.product.levels import NO_LEVEL, level_of, levels_and_files
from enforcekit.wire.schema import SCHEMA_VERSION

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas"
NODE = Path(__file__).parent / "node"
WRITE = "run `enforcekit schema write`"


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return dict(product_files(SCHEMAS, PACK.vocabulary, every_rule(), rule_ids()))


@pytest.fixture(scope="module")
def index(written: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written[INDEX])
    return found


# In step


def test_the_committed_files_are_the_written_ones(written: dict[str, str]) -> None:
    differ = [
        name
        for name, text in written.items()
        if not (SCHEMAS / name).is_file() or (SCHEMAS / name).read_bytes() != text.encode()
    ]
    assert differ == [], f"{SCHEMAS} is not what the models, lists, checks and vectors say: {WRITE}"


def test_no_file_is_left_that_nothing_writes_any_more(written: dict[str, str]) -> None:
    folders = {name.partition("/")[0] for name in written if "/" in name}
    there = {path.relative_to(SCHEMAS).as_posix() for folder in folders for path in (SCHEMAS / folder).rglob("*.*")}
    assert there - written.keys() == set(), "remove what is no longer written"


@pytest.mark.parametrize("name", ["errors.md", "errors.zh.md"])
def test_the_pages_of_the_catalogue_are_the_written_ones(name: str) -> None:
    text = page_files(every_rule(), rule_ids())[name]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"docs/{name} is behind the checks: {WRITE}"


def test_the_command_writes_everything_and_the_same_twice(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    folder = tmp_path / "schemas"
    (folder / "vectors").mkdir(parents=True)
    (folder / README).write_text("# x\n\n<!-- written: levels -->\n<!-- end -->\n", encoding="utf-8")
    first = run("schema", "write", str(folder))
    assert first.code == 0
    paths = [Path(line) for line in first.out.splitlines()]
    before = {path: path.read_bytes() for path in paths}
    assert {path.name for path in (tmp_path / "docs").iterdir()} == {"errors.md", "errors.zh.md"}
    assert {f"{name}.schema.json" for name in RECORD_TYPES} < {path.name for path in paths}
    assert run("schema", "write", str(folder)).out == first.out
    assert before == {path: path.read_bytes() for path in paths}
    assert all(text.endswith(b"\n") and b"\r" not in text for text in before.values())


def test_only_what_stands_between_marks_is_written_anew() -> None:
    page = "a\n<!-- written: x -->\nold\n<!-- end -->\nb\n<!-- written: y -->\n<!-- end -->\n"
    once = filled(page, {"x": r"new \1", "y": "also"})
    assert once == "a\n<!-- written: x -->\n\nnew \\1\n\n<!-- end -->\nb\n<!-- written: y -->\n\nalso\n\n<!-- end -->\n"
    assert filled(once, {"x": r"new \1", "y": "also"}) == once


# The index


def test_the_index_names_every_file_with_its_hash(index: dict[str, Any]) -> None:
    listed = {
        each["file"]: each["sha256"]
        for each in (
            *index["record_types"],
            *index["vectors"],
            *index["files"],
            *(file for codes in index["code_lists"] for file in codes["files"]),
            *(file for version in index["versions"] for file in version["files"]),
        )
    }
    there = {path.relative_to(SCHEMAS).as_posix() for path in SCHEMAS.rglob("*.*") if path.is_file()}
    assert there - listed.keys() - {FROZEN} == {INDEX, README, "vectors/about.json"}
    wrong = [name for name, told in listed.items() if hashlib.sha256((SCHEMAS / name).read_bytes()).hexdigest() != told]
    assert wrong == [], WRITE


def test_the_index_has_every_record_type_and_code_list(index: dict[str, Any]) -> None:
    assert [each["type"] for each in index["record_types"]] == list(RECORD_TYPES)
    assert {each["name"] for each in index["code_lists"]} == set(PACK.vocabulary.lists) | {codelists.SCHEME_LIST}
    assert all(each["file"].startswith(f"{SCHEMA_VERSION}/") for each in index["record_types"])


def test_the_index_keeps_the_versions_that_are_not_written_any_more(tmp_path: Path) -> None:
    for version in ("0.10", "0.2"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "place.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / FROZEN).write_text('{"0.2": {}}', encoding="utf-8")
    files = dict(product_files(tmp_path, CORE, {}, {}))
    versions = {each["version"]: each for each in json.loads(files[INDEX])["versions"]}
    assert [(name, each["current"], each["frozen"]) for name, each in versions.items()] == sorted(
        [("0.2", False, True), ("0.10", False, False), (SCHEMA_VERSION, True, False)],
        key=lambda row: [int(step) for step in row[0].split(".")],
    )
    (kept,) = versions["0.10"]["files"]
    assert kept == {"file": "0.10/place.schema.json", "sha256": hashlib.sha256(b"{}").hexdigest()}


# Levels


def test_every_vector_file_has_a_meaning_and_every_question_a_level(index: dict[str, Any]) -> None:
    for each in index["vectors"]:
        assert re.search("[a-z]", each["en"]), f"say in schemas/vectors/about.json what {each['file']} asks"
        assert re.search("[\u4e00-\u9fff]", each["zh"]), f"say in schemas/vectors/about.json what {each['file']} asks"
        assert NO_LEVEL not in each["levels"], f"no level of schemas/vectors/about.json has an ask of {each['file']}"
    assert {"reading", "validating", "terms", "penalties", "who_may", "cases", "draw"} <= {
        each["level"] for each in index["levels"]
    }


def test_levels_add_up_to_all_questions(index: dict[str, Any]) -> None:
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (SCHEMAS / "vectors").glob("*.ndjson"))
    assert sum(each["questions"] for each in index["levels"]) == lines
    assert sum(each["questions"] for each in index["vectors"]) == lines
    assert all(each["questions"] for each in index["levels"])


def test_an_ask_without_a_level_is_seen(tmp_path: Path) -> None:
    (tmp_path / "about.json").write_text('{"levels": [], "files": {}}', encoding="utf-8")
    (tmp_path / "new.ndjson").write_text('{"id": "a", "ask": "tea_leaves", "in": {}, "expect": {}}\n', encoding="utf-8")
    levels, (file,) = levels_and_files(tmp_path)
    assert (levels, file["levels"], file["en"]) == ([], {NO_LEVEL: 1}, "")
    assert levels_and_files(tmp_path / "nowhere") == ([], [])
    assert level_of({"ask": "validate", "in": {"document": 1}, "expect": {"codes": ["EK110"]}}, {}) == "validating"


# Code lists


def test_a_code_list_says_the_same_as_json_and_as_csv(written: dict[str, str]) -> None:
    for name, codes in codelists.every_list(PACK.vocabulary).items():
        told = json.loads(written[f"codelists/{name}.json"])
        text = written[f"codelists/{name}.csv"]
        assert text.startswith("\ufeff")
        rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
        assert told["closed"] is codes.closed
        assert [each["code"] for each in told["codes"]] == list(codes.by_code) == [row["code"] for row in rows]
        for each, row in zip(told["codes"], rows, strict=True):
            assert {key: value for key, value in row.items() if value and key not in ("list", "closed")} == each
            assert (row["list"], row["closed"]) == (name, str(codes.closed).lower())
            assert each["zh"]
            assert each["en"]


def test_the_codes_of_other_systems_are_there(written: dict[str, str]) -> None:
    kinds = {each["code"]: each.get("wire") for each in json.loads(written["codelists/penalty_kind.json"])["codes"]}
    assert (kinds["warning"], kinds["fine"], kinds["order_close"]) == ("01", "02", "14")


def test_a_list_that_the_library_closes_is_written_without_any_pack() -> None:
    lists = codelists.every_list(CORE)
    assert {"place_kind", "holder_role"} <= lists.keys()
    assert codelists.SCHEME_LIST not in lists


def test_a_cell_with_a_comma_or_a_quote_can_be_read_back() -> None:
    text = codelists.as_csv(CodeList("l", "表", "List", (Code("a", "甲，乙", 'a, "b"'),)))
    _, row = csv.reader(text.removeprefix("\ufeff").splitlines())
    assert row == ["l", "false", "a", "甲，乙", 'a, "b"', "", ""]


# The catalogue


def test_the_map_has_every_keyword_that_the_schemas_use() -> None:
    mapped = {row["keyword"] for row in catalogue.keywords()}
    notes = {"$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "examples"}
    structure = {"properties", "patternProperties", "items"}
    used: set[str] = set()

    def look(schema: dict[str, Any]) -> None:
        used.update(schema)
        for keyword in ("properties", "patternProperties", "$defs"):
            for inner in schema.get(keyword, {}).values():
                look(inner)
        if "items" in schema:
            look(schema["items"])

    for path in (SCHEMAS / SCHEMA_VERSION).glob("*.schema.json"):
        look(json.loads(path.read_text(encoding="utf-8")))
    assert used - notes - structure <= mapped
    assert {row["code"] for row in catalogue.keywords()} == {
        *(rule.code for rule in validation._BY_KEYWORD.values()),
        shape.MISSING.code,
        shape.UNKNOWN_KEY.code,
        shape.NOT_IN_LIST.code,
        validation.UNKNOWN_TYPE.code,
        validation.WRONG_VERSION.code,
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_has_a_row_for_every_check(lang: str) -> None:
    text = catalogue.page(every_rule(), rule_ids(), lang)
    rows = [line for line in text.splitlines() if re.match(r"\| EK\d{3} ", line)]
    assert [row[2:7] for row in rows] == sorted(every_rule())
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)
    assert "{" not in text
    assert "L01" in text


def test_every_room_of_the_catalogue_has_a_title() -> None:
    assert {code[2] for code in every_rule()} <= set(catalogue.ROOMS)
    assert set(catalogue.SEVERITIES) == set(Severity.__args__)


# TypeScript, OpenAPI, the report


def test_two_classes_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from enforcekit.model import Place

    monkeypatch.setitem(RECORD_TYPES, "item", type("Period", (Place,), {"type": "item"}))
    with pytest.raises(ValueError, match="two classes are called Period"):
        typescript.nested_classes()


def test_a_label_cannot_leave_its_comment() -> None:
    codes = CodeList("odd", "*/ 表", "*/ export", (Code("a", "甲", "x"),), closed=True)
    text = typescript.declarations(Vocabulary({"odd": codes}))
    assert "/** *∕ export · *∕ 表 (closed) */" in text


def test_no_reference_of_the_components_leads_nowhere(written: dict[str, str]) -> None:
    api = json.loads(written[OPENAPI])
    assert api["openapi"].startswith("3.1.")
    assert {"info", "components", "jsonSchemaDialect"} < set(api)
    schemas = api["components"]["schemas"]
    assert all(re.fullmatch(r"[a-zA-Z0-9._-]+", name) for name in schemas)
    assert all("$id" not in schema and "$schema" not in schema for schema in schemas.values())
    targets = set(re.findall(r'"\$ref": "([^"]*)"', written[OPENAPI]))
    assert targets <= {f"#/components/schemas/{name}" for name in schemas}
    assert schemas["Document"]["discriminator"]["mapping"].keys() == RECORD_TYPES.keys()


def test_a_component_judges_as_its_schema_does(written: dict[str, str]) -> None:
    api = json.loads(written[OPENAPI])
    judge = jsonschema.Draft202012Validator({"$ref": "#/components/schemas/Document", **api})
    place = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "330213", "names": {"zh": "奉化区"}}
    assert judge.is_valid(place)
    assert not judge.is_valid({**place, "kind": "country"})
    assert not judge.is_valid({**place, "type": "town"})


# Formats of `validate`


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd, 文件.json"
    key = "colour\n::error file=x::pwned\u0000%<&]]>"
    document = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "x", "names": {"zh": "甲"}, key: 1}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def guild(tmp_path: Path) -> Path:
    path = tmp_path / "guild.json"
    document = {"type": "authority", "schema_version": SCHEMA_VERSION, "id": "g", "names": {"zh": "行会"}, "kind": "g"}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_exit_codes_are_the_same_in_every_format(form: str, odd: Path, guild: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    good.write_text('{"type": "place", "schema_version": "1.0", "id": "a", "names": {"zh": "甲"}}', encoding="utf-8")
    calls: list[tuple[tuple[str, ...], int]] = [
        ((str(good),), 0),
        ((str(guild),), 0),
        (("--strict", str(guild)), 1),
        ((str(odd), str(good)), 1),
        (("-",), 1),
        ((str(tmp_path / "none.json"),), 2),
        ((), 2),
    ]
    for arguments, code in calls:
        assert run("validate", "--format", form, *arguments, text="{").code == code, arguments


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_text_of_a_document_begins_a_line_of_its_own(odd: Path, lang: str) -> None:
    for form in ("text", "github"):
        lines = run("validate", "--format", form, "--lang", lang, str(odd)).out.splitlines()
        assert len(lines) == 1
        assert lines[0].isprintable()


def test_workflow_commands_name_file_line_column_and_code(odd: Path, guild: Path) -> None:
    (line,) = run("validate", "--format", "github", str(odd)).out.splitlines()
    properties, _, message = line.removeprefix("::error ").partition("::")
    told = dict(each.split("=", 1) for each in properties.split(","))
    assert told["file"] == str(odd).replace(",", "%2C")
    assert (told["line"], told["title"]) == ("1", "EK112")
    assert message.startswith("/colour\\u000a::error")
    assert run("validate", "--format", "github", str(guild)).out.startswith("::warning file=")
    note = attrs.evolve(shape.MISSING.at("/x", name="x"), severity="advice")
    assert github_line(note) == "::notice title=EK111::/x: required field 'x' is missing → add it"


def test_the_json_report_is_of_its_own_schema(odd: Path, guild: Path, written: dict[str, str]) -> None:
    judge = jsonschema.Draft202012Validator(json.loads(written[REPORT]))
    for arguments in ((), ("--strict",), ("--lang", "zh")):
        report = json.loads(run("validate", "--format", "json", *arguments, str(odd), str(guild)).out)
        assert [error.message for error in judge.iter_errors(report)] == []
        assert len(report["findings"]) == 2
    assert not judge.is_valid({"documents": 1, "valid": True})
    fields = set(json.loads(written[REPORT])["$defs"]["Finding"]["properties"])
    assert fields == {field.name for field in attrs.fields(Finding)}


def test_sarif_places_findings_by_uri(odd: Path) -> None:
    log = json.loads(run("validate", "--format", "sarif", str(odd)).out)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/odd%2C%20%E6%96%87%E4%BB%B6.json")
    assert place["region"]["startLine"] == 1
    assert [each["id"] for each in log["runs"][0]["tool"]["driver"]["rules"]] == [result["ruleId"]] == ["EK112"]


def test_junit_has_one_case_for_each_file(odd: Path, guild: Path, tmp_path: Path) -> None:
    text = run("validate", "--format", "junit", str(tmp_path)).out
    root = ET.fromstring(text)
    assert (root.tag, root.attrib["tests"], root.attrib["failures"]) == ("testsuites", "2", "1")
    bad, warned = (next(case for case in root.iter("testcase") if case.attrib["name"] == str(p)) for p in (odd, guild))
    (failure,) = bad
    assert (failure.tag, failure.attrib) == ("failure", {"message": "EK112 × 1", "type": "EK112"})
    assert "EK112 at /colour" in (failure.text or "")
    (output,) = warned
    assert (output.tag, "EK130" in (output.text or "")) == ("system-out", True)
    strict = ET.fromstring(run("validate", "--format", "junit", "--strict", str(tmp_path)).out)
    assert strict.attrib["failures"] == "2"


def test_junit_holds_no_character_that_xml_refuses() -> None:
    file, kept = "a\x00\ud800b", Kept()
    kept.add(file, attrs.evolve(shape.UNKNOWN_KEY.at("/a", key="a"), file=file), bad=True)
    assert ET.fromstring("\n".join(junit([file], kept)))[0][0].attrib["name"] == "a\\u0000\\ud800b"


# What a repository of records takes


def test_the_hook_and_the_action_call_a_command_that_exists() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry = re.search(r"(?m)^  entry: enforcekit (\S+)$", hook)
    assert entry
    assert run(entry[1], "--help").code == 0
    files = re.search(r"(?m)^  files: '(.*)'$", hook)
    assert files
    names = ("a.json", "b/c.ndjson", "d.csv", "e.py")
    assert [name for name in names if re.search(files[1], name)] == list(names[:3])


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: the action cannot run")
@pytest.mark.parametrize(("strict", "code"), [("false", 0), ("true", 1)])
def test_the_action_judges_each_path_it_is_given(strict: str, code: int, guild: Path, tmp_path: Path) -> None:
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    *_, script = re.findall(r"(?m)^      run: \|\n((?:        .*\n?)+)", action)
    assert "${{" not in script, "an input goes in by the environment, never into the text of a script"
    beside = tmp_path / "enforcekit" / "bin"
    beside.mkdir(parents=True)
    (beside / "enforcekit").symlink_to(command())
    spaced = guild.rename(tmp_path / "a $(touch pwned) b.json")
    given = {"PATHS": f"{spaced}\n\n", "FORMAT": "github", "OUTPUT": str(tmp_path / "out.txt"), "STRICT": strict}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        env={"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path), "REPORT_LANG": "en", "LC_ALL": "C.UTF-8", **given},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("::warning file=")
    assert not (tmp_path / "pwned").exists()


# Without Python

Node = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Node:
    """Runs a program in a folder with the locked packages; skips where they cannot be had."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found is None or npm is None:
        pytest.skip("node or npm is not installed: no program without Python can be asked")
    folder = tmp_path_factory.mktemp("node")
    for path in NODE.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0"]
    try:
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip("the packages of tests/node could not be installed in two minutes")
    if done.returncode:
        pytest.skip(f"the packages of tests/node cannot be installed here: {done.stderr.strip()[-200:]}")
    (folder / "enforcekit.d.ts").write_bytes((SCHEMAS / TYPES).read_bytes())

    def program(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([found, *arguments], cwd=folder, capture_output=True, text=True, timeout=300)

    return program


def test_the_lock_names_no_host_and_fits_the_package() -> None:
    lock = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))
    package = json.loads((NODE / "package.json").read_text(encoding="utf-8"))
    assert "http" not in json.dumps(lock)
    assert all("integrity" in each for name, each in lock["packages"].items() if name)
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    assert lock["packages"][""]["devDependencies"] == package["devDependencies"]


def test_node_reaches_reading_validating_and_rules_without_python(node: Node, index: dict[str, Any]) -> None:
    done = node("run.mjs", "--schemas", str(SCHEMAS))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    asked = {each["level"]: each["questions"] for each in index["levels"] if each["asks"] == ["validate"]}
    assert sorted(done.stdout.splitlines()) == sorted(f"{level}: {n} passed, 0 failed" for level, n in asked.items())


def test_a_wrong_expectation_fails_in_node(node: Node, tmp_path: Path) -> None:
    line = {
        "id": "planted",
        "ask": "validate",
        "in": {"document": {"type": "place"}},
        "expect": {"valid": True, "codes": [], "pointers": []},
    }
    (tmp_path / "planted.ndjson").write_text(json.dumps(line), encoding="utf-8")
    done = node("run.mjs", "--schemas", str(SCHEMAS), str(tmp_path / "planted.ndjson"))
    assert done.returncode == 1
    assert 'planted: codes: expected [], found ["EK111"]' in done.stdout


def test_ajv_and_python_find_the_same_codes_at_the_same_places(node: Node, tmp_path: Path) -> None:
    """One verdict on ten thousand documents, most of them bad; which checks of identifiers Node knows is not asked.

    On the same ones both engines of Python agree: `test_fast.test_changed_documents_are_judged_alike`.
    """
    documents = list(changed_documents(10_000))
    path = tmp_path / "changed.ndjson"
    lines = (json.dumps({"id": n, "ask": "validate", "in": {"document": each}}) for n, each in enumerate(documents))
    path.write_text("\n".join(lines), encoding="utf-8")
    done = node("run.mjs", "--schemas", str(SCHEMAS), "--answers", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    met: set[str] = set()
    for document, line in zip(documents, done.stdout.splitlines(), strict=True):
        found = {(each["code"], each["pointer"]) for each in json.loads(line)["findings"] if each["code"] != "EK132"}
        report = ek.validate(document)
        errors = {(f.code, f.pointer) for f in report.findings if f.severity != "warning" and f.code != "EK132"}
        assert found == errors, document
        met |= {code for code, _ in errors}
    schemas = "".join(path.read_text(encoding="utf-8") for path in (SCHEMAS / SCHEMA_VERSION).iterdir())
    assert {row["code"] for row in catalogue.keywords() if f'"{row["keyword"]}":' in schemas} <= met


def test_the_types_compile_and_refuse_what_the_schemas_refuse(node: Node) -> None:
    compiler = ["node_modules/typescript/bin/tsc", "--strict", "--exactOptionalPropertyTypes", "--noEmit"]
    done = node(*compiler, "--module", "nodenext", "--target", "es2022", "types.ts", "enforcekit.d.ts")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_components_are_an_openapi_description(node: Node, tmp_path: Path) -> None:
    done = node("api_schema.mjs", str(SCHEMAS / OPENAPI))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    broken = {**json.loads((SCHEMAS / OPENAPI).read_text(encoding="utf-8")), "openapi": "2.0", "pahts": {}}
    (tmp_path / "broken.json").write_text(json.dumps(broken), encoding="utf-8")
    assert node("api_schema.mjs", str(tmp_path / "broken.json")).returncode == 1


def test_hook_and_action_are_well_formed(node: Node) -> None:
    script = (
        "import { readFileSync } from 'node:fs'; import { parse } from 'yaml';"
        "console.log(JSON.stringify(process.argv.slice(1).map((path) => parse(readFileSync(path, 'utf8')))));"
    )
    paths = (ROOT / ".pre-commit-hooks.yaml", ROOT / "action.yml")
    hooks, action = json.loads(node("--input-type=module", "-e", script, *map(str, paths)).stdout)
    assert {"id", "name", "entry", "language", "files"} <= hooks[0].keys()
    assert action["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in action["runs"]["steps"])
    named = set(re.findall(r"inputs\.(\w+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert named == set(action["inputs"])
