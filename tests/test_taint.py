"""An invalid instrument: what falls is what every cell, resolved again without it, no longer has; and no more."""

from __future__ import annotations

import datetime as dt
import json
from random import Random
from typing import Any

import attrs
import pytest
from worlds import DAYS, Citation, Holder, Instrument, body, county, day, grant, item, random_world, seeds, span

import enforcekit as ek
from enforcekit.competence.compare import apply
from enforcekit.competence.resolve import Cells, Lines, resolve_cells
from enforcekit.competence.taint import Taint, taint, without_instrument
from enforcekit.errors import LimitExceeded, UnknownReference
from enforcekit.model import EVERY_HOLDER, Delegation
from enforcekit.structure import Structure
from enforcekit.timing import Period

LAST = dt.date(2200, 1, 1)


def removed(world: Structure, instrument: str, on: dt.date) -> Structure:
    """The instrument's period ends on a day; when nothing of it is left, so do the grants that cite it."""
    records: list[Any] = []
    paper = world[instrument]
    whole = paper.period.start is not None and paper.period.start >= on
    ended = paper.period.end is not None and paper.period.end <= on
    for each in world:
        if each.id == instrument and not whole and not ended:
            records.append(attrs.evolve(each, period=Period(start=paper.period.start, end=on)))
        elif not (whole and not ended and isinstance(each, Delegation) and cites(each, instrument)):
            records.append(each)
    return Structure(records, pack=world.pack)


def cites(grant: Delegation, instrument: str) -> bool:
    return instrument in [each.instrument for each in grant.instruments]


def at(cells: Cells, key: tuple[str, str, str], on: dt.date) -> Lines:
    return next((each.lines for each in cells.get(key, ()) if on in each.interval), ())


def check(world: Structure, found: Taint, before: Cells, after: Cells) -> None:
    """A taint against the full resolution with and without the instrument."""
    assert apply(found.comparison, before) == after
    direct = {each.id for each in world.all(Delegation) if cites(each, found.instrument)}
    days = {each.interval.start for spans in (*before.values(), *after.values()) for each in spans}
    days |= {each.interval.end for spans in (*before.values(), *after.values()) for each in spans}
    days = sorted({found.from_date, LAST, dt.date.min, *days} - {None})
    told: dict[Any, set[Any]] = {}
    for fall in found.falls:
        assert fall.interval.start is not None
        assert fall.interval.start >= found.from_date
        for where in fall.places:
            told.setdefault((fall.action, fall.item, where), set()).add(fall)
    rested: set[str] = set()
    for key in {*before, *after}:
        for on in days:
            old, new = at(before, key, on), at(after, key, on)
            if on < found.from_date:
                assert old == new
                continue
            falls = {line for line in old if direct & set(line.chain)}
            here = [fall for fall in told.get(key, ()) if on in fall.interval]
            assert {fall.line for fall in here} == falls, (key, on)
            for fall in here:
                same = [line for line in new if line.bodies == fall.line.bodies]
                assert ([fall.survives] if fall.survives else []) == same
                assert fall.instead == tuple(line for line in new if line not in same)
                rested.update(each for each in fall.line.chain)
            assert not any(direct & set(line.chain) for line in new)
    grants = {each.delegation: each for each in found.grants}
    late = {each for each in direct if (end := world[each].force.end) is None or end > found.from_date}
    ended = world[found.instrument].period.end
    assert {key for key, each in grants.items() if each.direct} == (
        set() if ended and ended <= found.from_date else late
    )
    for key, each in grants.items():
        assert each.chain[-1] == key
        assert direct & set(each.chain)
        gives = any(
            key in line.chain and (span.interval.end is None or span.interval.end > found.from_date)
            for spans in after.values()
            for span in spans
            for line in span.lines
        )
        assert not (each.standing == "falls" and gives), key
    for line in {fall.line for fall in found.falls}:
        first = min(line.chain.index(each) for each in direct & set(line.chain))
        assert set(line.chain[first:]) <= grants.keys(), "what came after it in the chain rested on it"
    json.dumps(found.to_dict())


@seeds(60, 150)
def test_on_random_worlds_it_is_removing_the_instrument_and_resolving_every_cell_again(seeds: range) -> None:
    met: set[str] = set()
    survived = 0
    for seed in seeds:
        random, world = Random(seed), random_world(seed)
        instrument = random.choice(("i1", "i2"))
        on = random.choice((*DAYS, dt.date(2024, 1, 1)))
        try:
            before, after = resolve_cells(world), resolve_cells(removed(world, instrument, on))
        except LimitExceeded:
            continue
        found = taint(Structure(list(world), pack=world.pack), instrument, on)
        check(world, found, before, after)
        met |= {each.standing for each in found.grants}
        survived += sum(fall.survives is not None for fall in found.falls)
    assert met == {"falls", "in_part", "stands"}
    assert survived > 5


