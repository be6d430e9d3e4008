"""PROV-JSON and Open311: who acted for whom, requests of citizens; there and back, losses named."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import json
from typing import Any

import casework
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_exchange_logs import logs

import enforcekit as ek
from enforcekit.errors import InvalidData, MalformedText
from enforcekit.exchange import cases_from_log, cases_to_log
from enforcekit.exchange.log import EventLog, compare_logs
from enforcekit.exchange.open311 import from_open311, to_open311
from enforcekit.exchange.prov import from_prov, to_prov, with_delegation
from enforcekit.model.common import Citation

_KEYS = st.sampled_from(["activity", "agent", "used", "prov:activity", "prov:entity", "prov:startTime", "$", "ek:a"])
WHOLE = casework.structure(casework.HEARD)


@given(logs())
@settings(max_examples=30, deadline=None)
def test_any_log_survives_prov_but_for_what_the_loss_names(log: EventLog) -> None:
    made = to_prov(log)
    assert compare_logs(log, from_prov(json.dumps(made.value)).value, form="PROV-JSON") == made.loss == ()


def test_a_case_survives_prov_whole_and_its_officers_act_for_their_body() -> None:
    log = with_delegation(cases_to_log([casework.HEARD], WHOLE).value, [casework.HEARD], WHOLE)
    made = to_prov(log)
    assert made.loss == ()
    assert cases_from_log(from_prov(made.value).value).value == (casework.HEARD,)
    pairs = {(each["prov:delegate"], each["prov:responsible"]) for each in made.value["actedOnBehalfOf"].values()}
    assert ("ek:officer-1", "ek:department") in pairs


def test_an_entrusted_body_acts_on_behalf_of_the_one_that_entrusted_it() -> None:
    home = casework.HEARD.authority
    item = casework.HEARD.items[0]
    grant = ek.Delegation(
        id="letter",
        mode="entrusted",
        grantors=[home],
        grantee="team",
        items=[item],
        actions=["penalise"],
        period=ek.Period(start=dt.date(2022, 1, 1)),
        published_on=dt.date(2022, 1, 1),
        instruments=[Citation(instrument="entrustment")],
    )
    letter = ek.Instrument(
        id="entrustment", names={"zh": "委托书"}, kind="entrustment_letter", published_on=dt.date(2022, 1, 1)
    )
    team = ek.Authority(
        id="team", names={"zh": "执法站"}, kind="public_institution", places=[casework.HEARD.place], level="county"
    )
    case = ek.Case(
        id="c-9", authority="team", items=[item], place=casework.HEARD.place, events=casework.HEARD.events[:3]
    )
    structure = casework.structure(case, grant, letter, team)
    answer = ek.who_may(structure, "penalise", item=item, place=case.place, on=case.events[-1].at.date())
    (found,) = [each for each in answer.competences if each.authority == "team"]
    assert found.in_name_of == home
    made = to_prov(with_delegation(cases_to_log([case]).value, [case], structure)).value
    assert {"prov:delegate": "ek:team", "prov:responsible": f"ek:{home}"} in made["actedOnBehalfOf"].values()


@pytest.mark.parametrize(
    "payload",
    [{}, [], {"activity": 3}, {"agent": {"a": 3}}, {"activity": {"a": {"prov:startTime": "soon"}}}, {"used": {}}],
)
def test_what_is_no_prov_is_refused(payload: Any) -> None:
    with pytest.raises(InvalidData) as caught:
        from_prov(json.dumps(payload))
    assert {each.code for each in caught.value.findings} == {"EK846"}


def test_what_prov_says_beyond_a_log_is_named() -> None:
    found = from_prov(
        {
            "activity": {"x:a": {"prov:startTime": "2025-03-03T09:00:00"}, "x:b": {}},
            "wasGeneratedBy": {"_:1": {}},
            "wasAssociatedWith": {"_:2": {"prov:activity": "x:a"}},
        }
    )
    assert [each.code for each in found.loss] == ["EK830", "EK830", "EK831", "EK830"]
    assert [each.id for each in found.value.events] == ["x:a"]


@given(st.recursive(st.none() | st.text(max_size=3), lambda inner: st.dictionaries(_KEYS, inner, max_size=3)))
@settings(max_examples=50, deadline=None)
def test_any_json_is_read_or_refused(value: Any) -> None:
    with contextlib.suppress(InvalidData, MalformedText):
        from_prov(value)


@pytest.mark.skipif(importlib.util.find_spec("prov") is None, reason="prov is installed in an environment of its own")
@pytest.mark.filterwarnings("ignore")
def test_the_prov_package_reads_what_is_written() -> None:
    from prov.model import ProvDocument  # type: ignore[import-not-found,import-untyped,unused-ignore]

    log = with_delegation(cases_to_log([casework.HEARD], WHOLE).value, [casework.HEARD], WHOLE)
    read = ProvDocument.deserialize(content=json.dumps(to_prov(log).value), format="json")
    kinds = [type(each).__name__ for each in read.get_records()]
    assert kinds.count("ProvActivity") == len(log.events)
    assert kinds.count("ProvDelegation") >= 2
    again = from_prov(read.serialize(format="json")).value
    assert {each.id for each in again.events} == {each.id for each in log.events}


# Open311


SAID = {
    "service_request_id": "638344",
    "service_code": "007",
    "service_name": "Rubbish",
    "description": "rubbish on the road",
    "requested_datetime": "2025-09-22T09:00:00+08:00",
    "status": "open",
    "lat": 29.6,
    "long": 121.2,
    "extended_attributes": {"photos": ["a", "b"]},
}


def test_a_service_request_comes_back_as_it_came() -> None:
    found = from_open311(SAID, id="k-1", receiver="xikou-town")
    assert found.loss == ()
    assert to_open311(found.value).value == SAID


def test_a_time_in_utc_is_the_same_moment_and_the_loss_says_how_it_is_written() -> None:
    found = from_open311({**SAID, "requested_datetime": "2025-09-22T01:00:00Z"}, id="k", receiver="a")
    assert [each.pointer for each in found.loss] == ["/requested_datetime"]


def test_a_complaint_of_ours_loses_what_the_loss_names() -> None:
    ours = ek.Complaint(
        id="k-2",
        kind="report",
        channel="hotline",
        receiver="xikou-town",
        received_at=dt.datetime(2025, 9, 22, 9, tzinfo=dt.UTC),
        place="330213100",
        text={"zh": "路边有垃圾"},
    )
    lost = {each.pointer for each in to_open311(ours).loss}
    assert {"/k-2/channel", "/k-2/place"} <= lost
    assert "/k-2/received_at" not in lost


def test_everything_that_a_document_of_others_says_is_read_or_named() -> None:
    time = {"prov:startTime": "2025-03-03T09:00:00Z", "prov:endTime": "2025-03-03T09:00:00Z"}
    found = from_prov(
        {
            "activity": {
                "x:a": {
                    **time,
                    "prov:type": [{"$": "x:walk", "type": "xsd:QName"}, "x:slow"],
                    "x:steps": {"$": "12", "type": "xsd:int"},
                    "x:far": {"$": "1.5", "type": "xsd:double"},
                    "x:wet": {"$": "true", "type": "xsd:boolean"},
                    "x:said": {"$": "gut", "lang": "de"},
                    "x:when": {"$": "P1D", "type": "xsd:duration"},
                    "x:many": [1, 2],
                },
            },
            "agent": {"x:p": {"prov:type": "prov:Person"}, "x:q": {}},
            "entity": {"x:o": {"prov:type": "officer"}},
            "wasAssociatedWith": {
                "x:r": {"prov:activity": "x:a", "prov:agent": "x:p"},
                "_:2": {"prov:activity": "x:gone", "prov:agent": "x:p"},
                "_:3": {"prov:activity": "x:a", "prov:agent": "x:nobody"},
            },
            "actedOnBehalfOf": {"_:4": {"prov:delegate": "x:p", "prov:responsible": "x:q", "prov:role": "clerk"}},
        }
    )
    assert found.value.events[0].attributes == {
        "x:steps": 12, "x:far": 1.5, "x:wet": True, "x:said": "gut", "x:when": "P1D"
    }  # fmt: skip
    prefix = "the log has no place for "
    assert [each.message["en"].removeprefix(prefix) for each in found.loss] == [
        "name of a wasAssociatedWith: x:r",
        "wasAssociatedWith to what is no agent or entity of the document: x:nobody",
        "actedOnBehalfOf prov:role: clerk",
        "that officer is an entity: x:o",
        "that prov:Person is an agent: x:p",
        "the log holds agent without a type as authority, not as —",
        "lang of attribute x:said: de",
        "type of attribute x:when: xsd:duration",
        "attribute x:many: [1, 2]",
        "second type of an activity: x:slow",
        "relation of what the document does not describe: x:gone, x:p",
    ]
