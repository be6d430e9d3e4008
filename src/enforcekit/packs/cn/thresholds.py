"""Amounts, ages, shares and the cases to which PRC law attaches an effect, each dated, with article and status.

Amounts are in fen. Of the 1996 Penalty Law arts. 20-28, 33 and 42 were read; rows on its other articles are
unconfirmed. What a sector or a place sets is a row of that layer and goes before the national one.
"""

from __future__ import annotations

from typing import Final

from enforcekit.timing import ALWAYS

from .credit import CREDIT
from .writing import L, M, row, span

_APL96 = span("1996-10-01", "2021-07-15")
_APL17 = span("2018-01-01", "2021-07-15")
"""Under the amendment of 2017, which brought legal review."""
_APL21 = span("2021-07-15")
_YUAN: Final = 100
_FINE: Final = {"fine"}
_CONFISCATION: Final = {"confiscate_illegal_gains", "confiscate_illegal_property"}
_CITIZEN: Final = {"citizen"}
_ORGANISATION: Final = {"organisation"}
_PARTIES: Final = (
    row("party", "P-30", "公民", "citizen", "APL21:51", ALWAYS, parties={"citizen", "individual"}, outcome="citizen"),
    row("party", "P-30", "法人或者其他组织", "legal person or other organisation", "APL21:51", ALWAYS, parties={"administrative_organ", "enterprise", "institution", "organisation", "other_organisation", "social_organisation", "unincorporated_enterprise"}, outcome="organisation"),
    # The national text is silent: the stricter ceiling unless the caller's policy says otherwise.
    row("party", "P-31", "个体工商户按公民对待", "an individual business counts as a citizen", "APL21:51", ALWAYS, parties={"individual_business"}, outcome="citizen", **M),
)  # fmt: skip

_SIMPLE: Final = (
    row("simple", "P-30", "当场处罚：警告", "on the spot: a warning", "APL21:51", _APL21, kinds={"warning"}),
    row("simple", "P-30", "当场处罚：警告", "on the spot: a warning", "APL96:33", _APL96, kinds={"warning"}),
    row("simple", "P-30", "当场处罚：对公民罚款上限", "on the spot: highest fine on a citizen", "APL21:51", _APL21, value=200 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN),
    row("simple", "P-30", "当场处罚：对公民罚款上限", "on the spot: highest fine on a citizen", "APL96:33", _APL96, value=50 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN),
    row("simple", "P-30", "当场处罚：对单位罚款上限", "on the spot: highest fine on an organisation", "APL21:51", _APL21, value=3_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION),
    row("simple", "P-30", "当场处罚：对单位罚款上限", "on the spot: highest fine on an organisation", "APL96:33", _APL96, value=1_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION),
    row("simple", "P-30", "交通警察当场处罚：罚款上限", "on the spot by traffic police: highest fine", "RTL:107", span("2004-05-01"), value=200 * _YUAN, scale="fen", kinds=_FINE, layer="traffic", **L),
    row("simple", "P-30", "海警当场处罚：罚款上限", "on the spot by the coast guard: highest fine", "CG21:29", span("2021-02-01"), value=500 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN, layer="coast_guard", **L),
    row("simple", "P-30", "海警当场处罚：罚款上限", "on the spot by the coast guard: highest fine", "CG21:29", span("2021-02-01"), value=5_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION, layer="coast_guard", **L),
    row("simple", "P-30", "治安当场处罚：罚款上限", "on the spot by public security: highest fine", "PSPL25", span("2026-01-01"), value=500 * _YUAN, scale="fen", kinds=_FINE, layer="public_security", **M),
    row("simple_duty", "P-36", "不服的应先申请行政复议（复议前置）", "reconsideration comes before a suit", "ARL23:23", span("2024-01-01"), outcome="reconsideration_first"),
)  # fmt: skip

