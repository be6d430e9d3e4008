"""Running one replication, by the interpreter or by compiled code; the rows are the same to the last bit."""

from __future__ import annotations

import hashlib
import math
from array import array
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final

import attrs

from enforcekit.arguments import wrong
from enforcekit.errors import EnforcekitError, LimitExceeded, UnknownReference
from enforcekit.keyed import case_key, replication_key

from . import compiled as numba_side
from . import kernel
from .arrivals import PLAIN, Arrived, arrivals_of, check_cases
from .itinerary import LeftToKernel, run_simple, simple
from .kernel import DONE, ROWS_FULL, Cases, Rows, Tables
from .preflight import most_visits
from .quantiles import sample
from .tables import Compiled

_SEED: Final = ("a whole number", "整数", "give seed=0", "请给出 seed=0")
_REPLICATION: Final = ("a whole number from 0 on", "从 0 起的整数", "give replication=0", "请给出 replication=0")
ENGINES: Final = ("auto", "pure", "kernel", "numba")
MAX_ROWS: Final = 50_000_000
"""The most rows one replication may write."""
KERNEL: Final = "2"
"""The version of the rows: changed whenever the same scenario and seed give other rows."""


@attrs.frozen(kw_only=True, eq=False)
class Trace:
    """What one replication did: a column of whole numbers for each fact of its cases and of their visits."""

    compiled: Compiled
    seed: int
    replication: int
    engine: str
    cases: Cases
    rows: Rows
    stopped: int
    stream: array[int]

    @property
    def digest(self) -> str:
        """The SHA-256 of all result columns: equal digests, equal results."""
        h = hashlib.sha256()
        for column in (*self.rows, self.cases.tick, self.cases.key, self.cases.end, self.cases.exit, self.cases.filed):
            h.update(column.tobytes())
        return h.hexdigest()

    @property
    def bytes_a_row(self) -> int:
        """What a row costs in memory."""
        return sum(column.itemsize for column in self.rows)


def run(compiled: Compiled, seed: int = 0, replication: int = 0, engine: str = "auto") -> Trace:
    """Simulate one replication.

    Args:
        compiled: the scenario as tables.
        seed: any whole number; the same seed gives the same rows on every engine.
        replication: 0, 1, …
        engine: `pure`: the interpreter, by the short way where it is open; `kernel`: the interpreter, never by it;
            `numba` (extra `sim`); `auto`: numba when it is installed and 64 bits suffice, else `pure`.

    Raises:
        InvalidArgument: the seed is no whole number, or the replication none from 0 on.
        LimitExceeded: more than `MAX_ROWS` visits, or twice as many to be expected.
        EnforcekitError: numba is asked for and cannot run this.
    """
    if engine not in ENGINES:
        raise UnknownReference("engine", engine, ENGINES)
    if type(seed) is not int:
        raise wrong("seed", seed, _SEED)
    if type(replication) is not int or replication < 0:
        raise wrong("replication", replication, _REPLICATION)
    check_cases(compiled)
    if (most := most_visits(compiled)) > 2 * MAX_ROWS:
        raise LimitExceeded(
            f"about {most:,.0f} visits in a replication of {compiled.scenario.id}; at most {MAX_ROWS:,} → a shorter "
            "horizon, fewer cases, or routes that lead out sooner"
        )
    native = _native(engine)
    arrived = arrivals_of(compiled, seed, replication, native.WORDS if native else PLAIN)
    count, short = len(arrived.tick), engine != "kernel" and simple(compiled)
    if short and native is None:
        cases = _cases(arrived, count)
        try:
            rows, stopped = run_simple(compiled.tables, cases)
            return Trace(compiled=compiled, seed=seed, replication=replication, engine="pure", cases=cases, rows=rows,
                         stopped=stopped, stream=arrived.stream)  # fmt: skip
        except LeftToKernel:
            pass
    size = count * 2 + 1024
    while True:
        tables = _with_shift(compiled.tables, max(size, count, len(compiled.tables.cap)))
        if native and tables.big >= 1 << 62:
            if engine == "numba":
                raise EnforcekitError(
                    f"{tables.stop} ticks with {1 << tables.shift} events need more than 64 bits → longer ticks"
                )
            native = None
        cases = _cases(arrived, count)
        rows = Rows(*(array(code, [value]) * size for code, value in _ROW_AT_FIRST))
        if native:
            loop = native.run_straight if short else native.run
            given = numba_side.as_numpy(compiled, tables, cases, rows)
        else:
            loop, given = kernel.run, (tables, cases, rows)
        state = _few(compiled, size) if native and short else _state(compiled, tables)
        code, used, _, stopped = loop(*given, *(numba_side.views(state) if native else state))
        if code == DONE:
            break
        if code != ROWS_FULL or size >= MAX_ROWS:
            raise LimitExceeded(f"a replication of {compiled.scenario.id} has more than {MAX_ROWS:,} visits")
        size = min(MAX_ROWS, size * 2)
    del given  # What looks at a column would not let it be shortened.
    for column in rows:
        del column[int(used) :]
    return Trace(compiled=compiled, seed=seed, replication=replication, engine="numba" if native else "kernel",
                 cases=cases, rows=rows, stopped=int(stopped), stream=arrived.stream)  # fmt: skip


