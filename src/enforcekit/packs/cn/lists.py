"""The code lists of the PRC pack, with Chinese and English labels and, where one is known, the wire code.

Where the rows come from: `action_kind`, `level`, `power_source`, `implementing_nature`, `item_status` and
`party_kind` carry the code tables of the national government-service exchange (up_task_*, 2020);
`penalty_kind` is art. 9 of the Administrative Penalty Law (2021) with the codes of the Zhejiang and
national feeds; `delegation_mode` follows arts. 17-24 of that law and the forms of posting without a
transfer; `procedure_kind` chapter 5; of `carve_out` cross-area and major cases come from the Guangdong
announcement of 2020, the other rows are practice and unconfirmed, as are the rows of `amount_base`;
`instrument_kind` follows the Legislation Law and the documents that delegation decisions cite; `authority_kind` and `field` the bodies
and fields that published item catalogues and five city reforms name. Rows without a wire code have none in
those tables. Wire codes are not the only ones in use (one provincial system numbers power sources 01-07):
an exchange map may have to go by label.

>>> LISTS["penalty_kind"].by_code["revoke_licence"].wire, LISTS["level"].label("county", "zh")
('05', '县级')
>>> LISTS["level"].rank("province") < LISTS["level"].rank("city")
True
"""

from __future__ import annotations

from typing import Final

from enforcekit.codes import CodeList, code_list

from .layers import LAYER
from .times import EXCLUDED_TIME, TERM_START

LEVEL = code_list(
    "level",
    "行政层级",
    "Level of government, highest first",
    (
        ("national", "国家级", "national", "1"),
        ("province", "省级", "province", "2"),
        ("city", "市级", "city (prefecture)", "3"),
        ("county", "县级", "county or district", "4"),
        ("township", "乡级", "township or subdistrict", "5"),
        ("village", "村级", "village or residents' community"),
    ),
    closed=True,
)

ACTION_KIND = code_list(
    "action_kind",
    "事项类型",
    "Kind of administrative action",
    (
        ("license", "行政许可", "licensing", "01"),
        ("penalise", "行政处罚", "penalty", "02"),
        ("compel", "行政强制", "compulsion (measures and enforcement)", "03"),
        ("levy", "行政征收", "levy", "04"),
        ("pay", "行政给付", "payment", "05"),
        ("inspect", "行政检查", "inspection", "06"),
        ("confirm", "行政确认", "confirmation", "07"),
        ("reward", "行政奖励", "reward", "08"),
        ("adjudicate", "行政裁决", "adjudication", "09"),
        ("other", "其他行政权力", "other administrative power", "10"),
        ("public_service", "公共服务", "public service", "20"),
    ),
)

