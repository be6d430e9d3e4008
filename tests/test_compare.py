"""Two structures compared: each difference is found, told once, and leads from one to the other."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import chain, pairwise
from random import Random
from typing import Any

import attrs
import pytest
from worlds import (
    ACTIONS,
    STATUTORY,
    Designation,
    Holder,
    Place,
    body,
    county,
    day,
    free_effect,
    free_pack,
    grant,
    item,
    place,
    random_world,
    seeds,
    span,
    zone,
)

import enforcekit as ek
from enforcekit.competence.compare import (
    KINDS,
    Comparison,
    apply,
    compare,
)
from enforcekit.competence.impact import differing, rests_on, touched
from enforcekit.competence.resolve import Cells, Line, Lines, Span, resolve_cells, resolver_of
from enforcekit.errors import EnforcekitError, InvalidData, LimitExceeded, UnknownReference
from enforcekit.law import pack_of
from enforcekit.model import EVERY_HOLDER, Authority, Delegation, Item
from enforcekit.structure import Structure

CONCENTRATE = grant("concentrate", "concentrated", EVERY_HOLDER, "bureau", by="decision", period=span("2022-01-01"))
TOWN_LIST = grant("town-list", "township", "department", "north-town", by="decision", period=span("2022-01-01"))
ENTRUST = grant(
    "entrust", "entrusted", "department", "north-town", by=("letter", "city-rule"), period=span("2022-01-01")
)


def asked(structure: Structure, action: str, item: str, place: str, on: dt.date) -> Lines:
    """The lines of an answer of `who_may`."""
    return tuple(
        Line(
            bodies=(c.authority, *c.jointly),
            in_name_of=c.in_name_of,
            answerable=c.answerable,
            rank=c.rank,
            condition=c.condition,
            chain=c.chain,
        )
        for c in ek.who_may(structure, action, item=item, place=place, on=on).competences
    )


def lines_on(spans: tuple[Span, ...], on: dt.date) -> Lines:
    found = [each.lines for each in spans if on in each.interval]
    assert len(found) <= 1, "spans do not overlap"
    return found[0] if found else ()


def edges(*structures: Structure) -> list[dt.date]:
    """The days around everything that begins or ends, and one before all and after all."""
    days = {dt.date(1, 1, 2), dt.date(2100, 1, 1)}
    for each in structures:
        resolver = resolver_of(each)
        cells = (resolver.index.open(*key) for key in keys(each))
        days |= set(chain.from_iterable(cell.starts for cell in cells)) | resolver.index.pack.dates
    return sorted(days | {each - dt.timedelta(days=1) for each in days if each > dt.date(1, 1, 2)})


def keys(structure: Structure) -> Iterator[tuple[str, str, str]]:
    for each in structure.all(Item):
        for where in structure.all(Place):
            if where.kind != "zone":
                for action in each.actions:
                    yield action, each.id, where.id


def mutated(seed: int) -> tuple[Structure, Structure]:
    """A random world, and the same with some records dropped, or replaced by those of another world."""
    random, before, other = Random(seed), random_world(seed), random_world(seed + 100_000)
    after = before
    for _ in range(random.choice((1, 1, 1, 2, 4, 30))):
        loose = [each.id for each in after if isinstance(each, Delegation | Designation)]
        record = random.choice([each for each in other if not (each.id == "ward" or each.id == "zz")])
        try:
            after = (
                after.without(random.choice(loose)) if loose and random.random() < 0.3 else after.with_records(record)
            )
        except InvalidData:
            continue
    return before, after


def resolved(*structures: Structure) -> list[Cells] | None:
    """The full resolution of each; None where a chain is longer than the library goes."""
    try:
        return [resolve_cells(each) for each in structures]
    except LimitExceeded:
        return None


# The decomposition


@pytest.mark.parametrize("seed", range(40))
def test_cells_are_what_who_may_answers_on_every_day(seed: int) -> None:
    world = random_world(seed)
    if (cells := resolved(world)) is None:
        return
    days = edges(world)
    for key in keys(world):
        spans = cells[0].get(key, ())
        for on in days:
            assert lines_on(spans, on) == asked(world, *key, on), (key, on)
        assert all(each.lines for each in spans)
        for one, other in pairwise(spans):
            assert one.interval.end < other.interval.start or (
                one.interval.end == other.interval.start and one.lines != other.lines
            )


def test_a_zone_stands_for_its_members_and_a_code_for_its_item() -> None:
    world = county(zone("inner", "north"), zone("outer", "inner", "south"), CONCENTRATE)
    assert {key[2] for key in resolve_cells(world, places=["outer"])} == {"north", "south"}
    assert {key[:2] for key in resolve_cells(world, places=["north"])} == {
        ("penalise", "dumping"),
        ("inspect", "dumping"),
    }
    assert not {key for key in resolve_cells(world) if key[2] in ("inner", "outer")}


def test_two_places_with_the_same_bodies_are_answered_each_for_the_days_on_which_it_exists() -> None:
    founded = {"old-town": span("2010-01-01"), "new-town": span("2015-01-01")}
    world = Structure(
        [
            place("county", level="county", period=span("2000-01-01")),
            *(place(key, "county", period=period) for key, period in founded.items()),
            body("department", "department", "county", "county", functions=["waste"]),
            item("dumping", Holder(function="waste")),
        ],
        pack="cn",
    )
    cells = resolve_cells(world, actions=["penalise"], places=founded)
    assert {place: span.interval for (_, _, place), (span,) in cells.items()} == founded


def test_what_is_not_there_is_a_typed_error() -> None:
    world = county(CONCENTRATE)
    for asked_for in ({"items": ["dumpin"]}, {"places": ["nort"]}, {"actions": ["penalize"]}):
        with pytest.raises(UnknownReference) as caught:
            compare(world, world, **asked_for)
        assert caught.value.nearest
    assert not compare(world, world, actions=["license"]), "a kind of action that no item has is no mistake"


# The difference


def check(before: Structure, after: Structure, comparison: Comparison, cells: list[Cells]) -> None:
    """A comparison against the full resolution of both sides."""
    old, new = cells
    assert apply(comparison, old) == new
    told: dict[Any, list[Any]] = {}
    for change in comparison.changes:
        assert change.before != change.after
        assert change.places == tuple(sorted(set(change.places)))
        for where in change.places:
            told.setdefault((change.action, change.item, where), []).append(change)
    days = edges(before, after)
    for key in {*old, *new}:
        for on in days:
            here = [each for each in told.get(key, ()) if on in each.interval]
            pair = (lines_on(old.get(key, ()), on), lines_on(new.get(key, ()), on))
            assert [(each.before, each.after) for each in here] == ([pair] if pair[0] != pair[1] else []), (key, on)
    for change in comparison.changes:
        seen = change.witness
        key, on = (change.action, change.item, seen.place), seen.on
        assert on in change.interval
        assert seen.place in change.places
        sides = [(before, change.before, seen.before), (after, change.after, seen.after)]
        for structure, lines, bodies in sides:
            if key in set(keys(structure)):
                assert asked(structure, *key, on) == lines
            assert tuple(line.bodies for line in lines) == bodies
        if pack_of(before) is pack_of(after):
            assert seen.causes, "something differs, and it bears on the cell"
        assert kind(key, change.before, change.after, before, after) == change.kind
    json.dumps(comparison.to_dict())


def kind(key: Any, before: Lines, after: Lines, one: Structure, other: Structure) -> str:
    """The definition again, in other words."""
    if key not in set(keys(one)):
        return "gained"
    if key not in set(keys(other)):
        return "lost"

    def doubled(lines: Lines) -> bool:
        return any(
            a is not b and a.rank == b.rank and a.answerable != b.answerable and a.condition.meets(b.condition)
            for a in lines
            for b in lines
        )

    had, have = {each.bodies for each in before}, {each.bodies for each in after}
    if not have:
        return "uncovered"
    if doubled(after) and not doubled(before):
        return "doubled"
    if had == have:
        return "changed"
    return "gained" if had < have else "lost" if have < had else "moved"


@seeds(45, 120)
def test_on_random_worlds_the_difference_is_the_cell_by_cell_one_and_leads_from_before_to_after(seeds: range) -> None:
    met: set[str] = set()
    for seed in seeds:
        before, after = mutated(seed)
        if (cells := resolved(before, after)) is None:
            continue
        fresh = [Structure(list(each), pack=each.pack) for each in (before, after)]
        comparison = compare(*fresh)
        check(before, after, comparison, cells)
        back = compare(after, before)
        assert apply(back, cells[1]) == cells[0]
        met |= {each.kind for each in comparison.changes}
    assert met == set(KINDS)


def test_under_another_law_every_cell_is_compared() -> None:
    for seed in range(30):
        before, after = random_world(seed), random_world(seed + 500)
        if (cells := resolved(before, after)) is not None:
            check(before, after, compare(before, after), cells)


def test_what_bears_on_a_cell_touches_it() -> None:
    for seed in range(60):
        world = random_world(seed)
        reach = {each.id: touched(world, {each.id}) for each in world}
        for key in keys(world):
            assert all(key[2] in reach[each].get(key[1], ()) for each in rests_on(world, *key))


@pytest.mark.parametrize("seed", range(25))
def test_a_filter_takes_its_part_of_the_whole(seed: int) -> None:
    before, after = mutated(seed)
    if resolved(before, after) is None:
        return
    whole = compare(before, after)
    part = compare(before, after, actions=ACTIONS[:1], items=["x1"], places=["t1", "k2"])
    wanted = {
        (each.kind, each.interval, where)
        for each in whole.changes
        for where in each.places
        if each.action == ACTIONS[0] and each.item == "x1" and where in ("t1", "k2")
    }
    assert {(each.kind, each.interval, where) for each in part.changes for where in each.places} == wanted


# The words, one by one


def kinds(before: Structure, after: Structure, **only: Any) -> dict[str, int]:
    return dict(compare(before, after, **{"actions": ["penalise"], "places": ["north"], **only}).counts)


def test_each_kind_of_change() -> None:
    water = body("water", "department", "county", "county", functions=["water"])
    two = item("dumping", *(Holder(function=each) for each in ("waste", "water")))
    plain = county(water)
    assert kinds(county(), county(CONCENTRATE)) == {"moved": 1}
    assert kinds(county(), county(ENTRUST)) == {"gained": 1}
    assert kinds(county(ENTRUST), county()) == {"lost": 1}
    assert kinds(plain, county(water, two)) == {"doubled": 1}
    assert kinds(county(), county(without=("department",))) == {"uncovered": 1}
    limited = attrs.evolve(TOWN_LIST, carve_outs=("major_impact",))
    assert kinds(county(limited), county(attrs.evolve(limited, carve_outs=("complex",)))) == {"changed": 1}
    assert kinds(county(), county(body("department", "department", "county", "county", functions=["waste"]))) == {}


def test_a_cell_of_one_structure_only_says_why() -> None:
    more = county(item("noise", Holder(function="waste")), place("west", "county"))
    found = compare(county(), more)
    assert {(each.kind, each.reason, each.item) for each in found.changes} == {
        ("gained", "item_added", "noise"),
        ("gained", "place_added", "dumping"),
    }
    assert {(each.kind, each.reason) for each in compare(more, county()).changes} == {
        ("lost", "item_removed"),
        ("lost", "place_removed"),
    }
    fewer = county(
        item("dumping", Holder(function="waste", kinds=("department",), levels=("county",)), actions=("inspect",))
    )
    assert [(each.action, each.reason) for each in compare(county(), fewer).changes] == [("penalise", "action_removed")]


def test_neighbouring_days_and_places_with_one_change_are_one_and_the_witness_names_the_grant() -> None:
    world = county(CONCENTRATE)
    split = attrs.evolve(CONCENTRATE, period=span("2022-01-01", "2023-01-01"))
    rest = attrs.evolve(CONCENTRATE, id="rest", period=span("2023-01-01"))
    (change,) = compare(county(), world, actions=["penalise"]).changes
    assert (change.places, change.interval) == (("county", "north", "south"), span("2022-01-01"))
    assert (change.witness.place, change.witness.on) == ("county", day("2022-01-01"))
    assert (change.witness.delegations, change.witness.causes) == (("concentrate",), ("concentrate",))
    (change,) = compare(world, county(split, rest), actions=["penalise"]).changes
    assert (change.kind, change.interval) == ("changed", span("2023-01-01"))
    assert change.witness.delegations == change.witness.causes == ("concentrate", "rest")


def test_a_change_since_ever_is_shown_on_its_last_day_and_a_comparison_is_plain_data() -> None:
    free = free_pack(free_effect(STATUTORY, base=True))
    later = body("department", "department", "county", "county", functions=["waste"], period=span("2020-01-01"))
    found = compare(county(pack=free), county(later, pack=free), actions=["penalise"]).to_dict()
    assert found["counts"] == {"uncovered": 3}
    (change,) = found["changes"]
    assert (change["interval"], change["witness"]["on"]) == ({"end": "2020-01-01"}, "2019-12-31")
    assert (change["witness"]["before"], change["witness"]["after"]) == ([["department"]], [])
    assert ([line["bodies"] for line in change["before"]], change["after"]) == ([["department"]], [])


def test_a_comparison_is_refused_by_cells_it_does_not_begin_with() -> None:
    comparison = compare(county(), county(CONCENTRATE))
    with pytest.raises(EnforcekitError, match="dumping"):
        apply(comparison, resolve_cells(county(TOWN_LIST)))


def test_an_explanation_names_bodies_of_either_side_in_both_languages() -> None:
    comparison = compare(county(ENTRUST), county(without=("department", "city-gov")))
    assert all(each in comparison.explain() for each in ("uncovered", "nobody", "in the name of department"))
    assert all(each in comparison.explain("zh") for each in ("无人行使", "（以department名义）"))
    assert compare(county(), county()).explain("zh") == "无变化"


def test_an_explanation_tells_a_change_that_is_the_only_one_of_its_kind() -> None:
    assert compare(county(), county(TOWN_LIST), actions=["inspect"]).explain().splitlines() == [
        "moved 1",
        "moved · dumping · inspection · north · [2022-01-01, open)",
        "  department → north-town",
        "  e.g. dumping · north · 2022-01-01 (town-list)",
    ]


@pytest.mark.parametrize(("shown", "last"), [(1, "… + 1"), (2, "  e.g. dumping · south · 2022-01-01 (concentrate)")])
def test_changes_that_are_not_shown_are_counted(shown: int, last: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enforcekit.competence.compare.SHOWN", shown)
    comparison = compare(county(TOWN_LIST), county(CONCENTRATE), places=["north", "south"])
    assert comparison.explain().splitlines()[-1] == last


def test_an_explanation_names_two_items_and_three_causes_and_counts_the_other_items() -> None:
    items = ("ash", "bulk", "dumping", "mud")
    more = [item(key, Holder(function="waste", kinds=("department",), levels=("county",))) for key in items]
    grants = [attrs.evolve(TOWN_LIST, id=f"list-{number}", items=items) for number in range(4)]
    assert compare(county(*more), county(*more, *grants)).explain().splitlines() == [
        "moved 8",
        "moved · ash, bulk + 2 · inspection/penalty · north · [2022-01-01, open)",
        "  department → north-town",
        "  e.g. ash · north · 2022-01-01 (list-0, list-1, list-2)",
    ]
    two = attrs.evolve(TOWN_LIST, items=("ash", "bulk"))
    assert "moved · ash, bulk · inspection" in compare(county(*more), county(*more, two)).explain()


# Reforms of the examples


def test_yichang_with_and_without_its_second_batch() -> None:
    after = ek.example("yichang")
    before = after.without("concentration-later")
    comparison = compare(before, after)
    assert set(comparison.counts) == {"moved"}
    assert {each.interval.start for each in comparison.changes} == {day("2017-07-01")}
    assert apply(comparison, resolve_cells(before)) == resolve_cells(after)
    random = Random(3)
    cells = resolve_cells(after)
    for key in random.sample(sorted(cells), 150):
        for on in (day("2012-06-01"), day("2015-10-31"), day("2015-11-01"), day("2018-01-01"), day("2024-01-01")):
            assert lines_on(cells[key], on) == asked(after, *key, on)


def reforms(ningbo: Structure) -> dict[str, Structure]:
    town = next(each for each in ningbo.all(Delegation) if each.mode == "township" and each.grantee == "xikou-town")
    field = next(each for each in ningbo.all(Delegation) if each.mode == "concentrated" and each.items)
    bureau = next(each for each in ningbo.all(Authority) if each.functions and each.level == "county")
    return {
        "drop a township list": ningbo.without(town.id),
        "end a concentration": ningbo.with_records(attrs.evolve(field, period=span("2022-01-01", "2024-01-01"))),
        "move a field": ningbo.with_records(attrs.evolve(bureau, functions=())),
    }


def test_reforms_of_ningbo_resolve_only_the_cells_they_touch() -> None:
    ningbo = ek.example("ningbo")
    every = sum(1 for _ in keys(ningbo))
    for name, after in reforms(ningbo).items():
        comparison = compare(ningbo, after)
        assert comparison, name
        assert comparison.resolved < every / 5, name
        near = {where for each in comparison.changes for where in each.places}
        some = [*Random(5).sample(sorted({each.item for each in comparison.changes}), 2), "330217015000"]
        only = {"items": dict.fromkeys(some), "places": sorted(near)[:12]}
        check_part = compare(ningbo, after, **only)
        assert apply(check_part, resolve_cells(ningbo, **only)) == resolve_cells(after, **only), name
        for change in Random(7).sample(comparison.changes, 10):
            key = (change.action, change.item, change.witness.place)
            assert asked(ningbo, *key, change.witness.on) == change.before
            assert asked(after, *key, change.witness.on) == change.after


@pytest.mark.slow
@pytest.mark.nightly
def test_reforms_of_ningbo_against_every_cell() -> None:
    ningbo = ek.example("ningbo")
    cells = resolve_cells(ningbo)
    for name, after in reforms(ningbo).items():
        assert apply(compare(ningbo, after), cells) == resolve_cells(after), name


def test_records_that_differ_are_those_of_one_side_or_of_other_content() -> None:
    assert differing(county(ENTRUST), county(CONCENTRATE)) == {"entrust", "concentrate"}
    assert not differing(county(), county())


def test_a_cell_is_counted_as_resolved_whichever_side_has_it() -> None:
    fewer = county(without=("dumping",))
    assert compare(county(), fewer).resolved == compare(fewer, county()).resolved == 2 * 5, "two actions, five places"
