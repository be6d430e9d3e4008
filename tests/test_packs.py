"""Packs: found, loaded each on its own, judged, layered; what is wrong with one is a finding and the rest works."""

from __future__ import annotations

import datetime as dt
import json
import re
import runpy
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from command import run

import enforcekit as ek
from enforcekit.errors import InvalidArgument, UnknownReference
from enforcekit.law import Effect, Source, Term, Threshold
from enforcekit.law import pack as law_pack
from enforcekit.law.discovery import UnusablePack, offer, offered, offers
from enforcekit.law.pack import Pack, installed
from enforcekit.law.process import Condition, Process, Role, State, Transition, Workflow
from enforcekit.law.sound import pack_findings
from enforcekit.packs.cn import PACK as CN
from enforcekit.procedure.money import owed, paid

GOOD = """
from enforcekit.law import Effect, Pack, Source
PACK = Pack(name="{name}", zh="例", en="Example", base_mode="by_law", compulsion="compel", penalty="penalise",
    interface=1, sources={{"A": Source("甲法", "Act A")}},
    effects=(Effect(mode="by_law", base=True, carries={{"*"}}, article="A:1"),))
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a distribution with one pack on the path, as an installer would; what was loaded before is forgotten."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(law_pack, "_loaded", {})

    def make(distribution: str, name: str, source: str, *, points: str = "", metadata: bool = True) -> None:
        module = re.sub(r"\W", "_", f"{distribution}_{name}_{tmp_path.name}")
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        if metadata:
            (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[enforcekit.packs]\n{name} = {points or f'{module}:PACK'}\n")

    return make


def codes(name: str) -> list[str]:
    found = offer(name)
    assert found is not None
    return [each.code for each in found.findings]


def cn_works() -> bool:
    """The Chinese pack still answers, from the finding of it on."""
    return ek.deadline("P-40", dt.date(2025, 3, 3), pack=installed("cn")).due == dt.date(2025, 6, 1)


def test_a_good_pack_is_found_and_used(install: Install) -> None:
    install("pack-a", "aa", GOOD.format(name="aa"))
    assert codes("aa") == []
    assert installed("aa").en == "Example"
    assert set(offered()) >= {"aa", "cn"}
    assert ek.Structure([], "aa").pack == "aa"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("raise RuntimeError('no')", "EK260"),
        ("import sys; sys.exit(3)", "EK260"),
        ("import enforcekit.nowhere", "EK260"),
        ("def", "EK260"),
        ("NOTHING = 1", "EK260"),
        ("PACK = {}", "EK261"),
        (GOOD.format(name="bad").replace("interface=1", "interface=99"), "EK262"),
        (GOOD.format(name="bad").replace("interface=1", "interface='one'"), "EK262"),
        (GOOD.format(name="bad").replace("interface=1", "rows_of_the_future=()"), "EK260"),
        (GOOD.format(name="bad").replace('carries={"*"}', 'carries="inspect"'), "EK260"),
        ("class Stop(BaseException): pass\nraise Stop", "EK260"),
        ("class Mute(Exception):\n    def __str__(self): raise self\nraise Mute", "EK260"),
        ("import enforcekit.law\nclass PACK(enforcekit.law.Pack): pass", "EK261"),
        ("def __getattr__(name): raise RecursionError(name)", "EK260"),
    ],
)
def test_a_pack_that_cannot_be_used_is_a_finding_and_the_rest_works(install: Install, source: str, code: str) -> None:
    install("pack-bad", "bad", source)
    install("pack-good", "good", GOOD.format(name="good"))
    assert codes("bad") == [code]
    with pytest.raises(UnusablePack) as caught:
        installed("bad")
    assert [each.code for each in caught.value.findings] == [code]
    assert "pack-bad" in str(caught.value)
    assert installed("good").en == "Example"
    assert cn_works()
    listed = run("packs", "--format", "json")
    assert listed.code == 1
    told = {each["name"]: each for each in json.loads(listed.out)}
    assert [each["code"] for each in told["bad"]["findings"]] == [code]
    assert "statuses" not in told["bad"]
    assert told["good"]["findings"] == told["cn"]["findings"] == []


@pytest.mark.parametrize("points", ["enforcekit_pack_of_nowhere:PACK", "no module!", "enforcekit.law:", "json:"])
def test_an_entry_point_that_leads_nowhere_is_a_finding(install: Install, points: str) -> None:
    install("pack-bad", "bad", "", points=points)
    assert codes("bad") in (["EK260"], ["EK261"])
    assert cn_works()


@pytest.mark.parametrize(
    ("field", "given", "pointer"),
    [
        ("effects", '("bad",)', "/effects/0"),
        ("effects", "None", "/effects"),
        ("kinds", "(1,)", "/kinds/0"),
        ("sources", '{"A": "Act A"}', "/sources/A"),
        ("sources", "[]", "/sources"),
        ("vocabulary", "{}", "/vocabulary"),
        ("calendar", '"every day"', "/calendar"),
        ("layer_parents", '{"city": "province"}', "/layer_parents/city"),
        ("layer_names", '{"a/b": 1}', "/layer_names/a~1b"),
        ("answers", '{"ask": "answer"}', "/answers/ask"),
        ("zh", "None", "/zh"),
        ("name", "7", "/name"),
        ("terms", 'Term(rule="R", zh="期", en="term", length="ten", unit="day", article="A:1"),', "/terms/0/length"),
        ("terms", 'Term(rule="R", zh="期", en="term", length=10, unit="moon", article="A:1"),', "/terms/0/unit"),
        (
            "terms",
            'Term(rule="R", zh="期", en="term", length=10, unit="day", article="A:1", period=2024),',
            "/terms/0/period",
        ),
        ("effects", 'Effect(mode="by_law", base=True, article="A:1", needs=("all",)),', "/effects/0/needs/0"),
        ("effects", 'Effect(mode="by_law", base=True, article="A:1", status="sure"),', "/effects/0/status"),
        (
            "conditions",
            'Condition(name="c", rule="r", zh="由", en="why", cure_zh="", cure_en="", article="", any_of="said"),',
            "/conditions/0/any_of",
        ),
    ],
)
def test_a_field_that_is_no_such_thing_is_named_and_the_pack_is_not_used(
    install: Install, field: str, given: str, pointer: str
) -> None:
    source = (
        GOOD.replace("import Effect", "import Term, Effect").format(name="bad")
        + f"""
