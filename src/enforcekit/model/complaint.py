"""How a matter comes in: complaints (投诉、诉求), clues (线索), and mediation (调解) before or beside enforcement."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.shape import Coded, Doc, Example, Ref, record

from .case import Evidence
from .common import CODE, ID, LABEL, Money, Record, Text
from .request import ItemId, Turn


@record
class Complaint(Record):
    """What a person asked of the public side, by any channel, and what was done with it (投诉、诉求).

    `kind` is one of the kinds of request that an app or hotline knows, `channel` the way it came. The number that it
    has in the system it came from is kept, so that both sides speak of the same one.

    >>> monday = dt.datetime(2025, 9, 22, 9, tzinfo=dt.UTC)
    >>> asked = Complaint(id="c-1", kind="report", channel="petition", received_at=monday, receiver="xikou-town")
    >>> asked.procedure  # by its channel, whatever it asks for
    'petition'
    """

    type: ClassVar[str] = "complaint"

    kind: Annotated[str, CODE, Coded("complaint_kind"), Doc("Kind of request", "诉求类型"), Example("report")]
    channel: Annotated[str, CODE, Coded("intake_channel"), Doc("How it came", "受理渠道"), Example("hotline")]
    received_at: Annotated[dt.datetime, Doc("Received", "收到时间"), Example("2025-09-22T09:00:00+08:00")]
    receiver: Annotated[str, ID, Ref("authority"), Doc("Body it came to first", "首问单位"), Example("xikou-town")]
    number: Annotated[str | None, LABEL, Doc("Its number where it came from", "来源系统编号")] = None
    place: Annotated[str | None, ID, Ref("place"), Doc("Where", "地点")] = None
    items: Annotated[tuple[ItemId, ...], Doc("Items it is about, once known", "所涉事项")] = ()
    party: Annotated[str | None, ID, Ref("party"), Doc("Whom it is about", "被反映对象")] = None
    text: Annotated[Text | None, Doc("In the person's words", "诉求内容")] = None
    layer: Annotated[
        str | None, CODE, Coded("layer"), Doc("Sector or place whose rules apply", "适用的行业或地方规则")
    ] = None
    events: Annotated[tuple[Turn, ...], Doc("Turns, oldest first", "事件")] = ()

    @property
    def procedure(self) -> str:
        """The process it runs through: a petition has its own, whatever it asks for."""
        return "petition" if self.channel == "petition" else "service"


@record
class Clue(Record):
    """A sign that a rule may be broken (违法线索), with its source kept. It is no case until one is filed.

    >>> smoke = Clue(
    ...     id="clue-1", channel="device", found_on=dt.date(2025, 9, 22), authority="xikou-town",
    ...     items=["waste-dumping"], place="330213100", record="camera-7",
    ... )
    >>> smoke.record, smoke.procedure
    ('camera-7', 'clue')
    """

    type: ClassVar[str] = "clue"

    channel: Annotated[str, CODE, Coded("intake_channel"), Doc("How it came", "线索来源"), Example("device")]
    found_on: Annotated[dt.date, Doc("Found on", "发现日期"), Example("2025-09-22")]
    authority: Annotated[str, ID, Ref("authority"), Doc("Body that has it", "接收机关"), Example("xikou-town")]
    items: Annotated[tuple[ItemId, ...], at.MinLen(1), Doc("Items it may break", "涉嫌事项"), Example("waste-dumping")]
    place: Annotated[str, ID, Ref("place"), Doc("Where", "地点"), Example("330213100")]
    record: Annotated[str | None, ID, Doc("Complaint, inspection or request it came from", "来源记录")] = None
    party: Annotated[str | None, ID, Ref("party"), Doc("Whom it points to", "涉嫌当事人")] = None
    evidence: Annotated[tuple[Evidence, ...], Doc("Evidence", "证据")] = ()
    layer: Annotated[
        str | None, CODE, Coded("layer"), Doc("Sector or place whose rules apply", "适用的行业或地方规则")
    ] = None
    events: Annotated[tuple[Turn, ...], Doc("Turns, oldest first", "事件")] = ()

    @property
    def procedure(self) -> str:
        """The process it runs through."""
        return "clue"


@record
class Mediation(Record):
    """A dispute on its way up the ladder: people's mediation, legal aid, enforcement, criminal law (阶梯化解).

    >>> wages = Mediation(id="m-1", body="mediation-room", kind="wages", people=12, amount=Money(amount=3_600_000))
    >>> wages.amount.amount // wages.people // 100  # yuan for each of them
    3000
    >>> Mediation(id="m-1", body="mediation-room", kind="wages", people=0)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Mediation
      error EK115 at /people: 0 is less than 1 → give a number of at least 1
    """

    type: ClassVar[str] = "mediation"

    body: Annotated[str, ID, Ref("authority"), Doc("Body that mediates", "调解组织"), Example("mediation-room")]
    kind: Annotated[str, CODE, Coded("dispute_kind"), Doc("Kind of dispute", "纠纷类型"), Example("wages")]
    place: Annotated[str | None, ID, Ref("place"), Doc("Where", "地点")] = None
    record: Annotated[str | None, ID, Doc("Complaint or case it came from", "来源记录")] = None
    people: Annotated[int, at.Ge(1), at.Le(1_000_000), Doc("Persons concerned", "涉及人数")] = 1
    amount: Annotated[Money | None, Doc("Amount in dispute", "涉及金额")] = None
    level: Annotated[str | None, CODE, Coded("level"), Doc("Level that settled it", "化解层级")] = None
    layer: Annotated[
        str | None, CODE, Coded("layer"), Doc("Sector or place whose rules apply", "适用的行业或地方规则")
    ] = None
    events: Annotated[tuple[Turn, ...], Doc("Turns, oldest first", "事件")] = ()

    @property
    def procedure(self) -> str:
        """The process it runs through."""
        return "ladder"
