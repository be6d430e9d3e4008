"""The ledger: what is counted once, what is avoided, and which published figures recompute and do not compare."""

from __future__ import annotations

import csv
import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from checks import at, begun, check, joint, result, world
from command import run

from enforcekit.errors import InvalidArgument, UnknownReference
from enforcekit.inspection.admission import may_inspect
from enforcekit.inspection.appointment import appoint
from enforcekit.inspection.figure import Figure, NotComparable, Quantity, Scope, compare_figures
from enforcekit.inspection.ledger import ledger
from enforcekit.inspection.rectify import rectification
from enforcekit.inspection.results import settle
from enforcekit.model import Identifier, Inspection, Place
from enforcekit.timing import Period
from enforcekit.wire.validate import dump_document

YEAR = Period(start=dt.date(2025, 1, 1), end=dt.date(2026, 1, 1))


def books(*records: Any, **more: Any) -> Any:
    return ledger(world(*records), **{"period": YEAR, **more})


def value(found: Any, name: str) -> Fraction | None:
    figure: Figure = found[name]
    return figure.value


def test_a_joint_visit_is_one_visit_and_spares_one_less_than_its_bodies() -> None:
    hour = {"ended_at": at("2025-03-01T13:00:00+08:00")}
    three = [
        begun("a", "2025-03-01", **hour),
        begun("b", "2025-03-01", "bureau"),
        begun("c", "2025-03-01", "city-department"),
    ]
    lone = begun("d", "2025-04-01", party="other-firm", result=result("department", "corrected"))
    found = books(*three, joint("j", *three), lone)
    assert value(found, "checks_per_visit") == 2
    assert value(found, "avoided_per_joint_visit") == 2
    assert value(found, "joint_rate") == 50
    assert value(found, "burden") == 1
    assert value(found, "coverage") == 100
    assert value(found, "detection") == 100
    assert [(each.party, each.visits, each.checks, each.avoided, each.minutes) for each in found.firms] == [
        ("firm", 1, 3, 2, 60),
        ("other-firm", 1, 1, 0, 0),
    ]
    assert value(books(*three), "checks_per_visit") == 1


def test_who_came_on_another_day_than_the_others_spared_nobody_a_visit() -> None:
    two = begun("a", "2025-03-01"), begun("b", "2025-03-20", "bureau")
    found = books(*two, joint("j", *two))
    assert value(found, "checks_per_visit") == 1
    assert value(found, "avoided_per_joint_visit") is None


@pytest.mark.parametrize("given", [None, ["x"]])
def test_what_is_no_check_is_named(given: Any) -> None:
    for ask in (
        lambda: books(history=given),
        lambda: rectification(given, world()),
        lambda: settle(given, {}, world()),
        lambda: appoint(given, world(), id="j", lead="department", on=dt.date(2025, 9, 1)),
        lambda: may_inspect(check(), world(), history=given),
    ):
        with pytest.raises(InvalidArgument, match=r"checks|history"):
            ask()


def test_how_many_records_a_joint_visit_makes_is_a_row_of_the_place() -> None:
    two = begun("a", "2025-10-01"), begun("b", "2025-10-01", "bureau")
    assert value(books(*two, joint("j", *two)), "records_per_visit") == 2
    found = books(*two, joint("j", *two), layer="shenzhen")
    assert (value(found, "records_per_visit"), found.record_row.article) == (1, "P:SZCODE")
    assert "I-10" in found.text()
    assert "深府规" in found.text("zh")


def test_several_items_of_one_body_on_one_day_are_one_visit_and_what_is_seen_from_afar_is_none() -> None:
    found = books(begun("a", "2025-03-01"), begun("b", "2025-03-01", items=("burning",)))
    assert value(found, "checks_per_visit") == 2
    assert value(books(begun("a", "2025-03-01", mode="off_site")), "checks_per_visit") is None


def test_place_period_and_pool_bound_what_is_counted() -> None:
    checks = begun("a", "2025-03-01"), begun("b", "2024-12-31"), begun("c", "2025-03-01", place="south")
    north = books(*checks, place="north")
    assert (north["checks_per_visit"].numerator.value, north["coverage"].value) == (1, 50)
    assert books(*checks, place="county")["checks_per_visit"].numerator.value == 2
    assert books(*checks, pool=["firm"])["coverage"].value == 100
    assert books(*checks, check("planned"))["checks_per_visit"].numerator.value == 2
    county = Place(id="far", names={"en": "Far"}, code=Identifier(scheme="gb2260", value="330281"))
    there = [county, begun("a", "2025-03-01", place="far")]
    for name in ("far", "330281"):
        assert books(*there, place=name)["checks_per_visit"].numerator.value == 1
    with pytest.raises(InvalidArgument, match="pool is 'firm'"):
        books(pool="firm")
    with pytest.raises(UnknownReference):
        books(place="nowhere")
    with pytest.raises(UnknownReference):
        books(pool=["nobody"])


