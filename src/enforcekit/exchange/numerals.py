"""Amounts, numbers and days as Chinese documents write them; money ends as whole fen, by decimal arithmetic only."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

FEN_IN_WAN: Final = 1_000_000
"""Fen in ten thousand yuan, the unit of the feed."""
FEN_IN_YUAN: Final = 100

_ROWS: Final = ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS: Final = {char: value for value, chars in enumerate(_ROWS) for char in chars}
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8}
_WIDE: Final = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")
_PLAIN: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,12})?|\.[0-9]{1,12}")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{0,12})?")
_POWERED: Final = re.compile(r"[0-9](?:\.[0-9]{1,15})?[eE][+-]?[0-9]{1,2}")


def ascii_digits(text: str) -> str:
    """The text with full-width digits, points and commas written narrow."""
    return text.translate(_WIDE)


def chinese_integer(text: str) -> int | None:
    """A whole number in Chinese characters, plain or formal; None when it is not one.

    >>> chinese_integer("一百二十四"), chinese_integer("叁仟伍佰"), chinese_integer("十二"), chinese_integer("元")
    (124, 3500, 12, None)
    >>> chinese_integer("一万五千"), chinese_integer("二〇二二")
    (15000, 2022)
    """
    if not text or len(text) > 20:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, 0
    for number, char in enumerate(text):
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or (1 if number == 0 or text[number - 1] in "零〇万亿" else 0)) * _SMALL[char]
            digit = 0
        elif char in _LARGE:
            total = (
                (total + section + digit) * _LARGE[char] if char == "亿" else total + (section + digit) * _LARGE[char]
            )
            section, digit = 0, 0
        else:
            return None
    return total + section + digit


def decimal(text: str) -> Decimal | None:
    """A decimal as tables write it: plain, with groups of three, or with a power of ten; None for anything else.

    >>> decimal("0.00675"), decimal("1,200.5"), decimal("7.5E-04"), decimal("1e999"), decimal("NaN"), decimal("-1")
    (Decimal('0.00675'), Decimal('1200.5'), Decimal('0.00075'), None, None, None)
    """
    bare = ascii_digits(text).strip()
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if not (_PLAIN.fullmatch(bare) or _POWERED.fullmatch(bare)):
        return None
    return Decimal(bare)


def fen(amount: Decimal, unit: int) -> int | None:
    """An amount in units of so many fen as whole fen; None when it is not a whole number of them.

    >>> fen(Decimal("0.00675"), FEN_IN_WAN), fen(Decimal("0.0000001"), FEN_IN_WAN)
    (6750, None)
    """
    exact = amount * unit
    return int(exact) if exact == exact.to_integral_value() and exact < 2**53 else None


def in_unit(amount: int, unit: int) -> str:
    """Fen in a larger unit, exactly: 6750 fen are 0.00675 ten thousand yuan.

    >>> in_unit(6750, FEN_IN_WAN), in_unit(800_000, FEN_IN_YUAN), in_unit(0, FEN_IN_YUAN)
    ('0.00675', '8000', '0')
    """
    text = format(Decimal(amount) / unit, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?"
_CHARACTERS: Final = "".join({**_DIGITS, **_SMALL, **_LARGE})
_MONEY: Final = re.compile(
    rf"(?P<word>罚款|罚金|没收)|(?:(?P<number>{_NUMBER})\s*(?P<scale>[亿万千百])?|(?P<chinese>[{_CHARACTERS}]{{1,20}}))"
    r"\s*(?:人民币)?[元圆](?:(?P<jiao>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?"
    r"(?:(?P<fen>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?"
)
_SCALES: Final = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, None: 1}
_CLAUSE: Final = re.compile(r"[;；。、\n]|[,，](?![0-9]{3}(?![0-9]))")


def stated(text: str) -> tuple[int | None, int | None]:
    """What a text says is fined and what is confiscated, in fen; None where it names no sum.

    >>> stated("罚款67.5元;没收违法所得"), stated("没收违法所得98元，并处人民币叁仟元的罚款")
    ((6750, None), (300000, 9800))
    >>> stated("处以罚款人民币9万元整"), stated("警告")
    ((9000000, None), (None, None))
    """
    fines: list[int] = []
    taken: list[int] = []
    for clause in _CLAUSE.split(ascii_digits(text)[:20_000]):
        tokens = list(_MONEY.finditer(clause))
        used: set[int] = set()
        for at, token in enumerate(tokens):
            word = token["word"]
            if word is None:
                continue
            after = at + 1 if at + 1 < len(tokens) and tokens[at + 1]["word"] is None else None
            before = at - 1 if at and tokens[at - 1]["word"] is None and at - 1 not in used else None
            where = after if after is not None else before if word != "没收" else None
            amount = _sum(tokens[where]) if where is not None else None
            if where is not None and amount is not None:
                used.add(where)
                (taken if word == "没收" else fines).append(amount)
    return (sum(fines) if fines else None), (sum(taken) if taken else None)


def _sum(token: re.Match[str]) -> int | None:
    if token["number"] is not None:
        exact = fen(Decimal(token["number"].replace(",", "")) * _SCALES[token["scale"]], FEN_IN_YUAN)
    else:
        whole = chinese_integer(token["chinese"])
        exact = None if whole is None else whole * FEN_IN_YUAN
    if exact is None:
        return None
    return exact + 10 * _digit(token["jiao"]) + _digit(token["fen"])


def _digit(char: str | None) -> int:
    return 0 if char is None else int(char) if char.isascii() else _DIGITS[char]


_DAY: Final = re.compile(
    r"(?P<y>[0-9]{4})(?:[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})|年(?P<mz>[0-9]{1,2})月(?P<dz>[0-9]{1,2})日?"
    r"|(?P<mc>[0-9]{2})(?P<dc>[0-9]{2}))(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?"
)


def day_of(text: str) -> dt.date | None:
    """A day as tables write it, a time of day behind it left off; None for anything else. Nothing is guessed.

    >>> [str(day_of(each)) for each in ("2022-05-16", "2022/5/6 00:00:00", "2022年5月16日", "20220516", "5/6/2022")]
    ['2022-05-16', '2022-05-06', '2022-05-16', '2022-05-16', 'None']
    >>> str(day_of("二〇二二年五月十六日"))
    '2022-05-16'
    """
    found = _DAY.fullmatch(ascii_digits(text).strip())
    if found is None:
        return _chinese_day("".join(text.split()))
    month = found["m"] or found["mz"] or found["mc"]
    number = found["d"] or found["dz"] or found["dc"]
    try:
        return dt.date(int(found["y"]), int(month), int(number))
    except ValueError:
        return None


_CHINESE_DAY: Final = re.compile(
    rf"(?P<y>[{''.join(_ROWS)}○Ｏ]{{4}})年(?P<m>[{''.join(_ROWS)}十]{{1,3}})月(?P<d>[{''.join(_ROWS)}十]{{1,3}})日"
)


def _chinese_day(text: str) -> dt.date | None:
    found = _CHINESE_DAY.fullmatch(text)
    if found is None:
        return None
    # A circle is often typed for the sign of nought.
    numbers = [chinese_integer(re.sub("[○Ｏ]", "〇", each)) for each in found.groups()]
    try:
        return dt.date(*(number or 0 for number in numbers))
    except ValueError:
        return None
