"""The procedures of PRC enforcement law, state by state: which event leads where, and what it asks for.

Ordinary procedure: APL21 ch. 5 s. 3 and ch. 6; simple: arts 51-53; expedited handling is ordinary procedure with
merged approvals under sector and local rules; compulsory measures: AEL ch. 3; criminal referral: CRT20. What each
condition means, and its article, stands in `conditions`.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from enforcekit.law.process import Process, State, Transition
from enforcekit.timing import Period

from .writing import go

_ARL23: Final = dt.date(2024, 1, 1)


_OFFICERS: Final = ("officers", "certified", "no_recusal")
_FILING: Final = ("competent", "first_filed", "limitation_open", *_OFFICERS)
_EVIDENCE: Final = (
    "evidence_lawful",
    "monitor_basis",
    "device_reviewed",
    "device_marked",
    "location_published",
    "record_reviewed",
    "party_informed",
    "evidence_re_examined",
)
_DECIDING: Final = (
    "head_decides",
    "no_recusal",
    "still_competent",
    "notified",
    "statement_heard",
    "penalty_stated",
    "not_heavier",
    "within_range",
    "within_grant",
    "no_second_fine",
    "no_fine_after_transfer",
    *_EVIDENCE,
    "reviewed",
    "discussed",
)
_CASH: Final = ("cash_allowed", "amount_stated", "receipt_given")
_BEFORE_DECISION: Final = "filed investigating investigation_closed audited notified heard legally_reviewed discussed"
_WITH_HEARING: Final = f"{_BEFORE_DECISION} suspended hearing_requested hearing_set"
_UNPAID: Final = "served deferred overdue demanded court_applied enforcing enforcement_suspended enforcement_agreed"

_TO_FILING: Final = (
    go("receive_clue", "new", "clue", "受理线索", "receive a clue", rule="P-02", documents="clue_form", starts="P-02/check"),
    go(
        "extend_check", "clue", "", "延长核查期限", "extend the time for checking the clue",
        "head_approves", "reason_stated", "extension_known",
        rule="P-02", documents="extension_approval", extends="P-02/check",
    ),
    go(
        "file", "new clue", "filed", "立案", "file the case", *_FILING, "head_approves",
        rule="P-01", documents="filing_approval", starts="P-40 P-02/reporter?complaint", stops="P-02/check",
    ),
)  # fmt: skip

_INVESTIGATION: Final = (
    *_TO_FILING,
    go(
        "not_file", "clue", "not_filed", "不予立案", "do not file",
        "reason_not_to_file", "head_approves",
        rule="P-01", documents="no_filing_approval", starts="P-02/reporter?complaint", stops="P-02/check",
    ),
    go(
        "transfer_out", f"clue {_WITH_HEARING}", "transferred_out", "移送有管辖权的机关", "transfer to the competent organ",
        "receiver_named", "two_hand_over", "items_listed", "measures_lifted",
        rule="J-09", documents="case_transfer_letter evidence_list", stops="P-02/check P-40",
    ),
    go(
        "investigate", "filed investigating", "investigating", "调查取证", "investigate", *_OFFICERS, "certificates_shown",
        rule="P-03", documents="interview_record|scene_record|inspection_record|sampling_record",
    ),
    go(
        "begin_testing", "filed investigating", "", "送检验检测鉴定", "send for testing or appraisal",
        rule="T-12", documents="testing_notice", pauses="P-40+testing",
    ),
    go("end_testing", "filed investigating", "", "检验检测鉴定结束", "testing or appraisal ends", "has_begun", rule="T-12", documents="test_report", resumes="P-40+testing"),
    go(
        "begin_public_notice", _BEFORE_DECISION, "", "公告开始", "a public notice begins",
        rule="T-12", pauses="P-40+public_notice",
    ),
    go("end_public_notice", _BEFORE_DECISION, "", "公告期满", "the public notice ends", "has_begun", rule="T-12", resumes="P-40+public_notice"),
    go(
        "suspend", "investigating", "suspended", "中止调查", "suspend the investigation",
        "reason_to_suspend", "case_step_approved",
        rule="P-40", documents="suspension_approval", pauses="P-40+suspension",
    ),
    go(
        "resume", "suspended", "investigating", "恢复调查", "resume the investigation", "cause_gone",
        rule="P-40", documents="resumption_approval", resumes="P-40+suspension",
    ),
    go(
        "extend_case", _BEFORE_DECISION, "",
        "延长办案期限", "extend the time for deciding", "case_step_approved", "reason_stated", "extension_known",
        rule="P-40", documents="extension_approval", extends="P-40",
    ),
    go(
        "terminate", "filed investigating suspended", "terminated", "终止调查", "terminate the investigation",
        "reason_to_terminate", "case_step_approved", "measures_lifted",
        rule="P-40", documents="termination_approval", stops="P-40",
    ),
    go(
        "withdraw_case", "filed investigating suspended investigation_closed", "withdrawn", "撤销立案", "withdraw the case",
        "reason_stated", "case_step_approved", "measures_lifted",
        rule="P-40", documents="withdrawal_approval", stops="P-40",
    ),
    go(
        "suspect_crime", f"clue {_WITH_HEARING}",
        "criminal", "涉嫌犯罪，转移送程序", "suspect a crime: go over to the criminal transfer",
        "wages_ordered_first",
        rule="C-01", pauses="P-40+criminal",
    ),
    go(
        "suspect_crime", f"decided {_UNPAID} performed", "", "决定后发现涉嫌犯罪，移送（已作决定不停止执行）",
        "suspect a crime after the decision: transfer it, what was decided goes on",
        "wages_ordered_first", rule="C-07",
    ),
    go(
        "finish_investigation", "investigating", "investigation_closed", "调查终结", "finish the investigation",
        "file_complete", rule="P-40", documents="investigation_report", starts="P-42",
    ),
    go(
        "audit", "investigation_closed", "audited", "审核", "audit the file", "reviewer_not_handler",
        rule="P-42", documents="audit_opinion", stops="P-42",
    ),
)  # fmt: skip

_HEARING: Final = (
    go(
        "notify", "audited", "notified", "告知拟处罚内容及权利", "tell the proposed penalty and the rights",
        "penalty_proposed", "rights_told", "hearing_told",
        rule="P-41", documents="penalty_notice|hearing_notice_of_right", starts="P-52 P-41",
    ),
    go(
        "hear_statement", "notified", "heard", "听取陈述申辩并复核", "hear the statement and re-check it",
        "grounds_rechecked", "hearing_settled",
        rule="P-41", documents="statement_record recheck_opinion", stops="P-52 P-41",
    ),
    go(
        "waive", "notified", "heard", "当事人明确放弃陈述申辩", "the party clearly waives", "waiver_recorded", "hearing_settled",
        rule="P-41", stops="P-52 P-41",
    ),
    go(
        "statement_time_over", "notified", "heard", "陈述申辩期满", "the time for a statement is over", "statement_time_is_over",
        rule="P-41", stops="P-52 P-41",
    ),
    go(
        "request_hearing", "notified", "hearing_requested", "当事人要求听证", "the party asks for a hearing",
        "hearing_due", "asked_in_time",
        rule="P-52", stops="P-52 P-41",
    ),
    go(
        "set_hearing", "hearing_requested hearing_set", "hearing_set", "通知听证时间地点", "notify time and place of the hearing",
        "hearing_notice_in_time",
        rule="P-53", documents="hearing_notice", pauses="P-40+hearing",
    ),
    go(
        "hold_hearing", "hearing_set", "heard", "举行听证", "hold the hearing", "chair_not_investigator", "chair_no_recusal", "on_the_day_set",
        rule="P-54", documents="hearing_record hearing_report", resumes="P-40+hearing",
    ),
    go(
        "hearing_absent", "hearing_set", "heard", "当事人无正当理由缺席，终止听证", "the party stays away without cause: the hearing ends",
        "on_the_day_set", "absence_recorded",
        rule="P-54", documents="hearing_record", resumes="P-40+hearing",
    ),
    go(
        "withdraw_request", "hearing_requested hearing_set", "notified", "撤回听证要求", "the party withdraws the request",
        rule="P-54", resumes="P-40+hearing P-52 P-41",
    ),
    go(
        "aggravate", "heard legally_reviewed discussed", "audited", "拟加重或变更，重新告知", "facts, basis or amount get worse: notify again",
        "new_grounds", rule="P-41",
    ),
)  # fmt: skip

_DECISION: Final = (
    go(
        "legal_review", "heard", "legally_reviewed", "法制审核通过", "legal review passed",
        "reviewer_not_handler", "reviewer_qualified",
        rule="P-42", documents="legal_review_opinion",
    ),
    go(
        "legal_review_failed", "heard", "investigating", "法制审核不通过，退回", "legal review failed: back to the handlers",
        "reviewer_not_handler", "reviewer_qualified",
        rule="P-42", documents="legal_review_opinion",
    ),
    go(
        "discuss", "heard legally_reviewed", "discussed", "负责人集体讨论", "collective discussion by the leaders",
        "reviewed", "leaders_present",
        rule="P-43", documents="discussion_record",
    ),
    go(
        "decide", "heard legally_reviewed discussed", "decided", "作出处罚决定", "decide the penalty", *_DECIDING,
        rule="P-45", documents="penalty_decision", starts="P-46 P-48/penalty P-48/samr?samr", stops="P-40",
    ),
    go(
        "decide_no_penalty", "investigation_closed audited heard legally_reviewed discussed", "no_penalty", "决定不予处罚", "decide not to punish",
        "head_decides", "no_recusal", "still_competent", "reason_not_to_punish",
        rule="P-44", documents="no_penalty_decision", starts="P-46", stops="P-40",
    ),
    go(
        "serve", "decided", "served", "送达决定书", "serve the decision", "service_proved",
        rule="P-46", documents="service_receipt service_address?", starts="P-60 R-01 R-04 P-67", stops="P-46",
    ),
    go(
        "serve_no_penalty", "no_penalty", "no_penalty", "送达不予处罚决定书", "serve the decision not to punish", "not_served_before", "service_proved",
        rule="P-46", documents="service_receipt", starts="R-01 R-04", stops="P-46",
    ),
)  # fmt: skip


def _cash_handed_on(sources: str) -> tuple[Transition, ...]:
    """What becomes of money that was taken on the spot (APL21 art. 71)."""
    return (
        go("hand_in", sources, "", "执法人员将罚款交至机关", "the officer hands the money in", "cash_was_taken", rule="P-35", stops="P-35/officer", starts="P-35/bank"),
        go("bank_in", sources, "", "机关将罚款缴付银行", "the organ pays the money to the bank", "cash_was_taken", rule="P-35", stops="P-35/officer P-35/bank"),
    )  # fmt: skip


_EXECUTION: Final = (
    go("pay", _UNPAID, "", "缴款", "pay", "amount_stated", "receipt_given", rule="P-60", documents="payment_proof"),
    go("collect_cash", _UNPAID, "", "当场收缴", "collect on the spot", *_CASH, rule="P-34", documents="cash_receipt", starts="P-35/officer"),
    *_cash_handed_on(f"{_UNPAID} performed"),
    go(
        "perform", _UNPAID, "performed", "履行完毕", "perform in full", "paid_in_full", "correction_checked",
        rule="P-60", documents="payment_proof? correction_record?", stops="P-60 P-66 P-67 P-68 P-69 P-61",
    ),
    go(
        "grant_deferral", "served overdue", "deferred", "批准延期或分期缴纳", "grant deferral or instalments",
        "asked_before_due", "hardship_shown", "deferral_approved", "date_set",
        rule="P-61", documents="deferral_approval", starts="P-61@until", stops="P-60 P-67",
    ),
    go("deferral_over", "deferred", "overdue", "延期届满未缴", "the deferral ends unpaid", "date_is_over", rule="P-61"),
    go("mark_overdue", "served", "overdue", "逾期未缴", "the due date has passed", "payment_is_late", rule="P-62"),
    go(
        "demand", "overdue", "demanded", "催告", "demand performance", "demand_complete",
        rule="P-66", documents="demand_letter", starts="P-66",
    ),
    go(
        "enforce", "demanded", "enforcing", "本机关强制执行", "enforce by own power",
        "own_power", "demand_unmet_or_urgent", "remedies_lapsed", "late_fine_ran", "enforcement_approved",
        rule="P-64", documents="enforcement_decision", stops="P-66 P-67 P-68 P-69 P-61",
    ),
    go(
        "apply_court", "demanded", "court_applied", "申请法院强制执行", "apply to the court",
        "no_own_power", "demand_unmet", "window_open",
        rule="P-67", documents="enforcement_application", starts="P-70/accept", stops="P-66 P-67 P-68 P-69 P-61",
    ),
    go("court_accepts", "court_applied", "", "法院受理", "the court accepts the application", rule="P-70", starts="P-70/rule", stops="P-70/accept"),
    go("court_doubts", "court_applied", "", "法院认为明显违法，另行审查", "the court suspects obvious illegality", rule="P-70", starts="P-70/obvious", stops="P-70/accept P-70/rule"),
    go("court_allows", "court_applied", "enforcing", "法院裁定准予执行", "the court allows enforcement", rule="P-70", stops="P-70/accept P-70/rule P-70/obvious"),
    go(
        "court_refuses", "court_applied", "enforcement_ended", "法院裁定不予执行", "the court refuses enforcement",
        rule="P-70", starts="P-70/appeal", stops="P-70/accept P-70/rule P-70/obvious",
    ),
    go("execute", "enforcing", "", "实施强制执行", "carry out the enforcement", "not_at_night", "not_on_a_holiday", "no_livelihood_cut", rule="P-71"),
    go(
        "suspend_enforcement", "enforcing", "enforcement_suspended", "中止执行", "suspend the enforcement", "reason_to_suspend_enforcement",
        rule="P-75", documents="enforcement_suspension", starts="P-75",
    ),
    go("resume_enforcement", "enforcement_suspended", "enforcing", "恢复执行", "resume the enforcement", "cause_gone", rule="P-75", stops="P-75"),
    go(
        "agree_enforcement", "enforcing demanded", "enforcement_agreed", "达成执行协议", "agree on enforcement", "principal_kept",
        rule="P-74", documents="enforcement_agreement",
    ),
    go("breach_agreement", "enforcement_agreed", "enforcing", "不履行协议，恢复强制执行", "the agreement is broken: enforce again", rule="P-74"),
    go(
        "end_enforcement", "enforcing enforcement_suspended enforcement_agreed court_applied", "enforcement_ended", "终结执行", "end the enforcement",
        "reason_to_end_enforcement", "three_years_over", rule="P-75", documents="enforcement_end_decision", stops="P-75",
    ),
    go("overturn", f"{_UNPAID} performed enforcement_ended no_penalty closed", "overturned", "决定被撤销、变更或确认违法、无效", "the decision is overturned", "review_overturned", rule="P-47"),
    go("refund", "overturned", "", "退还罚没款", "pay money back", "amount_stated", rule="P-47", documents="payment_proof"),
    go("remake", "overturned", "investigating", "依复议决定或判决重新办理", "handle it again within the order", rule="R-07"),
)  # fmt: skip

_CLOSING: Final = (
    go("close_criminal", "criminal", "closed", "刑事程序终了，结案", "the criminal case is over: close", "criminal_is_over", "measures_lifted", rule="C-07", documents="closing_approval"),
    go(
        "return_from_criminal", "criminal", "filed", "退回后重新立案", "back from the criminal organs: file again", "criminal_came_back", *_FILING, "head_approves",
        rule="C-08", documents="filing_approval", starts="P-40",
    ),
    go(
        "return_after_judgment", "criminal", "filed", "判决后继续作出罚款以外的处罚", "after the judgment: file again for penalties other than a fine",
        "criminal_is_over", *_FILING, "head_approves",
        rule="C-07", documents="filing_approval", starts="P-40",
    ),
    go(
        "close", "no_penalty", "closed", "结案", "close the case", "is_served", "measures_lifted",
        rule="P-44", documents="closing_approval",
    ),
    go(
        "close", "performed terminated withdrawn enforcement_ended overturned", "closed", "结案", "close the case",
        "measures_lifted", rule="P-05", documents="closing_approval",
    ),
    go("reopen", "withdrawn closed not_filed", "clue", "发现新事实，重新处理", "new facts: take it up again", "new_facts", rule="P-01"),
    go("archive", "closed", "archived", "归档", "archive", "one_file", rule="P-05", documents="file_index"),
)  # fmt: skip

ORDINARY: Final = Process(
    name="ordinary",
    track="main",
    zh="普通程序",
    en="ordinary procedure",
    initial="new",
    states=(
        State("new", "未处理", "new"),
        State("clue", "线索", "clue"),
        State("not_filed", "不予立案", "not filed"),
        State("transferred_out", "已移送", "transferred out", final=True),
        State("filed", "已立案", "filed"),
        State("investigating", "调查中", "investigating"),
        State("suspended", "中止", "suspended"),
        State("terminated", "终止调查", "terminated"),
        State("withdrawn", "销案", "withdrawn"),
        State("criminal", "移送司法", "with the criminal organs"),
        State("investigation_closed", "调查终结", "investigation closed"),
        State("audited", "已审核", "audited"),
        State("notified", "已告知", "notified"),
        State("hearing_requested", "已申请听证", "hearing requested"),
        State("hearing_set", "听证已通知", "hearing set"),
        State("heard", "已听取意见", "heard"),
        State("legally_reviewed", "法制审核通过", "legally reviewed"),
        State("discussed", "已集体讨论", "discussed"),
        State("decided", "已决定", "decided"),
        State("no_penalty", "不予处罚", "no penalty"),
        State("served", "已送达", "served"),
        State("deferred", "延期（分期）缴纳", "deferred"),
        State("overdue", "逾期", "overdue"),
        State("demanded", "已催告", "demanded"),
        State("court_applied", "已申请法院执行", "court applied to"),
        State("enforcing", "强制执行中", "enforcing"),
        State("enforcement_suspended", "中止执行", "enforcement suspended"),
        State("enforcement_agreed", "执行协议", "enforcement agreed"),
        State("enforcement_ended", "终结执行", "enforcement ended"),
        State("performed", "已履行", "performed"),
        State("overturned", "决定被推翻", "overturned"),
        State("closed", "结案", "closed"),
        State("archived", "归档", "archived", final=True),
    ),
    transitions=(
        *_INVESTIGATION,
        go("consent_expedited", "filed investigating", "expedited/consented", "当事人同意快速办理", "the party consents to expedited handling",
            "expedited_allowed", "consent_written", rule="expedited", documents="expedited_consent"),
        *_HEARING,
        *_DECISION,
        *_EXECUTION,
        *_CLOSING,
    ),
)  # fmt: skip

_SPOT_OFFICERS: Final = ("spot_officers", "certified", "no_recusal")

SIMPLE: Final = Process(
    name="simple",
    track="main",
    zh="简易程序",
    en="simple procedure",
    initial="spotted",
    states=(
        State("spotted", "发现违法", "spotted"),
        State("id_shown", "已亮证", "certificates shown"),
        State("facts_fixed", "事实已固定", "facts fixed"),
        State("heard", "已告知并听取意见", "told and heard"),
        State("decided", "当场决定", "decided on the spot"),
        State("delivered", "当场交付", "delivered"),
        State("reported", "已备案", "reported"),
        State("performed", "已履行", "performed"),
        State("closed", "结案", "closed"),
        State("archived", "归档", "archived", final=True),
    ),
    transitions=(
        go("show_id", "spotted", "id_shown", "出示执法证件", "show the certificates", "competent", *_SPOT_OFFICERS, "certificates_shown", rule="P-03"),
        go("fix_facts", "id_shown", "facts_fixed", "固定事实证据", "fix the facts", "facts_clear", rule="P-32", documents="scene_record"),
        go("tell_and_hear", "facts_fixed", "heard", "告知并听取陈述申辩", "tell the proposed penalty and hear the party",
            "penalty_proposed", "rights_told", "grounds_rechecked", rule="P-41"),
        go("decide_on_spot", "heard", "decided", "当场作出处罚决定", "decide on the spot",
            "still_competent", "simple_amount", *_SPOT_OFFICERS, "limitation_open", "notified", "penalty_stated", "not_heavier", "within_range", "within_grant", "no_second_fine", *_EVIDENCE, "remedy_first_told",
            rule="P-30", documents="spot_decision", starts="P-48/penalty"),
        go("deliver", "decided", "delivered", "当场交付决定书", "deliver the decision on the spot", "service_proved",
            rule="P-32", starts="P-60 R-01 P-32 P-68", period=Period(start=_ARL23)),
        go("deliver", "decided", "delivered", "当场交付决定书", "deliver the decision on the spot", "service_proved",
            rule="P-32", starts="P-60 R-01 R-04 P-32 P-67", period=Period(end=_ARL23)),
        go("collect_cash", "delivered reported", "", "当场收缴", "collect on the spot", *_CASH,
            rule="P-33", documents="cash_receipt", starts="P-35/officer", stops="P-60"),
        *_cash_handed_on("delivered reported performed"),
        go("pay", "delivered reported", "", "缴款", "pay", "amount_stated", "receipt_given", rule="P-60", documents="payment_proof"),
        go("report", "delivered", "reported", "报所属机关备案", "report to the organ", rule="P-32", documents="filing_record", stops="P-32"),
        go("perform", "reported", "performed", "履行完毕", "perform in full", "paid_in_full", "correction_checked",
            rule="P-60", stops="P-60 P-68"),
        go("mark_overdue", "reported", "ordinary/overdue", "逾期未缴", "the due date has passed", "payment_is_late", rule="P-62"),
        go("overturn", "delivered reported performed closed", "ordinary/overturned", "决定被撤销、变更或确认违法、无效", "the decision is overturned", "review_overturned", rule="P-47"),
        go("convert_to_ordinary", "spotted id_shown facts_fixed heard", "ordinary/filed", "转为普通程序并立案", "go over to the ordinary procedure: file",
            *_FILING, "head_approves", rule="P-30", documents="filing_approval", starts="P-40"),
        go("close", "performed", "closed", "结案", "close the case", "measures_lifted", rule="P-05", documents="closing_approval"),
        go("archive", "closed", "archived", "归档", "archive", "one_file", rule="P-05", documents="file_index"),
    ),
)  # fmt: skip

EXPEDITED: Final = Process(
    name="expedited",
    track="main",
    zh="快速办理",
    en="expedited handling",
    initial="new",
    form_of="ordinary",
    states=(
        State("new", "未处理", "new"),
        State("clue", "线索", "clue"),
        State("filed", "已立案", "filed"),
        State("consented", "当事人已同意", "consented"),
        State("evidence", "快速取证", "evidence taken"),
        State("notified", "已告知", "notified"),
        State("approved", "已审批", "approved"),
    ),
    transitions=(
        *_TO_FILING,
        go("not_file", "clue", "ordinary/not_filed", "不予立案", "do not file", "reason_not_to_file", "head_approves",
            rule="P-01", documents="no_filing_approval", starts="P-02/reporter?complaint", stops="P-02/check"),
        go("transfer_out", "clue filed consented evidence notified approved", "ordinary/transferred_out", "移送有管辖权的机关", "transfer to the competent organ",
            "receiver_named", "two_hand_over", "items_listed", "measures_lifted",
            rule="J-09", documents="case_transfer_letter evidence_list", stops="P-02/check P-40"),
        go("consent_expedited", "filed", "consented", "当事人同意快速办理", "the party consents to expedited handling",
            "expedited_allowed", "consent_written", rule="expedited", documents="expedited_consent"),
        go("fast_evidence", "consented", "evidence", "简化取证", "take the key evidence", *_OFFICERS, "certificates_shown", "key_evidence",
            rule="expedited", documents="format_record"),
        go("fast_notice", "evidence", "notified", "告知拟处罚内容及权利", "tell the proposed penalty and the rights",
            "penalty_proposed", "rights_told", "no_hearing_case", rule="P-41", documents="penalty_notice"),
        go("fast_approve", "notified", "approved", "合并审批", "merged approval", "grounds_rechecked", "reviewer_not_handler",
            rule="expedited", documents="merged_approval"),
        go("decide", "approved", "ordinary/decided", "作出处罚决定", "decide the penalty",
            *_DECIDING,
            rule="P-45", documents="penalty_decision", starts="P-46 P-48/penalty P-48/samr?samr", stops="P-40"),
        go("convert_to_ordinary", "filed", "ordinary/filed", "转为普通程序", "go over to the ordinary procedure", rule="expedited"),
        go("convert_to_ordinary", "consented evidence notified approved", "ordinary/investigating", "转为普通程序，证据继续有效", "go over to the ordinary procedure: the evidence stays valid",
            rule="expedited"),
    ),
)  # fmt: skip

CRIMINAL: Final = Process(
    name="criminal",
    track="criminal",
    zh="移送涉嫌犯罪案件",
    en="transfer to criminal justice",
    order="in_order_criminal",
    initial="none",
    states=(
        State("none", "未启动", "not begun"),
        State("team", "专案组", "team appointed"),
        State("reported", "已报告", "reported"),
        State("refused", "决定不移送", "transfer refused"),
        State("approved", "批准移送", "transfer approved"),
        State("sent", "已移送", "sent"),
        State("received", "公安已接收", "received by the police"),
        State("crim_filed", "公安已立案", "filed by the police"),
        State("not_filed_by_police", "公安不予立案", "not filed by the police"),
        State("reconsidering", "提请复议", "police asked to reconsider"),
        State("supervision", "检察监督", "procuratorate asked to supervise"),
        State("handed_over", "物品材料已移交", "things and papers handed over"),
        State("reconsideration_refused", "复议维持不立案", "reconsideration refused"),
        State("convicted", "已判决", "convicted"),
        State("back", "退回行政机关", "back with the organ"),
    ),
    transitions=(
        go("appoint_team", "none refused back convicted", "team", "指定二人以上专案组", "appoint a team of two or more", "is_suspected", "team_of_two", rule="C-02"),
        go("report_crime", "team", "reported", "提出书面报告", "report in writing", rule="C-02", documents="crime_report", starts="C-02/decide"),
        go("approve_transfer", "reported", "approved", "批准移送", "approve the transfer", "head_in_person",
            rule="C-02", documents="transfer_approval", starts="C-02/send", stops="C-02/decide"),
        go("refuse_transfer", "reported", "refused", "决定不批准移送", "refuse the transfer", "head_in_person", "refusal_reasoned",
            rule="C-02", stops="C-02/decide"),
        go("send_to_police", "approved", "sent", "移送同级公安机关", "transfer to the police", "transfer_file_complete", "party_told_of_seized",
            rule="C-03", documents="crime_transfer_letter investigation_report seized_list? test_report?", stops="C-02/send"),
        go("police_receive", "sent", "received", "公安机关签收", "the police sign the receipt", rule="C-04", documents="police_receipt", starts="C-04/decide"),
        go("police_forward", "received", "", "公安机关转送有管辖权的机关", "the police forward it to the competent organ", rule="C-04", starts="C-04/forward"),
        go("police_ask_papers", "received", "", "公安机关告知补充材料（不是不予立案）", "the police tell which papers are missing: no refusal", rule="C-04", starts="C-04/complete"),
        go("complete_papers", "received", "", "补充移送材料", "complete the papers", rule="C-04", stops="C-04/complete"),
        go("police_file", "received reconsidering supervision", "crim_filed", "公安机关立案", "the police file", rule="C-04", starts="C-06", stops="C-04/decide C-04/complete C-05 C-05/answer C-05/supervise"),
        go("police_not_file", "received", "not_filed_by_police", "公安机关不予立案", "the police do not file", rule="C-04", starts="C-05", stops="C-04/decide C-04/complete"),
        go("ask_reconsideration", "not_filed_by_police", "reconsidering", "提请公安机关复议", "ask the police to reconsider", "asked_in_three_days", rule="C-05", starts="C-05/answer", stops="C-05"),
        go("police_refuse_again", "reconsidering", "reconsideration_refused", "公安机关复议维持不立案", "the police refuse again", rule="C-05", starts="C-05/supervise", stops="C-05/answer"),
        go("ask_supervision", "not_filed_by_police reconsidering reconsideration_refused", "supervision", "建议检察机关立案监督", "ask the procuratorate to supervise", rule="C-05", stops="C-05 C-05/supervise"),
        go("hand_over", "crim_filed", "handed_over", "移交涉案物品和材料", "hand over things and papers", "handover_signed", rule="C-06", documents="handover_list", stops="C-06"),
        go("convict", "handed_over", "convicted", "法院判决有罪", "the court convicts", rule="C-07"),
        go("not_prosecute", "handed_over crim_filed", "back", "不起诉，检察意见移送", "no prosecution: an opinion goes to the organ", rule="C-09", starts="C-09/reply"),
        go("drop", "handed_over crim_filed", "back", "撤销案件，退回", "the police drop the case", rule="C-08"),
        go("take_back", "refused not_filed_by_police reconsidering reconsideration_refused supervision", "back", "回到行政程序", "take the case back", rule="C-08", stops="C-05 C-05/answer C-05/supervise"),
        go("reply_opinion", "back", "", "回复检察意见", "reply to the procuratorate's opinion", rule="C-09", stops="C-09/reply"),
    ),
)  # fmt: skip

_MEASURE_OFFICERS: Final = (
    "measure_officers",
    "measure_certified",
    "no_recusal",
    "no_auxiliary",
    "measure_ids_shown",
    "measure_told",
)
_MEASURE_OUT: Final = "imposed testing extended"

MEASURE: Final = Process(
    name="measure",
    track="measure",
    zh="行政强制措施",
    en="compulsory measure",
    order="in_order_measure",
    per_subject=True,
    initial="none",
    states=(
        State("none", "未采取", "none"),
        State("proposed", "拟采取", "proposed"),
        State("approved", "已批准", "approved"),
        State("urgent", "紧急采取", "imposed in urgency"),
        State("urgent_reported", "紧急采取已报告", "urgency reported"),
        State("imposed", "已实施", "imposed"),
        State("testing", "检验检测中", "testing"),
        State("extended", "已延长", "extended"),
        State("lifted", "已解除", "lifted", final=True),
        State("expired", "期满", "expired"),
        State("confiscated", "已没收", "confiscated", final=True),
        State("destroyed", "已销毁", "destroyed", final=True),
        State("sold", "先行处理", "sold as perishable", final=True),
        State("transferred_criminal", "随案移送", "transferred with the criminal case", final=True),
    ),
    transitions=(
        go("propose_measure", "none", "proposed", "拟采取强制措施", "propose a measure", "non_coercive_first", rule="E-09"),
        go("approve_measure", "proposed", "approved", "负责人批准", "the head approves", "measure_approved", rule="E-01", documents="measure_approval"),
        go("drop_measure", "proposed approved", "none", "不采取强制措施", "drop the measure", rule="E-09"),
        go("impose_measure", "approved", "imposed", "实施强制措施", "impose the measure",
            "is_filed", "measure_power", *_MEASURE_OFFICERS, "linked_to_case", "no_necessities", "not_sealed_twice", "decision_and_list",
            rule="E-01", documents="measure_decision measure_list scene_record", starts="E-04"),
        go("impose_urgent", "none proposed", "urgent", "紧急情况当场实施", "impose at once in urgency",
            "is_urgent", "measure_power", *_MEASURE_OFFICERS, "linked_to_case", "no_necessities", "not_sealed_twice", "decision_and_list",
            rule="E-02", documents="measure_decision measure_list scene_record", starts="E-02 E-04"),
        go("report_urgent", "urgent", "urgent_reported", "二十四小时内报告补办", "report and complete the approval", rule="E-02", documents="measure_approval", stops="E-02"),
        go("ratify", "urgent_reported", "imposed", "补办批准", "the head ratifies", "measure_ratified", rule="E-02"),
        go("test", "imposed extended", "testing", "检验检测期间", "testing begins", "testing_announced", rule="E-04", documents="testing_notice", pauses="E-04+testing"),
        go("test_done", "testing", "imposed", "检验检测结束", "testing ends", rule="E-04", resumes="E-04"),
        go("extend_measure", "imposed", "extended", "延长期限", "extend the term", "extension_approved", "extension_reasoned", "not_expired", "extended_once", rule="E-04", documents="extension_decision", extends="E-04"),
        go("lift", f"{_MEASURE_OUT} urgent urgent_reported expired", "lifted", "解除强制措施", "lift the measure", rule="E-05", documents="lifting_decision", stops="E-04 E-02"),
        go("expire", _MEASURE_OUT, "expired", "期限届满", "the term has run out", "term_is_over", rule="E-05"),
        go("confiscate_seized", _MEASURE_OUT, "confiscated", "没收", "confiscate", "is_decided", "confiscation_decided", "not_expired", rule="E-05", stops="E-04"),
        go("destroy", _MEASURE_OUT, "destroyed", "依法销毁", "destroy as the law says", "is_decided", "not_expired", rule="E-05", stops="E-04"),
        go("sell_perishable", _MEASURE_OUT, "sold", "先行拍卖变卖", "sell what perishes", "is_perishable", "proceeds_kept", rule="E-07", stops="E-04"),
        go("transfer_seized", _MEASURE_OUT, "transferred_criminal", "随案移送公安机关", "transfer with the criminal case", "is_suspected", "party_told_of_seized", rule="E-08", stops="E-04"),
    ),
)  # fmt: skip

PRESERVATION: Final = Process(
    name="preservation",
    track="preservation",
    zh="先行登记保存",
    en="prior registration and preservation",
    per_subject=True,
    initial="none",
    states=(
        State("none", "未采取", "none"),
        State("preserved", "登记保存中", "preserved"),
        State("resolved", "已作处理决定", "decided upon", final=True),
        State("lapsed", "期满自动解除", "lapsed", final=True),
    ),
    transitions=(
        go("preserve", "none", "preserved", "先行登记保存", "register and preserve", "is_filed", "may_be_lost", "preservation_approved", *_OFFICERS,
            rule="P-07", documents="preservation_notice preservation_list", starts="P-07"),
        go("resolve_preservation", "preserved", "resolved", "作出处理决定", "decide upon it", "within_preservation", rule="P-07", documents="preservation_decision", stops="P-07"),
        go("lapse", "preserved", "lapsed", "期满", "the term has run out", "preservation_is_over", rule="P-07", stops="P-07"),
    ),
)  # fmt: skip

REVIEW: Final = Process(
    name="review",
    track="review",
    zh="复议和诉讼",
    en="reconsideration and litigation",
    order="in_order_review",
    initial="none",
    states=(
        State("none", "未提起", "none"),
        State("reconsideration", "复议中", "under reconsideration"),
        State("reconsidered", "复议已决", "reconsidered"),
        State("litigation", "诉讼中", "in court"),
        State("judged", "已判决", "judged"),
        State("overturned", "已推翻", "overturned"),
    ),
    transitions=(
        go("apply_reconsideration", "none", "reconsideration", "申请复议", "apply for reconsideration", "is_served", "one_remedy_at_a_time", "in_time_to_apply",
            rule="R-01", documents="reply", starts="R-02/accept R-02/ordinary", stops="R-01 R-04 P-67 P-68", pauses="P-62+reconsideration"),
        go("application_accepted", "reconsideration", "", "复议机关受理", "the application is accepted", rule="R-02", starts="R-02/ordinary", stops="R-02/accept"),
        go("application_refused", "reconsideration", "reconsidered", "不予受理或者驳回复议申请", "the application is refused", rule="R-05", starts="R-05 P-69", stops="R-02/accept R-02/ordinary", resumes="P-62"),
        go("reconsideration_extended", "reconsideration", "", "复议期限延长", "the reconsideration takes longer", rule="R-02", extends="R-02/ordinary"),
        go("reconsideration_silent", "reconsideration", "reconsidered", "复议机关逾期不作决定", "the time for the reconsideration is over without a decision", "reconsideration_is_over",
            rule="R-05", starts="R-05 P-69", stops="R-02/accept R-02/ordinary", resumes="P-62"),
        go("reconsideration_upholds", "reconsideration", "reconsidered", "复议维持", "the decision is upheld", rule="R-03", starts="R-05 P-69", stops="R-02/accept R-02/ordinary", resumes="P-62"),
        go("reconsideration_overturns", "reconsideration", "overturned", "复议撤销、变更或确认违法", "the decision is revoked, changed or found unlawful",
            rule="R-03", starts="R-05 P-47?publish", stops="R-02/accept R-02/ordinary", resumes="P-62"),
        go("withdraw_application", "reconsideration", "none", "撤回复议申请", "withdraw the application", rule="R-06", stops="R-02/accept R-02/ordinary", resumes="P-62 R-01 R-04 P-67 P-68"),
        go("sue", "none reconsidered overturned", "litigation", "提起诉讼", "sue", "is_served", "one_remedy_at_a_time", "review_first", "in_time_to_sue",
            rule="R-04", documents="defence", stops="R-01 R-04 R-05 P-67 P-69", pauses="P-62+litigation"),
        go("judgment_upholds", "litigation", "judged", "判决驳回", "the court upholds it", rule="R-07", resumes="P-62"),
        go("judgment_overturns", "litigation", "overturned", "判决撤销、变更或确认违法、无效", "the court revokes, changes or voids it", rule="R-07", starts="P-47?publish", resumes="P-62"),
        go("appeal", "judged", "litigation", "上诉", "appeal", rule="R-07", pauses="P-62+litigation"),
        go("withdraw_suit", "litigation", "judged", "撤诉", "withdraw the suit", rule="R-06", resumes="P-62"),
    ),
)  # fmt: skip

PUBLICATION: Final = Process(
    name="publication",
    track="publication",
    zh="公示",
    en="publication",
    initial="none",
    states=(
        State("none", "未公示", "not published"),
        State("published", "已公示", "published"),
        State("withdrawn", "已撤回", "withdrawn"),
    ),
    transitions=(
        go("publish", "none withdrawn", "published", "公示决定", "publish the decision", "is_decided", "secrets_checked", "is_to_be_shown",
            rule="P-48", documents="publication_summary", stops="P-48/penalty P-48/samr"),
        go("withdraw_publication", "published", "withdrawn", "撤回公示并说明", "withdraw it and explain", "explained", rule="P-47", documents="withdrawal_note", stops="P-47"),
    ),
)  # fmt: skip

PROCESSES: Final = (ORDINARY, SIMPLE, EXPEDITED, CRIMINAL, MEASURE, PRESERVATION, REVIEW, PUBLICATION)
"""Every procedure; the name of a main one is a code of `procedure_kind`."""
