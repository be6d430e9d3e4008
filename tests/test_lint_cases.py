"""The linter on cases: a clean file gives nothing, and each defect planted in it is found by its own rule."""

from __future__ import annotations

import datetime as dt
import json
import time
from decimal import Decimal
from typing import Any

import attrs
import pytest
from casework import (
    CLEAN,
    HEAD,
    HEARD,
    MEASURED,
    SPOT,
    TEAM,
    Identifier,
    event,
    file_after,
    file_with,
    file_without,
    fine,
    officer,
    structure,
)
from command import run
from worlds import Ceiling, Holder, Money, Penalty, Record, body, day, grant, instrument, item, span

import enforcekit as ek
from enforcekit.competence.lint import lint as lint_structure
from enforcekit.errors import Finding, UnknownReference
from enforcekit.law.lint import CHECKS, rule_id
from enforcekit.model.case import Act, Case
from enforcekit.model.officer import Certificate
from enforcekit.procedure import record
from enforcekit.procedure.lint import LAYER, lint
from enforcekit.wire import dump_document

OWN = {code: each for code, each in CHECKS.items() if code.startswith(LAYER)}


def ids(findings: tuple[Finding, ...]) -> set[str]:
    return {rule_id(each.code) for each in findings}


@pytest.mark.parametrize("case", CLEAN.values(), ids=list(CLEAN))
def test_a_clean_case_gives_no_finding(case: Case) -> None:
    assert lint(structure(case)) == ()


@pytest.mark.parametrize("case", CLEAN.values(), ids=list(CLEAN))
def test_what_may_be_recorded_step_by_step_is_clean(case: Case) -> None:
    world, grown = structure(), attrs.evolve(case, events=())
    for each in case.events:
        grown = record(grown, each, world)
        assert lint(structure(grown)) == ()


# The mutations


@attrs.frozen(kw_only=True)
class Plant:
    """A defect: the rule that must fire, the records that make it, and companions that cannot but fire with it."""

    rule: str
    records: tuple[Record, ...]
    companions: dict[str, str] = attrs.field(factory=dict)
    witness: frozenset[str] = frozenset()
    name: str = ""


def act(case: Case, **more: Any) -> Case:
    assert case.act is not None
    return attrs.evolve(case, act=attrs.evolve(case.act, **more))


def elsewhere(case: Case, kind: str) -> Case:
    """The case with the time of one event written in UTC, eight hours earlier: the evening before."""
    events = tuple(
        attrs.evolve(e, at=e.at.replace(hour=23, tzinfo=dt.UTC)) if e.kind == kind else e for e in case.events
    )
    return attrs.evolve(case, events=events)


def decided(yuan: int, **more: Any) -> Case:
    """The case of a hearing with another fine told and decided."""
    return file_with(
        file_with(file_with(HEARD, "decide", sanctions=fine(yuan), **more), "notify", sanctions=fine(yuan)),
        "pay",
        amount=Money(amount=yuan * 100),
    )


TWIN = attrs.evolve(SPOT, id="twin", act=Act(ended=day("2025-05-06"), same_as=("spot",)))
NEWER = item(
    "dumping-2025",
    Holder(function="waste", kinds=("department",), levels=("county",)),
    code=Identifier(scheme="illustrative", value="D-1"),
    period=span("2025-04-01"),
    penalties=(Penalty(kind="fine", minimum=Money(amount=10_000), maximum=Money(amount=90_000_000)),),
)
OLDER = attrs.evolve(
    NEWER,
    id="dumping-2000",
    period=span("2000-01-01", "2025-04-01"),
    penalties=(Penalty(kind="fine", minimum=Money(amount=10_000), maximum=Money(amount=20_000_000)),),
)
MOVED = "no body of the item's holders: whoever files it lacks the power from the first step"

