"""Publication: a grant that was not published, or only after it began."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.competence.cell import FIRST
from enforcekit.law.lint import Hit, check
from enforcekit.model.delegation import Delegation

from .context import Context
from .needs import hits


@check(
    "EK316",
    "L06",
    "defect",
    en="no date of publication is known for '{grant}'",
    zh="“{grant}”的公布日期不明",
    cure_en="publish the decision and state published_on",
    cure_zh="请公布决定并填写 published_on",
)
def not_published(context: Context) -> Iterator[Hit]:
    """A grant of a mode that has to be published says nothing of its publication."""
    yield from hits(context, "L06")


@check(
    "EK317",
    "L06/late",
    "defect",
    article="APL21:24",
    en="'{grant}' begins on {start} but was published only on {published}: it has no effect before",
    zh="“{grant}”自 {start} 起施行，但 {published} 才公布：公布前不发生效力",
    cure_en="let it begin on the day of publication or later",
    cure_zh="施行日应不早于公布日",
)
def published_late(context: Context) -> Iterator[Hit]:
    """The grant begins before anybody could know of it."""
    for grant in context.grants:
        published, start = grant.published_on, grant.period.start
        if published is not None and (start is None or published > start):
            begins = "?" if start is None else start.isoformat()
            words = {"grant": grant.id, "start": begins, "published": published.isoformat()}
            yield Hit(grant.id, **words).under(article=_article(context, grant))


def _article(context: Context, grant: Delegation) -> str:
    """The article by which the mode asks for publication, on the first day of the grant."""
    effect = context.pack.effect(grant.mode, grant.period.start or FIRST)
    return next((need.article for need in effect.needs if need.kind == "publication"), "") if effect else ""
