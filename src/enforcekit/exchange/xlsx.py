"""The first sheet of an XLSX file as rows of texts, merged cells filled; its extra is `xlsx`."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, MalformedText, rule

NOT_XLSX = rule(
    "EK845",
    "error",
    "the XLSX file cannot be read: {reason}",
    "无法读取 XLSX 文件：{reason_zh}",
    cure_en="save the sheet as CSV in UTF-8",
    cure_zh="请将工作表另存为 UTF-8 编码的 CSV",
)
OTHER_SHEETS = rule(
    "EK847",
    "warning",
    "only the first sheet is read, not {names}",
    "只读取第一张工作表，未读取 {names}",
    cure_en="save each sheet as a file of its own",
    cure_zh="请将各工作表分别另存为文件",
)
NEVER_RECKONED = rule(
    "EK848",
    "warning",
    "the formula of {cell} was never reckoned, and is read as blank{more}",
    "{cell} 的公式从未计算，按空白读取{more_zh}",
    cure_en="open the file in a spreadsheet and save it",
    cure_zh="请用电子表格软件打开并保存",
)
UNPACKED: Final = 64 * 1024 * 1024
"""So many bytes a file may hold once it is unpacked."""
CELLS: Final = 2_000_000
"""So many cells a sheet may have, with those that merging fills."""
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, SyntaxError, TypeError, AttributeError,
    NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip
"""What the readers of archives and sheets raise when a file is not what it says it is."""


def is_xlsx(data: bytes) -> bool:
    """Whether bytes are a ZIP archive, as an XLSX file is."""
    return data.startswith(b"PK\x03\x04")


def sheet(data: bytes, file: str | None = None) -> tuple[list[tuple[int, list[str]]], list[Finding]]:
    """The rows of the first sheet that are not blank, each with its number; every cell of a merged range has its value.

    Formulas are what they were last reckoned to be; one that never was, and other sheets, are findings. Bounds on what
    is unpacked, and on the cells, hold off bombs.

    Raises `MalformedText` (EK845) for what cannot be read, and where the extra `xlsx` is missing.
    """
    damaged = ("it is damaged", "文件已损坏")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
            if unpacked > UNPACKED:
                raise _refused(f"it holds more than {UNPACKED} bytes", f"解压后超过 {UNPACKED} 字节", file)
            reckons = any(b"<f" in archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    except _DAMAGED:
        raise _refused(*damaged, file) from None
    try:
        from openpyxl import load_workbook
    except ImportError:
        missing = ("the extra is missing: pip install 'enforcekit[xlsx]'", "缺少可选依赖 enforcekit[xlsx]")
        raise _refused(*missing, file) from None
    try:
        page, *others = load_workbook(io.BytesIO(data), data_only=True).worksheets
        formulas = load_workbook(io.BytesIO(data)).worksheets[0] if reckons else None
    except _DAMAGED:
        raise _refused(*damaged, file) from None
    if page.max_row * page.max_column > CELLS:
        raise _refused(f"it has more than {CELLS} cells", f"超过 {CELLS} 个单元格", file)
    rows = [[_text(cell.value) for cell in row] for row in page.iter_rows()]
    for merged in page.merged_cells.ranges:
        value = rows[merged.min_row - 1][merged.min_col - 1]
        for row in rows[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1 : merged.max_col] = [value] * len(row[merged.min_col - 1 : merged.max_col])
    found = [each.title for each in others if each.max_row > 1 or each.max_column > 1 or each["A1"].value is not None]
    said = [OTHER_SHEETS.at(names=", ".join(found))] if found else []
    said += _never_reckoned(page, formulas) if formulas is not None else []
    return [(line, cells) for line, cells in enumerate(rows, 1) if any(cells)], said


def _never_reckoned(page: Any, formulas: Any) -> list[Finding]:
    """The formulas of a sheet that no program has reckoned, as one finding that names the first."""
    blank = [
        cell.coordinate
        for row in formulas.iter_rows()
        for cell in row
        if cell.data_type == "f" and page[cell.coordinate].value is None
    ]
    more = {"more": f", and of {len(blank) - 1} more", "more_zh": f"（另有 {len(blank) - 1} 处）"}
    return [NEVER_RECKONED.at(cell=blank[0], **(more if blank[1:] else dict.fromkeys(more, "")))] if blank else []


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
