"""The code lists of cases: events, what they state, the forms of the file, evidence, staff.

Events and stated facts are those of the procedures and their conditions, so that each stands in one place. The names
of forms follow the model sets that departments publish (Henan 2016, culture, Liaoning); they differ from place to
place, and the list is open.
"""

from __future__ import annotations

from typing import Final

from enforcekit.codes import Code, CodeList, code_list
from enforcekit.law.process import event_codes, fact_codes

from .conditions import CONDITIONS
from .processes import PROCESSES

# Published with the words of the last step that knows an event.
EVENT_KIND = CodeList("event_kind", "案件事件", "Event of a case", event_codes(PROCESSES, last=True))

_REASONS: Final = (
    ("facts_not_met", "不符合立案条件", "the facts do not call for a case"),
    ("not_its_remit", "不属于本机关管辖", "not this body's remit"),
    ("limitation_passed", "已过追责时效", "the limitation has passed"),
    ("minor_exempt", "轻微免罚", "minor and exempt"),
    ("depends_on_decision", "以其他案件结果或决定为依据", "depends on another decision or judgment"),
    ("legal_question_referred", "法律适用问题需请示", "a question of law was sent up"),
    ("force_majeure", "不可抗力", "force majeure"),
    ("party_missing", "当事人下落不明", "the party is missing"),
    ("other_impediment", "其他障碍", "another impediment"),
    ("party_dead_without_successor", "当事人死亡或终止且无承受人", "the party is dead or dissolved without successor"),
    ("party_dissolved", "当事人终止", "the party is dissolved"),
    ("no_violation", "没有违法事实", "no violation"),
    ("minor_and_corrected", "轻微并及时改正且无危害后果", "minor, corrected, without harm"),
    ("first_offence_slight", "初次违法、后果轻微并及时改正", "first offence, slight harm, corrected"),
    ("no_fault_proved", "证明没有主观过错", "no subjective fault was proved"),
    ("facts_not_established", "违法事实不能成立", "the facts were not established"),
    ("under_age", "不满十四周岁", "under fourteen"),
    ("no_capacity_of_person", "不能辨认或者控制自己行为", "unable to recognise or control the act"),
    ("hardship", "确无履行能力或履行困难", "hardship"),
    ("third_party_claim", "第三人主张权利", "a third party claims a right"),
    ("irreparable_loss", "执行可能造成难以弥补的损失", "irreparable loss"),
    ("object_gone", "执行标的灭失", "the object is gone"),
    ("decision_revoked", "据以执行的决定被撤销", "the decision was revoked"),
    ("three_years_without_means", "中止满三年未恢复", "three years without means"),
    ("performed_otherwise", "已以其他方式履行", "performed in another way"),
)
_WAIVERS: Final = (
    ("hearing_right_told", "已告知听证权利", "the right to a hearing was told"),
    ("hearing_waived", "明确放弃听证", "the hearing was clearly waived"),
    ("reviewed_before_2018", "2018年前已从事法制审核", "reviewed before 2018"),
    ("mitigated", "依法减轻", "mitigated"),
    ("late_fine_waived", "减免加处罚款", "the late fine was waived"),
    ("late_with_reason", "逾期有正当理由", "late with a good reason"),
    ("applied_before_due", "缴款期满前已申请", "asked for before the due date"),
    ("assets_moved", "有转移或者隐匿财产的迹象", "assets are being moved or hidden"),
    ("party_told_of_seized", "扣押物品随案移送并书面告知当事人", "seized things go along, the party was told"),
    ("emergency", "情况紧急", "emergency"),
    ("service_in_place", "以公益服务代替罚款", "service in the place of the fine"),
    ("remote", "边远、水上、交通不便地区", "remote, waterborne or hard to reach"),
    ("requested", "当事人提出当场缴纳", "at the party's request"),
    ("hard_to_collect", "不当场收缴事后难以执行", "otherwise hard to enforce"),
    ("livelihood_cut", "对居民停水、停电、停热、停燃气", "a household was cut off"),
    ("off_site", "由电子技术监控设备收集、固定", "collected by an electronic monitoring device"),
    (
        "monitor_basis",
        "有法律、行政法规关于电子技术监控的依据",
        "a law or administrative regulation allows the monitoring",
    ),
    (
        "device_reviewed",
        "设备经过法制和技术审核、符合标准",
        "the device passed legal and technical review and meets the standard",
    ),
    ("device_marked", "设备设置合理、标志明显", "the device is placed reasonably and marked"),
    ("location_published", "设置地点已向社会公布", "the location was published"),
    ("record_reviewed", "记录内容经审核", "the record was reviewed before use"),
    ("party_informed", "已及时告知当事人", "the party was told promptly"),
    ("unlawful", "以非法手段取得", "obtained unlawfully"),
    ("re_examined", "经本机关复核", "re-examined by the body that uses it"),
    ("excluded", "已排除，不作为认定事实的根据", "excluded: nothing rests on it"),
    ("ordered_to_pay", "已被责令支付劳动报酬", "payment of the wages was ordered"),
    ("still_unpaid", "责令后仍不支付", "they are still unpaid after the order"),
)

