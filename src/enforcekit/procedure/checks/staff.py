"""Who acts in person: how many officers, with which certificates, and who has to keep away (L21)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from enforcekit.competence.checks import Context
from enforcekit.law.lint import Hit, check
from enforcekit.shape import evolve

from .files import Broken, broken, claim, judged, said

_NUMBER = claim("officers", "spot_officers")
_CERTIFIED = claim("certified")
_RECUSAL = claim("no_recusal")
_AUXILIARY = claim("no_auxiliary")


def _at_fault(each: Broken) -> Iterator[str]:
    """The officers who, alone, do not meet the condition either."""
    for officer in dict.fromkeys(each.event.by):
        scene = attrs.evolve(each.scene, event=evolve(each.event, by=(officer,)))
        if not judged(scene, each.row):
            yield officer


def _hits(context: Context, *names: str) -> Iterator[Hit]:
    for file, each in broken(context, *names):
        for officer in _at_fault(each):
            yield Hit(file.case.id, officer, officer=officer, **said(file, each.event)).under(each.row)


@check(
    "EK414",
    "L21",
    "defect",
    also=("P-03",),
    en="'{case}': {count} of at least {least} officers are named for '{event}' on {day}",
    zh="“{case}”：{day} 的“{event_zh}”列明执法人员 {count} 人，应不少于 {least} 人",
    cure_en="let enough certified officers act, and name them in `by`",
    cure_zh="应有足够的持证执法人员参加，并在 by 中列明",
)
def too_few_officers(context: Context) -> Iterator[Hit]:
    """A step that needs several officers names fewer."""
    for file, each in broken(context, *_NUMBER):
        count, least = len(set(each.event.by)), each.row.values[0]
        yield Hit(file.case.id, count=count, least=least, **said(file, each.event)).under(each.row)


@check(
    "EK415",
    "L21/certificate",
    "defect",
    en="'{case}': '{officer}' has no certificate in force for its body at '{event}' on {day}, or is not posted there",
    zh="“{case}”：“{officer}”在 {day} 的“{event_zh}”时证件无效，或者不属于（未派驻）办案机关",
    cure_en="let officers of the body, with a certificate in force, do it again",
    cure_zh="由本机关持有效证件的执法人员重新进行",
)
def no_certificate(context: Context) -> Iterator[Hit]:
    """An officer who acts belongs to another body, or has no certificate in force on the day."""
    yield from _hits(context, *_CERTIFIED)


@check(
    "EK416",
    "L21/recusal",
    "defect",
    also=("P-04",),
    en="'{case}': '{officer}' takes part in '{event}' on {day} and has to keep away",
    zh="“{case}”：应当回避的“{officer}”参加了 {day} 的“{event_zh}”",
    cure_en="let somebody else do it again",
    cure_zh="更换人员后重新进行",
)
def should_keep_away(context: Context) -> Iterator[Hit]:
    """An officer takes part who must keep away from the party or the case."""
    yield from _hits(context, *_RECUSAL)


@check(
    "EK417",
    "L21/auxiliary",
    "defect",
    en="'{case}': '{officer}' is auxiliary staff and imposes a measure ('{event}' on {day})",
    zh="“{case}”：辅助人员“{officer}”实施强制措施（{day}，“{event_zh}”）",
    cure_en="let qualified officers of the organ impose it",
    cure_zh="由具备资格的正式执法人员实施",
)
def auxiliary_staff(context: Context) -> Iterator[Hit]:
    """Auxiliary staff among those who impose a compulsory measure."""
    yield from _hits(context, *_AUXILIARY)
