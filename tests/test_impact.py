"""What cites a provision: every place planted in a structure is found, and no other."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import attrs
import pytest
from worlds import (
    STATUTORY,
    Citation,
    Designation,
    Holder,
    Instrument,
    body,
    capable,
    county,
    free_effect,
    free_pack,
    grant,
    item,
    random_world,
)

import enforcekit as ek
from enforcekit.competence.impact import Cited, impact
from enforcekit.errors import EnforcekitError, InvalidRecord, UnknownReference
from enforcekit.law import Need, Review, pack_of
from enforcekit.model import Authority, Capacity, Delegation, Item
from enforcekit.structure import Structure

LAWS = ("law-a", "law-b")
LEVELS = ("article", "paragraph", "point")


def papers() -> list[Instrument]:
    return [Instrument(id=key, names={"en": key}, kind="law", level="national") for key in LAWS]


class Planter:
    """A random world in which only planted citations stand; it keeps the list of what it planted where."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.planted: list[tuple[str, str, Citation]] = []
        world = random_world(seed)
        self.structure = Structure([*papers(), *map(self.record, world)], pack=world.pack)

    def citation(self) -> Citation:
        levels = (self.random.choice(("1", "2", "2-1")), self.random.choice((1, 2)), self.random.choice((1, 2)))
        depth = self.random.choice((0, 1, 1, 2, 3))
        values: dict[str, Any] = dict(zip(LEVELS[:depth], levels, strict=False))
        return Citation(instrument=self.random.choice(LAWS), **values)

    def some(self, key: str, pointer: str) -> list[Citation]:
        found = [self.citation() for _ in range(self.random.choice((0, 0, 1, 2)))]
        self.planted += [(key, f"{pointer}/{number}", each) for number, each in enumerate(found)]
        return found

    def record(self, record: Any) -> Any:
        if isinstance(record, Item):
            return attrs.evolve(record, bases=self.some(record.id, "/bases"))
        if isinstance(record, Delegation | Designation):
            return attrs.evolve(record, instruments=self.some(record.id, "/instruments"))
        if isinstance(record, Authority) and self.random.random() < 0.5:
            basis = self.citation()
            self.planted.append((record.id, f"/capacity/{len(record.capacity)}/basis", basis))
            return attrs.evolve(record, capacity=[*record.capacity, Capacity(basis=basis)])
        if record.type == "place" and self.random.random() < 0.2:
            self.planted.append((record.id, "/source", Citation(instrument="law-a")))
            return attrs.evolve(record, source="law-a")
        return record


def places(found: tuple[Cited, ...]) -> set[tuple[str, str, Citation]]:
    assert len({(each.id, each.pointer) for each in found}) == len(found)
    return {(each.id, each.pointer, each.citation) for each in found}


@pytest.mark.parametrize("seed", range(60))
def test_every_object_listed_cites_the_provision_and_none_unlisted_does(seed: int) -> None:
    planter = Planter(seed)
    for asked in [planter.citation() for _ in range(8)]:
        levels = {name: value for name in LEVELS if (value := getattr(asked, name)) is not None}
        found = impact(planter.structure, asked.instrument, **levels)
        here = {each for each in planter.planted if each[2].instrument == asked.instrument}
        inside = {each for each in here if all(getattr(each[2], name) == value for name, value in levels.items())}
        around = {
            each
            for each in here - inside
            if all(getattr(each[2], name) in (None, value) for name, value in levels.items())
        }
        assert places(found.cited) == inside
        assert places(found.wider) == around
        assert found.provision == asked
        json.dumps(found.to_dict())


def test_of_an_article_its_paragraphs_are_cited_and_of_a_paragraph_the_article_is_wider() -> None:
    by = [Citation(instrument="law-a", article="20", paragraph=4), Citation(instrument="law-a", article="20")]
    town, bureau = (
        attrs.evolve(grant(key, "entrusted", "department", "bureau"), instruments=(each,))
        for key, each in zip(("town", "bureau-grant"), by, strict=True)
    )
    world = county(*papers(), town, bureau)
    assert {each.id for each in impact(world, "law-a", "20").cited} == {"town", "bureau-grant"}
    paragraph = impact(world, "law-a", "20", 4)
    assert ([each.id for each in paragraph.cited], [each.id for each in paragraph.wider]) == (
        ["town"],
        ["bureau-grant"],
    )
    assert not impact(world, "law-a", "21").cited
    assert "as part of a whole: delegations (1): bureau-grant" in paragraph.explain()
    assert "nothing cites it" in impact(world, "law-a", "21").explain()


