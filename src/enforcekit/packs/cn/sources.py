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
    "ORG22": Source(
        "《地方各级人民代表大会和地方各级人民政府组织法》",
        "Organic Law of Local People's Congresses and Governments",
    ),
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
}
