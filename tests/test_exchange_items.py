"""Lists of items as tables, in every dress; what is dirty is kept and said, what is lost is named."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcekit as ek
from enforcekit.errors import MalformedText
from enforcekit.exchange import ItemTable, read_decisions, read_items, write_items
from enforcekit.exchange.xlsx import sheet

GOOD = {
    "序号": "1",
    "事项代码": "330217015000",
    "赋权事项名称": "对随意倾倒垃圾的行政处罚",
    "事项类型": "行政处罚、行政检查",
    "原行使部门": "综合行政执法局",
    "赋权范围": "行政处罚权以及与其相关的行政检查",
    "执法依据": "《城市市容和环境卫生管理条例》第三十四条",
    "赋权街镇": "溪口镇",
}
LONG = {"事项状态": "1", "法律依据": "《中华人民共和国固体废物污染环境防治法》第一百一十一条第一款第一项"}


def read(*rows: Any, **more: Any) -> ItemTable:
    return read_items(list(rows), **{"field": "city_management", "scheme": "zj_item", **more})


def back(found: ItemTable, *items: ek.Item) -> Any:
    return write_items(items or found.items, ek.Structure(found.records), scheme="zj_item")


def codes(found: ItemTable) -> list[str]:
    return [each.code for each in found.findings]


def test_a_row_of_a_township_list_is_an_item() -> None:
    found = read(GOOD)
    (item,) = found.items
    assert codes(found) == []
    assert (item.id, item.actions) == ("item-330217015000", ("penalise", "inspect"))
    assert item.code == ek.Identifier(scheme="zj_item", value="330217015000")
    assert found.instruments[0].label("zh") == "城市市容和环境卫生管理条例"
    assert item.bases[0].article == "34"
    assert back(found).value == (GOOD,)


def test_a_row_of_the_national_tables_is_an_item() -> None:
    national = {"catalog_code": "330217015000", "task_name": "对倾倒垃圾的处罚", "task_type": "02", "task_state": "2"}
    found = read({**national, "by_law": LONG["法律依据"], "use_level": "4", "power_source": "2"})
    (item,) = found.items
    assert (item.actions, item.status) == (("penalise",), "suspended")
    assert (item.bases[0].article, item.bases[0].paragraph, item.bases[0].point) == ("111", 1, 1)
    (row,) = back(found).value
    assert row["task_type"] == "02"
    assert row["power_source"] == "2"


@pytest.mark.parametrize(
    "dirty", ["33021701500", "330217015000-1", "33021701500O", "３３０２１７０１５０００", "33 02"]
)
def test_a_dirty_code_is_kept_and_reported(dirty: str) -> None:
    found = read({**GOOD, "事项代码": dirty})
    assert codes(found) == ["EK852"]
    assert found.items[0].code is None
    assert back(found).value[0]["事项代码"] == dirty


def test_a_code_that_stands_twice_makes_two_items() -> None:
    found = read(GOOD, {**GOOD, "赋权街镇": "莼湖街道"})
    assert codes(found) == ["EK854"]
    assert [each.id for each in found.items] == ["item-330217015000", "item-row-2"]
    assert len(ek.Structure(found.records)) == 3


def test_a_row_without_a_name_is_rejected_and_a_table_without_names_refused() -> None:
    found = read({**GOOD, "赋权事项名称": ""}, GOOD)
    assert (codes(found), len(found.items), found.rejected[0].cells["序号"]) == (["EK851"], 1, "1")
    assert codes(read({"a": 1})) == ["EK850"]


def test_an_unknown_kind_of_action_is_said_and_the_callers_taken() -> None:
    found = read({**GOOD, "事项类型": "其他类"}, action="inspect")
    assert codes(found) == ["EK853"]
    assert found.items[0].actions == ("inspect",)


def test_what_the_item_says_by_now_goes_before_what_was_written() -> None:
    found = read({**GOOD, **LONG})
    changed = attrs.evolve(found.items[0], names={"zh": "新名称"}, status="cancelled")
    (row,) = back(found, changed).value
    assert row == {**GOOD, **LONG, "赋权事项名称": "新名称", "事项状态": "取消"}


def test_the_loss_names_what_the_table_has_no_place_for() -> None:
    ningbo = ek.example("ningbo")
    item = next(each for each in ningbo.all(ek.Item) if each.holders and each.penalties)
    made = write_items([item], ningbo)
    lost = {each.pointer for each in made.loss}
    assert f"/{item.id}/id" in lost
    assert any(each.startswith(f"/{item.id}/holders/0/") for each in lost)
    assert any(each.startswith(f"/{item.id}/penalties/0/") for each in lost)
    assert f"/{item.id}/names/zh" not in lost
    assert f"/{item.id}/actions/0" not in lost


# XLSX


def book(rows: list[list[Any]], *merged: str) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    page = made.active
    for row in rows:
        page.append(row)
    for each in merged:
        page.merge_cells(each)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_spreadsheet_with_a_title_and_merged_cells_says_what_the_table_says(tmp_path: Path) -> None:
    header = ["序号", "事项代码", "事项名称", "原行使部门", "执法依据"]
    law = "《城市市容和环境卫生管理条例》第三十四条"
    rows = [
        ["溪口镇赋权事项清单", None, None, None, None],
        header,
        [1, 330217015000, "对随意倾倒垃圾的行政处罚", "综合行政执法局", law],
        [2, "330217016000", "对乱张贴的行政处罚", None, None],
        [3, "33021701", "对占道的行政处罚", "=1+1", None],
    ]
    path = tmp_path / "list.xlsx"
    path.write_bytes(book(rows, "A1:E1", "D3:D4", "E3:E5"))
    found = read_items(path, field="city_management", scheme="zj_item")
    assert [each.code.value if each.code else None for each in found.items] == ["330217015000", "330217016000", None]
    assert codes(found) == ["EK848", "EK852"]
    assert found.findings[0].message["en"].startswith("the formula of D5 was never reckoned")
    assert found.findings[1].line == 5
    assert {each.bases for each in found.items} == {found.items[0].bases}
    assert found.items[1].extensions["item_table"]["原行使部门"] == "综合行政执法局"
    table = io.StringIO()
    csv.writer(table).writerows([header, *([*map(str, row)] for row in rows[2:3])])
    assert read_items(table.getvalue().encode(), field="city_management", scheme="zj_item").items == found.items[:1]


def test_what_is_no_spreadsheet_is_refused() -> None:
    good = book([["事项名称"], ["x"]])
    for data in (b"PK\x03\x04", good[:200], good[:-30], good.replace(b"worksheet", b"worksheeX")):
        with pytest.raises(MalformedText) as caught:
            read_items(data, field="air")
        assert [each.code for each in caught.value.findings] == ["EK845"]


def test_a_spreadsheet_that_unpacks_beyond_bounds_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (65 * 1024 * 1024))
    assert len(out.getvalue()) < 100_000
    with pytest.raises(MalformedText, match="more than"):
        sheet(out.getvalue())


@given(st.binary(max_size=60), st.integers(0, 5000), st.integers(0, 30))
@settings(max_examples=30, deadline=None)
def test_a_damaged_spreadsheet_is_read_or_refused(noise: bytes, at: int, gone: int) -> None:
    data = BOOK[:at] + noise + BOOK[at + gone :]
    with contextlib.suppress(MalformedText):
        read_items(data, field="air")


BOOK = book([["事项名称", "事项代码"], ["x", "1"]])


def test_the_real_lists_come_back_whole(shared: Path) -> None:
    source = shared / "data" / "cn_township_and_consolidated_items.csv"
    with source.open(encoding="utf-8-sig", newline="") as file:
        given = [{key: cell.strip() for key, cell in each.items() if cell.strip()} for each in csv.DictReader(file)]
    found = read_items(source, field="city_management", scheme="zj_item")
    assert found.rejected == ()
    assert [dict(each) for each in back(found).value] == given
    assert {each.pointer.rpartition("/")[2] for each in back(found).loss} == {"id", "field"}


def test_of_several_kinds_of_action_the_unknown_one_is_said_and_the_others_taken() -> None:
    found = read({**GOOD, "事项类型": "行政处罚；其他类;06"})
    assert found.items[0].actions == ("penalise", "inspect")
    assert [each.message["en"] for each in found.findings] == [
        "其他类 is no kind of action that is known here; — is taken"
    ]


def test_sheets_that_are_not_read_are_said() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.append(["事项名称"])
    made.active.append(["对随意倾倒垃圾的行政处罚"])
    made.create_sheet("溪口镇").append(["事项名称"])
    made.create_sheet("莼湖街道").append(["事项名称"])
    made.create_sheet("Sheet3")
    out = io.BytesIO()
    made.save(out)
    found = read_items(out.getvalue(), field="air")
    assert [each.message["en"] for each in found.findings] == ["only the first sheet is read, not 溪口镇, 莼湖街道"]


def test_rows_behind_a_line_that_cannot_be_told_apart_are_read() -> None:
    text = f"事项名称,备注\n甲,{'x' * 200_000}\n乙,y\n"
    found = read_items(text.encode(), field="air")
    assert ([each.code for each in found.findings], [each.label("zh") for each in found.items]) == (["EK825"], ["乙"])


def test_a_title_merged_over_all_columns_is_said_once() -> None:
    title = "甲市2025年行政处罚公示"
    header = ["处罚决定日期", "处罚类别", "处罚内容", "罚款金额"]
    data = book([[title, None, None, None], header, ["2025-03-12", "罚款；警告", "罚款300元；警告", 0.03]], "A1:D1")
    said = [each.message["en"] for each in read_decisions(data).findings if each.code == "EK826"]
    assert said == [f"a line above the header is not read: {title}"]
