"""The ordinary procedure (普通程序), from a clue to the archive: APL21 ch. 5 s. 3 and s. 4, ch. 6."""

from __future__ import annotations

from typing import Final

from enforcekit.law.process import Process, State

from ..writing import go
from .shared import CASH, DECIDING, FILING, OFFICERS, TO_FILING, cash_handed_on

_BEFORE_DECISION: Final = "filed investigating investigation_closed audited notified heard legally_reviewed discussed"

_WITH_HEARING: Final = f"{_BEFORE_DECISION} suspended hearing_requested hearing_set"

_UNPAID: Final = "served deferred overdue demanded court_applied enforcing enforcement_suspended enforcement_agreed"

_INVESTIGATION: Final = (
    *TO_FILING,
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
        "investigate", "filed investigating", "investigating", "调查取证", "investigate", *OFFICERS, "certificates_shown",
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
        "decide", "heard legally_reviewed discussed", "decided", "作出处罚决定", "decide the penalty", *DECIDING,
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

_EXECUTION: Final = (
    go("pay", _UNPAID, "", "缴款", "pay", "amount_stated", "receipt_given", rule="P-60", documents="payment_proof"),
    go("collect_cash", _UNPAID, "", "当场收缴", "collect on the spot", *CASH, rule="P-34", documents="cash_receipt", starts="P-35/officer"),
    *cash_handed_on(f"{_UNPAID} performed"),
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
        "return_from_criminal", "criminal", "filed", "退回后重新立案", "back from the criminal organs: file again", "criminal_came_back", *FILING, "head_approves",
        rule="C-08", documents="filing_approval", starts="P-40", roles="filing",
    ),
    go(
        "return_after_judgment", "criminal", "filed", "判决后继续作出罚款以外的处罚", "after the judgment: file again for penalties other than a fine",
        "criminal_is_over", *FILING, "head_approves",
        rule="C-07", documents="filing_approval", starts="P-40", roles="filing",
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
