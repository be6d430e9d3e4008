"""Event logs as OCEL 2.0 JSON (ocel-standard.org): events that concern several objects at once, there and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

from enforcekit.errors import rule
from enforcekit.wire.reader import read_json

from .log import LARGE, EventLog, Gathering, LogEvent, LogObject, Scalar, Tie, compare_logs
from .loss import Converted

FORM: Final = "OCEL 2.0"
ALWAYS: Final = "1970-01-01T00:00:00Z"
"""The time of an object's attribute that does not change, as the standard writes it."""
_ALWAYS: Final = dt.datetime.fromisoformat(ALWAYS)
_ENTRY: Final = frozenset({"id", "type", "attributes", "relationships"})

NOT_OCEL = rule(
    "EK843",
    "error",
    "no OCEL 2.0: {reason}",
    "不是 OCEL 2.0：{reason_zh}",
    cure_en="OCEL 2.0 JSON has eventTypes, objectTypes, events and objects; convert older logs (`ocel:` keys) first",
    cure_zh="OCEL 2.0 JSON 应有 eventTypes、objectTypes、events、objects；旧版（ocel: 前缀）请先转换",
)

_NAMES: Final[tuple[tuple[type, str], ...]] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "float"),
    (dt.datetime, "time"),
    (str, "string"),
)


def to_ocel(log: EventLog) -> Converted[dict[str, Any]]:
    """A log as the JSON value of an OCEL 2.0 file.

    An attribute has one type for each type of event or object: whole numbers among fractions become fractions, of
    other mixtures all become text, and the loss says so.

    Args:
        log: what to write.

    >>> now = dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
    >>> filed = LogEvent(id="e1", activity="file", time=now, attributes={"fen": 5}, related=(Tie("c-1", "case"),))
    >>> log = EventLog(events=(filed,), objects=(LogObject(id="c-1", type="case"),))
    >>> made = to_ocel(log)
    >>> made.value["events"][0]["relationships"], made.value["eventTypes"][0]["attributes"], made.loss
    ([{'objectId': 'c-1', 'qualifier': 'case'}], [{'name': 'fen', 'type': 'integer'}], ())
    >>> from_ocel(made.value).value == log
    True
    """
    event_types = _types((each.activity, each.attributes) for each in log.events)
    object_types = _types((each.type, each.attributes) for each in log.objects)
    value = {
        "objectTypes": _described(object_types),
        "eventTypes": _described(event_types),
        "objects": [
            {
                "id": each.id,
                "type": each.type,
                "attributes": [
                    {"name": name, "time": ALWAYS, "value": _written(value, object_types[each.type][name])}
                    for name, value in each.attributes.items()
                ],
                "relationships": _relationships(each.related),
            }
            for each in log.objects
        ],
        "events": [
            {
                "id": each.id,
                "type": each.activity,
                "time": each.time.isoformat(),
                "attributes": [
                    {"name": name, "value": _written(value, event_types[each.activity][name])}
                    for name, value in each.attributes.items()
                ],
                "relationships": _relationships(each.related),
            }
            for each in log.events
        ],
    }
    return Converted(value, compare_logs(log, from_ocel(value).value, form=FORM))


def _types(given: Iterable[tuple[str, Mapping[str, Scalar]]]) -> dict[str, dict[str, str]]:
    """The type of every attribute, by the type of event or object."""
    found: dict[str, dict[str, str]] = {}
    for owner, attributes in given:
        known = found.setdefault(owner, {})
        for name, value in attributes.items():
            kind = next(kind for cls, kind in _NAMES if isinstance(value, cls))
            before = known.setdefault(name, kind)
            if before != kind:
                known[name] = "float" if {before, kind} == {"integer", "float"} else "string"
    return found


