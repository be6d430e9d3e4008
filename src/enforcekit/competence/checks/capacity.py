"""Legal capacity and kind: bodies that cannot decide, whatever they were given."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check
from enforcekit.model.delegation import Designation
from enforcekit.model.item import Item

from .context import Context
from .needs import hits
from .span import span_of


@check(
    "EK310",
    "L01",
    "void",
    also=("D-01",),
    article="APL21:38",
    en="'{grant}' lets '{other}' decide, which has no legal capacity",
    zh="“{grant}”使“{other}”作出决定，但其不具有行政主体资格",
    cure_en="an instrument that gives it capacity, or act in the name of a body that has it",
    cure_zh="取得赋予主体资格的文件，或以有资格机关的名义办理",
)
def no_capacity(context: Context) -> Iterator[Hit]:
    """A grant or designation under which a body without capacity acts in its own name."""
    yield from hits(context, "L01")
    index = context.index
    for each in context.structure.all(Designation):
        body = index.authority(each.authority)
        if index.pack.kind(body.kind).may_hold:
            low, high = span_of(each.period)
            days = [low, *(day for day in index.days_of(body) if low < day < high)]
            if any(not index.has_capacity(body, day) for day in days):
                yield Hit(each.id, body.id, grant=each.id, other=body.id)


@check(
    "EK333",
    "L26",
    "void",
    article="APL21:17; GOV54",
    en="'{record}' makes '{body}' a decision maker, but a body of the kind '{kind}' cannot hold power",
    zh="“{record}”使“{body}”成为决定主体，但“{kind}”类主体不得享有执法权",
    cure_en="name the organ that holds the power; such a body may coordinate or assist",
    cure_zh="请列明享有该权力的机关；此类主体仅可协调或者辅助",
)
def no_power_by_kind(context: Context) -> Iterator[Hit]:
    """A coordinating body, contractor, grid or auxiliary gives, receives or is designated, or an item names it."""
    pack, index = context.pack, context.index
    for shape in context.shapes:
        if not any(effect.creates_holding for effect, _ in shape.rows):
            continue
        for key in (*context.grantors(shape.grant), shape.grant.grantee):
            row = pack.kind(index.authority(key).kind)
            if not row.may_hold:
                for grant in shape.grants:
                    words = {"record": grant.id, "body": key, "kind": row.kind}
                    yield Hit(grant.id, key, **words).under(row)
    for each in context.structure.all(Designation):
        row = pack.kind(index.authority(each.authority).kind)
        if not row.may_hold:
            words = {"record": each.id, "body": each.authority, "kind": row.kind}
            yield Hit(each.id, each.authority, **words).under(row)
    for item in context.structure.all(Item):
        for kind in dict.fromkeys(kind for holder in item.holders for kind in holder.kinds):
            if not pack.kind(kind).may_hold:
                words = {"record": item.id, "body": kind, "kind": kind}
                yield Hit(item.id, **words).under(pack.kind(kind))


@check(
    "EK337",
    "D-23",
    "defect",
    en="under '{grant}' '{body}' inspects, but a body of the kind '{kind}' may not",
    zh="依“{grant}”由“{body}”实施检查，但“{kind}”类主体不得实施",
    cure_en="let certified officers of the organ inspect",
    cure_zh="由行政机关持证人员实施检查",
)
def inspects_without_power(context: Context) -> Iterator[Hit]:
    """Nothing moves to it, but it acts: contractors, grids and auxiliaries may not inspect even for another."""
    for row in context.pack.duties_of("D-23"):
        for shape in context.shapes:
            grant = shape.grant
            kind = context.pack.kind(context.index.authority(grant.grantee).kind)
            moves = any(effect.creates_holding for effect, _ in shape.rows)
            if moves or kind.may_hold or row.actions.isdisjoint(grant.actions):
                continue
            start, _ = span_of(row.period)
            for _, each, (_, end), _ in shape.runs:
                if end > start:
                    words = {"grant": each.id, "body": each.grantee, "kind": kind.kind}
                    yield Hit(each.id, each.grantee, **words).under(row)
