"""What may happen next in a case, and making it happen: one small interpreter of the pack's procedures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from enforcekit.errors import Finding, NotPermitted, rule
from enforcekit.law.pack import Pack, pack_of
from enforcekit.law.process import Condition, Process
from enforcekit.model.case import Case, Event
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import evolve
from enforcekit.structure import Structure, references

from .guards import GUARDS, Missing
from .required import ThresholdNeeded
from .scene import Scene, Unanswered
from .standing import Standing, TrackKey, standing, track_key

NO_STEP = rule(
    "EK401",
    "defect",
    "'{event}' leads nowhere from '{state}'",
    "在“{label}”状态下不能进行“{event}”",
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
    "'{event}' is dated {at}, before the last event of the case, {last}",
    "“{event}”的时间 {at} 早于上一事件 {last}",
    cure_en="events are recorded in the order of their times",
    cure_zh="事件应按时间先后记录",
)
_NOTES: Mapping[str, tuple[str, str]] = {
    "confirmed": ("", ""),
    "local": (" [local rule]", "［地方或行业规则］"),
    "unconfirmed": (" [unconfirmed]", "［未核对原文］"),
}


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
    case = Case(**fields)
    case = evolve(
        case,
        items=tuple(structure.resolve(Item, each).id for each in case.items),
        place=structure.resolve(Place, case.place).id,
    )
    for _, ref, key in references(case):
        structure.resolve(RECORD_TYPES[ref.type], key)
    return case


def permitted(case: Case, structure: Structure, *, on: dt.date) -> tuple[NextStep, ...]:
    """Every step that the state of the case knows, on every track: open, or refused with rule, article and cure.

    What only the event can show (officers, stated facts, amounts) is listed as what it needs.

    Args:
        case: the case.
        structure: the structure under which it is handled.
        on: day of the step; procedure follows the law of that day (V-02).

    Raises `UnknownReference` when body, item or place is not in the structure.
    """
    found = standing(case, pack_of(structure))
    return tuple(
        _step(Scene(standing=found, structure=structure, on=on, transition=transition, track=key))
        for key, process, state in _tracks(found)
        for transition in process.by_state.get(state, ())
    )


def _tracks(found: Standing) -> Iterator[tuple[TrackKey, Process, str]]:
    """Every track with the state it is in; one that runs per subject also where nothing has begun."""
    for key, position in found.positions.items():
        yield key, position.process, position.state
    for process in found.pack.processes:
        if process.track != "main" and (process.track, None) not in found.positions:
            yield (process.track, None), process, process.initial


def _step(scene: Scene) -> NextStep:
    transition = scene.transition
    rows = [row for name in transition.asks if (row := scene.pack.condition(name, scene.on, scene.layer)) is not None]
    needs = [row for row in rows if row.asserted or GUARDS[row.name].of_event]
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
        return GUARDS[row.name].test(scene, row)
    except Unanswered as asked:
        return Missing(asked.en, asked.zh)
    except ThresholdNeeded as asked:
        zh = f"案件的 layer 或 larger_amount（{asked.rule}：较大数额由行业或地方规定）"
        return Missing(f"`layer` or `larger_amount` of the case: {asked}", zh)


def _refusal(scene: Scene, row: Condition) -> Finding | None:
    """The finding that refuses a step under one condition; None when it holds."""
    found = verdict(scene, row)
    if found:
        return None
    note_en, note_zh = _NOTES[row.status]
    words = {"rule": row.rule, "en": _worded(row, "en"), "zh": _worded(row, "zh")}
    if isinstance(found, Missing):
        return NOT_JUDGED.at(article=row.article, need_en=found.en, need_zh=found.zh, **words)
    return NOT_MET.at(
        article=row.article, note_en=note_en, note_zh=note_zh, cure_en=row.cure_en, cure_zh=row.cure_zh, **words
    )


def judge(case: Case, event: Event, structure: Structure) -> tuple[Finding, ...]:
    """Everything that stands against an event as the next one of a case; nothing when it may be recorded."""
    found = standing(case, pack_of(structure))
    last = case.events[-1].at if case.events else None
    findings = []
    if last is not None and event.at < last:
        findings.append(OUT_OF_ORDER.at(event=event.kind, at=event.at.isoformat(), last=last.isoformat()))
    scenes = [
        Scene(standing=found, structure=structure, on=event.at.date(), transition=transition, track=key, event=event)
        for key, process, state in _tracks_of(found, event)
        if (transition := process.step(state, event.kind)) is not None
    ]
    if not scenes:
        findings.append(_nowhere(found, event, structure))
        return tuple(findings)
    scene = scenes[0]
    for name in scene.transition.asks:
        row = found.pack.condition(name, scene.on, scene.layer)
        refusal = _refusal(scene, row) if row is not None else None
        if refusal is not None:
            findings.append(refusal)
    return tuple(findings)


def _tracks_of(found: Standing, event: Event) -> Iterator[tuple[TrackKey, Process, str]]:
    for process in found.pack.tracks_of.get(event.kind, ()):
        if process.track == "main" and process is not found.main.process:
            continue
        key = track_key(process, event)
        position = found.positions.get(key)
        yield key, process, position.state if position is not None else process.initial


def _nowhere(found: Standing, event: Event, structure: Structure) -> Finding:
    main = found.main
    names = [each.event for each in main.process.by_state.get(main.state, ())]
    label = main.label
    return NO_STEP.at(event=event.kind, state=label.en, label=label.zh, open=", ".join(names) or "—")


def record(case: Case, event: Event, structure: Structure) -> Case:
    """The case with one more event, if the law of its day permits it.

    Args:
        case: the case.
        event: what happened; the latest yet.
        structure: the structure under which it is handled.

    Raises `NotPermitted` with every condition that is not met, each with rule, article and cure; `UnknownReference`
    for an officer, body or item that is not in the structure.
    """
    findings = judge(case, event, structure)
    if findings:
        raise NotPermitted(findings, event.kind)
    return evolve(case, events=(*case.events, event))
