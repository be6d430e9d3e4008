// Written by `enforcekit schema write` from the models: do not edit. Schema version 1.0.
// A field that may be absent is absent, never null. Patterns, bounds and the order of dates are the schemas' business.

/** Id of a record, of the type that the comment of its field names. */
export type Id = string;
/** A day, written YYYY-MM-DD. */
export type DateString = string;
/** An instant with offset, written as RFC 3339. */
export type InstantString = string;
/** A decimal number, written as digits with a point. */
export type DecimalString = string;
/** A text by language: "zh", "en", …; at least one. */
export interface Text {
  readonly [language: string]: string;
}
/** Any JSON object. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

/** Kind of administrative action · 事项类型 (open: another well-formed code is kept with a warning) */
export type ActionKindCode =
  | "license" // licensing · 行政许可
  | "penalise" // penalty · 行政处罚
  | "compel" // compulsion (measures and enforcement) · 行政强制
  | "levy" // levy · 行政征收
  | "pay" // payment · 行政给付
  | "inspect" // inspection · 行政检查
  | "confirm" // confirmation · 行政确认
  | "reward" // reward · 行政奖励
  | "adjudicate" // adjudication · 行政裁决
  | "other" // other administrative power · 其他行政权力
  | "public_service" // public service · 公共服务
  | (string & {});

/** Base that a multiple or percentage counts from · 计罚基数 (open: another well-formed code is kept with a warning) */
export type AmountBaseCode =
  | "illegal_gains" // illegal gains · 违法所得
  | "goods_value" // value of the goods · 货值金额
  | "contract_price" // contract price · 合同价款
  | "project_cost" // cost of the works · 工程造价
  | "turnover" // turnover · 营业额
  | "other_base" // another base · 其他基数
  | (string & {});

/** Office of the one who approves · 批准人职务 (open: another well-formed code is kept with a warning) */
export type ApproverRoleCode =
  | "head" // head of the organ · 正职负责人
  | "acting_head" // acting head · 主持工作的负责人
  | "deputy_head" // deputy head in charge · 分管负责人
  | "unit_head" // head of the unit · 办案机构负责人
  | (string & {});

/** Kind of body · 主体类型 (open: another well-formed code is kept with a warning) */
export type AuthorityKindCode =
  | "government" // people's government · 人民政府
  | "township" // township government · 乡镇人民政府
  | "subdistrict" // subdistrict office · 街道办事处
  | "ministry" // department of the State Council · 国务院部门
  | "department" // government department · 政府工作部门
  | "vertical_department" // department under vertical leadership · 垂直领导部门
  | "comprehensive_enforcement_body" // comprehensive enforcement body · 综合行政执法机关
  | "justice_department" // justice department · 司法行政部门
  | "public_security" // public security organ · 公安机关
  | "dispatched_organ" // dispatched organ of a government · 派出机关
  | "agency" // agency of a department · 派出机构
  | "zone_body" // administration of a functional zone · 功能区管理机构
  | "authorised_organisation" // organisation authorised by law or regulation · 法律、法规授权的组织
  | "public_institution" // public institution · 事业单位
  | "internal_unit" // internal unit · 内设机构
  | "enforcement_team" // enforcement team · 执法队伍
  | "people_congress" // people's congress and its standing committee · 人民代表大会及其常务委员会
  | "committee" // deliberative committee · 议事协调委员会
  | "coordinating_body" // coordinating body · 议事协调机构
  | "command_centre" // command centre · 指挥中心
  | "supervision_centre" // enforcement supervision body · 执法监督机构
  | "discipline_supervision" // discipline inspection and supervision organ · 纪检监察机关
  | "people_court" // people's court · 人民法院
  | "people_procuratorate" // people's procuratorate · 人民检察院
  | "petition_office" // petition office · 信访工作机构
  | "mediation_body" // mediation body · 调解组织
  | "service_centre" // service centre · 服务中心
  | "service_station" // service or liaison station · 服务站点
  | "resident_committee" // villagers' or residents' committee · 村（居）民委员会
  | "grid" // grid · 网格
  | "auxiliary" // enforcement auxiliaries · 执法辅助人员
  | "contractor" // contractor · 服务承包单位
  | "technical_institution" // testing or appraisal institution · 检验检测鉴定机构
  | "association" // association or volunteers · 社会组织
  | "external_counterpart" // counterpart outside the hierarchy · 境外合作机构
  | (string & {});

/** Cases that stay with the grantor · 保留情形 (open: another well-formed code is kept with a warning) */
export type CarveOutCode =
  | "cross_area" // case across areas · 跨区域案件
  | "major_impact" // case of major impact · 重大影响案件
  | "complex" // complex or difficult case · 复杂疑难案件
  | "foreign_related" // case with a foreign element · 涉外案件
  | "suspected_crime" // case of a suspected crime · 涉嫌犯罪案件
  | "technical_testing" // case that needs expert testing · 需专业检测鉴定的案件
  | (string & {});

/** Where a case comes from · 案件来源 (open: another well-formed code is kept with a warning) */
export type CaseOriginCode =
  | "inspection" // found in an inspection · 监督检查发现
  | "complaint" // complaint or report · 投诉举报
  | "transfer" // transfer from another body · 其他机关移送
  | "superior" // assigned by the superior · 上级交办
  | "media" // media · 媒体曝光
  | "monitoring" // off-site monitoring · 非现场监控发现
  | "reverse_linkage" // from the criminal organs · 行刑反向衔接
  | "other_origin" // another source · 其他
  | (string & {});

/** What sets a case apart · 案件特征 (open: another well-formed code is kept with a warning) */
export type CaseTraitCode =
  | "major" // major violation · 重大违法行为
  | "complex" // complex circumstances · 情节复杂
  | "cross_area" // across areas · 跨区域
  | "public_interest" // major public interest · 涉及重大公共利益
  | "minor_party" // the party is a minor · 当事人为未成年人
  | "deaf_mute_blind" // the party is deaf, mute or blind · 当事人为聋哑盲人
  | "suspected_mental_illness" // suspected mental illness · 疑似精神疾病
  | "suspected_crime" // suspected crime · 涉嫌犯罪
  | "major_social_impact" // major social impact · 重大社会影响
  | "unpaid_wages" // wages are withheld · 涉嫌拒不支付劳动报酬
  | (string & {});

/** Kind of request of a person · 诉求类型 (open: another well-formed code is kept with a warning) */
export type ComplaintKindCode =
  | "consult" // question · 咨询
  | "report" // report · 上报
  | "service" // service · 服务
  | "do_business" // business with the authority · 办事
  | "urge" // urging · 督办
  | (string & {});

/** Class of a credit record · 失信类别 (closed) */
export type CreditGravityCode =
  | "minor" // minor · 轻微
  | "general" // general · 一般
  | "serious" // serious · 严重
  | never;

/** How a body comes to act · 执法权配置方式 (open: another well-formed code is kept with a warning) */
export type DelegationModeCode =
  | "statutory" // statutory power · 法定职权
  | "authorised" // authorisation by law · 法律、法规授权
  | "entrusted" // entrustment · 委托
  | "concentrated" // relative concentration · 相对集中
  | "township" // township empowerment · 乡镇街道赋权
  | "stationed" // stationing · 派驻
  | "agency" // agency acting within its authorisation · 派出机构
  | "internal" // internal unit acting for its parent · 内设机构
  | (string & {});

/** How a contested competence was settled · 管辖确定方式 (closed) */
export type DesignationKindCode =
  | "designation" // designation by the common superior · 指定管辖
  | "boundary_decision" // decision on the boundary of functions · 职责边界决定
  | never;

/** Kind of dispute · 纠纷类型 (open: another well-formed code is kept with a warning) */
export type DisputeKindCode =
  | "wages" // wages and labour · 劳资
  | "neighbours" // neighbours · 邻里
  | "property" // property management · 物业
  | "consumer" // consumers · 消费
  | "compensation" // compensation · 损害赔偿
  | "administrative" // dispute with an authority · 行政争议
  | (string & {});

/** Form of the file · 执法文书 (open: another well-formed code is kept with a warning) */
export type DocumentFormCode =
  | "clue_form" // clue form · 案件来源登记表
  | "no_filing_approval" // approval not to file · 不予立案审批表
  | "case_transfer_letter" // case transfer letter · 案件移送函
  | "evidence_list" // list of evidence · 证据材料清单
  | "filing_approval" // filing approval · 立案审批表
  | "interview_record" // interview record · 询问笔录
  | "scene_record" // on-site record · 现场笔录
  | "inspection_record" // survey or inspection record · 勘验（检查）笔录
  | "sampling_record" // sampling record · 抽样取证凭证
  | "suspension_approval" // approval of suspension · 中止调查审批表
  | "resumption_approval" // approval of resumption · 恢复调查审批表
  | "extension_approval" // approval of more time · 延长办案期限审批表
  | "termination_approval" // approval of termination · 终止调查审批表
  | "withdrawal_approval" // approval of withdrawal · 撤销立案审批表
  | "investigation_report" // investigation report · 调查终结报告
  | "audit_opinion" // audit opinion · 案件审核意见书
  | "expedited_consent" // consent to expedited handling · 快速办理告知（同意）书
  | "penalty_notice" // notice of the proposed penalty · 行政处罚事先告知书
  | "hearing_notice_of_right" // notice of the right to a hearing · 行政处罚听证告知书
  | "statement_record" // record of the statement · 陈述申辩笔录
  | "recheck_opinion" // re-check opinion · 陈述申辩复核意见书
  | "hearing_notice" // hearing notice · 听证通知书
  | "hearing_record" // hearing record · 听证笔录
  | "hearing_report" // hearing report · 听证报告
  | "legal_review_opinion" // legal review opinion · 法制审核意见书
  | "discussion_record" // record of the collective discussion · 集体讨论笔录
  | "penalty_decision" // penalty decision · 行政处罚决定书
  | "no_penalty_decision" // decision not to punish · 不予行政处罚决定书
  | "service_receipt" // proof of service · 送达回证
  | "service_address" // confirmation of the address for service · 送达地址确认书
  | "payment_proof" // proof of payment · 缴款凭证
  | "correction_record" // record of the correction check · 整改复查记录
  | "deferral_approval" // approval of deferral or instalments · 延期（分期）缴纳罚款批准书
  | "demand_letter" // demand letter · 履行行政决定催告书
  | "enforcement_decision" // enforcement decision · 强制执行决定书
  | "enforcement_application" // application to the court · 强制执行申请书
  | "enforcement_suspension" // notice of suspended enforcement · 中止执行通知书
  | "enforcement_agreement" // enforcement agreement · 执行协议
  | "enforcement_end_decision" // decision to end enforcement · 终结执行决定书
  | "closing_approval" // closing approval · 结案审批表
  | "file_index" // file index · 卷宗目录
  | "spot_decision" // decision on the spot · 当场行政处罚决定书
  | "cash_receipt" // receipt of the treasury · 罚没专用票据
  | "filing_record" // report of the decision on the spot · 当场处罚备案表
  | "format_record" // format record · 格式化询问笔录
  | "merged_approval" // merged approval · 快速办理审批表
  | "crime_report" // report of a suspected crime · 涉嫌犯罪案件书面报告
  | "transfer_approval" // approval of the transfer · 涉嫌犯罪案件移送审批表
  | "crime_transfer_letter" // letter of transfer to the police · 涉嫌犯罪案件移送书
  | "seized_list" // list of the things of the case · 涉案物品清单
  | "test_report" // test report or expert opinion · 检验报告或鉴定意见
  | "police_receipt" // receipt of the police · 公安机关送达回执
  | "handover_list" // handover list · 涉案物品移交清单
  | "measure_approval" // approval of the measure · 行政强制措施审批表
  | "measure_decision" // decision to seal or seize · 查封（扣押）决定书
  | "measure_list" // list of things sealed or seized · 查封（扣押）物品清单
  | "testing_notice" // notice of the time for testing · 检测（检验、鉴定）期间告知书
  | "extension_decision" // decision to extend the measure · 延长查封（扣押）期限决定书
  | "lifting_decision" // decision to lift the measure · 解除查封（扣押）决定书
  | "preservation_notice" // notice of preservation · 先行登记保存证据通知书
  | "preservation_list" // list of things preserved · 先行登记保存物品清单
  | "preservation_decision" // decision on things preserved · 先行登记保存证据处理决定书
  | "reply" // reply in reconsideration · 行政复议答复书
  | "defence" // defence in court · 行政诉讼答辩状
  | "publication_summary" // summary for publication · 行政处罚信息摘要
  | "withdrawal_note" // note on the withdrawal of a publication · 撤回公示说明
  | (string & {});

