"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
    return log(results(found, lang), words_of({each.code for each in found}, lang))


def words_of(codes: Iterable[str], lang: str = "en") -> dict[str, str]:
    """What the rules of some codes say, whatever they find."""
    rules = {code: RULES[code] for code in sorted(codes)}
    return {code: _BLANK.sub("…", rule.zh if lang == "zh" else rule.en) for code, rule in rules.items()}


def log(results: Iterable[dict[str, Any]], words: Mapping[str, str]) -> dict[str, Any]:
    """One run of the tool; `words` say what each rule means, and those with a result are listed."""
    found = list(results)
    used = sorted({each["ruleId"] for each in found})
    return frame(found, {rule: words[rule] for rule in used})


def frame(results: list[Any], words: Mapping[str, str]) -> dict[str, Any]:
    """One run of the tool, with the rules that `words` names."""
    rules = [{"id": rule, "shortDescription": {"text": text}} for rule, text in words.items()]
    driver = {"name": "enforcekit", "version": __version__, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def result(rule: str, level: str, text: str, names: Iterable[str], more: Mapping[str, Any]) -> dict[str, Any]:
    """`names` are the records it is about, and where in one; each is said once."""
    logical = [{"fullyQualifiedName": name} for name in dict.fromkeys(names) if name]
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": text},
        "locations": [{"logicalLocations": logical}] if logical else [],
        "properties": dict(more),
    }


def results(findings: Iterable[Finding], lang: str = "en") -> Iterator[dict[str, Any]]:
    """A result for each finding."""
    return (_of_finding(each, lang) for each in findings)


def _of_finding(finding: Finding, lang: str) -> dict[str, Any]:
    cure = f" → {finding.cure[lang]}" if finding.cure.get(lang) else ""
    made = result(
        finding.code,
        LEVELS.get(finding.severity, "note"),
        finding.message[lang] + cure,
        (finding.pointer, *finding.witness),
        {"severity": finding.severity, "article": finding.article},
    )
    if finding.file:
        region = {"startLine": finding.line, "startColumn": finding.column}
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(finding.file).as_posix())}}
        if finding.line:
            physical["region"] = {key: value for key, value in region.items() if value}
        (logical,) = made["locations"] or ({},)
        made["locations"] = [{**logical, "physicalLocation": physical}]
    return made
