"""The coordination graph: bodies, and what passes between them, as a plain `networkx.MultiDiGraph`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from enforcekit.arguments import must_be, must_be_day, records_of, texts_of
from enforcekit.bulk import no_collector
from enforcekit.competence.cell import index_of
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case
from enforcekit.model.officer import Officer
from enforcekit.model.request import Request
from enforcekit.structure import Structure

from .layers import LAYERS, known_layers
from .of_bodies import add_bodies
from .of_events import Asked, add_cases, add_requests, record_of
from .of_grants import add_grants
from .ties import Ties

if TYPE_CHECKING:
    from .layers import Graph


def coordination_graph(
    structure: Structure,
    cases: Iterable[Case] = (),
    requests: Iterable[Asked] = (),
    *,
    on: dt.date | None,
    layers: Iterable[str] | None = None,
) -> Graph:
    """How departments coordinate on a day, as a `networkx.MultiDiGraph` of which networkx needs to know nothing.

    Nodes are bodies, with `kind`, `level`, `places`, `functions`, `zh`, `en`, `label`, and `cases` and `officers`
    where there are any. Edges have `layer`, `kind`, `weight` (items of a grant, people, times), `count` (records),
    `start` and `end` (ISO days, half-open, left out when open), `instruments`, `records` and `basis` (`record`, or
    `territory` where only the place says it). What `LAYERS` calls not legal moves no power: keep it apart.

    `on`: relations in force that day, and what happened until then; None: all of the records' time, each edge with
    its interval. `cases` and `requests` (`ek.Request`, or any object as `Asked` says) are added to those of the
    structure; `layers` are names of `LAYERS`, all when None. A body that only a request names has the kind `unknown`.

    Raises `UnknownReference` for a name that is no layer, `InvalidArgument` for an argument of a wrong kind.

    >>> import enforcekit as ek, networkx as nx
    >>> from enforcekit.coordination import in_layers
    >>> graph = coordination_graph(ek.example("ningbo"), on=dt.date(2024, 5, 1))
    >>> graph.nodes["xikou-town"]["zh"], graph.nodes["xikou-town"]["level"]
    ('溪口镇人民政府', 'township')
    >>> legal = graph.get_edge_data("fenghua-comprehensive", "xikou-town")
    >>> [(data["layer"], data["kind"], data["weight"], data["start"]) for data in legal.values()]
    [('delegates', 'township', 57, '2022-03-01')]
    >>> nx.shortest_path(in_layers(graph, ["commands"]), "ningbo-command", "xikou-town")
    ['ningbo-command', 'fenghua-command', 'xikou-town']
    """
    must_be(Structure, structure=structure)
    if on is not None:
        must_be_day(on=on)
    wanted = set(LAYERS if layers is None else known_layers(texts_of("layers", layers) or ()))
    given = records_of("cases", cases, Case), records_of("requests", requests, object)
    with no_collector():
        return _graph(structure, *given, on, wanted)


def _graph(
    structure: Structure, cases: Iterable[Case], requests: Iterable[Asked], on: dt.date | None, wanted: set[str]
) -> Graph:
    import networkx as nx

    index = index_of(structure)
    all_cases = list({each.id: each for each in (*structure.all(Case), *cases)}.values())
    ties = Ties()
    add_grants(ties, structure, index, on)
    add_bodies(ties, structure, index, on)
    add_cases(ties, structure, all_cases, on)
    own = structure.all(Request)
    known = {each.id for each in own}
    add_requests(ties, (*own, *(each for each in requests if getattr(each, "id", None) not in known)), on)

    graph: Graph = nx.MultiDiGraph(on=on.isoformat() if on else "")
    handled = Counter(case.authority for case in all_cases if _begun(case, on))
    people = Counter(each.home for each in structure.all(Officer) if on is None or on in each.period)
    for body in structure.all(Authority):
        if on is None or on in body.period:
            graph.add_node(body.id, **_attributes(body, handled[body.id], people[body.id], on))
    for source, target, key, data in ties.edges():
        if data["layer"] in wanted:
            for end in (source, target):
                if end not in graph:
                    graph.add_node(end, **_stranger(structure, end))
            graph.add_edge(source, target, key=key, **data)
    return graph


def _begun(case: Case, on: dt.date | None) -> bool:
    return on is None or (bool(case.events) and case.events[0].at.date() <= on)


def _attributes(body: Authority, cases: int, officers: int, on: dt.date | None) -> dict[str, Any]:
    functions = (each.code for each in body.functions if on is None or on in each.period)
    sides = {"start": body.period.start, "end": body.period.end}
    return {
        "kind": body.kind,
        **({"level": body.level} if body.level else {}),
        "places": body.places,
        "functions": tuple(dict.fromkeys(functions)),
        "zh": body.label("zh"),
        "en": body.label("en"),
        "label": body.label("zh"),
        **{side: day.isoformat() for side, day in sides.items() if day is not None},
        **({"cases": cases} if cases else {}),
        **({"officers": officers} if officers else {}),
    }


def _stranger(structure: Structure, key: str) -> dict[str, Any]:
    """A body that is not in force on the day, or that no record describes."""
    record = record_of(structure, key)
    if isinstance(record, Authority):
        return _attributes(record, 0, 0, None)
    return {"kind": "unknown", "places": (), "functions": (), "zh": key, "en": key, "label": key}
