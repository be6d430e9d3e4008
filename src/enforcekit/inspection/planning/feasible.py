"""What no plan can do: for each authority a flow of checks into weeks, and the weeks whose checks do not all fit.

Where a plan makes every check of an authority, that plan is the proof that it can. Elsewhere a maximum flow decides
(networkx); the side of its minimum cut at the source names the checks and the weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import gcd
from typing import Any, Final, Literal

import attrs

from .cover import bits
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
    """Like checks: `legal` weeks by window and quiet weeks, `open` also by who is there, `at` the week they are in."""

    legal: int
    open: int
    load: int
    at: int
    checks: tuple[int, ...]

    @property
    def demand(self) -> int:
        """What they take together."""
        return self.load * len(self.checks)


def shortages(problem: Problem, at: Sequence[int]) -> tuple[Shortage, ...]:
    """The over-subscribed weeks, of authorities and zones of which a plan (check → week, or -1) leaves checks out.

    Proven for each authority and each zone by itself. Where the checks of one authority take unlike times, hours may
    be split in the proof: then a shortage is still certain, and its absence is not.
    """
    out = [check for check, week in enumerate(at) if week < 0]
    found: list[Shortage] = []
    for body in sorted({problem.body[check] for check in out}):
        mine = [check for check, each in enumerate(problem.body) if each == body and problem.legal[check]]
        found += _short("officers", problem.authorities[body], problem, mine, problem.load, at, problem.room[body])
    for row in sorted({row for check in out for row in problem.rows[problem.group[check]]}):
        name, room = problem.teams[row]
        groups = [members for group, members in enumerate(problem.groups) if row in problem.rows[group]]
        mine = [check for members in groups for check in _apart(problem, members)]
        found += _short("teams", name, problem, mine, [1] * len(at), at, room)
    return tuple(found)


def _apart(problem: Problem, members: Sequence[int]) -> Iterator[int]:
    """Checks of a group no two of which share a week: each needs a visit of its own."""
    taken = 0
    for check in sorted(members, key=lambda each: (problem.open[each].bit_length(), each)):
        if not problem.open[check] & taken:
            taken |= problem.open[check]
            yield check


def _filled(
    problem: Problem, checks: Sequence[int], load: Sequence[int], at: Sequence[int], room: Sequence[int]
) -> dict[int, int]:
    """Check → week, with what is left out put in by moving others of like load along: a plan of this row alone."""
    week_of = {check: at[check] for check in checks}
    spare, inside = list(room), [list[int]() for _ in room]
    for check, week in week_of.items():
        if week >= 0:
            spare[week] -= load[check]
            inside[week].append(check)
    closed: dict[int, int] = {}
    for check in [each for each in checks if at[each] < 0]:
        size, seen, came = load[check], problem.open[check], dict[int, tuple[int, int]]()
        if not seen & ~closed.get(size, 0):
            continue
        todo = list(bits(seen))
        came.update((week, (check, -1)) for week in todo)
        for week in todo:
            if spare[week] >= size:
                spare[week] -= size
                while week >= 0:
                    moved, left = came[week]
                    if left >= 0:
                        inside[left].remove(moved)
                    inside[week].append(moved)
                    week_of[moved], week = week, left
                break
            for other in inside[week]:
                if load[other] == size:
                    for new in bits(problem.open[other] & ~seen):
                        came[new] = other, week
                        todo.append(new)
                    seen |= problem.open[other]
        else:
            # Nothing opens up again behind weeks that are full to the last.
            closed[size] = closed.get(size, 0) | seen
    return week_of


def _short(
    kind: Literal["officers", "teams"],
    name: str | None,
    problem: Problem,
    checks: Sequence[int],
    load: Sequence[int],
    at: Sequence[int],
    room: Sequence[int],
) -> Iterator[Shortage]:
    # Officer-hours that make no whole check are none: with equal loads the flow then counts checks, and is exact.
    unit = gcd(*(load[check] for check in checks)) or 1
    usable = [hours // unit * unit for hours in room]
    week_of = _filled(problem, checks, load, at, usable)
    if all(week >= 0 for week in week_of.values()):
        return
    together: dict[tuple[int, int, int, int], list[int]] = {}
    for check, week in week_of.items():
        together.setdefault((problem.legal[check], problem.open[check], load[check], week), []).append(check)
    tasks = [_Task(*key, tuple(each)) for key, each in together.items()]
    stuck = _behind_the_cut(_within_reach(tasks), usable)
    # Without an open week there is nothing to share: such checks stay out, whoever else wants their weeks.
    parts = [*_connected(task for task in stuck if task.open), *_connected(task for task in stuck if not task.open)]
    for part in parts:
        legal, usable_weeks = 0, 0
        for task in part:
            legal, usable_weeks = legal | task.legal, usable_weeks | task.open
        demand = sum(task.demand for task in part)
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


def _within_reach(tasks: Sequence[_Task]) -> list[_Task]:
    """The tasks that what is left out could push at, however far: no flow, and no cut, goes beyond them."""
    reach, found, rest = 0, [task for task in tasks if task.at < 0], [task for task in tasks if task.at >= 0]
    for task in found:
        reach |= task.open
    while new := [task for task in rest if reach >> task.at & 1]:
        rest = [task for task in rest if not reach >> task.at & 1]
        found += new
        for task in new:
            reach |= task.open
    return found


def _behind_the_cut(tasks: Sequence[_Task], room: Sequence[int]) -> list[_Task]:
    """The tasks on the source's side of the smallest minimum cut: those that any task left over could push at.

    The plan is a flow already; only what it leaves out is pushed through what it leaves open.
    """
    import networkx as nx
    from networkx.algorithms.flow import dinitz

    graph: Any = nx.DiGraph()
    graph.add_nodes_from((_SOURCE, _SINK))
    spare = list(room)
    for index, task in enumerate(tasks):
        graph.add_edges_from((index, ("week", week)) for week in numbers(task.open))
        if task.at < 0:
            graph.add_edge(_SOURCE, index, capacity=task.demand)
        else:
            spare[task.at] -= task.demand
            graph.add_edge(("week", task.at + 1), index, capacity=task.demand)
    for week, left in enumerate(spare, 1):
        graph.add_edge(("week", week), _SINK, capacity=left)
    rest: Any = dinitz(graph, _SOURCE, _SINK)
    seen: set[object] = {_SOURCE}
    todo: list[object] = [_SOURCE]
    while todo:
        for node, edge in rest[todo.pop()].items():
            if edge["flow"] < edge["capacity"] and node not in seen:
                seen.add(node)
                todo.append(node)
    return [task for index, task in enumerate(tasks) if index in seen]


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
