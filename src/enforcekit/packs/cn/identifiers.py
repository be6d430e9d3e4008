"""The identifier schemes of the PRC: each name with the check of its values.

The item codes are opaque: `zj_item` is read from published Zhejiang lists (unconfirmed), `supervision_item`
is the code of the national 互联网+监管 catalogue, `task_catalog` and `task_code` are columns of the national
exchange tables. `illustrative` is for codes that examples make up.

>>> SCHEMES["gb2260"].problem("330213100"), SCHEMES["zj_item"].problem("33021")
(None, 'length')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from enforcekit.codes import Scheme
from enforcekit.packs.cn import credit_code, division, document_number, person_id


def _shape(alphabet: str, shortest: int, longest: int) -> Callable[[str], str | None]:
    """A check of length, then of form."""
    pattern = re.compile(alphabet)

    def problem(text: str) -> str | None:
        if not shortest <= len(text) <= longest:
            return "length"
        return None if pattern.fullmatch(text) else "alphabet"

    return problem


SCHEMES: Final[dict[str, Scheme]] = {
    each.name: each
    for each in (
        Scheme("uscc", "统一社会信用代码", "unified social credit code", credit_code.problem),
        Scheme("organisation_code", "组织机构代码", "organisation code", credit_code.organisation_problem),
        Scheme("gb2260", "行政区划代码", "division code", division.problem),
        Scheme(
            "person_id",
            "公民身份号码（掩码）",
            "identity number, masked",
            person_id.stored_problem,
            personal=True,
        ),
        Scheme("document_number", "文号", "document number", document_number.problem),
        Scheme(
            "zj_item",
            "浙江省统一目录事项代码",
            "item code of the Zhejiang catalogue",
            _shape("[0-9]+", 12, 12),
        ),
        Scheme("supervision_item", "监管事项目录编码", "supervision item code", _shape("[0-9]+", 14, 14)),
        Scheme(
            "task_catalog",
            "基本编码",
            "base code of a government service item",
            _shape("[0-9A-Za-z]+", 1, 12),
        ),
        Scheme(
            "task_code",
            "实施编码",
            "implementation code of an item",
            _shape("[0-9A-Za-z][0-9A-Za-z-]*", 1, 36),
        ),
        Scheme("illustrative", "示例代码", "code made up for an example", _shape("[!-~]|[!-~][ -~]*[!-~]", 1, 64)),
    )
}
"""The schemes by name."""
