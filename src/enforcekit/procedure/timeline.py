"""A case's life in order: every event with the states around it, every clock as a bar; as words, data or a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_language, wrong
from enforcekit.law.pack import Pack, pack_of
from enforcekit.law.process import Condition, Process, State
from enforcekit.law.rows import Status
from enforcekit.model.case import Case, Event
from enforcekit.structure import Structure
from enforcekit.timing import Pause

from .clocks import Clock, Reckoning, Undated, dues_on, pauses_of
from .late_fine import LateFine
from .standing import Move, Standing, standing

Label = tuple[str, str]
"""The same words in English and Chinese."""


@attrs.frozen(kw_only=True)
class Entry:
    """One event of a case: what it was, from which state to which, who did it and what the law asked of it.

    `before` and `after` are None for an event that led nowhere from the state it met; such a one changed nothing.
    `conditions` are what the law of its day asked, each with rule, article and status. `officers` are names.
    """

    number: int
    event: Event
    label: Label
    process: Process | None = None
    subject: str | None = None
    before: State | None = None
    after: State | None = None
    rule: str = ""
    conditions: tuple[Condition, ...] = ()
    officers: tuple[Label, ...] = ()
    approved_by: Label | None = None
    documents: tuple[Label, ...] = ()
    pack: Pack = attrs.field(eq=False, repr=False)

    @property
    def day(self) -> dt.date:
        """The day of the event, as its own zone has it."""
        return self.event.at.date()

    @property
    def track(self) -> str:
        """The track it moved; empty for an event that led nowhere."""
        return self.process.track if self.process is not None else ""

    @property
    def stray(self) -> bool:
        """Whether it led nowhere from the state it met."""
        return self.process is None

    @property
    def article(self) -> str:
        """The article behind the rule of the step, a confirmed one before others; else behind what it asked at all."""
        ranked = sorted(self.conditions, key=lambda each: (each.rule != self.rule, each.status != "confirmed"))
        return ranked[0].article if ranked else ""

    @property
    def unsure(self) -> tuple[tuple[str, Status], ...]:
        """The rules among what it asked that are local or unconfirmed, each with its status."""
        return tuple(dict.fromkeys((each.rule, each.status) for each in self.conditions if each.status != "confirmed"))

    def states(self, lang: str) -> str:
        """The state before and after, or the one in which it stayed, in words."""
        zh = lang == "zh"
        if self.before is None or self.after is None:
            return "不改变状态" if zh else "led nowhere"
        ends = [each.zh if zh else each.en for each in (self.before, self.after)]
        return " → ".join(dict.fromkeys(ends))

    def to_dict(self) -> dict[str, Any]:
        """The entry as plain JSON values, absent rather than null."""
        event = self.event
        found: dict[str, Any] = {
            "number": self.number,
            "at": event.at.isoformat(),
            "event": event.kind,
            "label": _both(self.label),
            "track": self.track,
            "subject": self.subject,
            "before": self.before.code if self.before else None,
            "after": self.after.code if self.after else None,
            "led_nowhere": self.stray or None,
            "by": list(event.by),
            "approved_by": event.approved_by,
            "facts": list(event.facts),
            "until": event.until.isoformat() if event.until else None,
            "amount": event.amount.amount if event.amount else None,
            "rule": self.rule,
            "article": self.article,
            "conditions": [
                {"name": each.name, "rule": each.rule, "article": each.article, "status": each.status}
                for each in self.conditions
            ],
            "documents": [_both(each) for each in self.documents],
        }
        return {key: value for key, value in found.items() if value not in (None, "", [])} | {"number": self.number}


@attrs.frozen(kw_only=True)
class Bar:
    """One clock as it is drawn: from its first day to its due day, what stopped it, when it stood still."""

    clock: Clock
    state: Reckoning
    pauses: tuple[Pause, ...] = ()

    @property
    def label(self) -> Label:
        """Name of the term, with the thing it runs for."""
        term, about = self.clock.deadline.term, f" [{self.clock.subject}]" if self.clock.subject else ""
        return f"{term.en}{about}", f"{term.zh}{about}"

    @property
    def first(self) -> dt.date:
        """The day it started, or the first day of its window."""
        return self.clock.deadline.opens or self.clock.started.day

    @property
    def due(self) -> dt.date:
        """The day it is due."""
        return self.clock.deadline.due_day

    @property
    def stopped(self) -> dt.date | None:
        """The day it was stopped; None while it runs."""
        return self.clock.stopped.day if self.clock.stopped is not None else None

    def to_dict(self, on: dt.date) -> dict[str, Any]:
        """The bar as plain JSON values: the clock's own, its name and its pauses."""
        pauses = {"pauses": [[first.isoformat(), last.isoformat()] for first, last in self.pauses]}
        return {**self.clock.to_dict(on), "label": _both(self.label), **(pauses if self.pauses else {})}


