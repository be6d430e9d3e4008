"""Edges by which power moves: delegations, each in the layer that the effect of its mode makes it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from enforcekit.competence.cell import Index
from enforcekit.competence.holding import holdings
from enforcekit.competence.sharing import Alike, Moment, Sharing
from enforcekit.law import Effect
from enforcekit.model.delegation import EVERY_HOLDER, Delegation
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure

from .ties import Ties


def add_grants(ties: Ties, structure: Structure, index: Index, on: dt.date | None) -> None:
    """An edge from each grantor to the grantee; the weight is the number of items that came from that grantor."""
    covered = _covered(structure, index)
    sources: dict[dt.date, Sources] = {}
    for grant in structure.all(Delegation):
        day = on or grant.force.start or grant.published_on
        if day is None or (on is not None and not index.in_force(grant, on)):
            continue
        effect = index.pack.effect(grant.mode, day)
        grantee = index.stand_in(grant.grantee, day)
        if effect is None or grantee is None:
            continue
        source = sources.setdefault(day, Sources(index, day))
        for grantor, weight in source.grantors(grant, effect, covered[grant.id]):
            if grantor != grantee.id:
                ties.lasting(
                    grantor,
                    grantee.id,
                    layer_of(effect, index),
                    grant.mode,
                    grant.id,
                    period=grant.force,
                    weight=weight,
                    instruments=(each.instrument for each in grant.instruments),
                )


def layer_of(effect: Effect, index: Index) -> str:
    """The layer of a grant: by what its mode does, not by what it is called.

    Where no power moves people are stationed; in the grantor's name is entrusted; what leaves the grantor is
    concentrated when its new holder may lose it again by a further grant, and handed down, delegated, when not.
    """
    if not effect.creates_holding:
        return "stations"
    if effect.in_name_of == "grantor":
        return "entrusts"
    gathers = any(row.displaces for row in index.pack.effects if row.mode in effect.passes_on_to)
    return "concentrates" if effect.displaces and gathers else "delegates"


def _covered(structure: Structure, index: Index) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in structure.all(Item):
        for grant in index.grants.of(item):
            found[grant.id].append(item)
    return found


class Sources:
    """Whose power the grants of a day gave: cells that are alike are worked out once."""

    def __init__(self, index: Index, day: dt.date) -> None:
        self._index = index
        self._day = day
        self._sharing: dict[str, Sharing] = {}
        self._given: dict[tuple[str, Alike], dict[str, set[str]]] = {}

    def grantors(self, grant: Delegation, effect: Effect, items: list[Item]) -> Iterator[tuple[str, int]]:
        """The bodies a grant names, or took power from, each with the number of items it gave.

        None were given by a body that is named although it had lost the power before. With a single grantor, or where
        no power moves, the number is that of the items covered.
        """
        named = [self._index.stand_in(key, self._day) for key in grant.grantors if key != EVERY_HOLDER]
        bodies = [each.id for each in named if each is not None]
        if not effect.creates_holding or (len(bodies) == 1 and EVERY_HOLDER not in grant.grantors):
            yield from ((each, len(items)) for each in bodies)
            return
        given: dict[str, set[str]] = {each: set() for each in bodies}
        for item in items:
            for body in self._givers(grant, item):
                given.setdefault(body, set()).add(item.id)
        yield from ((body, len(given[body])) for body in sorted(given))

    def _givers(self, grant: Delegation, item: Item) -> Iterator[str]:
        for key in self._index.grants.places_of(grant):
            for action in grant.actions:
                yield from self._at(action, item, self._index.territory.places[key]).get(grant.id, ())

    def _at(self, action: str, item: Item, place: Place) -> dict[str, set[str]]:
        """At a cell: each grant with the bodies whose power it moved."""
        sharing = self._sharing.setdefault(action, Sharing(self._index, action, self._day))
        key = action, sharing.alike(item, place)
        if key not in self._given:
            found = self._given[key] = defaultdict(set)
            for holding in holdings(Moment(self._index, action, item, place), self._day):
                if holding.grant is not None and holding.parent is not None:
                    found[holding.grant.id].update(holding.parent.bodies)
        return self._given[key]