_CASH: Final = (
    row("cash", "P-33", "当场收缴上限", "highest fine collected on the spot", "APL21:68", _APL21, value=100 * _YUAN, scale="fen", facts={"on_the_spot"}),
    row("cash", "P-33", "当场收缴上限", "highest fine collected on the spot", "APL96:47", _APL96, value=20 * _YUAN, scale="fen", facts={"on_the_spot"}, **M),
    row("cash", "P-33", "不当场收缴事后难以执行", "hard to enforce later", "APL21:68", _APL21, facts={"hard_to_collect", "on_the_spot"}),
    row("cash", "P-33", "不当场收缴事后难以执行", "hard to enforce later", "APL96:47", _APL96, facts={"hard_to_collect", "on_the_spot"}, **M),
    row("cash", "P-34", "边远、水上、交通不便地区，当事人提出", "remote or waterborne area, at the party's request", "APL21:69", _APL21, facts={"remote", "requested"}),
    row("cash", "P-34", "边远、水上、交通不便地区，当事人提出", "remote or waterborne area, at the party's request", "APL96:48", _APL96, facts={"remote", "requested"}, **M),
    row("cash_duty", "P-35", "出具专用票据，否则当事人有权拒绝缴纳", "a receipt of the treasury, or the party may refuse", "APL21:70", _APL21, outcome="receipt"),
    row("cash_duty", "P-35", "出具专用票据，否则当事人有权拒绝缴纳", "a receipt of the treasury, or the party may refuse", "APL96:49", _APL96, outcome="receipt", **M),
    row("cash_duty", "P-35", "执法人员在期限内交付罚款", "the officer hands the money in, in time", "APL21:71", _APL21, outcome="hand_in", term="P-35/officer"),
    row("cash_duty", "P-35", "执法人员在期限内交付罚款", "the officer hands the money in, in time", "APL96:50", _APL96, outcome="hand_in", term="P-35/officer", **M),
)  # fmt: skip

_LATE: Final = (
    row("late_fine", "P-62", "加处罚款", "late fine", "APL21:72", _APL21, value=3, scale="percent_a_day", kinds=_FINE),
    row("late_fine", "P-62", "加处罚款", "late fine", "APL96:51", _APL96, value=3, scale="percent_a_day", kinds=_FINE, **M),
    row("late_fine_cap", "P-62", "加处罚款不超出罚款数额", "the late fine is at most the fine", "AEL:45", span("2012-01-01", "2021-07-15"), value=100, scale="percent"),
    row("late_fine_cap", "P-62", "加处罚款不超出罚款数额", "the late fine is at most the fine", "APL21:72; AEL:45", _APL21, value=100, scale="percent"),
    row("late_fine_pause", "P-63", "复议、诉讼期间不计算", "not counted during reconsideration or litigation", "APL21:73", _APL21),
    # The Supreme Court's reply spoke of litigation only.
    row("late_fine_pause", "P-63", "诉讼期间不计算", "not counted during litigation", "SPCREPLY", _APL96, facts={"litigation"}, **M),
)  # fmt: skip

_LIMITATION: Final = (
    row("limitation", "P-09", "追责时效", "limitation of penalties", "APL21:36", _APL21, term="P-09/general"),
    row("limitation", "P-09", "追责时效", "limitation of penalties", "APL96:29", _APL96, term="P-09/general", **M),
    row("limitation_extended", "P-09", "涉及公民生命健康安全、金融安全且有危害后果", "life, health or financial safety is concerned and there is a harmful consequence", "APL21:36", _APL21, facts={"harm", "life_health_or_finance"}, term="P-09/harm"),
)  # fmt: skip