AUTHORITY_KIND = code_list(
    "authority_kind",
    "主体类型",
    "Kind of body",
    (
        # Governments and organs
        ("government", "人民政府", "people's government"),
        ("township", "乡镇人民政府", "township government"),
        ("subdistrict", "街道办事处", "subdistrict office"),
        ("ministry", "国务院部门", "department of the State Council"),
        ("department", "政府工作部门", "government department"),
        ("vertical_department", "垂直领导部门", "department under vertical leadership"),
        ("comprehensive_enforcement_body", "综合行政执法机关", "comprehensive enforcement body"),
        ("justice_department", "司法行政部门", "justice department"),
        ("public_security", "公安机关", "public security organ"),
        ("dispatched_organ", "派出机关", "dispatched organ of a government"),
        ("agency", "派出机构", "agency of a department"),
        ("zone_body", "功能区管理机构", "administration of a functional zone"),
        # Bodies that hold power by authorisation or exercise it in another's name
        ("authorised_organisation", "法律、法规授权的组织", "organisation authorised by law or regulation"),
        ("public_institution", "事业单位", "public institution"),
        ("internal_unit", "内设机构", "internal unit"),
        ("enforcement_team", "执法队伍", "enforcement team"),
        # Bodies that coordinate, decide on rules, supervise or judge
        ("people_congress", "人民代表大会及其常务委员会", "people's congress and its standing committee"),
        ("committee", "议事协调委员会", "deliberative committee"),
        ("coordinating_body", "议事协调机构", "coordinating body"),
        ("command_centre", "指挥中心", "command centre"),
        ("supervision_centre", "执法监督机构", "enforcement supervision body"),
        ("discipline_supervision", "纪检监察机关", "discipline inspection and supervision organ"),
        ("people_court", "人民法院", "people's court"),
        ("people_procuratorate", "人民检察院", "people's procuratorate"),
        ("petition_office", "信访工作机构", "petition office"),
        # Bodies without power over parties
        ("mediation_body", "调解组织", "mediation body"),
        ("service_centre", "服务中心", "service centre"),
        ("service_station", "服务站点", "service or liaison station"),
        ("resident_committee", "村（居）民委员会", "villagers' or residents' committee"),
        ("grid", "网格", "grid"),
        ("auxiliary", "执法辅助人员", "enforcement auxiliaries"),
        ("contractor", "服务承包单位", "contractor"),
        ("technical_institution", "检验检测鉴定机构", "testing or appraisal institution"),
        ("association", "社会组织", "association or volunteers"),
        ("external_counterpart", "境外合作机构", "counterpart outside the hierarchy"),
    ),
)

DELEGATION_MODE = code_list(
    "delegation_mode",
    "执法权配置方式",
    "How a body comes to act",
    (
        ("statutory", "法定职权", "statutory power"),
        ("authorised", "法律、法规授权", "authorisation by law"),
        ("entrusted", "委托", "entrustment"),
        ("concentrated", "相对集中", "relative concentration"),
        ("township", "乡镇街道赋权", "township empowerment"),
        ("stationed", "派驻", "stationing"),
        ("agency", "派出机构", "agency acting within its authorisation"),
        ("internal", "内设机构", "internal unit acting for its parent"),
    ),
)

PENALTY_KIND = code_list(
    "penalty_kind",
    "处罚种类",
    "Kind of penalty, Administrative Penalty Law art. 9",
    (
        ("warning", "警告", "warning", "01"),
        ("criticism_notice", "通报批评", "notice of criticism", "08"),
        ("fine", "罚款", "fine", "02"),
        ("confiscate_illegal_gains", "没收违法所得", "confiscation of illegal gains", "03"),
        ("confiscate_illegal_property", "没收非法财物", "confiscation of illegal property", "09"),
        ("suspend_licence", "暂扣许可证件", "suspension of a licence", "11"),
        ("downgrade_qualification", "降低资质等级", "downgrading of a qualification", "10"),
        ("revoke_licence", "吊销许可证件", "revocation of a licence", "05"),
        ("restrict_business", "限制开展生产经营活动", "restriction of production or business", "12"),
        ("order_suspend_business", "责令停产停业", "order to suspend production or business", "04"),
        ("order_close", "责令关闭", "order to close", "14"),
        ("ban_from_trade", "限制从业", "restriction on employment in a trade", "13"),
        ("detention", "行政拘留", "administrative detention", "06"),
        (
            "other",
            "法律、行政法规规定的其他行政处罚",
            "other penalty set by law or administrative regulation",
            "07",
        ),
    ),
    closed=True,
)

POWER_SOURCE = code_list(
    "power_source",
    "权力来源",
    "Source of the power",
    (
        ("statutory_own_level", "法定本级行使", "statutory, exercised at its own level", "1"),
        ("devolved_by_superior", "上级下放", "handed down by the superior level", "2"),
        ("authorised_by_superior", "上级授权", "authorised by the superior level", "3"),
        ("authorised_by_same_level", "同级授权", "authorised at the same level", "4"),
        ("entrusted_by_superior", "上级委托", "entrusted by the superior level", "5"),
        ("entrusted_by_same_level", "同级委托", "entrusted at the same level", "6"),
    ),
    closed=True,
)

