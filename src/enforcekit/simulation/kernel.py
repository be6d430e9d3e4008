"""The event loop: one source, run by the interpreter as it stands, or compiled by numba, with the same rows.

Flat columns of whole numbers only, because that is what both understand. The order of events at one tick is part of the
model, never of the program: completions by row, wakes by station, deadlines by case, arrivals by case. A completion
first frees its officers, then moves its case on, then lets the freed stations and the next one start what they can.
"""

from __future__ import annotations

from heapq import heappop, heappush
from math import exp, log
from typing import Any, Final, NamedTuple

from enforcekit.keyed import bits53

from .quantiles import sample
from .times import LONGEST, NEVER, finish, next_open, worked

DONE, ROWS_FULL = 0, 1
"""How a run ends: as it should, or because the columns of rows are too short."""
COMPLETE, WAKE, TIMER, ARRIVE = range(4)
DECISION, WORK, JOINT = range(3)
BY_SHARE, SHORTEST, OVERFLOW = range(3)
EXCLUDED, FILES = 1, 2
KEEP, RAISE, ESCALATE, CLOSE = range(4)
WITHDRAWN_EXIT, OVERDUE_EXIT = -1, -2
SEED_SERVICE: Final = 16
SEED_PATIENCE: Final = 18


class Tables(NamedTuple):
    """What does not change: stations, laws, nodes, routes, deadlines, calendars, limits."""

    cap: Any
    cal: Any
    stretch: Any
    backfill: Any
    staff_first: Any
    staff_tick: Any
    staff_delta: Any
    law_kind: Any
    law_a: Any
    law_b: Any
    law_first: Any
    law_rest: Any
    kind: Any
    station: Any
    need: Any
    law: Any
    scale: Any
    level: Any
    patience: Any
    choose: Any
    limit: Any
    purpose: Any
    flags: Any
    learn: Any
    learn_n0: Any
    learn_b: Any
    learn_floor: Any
    seat_first: Any
    seat_station: Any
    seat_need: Any
    route_first: Any
    route_below: Any
    route_to: Any
    route_reason: Any
    class_start: Any
    class_due: Any
    due_ticks: Any
    due_cal: Any
    due_policy: Any
    due_to: Any
    due_filed: Any
    cal_first: Any
    cal_open: Any
    cal_close: Any
    cal_done: Any
    levels: int
    shift: int
    big: int
    window_from: int
    window_to: int
    stop: int


class Cases(NamedTuple):
    """One entry a case: what is given (tick, key, class), what is found (end, exit, filing), what the loop notes."""

    tick: Any
    key: Any
    sort: Any
    end: Any
    exit: Any
    filed: Any
    excluded: Any
    due_at: Any
    node: Any
    row: Any
    visits: Any
    gives_up: Any
    after: Any
    before: Any
    seat: Any
    forced: Any
    raised: Any


class Rows(NamedTuple):
    """One entry a visit of a case at a station: ticks of entering, being taken up, work beginning and end, net work."""

    case: Any
    node: Any
    visit: Any
    reason: Any
    enter: Any
    start: Any
    begin: Any
    end: Any
    work: Any


def learnt(done: int, n0: float, b: float, floor: float) -> float:
    """What practice makes of the time that a piece of work takes."""
    factor = exp(-b * log(1.0 + done / n0))
    return factor if factor > floor else floor


def join(q: int, case: int, first: Any, last: Any, before: Any, after: Any) -> None:
    """Let a case wait at the end of a queue."""
    ahead = last[q]
    before[case], after[case] = ahead, -1
    if ahead >= 0:
        after[ahead] = case
    else:
        first[q] = case
    last[q] = case


def leave(q: int, case: int, first: Any, last: Any, before: Any, after: Any) -> None:
    """Take a case out of a queue; what stood behind it is still known."""
    ahead, behind = before[case], after[case]
    if ahead >= 0:
        after[ahead] = behind
    else:
        first[q] = behind
    if behind >= 0:
        before[behind] = ahead
    else:
        last[q] = ahead