_EXEMPTION: Final = (
    row("no_penalty", "P-24", "违法行为轻微并及时改正，没有造成危害后果：不予处罚", "minor, corrected in time, no harm: no penalty", "APL21:33", _APL21, facts={"corrected", "minor", "no_harm"}, outcome="must_not"),
    row("no_penalty", "P-24", "违法行为轻微并及时改正，没有造成危害后果：不予处罚", "minor, corrected in time, no harm: no penalty", "APL96:27", _APL96, facts={"corrected", "minor", "no_harm"}, outcome="must_not"),
    row("no_penalty", "P-24", "当事人证明没有主观过错：不予处罚", "the party proves that it was not at fault: no penalty", "APL21:33", _APL21, facts={"fault_counts", "no_fault_proved"}, outcome="must_not"),
    row("no_penalty", "P-24", "初次违法且危害后果轻微并及时改正：可以不予处罚", "first time, slight harm, corrected in time: a penalty may be left out", "APL21:33", _APL21, facts={"at_most_slight_harm", "corrected", "first"}, outcome="may_not"),
    row("age", "P-21", "不满十四周岁：不予处罚，责令监护人管教", "under 14: no penalty, the guardian is ordered to discipline", "APL21:30", _APL21, value=14, scale="year", outcome="no_penalty"),
    row("age", "P-21", "不满十四周岁：不予处罚，责令监护人管教", "under 14: no penalty, the guardian is ordered to discipline", "APL96:25", _APL96, value=14, scale="year", outcome="no_penalty"),
    row("age", "P-21", "已满十四周岁不满十八周岁：应当从轻或者减轻", "14 to under 18: must be lighter or mitigated", "APL21:30", _APL21, value=18, scale="year", outcome="lighter_or_mitigated"),
    row("age", "P-21", "已满十四周岁不满十八周岁：应当从轻或者减轻", "14 to under 18: must be lighter or mitigated", "APL96:25", _APL96, value=18, scale="year", outcome="lighter_or_mitigated"),
    # As the criminal courts count; no text on penalties says it.
    row("age_from", "P-21", "周岁自生日的次日起算", "a year of age is complete from the day after the birthday", "DOCTRINE", ALWAYS, value=1, scale="day", **M),
    row("mental", "P-22", "精神病人不能辨认或者控制自己行为：不予处罚", "mental illness, unable to recognise or control the act: no penalty", "APL21:31", _APL21, facts={"mental_illness", "unable"}, outcome="no_penalty"),
    row("mental", "P-22", "精神病人不能辨认或者控制自己行为：不予处罚", "mental illness, unable to recognise or control the act: no penalty", "APL96:26", _APL96, facts={"mental_illness", "unable"}, outcome="no_penalty"),
    row("mental", "P-22", "智力残疾人不能辨认或者控制自己行为：不予处罚", "intellectual disability, unable to recognise or control the act: no penalty", "APL21:31", _APL21, facts={"intellectual_disability", "unable"}, outcome="no_penalty"),
    row("mental", "P-22", "尚未完全丧失辨认或者控制能力：可以从轻或者减轻", "ability diminished, not lost: may be lighter or mitigated", "APL21:31", _APL21, facts={"diminished", "mental_illness"}, outcome="may_be_lighter_or_mitigated"),
    row("mental", "P-22", "尚未完全丧失辨认或者控制能力：可以从轻或者减轻", "ability diminished, not lost: may be lighter or mitigated", "APL21:31", _APL21, facts={"diminished", "intellectual_disability"}, outcome="may_be_lighter_or_mitigated"),
    row("lighter", "P-23", "主动消除或者减轻危害后果", "removed or reduced the harm", "APL21:32", _APL21, facts={"harm_removed"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "主动消除或者减轻危害后果", "removed or reduced the harm", "APL96:27", _APL96, facts={"harm_removed"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "受他人胁迫", "was coerced", "APL21:32", _APL21, facts={"coerced"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "受他人胁迫", "was coerced", "APL96:27", _APL96, facts={"coerced"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "配合查处违法行为有立功表现", "merit in helping to clear up an offence", "APL21:32", _APL21, facts={"merit"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "配合查处违法行为有立功表现", "merit in helping to clear up an offence", "APL96:27", _APL96, facts={"merit"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "其他依法从轻或者减轻的情形", "another case in which the law says so", "APL21:32", _APL21, facts={"other_lighter"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "其他依法从轻或者减轻的情形", "another case in which the law says so", "APL96:27", _APL96, facts={"other_lighter"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "受他人诱骗", "was induced", "APL21:32", _APL21, facts={"induced"}, outcome="lighter_or_mitigated"),
    row("lighter", "P-23", "主动供述行政机关尚未掌握的违法行为", "confessed an act that was not known", "APL21:32", _APL21, facts={"confessed"}, outcome="lighter_or_mitigated"),
)  # fmt: skip

_HEARING: Final = (
    row("hearing", "P-50", "听证：吊销许可证件", "hearing: licence revoked", "APL21:63", _APL21, kinds={"revoke_licence"}),
    row("hearing", "P-50", "听证：吊销许可证件", "hearing: licence revoked", "APL96:42", _APL96, kinds={"revoke_licence"}),
    row("hearing", "P-50", "听证：责令停产停业", "hearing: business suspended", "APL21:63", _APL21, kinds={"order_suspend_business"}),
    row("hearing", "P-50", "听证：责令停产停业", "hearing: business suspended", "APL96:42", _APL96, kinds={"order_suspend_business"}),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "APL21:63", _APL21, scale="fen", kinds=_FINE, outcome="fine"),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "APL96:42", _APL96, scale="fen", kinds=_FINE, outcome="fine"),
    row("hearing", "P-51", "听证：没收较大数额违法所得、较大价值非法财物", "hearing: a larger confiscation", "APL21:63", _APL21, scale="fen", kinds=_CONFISCATION, outcome="confiscation"),
    row("hearing", "P-50", "听证：降低资质等级", "hearing: qualification downgraded", "APL21:63", _APL21, kinds={"downgrade_qualification"}),
    row("hearing", "P-50", "听证：责令关闭", "hearing: closed down", "APL21:63", _APL21, kinds={"order_close"}),
    row("hearing", "P-50", "听证：限制从业", "hearing: barred from a trade", "APL21:63", _APL21, kinds={"ban_from_trade"}),
    row("hearing", "P-50", "听证：其他较重的行政处罚", "hearing: another heavy penalty", "APL21:63", _APL21, facts={"other_heavy"}),
    row("hearing", "P-50", "听证：法律、法规、规章规定的其他情形", "hearing: another case set by law, regulation or rule", "APL21:63", _APL21, facts={"hearing_by_law"}),
    # The police rule speaks of fines only; for confiscations only the samr figure was seen.
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "PSA19:123", span("2019-01-01", "2026-01-01"), value=2_000 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN, outcome="fine", layer="public_security"),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "PSA19:123", span("2019-01-01", "2026-01-01"), value=10_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION, outcome="fine", layer="public_security"),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "PSPL25:117", span("2026-01-01"), value=4_000 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN, outcome="fine", layer="public_security", **M),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "PSPL25:117", span("2026-01-01"), value=4_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION, outcome="fine", layer="public_security", **M),
    # These figures are known, their first day is not: they begin with the law whose word "larger" they fill.
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "SAMRHEAR", _APL21, value=10_000 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN, outcome="fine", layer="samr", **M),
    row("hearing", "P-51", "听证：没收较大数额", "hearing: a larger confiscation", "SAMRHEAR", _APL21, value=10_000 * _YUAN, scale="fen", kinds=_CONFISCATION, parties=_CITIZEN, outcome="confiscation", layer="samr", **M),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "SAMRHEAR", _APL21, value=100_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION, outcome="fine", layer="samr", **M),
    row("hearing", "P-51", "听证：没收较大数额", "hearing: a larger confiscation", "SAMRHEAR", _APL21, value=100_000 * _YUAN, scale="fen", kinds=_CONFISCATION, parties=_ORGANISATION, outcome="confiscation", layer="samr", **M),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "ECOHEAR", _APL21, value=10_000 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN, outcome="fine", layer="ecology", **M),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "ECOHEAR", _APL21, value=200_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION, outcome="fine", layer="ecology", **M),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "LOCALHEAR", _APL21, value=5_000 * _YUAN, scale="fen", kinds=_FINE, parties=_CITIZEN, outcome="fine", layer="local_example", **L),
    row("hearing", "P-51", "听证：较大数额罚款", "hearing: a larger fine", "LOCALHEAR", _APL21, value=100_000 * _YUAN, scale="fen", kinds=_FINE, parties=_ORGANISATION, outcome="fine", layer="local_example", **L),
)  # fmt: skip

