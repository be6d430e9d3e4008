"""The bundled examples: good files, the counts they claim, the answers they are there to show."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from random import Random

import attrs
import oracle
import pytest

import enforcekit as ek
from enforcekit import resources
from enforcekit.folder import documents, example_names, files
from enforcekit.law.pack import pack_of
from enforcekit.model import Authority, Delegation, Instrument, Item, Manifest, Place
from enforcekit.structure import Structure

MAY_2024 = dt.date(2024, 5, 1)
ZONE = "420502007"
NAMES = ["fenghua", "hengqin", "huizhou", "ningbo", "yichang"]
FILES = [pair for name in NAMES for pair in files(resources.folder("examples") / name)[0]]


def folder(name: str) -> Path:
    return resources.folder("examples") / name


# Every example


def test_the_examples_are_those_we_speak_of() -> None:
    assert example_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_example_loads_without_a_finding(name: str) -> None:
    structure = ek.example(name)
    assert [finding.text() for finding in structure.findings] == []
    assert structure.manifest is not None
    assert {"zh", "en"} <= set(structure.manifest.names)
    assert structure.manifest.note, "what is real and what is made up must be said"


@pytest.mark.parametrize("file", [path for path, _ in FILES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_document_of_an_example_is_good_by_itself(file: Path) -> None:
    found = list(documents(file))
    assert found
    for entry in found:
        assert entry.findings == ()
        assert [each.text() for each in entry.place(ek.validate(entry.document).findings)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_record_has_a_chinese_and_an_english_name(name: str) -> None:
    nameless = [each.id for each in ek.example(name) if each.names is not None and not {"zh", "en"} <= set(each.names)]
    assert nameless == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_made_up_says_so(name: str) -> None:
    structure = ek.example(name)
    bare = [each.id for each in structure.all(Delegation) if not each.extensions.get("illustrative")]
    assert bare == []
    assert {each.code.scheme for each in structure.all(Item) if each.code} == {"illustrative"}
    assert "not a source of law" in (folder(name) / "README.md").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("name", NAMES)
def test_every_penalty_cites_an_instrument_and_an_article(name: str) -> None:
    structure = ek.example(name)
    punished = [each for each in structure.all(Item) if "penalise" in each.actions]
    assert punished
    for item in punished:
        assert any(basis.article for basis in item.bases), item.id
        assert all(isinstance(structure[basis.instrument], Instrument) for basis in item.bases)
        assert item.penalties, item.id


@pytest.mark.parametrize("name", NAMES)
def test_detention_never_leaves_public_security(name: str) -> None:
    """D-03, on every day on which something changes and wherever the item could be asked about."""
    structure = ek.example(name)
    items = [each for each in structure.all(Item) if any(penalty.kind == "detention" for penalty in each.penalties)]
    days = {each.period.start for each in structure.all(Delegation) if each.period.start} | {MAY_2024}
    kinds = set()
    for item in items:
        for place in structure.all(Place):
            for day in sorted(days):
                answer = ek.who_may(structure, "penalise", item=item.id, place=place.id, on=day)
                kinds |= {structure[each.authority].kind for each in answer.competences}  # type: ignore[attr-defined]
    assert kinds == ({"public_security"} if items else set())
    assert bool(items) is (name == "ningbo")


def test_a_list_that_names_detention_moves_nothing(ningbo: Structure) -> None:
    """D-03: whoever writes it into a list of items."""
    item, place = "assault-or-wilful-injury", "330213100"
    police = ek.who_may(ningbo, "penalise", item=item, place=place, on=MAY_2024).competences
    listed = next(each for each in ningbo.all(Delegation) if each.grantee == "fenghua-comprehensive")
    planted = attrs.evolve(
        listed, id="planted", grantors=(ek.EVERY_HOLDER,), items=(item,), fields=(), code_prefixes=()
    )
    answer = ek.who_may(ningbo.with_records(planted), "penalise", item=item, place=place, on=MAY_2024)
    assert [each.authority for each in answer.competences] == [each.authority for each in police]
    assert {each.authority: each.reason for each in answer.refusals}["fenghua-comprehensive"] == "mode_forbids"


# Ningbo


@pytest.fixture(scope="module")
def ningbo() -> Structure:
    return ek.example("ningbo")


def test_ningbo_has_its_divisions_and_zones(ningbo: Structure) -> None:
    places = [each for each in ningbo.all(Place) if each.in_force(MAY_2024)]
    counties = {each.id for each in places if each.kind == "division" and each.level == "county"}
    assert counties == {
        "330203", "330205", "330206", "330211", "330212", "330213", "330225", "330226", "330281", "330282",
    }  # fmt: skip
    assert {each.id for each in places if each.kind == "zone"} == {"ningbo-gaoxin", "ningbo-qianwan"}
    townships = [each for each in places if each.kind == "division" and each.level == "township"]
    assert len(townships) == 156
    assert {each.parent for each in townships} == counties
    assert all(each.code and each.code.value == each.id and int(each.id[6:]) < 400 for each in townships)


def test_the_codes_and_names_of_ningbo_are_the_published_ones(ningbo: Structure, shared: Path) -> None:
    import csv

    with (shared / "data" / "township_codes_four_cities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["city_code6"] == "330200" and int(row["code9"][6:]) < 400]
    published = {row["code9"]: row["name"] for row in rows}
    ours = {
        each.id: each.label("zh") for each in ningbo.all(Place) if each.kind == "division" and each.level == "township"
    }
    assert ours == published


def test_ninety_seven_of_them_are_empowered(ningbo: Structure) -> None:
    grants = [each for each in ningbo.all(Delegation) if each.mode == "township" and each.in_force(MAY_2024)]
    grantees = {each.grantee for each in grants}
    assert len(grantees) == 97
    kinds = {body.id: body.kind for body in ningbo.all(Authority)}
    assert {kinds[each] for each in grantees} == {"township", "subdistrict"}
    for each in grants:
        deciding = ningbo[each.instruments[0].instrument]
        assert isinstance(deciding, Instrument)
        assert deciding.level == "province"


def test_there_are_items_of_many_fields(ningbo: Structure) -> None:
    items = ningbo.all(Item)
    assert len(items) >= 150
    assert len({each.field for each in items}) >= 22
    assert all(each.holders for each in items)


def test_the_readme_counts_what_is_there(ningbo: Structure) -> None:
    text = (folder("ningbo") / "README.md").read_text(encoding="utf-8")
    claimed = {
        name: int(count) for name, count in re.findall(r"^\| `([\w.]+)` \|.*\| ([0-9]+) \|$", text, re.MULTILINE)
    }
    counted = {path.name: len(list(documents(path))) for path, _ in files(folder("ningbo"))[0]}
    assert claimed == counted
    assert sum(claimed.values()) == len(ningbo)
    modes = [each.mode for each in ningbo.all(Delegation)]
    for mode in set(modes):
        assert f"{modes.count(mode)} {mode}" in text
    assert f"in {len({each.field for each in ningbo.all(Item)})} fields" in text


def test_xikou_answers_for_its_stalls_in_its_own_name(ningbo: Structure) -> None:
    answer = ek.who_may(ningbo, "penalise", item="330217015000", place="330213100", on=MAY_2024)
    first = answer.competences[0]
    assert (first.authority, first.in_name_of, first.answerable, first.defendant) == ("xikou-town",) * 4
    assert first.mode == "township"
    assert first.review_organ == "fenghua-government"
    assert ningbo["fenghua-government"].label("zh") == "宁波市奉化区人民政府"
    assert first.chain
    assert {each.authority: each.reason for each in answer.refusals}["fenghua-comprehensive"] == "displaced"
    assert "溪口镇人民政府" in answer.explain("zh").splitlines()[1]


def test_before_its_list_the_bureau_answered(ningbo: Structure) -> None:
    day_before = dt.date(2022, 2, 28)
    bodies = [
        each.authority
        for each in ek.who_may(ningbo, "penalise", item="330217015000", place="330213100", on=day_before).competences
    ]
    assert bodies[0] == "fenghua-comprehensive"
    assert "xikou-town" not in bodies


def test_an_entrusted_town_acts_in_the_name_of_the_bureau(ningbo: Structure) -> None:
    """Ninghai, 2025-03-06: the fines issue in the bureau's name (D-06)."""
    for day, expected in ((dt.date(2025, 3, 5), None), (dt.date(2025, 3, 6), "ninghai-emergency")):
        answer = ek.who_may(ningbo, "penalise", item="unlicensed-hazardous-chemicals-trade", place="330226111", on=day)
        names = {each.authority: each.in_name_of for each in answer.competences}
        assert names.get("xidian-town") == expected
        assert names["ninghai-emergency"] == "ninghai-emergency"


