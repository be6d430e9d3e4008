"""The graph as text for other programs: two CSV tables, and a Mermaid flowchart for small graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from enforcekit.arguments import must_be_language
from enforcekit.errors import LimitExceeded
from enforcekit.wire.cells import csv_text
from enforcekit.wire.markup import printable

from .flat import flat
from .layers import layer_words

if TYPE_CHECKING:
    from .layers import Graph

MERMAID_EDGES: Final = 200
"""More edges than this no reader of a Mermaid picture can follow, and from 500 on Mermaid refuses."""


def nodes_csv(graph: Graph) -> str:
    """One row a body: its id and every attribute that any body has.

    >>> import networkx as nx
    >>> print(nodes_csv(nx.MultiDiGraph([("a", "b")])), end="")
    id
    a
    b
    """
    return _csv(["id"], ({"id": node, **data} for node, data in flat(graph).nodes(data=True)))


def edges_csv(graph: Graph) -> str:
    """One row an edge: source, target, key, and every attribute that any edge has.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.

    >>> import networkx as nx
    >>> print(edges_csv(nx.MultiDiGraph([("a", "b", {"layer": "commands"})])), end="")
    source,target,key,layer
    a,b,0,commands
    """
    rows = flat(graph).edges(keys=True, data=True)
    return _csv(
        ["source", "target", "key"],
        ({"source": source, "target": target, "key": key, **data} for source, target, key, data in rows),
    )


def _csv(first: list[str], rows: Iterable[Mapping[str, Any]]) -> str:
    given = list(rows)
    columns = dict.fromkeys((*first, *(name for row in given for name in row)))
    return csv_text([columns, *([row.get(name) for name in columns] for row in given)])


def mermaid(graph: Graph, *, lang: str = "zh") -> str:
    """A flowchart of the bodies that have ties, each arrow with its layer. Raises `LimitExceeded` past 200 edges.

    >>> import networkx as nx
    >>> print(mermaid(nx.MultiDiGraph([("a", "b", {"layer": "commands"})]), lang="en"))
    flowchart LR
      n0["a"]
      n1["b"]
      n0 -->|"commands"| n1
    """
    must_be_language(lang)
    if graph.number_of_edges() > MERMAID_EDGES:
        raise LimitExceeded(
            f"a Mermaid picture of {graph.number_of_edges()} edges cannot be read, {MERMAID_EDGES} are the most: "
            "choose layers or bodies, or write .html"
        )
    tied = [node for node in graph if graph.degree(node)]
    number = {node: f"n{place}" for place, node in enumerate(tied)}
    lines = [f'  {number[node]}["{_quoted(graph.nodes[node].get(lang) or node)}"]' for node in tied]
    for source, target, data in graph.edges(data=True):
        name, _ = layer_words(data.get("layer", ""), lang)
        lines.append(f'  {number[source]} -->|"{_quoted(name)}"| {number[target]}')
    return "\n".join(["flowchart LR", *lines])


def _quoted(value: object) -> str:
    """A text inside a Mermaid label: what is not a letter, a digit or a blank is an entity code."""
    text = printable(value)
    return "".join(char if char.isalnum() or char in " _.,，、（）()" else f"#{ord(char)};" for char in text)
