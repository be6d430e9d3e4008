"""What came too late: the decision, its service and publication, the end of a measure, and other duties of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from enforcekit.competence.checks import Context
from enforcekit.law.lint import Hit, check

from ..clocks import Clock
from ..scene import Scene
from .files import File, files, judged, turned

_PUBLICATION: Final = ("P-48/penalty", "P-48/samr")
_CLAIMED: Final = frozenset({"P-40", "P-46", "P-47", "E-04", *_PUBLICATION})
"""The clocks that a check of their own speaks of; what else the body owes falls to `another_duty_late`."""


def _missed(context: Context, *rules: str) -> Iterator[tuple[File, Clock, dt.date]]:
    for file in files(context):
        for clock, last in file.missed(*rules):
            yield file, clock, last


def _hit(file: File, clock: Clock, last: dt.date) -> Hit:
    stopped = clock.stopped.day if clock.stopped is not None else None
    words = {
        "case": file.case.id,
        "start": clock.started.day,
        "last": last,
        "done": f"done on {stopped}" if stopped else f"not done by {file.last_day}",
        "done_zh": f"{stopped} 完成" if stopped else f"至 {file.last_day} 仍未完成",
        "rule": clock.rule,
        "term": clock.deadline.term.en,
        "term_zh": clock.deadline.term.zh,
        "subject": clock.subject or "—",
    }
    return Hit(file.case.id, **words).under(clock.deadline.term)


@check(
    "EK421",
    "L23",
    "defect",
    also=("P-40",),
    en="'{case}': filed on {start}, to be decided by {last}, {done}: a minor defect, the decision stands",
    zh="“{case}”：{start} 立案，应于 {last} 前决定，{done_zh}：程序轻微违法，不影响决定效力",
    cure_en="decide at once; record extensions and standstills that the rule of the sector knows",
    cure_zh="尽快作出决定；行业规则允许的延长、中止应予记录",
)
def decided_late(context: Context) -> Iterator[Hit]:
    """The decision comes after the clock that started with the filing, or has not come when the file ends."""
    for file, clock, last in _missed(context, "P-40"):
        yield _hit(file, clock, last)


@check(
    "EK429",
    "P-46",
    "defect",
    en="'{case}': decided on {start}, to be served by {last}, {done}",
    zh="“{case}”：{start} 决定，应于 {last} 前送达，{done_zh}",
    cure_en="serve within the term; the times of the party run from the service",
    cure_zh="在期限内送达；当事人的期限自送达起算",
)
def served_late(context: Context) -> Iterator[Hit]:
    """The decision is served after its term."""
    for file, clock, last in _missed(context, "P-46"):
        if clock.stopped is not None:
            yield _hit(file, clock, last)


@check(
    "EK430",
    "P-46/missing",
    "defect",
    en="'{case}': decided on {start}, to be served by {last}; the file goes on to the end without service",
    zh="“{case}”：{start} 决定，应于 {last} 前送达，卷内没有送达记录",
    cure_en="serve the decision and record it: unserved it does not bind the party",
    cure_zh="送达并记录；未送达的决定对当事人不发生效力",
)
def never_served(context: Context) -> Iterator[Hit]:
    """The file reaches beyond the term of service and has none."""
    for file, clock, last in _missed(context, "P-46"):
        if clock.stopped is None:
            yield _hit(file, clock, last)


@check(
    "EK431",
    "E-05",
    "defect",
    also=("E-04",),
    en="'{case}': the measure on '{subject}' of {start} ended on {last} and was to be lifted or settled: {done}",
    zh="“{case}”：{start} 对“{subject}”采取的强制措施于 {last} 期满，应当解除或者处理，{done_zh}",
    cure_en="lift it at once and give the things back",
    cure_zh="立即解除并返还",
)
def measure_not_lifted(context: Context) -> Iterator[Hit]:
    """A measure goes on after its term, extensions and testing counted."""
    for file, clock, last in _missed(context, "E-04"):
        yield _hit(file, clock, last)


@check(
    "EK432",
    "P-48",
    "defect",
    en="'{case}': decided on {start}, to be published by {last}, {done}",
    zh="“{case}”：{start} 决定，应于 {last} 前公示，{done_zh}",
    cure_en="publish it, or record that it was",
    cure_zh="予以公示，或者补录公示记录",
)
def published_late(context: Context) -> Iterator[Hit]:
    """The decision is not published in time. A sector with a term of its own is judged by that."""
    for file, clock, last in _missed(context, *_PUBLICATION):
        own = f"P-48/{file.layer}"
        if clock.rule != own and any(each.rule == own for each in file.clocks):
            continue
        if _is_shown(file, clock):
            yield _hit(file, clock, last)


def _is_shown(file: File, clock: Clock) -> bool:
    row = file.pack.condition("is_to_be_shown", clock.started.day, file.layer)
    scene = Scene(
        standing=file.standing,
        structure=file.structure,
        on=clock.started.day,
        transition=clock.started.transition,
        track=clock.started.track,
    )
    return row is None or bool(judged(scene, row))


@check(
    "EK433",
    "P-47",
    "defect",
    en="'{case}': overturned on {start}, its publication was to be withdrawn by {last}, {done}",
    zh="“{case}”：{start} 被推翻，应于 {last} 前撤回公示，{done_zh}",
    cure_en="withdraw the publication and explain why",
    cure_zh="撤回公示信息并公开说明理由",
)
def withdrawn_late(context: Context) -> Iterator[Hit]:
    """A published decision was overturned and its publication not withdrawn in time."""
    for file, clock, last in _missed(context, "P-47"):
        if file.standing.last("publish") is not None:
            yield _hit(file, clock, last)


@check(
    "EK434",
    "X-14",
    "defect",
    en="'{case}': {rule} ({term}), begun on {start}, was due on {last}, {done}",
    zh="“{case}”：{rule}（{term_zh}）自 {start} 起算，{last} 到期，{done_zh}",
    cure_en="do it now, and say in the file why it is late",
    cure_zh="尽快办理，并在卷内说明迟延原因",
)
def another_duty_late(context: Context) -> Iterator[Hit]:
    """Another clock of the organ ran out, or one of a request, complaint, clue or notice."""
    owed = {term.rule for term in context.pack.terms if term.owed}
    for file, clock, last in _missed(context, *(owed - _CLAIMED)):
        # What is not decided upon lapses by itself: that is an end too.
        if clock.stopped is None or clock.stopped.event.kind != "lapse":
            yield _hit(file, clock, last)
    for file in turned(context):
        for clock, last in file.missed(*(each.rule for each in file.clocks)):
            yield _hit(file, clock, last)