@attrs.frozen(kw_only=True)
class Timeline:
    """A case seen from a day: its events, its clocks, where it stands on every track, and the late fine to date.

    `entries` are the events in their order, `bars` the clocks, `undated` those past the working-day table; `now` names
    each track with its state, in English and Chinese. `late_fine` is None where no fine is late.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> seen = timeline(ningbo["xikou-waste-2025"], ningbo)
    >>> seen.on, seen.standing().split(";")[0], len(seen.bars), seen.late_fine is None
    (datetime.date(2025, 6, 16), 'archived', 9, True)
    >>> seen.entries[0].event.kind
    'receive_clue'
    """

    case: Case
    on: dt.date
    title: Label
    authority: Label
    procedure: Label
    entries: tuple[Entry, ...]
    bars: tuple[Bar, ...]
    now: tuple[tuple[Label, Label], ...]
    undated: tuple[Undated, ...] = ()
    late_fine: LateFine | None = None
    pack: Pack = attrs.field(eq=False, repr=False)

    def headline(self, lang: str = "en") -> str:
        """Case, body, procedure."""
        zh = lang == "zh"
        return f"{self.title[zh]}（{self.case.id}）" if zh else f"{self.title[zh]} ({self.case.id})"

    def standing(self, lang: str = "en") -> str:
        """Where it stands on every track that has begun, the main one first."""
        zh = lang == "zh"
        (_, main), *others = self.now
        joined = [main[zh], *(f"{track[zh]}{'：' if zh else ': '}{state[zh]}" for track, state in others)]
        return ("；" if zh else "; ").join(joined)

    def text(self, lang: str = "en") -> str:
        """The timeline in words: the events in their order, then the clocks.

        Args:
            lang: `en` or `zh`.
        """
        from .timeline_words import lines

        must_be_language(lang)
        return "\n".join(lines(self, lang))

    def to_dict(self) -> dict[str, Any]:
        """The timeline as plain JSON values."""
        found: dict[str, Any] = {
            "case": self.case.id,
            "on": self.on.isoformat(),
            "title": _both(self.title),
            "authority": self.case.authority,
            "procedure": self.case.procedure,
            "now": [{"track": _both(track), "state": _both(state)} for track, state in self.now],
            "events": [each.to_dict() for each in self.entries],
            "clocks": [each.to_dict(self.on) for each in self.bars],
        }
        if self.undated:
            found["undated"] = [each.to_dict() for each in self.undated]
        if self.late_fine is not None:
            found["late_fine"] = self.late_fine.to_dict()
        return found

    def svg(self, lang: str = "en") -> str:
        """The timeline as a picture: one self-contained SVG, the same bytes each time; no script, no font, no address.

        Args:
            lang: `en` or `zh`.
        """
        from .gantt import svg

        must_be_language(lang)
        return svg(self, lang)

    def html(self, lang: str = "en") -> str:
        """The picture with its tables on one self-contained page, which runs no script and fetches nothing.

        Args:
            lang: `en` or `zh`.
        """
        from .gantt import html

        must_be_language(lang)
        return html(self, lang)


_NO_DAY: Final = (
    "a day",
    "日期",
    "the case has no event yet: say from which day it is looked at",
    "案件尚无事件：请给出查看的日期",
)


def _both(label: Label) -> dict[str, str]:
    return {"zh": label[1], "en": label[0]}


