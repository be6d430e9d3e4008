"""What a condition looks at: the case, the event or none yet, the day, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

import attrs

from enforcekit.competence import Competence, Filing, who_may
from enforcekit.errors import EnforcekitError
from enforcekit.law import Deadline, NoSuchTerm, Pack, deadline
from enforcekit.law.process import Transition
from enforcekit.model.case import Case, Event, Sanction
from enforcekit.model.item import Item
from enforcekit.model.officer import Officer
from enforcekit.structure import Structure

from .required import StepsRequired, steps_required
from .standing import Move, Standing, TrackKey

FINE = "fine"
CONFISCATIONS = frozenset({"confiscate_illegal_gains", "confiscate_illegal_property"})


class Unanswered(EnforcekitError):
    """A question back: what the caller has to give before something can be judged."""

    def __init__(self, en: str, zh: str) -> None:
        self.en, self.zh = en, zh
        super().__init__(en, zh)


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Scene:
    """One step, taken or only thought of (`event` None), on a day, in a case, under a structure's law."""

    standing: Standing
    structure: Structure
    on: dt.date
    transition: Transition
    track: TrackKey
    event: Event | None = None

    @property
    def case(self) -> Case:
        """The case."""
        return self.standing.case

    @property
    def pack(self) -> Pack:
        """The law."""
        return self.standing.pack

    @property
    def facts(self) -> tuple[str, ...]:
        """What the event states."""
        return self.event.facts if self.event is not None else ()

    @property
    def layer(self) -> str:
        """The sector or place whose rules apply, empty for none."""
        return self.case.layer or ""

    @cached_property
    def officers(self) -> tuple[Officer, ...]:
        """The officers of the event. Raises `UnknownReference`."""
        return tuple(self.structure.resolve(Officer, each) for each in (self.event.by if self.event else ()))

    @cached_property
    def party_kind(self) -> str | None:
        """The kind of the party, by its record or as the case says."""
        if self.case.party is not None and self.case.party in self.structure:
            return getattr(self.structure[self.case.party], "kind", None)
        return self.case.party_kind

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of the case. Raises `UnknownReference`."""
        return tuple(self.structure.resolve(Item, each) for each in self.case.items)

    @cached_property
    def sanctions(self) -> tuple[Sanction, ...]:
        """The penalty the step speaks of: the event's own, else what was last told or decided."""
        if self.event is not None and self.event.sanctions:
            return self.event.sanctions
        return self.told

    @cached_property
    def told(self) -> tuple[Sanction, ...]:
        """The penalty last told to the party."""
        move = self.standing.last("notify", "tell_and_hear", "fast_notice")
        return move.event.sanctions if move is not None else ()

    @cached_property
    def decided(self) -> tuple[Sanction, ...]:
        """The penalty decided."""
        move = self.standing.last("decide", "decide_on_spot")
        return move.event.sanctions if move is not None else ()

    def competences(self, action: str, *, filing: bool = False) -> tuple[Competence, ...]:
        """The competences of the case's body for each of its items; empty when it lacks one of them."""
        filed = self.standing.last("file", "convert_to_ordinary", "return_from_criminal") if filing else None
        case = Filing(self.case.authority, filed.day) if filed is not None else None
        found: list[Competence] = []
        for item in self.case.items:
            answer = who_may(self.structure, action, item=item, place=self.case.place, on=self.on, case=case)
            mine = [each for each in answer.competences if self.case.authority in (each.authority, *each.jointly)]
            if not mine:
                return ()
            found += mine
        return tuple(found)

    @cached_property
    def required(self) -> StepsRequired:
        """The steps that the penalty calls for. Raises `ThresholdNeeded` or `Unanswered`: questions to the caller."""
        if not self.party_kind:
            raise Unanswered("the kind of the party (`party_kind` of the case)", "当事人类型（案件的 party_kind）")
        larger = self.case.larger_amount
        return steps_required(
            [each.kind for each in self.sanctions],
            fine_of(self.sanctions) or None,
            self.party_kind,
            major="major" in self.case.traits or None,
            hearing_requested=self.standing.last("request_hearing") is not None,
            confiscation=confiscated_of(self.sanctions) or None,
            circumstances=["complex"] if "complex" in self.case.traits else [],
            layer=self.layer,
            on=self.on,
            pack=self.pack,
            threshold=larger.amount if larger is not None else None,
        )

    def term(self, rule: str, move: Move | None) -> Deadline | None:
        """When a term ends that began with a move; None when there is no such move or no such term here."""
        return None if move is None else term_for(self.standing, rule, move.day)


def term_for(standing: Standing, rule: str, start: dt.date) -> Deadline | None:
    """A term of the case's own layer or of national law; None where neither has it on that day."""
    layer = standing.case.layer or ""
    try:
        found = deadline(rule, start, pack=standing.pack, layer=layer)
    except NoSuchTerm:
        return None
    return found if found.term.layer in ("", layer) else None


def last_day(found: Deadline) -> dt.date:
    """The last day on which nothing is late, whatever the calendar still decides."""
    latest = found.latest
    return latest.date() if isinstance(latest, dt.datetime) else latest


def fine_of(sanctions: Iterable[Sanction]) -> int:
    """The sum of the fines, in fen."""
    return sum(each.amount.amount for each in sanctions if each.kind == FINE and each.amount is not None)


def confiscated_of(sanctions: Iterable[Sanction]) -> int:
    """The sum of what is confiscated, in fen."""
    return sum(each.amount.amount for each in sanctions if each.kind in CONFISCATIONS and each.amount is not None)
