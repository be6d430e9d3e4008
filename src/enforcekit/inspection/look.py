"""What a condition of an inspection looks at: the check, its day, its law, and the checks that were made before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from enforcekit.arguments import must_be
from enforcekit.law import Pack, Threshold
from enforcekit.law.process import Condition
from enforcekit.model.authority import Authority
from enforcekit.model.inspection import Inspection, InspectionPlan, JointInspection
from enforcekit.model.item import Item
from enforcekit.model.officer import Officer
from enforcekit.structure import Structure

FULL_COVERAGE = "full_coverage"
RANDOM = "random"


@attrs.frozen
class Said:
    """Whether a condition holds, and what shows it; `missing`: what has to be given before it can be judged."""

    holds: bool
    en: str = ""
    zh: str = ""
    witness: tuple[str, ...] = ()
    missing: bool = False

    def __bool__(self) -> bool:
        return self.holds


YES = Said(holds=True)


def all_checks(given: Iterable[Inspection], name: str = "checks") -> tuple[Inspection, ...]:
    """The checks given, each of them one. Raises `InvalidArgument`, which names the argument."""
    must_be(Iterable, **{name: given})
    found = tuple(given)
    must_be(Inspection, **{f"{name}[{number}]": each for number, each in enumerate(found)})
    return found


def day_of(inspection: Inspection) -> dt.date | None:
    """The day of a check: on which it began, else for which it is planned."""
    return inspection.started_at.date() if inspection.started_at is not None else inspection.planned_on


def visits_of(structure: Structure) -> dict[str, str]:
    """The joint visit that each check is done in, by the check."""

    def collect() -> dict[str, str]:
        return {
            check: f"{joint.id}/{visit.id}"
            for joint in structure.all(JointInspection)
            for visit in joint.visits
            for check in visit.checks
        }

    return structure.remember("inspection_visits", collect)


def made(structure: Structure, history: Iterable[Inspection] = ()) -> Iterator[Inspection]:
    """The checks that were carried out, each once: those of the structure and those given beside it."""
    seen = set()
    for each in (*structure.all(Inspection), *history):
        if each.started_at is not None and each.id not in seen:
            seen.add(each.id)
            yield each


def of_firm(structure: Structure, party: str) -> tuple[Inspection, ...]:
    """Every check of a firm in the structure, planned or carried out."""

    def collect() -> dict[str, list[Inspection]]:
        found: dict[str, list[Inspection]] = {}
        for each in structure.all(Inspection):
            found.setdefault(each.party, []).append(each)
        return found

    return tuple(structure.remember("inspections_of_firm", collect).get(party, ()))


def _plans_for(structure: Structure, body: str) -> tuple[InspectionPlan, ...]:
    def collect() -> dict[str, list[InspectionPlan]]:
        found: dict[str, list[InspectionPlan]] = {}
        for each in structure.all(InspectionPlan):
            for key in each.covers or (each.authority,):
                found.setdefault(key, []).append(each)
        return found

    return tuple(structure.remember("inspection_plans", collect).get(body, ()))


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Look:
    """One check on its day under a structure's law."""

    inspection: Inspection
    structure: Structure
    pack: Pack
    on: dt.date
    given_cap: int | None = None
    history: tuple[Inspection, ...] = ()

    @cached_property
    def authority(self) -> Authority:
        """The body that inspects. Raises `UnknownReference`."""
        return self.structure.resolve(Authority, self.inspection.authority)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items inspected. Raises `UnknownReference`."""
        return tuple(self.structure.resolve(Item, each) for each in self.inspection.items)

    @cached_property
    def officers(self) -> tuple[Officer, ...]:
        """The officers who inspect. Raises `UnknownReference`."""
        return tuple(self.structure.resolve(Officer, each) for each in dict.fromkeys(self.inspection.officers))

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """The layers whose rules apply: those named, then the fields of the items."""
        return tuple(dict.fromkeys([*self.inspection.layers, *(each.field for each in self.items)]))

    def condition(self, name: str) -> Condition | None:
        """The row of a condition on the day: a layer's own before the national one."""
        found = (self.pack.condition(name, self.on, layer) for layer in self.layers)
        return next((row for row in found if row is not None and row.layer), self.pack.condition(name, self.on))

    def rows(self, topic: str) -> tuple[Threshold, ...]:
        """The rows of a topic on the day: those of the layers first, each once."""
        found = [row for layer in self.layers for row in self.pack.thresholds_of(topic, self.on, layer=layer)]
        own = [row for row in found if row.layer]
        return tuple(dict.fromkeys([*own, *self.pack.thresholds_of(topic, self.on)]))

    def holding(self, topic: str) -> tuple[Threshold, ...]:
        """The rows of a topic whose facts are all among the words of the check."""
        return tuple(row for row in self.rows(topic) if row.holds(self.words))

    @cached_property
    def kind(self) -> str:
        """The national kind of the check: its own, or the one that a local kind stands for."""
        local = (row.outcome for row in self.rows("inspection_kind") if row.facts == {self.inspection.kind})
        return next(local, self.inspection.kind)

    @cached_property
    def words(self) -> frozenset[str]:
        """Kind, ground and stated facts."""
        return frozenset((self.kind, self.inspection.ground, *self.inspection.facts))

    @cached_property
    def counted(self) -> tuple[Threshold, ...]:
        """The rows by which the check enters the statistics; none: it does not."""
        return () if self.holding("inspection_not_counted") else self.holding("inspection_counted")

    @cached_property
    def blockable(self) -> tuple[Threshold, ...]:
        """The rows by which a cap may bar the check; none: it may not."""
        return () if self.holding("inspection_exempt") else self.holding("inspection_blockable")

    @cached_property
    def exempt(self) -> tuple[Threshold, ...]:
        """The rows by which a cap cannot bar it."""
        return self.holding("inspection_exempt")

    @property
    def on_site(self) -> bool:
        """Whether somebody goes there: what is looked at from afar disturbs nobody."""
        return self.inspection.mode != "off_site"

    @cached_property
    def regime(self) -> Threshold | None:
        """How the objects of such checks are chosen; None for what is not chosen, or before there was a rule."""
        return next(iter(self.holding("inspection_regime")), None) if self.kind == "daily" else None

    @cached_property
    def earlier(self) -> tuple[Inspection, ...]:
        """The checks of the same firm that were carried out before this one, oldest first."""
        mine, me = self.inspection.started_at, self.inspection
        beside = {each.id: each for each in self.history if each.party == me.party}
        known = {**beside, **{each.id: each for each in of_firm(self.structure, me.party)}}
        found = [
            each
            for each in known.values()
            if each.started_at is not None
            and each.id != me.id
            and (each.started_at < mine if mine is not None else each.started_at.date() <= self.on)
        ]
        return tuple(sorted(found, key=lambda each: (each.started_at, each.id)))

    def looked_at(self, other: Inspection) -> Look:
        """The same law looking at another check, on its own day."""
        return attrs.evolve(self, inspection=other, on=day_of(other) or self.on)

    @cached_property
    def plans(self) -> tuple[InspectionPlan, ...]:
        """The lists and plans for the body that are published and in force on the day."""
        return tuple(
            each
            for each in _plans_for(self.structure, self.inspection.authority)
            if each.published_on is not None and each.published_on <= self.on and each.in_force(self.on)
        )


def row_of(pack: Pack, topic: str, on: dt.date, layers: Iterable[str] = ()) -> Threshold:
    """The row of a topic on a day: a layer's own, the national one, or before there was a rule the first there is."""
    found = (row for layer in (*layers, "") for row in pack.thresholds_of(topic, on, layer=layer))
    fitting = list(found)
    return next((row for row in fitting if row.layer), next(iter(fitting), any_row(pack, topic)))


def any_row(pack: Pack, topic: str) -> Threshold:
    """A row of a topic of whatever day, for a rule that is shown and not applied: a national one if there is one."""
    rows = [row for row in pack.thresholds if row.topic == topic]
    return next((row for row in rows if not row.layer), rows[0])
