"""The terms (期限) of Chinese administrative enforcement, as dated rows.

A name is the rule of the reference with a suffix for each of its clocks; the first clock of a rule is also its bare
name. A row with a `layer` is right only for that sector or place; of one clock the national row comes first.

Which numbers are working days is closed: 2, 3, 5 and 7 in the Penalty Law (art. 85), ten or less in the Compulsion
Law (art. 69), 3, 5, 7 and 10 in the Reconsideration Law (art. 88). A term of a party rolls over a rest day, and so
do the periods of criminal procedure; an organ's own term and a limit on coercion do not.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from enforcekit.law import Term

from .writing import L, M, span, term

_APL96 = span("1996-10-01", "2021-07-15")
_APL21 = span("2021-07-15")
_AEL = span("2012-01-01")
_BEFORE_AEL = span("2000-03-10", "2012-01-01")
_ARL99 = span("1999-10-01", "2024-01-01")
_ARL23 = span("2024-01-01")
_ALL90 = span("1990-10-01", "2015-05-01")
_ALL15 = span("2015-05-01")
_SPC00 = span("2000-03-10", "2018-02-08")
_SPC18 = span("2018-02-08")
_PSPL12 = span("2006-03-01", "2026-01-01")
_PSPL25 = span("2026-01-01")
_PSA19 = span("2013-01-01")
_CRT01 = span("2001-07-09")
_PSC20 = span("2020-09-01")
_P118 = span("2018-12-05")
_PUB21 = span("2021-09-01")
_CMP22 = span("2020-01-01")
_SH18 = span("2012-07-15")
_GDMK21 = span("2021-12-01")
_XF22 = span("2022-05-01")
_EI14 = span("2014-10-01", "2022-03-15")
_FOOD21 = span("2022-03-15")
_CR36 = span("2026-04-01")
_CR58 = span("2023-05-01", "2026-04-01")
_CR19 = span("2019-07-01", "2023-05-01")

_ROLL: Final[dict[str, Any]] = {"roll": True}


def _both(rule: str, zh: str, en: str, days: int, old: str, new: str, **more: Any) -> tuple[Term, ...]:
    """A term of 2, 3, 5 or 7 days: working days by the 2021 law; calendar days before it, which no clause says."""
    return (
        term(rule, zh, en, f"{days}wd", f"{new}; APL21:85", _APL21, **more),
        term(rule, zh, en, f"{days}d", old, _APL96, **more, **M),
    )


# A table: one row a line, as a lawyer checks it against the text.
# fmt: off
_CLUE: Final = (
    term("P-02/check", "核查线索", "check the clue", "15wd", "CMP22:31; P:SAMR-flow", _CMP22, layer="samr", starts="clue_received", extension=15, excludes={"testing"}),
    term("P-02/check", "核查线索", "check the clue", "15wd", "P:SAMR-flow", layer="medical_insurance", starts="clue_received", **M),
    term("P-02/check", "核查线索", "check the clue", "15wd", "P:sectors", layer="ecology", starts="clue_received", **M),
    term("P-02/check", "核查线索", "check the clue", "7d", "P:sectors", layer="agriculture", starts="clue_received", **M),
    term("P-02/check", "核查线索", "check the clue", "7d", "P:sectors", layer="transport", starts="clue_received", **M),
    term("P-02/reporter", "告知举报人是否立案", "tell the reporter whether the case is filed", "5wd", "CMP22:31", _CMP22, layer="samr", starts="filing_decided"),
    *_both("P-07", "对先行登记保存的证据作出处理决定", "decide on evidence registered and preserved", 7, "APL96:37", "APL21:56", starts="preservation"),
    term("P-07/report", "紧急情况下先行登记保存的报告", "report an urgent preservation of evidence", "24h", "P:SAMR-flow", _APL21, layer="samr", starts="preservation", **M),
    term("P-09/general", "追责时效", "limitation", "2y", "APL21:36", _APL21, starts="act_ended"),
    term("P-09/general", "追责时效", "limitation", "2y", "APL96:29", _APL96, starts="act_ended", **M),
    term("P-09/general", "追责时效", "limitation", "6m", "PSPL12:22", _PSPL12, layer="public_security", starts="act_ended"),
    term("P-09/general", "追责时效", "limitation", "6m", "PSPL25", _PSPL25, layer="public_security", starts="act_ended", **M),
    term("P-09/harm", "涉及生命健康安全、金融安全且有危害后果的追责时效", "limitation where life, health or financial safety was harmed", "5y", "APL21:36", _APL21, starts="act_ended"),
)

_SIMPLE: Final = (
    term("P-32", "当场处罚决定备案", "report the on-the-spot decision", "2d", "RTP20", layer="traffic", starts="decision"),
    term("P-32", "当场处罚决定备案", "report the on-the-spot decision", "24h", "PSA19", _PSA19, layer="public_security", starts="decision"),
    term("P-32", "当场处罚决定备案", "report the on-the-spot decision", "3d", "P:sectors", layer="housing", starts="decision", **M),
    *_both("P-35/officer", "执法人员交付当场收缴的罚款", "the officer hands in cash collected on the spot", 2, "APL96:50", "APL21:71", starts="cash_collected"),
    *_both("P-35/bank", "行政机关将罚款缴付银行", "the organ pays the collected fine to the bank", 2, "APL96:50", "APL21:71", starts="cash_handed_in"),
    term("P-36/apply", "对当场处罚先申请行政复议", "apply for reconsideration of a decision made on the spot, before any suit", "60d", "ARL23:20; ARL23:23", _ARL23, starts="known", **_ROLL),
    term("P-36/forward", "处罚机关转送复议申请", "the deciding organ forwards the application for reconsideration", "5wd", "ARL23:32; ARL23:88", _ARL23, starts="application_received"),
)

_ORDINARY: Final = (
    term("P-40", "作出处罚决定", "decide the case", "90d", "APL21:60", _APL21, starts="filing"),
    term("P-40", "作出处罚决定", "decide the case", "90d", "APL21:60; P:SAMR-flow", _APL21, layer="samr", starts="filing", extension=30, excludes={"hearing", "public_notice", "testing", "suspension"}, **M),
    term("P-40", "办结行政案件", "conclude the case", "30d", "PSA19:165", _PSA19, layer="public_security", starts="acceptance", extension=30),
    term("P-41/statement", "陈述、申辩", "make a statement or a defence", "5wd", "P:SAMR-flow", _APL21, layer="samr", starts="penalty_told", roll=True, **M, right=True),
    term("P-42/review", "法制审核", "legal review", "10wd", "P:SAMR-flow", _APL21, layer="samr", starts="submission", **M),
    *_both("P-46/serve", "送达处罚决定书", "serve the decision on an absent party", 7, "APL96:40", "APL21:61", starts="decision"),
    term("P-46/serve", "送达处罚决定书", "serve the decision on an absent party", "2d", "PSPL12:97", _PSPL12, layer="public_security", starts="decision"),
    term("P-46/serve", "送达处罚决定书", "serve the decision on an absent party", "2d", "PSPL25", _PSPL25, layer="public_security", starts="decision", **M),
    term("P-47", "撤回公开的处罚决定信息", "withdraw the published decision and explain", "3wd", "APL21:48; APL21:85", _APL21, starts="decision_overturned"),
    term("P-48/penalty", "公示处罚、许可决定（双公示）", "publish a penalty or licence decision", "7wd", "P:118", _P118, starts="decision", **M),
    term("P-48/other", "公示其他执法决定", "publish another enforcement decision", "20wd", "P:118", _P118, starts="decision", **M),
    term("P-48/samr", "公示市场监管处罚决定", "publish a market regulation penalty", "20wd", "PUB21", _PUB21, starts="decision"),
    term("P-49/light", "通报批评或者较低数额罚款的公示期", "display of a notice of criticism or a lower fine", "3m", "PUB21:13", _PUB21, layer="samr", starts="publication"),
    term("P-49/other", "其他处罚的公示期", "display of other penalties", "3y", "PUB21:13", _PUB21, layer="samr", starts="publication"),
)

_HEARING: Final = (
    term("P-52", "要求听证", "ask for a hearing", "5wd", "APL21:64; APL21:85", _APL21, starts="right_told", **_ROLL, right=True),
    term("P-52", "要求听证", "ask for a hearing", "3d", "APL96:42", _APL96, starts="right_told", **_ROLL, **M, right=True),
    *_both("P-53", "听证前通知时间、地点", "notify time and place before the hearing", 7, "APL96:42", "APL21:64", starts="hearing", back=True),
)

_EXECUTION: Final = (
    term("P-60", "缴纳罚款", "pay the fine", "15d", "APL21:67", _APL21, starts="decision_received", **_ROLL),
    term("P-60", "缴纳罚款", "pay the fine", "15d", "APL96:46", _APL96, starts="decision_received", **_ROLL),
    term("P-61", "批准暂缓、分期缴纳后申请法院强制执行", "apply for court enforcement after a deferral", "3m", "APL21:72; AEL:53", _APL21, starts="deferral_ended", **_ROLL),
    term("P-64", "加处罚款届满后可以强制执行", "late fine runs before it may be enforced", "30d", "AEL:46", _AEL, starts="late_fine_told"),
    term("P-66", "催告后申请法院强制执行前的等待", "wait after the demand before applying to the court", "10wd", "AEL:54; AEL:69", _AEL, starts="demand_served"),
    term("P-67", "申请法院强制执行", "apply for court enforcement", "3m", "AEL:53; SPC18:156", _AEL, starts="decision_known", after="R-04", **_ROLL),
    term("P-67", "申请法院强制执行", "apply for court enforcement", "180d", "P:ENF-60", _BEFORE_AEL, starts="decision_known", after="R-04", **_ROLL, **M),
    term("P-68", "复议前置案件申请法院强制执行", "apply for court enforcement where reconsideration comes first", "3m", "AEL:53; ARL23:23; P:ENF-60", _ARL23, starts="decision_known", after="R-01", **_ROLL, **M),
    term("P-69", "复议维持后申请法院强制执行", "apply for court enforcement after reconsideration", "3m", "ALL:45; AEL:53", _AEL, starts="review_received", after="R-05", **_ROLL, **M),
    term("P-70/accept", "法院受理强制执行申请", "the court accepts the application", "5wd", "AEL:56; AEL:69", _AEL, starts="application"),
    term("P-70/rule", "法院作出执行裁定", "the court rules", "7wd", "AEL:57; AEL:69", _AEL, starts="acceptance"),
    term("P-70/obvious", "明显违法时法院作出裁定", "the court rules where illegality is obvious", "30d", "AEL:58", _AEL, starts="acceptance"),
    term("P-70/appeal", "对不予受理、不予执行裁定申请复议", "appeal against the refusal", "15d", "AEL:56; AEL:58", _AEL, starts="ruling_received", **_ROLL),
    term("P-73", "代履行前催告", "demand before substitute performance", "3wd", "AEL:51; AEL:69", _AEL, starts="substitute_performance", back=True),
    term("P-75", "中止执行满期不再执行", "suspended execution is not resumed", "3y", "AEL:40", _AEL, starts="suspension"),
)

_MEASURES: Final = (
    term("E-02", "紧急情况下实施强制措施的报告", "report an urgent measure and complete approval", "24h", "AEL:19", _AEL, starts="measure"),
    term("E-04", "查封、扣押", "seal or seize", "30d", "AEL:25", _AEL, starts="measure", extension=30, excludes={"testing"}),
    term("E-06/decision", "交付冻结决定书", "deliver the decision to freeze", "3wd", "AEL:31; AEL:69", _AEL, starts="freezing"),
    term("E-06/freeze", "冻结", "freeze", "30d", "AEL:32", _AEL, starts="freezing", extension=30),
    term("E-07", "无人认领物品的处理", "unclaimed goods may be disposed of", "60d", "SH18", _SH18, layer="shanghai_city_management", starts="claim_notice", **L),
)

_REMEDIES: Final = (
    term("R-01/apply", "申请行政复议", "apply for reconsideration", "60d", "ARL23:20", _ARL23, starts="known", **_ROLL, right=True),
    term("R-01/apply", "申请行政复议", "apply for reconsideration", "60d", "ARL99:9", _ARL99, starts="known", **_ROLL, right=True),
    term("R-01/untold", "未告知权利时申请行政复议的最长期限", "apply for reconsideration when not told of the right, at most", "1y", "ARL23:20", _ARL23, starts="content_known", **_ROLL, right=True),
    term("R-01/absolute", "申请行政复议的最长保护期", "apply for reconsideration, absolute limit", "5y", "ARL23:21", _ARL23, starts="act", **_ROLL, right=True),
    term("R-01/real_estate", "不动产案件申请行政复议的最长保护期", "apply for reconsideration about real estate, absolute limit", "20y", "ARL23:21", _ARL23, starts="act", **_ROLL, right=True),
    term("R-02/accept", "审查复议申请", "accept or refuse the application", "5wd", "ARL23:30; ARL23:88", _ARL23, starts="application_received"),
    term("R-02/accept", "审查复议申请", "accept or refuse the application", "5wd", "ARL99:17; ARL99:40", _ARL99, starts="application_received"),
    term("R-02/ordinary", "作出复议决定（普通程序）", "decide the reconsideration (ordinary procedure)", "60d", "ARL23:62", _ARL23, starts="acceptance", extension=30),
    term("R-02/ordinary", "作出复议决定", "decide the reconsideration", "60d", "ARL99:31", _ARL99, starts="acceptance", extension=30),
    term("R-02/simple", "作出复议决定（简易程序）", "decide the reconsideration (simple procedure)", "30d", "ARL23:62", _ARL23, starts="acceptance"),
    term("R-04/sue", "提起行政诉讼", "sue", "6m", "ALL:46", _ALL15, starts="known", **_ROLL, right=True),
    term("R-04/sue", "提起行政诉讼", "sue", "3m", "ALL90:39", _ALL90, starts="known", **_ROLL, **M, right=True),
    term("R-04/untold", "未告知起诉期限时起诉的最长期限", "sue when not told of the period, at most", "1y", "SPC18:64", _SPC18, starts="content_known", **_ROLL, right=True),
    term("R-04/untold", "未告知起诉期限时起诉的最长期限", "sue when not told of the period, at most", "2y", "SPC00", _SPC00, starts="content_known", **_ROLL, **M, right=True),
    term("R-04/absolute", "起诉的最长保护期", "sue, absolute limit", "5y", "ALL:46", _ALL15, starts="act", **_ROLL, right=True),
    term("R-04/real_estate", "不动产案件起诉的最长保护期", "sue about real estate, absolute limit", "20y", "ALL:46", _ALL15, starts="act", **_ROLL, right=True),
    term("R-05", "复议后提起行政诉讼", "sue after reconsideration", "15d", "ALL:45; ARL23:34", _ARL23, starts="review_received", **_ROLL, right=True),
    term("R-05", "复议后提起行政诉讼", "sue after reconsideration", "15d", "ALL:45", span("2015-05-01", "2024-01-01"), starts="review_received", **_ROLL, right=True),
    term("R-05", "复议后提起行政诉讼", "sue after reconsideration", "15d", "ALL90:38", _ALL90, starts="review_received", **_ROLL, **M, right=True),
)

# The three days of the transfer regulation are counted by calendar; whether they are working days is not settled.
_CRIMINAL: Final = (
    term("C-02/decide", "决定是否移送涉嫌犯罪案件", "decide on the transfer to the police", "3d", "CRT20:5", _CRT01, starts="transfer_report", lenient_unit="working_day", **M),
    term("C-02/send", "向公安机关移送案件", "send the case to the police", "24h", "CRT20:5", _CRT01, starts="approval"),
    term("C-04/decide", "公安机关决定是否立案", "the police decide whether to file", "3d", "CRT20:8; CRPL18:105", _CRT01, starts="police_received", **_ROLL),
    term("C-04/forward", "公安机关转送有管辖权的机关", "the police forward to the competent organ", "24h", "CRT20:7; PSC20:180", _CRT01, starts="police_received"),
    term("C-04/tell", "公安机关告知补充材料", "the police tell which papers are missing", "24h", "PSC20:180", _PSC20, starts="police_received"),
    term("C-04/complete", "补充移送材料", "complete the papers", "3d", "PSC20:180", _PSC20, starts="told_missing_papers"),
    term("C-05/ask", "提请公安机关复议", "ask the police to reconsider", "3d", "CRT20:9; CRPL18:105", _CRT01, starts="refusal_received", **_ROLL),
    term("C-05/answer", "公安机关作出复议决定", "the police answer", "3d", "CRT20:9; PSC20:181; CRPL18:105", _CRT01, starts="request_received", **_ROLL),
    term("C-05/supervise", "建议检察机关立案监督", "ask the procuratorate to supervise", "3d", "CRT20:9; CRPL18:105", _CRT01, starts="review_received", **_ROLL),
    term("C-06", "移交涉案物品和材料", "hand over things and papers", "3d", "CRT20:12", _CRT01, starts="criminal_filing_told"),
    term("C-09/reply", "回复检察意见", "reply to the procuratorate's opinion", "2m", "P:REV", starts="opinion_received", **M),
    term("C-09/pass", "检察机关内部移送不起诉案件", "the procuratorate passes the case inside", "3wd", "P:REV", starts="not_prosecuted", **M),
    term("C-09/finish", "检察机关办结反向衔接案件", "the procuratorate finishes the reverse transfer", "10wd", "P:REV", starts="passed_inside", **M),
)

_BETWEEN: Final = (
    term("J-05", "协商管辖争议", "negotiate a dispute on competence", "7wd", "CMP22:30", _CMP22, layer="samr", starts="dispute", **M),
    term("J-08/assist", "协助调查", "answer a request for assistance", "15wd", "GDMK21:42", _GDMK21, layer="guangdong", starts="letter_received", **L),
    term("J-08/assist", "协助调查", "answer a request for assistance", "15wd", "P:SAMR-flow", _APL21, layer="samr", starts="letter_received", **M),
    term("J-08/identification", "出具鉴定意见", "give an identification opinion", "10d", "SH18:29", _SH18, layer="shanghai_city_management", starts="request_received", **L),
    term("J-09/ordinary", "移送不属于本机关管辖的案件", "transfer a case that is not one's own", "3wd", "TRANS", starts="discovery", **L),
    term("J-09/checked", "需要核实的案件移送", "transfer a case that needs checking", "5wd", "TRANS", starts="discovery", **L),
    term("J-09/urgent", "紧急案件移送", "transfer an urgent case", "24h", "TRANS", starts="discovery", **L),
    term("J-11/reply", "告知举报人核查结果", "tell the reporter the outcome", "5wd", "SH18:26", _SH18, layer="shanghai_city_management", starts="report_received", **L),
    term("J-11/transfer", "移送不属于职责的举报", "transfer a report outside one's remit", "3wd", "SH18:26", _SH18, layer="shanghai_city_management", starts="report_received", **L),
    term("J-12", "异地检查后备案", "register a cross-area inspection", "20d", "P:SP2025", span("2025-06-01"), layer="siping", starts="inspection", **L),
    term("D-09/file", "委托书备案", "register the letter of entrustment", "7wd", "P:GD-ent", layer="guangdong", starts="signature", **L),
    term("D-09/file", "委托书备案", "register the letter of entrustment", "7wd", "P:HZ-ent", layer="huizhou", starts="signature", **L),
    term("D-09/report", "受委托组织报告当场处罚决定", "the entrusted body reports an on-the-spot decision", "3wd", "P:GD-ent", layer="guangdong", starts="decision", **L),
    term("D-09/report", "受委托组织报告当场处罚决定", "the entrusted body reports an on-the-spot decision", "3wd", "P:HZ-ent", layer="huizhou", starts="decision", **L),
    term("D-21", "收回事项的过渡期", "items taken back run off", "30d", "P:ZZ2025", span("2025-01-01"), layer="zhengzhou", starts="notice_issued", **L),
)

_INSPECTION: Final = (
    term("I-13", "补录扫码信息", "scan later, after a failure of the system", "10d", "P:SZCODE", span("2025-09-02"), layer="shenzhen", starts="inspection", **L),
    term("I-16", "公示检查结果", "publish the result of an inspection", "20wd", "FOOD21:39; EI14:6", _FOOD21, starts="result"),
    term("I-16", "公示检查结果", "publish the result of an inspection", "20wd", "EI14:6", _EI14, starts="result"),
    term("I-17/coverage", "食品生产经营者监督检查全覆盖", "inspect every food business", "2y", "FOOD21:21", _FOOD21, starts="last_inspection"),
    term("I-17/repeat", "下级不重复检查", "the lower level does not inspect again", "3m", "FOOD21:22", _FOOD21, starts="inspection_above"),
)

_CREDIT: Final = (
    term("K-01/general", "一般失信信息公示", "display of a general penalty", "12m", "P:CR36", _CR36, starts="document", opens_after=3, **M),
    term("K-01/general", "一般失信信息公示", "display of a general penalty", "36m", "P:CR58", _CR58, starts="document", opens_after=3, **M),
    term("K-01/general", "一般失信信息公示", "display of a general penalty", "12m", "P:CR19", _CR19, starts="document", opens_after=3, **M),
    term("K-01/minor", "轻微失信信息公示", "display of a minor penalty, if shown at all", "3m", "P:CR36", _CR36, starts="document", opens_after=0, **M),
    term("K-01/serious", "严重失信信息公示", "display of a serious penalty", "36m", "P:CR36", _CR36, starts="document", opens_after=12, **M),
    term("K-01/serious", "食品药品、特种设备、安全生产、消防领域处罚信息公示", "display of a penalty about food, drugs, special equipment, safety or fire", "36m", "P:CR58", _CR58, starts="document", opens_after=12, **M),
    term("K-01/serious", "严重失信信息公示", "display of a serious penalty", "36m", "P:CR19", _CR19, starts="document", opens_after=6, **M),
    term("K-02/serious", "经营异常转为严重违法失信", "an abnormal listing becomes a serious one", "3y", "EI14:17", span("2014-10-01"), starts="listing", **M),
    term("K-02/exit", "移出严重违法失信名单", "leave the serious list", "5y", "EI14:17", span("2014-10-01"), starts="listing", **M),
)

_PEOPLE: Final = (
    term("K-13/confirm", "申请司法确认调解协议", "apply for judicial confirmation of a mediation agreement", "30d", "PM10:33", span("2011-01-01"), starts="agreement", **_ROLL, right=True),
    term("K-13/aid", "决定是否给予法律援助", "decide on legal aid", "7d", "LA21", span("2022-01-01"), starts="application"),
    term("K-13/assign", "指派法律援助人员", "assign a legal aid lawyer", "3d", "LA21", span("2022-01-01"), starts="decision"),
    term("K-15/inform", "告知、转送信访事项", "tell or transfer a petition", "15d", "XF22:22", _XF22, starts="petition_received"),
    term("K-15/object", "对转送提出异议", "object to a transferred petition", "5wd", "XF22:22-36", _XF22, starts="transfer_received", right=True),
    term("K-15/finish", "办结信访事项", "finish a petition", "60d", "XF22:34", _XF22, starts="acceptance", extension=30),
    term("K-15/ask_review", "请求复查", "ask for review", "30d", "XF22:35", _XF22, starts="reply_received", **_ROLL, right=True),
    term("K-15/review", "作出复查意见", "review", "30d", "XF22:35", _XF22, starts="request"),
    term("K-15/ask_rereview", "请求复核", "ask for re-review", "30d", "XF22:36", _XF22, starts="petition_review_received", **_ROLL, right=True),
    term("K-15/rereview", "作出复核意见", "re-review", "30d", "XF22:36", _XF22, starts="request"),
)

_NOTICE: Final = (
    term("T-13", "公告送达", "deemed served by public notice", "30d", "CPL23:95", span("2022-01-01"), starts="public_notice"),
    term("T-13", "公告送达", "deemed served by public notice", "60d", "CPL17:92", span("1991-04-09", "2022-01-01"), starts="public_notice", **M),
    term("T-13", "公告送达", "deemed served by public notice", "60d", "PSA19:36", _PSA19, layer="public_security", starts="public_notice"),
    term("T-13", "公告送达", "deemed served by public notice", "60d", "SH18:25", _SH18, layer="shanghai_city_management", starts="public_notice"),
)
# fmt: on

_OWED: Final = {
    "P-02/check",
    "P-02/reporter",
    "P-07",
    "P-32",
    "P-35/officer",
    "P-35/bank",
    "P-40",
    "P-46",
    "P-47",
    "P-48/penalty",
    "P-48/samr",
    "E-02",
    "E-04",
    "C-02/decide",
    "C-02/send",
    "C-06",
    "C-09/reply",
}
"""The clocks of a case that bind the organ itself; the party, the police and the courts have theirs."""

_ALL: Final = (
    *_NOTICE,
    *_CLUE,
    *_SIMPLE,
    *_ORDINARY,
    # A decision is served by public notice like any other paper.
    *(attrs.evolve(term, rule="P-46/public_notice") for term in _NOTICE),
    *_HEARING,
    *_EXECUTION,
    *_MEASURES,
    *_REMEDIES,
    *_CRIMINAL,
    *_BETWEEN,
    *_INSPECTION,
    *_CREDIT,
    *_PEOPLE,
)
TERMS: Final[tuple[Term, ...]] = tuple(attrs.evolve(term, owed=term.rule in _OWED) for term in _ALL)
"""Every term of the pack; a term's first row in force is the national one, where there is one."""
