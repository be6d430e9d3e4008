"""`lint`, `compare`, `taint`, `impact` as a user meets them: text, JSON, SARIF, exit codes, hostile arguments."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import Result, outside, run
from worlds import Function, Holder, Record, body, county, day, grant, instrument, item, place, span

import enforcekit as ek
from enforcekit.folder import save
from enforcekit.law.lint import CHECKS, rule_id
from enforcekit.model import Delegation
from enforcekit.structure import Structure

TOWN_LIST = "empowerment-xikou-town"
SEVERITIES = {"void", "voidable", "defect", "advice"}
JUSTICE = (
    body("city-justice", "justice_department", "city", "city"),
    body("county-justice", "justice_department", "county", "county"),
)


def hand_down(**more: Any) -> Delegation:
    """A hand-down with all that it needs, but for what is said otherwise."""
    given: dict[str, Any] = {
        "by": "decision",
        "period": span("2022-03-01"),
        "published_on": day("2022-02-01"),
        "in_flight": "original_body_finishes",
        **more,
    }
    return grant("hand-down", "township", given.pop("grantor", "department"), "north-town", **given)


CONCENTRATE = grant(
    "concentrate",
    "concentrated",
    "department",
    "bureau",
    by="decision",
    period=span("2022-01-01"),
    published_on=day("2021-12-01"),
    in_flight="original_body_finishes",
)
LETTER = grant(
    "entrust",
    "entrusted",
    "department",
    "south-town",
    by=("city-rule", "letter"),
    period=span("2022-01-01", "2030-01-01"),
    published_on=day("2021-12-01"),
)


@pytest.fixture(name="world")
def _world(tmp_path: Path) -> Any:
    """Writes the county with more records to a file of its own, and gives its path."""
    made: list[Path] = []

    def write(*records: Record) -> str:
        made.append(tmp_path / f"world-{len(made)}.ndjson")
        save(county(*JUSTICE, *records), made[-1])
        return str(made[-1])

    return write


@pytest.fixture
def clean(world: Any) -> str:
    found: str = world(hand_down())
    return found


@pytest.fixture
def faulty(world: Any) -> str:
    """A county document that says nothing of the cases already filed, and was not published (trap 13)."""
    found: str = world(hand_down(by="county-list", published_on=None, in_flight=None))
    return found


@pytest.fixture
def advised(world: Any) -> str:
    found: str = world(hand_down(in_flight=None))
    return found


@pytest.fixture
def chain(world: Any) -> str:
    found: str = world(CONCENTRATE, hand_down(grantor="bureau"), LETTER)
    return found


def of_json(result: Result) -> Any:
    """The answer as JSON: the whole of standard output, and nothing besides."""
    return json.loads(result.out)


# lint


def test_lint_says_of_a_clean_structure_nothing(clean: str) -> None:
    assert run("lint", "--in", clean) == Result(0, "", "0 findings\n")
    assert of_json(run("lint", "--in", clean, "--format", "json")) == []
    found = of_json(run("lint", "--in", clean, "--format", "sarif"))
    assert (found["runs"][0]["results"], found["runs"][0]["tool"]["driver"]["rules"]) == ([], [])


def test_lint_in_text_is_a_line_for_each_finding_with_rule_article_cure_and_witness(faulty: str) -> None:
    result = run("lint", "--in", faulty)
    lines = result.out.splitlines()
    assert (result.code, result.err) == (1, "3 findings\n")
    assert [line.split()[:3] for line in lines] == [
        ["L04", "voidable", "EK314:"],
        ["L06", "defect", "EK316:"],
        ["D-05", "advice", "EK328:"],
    ]
    assert lines[0].endswith("(Administrative Penalty Law (2021) art. 24) [hand-down, county-list]")
    assert all(" → " in line and "hand-down" in line for line in lines)


def test_lint_in_chinese(faulty: str) -> None:
    by_option = run("lint", "--in", faulty, "--lang", "zh")
    by_locale = run("lint", "--in", faulty, env={"LC_ALL": "zh_CN.UTF-8"})
    assert by_option == by_locale
    assert by_option.err == "共 3 项\n"
    lines = by_option.out.splitlines()
    assert len(lines) == 3
    assert "第24条" in lines[0]
    assert all("“hand-down”" in line for line in lines)


def test_lint_in_json_has_all_that_a_finding_is(faulty: str) -> None:
    result = run("lint", "--in", faulty, "--format", "json")
    found = of_json(result)
    assert result.code == 1
    assert result.err == ""
    assert [(each["rule"], each["code"], each["severity"]) for each in found] == [
        ("L04", "EK314", "voidable"),
        ("L06", "EK316", "defect"),
        ("D-05", "EK328", "advice"),
    ]
    for each in found:
        assert set(each["message"]) == set(each["cure"]) == {"en", "zh"}
        assert each["article"]
        assert each["witness"][0] == "hand-down"


def test_lint_exits_with_1_for_what_is_worse_than_advice_only(clean: str, advised: str, faulty: str) -> None:
    for form in ("text", "json", "sarif"):
        codes = [run("lint", "--in", each, "--format", form).code for each in (clean, advised, faulty)]
        assert codes == [0, 0, 1]
    assert run("lint", "--in", faulty, "--select", "D-05").code == 0
    assert run("lint", "--in", faulty, "--ignore", "L04", "--ignore", "L06").code == 0


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (["--select", "L04"], ["L04"]),
        (["--select", "EK314"], ["L04"]),
        (["--select", "D-11"], ["L04"]),
        (["--select", "L06", "--select", "EK328"], ["L06", "D-05"]),
        (["--select", "L01"], []),
        (["--ignore", "L04"], ["L06", "D-05"]),
        (["--ignore", "EK316", "--ignore", "L04"], ["D-05"]),
        (["--select", "L04", "--ignore", "EK314"], []),
    ],
)
def test_lint_selects_and_ignores_by_number_and_by_rule_id(options: list[str], rules: list[str], faulty: str) -> None:
    found = of_json(run("lint", "--in", faulty, "--format", "json", *options))
    assert [each["rule"] for each in found] == rules


def test_a_rule_id_selects_the_parts_of_the_rule(world: Any) -> None:
    late = world(hand_down(published_on=day("2022-03-02")))
    for word, count in (("L06", 1), ("L06/late", 1), ("L04", 0)):
        found = of_json(run("lint", "--in", late, "--select", word, "--format", "json"))
        assert [each["rule"] for each in found] == ["L06/late"] * count


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("word", ["L99", "EK999", "", "l04", "L04,L06"])
def test_a_word_that_means_no_check_is_a_mistake_of_usage(option: str, word: str, clean: str) -> None:
    result = run("lint", "--in", clean, option, word)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"no check is called '{word}'")


def test_a_misspelt_rule_id_gives_the_nearest(clean: str) -> None:
    result = run("lint", "--in", clean, "--select", "L0")
    assert result.code == 2
    assert "nearest: L01" in result.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sarif_has_the_members_that_the_standard_requires(lang: str, faulty: str) -> None:
    result = run("lint", "--in", faulty, "--format", "sarif", "--lang", lang)
    log = of_json(result)
    assert result.code == 1
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (only,) = log["runs"]
    driver = only["tool"]["driver"]
    assert driver["name"] == "enforcekit"
    assert driver["version"] == ek.__version__
    assert [each["id"] for each in driver["rules"]] == ["EK314", "EK316", "EK328"]
    assert all(each["shortDescription"]["text"] for each in driver["rules"])
    plain = of_json(run("lint", "--in", faulty, "--format", "json"))
    assert [(each["ruleId"], each["level"]) for each in only["results"]] == [
        ("EK314", "error"),
        ("EK316", "warning"),
        ("EK328", "note"),
    ]
    for each, finding in zip(only["results"], plain, strict=True):
        assert each["message"]["text"].startswith(finding["message"][lang])
        assert each["message"]["text"].endswith(finding["cure"][lang])
        names = [at["fullyQualifiedName"] for where in each["locations"] for at in where["logicalLocations"]]
        assert names == finding["witness"]
        assert each["properties"] == {"severity": finding["severity"], "article": finding["article"]}


def test_each_result_of_sarif_names_a_rule_of_its_run() -> None:
    found = of_json(run("lint", "--in", "yichang", "--format", "sarif"))["runs"][0]
    assert {each["ruleId"] for each in found["results"]} == {each["id"] for each in found["tool"]["driver"]["rules"]}
    assert {each["level"] for each in found["results"]} <= {"error", "warning", "note"}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("command", "lists"),
    [
        (("compare", "ningbo", "{shorter}"), ("changes",)),
        (
            ("taint", "yichang-second-list", "--from", "2018-01-01", "--in", "yichang"),
            ("grants", "falls", "cases", "others"),
        ),
        (("impact", "APL21:24", "--in", "yichang"), ("cited", "wider", "cases")),
    ],
)
def test_sarif_of_the_other_commands_has_one_result_for_each_thing_found(
    command: tuple[str, ...], lists: tuple[str, ...], lang: str, shorter: str
) -> None:
    asked = [each.format(shorter=shorter) for each in command]
    plain, result = run(*asked, "--format", "json"), run(*asked, "--format", "sarif", "--lang", lang)
    assert result.code == plain.code
    log = of_json(result)
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    rules = {each["id"]: each["shortDescription"]["text"] for each in only["tool"]["driver"]["rules"]}
    assert rules
    assert all(rules.values())
    assert {each["ruleId"] for each in only["results"]} == set(rules)
    assert all(each["ruleId"].startswith(f"{command[0]}/") for each in only["results"])
    found = [each for name in lists for each in of_json(plain)[name]]
    assert [each["properties"] for each in only["results"]] == found
    for each in only["results"]:
        assert set(each) == {"ruleId", "level", "message", "locations", "properties"}
        assert each["level"] in {"error", "warning", "note"}
        assert each["message"]["text"]
        names = [at["fullyQualifiedName"] for where in each["locations"] for at in where["logicalLocations"]]
        assert names
        assert all(names)
        assert len(names) == len(set(names))


def test_sarif_of_no_change_has_no_results_and_no_rules() -> None:
    (only,) = of_json(run("compare", "ningbo", "ningbo", "--format", "sarif"))["runs"]
    assert (only["results"], only["tool"]["driver"]["rules"]) == ([], [])


def test_the_bundled_city_is_linted_when_nothing_is_named() -> None:
    found = of_json(run("lint", "--format", "json"))
    assert found
    assert found == of_json(run("lint", "--in", "ningbo", "--format", "json"))
    assert {each["code"] for each in found} <= set(CHECKS)
    assert all(each["rule"] == rule_id(each["code"]) and each["severity"] in SEVERITIES for each in found)
    text = run("lint")
    assert len(text.out.splitlines()) == len(found)
    assert text.err == f"{len(found)} findings\n"
    assert text.code == int(any(each["severity"] != "advice" for each in found))


def test_sources_are_linted_together(world: Any, tmp_path: Path) -> None:
    extra = tmp_path / "extra.json"
    extra.write_text(
        json.dumps(
            {
                "type": "item",
                "schema_version": "1.0",
                "id": "x",
                "names": {"en": "x"},
                "field": "tax",
                "actions": ["penalise"],
                "holders": [{"function": "tax"}],
            }
        ),
        encoding="utf-8",
    )
    base = world()
    assert of_json(run("lint", "--in", base, "--format", "json")) == []
    found = of_json(run("lint", "--in", base, "--in", str(extra), "--format", "json"))
    assert [(each["rule"], each["witness"]) for each in found] == [("X-05", ["x"])]


# compare


def test_a_city_compared_with_itself_is_no_change() -> None:
    assert run("compare", "ningbo", "ningbo") == Result(0, "no change\n", "")
    result = run("compare", "ningbo", "ningbo", "--format", "json")
    assert (result.code, of_json(result)["changes"]) == (0, [])


@pytest.fixture(scope="module")
def shorter(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Ningbo without the list of one town."""
    path = tmp_path_factory.mktemp("cities") / "shorter.ndjson"
    save(ek.example("ningbo").without(TOWN_LIST), path)
    return str(path)