def test_a_recall_gives_the_power_back_on_its_day(ningbo: Structure) -> None:
    """Xiangshan, 2025-01-03 (D-21)."""
    shipu = next(each for each in ningbo.all(Place) if each.label("zh") == "石浦镇")
    ask = {"item": "gas-business-without-licence", "place": shipu.id}
    before, after = (
        ek.who_may(ningbo, "penalise", on=day, **ask) for day in (dt.date(2025, 1, 2), dt.date(2025, 1, 3))
    )
    (town,) = [each.id for each in ningbo.all(Authority) if each.kind == "township" and each.places == (shipu.id,)]
    assert before.competences[0].authority == town
    assert town not in {each.authority for each in after.competences}
    assert {each.authority: each.reason for each in after.refusals}[town] == "ended"


# Yichang


@pytest.mark.parametrize(
    ("day", "name", "mode"),
    [
        (dt.date(2015, 10, 31), "yichang-city-management", "entrusted"),
        (dt.date(2015, 11, 1), "yichang-gaoxin-enforcement", "concentrated"),
        (dt.date(2017, 7, 1), "yichang-gaoxin-enforcement", "concentrated"),
    ],
)
def test_the_zone_acts_in_its_principals_name_before_and_in_its_own_after(day: dt.date, name: str, mode: str) -> None:
    yichang = ek.example("yichang")
    answer = ek.who_may(yichang, "penalise", item="green-land-occupied-city", place=ZONE, on=day)
    zone = next(each for each in answer.competences if each.authority == "yichang-gaoxin-enforcement")
    assert (zone.in_name_of, zone.answerable, zone.defendant, zone.mode) == (name, name, name, mode)
    # One approval hop fewer: the paper no longer needs the principal's sign-off.
    assert zone.sign_off == (name if mode == "entrusted" else None)
    keep = {each.authority for each in answer.competences} - {"yichang-gaoxin-enforcement"}
    assert bool(keep) is (mode == "entrusted")


