"""Terms (期限) as dated rows: number, unit, flags, article; and which row of a pack answers on a day."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from enforcekit.errors import UnknownReference
from enforcekit.timing import ALWAYS, Period, Unit

from .rows import Status, as_codes

if TYPE_CHECKING:
    from .pack import Pack


class NoSuchTerm(UnknownReference):
    """The law of that day has no such term, none of that layer, or none that can be extended.

    >>> from enforcekit.law import deadline
    >>> deadline("P-999", dt.date(2025, 9, 22))
    Traceback (most recent call last):
    enforcekit.law.term.NoSuchTerm: no term is called 'P-999'; nearest: P-69, P-49, P-09, P-75, P-73, P-70, ...
    """


@attrs.frozen(kw_only=True)
class Term:
    """How long a step may take, from one date to another: `length` of a `unit` from the event `starts`.

    `back`: counted back from the event. `roll`: a last day that is a rest day moves to the next working day.
    `extension`: what an extension adds, in the same unit. `excludes`: causes whose days the row itself does not
    count. `after`: the rule at whose end the term begins; then a first day exists too. `opens_after`: the first day
    comes when so many units have passed (0: the start itself). `lenient_unit`: the unit of the lenient reading,
    where a text leaves the unit open. `right`: a right that lapses, not a duty that is late. `owed`: a duty
    of the body whose case it is, so that being late is a defect of the file. `layer`: the sector or
    place whose rule it is; empty for the national one.

    >>> Term(rule="X-1", zh="答复", en="reply", length=5, unit="working_day", article="XL:9").length
    5
    """

    rule: str
    zh: str
    en: str
    length: int
    unit: Unit
    starts: str = ""
    back: bool = False
    roll: bool = False
    extension: int = 0
    excludes: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    after: str = ""
    opens_after: int | None = None
    lenient_unit: Unit | None = None
    right: bool = False
    owed: bool = False
    layer: str = ""
    period: Period = ALWAYS
    article: str
    status: Status = "confirmed"


@lru_cache(maxsize=4096)
def _rows(pack: Pack, rule: str, layer: str, extended: bool) -> tuple[Term, ...]:
    """The rows that can answer, of all times, in the order in which they go: the layer's own, then the national."""
    named = pack.terms_of(rule)
    if not named:
        names = list(dict.fromkeys([*pack.term_names, *(name.partition("/")[0] for name in pack.term_names)]))
        raise NoSuchTerm("term", rule, get_close_matches(rule.upper(), names, n=8, cutoff=0.4))
    if not pack.knows_layer(layer):
        raise UnknownReference("layer", layer, get_close_matches(layer, sorted(pack.layer_codes), n=5, cutoff=0.4))
    layers = pack.layer_chain(layer)
    # A bare name means one clock: the first, or of an extended term the first that can be extended.
    able = [row for row in named if row.layer in layers and row.extension] if extended else []
    clock = (able or named)[0].rule
    rows = [row for row in named if row.rule == clock]
    fitting = sorted((row for row in rows if row.layer in layers), key=lambda row: layers.index(row.layer))
    if not fitting:
        others = sorted({row.layer for row in rows})
        kind = f"national term, and none of layer {layers[0]}," if layers[0] else "national term"
        raise NoSuchTerm(kind, clock, [f"{clock} of layer {each}" for each in others])
    return tuple(fitting)


@lru_cache(maxsize=4096)
def has_term(pack: Pack, rule: str, layer: str) -> bool:
    """Whether the law of any day has such a term, for a layer or for all. Raises `UnknownReference` for a layer."""
    try:
        return bool(_rows(pack, rule, layer, False))
    except NoSuchTerm:
        return False


def term_of(pack: Pack, rule: str, on: dt.date, layer: str = "", *, extended: bool = False) -> Term:
    """The row of a term in force on a day: of the layer if it has one, else the national one.

    Args:
        pack: the jurisdiction.
        rule: name of the row; a bare name means the first clock of its rule (`P-48` is `P-48/penalty`).
        on: day whose law applies.
        layer: sector or place; a rule that only sectors or places have is not answered without one.
        extended: whether an extension is asked for; then a bare name means the first clock that has one.

    Raises `NoSuchTerm`, with what there is.

    >>> from enforcekit.packs.cn import PACK
    >>> term_of(PACK, "P-52", dt.date(2021, 7, 14)).unit, term_of(PACK, "P-52", dt.date(2021, 7, 15)).unit
    ('day', 'working_day')
    """
    rows = _rows(pack, rule, layer, extended)
    for row in rows:
        if on in row.period:
            if extended and not row.extension:
                able = [each for each in pack.terms_of(rule.partition("/")[0]) if each.extension]
                names = [f"{each.rule} of layer {each.layer}" if each.layer else each.rule for each in able]
                raise NoSuchTerm("extension of the term", row.rule, dict.fromkeys(names))
            return row
    spans = [f"{row.rule} from {row.period.start or 'ever'} until {row.period.end or 'now'}" for row in rows]
    raise NoSuchTerm(f"term in force on {on}", rule, spans)
