"""Who holds a power on a day: the base by statute, then every grant in turn. The heart, as `who-may` defines it.

A holding is (bodies, chain, rank, condition) for one action on one item at one place. Grants are applied in the order
of their effective dates; a displacing grant takes the power from the holding it came from and from everything derived
from that one, except through itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from enforcekit.errors import LimitExceeded
from enforcekit.law import Effect, Need, Pack
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import EVERY_HOLDER, Delegation
from enforcekit.model.item import Holder

from .condition import ALL_CASES, Condition, Tags

if TYPE_CHECKING:
    from .cell import Cell

Rank = Literal["in_flight", "primary", "concurrent"]
MAX_CHAIN = 4


class Holding:
    """One way in which bodies came to hold the power. `condition` is None once it is displaced."""

    __slots__ = ("bodies", "condition", "displaced_by", "effect", "grant", "holders", "parent", "rank")

    def __init__(
        self,
        bodies: tuple[str, ...],
        effect: Effect,
        rank: Rank,
        *,
        condition: Condition = ALL_CASES,
        grant: Delegation | None = None,
        parent: Holding | None = None,
        holders: tuple[Holder, ...] = (),
    ) -> None:
        self.bodies = bodies
        self.effect = effect
        self.rank = rank
        self.condition: Condition | None = condition
        self.grant = grant
        self.parent = parent
        self.holders = holders
        self.displaced_by: Delegation | None = None

    @property
    def chain(self) -> tuple[str, ...]:
        """The ids of the grants, from the base on."""
        before = self.parent.chain if self.parent else ()
        return (*before, self.grant.id) if self.grant else before

    def line(self) -> Iterator[Holding]:
        """This holding and those it came from, back to the base."""
        step: Holding | None = self
        while step is not None:
            yield step
            step = step.parent

    def comes_from(self, other: Holding) -> bool:
        """Whether the other holding is in this one's line."""
        return any(step is other for step in self.line())


def missing_needs(
    effect: Effect, grant: Delegation, source: Holding | None, grantee: Authority, cell: Cell, on: dt.date
) -> Iterator[Need]:
    """The needs of a mode that a grant does not meet."""
    for need in effect.needs:
        if (not need.actions or cell.action in need.actions) and not _met(need, grant, source, grantee, cell, on):
            yield need


def _met(need: Need, grant: Delegation, source: Holding | None, grantee: Authority, cell: Cell, on: dt.date) -> bool:
    match need.kind:
        case "issuer_level":
            return _deciding_level(grant, cell) in need.values
        case "instrument_kind":
            return any(each.kind in need.values for each in cell.index.instruments_of(grant))
        case "grantor_kind":
            return source is None or all(cell.index.authority(b).kind in need.values for b in source.bodies)
        case "grantor_level":
            return source is None or all(cell.index.authority(b).level in need.values for b in source.bodies)
        case "grantee_kind":
            return grantee.kind in need.values
        case "publication":
            return grant.published_on is not None
        case "term":
            return grant.period.end is not None
        case "capacity":
            return cell.index.has_capacity(grantee, on)
        case "writing":
            return bool(grant.instruments)


def _deciding_level(grant: Delegation, cell: Cell) -> str | None:
    """The level of the deciding instrument, which is the first one."""
    cited = cell.index.instruments_of(grant)
    return cell.index.level_of(cited[0]) if cited else None


def holdings(cell: Cell, on: dt.date, until: Delegation | None = None) -> list[Holding]:
    """Every holding of a cell on a day, displaced ones included: after all grants, before any designation.

    With `until`, as they stand just before that grant.
    """
    if on not in cell.item.period or cell.action not in cell.item.actions:
        return []
    pack = cell.index.pack
    found = list(base_holdings(cell, on))
    # Base grants stand before all others, as the statute does; `sorted` keeps the order within each.
    for grant in sorted(cell.grants, key=lambda each: bool(each.grantors)):
        if grant is until:
            break
        if cell.index.in_force(grant, on) and cell.covers_place(cell.index.grants.places_of(grant), on):
            effect = pack.effect(grant.mode, on)
            if effect is not None and effect.creates_holding and effect.moves(cell.action, cell.penalties):
                _apply(grant, effect, found, cell, on)
    return found


