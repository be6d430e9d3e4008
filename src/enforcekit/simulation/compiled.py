"""What the compiled loops (extra `sim`) are given: the same columns as the interpreter, as numpy sees them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from .kernel import Cases, Rows, Tables

if TYPE_CHECKING:
    from .tables import Compiled


@cache
def available() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


_FLOATS = frozenset({"stretch", "law_a", "law_b", "law_rest", "learn_n0", "learn_b", "learn_floor", "scale"})
_SHORT = frozenset(
    {"kind", "station", "law", "level", "patience", "choose", "purpose", "flags", "learn", "seat_first", "seat_station",
     "route_first", "route_to", "route_reason", "class_start", "class_due"}
)  # fmt: skip
"""Columns of small numbers: half as long, a table of many stations stays nearer to the processor."""


@lru_cache(maxsize=8)
def _columns(compiled: Compiled) -> Mapping[str, Any]:
    """The columns of a scenario's tables as numpy arrays."""
    import numpy  # type: ignore[import-not-found, unused-ignore]

    def kind(name: str) -> Any:
        return numpy.float64 if name in _FLOATS else numpy.int32 if name in _SHORT else numpy.int64

    return {
        name: numpy.array(value, dtype=kind(name))
        for name, value in zip(Tables._fields, compiled.tables, strict=True)
        if not isinstance(value, int)
    }


def as_numpy(compiled: Compiled, tables: Tables, cases: Cases, rows: Rows) -> tuple[Any, ...]:
    """The tables as numpy arrays, and views of the columns: what is written there is written in the columns."""
    import numpy  # type: ignore[import-not-found, unused-ignore]

    columns = _columns(compiled)
    values: list[Any] = [
        columns[name] if name in columns else numpy.int64(value)
        for name, value in zip(Tables._fields, tables, strict=True)
    ]
    return (Tables(*values), Cases(*views(cases)), Rows(*views(rows)))


def views(columns: Iterable[array[int]]) -> list[Any]:
    """The columns as numpy sees them."""
    import numpy  # type: ignore[import-not-found, unused-ignore]

    kinds = {"q": numpy.int64, "Q": numpy.uint64, "i": numpy.int32}
    return [numpy.frombuffer(each, dtype=kinds[each.typecode]) for each in columns]
