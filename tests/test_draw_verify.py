"""Verification: whatever is altered in a transcript is caught and named."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from draws import BEACON, NODE, OBJECTS, OFFICERS, RULE, SECRETS, changed_after, node, published, simple
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcekit.errors import InvalidData
from enforcekit.inspection import draw as phases
from enforcekit.inspection.draw import draw, finish, plan_draw, substitute
from enforcekit.inspection.verify import verify_draw
from enforcekit.model.draw import (
    Draw,
    DrawBeacon,
    DrawObject,
    DrawOfficer,
    DrawParticipant,
    DrawRecusal,
    DrawRole,
    DrawRule,
    DrawStratum,
)
from enforcekit.wire.validate import dump_document


def codes(transcript: Any, **anchors: Any) -> set[str]:
    return {finding.code for finding in verify_draw(transcript, **anchors).findings}


def pointers(transcript: Any, **anchors: Any) -> set[str]:
    return {finding.pointer for finding in verify_draw(transcript, **anchors).findings if finding.severity != "advice"}


def test_an_honest_draw_verifies_from_the_record_the_document_and_its_text() -> None:
    done = changed_after()
    document = dump_document(done)
    for transcript in (done, document, json.dumps(document), json.dumps(document, ensure_ascii=False).encode()):
        verdict = verify_draw(transcript, published=done.plan_hash, beacon=BEACON)
        assert (verdict.ok, verdict.outcome, verdict.findings) == (True, "drawn", ())
    assert verify_draw(done, published=plan_draw(OBJECTS, OFFICERS, RULE, id=done.id), beacon=BEACON).findings == ()
    assert verdict.explain("zh") == "HQ-2026-0001: 核验通过 (已抽取)"
    assert verdict.to_dict() == {
        "draw": "HQ-2026-0001", "ok": True, "outcome": "drawn", "plan_hash": done.plan_hash, "findings": [],
    }  # fmt: skip


def test_what_was_not_compared_is_said() -> None:
    assert codes(published()) == {"EK559"}
    assert verify_draw(published()).ok
    assert "the plan, the beacon" in verify_draw(published()).explain()


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value that is no object or array, and of every entry of an array."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield (*path, index)
            if not isinstance(each, str | int):
                yield from leaves(each, (*path, index))
    else:
        yield path


def forgeries(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every single alteration of a transcript that can mean something: a value changed, an entry taken out."""
    for path in leaves(document):
        if path[0] in ("type", "schema_version") or path[-1] == "reason":
            continue
        # The last change after the draw can be left out: that is the transcript as it was before (see below).
        last = path == ("substitutions", len(document["substitutions"]) - 1)
        for how in ("change",) if last else ("change", "drop"):
            forged = copy.deepcopy(document)
            at = forged
            for step in path[:-1]:
                at = at[step]
            value = at[path[-1]]
            if how == "drop" and (isinstance(path[-1], int) or path[-1] in ("weight", "seed", "outcome", "officer")):
                del at[path[-1]]
            elif how == "change" and isinstance(value, int):
                at[path[-1]] = value + 1
            elif how == "change" and isinstance(value, str):
                at[path[-1]] = value[:-1] + ("0" if value[-1] != "0" else "1")
            else:
                continue
            yield f"{how} {'/'.join(map(str, path))}", forged


FORGERIES = dict(forgeries(dump_document(changed_after())))


@pytest.mark.parametrize("name", FORGERIES)
def test_every_single_alteration_is_caught_without_any_anchor(name: str) -> None:
    verdict = verify_draw(FORGERIES[name])
    assert not verdict.ok
    assert all(finding.message["zh"] and finding.message["en"] for finding in verdict.findings)


@pytest.mark.parametrize(
    ("place", "code", "pointer"),
    [
        (lambda d: d["objects"][0].update(weight=5), "EK542", "/objects"),
        (lambda d: d["objects"].pop(3), "EK542", "/objects"),
        (lambda d: d["objects"].append({"id": "NEW", "stratum": "A"}), "EK542", "/objects"),
        (lambda d: d["officers"][0].update(cap=9), "EK542", "/officers"),
        (lambda d: d["rule"]["recusals"].pop(), "EK542", "/rule/recusals"),
        (lambda d: d["rule"]["strata"][0].update(size=1), "EK542", "/rule/strata"),
        (lambda d: d["rule"]["participants"][0].update(phase="late"), "EK542", "/rule/participants"),
        (lambda d: d.update(plan_hash="00" * 32), "EK543", "/plan_hash"),
        (lambda d: d["rule"].update(beacon_spec="text:another"), "EK543", "/plan_hash"),
        (lambda d: d["commitments"].pop(), "EK546", "/commitments"),
        (lambda d: d["reveals"].pop(), "EK547", "/reveals"),
        (lambda d: d["reveals"][1].update(secret="00" * 32), "EK548", "/reveals/1/secret"),
        (lambda d: d["reveals"].append({"participant": "x", "secret": "00" * 32}), "EK549", "/reveals/2/participant"),
        (lambda d: d["beacon"].update(value="00"), "EK551", "/seed"),
        (lambda d: d.update(seed="00" * 32), "EK551", "/seed"),
        (lambda d: d.update(outcome="void", missing=["agency"]), "EK552", "/outcome"),
        (lambda d: d["results"][0]["selected"].reverse(), "EK553", "/results/0/selected"),
        (lambda d: d["results"].pop(), "EK553", "/results"),
        (lambda d: d["results"][0]["selected"][0].update(ticket="00" * 32), "EK554", "/results/0/selected/0/ticket"),
        (lambda d: d["results"][0]["reserve"].reverse(), "EK555", "/results/0/reserve"),
        (lambda d: d["results"][1]["selected"][0]["team"].reverse(), "EK556", "/results/1/selected/0/team"),
        (lambda d: d["substitutions"][0].update(replacement="FIRM-0008"), "EK557", "/substitutions/0/replacement"),
        (lambda d: d["substitutions"].pop(0), "EK557", "/substitutions/0/replacement"),
    ],
)
def test_a_finding_names_what_was_altered(place: Any, code: str, pointer: str) -> None:
    document = dump_document(changed_after())
    place(document)
    found = {(finding.code, finding.pointer) for finding in verify_draw(document).findings}
    assert (code, pointer) in found