PLANTS = (
    Plant(rule="X-10", records=(attrs.evolve(HEARD, procedure="hurried"),)),
    Plant(rule="L18", records=(SPOT, TWIN), witness=frozenset({"spot", "twin"})),
    Plant(
        rule="L18",
        name="only the first names the other",
        records=(act(SPOT, same_as=("late",)), attrs.evolve(HEARD, id="late")),
        witness=frozenset({"spot", "late"}),
        companions={},
    ),
    Plant(rule="L19", records=(act(HEARD, ended=day("2023-03-04")),), witness=frozenset({"heard"})),
    Plant(
        rule="L19",
        name="five years, with harm",
        records=(act(HEARD, ended=day("2020-03-04"), life_health_or_finance=True, harm="slight"),),
    ),
    Plant(
        rule="L20",
        records=(NEWER, OLDER, attrs.evolve(HEARD, items=("dumping-2025",))),
        witness=frozenset({"heard", "dumping-2025", "dumping-2000"}),
        companions={"L02/decision": "the new item is not there yet when the case is filed"},
    ),
    Plant(
        rule="L20",
        name="the lighter new law is passed over",
        records=(
            attrs.evolve(NEWER, penalties=OLDER.penalties),
            attrs.evolve(OLDER, penalties=NEWER.penalties),
            attrs.evolve(HEARD, items=("dumping-2000",)),
        ),
        witness=frozenset({"heard", "dumping-2025", "dumping-2000"}),
    ),
    Plant(rule="L21", records=(file_with(HEARD, "investigate", by=("officer-1",)),)),
    Plant(rule="L21", name="on the spot", records=(file_with(SPOT, "decide_on_spot", by=("officer-1",)),)),
    Plant(
        rule="L21/certificate",
        records=(officer("officer-2", certificates=(Certificate(number="X", period=span("2026-01-01")),)), SPOT),
        witness=frozenset({"spot", "officer-2"}),
    ),
    Plant(
        rule="L21/certificate",
        name="of another body",
        records=(officer("officer-2", home="water-bureau"), SPOT),
        witness=frozenset({"spot", "officer-2"}),
    ),
    Plant(rule="L21/recusal", records=(officer("officer-1", recusals=("spot",)), SPOT)),
    Plant(
        rule="L21/auxiliary",
        records=(officer("officer-2", kind="auxiliary"), MEASURED),
        witness=frozenset({"measured", "officer-2"}),
    ),
    Plant(rule="L22", records=(file_without(HEARD, "legal_review"),)),
    Plant(rule="L22/discussion", records=(file_without(HEARD, "discuss"),)),
    Plant(rule="L22/reviewer", name="not qualified", records=(officer("reviewer", kind="reviewer"), HEARD)),
    Plant(rule="L22/reviewer", name="a handler", records=(file_with(HEARD, "audit", by=("officer-1",)),)),
    Plant(
        rule="L23",
        records=(
            attrs.evolve(
                HEARD,
                events=tuple(
                    attrs.evolve(each, at=each.at + dt.timedelta(days=56)) if each.at.month > 4 else each
                    for each in file_with(HEARD, "set_hearing", until=day("2025-07-03")).events
                ),
            ),
        ),
    ),
    Plant(
        rule="L24",
        records=(file_with(SPOT, "decide_on_spot", facts=("remedy_first_told", "service_in_place")),),
    ),
    Plant(
        rule="L24",
        name="above the local ceiling",
        records=(
            attrs.evolve(
                file_with(decided(300), "decide", facts=("service_in_place", "first_offence_slight")), layer="huzhou"
            ),
        ),
        companions={"X-15": "no hearing is due for so small a fine"},
    ),
    Plant(
        rule="L02/decision",
        records=(
            attrs.evolve(HEARD, authority="water-bureau"),
            *(officer(key, home="water-bureau") for key in ("officer-1", "officer-2", "head")),
        ),
    ),
    Plant(
        rule="P-41",
        records=(file_without(SPOT, "tell_and_hear"),),
        companions={"X-11": "a step is missing", "X-15": "nothing counts as decided"},
    ),
    Plant(rule="P-41/heavier", records=(file_with(HEARD, "notify", sanctions=fine(90_000)),)),
    Plant(rule="P-23", records=(decided(300_000),)),
    Plant(
        rule="P-23",
        name="below the lowest",
        records=(
            file_with(file_with(SPOT, "decide_on_spot", sanctions=fine(50)), "tell_and_hear", sanctions=fine(50)),
        ),
    ),
    Plant(
        rule="P-30",
        records=(
            file_with(
                file_with(file_with(SPOT, "decide_on_spot", sanctions=fine(250)), "tell_and_hear", sanctions=fine(250)),
                "pay",
                amount=Money(amount=25_000),
            ),
        ),
    ),
    Plant(
        rule="P-46",
        records=(file_with(HEARD, "serve", on="2025-06-05"),),
        companions={"X-12": "the publication of 05-28 stands behind"},
    ),
    Plant(rule="P-46/missing", records=(file_without(HEARD, "serve"),), companions={"X-11": "nothing follows"}),
    Plant(rule="E-05", records=(file_without(MEASURED, "lift"),), companions={"X-15": "closed all the same"}),
    Plant(rule="P-48", records=(file_without(HEARD, "publish"),)),
    Plant(rule="P-48", name="late", records=(file_with(HEARD, "publish", on="2025-06-09"),)),
    Plant(
        rule="P-47",
        records=(
            file_after(
                HEARD,
                "archive",
                event("apply_reconsideration", "2025-06-20"),
                event("reconsideration_overturns", "2025-07-01"),
                event("withdraw_publication", "2025-07-10", facts=("explained",)),
            ),
        ),
    ),
    Plant(
        rule="X-14",
        records=(
            file_after(
                HEARD,
                "investigate",
                event("preserve", "2025-03-13", by=TEAM, subject="book", facts=("may_be_lost",), **HEAD),
            ),
        ),
        companions={"X-15": "closed all the same"},
    ),
    Plant(rule="X-11", records=(file_after(HEARD, "archive", event("notify", "2025-06-20", sanctions=fine(1000))),)),
    Plant(
        rule="X-11/fragment",
        records=(attrs.evolve(HEARD, events=tuple(e for e in HEARD.events if e.kind == "decide")),),
    ),
    Plant(rule="X-12", records=(file_with(HEARD, "finish_investigation", on="2025-04-11"),)),
    Plant(rule="X-16", records=(elsewhere(HEARD, "receive_clue"),)),
    Plant(rule="X-13", records=(file_with(HEARD, "decide", on="2025-05-24"),)),
    Plant(
        rule="D-08/decision",
        records=(
            body("institute", "public_institution", "county", "county"),
            instrument("letter", "entrustment_letter", "county"),
            grant(
                "entrust",
                "entrusted",
                "department",
                "institute",
                by=("law", "letter"),
                actions=("penalise",),
                period=span("2022-01-01", "2030-01-01"),
                published_on=day("2022-01-01"),
                ceilings=(Ceiling(fine=Money(amount=1_000_000)),),
            ),
            *(officer(key, home="institute") for key in ("officer-1", "officer-2", "head")),
            attrs.evolve(HEARD, authority="institute"),
        ),
    ),
    Plant(rule="X-15", records=(file_with(HEARD, "file", approver_role="unit_head"),)),
    Plant(rule="P-05", records=(file_with(HEARD, "investigate", facts=()),)),
    Plant(rule="P-51", records=(attrs.evolve(HEARD, larger_amount=None),)),
)


