"""The layers of the coordination graph: what an edge of each says, and in which direction it points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from enforcekit.errors import UnknownReference

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]


@attrs.frozen
class Layer:
    """One kind of edge: its name in both languages, what it means, and whether it moves or oversees legal power."""

    zh: str
    en: str
    means: str
    legal: bool
    colour: str


LAYERS: Final[Mapping[str, Layer]] = {
    "delegates": Layer("赋权", "delegates", "grantor → grantee, which acts in its own name", True, "#2f6fbf"),
    "entrusts": Layer("委托", "entrusts", "grantor → grantee, which acts in the grantor's name", True, "#7a54b8"),
    "concentrates": Layer(
        "相对集中", "concentrates", "former holder → body in which the power is gathered", True, "#c2571a"
    ),
    "stations": Layer(
        "派驻", "stations", "sending body → body where its people serve; no power moves", True, "#1d8f86"
    ),
    "supervises": Layer("领导监督", "supervises", "superior → body that belongs to it", True, "#6b7280"),
    "commands": Layer("指挥调度", "commands", "command centre → body it calls on; no power moves", False, "#c0392b"),
    "transfers": Layer("移送", "transfers", "body that hands a matter over → body that receives it", False, "#b8860b"),
    "assists": Layer(
        "协助", "assists", "body that is asked for help or gives it → body that is helped", False, "#3f8f3f"
    ),
    "joins": Layer("联合执法", "joins", "body that takes part → body that leads", False, "#a03a78"),
    "shares_information": Layer(
        "信息共享", "shares information", "body that tells → body that is told", False, "#4a8fb5"
    ),
    "mediates": Layer("协调", "mediates", "body that settles a boundary → body it concerns", False, "#8d6e4a"),
}
"""The layers in the order in which pictures list them. `legal`: power, its exercise or the line of oversight."""


def layer_words(name: str, lang: str) -> tuple[str, str]:
    """The name of a layer and its colour; one of another's graph goes by its own name, in grey.

    >>> layer_words("commands", "en"), layer_words("trusts", "en")
    (('commands', '#c0392b'), ('trusts', '#888'))
    """
    layer = LAYERS.get(name)
    return (name, "#888") if layer is None else (getattr(layer, lang), layer.colour)


def known_layers(layers: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; raises `UnknownReference` for one that is no layer.

    >>> known_layers(["commands", "commands"])
    ('commands',)
    """
    named = tuple(dict.fromkeys((layers,) if isinstance(layers, str) else layers))
    for each in named:
        if each not in LAYERS:
            raise UnknownReference("layer", str(each), LAYERS)
    return named


def in_layers(graph: Graph, layers: Iterable[str]) -> Graph:
    """A view of a graph with all its nodes and the edges of some layers.

    >>> import enforcekit as ek, datetime as dt
    >>> graph = ek.coordination_graph(ek.example("ningbo"), on=dt.date(2024, 5, 1))
    >>> {layer for _, _, layer in in_layers(graph, ["commands"]).edges(data="layer")}
    {'commands'}
    """
    import networkx as nx

    wanted = set(known_layers(layers))
    chosen: Graph = nx.subgraph_view(graph, filter_edge=lambda u, v, key: graph.edges[u, v, key].get("layer") in wanted)
    return chosen


def simple(graph: Graph, layers: Iterable[str] | None = None, weight: str = "weight") -> nx.DiGraph[str]:
    """One edge from a body to another, parallel ones added up: what most algorithms of networkx ask for.

    >>> import networkx as nx
    >>> many = nx.MultiDiGraph([("a", "b", {"weight": 2}), ("a", "b", {"weight": 3})])
    >>> simple(many).edges["a", "b"]
    {'weight': 5}
    """
    import networkx as nx

    wanted = None if layers is None else set(known_layers(layers))
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(graph.nodes(data=True))
    for u, v, data in graph.edges(data=True):
        if wanted is None or data.get("layer") in wanted:
            add_up(found, u, v, data.get(weight, 1))
    return found


def add_up(graph: nx.Graph[str], u: str, v: str, weight: Any) -> None:
    """Add an edge, or its weight to the edge that is there."""
    if graph.has_edge(u, v):
        graph.edges[u, v]["weight"] += weight
    else:
        graph.add_edge(u, v, weight=weight)