def _described(types: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    return [
        {"name": owner, "attributes": [{"name": name, "type": kind} for name, kind in attributes.items()]}
        for owner, attributes in types.items()
    ]


def _written(value: Scalar, kind: str) -> str | int | float | bool:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if kind == "float":
        return float(value)
    return value if kind != "string" or isinstance(value, str) else str(value)


def _relationships(related: Iterable[Tie]) -> list[dict[str, str]]:
    return [{"objectId": tie.object, "qualifier": tie.qualifier} for tie in related]


def from_ocel(source: Mapping[str, Any] | str | bytes) -> Converted[EventLog]:
    """The log that an OCEL 2.0 file holds.

    Of an attribute that changes with time the last value is kept, and the loss names the others. A time without a
    zone is read as UTC, as the standard's own examples are meant, and the loss says that too.

    Args:
        source: the JSON text, or its value.

    Raises `MalformedText` for text that is no JSON, `InvalidData` for JSON that is no OCEL 2.0 (EK843) or no log.

    >>> from_ocel('{"ocel:events": {}}')
    Traceback (most recent call last):
    enforcekit.errors.InvalidData: OCEL 2.0
      error EK843: no OCEL 2.0: it has no events, objects, eventTypes, objectTypes → OCEL 2.0 JSON has ...
    """
    value = read_json(source, limits=LARGE) if isinstance(source, str | bytes) else source
    absent = [each for each in ("events", "objects", "eventTypes", "objectTypes") if not _has(value, each)]
    reader = _Reader(FORM, NOT_OCEL)
    if absent:
        reader.refuse("", f"it has no {', '.join(absent)}", f"缺少 {'、'.join(absent)}")
    reader.check()
    reader.beyond(value, {"eventTypes", "objectTypes", "events", "objects"}, "OCEL", "")
    event_kinds = reader.kinds(value["eventTypes"], "/eventTypes")
    object_kinds = reader.kinds(value["objectTypes"], "/objectTypes")
    objects = [reader.object(each, object_kinds, f"/objects/{n}") for n, each in enumerate(value["objects"])]
    events = [reader.event(each, event_kinds, f"/events/{n}") for n, each in enumerate(value["events"])]
    reader.check()
    log = EventLog(
        events=tuple(each for each in events if each is not None),
        objects=tuple(each for each in objects if each is not None),
    )
    reader.unused("event", event_kinds, _types((each.activity, each.attributes) for each in log.events))
    reader.unused("object", object_kinds, _types((each.type, each.attributes) for each in log.objects))
    return Converted(log, reader.tally.findings())


def _has(value: Any, key: str) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get(key), list | tuple)