/** How a draw ended · 抽取结果 (closed) */
export type DrawOutcomeCode =
  | "drawn" // drawn · 已抽取
  | "void" // void: a late reveal is missing or wrong · 作废
  | "not_started" // not started: an early reveal is missing or wrong · 未启动
  | never;

/** When a participant in a draw reveals the secret · 揭示阶段 (closed) */
export type DrawPhaseCode =
  | "early" // before the beacon · 随机数发布前
  | "late" // after the beacon · 随机数发布后
  | never;

/** Kind of duty list · 履职清单类型 (open: another well-formed code is kept with a warning) */
export type DutyListKindCode =
  | "enforcing" // duties of enforcing departments · 执法部门履职清单
  | "delegating" // duties of delegating departments · 划转（赋权）部门履职清单
  | "town" // duties of towns · 镇街履职清单
  | "boundary" // boundary of duties · 职责边界清单
  | "basic" // basic duties of towns · 基本履职事项清单
  | "cooperate" // duties in which towns help · 配合履职事项清单
  | "taken_back" // duties taken back by superiors · 上级收回事项清单
  | (string & {});

/** Lead or help · 履职角色 (open: another well-formed code is kept with a warning) */
export type DutyRoleCode =
  | "lead" // lead · 主责
  | "help" // help · 配合
  | "taken_back" // taken back · 上级收回
  | (string & {});

/** What an event or a piece of evidence states · 载明事项 (open: another well-formed code is kept with a warning) */
export type EventFactCode =
  | "certificates_shown" // certificates were shown · 主动出示执法证件
  | "reason_stated" // the reason is stated · 载明理由
  | "items_listed" // the evidence is listed · 附证据材料清单
  | "cause_gone" // the cause is gone · 中止事由已消除
  | "file_complete" // facts, evidence, basis and proposal are complete · 事实、证据、依据和处理建议齐备
  | "new_facts" // new facts were found · 发现新的事实
  | "one_file" // one case, one file · 一案一卷
  | "rights_told" // facts, reasons, basis and rights were told · 告知事实、理由、依据和权利
  | "grounds_rechecked" // every ground of the defence was re-checked · 对陈述申辩逐项复核
  | "waiver_recorded" // the party clearly waived · 当事人明确放弃陈述申辩
  | "absence_recorded" // absence without cause is recorded · 记录无正当理由缺席或中途退出
  | "new_grounds" // the new grounds are stated · 载明加重或变更的新理由
  | "leaders_present" // the leaders of the organ took part · 由机关负责人集体讨论
  | "service_proved" // service is proved · 有送达回证或者确认
  | "facts_clear" // the facts are certain and there is a legal basis · 违法事实确凿并有法定依据
  | "remedy_first_told" // the decision says that reconsideration comes first · 决定书告知当场处罚须先申请复议
  | "consent_written" // the party consented in writing · 当事人书面同意
  | "key_evidence" // the key evidence corroborates · 关键证据相互印证
  | "correction_checked" // the correction was checked, or none is due · 已复查改正情况，或无须改正
  | "hardship_shown" // real hardship was shown · 确有经济困难并提出申请
  | "demand_complete" // the demand states term, way, sum and the right to be heard · 催告载明期限、方式、金额和陈述申辩权
  | "transfer_file_complete" // letter, report, item list and test reports are there · 移送书、调查报告、涉案物品清单、检验报告等齐备
  | "handover_signed" // the handover is signed · 办结交接手续
  | "measure_told" // the party (or a witness) was present, was told reasons, basis and rights, and was heard · 通知当事人到场（或见证人在场），告知理由、依据和权利并听取陈述申辩
  | "non_coercive_first" // non-coercive means do not suffice · 非强制手段不能达到目的，或情节轻微不采取
  | "linked_to_case" // only things linked to the case · 限于涉案的场所、设施或财物
  | "no_necessities" // no daily necessities of the person and dependants · 不涉及公民及其所扶养家属的生活必需品
  | "not_sealed_twice" // nothing is sealed twice · 没有重复查封
  | "decision_and_list" // decision and list were handed over on the spot · 当场交付决定书和清单
  | "is_urgent" // urgency requires it at once · 情况紧急需要当场实施
  | "testing_announced" // the time for testing was announced · 检验检测期间已书面告知
  | "is_perishable" // the things perish · 属于易腐易变质等不宜保存的物品
  | "proceeds_kept" // the proceeds are kept · 价款予以保存
  | "may_be_lost" // the evidence may be lost · 证据可能灭失或者以后难以取得
  | "secrets_checked" // secrets and privacy were checked · 已审查国家秘密、商业秘密和个人隐私
  | "explained" // the reason is explained publicly · 公开说明理由
  | "facts_not_met" // the facts do not call for a case · 不符合立案条件
  | "not_its_remit" // not this body's remit · 不属于本机关管辖
  | "limitation_passed" // the limitation has passed · 已过追责时效
  | "minor_exempt" // minor and exempt · 轻微免罚
  | "depends_on_decision" // depends on another decision or judgment · 以其他案件结果或决定为依据
  | "legal_question_referred" // a question of law was sent up · 法律适用问题需请示
  | "force_majeure" // force majeure · 不可抗力
  | "party_missing" // the party is missing · 当事人下落不明
  | "other_impediment" // another impediment · 其他障碍
  | "party_dead_without_successor" // the party is dead or dissolved without successor · 当事人死亡或终止且无承受人
  | "party_dissolved" // the party is dissolved · 当事人终止
  | "no_violation" // no violation · 没有违法事实
  | "minor_and_corrected" // minor, corrected, without harm · 轻微并及时改正且无危害后果
  | "first_offence_slight" // first offence, slight harm, corrected · 初次违法、后果轻微并及时改正
  | "no_fault_proved" // no subjective fault was proved · 证明没有主观过错
  | "facts_not_established" // the facts were not established · 违法事实不能成立
  | "under_age" // under fourteen · 不满十四周岁
  | "no_capacity_of_person" // unable to recognise or control the act · 不能辨认或者控制自己行为
  | "hardship" // hardship · 确无履行能力或履行困难
  | "third_party_claim" // a third party claims a right · 第三人主张权利
  | "irreparable_loss" // irreparable loss · 执行可能造成难以弥补的损失
  | "object_gone" // the object is gone · 执行标的灭失
  | "decision_revoked" // the decision was revoked · 据以执行的决定被撤销
  | "three_years_without_means" // three years without means · 中止满三年未恢复
  | "performed_otherwise" // performed in another way · 已以其他方式履行
  | "hearing_right_told" // the right to a hearing was told · 已告知听证权利
  | "hearing_waived" // the hearing was clearly waived · 明确放弃听证
  | "reviewed_before_2018" // reviewed before 2018 · 2018年前已从事法制审核
  | "mitigated" // mitigated · 依法减轻
  | "late_fine_waived" // the late fine was waived · 减免加处罚款
  | "late_with_reason" // late with a good reason · 逾期有正当理由
  | "applied_before_due" // asked for before the due date · 缴款期满前已申请
  | "assets_moved" // assets are being moved or hidden · 有转移或者隐匿财产的迹象
  | "party_told_of_seized" // seized things go along, the party was told · 扣押物品随案移送并书面告知当事人
  | "emergency" // emergency · 情况紧急
  | "service_in_place" // service in the place of the fine · 以公益服务代替罚款
  | "remote" // remote, waterborne or hard to reach · 边远、水上、交通不便地区
  | "requested" // at the party's request · 当事人提出当场缴纳
  | "hard_to_collect" // otherwise hard to enforce · 不当场收缴事后难以执行
  | "livelihood_cut" // a household was cut off · 对居民停水、停电、停热、停燃气
  | "off_site" // collected by an electronic monitoring device · 由电子技术监控设备收集、固定
  | "monitor_basis" // a law or administrative regulation allows the monitoring · 有法律、行政法规关于电子技术监控的依据
  | "device_reviewed" // the device passed legal and technical review and meets the standard · 设备经过法制和技术审核、符合标准
  | "device_marked" // the device is placed reasonably and marked · 设备设置合理、标志明显
  | "location_published" // the location was published · 设置地点已向社会公布
  | "record_reviewed" // the record was reviewed before use · 记录内容经审核
  | "party_informed" // the party was told promptly · 已及时告知当事人
  | "unlawful" // obtained unlawfully · 以非法手段取得
  | "re_examined" // re-examined by the body that uses it · 经本机关复核
  | "excluded" // excluded: nothing rests on it · 已排除，不作为认定事实的根据
  | "ordered_to_pay" // payment of the wages was ordered · 已被责令支付劳动报酬
  | "still_unpaid" // they are still unpaid after the order · 责令后仍不支付
  | (string & {});

