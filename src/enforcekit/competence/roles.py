"""Who stands for an act: the name on the paper, who answers, who reviews, who is sued, who pays.

Each is derived by its own column of the mode's effect row, and none from another (D-13 to D-24).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Literal

from enforcekit.law import Effect, Pack
from enforcekit.model.authority import Authority

from .cell import Index
from .holding import Holding

Column = Literal["in_name_of", "respondent", "defendant", "compensates"]


def body_for(column: Column, holding: Holding) -> str:
    """The body that a column names: the holder itself, or the one it holds from, as far back as the rows say."""
    while holding.parent is not None and getattr(holding.effect, column) == "grantor":
        holding = holding.parent
    return holding.bodies[0]


def review_of(respondent: Authority, on: dt.date, index: Index) -> tuple[str | None, str | None]:
    """The review organ of a respondent and the rule that names it; no organ when the structure has none."""
    row = index.pack.review(respondent.kind, respondent.level, on)
    if row is None:
        return None, None
    organ = _REVIEWERS[row.relation](respondent, on, index)
    return (organ.id if organ else None), row.relation


def _government(levels: list[str | None], body: Authority, on: dt.date, index: Index) -> Authority | None:
    """The government that covers a body, at the first of the levels where there is one."""
    above = {each for place in body.places for each in index.territory.above(place)}
    for level in levels:
        found = sorted(
            (
                each
                for each in index.governments
                if each.level == level and on in each.period and above & set(each.places)
            ),
            key=lambda each: each.id,
        )
        found = [each for each in found if each.id != body.id]
        if found:
            return found[0]
    return None


def _levels_above(body: Authority, index: Index, *, own: bool = False) -> list[str | None]:
    """The levels over a body, nearest first."""
    levels = index.pack.vocabulary.lists.get("level")
    if levels is None:
        return []
    rank = levels.rank(body.level or "")
    codes = [code.code for code in levels]
    return [*reversed(codes[: rank + 1 if own else rank])]


def _own_government(body: Authority, on: dt.date, index: Index) -> Authority | None:
    return _government(_levels_above(body, index, own=True)[:1], body, on, index)


def _stated_government(body: Authority, on: dt.date, index: Index) -> Authority | None:
    """The government a body belongs to, when its record says so."""
    parent = index.stand_in(body.parent, on) if body.parent else None
    return parent if parent is not None and index.pack.kind(parent.kind).government else None


def _higher_government(body: Authority, on: dt.date, index: Index) -> Authority | None:
    return _stated_government(body, on, index) or _government(_levels_above(body, index)[:1], body, on, index)


def _managing_government(body: Authority, on: dt.date, index: Index) -> Authority | None:
    return _stated_government(body, on, index) or _government(_levels_above(body, index, own=True), body, on, index)


def _parent_government(body: Authority, on: dt.date, index: Index) -> Authority | None:
    parent = index.stand_in(body.parent, on) if body.parent else None
    return _own_government(parent, on, index) if parent else None


def _higher_department(body: Authority, on: dt.date, index: Index) -> Authority | None:
    """The body of the same kind and a shared function, one or more levels up."""
    above = {each for place in body.places for each in index.territory.above(place)}
    functions = {function.code for function in body.functions}
    alike = (
        each
        for code in sorted(functions)
        for each in index.by_function[code]
        if each.kind == body.kind and on in each.period and above & set(each.places)
    )
    higher = [each for each in alike if index.pack.level_rank(each.level) < index.pack.level_rank(body.level)]
    return max(higher, key=lambda each: (index.pack.level_rank(each.level), each.id), default=None)


_REVIEWERS: dict[str, Callable[[Authority, dt.date, Index], Authority | None]] = {
    "own_government": _own_government,
    "either": _own_government,
    "parent_government": _parent_government,
    "county_government": _higher_government,
    "higher_government": _higher_government,
    "managing_government": _managing_government,
    "higher_department": _higher_department,
    "own": lambda body, on, index: body,
}


def answerable(
    pack: Pack, mode: str, on: dt.date, grantor: Mapping[str, str] | None, grantee: Mapping[str, str] | None
) -> dict[str, Any] | None:
    """Who answers for acts under a mode, for bodies given only by kind and level; None when no row is in force.

    `in_name_of`, `respondent` and `defendant` are `grantor` or `grantee` (D-13 to D-24).

    Args:
        pack: the jurisdiction.
        mode: mode of the delegation, such as `entrusted`.
        on: the day asked.
        grantor, grantee: the body that gives and the one that receives, each as its `kind` and `level`; None where
            there is none.

    >>> from enforcekit.packs.cn import PACK
    >>> bureau, town = {"kind": "department", "level": "county"}, {"kind": "township", "level": "township"}
    >>> answerable(PACK, "entrusted", dt.date(2025, 3, 6), bureau, town)["respondent"]
    'grantor'
    """
    effect = pack.effect(mode, on)
    if effect is None:
        return None
    sides = {"grantor": grantor or grantee or {}, "grantee": grantee or grantor or {}}
    body = sides[effect.respondent]
    row = pack.review(body.get("kind", ""), body.get("level"), on)
    return {
        "in_name_of": effect.in_name_of,
        "respondent": effect.respondent,
        "defendant": effect.defendant,
        "review_organ": _review_word(row.relation, effect) if row else None,
        "may_redelegate": effect.may_redelegate,
        "may_compel": effect.moves(pack.compulsion, frozenset()),
    }


def _review_word(relation: str, effect: Effect) -> str:
    if relation == "own_government":
        return f"{effect.respondent}_government"
    return "grantor_government" if relation == "parent_government" else relation