class _Reader(Gathering):
    """Reads entries of an OCEL value."""

    def kinds(self, types: Any, at: str) -> dict[str, dict[str, str]]:
        found = {}
        for number, each in enumerate(types):
            if (name := self._text(each, "name", f"{at}/{number}")) is not None:
                attributes = self._entries(each, "attributes", f"{at}/{number}")
                found[name] = {str(a.get("name")): str(a.get("type")) for a in attributes if isinstance(a, Mapping)}
        return found

    def beyond(self, entry: Any, known: Set[str], what: str, at: str) -> None:
        """Count what an entry says beyond the standard."""
        for key, value in entry.items() if isinstance(entry, Mapping) else ():
            if key not in known:
                self.tally.not_carried(f"{what} key {key}", value, at)

    def unused(self, what: str, kinds: Mapping[str, Mapping[str, str]], used: Mapping[str, Mapping[str, str]]) -> None:
        """Count the types, and the attributes of them, that nothing has, and those that are held as another type."""
        for name, attributes in kinds.items():
            if name not in used:
                self.tally.not_carried(f"type that no {what} has", name, f"/{what}Types")
                continue
            for attribute, kind in attributes.items():
                held = used[name].get(attribute)
                if held is None:
                    self.tally.not_carried(f"attribute of {name} that no {what} has", attribute, f"/{what}Types")
                elif held != kind:
                    self.tally.changed(f"type of {name} attribute {attribute}", kind, held, f"/{what}Types")

    def event(self, entry: Any, kinds: Mapping[str, Mapping[str, str]], at: str) -> LogEvent | None:
        self.beyond(entry, _ENTRY | {"time"}, "event", at)
        id, activity, time = (self._text(entry, key, at) for key in ("id", "type", "time"))
        moment = self.time(time, f"{at}/time") if time is not None else None
        if id is None or activity is None or moment is None:
            return None
        attributes = self._attributes(entry, kinds.get(activity, {}), "event attribute", at)
        return LogEvent(id=id, activity=activity, time=moment, attributes=attributes, related=self._ties(entry, at))

    def object(self, entry: Any, kinds: Mapping[str, Mapping[str, str]], at: str) -> LogObject | None:
        self.beyond(entry, _ENTRY, "object", at)
        id, type_ = self._text(entry, "id", at), self._text(entry, "type", at)
        if id is None or type_ is None:
            return None
        attributes = self._attributes(entry, kinds.get(type_, {}), f"{type_} attribute", at)
        return LogObject(id=id, type=type_, attributes=attributes, related=self._ties(entry, at))

    def _text(self, entry: Any, key: str, at: str) -> str | None:
        value = entry.get(key) if isinstance(entry, Mapping) else None
        if isinstance(value, str):
            return value
        self.refuse(at, f"{key} is no text", f"{key} 不是文字")
        return None

    def _entries(self, entry: Mapping[str, Any], key: str, at: str) -> list[Any] | tuple[Any, ...]:
        value = entry.get(key, ())
        if isinstance(value, list | tuple):
            return value
        self.refuse(f"{at}/{key}", f"{key} is no list", f"{key} 不是列表")
        return ()

    def _attributes(self, entry: Any, kinds: Mapping[str, str], what: str, at: str) -> dict[str, Scalar]:
        found: dict[str, tuple[dt.datetime, Scalar]] = {}
        for number, each in enumerate(self._entries(entry, "attributes", at)):
            place = f"{at}/attributes/{number}"
            name = self._text(each, "name", place)
            since = self.time(str(each.get("time", ALWAYS)), f"{place}/time") if name is not None else None
            if name is None or since is None:
                continue
            self.beyond(each, {"name", "value", "time"}, what, place)
            value = self._value(each.get("value"), kinds.get(name, ""), place)
            if value is None:
                continue
            if name in found:
                earlier, (since, value) = sorted((found[name], (since, value)), key=lambda each: each[0])
                self.tally.not_carried(f"earlier value of {what} {name}", earlier[1], place)
            found[name] = (since, value)
        for name, (since, _) in found.items():
            if since != _ALWAYS:
                self.tally.not_carried(f"time since which {what} {name} has its value", since.isoformat(), at)
        return {name: value for name, (_, value) in found.items()}

    def _value(self, value: Any, kind: str, at: str) -> Scalar | None:
        if kind == "time" and isinstance(value, str):
            return self.time(value, at)
        if not isinstance(value, str | int | float):
            self.refuse(at, f"the value {value!r} is no single value", f"值 {value!r} 不是单个值")
            return None
        try:
            match kind:
                case "integer" if not isinstance(value, bool | float):
                    return int(value)
                case "float":
                    return float(value)
                case "boolean" if isinstance(value, str):
                    return {"true": True, "false": False}[value.strip().lower()]
        except (ValueError, KeyError, OverflowError):
            self.refuse(at, f"{value!r} is no {kind}", f"{value!r} 不是 {kind}")
            return None
        return value

    def _ties(self, entry: Any, at: str) -> tuple[Tie, ...]:
        found = []
        for number, each in enumerate(self._entries(entry, "relationships", at)):
            target = self._text(each, "objectId", f"{at}/relationships/{number}")
            self.beyond(each, {"objectId", "qualifier"}, "relationship", f"{at}/relationships/{number}")
            if target is not None:
                found.append(Tie(target, str(each.get("qualifier") or "")))
        return tuple(found)
