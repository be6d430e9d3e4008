"""One cell of a structure: an action on an item at a place, through time.

Between two days on which a record that matters begins or ends, the answer is the same. A cell finds those days when
it is first asked, and answers each interval once.
"""

from __future__ import annotations

import datetime as dt
import difflib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from enforcekit.errors import UnknownReference
from enforcekit.law import Pack, pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.common import Record
from enforcekit.model.delegation import EVERY_HOLDER, Delegation, Designation
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Holder, Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .territory import Territory

FIRST = dt.date.min


class Index:
    """What questions to one structure share: records by what they cover, and the cells already opened."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.pack: Pack = pack_of(structure)
        self.territory = Territory(structure)
        self.cells: dict[tuple[str, str, str], Any] = {}
        self._authorities = {each.id: each for each in structure.all(Authority)}
        self._instruments = {each.id: each for each in structure.all(Instrument)}
        self._days: dict[str, frozenset[dt.date]] = {}
        self._days_near: dict[str, frozenset[dt.date]] = {}
        self.by_function: dict[str | None, list[Authority]] = defaultdict(list)
        self.bodies_at: dict[tuple[str | None, str], list[Authority]] = defaultdict(list)
        for authority in self._authorities.values():
            for code in {None, *(function.code for function in authority.functions)}:
                self.by_function[code].append(authority)
                for place in authority.places:
                    self.bodies_at[code, place].append(authority)
        self.forerunners: dict[str, list[str]] = defaultdict(list)
        for key in self._authorities:
            _, *heirs = self.line_of(key)
            for heir in heirs:
                self.forerunners[heir.id].append(key)
        self.governments = [each for each in self._authorities.values() if self.pack.kind(each.kind).government]
        self.governments_at: dict[str, list[Authority]] = defaultdict(list)
        for government in self.governments:
            for place in government.places:
                self.governments_at[place].append(government)
        self.grants = Cover(sorted(structure.all(Delegation), key=lambda g: (g.period.start or FIRST, g.id)), self)
        self.designations = Cover(
            sorted(structure.all(Designation), key=lambda d: (d.period.start or FIRST, d.id)), self
        )

    def authority(self, key: str) -> Authority:
        """The authority of an id that is known to be one."""
        return self._authorities[key]

    def instrument(self, key: str) -> Instrument:
        """The instrument of an id that is known to be one."""
        return self._instruments[key]

    def instruments_of(self, grant: Delegation | Designation) -> list[Instrument]:
        """The instruments a grant rests on."""
        return [self._instruments[each.instrument] for each in grant.instruments]

    def level_of(self, instrument: Instrument) -> str | None:
        """The level of an instrument, or of the body that issued it."""
        if instrument.level is None and instrument.issuer is not None:
            return self._authorities[instrument.issuer].level
        return instrument.level

    def stand_in(self, key: str, on: dt.date) -> Authority | None:
        """The body itself on a day, or the successor of an abolished one (D-17)."""
        body = self._authorities[key]
        if on in body.period:
            return body
        if body.successor and body.period.end is not None and body.period.end <= on:
            return self.stand_in(body.successor, on)
        return None

    def has_capacity(self, body: Authority, on: dt.date) -> bool:
        """Legal capacity on a day: by its own intervals, else by the rule for its kind."""
        if body.capacity:
            return any(on in each.period for each in body.capacity)
        return self.pack.kind(body.kind).capacity

    def in_force(self, grant: Delegation, on: dt.date) -> bool:
        """Whether a grant runs on a day: its period and recall, its instruments, its publication."""
        return (
            on in grant.force
            and (grant.published_on is None or grant.published_on <= on)
            and all(on in each.period for each in self.instruments_of(grant))
        )

    def line_of(self, key: str) -> Iterator[Authority]:
        """A body and those that may stand in for it, one after another."""
        step: str | None = key
        while step is not None:
            yield self._authorities[step]
            step = self._authorities[step].successor

    def parties(self, grant: Delegation) -> Iterator[Authority]:
        """The bodies a grant names, with those that may stand in for them."""
        for key in (*grant.grantors, grant.grantee):
            if key != EVERY_HOLDER:
                yield from self.line_of(key)

    def days_of(self, record: Record) -> frozenset[dt.date]:
        """The days on which something about a record begins or ends."""
        known = self._days.get(record.id)
        if known is None:
            days = {day for period in _periods(record) for day in (period.start, period.end)}
            if isinstance(record, Delegation):
                days.add(record.published_on)
                days = days.union(*map(self.days_of, (*self.instruments_of(record), *self.parties(record))))
            known = self._days[record.id] = frozenset(day for day in days if day is not None)
        return known

    def days_near(self, place: str) -> frozenset[dt.date]:
        """The days on which something about a body begins or ends that a refusal at the place may speak of."""
        if place not in self._days_near:
            near = self.territory.near(place)
            bodies = (body for each in near for body in self.bodies_at.get((None, each), ()))
            self._days_near[place] = frozenset().union(*map(self.days_of, bodies))
        return self._days_near[place]

    def check_action(self, action: str) -> None:
        """Raise `UnknownReference` for a word that is no kind of action: neither in the pack's list nor in an item."""
        codes = self.pack.vocabulary.lists.get("action_kind")
        if codes is None or action in codes:
            return
        known = {*codes.by_code, *(each for item in self.structure.all(Item) for each in item.actions)}
        if action not in known:
            nearest = difflib.get_close_matches(action, sorted(known), 3)
            raise UnknownReference("action", action, nearest, f"there are: {', '.join(sorted(known))}")

    def open(self, action: str, item_key: str, place_key: str) -> Cell:
        """The cell of a question; raises `UnknownReference`."""
        item = self.structure.resolve(Item, item_key)
        place = self.structure.resolve(Place, place_key)
        key = (action, item.id, place.id)
        if key not in self.cells:
            if action not in item.actions:
                self.check_action(action)
            self.cells[key] = Cell(self, action, item, place)
        cell: Cell = self.cells[key]
        self.cells[action, item_key, place_key] = cell
        return cell


