"""The published questions about turns of requests, complaints, mediations and notices, each answered by hand.

`python tests/turn_vectors.py > schemas/vectors/turn_step.ndjson` writes them anew. A line has the record with the turns
taken so far, the next one, and the rule that stands first against it.
"""

from __future__ import annotations

import json
from typing import Any

from betweenworld import ASK, ASKED, FACTS, OVER, at, request, turn, world

from enforcekit.model import Complaint, Mediation, SupervisionNotice, Turn
from enforcekit.model.common import Record
from enforcekit.shape import evolve
from enforcekit.wire.validate import dump_document

Line = tuple[str, Record, Turn, str | None]
DAY = "2025-09-22"
OPEN = turn("ask", DAY, ASK, facts=FACTS)
REFUSED = (OPEN, turn("refuse", "2025-09-23", ASKED, facts=FACTS))
FOUND = turn("find", DAY, ASK)
SENT = (FOUND, turn("send", "2025-09-23", ASK, by=("w0", "w1"), facts=FACTS))
APPLIED = (turn("apply", DAY, ASK, facts=FACTS), turn("admit", "2025-09-23", OVER))
RECEIVED = turn("receive", DAY)
ROUTED = (RECEIVED, turn("route", "2025-09-23", reference=ASKED))
GRID = {"asking": "grid-1", "asked": ("north-town",), "items": ("dumping",), "place": "north"}


def complaint(*events: Turn, **more: Any) -> Complaint:
    given = {"id": "k", "kind": "report", "channel": "grid", "receiver": "north-town", "received_at": at(DAY)}
    return Complaint(**{**given, "items": ("dumping",), "place": "county", "events": events, **more})


def mediation(*events: Turn) -> Mediation:
    return Mediation(id="m", body="room", kind="wages", events=events)


def notice(issuer: str, day: str) -> SupervisionNotice:
    issued_on = at(day).date()
    given = {"id": "n", "kind": "risk_slip", "recipient": ASK, "issue": "late_decision", "issued_on": issued_on}
    return SupervisionNotice(issuer=issuer, **given)


def taken(kind: str, *events: Turn, **more: Any) -> Record:
    return request(kind, events=events, **more)


def lines() -> tuple[Line, ...]:
    help_ = "evidence_assistance"
    referred = (*REFUSED, turn("refer_up", "2025-09-24", ASK))
    agreed = turn("settle", "2025-09-25", OVER, facts=FACTS, reference=ASKED, until=at("2025-10-31").date())
    declined = (*ROUTED, turn("decline", "2025-09-24", ASKED, facts=FACTS))
    failed = (turn("begin_mediation", DAY), turn("fail", "2025-09-25"))
    by_guidance = turn("designate", "2025-09-25", "guidance")
    bare = turn("settle", "2025-09-25", OVER, facts=FACTS)
    issue = {"facts": ("facts_and_basis",)}
    return (
        ("ask", taken(help_), OPEN, None),
        ("ask-without-scope", taken(help_), turn("ask", DAY, ASK), "J-07"),
        ("ask-for-another", taken(help_), turn("ask", DAY, ASKED, facts=FACTS), "J-09"),
        ("ask-oneself", taken(help_, asked=(ASK,)), OPEN, "J-07"),
        ("refuse", taken(help_, OPEN), REFUSED[1], None),
        ("refuse-without-reasons", taken(help_, OPEN), turn("refuse", "2025-09-23", ASKED), "J-07"),
        ("supply-by-the-wrong-side", taken(help_, OPEN), turn("supply", "2025-09-23", ASK), "J-09"),
        ("escalate-in-time", taken(help_, OPEN), turn("escalate", "2025-10-17", ASK), "K-05"),
        ("escalate-late", taken(help_, OPEN), turn("escalate", "2025-10-18", ASK), None),
        ("designate", taken(help_, *referred), turn("designate", "2025-09-25", OVER), None),
        ("designate-oneself", taken(help_, *referred), turn("designate", "2025-09-25", ASK), "J-04"),
        ("guidance", taken(help_, *referred), by_guidance, "J-04"),
        ("guidance-zhejiang", taken(help_, *referred, layer="zhejiang"), by_guidance, None),
        ("send", taken("transfer", FOUND), SENT[1], None),
        ("send-by-one", taken("transfer", FOUND), turn("send", "2025-09-23", ASK, by=("w0",), facts=FACTS), "J-09"),
        ("sign", taken("transfer", *SENT), turn("sign", "2025-09-24", ASKED), None),
        ("sign-for-another", taken("transfer", *SENT), turn("sign", "2025-09-24", "justice"), "J-09"),
        ("disagree-without-reasons", taken("transfer", *SENT), turn("disagree", "2025-09-24", ASKED), "J-07"),
        ("settle", taken("dispatch_meeting", *APPLIED), agreed, None),
        ("settle-without-owner", taken("dispatch_meeting", *APPLIED), bare, "K-09"),
        ("off-the-list", taken("major_matter_report"), turn("occur", DAY), "K-08"),
        ("whistle", taken("whistle", **GRID), turn("blow", DAY, "grid-1"), None),
        ("whistle-that-punishes", taken("whistle", **GRID), turn("blow", DAY, "grid-1", facts=("penalise",)), "D-10"),
        ("pre-handle", complaint(RECEIVED), turn("pre_handle", DAY, "grid-1"), None),
        ("pre-handle-by-seizure", complaint(RECEIVED), turn("pre_handle", DAY, "grid-1", facts=("seize",)), "D-10"),
        ("accept", complaint(*ROUTED), turn("accept", "2025-09-24", ASKED), None),
        ("accept-anothers", complaint(*ROUTED), turn("accept", "2025-09-24", ASK), "H6"),
        ("route-back", complaint(*declined), turn("route", "2025-09-25", reference=ASKED), "J-09"),
        ("refuse-mediation", mediation(), turn("refuse_mediation", DAY, facts=("party_refuses",)), None),
        ("refuse-for-the-party", mediation(), turn("refuse_mediation", DAY), "K-13"),
        ("rung-left-out", mediation(*failed), turn("enforce", "2025-09-26", reference="c"), "K-13"),
        ("justice-issues", notice("justice", "2026-03-02"), turn("issue", "2026-03-02", "justice", **issue), None),
        ("another-issues", notice(ASKED, "2026-03-02"), turn("issue", "2026-03-02", ASKED, **issue), "K-12"),
        ("before-the-law", notice(ASKED, "2025-03-03"), turn("issue", "2025-03-03", ASKED, **issue), None),
    )  # fmt: skip


def vectors() -> list[dict[str, Any]]:
    """The lines of the file."""
    there = [dump_document(each) for each in world()]
    found = []
    for key, given, step, rule in lines():
        (event,) = dump_document(evolve(given, events=(step,)))["events"]
        day = step.at.date().isoformat()
        asked = {"structure": there, "record": dump_document(given), "turn": event, "on": day}
        expect = {"allowed": rule is None, "rule": rule}
        found.append({"id": f"turn-step-{key}", "ask": "turn_step", "in": asked, "expect": expect})
    return found


if __name__ == "__main__":
    for line in vectors():
        print(json.dumps(line, ensure_ascii=False))
