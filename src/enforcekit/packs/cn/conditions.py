"""What each step of a procedure asks for, and the article that asks it.

Where the 1996 Penalty Law asked the same, a row of its own says so; its text was seen only in part, so those rows are
unconfirmed. A condition without a row for a day is not asked on that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from enforcekit.law.process import Condition
from enforcekit.timing import Period

_APL96: Final = dt.date(1996, 10, 1)
_APL17: Final = dt.date(2018, 1, 1)
_APL21: Final = dt.date(2021, 7, 15)
_AEL: Final = dt.date(2012, 1, 1)
_ARL23: Final = dt.date(2024, 1, 1)
_ARL99: Final = dt.date(1999, 10, 1)
_ALL15: Final = dt.date(2015, 5, 1)
_BEGINS: Final = {
    "APL21": _APL21,
    "APL96": _APL96,
    "AEL": _AEL,
    "ARL23": _ARL23,
    "ALL": _ALL15,
    "CRT20": dt.date(2001, 7, 9),
    "PUB21": dt.date(2021, 9, 1),
}
"""From when on the articles of a text ask something."""


def _ask(
    name: str,
    rule: str,
    zh: str,
    en: str,
    cure_zh: str,
    cure_en: str,
    article: str,
    *,
    old: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    **more: Any,
) -> Iterator[Condition]:
    """The row of a condition; `old` is the article of the 1996 Penalty Law that asked the same."""
    words: dict[str, Any] = {"name": name, "rule": rule, "zh": zh, "en": en, "cure_zh": cure_zh, "cure_en": cure_en}
    since = since or _BEGINS.get(article.partition(":")[0])
    yield Condition(**words, article=article, period=Period(start=since, end=until), **more)
    if old:
        more = {**more, "status": "unconfirmed"}
        yield Condition(**words, article=old, period=Period(start=_APL96, end=since), **more)


def _state(
    name: str,
    rule: str,
    zh: str,
    en: str,
    article: str,
    *any_of: str,
    **more: Any,
) -> Iterator[Condition]:
    """A condition that the event itself must state, alone or as one of several reasons."""
    cure_zh = f"在事件的 facts 中载明：{'、'.join(any_of) or name}"
    cure_en = f"state in the facts of the event: {' or '.join(any_of) or name}"
    yield from _ask(name, rule, zh, en, cure_zh, cure_en, article, asserted=True, any_of=any_of, **more)


def _approve(name: str, rule: str, article: str, **more: Any) -> Iterator[Condition]:
    """The approval of the organ's head, asked by one article or another."""
    yield from _ask(
        name, rule, "经机关负责人批准", "the head of the organ approved it",
        "在事件中填写 approved_by 和 approver_role", "give approved_by and approver_role in the event",
        article, any_of=("head", "acting_head", "deputy_head"), **more,
    )  # fmt: skip


_WHO: Final = (
    *_ask("competent", "J-02", "该机关对该事项在该地有管辖权", "the body is competent for the item at the place on the day",
          "移送有管辖权的机关", "transfer the case to the body that who_may names", "APL21:22", old="APL96:20"),
    *_ask("still_competent", "D-05", "作出决定时仍有权，或案件在职权移转前已立案并由原机关办结", "the body is still competent, or filed before the power moved and finishes its cases",
          "移交承接机关办理", "hand the case to the body that holds the power now", "APL21:17", old="APL96:15"),
    *_ask("first_filed", "J-03", "没有其他有权机关已就同一行为先行立案", "no other competent body has filed the same act before",
          "由最先立案的机关管辖，或报共同上级指定", "leave it to the body that filed first, or have the common superior designate", "APL21:25"),
    *_ask("limitation_open", "P-09", "违法行为在追责时效内被发现", "the act was discovered within the limitation",
          "不再给予处罚", "no penalty may be imposed any more", "APL21:36", old="APL96:29"),
    *_ask("officers", "P-03", "执法人员不少于 {values[0]} 人", "at least {values[0]} officers take part",
          "增派执法人员，并在事件的 by 中列明", "name enough officers in `by` of the event", "APL21:42", old="APL96:37", values=(2,)),
    *_ask("spot_officers", "P-03", "执法人员不少于 {values[0]} 人", "at least {values[0]} officers take part",
          "增派执法人员，并在事件的 by 中列明", "name enough officers in `by` of the event", "APL21:42", values=(2,)),
    *_ask("spot_officers", "P-03", "执法人员不少于 {values[0]} 人", "at least {values[0]} officer takes part",
          "在事件的 by 中列明", "name the officer in `by` of the event", "APL96:33", values=(1,), status="unconfirmed", until=_APL21),
    *_ask("spot_officers", "P-03", "交通警察可以一人当场处罚", "one traffic officer may decide on the spot",
          "在事件的 by 中列明", "name the officer in `by` of the event", "RTP20:44", values=(1,), layer="traffic", status="local", since=dt.date(2020, 5, 1)),
    *_ask("spot_officers", "P-03", "人民警察可以一人当场处罚", "one police officer may decide on the spot",
          "在事件的 by 中列明", "name the officer in `by` of the event", "PSA19:39", values=(1,), layer="public_security", status="local", since=dt.date(2019, 1, 1)),
    *_ask("certified", "P-03", "执法人员属于本机关（或派驻本机关）且证件有效", "every officer belongs or is posted to the body and has a certificate in force",
          "更换有证人员", "let officers with a certificate in force act", "APL21:42", old="APL96:34"),
    *_ask("no_recusal", "P-04", "没有应当回避的人员参与", "nobody who must keep away takes part",
          "更换应回避的人员", "replace the officer who must keep away", "APL21:43", old="APL96:37"),
    *_ask("no_auxiliary", "D-10", "辅助人员不得实施行政强制措施", "auxiliary staff impose no compulsory measure",
          "由具备资格的正式执法人员实施", "let qualified officers of the organ impose it", "AEL:17"),
    *_state("certificates_shown", "P-03", "主动出示执法证件", "certificates were shown", "APL21:55", old="APL96:37"),
)  # fmt: skip

