"""A bureau with officers, an item it may punish, and for every event of every procedure one that the law permits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from worlds import Citation, Holder, Money, Penalty, Record, body, instrument, item, place, span

from enforcekit.model.case import Act, Case, Event, Sanction
from enforcekit.model.officer import Certificate, Officer
from enforcekit.structure import Structure

ZONE = dt.timezone(dt.timedelta(hours=8))
TEAM = ("o1", "o2")
HEAD = {"approved_by": "head", "approver_role": "head"}
LARGER = Money(amount=5_000_000)
HEAVY, LIGHT, SPOT = 10_000_000, 300_000, 15_000
"""Fines in fen: one that calls for a hearing, one that does not, one for the spot."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def officer(key: str, home: str = "bureau", **more: Any) -> Officer:
    return Officer(id=key, home=home, **{"certificates": (Certificate(number=f"X-{key}"),), **more})


def world(*records: Record, compel: bool = True) -> Structure:
    """The county; `compel`: the bureau holds the power to compel in its own name."""
    actions = ("penalise", "inspect", *(("compel",) if compel else ()))
    heads = tuple(Penalty(kind=kind) for kind in ("warning", "confiscate_illegal_property", "order_suspend_business"))
    own: tuple[Record, ...] = (
        place("province", level="province"),
        place("city", "province", level="city"),
        place("county", "city", level="county"),
        place("north", "county", level="township"),
        body("county-gov", "government", "county", "county"),
        body("bureau", "department", "county", "county", functions=["waste"], parent="county-gov"),
        body("other", "department", "county", "county", functions=["water"], parent="county-gov"),
        body("north-town", "township", "township", "north", parent="county-gov"),
        instrument("law", "law", "national", period=span("1990-01-01")),
        item(
            "dumping",
            Holder(function="waste", kinds=("department",), levels=("county",)),
            actions=actions,
            bases=(Citation(instrument="law"),),
            period=span("1990-01-01"),
            penalties=(*heads, Penalty(kind="fine", minimum=Money(amount=1), maximum=Money(amount=20_000_000))),
        ),
        officer("o1"),
        officer("o2"),
        officer("o3"),
        officer("chair"),
        officer("lawyer", legal_qualification=span("2015-01-01")),
        officer("head"),
    )
    known = {each.id: each for each in own} | {each.id: each for each in records}
    return Structure(known.values(), pack="cn")


def case(fine: int = LIGHT, **more: Any) -> Case:
    """A case without events; a heavy fine makes it one of hearing, review and discussion."""
    given = {
        "id": "c",
        "authority": "bureau",
        "items": ("dumping",),
        "place": "county",
        "party_kind": "enterprise",
        "larger_amount": LARGER,
        "act": Act(ended=dt.date(2021, 8, 20)),
    }
    return Case(**{**given, **more})


def at(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), ZONE)


def fine(amount: int, *more: str) -> tuple[Sanction, ...]:
    worth = {"confiscate_illegal_property": Money(amount=100_000)}
    return (
        Sanction(kind="fine", amount=Money(amount=amount)),
        *(Sanction(kind=each, amount=worth.get(each)) for each in more),
    )


