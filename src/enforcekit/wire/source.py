"""Where bytes come from: a file no larger than the limit, the lines of one that may be of any size."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from typing import IO, Any

import attrs

from enforcekit.errors import MalformedText, shorten

from .reader import DEFAULT, EK102, EK109, Limits, read_json


def read_ndjson(
    lines: Iterable[bytes], *, limits: Limits = DEFAULT, file: str | None = None
) -> Iterator[tuple[int, Any | MalformedText]]:
    """Each line's number with its value, or with its refusal: a broken line does not stop the rest.

    Blank lines are skipped. A binary file is read through `bounded_lines`.

    >>> for number, value in read_ndjson([b'{"id": "a"}', b"", b"{]"]):
    ...     print(number, value.findings[0].code if isinstance(value, MalformedText) else value)
    1 {'id': 'a'}
    3 EK101
    """
    for number, _, outcome in numbered(lines, limits=limits, file=file):
        yield number, outcome


def numbered(
    lines: Iterable[bytes], *, limits: Limits = DEFAULT, file: str | None = None, first: int = 1
) -> Iterator[tuple[int, bytes, Any | MalformedText]]:
    """The same, with the line itself; `first` is the number of the first line."""
    if hasattr(lines, "readline"):
        lines = bounded_lines(lines, limits.size)  # type: ignore[arg-type]
    for number, line in enumerate(lines, first):
        line = line.rstrip(b"\r\n")
        if len(line) <= limits.size and not line.removeprefix(codecs.BOM_UTF8).strip(b" \t\r\n"):
            continue
        try:
            outcome = read_json(line, limits=limits, file=file)
        except MalformedText as error:
            (found,) = error.findings
            outcome = MalformedText([attrs.evolve(found, line=number + (found.line or 1) - 1)])
        yield number, line, outcome


def bounded_lines(file: IO[bytes], limit: int) -> Iterator[bytes]:
    """The lines of a binary file, one that is longer than `limit` bytes cut just past it.

    >>> import io
    >>> [len(line) for line in bounded_lines(io.BytesIO(b"[] " + b"x" * 9999), 8)]
    [10]
    """
    room = limit + len(b"\r\n")
    while line := file.readline(room):
        yield line
        while len(line) == room and not line.endswith(b"\n"):
            line = file.readline(room)


def blocks(lines: Iterable[bytes], size: int = 1 << 17) -> Iterator[list[bytes]]:
    """Lines together, as many as pass a number of bytes: what is made of a block fits into a processor's cache.

    >>> list(blocks([b"a\\n", b"b\\n", b"c"], size=3))
    [[b'a\\n', b'b\\n'], [b'c']]
    """
    block, room = [], size
    for line in lines:
        block.append(line)
        room -= len(line)
        if room < 0:
            yield block
            block, room = [], size
    if block:
        yield block


def read_bytes(path: str | os.PathLike[str], limits: Limits = DEFAULT) -> bytes:
    """The bytes of a file no larger than the limit; its size is asked before it is read.

    >>> try:
    ...     read_bytes("no/such/file.json")
    ... except MalformedText as error:
    ...     print(error.findings[0].message["en"])
    the file cannot be read: there is no such file
    """
    name = shorten(os.fspath(path), limit=4096)
    try:
        with open(path, "rb") as file:
            large = os.fstat(file.fileno()).st_size > limits.size
            # A pipe or a device has no size to ask for, and a file may grow: the reading is bounded too.
            data = b"" if large else file.read(limits.size + 1)
    except FileNotFoundError:
        finding = EK109.at(en="there is no such file", zh="文件不存在")
    except IsADirectoryError:
        finding = EK109.at(en="it is a folder; name the files in it", zh="这是文件夹，请指定其中的文件")
    except PermissionError:
        finding = EK109.at(en="you have no right to read it", zh="没有读取权限")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        finding = EK109.at(en=reason, zh=reason)
    else:
        if not large and len(data) <= limits.size:
            return data
        finding = EK102.at(limit=limits.size)
    raise MalformedText([attrs.evolve(finding, file=name)])
