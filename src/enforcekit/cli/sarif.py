"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from enforcekit import __version__
from enforcekit.errors import RULES, Finding

_BLANK = re.compile(r"\{[^}]*\}")  # where a message names what it found
LEVELS = {"void": "error", "voidable": "error", "error": "error", "defect": "warning", "warning": "warning"}
"""Our severities as levels; advice is a note."""


def sarif(findings: Iterable[Finding], lang: str = "en") -> dict[str, Any]:
    """One run of the tool with its rules and results.

    >>> from enforcekit.errors import Rule
    >>> finding = RULES["EK101"].at(en="a comma is missing", zh="缺少逗号", found="}")
    >>> sarif([finding])["runs"][0]["results"][0]["ruleId"]
    'EK101'
    """
    found = list(findings)
    rules = [
        {"id": code, "shortDescription": {"text": _BLANK.sub("…", RULES[code].zh if lang == "zh" else RULES[code].en)}}
        for code in sorted({finding.code for finding in found})
    ]
    driver = {"name": "enforcekit", "version": __version__, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(each, lang) for each in found]}],
    }


def _result(finding: Finding, lang: str) -> dict[str, Any]:
    names = [finding.pointer] if finding.pointer else []
    logical = [{"fullyQualifiedName": name} for name in (*names, *finding.witness)]
    location: dict[str, Any] = {"logicalLocations": logical} if logical else {}
    if finding.file:
        region = {"startLine": finding.line, "startColumn": finding.column}
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(finding.file).as_posix())}}
        if finding.line:
            physical["region"] = {key: value for key, value in region.items() if value}
        location["physicalLocation"] = physical
    cure = f" → {finding.cure[lang]}" if finding.cure.get(lang) else ""
    return {
        "ruleId": finding.code,
        "level": LEVELS.get(finding.severity, "note"),
        "message": {"text": finding.message[lang] + cure},
        "locations": [location] if location else [],
        "properties": {"severity": finding.severity, "article": finding.article},
    }
