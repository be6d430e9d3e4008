"""Entrustment: to whom, by which text, with what in the letter."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check

from .context import Context
from .needs import hits


@check(
    "EK319",
    "L09",
    "defect",
    also=("D-07",),
    en="'{other}' does not qualify for what '{grant}' entrusts to it",
    zh="“{other}”不具备接受“{grant}”委托的条件",
    cure_en="entrust an organisation with public-affairs functions and qualified officers",
    cure_zh="请委托具有管理公共事务职能并配有执法资格人员的组织",
)
def unfit_to_be_entrusted(context: Context) -> Iterator[Hit]:
    """The mode asks for another kind of grantee, or a row of the pack excludes its kind."""
    yield from hits(context, "L09")
    for row in context.pack.duties_of("L09"):
        for shape in context.shapes:
            grant = shape.grant
            if grant.mode in row.modes and context.index.authority(grant.grantee).kind in row.kinds:
                for each in shape.grants:
                    words = {"grant": each.id, "other": each.grantee}
                    yield Hit(each.id, each.grantee, **words).under(row)


@check(
    "EK320",
    "L10",
    "defect",
    also=("D-06",),
    en="'{grant}' lacks what the letter must have: {kind}",
    zh="“{grant}”欠缺委托书应载明的内容：{kind}",
    cure_en="put the entrustment in writing, with its items, powers and term",
    cure_zh="请以书面委托书载明事项、权限和期限",
)
def letter_incomplete(context: Context) -> Iterator[Hit]:
    """No writing, no term, or no items in the letter."""
    yield from hits(context, "L10")
    for row in context.pack.duties_of("L10"):
        for shape in context.shapes:
            grant = shape.grant
            dated = any(effect.period.start == row.period.start for effect, _ in shape.rows)
            if grant.mode in row.modes and dated and not grant.items:
                for each in shape.grants:
                    yield Hit(each.id, grant=each.id, kind="items").under(row)


@check(
    "EK330",
    "D-06/basis",
    "defect",
    en="'{grant}' cites no text that allows it ({values})",
    zh="“{grant}”未列明允许该委托的依据（{values}）",
    cure_en="cite the law, regulation or rule that allows the entrustment",
    cure_zh="请列明允许委托的法律、法规或者规章",
)
def no_text_allows_it(context: Context) -> Iterator[Hit]:
    """No law, regulation or rule among the instruments."""
    yield from hits(context, "D-06/basis")


@check(
    "EK336",
    "D-22",
    "void",
    en="'{grant}' entrusts licensing to '{other}', which is no administrative organ",
    zh="“{grant}”将行政许可委托给非行政机关“{other}”",
    cure_en="license through an administrative organ",
    cure_zh="请委托行政机关实施许可",
)
def licensing_to_no_organ(context: Context) -> Iterator[Hit]:
    """Licensing has a test of its own for grantees."""
    yield from hits(context, "D-22")