def test_a_city_without_the_list_of_one_town(shorter: str) -> None:
    lost = ek.example("ningbo")[TOWN_LIST]
    assert isinstance(lost, Delegation)
    result = run("compare", "ningbo", shorter, "--format", "json")
    found = of_json(result)
    assert result.code == 1
    assert found["counts"] == Counter(each["kind"] for each in found["changes"])
    assert sum(found["counts"].values()) == len(found["changes"]) > 0
    assert {each["item"] for each in found["changes"]} == set(lost.items)
    for each in found["changes"]:
        # The town is in every line that is gone, and in none that came.
        assert [lost.grantee] in [line["bodies"] for line in each["before"]]
        assert [lost.grantee] not in [line["bodies"] for line in each["after"]]
        assert each["witness"]["place"] in each["places"]
        assert each["interval"]["start"] >= str(lost.period.start)


def test_a_city_without_the_list_of_one_town_in_words(shorter: str) -> None:
    text, zh = run("compare", "ningbo", shorter), run("compare", "ningbo", shorter, "--lang", "zh")
    assert (text.code, zh.code, text.err, zh.err) == (1, 1, "", "")
    assert text.out.startswith("moved ")
    assert "Xikou Town" in text.out
    assert TOWN_LIST in text.out
    assert "溪口镇" in zh.out
    assert "moved" not in zh.out


