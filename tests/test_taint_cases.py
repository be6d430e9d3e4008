"""An invalid instrument and the cases: what falls is what, judged again without it, the law now refuses; no more."""

from __future__ import annotations

import datetime as dt
import json
from random import Random
from typing import Any

import attrs
import pytest
from command import run
from hypothesis import given, settings
from hypothesis import strategies as st
from test_taint import CONCENTRATE, HAND_DOWN, SECOND, removed
from worlds import DAYS, Holder, county, day, grant, item, random_world, seeds, span

import enforcekit as ek
from enforcekit.cli.review_sarif import of_taint
from enforcekit.codes import Vocabulary
from enforcekit.errors import LimitExceeded
from enforcekit.folder import save
from enforcekit.model.case import Case, Event, Sanction
from enforcekit.model.common import Money
from enforcekit.packs.cn import PACK
from enforcekit.procedure.clocks import due
from enforcekit.procedure.standing import standing
from enforcekit.procedure.steps import judge
from enforcekit.procedure.taint import Taint, TaintedCase, taint
from enforcekit.structure import Structure

POWER = {"J-02", "D-05", "D-08", "D-10", "P-64"}
"""The rules by which a step asks whether its body holds the power."""
JUDGED = {"file", "decide", "decide_on_spot", "decide_no_penalty", "show_id", "impose_measure", "enforce"}
JUDGED |= {"convert_to_ordinary", "impose_urgent"}
TO_DECISION = ("file", "investigate", "finish_investigation", "audit", "notify", "waive", "decide", "serve")
LIVES = (
    ("receive_clue", *TO_DECISION, "pay"),
    (*TO_DECISION, "mark_overdue", "demand", "enforce"),
    (*TO_DECISION[:-1], "publish", "serve", "apply_reconsideration", "reconsideration_overturns", "overturn"),
    ("file", "investigate", "finish_investigation", "decide_no_penalty", "serve_no_penalty", "close"),
    ("file", "preserve", "propose_measure", "approve_measure", "impose_measure", "investigate", "lift"),
    ("show_id", "fix_facts", "tell_and_hear", "decide_on_spot", "deliver", "collect_cash", "report"),
    ("show_id", "convert_to_ordinary", "consent_expedited", "convert_to_ordinary", "investigate"),
)


def yuan(amount: int) -> Money:
    return Money(amount=amount * 100)


def event(kind: str, on: dt.date, **more: Any) -> Event:
    if kind in ("notify", "tell_and_hear", "decide", "decide_on_spot"):
        more.setdefault("sanctions", (Sanction(kind="fine", amount=yuan(1000)),))
    if kind in ("pay", "collect_cash"):
        more.setdefault("amount", yuan(300))
        more.setdefault("receipt", "R1")
    if kind in ("propose_measure", "approve_measure", "impose_measure", "lift", "preserve"):
        more.setdefault("subject", "s1")
    return Event(kind=kind, at=dt.datetime.combine(on, dt.time(9), dt.UTC), **more)


def life(key: str, kinds: tuple[str, ...], days: list[dt.date], **more: Any) -> Case:
    procedure = "simple" if kinds[0] == "show_id" else "ordinary"
    events = tuple(event(kind, on) for kind, on in zip(kinds, sorted(days), strict=True))
    return Case(id=key, procedure=procedure, events=events, **more)


def with_cases(seed: int) -> Structure:
    """A random world with some cases in it, under the procedures of the PRC pack."""
    random, world = Random(seed), random_world(seed)
    words = Vocabulary({**PACK.vocabulary.lists, **world.pack.vocabulary.lists})
    names = ("terms", "thresholds", "processes", "conditions", "calendar", "penalty")
    pack = attrs.evolve(world.pack, vocabulary=words, **{name: getattr(PACK, name) for name in names})
    keys = {kind: [each.id for each in world if each.type == kind] for kind in ("authority", "item", "place")}
    cases = []
    for number in range(12):
        kinds = random.choice(LIVES)
        first = random.choice(DAYS)
        days = [first + dt.timedelta(random.randint(0, random.choice((60, 1500)))) for _ in kinds]
        cases.append(
            life(
                f"case-{number}",
                kinds,
                days,
                authority=random.choice(keys["authority"]),
                items=random.sample(keys["item"], random.randint(1, len(keys["item"]))),
                place=random.choice(keys["place"]),
                party_kind=random.choice(("citizen", "enterprise")),
            )
        )
    return Structure([*world, *cases], pack=pack)


def refused(case: Case, number: int, world: Structure) -> set[str]:
    """What a step does not meet of the rules on power, by judging it as if it were recorded now."""
    before = attrs.evolve(case, events=case.events[:number])  # type: ignore[misc]
    said = {finding.message["en"] for finding in judge(before, case.events[number], world)}
    return {each for each in said if each.partition(":")[0] in POWER}


