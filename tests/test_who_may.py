"""Who may act: the named worlds of `who-may.md` worked out by hand, and the index against the slow oracle."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any

import attrs
import oracle
import pytest
from worlds import (
    ACTIONS,
    DAYS,
    STATUTORY,
    Delegation,
    Designation,
    Holder,
    Item,
    Penalty,
    body,
    capable,
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
    seeds,
    span,
    zone,
)

from enforcekit.competence import Answer, Competence, Filing, what_may, who_may
from enforcekit.errors import LimitExceeded, UnknownReference
from enforcekit.folder import example
from enforcekit.law import pack_of
from enforcekit.model import EVERY_HOLDER, Authority, Function, Place, Record
from enforcekit.structure import Structure
from enforcekit.timing import Period


def ask(
    world: Structure, on: str, action: str = "penalise", at: str = "north", of: str = "dumping", **more: Any
) -> Answer:
    return who_may(world, action, item=of, place=at, on=day(on), **more)


def may(world: Structure, on: str, *args: str, **more: Any) -> list[tuple[str, str, str]]:
    """(body, in whose name, rank) of each that may act."""
    return [(c.authority, c.in_name_of, c.rank) for c in ask(world, on, *args, **more).competences]


def why(world: Structure, on: str, *args: str, **more: Any) -> dict[str, str]:
    return {refusal.authority: refusal.reason for refusal in ask(world, on, *args, **more).refusals}


def own(*bodies: str, rank: str = "primary") -> list[tuple[str, str, str]]:
    return [(each, each, rank) for each in bodies]


CONCENTRATE = grant("concentrate", "concentrated", EVERY_HOLDER, "bureau", by="decision", period=span("2022-01-01"))
HAND_DOWN = grant("hand-down", "township", "bureau", "north-town", by="decision", period=span("2022-07-01"))
TOWN_LIST = grant("town-list", "township", "department", "north-town", by="decision", period=span("2022-01-01"))
ENTRUST = grant(
    "entrust",
    "entrusted",
    "department",
    "north-town",
    by=("letter", "city-rule"),
    period=span("2019-01-01", "2030-01-01"),
)


# Named worlds


def test_power_goes_from_department_to_bureau_to_town_by_concentration_and_hand_down() -> None:
    """APL21 arts 18, 24: the province concentrates, then hands down; each move displaces (D-05)."""
    world = county(CONCENTRATE, HAND_DOWN)
    assert may(world, "2021-12-31") == own("department")
    assert may(world, "2022-01-01") == own("bureau")
    assert why(world, "2022-01-01")["department"] == "displaced"
    assert may(world, "2022-07-01") == own("north-town")
    assert may(world, "2022-07-01", at="south") == own("bureau")
    (town,) = ask(world, "2024-05-01").competences
    assert (town.chain, town.mode) == (("concentrate", "hand-down"), "township")
    assert (town.respondent, town.defendant, town.compensates, town.review_organ) == (*["north-town"] * 3, "county-gov")
    assert town.valid == span("2022-07-01")
    assert why(world, "2024-05-01")["bureau"] == "displaced"


def test_an_entrustment_stands_beside_its_giver_and_falls_when_the_power_is_concentrated() -> None:
    """APL21 art. 20: the giver's name; what was derived from the holding moves with it (D-05)."""
    late = grant(
        "late", "entrusted", "department", "south-town", by="city-rule", period=span("2022-06-01", "2030-01-01")
    )
    world = county(CONCENTRATE, ENTRUST, late)
    assert may(world, "2021-12-31") == [*own("department"), ("north-town", "department", "primary")]
    assert not ask(world, "2021-12-31").findings, "a bureau and the town it entrusts are no overlap"
    assert may(world, "2022-06-01") == own("bureau")
    assert why(world, "2022-06-01")["north-town"] == "displaced"
    assert why(world, "2022-06-01", at="south")["south-town"] == "grantor_lacked_power"


def test_two_bodies_that_concentrate_each_other_leave_the_power_with_the_first_that_got_it() -> None:
    """APL21 art. 18: no authority stands twice in a chain, so nothing comes back to the department."""
    back = grant("back", "concentrated", "bureau", "department", by="decision", period=span("2022-06-01"))
    assert may(county(CONCENTRATE, back), "2023-01-01") == own("bureau")
    pack = free_pack(free_effect(STATUTORY), free_effect("moved", displaces=True))
    there = grant("there", "moved", "department", "bureau", period=span("2022-01-01"))
    back = grant("back", "moved", "bureau", "department", period=span("2022-06-01"))
    assert may(county(there, back, pack=pack), "2023-01-01") == own("bureau")


def test_a_zone_over_five_counties_takes_city_and_county_powers_at_once() -> None:
    """SPC18 art. 21, APL21 art. 18: every holder's power in the zone moves to a zone body with capacity."""
    counties = [f"k{number}" for number in range(1, 7)]
    world = county(
        *(place(key, "city", level="county") for key in counties),
        zone("delta", *counties[:5]),
        *(body(f"{key}-dept", "department", "county", key, functions=["waste"]) for key in counties),
        body("city-dept", "department", "city", "city", functions=["waste"]),
        body("delta-body", "zone_body", "city", "delta", capacity=capable(span("2021-01-01"))),
        item("dumping", Holder(function="waste", levels=("city", "county"))),
        grant("to-zone", "concentrated", EVERY_HOLDER, "delta-body", by="decision", period=span("2022-01-01")),
    )
    assert may(world, "2021-12-31", at="k1") == [*own("k1-dept"), *own("city-dept", rank="concurrent")]
    answer = ask(world, "2022-01-01", at="delta")
    assert [each.place for each in answer.members] == counties[:5]
    assert all(may(world, "2022-01-01", at=key) == own("delta-body") for key in counties[:5])
    assert {c.authority for c in answer.competences} == {"delta-body"}
    assert may(world, "2022-01-01", at="k6") == [*own("k6-dept"), *own("city-dept", rank="concurrent")]
    assert why(world, "2022-01-01", at="k1")["city-dept"] == "displaced"


RECALLED = attrs.evolve(TOWN_LIST, recalled_on=day("2025-11-10"), run_off_days=30)


def test_a_recall_with_thirty_days_of_run_off_is_over_after_the_thirtieth_day() -> None:
    """D-21: recalled 2025-11-10, in force through 2025-12-10; then the power is the department's again."""
    world = county(RECALLED)
    assert may(world, "2025-12-10") == own("north-town")
    assert may(world, "2025-12-11") == own("department")
    assert why(world, "2025-12-11")["north-town"] == "ended"
    assert ask(world, "2025-11-01").competences[0].valid == span("2022-01-01", "2025-12-11")
    assert ask(world, "2025-12-11").competences[0].valid == span("2025-12-11")


