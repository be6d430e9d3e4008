"""Legal basis: an item, or a grant, on days on which nothing it rests on is in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from enforcekit.competence.cell import FIRST
from enforcekit.law.lint import Hit, check
from enforcekit.model.common import Citation
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Item
from enforcekit.timing import Period

from .context import Context
from .span import LAST, Span, first_gap, span_of


@check(
    "EK311",
    "L02",
    "void",
    also=("D-01",),
    article="APL21:38",
    en="no basis of '{item}' is in force from {since}, but the item is",
    zh="自 {since} 起“{item}”的设定依据均不在有效期内，但该事项仍有效",
    cure_en="cite the basis of those days, or let the item begin and end with it",
    cure_zh="请补充相应期间的依据，或使事项期间与依据一致",
)
def item_without_basis(context: Context) -> Iterator[Hit]:
    """Days of an item on which none of the bases it names is in force; no basis named means not known."""
    for item in context.structure.all(Item):
        bases = [_span(context, each) for each in item.bases]
        since = first_gap(span_of(item.period), bases) if bases else None
        if since is not None:
            cited = dict.fromkeys(each.instrument for each in item.bases)
            yield Hit(item.id, *cited, item=item.id, since=_day(since))


@check(
    "EK312",
    "L02/grant",
    "void",
    article="APL21:38",
    en="'{instrument}', on which '{grant}' rests, is not in force on {since}, but the grant runs then",
    zh="“{grant}”所依据的“{instrument}”于 {since} 不在有效期内，但该授权仍在施行",
    cure_en="cite the instrument of those days, or let the grant begin and end with it",
    cure_zh="请补充相应期间的依据，或使授权期间与依据一致",
)
def grant_outlives_its_instrument(context: Context) -> Iterator[Hit]:
    """A grant needs all its instruments in force."""
    bounded = {each.id: span_of(each.period) for each in context.structure.all(Instrument) if each.period != Period()}
    for run in context.runs if bounded else ():
        grant = run.grant
        for citation in grant.instruments:
            span = bounded.get(citation.instrument)
            since = first_gap(run.span, [span]) if span is not None else None
            if since is not None:
                words = {"instrument": citation.instrument, "grant": grant.id, "since": _day(since)}
                yield Hit(grant.id, citation.instrument, **words)
                break


def _span(context: Context, citation: Citation) -> Span:
    """The days on which a cited article is in force: those of its instrument, and its own where it is recorded."""
    instrument = context.structure[citation.instrument]
    assert isinstance(instrument, Instrument)
    periods = [instrument.period]
    for article in instrument.articles:
        cited = (citation.article, citation.paragraph, citation.point)
        if (article.article, article.paragraph, article.point) in (cited, (citation.article, None, None)):
            periods.append(article.period)
    low, high = max(each.start or FIRST for each in periods), min(each.end or LAST for each in periods)
    return low, max(low, high)


def _day(day: dt.date) -> str:
    return "…" if day == FIRST else day.isoformat()
