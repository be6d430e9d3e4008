"""Supervision of enforcement under PRC rules: notices and their ladder, case review, duty lists, posts.

The Regulation on the Supervision of Administrative Enforcement (in force 2026-02-01) makes the justice organs
supervisors; its text was not seen, and before it the practice was local. Numbers that the five reforms do not publish
cite `SET` and are unconfirmed.

Topics of `SUPERVISION_THRESHOLDS`:

- `ladder`: `facts` the kind of notice, `value` its rung, from the bottom.
- `trigger`: a measure (`facts`) at or beyond `value` calls for the notice `outcome`; `below` and `above` say which side.
- `review_weight`: points of a group of criteria. `review_criterion`: which group (`outcome`) a criterion belongs to.
- `review_veto`: a ground that makes the file fail. `review_pass`, `review_excellent`: points needed.
- `duty_list_of`: whose duties belong on which list.
"""

from __future__ import annotations

from typing import Any, Final

from enforcekit.codes import code_list
from enforcekit.law import Source
from enforcekit.law.process import Process, Workflow
from enforcekit.timing import ALWAYS, Period

from .requests import state
from .writing import L, M, ask, go, row, span, states, term

SUPERVISION_SOURCES: Final = {
    "P:REVIEW": Source("案卷评查标准（测绘、河南）", "standards of file review (surveying, Henan)"),
}
_NOTICE: Final = Process(
    name="notice",
    track="main",
    zh="执法监督",
    en="supervision notice",
    initial="new",
    states=states(
        ("new", "未发出", "not yet issued"),
        ("issued", "已发出", "issued"),
        ("replied", "已书面反馈", "answered in writing"),
        ("escalated.", "已升级", "stepped up"),
        ("corrected.", "已整改销号", "corrected"),
    ),
    transitions=(
        go("issue", "new", "issued", "发出", "issue it", "by_supervisor", "facts_and_basis", rule="K-12", starts="K-11/reply"),
        go("reply", "issued", "replied", "书面反馈", "answer in writing", "by_recipient", rule="K-11", stops="K-11/reply", starts="K-11/verify"),
        go("send_back", "replied", "issued", "整改不到位，退回", "not enough: send it back", "by_issuer", "reason_in_writing", rule="K-11", stops="K-11/verify", starts="K-11/reply"),
        go("verify", "replied", "corrected", "核实销号", "verify the correction", "by_issuer", rule="K-11", stops="K-11/verify"),
        go("step_up", "issued", "escalated", "逾期未反馈，升级", "step up: no answer in time", "by_issuer", "clock_overdue", rule="K-11", stops="K-11/reply"),
    ),
)  # fmt: skip
_SUPERVISORS: Final = ("justice_department", "supervision_centre", "government", "dispatched_organ", "department")
_SIDE: Final[dict[str, Any]] = {
    "cure_zh": "由该机关实施，填写 authority",
    "cure_en": "let that body do it, and name it in `authority`",
}
_ELS: Final = span("2026-02-01")
NOTICE_WORKFLOW: Final = Workflow(
    type="supervision_notice",
    processes=(_NOTICE,),
    conditions=(
        ask("by_supervisor", "K-12", "由有监督权的司法行政部门、监督机构或者本级政府发出", "a justice organ, supervision body or government over the recipient issues it", "由有监督权的机关发出", "let a supervising organ issue it", "ELS:6", _ELS, any_of=("justice_department", "supervision_centre", "government"), **M),
        ask("by_supervisor", "K-12", "由上级机关、司法行政部门或者监督机构发出", "a superior, a justice organ or a supervision body issues it", "由有监督权的机关发出", "let a supervising organ issue it", "DOCTRINE", Period(end=_ELS.start), any_of=_SUPERVISORS, **M),
        ask("by_recipient", "K-11", "由被监督机关反馈", "the body supervised does it", article="P:FENGHUA", **_SIDE, **L),
        ask("by_issuer", "K-11", "由监督机关实施", "the body that supervises does it", article="P:FENGHUA", **_SIDE, **L),
        ask("clock_overdue", "K-11", "反馈期限已经届满", "the time for answering has run out", "待期限届满", "wait until the term has run out", "P:FENGHUA", any_of=("K-11/reply",), **L),
        state("facts_and_basis", "K-11", "载明事实、依据和要求", "facts, basis and what is asked for are stated", "P:FENGHUA", **L),
        state("reason_in_writing", "K-11", "书面说明理由", "the reasons are given in writing", "P:FENGHUA", **L),
    ),
)  # fmt: skip
SUPERVISION_TERMS: Final = (
    term("K-11/reply", "反馈监督通知", "answer a notice", "10wd", "SET", starts="notice_issued", **M),
    term("K-11/verify", "核实整改", "verify the correction", "10wd", "SET", starts="reply_received", **M),
)

