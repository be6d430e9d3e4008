"""The picture of a proof says what the proof says, in both languages, and nothing in it runs or is fetched."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from worlds import county, zone

import enforcekit as ek
from enforcekit.shape import evolve

ASKED: dict[str, Any] = {"item": "330217015000", "place": "330213100", "on": dt.date(2024, 5, 1)}


def said(picture: str) -> str:
    return "".join("".join(each.itertext()) for each in ElementTree.fromstring(picture).findall(".//{*}text"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_names_every_body_and_article_of_the_proof(lang: str) -> None:
    ningbo = ek.example("ningbo")
    answer = ek.who_may(ningbo, "penalise", **ASKED)
    words = re.sub(r"\s", "", said(answer.svg(lang)))
    proof = answer.competences[0].proof
    bodies = {step.authority for step in proof} | {role.body for role in proof.roles if role.body}
    for name in (ningbo[body].label(lang) for body in bodies):
        assert re.sub(r"\s", "", name) in words
    for row in [step.effect for step in proof] + [row for role in proof.roles for row in role.rows]:
        assert re.sub(r"\s", "", row.text[lang]) in words


def test_a_row_that_is_not_confirmed_says_so_in_the_picture() -> None:
    assert "local rule" in said(ek.who_may(ek.example("ningbo"), "penalise", **ASKED).svg())


def test_where_nobody_may_act_the_picture_says_why() -> None:
    answer = ek.who_may(ek.example("ningbo"), "penalise", **{**ASKED, "on": dt.date(1990, 1, 1)})
    assert not answer
    assert "Nobody may act" in said(answer.svg())


def test_a_hostile_name_is_text_and_no_markup() -> None:
    ningbo = ek.example("ningbo")
    town = evolve(ningbo["xikou-town"], names={"zh": "溪口", "en": '<script>alert("1")</script>'})
    changed = ek.Structure([town if each.id == town.id else each for each in ningbo], pack=ningbo.pack)
    picture = ek.who_may(changed, "penalise", **ASKED).svg()
    assert "<script" not in picture
    assert '<script>alert("1")</script>' in said(picture)


def test_the_picture_fetches_and_runs_nothing() -> None:
    picture = ek.who_may(ek.example("ningbo"), "penalise", **ASKED).svg()
    assert not re.findall(r"(?:href|src|url|on\w+)\s*[=(]", picture)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("on", [dt.date(2024, 5, 1), dt.date(1990, 1, 1)])
def test_boxes_lie_apart_on_the_page_text_in_its_box_and_arrows_between_boxes(on: dt.date, lang: str) -> None:
    picture = ElementTree.fromstring(ek.who_may(ek.example("ningbo"), "penalise", **{**ASKED, "on": on}).svg(lang))
    wide, high = float(picture.attrib["width"]), float(picture.attrib["height"])
    boxes: list[tuple[float, float, float, float]] = []
    for each in picture:
        if each.tag.endswith("rect") and each.get("rx"):
            x, y, width, height = (float(each.attrib[name]) for name in ("x", "y", "width", "height"))
            assert x >= 12
            assert x + width <= wide - 12
            assert y + height < high
            assert all(x > right + 8 or y > bottom + 8 for _, _, right, bottom in boxes)
            boxes.append((x, y, x + width, y + height))
        elif each.tag.endswith("text"):
            x, y, size = (float(each.attrib[name]) for name in ("x", "y", "font-size"))
            inside = [box for box in boxes if box[1] <= y <= box[3] and box[0] <= x <= box[2]]
            ends = x + sum(size * (0.56 if char.isascii() else 1) for char in "".join(each.itertext()))
            assert all(
                left + 8 <= x and ends <= right and top + size < y < bottom for left, top, right, bottom in inside
            )
            assert size < y < high
            assert inside or ends < wide
        elif each.tag.endswith("path"):
            start, middle, tip = map(float, re.findall(r"[0-9.]+", each.attrib["d"])[:3])
            (_, top, before, bottom), (after, *_) = boxes[-2:]
            assert before < start < tip < after
            assert middle == (top + bottom) / 2


def test_the_picture_at_a_zone_is_that_of_its_first_member() -> None:
    world = county(zone("zone", "south", "north"))
    answer = ek.who_may(world, "penalise", item="dumping", place="zone", on=dt.date(2024, 5, 1))
    assert [each.place for each in answer.members] == ["south", "north"]
    assert answer.svg() == answer.members[0].svg() != answer.members[1].svg()
