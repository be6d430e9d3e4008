"""Edges of what happened: cases handed over, evidence and officers lent, requests between authorities.

A request is any object with `kind`, `asking`, `asked` and `asked_on` (see `Asked`): a body, or several, was asked for
something on a day. What else it carries is not looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from enforcekit.arguments import must_be_day, must_be_text, wrong
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case
from enforcekit.model.common import Record
from enforcekit.model.officer import Officer
from enforcekit.structure import Structure

from .layers import known_layers
from .ties import Ties


class Asked(Protocol):
    """What a request must have: its kind, who asks, who is asked (one id or several), and on which day.

    `ek.Request` is one. `id` names it on the edge when it has one.
    """

    @property
    def kind(self) -> str: ...

    @property
    def asking(self) -> str: ...

    @property
    def asked(self) -> str | tuple[str, ...]: ...

    @property
    def asked_on(self) -> dt.date: ...


REQUEST_LAYERS: Final[Mapping[str, str]] = {
    "transfer": "transfers",
    "evidence_assistance": "assists",
    "identification": "assists",
    "legal_review_assistance": "assists",
    "joint_action": "joins",
    "major_matter_report": "shares_information",
    "whistle": "shares_information",
    "dispatch_meeting": "mediates",
}
"""The layer of each kind of request; a kind that is not here shares information."""
_REQUEST: Final = (
    "a request",
    "请求",
    "give an ek.Request, or an object with kind, asking, asked and asked_on",
    "请给出 ek.Request，或者具有 kind、asking、asked、asked_on 的对象",
)
_TOWARDS_ASKING: Final = frozenset({"assists", "joins"})
"""Help and people go to the body that asks; a matter or a word goes to the body that is asked."""


def add_requests(ties: Ties, requests: Iterable[Asked], on: dt.date | None) -> None:
    """An edge for each body that was asked."""
    for number, request in enumerate(requests):
        if not all(hasattr(request, name) for name in ("kind", "asking", "asked", "asked_on")):
            raise wrong(f"requests[{number}]", request, _REQUEST)
        if type(request.asked_on) is not dt.date or not isinstance(request.asking, str):
            must_be_text(**{f"requests[{number}].asking": request.asking})
            must_be_day(**{f"requests[{number}].asked_on": request.asked_on})
        if on is not None and request.asked_on > on:
            continue
        (layer,) = known_layers([REQUEST_LAYERS.get(request.kind, "shares_information")])
        record = getattr(request, "id", None) or f"request-{number + 1}"
        for other in (request.asked,) if isinstance(request.asked, str) else request.asked:
            ends = (other, request.asking) if layer in _TOWARDS_ASKING else (request.asking, other)
            ties.happened(*ends, layer, request.kind, record, on=request.asked_on)


def add_cases(ties: Ties, structure: Structure, cases: Iterable[Case], on: dt.date | None) -> None:
    """Hand-overs, evidence of other bodies, and officers of other bodies who took part."""
    known = {each.id: each for each in cases}
    for case in known.values():
        _add_events(ties, structure, case, known, on)
        for evidence in case.evidence:
            day = evidence.obtained_on or (case.events[0].at.date() if case.events else None)
            if evidence.origin and evidence.origin != case.authority and day and (on is None or day <= on):
                ties.happened(evidence.origin, case.authority, "assists", "evidence", case.id, on=day)


def _add_events(ties: Ties, structure: Structure, case: Case, known: Mapping[str, Case], on: dt.date | None) -> None:
    joined: set[str] = set()
    for event in case.events:
        day = event.at.date()
        if on is not None and day > on:
            continue
        receiver = receiver_of(event.reference, structure, known)
        if receiver is not None and receiver != case.authority:
            ties.happened(case.authority, receiver, "transfers", event.kind, case.id, on=day)
        for key in event.by:
            officer = record_of(structure, key)
            if isinstance(officer, Officer) and serves(officer, day).isdisjoint({case.authority}):
                if officer.home not in joined:
                    ties.happened(officer.home, case.authority, "joins", "officers", case.id, on=day)
                joined.add(officer.home)


def receiver_of(reference: str | None, structure: Structure, known: Mapping[str, Any]) -> str | None:
    """The body an event hands something to: named itself, or the one that has the case it names."""
    if reference is not None and reference in known:
        body: str = known[reference].authority
        return body
    record = record_of(structure, reference)
    if isinstance(record, Authority):
        return record.id
    return record.authority if isinstance(record, Case) else None


def record_of(structure: Structure, key: str | None) -> Record | None:
    """The record of an id; None when there is none."""
    return None if key is None or key not in structure else structure[key]


def serves(officer: Officer, day: dt.date) -> set[str]:
    """The bodies an officer acts for on a day: the one at home and those of a posting."""
    return {officer.home, *(each.authority for each in officer.postings if day in each.period)}
