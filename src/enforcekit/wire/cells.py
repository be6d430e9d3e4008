"""Cells and rows of CSV: no cell is a formula, and any reader takes them apart as they were put together."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What OWASP lists, with the full-width forms, but no real number. What looks quoted is quoted once more.
_FORMULA = re.compile(r"(?![+-]?[0-9]+(\.[0-9]+)?\Z)'*[=+\-@\t\r\n＝＋－＠]").match
_QUOTED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]").match


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what looks like one gets a `'` before it.

    >>> guarded("=1+1"), guarded("-5"), unguarded(guarded("=1+1"))
    ("'=1+1", '-5', '=1+1')
    """
    return f"'{cell}" if _FORMULA(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that was guarded."""
    return cell[1:] if cell[:1] == "'" and _QUOTED(cell) else cell


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV that any reader takes apart as it was put together, and no cell of it for a formula.

    >>> print(csv_text([["id", "fen"], ["=1+1", 5], ["a,b", None]]), end="")
    id,fen
    '=1+1,5
    "a,b",
    """
    return lines_of(map(_shown, row) for row in rows)


def _shown(value: object) -> str:
    return guarded(value) if isinstance(value, str) else "" if value is None else str(value)


def lines_of(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as they are: who makes them has guarded them."""
    return "".join(",".join(map(_quote, row)) + "\n" for row in rows)


def _quote(cell: str) -> str:
    # The csv module leaves a lone carriage return bare, and would not read it again.
    return '"' + cell.replace('"', '""') + '"' if re.search('[",\r\n]', cell) else cell