def check(world: Structure, found: Taint) -> int:
    """A taint against the law asked again, step by step, with and without the instrument."""
    after = removed(world, found.instrument, found.from_date)
    told = {each.case: each for each in found.cases}
    fallen_at_all = 0
    for case in world.all(Case):
        moves = standing(case, PACK).moves
        fallen = {}
        for move in moves:
            lost = refused(case, move.number, after) - refused(case, move.number, world)
            if lost:
                assert move.event.kind in JUDGED, move.event.kind
                fallen[move.number] = {each.partition(":")[0] for each in lost}
        mine = told.get(case.id)
        steps = mine.steps if mine else ()
        assert fallen == {each.number: set(each.conditions) for each in steps if each.falls}
        if mine is None:
            assert not fallen
            continue
        fallen_at_all += bool(fallen)
        check_case(case, mine, fallen)
        for step in mine.steps:
            assert step.falls or step.survives, "what stands, stands by some chain"
            assert (
                step.falls
                or not (set(step.rested_on) & {grant for chain in step.survives for grant in chain})
                or (step.in_flight)
            )
    json.dumps(found.to_dict())
    found.explain()
    found.explain("zh")
    return fallen_at_all


def check_case(case: Case, mine: TaintedCase, fallen: dict[int, set[str]]) -> None:
    found = standing(case, PACK)
    steps = {each.number for each in mine.steps}
    assert mine.standing == ("falls" if steps == set(fallen) else "in_part" if fallen else "stands")
    decisions = [move.number for move in found.moves if move.event.kind in ("decide", "decide_on_spot")]
    lost = bool(decisions) and decisions[-1] in fallen and found.main.state != "overturned"
    fines = case.events[decisions[-1]].sanctions if lost else ()
    assert mine.fine == sum(each.amount.amount for each in fines if each.amount)
    payments = (each for each in case.events if each.kind in ("pay", "collect_cash"))
    assert mine.refund == (sum(each.amount.amount for each in payments if each.amount) if lost else 0)
    expected = set()
    for clock in due(case, Structure([], pack=PACK)):
        tracks = {move.number: move.track for move in found.moves if asks_power(move)}
        on_track = [n for n, track in tracks.items() if n <= clock.started.number and track == clock.started.track]
        on_main = [n for n, track in tracks.items() if n <= clock.started.number and track == ("main", None)]
        if max(on_track or on_main, default=None) in fallen:
            expected.add((clock.rule, clock.subject))
    assert {(each.rule, each.subject) for each in mine.clocks} == expected


def asks_power(move: Any) -> bool:
    names = {"competent", "still_competent", "within_grant", "measure_power", "own_power"}
    return any(PACK.condition(name, move.day) is not None for name in names & set(move.transition.asks))


@seeds(50, 90)
def test_on_random_worlds_it_is_removing_the_instrument_and_judging_every_step_again(seeds: range) -> None:
    met: set[str] = set()
    fell = 0
    for seed in seeds:
        world = with_cases(seed)
        instrument, on = Random(seed).choice(("i1", "i2")), Random(-seed).choice(DAYS)
        try:
            found = taint(Structure(list(world), pack=world.pack), instrument, on)
            fell += check(world, found)
        except LimitExceeded:
            continue
        met |= {each.standing for each in found.cases}
    assert met >= {"falls", "stands"}
    assert fell > 4


@settings(max_examples=25, deadline=None)
@given(st.integers(1000, 10**6), st.sampled_from(["i1", "i2"]), st.sampled_from(DAYS))
def test_whatever_the_world_the_instrument_and_the_day(seed: int, instrument: str, on: dt.date) -> None:
    world = with_cases(seed)
    try:
        check(world, taint(Structure(list(world), pack=world.pack), instrument, on))
    except LimitExceeded:
        return


# Worked out by hand

SPRING = [day(f"2023-03-{number:02}") for number in range(1, 9)]


def town_case(
    key: str = "c-1", days: list[dt.date] = SPRING, kinds: tuple[str, ...] = TO_DECISION, **more: Any
) -> Case:
    fields = {"authority": "north-town", "items": ["dumping"], "place": "north", **more}
    return life(key, kinds, days, **fields)


def world(*more: Any) -> Structure:
    return county(CONCENTRATE, HAND_DOWN, SECOND, *more)


def test_a_fine_of_a_town_falls_with_its_list_and_the_department_is_named_instead() -> None:
    found = ek.taint(world(town_case()), "county-list", day("2023-01-01"))
    (case,) = found.cases
    assert [(each.event, each.falls, each.conditions) for each in case.steps] == [
        ("file", True, ("J-02",)),
        ("decide", True, ("D-05",)),
    ]
    assert case.steps[1].rested_on == ("hand-down",)
    assert case.steps[1].instead == ("bureau",)
    assert (case.standing, case.fine, case.refund, found.fines) == ("falls", 100_000, 0, 100_000)
    clocks = {each.rule: each.due for each in case.clocks}
    assert clocks["P-60"] == "2023-03-23"
    assert clocks["P-40"] == "2023-05-30"
    assert [each["case"] for each in found.to_dict()["cases"]] == ["c-1"]
    assert "fine 1,000 yuan" in found.explain()
    assert "失去依据的案件 (1)" in found.explain("zh")


