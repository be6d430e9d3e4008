"""What: an enforcement item (执法事项), who holds it by statute, and what it may cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.codes import HOLDER_ROLES
from enforcekit.errors import Finding, rule
from enforcekit.shape import Coded, Doc, Example, record

from .common import CODE, Citation, Identifier, Labelled, Money, Record, Text

RANGE_REVERSED = rule(
    "EK121",
    "error",
    "the range ends at {high}, below its start {low}",
    "区间上限 {high} 低于下限 {low}",
    cure_en="swap them",
    cure_zh="请更正",
)

Code = Annotated[str, CODE]


@record
class Holder:
    """The bodies a statute names: any authority of such a kind and level with that function.

    >>> Holder(function="city_management", kinds=["department"], levels=["county"]).role
    'sole'
    >>> Holder(function="city_management", role="shared")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Holder
      error EK114 at /role: 'shared' is not a code of the closed list 'holder_role' → use one of: sole, ...
    """

    function: Annotated[
        str | None,
        CODE,
        Coded("field"),
        Doc("Function the body must have", "职能领域"),
        Example("city_management"),
    ] = None
    kinds: Annotated[
        tuple[Annotated[str, CODE, Coded("authority_kind")], ...], Doc("Kinds of body; none: any", "主体类型")
    ] = ()
    levels: Annotated[tuple[Annotated[str, CODE, Coded("level")], ...], Doc("Levels; none: any", "层级")] = ()
    role: Annotated[str, CODE, Coded("holder_role", HOLDER_ROLES), Doc("Alone, any one, or together", "行使方式")] = (
        "sole"
    )


@record
class Penalty:
    """One head of penalty with its range: an amount, or a multiple of a base (5 % is 0.05).

    >>> Penalty(kind="fine", minimum=Money(amount=50_000), maximum=Money(amount=20_000))
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Penalty
      error EK121 at /maximum: the range ends at 20000, below its start 50000 → swap them
    """

    kind: Annotated[str, CODE, Coded("penalty_kind"), Doc("Kind of penalty", "处罚种类"), Example("fine")]
    minimum: Annotated[Money | None, Doc("Lowest amount", "下限")] = None
    maximum: Annotated[Money | None, Doc("Highest amount", "上限")] = None
    minimum_multiple: Annotated[Decimal | None, Doc("Lowest multiple of the base", "最低倍数")] = None
    maximum_multiple: Annotated[Decimal | None, Doc("Highest multiple of the base", "最高倍数")] = None
    base: Annotated[str | None, CODE, Coded("amount_base"), Doc("What is multiplied", "计算基数")] = None
    party_kinds: Annotated[
        tuple[Annotated[str, CODE, Coded("party_kind")], ...],
        Doc("Parties it is for; none: any", "适用当事人"),
    ] = ()
    note: Annotated[Text | None, Doc("Condition in words", "适用情形")] = None

    def problems(self) -> list[Finding]:
        """A maximum is not below its minimum."""
        found = []
        low, high = self.minimum, self.maximum
        if low is not None and high is not None and high.amount < low.amount:
            found.append(RANGE_REVERSED.at("/maximum", low=low.amount, high=high.amount))
        least, most = self.minimum_multiple, self.maximum_multiple
        if least is not None and most is not None and most < least:
            found.append(RANGE_REVERSED.at("/maximum_multiple", low=least, high=most))
        return found


@record
class Item(Record):
    """A matter on which a body may act, as a list of powers states it.

    >>> dumping = Item(id="dumping", names={"en": "Dumping"}, field="city_management", actions=["penalise", "inspect"])
    >>> dumping.holders  # which bodies hold it is not known
    ()
    >>> Item(id="dumping", names={"en": "Dumping"}, field="city_management", actions=[])
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Item
      error EK117 at /actions: 0 characters or entries, at least 1 are needed → give at least 1
    """

    type: ClassVar[str] = "item"

    names: Labelled
    code: Annotated[Identifier | None, Doc("Code in a list of powers", "事项编码")] = None
    field: Annotated[str, CODE, Coded("field"), Doc("Field of enforcement", "执法领域"), Example("city_management")]
    actions: Annotated[
        tuple[Annotated[str, CODE, Coded("action_kind")], ...],
        at.MinLen(1),
        Doc("Kinds of action", "行为类型"),
        Example("penalise;inspect"),
    ]
    bases: Annotated[tuple[Citation, ...], Doc("Legal bases", "设定依据")] = ()
    holders: Annotated[tuple[Holder, ...], Doc("Bodies named by the statute; none: not known", "法定主体")] = ()
    penalties: Annotated[tuple[Penalty, ...], Doc("Penalties and ranges", "处罚种类和幅度")] = ()
    party_kinds: Annotated[
        tuple[Annotated[str, CODE, Coded("party_kind")], ...],
        Doc("Parties concerned; none: any", "相对人类别"),
    ] = ()
    procedures: Annotated[
        tuple[Annotated[str, CODE, Coded("procedure_kind")], ...],
        Doc("Procedures that usually apply", "适用程序"),
    ] = ()
    status: Annotated[str | None, CODE, Coded("item_status"), Doc("Status in the list it is from", "事项状态")] = None
