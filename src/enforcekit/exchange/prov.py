"""Event logs as PROV-JSON (W3C PROV): who did what with what, and who acted on whose behalf, there and back."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
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
        ties = self._relations(value)
        objects = [
            self._object(name, each, part, ties.pop((False, name), ()))
            for part in ("entity", "agent")
            for name, each in value.get(part, {}).items()
        ]
        events = [
            self._event(name, each, ties.pop((True, name), ())) for name, each in value.get("activity", {}).items()
        ]
        for (_, name), rest in ties.items():
            self.tally.not_carried("relation of what the document does not describe", f"{name}, {rest[0].object}")
        return EventLog(events=tuple(each for each in events if each is not None), objects=tuple(objects))

    def _relations(self, value: Mapping[str, Any]) -> dict[tuple[bool, str], list[Tie]]:
        """The relations of activities (True) and of others, by their names."""
        ties: dict[tuple[bool, str], list[Tie]] = {}
        described = {name for part in ("entity", "agent") for name in value.get(part, {})}
        for kind, source, target in _RELATIONS:
            behalf = kind == "actedOnBehalfOf"
            for number, (name, each) in enumerate(value.get(kind, {}).items()):
                at = f"/{kind}/{number}"
                if source not in each or target not in each:
                    self.tally.not_carried(f"{kind} without its two ends", "", at)
                    continue
                if each[target] not in described:
                    self.tally.not_carried(f"{kind} to what is no agent or entity of the document", each[target], at)
                    continue
                role = BEHALF if behalf else str(each.get("prov:role", ""))
                ties.setdefault((source == "prov:activity", each[source]), []).append(Tie(_id(each[target]), role))
                carried = {source, target} if behalf else {source, target, "prov:role"}
                for key in [key for key in each if key not in carried]:
                    self.tally.not_carried(f"{kind} {key}", each[key], at)
                if not name.startswith("_:"):
                    self.tally.not_carried(f"name of a {kind}", name, at)
        return ties

    def _object(self, name: str, entry: Mapping[str, Any], part: str, related: Iterable[Tie]) -> LogObject:
        type_ = self._type(entry, part, "authority" if part == "agent" else part)
        if (type_ in AGENTS) != (part == "agent"):
            self.tally.not_carried(f"that {type_} is an {part}", name, f"/{part}")
        attributes = self._attributes(entry, {"prov:type"}, f"/{part}")
        return LogObject(id=_id(name), type=type_, attributes=attributes, related=tuple(related))

    def _event(self, name: str, entry: Mapping[str, Any], related: Iterable[Tie]) -> LogEvent | None:
        text = entry.get("prov:startTime", entry.get("prov:endTime"))
        time = self.time(text, "/activity") if isinstance(text, str) else None
        if time is None:
            self.tally.not_carried("activity without a time", _id(name), "/activity")
            return None
        if entry.get("prov:endTime", text) != text:
            self.tally.not_carried("prov:endTime", entry["prov:endTime"], "/activity")
        attributes = self._attributes(entry, {"prov:type", "prov:startTime", "prov:endTime"}, "/activity")
        activity = self._type(entry, "activity", "activity")
        return LogEvent(id=_id(name), activity=activity, time=time, attributes=attributes, related=tuple(related))

    def _type(self, entry: Mapping[str, Any], part: str, otherwise: str) -> str:
        """The first type of an entry; the others are counted, and the word that is taken where there is none."""
        given = entry.get("prov:type")
        types = [each.get("$") if isinstance(each, Mapping) else each for each in _each(given)]
        first, *others = (_id(str(each or "")) for each in types)
        for other in others:
            self.tally.not_carried(f"second type of an {part}", other, f"/{part}")
        if not first and otherwise != part:
            self.tally.changed(f"{part} without a type", "—", otherwise, f"/{part}")
        return first or otherwise

    def _attributes(self, entry: Mapping[str, Any], taken: set[str], at: str) -> dict[str, Scalar]:
        found: dict[str, Scalar] = {}
        for key, value in entry.items():
            if key in taken:
                continue
            read = self._literal(key, value, at) if isinstance(value, Mapping) else value
            if isinstance(read, str | int | float | dt.datetime):
                found[_id(key)] = read
            else:
                self.tally.not_carried(f"attribute {key}", value, at)
        return found

    def _literal(self, key: str, value: Mapping[str, Any], at: str) -> Scalar | None:
        """The value of a literal: time, number, truth value; of any other type its text, and the type is counted."""
        text, kind = value.get("$"), value.get("type", "xsd:string")
        for other in [each for each in value if each not in ("$", "type")]:
            self.tally.not_carried(f"{other} of attribute {key}", value[other], at)
        if not isinstance(text, str):
            return text if isinstance(text, int | float) else None
        if kind == "xsd:dateTime":
            return self.time(text, at)
        try:
            return _LITERALS[kind](text)
        except (KeyError, ValueError):
            self.tally.not_carried(f"type of attribute {key}", kind, at)
            return text


def _each(value: Any) -> list[Any]:
    """The values of an attribute, which may be one or several."""
    return value if isinstance(value, list) and value else [value]


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


_LITERALS: Final[Mapping[str, Callable[[str], Scalar]]] = {
    "xsd:string": str,
    **dict.fromkeys(("xsd:int", "xsd:integer", "xsd:long"), int),
    **dict.fromkeys(("xsd:double", "xsd:float", "xsd:decimal"), _finite),
    "xsd:boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
}


def _id(name: str) -> str:
    """The id behind a qualified name: ours without its prefix, another's whole."""
    own = f"{_OURS}:"
    return unquote(name.removeprefix(own)) if name.startswith(own) else name
