"""Who might be thought competent and is not: for each such body the missing step, its article and its cure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from enforcekit.errors import shorten
from enforcekit.law import Effect
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Holder

from .cell import FIRST, Cell
from .holding import Holding, grantors_on, holdings, missing_needs
from .parts import REASONS, Refusal, RefusalReason


@attrs.frozen
class _Wording:
    en: str
    zh: str
    cure_en: str
    cure_zh: str
    article: str = ""


WORDING: Final[dict[RefusalReason, _Wording]] = {
    "not_existing": _Wording("does not exist on that day", "当日不存在", "ask {other}", "请向 {other} 提出"),
    "no_power_by_kind": _Wording(
        "is a kind of body that cannot hold power",
        "该类主体不得享有执法权",
        "ask a competent body: {other}",
        "请由有权机关办理：{other}",
    ),
    "no_capacity": _Wording(
        "has no legal capacity on that day",
        "当日不具有执法主体资格",
        "an instrument that gives it capacity, or act in the name of a body that has it",
        "取得赋予主体资格的文件，或以有资格机关的名义办理",
    ),
    "outside_territory": _Wording(
        "has no power at this place",
        "对该地无管辖权",
        "ask the body of this place: {other}",
        "请由该地机关办理：{other}",
    ),
    "item_not_covered": _Wording(
        "holds other items, not this one",
        "享有的是其他事项，不含本事项",
        "add the item to its list",
        "将本事项列入其清单",
    ),
    "action_not_granted": _Wording(
        "was given other actions on this item",
        "就本事项仅获其他行为权限",
        "ask {other} to do it",
        "请 {other} 实施",
    ),
    "mode_forbids": _Wording(
        "this action cannot move by this mode",
        "该方式不得转移此类行为",
        "ask {other} to do it",
        "请 {other} 实施",
    ),
    "not_yet": _Wording(
        "its power begins only on {date}", "其权限自 {date} 起", "wait until {date}", "待 {date} 后办理"
    ),
    "ended": _Wording(
        "its power ended on {date}",
        "其权限已于 {date} 终止",
        "renew the grant, or ask {other}",
        "重新授权，或请 {other} 办理",
    ),
    "not_published": _Wording(
        "the decision is published only on {date}",
        "决定于 {date} 才公布",
        "publish the decision first",
        "先行公布决定",
    ),
    "not_redelegable": _Wording(
        "{other} may not pass its power on",
        "{other} 不得再行转授",
        "a direct grant from the body that holds the power",
        "由享有该权力的机关直接授予",
    ),
    "grantor_lacked_power": _Wording(
        "the grantor held no such power on that day",
        "授权机关当日不享有该权力",
        "a grant from who held it: {other}",
        "由享有者授予：{other}",
    ),
    "void_instrument": _Wording(
        "the grant lacks what the law requires: {need}",
        "授权欠缺法定要件：{need}",
        "the decision required ({need})",
        "补足所需决定（{need}）",
    ),
    "displaced": _Wording(
        "its power moved to {other} on {date}",
        "其权力自 {date} 起已转由 {other} 行使",
        "ask {other}",
        "请由 {other} 办理",
    ),
    "not_designated": _Wording(
        "{other} has been designated instead",
        "已指定由 {other} 管辖",
        "ask {other}, or have the designation changed",
        "请由 {other} 办理，或变更指定",
    ),
}


@attrs.frozen
class _Failure:
    """The first line of the table that a base or grant fails on."""

    reason: RefusalReason
    article: str = ""
    grant: Delegation | None = None
    other: str = ""
    date: dt.date | None = None
    need: str = ""


def refusals_of(cell: Cell, on: dt.date, competent: Sequence[str]) -> tuple[Refusal, ...]:
    """Every candidate that is not competent, with the failure that got furthest, in the order of their ids."""
    found = holdings(cell, on)
    refused = []
    for body in sorted(_candidates(cell), key=lambda each: each.id):
        if body.id in competent:
            continue
        failures = [
            *_base_failures(cell, body, on, found),
            *_grant_failures(cell, body, on, found),
        ] or [*_other_failures(cell, body, on)]
        if failures:
            furthest = max(failures, key=lambda failure: REASONS.index(failure.reason))
            refused.append(_worded(furthest, body, cell, competent))
    return tuple(refused)


def _candidates(cell: Cell) -> set[Authority]:
    """The bodies that might be thought competent."""
    index = cell.index
    found = {body for holder in cell.item.holders for body in cell.named_bodies(holder)}
    near = index.territory.near(cell.place.id)
    for grant in _grants_near(cell):
        found.update(party for party in index.parties(grant) if not near.isdisjoint(party.places))
    found.update(
        body
        for body in index.by_function[None]
        if not index.pack.kind(body.kind).may_hold and not cell.above.isdisjoint(body.places)
    )
    return found


def _grants_near(cell: Cell) -> list[Delegation]:
    """The grants that cover the item, or the place."""
    cover = cell.index.grants
    grants = {grant.id: grant for grant in cover.of(cell.item)}
    for place in sorted(cell.above):
        grants.update((grant.id, grant) for grant in cover.by_place.get(place, ()))
    return list(grants.values())


def _existence(cell: Cell, body: Authority, on: dt.date) -> Iterator[_Failure]:
    """Lines 1 and 2 of the table, which are the same for every base and grant."""
    kind = cell.index.pack.kind(body.kind)
    if on not in body.period:
        yield _Failure("not_existing", "ARL23:19", other=body.successor or "")
    elif not kind.may_hold:
        yield _Failure("no_power_by_kind", kind.article)


def _base_failures(cell: Cell, body: Authority, on: dt.date, found: list[Holding]) -> Iterator[_Failure]:
    for holder in cell.item.holders:
        if body in cell.named_bodies(holder):
            failure = next(_base_lines(cell, holder, body, on, found), None)
            if failure is not None:
                yield failure


def _base_lines(cell: Cell, holder: Holder, body: Authority, on: dt.date, found: list[Holding]) -> Iterator[_Failure]:
    yield from _existence(cell, body, on)
    if not cell.index.has_capacity(body, on):
        yield _Failure("no_capacity", "APL21:38")
    if not cell.covers_place(body.places, on):
        yield _Failure("outside_territory", "APL21:22")
    if cell.action not in cell.item.actions:
        yield _Failure("action_not_granted")
    pack = cell.index.pack
    if pack.effect(pack.base_mode, on) is None:
        later = [row.period.start for row in pack.effects if row.mode == pack.base_mode and row.period.start]
        yield _Failure("not_yet", date=min((day for day in later if day > on), default=None))
    periods = [f.period for f in body.functions if holder.function == f.code] or [cell.item.period]
    periods = [cell.item.period] if on not in cell.item.period else periods
    if not any(on in period for period in periods):
        later = [period.start for period in periods if period.start is not None and period.start > on]
        earlier = [period.end for period in periods if period.end is not None and period.end <= on]
        yield _Failure("not_yet", date=min(later)) if later else _Failure("ended", date=max(earlier))
    yield from _outcome(cell, body, None, on, found)


def _outcome(
    cell: Cell, body: Authority, grant: Delegation | None, on: dt.date, found: list[Holding]
) -> Iterator[_Failure]:
    """The last two lines: what became of a holding the body did get."""
    mine = [each for each in found if body.id in each.bodies and each.grant is grant]
    left = any(holding.condition is not None for holding in mine)
    for holding in mine:
        if not left and holding.displaced_by is not None:
            by = holding.displaced_by
            effect = cell.index.pack.effect(by.mode, on)
            article = effect.displaces_article if effect else ""
            yield _Failure("displaced", article, grant=by, other=by.grantee, date=by.period.start)
    for designation in cell.designations:
        places = cell.index.designations.places_of(designation)
        in_force = on in designation.period and cell.covers_place(places, on)
        if left and in_force and designation.authority != body.id:
            yield _Failure("not_designated", "APL21:25", other=designation.authority)


def _grant_failures(cell: Cell, body: Authority, on: dt.date, found: list[Holding]) -> Iterator[_Failure]:
    index = cell.index
    for grant in _grants_near(cell):
        stands_in = index.stand_in(grant.grantee, on)
        if body.id == grant.grantee or (stands_in is not None and stands_in.id == body.id):
            failure = next(_grant_lines(cell, grant, body, on, found), None)
            if failure is not None:
                yield failure


def _grant_lines(
    cell: Cell, grant: Delegation, body: Authority, on: dt.date, found: list[Holding]
) -> Iterator[_Failure]:
    index = cell.index
    effect = index.pack.effect(grant.mode, on)
    needs = effect.needs if effect else ()
    yield from _existence(cell, body, on)
    for need in needs:
        asked = need.kind == "capacity" and need.breaks_chain and (not need.actions or cell.action in need.actions)
        if asked and not index.has_capacity(body, on):
            yield _Failure("no_capacity", need.article, grant)
    if not cell.covers_place(index.grants.places_of(grant), on):
        yield _Failure("outside_territory", "APL21:22", grant)
    if not index.grants.covers(grant, cell.item):
        yield _Failure("item_not_covered", "", grant)
    if cell.action not in grant.actions or cell.action not in cell.item.actions:
        article = effect.article if effect else ""
        yield _Failure("action_not_granted", article, grant, other=_source_of(grant, cell, on))
    if effect is None or not effect.creates_holding or not effect.moves(cell.action, cell.penalties):
        yield _Failure("mode_forbids", effect.article if effect else "", grant, other=_source_of(grant, cell, on))
    yield from _dates(cell, grant, on)
    assert effect is not None
    yield from _sources(cell, grant, effect, body, on, found)
    yield from _outcome(cell, body, grant, on, found)


def _source_of(grant: Delegation, cell: Cell, on: dt.date) -> str:
    return next(iter(sorted(grantors_on(grant, cell, on) or ())), "")


def _dates(cell: Cell, grant: Delegation, on: dt.date) -> Iterator[_Failure]:
    """Lines 8 and 9: the grant's own time, its instruments', its publication."""
    periods = [cell.item.period, grant.force, *(each.period for each in cell.index.instruments_of(grant))]
    for period in periods:
        if period.start is not None and on < period.start:
            yield _Failure("not_yet", grant=grant, date=period.start)
        if period.end is not None and period.end <= on:
            yield _Failure("ended", grant=grant, date=period.end)
    if grant.published_on is not None and on < grant.published_on:
        yield _Failure("not_published", "APL21:24", grant, date=grant.published_on)


def _sources(
    cell: Cell, grant: Delegation, effect: Effect, body: Authority, on: dt.date, found: list[Holding]
) -> Iterator[_Failure]:
    """Lines 10 to 12: what the grantor had, whether it may pass on, what the grant lacks."""
    if any(each.grant is grant and body.id in each.bodies for each in found):
        return
    if not grant.grantors:
        if effect.base:
            yield from _void(effect, grant, None, body, cell, on)
        yield _Failure("grantor_lacked_power", effect.article, grant)
        return
    grantors = grantors_on(grant, cell, on)
    carve_out = frozenset(grant.carve_outs)
    before = holdings(cell, on, until=grant)
    sources = [each for each in before if grantors is None or grantors.issuperset(each.bodies)]
    passing = [each for each in sources if grant.mode in each.effect.passes_on_to]
    if sources and not passing:
        yield _Failure("not_redelegable", sources[0].effect.article, grant, other=sources[0].bodies[0])
    held = [each for each in passing if each.condition is not None and each.condition.without(carve_out) is not None]
    held = [each for each in held if not any(body.id in step.bodies for step in each.line())]
    if not held:
        holder = next((each.bodies[0] for each in before if each.condition is not None), "")
        yield _Failure("grantor_lacked_power", "APL21:20", grant, other=holder)
    for source in held:
        yield from _void(effect, grant, source, body, cell, on)


def _void(
    effect: Effect, grant: Delegation, source: Holding | None, body: Authority, cell: Cell, on: dt.date
) -> Iterator[_Failure]:
    for need in missing_needs(effect, grant, source, body, cell, on):
        if need.breaks_chain:
            words = f"{need.kind} {'/'.join(sorted(need.values))}".strip()
            yield _Failure("void_instrument", need.article, grant, need=words)


def _other_failures(cell: Cell, body: Authority, on: dt.date) -> Iterator[_Failure]:
    """A candidate by its place or kind only: it has other items."""
    failure = next(_existence(cell, body, on), None)
    if failure is not None:
        yield failure
    elif not cell.covers_place(body.places, on):
        yield _Failure("outside_territory", "APL21:22")
    else:
        yield _Failure("item_not_covered")


def _worded(failure: _Failure, body: Authority, cell: Cell, competent: Sequence[str]) -> Refusal:
    index = cell.index
    wording = WORDING[failure.reason]
    others = [failure.other] if failure.other else list(competent)

    def fill(template: str, lang: str) -> str:
        names = ", ".join(index.authority(each).label(lang) for each in others) or (
            "（无）" if lang == "zh" else "nobody"
        )
        date = failure.date.isoformat() if failure.date and failure.date != FIRST else "?"
        return template.format(other=shorten(names), date=date, need=failure.need)

    return Refusal(
        authority=body.id,
        reason=failure.reason,
        message={"en": fill(wording.en, "en"), "zh": fill(wording.zh, "zh")},
        cure={"en": fill(wording.cure_en, "en"), "zh": fill(wording.cure_zh, "zh")},
        article=failure.article,
        delegation=failure.grant.id if failure.grant else None,
    )
