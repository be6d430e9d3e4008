"""The decision a grant rests on: who may take it, about whose power, in what kind of text."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check

from .context import Context
from .needs import hits


@check(
    "EK313",
    "L03",
    "voidable",
    en="'{grant}' hands down a power that '{other}' does not have to give: only {values} may",
    zh="“{grant}”下放的权力不是“{other}”可以下放的：仅限 {values}",
    cure_en="name the body of that kind and level whose power it is; a lawyer should say whether past acts stand",
    cure_zh="应由该类别、层级且享有该权力的机关下放；已作出行为的效力请法律人员审查",
)
def not_the_departments_power(context: Context) -> Iterator[Hit]:
    """The giver is of another kind or level than the mode asks for."""
    yield from hits(context, "L03")


@check(
    "EK314",
    "L04",
    "voidable",
    also=("D-11",),
    en="'{grant}' rests on no decision of the level required ({values}); the first it cites is '{other}'",
    zh="“{grant}”缺少 {values} 级的决定；其首个依据为“{other}”",
    cure_en="cite the decision of that level first, then the lists that apply it",
    cure_zh="请将该层级的决定列为首个依据，其后列出落实清单",
)
def no_decision_of_that_level(context: Context) -> Iterator[Hit]:
    """The chain of instruments does not begin with a decision of the level that decides."""
    yield from hits(context, "L04")


@check(
    "EK323",
    "L13",
    "void",
    also=("D-02",),
    en="'{grant}' is decided by none of the levels that may concentrate powers ({values}); it first cites '{other}'",
    zh="“{grant}”不是由有权决定相对集中的层级（{values}）作出；其首个依据为“{other}”",
    cure_en="cite the decision of one of those levels",
    cure_zh="请列明上述层级之一的决定",
)
def not_decided_at_that_level(context: Context) -> Iterator[Hit]:
    """A document of a lower level cannot concentrate."""
    yield from hits(context, "L13")


@check(
    "EK331",
    "D-11/grantee",
    "void",
    en="'{grant}' hands a power to '{other}', which is none of: {values}",
    zh="“{grant}”的承接主体“{other}”不属于：{values}",
    cure_en="grant by a mode that such a body can receive",
    cure_zh="请采用该类主体可以承接的方式",
)
def handed_to_another_kind(context: Context) -> Iterator[Hit]:
    """The mode knows other grantees."""
    yield from hits(context, "D-11/grantee")


@check(
    "EK338",
    "D-28",
    "void",
    en="'{grant}' lets '{grantee}' act though no text of the kind required ({values}) does",
    zh="“{grant}”使“{grantee}”行使职权，但缺少所需层级的依据（{values}）",
    cure_en="cite a text of such a kind: one of a lower rank makes a body answerable, not able to act",
    cure_zh="请列明上述种类的依据：层级较低的依据只能使其成为被告，不能使其享有该权力",
)
def authorised_by_a_rule(context: Context) -> Iterator[Hit]:
    """Authorisation by a text of too low a rank."""
    yield from hits(context, "D-28")


@check(
    "EK339",
    "D-28/compel",
    "void",
    en="'{grant}' lets '{grantee}' compel though no text of the kind required ({values}) does",
    zh="“{grant}”使“{grantee}”实施行政强制，但缺少所需层级的依据（{values}）",
    cure_en="cite a text of such a kind: no other can authorise an organisation to compel",
    cure_zh="请列明上述种类的依据：其他依据不得授权组织实施行政强制措施",
)
def compels_by_local_text(context: Context) -> Iterator[Hit]:
    """Compulsion needs a text of a higher rank than other actions."""
    yield from hits(context, "D-28/compel")


@check(
    "EK349",
    "X-01",
    "defect",
    en="'{grant}' lacks what its mode '{mode}' asks for: {kind} ({values})",
    zh="“{grant}”欠缺方式“{mode}”的要件：{kind}（{values}）",
    cure_en="supply it and date it",
    cure_zh="请补正",
)
def another_need(context: Context) -> Iterator[Hit]:
    """A need of the pack that no rule of the linter claims."""
    yield from hits(context, "")
