"""What one authority asks of another (机关之间的请求): a transfer, help, a joint action, a report, a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Final

import annotated_types as at

from enforcekit.shape import Coded, Doc, Example, Ref, record

from .case import OfficerId
from .common import CODE, ID, Record, Text

AuthorityId = Annotated[str, ID, Ref("authority")]
ItemId = Annotated[str, ID, Ref("item")]
ANSWERS: Final = frozenset(
    {"accept", "sign", "refuse", "disagree", "supply", "join", "acknowledge", "claim", "decline_meeting"}
)
"""The turns by which a body that was asked answers, yes or no."""


@record
class Turn:
    """One event of a request, complaint, mediation or notice: what happened, when, and which body did it.

    A case has `Event`s; these turn on other things: which side acts, who owns what was agreed, and by when.

    >>> yes = Turn(kind="accept", at=dt.datetime(2025, 9, 25, 9, tzinfo=dt.UTC), authority="fenghua-government")
    >>> yes.by  # the body did it, no officer is named
    ()
    >>> Turn(kind="accept", at="2025-09-25")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Turn
      error EK110 at /at: 2025-09-25 is not of type datetime → write a value of type datetime
    """

    kind: Annotated[str, CODE, Coded("turn_kind"), Doc("What happened", "事件"), Example("accept")]
    at: Annotated[dt.datetime, Doc("When, with its zone", "时间"), Example("2025-09-22T09:00:00+08:00")]
    authority: Annotated[str | None, ID, Ref("authority"), Doc("Body that did it", "行为机关")] = None
    by: Annotated[tuple[OfficerId, ...], Doc("Officers who did it", "经办人员")] = ()
    facts: Annotated[
        tuple[Annotated[str, CODE, Coded("turn_fact")], ...], Doc("What is asserted of it", "载明事项")
    ] = ()
    reference: Annotated[str | None, ID, Doc("Another record: a body, a case, a request", "关联记录")] = None
    until: Annotated[dt.date | None, Doc("Day by which it is to be done", "完成期限")] = None
    subject: Annotated[str | None, ID, Doc("Which part of the matter", "对象标识")] = None
    note: Annotated[Text | None, Doc("In words", "说明")] = None


@record
class Request(Record):
    """What a body asks of one or several others, and the turns it took. Its state follows from the turns.

    >>> yes = Turn(kind="supply", at=dt.datetime(2025, 9, 25, 9, tzinfo=dt.UTC), authority="fenghua-government")
    >>> asked = Request(
    ...     id="r-1", kind="evidence_assistance", asking="xikou-town", asked=["fenghua-government"],
    ...     asked_on=dt.date(2025, 9, 22), events=[yes],
    ... )
    >>> (asked.answered_on - asked.asked_on).days
    3
    """

    type: ClassVar[str] = "request"

    kind: Annotated[str, CODE, Coded("request_kind"), Doc("Kind", "请求类型"), Example("evidence_assistance")]
    asking: Annotated[str, ID, Ref("authority"), Doc("Body that asks", "请求机关"), Example("xikou-town")]
    asked: Annotated[
        tuple[AuthorityId, ...], at.MinLen(1), Doc("Bodies that are asked", "被请求机关"), Example("fenghua-government")
    ]
    asked_on: Annotated[dt.date, Doc("Day it was made", "请求日期"), Example("2025-09-22")]
    matter: Annotated[str | None, ID, Doc("Case, clue or complaint it is about", "所涉案件、线索或投诉")] = None
    items: Annotated[tuple[ItemId, ...], Doc("Items", "事项")] = ()
    place: Annotated[str | None, ID, Ref("place"), Doc("Where", "地点")] = None
    answer_by: Annotated[dt.date | None, Doc("Answer asked for by", "请求答复期限")] = None
    layer: Annotated[
        str | None, CODE, Coded("layer"), Doc("Sector or place whose rules apply", "适用的行业或地方规则")
    ] = None
    events: Annotated[tuple[Turn, ...], Doc("Turns, oldest first", "事件")] = ()

    @property
    def procedure(self) -> str:
        """The process it runs through: that of its kind."""
        return self.kind

    @property
    def answered_on(self) -> dt.date | None:
        """The day of the first answer of a body that was asked; None while there is none.

        >>> asked = Request(id="r", kind="evidence_assistance", asking="a", asked=["b"], asked_on=dt.date(2025, 9, 22))
        >>> asked.answered_on is None
        True
        """
        return next((each.at.date() for each in self.events if each.kind in ANSWERS), None)
