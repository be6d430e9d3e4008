"""By whom in person: officers, their certificates, and where they serve."""

from __future__ import annotations

from typing import Annotated, ClassVar

from enforcekit.shape import Coded, Doc, Example, Ref, record
from enforcekit.timing import ALWAYS, Period

from .common import CODE, ID, LABEL, Record


@record
class Certificate:
    """An enforcement certificate (执法证件) and the days on which it is valid.

    >>> import datetime as dt
    >>> card = Certificate(number="浙A0001", period=Period(end=dt.date(2026, 1, 1)))
    >>> dt.date(2025, 12, 31) in card.period, dt.date(2026, 1, 1) in card.period
    (True, False)
    """

    number: Annotated[str, LABEL, Doc("Number", "证号"), Example("浙A0001")]
    period: Annotated[Period, Doc("Valid", "有效期")] = ALWAYS


@record
class Posting:
    """Service at another body (借调、派驻) for some time; the officer still belongs to the home body.

    >>> import datetime as dt
    >>> spring = Period(start=dt.date(2025, 3, 1), end=dt.date(2025, 6, 1))
    >>> dt.date(2025, 6, 1) in Posting(authority="xikou-town", period=spring).period
    False
    """

    authority: Annotated[str, ID, Ref("authority"), Doc("Body served", "派往单位")]
    kind: Annotated[str, CODE, Coded("posting_kind"), Doc("Kind", "方式")] = "stationed"
    period: Annotated[Period, Doc("From when, until when", "期间")] = ALWAYS


@record
class Officer(Record):
    """A person who acts for a body. Without a certificate in force the person may assist, not act.

    >>> lin = Officer(id="lin", home="xikou-town", recusals=["party-1"])
    >>> bool(lin.certificates), "party-1" in lin.recusals  # may assist only, and not against this party
    (False, True)
    """

    type: ClassVar[str] = "officer"

    home: Annotated[str, ID, Ref("authority"), Doc("Body the officer belongs to", "所属单位"), Example("xikou-town")]
    kind: Annotated[str, CODE, Coded("officer_kind"), Doc("Kind of staff", "人员类别"), Example("officer")] = "officer"
    certificates: Annotated[tuple[Certificate, ...], Doc("Certificates", "执法证件")] = ()
    fields: Annotated[
        tuple[Annotated[str, CODE, Coded("field")], ...], Doc("Fields certified for; none: any", "执法领域")
    ] = ()
    postings: Annotated[tuple[Posting, ...], Doc("Secondment and stationing", "借调、派驻")] = ()
    recusals: Annotated[
        tuple[Annotated[str, ID], ...], Doc("Parties and cases the officer must keep from", "应当回避的当事人或案件")
    ] = ()
    legal_qualification: Annotated[
        Period | None, Doc("National legal profession qualification, since when", "国家统一法律职业资格")
    ] = None
