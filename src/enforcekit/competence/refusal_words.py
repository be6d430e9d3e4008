"""The words of a refusal: which article says so, and what would mend it. A cure always names a way on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import attrs

from enforcekit.errors import shorten
from enforcekit.law import Need
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Delegation

from .answer_records import Refusal, RefusalReason
from .cell import Cell
from .need_words import lack, mend
from .nobody import cure_of, why_nobody

Pair = tuple[str, str]

_MESSAGES: Final[dict[str, Pair]] = {
    "not_existing": ("does not exist on that day", "当日不存在"),
    "no_power_by_kind": ("is a kind of body that cannot hold power", "该类主体不得享有执法权"),
    "no_capacity": ("has no legal capacity on that day", "当日不具有执法主体资格"),
    "outside_territory": ("has no power at this place", "对该地无管辖权"),
    "item_not_covered": ("holds other items, not this one", "享有的是其他事项，不含本事项"),
    "action_not_granted": ("was given other actions on this item", "就本事项仅获其他行为权限"),
    "mode_forbids": ("{mode} cannot move: {action}", "{mode}不得转移：{action}"),
    "mode_unknown": ("the law of that day does not know: {mode}", "当日法律尚无此方式：{mode}"),
    "not_yet": ("its power begins only on {date}", "其权限自 {date} 起"),
    "not_yet_law": ("no law gives it the power yet", "尚无法律赋予其权限"),
    "ended": ("its power ended on {date}", "其权限已于 {date} 终止"),
    "not_published": ("the decision is published only on {date}", "决定于 {date} 才公布"),
    "not_redelegable": ("{other} may not pass its power on", "{other} 不得再行转授"),
    "grantor_lacked_power": ("the grantor held no such power on that day", "授权机关当日不享有该权力"),
    "void_instrument": ("the grant lacks what the law requires: {lack}", "授权欠缺法定要件：{lack}"),
    "displaced": ("its power moved to {other} on {date}", "其权力自 {date} 起已转由 {other} 行使"),
    "not_designated": ("{other} has been designated instead", "已指定由 {other} 管辖"),
}
_CURES: Final[dict[str, Pair]] = {
    "successor": ("ask its successor {other}", "请向其承继机关 {other} 提出"),
    "no_capacity": (
        "an instrument that gives it capacity, or act in the name of a body that has it; {ask}",
        "取得赋予主体资格的文件，或以有资格机关的名义办理；{ask}",
    ),
    "item_not_covered": ("{ask}, or have the item added to its list", "{ask}，或将本事项列入其清单"),
    "action_not_granted": ("{ask}, or have the action added to the grant", "{ask}，或在授权中增列该行为"),
    "mode_forbids": ("{ask}: this action stays with it", "{ask}：此类行为不得转移"),
    "not_yet": ("wait until {date}; until then: {ask}", "待 {date} 后办理；在此之前，{ask}"),
    "renew": ("renew the grant, or {ask}", "重新授权，或{ask}"),
    "not_published": ("publish the decision; until then: {ask}", "先行公布决定；在此之前，{ask}"),
    "not_redelegable": (
        "a direct grant from the body that holds the power; until then: {ask}",
        "由享有该权力的机关直接授予；在此之前，{ask}",
    ),
    "grantor_lacked_power": (
        "a grant from the body that holds the power: {other}; until then: {ask}",
        "由享有该权力的机关授予：{other}；在此之前，{ask}",
    ),
    "void_instrument": ("{mend}; until then: {ask}", "{mend}；在此之前，{ask}"),
    "displaced": ("{ask}; the power moved by: {by}", "{ask}；转移依据：{by}"),
    "not_designated": ("{ask}, or have the designation changed", "{ask}，或变更指定"),
    "ask": ("{ask}", "{ask}"),
}


@attrs.frozen
class Failure:
    """The first line of the table that a base or grant fails on. `article` is empty when no row of its own says so."""

    reason: RefusalReason
    article: str = ""
    grant: Delegation | None = None
    other: str = ""
    date: dt.date | None = None
    need: Need | None = None


def worded(failure: Failure, body: Authority, cell: Cell, on: dt.date, competent: Sequence[str]) -> Refusal:
    """A failure as a refusal: article, message and cure."""
    message, cure = _keys(failure, cell, on)
    words = {lang: _words(failure, cell, on, competent, lang) for lang in ("en", "zh")}
    return Refusal(
        authority=body.id,
        reason=failure.reason,
        message={"en": _MESSAGES[message][0].format(**words["en"]), "zh": _MESSAGES[message][1].format(**words["zh"])},
        cure={"en": _CURES[cure][0].format(**words["en"]), "zh": _CURES[cure][1].format(**words["zh"])},
        article=failure.article or _article(failure, body, cell, on),
        delegation=failure.grant.id if failure.grant else None,
    )


def _article(failure: Failure, body: Authority, cell: Cell, on: dt.date) -> str:
    """The article of the pack's row for the reason."""
    pack = cell.index.pack
    ground = pack.ground(failure.reason, on, action=cell.action, kind=body.kind)
    if ground is not None:
        return ground.article
    return pack.kind(body.kind).article if failure.reason == "no_power_by_kind" else ""


def _keys(failure: Failure, cell: Cell, on: dt.date) -> tuple[str, str]:
    """Which message and which cure a failure has."""
    grant, reason = failure.grant, failure.reason
    effect = cell.index.pack.effect(grant.mode, on) if grant else None
    moves = effect is not None and effect.creates_holding and effect.moves(cell.action, cell.penalties)
    match reason:
        case "not_existing":
            return reason, "successor" if failure.other else "ask"
        case "mode_forbids" if effect is None:
            return "mode_unknown", "ask"
        case "not_yet" if failure.date is None:
            return "not_yet_law", "ask"
        case "action_not_granted":
            return reason, reason if moves and cell.action in cell.item.actions else "ask"
        case "ended":
            return reason, "renew" if grant else "ask"
        case "grantor_lacked_power":
            return reason, reason if failure.other else "not_redelegable"
    return reason, reason if reason in _CURES else "ask"


def _words(failure: Failure, cell: Cell, on: dt.date, competent: Sequence[str], lang: str) -> dict[str, str]:
    pack, grant = cell.index.pack, failure.grant
    names = (cell.index.instrument(each.instrument).label(lang) for each in (grant.instruments if grant else ()))
    return {
        "ask": _ask(failure, cell, on, competent, lang),
        "other": shorten(cell.index.authority(failure.other).label(lang)) if failure.other else "",
        "date": failure.date.isoformat() if failure.date else "",
        "mode": pack.vocabulary.label("delegation_mode", grant.mode, lang) if grant else "",
        "action": pack.vocabulary.label("action_kind", cell.action, lang),
        "by": shorten(("、" if lang == "zh" else ", ").join(names), 160) or (grant.id if grant else ""),
        "lack": lack(failure.need, pack, lang) if failure.need else "",
        "mend": mend(failure.need, pack, lang) if failure.need else "",
    }


def _ask(failure: Failure, cell: Cell, on: dt.date, competent: Sequence[str], lang: str) -> str:
    """Whom to turn to: the body the failure speaks of when it may act, else who may; else what to do about nobody."""
    whom = [failure.other] if failure.other in competent else list(competent)
    if not whom:
        return cure_of(why_nobody(cell, on), cell, on)[lang]
    names = (", " if lang == "en" else "、").join(cell.index.authority(each).label(lang) for each in whom)
    return f"请由 {shorten(names)} 办理" if lang == "zh" else f"ask {shorten(names)}"
