"""How work is spread: who carries how much, and how concentrated that is."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from numbers import Real
from typing import TYPE_CHECKING, Final

from enforcekit.arguments import wrong

if TYPE_CHECKING:
    from .layers import Graph


def workload(graph: Graph, *, cases: bool = True, layers: Iterable[str] = ("transfers", "assists")) -> dict[str, float]:
    """What each body carries: its cases, and the number of times it was handed a matter or helped.

    `cases` counts the node attribute of that name; `layers` the weights of what comes in (`assists` counts for the
    body that helps, so what goes out).

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "b", {"layer": "transfers", "weight": 2})])
    >>> graph.nodes["a"]["cases"] = 5
    >>> workload(graph)
    {'a': 5.0, 'b': 2.0}
    """
    from .layers import known_layers

    wanted = set(known_layers(layers))
    found = {node: float(data.get("cases", 0)) if cases else 0.0 for node, data in graph.nodes(data=True)}
    for source, target, data in graph.edges(data=True):
        if data.get("layer") in wanted:
            found[source if data["layer"] == "assists" else target] += data.get("weight", 1)
    return found


def hhi(loads: Iterable[float]) -> float:
    """The Herfindahl–Hirschman index: the sum of squared shares, from 1/n (even) to 1 (one carries all); 0 of nothing.

    Hirschman (1945), Herfindahl (1950). Raises `InvalidArgument` for a load that is no number or below zero.

    >>> hhi([5, 5]), hhi([10, 0]), hhi([6, 3, 1])
    (0.5, 1.0, 0.46)
    """
    given = _not_negative(loads)
    total = sum(given)
    return sum(each * each for each in given) / (total * total) if total else 0.0


def gini(loads: Iterable[float]) -> float:
    """The Gini coefficient: half the mean absolute difference over the mean; 0 is even, (n-1)/n the most uneven.

    Gini (1912). Bodies without any load count: leave them out when they could not have had one. Raises
    `InvalidArgument` for a load that is no number or below zero.

    >>> gini([1, 1, 1]), gini([0, 0, 0, 8]), gini([1, 3])
    (0.0, 0.75, 0.25)
    """
    given = sorted(_not_negative(loads))
    total, count = sum(given), len(given)
    if not total:
        return 0.0
    ranked = sum((2 * rank - count - 1) * each for rank, each in enumerate(given, 1))
    return ranked / (count * total)


def _not_negative(loads: Iterable[float]) -> list[float]:
    given = list(loads)
    for number, each in enumerate(given):
        if not isinstance(each, Real) or not 0 <= each < inf:
            raise wrong(f"loads[{number}]", each, _LOAD)
    return given


_LOAD: Final = ("a number, and not below zero", "不小于零的数", "give what each body carries", "请给出各机关的工作量")