_FILING: Final = (
    # The Penalty Law says that a case is filed, not who approves it; the model forms do.
    *_approve("head_approves", "P-01", "P:SAMR-flow", status="unconfirmed"),
    *_approve("case_step_approved", "P-40", "P:SAMR-flow", status="unconfirmed"),
    *_state("reason_not_to_file", "P-01", "载明不予立案的理由", "the reason not to file is stated", "APL21:54",
            "facts_not_met", "not_its_remit", "limitation_passed", "minor_exempt"),
    *_state("reason_stated", "P-40", "载明理由", "the reason is stated", "P:SAMR-flow", status="unconfirmed"),
    *_ask("receiver_named", "J-09", "载明接收机关", "the receiving body is named", "在 reference 中填写接收机关", "name the receiving body in `reference`", "TRANS", status="local"),
    *_ask("two_hand_over", "J-09", "由 {values[0]} 名以上执法人员移交", "at least {values[0]} officers hand it over", "在 by 中列明移交人员", "name them in `by`", "TRANS", values=(2,), status="local"),
    *_state("items_listed", "J-09", "附证据材料清单", "the evidence is listed", "TRANS", status="local"),
    *_state("reason_to_suspend", "P-40", "载明中止调查的法定情形", "the ground of suspension is stated", "P:SAMR-flow",
            "depends_on_decision", "legal_question_referred", "force_majeure", "party_missing", "other_impediment", status="unconfirmed"),
    *_ask("has_begun", "T-12", "已经开始且尚未结束", "it has begun and not ended yet",
          "先记录开始", "record its beginning first", "P:SAMR-flow", status="unconfirmed"),
    *_ask("extension_known", "P-40", "行业或地方规则允许延长，尚未延长且期限未届满", "a sector or local rule allows an extension, it was not used, and the term is not over",
          "全国性法律未规定延长；请填写案件的 layer", "national law knows none: give the `layer` of the case", "APL21:60", old="P:SAMR-flow"),
    *_state("cause_gone", "P-40", "中止事由已消除", "the cause is gone", "P:SAMR-flow", status="unconfirmed"),
    *_state("reason_to_terminate", "P-40", "载明终止调查的情形", "the ground of termination is stated", "PSA19:259",
            "party_dead_without_successor", "no_violation", "limitation_passed", status="unconfirmed"),
    *_ask("measures_lifted", "E-05", "没有未解除的强制措施或登记保存", "no measure and no preservation is left open",
          "先解除或处理", "lift it or decide upon it first", "AEL:28"),
    *_state("file_complete", "P-40", "事实、证据、依据和处理建议齐备", "facts, evidence, basis and proposal are complete", "APL21:57", old="APL96:38"),
    *_state("new_facts", "P-01", "发现新的事实", "new facts were found", "APL21:54", status="unconfirmed"),
    *_state("one_file", "P-05", "一案一卷", "one case, one file", "APL21:47", status="unconfirmed"),
)  # fmt: skip

