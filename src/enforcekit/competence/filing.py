"""A case already filed: its body finishes it, if it held the power then and can still act (D-05, D-21)."""

from __future__ import annotations

import datetime as dt

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import EnforcekitError, Finding, rule
from enforcekit.model.authority import Authority

from .answer import Answer
from .answer_records import Filing
from .cell import Cell
from .counted import competent
from .from_holding import competence_of
from .roles import review_of

NOT_COUNTED = rule(
    "EK306",
    "advice",
    "the filing by {body} on {filed} makes no difference: {because_en}",
    "{body} 于 {filed} 的立案不影响本结论：{because_zh}",
    cure_en="{cure_en}",
    cure_zh="{cure_zh}",
)
_HAND_OVER = (
    "a body that may act takes the case over: transfer_target names it",
    "由有管辖权的机关接办（transfer_target 给出该机关）",
)
_WORDS = {
    "later": (
        "it is later than the day asked, {on}",
        "晚于所问日期 {on}",
        "ask about the day of filing or a later one",
        "请查询立案当日或之后的日期",
    ),
    "held_nothing": (
        "the body did not hold this power here on that day",
        "该机关当日在此地不享有此项权力",
        *_HAND_OVER,
    ),
    "not_existing": (
        "the body does not exist on {on}",
        "该机关于 {on} 不存在",
        *_HAND_OVER,
    ),
    "no_capacity": (
        "the body has no legal capacity on {on}",
        "该机关于 {on} 不具有行政主体资格",
        *_HAND_OVER,
    ),
}


def with_filing(answer: Answer, cell: Cell, on: dt.date, case: Filing) -> Answer:
    """The answer for a case already filed: its body comes first, or a finding (EK306) says why it does not."""
    must_be(Filing, case=case)
    if cell.place.kind == "zone":
        raise EnforcekitError("a filed case has one place: ask at a member of the zone")
    index = cell.index
    body = index.structure.resolve(Authority, case.authority)
    if case.on > on:
        return _ignored(answer, cell, on, case, body, "later")
    then = next((each for each in competent(cell, case.on) if body.id in each.bodies), None)
    if then is None:
        return _ignored(answer, cell, on, case, body, "held_nothing")
    if on not in body.period:
        return _ignored(answer, cell, on, case, body, "not_existing")
    if not index.has_capacity(body, on):
        return _ignored(answer, cell, on, case, body, "no_capacity")
    filed = competence_of(cell, cell.interval(case.on), then)
    organ, relation = review_of(index.authority(filed.respondent), on, index)
    first = attrs.evolve(filed, rank="in_flight", review_organ=organ, review_rule=relation, asked=on)
    bodies = (first.authority, first.jointly)
    others = tuple(each for each in answer.competences if (each.authority, each.jointly) != bodies)
    return attrs.evolve(answer, competences=(first, *others), reason=None)


def _ignored(answer: Answer, cell: Cell, on: dt.date, case: Filing, body: Authority, why: str) -> Answer:
    """The same answer, with a finding that says why the filing does not count."""
    because_en, because_zh, cure_en, cure_zh = (each.format(on=on.isoformat()) for each in _WORDS[why])
    ground = cell.index.pack.ground("transfer", on, action=cell.action) if why != "later" else None
    finding: Finding = NOT_COUNTED.at(
        body=body.id,
        filed=case.on.isoformat(),
        because_en=because_en,
        because_zh=because_zh,
        cure_en=cure_en,
        cure_zh=cure_zh,
        witness=(body.id,),
        article=ground.article if ground else "",
    )
    return attrs.evolve(answer, findings=(*answer.findings, finding))
