"""The layers: sectors and places with rules of their own, their other names, and what each stands on."""

from __future__ import annotations

from typing import Final

from enforcekit.codes import code_list

LAYER = code_list(
    "layer",
    "适用层面",
    "Sector or place with rules of its own",
    (
        ("samr", "市场监管系统", "market regulation"),
        ("public_security", "公安机关", "public security"),
        ("ecology", "生态环境系统", "ecology and environment"),
        ("agriculture", "农业农村系统", "agriculture"),
        ("transport", "交通运输系统", "transport"),
        ("emergency", "应急管理系统", "emergency management"),
        ("traffic", "公安交通管理", "road traffic police"),
        ("coast_guard", "海警机构", "coast guard"),
        ("medical_insurance", "医疗保障系统", "medical insurance"),
        ("housing", "住房和城乡建设系统", "housing and construction"),
        ("shanghai_city_management", "上海市城市管理", "Shanghai city management"),
        ("guangdong", "广东省", "Guangdong"),
        ("huizhou", "惠州市", "Huizhou"),
        ("zhejiang", "浙江省", "Zhejiang"),
        ("huzhou", "湖州市", "Huzhou"),
        ("zhengzhou", "郑州市", "Zhengzhou"),
        ("shenzhen", "深圳市", "Shenzhen"),
        ("siping", "四平市", "Siping"),
        ("food", "食品生产经营", "food business"),
        ("henan", "河南省", "Henan"),
        ("ningbo", "宁波市", "Ningbo"),
        ("beijing", "北京市", "Beijing"),
        ("jinyun", "缙云县", "Jinyun"),
        ("nanxian", "南县", "Nanxian"),
    ),
)

LAYER_NAMES: Final = {
    "national": "",
    "全国": "",
    "market_regulation": "samr",
    "market_supervision": "samr",
    "市场监督管理": "samr",
    "police": "public_security",
    "traffic_police": "traffic",
    "environment": "ecology",
    "ecology_environment": "ecology",
    "ecological_environment": "ecology",
    "agriculture_rural": "agriculture",
    "transportation": "transport",
    "emergency_management": "emergency",
    "housing_construction": "housing",
    "culture": "culture_tourism",
}
"""Other names of sectors and of national law, each without a second meaning; fields of enforcement whose rows stand under the sector."""

LAYER_PARENTS: Final = {
    "huizhou": ("guangdong",),
    "shenzhen": ("guangdong",),
    "huzhou": ("zhejiang",),
    "jiaxing": ("zhejiang",),
    "jinyun": ("zhejiang",),
    "ningbo": ("zhejiang",),
    "fenghua": ("ningbo",),
    "zhengzhou": ("henan",),
    "food": ("samr",),
}
"""The layer on which one stands directly: a district on its city, a city on its province, a part of a sector on it."""
