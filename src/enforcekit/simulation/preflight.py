"""What can be known without simulating: visits per case, the load of each group, gaps, overlaps.

The mean number of visits to each step solves λ = γ + Pᵀλ (Jackson 1957); it is solved one strongly connected part of
the routes after another, so that a long course costs no more than its length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import Finding

from .arrivals import pieces
from .cells import gap_share, overlap_mean
from .findings import GAP, OVERLAP, OVERLOADED
from .network import Network
from .parts import Step
from .scenario import Scenario
from .tables import Compiled, compile_scenario


@attrs.frozen(kw_only=True)
class Preflight:
    """The answer: cases an hour, visits a case, load by group (None: nothing limits it), findings.

    `load` is the share of the officers' time that is asked for; from 1 on a queue grows without end, unless everybody
    in it has patience and leaves in time. `steady`: every queue stays finite in the long run.
    """

    cases_per_hour: float
    visits_per_case: float
    load: Mapping[str, float | None]
    findings: tuple[Finding, ...]
    gap: float
    overlap: float
    steady: bool


def preflight(scenario: Scenario) -> Preflight:
    """Utilisation, gaps and overlaps of a scenario, without simulating it.

    Time-dependent rates count with their mean over the horizon; patience, deadlines and learning are left out, so that
    the load is what is asked for, not what is done. Decisions by queue length count as if all ways were equally likely.

    Raises:
        InvalidRecord: what cannot be run at all (EK700 to EK702, EK708, EK709, EK711, EK712).

    >>> from enforcekit.simulation import Duration, example_queue
    >>> preflight(example_queue(rate=1.7, service=Duration.exponential(1), officers=2)).load
    {'team': 0.85...}
    """
    must_be(Scenario, scenario=scenario)
    compiled = compile_scenario(scenario)
    network = compiled.network
    rates = step_rates(compiled)
    per_hour = math.fsum(arrival_rates(compiled).values())
    load: dict[str, float | None] = {}
    capacity = _capacity(compiled)
    asked: dict[str, float] = {}
    skills = {group.id: group.skill for group in network.groups}
    visits = 0.0
    for step, rate in zip(network.steps, rates, strict=True):
        needs = [(step.group, step.officers)] if step.group else [(seat.group, seat.officers) for seat in step.seats]
        if not needs or step.service is None:
            continue
        visits += rate
        skill = skills[str(needs[0][0])]
        for name, officers in needs:
            work = rate * officers * step.service.mean * step.difficulty / skill
            asked[str(name)] = asked.get(str(name), 0.0) + work
    findings: list[Finding] = []
    # Who has been joined by the first department of a joint visit waits for the others, however long it takes.
    patient = {
        name
        for step, rate in zip(network.steps, rates, strict=True)
        if rate and (step.patience is None or step.seats)
        for name in _groups_of(step)
    }
    for name, can in capacity.items():
        work = asked.get(name, 0.0)
        load[name] = found = None if can is None else work / can if can else math.inf if work else 0.0
        if found is not None and found >= 1 and name in patient:
            findings.append(OVERLOADED.at(group=name, load=f"{found:.3g}"))
    steady = not findings
    findings += [GAP.at(cell=cell.id) for cell in scenario.cells if not cell.competent]
    findings += [
        OVERLAP.at(cell=cell.id, count=len(cell.competent)) for cell in scenario.cells if len(cell.competent) > 1
    ]
    return Preflight(
        cases_per_hour=per_hour,
        visits_per_case=visits / per_hour if per_hour else 0.0,
        load=load,
        findings=tuple(findings),
        gap=gap_share(scenario.cells) or 0.0,
        overlap=overlap_mean(scenario.cells) or 0.0,
        steady=steady,
    )


def _groups_of(step: Step) -> list[str]:
    return [step.group] if step.group else [seat.group for seat in step.seats]


def arrival_rates(compiled: Compiled) -> dict[str, float]:
    """Cases an hour by class, averaged over the horizon; what is there at the start is left out."""
    stop = compiled.tables.stop + 1
    found: dict[str, float] = {each.id: 0.0 for each in compiled.network.classes}
    for row in compiled.network.arrivals:
        cases = math.fsum(rate * (min(end, stop) - start) for start, end, rate in pieces(compiled, row)) * row.batch
        for share in row.classes:
            found[share.to] += share.share * (cases + len(row.times)) / stop * compiled.scenario.hour
    return found


def step_rates(compiled: Compiled, *, started: bool = False) -> list[float]:
    """Visits an hour to each step, in the order of the network's steps; `started` adds what is there at the start."""
    network = compiled.network
    index = {step.id: n for n, step in enumerate(network.steps)}
    inflow = [0.0] * len(network.steps)
    rates = arrival_rates(compiled)
    for each in network.classes:
        inflow[index[each.start]] += rates[each.id]
    if started:
        hours = (compiled.tables.stop + 1) / compiled.scenario.hour
        begins = {each.id: index[each.start] for each in network.classes}
        for row in network.arrivals:
            for share in row.classes:
                inflow[begins[share.to]] += row.backlog * share.share / hours
    return solve_routes(_ways(network, index), inflow)


def _ways(network: Network, index: Mapping[str, int]) -> list[list[tuple[int, float]]]:
    found = []
    for step in network.steps:
        even = 1 / len(step.routes)
        found.append(
            [
                (index[route.to], route.share if step.choose == "share" else even)
                for route in step.routes
                if route.to in index
            ]
        )
    return found


