"""What may happen next in a case, and making it happen: one small interpreter of the pack's procedures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeVar

import attrs

from enforcekit.arguments import must_be, must_be_day
from enforcekit.errors import CalendarCoverageError, Finding, InvalidArgument, LimitExceeded, NotPermitted, rule
from enforcekit.integrity import references
from enforcekit.law import NoSuchTerm, NoSuchThreshold
from enforcekit.law.pack import Pack, pack_of
from enforcekit.law.process import Condition, Process
from enforcekit.law.rows import status_mark
from enforcekit.model.case import Case, Event
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.model.request import Turn
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from .guards import Missing, guard_of
from .required import ThresholdNeeded
from .scene import Scene, Unanswered
from .standing import MAIN, Eventful, Standing, TrackKey, standing, track_key

E = TypeVar("E", bound=Eventful)

NO_STEP = rule(
    "EK401",
    "defect",
    "{rule}: '{event}' leads nowhere from '{state}'{why_en}",
    "{rule}：在“{label}”状态下不能进行“{event}”{why_zh}",
    cure_en="permitted from here: {open}",
    cure_zh="可进行：{open}",
)
NOT_MET = rule(
    "EK402",
    "defect",
    "{rule}: {en}{note_en} — this does not hold",
    "{rule}：{zh}{note_zh}——未满足",
    cure_en="{cure_en}",
    cure_zh="{cure_zh}",
)
NOT_JUDGED = rule(
    "EK403",
    "defect",
    "{rule}: whether {en} cannot be judged",
    "{rule}：无法判断是否“{zh}”",
    cure_en="give {need_en}",
    cure_zh="请提供{need_zh}",
)
OUT_OF_ORDER = rule(
    "EK404",
    "defect",
    "{rule}: '{event}' is dated {at}, before the last event of the case, {last}",
    "{rule}：“{event}”的时间 {at} 早于上一事件 {last}",
    cure_en="events are recorded in the order of their times",
    cure_zh="事件应按时间先后记录",
)
IN_TIME = "in_time_order"
"""The condition under which a pack says that a record follows the order of time."""


@attrs.frozen(kw_only=True)
class NextStep:
    """One step that could come next: open, or refused with findings; and what its event has to bring.

    `needs` are the conditions that only the event can meet. `documents` are the forms that go with it.
    """

    event: str
    zh: str
    en: str
    rule: str
    track: str
    subject: str | None
    target: str
    refusals: tuple[Finding, ...]
    needs: tuple[Condition, ...]
    documents: tuple[str, ...]
    pack: Pack = attrs.field(eq=False, repr=False)

    @property
    def open(self) -> bool:
        """Whether nothing in the case stands against it."""
        return not self.refusals

    def text(self, lang: str = "en") -> str:
        """The step in words: open or not, why not, and what it needs."""
        zh = lang == "zh"
        lines = [f"{'✓' if self.open else '✗'} {self.event}  {self.zh if zh else self.en}"]
        lines += [
            f"    {each.message[lang]} → {each.cure.get(lang, '')} ({self.pack.cite(each.article, lang)})"
            for each in self.refusals
        ]
        lines += [f"    · {each.rule} {_worded(each, lang)}" for each in self.needs]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """The step as plain JSON values."""
        return {
            "event": self.event,
            "label": {"zh": self.zh, "en": self.en},
            "rule": self.rule,
            "track": self.track,
            **({"subject": self.subject} if self.subject else {}),
            "target": self.target,
            "open": self.open,
            "refusals": [each.to_dict() for each in self.refusals],
            "needs": [
                {
                    "name": each.name,
                    "rule": each.rule,
                    "text": {"zh": _worded(each, "zh"), "en": _worded(each, "en")},
                    "article": each.article,
                    "status": each.status,
                    **({"one_of": list(each.any_of)} if each.asserted and each.any_of else {}),
                }
                for each in self.needs
            ],
            "documents": list(self.documents),
        }


def _worded(row: Condition, lang: str) -> str:
    return (row.zh if lang == "zh" else row.en).format(values=row.values)


def open_case(structure: Structure, **fields: Any) -> Case:
    """A new case without events, its references looked up in the structure.

    Args:
        structure: where body, items and place are.
        fields: of the `Case`; `items` and `place` by id or code.

    Raises `InvalidRecord` with every bad field, `UnknownReference` with the nearest that exists.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> open_case(ningbo, id="c-1", authority="xikou-town", items=["330217015000"], place="330213100").items
    ('street-vending-unlicensed-place',)
    """
    must_be(Structure, structure=structure)
    case = Case(**fields)
    case = evolve(
        case,
        items=tuple(structure.resolve(Item, each).id for each in case.items),
        place=structure.resolve(Place, case.place).id,
    )
    for _, ref, key in references(case):
        structure.resolve(RECORD_TYPES[ref.type], key)
    return case


def permitted(case: Eventful, structure: Structure, *, on: dt.date) -> tuple[NextStep, ...]:
    """Every step that the state of the case knows, on every track: open, or refused with rule, article and cure.

    What only the event can show (officers, stated facts, amounts) is listed as what it needs.

    Args:
        case: the case; or a request, complaint, clue, mediation or notice, each under the procedure of its kind.
        structure: the structure under which it is handled.
        on: day of the step; procedure follows the law of that day (V-02).

    Raises `InvalidArgument` for what is no case, structure or day, `UnknownReference` when body, item or place is not
    in the structure.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> fresh = open_case(ningbo, id="c-1", authority="xikou-town", items=["330217015000"], place="330213100")
    >>> [step.event for step in permitted(fresh, ningbo, on=dt.date(2025, 3, 3)) if step.open and step.track == "main"]
    ['receive_clue']
    """
    must_be_day(on=on)
    found = standing(case, pack_of(structure))
    return tuple(
        _step(Scene(standing=found, structure=structure, on=on, transition=transition, track=key))
        for key, process, state in found.tracks()
        for transition in process.leaving(state, on)
    )


def _step(scene: Scene) -> NextStep:
    transition = scene.transition
    rows = [row for name in transition.asks if (row := scene.pack.condition(name, scene.on, scene.layer)) is not None]
    needs = [row for row in rows if _needs_event(row)]
    refusals = [finding for row in rows if row not in needs and (finding := _refusal(scene, row)) is not None]
    return NextStep(
        event=transition.event,
        zh=transition.zh,
        en=transition.en,
        rule=transition.rule,
        track=scene.track[0],
        subject=scene.track[1],
        target=transition.target,
        refusals=tuple(refusals),
        needs=tuple(needs),
        documents=transition.documents,
        pack=scene.pack,
    )


def verdict(scene: Scene, row: Condition) -> bool | Missing:
    """Whether a condition holds in a scene; `Missing`, which is false, when something is not given."""
    if row.asserted:
        return bool(set(row.any_of or (row.name,)) & set(scene.facts))
    try:
        return guard_of(row.name).test(scene, row)
    except Unanswered as asked:
        return Missing(asked.en, asked.zh)
    except ThresholdNeeded as asked:
        zh = f"案件的 layer 或 larger_amount（{asked.rule}：较大数额由行业或地方规定）"
        return Missing(f"`layer` or `larger_amount` of the case: {asked}", zh)
    except CalendarCoverageError as outside:
        return Missing(f"a working-day table for that time: {outside}", f"相应年度的工作日表：{outside}")
    except (InvalidArgument, NoSuchTerm, NoSuchThreshold, LimitExceeded) as unusable:
        return Missing(f"what the law of the day knows: {unusable}", f"当日法律可以适用的内容：{unusable}")


def _refusal(scene: Scene, row: Condition) -> Finding | None:
    """The finding that refuses a step under one condition; None when it holds."""
    found = verdict(scene, row)
    if found:
        return None
    note_en, note_zh = status_mark(row.status)
    words = {"rule": row.rule, "en": _worded(row, "en"), "zh": _worded(row, "zh")}
    if isinstance(found, Missing):
        return NOT_JUDGED.at(article=row.article, need_en=found.en, need_zh=found.zh, **words)
    return NOT_MET.at(
        article=row.article, note_en=note_en, note_zh=note_zh, cure_en=row.cure_en, cure_zh=row.cure_zh, **words
    )


def judge(case: Eventful, event: Any, structure: Structure) -> tuple[Finding, ...]:
    """Everything that stands against an event as the next one of a case; nothing when it may be recorded.

    Args:
        case: the case; or a request, complaint, clue, mediation or notice.
        event: what is to be recorded: of a case an `Event`, else a `Turn`. The law of its day applies (V-02).
        structure: the structure under which it is handled.

    Raises `InvalidArgument` for what is no case, event or structure, `UnknownReference` for an officer, body or item
    that a condition asks about and the structure does not have.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> fresh = open_case(ningbo, id="c-1", authority="xikou-town", items=["330217015000"], place="330213100")
    >>> filed = ek.Event(kind="file", at=dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC), by=["xikou-officer-1"])
    >>> [(finding.code, finding.article) for finding in judge(fresh, filed, ningbo)]
    [('EK403', 'APL21:36'), ('EK402', 'APL21:42'), ('EK402', 'P:SAMR-flow')]
    """
    must_be(Event, Turn, event=event)
    return tuple(finding for _, finding in objections(case, event, structure, on=event.at.date()))


def objections(case: Eventful, event: Any, structure: Structure, *, on: dt.date) -> Iterator[tuple[str, Finding]]:
    """What stands against a step, each with the id of the rule that is not met, in the order of the conditions.

    Args:
        case: the case.
        event: the event; or only its kind, against which only what the case itself shows can stand.
        structure: the structure under which it is handled.
        on: day of the step.
    """
    found = standing(case, pack_of(structure))
    kind, given = (event, None) if isinstance(event, str) else (event.kind, event)
    last = case.events[-1].at if case.events else None
    # Two zones can turn the order of the days around, and terms run in days.
    if last is not None and (on < last.date() or (given is not None and given.at < last)):
        rule, article = _order(found, IN_TIME, on)
        at = on.isoformat() if given is None else given.at.isoformat()
        yield rule, OUT_OF_ORDER.at(rule=rule, article=article, event=kind, at=at, last=last.isoformat())
    tracks = (
        [each for each in found.tracks() if kind in each[1].events] if given is None else [*_tracks_of(found, given)]
    )
    scene = next(
        (
            Scene(standing=found, structure=structure, on=on, transition=transition, track=key, event=given)
            for key, process, state in tracks
            if (transition := process.step(state, kind, on)) is not None
        ),
        None,
    )
    if scene is None:
        key, process, state = next(iter(tracks), (MAIN, found.main.process, found.main.state))
        yield _nowhere(found, kind, given, structure, key, process, state, on)
        return
    for row, refusal in _stands_against(scene):
        yield row.rule, refusal


def _stands_against(scene: Scene) -> Iterator[tuple[Condition, Finding]]:
    """The conditions of a step that are not met; without an event, of those that need none."""
    for name in scene.transition.asks:
        row = scene.pack.condition(name, scene.on, scene.layer)
        if row is None or (scene.event is None and _needs_event(row)):
            continue
        refusal = _refusal(scene, row)
        if refusal is not None:
            yield row, refusal


def _needs_event(row: Condition) -> bool:
    return row.asserted or guard_of(row.name).of_event


def _order(found: Standing, name: str, on: dt.date) -> tuple[str, str]:
    """The rule and the article that ask for an order, of the day or of the first law that did."""
    rows = [row for row in found.pack.conditions if row.name == name]
    row = found.pack.condition(name, on, found.layer) or (rows[0] if rows else None)
    return ("", "") if row is None else (row.rule, row.article)


def _tracks_of(found: Standing, event: Event) -> Iterator[tuple[TrackKey, Process, str]]:
    for process in found.pack.tracks_of.get(event.kind, ()):
        if process.track == "main" and process is not found.main.process:
            continue
        key = track_key(process, event)
        position = found.positions.get(key)
        yield key, process, position.state if position is not None else process.initial


def _nowhere(
    found: Standing,
    kind: str,
    given: Event | None,
    structure: Structure,
    key: TrackKey,
    process: Process,
    state: str,
    on: dt.date,
) -> tuple[str, Finding]:
    """The refusal of a step that leads nowhere from where its track stands, by what it asks for and does not find.

    Where it would find all it asks for, the rule of the step itself is named; of an unknown step, the order of all.
    """
    label = process.labels[state]
    names = ", ".join(dict.fromkeys(each.event for each in process.leaving(state, on))) or "—"
    rule, article = _order(found, process.order, on)
    why = {"why_en": "", "why_zh": ""}
    step = next((each for each in process.transitions if each.event == kind and on in each.period), None)
    if step is not None:
        scene = Scene(standing=found, structure=structure, on=on, transition=step, track=key, event=given)
        row = next((row for row, _ in _stands_against(scene)), None)
        if row is not None:
            rule, article = row.rule, row.article
            why = {
                "why_en": f": {_worded(row, 'en')} — this does not hold",
                "why_zh": f"：{_worded(row, 'zh')}——未满足",
            }
        else:
            own = (each for each in found.pack.conditions if each.rule == step.rule and on in each.period)
            rule, article = step.rule or rule, next((each.article for each in own), article)
    words = {"event": kind, "state": label.en, "label": label.zh, "open": names, **why}
    return rule, NO_STEP.at(rule=rule, article=article, **words)


def record(case: E, event: Any, structure: Structure) -> E:
    """The case with one more event, if the law of its day permits it.

    Args:
        case: the case; or a request, complaint, clue, mediation or notice.
        event: what happened, the latest yet: of a case an `Event`, else a `Turn`.
        structure: the structure under which it is handled.

    Raises `NotPermitted` with every condition that is not met, each with rule, article and cure; `UnknownReference`
    for an officer, body or item that is not in the structure.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> fresh = open_case(ningbo, id="c-1", authority="xikou-town", items=["330217015000"], place="330213100")
    >>> clue = ek.Event(kind="receive_clue", at=dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC))
    >>> opened = record(fresh, clue, ningbo)
    >>> len(fresh.events), len(opened.events)  # the case itself stays as it was
    (0, 1)
    >>> record(opened, clue, ningbo)
    Traceback (most recent call last):
    enforcekit.errors.NotPermitted: receive_clue
      defect EK401: P-02: 'receive_clue' leads nowhere from 'clue' → permitted from here: extend_check, file, ...
    """
    findings = judge(case, event, structure)
    if findings:
        raise NotPermitted(findings, event.kind)
    return evolve(case, events=(*case.events, event))
