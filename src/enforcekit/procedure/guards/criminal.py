"""The way to the criminal organs and back (C-01 to C-09)."""

from __future__ import annotations

from enforcekit.law.process import Condition

from ..scene import Scene
from ..standing import Move
from .registry import Verdict, guard


@guard("is_suspected")
def is_suspected(scene: Scene, _: Condition) -> Verdict:
    """A crime is suspected, and the suspicion has not been dealt with before (C-01)."""
    return _of_this_suspicion(scene) is not None


def _of_this_suspicion(scene: Scene) -> Move | None:
    """The suspicion on which the transfer now turns; None when a transfer has come to its end after it."""
    suspected = scene.standing.last_of("suspicion")
    over = scene.standing.last("convict", "not_prosecute", "drop", "take_back")
    return None if suspected is None or (over is not None and over.number > suspected.number) else suspected


@guard("criminal_is_over")
def criminal_is_over(scene: Scene, _: Condition) -> Verdict:
    """A judgment ended the criminal case (C-07)."""
    return scene.standing.state("criminal") == "convicted" and _of_this_suspicion(scene) is None


@guard("criminal_came_back")
def criminal_came_back(scene: Scene, _: Condition) -> Verdict:
    """The case is back with the organ (C-08)."""
    return scene.standing.state("criminal") == "back" and _of_this_suspicion(scene) is None


@guard("asked_in_three_days")
def asked_in_three_days(scene: Scene, _: Condition) -> Verdict:
    """Within three days of the police's refusal (C-05)."""
    due = scene.term("C-05", scene.standing.last("police_not_file"))
    return due is None or scene.on <= due.last_day


@guard("wages_ordered_first", event=True)
def wages_ordered_first(scene: Scene, row: Condition) -> Verdict:
    """Of withheld wages: ordered paid and still not paid, here or before: the order is an element (C-10)."""
    if "unpaid_wages" not in scene.case.traits:
        return True
    stated = {fact for event in scene.case.events for fact in event.facts}
    return set(row.any_of) <= stated.union(scene.facts)
