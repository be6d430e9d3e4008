"""Intake: what a matter becomes, with its source kept; the ladder's shares and effects; what no mediation pauses.

Complaints, clues and mediations run through `ek.permitted`, `ek.record` and `ek.due`; here stands what is made of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, must_be_day
from enforcekit.competence import transfer_target
from enforcekit.competence.transfer import Transfer
from enforcekit.errors import Finding, InvalidArgument, UnknownReference, rule
from enforcekit.law import Threshold
from enforcekit.law.pack import pack_of
from enforcekit.model.case import Act, Case
from enforcekit.model.complaint import Clue, Complaint, Mediation
from enforcekit.model.request import Request
from enforcekit.procedure import Limitation, limitation, open_case, standing
from enforcekit.samples import wilson_interval
from enforcekit.structure import Structure

NO_ITEM = rule(
    "EK670",
    "error",
    "{record} names no {field}: it is not known yet what it is about",
    "{record} 未列明 {field}，尚不能确定所涉内容",
    cure_en="give `{field}` of the record",
    cure_zh="请填写记录的 {field}",
)
GROWS = rule(
    "EK671",
    "error",
    "the stage '{later}' has {count}, more than '{earlier}' with {before}: stages of one scope cannot grow",
    "阶段“{later}”为 {count}，多于“{earlier}”的 {before}：同一口径的阶段不能增加",
    cure_en="state the scope of each stage; those of another scope are no part of the funnel",
    cure_zh="注明各阶段口径；口径不同的不属于同一漏斗",
)
NO_OPEN311 = rule(
    "EK672",
    "error",
    "the payload has no '{field}'",
    "报文缺少“{field}”",
    cure_en="Open311 requires it of a service request",
    cure_zh="Open311 服务请求必须包含该字段",
)
UNOWNED = rule(
    "EK673",
    "advice",
    "nobody is competent for {item} at {place} on {on}: {lead} designates",
    "{on} 在 {place} 没有机关对 {item} 有权：由 {lead} 指定",
    cure_en="enter it as nobody's, let the superior assign it, and mend the list",
    cure_zh="列为办不成事，报请指定，并补正清单",
)


def _origin(channel: str, structure: Structure, on: dt.date) -> str:
    rows = pack_of(structure).thresholds_of("intake_origin", on)
    return next((row.outcome for row in rows if channel in row.facts), "other_origin")


def to_case(record: Complaint | Clue | Request, structure: Structure, *, id: str, on: dt.date, **more: Any) -> Case:
    """The case that a complaint, clue or transfer becomes: items, place and party taken over, its source kept.

    It is a case without events: whether it may be filed is asked of it like of any other (`ek.permitted`). The record
    ends with a turn that names the case (`file`, `lead_into`).

    Args:
        record: what it comes from.
        structure: where body, items and place are.
        id: of the case.
        on: day of the conversion.
        more: other fields of the case, such as `authority`; what is given goes before what the record says.

    Raises `InvalidArgument` (EK670) for a record without items or place, `UnknownReference`, `InvalidRecord`.

    >>> import enforcekit as ek
    >>> from enforcekit.model import Clue
    >>> sign = Clue(id="s-1", channel="device", found_on=dt.date(2025, 9, 22), authority="xikou-town",
    ...     items=["street-vending-unlicensed-place"], place="330213100")
    >>> case = to_case(sign, ek.example("ningbo"), id="c-1", on=dt.date(2025, 9, 23))
    >>> case.clue, case.origin, case.authority
    ('s-1', 'monitoring', 'xikou-town')
    """
    must_be(Complaint, Clue, Request, record=record)
    must_be_day(on=on)
    for field in ("items", "place"):
        if not getattr(record, field) and field not in more:
            raise InvalidArgument([NO_ITEM.at(f"/record/{field}", record=record.id, field=field)])
    evidence: dict[str, Any] = {}
    if isinstance(record, Clue):
        channel, body, evidence = record.channel, record.authority, {"evidence": record.evidence}
    elif isinstance(record, Complaint):
        channel, body = record.channel, record.receiver
    else:
        channel, body = "transfer", record.asked[0]
    taken = {
        "id": id,
        "authority": body,
        "items": record.items,
        "place": record.place,
        "party": getattr(record, "party", None),
        "origin": _origin(channel, structure, on),
        "clue": record.id,
        "layer": record.layer,
        **evidence,
    }
    return open_case(structure, **{**taken, **more})


def to_clue(complaint: Complaint, *, id: str, authority: str | None = None, **more: Any) -> Clue:
    """The clue that a complaint holds, with the channel and the complaint kept.

    Args:
        complaint: what it comes from.
        id: of the clue.
        authority: the body that has it; the one that received the complaint when left out.
        more: other fields of the clue.

    Raises `InvalidArgument` (EK670) for a complaint without items or place.
    """
    must_be(Complaint, complaint=complaint)
    given = {"items": complaint.items, "place": complaint.place, **more}
    for field in ("items", "place"):
        if not given[field]:
            raise InvalidArgument([NO_ITEM.at(f"/complaint/{field}", record=complaint.id, field=field)])
    taken: dict[str, Any] = {
        "id": id,
        "channel": complaint.channel,
        "found_on": complaint.received_at.date(),
        "authority": authority or complaint.receiver,
        "record": complaint.id,
        "party": complaint.party,
        "layer": complaint.layer,
    }
    return Clue(**{**taken, **given})


_WORDS: Final = ("service_code", "description", "requested_datetime")


def from_open311(payload: Mapping[str, Any], *, id: str, receiver: str, kind: str = "report") -> Complaint:
    """A complaint from an Open311 service request: its number, time and words kept, the rest under `extensions`.

    Args:
        payload: the service request, as GeoReport v2 writes it.
        id: of the complaint.
        receiver: the body that receives it.
        kind: kind of request.

    Raises `InvalidArgument` (EK672) when a field that Open311 requires is missing, `InvalidRecord` for a bad one.

    >>> said = {"service_request_id": "638344", "service_code": "007", "description": "rubbish on the road",
    ...     "requested_datetime": "2025-09-22T09:00:00+08:00", "lat": 29.6, "long": 121.2}
    >>> found = from_open311(said, id="k-1", receiver="xikou-town")
    >>> found.number, found.channel, open311(found) == said
    ('638344', 'open311', True)
    """
    must_be(Mapping, payload=payload)
    absent = [field for field in _WORDS if not payload.get(field)]
    if absent:
        raise InvalidArgument([NO_OPEN311.at(f"/payload/{each}", field=each) for each in absent])
    number = payload.get("service_request_id")
    try:
        received = dt.datetime.fromisoformat(str(payload["requested_datetime"]))
    except ValueError:
        raise InvalidArgument([NO_OPEN311.at("/payload/requested_datetime", field="requested_datetime")]) from None
    kept = {key: value for key, value in payload.items() if key not in ("service_request_id", "requested_datetime")}
    return Complaint(
        id=id,
        kind=kind,
        channel="open311",
        received_at=received,
        receiver=receiver,
        number=str(number) if number is not None else None,
        text={"en": str(payload["description"])},
        extensions={"open311": kept},
    )


def open311(complaint: Complaint) -> dict[str, Any]:
    """A complaint as an Open311 service request: what came from there goes back, its moment written with its offset."""
    must_be(Complaint, complaint=complaint)
    kept = dict(complaint.extensions.get("open311", {}))
    words = complaint.text or {}
    return {
        "service_request_id": complaint.number or complaint.id,
        "service_code": complaint.kind,
        "description": next(iter(words.values()), ""),
        "requested_datetime": complaint.received_at.isoformat(),
        **kept,
    }


@attrs.frozen(kw_only=True)
class Owner:
    """Who has a complaint's matter: the body for each item, and a finding for each that nobody has (办不成事)."""

    targets: Mapping[str, Transfer]
    findings: tuple[Finding, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies it goes to, each once."""
        return tuple(dict.fromkeys(each.to for each in self.targets.values() if each.to is not None))


def owner_of(complaint: Complaint | Clue, structure: Structure, *, on: dt.date, action: str = "") -> Owner:
    """To whom a complaint goes on a day, and what about it nobody has: then the superior leads (N15, J-04).

    Args:
        complaint: the complaint or clue.
        structure: bodies, items and grants.
        on: the day.
        action: kind of action asked for; the pack's penalty when left out.

    Raises `InvalidArgument` (EK670), `UnknownReference`.
    """
    must_be(Complaint, Clue, complaint=complaint)
    place = complaint.place
    if not complaint.items or place is None:
        field = "place" if complaint.items else "items"
        raise InvalidArgument([NO_ITEM.at(f"/complaint/{field}", record=complaint.id, field=field)])
    wanted = action or pack_of(structure).penalty
    targets = {item: transfer_target(structure, wanted, item, place, on) for item in complaint.items}
    findings = tuple(
        UNOWNED.at(
            article=each.article, witness=(complaint.id, item), item=item, place=place, on=on, lead=each.to or "—"
        )
        for item, each in targets.items()
        if each.because != "competent"
    )
    return Owner(targets=targets, findings=findings)


def still_running(act: Act, mediation: Mediation, structure: Structure, *, on: dt.date) -> Limitation:
    """The limitation of an act while it is being mediated: reckoned as if there were no mediation (K-13, P-09).

    Args:
        act: the violation beside the dispute.
        mediation: the ladder it is on; whatever its state, it pauses nothing.
        structure: under whose law.
        on: day on which an organ finds the act.

    Source: Penalty Law art. 36; People's Mediation Law has no suspension of it.
    """
    must_be(Mediation, mediation=mediation)
    law = {"layer": mediation.layer or "", "pack": pack_of(structure)}
    return limitation(act.ended, act.life_health_or_finance, act.harm, on, **law)  # type: ignore[arg-type]


def effect_of(mediation: Mediation, structure: Structure, *, on: dt.date) -> Threshold | None:
    """What an agreement is worth (F17): enforceable once the court confirmed it, binding before; None without one."""
    state = standing(mediation, pack_of(structure)).main.state
    rows = pack_of(structure).thresholds_of("mediation_effect", on)
    return next((row for row in rows if state in row.facts), None)


@attrs.frozen(kw_only=True)
class Totals:
    """How many disputes, persons and fen, and how many disputes came to an end."""

    count: int
    people: int
    amount: int
    settled: int

    @property
    def rate(self) -> Fraction | None:
        """The share settled; None of none."""
        return Fraction(self.settled, self.count) if self.count else None


_SETTLED: Final = frozenset({"agreed", "agreed_in_aid", "confirmed", "settled"})


def totals(mediations: Iterable[Mediation], structure: Structure) -> Totals:
    """The sums of some mediations: numerator and denominator of every published rate (H9, H10, F16)."""
    given = tuple(mediations)
    pack = pack_of(structure)
    return Totals(
        count=len(given),
        people=sum(each.people for each in given),
        amount=sum(each.amount.amount for each in given if each.amount is not None),
        settled=sum(standing(each, pack).main.state in _SETTLED for each in given),
    )


@attrs.frozen(kw_only=True)
class Share:
    """The share of a level among what was settled, its target, and a 95 % interval (Wilson)."""

    level: str
    count: int
    of: int
    target: int | None
    low: float
    high: float
    row: Threshold | None

    @property
    def share(self) -> Fraction:
        """The share."""
        return Fraction(self.count, self.of)


def level_shares(mediations: Iterable[Mediation], structure: Structure, *, on: dt.date) -> tuple[Share, ...]:
    """At which level disputes were settled, against the target of the day (K-14: 1 : 3 : 6). The shares add up to 1.

    Mediations without a level are left out. It is an indicator, never a rule of routing.
    """
    counts = Counter(each.level for each in mediations if each.level is not None)
    of = sum(counts.values())
    rows = {fact: row for row in pack_of(structure).thresholds_of("mediation_target", on) for fact in row.facts}
    levels = list(dict.fromkeys([*rows, *counts])) if of else []
    found = []
    for level in levels:
        low, high = wilson_interval(counts[level], of)
        row = rows.get(level)
        target = row.value if row is not None else None
        found.append(Share(level=level, count=counts[level], of=of, target=target, low=low, high=high, row=row))
    return tuple(found)


@attrs.frozen(kw_only=True)
class Funnel:
    """Clues from stage to stage, of one scope."""

    scope: str
    stages: tuple[tuple[str, int], ...]

    def rate(self, later: str, earlier: str) -> Fraction | None:
        """The share of an earlier stage that reached a later one; None of none. Raises `UnknownReference`."""
        counts = dict(self.stages)
        for stage in (later, earlier):
            if stage not in counts:
                raise UnknownReference("stage of the funnel", stage, counts)
        return Fraction(counts[later], counts[earlier]) if counts[earlier] else None


def funnel(stages: Mapping[str, int], *, scope: str) -> Funnel:
    """A funnel of clues (Z10): no stage has more than the one before.

    Args:
        stages: how many at each stage, in their order.
        scope: what is counted, in words: without it two funnels cannot be compared.

    Raises `InvalidArgument` (EK671) for a stage that grows: it is of another scope.

    >>> found = funnel({"accepted": 58, "settled": 30}, scope="clues of one centre, 2024")
    >>> f"{float(found.rate('settled', 'accepted')):.1%}"
    '51.7%'
    """
    must_be(Mapping, stages=stages)
    must_be(int, **{f"stages[{stage}]": count for stage, count in stages.items()})
    pairs = list(stages.items())
    grown = [
        GROWS.at(f"/stages/{later}", later=later, count=count, earlier=earlier, before=before)
        for (earlier, before), (later, count) in pairwise(pairs)
        if count > before
    ]
    if grown:
        raise InvalidArgument(grown)
    return Funnel(scope=scope, stages=tuple(pairs))
