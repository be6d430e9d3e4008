"""Terms (期限) as dated rows: which number, unit and flags a period has, and which article says so."""

from __future__ import annotations

import attrs

from enforcekit.timing import ALWAYS, Period, Unit

from .rows import Status, as_codes


@attrs.frozen(kw_only=True)
class Term:
    """How long a step may take, from one date to another: `length` of a `unit` from the event `starts`.

    `back`: counted back from the event. `roll`: a last day that is a rest day moves to the next working day.
    `extension`: what an extension adds, in the same unit. `excludes`: causes whose days the row itself does not
    count. `after`: the rule at whose end the term begins; then a first day exists too. `opens_after`: the first day
    comes when so many units have passed (0: the start itself). `lenient_unit`: the unit of the lenient reading,
    where a text leaves the unit open. `right`: a right that lapses, not a duty that is late. `layer`: the sector or
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
    layer: str = ""
    period: Period = ALWAYS
    article: str
    status: Status = "confirmed"