class Cover:
    """Delegations or designations, by the items they cover."""

    def __init__(self, grants: list[Any], index: Index) -> None:
        self.index = index
        self.all = grants
        self.order = {grant.id: number for number, grant in enumerate(grants)}
        self._at: dict[str, dict[str, list[Any]]] = {}
        self._given_at: dict[str, Mapping[str, list[Delegation]]] = {}
        self._parties_at: dict[str, list[Authority]] = {}
        self.by_item: dict[str, list[Any]] = defaultdict(list)
        self.by_field: dict[str, list[Any]] = defaultdict(list)
        self.by_prefix: dict[str, list[Any]] = defaultdict(list)
        for grant in grants:
            for key, table in (
                (grant.items, self.by_item),
                (grant.fields, self.by_field),
                (grant.code_prefixes, self.by_prefix),
            ):
                for each in key:
                    table[each].append(grant)

    @cached_property
    def by_place(self) -> Mapping[str, list[Any]]:
        """The grants, by each place that their territory names."""
        found: dict[str, list[Any]] = defaultdict(list)
        for grant in self.all:
            for place in self.places_of(grant):
                found[place].append(grant)
        return found

    def of(self, item: Item) -> list[Any]:
        """The grants that cover an item, in their order."""
        found = {grant.id: grant for grant in self.by_item.get(item.id, ())}
        found.update((grant.id, grant) for grant in self.by_field.get(item.field, ()))
        if item.code is not None:
            for prefix, grants in self.by_prefix.items():
                if item.code.value.startswith(prefix):
                    found.update((grant.id, grant) for grant in grants)
        return sorted(found.values(), key=lambda grant: self.order[grant.id])

    def at(self, item: Item, above: frozenset[str], action: str) -> list[Any]:
        """Those of an item that cover a place, given all it lies in, and an action; in their order."""
        if item.id not in self._at:
            here: dict[str, list[Any]] = defaultdict(list)
            for grant in self.of(item):
                for place in self.places_of(grant):
                    here[place].append(grant)
            self._at[item.id] = here
        table = self._at[item.id]
        found = {g.id: g for place in above for g in table.get(place, ()) if action in g.actions}
        return sorted(found.values(), key=lambda grant: self.order[grant.id])

    def given_at(self, place: str) -> Mapping[str, list[Delegation]]:
        """The delegations whose territory names a place, by the body each gives to."""
        if place not in self._given_at:
            self._given_at[place] = given_by_body(self.by_place.get(place, ()))
        return self._given_at[place]

    def parties_at(self, place: str) -> list[Authority]:
        """The bodies that the delegations at a place name, each once, with those that may stand in for them."""
        if place not in self._parties_at:
            grants = self.by_place.get(place, ())
            parties = {body.id: body for grant in grants for body in self.index.parties(grant)}
            self._parties_at[place] = list(parties.values())
        return self._parties_at[place]

    def covers(self, grant: Any, item: Item) -> bool:
        """Whether a grant covers an item: by its id, its field, or the beginning of its code."""
        if item.id in grant.items or item.field in grant.fields:
            return True
        return item.code is not None and item.code.value.startswith(grant.code_prefixes)

    def places_of(self, grant: Any) -> tuple[str, ...]:
        """The territory of a grant: its own, else that of the body it names."""
        body = grant.grantee if isinstance(grant, Delegation) else grant.authority
        return grant.places or self.index.authority(body).places


