"""A draw in words."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.arguments import must_be_language
from enforcekit.model.draw import Draw, DrawSelected, DrawSubstitution


def tell(draw: Draw, lang: str = "en") -> str:
    """How far a draw has come, what was drawn, and what changed since.

    >>> from enforcekit.inspection.draw import draw, text_beacon
    >>> from enforcekit.model.draw import DrawRule, DrawStratum
    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:a lottery")
    >>> firms = [{"id": name, "stratum": "A"} for name in ("a", "b", "c")]
    >>> print(tell(draw(firms, [], rule, id="D-1", beacon=text_beacon("07 12 23"))))
    D-1: drawn
      plan hash aae657dab768f54ce1b2bccfd062862a0e1920142d3f2910f99650ba78a46b51
    A: 1 drawn, 2 in reserve
      b
    """
    must_be_language(lang)
    return "\n".join(_lines(draw, lang == "zh"))


def _lines(draw: Draw, zh: bool) -> Iterator[str]:
    yield f"{draw.id}: {_stage(draw, zh)}"
    if draw.plan_hash:
        yield f"  {'方案哈希' if zh else 'plan hash'} {draw.plan_hash}"
    for result in draw.results:
        counts = len(result.selected), len(result.reserve)
        yield f"{result.stratum}: " + ("抽中 {}，递补 {}" if zh else "{} drawn, {} in reserve").format(*counts)
        yield from (f"  {each.object}{_team(each, zh)}" for each in result.selected)
    for change in draw.substitutions:
        gone = change.officer or change.object
        came = change.replacement or ("无人递补" if zh else "nobody in reserve")
        yield f"{change.object}: {gone} → {came} ({change.reason}){_team(change, zh)}"


def _stage(draw: Draw, zh: bool) -> str:
    if draw.outcome == "drawn":
        return "已抽取" if zh else "drawn"
    if draw.outcome:
        words = {"void": ("void", "作废"), "not_started": ("not started", "未启动")}[draw.outcome]
        return f"{words[zh]}: {', '.join(draw.missing)}"
    revealed = {each.participant for each in draw.reveals}
    waiting = [each.id for each in draw.rule.participants if each.id not in revealed]
    parts = [] if draw.beacon else [f"{'随机数' if zh else 'beacon'} {draw.rule.beacon_spec}"]
    return ("待：" if zh else "waiting for ") + ", ".join([*waiting, *parts])


def _team(each: DrawSelected | DrawSubstitution, zh: bool) -> str:
    if each.unfilled:
        short = each.unfilled
        return f": {'未能组队，缺' if zh else 'no team, missing'} {short.missing} × {short.qualification}"
    return f": {', '.join(each.team)}" if each.team else ""
