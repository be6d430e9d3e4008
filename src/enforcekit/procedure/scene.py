"""What a condition looks at: the case, the event or none yet, the day, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import attrs

from enforcekit.competence import Competence, Filing, who_may
from enforcekit.errors import CalendarCoverageError, EnforcekitError
from enforcekit.law import Deadline, NoSuchTerm, Pack, deadline
from enforcekit.law.process import Transition
from enforcekit.model.case import Case, Event, Sanction
from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Item
from enforcekit.model.officer import Officer
from enforcekit.model.place import Place
from enforcekit.structure import Structure

from .required import StepsRequired, steps_required
from .standing import Move, Standing, TrackKey

FINE = "fine"
HANDED_OVER = "transferred"
"""The rule of a grant by which cases already filed pass to the new holder (D-05, D-21)."""
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
        return self.standing.layer

    @cached_property
    def officers(self) -> tuple[Officer, ...]:
        """The officers of the event. Raises `UnknownReference`."""
        return tuple(self.structure.resolve(Officer, each) for each in (self.event.by if self.event else ()))

    @cached_property
    def approver(self) -> Officer | None:
        """Who approved the event. Raises `UnknownReference`."""
        named = self.event.approved_by if self.event else None
        return self.structure.resolve(Officer, named) if named is not None else None

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
        move = self.standing.last_of("notice")
        return move.event.sanctions if move is not None else ()

    @cached_property
    def decided(self) -> tuple[Sanction, ...]:
        """The penalty of the decision that stands."""
        move = self.standing.decision
        return move.event.sanctions if move is not None else ()

    def competences(self, action: str, *, filing: bool = False) -> tuple[Competence, ...]:
        """The competences of the case's body for each of its items; empty when it lacks one of them.

        `filing`: a body that lost the power after it filed counts, unless its filed cases were handed over (D-05).
        """
        filed = self.standing.filing if filing else None
        # A filing counts at one place: at a zone its members are asked, as if nothing had been filed.
        one = self.structure.resolve(Place, self.case.place).kind != "zone"
        case = Filing(self.case.authority, filed.day) if filed is not None and one else None
        found: list[Competence] = []
        for item in self.case.items:
            now = self._who_may(action, item, None)
            mine = self._own(now)
            if not mine and case is not None:
                mine = [each for each in self._own(self._who_may(action, item, case)) if not self._passed_on(each, now)]
            if not mine:
                return ()
            found += mine
        return tuple(found)

    def _who_may(self, action: str, item: str, case: Filing | None) -> tuple[Competence, ...]:
        answer = who_may(self.structure, action, item=item, place=self.case.place, on=self.on, case=case)
        return answer.competences

    def _own(self, found: Iterable[Competence]) -> list[Competence]:
        mine = (each for each in found if self.case.authority in (each.authority, *each.jointly))
        return [each for each in mine if self._is_for(each)]

    def _is_for(self, competence: Competence) -> bool:
        """Whether the case is one that no grant of the chain leaves to another body (D-12)."""
        tags = frozenset(self.case.traits)
        condition = competence.condition
        return not tags & condition.never and all(tags & each for each in condition.only)

    def _passed_on(self, filed: Competence, now: Iterable[Competence]) -> bool:
        """Whether the grant that took the power away, or the end of the one that gave it, passes on filed cases."""
        ended = [each for each in self._grants(filed) if self.on not in each.force]
        taken = [each for other in now for each in self._grants(other) if each.id not in filed.chain]
        return any(each.in_flight == HANDED_OVER for each in (*ended, *taken))

    def _grants(self, competence: Competence) -> Iterator[Delegation]:
        records = (self.structure[each] for each in competence.chain if each in self.structure)
        return (each for each in records if isinstance(each, Delegation))

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
            hearing_requested=self._hearing_is_held(),
            confiscation=confiscated_of(self.sanctions) or None,
            circumstances=["complex"] if "complex" in self.case.traits else [],
            layer=self.layer,
            on=self.on,
            pack=self.pack,
            threshold=larger.amount if larger is not None else None,
        )

    def _hearing_is_held(self) -> bool:
        """Whether a hearing was asked for, and not given up before it was held."""
        asked, left = self.standing.last_of("hearing_request"), self.standing.last_of("hearing_withdrawal")
        held = self.standing.last_of("hearing")
        return asked is not None and (left is None or left.number < asked.number or held is not None)

    def term(self, rule: str, move: Move | None) -> Deadline | None:
        """When a term ends that began with a move; None when there is no such move or no such term here."""
        return None if move is None else term_for(self.standing, rule, move.day, self.on)


def term_for(standing: Standing, rule: str, start: dt.date, on: dt.date | None = None) -> Deadline | None:
    """A term of the case's own layer or of national law; None where neither has it on that day.

    One that runs out of the working-day table is given all the same for a day `on` that is before or after its end
    whatever that table will say. Raises `CalendarCoverageError` for any other day.
    """
    try:
        found = deadline(rule, start, pack=standing.pack, layer=standing.layer)
    except NoSuchTerm:
        return None
    except CalendarCoverageError:
        pack = beyond_table(standing.pack)
        if pack is None or on is None:
            raise
        found = deadline(rule, start, pack=pack, layer=standing.layer)
        if found.first_day < on <= found.last_day:
            raise
    return found if found.term.layer in standing.pack.layer_chain(standing.layer) else None


@lru_cache(maxsize=8)
def beyond_table(pack: Pack) -> Pack | None:
    """The pack with a calendar that goes on, provisionally, after its table; None when its calendar cannot."""
    going_on = getattr(pack.calendar, "assuming_statute", None)
    return None if going_on is None else attrs.evolve(pack, calendar=going_on())


def fine_of(sanctions: Iterable[Sanction]) -> int:
    """The sum of the fines, in fen."""
    return sum(each.amount.amount for each in sanctions if each.kind == FINE and each.amount is not None)


def confiscated_of(sanctions: Iterable[Sanction]) -> int:
    """The sum of what is confiscated, in fen."""
    return sum(each.amount.amount for each in sanctions if each.kind in CONFISCATIONS and each.amount is not None)