/** Event of a case · 案件事件 (open: another well-formed code is kept with a warning) */
export type EventKindCode =
  | "receive_clue" // receive a clue · 受理线索
  | "extend_check" // extend the time for checking the clue · 延长核查期限
  | "file" // file the case · 立案
  | "not_file" // do not file · 不予立案
  | "transfer_out" // transfer to the competent organ · 移送有管辖权的机关
  | "investigate" // investigate · 调查取证
  | "begin_testing" // send for testing or appraisal · 送检验检测鉴定
  | "end_testing" // testing or appraisal ends · 检验检测鉴定结束
  | "begin_public_notice" // a public notice begins · 公告开始
  | "end_public_notice" // the public notice ends · 公告期满
  | "suspend" // suspend the investigation · 中止调查
  | "resume" // resume the investigation · 恢复调查
  | "extend_case" // extend the time for deciding · 延长办案期限
  | "terminate" // terminate the investigation · 终止调查
  | "withdraw_case" // withdraw the case · 撤销立案
  | "suspect_crime" // suspect a crime after the decision: transfer it, what was decided goes on · 决定后发现涉嫌犯罪，移送（已作决定不停止执行）
  | "finish_investigation" // finish the investigation · 调查终结
  | "audit" // audit the file · 审核
  | "consent_expedited" // the party consents to expedited handling · 当事人同意快速办理
  | "notify" // tell the proposed penalty and the rights · 告知拟处罚内容及权利
  | "hear_statement" // hear the statement and re-check it · 听取陈述申辩并复核
  | "waive" // the party clearly waives · 当事人明确放弃陈述申辩
  | "statement_time_over" // the time for a statement is over · 陈述申辩期满
  | "request_hearing" // the party asks for a hearing · 当事人要求听证
  | "set_hearing" // notify time and place of the hearing · 通知听证时间地点
  | "hold_hearing" // hold the hearing · 举行听证
  | "hearing_absent" // the party stays away without cause: the hearing ends · 当事人无正当理由缺席，终止听证
  | "withdraw_request" // the party withdraws the request · 撤回听证要求
  | "aggravate" // facts, basis or amount get worse: notify again · 拟加重或变更，重新告知
  | "legal_review" // legal review passed · 法制审核通过
  | "legal_review_failed" // legal review failed: back to the handlers · 法制审核不通过，退回
  | "discuss" // collective discussion by the leaders · 负责人集体讨论
  | "decide" // decide the penalty · 作出处罚决定
  | "decide_no_penalty" // decide not to punish · 决定不予处罚
  | "serve" // serve the decision · 送达决定书
  | "serve_no_penalty" // serve the decision not to punish · 送达不予处罚决定书
  | "pay" // pay · 缴款
  | "collect_cash" // collect on the spot · 当场收缴
  | "hand_in" // the officer hands the money in · 执法人员将罚款交至机关
  | "bank_in" // the organ pays the money to the bank · 机关将罚款缴付银行
  | "perform" // perform in full · 履行完毕
  | "grant_deferral" // grant deferral or instalments · 批准延期或分期缴纳
  | "deferral_over" // the deferral ends unpaid · 延期届满未缴
  | "mark_overdue" // the due date has passed · 逾期未缴
  | "demand" // demand performance · 催告
  | "enforce" // enforce by own power · 本机关强制执行
  | "apply_court" // apply to the court · 申请法院强制执行
  | "court_accepts" // the court accepts the application · 法院受理
  | "court_doubts" // the court suspects obvious illegality · 法院认为明显违法，另行审查
  | "court_allows" // the court allows enforcement · 法院裁定准予执行
  | "court_refuses" // the court refuses enforcement · 法院裁定不予执行
  | "execute" // carry out the enforcement · 实施强制执行
  | "suspend_enforcement" // suspend the enforcement · 中止执行
  | "resume_enforcement" // resume the enforcement · 恢复执行
  | "agree_enforcement" // agree on enforcement · 达成执行协议
  | "breach_agreement" // the agreement is broken: enforce again · 不履行协议，恢复强制执行
  | "end_enforcement" // end the enforcement · 终结执行
  | "overturn" // the decision is overturned · 决定被撤销、变更或确认违法、无效
  | "refund" // pay money back · 退还罚没款
  | "remake" // handle it again within the order · 依复议决定或判决重新办理
  | "close_criminal" // the criminal case is over: close · 刑事程序终了，结案
  | "return_from_criminal" // back from the criminal organs: file again · 退回后重新立案
  | "return_after_judgment" // after the judgment: file again for penalties other than a fine · 判决后继续作出罚款以外的处罚
  | "close" // close the case · 结案
  | "reopen" // new facts: take it up again · 发现新事实，重新处理
  | "archive" // archive · 归档
  | "show_id" // show the certificates · 出示执法证件
  | "fix_facts" // fix the facts · 固定事实证据
  | "tell_and_hear" // tell the proposed penalty and hear the party · 告知并听取陈述申辩
  | "decide_on_spot" // decide on the spot · 当场作出处罚决定
  | "deliver" // deliver the decision on the spot · 当场交付决定书
  | "report" // report to the organ · 报所属机关备案
  | "convert_to_ordinary" // go over to the ordinary procedure: the evidence stays valid · 转为普通程序，证据继续有效
  | "fast_evidence" // take the key evidence · 简化取证
  | "fast_notice" // tell the proposed penalty and the rights · 告知拟处罚内容及权利
  | "fast_approve" // merged approval · 合并审批
  | "appoint_team" // appoint a team of two or more · 指定二人以上专案组
  | "report_crime" // report in writing · 提出书面报告
  | "approve_transfer" // approve the transfer · 批准移送
  | "refuse_transfer" // refuse the transfer · 决定不批准移送
  | "send_to_police" // transfer to the police · 移送同级公安机关
  | "police_receive" // the police sign the receipt · 公安机关签收
  | "police_forward" // the police forward it to the competent organ · 公安机关转送有管辖权的机关
  | "police_ask_papers" // the police tell which papers are missing: no refusal · 公安机关告知补充材料（不是不予立案）
  | "complete_papers" // complete the papers · 补充移送材料
  | "police_file" // the police file · 公安机关立案
  | "police_not_file" // the police do not file · 公安机关不予立案
  | "ask_reconsideration" // ask the police to reconsider · 提请公安机关复议
  | "police_refuse_again" // the police refuse again · 公安机关复议维持不立案
  | "ask_supervision" // ask the procuratorate to supervise · 建议检察机关立案监督
  | "hand_over" // hand over things and papers · 移交涉案物品和材料
  | "convict" // the court convicts · 法院判决有罪
  | "not_prosecute" // no prosecution: an opinion goes to the organ · 不起诉，检察意见移送
  | "drop" // the police drop the case · 撤销案件，退回
  | "take_back" // take the case back · 回到行政程序
  | "reply_opinion" // reply to the procuratorate's opinion · 回复检察意见
  | "propose_measure" // propose a measure · 拟采取强制措施
  | "approve_measure" // the head approves · 负责人批准
  | "drop_measure" // drop the measure · 不采取强制措施
  | "impose_measure" // impose the measure · 实施强制措施
  | "impose_urgent" // impose at once in urgency · 紧急情况当场实施
  | "report_urgent" // report and complete the approval · 二十四小时内报告补办
  | "ratify" // the head ratifies · 补办批准
  | "test" // testing begins · 检验检测期间
  | "test_done" // testing ends · 检验检测结束
  | "extend_measure" // extend the term · 延长期限
  | "lift" // lift the measure · 解除强制措施
  | "expire" // the term has run out · 期限届满
  | "confiscate_seized" // confiscate · 没收
  | "destroy" // destroy as the law says · 依法销毁
  | "sell_perishable" // sell what perishes · 先行拍卖变卖
  | "transfer_seized" // transfer with the criminal case · 随案移送公安机关
  | "preserve" // register and preserve · 先行登记保存
  | "resolve_preservation" // decide upon it · 作出处理决定
  | "lapse" // the term has run out · 期满
  | "apply_reconsideration" // apply for reconsideration · 申请复议
  | "application_accepted" // the application is accepted · 复议机关受理
  | "application_refused" // the application is refused · 不予受理或者驳回复议申请
  | "reconsideration_extended" // the reconsideration takes longer · 复议期限延长
  | "reconsideration_silent" // the time for the reconsideration is over without a decision · 复议机关逾期不作决定
  | "reconsideration_upholds" // the decision is upheld · 复议维持
  | "reconsideration_overturns" // the decision is revoked, changed or found unlawful · 复议撤销、变更或确认违法
  | "withdraw_application" // withdraw the application · 撤回复议申请
  | "sue" // sue · 提起诉讼
  | "judgment_upholds" // the court upholds it · 判决驳回
  | "judgment_overturns" // the court revokes, changes or voids it · 判决撤销、变更或确认违法、无效
  | "appeal" // appeal · 上诉
  | "withdraw_suit" // withdraw the suit · 撤诉
  | "publish" // publish the decision · 公示决定
  | "withdraw_publication" // withdraw it and explain · 撤回公示并说明
  | (string & {});

/** Kind of evidence, Administrative Penalty Law art. 46 · 证据种类 (closed) */
export type EvidenceKindCode =
  | "document" // document · 书证
  | "object" // object · 物证
  | "audio_visual" // audio-visual material · 视听资料
  | "electronic_data" // electronic data · 电子数据
  | "witness" // witness statement · 证人证言
  | "party_statement" // party's statement · 当事人的陈述
  | "expert_opinion" // expert opinion · 鉴定意见
  | "inspection_record" // survey or on-site record · 勘验笔录、现场笔录
  | never;

/** Time that a term does not count · 扣除期间 (open: another well-formed code is kept with a warning) */
export type ExcludedTimeCode =
  | "hearing" // hearing · 听证
  | "public_notice" // public notice · 公告
  | "testing" // testing and appraisal · 检测、检验、检疫、鉴定
  | "suspension" // suspension of the investigation · 中止调查
  | (string & {});

/** Field of enforcement · 领域 (open: another well-formed code is kept with a warning) */
export type FieldCode =
  | "city_management" // city management · 城市管理
  | "housing_construction" // housing and construction · 住房和城乡建设
  | "natural_resources" // natural resources · 自然资源
  | "forestry" // forestry · 林业
  | "ecology" // ecology and environment · 生态环境
  | "water" // water · 水利
  | "agriculture" // agriculture and rural affairs · 农业农村
  | "fishery" // fishery · 渔业
  | "transport" // transport · 交通运输
  | "market_regulation" // market regulation · 市场监管
  | "emergency" // emergency management · 应急管理
  | "fire" // fire safety · 消防
  | "culture_tourism" // culture and tourism · 文化和旅游
  | "radio_tv" // radio and television · 广播电视
  | "health" // health · 卫生健康
  | "human_resources" // human resources and social security · 人力资源和社会保障
  | "education" // education · 教育
  | "civil_affairs" // civil affairs · 民政
  | "development_reform" // development and reform · 发展改革
  | "energy" // energy · 能源
  | "commerce" // commerce · 商务
  | "economy_information" // economy and information technology · 经济和信息化
  | "sports" // sports · 体育
  | "archives" // archives · 档案
  | "religion" // ethnic and religious affairs · 民族宗教
  | "public_security" // public security · 公安
  | "meteorology" // meteorology · 气象
  | "earthquake" // earthquake protection · 防震减灾
  | "civil_defence" // civil air defence · 人民防空
  | "science_technology" // science and technology · 科技
  | "grain" // grain and reserves · 粮食和物资储备
  | "statistics" // statistics · 统计
  | "medical_insurance" // medical insurance · 医疗保障
  | "finance" // finance · 金融
  | "treasury" // public finance · 财政
  | "tax" // tax · 税务
  | "customs" // customs · 海关
  | "justice" // justice · 司法行政
  | "postal" // postal services · 邮政
  | "veterans" // veterans' affairs · 退役军人事务
  | "tobacco" // tobacco monopoly · 烟草专卖
  | "salt" // salt · 盐业
  | "intellectual_property" // intellectual property · 知识产权
  | "cyberspace" // cyberspace · 网信
  | (string & {});

/** Harm done · 危害后果 (closed) */
export type HarmCode =
  | "none" // none · 没有危害后果
  | "slight" // slight · 危害后果轻微
  | "serious" // serious · 危害后果严重
  | never;

/** How the bodies named by a statute stand to each other · 主体关系 (closed) */
export type HolderRoleCode =
  | "sole" // this body alone · 单独行使
  | "alternative" // any one of the named bodies · 择一行使
  | "joint" // all named bodies together · 共同行使
  | never;

/** Scheme of an identifier · 编码体系 (open: another well-formed code is kept with a warning) */
export type IdentifierSchemeCode =
  | "uscc" // unified social credit code · 统一社会信用代码
  | "organisation_code" // organisation code · 组织机构代码
  | "gb2260" // division code · 行政区划代码
  | "person_id" // identity number, masked · 公民身份号码（掩码）
  | "document_number" // document number · 文号
  | "zj_item" // item code of the Zhejiang catalogue · 浙江省统一目录事项代码
  | "supervision_item" // supervision item code · 监管事项目录编码
  | "task_catalog" // base code of a government service item · 基本编码
  | "task_code" // implementation code of an item · 实施编码
  | "illustrative" // code made up for an example · 示例代码
  | (string & {});

/** Nature of the implementing body · 实施主体性质 (closed) */
export type ImplementingNatureCode =
  | "statutory_organ" // statutory organ · 法定机关
  | "authorised_organisation" // authorised organisation · 授权组织
  | "entrusted_organisation" // entrusted organisation · 受委托组织
  | never;

/** What happens to cases already filed when the power moves · 在办案件处理 (closed) */
export type InFlightRuleCode =
  | "original_body_finishes" // the original body finishes them · 由原机关继续办结
  | "transferred" // they pass to the new holder · 移交承接机关
  | never;

/** What is asserted of a firm or a check · 检查载明事项 (open: another well-formed code is kept with a warning) */
export type InspectionFactCode =
  | "urgent" // urgent: begun before the approval · 情况紧急先行检查
  | "deployed_from_above" // ordered from above · 上级部署
  | "suspicion" // a suspicion · 有违法嫌疑
  | "low_risk" // low risk · 低风险
  | "good_credit" // good credit · 信用良好
  | "no_trouble_list" // on the no-trouble list · 列入无事不扰清单
  | "key_list" // on the key list · 列入重点监管清单
  | "public_safety" // public safety · 公共安全领域
  | "life_health" // life and health · 人民群众生命健康领域
  | "special_industry" // special industry · 特殊行业
  | "emergency" // sudden emergency · 突发紧急情况
  | "evidence_at_risk" // evidence at risk · 证据可能灭失
  | "system_failure" // failure of the scanning system · 扫码系统故障
  | "reasons_given" // reasons given · 说明理由
  | "for_profit" // inspection for profit · 逐利检查
  | "disturbs_production" // disturbs production · 干扰正常生产经营
  | "arbitrary_measure" // arbitrary seal, seizure, freeze or stop · 任性查封扣押冻结停产
  | "quota" // quota of inspections or fines · 下达检查指标
  | "disguised" // disguised inspection · 变相检查
  | (string & {});

/** What sets an inspection off · 检查启动事由 (open: another well-formed code is kept with a warning) */
export type InspectionGroundCode =
  | "plan" // plan · 按计划
  | "complaint" // complaint or report · 投诉举报
  | "referral" // referral · 转办交办
  | "media" // media · 媒体反映
  | "data_signal" // signal in the data · 数据监测预警
  | "recheck" // re-check of a correction · 整改复查
  | "request" // the firm asks for it · 企业申请
  | "licence_check" // check for a licence · 许可现场核查
  | (string & {});

/** Kind of inspection · 检查类型 (open: another well-formed code is kept with a warning) */
export type InspectionKindCode =
  | "daily" // daily · 日常检查
  | "special" // special campaign · 专项检查
  | "individual" // individual case · 个案检查
  | "triggered" // triggered · 触发式检查
  | (string & {});

/** On site or not · 检查方式 (open: another well-formed code is kept with a warning) */
export type InspectionModeCode =
  | "on_site" // on site · 现场
  | "off_site" // off site · 非现场
  | (string & {});

