"""A public draw that nobody can steer and anyone can verify (EKDR-1, I-14): plan, commit, reveal, beacon, draw.

Each function takes a transcript and returns the next one; `docs/draw.md` is the specification.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from enforcekit.arguments import must_be, must_be_text
from enforcekit.errors import Finding, InvalidData, rule
from enforcekit.model.draw import (
    Draw,
    DrawBeacon,
    DrawCommitment,
    DrawObject,
    DrawOfficer,
    DrawReveal,
    DrawRole,
    DrawRule,
)

from .draw_beacon import bad_value
from .draw_check import NOT_LISTED, TWICE, check, rows
from .draw_hash import commitment, nfc, plan_hash, roots_of, seed_of
from .draw_table import Table

OUT_OF_TURN = rule(
    "EK532",
    "error",
    "'{step}' comes too {when}: the order is plan, commitments, early reveals, beacon, late reveals, draw",
    "“{step}”过{when_zh}：顺序为方案、承诺、先期揭示、随机数、后期揭示、抽取",
    cure_en="keep the order, or begin a new draw with a new id",
    cure_zh="请按顺序进行，或以新编号重新开始",
)


R = TypeVar("R")


def changed(record: R, **values: Any) -> R:
    """A record with other values in some fields."""
    return attrs.evolve(record, **values)  # type: ignore[misc]


def _late(pointer: str, step: str) -> InvalidData:
    return InvalidData([OUT_OF_TURN.at(pointer, step=step, when="late", when_zh="晚")])


def _early(pointer: str, step: str) -> InvalidData:
    return InvalidData([OUT_OF_TURN.at(pointer, step=step, when="early", when_zh="早")])


def plan_draw(
    pool: Iterable[DrawObject | Mapping[str, Any]],
    officers: Iterable[DrawOfficer | Mapping[str, Any]],
    rule: DrawRule,
    *,
    id: str,
    published_at: dt.datetime | None = None,
) -> Draw:
    """What is published before a draw: the lists in their one order, their roots, and the hash of it all.

    Args:
        pool: the objects, as records or as rows with the same keys, in any order.
        officers: the officers, likewise.
        rule: strata with their sizes and roles, recusals, participants, and which beacon to come is used.
        id: the identity of this draw; a draw that is void is repeated under a new one.
        published_at: when the plan is published; at least 24 hours before the beacon.

    Raises:
        InvalidData: every problem of the rows and of the plan at once, EK110 to EK119, EK520 to EK529, EK533.

    Source: I-14 (BE19 art. 54; ZJ21 art. 21): random objects, random inspectors, both published.

    >>> from enforcekit.model.draw import DrawStratum
    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:the lottery of 1 December 2026")
    >>> plan = plan_draw([{"id": "b", "stratum": "A"}, {"id": "a", "stratum": "A"}], [], rule, id="D-1")
    >>> [each.id for each in plan.objects], plan.plan_hash[:8]
    (['a', 'b'], 'edd928c6')
    """
    must_be(DrawRule, rule=rule)
    must_be_text(id=id)
    must_be(Iterable, pool=pool, officers=officers)
    findings: list[Finding] = []
    objects = rows(DrawObject, pool, "/objects", findings)
    roster = rows(DrawOfficer, officers, "/officers", findings)
    findings += check(objects, roster, rule)
    if any(finding.severity == "error" for finding in findings):
        raise InvalidData(findings, nfc(id))
    composed = [each if each.id.isascii() and each.stratum.isascii() else _object(each) for each in objects]
    ordered = sorted(composed, key=lambda each: each.id)
    listed = sorted(map(_officer, roster), key=lambda each: each.id)
    rule = _rule(rule)
    roots = roots_of(ordered, listed, rule)
    return Draw(
        id=nfc(id),
        rule=rule,
        objects=tuple(ordered),
        officers=tuple(listed),
        roots=roots,
        plan_hash=plan_hash(id, roots, rule.beacon_spec),
        published_at=published_at,
    )


def commit(draw: Draw, commitments: Mapping[str, str]) -> Draw:
    """Add the published commitments of participants, `draw_hash.commitment` of their secrets.

    Raises:
        InvalidData: not a participant, committed already, or the draw is past its reveals.
    """
    must_be(Draw, draw=draw)
    must_be(Mapping, commitments=commitments)
    if draw.reveals or draw.beacon:
        raise _late("/commitments", "commitment")
    made = {nfc(name): value for name, value in commitments.items()}
    known, done = {each.id for each in draw.rule.participants}, {each.participant for each in draw.commitments}
    found = [NOT_LISTED.at("/commitments", key=name, name="participants") for name in made if name not in known]
    found += [TWICE.at("/commitments", key=name, name="commitments") for name in made if name in done]
    if found:
        raise InvalidData(found, draw.id)
    new = [DrawCommitment(participant=name, commitment=value) for name, value in made.items()]
    return changed(draw, commitments=tuple(sorted([*draw.commitments, *new], key=lambda each: each.participant)))


def reveal(draw: Draw, participant: str, secret: str, at: dt.datetime | None = None) -> Draw:
    """Add the secret of a participant, whether or not it is the one committed to: `finish` judges that by name.

    Raises:
        InvalidData: not a participant, revealed already, or out of turn: early is before the beacon, late after it.
    """
    must_be(Draw, draw=draw)
    must_be_text(participant=participant)
    name = nfc(participant)
    phase = next((each.phase for each in draw.rule.participants if each.id == name), None)
    if phase is None:
        raise InvalidData([NOT_LISTED.at("/reveals", key=name, name="participants")], draw.id)
    if any(each.participant == name for each in draw.reveals):
        raise InvalidData([TWICE.at("/reveals", key=name, name="reveals")], draw.id)
    if draw.outcome or (phase == "early" and draw.beacon):
        raise _late("/reveals", f"reveal of {name}")
    if phase == "late" and not draw.beacon:
        raise _early("/reveals", f"reveal of {name}")
    revealed = [*draw.reveals, DrawReveal(participant=name, secret=secret, at=at)]
    return changed(draw, reveals=tuple(sorted(revealed, key=lambda each: each.participant)))


def text_beacon(text: str) -> DrawBeacon:
    """The beacon of a `text:` specification, such as the numbers of a lottery: its value is the words in UTF-8.

    >>> text_beacon("07 12 23").value
    '3037203132203233'
    """
    must_be_text(text=text)
    return DrawBeacon(value=nfc(text).encode().hex())


def set_beacon(draw: Draw, beacon: DrawBeacon | bytes) -> Draw:
    """Add the public random value, once it is out.

    Raises:
        InvalidData: it is there already, or has not the form of the one announced: 64 bytes of the NIST beacon, 32 of
            drand, words in UTF-8 and NFC.
    """
    must_be(Draw, draw=draw)
    must_be(DrawBeacon, bytes, beacon=beacon)
    if draw.beacon:
        raise _late("/beacon", "beacon")
    made = beacon if isinstance(beacon, DrawBeacon) else DrawBeacon(value=beacon.hex())
    if found := list(bad_value(draw.rule.beacon_spec, made)):
        raise InvalidData(found, draw.id)
    return changed(draw, beacon=made)


def missing_reveals(draw: Draw, phase: str) -> tuple[str, ...]:
    """The participants of a phase whose secret is absent, or is not the one committed to."""
    committed = {nfc(each.participant): each.commitment for each in draw.commitments}
    opened = {
        name
        for each in draw.reveals
        if committed.get(name := nfc(each.participant)) == commitment(draw.plan_hash or "", name, each.secret)
    }
    names = sorted(nfc(each.id) for each in draw.rule.participants if each.phase == phase)
    return tuple(name for name in names if name not in opened)


def finish(draw: Draw) -> Draw:
    """Draw, once all is revealed; or log by name why the draw is void, or was never started.

    Raises:
        InvalidData: the beacon is not there yet, or the draw is finished already.
    """
    must_be(Draw, draw=draw)
    if draw.outcome:
        raise _late("", "draw")
    if not draw.beacon or not draw.plan_hash:
        raise _early("", "draw")
    for phase, outcome in (("early", "not_started"), ("late", "void")):
        if missing := missing_reveals(draw, phase):
            return changed(draw, outcome=outcome, missing=missing)
    seed = seed_of(draw.plan_hash, draw.reveals, draw.beacon.value)
    return changed(draw, outcome="drawn", seed=seed, results=Table(draw, seed).deal())


def draw(
    pool: Iterable[DrawObject | Mapping[str, Any]],
    officers: Iterable[DrawOfficer | Mapping[str, Any]],
    rule: DrawRule,
    *,
    id: str,
    beacon: DrawBeacon | bytes,
    secrets: Mapping[str, str] | None = None,
) -> Draw:
    """A whole draw in one call, for rehearsals and for rules without participants; the transcript is for all to see.

    A real draw with participants goes step by step, because nobody knows all secrets: `plan_draw`, `commit`,
    `reveal`, `set_beacon`, `reveal`, `finish`.

    Args:
        pool: the objects, as records or as rows, in any order.
        officers: the officers, likewise.
        rule: strata, recusals, participants, and which beacon is used.
        id: the identity of this draw.
        beacon: the public random value.
        secrets: the 32 secret bytes of each participant, in hexadecimal; who has none is missing.

    Raises:
        InvalidData: every problem of the plan at once, a beacon of another form, or a secret of somebody who is no
            participant.

    >>> from enforcekit.model.draw import DrawRole, DrawStratum
    >>> team = [DrawRole(qualification="fire", officers=2)]
    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=1, roles=team)], beacon_spec="text:a lottery")
    >>> firms = [{"id": name, "stratum": "A"} for name in ("a", "b", "c")]
    >>> people = [{"id": name, "agency": "x", "qualifications": ["fire"], "cap": 1} for name in ("p", "q", "r")]
    >>> done = draw(firms, people, rule, id="D-1", beacon=text_beacon("07 12 23"))
    >>> done.outcome, done.results[0].selected[0].object, done.results[0].selected[0].team
    ('drawn', 'b', ('q', 'p'))
    """
    must_be(DrawBeacon, bytes, beacon=beacon)
    must_be(Mapping, secrets={} if secrets is None else secrets)
    planned = plan_draw(pool, officers, rule, id=id)
    known = {nfc(name): secret for name, secret in (secrets or {}).items()}
    assert planned.plan_hash is not None
    made = commit(planned, {name: commitment(planned.plan_hash, name, secret) for name, secret in known.items()})
    phases = {each.id: each.phase for each in planned.rule.participants}
    for name, secret in known.items():
        if phases[name] == "early":
            made = reveal(made, name, secret)
    made = set_beacon(made, beacon)
    for name, secret in known.items():
        if phases[name] == "late":
            made = reveal(made, name, secret)
    return finish(made)


def table_of(draw: Draw) -> Table:
    """The state of a finished draw after all its substitutions.

    Raises:
        InvalidData: nothing is drawn yet.
    """
    if not draw.seed:
        raise _early("/substitutions", "substitution")
    table = Table(draw, draw.seed)
    table.deal()
    for each in draw.substitutions:
        table.substitute(each.object, each.officer, each.reason)
    return table


def substitute(draw: Draw, object: str, *, reason: str, officer: str | None = None) -> Draw:
    """Replace an object that is closed by the next in reserve, or an officer newly recused by the next ticket.

    Nothing is overwritten: the change is appended to the transcript with its reason.

    Args:
        draw: a finished draw.
        object: an object that is drawn now.
        reason: why, for all to read.
        officer: an officer of the team for the object; without one the object itself falls out.

    Raises:
        InvalidData: nothing is drawn yet, the object is not drawn now, or the officer is not in its team.

    >>> from enforcekit.model.draw import DrawStratum
    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:a lottery")
    >>> firms = [{"id": name, "stratum": "A"} for name in ("a", "b", "c")]
    >>> done = draw(firms, [], rule, id="D-1", beacon=text_beacon("07 12 23"))
    >>> change = substitute(done, done.results[0].selected[0].object, reason="closed down").substitutions[0]
    >>> change.object, change.replacement
    ('b', 'a')
    """
    must_be(Draw, draw=draw)
    must_be_text(object=object, reason=reason, **({} if officer is None else {"officer": officer}))
    change = table_of(draw).substitute(object, officer, reason)
    return changed(draw, substitutions=(*draw.substitutions, change))


def _object(each: DrawObject) -> DrawObject:
    return changed(each, id=nfc(each.id), stratum=nfc(each.stratum))


def _officer(each: DrawOfficer) -> DrawOfficer:
    names = tuple(sorted(map(nfc, each.qualifications)))
    return changed(each, id=nfc(each.id), agency=nfc(each.agency), qualifications=names)


def _rule(rule: DrawRule) -> DrawRule:
    def role(each: DrawRole) -> DrawRole:
        return changed(each, qualification=nfc(each.qualification))

    strata = [changed(s, id=nfc(s.id), roles=tuple(map(role, s.roles))) for s in rule.strata]
    recusals = [changed(each, object=nfc(each.object), officer=nfc(each.officer)) for each in rule.recusals]
    participants = [changed(each, id=nfc(each.id)) for each in rule.participants]
    return DrawRule(
        strata=tuple(sorted(strata, key=lambda each: each.id)),
        recusals=tuple(sorted(recusals, key=lambda each: (each.object, each.officer))),
        participants=tuple(sorted(participants, key=lambda each: each.id)),
        beacon_spec=nfc(rule.beacon_spec),
    )
