"""The clocks of a case (期限): which are running, paused, met or missed, each with the deadline it derives from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from enforcekit.arguments import must_be_day
from enforcekit.errors import CalendarCoverageError, LimitExceeded
from enforcekit.law import Deadline, NoSuchTerm, Term, deadline, term_of
from enforcekit.law.pack import Pack, pack_of
from enforcekit.law.term import has_term
from enforcekit.model.case import Case
from enforcekit.structure import Structure

from .scene import beyond_table
from .standing import Eventful, Move, Standing, standing

Reckoning = Literal["waiting", "running", "paused", "overdue", "met", "late", "lapsed", "uncertain"]
RECKONINGS: Final[Mapping[Reckoning, tuple[str, str]]] = {
    "waiting": ("not open yet", "尚未开始"),
    "running": ("running", "进行中"),
    "paused": ("paused", "中止"),
    "overdue": ("OVERDUE", "已逾期"),
    "uncertain": ("uncertain", "待日历确定"),
    "met": ("met", "按期"),
    "late": ("LATE", "逾期完成"),
    "lapsed": ("lapsed", "权利期满"),
}
"""How a clock stands, in words."""
ClockKey = tuple[str, str | None]
"""The rule of a clock, and the measure or thing it runs for."""


@attrs.frozen(kw_only=True)
class Clock:
    """One term of a case: what started it, when it is due, what stopped it.

    `not_paused` are causes of a standstill that the term of this layer does not leave out.
    """

    rule: str
    subject: str | None
    started: Move
    deadline: Deadline
    stopped: Move | None
    paused: bool = False
    not_paused: tuple[str, ...] = ()

    def state(self, on: dt.date) -> Reckoning:
        """How it stands on a day. `waiting`: its window has not opened; `uncertain`: past the date reckoned, not past
        the latest it could be."""
        if self.stopped is not None:
            instant = isinstance(self.deadline.due, dt.datetime)
            late = self.stopped.event.at > self.deadline.due if instant else self.stopped.day > self.deadline.last_day
            return self._missed("late") if late else "met"
        if self.deadline.opens is not None and on < self.deadline.opens:
            return "waiting"
        if self.paused:
            return "paused"
        if on > self.deadline.last_day:
            return self._missed("overdue")
        return "uncertain" if on > self.deadline.due_day else "running"

    def _missed(self, word: Reckoning) -> Reckoning:
        # Who does not use a right in time is late with nothing.
        return "lapsed" if self.deadline.term.right else word

    def to_dict(self, on: dt.date) -> dict[str, Any]:
        """The clock as plain JSON values."""
        found: dict[str, Any] = {
            **self.deadline.to_dict(),
            "state": self.state(on),
            "subject": self.subject,
            "started_by": self.started.event.kind,
            "stopped_by": self.stopped.event.kind if self.stopped is not None else None,
            "stopped_on": self.stopped.day.isoformat() if self.stopped is not None else None,
            "not_paused": list(self.not_paused) or None,
        }
        return {key: value for key, value in found.items() if value is not None}


@attrs.frozen(kw_only=True)
class Undated:
    """A clock that runs out of the working-day table `table`: its term and what started it, and no date is guessed.

    >>> import enforcekit as ek
    >>> case = ek.Case(id="c-1", authority="a", items=["i"], place="p", events=[ek.Event(
    ...     kind="receive_clue", at=dt.datetime(2026, 12, 21, 9, tzinfo=dt.UTC))], layer="samr")
    >>> due(case, ek.Structure([])).undated[0].why()
    'past the table cn-2007-2026, no date yet'
    >>> due(case, ek.Structure([]), provisional=True).clocks[0].deadline.due
    datetime.date(2027, 1, 12)
    """

    rule: str
    subject: str | None
    started: Move
    start: dt.date
    stopped: Move | None
    term: Term
    table: str
    pack: Pack = attrs.field(eq=False, repr=False)

    def text(self, lang: str = "en") -> str:
        """The term, its article, and why there is no date."""
        cited = self.pack.cite(self.term.article, lang)
        if lang == "zh":
            return f"{self.term.rule} {self.term.zh}（{cited}）：自 {self.start} 起算，{self.why(lang)}"
        return f"{self.term.rule} {self.term.en} ({cited}): runs from {self.start}; {self.why(lang)}"

    def why(self, lang: str = "en") -> str:
        """Why there is no date."""
        return f"超出工作日表 {self.table}，尚无日期" if lang == "zh" else f"past the table {self.table}, no date yet"

    def to_dict(self) -> dict[str, Any]:
        """The clock as plain JSON values; it has no `due`."""
        found: dict[str, Any] = {
            "rule": self.term.rule,
            "article": self.term.article,
            "status": self.term.status,
            "certainty": "uncovered",
            "table_version": self.table,
            "subject": self.subject,
            "started_by": self.started.event.kind,
            "start": self.start.isoformat(),
            "stopped_by": self.stopped.event.kind if self.stopped is not None else None,
            "stopped_on": self.stopped.day.isoformat() if self.stopped is not None else None,
        }
        return {key: value for key, value in found.items() if value is not None}


def clocks(found: Standing, on: dt.date, *, provisional: bool = False) -> tuple[Clock, ...]:
    """Every clock that the moves of a case started, in the order in which they began.

    A clock that is started again replaces the earlier one. A term that the law of the day or the case's layer does
    not have starts no clock. One that runs out of the working-day table has no date, and is left out (`reckoned` names
    it); `provisional`: its date is taken from the rest days of the statute, with the days between which it ends.

    Raises `CalendarCoverageError` when that is asked for and not even these are known.
    """
    return tuple(each for each in reckoned(found, on, provisional=provisional) if isinstance(each, Clock))


def reckoned(found: Standing, on: dt.date, *, provisional: bool = False) -> Iterator[Clock | Undated]:
    """Every clock as in `clocks`, those too that have no date: one term of next year must not hide all others."""
    running, ended = started(found)
    for key, (move, field) in running.items():
        stopped = ended.get(key)
        try:
            clock = clock_for(found, key, move, field, stopped, on)
        except LimitExceeded:  # what ends after the year 9999 is never due
            continue
        except CalendarCoverageError as outside:
            going_on = beyond_table(found.pack)
            if not provisional:
                start = _start(move, field)
                term = _term(found, key[0], start)
                assert start is not None
                assert term is not None
                told: dict[str, Any] = {
                    "rule": key[0],
                    "subject": key[1],
                    "started": move,
                    "start": start,
                    "stopped": stopped,
                }
                yield Undated(**told, term=term, table=outside.version, pack=found.pack)
                continue
            if going_on is None:
                raise
            clock = clock_for(attrs.evolve(found, pack=going_on), key, move, field, stopped, on)
        if clock is not None:
            yield clock


def started(found: Standing) -> tuple[dict[ClockKey, tuple[Move, str]], dict[ClockKey, Move]]:
    """By rule and subject, what started each clock, and of those that have stopped, what did."""
    running: dict[ClockKey, tuple[Move, str]] = {}
    ended: dict[ClockKey, Move] = {}
    # Only a case has an origin.
    known = {*found.pack.layer_chain(found.layer), getattr(found.case, "origin", None)}
    for move in found.moves:
        subject = move.track[1]
        known.add(move.event.kind)
        for name in move.transition.stops:
            ended.setdefault((name, subject), move)
        for name in move.transition.starts:
            name, _, only = name.partition("?")
            rule, _, field = name.partition("@")
            if only in known:
                running[rule, subject] = (move, field)
            ended.pop((rule, subject), None)
        for name in move.transition.resumes:
            ended.pop((name, subject), None)
    return running, ended


def clock_of(found: Standing, rule: str, on: dt.date, subject: str | None = None) -> Clock | None:
    """One clock of a case; None when it has not started."""
    running, ended = started(found)
    if (rule, subject) not in running:
        return None
    return clock_for(found, (rule, subject), *running[rule, subject], ended.get((rule, subject)), on)


def clock_for(
    found: Standing, key: ClockKey, move: Move, field: str, stopped: Move | None, on: dt.date
) -> Clock | None:
    """The clock that a move started; None when the law of the day has no such term, or the day it runs from is open.

    Raises `CalendarCoverageError`.
    """
    rule, subject = key
    start = _start(move, field)
    term = _term(found, rule, start)
    if start is None or term is None:
        return None
    # A file may record an extension that its law does not know: then the term stays as it is.
    extended = term.extension > 0 and any(
        rule in each.transition.extends and each.track == move.track and each.number > move.number
        for each in found.moves
    )
    until = stopped.day if stopped is not None else on
    stops = [each for each in pauses_of(found, rule, subject, until) if each[1] >= start]
    counted = [(first, last) for first, last, cause in stops if cause in term.excludes]
    due = deadline(
        rule,
        move.event.at if term.unit == "hour" else start,
        pack=found.pack,
        layer=found.layer,
        pauses=counted,
        extended=extended,
    )
    return Clock(
        rule=rule,
        subject=subject,
        started=move,
        deadline=due,
        stopped=stopped,
        paused=any(last >= on for _, last in counted),
        not_paused=tuple(sorted({cause for _, _, cause in stops if cause not in term.excludes})),
    )


def _start(move: Move, field: str) -> dt.date | None:
    """The day from which a clock runs; None while it is open."""
    return move.event.until if field == "until" else move.day


def _term(found: Standing, rule: str, start: dt.date | None) -> Term | None:
    """The term of the case's own layer or of national law that runs from a day; None where neither has it."""
    if start is None or not has_term(found.pack, rule, found.layer):
        return None
    try:
        term = term_of(found.pack, rule, start, found.layer)
    except NoSuchTerm:
        return None
    return term if term.layer in found.pack.layer_chain(found.layer) else None


