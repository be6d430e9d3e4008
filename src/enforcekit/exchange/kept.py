"""A row that was read goes back as it was written, as long as the record still says what the row said."""

from __future__ import annotations

from collections.abc import Mapping

from .table import Column


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
