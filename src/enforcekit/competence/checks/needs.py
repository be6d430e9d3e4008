"""What a mode asks of a grant and a grant lacks: one table for all rules that a missing need breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import attrs

from enforcekit.competence.holding import Holding, missing_needs
from enforcekit.law import Effect, Need
from enforcekit.law.lint import Hit
from enforcekit.model.delegation import Delegation

from .context import Context, Shape

if TYPE_CHECKING:
    from enforcekit.competence.cell import Cell, Index

OF_ANY_MODE: Final = {"capacity": "L01", "publication": "L06", "writing": "L10", "term": "L10"}
"""The rules of needs that mean the same in every mode."""


class Lack(NamedTuple):
    """A need that the grants of a shape do not meet, since a day; `other` is the record that falls short."""

    shape: Shape
    need: Need
    since: dt.date
    other: tuple[str, ...]


@attrs.frozen
class _Asked:
    """As much of a cell as a need looks at."""

    index: Index
    action: str


def lacks(context: Context, rule: str) -> list[Lack]:
    """What grants lack that a rule asks for; a need that no rule claims is under the rule `""`."""
    return context.remember("needs", _table).get(rule, [])


def _table(context: Context) -> dict[str, list[Lack]]:
    found: dict[str, list[Lack]] = {}
    for shape in context.shapes:
        seen: set[tuple[int, tuple[str, ...]]] = set()
        for effect, start in shape.rows:
            for lack in _missing(context, shape, effect, start):
                key = (id(lack.need), lack.other)
                if key not in seen:
                    seen.add(key)
                    found.setdefault(_rule_of(context, shape.grant.mode, lack.need), []).append(lack)
    return found


def _rule_of(context: Context, mode: str, need: Need) -> str:
    for row in context.pack.duties:
        if need.kind in row.needs and mode in row.modes and (not row.actions or need.actions >= row.actions):
            return row.rule
    return OF_ANY_MODE.get(need.kind, "")


def _missing(context: Context, shape: Shape, effect: Effect, start: dt.date) -> Iterator[Lack]:
    grant = shape.grant
    end = min(effect.period.end or dt.date.max, context.force(grant)[1])
    for day in context.days(grant, start, end):
        grantee = context.index.stand_in(grant.grantee, day)
        if grantee is None:
            continue
        bodies = (context.index.stand_in(key, day) for key in context.grantors(grant))
        sources = [Holding((body.id,), effect, "primary") for body in bodies if body is not None]
        for action in grant.actions:
            cell = cast("Cell", _Asked(context.index, action))
            for source in sources or (None,):
                for need in missing_needs(effect, grant, source, grantee, cell, day):
                    yield Lack(shape, need, day, _short(need, grant, source, grantee.id))


def _short(need: Need, grant: Delegation, source: Holding | None, grantee: str) -> tuple[str, ...]:
    """The records beside the grant that show a need unmet."""
    if need.kind in ("grantee_kind", "capacity"):
        return (grantee,)
    if need.kind in ("grantor_kind", "grantor_level"):
        return source.bodies if source else ()
    if need.kind == "issuer_level":
        return tuple(each.instrument for each in grant.instruments[:1])
    if need.kind == "instrument_kind":
        return tuple(dict.fromkeys(each.instrument for each in grant.instruments))
    return ()


def hits(context: Context, rule: str) -> Iterator[Hit]:
    """A hit for each grant that lacks what a rule asks for."""
    once: set[tuple[str, tuple[str, ...]]] = set()
    for lack in lacks(context, rule):
        need = lack.need
        values = "/".join(sorted(need.values)) or need.kind
        other = ", ".join(lack.other) or "-"
        for grant in lack.shape.grants:
            if (grant.id, lack.other) not in once:
                once.add((grant.id, lack.other))
                yield Hit(
                    grant.id,
                    *lack.other,
                    grant=grant.id,
                    grantee=grant.grantee,
                    other=other,
                    values=values,
                    mode=grant.mode,
                    kind=need.kind,
                ).under(need, severity=need.severity)
