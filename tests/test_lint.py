"""The linter: a clean world gives nothing, and each defect planted in it is found by its own rule, with its witness."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from worlds import (
    STATUTORY,
    Citation,
    Delegation,
    Designation,
    Function,
    Holder,
    Item,
    Penalty,
    Record,
    body,
    county,
    day,
    free_effect,
    free_pack,
    grant,
    instrument,
    item,
    nine_linked,
    place,
    random_world,
    span,
    zone,
)

from enforcekit.competence.cell import index_of
from enforcekit.competence.checks import Context
from enforcekit.competence.checks.before import history
from enforcekit.competence.checks.held import Stop, stops
from enforcekit.competence.checks.needs import lacks
from enforcekit.competence.holding import Holding, holdings, missing_needs
from enforcekit.competence.lint import LAYER, lint
from enforcekit.errors import Finding, InvalidData, LimitExceeded, UnknownReference
from enforcekit.folder import example
from enforcekit.law import Need
from enforcekit.law.lint import CHECKS, rule_id
from enforcekit.law.pack import Pack, installed
from enforcekit.model import EVERY_HOLDER, Capacity
from enforcekit.model.instrument import Article
from enforcekit.packs.cn.duties import DUTIES
from enforcekit.structure import Structure

PACK: Pack = attrs.evolve(installed("cn"), duties=DUTIES)
EXPECTED = Path(__file__).with_name("lint_expected.json")

# The clean world: a county in which everything is as the law asks

CLEAN: tuple[Record, ...] = (
    place("province", level="province"),
    place("city", "province", level="city"),
    place("county", "city", level="county"),
    place("north", "county", level="township"),
    place("south", "county", level="township"),
    place("other-county", "city", level="county"),
    zone("zone", "south"),
    body("city-gov", "government", "city", "city"),
    body("county-gov", "government", "county", "county", parent="city-gov"),
    body("city-justice", "justice_department", "city", "city"),
    body("county-justice", "justice_department", "county", "county"),
    body("department", "department", "county", "county", functions=["waste"], parent="county-gov"),
    body("water-bureau", "department", "county", "county", functions=["water"], parent="county-gov"),
    body("fire-bureau", "department", "county", "county", functions=["fire"], parent="county-gov"),
    body("housing-bureau", "department", "county", "county", functions=["housing"], parent="county-gov"),
    body("bureau", "comprehensive_enforcement_body", "county", "county", parent="county-gov"),
    body("institute", "public_institution", "county", "county", parent="county-gov"),
    body("team", "enforcement_team", "county", "north", parent="bureau"),
    body("north-town", "township", "township", "north", parent="county-gov"),
    body("south-town", "township", "township", "south", parent="county-gov"),
    body(
        "zone-body",
        "zone_body",
        "county",
        "zone",
        capacity=(Capacity(basis=Citation(instrument="approval")),),
    ),
    body("contractor", "contractor", "county", "county"),
    body("volunteers", "association", "county", "county"),
    instrument("law", "law", "national", period=span("2000-01-01")),
    instrument("decision", "provincial_decision", "province"),
    instrument("approval", "provincial_decision", "province"),
    instrument("county-list", "county_decision", "county"),
    instrument("letter", "entrustment_letter", "county"),
    instrument("city-rule", "local_rule", "city"),
    instrument("city-law", "local_regulation", "city"),
    item(
        "dumping",
        Holder(function="waste", kinds=("department",), levels=("county",)),
        bases=(Citation(instrument="law", article="7"),),
        period=span("2000-01-01"),
        penalties=(Penalty(kind="fine"),),
    ),
    item(
        "discharge",
        Holder(function="water", kinds=("department",), levels=("county",)),
        field="water",
        actions=("penalise", "inspect", "license"),
        bases=(Citation(instrument="law"),),
        period=span("2000-01-01"),
    ),
    item(
        "exits",
        Holder(function="fire", role="alternative"),
        Holder(function="housing", role="alternative"),
        field="fire",
        bases=(Citation(instrument="law"),),
        period=span("2000-01-01"),
    ),
    grant(
        "concentrate",
        "concentrated",
        "department",
        "bureau",
        by="decision",
        period=span("2022-01-01"),
        published_on=day("2021-12-01"),
        in_flight="original_body_finishes",
    ),
    grant(
        "hand-down",
        "township",
        "bureau",
        "north-town",
        by=("decision", "county-list"),
        period=span("2022-07-01"),
        published_on=day("2022-06-01"),
        in_flight="original_body_finishes",
        places=("north",),
    ),
    grant(
        "entrust",
        "entrusted",
        "water-bureau",
        "institute",
        items=("discharge",),
        by=("law", "letter"),
        period=span("2022-01-01", "2030-01-01"),
        published_on=day("2022-01-01"),
    ),
    grant("station", "stationed", "bureau", "team", by="county-list", period=span("2022-01-01")),
    Designation(
        id="designate",
        authority="fire-bureau",
        decided_by="county-gov",
        items=("exits",),
        actions=("penalise", "inspect"),
        places=("county",),
    ),
)
OWN = {each.id: each for each in CLEAN}


def world(*records: Record, without: tuple[str, ...] = (), pack: Any = PACK) -> Structure:
    own = {key: each for key, each in OWN.items() if key not in without}
    return Structure([*{**own, **{each.id: each for each in records}}.values()], pack=pack)


def ids(findings: tuple[Finding, ...]) -> set[str]:
    return {rule_id(each.code) for each in findings}


def test_a_clean_world_gives_no_finding() -> None:
    assert lint(world()) == ()


# The mutations: records that replace or join those of the clean world


@attrs.frozen(kw_only=True)
class Plant:
    """A defect: the rule that must fire, the records that make it, and companions that cannot but fire with it."""

    rule: str
    records: tuple[Record, ...]
    without: tuple[str, ...] = ()
    companions: dict[str, str] = attrs.field(factory=dict)
    pack: Any = PACK
    name: str = ""

    @property
    def world(self) -> Structure:
        return world(*self.records, without=self.without, pack=self.pack)


def changed(key: str, **more: Any) -> Any:
    return attrs.evolve(OWN[key], **more)


def cite(*instruments: str) -> tuple[Citation, ...]:
    return tuple(Citation(instrument=each) for each in instruments)


def entrusted(key: str = "again", grantor: str = "water-bureau", grantee: str = "institute", **more: Any) -> Delegation:
    """An entrustment with all that it needs."""
    return grant(
        key,
        "entrusted",
        grantor,
        grantee,
        **{
            "items": ("discharge",),
            "by": ("law", "letter"),
            "period": span("2023-01-01", "2030-01-01"),
            "published_on": day("2022-12-01"),
            **more,
        },
    )


def displacing(key: str, mode: str, grantor: Any, grantee: str, **more: Any) -> Delegation:
    """A concentration or hand-down with all that it needs."""
    return grant(
        key,
        mode,
        grantor,
        grantee,
        **{
            "by": "decision",
            "period": span("2023-01-01"),
            "published_on": day("2022-12-01"),
            "in_flight": "original_body_finishes",
            **more,
        },
    )


NOTHING_MOVED = "what breaks the chain of the first grant leaves its grantee nothing to hand down"
COMPREHENSIVE = body("second", "comprehensive_enforcement_body", "county", "county", parent="county-gov")
FREE = free_pack(free_effect(STATUTORY, base=True), free_effect("handed"))
ODD_NEED = Need(kind="instrument_kind", values={"law"}, severity="defect", breaks_chain=False, article="-")
PARKING = item(
    "parking",
    Holder(function="waste", kinds=("department",), levels=("county",)),
    bases=cite("law"),
    period=span("2000-01-01"),
)
LENT = [body(f"b{n}", "department", "county", "county", parent="county-gov") for n in range(1, 7)]
CHAIN_PACK = attrs.evolve(
    PACK,
    effects=(*PACK.effects, free_effect("lent", passes_on_to=("lent",), respondent="grantor")),
    base_mode=PACK.base_mode,
)
CHAIN_PACK = attrs.evolve(
    CHAIN_PACK,
    effects=tuple(
        attrs.evolve(each, passes_on_to={*each.passes_on_to, "lent"}) if each.base else each
        for each in CHAIN_PACK.effects
    ),
)


def lent(key: str, grantor: str, grantee: str, **more: Any) -> Delegation:
    return grant(key, "lent", grantor, grantee, **{"items": ("parking",), "period": span("2022-01-01"), **more})


PLANTS = (
    Plant(
        rule="L01",
        name="a zone body without capacity holds concentrated power",
        records=(
            changed("zone-body", capacity=()),
            displacing("g", "concentrated", "water-bureau", "zone-body", items=("discharge",)),
        ),
    ),
    Plant(
        rule="L01",
        name="a body is designated on days before it had capacity",
        records=(
            changed("fire-bureau", capacity=(Capacity(period=span("2024-01-01")),)),
            changed("designate", period=span("2023-01-01")),
        ),
    ),
    Plant(rule="L02", name="the law ends", records=(changed("law", period=span("2000-01-01", "2031-01-01")),)),
    Plant(
        rule="L02",
        name="the article ends",
        records=(changed("law", articles=(Article(article="7", period=span("2000-01-01", "2010-01-01")),)),),
    ),
    Plant(rule="L02/grant", records=(changed("decision", period=span("2022-03-01")),)),
    Plant(
        rule="L03",
        name="the grantor is of the city",
        records=(
            body("city-water", "department", "city", "city", functions=["water"]),
            item("well", Holder(function="water", levels=("city",)), bases=cite("law"), period=span("2000-01-01")),
            displacing("g", "township", "city-water", "south-town", items=("well",)),
        ),
    ),
    Plant(
        rule="L03/moved",
        name="the districts had moved it up",
        records=(
            body("city-bureau", "comprehensive_enforcement_body", "city", "city"),
            PARKING,
            displacing("up", "concentrated", "department", "city-bureau", items=("parking",)),
            displacing("g", "township", "department", "south-town", items=("parking",), period=span("2024-01-01")),
        ),
    ),
    Plant(
        rule="L03/every",
        records=(
            body("ministry", "ministry", "national", "province", functions=["mines"]),
            item("mine", Holder(function="mines"), bases=cite("law"), period=span("2000-01-01")),
            displacing("g", "township", EVERY_HOLDER, "south-town", items=("mine",)),
        ),
    ),
    Plant(rule="L04", records=(changed("hand-down", instruments=cite("county-list")),)),
    Plant(rule="L05", records=(changed("hand-down", extensions={"able": False}),)),
    Plant(rule="L06", records=(changed("hand-down", published_on=None),)),
    Plant(rule="L06", name="a letter", records=(changed("entrust", published_on=None),)),
    Plant(rule="L06/late", records=(changed("hand-down", published_on=day("2022-07-02")),)),
    Plant(
        rule="L07",
        records=(entrusted("g", "institute", "south-town"),),
    ),
    Plant(rule="L08", records=(changed("entrust", extensions={"in_name_of": "institute"}),)),
    Plant(rule="L09", records=(entrusted("g", grantee="volunteers"),)),
    Plant(
        rule="L09",
        name="only public institutions qualified before 2021",
        records=(entrusted("g", grantee="south-town", period=span("2019-01-01", "2021-01-01")),),
        companions={"L06/late": "the date of publication of the clean letter is later"},
    ),
    Plant(rule="L10", name="no end", records=(changed("entrust", period=span("2022-01-01")),)),
    Plant(
        rule="L10",
        name="no writing",
        records=(changed("entrust", instruments=()),),
        companions={"D-06/basis": "without any instrument no text allows it either"},
    ),
    Plant(rule="L10", name="no items", records=(changed("entrust", items=(), fields=("water",)),)),
    Plant(rule="L11", name="never held", records=(entrusted("g", grantor="fire-bureau"),)),
    Plant(
        rule="L11",
        name="moved away before",
        records=(entrusted("g", grantor="department", items=("dumping",)),),
    ),
    Plant(
        rule="L11",
        name="the grantor's own grant ends first",
        records=(changed("concentrate", period=span("2022-01-01", "2025-01-01")),),
    ),
    Plant(
        rule="L12",
        records=(
            body("police", "public_security", "county", "county", functions=["public_security"]),
            item(
                "assault",
                Holder(function="public_security"),
                penalties=(Penalty(kind="detention"),),
                bases=cite("law"),
                period=span("2000-01-01"),
            ),
            displacing("g", "concentrated", "police", "bureau", items=("assault",)),
        ),
    ),
    Plant(
        rule="L13",
        records=(changed("concentrate", instruments=cite("county-list")),),
        companions={"L11": NOTHING_MOVED},
    ),
    Plant(
        rule="L14",
        records=(changed("hand-down", places=("south",)),),
    ),
    Plant(rule="L14", name="a designation", records=(changed("designate", places=("county", "other-county")),)),
    Plant(
        rule="L15",
        records=(displacing("g", "concentrated", "water-bureau", "south-town", items=("discharge",)),),
    ),
    Plant(
        rule="L15",
        name="an item names a town",
        records=(
            item(
                "hut",
                Holder(function="huts", kinds=("township",), levels=("township",)),
                bases=cite("city-law"),
                period=span("2000-01-01"),
            ),
            changed("south-town", functions=(Function(code="huts"),)),
        ),
    ),
    Plant(rule="L16", records=(), without=("designate",)),
    Plant(
        rule="L17",
        records=(
            body("other-gov", "government", "county", "other-county", parent="city-gov"),
            body("other-justice", "justice_department", "county", "other-county"),
            changed("designate", decided_by="other-gov"),
        ),
    ),
    Plant(rule="L25", name="approved by nobody", records=(changed("zone-body", capacity=(Capacity(),)),)),
    Plant(rule="L25", name="approved by the county", records=(changed("approval", level="county"),)),
    Plant(
        rule="L26",
        records=(displacing("g", "concentrated", "water-bureau", "contractor", items=("discharge",)),),
        companions={"L01": "such a body has no legal capacity either"},
    ),
    Plant(rule="L26", name="designated", records=(changed("designate", authority="contractor"),)),
    Plant(
        rule="L26",
        name="named by an item",
        records=(changed("discharge", holders=(*OWN["discharge"].holders, Holder(kinds=("grid",)))),),  # type: ignore[attr-defined]
    ),
    Plant(rule="L27", records=(), without=("county-justice",)),
    Plant(rule="D-05", records=(changed("hand-down", in_flight=None),)),
    Plant(
        rule="D-05/twice",
        records=(COMPREHENSIVE, displacing("g", "concentrated", "department", "second")),
    ),
    Plant(rule="D-06/basis", records=(changed("entrust", instruments=cite("letter")),)),
    Plant(rule="D-10", records=(changed("entrust", actions=("penalise", "compel")),)),
    Plant(rule="D-10/carries", records=(changed("hand-down", actions=("penalise", "levy")),)),
    Plant(
        rule="D-11/before",
        records=(
            changed("hand-down", period=span("2021-01-01"), published_on=day("2020-12-01")),
            changed("concentrate", period=span("2021-01-01"), published_on=day("2020-12-01")),
        ),
    ),
    Plant(
        rule="D-11/grantee",
        records=(displacing("g", "township", "water-bureau", "institute", items=("discharge",)),),
    ),
    Plant(
        rule="D-12",
        records=(
            changed("concentrate", carve_outs=("major_impact",)),
            changed("hand-down", carve_outs=("major_impact",)),
        ),
    ),
    Plant(
        rule="D-12/nothing",
        records=(
            changed("concentrate", carve_outs=("major_impact",)),
            displacing("g", "township", "department", "south-town", carve_outs=("major_impact",)),
        ),
    ),
    Plant(rule="D-20", name="a town", records=(changed("station", grantee="north-town"),)),
    Plant(rule="D-20", name="terms of a transfer", records=(changed("station", in_flight="transferred"),)),
    Plant(rule="D-21", records=(changed("entrust", recalled_on=day("2024-01-01")),)),
    Plant(rule="D-22", records=(changed("entrust", actions=("license",)),)),
    Plant(rule="D-23", records=(changed("station", grantee="contractor"),)),
    Plant(
        rule="D-26",
        records=(
            changed("north-town", functions=(Function(code="huts"),)),
            item(
                "hut",
                Holder(function="huts", kinds=("township",), levels=("township",)),
                Holder(function="waste", kinds=("department",), levels=("county",)),
                bases=cite("law"),
                period=span("2000-01-01"),
            ),
            displacing("g", "township", "department", "north-town", items=("hut",)),
        ),
        companions={"L16": "until the department hands it down, two bodies hold by statute"},
    ),
    Plant(
        rule="D-28",
        records=(
            body("station-office", "agency", "county", "county", parent="department"),
            grant("g", "agency", (), "station-office", items=("parking",), by="city-rule", actions=("penalise",)),
            item("parking", Holder(function="p"), bases=cite("law"), period=span("2000-01-01")),
        ),
        companions={"D-11/before": "the base grant is open to the past, before the first Penalty Law"},
    ),
    Plant(
        rule="D-28/compel",
        records=(
            body("authorised", "authorised_organisation", "county", "county"),
            item(
                "parking",
                Holder(function="p"),
                actions=("compel",),
                bases=cite("law"),
                period=span("2000-01-01"),
            ),
            grant(
                "g",
                "authorised",
                (),
                "authorised",
                items=("parking",),
                by="city-law",
                actions=("compel",),
                period=span("2022-01-01"),
            ),
        ),
    ),
    Plant(
        rule="X-01",
        pack=attrs.evolve(
            PACK,
            effects=tuple(
                attrs.evolve(each, needs=(*each.needs, ODD_NEED)) if each.mode == "township" else each
                for each in PACK.effects
            ),
        ),
        records=(),
    ),
    Plant(
        rule="X-02",
        name="no such field",
        records=(changed("entrust", items=(), fields=("tax",)),),
        companions={"L10": "a field in the place of items is a defect of the letter"},
    ),
    Plant(
        rule="X-02",
        name="other actions",
        records=(changed("entrust", actions=("penalise",)), changed("discharge", actions=("inspect",))),
    ),
    Plant(
        rule="X-03",
        records=(
            PARKING,
            *LENT,
            lent("g0", "department", "b1"),
            lent("g1", "b1", "b2", period=span("2023-01-01")),
            lent("g2", "b2", "b1", period=span("2024-01-01")),
        ),
        pack=CHAIN_PACK,
    ),
    Plant(
        rule="X-04",
        records=(
            PARKING,
            *LENT,
            lent("g0", "department", "b1"),
            *(lent(f"g{n}", f"b{n}", f"b{n + 1}") for n in range(1, 5)),
        ),
        pack=CHAIN_PACK,
    ),
    Plant(
        rule="X-05",
        records=(item("mine", Holder(function="mines"), bases=cite("law"), period=span("2000-01-01")),),
    ),
)


def named(plant: Plant) -> str:
    return f"{plant.rule} {plant.name}".strip()


@pytest.mark.parametrize("plant", PLANTS, ids=named)
def test_a_planted_defect_is_found_by_its_rule_and_by_none_but_its_companions(plant: Plant) -> None:
    found = ids(lint(plant.world))
    assert plant.rule in found
    assert found - {plant.rule} == set(plant.companions), "companions are declared, and fire"


def test_every_registered_rule_has_a_planted_defect() -> None:
    own = {each.ids[0] for code, each in CHECKS.items() if code.startswith(LAYER)}
    assert {plant.rule for plant in PLANTS} == own


@pytest.mark.parametrize("plant", PLANTS, ids=named)
def test_without_any_record_of_its_witness_a_finding_goes_away(plant: Plant) -> None:
    planted = plant.world
    for finding in lint(planted, select=[plant.rule]):
        if rule_id(finding.code) != plant.rule:
            continue
        assert finding.witness
        assert len(set(finding.witness)) == len(finding.witness)
        for key in finding.witness:
            try:
                left = planted.without(key)
            except InvalidData:
                continue  # another record points to it: it cannot be taken out alone
            assert finding not in lint(left, select=[plant.rule])


def test_at_least_one_record_of_most_witnesses_can_be_taken_out() -> None:
    """The test before this one is not empty."""
    loadable = 0
    for plant in PLANTS:
        planted = plant.world
        for finding in lint(planted, select=[plant.rule]):
            for key in finding.witness:
                try:
                    planted.without(key)
                except InvalidData:
                    continue
                loadable += 1
    assert loadable > len(PLANTS)


@pytest.mark.parametrize("plant", PLANTS, ids=named)
def test_findings_speak_both_languages_and_name_their_witness(plant: Plant) -> None:
    for finding in lint(plant.world):
        assert set(finding.message) == {"en", "zh"} == set(finding.cure)
        for words in (*finding.message.values(), *finding.cure.values()):
            assert words
            assert "{" not in words
        assert finding.message["zh"] != finding.message["en"]
        assert set(finding.witness) <= {each.id for each in plant.world}
        assert finding.severity in ("void", "voidable", "defect", "advice")


def test_an_unconfirmed_rule_says_so() -> None:
    (finding,) = lint(world(entrusted("g", grantor="fire-bureau")))
    assert rule_id(finding.code) == "L11"
    assert "unconfirmed" in finding.message["en"]
    assert "未核对" in finding.message["zh"]
    (confirmed,) = lint(world(changed("hand-down", instruments=cite("county-list"))))
    assert "unconfirmed" not in confirmed.message["en"]


def test_an_article_stands_in_a_row_of_the_pack_or_beside_the_check_never_in_both() -> None:
    rows = {duty.rule for duty in DUTIES}
    twice = [each.ids[0] for each in CHECKS.values() if each.ids[0] in rows and each.rule.article]
    assert not twice
    for plant in PLANTS:
        if plant.rule in rows and plant.pack is PACK:
            found = lint(plant.world, select=[plant.rule])
            assert all(finding.article for finding in found), plant.rule


# Choosing


def test_select_and_ignore_take_numbers_and_rule_ids() -> None:
    broken = world(changed("hand-down", published_on=None, instruments=cite("county-list")))
    assert ids(lint(broken)) == {"L04", "L06"}
    assert ids(lint(broken, select=["L04"])) == ids(lint(broken, select=["EK314"])) == {"L04"}
    assert ids(lint(broken, ignore=["L04"])) == ids(lint(broken, ignore=["EK314"])) == {"L06"}
    assert lint(broken, select=["L04"], ignore=["EK314"]) == ()
    assert ids(lint(broken, select=["D-11"])) == {"L04"}, "a check answers to every rule it holds"
    late = world(changed("hand-down", published_on=day("2022-07-02")))
    assert ids(lint(late, select=["L06"])) == {"L06/late"}, "a rule id stands for those below it"


@pytest.mark.parametrize("word", ["L99", "EK999", ""])
def test_a_word_that_means_no_check_is_refused(word: str) -> None:
    with pytest.raises(UnknownReference):
        lint(world(), select=[word])
    with pytest.raises(UnknownReference):
        lint(world(), ignore=[word])


def test_numbers_and_rule_ids_map_to_each_other() -> None:
    own = [each.ids[0] for each in CHECKS.values()]
    assert len(set(own)) == len(own)
    assert all(rule_id(code) == each.ids[0] for code, each in CHECKS.items())
    with pytest.raises(UnknownReference):
        rule_id("EK101")


# Example worlds


@cache
def example_worlds() -> dict[str, Structure]:
    found = {name: Structure(tuple(example(name)), pack=PACK) for name in ("ningbo", "yichang")}
    found["county"] = county(pack=PACK)
    found["nine linked, displacing"] = nine_linked(free_effect("moved", displaces=True))
    found["nine linked, free"] = nine_linked(free_effect("shared"))
    found.update((f"random {seed}", random_world(seed)) for seed in range(12))
    return found


def summary(structure: Structure) -> dict[str, int]:
    return dict(sorted(Counter(rule_id(each.code) for each in lint(structure)).items()))


def test_example_worlds_give_the_committed_codes() -> None:
    found = {name: summary(each) for name, each in example_worlds().items()}
    committed = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert found == committed, "if it is meant: PYTHONPATH=tests python tests/test_lint.py"


# What the linter says of holdings is what the engine says


def given_by(
    structure: Structure, stop_or_grant: Delegation, of: Item, where: str, action: str, on: Any
) -> list[Holding]:
    cell = index_of(structure).open(action, of.id, where)
    return [each for each in holdings(cell, on) if each.grant is stop_or_grant]


def all_stops(structure: Structure) -> list[Stop]:
    context = Context(structure)
    reasons = ("never", "displaced", "not_passed_on", "circular", "nothing_left")
    return [each for reason in reasons for each in stops(context, reason)]  # type: ignore[arg-type]


def test_a_grant_said_to_give_nothing_gives_nothing_on_that_day() -> None:
    checked = 0
    for seed in range(150):
        structure = random_world(seed)
        context = Context(structure)
        index = index_of(structure)
        for stop in all_stops(structure):
            grant_, of, on = stop.grant, stop.matter.item, stop.since
            if not index.in_force(grant_, on) or of.id not in grant_.items:
                continue
            outcomes = []
            for where in history(context).asked_at(grant_, stop.matter):
                for action in (each for each in grant_.actions if each in of.actions):
                    try:
                        outcomes.append(bool(given_by(structure, grant_, of, where, action, on)))
                    except LimitExceeded:
                        outcomes.append(False)
            assert not all(outcomes), (seed, stop)
            checked += 1
    assert checked > 100


def test_a_grant_that_gives_nothing_without_a_missing_need_is_found() -> None:
    checked = 0
    for seed in range(150):
        structure = random_world(seed)
        context, index = Context(structure), index_of(structure)
        found = {each.grant.id for each in all_stops(structure)}
        for reason in ("kept_twice", "need", "too_long"):
            found |= {each.grant.id for each in stops(context, reason)}  # type: ignore[arg-type]
        for grant_ in structure.all(Delegation):
            if grant_.id not in found and (nothing := _gives_nothing(structure, context, grant_)):
                raise AssertionError((seed, grant_.id, nothing))
        checked += len(found)
        assert index.pack is context.pack
    assert checked > 100


def _gives_nothing(structure: Structure, context: Context, grant_: Delegation) -> Any:
    index = context.index
    if not grant_.grantors:
        return None
    for key in grant_.items:
        of = structure[key]
        assert isinstance(of, Item)
        (matter,) = (each for each in context.matters.all if of in each.items)
        for where in history(context).asked_at(grant_, matter):
            for action in (each for each in grant_.actions if each in of.actions):
                cell = index.open(action, key, where)
                for number in range(len(cell.starts) + 1):
                    on = cell.day(number)
                    effect = index.pack.effect(grant_.mode, on)
                    grantee = index.stand_in(grant_.grantee, on)
                    if effect is None or not effect.creates_holding or not effect.moves(action, cell.penalties):
                        continue
                    if grantee is None or not index.pack.kind(grantee.kind).may_hold or on not in of.period:
                        continue
                    if index.pack.effect(index.pack.base_mode, on) is None or not index.in_force(grant_, on):
                        continue
                    if not cell.covers_place(index.grants.places_of(grant_), on):
                        continue
                    try:
                        held = holdings(cell, on)
                        before = holdings(cell, on, until=grant_)
                    except LimitExceeded:
                        continue
                    broken = all(
                        any(need.breaks_chain for need in missing_needs(effect, grant_, each, grantee, cell, on))
                        for each in before
                        if each.condition is not None
                    )
                    if not any(each.grant is grant_ for each in held) and not (before and broken):
                        return key, where, action, on
    return None


@pytest.mark.parametrize("away", ["north", "south"])
def test_a_grant_back_into_its_own_chain_is_found_beside_a_like_grant_that_leads_on(away: str) -> None:
    (back,) = {"north", "south"} - {away}
    structure = world(
        *(PARKING, *LENT, lent("g0", "department", "b1"), lent("g1", "b1", "b2", period=span("2023-01-01"))),
        lent("on", "b2", "b3", period=span("2024-01-01"), places=(away,)),
        lent("back", "b2", "b1", period=span("2024-01-01"), places=(back,)),
        pack=CHAIN_PACK,
    )
    assert [(stop.reason, stop.grant.id) for stop in all_stops(structure)] == [("circular", "back")]


def test_a_grant_that_keeps_back_all_that_is_left_is_found_and_no_later_one_that_keeps_something_else() -> None:
    effects = tuple(attrs.evolve(each, displaces=each.mode == "lent") for each in CHAIN_PACK.effects)
    structure = world(
        *(PARKING, *LENT, lent("first", "department", "b1", carve_outs=("major_impact",))),
        lent("same", "department", "b2", carve_outs=("major_impact",), period=span("2023-01-01", "2024-01-01")),
        lent("other", "department", "b2", carve_outs=("cross_area",), period=span("2024-01-01")),
        pack=attrs.evolve(CHAIN_PACK, effects=effects),
    )
    assert [(stop.reason, stop.grant.id) for stop in all_stops(structure)] == [("nothing_left", "same")]


def test_a_grant_by_joint_holders_to_one_of_them_is_circular_and_one_to_another_named_body_is_not() -> None:
    joint = (Holder(function=each, levels=("county",), role="joint") for each in ("waste", "water"))
    given = lent("to-water", "department", "water-bureau", period=span("2023-01-01", "2024-01-01"))
    given = attrs.evolve(given, grantors=("department", "water-bureau"))
    structure = world(
        *(attrs.evolve(PARKING, holders=tuple(joint)), given),
        attrs.evolve(given, id="to-fire", grantee="fire-bureau", period=span("2024-01-01")),
        pack=CHAIN_PACK,
    )
    assert [(stop.reason, stop.grant.id) for stop in all_stops(structure)] == [("circular", "to-water")]


@pytest.mark.parametrize(
    ("kind", "breaks", "told"), [("grantor_kind", True, ["g"]), ("grantor_kind", False, []), ("writing", True, [])]
)
def test_a_grant_by_whoever_holds_fails_here_only_by_what_the_law_needs_of_its_giver(
    kind: Any, breaks: bool, told: list[str]
) -> None:
    need = Need(kind=kind, values={"court"}, severity="void", breaks_chain=breaks, article="-")
    pack = free_pack(free_effect(STATUTORY), free_effect("moved", needs=(need,)))
    structure = county(grant("g", "moved", EVERY_HOLDER, "bureau", period=span("2020-01-01")), pack=pack)
    assert [stop.grant.id for stop in stops(Context(structure), "need")] == told


@pytest.mark.parametrize(("start", "end", "told"), [("2021-12-31", "2023-01-01", 0), ("2022-01-01", "2023-01-01", 1)])
def test_a_grant_from_the_day_on_which_its_item_has_ended_covers_nothing(start: str, end: str, told: int) -> None:
    over = attrs.evolve(PARKING, period=span("2000-01-01", "2022-01-01"))
    given = lent("g", "department", "b1", period=span(start, end))
    assert len(words(world(over, *LENT, given, pack=CHAIN_PACK), "X-02")) == told


@pytest.mark.parametrize(("end", "told"), [("2022-01-01", 1), ("2022-01-02", 0)])
def test_a_grant_up_to_the_day_on_which_its_item_begins_covers_nothing(end: str, told: int) -> None:
    young = attrs.evolve(PARKING, period=span("2022-01-01"))
    given = lent("g", "department", "b1", period=span("2021-01-01", end))
    assert len(words(world(young, *LENT, given, pack=CHAIN_PACK), "X-02")) == told


def test_a_grant_of_what_its_giver_never_held_is_told_with_the_day() -> None:
    (told,) = words(world(PARKING, *LENT, lent("g1", "b2", "b3"), pack=CHAIN_PACK), "L11")
    assert "which b2 did not hold from 2022-01-01" in told


def words(structure: Structure, rule: str) -> list[str]:
    return [finding.message["en"] for finding in lint(structure) if rule_id(finding.code) == rule]


def test_like_grants_recalled_on_different_days_are_each_told_with_their_own_day() -> None:
    recalled = {f"recalled-in-{month}": day(f"2024-{month}-01") for month in ("03", "05")}
    told = words(world(*(entrusted(key, recalled_on=on) for key, on in recalled.items())), "D-21")
    assert [str(on) in text and key in text for text, (key, on) in zip(told, recalled.items(), strict=True)] == [
        True
    ] * 2


def test_a_team_without_standing_of_its_own_may_be_sent_by_a_body_that_is_not_over_it() -> None:
    assert not words(world(grant("sent", "stationed", "department", "team", period=span("2023-01-01"))), "D-20")


def test_who_designates_stands_over_every_body_concerned_not_only_over_the_one_it_names() -> None:
    (told,) = words(
        world(changed("fire-bureau", parent="water-bureau"), changed("designate", decided_by="water-bureau")), "L17"
    )
    assert "not the common superior of housing-bureau" in told


@pytest.mark.parametrize(("issuer", "count"), [("water-bureau", 1), ("county-gov", 0), (None, 0)])
def test_where_a_designation_does_not_say_who_decided_it_the_issuer_of_its_instrument_did(
    issuer: str | None, count: int
) -> None:
    order = instrument("order", "county_decision", "county", issuer=issuer)
    by_order = changed("designate", decided_by=None, instruments=cite("order"))
    assert len(words(world(changed("fire-bureau", parent="water-bureau"), order, by_order), "L17")) == count


@pytest.mark.parametrize(("issuer", "count"), [("province-gov", 0), ("county-gov", 1)])
def test_an_approval_without_a_level_has_that_of_its_issuer(issuer: str, count: int) -> None:
    province = body("province-gov", "government", "province", "province")
    assert len(words(world(province, changed("approval", level=None, issuer=issuer)), "L25")) == count


@pytest.mark.parametrize(("ended", "count"), [("2025-01-03", 0), ("2025-01-04", 1)])
def test_a_contractor_that_ended_before_the_rule_against_its_inspecting_came_broke_none(ended: str, count: int) -> None:
    """GOV54 of 3 January 2025: the day after the last of a grant is no day of it (D-23)."""
    told = words(world(changed("station", grantee="contractor", period=span("2022-01-01", ended))), "D-23")
    assert len(told) == count


@pytest.mark.parametrize(("changes", "basis"), [({"capacity": (Capacity(),)}, "-"), ({}, "approval")])
def test_a_zone_whose_approval_does_not_do_is_told_what_its_capacity_rests_on(changes: Any, basis: str) -> None:
    (told,) = words(world(changed("zone-body", **changes), changed("approval", level="county")), "L25")
    assert told.endswith(f"its capacity rests on '{basis}'")


def test_what_moves_no_power_closes_no_circle_even_between_bodies_that_grant_to_each_other() -> None:
    bodies = (PARKING, *LENT, lent("g0", "department", "b1"), lent("g1", "b1", "b2"))
    other = lent("other", "b2", "b1", items=("dumping",))
    stationed = attrs.evolve(other, id="stationed", mode="stationed", items=("parking",))
    assert not words(world(*bodies, other, stationed, pack=CHAIN_PACK), "X-03")
    assert words(world(*bodies, attrs.evolve(other, items=("parking",)), pack=CHAIN_PACK), "X-03")


def ring(size: int) -> list[Delegation]:
    bodies = ["department", *(f"b{number}" for number in range(1, size))]
    return [lent(f"r{n}", each, bodies[(n + 1) % size]) for n, each in enumerate(bodies)]


@pytest.mark.parametrize(("size", "told"), [(1, 1), (5, 1), (6, 0)])
def test_a_circle_of_one_to_five_grants_is_found_and_a_longer_one_can_carry_nothing_round(size: int, told: int) -> None:
    assert len(words(world(PARKING, *LENT, *ring(size), pack=CHAIN_PACK), "X-03")) == told


def test_grants_that_follow_one_another_without_a_common_day_are_no_circle() -> None:
    there, back = ring(2)
    for start, told in (("2022-12-31", 1), ("2023-01-01", 0)):
        grants = (attrs.evolve(there, period=span("2022-01-01", "2023-01-01")), attrs.evolve(back, period=span(start)))
        assert len(words(world(PARKING, *LENT, *grants, pack=CHAIN_PACK), "X-03")) == told


@pytest.mark.parametrize(("other", "told"), [("south", 0), ("other-county", 1)])
def test_a_zone_lies_in_a_territory_when_every_member_does(other: str, told: int) -> None:
    wide = attrs.evolve(changed("hand-down"), id="wide-move", grantee="bureau", places=("wide",))
    assert len(words(world(zone("wide", "north", other), wide), "L14")) == told


def test_who_is_only_sent_to_an_item_is_not_given_what_the_statute_gives_it() -> None:
    waste = changed("water-bureau", functions=(Function(code="waste"),))
    sent = grant("sent", "stationed", "department", "water-bureau", period=span("2023-01-01"))
    assert [
        len(words(world(waste, attrs.evolve(sent, mode=mode)), "D-26")) for mode in ("stationed", "concentrated")
    ] == [
        0,
        1,
    ]


def test_a_grant_published_late_is_told_with_its_first_day_and_the_article_that_asks_for_publication() -> None:
    effects = (attrs.evolve(e, needs=tuple(map(_by_kind, e.needs))) for e in PACK.effects)
    pack = attrs.evolve(PACK, effects=tuple(effects))
    late = changed("hand-down", published_on=day("2022-07-02"))
    ever = attrs.evolve(late, period=span())  # no law of that mode on its first day
    for each, since, article in ((late, "2022-07-01", "publication:1"), (ever, "?", "APL21:24")):
        (found,) = (finding for finding in lint(world(each, pack=pack)) if rule_id(finding.code) == "L06/late")
        assert f"begins on {since} but was published only on 2022-07-02" in found.message["en"]
        assert found.article == article


def _by_kind(need: Need) -> Need:
    return attrs.evolve(need, article=f"{need.kind}:1")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [("2020-01-01", "2021-01-01", 0), ("2019-12-31", "2021-01-01", 1), ("2020-01-01", "2021-01-02", 1)],
)
def test_a_grant_is_judged_by_the_law_of_its_own_days_alone(start: str, end: str, told: int) -> None:
    """Not by that of the day before, nor by that of its last day, which is no day of it."""
    asked = free_effect("lent", needs=(Need(kind="writing", severity="void", breaks_chain=True, article="-"),))
    rows = [attrs.evolve(asked, period=each) for each in (span(None, "2020-01-01"), span("2021-01-01"))]
    free = free_effect("lent", period=span("2020-01-01", "2021-01-01"))
    structure = county(
        grant("g", "lent", "department", "bureau", period=span(start, end)),
        pack=free_pack(free_effect(STATUTORY), *rows, free),
    )
    assert len(lacks(Context(structure), "L10")) == told


def test_a_note_on_a_grant_is_not_taken_for_a_name_on_the_paper() -> None:
    for extensions, told in (({"note": "-"}, 0), ({"in_name_of": "north-town"}, 1)):
        assert len(words(world(entrusted("lent", grantee="north-town", extensions=extensions)), "L08")) == told


def test_random_worlds_are_linted_whole_and_the_same_each_time() -> None:
    for seed in range(60):
        first, second = lint(random_world(seed)), lint(random_world(seed))
        assert first == second
        keys = {each.id for each in random_world(seed)}
        assert all(set(each.witness) <= keys for each in first)


def test_the_order_of_findings_does_not_depend_on_how_a_process_hashes() -> None:
    script = (
        "from worlds import random_world; from enforcekit.competence.lint import lint\n"
        "for seed in (115, 124, 167, 237, 270): print([(each.code, each.witness) for each in lint(random_world(seed))])"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(EXPECTED.parent)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert told[0] == told[1]
    assert b"EK353" in told[0]


if __name__ == "__main__":
    EXPECTED.write_text(
        json.dumps({name: summary(each) for name, each in example_worlds().items()}, indent=1, ensure_ascii=False)
        + "\n",
        encoding="utf-8",
    )
