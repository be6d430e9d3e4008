"""The columns of the penalty feed of double publicity (双公示), by code, by full name, and by what older feeds say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from enforcekit.packs.cn import credit_code, person_id

from .table import Column, named_columns

_COLUMNS: Final = (
    ("CF_XDR_MC", "行政相对人名称", "相对人名称", "当事人名称", "当事人", "被处罚人", "处罚对象"),
    ("CF_XDR_LB", "行政相对人类别", "相对人类别", "当事人类型"),
    ("CF_XDR_SHXYM", "统一社会信用代码", "行政相对人代码_1", "行政相对人代码1", "相对人代码_1"),
    ("CF_XDR_ZJHM", "证件号码", "自然人证件号码", "CF_XDR_SFZ", "居民身份证号", "行政相对人代码_5"),
    ("CF_FR_ZJHM", "法定代表人证件号码", "CF_FR_SFZH", "法定代表人身份证号"),
    ("CF_FRDB", "法定代表人", "法定代表人姓名", "CF_FR", "法人代表", "负责人"),
    ("CF_WSH", "行政处罚决定书文号", "处罚决定书文号", "决定书文号", "处罚文书号", "行政处罚决定文书号", "文号"),
    ("CF_WFXW", "违法行为类型", "违法行为", "CF_CFMC", "处罚名称", "案由", "CF_AJMC", "案件名称"),
    ("CF_SY", "违法事实", "处罚事由", "主要违法事实"),
    ("CF_YJ", "处罚依据", "行政处罚依据", "法律依据"),
    ("CF_CFLB", "处罚类别", "处罚种类", "行政处罚种类", "处罚类别1", "CF_CFLB1"),
    ("CF_CFLB2", "处罚类别2"),
    ("CF_NR", "处罚内容", "处罚结果", "CF_JG", "处罚决定内容"),
    ("CF_NR_FK", "罚款金额", "罚款", "罚款数额"),
    ("CF_NR_WFFF", "没收违法所得、没收非法财物的金额", "没收违法所得没收非法财物的金额", "没收金额"),
    ("CF_NR_ZKDX", "暂扣或吊销证照名称及编号", "暂扣或吊销证照名称"),
    ("CF_JDRQ", "处罚决定日期", "决定日期", "作出处罚决定日期", "作出处罚决定的日期", "行政处罚决定日期", "处罚日期"),
    ("CF_YXQ", "处罚有效期", "处罚有效期至"),
    ("CF_GSJZQ", "公示截止期", "公示截止日期", "JZRQ"),
    ("CF_CFJG", "处罚机关", "作出处罚的机关", "处罚机关名称", "CF_XZJG", "行政处罚机关", "处罚单位"),
    ("CF_CFJGDM", "处罚机关统一社会信用代码", "处罚机关代码"),
    ("CF_CFCX", "处罚程序", "CASE_PROCESS_TYPE", "办案程序"),
)  # fmt: skip

REQUIRED: Final = ("CF_XDR_LB", "CF_WSH", "CF_WFXW", "CF_YJ", "CF_CFLB", "CF_NR", "CF_JDRQ")
"""What the feed asks of every row; the name and the organ are often taken out before a table is shared."""
ASKED: Final = (*REQUIRED, "CF_NR_FK")
"""The columns that a table of the feed has; some are filled in only where there is something to say."""
PERSONAL: Final = frozenset({"CF_XDR_ZJHM", "CF_FR_ZJHM"})
"""Columns of identity numbers, of which only a mask is kept."""

ORGANISATION: Final = "法人及非法人组织"
PARTIES: Final[Mapping[str, str]] = {
    ORGANISATION: "other_organisation",
    "法人": "other_organisation",
    "非法人组织": "other_organisation",
    "法人或者其他组织": "other_organisation",
    "法人或其他组织": "other_organisation",
    "企业": "enterprise",
    "自然人": "individual",
    "公民": "individual",
    "个人": "individual",
    "个体": "individual_business",
    "个体户": "individual_business",
}
"""Kinds of party as feeds name them; those of the pack's own list go by their labels."""


def party_word(kind: str) -> str:
    """What feeds call a kind of party, of which they tell three apart.

    >>> party_word("individual_business"), party_word("institution")
    ('个体工商户', '法人及非法人组织')
    """
    return {"individual": "自然人", "individual_business": "个体工商户"}.get(kind, ORGANISATION)


KINDS: Final[Mapping[str, str]] = {
    "没收非法财产": "confiscate_illegal_property",
    "没收违法财物": "confiscate_illegal_property",
    "没收违法物品": "confiscate_illegal_property",
    "没收非法所得": "confiscate_illegal_gains",
    "暂扣或者吊销许可证": "revoke_licence",
    "暂扣许可证": "suspend_licence",
    "吊销许可证": "revoke_licence",
    "吊销执照": "revoke_licence",
    "吊销营业执照": "revoke_licence",
    "责令停业": "order_suspend_business",
    "责令停产": "order_suspend_business",
    "限制开展经营活动": "restrict_business",
    "拘留": "detention",
    "其他": "other",
    "其它": "other",
}
"""Kinds of penalty under other names than the law's."""

PROCEDURES: Final[Mapping[str, str]] = {
    "简易": "simple",
    "简易程序": "simple",
    "01": "simple",
    "一般": "ordinary",
    "一般程序": "ordinary",
    "普通": "ordinary",
    "普通程序": "ordinary",
    "02": "ordinary",
}

_BY_NAME: Final = {name.upper(): row[0] for row in _COLUMNS for name in row}


def columns_of(headers: Iterable[str]) -> tuple[Column, ...]:
    """What the headers of a table are; the first of several that mean the same is it, the rest stay unmapped.

    >>> [each.code for each in columns_of(["处罚决定日期", "CF_NR_FK", "备注"])]
    ['CF_JDRQ', 'CF_NR_FK', None]
    >>> columns_of(["罚款金额（元）"])[0].unit
    100
    """
    return named_columns(headers, _BY_NAME)


def personal(header: str, cell: str) -> bool:
    """Whether a cell holds an identity number, of which only a mask is kept.

    A column of such numbers is known by its header alone, so that a second one of a table is too; in that of credit
    codes of parties the number tells itself.

    >>> personal("证件号码", "1"), personal("统一社会信用代码", "11010519491231002X"), personal("文号", "1")
    (True, True, False)
    """
    code = _meaning(header)
    if not cell or "*" in cell:
        return False
    return code in PERSONAL or (code == "CF_XDR_SHXYM" and is_person(cell))


def is_person(number: str) -> bool:
    """Whether what stands for a credit code is the identity number of a person."""
    return person_id.problem(number) in (None, "check") and credit_code.problem(number) is not None


@cache
def _meaning(header: str) -> str | None:
    return columns_of([header])[0].code
