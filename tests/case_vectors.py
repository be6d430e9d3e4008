"""The published questions about steps of a case, each with the answer that the tables of procedure give by hand.

`python tests/case_vectors.py > schemas/vectors/case_step.ndjson` writes them anew. A line names the steps taken so
far, the next one, and the rule that stands first against it; what a good step brings is in `caseworld`.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import attrs
from caseworld import HEAVY, LIGHT, SPOT, case, fine, good, officer, world

from enforcekit.model.case import Act, Case, Event
from enforcekit.wire.validate import dump_document

Line = tuple[str, str, str | Event, str, str | None]
FILED = "file investigate"
AUDITED = f"{FILED} finish_investigation audit"
TOLD = f"{AUDITED} notify"
SERVED = f"{TOLD} hear_statement decide serve"
HEARING = f"{TOLD} request_hearing set_hearing"
OVERDUE = f"{SERVED} mark_overdue"
STOP = {"mark_overdue": 30, "hold_hearing": 25, "statement_time_over": 20, "enforce": 230, "apply_court": 220}
"""Days waited before a step that must wait; one day before every other."""
START = dt.date(2025, 3, 3)


def taken(steps: str, amount: int, start: dt.date = START, **fields: Any) -> Case:
    """A case after some steps, one a day."""
    given = {"act": Act(ended=start - dt.timedelta(days=10)), **fields}
    found, day = case(amount, **given), start
    for kind in steps.split():
        day += dt.timedelta(days=STOP.get(kind, 1))
        found = attrs.evolve(found, events=(*found.events, good(kind, day, found, amount)))
    return found


def after(found: Case, days: int) -> dt.date:
    return (found.events[-1].at.date() if found.events else START) + dt.timedelta(days=days)


class Lines:
    """The lines, one method call each."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self.structures = {power: [dump_document(each) for each in world(compel=power)] for power in (True, False)}

    def ask(
        self,
        key: str,
        found: Case,
        event: Event | str,
        on: dt.date,
        rule: str | None,
        *,
        power: bool = True,
        **more: Any,
    ) -> None:
        structure = self.structures[power] + [dump_document(each) for each in more.get("records", ())]
        kind = event if isinstance(event, str) else _plain(event)
        asked = {"structure": structure, "case": dump_document(found), "event": kind, "on": on.isoformat()}
        expect = {"allowed": rule is None, "rule": rule}
        self.lines.append({"id": f"case-step-{key}", "ask": "case_step", "in": asked, "expect": expect})

    def step(
        self, key: str, steps: str, kind: str, rule: str | None, *, amount: int = LIGHT, wait: int = 1, **more: Any
    ) -> None:
        """The next step with everything a good one brings, but for what `change` says."""
        change, start = more.pop("change", {}), more.pop("start", START)
        asked = {name: more.pop(name) for name in ("power", "records") if name in more}
        found = taken(steps, amount, start, **more)
        on = after(found, wait)
        event = good(kind, on, found, amount)
        self.ask(key, found, attrs.evolve(event, **change), on, rule, **asked)

    def bare(
        self, key: str, steps: str, kind: str, rule: str | None, *, amount: int = LIGHT, wait: int = 1, **more: Any
    ) -> None:
        """Only what the case itself shows."""
        asked = {name: more.pop(name) for name in ("power", "records") if name in more}
        found = taken(steps, amount, more.pop("start", START), **more)
        self.ask(key, found, kind, after(found, wait), rule, **asked)


def _plain(event: Event) -> dict[str, Any]:
    document = dump_document(attrs.evolve(case(), events=(event,)))
    found: dict[str, Any] = document["events"][0]
    return found


