"""Indicators: exact values from stated inputs, rounding, bounds, counting, comparison and refusal."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st

import enforcekit as ek
from enforcekit.errors import EnforcekitError, InvalidArgument, UnknownReference
from enforcekit.indicators import (
    Count,
    Fact,
    Indicator,
    ListDifference,
    book,
    book_names,
    compare_indicators,
    count,
    indicator,
    list_difference,
    none_of,
    standard,
    wilson,
)
from enforcekit.indicators.formula import formula
from enforcekit.indicators.rounding import Rounding
from enforcekit.inspection.figure import Scope
from enforcekit.timing import Period

NUMBERS = st.integers(0, 10**6)


def fact(name: str, value: Decimal | int, **more: object) -> Fact:
    return Fact(**{"name": name, "value": Decimal(value), "of": name, "zh": name, "en": name, **more})  # type: ignore[arg-type]


def share(top: int, bottom: int, **more: object) -> Indicator:
    inputs = {"a": fact("a", top), "b": fact("b", bottom)}
    given = {"id": "x/share", "zh": "占比", "en": "share", "numerator": "a", "denominator": "b", "inputs": inputs}
    return Indicator(**{**given, **more})  # type: ignore[arg-type]


# Formulas


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a / b",
        "a ** 2",
        "a.b",
        "f(a)",
        "a if b else c",
        "'a'",
        "1.5",
        "True",
        "a; b",
        "[a]",
        "a\nb",
        "-a",
        "a" * 201,
    ],
)
def test_what_is_no_sum_of_products_is_refused(text: str) -> None:
    with pytest.raises(EnforcekitError, match="not a formula"):
        formula(text)


@pytest.mark.parametrize("text", ["(" * 90 + "a" + ")" * 90, "+".join("a" * 99), "*".join("9" * 90)])
def test_a_formula_at_its_limits_is_computed_or_refused(text: str) -> None:
    try:
        found = formula(text)
    except EnforcekitError:
        return
    assert isinstance(found({"a": Fraction(1)}), Fraction)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_formula_is_exact(a: int, b: int, c: int) -> None:
    values = {"a": Fraction(a, 7), "b": Fraction(b), "c": Fraction(c, 3)}
    assert formula("2 * a - (b + c) * 3")(values) == 2 * Fraction(a, 7) - (b + Fraction(c, 3)) * 3


def test_an_input_that_is_not_there_is_refused_when_it_is_made() -> None:
    with pytest.raises(UnknownReference):
        share(1, 2, numerator="a + z")
    with pytest.raises(UnknownReference):
        share(1, 2).with_inputs(z=1)


# Values and rounding


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_the_value_is_the_exact_fraction(top: int, bottom: int) -> None:
    assert share(top, bottom, per=100).value == Fraction(top, bottom) * 100


def test_nothing_counted_has_no_value() -> None:
    found = share(0, 0, published=Decimal(5))
    assert found.value is None
    assert found.agrees is None
    assert found.rounded is None
    assert "value" not in found.to_dict()
    assert attrs.evolve(found, sample=True).bounds() is None
    assert "—" in found.explain()


@pytest.mark.parametrize(
    ("value", "digits", "rule", "printed"),
    [
        (Fraction(1, 8), 2, "half_up", "0.13"),
        (Fraction(-1, 8), 2, "half_up", "-0.13"),
        (Fraction(2200, 26), 1, "half_up", "84.6"),
        (Fraction(999, 1000), 2, "down", "0.99"),
        (Fraction(991, 1000), 2, "up", "1.00"),
        (Fraction(5, 2), 0, "half_up", "3"),
    ],
)
def test_a_value_is_printed_by_its_rule(value: Fraction, digits: int, rule: str, printed: str) -> None:
    assert Rounding(digits, rule)(value) == Decimal(printed)


def test_an_unknown_rounding_rule_or_status_is_refused() -> None:
    with pytest.raises(UnknownReference):
        Rounding(2, "bankers")
    with pytest.raises(UnknownReference):
        fact("a", 1, status="guessed")
    with pytest.raises(EnforcekitError):
        fact("a", Decimal("NaN"))


def test_a_figure_printed_once_more_rounded_still_agrees_and_a_wrong_one_does_not() -> None:
    assert share(45, 56, per=100, rounding=Rounding(0), published=Decimal(80)).agrees is True
    assert share(44, 56, per=100, rounding=Rounding(0), published=Decimal(80)).agrees is False


def test_rounded_inputs_leave_a_range_and_every_corner_counts() -> None:
    inputs = {"a": fact("a", 41_000, step=1000), "b": fact("b", 74_800, step=100)}
    found = share(0, 1, numerator="a + b", denominator="b", inputs=inputs, rounding=Rounding(3))
    low, high = found.between or (None, None)
    assert low == Fraction(40_500 + 74_850, 74_850)
    assert high == Fraction(41_500 + 74_750, 74_750)
    assert attrs.evolve(found, published=Decimal("1.55"), rounding=Rounding(2)).agrees is True


def test_the_range_of_many_rounded_inputs_is_not_told_and_takes_no_time() -> None:
    inputs = {f"a{n}": fact(f"a{n}", 100, step=10) for n in range(40)}
    found = share(1, 1, numerator="+".join(inputs), denominator="", inputs=inputs, published=Decimal(4000))
    assert found.value == 4000
    assert (found.between, found.agrees) == (None, None)


def test_the_words_of_a_formula_are_those_of_its_whole_names() -> None:
    inputs = {name: fact(name, 1, zh=f"〔{name}〕") for name in ("a", "aa", "a_a")}
    found = share(1, 1, numerator="a + aa - 2 * a_a", denominator="aa", inputs=inputs)
    assert found.figure.numerator.zh == "〔a〕 + 〔aa〕 - 2 * 〔a_a〕"  # type: ignore[union-attr]


def test_a_range_across_a_denominator_of_nothing_is_not_told() -> None:
    inputs = {"a": fact("a", 1), "b": fact("b", 1, step=2)}
    assert share(0, 1, inputs=inputs).between is None


def test_digits_and_values_beyond_reason_are_refused() -> None:
    for digits in (-1, 13, 10**9, True):
        with pytest.raises(EnforcekitError):
            Rounding(digits)
    for value in ("1e400", "1e-400", "1" * 40, "Infinity"):
        with pytest.raises(EnforcekitError):
            fact("a", Decimal(value))


def test_the_figure_that_is_compared_has_every_digit() -> None:
    long = Decimal("123456789012345.12345678901234")
    found = share(0, 1, numerator="a * a * a", denominator="b", inputs={"a": fact("a", long), "b": fact("b", 3)})
    assert found.figure.value == found.value


@pytest.mark.parametrize(
    ("one", "other", "weakest"),
    [
        ("published", "published", "published"),
        ("published", "counted", "counted"),
        ("counted", "inferred", "inferred"),
        ("inferred", "illustrative", "illustrative"),
    ],
)
def test_a_figure_is_as_firm_as_its_weakest_input(one: str, other: str, weakest: str) -> None:
    for a, b in ((one, other), (other, one)):
        assert share(0, 1, inputs={"a": fact("a", 1, status=a), "b": fact("b", 2, status=b)}).status == weakest


# Bounds


@pytest.mark.parametrize(
    ("hits", "size", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_gives_the_values_of_the_tables(hits: int, size: int, low: float, high: float) -> None:
    """81 of 263: Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    found = wilson(hits, size)
    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=6e-5)