def test_a_seed_altered_alone_is_the_only_finding() -> None:
    forged = attrs.evolve(published(), seed="00" * 32)
    assert codes(forged) == {"EK551", "EK559"}


def test_a_transcript_rewritten_as_a_whole_is_caught_by_what_was_published() -> None:
    honest = published()
    objects, rule = OBJECTS[1:], attrs.evolve(RULE, recusals=RULE.recusals[1:])
    forged = published(pool=[*objects, DrawObject(id="FIRM-0099", stratum="A")], rule=rule)
    assert verify_draw(forged).ok
    assert codes(forged, published=honest.plan_hash, beacon=BEACON) == {"EK544"}
    found = verify_draw(forged, published=honest, beacon=BEACON).findings
    named = {(each.code, each.pointer, *each.witness) for each in found}
    assert named == {
        ("EK544", "/plan_hash"),
        ("EK545", "/objects", "FIRM-0001"),
        ("EK545", "/objects", "FIRM-0099"),
        ("EK545", "/rule/recusals", "FIRM-0002 / OFF-02"),
        ("EK545", "/commitments", "agency"),
        ("EK545", "/commitments", "supervisor"),
    }


def test_a_change_that_has_gone_since_is_caught_by_the_transcript_as_it_was_published() -> None:
    later, earlier = changed_after(), published()
    assert verify_draw(later, published=earlier, beacon=BEACON).findings == ()
    assert codes(earlier, published=later, beacon=BEACON) == {"EK545"}
    assert pointers(earlier, published=later) == {"/substitutions/0", "/substitutions/1"}


def test_a_beacon_that_is_not_the_one_emitted_is_caught_by_its_source() -> None:
    chosen = b"chosen--" * 8
    forged = published(beacon=chosen)
    assert codes(forged, published=forged.plan_hash, beacon=BEACON) == {"EK550"}
    assert codes(forged, published=forged.plan_hash, beacon=DrawBeacon(value=chosen.hex())) == set()


def test_void_and_unstarted_draws_say_so_and_never_verify_as_drawn() -> None:
    plan = plan_draw(OBJECTS, OFFICERS, RULE, id="D")
    assert (verify_draw(plan).ok, verify_draw(plan).outcome) == (True, "open")
    plan = phases.commit(plan, {n: phases.commitment(plan.plan_hash or "", n, r) for n, r in SECRETS.items()})
    unstarted = finish(phases.set_beacon(plan, BEACON))
    void = finish(phases.set_beacon(phases.reveal(plan, "agency", SECRETS["agency"]), BEACON))
    for done, outcome, who in ((unstarted, "not_started", "agency"), (void, "void", "supervisor")):
        verdict = verify_draw(done, published=plan, beacon=BEACON)
        assert (verdict.ok, verdict.outcome) == (False, outcome)
        assert {each.code for each in verdict.findings} == {"EK547"}
        assert who in {name for each in verdict.findings for name in each.witness}
        assert "EK552" in codes(attrs.evolve(done, missing=()))
        assert "EK552" in codes(attrs.evolve(done, outcome="drawn", missing=(), seed="00" * 32))


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 12 if day < 10 else 11, day, hour, tzinfo=dt.UTC)


