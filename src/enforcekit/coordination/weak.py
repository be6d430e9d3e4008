"""Where the network comes apart: bodies without which others can no longer reach each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from .layers import simple

if TYPE_CHECKING:
    from .layers import Graph


@attrs.frozen
class Cut:
    """A body whose removal splits its component: the groups cut off, the largest left out, the largest first."""

    body: str
    cut_off: tuple[tuple[str, ...], ...]

    @property
    def lost(self) -> int:
        """How many bodies are cut off from the largest group that is left."""
        return sum(map(len, self.cut_off))


def cut_vertices(graph: Graph, layers: Iterable[str] | None = None) -> tuple[Cut, ...]:
    """The single points of failure (articulation points), the worst first; directions are not looked at.

    Hopcroft and Tarjan, Algorithm 447 (1973). For each one the rest is searched again, so that what is cut off is
    named: O(cuts × edges).

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "hub"), ("b", "hub"), ("a", "b"), ("hub", "tail")])
    >>> cut_vertices(graph)
    (Cut(body='hub', cut_off=(('tail',),)),)
    """
    import networkx as nx

    ties = simple(graph, layers).to_undirected()
    ties.remove_edges_from(list(nx.selfloop_edges(ties)))
    found = []
    for component in nx.connected_components(ties):
        part = ties.subgraph(component)
        for body in nx.articulation_points(part):
            rest = nx.connected_components(part.subgraph(component - {body}))
            groups = sorted((tuple(sorted(each)) for each in rest), key=lambda group: (-len(group), group))
            found.append(Cut(body, tuple(groups[1:])))
    return tuple(sorted(found, key=lambda cut: (-cut.lost, cut.body)))
