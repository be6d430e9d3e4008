"""Findings that wait until all is judged: they lie in a file that goes with the process, and memory holds none."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from enforcekit.errors import Finding


class Kept:
    """Findings in the order in which they came, and file by file.

    >>> from enforcekit.shape.rules import MISSING
    >>> kept = Kept()
    >>> kept.add("a.json", MISSING.at("/names", name="names"), bad=True)
    >>> [finding.pointer for finding in kept], kept.tally("a.json"), kept.tally("b.json")
    (['/names'], ('EK111', {'EK111': 1}), ('', {}))
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("")  # an empty name is a file of its own
        self._db.execute("create table kept (file text, code text, bad integer, finding text)")

    def add(self, file: str, finding: Finding, *, bad: bool) -> None:
        """Keep a finding about a file; `bad` says whether it counts."""
        row = json.dumps(file), finding.code, bad, json.dumps(finding.to_dict())
        self._db.execute("insert into kept values (?, ?, ?, ?)", row)

    def __iter__(self) -> Iterator[Finding]:
        return self._findings("select finding from kept order by rowid")

    def of(self, file: str) -> Iterator[Finding]:
        """The findings about one file."""
        return self._findings("select finding from kept where file = ? order by rowid", json.dumps(file))

    def codes(self) -> list[str]:
        """The codes there are."""
        return [code for (code,) in self._db.execute("select distinct code from kept order by code")]

    def failed(self) -> int:
        """In how many files something counts."""
        ((number,),) = self._db.execute("select count(distinct file) from kept where bad")
        return int(number)

    def tally(self, file: str) -> tuple[str, dict[str, int]]:
        """Of one file the code that counts first, if any does, and how often each code was found."""
        self._db.execute("create index if not exists by_file on kept (file)")
        key = (json.dumps(file),)
        first = self._db.execute("select code from kept where file = ? and bad order by rowid limit 1", key).fetchone()
        counted = self._db.execute("select code, count(*) from kept where file = ? group by code order by code", key)
        return (first[0] if first else ""), dict(counted)

    def _findings(self, query: str, *values: str) -> Iterator[Finding]:
        for (row,) in self._db.execute(query, values):
            yield Finding.from_dict(json.loads(row))
