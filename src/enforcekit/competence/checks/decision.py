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
    article="APL21:24",
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
    article="APL21:24",
    en="'{grant}' rests on no decision of the level required ({values}); the first it cites is '{other}'",
    zh="“{grant}”缺少 {values} 级的决定；其首个依据为“{other}”",
    cure_en="cite the provincial decision first, then the lists that apply it",
    cure_zh="请将省级决定列为首个依据，其后列出落实清单",
)
def no_provincial_decision(context: Context) -> Iterator[Hit]:
    """The chain of instruments does not begin with a decision of the level that decides."""
    yield from hits(context, "L04")


@check(
    "EK323",
    "L13",
    "void",
    also=("D-02",),
    article="APL21:18",
    en="'{grant}' is decided by none of the levels that may concentrate powers ({values}); it first cites '{other}'",
    zh="“{grant}”不是由有权决定相对集中的层级（{values}）作出；其首个依据为“{other}”",
    cure_en="cite the decision of the State Council or the province",
    cure_zh="请列明国务院或者省级人民政府的决定",
)
def not_decided_by_province(context: Context) -> Iterator[Hit]:
    """A city or county document cannot concentrate."""
    yield from hits(context, "L13")


@check(
    "EK331",
    "D-11/grantee",
    "void",
    article="APL21:24",
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
    article="APL21:19",
    en="'{grant}' lets '{grantee}' act though no text of the kind required ({values}) does",
    zh="“{grant}”使“{grantee}”行使职权，但缺少所需层级的依据（{values}）",
    cure_en="a rule makes a body answerable, not able to punish: cite a law or regulation",
    cure_zh="规章授权只能使其成为被告，不能使其享有处罚权：请列明法律、法规",
)
def authorised_by_a_rule(context: Context) -> Iterator[Hit]:
    """Authorisation by a text of too low a rank."""
    yield from hits(context, "D-28")


@check(
    "EK339",
    "D-28/compel",
    "void",
    article="AEL:70",
    en="'{grant}' lets '{grantee}' compel though no text of the kind required ({values}) does",
    zh="“{grant}”使“{grantee}”实施行政强制，但缺少所需层级的依据（{values}）",
    cure_en="only a law or an administrative regulation can authorise an organisation to compel",
    cure_zh="只有法律、行政法规可以授权组织实施行政强制措施",
)
def compels_by_local_text(context: Context) -> Iterator[Hit]:
    """Compulsion needs more than a local regulation."""
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
