"""Which bodies do the same thing: by function, by content, by method."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from enforcekit.arguments import must_be, must_be_day, texts_of, wrong
from enforcekit.competence.cell import index_of
from enforcekit.competence.sharing import Sharing
from enforcekit.errors import UnknownReference
from enforcekit.model.authority import Authority
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure

if TYPE_CHECKING:
    import networkx as nx

ASPECTS: Final = ("function", "content", "method")
_WEIGHTS: Final = (
    "weights that are not below zero, and not all of them zero",
    "不小于零且不全为零的权重",
    'give what counts: {"function": 2, "content": 1}',
    '请给出计入的部分，如 {"function": 2, "content": 1}',
)


@attrs.frozen
class Profile:
    """What a body is: the fields of its functions, the items it may act on, the ways in which it acts on them.

    Ways are kinds of action (`action:inspect`), of penalty (`penalty:fine`) and of procedure (`procedure:simple`).
    """

    function: frozenset[str]
    content: frozenset[str]
    method: frozenset[str]


def profiles(structure: Structure, *, on: dt.date, bodies: Iterable[str] | None = None) -> dict[str, Profile]:
    """The profile of bodies (None: all) on a day, from what each may do at any place and in any action.

    Raises `UnknownReference`.

    >>> import enforcekit as ek
    >>> found = profiles(ek.example("yichang"), on=dt.date(2016, 6, 1), bodies=["dianjun-forestry"])
    >>> found["dianjun-forestry"].function
    frozenset({'forestry'})
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    named = texts_of("bodies", bodies)
    wanted = structure.all(Authority) if named is None else [structure.resolve(Authority, each) for each in named]
    content: dict[str, set[str]] = {each.id: set() for each in wanted if on in each.period}
    method: dict[str, set[str]] = {each: set() for each in content}
    index = index_of(structure)
    for action in sorted({each for item in structure.all(Item) for each in item.actions}):
        sharing = Sharing(index, action, on)
        for item in structure.all(Item):
            ways = {f"action:{action}", *(f"procedure:{each}" for each in item.procedures)}
            if action == index.pack.penalty:
                ways.update(f"penalty:{each.kind}" for each in item.penalties)
            for body in _may(sharing, item, structure.all(Place)) & content.keys():
                content[body].add(item.id)
                method[body].update(ways)
    functions = {
        each.id: frozenset(function.code for function in each.functions if on in function.period) for each in wanted
    }
    return {each: Profile(functions[each], frozenset(content[each]), frozenset(method[each])) for each in content}


def _may(sharing: Sharing, item: Item, places: Sequence[Place]) -> set[str]:
    """Every body that may act on an item somewhere."""
    kinds = {sharing.alike(item, place): place for place in places}
    return {body for place in kinds.values() for holding in sharing.counted(item, place) for body in holding.bodies}


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """What two sets share of what they have together (Jaccard 1901); 0 when both are empty.

    >>> jaccard(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def similarity(one: Profile, other: Profile, weights: Mapping[str, float] | None = None) -> float:
    """The mean of the Jaccard indices of function, content and method, evenly weighted unless `weights` says.

    Raises `UnknownReference` for a weight of something else, `InvalidArgument` for weights that make no mean.

    >>> body = Profile(frozenset({"fire"}), frozenset({"i1", "i2"}), frozenset({"action:inspect"}))
    >>> like = Profile(frozenset({"fire"}), frozenset({"i2", "i3"}), frozenset({"action:inspect"}))
    >>> round(similarity(body, like), 4)                            # (1 + 1/3 + 1) / 3
    0.7778
    """
    given = weights or dict.fromkeys(ASPECTS, 1.0)
    for each in given:
        if each not in ASPECTS:
            raise UnknownReference("aspect of a body", str(each), ASPECTS)
    total = sum(given.values())
    if not total > 0 or min(given.values()) < 0:
        raise wrong("weights", dict(given), _WEIGHTS)
    return sum(weight * jaccard(getattr(one, each), getattr(other, each)) for each, weight in given.items()) / total


def similarity_graph(found: Mapping[str, Profile], weights: Mapping[str, float] | None = None) -> nx.Graph[str]:
    """Bodies with an edge between any two that are alike at all, its weight their similarity.

    >>> one = Profile(frozenset({"fire"}), frozenset(), frozenset())
    >>> list(similarity_graph({"a": one, "b": one}).edges(data="weight"))
    [('a', 'b', 0.3333333333333333)]
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(found)
    names = list(found)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            weight = similarity(found[one], found[other], weights)
            if weight:
                graph.add_edge(one, other, weight=weight)
    return graph
