"""An answer in words: what it says at a zone, of bodies that act together or by a team, of fines, cases, procedures."""

from __future__ import annotations

import pytest
from worlds import Ceiling, Holder, body, county, day, grant, item, place, span, zone

from enforcekit.competence import Answer, Filing, authority_card, where_may, who_may
from enforcekit.errors import EnforcekitError
from enforcekit.model.common import Money
from enforcekit.structure import Structure

ON = day("2024-05-01")
WATER = body("water", "department", "county", "county", functions=["water"])
JOINT = item("dumping", *(Holder(function=each, role="joint") for each in ("waste", "water")), procedures=("simple",))
LIST = grant(
    "list",
    "township",
    "department",
    "north-town",
    by="decision",
    period=span("2022-01-01"),
    carve_outs=("major_impact",),
    procedures=("simple", "ordinary"),
    ceilings=(Ceiling(fine=Money(amount=2_000_000)), Ceiling(fine=Money(amount=50_000), party_kind="individual")),
)
ZONE = county(LIST, place("east", "county", level="township"), zone("z", "north", "south", "east"))


def ask(world: Structure, at: str, action: str = "penalise") -> Answer:
    return who_may(world, action, item="dumping", place=at, on=ON)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_at_a_zone_members_that_are_answered_alike_are_told_once(lang: str) -> None:
    told = ask(ZONE, "z").explain(lang).splitlines()
    assert [line for line in told if line.startswith("@")] == ["@ north", "@ south, east"]
    for member in ("north", "south"):
        (*_, own) = ask(ZONE, member).explain(lang).partition("\n")
        assert own in "\n".join(told)


def test_the_picture_and_the_cure_of_a_zone_are_those_of_its_first_member() -> None:
    assert ask(ZONE, "z").svg() == ask(ZONE, "north").svg()
    nobody = county(place("east", "county"), zone("z", "north", "east"), without=("department",))
    assert ask(nobody, "z").cure == ask(nobody, "north").cure is not None
    assert ask(ZONE, "z").cure is None


def test_a_filed_case_is_asked_about_at_one_place() -> None:
    with pytest.raises(EnforcekitError, match="a member of the zone"):
        who_may(ZONE, "penalise", item="dumping", place="z", on=ON, case=Filing("department", on=ON))


def test_what_limits_a_competence_is_said_in_words_and_on_the_card() -> None:
    answer = ask(ZONE, "north")
    (town,) = (each for each in answer.competences if each.authority == "north-town")
    for text in (answer.explain("en"), authority_card(town, "en")):
        for words in ("except case of major impact", "20,000.00 CNY\n", "500.00 CNY (individual)"):
            assert words in text
    card = authority_card(town, "en"), authority_card(town, "zh")
    assert "Procedures: simple procedure, ordinary procedure" in card[0]
    for words in ("除外：重大影响案件", "500.00 CNY (自然人)", "简易程序、普通程序"):
        assert words in card[1]


def test_bodies_that_act_together_are_named_in_words_and_on_the_card() -> None:
    answer = ask(county(WATER, JOINT), "north")
    (line,) = answer.competences
    assert "together with water" in answer.explain("en")
    assert "共同行使 water" in answer.explain("zh")
    assert "We act together with water." in authority_card(line, "en")
    assert "我们与 water 共同执法。" in authority_card(line, "zh")


def test_a_team_through_which_a_body_acts_is_named() -> None:
    team = body("team", "office", "county", "county", parent="department")
    world = county(team, grant("sets", "internal", "department", "team", by="county-list"))
    answer = ask(world, "north")
    assert "acts through: team" in answer.explain("en")
    assert "具体实施: team" in answer.explain("zh")


def test_without_places_no_body_may_act_anywhere() -> None:
    bare = Structure([body("alone", "department", "county"), item("dumping", Holder(function="waste"))])
    found = where_may(bare, "alone", "penalise", "dumping", on=ON)
    assert (tuple(found), found.reason) == ((), "nobody_holds")