_HEARING: Final = (
    *_ask("chair_no_recusal", "P-54", "主持人与案件没有利害关系", "whoever chairs need not keep away", "更换主持人", "let somebody else take the chair", "APL21:64", old="APL96:42"),
    *_ask("penalty_proposed", "P-41", "载明拟处罚的种类和数额", "the proposed penalty is stated", "在 sanctions 中列明", "give it in `sanctions`", "APL21:44", old="APL96:31"),
    *_state("rights_told", "P-41", "告知事实、理由、依据和权利", "facts, reasons, basis and rights were told", "APL21:44", old="APL96:31"),
    *_ask("hearing_told", "P-50", "属于听证范围的，告知听证权利", "where a hearing must be offered, the right to it was told",
          "在 facts 中载明 hearing_right_told", "tell the right and state hearing_right_told in the facts", "APL21:63", old="APL96:42"),
    *_state("grounds_rechecked", "P-41", "对陈述申辩逐项复核", "every ground of the defence was re-checked", "APL21:45", old="APL96:32"),
    *_state("waiver_recorded", "P-41", "当事人明确放弃陈述申辩", "the party clearly waived", "APL21:62", old="APL96:41"),
    *_ask("hearing_settled", "P-52", "听证权利已放弃或期限已过", "the right to a hearing is waived or its time is over",
          "待期满，或载明 hearing_waived", "wait until the time is over, or state hearing_waived", "APL21:64", old="APL96:42"),
    *_ask("statement_time_is_over", "P-41", "陈述申辩和听证申请期限已过", "the time for a statement and for asking a hearing is over",
          "待期满（全国性法律未规定陈述申辩天数，须由行业或地方规则确定）", "wait; national law sets no number of days for statements: a sector or local rule does", "APL21:64", old="APL96:42"),
    *_ask("hearing_due", "P-50", "属于应当告知听证的情形", "the proposed penalty is one for which a hearing must be offered",
          "听取陈述申辩即可", "hear the statement instead", "APL21:63", old="APL96:42"),
    *_ask("asked_in_time", "P-52", "在期限内提出", "the hearing was asked for in time", "逾期不再组织听证", "hear the statement instead", "APL21:64", old="APL96:42"),
    *_ask("hearing_notice_in_time", "P-53", "举行听证的 {values[0]} 个工作日前通知", "notice is given {values[0]} working days before",
          "推迟听证日期（until）", "set a later day in `until`", "APL21:64", old="APL96:42", values=(7,)),
    *_ask("chair_not_investigator", "P-54", "由非本案调查人员主持", "the chair is none of the investigators", "更换主持人", "let somebody else take the chair", "APL21:64", old="APL96:42"),
    *_ask("on_the_day_set", "P-54", "不早于通知的听证日期", "it is not before the day that was set", "按通知的日期举行", "hold it on the day set", "APL21:64", old="APL96:42"),
    *_state("absence_recorded", "P-54", "记录无正当理由缺席或中途退出", "absence without cause is recorded", "APL21:64"),
    *_state("new_grounds", "P-41", "载明加重或变更的新理由", "the new grounds are stated", "APL21:45", status="unconfirmed"),
)  # fmt: skip

