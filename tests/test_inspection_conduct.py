"""Conduct: checks that become one visit, one result for each body, clues, evidence, corrections, alarms, bundles."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from checks import at, begun, check, joint, listed, result, world
from worlds import grant

from enforcekit.errors import CalendarCoverageError, InvalidArgument, NotPermitted, UnknownReference
from enforcekit.inspection.alarms import alarms
from enforcekit.inspection.appointment import appoint
from enforcekit.inspection.found import case_from, recognise
from enforcekit.inspection.matters import chain_of
from enforcekit.inspection.rectify import rectification
from enforcekit.inspection.results import publication_due, settle, signers
from enforcekit.inspection.review import review
from enforcekit.law import NoSuchTerm, NoSuchThreshold
from enforcekit.model import Event, Evidence, MatterStep, OneMatter
from enforcekit.packs.cn import PACK
from enforcekit.procedure import judge, standing
from enforcekit.shape import evolve

D = dt.date
ON = D(2025, 9, 1)


def codes(error: pytest.ExceptionInfo[NotPermitted]) -> list[str]:
    return [each.code for each in error.value.findings]


# One visit


def test_checks_of_two_bodies_become_one_visit_with_each_body_s_part() -> None:
    mine, more = check("a"), check("b", items=("burning",))
    theirs = check("c", "bureau")
    found = appoint([mine, more, theirs], world(), id="j", lead="department", on=ON, coordinator="county-gov")
    assert [(part.authority, part.items) for part in found.parts] == [
        ("department", ("dumping", "burning")),
        ("bureau", ("dumping",)),
    ]
    assert (found.visits[0].checks, found.trigger, found.initiator) == (("a", "b", "c"), "several_duties", "department")
    assert appoint([mine, more], world(), id="j", lead="department", on=ON).trigger == "one_body_items"


@pytest.mark.parametrize(
    ("checks", "lead", "expected"),
    [
        ([], "department", ["EK563"]),
        ([check("a"), check("b", "bureau", party="other-firm")], "department", ["EK563"]),
        ([check("a"), check("b", "bureau", place="south")], "department", ["EK563"]),
        ([check("a"), check("a")], "department", ["EK563"]),
        ([begun("a", "2025-09-01")], "department", ["EK563"]),
        ([check("a")], "bureau", ["EK564"]),
        ([check("a"), begun("b", "2025-09-01", party="other-firm", place="south")], "department", ["EK563"] * 3),
    ],
)
def test_what_is_no_one_visit_is_refused_with_every_reason(checks: Any, lead: str, expected: list[str]) -> None:
    with pytest.raises(NotPermitted) as error:
        appoint(checks, world(), id="j", lead=lead, on=ON)
    assert codes(error) == expected
    with pytest.raises(UnknownReference):
        appoint([check("a")], world(), id="j", lead="department", on=ON, coordinator="nobody")


# One result for each body (trap 20)


def test_each_body_signs_its_own_result() -> None:
    visit = begun("a", "2025-09-01"), begun("b", "2025-09-01", "bureau")
    found = settle(visit, {"department": result(), "bureau": result("bureau")}, world(), ended_at=at("2025-09-02"))
    assert [each.result.issuers for each in found if each.result] == [("department",), ("bureau",)]
    assert {each.ended_at for each in found} == {at("2025-09-02")}


def test_a_result_is_not_written_over() -> None:
    once = settle([begun("a", "2025-09-01")], {"department": result()}, world())
    with pytest.raises(NotPermitted) as error:
        settle(once, {"department": result("department", "corrected")}, world())
    assert codes(error) == ["EK599"]
    assert "2025-09-01" in str(error.value)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ({"department": result(issuers=("department", "bureau")), "bureau": result("bureau")}, ["EK565"]),
        ({"department": result("bureau"), "bureau": result("bureau")}, ["EK565"]),
        ({"department": result(), "bureau": result()}, ["EK565"]),
        ({"department": result()}, ["EK567"]),
        ({"department": result(), "bureau": result("bureau"), "j": result("j")}, ["EK566"]),
        ({"j": result(issuers=("department", "bureau"))}, ["EK566", "EK567", "EK567"]),
    ],
)
def test_a_joint_decision_is_refused(results: Any, expected: list[str]) -> None:
    visit = begun("a", "2025-09-01"), begun("b", "2025-09-01", "bureau")
    with pytest.raises(NotPermitted) as error:
        settle(visit, results, world())
    assert codes(error) == expected
    for each in error.value.findings:
        assert PACK.knows(each.article)


def test_a_joint_decision_cites_the_local_rule_where_there_is_one() -> None:
    visit = [begun("a", "2025-09-01", layers=("henan",))]
    with pytest.raises(NotPermitted) as error:
        settle(visit, {"department": result("bureau")}, world())
    assert (error.value.findings[0].article, error.value.findings[0].severity) == ("HEN16:16", "void")


def test_an_entrusted_body_signs_in_the_name_of_the_one_that_entrusted_it() -> None:
    entrusted = grant("g", "entrusted", "department", "north-town", by="letter", published_on=D(2025, 1, 1))
    visit = begun("a", "2025-09-01", "north-town", officers=())
    assert signers(visit, world(entrusted)) == ("north-town", "department")
    assert settle([visit], {"north-town": result("department")}, world(entrusted))[0].result is not None


@pytest.mark.parametrize("end", [dt.datetime(2025, 9, 1, 12), "2025-09-01T12:00:00+08:00", D(2025, 9, 1)])  # noqa: DTZ001
def test_the_end_of_a_visit_is_an_instant_with_its_zone(end: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"ended_at is .* give a datetime with its zone"):
        settle([begun("a", "2025-09-01")], {"department": result()}, world(), ended_at=end)


def test_a_result_before_the_check_began_is_refused() -> None:
    with pytest.raises(NotPermitted) as error:
        settle([check("a")], {"department": result()}, world())
    assert codes(error) == ["EK571"]


# What follows


def test_the_result_is_published_within_twenty_working_days() -> None:
    done = check(result=result(found_on=D(2025, 9, 30)))
    assert publication_due(done, world()).due == D(2025, 11, 4)
    with pytest.raises(NotPermitted):
        publication_due(check(), world())
    with pytest.raises(NoSuchTerm):
        publication_due(check(result=result(found_on=D(2010, 9, 30))), world())


def test_a_violation_becomes_a_case_that_is_still_to_be_filed() -> None:
    photo = Evidence(id="e-1", kind="audio_visual")
    found = check(evidence=(photo,), result=result("department", "further_handling", violations=("dumping",)))
    case = case_from(found, world(), id="c-1", item="dumping", party_kind="enterprise")
    assert (case.origin, case.clue, case.party, case.evidence) == ("inspection", "check", "firm", (photo,))
    assert (case.events, standing(case, PACK).main.state) == ((), "new")
    decide = Event(kind="decide", at=at("2025-09-10"), by=("o-1", "o-2"))
    assert {each.code for each in judge(case, decide, world())} == {"EK401"}


@pytest.mark.parametrize(
    "found",
    [check(), check(result=result()), check(result=result("department", "corrected", violations=("burning",)))],
)
def test_what_found_no_violation_is_no_clue(found: Any) -> None:
    with pytest.raises(NotPermitted) as error:
        case_from(found, world(), id="c-1", item="dumping")
    assert codes(error) == ["EK569"]


def test_a_body_that_may_not_punish_hands_the_clue_over() -> None:
    found = check(authority="bureau", result=result("bureau", "further_handling", violations=("dumping",)))
    with pytest.raises(NotPermitted) as error:
        case_from(found, world(), id="c-1", item="dumping")
    assert codes(error) == ["EK570"]
    assert set(error.value.findings[0].witness) == {"department", "city-department"}


def test_evidence_of_another_body_is_used_once_it_is_examined_again_and_keeps_its_origin() -> None:
    photo = Evidence(id="e-1", kind="audio_visual")
    with pytest.raises(NotPermitted) as error:
        recognise(photo, check("a", "bureau"), check(), world(), on=ON)
    assert codes(error) == ["EK568"]
    stolen = Evidence(id="e-2", kind="audio_visual", facts=("unlawful",))
    with pytest.raises(NotPermitted) as error:
        recognise(stolen, check("a", "bureau"), check(), world(), on=ON, facts=["re_examined"])
    assert codes(error) == ["EK586"]
    used = recognise(photo, check("a", "bureau"), check(), world(), on=ON, facts=["re_examined"])
    assert (used.evidence[0].origin, used.evidence[0].facts) == ("bureau", ("re_examined",))
    again = recognise(used.evidence[0], check(), check("b"), world(), on=ON)
    assert again.evidence[0].origin == "bureau"
    with pytest.raises(NoSuchThreshold):
        recognise(photo, check("a"), check(), world(), on=D(2021, 9, 1))


def test_evidence_goes_once_into_a_file_of_the_firm_it_was_obtained_from() -> None:
    photo = Evidence(id="e-1", kind="audio_visual")
    used = recognise(photo, check("a", "bureau"), check(), world(), on=ON, facts=["re_examined"])
    case = case_from(
        check(result=result("department", "corrected", violations=("dumping",))), world(), id="c", item="dumping"
    )
    for into in (used, check(party="other-firm"), evolve(case, party="other-firm")):
        with pytest.raises(NotPermitted) as error:
            recognise(photo, check("a", "bureau"), into, world(), on=ON, facts=["re_examined"])
        assert codes(error) == ["EK589"]
    for into in (case, evolve(case, party=None)):
        assert recognise(photo, check("a", "bureau"), into, world(), on=ON, facts=["re_examined"]).evidence
    with pytest.raises(NotPermitted) as error:
        recognise(photo, check("a", "bureau"), evolve(used, party="other-firm"), world(), on=ON)
    assert codes(error) == ["EK589", "EK589", "EK568"]


def test_one_firm_gets_one_notice_to_correct_and_one_re_check() -> None:
    def broken(key: str, by: dt.date | None, authority: str = "department", **more: Any) -> Any:
        found = result(authority, "corrected", violations=("dumping",), correct_by=by, **more)
        return check(key, authority, result=found)

    checks = [broken("a", D(2025, 9, 10)), broken("b", D(2025, 9, 20), "bureau"), check("clean", result=result())]
    (one,) = rectification(checks, world())
    assert (one.party, one.recheck_on, len(one.shares)) == ("firm", D(2025, 9, 21), 2)
    assert [each.inspection for each in one.late(D(2025, 9, 15))] == ["a"]
    assert one.late(D(2025, 9, 10)) == ()
    (half,) = rectification([*checks[:1], broken("b", D(2025, 9, 20), "bureau", corrected_on=D(2025, 9, 5))], world())
    assert (half.recheck_on, [each.inspection for each in half.open]) == (D(2025, 9, 11), ["a"])
    (unset,) = rectification([broken("a", None)], world())
    assert unset.recheck_on is None
    assert rectification([check()], world()) == ()


# The file


NEXT = D(2025, 9, 28)


def reviewed(*records: Any, on: dt.date = NEXT) -> list[str]:
    return [each.code for each in review(world(*records), on=on)]


def test_a_file_in_order_has_nothing_to_say() -> None:
    two = begun("a", "2025-09-01", result=result()), begun("b", "2025-09-01", "bureau", result=result("bureau"))
    assert reviewed(*two, joint("j", *two), on=D(2025, 9, 28)) == []


def test_a_check_that_began_on_another_day_than_its_visit_is_named() -> None:
    two = begun("a", "2025-09-01", result=result()), begun("b", "2025-09-02", "bureau", result=result("bureau"))
    (found,) = review(world(*two, joint("j", *two)), on=NEXT)
    assert (found.code, found.witness) == ("EK588", ("j", "b"))
    assert "2025-09-02" in found.message["zh"]


@pytest.mark.parametrize(
    ("day", "facts", "scanned", "on", "said"),
    [
        ("2025-09-01", (), None, NEXT, False),  # the day before there was a rule
        ("2025-09-02", (), None, NEXT, True),
        ("2025-09-02", (), "2025-09-02T08:59:00+08:00", NEXT, False),
        ("2025-09-02", ("system_failure",), None, D(2025, 9, 12), False),
        ("2025-09-02", ("system_failure",), None, D(2025, 9, 13), True),
        ("2025-09-02", ("system_failure", "reasons_given"), "2025-09-12T09:00:00+08:00", NEXT, False),
        ("2025-09-28", (), None, D(2025, 9, 27), False),  # not yet begun by the day of the review
    ],
)
def test_a_scan_that_was_missed_is_named_by_the_law_of_its_day(
    day: str, facts: tuple[str, ...], scanned: str | None, on: dt.date, said: bool
) -> None:
    there = begun("a", day, layers=("shenzhen",), facts=facts, scanned_at=at(scanned) if scanned else None)
    found = review(world(there), on=on)
    assert [(each.pointer, each.witness) for each in found] == [("/scanned_at", ("a",))] * said
    assert all("I-13" in each.message["en"] for each in found)
    assert not review(world(evolve(there, layers=())), on=on)


def test_a_joint_decision_on_file_is_void_whoever_wrote_it() -> None:
    assert reviewed(begun("a", "2025-09-01", result=result(issuers=("department", "bureau")))) == ["EK565"]
    assert reviewed(begun("a", "2025-09-01", result=result("bureau"))) == ["EK565"]


@pytest.mark.parametrize(
    ("published", "on", "late"),
    [
        # Sunday 28 September 2025 is worked.
        (None, D(2025, 9, 28), False),
        (None, D(2025, 9, 29), True),
        (D(2025, 9, 28), D(2025, 12, 1), False),
        (D(2025, 9, 29), D(2025, 12, 1), True),
    ],
)
def test_a_result_is_late_after_its_twentieth_working_day(published: Any, on: dt.date, late: bool) -> None:
    done = begun("a", "2025-09-01", result=result(published_on=published))
    assert (reviewed(done, on=on) == ["EK582"]) is late


def test_a_result_whose_term_runs_into_next_year_is_not_late_this_year_and_hides_no_other() -> None:
    done = begun("a", "2026-12-21", result=result(found_on=D(2026, 12, 21)))
    old = begun("b", "2026-03-02", result=result(found_on=D(2026, 3, 2)))
    assert [each.witness for each in review(world(done, old), on=D(2026, 12, 31))] == [("b",)]
    with pytest.raises(CalendarCoverageError):
        review(world(done), on=D(2027, 1, 4))
    # The notice of next year may move the 29th, so that nothing is late by it yet.
    unsettled = begun("a", "2026-12-01", result=result(found_on=D(2026, 12, 1)))
    assert review(world(unsettled), on=D(2026, 12, 30)) == ()


def test_what_does_not_fit_its_visit_is_named() -> None:
    mine, theirs = begun("a", "2025-09-01", result=result()), begun("b", "2025-09-01", "bureau", party="other-firm")
    assert reviewed(mine, theirs, joint("j", mine, theirs)) == ["EK583", "EK567"]
    again = joint("k", mine)
    assert reviewed(mine, joint("j", mine), again) == ["EK585"]
    alone = joint("j", mine)
    assert reviewed(mine, check("c"), evolve(alone, visits=joint("x", mine, check("c", "bureau")).visits)) == ["EK567"]
    other = begun("b", "2025-09-01", "bureau", result=result("bureau"))
    assert reviewed(mine, other, evolve(alone, visits=joint("x", mine, other).visits)) == ["EK584"]


# Alarms


LATER = D(2025, 9, 30)


def told(*records: Any, on: dt.date = LATER, **more: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.code, each.witness) for each in alarms(world(*records), on=on, **more)]


def test_bodies_that_come_one_by_one_raise_an_alarm_and_together_they_do_not() -> None:
    two = begun("a", "2025-09-05"), begun("b", "2025-09-15", "bureau", items=("burning",))
    assert told(*two) == [("EK572", ("a", "b"))]
    assert told(*two, joint("j", *two)) == []
    assert told(two[0], begun("b", "2025-09-15", "bureau", items=("burning",), kind="individual", ground="media")) == []
    assert told(two[0], begun("b", "2025-09-15", "bureau", party="other-firm")) == []
    assert told(*two, on=D(2025, 10, 10)) == []


def test_the_same_item_twice_raises_an_alarm() -> None:
    assert told(begun("a", "2025-09-05"), begun("b", "2025-09-15")) == [("EK573", ("a", "b"))]


def test_one_check_beyond_the_cap_raises_an_alarm() -> None:
    cap = listed("dumping", key="cap", kind="cap", yearly_cap=1)
    two = begun("a", "2025-03-05"), begun("b", "2025-07-15")
    assert told(cap, *two) == [("EK574", ("a", "b"))]
    assert told(cap, two[0]) == []


@pytest.mark.parametrize(
    ("days", "layers", "on", "expected"),
    [
        (("2023-09-20",), ("food",), D(2025, 9, 20), []),
        (("2023-09-20",), ("food",), D(2025, 9, 21), [("EK598", ("a",))]),
        (("2023-09-20", "2024-01-02"), ("food",), D(2025, 9, 21), []),
        (("2023-09-20", "2025-09-22"), ("food",), D(2025, 9, 21), [("EK598", ("a",))]),
        (("2023-09-20",), (), D(2025, 9, 21), []),
    ],
)
def test_a_food_business_not_inspected_for_two_years_raises_an_alarm(
    days: tuple[str, ...], layers: tuple[str, ...], on: dt.date, expected: Any
) -> None:
    checks = [begun(key, day, layers=layers) for key, day in zip("abc", days, strict=False)]
    assert told(*checks, on=on) == expected


def test_ningbo_s_own_rule_is_cited_from_its_first_day() -> None:
    two = begun("a", "2025-11-05"), begun("b", "2025-11-15", "bureau", items=("burning",))
    (found,) = alarms(world(*two), on=D(2025, 11, 30), layer="ningbo")
    assert found.article == "NB280"


# One-matter bundles


def bundle(*steps: MatterStep, **more: Any) -> OneMatter:
    own = {"lead": "department", "partners": ("bureau",), "place": "north", "steps": steps}
    return OneMatter(id="matter", names={"zh": "校园安全"}, **{**own, **more})


LICENCE = MatterStep(action="license", authority="bureau")
INSPECT = MatterStep(action="inspect", items=("dumping",), authority="department")
PUNISH = MatterStep(action="penalise", items=("dumping",), authority="department")


def test_a_chain_with_every_step_is_whole() -> None:
    found = chain_of(bundle(LICENCE, INSPECT, PUNISH), world(), on=ON)
    assert found.complete
    assert [each.code for each in found.findings] == ["EK581"]
    assert found.bodies == {"license": ("bureau",), "inspect": ("department",), "penalise": ("department",)}
    assert found.to_dict()["complete"] is True


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (bundle(LICENCE, INSPECT), ["EK576"]),
        (bundle(), ["EK576", "EK576", "EK576"]),
        (bundle(LICENCE, INSPECT, PUNISH, lead=None), ["EK575"]),
        (bundle(LICENCE, INSPECT, MatterStep(action="penalise", items=("dumping",))), ["EK577"]),
        (bundle(MatterStep(action="license"), INSPECT, PUNISH), ["EK577"]),
        (bundle(LICENCE, INSPECT, MatterStep(action="penalise", items=("dumping",), authority="bureau")), ["EK578"]),
    ],
)
def test_a_step_that_nobody_covers_is_a_gap(given: OneMatter, expected: list[str]) -> None:
    found = chain_of(given, world(), on=ON)
    assert [each.code for each in found.gaps] == expected
    assert not found.complete


def test_bodies_that_do_not_fit_the_bundle_are_named() -> None:
    found = chain_of(bundle(LICENCE, INSPECT, PUNISH, partners=("county-gov",)), world(), on=ON)
    assert [each.code for each in found.findings] == ["EK581", "EK579", "EK580"]
    with pytest.raises(UnknownReference):
        chain_of(bundle(LICENCE, partners=("nobody",)), world(), on=ON)


def test_a_visit_has_its_result_and_its_end_after_its_beginning() -> None:
    mine = begun("a", "2025-09-01")
    with pytest.raises(NotPermitted) as error:
        settle([mine], {"department": result(found_on=dt.date(2025, 8, 31))}, world(), ended_at=at("2025-08-31"))
    assert [(each.code, each.pointer) for each in error.value.findings] == [
        ("EK587", "/results/department/found_on"),
        ("EK587", "/ended_at"),
    ]
    assert settle([mine], {"department": result()}, world(), ended_at=at("2025-09-01"))
