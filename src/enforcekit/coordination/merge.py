"""Which departments could merge: communities of bodies alike, tested against chance and against the linter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

import attrs

from enforcekit.arguments import must_be, must_be_day
from enforcekit.competence.lint import lint
from enforcekit.errors import Finding
from enforcekit.model.authority import Authority
from enforcekit.structure import Structure

from .alike import Profile, profiles, similarity, similarity_graph
from .merged import merged
from .null import shuffled

if TYPE_CHECKING:
    import networkx as nx


@attrs.frozen(kw_only=True)
class Merger:
    """Bodies of one parent, level, kind and territory that could be one, `into` the one with the most content.

    `cohesion` is the mean similarity of its pairs, `modularity` that of the partition it comes from, `p_value` the
    share of draws from the null model whose partition has as high a modularity. `broken` are the findings of the
    linter that the merged structure has and today's has not: of a proposal none is worse than advice.
    """

    bodies: tuple[str, ...]
    into: str
    parent: str
    cohesion: float
    modularity: float
    p_value: float
    broken: tuple[Finding, ...] = attrs.field(default=(), hash=False)

    def to_dict(self) -> dict[str, Any]:
        """The proposal as plain JSON values."""
        values = attrs.asdict(self, recurse=False)
        return {**values, "bodies": list(self.bodies), "broken": [each.to_dict() for each in self.broken]}


def merge_proposals(
    structure: Structure,
    *,
    on: dt.date,
    seed: int,
    parents: Iterable[str] | None = None,
    weights: Mapping[str, float] | None = None,
    least: float = 0.5,
    resolution: float = 1.0,
    draws: int = 19,
    refused: bool = False,
) -> tuple[Merger, ...]:
    """Groups of departments of one parent and territory that do alike, the most cohesive first.

    Bodies are tied by `similarity` (function, content, method); communities are those of Louvain (Blondel, Guillaume,
    Lambiotte and Lefebvre 2008), which maximise modularity against the configuration model (Newman 2006). Whether the
    partition is more than chance is asked of `draws` shuffled profiles (`null.shuffled`): with 19, one in twenty is
    the least `p_value`. A group below the `least` cohesion is no proposal. Each of the others is applied (`merged`) and
    linted. What it cannot know is what the law says of a department's existence: a proposal is a question.

    Args:
        structure: the structure asked.
        on: the day whose bodies and powers count.
        seed: any whole number; the same one gives the same groups.
        parents: only bodies of these; of all when left out.
        weights: how much `function`, `content` and `method` count; evenly when left out.
        least: cohesion from 0 to 1 below which a group is left out.
        resolution: above 1 the groups become smaller, below 1 larger.
        draws: shuffled profiles that the partition is set against.
        refused: whether a group that breaks a rule is given too, with what it breaks.

    Raises `UnknownReference` for a parent that is not there.

    >>> import enforcekit as ek
    >>> merge_proposals(ek.example("yichang"), on=dt.date(2016, 6, 1), seed=7, draws=3)  # none is alike enough
    ()
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    known = _marks(lint(structure), {})
    only = None if parents is None else {structure.resolve(Authority, each).id for each in parents}
    found = []
    for parent, group in _families(structure, on, only):
        for merger in _of_family(parent, group, seed, weights, resolution, draws):
            if merger.cohesion < least:
                continue
            tried = _tried(structure, merger, on, known)
            if refused or all(each.severity == "advice" for each in tried.broken):
                found.append(tried)
    return tuple(sorted(found, key=lambda each: (-each.cohesion, each.bodies)))


def _families(
    structure: Structure, on: dt.date, parents: Collection[str] | None
) -> Iterator[tuple[str, dict[str, Profile]]]:
    """The bodies of one parent, level, kind and territory that have powers, where there are at least two."""
    family: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    for body in structure.all(Authority):
        if on in body.period and body.parent and (parents is None or body.parent in parents):
            family[body.parent, body.level or "", body.kind, tuple(sorted(body.places))].append(body.id)
    named = [key for bodies in family.values() if len(bodies) > 1 for key in bodies]
    known = profiles(structure, on=on, bodies=named)
    for (parent, *_), bodies in sorted(family.items()):
        group = {key: known[key] for key in sorted(bodies) if key in known and known[key].content}
        if len(group) > 1:
            yield parent, group


def _of_family(
    parent: str,
    group: dict[str, Profile],
    seed: int,
    weights: Mapping[str, float] | None,
    resolution: float,
    draws: int,
) -> Iterator[Merger]:
    parts, modularity = _partition(similarity_graph(group, weights), seed, resolution)
    together = [sorted(part) for part in parts if len(part) > 1]
    if not together:
        return
    random = Random(seed)
    chance = [_partition(similarity_graph(shuffled(group, random), weights), seed, resolution)[1] for _ in range(draws)]
    p_value = (1 + sum(each >= modularity for each in chance)) / (1 + draws)
    for bodies in together:
        pairs = [(one, other) for number, one in enumerate(bodies) for other in bodies[number + 1 :]]
        yield Merger(
            bodies=tuple(bodies),
            into=max(bodies, key=lambda each: (len(group[each].content), each)),
            parent=parent,
            cohesion=sum(similarity(group[one], group[other], weights) for one, other in pairs) / len(pairs),
            modularity=modularity,
            p_value=p_value,
        )


def _partition(graph: nx.Graph[str], seed: int, resolution: float) -> tuple[list[set[str]], float]:
    """The communities and their modularity; a graph without edges has none."""
    import networkx as nx

    if not graph.size():
        return [], 0.0
    parts = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    return parts, nx.community.modularity(graph, parts, weight="weight", resolution=resolution)


def _tried(structure: Structure, merger: Merger, on: dt.date, known: set[tuple[str, tuple[str, ...]]]) -> Merger:
    """The merger with what the linter has to say of it and did not say before."""
    after = lint(merged(structure, merger.bodies, merger.into, on=on))
    names = dict.fromkeys(merger.bodies, merger.into)
    before = {(code, tuple(names.get(key, key) for key in witness)) for code, witness in known}
    broken = [each for each in after if not _marks([each], names) <= before]
    return attrs.evolve(merger, broken=tuple(broken))


def _marks(findings: Iterable[Finding], names: Mapping[str, str]) -> set[tuple[str, tuple[str, ...]]]:
    """What makes a finding the same one in two structures: its code and witness, renewed grants by their old id."""
    return {
        (each.code, tuple(names.get(key, key) for key in (step.partition("@")[0] for step in each.witness)))
        for each in findings
    }