def named(plant: Plant) -> str:
    return f"{plant.rule} {plant.name}".strip()


@pytest.mark.parametrize("plant", PLANTS, ids=named)
def test_a_planted_defect_is_found_by_its_rule_and_by_none_but_its_companions(plant: Plant) -> None:
    found = lint(structure(*plant.records))
    own = [each for each in found if rule_id(each.code) == plant.rule]
    assert own
    assert ids(found) - {plant.rule} == set(plant.companions), "companions are declared, and fire"
    if plant.witness:
        assert set(own[0].witness) == plant.witness


def test_every_rule_on_cases_has_a_planted_defect() -> None:
    assert {plant.rule for plant in PLANTS} == {each.ids[0] for each in OWN.values()}


@pytest.mark.parametrize("plant", PLANTS, ids=named)
def test_findings_speak_both_languages_and_name_their_witness(plant: Plant) -> None:
    world = structure(*plant.records)
    keys = {each.id for each in world}
    for finding in lint(world):
        assert set(finding.message) == {"en", "zh"} == set(finding.cure)
        for words in (*finding.message.values(), *finding.cure.values()):
            assert words
            assert "{" not in words
        assert finding.message["zh"] != finding.message["en"]
        assert finding.witness
        assert len(set(finding.witness)) == len(finding.witness)
        assert set(finding.witness) <= keys
        assert finding.severity in ("void", "voidable", "defect", "advice")
        json.dumps(finding.to_dict())


