"""What a verb is called with: a value it cannot use is refused by the argument's name, with what to give instead.

A verb that must be quick asks only once its quick way has failed: a good question pays nothing.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from reprlib import repr as brief
from typing import Any, Final, TypeVar

from enforcekit.errors import InvalidArgument, UnknownReference, rule

WRONG_ARGUMENT = rule(
    "EK100",
    "error",
    "{name} is {value}, of the type {kind}, not {expected_en}",
    "参数 {name} 为 {value}（类型 {kind}），应为{expected_zh}",
    cure_en="{give_en}",
    cure_zh="{give_zh}",
)
LANGUAGES: Final = ("en", "zh")
T = TypeVar("T")

_Words = tuple[str, str, str, str]
_TEXT: Final[_Words] = (
    "text",
    "文字",
    'give an id, a code or a name: "330213100"',
    '请给出标识、编码或名称，如 "330213100"',
)
_TEXTS: Final[_Words] = (
    "a list of texts",
    "文字列表",
    'give a list of ids or codes, even of one: ["330213100"]',
    '请给出标识或编码的列表（单项亦同），如 ["330213100"]',
)
_RECORDS: Final[_Words] = (
    "a list of records",
    "记录列表",
    "give a list of records, even of one",
    "请给出记录的列表（单项亦同）",
)
_DAY: Final[_Words] = (
    "a day",
    "日期",
    "give a datetime.date: dt.date(2024, 5, 1); of a datetime, its .date()",
    "请给出 datetime.date，如 dt.date(2024, 5, 1)；datetime 请取其 .date()",
)
_PATH: Final[_Words] = (
    "a path",
    "路径",
    "give each path as text or pathlib.Path, several one after another: load(a, b)",
    "请以文字或 pathlib.Path 给出每个路径，多个路径依次列出：load(a, b)",
)
_MADE: Final[Mapping[str, tuple[str, str]]] = {
    "Structure": (
        'ek.load("folder/") and ek.example("ningbo") give one',
        '可由 ek.load("folder/") 或 ek.example("ningbo") 得到',
    ),
    "Filing": (
        'give ek.Filing("xikou-town", dt.date(2024, 5, 1))',
        '请给出 ek.Filing("xikou-town", dt.date(2024, 5, 1))',
    ),
    "Answer": ("ek.who_may gives one, with its competences", "可由 ek.who_may 得到，其中含 competences"),
}
"""Where an object of a class comes from."""


def wrong(name: str, value: object, words: _Words) -> InvalidArgument:
    """The error that names an argument, shows its value, and says what to give."""
    expected_en, expected_zh, give_en, give_zh = words
    finding = WRONG_ARGUMENT.at(
        name=name,
        value=brief(value),
        kind=type(value).__name__,
        expected_en=expected_en,
        expected_zh=expected_zh,
        give_en=give_en,
        give_zh=give_zh,
    )
    return InvalidArgument([finding])


def must_be(*classes: type[Any], **given: object) -> None:
    """Raise `InvalidArgument` for the first that is no object of one of these classes."""
    for name, value in given.items():
        if not isinstance(value, classes):
            names = [each.__name__ for each in classes]
            en, zh = _MADE.get(names[0], (f"give {' or '.join(names)}", f"请给出 {' 或 '.join(names)}"))
            raise wrong(name, value, (" or ".join(names), " 或 ".join(names), en, zh))


def must_be_text(**given: object) -> None:
    """Raise `InvalidArgument` for the first that is no text.

    >>> must_be_text(item=330217015000)
    Traceback (most recent call last):
    enforcekit.errors.InvalidArgument: error EK100: item is 330217015000, of the type int, not text → give an id, ...
    """
    for name, value in given.items():
        if not isinstance(value, str):
            raise wrong(name, value, _TEXT)


def texts_of(name: str, given: Iterable[str] | None) -> tuple[str, ...] | None:
    """Several texts as a tuple, or None; raises `InvalidArgument` for one text alone, or for what holds no texts."""
    if given is None:
        return None
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise wrong(name, given, _TEXTS)
    found = tuple(given)
    must_be_text(**{f"{name}[{number}]": each for number, each in enumerate(found) if not isinstance(each, str)})
    return found


def records_of(name: str, given: Iterable[T], *classes: type[Any]) -> tuple[T, ...]:
    """Several records as a tuple; raises `InvalidArgument` for one that is of none of these classes.

    >>> records_of("days", ["today"], dt.date)
    Traceback (most recent call last):
    enforcekit.errors.InvalidArgument: error EK100: days[0] is 'today', of the type str, not date → give date
    """
    if not isinstance(given, Iterable):
        raise wrong(name, given, _RECORDS)
    found = tuple(given)
    odd = {f"{name}[{number}]": each for number, each in enumerate(found) if not isinstance(each, classes)}
    must_be(*classes, **odd)
    return found


def must_be_day(**given: object) -> None:
    """Raise `InvalidArgument` for the first that is no plain date: to the law a time of day is no day."""
    for name, value in given.items():
        if type(value) is not dt.date:
            raise wrong(name, value, _DAY)


def must_be_path(**given: object) -> None:
    """Raise `InvalidArgument` for the first that is no path."""
    for name, value in given.items():
        if not isinstance(value, str | os.PathLike):
            raise wrong(name, value, _PATH)


def must_be_language(lang: object) -> None:
    """Raise `UnknownReference`, with the languages there are, for one that nothing is said in.

    >>> must_be_language("fr")
    Traceback (most recent call last):
    enforcekit.errors.UnknownReference: no language is called 'fr'; nearest: en, zh
    """
    must_be_text(lang=lang)
    if lang not in LANGUAGES:
        raise UnknownReference("language", str(lang), LANGUAGES)
