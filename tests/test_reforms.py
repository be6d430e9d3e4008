"""The five reforms: scripts that run, documents that give their counts, and every published figure that has inputs."""

from __future__ import annotations

import csv
import io
import runpy
from contextlib import redirect_stdout
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import enforcekit as ek
from enforcekit import resources
from enforcekit.indicators import Book, Indicator, book, indicator
from enforcekit.indicators.fact import PUBLISHED
from enforcekit.structure import Structure

REFORMS = ["hengqin", "yichang", "ningbo", "huizhou", "fenghua"]
FIGURES = {
    "hengqin/domains": "27",
    "hengqin/patrols": "6",
    "hengqin/property_share": "94.47",
    "hengqin/handed_over": "1771",
    "hengqin/handed_share": "5.53",
    "hengqin/thinning": "18.09",
    "hengqin/checks_merged": "6.06",
    "hengqin/closing_time": "71.43",
    "hengqin/complaints_fall": "63.47",
    "hengqin/complaints_before": "6042",
    "hengqin/machines_points": "45",
    "hengqin/machines_growth": "112.5",
    "hengqin/amount_each": "6.1348",
    "hengqin/people_each": "2.872",
    "hengqin/mediation_rate": "100",
    "yichang/items_before": "357",
    "yichang/items_cut": "42.02",
    "yichang/classes_used": "57.89",
    "yichang/classes_waiting": "8",
    "yichang/teams_cut": "92.86",
    "yichang/papers_left": "0.45",
    "ningbo/teams": "9",
    "ningbo/empowered_share": "62.18",
    "ningbo/reviewers_each": "1.47",
    "ningbo/avoided_per_joint": "0.548",
    "ningbo/checks_per_joint": "1.548",
    "ningbo/burden_cut": "35.4",
    "ningbo/speed_up": "4",
    "ningbo/time_cut": "80",
    "ningbo/coverage": "84.6",
    "ningbo/town_coverage": "70",
    "ningbo/cases_each": "2.84",
    "ningbo/town_cases_each": "9.4",
    "ningbo/recalled": "13",
    "huizhou/off_site": "6961",
    "huizhou/interviews": "7",
    "huizhou/trained_each": "20.91",
    "huizhou/closed_share": "51.72",
    "huizhou/accepted_share": "26.85",
    "huizhou/mended": "100",
    "huizhou/supervisors_each": "1.93",
    "huizhou/points": "14",
    "huizhou/points_coverage": "100",
    "huizhou/committees_coverage": "100",
    "huizhou/reviewers_each": "2.0",
    "huizhou/front_per_reviewer": "23.96",
    "huizhou/front_each": "47.9",
    "huizhou/office_more": "283.7",
    "huizhou/cases_each": "1078.3",
    "huizhou/lost_share": "0.00",
    "fenghua/slips": "25",
    "fenghua/coverage": "80.77",
    "fenghua/qualified_share": "56.5",
    "fenghua/fine_each": "585.86",
    "fenghua/spared_share": "52.81",
    "fenghua/settled_early": "80",
    "fenghua/levels": "10",
    "fenghua/avoided_per_joint": "7.65",
    "fenghua/offset_4h": "200",
    "lists/zhongtang_left": "37",
    "lists/jiangjin_entrusted": "13",
    "lists/chongqing_guide": "99",
}
"""Figures of the reports and of the lists, worked out by hand from the inputs that are published."""

