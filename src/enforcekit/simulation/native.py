"""The loops compiled by numba (extra `sim`): functions of other modules, with other functions under the same names.

What is compiled is kept (in `__pycache__`, else where numba keeps such things for a user), so that the next process
only loads it; where no folder can be written to, every process compiles.
"""

from __future__ import annotations

import hashlib
import inspect
import sys
from array import array
from collections.abc import Mapping, Sequence
from math import ceil, log
from types import FunctionType
from typing import Any

import numba  # type: ignore[import-not-found, unused-ignore]
import numpy  # type: ignore[import-not-found, unused-ignore]

from enforcekit import keyed
from enforcekit.keyed import GAP, KIND

from . import kernel, quantiles, straight, times
from .arrivals import Words
from .compiled import views

_word = numpy.uint64
_GOLDEN, _STRIDE = _word(keyed.GOLDEN), _word(keyed.STRIDE)
_A, _B = _word(0xBF58476D1CE4E5B9), _word(0x94D049BB133111EB)
_8, _11, _27, _30, _31 = (_word(each) for each in (8, 11, 27, 30, 31))


def _sources() -> str:
    """A name for all that is compiled here: numba looks only at one of the files."""
    modules = (keyed, kernel, quantiles, straight, times, sys.modules[__name__])
    return hashlib.sha256("".join(map(inspect.getsource, modules)).encode()).hexdigest()[:12]


def _compiled(function: Any, names: Mapping[str, Any], keep: bool = False, inline: str = "never") -> Any:
    """A function of the interpreter, compiled with other functions under the names that it uses."""
    made = FunctionType(function.__code__, {**function.__globals__, **names}, function.__name__)
    if keep:
        try:
            made.__qualname__ = f"{function.__qualname__}_{_sources()}"
            return numba.njit(nogil=True, cache=True)(made)
        except (RuntimeError, OSError):
            pass  # There is no folder to keep it in, or no source to name it by.
    return numba.njit(nogil=True, inline=inline)(made)


def _mix(z: Any) -> Any:
    z = (z ^ (z >> _30)) * _A
    z = (z ^ (z >> _27)) * _B
    return z ^ (z >> _31)


def _bits(key: Any, visit: int, purpose: int) -> Any:
    return numpy.int64(_mix(key + ((_word(visit) << _8) | _word(purpose)) * _STRIDE) >> _11)


def _left(values: Any, x: int, low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        if values[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def _right(values: Any, x: int, low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        if x < values[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def _push(heap: Any, event: int) -> None:
    heap.append(event)
    _rise(heap, len(heap) - 1, event)


def _pop(heap: Any) -> None:
    event = heap.pop()
    if len(heap):
        _sink(heap, 0, len(heap), event)


_rise, _sink = _compiled(straight.rise, {}), _compiled(straight.sink, {})
_mix_native = _compiled(_mix, {})
_words: dict[str, Any] = {"_mix": _mix_native}
_words["bits53"] = _words["_bits"] = _compiled(_bits, _words)
_words |= {"bisect_left": _compiled(_left, {}), "bisect_right": _compiled(_right, {})}
_words |= {"inverse_normal": _compiled(quantiles.normal, {}), "erlang": _compiled(quantiles.erlang, {})}
_words["_rarer"] = _compiled(quantiles._rarer, _words)
_words["sample"] = _compiled(quantiles.sample, _words, inline="always")
for _function in (times.worked, times.finish, times.next_open, kernel.learnt, kernel.join, kernel.leave, straight.way):
    _words[_function.__name__] = _compiled(_function, _words)
_words |= {"rise": _rise, "sink": _sink, "heappush": _compiled(_push, {}), "heappop": _compiled(_pop, {})}


run = _compiled(kernel.run, _words, keep=True)
run_straight = _compiled(straight.run, _words, keep=True)


def _fill_keys(found: Any, stream: Any, first: int) -> None:
    for n in range(len(found)):
        found[n] = _mix(stream + _word(first + n + 1) * _GOLDEN)


def _fill_sums(found: Any, stream: Any, ordinal: int, batch: int, total: float) -> None:
    for n in range(len(found)):
        key = _mix(stream + _word(ordinal + n * batch + 1) * _GOLDEN)
        total += -log(((_bits(key, 0, GAP) >> 1) + 0.5) * 2.0**-52)
        found[n] = total


def _fill_ticks(found: Any, totals: Any, start: int, area: float, rate: float) -> None:
    for n in range(len(found)):
        found[n] = start + ceil((totals[n] - area) / rate)


def _fill_classes(found: Any, keys: Any, below: Any, classes: Any) -> None:
    for n in range(len(found)):
        found[n] = classes[bisect_right(below, _bits(keys[n], 0, KIND), 0, len(below))]  # type: ignore[name-defined] # noqa: F821


_keys, _sums, _ticks, _classes = (
    _compiled(each, _words, keep=True) for each in (_fill_keys, _fill_sums, _fill_ticks, _fill_classes)
)


def _column(code: str, values: Any) -> array[int]:
    found = array(code)
    found.frombytes(values.tobytes())
    return found


def keys(stream: int, first: int, count: int) -> array[int]:
    """What `keyed.many_keys` gives."""
    found = numpy.empty(count, dtype=numpy.uint64)
    _keys(found, _word(stream), first)
    return _column("Q", found)


def sums(stream: int, ordinal: int, batch: int, count: int, total: float) -> Any:
    """What `arrivals.sums` gives."""
    found = numpy.empty(count)
    _sums(found, _word(stream), ordinal, batch, total)
    return found


def ticks(totals: Any, start: int, area: float, rate: float) -> array[int]:
    """What `arrivals.ticks` gives."""
    found = numpy.empty(len(totals), dtype=numpy.int64)
    _ticks(found, totals, start, area, rate)
    return _column("q", found)


def picked(keys: array[int], below: list[int], classes: list[int]) -> array[int]:
    """What `arrivals.picked` gives."""
    found = numpy.empty(len(keys), dtype=numpy.int64)
    of = numpy.frombuffer(keys, dtype=numpy.uint64) if keys else numpy.empty(0, dtype=numpy.uint64)
    _classes(found, of, numpy.array(below, dtype=numpy.int64), numpy.array(classes, dtype=numpy.int64))
    return _column("q", found)


def ordered(columns: Sequence[array[int]]) -> list[array[int]]:
    """What `arrivals.ordered` gives."""
    seen = views(columns)
    order = numpy.argsort(seen[0], kind="stable")
    return [_column(each.typecode, view[order]) for each, view in zip(columns, seen, strict=True)]


WORDS = Words(keys, sums, ticks, picked, ordered)
