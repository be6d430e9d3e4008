"""Inspection (行政检查) under PRC rules: what a check must meet, what counts, what may be barred, how it is chosen.

Most of it rests on 国办发〔2024〕54号 and the questions and answers on it, which were seen in reports only: those rows are
unconfirmed. Where only the year of a local rule is known, its row begins with that year and is unconfirmed too.

`CONDITIONS` are asked of a check before it (`enforcekit.inspection.admission`). Topics of `THRESHOLDS`:

- `inspection_kind`: `outcome` is the national kind of a local one.
- `inspection_counted`, `inspection_not_counted`, `inspection_blockable`, `inspection_exempt`: kinds, grounds and facts;
  an exception goes before the rule.
- `inspection_cap`: most checks of one firm by one body in a calendar year; with `facts`, by all bodies of these levels
  together.
- `inspection_regime`: how the objects of daily checks are chosen; the first row that holds.
- `inspection_no_trouble`: firms that are left alone. `inspection_duty`: what comes with a check.
- `inspection_merge`: within how many days other bodies' checks of the firm are looked for.
- `inspection_clean`: result codes that are no problem. `visit_alarm`: from how many separate visits an alarm goes off.
- `evidence_shared`, `evidence_barred`: what must and what must not be stated of another body's evidence.
- `joint_visit_record`: how many records a joint visit makes. `matter_chain`: actions that a chain of regulation has.
"""

from __future__ import annotations

from typing import Final

from enforcekit.codes import code_list
from enforcekit.law import Source
from enforcekit.timing import ALWAYS

from .writing import L, M, ask, row, span

INSPECTION_SOURCES: Final = {
    "BE19": Source("《优化营商环境条例》", "Regulation on Optimising the Business Environment"),
    "HEN16": Source("《河南省行政执法条例》", "Henan Administrative Enforcement Regulation"),
    "P:QA54": Source("国办发〔2024〕54号司法部问答", "Ministry of Justice questions and answers on Doc. 54 (2024)"),
    "P:MOJ7": Source("行政检查文书式样（司法部2025年）", "inspection forms of the Ministry of Justice (2025)"),
    "P:CAP": Source("卫生健康部门年度检查频次上限（2025年）", "annual caps of health departments (2025)"),
    "P:SAMR-check": Source("随机抽查工作指引", "guide to random checks"),
    "BJBE24": Source("《北京市优化营商环境条例》", "Beijing Business Environment Regulation"),
    "P:JINYUN": Source("缙云县无事不扰规定（2025年）", "Jinyun rule on no trouble without cause (2025)"),
    "P:NANXIAN": Source("南县白名单制度（2025年）", "Nanxian white list (2025)"),
    "NB280": Source("宁波市政府令第280号", "Ningbo Government Order 280"),
    "P:NBDRAFT": Source("宁波市涉企检查规定（草案，2025年）", "Ningbo rule on inspections, draft (2025)"),
}

