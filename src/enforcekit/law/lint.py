"""The registry of checks on a structure: one small function each, with its rule, severity and cure beside it.

Each layer registers its own checks; nothing here knows what they look at. A check yields `Hit`s, from which `run`
makes `Finding`s, or the findings that a verb makes anyway. It has a number (`EK310`) and the ids of the rules it holds
(`L01`), and goes by either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar

import attrs

from enforcekit.errors import RULES, Finding, Rule, Severity, UnknownReference, rule, shorten

from .rows import STATUS_WORDS, Status, status_mark


class Row(Protocol):
    """A row of a pack: its article, and whether that was verified."""

    @property
    def article(self) -> str: ...

    @property
    def status(self) -> Status: ...


class Hit:
    """What a check found: the smallest set of records that shows it, the words that fill the message.

    The witness comes first, by id; then the words, by the name they have in the message.
    """

    article: str = ""
    cure: Mapping[str, str] = MappingProxyType({})
    severity: Severity | None = None
    status: Status | None = None

    def __init__(self, *witness: str, **values: object) -> None:
        self.witness = witness
        self.values = values

    def under(self, row: Row | None = None, *, article: str = "", severity: Severity | None = None) -> Hit:
        """The hit with the article and the status of a row of the pack in the place of the check's own."""
        self.article = article
        self.severity = severity
        if row is not None:
            self.article, self.status = row.article, row.status
        return self

    def cured(self, cure: Mapping[str, str]) -> Hit:
        """The hit with what a row of the pack says is to be done, where it says so, in the place of the check's own."""
        self.cure = cure
        return self


class _Message(Mapping[str, str]):
    """What a finding says, by language: written when it is read, which of a hundred thousand findings few are."""

    __slots__ = ("_forms", "_values")

    def __init__(self, forms: Mapping[str, str], values: Mapping[str, object]) -> None:
        self._forms = forms
        self._values = values

    def __getitem__(self, lang: str) -> str:
        return self._forms[lang].format_map({key: _shown(value) for key, value in self._values.items()})

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def __repr__(self) -> str:
        return repr(dict(self))


Check = Callable[[Any], Iterable[Hit] | Iterable[Finding]]
C = TypeVar("C", bound=Check)


@attrs.frozen
class Registered:
    """A check with its number, the ids of the rules it holds (the first is its own), and its function."""

    rule: Rule
    ids: tuple[str, ...]
    status: Status
    check: Check
    cure: Mapping[str, str]
    forms: Mapping[Status, Mapping[str, str]]

    def answers_to(self, word: str) -> bool:
        """Whether a number or a rule id means this check; `L02` means `L02/grant` too."""
        return word == self.rule.code or any(word in (each, each.partition("/")[0]) for each in self.ids)

    def finding(self, hit: Hit, default: str = "") -> Finding:
        """The finding that a hit makes; `default` is the article where the hit brings none."""
        rule = self.rule
        return Finding(
            code=rule.code,
            severity=hit.severity or rule.severity,
            message=_Message(self.forms[hit.status or self.status], hit.values),
            cure=hit.cure or self.cure,
            article=hit.article or default,
            witness=hit.witness,
        )


def _shown(value: object) -> str:
    # A check fills in ids, codes and days, which are plain: only their length needs a look.
    return value if type(value) is str and len(value) <= 80 else shorten(str(value))


CHECKS: Final[dict[str, Registered]] = {}
"""Every registered check, by its number."""


def check(
    code: str,
    rule_id: str,
    severity: Severity,
    *,
    article: str = "",
    en: str = "",
    zh: str = "",
    cure_en: str = "",
    cure_zh: str = "",
    also: tuple[str, ...] = (),
    status: Status = "confirmed",
) -> Callable[[C], C]:
    """Register a check. A number that is already a rule of the library keeps the words it has.

    `article` is for hits that bring none: a check whose hits all stand under rows of the pack has it there only.
    """

    def register(function: C) -> C:
        if code in CHECKS:
            raise ValueError(f"{code} is already a check: {CHECKS[code].rule.en}")
        known = RULES.get(code) if not en else None
        words = known or rule(code, severity, en, zh, cure_en=cure_en, cure_zh=cure_zh, article=article)
        # One cure for all findings of a check: the message says what it is about.
        cure = {"en": words.cure_en, "zh": words.cure_zh} if words.cure_en else {}
        marks = ((key, status_mark(key)) for key in STATUS_WORDS)
        forms = {key: {"en": words.en + en, "zh": words.zh + zh} for key, (en, zh) in marks}
        CHECKS[code] = Registered(words, (rule_id, *also), status, function, cure, forms)
        return function

    return register


def rule_id(code: str) -> str:
    """The id of the rule behind a number of the catalogue; raises `UnknownReference` when no check has the number.

    >>> import enforcekit.competence.lint
    >>> rule_id("EK310")
    'L01'
    """
    if code not in CHECKS:
        raise UnknownReference("check", code, sorted(CHECKS)[:3])
    return CHECKS[code].ids[0]


def chosen(
    select: Iterable[str] = (), ignore: Iterable[str] = (), *, layers: tuple[str, ...] = ("EK",)
) -> tuple[Registered, ...]:
    """The checks that numbers or rule ids select, all when none is named, without the ignored ones.

    `layers` are how the numbers of the layers begin that are asked: `EK3` for competence, `EK4` for procedure.

    Raises `UnknownReference` for a word that means no check.
    """
    wanted, left_out = _words(select), _words(ignore)
    checks = [each for code, each in sorted(CHECKS.items()) if code.startswith(layers)]
    for word in (*wanted, *left_out):
        if not any(each.answers_to(word) for each in checks):
            ids = sorted({rule for each in checks for rule in each.ids})
            near = [each for each in ids if each[:2] == word[:2]][:5] or get_close_matches(word, ids, 5, 0.5)
            raise UnknownReference("check", word, near, f"there are {', '.join(ids)}")
    return tuple(
        each
        for each in checks
        if (not wanted or any(map(each.answers_to, wanted))) and not any(map(each.answers_to, left_out))
    )


def _words(given: Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def run(context: Any, checks: Iterable[Registered]) -> tuple[Finding, ...]:
    """The findings of some checks on one context, in the order of their numbers.

    The article that stands beside a check is cited where the pack of the context knows its source.
    """
    found: list[Finding] = []
    for each in checks:
        default = each.rule.article if context.pack.knows(each.rule.article) else ""
        found += [each.finding(hit, default) if isinstance(hit, Hit) else hit for hit in each.check(context)]
    return tuple(found)
