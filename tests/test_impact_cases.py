"""A changed article or row and the open cases: every one listed rests on it, and none unlisted does."""

from __future__ import annotations

import datetime as dt
import json
from random import Random
from typing import Any

import attrs
import pytest
from command import run
from test_taint_cases import LIVES, SPRING, TO_DECISION, life, town_case, world, yuan
from worlds import county, day

import enforcekit as ek
from enforcekit.cli.review_sarif import of_impact
from enforcekit.errors import UnknownReference
from enforcekit.folder import save
from enforcekit.model.case import Case, Sanction
from enforcekit.packs.cn import PACK
from enforcekit.procedure.clocks import due
from enforcekit.procedure.impact import Impact, impact
from enforcekit.procedure.money import late_fine_of
from enforcekit.procedure.standing import standing
from enforcekit.structure import Structure

OVER = {"closed", "archived", "not_filed", "transferred_out"}


def cases(seed: int) -> list[Case]:
    random = Random(seed)
    found = []
    for number in range(8):
        kinds = random.choice(LIVES)
        kinds = kinds[: random.randint(1, len(kinds))]
        first = dt.date(random.randint(2014, 2025), random.randint(1, 12), 3)
        days = [first + dt.timedelta(random.randint(0, 90)) for _ in kinds]
        layer = random.choice((None, None, "samr", "public_security"))
        where: dict[str, Any] = {"authority": "department", "items": ["dumping"], "place": "north", "layer": layer}
        found.append(life(f"case-{number}", kinds, days, **where))
    return found


def rests_on(case: Case) -> set[tuple[str, str, str]]:
    """(kind, name, article) of all that an open case rests on, read off the tables."""
    now = standing(case, PACK)
    if now.main.state in OVER:
        return set()
    on = case.events[-1].at.date()
    found = set()
    for clock in due(case, Structure([])).clocks:
        deadline = clock.deadline if clock.stopped is None else None
        while deadline is not None:
            found.add(("clock", clock.rule, deadline.term.article))
            deadline = deadline.base
    for process in PACK.processes:
        states = [each.state for key, each in now.positions.items() if key[0] == process.track]
        if process.track == "main":
            states = [now.main.state] if now.main.process is process else []
        elif (process.track, None) not in now.positions:
            states.append(process.initial)
        for transition in process.transitions:
            final = {state.code for state in process.states if state.final}
            leaves = transition.sources & set(states) or ("*" in transition.sources and set(states) - final)
            for name in transition.asks if leaves and on in transition.period else ():
                rows = [each for each in PACK.conditions if each.name == name and on in each.period]
                own = [each for each in rows if each.layer and each.layer == case.layer]
                for row in (own or [each for each in rows if not each.layer])[:1]:
                    found.add(("condition", name, row.article))
    late = late_fine_of(now, on)
    found |= {("fine", "late_fine", row.article) for row in (late.rows if late else ())}
    return found


def parts(article: str) -> list[str]:
    return article.split("; ")


@pytest.mark.parametrize("seed", range(12))
def test_every_case_listed_rests_on_the_article_and_none_unlisted_does(seed: int) -> None:
    some = cases(seed)
    structure = county(*some)
    expected = {each.id: rests_on(each) for each in some}
    articles = sorted({part for found in expected.values() for *_, text in found for part in parts(text)})
    for tag in (*Random(seed).sample(articles, min(12, len(articles))), "APL21:85", "GOV54"):
        found = impact(structure, tag)
        listed = {
            (each.case, each.kind, each.name) for each in found.cases if each.kind != "power" and each.reach == "cited"
        }
        wanted = {
            (key, kind, name)
            for key, rests in expected.items()
            for kind, name, text in rests
            if any(part == tag or part.startswith((f"{tag}(", f"{tag}:")) for part in parts(text))
        }
        assert listed == wanted, tag
        json.dumps(found.to_dict())
        found.explain()


@pytest.mark.parametrize("seed", range(12))
def test_every_case_listed_for_a_row_rests_on_that_row(seed: int) -> None:
    some = cases(seed)
    structure = county(*some)
    for name in ("P-60", "P-40", "R-01", "P-48/penalty", "competent", "late_fine", "still_competent"):
        found = impact(structure, name)
        assert found.row == name
        names = {(each.case, each.kind) for each in found.cases}
        wanted = set()
        for each in some:
            for kind, own, _ in rests_on(each):
                if kind == "clock" and rests(own, name):
                    wanted.add((each.id, kind))
                rules = {row.rule for row in PACK.conditions if row.name == own}
                if kind == "condition" and (own == name or name in rules):
                    wanted.add((each.id, kind))
                if kind == "fine" and name == "late_fine":
                    wanted.add((each.id, kind))
        assert names >= wanted
        assert {(each.case, each.kind) for each in found.cases if each.kind != "clock"} == {
            each for each in wanted if each[1] != "clock"
        }