def test_the_other_way_round_changes_sides(shorter: str) -> None:
    there = of_json(run("compare", "ningbo", shorter, "--item", "330217015000", "--format", "json"))
    back = of_json(run("compare", shorter, "ningbo", "--item", "330217015000", "--format", "json"))
    sides = [
        (each["action"], each["places"], each["interval"], each["before"], each["after"]) for each in there["changes"]
    ]
    assert sides
    assert sides == [
        (each["action"], each["places"], each["interval"], each["after"], each["before"]) for each in back["changes"]
    ]


def test_compare_names_what_moved_with_a_witness(world: Any, clean: str) -> None:
    found = of_json(run("compare", world(), clean, "--format", "json"))
    assert found["counts"] == {"moved": 2}
    (penalise,) = [each for each in found["changes"] if each["action"] == "penalise"]
    assert (penalise["item"], penalise["places"], penalise["interval"]) == (
        "dumping",
        ["north"],
        {"start": "2022-03-01"},
    )
    assert [line["bodies"] for line in penalise["before"]] == [["department"]]
    assert [(line["bodies"], line["chain"]) for line in penalise["after"]] == [(["north-town"], ["hand-down"])]
    witness = penalise["witness"]
    assert (witness["place"], witness["on"], witness["delegations"]) == ("north", "2022-03-01", ["hand-down"])
    assert (witness["before"], witness["after"]) == ([["department"]], [["north-town"]])


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--action", "penalise"], 1),
        (["--action", "compel"], 0),
        (["--item", "dumping", "--place", "north"], 1),
        (["--place", "south"], 0),
        (["--place", "south", "--place", "north"], 1),
    ],
)
def test_compare_looks_only_where_it_is_told(options: list[str], code: int, world: Any, clean: str) -> None:
    base = world()
    result = run("compare", base, clean, *options, "--format", "json")
    assert (result.code, bool(of_json(result)["changes"])) == (code, bool(code))
    assert run("compare", base, clean, *options).code == code


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--item", "dumpin"], "no item is called 'dumpin'; nearest: dumping"),
        (["--place", "nort"], "no place is called 'nort'; nearest: north"),
        (["--action", "penalize"], "nearest: penalise"),
    ],
)
def test_compare_gives_the_nearest_for_what_neither_structure_has(options: list[str], said: str, clean: str) -> None:
    result = run("compare", clean, clean, *options)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_compare_asks_for_two_structures_that_exist(clean: str, tmp_path: Path) -> None:
    assert run("compare", clean).code == 2
    for pair in ((clean, str(tmp_path / "nowhere")), (str(tmp_path / "nowhere"), clean)):
        result = run("compare", *pair)
        assert (result.code, result.out) == (2, "")
        assert "EK231" in result.err