UNCITED = {"X-10", "X-12", "X-13", "X-16"}


@pytest.mark.parametrize("plant", [each for each in PLANTS if each.rule not in UNCITED], ids=named)
def test_what_the_law_asks_is_cited(plant: Plant) -> None:
    own = [each for each in lint(structure(*plant.records)) if rule_id(each.code) == plant.rule]
    assert all(each.article for each in own)


def test_severities_are_those_of_the_law() -> None:
    severity = {each.ids[0]: each.rule.severity for each in OWN.values()}
    assert severity["L02/decision"] == "void"
    assert severity["L19"] == "voidable"
    assert {severity[rule] for rule in ("L18", "L20", "L21", "L22", "L23")} == {"defect"}
    assert {severity[rule] for rule in ("L24", "X-13")} == {"advice"}


def test_an_unknown_procedure_is_told_with_those_that_there_are() -> None:
    (finding,) = lint(structure(attrs.evolve(HEARD, procedure="hurried")), select=["X-10"])
    assert "'hurried', but ordinary, simple, expedited;" in finding.message["en"]


def test_service_is_in_order_where_a_local_rule_allows_it() -> None:
    small = file_with(SPOT, "decide_on_spot", facts=("remedy_first_told", "service_in_place", "first_offence_slight"))
    assert ids(lint(structure(small), select=["L24"])) == {"L24"}
    assert lint(structure(attrs.evolve(small, layer="huzhou")), select=["L24"]) == ()


def test_an_item_without_another_version_is_doubted_only() -> None:
    late = attrs.evolve(NEWER, id="only", period=span("2025-03-05"))
    (finding,) = lint(structure(late, attrs.evolve(HEARD, items=("only",))))
    assert (rule_id(finding.code), finding.severity) == ("L20", "advice")


def test_an_overturned_fine_bars_no_other() -> None:
    undone = file_after(
        SPOT,
        "pay",
        event("apply_reconsideration", "2025-05-10"),
        event("reconsideration_overturns", "2025-05-11"),
        event("withdraw_publication", "2025-05-12", facts=("explained",)),
        event("overturn", "2025-05-12"),
    )
    undone = attrs.evolve(undone, events=undone.events[: -len(SPOT.events[8:])])
    assert "L18" not in ids(lint(structure(undone, TWIN)))
    assert "L18" in ids(lint(structure(SPOT, TWIN)))


def test_a_term_beyond_the_calendar_is_reckoned_by_the_statute_or_left_alone() -> None:
    shift = dt.timedelta(days=364 + 217)
    moved = attrs.evolve(HEARD, events=tuple(attrs.evolve(each, at=each.at + shift) for each in HEARD.events))
    lint(structure(moved))


@pytest.mark.parametrize(("handed_in", "at_the_bank"), [("2025-05-20", "2025-05-21"), ("2025-05-07", "2025-05-20")])
def test_cash_that_the_officer_or_the_body_keeps_too_long_is_a_duty_that_is_late(
    handed_in: str, at_the_bank: str
) -> None:
    taken = event("collect_cash", "2025-05-06 13", amount=Money(amount=15_000), receipt="R-2", facts=("requested",))
    in_time = (event("hand_in", "2025-05-07"), event("bank_in", "2025-05-08"))
    late = (event("hand_in", handed_in), event("bank_in", at_the_bank))
    spot = file_without(SPOT, "pay")
    assert "X-14" not in ids(lint(structure(file_after(spot, "deliver", taken, *in_time))))
    found = [each for each in lint(structure(file_after(spot, "deliver", taken, *late))) if each.code == "EK434"]
    assert ["P-35/" in each.message["en"] for each in found] == [True]


def test_a_long_file_is_judged_in_a_moment() -> None:
    visits = tuple(event("investigate", "2025-03-12", by=TEAM, facts=("certificates_shown",)) for _ in range(2000))
    world = structure(file_after(HEARD, "investigate", *visits))
    start = time.process_time()
    assert lint(world) == ()
    assert time.process_time() - start < 5, "replayed anew for each event it took ten"


# Choosing


