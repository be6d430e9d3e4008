"""Items out of lists (事项清单) as tables: the national service tables and the lists of townships."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, InvalidRecord, rule
from enforcekit.law import Pack
from enforcekit.law.pack import installed
from enforcekit.model.common import Citation, Identifier, Record
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Item
from enforcekit.model.manifest import DEFAULT_PACK

from . import rules
from .bases import cited
from .kept import by_header, kept_of
from .reading import Reading, Rejected, coded, reason_of
from .table import Column, Row, listed, named_columns, placed, read_table

KEPT: Final = "item_table"
"""The extension of an item that holds its row."""

_COLUMNS: Final = (
    ("catalog_code", "基本编码", "事项代码", "事项编码", "目录编码", "权力编码", "监管事项目录编码", "item_code"),
    ("task_code", "实施编码"),
    ("task_name", "事项名称", "赋权事项名称", "行政处罚事项名称", "执法事项名称", "项目名称", "权力名称", "item_name"),
    ("task_type", "事项类型", "权力类型", "职权类型", "行政权力类型", "执法类别", "power_type"),
    ("task_state", "事项状态", "状态"),
    ("use_level", "行使层级", "层级"),
    ("power_source", "权力来源"),
    ("dept_code", "实施主体编码", "部门编码"),
    ("dept_name", "实施主体", "划出部门", "原行使部门", "原实施部门", "行业主管部门", "original_authority"),
    ("dept_type", "实施主体性质"),
    ("entrust_name", "委托部门"),
    ("by_law", "设定依据", "法律依据", "执法依据", "实施依据", "依据", "legal_basis"),
    ("punishment_method", "处罚的行为、种类、幅度", "处罚种类"),
    ("scope", "赋权范围", "划转范围", "下放范围"),
    ("receiver", "赋权街镇", "承接主体", "赋权乡镇"),
)  # fmt: skip
_BY_NAME: Final = {name.upper(): row[0] for row in _COLUMNS for name in row}

NOT_A_LIST = rule(
    "EK850",
    "error",
    "this is no table of items: none of its columns names them ({headers})",
    "不是事项清单：没有事项名称列（{headers}）",
    cure_en="name the column of names 事项名称 or task_name",
    cure_zh="事项名称列的列名应为“事项名称”或 task_name",
)
NO_NAME = rule(
    "EK851",
    "error",
    "the row is rejected: it has no name of an item",
    "该行不予接收：没有事项名称",
    cure_en="fill in the name",
    cure_zh="请填写事项名称",
)
SAME_ITEM = rule(
    "EK854",
    "warning",
    "{value} stands in row {other} already: the row is kept as an item of its own",
    "{value} 已见于第 {other} 行，仍作为单独事项保留",
    cure_en="each item once",
    cure_zh="同一事项只列一行",
)
NOT_AN_ITEM = rule(
    "EK855",
    "error",
    "the row is rejected: it cannot be written as an item ({reason})",
    "该行不予接收：无法写成事项（{reason}）",
    cure_en="correct the cell that is named",
    cure_zh="请更正所指单元格",
)


def columns_of(headers: Iterable[str]) -> tuple[Column, ...]:
    """What the headers of a table of items are, by the national names, their Chinese ones and what townships write.

    >>> [each.code for each in columns_of(["序号", "赋权事项名称", "执法依据"])]
    [None, 'task_name', 'by_law']
    """
    return named_columns(headers, _BY_NAME)


@attrs.frozen(kw_only=True)
class ItemTable(Reading):
    """What a table of items holds: items, and the instruments they cite."""

    items: tuple[Item, ...] = ()
    instruments: tuple[Instrument, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that was read, for a `Structure`."""
        return (*self.instruments, *self.items)