# taint


def test_taint_tells_what_falls_and_to_whom_it_returns(chain: str) -> None:
    result = run("taint", "decision", "--from", "2024-01-01", "--in", chain, "--format", "json")
    found = of_json(result)
    assert (result.code, result.err) == (0, "")
    assert (found["instrument"], found["from_date"]) == ("decision", "2024-01-01")
    grants = {each["delegation"]: (each["direct"], each["standing"]) for each in found["grants"]}
    assert grants == {"concentrate": (True, "falls"), "hand-down": (True, "falls")}
    assert {each["line"]["bodies"][0] for each in found["falls"]} == {"bureau", "north-town"}
    for each in found["falls"]:
        assert each["interval"]["start"] >= "2024-01-01"
        assert ["department"] in [line["bodies"] for line in each["instead"]]
    assert found["comparison"]["changes"]


def test_taint_reaches_the_grants_that_rested_on_the_grantors(world: Any) -> None:
    own = instrument("approval", "provincial_decision", "province")
    chain = world(own, CONCENTRATE, hand_down(grantor="bureau", by="approval"))
    found = of_json(run("taint", "decision", "--from", "2024-01-01", "--in", chain, "--format", "json"))
    (indirect,) = [each for each in found["grants"] if not each["direct"]]
    assert (indirect["delegation"], indirect["chain"], indirect["standing"]) == (
        "hand-down",
        ["concentrate", "hand-down"],
        "falls",
    )