_DECISION: Final = (
    *_ask("reviewer_not_handler", "P-42", "审核人员不是办案人员", "the reviewer is none of the handlers", "更换审核人员", "let somebody else review it", "APL21:58", status="unconfirmed", since=_APL17),
    *_ask("reviewer_qualified", "P-42", "初次从事法制审核的人员具备法律职业资格", "the reviewer has the national legal qualification",
          "由具备资格的人员审核", "let a qualified person review it", "APL21:58", since=_APL17),
    *_ask("reviewed", "P-42", "应当法制审核的，听证后已审核通过", "where legal review is due, it was passed after the hearing",
          "先进行法制审核（legal_review）", "have it reviewed first (legal_review)", "APL21:58", since=_APL17),
    *_ask("discussed", "P-43", "应当集体讨论的，已经集体讨论", "where collective discussion is due, it took place",
          "先集体讨论（discuss）", "discuss it first (discuss)", "APL21:57", old="APL96:38"),
    *_state("leaders_present", "P-43", "由机关负责人集体讨论", "the leaders of the organ took part", "APL21:57", old="APL96:38"),
    *_ask("head_decides", "P-45", "由机关负责人作出决定", "the head of the organ decides", "填写 approved_by 和 approver_role", "give approved_by and approver_role", "APL21:57", old="APL96:38", any_of=("head", "acting_head", "deputy_head")),
    *_ask("penalty_stated", "P-45", "决定载明处罚种类和数额", "the decision states the kinds and the amounts", "在 sanctions 中列明", "give them in `sanctions`", "APL21:59", old="APL96:39"),
    *_ask("notified", "P-41", "决定前已告知拟处罚内容", "the proposed penalty was told before", "先告知", "tell it first", "APL21:62", old="APL96:41"),
    *_ask("statement_heard", "P-41", "告知后已听取陈述申辩、已举行听证，或者当事人放弃、期满", "after that the party was heard, or waived it, or its time is over", "先听取陈述申辩", "hear the statement first", "APL21:62", old="APL96:41"),
    *_ask("not_heavier", "P-41", "不重于告知的内容", "it is not heavier than what was told", "重新告知（aggravate）", "notify again (aggravate)", "APL21:45", old="APL96:32"),
    *_ask("within_range", "P-23", "在法定种类和幅度之内，减轻的载明理由", "it stays within the kinds and the range of the item, unless mitigation is stated",
          "调整，或载明 mitigated", "change it, or state mitigated in the facts", "APL21:32", old="APL96:27"),
    *_ask("within_grant", "D-08", "在授权委托的限额和程序之内", "it stays within the ceilings and procedures of the grant",
          "由委托或原机关办理", "let the body that granted the power decide", "APL21:20", old="APL96:18"),
    *_ask("no_second_fine", "P-20", "同一违法行为未被罚款", "the same act has not been fined before", "不再罚款，可以适用其他种类", "impose no second fine; other kinds stay open", "APL21:29", old="APL96:24"),
    *_ask("no_fine_after_transfer", "P-27", "移送司法后未作罚款的，不再罚款", "no fine is begun after the transfer to the criminal organs",
          "等待刑事结果", "wait for the criminal result", "APL21:35"),
    *_state("reason_not_to_punish", "P-44", "载明不予处罚的情形", "the reason not to punish is stated", "APL21:57",
            "minor_and_corrected", "first_offence_slight", "no_fault_proved", "facts_not_established", "under_age", "no_capacity_of_person", "limitation_passed"),
    *_ask("not_served_before", "P-46", "决定书尚未送达", "the decision has not been served before", "以首次送达为准", "the first service counts", "APL21:61", old="APL96:40"),
    *_state("service_proved", "P-46", "有送达回证或者确认", "service is proved", "APL21:61", old="APL96:40"),
    *_ask("simple_amount", "P-30", "警告，或限额以下的罚款", "a warning, or a fine up to the ceiling of the simple procedure",
          "转为普通程序（convert_to_ordinary）", "go over to the ordinary procedure (convert_to_ordinary)", "APL21:51", old="APL96:33"),
    *_state("facts_clear", "P-30", "违法事实确凿并有法定依据", "the facts are certain and there is a legal basis", "APL21:51", old="APL96:33"),
    *_state("remedy_first_told", "P-36", "决定书告知当场处罚须先申请复议", "the decision says that reconsideration comes first", "ARL23:23", since=_ARL23),
    *_ask("expedited_allowed", "expedited", "不属于不得快速办理的情形", "nothing excludes expedited handling", "适用普通程序", "use the ordinary procedure", "PSA19:41", status="unconfirmed", any_of=("minor_party", "deaf_mute_blind", "suspected_mental_illness", "suspected_crime", "major_social_impact")),
    *_state("consent_written", "expedited", "当事人书面同意", "the party consented in writing", "PSA19:42", status="unconfirmed"),
    *_state("key_evidence", "expedited", "关键证据相互印证", "the key evidence corroborates", "PSA19:44", status="unconfirmed"),
    *_ask("no_hearing_case", "expedited", "不属于听证案件", "no hearing must be offered", "转为普通程序", "go over to the ordinary procedure", "PSA19:41", status="unconfirmed"),
)  # fmt: skip

