"""The formats of a report: text and workflow lines as findings come; JSON, SARIF and JUnit when all is known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import attrs
import click

from enforcekit.errors import Finding, shorten

from .kept import Kept
from .options import counted
from .sarif import LEVELS, frame, results, words_of

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


def junit(files: Collection[str], kept: Kept, lang: str = "en") -> Iterator[str]:
    """A test report with one case for each file: its findings are its failure, or its output when none counts.

    >>> list(junit(["a.json"], Kept()))[1]
    '<testsuites name="enforcekit validate" tests="1" failures="0" errors="0">'
    """
    counts = f'name="enforcekit validate" tests="{len(files)}" failures="{kept.failed()}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites {counts}>"
    yield f"  <testsuite {counts}>"
    for file in files:
        first, codes = kept.tally(file)
        case = f'    <testcase classname="enforcekit.validate" name={quoteattr(_xml(file))}'
        if not codes:
            yield f"{case} />"
            continue
        told = quoteattr(", ".join(f"{code} × {count}" for code, count in codes.items()))
        around = ("failure", f"failure message={told} type={quoteattr(first)}") if first else ("system-out",) * 2
        yield f"{case}>"
        yield f"      <{around[1]}>"
        yield from (escape(_xml(finding.text(lang))) for finding in kept.of(file))
        yield f"      </{around[0]}>"
        yield "    </testcase>"
    yield "  </testsuite>"
    yield "</testsuites>"


def _xml(text: str) -> str:
    """The text without what no XML 1.0 document may hold, written as an escape instead."""
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


FORMATS = ("text", "json", "sarif", "github", "junit")


@attrs.define
class Reporter:
    """Takes what is found as it is found, and prints it in one format; `bad` says which findings count.

    `quiet`: the findings are written elsewhere, and a text needs only their number.
    """

    form: str
    lang: str
    bad: Callable[[Finding], bool]
    quiet: bool = False
    documents: int = 0
    failed: bool = False
    _count: int = 0
    _kept: Kept = attrs.field(factory=Kept)
    _files: dict[str, None] = attrs.field(factory=dict)

    def take(self, file: str, documents: int, findings: Iterable[Finding]) -> None:
        """What was found in so many documents of a file."""
        self.documents += documents
        if documents:
            self._about(file)
        for finding in findings:
            self._count += 1
            bad = self.bad(finding)
            self.failed = self.failed or bad
            if self.form == "text":
                if not self.quiet:
                    click.echo(finding.text(self.lang))
            elif self.form == "github":
                click.echo(github_line(finding, self.lang))
            else:
                self._kept.add(self._about(finding.file or "-"), finding, bad=bad)

    def _about(self, file: str) -> str:
        if self.form == "junit":
            self._files.setdefault(file)
        return file

    def end(self) -> None:
        """Print what is printed once: the whole report, or the count on standard error."""
        if self.form == "json":
            report = {"documents": self.documents, "valid": not self.failed, "findings": [ROWS]}
            print_with_rows(report, (each.to_dict() for each in self._kept))
        elif self.form == "sarif":
            print_with_rows(frame([ROWS], words_of(self._kept.codes(), self.lang)), results(self._kept, self.lang))
        elif self.form == "junit":
            for line in junit(self._files, self._kept, self.lang):
                click.echo(line)
        else:
            zh = f"{self.documents} 份文档，{self._count} 个问题"
            en = f"{counted(self.documents, 'document')}, {counted(self._count, 'finding')}"
            click.echo(zh if self.lang == "zh" else en, err=True)


ROWS = "\x00"
"""Stands alone in a list for the rows that `print_with_rows` writes there."""


def print_with_rows(value: Any, rows: Iterable[Any]) -> None:
    """One JSON value as `print_json` writes it, but for one list, whose rows are made while they are written.

    >>> print_with_rows({"found": [ROWS]}, [{"code": "EK101"}, 5])
    {
      "found": [
        {
          "code": "EK101"
        },
        5
      ]
    }
    >>> print_with_rows({"found": [ROWS]}, [])
    {
      "found": []
    }
    """
    head, tail = _json(value).split(_json(ROWS))
    margin, mark = head[head.rindex("\n") :], ""
    click.echo(head.rstrip(), nl=False)
    for row in rows:
        click.echo(mark + margin + _json(row).replace("\n", margin), nl=False)
        mark = ","
    click.echo(tail if mark else tail.lstrip())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