_AT_FIRST = (-1, -1, -1, 0, -1, -1, -1, 0, -1, -1, -1, 0, 0, 0)
_ROW_AT_FIRST = (*(("i", 0),) * 4, ("q", 0), *(("q", -1),) * 3, ("q", 0))


def _cases(arrived: Arrived, count: int) -> Cases:
    return Cases(arrived.tick, arrived.key, arrived.sort, *(_filled(count, value) for value in _AT_FIRST))


def _filled(count: int, value: int) -> array[int]:
    return array("q", [value]) * count


def _state(compiled: Compiled, tables: Tables) -> list[array[int]]:
    stations, queues = len(tables.cap), len(tables.cap) * tables.levels
    seats = 2 * max((b - a for a, b in pairwise(tables.seat_first)), default=0)
    return [
        array("q", [max(0, cap) for cap in tables.cap]),
        _filled(queues, -1),
        _filled(queues, -1),
        _filled(stations, 0),
        _filled(stations, -1),
        array("q", tables.staff_first[:-1]),
        array("q", compiled.learned or (0,)),
        _filled(stations + seats + 8, 0),
    ]


def _few(compiled: Compiled, size: int) -> list[array[int]]:
    """The state of the short way: where the officers of each station begin, when each is free, room for the events."""
    desk = _desks(compiled)
    return [desk, _filled(desk[-1], 0), _filled(size, 0)]


@lru_cache(maxsize=8)
def _desks(compiled: Compiled) -> array[int]:
    return array("q", accumulate((max(0, cap) for cap in compiled.tables.cap), initial=0))


def _with_shift(tables: Tables, most: int) -> Tables:
    shift = most.bit_length()
    return tables._replace(shift=shift, big=(tables.stop + 1) * 8 << shift)


def _native(engine: str) -> Any:
    """The compiled loops, if they are to be used."""
    if engine in ("pure", "kernel"):
        return None
    if numba_side.available():
        from . import native

        return native
    if engine == "auto":
        return None
    raise EnforcekitError("numba is not installed → pip install 'enforcekit[sim]', or engine='pure'")


CANARY: Final = {
    "exponential": (36011315, "4ec1ac9e88fc85830256c9023f4a941b91c3735a89557b44100ce9ffbd98d9fb"),
    "lognormal": (142808850, "b9a9a2dc0a39d29ae932903dae39eec67be0718dc1603ff83a53040e929e5a4b"),
}
"""Sum and SHA-256 of the first 10,000 draws of seed 2026, replication 0, visit 0, purpose 16."""


def canary() -> dict[str, tuple[int, str]]:
    """The same sums and hashes on this machine: where they differ from `CANARY`, its logarithms differ.

    >>> canary() == CANARY
    True
    """
    spread = math.log(1 + 1.44)
    laws = ([1, 3], [3600.0, math.log(14400) - spread / 2], [0.0, math.sqrt(spread)], [0, 0, 0], [0.0])
    key = replication_key(2026, 0)
    found = {}
    for law, name in enumerate(CANARY):
        ticks = [max(1, round(sample(law, case_key(key, n), 0, 16, *laws))) for n in range(10_000)]
        data = b"".join(tick.to_bytes(8, "big") for tick in ticks)
        found[name] = (sum(ticks), hashlib.sha256(data).hexdigest())
    return found