KINDS: Final = code_list(
    "inspection_kind",
    "检查类型",
    "Kind of inspection",
    (
        ("daily", "日常检查", "daily"),
        ("special", "专项检查", "special campaign"),
        ("individual", "个案检查", "individual case"),
        ("triggered", "触发式检查", "triggered"),
    ),
)
GROUNDS: Final = code_list(
    "inspection_ground",
    "检查启动事由",
    "What sets an inspection off",
    (
        ("plan", "按计划", "plan"),
        ("complaint", "投诉举报", "complaint or report"),
        ("referral", "转办交办", "referral"),
        ("media", "媒体反映", "media"),
        ("data_signal", "数据监测预警", "signal in the data"),
        ("recheck", "整改复查", "re-check of a correction"),
        ("request", "企业申请", "the firm asks for it"),
        ("licence_check", "许可现场核查", "check for a licence"),
    ),
)
MODES: Final = code_list(
    "inspection_mode",
    "检查方式",
    "On site or not",
    (("on_site", "现场", "on site"), ("off_site", "非现场", "off site")),
)
FACTS: Final = code_list(
    "inspection_fact",
    "检查载明事项",
    "What is asserted of a firm or a check",
    (
        ("urgent", "情况紧急先行检查", "urgent: begun before the approval"),
        ("deployed_from_above", "上级部署", "ordered from above"),
        ("suspicion", "有违法嫌疑", "a suspicion"),
        ("low_risk", "低风险", "low risk"),
        ("good_credit", "信用良好", "good credit"),
        ("no_trouble_list", "列入无事不扰清单", "on the no-trouble list"),
        ("key_list", "列入重点监管清单", "on the key list"),
        ("public_safety", "公共安全领域", "public safety"),
        ("life_health", "人民群众生命健康领域", "life and health"),
        ("special_industry", "特殊行业", "special industry"),
        ("emergency", "突发紧急情况", "sudden emergency"),
        ("evidence_at_risk", "证据可能灭失", "evidence at risk"),
        ("system_failure", "扫码系统故障", "failure of the scanning system"),
        ("reasons_given", "说明理由", "reasons given"),
        ("for_profit", "逐利检查", "inspection for profit"),
        ("disturbs_production", "干扰正常生产经营", "disturbs production"),
        ("arbitrary_measure", "任性查封扣押冻结停产", "arbitrary seal, seizure, freeze or stop"),
        ("quota", "下达检查指标", "quota of inspections or fines"),
        ("disguised", "变相检查", "disguised inspection"),
    ),
)
RESULTS: Final = code_list(
    "inspection_result",
    "检查结果",
    "Result of an inspection",
    (
        ("no_problem", "未发现问题", "no problem found"),
        ("not_published", "未按规定公示应当公示的信息", "did not publish what it must"),
        ("false_publication", "公示信息隐瞒真实情况、弄虚作假", "published what is false"),
        ("unreachable", "通过登记的住所无法联系", "not reachable at the registered address"),
        ("corrected", "发现问题已责令改正", "problem corrected as ordered"),
        ("refused", "不配合检查情节严重", "gravely refused to be inspected"),
        ("no_business", "未发现开展本次抽查涉及的经营活动", "no such business found"),
        ("further_handling", "发现问题待后续处理", "problem to be handled further"),
    ),
)
TRIGGERS: Final = code_list(
    "joint_trigger",
    "联合检查情形",
    "Why several bodies inspect together",
    (
        ("several_duties", "涉及两个以上机关职责", "duties of two or more bodies"),
        ("handover", "跨部门、跨区域、跨层级衔接", "hand-over between bodies, areas or levels"),
        ("at_once", "对同一对象的不同检查可以同时进行", "different checks of one object that can be done at once"),
        ("one_body_items", "同一机关的多个事项", "several items of one body"),
    ),
)
PLAN_KINDS: Final = code_list(
    "inspection_plan_kind",
    "清单或计划类型",
    "Kind of list or plan",
    (
        ("item_list", "检查事项清单", "list of inspection items"),
        ("annual_plan", "年度检查计划", "annual plan"),
        ("campaign", "专项检查方案", "campaign"),
        ("cap", "年度频次上限", "annual cap"),
    ),
)
REGIMES: Final = code_list(
    "inspection_regime",
    "抽查制度",
    "How objects are chosen",
    (("random", "双随机抽查", "double random"), ("full_coverage", "重点监管全覆盖", "full coverage")),
)
INSPECTION_LISTS: Final = (KINDS, GROUNDS, MODES, FACTS, RESULTS, TRIGGERS, PLAN_KINDS, REGIMES)
"""The lists of inspections."""