def test_eleven_classes_came_first_and_nineteen_in_the_end() -> None:
    yichang = ek.example("yichang")
    own: dict[dt.date, set[str]] = {}
    for day in (dt.date(2015, 10, 31), dt.date(2015, 11, 1), dt.date(2017, 7, 1)):
        powers = ek.what_may(yichang, "yichang-gaoxin-enforcement", on=day, action="penalise", place=ZONE)
        fields = {power.item: item.field for power in powers if isinstance(item := yichang[power.item], Item)}
        own[day] = {fields[power.item] for power in powers if power.in_name_of == "yichang-gaoxin-enforcement"}
    assert [len(fields) for fields in own.values()] == [0, 11, 19]


def test_the_card_of_yichang_says_that_it_is_before_and_after() -> None:
    (card,) = ek.example("yichang").all(Manifest)
    assert "宜昌" in card.names["zh"]


# The index against the oracle


def check(structure: Structure, seed: int, count: int) -> int:
    """Ask index and oracle the same questions; how many found somebody competent."""
    random, pack = Random(seed), pack_of(structure)
    items = structure.all(Item)
    places = [each for each in structure.all(Place) if each.kind != "zone"]
    turning = oracle.dates(structure, pack)
    found = 0
    for _ in range(count):
        item, place = random.choice(items), random.choice(places)
        action = random.choice((*item.actions, "compel"))
        day = random.choice(turning) - dt.timedelta(random.choice((0, 1)))
        expected = [line[:5] for line in oracle.competent(structure, pack, action, item.id, place.id, day)]
        answer = ek.who_may(structure, action, item=item.id, place=place.id, on=day)
        ours = [((c.authority, *c.jointly), c.in_name_of, c.respondent, c.rank, c.chain) for c in answer.competences]
        assert ours == expected, (action, item.id, place.id, day)
        found += bool(ours)
    return found


def test_ningbo_answers_300_questions_as_the_oracle_does(ningbo: Structure) -> None:
    assert check(ningbo, seed=1, count=300) > 100


def test_yichang_answers_300_questions_as_the_oracle_does() -> None:
    assert check(ek.example("yichang"), seed=2, count=300) > 100


@pytest.mark.slow
def test_ningbo_answers_30000_questions_as_the_oracle_does(ningbo: Structure) -> None:
    assert check(ningbo, seed=3, count=30_000) > 10_000
