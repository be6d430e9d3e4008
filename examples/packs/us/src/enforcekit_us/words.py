"""The words of this jurisdiction: its open and closed lists of codes, with Chinese and English labels."""

from __future__ import annotations

from typing import Final

from enforcekit.codes import code_list

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
    code_list(
        "event_kind",
        "事件",
        "Event of a case",
        (
            ("issue_order", "发出责令改正令", "issue a compliance order"),
            ("request_hearing", "申请听证", "request a hearing"),
            ("decide_after_hearing", "听证后裁决", "decide after the hearing"),
            ("become_final", "命令生效", "the order becomes final"),
            ("comply", "履行", "comply"),
        ),
    ),
    code_list(
        "event_fact",
        "载明事项",
        "What is asserted of an event",
        (
            ("state_notified", "已通知州", "the State was notified before"),
            ("own_program", "本州项目", "the State acts under its own program"),
            ("reasonably_specific", "载明违法性质", "states the violation with reasonable specificity"),
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
    code_list(
        "turn_kind",
        "事件",
        "Event of a request",
        (
            ("apply", "提出申请", "apply"),
            ("give_notice", "公告意向", "give notice of what is expected"),
            ("authorize", "授权", "authorize"),
            ("deny", "不予授权", "deny"),
            ("order_proceeding", "启动撤回程序", "order the proceeding"),
            ("hold_hearing", "公开听证", "hold the public hearing"),
            ("determine", "认定并通知州", "determine, and notify the State"),
            ("correct", "州已纠正", "the State has corrected"),
            ("withdraw_authorization", "撤回授权", "withdraw the authorization"),
            ("give_transfer_notice", "通知交还", "give notice of the transfer"),
            ("evaluate_plan", "评估交接方案", "evaluate the transfer plan"),
            ("publish_transfer", "公告交还", "publish notice of the transfer"),
            ("transfer", "交还", "transfer the program"),
        ),
    ),
    code_list(
        "turn_fact",
        "载明事项",
        "What is asserted of it",
        (
            ("hearing_opportunity", "给予听证机会", "there was opportunity for public hearing"),
            ("not_corrected", "未采取适当纠正措施", "appropriate corrective action was not taken"),
            ("findings_published", "已公布认定", "the findings were published"),
            ("plan_submitted", "已提交交接方案", "a plan for the orderly transfer was submitted"),
        ),
    ),
)
LISTS: Final = {each.name: each for each in _ALL}
