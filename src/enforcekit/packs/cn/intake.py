"""How matters come in under PRC rules: complaints, petitions, clues, and the ladder from mediation to criminal law.

A petition has the clocks of the Petition Regulation; a report in Shanghai's city management its own two; what an app or
hotline promises is set by the place (`SET`, unconfirmed). The ladder goes one way: from mediation to legal aid, to
enforcement, to criminal law. A step is left out only by right (mediation is voluntary, People's Mediation Law art. 17),
and nothing of it pauses limitation or the duty to file.

Topics of `INTAKE_THRESHOLDS`: `intake_origin` (the origin of a case that comes from a channel, as `outcome`),
`open311` (the kind of request as an Open311 service), `mediation_target` (published target shares of a level, in
percent), `mediation_effect` (what a confirmed agreement is).
"""

from __future__ import annotations

from typing import Final

from enforcekit.codes import code_list
from enforcekit.law import Source
from enforcekit.law.process import ANY_STATE, Process, Workflow

from .requests import WITHIN_POWER, state
from .writing import L, M, ask, go, row, span, states, term

INTAKE_SOURCES: Final = {
    "P:HENGQIN": Source("横琴综合执法改革报道（2020年11月）", "article on the Hengqin reform (2020-11)"),
    "P:FENGHUA": Source("奉化综合行政执法改革报道（2023年）", "article on the Fenghua reform (2023)"),
    "OPEN311": Source("Open311 GeoReport v2 规范", "Open311 GeoReport v2"),
}
_REPLY: Final = "J-11/reply H6/handle H6/urged"

_SERVICE: Final = Process(
    name="service",
    track="main",
    zh="诉求办理",
    en="request of a person",
    initial="new",
    custody={
        "receive": "first", "route": "nobody", "accept": "acting", "decline": "nobody", "find_unowned": "nobody",
        "assign": "named", "rate_dissatisfied": "first",
    },
    states=states(
        ("new", "未登记", "not yet entered"),
        ("received", "已登记", "received"),
        ("routed", "已派单", "routed"),
        ("accepted", "已承接", "taken on"),
        ("declined", "已退单", "sent back with reasons"),
        ("unowned", "无人认领", "nobody's"),
        ("handled", "已办理", "dealt with"),
        ("replied", "已答复", "answered"),
        ("converted.", "转入法定程序", "led into a procedure of law"),
        ("closed.", "已办结", "closed"),
    ),
    transitions=(
        go("receive", "new", "received", "登记", "enter it", rule="H6", starts="H6/handle J-11/reply J-11/transfer"),
        go("pre_handle", "received routed", "", "先行处置", "handle it beforehand, without power", "within_power", rule="H11"),
        go("route", "received declined", "routed", "派单", "route it to a body", "names_body", "not_declined_before", rule="J-11", stops="J-11/transfer", starts="H6/claim"),
        go("accept", "routed", "accepted", "承接", "take it on", "by_routed", rule="H6", stops="H6/claim"),
        go("decline", "routed", "declined", "书面说明理由退单", "send it back, with reasons in writing", "by_routed", "reason_in_writing", rule="H6", stops="H6/claim"),
        go("find_unowned", "received declined", "unowned", "列为办不成事", "enter it as nobody's", rule="N15"),
        go("assign", "unowned", "accepted", "指定承办", "assign it", "names_body", rule="N15", stops="H6/claim"),
        go("handle", "accepted", "handled", "办理", "deal with it", "within_power", rule="H6"),
        go("lead_into", "received accepted handled", "converted", "导入法定程序", "lead it into a procedure of law", "names_case", rule="K-15", stops=f"{_REPLY} J-11/transfer"),
        go("reply", "handled", "replied", "答复", "answer it", rule="H6", stops=_REPLY),
        go("rate_satisfied", "replied", "closed", "评价满意", "the person is satisfied", rule="H6"),
        go("rate_dissatisfied", "replied", "received", "评价不满意，重办", "the person is not satisfied: again", rule="H6", starts="H6/handle"),
        go("close", "replied", "closed", "办结", "close it", rule="H6"),
        go("urge", ANY_STATE, "", "督办", "urge it", "is_received", rule="H12", starts="H6/urged"),
    ),
)  # fmt: skip

