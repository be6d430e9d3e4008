"""Whose is it? From the window where a complaint arrived, the shortest way to a body that answers (办不成事)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from enforcekit.arguments import must_be_text
from enforcekit.competence import transfer_target, who_may
from enforcekit.competence.nobody import WhyNobody
from enforcekit.errors import UnknownReference
from enforcekit.structure import Structure

from .layers import known_layers

if TYPE_CHECKING:
    from .layers import Graph


@attrs.frozen
class Hop:
    """One step from a body to the next: along an edge of a layer, or against it."""

    source: str
    target: str
    layer: str
    along: bool


@attrs.frozen(kw_only=True)
class Route:
    """The way of a complaint. `because`: `competent`, the target may act; `superior`, nobody may and it designates;
    `nobody`, there is neither. `reached`: ties lead there; else the complaint goes to it directly. `reason` and `cure`
    say why nobody may act, and what would mend it."""

    start: str
    target: str | None
    because: str
    reached: bool
    hops: tuple[Hop, ...]
    reason: WhyNobody | None
    cure: Mapping[str, str] | None = attrs.field(hash=False)

    def to_dict(self) -> dict[str, Any]:
        """The route as plain JSON values."""
        return attrs.asdict(self)


def responsible_route(
    graph: Graph,
    structure: Structure,
    start: str,
    *,
    action: str,
    item: str,
    place: str,
    on: dt.date,
    layers: Iterable[str] | None = None,
) -> Route:
    """The fewest hand-overs from a body to one that may act on an item at a place, over ties in either direction.

    Of several nearest competent bodies the one that leads (`ek.who_may`) is taken; when nobody may act, the way leads
    to the common superior, which designates (`ek.transfer_target`; Administrative Penalty Law art. 25). Breadth-first
    search (Moore 1959), so the answer is shortest, and the same for the same graph.

    Args:
        graph: the graph, as `coordination_graph` makes it.
        structure: the structure it was made of.
        start: id of the body that has the matter.
        action: kind of action.
        item, place: by id or code.
        on: the day asked.
        layers: only ties of these layers; every layer when left out.

    Raises `UnknownReference`.

    >>> import enforcekit as ek
    >>> ningbo, day = ek.example("ningbo"), dt.date(2024, 5, 1)
    >>> route = responsible_route(ek.coordination_graph(ningbo, on=day), ningbo, "fenghua-health", action="penalise",
    ...                           item="330217015000", place="330213100", on=day)
    >>> route.target, [hop.target for hop in route.hops]
    ('xikou-town', ['xikou-town'])
    """
    must_be_text(start=start)
    if start not in graph:
        raise UnknownReference("body of the graph", start, structure.nearest(start, "authority"))
    answer = who_may(structure, action, item=item, place=place, on=on)
    asked = transfer_target(structure, action, item, place, on)
    targets = [each.authority for each in answer.competences] or ([asked.to] if asked.to else [])
    paths = _paths(graph, start, None if layers is None else set(known_layers(layers)))
    near = [target for target in targets if target in paths]
    target = min(near, key=lambda each: len(paths[each])) if near else targets[0] if targets else None
    return Route(
        start=start,
        target=target,
        because=asked.because,
        reached=target in paths,
        hops=paths.get(target, ()) if target is not None else (),
        reason=asked.reason,
        cure=asked.cure,
    )


def _paths(graph: Graph, start: str, layers: set[str] | None) -> dict[str, tuple[Hop, ...]]:
    """The shortest way to every body that can be reached."""
    found: dict[str, tuple[Hop, ...]] = {start: ()}
    edge = [start]
    while edge:
        following = []
        for body in edge:
            for hop in sorted(_hops(graph, body, layers), key=lambda each: (each.target, not each.along, each.layer)):
                if hop.target not in found:
                    found[hop.target] = (*found[body], hop)
                    following.append(hop.target)
        edge = following
    return found


def _hops(graph: Graph, body: str, layers: set[str] | None) -> Iterable[Hop]:
    for _, other, layer in graph.out_edges(body, data="layer", default=""):
        if layers is None or layer in layers:
            yield Hop(body, other, layer, True)
    for other, _, layer in graph.in_edges(body, data="layer", default=""):
        if layers is None or layer in layers:
            yield Hop(body, other, layer, False)