/** Kind of list or plan · 清单或计划类型 (open: another well-formed code is kept with a warning) */
export type InspectionPlanKindCode =
  | "item_list" // list of inspection items · 检查事项清单
  | "annual_plan" // annual plan · 年度检查计划
  | "campaign" // campaign · 专项检查方案
  | "cap" // annual cap · 年度频次上限
  | (string & {});

/** How objects are chosen · 抽查制度 (open: another well-formed code is kept with a warning) */
export type InspectionRegimeCode =
  | "random" // double random · 双随机抽查
  | "full_coverage" // full coverage · 重点监管全覆盖
  | (string & {});

/** Result of an inspection · 检查结果 (open: another well-formed code is kept with a warning) */
export type InspectionResultCode =
  | "no_problem" // no problem found · 未发现问题
  | "not_published" // did not publish what it must · 未按规定公示应当公示的信息
  | "false_publication" // published what is false · 公示信息隐瞒真实情况、弄虚作假
  | "unreachable" // not reachable at the registered address · 通过登记的住所无法联系
  | "corrected" // problem corrected as ordered · 发现问题已责令改正
  | "refused" // gravely refused to be inspected · 不配合检查情节严重
  | "no_business" // no such business found · 未发现开展本次抽查涉及的经营活动
  | "further_handling" // problem to be handled further · 发现问题待后续处理
  | (string & {});

/** Kind of instrument · 依据类型 (open: another well-formed code is kept with a warning) */
export type InstrumentKindCode =
  | "law" // law · 法律
  | "administrative_regulation" // administrative regulation · 行政法规
  | "local_regulation" // local regulation · 地方性法规
  | "autonomous_regulation" // autonomous or separate regulation · 自治条例和单行条例
  | "department_rule" // department rule · 部门规章
  | "local_rule" // local government rule · 地方政府规章
  | "rule" // rule (of a department or a local government) · 规章
  | "judicial_interpretation" // judicial interpretation · 司法解释
  | "state_council_decision" // decision of the State Council · 国务院决定
  | "provincial_decision" // decision of the provincial government · 省级人民政府决定
  | "city_decision" // decision of the city government · 市级人民政府决定
  | "county_decision" // decision of the county government · 县级人民政府决定
  | "item_list" // item list · 事项清单
  | "entrustment_letter" // entrustment letter · 委托书
  | "agreement" // agreement · 协议
  | "notice" // notice or announcement · 通知公告
  | "normative_document" // normative document · 行政规范性文件
  | "internal_document" // internal document · 内部文件
  | "discretion_standard" // discretion standard · 行政裁量权基准
  | "national_standard" // national standard · 国家标准
  | "local_standard" // local standard · 地方标准
  | (string & {});

/** Way a matter comes in · 受理渠道 (open: another well-formed code is kept with a warning) */
export type IntakeChannelCode =
  | "app" // app · 移动应用
  | "open311" // Open311 · Open311 接口
  | "hotline" // hotline · 12345 热线
  | "grid" // grid · 网格上报
  | "petition" // petition · 信访
  | "window" // window for what could not be done · 办不成事窗口
  | "device" // device · 感知设备
  | "inspection" // inspection · 行政检查
  | "transfer" // transfer from another body · 其他机关移送
  | "superior" // the superior · 上级交办
  | "media" // media · 媒体
  | "procuratorate" // procuratorate · 检察联络点
  | (string & {});

/** Status of an item · 事项状态 (closed) */
export type ItemStatusCode =
  | "in_use" // in use · 在用
  | "suspended" // suspended · 暂停
  | "cancelled" // cancelled · 取消
  | never;

/** Why several bodies inspect together · 联合检查情形 (open: another well-formed code is kept with a warning) */
export type JointTriggerCode =
  | "several_duties" // duties of two or more bodies · 涉及两个以上机关职责
  | "handover" // hand-over between bodies, areas or levels · 跨部门、跨区域、跨层级衔接
  | "at_once" // different checks of one object that can be done at once · 对同一对象的不同检查可以同时进行
  | "one_body_items" // several items of one body · 同一机关的多个事项
  | (string & {});

/** Sector or place with rules of its own · 适用层面 (open: another well-formed code is kept with a warning) */
export type LayerCode =
  | "samr" // market regulation · 市场监管系统
  | "public_security" // public security · 公安机关
  | "ecology" // ecology and environment · 生态环境系统
  | "agriculture" // agriculture · 农业农村系统
  | "transport" // transport · 交通运输系统
  | "emergency" // emergency management · 应急管理系统
  | "traffic" // road traffic police · 公安交通管理
  | "coast_guard" // coast guard · 海警机构
  | "medical_insurance" // medical insurance · 医疗保障系统
  | "housing" // housing and construction · 住房和城乡建设系统
  | "shanghai_city_management" // Shanghai city management · 上海市城市管理
  | "guangdong" // Guangdong · 广东省
  | "huizhou" // Huizhou · 惠州市
  | "zhejiang" // Zhejiang · 浙江省
  | "huzhou" // Huzhou · 湖州市
  | "zhengzhou" // Zhengzhou · 郑州市
  | "shenzhen" // Shenzhen · 深圳市
  | "siping" // Siping · 四平市
  | "food" // food business · 食品生产经营
  | "henan" // Henan · 河南省
  | "ningbo" // Ningbo · 宁波市
  | "beijing" // Beijing · 北京市
  | "jinyun" // Jinyun · 缙云县
  | "nanxian" // Nanxian · 南县
  | (string & {});

/** Level of government, highest first · 行政层级 (closed) */
export type LevelCode =
  | "national" // national · 国家级
  | "province" // province · 省级
  | "city" // city (prefecture) · 市级
  | "county" // county or district · 县级
  | "township" // township or subdistrict · 乡级
  | "village" // village or residents' community · 村级
  | never;

/** Kind of supervision notice · 监督方式 (open: another well-formed code is kept with a warning) */
export type NoticeKindCode =
  | "briefing" // briefing · 简报
  | "reminder" // reminder · 提醒函
  | "risk_slip" // risk slip · 风险提示单
  | "order_slip" // enforcement order slip · 执法督办单
  | "bulletin" // bulletin · 通报
  | "interview" // interview · 约谈
  | "discipline_referral" // referral to discipline supervision · 移送纪检监察
  | (string & {});

/** Kind of staff · 人员类别 (open: another well-formed code is kept with a warning) */
export type OfficerKindCode =
  | "officer" // enforcement officer · 行政执法人员
  | "reviewer" // legal reviewer · 法制审核人员
  | "auxiliary" // auxiliary staff · 执法辅助人员
  | (string & {});

/** Kind of party · 相对人类型 (open: another well-formed code is kept with a warning) */
export type PartyKindCode =
  | "individual" // individual · 自然人
  | "enterprise" // enterprise with legal personality · 企业法人
  | "institution" // public institution with legal personality · 事业法人
  | "social_organisation" // social organisation with legal personality · 社会组织法人
  | "unincorporated_enterprise" // enterprise without legal personality · 非法人企业
  | "administrative_organ" // administrative organ · 行政机关
  | "individual_business" // individual business · 个体工商户
  | "other_organisation" // other organisation · 其他组织
  | (string & {});

/** Kind of penalty, Administrative Penalty Law art. 9 · 处罚种类 (closed) */
export type PenaltyKindCode =
  | "warning" // warning · 警告
  | "criticism_notice" // notice of criticism · 通报批评
  | "fine" // fine · 罚款
  | "confiscate_illegal_gains" // confiscation of illegal gains · 没收违法所得
  | "confiscate_illegal_property" // confiscation of illegal property · 没收非法财物
  | "suspend_licence" // suspension of a licence · 暂扣许可证件
  | "downgrade_qualification" // downgrading of a qualification · 降低资质等级
  | "revoke_licence" // revocation of a licence · 吊销许可证件
  | "restrict_business" // restriction of production or business · 限制开展生产经营活动
  | "order_suspend_business" // order to suspend production or business · 责令停产停业
  | "order_close" // order to close · 责令关闭
  | "ban_from_trade" // restriction on employment in a trade · 限制从业
  | "detention" // administrative detention · 行政拘留
  | "other" // other penalty set by law or administrative regulation · 法律、行政法规规定的其他行政处罚
  | never;

/** Kind of place · 地域类型 (closed) */
export type PlaceKindCode =
  | "division" // administrative division · 行政区划
  | "zone" // functional zone made of members · 功能区
  | "part" // named part of one division · 区划的一部分
  | "sea_area" // sea area · 海域
  | never;

/** Way of serving at another body · 派驻方式 (open: another well-formed code is kept with a warning) */
export type PostingKindCode =
  | "stationed" // stationed · 派驻
  | "seconded" // seconded · 借调
  | "joint_office" // joint office · 联合办公
  | (string & {});

/** Source of the power · 权力来源 (closed) */
export type PowerSourceCode =
  | "statutory_own_level" // statutory, exercised at its own level · 法定本级行使
  | "devolved_by_superior" // handed down by the superior level · 上级下放
  | "authorised_by_superior" // authorised by the superior level · 上级授权
  | "authorised_by_same_level" // authorised at the same level · 同级授权
  | "entrusted_by_superior" // entrusted by the superior level · 上级委托
  | "entrusted_by_same_level" // entrusted at the same level · 同级委托
  | never;

/** Kind of penalty procedure · 程序类型 (open: another well-formed code is kept with a warning) */
export type ProcedureKindCode =
  | "simple" // simple procedure · 简易程序
  | "ordinary" // ordinary procedure · 普通程序
  | "expedited" // expedited handling · 快速办理
  | (string & {});

/** Kind of request between authorities · 机关间请求类型 (open: another well-formed code is kept with a warning) */
export type RequestKindCode =
  | "transfer" // transfer of a case · 案件移送
  | "evidence_assistance" // help in evidence · 调查取证协助
  | "identification" // help by an identification opinion · 鉴定、认定协助
  | "legal_review_assistance" // help in legal review · 法制审核协助
  | "joint_action" // joint action · 联合执法
  | "major_matter_report" // report of a major matter · 重大事项报告
  | "dispatch_meeting" // dispatch meeting · 调度会议
  | "whistle" // whistle of a grid · 网格吹哨
  | (string & {});

/** Criterion of file review · 评查项目 (open: another well-formed code is kept with a warning) */
export type ReviewCriterionCode =
  | "competence" // body and power · 主体与权限
  | "facts" // facts and evidence · 事实与证据
  | "law" // law · 适用法律
  | "procedure" // procedure · 程序
  | "discretion" // discretion · 裁量
  | "execution" // execution · 执行
  | "wording" // wording of the papers · 文书制作
  | "filing" // order of the file · 归档装订
  | (string & {});

/** Ground that makes a file fail · 一票否决情形 (open: another well-formed code is kept with a warning) */
export type ReviewVetoCode =
  | "wrong_body" // the wrong body · 执法主体不合法
  | "wrong_officer" // officers not qualified · 执法人员无资格
  | "wrong_evidence" // the main evidence is missing · 主要证据不足
  | "wrong_law" // the wrong law · 适用依据错误
  | "wrong_procedure" // the wrong procedure · 违反法定程序
  | (string & {});

/** What a notice is about · 监督事由 (open: another well-formed code is kept with a warning) */
export type SupervisionIssueCode =
  | "low_activation" // few items are used · 事项实施率低
  | "late_decision" // late decisions · 超期办案
  | "no_review" // decided without legal review · 应审未审
  | "unpublished" // not published · 应公示未公示
  | "unanswered_request" // requests unanswered · 请求逾期未复
  | "failed_files" // files failed in review · 案卷评查不合格
  | "outlier_fines" // fines far from those of others · 罚款明显偏离
  | "idle_officers" // officers without acts · 执法人员长期未办案
  | "cross_area" // enforcement outside the area · 异地执法
  | "for_profit" // enforcement for profit · 逐利执法
  | (string & {});

