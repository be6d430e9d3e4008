"""A structure: found by id, code or name, whole in its references, and never changed."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import time
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest

import enforcekit as ek
from enforcekit.errors import InvalidData, UnknownReference
from enforcekit.integrity import references
from enforcekit.model import (
    Authority,
    Case,
    Citation,
    Delegation,
    Holder,
    Identifier,
    Instrument,
    Item,
    Manifest,
    Party,
    Place,
)
from enforcekit.model.common import Record
from enforcekit.structure import Structure, find
from enforcekit.timing import Period


def place(key: str, parent: str | None = None, zh: str = "某地", **more: Any) -> Place:
    return Place(id=key, names={"zh": zh, "en": f"{key} place"}, parent=parent, **more)


def gb(value: str) -> Identifier:
    return Identifier(scheme="gb2260", value=value)


def body(key: str, **more: Any) -> Authority:
    return Authority(id=key, names={"en": key}, kind="department", **more)


def item(key: str, *holders: Holder, **more: Any) -> Item:
    return Item(id=key, names={"en": key}, field="water", actions=("penalise",), holders=holders, **more)


HOLDER = Holder(kinds=("department",))
FENGHUA = place("330213", zh="奉化区", code=gb("330213"))
XIKOU = place("xikou", "330213", zh="溪口镇", code=gb("330213100"))
WORLD = (
    FENGHUA,
    XIKOU,
    body("bureau", places=("330213",)),
    body("town", places=("xikou",), parent="bureau"),
    item("dumping", HOLDER),
    Instrument(id="list", names={"zh": "清单"}, kind="item_list", issuer="bureau"),
    Delegation(
        id="grant",
        mode="township",
        grantors=("bureau",),
        grantee="town",
        items=("dumping",),
        actions=("penalise",),
        instruments=(Citation(instrument="list"),),
    ),
)


@pytest.fixture
def world() -> Structure:
    return Structure(WORLD)


def problems(*records: Record) -> list[tuple[str, str, tuple[str, ...]]]:
    """What a set of records is refused for: code, pointer, witness."""
    with pytest.raises(InvalidData) as caught:
        Structure(records)
    return [(f.code, f.pointer, f.witness) for f in caught.value.findings]


# Looking up


def test_a_record_is_reached_by_its_id(world: Structure) -> None:
    assert world["xikou"] is XIKOU
    assert "xikou" in world
    assert "溪口" not in world
    assert list(world) == list(WORLD)
    assert len(world) == len(WORLD)


def test_an_unknown_id_names_the_nearest(world: Structure) -> None:
    with pytest.raises(UnknownReference) as caught:
        world["xiko"]
    assert (caught.value.kind, caught.value.key) == ("record", "xiko")
    assert caught.value.nearest[0] == "xikou"
    assert str(caught.value) == "no record is called 'xiko'; nearest: xikou"


def test_where_nothing_is_near_it_is_said_what_there_is(world: Structure) -> None:
    with pytest.raises(UnknownReference) as caught:
        world["%%%"]
    assert caught.value.nearest == ()
    assert str(caught.value).startswith("no record is called '%%%'; the structure has records of the types place, ")
    with pytest.raises(
        UnknownReference, match=r"no place is called '%%%'; \d+ in the structure, such as .*, .*; `find`"
    ):
        world.resolve(Place, "%%%")
    with pytest.raises(UnknownReference, match="no case is called '%%%'; the structure has none"):
        world.resolve(Case, "%%%")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_code_that_one_record_has_resolves_to_it(world: Structure) -> None:
    assert world.resolve(Place, "330213100") is XIKOU
    assert world.resolve(Place, "xikou") is XIKOU


def test_an_id_comes_before_a_code() -> None:
    impostor = place("other", code=gb("xikou"))
    assert Structure([XIKOU, FENGHUA, impostor]).resolve(Place, "xikou") is XIKOU


def test_a_code_of_two_records_is_refused_and_both_are_named() -> None:
    twice = Structure([place("old", code=gb("330204")), place("new", code=gb("330204"))])
    with pytest.raises(UnknownReference) as caught:
        twice.resolve(Place, "330204")
    assert set(caught.value.nearest) == {"old", "new"}


def test_resolving_asks_for_one_type(world: Structure) -> None:
    with pytest.raises(UnknownReference) as caught:
        world.resolve(Item, "xikou")
    assert caught.value.kind == "item"
    assert set(caught.value.nearest) <= {"dumping"}


def test_identifiers_of_bodies_and_parties_resolve_too() -> None:
    credit = Identifier(scheme="uscc", value="91110000600037341L")
    firm = Party(id="firm", kind="enterprise", identifiers=(credit,))
    bureau = body("bureau", identifiers=(credit,))
    structure = Structure([firm, bureau])
    assert structure.resolve(Party, credit.value) is firm
    assert structure.resolve(Authority, credit.value) is bureau


def test_all_of_a_type_come_in_the_order_given(world: Structure) -> None:
    assert world.all(Place) == (FENGHUA, XIKOU)
    assert [each.id for each in world.all(Authority)] == ["bureau", "town"]
    assert world.all(Party) == ()


def test_as_of_keeps_the_records_of_the_day() -> None:
    half = Period(start=dt.date(2015, 11, 1), end=dt.date(2020, 1, 1))
    structure = Structure([place("always"), place("zone", period=half)])
    found = {day: [each.id for each in structure.as_of(dt.date.fromisoformat(day))] for day in
             ("2015-10-31", "2015-11-01", "2019-12-31", "2020-01-01")}  # fmt: skip
    assert found == {
        "2015-10-31": ["always"],
        "2015-11-01": ["always", "zone"],
        "2019-12-31": ["always", "zone"],
        "2020-01-01": ["always"],
    }


# Integrity


def test_an_unknown_reference_is_ek201_with_its_pointer_and_the_nearest() -> None:
    with pytest.raises(InvalidData) as caught:
        Structure([XIKOU, place("330212")])
    (finding,) = caught.value.findings
    assert (finding.code, finding.severity, finding.pointer) == ("EK201", "error", "/parent")
    assert finding.witness == ("xikou",)
    assert "330212" in finding.cure["en"]
    assert "330213" in finding.message["zh"]


def test_every_place_where_an_id_can_stand_is_checked() -> None:
    missing = Delegation(
        id="grant",
        mode="township",
        grantors=("every_holder", "a"),
        grantee="b",
        items=("c", "d"),
        places=("e",),
        actions=("penalise",),
        instruments=(Citation(instrument="f"), Citation(instrument="g")),
    )
    assert [(code, pointer) for code, pointer, _ in problems(missing)] == [
        ("EK201", "/items/0"),
        ("EK201", "/items/1"),
        ("EK201", "/places/0"),
        ("EK201", "/instruments/0/instrument"),
        ("EK201", "/instruments/1/instrument"),
        ("EK201", "/grantors/1"),
        ("EK201", "/grantee"),
    ]


def test_a_citation_inside_a_value_is_a_reference_too() -> None:
    capable = body("bureau", capacity=[ek.Capacity(basis=Citation(instrument="decision"))])
    assert [(pointer, key) for pointer, _, key in references(capable)] == [("/capacity/0/basis/instrument", "decision")]
    assert problems(capable) == [("EK201", "/capacity/0/basis/instrument", ("bureau",))]


def test_an_id_used_twice_is_ek202_also_across_types() -> None:
    assert problems(place("a"), body("a")) == [("EK202", "/id", ("a",))]


def test_a_reference_to_another_type_is_ek203_and_names_both() -> None:
    assert problems(place("a"), place("b", "c"), body("c")) == [("EK203", "/parent", ("b", "c"))]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_of_parents_is_ek204_for_each_of_its_records(length: int) -> None:
    ring = [place(f"p{n}", f"p{(n + 1) % length}") for n in range(length)]
    tail = place("tail", "p0")
    assert problems(*ring, tail) == [("EK204", "/parent", (f"p{n}",)) for n in range(length)]


def test_a_circle_of_successors_is_ek204() -> None:
    assert problems(body("a", successor="b"), body("b", successor="a")) == [
        ("EK204", "/successor", ("a",)),
        ("EK204", "/successor", ("b",)),
    ]


def test_a_circle_of_zones_is_ek204() -> None:
    inner, outer = place("a", kind="zone", members=("t", "b")), place("b", kind="zone", members=("a",))
    assert problems(place("t"), inner, outer) == [("EK204", "/members", ("a",)), ("EK204", "/members", ("b",))]


def test_a_zone_that_shares_members_with_another_is_no_circle() -> None:
    shared = [place("t"), place("a", kind="zone", members=("t",)), place("b", kind="zone", members=("t", "a"))]
    assert len(Structure(shared)) == 3


def test_a_zone_without_members_is_ek205() -> None:
    assert problems(place("zone", kind="zone")) == [("EK205", "/members", ("zone",))]


def test_an_item_that_names_no_body_is_kept_with_ek206() -> None:
    structure = Structure([item("known", HOLDER), item("unknown")])
    (finding,) = structure.findings
    assert (finding.code, finding.severity, finding.witness) == ("EK206", "warning", ("unknown",))
    assert "unknown" in structure


def test_a_second_manifest_is_ek207() -> None:
    cards = [Manifest(id=key, names={"zh": key}) for key in ("one", "two")]
    assert problems(*cards) == [("EK207", "", ("two",))]
    assert Structure(cards[:1]).manifest is cards[0]


def test_every_problem_is_reported_at_once() -> None:
    found = problems(place("a", "missing"), place("zone", kind="zone"), body("b", parent="a"), place("c", "c"))
    assert sorted(code for code, *_ in found) == ["EK201", "EK203", "EK204", "EK205"]


def test_thousands_of_unknown_references_are_reported_in_seconds() -> None:
    many = [place(f"known-place-{n:05}") for n in range(1500)]
    lost = [place(f"lost-{n:05}", f"unknown-place-{n:05}") for n in range(1500)]
    start = time.process_time()
    assert len(problems(*many, *lost)) == 1500
    assert time.process_time() - start < 10


def test_a_chain_as_long_as_the_structure_is_followed_once() -> None:
    chain = [place(f"p{n}", f"p{n + 1}") for n in range(20_000)]
    start = time.process_time()
    assert len(Structure([*chain, place("p20000")])) == 20_001
    assert len(problems(*chain, place("p20000", "p0"))) == 20_001
    assert time.process_time() - start < 10


# Changing


def test_records_are_added_and_replaced_in_a_new_structure(world: Structure) -> None:
    renamed = attrs.evolve(XIKOU, names={"zh": "溪口"})
    changed = world.with_records(renamed, place("dayan", "330213"))
    assert changed["xikou"].label("zh") == "溪口"
    assert "dayan" in changed
    assert [each.id for each in changed] == [each.id for each in WORLD] + ["dayan"]
    assert world["xikou"] is XIKOU
    assert "dayan" not in world


def test_what_was_computed_for_one_structure_is_not_taken_over_by_the_next(world: Structure) -> None:
    assert len(world.all(Place)) == 2
    assert world.resolve(Place, "330213100") is XIKOU
    moved = world.with_records(attrs.evolve(XIKOU, code=gb("330213101")), place("dayan", code=gb("330213100")))
    assert len(moved.all(Place)) == 3
    assert moved.resolve(Place, "330213100").id == "dayan"


def test_a_dangling_addition_is_refused(world: Structure) -> None:
    with pytest.raises(InvalidData) as caught:
        world.with_records(place("dayan", "nowhere"))
    assert [f.code for f in caught.value.findings] == ["EK201"]


def test_what_is_no_record_cannot_be_added(world: Structure) -> None:
    with pytest.raises(ek.InvalidArgument, match=r"records\[1\] is 'town', of the type str, not Record"):
        world.with_records(XIKOU, "town")  # type: ignore[arg-type]


def test_the_most_alike_are_no_more_than_were_asked_for(world: Structure) -> None:
    assert [len(find(world, "xikuo", limit=limit)) for limit in (0, 1)] == [0, 1]


def test_records_are_taken_away_in_a_new_structure(world: Structure) -> None:
    smaller = world.without("grant", "list")
    assert len(smaller) == len(world) - 2
    assert "grant" in world


def test_taking_away_what_others_point_to_is_refused(world: Structure) -> None:
    with pytest.raises(InvalidData) as caught:
        world.without("town")
    assert [(f.code, f.pointer, f.witness) for f in caught.value.findings] == [("EK201", "/grantee", ("grant",))]


def test_taking_away_what_is_not_there_names_the_nearest(world: Structure) -> None:
    with pytest.raises(UnknownReference, match="nearest: grant"):
        world.without("grants")


def test_changes_keep_the_pack_and_the_notes() -> None:
    pack = ek.Pack(name="xx", zh="某国", en="Somewhere", base_mode="royal", compulsion="force", penalty="punish")
    structure = Structure([place("a")], pack)
    assert structure.with_records(place("b")).pack is pack
    assert structure.without("a").pack is pack


def test_no_attribute_can_be_set_or_deleted(world: Structure) -> None:
    for name in ("pack", "notes", "_records", "_memory", "manifest", "anything"):
        with pytest.raises(AttributeError):
            setattr(world, name, None)
    for name in ("pack", "_records"):
        with pytest.raises(AttributeError):
            delattr(world, name)
    with pytest.raises(TypeError):
        world["xikou"] = FENGHUA  # type: ignore[index]
    with pytest.raises(TypeError):
        del world["xikou"]  # type: ignore[attr-defined]


def test_nothing_that_the_api_hands_out_can_change_the_structure(world: Structure) -> None:
    handed = {name: getattr(world, name) for name in dir(world) if not name.startswith("_")}
    values = [each for each in handed.values() if not callable(each)]
    values += [world.all(Place), world.as_of(dt.date(2024, 1, 1)), world.findings]
    assert not [each for each in values if isinstance(each, list | dict | set)]
    world.nearest("xiko").clear()
    find(world, "xikou").clear()
    given = list(WORLD)
    from_list = Structure(given)
    given.clear()
    assert len(from_list) == len(WORLD)
    assert from_list.nearest("xiko") == ["xikou"]
    assert find(from_list, "xikou")


def test_the_records_of_a_structure_cannot_be_changed(world: Structure) -> None:
    with pytest.raises(AttributeError):
        world["xikou"].names = {}  # type: ignore[misc]
    names = world["xikou"].names
    assert isinstance(names, Mapping)
    with pytest.raises(TypeError):
        names["zh"] = "別"  # type: ignore[index]


# Equality, copies, words


def test_structures_of_equal_records_are_equal_in_any_order(world: Structure) -> None:
    assert world == Structure(reversed(WORLD))
    assert world != world.without("grant")
    assert world != Structure(WORLD, pack="xx")
    assert world != list(WORLD)


@pytest.mark.parametrize("copied", [lambda s: pickle.loads(pickle.dumps(s)), copy.copy, copy.deepcopy])
def test_a_copy_is_equal_and_answers(copied: Callable[[Structure], Structure], world: Structure) -> None:
    world.all(Place)
    other = copied(world)
    assert other == world
    assert other.resolve(Place, "330213100") == XIKOU


def test_a_structure_that_was_asked_something_can_be_sent_to_another_process() -> None:
    yichang = ek.example("yichang")
    question = {"item": "green-land-occupied-city", "place": "420502007", "on": dt.date(2017, 7, 1)}
    answer = ek.who_may(yichang, "penalise", **question)  # type: ignore[arg-type]
    sent = pickle.loads(pickle.dumps(yichang))
    assert sent == yichang
    assert ek.who_may(sent, "penalise", **question).to_dict() == answer.to_dict()  # type: ignore[arg-type]


def test_the_words_for_a_structure_count_its_records(world: Structure) -> None:
    assert repr(world) == "<Structure: 2 places, 2 authorities, 1 item, 1 instrument, 1 delegation>"
    assert repr(Structure([])) == "<Structure: empty>"
    titled = Structure([Manifest(id="card", names={"zh": "奉化", "en": "Fenghua"}), FENGHUA])
    assert repr(titled) == "<Structure Fenghua: 1 place>"


# Finding


def ids(found: list[Record]) -> list[str]:
    return [each.id for each in found]


def test_find_puts_the_exact_before_the_beginning_before_the_inside() -> None:
    structure = Structure(
        [place("a", zh="大溪口村"), place("b", zh="溪口镇"), place("c", zh="溪口"), place("d", zh="溪口镇北")]
    )
    assert ids(find(structure, "溪口")) == ["c", "b", "d", "a"]


def test_find_reads_ids_codes_and_names_without_regard_to_case(world: Structure) -> None:
    assert ids(find(world, "330213100")) == ["xikou"]
    assert ids(find(world, "XIKOU PLACE")) == ["xikou"]
    assert ids(find(world, " Dumping ")) == ["dumping"]
    assert ids(find(world, "3302131")) == ["xikou"]


def test_find_without_a_hit_gives_the_most_alike(world: Structure) -> None:
    assert ids(find(world, "xiku")) == ["xikou"]
    assert find(world, "%%%%") == []
    assert find(world, "   ") == []


def test_find_gives_at_most_the_limit() -> None:
    many = Structure([place(f"p{n:03}") for n in range(50)])
    assert ids(find(many, "p", limit=3)) == ["p000", "p001", "p002"]
    assert len(find(many, "p")) == 20
