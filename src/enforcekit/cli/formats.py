"""The formats of a report: text and workflow lines as findings come; JSON, SARIF and JUnit when all is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import click

from enforcekit.errors import Finding, shorten

from .options import counted, print_json
from .sarif import LEVELS, sarif

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def github_line(finding: Finding, lang: str = "en") -> str:
    """A finding as a workflow command of GitHub Actions, which shows it beside the line it is about.

    What would end the command or one of its properties is escaped, so that no text of a document can begin another.

    >>> from enforcekit.shape.rules import MISSING
    >>> github_line(attrs.evolve(MISSING.at("/names", name="names"), file="a,b.json", line=3))
    "::error file=a%2Cb.json,line=3,title=EK111::/names: required field 'names' is missing → add it"
    """
    level = {"error": "error", "warning": "warning"}.get(LEVELS.get(finding.severity, "note"), "notice")
    file = shorten(finding.file, 4096) if finding.file else None
    places = {"file": file, "line": finding.line, "col": finding.column, "title": finding.code}
    shown = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in places.items() if value)
    cure = f" → {finding.cure[lang]}" if finding.cure.get(lang) else ""
    where = f"{shorten(finding.pointer, 400)}: " if finding.pointer else ""
    return f"::{level} {shown}::{_escaped(where + finding.message[lang] + cure)}"


def _escaped(text: str, more: str = "") -> str:
    for mark in "%\r\n" + more:  # the percent sign first: it begins every escape
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


def junit(files: Iterable[str], findings: Iterable[Finding], bad: Callable[[Finding], bool], lang: str = "en") -> str:
    """A test report with one case for each file: its findings are its failure, or its output when none counts.

    >>> print(junit(["a.json"], [], lambda finding: True).splitlines()[1])
    <testsuites name="enforcekit validate" tests="1" failures="0" errors="0">
    """
    by_file: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in findings:
        by_file.setdefault(finding.file or "-", []).append(finding)
    failed = sum(any(map(bad, found)) for found in by_file.values())
    counts = {"tests": str(len(by_file)), "failures": str(failed), "errors": "0"}
    root = ET.Element("testsuites", {"name": "enforcekit validate", **counts})
    suite = ET.SubElement(root, "testsuite", {"name": "enforcekit validate", **counts})
    for file, found in by_file.items():
        case = ET.SubElement(suite, "testcase", {"classname": "enforcekit.validate", "name": _xml(file)})
        text = _xml("\n".join(finding.text(lang) for finding in found))
        if any(map(bad, found)):
            codes = ", ".join(f"{code} × {count}" for code, count in sorted(Counter(f.code for f in found).items()))
            worst = next(filter(bad, found)).code
            ET.SubElement(case, "failure", {"message": codes, "type": worst}).text = text
        elif found:
            ET.SubElement(case, "system-out").text = text
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _xml(text: str) -> str:
    """The text without what no XML 1.0 document may hold, written as an escape instead."""
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


FORMATS = ("text", "json", "sarif", "github", "junit")


@attrs.define
class Reporter:
    """Takes what is found as it is found, and prints it in one format; `bad` says which findings count."""

    form: str
    lang: str
    bad: Callable[[Finding], bool]
    documents: int = 0
    failed: bool = False
    _count: int = 0
    _kept: list[Finding] = attrs.field(factory=list)
    _files: dict[str, None] = attrs.field(factory=dict)

    def take(self, file: str, documents: int, findings: Iterable[Finding]) -> None:
        """What was found in so many documents of a file."""
        self.documents += documents
        if documents and self.form == "junit":
            self._files.setdefault(file)
        for finding in findings:
            self._count += 1
            self.failed = self.failed or self.bad(finding)
            if self.form == "text":
                click.echo(finding.text(self.lang))
            elif self.form == "github":
                click.echo(github_line(finding, self.lang))
            else:
                self._kept.append(finding)

    def count(self, documents: int, findings: Sequence[Finding]) -> None:
        """The same for what is written elsewhere: it is counted, and not shown."""
        self.resume(documents, len(findings), any(map(self.bad, findings)))

    def resume(self, documents: int, findings: int, failed: bool) -> None:
        """Add the sums of an earlier run."""
        self.documents += documents
        self._count += findings
        self.failed = self.failed or failed

    def end(self) -> None:
        """Print what is printed once: the whole report, or the count on standard error."""
        if self.form == "json":
            found: list[dict[str, Any]] = [each.to_dict() for each in self._kept]
            print_json({"documents": self.documents, "valid": not self.failed, "findings": found})
        elif self.form == "sarif":
            print_json(sarif(self._kept, self.lang))
        elif self.form == "junit":
            click.echo(junit(self._files, self._kept, self.bad, self.lang))
        else:
            zh = f"{self.documents} 份文档，{self._count} 个问题"
            en = f"{counted(self.documents, 'document')}, {counted(self._count, 'finding')}"
            click.echo(zh if self.lang == "zh" else en, err=True)
