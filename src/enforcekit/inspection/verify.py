"""Verify a draw: every link of the chain is recomputed, and each one that does not hold is named (EK540 to EK559)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, must_be_language
from enforcekit.errors import Finding, InvalidData, InvalidRecord, MalformedText, Report, SchemaVersionError
from enforcekit.model.draw import Draw, DrawBeacon, DrawResult, DrawSelected
from enforcekit.shape import fields_of
from enforcekit.wire.reader import Limits, read_json
from enforcekit.wire.validate import load_document

from . import verify_rules as rules
from .draw import changed, missing_reveals
from .draw_beacon import announced_time, bad_value
from .draw_check import check
from .draw_hash import (
    nfc,
    object_leaf,
    officer_leaf,
    participant_leaf,
    plan_hash,
    recusal_leaf,
    roots_of,
    seed_of,
    stratum_leaf,
)
from .draw_table import Table

LARGEST = Limits(size=256 * 1024 * 1024)
"""A transcript with all its objects: larger than other documents may be."""
NOTICE: Final = dt.timedelta(hours=24)
"""How long before the beacon the plan must be public (EKDR-1, phase 1)."""

_WORDS = {
    "drawn": ("drawn", "已抽取"),
    "void": ("void", "作废"),
    "not_started": ("not started", "未启动"),
    "open": ("open, nothing is drawn yet", "进行中，尚未抽取"),
}


@attrs.frozen(kw_only=True)
class Verification:
    """What a verifier found: `outcome` is what follows from the transcript, `findings` is what does not hold."""

    draw: str
    outcome: str
    plan_hash: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether everything that the transcript says was recomputed and holds."""
        return Report(self.findings).ok

    def __bool__(self) -> bool:
        return self.ok

    def explain(self, lang: str = "en") -> str:
        """The verdict in one line, then a line for each finding."""
        must_be_language(lang)
        word = _WORDS[self.outcome][lang == "zh"]
        verdict = ("verified", "核验通过") if self.ok else ("DOES NOT VERIFY", "核验不通过")
        head = f"{self.draw}: {verdict[lang == 'zh']} ({word})"
        return "\n".join([head, *(f"  {finding.text(lang)}" for finding in self.findings)])

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain JSON values."""
        body = {"draw": self.draw, "ok": self.ok, "outcome": self.outcome, "plan_hash": self.plan_hash}
        return {**body, "findings": [finding.to_dict() for finding in self.findings]}


def verify_draw(
    transcript: Draw | Mapping[str, Any] | str | bytes,
    *,
    published: Draw | str | None = None,
    beacon: DrawBeacon | bytes | None = None,
) -> Verification:
    """Recompute a draw from its transcript, and name every link that does not hold.

    A transcript proves that its parts belong together. That it is the draw which was announced is proven by what you
    took down yourself: the plan before the draw, the beacon from its source. Without them the verdict says so.

    Args:
        transcript: a draw, its document, or the JSON text of one.
        published: the plan as published before the draw, or its hash. With the plan every altered entry is named; with
            a transcript as it was later published, every change after the draw that has gone since.
        beacon: the value of the beacon, from its source.

    Raises:
        InvalidArgument: `published` or `beacon` is of the wrong kind. Bad data is never raised: it is a finding.

    Source: I-14 (BE19 art. 54; ZJ21 art. 21).

    >>> from enforcekit.inspection.draw import draw, text_beacon
    >>> from enforcekit.model.draw import DrawRule, DrawStratum
    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:a lottery")
    >>> firms = [{"id": name, "stratum": "A"} for name in ("a", "b", "c")]
    >>> done = draw(firms, [], rule, id="D-1", beacon=text_beacon("07 12 23"))
    >>> print(verify_draw(done, published=done.plan_hash, beacon=b"07 12 23").explain())
    D-1: verified (drawn)
    >>> forged = attrs.evolve(done, objects=done.objects[1:])
    >>> [(finding.code, finding.pointer) for finding in verify_draw(forged).findings]
    [('EK542', '/objects'), ('EK555', '/results/0/reserve'), ('EK559', '')]
    """
    must_be(Draw, str, **({} if published is None else {"published": published}))
    must_be(DrawBeacon, bytes, **({} if beacon is None else {"beacon": beacon}))
    if not isinstance(transcript, Draw):
        try:
            document = read_json(transcript, limits=LARGEST) if isinstance(transcript, str | bytes) else transcript
            record = load_document(document)
        except (MalformedText, InvalidRecord, SchemaVersionError) as error:
            return Verification(draw="?", outcome="open", plan_hash="", findings=error.findings)
        if not isinstance(record, Draw):
            findings = (rules.NOT_A_DRAW.at("/type", found=record.type),)
            return Verification(draw=record.id, outcome="open", plan_hash="", findings=findings)
        transcript = record
    found = check(transcript.objects, transcript.officers, transcript.rule)
    found += [*_plan(transcript), *_published(transcript, published), *_participants(transcript), *_times(transcript)]
    if transcript.beacon is not None:
        found += bad_value(nfc(transcript.rule.beacon_spec), transcript.beacon)
    if beacon is not None and transcript.beacon is not None:
        value = beacon.value if isinstance(beacon, DrawBeacon) else beacon.hex()
        if value != transcript.beacon.value:
            found.append(rules.OTHER_BEACON.at("/beacon/value", published=value, stated=transcript.beacon.value))
    outcome, missing = _outcome(transcript)
    found += _stated_outcome(transcript, outcome, missing)
    # A plan that is none may name what is not there, or ask for more hashes than there is time for.
    if outcome == "drawn" and transcript.seed and not any(each.code.startswith("EK52") for each in _errors(found)):
        found += _drawn(transcript, transcript.seed)
    if unseen := _unanchored(transcript, published, beacon):
        found.append(unseen)
    return Verification(
        draw=transcript.id, outcome=outcome, plan_hash=transcript.plan_hash or "", findings=tuple(found)
    )


def _errors(found: Iterable[Finding]) -> Iterator[Finding]:
    return (each for each in found if each.severity == "error")


def _plan(draw: Draw) -> Iterator[Finding]:
    """Each link is judged by what the one below it says, so that only the broken one is named."""
    if draw.roots is None or draw.plan_hash is None:
        yield rules.ONLY_A_DRAFT.at("/plan_hash")
        return
    roots = roots_of(draw.objects, draw.officers, draw.rule)
    for field in fields_of(type(roots)):
        found, stated = getattr(roots, field.name), getattr(draw.roots, field.name)
        if found != stated:
            place = f"/{field.name}" if field.name in ("objects", "officers") else f"/rule/{field.name}"
            yield rules.LIST_ALTERED.at(place, name=field.name, found=found, stated=stated)
    if (hashed := plan_hash(draw.id, draw.roots, draw.rule.beacon_spec)) != draw.plan_hash:
        yield rules.PLAN_ALTERED.at("/plan_hash", found=hashed, stated=draw.plan_hash)


def _entries(draw: Draw) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The lists of a plan: pointer, name, and each entry by its key as the bytes that are hashed."""
    rule = draw.rule
    lists: tuple[tuple[str, Sequence[Any], Callable[[Any], str], Callable[[Any], Any]], ...] = (
        ("/objects", draw.objects, lambda each: each.id, object_leaf),
        ("/officers", draw.officers, lambda each: each.id, officer_leaf),
        ("/rule/recusals", rule.recusals, lambda each: f"{each.object} / {each.officer}", recusal_leaf),
        ("/rule/strata", rule.strata, lambda each: each.id, stratum_leaf),
        ("/rule/participants", rule.participants, lambda each: each.id, participant_leaf),
        ("/commitments", draw.commitments, lambda each: each.participant, lambda each: each.commitment),
    )
    for pointer, entries, key, content in lists:
        yield pointer, pointer.rpartition("/")[2], {nfc(key(each)): content(each) for each in entries}


