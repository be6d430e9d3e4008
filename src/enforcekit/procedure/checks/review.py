"""What must come between the hearing and the decision: legal review and collective discussion (L22)."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.competence.checks import Context
from enforcekit.law.lint import Hit, check

from .files import broken, claim, said

_REVIEW = claim("reviewed")
_DISCUSSION = claim("discussed")
_REVIEWER = claim("reviewer_qualified", "reviewer_not_handler")


def _undone(context: Context, *names: str) -> Iterator[Hit]:
    for file, each in broken(context, *names):
        # The discussion asks for the review as well: the decision says it once.
        if each.event.kind in context.pack.events_of("penalty"):
            yield Hit(file.case.id, case=file.case.id, day=each.day).under(each.row)


@check(
    "EK418",
    "L22",
    "defect",
    also=("P-42",),
    en="'{case}' is decided on {day} without the legal review that it needs after the party was heard",
    zh="“{case}”于 {day} 决定，听取意见后未经应有的法制审核",
    cure_en="take the decision back, have it reviewed, and decide again",
    cure_zh="撤销决定，经法制审核后重新作出",
)
def not_reviewed(context: Context) -> Iterator[Hit]:
    """A major, complex or heard case is decided without a legal review since the hearing."""
    yield from _undone(context, *_REVIEW)


@check(
    "EK419",
    "L22/discussion",
    "defect",
    also=("P-43",),
    en="'{case}' is decided on {day} without the collective discussion that it needs",
    zh="“{case}”于 {day} 决定，未经应有的集体讨论",
    cure_en="take the decision back, discuss it, and decide again",
    cure_zh="撤销决定，经集体讨论后重新作出",
)
def not_discussed(context: Context) -> Iterator[Hit]:
    """A complex or major case is decided without collective discussion since the last notice."""
    yield from _undone(context, *_DISCUSSION)


@check(
    "EK420",
    "L22/reviewer",
    "defect",
    en="'{case}': the reviewer of '{event}' on {day} is not named, handled the case, or lacks the qualification",
    zh="“{case}”：{day} 的“{event_zh}”未列明审核人员，或者审核人员为办案人员、不具备资格",
    cure_en="let a qualified person who did not handle the case review it",
    cure_zh="由具备资格且未办理本案的人员审核",
)
def wrong_reviewer(context: Context) -> Iterator[Hit]:
    """The reviewer handled the case, or lacks the legal qualification."""
    seen: set[tuple[str, int]] = set()
    for file, each in broken(context, *_REVIEWER):
        if (file.case.id, each.number) not in seen:
            seen.add((file.case.id, each.number))
            yield Hit(file.case.id, *dict.fromkeys(each.event.by), **said(file, each.event)).under(each.row)