# Worked out by hand

CONCENTRATE = grant("concentrate", "concentrated", EVERY_HOLDER, "bureau", by="decision", period=span("2022-01-01"))
HAND_DOWN = grant("hand-down", "township", "bureau", "north-town", by="county-list", period=span("2022-07-01"))
HAND_DOWN = attrs.evolve(HAND_DOWN, instruments=(Citation(instrument="second"), Citation(instrument="county-list")))
SECOND = Instrument(id="second", names={"en": "Second decision"}, kind="provincial_decision", level="province")


def world(*more: Any) -> Structure:
    return county(CONCENTRATE, HAND_DOWN, SECOND, *more)


def test_what_rested_on_a_concentration_falls_with_it_and_power_returns_to_the_department() -> None:
    found = taint(world(), "decision", day("2023-01-01"))
    assert [(each.delegation, each.direct, each.chain, each.standing) for each in found.grants] == [
        ("concentrate", True, ("concentrate",), "falls"),
        ("hand-down", False, ("concentrate", "hand-down"), "falls"),
    ]
    falls = {(fall.places, fall.line.bodies, fall.interval) for fall in found.falls}
    assert falls == {
        (("county", "south"), ("bureau",), span("2023-01-01")),
        (("north",), ("north-town",), span("2023-01-01")),
    }
    assert all([line.bodies for line in fall.instead] == [("department",)] for fall in found.falls)


def test_a_taint_as_plain_values_names_the_grants_and_what_falls() -> None:
    found = taint(world(), "decision", day("2023-01-01")).to_dict()
    assert found["from_date"] == "2023-01-01"
    assert found["grants"] == [
        {"delegation": "concentrate", "direct": True, "chain": ["concentrate"], "standing": "falls"},
        {"delegation": "hand-down", "direct": False, "chain": ["concentrate", "hand-down"], "standing": "falls"},
    ]
    assert {tuple(fall["line"]["bodies"]) for fall in found["falls"]} == {("bureau",), ("north-town",)}


def test_what_cites_the_instrument_and_is_no_grant_is_to_be_checked_as_well() -> None:
    matter = item("bins", Holder(function="waste"), bases=(Citation(instrument="decision"),))
    assert [each.id for each in taint(world(matter), "decision", day("2023-01-01")).others] == ["bins"]


