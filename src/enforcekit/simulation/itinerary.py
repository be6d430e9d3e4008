"""The short way: where no route and no work depends on the state of the system, each case's journey is drawn first.

Then the event loop has only queues to mind, and takes a fraction of the time. Rows and their order are those of the
kernel, to the last bit; what the short way cannot do is left to it.
"""

from __future__ import annotations

from array import array
from heapq import heappop, heappush, heapreplace
from typing import Any

from enforcekit.keyed import MASK, SERVICE, STRIDE, bits53

from .kernel import BY_SHARE, DECISION, KEEP, WORK, Cases, Rows, Tables
from .quantiles import build_sampler
from .times import LONGEST


def simple(tables: Tables) -> bool:
    """Whether the short way is open: one officer a case, no priorities, patience, calendars, absences or practice."""
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
    )


MOST = 20_000_000
"""The most visits that are drawn ahead."""


class TooLong(Exception):
    """More visits than are drawn ahead: the kernel takes over."""


class Journeys:
    """The visits of all cases drawn so far, one after another: node, why, work, and where each case's visits begin."""

    def __init__(self, tables: Tables, keys: Any, sorts: Any) -> None:
        self.tables, self.keys, self.sorts = tables, keys, sorts
        self.node: list[int] = []
        self.reason: list[int] = []
        self.work: list[int] = []
        self.exits: list[int] = []
        self.first: list[int] = [0]
        # What a case would do after the end of the horizon is not drawn.
        self.longest = tables.stop + 2

    def draw(self, case: int) -> None:
        """Draw the journey of the next case: the same words for the same purposes as the kernel."""
        T, sample = self.tables, _sample
        key, at, dest, visit, reason, spent = self.keys[case], -1, T.class_start[self.sorts[case]], 0, 0, 0
        if T.kind[dest] == DECISION:
            at = dest
        kind, a, b, first, rest = T.law_kind, T.law_a, T.law_b, T.law_first, T.law_rest
        begins, below, to, why, purposes = T.route_first, T.route_below, T.route_to, T.route_reason, T.purpose
        while True:
            while at >= 0:
                k = begins[at]
                if begins[at + 1] - k > 1:
                    z = (key + (((visit - 1 if visit else 0) << 8) | purposes[at]) * STRIDE) & MASK
                    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
                    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
                    drawn = (z ^ (z >> 31)) >> 11
                    while drawn >= below[k]:
                        k += 1
                if why[k]:
                    reason = why[k]
                dest = to[k]
                at = dest if dest >= 0 and T.kind[dest] == DECISION else -1
            if dest < 0 or spent > self.longest:
                break
            length = sample(T.law[dest], key, visit, SERVICE, kind, a, b, first, rest) * T.scale[dest]
            work = max(1, round(min(length, LONGEST)))
            spent += work
            self.node.append(dest)
            self.reason.append(reason)
            self.work.append(work)
            at, reason, visit = dest, 0, visit + 1
        if len(self.node) > MOST:
            raise TooLong
        self.exits.append(-1 - dest if dest < 0 else -1)
        self.first.append(len(self.node))


_sample = build_sampler(bits53)


def run_simple(tables: Tables, cases: Cases) -> tuple[Rows, int]:
    """Simulate along drawn journeys.

    Args:
        tables: the scenario, for which `simple` holds.
        cases: the columns of cases; the result columns are filled in.

    Returns the rows and the tick at which it stopped. Raises `TooLong` when the kernel must take over.
    """
    ticks, total = list(cases.tick), len(cases.tick)
    ways = Journeys(tables, cases.key, cases.sort)
    return _loop(tables, cases, ways, ticks, total)


