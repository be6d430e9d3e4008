"""Published penalty decisions (双公示): every row is a case or rejected with its reason, and what is odd is said."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from command import run
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcekit as ek
from enforcekit.exchange import Decisions, read_decisions, write_decisions
from enforcekit.exchange.bases import bases_of, cut_by_others, is_cut
from enforcekit.exchange.columns import ASKED, columns_of
from enforcekit.exchange.numerals import FEN_IN_WAN, chinese_integer, day_of, decimal, fen, stated
from enforcekit.law.lint import rule_id
from enforcekit.packs.cn import PACK
from enforcekit.wire import dump_document

SHARED = Path(__file__).parents[2] / "shared" / "data" / "cn_shenzhen_market_penalties_2022.csv"
TODAY = dt.date(2026, 1, 1)
GOOD = {
    "CF_XDR_MC": "示例百货商店",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_WSH": "甲市监罚〔2025〕7号",
    "CF_WFXW": "广告违法行为",
    "CF_SY": "发布虚假广告",
    "CF_YJ": "中华人民共和国广告法/第五章法律责任/第五十五条/第一款",
    "CF_CFLB": "罚款;没收违法所得",
    "CF_NR": "罚款8000元;没收违法所得120.5元",
    "CF_NR_FK": "0.8",
    "CF_NR_WFFF": "0.01205",
    "CF_JDRQ": "2025-03-12",
}


def row(**more: str | None) -> dict[str, str]:
    return {key: value for key, value in {**GOOD, **more}.items() if value is not None}


def read(*rows: Any, **more: Any) -> Decisions:
    return read_decisions(list(rows), **{"on": TODAY, **more})


def codes(found: Decisions) -> list[str]:
    return [each.code for each in found.findings]


def table(*rows: dict[str, str], separator: str = ",", names: dict[str, str] | None = None) -> str:
    out = io.StringIO()
    headers = list(dict.fromkeys(key for each in rows for key in each))
    lines = csv.writer(out, delimiter=separator)
    lines.writerow([(names or {}).get(each, each) for each in headers])
    lines.writerows([each.get(key, "") for key in headers] for each in rows)
    return out.getvalue()


def amounts(found: Decisions) -> list[tuple[str, int | None]]:
    (case,) = found.cases
    return [(each.kind, each.amount.amount if each.amount else None) for each in case.events[0].sanctions]


# A good row


def test_a_good_row_is_a_case_without_findings() -> None:
    found = read(row())
    assert codes(found) == []
    (case,) = found.cases
    assert amounts(found) == [("fine", 800_000), ("confiscate_illegal_gains", 12_050)]
    assert case.party_kind == "other_organisation"
    assert case.documents[0].number == "甲市监罚〔2025〕7号"
    assert case.events[0].kind == "decide"
    assert case.events[0].at == dt.datetime(2025, 3, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    (item,), (text,) = found.items, found.instruments
    assert (item.bases[0].article, item.bases[0].paragraph) == ("55", 1)
    assert (text.label("zh"), text.kind) == ("中华人民共和国广告法", "law")


def test_what_was_read_is_a_structure_that_can_be_saved_and_judged() -> None:
    found = read(row(), row(CF_WSH="甲市监罚〔2025〕8号", CF_XDR_LB="个体工商户"))
    world = found.structure()
    assert {rule_id(each.code) for each in ek.lint(world)} == {"X-11/fragment"}
    assert all(ek.validate(dump_document(each)).ok for each in world)


def test_the_cases_go_into_a_structure_of_the_callers() -> None:
    ningbo = ek.example("ningbo")
    found = read(row(), authority="xikou-town", place="330213100")
    assert found.authorities == found.places == ()
    (case,) = found.structure(*ningbo).all(ek.Case)[-1:]
    assert (case.authority, case.place) == ("xikou-town", "330213100")


def test_the_body_is_the_rows_own_where_it_names_one() -> None:
    found = read(row(CF_CFJG="甲市市场监督管理局", CF_CFJGDM="11330824597209498X"), row(CF_CFJG="乙市市场监督管理局"))
    assert [each.label("zh") for each in found.authorities] == ["甲市市场监督管理局", "乙市市场监督管理局"]
    assert "EK820" in codes(found), "a code that fails its check is said and not taken for a code"


# Nothing lost


def test_columns_that_mean_nothing_here_are_kept_as_they_stand() -> None:
    found = read(row(BZ="一个备注", 自定义列="x;y,z"))
    kept = found.cases[0].extensions["publicity"]
    assert (kept["BZ"], kept["自定义列"]) == ("一个备注", "x;y,z")
    assert {key: kept[key] for key in GOOD} == GOOD


def test_every_row_is_a_case_or_rejected_with_its_reason() -> None:
    found = read(row(), row(CF_JDRQ="16/05/2022"), "no row", row(CF_JDRQ=None))
    assert found.rows == 4 == len(found.cases) + len(found.rejected)
    assert [each.row for each in found.rejected] == [2, 3, 4]
    assert all(each.findings for each in found.rejected)
    assert found.rejected[0].cells == row(CF_JDRQ="16/05/2022")
    assert Counter(codes(found)) == {"EK803": 2, "EK825": 1}


def test_a_row_with_more_cells_than_the_header_keeps_them() -> None:
    text = table(row()).rstrip("\r\n") + ",left over\r\n"
    found = read_decisions(text.encode(), on=TODAY)
    assert codes(found) == ["EK804"]
    assert found.cases[0].extensions["publicity"]["…"] == "left over"


def test_columns_of_one_header_are_all_kept() -> None:
    text = "备注,备注,处罚决定日期,处罚类别\none,two,2025-03-12,警告\n"
    kept = read_decisions(text.encode(), on=TODAY).cases[0].extensions["publicity"]
    assert (kept["备注"], kept["备注#2"]) == ("one", "two")


def test_identity_numbers_are_not_kept() -> None:
    found = read(row(CF_XDR_ZJHM="11010519491231002X", CF_XDR_LB="自然人", CF_FR_ZJHM="110105********002X"))
    kept = found.cases[0].extensions["publicity"]
    assert kept["CF_XDR_ZJHM"] == "*" * 18
    assert kept["CF_FR_ZJHM"] == "110105********002X"
    assert codes(found) == ["EK821"]
    refused = read(row(CF_XDR_ZJHM="11010519491231002X", CF_JDRQ="?"))
    assert "11010519491231002X" not in json.dumps(refused.to_dict(), ensure_ascii=False)


# Tables


FULL_NAMES = {
    "CF_XDR_MC": "行政相对人名称",
    "CF_XDR_LB": "行政相对人类别 *",
    "CF_WSH": "行政处罚决定书文号",
    "CF_WFXW": "违法行为类型",
    "CF_SY": "违法事实",
    "CF_YJ": "处罚依据",
    "CF_CFLB": "处罚类别",
    "CF_NR": "处罚内容",
    "CF_NR_FK": "罚款金额（万元）",
    "CF_NR_WFFF": "没收违法所得、没收非法财物的金额（万元）",
    "CF_JDRQ": "处罚决定日期",
}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize("names", [{}, FULL_NAMES], ids=["codes", "full names"])
def test_a_table_says_the_same_in_every_dress(mark: bytes, separator: str, names: dict[str, str]) -> None:
    turned = dict(reversed(row().items()))
    found = read_decisions(mark + table(turned, separator=separator, names=names).encode(), on=TODAY)
    assert codes(found) == []
    assert amounts(found) == amounts(read(row()))
    assert found.items == read(row()).items


def test_json_rows_say_the_same_whatever_their_numbers_are() -> None:
    rows = [{**row(), "CF_NR_FK": 0.8, "CF_NR_WFFF": 0.01205}]
    found = read_decisions(json.dumps(rows, ensure_ascii=False).encode(), on=TODAY)
    assert amounts(found) == amounts(read(row()))
    assert amounts(read({**row(), "CF_NR_FK": Decimal("0.80"), "CF_JDRQ": dt.date(2025, 3, 12)})) == amounts(found)


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_table_that_is_not_utf8_is_refused_with_one_clear_finding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(table(row()).encode(encoding))
    found = read_decisions(path, on=TODAY)
    assert (found.rows, found.cases, len(found.findings)) == (0, (), 1)
    assert found.findings[0].file == str(path)
    if encoding == "gbk":
        assert "GBK" in found.findings[0].text("zh") + found.findings[0].text("en")


def test_another_table_is_refused_by_its_header() -> None:
    found = read_decisions(b"name,age\nx,3\n", on=TODAY)
    assert codes(found)[0] == "EK801"
    assert (found.rows, len(found.rejected)) == (1, 1)
    assert codes(read_decisions(b"", on=TODAY)) == ["EK801"]


def test_a_title_above_the_header_is_said_and_skipped() -> None:
    found = read_decisions(f"甲市行政处罚信息公示表\n\n{table(row())}".encode(), on=TODAY)
    assert [(each.code, each.line) for each in found.findings] == [("EK826", 1)]
    assert (found.rows, len(found.cases)) == (1, 1)


def test_a_cell_past_the_readers_limit_is_said() -> None:
    found = read_decisions(table(row(), row(CF_SY="x" * 200_000, CF_WSH="乙〔2025〕1号")).encode(), on=TODAY)
    assert (found.rows, len(found.cases), codes(found)) == (2, 1, ["EK825"])


@pytest.mark.parametrize("column", sorted(set(ASKED) - {"CF_JDRQ"}))
def test_a_missing_column_is_said_once_and_the_rows_are_read(column: str) -> None:
    rows = (row(**{column: None}), row(**{column: None, "CF_NR_FK": "0.9", "CF_NR": "罚款9000元;没收违法所得120.5元"}))
    found = read(*({key: value for key, value in each.items() if key != column} for each in rows))
    assert len(found.cases) == 2
    assert codes(found).count("EK802") == 1


def test_findings_name_file_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(table(row(CF_SY="two\nlines"), row(CF_NR_FK="abc", CF_WSH="甲〔2025〕2号")), encoding="utf-8")
    (finding,) = (each for each in read_decisions(path, on=TODAY).findings if each.code == "EK806")
    assert (finding.file, finding.line, finding.column) == (str(path), 4, 9)
    assert finding.pointer == "/2/CF_NR_FK"


def test_a_path_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(ek.MalformedText):
        read_decisions(tmp_path / "none.csv")


# Anomalies


@pytest.mark.parametrize(
    ("planted", "code"),
    [
        ({"CF_NR_FK": "0.000005", "CF_NR": "罚款0.05元;没收违法所得120.5元"}, "EK812"),
        ({"CF_JDRQ": "2025-10-01"}, "EK813"),
        ({"CF_JDRQ": "2025-03-15"}, "EK813"),
        ({"CF_YJ": "和国广告法/第五章法律责任/第五十五条"}, "EK815"),
        ({"CF_YJ": "中华人民共和国广/第五十五条"}, "EK815"),
        ({"CF_YJ": "依据《中华人民共和国广告"}, "EK815"),
        ({"CF_YJ": "法律责任/第五十五条"}, "EK815"),
        ({"CF_YJ": "中华人民共和国广告法/第五章"}, "EK816"),
        ({"CF_CFLB": "警告", "CF_NR": "警告"}, "EK809"),
        ({"CF_CFLB": "罚款;没收违法所得", "CF_NR_FK": "0"}, "EK809"),
        ({"CF_NR_WFFF": "0", "CF_NR": "罚款8000元;没收违法所得"}, "EK809"),
        ({"CF_NR_FK": "0.9"}, "EK808"),
        ({"CF_NR_WFFF": "0.5"}, "EK808"),
        ({"CF_JDRQ": "2026-01-05"}, "EK814"),
        ({"CF_XDR_LB": "外星人"}, "EK805"),
        ({"CF_CFLB": "罚款;没收违法所得;责令改正"}, "EK810"),
        ({"CF_CFLB": "罚款;没收违法所得;警告"}, "EK811"),
        ({"CF_NR_FK": "-0.8"}, "EK806"),
        ({"CF_NR_FK": "８千"}, "EK806"),
        ({"CF_NR_FK": "0.80000001"}, "EK807"),
        ({"CF_YJ": ""}, "EK817"),
        ({"CF_NR_FK": ""}, "EK817"),
        ({"CF_NR_WFFF": ""}, "EK817"),
        ({"CF_XDR_SHXYM": "91110000600037341X"}, "EK820"),
        ({"CF_GSJZQ": "2024-01-01"}, "EK822"),
        ({"CF_CFLB": "", "CF_NR": "", "CF_NR_FK": "", "CF_NR_WFFF": ""}, "EK823"),
        ({"备注": "标题在源文件中被截断"}, "EK815"),
    ],
)
def test_an_anomaly_comes_out_as_a_finding_in_both_languages(planted: dict[str, str], code: str) -> None:
    found = read(row(**planted))
    assert code in codes(found)
    assert len(found.cases) == 1
    for each in found.findings:
        assert set(each.message) == {"en", "zh"} == set(each.cure)
        assert not re.search("[{]|datetime", each.text("zh") + each.text("en"))
        assert each.pointer.startswith("/1")


def test_a_fine_that_fits_the_spot_is_doubted_and_one_decided_there_is_not() -> None:
    small = {"CF_CFLB": "罚款", "CF_NR": "罚款3000元", "CF_NR_FK": "0.3", "CF_NR_WFFF": ""}
    assert codes(read(row(**small))) == ["EK819"]
    on_the_spot = read(row(**small, 处罚程序="简易程序"))
    assert codes(on_the_spot) == []
    assert on_the_spot.cases[0].events[0].kind == "decide_on_spot"
    above = row(**{**small, "CF_NR_FK": "0.3001", "CF_NR": "罚款3001元"})
    assert codes(read(above)) == []
    old = row(**{**small, "CF_JDRQ": "2021-07-14"})
    assert codes(read(old)) == [], "the ceiling of the day: 1,000 yuan until 2021-07-14"


def test_a_decision_number_stands_once() -> None:
    other = row(CF_WSH="甲市监罚[2025] 7号", CF_SY="另一行为")
    found = read(row(), other)
    assert codes(found) == ["EK818"]
    assert len(found.cases) == 2
    assert len({each.id for each in found.cases}) == 2
    bare = row(CF_WSH="")
    assert codes(read(bare, bare)).count("EK818") == 1, "without a number the whole row counts"


def test_a_title_is_shown_to_be_cut_by_the_whole_one_in_another_row() -> None:
    found = read(
        row(CF_YJ="甲经济特区产品质量管理条例/第五十七条"),
        row(CF_WSH="甲〔2025〕8号", CF_YJ="济特区产品质量管理条例/第五十七条"),
    )
    assert [(each.code, each.pointer) for each in found.findings] == [("EK815", "/2/CF_YJ")]


def test_what_no_record_can_hold_is_rejected_with_its_reason() -> None:
    found = read(row(), prefix="溪口")
    assert (codes(found), found.cases, len(found.rejected)) == (["EK824"], (), 1)


# Amounts


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("0.00675", 6_750),
        ("3.472365", 3_472_365),
        ("16.28", 16_280_000),
        ("7.5E-04", 750),
        ("1,200.5", 1_200_500_000),
        ("0.8万元", 800_000),
        ("8000元", 800_000),
        ("９", 9_000_000),
    ],
)
def test_ten_thousands_of_yuan_become_fen_exactly(cell: str, found: int) -> None:
    assert ("fine", found) in amounts(read(row(CF_NR_FK=cell, CF_NR="")))


@pytest.mark.parametrize("nothing", ["-", "/", "——", "无", "null"])
def test_a_sign_for_nothing_in_a_column_of_amounts_or_codes_is_a_blank(nothing: str) -> None:
    plain = {"CF_CFLB": "通报批评", "CF_NR": "通报批评"}
    found = read(row(**plain, CF_NR_FK=nothing, CF_NR_WFFF=nothing, CF_XDR_SHXYM=nothing))
    assert [each.kind for each in found.cases[0].events[0].sanctions] == ["criticism_notice"]
    assert not found.findings


@pytest.mark.parametrize("cell", ["￥1500元", "¥1500.00元", "人民币1500元整"])
def test_a_sum_may_carry_the_sign_of_its_currency(cell: str) -> None:
    found = read(row(CF_CFLB="罚款", CF_NR="罚款1500元", CF_NR_FK=cell, CF_NR_WFFF=""))
    assert [each.amount for each in found.cases[0].events[0].sanctions] == [ek.Money(amount=150_000)]


def test_another_penalty_may_be_named_behind_the_word_other_and_an_order_to_correct_is_none() -> None:
    def kinds(cell: str) -> list[str]:
        found = read(row(CF_CFLB=cell, CF_NR="", CF_NR_FK="", CF_NR_WFFF=""))
        return [each.kind for each in found.cases[0].events[0].sanctions]

    assert kinds("其他-收缴物品") == kinds("其他（收缴物品）") == ["other"]
    assert kinds("其他-责令改正") == []


def test_a_day_in_chinese_characters_is_read() -> None:
    days = ("二〇二二年五月十六日", "二○二二年十二月三十一日", "二零二二年二月二十九日", "五月十六日")
    assert [str(day_of(each)) for each in days] == ["2022-05-16", "2022-12-31", "None", "None"]


def test_a_column_in_yuan_is_read_in_yuan() -> None:
    cells = {("罚款金额（元）" if key == "CF_NR_FK" else key): value for key, value in row(CF_NR_FK="8000").items()}
    assert codes(read(cells)) == []


@given(st.integers(0, 10**13))
def test_every_whole_number_of_fen_survives_the_unit(amount: int) -> None:
    written = decimal(f"{Decimal(amount).scaleb(-6):f}")
    assert written is not None
    assert fen(written, FEN_IN_WAN) == amount


@pytest.mark.parametrize(
    ("text", "fined", "taken"),
    [
        ("罚款300元", 30_000, None),
        ("警告;没收违法所得;没收非法财物;罚款48153元", 4_815_300, None),
        ("没收违法所得98元并处罚款500元", 50_000, 9_800),
        ("处以人民币叁仟伍佰元整的罚款", 350_000, None),
        ("罚款人民币34,723.65元", 3_472_365, None),
        ("处1.5万元罚款，没收非法财物", 1_500_000, None),
        ("罚款一万五千元", 1_500_000, None),
        ("对货值100元的物品处5倍罚款500元", 50_000, None),
        ("罚款五元五角", 550, None),
        ("罚款1000元；罚款500元", 150_000, None),
        ("责令改正", None, None),
        ("", None, None),
    ],
)
def test_sums_in_a_text_are_found(text: str, fined: int | None, taken: int | None) -> None:
    assert stated(text) == (fined, taken)


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")

    def section(value: int) -> str:
        text = "".join(
            digits[int(digit)] + (units[len(str(value)) - at - 1] if digit != "0" else "")
            for at, digit in enumerate(str(value))
        )
        while "零零" in text:
            text = text.replace("零零", "零")
        return text.rstrip("零")

    high, low = divmod(number, 10_000)
    between = "零" if high and low and low < 1000 else ""
    text = (section(high) + "万" if high else "") + (between + section(low) if low else "")
    assert chinese_integer(text) == number


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    stated(text)
    bases_of(text)
    day_of(text)
    decimal(text)
    columns_of([text])
    found = read(row(CF_NR=text, CF_CFLB=text, CF_YJ=text, CF_XDR_MC=text, CF_WSH=text), row(CF_JDRQ=text))
    assert found.rows == len(found.cases) + len(found.rejected) == 2


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    found = read_decisions(data, on=TODAY)
    assert found.rows == len(found.cases) + len(found.rejected)


# Legal bases


def test_bases_of_sentences_and_paths() -> None:
    found = bases_of("《医疗器械监督管理条例》（2017修正）第六十六条第一款第（二）项；计量条例/第四十二条之一")
    assert [(each.article, each.paragraph, each.point) for each in found] == [("66", 1, 2), ("42-1", None, None)]
    assert not any(each.cut for each in found)
    assert bases_of("食品安全法第124条") == bases_of("食品安全法/第一百二十四条")


@pytest.mark.parametrize(
    "title", ["中华人民共和国民法典", "食品经营许可管理办法(2017修正)", "甲市药品零售若干规定", "刑法"]
)
def test_a_whole_title_is_not_doubted(title: str) -> None:
    assert not is_cut(title)
    assert title not in cut_by_others([title, f"中华人民共和国{title}", "中华人民共和国广告法"])


# The command line


def test_the_command_line_reads_a_table(tmp_path: Path) -> None:
    path, out = tmp_path / "feed.csv", tmp_path / "records.ndjson"
    path.write_text(table(row(), row(CF_JDRQ="?")), encoding="utf-8")
    result = run("exchange", "read-decisions", str(path), "--on", "2026-01-01", "--lang", "en", "--out", str(out))
    assert result.code == 1
    assert "EK803" in result.out
    assert result.err == "2 rows, 1 case, 1 rejected, 1 finding\n"
    assert len(ek.load(out).all(ek.Case)) == 1
    told = json.loads(run("exchange", "read-decisions", str(path), "--on", "2026-01-01", "--format", "json").out)
    assert (told["rows"], told["cases"], told["rejected"][0]["row"]) == (2, 1, 2)
    assert json.loads(run("exchange", "read-decisions", str(path), "--format", "sarif").out)["version"] == "2.1.0"
    path.write_text(table(row()), encoding="utf-8")
    assert run("exchange", "read-decisions", str(path), "--on", "2026-01-01").code == 0


# Real decisions


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")
def test_the_eighty_real_decisions_are_cases_and_their_oddities_are_found() -> None:
    found = read_decisions(SHARED, on=TODAY)
    assert (found.rows, len(found.cases), found.rejected) == (80, 80, ())
    with SHARED.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for case, cells in zip(found.cases, rows, strict=True):
        kept = case.extensions["publicity"]
        assert kept == {key: value.strip() for key, value in cells.items() if value.strip()}
        told = {each.kind: each.amount.amount if each.amount else 0 for each in case.events[0].sanctions}
        assert told.get("fine", 0) == Decimal(cells["CF_NR_FK"]) * FEN_IN_WAN
        confiscated = sum(amount for kind, amount in told.items() if kind.startswith("confiscate"))
        assert confiscated == Decimal(cells["CF_NR_WFFF"]) * FEN_IN_WAN
        assert len(told) == len(cells["CF_CFLB"].split(";"))
    by_code = Counter(codes(found))
    assert by_code["EK802"] == 1, "the decision numbers were taken out"
    assert by_code["EK812"] == 2, "two fines of 7.50 yuan"
    assert by_code["EK816"] == 2, "two bases end at a chapter or a section"
    assert by_code["EK815"] == 1, "a title that was cut off in the source"
    assert not {"EK805", "EK806", "EK807", "EK808", "EK809", "EK810", "EK811"} & set(by_code)
    assert {rule_id(each.code) for each in ek.lint(found.structure())} == {"X-11/fragment"}


# Back into the feed


def back(found: Decisions, *cases: ek.Case) -> Any:
    return write_decisions(cases or found.cases, found.structure())


def test_a_row_comes_back_as_it_was_written() -> None:
    rows = [row(备注="样例", CF_YXQ="2028-03-12", CF_NR_FK="0.800"), row(CF_WSH="甲市监罚〔2025〕8号", CF_SY="=1+1")]
    assert back(read(*rows)).value == tuple(rows)


def test_what_the_case_says_by_now_goes_before_what_was_written() -> None:
    found = read(row(备注="样例"))
    (case,) = found.cases
    (fined, taken) = case.events[0].sanctions
    less = attrs.evolve(fined, amount=ek.Money(amount=6750))
    changed = attrs.evolve(case, events=[attrs.evolve(case.events[0], sanctions=[less, taken])])
    (written,) = back(found, changed).value
    assert written == {**row(备注="样例"), "CF_NR": "罚款67.5元;没收违法所得120.5元", "CF_NR_FK": "0.00675"}


def test_a_case_of_ours_becomes_a_row_and_the_loss_names_the_rest() -> None:
    ningbo = ek.example("ningbo")
    case = next(each for each in ningbo.all(ek.Case) if any(e.kind == "decide" for e in each.events))
    made = write_decisions([case], ningbo)
    (written,) = made.value
    assert written["CF_CFJG"] == ningbo[case.authority].label("zh")
    assert set(ASKED) <= set(written) | {"CF_WSH"}
    again = read_decisions(list(made.value), on=TODAY)
    decided = next(each for each in reversed(case.events) if each.kind == "decide")
    assert amounts(again) == [(e.kind, e.amount.amount if e.amount else None) for e in decided.sanctions]
    lost = {each.pointer for each in made.loss}
    assert f"/{case.id}/id" in lost
    assert all(f"/{case.id}/events/{n}/kind" in lost for n, e in enumerate(case.events) if e is not decided)


def test_a_case_without_a_decision_is_named_whole() -> None:
    found = read(row())
    made = back(found, attrs.evolve(found.cases[0], events=[]))
    assert made.value == ()
    assert [each.code for each in made.loss] == ["EK830"]


@given(st.integers(1, 2**53 - 1))
@settings(max_examples=50)
def test_every_fine_goes_into_the_feed_and_back_exactly(amount: int) -> None:
    found = read(row(CF_NR="", CF_NR_FK=format(Decimal(amount) / FEN_IN_WAN, "f"), CF_NR_WFFF=None, CF_CFLB="罚款"))
    case = attrs.evolve(found.cases[0], extensions={})
    assert amounts(read(*back(found, case).value)) == [("fine", amount)]


def test_the_eighty_real_decisions_come_back_whole(shared: Path) -> None:
    source = shared / "data" / SHARED.name
    with source.open(encoding="utf-8", newline="") as file:
        given = [{key: cell.strip() for key, cell in each.items() if cell.strip()} for each in csv.DictReader(file)]
    found = read_decisions(source, on=TODAY)
    made = back(found)
    assert len(made.value) == len(given) == 80
    named = {each.pointer for each in (*made.loss, *found.findings) if each.code in ("EK821", "EK830", "EK831")}
    gone = [
        f"/{number}/{key}"
        for number, (before, after) in enumerate(zip(given, made.value, strict=True), 1)
        for key, cell in before.items()
        if after.get(key) != cell
    ]
    assert gone == [each for each in gone if each in named] == []
    # Back once more: the cases of the rows written are those of the rows read.
    again = read_decisions(list(made.value), on=TODAY)
    assert [(e.events, e.items, e.party_kind, e.documents) for e in again.cases] == [
        (e.events, e.items, e.party_kind, e.documents) for e in found.cases
    ]
    # Without the kept rows, what the records themselves say survives; the loss names the rest.
    bare = [attrs.evolve(each, extensions={}) for each in found.cases]
    told = read_decisions(list(write_decisions(bare, found.structure()).value), on=TODAY)
    for mine, theirs in zip(bare, told.cases, strict=True):
        assert [(e.at.date(), e.sanctions) for e in mine.events] == [(e.at.date(), e.sanctions) for e in theirs.events]


@pytest.mark.parametrize("mark", [";", "；", "、", " / ", "；; "])
def test_kinds_are_told_apart_by_whatever_stands_between_them(mark: str) -> None:
    found = read(row(CF_CFLB=f"罚款{mark}没收违法所得"))
    assert (codes(found), [kind for kind, _ in amounts(found)]) == ([], ["fine", "confiscate_illegal_gains"])


def test_every_kind_of_penalty_goes_into_the_feed_and_back() -> None:
    kinds = PACK.vocabulary.lists["penalty_kind"].codes
    found = read(row())
    decided = attrs.evolve(found.cases[0].events[0], sanctions=[ek.Sanction(kind=each.code) for each in kinds])
    made = back(found, attrs.evolve(found.cases[0], events=[decided], extensions={}))
    assert [kind for kind, _ in amounts(read(*made.value))] == [each.code for each in kinds]
    assert not [each for each in made.loss if "sanctions" in each.pointer]


@pytest.mark.parametrize(
    ("header", "cell", "lower"),
    [("罚款金额（元）", "8000", "67.5"), ("罚款金额(万元)", "0.8", "0.00675"), ("CF_NR_FK", "8000元", "0.00675")],
)
def test_an_amount_goes_back_in_the_unit_of_its_column(header: str, cell: str, lower: str) -> None:
    given = {**row(CF_NR_FK=None, CF_NR="按决定书", CF_CFLB="罚款", CF_NR_WFFF=None), header: cell}
    found = read(given)
    assert (amounts(found), back(found).value) == ([("fine", 800_000)], (given,))
    less = ek.Sanction(kind="fine", amount=ek.Money(amount=6750))
    changed = attrs.evolve(found.cases[0], events=[attrs.evolve(found.cases[0].events[0], sanctions=[less])])
    (written,) = back(found, changed).value
    assert written[header] == lower
    assert amounts(read(written)) == [("fine", 6750)]


def test_of_two_numbered_decisions_the_feed_has_one_and_the_loss_names_the_other() -> None:
    found = read(row())
    (paper,) = found.cases[0].documents
    other = attrs.evolve(paper, number="甲市监罚〔2025〕6号")
    made = back(found, attrs.evolve(found.cases[0], documents=[other, paper], extensions={}))
    assert made.value[0]["CF_WSH"] == paper.number
    assert [each.message["en"].rpartition(": ")[2] for each in made.loss if each.pointer.endswith("/number")] == [
        other.number
    ]


def test_of_columns_that_mean_the_same_the_first_that_is_filled_is_it() -> None:
    rows = [row(), {**row(CF_CFLB=None, CF_WSH="甲市监罚〔2025〕8号"), "处罚类别": "罚款；没收违法所得"}]
    found = read(*rows)
    assert (codes(found), {len(each.events[0].sanctions) for each in found.cases}) == ([], {2})
    assert back(found).value == tuple(rows)
    both = read({**rows[1], "CF_CFLB": "", "处罚种类": "警告"})
    assert back(both).value == ({**rows[1], "处罚种类": "警告"},)
    text = table(*rows)
    assert read_decisions(text.encode(), on=TODAY).cases == found.cases


def test_no_cell_is_lost_behind_the_header_of_another() -> None:
    text = "CF_JDRQ,备注,备注#3,备注,…\n2025-03-12,a,b,c,d,e,f\n"
    found = read_decisions(text.encode(), on=TODAY)
    assert sorted(found.cases[0].extensions["publicity"].values()) == ["2025-03-12", "a", "b", "c", "d", "e; f"]


def test_a_second_column_of_identity_numbers_is_masked_too() -> None:
    found = read({**row(), "CF_XDR_ZJHM": "330102199001011234", "证件号码": "330102199001011235"})
    assert codes(found) == ["EK821", "EK821"]
    assert "19900101" not in repr(found)
    text = "CF_JDRQ,证件号码,证件号码\n2025-03-12,330102199001011234,330102199001011235\n"
    assert "19900101" not in repr(read_decisions(text.encode(), on=TODAY))


def test_a_procedure_that_is_not_known_is_said() -> None:
    found = read(row(CF_CFCX="快速办理"))
    assert (codes(found), found.cases[0].procedure) == (["EK853"], "ordinary")


def test_an_identity_number_in_the_place_of_a_credit_code_is_not_kept() -> None:
    found = read(row(CF_XDR_SHXYM="11010519491231002X", CF_XDR_LB="自然人"))
    assert "EK821" in codes(found)
    assert "19491231" not in repr(found)
    good = "91110000600037341L"
    assert read(row(CF_XDR_SHXYM=good)).cases[0].extensions["publicity"]["CF_XDR_SHXYM"] == good


def test_one_code_under_two_names_makes_two_parties_and_each_row_goes_back_as_it_was() -> None:
    code = "91110000600037341L"
    rows = [row(CF_XDR_SHXYM=code), row(CF_XDR_SHXYM=code, CF_XDR_MC="示例百货", CF_WSH="甲市监罚〔2025〕8号")]
    found = read(*rows, *({**each, "CF_WSH": f"乙{n}号"} for n, each in enumerate(rows)))
    assert sorted(each.label("zh") for each in found.parties) == ["示例百货", "示例百货商店"]
    assert back(found).value[:2] == tuple(rows)
    assert "EK206" in {each.code for each in found.structure().findings}