@given(st.integers(1, 5000), st.data())
def test_the_share_lies_in_its_interval_which_mirrors(size: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, size))
    found, other = wilson(hits, size), wilson(size - hits, size)
    assert 0 <= found.low <= hits / size <= found.high <= 1
    assert found.low == pytest.approx(1 - other.high)


def test_none_of_3235_leaves_nine_in_ten_thousand() -> None:
    found = none_of(3235)
    assert found.high == pytest.approx(1 - 0.05 ** (1 / 3235))
    assert (1 - found.high) ** 3235 == pytest.approx(0.05)
    assert math.isclose(found.high, 3 / 3235, rel_tol=0.01)
    assert "0.09%" in found.text("zh")


@pytest.mark.parametrize(("hits", "size"), [(-1, 3), (4, 3), (0, 0)])
def test_what_is_no_sample_has_no_bounds(hits: int, size: int) -> None:
    with pytest.raises(EnforcekitError):
        wilson(hits, size)


def test_only_a_sample_has_bounds() -> None:
    assert share(6, 120).bounds() is None
    assert share(6, 120, sample=True).bounds() == wilson(6, 120)
    assert share(0, 120, sample=True).bounds() == none_of(120)


# Counting


def test_counting_filters_by_fields_days_and_the_records_that_ids_name() -> None:
    ningbo = ek.example("ningbo")
    assert count(ningbo, Count(type="place", where={"kind": "zone"})) == 2
    assert count(ningbo, Count(type="place", where={"kind": ["zone", "part"]})) == 3
    grants = Count(type="delegation", where={"mode": "township"}, distinct="grantee")
    assert count(ningbo, attrs.evolve(grants, on=dt.date(2000, 1, 1))) == 0
    xikou = {"id": "empowerment-xikou-town"}
    every = count(ningbo, Count(type="delegation", where=xikou, distinct="items"))
    fire = count(ningbo, Count(type="delegation", where=xikou, distinct="items", whose={"field": "fire"}))
    assert 0 < fire < every
    with pytest.raises(UnknownReference):
        count(ningbo, Count(type="dragon"))