_PETITION: Final = Process(
    name="petition",
    track="main",
    zh="信访",
    en="petition",
    initial="new",
    custody={
        "receive": "first", "transfer": "nobody", "object": "first", "accept": "acting",
    },
    states=states(
        ("new", "未登记", "not yet entered"),
        ("received", "已登记", "received"),
        ("transferred", "已转送", "transferred"),
        ("accepted", "已受理", "accepted"),
        ("replied", "已答复", "answered"),
        ("in_review", "复查中", "under review"),
        ("reviewed", "已复查", "reviewed"),
        ("in_rereview", "复核中", "under re-review"),
        ("final.", "已终结", "final"),
        ("converted.", "导入法定程序", "led into a procedure of law"),
        ("refused.", "不予受理", "not accepted"),
    ),
    transitions=(
        go("receive", "new", "received", "登记", "enter it", rule="K-15", starts="K-15/inform"),
        go("transfer", "received", "transferred", "转送", "transfer it", "names_body", rule="K-15", stops="K-15/inform", starts="K-15/object"),
        go("object", "transferred", "received", "提出异议退回", "object to the transfer", "reason_in_writing", "within_term", rule="K-15", stops="K-15/object"),
        go("accept", "received transferred", "accepted", "受理", "accept it", rule="K-15", stops="K-15/inform K-15/object", starts="K-15/finish"),
        go("refuse", "received transferred", "refused", "不予受理", "not accept it", "reason_in_writing", rule="K-15", stops="K-15/inform K-15/object"),
        go("lead_into", "received transferred accepted", "converted", "导入法定程序", "lead it into a procedure of law", "names_case", rule="K-15", stops="K-15/inform K-15/object K-15/finish"),
        go("extend", "accepted", "", "延长办理期限", "extend the time", "reason_in_writing", rule="K-15", extends="K-15/finish"),
        go("reply", "accepted", "replied", "出具处理意见", "answer it", rule="K-15", stops="K-15/finish", starts="K-15/ask_review"),
        go("ask_review", "replied", "in_review", "请求复查", "ask for review", rule="K-15", stops="K-15/ask_review", starts="K-15/review"),
        go("review", "in_review", "reviewed", "复查", "review it", rule="K-15", stops="K-15/review", starts="K-15/ask_rereview"),
        go("ask_rereview", "reviewed", "in_rereview", "请求复核", "ask for re-review", rule="K-15", stops="K-15/ask_rereview", starts="K-15/rereview"),
        go("rereview", "in_rereview", "final", "复核", "re-review it", rule="K-15", stops="K-15/rereview"),
        go("become_final", "replied reviewed", "final", "未在期限内请求", "it was not asked in time", "clock_overdue", rule="K-15", stops="K-15/ask_review K-15/ask_rereview"),
    ),
)  # fmt: skip

_CLUE: Final = Process(
    name="clue",
    track="main",
    zh="违法线索",
    en="clue of a violation",
    initial="new",
    custody={
        "receive": "first", "hand_on": "nobody",
    },
    states=states(
        ("new", "未登记", "not yet entered"),
        ("received", "已登记", "received"),
        ("checked", "已核查", "checked"),
        ("handed_on.", "已移送", "handed on"),
        ("filed.", "已立案", "filed as a case"),
        ("not_filed.", "不予立案", "not filed"),
    ),
    transitions=(
        go("receive", "new", "received", "登记", "enter it", rule="P-02", starts="P-02/check"),
        go("extend_check", "received", "", "延长核查期限", "extend the time for checking", "reason_in_writing", rule="P-02", extends="P-02/check"),
        go("check", "received", "checked", "核查", "check it", rule="P-02"),
        go("hand_on", "received checked", "handed_on", "移送", "hand it on", "names_body", rule="J-09", stops="P-02/check"),
        go("file", "checked", "filed", "立案", "file it as a case", "names_case", rule="P-01", stops="P-02/check", starts="P-02/reporter"),
        go("not_file", "checked", "not_filed", "不予立案", "not file it", "reason_in_writing", rule="P-01", stops="P-02/check", starts="P-02/reporter"),
    ),
)  # fmt: skip

