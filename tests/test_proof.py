"""Every leaf of a proof is an article in force on the day, or a row of the pack in force with its status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

import attrs
import pytest
from worlds import (
    DAYS,
    STATUTORY,
    Holder,
    Need,
    body,
    capable,
    county,
    day,
    free_effect,
    free_pack,
    grant,
    instrument,
    item,
    place,
    random_world,
    span,
    zone,
)

import enforcekit as ek
from enforcekit.competence import Answer, Competence, Filing, authority_card, who_may
from enforcekit.competence.answer_records import REASONS
from enforcekit.competence.roles import answerable
from enforcekit.errors import LimitExceeded
from enforcekit.law import pack_of
from enforcekit.model import EVERY_HOLDER, Article, Ceiling, Citation, Designation, Instrument, Item, Money, Place
from enforcekit.model.common import Record
from enforcekit.packs.cn import PACK
from enforcekit.shape import evolve
from enforcekit.structure import Structure
from enforcekit.timing import Period

TOWN_LIST = grant(
    "town-list", "township", "department", "north-town", by=("decision", "county-list"), period=span("2022-01-01")
)
ENTRUST = grant(
    "entrust", "entrusted", "department", "north-town", by=("letter", "city-rule"), period=span("2019-01-01")
)
CONCENTRATE = grant("concentrate", "concentrated", EVERY_HOLDER, "bureau", by="decision", period=span("2022-01-01"))


def ask(world: Structure, on: str, action: str = "penalise", at: str = "north", of: str = "dumping") -> Answer:
    return who_may(world, action, item=of, place=at, on=day(on))


def check_leaves(world: Structure, answer: Answer, on: dt.date) -> int:
    """Every leaf of every competence; how many there were."""
    count = 0
    for c in answer.competences:
        pack, proof = pack_of(world), c.proof
        assert (proof.on in answer.interval, proof.asked in answer.interval) == (True, True)
        for leaf in proof.leaves():
            count += 1
            if isinstance(leaf, Citation):
                instrument = world.resolve(Instrument, leaf.instrument)
                assert on in instrument.period, leaf
                dated = [each.period for each in instrument.articles if each.article == leaf.article]
                assert not dated or any(on in period for period in dated), leaf
            else:
                assert leaf.article
                assert leaf.status in ("confirmed", "local", "unconfirmed")
                assert on in leaf.period, leaf
                assert leaf.text == {lang: pack.cite(leaf.article, lang) for lang in ("zh", "en")}
        lapsed = {each.instrument for step in proof for each in step.lapsed}
        assert lapsed == {f.witness[0] for f in c.findings if f.code == "EK305"}
        assert [step.delegation for step in proof if step.delegation] == list(c.chain)
        assert {role.role: role.body for role in proof.roles} == {
            "in_name_of": c.in_name_of,
            "respondent": c.respondent,
            "review_organ": c.review_organ,
            "defendant": c.defendant,
            "compensates": c.compensates,
        }
        unmet = {row.key for step in proof for row in step.needs if row.met is False}
        assert len([f for f in c.findings if f.code == "EK302"]) >= len(unmet)
    return count


def cells_of(name: str, count: int) -> Iterator[tuple[Structure, Answer, dt.date]]:
    random, world = Random(name), ek.example(name)
    for _ in range(count):
        matter, where = random.choice(world.all(Item)), random.choice(world.all(Place))
        on = dt.date(2009, 1, 1) + dt.timedelta(random.randrange(6500))
        action = random.choice(matter.actions)
        yield world, who_may(world, action, item=matter.id, place=where.id, on=on), on


@pytest.mark.parametrize("name", ["ningbo", "yichang"])
def test_every_leaf_of_an_example_is_in_force_and_of_the_packs_texts(name: str) -> None:
    leaves = 0
    for world, answer, on in cells_of(name, 250):
        leaves += check_leaves(world, answer, on)
        for c in answer.competences:
            for role in c.proof.roles:
                assert role.rows, role
            for leaf in c.proof.leaves():
                if not isinstance(leaf, Citation):
                    assert_known(leaf.article)
        for refusal in answer.refusals[::7]:
            if answer.reason != "no_law_yet":
                assert_known(refusal.article)
    assert leaves > 1500


def assert_known(article: str) -> None:
    """Each tag of an article is a text of the pack."""
    assert article
    assert {part.partition(":")[0] for part in article.split("; ")} <= PACK.sources.keys(), article


def with_bases(world: Structure, random: Random) -> Structure:
    """The items rest on articles of the instruments, some of which begin or end on days of their own."""
    changed: list[Record] = []
    for text in world.all(Instrument):
        start = random.choice(DAYS)
        articles = [
            Article(article="1", period=Period(start=start)),
            Article(article="2", period=Period(end=random.choice(DAYS))),
        ]
        changed.append(evolve(text, articles=tuple(articles)))
    cited = [Citation(instrument=text.id, article=number) for text in world.all(Instrument) for number in "123"]
    changed += [evolve(item, bases=tuple(random.sample(cited, 2))) for item in world.all(Item)]
    return world.with_records(*changed)


def test_every_leaf_of_a_random_world_is_in_force() -> None:
    leaves = lapsed = 0
    for seed in range(150):
        random, world = Random(seed), with_bases(random_world(seed), Random(seed))
        for matter in world.all(Item):
            on = random.choice(DAYS)
            try:
                answer = who_may(world, random.choice(matter.actions), item=matter.id, place="t1", on=on)
            except LimitExceeded:
                continue
            leaves += check_leaves(world, answer, on)
            lapsed += sum(f.code == "EK305" for c in answer.competences for f in c.findings)
    assert leaves > 500
    assert lapsed > 50, "or no leaf could have been out of force"


def test_a_proof_names_each_row_by_itself() -> None:
    """An entrustment: the rows of the town lead to those of the department, each respect by its own article."""
    world = county(ENTRUST)
    (_, town) = ask(world, "2024-01-01").competences
    base, lent = town.proof
    assert (base.mode, base.rule, base.citations, base.needs, base.displacement) == (
        "statutory",
        "APL21:17",
        (),
        (),
        None,
    )
    assert [each.instrument for each in lent.citations] == ["letter", "city-rule"]
    assert {row.key: row.met for row in lent.needs} == {
        "writing": True,
        "term": False,
        "publication": False,
        "instrument_kind": True,
    }
    rows = {role.role: [(row.kind, row.article) for row in role.rows] for role in town.proof.roles}
    lines = [("effect", "APL21:20; AEL:17"), ("effect", "APL21:17")]
    assert rows == {
        "in_name_of": lines,
        "respondent": [*lines, ("ground", "ARL23:19")],
        "review_organ": [("review", "ARL23:24")],
        "defendant": [*lines, ("ground", "ALL:26")],
        "compensates": [*lines, ("ground", "SCL12:7")],
    }
    out = town.to_dict()["proof"]
    assert [step["mode"] for step in out["steps"]] == ["statutory", "entrusted"]
    assert [role["role"] for role in out["roles"]][2] == "review_organ"


def test_a_proof_is_the_sequence_of_its_steps() -> None:
    proof = ask(county(CONCENTRATE), "2023-01-01").competences[0].proof
    assert (len(proof), [*proof], proof[-1]) == (2, [*proof.steps], proof.steps[1])


def test_a_move_names_the_row_that_displaced_with_its_status() -> None:
    """D-05 is local law: the proof and a finding say so."""
    (town,) = ask(county(TOWN_LIST), "2024-01-01").competences
    moved = town.proof[-1].displacement
    assert moved is not None
    assert (moved.article, moved.status) == ("ZJ21:16; SH18:13", "local")
    assert ("EK303", "ZJ21:16; SH18:13") in {(f.code, f.article) for f in town.findings}


def test_an_entrustment_displaces_nobody_and_names_no_row_that_would() -> None:
    assert [step.displacement for step in ask(county(ENTRUST), "2024-01-01").competences[1].proof] == [None, None]


def test_a_role_as_plain_values_names_its_body_or_none_when_the_structure_has_none_such() -> None:
    ruled = who_may(county(), "penalise", item="dumping", place="north", on=day("2024-01-01")).competences[0].proof
    alone = evolve(ruled, roles=(evolve(ruled.role("review_organ"), body=None),))
    assert [role.get("body") for role in ruled.to_dict()["roles"]] == [
        *["department"] * 2,
        "county-gov",
        *["department"] * 2,
    ]
    assert "body" not in alone.to_dict()["roles"][0]


def test_a_proof_as_plain_values_says_of_each_need_whether_it_is_met_and_of_a_grant_which_it_is() -> None:
    base, entrusted = ask(county(ENTRUST), "2024-01-01").competences[1].proof.to_dict()["steps"]
    assert "delegation" not in base
    assert entrusted["delegation"] == "entrust"
    assert {need["key"]: need["met"] for need in entrusted["needs"]}["term"] is False, "it has no end"
    assert not any("met" in row for row in (base["effect"], entrusted["effect"])), "no row but a need can be met"


def test_the_zone_bodys_defendant_rests_on_its_own_article() -> None:
    """D-13."""
    world = county(
        body("zone-body", "zone_body", "county", "north", capacity=capable(span("2015-01-01"))),
        grant("move", "concentrated", EVERY_HOLDER, "zone-body", by="decision", period=span("2016-01-01")),
    )
    assert ask(world, "2024-01-01").competences[0].proof.role("defendant").rows[-1].article == "SPC18:21"
    assert ask(world, "2017-01-01").competences[0].proof.role("defendant").rows[-1].article == "ALL:26"


def test_a_basis_that_is_not_in_force_is_a_finding_and_no_leaf() -> None:
    """EK305: a later version of the law, or an article that an amendment removed."""
    world = county(
        instrument("new-law", "law", "national", period=span("2023-01-01")),
        instrument("old-law", "law", "national", articles=(Article(article="5", period=span(None, "2022-01-01")),)),
        item(
            "dumping",
            Holder(function="waste"),
            bases=(Citation(instrument="new-law", article="7"), Citation(instrument="old-law", article="5")),
        ),
    )
    for on, cited, lapsed in (
        ("2021-12-31", ["old-law"], ["new-law"]),
        ("2022-01-01", [], ["new-law", "old-law"]),
        ("2023-01-01", ["new-law"], ["old-law"]),
    ):
        (c,) = ask(world, on).competences
        assert [each.instrument for each in c.proof[0].citations] == cited
        assert [each.instrument for each in c.proof[0].lapsed] == lapsed
        assert [f.witness[0] for f in c.findings if f.code == "EK305"] == lapsed


def test_a_filed_cases_proof_has_its_steps_of_the_filing_and_its_review_of_the_day_asked() -> None:
    world = county(CONCENTRATE)
    answer = who_may(
        world, "penalise", item="dumping", place="north", on=day("2024-01-01"),
        case=Filing("department", day("2021-12-01")),
    )  # fmt: skip
    proof = answer.competences[0].proof
    assert proof.asked == day("2024-01-01")
    assert proof.on <= day("2021-12-01")
    assert [row.article for row in proof.role("review_organ").rows] == ["ARL23:24"]


# Refusals


def test_every_refusal_has_an_article_of_the_packs_texts_and_a_cure_in_both_languages() -> None:
    """The core has no article of its own: without rows there is none."""
    again = grant(
        "again", "entrusted", "north-town", "south-town", by="city-rule", places=("north",), period=span("2020-01-01")
    )
    world = county(
        TOWN_LIST,
        CONCENTRATE,
        place("far", "city", level="county"),
        body("far-bureau", "department", "county", "far"),
        body("office", "coordinating_body", "county", "county"),
        body("weak", "department", "county", "county", functions=["waste"], capacity=capable(span("2030-01-01"))),
        body("ghost", "department", "county", "county", functions=["waste"], period=span("2030-01-01")),
        item("noise", Holder(function="noise"), field="noise"),
        grant("far-list", "entrusted", "department", "far-bureau", by="city-rule"),
        grant("noise-list", "entrusted", "department", "city-gov", items=("noise",), by="city-rule"),
        again,
    )
    shapes = (
        world,
        county(ENTRUST, again),
        county(attrs.evolve(TOWN_LIST, published_on=day("2030-01-01"))),
        county(attrs.evolve(TOWN_LIST, recalled_on=day("2022-06-01"))),
        county(grant("bad", "township", "department", "south-town", by="county-list", places=("north",))),
        county(Designation(id="d", authority="bureau", items=("dumping",), actions=("penalise",))),
    )
    reasons = set()
    for shape in shapes:
        for on in ("1997-01-01", "2013-01-01", "2020-01-01", "2021-12-01", "2023-01-01", "2025-06-01"):
            for action in ("penalise", "inspect", "compel", "license"):
                for refusal in ask(shape, on, action).refusals:
                    assert_known(refusal.article)
                    assert all(refusal.message[lang] and refusal.cure[lang] for lang in ("zh", "en"))
                    assert "nobody" not in refusal.cure["en"]
                    assert "{" not in refusal.cure["en"] + refusal.cure["zh"] + refusal.message["zh"]
                    reasons.add(refusal.reason)
    assert reasons == set(REASONS)
    bare = attrs.evolve(PACK, grounds=())
    assert {
        each.article for each in ask(Structure([*world], pack=bare), "2023-01-01").refusals
        if each.reason in ("not_existing", "no_capacity", "outside_territory")
    } == {""}  # fmt: skip


def cures(world: Structure, on: str, *args: str) -> dict[str, str]:
    return {each.authority: each.cure["en"] for each in ask(world, on, *args).refusals}


def test_cures_say_what_to_do() -> None:
    """Publish, wait, the decision required, the bureau that does it itself."""
    late = attrs.evolve(TOWN_LIST, published_on=day("2022-03-01"))
    assert cures(county(late), "2022-02-01")["north-town"] == "publish the decision; until then: ask department"
    assert cures(county(TOWN_LIST), "2021-12-01")["north-town"] == "wait until 2022-01-01; until then: ask department"
    void = grant("bad", "township", "department", "north-town", by="county-list", period=span("2022-01-01"))
    assert cures(county(void), "2023-01-01")["north-town"].startswith(
        "obtain a decision issued at this level: province"
    )
    seize = item("dumping", Holder(function="waste"), actions=("penalise", "compel"))
    lent = attrs.evolve(ENTRUST, actions=("penalise", "compel"))
    assert cures(county(seize, lent), "2023-01-01", "compel")["north-town"] == (
        "ask department: this action stays with it"
    )
    assert cures(county(CONCENTRATE), "2023-01-01")["department"] == "ask bureau; the power moved by: decision"
    (c,) = [c for c in ask(county(ENTRUST), "2023-01-01").competences if c.mode == "entrusted"]
    assert {"name a term", "publish the decision, and state the day"} <= {f.cure.get("en") for f in c.findings}
    assert {"载明期限"} <= {f.cure.get("zh") for f in c.findings}


def test_what_a_body_without_the_power_gives_is_to_come_from_the_one_that_holds_it_then() -> None:
    """Not from one that it was taken from before."""
    late = attrs.evolve(ENTRUST, period=span("2022-06-01"))
    assert cures(county(CONCENTRATE, late), "2022-06-01")["north-town"] == (
        "a grant from the body that holds the power: bureau; until then: ask bureau"
    )


def test_a_refusal_sends_to_the_successor_and_to_the_giver_whose_action_it_is() -> None:
    """Though another body might act as well."""
    functions = {"functions": ["waste"]}
    gone = body(
        "department", "department", "county", "county", period=span(None, "2023-01-01"), successor="new", **functions
    )
    world = county(gone, body("new", "department", "county", "county", period=span("2023-01-01"), **functions))
    assert cures(world, "2023-01-01")["department"] == "ask its successor new"
    either = (Holder(function=each, role="alternative") for each in ("waste", "water"))
    seize = item("dumping", *either, actions=("penalise", "compel"))
    water = body("water", "department", "county", "county", functions=["water"])
    lent = attrs.evolve(ENTRUST, actions=("penalise", "compel"))
    assert cures(county(seize, water, lent), "2023-01-01", "compel")["north-town"] == (
        "ask department: this action stays with it"
    )
    assert cures(county(seize, water, ENTRUST), "2023-01-01", "compel")["north-town"] == "ask department"


def test_an_unpublished_decision_is_refused_by_the_article_that_asks_for_publication() -> None:
    asked = {"severity": "void", "breaks_chain": True}
    needs = (Need(kind="writing", article="A:1", **asked), Need(kind="publication", article="A:2", **asked))
    pack = free_pack(free_effect(STATUTORY), free_effect("lent", needs=needs))
    late = grant("late", "lent", "department", "bureau", by="letter", published_on=day("2022-03-01"))
    (refusal,) = (each for each in ask(county(late, pack=pack), "2022-02-28").refusals if each.authority == "bureau")
    assert (refusal.reason, refusal.article) == ("not_published", "A:2")


def test_an_action_may_be_added_to_a_grant_only_where_the_item_has_it_and_the_mode_can_carry_it() -> None:
    seize = item("dumping", Holder(function="waste"), actions=("penalise", "inspect", "compel"))
    inspects = attrs.evolve(ENTRUST, actions=("inspect",))
    world = county(seize, inspects)
    assert cures(world, "2023-01-01")["north-town"] == "ask department, or have the action added to the grant"
    assert cures(world, "2023-01-01", "compel")["north-town"] == "ask department"
    assert cures(county(inspects), "2023-01-01", "compel")["north-town"].startswith("the item allows only: penalty")


def test_a_basis_not_in_force_is_named_by_its_article_or_as_a_whole() -> None:
    cited = (Citation(instrument="gone"), Citation(instrument="gone", article="3"))
    gone = instrument("gone", "law", "national", period=span(None, "2020-01-01"))
    (c,) = ask(county(gone, item("dumping", Holder(function="waste"), bases=cited)), "2023-01-01").competences
    told = [each.message["en"] for each in c.findings if each.code == "EK305"]
    assert [each.partition(",")[0] for each in told] == ["'gone' as a whole", "'gone' art. 3"]


def test_a_refusal_as_plain_values_names_its_article_and_its_grant() -> None:
    (refusal,) = ask(county(attrs.evolve(ENTRUST, period=span("2024-01-01"))), "2023-01-01").refusals
    told = refusal.to_dict()
    assert [told[key] for key in ("authority", "reason", "article", "delegation")] == [
        *("north-town", "not_yet", "APL21:20; AEL:17", "entrust"),
    ]
    bare = attrs.evolve(refusal, article="", delegation=None).to_dict()
    assert bare.keys() == {"authority", "reason", "message", "cure"}


def test_of_grants_of_other_items_the_one_that_gets_furthest_speaks() -> None:
    """A town that lacks the capacity for one mode and was lent another item holds other items."""
    capacity = Need(kind="capacity", severity="void", breaks_chain=True, article="-")
    pack = free_pack(free_effect(STATUTORY), free_effect("handed", needs=(capacity,)), free_effect("lent"))
    town = body("north-town", "township", "township", "north", capacity=capable(span("2030-01-01")))
    noise = item("noise", Holder(function="noise"), field="noise")
    lists = [grant(mode, mode, "department", "north-town", items=("noise",)) for mode in ("handed", "lent")]
    found = [
        {each.authority: each.reason for each in ask(county(town, noise, *some, pack=pack), "2023-01-01").refusals}
        for some in (lists[:1], lists)
    ]
    assert [each["north-town"] for each in found] == ["no_capacity", "item_not_covered"]


def test_a_highest_fine_is_said_in_yuan() -> None:
    limit = Ceiling(fine=Money(amount=2_000_050))
    assert "20,000.50 CNY" in ask(county(attrs.evolve(ENTRUST, ceilings=(limit,))), "2023-01-01").explain()


def test_who_acts_in_anothers_name_needs_that_bodys_signature() -> None:
    giver, town = ask(county(ENTRUST), "2023-01-01").competences
    assert (giver.sign_off, town.sign_off) == (None, "department")


def test_a_zone_where_nobody_may_act_has_the_cure_and_the_words_of_its_members() -> None:
    answer = ask(county(zone("z", "north"), without=("department",)), "2023-01-01", "penalise", "z")
    assert answer.cure == {"en": "ask county-gov to designate a body", "zh": "报请 county-gov 指定管辖"}
    assert answer.explain().splitlines()[1:] == [
        "@ north",
        "Nobody may act: no body holds this power here on that day",
        "   → ask county-gov to designate a body",
    ]


def test_after_the_law_of_a_pack_has_ended_nobody_is_told_to_wait() -> None:
    pack = free_pack(free_effect(STATUTORY, period=span(None, "2020-01-01")))
    (refusal,) = ask(county(pack=pack), "2023-01-01").refusals
    assert refusal.message["en"] == "no law gives it the power yet"
    assert refusal.cure["en"] == "the pack has no row for powers by statute: use a pack that has"


def test_an_item_without_holders_is_to_name_the_bodies_of_its_basis() -> None:
    bare, based = item("dumping"), item("dumping", bases=(Citation(instrument="letter"),))
    for given, word in ((bare, "none stated"), (based, "letter")):
        assert (ask(county(given), "2023-01-01").cure or {})["en"] == (
            f"state the bodies that the item's legal basis names ({word}); "
            "until then ask county-gov to designate a body"
        )


def test_who_answers_is_told_of_bodies_given_only_by_kind_and_level() -> None:
    """D-13 to D-24: for what is entrusted the giver's government reviews, else that of the body which acts."""
    department, town = {"kind": "department", "level": "county"}, {"kind": "township", "level": "township"}
    told = [
        answerable(PACK, mode, day("2025-01-01"), giver, taker)
        for mode, giver, taker in (
            ("entrusted", department, town),
            ("entrusted", {"kind": "agency", "level": "county"}, town),
            ("entrusted", None, town),
            ("township", department, town),
            ("concentrated", None, department),
            ("statutory", department, None),
        )
    ]
    assert [(each["respondent"], each["review_organ"]) for each in told if each] == [
        ("grantor", "grantor_government"),
        ("grantor", "grantor_government"),
        ("grantor", "county_government"),
        ("grantee", "county_government"),
        ("grantee", "grantee_government"),
        ("grantee", "grantee_government"),
    ]


