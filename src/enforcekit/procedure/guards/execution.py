"""Paying, demanding, enforcing (P-33, P-60 to P-75)."""

from __future__ import annotations

import datetime as dt

from enforcekit.law.process import Condition
from enforcekit.timing.calendar import ONE_DAY

from ..clocks import clock_of
from ..money import late_fine_of, owed, paid
from ..scene import Scene, fine_of, term_for
from ..simple import cash
from .filing import own_power
from .registry import Missing, Verdict, guard
from .review import remedy


@guard("amount_stated", event=True)
def amount_stated(scene: Scene, _: Condition) -> Verdict:
    """The event says how much (P-60)."""
    return scene.event is not None and scene.event.amount is not None


@guard("receipt_given", event=True)
def receipt_given(scene: Scene, _: Condition) -> Verdict:
    """The number of the receipt is recorded (P-35)."""
    return scene.event is not None and scene.event.receipt is not None


@guard("cash_allowed", event=True)
def cash_allowed(scene: Scene, _: Condition) -> Verdict:
    """The fine may be collected on the spot (P-33, P-34)."""
    given = {name: name in scene.facts for name in ("remote", "requested", "hard_to_collect")}
    decision = scene.standing.decision
    given["on_the_spot"] = decision is not None and decision.event.kind in scene.pack.events_of("on_the_spot")
    return cash(fine_of(scene.decided), scene.on, layer=scene.layer, pack=scene.pack, **given).allowed


@guard("cash_was_taken")
def cash_was_taken(scene: Scene, _: Condition) -> Verdict:
    """Money was collected on the spot (P-35)."""
    return scene.standing.last("collect_cash") is not None


@guard("paid_in_full", event=True)
def paid_in_full(scene: Scene, _: Condition) -> Verdict:
    """What was decided is paid, with the late fine unless it was waived (P-60, P-62, P-74)."""
    late = 0 if "late_fine_waived" in scene.facts else None
    return paid(scene.standing) >= owed(scene.standing, scene.on, late=late)


@guard("asked_before_due", event=True)
def asked_before_due(scene: Scene, _: Condition) -> Verdict:
    """The 15 days are not over, or it had been asked for before they were (P-61)."""
    due = scene.term("P-60", scene.standing.service)
    return due is None or scene.on <= due.last_day or "applied_before_due" in scene.facts


@guard("payment_is_late")
def payment_is_late(scene: Scene, _: Condition) -> Verdict:
    """The 15 days are over, whatever the calendar still decides (P-62)."""
    due = scene.term("P-60", scene.standing.service)
    return due is not None and scene.on > due.last_day


@guard("date_set", event=True)
def date_set(scene: Scene, _: Condition) -> Verdict:
    """A new day is set (P-61)."""
    return scene.event is not None and scene.event.until is not None and scene.event.until > scene.on


@guard("date_is_over")
def date_is_over(scene: Scene, _: Condition) -> Verdict:
    """The day that was set has passed (P-61)."""
    granted = scene.standing.last_of("deferral")
    return granted is not None and granted.event.until is not None and scene.on > granted.event.until


@guard("no_own_power")
def no_own_power(scene: Scene, row: Condition) -> Verdict:
    """The body has to go to the court (P-67)."""
    return not own_power(scene, row)


@guard("demand_unmet")
def demand_unmet(scene: Scene, _: Condition) -> Verdict:
    """The ten working days after the demand are over (P-66)."""
    due = scene.term("P-66", scene.standing.last("demand"))
    return due is not None and scene.on > due.last_day


@guard("demand_unmet_or_urgent", event=True)
def demand_unmet_or_urgent(scene: Scene, row: Condition) -> Verdict:
    """The ten working days are over, or what is to be enforced on is being moved away (P-66)."""
    return bool(set(row.any_of) & set(scene.facts)) or demand_unmet(scene, row)


@guard("late_fine_ran")
def late_fine_ran(scene: Scene, row: Condition) -> Verdict:
    """A fine has been growing for more than so many days; what is no fine does not grow (P-64)."""
    if not fine_of(scene.decided):
        return True
    found = late_fine_of(scene.standing, scene.on)
    return found is not None and found.days > row.values[0]