/** Event that a term is counted from · 期限起算事件 (open: another well-formed code is kept with a warning) */
export type TermStartCode =
  | "acceptance" // acceptance · 受理
  | "agreement" // agreement · 达成协议
  | "application_received" // application received · 收到申请
  | "application" // application · 提出申请
  | "approval" // approval of the transfer · 批准移送
  | "told_missing_papers" // being told of missing papers · 被告知补充材料
  | "decision_overturned" // change, revocation or declaration of illegality · 决定被变更、撤销或者确认违法、无效
  | "clue_received" // clue received · 收到线索
  | "cash_collected" // collection of the cash · 收缴罚款
  | "not_prosecuted" // decision not to prosecute · 作出不起诉决定
  | "decision" // decision · 作出决定
  | "discovery" // discovery · 发现
  | "dispute" // dispute · 发生争议
  | "document" // date of the document · 文书作出
  | "act_ended" // end of the act · 违法行为终了
  | "deferral_ended" // end of the deferral · 暂缓、分期期限届满
  | "filing_decided" // filing decision · 决定是否立案
  | "filing" // filing · 立案
  | "late_fine_told" // notice of the late fine · 告知加处罚款
  | "cash_handed_in" // hand-in of the cash · 交付罚款
  | "hearing" // hearing · 举行听证
  | "inspection_above" // inspection by the higher level · 上级检查
  | "inspection" // inspection · 检查
  | "notice_issued" // issue of the notice · 通知印发
  | "content_known" // knowledge of the content · 知道决定内容
  | "decision_known" // knowledge of the decision · 知道决定
  | "known" // knowledge · 知道或者应当知道
  | "last_inspection" // last inspection · 上次检查
  | "listing" // listing · 列入
  | "criminal_filing_told" // notice of criminal filing · 接到刑事立案通知
  | "penalty_told" // notice of the proposed penalty · 告知拟处罚内容
  | "right_told" // notice of the right to a hearing · 告知听证权利
  | "claim_notice" // notice to claim the goods · 通知领取
  | "preservation" // preservation · 先行登记保存
  | "publication" // publication · 公示
  | "police_received" // receipt by the police · 公安机关收到
  | "passed_inside" // receipt inside the procuratorate · 内部收到
  | "decision_received" // receipt of the decision · 收到处罚决定
  | "letter_received" // receipt of the letter · 收到协助函
  | "opinion_received" // receipt of the opinion · 收到检察意见
  | "review_received" // receipt of the reconsideration decision · 收到复议决定
  | "refusal_received" // receipt of the refusal to file · 收到不予立案通知
  | "reply_received" // receipt of the reply · 收到答复意见
  | "request_received" // receipt of the request · 收到请求
  | "petition_review_received" // receipt of the review · 收到复查意见
  | "ruling_received" // receipt of the ruling · 收到裁定
  | "transfer_received" // receipt of the transfer · 收到转送
  | "petition_received" // receipt of the petition · 收到信访事项
  | "report_received" // report received · 收到举报
  | "request" // request · 提出请求
  | "result" // result · 形成结果
  | "demand_served" // service of the demand · 送达催告书
  | "signature" // signature · 签订委托书
  | "submission" // submission · 提交审核
  | "substitute_performance" // substitute performance · 实施代履行
  | "suspension" // suspension of execution · 中止执行
  | "act" // the act · 行为作出
  | "freezing" // the freezing · 实施冻结
  | "measure" // the measure · 实施强制措施
  | "public_notice" // the notice · 发布公告
  | "transfer_report" // written report · 提出移送书面报告
  | (string & {});

/** What a turn states · 载明事项 (open: another well-formed code is kept with a warning) */
export type TurnFactCode =
  | "inspect" // inspect · 检查
  | "penalise" // penalise · 处罚
  | "seal" // seal · 查封
  | "seize" // seize · 扣押
  | "freeze" // freeze · 冻结
  | "enforce" // enforce · 强制执行
  | "enter_home" // enter home · 进入住宅
  | "collect_fine" // collect fine · 收缴罚款
  | "reason_in_writing" // the reasons are given in writing · 书面说明理由
  | "scope_stated" // matter, scope and time are stated · 写明事项、范围和时限
  | "lead_named" // the lead is named · 明确牵头机关
  | "each_decides" // each body decides within its own power · 各机关在各自职权内作出决定
  | "on_the_list" // it is on the list of major matters · 属于重大事项清单
  | "minutes_made" // minutes were made · 形成会议纪要
  | "party_refuses" // a party refuses mediation · 当事人明确拒绝调解
  | "party_waives_aid" // the party does without legal aid · 当事人不申请法律援助
  | "agreed_freely" // both sides agreed of their own will · 双方自愿达成
  | "applied_together" // both sides applied together · 双方共同申请司法确认
  | "facts_and_basis" // facts, basis and what is asked for are stated · 载明事实、依据和要求
  | (string & {});

/** Kind of turn · 事件 (open: another well-formed code is kept with a warning) */
export type TurnKindCode =
  | "find" // find that it is not one's own · 发现不属于本机关管辖
  | "find_urgent" // find an urgent one that is not one's own · 发现紧急案件不属于本机关管辖
  | "find_to_check" // find one that needs checking · 发现需要核实
  | "send" // hand it over · 移送
  | "sign" // sign for it · 签收
  | "disagree" // disagree, with reasons in writing · 书面提出异议
  | "escalate" // report upwards that nobody signed · 逾期未签收，上报
  | "report_back" // report the outcome back · 反馈处理结果
  | "negotiate" // negotiate · 协商
  | "agree" // agree: the body that was asked does it · 协商一致，由被请求机关办理
  | "agree_otherwise" // agree: the body that asked does it · 协商一致，由请求机关办理
  | "refer_up" // refer it to the common superior · 报请共同上级指定
  | "designate" // designate: the body that was asked does it · 指定由被请求机关办理
  | "designate_asking" // designate: the body that asked does it · 指定由请求机关办理
  | "ask" // ask for help · 提出协助请求
  | "accept" // accept · 受理
  | "refuse" // refuse, with reasons in writing · 书面说明理由不予协助
  | "supply" // give the help · 提供协助
  | "withdraw" // withdraw the request · 撤回请求
  | "propose" // propose it · 发起
  | "join" // join · 同意参加
  | "begin" // begin · 开始行动
  | "finish" // finish: each body decides within its own power · 结束，各机关分别处理
  | "occur" // the matter happens · 事项发生
  | "report" // report it at once · 首报
  | "report_in_writing" // report in writing · 书面续报
  | "acknowledge" // acknowledge it · 收悉
  | "instruct" // instruct · 批示
  | "close" // report that it is over · 终报
  | "apply" // ask for a meeting · 申请召开
  | "admit" // admit it and convene · 受理并召集
  | "decline_meeting" // decline, with reasons in writing · 书面说明理由不予受理
  | "settle" // settle it: minutes with owner and deadline · 形成纪要，明确责任单位和时限
  | "no_agreement" // fail to agree: it goes up · 协商不成，报请决定
  | "decide" // the superior decides owner and deadline · 上级决定责任单位和时限
  | "carry_out" // carry it out and report back · 落实并反馈
  | "blow" // blow the whistle · 吹哨
  | "claim" // claim it · 认领
  | "assign" // the centre assigns it · 指定处置单位
  | "arrive" // arrive · 到场
  | "handle" // deal with it · 处置
  | "blow_again" // unsolved: blow it again · 未解决，再次吹哨
  | "receive" // enter it · 登记
  | "pre_handle" // handle it beforehand, without power · 先行处置
  | "route" // route it to a body · 派单
  | "decline" // send it back, with reasons in writing · 书面说明理由退单
  | "find_unowned" // enter it as nobody's · 列为办不成事
  | "lead_into" // lead it into a procedure of law · 导入法定程序
  | "reply" // answer it · 答复
  | "rate_satisfied" // the person is satisfied · 评价满意
  | "rate_dissatisfied" // the person is not satisfied: again · 评价不满意，重办
  | "urge" // urge it · 督办
  | "transfer" // transfer it · 转送
  | "object" // object to the transfer · 提出异议退回
  | "extend" // extend the time · 延长办理期限
  | "ask_review" // ask for review · 请求复查
  | "review" // review it · 复查
  | "ask_rereview" // ask for re-review · 请求复核
  | "rereview" // re-review it · 复核
  | "become_final" // it was not asked in time · 未在期限内请求
  | "extend_check" // extend the time for checking · 延长核查期限
  | "check" // check it · 核查
  | "hand_on" // hand it on · 移送
  | "file" // file it as a case · 立案
  | "not_file" // not file it · 不予立案
  | "begin_mediation" // begin mediation · 开始调解
  | "refuse_mediation" // a party refuses mediation · 当事人拒绝调解
  | "fail" // mediation fails · 调解不成
  | "apply_confirmation" // apply together for confirmation · 共同申请司法确认
  | "confirm" // the court confirms it · 司法确认
  | "perform" // the agreement is performed · 履行协议
  | "breach" // the agreement is broken · 不履行协议
  | "ask_aid" // ask for legal aid · 申请法律援助
  | "waive_aid" // the party does without legal aid · 当事人不申请法律援助
  | "grant_aid" // grant legal aid · 决定给予法律援助
  | "deny_aid" // deny legal aid · 决定不予法律援助
  | "assign_lawyer" // assign a lawyer · 指派援助人员
  | "end_aid" // legal aid ends without a settlement · 援助终结未化解
  | "enforce" // go on to enforcement · 转行政执法
  | "refer_crime" // refer it as a suspected crime · 移送涉嫌犯罪
  | "file_beside" // file beside it, as the law asks · 依法另行立案
  | "issue" // issue it · 发出
  | "send_back" // not enough: send it back · 整改不到位，退回
  | "verify" // verify the correction · 核实销号
  | "step_up" // step up: no answer in time · 逾期未反馈，升级
  | (string & {});

/** The days from `start` up to, not including, `end`; a side left out is open. */
export interface Period {
  /** First day · 起始日（含） */
  readonly start?: DateString;
  /** First day no longer inside · 终止日（不含） */
  readonly end?: DateString;
}

/** A code as its scheme and value: no value means anything without its scheme. */
export interface Identifier {
  /** Scheme · 编码体系 */
  readonly scheme: IdentifierSchemeCode;
  /** Value, as issued · 编码值 */
  readonly value: string;
  /** Version of the list · 版本 */
  readonly version?: string;
}

/** One provision of an instrument, with its own period when an amendment added or removed it. */
export interface Article {
  /** Article · 条 */
  readonly article: string;
  /** Paragraph · 款 */
  readonly paragraph?: number;
  /** Point · 项 */
  readonly point?: number;
  /** What it says, by language · 内容 */
  readonly text?: Text;
  /** In force · 有效期间 */
  readonly period?: Period;
}

/** A field in which the body has functions, and when. */
export interface Function {
  /** Field · 领域 */
  readonly code: FieldCode;
  /** Since when, until when · 期间 */
  readonly period?: Period;
}

/** An interval of legal capacity (执法主体资格), with the instrument that gave it. */
export interface Capacity {
  /** Interval · 期间 */
  readonly period?: Period;
  /** Instrument that gave it · 依据 */
  readonly basis?: Citation;
}

/** A place in an instrument: article (条), paragraph (款), point (项). */
export interface Citation {
  /** Instrument · 文件 (id of: instrument) */
  readonly instrument: Id;
  /** Article · 条 */
  readonly article?: string;
  /** Paragraph · 款 */
  readonly paragraph?: number;
  /** Point · 项 */
  readonly point?: number;
}

/** The bodies a statute names: any authority of such a kind and level with that function. */
export interface Holder {
  /** Function the body must have · 职能领域 */
  readonly function?: FieldCode;
  /** Kinds of body; none: any · 主体类型 */
  readonly kinds?: readonly AuthorityKindCode[];
  /** Levels; none: any · 层级 */
  readonly levels?: readonly LevelCode[];
  /** Alone, any one, or together · 行使方式 */
  readonly role?: HolderRoleCode;
}

/** One head of penalty with its range: an amount, or a multiple of a base (5 % is 0.05). */
export interface Penalty {
  /** Kind of penalty · 处罚种类 */
  readonly kind: PenaltyKindCode;
  /** Lowest amount · 下限 */
  readonly minimum?: Money;
  /** Highest amount · 上限 */
  readonly maximum?: Money;
  /** Lowest multiple of the base · 最低倍数 */
  readonly minimum_multiple?: DecimalString;
  /** Highest multiple of the base · 最高倍数 */
  readonly maximum_multiple?: DecimalString;
  /** What is multiplied · 计算基数 */
  readonly base?: AmountBaseCode;
  /** Parties it is for; none: any · 适用当事人 */
  readonly party_kinds?: readonly PartyKindCode[];
  /** Condition in words · 适用情形 */
  readonly note?: Text;
}

/** The highest fine the grant allows, for one kind of party or for all. */
export interface Ceiling {
  /** Highest fine · 罚款上限 */
  readonly fine: Money;
  /** For this kind of party · 当事人类型 */
  readonly party_kind?: PartyKindCode;
}