def test_when_nobody_is_competent_the_cure_names_the_government_or_the_instrument() -> None:
    answer = ask(_without_holder(), "2023-01-01")
    assert answer.reason == "nobody_holds"
    assert answer.cure == {"en": "ask county-gov to designate a body", "zh": "报请 county-gov 指定管辖"}
    assert "county-gov" in {each.authority: each.cure["en"] for each in answer.refusals}["bureau"]
    early = ask(county(), "1990-01-01")
    assert early.cure is not None
    assert "1996-10-01" in early.cure["en"]
    future = ask(county(item("dumping", Holder(function="waste"), period=span("2024-01-01"))), "2023-01-01")
    over = ask(county(item("dumping", Holder(function="waste"), period=span(None, "2022-01-01"))), "2023-01-01")
    unknown = ask(county(item("dumping")), "2023-01-01")
    other = ask(county(), "2023-01-01", "compel")
    for given, word in ((future, "2024-01-01"), (over, "2022-01-01"), (unknown, "county-gov"), (other, "penalty")):
        assert given.cure is not None
        assert word in given.cure["en"]
        assert given.cure["en"] in given.explain("en")
        assert given.to_dict()["cure"]["zh"] == given.cure["zh"]
    assert ask(county(), "2023-01-01").cure is None


def _without_holder() -> Structure:
    nowhere = grant("far", "concentrated", "county-gov", "bureau", by="decision")
    return county(nowhere, without=("department",))