def test_taint_shows_what_survives_by_another_chain(world: Any) -> None:
    own = instrument("approval", "provincial_decision", "province")
    again = grant(
        "again",
        "concentrated",
        "department",
        "bureau",
        by="approval",
        period=span("2023-01-01"),
        published_on=day("2022-12-01"),
    )
    found = of_json(
        run("taint", "decision", "--from", "2024-01-01", "--in", world(own, CONCENTRATE, again), "--format", "json")
    )
    assert {each["survives"]["chain"][0] for each in found["falls"]} == {"again"}


def test_taint_in_words(chain: str) -> None:
    text = run("taint", "decision", "--from", "2024-01-01", "--in", chain)
    zh = run("taint", "decision", "--from", "2024-01-01", "--in", chain, "--lang", "zh")
    assert (text.code, zh.code) == (0, 0)
    assert text.out.startswith("decision invalid from 2024-01-01\ngrants that fall (2): concentrate, hand-down\n")
    assert zh.out.startswith("decision 自 2024-01-01 起无效\n")
    assert "→ department" in text.out


def test_taint_of_a_text_on_which_nothing_rests(chain: str) -> None:
    found = of_json(run("taint", "county-list", "--from", "2024-01-01", "--in", chain, "--format", "json"))
    assert (found["grants"], found["falls"], found["comparison"]["changes"]) == ([], [], [])


def test_taint_of_the_citys_decision_is_the_difference_without_it() -> None:
    found = of_json(run("taint", "ninghai-emergency-entrustment", "--from", "2025-06-01", "--format", "json"))
    assert {each["delegation"].partition("-")[0] for each in found["grants"]} == {"entrustment"}
    assert len(found["grants"]) == 18
    assert all(each["instead"] for each in found["falls"])


@pytest.mark.parametrize("value", ["soon", "2024-13-01", "2024-1-1", "20240101", "", "2024-01-01T00:00"])
def test_the_day_of_taint_is_written_as_a_date(value: str, chain: str) -> None:
    result = run("taint", "decision", "--from", value, "--in", chain)
    assert (result.code, result.out) == (2, "")
    assert "write it as 2024-05-01" in result.err


def test_taint_does_not_guess_a_day(chain: str) -> None:
    result = run("taint", "decision", "--in", chain)
    assert (result.code, "--from" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("given", "nearest"), [("decison", "decision"), ("city-rul", "city-rule"), ("lettr", "letter")]
)
def test_taint_gives_the_nearest_instrument(given: str, nearest: str, chain: str) -> None:
    result = run("taint", given, "--from", "2024-01-01", "--in", chain)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"no instrument is called '{given}'; nearest: {nearest}")


def test_a_record_of_another_type_is_no_instrument(chain: str) -> None:
    for key in ("hand-down", "north-town", "dumping"):
        result = run("taint", key, "--from", "2024-01-01", "--in", chain)
        assert (result.code, result.out) == (2, "")
        assert f"'{key}'" in result.err


