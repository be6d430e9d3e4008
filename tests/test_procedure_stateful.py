"""Random histories of cases: nothing that was recorded is what the law forbids, and every refusal says why.

The invariants look at the bare events, with days counted by the second counter of `term_oracle`; no line of the
procedure engine is in them.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest
from caseworld import APPROVED, HEAVY, LIGHT, SPOT, ZONE, case, fine, good, officer, words, world
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from term_oracle import is_worked
from worlds import span

from enforcekit.errors import NotPermitted
from enforcekit.model import Money
from enforcekit.model.case import Act, Case, Event
from enforcekit.packs.cn import PACK
from enforcekit.procedure import due, permitted, record

DAY = dt.timedelta(days=1)
LAST = dt.date(2026, 10, 1)
APL21 = dt.date(2021, 7, 15)
STAFF = (
    officer("late", certificates=()),
    officer("stranger", home="other"),
    officer("near", recusals=("c",)),
    officer("left", period=span(None, "2020-01-01")),
    officer("aide", kind="auxiliary"),
)
BAD = {"late", "stranger", "near", "left"}
"""Officers who may never act: no certificate, another body, recused, left."""
QUALIFIED = {"lawyer"}
ACTING = words("file investigate impose_measure impose_urgent preserve show_id fast_evidence decide_on_spot")
WORKED = ACTING - {"decide_on_spot"} | {"finish_investigation", "convert_to_ordinary"}
HEARD = words("hear_statement waive statement_time_over hold_hearing hearing_absent")
TELLING = words("notify fast_notice tell_and_hear")
DECIDING = words("decide decide_on_spot")
REMEDY_OVER = words(
    "reconsideration_upholds reconsideration_overturns application_refused reconsideration_silent withdraw_application"
)
SUIT_OVER = words("judgment_upholds judgment_overturns withdraw_suit")
RULE = re.compile(r"^([A-Z]-?[A-Z]?\d*-?\d+(/\w+)?|expedited): ")
CHANGES = ("", "", "", "by", "role", "sanctions", "facts", "until", "all", "subject", "amount", "more_facts")
TO_NOTICE = "file investigate finish_investigation audit notify"
TO_DEMAND = "decide serve mark_overdue demand enforce apply_court court_allows"
PATHS = (
    "",
    f"receive_clue {TO_NOTICE} hear_statement discuss {TO_DEMAND}",
    f"{TO_NOTICE} request_hearing set_hearing hold_hearing legal_review discuss {TO_DEMAND}",
    f"{TO_NOTICE} hear_statement legal_review discuss decide serve apply_reconsideration reconsideration_upholds sue",
    "file investigate propose_measure approve_measure impose_measure finish_investigation audit notify hear_statement",
    "show_id fix_facts tell_and_hear decide_on_spot deliver collect_cash report apply_reconsideration",
    "file consent_expedited fast_evidence fast_notice fast_approve decide serve",
)
LEADERS = ("head", "acting_head", "deputy_head")


def worked(day: dt.date) -> bool:
    return is_worked(day)


def working_days_after(start: dt.date, count: int) -> dt.date:
    """The last of so many working days after a day."""
    day = start
    while count:
        day += DAY
        count -= worked(day)
    return day


def rolled(day: dt.date) -> dt.date:
    while not worked(day):
        day += DAY
    return day


def total(found: Event, kind: str = "fine") -> int:
    return sum(each.amount.amount for each in found.sanctions if each.kind == kind and each.amount is not None)


def latest(events: list[Event], kinds: Any) -> Event | None:
    wanted = {kinds} if isinstance(kinds, str) else set(kinds)
    return next((each for each in reversed(events) if each.kind in wanted), None)


def index(events: list[Event], kinds: Any) -> int:
    found = latest(events, kinds)
    return -1 if found is None else max(number for number, each in enumerate(events) if each is found)


def lawful(found: Case, power: bool) -> None:
    """What cn-law.md says of the last event of a case, all before it being lawful already."""
    *before, now = found.events
    on, facts = now.at.date(), set(now.facts)
    if before:
        assert now.at >= before[-1].at
    if now.kind in ACTING:  # P-03, P-04
        assert not set(now.by) & BAD
        assert len(set(now.by)) >= (2 if on >= APL21 or now.kind not in ("show_id", "decide_on_spot") else 1)
    if now.kind in ("impose_measure", "impose_urgent"):  # D-10, E-01, E-03
        assert power
        assert "aide" not in now.by
        assert {"linked_to_case", "no_necessities", "decision_and_list"} <= facts
    filing = now.kind in ("file", "convert_to_ordinary") and index(before, ("file", "convert_to_ordinary")) < 0
    if now.kind in APPROVED - {"approve_transfer", "refuse_transfer"} and (filing or now.kind != "convert_to_ordinary"):
        assert now.approver_role in LEADERS
    if now.kind in ("approve_transfer", "refuse_transfer"):  # C-02
        assert now.approver_role in ("head", "acting_head")
    if filing:  # P-09
        assert found.act is not None
        clue = latest(before, "receive_clue")
        seen = clue.at.date() if clue is not None else on
        assert seen <= found.act.ended.replace(year=found.act.ended.year + 2)
    _decisions(found, before, now, on)
    _hearings(before, now, on)
    _execution(found, before, now, on, power)
    _remedies(before, now, on)
    if now.kind == "extend_measure":  # E-04
        assert not any(each.kind == now.kind and each.subject == now.subject for each in before)
    if now.kind == "confiscate_seized":  # E-05
        decision = latest(before, "decide")
        assert decision is not None
        assert any(each.kind.startswith("confiscate") for each in decision.sanctions)
    if now.kind == "resolve_preservation":  # P-07
        kept = next(each for each in reversed(before) if each.kind == "preserve" and each.subject == now.subject)
        began = kept.at.date()
        assert on <= (working_days_after(began, 7) if began >= APL21 else began + 7 * DAY)


def _decisions(found: Case, before: list[Event], now: Event, on: dt.date) -> None:
    if now.kind not in DECIDING:
        return
    told = latest(before, TELLING)
    assert told is not None  # P-41
    assert index(before, TELLING) > index(before, ("remake", "reopen", "aggravate"))
    for kind in {each.kind for each in now.sanctions}:
        assert kind in {each.kind for each in told.sanctions}
        assert total(now, kind) <= total(told, kind)
    assert now.sanctions  # P-45
    standing_fines = [number for number, each in enumerate(before) if each.kind in DECIDING and total(each) > 0]
    if total(now) and standing_fines:  # P-20
        assert index(before, "overturn") > standing_fines[-1]
    if total(now) and "convict" in [each.kind for each in before]:  # P-27
        raise AssertionError("a fine after the criminal judgment")
    if now.kind == "decide_on_spot":  # P-30, P-36
        organisation = found.party_kind == "enterprise"
        new = on >= APL21
        ceiling = (3_000 if new else 1_000) if organisation else (200 if new else 50)
        assert total(now) <= ceiling * 100
        assert {each.kind for each in now.sanctions} <= {"fine", "warning"}
        assert on < dt.date(2024, 1, 1) or "remedy_first_told" in now.facts
        return
    assert now.approver_role in LEADERS
    assert any(each.kind in ("file", "convert_to_ordinary") for each in before)
    held = index(before, ("hold_hearing", "hearing_absent"))
    if held >= 0 or {"major", "complex"} & set(found.traits):  # P-42
        assert index(before, "legal_review") > max(index(before, HEARD), held)
    if total(now) >= 5_000_000 or {"major", "complex"} & set(found.traits):  # P-43
        assert index(before, "discuss") > index(before, TELLING)
    if "fast_notice" in [each.kind for each in before[index(before, "consent_expedited") :]]:
        assert total(now) < 5_000_000


def _hearings(before: list[Event], now: Event, on: dt.date) -> None:
    told = latest(before, "notify")
    busy = {each for past in before if past.kind in WORKED for each in past.by}
    if now.kind == "request_hearing":  # P-50, P-52
        assert told is not None
        assert "hearing_right_told" in told.facts
        first = told.at.date()
        assert on <= (rolled(working_days_after(first, 5)) if first >= APL21 else rolled(first + 3 * DAY))
    if now.kind == "set_hearing" and on >= APL21:  # P-53: seven full working days between
        assert now.until is not None
        assert working_days_after(on, 7) < now.until
    if now.kind == "hold_hearing":  # P-54
        notice = latest(before, "set_hearing")
        assert notice is not None
        assert notice.until is not None
        assert on >= notice.until
        assert now.by
        assert not busy & set(now.by)
    if now.kind in ("audit", "legal_review", "legal_review_failed") and on >= dt.date(2018, 1, 1):  # P-42
        assert now.by
        assert not busy & set(now.by)
        if now.kind != "audit":
            assert set(now.by) <= QUALIFIED or "reviewed_before_2018" in now.facts
    if now.kind in ("hear_statement", "waive", "statement_time_over") and told is not None and total(told) >= 5_000_000:
        first = told.at.date()
        over = rolled(working_days_after(first, 5)) if first >= APL21 else rolled(first + 3 * DAY)
        assert on > over or "hearing_waived" in now.facts


def _execution(found: Case, before: list[Event], now: Event, on: dt.date, power: bool) -> None:
    decided, served = index(before, DECIDING), index(before, ("serve", "deliver"))
    money = words("pay collect_cash perform demand enforce apply_court execute grant_deferral mark_overdue")
    if now.kind in money:
        assert served > decided > index(before, "overturn")
        first = before[served].at.date()
    if now.kind in ("pay", "collect_cash"):  # P-35
        assert now.amount is not None
        assert now.receipt is not None
    if now.kind == "collect_cash" and not {"remote", "requested"} <= set(now.facts):  # P-33, P-34
        assert before[decided].kind == "decide_on_spot"
        assert total(before[decided]) <= (100 if on >= APL21 else 20) * 100 or "hard_to_collect" in now.facts
    if now.kind == "mark_overdue":  # P-60
        assert on > rolled(first + 15 * DAY)
    if now.kind == "perform":
        taken = sum(each.amount.amount for each in before if each.kind in ("pay", "collect_cash") and each.amount)
        given = sum(each.amount.amount for each in before if each.kind == "refund" and each.amount)
        assert taken - given >= total(before[decided])
    if now.kind in ("apply_court", "enforce"):  # P-64, P-66, P-67, P-68
        demanded = latest(before, "demand")
        assert demanded is not None
        urgent = now.kind == "enforce" and "assets_moved" in now.facts
        assert urgent or on > working_days_after(demanded.at.date(), 10)
        assert power is (now.kind == "enforce")
        remedy = index(before, ("apply_reconsideration", "sue"))
        assert remedy <= index(before, REMEDY_OVER | SUIT_OVER)
        if remedy < 0 and latest(before, "grant_deferral") is None:
            assert on > first + 60 * DAY
            if before[served].kind == "serve" or first < dt.date(2024, 1, 1):
                assert on > first + 180 * DAY
    if now.kind == "execute" and "emergency" not in now.facts:  # P-71
        assert 6 <= now.at.hour < 22
        assert worked(on) or on.weekday() >= 5


def _remedies(before: list[Event], now: Event, on: dt.date) -> None:
    pending = index(before, "apply_reconsideration") > index(before, REMEDY_OVER)
    in_court = index(before, ("sue", "appeal")) > index(before, SUIT_OVER)
    if now.kind in ("sue", "apply_reconsideration"):
        assert not pending
        assert not in_court
        served = latest(before, ("serve", "deliver", "serve_no_penalty"))
        assert served is not None
        if now.kind == "apply_reconsideration" and "late_with_reason" not in now.facts:
            assert on <= rolled(served.at.date() + 60 * DAY)
        if now.kind == "sue" and served.kind == "deliver" and on >= dt.date(2024, 1, 1):  # P-36
            assert index(before, "apply_reconsideration") >= 0
    if now.kind == "overturn":  # P-47
        assert index(before, ("reconsideration_overturns", "judgment_overturns")) >= 0
    if now.kind == "return_from_criminal":  # C-08
        assert index(before, words("drop not_prosecute take_back")) > index(before, "suspect_crime")


class Life(RuleBasedStateMachine):
    """One case, tried with steps that are nearly right, at any time, by anybody, with any facts and amounts."""

    found: Case

    @initialize(
        procedure=st.sampled_from(["ordinary", "ordinary", "simple", "expedited"]),
        amount=st.sampled_from([LIGHT, HEAVY, SPOT, 9_000]),
        layer=st.sampled_from([None, None, "samr"]),
        power=st.booleans(),
        traits=st.sampled_from([(), (), ("major",), ("minor_party",)]),
        party=st.sampled_from(["enterprise", "individual"]),
        start=st.sampled_from(["2020-03-02", "2021-07-01", "2022-03-01", "2023-11-20", "2024-09-02"]),
        old=st.sampled_from([10, 10, 100, 800]),
        path=st.sampled_from(PATHS),
        length=st.integers(0, 16),
    )
    def open(
        self,
        procedure: str,
        amount: int,
        layer: str | None,
        power: bool,
        traits: tuple[str, ...],
        party: str,
        start: str,
        old: int,
        path: str,
        length: int,
    ) -> None:
        self.amount, self.power = amount, power
        self.structure = world(*STAFF, compel=power)
        self.day = dt.date.fromisoformat(start)
        act = Act(ended=self.day - old * DAY)
        self.found = case(amount, procedure=procedure, layer=layer, traits=traits, party_kind=party, act=act)
        for kind in path.split()[:length]:
            self._taken(kind)

    def _taken(self, kind: str) -> None:
        """A good step, on the first of some days on which it is allowed."""
        for wait in (1, 9, 26, 40, 220):
            on = min(self.day + wait * DAY, LAST)
            try:
                after = record(self.found, good(kind, on, self.found, self.amount), self.structure)
            except NotPermitted:
                continue
            lawful(after, self.power)
            self.found, self.day = after, on
            return

    @rule(
        data=st.data(),
        wait=st.sampled_from([0, 0, 1, 1, 1, 3, 7, 9, 16, 26, 45, 190]),
        hour=st.sampled_from([0, 9, 9, 12, 23]),
        change=st.sampled_from(CHANGES),
    )
    def step(self, data: st.DataObject, wait: int, hour: int, change: str) -> None:
        """One step from the list of those that come next, or any; as it should be, or with one thing wrong."""
        on = min(self.day + wait * DAY, LAST)
        steps = permitted(self.found, self.structure, on=on)
        # Steps of the main track are tried more often, or the others would crowd them out.
        listed = [each.event for each in steps if each.open for _ in range(4 if each.track == "main" else 1)]
        every = sorted({each for process in PACK.processes for each in process.events})
        kind = data.draw(st.sampled_from(listed + every if change == "all" else listed or every), label="kind")
        at = dt.datetime.combine(on, dt.time(hour), ZONE)
        tried = self._changed(good(kind, on, self.found, self.amount, at=at), change, data)
        event(f"tried {kind}")
        try:
            after = record(self.found, tried, self.structure)
        except NotPermitted as refused:
            for finding in refused.findings:
                assert RULE.match(finding.message["en"]), finding.message["en"]
                assert finding.article, finding
                assert PACK.knows(finding.article)
                assert finding.cure["zh"]
            return
        lawful(after, self.power)
        event(f"recorded {kind}")
        self.found, self.day = after, on
        assert due(self.found, self.structure, on=on).to_dict()

    def _changed(self, tried: Event, change: str, data: st.DataObject) -> Event:
        names = ["o1", "o2", "o3", "chair", "lawyer", "head", *(each.id for each in STAFF)]
        amounts = st.sampled_from([0, 1, 5_000, SPOT, LIGHT, HEAVY, 30_000_000])
        if change == "by":
            return attrs.evolve(tried, by=tuple(data.draw(st.lists(st.sampled_from(names), max_size=3), label="by")))
        if change == "role":
            role = data.draw(st.sampled_from(["deputy_head", "unit_head", "acting_head"]), label="role")
            return attrs.evolve(
                tried, approver_role=role, approved_by=data.draw(st.sampled_from([None, "head", "near"]))
            )
        if change == "sanctions":
            more = data.draw(st.sampled_from([(), ("warning",), ("confiscate_illegal_property",)]), label="more")
            return attrs.evolve(tried, sanctions=fine(data.draw(amounts, label="fine"), *more))
        if change == "facts":
            return attrs.evolve(tried, facts=tuple(data.draw(st.permutations(tried.facts)))[1:])
        if change == "more_facts":
            facts = words(
                "emergency late_with_reason assets_moved hard_to_collect reviewed_before_2018 applied_before_due"
            )
            return attrs.evolve(tried, facts=(*tried.facts, data.draw(st.sampled_from(sorted(facts)))))
        if change == "until":
            return attrs.evolve(tried, until=tried.at.date() + data.draw(st.integers(-5, 30)) * DAY)
        if change == "subject":
            return attrs.evolve(tried, subject=data.draw(st.sampled_from([None, "thing", "another"])))
        if change == "amount":
            return attrs.evolve(tried, amount=Money(amount=data.draw(amounts, label="amount")), receipt=None)
        return tried


def test_no_random_history_reaches_what_the_law_forbids() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Life,
        settings=settings(
            max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.slow
def test_no_long_random_history_reaches_what_the_law_forbids() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Life,
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