def test_detection_is_over_visits_with_a_result_and_clean_codes_are_no_problem() -> None:
    def done(key: str, day: str, *codes: str, **more: Any) -> Inspection:
        return begun(key, day, result=result("department", *codes, **more))

    visits = [
        done("a", "2025-03-01", "no_problem"),
        done("b", "2025-03-02", "no_business"),
        done("c", "2025-03-03", "unreachable"),
        done("d", "2025-03-04", "no_problem", violations=("dumping",)),
        begun("e", "2025-03-05"),
    ]
    found = books(*visits)["detection"]
    assert (found.numerator.value, found.denominator.value, found.value) == (2, 4, 50)


def test_an_empty_ledger_has_figures_without_a_value() -> None:
    found = books()
    assert {each.value for each in found.figures.values()} == {None, Fraction(0)}
    assert json.loads(json.dumps(found.to_dict()))["firms"] == []


# Published figures


@pytest.fixture
def published(shared: Path) -> dict[tuple[str, str], Decimal]:
    with (shared / "data" / "published_figures_five_reforms.csv").open(encoding="utf-8") as file:
        scales = {"万次": 10_000}
        return {
            (row["article"], row["indicator"]): Decimal(row["published_value"]) * scales.get(row["unit"], 1)
            for row in csv.DictReader(file)
            if row["published_value"].replace(".", "").isdigit()
        }


YEAR_2023 = Period(start=dt.date(2023, 1, 1), end=dt.date(2024, 1, 1))


def spared(place: str, avoided: Decimal, visits: Decimal, of: str, words: tuple[str, str], step: int = 0) -> Figure:
    return Figure(
        name="avoided_per_joint_visit",
        zh="每次联合检查减少扰企",
        en="visits avoided per joint visit",
        numerator=Quantity(value=avoided, of="avoided_visit", zh="减少扰企次数", en="visits avoided", step=step * 10),
        denominator=Quantity(value=visits, of=of, en=words[0], zh=words[1], step=step),
        scope=Scope(place=place),
        period=YEAR_2023,
    )


def test_ningbo_s_and_fenghua_s_figures_recompute_and_are_not_comparable(
    published: dict[tuple[str, str], Decimal],
) -> None:
    ningbo = spared(
        "Ningbo",
        published["ningbo-2023", "减少扰企次数"],
        published["ningbo-2023", "综合查一次次数"],
        "joint_check",
        ("joint checks", "综合查一次"),
        step=100,
    )
    fenghua = spared(
        "Fenghua",
        published["fenghua-2023", "减少扰企"],
        published["fenghua-2023", "联合执法"],
        "joint_operation",
        ("joint operations", "联合执法"),
    )
    assert (ningbo.rounded(3), fenghua.rounded(2)) == (Decimal("0.548"), Decimal("7.65"))
    assert ningbo.denominator is not None
    assert ningbo.denominator.value == 74_800
    with pytest.raises(NotComparable) as refused:
        compare_figures(ningbo, fenghua)
    assert [code for code, _, _ in refused.value.reasons] == ["denominator"]
    assert "joint checks here and joint operations there" in str(refused.value)
    assert "口径不同" in refused.value.text("zh")


def test_a_rate_without_its_denominator_is_kept_with_what_it_implies(
    published: dict[tuple[str, str], Decimal],
) -> None:
    rate = Figure(
        name="joint_rate",
        zh="跨部门监管率",
        en="share of joint checks",
        per=100,
        numerator=Quantity(
            value=published["ningbo-2023", "联合双随机抽查次数"],
            of="joint_draw",
            zh="联合双随机",
            en="joint draws",
            step=100,
        ),
        published=published["ningbo-2023", "跨部门监管率"],
        scope=Scope(place="Ningbo", defined=False),
        period=YEAR_2023,
    )
    low, high = rate.implied() or (0, 0)
    assert low < 149_600 < high
    other = Figure(name="joint_rate", zh="跨部门监管率", en="share", per=100, published=Decimal("44.03"))
    with pytest.raises(NotComparable) as refused:
        compare_figures(rate, other)
    assert {code for code, _, _ in refused.value.reasons} == {"inputs", "definition", "period"}