def run(T: Any, C: Any, R: Any, free: Any, first: Any, last: Any, length: Any, wake: Any, staff: Any,
        learned: Any, pending: Any) -> Any:  # fmt: skip
    """Simulate: how it ended, how many rows were written, how many cases arrived, and when it stopped.

    It is one long loop, because the interpreter pays at every event for what is taken out of it.

    Args:
        T: what does not change.
        C: the columns of cases, some of them to be filled in.
        R: the columns of rows, long enough or `ROWS_FULL` is the answer.
        free: officers at each station who have nothing to do.
        first: the first case in each queue, a queue for each level of each station.
        last: the last one.
        length: how many cases wait at each station.
        wake: when each station is to be woken.
        staff: which change of its staff is the next.
        learned: how often each thing that is learnt was done.
        pending: stations that may start something; room for the loop.
    """
    # In the order of the fields.
    (cap, cal, t_stretch, t_backfill, t_staff_first, t_staff_tick, t_staff_delta, t_law_kind, t_law_a, t_law_b,
     t_law_first, t_law_rest, kind, station, t_need, t_law, t_scale, t_level, t_patience, t_choose, t_limit, t_purpose,
     flags, t_learn, t_learn_n0, t_learn_b, t_learn_floor, t_seat_first, t_seat_station, t_seat_need, t_route_first,
     t_route_below, t_route_to, t_route_reason, t_class_start, t_class_due, t_due_ticks, t_due_cal, t_due_policy,
     t_due_to, t_due_filed, c_first, c_open, c_close, c_done, levels, shift, big, window_from, window_to, stop
     ) = T  # fmt: skip
    (case_tick, case_key, case_sort, case_end, case_exit, case_filed, case_excluded, case_due_at, case_node, case_row,
     case_visits, gives_up, after, before, case_seat, case_forced, case_raised) = C  # fmt: skip
    row_case, row_node, row_visit, row_reason, row_enter, row_start, row_begin, row_end, row_work = R
    mask = (1 << shift) - 1
    capacity, total = len(row_case), len(case_tick)
    heap = [big]
    for s in range(len(cap)):
        for k in range(t_staff_first[s], t_staff_first[s + 1]):
            heappush(heap, ((t_staff_tick[k] * 4 + WAKE) << shift) | s)
    left = 0
    for c in range(total):
        if window_from <= case_tick[c] < window_to:
            left += 1
    arrived, rows, t = 0, 0, -1
    coming = ((case_tick[0] * 4 + ARRIVE) << shift) if total else big
    while True:
        event = heap[0]
        event = min(event, coming)
        if event >= big:
            t = stop
            break
        then = event >> shift
        what = then & 3
        then = then >> 2
        if then > stop:
            t = stop
            break
        if left == 0 and then >= window_to and then != t:
            t = then
            break
        t = then
        number = event & mask
        case, dest, at, reason, waiting = -1, 0, -1, 0, 0

        if what == ARRIVE:
            case = number
            arrived += 1
            coming = ((case_tick[arrived] * 4 + ARRIVE) << shift) | arrived if arrived < total else big
            dest = t_class_start[case_sort[case]]
            due = t_class_due[case_sort[case]]
            if kind[dest] == DECISION:
                at = dest
            if due >= 0 and t_due_filed[due] == 0:
                case_filed[case] = t
                if t_due_policy[due] != KEEP:
                    limit = finish(t_due_cal[due], t, t_due_ticks[due], c_first, c_open, c_close, c_done)
                    if limit <= stop:
                        heappush(heap, ((limit * 4 + TIMER) << shift) | case)
        else:
            heappop(heap)
            if what == COMPLETE:
                case = row_case[number]
                at = row_node[number]
                if kind[at] == WORK:
                    s = station[at]
                    if cap[s] >= 0:
                        free[s] += t_need[at]
                        pending[waiting] = s
                        waiting += 1
                else:
                    for k in range(t_seat_first[at], t_seat_first[at + 1]):
                        s = t_seat_station[k]
                        free[s] += t_seat_need[k]
                        pending[waiting] = s
                        waiting += 1
                case_row[case] = -1
                if t_learn[at] >= 0:
                    learned[t_learn[at]] += 1
                flag = flags[at]
                due = t_class_due[case_sort[case]]
                if flag & FILES and case_filed[case] < 0:
                    case_filed[case] = t
                elif flag & EXCLUDED and case_filed[case] >= 0:
                    c = t_due_cal[due] if due >= 0 else -1
                    since = row_enter[number] if row_enter[number] > case_filed[case] else case_filed[case]
                    case_excluded[case] += worked(c, t, c_first, c_open, c_close, c_done) - worked(
                        c, since, c_first, c_open, c_close, c_done
                    )
                else:
                    flag = 0
                if flag & 3 and due >= 0 and t_due_policy[due] != KEEP and case_forced[case] == KEEP:
                    limit = finish(t_due_cal[due], case_filed[case], t_due_ticks[due] + case_excluded[case],
                                   c_first, c_open, c_close, c_done)  # fmt: skip
                    if limit <= stop:
                        heappush(heap, (((limit if limit > t else t) * 4 + TIMER) << shift) | case)
                if case_forced[case] == CLOSE:
                    at, dest = -1, OVERDUE_EXIT
                elif case_forced[case] == ESCALATE:
                    at, dest = -1, t_due_to[due]
                    case_forced[case] = RAISE
                    if dest >= 0 and kind[dest] == DECISION:
                        at = dest
            elif what == WAKE:
                s = number
                if wake[s] == t:
                    wake[s] = NEVER
                k = staff[s]
                while k < t_staff_first[s + 1] and t_staff_tick[k] <= t:
                    free[s] += t_staff_delta[k]
                    k += 1
                staff[s] = k
                pending[0] = s
                waiting = 1
            else:
                c = number
                due = t_class_due[case_sort[c]]
                busy = case_row[c] >= 0
                if case_end[c] < 0 and case_forced[c] == KEEP and not (busy and flags[case_node[c]] & EXCLUDED):
                    limit = finish(t_due_cal[due], case_filed[c], t_due_ticks[due] + case_excluded[c],
                                   c_first, c_open, c_close, c_done)  # fmt: skip
                    queued = busy and row_start[case_row[c]] < 0 and case_seat[c] == 0
                    if queued and gives_up[c] <= t:
                        queued = False
                    elif limit <= t:
                        case_due_at[c] = t
                        policy = t_due_policy[due]
                        case_forced[c] = policy
                        if queued:
                            node = case_node[c]
                            s = station[node] if kind[node] == WORK else t_seat_station[t_seat_first[node]]
                            q = s * levels + (0 if case_raised[c] else t_level[node])
                            leave(q, c, first, last, before, after)
                            if policy == RAISE:
                                case_raised[c] = 1
                                q = s * levels
                                join(q, c, first, last, before, after)
                            else:
                                length[s] -= 1
                                case = c
                                row_end[case_row[c]] = t
                                case_row[c] = -1
                                dest = OVERDUE_EXIT if policy == CLOSE else t_due_to[due]
                                if policy == ESCALATE:
                                    case_forced[c] = RAISE
                                    if dest >= 0 and kind[dest] == DECISION:
                                        at = dest
                            pending[0] = s
                            waiting = 1
                        elif policy == RAISE:
                            case_raised[c] = 1

        if case >= 0:
            key = case_key[case]
            visit = case_visits[case] - 1 if case_visits[case] > 0 else 0
            while at >= 0:
                k = t_route_first[at]
                if t_choose[at] == BY_SHARE:
                    if t_route_first[at + 1] - k > 1:
                        drawn = bits53(key, visit, t_purpose[at])
                        while drawn >= t_route_below[k]:
                            k += 1
                else:
                    best = NEVER
                    for j in range(t_route_first[at], t_route_first[at + 1]):
                        s = station[t_route_to[j]]
                        if t_choose[at] == SHORTEST:
                            if length[s] - free[s] < best:
                                best, k = length[s] - free[s], j
                        elif best == NEVER and (length[s] <= t_limit[at] or j + 1 == t_route_first[at + 1]):
                            best, k = 0, j
                if t_route_reason[k]:
                    reason = t_route_reason[k]
                dest = t_route_to[k]
                at = dest if dest >= 0 and kind[dest] == DECISION else -1
            if dest < 0:
                case_end[case] = t
                case_exit[case] = -1 - dest
                if window_from <= case_tick[case] < window_to:
                    left -= 1
            else:
                seats = 1 if kind[dest] == WORK else t_seat_first[dest + 1] - t_seat_first[dest]
                if rows + seats > capacity:
                    return ROWS_FULL, rows, arrived, t
                visit = case_visits[case]
                case_visits[case] = visit + 1
                for row in range(rows, rows + seats):
                    row_case[row] = case
                    row_node[row] = dest
                    row_visit[row] = visit
                    row_reason[row] = reason
                    row_enter[row] = t
                case_node[case] = dest
                case_row[case] = rows
                case_seat[case] = 0
                s = station[dest] if seats == 1 else t_seat_station[t_seat_first[dest]]
                if cap[s] < 0:
                    length_f = sample(t_law[dest], key, visit, SEED_SERVICE, t_law_kind, t_law_a, t_law_b,
                                      t_law_first, t_law_rest) * t_scale[dest]  # fmt: skip
                    net = max(1, round(min(length_f, LONGEST)))
                    ends = finish(cal[s], t, net, c_first, c_open, c_close, c_done)
                    row_start[rows] = t
                    row_begin[rows] = t
                    row_work[rows] = net
                    row_end[rows] = ends
                    if ends <= stop:
                        heappush(heap, ((ends * 4 + COMPLETE) << shift) | rows)
                else:
                    gives_up[case] = NEVER
                    if t_patience[dest] >= 0:
                        length_f = sample(t_patience[dest], key, visit, SEED_PATIENCE, t_law_kind, t_law_a,
                                          t_law_b, t_law_first, t_law_rest)  # fmt: skip
                        gives_up[case] = t + max(1, round(min(length_f, LONGEST)))
                    q = s * levels + (0 if case_raised[case] else t_level[dest])
                    join(q, case, first, last, before, after)
                    length[s] += 1
                    pending[waiting] = s
                    waiting += 1
                rows += seats

        turn = 0
        while turn < waiting:
            s = pending[turn]
            turn += 1
            if length[s] == 0:
                continue
            c = cal[s]
            if c >= 0:
                opens = next_open(c, t, c_first, c_open, c_close)
                if opens > t:
                    if wake[s] != opens and opens <= stop:
                        wake[s] = opens
                        heappush(heap, ((opens * 4 + WAKE) << shift) | s)
                    continue
            # Officers freed at a tick take up a case before its patience runs out at the same tick.
            past = t if what == COMPLETE else t + 1
            while free[s] > 0:
                case = -1
                for q in range(s * levels, (s + 1) * levels):
                    here = first[q]
                    while here >= 0:
                        if gives_up[here] < past:
                            leave(q, here, first, last, before, after)
                            length[s] -= 1
                            row_end[case_row[here]] = gives_up[here]
                            case_end[here] = gives_up[here]
                            case_exit[here] = -1 - WITHDRAWN_EXIT
                            if window_from <= case_tick[here] < window_to:
                                left -= 1
                            here = after[here]
                            continue
                        node = case_node[here]
                        seat = t_seat_first[node] + case_seat[here]
                        need = t_need[node] if kind[node] == WORK else t_seat_need[seat]
                        if need <= free[s]:
                            case = here
                            break
                        if gives_up[here] <= stop and not (t < wake[s] <= gives_up[here]):
                            wake[s] = gives_up[here]
                            heappush(heap, ((gives_up[here] * 4 + WAKE) << shift) | s)
                        if t_backfill[s] == 0:
                            case = -2
                            break
                        here = after[here]
                    if case != -1:
                        break
                if case < 0:
                    break
                leave(q, case, first, last, before, after)
                length[s] -= 1
                free[s] -= need
                row = case_row[case]
                row_start[row] = t
                gives_up[case] = NEVER
                seat = case_seat[case]
                if kind[node] == JOINT:
                    seats = t_seat_first[node + 1] - t_seat_first[node]
                    if seat + 1 < seats:
                        case_seat[case] = seat + 1
                        case_row[case] = row + 1
                        here = t_seat_station[t_seat_first[node] + seat + 1]
                        q = here * levels + (0 if case_raised[case] else t_level[node])
                        join(q, case, first, last, before, after)
                        length[here] += 1
                        pending[waiting] = here
                        waiting += 1
                        row_enter[row + 1] = t
                        continue
                length_f = sample(t_law[node], case_key[case], row_visit[row], SEED_SERVICE, t_law_kind, t_law_a,
                                  t_law_b, t_law_first, t_law_rest) * t_scale[node]  # fmt: skip
                k = t_learn[node]
                if k >= 0:
                    length_f = length_f * learnt(learned[k], t_learn_n0[k], t_learn_b[k], t_learn_floor[k])
                net = max(1, round(min(length_f, LONGEST)))
                spent = net
                if t_stretch[s] != 1.0:
                    spent = max(1, round(net * t_stretch[s]))
                ends = finish(c, t, spent, c_first, c_open, c_close, c_done)
                for k in range(row - seat, row + 1):
                    row_begin[k] = t
                    row_work[k] = net
                    row_end[k] = ends
                if ends <= stop:
                    heappush(heap, ((ends * 4 + COMPLETE) << shift) | row)

    for q in range(len(first)):
        here = first[q]
        while here >= 0:
            if gives_up[here] <= t:
                row_end[case_row[here]] = gives_up[here]
                case_end[here] = gives_up[here]
                case_exit[here] = -1 - WITHDRAWN_EXIT
            here = after[here]
    return DONE, rows, arrived, t
