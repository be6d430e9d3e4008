"""Where each body stands in a picture: around the body it belongs to, the largest families in the middle.

Pure Python and the same for the same graph, so that a picture can be compared with the one of last month.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .layers import Graph

Point = tuple[float, float]
_ROOM: Final = 26.0
"""Half the distance between two bodies side by side."""


def positions(graph: Graph) -> dict[str, Point]:
    """A point for every body: circles of bodies around their superior, circles of these around theirs.

    >>> import networkx as nx
    >>> lines = [("city", "bureau"), ("city", "county"), ("county", "town")]
    >>> sorted(positions(nx.MultiDiGraph([(u, v, {"layer": "supervises"}) for u, v in lines])))
    ['bureau', 'city', 'county', 'town']
    """
    children, roots = _forest(graph)
    order = _from_below(children, roots)
    leads = leaders(graph)
    around: dict[str, dict[str, Point]] = {}
    radius: dict[str, float] = {}
    for body in order:
        around[body], size = _ring([(each, radius[each]) for each in children[body]])
        # Who leads bodies that stand elsewhere has a name that is read from afar, and needs the room for it.
        radius[body] = max(size, 3 * _ROOM) if body in leads else size
    centres, _ = _ring([(root, radius[root]) for root in roots], hollow=True)
    found = dict(centres)
    for body in reversed(order):
        x, y = found[body]
        found.update((child, (x + dx, y + dy)) for child, (dx, dy) in around[body].items())
    return {body: (round(x, 1), round(y, 1)) for body, (x, y) in found.items()}


def leaders(graph: Graph) -> dict[str, int]:
    """How many bodies each one oversees or commands; those that lead none are left out."""
    lines = ("supervises", "commands")
    return Counter(source for source, _, data in graph.edges(data=True) if data.get("layer") in lines)


def _forest(graph: Graph) -> tuple[dict[str, list[str]], list[str]]:
    """Each body under its first superior, else among those it commands, else under its first commander.

    A circle is cut where it closes.
    """
    parent: dict[str, str] = {}
    commanded: dict[str, list[str]] = defaultdict(list)
    lines = [(source, target, data.get("layer")) for source, target, data in graph.edges(data=True)]
    for source, target, layer in lines:
        if layer == "supervises" and target not in parent and not _leads_to(parent, source, target):
            parent[target] = source
        elif layer == "commands":
            commanded[source].append(target)
    for centre, bodies in commanded.items():
        over = Counter(parent[each] for each in bodies if each in parent)
        if over and centre not in parent:
            (nearest, _), *_ = over.most_common(1)
            if not _leads_to(parent, nearest, centre):
                parent[centre] = nearest
    for source, target, layer in lines:
        if layer == "commands" and target not in parent and not _leads_to(parent, source, target):
            parent[target] = source
    children: dict[str, list[str]] = defaultdict(list)
    for child, superior in parent.items():
        children[superior].append(child)
    return children, [body for body in graph if body not in parent]


def _leads_to(parent: dict[str, str], body: str, wanted: str) -> bool:
    while body != wanted and body in parent:
        body = parent[body]
    return body == wanted


def _from_below(children: dict[str, list[str]], roots: list[str]) -> list[str]:
    """Every body after those below it."""
    order, pending = [], list(roots)
    while pending:
        body = pending.pop()
        order.append(body)
        pending += children[body]
    return order[::-1]


def _ring(circles: list[tuple[str, float]], *, hollow: bool = False) -> tuple[dict[str, Point], float]:
    """Circles on rings around a centre, small ones inside, and the radius of all; `hollow`: nobody in the centre."""
    found: dict[str, Point] = {}
    outer = 0.0 if hollow else _ROOM
    left = sorted(circles, key=lambda each: each[1])
    if hollow and len(left) == 1:
        return {left[0][0]: (0.0, 0.0)}, left[0][1]
    while left:
        row, angles = _row(left, outer)
        distance = outer + max(size for _, size in row)
        turn, spare = 0.0, max(0.0, 2 * math.pi - sum(angles)) / len(row)
        for (body, _), angle in zip(row, angles, strict=True):
            turn += angle / 2
            found[body] = (distance * math.cos(turn), distance * math.sin(turn))
            turn += angle / 2 + spare
        outer = distance + max(size for _, size in row)
        left = left[len(row) :]
    return found, max(outer, _ROOM)


def _row(left: list[tuple[str, float]], outer: float) -> tuple[list[tuple[str, float]], list[float]]:
    """As many circles as fit on the next ring, with the angle that each takes."""
    count = len(left)
    while True:
        row = left[:count]
        distance = outer + row[-1][1]
        angles = [2 * math.asin(min(1.0, size / distance)) for _, size in row]
        if sum(angles) <= 2 * math.pi or count == 1:
            return row, angles
        count = max(1, min(count - 1, int(count * 2 * math.pi / sum(angles))))
