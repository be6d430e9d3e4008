"""The short way: where no route and no work depends on the state of the system, each case's journey is drawn first.

Journeys are drawn thousands at a time, and then the event loop has only queues to mind: together a fraction of the
kernel's time. Rows and their order are those of the kernel, to the last bit; what the short way cannot do is left to
it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from functools import lru_cache
from heapq import heappop, heappush, heapreplace
from itertools import chain, compress, pairwise
from math import log
from typing import TYPE_CHECKING, Any

from enforcekit.keyed import SERVICE, many_bits53, many_uniforms

from .kernel import BY_SHARE, DECISION, KEEP, WORK, Cases, Rows, Tables
from .quantiles import EXPONENTIAL, FIXED, sample
from .times import LONGEST, NEVER

if TYPE_CHECKING:
    from .tables import Compiled


MOST = 10_000_000
"""The most visits that are drawn ahead, and officers of whom each is kept: lists take some 150 bytes a visit."""
LUMP = 4096
"""How many cases may come at one tick before the kernel's heap is the better way."""
_BLOCK = 4096
_RUN = 256


@lru_cache(maxsize=8)
def simple(compiled: Compiled) -> bool:
    """Whether the short way is open: one officer a case, no priorities, patience, calendars, absences or practice."""
    tables = compiled.tables
    return (
        tables.levels == 2
        and all(kind in (DECISION, WORK) for kind in tables.kind)
        and all(need == 1 for need in tables.need)
        and all(each == BY_SHARE for each in tables.choose)
        and not any(tables.flags)
        and not tables.staff_tick
        and all(each < 0 for each in (*tables.patience, *tables.learn, *tables.cal))
        and all(each == 1.0 for each in tables.stretch)
        and all(each == KEEP for each in tables.due_policy)
        and sum(tables.cap) <= MOST
    )


class LeftToKernel(Exception):
    """Too many visits to draw ahead, or too many cases at one tick."""


