"""What falls in the cases when an instrument is invalid: steps, clocks, fines; and what stands by another chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from enforcekit.arguments import records_of
from enforcekit.competence import Competence, who_may
from enforcekit.competence import taint as grants
from enforcekit.competence.answer_records import present
from enforcekit.competence.change_words import Teller
from enforcekit.competence.impact import differing, touched
from enforcekit.competence.resolve import resolver_of
from enforcekit.competence.taint import Standing as Fate
from enforcekit.errors import CalendarCoverageError
from enforcekit.law.process import Condition
from enforcekit.law.threshold import money
from enforcekit.model.case import Case
from enforcekit.model.delegation import Delegation
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from .clocks import clock_for, started
from .guards import GUARDS
from .guards.filing import compulsion
from .money import paid
from .scene import Scene, confiscated_of, fine_of
from .standing import MAIN, Move, Standing, standing

_FATES: Final[dict[Fate, tuple[str, str]]] = {
    "falls": ("cases that fall", "失去依据的案件"),
    "in_part": ("cases that fall in part", "部分失去依据的案件"),
    "stands": ("cases that stand by another chain", "依其他链条有效的案件"),
}
_SHOWN: Final = 20


@attrs.frozen(kw_only=True)
class TaintedStep:
    """A step of a case that needed competence, and what becomes of it without the instrument.

    `number` is its place among the events. It `falls` when one of `conditions` (the names of the rules it no longer
    meets) fails; else it stands by the chains in `survives`, an empty chain being statute, or `in_flight`: its body
    finishes what it filed in time. `rested_on` are the grants that cite the instrument; `instead` the bodies
    competent on that day. `fine` and `confiscated` are what it imposed, in fen.
    """

    number: int
    event: str
    on: dt.date
    falls: bool
    conditions: tuple[str, ...]
    rested_on: tuple[str, ...]
    survives: tuple[tuple[str, ...], ...] = ()
    in_flight: bool = False
    instead: tuple[str, ...] = ()
    fine: int = 0
    confiscated: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The step as plain JSON values."""
        lists = {name: list(getattr(self, name)) for name in ("conditions", "rested_on", "instead")}
        more = {**lists, "on": self.on.isoformat(), "survives": [list(each) for each in self.survives]}
        return {**attrs.asdict(self, recurse=False), **more}


@attrs.frozen(kw_only=True)
class TaintedClock:
    """A clock started by a step that falls, or by what followed from it; `due` is None past the working-day table."""

    rule: str
    subject: str | None
    started_on: dt.date
    due: str | None
    running: bool

    def to_dict(self) -> dict[str, Any]:
        """The clock as plain JSON values."""
        return present({**attrs.asdict(self, recurse=False), "started_on": self.started_on.isoformat()})