def test_a_case_filed_before_the_day_is_finished_by_its_body_and_says_so() -> None:
    found = ek.taint(world(town_case()), "county-list", day("2023-03-03"))
    (case,) = found.cases
    assert [(each.event, each.falls, each.in_flight) for each in case.steps] == [("decide", False, True)]
    assert (case.standing, case.fine, case.clocks) == ("stands", 0, ())


def test_of_a_case_filed_too_late_only_what_came_before_the_fallen_step_stays() -> None:
    paid = town_case("c-2", [*SPRING, day("2023-03-09")], (*TO_DECISION, "pay"))
    found = ek.taint(world(paid), "county-list", day("2023-01-01"))
    assert found.cases[0].refund == 30_000
    assert ek.taint(world(paid), "county-list", day("2023-04-01")).cases == ()


def test_a_bureau_with_another_valid_chain_keeps_its_fine_by_that_one() -> None:
    again = grant("again", "concentrated", "department", "bureau", by="second", period=span("2022-02-01"))
    case = town_case(authority="bureau", place="south")
    found = ek.taint(county(CONCENTRATE, SECOND, again, case), "decision", day("2023-01-01"))
    (mine,) = found.cases
    assert mine.standing == "stands"
    assert {each.survives for each in mine.steps} == {(("again",),)}
    assert mine.steps[0].rested_on == ("concentrate",)
    assert "stands by again" in found.explain()


def test_the_cases_of_a_body_by_statute_and_of_other_places_are_not_listed() -> None:
    own = town_case("own", authority="department", place="south")
    assert ek.taint(world(own, town_case()), "county-list", day("2023-01-01")).cases[0].case == "c-1"
    assert len(ek.taint(world(own, town_case()), "county-list", day("2023-01-01")).cases) == 1


def test_a_decision_above_the_ceiling_of_the_chain_that_remains_falls_all_the_same() -> None:
    ceiling = ek.Ceiling(fine=yuan(500))
    low = grant(
        "low", "concentrated", "department", "bureau", by="second", period=span("2022-02-01"), ceilings=(ceiling,)
    )
    case = town_case(authority="bureau", place="south")
    found = ek.taint(county(CONCENTRATE, SECOND, low, case), "decision", day("2023-01-01"))
    assert [(each.event, each.falls, each.conditions) for each in found.cases[0].steps] == [
        ("file", False, ()),
        ("decide", True, ("D-08",)),
    ]
    assert found.cases[0].standing == "in_part"


def test_cases_kept_elsewhere_are_given_with_the_question() -> None:
    found = ek.taint(world(), "county-list", day("2023-01-01"), cases=[town_case()])
    assert [each.case for each in found.cases] == ["c-1"]


def test_a_clock_past_the_working_day_table_is_named_without_a_date() -> None:
    days = [day(f"2026-12-{number:02}") for number in range(21, 29)]
    found = ek.taint(world(town_case(days=days)), "county-list", day("2023-01-01"))
    dates = {each.rule: each.due for each in found.cases[0].clocks}
    assert dates["P-40"] == "2027-03-21"
    assert dates["P-60"] is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_shows_the_cases(tmp_path: Any, lang: str) -> None:
    folder = tmp_path / "county.ndjson"
    save(world(town_case()), folder)
    asked = ("taint", "county-list", "--from", "2023-01-01", "--in", str(folder), "--lang", lang)
    assert "c-1" in run(*asked).out
    assert json.loads(run(*asked, "--format", "json").out)["cases"][0]["fine"] == 100_000


def test_sarif_has_a_result_for_each_case_and_other_record_and_of_many_cases_the_text_shows_twenty() -> None:
    cases = [town_case(f"c-{number}") for number in range(23)]
    cites = ek.Citation(instrument="county-list")
    other = item("other", Holder(function="waste"), bases=(cites,))
    found = ek.taint(world(other, *cases), "county-list", day("2023-01-01"))
    (only,) = of_taint(found)["runs"]
    told = {kind: [each for each in only["results"] if each["ruleId"] == f"taint/{kind}"] for kind in ("case", "other")}
    assert [each["properties"] for each in told["case"]] == [each.to_dict() for each in found.cases]
    assert [each["properties"] for each in told["other"]] == [each.to_dict() for each in found.others]
    assert [each["level"] for each in told["case"]] == ["error"] * 23
    assert [each["level"] for each in told["other"]] == ["note"]
    assert "… + 3" in found.explain().splitlines()
    assert "to check as well (1): other" in found.explain()
    assert "另需核对 (1): other" in found.explain("zh")
