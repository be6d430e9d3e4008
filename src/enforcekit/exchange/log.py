"""An event log: what happened, when, and to which objects. The common shape behind OCEL 2.0, XES and PROV-JSON."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import attrs

from enforcekit.errors import Finding, InvalidData, Rule, rule
from enforcekit.wire.reader import Limits

from .loss import Tally

Scalar = str | int | float | bool | dt.datetime
LARGE: Final = Limits(size=512 * 1024 * 1024)
"""A log is larger than a document."""

DOUBLED = rule(
    "EK840",
    "error",
    "{count} {what} are called {id}",
    "有 {count} 个{what_zh}同名：{id}",
    cure_en="give each an id of its own",
    cure_zh="请使标识唯一",
)
UNKNOWN_OBJECT = rule(
    "EK841",
    "error",
    "{id} is related to {object}, which is no object of the log",
    "{id} 关联的 {object} 不在日志对象之中",
    cure_en="add the object, or take the relation out",
    cure_zh="请补充对象或删除关联",
)
NO_VALUE = rule(
    "EK842",
    "error",
    "{field} of {id} is {value}: no text, whole or finite number, truth value or time with a zone",
    "{id} 的 {field} 为 {value}：不是文字、整数、有限小数、真假值或带时区的时间",
    cure_en="flatten lists and objects, leave out what is not known, give times their zone",
    cure_zh="请展开列表与对象，省略未知值，时间须带时区",
)


class Tie(NamedTuple):
    """A relation to an object, and in what part: `qualifier` is the word for it, empty when there is none."""

    object: str
    qualifier: str = ""


@attrs.frozen(kw_only=True)
class LogEvent:
    """Something that happened at one moment, and the objects it concerns."""

    id: str
    activity: str
    time: dt.datetime
    attributes: Mapping[str, Scalar] = attrs.field(factory=dict, hash=False)
    related: tuple[Tie, ...] = ()


@attrs.frozen(kw_only=True)
class LogObject:
    """A thing that events concern: a case, a body, an item. `related` are its relations to other objects."""

    id: str
    type: str
    attributes: Mapping[str, Scalar] = attrs.field(factory=dict, hash=False)
    related: tuple[Tie, ...] = ()


@attrs.frozen(kw_only=True)
class EventLog:
    """Events and objects, each with an id of its own; relations name objects of the log.

    Raises `InvalidData` (EK840 to EK842), every problem at once.

    >>> now = dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
    >>> log = EventLog(
    ...     events=(LogEvent(id="e1", activity="file", time=now, related=(Tie("c-1", "case"),)),),
    ...     objects=(LogObject(id="c-1", type="case"),))
    >>> log.object_types
    ('case',)
    >>> EventLog(events=(LogEvent(id="e1", activity="file", time=now, related=(Tie("c-2"),)),))
    Traceback (most recent call last):
    enforcekit.errors.InvalidData: event log
      error EK841 at /events/0/related: e1 is related to c-2, which is no object of the log → add the object, ...
    """

    events: tuple[LogEvent, ...] = ()
    objects: tuple[LogObject, ...] = ()

    def __attrs_post_init__(self) -> None:
        found = list(self._problems())
        if found:
            raise InvalidData(found, "event log")

    def _problems(self) -> Iterator[Finding]:
        known = {each.id for each in self.objects}
        parts: tuple[tuple[str, str, str, tuple[LogEvent | LogObject, ...]], ...] = (
            ("events", "events", "事件", self.events),
            ("objects", "objects", "对象", self.objects),
        )
        for place, en, zh, entries in parts:
            ids = Counter(each.id for each in entries)
            if len(ids) < len(entries):
                for id, count in ids.items():
                    if count > 1:
                        yield DOUBLED.at(f"/{place}", count=count, what=en, what_zh=zh, id=id)
            for number, each in enumerate(entries):
                for tie in each.related:
                    if tie.object not in known:
                        yield UNKNOWN_OBJECT.at(f"/{place}/{number}/related", id=each.id, object=tie.object)
                for field, value in each.attributes.items():
                    if not _is_scalar(value):
                        yield NO_VALUE.at(f"/{place}/{number}/attributes", field=field, id=each.id, value=value)
        for number, event in enumerate(self.events):
            if not isinstance(event.time, dt.datetime) or event.time.tzinfo is None:
                yield NO_VALUE.at(f"/events/{number}/time", field="time", id=event.id, value=event.time)

    @property
    def object_types(self) -> tuple[str, ...]:
        """The types of the objects, each once, in their order."""
        return tuple(dict.fromkeys(each.type for each in self.objects))


def _is_scalar(value: object) -> bool:
    if isinstance(value, dt.datetime):
        return value.tzinfo is not None
    return isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def in_zone(text: str, tally: Tally, at: str = "") -> dt.datetime:
    """The moment that a text names; one without a zone is read as UTC, and the tally says so.

    Raises `ValueError` for what is no time.

    >>> tally = Tally("the log")
    >>> in_zone("2025-03-03T09:00:00", tally).isoformat(), in_zone("2025-03-03T09:00:00Z", tally).isoformat()
    ('2025-03-03T09:00:00+00:00', '2025-03-03T09:00:00+00:00')
    >>> [each.message["en"] for each in tally.findings()]
    ['the log holds time without a zone as 2025-03-03T09:00:00+00:00, not as 2025-03-03T09:00:00']
    """
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
        tally.changed("time without a zone", text, moment.isoformat(), at)
    return moment


class Gathering:
    """What a reader of another's log gathers on its way: losses, and what is wrong, so that all is said at once."""

    def __init__(self, form: str, refusal: Rule) -> None:
        self.form, self.refusal = form, refusal
        self.problems: list[Finding] = []
        self.tally = Tally("the log")

    def refuse(self, pointer: str, en: str, zh: str) -> None:
        """Say what is wrong at a place."""
        self.problems.append(self.refusal.at(pointer, reason=en, reason_zh=zh))

    def check(self) -> None:
        """Raises `InvalidData` when something was wrong so far."""
        if self.problems:
            raise InvalidData(self.problems, self.form)

    def time(self, text: str, at: str) -> dt.datetime | None:
        """The moment that a text names (`in_zone`); None, and a problem, for what is no time."""
        try:
            return in_zone(text, self.tally, at)
        except ValueError:
            self.refuse(at, f"{text} is no time", f"{text} 不是时间")
            return None