_STEPS: Final = (
    row("notice", "P-41", "处罚前告知", "notice before the decision", "APL21:44", _APL21),
    row("notice", "P-41", "处罚前告知", "notice before the decision", "APL96:31", _APL96, **M),
    row("legal_review", "P-42", "法制审核：重大案件", "legal review: major case", "APL21:58", _APL21, facts={"major"}),
    row("legal_review", "P-42", "法制审核：经过听证程序", "legal review: a hearing was held", "APL21:58", _APL21, facts={"hearing_held"}),
    row("legal_review", "P-42", "法制审核：疑难复杂、涉及多个法律关系", "legal review: complex, several legal relations", "APL21:58", _APL21, facts={"complex"}),
    row("legal_review", "P-42", "法制审核：法律、法规规定", "legal review: set by law or regulation", "APL21:58", _APL21, facts={"review_by_law"}),
    row("legal_review", "P-42", "法制审核：重大案件", "legal review: major case", "APL96:38", _APL17, facts={"major"}, **M),
    row("legal_review", "P-42", "法制审核：经过听证程序", "legal review: a hearing was held", "APL96:38", _APL17, facts={"hearing_held"}, **M),
    row("legal_review", "P-42", "法制审核：疑难复杂、涉及多个法律关系", "legal review: complex, several legal relations", "APL96:38", _APL17, facts={"complex"}, **M),
    row("legal_review", "P-42", "法制审核：法律、法规规定", "legal review: set by law or regulation", "APL96:38", _APL17, facts={"review_by_law"}, **M),
    row("collective_discussion", "P-43", "集体讨论：重大违法行为", "collective discussion: major violation", "APL21:57", _APL21, facts={"major"}),
    row("collective_discussion", "P-43", "集体讨论：重大违法行为", "collective discussion: major violation", "APL96:38", _APL96, facts={"major"}, **M),
    row("collective_discussion", "P-43", "集体讨论：情节复杂", "collective discussion: complex circumstances", "APL21:57", _APL21, facts={"complex"}),
    row("collective_discussion", "P-43", "集体讨论：情节复杂", "collective discussion: complex circumstances", "APL96:38", _APL96, facts={"complex"}, **M),
    # No national text says what is major: what calls for a hearing is taken for it, which can only add a step.
    row("collective_discussion", "P-43", "集体讨论：应当告知听证的，按重大违法行为办理", "collective discussion: what calls for a hearing counts as major", "APL21:57", _APL21, facts={"hearing_offer"}, **M),
    row("collective_discussion", "P-43", "集体讨论：应当告知听证的，按重大违法行为办理", "collective discussion: what calls for a hearing counts as major", "APL96:38", _APL96, facts={"hearing_offer"}, **M),
    row("officers", "P-03", "简易程序执法人员", "simple procedure", "APL96:33", _APL96, value=1, scale="officer", facts={"simple"}, **M),
    row("officers", "P-03", "执法人员", "certified officers", "APL21:42", _APL21, value=2, scale="officer"),
    row("officers", "P-03", "执法人员", "certified officers", "APL96:37", _APL96, value=2, scale="officer", **M),
    row("officers", "P-03", "交通警察简易程序", "traffic police, simple procedure", "RTP20:44", span("2020-05-01"), value=1, scale="officer", facts={"simple"}, layer="traffic", **L),
    row("officers", "P-03", "公安机关简易程序", "public security, simple procedure", "PSA19:39", span("2019-01-01"), value=1, scale="officer", facts={"simple"}, layer="public_security", **L),
)  # fmt: skip