def pauses_of(
    found: Standing, rule: str, subject: str | None, until: dt.date
) -> Iterator[tuple[dt.date, dt.date, str]]:
    """When something stood still that a term may leave out: first day, last day, cause; to `until` if it still does."""
    begun: dict[str, dt.date] = {}
    for move in found.halts:
        if move.track[1] != subject:
            continue
        for each in move.transition.resumes:
            name, _, cause = each.partition("+")
            for ended in [cause] if cause else list(begun):
                if name == rule and ended in begun:
                    first = begun.pop(ended)
                    # A file from elsewhere may have its events in any order.
                    yield first, max(first, move.day), ended
        for each in move.transition.pauses:
            name, _, cause = each.partition("+")
            if name == rule:
                begun.setdefault(cause, move.day)
    for cause, first in begun.items():
        if first <= until:
            yield first, until, cause


@attrs.frozen(kw_only=True)
class Dues:
    """What runs in a case on a day: its clocks, those past the working-day table (`undated`), the late fine to date."""

    case: Case
    on: dt.date
    clocks: tuple[Clock, ...]
    undated: tuple[Undated, ...] = ()
    late_fine: Any = None

    def __iter__(self) -> Iterator[Clock]:
        return iter(self.clocks)

    def open(self) -> tuple[Clock, ...]:
        """The clocks that still run, soonest first."""
        left = [each for each in self.clocks if each.stopped is None]
        return tuple(sorted(left, key=lambda each: (each.deadline.last_day, each.rule)))

    def explain(self, lang: str = "en") -> str:
        """The clocks in words, those that run first, each with its derivation."""
        zh = lang == "zh"
        lines = []
        for each in (*self.open(), *(clock for clock in self.clocks if clock.stopped is not None)):
            about = f" [{each.subject}]" if each.subject else ""
            lines.append(f"{RECKONINGS[each.state(self.on)][zh]}{about}: {each.deadline.explain(lang)}")
            lines += [_NOT_PAUSED[zh].format(cause) for cause in each.not_paused]
        lines += [each.text(lang) for each in self.undated]
        if self.late_fine is not None:
            lines.append(self.late_fine.explain(lang))
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        found: dict[str, Any] = {
            "case": self.case.id,
            "on": self.on.isoformat(),
            "clocks": [each.to_dict(self.on) for each in self.clocks],
        }
        if self.undated:
            found["undated"] = [each.to_dict() for each in self.undated]
        if self.late_fine is not None:
            found["late_fine"] = self.late_fine.to_dict()
        return found