# impact


def test_impact_lists_what_cites_an_instrument_and_what_to_do(chain: str) -> None:
    result = run("impact", "decision", "--in", chain, "--format", "json")
    found = of_json(result)
    assert (result.code, result.err) == (0, "")
    assert found["provision"] == {"instrument": "decision"}
    assert {(each["type"], each["id"]) for each in found["cited"]} == {
        ("delegation", "concentrate"),
        ("delegation", "hand-down"),
    }
    assert all(set(each["required"]) == {"en", "zh"} and each["pointer"] for each in found["cited"])


def test_impact_of_one_article_leaves_those_that_cite_another(world: Any) -> None:
    bases = {"dumping": "7", "noise": "8", "litter": None}
    path = world(
        instrument("law", "law", "national"),
        *(
            item(
                key,
                Holder(function="waste", kinds=("department",), levels=("county",)),
                bases=(ek.Citation(instrument="law", article=article),),
            )
            for key, article in bases.items()
        ),
    )
    found = of_json(run("impact", "law", "7", "--in", path, "--format", "json"))
    assert [each["id"] for each in found["cited"]] == ["dumping"]
    assert [each["id"] for each in found["wider"]] == ["litter"]
    whole = of_json(run("impact", "law", "--in", path, "--format", "json"))
    assert {each["id"] for each in whole["cited"]} == set(bases)


def test_impact_of_an_article_of_the_pack_reaches_its_rows(chain: str) -> None:
    by_tag = run("impact", "APL21:24", "--in", chain, "--format", "json")
    by_words = run("impact", "APL21", "24", "--in", chain, "--format", "json")
    assert by_tag == by_words
    cited = of_json(by_tag)["cited"]
    assert "township" in {each["id"].partition(".")[0] for each in cited}
    assert not {"concentrated", "entrusted"} & {each["id"] for each in cited if each["type"] == "effect"}


def test_impact_in_words(chain: str) -> None:
    text, zh = run("impact", "decision", "--in", chain), run("impact", "decision", "--in", chain, "--lang", "zh")
    assert text.out.splitlines()[1].startswith("delegations (2): concentrate, hand-down → ")
    assert "授权与委托" in zh.out
    assert (text.code, zh.code) == (0, 0)


@pytest.mark.parametrize(
    ("given", "nearest"), [(["decisio"], "decision"), (["APL22"], "APL21"), (["APL22:24"], "APL21")]
)
def test_impact_gives_the_nearest_instrument_or_tag(given: list[str], nearest: str, chain: str) -> None:
    result = run("impact", *given, "--in", chain)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"no instrument or tag is called '{given[0]}'; nearest: ")
    assert nearest in result.err


@pytest.mark.parametrize("article", ["", "x", "二十四", "-24", "24 ", "99999", "24(0)", "24()"])
def test_what_is_no_article_is_a_mistake_of_usage(article: str, chain: str) -> None:
    for name in ("decision", "APL21"):
        result = run("impact", "--in", chain, "--", name, article)
        assert (result.code, result.out) == (2, "")
        assert "Traceback" not in result.err


# Hostile arguments

HOSTILE = (
    "",
    " ",
    "\0",
    "a\nb",
    "\u202e",
    "\x1b[31mred\x1b[0m",
    "\udcff",
    "x" * 50_000,
    "../" * 200 + "etc/passwd",
    "%s%n{0}{instrument}",
    "--help-me",
    "-",
    "*",
    ":",
    "APL21:" + "9" * 300,
    "(" * 1000,
    "溪口",
    "null",
)
PLACES = (
    ("lint", "--in", "?"),
    ("lint", "--in", "!", "--select", "?"),
    ("lint", "--in", "!", "--format", "?"),
    ("lint", "--in", "!", "--lang", "?"),
    ("compare", "!", "--", "?"),
    ("compare", "--item", "?", "!", "!"),
    ("compare", "--action", "?", "!", "!"),
    ("compare", "--place", "?", "!", "!"),
    ("taint", "--from", "2024-01-01", "--in", "!", "--", "?"),
    ("taint", "--in", "!", "--from", "?", "decision"),
    ("impact", "--in", "!", "--", "?"),
    ("impact", "--in", "!", "--", "decision", "?"),
)