def test_a_case_filed_before_the_recall_took_effect_is_finished_by_the_body_that_filed_it() -> None:
    """D-05, D-21: the town that filed is listed first, in flight; a case filed too late is not its own."""
    world = county(RECALLED)
    filed = Filing("north-town", day("2025-12-10"))
    assert may(world, "2026-01-10", case=filed) == [*own("north-town", rank="in_flight"), *own("department")]
    for on in ("2025-12-11", "2026-01-11"):
        assert may(world, "2026-01-10", case=Filing("north-town", day(on))) == own("department")
    gone = county(RECALLED, body("north-town", "township", "township", "north", period=span(None, "2026-01-01")))
    assert may(gone, "2026-01-10", case=filed) == own("department")


def test_a_filed_case_is_reviewed_under_the_law_of_the_day_asked() -> None:
    """V-04: filed under ARL99 (the applicant may choose), asked under ARL23 (the department's own government)."""
    (first, *_) = ask(county(CONCENTRATE), "2024-01-01", case=Filing("department", day("2021-12-01"))).competences
    assert (first.rank, first.review_rule, first.review_organ) == ("in_flight", "own_government", "county-gov")


def test_a_carve_out_leaves_major_cases_with_the_department_and_nothing_overlaps() -> None:
    """D-12: the town gets all cases but the major ones, the department keeps exactly these."""
    answer = ask(county(attrs.evolve(TOWN_LIST, carve_outs=("major_impact",))), "2023-01-01")
    conditions = {c.authority: c.condition for c in answer.competences}
    assert conditions["department"].only == {frozenset({"major_impact"})}
    assert conditions["north-town"].never == {"major_impact"}
    assert not answer.findings


def test_what_a_carve_out_had_split_off_stays_when_the_remainder_moves_on() -> None:
    """D-12, D-05: the bureau takes the major cases that were left; the town's ordinary cases are not among them."""
    split = attrs.evolve(TOWN_LIST, carve_outs=("major_impact",))
    rest = grant("rest", "concentrated", "department", "bureau", by="decision", period=span("2023-01-01"))
    assert may(county(split, rest), "2023-01-01") == own("bureau", "north-town")


@pytest.mark.parametrize("grantor", ["department", EVERY_HOLDER])
def test_a_stationed_team_is_named_under_its_department_and_gains_nothing(grantor: str) -> None:
    """ZJ21 art. 9, D-20: nothing moves; the department acts through the team."""
    world = county(
        body("team", "enforcement_team", "county", "north"),
        grant("stationed", "stationed", grantor, "team", period=span("2022-01-01", "2024-01-01"), places=("north",)),
    )
    assert [c.acts_through for c in ask(world, "2023-01-01").competences] == [("team",)]
    assert may(world, "2023-01-01") == own("department")
    assert why(world, "2023-01-01")["team"] == "mode_forbids"
    assert [c.acts_through for c in ask(world, "2024-01-01").competences] == [()]
    assert [c.acts_through for c in ask(world, "2023-01-01", at="south").competences] == [()]


WATER = body("water", "department", "county", "county", functions=["water"])


def test_bodies_named_in_the_alternative_are_each_competent_and_concurrent() -> None:
    """J-03: any one of them; two that may both act are an overlap, and the first to file goes on."""
    two = item("dumping", *(Holder(function=each, role="alternative") for each in ("waste", "water")))
    world = county(WATER, two)
    assert may(world, "2023-01-01") == own("department", "water", rank="concurrent")
    assert [finding.witness for finding in ask(world, "2023-01-01").findings] == [("department", "water")]


def test_bodies_named_jointly_are_one_line_that_only_all_of_them_can_move() -> None:
    """D-16: all together or not at all; no partner is refused, none can give the power away alone."""
    two = item("dumping", *(Holder(function=each, role="joint") for each in ("waste", "water")))
    (line,) = ask(county(WATER, two), "2023-01-01").competences
    assert (line.authority, line.jointly, line.rank) == ("department", ("water",), "primary")
    assert "water" not in why(county(WATER, two), "2023-01-01")
    assert not ask(county(two), "2023-01-01"), "without its partner the department holds nothing"
    alone = county(WATER, two, grant("g", "concentrated", "department", "bureau", by="decision"))
    assert [c.authority for c in ask(alone, "2023-01-01").competences] == ["department"]
    assert why(alone, "2023-01-01")["bureau"] == "grantor_lacked_power"
    both = county(WATER, two, grant("g", "concentrated", ("water", "department"), "bureau", by="decision"))
    assert may(both, "2023-01-01") == own("bureau")


def test_joint_bodies_of_a_higher_level_are_concurrent_to_those_of_the_lowest() -> None:
    """J-02: county and city lines stand apart; a partner named without levels does not raise the higher line."""
    both = item(
        "dumping",
        Holder(function="waste", levels=("county", "city"), role="joint"),
        Holder(function="water", role="joint"),
    )
    world = county(
        WATER,
        both,
        body("city-waste", "department", "city", "city", functions=["waste"]),
        body("city-water", "department", "city", "city", functions=["water"]),
    )
    found = [(c.authority, c.jointly, c.rank) for c in ask(world, "2023-01-01").competences]
    assert found == [("department", ("water",), "primary"), ("city-waste", ("city-water",), "concurrent")]


FREE = free_effect("handed")
ONCE = free_effect("handed", passes_on_to=())


def test_nine_bodies_that_all_grant_to_each_other_pass_the_stated_bound() -> None:
    """A fifth grant in a chain is refused aloud, not left out in silence."""
    for mode in (FREE, attrs.evolve(FREE, displaces=True)):
        with pytest.raises(LimitExceeded):
            ask(nine_linked(mode), "2023-01-01", at="p")


def test_nine_linked_bodies_whose_mode_passes_nothing_on_have_what_the_first_gave() -> None:
    """Circular grants terminate and give nobody more than the base holder had."""
    everyone = ask(nine_linked(ONCE), "2023-01-01", at="p").competences
    assert {c.authority: c.chain for c in everyone} == {"b1": ()} | {f"b{n}": (f"b1-b{n}",) for n in range(2, 10)}
    assert may(nine_linked(attrs.evolve(ONCE, displaces=True)), "2023-01-01", at="p") == own("b2")
    assert not ask(nine_linked(ONCE), "2023-01-01", "compel", at="p"), "compulsion is not among the item's actions"
    assert not ask(nine_linked(attrs.evolve(FREE, carries=frozenset())), "2019-01-01", "compel", at="p")


