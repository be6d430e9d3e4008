"""A graph whose attributes are single values, as the formats of other programs ask, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from enforcekit.wire.markup import printable

if TYPE_CHECKING:
    from .layers import Graph

LISTS: Final = ("places", "functions", "instruments", "records")
"""Attributes that hold several ids: written with a blank between two, for no id has one."""


def flat(graph: Graph) -> Graph:
    """A copy in which every attribute is a text, a number or a truth value, and every text can be written as XML.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("a", places=("p", "q"), level=None, zh="镇\\x00")
    >>> flat(graph).nodes["a"]
    {'places': 'p q', 'zh': '镇\\ufffd'}
    """
    import networkx as nx

    found: Graph = nx.MultiDiGraph(**_values(graph.graph))
    found.add_nodes_from((printable(node), _values(data)) for node, data in graph.nodes(data=True))
    for source, target, key, data in graph.edges(keys=True, data=True):
        found.add_edge(printable(source), printable(target), key=printable(key), **_values(data))
    return found


def unflat(graph: Graph) -> Graph:
    """The graph with its lists as tuples again, where a text or a list stands for them; changed in place.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("a", places="p q")
    >>> unflat(graph).nodes["a"]
    {'places': ('p', 'q')}
    """
    for data in (*(data for _, data in graph.nodes(data=True)), *(data for *_, data in graph.edges(data=True))):
        for name in LISTS:
            if name in data:
                data[name] = tuple(data[name].split()) if isinstance(data[name], str) else tuple(data[name])
    return graph


def _values(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in data.items() if value is not None}


def _value(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple | list) and all(isinstance(each, str) for each in value):
        return printable(" ".join(value))
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))
