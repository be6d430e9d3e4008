"""Records of “internet + regulation”: penalties, compulsion, checks; there and back, losses and gaps named."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import attrs
import casework
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcekit as ek
from enforcekit.exchange.regulation import Regulated, read_compulsion, read_inspections, read_penalties
from enforcekit.exchange.regulation_fields import AS_DECISION, NUMBER, REQUIRED
from enforcekit.exchange.regulation_write import write_compulsion, write_inspections, write_penalties
from enforcekit.packs.cn import PACK

PENALTY = {
    "监管事项目录编码": "33012345678901",
    "处罚行为名称": "广告违法行为",
    "处罚行为编号": "CF-2025-7",
    "实施机构": "甲市市场监督管理局",
    "检查行为编号": "JC-2025-1",
    "行政相对人": "示例百货商店",
    "行政相对人性质": "法人及非法人组织",
    "违法事实": "发布虚假广告",
    "处罚依据": "中华人民共和国广告法/第五十五条/第一款",
    "处罚程序": "一般程序",
    "是否听证": "是",
    "听证日期": "2025-03-05",
    "立案时间": "2025-02-01",
    "法制审核日期": "2025-03-07",
    "是否涉刑": "否",
    "处罚文书号": "甲市监罚〔2025〕7号",
    "处罚决定日期": "2025-03-12",
    "处罚种类": "罚款;没收违法所得",
    "罚款金额": "8000.00",
    "处罚结果": "罚款8000元;没收违法所得120.5元",
    "行政复议": "未申请",
    "不予行政处罚": "否",
    "结案日期": "2025-04-01",
    "结案实缴罚款": "8000",
    "报送时间": "2025-04-02",
}
CHECK = {
    "监管事项目录编码": "33012345678901",
    "检查行为名称": "广告监督检查",
    "检查行为编号": "JC-2025-1",
    "实施机构": "甲市市场监督管理局",
    "监管对象": "示例百货商店",
    "行政相对人": "示例百货商店",
    "检查形式": "双随机",
    "检查类别": "日常检查",
    "检查结果": "发现问题待后续处理",
    "检查时间": "2025-01-20",
    "检查人员": "甲;乙",
    "执法证号": "33020001;33020002",
}
MEASURE = {
    "强制行为名称": "扣押涉嫌违法物品",
    "强制行为编号": "QZ-2025-1",
    "强制决定书号": "甲市监强〔2025〕1号",
    "行政强制种类": "行政强制措施",
    "措施类型": "扣押财物",
    "开始时间": "2025-02-03",
    "结束时间": "2025-03-04",
    "延长期限": "2025-04-03",
}
KINDS = [
    pytest.param(PENALTY, read_penalties, write_penalties, id="penalty"),
    pytest.param(CHECK, read_inspections, write_inspections, id="check"),
    pytest.param(MEASURE, read_compulsion, write_compulsion, id="compulsion"),
]


def codes(found: Regulated) -> list[str]:
    return [each.code for each in found.findings]


@pytest.mark.parametrize(("row", "read", "write"), KINDS)
def test_a_record_comes_back_as_it_was_written(row: dict[str, str], read: Any, write: Any) -> None:
    found = read([row])
    assert codes(found) == []
    assert found.structure().findings == () or all(f.severity == "warning" for f in found.structure().findings)
    made = write(found.found, found.structure())
    assert made.value == (row,)
    lost = {each.pointer.split("/")[2] for each in made.loss if each.code != "EK817"}
    assert lost <= {"place", "layer"}


@pytest.mark.parametrize(("row", "read", "write"), KINDS)
def test_a_record_that_the_library_makes_says_what_its_case_says(row: dict[str, str], read: Any, write: Any) -> None:
    found = read([row])
    bare = attrs.evolve(found.found[0], extensions={})
    (made,) = write([bare], found.structure()).value
    again = read([made]).found[0]
    # Ids of bodies and items are made of their words, of which the record carries the names alone.
    shared = {"items": bare.items, "authority": bare.authority}
    assert attrs.evolve(again, extensions={}, id=bare.id, **shared) == bare


def test_a_penalty_is_a_case_with_the_events_it_names() -> None:
    found = read_penalties([PENALTY])
    case = found.found[0]
    assert isinstance(case, ek.Case)
    assert (case.id, case.clue) == ("CF-2025-7", "JC-2025-1")
    assert [each.kind for each in case.events] == ["file", "hold_hearing", "legal_review", "decide", "pay", "close"]
    decided = case.events[3]
    assert [(each.kind, each.amount.amount if each.amount else None) for each in decided.sanctions] == [
        ("fine", 800_000),
        ("confiscate_illegal_gains", 12_050),
    ]
    item = found.structure().all(ek.Item)[0]
    assert item.code == ek.Identifier(scheme="supervision_item", value="33012345678901")


def test_no_penalty_is_a_decision_too() -> None:
    found = read_penalties(
        [{**PENALTY, "不予行政处罚": True, "罚款金额": None, "处罚种类": "", "处罚结果": "不予处罚"}]
    )
    case = found.found[0]
    assert isinstance(case, ek.Case)
    (decided,) = [each for each in case.events if each.kind.startswith("decide")]
    assert (decided.kind, decided.sanctions) == ("decide_no_penalty", ())


def test_a_check_names_its_officers_and_their_certificates() -> None:
    found = read_inspections([{**CHECK, "检查人员": ["甲", "乙"], "执法证号": ["33020001", "33020002"]}])
    officers = {each.label("zh"): each.certificates[0].number for each in found.structure().all(ek.Officer)}
    assert officers == {"甲": "33020001", "乙": "33020002"}


def test_what_the_case_says_by_now_goes_before_what_was_written() -> None:
    found = read_penalties([PENALTY])
    case = found.found[0]
    assert isinstance(case, ek.Case)
    less = attrs.evolve(case.events[3].sanctions[0], amount=ek.Money(amount=100_050))
    events = (*case.events[:3], attrs.evolve(case.events[3], sanctions=[less]), *case.events[4:])
    (row,) = write_penalties([attrs.evolve(case, events=events)], found.structure()).value
    assert row == {**PENALTY, "罚款金额": "1000.5", "处罚种类": "罚款", "处罚结果": "罚款1000.5元"}


def test_fields_that_may_not_be_empty_are_named() -> None:
    made = write_penalties([casework.HEARD], casework.structure(casework.HEARD))
    empty = {each.pointer.rpartition("/")[2] for each in made.loss if each.code == "EK817"}
    assert {"行政复议", "行政区划", "检查行为编号"} <= empty
    assert not empty & set(made.value[0])
    assert (
        set(AS_DECISION) - {"行政相对人", "行政相对人编码", "处罚文书号", "实施机构编码", "违法事实"}
        <= set(made.value[0]) | empty
    )
    assert len(REQUIRED) == 3


def test_what_has_no_record_is_named_whole() -> None:
    structure = casework.structure(casework.HEARD)
    assert [each.code for each in write_compulsion([casework.HEARD], structure).loss] == ["EK830"]
    assert write_compulsion([casework.MEASURED], structure).value[0]["开始时间"]


@pytest.mark.parametrize(
    ("read", "row", "code"),
    [
        (read_penalties, {**PENALTY, "处罚决定日期": "soon"}, "EK860"),
        (read_compulsion, {}, "EK860"),
        (read_inspections, {**CHECK, "行政相对人": "", "监管对象": ""}, "EK862"),
        (read_penalties, {**PENALTY, "结案日期": "2025-01-01"}, "EK861"),
    ],
)
def test_what_is_odd_is_a_finding(read: Any, row: dict[str, str], code: str) -> None:
    found = read([PENALTY if read is read_penalties else row, row])
    assert code in codes(found)
    assert len(found.found) + len(found.rejected) == 2


@given(st.dictionaries(st.sampled_from(sorted({*PENALTY, *CHECK, *MEASURE})), st.text(max_size=6) | st.none()))
@settings(max_examples=50, deadline=None)
def test_no_row_makes_a_reader_fail(row: dict[str, Any]) -> None:
    for read in (read_penalties, read_compulsion, read_inspections):
        found = read([{**row, "处罚决定日期": "2025-03-12", "开始时间": "2025-03-12", "检查时间": "2025-03-12"}])
        assert len(found.found) + len(found.rejected) == 1


def test_the_real_decisions_are_records_and_come_back(shared: Path) -> None:
    with (shared / "data" / "cn_shenzhen_market_penalties_2022.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    back = {code: field for field, code in AS_DECISION.items()}
    given_rows = [
        {"处罚行为编号": f"R-{n}", **{back[code]: cell for code, cell in row.items() if code in back and cell.strip()}}
        for n, row in enumerate(rows, 1)
    ]
    found = read_penalties(given_rows)
    assert (len(found.found), found.rejected) == (80, ())
    assert list(write_penalties(found.found, found.structure()).value) == given_rows


@pytest.mark.parametrize("row", [7, None, "x", [PENALTY]])
@pytest.mark.parametrize("read", [read_penalties, read_compulsion, read_inspections])
def test_what_is_no_row_is_rejected_with_its_reason(read: Any, row: Any) -> None:
    found = read([row])
    assert (codes(found), found.found) == (["EK825"], ())
    assert found.rejected[0].findings == found.findings


@pytest.mark.parametrize(
    ("read", "row", "field", "code"),
    [
        (read_penalties, {**PENALTY, "立案时间": "soon"}, "立案时间", "EK863"),
        (read_compulsion, {**MEASURE, "延长期限": "30天"}, "延长期限", "EK863"),
        (read_penalties, {**PENALTY, "听证日期": ""}, "是否听证", "EK864"),
        (read_penalties, {**PENALTY, "结案日期": ""}, "结案实缴罚款", "EK864"),
        (read_penalties, {**PENALTY, "结案实缴罚款": "eight"}, "结案实缴罚款", "EK806"),
        (read_penalties, {**PENALTY, "罚款金额": "8000.001"}, "罚款金额", "EK807"),
        (read_penalties, {**PENALTY, "处罚种类": "罚款；没收违法所得；罚钱"}, "处罚种类", "EK810"),
        (read_penalties, {**PENALTY, "行政相对人性质": "外星人"}, "行政相对人性质", "EK805"),
        (read_penalties, {**PENALTY, "监管事项目录编码": "33 01"}, "监管事项目录编码", "EK852"),
        (read_inspections, {**CHECK, "检查类别": "随便看看"}, "检查类别", "EK853"),
        (read_inspections, {**CHECK, "检查方式": "飞检"}, "检查方式", "EK853"),
        (read_inspections, {**CHECK, "检查结果": "未发现问题；还行"}, "检查结果", "EK853"),
    ],
)
def test_what_is_not_taken_over_or_guessed_is_said_of_its_field(
    read: Any, row: dict[str, str], field: str, code: str
) -> None:
    found = read([row])
    assert (code, f"/1/{field}") in {(each.code, each.pointer) for each in found.findings}
    assert len(found.found) == 1


def test_a_number_that_stands_twice_makes_two_records() -> None:
    found = read_penalties([PENALTY, PENALTY])
    assert codes(found) == ["EK818"]
    assert [each.id for each in found.found] == ["CF-2025-7", "penalty-2"]
    assert found.structure()["penalty-2"]


def test_acts_of_one_name_under_two_codes_are_two_items() -> None:
    other = {**PENALTY, "处罚行为编号": "CF-2025-8", "监管事项目录编码": "33012345678902"}
    found = read_penalties([PENALTY, other])
    bare = [attrs.evolve(each, extensions={}) for each in found.found]
    made = write_penalties(bare, found.structure()).value
    assert [each["监管事项目录编码"] for each in made] == ["33012345678901", "33012345678902"]


def test_an_officer_without_a_certificate_is_given_no_other_ones() -> None:
    found = read_inspections([{**CHECK, "检查人员": "甲；乙", "执法证号": "；33020002"}])
    bare = attrs.evolve(found.found[0], extensions={})
    (made,) = write_inspections([bare], found.structure()).value
    assert (made["检查人员"], made["执法证号"], made["行政相对人性质"]) == ("甲;乙", ";33020002", "法人及非法人组织")
    officers = read_inspections([made]).structure().all(ek.Officer)
    assert [[each.number for each in one.certificates] for one in officers] == [[], ["33020002"]]


def test_several_results_of_a_check_are_all_taken() -> None:
    labels = [each.zh for each in PACK.vocabulary.lists["inspection_result"].codes]
    found = read_inspections([{**CHECK, "检查结果": ";".join(labels)}])
    (check,) = found.structure().all(ek.Inspection)
    assert codes(found) == []
    assert check.result is not None
    assert len(check.result.outcomes) == len(labels)


def test_the_field_of_enforcement_is_the_callers_to_say() -> None:
    for row, read, _ in (each.values for each in KINDS):
        assert {each.field for each in read([row], field="fire_safety").structure().all(ek.Item)} == {"fire_safety"}


def test_papers_of_a_case_are_told_apart_in_the_loss() -> None:
    found = read_penalties([PENALTY])
    case = found.found[0]
    assert isinstance(case, ek.Case)
    (paper,) = case.documents
    other = attrs.evolve(paper, form="evidence_list", number="X-1")
    made = write_penalties([attrs.evolve(case, documents=[other, paper])], found.structure())
    assert {each.pointer for each in made.loss if "documents" in each.pointer} == {
        f"/{case.id}/documents/evidence_list#1/{field}" for field in ("form", "number", "issued_on")
    }


@pytest.mark.parametrize(("row", "read", "write"), KINDS)
@pytest.mark.parametrize("number", ["", "甲〔2025〕1号", "X-1"])
def test_the_number_of_a_record_goes_back_as_it_was_written(
    row: dict[str, str], read: Any, write: Any, number: str
) -> None:
    field = next(each for each in row if each in NUMBER.values() and (each != "检查行为编号" or row is CHECK))
    given = {key: cell for key, cell in {**row, field: number}.items() if cell}
    found = read([given, given])
    assert write(found.found, found.structure()).value == (given, given)


def test_a_code_of_the_wrong_length_stays_in_the_row_and_is_said() -> None:
    found = read_penalties([{**PENALTY, "监管事项目录编码": "3301234567890"}])
    assert [(each.code, each.pointer) for each in found.findings] == [("EK852", "/1/监管事项目录编码")]
    assert found.structure().all(ek.Item)[0].code is None


def test_an_identity_number_in_the_place_of_a_code_is_not_kept() -> None:
    found = read_penalties([{**PENALTY, "行政相对人编码": "11010519491231002X"}])
    assert ("EK821", "/1/行政相对人编码") in {(each.code, each.pointer) for each in found.findings}
    assert "19491231" not in repr(found)