def test_a_chain_of_four_grants_is_answered_and_a_fifth_is_not() -> None:
    """The bound counts grants: five bodies in a row stand, the sixth does not."""
    pack = free_pack(free_effect(STATUTORY), FREE)
    keys = ["b1", "b2", "b3", "b4", "b5", "b6"]
    records: list[Record] = [place("p"), item("dumping", Holder(function="waste"))]
    records += [body(key, "office", "county", "p", functions=["waste"] if key == "b1" else ()) for key in keys]
    records += [
        grant(f"g{n}", "handed", a, b, period=span(f"20{10 + n}-01-01")) for n, (a, b) in enumerate(pairwise(keys), 1)
    ]
    world = Structure(records, pack=pack)
    assert [c.chain for c in ask(world, "2014-12-31", at="p").competences][-1] == ("g1", "g2", "g3", "g4")
    with pytest.raises(LimitExceeded):
        ask(world, "2015-01-01", at="p")
    assert ask(world, "2014-12-31", at="p").competences[-1].valid == span("2014-01-01", "2015-01-01")


def test_yichang_zone_acts_in_its_principals_name_until_it_has_capacity_and_concentrated_power() -> None:
    """SPC18 art. 21, D-13: entrusted before 2015-11, so the department answers; afterwards the zone itself."""
    start = "2015-11-01"
    world = county(
        zone("hightech", "north"),
        body("zone-body", "zone_body", "county", "hightech", capacity=capable(span(start))),
        grant("letters", "entrusted", "department", "zone-body", by="city-rule", period=span("2010-01-01", start)),
        grant("move", "concentrated", EVERY_HOLDER, "zone-body", by="decision", period=span("2015-01-01")),
    )
    assert may(world, "2015-10-31") == [*own("department"), ("zone-body", "department", "primary")]
    (_, before) = ask(world, "2015-10-31").competences
    assert (before.respondent, before.defendant, before.compensates) == ("department",) * 3
    assert may(world, start) == own("zone-body")
    assert ask(world, start).competences[0].respondent == "zone-body"
    assert may(world, start, at="south") == own("department")


def test_the_ninghai_town_acts_under_two_names_in_the_same_week() -> None:
    """cn-law §2.3: by entrustment in the bureau's name, by the published list in its own; the county reviews both."""
    world = county(
        place("xidian", "county", level="township"),
        body("xidian-town", "township", "township", "xidian", parent="county-gov"),
        body("emergency", "department", "county", "county", functions=["safety"], parent="county-gov"),
        item("safety", Holder(function="safety"), field="safety", actions=("penalise", "inspect", "compel")),
        item("litter", Holder(function="waste"), actions=("penalise", "compel")),
        grant(
            "letters",
            "entrusted",
            "emergency",
            "xidian-town",
            items=("safety",),
            actions=("penalise", "inspect", "compel"),
            by="city-rule",
            period=span("2025-03-06", "2026-03-06"),
        ),
        grant("list", "township", "department", "xidian-town", items=("litter",), by="decision"),
    )
    lent = {c.authority: c for c in ask(world, "2025-03-07", at="xidian", of="safety").competences}["xidian-town"]
    listed = ask(world, "2025-03-07", at="xidian", of="litter").competences[0]
    assert (lent.in_name_of, lent.respondent, lent.defendant, lent.review_organ) == (*["emergency"] * 3, "county-gov")
    assert (listed.in_name_of, listed.respondent, listed.review_organ) == ("xidian-town", "xidian-town", "county-gov")
    assert may(world, "2025-03-07", "compel", at="xidian", of="safety") == own("emergency")
    assert may(world, "2025-03-07", "compel", at="xidian", of="litter") == own("department")
    assert why(world, "2025-03-07", "compel", at="xidian", of="safety")["xidian-town"] == "mode_forbids"
    assert why(world, "2025-03-07", "compel", at="xidian", of="litter")["xidian-town"] == "action_not_granted"


def test_the_successor_of_an_abolished_party_stands_in_for_it() -> None:
    """ARL23 art. 19(4), D-17: the letter goes on in the name of the department that took the place of the old one."""
    world = county(
        ENTRUST,
        body(
            "department",
            "department",
            "county",
            "county",
            functions=["waste"],
            period=span(None, "2023-01-01"),
            successor="new",
        ),
        body("new", "department", "county", "county", functions=["waste"], period=span("2023-01-01")),
    )
    assert may(world, "2022-12-31") == [*own("department"), ("north-town", "department", "primary")]
    assert may(world, "2023-01-01") == [*own("new"), ("north-town", "new", "primary")]
    assert why(world, "2023-01-01")["department"] == "not_existing"


def test_nothing_goes_to_a_township_under_article_24_before_it_was_in_force() -> None:
    """APL21 art. 24 is new: a provincial list of 2020 works from 2021-07-15."""
    world = county(grant("list", "township", "department", "north-town", by="decision", period=span("2020-08-01")))
    assert may(world, "2021-07-14") == own("department")
    assert why(world, "2021-07-14")["north-town"] == "mode_forbids"
    assert may(world, "2021-07-15") == own("north-town")


@pytest.mark.parametrize("by", ["county-list", ("county-list", "decision"), ()])
def test_a_county_document_cannot_give_a_township_power_whatever_else_it_cites(by: Any) -> None:
    """APL21 art. 24: the province decides; the deciding instrument is the first that a grant names."""
    world = county(grant("list", "township", "department", "north-town", by=by))
    assert may(world, "2023-01-01") == own("department")
    assert why(world, "2023-01-01")["north-town"] == "void_instrument"


def test_the_level_of_a_decision_is_that_of_the_body_that_issued_it() -> None:
    """APL21 art. 24: a decision without a stated level has that of its issuer."""
    province = body("province-gov", "government", "province", "province")
    issued = instrument("issued", "notice", issuer="province-gov")
    world = county(province, issued, grant("list", "township", "department", "north-town", by="issued"))
    assert may(world, "2023-01-01") == own("north-town")


def test_the_level_that_a_decision_states_stands_before_that_of_its_issuer() -> None:
    listed = grant("list", "township", "department", "north-town", by="issued")
    stated = instrument("issued", "notice", "province", issuer="county-gov")
    assert may(county(stated, listed), "2023-01-01") == own("north-town")
    unknown = instrument("issued", "notice")
    assert why(county(unknown, listed), "2023-01-01")["north-town"] == "void_instrument"


def test_compulsion_cannot_be_entrusted_since_the_compulsion_law() -> None:
    """AEL art. 17: compulsory measures may not be entrusted; before 2012 no text forbade it."""
    world = county(
        item("dumping", Holder(function="waste"), actions=("penalise", "compel")),
        attrs.evolve(ENTRUST, actions=("penalise", "compel"), period=span("2010-01-01")),
    )
    assert may(world, "2011-12-31", "compel") == [*own("department"), ("north-town", "department", "primary")]
    assert may(world, "2012-01-01", "compel") == own("department")
    assert why(world, "2012-01-01", "compel")["north-town"] == "mode_forbids"


