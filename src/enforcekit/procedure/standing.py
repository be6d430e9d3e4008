"""Where a case stands: its state on every track, derived from its events and from nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final, Protocol, cast

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import UnknownReference
from enforcekit.law import Pack
from enforcekit.law.process import Process, Role, State, Transition
from enforcekit.model.case import Case, Event
from enforcekit.model.complaint import Clue, Complaint, Mediation
from enforcekit.model.request import Request
from enforcekit.model.supervision import SupervisionNotice
from enforcekit.shape import evolve


class Eventful(Protocol):
    """What runs through a procedure: a case, or a request, complaint or notice with events of its own."""

    @property
    def id(self) -> str: ...

    @property
    def procedure(self) -> str: ...

    @property
    def layer(self) -> str | None: ...

    @property
    def events(self) -> tuple[Any, ...]: ...


TURNED: Final = (Request, Complaint, Clue, Mediation, SupervisionNotice)
"""What runs through a procedure beside cases: records with turns."""
MAIN = ("main", None)
TrackKey = tuple[str, str | None]
"""A track, and the measure or thing it runs for when there may be several."""


@attrs.frozen(kw_only=True)
class Position:
    """The state of one track, and since when."""

    process: Process
    state: str
    since: dt.datetime | None = None

    @property
    def label(self) -> State:
        """The state with its names."""
        return self.process.labels[self.state]


@attrs.frozen(kw_only=True)
class Move:
    """An event that led somewhere: the transition it made, on which track."""

    number: int
    event: Event
    transition: Transition
    track: TrackKey

    @property
    def day(self) -> dt.date:
        """The day of the event, as its own zone has it."""
        return self.event.at.date()


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Standing:
    """The state of a case on every track, the moves that led there, and the events that led nowhere.

    >>> import enforcekit as ek
    >>> from enforcekit.packs.cn import PACK
    >>> found = standing(ek.example("ningbo")["xikou-waste-2025"], PACK)
    >>> found.main.state, found.main.since.date(), found.strays
    ('archived', datetime.date(2025, 6, 16), ())
    >>> found.last("decide").day, found.state("publication")
    (datetime.date(2025, 5, 22), 'published')
    """

    case: Case
    pack: Pack
    positions: Mapping[TrackKey, Position]
    moves: tuple[Move, ...]
    strays: tuple[int, ...] = ()

    @cached_property
    def layer(self) -> str:
        """The sector or place whose rules apply, empty for none."""
        return self.pack.layer_of(self.case.layer or "")

    @property
    def main(self) -> Position:
        """Where the penalty procedure stands."""
        return self.positions[MAIN]

    def state(self, track: str, subject: str | None = None) -> str:
        """The state of a track; its initial one when nothing has happened on it."""
        found = self.positions.get((track, subject))
        return found.state if found is not None else process_of_track(self.pack, track).initial

    def moved(self, *events: str) -> Iterator[Move]:
        """The moves made by events of these kinds, oldest first."""
        return (move for move in self.moves if move.event.kind in events)

    def last(self, *events: str) -> Move | None:
        """The latest move made by an event of one of these kinds."""
        return next((move for move in reversed(self.moves) if move.event.kind in events), None)

    def last_of(self, *roles: Role) -> Move | None:
        """The latest move that plays one of these roles."""
        wanted = frozenset(roles)
        return next((move for move in reversed(self.moves) if not wanted.isdisjoint(move.transition.roles)), None)

    def moves_of(self, role: Role) -> Iterator[Move]:
        """The moves that play a role, oldest first."""
        return (move for move in self.moves if role in move.transition.roles)

    def tracks(self) -> Iterator[tuple[TrackKey, Process, str]]:
        """Every track with the state it is in; one that runs per subject also where nothing has begun."""
        for key, position in self.positions.items():
            yield key, position.process, position.state
        for process in self.pack.processes:
            if process.track != "main" and (process.track, None) not in self.positions:
                yield (process.track, None), process, process.initial

    @cached_property
    def decision(self) -> Move | None:
        """The decision that stands: the latest, unless it was overturned."""
        made, fell = self.last_of("decision"), self.last_of("overturning")
        return None if made is None or (fell is not None and fell.number > made.number) else made

    @cached_property
    def service(self) -> Move | None:
        """The service of the decision that stands."""
        served = self.last_of("service")
        made = self.decision
        return served if made is not None and served is not None and served.number > made.number else None

    @cached_property
    def filing(self) -> Move | None:
        """The latest filing, from which the time for deciding runs."""
        return self.last_of("filing")

    def last_starting(self, rule: str) -> Move | None:
        """The latest move that started a term."""
        return next((move for move in reversed(self.moves) if rule in move.transition.starts), None)

    @cached_property
    def halts(self) -> tuple[Move, ...]:
        """The moves at which a term stops for a while, or goes on."""
        return tuple(each for each in self.moves if each.transition.pauses or each.transition.resumes)

    def open_subjects(self, *tracks: str) -> tuple[TrackKey, ...]:
        """The measures or things whose track has begun and is not at an end."""
        return tuple(
            key
            for key, position in self.positions.items()
            if key[0] in tracks and not position.label.final and position.state != position.process.initial
        )


def process_of_track(pack: Pack, track: str) -> Process:
    """The process of a side track. Raises `UnknownReference`."""
    found = next((each for each in pack.processes if each.track == track), None)
    if found is None:
        raise UnknownReference("track", track, sorted({each.track for each in pack.processes}))
    return found


def main_process(pack: Pack, name: str) -> Process:
    """The main process of a case. Raises `UnknownReference` for a procedure the pack does not have."""
    found = pack.process_of.get(name)
    if found is None or found.track != "main":
        raise UnknownReference("procedure", name, [each.name for each in pack.processes if each.track == "main"])
    return found


def standing(case: Eventful, pack: Pack) -> Standing:
    """Where a case, or any record that runs through a procedure, stands after its events.

    An event that leads nowhere from the state it meets changes nothing and is kept in `strays`: a file from
    elsewhere can be read whatever it says, and the linter names what is wrong with it.

    Args:
        case: the case; or a request, complaint, clue, mediation or notice, each under the procedure of its kind.
        pack: the jurisdiction whose processes it runs through.

    Raises `UnknownReference` for a procedure that the pack does not have, `InvalidArgument` for what is no such
    record or pack.

    >>> import enforcekit as ek
    >>> from enforcekit.packs.cn import PACK
    >>> early = ek.Event(kind="decide", at=dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC))
    >>> case = ek.Case(id="c-1", authority="xikou-town", items=["dumping"], place="330213100", events=[early])
    >>> standing(case, PACK).main.label.en, standing(case, PACK).strays  # a decision leads nowhere from a new case
    ('new', (0,))
    """
    replay = _Replay(case, pack)
    for event in case.events:
        replay.take(event)
    return replay.standing(case)


def before_each(case: Eventful, pack: Pack) -> Iterator[Standing]:
    """Where a record stood before each of its events, in one replay. Raises as `standing`.

    >>> import enforcekit as ek
    >>> from enforcekit.packs.cn import PACK
    >>> [found.main.state for found in before_each(ek.example("ningbo")["xikou-waste-2025"], PACK)][:3]
    ['new', 'clue', 'filed']
    """
    replay = _Replay(case, pack)
    for number, event in enumerate(case.events):
        yield replay.standing(evolve(cast(Case, case), events=case.events[:number]))
        replay.take(event)


class _Replay:
    """The events of a record, taken one after the other."""

    def __init__(self, case: Eventful, pack: Pack) -> None:
        must_be(Case, *TURNED, case=case)
        must_be(Pack, pack=pack)
        self.pack = pack.of_record(getattr(case, "type", ""))
        first = main_process(self.pack, case.procedure)
        self.positions: dict[TrackKey, Position] = {MAIN: Position(process=first, state=first.initial)}
        self.moves: list[Move] = []
        self.strays: list[int] = []

    def take(self, event: Event) -> None:
        number = len(self.moves) + len(self.strays)
        found = _transition(event, self.positions, self.pack)
        if found is None:
            self.strays.append(number)
            return
        key, process, transition = found
        self.moves.append(Move(number=number, event=event, transition=transition, track=key))
        if transition.target:
            name, _, state = transition.target.rpartition("/")
            process = self.pack.process_of[name] if name else process
            self.positions[key] = Position(process=process, state=state, since=event.at)

    def standing(self, case: Eventful) -> Standing:
        return Standing(
            case=cast(Case, case),  # a condition of requests reads a request where one of cases reads a case
            pack=self.pack,
            positions=dict(self.positions),
            moves=tuple(self.moves),
            strays=tuple(self.strays),
        )


def _transition(
    event: Event, positions: Mapping[TrackKey, Position], pack: Pack
) -> tuple[TrackKey, Process, Transition] | None:
    main = positions[MAIN].process
    for process in pack.tracks_of.get(event.kind, ()):
        if process.track == "main" and process is not main:
            continue
        key = track_key(process, event)
        state = positions[key].state if key in positions else process.initial
        transition = process.step(state, event.kind, event.at.date())
        if transition is not None:
            return key, process, transition
    return None


def track_key(process: Process, event: Event) -> TrackKey:
    """The track an event belongs to: its process's, for the thing it names where there may be several."""
    return process.track, event.subject if process.per_subject else None
