"""Cases, requests and complaints as an event log, and back: their events, and the records these events concern."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from enforcekit.model.common import Record
from enforcekit.shape import fields_of
from enforcekit.structure import Structure
from enforcekit.wire.validate import dump_document, load_document

from .log import EventLog, LogEvent, LogObject, Scalar, Tie
from .loss import Converted, Tally, leaves, lost

FORM: Final = "the log"


def cases_to_log(records: Iterable[Record], structure: Structure | None = None) -> Converted[EventLog]:
    """The event log of cases, or of other records with events: requests, complaints, mediations, notices.

    Each record is an object, each event of it concerns it and every record that it or the event names; the part in
    which it does is the name of the field. What is nested becomes attributes with a path for a name
    (`sanctions/0/kind`), so that a log says all that a record does, but for empty values.

    Args:
        records: cases, or others with events.
        structure: where names of the related records are taken from.

    >>> import datetime as dt
    >>> import enforcekit as ek
    >>> case = ek.Case(id="c-1", authority="town", items=["waste"], place="p", events=[
    ...     ek.Event(kind="file", at=dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC), by=["o-1"])])
    >>> made = cases_to_log([case])
    >>> [tie.object for tie in made.value.events[0].related]
    ['c-1', 'town', 'waste', 'p', 'o-1']
    >>> cases_from_log(made.value).value == (case,), made.loss
    (True, ())
    """
    objects: dict[str, LogObject] = {}
    events: list[LogEvent] = []
    given = list(records)
    for record in given:
        document = dump_document(record)
        entries = document.pop("events", [])
        mine = Tie(record.id, record.type)
        named = list(_named(record))
        objects[record.id] = LogObject(id=record.id, type=record.type, attributes=_flat(document))
        for type_, tie in named:
            objects.setdefault(tie.object, _described(tie.object, type_, structure))
        for number, (event, entry) in enumerate(zip(getattr(record, "events", ()), entries, strict=True), 1):
            concerned = list(_named(event))
            for type_, tie in concerned:
                objects.setdefault(tie.object, _described(tie.object, type_, structure))
            events.append(
                LogEvent(
                    id=f"{record.id}#{number}",
                    activity=event.kind,
                    time=event.at,
                    attributes=_flat({key: each for key, each in entry.items() if key not in ("kind", "at")}),
                    related=tuple(dict.fromkeys((mine, *(tie for _, tie in (*named, *concerned))))),
                )
            )
    log = EventLog(events=tuple(events), objects=tuple(objects.values()))
    back = {each.id: dump_document(each) for each in cases_from_log(log).value}
    return Converted(
        log,
        tuple(
            finding
            for each in given
            for finding in lost(dump_document(each), back[each.id], form=FORM, root=f"/{each.id}")
        ),
    )


def _named(value: Any) -> Iterator[tuple[str, Tie]]:
    """The records that a record or an event names by id: the type of each, and the field as its part."""
    for field in fields_of(type(value)):
        ref = field.spec.ref or (field.spec.item.ref if field.spec.item is not None else None)
        if ref is None:
            continue
        given = getattr(value, field.name)
        for id in given if isinstance(given, tuple) else (given,):
            if id is not None and id not in ref.reserved:
                yield ref.type, Tie(id, field.name)


def _described(id: str, type_: str, structure: Structure | None) -> LogObject:
    names = structure[id].names if structure is not None and id in structure else None
    return LogObject(id=id, type=type_, attributes={f"names/{lang}": name for lang, name in (names or {}).items()})


def _flat(document: Mapping[str, Any]) -> dict[str, Scalar]:
    """The values of a document by their paths; what is nobody's business (`extensions`) stays one text of JSON."""
    kept = {
        key: json.dumps(each, ensure_ascii=False, allow_nan=False) if key == "extensions" else each
        for key, each in document.items()
    }
    return {pointer[1:]: each for pointer, each in leaves(kept) if not isinstance(each, list | dict)}


def _nested(attributes: Mapping[str, Scalar]) -> dict[str, Any]:
    """The document that `_flat` took apart."""
    root: dict[str, Any] = {}
    for path, value in attributes.items():
        *steps, last = path.split("/")
        place = root
        for step in steps:
            place = place.setdefault(step, {})
        place[last] = json.loads(value) if path == "extensions" and isinstance(value, str) else value
    return {key: each if key == "extensions" else _with_lists(each) for key, each in root.items()}


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if all(key.isdecimal() for key in value):
        return [_with_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _with_lists(each) for key, each in value.items()}


def cases_from_log(log: EventLog) -> Converted[tuple[Record, ...]]:
    """The records whose log `cases_to_log` made: every object that is a whole document, with its events.

    Objects that others only name stay out; the loss counts them, and the events that are of no record.

    Raises `InvalidRecord` for an object that says it is a document and does not make a record.
    """
    tally = Tally("a set of records")
    documents = {each.id: _nested(each.attributes) for each in log.objects if "schema_version" in each.attributes}
    for number, each in enumerate(log.objects):
        if each.id not in documents and each.attributes:
            tally.not_carried(f"attributes of the {each.type}", each.id, f"/objects/{number}")
    told: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, event in enumerate(log.events):
        owner, place = _owner(event, documents)
        if owner not in documents:
            tally.not_carried("event of no record", event.id, f"/events/{number}")
            continue
        entry = {"kind": event.activity, "at": event.time.isoformat(), **_nested(event.attributes)}
        told.setdefault(owner, []).append((place, entry))
    for owner, entries in told.items():
        documents[owner]["events"] = [entry for _, entry in sorted(entries, key=lambda each: each[0])]
    return Converted(tuple(load_document(each) for each in documents.values()), tally.findings())


def _owner(event: LogEvent, documents: Mapping[str, Any]) -> tuple[str, int]:
    """The record that an event is of, and its place there: as `cases_to_log` named it, else the first it is tied to."""
    record, mark, place = event.id.rpartition("#")
    if mark and place.isdecimal() and len(place) < 10 and any(tie.object == record for tie in event.related):
        return record, int(place)
    return next((tie.object for tie in event.related if tie.object in documents), ""), 0