class Cell:
    """An action on an item at a place."""

    def __init__(self, index: Index, action: str, item: Item, place: Place) -> None:
        self.index = index
        self.action = action
        self.item = item
        self.place = place
        self.penalties = frozenset(penalty.kind for penalty in item.penalties)
        self.above = index.territory.above(place.id)
        self._steady = not any(_bounded(index.territory.places[each].period) for each in self.above)
        self.grants: list[Delegation] = index.grants.at(item, self.above, action)
        self.designations: list[Designation] = index.designations.at(item, self.above, action)
        self.named = named_bodies(index, item, self.above)
        self.starts = self._breakpoints()
        self.answers: list[Any] = [None] * (len(self.starts) + 1)

    def may_hold_base(self, holder: Holder, body: Authority, on: dt.date) -> bool:
        """Whether a body that the statute's words fit holds the power on a day."""
        return (
            on in body.period
            and self.index.pack.kind(body.kind).may_hold
            and self.index.has_capacity(body, on)
            and self.covers_place(body.places, on)
            and (holder.function is None or any(f.code == holder.function and on in f.period for f in body.functions))
        )

    def covers_place(self, places: tuple[str, ...], on: dt.date) -> bool:
        """Whether the place lies in one of these on a day: every place on the way must exist then."""
        return not self.above_on(on).isdisjoint(places)

    def above_on(self, on: dt.date) -> frozenset[str]:
        """The places this one lies in on a day."""
        return self.above if self._steady else _above_on(self.index.territory, self.place.id, on)

    def interval(self, on: dt.date) -> int:
        """The number of the interval a day is in."""
        return bisect_right(self.starts, on)

    def span(self, number: int) -> Period:
        """The days of an interval."""
        start = self.starts[number - 1] if number else None
        end = self.starts[number] if number < len(self.starts) else None
        return Period(start=start, end=end)

    def day(self, number: int) -> dt.date:
        """A day of an interval: the first, or the last of the open one at the beginning."""
        if number:
            return self.starts[number - 1]
        return self.starts[0] - dt.timedelta(days=1) if self.starts else FIRST

    def _breakpoints(self) -> list[dt.date]:
        days = set(self.index.pack.dates)
        if self.place.kind == "zone":
            for member in self.place.members:
                days |= set(self.index.open(self.action, self.item.id, member).starts)
        for each in self._dated():
            days |= self.index.days_of(each)
        days |= self.index.days_near(self.place.id)
        days.discard(FIRST)
        return sorted(days)

    def _dated(self) -> Iterator[Record]:
        """The records whose dates may change the answer; who reviews is a government over the place."""
        yield self.item
        yield from (self.index.instrument(each.instrument) for each in self.item.bases)
        for place in self.above:
            yield self.index.territory.places[place]
            yield from self.index.governments_at.get(place, ())
        for _, bodies in self.named:
            yield from bodies
        yield from self.grants
        yield from self.designations


def given_by_body(grants: Iterable[Delegation]) -> Mapping[str, list[Delegation]]:
    """Delegations by the body each gives to, of each in the order given."""
    given: dict[str, list[Delegation]] = defaultdict(list)
    for grant in grants:
        given[grant.grantee].append(grant)
    return given


def _periods(record: Record) -> Iterator[Period]:
    """The periods that a record itself states."""
    yield record.period
    if isinstance(record, Instrument):
        yield from (article.period for article in record.articles)
    elif isinstance(record, Authority):
        yield from (capacity.period for capacity in record.capacity)
        yield from (function.period for function in record.functions)
    elif isinstance(record, Delegation):
        yield record.force


def names(holder: Holder, body: Authority) -> bool:
    """Whether a statute's words fit a body, on any date."""
    return (
        (not holder.kinds or body.kind in holder.kinds)
        and (not holder.levels or body.level in holder.levels)
        and (holder.function is None or any(each.code == holder.function for each in body.functions))
    )


Named = tuple[tuple[Holder, list[Authority]], ...]


def named_bodies(index: Index, item: Item, above: frozenset[str]) -> Named:
    """The bodies that the words of a statute fit, on any date, at a place that lies in these; by those words."""

    def of(holder: Holder) -> list[Authority]:
        here = index.bodies_at
        bodies = {body.id: body for place in above for body in here.get((holder.function, place), ())}
        return [body for body in bodies.values() if names(holder, body)]

    return tuple((holder, of(holder)) for holder in item.holders)


def _bounded(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _above_on(territory: Territory, place: str, on: dt.date) -> frozenset[str]:
    """`Territory.above` on a day: a place that does not exist then leads nowhere."""
    places = territory.places
    found: set[str] = set()
    step: str | None = place
    while step is not None and step not in found and on in places[step].period:
        found.add(step)
        step = places[step].parent
    pending = list(found)
    while pending:
        for zone in territory.zones_of.get(pending.pop(), ()):
            if zone not in found and on in places[zone].period:
                found.add(zone)
                pending.append(zone)
    return frozenset(found)


def index_of(structure: Structure) -> Index:
    """The index of a structure, built when it is first asked."""
    return structure.remember("competence", lambda: Index(structure))