def vectors() -> list[dict[str, Any]]:
    """Every line, from cn-law §5.1 to §5.5."""
    table = Lines()
    step, bare = table.step, table.bare
    # 5.1 ordinary procedure: filing
    step("file", "receive_clue", "file", None)
    step("file-one-officer", "receive_clue", "file", "P-03", change={"by": ("o1",)})
    step(
        "file-without-certificate",
        "",
        "file",
        "P-03",
        change={"by": ("o1", "o9")},
        records=[officer("o9", certificates=())],
    )
    step(
        "file-officer-of-another-body",
        "",
        "file",
        "P-03",
        change={"by": ("o1", "o9")},
        records=[officer("o9", home="other")],
    )
    step("file-recused", "", "file", "P-04", change={"by": ("o1", "o9")}, records=[officer("o9", recusals=("c",))])
    bare("file-not-competent", "", "file", "J-02", authority="other")
    bare("file-too-late", "", "file", "P-09", act=Act(ended=dt.date(2023, 3, 3)))
    bare("file-last-day", "", "file", None, act=Act(ended=dt.date(2023, 3, 4)))
    bare(
        "file-harm-five-years",
        "",
        "file",
        None,
        act=Act(ended=dt.date(2021, 8, 3), life_health_or_finance=True, harm="slight"),
    )
    first = attrs.evolve(taken("file", LIGHT, dt.date(2025, 2, 3)), id="earlier")
    same = Act(ended=dt.date(2025, 1, 20), same_as=("earlier",))
    bare("file-another-filed-first", "", "file", "J-03", records=[first], act=same)
    gone = attrs.evolve(taken("file transfer_out", LIGHT, dt.date(2025, 2, 3)), id="earlier")
    bare("file-another-passed-it-on", "", "file", None, records=[gone], act=same)
    step("not-file-without-reason", "receive_clue", "not_file", "P-01", change={"facts": ()})
    # Investigation
    step("investigate-certificates-not-shown", "file", "investigate", "P-03", change={"facts": ()})
    bare("investigate-before-filing", "receive_clue", "investigate", "P-03")
    step("suspend-without-ground", FILED, "suspend", "P-40", change={"facts": ()})
    bare("extend-nationally", FILED, "extend_case", "P-40")
    bare("extend-samr", FILED, "extend_case", None, layer="samr")
    bare("extend-samr-twice", f"{FILED} extend_case", "extend_case", "P-40", layer="samr")
    bare("terminate-with-thing-kept", f"{FILED} preserve", "terminate", "E-05")
    step("audit-by-handler", f"{FILED} finish_investigation", "audit", "P-42", change={"by": ("o1",)})
    # Notice, statement, hearing
    step("notify-without-rights", AUDITED, "notify", "P-41", change={"facts": ("hearing_right_told",)})
    step("notify-without-hearing-right", AUDITED, "notify", "P-50", amount=HEAVY, change={"facts": ("rights_told",)})
    bare("decide-without-notice", AUDITED, "decide", "P-41")
    step("decide-before-the-party-is-heard", TOLD, "decide", "P-41")
    step(
        "statement-ends-while-hearing-is-open",
        TOLD,
        "hear_statement",
        "P-52",
        amount=HEAVY,
        change={"facts": ("grounds_rechecked",)},
    )
    bare("hearing-not-due", TOLD, "request_hearing", "P-50")
    bare("hearing-asked-in-time", TOLD, "request_hearing", None, amount=HEAVY, wait=6)
    bare("hearing-asked-too-late", TOLD, "request_hearing", "P-52", amount=HEAVY, wait=7)
    step(
        "hearing-notice-six-days-before",
        f"{TOLD} request_hearing",
        "set_hearing",
        "P-53",
        amount=HEAVY,
        change={"until": dt.date(2025, 3, 18)},
    )
    step(
        "hearing-chaired-by-investigator",
        HEARING,
        "hold_hearing",
        "P-54",
        amount=HEAVY,
        wait=25,
        change={"by": ("o1",)},
    )
    step("hearing-before-its-day", HEARING, "hold_hearing", "P-54", amount=HEAVY, wait=10)
    # Review, discussion, decision
    heard = f"{HEARING} hold_hearing"
    bare("decide-without-review", heard, "decide", "P-42", amount=HEAVY)
    bare("review-before-the-hearing", HEARING, "legal_review", "P-42", amount=HEAVY)
    bare("decide-without-discussion", f"{heard} legal_review", "decide", "P-43", amount=HEAVY)
    bare("decide-reviewed-and-discussed", f"{heard} legal_review discuss", "decide", None, amount=HEAVY)
    bare("discuss-before-review", heard, "discuss", "P-42", amount=HEAVY)
    step("review-unqualified", heard, "legal_review", "P-42", amount=HEAVY, change={"by": ("o3",)})
    bare(
        "review-anew-after-new-notice",
        f"{heard} legal_review aggravate notify hear_statement",
        "decide",
        "P-42",
        amount=HEAVY,
    )
    bare(
        "decide-hearing-given-up",
        f"{TOLD} request_hearing withdraw_request hear_statement discuss",
        "decide",
        None,
        amount=HEAVY,
    )
    step("decide-heavier", f"{TOLD} hear_statement", "decide", "P-41", change={"sanctions": fine(LIGHT + 1)})
    step(
        "decide-twice-the-fine",
        f"{TOLD} hear_statement",
        "decide",
        "P-41",
        change={"sanctions": fine(LIGHT) + fine(LIGHT)},
    )
    step(
        "decide-another-kind", f"{TOLD} hear_statement", "decide", "P-41", change={"sanctions": fine(LIGHT, "warning")}
    )
    step("decide-nothing", f"{TOLD} hear_statement", "decide", "P-45", change={"sanctions": ()})
    step("decide-by-unit-head", f"{TOLD} hear_statement", "decide", "P-45", change={"approver_role": "unit_head"})
    step("decide", f"{TOLD} hear_statement", "decide", None)
    step("decide-on-day-100", f"{TOLD} hear_statement", "decide", None, wait=100)
    fined = attrs.evolve(taken(SERVED, LIGHT, dt.date(2025, 2, 3)), id="earlier", act=Act(ended=dt.date(2025, 1, 20)))
    step("decide-second-fine", f"{TOLD} hear_statement", "decide", "P-20", records=[fined], act=same)
    bare("decide-unknown-amount", f"{TOLD} hear_statement", "decide", "P-42", larger_amount=None)
    # Service, payment, enforcement
    step("serve-unproved", f"{TOLD} hear_statement decide", "serve", "P-46", change={"facts": ()})
    bare("pay-before-service", f"{TOLD} hear_statement decide", "pay", "P-60")
    step("pay-without-receipt", SERVED, "pay", "P-35", change={"receipt": None})
    bare("overdue-on-day-15", SERVED, "mark_overdue", "P-62", wait=15)
    bare("overdue-on-day-16", SERVED, "mark_overdue", None, wait=16)
    step("deferral-asked-too-late", OVERDUE, "grant_deferral", "P-61")
    bare("enforce-without-demand", OVERDUE, "enforce", "P-64", wait=230)
    bare("enforce-while-remedies-run", f"{OVERDUE} demand", "enforce", "P-64", wait=20)
    bare("court-with-own-power", f"{OVERDUE} demand", "apply_court", "P-67", wait=220)
    bare("court-nine-working-days", f"{OVERDUE} demand", "apply_court", "P-66", power=False, wait=5)
    bare("court-before-the-window", f"{OVERDUE} demand", "apply_court", "P-67", power=False, wait=30)
    bare("court-in-the-window", f"{OVERDUE} demand", "apply_court", None, power=False, wait=170)
    bare("court-after-the-window", f"{OVERDUE} demand", "apply_court", "P-67", power=False, wait=280)
    bare("overturn-without-a-review", SERVED, "overturn", "P-47")
    bare("sue-during-reconsideration", f"{SERVED} apply_reconsideration", "sue", "R-06")
    bare("apply-during-a-suit", f"{SERVED} sue", "apply_reconsideration", "R-06")
    bare("apply-on-day-60", SERVED, "apply_reconsideration", None, wait=60)
    bare("close-unserved-no-penalty", f"{FILED} finish_investigation decide_no_penalty", "close", "P-46")
    # 5.2 simple procedure
    spot = {"procedure": "simple", "amount": SPOT}
    step("spot-fine", "show_id fix_facts tell_and_hear", "decide_on_spot", None, **spot)
    step(
        "spot-fine-too-high",
        "show_id fix_facts tell_and_hear",
        "decide_on_spot",
        "P-30",
        procedure="simple",
        amount=300_100,
    )
    step(
        "spot-fine-citizen",
        "show_id fix_facts tell_and_hear",
        "decide_on_spot",
        "P-30",
        procedure="simple",
        amount=20_100,
        party_kind="citizen",
    )
    step(
        "spot-not-told-first", "show_id fix_facts tell_and_hear", "decide_on_spot", "P-36", **spot, change={"facts": ()}
    )
    step("spot-one-officer", "", "show_id", "P-03", **spot, change={"by": ("o1",)})
    delivered = "show_id fix_facts tell_and_hear decide_on_spot deliver"
    step("spot-cash-too-much", delivered, "collect_cash", "P-33", **spot, change={"facts": ()})
    bare("spot-sue-at-once", delivered, "sue", "P-36", **spot)
    bare("spot-sue-in-2023", delivered, "sue", None, **spot, start=dt.date(2023, 3, 3))
    # 5.3 expedited handling
    step("expedited-minor", "file", "consent_expedited", "expedited", traits=("minor_party",))
    bare(
        "expedited-major-unreviewed",
        "file consent_expedited fast_evidence fast_notice fast_approve",
        "decide",
        "P-42",
        traits=("major",),
    )
    # 5.4 criminal transfer
    transfer = f"{FILED} suspect_crime appoint_team report_crime"
    step("transfer-by-deputy", transfer, "approve_transfer", "C-02", change={"approver_role": "deputy_head"})
    step("transfer-by-acting-head", transfer, "approve_transfer", None, change={"approver_role": "acting_head"})
    bare("transfer-unsuspected", FILED, "appoint_team", "C-01")
    sent = "appoint_team report_crime approve_transfer send_to_police"
    step("fine-after-transfer", f"{TOLD} hear_statement suspect_crime {sent}", "decide", "P-27")
    bare("return-before-it-is-back", transfer, "return_from_criminal", "C-08")
    # 5.5 compulsory measures
    step("seize-without-approval", f"{FILED} propose_measure", "impose_measure", "E-01")
    bare("seize-without-power", f"{FILED} propose_measure approve_measure", "impose_measure", "D-10", power=False)
    return table.lines


if __name__ == "__main__":
    for line in vectors():
        print(json.dumps(line, ensure_ascii=False))