def test_detention_never_moves() -> None:
    """APL21 art. 18(3), D-03: powers over personal liberty stay where the law put them."""
    jail = item("dumping", Holder(function="waste"), penalties=[Penalty(kind="detention")])
    assert may(county(jail, CONCENTRATE), "2023-01-01") == own("department")
    assert why(county(jail, CONCENTRATE), "2023-01-01")["bureau"] == "mode_forbids"


def test_who_was_entrusted_cannot_entrust_again() -> None:
    """APL21 art. 20(4)."""
    again = grant(
        "again", "entrusted", "north-town", "south-town", by="city-rule", period=span("2020-01-01"), places=("north",)
    )
    world = county(ENTRUST, again)
    assert may(world, "2023-01-01") == [*own("department"), ("north-town", "department", "primary")]
    assert why(world, "2023-01-01")["south-town"] == "not_redelegable"


def test_a_decision_published_later_has_no_effect_before() -> None:
    """APL21 art. 24: the decision is published; until then nothing has moved."""
    world = county(attrs.evolve(TOWN_LIST, published_on=day("2022-03-01")))
    assert may(world, "2022-02-28") == own("department")
    assert why(world, "2022-02-28")["north-town"] == "not_published"
    assert may(world, "2022-03-01") == own("north-town")


def test_a_void_decision_is_refused_for_what_it_lacks_from_the_day_of_its_publication() -> None:
    void = grant("bad", "township", "department", "north-town", by="county-list", published_on=day("2022-03-01"))
    assert why(county(void), "2022-02-28")["north-town"] == "not_published"
    assert why(county(void), "2022-03-01")["north-town"] == "void_instrument"


def test_a_power_held_since_ever_is_valid_without_a_first_day() -> None:
    pack = free_pack(free_effect(STATUTORY), free_effect("lent"))
    world = county(grant("lent", "lent", "department", "north-town", period=span("2020-01-01")), pack=pack)
    valid = {c.authority: c.valid for c in ask(world, "2023-01-01").competences}
    assert valid == {"department": span(), "north-town": span("2020-01-01")}


def test_an_unknown_day_of_publication_does_not_stop_a_grant_but_is_a_finding() -> None:
    """A grant without `published_on` runs; every competence by it says so."""
    (town,) = ask(county(TOWN_LIST), "2023-01-01").competences
    assert any("town-list" in finding.witness for finding in town.findings)


def test_a_competence_says_which_rows_it_rests_on_are_not_confirmed_and_those_alone() -> None:
    """APL21 art. 24 moves penalties; that inspection moves with them is not confirmed, that others lose it is local."""

    def open_rows(world: Structure, action: str) -> list[str]:
        found = [each for competence in ask(world, "2023-01-01", action).competences for each in competence.findings]
        return [finding.message["en"].split(": ")[1] for finding in found if finding.code == "EK303"]

    assert open_rows(county(TOWN_LIST), "penalise") == ["ZJ21:16; SH18:13"]
    assert open_rows(county(TOWN_LIST), "inspect") == ["township carries inspect", "ZJ21:16; SH18:13"]
    for world in (county(), county(ENTRUST)):
        assert open_rows(world, "penalise") == []


def test_a_coordinating_body_never_holds_power_even_by_a_grant() -> None:
    """GOV54, D-23: coordinating bodies, contractors and grids do not act."""
    world = county(
        body("office", "coordinating_body", "county", "county", functions=["waste"]),
        grant("g", "concentrated", EVERY_HOLDER, "office", by="decision"),
        item("dumping", Holder(function="waste")),
    )
    assert may(world, "2023-01-01") == own("department")
    assert why(world, "2023-01-01")["office"] == "no_power_by_kind"


def test_an_item_that_names_no_holder_says_that_the_holder_is_unknown() -> None:
    """The statute's holder is data; its absence is not the same as nobody holding."""
    assert ask(county(item("dumping")), "2023-01-01").reason == "holder_unknown"
    assert ask(county(without=("department",)), "2023-01-01").reason == "nobody_holds"
    assert ask(county(item("dumping", period=span("2024-01-01"))), "2023-01-01").reason == "item_not_in_force"


def test_before_the_penalty_law_there_is_no_answer_and_the_reason_says_so() -> None:
    """APL96: in force from 1996-10-01."""
    assert ask(county(), "1996-09-30").reason == "no_law_yet"
    assert may(county(), "1996-10-01") == own("department")


def test_a_designation_leaves_only_the_body_it_names_from_its_date() -> None:
    """APL21 art. 25(2), J-04."""
    two = item("dumping", *(Holder(function=each) for each in ("waste", "water")))
    named = Designation(id="d", authority="water", items=("dumping",), actions=("penalise",), period=span("2023-01-01"))
    world = county(WATER, two, named)
    assert may(world, "2022-12-31") == own("department", "water")
    assert may(world, "2023-01-01") == own("water")
    assert why(world, "2023-01-01")["department"] == "not_designated"
    assert may(world, "2023-01-01", "inspect") == own("department", "water")


def test_a_refusal_names_the_designation_of_the_day_not_an_earlier_one() -> None:
    two = item("dumping", *(Holder(function=each) for each in ("waste", "water")))
    named = Designation(id="d", authority="water", items=("dumping",), actions=("penalise",), period=span("2023-01-01"))
    ended = attrs.evolve(named, id="before", authority="bureau", period=span("2020-01-01", "2021-01-01"))
    (refusal,) = ask(county(WATER, two, ended, named), "2024-01-01").refusals
    assert (refusal.authority, refusal.reason) == ("department", "not_designated")
    assert refusal.message["en"] == "water has been designated instead"


def test_refusals_say_outside_territory_not_yet_no_capacity_and_other_items() -> None:
    """The rest of the table: one body each."""
    world = county(
        place("other", "city", level="county"),
        body("other-dept", "department", "county", "other", functions=["waste"]),
        body("weak", "department", "county", "county", functions=["waste"], capacity=capable(span("2024-01-01"))),
        body("future", "department", "county", "county", functions=[Function(code="waste", period=span("2024-01-01"))]),
        body("ghost", "department", "county", "county", functions=["waste"], period=span("2024-01-01")),
        item("noise", Holder(function="noise"), field="noise"),
        grant("other-grant", "entrusted", "other-dept", "bureau", by="city-rule", places=("other",)),
        grant("noise-grant", "entrusted", "city-gov", "south-town", items=("noise",), by="city-rule"),
        attrs.evolve(TOWN_LIST, period=span("2024-01-01")),
    )
    assert why(world, "2023-01-01") == {
        "other-dept": "outside_territory",
        "bureau": "outside_territory",
        "weak": "no_capacity",
        "future": "not_yet",
        "ghost": "not_existing",
        "north-town": "not_yet",
    }
    assert why(world, "2023-01-01", at="south")["south-town"] == "item_not_covered"


