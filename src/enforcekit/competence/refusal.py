"""Who might be thought competent and is not: for each such body the missing step, its article and its cure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from enforcekit.law import Effect
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Holder

from .cell import Cell
from .cure import Failure, worded
from .holding import Holding, grantors_on, holdings, missing_needs
from .parts import REASONS, Refusal


def refusals_of(cell: Cell, on: dt.date, competent: Sequence[str]) -> tuple[Refusal, ...]:
    """Every candidate that is not competent, with the failure that got furthest, in the order of their ids."""
    found, received = holdings(cell, on), _received(cell, on)
    bodies = sorted(_candidates(cell), key=lambda each: each.id)
    refused = (
        _refusal(cell, body, on, competent, found, received.get(body.id, ()))
        for body in bodies
        if body.id not in competent
    )
    return tuple(each for each in refused if each is not None)


def refusal_of(cell: Cell, body: Authority, on: dt.date, competent: Sequence[str]) -> Refusal | None:
    """Why one body, candidate or not, is not competent; None when it is, or lacks only its partner."""
    if body.id in competent:
        return None
    return _refusal(cell, body, on, competent, holdings(cell, on), _received(cell, on).get(body.id, ()))


def _received(cell: Cell, on: dt.date) -> dict[str, list[Delegation]]:
    """The grants near the cell, by the body each gives to and by the one that stands in for it on the day."""
    received: dict[str, list[Delegation]] = {}
    for grant in _grants_near(cell):
        stands_in = cell.index.stand_in(grant.grantee, on)
        for key in {grant.grantee, *((stands_in.id,) if stands_in else ())}:
            received.setdefault(key, []).append(grant)
    return received


def _refusal(
    cell: Cell,
    body: Authority,
    on: dt.date,
    competent: Sequence[str],
    found: list[Holding],
    received: Iterable[Delegation],
) -> Refusal | None:
    failures = [
        *_base_failures(cell, body, on, found),
        *_grant_failures(cell, body, on, found, received),
    ] or [*_other_failures(cell, body, on)]
    if not failures:
        return None
    furthest = max(failures, key=lambda failure: REASONS.index(failure.reason))
    return worded(furthest, body, cell, on, competent)


def _candidates(cell: Cell) -> set[Authority]:
    """The bodies that might be thought competent."""
    index = cell.index
    found = {body for holder in cell.item.holders for body in cell.named_bodies(holder)}
    near = index.territory.near(cell.place.id)
    for grant in _grants_near(cell):
        found.update(party for party in index.parties(grant) if not near.isdisjoint(party.places))
    found.update(
        body
        for body in index.by_function[None]
        if not index.pack.kind(body.kind).may_hold and not cell.above.isdisjoint(body.places)
    )
    return found


def _grants_near(cell: Cell) -> list[Delegation]:
    """The grants that cover the item, or the place."""
    cover = cell.index.grants
    grants = {grant.id: grant for grant in cover.of(cell.item)}
    for place in sorted(cell.above):
        grants.update((grant.id, grant) for grant in cover.by_place.get(place, ()))
    return list(grants.values())


def _existence(cell: Cell, body: Authority, on: dt.date) -> Iterator[Failure]:
    """Lines 1 and 2 of the table, which are the same for every base and grant."""
    kind = cell.index.pack.kind(body.kind)
    if on not in body.period:
        yield Failure("not_existing", other=body.successor or "")
    elif not kind.may_hold:
        yield Failure("no_power_by_kind")


def _base_failures(cell: Cell, body: Authority, on: dt.date, found: list[Holding]) -> Iterator[Failure]:
    for holder in cell.item.holders:
        if body in cell.named_bodies(holder):
            failure = next(_base_lines(cell, holder, body, on, found), None)
            if failure is not None:
                yield failure


def _base_lines(cell: Cell, holder: Holder, body: Authority, on: dt.date, found: list[Holding]) -> Iterator[Failure]:
    yield from _existence(cell, body, on)
    if not cell.index.has_capacity(body, on):
        yield Failure("no_capacity")
    if not cell.covers_place(body.places, on):
        yield Failure("outside_territory")
    if cell.action not in cell.item.actions:
        yield Failure("action_not_granted")
    pack = cell.index.pack
    if pack.effect(pack.base_mode, on) is None:
        yield Failure("not_yet", date=pack.begins_after(on))
    periods = [f.period for f in body.functions if holder.function == f.code] or [cell.item.period]
    periods = [cell.item.period] if on not in cell.item.period else periods
    if not any(on in period for period in periods):
        later = [period.start for period in periods if period.start is not None and period.start > on]
        earlier = [period.end for period in periods if period.end is not None and period.end <= on]
        yield Failure("not_yet", date=min(later)) if later else Failure("ended", date=max(earlier))
    yield from _outcome(cell, body, None, on, found)


def _outcome(
    cell: Cell, body: Authority, grant: Delegation | None, on: dt.date, found: list[Holding]
) -> Iterator[Failure]:
    """The last two lines: what became of a holding the body did get."""
    mine = [each for each in found if body.id in each.bodies and each.grant is grant]
    left = any(holding.condition is not None for holding in mine)
    for holding in mine:
        if not left and holding.displaced_by is not None:
            by = holding.displaced_by
            effect = cell.index.pack.effect(by.mode, on)
            article = effect.displaces_article if effect else ""
            yield Failure("displaced", article, grant=by, other=by.grantee, date=by.period.start)
    for designation in cell.designations:
        places = cell.index.designations.places_of(designation)
        in_force = on in designation.period and cell.covers_place(places, on)
        if left and in_force and designation.authority != body.id:
            yield Failure("not_designated", other=designation.authority)


def _grant_failures(
    cell: Cell, body: Authority, on: dt.date, found: list[Holding], received: Iterable[Delegation]
) -> Iterator[Failure]:
    for grant in received:
        failure = next(_grant_lines(cell, grant, body, on, found), None)
        if failure is not None:
            yield failure


def _grant_lines(
    cell: Cell, grant: Delegation, body: Authority, on: dt.date, found: list[Holding]
) -> Iterator[Failure]:
    index = cell.index
    effect = index.pack.effect(grant.mode, on)
    needs = effect.needs if effect else ()
    yield from _existence(cell, body, on)
    for need in needs:
        asked = need.kind == "capacity" and need.breaks_chain and (not need.actions or cell.action in need.actions)
        if asked and not index.has_capacity(body, on):
            yield Failure("no_capacity", need.article, grant)
    if not cell.covers_place(index.grants.places_of(grant), on):
        yield Failure("outside_territory", grant=grant)
    if not index.grants.covers(grant, cell.item):
        yield Failure("item_not_covered", grant=grant)
    if cell.action not in grant.actions or cell.action not in cell.item.actions:
        article = effect.article if effect else ""
        yield Failure("action_not_granted", article, grant, other=_source_of(grant, cell, on))
    if effect is None or not effect.creates_holding or not effect.moves(cell.action, cell.penalties):
        yield Failure("mode_forbids", effect.article if effect else "", grant, other=_source_of(grant, cell, on))
    assert effect is not None
    yield from _dates(cell, grant, effect, on)
    yield from _sources(cell, grant, effect, body, on, found)
    yield from _outcome(cell, body, grant, on, found)


def _source_of(grant: Delegation, cell: Cell, on: dt.date) -> str:
    return next(iter(sorted(grantors_on(grant, cell, on) or ())), "")


def _dates(cell: Cell, grant: Delegation, effect: Effect, on: dt.date) -> Iterator[Failure]:
    """Lines 8 and 9: the grant's own time, its instruments', its publication."""
    periods = [cell.item.period, grant.force, *(each.period for each in cell.index.instruments_of(grant))]
    later = [period.start for period in periods if period.start is not None and on < period.start]
    for period in periods:
        if period.start is not None and on < period.start:
            yield Failure("not_yet", effect.article, grant, date=max(later))
        if period.end is not None and period.end <= on:
            yield Failure("ended", effect.article, grant, date=period.end)
    if grant.published_on is not None and on < grant.published_on:
        article = next((need.article for need in effect.needs if need.kind == "publication"), "")
        yield Failure("not_published", article, grant, date=grant.published_on)


def _sources(
    cell: Cell, grant: Delegation, effect: Effect, body: Authority, on: dt.date, found: list[Holding]
) -> Iterator[Failure]:
    """Lines 10 to 12: what the grantor had, whether it may pass on, what the grant lacks."""
    if any(each.grant is grant and body.id in each.bodies for each in found):
        return
    if not grant.grantors:
        if effect.base:
            yield from _void(effect, grant, None, body, cell, on)
        yield Failure("grantor_lacked_power", effect.article, grant)
        return
    grantors = grantors_on(grant, cell, on)
    carve_out = frozenset(grant.carve_outs)
    before = holdings(cell, on, until=grant)
    sources = [each for each in before if grantors is None or grantors.issuperset(each.bodies)]
    passing = [each for each in sources if grant.mode in each.effect.passes_on_to]
    if sources and not passing:
        yield Failure("not_redelegable", sources[0].effect.article, grant, other=sources[0].bodies[0])
    held = [each for each in passing if each.condition is not None and each.condition.without(carve_out) is not None]
    held = [each for each in held if not any(body.id in step.bodies for step in each.line())]
    if not held:
        holder = next((each.bodies[0] for each in before if each.condition is not None), "")
        yield Failure("grantor_lacked_power", effect.article, grant, other=holder)
    for source in held:
        yield from _void(effect, grant, source, body, cell, on)


def _void(
    effect: Effect, grant: Delegation, source: Holding | None, body: Authority, cell: Cell, on: dt.date
) -> Iterator[Failure]:
    for need in missing_needs(effect, grant, source, body, cell, on):
        if need.breaks_chain:
            yield Failure("void_instrument", need.article, grant, need=need)


def _other_failures(cell: Cell, body: Authority, on: dt.date) -> Iterator[Failure]:
    """A candidate by its place or kind only: it has other items."""
    failure = next(_existence(cell, body, on), None)
    if failure is not None:
        yield failure
    elif not cell.covers_place(body.places, on):
        yield Failure("outside_territory")
    else:
        yield Failure("item_not_covered")