def _loop(tables: Tables, cases: Cases, ways: Journeys, ticks: Any, total: int) -> tuple[Rows, int]:
    shift, mask = 32, (1 << 32) - 1
    station = tables.station
    cap = tables.cap
    free = [max(0, each) for each in cap]
    unlimited = [each < 0 for each in cap]
    waiting: list[list[int]] = [[] for _ in cap]
    served = [0] * len(cap)
    node, work, first = ways.node, ways.work, ways.first
    since, until, stop = tables.window_from, tables.window_to, tables.stop
    left = sum(since <= tick < until for tick in ticks)
    row_case: list[int] = []
    row_at: list[int] = []
    enter: list[int] = []
    start: list[int] = []
    end: list[int] = []
    ends, outs, exits = cases.end, cases.exit, ways.exits
    # A last event that never comes; at one tick completions sort before the arrival.
    never = (stop + 2) << shift
    heap: list[int] = [never]
    arrived, t = 0, 0
    coming = ticks[0] << shift | mask if total else never
    add_case, add_at, add_enter, add_start, add_end = (each.append for each in (row_case, row_at, enter, start, end))
    filed = [due >= 0 and tables.due_filed[due] == 0 for due in tables.class_due]
    files = any(filed)
    draw = ways.draw
    while True:
        top = heap[0]
        if top < coming:
            then = top >> shift
            if then > stop:
                t = stop
                break
            if left == 0 and then >= until:
                t = then
                break
            t = then
            row = top & mask
            case, at = row_case[row], row_at[row] + 1
            s = station[node[at - 1]]
            queue, n = waiting[s], served[s]
            released = not unlimited[s]
            popped = False
            if at < first[case + 1]:
                nexts = station[node[at]]
                fresh = len(row_case)
                add_case(case)
                add_at(at)
                add_enter(t)
                if unlimited[nexts]:
                    add_start(t)
                    done = t + work[at]
                    add_end(done)
                    if done <= stop:
                        heapreplace(heap, done << shift | fresh)
                        popped = True
                else:
                    add_start(-1)
                    add_end(-1)
                    waiting[nexts].append(fresh)
            else:
                nexts = -1
                # A journey cut off for its length has not ended.
                ends[case], outs[case] = t, exits[case]
                if since <= ticks[case] < until:
                    left -= 1
            if not popped:
                heappop(heap)
            if released:
                free[s] += 1
                if n < len(queue):
                    row = queue[n]
                    served[s] = n = n + 1
                    if n > 512 and n * 2 > len(queue):
                        del queue[:n]
                        served[s] = 0
                    free[s] -= 1
                    start[row] = t
                    end[row] = done = t + work[row_at[row]]
                    if done <= stop:
                        heappush(heap, done << shift | row)
            if nexts >= 0 and nexts != s and free[nexts] > 0 and not unlimited[nexts]:
                queue, n = waiting[nexts], served[nexts]
                if n < len(queue):
                    row = queue[n]
                    served[nexts] = n + 1
                    free[nexts] -= 1
                    start[row] = t
                    end[row] = done = t + work[row_at[row]]
                    if done <= stop:
                        heappush(heap, done << shift | row)
        else:
            then = coming >> shift
            if then > stop:
                t = stop
                break
            if left == 0 and then >= until:
                t = then
                break
            t = then
            case = arrived
            arrived += 1
            coming = ticks[arrived] << shift | mask if arrived < total else never
            draw(case)
            if files and filed[cases.sort[case]]:
                cases.filed[case] = t
            at = first[case]
            if at == first[case + 1]:
                ends[case], outs[case] = t, exits[case]
                if since <= t < until:
                    left -= 1
                continue
            s = station[node[at]]
            row = len(row_case)
            add_case(case)
            add_at(at)
            add_enter(t)
            if unlimited[s] or free[s] > 0:
                if not unlimited[s]:
                    free[s] -= 1
                done = t + work[at]
                add_start(t)
                add_end(done)
                if done <= stop:
                    heappush(heap, done << shift | row)
            else:
                add_start(-1)
                add_end(-1)
                waiting[s].append(row)
    return _rows(cases, ways, row_case, row_at, enter, start, end), t


def _rows(
    cases: Cases, ways: Journeys, case: list[int], at: list[int], enter: list[int], start: list[int], end: list[int]
) -> Rows:
    """The columns as the kernel writes them."""
    first, node, reason, work = ways.first, ways.node, ways.reason, ways.work
    visits = cases.visits
    for each in case:
        visits[each] += 1
    begun = array("q", start)
    return Rows(
        array("i", case),
        array("i", [node[each] for each in at]),
        array("i", [each - first[number] for each, number in zip(at, case, strict=True)]),
        array("i", [reason[each] for each in at]),
        array("q", enter),
        begun,
        array("q", begun),
        array("q", end),
        array("q", [work[each] if since >= 0 else 0 for each, since in zip(at, start, strict=True)]),
    )