IMPLEMENTING_NATURE = code_list(
    "implementing_nature",
    "实施主体性质",
    "Nature of the implementing body",
    (
        ("statutory_organ", "法定机关", "statutory organ", "1"),
        ("authorised_organisation", "授权组织", "authorised organisation", "2"),
        ("entrusted_organisation", "受委托组织", "entrusted organisation", "3"),
    ),
    closed=True,
)

PROCEDURE_KIND = code_list(
    "procedure_kind",
    "程序类型",
    "Kind of penalty procedure",
    (
        ("simple", "简易程序", "simple procedure"),
        ("ordinary", "普通程序", "ordinary procedure"),
        ("expedited", "快速办理", "expedited handling"),
    ),
)

PARTY_KIND = code_list(
    "party_kind",
    "相对人类型",
    "Kind of party",
    (
        ("individual", "自然人", "individual", "1"),
        ("enterprise", "企业法人", "enterprise with legal personality", "2"),
        ("institution", "事业法人", "public institution with legal personality", "3"),
        ("social_organisation", "社会组织法人", "social organisation with legal personality", "4"),
        ("unincorporated_enterprise", "非法人企业", "enterprise without legal personality", "5"),
        ("administrative_organ", "行政机关", "administrative organ", "6"),
        ("individual_business", "个体工商户", "individual business"),
        ("other_organisation", "其他组织", "other organisation", "9"),
    ),
)

FIELD = code_list(
    "field",
    "领域",
    "Field of enforcement",
    (
        ("city_management", "城市管理", "city management"),
        ("housing_construction", "住房和城乡建设", "housing and construction"),
        ("natural_resources", "自然资源", "natural resources"),
        ("forestry", "林业", "forestry"),
        ("ecology", "生态环境", "ecology and environment"),
        ("water", "水利", "water"),
        ("agriculture", "农业农村", "agriculture and rural affairs"),
        ("fishery", "渔业", "fishery"),
        ("transport", "交通运输", "transport"),
        ("market_regulation", "市场监管", "market regulation"),
        ("emergency", "应急管理", "emergency management"),
        ("fire", "消防", "fire safety"),
        ("culture_tourism", "文化和旅游", "culture and tourism"),
        ("radio_tv", "广播电视", "radio and television"),
        ("health", "卫生健康", "health"),
        ("human_resources", "人力资源和社会保障", "human resources and social security"),
        ("education", "教育", "education"),
        ("civil_affairs", "民政", "civil affairs"),
        ("development_reform", "发展改革", "development and reform"),
        ("energy", "能源", "energy"),
        ("commerce", "商务", "commerce"),
        ("economy_information", "经济和信息化", "economy and information technology"),
        ("sports", "体育", "sports"),
        ("archives", "档案", "archives"),
        ("religion", "民族宗教", "ethnic and religious affairs"),
        ("public_security", "公安", "public security"),
        ("meteorology", "气象", "meteorology"),
        ("earthquake", "防震减灾", "earthquake protection"),
        ("civil_defence", "人民防空", "civil air defence"),
        ("science_technology", "科技", "science and technology"),
        ("grain", "粮食和物资储备", "grain and reserves"),
        ("statistics", "统计", "statistics"),
        ("medical_insurance", "医疗保障", "medical insurance"),
        ("finance", "金融", "finance"),
        ("treasury", "财政", "public finance"),
        ("tax", "税务", "tax"),
        ("customs", "海关", "customs"),
        ("justice", "司法行政", "justice"),
        ("postal", "邮政", "postal services"),
        ("veterans", "退役军人事务", "veterans' affairs"),
        ("tobacco", "烟草专卖", "tobacco monopoly"),
        ("salt", "盐业", "salt"),
        ("intellectual_property", "知识产权", "intellectual property"),
        ("cyberspace", "网信", "cyberspace"),
    ),
)