def test_counting_adds_up_a_field() -> None:
    huizhou = ek.example("huizhou")
    assert count(huizhou, Count(type="duty_list", total="duties.weight")) == 100
    with pytest.raises(EnforcekitError, match=r"kind of .*: no number to add up"):
        count(huizhou, Count(type="duty_list", total="kind"))


@pytest.mark.parametrize("slip", [{"where": {"mod": "township"}}, {"distinct": "grante"}, {"total": "weigth.x"}])
def test_a_field_that_no_record_has_is_named_and_not_counted_as_none(slip: dict[str, object]) -> None:
    with pytest.raises(UnknownReference, match="no field of delegation is called"):
        count(ek.example("ningbo"), Count(type="delegation", **slip))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: list_difference("abc", ["b"]), "before is 'abc'"),
        (lambda: standard("share", numerator="abc", denominator=2), "numerator is 'abc'"),
        (lambda: indicator("yichang/items_before").with_inputs(kept="x"), "kept is 'x'"),
        (lambda: wilson(6.5, 120), "hits is 6.5"),
        (lambda: Fact(name="a", of="a", zh="a", en="a", value=True), "value is True"),
    ],
)
def test_a_number_or_a_list_that_is_none_is_refused_by_name(ask: Callable[[], object], told: str) -> None:
    with pytest.raises(InvalidArgument, match=told):
        ask()


# Lists


@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh")))
def test_a_difference_gives_both_lists_back(before: set[str], after: set[str]) -> None:
    found = list_difference(sorted(before), sorted(after))
    assert (found.before, found.after) == (len(before), len(after))
    assert set(found.removed_codes) == before - after
    assert set(found.added_codes) == after - before
    assert json.loads(json.dumps(found.to_dict()))["before"] == len(before)


def test_a_list_has_no_negative_length() -> None:
    with pytest.raises(EnforcekitError):
        ListDifference(kept=-1, removed=0)


# Comparing


def test_two_of_the_same_measure_and_scope_compare() -> None:
    one, other = share(1, 4, scope=Scope(place="A")), share(1, 2, scope=Scope(place="B"))
    found = compare_indicators(one, other)
    assert (found.difference, found.ratio) == (Fraction(1, 4), 2)


