"""Give and take: what is answered in kind, and what runs across the line between two teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from .layers import simple

if TYPE_CHECKING:
    from .layers import Graph


def reciprocity(graph: Graph, layers: Iterable[str] | None = None) -> float:
    """The share of weight that is answered: Σ min(w_ij, w_ji) / Σ w_ij over pairs of different bodies; 0 of nothing.

    Weighted reciprocity of Squartini, Picciolo, Ruzzenenti and Garlaschelli, "Reciprocity of weighted networks",
    Scientific Reports 3 (2013) 2729. With all weights 1 it is `networkx.overall_reciprocity`.

    >>> import networkx as nx
    >>> reciprocity(nx.MultiDiGraph([("a", "b", {"weight": 3}), ("b", "a", {"weight": 1})]))
    0.5
    """
    ties = simple(graph, layers)
    total = answered = 0.0
    for source, target, data in ties.edges(data=True):
        weight = data["weight"]
        if source != target:
            total += weight
            answered += min(weight, ties.edges[target, source]["weight"]) if ties.has_edge(target, source) else 0
    return answered / total if total else 0.0


@attrs.frozen(kw_only=True)
class Seam:
    """What runs between groups and inside them, by weight; `pairs` are the seams (from, to), the busiest first."""

    inside: float
    across: float
    pairs: Mapping[tuple[str, str], float] = attrs.field(hash=False)

    @property
    def ei_index(self) -> float:
        """(across - inside) / all: -1 when nothing crosses a seam, 1 when everything does; 0 of nothing."""
        total = self.inside + self.across
        return (self.across - self.inside) / total if total else 0.0


def seam(graph: Graph, teams: Mapping[str, str], layers: Iterable[str] | None = None) -> Seam:
    """The seam between teams: how much of the weight runs across, and between which (E-I index).

    `teams` gives each body's team; ties of a body without one are left out. Krackhardt and Stern, "Informal networks
    and organizational crises", Social Psychology Quarterly 51 (1988).

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "b", {"weight": 3}), ("b", "c", {"weight": 1})])
    >>> found = seam(graph, {"a": "north", "b": "north", "c": "south"})
    >>> found.across, found.ei_index, dict(found.pairs)
    (1.0, -0.5, {('north', 'south'): 1})
    """
    inside = across = 0.0
    pairs: Counter[tuple[str, str]] = Counter()
    for source, target, data in simple(graph, layers).edges(data=True):
        weight = data["weight"]
        if source == target or source not in teams or target not in teams:
            continue
        if teams[source] == teams[target]:
            inside += weight
        else:
            across += weight
            pairs[teams[source], teams[target]] += weight
    busiest = sorted(pairs.items(), key=lambda each: (-each[1], each[0]))
    return Seam(inside=inside, across=across, pairs=dict(busiest))