def test_unknown_ids_are_refused_with_the_nearest_ones() -> None:
    """A typo is an error, not an empty answer."""
    with pytest.raises(UnknownReference) as caught:
        ask(county(), "2023-01-01", of="dumpin")
    assert (caught.value.kind, caught.value.nearest) == ("item", ("dumping",))
    with pytest.raises(UnknownReference) as caught:
        ask(county(), "2023-01-01", at="nort")
    assert caught.value.nearest[0] == "north"
    with pytest.raises(UnknownReference):
        what_may(county(), "bureu", on=day("2023-01-01"))
    with pytest.raises(UnknownReference):
        ask(county(), "2023-01-01", case=Filing("bureu", day("2022-01-01")))


def test_a_time_of_day_is_not_a_day() -> None:
    """`datetime` is a `date` to Python, but not to the law."""
    with pytest.raises(TypeError):
        who_may(county(), "penalise", item="dumping", place="north", on=dt.datetime(2023, 1, 1))  # noqa: DTZ001


def test_a_base_grant_is_there_before_every_other_grant_whatever_its_date_or_id() -> None:
    """`who-may.md`: base first, then grants; what a law gives the same day can be passed on the same day."""
    pack = free_pack(free_effect(STATUTORY), free_effect("given", base=True), free_effect("moved", displaces=True))
    world = county(
        grant("z-law", "given", (), "bureau", period=span("2022-01-01")),
        grant("a-move", "moved", "bureau", "north-town", period=span("2022-01-01")),
        pack=pack,
    )
    assert may(world, "2023-01-01") == own("department", "north-town")


def test_a_base_grant_gives_all_cases_but_those_it_carves_out() -> None:
    """D-12 for a grant that comes from the law itself."""
    law = grant("law", "authorised", (), "bureau", by="city-law", carve_outs=("major_impact",))
    world = county(instrument("city-law", "local_regulation"), law, without=("department",))
    assert [c.condition.never for c in ask(world, "2023-01-01").competences] == [{"major_impact"}]


def test_one_grant_from_two_holders_names_the_first_of_them_in_whatever_order_the_records_come() -> None:
    """The answer depends on the records, not on the order in which a folder lists them."""
    two = item("dumping", *(Holder(function=each) for each in ("waste", "water")))
    world = county(WATER, two, attrs.evolve(ENTRUST, grantors=("water", "department")))
    turned = Structure([*world][::-1])
    for each in (world, turned):
        assert may(each, "2023-01-01") == [*own("department"), ("north-town", "department", "primary"), *own("water")]


def test_the_review_organ_is_the_government_of_the_day() -> None:
    """ARL23 art. 24: when the county government is replaced, the new one reviews, from that day on."""
    world = county(
        body("county-gov", "government", "county", "county", period=span(None, "2025-01-01")),
        body("merged-gov", "government", "county", "county", period=span("2025-01-01")),
    )
    organs = [ask(world, on).competences[0].review_organ for on in ("2024-12-31", "2025-01-01", "2026-01-01")]
    assert organs == ["county-gov", "merged-gov", "merged-gov"]


@pytest.mark.parametrize(("parent", "organ"), [(None, "county-gov"), ("county-gov", "county-gov"), ("city-gov",) * 2])
def test_a_zone_body_is_reviewed_by_the_government_it_belongs_to_else_by_that_of_its_level(
    parent: str | None, organ: str
) -> None:
    """ARL23 art. 24: the government that set it up and manages it."""
    zone_body = body("zone-body", "zone_body", "county", "county", parent=parent, capacity=capable(span()))
    world = county(zone_body, attrs.evolve(CONCENTRATE, grantee="zone-body"))
    (competence,) = ask(world, "2024-01-01").competences
    assert (competence.authority, competence.review_rule) == ("zone-body", "managing_government")
    assert competence.review_organ == organ


def test_a_vertical_department_is_reviewed_by_the_nearest_of_its_kind_above_that_exists_on_the_day() -> None:
    """ARL23 art. 27: of the same function, not a department of another kind, and never one of its own level."""

    def customs(key: str, level: str, **more: Any) -> Authority:
        return body(key, "vertical_department", level, level, **{"functions": ["customs"], **more})

    world = county(
        *(customs("c", "county"), customs("beside", "county"), customs("p", "province")),
        customs("city-once", "city", period=span(None, "2024-06-01")),
        customs("city-tax", "city", functions=["tax"]),
        body("city-port", "department", "city", "city", functions=["customs"]),
        item("goods", Holder(function="customs", kinds=("vertical_department",), levels=("county",)), field="customs"),
    )
    found = [ask(world, on, of="goods").competences for on in ("2024-05-31", "2024-06-01")]
    assert [[(c.authority, c.review_organ) for c in each] for each in found] == [
        [("beside", "city-once"), ("c", "city-once")],
        [("beside", "p"), ("c", "p")],
    ]


def test_an_agency_is_reviewed_by_the_government_of_the_department_that_set_it_up() -> None:
    """ARL23 art. 24."""
    agency = body("agency", "agency", "county", "county", functions=["seeds"], parent="department")
    world = county(attrs.evolve(agency, capacity=capable(span())), item("seeds", Holder(function="seeds")))
    (competence,) = ask(world, "2025-01-01", of="seeds").competences
    assert (competence.review_rule, competence.review_organ) == ("parent_government", "county-gov")


def test_where_the_structure_lacks_the_government_that_reviews_no_other_stands_in_for_it() -> None:
    """Neither the city's for the county's own department, nor for a township."""
    orphans = [attrs.evolve(each, parent=None) for each in county().all(Authority) if each.parent == "county-gov"]
    for grants in ((), (TOWN_LIST,)):
        (competence,) = ask(county(*orphans, *grants, without=("county-gov",)), "2025-01-01").competences
        assert competence.review_organ is None
        (competence,) = ask(county(*orphans, *grants), "2025-01-01").competences
        assert competence.review_organ == "county-gov"


def test_a_team_that_is_gone_is_not_acted_through() -> None:
    team = body("team", "enforcement_team", "county", "north", period=span(None, "2022-06-01"))
    world = county(team, grant("stationed", "stationed", "department", "team", period=span("2022-01-01")))
    assert [ask(world, on).competences[0].acts_through for on in ("2022-05-31", "2022-06-01")] == [("team",), ()]


