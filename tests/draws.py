"""The published draw of EKDR-1 and small ones, and a verifier in Node, for the tests of the draw."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from enforcekit.inspection.draw import draw, substitute
from enforcekit.model.draw import (
    Draw,
    DrawObject,
    DrawOfficer,
    DrawParticipant,
    DrawRecusal,
    DrawRole,
    DrawRule,
    DrawStratum,
)

NODE = shutil.which("node")
VERIFIER = Path(__file__).parent / "node" / "verify_draw.mjs"
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed: the independent verifier cannot run")

BEACON = bytes(range(64))
SECRETS = {"agency": bytes(range(32)).hex(), "supervisor": bytes(range(255, 223, -1)).hex()}


def seats(**wanted: int) -> tuple[DrawRole, ...]:
    return tuple(DrawRole(qualification=name, officers=count) for name, count in wanted.items())


OBJECTS = [
    *(DrawObject(id=f"FIRM-{n:04}", stratum="A") for n in range(1, 7)),
    *(DrawObject(id=f"FIRM-{n:04}", stratum="C") for n in (7, 8, 10)),
    DrawObject(id="FIRM-0009", stratum="C", weight=3),
    DrawObject(id="企业-0011", stratum="C", weight=2),
    DrawObject(id="FIRM-0012", stratum="C", weight=0),
]
OFFICERS = [
    DrawOfficer(id=f"OFF-0{n}", agency=agency, qualifications=tuple(fields.split()), cap=cap)
    for n, agency, fields, cap in (
        (1, "综合执法局", "food fire", 2),
        (2, "综合执法局", "food", 3),
        (3, "应急局", "fire", 3),
        (4, "应急局", "fire food", 3),
        (5, "市场局", "food", 3),
        (6, "市场局", "food fire", 1),
    )
]
RULE = DrawRule(
    strata=(
        DrawStratum(id="A", size=2, roles=seats(food=2)),
        DrawStratum(id="C", size=3, roles=seats(food=1, fire=1)),
    ),
    recusals=tuple(
        DrawRecusal(object=firm, officer=officer)
        for firm, officer in (("FIRM-0002", "OFF-02"), ("企业-0011", "OFF-04"), ("FIRM-0009", "OFF-05"))
    ),
    participants=(DrawParticipant(id="agency", phase="early"), DrawParticipant(id="supervisor", phase="late")),
    beacon_spec="nist2:chain=2:time=2026-12-01T02:00:00.000Z",
)


def published(**changes: Any) -> Draw:
    """The draw of the published vector."""
    given = {"pool": OBJECTS, "officers": OFFICERS, "rule": RULE, "id": "HQ-2026-0001", **changes}
    return draw(**{"beacon": BEACON, "secrets": SECRETS, **given})


def changed_after() -> Draw:
    """The same after a firm was closed and an officer recused."""
    done = substitute(published(), "FIRM-0007", reason="closed down")
    return substitute(done, "FIRM-0009", officer="OFF-02", reason="relative of the owner")


def simple(count: int, size: int, **more: Any) -> tuple[list[dict[str, Any]], DrawRule]:
    """Objects of one stratum and a rule without officers or participants."""
    objects = [{"id": f"o{n:03}", "stratum": "A"} for n in range(count)]
    return objects, DrawRule(strata=(DrawStratum(id="A", size=size),), beacon_spec="text:a lottery", **more)


def node(documents: Iterable[Any]) -> list[list[str]]:
    """What the verifier in Node says of each transcript, a document or a text: the pointers of what does not hold."""
    return ask_node({"document": each} for each in documents)


def ask_node(questions: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """The same of transcripts with what they are compared with: `published`, `beacon`."""
    text = ""
    for question in questions:
        document, anchors = question["document"], {key: question[key] for key in question if key != "document"}
        transcript = document if isinstance(document, str) else json.dumps(document)
        text += json.dumps({"text": transcript, **anchors}) + "\n"
    program = [str(NODE), str(VERIFIER)]
    done = subprocess.run(program, input=text, capture_output=True, text=True, timeout=300, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
