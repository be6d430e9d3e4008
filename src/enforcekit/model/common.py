"""What every noun shares: ids, texts, identifiers, citations, money, and the base of a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import annotated_types as at

from enforcekit.shape import EMPTY, Coded, Doc, Example, Pattern, Ref, record
from enforcekit.shape.rules import LINE
from enforcekit.timing import ALWAYS, Period

ID = Pattern(
    "[A-Za-z0-9][A-Za-z0-9._:@/-]{0,127}",
    good=("330213100", "xikou-town", "cn:apl/24"),
    bad=("", "-x", "溪口", "a b", "a\n", "x" * 129),
)
CODE = Pattern("[a-z][a-z0-9_]{0,63}", good=("penalise", "fine"), bad=("", "Fine", "1x", "a-b", "fine\n"))
LABEL = Pattern(
    "[^\\u0000-\\u0020\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]{1,128}",
    good=("330217015000", "浙政办发〔2021〕51号"),
    bad=("", "a b", "a\n", "x\u202e", "x\ud800"),
)
ARTICLE = Pattern("[0-9]{1,4}(?:-[0-9]{1,2})?", good=("24", "21-1"), bad=("", "24.", "二十四", "24\n"), repeats=True)

CURRENCY = Pattern("[A-Z]{3}", good=("CNY",), bad=("cny", "CN", "CNY\n"))

Id = Annotated[str, ID]
Text = Mapping[str, str]
Labelled = Annotated[Text, Doc("Name by language: at least one of zh, en", "名称（按语言，至少一种）")]


@record
class Identifier:
    """A code as its scheme and value: no value means anything without its scheme.

    >>> Identifier(scheme="gb2260", value="330213") == Identifier(scheme="zj_item", value="330213")
    False
    >>> Identifier(scheme="GB 2260", value="330213")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Identifier
      error EK113 at /scheme: 'GB 2260' is not of the form [a-z][a-z0-9_]{0,63} → write it in that form
    """

    scheme: Annotated[str, CODE, Coded("identifier_scheme"), Doc("Scheme", "编码体系")]
    value: Annotated[str, LABEL, Doc("Value, as issued", "编码值")]
    version: Annotated[str | None, LABEL, Doc("Version of the list", "版本")] = None


@record
class Citation:
    """A place in an instrument: article (条), paragraph (款), point (项).

    >>> Citation(instrument="cn-penalty-law", article="24", paragraph=1).text()
    'art. 24 para. 1'
    >>> Citation(instrument="cn-penalty-law", article="第24条")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Citation
      error EK113 at /article: '第24条' is not of the form [0-9]{1,4}(?:-[0-9]{1,2})? → write it in that form
    """

    instrument: Annotated[str, ID, Ref("instrument"), Doc("Instrument", "文件"), Example("cn-penalty-law")]
    article: Annotated[str | None, ARTICLE, Doc("Article", "条"), Example("24")] = None
    paragraph: Annotated[int | None, at.Ge(1), at.Le(99), Doc("Paragraph", "款")] = None
    point: Annotated[int | None, at.Ge(1), at.Le(99), Doc("Point", "项")] = None

    def text(self, lang: str = "en") -> str:
        """The place in words, without the instrument's title.

        >>> Citation(instrument="cn-penalty-law", article="20", paragraph=4).text("zh")
        '第20条第4款'
        """
        zh = lang == "zh"
        parts = (
            (self.article, "第{}条", "art. {}"),
            (self.paragraph, "第{}款", "para. {}"),
            (self.point, "第{}项", "point {}"),
        )
        words = [(a if zh else b).format(value) for value, a, b in parts if value is not None]
        return ("" if zh else " ").join(words)


@record
class Money:
    """An amount in the smallest unit of its currency: fen for CNY, never a fraction.

    >>> Money(amount=200_000).currency  # 2,000 yuan
    'CNY'
    >>> Money(amount=2000.5)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Money
      error EK110 at /amount: 2000.5 is not of type int → write a value of type int
    """

    amount: Annotated[
        int,
        at.Ge(0),
        at.Le(2**53 - 1),
        Doc("Amount in the smallest unit of the currency (fen for CNY)", "金额（币种的最小单位，人民币为分）"),
        Example("200000"),
    ]
    currency: Annotated[str, CURRENCY, Coded("currency"), Doc("Currency, ISO 4217", "币种（ISO 4217）")] = "CNY"


@record
class Record:
    """The base of every noun. `type` is the name on the wire."""

    type: ClassVar[str] = ""

    id: Annotated[str, ID, Doc("Identity within the structure", "标识")]
    names: Annotated[Text | None, Doc("Name by language", "名称")] = None
    period: Annotated[Period, Doc("Days on which the record is in force", "有效期间")] = ALWAYS
    source: Annotated[str | None, LINE, Doc("Where this is stated: instrument or URL", "出处")] = None
    extensions: Annotated[Mapping[str, Any], Doc("Anything else, kept as it is", "扩展字段")] = EMPTY

    def label(self, lang: str = "en") -> str:
        """The name in a language, else in any, else the id."""
        names = self.names or {}
        return names.get(lang) or next(iter(names.values()), self.id)

    def in_force(self, on: dt.date) -> bool:
        """Whether the record's own period contains the day."""
        return on in self.period