_GOV54: Final = span("2025-01-03")
_APL21: Final = span("2021-07-15")
_BE19: Final = span("2020-01-01")
_ZJ21: Final = span("2022-01-01")
_FOOD21: Final = span("2022-03-15")
_SZ: Final = span("2025-09-02")
_NB280: Final = span("2025-11-01")
INSPECTION_CONDITIONS: Final = (
    ask("inspect_body", "D-23", "检查主体不是议事协调机构、检测机构、外包单位、网格或辅助人员", "the body is no coordination body, laboratory, contractor, grid or auxiliary",
         "由行政机关、授权组织或受委托组织检查", "let the organ, an authorised or an entrusted organisation inspect", "GOV54", _GOV54,
         any_of=("coordinating_body", "command_centre", "committee", "technical_institution", "contractor", "grid", "auxiliary"), **M),
    ask("inspect_competent", "D-23", "该机关对检查事项在该地有检查权", "the body is competent to inspect the items at the place on the day",
         "由有权机关检查", "leave it to the body that who_may names", "APL21:17; GOV54", _APL21, **M),
    ask("inspect_kind", "I-01", "检查类型为日常、专项或个案，地方类型已对应", "the kind is daily, special or individual, or a local one that maps to these",
         "注明全国通用的检查类型", "state the national kind", "P:QA54", _GOV54, any_of=("daily", "special", "individual"), **M),
    ask("inspect_published", "I-02", "检查事项在已公布的检查事项清单内", "every item is on a published list",
         "先公布该事项，或删去该事项；企业有权拒绝清单外检查", "publish the item first, or leave it out: the firm may refuse", "GOV54", _GOV54, **M),
    ask("inspect_approved", "I-03", "检查前经机关负责人批准，紧急的先行检查后补办", "the head approved it before it began; what is urgent is approved later",
         "补齐 approved_at、approved_by、approver_role，紧急的载明 urgent", "give approved_at, approved_by and approver_role, or state urgent", "P:QA54", _GOV54,
         any_of=("head", "acting_head", "deputy_head"), **M),
    ask("inspect_officers", "I-11", "检查人员不少于 {values[0]} 人", "at least {values[0]} officers inspect", "增派有证人员", "name enough officers", "FOOD21:23", _FOOD21, values=(2,), layer="food", **L),
    ask("inspect_officers", "I-11", "检查人员不少于 {values[0]} 人", "at least {values[0]} officers inspect", "增派有证人员", "name enough officers", "GOV54; APL21:42", _GOV54, values=(2,), **M),
    ask("inspect_officers", "I-11", "检查人员不少于 {values[0]} 人", "at least {values[0]} officers inspect", "增派有证人员", "name enough officers", "APL21:42; APL21:55", span("2021-07-15", "2025-01-03"), values=(2,), **M),
    ask("inspect_certified", "I-11", "检查人员属于本机关（或派驻本机关）且证件有效", "every officer belongs or is posted to the body and has a certificate in force",
         "更换有证人员", "let officers with a certificate in force inspect", "APL21:42; APL21:55", _APL21),
    ask("inspect_helpers", "I-11", "辅助人员人数在检查前经批准确定", "the number of helpers was approved before", "先确定人数并批准", "have their number approved first", "FOOD21:24; P:MOJ7", _GOV54, advice=True, **M),
    ask("inspect_no_recusal", "I-14", "没有应当回避的人员参与", "nobody who must keep away takes part", "更换应回避的人员", "replace the officer who must keep away", "APL21:43", _APL21),
    ask("inspect_within_cap", "I-04", "未达到年度检查频次上限", "the annual cap is not reached", "改为非现场检查，或下一年度检查", "inspect off site, or next year", "GOV54", _GOV54, **M),
    ask("inspect_over_cap", "I-05", "个案检查可以超过频次上限，明显不合理的由监督机关督促纠正", "above the cap only for a stated case, and supervised where unreasonable",
         "记录启动事由", "keep the ground on file", "P:QA54", _GOV54, advice=True, **M),
    ask("inspect_not_repeated", "I-17", "上级已检查的，下级在规定期间内不重复检查，有嫌疑的除外", "no higher level inspected these items within the term, unless suspected",
         "待期满，或载明 suspicion", "wait until the term is over, or state suspicion", "FOOD21:22", _FOOD21, any_of=("suspicion",), layer="food", **L),
    ask("inspect_no_trouble", "I-18", "企业不属于无事不扰对象", "the firm is none to be left alone", "改为非现场检查", "inspect off site", "P:JINYUN", span("2025-04-22"), layer="jinyun", **L),
    ask("inspect_no_trouble", "I-18", "企业不属于无事不扰对象", "the firm is none to be left alone", "改为非现场检查", "inspect off site", "BJBE24:68", span("2024-01-01"), layer="beijing", **M),
    ask("inspect_no_trouble", "I-18", "企业不在白名单内", "the firm is not on the white list", "改为非现场检查", "inspect off site", "P:NANXIAN", span("2025-11-06"), layer="nanxian", **L),
    ask("inspect_scanned", "I-13", "检查前扫企业码；紧急的离开前扫码；系统故障的限期补录并说明理由", "the code was scanned before; urgent: before leaving; after a failure: in time",
         "补录并载明 reasons_given", "scan it later, in time, and state reasons_given", "P:SZCODE", _SZ, layer="shenzhen", **L),
    ask("inspect_no_ban", "I-12", "未触犯“五个严禁”", "none of the five strict bans is broken", "停止该检查", "stop the inspection", "GOV54", _GOV54,
         any_of=("for_profit", "disturbs_production", "arbitrary_measure", "quota", "disguised"), **M),
    ask("inspect_planned", "I-19", "列入已公布的年度计划或专项方案", "it is in a published annual plan or campaign", "补入计划，或说明个案事由", "put it into the plan, or state the ground of an individual case", "BJBE24:67", span("2024-01-01"), advice=True, layer="beijing", **M),
    ask("inspect_planned", "I-19", "列入年月周检查计划", "it is in a plan of the year, month or week", "报统筹机构并入计划", "have the coordinating office put it into the plan", "NB280", _NB280, advice=True, layer="ningbo", **M),
    ask("inspect_drawn", "I-14", "适用随机抽查的，检查对象和检查人员由随机抽取产生", "where the objects are drawn at random, the firm and the officers were", "抽取后检查", "draw first (ek.draw)", "BE19:54", _BE19, advice=True),
    ask("inspect_alone", "I-06", "近期没有对同一企业的其他检查", "no other check of the firm is about to come", "合并为联合检查（综合查一次）", "inspect together (appoint)", "BE19:54; BE19:56", _BE19, advice=True),
)  # fmt: skip


