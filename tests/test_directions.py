"""`who_may` asked in every other direction: each must say exactly what `who_may` says cell by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any

import attrs
import oracle
import pytest
from worlds import (
    DAYS,
    STATUTORY,
    Holder,
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
from enforcekit.competence import Coverage, coverage, transfer_target, what_may, when, where_may, who_may, who_may_batch
from enforcekit.competence.cell import index_of
from enforcekit.competence.superior import common_superior
from enforcekit.errors import EnforcekitError, LimitExceeded, UnknownReference
from enforcekit.law import pack_of
from enforcekit.model import EVERY_HOLDER, Authority, Item, Place
from enforcekit.structure import Structure

ACTIONS = ("penalise", "inspect", "compel")
TOWN_LIST = grant("town-list", "township", "department", "north-town", by="decision", period=span("2022-01-01"))
CONCENTRATE = grant("concentrate", "concentrated", EVERY_HOLDER, "bureau", by="decision", period=span("2022-01-01"))


def worlds(seeds: range) -> Iterator[tuple[Random, Structure]]:
    for seed in seeds:
        yield Random(seed), random_world(seed)


def bodies_of(answer: ek.Answer) -> set[str]:
    return {key for c in answer.competences for key in (c.authority, *c.jointly)}


# Against the oracle and against who_may


def test_where_a_body_may_act_is_where_the_oracle_finds_it() -> None:
    """Divisions by the oracle, zones by their members."""
    found = 0
    for random, world in worlds(range(120)):
        pack, on, matter = pack_of(world), random.choice(DAYS), random.choice(world.all(Item))
        action = random.choice(ACTIONS)
        try:
            lines = {
                p.id: {
                    key for line in oracle.competent(world, pack, action, matter.id, p.id, on) for key in line.bodies
                }
                for p in world.all(Place)
                if p.kind != "zone"
            }
        except LimitExceeded:
            continue
        for zone_ in (world["z"], *(each for each in world if each.id == "zz")):
            lines[zone_.id] = set().union(*(lines[each] for each in zone_.members))  # type: ignore[attr-defined]
        for each in world.all(Authority):
            where = where_may(world, each.id, action, matter.id, on=on)
            assert set(where) == {key for key, bodies in lines.items() if each.id in bodies}, (action, matter.id, on)
            assert bool(where) is (where.reason is None)
            assert where or where.reason
            found += len(where)
    assert found > 300


def test_when_a_body_may_act_is_every_day_on_which_the_oracle_finds_it() -> None:
    """By the same chain, in spans as long as they can be."""
    found = 0
    for random, world in worlds(range(100)):
        pack, matter, action = pack_of(world), random.choice(world.all(Item)), random.choice(ACTIONS)
        where = random.choice(("t1", "ward", "k1", "t2"))
        history = oracle.History(world, pack, action, matter.id, where)
        for each in world.all(Authority):
            try:
                spells = when(world, each.id, action, matter.id, where)
            except LimitExceeded:
                continue  # the reason for "never" lies on a day that passes the bound
            for number, start in enumerate(history.starts):
                expected = [(line.bodies, line.chain) for line in history.answers[number] or ()]
                on = [(spell.bodies, spell.chain) for spell in spells if start in spell.period]
                assert sorted(on) == sorted(line for line in expected if each.id in line[0]), (each.id, start)
            for spell in spells:
                on = spell.period.start or dt.date.min
                (line,) = (x for x in history.on(on) or () if (x.bodies, x.chain) == (spell.bodies, spell.chain))
                assert spell.period == history.valid(line, on)
            assert spells or spells.reason
            found += len(spells)
    assert found > 200


def matrix_of(world: Structure, on: dt.date, action: str) -> Coverage | None:
    try:
        return coverage(world, on=on, action=action)
    except LimitExceeded:
        return None


def test_a_coverage_matrix_is_who_may_cell_by_cell() -> None:
    """Zones too: number, lead, overlaps, reason."""
    seen = dict.fromkeys(("gap", "overlap", "several", "zone"), 0)
    for random, world in worlds(range(150)):
        on, action = random.choice(DAYS), random.choice(ACTIONS)
        matrix = matrix_of(world, on, action)
        if matrix is None:
            continue
        for matter, where, covered in matrix.cells():
            answer = who_may(world, action, item=matter, place=where, on=on)
            assert covered.count == len(answer.competences), (matter, where, on)
            assert covered.lead == (answer.competences[0].authority if answer else None)
            assert covered.reason == answer.reason
            assert covered.overlaps == tuple(f.witness for f in answer.findings)
            assert matrix[matter, where] == covered
            alone = answer.members or (answer,)
            applies = action in world.resolve(Item, matter).actions and on in world.resolve(Item, matter).period
            if not any(each.members for each in alone):
                assert covered.gap is (applies and not all(alone))
            seen["gap"] += covered.gap
            seen["overlap"] += bool(covered.overlaps)
            seen["several"] += covered.count > 1
            seen["zone"] += bool(answer.members)
        assert matrix.gaps == tuple((i, p) for i, p, covered in matrix.cells() if covered.gap)
    assert min(seen.values()) > 50, seen


def test_a_coverage_matrix_has_the_oracles_leads() -> None:
    found = 0
    for random, world in worlds(range(200, 260)):
        on, action = random.choice(DAYS), random.choice(ACTIONS)
        matrix = matrix_of(world, on, action)
        for matter, where, covered in matrix.cells() if matrix else ():
            if world.resolve(Place, where).kind != "zone":
                lines = oracle.competent(world, pack_of(world), action, matter, where, on)
                assert (covered.lead, covered.count) == (lines[0].bodies[0] if lines else None, len(lines))
                found += bool(lines)
    assert found > 100


def questions(seeds: range) -> Iterator[tuple[Structure, dict[str, list[Any]], list[str | None]]]:
    """Columns of questions to a world, with the lead that who_may gives to each."""
    for random, world in worlds(seeds):
        columns: dict[str, list[Any]] = {"action": [], "item": [], "place": [], "on": []}
        leads: list[str | None] = []
        for _ in range(25):
            asked = (
                random.choice(ACTIONS),
                random.choice(world.all(Item)).id,
                random.choice(world.all(Place)).id,
                random.choice(DAYS) + dt.timedelta(random.choice((-1, 0, 40))),
            )
            try:
                answer = who_may(world, asked[0], item=asked[1], place=asked[2], on=asked[3])
            except LimitExceeded:
                continue
            for name, value in zip(columns, asked, strict=True):
                columns[name].append(value)
            leads.append(answer.competences[0].authority if answer else None)
        yield world, columns, leads


def test_a_batch_gives_the_lead_of_each_question() -> None:
    found = 0
    for world, columns, leads in questions(range(100)):
        batch = who_may_batch(world, **columns)
        assert batch.ids() == leads
        assert [batch[n] for n in range(len(batch))] == leads
        found += sum(lead is not None for lead in leads)
    assert found > 700


def test_a_batch_of_arrays_gives_the_same_as_one_of_lists() -> None:
    """Ids, objects or numbers; days as datetime64 or dates."""
    np = pytest.importorskip("numpy")
    for world, columns, leads in questions(range(100)):
        items = {each.id: n for n, each in enumerate(world.all(Item))}
        places = {each.id: n for n, each in enumerate(world.all(Place))}
        days = np.array(columns["on"], dtype="datetime64[D]")
        objects = {name: np.array(column, dtype=object) for name, column in columns.items()}
        texts = {name: np.array(columns[name]) for name in ("action", "item", "place")}
        numbers = {
            "item": np.array([items[each] for each in columns["item"]], dtype=np.int32),
            "place": np.array([places[each] for each in columns["place"]], dtype=np.uint16),
        }
        seconds = days.astype("datetime64[s]")
        for given in (
            objects,
            {**texts, "on": days},
            {**columns, **numbers, "on": seconds},
            {**columns, "on": days},
            {**objects, "on": columns["on"]},
        ):
            batch = who_may_batch(world, **given)
            assert batch.ids() == leads
            assert isinstance(batch.index, np.ndarray)
        plain = {**columns, "item": numbers["item"].tolist(), "place": numbers["place"].tolist()}
        assert who_may_batch(world, **plain).ids() == leads


def test_the_one_item_of_a_structure_has_the_number_nought() -> None:
    np = pytest.importorskip("numpy")
    world, places = county(TOWN_LIST), np.array([0, 0])
    asked: dict[str, Any] = {"action": "penalise", "on": day("2023-01-01"), "place": places}
    here = world.all(Place)[0].id
    alone = who_may_batch(world, **{**asked, "item": "dumping", "place": [here, here]}).ids()
    assert who_may_batch(world, **asked, item=np.array([0, 0])).ids() == alone
    for wrong in (-1, 1):
        with pytest.raises(UnknownReference):
            who_may_batch(world, **asked, item=np.array([0, wrong]))


def test_a_batch_refuses_what_is_no_question() -> None:
    np = pytest.importorskip("numpy")
    world = county(TOWN_LIST)
    asked: dict[str, Any] = {"action": "penalise", "item": "dumping", "place": "north", "on": day("2023-01-01")}
    assert who_may_batch(world, **asked).ids() == ["north-town"]
    assert who_may_batch(world, **{**asked, "item": []}).ids() == []
    assert who_may_batch(world, **{**asked, "item": np.array([], dtype=int)}).ids() == []
    for wrong, error in (
        ({"item": ["dumpin"]}, UnknownReference),
        ({"item": np.array(["dumpin"])}, UnknownReference),
        ({"item": [7]}, UnknownReference),
        ({"item": [-1]}, UnknownReference),
        ({"item": np.array([7])}, UnknownReference),
        ({"place": np.array([-1])}, UnknownReference),
        ({"action": "penalize"}, UnknownReference),
        ({"action": "penalize", "item": np.array([0])}, UnknownReference),
        ({"item": ["dumping"] * 2, "place": ["north"] * 3}, EnforcekitError),
        ({"on": [dt.datetime(2023, 1, 1)]}, TypeError),  # noqa: DTZ001
        ({"on": np.array(["2023-01-01T08"], dtype="datetime64[h]")}, EnforcekitError),
        ({"on": np.array(["NaT"], dtype="datetime64[D]")}, EnforcekitError),
    ):
        with pytest.raises(error):
            who_may_batch(world, **{**asked, **wrong})


def test_of_numbers_and_something_else_a_batch_names_the_something_else() -> None:
    with pytest.raises(TypeError, match="item is None"):
        who_may_batch(county(), action="penalise", item=[0, None], place=["north"] * 2, on=day("2023-01-01"))


def test_a_batch_without_arrays_does_not_need_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "numpy", None)
    asked = who_may_batch(county(), action="penalise", item="dumping", place=["north"], on=day("2023-01-01"))
    assert asked.index == [[each.id for each in county().all(Authority)].index("department")]


# Reasons: never an empty list without one


def test_a_word_that_is_no_kind_of_action_is_refused_with_the_nearest() -> None:
    for ask in (
        lambda: who_may(county(), "penalize", item="dumping", place="north", on=day("2023-01-01")),
        lambda: what_may(county(), "department", on=day("2023-01-01"), action="penalize"),
        lambda: where_may(county(), "department", "penalize", "dumping", on=day("2023-01-01")),
        lambda: when(county(), "department", "penalize", "dumping", "north"),
        lambda: coverage(county(), on=day("2023-01-01"), action="penalize"),
        lambda: transfer_target(county(), "penalize", "dumping", "north", day("2023-01-01")),
    ):
        with pytest.raises(UnknownReference) as caught:
            ask()
        assert (caught.value.kind, caught.value.nearest[0]) == ("action", "penalise")


def test_an_action_of_the_items_own_is_known_though_the_list_is_silent() -> None:
    own = item("dumping", Holder(function="waste"), actions=("penalise", "tow_away"))
    assert who_may(county(own), "tow_away", item="dumping", place="north", on=day("2023-01-01"))


def test_nothing_found_says_why_and_what_to_do() -> None:
    world = county(TOWN_LIST)
    nowhere = where_may(world, "bureau", "penalise", "dumping", on=day("2023-01-01"))
    assert (nowhere, nowhere.reason) == ((), "item_not_covered")
    early = where_may(world, "department", "penalise", "dumping", on=day("1990-01-01"))
    assert early.reason == "not_yet"
    never = when(world, "north-town", "compel", "dumping", "north")
    assert (never, never.reason) == ((), "action_not_granted")
    for each in (nowhere, early, never):
        assert each.cure
        assert all(each.cure[lang] for lang in ("zh", "en"))


def test_when_at_a_zone_speaks_of_its_members() -> None:
    world = county(zone("z", "north", "south"), TOWN_LIST)
    (spell,) = when(world, "north-town", "penalise", "dumping", "z")
    assert (spell.place, spell.period, spell.chain) == ("north", span("2022-01-01"), ("town-list",))
    assert [each.place for each in when(world, "department", "penalise", "dumping", "z")] == ["north", "south"]


def test_spells_come_in_the_order_of_their_days_whatever_the_ids() -> None:
    first = attrs.evolve(TOWN_LIST, id="z-list", period=span("2022-01-01", "2023-01-01"))
    later = attrs.evolve(TOWN_LIST, id="a-list", period=span("2024-01-01"))
    found = when(county(first, later), "north-town", "penalise", "dumping", "north")
    assert [(each.bodies, each.chain) for each in found] == [(("north-town",), (key,)) for key in ("z-list", "a-list")]


def test_days_on_which_a_chain_is_too_long_are_in_no_spell() -> None:
    pack = free_pack(free_effect(STATUTORY), free_effect("handed"))
    bodies = ["department", *(f"b{number}" for number in range(5))]
    more = [body(each, "office", "county", "county") for each in bodies[1:]]
    handed = [
        grant(f"g{year}", "handed", giver, taker, period=span(f"{year}-01-01"))
        for year, (giver, taker) in enumerate(pairwise(bodies), 2011)
    ]
    (spell,) = when(county(*more, *handed, pack=pack), "b0", "penalise", "dumping", "north")
    assert spell.period == span("2011-01-01", "2015-01-01")


def test_who_may_do_nothing_at_a_zone_is_refused_as_at_its_first_member() -> None:
    world = county(
        zone("hightech", "north"),
        body("zone-body", "zone_body", "county", "hightech", capacity=capable(span("2015-01-01"))),
        grant("move", "concentrated", EVERY_HOLDER, "zone-body", by="decision", period=span("2016-01-01")),
    )
    powers = what_may(world, "department", on=day("2023-01-01"), action="penalise", place="hightech")
    assert (powers, powers.reason) == ((), "displaced")


# Gaps, overlaps, speed


def test_a_matrix_lists_gaps_and_overlaps() -> None:
    world = county(
        place("other", "city", level="county"),
        body("water", "department", "county", "county", functions=["water"]),
        item("dumping", *(Holder(function=each, levels=("county",)) for each in ("waste", "water"))),
    )
    found = coverage(world, ["dumping"], ["north", "other"], on=day("2023-01-01"), action="penalise")
    assert (found.gaps, found.overlaps) == ((("dumping", "other"),), (("dumping", "north"),))
    assert found["dumping", "north"].overlaps == (("department", "water"),)
    assert found.to_dict()["cells"][1]["reason"] == "nobody_holds"


def test_the_whole_of_ningbo_is_covered_in_seconds() -> None:
    """315 items at 172 places."""
    ningbo = ek.example("ningbo")
    found = coverage(ningbo, on=day("2024-05-01"), action="penalise")
    assert (len(found.items), len(found.places)) == (len(ningbo.all(Item)), len(ningbo.all(Place)))
    random = Random(1)
    for _ in range(300):
        matter, where = random.choice(found.items), random.choice(found.places)
        answer = who_may(ningbo, "penalise", item=matter, place=where, on=day("2024-05-01"))
        assert found[matter, where].lead == (answer.competences[0].authority if answer else None)


# To whom a matter goes


def test_a_matter_goes_to_the_lead_and_a_dispute_to_the_common_superior() -> None:
    """J-04, J-09."""
    found = transfer_target(county(TOWN_LIST), "penalise", "dumping", "north", day("2023-01-01"), holder="department")
    assert (found.to, found.because, found.superior, found.article) == (
        "north-town",
        "competent",
        "county-gov",
        "APL21:25",
    )
    assert {each.status for each in found.terms} == {"local"}
    far = county(
        place("other", "city", level="county"),
        body("other-dept", "department", "county", "other", functions=["waste"]),
    )
    found = transfer_target(far, "penalise", "dumping", "north", day("2023-01-01"), holder="other-dept")
    assert (found.to, found.superior) == ("department", "city-gov")


@pytest.mark.parametrize(
    ("bodies", "on", "superior"),
    [
        (("department", "bureau"), "2023-01-01", "county-gov"),
        (("department", "county-gov"), "2023-01-01", "city-gov"),
        (("department", "bureau"), "2019-12-31", "city-gov"),
    ],
)
def test_a_dispute_goes_to_a_government_of_the_day_that_is_no_party_to_it(
    bodies: tuple[str, ...], on: str, superior: str
) -> None:
    """J-04: nobody decides a dispute of its own, nor before it was set up."""
    index = index_of(county(body("county-gov", "government", "county", "county", period=span("2020-01-01"))))
    found = common_superior(index, map(index.authority, bodies), day(on))
    assert found is not None
    assert found.id == superior


def test_a_matter_of_nobody_goes_to_the_government_over_the_place() -> None:
    world = county(without=("department",))
    found = transfer_target(world, "penalise", "dumping", "north", day("2023-01-01"))
    assert (found.to, found.because, found.reason) == ("county-gov", "superior", "nobody_holds")
    assert found.cure is not None
    assert "county-gov" in found.cure["en"]
    bare = county(without=("department", "county-gov", "city-gov", "bureau", "north-town", "south-town"))
    found = transfer_target(bare, "penalise", "dumping", "north", day("2023-01-01"))
    assert (found.to, found.because) == (None, "nobody")
    assert found.cure is not None
    assert "instrument" in found.cure["en"]
    assert "to" not in found.to_dict()


def test_alike_cells_share_their_answer_whatever_lapses_that_day() -> None:
    """A place that ends, a grant narrowed to a place: signatures are those of the day."""
    world = county(
        attrs.evolve(CONCENTRATE, places=("south",)),
        place("north", "county", level="township", period=span(None, "2022-06-01")),
        instrument("late", "provincial_decision", "province", period=span("2023-01-01")),
    )
    for on in ("2022-03-01", "2022-06-01"):
        found = coverage(world, on=day(on), action="penalise")
        for matter, where, covered in found.cells():
            answer = who_may(world, "penalise", item=matter, place=where, on=day(on))
            assert covered.lead == (answer.competences[0].authority if answer else None)


# Never an empty answer without a reason


def test_a_body_that_may_do_nothing_is_told_why() -> None:
    world, on = county(), day("2023-01-01")
    for each in world.all(Authority):
        for more in ({}, {"action": "inspect"}, {"place": "south"}, {"action": "compel", "place": "north"}):
            for asked in (on, day("1990-01-01"), day("2400-01-01")):
                powers = what_may(world, each.id, on=asked, **more)
                assert (powers.reason is None) == bool(powers), (each.id, more, asked)
                assert powers or powers.reason == "nobody_holds" or powers.cure


def test_before_the_law_begins_each_direction_says_so() -> None:
    world, before = county(), day("1990-01-01")
    assert who_may(world, "penalise", item="dumping", place="north", on=before).reason == "no_law_yet"
    for found in (
        what_may(world, "department", on=before),
        where_may(world, "department", "penalise", "dumping", on=before),
    ):
        assert found.cure
        assert "the law of this pack begins on 1996-10-01" in found.cure["en"]
    assert (
        coverage(world, ["dumping"], ["north"], on=before, action="penalise")["dumping", "north"].reason == "no_law_yet"
    )


def test_a_structure_without_items_gives_nobody_a_power() -> None:
    empty = ek.Structure([ek.Authority(id="a", names={"en": "A"}, kind="department")])
    assert what_may(empty, "a", on=day("2023-01-01")).reason == "nobody_holds"


def test_a_structure_without_places_gives_nobody_a_power_anywhere() -> None:
    nowhere = Structure([body("a", "department", None, functions=["waste"]), item("dumping", Holder(function="waste"))])
    assert where_may(nowhere, "a", "penalise", "dumping", on=day("2023-01-01")).reason == "nobody_holds"


def test_a_body_asked_about_at_one_place_is_refused_as_at_that_place() -> None:
    world, on = county(TOWN_LIST), day("2021-12-01")
    reasons = [what_may(world, "north-town", on=on, place=each).reason for each in ("north", "south", None)]
    assert reasons == ["not_yet", "outside_territory", "not_yet"]


def test_a_cell_that_was_not_asked_for_is_named() -> None:
    found = coverage(county(), ["dumping"], ["north"], on=day("2023-01-01"), action="penalise")
    with pytest.raises(UnknownReference, match="no row is called 'littering'; nearest: dumping"):
        found["littering", "north"]
    with pytest.raises(UnknownReference, match="no column is called 'south'; nearest: north"):
        found["dumping", "south"]
