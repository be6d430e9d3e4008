"""Terms: every example of the law comes out, the engine agrees with a second counter, and a derivation says why."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
import term_oracle as oracle
from hypothesis import assume, given
from hypothesis import strategies as st

import enforcekit as ek
from enforcekit.errors import InvalidArgument
from enforcekit.law import term_of
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.working_days import WORKING_DAYS as TABLE
from enforcekit.timing import Reading, Unit, backward, forward, hours
from enforcekit.timing.count import merged

D = dt.date


def day(text: str) -> dt.date:
    return D.fromisoformat(text)


def due(rule: str, start: str, **more: Any) -> str:
    at: dt.date = dt.datetime.fromisoformat(start) if "T" in start else day(start)
    return str(ek.deadline(rule, at, **more).due.isoformat())


# The examples of the reference

WITH_TEST_DAYS = {"pauses": [(D(2025, 7, 10), D(2025, 7, 19))]}
EXAMPLES: list[tuple[str, str, str, dict[str, Any]]] = [
    # T, section 1
    ("P-07", "2025-09-26", "2025-10-13", {}),
    ("P-66", "2025-09-08", "2025-09-22", {}),
    ("R-01", "2025-03-03", "2025-05-06", {}),
    ("P-40", "2025-03-03", "2025-06-01", {}),
    ("R-04", "2024-08-31", "2025-02-28", {}),
    ("P-60", "2025-09-22", "2025-10-09", {}),
    ("C-02/send", "2025-09-28T10:00:00+08:00", "2025-09-29T10:00:00+08:00", {}),
    ("P-53", "2025-10-22", "2025-10-11", {}),
    ("P-53", "2025-10-22", "2025-10-13", {"reading": "lenient"}),
    ("E-04", "2025-07-01", "2025-07-31", {}),
    ("E-04", "2025-07-01", "2025-08-30", {"extended": True}),
    ("E-04", "2025-07-01", "2025-09-09", {"extended": True, **WITH_TEST_DAYS}),
    ("T-13", "2025-05-06", "2025-06-05", {}),
    ("T-13", "2025-05-06", "2025-07-05", {"layer": "public_security"}),
    ("P-46/public_notice", "2025-05-06", "2025-07-05", {"layer": "shanghai_city_management"}),
    # D, J, P: sections 2 to 4
    ("D-21", "2025-11-10", "2025-12-10", {"layer": "zhengzhou"}),
    ("J-08", "2025-09-22", "2025-10-17", {"layer": "guangdong"}),
    ("J-09", "2025-04-29", "2025-05-07", {}),
    ("P-02", "2025-04-21", "2025-05-14", {"layer": "samr"}),
    ("P-02", "2025-04-21", "2025-06-05", {"layer": "samr", "extended": True}),
    ("P-09", "2023-06-01", "2025-06-01", {}),
    ("P-09/harm", "2023-06-01", "2028-06-01", {}),
    ("P-35", "2025-09-30", "2025-10-10", {}),
    ("R-01", "2024-01-10", "2024-03-11", {}),
    ("P-36", "2024-01-10", "2024-03-11", {}),
    ("P-40", "2025-03-03", "2025-07-01", {"layer": "samr", "extended": True}),
    ("P-46", "2026-02-12", "2026-02-28", {}),
    ("P-47", "2026-02-13", "2026-02-25", {}),
    ("P-48", "2025-09-24", "2025-10-10", {}),
    ("P-48/samr", "2025-09-24", "2025-10-28", {}),
    ("P-48", "2025-04-29", "2025-05-13", {}),
    ("P-48/samr", "2025-04-29", "2025-05-30", {}),
    ("P-52", "2025-09-26", "2025-10-10", {}),
    ("P-67", "2025-03-03", "2025-12-03", {}),
    ("P-68", "2024-01-10", "2024-06-11", {}),
    ("R-05", "2025-12-10", "2025-12-25", {}),
    ("P-69", "2025-12-10", "2026-03-25", {}),
    ("P-73", "2025-10-16", "2025-10-11", {}),
    ("P-73", "2025-10-16", "2025-10-13", {"reading": "lenient"}),
    ("E-06", "2025-09-29", "2025-10-10", {}),
    ("R-02/ordinary", "2025-05-12", "2025-07-11", {}),
    ("R-02/ordinary", "2025-05-12", "2025-08-10", {"extended": True}),
    ("R-02", "2025-05-12", "2025-08-10", {"extended": True}),
    ("R-04", "2025-03-03", "2025-09-03", {}),
    ("C-02", "2025-09-25", "2025-09-28", {}),
    ("C-02", "2025-09-25", "2025-09-29", {"reading": "lenient"}),
    ("C-04", "2025-09-29", "2025-10-09", {}),
    ("C-06", "2025-10-13", "2025-10-16", {}),
    ("C-09", "2025-03-10", "2025-05-10", {}),
    # Sections 6 and 7
    ("I-16", "2025-09-30", "2025-11-04", {}),
    ("K-01", "2026-05-06", "2027-05-06", {}),
    ("K-15", "2025-09-22", "2025-10-07", {}),
    ("K-15/finish", "2025-03-10", "2025-05-09", {}),
    ("K-15/finish", "2025-03-10", "2025-06-08", {"extended": True}),
]


@pytest.mark.parametrize(("rule", "start", "expected", "more"), EXAMPLES, ids=lambda each: str(each)[:24])
def test_every_example_of_the_reference_comes_out(rule: str, start: str, expected: str, more: dict[str, Any]) -> None:
    assert due(rule, start, **more) == expected


def test_windows_have_a_first_day() -> None:
    assert ek.deadline("P-67", D(2025, 3, 3)).window == (D(2025, 9, 4), D(2025, 12, 3))
    assert ek.deadline("P-68", D(2024, 1, 10)).window == (D(2024, 3, 12), D(2024, 6, 11))
    assert ek.deadline("P-69", D(2025, 12, 10)).window == (D(2025, 12, 26), D(2026, 3, 25))
    assert ek.deadline("K-01/general", D(2026, 5, 6)).window == (D(2026, 8, 6), D(2027, 5, 6))
    assert ek.deadline("K-01/minor", D(2026, 5, 6)).window == (D(2026, 5, 6), D(2026, 8, 6))
    assert ek.deadline("P-60", D(2025, 3, 3)).window is None
    assert ek.deadline("C-02/send", dt.datetime(2025, 3, 3, tzinfo=dt.UTC)).window is None


def test_where_a_term_does_not_roll_the_last_working_day_is_the_one_to_plan_for() -> None:
    assert ek.deadline("P-40", D(2025, 3, 3)).last_working_day() == D(2025, 5, 30)
    assert ek.deadline("P-60", D(2025, 9, 22)).last_working_day() == D(2025, 10, 9)
    assert ek.deadline("E-02", dt.datetime(2025, 10, 1, tzinfo=dt.UTC)).last_working_day() == D(2025, 9, 30)
    beyond = ek.deadline("P-40", D(2026, 12, 1))
    with pytest.raises(ek.CalendarCoverageError):
        beyond.last_working_day()
    assert beyond.last_working_day(TABLE.assuming_statute()) == D(2027, 3, 1)
    assert beyond.day_after == D(2027, 3, 2)
    assert ek.deadline("E-02", dt.datetime(2025, 10, 1, tzinfo=dt.UTC)).day_after == D(2025, 10, 3)


@pytest.mark.parametrize(
    ("rule", "before", "since", "start"),
    [
        ("P-07", "2025-10-03", "2025-10-13", "2025-09-26"), ("P-52", "2025-09-29", "2025-10-10", "2025-09-26"),
        ("P-35", "2025-09-28", "2025-09-29", "2025-09-26"), ("P-46", "2025-10-03", "2025-10-13", "2025-09-26"),
    ],
)  # fmt: skip
def test_the_days_of_the_penalty_law_are_working_days_from_2021_07_15(
    rule: str, before: str, since: str, start: str
) -> None:
    assert due(rule, start, on=D(2021, 7, 14)) == before
    assert due(rule, start, on=D(2021, 7, 15)) == since


def test_a_term_after_another_counts_both_by_the_law_of_the_day_that_is_asked_for() -> None:
    assert ek.deadline("P-67", D(2015, 4, 30)).window == (D(2015, 7, 31), D(2015, 10, 30))
    assert ek.deadline("P-67", D(2015, 4, 30), on=D(2015, 5, 1)).window == (D(2015, 10, 31), D(2016, 2, 1))
    pause = [(D(2015, 6, 1), D(2015, 6, 10))]
    assert ek.deadline("P-67", D(2015, 4, 30), pauses=pause).window == (D(2015, 8, 11), D(2015, 11, 10))


def test_party_periods_roll_and_the_organs_do_not() -> None:
    rolling = {term.rule for term in PACK.terms if term.roll}
    assert {"P-52", "P-60", "P-67", "P-68", "P-69", "R-01/apply", "R-04/sue", "R-05", "C-04/decide"} <= rolling
    still = {"P-07", "P-40", "E-04", "E-06/freeze", "R-02/ordinary", "R-02/simple", "T-13", "C-06", "P-09/general"}
    assert not rolling & still
    assert {term.rule for term in PACK.terms if term.back} == {"P-53", "P-73"}


# The rows


def test_every_row_says_what_whose_since_when_and_by_which_article() -> None:
    starts, layers, excluded = (PACK.vocabulary.lists[name] for name in ("term_start", "layer", "excluded_time"))
    for term in PACK.terms:
        assert PACK.knows(term.article), term
        assert term.zh, term
        assert term.en, term
        assert term.starts in starts, term
        assert not term.layer or term.layer in layers, term
        assert term.length > 0, term
        assert set(term.excludes) <= set(excluded.by_code), term
        assert not term.after or PACK.terms_of(term.after), term
        assert term.status in ("confirmed", "local", "unconfirmed")
        assert not (term.roll and term.back)


def test_of_one_clock_and_layer_one_row_is_in_force_and_the_national_row_comes_first() -> None:
    keyed = sorted(PACK.terms, key=lambda term: (term.rule, term.layer))
    for (rule, layer), group in itertools.groupby(keyed, key=lambda term: (term.rule, term.layer)):
        spans = sorted((each.period.start or D.min, each.period.end or D.max) for each in group)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), (rule, layer)
    for name in PACK.term_names:
        found = [term.layer for term in PACK.terms_of(name) if term.rule == name]
        assert "" not in found or found[0] == "", name


def test_a_bare_name_is_the_first_clock_of_its_rule_whatever_the_day() -> None:
    for name in PACK.term_names:
        first = PACK.terms_of(name.partition("/")[0])[0].rule
        assert PACK.terms_of(first)[0].rule == first
    assert term_of(PACK, "P-48", D(2025, 1, 1)).rule == "P-48/penalty"
    assert term_of(PACK, "C-02", D(2025, 1, 1)).rule == "C-02/decide"
    assert term_of(PACK, "R-02", D(2025, 1, 1)).rule == "R-02/accept"
    assert term_of(PACK, "P-36", D(2025, 1, 1)).rule == "P-36/apply"
    assert term_of(PACK, "R-02", D(2025, 1, 1), extended=True).rule == "R-02/ordinary"
    with pytest.raises(ek.NoSuchTerm, match="term in force on 2019-01-01 is called 'K-15'"):
        ek.deadline("K-15", D(2019, 1, 1))


def test_what_is_not_confirmed_says_so() -> None:
    assert ek.deadline("P-40", D(2025, 3, 3)).status == "confirmed"
    assert ek.deadline("P-40", D(2025, 3, 3), layer="samr").status == "unconfirmed"
    assert ek.deadline("J-08", D(2025, 3, 3), layer="guangdong").status == "local"
    assert ek.deadline("C-02", D(2025, 3, 3)).status == "unconfirmed"
    assert ek.deadline("P-67", D(2014, 3, 3)).status == "unconfirmed"  # three months to sue before 2015-05-01
    assert "unconfirmed: verify it against the text" in ek.deadline("C-02", D(2025, 3, 3)).explain()
    assert "未核对原文" in ek.deadline("C-02", D(2025, 3, 3)).explain("zh")


# What is refused, and how


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(ek.NoSuchTerm, match=r"no term is called 'P-84'; nearest: .*P-48") as caught:
        ek.deadline("P-84", D(2025, 1, 1))
    assert isinstance(caught.value, ek.EnforcekitError)
    with pytest.raises(ek.NoSuchTerm, match="nearest: P-60"):
        ek.deadline("p-60", D(2025, 1, 1))
    with pytest.raises(ek.UnknownReference, match="no layer is called 'sarm'; nearest: samr"):
        ek.deadline("P-40", D(2025, 1, 1), layer="sarm")


def test_a_rule_that_only_layers_have_is_not_answered_for_the_whole_country() -> None:
    with pytest.raises(ek.NoSuchTerm, match=r"no national term is called 'P-02/check'.*P-02/check of layer samr"):
        ek.deadline("P-02", D(2025, 1, 1))
    with pytest.raises(ek.NoSuchTerm, match="none of layer huizhou"):
        ek.deadline("P-02", D(2025, 1, 1), layer="huizhou")
    assert ek.deadline("P-60", D(2025, 1, 1), layer="huizhou").term.layer == ""


@pytest.mark.parametrize(
    "name", ["samr", "SAMR", " Samr ", "市场监管", "市场监管系统", "market_regulation", "Market regulation"]
)
def test_a_sector_answers_to_its_code_in_any_case_its_label_and_its_field(name: str) -> None:
    assert due("P-40", "2025-03-03", layer=name, extended=True) == "2025-07-01"
    fine = ek.steps_required(["fine"], 10_000_000, "organisation", layer=name, on=D(2025, 3, 3))
    assert fine.hearing_offer


def test_a_field_without_rules_of_its_own_goes_by_national_law_and_half_a_name_is_asked_back() -> None:
    for name in ("city_management", "culture", "fenghua", "城市管理"):
        assert ek.deadline("P-60", D(2025, 9, 22), layer=name).term.layer == ""
    for name in ("market", "shanghai", "上海"):
        with pytest.raises(ek.UnknownReference, match=f"no layer is called '{name}'"):
            ek.deadline("P-60", D(2025, 9, 22), layer=name)


def test_a_day_without_the_rule_and_a_rule_without_extension_say_what_there_is() -> None:
    with pytest.raises(ek.NoSuchTerm, match="in force on 2021-07-14 is called 'P-40'; nearest: P-40 from 2021-07-15"):
        ek.deadline("P-40", D(2021, 7, 14))
    with pytest.raises(ek.NoSuchTerm, match="no extension of the term is called 'P-40'; nearest: P-40 of layer samr"):
        ek.deadline("P-40", D(2025, 1, 1), extended=True)
    with pytest.raises(ek.NoSuchTerm, match="extension of the term is called 'R-02/accept'; nearest: R-02/ordinary"):
        ek.deadline("R-02/accept", D(2025, 1, 1), extended=True)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"start": "2025-01-01"}, "start is '2025-01-01', of the type str, not a day or an instant"),
        ({"start": None}, "start is None"),
        ({"start": dt.datetime(2025, 1, 1)}, "give a datetime.date, or a datetime with its zone"),  # noqa: DTZ001
        ({"start": dt.datetime(2025, 1, 1), "rule": "C-02/send"}, "not a day or an instant"),  # noqa: DTZ001
        ({"on": dt.datetime(2025, 1, 1, tzinfo=dt.UTC)}, "on is datetime"),
        ({"rule": 60}, "rule is 60"),
        ({"layer": None}, "layer is None"),
        ({"pauses": [D(2025, 1, 1)]}, "pauses is datetime.date"),
        ({"pauses": [("2025-01-01", "2025-01-02")]}, r"pauses is \('2025-01-01'"),
        ({"rule": "C-02/send"}, "the term runs in hours: give a datetime with its zone"),
    ],
)
def test_an_argument_of_the_wrong_kind_is_named(more: dict[str, Any], words: str) -> None:
    asked: dict[str, Any] = {"rule": "P-60", "start": D(2025, 1, 1), **more}
    with pytest.raises(InvalidArgument, match=words):
        ek.deadline(**asked)


def test_a_wrong_pause_reading_or_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="the pause from 2025-01-03 ends on 2025-01-02"):
        ek.deadline("P-40", D(2025, 1, 1), pauses=[(D(2025, 1, 3), D(2025, 1, 2))])
    with pytest.raises(ek.UnknownReference, match="no reading is called 'loose'; nearest: strict, lenient"):
        ek.deadline("P-53", D(2025, 1, 1), reading="loose")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="has no zone"):
        hours(dt.datetime(2025, 1, 1), 24)  # noqa: DTZ001


@pytest.mark.parametrize(("rule", "start"), [("P-40", D(9999, 12, 1)), ("P-09", D(9998, 1, 1)), ("C-06", D.max)])
def test_a_term_that_leaves_the_calendar_of_the_world_is_a_limit(rule: str, start: dt.date) -> None:
    with pytest.raises(ek.LimitExceeded, match=rule):
        ek.deadline(rule, start)


def test_hours_and_days_back_leave_the_calendar_of_the_world_too() -> None:
    with pytest.raises(ek.LimitExceeded):
        ek.deadline("E-02", dt.datetime.max.replace(tzinfo=dt.UTC))
    week = ek.WorkingDays(version="ever", first=D.min, last=D.max)
    with pytest.raises(ek.LimitExceeded):
        ek.deadline("P-53", D(1, 1, 2), on=D(2025, 1, 1), calendar=week)
    with pytest.raises(ek.LimitExceeded):
        ek.deadline("P-46", D(9999, 12, 30), calendar=week)


def test_a_pack_without_a_table_asks_for_one() -> None:
    bare = attrs.evolve(PACK, calendar=None)
    with pytest.raises(ek.EnforcekitError, match="the pack cn has no working-day table → give calendar="):
        ek.deadline("P-60", D(2025, 1, 1), pack=bare)
    assert ek.deadline("P-60", D(2025, 9, 22), pack=bare, calendar=TABLE).due == D(2025, 10, 9)


# Certainty


def test_a_day_that_matters_outside_the_table_is_an_error_and_one_that_does_not_is_none() -> None:
    for rule, start in (("P-46", D(2026, 12, 29)), ("P-60", D(2026, 12, 17)), ("P-46", D(2006, 12, 28))):
        with pytest.raises(ek.CalendarCoverageError):
            ek.deadline(rule, start, on=D(2025, 1, 1))
    assert ek.deadline("P-40", D(2026, 12, 29)).certainty == "official"
    assert ek.deadline("P-09", D(2026, 1, 1)).due == D(2028, 1, 1)


def test_a_date_in_the_last_days_of_the_table_is_provisional_with_its_bounds() -> None:
    found = ek.deadline("P-46", D(2026, 12, 18))
    assert (found.due, found.certainty) == (D(2026, 12, 29), "provisional")
    assert (found.earliest, found.latest) == (D(2026, 12, 25), D(2027, 1, 8))
    assert "provisional: between 2026-12-25 and 2027-01-08" in found.explain()
    assert "暂定：最早 2026-12-25，最晚 2027-01-08" in found.explain("zh")
    assert found.to_dict()["latest"] == "2027-01-08"
    settled = ek.deadline("P-46", D(2026, 12, 16))
    assert (settled.due, settled.certainty) == (D(2026, 12, 25), "official")
    assert settled.earliest == settled.due == settled.latest
    assert "latest" not in settled.to_dict()


def test_the_fallback_on_the_statute_is_provisional_and_a_rolled_date_is_not_before_its_last_day() -> None:
    beyond = TABLE.assuming_statute()
    found = ek.deadline("P-60", D(2027, 1, 21), calendar=beyond)
    assert (found.due, found.certainty) == (D(2027, 2, 9), "provisional")  # the 15th day is the eve of the festival
    assert (found.earliest, found.latest) == (D(2027, 2, 5), D(2027, 2, 19))
    back = ek.deadline("P-53", D(2027, 2, 9), calendar=beyond)
    assert back.certainty == "provisional"
    assert back.earliest <= back.due <= back.latest < D(2027, 2, 9)


def test_one_open_day_on_the_way_makes_the_date_provisional() -> None:
    week = ek.WorkingDays(version="w", first=D(2025, 9, 1), last=D(2025, 9, 30), unsettled=frozenset({D(2025, 9, 3)}))
    assert forward(D(2025, 9, 1), 5, "working_day", week).certainty == "provisional"
    assert forward(D(2025, 9, 3), 5, "working_day", week).certainty == "official"
    assert forward(D(2025, 9, 1), 5, "day", week, roll=True).certainty == "official"
    assert backward(D(2025, 9, 8), 2, "working_day", week, reading="lenient").certainty == "official"
    assert backward(D(2025, 9, 8), 3, "working_day", week).certainty == "provisional"


def test_what_the_first_term_leaves_open_the_second_carries_on() -> None:
    found = ek.deadline("P-67", D(2026, 6, 28), calendar=TABLE.assuming_statute())
    assert found.base is not None
    assert (found.base.due, found.base.certainty) == (D(2026, 12, 28), "provisional")
    assert found.certainty == "provisional"
    assert found.latest - found.due >= found.base.latest - found.base.due  # type: ignore[operator]


# Pauses


def test_a_pause_is_counted_to_the_day_and_only_while_the_term_runs() -> None:
    def paused(*pauses: tuple[str, str]) -> str:
        return due("E-04", "2025-07-01", pauses=[(day(a), day(b)) for a, b in pauses])

    assert paused(("2025-07-10", "2025-07-10")) == "2025-08-01"
    assert paused(("2025-07-31", "2025-07-31")) == "2025-08-01"
    assert paused(("2025-08-01", "2025-08-31")) == "2025-07-31"
    assert paused(("2025-06-01", "2025-07-01")) == "2025-07-31"
    assert paused(("2025-06-01", "2025-07-02")) == "2025-08-01"
    assert paused(("2025-07-31", "2025-07-31"), ("2025-08-01", "2025-08-02")) == "2025-08-03"
    assert paused(("2025-07-05", "2025-07-08"), ("2025-07-07", "2025-07-10")) == "2025-08-06"


def test_pauses_stop_the_hours_of_whole_days() -> None:
    at = dt.datetime.fromisoformat("2025-09-28T10:00:00+08:00")
    pause = [(D(2025, 9, 29), D(2025, 9, 30))]
    assert ek.deadline("C-02/send", at, pauses=pause).due.isoformat() == "2025-10-01T10:00:00+08:00"
    today = [(D(2025, 9, 28), D(2025, 9, 28))]
    assert ek.deadline("C-02/send", at, pauses=today).due.isoformat() == "2025-09-30T00:00:00+08:00"
    later = [(D(2025, 9, 30), D(2025, 9, 30))]
    assert ek.deadline("C-02/send", at, pauses=later).due.isoformat() == "2025-09-29T10:00:00+08:00"
    midnight = at.replace(hour=0)
    assert ek.deadline("C-02/send", midnight, pauses=pause).due.isoformat() == "2025-09-29T00:00:00+08:00"


def test_the_derivation_says_whose_word_a_pause_rests_on() -> None:
    pause = [(D(2025, 7, 10), D(2025, 7, 11))]
    by_law = ek.deadline("E-04", D(2025, 7, 1), pauses=pause)
    assert "time excluded (testing and appraisal): 2025-07-10, 2025-07-11" in by_law.explain()
    assert "依规定扣除（检测、检验、检疫、鉴定）：2025-07-10、2025-07-11" in by_law.explain("zh")
    by_word = ek.deadline("P-40", D(2025, 7, 1), pauses=pause)
    assert "excluded as the caller says, not the text: 2025-07-10, 2025-07-11" in by_word.explain()
    assert "依申报扣除，条文未规定" in by_word.explain("zh")


# The derivation


def test_the_derivation_of_a_working_day_term_in_both_languages() -> None:
    found = ek.deadline("P-07", D(2025, 9, 26))
    assert found.explain().splitlines() == [
        "2025-10-13  P-07 decide on evidence registered and preserved (7 working days, "
        "Administrative Penalty Law (2021) art. 56; Administrative Penalty Law (2021) art. 85)",
        "  counted from 2025-09-26 (preservation), which is not counted",
        "  rest days not counted: 2025-09-27, 2025-10-01, 2025-10-02, 2025-10-03, 2025-10-04, 2025-10-05, 2025-10-06, "
        "2025-10-07, 2025-10-08, 2025-10-12",
        "  working-day table cn-2007-2026",
    ]
    assert found.explain("zh").splitlines() == [
        "2025-10-13  P-07 对先行登记保存的证据作出处理决定（7个工作日，"
        "《行政处罚法》（2021年修订）第56条；《行政处罚法》（2021年修订）第85条）",
        "  自 2025-09-26（先行登记保存）起算，当日不计入",
        "  休息日不计入：2025-09-27、2025-10-01、2025-10-02、2025-10-03、2025-10-04、2025-10-05、2025-10-06、"
        "2025-10-07、2025-10-08、2025-10-12",
        "  工作日表 cn-2007-2026",
    ]


def test_the_derivation_of_a_window_holds_that_of_the_term_before() -> None:
    text = ek.deadline("P-67", D(2025, 3, 3)).explain()
    assert "  open from 2025-09-04" in text
    assert "    counted from 2025-03-03 (knowledge), which is not counted" in text
    assert "2025-09-03  R-04/sue sue (6 months" in text
    data = ek.deadline("P-67", D(2025, 3, 3)).to_dict()
    assert data["after"]["due"] == "2025-09-03"
    assert data["window"] == ["2025-09-04", "2025-12-03"]


def test_the_derivation_counts_back_names_the_layer_and_shortens_a_long_list() -> None:
    back = ek.deadline("P-53", D(2025, 10, 22))
    assert "counted back from 2025-10-22 (hearing), which is not counted" in back.explain()
    assert "自 2025-10-22（举行听证）倒推，当日不计入" in back.explain("zh")
    assert "strict reading: that many full days lie between" in back.explain()
    assert "从宽：倒推至最后一日仍为及时" in ek.deadline("P-53", D(2025, 10, 22), reading="lenient").explain("zh")
    assert "the text leaves the unit open: read as calendar days" in ek.deadline("C-02", D(2025, 9, 25)).explain()
    lenient = ek.deadline("C-02", D(2025, 9, 25), reading="lenient")
    assert "条文未明是否为工作日，此处按工作日计" in lenient.explain("zh")
    local = ek.deadline("J-08", D(2025, 9, 22), layer="guangdong")
    assert "rule of: Guangdong" in local.explain()
    assert "适用：广东省" in local.explain("zh")
    long = ek.deadline("P-48/samr", D(2025, 9, 24))
    assert "and 2 more" in long.explain()
    assert "等 14 日" in long.explain("zh")
    with pytest.raises(ek.UnknownReference, match="no language is called 'fr'"):
        long.explain("fr")


def test_a_deadline_is_plain_data_absent_rather_than_null() -> None:
    found = ek.deadline("P-60", D(2025, 9, 22)).to_dict()
    assert json.loads(json.dumps(found)) == {
        "rule": "P-60",
        "due": "2025-10-09",
        "start": "2025-09-22",
        "length": 15,
        "unit": "day",
        "article": "APL21:67",
        "status": "confirmed",
        "certainty": "official",
        "table_version": "cn-2007-2026",
        "skipped": ["2025-10-08"],
    }
    timed = ek.deadline("C-02/send", dt.datetime(2025, 9, 28, 10, tzinfo=dt.UTC)).to_dict()
    assert timed["due"] == "2025-09-29T10:00:00+00:00"
    assert "skipped" not in timed


def test_the_days_of_a_count_say_what_became_of_each() -> None:
    count = forward(D(2025, 9, 22), 15, "day", TABLE, roll=True, pauses=[(D(2025, 9, 24), D(2025, 9, 24))])
    parts = dict(count.days())
    assert count.last == D(2025, 10, 8)
    assert parts[D(2025, 9, 24)] == "paused"
    assert parts[D(2025, 10, 9)] == "rolled"
    assert sum(part == "counted" for part in parts.values()) == 15
    back = backward(D(2025, 10, 22), 7, "working_day", TABLE)
    parts = dict(back.days())
    assert sum(part == "counted" for part in parts.values()) == 7
    assert (parts[D(2025, 10, 12)], parts[D(2025, 10, 11)]) == ("rolled", "rolled")


# Against the second counter

days = st.dates(D(2007, 6, 1), D(2026, 6, 1))
units: st.SearchStrategy[Unit] = st.sampled_from(["working_day", "day", "month", "year"])
readings: st.SearchStrategy[Reading] = st.sampled_from(["strict", "lenient"])


@st.composite
def pauses_near(draw: st.DrawFn, start: dt.date) -> tuple[tuple[dt.date, dt.date], ...]:
    spans = draw(st.lists(st.tuples(st.integers(-10, 60), st.integers(0, 15)), max_size=4))
    return tuple((start + dt.timedelta(days=at), start + dt.timedelta(days=at + long)) for at, long in spans)


@given(data=st.data(), start=days, unit=units, roll=st.booleans())
def test_the_engine_counts_forward_as_the_text_is_read_day_by_day(
    data: st.DataObject, start: dt.date, unit: Unit, roll: bool
) -> None:
    length = data.draw(st.integers(1, {"working_day": 30, "day": 180, "month": 14, "year": 5}[unit]))
    pauses = data.draw(pauses_near(start))
    try:
        expected: dt.date | None = oracle.count(start, length, unit, roll, pauses).due
    except oracle.Uncovered:
        expected = None
    if expected is None:
        with pytest.raises(ek.CalendarCoverageError):
            forward(start, length, unit, TABLE, roll=roll, pauses=pauses)
        return
    found = forward(start, length, unit, TABLE, roll=roll, pauses=pauses)
    assert found.due == expected
    parts = [part for _, part in found.days()]
    if unit in ("working_day", "day"):
        assert parts.count("counted") == length
    assert len(parts) == (found.due - start).days
    assert not any(oracle.is_worked(each) for each, part in found.days() if part == "rest")


@given(event=days, length=st.integers(1, 30), unit=st.sampled_from(["working_day", "day"]), reading=readings)
def test_the_engine_counts_back_as_the_text_is_read_day_by_day(
    event: dt.date, length: int, unit: Unit, reading: Reading
) -> None:
    assume(event > D(2007, 9, 1) or unit == "day")
    found = backward(event, length, unit, TABLE, reading=reading)
    assert found.due == oracle.count_back(event, length, unit, reading).due
    between = [part for _, part in found.days()].count("counted")
    assert between == length


@given(rule=st.sampled_from(oracle.RULES), start=days, extended=st.booleans(), data=st.data())
def test_every_rule_from_any_day_is_due_when_the_second_counter_says(
    rule: str, start: dt.date, extended: bool, data: st.DataObject
) -> None:
    assume(start.year >= oracle.SINCE.get(rule, 2007))
    layer = PACK.terms_of(rule)[0].layer
    text = oracle.row(rule, start, layer)
    pauses = () if text.back else data.draw(pauses_near(start))
    asked = {"rule": rule, "start": str(start), "layer": layer, "extended": extended and text.extra > 0}
    expected = oracle.answer({**asked, "pauses": [(str(a), str(b)) for a, b in pauses]})
    try:
        found = ek.deadline(rule, start, layer=layer, extended=extended and text.extra > 0, pauses=pauses)
    except ek.CalendarCoverageError:
        assert expected["certainty"] == "uncovered"
        return
    assert (found.due.isoformat(), found.certainty) == (expected["due"], expected["certainty"])
    assert [str(each) for each in found.window or ()] == expected.get("window", [])


@given(start=days, unit=units, length=st.integers(1, 12), roll=st.booleans(), later=st.integers(0, 40))
def test_a_later_start_or_a_longer_term_never_ends_earlier(
    start: dt.date, unit: Unit, length: int, roll: bool, later: int
) -> None:
    table = TABLE.assuming_statute()
    assume(unit != "year" or length <= 8)
    found = forward(start, length, unit, table, roll=roll).due
    assert start < found <= forward(start, length + 1, unit, table, roll=roll).due
    assert found <= forward(start + dt.timedelta(days=later), length, unit, table, roll=roll).due


@given(start=days, length=st.integers(1, 60), unit=st.sampled_from(["working_day", "day"]), data=st.data())
def test_each_paused_day_costs_a_day_and_no_more_than_a_day_of_the_unit(
    start: dt.date, length: int, unit: Unit, data: st.DataObject
) -> None:
    pauses = merged(data.draw(pauses_near(start)))
    table = TABLE.assuming_statute()
    plain, paused = (forward(start, length, unit, table, pauses=each).due for each in ((), pauses))
    total = sum((last - first).days + 1 for first, last in pauses)
    assert plain <= paused
    if unit == "day":
        assert paused - plain <= dt.timedelta(days=total)
    assert not any(first <= paused <= last for first, last in pauses)


@given(st.datetimes(), st.integers(1, 100), readings)
def test_hours_run_through_nights_and_holidays(moment: dt.datetime, length: int, reading: Reading) -> None:
    assume(moment.year < 9999)
    zone = dt.timezone(dt.timedelta(hours=8))
    start = moment.replace(tzinfo=zone)
    passed = hours(start, length, reading=reading) - start
    assert dt.timedelta(hours=length) <= passed < dt.timedelta(hours=length + (reading == "lenient"), microseconds=1)
    assert hours(start, length, reading=reading).tzinfo is zone


def test_hours_are_counted_by_the_clock_of_the_world_where_summer_time_begins() -> None:
    at = dt.datetime(2025, 3, 8, 10, tzinfo=ZoneInfo("America/New_York"))
    assert hours(at, 24).isoformat() == "2025-03-09T11:00:00-04:00"
    assert hours(at, 24, pauses=[(D(2025, 3, 9), D(2025, 3, 9))]).isoformat() == "2025-03-10T10:00:00-04:00"
    assert hours(at, 24, pauses=[(D.min, D(2025, 3, 8))]).isoformat() == "2025-03-10T01:00:00-04:00"


def test_the_published_vectors_are_what_the_second_counter_prints() -> None:
    path = Path(__file__).parent.parent / "schemas" / "vectors" / "terms.ndjson"
    assert path.read_text(encoding="utf-8").splitlines() == list(oracle.lines())
    assert len(list(oracle.lines())) >= 160
