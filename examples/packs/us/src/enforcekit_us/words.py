"""The words of this jurisdiction: its open and closed lists of codes, with Chinese and English labels."""

from __future__ import annotations

from typing import Final

from enforcekit.codes import Code, CodeList, code_list
from enforcekit.law.process import event_codes, fact_codes

from .procedures import CONDITIONS, PROCESSES, WORKFLOW

_ALL = (
    code_list(
        "level",
        "层级",
        "Level",
        (("national", "联邦", "federal"), ("state", "州", "state"), ("county", "县", "county")),
    ),
    code_list(
        "authority_kind",
        "机关类型",
        "Kind of body",
        (
            ("federal_agency", "联邦机关", "federal agency"),
            ("state_agency", "州机关", "state agency"),
            ("local_agency", "地方机关", "local agency"),
            ("advisory_board", "咨询委员会", "advisory board"),
        ),
    ),
    code_list(
        "delegation_mode",
        "授权方式",
        "Mode",
        (
            ("statutory", "法定", "by statute"),
            ("program_in_lieu", "州项目替代联邦项目", "state program in lieu of the federal program"),
            ("state_enforcement", "州执法，联邦保留", "enforcement of an authorized state program"),
            ("delegated_standards", "标准实施的委派", "delegation of standards"),
        ),
    ),
    code_list(
        "action_kind",
        "行为类型",
        "Kind of action",
        (
            ("inspect", "检查", "inspect"),
            ("permit", "许可", "permit"),
            ("order", "责令改正", "compliance order"),
            ("penalise", "民事处罚", "civil penalty"),
        ),
    ),
    code_list(
        "field",
        "领域",
        "Field",
        (("hazardous_waste", "危险废物", "hazardous waste"), ("air", "大气", "air")),
    ),
    code_list("penalty_kind", "处罚种类", "Kind of penalty", (("civil_penalty", "民事罚款", "civil penalty"),)),
    code_list(
        "instrument_kind",
        "文件类型",
        "Kind of instrument",
        (
            ("statute", "法律", "statute"),
            ("regulation", "法规", "regulation"),
            ("federal_register", "联邦公报公告", "Federal Register notice"),
            ("agreement", "协议备忘录", "memorandum of agreement"),
        ),
    ),
    code_list("party_kind", "当事人类型", "Kind of party", (("facility", "设施", "facility"),)),
    code_list("procedure_kind", "程序", "Procedure", (("administrative", "行政程序", "administrative proceeding"),)),
    code_list("case_origin", "案件来源", "Origin of a case", (("inspection", "检查", "inspection"),)),
    CodeList("event_kind", "事件", "Event of a case", event_codes(PROCESSES)),
    CodeList(
        "event_fact",
        "载明事项",
        "What is asserted of an event",
        (
            Code("state_notified", "已通知州", "the State was notified before"),
            Code("own_program", "本州项目", "the State acts under its own program"),
            *fact_codes(CONDITIONS),
        ),
    ),
    code_list(
        "request_kind",
        "请求类型",
        "Kind of request",
        (
            ("program_application", "申请授权州项目", "application for authorization of a state program"),
            ("program_withdrawal", "撤回授权", "withdrawal of authorization by the federal agency"),
            ("program_transfer", "自愿交还项目", "voluntary transfer of the program back"),
        ),
    ),
    CodeList("turn_kind", "事件", "Event of a request", event_codes(WORKFLOW.processes)),
    CodeList("turn_fact", "载明事项", "What is asserted of it", fact_codes(WORKFLOW.conditions)),
)
LISTS: Final = {each.name: each for each in _ALL}