_NOT_PAUSED: Final = (
    "  not left out by this rule: {}; a sector or local rule may (`layer` of the case)",
    "  该规则不扣除：{}；行业或地方规则可能扣除（案件的 layer）",
)


def due(case: Eventful, structure: Structure, *, on: dt.date | None = None, provisional: bool = False) -> Dues:
    """What runs in a case: every clock with date, derivation and certainty, and the late fine to date.

    Args:
        case: the case; or a request, complaint, clue, mediation or notice.
        structure: the structure under whose law it is handled.
        on: day looked from; the day of the last event when left out.
        provisional: whether a term that runs out of the working-day table gets a date by the rest days of the statute,
            with the days between which it ends; else it is among the `undated`, and a fine is not late by it.

    Raises `InvalidArgument` for what is no case, structure or day, `UnknownReference` for a procedure the pack does not
    have, `CalendarCoverageError` for a provisional date of a year of which not even the statute's rest days are known.

    >>> import enforcekit as ek
    >>> case = ek.Case(id="c-1", authority="a", items=["i"], place="p", events=[ek.Event(
    ...     kind="receive_clue", at=dt.datetime(2025, 4, 21, 9, tzinfo=dt.UTC))], layer="samr")
    >>> [(clock.rule, clock.deadline.due.isoformat()) for clock in due(case, ek.Structure([]))]
    [('P-02/check', '2025-05-14')]
    """
    if on is not None:
        must_be_day(on=on)
    found = standing(case, pack_of(structure))
    day = on if on is not None else case.events[-1].at.date() if case.events else None
    if day is None:
        return Dues(case=found.case, on=dt.date.min, clocks=())
    return dues_on(found, day, provisional=provisional)


def dues_on(found: Standing, on: dt.date, *, provisional: bool) -> Dues:
    """The same of a case whose standing is known."""
    from .money import late_fine_of  # which itself reads the pauses of a clock

    every = tuple(reckoned(found, on, provisional=provisional))
    try:
        late = late_fine_of(found, on, provisional=provisional)
    except CalendarCoverageError:  # whether it is late yet is what its clock leaves open
        late = None
    return Dues(
        case=found.case,
        on=on,
        clocks=tuple(each for each in every if isinstance(each, Clock)),
        undated=tuple(each for each in every if isinstance(each, Undated)),
        late_fine=late,
    )
