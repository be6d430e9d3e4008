"""What runs beside a case: transfer to criminal justice (CRT20), compulsory measures (AEL ch. 3), preserved evidence."""

from __future__ import annotations

from typing import Final

from enforcekit.law.process import Process, State

from ..writing import go
from .shared import OFFICERS

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
        go("preserve", "none", "preserved", "先行登记保存", "register and preserve", "is_filed", "may_be_lost", "preservation_approved", *OFFICERS,
            rule="P-07", documents="preservation_notice preservation_list", starts="P-07"),
        go("resolve_preservation", "preserved", "resolved", "作出处理决定", "decide upon it", "within_preservation", rule="P-07", documents="preservation_decision", stops="P-07"),
        go("lapse", "preserved", "lapsed", "期满", "the term has run out", "preservation_is_over", rule="P-07", stops="P-07"),
    ),
)  # fmt: skip
