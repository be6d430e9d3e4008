"""What can go wrong: one exception tree for the caller's mistakes, one record for problems in data.

A problem in data is a `Finding`: a stable code, a place, a message in Chinese and English. Every code belongs
to one `Rule`, which writes the messages; the rules of all layers together are the published catalogue `RULES`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

import attrs

Severity = Literal["void", "voidable", "defect", "advice", "error", "warning"]

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


_OWN_WORDS = re.compile(r"(?:.*_)?(?:en|zh)").fullmatch


def shorten(value: object, limit: int = 80) -> str:
    """A value as it may be shown in a message: at most `limit` characters, nothing invisible left as it is.

    >>> shorten("abc\\u202e\\x00")
    'abc\\\\u202e\\\\u0000'
    >>> shorten("x" * 1000, limit=8)
    'xxxxxxxx…'
    >>> shorten(dt.date(2025, 9, 1))
    '2025-09-01'
    """
    plain = value.isoformat() if isinstance(value, dt.date) else value
    text = plain[: limit + 1] if isinstance(plain, str) else repr(plain)
    cut = text if len(text) <= limit else text[:limit] + "…"
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", cut)


@attrs.frozen(kw_only=True)
class Finding:
    """One problem in data: what, where, why it matters and what mends it.

    `code` is stable, the wording of `message` and `cure` (by language) is not. `severity` is one of law (`void`,
    `voidable`, `defect`, `advice`) or of shape (`error`, `warning`); `article` is what the rule rests on. `pointer`
    is a JSON Pointer into the document (RFC 6901), `line` and `column` count from 1 in the `file`; `witness` holds
    the ids of the records that show the problem.

    >>> late = Finding(code="EK199", severity="defect", pointer="/on", message={"en": "late"}, cure={"en": "say why"})
    >>> print(late.text())
    defect EK199 at /on: late → say why
    >>> sorted(late.to_dict())  # what is empty is absent
    ['code', 'cure', 'message', 'pointer', 'severity']
    """

    code: str
    severity: Severity
    message: Mapping[str, str] = attrs.field(hash=False)
    cure: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    article: str = ""
    pointer: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    witness: tuple[str, ...] = ()

    def text(self, lang: str = "en") -> str:
        """One line for a person.

        >>> rule = Rule("EK199", "error", "{value} is too long", "{value} 过长")
        >>> rule.at("/names/zh", value="溪口").text("zh")
        'error EK199 at /names/zh: 溪口 过长'
        """
        place = ":".join(shorten(str(part), 400) for part in (self.file, self.line, self.column) if part is not None)
        where = f" at {shorten(self.pointer, 400)}" if self.pointer else ""
        cure = f" → {self.cure[lang]}" if self.cure.get(lang) else ""
        if lang not in self.message:
            raise UnknownReference("language", str(lang), self.message)
        return f"{place}{': ' if place else ''}{self.severity} {self.code}{where}: {self.message[lang]}{cure}"

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain JSON values, absent rather than null."""
        return {
            key: dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
            for key, value in attrs.asdict(self, recurse=False).items()
            if value or value == 0
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Finding:
        """The finding that `to_dict` gave these values.

        >>> late = Finding(code="EK199", severity="defect", message={"en": "late"}, witness=("case-1",))
        >>> Finding.from_dict(late.to_dict()) == late
        True
        """
        return cls(**{**values, "witness": tuple(values.get("witness", ()))})


@attrs.frozen
class Rule:
    """A numbered check: its code, severity and wording. `at` makes the finding for one place."""

    code: str
    severity: Severity
    en: str
    zh: str
    cure_en: str = ""
    cure_zh: str = ""
    article: str = ""

    def at(self, pointer: str = "", *, witness: Iterable[str] = (), article: str = "", **values: object) -> Finding:
        # Words of the library's own, given in two languages, are shown whole; what a caller gave is shortened.
        shown = {name: shorten(value, 400 if _OWN_WORDS(name) else 80) for name, value in values.items()}
        cure = {"en": self.cure_en.format(**shown), "zh": self.cure_zh.format(**shown)} if self.cure_en else {}
        return Finding(
            code=self.code,
            severity=self.severity,
            message={"en": self.en.format(**shown), "zh": self.zh.format(**shown)},
            cure=cure,
            article=article or self.article,
            pointer=pointer,
            witness=tuple(witness),
        )


RULES: Final[dict[str, Rule]] = {}
"""Every numbered check of the library, by code: filled by the module that makes the finding."""


def rule(code: str, severity: Severity, en: str, zh: str, **more: str) -> Rule:
    """Register a numbered check. A code can be registered once: two meanings for one number are refused."""
    if code in RULES:
        raise ValueError(f"{code} is already registered: {RULES[code].en}")
    RULES[code] = Rule(code, severity, en, zh, **more)
    return RULES[code]


@attrs.frozen
class Report:
    """The findings about one document, file or structure, in the order of their places.

    >>> advice = Finding(code="EK199", severity="advice", message={"en": "name a lead"})
    >>> report = Report((advice,))
    >>> report.ok, report.codes  # an advice is no failure
    (True, frozenset({'EK199'}))
    """

    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing worse than a warning or an advice was found."""
        return not any(f.severity not in ("warning", "advice") for f in self.findings)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the findings."""
        return frozenset(f.code for f in self.findings)

    def text(self, lang: str = "en") -> str:
        """One line for each finding."""
        return "\n".join(f.text(lang) for f in self.findings)


class EnforcekitError(Exception):
    """The root of everything this library raises on purpose.

    >>> from enforcekit import Money
    >>> try:
    ...     Money(amount=-1)
    ... except EnforcekitError as error:
    ...     print(type(error).__name__)
    InvalidRecord
    """


class _WithFindings(EnforcekitError):
    """An error that carries the findings which made it."""

    def __init__(self, findings: Iterable[Finding], heading: str = "") -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        self.heading: str = heading
        super().__init__(self.findings, heading)

    def __str__(self) -> str:
        lines = [f.text() for f in self.findings[:20]]
        if len(self.findings) > 20:
            lines.append(f"… and {len(self.findings) - 20} more")
        return "\n  ".join([self.heading, *lines] if self.heading else lines)


class MalformedText(_WithFindings):
    """Bytes that are not one bounded, well-formed JSON text: one finding with line and column.

    >>> from enforcekit.wire.reader import read_json
    >>> read_json('{"amount": 1, "amount": 2}')
    Traceback (most recent call last):
    enforcekit.errors.MalformedText: 1:15: error EK105: the key “amount” stands twice in one object → keep one of ...
    """


class InvalidRecord(_WithFindings):
    """A record that breaks its constraints: all problems at once, each with its field.

    >>> from enforcekit import Citation
    >>> try:
    ...     Citation(instrument="", article="24.")
    ... except InvalidRecord as error:
    ...     [(each.code, each.pointer) for each in error.findings]
    [('EK113', '/instrument'), ('EK113', '/article')]
    """


class InvalidData(_WithFindings):
    """Files that do not make a structure: every problem at once, each with its file and place.

    >>> from enforcekit import Place, Structure
    >>> Structure([Place(id="xikou", names={"en": "Xikou"}, parent="fenghua")])
    Traceback (most recent call last):
    enforcekit.errors.InvalidData: the records do not make a structure
      error EK201 at /parent: 'xikou' points to the place 'fenghua', which is not in the structure → add the ...
    """


class SchemaVersionError(_WithFindings):
    """A document of a schema version this library does not read.

    >>> from enforcekit import load_document
    >>> load_document({"type": "place", "schema_version": "99.0", "id": "xikou", "names": {"zh": "溪口"}})
    Traceback (most recent call last):
    enforcekit.errors.SchemaVersionError: xikou
      error EK125 at /schema_version: schema version '99.0' is not read here → this library reads 1.0; ...
    """


class InvalidArgument(_WithFindings, TypeError, ValueError):
    """An argument that a verb cannot use, by its kind or its value: its name, what it is, and what to give instead.

    >>> from enforcekit import deadline
    >>> deadline("P-60", "22 September 2025")
    Traceback (most recent call last):
    enforcekit.errors.InvalidArgument: error EK100: start is '22 September 2025', of the type str, not a day or ...
    """


class NotPermitted(_WithFindings):
    """A step that the law does not permit: every condition that is not met, each with its article and its cure.

    >>> from enforcekit import Event, example, open_case, record
    >>> ningbo = example("ningbo")
    >>> case = open_case(ningbo, id="c-1", authority="xikou-town", items=["330217015000"], place="330213100")
    >>> try:
    ...     record(case, Event(kind="decide", at=dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)), ningbo)
    ... except NotPermitted as refused:
    ...     print(refused.findings[0].article, refused.findings[0].cure["en"])
    APL21:57 permitted from here: receive_clue, file
    """


class UnknownReference(EnforcekitError):
    """An id, code or name that names nothing, with the nearest ones that do, or else a hint at what there is.

    >>> from enforcekit import example
    >>> example("ningpo")
    Traceback (most recent call last):
    enforcekit.errors.UnknownReference: no example is called 'ningpo'; nearest: fenghua, hengqin, huizhou, ...
    """

    kind: str
    key: str
    nearest: tuple[str, ...]
    hint: str

    def __init__(self, kind: str, key: str, nearest: Iterable[str] = (), hint: str = "") -> None:
        self.kind, self.key, self.nearest, self.hint = kind, key, tuple(nearest), hint
        super().__init__(kind, key, self.nearest, hint)

    def __str__(self) -> str:
        told = f"nearest: {', '.join(map(shorten, self.nearest))}" if self.nearest else self.hint
        return f"no {self.kind} is called {shorten(self.key)!r}" + (f"; {told}" if told else "")


class LimitExceeded(EnforcekitError):
    """A stated bound was passed: the question or the data is larger than what the library promises to handle.

    >>> from enforcekit import deadline
    >>> deadline("P-60", dt.date(9999, 12, 30))
    Traceback (most recent call last):
    enforcekit.errors.LimitExceeded: P-60 from 9999-12-30: the term leaves the years 1 to 9999
    """


class CalendarCoverageError(EnforcekitError):
    """A day outside the published working-day table: whether it is worked is not known, and not guessed.

    >>> from enforcekit.packs.cn import PACK
    >>> try:
    ...     PACK.calendar.is_working_day(dt.date(2031, 1, 1))
    ... except CalendarCoverageError as outside:
    ...     outside.last
    datetime.date(2026, 12, 31)
    >>> PACK.calendar.assuming_statute().is_working_day(dt.date(2027, 1, 1))
    False
    """

    day: object
    version: str
    first: object
    last: object

    def __init__(self, day: object, version: str, first: object, last: object) -> None:
        self.day, self.version, self.first, self.last = day, version, first, last
        super().__init__(day, version, first, last)

    def __str__(self) -> str:
        return (
            f"{self.day} is outside the working-day table {self.version} ({self.first} to {self.last})"
            " → give a calendar that covers it, or calendar.assuming_statute() for a provisional date"
        )