def _published(draw: Draw, published: Draw | str | None) -> Iterator[Finding]:
    if published is None:
        return
    if isinstance(published, str):
        known = published
    else:
        roots = roots_of(published.objects, published.officers, published.rule)
        known = published.plan_hash or plan_hash(published.id, roots, published.rule.beacon_spec)
    if known != draw.plan_hash:
        yield rules.NOT_AS_PUBLISHED.at("/plan_hash", published=known, stated=draw.plan_hash)
    if isinstance(published, Draw):
        for (pointer, name, now), (_, _, then) in zip(_entries(draw), _entries(published), strict=True):
            # A plan may be published before the commitments to it are.
            new = {} if pointer == "/commitments" and not then else now
            for key in sorted(then.keys() | new.keys()):
                if then.get(key) != now.get(key):
                    how = "altered" if key in then and key in now else "removed" if key in then else "added"
                    words = {"how_en": how, "how_zh": _HOW[how]}
                    yield rules.ENTRY_ALTERED.at(pointer, key=key, name=name, witness=[key], **words)
        for index, change in enumerate(published.substitutions):
            if draw.substitutions[index : index + 1] != (change,):
                how = "altered" if index < len(draw.substitutions) else "removed"
                at, name = f"/substitutions/{index}", "substitutions"
                yield rules.ENTRY_ALTERED.at(at, key=change.object, name=name, how_en=how, how_zh=_HOW[how])