@pytest.mark.parametrize(
    ("of_item", "of_grant", "left"),
    [
        (("simple", "ordinary"), ("ordinary", "hearing"), ("ordinary",)),
        (("simple",), (), ("simple",)),
        ((), ("simple",), ("simple",)),
        ((), (), ()),
    ],
)
def test_a_grant_leaves_of_the_items_procedures_those_that_it_allows(of_item: Any, of_grant: Any, left: Any) -> None:
    matter = item("dumping", Holder(function="waste"), procedures=of_item)
    (giver, town) = ask(county(matter, attrs.evolve(ENTRUST, procedures=of_grant)), "2023-01-01").competences
    assert (giver.procedures, town.procedures) == (of_item, left)


def test_only_a_grant_without_a_day_of_publication_is_told_so() -> None:
    dated = attrs.evolve(TOWN_LIST, published_on=day("2022-01-01"))
    codes = [{each.code for each in ask(county(g), "2023-01-01").competences[0].findings} for g in (TOWN_LIST, dated)]
    assert ["EK304" in each for each in codes] == [True, False]


# Random worlds against the oracle

PLACES = ("t1", "t1", "t1", "ward", "k1", "t2")
LEAST = {"long": 40, "four": 8, "limit": 20, "displaced": 250, "derived displaced": 60, "authority twice": 150}
LEAST |= {
    "carved": 150,
    "joint": 40,
    "designation": 150,
    "cyclic": 900,
    "several": 500,
    "nobody": 500,
    "chained": 400,
    "lowered": 20,
}


def cases_of(competence: Competence, every: oracle.Cases) -> oracle.Cases:
    """A condition of the library as the plain set of its cases."""
    condition = competence.condition
    return frozenset(
        case for case in every if not case & condition.never and all(case & tags for tags in condition.only)
    )


def line_of(c: Competence, every: oracle.Cases) -> oracle.Line:
    bodies = (c.authority, *c.jointly)
    assert c.answerable == c.respondent
    return oracle.Line(bodies, c.in_name_of, c.respondent, c.rank, c.chain, cases_of(c, every))


def answered(answer: Answer, every: oracle.Cases) -> list[oracle.Line]:
    return [line_of(each, every) for each in answer.competences]


def some_days(history: oracle.History, random: Random, count: int) -> list[dt.date]:
    """Days on which something begins, days just before, and days between."""
    starts = random.sample(history.starts[1:], min(count, len(history.starts) - 1))
    return [random.choice((start, start - dt.timedelta(1), start + dt.timedelta(40))) for start in starts]


def questions(seeds: range, days: int) -> Iterator[tuple[Structure, oracle.History, str, str, str, list[dt.date]]]:
    """For each world some cells with their history, and days to ask about."""
    for seed in seeds:
        random, world = Random(seed), random_world(seed)
        for matter in world.all(Item):
            action, where = random.choice((*matter.actions, *ACTIONS)), random.choice(PLACES)
            history = oracle.History(world, pack_of(world), action, matter.id, where)
            yield world, history, action, matter.id, where, some_days(history, random, days)


def ceilings_of(c: Competence) -> dict[str | None, int]:
    return {each.party_kind: each.fine.amount for each in c.ceilings}


def lowest_fines(world: Structure, chain: tuple[str, ...]) -> dict[str | None, int]:
    """The lowest ceiling of a chain for each kind of party, straight from its grants."""
    grants = [each for each in world.all(Delegation) if each.id in chain]
    found = [(each.party_kind, each.fine.amount) for grant in grants for each in grant.ceilings]
    return {kind: min(amount for other, amount in found if other == kind) for kind, _ in found}


def _lowered(world: Structure, chain: tuple[str, ...]) -> bool:
    """Whether two grants of a chain name different ceilings for one kind of party."""
    grants = [each for each in world.all(Delegation) if each.id in chain]
    named = {(each.party_kind, each.fine.amount) for grant in grants for each in grant.ceilings}
    return len(named) > len({kind for kind, _ in named})


def check_index(seeds: range, days: int) -> Counter[str]:
    """Ask index and oracle the same questions; what occurred is counted."""
    seen: Counter[str] = Counter()
    for world, history, action, matter, where, asked in questions(seeds, days):
        every = oracle.tags_of(world)
        for on in asked:
            told = (action, matter, where, on)
            expected = history.on(on)
            seen["questions"] += 1
            seen["cyclic"] += oracle.cyclic(world)
            seen.update(list(history.seen[history.number(on)]))
            if expected is None:
                seen["limit"] += 1
                with pytest.raises(LimitExceeded):
                    who_may(world, action, item=matter, place=where, on=on)
                continue
            answer = who_may(world, action, item=matter, place=where, on=on)
            assert answered(answer, every) == expected, told
            assert on in answer.interval
            assert [c.valid for c in answer.competences] == [history.valid(line, on) for line in expected], told
            assert [ceilings_of(c) for c in answer.competences] == [
                lowest_fines(world, line.chain) for line in expected
            ]
            reason = oracle.why_nobody(world, pack_of(world), matter, on)
            assert answer.reason == (None if expected else reason), told
            seen["nobody"] += not expected
            seen["several"] += len(expected) > 1
            seen["lowered"] += any(_lowered(world, line.chain) for line in expected)
            seen["joint"] += any(len(line.bodies) > 1 for line in expected)
            seen["carved"] += any(line.condition != every for line in expected)
            seen["chained"] += any(line.chain for line in expected)
            seen["long"] += any(len(line.chain) >= 3 for line in expected)
            seen["four"] += any(len(line.chain) == 4 for line in expected)
    return seen


def test_the_index_answers_as_the_oracle_does() -> None:
    """3,000 questions about random worlds, in which long chains, cycles and carve-outs must have occurred."""
    seen = check_index(range(450), 5)
    assert seen["questions"] >= 3000
    assert {name: seen[name] for name in LEAST if seen[name] < LEAST[name]} == {}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_the_index_answers_as_the_oracle_does_at_length(part: int) -> None:
    """The same with 30,000 other questions."""
    seen = check_index(range(10_000 + part * 500, 10_000 + part * 500 + 500), 5)
    assert seen["questions"] >= 3000
    assert {name for name in LEAST if not seen[name]} == set()


def test_a_zone_is_answered_member_by_member_as_the_oracle_does() -> None:
    """Membership is not ancestry: each member has its own answer."""
    asked = 0
    for seed in range(60):
        world = random_world(seed)
        every, members = oracle.tags_of(world), world["z"].members  # type: ignore[attr-defined]
        for matter in world.all(Item):
            for on in (day("2014-06-01"), day("2021-07-15")):
                try:
                    expected = [
                        oracle.competent(world, pack_of(world), "penalise", matter.id, member, on) for member in members
                    ]
                except LimitExceeded:
                    continue
                answer = who_may(world, "penalise", item=matter.id, place="z", on=on)
                assert [each.place for each in answer.members] == list(members)
                assert [answered(each, every) for each in answer.members] == expected
                asked += any(expected)
    assert asked > 50