EXACT = {
    "hengqin/property_share": Fraction(30265, 32036) * 100,
    "hengqin/complaints_fall": Fraction(6042 - 2207, 6042) * 100,
    "huizhou/off_site": Fraction(6961),
    "ningbo/coverage": Fraction(22, 26) * 100,
    "ningbo/town_coverage": Fraction(21, 30) * 100,
    "ningbo/checks_per_joint": 1 + Fraction(41, 1) / Fraction(748, 10),
    "fenghua/qualified_share": Fraction(26, 46) * 100,
    "yichang/items_before": Fraction(357),
}
ROWS = {
    ("hengqin-2020", "投诉办结时限压缩率"): "hengqin/closing_time",
    ("hengqin-2020", "机械化覆盖率提升"): "hengqin/machines_points",
    ("hengqin-2020", "宗均涉案金额"): "hengqin/amount_each",
    ("hengqin-2020", "宗均涉案人次"): "hengqin/people_each",
    ("hengqin-2020", "调解率"): "hengqin/mediation_rate",
    ("hengqin-2020", "物业公司处理占比"): "hengqin/property_share",
    ("hengqin-2020", "移交执法处理案件"): "hengqin/handed_over",
    ("yichang-2017", "已整合类别占授予类别"): "yichang/classes_used",
    ("yichang-2017", "清理前执法事项(推算)"): "yichang/items_before",
    ("yichang-2017", "事项压减率"): "yichang/items_cut",
    ("yichang-2017", "队伍整合压减率"): "yichang/teams_cut",
    ("ningbo-2023", "行政执法队伍模式"): "ningbo/teams",
    ("ningbo-2023", "赋权镇街占比"): "ningbo/empowered_share",
    ("ningbo-2023", "每赋权镇街法审员"): "ningbo/reviewers_each",
    ("ningbo-2023", "江北区办案提速倍数"): "ningbo/speed_up",
    ("ningbo-2023", "每次综合查一次减少扰企"): "ningbo/avoided_per_joint",
    ("huizhou-2025", "场均参训"): "huizhou/trained_each",
    ("huizhou-2025", "受理件办结率"): "huizhou/closed_share",
    ("huizhou-2025", "线索受理率"): "huizhou/accepted_share",
    ("huizhou-2025", "涉企问题整改率"): "huizhou/mended",
    ("huizhou-2025", "场均监督员"): "huizhou/supervisors_each",
    ("huizhou-2025", "监督联系点"): "huizhou/points",
    ("huizhou-2025", "每镇街法制员"): "huizhou/reviewers_each",
    ("huizhou-2025", "一线人员:法制员"): "huizhou/front_per_reviewer",
    ("huizhou-2025", "每镇街一线人员"): "huizhou/front_each",
    ("huizhou-2025", "试点高于平均"): "huizhou/office_more",
    ("huizhou-2025", "试点镇街均执法量"): "huizhou/cases_each",
    ("huizhou-2025", "非现场执法合计"): "huizhou/off_site",
    ("fenghua-2023", "实施领域覆盖率(若分母26)"): "fenghua/coverage",
    ("fenghua-2023", "镇街法律职业资格人员占比"): "fenghua/qualified_share",
    ("fenghua-2023", "件均罚款"): "fenghua/fine_each",
    ("fenghua-2023", "136工作格局"): "fenghua/levels",
    ("fenghua-2023", "不予处罚占(处罚+不予处罚)"): "fenghua/spared_share",
}
"""Rows of the collected figures with a computed value, and the indicator that computes it here."""


@pytest.mark.parametrize("name", REFORMS)
def test_the_script_of_a_reform_runs_and_says_its_figures(name: str) -> None:
    told = io.StringIO()
    with redirect_stdout(told):
        runpy.run_path(str(resources.folder("examples") / name / "reform.py"), run_name="__main__")
    lines = told.getvalue().splitlines()
    assert any(line.startswith(("The figures", "Computed")) for line in lines)
    assert len(lines) > 10


@pytest.mark.parametrize("name", REFORMS)
def test_the_readme_separates_published_inferred_and_illustrative(name: str) -> None:
    text = (resources.folder("examples") / name / "README.md").read_text(encoding="utf-8").lower()
    assert all(word in text for word in ("published", "inferred", "illustrative", "figures.toml", "reform.py"))


@pytest.mark.parametrize(("name", "printed"), FIGURES.items(), ids=list(FIGURES))
def test_a_published_figure_comes_out_of_its_inputs(name: str, printed: str) -> None:
    found = indicator(name)
    assert found.rounded == Decimal(printed)
    assert found.agrees is not False
    assert found.value == EXACT.get(name, found.value)
    assert found.inputs
    assert found.numerator


def moved(found: Indicator) -> set[str]:
    return {
        name for name, each in found.inputs.items() if found.with_inputs(**{name: each.value + 1}).value != found.value
    }


@pytest.mark.parametrize("name", FIGURES)
def test_one_more_of_any_input_moves_the_figure(name: str) -> None:
    found = indicator(name)
    # Of nothing in so many, one more of those leaves nothing.
    still = {"pilot_cases"} if name == "huizhou/lost_share" else set()
    assert moved(found) == set(found.inputs) - still


