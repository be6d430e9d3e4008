"""Citizen identity numbers (GB 11643-1999): checked once, stored masked.

Six digits of division, eight of birth date, three serial, a check character. A full number is personal
data: a record keeps only the mask (first six, last four), the parsed number does not print itself, and no
finding quotes what was given, since a mistyped number still points at a person.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import attrs

from enforcekit.errors import InvalidRecord, rule
from enforcekit.packs.cn.division import PROVINCES

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FULL = re.compile("[0-9]{17}[0-9X]")
_MASKED = re.compile(r"[0-9]{6}\*{8}[0-9]{3}[0-9X]")
# 83 is no province of GB/T 2260 but stands in residence permits, which follow GB 11643.
_AREAS = PROVINCES | {"83"}

EK153 = rule(
    "EK153",
    "error",
    "this is no identity number that may stand here: {why_en}",
    "此处不是可用的公民身份号码：{why_zh}",
    cure_en="{do_en}",
    cure_zh="{do_zh}",
    article="GB 11643-1999",
)

_MASK = ("store the mask: first six, eight stars, last four", "请存掩码：前6位、8个星号、后4位")
_CARD = ("copy the number from the card, 18 characters, X as a capital", "请按证件核对：18位，X大写")
_REASONS: Final[dict[str, tuple[str, str, tuple[str, str]]]] = {
    "length": ("it does not have 18 characters", "长度不是18位", _CARD),
    "alphabet": ("17 digits 0-9 and a digit or X belong there", "应为17位半角数字加一位数字或X", _CARD),
    "division": ("no province has its first two digits", "前两位不是省级代码", _CARD),
    "birth_date": ("places 7-14 are no date", "第7至14位不是真实日期", _CARD),
    "check": ("the last character does not fit the others", "末位校验码不符", _CARD),
    "mask": ("it is neither a full number nor a mask", "既非完整号码也非掩码", _MASK),
    "unmasked": ("it is not masked", "未作掩码处理", _MASK),
}


@attrs.frozen
class PersonId:
    """A checked identity number; its text and serial are left out of `repr`."""

    text: str = attrs.field(repr=False)
    division: str
    birth_date: dt.date = attrs.field(repr=False)
    serial: str = attrs.field(repr=False)

    @property
    def mask(self) -> str:
        """First six and last four characters, as records store it.

        >>> parse("11010519491231002X").mask
        '110105********002X'
        """
        return mask(self.text)


def check_character(first17: str) -> str:
    """The check character of the first seventeen digits (GB 11643-1999; ISO 7064 MOD 11-2).

    >>> check_character("11010519491231002"), check_character("44052418800101001")
    ('X', '4')
    """
    return "10X98765432"[sum(w * int(c) for w, c in zip(_WEIGHTS, first17, strict=True)) % 11]


def problem(text: str) -> str | None:
    """What is wrong with a full number: `length`, `alphabet`, `division`, `birth_date`, `check`; or None.

    >>> problem("11010519491231002X"), problem("110105194912310021"), problem("11010519490231002X")
    (None, 'check', 'birth_date')
    """
    if len(text) != 18:
        return "length"
    if not _FULL.fullmatch(text):
        return "alphabet"
    if text[:2] not in _AREAS:
        return "division"
    if text[6:8] not in ("18", "19", "20") or not _is_date(text[6:14]):
        return "birth_date"
    return None if check_character(text[:17]) == text[17] else "check"


def stored_problem(text: str) -> str | None:
    """What is wrong with a value in a stored record: `unmasked`, `mask`, `division`; None for a mask.

    >>> stored_problem("110105********002X"), stored_problem("11010519491231002X"), stored_problem("110105")
    (None, 'unmasked', 'mask')
    """
    if _MASKED.fullmatch(text):
        return None if text[:2] in _AREAS else "division"
    return "unmasked" if re.fullmatch("[0-9]{15}|[0-9]{17}[0-9Xx]", text) else "mask"


def parse(text: str) -> PersonId:
    """The parts of a full number; `InvalidRecord` with EK153, which does not quote it, when it is not one.

    >>> parse("11010519491231002X")
    PersonId(division='110105')
    """
    reason = problem(text)
    if reason is not None:
        raise _refused(reason)
    return PersonId(text, text[:6], dt.date.fromisoformat(f"{text[6:10]}-{text[10:12]}-{text[12:14]}"), text[14:17])


def mask(text: str) -> str:
    """The mask of a full number that was already checked; `masked` is the careful door.

    >>> mask("440524188001010014")
    '440524********0014'
    """
    return f"{text[:6]}{'*' * 8}{text[-4:]}"


def masked(value: str) -> str:
    """The mask of a full valid number, or the mask itself; anything else is refused with EK153.

    >>> masked("11010519491231002X") == masked("110105********002X")
    True
    >>> masked("11010519491231002x")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: error EK153: this is no identity number that may stand here: ...
    """
    if stored_problem(value) is None:
        return value
    if "*" in value:
        raise _refused("mask" if not _MASKED.fullmatch(value) else "division")
    return parse(value).mask


def _is_date(digits: str) -> bool:
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _refused(reason: str) -> InvalidRecord:
    why_en, why_zh, (do_en, do_zh) = _REASONS[reason]
    return InvalidRecord([EK153.at(why_en=why_en, why_zh=why_zh, do_en=do_en, do_zh=do_zh)])
