"""The draw: the published vector to the byte, the phases in their order, bad plans refused with every problem."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from hashlib import sha256
from typing import Any

import attrs
import pytest
from draws import BEACON, OBJECTS, OFFICERS, RULE, SECRETS, changed_after, published, seats, simple
from hypothesis import given
from hypothesis import strategies as st
from strategies import steady

from enforcekit.errors import Finding, InvalidArgument, InvalidData, InvalidRecord
from enforcekit.inspection import draw as phases
from enforcekit.inspection.draw import draw, finish, plan_draw, substitute, text_beacon
from enforcekit.inspection.draw_check import check
from enforcekit.inspection.draw_hash import (
    commitment,
    hash_leaf,
    levels,
    object_leaf,
    object_of,
    officer_leaf,
    root,
    ticket_of,
    tickets,
)
from enforcekit.inspection.draw_member import membership
from enforcekit.inspection.draw_tell import tell
from enforcekit.inspection.verify import verify_draw
from enforcekit.model.draw import (
    DrawBeacon,
    DrawObject,
    DrawOfficer,
    DrawParticipant,
    DrawRecusal,
    DrawRule,
    DrawShortage,
    DrawStratum,
)


def refused(**changes: Any) -> list[Finding]:
    with pytest.raises(InvalidData) as caught:
        published(**changes)
    return list(caught.value.findings)


def places(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in findings]


# The published vector


def test_the_published_leaves_roots_and_hashes_hold_to_the_byte() -> None:
    done = published()
    assert object_leaf(OBJECTS[0]).hex() == "000000036f626a000000094649524d2d30303031000000014100000001"
    first = hash_leaf(object_leaf(OBJECTS[0])).hex()
    assert first == "d31606d1758b314ea9f7c099dd23887f1a7aadae9b95da68bc9e2aec3cc6be72"
    assert officer_leaf(OFFICERS[0]).hex() == (
        "000000036f6666000000064f46462d30310000000fe7bbbce59088e689a7e6b395e5b1"
        "8000000002000000046669726500000004666f6f6400000002"
    )
    assert done.roots is not None
    assert attrs.astuple(done.roots) == (
        "5b49716c13e5a455f73b93a983bdb92a3d0d0110d27040db36d4a8af8ff1738b",
        "9aaf3e92ea8667e03722eb7a8e47b3abf6603a6e4512b8411894dce315212e3c",
        "6a98f1451a6ec5229118f6172ab04b3684654d249b41c2e3fadb656d65ecf674",
        "f12f9b83429810365876424b19122d1ebe4e18e3b70374e2437c376292b1f9b3",
        "1f5bc96c99a94fcddf9fe68631e54614d140e7edfbee00c193e6dbf7f5181252",
    )
    assert done.plan_hash == "7f985574b88e838229b6408cdeea90972cc87bd9217755cad6913651b13d47d5"
    assert {each.participant: each.commitment for each in done.commitments} == {
        "agency": "f2ab9c2db6ccfcf9e22a8b5fac6d282564fadaa86bcbf0cc00ce234c2b3e6ff4",
        "supervisor": "f1486b2ae8cc843e36eb9a85a0cb114c89c68d215b1f5cddd28f0d1f13419071",
    }
    assert done.seed == "c21e178d5ec835bcddd9c8d97f638b6d5e3b3ffc6c1a9aebebc8b088efe55908"


def test_the_published_firms_teams_and_reserves_are_drawn() -> None:
    a, c = published().results
    assert [(each.object, each.team) for each in a.selected] == [
        ("FIRM-0001", ("OFF-06", "OFF-04")),
        ("FIRM-0002", ("OFF-01", "OFF-04")),
    ]
    assert [(each.object, each.team) for each in c.selected] == [
        ("FIRM-0007", ("OFF-01", "OFF-04")),
        ("FIRM-0009", ("OFF-02", "OFF-03")),
        ("FIRM-0010", ("OFF-05", "OFF-03")),
    ]
    assert a.selected[0].ticket == "3bcbca5662892be071e2a09a6d99988fe78879606b9c25c3dab9243c9af71bfd"
    assert [each.ticket[:8] for each in c.selected] == ["10534673", "6bff9988", "75157cf8"]
    assert a.reserve == ("FIRM-0006", "FIRM-0003", "FIRM-0004", "FIRM-0005")
    assert c.reserve == ("企业-0011", "FIRM-0008")


def test_the_order_and_the_spelling_of_what_is_given_do_not_matter() -> None:
    decomposed = unicodedata.normalize("NFD", "Café")
    composed = [*OBJECTS, DrawObject(id="Café", stratum="A")]
    shuffled = [*OBJECTS, DrawObject(id=decomposed, stratum="A")]
    expected = published(pool=composed)
    chance = random.Random(5)
    rule = attrs.evolve(
        RULE, strata=RULE.strata[::-1], recusals=RULE.recusals[::-1], participants=RULE.participants[::-1]
    )
    for _ in range(5):
        chance.shuffle(shuffled)
        turned = [attrs.evolve(each, qualifications=each.qualifications[::-1]) for each in OFFICERS]
        chance.shuffle(turned)
        assert published(pool=shuffled, officers=turned, rule=rule) == expected


@given(names=st.lists(st.text("aé企𠮷0\uffee", min_size=1, max_size=4), unique_by=lambda s: s, max_size=9))
@steady(40)
def test_the_order_of_code_points_is_the_order_of_bytes(names: list[str]) -> None:
    assert sorted(names) == sorted(names, key=str.encode)


@pytest.mark.parametrize("count", range(18))
def test_the_rows_of_a_tree_are_the_recursion_of_rfc_6962(count: int) -> None:
    def mth(leaves: list[bytes]) -> bytes:
        if len(leaves) < 2:
            return sha256(b"\x00" + leaves[0]).digest() if leaves else sha256().digest()
        k = 1 << (len(leaves) - 1).bit_length() - 1
        return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()

    leaves = [bytes([n]) for n in range(count)]
    assert root(leaves) == mth(leaves).hex()
    assert len(levels(leaves)[-1]) == min(count, 1)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 12])
def test_a_firm_checks_its_own_entry_without_the_list_of_the_others(count: int) -> None:
    objects, rule = simple(count, 1)
    done = draw(objects, [], rule, id="D", beacon=b"x")
    for each in done.objects:
        proof = membership(done, each.id)
        assert done.roots is not None
        assert proof.holds()
        assert proof.root == done.roots.objects
        drawn = tickets(done.seed or "", "A", done.objects)
        assert (proof.ticket, each.id) in [(ticket_of(one), object_of(one)) for one in drawn]
        forged = attrs.evolve(proof, object=attrs.evolve(each, weight=2))
        assert not forged.holds()
        assert not attrs.evolve(proof, path=(*proof.path, "00" * 32)).holds()
        assert not attrs.evolve(proof, index=count).holds()
        assert not proof.path or not attrs.evolve(proof, path=proof.path[1:]).holds()
        assert proof.to_dict()["object"]["id"] == each.id
    with pytest.raises(InvalidData):
        membership(done, "nobody")


# Phases


def planned() -> Any:
    plan = plan_draw(OBJECTS, OFFICERS, RULE, id="HQ-2026-0001")
    return phases.commit(plan, {name: commitment(plan.plan_hash or "", name, r) for name, r in SECRETS.items()})


def test_step_by_step_is_the_same_as_in_one_call() -> None:
    made = phases.reveal(planned(), "agency", SECRETS["agency"])
    made = phases.set_beacon(made, BEACON)
    made = phases.reveal(made, "supervisor", SECRETS["supervisor"])
    assert finish(made) == published()


@pytest.mark.parametrize("secret", [None, "00" * 32])
def test_a_late_reveal_that_is_missing_or_wrong_voids_the_draw_by_name(secret: str | None) -> None:
    made = phases.set_beacon(phases.reveal(planned(), "agency", SECRETS["agency"]), BEACON)
    if secret:
        made = phases.reveal(made, "supervisor", secret)
    void = finish(made)
    assert (void.outcome, void.missing, void.seed, void.results) == ("void", ("supervisor",), None, ())
    assert "supervisor" in tell(void)
    assert "作废" in tell(void, "zh")
    with pytest.raises(InvalidData):
        substitute(void, "FIRM-0001", reason="x")


def test_an_early_reveal_that_is_missing_means_the_draw_never_started() -> None:
    done = finish(phases.set_beacon(planned(), BEACON))
    assert (done.outcome, done.missing, done.seed) == ("not_started", ("agency",), None)


def test_a_participant_without_commitment_is_missing() -> None:
    made = plan_draw(OBJECTS, OFFICERS, RULE, id="HQ-2026-0001")
    made = phases.set_beacon(phases.reveal(made, "agency", SECRETS["agency"]), BEACON)
    assert finish(made).missing == ("agency",)


def test_what_comes_out_of_turn_is_refused() -> None:
    plan = planned()
    beaconed = phases.set_beacon(phases.reveal(plan, "agency", SECRETS["agency"]), BEACON)
    done = published()
    for step in (
        lambda: finish(plan),
        lambda: phases.reveal(plan, "supervisor", SECRETS["supervisor"]),
        lambda: phases.reveal(phases.set_beacon(plan, BEACON), "agency", SECRETS["agency"]),
        lambda: phases.set_beacon(beaconed, BEACON),
        lambda: phases.commit(beaconed, {"agency": "00" * 32}),
        lambda: finish(done),
    ):
        with pytest.raises(InvalidData) as caught:
            step()
        assert [finding.code for finding in caught.value.findings] == ["EK532"]


def test_strangers_and_second_answers_are_refused_by_name() -> None:
    plan = planned()
    for code, step in (
        ("EK521", lambda: phases.commit(plan, {"nobody": "00" * 32})),
        ("EK520", lambda: phases.commit(plan, {"agency": "00" * 32})),
        ("EK521", lambda: phases.reveal(plan, "nobody", "00" * 32)),
        ("EK520", lambda: phases.reveal(phases.reveal(plan, "agency", "00" * 32), "agency", "00" * 32)),
    ):
        with pytest.raises(InvalidData) as caught:
            step()
        assert [finding.code for finding in caught.value.findings] == [code]


DRAND = f"drand:{'ab' * 32}:round=7"
PULSE = RULE.beacon_spec


@pytest.mark.parametrize(
    "spec",
    [
        *("lottery", "text:", "drand:round=7", DRAND.replace("ab", "AB"), DRAND + "0" * 18),
        *("nist2:chain=2", "nist2:chain=2:time=2026-12-01", "nist2:chain=0:time=2026-12-01T02:00:00Z"),
        PULSE.replace("-12-", "-13-"),
    ],
)
def test_a_beacon_announced_in_no_known_form_is_refused_with_the_forms(spec: str) -> None:
    (finding,) = refused(rule=attrs.evolve(RULE, beacon_spec=spec))
    assert (finding.code, finding.pointer) == ("EK533", "/rule/beacon_spec")
    assert "drand:" in finding.cure["zh"]


@pytest.mark.parametrize(
    ("spec", "good", "bad", "why"),
    [
        (PULSE, bytes(64), bytes(63), "64 bytes, and has 63"),
        (DRAND, bytes(32), bytes(64), "32 bytes, and has 64"),
        ("text:x", "é".encode(), b"\xff", "UTF-8"),
        ("text:x", "é".encode(), "e\u0301".encode(), "NFC"),
    ],
)
def test_a_beacon_has_the_form_that_was_announced(spec: str, good: bytes, bad: bytes, why: str) -> None:
    rule = attrs.evolve(RULE, beacon_spec=spec)
    done = published(rule=rule, beacon=good)
    (finding,) = refused(rule=rule, beacon=bad)
    assert (finding.code, finding.pointer) == ("EK534", "/beacon/value")
    assert why in finding.message["en"]
    assert verify_draw(done).ok
    assert "EK534" in {
        each.code for each in verify_draw(attrs.evolve(done, beacon=DrawBeacon(value=bad.hex()))).findings
    }


def test_without_participants_the_beacon_alone_decides() -> None:
    objects, rule = simple(5, 2)
    done = draw(objects, [], rule, id="D", beacon=text_beacon("07 12 23"))
    assert done.outcome == "drawn"
    assert draw(objects, [], rule, id="D", beacon=b"07 12 23") == done
    assert draw(objects, [], rule, id="D", beacon=b"07 12 24") != done


# Teams and substitutions


def test_caps_recusals_and_teams_hold_in_every_draw() -> None:
    for number in range(60):
        done = published(beacon=bytes([number]) * 64)
        spent: Counter[str] = Counter()
        able = {each.id: set(each.qualifications) for each in done.officers}
        recused = {(each.object, each.officer) for each in done.rule.recusals}
        for result, stratum in zip(done.results, done.rule.strata, strict=True):
            for each in result.selected:
                wanted = [role.qualification for role in stratum.roles for _ in range(role.officers)]
                assert len(each.team) == len(set(each.team)) == (0 if each.unfilled else len(wanted))
                assert all(name in able[who] for who, name in zip(each.team, wanted, strict=False))
                assert not any((each.object, who) in recused for who in each.team)
                spent.update(each.team)
        assert all(spent[each.id] <= each.cap for each in done.officers)
        assert not any(each.object == "FIRM-0012" for result in done.results for each in result.selected)


def test_a_short_role_empties_the_team_and_spends_nobody() -> None:
    officers = [
        DrawOfficer(id="x", agency="a", qualifications=("food",), cap=1),
        DrawOfficer(id="y", agency="a", qualifications=("fire",), cap=3),
    ]
    objects, _ = simple(2, 2)
    rule = DrawRule(strata=(DrawStratum(id="A", size=2, roles=seats(fire=1, food=1)),), beacon_spec="text:x")
    first, second = draw(objects, officers, rule, id="D", beacon=b"x").results[0].selected
    assert first.team == ("y", "x")
    assert (second.team, second.unfilled) == ((), DrawShortage(qualification="food", missing=1))
    table = phases.table_of(draw(objects, officers, rule, id="D", beacon=b"x"))
    assert table._left == {"x": 0, "y": 2}


def test_a_closed_firm_is_replaced_by_the_next_in_reserve_and_the_history_stays() -> None:
    before = published()
    done = changed_after()
    assert done.results == before.results
    closed, recused = done.substitutions
    assert (closed.object, closed.replacement, closed.reason) == ("FIRM-0007", "企业-0011", "closed down")
    assert closed.ticket is not None
    assert closed.ticket.startswith("814b8c0c")
    assert (recused.officer, recused.replacement, recused.team) == ("OFF-02", "OFF-04", ("OFF-04", "OFF-03"))
    assert "FIRM-0007 → 企业-0011" in tell(done)
    assert "抽中" in tell(done, "zh")


def test_caps_come_back_from_a_dissolved_team() -> None:
    table = phases.table_of(published())
    left = dict(table._left)
    change = table.substitute("FIRM-0007", None, "closed")
    for who in ("OFF-01", "OFF-04"):
        left[who] += 1
    for who in change.team:
        left[who] -= 1
    assert table._left == left


def test_substitutions_that_cannot_be_are_refused() -> None:
    done = published()
    for code, firm, officer in (
        ("EK530", "FIRM-0003", None),
        ("EK530", "nobody", None),
        ("EK531", "FIRM-0001", "OFF-01"),
    ):
        with pytest.raises(InvalidData) as caught:
            substitute(done, firm, officer=officer, reason="x")
        assert [finding.code for finding in caught.value.findings] == [code]
    with pytest.raises(InvalidData):
        substitute(substitute(done, "FIRM-0001", reason="x"), "FIRM-0001", reason="again")


def test_the_end_of_the_reserve_and_of_the_roster_is_said() -> None:
    done = published()
    for firm in ("FIRM-0007", "FIRM-0009"):
        done = substitute(done, firm, reason="closed")
    last = substitute(done, "FIRM-0010", reason="closed").substitutions[-1]
    assert (last.replacement, last.ticket, last.team) == (None, None, ())
    done = published()
    team = done.results[0].selected[0].team
    while team:
        done = substitute(done, "FIRM-0001", officer=team[0], reason="relative")
        team = done.substitutions[-1].team
    assert done.substitutions[-1].unfilled is not None
    assert done.substitutions[-1].unfilled.missing == 1
    assert "no team, missing 1 × food" in tell(done)
    assert verify_draw(done).ok


# Bad plans


def test_every_problem_of_a_plan_is_named_at_once() -> None:
    nfd = unicodedata.normalize("NFD", "é")
    objects = [{"id": "é", "stratum": "A"}, {"id": nfd, "stratum": "B", "weight": -1}, {"id": nfd, "stratum": "B"}]
    officers = [{"id": "p", "agency": "x", "qualifications": ["fire", "fire"], "cap": 1, "rank": 3}, {"id": " "}, 5]
    rule = DrawRule(
        strata=(DrawStratum(id="A", size=3, roles=seats(fire=1)), DrawStratum(id="A", size=0)),
        recusals=(DrawRecusal(object="z", officer="q"),) * 2,
        participants=(DrawParticipant(id="w", phase="late"),) * 2,
        beacon_spec="text:x",
    )
    found = places(refused(pool=objects, officers=officers, rule=rule, secrets={}))
    assert found == [
        ("EK115", "/objects/1/weight"),
        ("EK112", "/officers/0/rank"),
        ("EK111", "/officers/1/agency"),
        ("EK111", "/officers/1/cap"),
        ("EK113", "/officers/1/id"),
        ("EK110", "/officers/2"),
        ("EK520", "/objects/1/id"),
        ("EK520", "/rule/strata/1/id"),
        ("EK520", "/rule/participants/1/id"),
        ("EK520", "/rule/recusals/1"),
        ("EK521", "/rule/recusals/0/object"),
        ("EK521", "/rule/recusals/0/officer"),
        ("EK521", "/rule/recusals/1/object"),
        ("EK521", "/rule/recusals/1/officer"),
        ("EK521", "/objects/1/stratum"),
        ("EK524", "/rule/strata/0/size"),
        ("EK525", "/officers"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pool": []}, {"EK522", "EK521", "EK524"}),
        ({"pool": [DrawObject(id="a", stratum="A", weight=0)], "secrets": {}}, {"EK522", "EK521", "EK524"}),
        ({"officers": []}, {"EK525", "EK521"}),
        ({"officers": [attrs.evolve(each, cap=0) for each in OFFICERS]}, {"EK525"}),
        ({"officers": [attrs.evolve(each, qualifications=()) for each in OFFICERS]}, {"EK526", "EK527"}),
        ({"rule": attrs.evolve(RULE, strata=())}, {"EK521", "EK523"}),
        ({"pool": [attrs.evolve(OBJECTS[0], weight=2**32 - 1), *OBJECTS[1:]]}, {"EK529"}),
        ({"pool": [*OBJECTS, OBJECTS[0]]}, {"EK520"}),
        ({"officers": [*OFFICERS, OFFICERS[0]]}, {"EK520"}),
    ],
)
def test_a_plan_that_cannot_be_drawn_is_refused(changes: dict[str, Any], expected: set[str]) -> None:
    assert {finding.code for finding in refused(**changes)} == expected


def test_the_recusal_of_everybody_is_an_error_and_of_some_a_warning() -> None:
    everybody = [DrawRecusal(object=each.id, officer=who.id) for each in OBJECTS for who in OFFICERS]
    codes = {finding.code for finding in refused(rule=attrs.evolve(RULE, recusals=tuple(everybody)))}
    assert codes == {"EK526", "EK528"}
    one = [each for each in everybody if each.object == "FIRM-0001"]
    all_of_a = (attrs.evolve(RULE.strata[0], size=6), RULE.strata[1])
    rule = attrs.evolve(RULE, recusals=tuple(one), strata=all_of_a)
    warnings = check(OBJECTS, OFFICERS, rule)
    assert [(each.code, each.severity, each.pointer) for each in warnings] == [("EK528", "warning", "/objects/0")]
    drawn = {each.object: each for result in published(rule=rule).results for each in result.selected}
    assert drawn["FIRM-0001"].unfilled is not None


def test_a_role_nobody_can_fill_is_a_warning_and_shows_in_the_result() -> None:
    rule = attrs.evolve(RULE, strata=(RULE.strata[0], attrs.evolve(RULE.strata[1], roles=seats(gas=1))))
    assert [(each.code, each.severity) for each in check(OBJECTS, OFFICERS, rule)] == [("EK527", "warning")]
    assert all(each.unfilled for each in published(rule=rule).results[1].selected)


@pytest.mark.parametrize("name", ["", " a", "a\n", "a\u200bb", "\u202ea", "a\ud800", "a\x00", "x" * 201, None, 5])
def test_hostile_names_are_refused_where_they_stand(name: Any) -> None:
    objects, rule = simple(3, 1)
    with pytest.raises(InvalidData) as caught:
        draw([*objects, {"id": name, "stratum": "A"}], [], rule, id="D", beacon=b"x")
    assert [finding.pointer for finding in caught.value.findings] == ["/objects/3/id"]
    assert all("\n" not in finding.text() and "\u202e" not in finding.text() for finding in caught.value.findings)


@pytest.mark.parametrize("weight", [-1, 2**32, 1.5, True, "2", None])
def test_a_weight_is_a_whole_number_of_four_bytes(weight: Any) -> None:
    with pytest.raises(InvalidRecord) as caught:
        DrawObject(id="a", stratum="A", weight=weight)
    assert [finding.pointer for finding in caught.value.findings] == ["/weight"]


def test_every_finding_is_told_in_both_languages_with_a_cure() -> None:
    for finding in refused(pool=[], officers=[]):
        assert finding.text("zh") != finding.text("en")
        assert finding.cure["zh"]
        assert finding.cure["en"]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"rule": {"strata": []}}, "rule"),
        ({"id": 5}, "id"),
        ({"pool": 5}, "pool"),
        ({"officers": None}, "officers"),
        ({"beacon": "00"}, "beacon"),
        ({"secrets": ["x"]}, "secrets"),
        ({"secrets": {"agency": "zz"}}, "secret"),
    ],
)
def test_arguments_of_the_wrong_kind_are_refused_by_name(changes: dict[str, Any], name: str) -> None:
    with pytest.raises(InvalidArgument, match=f"EK100: {name} is") as caught:
        published(**changes)
    assert "zz" not in str(caught.value)
    with pytest.raises(InvalidArgument):
        verify_draw(published(), beacon="00")  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument):
        substitute(published(), 5, reason="x")  # type: ignore[arg-type]
