"""A row that was read goes back as it was written, as long as the record still says what the row said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from .table import Column, Row

MORE: Final = "…"
"""The header of the cells that have none."""


def by_header(row: Row) -> dict[str, str]:
    """The cells of a row by header; of several columns with one header the later ones carry their place.

    >>> by_header(Row(number=1, line=2, cells={Column("a", 1, None): "x", Column("a", 2, None): ""}))
    {'a': 'x', 'a#2': ''}
    """
    cells: dict[str, str] = {}
    for column, cell in row.cells.items():
        header = column.header
        while header in cells:
            header = f"{header}#{column.place}"
        cells[header] = cell
    return cells


def kept_of(row: Row) -> dict[str, str]:
    """What the extension of a record keeps of its row: the cells that are not empty, and those without a header.

    >>> kept_of(Row(number=1, line=2, cells={Column("a", 1, None): "x", Column("b", 2, None): ""}, more=("y", "z")))
    {'a': 'x', '…': 'y; z'}
    """
    filled = {column: cell for column, cell in row.cells.items() if cell}
    if row.more:
        filled[Column(MORE, len(row.cells) + 1, None)] = "; ".join(row.more)
    return by_header(attrs.evolve(row, cells=filled))


def put_back(
    kept: Mapping[str, str], columns: tuple[Column, ...], then: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, str]:
    """The cells of a row, under its own headers, brought up to date.

    Args:
        kept: the row as it was read, by header.
        columns: what its headers are.
        then: what the record said when it was read, by code of column.
        now: what it says by now.

    >>> columns = (Column("名称", 1, "name"), Column("备注", 2, None))
    >>> put_back({"名称": "旧 名", "备注": "x"}, columns, {"name": "旧名"}, {"name": "旧名"})
    {'名称': '旧 名', '备注': 'x'}
    >>> put_back({"名称": "旧 名", "备注": "x"}, columns, {"name": "旧名"}, {"name": "新名", "law": "甲法"})
    {'名称': '新名', '备注': 'x', 'law': '甲法'}
    """
    row = {}
    for column in columns:
        code = column.code
        if code is None or then.get(code) == now.get(code):
            row[column.header] = kept[column.header]
        elif code in now:
            row[column.header] = now[code]
    known = {each.code for each in columns}
    return row | {code: cell for code, cell in now.items() if code not in known and then.get(code) != cell}
