"""One action on one day, asked of many items and places: what two cells share is worked out once.

Two items are alike when the same statute words, penalties, grants and designations speak of them; two places, for such
items, when they lie in the same of those places that any of these name. Alike cells have the same competent bodies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from enforcekit.model.authority import Authority
from enforcekit.model.item import Holder, Item
from enforcekit.model.place import Place

from .cell import Cell, Index, names
from .counted import competent
from .holding import Holding

Alike = tuple[int, frozenset[str]]


class Moment(Cell):
    """A cell on a single day: it needs no days on which something begins or ends."""

    def _breakpoints(self) -> list[dt.date]:
        return []


class Sharing:
    """The competent bodies of many cells on one day."""

    def __init__(self, index: Index, action: str, on: dt.date) -> None:
        self.index = index
        self.action = action
        self.on = on
        self._found: dict[Alike, tuple[Holding, ...]] = {}
        self._kinds: dict[Any, tuple[int, frozenset[str]]] = {}
        self._items: dict[str, tuple[int, frozenset[str]]] = {}
        self._above: dict[str, frozenset[str]] = {}
        self._named: dict[Holder, frozenset[str]] = {}

    def counted(self, item: Item, place: Place) -> tuple[Holding, ...]:
        """The holdings that count at a cell, best first; a zone has none of its own."""
        key = self.alike(item, place)
        if key not in self._found:
            self._found[key] = tuple(competent(Moment(self.index, self.action, item, place), self.on))
        return self._found[key]

    def alike(self, item: Item, place: Place) -> Alike:
        """What a cell shares with all others that are answered alike."""
        kind, told = self._items.get(item.id) or self._item(item)
        if place.id not in self._above:
            self._above[place.id] = Moment(self.index, self.action, item, place).above_on(self.on)
        return kind, self._above[place.id] & told

    def _item(self, item: Item) -> tuple[int, frozenset[str]]:
        """The number of a kind of item, and the places that anything about it names."""
        index = self.index
        grants = [each for each in index.grants.of(item) if self.action in each.actions]
        designations = [each for each in index.designations.of(item) if self.action in each.actions]
        key = (
            item.holders,
            frozenset(penalty.kind for penalty in item.penalties),
            self.on in item.period and self.action in item.actions,
            tuple(each.id for each in grants),
            tuple(each.id for each in designations),
        )
        if key not in self._kinds:
            told = {place for each in grants for place in index.grants.places_of(each)}
            told.update(place for each in designations for place in index.designations.places_of(each))
            told.update(place for holder in item.holders for place in self._places_named(holder))
            self._kinds[key] = len(self._kinds), frozenset(told)
        found = self._items[item.id] = self._kinds[key]
        return found

    def _places_named(self, holder: Holder) -> frozenset[str]:
        """The territories of the bodies a statute's words fit."""
        if holder not in self._named:
            bodies: Iterable[Authority] = self.index.by_function[holder.function]
            self._named[holder] = frozenset(place for body in bodies if names(holder, body) for place in body.places)
        return self._named[holder]
