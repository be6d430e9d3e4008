"""The kernel compiled by numba (extra `sim`): the same source as the interpreter runs, over the same memory."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from .kernel import Cases, Rows, Tables, build_kernel
from .quantiles import build_normal, build_sampler
from .times import build_times

if TYPE_CHECKING:
    from .tables import Compiled


@cache
def available() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


@cache
def kernel() -> Any:
    """The compiled kernel; compiling takes some seconds, once a process."""
    import numba  # type: ignore[import-not-found, unused-ignore]
    import numpy  # type: ignore[import-not-found, unused-ignore]

    word = numpy.uint64
    stride, a, b = word(0xD1B54A32D192ED03), word(0xBF58476D1CE4E5B9), word(0x94D049BB133111EB)
    s8, s11, s27, s30, s31 = word(8), word(11), word(27), word(30), word(31)
    jit = numba.njit(nogil=True)

    @jit  # type: ignore[untyped-decorator, unused-ignore]
    def bits(key: Any, visit: int, purpose: int) -> int:
        z = key + ((word(visit) << s8) | word(purpose)) * stride
        z = (z ^ (z >> s30)) * a
        z = (z ^ (z >> s27)) * b
        return numpy.int64((z ^ (z >> s31)) >> s11)  # type: ignore[return-value, no-any-return, unused-ignore]

    @jit  # type: ignore[untyped-decorator, unused-ignore]
    def left(values: Any, x: int, low: int, high: int) -> int:
        while low < high:
            middle = (low + high) // 2
            if values[middle] < x:
                low = middle + 1
            else:
                high = middle
        return low

    @jit  # type: ignore[untyped-decorator, unused-ignore]
    def right(values: Any, x: int, low: int, high: int) -> int:
        while low < high:
            middle = (low + high) // 2
            if x < values[middle]:
                high = middle
            else:
                low = middle + 1
        return low

    # A heap whose nodes have four children is half as deep as that of heapq; the order of what leaves it is the same.
    @jit  # type: ignore[untyped-decorator, unused-ignore]
    def push(heap: Any, event: int) -> None:
        heap.append(event)
        at = len(heap) - 1
        while at > 0 and heap[(at - 1) >> 2] > event:
            heap[at] = heap[(at - 1) >> 2]
            at = (at - 1) >> 2
        heap[at] = event

    @jit  # type: ignore[untyped-decorator, unused-ignore]
    def pop(heap: Any) -> None:
        event = heap.pop()
        size, at = len(heap), 0
        while 4 * at + 1 < size:
            least = 4 * at + 1
            for child in range(least + 1, min(4 * at + 5, size)):
                if heap[child] < heap[least]:
                    least = child
            if heap[least] >= event:
                break
            heap[at] = heap[least]
            at = least
        if size:
            heap[at] = event

    sample = build_sampler(bits, jit, build_normal(jit))
    return build_kernel(bits, sample, build_times(left, right, jit), jit, push, pop)


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


def as_numpy(compiled: Compiled, tables: Tables, cases: Cases, rows: Rows, state: list[array[int]]) -> tuple[Any, ...]:
    """The tables as numpy arrays, and views of the result columns: what is written there is written in the columns."""
    import numpy  # type: ignore[import-not-found, unused-ignore]

    columns = _columns(compiled)
    values: list[Any] = [
        columns[name] if name in columns else numpy.int64(value)
        for name, value in zip(Tables._fields, tables, strict=True)
    ]
    kinds = {"q": numpy.int64, "Q": numpy.uint64, "i": numpy.int32}

    def view(columns: Any) -> list[Any]:
        return [numpy.frombuffer(each, dtype=kinds[each.typecode]) for each in columns]

    return (Tables(*values), Cases(*view(cases)), Rows(*view(rows)), *view(state))