def test_what_comes_too_late_or_too_early_is_named() -> None:
    done = published()
    agency, supervisor = done.reveals
    good = attrs.evolve(
        done,
        published_at=at(30, 2),
        reveals=(attrs.evolve(agency, at=at(1, 1)), attrs.evolve(supervisor, at=at(1, 3))),
        beacon=attrs.evolve(done.beacon, at=at(1, 2)),
    )
    assert verify_draw(good).ok
    for changes, pointer in (
        ({"published_at": at(1, 1)}, "/published_at"),
        ({"reveals": (attrs.evolve(agency, at=at(1, 2)), supervisor)}, "/reveals/0/at"),
        ({"reveals": (agency, attrs.evolve(supervisor, at=at(1, 1)))}, "/reveals/1/at"),
        ({"beacon": attrs.evolve(done.beacon, at=at(2, 2))}, "/beacon/at"),
    ):
        late = attrs.evolve(good, **changes)
        assert (codes(late), pointers(late)) == ({"EK558", "EK559"}, {pointer})
        assert not verify_draw(late).ok


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "EK101"),
        (b"\xff\xfe", "EK107"),
        ({}, "EK111"),
        ({"type": "place", "schema_version": "1.0", "id": "p", "names": {"zh": "甲"}}, "EK540"),
        ({"type": "draw", "schema_version": "9", "id": "d"}, "EK125"),
        ({"type": "draw", "schema_version": "1.0", "id": "d", "rule": {"beacon_spec": "text:x"}}, "EK541"),
        ({"type": "draw", "schema_version": "1.0", "id": "d", "rule": 5}, "EK110"),
    ],
)
def test_what_is_no_transcript_is_a_finding_and_never_a_crash(document: Any, code: str) -> None:
    verdict = verify_draw(document)
    assert not verdict.ok
    assert code in {finding.code for finding in verdict.findings}


def test_a_transcript_with_an_impossible_plan_is_not_replayed() -> None:
    document = dump_document(published())
    document["objects"][0]["weight"] = 2**32 - 1
    assert {"EK529", "EK542"} <= codes(document)


# Any draw at all

NAMES = st.sampled_from(["a", "b", "é", "企", "𠮷", "\uffee", "a b", "Z", "ab"])


@st.composite
def plans(draw_: Any) -> dict[str, Any]:
    firms = draw_(st.lists(NAMES, min_size=1, max_size=8, unique=True))
    people = draw_(st.lists(NAMES, min_size=1, max_size=6, unique=True))
    strata = draw_(st.lists(NAMES, min_size=1, max_size=2, unique=True))
    fields = ["x", "y"]
    objects = [
        DrawObject(id=each, stratum=draw_(st.sampled_from(strata)), weight=draw_(st.integers(0, 3))) for each in firms
    ]
    officers = [
        DrawOfficer(
            id=each,
            agency="甲",
            qualifications=tuple(draw_(st.lists(st.sampled_from(fields), min_size=1, unique=True))),
            cap=draw_(st.sampled_from([0, 1, 2, 9])),
        )
        for each in people
    ]
    roles = st.lists(st.builds(DrawRole, qualification=st.sampled_from(fields), officers=st.integers(1, 2)), max_size=2)
    recusals = st.lists(st.tuples(st.sampled_from(firms), st.sampled_from(people)), max_size=4, unique=True)
    able = {name: sum(each.stratum == name and each.weight > 0 for each in objects) for name in strata}
    sizes = {name: draw_(st.integers(min(1, able[name]), able[name])) for name in strata}
    return {
        "pool": objects,
        "officers": officers,
        "rule": DrawRule(
            strata=tuple(DrawStratum(id=s, size=sizes[s], roles=tuple(draw_(roles))) for s in strata),
            recusals=tuple(DrawRecusal(object=a, officer=b) for a, b in draw_(recusals)),
            participants=(DrawParticipant(id="企", phase="late"),),
            beacon_spec="text:x",
        ),
        "beacon": draw_(st.text("aé企𠮷0", min_size=1, max_size=4)).encode(),
    }


def test_any_draw_with_any_substitutions_verifies_here_and_in_node() -> None:
    made: list[Draw] = []

    @given(plan=plans(), data=st.data())
    @settings(max_examples=150)
    def collect(plan: dict[str, Any], data: st.DataObject) -> None:
        try:
            done = draw(plan.pop("pool"), plan.pop("officers"), **plan, id="抽-1", secrets={"企": "ab" * 32})
        except InvalidData:
            return
        for _ in range(data.draw(st.integers(0, 3))):
            seats = sorted(phases.table_of(done)._teams.items())
            if seats:
                firm, roles = data.draw(st.sampled_from(seats))
                who = data.draw(st.sampled_from([None, *(each for role in roles for each in role)]))
                done = substitute(done, firm, officer=who, reason="x")
        verdict = verify_draw(done, published=done.plan_hash, beacon=plan["beacon"])
        assert verdict.ok, verdict.explain()
        made.append(done)

    collect()
    assert len(made) > 40
    assert sum(bool(each.substitutions) for each in made) > 20
    if NODE is None:
        pytest.skip("node is not installed: the independent verifier cannot run")
    assert [found for found in node([dump_document(each) for each in made]) if found] == []


def test_a_draw_of_many_is_verified_as_one_of_few() -> None:
    objects, rule = simple(999, 30)
    done = draw(objects, [], rule, id="D", beacon=b"x")
    assert verify_draw(done, published=done, beacon=b"x").findings == ()