/** An enforcement certificate (执法证件) and the days on which it is valid. */
export interface Certificate {
  /** Number · 证号 */
  readonly number: string;
  /** Valid · 有效期 */
  readonly period?: Period;
}

/** Service at another body (借调、派驻) for some time; the officer still belongs to the home body. */
export interface Posting {
  /** Body served · 派往单位 (id of: authority) */
  readonly authority: Id;
  /** Kind · 方式 */
  readonly kind?: PostingKindCode;
  /** From when, until when · 期间 */
  readonly period?: Period;
}

/** An amount in the smallest unit of its currency: fen for CNY, never a fraction. */
export interface Money {
  /** Amount in the smallest unit of the currency (fen for CNY) · 金额（币种的最小单位，人民币为分） */
  readonly amount: number;
  /** Currency, ISO 4217 · 币种（ISO 4217） */
  readonly currency?: string;
}

/** The violation: the days it lasted, and what the limitation turns on. */
export interface Act {
  /** Day it was done, or ended · 行为终了日 */
  readonly ended: DateString;
  /** First day of a lasting one · 持续行为的开始日 */
  readonly began?: DateString;
  /** Life, health or financial safety is concerned · 涉及公民生命健康安全、金融安全 */
  readonly life_health_or_finance?: boolean;
  /** Harm done · 危害后果 */
  readonly harm?: HarmCode;
  /** Other cases about the same act · 同一违法行为的其他案件 (id of: case) */
  readonly same_as?: readonly Id[];
}

/** One thing that happened in a case, when and by whom. What it asserts (`facts`) is the asserter's word. */
export interface Event {
  /** What happened · 事件 */
  readonly kind: EventKindCode;
  /** When, with its zone · 时间 */
  readonly at: InstantString;
  /** Officers who did it · 执法人员 (id of: officer) */
  readonly by?: readonly Id[];
  /** Who approved it · 批准人 (id of: officer) */
  readonly approved_by?: Id;
  /** As what · 批准人职务 */
  readonly approver_role?: ApproverRoleCode;
  /** What is asserted of it · 载明事项 */
  readonly facts?: readonly EventFactCode[];
  /** Penalty proposed, notified or decided · 处罚内容 */
  readonly sanctions?: readonly Sanction[];
  /** Money paid, collected or refunded · 款项 */
  readonly amount?: Money;
  /** Day it is set for, or lasts to · 期限或日期 */
  readonly until?: DateString;
  /** Which measure, evidence or document · 对象标识 */
  readonly subject?: string;
  /** Another record: a case, a body, a request · 关联记录 */
  readonly reference?: string;
  /** Number of the receipt · 票据号 */
  readonly receipt?: string;
  /** In words · 说明 */
  readonly note?: Text;
}

/** A piece of evidence (证据), where it is from, and whether it may be used. */
export interface Evidence {
  /** Identity within the case · 编号 */
  readonly id: string;
  /** Kind of evidence · 证据种类 */
  readonly kind: EvidenceKindCode;
  /** Obtained on · 取得日期 */
  readonly obtained_on?: DateString;
  /** Body that obtained it · 取得机关 (id of: authority) */
  readonly origin?: Id;
  /** What is asserted of it · 载明事项 */
  readonly facts?: readonly EventFactCode[];
  /** In words · 说明 */
  readonly note?: Text;
}

/** A document of the file (文书): its form, number and day. */
export interface CaseDocument {
  /** Form · 文书种类 */
  readonly form: DocumentFormCode;
  /** Document number · 文号 */
  readonly number?: string;
  /** Issued on · 制作日期 */
  readonly issued_on: DateString;
  /** Body whose seal it bears · 盖章机关 (id of: authority) */
  readonly issuer?: Id;
}

/** What is fixed before the draw, beside the two lists: strata, recusals, participants, and the beacon to come. */
export interface DrawRule {
  /** Strata · 分层 */
  readonly strata?: readonly DrawStratum[];
  /** Recusals known before the draw · 抽取前已知的回避 */
  readonly recusals?: readonly DrawRecusal[];
  /** Participants in the seed · 种子参与人 */
  readonly participants?: readonly DrawParticipant[];
  /** Which public random value to come is used · 所用的未来公开随机数 */
  readonly beacon_spec: string;
}

/** Something that may be drawn: a firm, a site, a file. Weight 0 is listed but cannot be drawn. */
export interface DrawObject {
  /** Identity of the object · 检查对象标识 */
  readonly id: string;
  /** Stratum · 分层 */
  readonly stratum: string;
  /** Weight; 0: listed, not eligible · 权重（0 为列明但不参与） */
  readonly weight?: number;
}

/** An officer who may be drawn, at most `cap` times. */
export interface DrawOfficer {
  /** Identity of the officer · 执法人员标识 */
  readonly id: string;
  /** Agency · 所属机关 */
  readonly agency: string;
  /** What the officer may inspect · 资格 */
  readonly qualifications?: readonly string[];
  /** At most so many visits · 最多参与次数 */
  readonly cap: number;
}

/** The Merkle roots of the five published lists. */
export interface DrawRoots {
  /** Root of the objects · 检查对象名单根 */
  readonly objects: string;
  /** Root of the officers · 执法人员名单根 */
  readonly officers: string;
  /** Root of the recusals · 回避名单根 */
  readonly recusals: string;
  /** Root of the strata · 分层根 */
  readonly strata: string;
  /** Root of the participants · 参与人根 */
  readonly participants: string;
}

/** What a participant publishes before the draw: it binds the secret without showing it. */
export interface DrawCommitment {
  /** Participant · 参与人 */
  readonly participant: string;
  /** Commitment · 承诺值 */
  readonly commitment: string;
}

/** The secret of a participant, and when it was revealed. */
export interface DrawReveal {
  /** Participant · 参与人 */
  readonly participant: string;
  /** The 32 secret bytes · 32 字节秘密值 */
  readonly secret: string;
  /** When it was revealed · 揭示时间 */
  readonly at?: InstantString;
}

/** The public random value, and what proves that it is the one announced. */
export interface DrawBeacon {
  /** The value, in hexadecimal · 随机数（十六进制） */
  readonly value: string;
  /** When it was emitted · 发布时间 */
  readonly at?: InstantString;
  /** Its signature, or where it is archived · 签名或存档地址 */
  readonly signature?: string;
}

/** What was drawn in one stratum: the selected in the order of their tickets, then the reserve. */
export interface DrawResult {
  /** Stratum · 分层 */
  readonly stratum: string;
  /** Selected objects · 抽中对象 */
  readonly selected?: readonly DrawSelected[];
  /** Reserve, in order · 递补顺序 */
  readonly reserve?: readonly string[];
}

/** A change after the draw: an object that is closed, or, when `officer` is given, an officer newly recused. */
export interface DrawSubstitution {
  /** Object · 检查对象 */
  readonly object: string;
  /** Officer newly recused; none: the object is closed · 新回避的人员 */
  readonly officer?: string;
  /** Reason · 理由 */
  readonly reason: string;
  /** Object or officer that replaces · 替补 */
  readonly replacement?: string;
  /** Ticket of the replacing object · 替补对象签号 */
  readonly ticket?: string;
  /** Team from now on; the first leads · 变更后的检查组 */
  readonly team?: readonly string[];
  /** Why there is no team · 未能组队的原因 */
  readonly unfilled?: DrawShortage;
}

/** One item of a list or plan: whom it reaches, with whom, how many, when. */
export interface PlanEntry {
  /** Item · 检查事项 (id of: item) */
  readonly item: Id;
  /** Which firms · 检查对象 */
  readonly objects?: Text;
  /** Cooperating bodies · 配合机关 (id of: authority) */
  readonly cooperating?: readonly Id[];
  /** Share drawn, per mille · 抽查比例（‰） */
  readonly permille?: number;
  /** When · 检查时段 */
  readonly window?: Period;
}

/** What one body found. Each body answers for its own result: there is none of a joint team. */
export interface InspectionResult {
  /** Body whose seal it bears · 盖章机关 (id of: authority) */
  readonly issuers: readonly Id[];
  /** What was found · 检查结果 */
  readonly outcomes: readonly InspectionResultCode[];
  /** Found on · 结果形成日期 */
  readonly found_on: DateString;
  /** Told to the firm on · 告知日期 */
  readonly told_on?: DateString;
  /** Published on · 公示日期 */
  readonly published_on?: DateString;
  /** Items found broken · 发现违法的事项 (id of: item) */
  readonly violations?: readonly Id[];
  /** To be corrected by · 责令改正期限 */
  readonly correct_by?: DateString;
  /** Corrected on · 改正日期 */
  readonly corrected_on?: DateString;
  /** In words · 说明 */
  readonly note?: Text;
}

/** What one body looks at in a joint inspection. */
export interface JointPart {
  /** Body · 参加机关 (id of: authority) */
  readonly authority: Id;
  /** Items · 检查事项 (id of: item) */
  readonly items: readonly Id[];
  /** Task in words · 任务 */
  readonly task?: Text;
}

/** One visit to one firm, and the checks that are done in it. */
export interface JointVisit {
  /** Identity of the visit · 入企编号 */
  readonly id: string;
  /** Firm · 检查对象 (id of: party) */
  readonly party: Id;
  /** Where · 检查地点 (id of: place) */
  readonly place: Id;
  /** Day · 日期 */
  readonly on: DateString;
  /** Checks done in it · 检查 (id of: inspection) */
  readonly checks: readonly Id[];
}

/** One step of a chain of regulation: what is done, on which items, by whom. */
export interface MatterStep {
  /** Action · 行为类型 */
  readonly action: ActionKindCode;
  /** Items · 事项 (id of: item) */
  readonly items?: readonly Id[];
  /** Body · 负责机关 (id of: authority) */
  readonly authority?: Id;
}

/** One event of a request, complaint, mediation or notice: what happened, when, and which body did it. */
export interface Turn {
  /** What happened · 事件 */
  readonly kind: TurnKindCode;
  /** When, with its zone · 时间 */
  readonly at: InstantString;
  /** Body that did it · 行为机关 (id of: authority) */
  readonly authority?: Id;
  /** Officers who did it · 经办人员 (id of: officer) */
  readonly by?: readonly Id[];
  /** What is asserted of it · 载明事项 */
  readonly facts?: readonly TurnFactCode[];
  /** Another record: a body, a case, a request · 关联记录 */
  readonly reference?: string;
  /** Day by which it is to be done · 完成期限 */
  readonly until?: DateString;
  /** Which part of the matter · 对象标识 */
  readonly subject?: string;
  /** In words · 说明 */
  readonly note?: Text;
}

/** One point of a case review: which criterion, and how much of it was lost. */
export interface ReviewPoint {
  /** Criterion · 评查项目 */
  readonly criterion: ReviewCriterionCode;
  /** Points lost · 扣分 */
  readonly lost?: number;
  /** In words · 说明 */
  readonly note?: Text;
}

/** One duty of a list: what is to be done, on which items or fields, where, and how much it weighs. */
export interface DutyEntry {
  /** Identity within the list · 编号 */
  readonly id: string;
  /** Body whose duty it is · 责任单位 (id of: authority) */
  readonly authority: Id;
  /** Lead or help · 主责或者配合 */
  readonly role?: DutyRoleCode;
  /** Items · 事项 (id of: item) */
  readonly items?: readonly Id[];
  /** Fields · 领域 */
  readonly fields?: readonly FieldCode[];
  /** Actions; none: any · 行为类型 */
  readonly actions?: readonly ActionKindCode[];
  /** Places; none: where the body is · 地域 (id of: place) */
  readonly places?: readonly Id[];
  /** Points in the yearly score · 分值 */
  readonly weight?: number;
  /** In words · 职责内容 */
  readonly text?: Text;
}

/** One head of a penalty, proposed or decided (处罚内容). */
export interface Sanction {
  /** Kind of penalty · 处罚种类 */
  readonly kind: PenaltyKindCode;
  /** Amount of a fine or confiscation · 金额 */
  readonly amount?: Money;
  /** Provisions applied · 处罚依据 */
  readonly bases?: readonly Citation[];
}

/** How many objects of a stratum are drawn, and the team for each: roles in order, the scarcest first. */
export interface DrawStratum {
  /** Stratum · 分层 */
  readonly id: string;
  /** Objects to draw · 抽取数量 */
  readonly size: number;
  /** Roles of the team, scarcest first · 检查组角色（稀缺者在先） */
  readonly roles?: readonly DrawRole[];
}

