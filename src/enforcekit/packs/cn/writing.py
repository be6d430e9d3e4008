"""The short ways in which the rows of the pack are written: dates as text, terms as `15d`, lists as words."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, cast

from enforcekit.law import Term, Threshold
from enforcekit.law.process import Condition, Role, State, Transition
from enforcekit.timing import ALWAYS, Period, Unit

from .roles import ROLES

M: Final[dict[str, Any]] = {"status": "unconfirmed"}
"""A row whose text was not seen; it says so wherever it is used."""
L: Final[dict[str, Any]] = {"status": "local"}
"""A row of one sector or place."""

_UNITS: Final[dict[str, Unit]] = {"wd": "working_day", "d": "day", "m": "month", "y": "year", "h": "hour"}


def span(start: str, end: str | None = None) -> Period:
    """The days from `start` up to, not including, `end`."""
    return Period(start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end) if end else None)


def term(rule: str, zh: str, en: str, amount: str, article: str, period: Period = ALWAYS, **more: Any) -> Term:
    """A term; `amount` is a number and a unit (`7wd`, `15d`, `3m`, `2y`, `24h`)."""
    number = amount.rstrip("wdmyh")
    unit = _UNITS[amount[len(number) :]]
    return Term(rule=rule, zh=zh, en=en, length=int(number), unit=unit, article=article, period=period, **more)


def row(topic: str, rule: str, zh: str, en: str, article: str, period: Period, **more: Any) -> Threshold:
    """A number or a case of the law."""
    return Threshold(topic=topic, rule=rule, zh=zh, en=en, article=article, period=period, **more)


def ask(
    name: str,
    rule: str,
    zh: str,
    en: str,
    cure_zh: str,
    cure_en: str,
    article: str,
    period: Period = ALWAYS,
    **more: Any,
) -> Condition:
    """A condition."""
    words: dict[str, Any] = {"zh": zh, "en": en, "cure_zh": cure_zh, "cure_en": cure_en}
    return Condition(name=name, rule=rule, article=article, period=period, **words, **more)


def states(*rows: tuple[str, str, str]) -> tuple[State, ...]:
    """States from rows of code, Chinese, English; a code that ends in a full stop is final."""
    return tuple(State(code.rstrip("."), zh, en, code.endswith(".")) for code, zh, en in rows)


def go(
    event: str,
    sources: str,
    target: str,
    zh: str,
    en: str,
    *asks: str,
    rule: str = "",
    documents: str = "",
    starts: str = "",
    stops: str = "",
    pauses: str = "",
    resumes: str = "",
    extends: str = "",
    roles: str = "",
    period: Period = ALWAYS,
) -> Transition:
    """A transition with its lists written as words: of documents `a|b` one is due, `c?` only where it is needed."""
    return Transition(
        event=event,
        sources=sources.split(),
        target=target,
        zh=zh,
        en=en,
        asks=asks,
        rule=rule,
        documents=tuple(documents.replace("|", " ").replace("?", "").split()),
        forms=tuple(frozenset(each.split("|")) for each in documents.split() if not each.endswith("?")),
        starts=tuple(starts.split()),
        stops=tuple(stops.split()),
        pauses=tuple(pauses.split()),
        resumes=tuple(resumes.split()),
        extends=tuple(extends.split()),
        roles=cast("tuple[Role, ...]", tuple(roles.split())) or ROLES.get(event, ()),
        period=period,
    )