def test_the_overlap_finding_cites_the_law_of_the_day() -> None:
    two = item("dumping", *(Holder(function=each) for each in ("waste", "water")))
    world = county(two, body("water", "department", "county", "county", functions=["water"]))
    assert [ask(world, on).findings[0].article for on in ("2020-01-01", "2023-01-01")] == ["APL96:21", "APL21:25"]


# The card


def card_of(world: Structure, on: str, lang: str, number: int = 0) -> str:
    c: Competence = ask(world, on).competences[number]
    return authority_card(c, lang)


def test_a_card_names_who_acts_for_whom_by_what_and_where_to_turn() -> None:
    lent = attrs.evolve(ENTRUST, ceilings=(Ceiling(fine=Money(amount=2_000_000), party_kind="individual"),))
    card = card_of(county(lent), "2024-01-01", "en", 1)
    for words in (
        "officers of north-town",
        "in the name of department",
        "letter",
        "Administrative Penalty Law (2021) art. 20",
        "20,000.00 CNY",
        "review to: county-gov",
        "You may sue: department (Administrative Litigation Law art. 26)",
        "a term",
    ):
        assert words in card, words
    chinese = card_of(county(lent), "2024-01-01", "zh", 1)
    for words in (
        "我们是 north-town 的执法人员",
        "以 department 的名义",
        "第20条",
        "向 county-gov",
        "以 department 为被告",
    ):
        assert words in chinese, words