_RUNGS: Final = "mediating mediated_out aid_asked aided aid_over enforcing"
_LADDER: Final = Process(
    name="ladder",
    track="main",
    zh="纠纷逐级化解",
    en="ladder of a dispute",
    initial="new",
    states=states(
        ("new", "未提出", "not yet brought"),
        ("mediating", "人民调解", "people's mediation"),
        ("mediated_out", "调解终结", "mediation is over"),
        ("agreed", "达成协议", "agreed"),
        ("aid_asked", "申请法律援助", "legal aid asked for"),
        ("aided", "法律援助", "legal aid"),
        ("agreed_in_aid", "援助中达成协议", "agreed under legal aid"),
        ("aid_over", "法律援助终结", "legal aid is over"),
        ("enforcing", "行政执法", "administrative enforcement"),
        ("confirmed.", "已司法确认", "confirmed by the court: enforceable"),
        ("settled.", "已化解", "settled"),
        ("criminal.", "移送刑事", "referred as a crime"),
    ),
    transitions=(
        go("begin_mediation", "new", "mediating", "开始调解", "begin mediation", rule="K-13"),
        go("refuse_mediation", "new mediating", "mediated_out", "当事人拒绝调解", "a party refuses mediation", "party_refuses", rule="K-13"),
        go("fail", "mediating", "mediated_out", "调解不成", "mediation fails", rule="K-13"),
        go("agree", "mediating", "agreed", "达成协议", "reach an agreement", "agreed_freely", rule="K-13", starts="K-13/confirm"),
        go("agree", "aided", "agreed_in_aid", "达成协议", "reach an agreement", "agreed_freely", rule="K-13", stops="K-13/assign", starts="K-13/confirm"),
        go("apply_confirmation", "agreed agreed_in_aid", "", "共同申请司法确认", "apply together for confirmation", "applied_together", "within_term", rule="K-13", stops="K-13/confirm"),
        go("confirm", "agreed agreed_in_aid", "confirmed", "司法确认", "the court confirms it", "confirmation_applied", rule="K-13"),
        go("perform", "agreed agreed_in_aid", "settled", "履行协议", "the agreement is performed", rule="K-13", stops="K-13/confirm"),
        go("breach", "agreed", "mediated_out", "不履行协议", "the agreement is broken", rule="K-13", stops="K-13/confirm"),
        go("breach", "agreed_in_aid", "aid_over", "不履行协议", "the agreement is broken", rule="K-13", stops="K-13/confirm"),
        go("ask_aid", "mediated_out", "aid_asked", "申请法律援助", "ask for legal aid", rule="K-13", starts="K-13/aid"),
        go("waive_aid", "mediated_out", "aid_over", "当事人不申请法律援助", "the party does without legal aid", "party_waives_aid", rule="K-13"),
        go("grant_aid", "aid_asked", "aided", "决定给予法律援助", "grant legal aid", rule="K-13", stops="K-13/aid", starts="K-13/assign"),
        go("deny_aid", "aid_asked", "aid_over", "决定不予法律援助", "deny legal aid", "reason_in_writing", rule="K-13", stops="K-13/aid"),
        go("assign_lawyer", "aided", "", "指派援助人员", "assign a lawyer", rule="K-13", stops="K-13/assign"),
        go("end_aid", "aided", "aid_over", "援助终结未化解", "legal aid ends without a settlement", rule="K-13", stops="K-13/assign"),
        go("enforce", "aid_over", "enforcing", "转行政执法", "go on to enforcement", "names_case", rule="K-13"),
        go("settle", "mediating aided enforcing", "settled", "化解", "it is settled", rule="K-13"),
        go("refer_crime", "enforcing", "criminal", "移送涉嫌犯罪", "refer it as a suspected crime", "names_case", rule="C-01"),
        go("file_beside", _RUNGS, "", "依法另行立案", "file beside it, as the law asks", "names_case", rule="P-01"),
    ),
)  # fmt: skip