def read_items(
    source: str | os.PathLike[str] | bytes | Iterable[Mapping[str, Any]],
    *,
    field: str,
    scheme: str = "task_catalog",
    action: str = "penalise",
    prefix: str = "item",
    pack: str | Pack = DEFAULT_PACK,
) -> ItemTable:
    """The items of a list: CSV, tab-separated, XLSX (extra `xlsx`, merged cells filled), JSON or rows.

    Every row is an item or is rejected with its reason; every cell stands, as it was written, in the `item_table`
    extension. A code that is none of its scheme is kept there and reported. An item is named after its code where the
    code is good and new, else after its row.

    Args:
        source: path of a file, its bytes, or the rows as mappings from column to cell.
        field: field of enforcement of the items; such tables do not say it.
        scheme: what the codes are.
        action: kind of action of a row that names none that is known.
        prefix: what the ids of the items begin with.
        pack: the jurisdiction, by name or itself.

    Raises `MalformedText` for what cannot be read.

    >>> found = read_items([{"事项名称": "对随意倾倒垃圾的行政处罚", "事项代码": "330217015000", "序号": 1,
    ...     "事项类型": "行政处罚", "法律依据": "《城市市容和环境卫生管理条例》第三十四条"}], field="city_management")
    >>> found.items[0].id, found.items[0].actions, found.items[0].bases[0].article, found.findings
    ('item-330217015000', ('penalise',), '34', ())
    """
    chosen = pack if isinstance(pack, Pack) else installed(pack)
    table = read_table(source, columns_of)
    if not any(each.code == "task_name" for each in table.columns):
        headers = ", ".join(each.header for each in table.columns) or "—"
        return ItemTable(findings=(attrs.evolve(NOT_A_LIST.at(headers=headers), file=table.file),), pack=pack)
    maker = _Maker(field=field, scheme=scheme, action=action, prefix=prefix, pack=chosen)
    items, rejected, findings = [], [], [*table.findings]
    for row in table.rows:
        found, item = maker.item(row)
        found = [attrs.evolve(each, file=table.file, line=row.line) for each in found]
        findings += found
        if item is not None:
            items.append(item)
        else:
            rejected.append(Rejected(row=row.number, line=row.line, cells=by_header(row), findings=tuple(found)))
    return ItemTable(
        items=tuple(items),
        instruments=tuple(maker.instruments.values()),
        rejected=tuple(rejected),
        findings=tuple(findings),
        pack=pack,
    )


@attrs.define(kw_only=True)
class _Maker:
    """Makes items of rows; an instrument that several cite is made once."""

    field: str
    scheme: str
    action: str
    prefix: str
    pack: Pack
    instruments: dict[str, Instrument] = attrs.field(factory=dict)
    _rows: dict[str, int] = attrs.field(factory=dict)

    def item(self, row: Row) -> tuple[list[Finding], Item | None]:
        cells = {column.code: (column, cell) for column, cell in row.cells.items() if column.code is not None and cell}
        found: list[Finding] = []
        if row.wrong:
            return [placed(rules.NOT_A_ROW.at(kind=row.wrong), row)], None
        if "task_name" not in cells:
            return [placed(NO_NAME.at(), row)], None
        name = " ".join(cells["task_name"][1].split())
        code = self._code(row, cells.get("catalog_code"), found)
        try:
            return found, Item(
                id=f"{self.prefix}-{code.value}"
                if code is not None and self._new(row, code, found)
                else self._row_id(row),
                names={"zh": name[:2000]},
                code=code,
                field=self.field,
                actions=self._actions(row, cells.get("task_type"), found),
                bases=tuple(self._bases(cells["by_law"][1])) if "by_law" in cells else (),
                status=self._status(row, cells.get("task_state"), found),
                extensions={KEPT: kept_of(row)},
            )
        except InvalidRecord as error:
            return [*found, placed(NOT_AN_ITEM.at(reason=reason_of(error)), row)], None

    def _row_id(self, row: Row) -> str:
        return f"{self.prefix}-row-{row.number}"

    def _code(self, row: Row, cell: tuple[Column, str] | None, found: list[Finding]) -> Identifier | None:
        if cell is None:
            return None
        column, value = cell
        code = coded(value, self.scheme, self.pack)
        if isinstance(code, Identifier):
            return code
        found.append(placed(code, row, column))
        return None

    def _new(self, row: Row, code: Identifier, found: list[Finding]) -> bool:
        first = self._rows.setdefault(code.value, row.number)
        if first != row.number:
            found.append(placed(SAME_ITEM.at(value=code.value, other=first), row))
        return first == row.number

    def _actions(self, row: Row, cell: tuple[Column, str] | None, found: list[Finding]) -> tuple[str, ...]:
        named = list(listed(cell[1], self.pack.vocabulary.words("action_kind"))) if cell is not None else []
        known = tuple(dict.fromkeys(code for _, code in named if code is not None))
        if cell is not None:
            words = {"what": "kind of action", "what_zh": "事项类型", "taken": "—" if known else self.action}
            unknown = [word for word, code in named if code is None]
            found += [placed(rules.UNKNOWN_WORD.at(value=word, **words), row, cell[0]) for word in unknown]
        return known or (self.action,)

    def _status(self, row: Row, cell: tuple[Column, str] | None, found: list[Finding]) -> str | None:
        if cell is None:
            return None
        known = self.pack.vocabulary.words("item_status").get(cell[1])
        if known is None:
            words = {"what": "status of an item", "what_zh": "事项状态", "taken": "—"}
            found.append(placed(rules.UNKNOWN_WORD.at(value=cell[1], **words), row, cell[0]))
        return known

    def _bases(self, text: str) -> Iterator[Citation]:
        for instrument, citation in cited(text):
            self.instruments.setdefault(instrument.id, instrument)
            yield citation
