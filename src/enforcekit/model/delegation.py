"""How power moves: delegations of every mode, and decisions that settle a contested competence."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.codes import DESIGNATION_KINDS
from enforcekit.errors import Finding, rule
from enforcekit.shape import Coded, Doc, Example, Ref, record
from enforcekit.timing import Period

from .common import CODE, ID, LABEL, Citation, Money, Record

EVERY_HOLDER = "every_holder"
"""As a grantor: whoever holds the power on the day."""

COVERS_NOTHING = rule(
    "EK122",
    "error",
    "no item, field or code prefix says what is covered",
    "未说明涉及哪些事项（items、fields 或 code_prefixes）",
    cure_en="list items, fields or code_prefixes",
    cure_zh="请填写 items、fields 或 code_prefixes",
)
RECALL_BEFORE_START = rule(
    "EK123",
    "error",
    "recalled on {recalled}, not after its start {start}",
    "收回日 {recalled} 不晚于开始日 {start}",
    cure_en="correct the dates",
    cure_zh="请更正日期",
)


@record
class Ceiling:
    """The highest fine the grant allows, for one kind of party or for all.

    >>> Ceiling(fine=Money(amount=100_000), party_kind="individual").fine.amount  # 1,000 yuan, for individuals
    100000
    """

    fine: Annotated[Money, Doc("Highest fine", "罚款上限")]
    party_kind: Annotated[str | None, CODE, Coded("party_kind"), Doc("For this kind of party", "当事人类型")] = None


@record
class _Cells(Record):
    """What a delegation or designation speaks of: items by id, field or code prefix, actions, places."""

    items: Annotated[
        tuple[Annotated[str, ID, Ref("item")], ...], Doc("Items by id", "事项"), Example("waste-dumping")
    ] = ()
    fields: Annotated[tuple[Annotated[str, CODE, Coded("field")], ...], Doc("All items of these fields", "整领域")] = ()
    code_prefixes: Annotated[tuple[Annotated[str, LABEL], ...], Doc("All items whose code begins so", "编码前缀")] = ()
    actions: Annotated[
        tuple[Annotated[str, CODE, Coded("action_kind")], ...],
        at.MinLen(1),
        Doc("Kinds of action", "行为类型"),
        Example("penalise;inspect"),
    ]
    places: Annotated[tuple[Annotated[str, ID, Ref("place")], ...], Doc("Territory; none: the body's own", "区域")] = ()
    instruments: Annotated[
        tuple[Citation, ...],
        Doc("Instruments, from the deciding one to the last list", "依据文件（按层级先后）"),
        Example("zj-decision"),
    ] = ()

    def problems(self) -> list[Finding]:
        """Something must be covered."""
        return [] if self.items or self.fields or self.code_prefixes else [COVERS_NOTHING.at("/items")]


@record
class Delegation(_Cells):
    """A grant of power of some mode (授权、委托、相对集中、赋权、派驻). Without grantors it is a base grant.

    >>> grant = Delegation(
    ...     id="grant", mode="township", grantee="xikou-town", fields=["city_management"], actions=["penalise"],
    ...     recalled_on=dt.date(2026, 1, 1), run_off_days=30,
    ... )
    >>> grant.force.end  # the first day on which it no longer runs
    datetime.date(2026, 2, 1)
    >>> Delegation(id="grant", mode="township", grantee="xikou-town", actions=["penalise"])
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Delegation
      error EK122 at /items: no item, field or code prefix says what is covered → list items, fields or code_prefixes
    """

    type: ClassVar[str] = "delegation"

    mode: Annotated[str, CODE, Coded("delegation_mode"), Doc("Mode", "方式"), Example("township")]
    grantors: Annotated[
        tuple[Annotated[str, ID, Ref("authority", reserved=(EVERY_HOLDER,))], ...],
        Doc("Bodies whose power it is, or every_holder", "原行使机关"),
        Example("fenghua-city-management"),
    ] = ()
    grantee: Annotated[str, ID, Ref("authority"), Doc("Body that receives it", "承接主体"), Example("xikou-town")]
    published_on: Annotated[dt.date | None, Doc("Date of publication", "公布日期")] = None
    recalled_on: Annotated[dt.date | None, Doc("Date of the recall", "收回日期")] = None
    run_off_days: Annotated[
        int, at.Ge(0), at.Le(3660), Doc("Calendar days it still runs after the recall", "收回后的过渡天数")
    ] = 0
    carve_outs: Annotated[
        tuple[Annotated[str, CODE, Coded("carve_out")], ...],
        Doc("Cases that stay with the grantor", "保留给原机关的案件"),
    ] = ()
    ceilings: Annotated[tuple[Ceiling, ...], Doc("Highest fines", "罚款上限")] = ()
    procedures: Annotated[
        tuple[Annotated[str, CODE, Coded("procedure_kind")], ...],
        Doc("Procedures allowed; none: any", "允许的程序"),
    ] = ()
    in_flight: Annotated[
        str | None, CODE, Coded("in_flight_rule"), Doc("Who finishes cases already filed", "在办案件的处理")
    ] = None

    @property
    def force(self) -> Period:
        """The days on which the grant runs: its period, ended by a recall once the run-off is over.

        The run-off counts like any period of days: the day of the recall is excluded, the last day included
        (民法典 arts 201, 1259; D-21).
        """
        if self.recalled_on is None:
            return self.period
        extra = self.run_off_days + 1 if self.run_off_days else 0
        end = dt.date.fromordinal(min(self.recalled_on.toordinal() + extra, dt.date.max.toordinal()))
        if self.period.end is not None:
            end = min(end, self.period.end)
        return Period(start=self.period.start, end=end)

    def problems(self) -> list[Finding]:
        """Something must be covered; a recall comes after the start."""
        found = _Cells.problems(self)
        start, recalled = self.period.start, self.recalled_on
        if start is not None and recalled is not None and recalled <= start:
            found.append(RECALL_BEFORE_START.at("/recalled_on", recalled=recalled.isoformat(), start=start.isoformat()))
        return found


@record
class Designation(_Cells):
    """A decision that names one body for some cells: by the common superior (J-04), or on a boundary.

    >>> Designation(id="d", kind="lottery", authority="xikou-town", items=["waste-dumping"], actions=["penalise"])
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Designation
      error EK114 at /kind: 'lottery' is not a code of the closed list 'designation_kind' → use one of: ...
    """

    type: ClassVar[str] = "designation"

    kind: Annotated[str, CODE, Coded("designation_kind", DESIGNATION_KINDS), Doc("Kind", "类型")] = "designation"
    authority: Annotated[
        str, ID, Ref("authority"), Doc("Body designated", "被指定机关"), Example("fenghua-city-management")
    ]
    decided_by: Annotated[str | None, ID, Ref("authority"), Doc("Body that decided", "决定机关")] = None