def timeline(case: Case, structure: Structure, *, on: dt.date | None = None, provisional: bool = False) -> Timeline:
    """A case's life in order: who did what under which rule, from state to state, and what clocks it started.

    Args:
        case: the case, whatever it says: an event that leads nowhere is shown as one.
        structure: the structure under whose law it is handled; it gives the names.
        on: day looked from; the day of the last event when left out.
        provisional: as in `due`: whether terms that run out of the working-day table get a date all the same.

    Raises `UnknownReference` for a procedure the pack does not have, `InvalidArgument` for a case without events and
    no day, `CalendarCoverageError` as `due` does.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> seen = timeline(ningbo["xikou-stall-2025"], ningbo)
    >>> [entry.event.kind for entry in seen.entries][:3], seen.standing()
    (['show_id', 'fix_facts', 'tell_and_hear'], 'archived')
    >>> print(seen.text("en"))
    Example: a stall on the pavement (xikou-stall-2025)
    ...
    """
    must_be(Case, case=case)
    if on is not None:
        must_be_day(on=on)
    day = on or next((event.at.date() for event in reversed(case.events)), None)
    if day is None:
        raise wrong("on", None, _NO_DAY)
    pack = pack_of(structure)
    found = standing(case, pack)
    named = _Names(structure, pack)
    dues = dues_on(found, day, provisional=provisional)
    return Timeline(
        case=case,
        on=day,
        title=named.record(case.id, case),
        authority=named.record(case.authority),
        procedure=named.code("procedure_kind", case.procedure),
        entries=tuple(_entries(found, named)),
        bars=tuple(_bar(found, each, day) for each in dues.clocks),
        undated=dues.undated,
        now=tuple(
            (
                (f"{at.process.en} [{key[1]}]", f"{at.process.zh}［{key[1]}］")
                if key[1]
                else (at.process.en, at.process.zh),
                (at.label.en, at.label.zh),
            )
            for key, at in found.positions.items()
        ),
        late_fine=dues.late_fine,
        pack=pack,
    )


@attrs.frozen
class _Names:
    """Names of records and codes, in both languages; what has none goes by its id."""

    structure: Structure
    pack: Pack

    def record(self, id: str, record: Any = None) -> Label:
        if record is None and id in self.structure:
            record = self.structure[id]
        return (id, id) if record is None else (record.label("en"), record.label("zh"))

    def code(self, name: str, code: str) -> Label:
        return self.pack.vocabulary.label(name, code, "en"), self.pack.vocabulary.label(name, code, "zh")


def _entries(found: Standing, named: _Names) -> Iterator[Entry]:
    moved = {move.number: move for move in found.moves}
    at: dict[tuple[str, str | None], tuple[Process, str]] = {}
    for number, event in enumerate(found.case.events):
        officers = tuple(named.record(each) for each in event.by)
        approved = named.record(event.approved_by) if event.approved_by is not None else None
        move = moved.get(number)
        if move is None:
            label = named.code("event_kind", event.kind)
            yield Entry(
                number=number, event=event, label=label, officers=officers, approved_by=approved, pack=found.pack
            )
            continue
        process, before = at.get(move.track) or _initial(found, move)
        name, _, state = move.transition.target.rpartition("/")
        after_process = found.pack.process_of[name] if name else process
        at[move.track] = after_process, state or before
        asked = (found.pack.condition(each, move.day, found.layer) for each in move.transition.asks)
        yield Entry(
            number=number,
            event=event,
            label=(move.transition.en, move.transition.zh),
            process=process,
            subject=move.track[1],
            before=process.labels[before],
            after=after_process.labels[state or before],
            rule=move.transition.rule,
            conditions=tuple(each for each in asked if each is not None),
            officers=officers,
            approved_by=approved,
            documents=tuple(named.code("document_form", each) for each in move.transition.documents),
            pack=found.pack,
        )


def _initial(found: Standing, move: Move) -> tuple[Process, str]:
    main = found.pack.process_of[found.case.procedure]
    track = move.track[0]
    process = main if track == main.track else next(each for each in found.pack.processes if each.track == track)
    return process, process.initial


def _bar(found: Standing, clock: Clock, on: dt.date) -> Bar:
    until = clock.stopped.day if clock.stopped is not None else on
    excluded = clock.deadline.term.excludes
    stops = pauses_of(found, clock.rule, clock.subject, until)
    pauses = tuple((first, last) for first, last, cause in stops if cause in excluded and last >= clock.started.day)
    return Bar(clock=clock, state=clock.state(on), pauses=pauses)
