"""The fields of records of “internet + regulation” (互联网+监管): which mean what, and which may not be empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PENALTY: Final = "regulation_penalty"
COMPULSION: Final = "regulation_compulsion"
INSPECTION: Final = "regulation_inspection"
"""The extensions that hold a record as it was read."""
NUMBER: Final[Mapping[str, str]] = {
    PENALTY: "处罚行为编号",
    COMPULSION: "强制行为编号",
    INSPECTION: "检查行为编号",
}
"""The field that holds a record's own number."""
ITEM: Final = "监管事项目录编码"
SCHEME: Final = "supervision_item"
"""The field that holds the code of the item, and the scheme of such codes."""

SHARED: Final[Mapping[str, str]] = {
    "实施机构": "CF_CFJG",
    "实施机构编码": "CF_CFJGDM",
    "行政相对人": "CF_XDR_MC",
    "行政相对人性质": "CF_XDR_LB",
    "行政相对人编码": "CF_XDR_SHXYM",
}
AS_DECISION: Final[Mapping[str, str]] = {
    **SHARED,
    "处罚行为名称": "CF_WFXW",
    "违法事实": "CF_SY",
    "处罚依据": "CF_YJ",
    "处罚程序": "CF_CFCX",
    "处罚文书号": "CF_WSH",
    "处罚决定日期": "CF_JDRQ",
    "处罚种类": "CF_CFLB",
    "罚款金额": "CF_NR_FK",
    "处罚结果": "CF_NR",
}
"""The fields of a penalty that the penalty feed has too, and its codes for them."""
DATED: Final[Mapping[str, str]] = {
    "立案时间": "file",
    "听证日期": "hold_hearing",
    "法制审核日期": "legal_review",
    "集体讨论日期": "discuss",
    "结案日期": "close",
}
"""The fields that are the day of an event."""
SAID: Final[Mapping[str, str]] = {
    "是否听证": "hold_hearing",
    "是否法制审核": "legal_review",
    "是否集体讨论": "discuss",
    "是否涉刑": "report_crime",
}
"""The fields that say whether an event took place."""
YES: Final = frozenset({"是", "1", "true", "True", "Y"})

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    PENALTY: (
        "监管事项目录编码", "处罚行为名称", "处罚行为编号", "监管对象", "案件来源",
        "检查行为编号", "行政相对人", "行政相对人性质", "证件类型", "行政相对人编码",
        "行政区划", "违法事实", "处罚依据", "处罚程序", "是否听证", "是否涉刑",
        "处罚文书号", "处罚决定日期", "处罚种类", "处罚结果", "行政复议", "行政诉讼",
        "不予行政处罚",
    ),
    INSPECTION: (
        "监管事项目录编码", "检查实施清单编码", "检查行为名称", "检查行为编号", "监管对象",
        "行政相对人", "行政相对人性质", "证件类型", "行政相对人编码", "行政区划",
        "检查形式", "检查类别", "检查结果", "检查时间", "检查人员",
    ),
    COMPULSION: ("强制决定书号", "行政强制种类"),
}  # fmt: skip
"""The fields that may not be empty."""
