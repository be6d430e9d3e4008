"""What no plan can do: for each authority a flow of checks into weeks, and the weeks whose checks do not all fit.

Where the greedy plan makes every check of an authority, that plan is the proof that it can. Elsewhere a maximum flow
decides (networkx); the side of its minimum cut at the source names the checks and the weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import gcd
from typing import Any, Final, Literal

import attrs

from .problem import Problem
from .weeks import numbers

_SOURCE: Final = "source"
_SINK: Final = "sink"


@attrs.frozen(kw_only=True)
class Shortage:
    """Weeks that are over-subscribed: these checks fit into no other weeks, and into these not all of them.

    `kind` says what is short: the officers of an authority (`demand` and `room` in officer-hours), or the visits of a
    zone's teams (in visits; `name` None: of all teams). `least_unplaced` is how many of the checks stay out at least.
    """

    kind: Literal["officers", "teams"]
    name: str | None
    weeks: tuple[int, ...]
    demand: int
    room: int
    checks: tuple[str, ...]
    least_unplaced: int

    def to_dict(self) -> dict[str, Any]:
        """The shortage as plain JSON values."""
        body = attrs.asdict(self)
        name = {"name": body.pop("name")} if self.name is not None else {}
        return {"kind": body.pop("kind"), **name, **body, "weeks": list(self.weeks), "checks": list(self.checks)}


@attrs.frozen
class _Task:
    """Checks to which the same weeks are open: `legal` by window and quiet weeks, `open` also by who is there."""

    legal: int
    open: int
    load: int
    checks: tuple[int, ...]


def shortages(problem: Problem, unplaced: Iterable[int]) -> tuple[Shortage, ...]:
    """The over-subscribed weeks, of which a plan that leaves these checks out is no counter-proof; none: all can fit.

    Proven for each authority and each zone by itself. Where the checks of one authority take unlike times, hours may
    be split in the proof: then a shortage is still certain, and its absence is not.
    """
    out = sorted(set(unplaced))
    found: list[Shortage] = []
    for body in sorted({problem.body[check] for check in out}):
        mine = [check for check, each in enumerate(problem.body) if each == body and problem.legal[check]]
        found += _short("officers", problem.authorities[body], problem, _merged(problem, mine), problem.room[body])
    for row in sorted({row for check in out for row in problem.rows[problem.group[check]]}):
        name, room = problem.teams[row]
        groups = [members for group, members in enumerate(problem.groups) if row in problem.rows[group]]
        tasks = [task for members in groups for task in _apart(problem, members)]
        found += _short("teams", name, problem, tasks, room)
    return tuple(found)


def _merged(problem: Problem, checks: Iterable[int]) -> list[_Task]:
    together: dict[tuple[int, int, int], list[int]] = {}
    for check in checks:
        together.setdefault((problem.legal[check], problem.open[check], problem.load[check]), []).append(check)
    return [_Task(legal, week, load, tuple(each)) for (legal, week, load), each in together.items()]


def _apart(problem: Problem, members: Sequence[int]) -> Iterator[_Task]:
    """Checks of a group no two of which share a week: each needs a visit of its own."""
    taken = 0
    for check in sorted(members, key=lambda each: (problem.open[each].bit_length(), each)):
        if not problem.open[check] & taken:
            taken |= problem.open[check]
            yield _Task(problem.open[check], problem.open[check], 1, (check,))


def _short(
    kind: Literal["officers", "teams"], name: str | None, problem: Problem, tasks: Sequence[_Task], room: Sequence[int]
) -> Iterator[Shortage]:
    # Officer-hours that make no whole check are none: with equal loads the flow then counts checks, and is exact.
    unit = gcd(*(task.load for task in tasks)) if tasks else 1
    usable = [hours // unit * unit for hours in room]
    stuck = [tasks[index] for index in _behind_the_cut(tasks, usable)]
    # Without an open week there is nothing to share: such checks stay out, whoever else wants their weeks.
    parts = [*_connected(task for task in stuck if task.open), *_connected(task for task in stuck if not task.open)]
    for part in parts:
        legal, usable_weeks = 0, 0
        for task in part:
            legal, usable_weeks = legal | task.legal, usable_weeks | task.open
        demand = sum(task.load * len(task.checks) for task in part)
        there = sum(usable[week - 1] for week in numbers(usable_weeks))
        yield Shortage(
            kind=kind,
            name=name,
            weeks=tuple(numbers(legal)),
            demand=demand,
            room=there,
            checks=tuple(sorted(problem.checks[check].id for task in part for check in task.checks)),
            # Leaving out the longest checks frees most hours.
            least_unplaced=-((there - demand) // max(task.load for task in part)),
        )


def _behind_the_cut(tasks: Sequence[_Task], room: Sequence[int]) -> list[int]:
    """The tasks on the source's side of the smallest minimum cut: those that any task left over could push at."""
    import networkx as nx
    from networkx.algorithms.flow import dinitz

    graph: Any = nx.DiGraph()
    graph.add_nodes_from((_SOURCE, _SINK))
    for week, hours in enumerate(room, 1):
        graph.add_edge(("week", week), _SINK, capacity=hours)
    for index, task in enumerate(tasks):
        graph.add_edge(_SOURCE, index, capacity=task.load * len(task.checks))
        graph.add_edges_from((index, ("week", week)) for week in numbers(task.open))
    rest: Any = dinitz(graph, _SOURCE, _SINK)
    seen: set[object] = {_SOURCE}
    todo: list[object] = [_SOURCE]
    while todo:
        for node, edge in rest[todo.pop()].items():
            if edge["flow"] < edge["capacity"] and node not in seen:
                seen.add(node)
                todo.append(node)
    return [index for index in range(len(tasks)) if index in seen]


def _connected(tasks: Iterable[_Task]) -> list[list[_Task]]:
    """Tasks that share weeks, together."""
    parts: list[tuple[int, list[_Task]]] = []
    for task in tasks:
        mine = [each for each in parts if each[0] & task.legal]
        weeks, members = task.legal, [task]
        for part in mine:
            weeks |= part[0]
            members = part[1] + members
        parts = [each for each in parts if each not in mine] + [(weeks, members)]
    return [members for _, members in sorted(parts, key=lambda each: each[0] & -each[0])]