def compare_logs(before: EventLog, after: EventLog, *, form: str) -> tuple[Finding, ...]:
    """What of one log the other does not hold, each kind of field once, with how often."""
    tally = Tally(form)
    objects = {each.id: each for each in after.objects}
    types = {each.id: each.type for each in before.objects}
    for number, each in enumerate(before.objects):
        other = objects.get(each.id)
        if other is None or other.type != each.type:
            tally.not_carried(f"objects of type {each.type}", each.id, f"/objects/{number}")
            continue
        _attributes(tally, each, other, f"{each.type} attribute", f"/objects/{number}")
        _ties(tally, each, other, f"relation of {each.type} to", types, f"/objects/{number}")
    events = {each.id: each for each in after.events}
    for number, event in enumerate(before.events):
        found = events.get(event.id)
        if found is None:
            tally.not_carried("event", event.id, f"/events/{number}")
            continue
        for field in ("activity", "time"):
            if getattr(found, field) != getattr(event, field):
                tally.changed(field, getattr(event, field), getattr(found, field), f"/events/{number}/{field}")
        _attributes(tally, event, found, "event attribute", f"/events/{number}")
        _ties(tally, event, found, "relation to", types, f"/events/{number}")
    return tally.findings()


def _attributes(tally: Tally, one: LogEvent | LogObject, two: LogEvent | LogObject, what: str, at: str) -> None:
    for name, value in one.attributes.items():
        if name not in two.attributes:
            tally.not_carried(f"{what} {name}", value, f"{at}/attributes")
        elif type(two.attributes[name]) is not type(value) or two.attributes[name] != value:
            tally.changed(f"{what} {name}", value, two.attributes[name], f"{at}/attributes")


def _ties(
    tally: Tally, one: LogEvent | LogObject, two: LogEvent | LogObject, what: str, types: Mapping[str, str], at: str
) -> None:
    rest = Counter(two.related)
    by_object = {tie.object: tie.qualifier for tie in two.related}
    for tie in one.related:
        if rest[tie]:
            rest[tie] -= 1
            continue
        field = f"{what} {types[tie.object]}"
        if by_object.get(tie.object, tie.qualifier) != tie.qualifier:
            tally.changed(f"{field}, qualifier", tie.qualifier, by_object[tie.object], f"{at}/related")
        else:
            tally.not_carried(field, tie.object, f"{at}/related")
