"""Who may act, worked out slowly: the page `who-may.md` line by line, without an index and without cleverness.

The page leaves some readings open. Decided, and followed here:

(a) Grants are applied in one pass in the order (period.start, id), an absent start first, each to the holdings
    that are undisplaced just before it. Of several grantors those count that exist on the day, or whose successor
    does; a successor of the grantee stands in too. Not published yet: not in force; no date: in force.
(b) The lowest level a statute names is primary, higher ones concurrent; no levels: primary; `alternative` is always
    concurrent. `joint`: one line per level at which every joint entry finds a body (an entry that names levels, but
    not that one, joins with all its bodies), complete or nothing; the first named body leads; it moves only when the
    grantors include all its bodies.
(c) A holding exists only on days the item is in force, for actions among the item's actions.
(d) Capacity: the dated intervals if there are any, else the row of the kind. `may_hold` false: never.
(e) Base grants have no grantors and a mode whose row is a base; like the statute's own holdings they are there
    before any other grant. Every row is that of the day asked. The territory of a grant that names none is that of the
    body it names, also when a successor stands in: a grant does not grow by a merger.
(f) An action moves when the row carries it, and neither it nor a penalty kind of the item is in `never_carries`.
(g) A fifth grant in a chain that would otherwise be given is `LimitExceeded`.
(h) Of several holdings of one body the best by (rank, unlimited first, shorter chain, chain ids, bodies from the base
    on: one grant may come from several holders).
(i) Designations of the day that cover the cell filter one after another.
(j) Who answers: each column of the row; `grantor` is the same column of the holding it came from.
(k) `valid`: the longest run of days around d with this body in the competent set by the same chain.
(l) Places over p: the parent chain while each place exists on the day, and zones of that day with such a member.
(m) A recall ends a grant as `Delegation.force` says.
(n) A filed case (not filed after the day asked): a body that held on the day of filing, and exists with capacity on
    the day asked, comes first.
(o) A displacing grant takes from the holdings it displaces the cases it moves, no others: what an earlier carve-out
    had already split off is not "displaced" when the remainder moves later.

Conditions are not formulas here but plain sets of cases: a case is the set of tags it has, and every subset of the
tags in the world is a case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import attrs

from enforcekit.errors import LimitExceeded
from enforcekit.law import Effect, Kind, Pack
from enforcekit.model import EVERY_HOLDER, Authority, Delegation, Designation, Holder, Instrument, Item, Place
from enforcekit.structure import Structure
from enforcekit.timing import Period

Cases = frozenset[frozenset[str]]
RANKS = ("in_flight", "primary", "concurrent")


class Line(NamedTuple):
    """One body, or joint bodies, that may act."""

    bodies: tuple[str, ...]
    in_name_of: str
    respondent: str
    rank: str
    chain: tuple[str, ...]
    condition: Cases


@attrs.define(eq=False)
class Held:
    """A holding: who, by which chain, for which cases are left to it."""

    bodies: tuple[str, ...]
    mode: str
    rank: str
    chain: tuple[str, ...]
    path: frozenset[str]
    cases: Cases
    source: Held | None = None

    @property
    def trail(self) -> tuple[tuple[str, ...], ...]:
        """The bodies from the base on."""
        return (*(self.source.trail if self.source else ()), self.bodies)

    def derives_from(self, other: Held) -> bool:
        step: Held | None = self
        while step is not None and step is not other:
            step = step.source
        return step is other


@attrs.define
class World:
    """One cell on one day: the records, and everything the page says of them."""

    structure: Structure
    pack: Pack
    action: str
    item: Item
    place: str
    on: dt.date
    held: list[Held] = attrs.field(factory=list)
    seen: dict[str, int] = attrs.field(factory=dict)

    # Records of the day

    def records(self, cls: type[Any]) -> list[Any]:
        return [each for each in self.structure if type(each) is cls]

    def note(self, what: str) -> None:
        self.seen[what] = self.seen.get(what, 0) + 1

    def row(self, mode: str) -> Effect | None:
        for effect in self.pack.effects:
            if effect.mode == mode and _in(self.on, effect.period):
                return effect
        return None

    def kind(self, body: Authority) -> Kind:
        for kind in self.pack.kinds:
            if kind.kind == body.kind:
                return kind
        return Kind(kind=body.kind)

    def level_number(self, level: str) -> int:
        return [code.code for code in self.pack.vocabulary.lists["level"]].index(level)

    def body(self, key: str) -> Authority:
        found = self.structure[key]
        assert isinstance(found, Authority)
        return found

    def stands(self, key: str) -> str | None:
        """The party on the day: itself, or the successor of an abolished one, or of that one."""
        body = self.body(key)
        while not _in(self.on, body.period):
            abolished = body.period.end is not None and body.period.end <= self.on
            if not abolished or body.successor is None:
                return None
            body = self.body(body.successor)
        return body.id

    def has_capacity(self, body: Authority) -> bool:
        if body.capacity:
            return any(_in(self.on, each.period) for each in body.capacity)
        return self.kind(body).capacity

    def above(self, key: str) -> set[str]:
        """The places the place lies in, itself included, on the day."""
        found: set[str] = set()
        step: str | None = key
        while step is not None:
            place = self.structure[step]
            assert isinstance(place, Place)
            if not _in(self.on, place.period):
                break
            found.add(step)
            step = place.parent
        grown = True
        while grown:
            grown = False
            for zone in self.records(Place):
                known = zone.id in found or not _in(self.on, zone.period)
                if zone.kind == "zone" and not known and found & set(zone.members):
                    found.add(zone.id)
                    grown = True
        return found

    def lies_in(self, places: tuple[str, ...]) -> bool:
        return bool(self.above(self.place) & set(places))

    # Grants of the day

    def covers_item(self, record: Delegation | Designation) -> bool:
        if self.item.id in record.items or self.item.field in record.fields:
            return True
        return self.item.code is not None and any(
            self.item.code.value.startswith(prefix) for prefix in record.code_prefixes
        )

    def covers_place(self, record: Delegation | Designation, own: str) -> bool:
        return self.lies_in(record.places or self.body(own).places)

    def in_force(self, grant: Delegation) -> bool:
        return (
            _in(self.on, grant.force)
            and all(_in(self.on, self.structure[each.instrument].period) for each in grant.instruments)
            and not (grant.published_on is not None and grant.published_on > self.on)
        )

    def grantors(self, grant: Delegation) -> set[str]:
        """The grantors of the day; EVERY_HOLDER stays as it is."""
        found = set()
        for key in grant.grantors:
            standing = EVERY_HOLDER if key == EVERY_HOLDER else self.stands(key)
            if standing is not None:
                found.add(standing)
        return found

    def missing_need(self, grant: Delegation, effect: Effect, grantee: Authority, source: Held | None) -> bool:
        """Whether a need is missing that breaks the chain."""
        givers = [self.body(key) for key in source.bodies] if source else []
        for need in effect.needs:
            if not need.breaks_chain or (need.actions and self.action not in need.actions):
                continue
            if need.kind == "issuer_level":
                met = bool(grant.instruments) and self.issuer_level(grant) in need.values
            elif need.kind == "instrument_kind":
                met = any(self.instrument(each.instrument).kind in need.values for each in grant.instruments)
            elif need.kind == "grantor_kind":
                met = all(giver.kind in need.values for giver in givers)
            elif need.kind == "grantor_level":
                met = all(giver.level in need.values for giver in givers)
            elif need.kind == "grantee_kind":
                met = grantee.kind in need.values
            elif need.kind == "publication":
                met = grant.published_on is not None
            elif need.kind == "term":
                met = grant.period.end is not None
            elif need.kind == "capacity":
                met = self.has_capacity(grantee)
            else:
                assert need.kind == "writing"
                met = bool(grant.instruments)
            if not met:
                return True
        return False

    def instrument(self, key: str) -> Instrument:
        found = self.structure[key]
        assert isinstance(found, Instrument)
        return found

    def issuer_level(self, grant: Delegation) -> str | None:
        deciding = self.instrument(grant.instruments[0].instrument)
        if deciding.level is not None or deciding.issuer is None:
            return deciding.level
        return self.body(deciding.issuer).level

    # Cases

    def all_cases(self) -> Cases:
        tags = sorted({tag for grant in self.records(Delegation) for tag in grant.carve_outs})
        return frozenset(frozenset(some) for size in range(len(tags) + 1) for some in combinations(tags, size))

    # The four steps

    def base(self) -> Iterator[Held]:
        if self.row(self.pack.base_mode) is None:
            return
        joint = [holder for holder in self.item.holders if holder.role == "joint"]
        for holder in self.item.holders:
            if holder.role == "joint":
                continue
            for body in self.named(holder):
                leads = not holder.levels or body.level == max(holder.levels, key=self.level_number)
                yield self.from_statute((body.id,), "primary" if leads and holder.role == "sole" else "concurrent")
        parts = [(holder, sorted(self.named(holder), key=lambda each: each.id)) for holder in joint]
        listed = [self.level_number(level) for holder in joint for level in holder.levels]
        for level in {body.level for _, bodies in parts for body in bodies}:
            here = [
                [body for body in bodies if body.level == level or (holder.levels and level not in holder.levels)]
                for holder, bodies in parts
            ]
            if all(here):
                together = tuple(dict.fromkeys(body.id for part in here for body in part))
                below = len(self.pack.vocabulary.lists["level"].codes)
                lowest = not listed or (below if level is None else self.level_number(level)) >= max(listed)
                yield self.from_statute(together, "primary" if lowest else "concurrent")

    def from_statute(self, bodies: tuple[str, ...], rank: str) -> Held:
        return Held(bodies, self.pack.base_mode, rank, (), frozenset(bodies), self.all_cases())

    def named(self, holder: Holder) -> list[Authority]:
        """The bodies an entry of the statute names, which hold at this place on this day."""
        return [
            body
            for body in self.records(Authority)
            if (not holder.kinds or body.kind in holder.kinds)
            and (not holder.levels or body.level in holder.levels)
            and (
                holder.function is None
                or any(each.code == holder.function and _in(self.on, each.period) for each in body.functions)
            )
            and _in(self.on, body.period)
            and self.kind(body).may_hold
            and self.has_capacity(body)
            and self.lies_in(body.places)
        ]

    def base_grants(self) -> Iterator[Held]:
        for grant in sorted(self.records(Delegation), key=_order):
            effect = self.row(grant.mode)
            grantee = self.stands(grant.grantee)
            if grant.grantors or effect is None or not effect.base or grantee is None:
                continue
            if self.gives(grant, effect, grantee) and not self.missing_need(grant, effect, self.body(grantee), None):
                cases = _without(self.all_cases(), grant)
                yield Held((grantee,), grant.mode, "primary", (grant.id,), frozenset({grantee}), cases)

    def gives(self, grant: Delegation, effect: Effect, grantee: str) -> bool:
        """Whether a grant of the day speaks of this cell at all."""
        return (
            self.in_force(grant)
            and effect.creates_holding
            and self.kind(self.body(grantee)).may_hold
            and self.covers_item(grant)
            and self.action in grant.actions
            and self.covers_place(grant, grant.grantee)
            and self.moves(effect)
        )

    def moves(self, effect: Effect) -> bool:
        if self.action not in effect.carries and "*" not in effect.carries:
            return False
        if self.action in effect.never_carries:
            return False
        return all(penalty.kind not in effect.never_carries for penalty in self.item.penalties)

    def follows(self, grant: Delegation, source: Held) -> bool:
        before = self.row(source.mode)
        return before is not None and grant.mode in before.passes_on_to

    def may_be_moved_by(self, grant: Delegation, source: Held) -> bool:
        givers = self.grantors(grant)
        return EVERY_HOLDER in givers or set(source.bodies) <= givers

    def run(self) -> World:
        if not _in(self.on, self.item.period) or self.action not in self.item.actions:
            return self
        self.held = [*self.base(), *self.base_grants()]
        for grant in sorted(self.records(Delegation), key=_order):
            if grant.grantors:
                self.apply(grant)
        return self

    def apply(self, grant: Delegation) -> None:
        effect = self.row(grant.mode)
        grantee = self.stands(grant.grantee)
        if effect is None or grantee is None or not self.gives(grant, effect, grantee):
            return
        before = [held for held in self.held if held.cases]
        new = []
        for source in before:
            moved = _without(source.cases, grant)
            if (
                not self.may_be_moved_by(grant, source)
                or not self.follows(grant, source)
                or self.missing_need(grant, effect, self.body(grantee), source)
                or not moved
            ):
                continue
            if grantee in source.path:
                self.note("authority twice")
                continue
            if len(source.chain) == 4:
                raise LimitExceeded(f"{grant.id} would be the fifth grant of a chain")
            chain = (*source.chain, grant.id)
            new.append(Held((grantee,), grant.mode, source.rank, chain, source.path | {grantee}, moved, source))
        if effect.displaces:
            for each in new:
                assert each.source is not None
                for held in self.held:
                    if held.derives_from(each.source):
                        if held is not each.source and held.cases & each.cases:
                            self.note("derived displaced")
                        if held.cases & each.cases:
                            self.note("displaced")
                        held.cases -= each.cases
        self.held += new

    def column(self, held: Held, column: str) -> str:
        effect = self.row(held.mode)
        assert effect is not None
        if getattr(effect, column) == "grantor" and held.source is not None:
            return self.column(held.source, column)
        return held.bodies[0]

    def preference(self, held: Held) -> tuple[Any, ...]:
        return (RANKS.index(held.rank), held.cases != self.all_cases(), len(held.chain), held.chain, held.trail)

    def best(self) -> list[Held]:
        """The holdings of each body whose cases are not all among those of a better one, before designations."""
        kept: list[Held] = []
        for held in sorted((each for each in self.held if each.cases), key=self.preference):
            if not any(held.bodies == other.bodies and held.cases <= other.cases for other in kept):
                kept.append(held)
        return kept

    def designated(self, held: list[Held]) -> list[Held]:
        for record in self.records(Designation):
            if (
                _in(self.on, record.period)
                and self.covers_item(record)
                and self.action in record.actions
                and self.covers_place(record, record.authority)
            ):
                self.note("designation")
                held = [each for each in held if record.authority in each.bodies]
        return held

    def lines(self) -> list[Line]:
        found = [
            Line(
                held.bodies,
                self.column(held, "in_name_of"),
                self.column(held, "respondent"),
                held.rank,
                held.chain,
                held.cases,
            )
            for held in self.designated(self.best())
        ]
        return sorted(found, key=lambda line: (RANKS.index(line.rank), line.bodies))


def _in(day: dt.date, period: Period) -> bool:
    return (period.start is None or not day < period.start) and (period.end is None or day < period.end)


def _order(grant: Delegation) -> tuple[dt.date, str]:
    return (grant.period.start or dt.date.min, grant.id)


def _without(cases: Cases, grant: Delegation) -> Cases:
    """What a grantee gets of some cases: those with none of the carved-out tags."""
    return frozenset(case for case in cases if not case & set(grant.carve_outs))


def world(structure: Structure, pack: Pack, action: str, item_id: str, place_id: str, on: dt.date) -> World:
    """The cell on the day with its holdings; raises `LimitExceeded`."""
    item = structure[item_id]
    assert isinstance(item, Item)
    return World(structure, pack, action, item, place_id, on).run()


def competent(
    structure: Structure,
    pack: Pack,
    action: str,
    item_id: str,
    place_id: str,
    on: dt.date,
    case: tuple[str, dt.date] | None = None,
) -> list[Line]:
    """Who may act: (bodies, in_name_of, respondent, rank, chain, condition) of each, best rank first."""
    today = world(structure, pack, action, item_id, place_id, on)
    lines = today.lines()
    if case is None:
        return lines
    filer, filed = case
    then = world(structure, pack, action, item_id, place_id, filed).lines()
    body = today.body(filer)
    first = [line._replace(rank="in_flight") for line in then if filer in line.bodies][:1]
    if filed > on or not first or not _in(on, body.period) or not today.has_capacity(body):
        return lines
    return first + [line for line in lines if line.bodies != first[0].bodies]


def dates(structure: Structure, pack: Pack) -> list[dt.date]:
    """Every date found anywhere in the world, with the day after it and the ends of run-offs."""
    found: set[dt.date] = set()

    def collect(value: Any) -> None:
        if type(value) is dt.date:
            found.add(value)
        elif isinstance(value, tuple | list | frozenset):
            for each in value:
                collect(each)
        elif attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                collect(getattr(value, field.name))

    for record in structure:
        collect(record)
        if isinstance(record, Delegation):
            collect(record.force)
    for row in pack.effects:
        collect(row)
    return sorted(found | {day + dt.timedelta(1) for day in found if day < dt.date.max})


def why_nobody(structure: Structure, pack: Pack, item_id: str, on: dt.date) -> str:
    """The reason when nobody is competent, in the order the page names them."""
    item = structure[item_id]
    assert isinstance(item, Item)
    if not any(row.mode == pack.base_mode and _in(on, row.period) for row in pack.effects):
        return "no_law_yet"
    if not _in(on, item.period):
        return "item_not_in_force"
    return "nobody_holds" if item.holders else "holder_unknown"


Answered = list[Line] | None


class History:
    """One cell on all days: the answer in each stretch between two dates of the world. None: limit exceeded."""

    def __init__(self, structure: Structure, pack: Pack, action: str, item_id: str, place_id: str) -> None:
        self.starts: list[dt.date] = [dt.date.min, *dates(structure, pack)]
        self.answers: list[Answered] = []
        self.seen: list[dict[str, int]] = []
        for day in self.starts:
            cell = World(structure, pack, action, _item(structure, item_id), place_id, day)
            try:
                self.answers.append(cell.run().lines())
            except LimitExceeded:
                self.answers.append(None)
            self.seen.append(cell.seen)

    def number(self, on: dt.date) -> int:
        return max(i for i, start in enumerate(self.starts) if start <= on)

    def on(self, day: dt.date) -> Answered:
        return self.answers[self.number(day)]

    def valid(self, line: Line, on: dt.date) -> Period:
        """The longest run of days around the day on which this body is competent by this chain."""

        def there(number: int) -> bool:
            answer = self.answers[number]
            return answer is not None and any(
                each.bodies == line.bodies and each.chain == line.chain for each in answer
            )

        first = last = self.number(on)
        assert there(first)
        while first > 0 and there(first - 1):
            first -= 1
        while last + 1 < len(self.starts) and there(last + 1):
            last += 1
        return Period(
            start=self.starts[first] if first else None,
            end=self.starts[last + 1] if last + 1 < len(self.starts) else None,
        )


def _item(structure: Structure, key: str) -> Item:
    found = structure[key]
    assert isinstance(found, Item)
    return found


# Who may not, and why

TABLE = (
    ("not_existing",),
    ("no_power_by_kind",),
    ("no_capacity",),
    ("outside_territory",),
    ("item_not_covered",),
    ("action_not_granted",),
    ("mode_forbids",),
    ("not_yet", "ended"),
    ("not_published",),
    ("not_redelegable",),
    ("grantor_lacked_power",),
    ("void_instrument",),
    ("displaced",),
    ("not_designated",),
)


def _line(reason: str) -> int:
    return next(number for number, reasons in enumerate(TABLE) if reason in reasons)


def _late(on: dt.date, *periods: Period) -> str | None:
    """`not_yet` or `ended` when a period does not contain the day."""
    for period in periods:
        if not _in(on, period):
            return "not_yet" if period.start is not None and on < period.start else "ended"
    return None


def refused(
    structure: Structure, pack: Pack, action: str, item_id: str, place_id: str, on: dt.date
) -> dict[str, frozenset[str]]:
    """Each candidate that may not act with the reasons the table allows: more than one only for dates."""
    cell = world(structure, pack, action, item_id, place_id, on)
    may = {key for line in cell.lines() for key in line.bodies}
    found = {}
    for body in candidates(cell):
        if body.id in may:
            continue
        named = [holder for holder in cell.item.holders if _named_here(cell, body, holder)]
        failures = [_fails_by_statute(cell, body, holder) for holder in named]
        grants = [each for each in cell.records(Delegation) if _speaks_of(cell, each)]
        failures += [_fails_by_grant(cell, body, each) for each in grants if _receives(cell, body, each)]
        failures = [reason for reason in failures if reason] or [_fails_by_nothing(cell, body)]
        furthest = max(_line(reason) for reason in failures)
        found[body.id] = frozenset(reason for reason in failures if _line(reason) == furthest)
    return found


def _speaks_of(cell: World, grant: Delegation) -> bool:
    """Whether a grant covers the item or the place."""
    places = grant.places or cell.body(grant.grantee).places
    return cell.covers_item(grant) or bool(_ever_above(cell, cell.place) & set(places))


def _receives(cell: World, body: Authority, grant: Delegation) -> bool:
    return body.id in (grant.grantee, cell.stands(grant.grantee))


def _ever_above(cell: World, key: str) -> set[str]:
    """The places a place lies in, on whatever day."""
    found: set[str] = set()
    step: str | None = key
    while step is not None:
        found.add(step)
        place = cell.structure[step]
        assert isinstance(place, Place)
        step = place.parent
    grown = True
    while grown:
        zones = {each.id for each in cell.records(Place) if found & set(each.members)}
        grown = not zones <= found
        found |= zones
    return found


def _named_ever(body: Authority, holder: Holder) -> bool:
    return (
        (not holder.kinds or body.kind in holder.kinds)
        and (not holder.levels or body.level in holder.levels)
        and (holder.function is None or any(each.code == holder.function for each in body.functions))
    )


def _named_here(cell: World, body: Authority, holder: Holder) -> bool:
    return _named_ever(body, holder) and bool(_ever_above(cell, cell.place) & set(body.places))


def _parties(cell: World, grant: Delegation) -> set[str]:
    """The bodies a grant names, and whoever succeeded them."""
    found: set[str] = set()
    for key in {*grant.grantors, grant.grantee} - {EVERY_HOLDER}:
        step: str | None = key
        while step is not None:
            found.add(step)
            step = cell.body(step).successor
    return found


def candidates(cell: World) -> list[Authority]:
    """Who might be thought competent."""
    above = _ever_above(cell, cell.place)
    beside = above | {place.id for place in cell.records(Place) if place.parent in above}
    near = beside | {place.id for place in cell.records(Place) if beside & set(place.members)}
    found = []
    for body in cell.records(Authority):
        here = bool(above & set(body.places))
        by_statute = here and any(_named_ever(body, holder) for holder in cell.item.holders)
        party = bool(near & set(body.places)) and any(
            body.id in _parties(cell, grant) and _speaks_of(cell, grant) for grant in cell.records(Delegation)
        )
        if by_statute or party or (here and not cell.kind(body).may_hold):
            found.append(body)
    return found


def _fails_by_nothing(cell: World, body: Authority) -> str:
    """Why a body would fail that has neither a base nor a grant."""
    if not _in(cell.on, body.period):
        return "not_existing"
    if not cell.kind(body).may_hold:
        return "no_power_by_kind"
    return "item_not_covered" if cell.lies_in(body.places) else "outside_territory"


def _fails_by_statute(cell: World, body: Authority, holder: Holder) -> str:
    if not _in(cell.on, body.period):
        return "not_existing"
    if not cell.kind(body).may_hold:
        return "no_power_by_kind"
    if not cell.has_capacity(body):
        return "no_capacity"
    if not cell.lies_in(body.places):
        return "outside_territory"
    if cell.action not in cell.item.actions:
        return "action_not_granted"
    if cell.row(cell.pack.base_mode) is None:
        return "not_yet"
    if late := _late(cell.on, cell.item.period):
        return late
    if body not in cell.named(holder):
        functions = [each for each in body.functions if each.code == holder.function]
        # Between two periods of the function its power has ended and is not yet there again: it waits.
        return "not_yet" if any(_late(cell.on, each.period) == "not_yet" for each in functions) else "ended"
    mine = [held for held in cell.held if body.id in held.bodies and not held.chain]
    # A body that the statute names only together with one that is missing fails on no line of the table.
    return _fails_after(mine) if mine else ""


def _fails_after(mine: list[Held]) -> str:
    """Why a holding that was given does not count in the end."""
    return "not_designated" if any(held.cases for held in mine) else "displaced"


def _fails_by_grant(cell: World, body: Authority, grant: Delegation) -> str:
    effect = cell.row(grant.mode)
    if not _in(cell.on, body.period):
        return "not_existing"
    if not cell.kind(body).may_hold:
        return "no_power_by_kind"
    needs_capacity = effect and any(
        need.kind == "capacity" and need.breaks_chain and (not need.actions or cell.action in need.actions)
        for need in effect.needs
    )
    if needs_capacity and not cell.has_capacity(body):
        return "no_capacity"
    if not cell.covers_place(grant, grant.grantee):
        return "outside_territory"
    if not cell.covers_item(grant):
        return "item_not_covered"
    if cell.action not in grant.actions or cell.action not in cell.item.actions:
        return "action_not_granted"
    if effect is None or not effect.creates_holding or not cell.moves(effect):
        return "mode_forbids"
    in_time = (cell.item.period, grant.force, *(cell.structure[c.instrument].period for c in grant.instruments))
    if late := _late(cell.on, *in_time):
        return late
    if not cell.in_force(grant):
        return "not_published"
    mine = [held for held in cell.held if held.bodies == (body.id,) and held.chain[-1:] == (grant.id,)]
    if mine:
        return _fails_after(mine)
    if not grant.grantors:
        missing = effect.base and cell.missing_need(grant, effect, body, None)
        return "void_instrument" if missing else "grantor_lacked_power"
    givers = [held for held in _held_before(cell, grant) if cell.may_be_moved_by(grant, held)]
    if givers and not any(cell.follows(grant, held) for held in givers):
        return "not_redelegable"
    able = [held for held in givers if cell.follows(grant, held) and _without(held.cases, grant)]
    able = [held for held in able if body.id not in held.path]
    if able and all(cell.missing_need(grant, effect, body, held) for held in able):
        return "void_instrument"
    return "grantor_lacked_power"


def _held_before(cell: World, grant: Delegation) -> list[Held]:
    """The holdings just before a grant, displaced ones with no cases left."""
    earlier = World(cell.structure, cell.pack, cell.action, cell.item, cell.place, cell.on)
    earlier.held = [*earlier.base(), *earlier.base_grants()]
    for each in sorted(cell.records(Delegation), key=_order):
        if each.id == grant.id:
            break
        if each.grantors:
            earlier.apply(each)
    return earlier.held


def cyclic(structure: Structure) -> bool:
    """Whether some grants lead from a body back to itself."""
    grants = [record for record in structure if isinstance(record, Delegation)]
    steps = {(giver, grant.grantee) for grant in grants for giver in grant.grantors if giver != EVERY_HOLDER}
    reach = set(steps)
    for _ in steps:
        reach |= {(a, d) for a, b in reach for c, d in steps if b == c}
    return any(a == b for a, b in reach)


def tags_of(structure: Structure) -> Cases:
    """Every case there can be in a world."""
    tags = sorted({tag for record in structure if isinstance(record, Delegation) for tag in record.carve_outs})
    return frozenset(frozenset(some) for size in range(len(tags) + 1) for some in combinations(tags, size))


__all__ = ["History", "Line", "World", "competent", "cyclic", "refused", "tags_of", "why_nobody", "world"]
