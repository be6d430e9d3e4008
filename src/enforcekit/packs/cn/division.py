"""Codes of administrative divisions: GB/T 2260 (6 digits), GB/T 10114 (9), NBS statistical divisions (12).

Province, city, county take two digits each, township and village three. A code names its last part that is
not zero, so a twelve-digit code that ends in zeros is the county or township it was padded from. The
shorter forms of two and four digits are prefixes used in tables, not codes that documents carry, and are
refused. No national table travels with the library: the form is checked, and the province, whose codes have
not changed since 1997.
"""

from __future__ import annotations

import re
from typing import Final, Literal

import attrs

from enforcekit.errors import InvalidRecord, rule

Level = Literal["province", "city", "county", "township", "village"]
TownshipKind = Literal["subdistrict", "town", "township", "other"]

_ASSIGNED = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
PROVINCES: Final = frozenset(str(n) for first, last in _ASSIGNED for n in range(first, last + 1))
"""The first two digits that GB/T 2260 assigns."""

_MUNICIPALITIES = ("11", "12", "31", "50")
_BLOCKS: Final[tuple[tuple[int, TownshipKind], ...]] = (
    (99, "subdistrict"),
    (199, "town"),
    (399, "township"),
    (599, "other"),
)

EK152 = rule(
    "EK152",
    "error",
    "{value} is no division code: {why_en}",
    "{value} 不是行政区划代码：{why_zh}",
    cure_en="{do_en}",
    cure_zh="{do_zh}",
    article="GB/T 2260-2007; GB/T 10114-2003",
)

_REASONS: Final[dict[str, tuple[str, str, str, str]]] = {
    "length": (
        "it has {n} characters, not 6, 9 or 12",
        "长度为{n}位，应为6、9或12位",
        "fill a province or city code with zeros to six digits",
        "省、市代码请补零至6位",
    ),
    "alphabet": (
        "only the digits 0-9 may stand in it",
        "只能使用半角数字0-9",
        "remove blanks, signs and full-width digits",
        "请去除空格、符号和全角数字",
    ),
    "province": (
        "no province has these first two digits",
        "前两位不是省级代码",
        "use a code made up for examples under the scheme `illustrative`",
        "示例用的虚构代码请归入 illustrative",
    ),
    "gap": (
        "a lower part is given below an upper part that is zero",
        "上级代码段为零而下级代码段不为零",
        "give the upper parts",
        "请补全上级代码段",
    ),
    "block": (
        "township numbers run from 001 to 599",
        "乡级代码段应在001至599之间",
        "look the township up in the table of its county",
        "请查所属县的乡级代码表",
    ),
}


@attrs.frozen
class DivisionCode:
    """A division code. `text` is as it was written, `code` the shortest form that names the same division.

    >>> padded = parse("511602000000")
    >>> padded.code, padded.level, padded.parent
    ('511602', 'county', '511600')
    """

    text: str
    code: str
    level: Level

    @property
    def parent(self) -> str | None:
        """The code one level up, None above a province. Where no county lies between (Dongguan), the city.

        It is the parent in the code's own order: under a municipality that is a heading, see `heading`.

        >>> parse("330213100").parent, parse("441900003").parent, parse("330000").parent
        ('330213', '441900', None)
        """
        match self.level:
            case "province":
                return None
            case "city":
                return f"{self.code[:2]}0000"
            case "county":
                return f"{self.code[:4]}00"
            case "township":
                return self.code[:6]
            case "village":
                return self.code[:9]

    @property
    def ancestors(self) -> tuple[str, ...]:
        """All codes above this one, nearest first.

        >>> parse("330213100").ancestors
        ('330213', '330200', '330000')
        """
        return () if self.parent is None else (self.parent, *parse(self.parent).ancestors)

    @property
    def township_kind(self) -> TownshipKind | None:
        """What the block of the township number says: 001-099 subdistrict (街道), 100-199 town (镇), 200-399
        township (乡), 400-599 other (园区、农林场). A habit of the tables with rare exceptions, not a legal status.

        >>> [parse(f"330213{n}").township_kind for n in ("001", "100", "399", "400")]
        ['subdistrict', 'town', 'township', 'other']
        """
        if len(self.code) < 9:
            return None
        return next(kind for last, kind in _BLOCKS if int(self.code[6:9]) <= last)

    @property
    def heading(self) -> bool:
        """True for the lines of the table that are no government: 110100 (市辖区), 419000 (省直辖县级行政区划).

        >>> parse("110100").heading, parse("330200").heading
        (True, False)
        """
        return self.level == "city" and (self.code[2:4] == "90" or self.code[:2] in _MUNICIPALITIES)

    @property
    def statistical_zone(self) -> bool:
        """True for the numbers 71-79 in the county's place, which the statisticians give to functional zones.

        They are no divisions of GB/T 2260 (130171 石家庄高新区): a zone is a place made of members.

        >>> parse("130171").statistical_zone
        True
        """
        return self.level == "county" and "71" <= self.code[4:6] <= "79"


def problem(text: str) -> str | None:
    """What is wrong with a division code: `length`, `alphabet`, `province`, `gap`, `block`; or None.

    >>> problem("330213100"), problem("33"), problem("990000"), problem("330013"), problem("330213600")
    (None, 'length', 'province', 'gap', 'block')
    """
    if len(text) not in (6, 9, 12):
        return "length"
    if not re.fullmatch("[0-9]+", text):
        return "alphabet"
    if text[:2] not in PROVINCES:
        return "province"
    city, county, town, village = text[2:4], text[4:6], text[6:9] or "000", text[9:] or "000"
    # A city without counties has its towns directly below it, so an empty county is no gap.
    below_city = (county, town, village) != ("00", "000", "000")
    if (city == "00" and below_city) or (town == "000" and village != "000"):
        return "gap"
    return None if int(town) <= _BLOCKS[-1][0] else "block"


def parse(text: str) -> DivisionCode:
    """The level and shortest form of a division code; `InvalidRecord` with EK152 when it is not one.

    >>> parse("330213100")
    DivisionCode(text='330213100', code='330213100', level='township')
    >>> parse("3302131")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: error EK152: 3302131 is no division code: it has 7 characters, not 6, ...
    """
    reason = problem(text)
    if reason is not None:
        why_en, why_zh, do_en, do_zh = (part.format(n=len(text)) for part in _REASONS[reason])
        raise InvalidRecord([EK152.at(value=text, why_en=why_en, why_zh=why_zh, do_en=do_en, do_zh=do_zh)])
    if text[9:].strip("0"):
        return DivisionCode(text, text, "village")
    if text[6:9].strip("0"):
        return DivisionCode(text, text[:9], "township")
    level: Level = "county" if text[4:6] != "00" else "city" if text[2:4] != "00" else "province"
    return DivisionCode(text, text[:6], level)
