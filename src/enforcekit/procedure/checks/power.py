"""Whether the body may decide at all on the day it does, and within what it was given (L02, D-08)."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.competence.checks import Context
from enforcekit.law.lint import Hit, check
from enforcekit.model.case import Event
from enforcekit.model.item import Item

from .files import Broken, File, broken, claim, files, judged, said

_COMPETENT = claim("competent", "still_competent")
_GRANT = claim("within_grant")


@check(
    "EK423",
    "L02/decision",
    "void",
    also=("J-02", "D-05"),
    en="'{case}': '{body}' is not competent for '{item}' at '{place}' on {day} ('{event}')",
    zh="“{case}”：“{body}”在 {day} 对“{place}”的“{item}”没有管辖权（“{event_zh}”）",
    cure_en="hand the case to the body that who_may names, which decides again",
    cure_zh="移交有管辖权的机关重新作出决定",
)
def not_competent(context: Context) -> Iterator[Hit]:
    """The body decides, and neither holds the power on that day nor filed in time to finish what it filed.

    A case that was only taken up without competence, or whose body has it by the decision, is voidable.
    """
    for file in files(context):
        if not file.known or not all(_holders_known(file, key) for key in file.case.items):
            continue
        found = next(_decided_without(file), None)
        if found is None:
            found = next((_hit(file, each.event).under(each.row, severity="voidable") for each in _filed(file)), None)
        if found is not None:
            yield found


def _holders_known(file: File, key: str) -> bool:
    return bool(file.structure.resolve(Item, key).holders)


def _decided_without(file: File) -> Iterator[Hit]:
    for number, event in file.decisions:
        scene = file.scene(number)
        row = file.pack.condition("still_competent", event.at.date(), file.layer)
        if scene is not None and row is not None and judged(scene, row) is False:
            yield _hit(file, event).under(row)


def _filed(file: File) -> Iterator[Broken]:
    return (each for each in file.broken if each.missing is None and each.row.name in _COMPETENT)


def _hit(file: File, event: Event) -> Hit:
    case = file.case
    words = {"body": case.authority, "place": case.place, "item": ", ".join(case.items), **said(file, event)}
    return Hit(case.id, case.authority, *case.items, case.place, **words)


@check(
    "EK428",
    "D-08/decision",
    "defect",
    en="'{case}': the decision of {day} goes beyond the ceilings or procedures of the grant its body acts by",
    zh="“{case}”：{day} 的决定超出授权委托的限额或程序",
    cure_en="let the body that gave the power decide",
    cure_zh="由委托或原机关作出决定",
)
def beyond_the_grant(context: Context) -> Iterator[Hit]:
    """The fine is above a ceiling of the grant, or the procedure is one that it does not allow."""
    for file, each in broken(context, *_GRANT):
        yield Hit(file.case.id, case=file.case.id, day=each.day).under(each.row)