_EXECUTION: Final = (
    *_ask("amount_stated", "P-60", "载明金额", "the amount is stated", "填写 amount", "give `amount`", "APL21:67", old="APL96:46"),
    *_ask("receipt_given", "P-35", "开具专用票据并记录票据号", "the receipt number is recorded", "填写 receipt", "give `receipt`", "APL21:70", old="APL96:49"),
    *_ask("cash_allowed", "P-33", "依法可以当场收缴", "collection on the spot is allowed", "由当事人到银行或电子支付缴款", "let the party pay at the bank or electronically", "APL21:68", old="APL96:47"),
    *_ask("paid_in_full", "P-60", "罚没款（含加处罚款）已缴清，或已依法减免", "fines, confiscations and late fines are paid or waived", "缴清后办理", "have the rest paid", "APL21:67", old="APL96:46"),
    *_state("correction_checked", "P-10", "已复查改正情况，或无须改正", "the correction was checked, or none is due", "APL21:28", old="APL96:23"),
    *_ask("asked_before_due", "P-61", "在缴款期限届满前申请", "it was asked for before the due date", "期满前已申请的，载明 applied_before_due", "state applied_before_due if it was asked for in time", "APL21:66", old="APL96:52", status="unconfirmed"),
    *_approve("deferral_approved", "P-61", "APL21:66", old="APL96:52"),
    *_ask("cash_was_taken", "P-35", "有当场收缴的罚款", "cash was collected on the spot", "先记录当场收缴（collect_cash）", "record the collection first (collect_cash)", "APL21:71", old="APL96:50"),
    *_state("hardship_shown", "P-61", "确有经济困难并提出申请", "real hardship was shown", "APL21:66", old="APL96:52"),
    *_ask("date_set", "P-61", "载明延至何日", "the new date is set", "填写 until", "give `until`", "APL21:66", old="APL96:52"),
    *_ask("date_is_over", "P-61", "延期已届满", "the deferral is over", "待期满", "wait until then", "APL21:66", old="APL96:52"),
    *_ask("payment_is_late", "P-62", "十五日缴款期（顺延后）已过", "the 15 days for paying are over, rolled over rest days", "待期满次日", "wait until the day after", "APL21:72", old="APL96:51"),
    *_state("demand_complete", "P-66", "催告载明期限、方式、金额和陈述申辩权", "the demand states term, way, sum and the right to be heard", "AEL:35", since=_AEL),
    *_ask("own_power", "P-64", "法律规定本机关有强制执行权", "a law gives the organ power to enforce", "申请人民法院强制执行（apply_court）", "apply to the court (apply_court)", "AEL:13", since=_AEL),
    *_ask("no_own_power", "P-67", "本机关没有强制执行权", "the organ has no power to enforce", "自行强制执行（enforce）", "enforce itself (enforce)", "AEL:53", since=_AEL),
    *_ask("demand_unmet", "P-66", "催告书送达十个工作日后仍未履行", "ten working days after the demand it is still not performed", "待十个工作日届满", "wait until the ten working days are over", "AEL:54", since=_AEL),
    *_ask("demand_unmet_or_urgent", "P-66", "催告期满仍未履行，或有转移隐匿财产的迹象", "the time of the demand is over, or assets are being moved",
          "待十个工作日届满，或载明 assets_moved", "wait until the ten working days are over, or state assets_moved", "AEL:37", any_of=("assets_moved",)),
    *_ask("late_fine_ran", "P-64", "加处罚款已超过 {values[0]} 日", "the late fine has run for more than {values[0]} days", "待满三十日", "wait until it has", "AEL:46", values=(30,)),
    *_approve("enforcement_approved", "P-64", "AEL:37", status="unconfirmed"),
    *_ask("three_years_over", "P-75", "以中止满三年为由的，确已满三年", "where three years are the reason, they are over", "待满三年", "wait until they are", "AEL:39"),
    *_ask("remedies_lapsed", "P-64", "复议、诉讼期满未申请，或程序已终了", "no remedy was sought in time, or it is over", "待救济期满", "wait until the remedies have lapsed", "AEL:46", since=_AEL),
    *_ask("window_open", "P-67", "在申请法院强制执行的三个月内", "the application falls into the three months for it", "逾期须有正当理由（late_with_reason）", "wait, or give a good reason for being late (late_with_reason)", "AEL:53", since=_AEL),
    *_ask("not_at_night", "P-71", "不在夜间实施（情况紧急除外）", "it is not carried out at night, except in emergency", "改在日间", "do it by day", "AEL:43", since=_AEL, values=(22, 6), status="unconfirmed"),
    *_ask("not_on_a_holiday", "P-71", "不在法定节假日实施（情况紧急除外）", "it is not carried out on a public holiday, except in emergency", "改在工作日", "do it on another day", "AEL:43", since=_AEL),
    *_ask("no_livelihood_cut", "P-71", "不得对居民停水、停电、停热、停燃气", "no household's water, power, heat or gas is cut", "改用其他方式", "use another way", "AEL:43", since=_AEL),
    *_state("reason_to_suspend_enforcement", "P-75", "载明中止执行的情形", "the ground is stated", "AEL:39", "hardship", "third_party_claim", "irreparable_loss", "other_impediment", since=_AEL),
    *_state("reason_to_end_enforcement", "P-75", "载明终结执行的情形", "the ground is stated", "AEL:40", "party_dead_without_successor", "party_dissolved", "object_gone", "decision_revoked", "three_years_without_means", "performed_otherwise", since=_AEL),
    *_ask("principal_kept", "P-74", "只减免加处罚款，不减免本金", "only the late fine is reduced, never the principal", "保留本金", "keep the principal", "AEL:42", since=_AEL),
    *_ask("review_overturned", "P-47", "复议或诉讼已推翻该决定", "reconsideration or the court has overturned it", "先记录复议决定或判决", "record the decision of the review first", "APL21:48", old="APL96:54"),
    *_ask("criminal_is_over", "C-07", "刑事判决已生效", "the criminal judgment is there", "等待判决", "wait for the judgment", "APL21:35", old="APL96:28"),
    *_ask("reconsideration_is_over", "R-05", "复议期限已届满而未作决定", "the time for deciding the reconsideration is over", "待期满", "wait until it is", "ALL:45"),
    *_ask("criminal_came_back", "C-08", "案件已退回行政机关", "the case is back with the organ", "等待退回", "wait until it is back", "CRT20:13"),
)  # fmt: skip