/** An officer who must not inspect an object (回避). */
export interface DrawRecusal {
  /** Object · 检查对象 */
  readonly object: string;
  /** Officer · 执法人员 */
  readonly officer: string;
}

/** Somebody who adds a secret number to the seed: early, before the beacon, or late, after it. */
export interface DrawParticipant {
  /** Participant · 参与人 */
  readonly id: string;
  /** When the secret is revealed · 揭示阶段 */
  readonly phase: DrawPhaseCode;
}

/** An object that was drawn, with its ticket and its team; the first officer leads. */
export interface DrawSelected {
  /** Object · 检查对象 */
  readonly object: string;
  /** Ticket · 签号 */
  readonly ticket: string;
  /** Team; the first leads · 检查组（首位为组长） */
  readonly team?: readonly string[];
  /** Why there is no team · 未能组队的原因 */
  readonly unfilled?: DrawShortage;
}

/** The role for which officers were missing: then the whole team stays empty. */
export interface DrawShortage {
  /** Qualification · 资格 */
  readonly qualification: string;
  /** How many are missing · 缺少人数 */
  readonly missing: number;
}

/** A seat in a team: how many officers of a qualification. */
export interface DrawRole {
  /** Qualification · 资格 */
  readonly qualification: string;
  /** How many officers · 人数 */
  readonly officers: number;
}

/** The card of a structure: its name, its jurisdiction pack, and what a reader must know of its data. */
export interface Manifest {
  readonly type: "structure";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Name by language: at least one of zh, en · 名称（按语言，至少一种） */
  readonly names: Text;
  /** Jurisdiction pack · 法域包 */
  readonly pack?: string;
  /** What is real and what is illustrative · 数据说明 */
  readonly note?: Text;
}

/** A territory. A zone has members and is not their ancestor; a part is a named piece of its parent. */
export interface Place {
  readonly type: "place";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Name by language: at least one of zh, en · 名称（按语言，至少一种） */
  readonly names: Text;
  /** Kind of place · 地域类型 */
  readonly kind?: PlaceKindCode;
  /** Official code · 区划代码 */
  readonly code?: Identifier;
  /** Level · 层级 */
  readonly level?: LevelCode;
  /** Place it is part of · 上级区划 (id of: place) */
  readonly parent?: Id;
  /** Divisions or parts that make the zone · 功能区组成 (id of: place) */
  readonly members?: readonly Id[];
}

/** A law, decision, list or letter. Its `period` runs from the day it comes into force to its repeal. */
export interface Instrument {
  readonly type: "instrument";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Name by language: at least one of zh, en · 名称（按语言，至少一种） */
  readonly names: Text;
  /** Kind · 文件类型 */
  readonly kind: InstrumentKindCode;
  /** Level of the body that issued it · 制定机关层级 */
  readonly level?: LevelCode;
  /** Document number · 文号 */
  readonly number?: string;
  /** Body that issued it · 制定机关 (id of: authority) */
  readonly issuer?: Id;
  /** Date of issue · 发布日期 */
  readonly issued_on?: DateString;
  /** Date of publication · 公布日期 */
  readonly published_on?: DateString;
  /** Provisions · 条文 */
  readonly articles?: readonly Article[];
}

/** A body that acts, or is thought to. Without `capacity` the pack's rule for its kind decides. */
export interface Authority {
  readonly type: "authority";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Name by language: at least one of zh, en · 名称（按语言，至少一种） */
  readonly names: Text;
  /** Kind of body · 主体类型 */
  readonly kind: AuthorityKindCode;
  /** Level · 层级 */
  readonly level?: LevelCode;
  /** Territory · 管辖区域 (id of: place) */
  readonly places?: readonly Id[];
  /** Body it belongs to · 所属机关 (id of: authority) */
  readonly parent?: Id;
  /** Codes of the body · 机构代码 */
  readonly identifiers?: readonly Identifier[];
  /** Fields in which it has functions · 职能 */
  readonly functions?: readonly Function[];
  /** Intervals of legal capacity · 主体资格期间 */
  readonly capacity?: readonly Capacity[];
  /** Body that took its place · 承继机关 (id of: authority) */
  readonly successor?: Id;
}

/** A matter on which a body may act, as a list of powers states it. */
export interface Item {
  readonly type: "item";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Name by language: at least one of zh, en · 名称（按语言，至少一种） */
  readonly names: Text;
  /** Code in a list of powers · 事项编码 */
  readonly code?: Identifier;
  /** Field of enforcement · 执法领域 */
  readonly field: FieldCode;
  /** Kinds of action · 行为类型 */
  readonly actions: readonly ActionKindCode[];
  /** Legal bases · 设定依据 */
  readonly bases?: readonly Citation[];
  /** Bodies named by the statute; none: not known · 法定主体 */
  readonly holders?: readonly Holder[];
  /** Penalties and ranges · 处罚种类和幅度 */
  readonly penalties?: readonly Penalty[];
  /** Parties concerned; none: any · 相对人类别 */
  readonly party_kinds?: readonly PartyKindCode[];
  /** Procedures that usually apply · 适用程序 */
  readonly procedures?: readonly ProcedureKindCode[];
  /** Status in the list it is from · 事项状态 */
  readonly status?: ItemStatusCode;
}

/** A grant of power of some mode (授权、委托、相对集中、赋权、派驻). Without grantors it is a base grant. */
export interface Delegation {
  readonly type: "delegation";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Items by id · 事项 (id of: item) */
  readonly items?: readonly Id[];
  /** All items of these fields · 整领域 */
  readonly fields?: readonly FieldCode[];
  /** All items whose code begins so · 编码前缀 */
  readonly code_prefixes?: readonly string[];
  /** Kinds of action · 行为类型 */
  readonly actions: readonly ActionKindCode[];
  /** Territory; none: the body's own · 区域 (id of: place) */
  readonly places?: readonly Id[];
  /** Instruments, from the deciding one to the last list · 依据文件（按层级先后） */
  readonly instruments?: readonly Citation[];
  /** Mode · 方式 */
  readonly mode: DelegationModeCode;
  /** Bodies whose power it is, or every_holder · 原行使机关 (id of: authority) */
  readonly grantors?: readonly Id[];
  /** Body that receives it · 承接主体 (id of: authority) */
  readonly grantee: Id;
  /** Date of publication · 公布日期 */
  readonly published_on?: DateString;
  /** Date of the recall · 收回日期 */
  readonly recalled_on?: DateString;
  /** Calendar days it still runs after the recall · 收回后的过渡天数 */
  readonly run_off_days?: number;
  /** Cases that stay with the grantor · 保留给原机关的案件 */
  readonly carve_outs?: readonly CarveOutCode[];
  /** Highest fines · 罚款上限 */
  readonly ceilings?: readonly Ceiling[];
  /** Procedures allowed; none: any · 允许的程序 */
  readonly procedures?: readonly ProcedureKindCode[];
  /** Who finishes cases already filed · 在办案件的处理 */
  readonly in_flight?: InFlightRuleCode;
}

/** A decision that names one body for some cells: by the common superior (J-04), or on a boundary. */
export interface Designation {
  readonly type: "designation";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Items by id · 事项 (id of: item) */
  readonly items?: readonly Id[];
  /** All items of these fields · 整领域 */
  readonly fields?: readonly FieldCode[];
  /** All items whose code begins so · 编码前缀 */
  readonly code_prefixes?: readonly string[];
  /** Kinds of action · 行为类型 */
  readonly actions: readonly ActionKindCode[];
  /** Territory; none: the body's own · 区域 (id of: place) */
  readonly places?: readonly Id[];
  /** Instruments, from the deciding one to the last list · 依据文件（按层级先后） */
  readonly instruments?: readonly Citation[];
  /** Kind · 类型 */
  readonly kind?: DesignationKindCode;
  /** Body designated · 被指定机关 (id of: authority) */
  readonly authority: Id;
  /** Body that decided · 决定机关 (id of: authority) */
  readonly decided_by?: Id;
}

/** A person or organisation. A person's id is stored masked, never in full. */
export interface Party {
  readonly type: "party";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Kind of party · 当事人类型 */
  readonly kind: PartyKindCode;
  /** Credit code, or masked person id · 统一社会信用代码或脱敏证件号 */
  readonly identifiers?: readonly Identifier[];
}

/** A person who acts for a body. Without a certificate in force the person may assist, not act. */
export interface Officer {
  readonly type: "officer";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Body the officer belongs to · 所属单位 (id of: authority) */
  readonly home: Id;
  /** Kind of staff · 人员类别 */
  readonly kind?: OfficerKindCode;
  /** Certificates · 执法证件 */
  readonly certificates?: readonly Certificate[];
  /** Fields certified for; none: any · 执法领域 */
  readonly fields?: readonly FieldCode[];
  /** Secondment and stationing · 借调、派驻 */
  readonly postings?: readonly Posting[];
  /** Parties and cases the officer must keep from · 应当回避的当事人或案件 */
  readonly recusals?: readonly string[];
  /** National legal profession qualification, since when · 国家统一法律职业资格 */
  readonly legal_qualification?: Period;
}

/** A case and its events in the order of their times. Nothing that follows from the events is stored. */
export interface Case {
  readonly type: "case";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Body that handles it · 办案机关 (id of: authority) */
  readonly authority: Id;
  /** Items · 事项 (id of: item) */
  readonly items: readonly Id[];
  /** Party · 当事人 (id of: party) */
  readonly party?: Id;
  /** Kind of party, where the party is no record · 当事人类型 */
  readonly party_kind?: PartyKindCode;
  /** Place of the act · 违法行为地 (id of: place) */
  readonly place: Id;
  /** Where it came from · 案件来源 */
  readonly origin?: CaseOriginCode;
  /** Record it came from · 线索记录 */
  readonly clue?: string;
  /** Procedure · 程序 */
  readonly procedure?: ProcedureKindCode;
  /** Sector or place whose rules apply · 适用的行业或地方规则 */
  readonly layer?: LayerCode;
  /** What sets it apart · 案件特征 */
  readonly traits?: readonly CaseTraitCode[];
  /** What a larger amount is here, where no rule is on file · 较大数额标准（无在册规则时） */
  readonly larger_amount?: Money;
  /** The violation · 违法行为 */
  readonly act?: Act;
  /** Events, oldest first · 事件 */
  readonly events?: readonly Event[];
  /** Evidence · 证据 */
  readonly evidence?: readonly Evidence[];
  /** Documents · 文书 */
  readonly documents?: readonly CaseDocument[];
}

/** A penalty as a credit platform shows it (信用记录): since when, how grave, and its repair. */
export interface CreditRecord {
  readonly type: "credit_record";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Party · 当事人 (id of: party) */
  readonly party: Id;
  /** Case it comes from · 案件 (id of: case) */
  readonly case?: Id;
  /** Class · 失信类别 */
  readonly gravity: CreditGravityCode;
  /** Date of the decision · 决定书日期 */
  readonly document_on: DateString;
  /** Shown on the platform · 公示期间 */
  readonly shown?: Period;
  /** Repaired on · 修复日期 */
  readonly repaired_on?: DateString;
}

/** A draw from its lists to its substitutions. What is not yet known is absent, nothing is ever taken back. */
export interface Draw {
  readonly type: "draw";
  readonly schema_version: "1.0";
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Identity of the draw · 抽取编号 */
  readonly id: string;
  /** What is fixed before the draw · 抽取规则 */
  readonly rule: DrawRule;
  /** Objects that may be drawn · 检查对象名录 */
  readonly objects?: readonly DrawObject[];
  /** Officers who may be drawn · 执法人员名录 */
  readonly officers?: readonly DrawOfficer[];
  /** Merkle roots of the lists · 各名单的根 */
  readonly roots?: DrawRoots;
  /** Hash of all that is fixed before the draw · 方案哈希 */
  readonly plan_hash?: string;
  /** When the plan was published · 方案公布时间 */
  readonly published_at?: InstantString;
  /** Commitments · 承诺 */
  readonly commitments?: readonly DrawCommitment[];
  /** Secrets revealed · 揭示 */
  readonly reveals?: readonly DrawReveal[];
  /** The public random value · 公开随机数 */
  readonly beacon?: DrawBeacon;
  /** How it ended · 结果 */
  readonly outcome?: DrawOutcomeCode;
  /** Whose reveal is missing or wrong · 未揭示或揭示有误者 */
  readonly missing?: readonly string[];
  /** Seed · 种子 */
  readonly seed?: string;
  /** What was drawn, by stratum · 抽取结果 */
  readonly results?: readonly DrawResult[];
  /** Changes after the draw, in order · 抽取后的变更 */
  readonly substitutions?: readonly DrawSubstitution[];
}