def test_a_card_of_an_answer_has_one_part_for_each_body_or_the_reason() -> None:
    answer = ask(county(ENTRUST), "2024-01-01")
    assert authority_card(answer, "en").count("Authority card") == 2
    nobody = authority_card(ask(_without_holder(), "2023-01-01"), "zh")
    assert "无主体" in nobody
    assert "county-gov" in nobody


def test_yichangs_zone_shows_its_principals_name_before_it_has_power_of_its_own() -> None:
    """D-13: before 2015-11 a letter, one approval hop more; afterwards the zone itself."""
    yichang = ek.example("yichang")
    where = next(each.id for each in yichang.all(Place) if each.kind == "zone").split()[0]
    matter = next(each for each in yichang.all(Item) if each.field == "city_management" and "penalise" in each.actions)
    member = yichang.resolve(Place, where).members[0]

    def named(on: str) -> Competence:
        answer = who_may(yichang, "penalise", item=matter.id, place=member, on=day(on))
        return next(c for c in answer.competences if c.authority == "yichang-gaoxin-enforcement")

    before, after = named("2015-06-01"), named("2016-06-01")
    assert (before.in_name_of, after.in_name_of) == ("yichang-city-management", "yichang-gaoxin-enforcement")
    assert yichang["yichang-city-management"].label("zh") in authority_card(before, "zh")
    assert len(before.proof.role("in_name_of").rows) == len(after.proof.role("in_name_of").rows) + 1
