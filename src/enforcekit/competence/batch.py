"""Many questions at once: who leads in each.

Questions are grouped by cell; within one, the day finds its interval by bisection, and each interval that was hit is
answered once. With numpy arrays all of that is done for all questions together.
"""

from __future__ import annotations

import datetime as dt
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text, wrong
from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.model.authority import Authority
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure

from .cell import Cell, Index, index_of
from .counted import competent

_COLUMN = (
    "a value or a column of them",
    "单个值或一列值",
    "give one value for all questions, or a list or array with one for each",
    "请给出对全部问题通用的一个值，或逐一对应的列表、数组",
)
NOBODY = -1
UNKNOWN = -2
Column = Sequence[Any]


@attrs.frozen(eq=False)
class Leads:
    """The answers of a batch. `index[n]` is the place of question n's lead in `authorities`, -1 where nobody may act.

    `index` is a list, or an array when arrays were given.
    """

    index: Any
    authorities: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, number: int) -> str | None:
        found = int(self.index[number])
        return None if found == NOBODY else self.authorities[found]

    def ids(self) -> list[str | None]:
        """The lead of each question."""
        return [None if each == NOBODY else self.authorities[each] for each in self.index]


def who_may_batch(
    structure: Structure, *, action: str | Column, item: str | Column, place: str | Column, on: dt.date | Column
) -> Leads:
    """Who leads, for many questions given as columns; one value instead of a column holds for all.

    Args:
        structure: the structure asked.
        action: kinds of action.
        item, place: ids or codes, or whole numbers: their places in `structure.all(Item)` and `structure.all(Place)`.
        on: the days asked.

    Columns may be numpy arrays (days as `datetime64`): then so is the answer, and numbers are the fastest.

    Raises `UnknownReference`, `LimitExceeded`.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> days = [dt.date(2020, 1, 1), dt.date(2024, 5, 1)]
    >>> who_may_batch(ningbo, action="penalise", item="330217015000", place="330213100", on=days).ids()
    ['fenghua-comprehensive', 'xikou-town']
    """
    must_be(Structure, structure=structure)
    columns = [action, item, place, on]
    for name, column in zip(("action", "item", "place", "on"), columns, strict=True):
        if not isinstance(column, str | dt.date) and not _is_column(column):
            raise wrong(name, column, _COLUMN)
    if isinstance(on, str | dt.date):
        must_be_day(on=on)
    lengths = {len(each) for each in columns if not isinstance(each, str | dt.date)}
    if len(lengths) > 1:
        raise EnforcekitError(f"the columns of a batch are of one length, not {sorted(lengths)}")
    count = lengths.pop() if lengths else 1
    desk = structure.remember("batch", lambda: Desk(structure))
    np = sys.modules.get("numpy")  # Whoever passes an array has imported it.
    if np is not None and any(isinstance(each, np.ndarray) for each in columns):
        from .arrays import answer
    else:
        answer = _plain
    try:
        return Leads(answer(np, desk, columns, count), desk.authorities)
    except TypeError:
        # To look at every value first would cost more than the answers.
        for name, column in zip(("action", "item", "place"), columns, strict=False):
            for each in [column] if isinstance(column, str | dt.date) else column:
                if not isinstance(each, str) and not hasattr(each, "__index__"):
                    must_be_text(**{name: each})
        raise


def _is_column(value: Any) -> bool:
    # What has no order, or holds bytes, would be answered for another question than was meant.
    ordered = hasattr(value, "__len__") and hasattr(value, "__getitem__")
    return ordered and not isinstance(value, bytes | bytearray | Mapping)


def _plain(np: Any, desk: Desk, columns: Sequence[Any], count: int) -> list[int]:
    return desk.answer(columns, count)


class Desk:
    """What the batches of one structure share."""

    def __init__(self, structure: Structure) -> None:
        self.index: Index = index_of(structure)
        self.items = structure.all(Item)
        self.places = structure.all(Place)
        self.authorities = tuple(each.id for each in structure.all(Authority))
        self.number = {key: number for number, key in enumerate(self.authorities)}
        self.item_numbers = {each.id: number for number, each in enumerate(self.items)}
        self.place_numbers = {each.id: number for number, each in enumerate(self.places)}
        self.tables: dict[str, Any] = {}
        self._leads: dict[tuple[Any, Any, Any], tuple[Cell, list[int]]] = {}

    def cell(self, action: str, item: Any, place: Any) -> Cell:
        """The cell of ids or of numbers."""
        matter = item if isinstance(item, str) else _at(self.items, item).id
        where = place if isinstance(place, str) else _at(self.places, place).id
        return self.index.open(str(action), matter, where)

    def lead(self, cell: Cell, number: int) -> int:
        """Who leads in an interval of a cell."""
        if cell.place.kind == "zone":
            on = cell.day(number)
            members = (self.index.open(cell.action, cell.item.id, each) for each in cell.place.members)
            leads = (self.lead(each, each.interval(on)) for each in members)
            return next((each for each in leads if each != NOBODY), NOBODY)
        counted = competent(cell, cell.day(number))
        return self.number[counted[0].bodies[0]] if counted else NOBODY

    def answer(self, columns: Sequence[Any], count: int) -> list[int]:
        """The leads of questions in plain sequences."""
        action, item, place, on = ([each] * count if isinstance(each, str | dt.date) else each for each in columns)
        days_only(on)
        leads, found = self._leads, []
        for asked in zip(zip(action, item, place, strict=True), on, strict=True):
            key, day = asked
            known = leads.get(key)
            if known is None:
                cell = self.cell(*key)
                known = leads[key] = cell, [UNKNOWN] * (len(cell.starts) + 1)
            cell, told = known
            number = bisect_right(cell.starts, day)
            lead = told[number]
            if lead == UNKNOWN:
                lead = told[number] = self.lead(cell, number)
            found.append(lead)
        return found


def days_only(days: Column) -> None:
    """Raise `InvalidArgument` unless all are plain dates: to the law a time of day is no day."""
    if set(map(type, days)) - {dt.date}:
        must_be_day(**{f"on[{number}]": each for number, each in enumerate(days) if type(each) is not dt.date})


def _at(records: tuple[Any, ...], number: int) -> Any:
    if not 0 <= number < len(records):
        raise UnknownReference(records[0].type if records else "record", str(number))
    return records[number]
