"""A report that is readable at any moment, and from which a run that was killed goes on.

One JSON object a line: `start` says what is judged, `finding` what is wrong, `part` that all up to here is settled,
`end` that all is. What stands after the last `part` of a run that ended early is judged again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import attrs

from enforcekit.errors import EnforcekitError, Finding, MalformedText
from enforcekit.wire.reader import read_json

from .run import Judged


class OtherRun(EnforcekitError):
    """The report is of other files, or was made with other options: it is not written over."""


@attrs.define
class Progress:
    """How far a report has come: the number of the last settled part, and the sums up to there."""

    part: int = 0
    documents: int = 0
    findings: int = 0
    failed: bool = False
    ended: bool = False


@attrs.define
class BulkReport:
    """An open report: `take` appends what was found in a part, `end` closes it."""

    file: IO[bytes]
    progress: Progress

    def take(self, judged: Judged, failed: bool) -> None:
        """Write what was found in one part, and that it is settled; it is on its way to the disk when this returns."""
        now = self.progress
        for finding in judged.findings:
            self.add(finding, failed)
        now.part, now.documents = judged.number, now.documents + judged.documents
        self._write({"kind": "part", "file": judged.file, **_sums(now)})
        self.file.flush()

    def add(self, finding: Finding, failed: bool) -> None:
        """Write one finding; one that was made between the parts is settled when the report is whole."""
        self.progress.findings += 1
        self.progress.failed = self.progress.failed or failed
        self._write({"kind": "finding", **finding.to_dict()})

    def end(self) -> None:
        """Write that the report is whole."""
        self.progress.ended = True
        self._write({"kind": "end", **_sums(self.progress), "valid": not self.progress.failed})
        self.file.flush()
        os.fsync(self.file.fileno())

    def settled(self) -> Iterator[tuple[str, int, list[Finding]]]:
        """What an earlier run wrote: of each part its file, how many documents, and what was found."""
        self.file.seek(0)
        documents, found = 0, []
        for row in map(json.loads, self.file):
            kind = row.pop("kind")
            if kind == "finding":
                found.append(Finding.from_dict(row))
            elif kind in ("part", "end"):
                yield row.get("file", "-"), row["documents"] - documents, found
                documents, found = row["documents"], []
        self.file.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def _write(self, row: dict[str, Any]) -> None:
        self.file.write(json.dumps(row, ensure_ascii=False, allow_nan=False).encode() + b"\n")


def _sums(now: Progress) -> dict[str, Any]:
    return {"part": now.part, "documents": now.documents, "findings": now.findings, "failed": now.failed}


def opened(path: Path, start: dict[str, Any]) -> BulkReport:
    """A new report, or one of the same run, cut back to what was settled: `progress` says how far it had come.

    `start` is what the run is of: files with their sizes, and options. Raises `OtherRun` when the report is of another.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "report.ndjson"
    ...     first = opened(path, {"files": ["a"]})
    ...     first.take(Judged(1, "a", 5, ()), failed=False)
    ...     _ = first.file.write(b'{"kind": "find')
    ...     first.close()
    ...     again = opened(path, {"files": ["a"]})
    ...     again.close()
    ...     again.progress
    Progress(part=1, documents=5, findings=0, failed=False, ended=False)
    """
    wanted = {"kind": "start", **start}
    file = path.open("r+b") if path.exists() else path.open("w+b")
    try:
        settled, progress = _read(file, wanted, path)
    except BaseException:
        file.close()
        raise
    report = BulkReport(file, progress)
    file.truncate(settled)
    file.seek(settled)
    if not settled:
        report._write(wanted)
        file.flush()
    return report


def _read(file: IO[bytes], wanted: dict[str, Any], path: Path) -> tuple[int, Progress]:
    """Where the settled part of a report ends, and its sums."""
    progress, settled, at = Progress(), 0, 0
    for line in file:
        at += len(line)
        try:
            row = read_json(line) if line.endswith(b"\n") else None
        except MalformedText:
            row = None
        if not isinstance(row, dict) or row.get("kind") not in ("start", "finding", "part", "end"):
            if not settled and line.endswith(b"\n"):
                raise OtherRun(f"{path} is no report of `enforcekit validate --report`: name another file")
            break
        if row["kind"] == "start":
            if row != json.loads(json.dumps(wanted)):
                raise OtherRun(f"{path} is the report of other files or options: name another file, or remove it")
            settled = at
        elif row["kind"] in ("part", "end"):
            sums = attrs.evolve(progress, **{key: row[key] for key in ("part", "documents", "findings", "failed")})
            progress, settled = attrs.evolve(sums, ended=row["kind"] == "end"), at
    return settled, progress
