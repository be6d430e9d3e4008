"""The short ways to a decision: the simple procedure (简易程序, APL21 arts 51-53) and expedited handling (快速办理), which is
ordinary procedure with merged approvals under sector and local rules."""

from __future__ import annotations

import datetime as dt
from typing import Final

from enforcekit.law.process import Process, State
from enforcekit.timing import Period

from ..writing import go
from .shared import CASH, DECIDING, EVIDENCE, FILING, OFFICERS, TO_FILING, cash_handed_on

_ARL23: Final = dt.date(2024, 1, 1)

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
            "still_competent", "simple_amount", *_SPOT_OFFICERS, "limitation_open", "notified", "penalty_stated", "not_heavier", "within_range", "within_grant", "no_second_fine", *EVIDENCE, "remedy_first_told",
            rule="P-30", documents="spot_decision", starts="P-48/penalty"),
        go("deliver", "decided", "delivered", "当场交付决定书", "deliver the decision on the spot", "service_proved",
            rule="P-32", starts="P-60 R-01 P-32 P-68", period=Period(start=_ARL23)),
        go("deliver", "decided", "delivered", "当场交付决定书", "deliver the decision on the spot", "service_proved",
            rule="P-32", starts="P-60 R-01 R-04 P-32 P-67", period=Period(end=_ARL23)),
        go("collect_cash", "delivered reported", "", "当场收缴", "collect on the spot", *CASH,
            rule="P-33", documents="cash_receipt", starts="P-35/officer", stops="P-60"),
        *cash_handed_on("delivered reported performed"),
        go("pay", "delivered reported", "", "缴款", "pay", "amount_stated", "receipt_given", rule="P-60", documents="payment_proof"),
        go("report", "delivered", "reported", "报所属机关备案", "report to the organ", rule="P-32", documents="filing_record", stops="P-32"),
        go("perform", "reported", "performed", "履行完毕", "perform in full", "paid_in_full", "correction_checked",
            rule="P-60", stops="P-60 P-68"),
        go("mark_overdue", "reported", "ordinary/overdue", "逾期未缴", "the due date has passed", "payment_is_late", rule="P-62"),
        go("overturn", "delivered reported performed closed", "ordinary/overturned", "决定被撤销、变更或确认违法、无效", "the decision is overturned", "review_overturned", rule="P-47"),
        go("convert_to_ordinary", "spotted id_shown facts_fixed heard", "ordinary/filed", "转为普通程序并立案", "go over to the ordinary procedure: file",
            *FILING, "head_approves", rule="P-30", documents="filing_approval", starts="P-40", roles="filing"),
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
        *TO_FILING,
        go("not_file", "clue", "ordinary/not_filed", "不予立案", "do not file", "reason_not_to_file", "head_approves",
            rule="P-01", documents="no_filing_approval", starts="P-02/reporter?complaint", stops="P-02/check"),
        go("transfer_out", "clue filed consented evidence notified approved", "ordinary/transferred_out", "移送有管辖权的机关", "transfer to the competent organ",
            "receiver_named", "two_hand_over", "items_listed", "measures_lifted",
            rule="J-09", documents="case_transfer_letter evidence_list", stops="P-02/check P-40"),
        go("consent_expedited", "filed", "consented", "当事人同意快速办理", "the party consents to expedited handling",
            "expedited_allowed", "consent_written", rule="expedited", documents="expedited_consent"),
        go("fast_evidence", "consented", "evidence", "简化取证", "take the key evidence", *OFFICERS, "certificates_shown", "key_evidence",
            rule="expedited", documents="format_record"),
        go("fast_notice", "evidence", "notified", "告知拟处罚内容及权利", "tell the proposed penalty and the rights",
            "penalty_proposed", "rights_told", "no_hearing_case", rule="P-41", documents="penalty_notice"),
        go("fast_approve", "notified", "approved", "合并审批", "merged approval", "grounds_rechecked", "reviewer_not_handler",
            rule="expedited", documents="merged_approval"),
        go("decide", "approved", "ordinary/decided", "作出处罚决定", "decide the penalty",
            *DECIDING,
            rule="P-45", documents="penalty_decision", starts="P-46 P-48/penalty P-48/samr?samr", stops="P-40"),
        go("convert_to_ordinary", "filed", "ordinary/filed", "转为普通程序", "go over to the ordinary procedure", rule="expedited"),
        go("convert_to_ordinary", "consented evidence notified approved", "ordinary/investigating", "转为普通程序，证据继续有效", "go over to the ordinary procedure: the evidence stays valid",
            rule="expedited"),
    ),
)  # fmt: skip