@guard("three_years_over", event=True)
def three_years_over(scene: Scene, _: Condition) -> Verdict:
    """Whoever ends the enforcement because of three years without means has waited for them (P-75)."""
    if "three_years_without_means" not in scene.facts:
        return True
    clock = clock_of(scene.standing, "P-75", scene.on)
    return clock is not None and scene.on > clock.deadline.last_day


@guard("remedies_lapsed")
def remedies_lapsed(scene: Scene, _: Condition) -> Verdict:
    """Nobody sought a remedy in time, or what was sought is over (P-64)."""
    state, served = remedy(scene.standing), scene.standing.service
    if state == "none" and served is not None:
        open_ = [rule for rule in ("R-01", "R-04") if rule in served.transition.starts]
        ends = [found for rule in open_ if (found := scene.term(rule, served)) is not None]
        return bool(ends) and all(scene.on > each.last_day for each in ends)
    if state == "reconsidered":
        end = scene.term("R-05", scene.standing.last_starting("R-05"))
        return end is not None and scene.on > end.last_day
    return state == "judged"


@guard("window_open")
def window_open(scene: Scene, _: Condition) -> Verdict:
    """The application falls into the three months; a good reason heals being late, nothing being early (P-67)."""
    window = court_window(scene)
    if window is None:
        return remedy(scene.standing) == "judged"
    first, last = window
    return first <= scene.on and (scene.on <= last or "late_with_reason" in scene.facts)


def court_window(scene: Scene) -> tuple[dt.date, dt.date] | None:
    """The first and the last day for applying to the court; None when no remedy's end opens it.

    From the end of a deferral, if one was granted (P-61); after a reconsideration that upheld, from the end of its
    15 days (P-69); against a decision on the spot from the end of the 60 days (P-68); else from the end of the time
    to sue (P-67).
    """
    deferred, state = scene.standing.last_of("deferral"), remedy(scene.standing)
    served = scene.standing.service
    if state in ("reconsideration", "litigation") or served is None:
        return None
    if deferred is not None and deferred.number < served.number:
        deferred = None
    if deferred is not None and deferred.event.until is not None:
        rule, start = "P-61", deferred.event.until
    elif state == "reconsidered":
        upheld = scene.standing.last_starting("P-69")
        rule, start = "P-69", upheld.day if upheld is not None else scene.on
    elif state == "none":
        rule, start = ("P-68" if "P-68" in served.transition.starts else "P-67"), served.day
    else:
        return None
    found = term_for(scene.standing, rule, start)
    return None if found is None else (found.opens or start + ONE_DAY, found.last_day)


@guard("not_at_night", event=True)
def not_at_night(scene: Scene, row: Condition) -> Verdict:
    """Between morning and evening, unless it is urgent (P-71)."""
    evening, morning = row.values
    return scene.event is None or "emergency" in scene.facts or morning <= scene.event.at.hour < evening


@guard("not_on_a_holiday", event=True)
def not_on_a_holiday(scene: Scene, _: Condition) -> Verdict:
    """Not in a run of rest days that a public holiday belongs to, unless it is urgent (P-71)."""
    return "emergency" in scene.facts or not _in_holiday(scene)


def _in_holiday(scene: Scene) -> bool:
    calendar = scene.pack.calendar
    if calendar is None or calendar.is_working_day(scene.on):
        return False
    block = [scene.on]
    for step in (-1, 1):
        day = scene.on + step * ONE_DAY
        while not calendar.is_working_day(day):
            block.append(day)
            day += step * ONE_DAY
    # A plain weekend is no public holiday; a weekday off is always part of one.
    return any(day.weekday() < 5 for day in block)


@guard("no_livelihood_cut", event=True)
def no_livelihood_cut(scene: Scene, _: Condition) -> Verdict:
    """No household is cut off from water, power, heat or gas (P-71)."""
    return "livelihood_cut" not in scene.facts


@guard("principal_kept", event=True)
def principal_kept(scene: Scene, _: Condition) -> Verdict:
    """The agreement takes nothing off the principal (P-74)."""
    event = scene.event
    if event is None or event.amount is None:
        return Missing(
            "the sum that the agreement leaves to be paid (`amount` of the event)",
            "执行协议约定应缴金额（事件的 amount）",
        )
    return event.amount.amount + paid(scene.standing) >= owed(scene.standing, scene.on, late=0)