EVENT_FACT = CodeList(
    "event_fact",
    "载明事项",
    "What an event or a piece of evidence states",
    (*fact_codes(CONDITIONS), *(Code(*row) for row in (*_REASONS, *_WAIVERS))),
)

DOCUMENT_FORM = code_list(
    "document_form",
    "执法文书",
    "Form of the file",
    (
        ("clue_form", "案件来源登记表", "clue form"),
        ("no_filing_approval", "不予立案审批表", "approval not to file"),
        ("case_transfer_letter", "案件移送函", "case transfer letter"),
        ("evidence_list", "证据材料清单", "list of evidence"),
        ("filing_approval", "立案审批表", "filing approval"),
        ("interview_record", "询问笔录", "interview record"),
        ("scene_record", "现场笔录", "on-site record"),
        ("inspection_record", "勘验（检查）笔录", "survey or inspection record"),
        ("sampling_record", "抽样取证凭证", "sampling record"),
        ("suspension_approval", "中止调查审批表", "approval of suspension"),
        ("resumption_approval", "恢复调查审批表", "approval of resumption"),
        ("extension_approval", "延长办案期限审批表", "approval of more time"),
        ("termination_approval", "终止调查审批表", "approval of termination"),
        ("withdrawal_approval", "撤销立案审批表", "approval of withdrawal"),
        ("investigation_report", "调查终结报告", "investigation report"),
        ("audit_opinion", "案件审核意见书", "audit opinion"),
        ("expedited_consent", "快速办理告知（同意）书", "consent to expedited handling"),
        ("penalty_notice", "行政处罚事先告知书", "notice of the proposed penalty"),
        ("hearing_notice_of_right", "行政处罚听证告知书", "notice of the right to a hearing"),
        ("statement_record", "陈述申辩笔录", "record of the statement"),
        ("recheck_opinion", "陈述申辩复核意见书", "re-check opinion"),
        ("hearing_notice", "听证通知书", "hearing notice"),
        ("hearing_record", "听证笔录", "hearing record"),
        ("hearing_report", "听证报告", "hearing report"),
        ("legal_review_opinion", "法制审核意见书", "legal review opinion"),
        ("discussion_record", "集体讨论笔录", "record of the collective discussion"),
        ("penalty_decision", "行政处罚决定书", "penalty decision"),
        ("no_penalty_decision", "不予行政处罚决定书", "decision not to punish"),
        ("service_receipt", "送达回证", "proof of service"),
        ("service_address", "送达地址确认书", "confirmation of the address for service"),
        ("payment_proof", "缴款凭证", "proof of payment"),
        ("correction_record", "整改复查记录", "record of the correction check"),
        ("deferral_approval", "延期（分期）缴纳罚款批准书", "approval of deferral or instalments"),
        ("demand_letter", "履行行政决定催告书", "demand letter"),
        ("enforcement_decision", "强制执行决定书", "enforcement decision"),
        ("enforcement_application", "强制执行申请书", "application to the court"),
        ("enforcement_suspension", "中止执行通知书", "notice of suspended enforcement"),
        ("enforcement_agreement", "执行协议", "enforcement agreement"),
        ("enforcement_end_decision", "终结执行决定书", "decision to end enforcement"),
        ("closing_approval", "结案审批表", "closing approval"),
        ("file_index", "卷宗目录", "file index"),
        ("spot_decision", "当场行政处罚决定书", "decision on the spot"),
        ("cash_receipt", "罚没专用票据", "receipt of the treasury"),
        ("filing_record", "当场处罚备案表", "report of the decision on the spot"),
        ("format_record", "格式化询问笔录", "format record"),
        ("merged_approval", "快速办理审批表", "merged approval"),
        ("crime_report", "涉嫌犯罪案件书面报告", "report of a suspected crime"),
        ("transfer_approval", "涉嫌犯罪案件移送审批表", "approval of the transfer"),
        ("crime_transfer_letter", "涉嫌犯罪案件移送书", "letter of transfer to the police"),
        ("seized_list", "涉案物品清单", "list of the things of the case"),
        ("test_report", "检验报告或鉴定意见", "test report or expert opinion"),
        ("police_receipt", "公安机关送达回执", "receipt of the police"),
        ("handover_list", "涉案物品移交清单", "handover list"),
        ("measure_approval", "行政强制措施审批表", "approval of the measure"),
        ("measure_decision", "查封（扣押）决定书", "decision to seal or seize"),
        ("measure_list", "查封（扣押）物品清单", "list of things sealed or seized"),
        ("testing_notice", "检测（检验、鉴定）期间告知书", "notice of the time for testing"),
        ("extension_decision", "延长查封（扣押）期限决定书", "decision to extend the measure"),
        ("lifting_decision", "解除查封（扣押）决定书", "decision to lift the measure"),
        ("preservation_notice", "先行登记保存证据通知书", "notice of preservation"),
        ("preservation_list", "先行登记保存物品清单", "list of things preserved"),
        ("preservation_decision", "先行登记保存证据处理决定书", "decision on things preserved"),
        ("reply", "行政复议答复书", "reply in reconsideration"),
        ("defence", "行政诉讼答辩状", "defence in court"),
        ("publication_summary", "行政处罚信息摘要", "summary for publication"),
        ("withdrawal_note", "撤回公示说明", "note on the withdrawal of a publication"),
    ),
)

