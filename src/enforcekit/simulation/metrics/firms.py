"""The burden on firms: visits, visits that could have been one, and what is found at them."""

from __future__ import annotations

from itertools import combinations

from ..engine import Trace
from ..visits import FOUND
from .registry import cohort, metric

NEAR_DAYS = 30
"""Two visits by different bodies within so many days are near duplicates."""


def firm_of(trace: Trace) -> dict[int, str]:
    """The firm of each case that is a visit: the cases of a stream come in the order of its appointments."""
    network = trace.compiled.network
    firms = [iter(network.firms.get(row.id, ())) for row in network.arrivals]
    found = {n: next(firms[stream], "") for n, stream in enumerate(trace.stream)}
    return {n: firm for n, firm in found.items() if firm}


def visits_by_firm(trace: Trace) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """When, and by which groups, each firm was visited in the window; firms without a visit are there too."""
    network, rows = trace.compiled.network, trace.rows
    since, until = trace.compiled.window
    groups = [frozenset([step.group] if step.group else [seat.group for seat in step.seats]) for step in network.steps]
    kinds = {n for n, step in enumerate(network.steps) if step.id in network.firms}
    begun: dict[int, tuple[int, frozenset[str]]] = {}
    for case, node, begin in zip(rows.case, rows.node, rows.begin, strict=True):
        if node in kinds and since <= begin < until:
            begun[case] = (begin, frozenset(str(each) for each in groups[node]))
    found: dict[str, list[tuple[int, frozenset[str]]]] = {firm.id: [] for firm in trace.compiled.scenario.firms}
    for case, firm in firm_of(trace).items():
        if case in begun:
            found.setdefault(firm, []).append(begun[case])
    return found


@metric("visits.per_firm")
def visits_per_firm(trace: Trace) -> float | None:
    """Visits begun in the window, per firm; None without firms. One less its ratio is the disturbance spared."""
    found = visits_by_firm(trace)
    return sum(map(len, found.values())) / len(found) if found else None


@metric("duplicates.per_firm")
def duplicates(trace: Trace) -> float | None:
    """Visits of a firm beyond the fewest that could hold its required checks (D_f), on average over firms."""
    found = visits_by_firm(trace)
    fewest = {firm.id: firm.fewest for firm in trace.compiled.scenario.firms}
    return sum(len(those) - fewest.get(firm, 0) for firm, those in found.items()) / len(found) if found else None


@metric("near_duplicates.per_firm")
def near_duplicates(trace: Trace) -> float | None:
    """Pairs of visits of a firm by different bodies within 30 days (P_f), on average over firms."""
    found = visits_by_firm(trace)
    near = NEAR_DAYS * 24 * trace.compiled.scenario.hour
    pairs = sum(
        abs(a - b) <= near and one != other
        for those in found.values()
        for (a, one), (b, other) in combinations(those, 2)
    )
    return pairs / len(found) if found else None


@metric("detections.per_100_visits")
def detections(trace: Trace) -> float | None:
    """Visits at which something was found, of a hundred done; of the cohort, None when none was done."""
    network, rows = trace.compiled.network, trace.rows
    visit = {n for n, step in enumerate(network.steps) if step.id in network.firms}
    detect = network_reason(trace, "detect")
    number, those = network.exits.index(FOUND) if FOUND in network.exits else -2, cohort(trace)
    done, hit = set(), set()
    for case, node, reason, end in zip(rows.case, rows.node, rows.reason, rows.end, strict=True):
        if case not in those:
            continue
        if node in visit and 0 <= end <= trace.stopped:
            done.add(case)
        if case in done and (trace.cases.exit[case] == number or reason == detect):
            hit.add(case)
    return 100 * len(hit) / len(done) if done else None


def network_reason(trace: Trace, name: str) -> int:
    """The number of a reason in the rows; one that no row has, when there is no such reason."""
    return trace.compiled.reasons.index(name) if name in trace.compiled.reasons else -1
