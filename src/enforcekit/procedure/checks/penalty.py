"""What is imposed: told before, in the range, by the right procedure, and in money unless a local rule says so."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.competence.checks import Context
from enforcekit.errors import EnforcekitError
from enforcekit.law.lint import Hit, check
from enforcekit.law.threshold import money
from enforcekit.model.case import Event

from ..amounts import Offset, service_offset
from ..scene import fine_of
from .files import Broken, File, broken, claim, files, said

_TOLD = claim("notified")
_HEAVIER = claim("not_heavier")
_RANGE = claim("within_range")
_SIMPLE = claim("simple_amount")

_SERVICE = "service_in_place"
_NO_RULE = ("no local rule allows it there", "当地无相关规定")
_GROUNDS = {"first_offence_slight": ("first", "minor"), "minor_and_corrected": ("minor",)}
"""What the grounds of leniency that an event states say of the act."""


@check(
    "EK422",
    "L24",
    "advice",
    also=("K-03",),
    article="APL21:33",
    en="'{case}' puts service in the place of a fine of {fine} on {day}: {reasons}",
    zh="“{case}”于 {day} 以公益服务代替罚款 {fine_zh}：{reasons_zh}",
    cure_en="name the local rule by the `layer` of the case and the grounds in the facts, or impose the fine",
    cure_zh="在案件的 layer 中填写当地规定、在 facts 中载明情形，或者依法罚款",
)
def service_without_rule(context: Context) -> Iterator[Hit]:
    """Service takes the place of a fine where no local rule allows it for such an act and such a fine."""
    for file in files(context):
        for event in file.case.events:
            if _SERVICE not in event.facts:
                continue
            found = _offset(file, event)
            if found is not None and found.allowed:
                continue
            reasons = found.reasons if found is not None else (_NO_RULE,)
            words = {"case": file.case.id, "day": event.at.date(), **_money(file, _fine_of(file, event))}
            words |= {"reasons": "; ".join(each[0] for each in reasons)}
            words |= {"reasons_zh": "；".join(each[1] for each in reasons)}
            yield Hit(file.case.id, **words).under(*(found.rows[:1] if found is not None else ()))


def _money(file: File, fine: int) -> dict[str, object]:
    """A fine as the two languages say it."""
    return {"fine": money(fine, "en", file.pack.currency), "fine_zh": money(fine, "zh", file.pack.currency)}


def _offset(file: File, event: Event) -> Offset | None:
    """What the local rules say of it; None where there is none."""
    stated = {word for fact in event.facts for word in _GROUNDS.get(fact, ())}
    day = event.at.date()
    rows = [row for row in file.pack.thresholds_of("offset", day, layer=file.layer) if row.layer]
    if not rows:
        return None
    try:
        return service_offset(
            _fine_of(file, event),
            sorted({file.pack.source_of(row.article)[0] for row in rows}),
            file.layer,
            "before" if event.sanctions or file.decision in (None, event) else "after",
            day,
            first="first" in stated,
            minor="minor" in stated,
            pack=file.pack,
        )
    except EnforcekitError:
        return None


def _fine_of(file: File, event: Event) -> int:
    """The fine that the service stands for: the event's own, the one decided, or the one told."""
    told = [each for each in file.case.events if each.sanctions]
    given = (fine_of(each.sanctions) for each in (event, *reversed(told)))
    return next((fine for fine in given if fine), 0)


def _decisions(context: Context, *names: str) -> Iterator[Hit]:
    for file, each in broken(context, *names):
        yield Hit(file.case.id, **_words(file, each)).under(each.row)


def _words(file: File, each: Broken) -> dict[str, object]:
    kinds = list(dict.fromkeys(sanction.kind for sanction in each.event.sanctions))
    label = file.pack.vocabulary.label
    named = {
        "kinds": ", ".join(label("penalty_kind", kind, "en") for kind in kinds) or "—",
        "kinds_zh": "、".join(label("penalty_kind", kind, "zh") for kind in kinds) or "—",
    }
    return {**named, **_money(file, fine_of(each.event.sanctions)), **said(file, each.event)}


@check(
    "EK424",
    "P-41",
    "voidable",
    en="'{case}' is decided on {day} and the file has no notice of the proposed penalty before it",
    zh="“{case}”于 {day} 作出决定，此前未告知拟处罚内容",
    cure_en="take the decision back, tell the proposed penalty, hear the party, and decide again",
    cure_zh="撤销决定，履行告知并听取意见后重新作出",
)
def not_told(context: Context) -> Iterator[Hit]:
    """A penalty is decided that was never told to the party."""
    yield from _decisions(context, *_TOLD)


@check(
    "EK425",
    "P-41/heavier",
    "defect",
    en="'{case}': what is decided on {day} ({kinds}; {fine}) is heavier than what was told",
    zh="“{case}”：{day} 的决定（{kinds_zh}；{fine_zh}）重于告知的内容",
    cure_en="decide what was told, or tell the heavier penalty with its new grounds first",
    cure_zh="按告知内容决定，或者以新的理由重新告知",
)
def heavier_than_told(context: Context) -> Iterator[Hit]:
    """A kind that was not told, or an amount above the one told."""
    for file, each in broken(context, *_HEAVIER):
        # With nothing told at all, that is what is wrong.
        if each.scene.told:
            yield Hit(file.case.id, **_words(file, each)).under(each.row)


@check(
    "EK426",
    "P-23",
    "defect",
    en="'{case}': the penalty of {day} ({kinds}; {fine}) lies outside the kinds and ranges of its items",
    zh="“{case}”：{day} 的处罚（{kinds_zh}；{fine_zh}）超出事项的种类和幅度",
    cure_en="change it, or state the mitigation it rests on",
    cure_zh="予以变更；依法减轻的应载明理由（mitigated）",
)
def outside_the_range(context: Context) -> Iterator[Hit]:
    """A kind that no item has, a fine above the highest, or below the lowest without stated mitigation."""
    for file, each in broken(context, *_RANGE):
        yield Hit(file.case.id, *file.case.items, **_words(file, each)).under(each.row)


@check(
    "EK427",
    "P-30",
    "defect",
    en="'{case}' is decided on the spot on {day} ({kinds}; {fine}): not a penalty for the simple procedure",
    zh="“{case}”于 {day} 当场决定（{kinds_zh}；{fine_zh}），不适用简易程序",
    cure_en="take the decision back and go over to the ordinary procedure",
    cure_zh="撤销决定，转为普通程序",
)
def above_the_simple_ceiling(context: Context) -> Iterator[Hit]:
    """The simple procedure above its ceiling, or for a kind that it does not have."""
    yield from _decisions(context, *_SIMPLE)
