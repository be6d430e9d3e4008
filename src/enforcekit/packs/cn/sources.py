"""The texts that the rows of the PRC pack cite, by tag."""

from __future__ import annotations

from typing import Final

from enforcekit.law import Source

SOURCES: Final = {
    "APL21": Source("《行政处罚法》（2021年修订）", "Administrative Penalty Law (2021)"),
    "APL96": Source("《行政处罚法》（1996年）", "Administrative Penalty Law (1996)"),
    "AEL": Source("《行政强制法》", "Administrative Compulsion Law"),
    "ARL23": Source("《行政复议法》（2023年修订）", "Administrative Reconsideration Law (2023)"),
    "ARL99": Source("《行政复议法》（1999年）", "Administrative Reconsideration Law (1999)"),
    "ALL": Source("《行政诉讼法》", "Administrative Litigation Law"),
    "ALL90": Source("《行政诉讼法》（1989年）", "Administrative Litigation Law (1989)"),
    "SPC18": Source(
        "最高人民法院行诉解释（法释〔2018〕1号）",
        "Supreme Court Interpretation on Administrative Litigation (2018)",
    ),
    "SCL12": Source("《国家赔偿法》", "State Compensation Law"),
    "SCL94": Source("《国家赔偿法》（1994年）", "State Compensation Law (1994)"),
    "LIC19": Source("《行政许可法》", "Administrative Licensing Law"),
    "ZJ21": Source("《浙江省综合行政执法条例》", "Zhejiang Comprehensive Administrative Enforcement Regulation"),
    "SH18": Source("《上海市城市管理行政执法条例》", "Shanghai City Management Enforcement Regulation"),
    "GDMK21": Source("《广东省市场监管条例》", "Guangdong Market Regulation"),
    "TRANS": Source("部分地方案件移送规定（湖北、重庆长寿）", "local rules on case transfer (Hubei, Changshou)"),
    "ELS": Source("《行政执法监督条例》", "Regulation on the Supervision of Administrative Enforcement"),
    "URP19": Source("《城乡规划法》", "Urban and Rural Planning Law"),
    "P:GD2020": Source(
        "广东省乡镇街道综合行政执法公告（2020年）", "Guangdong announcement on township enforcement (2020)"
    ),
    "P:ZZ2025": Source("郑政〔2025〕13号", "Zhengzhou Doc. 13 (2025)"),
    "GOV54": Source("国办发〔2024〕54号", "State Council General Office Doc. 54 (2024)"),
    "CRPL18": Source("《刑事诉讼法》（2018年修正）", "Criminal Procedure Law (2018)"),
    "CPL23": Source("《民事诉讼法》（2023年修正）", "Civil Procedure Law (2023)"),
    "CPL17": Source("《民事诉讼法》（2017年修正）", "Civil Procedure Law (2017)"),
    "SPC00": Source(
        "最高人民法院行诉解释（法释〔2000〕8号）", "Supreme Court Interpretation on Administrative Litigation (2000)"
    ),
    "CL": Source("《刑法》", "Criminal Law"),
    "MIG19": Source("《保障农民工工资支付条例》", "Regulation on Paying the Wages of Migrant Workers"),
    "CRT20": Source("《行政执法机关移送涉嫌犯罪案件的规定》", "Regulation on the Transfer of Suspected Crimes"),
    "PSC20": Source("《公安机关办理刑事案件程序规定》", "Public Security Rules on Criminal Procedure (2020)"),
    "PSA19": Source("《公安机关办理行政案件程序规定》", "Public Security Rules on Administrative Procedure"),
    "PSPL12": Source("《治安管理处罚法》（2012年修正）", "Public Security Penalty Law (2012)"),
    "PSPL25": Source("《治安管理处罚法》（2025年修订）", "Public Security Penalty Law (2025)"),
    "RTP20": Source("《道路交通安全违法行为处理程序规定》", "Rules on Handling Road Traffic Violations (2020)"),
    "PUB21": Source("《市场监督管理行政处罚信息公示规定》", "Rules on Publishing Market Regulation Penalties"),
    "CMP22": Source("《市场监督管理投诉举报处理暂行办法》", "Measures on Market Regulation Complaints and Reports"),
    "EI14": Source("《企业信息公示暂行条例》", "Regulation on Publishing Enterprise Information"),
    "FOOD21": Source("《食品生产经营监督检查管理办法》", "Measures on Food Inspection"),
    "XF22": Source("《信访工作条例》", "Regulation on Petition Work"),
    "PM10": Source("《人民调解法》", "People's Mediation Law"),
    "LA21": Source("《法律援助法》", "Legal Aid Law"),
    "P:118": Source("国办发〔2018〕118号", "State Council General Office Doc. 118 (2018)"),
    "P:SAMR-flow": Source("市场监管行政处罚程序流程图", "flow chart of the market regulation penalty procedure"),
    "P:sectors": Source("部门办案程序规定（未核对原文）", "rules of other sectors (not verified)"),
    "P:ENF-60": Source("申请法院强制执行期限的实务意见", "practice note on the court enforcement window"),
    "P:REV": Source("《人民检察院行刑反向衔接工作指引》", "Procuratorate guideline on reverse linkage (2024)"),
    "P:CR36": Source("《信用修复管理办法》（2026年）", "Credit Repair Measures (NDRC Order 36)"),
    "P:CR58": Source(
        "《失信行为纠正后的信用信息修复管理办法（试行）》", "Credit Repair Measures (NDRC Order 58, 2023)"
    ),
    "P:CR19": Source("信用修复规定（2019年）", "credit repair rule of 2019"),
    "P:SZCODE": Source("深府规〔2025〕6号", "Shenzhen Doc. 6 (2025)"),
    "P:SP2025": Source("四平市跨区域检查规定（2025年）", "Siping rule on cross-area inspection (2025)"),
    "P:GD-ent": Source("广东省委托乡镇街道执法规定", "Guangdong rules on entrusting townships"),
    "P:HZ-ent": Source("惠州市委托乡镇街道执法规定", "Huizhou rules on entrusting townships"),
    "RTL": Source("《道路交通安全法》", "Road Traffic Safety Law"),
    "CG21": Source("《海警法》", "Coast Guard Law"),
    "SAMRHEAR": Source("《市场监督管理行政处罚听证办法》", "Hearing Rules of Market Regulation"),
    "SAMRDISC": Source("市场监管行政处罚裁量规则", "Discretion Rules of Market Regulation"),
    "ECOHEAR": Source("生态环境行政处罚听证规定", "Hearing Rules of Ecology and Environment"),
    "LOCALHEAR": Source("某地较大数额罚款标准（示例）", "a local standard of larger fines (example)"),
    "SPCREPLY": Source("最高人民法院关于加处罚款的答复", "Supreme Court reply on late fines"),
    "DOCTRINE": Source("学理与实务通说", "doctrine and practice"),
    "NB17": Source("《宁波市文明行为促进条例》", "Ningbo Regulation on Civilised Conduct"),
    "NBW19": Source("《宁波市生活垃圾分类管理条例》", "Ningbo Regulation on Waste Sorting"),
    "HZ18": Source("《湖州市文明行为促进条例》", "Huzhou Regulation on Civilised Conduct"),
    "JX19": Source("《嘉兴市文明行为促进条例》", "Jiaxing Regulation on Civilised Conduct"),
    "P:HUZ-SERV": Source(
        "湖州市社会服务抵罚办法（2019年报道）", "Huzhou scheme of service for fines (as reported 2019)"
    ),
}
