"""Remedies and publication (R-01 to R-06, P-36, P-47, P-48)."""

from __future__ import annotations

from enforcekit.law.process import Condition

from ..clocks import clock_of
from ..scene import Scene
from ..standing import Standing
from .registry import Verdict, guard


def remedy(standing: Standing) -> str:
    """The state of the remedies against the latest decision: those against an earlier one do not count."""
    made = standing.last_of("decision")
    sought = next((move for move in reversed(standing.moves) if move.track[0] == "review"), None)
    if sought is None or (made is not None and made.number > sought.number):
        return "none"
    return standing.state("review")


@guard("review_overturned")
def review_overturned(scene: Scene, _: Condition) -> Verdict:
    """Reconsideration or the court has overturned the decision (P-47)."""
    return remedy(scene.standing) == "overturned"


@guard("one_remedy_at_a_time")
def one_remedy_at_a_time(scene: Scene, _: Condition) -> Verdict:
    """Neither reconsideration nor a suit is pending (R-06)."""
    return scene.standing.state("review") not in ("reconsideration", "litigation")


@guard("review_first")
def review_first(scene: Scene, _: Condition) -> Verdict:
    """Against a decision on the spot, reconsideration was there before (P-36)."""
    on_the_spot = _on_the_spot(scene)
    return not on_the_spot or remedy(scene.standing) in ("reconsidered", "overturned")


def _on_the_spot(scene: Scene) -> bool:
    decision = scene.standing.decision
    return decision is not None and decision.event.kind in scene.pack.events_of("on_the_spot")


@guard("reconsideration_is_over")
def reconsideration_is_over(scene: Scene, _: Condition) -> Verdict:
    """The time for deciding the reconsideration has run out (R-05)."""
    clock = clock_of(scene.standing, "R-02/ordinary", scene.on)
    return clock is not None and scene.on > clock.deadline.last_day


@guard("in_time_to_apply")
def in_time_to_apply(scene: Scene, _: Condition) -> Verdict:
    """Within the 60 days, or late with a good reason, against what was not reviewed yet (R-01)."""
    if remedy(scene.standing) != "none":
        return False
    due = scene.term("R-01", scene.standing.service)
    return due is None or scene.on <= due.last_day or "late_with_reason" in scene.facts


@guard("in_time_to_sue")
def in_time_to_sue(scene: Scene, _: Condition) -> Verdict:
    """Within the six months, or the 15 days after reconsideration; or late with a good reason (R-04, R-05)."""
    after = scene.standing.last_starting("R-05") if remedy(scene.standing) != "none" else None
    due = scene.term("R-05", after) if after is not None else scene.term("R-04", scene.standing.service)
    return due is None or scene.on <= due.last_day or "late_with_reason" in scene.facts


@guard("is_to_be_shown")
def is_to_be_shown(scene: Scene, _: Condition) -> Verdict:
    """Not a decision on the spot, and not a bare warning (P-48)."""
    return not _on_the_spot(scene) and any(each.kind != "warning" for each in scene.decided)