_HOW = {"altered": "改动", "added": "增加", "removed": "删除"}


def _participants(draw: Draw) -> Iterator[Finding]:
    """Who did not commit, did not reveal, revealed something else, or does not belong there."""
    phases = {nfc(each.id): each.phase for each in draw.rule.participants}
    committed = [nfc(each.participant) for each in draw.commitments]
    revealed = [nfc(each.participant) for each in draw.reveals]
    for pointer, names in (("/commitments", committed), ("/reveals", revealed)):
        for index, name in enumerate(names):
            if name not in phases or name in names[:index]:
                yield rules.STRANGER.at(f"{pointer}/{index}/participant", key=name)
    begun = bool(draw.reveals or draw.beacon or draw.outcome)
    ended = bool(draw.outcome or draw.seed)
    wrong = {*missing_reveals(draw, "early"), *missing_reveals(draw, "late")} if draw.plan_hash else set()
    for name, phase in phases.items():
        if name not in committed:
            if begun:
                yield rules.NO_COMMITMENT.at("/commitments", key=name)
        elif name in revealed:
            if name in wrong:
                yield rules.WRONG_REVEAL.at(f"/reveals/{revealed.index(name)}/secret", key=name, witness=[name])
        elif ended or (phase == "early" and draw.beacon):
            yield rules.NO_REVEAL.at("/reveals", key=name, phase=phase, witness=[name])


def _times(draw: Draw) -> Iterator[Finding]:
    """The order in time, as far as the transcript says when something happened."""
    due = announced_time(nfc(draw.rule.beacon_spec)) or (draw.beacon.at if draw.beacon else None)
    if due is None:
        return
    if draw.published_at and draw.published_at > due - NOTICE:
        yield _untimely(
            "/published_at",
            draw.published_at,
            "the plan was published",
            "方案公布",
            "24 hours before the beacon",
            "早于随机数 24 小时",
        )
    if draw.beacon and draw.beacon.at and draw.beacon.at != due:
        yield _untimely(
            "/beacon/at",
            draw.beacon.at,
            "the beacon was emitted",
            "随机数发布",
            due.isoformat(),
            f"为 {due.isoformat()}",
        )
    phases = {nfc(each.id): each.phase for each in draw.rule.participants}
    for index, each in enumerate(draw.reveals):
        early = phases.get(nfc(each.participant)) == "early"
        if each.at and (each.at < due) is not early:
            what = f"the reveal of {each.participant} was", f"{each.participant} 的揭示"
            when = ("before the beacon", "早于随机数") if early else ("after the beacon", "晚于随机数")
            yield _untimely(f"/reveals/{index}/at", each.at, *what, *when)


def _untimely(pointer: str, at: dt.datetime, what_en: str, what_zh: str, when_en: str, when_zh: str) -> Finding:
    words = {"what_en": what_en, "what_zh": what_zh, "when_en": when_en, "when_zh": when_zh}
    return rules.OUT_OF_TIME.at(pointer, at=at.isoformat(), **words)


def _outcome(draw: Draw) -> tuple[str, tuple[str, ...]]:
    """What follows from the reveals and the beacon, whatever the transcript says; and who is missing."""
    if not draw.beacon or not draw.plan_hash or not (draw.outcome or draw.seed):
        return "open", ()
    for phase, outcome in (("early", "not_started"), ("late", "void")):
        if missing := missing_reveals(draw, phase):
            return outcome, missing
    return "drawn", ()


def _stated_outcome(draw: Draw, outcome: str, missing: tuple[str, ...]) -> Iterator[Finding]:
    stated = draw.outcome or "open"
    parts = (draw.seed, draw.results, draw.substitutions)
    drawn = bool(draw.seed) if outcome == "drawn" else any(parts)
    if stated != outcome:
        yield rules.OTHER_OUTCOME.at("/outcome", found=outcome, stated=stated)
    elif drawn is not (outcome == "drawn"):
        yield rules.OTHER_OUTCOME.at("/seed", found=outcome, stated="drawn" if drawn else "not drawn")
    elif tuple(map(nfc, draw.missing)) != missing:
        yield rules.OTHER_OUTCOME.at("/missing", found=", ".join(missing), stated=", ".join(draw.missing))