EVIDENCE_KIND = code_list(
    "evidence_kind",
    "证据种类",
    "Kind of evidence, Administrative Penalty Law art. 46",
    (
        ("document", "书证", "document"),
        ("object", "物证", "object"),
        ("audio_visual", "视听资料", "audio-visual material"),
        ("electronic_data", "电子数据", "electronic data"),
        ("witness", "证人证言", "witness statement"),
        ("party_statement", "当事人的陈述", "party's statement"),
        ("expert_opinion", "鉴定意见", "expert opinion"),
        ("inspection_record", "勘验笔录、现场笔录", "survey or on-site record"),
    ),
    closed=True,
)

CASE_ORIGIN = code_list(
    "case_origin",
    "案件来源",
    "Where a case comes from",
    (
        ("inspection", "监督检查发现", "found in an inspection"),
        ("complaint", "投诉举报", "complaint or report"),
        ("transfer", "其他机关移送", "transfer from another body"),
        ("superior", "上级交办", "assigned by the superior"),
        ("media", "媒体曝光", "media"),
        ("monitoring", "非现场监控发现", "off-site monitoring"),
        ("reverse_linkage", "行刑反向衔接", "from the criminal organs"),
        ("other_origin", "其他", "another source"),
    ),
)

HARM = code_list(
    "harm",
    "危害后果",
    "Harm done",
    (("none", "没有危害后果", "none"), ("slight", "危害后果轻微", "slight"), ("serious", "危害后果严重", "serious")),
    closed=True,
)

APPROVER_ROLE = code_list(
    "approver_role",
    "批准人职务",
    "Office of the one who approves",
    (
        ("head", "正职负责人", "head of the organ"),
        ("acting_head", "主持工作的负责人", "acting head"),
        ("deputy_head", "分管负责人", "deputy head in charge"),
        ("unit_head", "办案机构负责人", "head of the unit"),
    ),
)

CASE_TRAIT = code_list(
    "case_trait",
    "案件特征",
    "What sets a case apart",
    (
        ("major", "重大违法行为", "major violation"),
        ("complex", "情节复杂", "complex circumstances"),
        ("cross_area", "跨区域", "across areas"),
        ("public_interest", "涉及重大公共利益", "major public interest"),
        ("minor_party", "当事人为未成年人", "the party is a minor"),
        ("deaf_mute_blind", "当事人为聋哑盲人", "the party is deaf, mute or blind"),
        ("suspected_mental_illness", "疑似精神疾病", "suspected mental illness"),
        ("suspected_crime", "涉嫌犯罪", "suspected crime"),
        ("major_social_impact", "重大社会影响", "major social impact"),
        ("unpaid_wages", "涉嫌拒不支付劳动报酬", "wages are withheld"),
    ),
)

OFFICER_KIND = code_list(
    "officer_kind",
    "人员类别",
    "Kind of staff",
    (
        ("officer", "行政执法人员", "enforcement officer"),
        ("reviewer", "法制审核人员", "legal reviewer"),
        ("auxiliary", "执法辅助人员", "auxiliary staff"),
    ),
)

POSTING_KIND = code_list(
    "posting_kind",
    "派驻方式",
    "Way of serving at another body",
    (
        ("stationed", "派驻", "stationed"),
        ("seconded", "借调", "seconded"),
        ("joint_office", "联合办公", "joint office"),
    ),
)

CREDIT_GRAVITY = code_list(
    "credit_gravity",
    "失信类别",
    "Class of a credit record",
    (("minor", "轻微", "minor"), ("general", "一般", "general"), ("serious", "严重", "serious")),
    closed=True,
)

CASE_LISTS: Final = (
    EVENT_KIND,
    EVENT_FACT,
    DOCUMENT_FORM,
    EVIDENCE_KIND,
    CASE_ORIGIN,
    HARM,
    APPROVER_ROLE,
    CASE_TRAIT,
    OFFICER_KIND,
    POSTING_KIND,
    CREDIT_GRAVITY,
)
"""The lists of cases."""
