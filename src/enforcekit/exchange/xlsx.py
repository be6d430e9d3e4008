"""The first sheet of an XLSX file as rows of texts, merged cells filled; its extra is `xlsx`."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from typing import Any, Final

import attrs

from enforcekit.errors import MalformedText, rule

NOT_XLSX = rule(
    "EK845",
    "error",
    "the XLSX file cannot be read: {reason}",
    "无法读取 XLSX 文件：{reason_zh}",
    cure_en="save the sheet as CSV in UTF-8",
    cure_zh="请将工作表另存为 UTF-8 编码的 CSV",
)
UNPACKED: Final = 64 * 1024 * 1024
"""So many bytes a file may hold once it is unpacked."""
CELLS: Final = 2_000_000
"""So many cells a sheet may have, with those that merging fills."""


def is_xlsx(data: bytes) -> bool:
    """Whether bytes are a ZIP archive, as an XLSX file is."""
    return data.startswith(b"PK\x03\x04")


def sheet(data: bytes, file: str | None = None) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet that are not blank, each with its number; every cell of a merged range has its value.

    Formulas are what they were last reckoned to be. Bounds on what is unpacked, and on the cells, hold off bombs.

    Raises `MalformedText` (EK845) for what cannot be read, and where the extra `xlsx` is missing.
    """
    damaged = ("it is damaged", "文件已损坏")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise _refused(*damaged, file) from None
    if unpacked > UNPACKED:
        raise _refused(f"it holds more than {UNPACKED} bytes", f"解压后超过 {UNPACKED} 字节", file)
    try:
        from openpyxl import load_workbook
    except ImportError:
        missing = ("the extra is missing: pip install 'enforcekit[xlsx]'", "缺少可选依赖 enforcekit[xlsx]")
        raise _refused(*missing, file) from None
    try:
        page: Any = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    except (zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, SyntaxError, TypeError, AttributeError):
        raise _refused(*damaged, file) from None
    if page.max_row * page.max_column > CELLS:
        raise _refused(f"it has more than {CELLS} cells", f"超过 {CELLS} 个单元格", file)
    rows = [[_text(cell.value) for cell in row] for row in page.iter_rows()]
    for merged in page.merged_cells.ranges:
        value = rows[merged.min_row - 1][merged.min_col - 1]
        for row in rows[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1 : merged.max_col] = [value] * len(row[merged.min_col - 1 : merged.max_col])
    return [(line, cells) for line, cells in enumerate(rows, 1) if any(cells)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value).strip()


def _refused(en: str, zh: str, file: str | None) -> MalformedText:
    return MalformedText([attrs.evolve(NOT_XLSX.at(reason=en, reason_zh=zh), file=file)])
