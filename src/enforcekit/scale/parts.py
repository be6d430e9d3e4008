"""Which files are meant, and the parts in which they are judged: the same parts whoever judges them."""

from __future__ import annotations

import glob
import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final, cast

import attrs

from enforcekit.errors import Finding, InvalidData, MalformedText, shorten
from enforcekit.folder import LINES, NO_FILES, NOT_READ, below, not_found
from enforcekit.wire.reader import DEFAULT, EK102, EK109
from enforcekit.wire.source import blocks, bounded_lines

PACKED: Final = ".gz"
NOTHING: Final = "nothing to judge"
BLOCK: Final = 1 << 20
"""Bytes of lines that are judged together: some tens of milliseconds of work."""


@attrs.frozen
class Part:
    """So much of a file as is judged at once: a block of lines, or a whole file of another kind.

    It holds its bytes, so that a worker on another machine needs no file. `first` is the number of its first line,
    `suffix` that of the file without `.gz`; `findings` stand in place of what could not be read.
    """

    number: int
    file: str
    suffix: str
    data: bytes = b""
    first: int = 1
    findings: tuple[Finding, ...] = ()


@attrs.frozen
class Input:
    """A file to judge, and the findings about files that are not read."""

    path: Path
    size: int = 0
    notes: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The path as any text can hold it: that of a file may be no text."""
        return shorten(str(self.path), 4096)


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(PACKED)).suffix


def inputs(paths: Iterable[str | Path]) -> list[Input]:
    """The files that paths, folders and globs name, each once, in one order on every machine.

    Raises `InvalidData` (EK230, EK231) for what names no file.

    >>> try:
    ...     inputs(["no/such/*.ndjson"])
    ... except InvalidData as error:
    ...     print(error.findings[0].code)
    EK231
    """
    found: list[Input] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found += _below(path)
        elif path.exists():
            found.append(_input(path))
        elif matched := sorted(glob.glob(str(name), recursive=True)):
            found += [each for match in matched for each in _matched(Path(match))]
        else:
            raise not_found(path, NOTHING)
    once: dict[Path, Input] = {}
    for each in found:
        once.setdefault(each.path.resolve(), each)
    return list(once.values())


def _matched(path: Path) -> list[Input]:
    return _below(path) if path.is_dir() else [_input(path)]


def _input(path: Path) -> Input:
    return Input(path, path.stat().st_size if path.is_file() else 0)


def _below(folder: Path) -> list[Input]:
    """The files of a folder as `load` takes them, and packed ones."""
    found = list(below(folder, _suffix))
    if not any(read for *_, read in found):
        raise InvalidData([NO_FILES.at(path=str(folder))], NOTHING)
    return [_input(each) if read else _unread_input(each, name) for each, name, read in found]


def _unread_input(path: Path, name: str) -> Input:
    return Input(path, notes=(attrs.evolve(NOT_READ.at(path=name), file=Input(path).name),))


def parts_of(given: Iterable[Input]) -> Iterator[Part]:
    """The files in order, each in parts of bounded size; memory holds one part at a time.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.ndjson"
    ...     _ = path.write_bytes(b'{"type": "place"}\\n' * 3)
    ...     [(part.number, part.first, part.data.count(b"place")) for part in parts_of(inputs([path]))]
    [(1, 1, 3)]
    """
    number = 0
    for each in given:
        for part in _of_file(each):
            number += 1
            yield attrs.evolve(part, number=number)


def _of_file(given: Input) -> Iterator[Part]:
    name, suffix = given.name, _suffix(given.path)
    if given.notes:
        yield Part(0, name, suffix, findings=given.notes)
        return
    first = 1
    try:
        with _opened(given.path) as file:
            if suffix in LINES:
                for block in blocks(bounded_lines(file, DEFAULT.size), BLOCK):
                    yield Part(0, name, suffix, b"".join(block), first)
                    first += len(block)
                return
            data = file.read(DEFAULT.size + 1)
        if len(data) > DEFAULT.size:
            raise MalformedText([EK102.at(limit=DEFAULT.size)])
        yield Part(0, name, suffix, data)
    except MalformedText as error:
        yield Part(0, name, suffix, findings=tuple(attrs.evolve(each, file=name) for each in error.findings))
    except (OSError, EOFError, zlib.error) as error:  # a packed file that is cut off or broken, too
        reason = getattr(error, "strerror", None) or str(error)
        yield Part(0, name, suffix, first=first, findings=(_unread(name, first, reason),))


def _unread(name: str, line: int, reason: str) -> Finding:
    return attrs.evolve(EK109.at(en=reason, zh=reason), file=name, line=line)


def _opened(path: Path) -> IO[bytes]:
    if path.name.lower().endswith(PACKED):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return open(path, "rb", buffering=max(1 << 16, os.stat(path).st_blksize))