NOTICE_KIND: Final = code_list(
    "notice_kind",
    "监督方式",
    "Kind of supervision notice",
    (
        ("briefing", "简报", "briefing"),
        ("reminder", "提醒函", "reminder"),
        ("risk_slip", "风险提示单", "risk slip"),
        ("order_slip", "执法督办单", "enforcement order slip"),
        ("bulletin", "通报", "bulletin"),
        ("interview", "约谈", "interview"),
        ("discipline_referral", "移送纪检监察", "referral to discipline supervision"),
    ),
)
SUPERVISION_ISSUE: Final = code_list(
    "supervision_issue",
    "监督事由",
    "What a notice is about",
    (
        ("low_activation", "事项实施率低", "few items are used"),
        ("late_decision", "超期办案", "late decisions"),
        ("no_review", "应审未审", "decided without legal review"),
        ("unpublished", "应公示未公示", "not published"),
        ("unanswered_request", "请求逾期未复", "requests unanswered"),
        ("failed_files", "案卷评查不合格", "files failed in review"),
        ("outlier_fines", "罚款明显偏离", "fines far from those of others"),
        ("idle_officers", "执法人员长期未办案", "officers without acts"),
        ("cross_area", "异地执法", "enforcement outside the area"),
        ("for_profit", "逐利执法", "enforcement for profit"),
    ),
)
REVIEW_VETO: Final = code_list(
    "review_veto",
    "一票否决情形",
    "Ground that makes a file fail",
    (
        ("wrong_body", "执法主体不合法", "the wrong body"),
        ("wrong_officer", "执法人员无资格", "officers not qualified"),
        ("wrong_evidence", "主要证据不足", "the main evidence is missing"),
        ("wrong_law", "适用依据错误", "the wrong law"),
        ("wrong_procedure", "违反法定程序", "the wrong procedure"),
    ),
)
REVIEW_CRITERION: Final = code_list(
    "review_criterion",
    "评查项目",
    "Criterion of file review",
    (
        ("competence", "主体与权限", "body and power"),
        ("facts", "事实与证据", "facts and evidence"),
        ("law", "适用法律", "law"),
        ("procedure", "程序", "procedure"),
        ("discretion", "裁量", "discretion"),
        ("execution", "执行", "execution"),
        ("wording", "文书制作", "wording of the papers"),
        ("filing", "归档装订", "order of the file"),
    ),
)
DUTY_LIST_KIND: Final = code_list(
    "duty_list_kind",
    "履职清单类型",
    "Kind of duty list",
    (
        ("enforcing", "执法部门履职清单", "duties of enforcing departments"),
        ("delegating", "划转（赋权）部门履职清单", "duties of delegating departments"),
        ("town", "镇街履职清单", "duties of towns"),
        ("boundary", "职责边界清单", "boundary of duties"),
        ("basic", "基本履职事项清单", "basic duties of towns"),
        ("cooperate", "配合履职事项清单", "duties in which towns help"),
        ("taken_back", "上级收回事项清单", "duties taken back by superiors"),
    ),
)
DUTY_ROLE: Final = code_list(
    "duty_role",
    "履职角色",
    "Lead or help",
    (("lead", "主责", "lead"), ("help", "配合", "help"), ("taken_back", "上级收回", "taken back")),
)
SUPERVISION_LISTS: Final = (
    NOTICE_KIND,
    SUPERVISION_ISSUE,
    REVIEW_VETO,
    REVIEW_CRITERION,
    DUTY_LIST_KIND,
    DUTY_ROLE,
)


