"""What procedures share: the officers and evidence a step asks for, the way to a filing, money taken on the spot."""

from __future__ import annotations

from typing import Final

from enforcekit.law.process import Transition

from ..writing import go

OFFICERS: Final = ("officers", "certified", "no_recusal")

FILING: Final = ("competent", "first_filed", "limitation_open", *OFFICERS)

EVIDENCE: Final = (
    "evidence_lawful",
    "monitor_basis",
    "device_reviewed",
    "device_marked",
    "location_published",
    "record_reviewed",
    "party_informed",
    "evidence_re_examined",
)

DECIDING: Final = (
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
    *EVIDENCE,
    "reviewed",
    "discussed",
)

CASH: Final = ("cash_allowed", "amount_stated", "receipt_given")

TO_FILING: Final = (
    go("receive_clue", "new", "clue", "受理线索", "receive a clue", rule="P-02", documents="clue_form", starts="P-02/check"),
    go(
        "extend_check", "clue", "", "延长核查期限", "extend the time for checking the clue",
        "head_approves", "reason_stated", "extension_known",
        rule="P-02", documents="extension_approval", extends="P-02/check",
    ),
    go(
        "file", "new clue", "filed", "立案", "file the case", *FILING, "head_approves",
        rule="P-01", documents="filing_approval", starts="P-40 P-02/reporter?complaint", stops="P-02/check", roles="filing",
    ),
)  # fmt: skip


def cash_handed_on(sources: str) -> tuple[Transition, ...]:
    """What becomes of money that was taken on the spot (APL21 art. 71)."""
    return (
        go("hand_in", sources, "", "执法人员将罚款交至机关", "the officer hands the money in", "cash_was_taken", rule="P-35", stops="P-35/officer", starts="P-35/bank"),
        go("bank_in", sources, "", "机关将罚款缴付银行", "the organ pays the money to the bank", "cash_was_taken", rule="P-35", stops="P-35/officer P-35/bank"),
    )  # fmt: skip