_EXEMPT: Final = (
    ("complaint", "投诉举报", "complaint or report"),
    ("referral", "转办交办", "referral"),
    ("media", "媒体反映", "media"),
    ("data_signal", "数据监测预警", "signal in the data"),
    ("recheck", "整改复查", "re-check of a correction"),
    ("request", "企业申请", "request of the firm"),
    ("licence_check", "许可现场核查", "check for a licence"),
)

INSPECTION_THRESHOLDS: Final = (
    row("inspection_kind", "I-01", "触发式检查对应个案检查", "a triggered check is an individual case", "P:NBDRAFT", span("2025-01-03"), facts={"triggered"}, outcome="individual", layer="ningbo", **M),
    row("inspection_counted", "I-05", "日常检查计入", "daily checks count", "P:QA54", _GOV54, facts={"daily"}, **M),
    row("inspection_counted", "I-05", "专项检查计入", "special checks count", "P:QA54", _GOV54, facts={"special"}, **M),
    row("inspection_counted", "I-05", "个案检查计入", "individual-case checks count", "P:QA54", _GOV54, facts={"individual"}, **M),
    row("inspection_not_counted", "I-05", "上级部署的专项检查不计入", "a campaign ordered from above does not count", "P:QA54", _GOV54, facts={"special", "deployed_from_above"}, **M),
    row("inspection_blockable", "I-05", "日常检查受频次上限约束", "daily checks are bound by the cap", "GOV54", _GOV54, facts={"daily"}, **M),
    row("inspection_blockable", "I-05", "专项检查受频次上限约束", "special checks are bound by the cap", "GOV54", _GOV54, facts={"special"}, **M),
    # Else a planned check could pass the cap by its name alone.
    row("inspection_blockable", "I-05", "未载明法定事由的个案检查受频次上限约束", "an individual-case check without a stated ground is bound by the cap", "GOV54", _GOV54, facts={"individual"}, **M),
    row("inspection_exempt", "I-05", "上级部署的专项检查", "campaign ordered from above", "P:QA54", _GOV54, facts={"special", "deployed_from_above"}, **M),
    *(row("inspection_exempt", "I-05", f"个案检查：{zh}", f"individual case: {en}", "P:QA54", _GOV54, facts={"individual", code}, **M) for code, zh, en in _EXEMPT),
    # The State Council asks for a cap and gives no number.
    row("inspection_cap", "I-04", "年度检查频次上限", "annual cap of checks", "GOV54", _GOV54, scale="check", **M),
    row("inspection_cap", "I-04", "卫生健康：同级一年检查次数上限", "health: most checks a year on one level", "P:CAP", span("2025-08-07"), value=2, scale="check", layer="health", **L),
    row("inspection_cap", "I-04", "卫生健康：市县合计一年检查次数上限", "health: most checks a year, city and county together", "P:CAP", span("2025-08-07"), value=4, scale="check", facts={"city", "county"}, layer="health", **L),
    row("inspection_regime", "I-14", "公共安全领域全覆盖监管", "public safety: full coverage", "BE19:54", _BE19, facts={"public_safety"}, outcome="full_coverage"),
    row("inspection_regime", "I-14", "生命健康领域全覆盖监管", "life and health: full coverage", "BE19:54", _BE19, facts={"life_health"}, outcome="full_coverage"),
    row("inspection_regime", "I-14", "特殊行业全覆盖监管", "special industries: full coverage", "BE19:54", _BE19, facts={"special_industry"}, outcome="full_coverage"),
    row("inspection_regime", "I-14", "随机抽取检查对象、随机选派检查人员，结果公开", "objects and officers drawn at random, results published", "BE19:54", _BE19, outcome="random"),
    row("inspection_no_trouble", "I-18", "低风险事项：以非现场为主", "low risk: off site", "P:JINYUN", span("2025-04-22"), facts={"low_risk"}, outcome="off_site", layer="jinyun", **L),
    row("inspection_no_trouble", "I-18", "信用良好：以非现场为主", "good credit: off site", "P:JINYUN", span("2025-04-22"), facts={"good_credit"}, outcome="off_site", layer="jinyun", **L),
    row("inspection_no_trouble", "I-18", "无事不扰清单", "the no-trouble list", "P:JINYUN", span("2025-04-22"), facts={"no_trouble_list"}, outcome="off_site", layer="jinyun", **L),
    row("inspection_no_trouble", "I-18", "无事不扰清单", "the no-trouble list", "BJBE24:68", span("2024-01-01"), facts={"no_trouble_list"}, outcome="off_site", layer="beijing", **M),
    row("inspection_no_trouble", "I-18", "白名单", "the white list", "P:NANXIAN", span("2025-11-06"), facts={"no_trouble_list"}, outcome="off_site", layer="nanxian", **L),
    row("inspection_duty", "I-11", "出示证件、制作现场记录、告知结果", "show certificates, keep a record, tell the result", "P:MOJ7", _GOV54, outcome="record_and_tell", **M),
    row("inspection_duty", "I-16", "公示检查结果", "publish the result", "BE19:54", _BE19, outcome="publish", term="I-16"),
    row("inspection_duty", "I-03", "紧急检查后补办批准", "complete the approval of an urgent check", "P:QA54", _GOV54, facts={"urgent"}, outcome="complete_approval", **M),
    row("inspection_duty", "I-13", "检查前扫企业码", "scan the enterprise code first", "P:SZCODE", _SZ, outcome="scan", layer="shenzhen", **L),
    row("inspection_duty", "I-13", "系统故障的补录扫码", "scan later, after a failure of the system", "P:SZCODE", _SZ, facts={"system_failure"}, outcome="backfill", term="I-13", layer="shenzhen", **L),
    row("inspection_duty", "I-17", "食品生产经营者监督检查全覆盖", "every food business is inspected", "FOOD21:21", _FOOD21, outcome="cover", term="I-17/coverage", layer="food", **L),
    # No text sets a number of days.
    row("inspection_merge", "I-07", "合并检查的时间窗", "window for merging checks", "ZJ21:13", _ZJ21, value=30, scale="day", layer="zhejiang", **M),
    row("inspection_merge", "I-06", "合并检查的时间窗", "window for merging checks", "BE19:54", _BE19, value=30, scale="day", **M),
    row("joint_visit_record", "I-10", "联合检查按一次记录", "a joint visit is one record", "P:SZCODE", _SZ, outcome="one", layer="shenzhen", **L),
    row("joint_visit_record", "I-10", "联合检查按参加机关分别记录", "a joint visit is one record for each body", "DOCTRINE", ALWAYS, outcome="each_body", **M),
    row("joint_decision", "I-08", "各机关在各自职权内作出决定并承担责任", "each body decides within its own power and answers for it", "HEN16:16", span("2016-06-01"), layer="henan", **L),
    row("joint_decision", "I-08", "各机关在各自职权内作出决定并承担责任", "each body decides within its own power and answers for it", "GDMK21:40", span("2021-12-01"), layer="guangdong", **L),
    row("joint_decision", "I-08", "各机关在各自职权内作出决定并承担责任", "each body decides within its own power and answers for it", "APL21:17", _APL21, **M),
    row("joint_lead", "I-09", "发起机关或者主要职责机关牵头；争议由同级政府确定", "the initiator or the body with the main duty leads; the government settles disputes", "GDMK21:40", span("2021-12-01"), **M),
    row("evidence_shared", "J-10", "其他机关取得的证据经本机关复核后可以使用", "evidence of another body may be used once the body has re-examined it", "ZJ21:18", _ZJ21, facts={"re_examined"}, **L),
    row("evidence_barred", "P-06", "以非法手段取得的证据不得使用", "evidence obtained unlawfully is not used", "APL21:46", _APL21, facts={"unlawful"}),
    row("evidence_barred", "P-06", "已排除的证据不得使用", "evidence that was excluded is not used", "APL21:46", _APL21, facts={"excluded"}),
    row("inspection_clue", "I-21", "检查发现违法的，作为线索办理立案手续", "a violation found is a clue: the case must still be filed", "FOOD21:30; APL21:54", _APL21, **M),
    row("rectification", "P-10", "责令改正", "order to correct", "APL21:28", _APL21),
    row("visit_alarm", "I-22", "多头检查预警", "alarm: several bodies, separately", "NB280", _NB280, value=2, scale="check", outcome="multi_head", layer="ningbo", **M),
    row("visit_alarm", "I-22", "重复检查预警", "alarm: the same items again", "NB280", _NB280, value=2, scale="check", outcome="repeated", layer="ningbo", **M),
    row("visit_alarm", "I-06", "多头检查", "several bodies, separately", "BE19:54", _BE19, value=2, scale="check", outcome="multi_head", **M),
    row("visit_alarm", "I-06", "重复检查", "the same items again", "BE19:54", _BE19, value=2, scale="check", outcome="repeated", **M),
    row("inspection_clean", "I-20", "未发现问题", "no problem found", "P:SAMR-check", ALWAYS, facts={"no_problem"}, **M),
    row("inspection_clean", "I-20", "未发现开展相关经营活动", "no such business found", "P:SAMR-check", ALWAYS, facts={"no_business"}, **M),
    row("matter_chain", "N10", "许可", "licence", "DOCTRINE", ALWAYS, outcome="license", **M),
    row("matter_chain", "N10", "监管", "supervision", "DOCTRINE", ALWAYS, outcome="inspect", **M),
    row("matter_chain", "N10", "处罚", "enforcement", "DOCTRINE", ALWAYS, outcome="penalise", **M),
)  # fmt: skip
