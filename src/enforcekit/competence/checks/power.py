"""Power that was not the grantor's to give: never held, moved away, received by a mode that passes nothing on."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check

from .context import Context
from .held import Stop, hits, stops


def _moved(context: Context) -> tuple[list[Stop], list[Stop], list[Stop]]:
    """Powers that had moved away before: handed down all the same, moved a second time, given in another way."""
    modes = {mode for row in context.pack.duties_of("L03") for mode in row.modes}
    handed: list[Stop] = []
    again: list[Stop] = []
    other: list[Stop] = []
    for stop in stops(context, "displaced"):
        effect = context.pack.effect(stop.grant.mode, stop.since)
        displaces = effect is not None and effect.displaces
        (handed if stop.grant.mode in modes else again if displaces else other).append(stop)
    return handed, again, other


@check(
    "EK340",
    "L03/moved",
    "voidable",
    article="APL21:24",
    en="'{grant}' hands down '{item}', which {grantors} no longer held from {since}: it had moved by '{others}'",
    zh="“{grant}”下放“{item}”，但自 {since} 起 {grantors} 已不享有该权力：已由“{others}”转出",
    cure_en="let the body that holds the power now hand it down, or end the earlier move first",
    cure_zh="由现享有该权力的机关下放，或先终止此前的转移",
)
def handed_down_after_it_moved(context: Context) -> Iterator[Hit]:
    """Districts had already moved the power elsewhere: nothing was left to hand down."""
    yield from hits(context, _moved(context)[0])


@check(
    "EK341",
    "D-05/twice",
    "void",
    also=("L11",),
    article="ZJ21:16; SH18:13",
    status="local",
    en="'{grant}' moves '{item}' a second time: from {since} '{others}' had moved it away from {grantors}",
    zh="“{grant}”重复转移“{item}”：自 {since} 起“{others}”已将其从 {grantors} 转出",
    cure_en="let the body that holds it now move it, or end the earlier move first",
    cure_zh="由现享有者转移，或先终止此前的转移",
)
def moved_twice(context: Context) -> Iterator[Hit]:
    """Two grants displace the same holder of the same power at once."""
    yield from hits(context, _moved(context)[1])


@check(
    "EK321",
    "L11",
    "void",
    article="APL21:17; APL21:20",
    status="unconfirmed",
    en="'{grant}' gives '{item}', which {grantors} did not hold from {since}",
    zh="“{grant}”授予“{item}”，但自 {since} 起 {grantors} 不享有该权力",
    cure_en="let the body that holds the power on that day give it, or correct the dates",
    cure_zh="由当日享有该权力的机关授予，或更正日期",
)
def not_the_grantors(context: Context) -> Iterator[Hit]:
    """The grantor held nothing on a day on which the grant runs."""
    yield from hits(context, stops(context, "never"))
    yield from hits(context, _moved(context)[2])


@check(
    "EK348",
    "L03/every",
    "voidable",
    article="APL21:24",
    en="'{grant}' takes '{item}' from whoever holds it, but none of them may hand it down: {others}",
    zh="“{grant}”从各行使机关取得“{item}”，但其均不得下放：{others}",
    cure_en="name the body whose power may be handed down",
    cure_zh="请列明可以下放该权力的机关",
)
def nobody_may_hand_it_down(context: Context) -> Iterator[Hit]:
    """No holder is of the kind and level whose power may be handed down."""
    yield from hits(context, stops(context, "need"))


@check(
    "EK318",
    "L07",
    "defect",
    article="APL21:20",
    en="'{grant}' passes '{item}' on, but {grantors} got it in a way that passes nothing on this way: '{others}'",
    zh="“{grant}”转授“{item}”，但 {grantors} 取得该权力的方式不允许如此转授：“{others}”",
    cure_en="a direct grant from the body whose power it is",
    cure_zh="由享有该权力的机关直接授予",
)
def passed_on(context: Context) -> Iterator[Hit]:
    """What was entrusted is entrusted again."""
    yield from hits(context, stops(context, "not_passed_on"))


@check(
    "EK343",
    "D-12",
    "advice",
    article="P:GD2020",
    status="local",
    en="'{grant}' keeps back cases of '{item}' that {grantors} did not have: '{others}' had kept them back already",
    zh="“{grant}”保留的“{item}”案件并不属于 {grantors}：“{others}”已予保留",
    cure_en="carve out only what the grantor has",
    cure_zh="只能保留授权机关享有的案件",
)
def carved_out_twice(context: Context) -> Iterator[Hit]:
    """Carve-outs along a chain that overlap."""
    yield from hits(context, stops(context, "kept_twice"))


@check(
    "EK347",
    "D-12/nothing",
    "defect",
    article="P:GD2020",
    status="local",
    en="'{grant}' gives nothing of '{item}': {grantors} had only the cases that it keeps back ('{others}')",
    zh="“{grant}”实际未授予“{item}”：{grantors} 仅享有其所保留的案件（“{others}”）",
    cure_en="correct the carve-outs",
    cure_zh="请更正保留情形",
)
def nothing_left(context: Context) -> Iterator[Hit]:
    """All that the grantor has is carved out."""
    yield from hits(context, stops(context, "nothing_left"))


@check(
    "EK345",
    "X-04",
    "defect",
    en="'{grant}' makes a chain of more than four grants of '{item}': {others}",
    zh="“{grant}”使“{item}”的授权链超过四级：{others}",
    cure_en="grant directly",
    cure_zh="请直接授予",
)
def chain_too_long(context: Context) -> Iterator[Hit]:
    """Longer chains are refused when asked about."""
    yield from hits(context, stops(context, "too_long"))