_APL21: Final = span("2021-07-15")
_REASON: Final = state("reason_in_writing", "J-07", "书面说明理由", "the reasons are given in writing", "SET", **M)
_NAMES_BODY: Final = ask(
    "names_body",
    "J-11",
    "载明承办或者接收单位",
    "the body that takes it on is named",
    "填写 reference",
    "name it in `reference`",
    "SH18:26",
    **L,
)
_NAMES_CASE: Final = ask(
    "names_case",
    "K-15",
    "载明导入的案件",
    "the case it goes on as is named",
    "填写 reference",
    "name it in `reference`",
    "XF22:22-36",
)
COMPLAINT_WORKFLOW: Final = Workflow(
    type="complaint",
    processes=(_SERVICE, _PETITION),
    conditions=(
        *WITHIN_POWER,
        _REASON,
        _NAMES_BODY,
        _NAMES_CASE,
        ask("by_routed", "H6", "由派单的承办单位实施", "the body it was routed to does it", "由该单位实施，填写 authority", "let that body do it, and name it in `authority`", "SET", **M),
        ask("not_declined_before", "J-09", "不再派给已退单的单位", "it is not routed again to a body that sent it back", "派给其他单位，或列为办不成事后指定", "route it elsewhere, or enter it as nobody's and have it assigned", "TRANS", **L),
        ask("is_received", "H12", "诉求已登记", "it has been received", "先登记", "enter it first", "P:HENGQIN", **L),
        ask("within_term", "K-15", "在异议期限内", "within the time for objecting", "按期提出", "object in time", "XF22:22-36", any_of=("K-15/object",)),
        ask("clock_overdue", "K-15", "请求期限已经届满", "the time for asking has run out", "待期限届满", "wait until the term has run out", "XF22:35; XF22:36", any_of=("K-15/ask_review", "K-15/ask_rereview")),
    ),
)  # fmt: skip
CLUE_WORKFLOW: Final = Workflow(
    type="clue",
    processes=(_CLUE,),
    conditions=(
        _REASON,
        ask("names_body", "J-09", "载明接收机关", "the receiving body is named", "填写 reference", "name it in `reference`", "TRANS", **L),
        ask("names_case", "P-01", "载明立案的案件", "the case that was filed is named", "填写 reference", "name it in `reference`", "APL21:54", _APL21),
    ),
)  # fmt: skip
MEDIATION_WORKFLOW: Final = Workflow(
    type="mediation",
    processes=(_LADDER,),
    conditions=(
        _REASON,
        ask("names_case", "P-01", "载明案件", "the case is named", "填写 reference", "name it in `reference`", "APL21:54", _APL21),
        state("party_refuses", "K-13", "当事人明确拒绝调解", "a party refuses mediation", "PM10:17", period=span("2011-01-01")),
        state("party_waives_aid", "K-13", "当事人不申请法律援助", "the party does without legal aid", "LA21", period=span("2022-01-01")),
        state("agreed_freely", "K-13", "双方自愿达成", "both sides agreed of their own will", "PM10:17", period=span("2011-01-01")),
        ask("within_term", "K-13", "自协议生效之日起在申请期限内", "within the time for applying", "期满后只能履行协议或者另行起诉", "once it is over: perform it, or sue on it", "PM10:33", span("2011-01-01"), any_of=("K-13/confirm",)),
        ask("confirmation_applied", "K-13", "已共同申请司法确认", "confirmation was applied for", "先由双方共同申请", "apply together first", "PM10:33", span("2011-01-01")),
        state("applied_together", "K-13", "双方共同申请司法确认", "both sides applied together", "PM10:33", period=span("2011-01-01")),
    ),
)  # fmt: skip
INTAKE_WORKFLOWS: Final = (COMPLAINT_WORKFLOW, CLUE_WORKFLOW, MEDIATION_WORKFLOW)

INTAKE_TERMS: Final = (
    term("H6/handle", "办结诉求", "deal with a person's request", "5wd", "SET", starts="report_received", **M),
    term("H6/claim", "承接派单", "take on what was routed", "1wd", "SET", starts="notice_issued", **M),
    term("H6/urged", "答复督办", "answer an urging", "2wd", "SET", starts="notice_issued", **M),
)