YEAR, HALF = (Period(start=dt.date(2023, 1, 1), end=end) for end in (dt.date(2024, 1, 1), dt.date(2023, 7, 1)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"measure": "other"}, "measure"),
        ({"numerator": "b"}, "numerator"),
        ({"denominator": "a + b"}, "denominator"),
        ({"per": 100}, "per"),
        ({"scope": Scope(bodies="townships")}, "bodies"),
        ({"scope": Scope(kinds="on_site")}, "kinds"),
        ({"scope": Scope(defined=False)}, "definition"),
        ({"numerator": "", "denominator": ""}, "inputs"),
        ({"period": HALF}, "period"),
    ],
)
def test_whatever_differs_is_refused_and_named(change: dict[str, object], code: str) -> None:
    one = share(1, 4, period=YEAR)
    with pytest.raises(ek.NotComparable) as refused:
        compare_indicators(one, attrs.evolve(one, **change))
    assert code in [each for each, _, _ in refused.value.reasons]
    assert all(en and zh for _, en, zh in refused.value.reasons)


def test_45_98_and_44_03_refuse_comparison_and_so_does_a_chance_likeness() -> None:
    with pytest.raises(ek.NotComparable) as refused:
        compare_indicators(indicator("ningbo/joint_rate"), indicator("fenghua/joint_rate"))
    assert [code for code, _, _ in refused.value.reasons] == ["inputs", "definition"]
    assert indicator("lists/hebei_cut").rounded == indicator("ningbo/joint_rate").rounded == Decimal("45.98")
    with pytest.raises(ek.NotComparable):
        compare_indicators(indicator("lists/hebei_cut"), indicator("ningbo/joint_rate"))


# Books