_DUTIES: Final = (
    row("duty", "P-41", "不得因申辩加重处罚", "no heavier penalty because of the defence", "APL21:45", _APL21, facts={"notice"}, outcome="no_heavier_for_defence"),
    row("duty", "P-41", "不得因申辩加重处罚", "no heavier penalty because of the defence", "APL96:32", _APL96, facts={"notice"}, outcome="no_heavier_for_defence", **M),
    row("duty", "P-52", "要求听证的期限", "time to ask for the hearing", "APL21:64", _APL21, facts={"hearing_offer"}, outcome="hearing_request", term="P-52"),
    row("duty", "P-52", "要求听证的期限", "time to ask for the hearing", "APL96:42", _APL96, facts={"hearing_offer"}, outcome="hearing_request", term="P-52"),
    row("duty", "P-53", "听证时间、地点提前通知", "time and place notified before the hearing", "APL21:64", _APL21, facts={"hearing_held"}, outcome="hearing_notice", term="P-53"),
    row("duty", "P-53", "听证时间、地点提前通知", "time and place notified before the hearing", "APL96:42", _APL96, facts={"hearing_held"}, outcome="hearing_notice", term="P-53"),
    row("duty", "P-54", "听证公开举行（涉密、隐私除外）", "hearing in public, secrets and privacy apart", "APL21:64", _APL21, facts={"hearing_held"}, outcome="hearing_public"),
    row("duty", "P-54", "听证公开举行（涉密、隐私除外）", "hearing in public, secrets and privacy apart", "APL96:42", _APL96, facts={"hearing_held"}, outcome="hearing_public"),
    row("duty", "P-54", "由非本案调查人员主持", "chaired by one who did not investigate", "APL21:64", _APL21, facts={"hearing_held"}, outcome="chair_not_investigator"),
    row("duty", "P-54", "由非本案调查人员主持", "chaired by one who did not investigate", "APL96:42", _APL96, facts={"hearing_held"}, outcome="chair_not_investigator"),
    row("duty", "P-54", "当事人不承担听证费用", "no cost to the party", "APL21:63", _APL21, facts={"hearing_held"}, outcome="no_cost"),
    row("duty", "P-54", "当事人不承担听证费用", "no cost to the party", "APL96:42", _APL96, facts={"hearing_held"}, outcome="no_cost"),
    row("duty", "P-54", "根据听证笔录作出决定", "decide on the hearing record", "APL21:65", _APL21, facts={"hearing_held"}, outcome="decide_on_record"),
    row("duty", "P-42", "法制审核在听证之后", "the legal review comes after the hearing", "APL21:58", _APL21, facts={"hearing_held", "legal_review"}, outcome="review_after_hearing"),
    row("duty", "P-42", "法制审核在听证之后", "the legal review comes after the hearing", "APL96:38", _APL17, facts={"hearing_held", "legal_review"}, outcome="review_after_hearing", **M),
    row("duty", "P-42", "初次从事审核的人员应有法律职业资格", "first-time reviewers hold the national legal qualification", "APL21:58", _APL21, facts={"legal_review"}, outcome="reviewer_qualified"),
    row("duty", "P-42", "初次从事审核的人员应有法律职业资格", "first-time reviewers hold the national legal qualification", "APL96:38", _APL17, facts={"legal_review"}, outcome="reviewer_qualified", **M),
    row("duty", "P-42", "审核人员不是办案人员", "the reviewer did not handle the case", "APL21:58", _APL21, facts={"legal_review"}, outcome="reviewer_not_handler", **M),
    row("duty", "P-42", "审核人员不是办案人员", "the reviewer did not handle the case", "APL96:38", _APL96, facts={"legal_review"}, outcome="reviewer_not_handler", **M),
)  # fmt: skip

