"""Event logs there and back: OCEL 2.0, XES, the cases they tell of; what is lost is named, what is no log refused."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import json
from pathlib import Path
from typing import Any

import attrs
import casework
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import records

import enforcekit as ek
from enforcekit.errors import InvalidData, MalformedText
from enforcekit.exchange import (
    EventLog,
    LogEvent,
    LogObject,
    Tie,
    cases_from_log,
    cases_to_log,
    from_ocel,
    from_prov,
    from_xes,
    to_ocel,
    to_prov,
    to_xes,
)
from enforcekit.exchange.log import compare_logs
from enforcekit.model.request import Turn
from enforcekit.packs.cn import PACK

NOW = dt.datetime(2025, 3, 3, 9, 30, 0, 125000, tzinfo=dt.timezone(dt.timedelta(hours=8)))
HOSTILE = '<x a="1">&amp;;%3B\n\t=1+1 镇\u2028'


def told(*events: LogEvent, **types: str) -> EventLog:
    return EventLog(events=events, objects=tuple(LogObject(id=id, type=type_) for id, type_ in types.items()))


def event(id: str, *ties: Tie, hours: int = 0, **attributes: Any) -> LogEvent:
    time = NOW + dt.timedelta(hours=hours)
    return LogEvent(id=id, activity="file", time=time, attributes=attributes, related=ties)


_NAME = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8)
_MOMENT = st.datetimes(timezones=st.just(dt.UTC))
_SCALAR = st.one_of(
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    _MOMENT,
)
_ATTRIBUTES = st.dictionaries(_NAME, _SCALAR, max_size=3)


@st.composite
def logs(draw: st.DrawFn) -> EventLog:
    ids = draw(st.lists(_NAME, unique=True, max_size=4))
    related = st.lists(st.builds(Tie, st.sampled_from(ids), _NAME), max_size=3).map(tuple) if ids else st.just(())
    kinds = st.sampled_from(["case", "officer", "镇:"])
    objects = [LogObject(id=id, type=draw(kinds), attributes=draw(_ATTRIBUTES), related=draw(related)) for id in ids]
    events = [
        LogEvent(id=id, activity=draw(_NAME), time=draw(_MOMENT), attributes=draw(_ATTRIBUTES), related=draw(related))
        for id in draw(st.lists(_NAME, unique=True, max_size=4))
    ]
    return EventLog(events=tuple(events), objects=tuple(objects))


@given(logs())
@settings(max_examples=30, deadline=None)
def test_any_log_survives_ocel_but_for_what_the_loss_names(log: EventLog) -> None:
    made = to_ocel(log)
    back = from_ocel(json.dumps(made.value)).value
    assert (back == log) or made.loss
    assert compare_logs(log, back, form="OCEL 2.0") == made.loss
    assert all("attribute" in each.message["en"] for each in made.loss)  # nothing but the types of attributes


@given(logs())
@settings(max_examples=30, deadline=None)
def test_any_log_survives_xes_but_for_what_the_loss_names(log: EventLog) -> None:
    made = to_xes(log)
    assert compare_logs(log, from_xes(made.value).value, form="XES") == made.loss


def test_one_event_of_two_cases_stands_in_both_traces_and_comes_back_once() -> None:
    log = told(event("e1", Tie("a", "case"), Tie("b", "case")), a="case", b="case")
    made = to_xes(log)
    assert made.value.count(b"<event>") == 2
    assert (from_xes(made.value).value, made.loss) == (log, ())


def test_the_loss_of_xes_names_what_it_has_no_place_for() -> None:
    log = EventLog(
        events=(event("e1", Tie("a", "case"), Tie("town", "authority")), event("e2", Tie("town", "authority"))),
        objects=(
            LogObject(id="a", type="case"),
            LogObject(id="town", type="authority", attributes={"level": "township"}, related=(Tie("a", "of"),)),
            LogObject(id="far", type="place"),
        ),
    )
    assert [each.message["en"] for each in to_xes(log).loss] == [
        "XES has no place for authority attribute level: township",
        "XES has no place for relation of authority to case: a",
        "XES has no place for objects of type place: far",
        "XES has no place for event: e2",
    ]


def test_mixed_types_of_one_attribute_become_one_and_the_loss_says_so() -> None:
    made = to_ocel(told(event("e1", n=1), event("e2", n=2.5), event("e3", m=True), event("e4", m="x")))
    assert made.value["eventTypes"][0]["attributes"] == [
        {"name": "n", "type": "float"},
        {"name": "m", "type": "string"},
    ]
    assert [each.message["en"] for each in made.loss] == [
        "OCEL 2.0 holds event attribute n as 1.0, not as 1",
        "OCEL 2.0 holds event attribute m as True, not as True",
    ]


def test_hostile_texts_pass_through_both_formats() -> None:
    log = told(
        event(HOSTILE, Tie(HOSTILE, "case"), Tie("o;%1", "by"), word=HOSTILE), **{HOSTILE: "case", "o;%1": "a:b"}
    )
    assert from_ocel(to_ocel(log).value).value == log
    assert from_xes(to_xes(log).value).value == log


def test_a_character_that_xml_cannot_hold_is_named_in_the_loss() -> None:
    made = to_xes(told(event("e1", Tie("a", "case"), word="x\x00"), a="case"))
    assert [each.code for each in made.loss] == ["EK831"]


def test_every_problem_of_a_log_is_said_at_once() -> None:
    with pytest.raises(InvalidData) as caught:
        told(event("e1", Tie("x")), event("e1", bad=None), event("e3", when=dt.datetime(2025, 1, 1)))  # noqa: DTZ001
    assert [each.code for each in caught.value.findings] == ["EK840", "EK841", "EK842", "EK842"]


# Cases


@pytest.mark.parametrize("case", casework.CLEAN.values(), ids=lambda each: each.id)
def test_a_case_survives_both_formats_whole(case: ek.Case) -> None:
    made = cases_to_log([case], casework.structure(case))
    assert made.loss == ()
    for back in (from_ocel(to_ocel(made.value).value), from_xes(to_xes(made.value).value)):
        assert cases_from_log(back.value).value == (case,)


@pytest.mark.slow
@given(records(ek.Case, PACK.vocabulary))
@settings(max_examples=40, deadline=None)
def test_any_case_becomes_a_log_and_comes_back_but_for_what_is_named(case: ek.Case) -> None:
    made = cases_to_log([case])
    back = cases_from_log(from_ocel(json.dumps(to_ocel(made.value).value)).value).value
    assert back == (case,)
    assert made.loss == ()


def test_names_of_related_records_come_from_the_structure() -> None:
    ningbo = ek.example("ningbo")
    case = ningbo.all(ek.Case)[0]
    objects = {each.id: each for each in cases_to_log([case], ningbo).value.objects}
    assert objects[case.authority].attributes["names/zh"] == ningbo[case.authority].label("zh")
    assert objects[case.authority].type == "authority"


def test_requests_and_complaints_are_logs_too() -> None:
    turn = ek.Turn(kind="accept", at=NOW, authority="far")
    asked = ek.Request(
        id="r", kind="evidence_assistance", asking="a", asked=["far"], asked_on=dt.date(2025, 3, 1), events=[turn]
    )
    log = cases_to_log([asked]).value
    assert {tie.object for tie in log.events[0].related} == {"r", "a", "far"}
    assert cases_from_log(log).value == (asked,)


def test_events_of_no_record_are_counted_in_the_loss() -> None:
    found = cases_from_log(told(event("e1", Tie("a", "case")), event("e2"), a="case"))
    assert found.value == ()
    assert [each.message["en"] for each in found.loss] == [
        "a set of records has no place for event of no record: e1 (2 times)"
    ]


# Files of others


def test_an_older_value_of_an_ocel_attribute_is_named_in_the_loss() -> None:
    payload = {
        "eventTypes": [],
        "objectTypes": [{"name": "item", "attributes": [{"name": "price", "type": "float"}]}],
        "events": [{"id": "e", "type": "sell", "time": "2022-01-09T15:00:00", "relationships": []}],
        "objects": [
            {
                "id": "i",
                "type": "item",
                "attributes": [
                    {"name": "price", "time": "2022-02-01T00:00:00Z", "value": "7.5"},
                    {"name": "price", "time": "1970-01-01T00:00:00Z", "value": 5},
                ],
            }
        ],
    }
    found = from_ocel(payload)
    assert found.value.objects[0].attributes == {"price": 7.5}
    assert [each.code for each in found.loss] == ["EK830", "EK830", "EK831"]
    assert "time since which item attribute price has its value" in found.loss[1].message["en"]
    assert found.value.events[0].time == dt.datetime(2022, 1, 9, 15, tzinfo=dt.UTC)


def test_what_an_ocel_file_says_beyond_a_log_is_named() -> None:
    of_item = [{"name": "price", "type": "string"}, {"name": "colour", "type": "string"}]
    found = from_ocel(
        {
            "eventTypes": [{"name": "sell", "attributes": []}],
            "objectTypes": [{"name": "item", "attributes": of_item}],
            "version": "x",
            "events": [],
            "objects": [
                {
                    "id": "i",
                    "type": "item",
                    "colour": "red",
                    # Which is the last is asked of the moments, not of their letters.
                    "attributes": [
                        {"name": "price", "time": "2022-02-01T01:00:00+08:00", "value": 5, "unit": "yuan"},
                        {"name": "price", "time": "2022-01-31T18:00:00Z", "value": 7},
                    ],
                    "relationships": [{"objectId": "i", "qualifier": "self", "weight": 1}],
                }
            ],
        }
    )
    assert found.value.objects[0].attributes == {"price": 7}
    assert [each.message["en"].removeprefix("the log has no place for ") for each in found.loss] == [
        "OCEL key version: x",
        "object key colour: red",
        "item attribute key unit: yuan",
        "earlier value of item attribute price: 5",
        "time since which item attribute price has its value: 2022-01-31T18:00:00+00:00",
        "relationship key weight: 1",
        "type that no event has: sell",
        "the log holds type of item attribute price as integer, not as string",
        "attribute of item that no object has: colour",
    ]


def test_a_xes_file_of_another_tool_is_read_and_what_is_left_is_named() -> None:
    data = b"""<log xmlns="http://www.xes-standard.org/"><string key="origin" value="tool"/>
        <trace><string key="concept:name" value="c"/><event><string key="concept:name" value="a"/>
        <date key="time:timestamp" value="2010-12-30T11:02:00.000+01:00"/><string key="org:resource" value="Sara"/>
        <string key="note" value="x"><string key="deep" value="y"/></string><float key="cost" value="1.5"/>
        <float key="gone" value="NaN"/>
        <list key="many"><values><int key="n" value="1"/></values></list></event>
        <event><string key="concept:name" value="no time"/></event></trace>
        <trace><string key="concept:name" value="c"/></trace></log>"""
    found = from_xes(data)
    (only,) = found.value.events
    assert (only.id, only.attributes, only.related) == (
        "c#1",
        {"note": "x", "cost": 1.5},
        (Tie("c", "case"), Tie("Sara", "officer")),
    )
    assert [each.message["en"].partition("place for ")[2].partition(":")[0] for each in found.loss[:-1]] == [
        "attribute of the log origin",
        "attribute inside string deep",
        "event attribute gone",
        "event attribute many",
        "attribute inside values n",
        "event without a time",
    ]
    assert "c#2" in found.loss[-1].message["en"]


BOMB = b'<!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><log><trace/></log>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no element found"),
        (b"<log>", "no element found"),
        (b"<html/>", "root is not log"),
        (BOMB, "document type"),
        (BOMB.decode().encode("utf-16"), "document type"),
        (b"<log>" + b"<a>" * 9999, "deeper than 64"),
        (b'<log><trace><int key="n" value="1e400000"/></trace></log>', "is no int"),
        (b'<log><trace><float key="n" value="1e999"/></trace></log>', "is no float"),
    ],
)
def test_what_is_no_xes_is_refused_with_its_line(data: bytes, reason: str) -> None:
    with pytest.raises(MalformedText) as caught:
        from_xes(data)
    (finding,) = caught.value.findings
    assert finding.code == "EK844"
    assert finding.line == 1
    assert reason in finding.message["en"]


WHOLE = to_ocel(told(event("e1", Tie("a", "case"), n=1), a="case")).value


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_damaged_ocel_is_read_or_refused_with_a_reason(data: st.DataObject) -> None:
    value: Any = json.loads(json.dumps(WHOLE))
    place: Any = value
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
            place = place[key]
            continue
        place[key] = data.draw(st.sampled_from([None, 7, "x", [], {}, [None], {"id": 3}, 1e300, True]))
        break
    with contextlib.suppress(InvalidData):
        from_ocel(value)


@given(st.binary(max_size=40), st.integers(0, 600), st.integers(0, 30))
@settings(max_examples=80, deadline=None)
def test_damaged_xes_is_read_or_refused_with_a_reason(noise: bytes, at: int, gone: int) -> None:
    data = to_xes(told(event("e1", Tie("a", "case"), n=1), a="case")).value
    with contextlib.suppress(MalformedText, InvalidData):
        from_xes(data[:at] + noise + data[at + gone :])


@pytest.mark.skipif(importlib.util.find_spec("pm4py") is None, reason="pm4py is installed in an environment of its own")
@pytest.mark.filterwarnings("ignore")
def test_pm4py_reads_what_is_written_and_we_read_what_it_writes(tmp_path: Path) -> None:
    import pm4py  # type: ignore[import-not-found,unused-ignore]

    cases = list(casework.CLEAN.values())
    log = cases_to_log(cases, casework.structure(*cases)).value
    many, flat = tmp_path / "cases.jsonocel", tmp_path / "cases.xes"
    many.write_text(json.dumps(to_ocel(log).value), encoding="utf-8")
    flat.write_bytes(to_xes(log).value)

    theirs = pm4py.read_ocel2_json(str(many))
    assert set(theirs.events["ocel:eid"]) == {each.id for each in log.events}
    assert set(theirs.objects["ocel:type"]) == set(log.object_types)
    assert len(theirs.relations) == sum(len(each.related) for each in log.events)
    again = tmp_path / "again.jsonocel"
    pm4py.write_ocel2_json(theirs, str(again))
    back = from_ocel(again.read_bytes()).value
    assert {each.id: set(each.related) for each in back.events} == {each.id: set(each.related) for each in log.events}

    frame = pm4py.read_xes(str(flat))
    assert len(frame) == len(log.events)
    assert set(frame["case:concept:name"]) == {each.id for each in cases}
    assert sorted(frame["concept:name"]) == sorted(each.activity for each in log.events)
    assert pm4py.get_start_activities(frame)
    pm4py.write_xes(frame, str(tmp_path / "again.xes"))
    found = from_xes((tmp_path / "again.xes").read_bytes()).value
    assert {each.id for each in found.events} == {each.id for each in log.events}


def test_a_time_without_a_zone_is_taken_for_utc_by_every_reader_and_the_loss_says_so() -> None:
    naive = "2025-03-03T09:00:00"
    ocel = {"eventTypes": [], "objectTypes": [], "objects": [], "events": [{"id": "e", "type": "file", "time": naive}]}
    prov = {"activity": {"ex:e": {"prov:startTime": naive}}}
    xes = f'<log><trace><event><date key="time:timestamp" value="{naive}"/></event></trace></log>'
    for found in (from_ocel(ocel), from_prov(prov), from_xes(xes.encode())):
        assert found.value.events[0].time == dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
        assert [(each.code, "without a zone" in each.message["en"]) for each in found.loss] == [("EK831", True)]


# What is of one record stays with it


def test_an_event_of_a_notice_is_never_taken_for_one_of_the_case_it_is_about() -> None:
    case = casework.HEARD
    notice = ek.SupervisionNotice(
        id="n-1",
        kind="reminder",
        issuer="town",
        recipient="town",
        issue="late_decision",
        issued_on=NOW.date(),
        cases=[case.id],
        events=[Turn(kind="issue", at=NOW)],
    )
    made = to_xes(cases_to_log([notice, case]).value)
    back = cases_from_log(from_xes(made.value).value)
    assert back.value == (case,)
    assert "event of no record: n-1#1" in " ".join(each.message["en"] for each in back.loss)


def test_events_that_were_told_late_keep_their_place_in_the_case() -> None:
    late = attrs.evolve(casework.HEARD, events=tuple(reversed(casework.HEARD.events)))
    for there, back in ((to_ocel, from_ocel), (to_xes, from_xes), (to_prov, from_prov)):
        log: Any = there(cases_to_log([late]).value).value
        assert cases_from_log(back(log).value).value == (late,)


def test_a_relation_that_stands_twice_is_lost_by_name() -> None:
    log = told(event("e1", Tie("a", "case"), Tie("a", "case")), a="case")
    assert [each.message["en"] for each in to_xes(log).loss] == ["XES has no place for relation to case: a"]


def xes(*traces: str) -> Any:
    return from_xes(f"<log>{''.join(f'<trace>{each}</trace>' for each in traces)}</log>".encode())


def entry(day: int, *more: str) -> str:
    time = f'<date key="time:timestamp" value="2025-03-0{day}T09:00:00Z"/>'
    return f'<event><id key="identity:id" value="e"/>{time}{"".join(more)}</event>'


@pytest.mark.parametrize(
    "traces",
    [
        (entry(1) + entry(2),),
        (entry(1) + entry(1),),
        (entry(1), entry(2)),
        (entry(1), entry(1, '<string key="note" value="x"/>')),
        (entry(1), entry(1, '<string key="object:officer:by" value="o-1"/>')),
    ],
)
def test_two_events_of_one_id_that_are_not_the_same_stay_two(traces: tuple[str, ...]) -> None:
    found = xes(*traces)
    assert [each.id for each in found.value.events] == ["e", "e#2"]
    assert "id of an event" in found.loss[0].message["en"]


def test_a_resource_that_is_none_of_the_officers_is_named() -> None:
    both = '<string key="object:officer:by" value="o-1"/><string key="org:resource" value="Sara"/>'
    assert [each.message["en"] for each in xes(entry(1, both)).loss] == [
        "the log has no place for org:resource beside relations to an officer: Sara"
    ]


def test_what_a_xes_file_declares_of_itself_is_named() -> None:
    found = from_xes(
        b"""<log><extension name="Cost" prefix="cost" uri="x"/><extension name="Time" prefix="time" uri="x"/>
        <global scope="event"><string key="cost:total" value="0"/><string key="concept:name" value=""/></global>
        <classifier name="C" keys="cost:total"/><foo bar="1"/><trace><string value="x"/></trace></log>"""
    )
    assert [each.message["en"].partition("place for ")[2] for each in found.loss] == [
        "extension of the log: cost",
        "attribute inside global cost:total: 0",
        "classifier of the log: cost:total",
        "foo of the log: 1",
        "string of the trace: x",
    ]
