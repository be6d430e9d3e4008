"""Event logs as XES (IEEE 1849): one trace for each case, read by every tool of process mining, there and back."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from xml.parsers import expat

import attrs

from enforcekit.errors import Finding, MalformedText, rule
from enforcekit.wire.markup import printable

from .log import EventLog, LogEvent, LogObject, Scalar, Tie, compare_logs, in_zone
from .loss import Converted, Tally

FORM: Final = "XES"
NAME: Final = "concept:name"
TIME: Final = "time:timestamp"
ID: Final = "identity:id"
RESOURCE: Final = "org:resource"
OBJECT: Final = "object:"
"""An attribute `object:TYPE:QUALIFIER` holds the ids of the related objects, with `;` between two."""

NOT_XES = rule(
    "EK844",
    "error",
    "no XES: {reason}",
    "不是 XES：{reason_zh}",
    cure_en="give an XML file with log, trace and event; a document type is not read",
    cure_zh="应为含 log、trace、event 的 XML 文件；不接受 DOCTYPE",
)

_EXTENSIONS: Final = (
    ("Concept", "concept"),
    ("Time", "time"),
    ("Identity", "identity"),
    ("Organizational", "org"),
    ("Lifecycle", "lifecycle"),
)
_TAGS: Final[tuple[tuple[type, str], ...]] = (
    (bool, "boolean"),
    (int, "int"),
    (float, "float"),
    (dt.datetime, "date"),
    (str, "string"),
)
_VALUES: Final = frozenset({"string", "date", "int", "float", "boolean", "id"})
_NO_NUMBERS: Final = frozenset({"nan", "inf", "-inf", "+inf"})
"""What tools write where a fraction is missing."""
_CHUNK: Final = 65536
_DECLARED: Final = frozenset({*(("extension", prefix) for _, prefix in _EXTENSIONS), ("classifier", NAME)})
"""What every file of ours declares."""


def to_xes(log: EventLog, *, case_type: str = "case", resource_type: str = "officer") -> Converted[bytes]:
    """A log as an XES file: a trace for each object of one type, its events in the order of their times.

    An event of two such objects stands in both traces. Other objects stay as ids; what else is known of them is not
    carried, and neither is an event that concerns no object of the type: the loss names both.

    Args:
        log: what to write.
        case_type: type of the objects that become traces.
        resource_type: type of the objects that become `org:resource`.

    >>> now = dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
    >>> ties = (Tie("c-1", "case"), Tie("town", "authority"))
    >>> log = EventLog(events=(LogEvent(id="e1", activity="file", time=now, related=ties),),
    ...     objects=(LogObject(id="c-1", type="case"), LogObject(id="town", type="authority", attributes={"zh": "镇"})))
    >>> made = to_xes(log)
    >>> [each.message["en"] for each in made.loss]
    ['XES has no place for authority attribute zh: 镇']
    >>> from_xes(made.value).value.events == log.events
    True
    """
    types = {each.id: each.type for each in log.objects}
    root = Element("log", {"xes.version": "1849.2016", "xes.features": ""})
    root.set("xmlns", "http://www.xes-standard.org/")
    for name, prefix in _EXTENSIONS:
        SubElement(root, "extension", name=name, prefix=prefix, uri=f"http://www.xes-standard.org/{prefix}.xesext")
    SubElement(SubElement(root, "global", scope="trace"), "string", key=NAME, value="")
    of_event = SubElement(root, "global", scope="event")
    SubElement(of_event, "string", key=NAME, value="")
    SubElement(of_event, "date", key=TIME, value="1970-01-01T00:00:00.000+00:00")
    SubElement(root, "classifier", name="Activity", keys=NAME)
    traces: dict[str, list[LogEvent]] = {each.id: [] for each in log.objects if each.type == case_type}
    for event in sorted(log.events, key=lambda each: each.time):
        for case in dict.fromkeys(tie.object for tie in event.related if tie.object in traces):
            traces[case].append(event)
    for each in log.objects:
        if each.id not in traces:
            continue
        trace = SubElement(root, "trace")
        _put(trace, NAME, each.id)
        _put_all(trace, each.attributes, {NAME})
        _put_ties(trace, each.related, types)
        for event in traces[each.id]:
            _put_event(SubElement(trace, "event"), event, types, case_type, resource_type)
    indent(root, " ")
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    back = from_xes(data, case_type=case_type, resource_type=resource_type).value
    return Converted(data, compare_logs(log, back, form=FORM))


def _put_event(place: Element, event: LogEvent, types: Mapping[str, str], case_type: str, resource_type: str) -> None:
    _put(place, NAME, event.activity)
    _put(place, TIME, event.time)
    SubElement(place, "id", key=ID, value=printable(event.id))
    resources = dict.fromkeys(tie.object for tie in event.related if types[tie.object] == resource_type)
    if resources:
        _put(place, RESOURCE, _joined(resources))
    _put_all(place, event.attributes, {NAME, TIME, ID, RESOURCE})
    _put_ties(place, (tie for tie in event.related if types[tie.object] != case_type), types)


def _put(place: Element, key: str, value: Scalar) -> None:
    tag = next(tag for cls, tag in _TAGS if isinstance(value, cls))
    text = value.isoformat() if isinstance(value, dt.datetime) else str(value)
    SubElement(place, tag, key=printable(key), value=text.lower() if tag == "boolean" else printable(text))


def _put_all(place: Element, attributes: Mapping[str, Scalar], taken: set[str]) -> None:
    for key, value in attributes.items():
        if key not in taken and not key.startswith(OBJECT):
            _put(place, key, value)


def _put_ties(place: Element, related: Iterable[Tie], types: Mapping[str, str]) -> None:
    parts: dict[str, list[str]] = {}
    for tie in related:
        parts.setdefault(f"{OBJECT}{_safe(types[tie.object], ':')}:{tie.qualifier}", []).append(tie.object)
    for key, ids in parts.items():
        _put(place, key, _joined(ids))


def _safe(text: str, mark: str) -> str:
    return text.replace("%", "%25").replace(mark, f"%{ord(mark):02X}")


def _joined(ids: Iterable[str]) -> str:
    return ";".join(_safe(each, ";") for each in ids)


def from_xes(data: bytes, *, case_type: str = "case", resource_type: str = "officer") -> Converted[EventLog]:
    """The log that an XES file holds: every trace an object, `org:resource` one too, all else as attributes.

    Events without an id are numbered. What stands in attributes of attributes, in lists, of the log itself, or in
    events without a time is not taken over, and the loss names it.

    Args:
        data: the file.
        case_type: type of the objects that traces become.
        resource_type: type of the objects that `org:resource` names.

    Raises `MalformedText` (EK844) for what is no XES, with line and column; a DOCTYPE is refused before it is read.

    >>> found = from_xes(b'''<log><trace><string key="concept:name" value="c-1"/><event>
    ...     <string key="concept:name" value="file"/><date key="time:timestamp" value="2025-03-03T09:00:00Z"/>
    ...     <string key="org:resource" value="o-1"/></event></trace></log>''')
    >>> found.value.events[0].activity, found.value.events[0].related
    ('file', (Tie(object='c-1', qualifier='case'), Tie(object='o-1', qualifier='officer')))
    """
    reader = _Reader(case_type=case_type, resource_type=resource_type)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _refused(str(expat.errors.messages.get(error.code, error)), parser) from None
    except _NotXes as error:
        raise _refused(str(error), parser) from None
    if not reader.is_log:
        raise _refused("its root is not log", parser)
    log = EventLog(events=tuple(reader.events.values()), objects=tuple(reader.objects.values()))
    return Converted(log, reader.tally.findings())


class _NotXes(Exception):
    """What the reader met is no XES; the parser knows where."""


def _refused(reason: str, parser: Any) -> MalformedText:
    finding: Finding = NOT_XES.at(reason=reason, reason_zh=reason)
    place = {"line": parser.CurrentLineNumber, "column": parser.CurrentColumnNumber + 1}
    return MalformedText([attrs.evolve(finding, **place)])


class _Reader:
    """Takes a file apart as its elements come by: no tree of it is ever held."""

    def __init__(self, case_type: str, resource_type: str) -> None:
        self.case_type, self.resource_type = case_type, resource_type
        self.events: dict[str, LogEvent] = {}
        self.objects: dict[str, LogObject] = {}
        self.tally = Tally("the log")
        self.is_log = False
        self._open: list[str] = []
        self._trace: dict[str, Scalar] = {}
        self._event: dict[str, Scalar] = {}
        self._entries: list[dict[str, Scalar]] = []
        self._traces = 0
        self._doubled: Counter[str] = Counter()

    def refuse_doctype(self, *_: Any) -> None:
        raise _NotXes("it has a document type")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        bare = tag.rpartition(":")[2]
        inside = self._open[-1] if self._open else ""
        self._open.append(bare)
        if len(self._open) > 64:
            raise _NotXes("nested deeper than 64 levels")
        if not inside:
            self.is_log = bare == "log"
        elif bare == "trace" and inside == "log":
            self._trace, self._entries = {}, []
        elif bare == "event" and inside == "trace":
            self._event = {}
        elif bare == "event" and inside == "log":
            self.tally.not_carried("event outside of a trace", "event")
        elif "key" in attributes:
            self._attribute(bare, inside, attributes)
        else:
            self._declaration(bare, inside, attributes)

    def end(self, _: str) -> None:
        bare = self._open.pop()
        if bare == "event" and self._open[-1:] == ["trace"]:
            self._entries.append(self._event)
        elif bare == "trace" and self._open == ["log"]:
            self._close_trace()

    def _declaration(self, tag: str, inside: str, attributes: dict[str, str]) -> None:
        """What a file declares of itself: what `to_xes` would not declare again, and what is no XES, is counted."""
        name = attributes.get("prefix", "") if tag == "extension" else attributes.get("keys", "")
        if (tag, name) not in _DECLARED and not (tag in ("global", "values") and inside in ("log", "list")):
            self.tally.not_carried(f"{tag} of the {inside}", name or " ".join(attributes.values()))

    def _attribute(self, tag: str, inside: str, attributes: dict[str, str]) -> None:
        key, text = attributes["key"], attributes.get("value", "")
        owner = {"trace": self._trace, "event": self._event}.get(inside)
        if inside == "global" and key in (NAME, TIME):
            return
        if owner is None or (inside == "event" and "trace" not in self._open):
            where = "attribute of the log" if inside == "log" else f"attribute inside {inside}"
            self.tally.not_carried(f"{where} {key}", text)
        elif tag not in _VALUES:
            self.tally.not_carried(f"{inside} attribute {key}", tag)
        elif tag == "float" and text.strip().lower() in _NO_NUMBERS:
            self.tally.not_carried(f"{inside} attribute {key}", text)
        elif (value := _value(tag, text, self.tally)) is None:
            raise _NotXes(f"{text!r} is no {tag}")
        elif key in owner:
            self.tally.not_carried(f"second {inside} attribute {key}", text)
        else:
            owner[key] = value

    def _close_trace(self) -> None:
        self._traces += 1
        name = self._free(str(self._trace.pop(NAME, f"trace-{self._traces}")), self.objects, "name of a trace")
        self.objects[name] = LogObject(id=name, type=self.case_type)
        related = tuple(self._ties(self._trace))
        self.objects[name] = LogObject(id=name, type=self.case_type, attributes=self._trace, related=related)
        for number, values in enumerate(self._entries, 1):
            self._close_event(name, number, values)

    def _close_event(self, case: str, number: int, values: dict[str, Scalar]) -> None:
        time = values.pop(TIME, None)
        id = str(values.pop(ID, f"{case}#{number}"))
        activity = str(values.pop(NAME, ""))
        if not isinstance(time, dt.datetime):
            self.tally.not_carried("event without a time", activity or id)
            return
        resource = values.pop(RESOURCE, None)
        ties = list(self._ties(values))
        officers = {tie.object for tie in ties if self._type(tie) == self.resource_type}
        if resource is not None and not officers:
            ties.append(Tie(self._object(str(resource), self.resource_type), self.resource_type))
        elif resource is not None and officers != {unquote(each) for each in str(resource).split(";")}:
            self.tally.not_carried(f"{RESOURCE} beside relations to an {self.resource_type}", resource)
        mine = Tie(case, self.case_type)
        event = LogEvent(id=id, activity=activity, time=time, attributes=values, related=(mine, *ties))
        known = self.events.get(id)
        if known is None:
            self.events[id] = event
        elif mine not in known.related and self._alike(known, event):
            self.events[id] = attrs.evolve(known, related=(*known.related, mine))
        else:
            other = self._free(id, self.events, "id of an event")
            self.events[other] = attrs.evolve(event, id=other)

    def _alike(self, one: LogEvent, two: LogEvent) -> bool:
        """Whether two events are the same one in the traces of two cases."""
        one, two = (
            attrs.evolve(each, related=tuple(tie for tie in each.related if self._type(tie) != self.case_type))
            for each in (one, two)
        )
        return one == two

    def _type(self, tie: Tie) -> str:
        return self.objects[tie.object].type

    def _free(self, name: str, taken: Mapping[str, object], what: str) -> str:
        """A name that is not taken: itself, or with a number behind it, and the tally says so."""
        free = name
        while free in taken:
            self._doubled[name] += 1
            free = f"{name}#{self._doubled[name] + 1}"
        if free != name:
            self.tally.changed(what, name, free)
        return free

    def _ties(self, values: dict[str, Scalar]) -> Iterator[Tie]:
        """The relations that attributes stand for; they are taken out of them."""
        for key in [each for each in values if each.startswith(OBJECT) and ":" in each.removeprefix(OBJECT)]:
            type_, _, qualifier = key.removeprefix(OBJECT).partition(":")
            for id in str(values.pop(key)).split(";"):
                yield Tie(self._object(unquote(id), unquote(type_)), qualifier)

    def _object(self, id: str, type_: str) -> str:
        """The id of an object, made when it is new; one that another type has is told apart by its type."""
        if id in self.objects and self.objects[id].type != type_:
            id = f"{type_}:{id}"
        self.objects.setdefault(id, LogObject(id=id, type=type_))
        return id


def _value(tag: str, text: str, tally: Tally) -> Scalar | None:
    """A value by its tag; None when the text is none."""
    try:
        match tag:
            case "int":
                return int(text)
            case "float":
                number = float(text)
                return number if math.isfinite(number) else None
            case "boolean":
                return {"true": True, "false": False}.get(text.strip().lower())
            case "date":
                return in_zone(text, tally)
    except ValueError:
        return None
    return text
