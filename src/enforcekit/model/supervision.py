"""Supervision of enforcement (行政执法监督): notices with their ladder, reviews of case files, and duty lists."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.shape import Coded, Doc, Example, Ref, record

from .case import OfficerId
from .common import CODE, ID, Citation, Record, Text
from .request import ItemId, Turn


@record
class SupervisionNotice(Record):
    """A bulletin, reminder, risk slip, order slip or interview (两单一报、提醒函、约谈), and what came of it.

    >>> order = SupervisionNotice(
    ...     id="n-2", kind="order_slip", issuer="fenghua-justice", recipient="xikou-town", issue="late_decision",
    ...     issued_on=dt.date(2026, 4, 1), follows="n-1",
    ... )
    >>> order.follows  # the notice it steps up from; the next rung is `next_notice`
    'n-1'
    """

    type: ClassVar[str] = "supervision_notice"

    kind: Annotated[str, CODE, Coded("notice_kind"), Doc("Kind", "监督方式"), Example("risk_slip")]
    issuer: Annotated[str, ID, Ref("authority"), Doc("Body that supervises", "监督机关"), Example("fenghua-justice")]
    recipient: Annotated[str, ID, Ref("authority"), Doc("Body supervised", "被监督机关"), Example("xikou-town")]
    issue: Annotated[str, CODE, Coded("supervision_issue"), Doc("About what", "监督事由"), Example("late_decision")]
    issued_on: Annotated[dt.date, Doc("Issued on", "发出日期"), Example("2026-03-02")]
    cases: Annotated[tuple[Annotated[str, ID, Ref("case")], ...], Doc("Cases it is about", "所涉案件")] = ()
    bases: Annotated[tuple[Citation, ...], Doc("Provisions it rests on", "依据")] = ()
    follows: Annotated[
        str | None, ID, Ref("supervision_notice"), Doc("Notice that it steps up from", "升级前的通知")
    ] = None
    text: Annotated[Text | None, Doc("Facts and what is asked for", "事实和要求")] = None
    layer: Annotated[
        str | None, CODE, Coded("layer"), Doc("Sector or place whose rules apply", "适用的行业或地方规则")
    ] = None
    events: Annotated[tuple[Turn, ...], Doc("Turns, oldest first", "事件")] = ()

    @property
    def procedure(self) -> str:
        """The process it runs through."""
        return "notice"


@record
class ReviewPoint:
    """One point of a case review: which criterion, and how much of it was lost.

    >>> ReviewPoint(criterion="facts", lost=120)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: ReviewPoint
      error EK116 at /lost: 120 is more than 100 → give a number of at most 100
    """

    criterion: Annotated[str, CODE, Coded("review_criterion"), Doc("Criterion", "评查项目"), Example("facts")]
    lost: Annotated[int, at.Ge(0), at.Le(100), Doc("Points lost", "扣分")] = 0
    note: Annotated[Text | None, Doc("In words", "说明")] = None


@record
class CaseReview(Record):
    """A review of one case file (案卷评查): who reviewed whose file, what was lost, and what was fatal.

    >>> read = CaseReview(
    ...     id="rv-1", case="c-1", reviewed_on=dt.date(2025, 11, 20), reviewers=["wu"],
    ...     points=[ReviewPoint(criterion="facts", lost=5)], vetoes=["wrong_body"],
    ... )
    >>> read.vetoes  # one of them makes it fail, whatever the points say: `review_score`
    ('wrong_body',)
    """

    type: ClassVar[str] = "case_review"

    case: Annotated[str, ID, Ref("case"), Doc("Case", "案件"), Example("case-1")]
    reviewed_on: Annotated[dt.date, Doc("Reviewed on", "评查日期"), Example("2025-11-20")]
    reviewers: Annotated[tuple[OfficerId, ...], at.MinLen(1), Doc("Reviewers", "评查人员"), Example("officer-1")]
    vetoes: Annotated[
        tuple[Annotated[str, CODE, Coded("review_veto")], ...], Doc("Grounds that make it fail", "一票否决情形")
    ] = ()
    points: Annotated[tuple[ReviewPoint, ...], Doc("Points lost", "扣分项")] = ()
    correct_by: Annotated[dt.date | None, Doc("Defects to be corrected by", "整改期限")] = None


@record
class DutyEntry:
    """One duty of a list: what is to be done, on which items or fields, where, and how much it weighs.

    >>> DutyEntry(id="d1", authority="xikou-town", role="help", fields=["city_management"]).weight
    1
    """

    id: Annotated[str, ID, Doc("Identity within the list", "编号"), Example("d1")]
    authority: Annotated[str, ID, Ref("authority"), Doc("Body whose duty it is", "责任单位"), Example("xikou-town")]
    role: Annotated[str, CODE, Coded("duty_role"), Doc("Lead or help", "主责或者配合")] = "lead"
    items: Annotated[tuple[ItemId, ...], Doc("Items", "事项")] = ()
    fields: Annotated[tuple[Annotated[str, CODE, Coded("field")], ...], Doc("Fields", "领域")] = ()
    actions: Annotated[
        tuple[Annotated[str, CODE, Coded("action_kind")], ...], Doc("Actions; none: any", "行为类型")
    ] = ()
    places: Annotated[tuple[Annotated[str, ID, Ref("place")], ...], Doc("Places; none: where the body is", "地域")] = ()
    weight: Annotated[int, at.Ge(0), at.Le(1000), Doc("Points in the yearly score", "分值")] = 1
    text: Annotated[Text | None, Doc("In words", "职责内容")] = None


@record
class DutyList(Record):
    """A published list of duties (履职清单、职责边界清单). A boundary list settles who acts from its first day on.

    >>> DutyList(id="list", kind="boundary", decided_by="fenghua-government", duties=[])
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: DutyList
      error EK117 at /duties: 0 characters or entries, at least 1 are needed → give at least 1
    """

    type: ClassVar[str] = "duty_list"

    kind: Annotated[str, CODE, Coded("duty_list_kind"), Doc("Kind", "清单类型"), Example("boundary")]
    decided_by: Annotated[str, ID, Ref("authority"), Doc("Issued by", "制定机关"), Example("fenghua-government")]
    published_on: Annotated[dt.date | None, Doc("Published on", "公布日期")] = None
    instruments: Annotated[tuple[Citation, ...], Doc("Instruments", "依据文件")] = ()
    duties: Annotated[tuple[DutyEntry, ...], at.MinLen(1), Doc("Duties", "职责")]