_CRIMINAL: Final = (
    *_ask("is_suspected", "C-01", "案件已转入涉嫌犯罪处理", "the case has gone over to the criminal transfer", "先记录 suspect_crime", "record suspect_crime first", "CRT20:3"),
    *_ask("team_of_two", "C-02", "专案组不少于 {values[0]} 人", "the team has at least {values[0]} officers", "增派人员", "appoint more", "CRT20:5", values=(2,)),
    *_ask("head_in_person", "C-02", "由正职负责人或主持工作的负责人决定", "the head, or who acts as head, decides; a deputy may not", "报正职负责人", "put it before the head", "CRT20:5", any_of=("head", "acting_head")),
    *_state("transfer_file_complete", "C-03", "移送书、调查报告、涉案物品清单、检验报告等齐备", "letter, report, item list and test reports are there", "CRT20:6"),
    *_ask("party_told_of_seized", "E-08", "扣押物品一并移送并书面告知当事人", "seized things go along and the party is told in writing", "载明 party_told_of_seized", "state party_told_of_seized", "AEL:21", since=_AEL),
    *_ask("asked_in_three_days", "C-05", "收到不予立案通知书后三日内提请", "it is asked within three days of the notice", "改为建议检察机关立案监督", "ask the procuratorate instead", "CRT20:9"),
    *_state("refusal_reasoned", "C-02", "载明不移送的理由", "the reason not to transfer is stated", "CRT20:5", "reason_stated"),
    *_state("handover_signed", "C-06", "办结交接手续", "the handover is signed", "CRT20:12"),
)  # fmt: skip