COMPLAINT_KIND: Final = code_list(
    "complaint_kind",
    "诉求类型",
    "Kind of request of a person",
    (
        ("consult", "咨询", "question"),
        ("report", "上报", "report"),
        ("service", "服务", "service"),
        ("do_business", "办事", "business with the authority"),
        ("urge", "督办", "urging"),
    ),
)
INTAKE_CHANNEL: Final = code_list(
    "intake_channel",
    "受理渠道",
    "Way a matter comes in",
    (
        ("app", "移动应用", "app"),
        ("open311", "Open311 接口", "Open311"),
        ("hotline", "12345 热线", "hotline"),
        ("grid", "网格上报", "grid"),
        ("petition", "信访", "petition"),
        ("window", "办不成事窗口", "window for what could not be done"),
        ("device", "感知设备", "device"),
        ("inspection", "行政检查", "inspection"),
        ("transfer", "其他机关移送", "transfer from another body"),
        ("superior", "上级交办", "the superior"),
        ("media", "媒体", "media"),
        ("procuratorate", "检察联络点", "procuratorate"),
    ),
)
DISPUTE_KIND: Final = code_list(
    "dispute_kind",
    "纠纷类型",
    "Kind of dispute",
    (
        ("wages", "劳资", "wages and labour"),
        ("neighbours", "邻里", "neighbours"),
        ("property", "物业", "property management"),
        ("consumer", "消费", "consumers"),
        ("compensation", "损害赔偿", "compensation"),
        ("administrative", "行政争议", "dispute with an authority"),
    ),
)
INTAKE_LISTS: Final = (COMPLAINT_KIND, INTAKE_CHANNEL, DISPUTE_KIND)


_ORIGINS: Final = {
    "app": "complaint", "open311": "complaint", "hotline": "complaint", "petition": "complaint",
    "window": "complaint", "grid": "other_origin", "device": "monitoring", "inspection": "inspection",
    "transfer": "transfer", "superior": "superior", "media": "media", "procuratorate": "reverse_linkage",
}  # fmt: skip
_OPEN311: Final = (
    ("consult", "information request: no service request is opened"),
    ("report", "POST requests.json with a service_code, a place and a description"),
    ("service", "POST requests.json with the service_code of a service"),
    ("do_business", "POST requests.json with the service_code of a procedure"),
    ("urge", "GET requests/{id}.json, then an update of the same service_request_id"),
)
INTAKE_THRESHOLDS: Final = (
    *(row("intake_origin", "P-01", f"线索渠道：{channel.zh}", f"channel: {channel.en}", "APL21:54", _APL21, facts={channel.code}, outcome=_ORIGINS[channel.code], **M) for channel in INTAKE_CHANNEL.codes),
    *(row("open311", "H12", f"诉求类型 {kind}：{how}", f"{kind}: {how}", "OPEN311", span("2011-01-01"), facts={kind}, outcome="information" if kind == "consult" else "update" if kind == "urge" else "request", **M) for kind, how in _OPEN311),
    row("mediation_target", "K-14", "区级化解目标占比", "target share settled at the county", "P:FENGHUA", span("2023-01-01"), value=10, scale="percent", facts={"county"}, **L),
    row("mediation_target", "K-14", "镇级化解目标占比", "target share settled at the township", "P:FENGHUA", span("2023-01-01"), value=30, scale="percent", facts={"township"}, **L),
    row("mediation_target", "K-14", "村社网格化解目标占比", "target share settled in village and grid", "P:FENGHUA", span("2023-01-01"), value=60, scale="percent", facts={"village"}, **L),
    row("mediation_effect", "K-13", "经司法确认的调解协议可以申请强制执行", "a confirmed agreement may be enforced by the court", "PM10:33", span("2011-01-01"), facts={"confirmed"}, outcome="enforceable"),
    row("mediation_effect", "K-13", "调解协议有法律约束力，未经确认不得直接强制执行", "an agreement binds, and is not enforceable before it is confirmed", "PM10:31; PM10:33", span("2011-01-01"), facts={"agreed_in_aid"}, outcome="binding"),
    row("mediation_effect", "K-13", "调解协议有法律约束力，未经确认不得直接强制执行", "an agreement binds, and is not enforceable before it is confirmed", "PM10:31; PM10:33", span("2011-01-01"), facts={"agreed"}, outcome="binding"),
)  # fmt: skip