def _apply(grant: Delegation, effect: Effect, found: list[Holding], cell: Cell, on: dt.date) -> None:
    """Add what a grant gives, and displace what it takes."""
    grantee = cell.index.stand_in(grant.grantee, on)
    if grantee is None or not cell.index.pack.kind(grantee.kind).may_hold:
        return
    carve_out = frozenset(grant.carve_outs)
    if not grant.grantors:
        condition = ALL_CASES.without(carve_out)
        if effect.base and condition is not None and not _broken(effect, grant, None, grantee, cell, on):
            found.append(Holding((grantee.id,), effect, "primary", condition=condition, grant=grant))
        return
    grantors = grantors_on(grant, cell, on)
    pairs = [
        (source, given)
        for source in found
        if (given := _given(source, grant, effect, grantee, grantors, carve_out, cell, on)) is not None
    ]
    if effect.displaces:
        moved = [(source, source.condition) for source, _ in pairs]
        for holding in found:
            if any(holding.comes_from(source) and _shares(holding, cases) for source, cases in moved):
                _displace(holding, grant, carve_out)
    found.extend(given for _, given in pairs)


def _shares(holding: Holding, cases: Condition | None) -> bool:
    """Whether a holding has cases among those that move; it has all of its own there, or none.

    What an earlier carve-out had split off does not move with the remainder.
    """
    return holding.condition is not None and cases is not None and holding.condition.meets(cases)


def _displace(holding: Holding, grant: Delegation, carve_out: Tags) -> None:
    if holding.condition is not None:
        holding.condition = holding.condition.within(carve_out)
        holding.displaced_by = grant


def grantors_on(grant: Delegation, cell: Cell, on: dt.date) -> frozenset[str] | None:
    """The bodies whose power a grant moves on a day; None means whoever holds it."""
    if EVERY_HOLDER in grant.grantors:
        return None
    bodies = (cell.index.stand_in(each, on) for each in grant.grantors)
    return frozenset(body.id for body in bodies if body is not None)


def _given(
    source: Holding,
    grant: Delegation,
    effect: Effect,
    grantee: Authority,
    grantors: frozenset[str] | None,
    carve_out: Tags,
    cell: Cell,
    on: dt.date,
) -> Holding | None:
    """What a grant makes of one holding, or None."""
    if source.condition is None or (grantors is not None and not grantors.issuperset(source.bodies)):
        return None
    if grant.mode not in source.effect.passes_on_to:
        return None
    condition = source.condition.without(carve_out)
    if condition is None or any(grantee.id in step.bodies for step in source.line()):
        return None
    if _broken(effect, grant, source, grantee, cell, on):
        return None
    if len(source.chain) == MAX_CHAIN:
        raise LimitExceeded(
            f"a chain of more than {MAX_CHAIN} grants on {cell.item.id}: {' → '.join((*source.chain, grant.id))}"
        )
    return Holding((grantee.id,), effect, source.rank, condition=condition, grant=grant, parent=source)


def _broken(
    effect: Effect, grant: Delegation, source: Holding | None, grantee: Authority, cell: Cell, on: dt.date
) -> bool:
    return any(need.breaks_chain for need in missing_needs(effect, grant, source, grantee, cell, on))


def base_holdings(cell: Cell, on: dt.date) -> Iterator[Holding]:
    """What the statute itself gives on a day (`Item.holders`)."""
    pack = cell.index.pack
    effect = pack.effect(pack.base_mode, on)
    if effect is None or not effect.moves(cell.action, frozenset()):
        return
    joint = []
    for holder, named in cell.named:
        bodies = [body for body in named if cell.may_hold_base(holder, body, on)]
        if holder.role == "joint":
            joint.append((holder, bodies))
        else:
            for body in bodies:
                yield Holding((body.id,), effect, _rank(holder, body, pack), holders=(holder,))
    yield from _joint_holdings(joint, effect, pack)


def _rank(holder: Holder, body: Authority, pack: Pack) -> Rank:
    """The lowest level a statute names leads; higher ones, and bodies named in the alternative, are concurrent."""
    if holder.role == "alternative":
        return "concurrent"
    lowest = max((pack.level_rank(level) for level in holder.levels), default=None)
    return "primary" if lowest is None or pack.level_rank(body.level) == lowest else "concurrent"


def _joint_holdings(named: Sequence[tuple[Holder, list[Authority]]], effect: Effect, pack: Pack) -> Iterator[Holding]:
    """Bodies that act together make one holding for each level at which every named body is found.

    A named body of a fixed other level joins the line of each level.
    """
    levels = {body.level for _, bodies in named for body in bodies}
    lowest = max((pack.level_rank(level) for holder, _ in named for level in holder.levels), default=None)
    for level in sorted(levels, key=pack.level_rank, reverse=True):
        line: list[str] = []
        for holder, bodies in named:
            here = [b for b in bodies if b.level == level] if not holder.levels or level in holder.levels else bodies
            if not here:
                break
            line += sorted(body.id for body in here if body.id not in line)
        else:
            rank: Rank = "primary" if lowest is None or pack.level_rank(level) >= lowest else "concurrent"
            yield Holding(tuple(line), effect, rank, holders=tuple(holder for holder, _ in named))
