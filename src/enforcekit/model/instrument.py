"""Under what: laws, decisions, lists, letters, and their articles."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.shape import Coded, Doc, Example, Ref, record
from enforcekit.timing import ALWAYS, Period

from .common import ARTICLE, CODE, ID, LABEL, Labelled, Record, Text


@record
class Article:
    """One provision of an instrument, with its own period when an amendment added or removed it.

    >>> added = Article(article="21-1", period=Period(start=dt.date(2021, 7, 15)))
    >>> dt.date(2021, 7, 14) in added.period  # an inserted article (第二十一条之一) was not there before
    False
    """

    article: Annotated[str, ARTICLE, Doc("Article", "条"), Example("24")]
    paragraph: Annotated[int | None, at.Ge(1), at.Le(99), Doc("Paragraph", "款")] = None
    point: Annotated[int | None, at.Ge(1), at.Le(99), Doc("Point", "项")] = None
    text: Annotated[Text | None, Doc("What it says, by language", "内容")] = None
    period: Annotated[Period, Doc("In force", "有效期间")] = ALWAYS


@record
class Instrument(Record):
    """A law, decision, list or letter. Its `period` runs from the day it comes into force to its repeal.

    >>> decision = Instrument(
    ...     id="zj-decision", names={"en": "Decision"}, kind="provincial_decision",
    ...     published_on=dt.date(2021, 11, 1), period=Period(start=dt.date(2022, 1, 1)),
    ... )
    >>> decision.in_force(decision.published_on)
    False
    """

    type: ClassVar[str] = "instrument"

    names: Labelled
    kind: Annotated[str, CODE, Coded("instrument_kind"), Doc("Kind", "文件类型"), Example("provincial_decision")]
    level: Annotated[
        str | None,
        CODE,
        Coded("level"),
        Doc("Level of the body that issued it", "制定机关层级"),
        Example("province"),
    ] = None
    number: Annotated[str | None, LABEL, Doc("Document number", "文号"), Example("浙政发〔2022〕1号")] = None
    issuer: Annotated[str | None, ID, Ref("authority"), Doc("Body that issued it", "制定机关")] = None
    issued_on: Annotated[dt.date | None, Doc("Date of issue", "发布日期")] = None
    published_on: Annotated[dt.date | None, Doc("Date of publication", "公布日期")] = None
    articles: Annotated[tuple[Article, ...], Doc("Provisions", "条文")] = ()
