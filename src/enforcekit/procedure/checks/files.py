"""What the checks on files look at: each case, request, complaint … replayed, every step judged by its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Final, cast

import attrs

from enforcekit.competence.checks import Context
from enforcekit.errors import CalendarCoverageError, EnforcekitError
from enforcekit.law import Pack
from enforcekit.law.process import Condition, Transition
from enforcekit.model.case import Case, Event
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from ..clocks import Clock, clocks
from ..guards import Missing
from ..scene import Scene
from ..standing import MAIN, TURNED, Move, Standing, TrackKey, before_each, standing
from ..steps import verdict

WITHOUT_HISTORY = frozenset({"within_range", "simple_amount"})
"""What can be judged of a decision whose file begins with it."""

CLAIMED: Final[set[str]] = set()
"""The conditions that a check of their own speaks of; the rest fall to `another_condition`."""


def claim(*names: str) -> tuple[str, ...]:
    """The names of conditions that a check takes upon itself."""
    CLAIMED.update(names)
    return names


@attrs.frozen(kw_only=True)
class Broken:
    """One condition that a step did not meet, or that could not be judged (`missing`)."""

    number: int
    event: Event
    row: Condition
    scene: Scene
    missing: Missing | None = None

    @property
    def day(self) -> dt.date:
        """The day of the step."""
        return self.event.at.date()


class File:
    """A case, or another record with turns, with what several checks ask of it."""

    def __init__(self, case: Case, structure: Structure, pack: Pack) -> None:
        self.case = case
        self.structure = structure
        self.pack = pack

    @property
    def _penalties(self) -> tuple[str, ...]:
        return self.pack.events_of("penalty")

    @cached_property
    def known(self) -> bool:
        """Whether the law has the procedure of the case."""
        process = self.pack.process_of.get(self.case.procedure)
        return process is not None and process.track == MAIN[0]

    @cached_property
    def standing(self) -> Standing:
        """Where the case stands after all its events. Raises `UnknownReference` for a procedure not known."""
        return standing(self.case, self.pack)

    @property
    def layer(self) -> str:
        """The sector or place whose rules apply, empty for none."""
        return self.pack.layer_of(self.case.layer or "")

    @cached_property
    def last_day(self) -> dt.date:
        """The day of the latest event: how far the file reaches."""
        return max((event.at.date() for event in self.case.events), default=dt.date.min)

    @cached_property
    def decisions(self) -> tuple[tuple[int, Event], ...]:
        """The decisions to punish, with their numbers, whether or not the file leads up to them."""
        return tuple((n, event) for n, event in enumerate(self.case.events) if event.kind in self._penalties)

    @property
    def decision(self) -> Event | None:
        """The latest of them."""
        return self.decisions[-1][1] if self.decisions else None

    @property
    def fragment(self) -> bool:
        """Whether the file does not begin at the beginning: nothing of what went before can be judged."""
        return bool(self.standing.strays) and self.standing.strays[0] == 0

    @cached_property
    def _moves(self) -> dict[int, Move]:
        return {move.number: move for move in self.standing.moves}

    def _step(self, number: int) -> tuple[Transition, TrackKey] | None:
        """The transition an event made, or would have made, and its track; None for one that no procedure has."""
        move = self._moves.get(number)
        if move is not None:
            return move.transition, move.track
        found = self._transition(self.case.events[number])
        return (found, MAIN) if found is not None else None

    def scene(self, number: int) -> Scene | None:
        """The scene of an event as it was when it happened; None for one that no procedure has."""
        before = standing(evolve(self.case, events=self.case.events[:number]), self.pack)
        return self._scene(number, before)

    def _scene(self, number: int, before: Standing) -> Scene | None:
        step, event = self._step(number), self.case.events[number]
        if step is None:
            return None
        return Scene(
            standing=before,
            structure=self.structure,
            on=event.at.date(),
            transition=step[0],
            track=step[1],
            event=event,
        )

    def _transition(self, event: Event) -> Transition | None:
        """The step that an event would be if the case stood where it begins."""
        among = (self.pack.process_of[self.case.procedure], *self.pack.tracks_of.get(event.kind, ()))
        forms = (each for process in among for each in process.transitions if each.event == event.kind)
        return next((each for each in forms if event.at.date() in each.period), None)

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """Every condition that a step of the case did not meet under the law of its day, in the order of the steps."""
        return tuple(self._broken()) if self.known else ()

    def _broken(self) -> Iterator[Broken]:
        strays = frozenset(self.standing.strays)
        for number, before in enumerate(before_each(self.case, self.pack)):
            event = self.case.events[number]
            if number in strays and event.kind not in self._penalties:
                continue
            scene = self._scene(number, before)
            if scene is None:
                continue
            for name in scene.transition.asks:
                if number in strays and self.fragment and name not in WITHOUT_HISTORY:
                    continue
                row = self.pack.condition(name, scene.on, self.layer)
                found = judged(scene, row) if row is not None else True
                if row is None or found:
                    continue
                missing = found if isinstance(found, Missing) else None
                if missing is None or number not in strays:
                    yield Broken(number=number, event=event, row=row, scene=scene, missing=missing)

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that the case started, as they stood when the file ends."""
        if not self.known:
            return ()
        try:
            return clocks(self.standing, self.last_day, provisional=True)
        except CalendarCoverageError:
            return ()

    def missed(self, *rules: str) -> Iterator[tuple[Clock, dt.date]]:
        """The clocks of some rules that ran out, each with the last day on which nothing was late."""
        for clock in self.clocks:
            if clock.rule in rules and clock.state(self.last_day) in ("late", "overdue"):
                yield clock, clock.deadline.last_day


def said(file: File, event: Event) -> dict[str, object]:
    """An event as a message names it: by its code in English, by its label in Chinese, and its day."""
    kinds = "event_kind" if isinstance(file.case, Case) else "turn_kind"
    label = file.pack.vocabulary.label(kinds, event.kind, "zh")
    return {"case": file.case.id, "event": event.kind, "event_zh": label, "day": event.at.date()}


def judged(scene: Scene, row: Condition) -> bool | Missing:
    """Whether a condition holds; what the records do not allow to be judged says what is missing."""
    try:
        return verdict(scene, row)
    except EnforcekitError as error:
        return Missing(str(error), str(error))


def files(context: Context) -> tuple[File, ...]:
    """The cases of the structure, in the order of their ids."""
    return context.remember("cases", _files)


def _files(context: Context) -> tuple[File, ...]:
    cases = sorted(context.structure.all(Case), key=lambda each: each.id)
    return tuple(File(each, context.structure, context.pack) for each in cases)


def turned(context: Context) -> tuple[File, ...]:
    """What passes between bodies and what comes in: requests, complaints, clues, mediations, notices."""
    return context.remember("turned", _turned)


def _turned(context: Context) -> tuple[File, ...]:
    records = sorted((each for kind in TURNED for each in context.structure.all(kind)), key=lambda each: each.id)
    # They run through the same interpreter, and are judged by it as cases are.
    return tuple(File(cast(Case, each), context.structure, context.pack.of_record(each.type)) for each in records)


def broken(context: Context, *names: str) -> Iterator[tuple[File, Broken]]:
    """The steps that did not meet one of some conditions, case by case."""
    for file in files(context):
        for each in file.broken:
            if each.missing is None and each.row.name in names:
                yield file, each
