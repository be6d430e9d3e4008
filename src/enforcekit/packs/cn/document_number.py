"""Numbers of decisions and official documents (文号): 机关代字 + 类别字 + 〔年份〕 + 序号 + 号.

Penalty decisions, delegation decisions and notices share one grammar. What is printed differs in brackets,
in 字 and 第, in blanks and in a bracketed city in front; all of it is read, the raw text is kept, and
`canonical()` writes the style of GB/T 9704-2012 (六角括号, no 第, no leading zeros). Forms seen in real
documents:

>>> for text in ("巴南金管罚决字〔2025〕3号", "(德阳)应急罚〔2019〕15号", "德工商处字(2015)303 号", "市场【2019】1号"):
...     number = parse(text)
...     print(number.organ, number.kind, number.year, number.serial, number.canonical())
巴南金管 罚决 2025 3 巴南金管罚决字〔2025〕3号
(德阳)应急 罚 2019 15 (德阳)应急罚〔2019〕15号
德工商 处 2015 303 德工商处字〔2015〕303号
市场 None 2019 1 市场〔2019〕1号
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, InvalidData, InvalidRecord, rule
from enforcekit.model.case import Case
from enforcekit.structure import Structure

MAX_LENGTH: Final = 128
"""The column CF_WSH of the publication format 双公示 holds 128 characters."""

# Anchored on both sides, every quantifier bounded, one lazy part: the work is linear in the 128 characters.
_NUMBER = re.compile(
    r"(?P<org>.{1,120}?)(?P<kind>罚决|不罚|罚|处|强制|撤|责改|听告)?(?P<zi>字?)[ \u3000]{0,4}"
    r"[〔\[（(【](?P<year>[0-9]{4})[〕\]）)】]"
    r"[ \u3000]{0,4}第?[ \u3000]{0,4}(?P<no>[0-9]{1,10})[ \u3000]{0,4}号"
)
_ANOTHER = re.compile(r"[〔\[（(【][0-9]{4}[〕\]）)】]")
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\uff10-\uff19]"
)

EK154 = rule(
    "EK154",
    "error",
    "{value} is no document number: {why_en}",
    "{value} 不是文号：{why_zh}",
    cure_en="{do_en}",
    cure_zh="{do_zh}",
    article="GB/T 9704-2012, 7.2.5",
)

_REASONS: Final[dict[str, tuple[str, str, str, str]]] = {
    "length": (
        "it is empty or longer than 128 characters",
        "为空或超过128个字符",
        "give the number alone, without the title",
        "只填文号，不含标题",
    ),
    "alphabet": (
        "blanks around it, invisible characters or full-width digits",
        "首尾有空格，或含不可见字符、全角数字",
        "remove them; write digits as 0-9",
        "请删除，数字用半角",
    ),
    "several": (
        "it holds more than one number",
        "含多个文号",
        "give one record to each document",
        "一份文书填一条",
    ),
    "year": (
        "its year is not between 1949 and 2099",
        "年份不在1949至2099之间",
        "copy the number from the document",
        "请按文书核对",
    ),
    "form": (
        "it does not have the form organ〔year〕serial号",
        "不符合“机关代字〔年份〕序号号”的形式",
        "write it like 某综执罚决字〔2025〕1号",
        "写法如：某综执罚决字〔2025〕1号",
    ),
}


@attrs.frozen
class DocumentNumber:
    """A document number: the text as printed and its parts; `zi` tells whether 字 stands before the year."""

    text: str
    organ: str
    kind: str | None
    year: int
    serial: int
    zi: bool = False

    def canonical(self) -> str:
        """The number in the style of official documents (GB/T 9704-2012, 7.2.5).

        >>> parse("某综执罚决字[2025]第 007 号").canonical()
        '某综执罚决字〔2025〕7号'
        """
        return f"{self.organ}{self.kind or ''}{'字' if self.zi else ''}〔{self.year}〕{self.serial}号"


def problem(text: str) -> str | None:
    """What is wrong with a document number: `length`, `alphabet`, `form`, `year`, `several`; or None.

    >>> problem("菏金罚决字〔2023〕26号"), problem("菏金罚决字〔２０２３〕26号"), problem("26号"), problem("")
    (None, 'alphabet', 'form', 'length')
    """
    found = _read(text)
    return found if isinstance(found, str) else None


def parse(text: str) -> DocumentNumber:
    """The parts of a document number; `InvalidRecord` with EK154 when it is not one.

    >>> parse("渝府办发〔2025〕28号")
    DocumentNumber(text='渝府办发〔2025〕28号', organ='渝府办发', kind=None, year=2025, serial=28, zi=False)
    >>> parse("渝府办发28号")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: error EK154: 渝府办发28号 is no document number: it does not have the form ...
    """
    found = _read(text)
    if isinstance(found, str):
        why_en, why_zh, do_en, do_zh = _REASONS[found]
        raise InvalidRecord([EK154.at(value=text, why_en=why_en, why_zh=why_zh, do_en=do_en, do_zh=do_zh)])
    return found


def _read(text: str) -> DocumentNumber | str:
    if not 0 < len(text) <= MAX_LENGTH:
        return "length"
    if text != text.strip() or _FORBIDDEN.search(text):
        return "alphabet"
    found = _NUMBER.fullmatch(text)
    if found is None:
        return "form"
    if _ANOTHER.search(found["org"]):
        return "several"
    if not 1949 <= int(found["year"]) <= 2099:
        return "year"
    return DocumentNumber(text, found["org"], found["kind"], int(found["year"]), int(found["no"]), zi=bool(found["zi"]))


EK155 = rule(
    "EK155",
    "defect",
    "{organ}{kind}〔{year}〕{serial} is used twice",
    "{organ}{kind}〔{year}〕{serial}号重复编号",
    cure_en="a number belongs to one document: number one of them anew",
    cure_zh="一文一号，请重新编号",
    article="GB/T 9704-2012, 7.2.5",
)
EK156 = rule(
    "EK156",
    "defect",
    "between the numbers of {organ}{kind}〔{year}〕{serial} is missing",
    "{organ}{kind}〔{year}〕缺 {serial} 号",
    cure_en="record the document with this number, or one that says it was annulled",
    cure_zh="补录该号文书，或登记作废",
    article="GB/T 9704-2012, 7.2.5",
)


def numbering(
    cases: Structure | Iterable[Case], organ_word: str, year: int, kind: str | None = "罚决"
) -> tuple[Finding, ...]:
    """What is wrong with the numbers of one organ, kind and year: numbers used twice (EK155), and gaps (EK156).

    Numbers run from 1 without a gap. A text that is no document number is passed over here: EK154 speaks of it.

    Args:
        cases: a structure, or cases, whose documents are looked at.
        organ_word: the word of the organ (机关代字), as `某综执`.
        year: the year in brackets.
        kind: the word of the kind (`罚决`, `不罚`); None for numbers without one.

    >>> import datetime as dt
    >>> import enforcekit as ek
    >>> papers = [ek.CaseDocument(form="penalty_decision", number=f"某综执罚决字〔2025〕{each}号",
    ...     issued_on=dt.date(2025, 3, 3)) for each in (1, 3, 3)]
    >>> case = ek.Case(id="c-1", authority="a", items=["i"], place="p", documents=papers)
    >>> [each.code for each in numbering([case], "某综执", 2025)]
    ['EK155', 'EK156']
    """
    found = _issued(cases, organ_word, year, kind)
    words: dict[str, Any] = {"organ": organ_word, "kind": kind or "", "year": year}
    twice = [
        EK155.at(witness=tuple(dict.fromkeys(case for case, _ in entries)), serial=serial, **words)
        for serial, entries in sorted(found.items())
        if len(entries) > 1
    ]
    gaps = [EK156.at(serial=each, **words) for each in range(1, max(found, default=0)) if each not in found]
    return (*twice, *gaps)


def next_number(cases: Structure | Iterable[Case], organ_word: str, year: int, kind: str | None = "罚决") -> str:
    """The next number of one organ, kind and year, in the style of the last one.

    Args:
        cases: a structure, or cases, whose documents were numbered so far.
        organ_word: the word of the organ (机关代字).
        year: the year in brackets.
        kind: the word of the kind; None for numbers without one.

    Raises `InvalidData` with every number used twice and every gap (EK155, EK156): a sequence with a fault in it is
    mended before it goes on; `InvalidRecord` when the word or the year makes no number.

    >>> next_number([], "某综执", 2025)
    '某综执罚决字〔2025〕1号'
    """
    known = list(cases.all(Case)) if isinstance(cases, Structure) else list(cases)
    findings = numbering(known, organ_word, year, kind)
    if findings:
        raise InvalidData(findings, "the numbers of the documents have gaps or repeat")
    found = _issued(known, organ_word, year, kind)
    last = found[max(found)][0][1] if found else None
    zi = "字" if last is None or last.zi else ""
    return parse(f"{organ_word}{kind or ''}{zi}〔{year}〕{max(found, default=0) + 1}号").canonical()


def _issued(
    cases: Structure | Iterable[Case], organ_word: str, year: int, kind: str | None
) -> dict[int, list[tuple[str, DocumentNumber]]]:
    """By serial, the numbers of one sequence and the cases they stand in."""
    found: dict[int, list[tuple[str, DocumentNumber]]] = {}
    for case in cases.all(Case) if isinstance(cases, Structure) else cases:
        for each in case.documents:
            number = _read(each.number) if each.number is not None else "length"
            if isinstance(number, DocumentNumber) and (number.organ, number.kind, number.year) == (
                organ_word,
                kind,
                year,
            ):
                found.setdefault(number.serial, []).append((case.id, number))
    return found