def rests(clock: str, name: str) -> bool:
    return clock == name or clock.partition("/")[0] == name


# Worked out by hand


def served(**more: Any) -> Case:
    return town_case("c-1", **more)


def only(found: Impact, kind: str) -> list[tuple[str, str]]:
    return list(dict.fromkeys((each.case, each.name) for each in found.cases if each.kind == kind))


def test_the_article_on_paying_reaches_the_clock_of_a_served_case_with_its_date_and_what_to_do() -> None:
    found = ek.impact(world(served()), "APL21:67")
    clock = next(each for each in found.cases if each.kind == "clock")
    assert (clock.case, clock.name, clock.due, clock.row) == ("c-1", "P-60", "2023-03-23", "P-60")
    assert clock.required["en"] == "reckon the due date again under the new text"
    assert "open cases, clocks [P-60] (1): c-1 → reckon" in found.explain()
    assert "在办案件的期限 [P-60] (1): c-1" in found.explain("zh")
    assert found.to_dict()["cases"]


def test_a_closed_case_and_a_clock_that_has_stopped_are_not_listed() -> None:
    kinds = ("file", "investigate", "finish_investigation", "decide_no_penalty", "serve_no_penalty", "close")
    closed = town_case("closed", SPRING[:6], kinds)
    assert only(ek.impact(world(closed), "P-40"), "clock") == []
    assert only(ek.impact(world(served()), "P-40"), "clock") == []
    assert only(ek.impact(world(town_case("new", SPRING[:1], ("file",))), "P-40"), "clock") == [("new", "P-40")]


def test_a_late_fine_rests_on_its_rows() -> None:
    late = town_case("late", [*SPRING, day("2023-04-20")], (*TO_DECISION, "mark_overdue"))
    assert only(ek.impact(world(late), "late_fine"), "fine") == [("late", "late_fine")]
    assert only(ek.impact(world(served()), "late_fine"), "fine") == []
    assert ("late", "late_fine") in only(ek.impact(world(late), "AEL:45"), "fine")


def test_the_basis_of_a_fine_is_found_by_its_instrument() -> None:
    case = served()
    basis = ek.Citation(instrument="city-rule", article="9")
    head = Sanction(kind="fine", amount=yuan(1000), bases=(basis,))
    events = [attrs.evolve(each, sanctions=(head,)) if each.kind == "decide" else each for each in case.events]
    based = attrs.evolve(case, events=tuple(events))  # type: ignore[misc]
    structure = world(based)
    assert only(ek.impact(structure, "city-rule", "9"), "fine") == [("c-1", "fine")]
    assert only(ek.impact(structure, "city-rule", "8"), "fine") == []
    wider = ek.impact(structure, "city-rule", "9", 2).cases
    assert [each.reach for each in wider if each.kind == "fine"] == ["wider"]


def test_a_mode_and_a_list_reach_the_cases_of_the_bodies_that_hold_by_them() -> None:
    structure = world(served(), town_case("other", authority="department", place="south"))
    assert only(ek.impact(structure, "township"), "power") == [("c-1", "dumping")]
    assert only(ek.impact(structure, "county-list"), "power") == [("c-1", "dumping")]
    assert only(ek.impact(structure, "APL21:24"), "power") == [("c-1", "dumping")]
    assert only(ek.impact(structure, "letter"), "power") == []


def test_a_clock_past_the_working_day_table_is_listed_without_its_date() -> None:
    case = town_case(days=[day(f"2026-12-{number:02}") for number in range(21, 29)])
    (reckoned,) = [each for each in due(case, world(case), provisional=True) if each.rule == "P-60"]
    assert reckoned.deadline.certainty == "provisional"
    (clock,) = [each for each in ek.impact(world(case), "P-60").cases if each.kind == "clock"]
    assert clock.due is None


def test_what_is_neither_an_instrument_nor_a_tag_nor_a_row_is_refused() -> None:
    with pytest.raises(UnknownReference):
        ek.impact(world(served()), "P-600")


def test_the_command_lists_the_open_cases(tmp_path: Any) -> None:
    path = tmp_path / "county.ndjson"
    save(world(served()), path)
    assert "open cases, clocks [P-60] (1): c-1" in run("impact", "P-60", "--in", str(path)).out
    assert json.loads(run("impact", "P-60", "--in", str(path), "--format", "json").out)["row"] == "P-60"


def test_sarif_has_a_result_for_each_open_case() -> None:
    found = ek.impact(world(served()), "P-60")
    (only,) = of_impact(found)["runs"]
    told = [each for each in only["results"] if each["ruleId"].startswith("impact/case/")]
    assert [each["properties"] for each in told] == [each.to_dict() for each in found.cases]
    assert "reckon the due date again" in told[0]["message"]["text"]


def test_a_day_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(ek.InvalidArgument, match="on is '2025-01-01'"):
        ek.impact(ek.Structure([]), "P-60", on="2025-01-01")  # type: ignore[arg-type]
