"""The coordination graph at three sizes, up to 100,000 edges: building it, asking it, writing it.

    python benchmarks/graph.py [--json] [--small]

Edges are requests between 600 bodies on different days, of many kinds, so that each pair and kind is an edge of its
own. The floor of building is networkx adding the same edges with the same attributes. Each figure is CPU time in
seconds, the best of three rounds; `growth` is that from 10,000 to 100,000 edges: about 10 is linear.

The last table builds the graph of the synthetic structure of `who_may.py`, where every weight asks who held what.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections.abc import Callable
from typing import Any

import attrs
import networkx as nx
import who_may as world_of_grants

import enforcekit as ek
from enforcekit import coordination as co
from enforcekit.coordination.files import node_link
from enforcekit.coordination.page import page
from enforcekit.coordination.svg import svg

BODIES = 600
FIRST = dt.date(2020, 1, 1)


@attrs.frozen
class Asked:
    """A request between two bodies."""

    kind: str
    asking: str
    asked: str
    asked_on: dt.date


def best(make: Callable[[], Any], rounds: int = 3) -> tuple[Any, float]:
    """What `make` makes, and the least CPU time it took."""
    times = []
    made = None
    for _ in range(rounds):
        made = None
        start = time.process_time()
        made = make()
        times.append(time.process_time() - start)
    return made, min(times)


def city() -> ek.Structure:
    """600 bodies: a city, 24 counties, and departments of each."""
    records: list[Any] = [ek.Place(id="city", names={"zh": "市"}, level="city")]
    for number in range(BODIES):
        parent = None if not number else f"b{(number - 1) // 24}"
        records.append(
            ek.Authority(
                id=f"b{number}",
                names={"zh": f"第{number}局"},
                kind="government" if number < 25 else "department",
                level="city" if not number else "county",
                places=("city",),
                parent=parent,
            )
        )
    return ek.Structure(records)


def requests(edges: int) -> list[Asked]:
    """As many different (kind, from, to) as edges are wanted."""
    chance = random.Random(11)
    kinds = ("transfer", "evidence_assistance", "legal_review_assistance", "joint_action", "major_matter_report")
    wanted: dict[tuple[str, str, str], dt.date] = {}
    while len(wanted) < edges:
        one, other = chance.sample(range(BODIES), 2)
        wanted[chance.choice(kinds), f"b{one}", f"b{other}"] = FIRST + dt.timedelta(chance.randrange(1500))
    return [Asked(*key, day) for key, day in wanted.items()]


def measure(edges: int) -> dict[str, float]:
    """Every figure at one size."""
    structure, asked = city(), requests(edges)
    graph, build = best(lambda: ek.coordination_graph(structure, requests=asked, on=None))
    rows = list(graph.edges(keys=True, data=True))

    def floor() -> Any:
        plain: Any = nx.MultiDiGraph()
        plain.add_nodes_from(graph.nodes(data=True))
        for source, target, key, data in rows:
            plain.add_edge(source, target, key=key, **data)
        return plain

    teams = {node: str(number % 24) for number, node in enumerate(graph)}
    steps: dict[str, Callable[[], Any]] = {
        "networkx adding the same edges": floor,
        "simple": lambda: co.simple(graph),
        "span_of_control": lambda: co.span_of_control(graph),
        "depth": lambda: co.depth(graph),
        "cut_vertices": lambda: co.cut_vertices(graph),
        "reciprocity": lambda: co.reciprocity(graph),
        "seam": lambda: co.seam(graph, teams),
        "workload": lambda: co.workload(graph),
        "node-link JSON": lambda: node_link(graph),
        "SVG": lambda: svg(graph),
        "HTML page": lambda: page(graph),
    }
    return {"edges": float(len(rows)), "coordination_graph": build} | {
        name: best(step)[1] for name, step in steps.items()
    }


def of_grants(grants: int) -> dict[str, float]:
    """The graph of a structure of many grants: each weight is what really came from the grantor."""
    given = world_of_grants.world(grants)
    structure = ek.Structure(given.records)
    graph, taken = best(lambda: ek.coordination_graph(ek.Structure(given.records), on=dt.date(2025, 1, 1)), rounds=1)
    return {
        "grants": float(grants),
        "records": float(len(structure)),
        "edges": float(graph.number_of_edges()),
        "s": taken,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--small", action="store_true", help="a tenth of the edges and grants")
    given = parser.parse_args()
    sizes = [100, 1_000, 10_000] if given.small else [1_000, 10_000, 100_000]
    found = [measure(size) for size in sizes]
    grants = [of_grants(size) for size in ([13_817] if given.small else [13_817, 138_170])]
    if given.json:
        print(json.dumps({"sizes": found, "grants": grants}, indent=2))
        return
    print(f"{'':<32}" + "".join(f"{size:>12,}" for size in sizes) + f"{'growth':>10}")
    for name in found[0]:
        values = [each[name] for each in found]
        growth = f"{values[2] / values[1]:>10.1f}" if values[1] else ""
        print(f"{name:<32}" + "".join(f"{value:>12.4g}" for value in values) + growth)
    for each in grants:
        print(f"a structure of {each['grants']:,.0f} grants → {each['edges']:,.0f} edges: {each['s']:.2f} s")


if __name__ == "__main__":
    main()