_AMOUNT: Final = (
    row("second_fine", "P-20", "同一违法行为不得给予两次以上罚款", "one act is not fined twice", "APL21:29", _APL21, kinds=_FINE),
    row("second_fine", "P-20", "同一违法行为不得给予两次以上罚款", "one act is not fined twice", "APL96:24", _APL96, kinds=_FINE),
    row("heavier_norm", "P-20", "同一行为违反多个规范，按罚款数额高的规定处罚", "one act against several norms: the norm with the higher fine", "APL21:29", _APL21, kinds=_FINE),
    row("heavier_norm_floor", "P-20", "不低于其他规范的罚款下限（学理）", "not below the lowest fine of the other norms (doctrine)", "DOCTRINE", _APL21, **M),
    row("version", "V-01", "从旧兼从轻", "law of the act, unless the law of the decision is lighter", "APL21:37", _APL21),
    row("version", "V-01", "从旧兼从轻（学理）", "law of the act, unless the law of the decision is lighter (doctrine)", "DOCTRINE", _APL96, **M),
    row("illegal_gains", "P-11", "违法所得为所取得的款项，不扣成本", "illegal gains are the money received, costs are not deducted", "APL21:28", _APL21, outcome="received"),
    row("illegal_gains", "P-11", "违法所得扣除成本（行业规定）", "illegal gains less costs (sector rules)", "DOCTRINE", _APL96, outcome="less_costs", **M),
    # No national text draws the line; a sector's discretion rules name the lowest 30 %.
    row("lighter_part", "P-23", "从轻：幅度中较低的一半", "lighter: the lower half of the range", "DOCTRINE", ALWAYS, value=50, scale="percent", **M),
    row("lighter_part", "P-23", "从轻：幅度中较低的30%", "lighter: the lowest 30 % of the range", "SAMRDISC", ALWAYS, value=30, scale="percent", layer="samr", **M),
    row("mitigated", "P-23", "减轻：法定最低限度以下", "mitigated: below the statutory minimum", "APL21:32", _APL21),
    row("mitigated", "P-23", "减轻：法定最低限度以下", "mitigated: below the statutory minimum", "APL96:27", _APL96, **M),
    row("instalments", "P-61", "暂缓或者分期缴纳", "deferral or instalments", "APL21:66", _APL21),
    row("instalments", "P-61", "暂缓或者分期缴纳", "deferral or instalments", "APL96:52", _APL96, **M),
    row("criminal_fine", "P-27", "罚款折抵罚金", "the fine is credited against the criminal fine", "APL21:35", _APL21, outcome="credited"),
    row("criminal_fine", "P-27", "罚款折抵罚金", "the fine is credited against the criminal fine", "APL96:28", _APL96, outcome="credited"),
    row("fine_after_criminal_fine", "P-27", "已判处罚金的，不再给予罚款", "after a criminal fine no administrative fine", "APL21:35", _APL21, outcome="barred"),
)  # fmt: skip

