"""Arguments of the wrong kind: refused by their name, with their value and what to give instead, in two languages."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from worlds import county, day

import enforcekit as ek
from enforcekit.coordination import custody
from enforcekit.errors import EnforcekitError, InvalidArgument, UnknownReference
from enforcekit.folder import save
from enforcekit.structure import Structure

WORLD = county()
ON = day("2023-01-01")
PAPER = WORLD.all(ek.Instrument)[0].id
TIME = dt.datetime(2023, 1, 1)  # noqa: DTZ001
CASE = ek.Case(id="c-1", authority="department", items=["dumping"], place="north")
ASKED: dict[str, Any] = {"action": "penalise", "item": "dumping", "place": "north"}
ODD: tuple[Any, ...] = (None, [], 1, {}, b"north", ("north",), float("nan"), object(), True)
NO_DAY: tuple[Any, ...] = ("2024-01-01", TIME, None, 20240101, ON.timetuple())


def who(**changed: Any) -> ek.Answer:
    asked = {"structure": WORLD, **ASKED, "on": ON, **changed}
    return ek.who_may(asked.pop("structure"), asked.pop("action"), **asked)


ANSWER = who()


@pytest.fixture(autouse=True)
def warm() -> None:
    """A question that was already asked takes the quick way, and must not let a bad one through."""
    assert who()


# Each verb with one argument left open: what it is called, how it is given, what cannot be given for it.
CALLS: tuple[tuple[str, Callable[[Any], Any], tuple[Any, ...]], ...] = (
    ("case", lambda odd: ek.due(odd, WORLD), (*ODD, "c-1")),
    ("structure", lambda odd: ek.due(CASE, odd), (*ODD, "ningbo")),
    ("on", lambda odd: ek.due(CASE, WORLD, on=odd), (*NO_DAY[:2], *NO_DAY[3:])),
    ("case", lambda odd: ek.permitted(odd, WORLD, on=ON), (*ODD, "c-1")),
    ("structure", lambda odd: ek.permitted(CASE, odd, on=ON), (*ODD, "ningbo")),
    ("on", lambda odd: ek.permitted(CASE, WORLD, on=odd), NO_DAY),
    ("case", lambda odd: ek.timeline(odd, WORLD, on=ON), (*ODD, "c-1")),
    ("structure", lambda odd: ek.timeline(CASE, odd, on=ON), (*ODD, "ningbo")),
    ("event", lambda odd: ek.record(CASE, odd, WORLD), (*ODD, "file")),
    ("event", lambda odd: ek.judge(CASE, odd, WORLD), (*ODD, "file")),
    ("structure", lambda odd: ek.open_case(odd, id="c-1"), (*ODD, "ningbo")),
    ("case", lambda odd: ek.documents_due(odd, WORLD), ODD),
    ("item", lambda odd: ek.penalty_range(odd), (*ODD, "dumping")),
    ("tier", lambda odd: ek.propose(WORLD["dumping"], odd), ODD),
    ("structure", lambda odd: who(structure=odd), (*ODD, "ningbo")),
    ("action", lambda odd: who(action=odd), ODD),
    ("item", lambda odd: who(item=odd), ODD),
    ("place", lambda odd: who(place=odd), ODD),
    ("on", lambda odd: who(on=odd), NO_DAY),
    ("case", lambda odd: who(case=odd), ("department", ("department", ON), 1)),
    ("authority", lambda odd: ek.Filing(odd, ON), ODD),
    ("on", lambda odd: ek.Filing("department", odd), NO_DAY),
    ("structure", lambda odd: ek.what_may(odd, "department", on=ON), (*ODD, "ningbo")),
    ("authority", lambda odd: ek.what_may(WORLD, odd, on=ON), ODD),
    ("on", lambda odd: ek.what_may(WORLD, "department", on=odd), NO_DAY),
    ("action", lambda odd: ek.what_may(WORLD, "department", on=ON, action=odd), ODD[1:]),
    ("place", lambda odd: ek.what_may(WORLD, "department", on=ON, place=odd), ODD[1:]),
    ("structure", lambda odd: ek.where_may(odd, "department", "penalise", "dumping", on=ON), ODD),
    ("authority", lambda odd: ek.where_may(WORLD, odd, "penalise", "dumping", on=ON), ODD),
    ("action", lambda odd: ek.where_may(WORLD, "department", odd, "dumping", on=ON), ODD),
    ("item", lambda odd: ek.where_may(WORLD, "department", "penalise", odd, on=ON), ODD),
    ("on", lambda odd: ek.where_may(WORLD, "department", "penalise", "dumping", on=odd), NO_DAY),
    ("structure", lambda odd: ek.when(odd, "department", "penalise", "dumping", "north"), ODD),
    ("authority", lambda odd: ek.when(WORLD, odd, "penalise", "dumping", "north"), ODD),
    ("action", lambda odd: ek.when(WORLD, "department", odd, "dumping", "north"), ODD),
    ("item", lambda odd: ek.when(WORLD, "department", "penalise", odd, "north"), ODD),
    ("place", lambda odd: ek.when(WORLD, "department", "penalise", "dumping", odd), ODD),
    ("structure", lambda odd: ek.coverage(odd, on=ON, action="penalise"), ODD),
    ("items", lambda odd: ek.coverage(WORLD, odd, on=ON, action="penalise"), ("dumping", 1, b"dumping", object())),
    ("items[0]", lambda odd: ek.coverage(WORLD, [odd], on=ON, action="penalise"), ODD),
    ("places", lambda odd: ek.coverage(WORLD, None, odd, on=ON, action="penalise"), ("north", 1)),
    ("action", lambda odd: ek.coverage(WORLD, on=ON, action=odd), ODD),
    ("on", lambda odd: ek.coverage(WORLD, on=odd, action="penalise"), NO_DAY),
    ("structure", lambda odd: ek.find(odd, "north"), (*ODD, "ningbo")),
    ("text", lambda odd: ek.find(WORLD, odd), ODD),
    ("limit", lambda odd: ek.find(WORLD, "north", limit=odd), (None, "3", 2.0)),
    ("structure", lambda odd: ek.lint(odd), (*ODD, "ningbo")),
    ("select", lambda odd: ek.lint(WORLD, select=odd), (1, b"L01", object())),
    ("ignore[1]", lambda odd: ek.lint(WORLD, ignore=["L01", odd]), ODD),
    ("cases", lambda odd: ek.coordination_graph(WORLD, odd, on=None), (None, 1)),
    ("cases[0]", lambda odd: ek.coordination_graph(WORLD, [odd], on=None), ODD),
    ("requests[0]", lambda odd: ek.coordination_graph(WORLD, requests=[odd], on=None), ODD),
    ("structure", lambda odd: custody(odd), ODD),
    ("requests[0]", lambda odd: custody(WORLD, requests=[odd]), ODD),
    ("requests[0]", lambda odd: ek.unanswered(WORLD, [odd], on=ON), ODD),
    ("notices[0]", lambda odd: ek.next_notice(WORLD, "department", "late_decision", on=ON, notices=[odd]), ODD),
    ("lists[0]", lambda odd: ek.with_duty_lists(WORLD, [odd]), ODD),
    ("before", lambda odd: ek.compare(odd, WORLD), ODD),
    ("after", lambda odd: ek.compare(WORLD, odd), ODD),
    ("actions", lambda odd: ek.compare(WORLD, WORLD, actions=odd), ("penalise", 1)),
    ("items", lambda odd: ek.compare(WORLD, WORLD, items=odd), ("dumping", 1)),
    ("places[0]", lambda odd: ek.compare(WORLD, WORLD, places=[odd]), ODD),
    ("structure", lambda odd: ek.taint(odd, "law", ON), ODD),
    ("instrument", lambda odd: ek.taint(WORLD, odd, ON), ODD),
    ("from_date", lambda odd: ek.taint(WORLD, "law", odd), NO_DAY),
    ("structure", lambda odd: ek.impact(odd, "law"), ODD),
    ("instrument", lambda odd: ek.impact(WORLD, odd), ODD),
    ("given", lambda odd: ek.authority_card(odd), (*ODD, "department")),
    ("lang", lambda odd: ek.authority_card(ANSWER, odd), ODD),
    ("lang", lambda odd: ANSWER.explain(odd), ODD),
    ("structure", lambda odd: ek.transfer_target(odd, "penalise", "dumping", "north", ON), ODD),
    ("item", lambda odd: ek.transfer_target(WORLD, "penalise", odd, "north", ON), ODD),
    ("on", lambda odd: ek.transfer_target(WORLD, "penalise", "dumping", "north", odd), NO_DAY),
    ("holder", lambda odd: ek.transfer_target(WORLD, "penalise", "dumping", "north", ON, holder=odd), ODD[1:]),
    ("structure", lambda odd: ek.who_may_batch(odd, **ASKED, on=[ON]), ODD),
    ("item", lambda odd: ek.who_may_batch(WORLD, **{**ASKED, "item": odd}, on=ON), (None, 1, object())),
    ("place", lambda odd: ek.who_may_batch(WORLD, **{**ASKED, "place": [odd]}, on=ON), (None, [], {}, 1.5)),
    ("on", lambda odd: ek.who_may_batch(WORLD, **ASKED, on=odd), ("2024-01-01", TIME, None, 1)),
    ("on[1]", lambda odd: ek.who_may_batch(WORLD, **ASKED, on=[ON, odd]), NO_DAY),
    ("on", lambda odd: WORLD.as_of(odd), NO_DAY),
    ("key", lambda odd: WORLD[odd], ODD),
    ("key", lambda odd: WORLD.resolve(ek.Item, odd), ODD),
    ("records", lambda odd: Structure(odd), (None, 1)),
    ("records[0]", lambda odd: Structure([odd]), ODD),
    ("paths[0]", lambda odd: ek.load(odd), ODD),
    ("paths[1]", lambda odd: ek.load("a", odd), ODD),
    ("pack", lambda odd: ek.load("a", pack=odd), ODD[1:]),
    ("pack", lambda odd: who(structure=Structure(WORLD, odd)), ODD),
    ("name", lambda odd: ek.example(odd), ODD),
    ("structure", lambda odd: save(odd, "x"), ODD),
    ("path", lambda odd: save(WORLD, odd), ODD),
    ("paths", lambda odd: ek.load(*odd), ((),)),
    ("payload", ek.validate, (Path("a.json"), bytearray(b"{}"), ("place",), {"place"}, object(), WORLD["north"])),
    ("value", ek.dump, (*ODD, "north")),
    ("cases", lambda odd: ek.taint(WORLD, PAPER, ON, cases=odd), (1, object())),
    ("cases[0]", lambda odd: ek.taint(WORLD, PAPER, ON, cases=[odd]), (*ODD, "north")),
    ("cases", lambda odd: ek.impact(WORLD, PAPER, cases=odd), (1, object())),
    ("cases[0]", lambda odd: ek.impact(WORLD, PAPER, cases=[odd]), (*ODD, "north")),
    ("item", lambda odd: ek.who_may_batch(WORLD, **{**ASKED, "item": odd}, on=ON), ({"dumping"}, {"a": 1}, b"a")),
)


@pytest.mark.parametrize(("name", "call", "odd"), CALLS, ids=[f"{at}-{name}" for at, (name, *_) in enumerate(CALLS)])
def test_an_argument_of_the_wrong_kind_is_refused_by_its_name_with_value_and_cure(
    name: str, call: Callable[[Any], Any], odd: tuple[Any, ...]
) -> None:
    for value in odd:
        with pytest.raises(InvalidArgument) as caught:
            call(value)
        error = caught.value
        assert isinstance(error, EnforcekitError)
        assert isinstance(error, TypeError), "who caught TypeError before still does"
        assert isinstance(error, ValueError), "it may be the value alone that cannot be used"
        (finding,) = error.findings
        assert finding.code == "EK100"
        for lang in ("en", "zh"):
            assert f"{name} " in finding.message[lang]
            assert type(value).__name__ in finding.message[lang]
            assert finding.cure[lang]
        assert str(error) == finding.text("en")
        assert len(str(error)) < 400
    assert who() == ANSWER, "nothing of a refused question stays behind"


def test_a_long_value_is_shown_shortened_and_one_that_cannot_be_shown_is_named_by_its_type() -> None:
    class Shy:
        def __repr__(self) -> str:
            raise RuntimeError

    for value in (list(range(10_000)), {"x" * 10_000: 1}, Shy()):
        with pytest.raises(InvalidArgument) as caught:
            who(item=value)
        assert len(str(caught.value)) < 300
        assert type(value).__name__ in str(caught.value)


def test_a_refusal_says_what_to_give_and_survives_pickling() -> None:
    with pytest.raises(InvalidArgument) as caught:
        who(on="2024-01-01")
    assert str(caught.value) == (
        "error EK100: on is '2024-01-01', of the type str, not a day"
        " → give a datetime.date: dt.date(2024, 5, 1); of a datetime, its .date()"
    )
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.findings) == (str(caught.value), caught.value.findings)


def test_a_language_that_nothing_is_said_in_names_those_there_are() -> None:
    finding, paper = ek.validate({}).findings[0], WORLD.all(ek.Instrument)[0].id
    says: tuple[Callable[[str], str], ...] = (
        ANSWER.explain,
        ek.compare(WORLD, WORLD).explain,
        ek.impact(WORLD, paper).explain,
        ek.taint(WORLD, paper, ON).explain,
        lambda lang: ek.authority_card(ANSWER, lang),
        finding.text,
        ek.Report((finding,)).text,
    )
    for say in says:
        assert say("en")
        assert say("zh")
        for lang in ("fr", "", "EN", "zh-CN"):
            with pytest.raises(UnknownReference) as caught:
                say(lang)
            assert (caught.value.kind, caught.value.key, set(caught.value.nearest)) == ("language", lang, {"zh", "en"})


# A filing that does not count


@pytest.mark.parametrize(
    ("body", "filed", "because"),
    [
        ("department", "2023-01-02", "it is later than the day asked, 2023-01-01"),
        ("north-town", "2022-01-01", "the body did not hold this power here on that day"),
    ],
)
def test_a_filing_that_does_not_count_is_named_in_the_answer(body: str, filed: str, because: str) -> None:
    plain, answer = who(), who(case=ek.Filing(body, day(filed)))
    assert answer.competences == plain.competences
    (finding,) = [each for each in answer.findings if each not in plain.findings]
    assert (finding.code, finding.severity, finding.witness) == ("EK306", "advice", (body,))
    assert finding.message["en"] == f"the filing by {body} on {filed} makes no difference: {because}"
    assert finding.message["zh"] != finding.message["en"]
    assert finding.cure["zh"]
    assert finding.text("zh") in answer.explain("zh")
    assert finding.to_dict() in answer.to_dict()["findings"]


def test_a_filing_by_a_body_that_is_gone_or_without_capacity_by_then_is_named_in_the_answer() -> None:
    department: Any = WORLD["department"]
    gone = attrs.evolve(department, period=ek.Period(end=day("2022-06-01")))
    unfit = attrs.evolve(department, capacity=(ek.Capacity(period=ek.Period(end=day("2022-06-01"))),))
    for body, because in ((gone, "the body does not exist on"), (unfit, "the body has no legal capacity on")):
        changed = WORLD.with_records(body)
        answer = who(structure=changed, case=ek.Filing("department", day("2022-01-01")))
        found = [each for each in answer.findings if each.code == "EK306"]
        assert [each.message["en"].partition(": ")[2] for each in found] == [f"{because} 2023-01-01"]


def test_a_filing_that_counts_and_a_question_without_one_say_nothing_of_it() -> None:
    for answer in (who(), who(case=ek.Filing("department", day("2022-01-01")))):
        assert "EK306" not in {each.code for each in answer.findings}
        assert answer.competences[0].authority == "department"
