"""Lines of oversight and command: how wide, how deep, and who stands over whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from enforcekit.errors import UnknownReference

from .layers import simple

if TYPE_CHECKING:
    from .layers import Graph

LINES = ("supervises",)
"""The layers that are read when none are named."""


def span_of_control(graph: Graph, layers: Iterable[str] = LINES) -> dict[str, int]:
    """How many bodies each one leads directly: its successors in these layers, each counted once.

    The span of control of Graicunas (1933) and Urwick (1956), without the bodies that lead none.

    >>> import networkx as nx
    >>> lines = [("city", "county"), ("city", "bureau"), ("county", "town")]
    >>> span_of_control(nx.MultiDiGraph([(u, v, {"layer": "supervises"}) for u, v in lines]))
    {'city': 2, 'county': 1}
    """
    lines = simple(graph, layers)
    spans = {node: sum(1 for other in lines.successors(node) if other != node) for node in lines}
    return {node: span for node, span in spans.items() if span}


def depth(graph: Graph, layers: Iterable[str] = LINES, root: str | None = None) -> int:
    """The number of levels on the longest line downwards, from a body or from any; a circle counts as one level.

    Three levels of command (市—县—镇) are a depth of 3. Defined as the longest path, in bodies, of the graph in which
    each strongly connected component is one node, so that it is finite whatever the data say; 0 of no edges.

    Raises `UnknownReference` for a root that is not in the graph.

    >>> import networkx as nx
    >>> lines = [("city", "county"), ("city", "bureau"), ("county", "town")]
    >>> depth(nx.MultiDiGraph([(u, v, {"layer": "commands"}) for u, v in lines]), ["commands"])
    3
    """
    import networkx as nx

    if root is not None and root not in graph:
        raise UnknownReference("body of the graph", root, graph)
    lines = simple(graph, layers)
    if not lines.size():
        return 0
    if root is not None:
        lines = lines.subgraph(nx.descendants(lines, root) | {root}).copy()
    return len(nx.dag_longest_path(nx.condensation(lines), weight=None))


def heads_over(graph: Graph, layers: Iterable[str] = ("commands",)) -> dict[str, tuple[str, ...]]:
    """The bodies directly over each body that has any; more than one is a broken unity of command (多头指挥).

    Fayol (1916): one employee receives orders from one superior only.

    >>> import networkx as nx
    >>> heads_over(nx.MultiDiGraph([("a", "t", {"layer": "commands"}), ("b", "t", {"layer": "commands"})]))
    {'t': ('a', 'b')}
    """
    lines = simple(graph, layers)
    over = {node: tuple(sorted(each for each in lines.predecessors(node) if each != node)) for node in lines}
    return {node: heads for node, heads in over.items() if heads}