import attrs
from enforcekit.law.process import Condition
PACK = attrs.evolve(PACK, {field}={given.rstrip() if not given.endswith(",") else f"({given})"})
"""
    )
    install("pack-bad", "bad", source)
    found = offer("bad")
    assert found is not None
    assert found.pack is None
    assert [(each.code, each.pointer) for each in found.findings] == [("EK260", ""), ("EK268", pointer)]
    listed = run("packs")
    assert listed.code == 1
    assert f"EK268 at {pointer}" in listed.out
    assert cn_works()


def test_a_mapping_that_fails_when_it_is_read_is_a_broken_pack(install: Install) -> None:
    source = (
        GOOD.format(name="bad")
        + """
import attrs
class Trap(dict):
    def items(self): raise OSError("trap")
PACK = attrs.evolve(PACK, layer_names=Trap())
"""
    )
    install("pack-bad", "bad", source)
    assert codes("bad") == ["EK260"]
    assert cn_works()


@pytest.mark.parametrize("listed", [b"[enforcekit.packs]\nnothing here\n", b"[enforcekit.packs]\nx = \xff:P\n"])
def test_a_distribution_whose_entry_points_cannot_be_read_hides_no_other(
    install: Install, tmp_path: Path, listed: bytes
) -> None:
    install("pack-good", "good", GOOD.format(name="good"))
    install("pack-bad", "bad", "")
    (tmp_path / "pack_bad-1.0.dist-info" / "entry_points.txt").write_bytes(listed)
    assert cn_works()
    assert installed("good").en == "Example"
    assert set(offered()) >= {"cn", "good"}
    (bad,) = (each for each in offers() if each.pack is None)
    assert (bad.distribution, [each.code for each in bad.findings]) == ("pack-bad", ["EK260"])
    listing = run("packs")
    assert listing.code == 1
    assert "pack-bad" in listing.out


def test_rows_may_be_given_as_lists(install: Install) -> None:
    install("pack-a", "aa", GOOD.format(name="aa") + "import attrs\nPACK = attrs.evolve(PACK, effects=[*PACK.effects])")
    assert codes("aa") == []
    structure = ek.Structure([ek.Place(id="p", names={"en": "P"}, level="x")], "aa")
    assert structure.findings == ()


@pytest.mark.parametrize(
    ("rows", "second", "name"),
    [
        ("effects", 'Effect(mode="by_law", base=True, article="A:1")', "by_law"),
        ("kinds", 'Kind(kind="agency")', "agency"),
        ("terms", 'Term(rule="R", zh="期", en="term", length=1, unit="day", article="A:1")', "R"),
        (
            "conditions",
            'Condition(name="c", rule="r", zh="由", en="why", cure_zh="写", cure_en="say", article="A:1")',
            "c",
        ),
        ("processes", 'Process(name="p", track="main", zh="程", en="p", initial="a", states=(), transitions=())', "p"),
        ("workflows", 'Workflow(type="request", processes=())', "request"),
    ],
)
def test_two_rows_that_say_the_same_thing_of_one_day_are_named_and_one_after_the_other_are_not(
    install: Install, rows: str, second: str, name: str
) -> None:
    source = (
        GOOD.replace("import Effect", "import Term, Kind, Effect").format(name="aa")
        + f"""
