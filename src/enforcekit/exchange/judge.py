"""What a row of the feed says of a decision, and what is odd about it: pure functions of its cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from enforcekit.errors import CalendarCoverageError, EnforcekitError, Finding, Rule
from enforcekit.law import Pack
from enforcekit.law.threshold import digits
from enforcekit.packs.cn import credit_code
from enforcekit.procedure.simple import simple_procedure
from enforcekit.timing.calendar import ONE_DAY

from . import rules
from .bases import bases_of, is_marked_cut
from .columns import KINDS, PARTIES, PROCEDURES
from .numerals import FEN_IN_WAN, FEN_IN_YUAN, day_of, decimal, fen, stated
from .table import listed

FINE: Final = "fine"
GAINS: Final = "confiscate_illegal_gains"
PROPERTY: Final = "confiscate_illegal_property"

_NONE: Final = frozenset({"-", "--", "—", "——", "/", "／", "无", "null", "NULL"})
"""What feeds write where there is nothing to say."""
_MAY_BE_NONE: Final = frozenset({"CF_NR_FK", "CF_NR_WFFF", "CF_XDR_SHXYM", "CF_CFJGDM"})

Found = tuple[str, Finding]
"""A finding with the column it is about."""


_OTHER: Final = re.compile(r"其[他它][-－—:：(（](?!责令)")
"""Another penalty, with its name; an order to correct is none."""


@attrs.frozen(kw_only=True)
class Verdict:
    """What a row says: the heads of penalty with their amounts in fen, kind of party, procedure; and the oddities."""

    sanctions: tuple[tuple[str, int | None], ...]
    party_kind: str | None
    procedure: str
    findings: tuple[Found, ...]


@attrs.define(kw_only=True, slots=False)
class Judge:
    """What rows are judged by: the law, the day looked from, the policy of the caller."""

    pack: Pack
    on: dt.date
    layer: str
    smallest_fine: int
    cut: frozenset[str] = frozenset()
    """Titles that others of the same table show to be cut off."""

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kinds of penalty by every word for them, the longest first."""
        words = {**self.pack.vocabulary.words("penalty_kind"), **KINDS}
        # A table that a spreadsheet had in its hands has lost the noughts in front.
        words |= {word.lstrip("0"): kind for word, kind in words.items() if word.isdecimal()}
        return dict(sorted(words.items(), key=lambda each: -len(each[0])))

    def row(self, cells: Mapping[str, str], day: dt.date, units: Mapping[str, int]) -> Verdict:
        """The verdict on the cells of a row, by the codes of their columns, decided on a day."""
        found: list[Found] = []
        cells = {code: "" if code in _MAY_BE_NONE and cell in _NONE else cell for code, cell in cells.items()}
        party = self._party(cells, found)
        procedure = self._procedure(cells, found)
        fine = self._amount("CF_NR_FK", cells, units, found)
        taken = self._amount("CF_NR_WFFF", cells, units, found)
        sanctions = self._sanctions(cells, fine, taken, found)
        found += self._days(cells, day)
        found += self._bases(cells)
        found += self._codes(cells)
        found += self._size(sanctions, party, procedure, day)
        return Verdict(sanctions=sanctions, party_kind=party, procedure=procedure, findings=tuple(found))

    def _party(self, cells: Mapping[str, str], found: list[Found]) -> str | None:
        name = cells.get("CF_XDR_LB", "")
        kind = PARTIES.get(name) or self.pack.vocabulary.words("party_kind").get(name)
        if kind is None and name:
            found.append(("CF_XDR_LB", rules.UNKNOWN_PARTY.at(value=name)))
        return kind

    def _procedure(self, cells: Mapping[str, str], found: list[Found]) -> str:
        """The procedure that a row names; the ordinary one where it names none, or none that is known."""
        name = cells.get("CF_CFCX", "").strip()
        if name and name not in PROCEDURES:
            words = {"what": "procedure", "what_zh": "处罚程序", "taken": "普通程序"}
            found.append(("CF_CFCX", rules.UNKNOWN_WORD.at(value=name, **words)))
        return PROCEDURES.get(name, "ordinary")

    def _amount(self, code: str, cells: Mapping[str, str], units: Mapping[str, int], found: list[Found]) -> int | None:
        """An amount in fen; None where there is none, or none that can be taken over."""
        amount, odd = amount_in(cells.get(code, ""), units.get(code, FEN_IN_WAN))
        found += [(code, each) for each in odd]
        return amount

    def _kinds(self, cells: Mapping[str, str], found: list[Found]) -> dict[str, None]:
        """The kinds that the columns name, in their order."""
        kinds: dict[str, None] = {}
        for code in ("CF_CFLB", "CF_CFLB2"):
            for part, kind in listed(cells.get(code, ""), self.kinds):
                known = [kind] if kind is not None else self._named(part)
                if not known and _OTHER.match(part):
                    known = ["other"]
                kinds.update(dict.fromkeys(known))
                if not known:
                    found.append((code, rules.UNKNOWN_KIND.at(value=part)))
        return kinds

    def _named(self, text: str) -> list[str]:
        """The kinds that a text names, in its order; of names inside each other the longest."""
        places: list[tuple[int, str]] = []
        rest = text
        for name, kind in self.kinds.items():
            if name.isascii() or name in ("其他", "其它", "企业"):
                continue
            at = rest.find(name)
            while at >= 0:
                places.append((at, kind))
                rest = rest[:at] + "\0" * len(name) + rest[at + len(name) :]
                at = rest.find(name)
        return list(dict.fromkeys(kind for _, kind in sorted(places)))

    def _sanctions(
        self, cells: Mapping[str, str], fine: int | None, taken: int | None, found: list[Found]
    ) -> tuple[tuple[str, int | None], ...]:
        kinds = self._kinds(cells, found)
        text = cells.get("CF_NR", "")
        told = self._named(text)
        if kinds and told:
            found += self._differing(kinds, told)
        elif not kinds:
            kinds = dict.fromkeys(told)
        fined, confiscated = stated(text)
        found += _against("CF_NR_FK", ("fine", "罚款"), fine, fined)
        found += _against("CF_NR_WFFF", ("confiscated", "没收"), taken, confiscated)
        found += self._contradicting(kinds, cells, fine, taken, fined)
        amounts: dict[str, int | None] = dict.fromkeys(kinds)
        if fine or fined or FINE in kinds:
            # Money that was fined is a fine, whatever the row calls it.
            amounts[FINE] = fine if fine else fined
        if taken or confiscated:
            amounts[GAINS if GAINS in kinds or PROPERTY not in kinds else PROPERTY] = taken if taken else confiscated
        if not amounts:
            found.append(("CF_CFLB", rules.NO_PENALTY.at()))
        return tuple(amounts.items())

    def _differing(self, kinds: Mapping[str, None], told: list[str]) -> Iterator[Found]:
        column, text = (("kinds", "处罚类别"), ("text", "处罚内容"))
        for kind in [each for each in kinds if each not in told and each != "other"]:
            yield "CF_NR", self._named_finding(rules.KINDS_DIFFER, kind, column, text)
        for kind in [each for each in told if each not in kinds and each != "other"]:
            yield "CF_CFLB", self._named_finding(rules.KINDS_DIFFER, kind, text, column)

    def _named_finding(self, rule: Rule, kind: str, one: tuple[str, str], other: tuple[str, str]) -> Finding:
        return rule.at(one=one[0], other=other[0], one_zh=one[1], other_zh=other[1], **self._labels(kind))

    def _labels(self, kind: str) -> dict[str, str]:
        vocabulary = self.pack.vocabulary
        return {
            "kind": vocabulary.label("penalty_kind", kind, "en"),
            "kind_zh": vocabulary.label("penalty_kind", kind, "zh"),
        }

    def _contradicting(
        self,
        kinds: Mapping[str, None],
        cells: Mapping[str, str],
        fine: int | None,
        taken: int | None,
        fined: int | None,
    ) -> Iterator[Found]:
        if fine and FINE not in kinds:
            yield "CF_NR_FK", rules.KINDS_CONTRADICT.at(amount=digits(fine), **self._labels(FINE))
        for kind, code in ((FINE, "CF_NR_FK"), (GAINS, "CF_NR_WFFF")):
            if kind in kinds and cells.get(code) == "":
                yield code, rules.EMPTY.at(column=code)
        if FINE in kinds and cells.get("CF_NR_FK") and not fine and (fine == 0 or fined is None):
            yield "CF_NR_FK", rules.KINDS_CONTRADICT.at(amount=digits(fine or 0), **self._labels(FINE))
        if taken and not {GAINS, PROPERTY} & set(kinds):
            yield "CF_NR_WFFF", rules.KINDS_CONTRADICT.at(amount=digits(taken), **self._labels(GAINS))
        # Things have often no price; gains that are confiscated are a sum.
        if GAINS in kinds and cells.get("CF_NR_WFFF") and not taken:
            yield "CF_NR_WFFF", rules.KINDS_CONTRADICT.at(amount=digits(0), **self._labels(GAINS))

    def _days(self, cells: Mapping[str, str], day: dt.date) -> Iterator[Found]:
        if day > self.on:
            yield "CF_JDRQ", rules.FUTURE.at(day=day.isoformat(), on=self.on.isoformat())
        words = self._rest(day)
        if words is not None:
            yield "CF_JDRQ", rules.REST_DAY.at(day=day.isoformat(), what=words[0], what_zh=words[1])
        for code in ("CF_YXQ", "CF_GSJZQ"):
            until = day_of(cells.get(code, ""))
            if until is not None and until < day:
                yield code, rules.ENDS_EARLY.at(column=code, value=until.isoformat(), day=day.isoformat())

    def _rest(self, day: dt.date) -> tuple[str, str] | None:
        """What kind of rest day a day is; None for a working day, or one the calendar does not cover."""
        calendar = self.pack.calendar
        try:
            if calendar is None or calendar.is_working_day(day):
                return None
            block = [day]
            for step in (-1, 1):
                near = day + step * ONE_DAY
                while not calendar.is_working_day(near):
                    block.append(near)
                    near += step * ONE_DAY
        except CalendarCoverageError:
            return None
        # A plain weekend is no public holiday; a weekday off is always part of one.
        holiday = any(each.weekday() < 5 for each in block)
        return ("in a public holiday", "法定节假日期间") if holiday else ("a day of rest", "休息日")

    def _bases(self, cells: Mapping[str, str]) -> Iterator[Found]:
        for code, text in cells.items():
            if code != "CF_YJ" and is_marked_cut(text):
                yield code, rules.CUT.at(value=text)
        for basis in bases_of(cells.get("CF_YJ", "")):
            if basis.cut or basis.title in self.cut:
                yield "CF_YJ", rules.CUT.at(value=basis.title or "—")
            if basis.article is None:
                yield "CF_YJ", rules.NO_ARTICLE.at(value=basis.title or "—")

    def _codes(self, cells: Mapping[str, str]) -> Iterator[Found]:
        for code in ("CF_XDR_SHXYM", "CF_CFJGDM"):
            value = cells.get(code, "")
            reason = credit_code.problem(value) if value else None
            if reason is not None:
                yield code, rules.BAD_CODE.at(value=value, reason=reason)

    def _size(
        self, sanctions: tuple[tuple[str, int | None], ...], party: str | None, procedure: str, day: dt.date
    ) -> Iterator[Found]:
        fine = dict(sanctions).get(FINE)
        if fine is not None and 0 < fine < self.smallest_fine:
            yield "CF_NR_FK", rules.TINY_FINE.at(amount=digits(fine))
        kinds = [kind for kind, _ in sanctions]
        if party is None or procedure == "simple" or not kinds or (FINE in kinds and not fine):
            return
        try:
            small = simple_procedure(party, fine, kinds, day, self.layer, pack=self.pack).allowed
        except EnforcekitError:  # before there was a law of simple procedure
            return
        if small:
            labels = [self._labels(kind) for kind in kinds]
            yield (
                "CF_CFLB",
                rules.SIMPLE_SIZED.at(
                    kinds=", ".join(each["kind"] for each in labels),
                    kinds_zh="、".join(each["kind_zh"] for each in labels),
                    fine=digits(fine or 0),
                ),
            )


