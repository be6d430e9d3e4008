"""What a calculation is called with: every argument it cannot use is refused, all at once, each with its cure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from reprlib import repr as brief
from typing import Any, Final

from enforcekit.arguments import WRONG_ARGUMENT
from enforcekit.errors import Finding, InvalidArgument
from enforcekit.law import Pack
from enforcekit.law.pack import installed
from enforcekit.timing import Pause

Problems = Iterator[Finding]
_ENDLESS: Final = 2**53 - 1
"""The largest amount that every JSON reader keeps exactly."""
_LAST_DAY: Final = dt.date(9000, 12, 31)
"""Terms of years are counted from a day: past this one the calendar of the language would end before they do."""


def pack_given(pack: str | Pack) -> Pack:
    """The pack itself, or the installed one of that name."""
    return pack if isinstance(pack, Pack) else installed(pack)


def require(*checks: Problems) -> None:
    """Raise `InvalidArgument` with every problem of every check; nothing when there is none."""
    found = [finding for check in checks for finding in check]
    if found:
        raise InvalidArgument(found)


def wrong(name: str, value: object, expected: tuple[str, str], give: tuple[str, str]) -> Finding:
    """The finding for one argument: its name, its value shortened, what was expected, what to give (en, zh)."""
    return WRONG_ARGUMENT.at(
        f"/{name}",
        name=name,
        value=brief(value),
        kind=type(value).__name__,
        expected_en=expected[0],
        expected_zh=expected[1],
        give_en=give[0],
        give_zh=give[1],
    )


def listed(value: Any) -> Any:
    """A collection as a list, so that it can be looked at and then used; what is none stays, to be refused."""
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def fen(optional: bool = False, **given: object) -> Problems:
    """Amounts of money are whole fen, not negative; `True` and 100.0 are no amounts."""
    for name, value in given.items():
        if optional and value is None:
            continue
        if type(value) is not int or not 0 <= value <= _ENDLESS:
            yield wrong(
                name,
                value,
                ("an amount in fen, 0 or more", "以分计的金额（不小于 0 的整数）"),
                ("give a whole number of fen: 20000 is 200 yuan", "请给出整数（分）：20000 即 200 元"),
            )


def days(optional: bool = False, **given: object) -> Problems:
    """Days are plain dates: to the law a time of day is no day."""
    for name, value in given.items():
        if optional and value is None:
            continue
        if type(value) is not dt.date or value > _LAST_DAY:
            yield wrong(
                name,
                value,
                ("a day", "日期"),
                ("give a datetime.date; of a datetime, its .date()", "请给出 datetime.date；datetime 请取其 .date()"),
            )


def flags(optional: bool = False, **given: object) -> Problems:
    """Facts are True or False; left open only where None has a meaning."""
    for name, value in given.items():
        if type(value) is not bool and not (optional and value is None):
            yield wrong(name, value, ("True or False", "True 或 False"), ("say which it is", "请明确给出"))


def one_of(name: str, value: object, known: Iterable[str]) -> Problems:
    """A code is one of those the pack knows; the nearest are named first."""
    codes = list(known)
    if isinstance(value, str) and value in codes:
        return
    near = get_close_matches(value, codes, cutoff=0.5) if isinstance(value, str) else []
    shown = ", ".join([*near, *(code for code in codes if code not in near)])
    yield wrong(
        name, value, ("a code that the pack knows", "法域包中的代码"), (f"use one of: {shown}", f"可用：{shown}")
    )


def all_of(name: str, value: object, known: Iterable[str], *, least: int = 0) -> Problems:
    """Codes in any collection, each of them known; one code alone is no collection."""
    codes = list(known)
    if isinstance(value, str) or not isinstance(value, Iterable):
        yield wrong(name, value, ("a list of codes", "代码列表"), ('give a list: ["…"]', '请给出列表：["…"]'))
        return
    entries = list(value)
    if len(entries) < least:
        yield wrong(name, value, ("a list with an entry", "非空列表"), ("name at least one", "请至少给出一项"))
    for number, each in enumerate(entries):
        yield from one_of(f"{name}/{number}", each, codes)


def penalty_kinds(pack: Pack, kinds: object, *, least: int = 1) -> Problems:
    """The kinds of penalty, by the pack's list; a pack without one has those its rows speak of."""
    codes = pack.vocabulary.lists.get("penalty_kind")
    known = codes.by_code if codes else sorted({kind for row in pack.thresholds for kind in row.kinds})
    yield from all_of("kinds", kinds, known, least=least)


def layer_known(pack: Pack, layer: object, name: str = "layer") -> Problems:
    """A layer is empty, listed, or has rows; a field of enforcement is one too. A slip is not taken for national."""
    if not (isinstance(layer, str) and pack.knows_layer(layer)):
        yield from one_of(name, layer, pack.layer_codes)


def party_known(pack: Pack, party: object) -> Problems:
    """A party is a kind that the pack's rows put on one side or the other."""
    yield from one_of("party", party, _parties(pack))


@lru_cache(maxsize=8)
def _parties(pack: Pack) -> tuple[str, ...]:
    return tuple(sorted({code for row in pack.thresholds for code in row.parties if row.topic == "party"}))


def pauses_given(name: str, value: object) -> Problems:
    """Pauses are pairs of days, the last not before the first."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        yield wrong(
            name, value, ("a list of pauses", "中止区间列表"), ("give [(first, last), …]", "请给出 [(首日, 末日), …]")
        )
        return
    for number, each in enumerate(value):
        at = f"{name}/{number}"
        pair = tuple(each) if isinstance(each, tuple | list) else ()
        if len(pair) != 2:
            yield wrong(
                at, each, ("a first and a last day", "首日和末日"), ("give (first, last)", "请给出 (首日, 末日)")
            )
            continue
        # A last day of 9999-12-31 is how an open pause is written.
        bad = [*days(**{f"{at}/0": pair[0]}), *(days(**{f"{at}/1": pair[1]}) if pair[1] != dt.date.max else ())]
        yield from bad
        if not bad and pair[1] < pair[0]:
            swap = ("swap them: both days are included", "请对调：两端均计入")
            yield wrong(at, each, ("a pause that ends on or after its first day", "末日不早于首日的区间"), swap)


def paused(pauses: Iterable[Pause], on: dt.date) -> bool:
    """Whether a day lies in one of the pauses, both ends included."""
    return any(first <= on <= last for first, last in pauses)