def solve_routes(ways: Sequence[Sequence[tuple[int, float]]], inflow: Sequence[float]) -> list[float]:
    """The solution of λ = γ + Pᵀλ.

    Args:
        ways: for each node the nodes that follow it, with their shares.
        inflow: what comes to each node from outside.

    >>> solve_routes([[(1, 0.5)], [(0, 0.2)]], [1.0, 0.0])
    [1.111..., 0.555...]
    """
    rates = list(inflow)
    for part in _components(ways):
        if len(part) == 1 and all(to != part[0] for to, _ in ways[part[0]]):
            inside = rates[part[0]]
        elif len(part) > _DENSE:
            _sweep(ways, part, rates)
            inside = math.nan
        else:
            place = {node: n for n, node in enumerate(part)}
            matrix = [[float(n == m) for m in range(len(part))] for n in range(len(part))]
            for node in part:
                for to, p in ways[node]:
                    if to in place:
                        matrix[place[to]][place[node]] -= p
            for node, value in zip(part, _solve(matrix, [rates[node] for node in part]), strict=True):
                rates[node] = value
            inside = math.nan
        members = set(part)
        for node in part:
            flow = inside if len(part) == 1 and not math.isnan(inside) else rates[node]
            for to, p in ways[node]:
                if to not in members:
                    rates[to] += flow * p
    return rates


_DENSE = 300
"""The largest part that is solved by elimination: it costs the cube of its size."""


def _sweep(ways: Sequence[Sequence[tuple[int, float]]], part: Sequence[int], rates: list[float]) -> None:
    """The flows of a large part by repeated substitution (Gauss-Seidel), which gains with every case that leaves."""
    into: dict[int, list[tuple[int, float]]] = {node: [] for node in part}
    for node in part:
        for to, p in ways[node]:
            if to in into:
                into[to].append((node, p))
    inflow = {node: rates[node] for node in part}
    for _ in range(2000):
        moved = 0.0
        for node in part:
            again = math.fsum(p for source, p in into[node] if source == node)
            rate = inflow[node] + math.fsum(rates[source] * p for source, p in into[node] if source != node)
            rate = rate / (1 - again) if again < 1 else rate
            moved = max(moved, abs(rate - rates[node]) / (rate or 1.0))
            rates[node] = rate
        if moved < 1e-13:
            break


@lru_cache(maxsize=8)
def most_visits(compiled: Compiled) -> float:
    """How many visits one replication may be expected to have at most: nobody works faster than the horizon allows."""
    tables, network, hour = compiled.tables, compiled.network, compiled.scenario.hour
    hours = (tables.stop + 1) / hour
    cases = math.fsum(arrival_rates(compiled).values()) * hours + sum(row.backlog for row in network.arrivals)
    capacity = {group.id: group.officers for group in network.groups}
    found = 0.0
    for step, rate in zip(network.steps, step_rates(compiled, started=True), strict=True):
        if step.service is None:
            continue
        officers = [capacity[name] for name in _groups_of(step)]
        at_once = min((cases if each is None else each for each in officers), default=cases)
        found += min(rate * hours, cases + at_once * hours / max(step.service.mean, 1 / hour)) * len(officers)
    return found


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with partial pivoting."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for n in range(size):
        best = max(range(n, size), key=lambda m: abs(rows[m][n]))
        rows[n], rows[best] = rows[best], rows[n]
        for m in range(n + 1, size):
            factor = rows[m][n] / rows[n][n]
            if factor:
                rows[m] = [a - factor * b for a, b in zip(rows[m], rows[n], strict=True)]
    found = [0.0] * size
    for n in reversed(range(size)):
        found[n] = (rows[n][size] - math.fsum(rows[n][m] * found[m] for m in range(n + 1, size))) / rows[n][n]
    return found


def _components(ways: Sequence[Sequence[tuple[int, float]]]) -> list[list[int]]:
    """The strongly connected parts, sources first (Tarjan 1972, without recursion)."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(ways)):
        if root in order:
            continue
        work = [(root, 0)]
        while work:
            node, n = work.pop()
            if n == 0:
                order[node] = low[node] = len(order)
                stack.append(node)
                on.add(node)
            for m in range(n, len(ways[node])):
                to = ways[node][m][0]
                if to not in order:
                    work += [(node, m + 1), (to, 0)]
                    break
                if to in on:
                    low[node] = min(low[node], order[to])
            else:
                if low[node] == order[node]:
                    part = [stack.pop()]
                    while part[-1] != node:
                        part.append(stack.pop())
                    on -= set(part)
                    found.append(part[::-1])
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
    return found[::-1]


def _capacity(compiled: Compiled) -> dict[str, float | None]:
    """Officer hours an hour that each group has, after closing times, availability and absences; None without limit."""
    scenario, tables = compiled.scenario, compiled.tables
    stop = tables.stop
    found: dict[str, float | None] = {}
    for n, group in enumerate(compiled.network.groups):
        if group.officers is None:
            found[group.id] = None
            continue
        cal = tables.cal[n]
        open_ticks = stop
        if cal >= 0:
            spans = range(tables.cal_first[cal], tables.cal_first[cal + 1])
            open_ticks = sum(max(0, min(stop, tables.cal_close[k]) - min(stop, tables.cal_open[k])) for k in spans)
        day = scenario.hour * 24
        away = math.fsum(
            each.officers * max(0.0, min(stop, each.to_day * day) - each.from_day * day) for each in group.absences
        )
        found[group.id] = (group.officers - away / stop) * group.availability * open_ticks / stop
    return found