FACTS: dict[str, tuple[str, ...]] = {
    "not_file": ("facts_not_met",),
    "transfer_out": ("items_listed",),
    "extend_check": ("reason_stated",),
    "investigate": ("certificates_shown",),
    "suspend": ("force_majeure",),
    "resume": ("cause_gone",),
    "extend_case": ("reason_stated",),
    "terminate": ("party_dead_without_successor",),
    "withdraw_case": ("reason_stated",),
    "finish_investigation": ("file_complete",),
    "notify": ("rights_told", "hearing_right_told"),
    "hear_statement": ("grounds_rechecked", "hearing_waived"),
    "waive": ("waiver_recorded", "hearing_waived"),
    "hearing_absent": ("absence_recorded",),
    "aggravate": ("new_grounds",),
    "discuss": ("leaders_present",),
    "decide_no_penalty": ("no_fault_proved",),
    "serve": ("service_proved",),
    "serve_no_penalty": ("service_proved",),
    "deliver": ("service_proved",),
    "perform": ("correction_checked",),
    "grant_deferral": ("hardship_shown",),
    "demand": ("demand_complete",),
    "collect_cash": ("remote", "requested"),
    "suspend_enforcement": ("hardship",),
    "resume_enforcement": ("cause_gone",),
    "end_enforcement": ("object_gone",),
    "reopen": ("new_facts",),
    "archive": ("one_file",),
    "show_id": ("certificates_shown",),
    "fix_facts": ("facts_clear",),
    "tell_and_hear": ("rights_told", "grounds_rechecked"),
    "decide_on_spot": ("remedy_first_told",),
    "consent_expedited": ("consent_written",),
    "fast_evidence": ("certificates_shown", "key_evidence"),
    "fast_notice": ("rights_told",),
    "fast_approve": ("grounds_rechecked",),
    "refuse_transfer": ("reason_stated",),
    "send_to_police": ("transfer_file_complete", "party_told_of_seized"),
    "hand_over": ("handover_signed",),
    "propose_measure": ("non_coercive_first",),
    "impose_measure": (
        "certificates_shown", "measure_told", "linked_to_case", "no_necessities", "not_sealed_twice",
        "decision_and_list",
    ),
    "impose_urgent": (
        "is_urgent", "certificates_shown", "measure_told", "linked_to_case", "no_necessities", "not_sealed_twice",
        "decision_and_list",
    ),
    "test": ("testing_announced",),
    "extend_measure": ("reason_stated",),
    "sell_perishable": ("is_perishable", "proceeds_kept"),
    "transfer_seized": ("party_told_of_seized",),
    "preserve": ("may_be_lost",),
    "publish": ("secrets_checked",),
    "withdraw_publication": ("explained",),
}  # fmt: skip
"""What a good event of a kind states."""

APPROVED = words(
    "not_file extend_check file suspend extend_case terminate withdraw_case decide decide_no_penalty grant_deferral "
    "enforce convert_to_ordinary approve_transfer refuse_transfer approve_measure ratify extend_measure preserve "
    "return_from_criminal return_after_judgment"
)
BY = {
    **dict.fromkeys(
        words(
            "transfer_out file investigate convert_to_ordinary show_id decide_on_spot fast_evidence appoint_team "
            "impose_measure impose_urgent preserve return_from_criminal return_after_judgment"
        ),
        TEAM,
    ),
    "audit": ("o3",),
    "fast_approve": ("o3",),
    "legal_review": ("lawyer",),
    "legal_review_failed": ("lawyer",),
    "hold_hearing": ("chair",),
}
TOLD = words("notify fast_notice tell_and_hear decide decide_on_spot")
PAID = words("pay collect_cash agree_enforcement refund")
THING = words(
    "propose_measure approve_measure drop_measure impose_measure impose_urgent report_urgent ratify test test_done "
    "extend_measure lift expire confiscate_seized destroy sell_perishable transfer_seized preserve "
    "resolve_preservation lapse"
)


def good(kind: str, day: dt.date, case: Case, amount: int, *extra: str, **more: Any) -> Event:
    """An event that brings everything its step asks for; a `decide` repeats what was last told."""
    fields: dict[str, Any] = {"facts": FACTS.get(kind, ())}
    fields |= HEAD if kind in APPROVED else {}
    if kind in BY:
        fields["by"] = BY[kind]
    if kind in TOLD:
        fields["sanctions"] = fine(amount, *extra)
    if kind in PAID:
        # More than enough for the fine and its late fine.
        fields |= {"amount": Money(amount=2 * amount), "receipt": "R-1"}
    if kind in THING:
        fields["subject"] = "thing"
    if kind == "transfer_out":
        fields["reference"] = "other"
    if kind == "set_hearing":
        fields["until"] = day + dt.timedelta(days=25)
    if kind == "grant_deferral":
        fields |= {"until": day + dt.timedelta(days=30)}
    return Event(kind=kind, at=more.pop("at", at(day)), **{**fields, **more})