_MEASURES: Final = (
    *_approve("measure_approved", "E-01", "AEL:18"),
    *_approve("measure_ratified", "E-02", "AEL:19"),
    *_approve("extension_approved", "E-04", "AEL:25"),
    *_approve("preservation_approved", "P-07", "APL21:56", old="APL96:37"),
    *_state("extension_reasoned", "E-04", "书面说明延长理由", "the reasons are given in writing", "AEL:25", "reason_stated"),
    *_ask("measure_officers", "E-01", "执法人员不少于 {values[0]} 人", "at least {values[0]} officers take part",
          "增派执法人员，并在事件的 by 中列明", "name enough officers in `by` of the event", "AEL:18", values=(2,)),
    *_ask("measure_certified", "D-10", "由具备资格的行政执法人员实施", "qualified officers of the organ carry it out", "更换有证人员", "let officers with a certificate in force act", "AEL:17"),
    *_state("measure_ids_shown", "E-01", "出示执法身份证件", "certificates were shown", "AEL:18", "certificates_shown"),
    *_state("measure_told", "E-01", "通知当事人到场（或见证人在场），告知理由、依据和权利并听取陈述申辩", "the party (or a witness) was present, was told reasons, basis and rights, and was heard", "AEL:18"),
    *_ask("confiscation_decided", "E-05", "决定没收", "the decision confiscates", "作出没收决定，或解除措施", "decide the confiscation, or lift the measure", "AEL:27"),
    *_state("non_coercive_first", "E-09", "非强制手段不能达到目的，或情节轻微不采取", "non-coercive means do not suffice", "AEL:5", since=_AEL),
    *_ask("is_filed", "P-01", "已立案", "the case has been filed", "先立案", "file the case first", "APL21:54"),
    *_ask("measure_power", "D-10", "该机关自身有权实施强制措施（不得委托）", "the body itself has power to compel; it can never be entrusted",
          "请有权机关实施", "ask the organ that holds the power to impose it", "AEL:17", since=_AEL),
    *_state("linked_to_case", "E-03", "限于涉案的场所、设施或财物", "only things linked to the case", "AEL:23", since=_AEL),
    *_state("no_necessities", "E-03", "不涉及公民及其所扶养家属的生活必需品", "no daily necessities of the person and dependants", "AEL:23", since=_AEL),
    *_state("not_sealed_twice", "E-03", "没有重复查封", "nothing is sealed twice", "AEL:23", since=_AEL),
    *_state("decision_and_list", "E-03", "当场交付决定书和清单", "decision and list were handed over on the spot", "AEL:24", since=_AEL),
    *_state("is_urgent", "E-02", "情况紧急需要当场实施", "urgency requires it at once", "AEL:19", since=_AEL),
    *_state("testing_announced", "E-04", "检验检测期间已书面告知", "the time for testing was announced", "AEL:25", since=_AEL),
    *_ask("not_expired", "E-05", "强制措施期限未届满", "the term has not run out", "期满应当解除", "it must be lifted now", "AEL:28", since=_AEL),
    *_ask("extended_once", "E-04", "只延长一次", "it is extended only once", "期满应当解除", "lift it at the end of the term", "AEL:25", since=_AEL),
    *_ask("term_is_over", "E-05", "期限已届满", "the term has run out", "期满前可以解除（lift）", "before that it can be lifted (lift)", "AEL:28", since=_AEL),
    *_state("is_perishable", "E-07", "属于易腐易变质等不宜保存的物品", "the things perish", "AEL:27", status="unconfirmed", since=_AEL),
    *_state("proceeds_kept", "E-07", "价款予以保存", "the proceeds are kept", "AEL:27", status="unconfirmed", since=_AEL),
    *_state("may_be_lost", "P-07", "证据可能灭失或者以后难以取得", "the evidence may be lost", "APL21:56", old="APL96:37"),
    *_ask("within_preservation", "P-07", "在登记保存期限内作出处理决定", "it is decided within the term of preservation", "期满自动解除（lapse）", "after the term it lapses (lapse)", "APL21:56", old="APL96:37"),
    *_ask("preservation_is_over", "P-07", "登记保存期限已届满", "the term of preservation is over", "期满前作出处理决定", "before that, decide upon it", "APL21:56", old="APL96:37"),
)  # fmt: skip

_REVIEW: Final = (
    *_ask("is_decided", "P-45", "已作出处罚决定", "the penalty has been decided", "先作出决定", "decide first", "APL21:57", old="APL96:38"),
    *_ask("is_served", "P-46", "决定书已送达", "the decision has been served", "先送达", "serve it first", "APL21:61", old="APL96:40"),
    *_ask("in_time_to_apply", "R-01", "在六十日内申请", "the application comes within the 60 days", "逾期须有正当理由（late_with_reason）", "a good reason for being late is needed (late_with_reason)", "ARL99:9", since=_ARL99, until=_ARL23),
    *_ask("in_time_to_sue", "R-04", "在起诉期限内", "the suit comes in time", "逾期须有正当理由（late_with_reason）", "a good reason for being late is needed (late_with_reason)", "ALL90:39", since=dt.date(1990, 10, 1), until=_ALL15, status="unconfirmed"),
    *_ask("in_time_to_apply", "R-01", "在六十日内申请", "the application comes within the 60 days", "逾期须有正当理由（late_with_reason）", "a good reason for being late is needed (late_with_reason)", "ARL23:20", since=_ARL23),
    *_ask("in_time_to_sue", "R-04", "在起诉期限内", "the suit comes in time", "逾期须有正当理由（late_with_reason）", "a good reason for being late is needed (late_with_reason)", "ALL:46", since=dt.date(2015, 5, 1)),
    *_ask("one_remedy_at_a_time", "R-06", "没有正在进行的行政复议或者行政诉讼", "no reconsideration and no suit is under way", "待其结束，或者先撤回", "wait for its end, or withdraw it first", "ARL99:16", since=_ARL99, until=_ARL23, status="unconfirmed"),
    *_ask("one_remedy_at_a_time", "R-06", "没有正在进行的行政复议或者行政诉讼", "no reconsideration and no suit is under way", "待其结束，或者先撤回", "wait for its end, or withdraw it first", "ARL23:29", since=_ARL23),
    *_ask("review_first", "P-36", "当场作出的处罚决定须先申请复议", "against a decision made on the spot reconsideration comes first", "先申请复议", "apply for reconsideration first", "ARL23:23", since=_ARL23),
    *_state("secrets_checked", "P-47", "已审查国家秘密、商业秘密和个人隐私", "secrets and privacy were checked", "APL21:48", status="unconfirmed"),
    *_ask("is_to_be_shown", "P-48", "属于应当公示的决定", "the system shows decisions of this kind", "不予公示", "do not publish it there", "PUB21:3", status="unconfirmed", layer="samr"),
    *_state("explained", "P-47", "公开说明理由", "the reason is explained publicly", "APL21:48"),
)  # fmt: skip