def test_a_wrong_input_no_longer_gives_what_was_published() -> None:
    for each in (one for name in REFORMS for one in book(name) if one.agrees):
        for name, one in each.inputs.items():
            # Half as much again is beyond any rounding in these reports; ten days, rounded to a day, is the coarsest.
            changed = each.with_inputs(**{name: one.value + max(1, int(one.value) // 2)})
            assert changed.agrees is False, (each.id, name)


def test_at_least_forty_figures_of_the_reports_have_inputs() -> None:
    assert sum(each.known for name in REFORMS for each in book(name)) >= 60
    assert sum(name.partition("/")[0] in REFORMS for name in FIGURES) >= 40


def test_what_is_inferred_is_called_so() -> None:
    inferred = {each.id for name in REFORMS for each in book(name) if each.status == "inferred"}
    assert {"ningbo/coverage", "ningbo/town_coverage", "fenghua/qualified_share", "hengqin/complaints_fall"} <= inferred
    assert indicator("hengqin/property_share").status == indicator("huizhou/off_site").status == PUBLISHED


def test_figures_without_inputs_stay_as_published() -> None:
    bare = {each.id: each.published for name in REFORMS for each in book(name) if not each.known}
    assert bare == {
        "hengqin/check_reduction": Decimal("83.5"),
        "yichang/papers_cut": Decimal(55),
        "ningbo/joint_rate": Decimal("45.98"),
        "fenghua/joint_rate": Decimal("44.03"),
        "fenghua/active_share": Decimal("50.11"),
        "fenghua/hit_rate": Decimal("14.75"),
    }
    assert all(indicator(name).value is None for name in bare)


# From the documents


def without(structure: Structure, *ids: str) -> Structure:
    return Structure([each for each in structure if each.id not in ids], structure.pack)


def counted(name: str, structure: Structure | None = None) -> Book:
    return book(name).counted(structure if structure is not None else ek.example(name))


@pytest.mark.parametrize("name", REFORMS)
def test_the_documents_give_the_counts_that_were_published(name: str) -> None:
    found = counted(name)
    given = {key: each for key, each in found.facts.items() if each.count is not None}
    assert given
    for key, each in given.items():
        assert each.status == "counted"
        assert each.value == book(name).facts[key].value, key
    for one in found:
        assert one.rounded == book(name)[one.id.partition("/")[2]].rounded


@pytest.mark.parametrize(
    ("name", "key", "gone", "after"),
    [
        ("hengqin", "patrols", ("sea-land-patrol-6",), "5"),
        ("huizhou", "written", ("reminder-9",), "10"),
        ("huizhou", "interviews", ("interview-department-1",), "6"),
        ("huizhou", "committees_coverage", ("sandong-committee",), "92"),
        ("fenghua", "slips", ("order-slip-6",), "24"),
        ("ningbo", "empowered_share", ("empowerment-xikou-town",), "61.54"),
        ("yichang", "classes_used", ("concentration-later",), "100.00"),
    ],
)
def test_a_record_less_and_the_figure_moves(name: str, key: str, gone: tuple[str, ...], after: str) -> None:
    assert counted(name)[key].rounded != Decimal(after)
    assert counted(name, without(ek.example(name), *gone))[key].rounded == Decimal(after)


def test_a_domain_less_in_the_decision_and_there_are_26() -> None:
    hengqin = ek.example("hengqin")
    grant = hengqin["concentration-hengqin"]
    assert isinstance(grant, ek.Delegation)
    fewer = attrs.evolve(grant, fields=grant.fields[1:])
    changed = Structure([fewer if each.id == fewer.id else each for each in hengqin], hengqin.pack)
    assert counted("hengqin", changed)["domains"].value == 26


# The three differences of lists


@pytest.mark.parametrize(
    ("name", "removed", "before", "after"),
    [("yichang/items_before", 150, 357, 207), ("lists/zhongtang_left", 31, 68, 37), ("ningbo/recalled", 13, 13, 0)],
)
def test_a_difference_of_lists_adds_up(name: str, removed: int, before: int, after: int) -> None:
    from enforcekit.indicators import ListDifference

    found = ListDifference(kept=before - removed, removed=removed)
    assert (found.before, found.after) == (before, after)
    assert indicator(name).value in (found.before, found.after)


def test_the_recall_of_xiangshan_is_a_difference_of_what_its_towns_may_do() -> None:
    """Ten items of construction and three of health, from the grants as they stood the day before and on the day."""
    import datetime as dt

    from enforcekit.indicators import list_difference

    ningbo = ek.example("ningbo")
    lists = [
        {power.item for power in ek.what_may(ningbo, "shipu-town", on=day, action="penalise")}
        for day in (dt.date(2025, 1, 2), dt.date(2025, 1, 3))
    ]
    found = list_difference(*map(sorted, lists))
    fields = [ningbo.resolve(ek.Item, each).field for each in found.removed_codes]
    assert (found.removed, found.added) == (13, 0)
    assert {each: fields.count(each) for each in set(fields)} == {"housing_construction": 10, "health": 3}


# Against the collected figures


@pytest.fixture(scope="module")
def collected(shared: Path) -> dict[tuple[str, str], dict[str, str]]:
    with (shared / "data" / "published_figures_five_reforms.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["article"], row["indicator"]): row for row in csv.DictReader(file)}


@pytest.mark.parametrize(("row", "name"), ROWS.items(), ids=list(ROWS.values()))
def test_our_value_is_the_one_computed_from_the_collected_figures(
    row: tuple[str, str], name: str, collected: dict[tuple[str, str], dict[str, str]]
) -> None:
    computed = Decimal(collected[row]["computed"].lstrip("≈"))
    value = indicator(name).value
    assert value is not None
    exponent = computed.as_tuple().exponent
    assert isinstance(exponent, int)
    assert abs(value - Fraction(computed)) <= Fraction(1, 2) * Fraction(10) ** exponent


@pytest.mark.parametrize("name", REFORMS)
def test_every_published_fact_is_a_figure_of_the_report(
    name: str, collected: dict[tuple[str, str], dict[str, str]]
) -> None:
    text = "\n".join(" ".join(each.values()) for (article, _), each in collected.items() if article.startswith(name))
    wan = {"ningbo": 10_000, "fenghua": 10_000, "yichang": 10_000}.get(name, 1)
    for each in book(name).facts.values():
        if each.status == PUBLISHED and each.of != "item_recalled":
            shown = {f"{each.value.normalize():f}", f"{(each.value / wan).normalize():f}"}
            assert any(one in text for one in shown), (name, each.name)