@attrs.frozen(kw_only=True)
class TaintedCase:
    """A case that rested on the instrument: its steps, the clocks that fall with them, and the money.

    `fine` and `confiscated` (fen) are those of the decision in force when it falls, else 0; `refund` is what was paid
    on it. The case `falls` when every step that rested on the instrument does.
    """

    case: str
    authority: str
    standing: Fate
    steps: tuple[TaintedStep, ...]
    clocks: tuple[TaintedClock, ...]
    fine: int = 0
    confiscated: int = 0
    refund: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The case as plain JSON values."""
        lists = {name: [each.to_dict() for each in getattr(self, name)] for name in ("steps", "clocks")}
        return {**attrs.asdict(self, recurse=False), **lists}


@attrs.frozen(kw_only=True)
class Taint(grants.Taint):
    """What follows when an instrument is invalid from a day on, for the grants and competences, and for the cases.

    `cases` are those with a step, taken on that day or later, that rested on the instrument.
    """

    cases: tuple[TaintedCase, ...] = ()

    @property
    def fines(self) -> int:
        """The sum of the fines that fall, in fen."""
        return sum(each.fine for each in self.cases)

    def to_dict(self) -> dict[str, Any]:
        """The taint as plain JSON values."""
        return {**super().to_dict(), "cases": [each.to_dict() for each in self.cases]}

    def explain(self, lang: str = "en") -> str:
        """The grants and competences, then the cases by what becomes of them, each with steps, fine and clocks."""
        lines, say = [super().explain(lang)], self.comparison.teller(lang)
        for fate, words in _FATES.items():
            found = [each for each in self.cases if each.standing == fate]
            if found:
                lines.append(f"{words[say.zh]} ({len(found)}):")
                lines += [line for each in found[:_SHOWN] for line in _told(each, say)]
            if len(found) > _SHOWN:
                lines.append(f"… + {len(found) - _SHOWN}")
        if self.fines:
            lines.append(("失去依据的罚款合计 " if say.zh else "fines: ") + money(self.fines, lang, say.pack.currency))
        return "\n".join(lines)


def _told(case: TaintedCase, say: Teller) -> Iterator[str]:
    zh, lang = say.zh, "zh" if say.zh else "en"
    yield f"- {case.case} · {say.name(case.authority)}"
    for step in case.steps:
        if step.falls:
            lost = f"{'失去依据' if zh else 'falls'} ({', '.join(step.conditions)})"
            what = f"{lost} → {say.names(step.instead, 5) or ('无' if zh else 'nobody')}"
        else:
            by = "; ".join(say.names(chain, 5) or ("法定职权" if zh else "statute") for chain in step.survives)
            in_time = ("（立案在先）" if zh else " (filed in time)") * step.in_flight
            what = f"{'保留' if zh else 'stands by'}{'：' if zh else ' '}{by}{in_time}"
        yield f"  {step.on} {step.event}: {what}"
    sums = (
        ("fine", "罚款", case.fine),
        ("confiscated", "没收", case.confiscated),
        ("to refund", "应退", case.refund),
    )
    said = [
        f"{label if zh else name} {money(amount, lang, say.pack.currency)}" for name, label, amount in sums if amount
    ]
    if said:
        yield "  " + ("，" if zh else ", ").join(said)
    if case.clocks:
        named = ", ".join(f"{each.rule} ({each.due or '?'})" for each in case.clocks)
        yield f"  {'期限' if zh else 'clocks'}: {named}"


def taint(structure: Structure, instrument: str, from_date: dt.date, *, cases: Iterable[Case] | None = None) -> Taint:
    """What falls if an instrument is invalid from a day on: grants, competences, cases, their clocks and fines.

    Equal to ending the instrument on that day, resolving every cell and judging every step that needed competence
    again (D-01, D-05; Penalty Law art. 38). A step stands where its body is competent by another chain, or finishes
    what it filed in time.

    Args:
        structure: grants and cases.
        instrument: its id, or a code that only it has.
        from_date: the first day on which it is invalid.
        cases: those to look at; the cases of the structure when left out.

    Raises `UnknownReference`, `LimitExceeded`.

    >>> import datetime as dt
    >>> import enforcekit as ek
    >>> yichang = ek.example("yichang")
    >>> case = ek.Case(
    ...     id="c-1", authority="yichang-gaoxin-enforcement", items=["weather-facility-damage"], place="420502007",
    ...     events=[ek.Event(kind="file", at=dt.datetime(2018, 3, 1, 9, tzinfo=dt.UTC))],
    ... )
    >>> found = taint(yichang, "yichang-second-list", dt.date(2018, 1, 1), cases=[case])
    >>> [(each.case, each.standing, [clock.rule for clock in each.clocks]) for each in found.cases]
    [('c-1', 'falls', [])]
    """
    found = grants.taint(structure, instrument, from_date)
    mine = structure.all(Case) if cases is None else records_of("cases", cases, Case)
    base = {field.name.lstrip("_"): getattr(found, field.name) for field in attrs.fields(grants.Taint)}
    return Taint(**base, cases=tuple(_cases(structure, found, mine)))


def _cases(structure: Structure, found: grants.Taint, cases: Iterable[Case]) -> Iterator[TaintedCase]:
    after = found.comparison._after
    direct = {each.id for each in structure.all(Delegation) if grants.cites(each, found.instrument)}
    reached = touched(structure, differing(structure, after))
    divisions = resolver_of(structure).places
    for case in cases:
        # A zone is no cell: its members are, so a case there is always looked at.
        if not any(case.place in reached.get(item, ()) or case.place not in divisions for item in case.items):
            continue
        if not any(event.at.date() >= found.from_date for event in case.events):
            continue
        tainted = _case(case, structure, after, direct, found.from_date)
        if tainted is not None:
            yield tainted


def _case(
    case: Case, structure: Structure, after: Structure, direct: set[str], from_date: dt.date
) -> TaintedCase | None:
    now = standing(case, resolver_of(structure).index.pack)
    judged: dict[int, TaintedStep | None] = {}
    for move, rows in decisive(now):
        step = _step(now, move, rows, structure, after, direct) if move.day >= from_date else None
        judged[move.number] = step
    steps = [each for each in judged.values() if each is not None]
    if not steps:
        return None
    fallen = {each.number for each in steps if each.falls}
    decision = now.last_of("penalty")
    lost = decision is not None and decision.number in fallen and now.main.state != "overturned"
    fate: Fate = "falls" if len(fallen) == len(steps) else "in_part" if fallen else "stands"
    return TaintedCase(
        case=case.id,
        authority=case.authority,
        standing=fate,
        steps=tuple(steps),
        clocks=tuple(_clocks(now, judged.keys(), fallen)),
        fine=fine_of(decision.event.sanctions) if lost and decision else 0,
        confiscated=confiscated_of(decision.event.sanctions) if lost and decision else 0,
        refund=paid(now) if lost else 0,
    )


def decisive(found: Standing) -> Iterator[tuple[Move, tuple[Condition, ...]]]:
    """The steps that asked whether the body was competent, each with the conditions of its day that asked."""
    for move in found.moves:
        asked = (name for name in move.transition.asks if name in GUARDS and GUARDS[name].powers is not None)
        rows = [row for name in asked if (row := found.pack.condition(name, move.day, found.layer)) is not None]
        if rows:
            yield move, tuple(rows)


def _step(
    now: Standing, move: Move, rows: Iterable[Condition], structure: Structure, after: Structure, direct: set[str]
) -> TaintedStep | None:
    """What becomes of a step; None when it neither falls nor rested on the instrument."""
    then = standing(evolve(now.case, events=now.case.events[: move.number]), now.pack)
    old, new = (
        Scene(
            standing=then, structure=each, on=move.day, transition=move.transition, track=move.track, event=move.event
        )
        for each in (structure, after)
    )
    rested: dict[str, None] = {}
    kept: dict[Competence, None] = {}
    lost: dict[str, None] = {}
    action = now.pack.penalty
    for row in rows:
        guard = GUARDS[row.name]
        assert guard.powers is not None
        if not guard.test(old, row):
            continue
        rested.update(dict.fromkeys(grant for each in guard.powers(old) for grant in each.chain if grant in direct))
        kept.update(dict.fromkeys(guard.powers(new)))
        if not guard.test(new, row):
            lost[row.rule] = None
            if guard.powers is compulsion:
                action = now.pack.compulsion
    if not (lost or rested):
        return None
    instead: dict[str, None] = {}
    for item in now.case.items if lost else ():
        answer = who_may(after, action, item=item, place=now.case.place, on=move.day)
        instead.update(dict.fromkeys(each.authority for each in answer.competences))
    sanctions = move.event.sanctions if move.event.kind in now.pack.events_of("penalty") else ()
    return TaintedStep(
        number=move.number,
        event=move.event.kind,
        on=move.day,
        falls=bool(lost),
        conditions=tuple(lost),
        rested_on=tuple(rested),
        survives=() if lost else tuple(dict.fromkeys(each.chain for each in kept)),
        in_flight=not lost and any(each.rank == "in_flight" for each in kept),
        instead=tuple(instead),
        fine=fine_of(sanctions),
        confiscated=confiscated_of(sanctions),
    )


def _clocks(now: Standing, judged: Iterable[int], fallen: set[int]) -> Iterator[TaintedClock]:
    """The clocks whose ground fell: the latest step before them, on their track or else the main one, that was judged.

    What comes after a decision rests on it, not on the filing; a measure rests on its own imposing.
    """
    steps = set(judged)
    tracks = {move.number: move.track for move in now.moves}
    last = now.case.events[-1].at.date()
    running, ended = started(now)
    for (rule, subject), (move, field) in running.items():
        before = [number for number in steps if number <= move.number]
        own = [number for number in before if tracks[number] == move.track]
        ground = max(own or [number for number in before if tracks[number] == MAIN], default=None)
        if ground not in fallen:
            continue
        stopped = ended.get((rule, subject))
        try:
            clock = clock_for(now, (rule, subject), move, field, stopped, last)
            due = clock.deadline.due.isoformat() if clock is not None else None
        except CalendarCoverageError:
            due = None
        else:
            if clock is None:
                continue
        yield TaintedClock(rule=rule, subject=subject, started_on=move.day, due=due, running=stopped is None)
