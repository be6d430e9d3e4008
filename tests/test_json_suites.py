"""The two public suites, where they are: what is JSON and what is not, and what each keyword of our schemas means.

JSONTestSuite (nst) and JSON-Schema-Test-Suite (json-schema-org) are no part of the project. Each is looked for in the
folder that `JSON_TEST_SUITE` or `JSON_SCHEMA_TEST_SUITE` names, else beside the project, under its own name.
"""

from __future__ import annotations

import json
import os
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from test_schema import NOTES, SCHEMAS, schemas_in

from enforcekit.errors import MalformedText
from enforcekit.wire import fast
from enforcekit.wire.reader import read_json
from enforcekit.wire.validate import _FORMATS, _is_real, validator_of
from enforcekit.wire.values import check_values

HOME = Path(__file__).resolve().parents[2]
DUPLICATE_KEYS = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}
"""RFC 8259 only says that keys SHOULD be unique; two values for one fact are refused here on purpose."""
FOREIGN = re.compile(r"\$ref|\$anchor|\$dynamic|\$id|\$vocabulary|unevaluated|\$schema|\\p")


def suite(variable: str, name: str, inside: str) -> Path:
    """The folder of tests of one suite; a test that needs it is skipped where there is none."""
    named = os.environ.get(variable)
    for root in [Path(named)] if named else [HOME / name, HOME / "shared" / "data" / name]:
        if (root / inside).is_dir():
            return root / inside
    pytest.skip(f"{name} is not here: let {variable} name a folder that holds {inside}")


def test_the_reader_takes_every_json_text_and_no_other() -> None:
    folder = suite("JSON_TEST_SUITE", "JSONTestSuite", "test_parsing")
    wrong, read = [], 0
    for path in sorted(folder.glob("*.json")):
        try:
            value = read_json(path.read_bytes())
        except MalformedText as error:
            good = False
            (finding,) = error.findings
            assert finding.line, path.name
        else:
            good = True
            check_values(value)  # what was read may be handed on as a value
        expected = {"y": path.name not in DUPLICATE_KEYS, "n": False, "i": good}[path.name[0]]
        read += 1
        if good != expected:
            wrong.append(path.name)
    assert wrong == []
    assert read > 300


def our_keywords() -> set[str]:
    """The keywords that decide anything in our schemas."""
    used = {key for schema in SCHEMAS.values() for _, each in schemas_in(schema) for key in each}
    return used - NOTES - {"$schema", "$id", "$defs", "$ref", "deprecated"}


def verdicts(engine: str, schema: Any) -> Any:
    """Whether an instance is good, as the engine in our setting says it."""
    if engine == "default":
        return validator_of(schema).is_valid
    errors = fast.errors_by(schema, {name: partial(_is_real, read) for name, read in _FORMATS.items()})
    return lambda instance: not list(errors(instance))


@pytest.mark.parametrize("engine", ["default", "fast"])
def test_each_keyword_of_our_schemas_means_what_the_official_suite_says(engine: str) -> None:
    if engine == "fast":
        pytest.importorskip("jsonschema_rs")
    folder = suite("JSON_SCHEMA_TEST_SUITE", "JSON-Schema-Test-Suite", "tests/draft2020-12")
    ours = our_keywords()
    files = [path for path in sorted(folder.glob("*.json")) if path.stem in ours]
    assert {"type", "enum", "pattern", "required", "maxLength"} <= {path.stem for path in files}
    wrong, asked = [], 0
    for path in files:
        for group in json.loads(path.read_text(encoding="utf-8")):
            if isinstance(group["schema"], bool) or path.stem == "format":
                continue  # ours are objects, and by the suite a format only informs
            schema = {key: value for key, value in group["schema"].items() if key != "$schema"}
            if FOREIGN.search(json.dumps(schema)) or isinstance(schema.get("propertyNames"), bool):
                continue  # asks for what no schema of ours has
            is_good = verdicts(engine, schema)
            for each in group["tests"]:
                asked += 1
                if is_good(each["data"]) != each["valid"]:
                    wrong.append(f"{path.stem}: {group['description']}: {each['description']}")
    assert wrong == []
    assert asked > 200
