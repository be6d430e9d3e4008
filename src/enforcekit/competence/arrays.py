"""A batch in numpy arrays, which the caller has imported: nothing here imports numpy.

Cells whose days are the same share them: a composite of that list's number and the day is found in one sorted array for
all questions together, then the lead in another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.model.item import Item
from enforcekit.model.place import Place

if TYPE_CHECKING:
    from .batch import Desk

Array = Any
UNKNOWN: Final = -2
_SHIFT: Final = 22
"""Every day of the calendar has an ordinal below 2 ** 22."""
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()


def answer(np: Any, desk: Desk, columns: Sequence[Any], count: int) -> Array:
    """The leads of questions of which at least one column is an array."""
    action, item, place, on = columns
    items = _numbers(np, item, desk.item_numbers, desk, Item, count)
    places = _numbers(np, place, desk.place_numbers, desk, Place, count)
    days = _days(np, on, count)
    if isinstance(action, str):
        return _table(np, desk, action).leads(items, places, days)
    found = np.empty(count, dtype=np.int64)
    words = np.asarray(action)
    for word in np.unique(words).tolist():
        asked = words == word
        found[asked] = _table(np, desk, word).leads(items[asked], places[asked], days[asked])
    return found


def _table(np: Any, desk: Desk, action: str) -> Table:
    if action not in desk.tables:
        desk.tables[action] = Table(np, desk, action)
    table: Table = desk.tables[action]
    return table


def _numbers(np: Any, column: Any, known: dict[str, int], desk: Desk, cls: type[Any], count: int) -> Array:
    """A column of ids, codes or numbers as numbers."""
    if isinstance(column, str):
        return np.full(count, _number(column, known, desk, cls), dtype=np.int64)
    if isinstance(column, np.ndarray) and column.dtype.kind in "iu":
        for worst in (column.min(), column.max()) if count else ():
            if not 0 <= worst < len(known):
                raise UnknownReference(cls.type, str(worst))
        return column.astype(np.int64, copy=False)
    keys = column.tolist() if isinstance(column, np.ndarray) else column
    try:
        return np.fromiter(map(known.__getitem__, keys), np.int64, count)
    except KeyError:
        return np.fromiter((_number(key, known, desk, cls) for key in keys), np.int64, count)


def _number(key: Any, known: dict[str, int], desk: Desk, cls: type[Any]) -> int:
    if isinstance(key, int):
        return key
    return known[key] if key in known else known[desk.index.structure.resolve(cls, key).id]


def _days(np: Any, column: Any, count: int) -> Array:
    """A column of days as ordinals."""
    from .batch import days_only

    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        whole = column.astype("datetime64[D]", copy=False)
        if np.isnat(whole).any() or (whole is not column and (whole != column).any()):
            raise EnforcekitError("every question has a day, and a time of day is none")
        return whole.astype(np.int64) + _EPOCH
    if isinstance(column, dt.date):
        days_only([column])
        return np.full(count, column.toordinal(), dtype=np.int64)
    days = column.tolist() if isinstance(column, np.ndarray) else column
    days_only(days)
    return np.fromiter((day.toordinal() for day in days), np.int64, count)


class Table:
    """The cells of one action that were asked about, as arrays."""

    def __init__(self, np: Any, desk: Desk, action: str) -> None:
        self.np, self.desk, self.action = np, desk, action
        self.cells: list[Any] = []
        self.slots = np.full(len(desk.items) * len(desk.places), -1, dtype=np.int32)
        self.patterns: dict[tuple[dt.date, ...], int] = {}
        self.bounds = np.empty(0, dtype=np.int64)
        """pattern << 22 | ordinal of a start; each pattern begins with ordinal 0."""
        self.base = np.empty(0, dtype=np.int64)
        """For each cell: what leads from a position in `bounds` to one in `told`."""
        self.pattern = np.empty(0, dtype=np.int64)
        self.told = np.empty(0, dtype=np.int32)
        self.owner = np.empty(0, dtype=np.int32)
        self._first: list[int] = []

    def leads(self, items: Array, places: Array, days: Array) -> Array:
        """Who leads in each question."""
        np = self.np
        key = items * len(self.desk.places) + places
        slot = self.slots[key]
        if slot.size and slot.min() < 0:
            self._open(np.unique(key[slot < 0]))
            slot = self.slots[key]
        position = np.searchsorted(self.bounds, (self.pattern[slot] << _SHIFT) | days, side="right")
        position += self.base[slot]
        found = self.told[position]
        if found.size and found.min() == UNKNOWN:
            self._tell(np.unique(position[found == UNKNOWN]))
            found = self.told[position]
        return found

    def _open(self, keys: Array) -> None:
        """Take in more cells."""
        np, desk = self.np, self.desk
        bounds: list[int] = []
        base: list[int] = []
        pattern: list[int] = []
        owner: list[int] = []
        told, width = len(self.told), len(desk.places)
        for key in keys.tolist():
            cell = desk.cell(self.action, key // width, key % width)
            starts = tuple(cell.starts)
            number = self.patterns.setdefault(starts, len(self.patterns))
            if number == len(self._first):
                self._first.append(len(self.bounds) + len(bounds))
                bounds += [number << _SHIFT, *((number << _SHIFT) | day.toordinal() for day in starts)]
            self.slots[key] = len(self.cells)
            owner += [len(self.cells)] * (len(starts) + 1)
            self.cells.append(cell)
            pattern.append(number)
            # `searchsorted` gives the position after the bound: hence one less.
            base.append(told - self._first[number] - 1)
            told += len(starts) + 1
        self.bounds = np.concatenate([self.bounds, np.array(bounds, dtype=np.int64)])
        self.base = np.concatenate([self.base, np.array(base, dtype=np.int64)])
        self.pattern = np.concatenate([self.pattern, np.array(pattern, dtype=np.int64)])
        self.owner = np.concatenate([self.owner, np.array(owner, dtype=np.int32)])
        self.told = np.concatenate([self.told, np.full(len(owner), UNKNOWN, dtype=np.int32)])

    def _tell(self, positions: Array) -> None:
        """Answer intervals that nobody has asked about yet."""
        for position in positions.tolist():
            slot = int(self.owner[position])
            cell = self.cells[slot]
            number = position - int(self.base[slot]) - 1 - self._first[int(self.pattern[slot])]
            self.told[position] = self.desk.lead(cell, number)
