"""Did the grantor hold the power? One table for all rules that ask: what stops a grant from giving what it says."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from enforcekit.competence.cell import FIRST
from enforcekit.competence.holding import MAX_CHAIN, Holding, grantors_on, missing_needs
from enforcekit.law import Effect
from enforcekit.law.lint import Hit
from enforcekit.model.delegation import EVERY_HOLDER, Delegation

from .before import Before, History, history
from .context import Context, Run
from .matters import Matter
from .span import Span, span_of

Reason = Literal["never", "displaced", "not_passed_on", "circular", "too_long", "nothing_left", "kept_twice", "need"]


OF_THE_GIVER = ("grantor_kind", "grantor_level")


class Stop(NamedTuple):
    """Since a day a grant gives nothing of an item, or says what cannot be; `others` are the records that show it."""

    reason: Reason
    grant: Delegation
    matter: Matter
    since: dt.date
    others: tuple[str, ...] = ()


def stops(context: Context, reason: Reason) -> list[Stop]:
    """What stops grants for one reason: of each grant the first."""
    return context.remember("held", _table).get(reason, [])


def hits(context: Context, found: list[Stop]) -> Iterator[Hit]:
    """A hit for each."""
    for stop in found:
        grant = stop.grant
        words = {
            "grant": grant.id,
            "grantors": ", ".join(grant.grantors),
            "item": stop.matter.item.id,
            "since": stop.since.isoformat() if stop.since != FIRST else "…",
            "others": ", ".join(stop.others) or "-",
        }
        yield Hit(grant.id, *stop.others, stop.matter.item.id, **words)


def _table(context: Context) -> dict[Reason, list[Stop]]:
    found: dict[Reason, list[Stop]] = defaultdict(list)
    past = history(context)
    base = [row for row in context.pack.effects if row.mode == context.pack.base_mode]
    for shape in context.shapes:
        rows = [(effect, start) for effect, start in shape.rows if effect.creates_holding]
        if not rows or not shape.grant.grantors:
            continue
        follows = all(shape.grant.mode in row.passes_on_to for row in base)
        plain = follows and not shape.grant.carve_outs and shape.grant.grantee not in context.named
        plain = plain and EVERY_HOLDER not in shape.grant.grantors and context.steady(shape.grant)
        alike = _Alike(past, rows, plain, context.lawful, {})
        for run in shape.runs:
            for stop in _stops(alike, run):
                found[stop.reason].append(stop)
    return found


class _Alike(NamedTuple):
    """What the grants of a shape have in common. What holds for a plain one follows from its parties alone."""

    past: History
    rows: list[tuple[Effect, dt.date]]
    plain: bool
    lawful: dt.date
    asked_at: dict[int, list[str]]


def _stops(alike: _Alike, run: Run) -> list[Stop]:
    """The first stop of each reason; a whole field or prefix need be held only in part, and a listed item fully."""
    grant, listing, asked = run.grant, run.listing, alike.asked_at
    found: dict[Reason, Stop] = {}
    loose: list[Stop | None] = []
    for matter in listing.matters:
        if matter.holders not in asked:
            asked[matter.holders] = alike.past.asked_at(grant, matter)
        for place in asked[matter.holders]:
            stop = _first(alike, run, matter, place)
            if matter not in listing.listed:
                loose.append(stop)
            elif stop is not None:
                found.setdefault(stop.reason, stop)
    if loose and not found and all(loose) and loose[0] is not None:
        found[loose[0].reason] = loose[0]
    return list(found.values())


def _first(alike: _Alike, run: Run, matter: Matter, place: str) -> Stop | None:
    past, rows, plain, lawful, _ = alike
    grant = run.grant
    low, high = max(run.span[0], matter.span[0]), min(run.span[1], matter.span[1])
    earlier = past.earlier(run.number, matter, place, (low, high))
    if plain and not earlier and low >= lawful:
        base = past.base(matter, place)
        if not base.sure.isdisjoint(grant.grantors):
            return None
        if base.fitting.isdisjoint(grant.grantors):
            return _never(grant, matter, rows, low, high)
    for action in grant.actions:
        if action in matter.item.actions:
            cell = past.cell(action, matter, place, earlier)
            for effect, since in rows:
                if effect.moves(action, matter.penalties):
                    until = min(high, span_of(effect.period)[1])
                    stop = _in_span(grant, matter, effect, cell, (max(low, since), until), plain)
                    if stop is not None:
                        return stop
    return None


def _never(
    grant: Delegation, matter: Matter, rows: list[tuple[Effect, dt.date]], low: dt.date, high: dt.date
) -> Stop | None:
    """The first day on which a grant would move something that its grantors never had."""
    actions = [each for each in grant.actions if each in matter.item.actions]
    days = [max(low, since) for effect, since in rows if any(effect.moves(each, matter.penalties) for each in actions)]
    return Stop("never", grant, matter, days[0]) if days and days[0] < high else None


def _in_span(grant: Delegation, matter: Matter, effect: Effect, cell: Before, span: Span, plain: bool) -> Stop | None:
    # What stops a plain grant does not depend on who gets it, unless that body is already on a chain.
    shared = plain and all(each.grantee != grant.grantee for each in cell.grants)
    for day, found in cell.spans(*span):
        if found is None:
            return Stop("too_long", grant, matter, day, tuple(each.id for each in cell.grants))
        key = (id(found), grant.grantors, grant.mode, id(effect))
        if shared and key in cell.outcomes:
            stop = cell.outcomes[key]
        else:
            stop = _on(grant, matter, effect, cell, day, found)
            if shared:
                cell.outcomes[key] = stop
        if stop is not None:
            return stop._replace(grant=grant, since=day)
    return None


def _on(
    grant: Delegation, matter: Matter, effect: Effect, cell: Before, day: dt.date, found: list[Holding]
) -> Stop | None:
    """What stops a grant on a day, given what is held before it: the lines of the table of refusals, for a grant."""
    grantee = cell.index.stand_in(grant.grantee, day)
    grantors = grantors_on(grant, cell, day)
    sources = [each for each in found if grantors is None or grantors.issuperset(each.bodies)]
    if not sources or grantee is None:
        return Stop("never", grant, matter, day) if grantee is not None else None
    passing = [each for each in sources if grant.mode in each.effect.passes_on_to]
    if not passing:
        return Stop("not_passed_on", grant, matter, day, _last(sources[0]))
    held = [each for each in passing if each.condition is not None]
    if not held:
        by = passing[0].displaced_by
        return Stop("displaced", grant, matter, day, (by.id,) if by else ())
    fresh = [each for each in held if not any(grantee.id in step.bodies for step in each.line())]
    if not fresh:
        return Stop("circular", grant, matter, day, held[0].chain)
    carve_out = frozenset(grant.carve_outs)
    left = [each for each in fresh if each.condition is not None and each.condition.without(carve_out) is not None]
    if not left:
        return Stop("nothing_left", grant, matter, day, _last(fresh[0]))
    twice = [each for each in left if each.condition is not None and each.condition.never & carve_out]
    longest = max(left, key=lambda each: len(each.chain))
    if len(longest.chain) == MAX_CHAIN:
        return Stop("too_long", grant, matter, day, longest.chain)
    if twice:
        return Stop("kept_twice", grant, matter, day, _last(twice[0]))
    if grantors is None:
        # Of a grant by every holder nobody is named: a need about the giver shows only here.
        lacking = (missing_needs(effect, grant, each, grantee, cell, day) for each in left)
        if all(any(need.kind in OF_THE_GIVER and need.breaks_chain for need in needs) for needs in lacking):
            return Stop("need", grant, matter, day, left[0].bodies)
    return None


def _last(source: Holding) -> tuple[str, ...]:
    """The grant that a source came by last."""
    return (source.grant.id,) if source.grant else ()