def test_select_and_ignore_take_the_rules_of_cases() -> None:
    broken = structure(SPOT, TWIN, file_without(HEARD, "legal_review", "publish"))
    assert ids(lint(broken)) == {"L18", "L22", "P-48"}
    assert ids(lint(broken, select=["L18"])) == ids(lint(broken, select=["EK411"])) == {"L18"}
    assert ids(lint(broken, ignore=["L18", "P-48"])) == {"L22"}
    assert ids(lint(broken, select=["L22"])) == ids(lint(broken, select=["P-42"])) == {"L22"}
    with pytest.raises(UnknownReference):
        lint(broken, select=["L99"])


def test_a_rule_id_stands_for_those_below_it() -> None:
    world = structure(officer("officer-1", recusals=("spot",)), SPOT)
    assert ids(lint(world, select=["L21"])) == {"L21/recusal"}


def test_the_command_line_judges_cases(tmp_path: Any) -> None:
    path = tmp_path / "world.ndjson"
    world = structure(SPOT, TWIN)
    path.write_text("\n".join(json.dumps(dump_document(each), ensure_ascii=False) for each in world), encoding="utf-8")
    result = run("lint", "--in", str(path), "--select", "L18", "--lang", "en")
    assert result.code == 1
    assert "L18" in result.out
    assert run("lint", "--in", str(path), "--ignore", "L18").code == 0


# Beside the structure's own checks


def test_structure_and_cases_are_judged_together() -> None:
    world = structure(SPOT, TWIN, item("mine", Holder(function="mines"), period=span("2000-01-01")))
    assert ids(ek.lint(world)) == {"L18", "X-05"}
    assert ids(lint_structure(world)) == {"X-05"}


def test_without_cases_the_findings_are_those_of_the_structure() -> None:
    for name in ("ningbo", "yichang"):
        world = ek.example(name)
        bare = ek.Structure([each for each in world if not isinstance(each, Case)])
        assert lint(bare) == lint_structure(bare)


def test_without_cases_the_checks_on_cases_cost_next_to_nothing() -> None:
    world = ek.example("yichang")
    own = list(OWN)
    lint(world, select=own)
    start = time.process_time()
    lint(world, select=own)
    assert time.process_time() - start < 0.1


def test_no_file_makes_the_linter_fail() -> None:
    """Events in any order, of any kind, with nothing in them."""
    kinds = sorted({each.kind for case in CLEAN.values() for each in case.events} | {"sue", "lift", "no_such_event"})
    for at, kind in enumerate(kinds):
        for procedure in ("ordinary", "simple", "expedited", "none_such"):
            events = tuple(event(each, "2026-12-30") for each in (kind, *kinds[at:], *kinds[:3]))
            bare = Case(
                id="c", authority="department", items=("dumping",), place="county", procedure=procedure, events=events
            )
            found = lint(structure(bare))
            assert found == lint(structure(bare))
            for each in found:
                assert each.text("zh")


@pytest.mark.parametrize("layer", ["samr", "market_regulation"])
def test_a_sector_named_by_its_field_is_judged_by_the_terms_of_the_sector(layer: str) -> None:
    shown = file_with(file_with(HEARD, "publish", on="2025-06-16"), "pay", on="2025-06-16")
    assert ids(lint(structure(attrs.evolve(shown, layer=layer)), select=["EK432"])) == set()


MULTIPLE = Penalty(kind="fine", maximum=Money(amount=5_000_000), maximum_multiple=Decimal(3), base="illegal_gains")
OPEN = Penalty(kind="fine", minimum=Money(amount=10_000))
CAPPED = Penalty(kind="fine", maximum=Money(amount=5_000_000))


@pytest.mark.parametrize(
    ("heads", "outside"),
    [((CAPPED,), True), ((MULTIPLE,), True), ((OPEN,), False), ((CAPPED, OPEN), False)],
    ids=["an amount", "an amount beside a multiple", "no upper end", "one of two without an upper end"],
)
def test_a_fine_is_held_to_the_amounts_that_bound_it_and_to_no_others(
    heads: tuple[Penalty, ...], outside: bool
) -> None:
    dumping = attrs.evolve(structure()["dumping"], penalties=heads)
    assert bool(lint(structure(HEARD, dumping, without=("dumping",)), select=["EK426"])) is outside