def test_a_filed_case_is_answered_as_the_oracle_does() -> None:
    """In flight first, when the body held on the day of filing and exists with capacity on the day asked."""
    seen: Counter[str] = Counter()
    for world, history, action, matter, where, asked in questions(range(1000, 1250), 4):
        every, pack = oracle.tags_of(world), pack_of(world)
        for filed, on in zip(asked, sorted(asked), strict=True):
            then, now = history.on(filed), history.on(on)
            if then is None or now is None:
                continue
            for line in then[:2]:
                filer = line.bodies[-1]
                expected = oracle.competent(world, pack, action, matter, where, on, (filer, filed))
                answer = who_may(world, action, item=matter, place=where, on=on, case=Filing(filer, filed))
                assert answered(answer, every) == expected, (action, matter, where, on, filer, filed)
                seen["in flight"] += expected[:1] != now[:1]
                seen["refused"] += expected == now
    assert min(seen["in flight"], seen["refused"]) > 60, seen


def test_refusals_give_the_reason_the_oracle_finds() -> None:
    """Every candidate, and the line of the table that the furthest of its ways fails on."""
    seen: Counter[str] = Counter()
    for world, _, action, matter, where, asked in questions(range(330), 3):
        for on in asked:
            try:
                answer = who_may(world, action, item=matter, place=where, on=on)
                # Refusals are those of a day of the interval: its first, or the last before the first date of all.
                start, end = answer.interval.start, answer.interval.end
                on = start or (end - dt.timedelta(1) if end else dt.date.min)
                expected = oracle.refused(world, pack_of(world), action, matter, where, on)
            except LimitExceeded:
                continue
            found = {refusal.authority: refusal.reason for refusal in answer.refusals}
            assert found.keys() == expected.keys(), (action, matter, where, on)
            wrong = {key: (found[key], expected[key]) for key in found if found[key] not in expected[key]}
            assert not wrong, (action, matter, where, on)
            seen.update(found.values())
    assert {reason for line in oracle.TABLE for reason in line} == set(seen), "every reason occurs"
    assert min(seen.values()) >= 5, seen


# What must be true of the competent set


def lines_at(world: Structure, *cell: Any) -> list[oracle.Line] | None:
    action, matter, where, on = cell
    try:
        return answered(who_may(world, action, item=matter, place=where, on=on), oracle.tags_of(world))
    except LimitExceeded:
        return None


def cells(seeds: range, days: int = 3) -> Iterator[tuple[Structure, tuple[str, str, str, dt.date], list[oracle.Line]]]:
    """Random worlds with a question that has an answer."""
    for seed in seeds:
        random, world = Random(seed), random_world(seed)
        for matter in world.all(Item):
            for on in random.sample(DAYS, days):
                cell = (random.choice(matter.actions), matter.id, random.choice(PLACES), on)
                lines = lines_at(world, *cell)
                if lines is not None:
                    yield world, cell, lines


def test_without_grants_the_competent_set_is_the_base() -> None:
    """Every body that acts then acts by statute, in its own name."""
    found = 0
    for world, cell, _ in cells(range(150)):
        bare = world.without(*(each.id for each in world if isinstance(each, Delegation | Designation)))
        lines = lines_at(bare, *cell)
        assert lines is not None
        assert all(line.chain == () and line.in_name_of == line.bodies[0] for line in lines)
        base = oracle.world(bare, pack_of(world), *cell).held
        assert {line.bodies for line in lines} == {held.bodies for held in base}
        found += bool(lines)
    assert found > 100


def test_along_a_chain_everything_only_shrinks() -> None:
    """Attenuation: each grant of a chain covers the cell and runs all the time, and no body gains a case by it."""
    found = 0
    for world, cell, _ in cells(range(200)):
        action, matter, where, on = cell
        every = oracle.tags_of(world)
        for c in who_may(world, action, item=matter, place=where, on=on).competences:
            spoken = oracle.World(world, pack_of(world), action, world.resolve(Item, matter), where, on)
            for key in c.chain:
                step = world.resolve(Delegation, key)
                assert action in step.actions
                assert spoken.covers_item(step)
                assert spoken.covers_place(step, step.grantee)
                assert not any(case & set(step.carve_outs) for case in cases_of(c, every))
                assert_within(c.valid, step.force)
                assert step.published_on is None or (c.valid.start is not None and step.published_on <= c.valid.start)
            assert_within(c.valid, world.resolve(Item, matter).period)
            found += len(c.chain) > 1
    assert found > 60


def assert_within(inner: Period, outer: Period) -> None:
    assert outer.start is None or (inner.start is not None and outer.start <= inner.start)
    assert outer.end is None or (inner.end is not None and inner.end <= outer.end)


def test_a_grant_that_displaces_nothing_never_removes_anybody() -> None:
    """With it, everyone is there who was there without it."""
    found = 0
    for world, cell, lines in cells(range(150)):
        for each in world.all(Delegation):
            row = pack_of(world).effect(each.mode, cell[3])
            if row is None or not row.displaces:
                less = lines_at(world.without(each.id), *cell)
                assert less is not None
                assert {line.bodies for line in less} <= {line.bodies for line in lines}, (cell, each.id)
                found += len(less) < len(lines)
    assert found > 40


def test_the_competent_set_depends_only_on_records_in_force_that_day() -> None:
    """Grants and designations of other days, and other items, can be dropped."""
    dropped = 0
    for world, cell, lines in cells(range(200)):
        day_of = oracle.World(world, pack_of(world), cell[0], world.resolve(Item, cell[1]), cell[2], cell[3])
        idle = [each.id for each in world.all(Delegation) if not day_of.in_force(each)]
        idle += [each.id for each in world.all(Designation) if not each.in_force(cell[3])]
        named = {key for each in world.all(Delegation) if each.id not in idle for key in each.items}
        named |= {key for each in world.all(Designation) if each.id not in idle for key in each.items}
        idle += [each.id for each in world.all(Item) if each.id != cell[1] and each.id not in named]
        assert sorted(lines_at(world.without(*idle), *cell) or []) == sorted(
            line._replace(condition=line.condition & oracle.tags_of(world.without(*idle))) for line in lines
        )
        dropped += bool(idle and lines)
    assert dropped > 150


def renamed(world: Structure, prefix: str) -> Structure:
    """Every id with a prefix: the order of ids stays as it was."""
    ids = {each.id for each in world}

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return prefix + value if value in ids else value
        if isinstance(value, tuple):
            return tuple(walk(each) for each in value)
        if attrs.has(type(value)) and not isinstance(value, Period):
            return attrs.evolve(value, **{f.name: walk(getattr(value, f.name)) for f in attrs.fields(type(value))})
        return value

    return Structure([walk(each) for each in world], pack=world.pack)


