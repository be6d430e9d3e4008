"""What follows a decision: reconsideration and litigation, and the publication of the decision."""

from __future__ import annotations

from typing import Final

from enforcekit.law.process import Process, State

from ..writing import go

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
        go("apply_reconsideration", "none overturned", "reconsideration", "申请复议", "apply for reconsideration", "is_served", "one_remedy_at_a_time", "in_time_to_apply",
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
