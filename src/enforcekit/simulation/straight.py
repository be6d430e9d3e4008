"""The short way in one loop over flat columns, as the compiler likes it: a journey is drawn while its case moves on.

What `itinerary` says of the short way holds here, and the rows are the same. The interpreter runs this source too, only
slower than `itinerary`, which draws thousands of words at once and keeps lists.
"""

from __future__ import annotations

from typing import Any

from enforcekit.keyed import SERVICE, bits53

from .kernel import DECISION, DONE, ROWS_FULL
from .quantiles import sample
from .times import LONGEST


def run(T: Any, C: Any, R: Any, free: Any, first: Any, last: Any, heap: Any) -> Any:
    """Simulate: how it ended, how many rows were written, how many cases arrived, and when it stopped.

    Args:
        T: what does not change; `itinerary.simple` holds for it.
        C: the columns of cases, of which end, exit and filing are filled in.
        R: the columns of rows, long enough or `ROWS_FULL` is the answer.
        free: officers at each station who have nothing to do.
        first: the first row that waits at each station, or -1; until a row begins, its start is the row behind it.
        last: the last one.
        heap: room for an event of every row.
    """
    kind, station, law, scale, purpose = T.kind, T.station, T.law, T.scale, T.purpose
    law_kind, law_a, law_b, law_first, law_rest = T.law_kind, T.law_a, T.law_b, T.law_first, T.law_rest
    ways, below, ways_to, why = T.route_first, T.route_below, T.route_to, T.route_reason
    class_start, class_due, due_filed = T.class_start, T.class_due, T.due_filed
    case_tick, case_key, case_sort, case_end, case_exit, case_filed = C.tick, C.key, C.sort, C.end, C.exit, C.filed
    row_case, row_node, row_visit, row_reason, row_work = R.case, R.node, R.visit, R.reason, R.work
    row_enter, row_start, row_begin, row_end = R.enter, R.start, R.begin, R.end
    shift, big, window_from, window_to, stop = T.shift + 1, T.big, T.window_from, T.window_to, T.stop
    arrival = 1 << T.shift
    low, capacity, total = arrival - 1, len(row_case), len(case_tick)
    left = 0
    for c in range(total):
        if window_from <= case_tick[c] < window_to:
            left += 1
    arrived, rows, size, t = 0, 0, 0, stop
    coming = (case_tick[0] << shift) | arrival if total else big
    while True:
        event = coming
        if size and heap[0] < event:
            event = heap[0]
        t = event >> shift
        if event >= big or t > stop:
            t = stop
            break
        if left == 0 and t >= window_to:
            break
        reason, at = 0, -1
        if event & arrival:
            case, visit = arrived, 0
            arrived += 1
            coming = (case_tick[arrived] << shift) | arrival if arrived < total else big
            node, due = class_start[case_sort[case]], class_due[case_sort[case]]
            if due >= 0 and due_filed[due] == 0:
                case_filed[case] = t
            if kind[node] == DECISION:
                at = node
        else:
            row = event & low
            case, visit, at = row_case[row], row_visit[row], row_node[row]
            node = at
            s = station[at]
            row = first[s]
            if row >= 0:
                first[s] = row_start[row]
                row_start[row] = t
                row_begin[row] = t
                ends = t + row_work[row]
                row_end[row] = ends
                if ends <= stop:
                    sink(heap, size, (ends << shift) | row)
                else:
                    size -= 1
                    sink(heap, size, heap[size])
            else:
                free[s] += 1
                size -= 1
                sink(heap, size, heap[size])
        moved = at >= 0 and kind[at] != DECISION
        while at >= 0:
            k = ways[at]
            if ways[at + 1] - k > 1:
                drawn = bits53(case_key[case], visit, purpose[at])
                while drawn >= below[k]:
                    k += 1
            if why[k]:
                reason = why[k]
            node = ways_to[k]
            at = node if node >= 0 and kind[node] == DECISION else -1
        if node < 0:
            case_end[case] = t
            case_exit[case] = -1 - node
            if window_from <= case_tick[case] < window_to:
                left -= 1
            continue
        if rows == capacity:
            return ROWS_FULL, rows, arrived, t
        if moved:
            visit += 1
        ticks = sample(law[node], case_key[case], visit, SERVICE, law_kind, law_a, law_b, law_first, law_rest)
        work = max(1, round(min(ticks * scale[node], LONGEST)))
        row_case[rows], row_node[rows], row_visit[rows], row_reason[rows] = case, node, visit, reason
        row_enter[rows], row_work[rows] = t, work
        s = station[node]
        if free[s] > 0:
            free[s] -= 1
            row_start[rows], row_begin[rows], row_end[rows] = t, t, t + work
            if t + work <= stop:
                rise(heap, size, ((t + work) << shift) | rows)
                size += 1
        else:
            row_start[rows], row_begin[rows], row_end[rows] = -1, -1, -1
            if first[s] < 0:
                first[s] = rows
            else:
                row_start[last[s]] = rows
            last[s] = rows
        rows += 1
    for s in range(len(first)):
        row = first[s]
        while row >= 0:
            behind = row_start[row]
            row_start[row], row_work[row] = -1, 0
            row = behind
    return DONE, rows, arrived, t


def rise(heap: Any, at: int, event: int) -> None:
    """Put an event on a heap whose nodes have four children: half as deep as that of heapq, the same order."""
    while at > 0 and heap[(at - 1) >> 2] > event:
        heap[at] = heap[(at - 1) >> 2]
        at = (at - 1) >> 2
    heap[at] = event


def sink(heap: Any, size: int, event: int) -> None:
    """Put an event in the place of the first one, in a heap of so many."""
    at = 0
    while 4 * at + 1 < size:
        least = 4 * at + 1
        if least + 3 < size:
            # Two pairs and a final: choices without a jump, which no processor could foretell.
            a = least if heap[least] < heap[least + 1] else least + 1
            b = least + 2 if heap[least + 2] < heap[least + 3] else least + 3
            least = a if heap[a] < heap[b] else b
        else:
            for child in range(least + 1, size):
                if heap[child] < heap[least]:
                    least = child
        if heap[least] >= event:
            break
        heap[at] = heap[least]
        at = least
    heap[at] = event
