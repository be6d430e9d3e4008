"""Why nobody may act, and what to do about it: never an empty answer without a way on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal

from .cell import Cell
from .superior import superior_of

WhyNobody = Literal["no_law_yet", "item_not_in_force", "holder_unknown", "nobody_holds"]

_SUPERIOR = ("ask {superior} to designate a body", "报请 {superior} 指定管辖")
_INSTRUMENT = (
    "an instrument that gives a body the power is needed: the structure has no government over this place",
    "需有赋予主体该项权力的文件：结构中没有该地的人民政府",
)
_CURES: Final[dict[str, tuple[str, str]]] = {
    "no_law_yet": (
        "the law of this pack begins on {date}: ask about that day or later, or with a pack of the law of the day",
        "本法域规则自 {date} 起施行：请查询该日以后，或使用当日法律的规则包",
    ),
    "no_law_ever": (
        "the pack has no row for powers by statute: use a pack that has",
        "该规则包没有法定职权的规则：请使用其他规则包",
    ),
    "item_later": (
        "the item is in force from {date}: ask about that day or later, or name the item it replaced",
        "该事项自 {date} 起生效：请查询该日以后，或使用其前身事项",
    ),
    "item_over": (
        "the item ended on {date}: name the item that took its place",
        "该事项已于 {date} 失效：请使用接替它的事项",
    ),
    "holder_unknown": (
        "state the bodies that the item's legal basis names ({bases}); until then {superior}",
        "请依据设定依据（{bases}）填写法定主体；在此之前，{superior}",
    ),
    "other_actions": (
        "the item allows only: {actions}; name an item that allows this action",
        "该事项仅有：{actions}；请使用含有此类行为的事项",
    ),
    "nobody_holds": ("{superior}", "{superior}"),
}


def why_nobody(cell: Cell, on: dt.date) -> WhyNobody:
    """Why a cell has no competent body on a day."""
    pack = cell.index.pack
    if pack.effect(pack.base_mode, on) is None:
        return "no_law_yet"
    if on not in cell.item.period:
        return "item_not_in_force"
    return "nobody_holds" if cell.item.holders else "holder_unknown"


def cure_of(reason: WhyNobody, cell: Cell, on: dt.date) -> Mapping[str, str]:
    """What to do when nobody may act: the day, the item, the government or the instrument it takes."""
    key, date = _case(reason, cell, on)
    return {lang: _worded(key, date, cell, on, lang) for lang in ("en", "zh")}


def _case(reason: WhyNobody, cell: Cell, on: dt.date) -> tuple[str, dt.date | None]:
    pack, period = cell.index.pack, cell.item.period
    if reason == "no_law_yet":
        date = pack.begins_after(on)
        return ("no_law_yet" if date else "no_law_ever"), date
    if reason == "item_not_in_force":
        begins = period.start is not None and on < period.start
        return ("item_later", period.start) if begins else ("item_over", period.end)
    if cell.action not in cell.item.actions:
        return "other_actions", None
    return reason, None


def _worded(key: str, date: dt.date | None, cell: Cell, on: dt.date, lang: str) -> str:
    index, zh = cell.index, lang == "zh"
    government = superior_of(cell, on)
    superior = _INSTRUMENT[zh] if government is None else _SUPERIOR[zh].format(superior=government.label(lang))
    bases = (f"{index.instrument(each.instrument).label(lang)} {each.text(lang)}".strip() for each in cell.item.bases)
    actions = (index.pack.vocabulary.label("action_kind", each, lang) for each in cell.item.actions)
    comma = "、" if zh else ", "
    return _CURES[key][zh].format(
        date=date.isoformat() if date else "",
        superior=superior,
        bases=comma.join(bases) or ("未载明" if zh else "none stated"),
        actions=comma.join(actions),
    )