def test_a_book_is_read_from_a_path_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.toml"
    path.write_text(
        '[facts]\na = { value = 1.10, zh = "甲", en = "a" }\n'
        '[indicators]\nx = { zh = "例", en = "x", numerator = "a" }\n',
        encoding="utf-8",
    )
    assert book(path)["x"].value == Fraction(11, 10)
    for text in ("[facts", "[facts]\na = { zh = '甲' }", "[facts]\na = { value = 1, zh = '甲', en = 'a', odd = 2 }"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(EnforcekitError, match="figures"):
            book(path)
    with pytest.raises(EnforcekitError, match="FileNotFoundError"):
        book(tmp_path / "nowhere.toml")
    for name in ("nowhere", "ningbo/nothing", ""):
        with pytest.raises(UnknownReference):
            indicator(name)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("facts = [1]", r"figures.toml: TypeError: facts is '\[1\]', not dict"),
        ("[facts]\na = 1", "facts.a: TypeError: a table is expected, not '1'"),
        ("[facts.a]\nvalue = 'abc'\nzh = '甲'\nen = 'a'", "facts.a: InvalidArgument: .* value is 'abc'"),
        ("[facts.a]\nvalue = 1\nstep = 'x'\nzh = '甲'\nen = 'a'", "facts.a: .* step is 'x'"),
        ("[facts.a]\nvalue = 1\nzh = 1\nen = 'a'", "facts.a: TypeError: zh is '1', not str"),
        ("[indicators.i]\nzh = '例'\nen = 'x'\nper = 'x'", "indicators.i: TypeError: per is 'x', not int"),
        ("[indicators.i]\nzh = '例'\nen = 'x'\npublished = 'x'", "indicators.i: .* published is 'x'"),
        ("[indicators.i]\nzh = '例'\nen = 'x'\nperiod = ['x', 'y']", "indicators.i: .* first is 'x'"),
    ],
)
def test_a_broken_book_says_where_and_what(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "figures.toml"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(EnforcekitError) as error:
        book(path)
    assert re.search(told, str(error.value))


@pytest.mark.parametrize("name", book_names())
def test_every_indicator_says_all_that_is_needed_in_both_languages(name: str) -> None:
    for each in book(name):
        assert each.zh
        assert each.en
        assert each.source
        assert each.scope.place
        assert each.known or not each.scope.defined, each.id
        for lang in ("zh", "en"):
            assert each.line(lang)
            assert each.source in each.explain(lang)
        told = json.loads(json.dumps(each.to_dict(), ensure_ascii=False, allow_nan=False))
        assert each.known == ("exact" in told)
        if each.known:
            assert Fraction(told["exact"]) == each.value
            assert all(one["status"] in ("published", "inferred", "illustrative") for one in told["inputs"])


def test_every_fact_of_a_book_is_used_or_told() -> None:
    used = {name: {key for each in book(name) for key in each.inputs} for name in book_names()}
    unused = {name: sorted(set(book(name).facts) - used[name]) for name in book_names()}
    assert {name: left for name, left in unused.items() if left} == {}


# Formulas by name


def test_a_formula_by_name_takes_its_inputs_and_no_others() -> None:
    assert standard("share", numerator=26, denominator=46, digits=1).rounded == Decimal("56.5")
    with pytest.raises(UnknownReference):
        standard("share", numerator=1)
    with pytest.raises(UnknownReference):
        standard("fame", numerator=1)


# The command


def test_the_command_lists_explains_perturbs_counts_and_refuses() -> None:
    everything = run("indicators")
    assert everything.code == 0
    assert "hengqin/property_share = 94.47%" in everything.out
    assert "[inferred]" in run("indicators", "ningbo").out
    one = run("indicators", "hengqin/property_share", "--set", "by_property=30266", "--format", "json")
    assert json.loads(one.out)["numerator"] == 30266
    assert "由文档计数" in run("indicators", "ningbo/empowered_share", "--in", "ningbo", "--lang", "zh").out
    refused = run("indicators", "ningbo/joint_rate", "--compare", "fenghua/joint_rate")
    assert refused.code == 1
    assert "definition" in refused.out
    told = run("indicators", "ningbo/joint_rate", "--compare", "fenghua/joint_rate", "--format", "json")
    assert [each["code"] for each in json.loads(told.out)["reasons"]] == ["inputs", "definition"]
    compared = run("indicators", "ningbo/coverage", "--compare", "fenghua/coverage")
    assert (compared.code, "ratio" in compared.out) == (0, True)
    exact = json.loads(run("indicators", "ningbo/coverage", "--compare", "fenghua/coverage", "--format", "json").out)
    assert exact["comparable"] is True
    assert Fraction(exact["difference"]) != 0
    assert 0 < Fraction(exact["ratio"]) < 10
    assert json.loads(run("indicators", "lists", "--format", "json").out)[0]["published"] == 37


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere",),
        ("ningbo/nothing",),
        ("ningbo", "--set", "towns=1"),
        ("ningbo/teams", "--set", "towns=many"),
        *(("hengqin/property_share", "--set", f"by_property={each}") for each in ("NaN", "-1e16", "1e99999999")),
    ],
)
def test_the_command_refuses_what_it_does_not_know(arguments: tuple[str, ...]) -> None:
    found = run("indicators", *arguments)
    assert found.code == 2
    assert found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "share", "inputs": [1, 2]},
        {"name": "share", "inputs": {"numerator": True, "denominator": 2}},
        {"name": "share", "inputs": {"numerator": "NaN", "denominator": 2}},
        {"name": "share", "numerator": "abc", "denominator": 2},
        {"name": "share", "numerator": 1, "denominator": 3, "digits": 10**9},
        {"name": "share", "numerator": 1, "denominator": 3, "extra": [1]},
        {"name": "huizhou/lost_share", "inputs": {"lost": 9999}},
        {"name": 5},
        {},
    ],
)
def test_a_question_that_cannot_be_answered_is_an_error_of_its_own(asked: dict[str, object]) -> None:
    text = json.dumps({"id": "q", "ask": "indicator", "in": asked})
    found = run("vectors", "answer", text=text + "\n")
    assert found.code == 0
    assert "error" in json.loads(found.out)


def test_an_input_that_no_formula_names_is_refused() -> None:
    with pytest.raises(UnknownReference):
        standard("share", numerator=1, denominator=2, extra=3)
