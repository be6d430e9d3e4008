"""Edges between bodies as such: who belongs to whom, who commands whom, whose people serve where, who settles what."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from enforcekit.competence.cell import Index
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Designation
from enforcekit.model.officer import Officer
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .ties import Ties


def add_bodies(ties: Ties, structure: Structure, index: Index, on: dt.date | None) -> None:
    """Supervision, command, postings of officers, decisions on boundaries."""
    bodies = {each.id: each for each in structure.all(Authority) if on is None or on in each.period}
    centres = set()
    for body in bodies.values():
        if body.parent not in bodies:
            continue
        powerless = not _may_hold(index, bodies[body.parent])
        if powerless:
            centres.update({body.id, body.parent} if not _may_hold(index, body) else {body.parent})
        layer = "commands" if powerless else "supervises"
        ties.lasting(body.parent, body.id, layer, "parent", body.id, period=body.period)
    _add_territorial_command(ties, index, bodies, centres)
    for officer in structure.all(Officer):
        for posting in officer.postings:
            if (on is None or on in posting.period) and posting.authority != officer.home:
                ties.lasting(
                    officer.home, posting.authority, "stations", posting.kind, officer.id, period=posting.period
                )
    for decision in structure.all(Designation):
        if decision.decided_by and (on is None or on in decision.period):
            instruments = [each.instrument for each in decision.instruments]
            ties.lasting(
                decision.decided_by,
                decision.authority,
                "mediates",
                decision.kind,
                decision.id,
                period=decision.period,
                instruments=instruments,
            )


def _may_hold(index: Index, body: Authority) -> bool:
    return index.pack.kind(body.kind).may_hold


def _called_on(index: Index, body: Authority) -> bool:
    return _may_hold(index, body) and not index.pack.kind(body.kind).government


def _add_territorial_command(ties: Ties, index: Index, bodies: dict[str, Authority], centres: set[str]) -> None:
    """A body that may hold power is called on by the centre with the smallest territory around its own.

    Governments are not, nor bodies above the level of the centre. No record says so: the edge has `basis` `territory`.
    """
    if not centres:
        return
    commanded = {each.id for each in bodies.values() if each.parent in centres}
    at_place: dict[str, list[str]] = defaultdict(list)
    size = {}
    for key in sorted(centres):
        size[key] = sum(len(index.territory.below(place)) for place in bodies[key].places)
        for place in bodies[key].places:
            at_place[place].append(key)
    rank = index.pack.level_rank
    for body in bodies.values():
        if body.id in centres or body.id in commanded or not body.places or not _called_on(index, body):
            continue
        around = set.intersection(*(set(index.territory.above(place)) for place in body.places))
        over = {key for place in around for key in at_place[place] if rank(bodies[key].level) <= rank(body.level)}
        if over:
            # The deepest of a chain of centres comes first where two have the same territory.
            nearest = min(over, key=lambda key: (size[key], -rank(bodies[key].level), key not in commanded, key))
            ties.lasting(nearest, body.id, "commands", "territory", body.id, period=Period(), basis="territory")