_ORDER: Final = (
    *_ask("in_order", "D-01", "遵守法定程序，步骤按序进行", "the steps come in the order of the law", "先完成前序步骤", "take the steps that come before", "APL21:38", old="APL96:3"),
    *_ask("in_order_criminal", "C-02", "移送步骤按序进行", "the steps of the transfer come in their order", "先完成前序步骤", "take the steps that come before", "CRT20:5"),
    *_ask("in_order_measure", "E-01", "强制措施步骤按序进行", "the steps of a measure come in their order", "先完成前序步骤", "take the steps that come before", "AEL:18"),
    *_ask("in_order_review", "R-06", "复议与诉讼不同时进行，按序进行", "reconsideration and suit come one after the other, in their order", "先完成前序步骤", "take the steps that come before", "ARL23:29", old="ARL99:16"),
    *_ask("in_time_order", "P-05", "全过程记录，事件按时间先后记载", "the record of the whole process is in the order of time", "按时间先后记录", "record the events in the order of their times", "APL21:47", old="DOCTRINE"),
)  # fmt: skip

_MONITORED: Final = (
    ("monitor_basis", "利用电子技术监控设备有法律、行政法规依据", "a law or administrative regulation allows the monitoring"),
    ("device_reviewed", "监控设备经过法制和技术审核、符合标准", "the device passed legal and technical review and meets the standard"),
    ("device_marked", "监控设备设置合理、标志明显", "the device is placed reasonably and marked"),
    ("location_published", "监控设备设置地点已向社会公布", "the location of the device was published"),
    ("record_reviewed", "监控记录内容经过审核", "the record was reviewed before use"),
    ("party_informed", "已及时告知当事人违法事实", "the party was told promptly"),
)  # fmt: skip

_EVIDENCE: Final = (
    *_ask("evidence_lawful", "P-06", "以非法手段取得的证据不作为认定事实的根据", "nothing rests on evidence obtained unlawfully",
          "予以排除：在该证据的 facts 中载明 excluded", "exclude it: state excluded in the facts of the evidence", "APL21:46"),
    *(
        row
        for name, zh, en in _MONITORED
        for row in _ask(name, "P-08", zh, en, f"在该证据的 facts 中载明 {name}，或予以排除（excluded）",
                        f"state {name} in the facts of the evidence, or exclude it (excluded)", "APL21:41", any_of=(name,))
    ),
    *_ask("evidence_re_examined", "J-10", "其他机关取得的证据经本机关复核", "evidence of another organ was re-examined",
          "复核后在该证据的 facts 中载明 re_examined", "re-examine it and state re_examined in the facts of the evidence",
          "ZJ21:18; GDMK21:43", status="local", since=dt.date(2021, 12, 1)),
    *_ask("wages_ordered_first", "C-10", "涉嫌拒不支付劳动报酬的，须先经政府有关部门责令支付仍不支付",
          "where wages are withheld, payment was ordered and they are still unpaid", "先责令支付（ordered_to_pay），期满仍不支付（still_unpaid）再移送",
          "order payment first (ordered_to_pay); transfer when it is still unpaid (still_unpaid)", "CL:276-1; MIG19:41",
          any_of=("ordered_to_pay", "still_unpaid"), since=dt.date(2011, 5, 1), status="unconfirmed"),
)  # fmt: skip

CONDITIONS: Final = (
    *_ORDER,
    *_WHO,
    *_FILING,
    *_HEARING,
    *_DECISION,
    *_EXECUTION,
    *_CRIMINAL,
    *_MEASURES,
    *_REVIEW,
    *_EVIDENCE,
)
"""Every condition, each with its law."""