def test_the_checks_left_after_hengqin_s_merger_follow_from_its_rate(
    published: dict[tuple[str, str], Decimal],
) -> None:
    fall = Figure(
        name="reduction",
        zh="检查减少率",
        en="fall in checks",
        per=100,
        denominator=Quantity(value=1_000, of="check", zh="检查", en="checks"),
        published=published["hengqin-2020", "综合执法模式后对企业检查减少率"],
    )
    low, high = fall.implied() or (0, 0)
    assert (low, high) == (Fraction("834.5"), Fraction("835.5"))
    merged = Figure(
        name="reduction",
        zh="检查减少率",
        en="fall in checks",
        per=100,
        numerator=Quantity(value=835, of="check", zh="检查", en="checks"),
        denominator=fall.denominator,
        published=fall.published,
    )
    assert merged.agrees


def test_figures_of_one_scope_compare() -> None:
    one = spared("A", Decimal(1), Decimal(2), "joint_check", ("joint checks", "综合查一次"))
    other = spared("B", Decimal(3), Decimal(2), "joint_check", ("joint checks", "综合查一次"))
    found = compare_figures(one, other)
    assert (found.difference, found.ratio) == (1, 3)


@pytest.mark.parametrize(
    ("value_", "published_", "agrees"),
    [(Decimal(1), "0.3", True), (Decimal(1), "0.34", False), (Decimal(1), None, None)],
)
def test_a_printed_value_agrees_within_its_rounding(
    value_: Decimal, published_: str | None, agrees: bool | None
) -> None:
    figure = Figure(
        name="x",
        zh="例",
        en="x",
        numerator=Quantity(value=value_, of="a", zh="甲", en="a"),
        denominator=Quantity(value=3, of="b", zh="乙", en="b"),
        published=Decimal(published_) if published_ else None,
    )
    assert figure.agrees is agrees
    assert "0.333" in figure.text()
    assert "0.333" in figure.text("zh")


def test_what_is_known_twice_or_not_at_all_implies_nothing() -> None:
    empty = Figure(name="x", zh="例", en="x", published=Decimal("1.5"))
    assert (empty.implied(), empty.agrees, empty.rounded()) == (None, None, None)
    assert "1.5" in empty.text()
    none = Quantity(value=0, of="b", zh="乙", en="b")
    assert Figure(name="x", zh="例", en="x", numerator=none, denominator=none).value is None
    assert "—" in Figure(name="x", zh="例", en="x", numerator=none, denominator=none).text("zh")


# The command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    two = begun("a", "2025-09-05"), begun("b", "2025-09-15", "bureau", items=("burning",))
    lines = [json.dumps(dump_document(each), ensure_ascii=False) for each in world(*two, check("good"))]
    (tmp_path / "world.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_the_command_line_admits_counts_and_warns(folder: Path) -> None:
    source = ("--in", str(folder), "--lang", "en")
    assert run("inspect", "admit", "good", *source).code == 0
    full = run("inspect", "admit", "good", "--on", "2025-12-01", "--cap", "1", *source)
    assert full.code == 1
    assert "✗ I-04" in full.out
    plain = json.loads(run("inspect", "admit", "good", *source, "--format", "json").out)
    assert plain["allowed"] is True
    year = ("--from", "2025-01-01", "--to", "2025-12-31")
    assert "checks per visit: 1.000 (2 checks / 2 visits" in run("inspect", "ledger", *year, *source).out
    assert json.loads(run("inspect", "ledger", *year, *source, "--format", "json").out)["figures"]
    alarm = run("inspect", "alarms", "--on", "2025-09-30", *source)
    assert (alarm.code, "EK572" in alarm.out, "1 alarm" in alarm.out) == (1, True, True)
    assert run("inspect", "alarms", "--on", "2024-09-30", *source).code == 0
    assert run("inspect", "review", "--on", "2025-09-30", *source).out == "0 findings\n"
    assert run("inspect", "ledger", "--from", "2025-02-01", "--to", "2025-01-01", *source).code == 2
    assert run("inspect", "matter", "nothing", "--on", "2025-09-30", *source).code == 2


def test_the_command_line_shows_where_a_bundle_has_a_gap(tmp_path: Path) -> None:
    step = '{"action": "inspect", "items": ["restaurant-fumes-ningbo"], "authority": "xikou-town"}'
    text = (
        '{"type": "one_matter", "schema_version": "1.0", "id": "m-1", "names": {"zh": "卤肉店"}, '
        f'"place": "330213100", "lead": "xikou-town", "steps": [{step}]}}\n'
    )
    (tmp_path / "matter.ndjson").write_text(text, encoding="utf-8")
    source = ("--in", "ningbo", "--in", str(tmp_path / "matter.ndjson"), "--on", "2025-09-01")
    shown = run("inspect", "matter", "m-1", *source, "--lang", "en")
    assert (shown.code, "inspect: xikou-town" in shown.out, "EK576" in shown.out) == (1, True, True)
    assert json.loads(run("inspect", "matter", "m-1", *source, "--format", "json").out)["complete"] is False
