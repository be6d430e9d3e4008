"""Who might be thought competent and is not: for each such body the missing step, its article and its cure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from typing import Final

from enforcekit.law import Effect
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Holder

from .answer_records import REASONS, Refusal
from .cell import Cell, given_by_body
from .holding import Holding, grantors_on, holdings, missing_needs
from .refusal_words import Failure, worded


def refusals_of(cell: Cell, on: dt.date, competent: Sequence[str]) -> tuple[Refusal, ...]:
    """Every candidate that is not competent, with the failure that got furthest, in the order of their ids."""
    near = _Near(cell, on)
    refused = (_refusal(near, body, competent) for _, body in sorted(_candidates(cell).items()))
    return tuple(each for each in refused if each is not None)


def refusal_of(cell: Cell, body: Authority, on: dt.date, competent: Sequence[str]) -> Refusal | None:
    """Why one body, candidate or not, is not competent; None when it is."""
    return _refusal(_Near(cell, on), body, competent)


class _Near:
    """What all refusals of a cell on a day look at: who holds, whom the statute names, what bodies were given.

    A place may have thousands of grants of other items, and none gets further than to fail on the item: they are
    only looked through, one by one, for a body that nothing else brought as far.
    """

    def __init__(self, cell: Cell, on: dt.date) -> None:
        self.cell = cell
        self.on = on
        self.found = holdings(cell, on)
        self.named = [(holder, {body.id for body in bodies}) for holder, bodies in cell.named]
        self._of_item = given_by_body(cell.index.grants.of(cell.item))
        self._at_place = [cell.index.grants.given_at(place) for place in sorted(cell.above)]

    def of_item(self, body: Authority) -> Iterator[Delegation]:
        """The grants of the item to a body, in their order."""
        return self._to(body, self._of_item)

    def of_others(self, body: Authority) -> Iterator[Delegation]:
        """The grants of other items at the place to a body, in the order of the places and then in their own."""
        covers = self.cell.index.grants.covers
        for given in self._at_place:
            yield from (grant for grant in self._to(body, given) if not covers(grant, self.cell.item))

    def _to(self, body: Authority, given: Mapping[str, list[Delegation]]) -> Iterator[Delegation]:
        """Also those to bodies that it stands in for."""
        index = self.cell.index
        stood_in_for = [key for key in index.forerunners.get(body.id, ()) if index.stand_in(key, self.on) is body]
        lists = [given[key] for key in (body.id, *stood_in_for) if key in given]
        return merge(*lists, key=lambda grant: index.grants.order[grant.id])


def _refusal(near: _Near, body: Authority, competent: Sequence[str]) -> Refusal | None:
    if body.id in competent:
        return None
    cell, on = near.cell, near.on
    failures = [*_base_failures(near, body), *_grant_failures(near, body, near.of_item(body))]
    if not any(_rank(failure) >= _ITEM_NOT_COVERED for failure in failures):
        for failure in _grant_failures(near, body, near.of_others(body)):
            failures.append(failure)
            if _rank(failure) == _ITEM_NOT_COVERED:
                break
    failures = failures or [*_other_failures(cell, body, on)]
    return worded(max(failures, key=_rank), body, cell, on, competent)


def _rank(failure: Failure) -> int:
    return REASONS.index(failure.reason)


_ITEM_NOT_COVERED: Final = REASONS.index("item_not_covered")


def _candidates(cell: Cell) -> dict[str, Authority]:
    """The bodies that might be thought competent, by id."""
    index, cover = cell.index, cell.index.grants
    found = {body.id: body for _, bodies in cell.named for body in bodies}
    near = index.territory.near(cell.place.id)
    parties = [body for grant in cover.of(cell.item) for body in index.parties(grant)]
    for place in cell.above:
        parties += cover.parties_at(place)
    found.update((party.id, party) for party in parties if not near.isdisjoint(party.places))
    for place in cell.above:
        here = index.bodies_at.get((None, place), ())
        found.update((body.id, body) for body in here if not index.pack.kind(body.kind).may_hold)
    return found


def _existence(cell: Cell, body: Authority, on: dt.date) -> Iterator[Failure]:
    """Lines 1 and 2 of the table, which are the same for every base and grant."""
    kind = cell.index.pack.kind(body.kind)
    if on not in body.period:
        yield Failure("not_existing", other=body.successor or "")
    elif not kind.may_hold:
        yield Failure("no_power_by_kind")


def _base_failures(near: _Near, body: Authority) -> Iterator[Failure]:
    for holder, named in near.named:
        if body.id in named:
            failure = next(_base_lines(near.cell, holder, body, near.on, near.found), None)
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


def _grant_failures(near: _Near, body: Authority, received: Iterable[Delegation]) -> Iterator[Failure]:
    for grant in received:
        failure = next(_grant_lines(near.cell, grant, body, near.on, near.found), None)
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
    begins = max((period.start for period in periods if period.start is not None), default=on)
    for period in periods:
        if period.start is not None and on < period.start:
            yield Failure("not_yet", effect.article, grant, date=begins)
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
