"""The examples for systems that people have run as they stand, where their tools are installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
ASKED = {"item": "330217015000", "place": "330213100", "on": "2024-05-01"}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:
    pytest.importorskip("fastapi")
    pytest.importorskip("httpx")
    from fastapi.testclient import TestClient

    monkeypatch.syspath_prepend(str(EXAMPLES / "fastapi"))
    monkeypatch.delitem(sys.modules, "app", raising=False)
    import app

    return TestClient(app.app)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_endpoint_answers_validates_draws_and_refuses(client: Any) -> None:
    answer = client.get("/who-may/penalise", params=ASKED).json()
    assert answer["competences"][0]["authority"] == "xikou-town"
    assert "<svg" in client.get("/who-may/penalise/picture", params=ASKED).text
    report = client.post("/documents", content=b'{"type": "place", "type": "item"}').json()
    assert "EK105" in {finding["code"] for finding in report["findings"]}
    refused = client.get("/who-may/penalise", params={**ASKED, "item": "no-such-item"})
    assert refused.status_code == 422
    assert "no-such-item" in refused.json()["message"]


@pytest.mark.slow
def test_the_study_writes_its_table(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    command = [sys.executable, str(EXAMPLES / "study" / "study.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "330213" in done.stdout
    assert "xikou-town" in (tmp_path / "towns.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_node_client_finds_what_python_finds(tmp_path: Path) -> None:
    import enforcekit as ek
    from enforcekit.wire.schema import SCHEMA_VERSION

    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node or npm is not installed")
    for path in (EXAMPLES / "node" / "client.mjs", *(ROOT / "tests" / "node").glob("package*.json")):
        shutil.copy(path, tmp_path)
    install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", "--fetch-retries=0"]
    if subprocess.run(install, cwd=tmp_path, capture_output=True, timeout=300, check=False).returncode:
        pytest.skip("npm has nowhere to get Ajv from")
    good = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "330213100", "names": {"zh": "溪口镇"}}
    odd = {**good, "period": {"start": "2024-02-30"}, "id": "溪口", "colour": "red"}
    worse = {
        **good,
        "id": "a\n",
        "names": {"ZH": "x"},
        "parent": 5,
        "period": {"start": "x"},
        "kind": "town",
        "members": 1,
    }
    headless = [{}, {**good, "schema_version": "0.1"}, {**odd, "schema_version": "9"}, {"type": ["place"]}, None, 5]
    part = {key: good[key] for key in ("type", "schema_version")}
    for document in (good, odd, worse, {**good, "type": "town"}, part, {**part, "names": {}}, *headless):
        path = tmp_path / "document.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        environment = {**os.environ, "ENFORCEKIT_SCHEMAS": str(ROOT / "schemas")}
        done = subprocess.run(
            [node, "client.mjs", "document.json"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        told = [(line.split()[1], line.split()[3].rstrip(":")) for line in done.stdout.splitlines()]
        findings: Any = ek.validate(json.dumps(document)).findings
        assert sorted(told) == sorted((found.code, found.pointer or "/") for found in findings), done.stderr
        assert not re.search(r"[{][a-z]+[}]", done.stdout), "a message names what it is about"
        assert done.returncode == (1 if told else 0)
