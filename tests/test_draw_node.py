"""Two verifiers, ours and one in Node written from docs/draw.md alone, give one verdict on whatever they are given."""

from __future__ import annotations

import datetime as dt
import json
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from draws import BEACON, OBJECTS, OFFICERS, RULE, SECRETS, ask_node, changed_after, needs_node, node

from enforcekit.inspection import draw as phases
from enforcekit.inspection.draw import draw, finish, plan_draw, substitute
from enforcekit.inspection.verify import verify_draw
from enforcekit.model.draw import DrawBeacon, DrawRule, DrawStratum
from enforcekit.wire.validate import dump_document, load_document

VECTORS = Path(__file__).parent.parent / "schemas" / "vectors" / "draw.ndjson"
VECTOR_LINES = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]
PLAIN = DrawRule(strata=(DrawStratum(id="A", size=1),), beacon_spec="text:a lottery")


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 12 if day < 10 else 11, day, hour, tzinfo=dt.UTC)


def stages() -> dict[str, dict[str, Any]]:
    """A transcript at every stage a draw can be in, and how its verdict is before anything is altered."""
    plan = plan_draw(OBJECTS, OFFICERS, RULE, id="D", published_at=at(30, 2))
    committed = phases.commit(plan, {n: phases.commitment(plan.plan_hash or "", n, r) for n, r in SECRETS.items()})
    revealed = phases.reveal(committed, "agency", SECRETS["agency"], at(1, 1))
    waiting = phases.set_beacon(revealed, DrawBeacon(value=BEACON.hex(), at=at(1, 2)))
    done = finish(phases.reveal(waiting, "supervisor", SECRETS["supervisor"], at(1, 3)))
    small = draw(
        [{"id": "é", "stratum": "A"}, {"id": "企", "stratum": "A", "weight": 3}], [], PLAIN, id="D", beacon=b"x"
    )
    made = {"plan": plan, "committed": committed, "revealed": revealed, "waiting": waiting, "done": done}
    made |= {"changed": changed_after(), "small": small, "void": finish(waiting)}
    made |= {"unstarted": finish(phases.set_beacon(committed, BEACON)), "draft": attrs.evolve(plan, roots=None)}
    return {name: dump_document(each) for name, each in made.items()}


ODD: tuple[Any, ...] = (None, 5, 0, -1, 1.0, True, "", "x", "a\n", "00" * 32, "late", "void", [], {}, ["x"], {"k": 1})


def mutations(document: dict[str, Any]) -> Iterator[Any]:
    """What can be done to one value of a transcript: odd ones instead, gone, again, turned round, spelled otherwise."""
    places: list[tuple[Any, Any]] = []

    def collect(value: Any) -> None:
        for key in value if isinstance(value, dict) else range(len(value)):
            places.append((value, key))
            if isinstance(value[key], dict | list):
                collect(value[key])

    collect(document)
    for holder, key in places:
        value = holder[key]
        others = [each for each in ODD if type(each) is not type(value) or each != value]
        if isinstance(value, list):
            others += [[*value, *value[:1]], value[::-1], value[:-1]]
        if isinstance(value, str):
            others += [value[:-1] + "0", unicodedata.normalize("NFD", value), value.upper()]
        if isinstance(value, int):
            others += [value + 1, 2**32 - 1, 2**32]
        for other in others:
            holder[key] = other
            yield json.dumps(document)
        del holder[key]
        yield json.dumps(document)
        if isinstance(holder, list):
            holder.insert(key, value)
        else:
            holder["no_such_field"] = value
            yield json.dumps(document)
            del holder["no_such_field"]
            holder[key] = value


GOOD = {"plan", "committed", "revealed", "waiting", "done", "changed", "small"}


def test_a_transcript_verifies_at_every_stage_unless_somebody_is_missing() -> None:
    made = stages()
    assert {name for name, document in made.items() if verify_draw(document).ok} == GOOD


def texts(good: str) -> list[str]:
    """What a parser lets pass and no draw is: a key twice, half a letter, another mark of a number, more behind it."""
    twice = good.replace('"seed":', '"seed": "00", "seed":')
    half = good.replace("closed down", "closed \\ud800 down")
    return [
        good,
        "\ufeff" + good,
        twice,
        half,
        good + "x",
        good[:-1],
        "[]",
        "null",
        "NaN",
        good.replace(": 2", ": 2.5"),
        "",
    ]


def agree(corpus: list[str]) -> None:
    ours, theirs = [verify_draw(text).ok for text in corpus], [not found for found in node(corpus)]
    assert [text for text, a, b in zip(corpus, ours, theirs, strict=True) if a is not b] == []
    assert {True, False} == set(ours)


@needs_node
def test_both_give_one_verdict_on_a_sample_of_what_can_be_done_to_a_transcript() -> None:
    made = stages().values()
    corpus = [text for document in made for text in mutations(document)]
    agree([*map(json.dumps, made), *texts(json.dumps(stages()["changed"])), *random.Random(7).sample(corpus, 250)])


@needs_node
@pytest.mark.slow
@pytest.mark.nightly
def test_both_give_one_verdict_on_everything_that_can_be_done_to_a_transcript() -> None:
    agree([text for document in stages().values() for text in mutations(document)])


@needs_node
@pytest.mark.parametrize("name", ["commitments", "reveals"])
def test_what_is_committed_or_revealed_twice_fails_in_both(name: str) -> None:
    document = stages()["done"]
    for again in (document[name][0], document[name][-1], {**document[name][0], "participant": "stranger"}):
        forged = {**document, name: [*document[name], again]}
        assert "EK549" in {finding.code for finding in verify_draw(forged).findings}
        assert any(pointer.startswith(f"/{name}/") for pointer in node([forged])[0])


@needs_node
def test_the_published_verdicts_are_confirmed_in_node() -> None:
    """Those with the plan as published and the beacon from its source too: the same verdict."""
    questions = [line for line in VECTOR_LINES if line["ask"] == "verify_draw"]
    assert len(questions) >= 25
    judged = zip(questions, ask_node(line["in"] for line in questions), strict=True)
    assert [line["id"] for line, found in judged if (not found) is not line["expect"]["ok"]] == []


@needs_node
def test_the_published_draws_are_confirmed_in_node() -> None:
    """The answers of the vector file are not only ours."""
    made, expected = [], []
    for line in VECTOR_LINES:
        if line["ask"] == "draw" and "proof" in line["expect"]:
            asked = line["in"]
            rule = load_document({"type": "draw", "schema_version": "1.0", "id": "x", "rule": asked["rule"]}).rule
            given = {"id": asked["id"], "beacon": bytes.fromhex(asked["beacon"]), "secrets": asked.get("secrets")}
            done = draw(asked["objects"], asked["officers"], rule, **given)
            for each in asked.get("substitutions", ()):
                done = substitute(done, each["object"], officer=each.get("officer"), reason=each["reason"])
            made.append(dump_document(done))
            expected.append((line["expect"]["proof"]["plan_hash"], line["expect"]["proof"]["seed"]))
    drawn = [each for each in made if each["outcome"] == "drawn"]
    assert len(drawn) >= 12
    assert node(drawn) == [[]] * len(drawn)
    assert [(each["plan_hash"], each.get("seed")) for each in made] == expected
