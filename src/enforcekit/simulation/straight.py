"""The short way in one loop over flat columns, as the compiler likes it: a journey is drawn while its case moves on.

What `itinerary` says of the short way holds here, and the rows are the same. The interpreter runs this source too, only
slower than `itinerary`, which draws thousands of words at once and keeps lists.
"""

from __future__ import annotations

from typing import Any

from enforcekit.keyed import SERVICE, bits53

from .kernel import DECISION, DONE, ROWS_FULL
from .quantiles import sample
from .times import LONGEST, NEVER


def run(T: Any, C: Any, R: Any, desk: Any, staff: Any, heap: Any) -> Any:
    """Simulate: how it ended, how many rows were written, how many cases arrived, and when it stopped.

    Args:
        T: what does not change; `itinerary.simple` holds for it.
        C: the columns of cases, of which end, exit and filing are filled in; node and seat keep what is drawn ahead.
        R: the columns of rows, long enough or `ROWS_FULL` is the answer.
        desk: where in `staff` the officers of each station begin.
        staff: when each officer is free, a heap a station.
        heap: room for an event of every row.
    """
    kind, station, law, scale, purpose, cap = T.kind, T.station, T.law, T.scale, T.purpose, T.cap
    law_kind, law_a, law_b, law_first, law_rest = T.law_kind, T.law_a, T.law_b, T.law_first, T.law_rest
    ways, below, ways_to, why = T.route_first, T.route_below, T.route_to, T.route_reason
    class_start, class_due, due_filed = T.class_start, T.class_due, T.due_filed
    case_tick, case_key, case_sort, case_end, case_exit, case_filed = C.tick, C.key, C.sort, C.end, C.exit, C.filed
    case_next, case_reason = C.node, C.seat
    row_case, row_node, row_visit, row_reason, row_work = R.case, R.node, R.visit, R.reason, R.work
    row_enter, row_start, row_begin, row_end = R.enter, R.start, R.begin, R.end
    shift, big, window_from, window_to, stop = T.shift + 1, T.big, T.window_from, T.window_to, T.stop
    arrival = 1 << T.shift
    low, capacity, total = arrival - 1, len(row_case), len(case_tick)
    left, last = 0, -1
    for c in range(total):
        if window_from <= case_tick[c] < window_to:
            left += 1
    limit = stop + 1 if left else min(stop + 1, window_to)
    arrived, rows, size = 0, 0, 0
    coming = (case_tick[0] << shift) | arrival if total else big
    while True:
        event = coming
        if size and heap[0] < event:
            event = heap[0]
        t = event >> shift
        if event >= big or t >= limit:
            break
        if event & arrival:
            case, visit, reason = arrived, 0, 0
            arrived += 1
            coming = (case_tick[arrived] << shift) | arrival if arrived < total else big
            node, due = class_start[case_sort[case]], class_due[case_sort[case]]
            if due >= 0 and due_filed[due] == 0:
                case_filed[case] = t
            if kind[node] == DECISION:
                node, reason = way(node, case_key[case], 0, kind, purpose, ways, below, ways_to, why)
        else:
            row = event & low
            case, visit = row_case[row], row_visit[row] + 1
            node, reason = case_next[case], case_reason[case]
            size -= 1
            sink(heap, 0, size, heap[size])
        done, then = t, node
        if node >= 0:
            if rows == capacity:
                return ROWS_FULL, rows, arrived, t
            ticks = sample(law[node], case_key[case], visit, SERVICE, law_kind, law_a, law_b, law_first, law_rest)
            work = max(1, round(min(ticks * scale[node], LONGEST)))
            s = station[node]
            start, first, officers = t, desk[s], desk[s + 1] - desk[s]
            if officers:
                start = max(t, staff[first])
                sink(staff, first, officers, start + work)
            elif cap[s] == 0:
                start = NEVER
            done = start + work
            row_case[rows], row_node[rows], row_visit[rows], row_reason[rows] = case, node, visit, reason
            row_enter[rows], row_start[rows], row_begin[rows] = t, start, start
            row_end[rows], row_work[rows] = done, work
            then, reason = way(node, case_key[case], visit, kind, purpose, ways, below, ways_to, why)
            case_next[case], case_reason[case] = then, reason
            if then >= 0 and done <= stop:
                rise(heap, size, (done << shift) | rows)
                size += 1
            rows += 1
        if then < 0:
            case_end[case], case_exit[case] = done, -1 - then
            if window_from <= case_tick[case] < window_to:
                left -= 1
                last = max(last, done)
                if left == 0:
                    limit = min(stop + 1, max(window_to, last + 1))
    t = case_tick[arrived] if limit <= stop and arrived < total else stop
    for row in range(rows):
        if row_end[row] >= limit:
            t = min(t, row_end[row])
        if row_start[row] >= limit:
            row_start[row], row_begin[row], row_end[row], row_work[row] = -1, -1, -1, 0
    for case in range(arrived):
        if case_end[case] >= limit:
            case_end[case], case_exit[case] = -1, -1
    return DONE, rows, arrived, min(t, stop)


def way(
    node: int, key: Any, visit: int, kind: Any, purpose: Any, ways: Any, below: Any, ways_to: Any, why: Any
) -> tuple[int, int]:
    """Where a case goes from a node, and why; below zero it leaves."""
    reason, decides = 0, True
    while decides:
        k = ways[node]
        if ways[node + 1] - k > 1:
            drawn = bits53(key, visit, purpose[node])
            while drawn >= below[k]:
                k += 1
        if why[k]:
            reason = why[k]
        node = ways_to[k]
        decides = node >= 0 and kind[node] == DECISION
    return node, reason


def rise(heap: Any, at: int, event: int) -> None:
    """Put an event on a heap whose nodes have four children: half as deep as that of heapq, the same order."""
    while at > 0 and heap[(at - 1) >> 2] > event:
        heap[at] = heap[(at - 1) >> 2]
        at = (at - 1) >> 2
    heap[at] = event


def sink(heap: Any, first: int, size: int, event: int) -> None:
    """Put an event in the place of the first one, in a heap of so many that begins there."""
    at = 0
    while 4 * at + 1 < size:
        least = first + 4 * at + 1
        if 4 * at + 4 < size:
            # Two pairs and a final: choices without a jump, which no processor could foretell.
            a = least if heap[least] < heap[least + 1] else least + 1
            b = least + 2 if heap[least + 2] < heap[least + 3] else least + 3
            least = a if heap[a] < heap[b] else b
        else:
            for child in range(least + 1, first + size):
                if heap[child] < heap[least]:
                    least = child
        if heap[least] >= event:
            break
        heap[first + at] = heap[least]
        at = least - first
    heap[first + at] = event
