"""Requests between authorities under PRC rules: their processes, what each step asks, how long it may take, who says so.

The Penalty Law knows three things: whoever disputes competence negotiates, then the common superior designates
(art. 25); an organ that is asked for help within its functions helps (art. 26); transfers have no number at all. The
numbers are local. Where none was found, the row cites `SET`, is unconfirmed, and says so wherever it is used: put the
place's own number in its stead.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from enforcekit.codes import code_list
from enforcekit.law import Source, Term
from enforcekit.law.process import Condition, Process, Transition, Workflow

from .terms import TERMS
from .writing import L, M, ask, go, span, states, term

REQUEST_SOURCES: Final = {
    "SET": Source(
        "本库示例值：没有全国性规定，由当地规定", "an example of this library: no text sets it, the place does"
    ),
    "P:HUIZHOU": Source("惠州综合行政执法改革报道（2025年1月）", "article on the Huizhou reform (2025-01)"),
    "P:NINGBO": Source("宁波综合行政执法改革报道（2023年）", "article on the Ningbo reform (2023)"),
}


def state(name: str, rule: str, zh: str, en: str, article: str, *any_of: str, **more: Any) -> Condition:
    """A condition that the turn itself must state."""
    cure_zh, cure_en = (
        f"在事件的 facts 中载明：{'、'.join(any_of) or name}",
        f"state in `facts`: {' or '.join(any_of) or name}",
    )
    return ask(name, rule, zh, en, cure_zh, cure_en, article, asserted=True, any_of=any_of, **more)


_SETTLING: Final = "negotiating"


def _settle(again: str = "") -> tuple[Transition, ...]:
    """How a refusal or disagreement is settled; `again`: the clock that the body then has once more."""
    up = "by_party_to_it"
    return (
        go("negotiate", "disputed", _SETTLING, "协商", "negotiate", up, rule="J-04"),
        go("agree", _SETTLING, "accepted", "协商一致，由被请求机关办理", "agree: the body that was asked does it", up, rule="J-04", stops="J-05", starts=again, roles="for_asked"),
        go("agree_otherwise", _SETTLING, "withdrawn", "协商一致，由请求机关办理", "agree: the body that asked does it", up, rule="J-04", stops="J-05", roles="for_asking"),
        go("refer_up", f"{_SETTLING} disputed", "referred", "报请共同上级指定", "refer it to the common superior", up, rule="J-04", stops="J-05", starts="J-04/designate"),
        go("designate", f"disputed {_SETTLING} referred", "accepted", "指定由被请求机关办理", "designate: the body that was asked does it", "by_arbiter", rule="J-04", stops="J-05 J-04/designate", starts=again, roles="for_asked designation"),
        go("designate_asking", f"disputed {_SETTLING} referred", "withdrawn", "指定由请求机关办理", "designate: the body that asked does it", "by_arbiter", rule="J-04", stops="J-05 J-04/designate", roles="for_asking designation"),
    )  # fmt: skip


_SETTLE_STATES: Final = (
    ("disputed", "有异议", "disputed"),
    (_SETTLING, "协商中", "being negotiated"),
    ("referred", "报请指定", "before the common superior"),
    ("withdrawn.", "由请求机关办理", "stays with the body that asked"),
)


def _help(name: str, zh: str, en: str, clock: str, law: str) -> Process:
    """Help of one kind: asked, accepted or refused with reasons, given; unanswered it goes up, refused it is settled."""
    return Process(
        name=name,
        track="main",
        zh=zh,
        en=en,
        initial="new",
        states=states(
            ("new", "未提出", "not yet asked"),
            ("asked", "已提出", "asked"),
            ("accepted", "已受理", "accepted"),
            *_SETTLE_STATES,
            ("escalated", "逾期上报", "reported upwards as unanswered"),
            ("answered.", "已协助", "help given"),
        ),
        transitions=(
            go("ask", "new", "asked", "提出协助请求", "ask for help", "by_asking", "asked_is_another", "scope_stated", rule=law, starts=clock),
            go("accept", "asked escalated", "accepted", "受理", "accept", "by_asked", rule="J-07"),
            go("refuse", "asked escalated", "disputed", "书面说明理由不予协助", "refuse, with reasons in writing", "by_asked", "reason_in_writing", rule="J-07", stops=clock, starts="J-05"),
            go("escalate", "asked accepted", "escalated", "逾期未复，上报", "report upwards that it is late", "by_asking", "clock_overdue", rule=law),
            go("supply", "asked accepted escalated", "answered", "提供协助", "give the help", "by_asked", rule="J-07", stops=clock),
            go("withdraw", "asked accepted disputed", "withdrawn", "撤回请求", "withdraw the request", "by_asking", rule="J-07", stops=clock),
            *_settle(clock),
        ),
    )  # fmt: skip


_TRANSFER: Final = Process(
    name="transfer",
    track="main",
    zh="案件移送",
    en="transfer of a case",
    initial="new",
    custody={
        "find": "first", "find_urgent": "first", "find_to_check": "first", "send": "nobody", "sign": "acting",
        "disagree": "nobody", "agree": "acting", "designate": "acting", "agree_otherwise": "first",
        "designate_asking": "first",
    },
    states=states(
        ("new", "未移送", "not yet found"),
        ("found", "发现不属于本机关管辖", "found not to be its own"),
        ("sent", "已移送", "handed over"),
        *_SETTLE_STATES,
        ("accepted", "由接收机关办理", "with the receiver"),
        ("escalated", "逾期未签收，上报", "reported upwards as unsigned"),
        ("taken.", "已告知处理结果", "outcome reported back"),
    ),
    transitions=(
        go("find", "new", "found", "发现不属于本机关管辖", "find that it is not one's own", "by_asking", rule="J-09", starts="J-09/ordinary"),
        go("find_urgent", "new", "found", "发现紧急案件不属于本机关管辖", "find an urgent one that is not one's own", "by_asking", rule="J-09", starts="J-09/urgent"),
        go("find_to_check", "new", "found", "发现需要核实", "find one that needs checking", "by_asking", rule="J-09", starts="J-09/checked"),
        go("send", "found", "sent", "移送", "hand it over", "by_asking", "asked_is_another", "not_sent_back", "two_hand_over", "items_listed", rule="J-09", stops="J-09/ordinary J-09/urgent J-09/checked", starts="K-05/sign"),
        go("sign", "sent escalated", "accepted", "签收", "sign for it", "by_asked", rule="J-09", stops="K-05/sign"),
        go("disagree", "sent escalated", "disputed", "书面提出异议", "disagree, with reasons in writing", "by_asked", "reason_in_writing", rule="J-09", stops="K-05/sign", starts="J-05"),
        go("escalate", "sent", "escalated", "逾期未签收，上报", "report upwards that nobody signed", "by_asking", "clock_overdue", rule="K-05"),
        go("report_back", "accepted", "taken", "反馈处理结果", "report the outcome back", "by_asked", rule="K-05"),
        *_settle(),
    ),
)  # fmt: skip

_JOINT: Final = Process(
    name="joint_action",
    track="main",
    zh="联合执法",
    en="joint action",
    initial="new",
    states=states(
        ("new", "未发起", "not yet proposed"),
        ("proposed", "已发起", "proposed"),
        ("accepted", "已商定", "agreed"),
        *_SETTLE_STATES,
        ("escalated", "逾期上报", "reported upwards as unanswered"),
        ("running", "行动中", "under way"),
        ("done.", "已结束", "over: each body decides for itself"),
    ),
    transitions=(
        go("propose", "new", "proposed", "发起", "propose it", "by_asking", "asked_is_another", "scope_stated", rule="K-07", starts="K-07/join"),
        go("join", "proposed escalated", "accepted", "同意参加", "join", "by_asked", rule="K-07", stops="K-07/join"),
        go("refuse", "proposed escalated", "disputed", "书面说明理由不参加", "refuse, with reasons in writing", "by_asked", "reason_in_writing", rule="K-07", stops="K-07/join", starts="J-05"),
        go("escalate", "proposed", "escalated", "逾期未复，上报", "report upwards that it is late", "by_asking", "clock_overdue", rule="K-07"),
        go("begin", "accepted", "running", "开始行动", "begin", "lead_named", rule="I-09"),
        go("finish", "running", "done", "结束，各机关分别处理", "finish: each body decides within its own power", "each_decides", rule="I-08"),
        *_settle(),
    ),
)  # fmt: skip

_REPORT: Final = Process(
    name="major_matter_report",
    track="main",
    zh="重大事项报告",
    en="report of a major matter",
    initial="new",
    states=states(
        ("new", "未发生", "nothing has happened"),
        ("occurred", "已发生", "happened, not reported"),
        ("reported", "已首报", "reported"),
        ("written", "已书面续报", "reported in writing"),
        ("instructed", "已批示", "instructed"),
        ("closed.", "已终报", "closed"),
    ),
    transitions=(
        go("occur", "new", "occurred", "事项发生", "the matter happens", "on_the_list", rule="K-08", starts="K-08/first"),
        go("report", "occurred", "reported", "首报", "report it at once", "by_asking", rule="K-08", stops="K-08/first", starts="K-08/written"),
        go("report_in_writing", "reported", "written", "书面续报", "report in writing", "by_asking", rule="K-08", stops="K-08/written"),
        go("acknowledge", "reported written", "", "收悉", "acknowledge it", "by_asked", rule="K-08"),
        go("instruct", "reported written", "instructed", "批示", "instruct", "by_asked", rule="K-08", stops="K-08/written"),
        go("close", "written instructed", "closed", "终报", "report that it is over", "by_asking", rule="K-08"),
    ),
)  # fmt: skip

_MEETING: Final = Process(
    name="dispatch_meeting",
    track="main",
    zh="调度会议",
    en="dispatch meeting",
    initial="new",
    custody={
        "settle": "named", "decide": "named",
    },
    states=states(
        ("new", "未申请", "not yet asked for"),
        ("applied", "会前受理", "before: being admitted"),
        ("consulting", "会中协商", "in the meeting: being settled"),
        ("following", "会后处置", "after: being carried out"),
        ("escalated", "上报待决定", "before the superior"),
        ("overdue", "逾期未落实", "overdue"),
        ("declined.", "不予受理", "not admitted"),
        ("done.", "已落实", "carried out"),
    ),
    transitions=(
        go("apply", "new", "applied", "申请召开", "ask for a meeting", "by_asking", "asked_is_another", "scope_stated", rule="K-09", starts="K-09/before"),
        go("admit", "applied", "consulting", "受理并召集", "admit it and convene", rule="K-09", stops="K-09/before", starts="K-09/during"),
        go("decline_meeting", "applied", "declined", "书面说明理由不予受理", "decline, with reasons in writing", "reason_in_writing", rule="K-09", stops="K-09/before"),
        go("settle", "consulting escalated", "following", "形成纪要，明确责任单位和时限", "settle it: minutes with owner and deadline", "minutes_made", "owner_and_deadline", rule="K-09", stops="K-09/before K-09/during", starts="K-09/after", roles="for_named"),
        go("no_agreement", "consulting", "escalated", "协商不成，报请决定", "fail to agree: it goes up", rule="J-04", stops="K-09/during"),
        go("escalate", "applied consulting", "escalated", "逾期，上报", "report upwards that it is late", "clock_overdue", rule="K-09", stops="K-09/before K-09/during"),
        go("escalate", "following", "overdue", "逾期未落实，上报", "report upwards that it was not carried out", "clock_overdue", rule="K-09"),
        go("decide", "escalated overdue", "following", "上级决定责任单位和时限", "the superior decides owner and deadline", "by_arbiter", "owner_and_deadline", rule="J-04", stops="K-09/before K-09/during", starts="K-09/after", roles="for_named designation"),
        go("carry_out", "following overdue", "done", "落实并反馈", "carry it out and report back", "by_party_to_it", rule="K-09", stops="K-09/after"),
    ),
)  # fmt: skip

_WHISTLE: Final = Process(
    name="whistle",
    track="main",
    zh="网格吹哨",
    en="whistle of a grid",
    initial="new",
    custody={
        "blow": "nobody", "blow_again": "nobody", "claim": "acting", "arrive": "acting", "disagree": "nobody",
        "assign": "named",
    },
    states=states(
        ("new", "未吹哨", "not yet blown"),
        ("blown", "已吹哨", "blown"),
        ("claimed", "已认领", "claimed"),
        ("disputed", "有异议", "disputed"),
        ("arrived", "已到场", "on the spot"),
        ("handled", "已处置", "dealt with"),
        ("escalated", "逾期上报", "reported upwards as unanswered"),
        ("closed.", "已销号", "closed"),
    ),
    transitions=(
        go("blow", "new", "blown", "吹哨", "blow the whistle", "by_asking", "asked_is_another", "within_power", rule="K-19", starts="K-19/claim K-19/arrive"),
        go("claim", "blown escalated", "claimed", "认领", "claim it", "by_asked", rule="K-19", stops="K-19/claim"),
        go("disagree", "blown", "disputed", "书面说明理由有异议", "disagree, with reasons in writing", "by_asked", "reason_in_writing", rule="K-19", stops="K-19/claim"),
        go("assign", "disputed escalated", "claimed", "指定处置单位", "the centre assigns it", "by_dispatcher", rule="K-19", stops="K-19/claim"),
        go("arrive", "blown claimed escalated", "arrived", "到场", "arrive", "by_asked", rule="K-19", stops="K-19/claim K-19/arrive", starts="K-19/feedback"),
        go("handle", "arrived", "handled", "处置", "deal with it", "by_asked", "within_power", rule="K-19", stops="K-19/feedback"),
        go("close", "handled", "closed", "评价销号", "the grid confirms and closes it", "by_asking", rule="K-19"),
        go("blow_again", "handled", "blown", "未解决，再次吹哨", "unsolved: blow it again", "by_asking", rule="K-19", starts="K-19/claim K-19/arrive"),
        go("escalate", "blown claimed arrived", "escalated", "逾期，上报", "report upwards that it is late", "by_asking", "clock_overdue", rule="K-19"),
    ),
)  # fmt: skip

REQUEST_PROCESSES: Final = (
    _TRANSFER,
    _help("evidence_assistance", "调查取证协助", "help in evidence", "K-06/reply", "J-07"),
    _help("identification", "鉴定、认定协助", "help by an identification opinion", "K-06/opinion", "J-07"),
    _help("legal_review_assistance", "法制审核协助", "help in legal review", "K-06/review", "K-06"),
    _JOINT,
    _REPORT,
    _MEETING,
    _WHISTLE,
)

COERCIVE: Final = ("inspect", "penalise", "seal", "seize", "freeze", "enforce", "enter_home", "collect_fine")
"""What only a body with power may do, whoever asks it to."""
_SIDE: Final[dict[str, Any]] = {
    "cure_zh": "由该机关及其人员实施，填写 authority",
    "cure_en": "let that body do it, and name it in `authority`",
}
_APL21: Final = span("2021-07-15")
_CLOCKS: Final = (
    "K-05/sign", "K-06/reply", "K-06/opinion", "K-06/review", "K-07/join",
    "K-09/before", "K-09/during", "K-09/after", "K-19/claim", "K-19/arrive", "K-19/feedback",
)  # fmt: skip
WITHIN_POWER: Final = (
    ask("within_power", "D-10", "没有执法权的主体不实施检查、处罚、强制", "a body without the power inspects, punishes and coerces nobody", "交由有权机关实施", "leave the step to the body that who_may names", "APL21:17; AEL:17", _APL21, any_of=COERCIVE),
    ask("within_power", "D-10", "没有执法权的主体不实施强制", "a body without the power coerces nobody", "交由有权机关实施", "leave the step to the body that who_may names", "AEL:17", span("2012-01-01", "2021-07-15"), any_of=COERCIVE),
)  # fmt: skip
"""The condition that keeps power with those who hold it, for requests and intake alike."""
REQUEST_CONDITIONS: Final = (
    ask("by_asking", "J-09", "由请求机关实施", "the body that asks does it", article="DOCTRINE", **_SIDE, **M),
    ask("by_asked", "J-09", "由被请求机关实施", "a body that was asked does it", article="DOCTRINE", **_SIDE, **M),
    ask("by_party_to_it", "J-04", "由当事机关之一实施", "one of the bodies concerned does it", article="APL21:25", period=_APL21, **_SIDE),
    ask("asked_is_another", "J-07", "被请求机关是其他机关", "another body is asked", "填写其他机关", "name another body", "DOCTRINE", **M),
    ask("not_sent_back", "J-09", "不向移送机关退回（有异议的协商、报请指定）", "the matter does not go back to where it came from: whoever disagrees negotiates, then the superior designates", "协商，协商不成的报请共同的上一级机关指定", "negotiate; failing that, refer it to the common superior", "APL21:25; TRANS", _APL21, **L),
    ask("by_arbiter", "J-04", "由共同的上一级行政机关指定", "the common superior designates", "报请共同的上一级机关", "refer it to the common superior (transfer_target names it)", "APL21:25", _APL21),
    ask("by_arbiter", "J-06", "由县级综合行政执法指导机构协调", "the county guidance body coordinates", "报请综合行政执法指导机构", "refer it to the guidance body", "ZJ21:17", span("2022-01-01"), layer="zhejiang", any_of=("comprehensive_enforcement_body", "command_centre", "government"), **L),
    ask("by_arbiter", "J-06", "由县级人民政府决定", "the county government decides", "报请县级人民政府", "refer it to the county government", "P:GD2020", span("2020-08-01"), layer="guangdong", any_of=("government",), **L),
    ask("by_arbiter", "J-06", "由政府法制机构协调，报政府决定", "the government's legal office coordinates, then the government decides", "报请政府法制机构", "refer it to the legal office", "HEN16:19", span("2016-06-01"), layer="henan", any_of=("justice_department", "government"), **L),
    ask("by_dispatcher", "K-19", "由指挥中心、镇街或者本级政府指定（不改变执法权）", "the command centre, the town or the government assigns it: no power moves", "报请指挥中心", "let the command centre assign it", "P:NINGBO", any_of=("command_centre", "township", "subdistrict", "government"), **L),
    ask("clock_overdue", "K-05", "期限已经届满", "the term has run out", "待期限届满", "wait until the term has run out", "DOCTRINE", any_of=_CLOCKS, **M),
    ask("owner_and_deadline", "K-09", "明确责任单位（当事机关之一）和完成时限", "an owner among the bodies and a deadline to come are named", "填写 reference 和 until", "give `reference` and `until`", "P:HUIZHOU", **L),
    *WITHIN_POWER,
    state("reason_in_writing", "J-07", "书面说明理由", "the reasons are given in writing", "HEN16:17", **L),
    state("scope_stated", "J-07", "写明事项、范围和时限", "matter, scope and time are stated", "APL21:26", period=_APL21),
    state("lead_named", "I-09", "明确牵头机关", "the lead is named", "GDMK21:40", **L),
    state("each_decides", "I-08", "各机关在各自职权内作出决定", "each body decides within its own power", "APL21:17", period=_APL21),
    state("on_the_list", "K-08", "属于重大事项清单", "it is on the list of major matters", "P:HUIZHOU", **L),
    state("minutes_made", "K-09", "形成会议纪要", "minutes were made", "P:HUIZHOU", **L),
)  # fmt: skip
REQUEST_WORKFLOW: Final = Workflow(type="request", processes=REQUEST_PROCESSES, conditions=REQUEST_CONDITIONS)


def _as(rule: str, local: str) -> tuple[Term, ...]:
    """The local rows of a clock as rows of a request's own: they come after its national one."""
    return tuple(attrs.evolve(each, rule=rule) for each in TERMS if each.rule == local)