class Journeys:
    """The visits of all cases drawn so far: case, node, number, reason, ticks of work, and which visit comes next.

    `first` is the first visit of each case, `next` the one after each visit; below zero it is how the case ends.
    """

    def __init__(self, tables: Tables, cases: Cases) -> None:
        self.tables, self.cases = tables, cases
        self.case: list[int] = []
        self.node: list[int] = []
        self.visit: list[int] = []
        self.reason: list[int] = []
        self.work: list[int] = []
        self.next: list[int] = []
        self.first: list[int] = []
        self.decides = {n for n, kind in enumerate(tables.kind) if kind == DECISION}
        # Arrays, because a table of many stations is then small enough to stay near the processor.
        self.ways = array("q", tables.route_first[:-1])
        self.below = array("q", tables.route_below)
        self.to = array("q", tables.route_to)
        self.why = array("q", tables.route_reason)
        self.chooses = array(
            "q",
            (
                purpose if b - a > 1 else 0
                for purpose, (a, b) in zip(tables.purpose, pairwise(tables.route_first), strict=True)
            ),
        )
        self.exponential = all(law < 0 or tables.law_kind[law] == EXPONENTIAL for law in tables.law)
        self.rate = array("d", (-tables.law_a[law] if law >= 0 else 0.0 for law in tables.law))
        self.scale = array("d", tables.scale)
        self.fixed = array(
            "q",
            (
                max(1, round(min(tables.law_a[law] * scale, LONGEST)))
                if law >= 0 and tables.law_kind[law] == FIXED
                else 0
                for law, scale in zip(tables.law, tables.scale, strict=True)
            ),
        )

    def draw(self, upto: int) -> None:
        """Draw the journeys of the cases up to one: all first visits, then all second ones, by the kernel's words."""
        begin, stop = len(self.first), self.tables.stop
        cases = list(range(begin, upto))
        keys, since = self.cases.key[begin:upto], self.cases.tick[begin:upto].tolist()
        nodes = [self.tables.class_start[each] for each in self.cases.sort[begin:upto]]
        reasons = [0] * len(cases)
        self.first.extend(nodes)
        before, link, visit = cases, self.first, 0
        while cases:
            if len(self.node) > MOST:
                raise LeftToKernel
            if visit:
                nodes, reasons = self._routed(keys, visit - 1, nodes)
            at = [n for n, node in enumerate(nodes) if node in self.decides] if self.decides else []
            while at:
                to, why = self._routed(array("Q", [keys[n] for n in at]), max(visit - 1, 0), [nodes[n] for n in at])
                for n, node, reason in zip(at, to, why, strict=True):
                    nodes[n], reasons[n] = node, reason or reasons[n]
                at = [n for n in at if nodes[n] in self.decides]
            count = len(self.node)
            for n, node in zip(before, nodes, strict=True):
                if node < 0:
                    link[n] = node
                else:
                    link[n] = count
                    count += 1
            if count - len(self.node) < len(cases):
                stays = [node >= 0 for node in nodes]
                cases, since, nodes, reasons = (list(compress(each, stays)) for each in (cases, since, nodes, reasons))
                keys = array("Q", compress(keys, stays))
            work = self._work(keys, visit, nodes)
            before, link = list(range(len(self.node), count)), self.next
            self.case.extend(cases)
            self.node.extend(nodes)
            self.visit += [visit] * len(cases)
            self.reason.extend(reasons)
            self.work.extend(work)
            self.next += [-1] * len(cases)
            since = [a + b for a, b in zip(since, work, strict=True)]
            if since and max(since) > stop:
                # What a case would do after the end of the horizon is not drawn.
                stays = [each <= stop for each in since]
                cases, since, nodes, before = (list(compress(each, stays)) for each in (cases, since, nodes, before))
                keys = array("Q", compress(keys, stays))
            visit += 1

    def _routed(self, keys: array[int], visit: int, nodes: list[int]) -> tuple[list[int], list[int]]:
        """Where cases go from their nodes, and why."""
        ways, below, chooses = self.ways, self.below, self.chooses
        asked = set(map(chooses.__getitem__, nodes))
        words = {each: many_bits53(keys, visit, each) if each else array("Q", bytes(8 * len(keys))) for each in asked}
        if len(words) == 1:
            (drawn,) = words.values()
        else:
            drawn = array("Q", (words[chooses[node]][n] for n, node in enumerate(nodes)))
        found = []
        for node, word in zip(nodes, drawn, strict=True):
            k = ways[node]
            while word >= below[k]:
                k += 1
            found.append(k)
        return list(map(self.to.__getitem__, found)), list(map(self.why.__getitem__, found))

    def _work(self, keys: array[int], visit: int, nodes: list[int]) -> list[int]:
        """How many ticks the work of each case takes at its node."""
        T, rate, scale = self.tables, self.rate, self.scale
        if self.exponential:
            return [
                round(ticks if (ticks := rate[node] * log(u) * scale[node]) < LONGEST else LONGEST) or 1
                for node, u in zip(nodes, many_uniforms(keys, visit, SERVICE), strict=True)
            ]
        kind, a, b, first, rest = T.law_kind, T.law_a, T.law_b, T.law_first, T.law_rest
        fixed = self.fixed
        return [
            fixed[node]
            or round(min(sample(T.law[node], key, visit, SERVICE, kind, a, b, first, rest) * T.scale[node], LONGEST))
            or 1
            for node, key in zip(nodes, keys, strict=True)
        ]


class _Later(dict[int, list[int]]):
    """The events of each later stretch of time, and the heap of these stretches."""

    def __init__(self) -> None:
        self.order: list[int] = []

    def __missing__(self, stretch: int) -> list[int]:
        heappush(self.order, stretch)
        found: list[int] = []
        self[stretch] = found
        return found


def run_simple(tables: Tables, cases: Cases) -> tuple[Rows, int]:
    """Simulate along drawn journeys.

    Args:
        tables: the scenario, for which `simple` holds.
        cases: the columns of cases; the result columns are filled in.

    Returns the rows and the tick at which it stopped. Raises `LeftToKernel` when the kernel must take over.
    """
    return follow(tables, cases, Journeys(tables, cases))