import attrs
from enforcekit.law.process import Condition, Process, Role, State, Transition, Workflow
PACK = attrs.evolve(PACK, {rows}=(*PACK.{rows}, {second}, {second}))
"""
    )
    install("pack-a", "aa", source)
    found = offer("aa")
    assert found is not None
    assert found.pack is not None
    assert [(each.code, each.pointer) for each in found.findings] == [("EK269", f"/{rows}")]
    assert name in found.findings[0].message["en"]


def test_a_row_that_follows_another_is_no_second_row() -> None:
    before, after = ek.Period(end=dt.date(2021, 1, 1)), ek.Period(start=dt.date(2021, 1, 1))
    terms = [attrs.evolve(layered().terms[0], period=period) for period in (after, before)]
    assert list(pack_findings(attrs.evolve(layered(), terms=tuple(terms)))) == []
    late = attrs.evolve(terms[0], period=ek.Period(start=dt.date(2020, 12, 31)))
    assert [each.code for each in pack_findings(attrs.evolve(layered(), terms=(late, terms[1])))] == ["EK269"]


def test_a_condition_of_a_workflow_that_hides_behind_one_of_cases_is_named() -> None:
    mine = attrs.evolve(layered().conditions[0], rule="MINE")
    pack = attrs.evolve(layered(), workflows=(Workflow(type="request", processes=(), conditions=(mine,)),))
    assert [each.pointer for each in pack_findings(pack)] == ["/workflows/0/conditions"]


def test_marks_of_a_terminal_in_what_a_pack_says_are_shown_and_not_obeyed(install: Install) -> None:
    install("pack-a", "a\x1b[2Ja", GOOD.format(name="a\x1b[2Ja").replace("Example", "Ex\x1b[31mample\u202e"))
    install("pack-b", "b\x1b[2Jb", "raise ValueError('\x1b[2J' + 'x' * 100_000)")
    listed = run("packs", "--lang", "en")
    assert listed.code == 1
    assert not re.search("[\x1b\u202e]", listed.out)
    assert "a\\u001b[2Ja" in listed.out
    assert len(listed.out) < 5_000


def test_a_distribution_that_does_not_say_its_name_offers_its_pack_all_the_same(install: Install) -> None:
    install("pack-a", "aa", GOOD.format(name="aa"), metadata=False)
    found = offer("aa")
    assert found is not None
    assert (found.distribution, found.version, found.findings) == ("?", "?", ())
    assert run("packs").code == 0


def test_of_two_packs_of_one_name_the_first_by_distribution_is_taken_and_both_are_named(install: Install) -> None:
    install("pack-b", "xx", GOOD.format(name="xx").replace("Example", "B"))
    install("pack-a", "xx", GOOD.format(name="xx").replace("Example", "A"))
    assert codes("xx") == ["EK264"]
    assert installed("xx").en == "A"
    found = offer("xx")
    assert found is not None
    assert "pack-a, pack-b" in found.findings[0].message["en"]
    assert cn_works()


def test_nobody_takes_the_place_of_the_librarys_own_pack(install: Install) -> None:
    install("aaa-pack", "cn", GOOD.format(name="cn"))
    assert codes("cn") == ["EK264"]
    assert installed("cn") is CN


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("interface=1,", "", "EK263"),
        ('name="aa"', 'name="bb"', "EK265"),
        ('article="A:1"', 'article="B:1"', "EK266"),
        ("base=True", "base=False", "EK267"),
    ],
)
def test_what_is_wrong_inside_a_pack_is_said(install: Install, before: str, after: str, code: str) -> None:
    install("pack-a", "aa", GOOD.format(name="aa").replace(before, after))
    assert codes("aa") == [code]
    assert installed("aa").zh == "例"


def test_only_the_packs_named_by_the_environment_are_looked_at(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("pack-a", "aa", GOOD.format(name="aa"))
    install("pack-b", "bb", "raise RuntimeError")
    monkeypatch.setenv("ENFORCEKIT_PACKS", "aa")
    assert offered() == ("aa", "cn")
    monkeypatch.setenv("ENFORCEKIT_PACKS", "")
    assert offered() == ("cn",)
    with pytest.raises(UnknownReference, match="aa"):
        installed("aa")
    assert run("packs").code == 0


def test_the_command_tells_version_layers_rows_and_how_firm_they_are() -> None:
    for lang, words in (("en", "confirmed, "), ("zh", "已核对")):
        result = run("packs", "--lang", lang)
        assert result.code == 0
        assert result.out.startswith("cn  ")
        assert f"enforcekit {ek.__version__}" in result.out
        assert words in result.out
        assert "zhejiang" in result.out
    (cn,) = (each for each in json.loads(run("packs", "--format", "json").out) if each["name"] == "cn")
    assert sum(cn["statuses"].values()) == sum(cn["rows"].values()) > 800
    assert cn["rows"]["terms"] == len(CN.terms)
    assert cn["rows"]["needs"] == sum(len(effect.needs) for effect in CN.effects)


def test_no_pack_is_loaded_but_the_one_that_is_asked_for(install: Install, tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    install("pack-a", "aa", f"open({str(touched)!r}, 'w').close()")
    assert cn_works()
    assert not touched.exists()
    assert [each.name for each in offers()] == ["aa", "cn"]
    assert touched.exists()


# Layers


def layered() -> Pack:
    """National, province, city, sector, and a sector in a city: a term of 10, 9, 8, 7, 6 days, if they have one."""

    def rows(layer: str, length: int) -> tuple[Term, Threshold, Condition]:
        words = {"zh": "期限", "en": "term", "article": "A:1", "rule": "X-1", "layer": layer}
        return (
            Term(length=length, unit="day", **words),
            Threshold(topic="x", value=length, scale="day", **words),
            Condition(name="x", cure_zh="补", cure_en="mend", values=(length,), **words),
        )

    made = [rows(*each) for each in (("", 10), ("province", 9), ("city", 8), ("sector", 7), ("city_sector", 6))]
    return Pack(
        name="x",
        zh="例",
        en="Example",
        base_mode="by_law",
        compulsion="compel",
        penalty="penalise",
        sources={"A": Source("甲法", "Act A")},
        effects=(Effect(mode="by_law", base=True, carries={"*"}, article="A:1"),),
        terms=tuple(each[0] for each in made),
        thresholds=tuple(each[1] for each in made),
        conditions=tuple(each[2] for each in made),
        calendar=CN.calendar,
        layer_parents={"city": ("province",), "city_sector": ("sector", "city"), "town": ("city",), "far": ()},
    )


@pytest.mark.parametrize(
    ("layer", "chain"),
    [
        ("", [10]),
        ("province", [9, 10]),
        ("city", [8, 9, 10]),
        ("sector", [7, 10]),
        ("city_sector", [6, 7, 8, 9, 10]),
    ],
)
def test_the_most_special_layer_answers_and_the_others_follow_in_order(layer: str, chain: list[int]) -> None:
    pack, on = layered(), dt.date(2025, 3, 3)
    assert [row.value for row in pack.thresholds_of("x", on, layer=layer)] == chain
    condition = pack.condition("x", on, layer)
    assert condition is not None
    assert condition.values == (chain[0],)
    assert ek.deadline("X-1", on, layer=layer, pack=pack).due == on + dt.timedelta(days=chain[0])


def test_a_layer_without_a_row_of_its_own_takes_that_of_the_one_it_stands_on() -> None:
    pack = attrs.evolve(layered(), terms=layered().terms[:2], thresholds=layered().thresholds[:3])
    on = dt.date(2025, 3, 3)
    assert pack.threshold("x", on, layer="city_sector").value == 8
    assert pack.threshold("x", on, layer="town").value == 8
    assert ek.deadline("X-1", on, layer="city", pack=pack).due == on + dt.timedelta(days=9)


def test_layers_that_stand_on_each_other_end() -> None:
    pack = attrs.evolve(layered(), layer_parents={"a": ("b",), "b": ("a",)})
    assert pack.layer_chain("a") == ("a", "b", "")


def test_a_city_of_the_chinese_pack_has_the_rules_of_its_province() -> None:
    assert CN.layer_chain("fenghua") == ("fenghua", "ningbo", "zhejiang", "")
    assert CN.layer_parents["fenghua"] == ("ningbo",)
    named = {each for key, parents in CN.layer_parents.items() for each in (key, *parents)}
    assert named <= set(CN.layer_codes)


def test_the_chinese_pack_is_sound() -> None:
    assert list(pack_findings(CN)) == []


def test_the_guide_followed_to_the_letter_gives_a_pack_that_every_command_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (Path(__file__).parents[1] / "docs" / "packs.md").read_text(encoding="utf-8")
    blocks: dict[str, list[str]] = {}
    for language, block in re.findall(r"```(python|toml|json)\n(.*?)```", guide, re.DOTALL):
        blocks.setdefault(language, []).append(block)
    project = tomllib.loads("".join(blocks["toml"]))
    (name, points) = project["project"]["entry-points"]["enforcekit.packs"].popitem()
    module, _, found = points.partition(":")
    assert project["tool"]["setuptools"]["py-modules"] == [module]
    *rows, saving = blocks["python"]
    (tmp_path / f"{module}.py").write_text("\n".join([*rows, f"{found} = pack"]), encoding="utf-8")
    (tmp_path / "records.py").write_text("\n".join([*rows, saving]), encoding="utf-8")
    info = tmp_path / "my_harbours-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['project']['name']}\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text(f"[enforcekit.packs]\n{name} = {points}\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(law_pack, "_loaded", {})
    assert codes(name) == []
    monkeypatch.setattr("tempfile.mkdtemp", lambda: str(tmp_path))
    runpy.run_path(str(tmp_path / "records.py"))
    vectors = tmp_path / "vectors.ndjson"
    vectors.write_text("".join(blocks["json"]), encoding="utf-8")
    asked = run("vectors", "run", str(vectors))
    assert asked.code == 0, asked.out
    records = str(tmp_path / "records.ndjson")
    assert run("lint", "--in", records).code == 0
    assert run("validate", "--pack", name, records).code == 0
    told = run("who-may", "fine", "--in", records, "--item", "oil-spill", "--place", "bay", "--on", "2024-05-01")
    assert "Harbour Order" in told.out or "港口令" in told.out
    del sys.modules[module]


def test_a_procedure_that_the_pack_does_not_have_is_told_with_those_that_it_has() -> None:
    process = Process(name="felling", track="main", zh="采伐", en="felling", initial="new", states=(), transitions=())
    pack = attrs.evolve(layered(), processes=(process,))
    body = ek.Authority(id="a", names={"en": "A"}, kind="k", level="l")
    place, case = ek.Place(id="p", names={"en": "P"}, level="l"), ek.Case(id="c", authority="a", items=["i"], place="p")
    item = ek.Item(id="i", names={"en": "I"}, field="f", actions=["fine"], bases=[], holders=[])
    (told,) = ek.lint(ek.Structure([body, place, case, item], pack), select=["X-10"])
    assert "ordinary" in told.message["en"]
    assert "felling" in told.message["en"]
    with pytest.raises(InvalidArgument, match="pack is"):
        ek.standing(case, ek.Structure([]))  # type: ignore[arg-type]


def test_what_an_event_is_to_the_library_is_said_by_the_step_and_not_by_its_name() -> None:
    def go(event: str, sources: str, target: str, *roles: Role) -> Transition:
        return Transition(event=event, sources=sources.split(), target=target, zh=event, en=event, roles=roles)

    process = Process(
        name="ordinary",
        track="main",
        zh="程序",
        en="procedure",
        initial="new",
        states=(State("new", "新", "new"), State("charged", "已收费", "charged"), State("told", "已告知", "told")),
        transitions=(
            go("charge", "new", "charged", "decision", "penalty"),
            go("hand_over", "charged", "told", "service"),
            go("settle", "told", "", "payment"),
            go("undo", "told", "new", "overturning"),
            go("decide", "told", ""),
        ),
    )
    pack = attrs.evolve(layered(), processes=(process,))
    at = dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
    fine = ek.Sanction(kind="fine", amount=ek.Money(amount=500))
    events = [
        ek.Event(kind="charge", at=at, sanctions=[fine]),
        ek.Event(kind="hand_over", at=at),
        ek.Event(kind="decide", at=at, sanctions=[attrs.evolve(fine, amount=ek.Money(amount=9))]),
        ek.Event(kind="settle", at=at, amount=ek.Money(amount=200)),
    ]
    case = ek.Case(id="c", authority="a", items=["i"], place="p", events=events)
    found = ek.standing(case, pack)
    assert (found.decision, found.service) == (found.moves[0], found.moves[1])
    assert (owed(found, at.date()), paid(found)) == (500, 200)
    undone = ek.standing(attrs.evolve(case, events=[*events, ek.Event(kind="undo", at=at)]), pack)
    assert undone.decision is undone.service is None


def test_a_clock_that_a_pack_says_is_owed_is_a_defect_when_it_is_late_and_no_other() -> None:
    go = Transition(event="ask", sources=["new"], target="asked", zh="请", en="ask", starts=("X-1",))
    process = Process(
        name="ordinary",
        track="main",
        zh="程序",
        en="procedure",
        initial="new",
        states=(State("new", "新", "new"), State("asked", "已请", "asked")),
        transitions=(go, attrs.evolve(go, event="note", sources=["asked"], target="", starts=())),
    )
    at = dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
    events = [ek.Event(kind="ask", at=at), ek.Event(kind="note", at=at + dt.timedelta(days=30))]
    case = ek.Case(id="c", authority="a", items=["i"], place="p", events=events)
    body = ek.Authority(id="a", names={"en": "A"}, kind="k", level="l")
    place = ek.Place(id="p", names={"en": "P"}, level="l")
    item = ek.Item(id="i", names={"en": "I"}, field="f", actions=["fine"], bases=[], holders=[])
    for owed_by_it in (True, False):
        terms = tuple(attrs.evolve(each, owed=owed_by_it) for each in layered().terms)
        pack = attrs.evolve(layered(), processes=(process,), terms=terms)
        found = ek.lint(ek.Structure([body, place, item, case], pack), select=["X-14"])
        assert [each.article for each in found] == ["A:1"] * owed_by_it


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"asks": ("x", "owner_heared")}, "the condition owner_heared"),
        ({"starts": ("X-1", "X-9@until")}, "the term X-9"),
        ({"sources": ["nwe"]}, "the state ordinary/nwe"),
        ({"target": "told"}, "the state ordinary/told"),
        ({"target": "other/told"}, "the state other/told"),
    ],
)
def test_a_name_in_a_step_that_leads_nowhere_is_told(change: dict[str, Any], name: str) -> None:
    step = Transition(
        event="ask", sources=["new", "*"], target="", zh="请", en="ask", asks=("x",), starts=("X-1?city",)
    )
    process = Process(
        name="ordinary",
        track="main",
        zh="程序",
        en="procedure",
        initial="new",
        states=(State("new", "新", "new"),),
        transitions=(step,),
    )
    pack = attrs.evolve(layered(), processes=(process,))
    assert list(pack_findings(pack)) == []
    wrong = attrs.evolve(process, transitions=(attrs.evolve(step, **change),))
    (told,) = pack_findings(attrs.evolve(pack, processes=(wrong,)))
    assert told.code == "EK270"
    assert name in told.message["en"]
    flow = Workflow(type="request", processes=(wrong,))
    assert [each.code for each in pack_findings(attrs.evolve(pack, workflows=(flow,)))] == ["EK270"]