@pytest.mark.parametrize("places", PLACES, ids=" ".join)
def test_no_argument_gives_a_traceback(places: tuple[str, ...], chain: str) -> None:
    for hostile in HOSTILE:
        given = [chain if each == "!" else hostile if each == "?" else each for each in places]
        result = run(*given)
        assert result.code == 2, (hostile[:40], result)
        assert result.out == ""
        assert "Traceback" not in result.err
        assert result.err.strip()
        assert "\x1b" not in result.err
        assert "\u202e" not in result.err
        assert "\0" not in result.err


def test_a_structure_that_is_none_is_named_with_its_problem(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"type": "place"', encoding="utf-8")
    for given in (
        ("lint", "--in", str(broken)),
        ("compare", str(broken), str(broken)),
        ("taint", "decision", "--from", "2024-01-01", "--in", str(broken)),
        ("impact", "decision", "--in", str(broken)),
    ):
        result = run(*given)
        assert (result.code, result.out) == (2, "")
        assert "broken.json" in result.err
        assert "Traceback" not in result.err


def test_circles_zones_in_zones_and_empty_lists_do_no_harm(world: Any) -> None:
    path = world(
        place("zone", kind="zone", members=("north",)),
        place("outer", kind="zone", members=("zone", "south")),
        CONCENTRATE,
        grant("back", "concentrated", "bureau", "department", by="decision", period=span("2023-01-01")),
        grant("nothing", "entrusted", "bureau", "south-town", items=(), fields=("tax",), places=("outer",)),
        body("twin", "department", "county", "county", functions=[Function(code="waste")]),
    )
    for given in (
        ("lint", "--in", path),
        ("compare", path, path),
        ("taint", "decision", "--from", "2024-01-01", "--in", path),
        ("impact", "decision", "--in", path),
    ):
        result = run(*given)
        assert result.code in (0, 1)
        assert "Traceback" not in result.err


# As a process of its own


def test_the_commands_as_processes_give_the_same_codes_in_utf_8(faulty: str, clean: str) -> None:
    for given in (("lint", "--in", faulty, "--lang", "zh"), ("compare", clean, faulty, "--lang", "zh")):
        done, here = outside(*given), run(*given)
        assert (done.returncode, done.stdout.decode()) == (here.code, here.out)
        assert done.returncode == 1
    ascii_only = outside("lint", "--in", faulty, "--lang", "zh", env={"PYTHONIOENCODING": "ascii"})
    assert ascii_only.returncode == 1
    assert b"Traceback" not in ascii_only.stderr


# what the commands read


def test_the_default_is_the_example_and_a_path_that_is_named_comes_first_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = run("find", "xikou-town", "--format", "json")
    (tmp_path / "ningbo").mkdir()
    save(Structure([place("elsewhere")]), tmp_path / "ningbo" / "places.ndjson")
    monkeypatch.chdir(tmp_path)
    assert run("find", "xikou-town", "--format", "json") == hidden
    named = run("find", "elsewhere", "--in", "ningbo", "--format", "json")
    assert [each["id"] for each in of_json(named)] == ["elsewhere"]
    assert named.err == f"'ningbo' is read from here: {tmp_path / 'ningbo'}, not the example of that name\n"


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (("taint", "qqqq", "--from", "2024-01-01"), "in the structure, such as "),
        (("impact", "qqqq"), "a source of the pack by its tag: AEL, "),
        (("compare", "ningbo", "ningbo", "--action", "qqqq"), "there are: "),
        (("compare", "ningbo", "ningbo", "--item", "qqqq"), "`find` searches them"),
    ],
)
def test_an_unknown_id_that_nothing_is_like_gets_a_hint_at_what_there_is(command: tuple[str, ...], hint: str) -> None:
    result = run(*command)
    assert (result.code, result.out) == (2, "")
    assert "is called 'qqqq'; " in result.err
    assert hint in result.err
    assert "nearest" not in result.err