def test_renaming_ids_changes_names_only() -> None:
    """Nothing is decided by what an id looks like."""
    found = 0
    for world, (action, matter, where, on), lines in cells(range(120)):
        other = lines_at(renamed(world, "n."), action, f"n.{matter}", f"n.{where}", on)
        assert other == [
            oracle.Line(
                tuple(f"n.{key}" for key in line.bodies),
                f"n.{line.in_name_of}",
                f"n.{line.respondent}",
                line.rank,
                tuple(f"n.{key}" for key in line.chain),
                line.condition,
            )
            for line in lines
        ]
        found += bool(lines)
    assert found > 100


def test_the_order_of_the_records_changes_nothing() -> None:
    """A structure is a set of records."""
    for world, cell, lines in cells(range(120)):
        records = [*world]
        Random(1).shuffle(records)
        assert lines_at(Structure(records, pack=world.pack), *cell) == lines


def test_splitting_a_grants_period_in_two_changes_only_the_grant_cited() -> None:
    """As long as no other grant begins in between: the second half keeps its place in the order of grants."""
    found = 0
    for world, cell, lines in cells(range(220)):
        if any(need.kind == "term" for row in pack_of(world).effects for need in row.needs):
            continue  # The first half has a term where the whole had none.
        grants = world.all(Delegation)
        starts = sorted(each.period.start or dt.date.min for each in grants)
        for each in grants:
            start = each.period.start or dt.date.min
            following = next((other for other in starts if other > start), dt.date.max)
            middle = min(cell[3], following - dt.timedelta(1), (each.period.end or dt.date.max) - dt.timedelta(1))
            if starts.count(start) > 1 or middle <= start or each.recalled_on is not None:
                continue
            first = attrs.evolve(each, period=Period(start=each.period.start, end=middle))
            second = attrs.evolve(each, id=f"{each.id}.2", period=Period(start=middle, end=each.period.end))
            split = lines_at(world.with_records(first, second), *cell)
            assert split is not None
            assert [line._replace(chain=tuple(k.removesuffix(".2") for k in line.chain)) for line in split] == lines
            found += split != lines
    assert found > 25


@seeds(50, 120)
def test_what_a_body_may_do_is_exactly_where_who_may_names_it(seeds: range) -> None:
    """`what_may` and `who_may` are one relation, at zones too."""
    found = 0
    for seed in seeds:
        world = random_world(seed)
        for on in (day("2015-06-30"), day("2022-01-01")):
            try:
                named = {
                    (key, action, matter.id, where.id)
                    for matter in world.all(Item)
                    for action in ACTIONS
                    for where in world.all(Place)
                    for c in who_may(world, action, item=matter.id, place=where.id, on=on).competences
                    for key in (c.authority, *c.jointly)
                }
                listed = {
                    (each.id, power.action, power.item, where)
                    for each in world.all(Authority)
                    for power in what_may(world, each.id, on=on)
                    for where in power.places
                }
            except LimitExceeded:
                continue
            assert listed == named, (seed, on)
            found += len(named)
    assert found > 1000


def test_a_narrowed_what_may_is_a_part_of_the_whole() -> None:
    """`action` and `place` only select."""
    world = county(CONCENTRATE, HAND_DOWN)
    on = day("2023-01-01")
    whole = {(p.action, where) for p in what_may(world, "bureau", on=on) for where in p.places}
    assert whole == {(a, where) for a in ("penalise", "inspect") for where in ("county", "south")}
    (only,) = what_may(world, "bureau", on=on, action="inspect", place="south")
    assert (only.action, only.places, only.chain, only.in_name_of) == (
        "inspect",
        ("south",),
        ("concentrate",),
        "bureau",
    )
    assert what_may(world, "bureau", on=on, place="north") == ()


def test_circular_grants_give_nobody_more_than_the_base_holders_had() -> None:
    """All chains of a cyclic world begin at a body that holds by the base, and no case appears twice by going round."""
    found = 0
    for world, cell, lines in cells(range(200)):
        if not oracle.cyclic(world):
            continue
        base = oracle.World(world, pack_of(world), cell[0], world.resolve(Item, cell[1]), cell[2], cell[3])
        given = {held.chain for held in base.base_grants()}
        roots = [*base.base(), *base.base_grants()] if _in_force(world, cell) else []
        for line in lines:
            assert len(set(line.chain)) == len(line.chain)
            assert roots
            root = [held for held in roots if held.chain == line.chain[: len(held.chain)]]
            assert root, "no chain without a base"
            assert any(line.condition <= held.cases for held in root)
            assert not line.chain or line.chain[:1] in given or world.resolve(Delegation, line.chain[0]).grantors
            found += bool(line.chain)
    assert found > 60


def _in_force(world: Structure, cell: Any) -> bool:
    matter = world.resolve(Item, cell[1])
    return cell[3] in matter.period and cell[0] in matter.actions


def test_random_worlds_are_the_same_on_every_run() -> None:
    """A seed is a world."""
    assert [*random_world(7)] == [*random_world(7)]


def test_a_body_that_is_a_candidate_only_by_its_place_is_refused_by_what_is_true_on_the_day_itself() -> None:
    contractor = Authority(
        id="late-contractor",
        names={"en": "Contractor"},
        kind="contractor",
        level="township",
        places=("330213100",),
        period=Period(start=dt.date(2015, 1, 1)),
    )
    ningbo = example("ningbo").with_records(contractor)

    def reason(on: dt.date) -> str:
        answer = who_may(ningbo, "penalise", item="330217015000", place="330213100", on=on)
        return next(r.reason for r in answer.refusals if r.authority == contractor.id)

    assert reason(dt.date(2014, 12, 31)) == "not_existing"
    assert reason(dt.date(2015, 1, 1)) == reason(dt.date(2016, 1, 1)) == "no_power_by_kind"


def test_a_body_that_holds_other_cases_by_another_chain_has_an_entry_for_each_and_no_case_is_lost() -> None:
    first = attrs.evolve(TOWN_LIST, carve_outs=("major_impact",))
    rest = attrs.evolve(TOWN_LIST, id="the-rest", carve_outs=("cross_area",))
    answer = ask(county(first, rest), "2023-01-01")
    mine = [c for c in answer.competences if c.authority == TOWN_LIST.grantee]
    assert sorted(c.chain[-1] for c in mine) == ["the-rest", TOWN_LIST.id]
    every = oracle.tags_of(county(first, rest))
    cases = [cases_of(c, every) for c in mine]
    assert not cases[0] & cases[1]
    assert every - (cases[0] | cases[1]) == {frozenset({"major_impact", "cross_area"})}