def test_each_type_of_object_has_its_action_in_both_languages() -> None:
    cited = Citation(instrument="law-a", article="3")
    world = county(
        *papers(),
        attrs.evolve(item("dumping", Holder(function="waste")), bases=(cited,)),
        attrs.evolve(grant("g", "township", "department", "north-town"), instruments=(cited,)),
        Designation(id="d", authority="bureau", items=("dumping",), actions=("penalise",), instruments=(cited,)),
        attrs.evolve(body("weak", "zone_body", "county", "county"), capacity=(Capacity(basis=cited), *capable())),
    )
    found = impact(world, "law-a", "3")
    assert {each.type: each.required["en"] for each in found.cited} == {
        "item": "check the item's basis and range",
        "delegation": "re-issue the list or letter",
        "designation": "decide again on the new basis",
        "authority": "confirm the legal capacity",
    }
    assert all(each.required["zh"] in found.explain("zh") for each in found.cited)


# Rows of the pack


def test_a_tag_finds_the_rows_that_cite_the_article() -> None:
    need = Need(kind="term", severity="defect", breaks_chain=False, article="OUR:7; OTHER:2")
    lent = free_effect("lent", article="OUR:7(2)", displaces_article="OUR:8", needs=(need,))
    pack = attrs.evolve(free_pack(free_effect(STATUTORY), lent), reviews=(Review(relation="own", article="OUR"),))
    world = county(pack=pack, without=("dumping",))
    assert [(each.type, each.id, each.pointer) for each in impact(world, "OUR:7").cited] == [
        ("need", "lent.term", "/effects/1/needs/0/article"),
        ("effect", "lent", "/effects/1/article"),
    ]
    assert [each.id for each in impact(world, "OUR", "7", 2).cited] == ["lent"]
    assert [each.id for each in impact(world, "OUR:7(2)").wider] == ["lent.term", "own"]
    assert [each.pointer for each in impact(world, "OUR:8").cited] == ["/effects/1/displaces_article"]
    assert len(impact(world, "OUR").cited) == 4
    assert "effect rows (1): lent → end the row" in impact(world, "OUR:8").explain()
    assert "规则行 effect (1): lent" in impact(world, "OUR:8").explain("zh")


def texts(row: Any) -> list[str]:
    """Every `…article` of a row and of the rows within it."""
    found = []
    for name, value in attrs.asdict(row, recurse=False).items():
        if name.endswith("article"):
            found.append(value)
        elif isinstance(value, tuple):
            found += [text for each in value if attrs.has(type(each)) for text in texts(each)]
    return found


def test_every_row_of_the_chinese_pack_is_found_by_its_tag_and_only_by_it() -> None:
    yichang = ek.example("yichang")
    pack = pack_of(yichang)
    tables = [table for name in attrs.fields_dict(type(pack)) if isinstance(table := getattr(pack, name), tuple)]
    rows = [row for table in tables for row in table]
    cited = [part for row in rows for text in texts(row) for part in text.split("; ") if part]
    tags = set(cited)
    assert "APL21:24" in tags
    for tag in tags & {each for each in tags if each.split(":")[0] in pack.sources}:
        found = impact(yichang, tag).cited
        exact = [part for part in cited if part == tag or part.startswith(f"{tag}(")]
        if ":" in tag:
            assert len(found) == len(exact), tag
        else:
            assert len(found) == sum(part.split(":")[0] == tag for part in cited), tag


def test_an_impact_as_plain_values_says_what_is_to_be_done_where() -> None:
    basis = Citation(instrument="decision", article="3")
    found = impact(county(item("bins", Holder(function="waste"), bases=(basis,))), "decision").to_dict()
    required = {"en": "check the item's basis and range", "zh": "核对事项的依据和处罚幅度"}
    cited = {
        "type": "item",
        "id": "bins",
        "pointer": "/bases/0",
        "citation": {"instrument": "decision", "article": "3"},
    }
    assert found == {"provision": {"instrument": "decision"}, "cited": [{**cited, "required": required}], "wider": []}


def test_what_is_unknown_or_said_twice_is_a_typed_error() -> None:
    world = county()
    with pytest.raises(UnknownReference) as caught:
        impact(world, "decisio")
    assert caught.value.nearest == ("decision",)
    for key in ("APL22:24", "department", "《行政处罚法》", "APL21:twenty"):
        with pytest.raises(UnknownReference):
            impact(world, key)
    with pytest.raises(EnforcekitError, match="names its article already"):
        impact(world, "APL21:24", "25")
    with pytest.raises(InvalidRecord):
        impact(world, "decision", "twenty")


def test_a_list_of_ningbo_is_cited_by_the_grants_of_its_county() -> None:
    ningbo = ek.example("ningbo")
    found = impact(ningbo, "fenghua-township-list")
    assert {each.type for each in found.cited} == {"delegation"}
    assert {each.id for each in found.cited} == {
        each.id
        for each in ningbo.all(Delegation)
        if any(citation.instrument == "fenghua-township-list" for citation in each.instruments)
    }