REQUEST_TERMS: Final = (
    term("J-04/designate", "指定管辖", "designate", "7wd", "SET", starts="dispute", **M),
    term("K-05/sign", "签收移送案件", "sign for a transferred case", "3wd", "SET", starts="transfer_received", **M),
    term("K-06/reply", "答复协助请求", "answer a request for help", "15wd", "SET", starts="request_received", **M),
    *_as("K-06/reply", "J-08/assist"),
    term("K-06/opinion", "出具鉴定、认定意见", "give an identification opinion", "10d", "SET", starts="request_received", **M),
    *_as("K-06/opinion", "J-08/identification"),
    term("K-06/review", "完成法制审核协助", "give the help in legal review", "5wd", "SET", starts="request_received", **M),
    term("K-07/join", "答复联合执法", "answer a proposal of joint action", "5wd", "SET", starts="request_received", **M),
    term("K-08/first", "重大事项首报", "first report of a major matter", "24h", "SET", starts="discovery", **M),
    term("K-08/written", "重大事项书面续报", "written report of a major matter", "3wd", "SET", starts="report_received", **M),
    term("K-09/before", "会前受理", "before the meeting: admit", "3wd", "SET", starts="application_received", **M),
    term("K-09/during", "会中协商", "in the meeting: settle", "5wd", "SET", starts="acceptance", **M),
    term("K-09/after", "会后处置", "after the meeting: carry out", "10wd", "SET", starts="agreement", **M),
    term("K-19/claim", "认领哨件", "claim a whistle", "1h", "SET", starts="notice_issued", **M),
    term("K-19/arrive", "镇队报到", "arrive on the spot", "4h", "SET", starts="notice_issued", **M),
    term("K-19/feedback", "反馈处置结果", "report what was done", "3wd", "SET", starts="result", **M),
)  # fmt: skip

REQUEST_KIND: Final = code_list(
    "request_kind",
    "机关间请求类型",
    "Kind of request between authorities",
    tuple((each.name, each.zh, each.en) for each in REQUEST_PROCESSES),
)
