"""The question: who may act, at a place or at each member of a zone."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.structure import Structure

from .answer import Answer
from .answer_records import Filing
from .cell import Cell, index_of
from .counted import competent
from .filing import with_filing
from .from_holding import competence_of, overlaps
from .nobody import why_nobody


def who_may(
    structure: Structure, action: str, *, item: str, place: str, on: dt.date, case: Filing | None = None
) -> Answer:
    """Who may do `action` on `item` at `place` on the day `on`, in whose name, under which article.

    Args:
        structure: the structure asked.
        action: kind of action of the pack, such as `penalise` or `inspect`.
        item: id of the item, or a code that only one item has.
        place: id of the place, or a code that only one place has. At a zone the answer is given per member.
        on: the day asked; its law and its delegations count.
        case: a case already filed: the body that filed it and held the power on the day of filing is listed first
            (D-05, D-21); a finding says so when the filing does not count (EK306).

    Raises `UnknownReference` with the nearest ids, `InvalidArgument` for a value of the wrong kind, `LimitExceeded`
    for a chain of more than four grants.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> answer = who_may(ningbo, "penalise", item="330217015000", place="330213100", on=dt.date(2024, 5, 1))
    >>> answer.competences[0].in_name_of
    'xikou-town'
    """
    try:
        cell: Cell = structure._memory["competence"].cells[action, item, place]
    except (KeyError, AttributeError, TypeError):
        must_be(Structure, structure=structure)
        must_be_text(action=action, item=item, place=place)
        cell = index_of(structure).open(action, item, place)
    if type(on) is not dt.date:
        must_be_day(on=on)
    number = bisect_right(cell.starts, on)
    answer: Answer | None = cell.answers[number]
    if answer is None:
        answer = cell.answers[number] = _answer(cell, number)
    return answer if case is None else with_filing(answer, cell, on, case)


def _answer(cell: Cell, number: int) -> Answer:
    if cell.place.kind == "zone":
        return _zone_answer(cell, number)
    on = cell.day(number)
    counted = competent(cell, on)
    competences = tuple(competence_of(cell, number, holding) for holding in counted)
    return Answer(
        action=cell.action,
        item=cell.item.id,
        place=cell.place.id,
        interval=cell.span(number),
        competences=competences,
        reason=None if competences else why_nobody(cell, on),
        findings=tuple(overlaps(cell, on, counted)),
        cell=cell,
        number=number,
    )


def _zone_answer(cell: Cell, number: int) -> Answer:
    """A question at a zone is answered for each of its members."""
    on = cell.day(number)
    structure = cell.index.structure
    members = tuple(
        who_may(structure, cell.action, item=cell.item.id, place=member, on=on) for member in cell.place.members
    )
    competences = tuple(each for answer in members for each in answer.competences)
    return Answer(
        action=cell.action,
        item=cell.item.id,
        place=cell.place.id,
        interval=cell.span(number),
        competences=competences,
        reason=None if competences else members[0].reason,
        findings=tuple(dict.fromkeys(finding for answer in members for finding in answer.findings)),
        members=members,
        cell=cell,
        number=number,
    )