INSTRUMENT_KIND = code_list(
    "instrument_kind",
    "依据类型",
    "Kind of instrument",
    (
        ("law", "法律", "law"),
        ("administrative_regulation", "行政法规", "administrative regulation"),
        ("local_regulation", "地方性法规", "local regulation"),
        ("autonomous_regulation", "自治条例和单行条例", "autonomous or separate regulation"),
        ("department_rule", "部门规章", "department rule"),
        ("local_rule", "地方政府规章", "local government rule"),
        ("rule", "规章", "rule (of a department or a local government)"),
        ("judicial_interpretation", "司法解释", "judicial interpretation"),
        ("state_council_decision", "国务院决定", "decision of the State Council"),
        ("provincial_decision", "省级人民政府决定", "decision of the provincial government"),
        ("city_decision", "市级人民政府决定", "decision of the city government"),
        ("county_decision", "县级人民政府决定", "decision of the county government"),
        ("item_list", "事项清单", "item list"),
        ("entrustment_letter", "委托书", "entrustment letter"),
        ("agreement", "协议", "agreement"),
        ("notice", "通知公告", "notice or announcement"),
        ("normative_document", "行政规范性文件", "normative document"),
        ("internal_document", "内部文件", "internal document"),
        ("discretion_standard", "行政裁量权基准", "discretion standard"),
        ("national_standard", "国家标准", "national standard"),
        ("local_standard", "地方标准", "local standard"),
    ),
)

ITEM_STATUS = code_list(
    "item_status",
    "事项状态",
    "Status of an item",
    (
        ("in_use", "在用", "in use", "1"),
        ("suspended", "暂停", "suspended", "2"),
        ("cancelled", "取消", "cancelled", "3"),
    ),
    closed=True,
)

CARVE_OUT = code_list(
    "carve_out",
    "保留情形",
    "Cases that stay with the grantor",
    (
        ("cross_area", "跨区域案件", "case across areas"),
        ("major_impact", "重大影响案件", "case of major impact"),
        ("complex", "复杂疑难案件", "complex or difficult case"),
        ("foreign_related", "涉外案件", "case with a foreign element"),
        ("suspected_crime", "涉嫌犯罪案件", "case of a suspected crime"),
        ("technical_testing", "需专业检测鉴定的案件", "case that needs expert testing"),
    ),
)

AMOUNT_BASE = code_list(
    "amount_base",
    "计罚基数",
    "Base that a multiple or percentage counts from",
    (
        ("illegal_gains", "违法所得", "illegal gains"),
        ("goods_value", "货值金额", "value of the goods"),
        ("contract_price", "合同价款", "contract price"),
        ("project_cost", "工程造价", "cost of the works"),
        ("turnover", "营业额", "turnover"),
        ("other_base", "其他基数", "another base"),
    ),
)

IN_FLIGHT_RULE = code_list(
    "in_flight_rule",
    "在办案件处理",
    "What happens to cases already filed when the power moves",
    (
        ("original_body_finishes", "由原机关继续办结", "the original body finishes them"),
        ("transferred", "移交承接机关", "they pass to the new holder"),
    ),
    closed=True,
)

LISTS: Final[dict[str, CodeList]] = {
    each.name: each
    for each in (
        LEVEL,
        ACTION_KIND,
        AUTHORITY_KIND,
        DELEGATION_MODE,
        PENALTY_KIND,
        POWER_SOURCE,
        IMPLEMENTING_NATURE,
        PROCEDURE_KIND,
        PARTY_KIND,
        FIELD,
        INSTRUMENT_KIND,
        ITEM_STATUS,
        CARVE_OUT,
        AMOUNT_BASE,
        IN_FLIGHT_RULE,
        LAYER,
        EXCLUDED_TIME,
        TERM_START,
    )
}
"""The lists by name."""