def amount_in(text: str, unit: int) -> tuple[int | None, tuple[Finding, ...]]:
    """The fen that a cell in units of so many fen names; None where it names none, and what is odd when it should.

    >>> amount_in("0.03", FEN_IN_WAN)[0], amount_in("人民币1,500元整", FEN_IN_WAN)[0]
    (30000, 150000)
    >>> [each.code for each in amount_in("0.0000001", FEN_IN_WAN)[1]]
    ['EK807']
    """
    if not text:
        return None, ()
    bare = text.removeprefix("人民币").lstrip("¥￥ ").removesuffix("整")
    for word, own in (("万元", FEN_IN_WAN), ("元", FEN_IN_YUAN)):
        if bare.endswith(word):
            bare, unit = bare.removesuffix(word), own
            break
    number = decimal(bare)
    if number is None:
        return None, (rules.NO_AMOUNT.at(value=text),)
    exact = fen(number, unit)
    return exact, () if exact is not None else (rules.NOT_WHOLE_FEN.at(value=text),)


def _against(code: str, what: tuple[str, str], column: int | None, text: int | None) -> Iterator[Found]:
    if column is not None and text is not None and column != text:
        yield (
            code,
            rules.TEXT_DIFFERS.at(what=what[0], what_zh=what[1], column=digits(column), text=digits(text)),
        )
