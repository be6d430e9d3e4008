"""Event logs as PROV-JSON (W3C PROV): who did what with what, and who acted on whose behalf, there and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, unquote

import attrs

from enforcekit.competence import who_may
from enforcekit.errors import rule
from enforcekit.law.pack import pack_of
from enforcekit.model.case import Case
from enforcekit.model.officer import Officer
from enforcekit.structure import Structure
from enforcekit.wire.reader import read_json

from .log import LARGE, EventLog, Gathering, LogEvent, LogObject, Scalar, Tie, compare_logs
from .loss import Converted

FORM: Final = "PROV-JSON"
BEHALF: Final = "acted_on_behalf_of"
"""The qualifier of a relation that becomes `actedOnBehalfOf`."""
AGENTS: Final = frozenset({"authority", "officer"})
"""The types of objects that act; all others are entities."""
_OURS: Final = "ek"
_PREFIXES: Final = {
    _OURS: "urn:enforcekit:",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RELATIONS: Final = (
    ("wasAssociatedWith", "prov:activity", "prov:agent"),
    ("used", "prov:activity", "prov:entity"),
    ("actedOnBehalfOf", "prov:delegate", "prov:responsible"),
    ("wasInfluencedBy", "prov:influencee", "prov:influencer"),
)

NOT_PROV = rule(
    "EK846",
    "error",
    "no PROV-JSON: {reason}",
    "不是 PROV-JSON：{reason_zh}",
    cure_en="PROV-JSON has objects activity, agent and entity, each by its qualified name",
    cure_zh="PROV-JSON 应有以限定名为键的 activity、agent、entity 对象",
)


def with_delegation(log: EventLog, cases: Iterable[Case], structure: Structure) -> EventLog:
    """The log with who acted on whose behalf: each officer for the home body, a body for the one in whose name it acts.

    In whose name a body acts is the answer of `who_may` on the day of the last event of its case: an entrusted body
    (受委托) acts on behalf of the one that entrusted it.

    Args:
        log: what `cases_to_log` made of the cases.
        cases: the cases.
        structure: officers, bodies and grants.
    """
    ties: dict[str, list[Tie]] = {}
    present = {each.id for each in log.objects}
    more: dict[str, LogObject] = {}

    def add(delegate: str, responsible: str) -> None:
        if delegate in present:
            ties.setdefault(delegate, []).append(Tie(responsible, BEHALF))
            if responsible not in present:
                name = structure[responsible].names or {}
                words = {f"names/{lang}": text for lang, text in name.items()}
                more[responsible] = LogObject(id=responsible, type="authority", attributes=words)

    for each in log.objects:
        if each.id in structure and isinstance(record := structure[each.id], Officer):
            add(record.id, record.home)
    for case in cases:
        for body, name in _in_whose_name(case, structure):
            add(body, name)
    return EventLog(
        events=log.events,
        objects=(
            *(
                attrs.evolve(each, related=tuple(dict.fromkeys((*each.related, *ties.get(each.id, ())))))
                for each in log.objects
            ),
            *more.values(),
        ),
    )


def _in_whose_name(case: Case, structure: Structure) -> Iterator[tuple[str, str]]:
    if not case.events:
        return
    on, action = case.events[-1].at.date(), pack_of(structure).penalty
    for item in case.items:
        for each in who_may(structure, action, item=item, place=case.place, on=on).competences:
            if each.authority == case.authority and each.in_name_of != each.authority:
                yield each.authority, each.in_name_of


def to_prov(log: EventLog) -> Converted[dict[str, Any]]:
    """A log as the JSON value of a PROV document: events are activities, bodies and officers agents, all else entities.

    Args:
        log: what to write; `with_delegation` adds who acted on whose behalf.

    >>> now = dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
    >>> log = EventLog(events=(LogEvent(id="e1", activity="inspect", time=now, related=(Tie("team", "authority"),)),),
    ...     objects=(LogObject(id="team", type="authority", related=(Tie("bureau", "acted_on_behalf_of"),)),
    ...     LogObject(id="bureau", type="authority")))
    >>> made = to_prov(log)
    >>> made.value["actedOnBehalfOf"], made.loss
    ({'_:r2': {'prov:delegate': 'ek:team', 'prov:responsible': 'ek:bureau'}}, ())
    >>> from_prov(made.value).value == log
    True
    """
    types = {each.id: each.type for each in log.objects}
    value: dict[str, Any] = {"prefix": dict(_PREFIXES), "entity": {}, "activity": {}, "agent": {}}
    for each in log.objects:
        place = "agent" if each.type in AGENTS else "entity"
        value[place][_name(each.id)] = {"prov:type": _named(each.type), **_written(each.attributes)}
    for event in log.events:
        time = event.time.isoformat()
        told = {"prov:startTime": time, "prov:endTime": time, "prov:type": _named(event.activity)}
        value["activity"][_name(event.id)] = {**told, **_written(event.attributes)}
    count = 0
    owners: tuple[LogEvent | LogObject, ...] = (*log.events, *log.objects)
    for owner in owners:
        for tie in owner.related:
            count += 1
            kind = _relation(owner, tie, types)
            _, source, target = next(each for each in _RELATIONS if each[0] == kind)
            entry: dict[str, Any] = {source: _name(owner.id), target: _name(tie.object)}
            if kind != "actedOnBehalfOf" and tie.qualifier:
                entry["prov:role"] = tie.qualifier
            value.setdefault(kind, {})[f"_:r{count}"] = entry
    return Converted(value, compare_logs(log, from_prov(value).value, form=FORM))


def _relation(owner: LogEvent | LogObject, tie: Tie, types: Mapping[str, str]) -> str:
    agents = types[tie.object] in AGENTS
    if isinstance(owner, LogEvent):
        return "wasAssociatedWith" if agents else "used"
    return "actedOnBehalfOf" if tie.qualifier == BEHALF and agents and owner.type in AGENTS else "wasInfluencedBy"


def _name(id: str) -> str:
    return f"{_OURS}:{quote(id, safe='')}"


def _named(word: str) -> dict[str, str]:
    return {"$": _name(word), "type": "xsd:QName"}


def _written(attributes: Mapping[str, Scalar]) -> dict[str, Any]:
    return {
        _name(key): {"$": value.isoformat(), "type": "xsd:dateTime"} if isinstance(value, dt.datetime) else value
        for key, value in attributes.items()
    }


def from_prov(source: Mapping[str, Any] | str | bytes) -> Converted[EventLog]:
    """The log that a PROV-JSON document holds; what PROV says beyond it is named in the loss.

    Args:
        source: the JSON text, or its value.

    Raises `MalformedText` for text that is no JSON, `InvalidData` for JSON that is no PROV-JSON (EK846) or no log.
    """
    value = read_json(source, limits=LARGE) if isinstance(source, str | bytes) else source
    reader = _Reader(FORM, NOT_PROV)
    log = EventLog()
    if not isinstance(value, Mapping) or not any(key in value for key in ("activity", "agent", "entity")):
        reader.refuse("", "it has no activity, agent or entity", "没有 activity、agent、entity")
    else:
        try:
            log = reader.log(value)
        except (AttributeError, TypeError, KeyError) as error:
            reader.refuse("", f"a part has another form ({error})", "某部分结构不符")
    reader.check()
    return Converted(log, reader.tally.findings())


class _Reader(Gathering):
    """Reads the parts of a document; what has no place is counted."""

    def log(self, value: Mapping[str, Any]) -> EventLog:
        known = {"prefix", "activity", "agent", "entity", *(each for each, _, _ in _RELATIONS)}
        for key in value:
            if key not in known:
                self.tally.not_carried(key, next(iter(value[key]), ""), f"/{key}")
        ties: dict[tuple[bool, str], list[Tie]] = {}
        for kind, source, target in _RELATIONS:
            for number, (_, each) in enumerate(value.get(kind, {}).items()):
                if source not in each or target not in each:
                    self.tally.not_carried(f"{kind} without its two ends", "", f"/{kind}/{number}")
                    continue
                role = BEHALF if kind == "actedOnBehalfOf" else str(each.get("prov:role", ""))
                ties.setdefault((source == "prov:activity", each[source]), []).append(Tie(_id(each[target]), role))
                for key in each.keys() - {source, target, "prov:role"}:
                    self.tally.not_carried(f"{kind} {key}", each[key], f"/{kind}/{number}")
        objects = [
            self._object(name, each, f"/{part}", ties.get((False, name), ()), default)
            for part, default in (("entity", "entity"), ("agent", "authority"))
            for name, each in value.get(part, {}).items()
        ]
        events = [
            self._event(name, each, ties.get((True, name), ())) for name, each in value.get("activity", {}).items()
        ]
        return EventLog(events=tuple(each for each in events if each is not None), objects=tuple(objects))

    def _object(self, name: str, entry: Mapping[str, Any], at: str, related: Iterable[Tie], default: str) -> LogObject:
        attributes = self._attributes(entry, {"prov:type"}, at)
        return LogObject(id=_id(name), type=_type(entry) or default, attributes=attributes, related=tuple(related))

    def _event(self, name: str, entry: Mapping[str, Any], related: Iterable[Tie]) -> LogEvent | None:
        text = entry.get("prov:startTime", entry.get("prov:endTime"))
        time = self.time(text, "/activity") if isinstance(text, str) else None
        if time is None:
            self.tally.not_carried("activity without a time", _id(name), "/activity")
            return None
        if entry.get("prov:endTime", text) != text:
            self.tally.not_carried("prov:endTime", entry["prov:endTime"], "/activity")
        attributes = self._attributes(entry, {"prov:type", "prov:startTime", "prov:endTime"}, "/activity")
        activity = _type(entry) or "activity"
        return LogEvent(id=_id(name), activity=activity, time=time, attributes=attributes, related=tuple(related))

    def _attributes(self, entry: Mapping[str, Any], taken: set[str], at: str) -> dict[str, Scalar]:
        found: dict[str, Scalar] = {}
        for key, value in entry.items():
            if key in taken:
                continue
            given = value.get("$") if isinstance(value, Mapping) else value
            timed = isinstance(value, Mapping) and value.get("type") == "xsd:dateTime"
            read = self.time(given, at) if timed and isinstance(given, str) else given
            if isinstance(read, str | int | float | dt.datetime):
                found[_id(key)] = read
            else:
                self.tally.not_carried(f"attribute {key}", value, at)
        return found


def _id(name: str) -> str:
    """The id behind a qualified name: ours without its prefix, another's whole."""
    own = f"{_OURS}:"
    return unquote(name.removeprefix(own)) if name.startswith(own) else name


def _type(entry: Mapping[str, Any]) -> str:
    given = entry.get("prov:type", "")
    return _id(str(given.get("$", "")) if isinstance(given, Mapping) else str(given))
