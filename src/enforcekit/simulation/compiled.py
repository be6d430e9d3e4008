"""The kernel compiled by numba (extra `sim`): the same source as the interpreter runs, over the same memory."""

from __future__ import annotations

import heapq
from array import array
from functools import cache
from importlib.util import find_spec
from typing import Any

from .kernel import Cases, Rows, Tables, build_kernel
from .quantiles import build_normal, build_sampler
from .times import build_times


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

    sample = build_sampler(bits, jit, build_normal(jit))
    return build_kernel(bits, sample, build_times(left, right, jit), jit, heapq.heappush, heapq.heappop)


_FLOATS = frozenset({"stretch", "law_a", "law_b", "law_rest", "learn_n0", "learn_b", "learn_floor"})


def as_numpy(tables: Tables, cases: Cases, rows: Rows, state: list[array[int]]) -> tuple[Any, ...]:
    """The tables as numpy arrays, and views of the result columns: what is written there is written in the columns."""
    import numpy  # type: ignore[import-not-found, unused-ignore]

    def column(name: str, value: Any) -> Any:
        if isinstance(value, int):
            return numpy.int64(value)
        return numpy.array(value, dtype=numpy.float64 if name in _FLOATS or name == "scale" else numpy.int64)

    static = Tables(*(column(name, value) for name, value in zip(Tables._fields, tables, strict=True)))
    kinds = {"q": numpy.int64, "Q": numpy.uint64, "i": numpy.int32}

    def view(columns: Any) -> list[Any]:
        return [numpy.frombuffer(each, dtype=kinds[each.typecode]) for each in columns]

    return (static, Cases(*view(cases)), Rows(*view(rows)), *view(state))
