"""Grants recorded as what they are not: people sent out, powers a body has by statute, letters that say too much."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check

from .before import history
from .context import Context


@check(
    "EK335",
    "D-20",
    "defect",
    article="ZJ21:9; SH18:4",
    status="local",
    en="'{grant}' ({mode}) moves no power, yet '{grantee}' is no team of {grantors}: sending people gives it nothing",
    zh="“{grant}”（{mode}）不转移权力，而“{grantee}”并非 {grantors} 的队伍：人员下沉不等于权力下放",
    cure_en="record a grant that moves power, published and decided as the law asks, or name the team",
    cure_zh="应依法另作并公布转移权力的决定，或列明所派队伍",
)
def people_are_not_power(context: Context) -> Iterator[Hit]:
    """Stationing recorded as if it moved power: to a body of its own standing, or with terms only a transfer has."""
    for shape in context.shapes:
        grant = shape.grant
        if not shape.rows or any(effect.creates_holding for effect, _ in shape.rows):
            continue
        body = context.index.authority(grant.grantee)
        kind = context.pack.kind(body.kind)
        own_standing = kind.may_hold and kind.capacity and body.parent is not None
        its_own = not set(context.chain(body)).isdisjoint(grant.grantors)
        if (own_standing and not its_own) or grant.in_flight or grant.carve_outs or grant.ceilings:
            for each in shape.grants:
                words = {"grant": each.id, "grantee": each.grantee, "grantors": ", ".join(each.grantors)}
                yield Hit(each.id, each.grantee, mode=each.mode, **words)


@check(
    "EK342",
    "D-26",
    "defect",
    article="URP19:65",
    en="'{grant}' gives '{grantee}' the item '{item}', which the statute itself gives it",
    zh="“{grant}”授予“{grantee}”的“{item}”系其法定职权",
    cure_en="take the item out of the grant: the body has it by statute",
    cure_zh="请将该事项移出授权：其系法定职权",
)
def its_own_by_statute(context: Context) -> Iterator[Hit]:
    """A power that the grantee has by the words of the statute is listed as given to it."""
    past = history(context)
    for shape in context.shapes:
        moves = any(effect.creates_holding for effect, _ in shape.rows)
        places = context.places(shape.grant) if moves and shape.grant.grantee in context.named else ()
        for _, grant, _, listing in shape.runs if places else ():
            own = [
                m.item.id for m in listing.listed if any(grant.grantee in past.base(m, each).fitting for each in places)
            ]
            if own:
                item = min(own)
                yield Hit(grant.id, grant.grantee, item, grant=grant.id, grantee=grant.grantee, item=item)


@check(
    "EK315",
    "L05",
    "advice",
    article="APL21:24",
    en="'{grant}' says that '{grantee}' was not shown able to take it on",
    zh="“{grant}”载明“{grantee}”未经评估证明能够有效承接",
    cure_en="assess the grantee before the grant begins, and state `extensions.able: true`",
    cure_zh="请在施行前评估承接能力，并填写 extensions.able: true",
)
def not_shown_able(context: Context) -> Iterator[Hit]:
    """The record says so itself: `extensions.able` is false. No noun of the model can show it yet."""
    for grant in context.grants:
        if grant.extensions and grant.extensions.get("able") is False:
            yield Hit(grant.id, grant.grantee, grant=grant.id, grantee=grant.grantee)


@check(
    "EK334",
    "L08",
    "defect",
    article="APL21:20",
    en="'{grant}' lets '{grantee}' act in its own name, but under the mode '{mode}' the grantor's stands on the paper",
    zh="“{grant}”允许“{grantee}”以自己名义实施，但“{mode}”方式应以授权机关名义实施",
    cure_en="act in the name of the grantor",
    cure_zh="应以委托机关名义实施",
)
def in_its_own_name(context: Context) -> Iterator[Hit]:
    """The record says so itself: `extensions.in_name_of` names the grantee under a mode of the grantor's name."""
    for shape in context.shapes:
        for grant in shape.grants if any(effect.in_name_of == "grantor" for effect, _ in shape.rows) else ():
            if grant.extensions and grant.extensions.get("in_name_of") == grant.grantee:
                yield Hit(grant.id, grant.grantee, grant=grant.id, grantee=grant.grantee, mode=grant.mode)
