"""Packs: found, loaded each on its own, judged, layered; what is wrong with one is a finding and the rest works."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from command import run

import enforcekit as ek
from enforcekit.errors import UnknownReference
from enforcekit.law import Effect, Source, Term, Threshold
from enforcekit.law import pack as law_pack
from enforcekit.law.discovery import UnusablePack, offer, offered, offers, pack_findings
from enforcekit.law.pack import Pack, installed
from enforcekit.law.process import Condition
from enforcekit.packs.cn import PACK as CN

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

    def make(distribution: str, name: str, source: str, *, version: str = "1.0") -> None:
        module = f"{distribution}_{name}_{tmp_path.name}".replace("-", "_")
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[enforcekit.packs]\n{name} = {module}:PACK\n")

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
        (GOOD.format(name="bad").replace("interface=1", "rows_of_the_future=()"), "EK260"),
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
    named = {each for key, parents in CN.layer_parents.items() for each in (key, *parents)}
    assert named <= set(CN.layer_codes)


def test_the_chinese_pack_is_sound() -> None:
    assert list(pack_findings(CN)) == []
