"""Supervision: every government of the levels that the law names has a body that supervises enforcement."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.competence.cell import FIRST
from enforcekit.law import Pack
from enforcekit.law.duty import Duty
from enforcekit.law.lint import Hit, check
from enforcekit.model.authority import Authority

from .context import Context
from .span import LAST


@check(
    "EK327",
    "L27",
    "advice",
    en="'{government}' has no supervision body in the structure from {since}",
    zh="自 {since} 起，结构中“{government}”没有行政执法监督机构",
    cure_en="add the body of its level that supervises enforcement",
    cure_zh="请补充其本级的行政执法监督机构",
)
def nobody_supervises(context: Context) -> Iterator[Hit]:
    """No such body of its level in its territory, since the law asks for one."""
    for row in context.pack.duties_of("L27"):
        start = row.period.start or FIRST
        bodies = [each for each in context.structure.all(Authority) if _supervises(each, row)]
        for government in context.index.governments:
            if not _asked(government, row, context.pack) or (government.period.end or LAST) <= start:
                continue
            mine = (
                each
                for each in bodies
                if each.level == government.level
                and (each.period.end or LAST) > start
                and not set(each.places).isdisjoint(government.places)
            )
            if next(mine, None) is None:
                words = {"government": government.id, "since": start.isoformat()}
                yield Hit(government.id, **words).under(row)


def _supervises(body: Authority, row: Duty) -> bool:
    """A body of a kind the row names, or with a function that it names."""
    return body.kind in row.kinds or any(each.code in row.values for each in body.functions)


def _asked(government: Authority, row: Duty, pack: Pack) -> bool:
    return government.level in row.levels and bool(government.places) and pack.kind(government.kind).government
