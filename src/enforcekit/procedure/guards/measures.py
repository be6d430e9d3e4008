"""Compulsory measures and preserved evidence: who, how long, and when it is over (E-01 to E-08, P-07, D-10)."""

from __future__ import annotations

from enforcekit.law.process import Condition

from ..clocks import clock_of
from ..scene import CONFISCATIONS, Scene
from .registry import Verdict, guard


@guard("not_expired", "within_preservation")
def not_expired(scene: Scene, _: Condition) -> Verdict:
    """The clock of this measure or thing has not run out."""
    clock = clock_of(scene.standing, _rule(scene), scene.on, scene.track[1])
    return clock is None or scene.on <= clock.deadline.last_day


@guard("term_is_over", "preservation_is_over")
def term_is_over(scene: Scene, row: Condition) -> Verdict:
    """The clock of this measure or thing has run out."""
    return not not_expired(scene, row)


def _rule(scene: Scene) -> str:
    return "E-04" if scene.track[0] == "measure" else "P-07"


@guard("confiscation_decided")
def confiscation_decided(scene: Scene, _: Condition) -> Verdict:
    """The decision confiscates something (E-05)."""
    return any(each.kind in CONFISCATIONS for each in scene.decided)


@guard("extended_once")
def extended_once(scene: Scene, _: Condition) -> Verdict:
    """This measure was not extended before (E-04)."""
    return all(move.track != scene.track for move in scene.standing.moved("extend_measure"))


@guard("party_told_of_seized", event=True)
def party_told_of_seized(scene: Scene, _: Condition) -> Verdict:
    """What was seized goes along and the party is told in writing; with nothing seized nothing is to be told (E-08)."""
    return "party_told_of_seized" in scene.facts or not scene.standing.open_subjects("measure")