_OFFSET: Final = (
    # The hourly rate is published for Fenghua and Huzhou; for Ningbo and Jiaxing it is taken from them.
    row("offset", "K-03", "公益抵罚（宁波）", "public-service offset (Ningbo)", "NB17:40", span("2017-07-01"), value=50 * _YUAN, scale="fen_an_hour", facts={"voluntary"}, outcome="before", layer="ningbo", **M),
    row("offset", "K-03", "公益抵罚（宁波）", "public-service offset (Ningbo)", "NBW19:51", span("2019-10-01"), value=50 * _YUAN, scale="fen_an_hour", facts={"voluntary"}, outcome="before", layer="ningbo", **M),
    row("offset", "K-03", "公益抵罚（奉化）", "public-service offset (Fenghua)", "NB17:40", span("2017-07-01"), value=50 * _YUAN, scale="fen_an_hour", facts={"voluntary"}, outcome="before", layer="fenghua", **L),
    row("offset", "K-03", "公益抵罚（奉化）", "public-service offset (Fenghua)", "NBW19:51", span("2019-10-01"), value=50 * _YUAN, scale="fen_an_hour", facts={"voluntary"}, outcome="before", layer="fenghua", **L),
    row("offset", "K-03", "公益抵罚（湖州）", "public-service offset (Huzhou)", "HZ18", span("2018-10-01"), value=50 * _YUAN, scale="fen_an_hour", facts={"first", "minor", "voluntary"}, outcome="before", layer="huzhou", **L),
    row("offset", "K-03", "公益抵罚（嘉兴）", "public-service offset (Jiaxing)", "JX19", span("2020-01-01"), value=50 * _YUAN, scale="fen_an_hour", facts={"voluntary"}, outcome="after", layer="jiaxing", **M),
    row("offset_max", "K-03", "公益抵罚的罚款上限", "highest fine that service may offset", "P:HUZ-SERV", span("2018-10-01"), value=200 * _YUAN, scale="fen", layer="huzhou", **L),
)  # fmt: skip

THRESHOLDS: Final = (
    *_PARTIES,
    *_SIMPLE,
    *_CASH,
    *_LATE,
    *_LIMITATION,
    *_EXEMPTION,
    *_HEARING,
    *_STEPS,
    *_DUTIES,
    *_AMOUNT,
    *_OFFSET,
    *CREDIT,
)