_RUNGS: Final = (
    ("reminder", "提醒函"), ("risk_slip", "风险提示单"), ("order_slip", "执法督办单"), ("bulletin", "通报"), ("interview", "约谈"), ("discipline_referral", "移送纪检监察"),
)  # fmt: skip
_CONTENT: Final = ("competence", "facts", "law", "procedure", "discretion", "execution")
_FORM: Final = ("wording", "filing")
_2020: Final = span("2020-01-01")
SUPERVISION_THRESHOLDS: Final = (
    *(row("ladder", "K-11", f"监督阶梯：{zh}", f"rung of the ladder: {code}", "SET", ALWAYS, value=rung, scale="check", facts={code}, **M) for rung, (code, zh) in enumerate(_RUNGS, 1)),
    row("trigger", "F3", "事项实施率低于", "share of items in use below", "SET", ALWAYS, value=30, scale="percent", facts={"low_activation", "below"}, outcome="risk_slip", **M),
    row("trigger", "K-11", "超期办案件数达到", "late decisions, at least", "SET", ALWAYS, value=1, scale="check", facts={"late_decision", "above"}, outcome="reminder", **M),
    row("trigger", "P-50", "应审未审达到", "decisions without legal review, at least", "APL21:58", span("2021-07-15"), value=1, scale="check", facts={"no_review", "above"}, outcome="order_slip", **M),
    row("trigger", "P-47", "应公示未公示达到", "decisions not published, at least", "APL21:48", span("2021-07-15"), value=1, scale="check", facts={"unpublished", "above"}, outcome="reminder", **M),
    row("trigger", "J-07", "逾期未复请求达到", "requests unanswered, at least", "APL21:26", span("2021-07-15"), value=1, scale="check", facts={"unanswered_request", "above"}, outcome="order_slip", **M),
    row("trigger", "K-20", "评查不合格案卷达到", "files that failed, at least", "SET", ALWAYS, value=1, scale="check", facts={"failed_files", "above"}, outcome="order_slip", **M),
    row("trigger", "Z11", "罚款明显偏离达到", "outlying bodies or items, at least", "SET", ALWAYS, value=1, scale="check", facts={"outlier_fines", "above"}, outcome="interview", **M),
    row("trigger", "Z1", "无执法行为人员占比达到", "share of officers without an act, at least", "SET", ALWAYS, value=50, scale="percent", facts={"idle_officers", "above"}, outcome="reminder", **M),
    row("trigger", "K-12", "逐利执法", "enforcement for profit", "ELS", _ELS, value=1, scale="check", facts={"for_profit", "above"}, outcome="discipline_referral", **M),
    row("trigger", "K-12", "违规异地执法", "enforcement outside the area", "ELS", _ELS, value=1, scale="check", facts={"cross_area", "above"}, outcome="order_slip", **M),
    row("review_weight", "K-20", "实体分值", "points of content", "P:REVIEW", _2020, value=80, scale="check", outcome="content", **L),
    row("review_weight", "K-20", "形式分值", "points of form", "P:REVIEW", _2020, value=20, scale="check", outcome="form", **L),
    *(row("review_criterion", "K-20", f"实体：{REVIEW_CRITERION.label(code, 'zh')}", f"content: {code}", "P:REVIEW", _2020, facts={code}, outcome="content", **L) for code in _CONTENT),
    *(row("review_criterion", "K-20", f"形式：{REVIEW_CRITERION.label(code, 'zh')}", f"form: {code}", "P:REVIEW", _2020, facts={code}, outcome="form", **L) for code in _FORM),
    *(row("review_veto", "K-20", f"一票否决：{each.zh}", f"fails the file: {each.en}", "P:REVIEW; APL21:38", _2020, facts={each.code}, outcome="fail", **L) for each in REVIEW_VETO),
    row("review_pass", "K-20", "合格分数", "points needed to pass", "SET", ALWAYS, value=60, scale="check", outcome="pass", **M),
    row("review_excellent", "K-20", "优秀分数", "points needed for an excellent file", "SET", ALWAYS, value=90, scale="check", outcome="excellent", **M),
    *(row("duty_list_of", "K-10", f"{kind} 清单所列主体", f"whose duties are on the list {kind}", "P:HUIZHOU", span("2024-01-01"), facts=set(kinds.split()), outcome=kind, **L) for kind, kinds in (("enforcing", "comprehensive_enforcement_body enforcement_team township subdistrict"), ("delegating", "department vertical_department public_security"), ("town", "township subdistrict"))),
)  # fmt: skip
