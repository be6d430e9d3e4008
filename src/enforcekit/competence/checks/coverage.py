"""Grants that cover nothing, items that nobody holds."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.competence.cell import names
from enforcekit.law.lint import Hit, check
from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Holder, Item

from .context import Context
from .matters import Listing
from .span import Span


@check(
    "EK350",
    "X-02",
    "defect",
    en="'{grant}' covers nothing: no item of its lists has its actions on its days",
    zh="“{grant}”未涵盖任何事项：清单中没有与其行为类型和期间相符的事项",
    cure_en="correct items, fields, code_prefixes, actions or dates",
    cure_zh="请更正事项、领域、编码前缀、行为类型或者期间",
)
def covers_nothing(context: Context) -> Iterator[Hit]:
    """No item is left once lists, actions and dates are taken together."""
    spans: dict[tuple[Listing, tuple[str, ...]], list[Span]] = {}
    for _, grant, (low, high), listing in context.runs:
        key = (listing, grant.actions)
        if key not in spans:
            able = set(grant.actions)
            spans[key] = [each.span for each in listing.matters if not able.isdisjoint(each.item.actions)]
        for start, end in spans[key]:
            if start < high and low < end:
                break
        else:
            yield Hit(grant.id, grant=grant.id)


@check(
    "EK351",
    "X-05",
    "advice",
    en="no body of the structure is one that '{item}' names, and no grant gives it to one",
    zh="结构中没有“{item}”所列明的主体，也没有授权使任何主体享有该事项",
    cure_en="add the body, or correct the holders of the item",
    cure_zh="请补充该主体，或更正事项的法定主体",
)
def nobody_holds(context: Context) -> Iterator[Hit]:
    """An item says who holds it, and there is no such body."""
    fits: dict[Holder, bool] = {}
    for item in context.structure.all(Item):
        for holder in item.holders:
            if holder not in fits:
                bodies = context.index.by_function.get(holder.function, ())
                fits[holder] = any(names(holder, body) for body in bodies)
        if item.holders and not any(fits[holder] for holder in item.holders) and not _given(context, item):
            yield Hit(item.id, item=item.id)


def _given(context: Context, item: Item) -> bool:
    """Whether a grant gives the item without taking it from anybody."""
    grants: list[Delegation] = context.index.grants.of(item)
    return any(not grant.grantors for grant in grants)
