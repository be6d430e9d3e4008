"""Records made by hand: what is meant is understood, what is wrong is said at once, nothing changes later."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import types
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from strategies import records, steady

from enforcekit.codes import CORE, Vocabulary
from enforcekit.errors import EnforcekitError, InvalidRecord
from enforcekit.model.common import Citation, Money
from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Penalty
from enforcekit.model.party import Party
from enforcekit.model.place import Place
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.packs.cn.identifiers import SCHEMES
from enforcekit.packs.cn.lists import LISTS
from enforcekit.shape import FrozenDict, fields_of, freeze, thaw
from enforcekit.timing import ALWAYS, Period
from enforcekit.wire.validate import dump_document, validate

WORDS = Vocabulary({**CORE.lists, **LISTS}, SCHEMES)
NAMES = {"zh": "溪口镇"}
DAY = dt.date(2024, 5, 1)

each_type = pytest.mark.parametrize("name", RECORD_TYPES)


class Word(StrEnum):
    """A string that is not just a string."""

    DIVISION = "division"


def place(**more: Any) -> Place:
    return Place(**{"id": "xikou", "names": NAMES, **more})


def delegation(**more: Any) -> Delegation:
    cells = {"fields": ("city_management",), "actions": ("penalise",)}
    return Delegation(**{"id": "d", **cells, "mode": "township", "grantee": "t", **more})


def problems(make: Any, *args: Any, **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidRecord) as caught:
        make(*args, **fields)
    return [(finding.code, finding.pointer) for finding in caught.value.findings]


# What a person writes -----------------------------------------------------------------------------


def test_lists_become_tuples_and_dicts_frozen_mappings() -> None:
    record = place(kind="zone", members=["a", "b"], extensions={"a": [1, {"b": [None]}]})
    assert record.members == ("a", "b")
    assert type(record.names) is FrozenDict
    assert record.extensions == {"a": (1, {"b": (None,)})}
    assert type(record.extensions["a"][1]) is FrozenDict
    assert thaw(record.extensions) == {"a": [1, {"b": [None]}]}


@pytest.mark.parametrize("mapping", [OrderedDict, types.MappingProxyType, FrozenDict, dict])
def test_any_mapping_will_do_for_names_and_extensions(mapping: Any) -> None:
    assert place(names=mapping(NAMES), extensions=mapping({"a": 1})) == place(extensions={"a": 1})


def test_what_was_given_can_change_without_the_record() -> None:
    names, members, extensions = dict(NAMES), ["a"], {"a": {"b": [1]}}
    record = place(names=names, members=members, extensions=extensions)
    names["zh"], members[0] = "changed", "changed"
    extensions["a"]["b"].append(2)
    assert record == place(members=("a",), extensions={"a": {"b": [1]}})


def test_fields_are_given_by_name_only() -> None:
    with pytest.raises(TypeError):
        Place("xikou", NAMES)  # type: ignore[misc]
    with pytest.raises(TypeError):
        place(unknown=1)


def test_all_wrong_types_are_reported_at_once_each_with_its_field() -> None:
    found = problems(Place, id=5, names=[], period="2024", kind=1, level=2, members="a", parent=b"x", extensions=())
    assert found == [
        ("EK110", "/id"),
        ("EK110", "/period"),
        ("EK110", "/extensions"),
        ("EK110", "/names"),
        ("EK110", "/kind"),
        ("EK110", "/level"),
        ("EK110", "/parent"),
        ("EK110", "/members"),
    ]


@each_type
def test_every_field_refuses_a_foreign_object_and_none_where_it_must_be_there(name: str) -> None:
    fields = fields_of(RECORD_TYPES[name])
    foreign = problems(RECORD_TYPES[name], **{field.name: object() for field in fields})
    assert foreign == [("EK110", f"/{field.name}") for field in fields]
    missing = problems(RECORD_TYPES[name], **{field.name: None for field in fields})
    assert missing == [("EK110", f"/{field.name}") for field in fields if not field.nullable]


def test_problems_inside_tuples_and_texts_have_their_place() -> None:
    assert problems(place, members=["a", 5, "b c"]) == [("EK110", "/members/1"), ("EK113", "/members/2")]
    assert problems(place, names={"zh": "", "a/b~c": "x", "en": 5}) == [
        ("EK113", "/names/zh"),
        ("EK112", "/names/a~1b~0c"),
        ("EK110", "/names/en"),
    ]
    assert problems(place, names={}) == [("EK117", "/names")]
    assert problems(place, names={5: "x"}) == [("EK112", "/names/5")]


# What only looks right ----------------------------------------------------------------------------


def test_a_bool_is_no_integer_and_a_float_neither() -> None:
    for amount in (True, 1.0, "1", Decimal(1)):
        assert problems(Money, amount=amount) == [("EK110", "/amount")]


def test_integers_keep_their_bounds() -> None:
    assert problems(Money, amount=-1) == [("EK115", "/amount")]
    assert problems(Money, amount=2**53) == [("EK116", "/amount")]
    assert problems(Citation, instrument="x", paragraph=0, point=100) == [
        ("EK115", "/paragraph"),
        ("EK116", "/point"),
    ]


def test_a_datetime_is_no_date() -> None:
    assert problems(Period, start=dt.datetime(2024, 5, 1, tzinfo=dt.UTC)) == [("EK110", "/start")]
    assert problems(Period, end="2024-05-01") == [("EK110", "/end")]


def test_a_subclass_of_a_string_is_no_string() -> None:
    assert problems(place, kind=Word.DIVISION) == [("EK110", "/kind")]


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity", "-1", "-0", "1000000", "0.1234567"])
def test_a_decimal_that_the_wire_cannot_write_is_refused(number: str) -> None:
    assert problems(Penalty, kind="fine", minimum_multiple=Decimal(number)) == [("EK113", "/minimum_multiple")]


@pytest.mark.parametrize("number", ["1E+999999999", "1E-999999999", "0E+999999", "0E-999999"])
def test_a_huge_exponent_costs_nothing(number: str) -> None:
    assert problems(Penalty, kind="fine", maximum_multiple=Decimal(number)) == [("EK113", "/maximum_multiple")]


@pytest.mark.parametrize("number", ["0", "0.05", "5", "1E+3", "1.10", "999999.999999"])
def test_a_decimal_is_kept_as_it_was_given(number: str) -> None:
    assert str(Penalty(kind="fine", minimum_multiple=Decimal(number)).minimum_multiple) == number


@pytest.mark.parametrize("text", ["a\n", "a\u0000", "\ud800", ""])
def test_texts_and_ids_hold_nothing_that_cannot_be_written(text: str) -> None:
    assert problems(place, id=text, names={"zh": text}, source=text) == [
        ("EK113", "/id"),
        ("EK113", "/source"),
        ("EK113", "/names/zh"),
    ]


@pytest.mark.parametrize(
    "value",
    [{1}, object(), b"x", bytearray(), DAY, Decimal(1), float("nan"), float("inf"), "\ud800", Word.DIVISION],
    ids=lambda value: type(value).__name__,
)
def test_extensions_hold_nothing_but_json(value: Any) -> None:
    assert problems(place, extensions={"a": [{"b/c": value}]}) == [("EK110", "/extensions/a/0/b~1c")]
    assert problems(place, extensions=FrozenDict({"a": value})) == [("EK110", "/extensions/a")]


def test_keys_of_extensions_are_strings() -> None:
    assert problems(place, extensions={"a": {1: 2}}) == [("EK110", "/extensions/a")]
    assert problems(place, extensions={"\ud800": 2}) == [("EK110", "/extensions")]


def test_a_frozen_mapping_that_hides_something_mutable_is_refused() -> None:
    assert problems(place, extensions=FrozenDict({"a": [1]})) == [("EK110", "/extensions/a")]
    assert problems(place, extensions=FrozenDict({"a": {}})) == [("EK110", "/extensions/a")]


def test_extensions_without_end_are_refused() -> None:
    loop: dict[str, Any] = {}
    loop["a"] = [loop]
    assert [code for code, _ in problems(place, extensions=loop)] == ["EK113"]


def test_extensions_are_as_deep_as_a_document_may_be() -> None:
    def nested(depth: int) -> dict[str, Any]:
        return {"a": nested(depth - 1)} if depth > 1 else {}

    assert validate(dump_document(place(extensions=nested(63)))).ok
    assert problems(place, extensions=nested(64)) == [("EK113", "/extensions" + "/a" * 63)]


# What never changes -------------------------------------------------------------------------------


def parts(value: Any) -> Iterator[Any]:
    """A value and everything it holds."""
    yield value
    if attrs.has(type(value)):
        inner: Any = [getattr(value, field.name) for field in attrs.fields(type(value))]
    elif isinstance(value, dict):
        inner = [*value, *value.values()]
    else:
        inner = value if isinstance(value, tuple) else ()
    for each in inner:
        yield from parts(each)


@each_type
@given(data=st.data())
@steady(6)
def test_no_record_holds_a_mutable_value(name: str, data: st.DataObject) -> None:
    record = data.draw(records(RECORD_TYPES[name], WORDS))
    plain = {str, int, bool, float, type(None), dt.date, dt.datetime, Decimal, tuple, FrozenDict}
    assert {type(each) for each in parts(record) if not attrs.has(type(each))} <= plain
    assert hash(record) == hash(copy.deepcopy(record))
    assert pickle.loads(pickle.dumps(record)) == record == copy.copy(record) == attrs.evolve(record)
    assert not hasattr(record, "__dict__")


def test_a_record_and_its_mappings_cannot_be_changed() -> None:
    record = place(extensions={"a": {"b": 1}})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.id = "other"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del record.id
    frozen: Any = record.extensions["a"]
    for change in (
        lambda: frozen.update(b=2),
        lambda: frozen.pop("b"),
        lambda: frozen.popitem(),
        lambda: frozen.clear(),
        lambda: frozen.setdefault("c", 1),
        lambda: frozen.__setitem__("b", 2),
        lambda: frozen.__delitem__("b"),
        lambda: frozen.__ior__({"c": 1}),
    ):
        with pytest.raises(TypeError):
            change()
    assert record == place(extensions={"a": {"b": 1}})


def test_a_changed_copy_is_checked_like_a_new_record() -> None:
    assert problems(attrs.evolve, place(), id="") == [("EK113", "/id")]


def test_equal_records_of_different_classes_are_not_equal() -> None:
    assert Party(id="a", kind="enterprise") != place(id="a")
    assert len({place(), place(), place(id="b")}) == 2


def test_a_frozen_mapping_keeps_its_kind_through_pickles_and_copies() -> None:
    frozen = freeze({"a": [{"b": None}]})
    for again in (pickle.loads(pickle.dumps(frozen)), copy.copy(frozen), copy.deepcopy(frozen)):
        assert again == frozen
        assert type(again) is FrozenDict
        assert hash(again) == hash(frozen)


def test_an_invalid_record_travels_between_processes_with_its_findings() -> None:
    with pytest.raises(EnforcekitError) as caught:
        place(id="")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is InvalidRecord
    assert (again.findings, str(again)) == (caught.value.findings, str(caught.value))


def test_a_name_falls_back_to_another_language_and_then_to_the_id() -> None:
    assert [place().label(lang) for lang in ("zh", "en")] == ["溪口镇", "溪口镇"]
    assert Party(id="p", kind="enterprise").label() == "p"


# Periods and the force of a grant -----------------------------------------------------------------


def test_a_period_is_half_open_and_may_be_open_at_either_side() -> None:
    day = dt.timedelta(days=1)
    spring = Period(start=dt.date(2024, 3, 1), end=dt.date(2024, 6, 1))
    for inside in (spring.start, spring.end - day):  # type: ignore[operator]
        assert inside in spring
    for outside in (spring.start - day, spring.end):  # type: ignore[operator]
        assert outside not in spring
    assert all(each in ALWAYS for each in (dt.date.min, DAY, dt.date.max))
    assert dt.date.min in Period(end=DAY)
    assert DAY not in Period(end=DAY)
    assert DAY in Period(start=DAY)
    assert DAY - day not in Period(start=DAY)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_period_has_at_least_one_day(days: int) -> None:
    assert problems(Period, start=DAY, end=DAY - dt.timedelta(days=days)) == [("EK120", "/end")]
    assert DAY in Period(start=DAY, end=DAY + dt.timedelta(days=1))


def test_a_range_is_not_reversed_but_may_be_one_point() -> None:
    low, high = Money(amount=1), Money(amount=2)
    assert problems(Penalty, kind="fine", minimum=high, maximum=low) == [("EK121", "/maximum")]
    assert problems(Penalty, kind="fine", minimum_multiple=Decimal("1.1"), maximum_multiple=Decimal("1.0")) == [
        ("EK121", "/maximum_multiple")
    ]
    Penalty(kind="fine", minimum=low, maximum=low, minimum_multiple=Decimal("1.0"), maximum_multiple=Decimal(1))


def test_a_grant_covers_something() -> None:
    assert problems(delegation, fields=()) == [("EK122", "/items")]
    assert problems(delegation, actions=()) == [("EK117", "/actions")]
    for cells in ({"items": ["a"]}, {"fields": ["water"]}, {"code_prefixes": ["33"]}):
        delegation(**{"fields": (), **cells})


@pytest.mark.parametrize("recalled", [DAY, DAY - dt.timedelta(days=1)])
def test_a_grant_is_recalled_after_its_start(recalled: dt.date) -> None:
    assert problems(delegation, period=Period(start=DAY), recalled_on=recalled) == [("EK123", "/recalled_on")]


RECALL = dt.date(2025, 11, 10)


def test_a_grant_without_a_recall_runs_for_its_period() -> None:
    assert delegation().force == ALWAYS
    assert delegation(period=Period(start=DAY), run_off_days=30).force == Period(start=DAY)


def test_a_recall_with_thirty_days_of_run_off_leaves_the_grant_in_force_on_the_thirtieth_day() -> None:
    force = delegation(recalled_on=RECALL, run_off_days=30).force
    assert dt.date(2025, 12, 10) in force
    assert dt.date(2025, 12, 11) not in force


def test_a_recall_without_run_off_ends_the_grant_on_the_day_of_the_recall() -> None:
    force = delegation(period=Period(start=DAY), recalled_on=RECALL).force
    assert force == Period(start=DAY, end=RECALL)
    assert RECALL - dt.timedelta(days=1) in force
    assert RECALL not in force


def test_a_recall_never_makes_a_grant_longer() -> None:
    for end in (dt.date(2025, 10, 1), dt.date(2025, 11, 20)):
        period = Period(end=end)
        assert delegation(period=period, recalled_on=RECALL, run_off_days=30).force == period


def test_a_run_off_past_the_end_of_the_calendar_ends_with_it() -> None:
    force = delegation(recalled_on=dt.date.max, run_off_days=3660).force
    assert force.end == dt.date.max


@given(grant=records(RECORD_TYPES["delegation"], WORDS))
@steady(80)
def test_the_force_of_any_grant_is_a_period_inside_its_own(grant: Delegation) -> None:
    assert grant.force.start == grant.period.start
    assert grant.period.end is None or (grant.force.end is not None and grant.force.end <= grant.period.end)
    if grant.recalled_on is not None and grant.force.end is not None:
        assert (grant.force.end - grant.recalled_on).days <= grant.run_off_days + 1


# Strategies ---------------------------------------------------------------------------------------


@pytest.mark.slow
@each_type
def test_the_strategies_reach_every_field(name: str) -> None:
    """A strategy that leaves a field at its default would test nothing of it."""
    fields, met = fields_of(RECORD_TYPES[name]), set[str]()

    def reached(record: Any) -> bool:
        met.update(field.name for field in fields if getattr(record, field.name) != field.default)
        return len(met) == len(fields)

    # Without the other phases `find` ends with the first example that completes the set.
    first = settings(max_examples=400, phases=[Phase.generate])
    with suppress(NoSuchExample):
        find(records(RECORD_TYPES[name], WORDS), reached, settings=first)
    assert met == {field.name for field in fields}
