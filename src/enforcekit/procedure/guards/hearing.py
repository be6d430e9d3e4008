"""Notice, statement and hearing (P-41, P-50 to P-54)."""

from __future__ import annotations

from enforcekit.law import deadline
from enforcekit.law.process import Condition

from ..scene import FINE, Scene
from .registry import Missing, Verdict, guard


@guard("penalty_proposed", "penalty_stated", event=True)
def penalty_proposed(scene: Scene, _: Condition) -> Verdict:
    """The event says which penalty, and how much of a fine (P-41, P-45)."""
    sanctions = scene.event.sanctions if scene.event is not None else ()
    return bool(sanctions) and all(
        each.amount is not None and each.amount.amount > 0 for each in sanctions if each.kind == FINE
    )


@guard("hearing_due")
def hearing_due(scene: Scene, _: Condition) -> Verdict:
    """A hearing must be offered for what is proposed (P-50)."""
    return bool(scene.required.hearing_offer)


@guard("no_hearing_case", event=True)
def no_hearing_case(scene: Scene, _: Condition) -> Verdict:
    """No hearing must be offered for what is proposed (expedited handling)."""
    return not scene.required.hearing_offer


@guard("hearing_told", event=True)
def hearing_told(scene: Scene, _: Condition) -> Verdict:
    """Where a hearing must be offered, the notice told so (P-50)."""
    return "hearing_right_told" in scene.facts or not scene.required.hearing_offer


@guard("hearing_settled", event=True)
def hearing_settled(scene: Scene, _: Condition) -> Verdict:
    """The right to a hearing is waived, or its time is over, or there is none (P-52)."""
    if "hearing_waived" in scene.facts or not scene.required.hearing_offer:
        return True
    return _over(scene, "P-52")


@guard("statement_time_is_over")
def statement_time_is_over(scene: Scene, _: Condition) -> Verdict:
    """Every term that the notice started is over; with none there is no time that could be over (P-41)."""
    rules = [rule for rule in ("P-41", "P-52") if rule != "P-52" or scene.required.hearing_offer]
    running = [rule for rule in rules if scene.term(rule, scene.standing.last("notify")) is not None]
    return bool(running) and all(_over(scene, rule) for rule in running)


def _over(scene: Scene, rule: str) -> bool:
    found = scene.term(rule, scene.standing.last("notify"))
    return found is not None and scene.on > found.last_day


@guard("asked_in_time")
def asked_in_time(scene: Scene, _: Condition) -> Verdict:
    """The hearing is asked for on the last day at the latest (P-52)."""
    return not _over(scene, "P-52")


@guard("hearing_notice_in_time", event=True)
def hearing_notice_in_time(scene: Scene, _: Condition) -> Verdict:
    """So many working days lie between notice and hearing (P-53)."""
    if scene.event is None or scene.event.until is None:
        return Missing("the day of the hearing (`until` of the event)", "听证日期（事件的 until）")
    latest = deadline("P-53", scene.event.until, pack=scene.pack, on=scene.on, layer=scene.layer)
    return scene.on <= latest.last_day


@guard("chair_not_investigator", "reviewer_not_handler", event=True)
def not_a_handler(scene: Scene, _: Condition) -> Verdict:
    """Who chairs or reviews is named, and is none of those who handled the case (P-54, P-42)."""
    return bool(scene.officers) and not _handlers(scene) & {each.id for each in scene.officers}


def _handlers(scene: Scene) -> set[str]:
    """The officers who filed, investigated or proposed."""
    worked = (
        "file",
        "convert_to_ordinary",
        "investigate",
        "finish_investigation",
        "fix_facts",
        "fast_evidence",
        "show_id",
        "preserve",
        "impose_measure",
        "impose_urgent",
    )
    return {each for move in scene.standing.moved(*worked) for each in move.event.by}


@guard("on_the_day_set")
def on_the_day_set(scene: Scene, _: Condition) -> Verdict:
    """It is the day that was notified, or later (P-54)."""
    notified = scene.standing.last("set_hearing")
    return notified is None or notified.event.until is None or scene.on >= notified.event.until