def _drawn(draw: Draw, stated: str) -> Iterator[Finding]:
    """The seed, and what follows from it."""
    assert draw.beacon is not None
    assert draw.plan_hash is not None
    phases = {nfc(each.id) for each in draw.rule.participants}
    # The first of two by one name: that there are two is a finding of its own.
    reveals = {name: each for each in reversed(draw.reveals) if (name := nfc(each.participant)) in phases}
    seed = seed_of(draw.plan_hash, list(reveals.values()), draw.beacon.value)
    found = list(_results(draw, stated))
    if seed != stated:
        yield rules.SEED_ALTERED.at("/seed", found=seed, stated=stated)
        # Either the seed alone was altered or what it is made of: the results are judged by the one they fit better.
        found = min(found, list(_results(draw, seed)), key=len)
    yield from found


def _results(draw: Draw, seed: str) -> Iterator[Finding]:
    table = Table(draw, seed)
    dealt = table.deal()
    strata = [each.stratum for each in dealt]
    stated = [nfc(each.stratum) for each in draw.results]
    if strata != stated:
        yield rules.OTHER_SELECTION.at("/results", key="*", found=", ".join(strata), stated=", ".join(stated))
        return
    for index, (there, here) in enumerate(zip(draw.results, dealt, strict=True)):
        yield from _result(there, here, f"/results/{index}")
    for index, change in enumerate(draw.substitutions):
        pointer = f"/substitutions/{index}"
        try:
            made = table.substitute(change.object, change.officer, change.reason)
        except InvalidData as error:
            yield rules.OTHER_SUBSTITUTION.at(pointer, found=error.findings[0].message["en"])
            return
        for name in ("replacement", "ticket", "team", "unfilled"):
            expected, found = getattr(made, name), _composed(getattr(change, name))
            if expected != found:
                yield rules.OTHER_SUBSTITUTION.at(f"{pointer}/{name}", found=f"{_shown(expected)}, not {_shown(found)}")


def _result(stated: DrawResult, found: DrawResult, pointer: str) -> Iterator[Finding]:
    key = found.stratum
    now, then = ([nfc(each.object) for each in part.selected] for part in (found, stated))
    if now != then:
        witness = sorted(set(now) ^ set(then))
        words = {"key": key, "found": ", ".join(now), "stated": ", ".join(then)}
        yield rules.OTHER_SELECTION.at(f"{pointer}/selected", **words, witness=witness)
        return
    for index, (there, here) in enumerate(zip(stated.selected, found.selected, strict=True)):
        place, name = f"{pointer}/selected/{index}", here.object
        if there.ticket != here.ticket:
            yield rules.OTHER_TICKET.at(f"{place}/ticket", key=name, found=here.ticket, stated=there.ticket)
        if _team(there) != _team(here):
            words = {"key": name, "found": _shown(_team(here)), "stated": _shown(_team(there))}
            yield rules.OTHER_TEAM.at(f"{place}/team", **words, witness=[name])
    if tuple(map(nfc, stated.reserve)) != found.reserve:
        yield rules.OTHER_RESERVE.at(f"{pointer}/reserve", key=key, found=", ".join(found.reserve[:5]))


def _composed(value: Any) -> Any:
    """A value of the transcript with its names in their one spelling."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, tuple):
        return tuple(map(nfc, value))
    return value if value is None else changed(value, qualification=nfc(value.qualification))


def _team(selected: DrawSelected) -> tuple[str, ...]:
    short = _composed(selected.unfilled)
    return (*map(nfc, selected.team), *((f"{short.missing} × {short.qualification} missing",) if short else ()))


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "nobody"
    return "none" if value is None else str(value)


def _unanchored(draw: Draw, published: Draw | str | None, beacon: DrawBeacon | bytes | None) -> Finding | None:
    missing = [("the plan", "方案")] if published is None else []
    if draw.beacon is not None and beacon is None:
        missing.append(("the beacon", "随机数"))
    if not missing:
        return None
    return rules.UNANCHORED.at("", en=", ".join(en for en, _ in missing), zh="、".join(zh for _, zh in missing))
