"""Evidence a decision rests on, the papers of the file and their numbers, and the way to the criminal organs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from worlds import county

from enforcekit.errors import InvalidData, InvalidRecord, UnknownReference
from enforcekit.model.case import Case, CaseDocument, Event, Evidence, Sanction
from enforcekit.model.common import Money
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.document_number import next_number, numbering
from enforcekit.procedure.clocks import due
from enforcekit.procedure.criminal import fine_credit, goes_on
from enforcekit.procedure.documents import document_set, documents_due
from enforcekit.procedure.scene import Unanswered
from enforcekit.procedure.standing import standing
from enforcekit.procedure.steps import judge, permitted
from enforcekit.structure import Structure

TO_HEARD = ("file", "investigate", "finish_investigation", "audit", "notify", "waive")
MONITORED = ("monitor_basis", "device_reviewed", "device_marked", "location_published", "record_reviewed")
MONITORED = (*MONITORED, "party_informed")
FINE = (Sanction(kind="fine", amount=Money(amount=100_000)),)


def event(kind: str, on: str = "2025-03-10", **more: Any) -> Event:
    sanctions = FINE if kind in ("notify", "tell_and_hear", "decide", "decide_on_spot") else ()
    at = dt.datetime.fromisoformat(f"{on}T09:00:00+08:00")
    return Event(kind=kind, at=at, **{"sanctions": sanctions, **more})


def case(*kinds: str | Event, **more: Any) -> Case:
    events = tuple(each if isinstance(each, Event) else event(each) for each in kinds)
    fields: dict[str, Any] = {"authority": "department", "items": ["dumping"], "place": "north", **more}
    return Case(**{"id": "c-1", "party_kind": "enterprise", "events": events, **fields})


def against(
    evidence: Evidence, step: Event | None = None, kinds: tuple[str, ...] = TO_HEARD, **more: Any
) -> dict[str, str]:
    """What stands against a decision on one piece of evidence: the article, by rule."""
    findings = judge(case(*kinds, evidence=[evidence], **more), step or event("decide"), county())
    found = {each.message["en"].partition(":")[0]: each.article for each in findings}
    return {rule: article for rule, article in found.items() if rule in ("P-06", "P-08", "J-10")}


# Evidence


def test_evidence_obtained_unlawfully_is_excluded_or_there_is_no_decision() -> None:
    bad = Evidence(id="e-1", kind="audio_visual", facts=["unlawful"])
    assert against(bad) == {"P-06": "APL21:46"}
    assert against(attrs.evolve(bad, facts=("unlawful", "excluded"))) == {}  # type: ignore[misc]


def test_evidence_of_another_organ_is_re_examined_first() -> None:
    lent = Evidence(id="e-1", kind="document", origin="bureau")
    assert against(lent) == {"J-10": "ZJ21:18; GDMK21:43"}
    assert against(attrs.evolve(lent, facts=("re_examined",))) == {}  # type: ignore[misc]
    assert against(attrs.evolve(lent, origin="department")) == {}  # type: ignore[misc]
    assert against(lent, event("decide", "2025-03-10"), authority="bureau") == {}


@pytest.mark.parametrize("missing", MONITORED)
def test_monitoring_evidence_meets_every_condition_of_article_41(missing: str) -> None:
    facts = ("off_site", *(each for each in MONITORED if each != missing))
    seen = Evidence(id="e-1", kind="electronic_data", facts=facts)
    assert against(seen) == {"P-08": "APL21:41"}
    findings = judge(case(*TO_HEARD, evidence=[seen]), event("decide"), county())
    assert any(missing in each.cure["en"] and missing in each.cure["zh"] for each in findings)
    assert against(attrs.evolve(seen, facts=(*facts, missing))) == {}  # type: ignore[misc]
    assert against(attrs.evolve(seen, facts=(*facts, "excluded"))) == {}  # type: ignore[misc]


def test_other_evidence_is_asked_nothing_of_the_kind() -> None:
    assert against(Evidence(id="e-1", kind="electronic_data")) == {}


def test_a_decision_on_the_spot_rests_on_the_same_evidence() -> None:
    bad = Evidence(id="e-1", kind="object", facts=["unlawful", "off_site"])
    spot = ("show_id", "fix_facts", "tell_and_hear")
    assert set(against(bad, event("decide_on_spot"), spot, procedure="simple")) == {"P-06", "P-08"}


def test_before_the_law_of_2021_nobody_asked_for_the_review_of_a_device() -> None:
    old = tuple(event(each, "2021-07-14") for each in TO_HEARD)
    seen = Evidence(id="e-1", kind="electronic_data", facts=["off_site"])
    before = judge(case(*old, evidence=[seen]), event("decide", "2021-07-14"), county())
    after = judge(case(*old, evidence=[seen]), event("decide", "2021-07-15"), county())
    assert not any("P-08" in each.message["en"] for each in before)
    assert any("P-08" in each.message["en"] for each in after)


# The file


def papers(*forms: str) -> tuple[CaseDocument, ...]:
    return tuple(CaseDocument(form=form, issued_on=dt.date(2025, 3, 10)) for form in forms)


def lacks(found: Case) -> list[tuple[str, ...]]:
    return [each.forms for each in documents_due(found, county())]


def test_the_forms_that_the_steps_called_for_and_the_file_lacks() -> None:
    taken = case("receive_clue", "file", "investigate")
    records = ("inspection_record", "interview_record", "sampling_record", "scene_record")
    assert lacks(taken) == [("clue_form",), ("filing_approval",), records]
    some = attrs.evolve(taken, documents=papers("filing_approval", "interview_record"))  # type: ignore[misc]
    assert lacks(some) == [("clue_form",)]
    told = documents_due(taken, county())[0]
    assert told.text() == "2025-03-10 receive_clue: clue form"
    assert told.text("zh").endswith("案件来源登记表")
    assert told.to_dict()["forms"] == ["clue_form"]


def test_a_document_serves_one_step() -> None:
    twice = case("file", "investigate", "investigate", documents=papers("filing_approval", "scene_record"))
    assert [each.number for each in documents_due(twice, county())] == [2]
    both = attrs.evolve(twice, documents=papers("filing_approval", "scene_record", "scene_record"))  # type: ignore[misc]
    assert lacks(both) == []


def test_what_only_one_form_can_serve_is_served_before_a_choice() -> None:
    sealed = [event(each, subject="m") for each in ("propose_measure", "approve_measure", "impose_measure")]
    file = (
        "filing_approval",
        "measure_approval",
        "measure_decision",
        "measure_list",
        "scene_record",
        "interview_record",
    )
    assert lacks(case("file", "investigate", *sealed, documents=papers(*file))) == []


def test_a_step_that_leads_nowhere_calls_for_nothing() -> None:
    assert lacks(case("decide")) == []


def test_the_set_of_every_procedure_follows_from_its_steps() -> None:
    for process in PACK.processes:
        found = document_set(process.name)
        forms = {form for groups in found.values() for group in groups for form in group}
        assert forms <= set(PACK.vocabulary.lists["document_form"].by_code)
        assert forms <= {form for each in process.transitions for form in each.documents}
    assert document_set("ordinary")["decide"] == (("penalty_decision",),)
    with pytest.raises(UnknownReference):
        document_set("fast")


# Numbers


def numbered(*numbers: str) -> Case:
    one = papers("penalty_decision")[0]
    return case(documents=[attrs.evolve(one, number=each) for each in numbers])  # type: ignore[misc]


def test_numbers_run_by_organ_year_and_kind() -> None:
    some = numbered(
        "某综执罚决字〔2025〕1号", "某综执罚决字〔2025〕2号", "某综执不罚字〔2025〕1号", "某综执罚决字〔2024〕9号"
    )
    assert next_number([some], "某综执", 2025) == "某综执罚决字〔2025〕3号"
    assert next_number([some], "某综执", 2025, "不罚") == "某综执不罚字〔2025〕2号"
    assert next_number([some], "某综执", 2026) == "某综执罚决字〔2026〕1号"
    assert next_number([some], "某城管", 2025) == "某城管罚决字〔2025〕1号"
    assert next_number(Structure([*county(), some]), "某综执", 2025) == "某综执罚决字〔2025〕3号"


def test_the_style_of_the_last_number_is_kept() -> None:
    assert next_number([numbered("(德阳)应急罚〔2019〕1号")], "(德阳)应急", 2019, "罚") == "(德阳)应急罚〔2019〕2号"


def test_a_gap_and_a_number_used_twice_are_findings_and_stop_the_sequence() -> None:
    some = [numbered("某综执罚决字〔2025〕1号"), numbered("某综执罚决字[2025]第1号", "某综执罚决字〔2025〕4号")]
    found = numbering(some, "某综执", 2025)
    assert [(each.code, each.message["en"][-12:]) for each in found] == [
        ("EK155", "s used twice"),
        ("EK156", "2 is missing"),
        ("EK156", "3 is missing"),
    ]
    with pytest.raises(InvalidData) as caught:
        next_number(some, "某综执", 2025)
    assert [each.code for each in caught.value.findings] == ["EK155", "EK156", "EK156"]


def test_a_word_that_makes_no_number_is_refused() -> None:
    with pytest.raises(InvalidRecord):
        next_number([], "某 综执\n", 2025)


# The criminal organs


def rules(found: Case, step: Event) -> set[str]:
    return {each.message["en"].partition(":")[0] for each in judge(found, step, county())}


def test_withheld_wages_are_transferred_only_after_the_order_to_pay() -> None:
    wages = case("file", "investigate", traits=["unpaid_wages"])
    assert "C-10" in rules(wages, event("suspect_crime"))
    assert "C-10" in rules(wages, event("suspect_crime", facts=("ordered_to_pay",)))
    assert "C-10" not in rules(wages, event("suspect_crime", facts=("ordered_to_pay", "still_unpaid")))
    ordered = case("file", event("investigate", facts=("ordered_to_pay",)), traits=["unpaid_wages"])
    assert "C-10" not in rules(ordered, event("suspect_crime", facts=("still_unpaid",)))
    assert "C-10" not in rules(case("file", "investigate"), event("suspect_crime"))
    step = next(each for each in permitted(wages, county(), on=dt.date(2025, 3, 10)) if each.event == "suspect_crime")
    assert "C-10" in {each.rule for each in step.needs}


TRANSFER = ("appoint_team", "report_crime", "approve_transfer", "send_to_police", "police_receive", "police_file")


def test_the_reply_to_the_procuratorate_has_a_clock_of_its_own() -> None:
    back = event("not_prosecute", "2025-03-10")
    again = event("return_from_criminal", "2025-03-12")
    found = case("file", "investigate", "suspect_crime", *TRANSFER, "hand_over", back, again)
    dates = {each.rule: each.deadline.due for each in due(found, county()) if each.stopped is None}
    assert dates["C-09/reply"] == dt.date(2025, 5, 10)
    assert dates["P-40"] == dt.date(2025, 6, 10), "the new filing starts its own 90 days"
    replied = attrs.evolve(found, events=(*found.events, event("reply_opinion", "2025-05-09")))  # type: ignore[misc]
    clocks = {each.rule: each for each in due(replied, county())}
    assert clocks["C-09/reply"].state(dt.date(2025, 5, 9)) == "met"
    assert clocks["P-40"].stopped is None


def test_what_was_paid_of_the_fine_counts_against_the_criminal_fine() -> None:
    paid = event("pay", amount=Money(amount=60_000), receipt="R1")
    judged = event("convict", "2025-09-01", amount=Money(amount=500_000))
    kinds = (*TO_HEARD, "decide", "serve", paid, "suspect_crime", *TRANSFER, "hand_over", judged)
    found = case(*kinds)
    assert standing(found, PACK).state("criminal") == "convicted"
    credit = fine_credit(found, county())
    assert (credit.credited, credit.criminal_left) == (60_000, 440_000)
    over = event("pay", amount=Money(amount=150_000), receipt="R1")
    more = fine_credit(case(*(over if each is paid else each for each in kinds)), county())
    assert (more.credited, more.criminal_left) == (100_000, 400_000), "no more than the fine"


@pytest.mark.parametrize(("hour", "credited"), [(8, 0), (10, 100_000)])
def test_on_the_day_of_the_judgment_the_hour_tells_which_fine_was_first(hour: int, credited: int) -> None:
    """APL21 35: a fine that had been imposed is credited; one that had not is imposed no more. Decided at nine."""
    judged = event("convict", amount=Money(amount=500_000))
    judged = attrs.evolve(judged, at=judged.at.replace(hour=hour))
    paid = event("pay", amount=Money(amount=100_000), receipt="R1")
    found = case(*TO_HEARD, "decide", "serve", paid, "suspect_crime", *TRANSFER, "hand_over", judged)
    assert fine_credit(found, county()).credited == credited


def test_without_a_fine_before_the_judgment_none_follows() -> None:
    judged = event("convict", "2025-09-01", amount=Money(amount=500_000))
    found = case("file", "investigate", "suspect_crime", *TRANSFER, "hand_over", judged)
    credit = fine_credit(found, county())
    assert (credit.fine, credit.credited, credit.criminal_left) == (0, 0, 500_000)
    with pytest.raises(Unanswered):
        fine_credit(case("file"), county())


def test_a_warning_and_a_licence_sanction_go_on_during_the_criminal_case() -> None:
    heads = (*FINE, Sanction(kind="warning"), Sanction(kind="suspend_licence"))
    kinds = (*TO_HEARD[:4], event("notify", sanctions=heads), "waive", event("decide", sanctions=heads), "serve")
    assert goes_on(case(*kinds, "suspect_crime"), county()) == ("warning", "suspend_licence")
    assert goes_on(case(*kinds), county()) == ()