def follow(tables: Tables, cases: Cases, ways: Any) -> tuple[Rows, int]:
    """The event loop: a visit is settled when it is entered, because whoever came before has been settled by then.

    The officer who is free first takes it up (Kiefer and Wolfowitz 1955), so that the only events are arrivals and
    moves to a next visit: one whole number each (tick, kind, row or case), and numbers sort as events do. Time is cut
    into stretches (Brown 1988, a calendar queue): events of later ones are only collected, and sorted when their time
    comes. The last stretch may go too far; what it wrote after the end is taken back.
    """
    ticks, total = cases.tick, len(cases.tick)
    if any(a == b for a, b in zip(ticks[::_RUN], ticks[LUMP::_RUN], strict=False)):
        raise LeftToKernel
    spans = [b - a for a, b in pairwise(ticks[::_RUN])]
    stop, until = tables.stop, tables.window_to
    width = min((each for each in spans if each), default=stop + 1).bit_length()
    arrival, low = 1 << 32, (1 << 33) - 1
    # When each officer of a station is free, as a heap; no heap where everybody is served at once.
    staff = [None if cap < 0 else [0] * min(cap, total) or [NEVER] for cap in tables.cap]
    officers = [staff[station] if station >= 0 else None for station in tables.station]
    later = _Later()
    trail: list[int] = []
    ends, exits = [-1] * total, [-1] * total
    cohort = slice(bisect_left(ticks, tables.window_from), bisect_left(ticks, until))
    unsettled: int | None = cohort.start
    first, following, node, work, case_of = ways.first, ways.next, ways.node, ways.work, ways.case
    arrived = row = 0
    limit = never = stop + 1
    while arrived < total or later.order:
        now = min(later.order[0] if later.order else never, ticks[arrived] >> width if arrived < total else never)
        if now << width >= limit:
            break
        events = later.pop(now, [])
        if events:
            heappop(later.order)
        edge = (now + 1) << width
        coming = bisect_left(ticks, edge, arrived)
        if coming > len(first):
            ways.draw(min(total, max(coming, len(first) + _BLOCK)))
        events += [tick << 33 | number for number, tick in enumerate(ticks[arrived:coming], arrived + arrival)]
        events.sort()
        arrived = coming
        # What is added to the list while it is gone through lies further on: work takes at least one tick.
        for event in events:
            t = event >> 33
            number = event & low
            if number < arrival:
                visit = following[trail[number]]
            else:
                case = number - arrival
                visit = first[case]
                if visit < 0:
                    ends[case], exits[case] = t, ~visit
                    continue
            free = officers[node[visit]]
            begin = t
            if free:
                if free[0] > t:
                    begin = free[0]
                done = begin + work[visit]
                heapreplace(free, done)
            else:
                done = t + work[visit]
            trail += visit, t, begin, done
            then = following[visit]
            if then < 0:
                case = case_of[visit]
                ends[case], exits[case] = done, ~then
            elif done < edge:
                insort(events, done << 33 | row)
            elif done <= stop:
                later[done >> width].append(done << 33 | row)
            row += 4
        if unsettled is not None:
            try:
                unsettled = ends.index(-1, unsettled, cohort.stop)
            except ValueError:
                unsettled, limit = None, min(never, max(until, max(ends[cohort], default=-1) + 1))
    at, enter, start, end = (trail[n::4] for n in range(4))
    rows, arrived = bisect_left(enter, limit), bisect_left(ticks, limit)
    for column in (at, enter, start, end):
        del column[rows:]
    stopped = stop
    if limit < never:
        stopped = min(chain((each for each in end if each >= limit), ticks[arrived : arrived + 1]), default=stop)
    for case in [case for case, tick in enumerate(ends) if tick >= limit]:
        ends[case] = exits[case] = -1
    files = [due >= 0 and tables.due_filed[due] == 0 for due in tables.class_due]
    if any(files):
        for case in range(arrived):
            if files[cases.sort[case]]:
                cases.filed[case] = ticks[case]
    cases.end[:], cases.exit[:] = array("q", ends), array("q", exits)
    return _columns(ways, at, enter, start, end, limit), min(stop, stopped)


def _columns(ways: Any, at: list[int], enter: list[int], start: list[int], end: list[int], limit: int) -> Rows:
    """The columns as the kernel writes them."""
    work = [ways.work[visit] for visit in at]
    for row in [row for row, tick in enumerate(start) if tick >= limit]:
        start[row], end[row], work[row] = -1, -1, 0
    begun = array("q", start)
    case, node, visit, reason = (
        array("i", [values[visit] for visit in at]) for values in (ways.case, ways.node, ways.visit, ways.reason)
    )
    return Rows(case, node, visit, reason, array("q", enter), begun, begun[:], array("q", end), array("q", work))