/** A published list of items, an annual plan, or a campaign: what may be inspected, and how often. */
export interface InspectionPlan {
  readonly type: "inspection_plan";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Body that issued it · 制定机关 (id of: authority) */
  readonly authority: Id;
  /** Kind · 类型 */
  readonly kind: InspectionPlanKindCode;
  /** Bodies it speaks for; none: the issuer · 适用机关 (id of: authority) */
  readonly covers?: readonly Id[];
  /** Superior that ordered the campaign · 部署专项的上级机关 (id of: authority) */
  readonly deployed_by?: Id;
  /** Approved on · 批准日期 */
  readonly approved_on?: DateString;
  /** Filed on · 备案日期 */
  readonly filed_on?: DateString;
  /** Published on · 公布日期 */
  readonly published_on?: DateString;
  /** Most checks of one firm by one body in a calendar year · 年度检查频次上限 */
  readonly yearly_cap?: number;
  /** Items · 事项 */
  readonly entries?: readonly PlanEntry[];
}

/** One body's check of one firm, planned or carried out: the unit that is admitted and counted. */
export interface Inspection {
  readonly type: "inspection";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Body that inspects · 检查机关 (id of: authority) */
  readonly authority: Id;
  /** Whom · 检查对象 (id of: party) */
  readonly party: Id;
  /** Where · 检查地点 (id of: place) */
  readonly place: Id;
  /** Items · 检查事项 (id of: item) */
  readonly items: readonly Id[];
  /** Kind · 检查类型 */
  readonly kind?: InspectionKindCode;
  /** What set it off · 检查启动事由 */
  readonly ground?: InspectionGroundCode;
  /** On site or not · 检查方式 */
  readonly mode?: InspectionModeCode;
  /** Sectors and places whose rules apply · 适用的行业或地方规则 */
  readonly layers?: readonly LayerCode[];
  /** What is asserted of the firm or the check · 载明事项 */
  readonly facts?: readonly InspectionFactCode[];
  /** Plan or campaign · 计划或专项 (id of: inspection_plan) */
  readonly plan?: Id;
  /** Draw that chose it · 抽取记录 (id of: draw) */
  readonly draw?: Id;
  /** Planned for · 计划日期 */
  readonly planned_on?: DateString;
  /** Approved · 批准时间 */
  readonly approved_at?: InstantString;
  /** Who approved it · 批准人 (id of: officer) */
  readonly approved_by?: Id;
  /** As what · 批准人职务 */
  readonly approver_role?: ApproverRoleCode;
  /** Officers · 检查人员 (id of: officer) */
  readonly officers?: readonly Id[];
  /** Helpers, fixed beforehand · 辅助人员人数 */
  readonly helpers?: number;
  /** Enterprise code scanned · 扫码时间 */
  readonly scanned_at?: InstantString;
  /** Began · 进入时间 */
  readonly started_at?: InstantString;
  /** Ended · 离开时间 */
  readonly ended_at?: InstantString;
  /** Evidence · 证据 */
  readonly evidence?: readonly Evidence[];
  /** Documents · 检查文书 */
  readonly documents?: readonly CaseDocument[];
  /** Result · 检查结果 */
  readonly result?: InspectionResult;
}

/** One visit for several bodies (综合查一次): each one's part, and the visits. It decides nothing itself. */
export interface JointInspection {
  readonly type: "joint_inspection";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Lead · 牵头机关 (id of: authority) */
  readonly lead: Id;
  /** Who proposed it · 发起机关 (id of: authority) */
  readonly initiator?: Id;
  /** Who coordinates · 统筹协调机构 (id of: authority) */
  readonly coordinator?: Id;
  /** Why together · 联合检查情形 */
  readonly trigger?: JointTriggerCode;
  /** Plan or campaign · 计划或专项 (id of: inspection_plan) */
  readonly plan?: Id;
  /** Each body's part · 各机关任务 */
  readonly parts: readonly JointPart[];
  /** Visits · 入企检查 */
  readonly visits?: readonly JointVisit[];
}

/** A matter that several bodies regulate as one (监管一件事): lead, co-bodies, licence to enforcement. */
export interface OneMatter {
  readonly type: "one_matter";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Name by language: at least one of zh, en · 名称（按语言，至少一种） */
  readonly names: Text;
  /** Lead · 牵头机关 (id of: authority) */
  readonly lead?: Id;
  /** Co-bodies · 协同机关 (id of: authority) */
  readonly partners?: readonly Id[];
  /** Where · 区域 (id of: place) */
  readonly place: Id;
  /** Chain · 监管链条 */
  readonly steps?: readonly MatterStep[];
}

/** What a body asks of one or several others, and the turns it took. Its state follows from the turns. */
export interface Request {
  readonly type: "request";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Kind · 请求类型 */
  readonly kind: RequestKindCode;
  /** Body that asks · 请求机关 (id of: authority) */
  readonly asking: Id;
  /** Bodies that are asked · 被请求机关 (id of: authority) */
  readonly asked: readonly Id[];
  /** Day it was made · 请求日期 */
  readonly asked_on: DateString;
  /** Case, clue or complaint it is about · 所涉案件、线索或投诉 */
  readonly matter?: string;
  /** Items · 事项 (id of: item) */
  readonly items?: readonly Id[];
  /** Where · 地点 (id of: place) */
  readonly place?: Id;
  /** Answer asked for by · 请求答复期限 */
  readonly answer_by?: DateString;
  /** Sector or place whose rules apply · 适用的行业或地方规则 */
  readonly layer?: LayerCode;
  /** Turns, oldest first · 事件 */
  readonly events?: readonly Turn[];
}

/** What a person asked of the public side, by any channel, and what was done with it (投诉、诉求). */
export interface Complaint {
  readonly type: "complaint";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Kind of request · 诉求类型 */
  readonly kind: ComplaintKindCode;
  /** How it came · 受理渠道 */
  readonly channel: IntakeChannelCode;
  /** Received · 收到时间 */
  readonly received_at: InstantString;
  /** Body it came to first · 首问单位 (id of: authority) */
  readonly receiver: Id;
  /** Its number where it came from · 来源系统编号 */
  readonly number?: string;
  /** Where · 地点 (id of: place) */
  readonly place?: Id;
  /** Items it is about, once known · 所涉事项 (id of: item) */
  readonly items?: readonly Id[];
  /** Whom it is about · 被反映对象 (id of: party) */
  readonly party?: Id;
  /** In the person's words · 诉求内容 */
  readonly text?: Text;
  /** Sector or place whose rules apply · 适用的行业或地方规则 */
  readonly layer?: LayerCode;
  /** Turns, oldest first · 事件 */
  readonly events?: readonly Turn[];
}

/** A sign that a rule may be broken (违法线索), with its source kept. It is no case until one is filed. */
export interface Clue {
  readonly type: "clue";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** How it came · 线索来源 */
  readonly channel: IntakeChannelCode;
  /** Found on · 发现日期 */
  readonly found_on: DateString;
  /** Body that has it · 接收机关 (id of: authority) */
  readonly authority: Id;
  /** Items it may break · 涉嫌事项 (id of: item) */
  readonly items: readonly Id[];
  /** Where · 地点 (id of: place) */
  readonly place: Id;
  /** Complaint, inspection or request it came from · 来源记录 */
  readonly record?: string;
  /** Whom it points to · 涉嫌当事人 (id of: party) */
  readonly party?: Id;
  /** Evidence · 证据 */
  readonly evidence?: readonly Evidence[];
  /** Sector or place whose rules apply · 适用的行业或地方规则 */
  readonly layer?: LayerCode;
  /** Turns, oldest first · 事件 */
  readonly events?: readonly Turn[];
}

/** A dispute on its way up the ladder: people's mediation, legal aid, enforcement, criminal law (阶梯化解). */
export interface Mediation {
  readonly type: "mediation";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Body that mediates · 调解组织 (id of: authority) */
  readonly body: Id;
  /** Kind of dispute · 纠纷类型 */
  readonly kind: DisputeKindCode;
  /** Where · 地点 (id of: place) */
  readonly place?: Id;
  /** Complaint or case it came from · 来源记录 */
  readonly record?: string;
  /** Persons concerned · 涉及人数 */
  readonly people?: number;
  /** Amount in dispute · 涉及金额 */
  readonly amount?: Money;
  /** Level that settled it · 化解层级 */
  readonly level?: LevelCode;
  /** Sector or place whose rules apply · 适用的行业或地方规则 */
  readonly layer?: LayerCode;
  /** Turns, oldest first · 事件 */
  readonly events?: readonly Turn[];
}

/** A bulletin, reminder, risk slip, order slip or interview (两单一报、提醒函、约谈), and what came of it. */
export interface SupervisionNotice {
  readonly type: "supervision_notice";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Kind · 监督方式 */
  readonly kind: NoticeKindCode;
  /** Body that supervises · 监督机关 (id of: authority) */
  readonly issuer: Id;
  /** Body supervised · 被监督机关 (id of: authority) */
  readonly recipient: Id;
  /** About what · 监督事由 */
  readonly issue: SupervisionIssueCode;
  /** Issued on · 发出日期 */
  readonly issued_on: DateString;
  /** Cases it is about · 所涉案件 (id of: case) */
  readonly cases?: readonly Id[];
  /** Provisions it rests on · 依据 */
  readonly bases?: readonly Citation[];
  /** Notice that it steps up from · 升级前的通知 (id of: supervision_notice) */
  readonly follows?: Id;
  /** Facts and what is asked for · 事实和要求 */
  readonly text?: Text;
  /** Sector or place whose rules apply · 适用的行业或地方规则 */
  readonly layer?: LayerCode;
  /** Turns, oldest first · 事件 */
  readonly events?: readonly Turn[];
}

/** A review of one case file (案卷评查): who reviewed whose file, what was lost, and what was fatal. */
export interface CaseReview {
  readonly type: "case_review";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Case · 案件 (id of: case) */
  readonly case: Id;
  /** Reviewed on · 评查日期 */
  readonly reviewed_on: DateString;
  /** Reviewers · 评查人员 (id of: officer) */
  readonly reviewers: readonly Id[];
  /** Grounds that make it fail · 一票否决情形 */
  readonly vetoes?: readonly ReviewVetoCode[];
  /** Points lost · 扣分项 */
  readonly points?: readonly ReviewPoint[];
  /** Defects to be corrected by · 整改期限 */
  readonly correct_by?: DateString;
}

/** A published list of duties (履职清单、职责边界清单). A boundary list settles who acts from its first day on. */
export interface DutyList {
  readonly type: "duty_list";
  readonly schema_version: "1.0";
  /** Identity within the structure · 标识 */
  readonly id: string;
  /** Name by language · 名称 */
  readonly names?: Text;
  /** Days on which the record is in force · 有效期间 */
  readonly period?: Period;
  /** Where this is stated: instrument or URL · 出处 */
  readonly source?: string;
  /** Anything else, kept as it is · 扩展字段 */
  readonly extensions?: JsonObject;
  /** Kind · 清单类型 */
  readonly kind: DutyListKindCode;
  /** Issued by · 制定机关 (id of: authority) */
  readonly decided_by: Id;
  /** Published on · 公布日期 */
  readonly published_on?: DateString;
  /** Instruments · 依据文件 */
  readonly instruments?: readonly Citation[];
  /** Duties · 职责 */
  readonly duties: readonly DutyEntry[];
}

/** The record types by their `type`. */
export interface Records {
  readonly structure: Manifest;
  readonly place: Place;
  readonly instrument: Instrument;
  readonly authority: Authority;
  readonly item: Item;
  readonly delegation: Delegation;
  readonly designation: Designation;
  readonly party: Party;
  readonly officer: Officer;
  readonly case: Case;
  readonly credit_record: CreditRecord;
  readonly draw: Draw;
  readonly inspection_plan: InspectionPlan;
  readonly inspection: Inspection;
  readonly joint_inspection: JointInspection;
  readonly one_matter: OneMatter;
  readonly request: Request;
  readonly complaint: Complaint;
  readonly clue: Clue;
  readonly mediation: Mediation;
  readonly supervision_notice: SupervisionNotice;
  readonly case_review: CaseReview;
  readonly duty_list: DutyList;
}

/** Any document: `type` says which. */
export type EnforcekitDocument = Records[keyof Records];