@pytest.mark.parametrize(("shown", "last"), [(1, "… + 1"), (2, "  → department")])
def test_falls_that_are_not_shown_are_counted(shown: int, last: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enforcekit.competence.taint.SHOWN", shown)
    assert taint(world(), "decision", day("2023-01-01")).explain().splitlines()[-1] == last


def test_a_fall_that_is_the_only_one_of_its_kind_is_told() -> None:
    matter = item("dumping", Holder(function="waste"), actions=("penalise",))
    assert taint(county(CONCENTRATE, matter), "decision", day("2023-01-01")).explain().splitlines() == [
        "decision invalid from 2023-01-01",
        "grants that fall (1): concentrate",
        "- bureau · dumping · penalty · county, north + 1 · [2023-01-01, open)",
        "  → department",
    ]


def test_only_the_town_falls_with_its_own_list() -> None:
    found = taint(world(), "county-list", day("2023-01-01"))
    assert [each.delegation for each in found.grants] == ["hand-down"]
    assert {(fall.places, fall.line.bodies) for fall in found.falls} == {(("north",), ("north-town",))}


def test_a_body_with_another_valid_chain_keeps_the_power_by_that_one() -> None:
    again = grant("again", "concentrated", "department", "bureau", by="second", period=span("2022-02-01"))
    found = taint(county(CONCENTRATE, SECOND, again), "decision", day("2023-01-01"))
    assert [(each.delegation, each.standing) for each in found.grants] == [("concentrate", "falls")]
    # The later grant found nothing left to move while the first decision stood; without it, it does.
    assert {fall.survives.chain for fall in found.falls if fall.survives} == {("again",)}
    assert not any(fall.instead for fall in found.falls)
    assert "survives by: again" in found.explain()


def test_an_explanation_tells_by_what_a_body_keeps_the_power_and_who_else_has_it_then() -> None:
    matter = item("dumping", Holder(function="waste"), actions=("penalise",))
    again = grant("again", "concentrated", "department", "bureau", by="second", period=span("2022-02-01"))
    kept = taint(county(CONCENTRATE, SECOND, again, matter), "decision", day("2023-01-01")).explain()
    assert kept.splitlines()[2:] == [
        "- bureau · dumping · penalty · county, north + 1 · [2023-01-01, open)",
        "  survives by: again",
    ]
    term = span("2022-01-01", "2030-01-01")
    lent = grant("lent", "entrusted", "department", "north-town", by=("letter", "city-rule"), period=term)
    shared = taint(world(lent, matter), "decision", day("2023-01-01")).explain()
    assert shared.splitlines()[-3:] == [
        "- north-town · dumping · penalty · north · [2023-01-01, 2030-01-01)",
        "  survives by: lent",
        "  → department",
    ]


def test_a_team_rests_on_the_power_of_its_bureau() -> None:
    team = body("team", "enforcement_team", "county", "north")
    sent = grant("sent", "stationed", "bureau", "team", period=span("2022-02-01"), places=("north",))
    found = taint(county(CONCENTRATE, team, sent), "decision", day("2023-01-01"))
    assert [(each.delegation, each.standing) for each in found.grants] == [("concentrate", "falls"), ("sent", "falls")]


def test_a_team_called_back_before_rests_on_nothing_that_could_fall() -> None:
    team = body("team", "enforcement_team", "county", "north")
    sent = grant("sent", "stationed", "bureau", "team", period=span("2022-02-01", "2022-12-01"), places=("north",))
    found = taint(county(CONCENTRATE, team, sent), "decision", day("2023-01-01"))
    assert [each.delegation for each in found.grants] == ["concentrate"]


def test_a_grant_that_gives_nothing_any_more_falls_though_another_gives_something_there() -> None:
    term = span("2022-01-01", "2030-01-01")
    entrusted = grant("entrust", "entrusted", "department", "north-town", by=("letter", "city-rule"), period=term)
    found = taint(world(entrusted), "decision", day("2023-01-01"))
    assert {each.delegation: each.standing for each in found.grants} == {"concentrate": "falls", "hand-down": "falls"}
    assert ("entrust",) in {
        line.chain for fall in found.falls for line in (fall.survives, *fall.instead) if line is not None
    }


def test_before_its_day_nothing_changes_and_an_ended_instrument_taints_nothing() -> None:
    old = Instrument(
        id="decision", names={"en": "d"}, kind="provincial_decision", level="province", period=span(None, "2022-06-01")
    )
    for on in (day("2022-06-01"), day("2023-01-01")):
        found = taint(world(old), "decision", on)
        assert (found.grants, found.falls, found.comparison.changes) == ((), (), ())
        assert without_instrument(world(old), "decision", on) == world(old)


def test_a_grant_that_ended_on_the_day_itself_is_not_tainted() -> None:
    ended = attrs.evolve(CONCENTRATE, period=span("2022-01-01", "2023-01-01"))
    assert not taint(county(ended), "decision", day("2023-01-01")).grants
    assert taint(county(ended), "decision", day("2022-12-31")).grants


def test_an_instrument_invalid_from_its_beginning_never_put_anything_in_force() -> None:
    young = Instrument(
        id="decision", names={"en": "d"}, kind="provincial_decision", level="province", period=span("2022-01-01")
    )
    found = taint(world(young), "decision", day("2022-01-01"))
    assert {fall.interval.start for fall in found.falls} == {day("2022-01-01"), day("2022-07-01")}
    assert apply(found.comparison, resolve_cells(world(young))) == resolve_cells(county(SECOND))


def test_an_unknown_instrument_is_a_typed_error() -> None:
    for key in ("decison", "bureau"):
        with pytest.raises(UnknownReference):
            taint(world(), key, day("2023-01-01"))


def test_the_examples_are_resolved_again_without_their_instruments() -> None:
    yichang = ek.example("yichang")
    before = resolve_cells(yichang)
    for instrument, on in (
        ("hubei-decision-2015", day("2016-01-01")),
        ("yichang-second-list", day("2018-01-01")),
    ):
        found = taint(yichang, instrument, on)
        check(yichang, found, before, resolve_cells(removed(yichang, instrument, on)))
        assert found.falls


def test_ningbo_without_one_list_of_a_county_says_so_in_both_languages() -> None:
    ningbo = ek.example("ningbo")
    found = taint(ningbo, "fenghua-township-list", day("2024-01-01"))
    assert found.falls
    assert "fall" in found.explain()
    assert "奉化区" in found.explain("zh")
    some = sorted({fall.item for fall in found.falls})[:2]
    where = sorted({place for fall in found.falls for place in fall.places})[:6]
    again = removed(ningbo, "fenghua-township-list", day("2024-01-01"))
    part = found.comparison.changes
    kept = tuple(
        attrs.evolve(each, places=tuple(place for place in each.places if place in where))
        for each in part
        if each.item in some
    )
    comparison = attrs.evolve(found.comparison, changes=kept)
    only: dict[str, Any] = {"items": some, "places": where}
    assert apply(comparison, resolve_cells(ningbo, **only)) == resolve_cells(again, **only)
