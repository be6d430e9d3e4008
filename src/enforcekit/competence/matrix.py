"""Every item at every place on one day: who leads, where nobody may act, where two may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text, texts_of
from enforcekit.errors import UnknownReference
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure

from .answer_records import present
from .cell import index_of
from .from_holding import overlapping
from .nobody import WhyNobody, why_nobody
from .sharing import Alike, Moment, Sharing


@attrs.frozen(kw_only=True)
class Covered:
    """One cell: how many competences, who leads, which pairs overlap; at a zone, those of its members together.

    `gap`: nobody may act although the item is in force and allows the action; at a zone, at one of its members.
    """

    count: int
    lead: str | None
    overlaps: tuple[tuple[str, str], ...]
    reason: WhyNobody | None
    gap: bool

    def to_dict(self) -> dict[str, Any]:
        """The cell as plain JSON values."""
        return present({**attrs.asdict(self, recurse=False), "overlaps": [list(pair) for pair in self.overlaps]})


@attrs.frozen(kw_only=True)
class Coverage:
    """A matrix of cells: a row for each item, a column for each place, both by their ids.

    >>> import enforcekit as ek
    >>> town, stalls = "330213100", "street-vending-unlicensed-place"
    >>> seen = ek.coverage(ek.example("ningbo"), [stalls], [town], on=dt.date(2024, 5, 1), action="penalise")
    >>> seen[stalls, town].lead, seen[stalls, town].count, seen[stalls, town].gap
    ('xikou-town', 2, False)
    """

    action: str
    on: dt.date
    items: tuple[str, ...]
    places: tuple[str, ...]
    matrix: tuple[tuple[Covered, ...], ...]

    def cells(self) -> Iterator[tuple[str, str, Covered]]:
        """Each item and place with its cell."""
        for item, row in zip(self.items, self.matrix, strict=True):
            for place, covered in zip(self.places, row, strict=True):
                yield item, place, covered

    def __getitem__(self, cell: tuple[str, str]) -> Covered:
        item, place = cell
        for kind, key, known in (("row", item, self.items), ("column", place, self.places)):
            if key not in known:
                raise UnknownReference(kind, key, known[:3])
        return self.matrix[self.items.index(item)][self.places.index(place)]

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """The cells (item, place) with a gap."""
        return tuple((item, place) for item, place, covered in self.cells() if covered.gap)

    @property
    def overlaps(self) -> tuple[tuple[str, str], ...]:
        """The cells (item, place) in which two bodies of one rank may act and answer apart."""
        return tuple((item, place) for item, place, covered in self.cells() if covered.overlaps)

    def to_dict(self) -> dict[str, Any]:
        """The matrix as plain JSON values."""
        cells = [{"item": item, "place": place, **covered.to_dict()} for item, place, covered in self.cells()]
        return {"action": self.action, "on": self.on.isoformat(), "cells": cells}


def coverage(
    structure: Structure,
    items: Iterable[str] | None = None,
    places: Iterable[str] | None = None,
    *,
    on: dt.date,
    action: str,
) -> Coverage:
    """The matrix of some items at some places on a day: who leads in each cell, where nobody may act, where two may.

    Args:
        structure: the structure asked.
        items, places: ids or codes; all when left out.
        on: the day asked.
        action: kind of action.

    Raises `UnknownReference`, `LimitExceeded`.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> found = coverage(ningbo, ["330217015000"], ["330213100"], on=dt.date(2024, 5, 1), action="penalise")
    >>> found.matrix[0][0].lead, found.matrix[0][0].count, found.gaps
    ('xikou-town', 2, ())
    """
    must_be(Structure, structure=structure)
    some_items, some_places = texts_of("items", items), texts_of("places", places)
    must_be_text(action=action)
    must_be_day(on=on)
    index = index_of(structure)
    index.check_action(action)
    rows = structure.all(Item) if some_items is None else tuple(structure.resolve(Item, each) for each in some_items)
    columns = (
        structure.all(Place) if some_places is None else tuple(structure.resolve(Place, each) for each in some_places)
    )
    teller = _Teller(Sharing(index, action, on))
    return Coverage(
        action=action,
        on=on,
        items=tuple(each.id for each in rows),
        places=tuple(each.id for each in columns),
        matrix=tuple(tuple(teller.covered(item, place) for place in columns) for item in rows),
    )


class _Teller:
    """Says what a cell is; cells that are alike get the same object."""

    def __init__(self, sharing: Sharing) -> None:
        self.sharing = sharing
        self._told: dict[tuple[Alike, bool], Covered] = {}

    def covered(self, item: Item, place: Place) -> Covered:
        """One cell."""
        if place.kind == "zone":
            members = self.sharing.index.territory.places
            return _together([self.covered(item, members[each]) for each in place.members])
        # Alike cells have the same bodies; why there are none depends on the item's period too.
        key = self.sharing.alike(item, place), self.sharing.on in item.period
        if key not in self._told:
            self._told[key] = self._tell(item, place)
        return self._told[key]

    def _tell(self, item: Item, place: Place) -> Covered:
        sharing = self.sharing
        counted = sharing.counted(item, place)
        applies = sharing.action in item.actions and sharing.on in item.period
        return Covered(
            count=len(counted),
            lead=counted[0].bodies[0] if counted else None,
            overlaps=tuple(overlapping(counted)),
            reason=None if counted else why_nobody(Moment(sharing.index, sharing.action, item, place), sharing.on),
            gap=applies and not counted,
        )


def _together(members: list[Covered]) -> Covered:
    count = sum(each.count for each in members)
    return Covered(
        count=count,
        lead=next((each.lead for each in members if each.lead is not None), None),
        overlaps=tuple(dict.fromkeys(pair for each in members for pair in each.overlaps)),
        reason=None if count else members[0].reason,
        gap=any(each.gap for each in members),
    )
