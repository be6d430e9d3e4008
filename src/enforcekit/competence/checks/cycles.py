"""Circles: grants that lead a power back to a body it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from enforcekit.law.lint import Hit, check
from enforcekit.model.delegation import Delegation

from .context import Context
from .matters import Matter

LONGEST = 5
"""A chain is of at most four grants: a circle of more than five can carry nothing round."""


@check(
    "EK353",
    "X-03",
    "defect",
    en="these grants of '{item}' run in a circle: {circle}",
    zh="以下关于“{item}”的授权形成循环：{circle}",
    cure_en="end one of them: a circle gives nobody more than the first body had",
    cure_zh="请终止其中之一：循环授权不使任何主体获得更多权力",
)
def circles(context: Context) -> Iterator[Hit]:
    """Of each set of grants that runs in a circle at one time, for one item at one place, the shortest circle."""
    seen: set[frozenset[str]] = set()
    for (matter, _), grants in _suspects(context).items():
        circle = _shortest(context, grants)
        if circle and frozenset(circle) not in seen:
            seen.add(frozenset(circle))
            yield Hit(*circle, item=matter.item.id, circle=" → ".join(circle))


def _suspects(context: Context) -> dict[tuple[Matter, str], list[Delegation]]:
    """Grants between bodies that may be on a circle, by matter and place."""
    moving = {effect.mode for effect in context.pack.effects if effect.creates_holding}
    shapes = [shape for shape in context.shapes if shape.grant.mode in moving]
    pairs = {(giver, shape.grant.grantee) for shape in shapes for giver in context.grantors(shape.grant)}
    while True:
        givers, takers = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        left = {pair for pair in pairs if pair[0] in takers and pair[1] in givers}
        if len(left) == len(pairs):
            break
        pairs = left
    found: dict[tuple[Matter, str], list[Delegation]] = defaultdict(list)
    for _, grant, _, listing in context.runs if pairs else ():
        if grant.mode in moving and any((giver, grant.grantee) in pairs for giver in grant.grantors):
            for matter in listing.matters:
                for place in context.index.grants.places_of(grant):
                    for each in sorted(context.index.territory.below(place)):
                        found[matter, each].append(grant)
    return found


def _shortest(context: Context, grants: list[Delegation]) -> tuple[str, ...]:
    """The shortest circle of grants that all run on one day."""
    by_giver: dict[str, list[Delegation]] = defaultdict(list)
    for grant in grants:
        for giver in context.grantors(grant):
            by_giver[giver].append(grant)
    for length in range(1, LONGEST + 1):
        for first in grants:
            for giver in context.grantors(first):
                circle = _closed(context, giver, [first], by_giver, length)
                if circle:
                    return tuple(each.id for each in circle)
    return ()


def _closed(
    context: Context, goal: str, path: list[Delegation], by_giver: dict[str, list[Delegation]], length: int
) -> list[Delegation]:
    if not _together(context, path):
        return []
    if path[-1].grantee == goal:
        return path
    for grant in by_giver.get(path[-1].grantee, ()) if len(path) < length else ():
        circle = _closed(context, goal, [*path, grant], by_giver, length) if grant not in path else []
        if circle:
            return circle
    return []


def _together(context: Context, grants: list[Delegation]) -> bool:
    """Whether grants run on one day, with one action."""
    spans = [context.force(each) for each in grants]
    actions = set(grants[0].actions).intersection(*(each.actions for each in grants))
    return bool(actions) and max(low for low, _ in spans) < min(high for _, high in spans)
