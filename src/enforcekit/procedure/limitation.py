"""Limitation (追责时效): until when an act must have been discovered to be punished."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs

from enforcekit.law import Pack, deadline
from enforcekit.model.manifest import DEFAULT_PACK

from .derived import Derived, Words
from .given import days, flags, layer_known, one_of, pack_given, require

HARM: Final = ("none", "slight", "serious")
"""How far an act did harm."""


@attrs.frozen(kw_only=True)
class Limitation(Derived):
    """Whether an act can no longer be punished. `last_day` is the last on which its discovery was in time; None for
    an act that goes on."""

    barred: bool
    last_day: dt.date | None

    def headline(self) -> Words:
        """Barred or not, and the last day."""
        en, zh = ("barred", "已过追责时效") if self.barred else ("not barred", "未过追责时效")
        if self.last_day is None:
            return f"{en}: the act goes on", f"{zh}：违法行为仍在持续"
        return f"{en}: discovery was in time through {self.last_day}", f"{zh}：最迟应于 {self.last_day} 发现"

    def values(self) -> dict[str, Any]:
        """Whether it is barred, and the last day."""
        return {"barred": self.barred, "last_day": self.last_day.isoformat() if self.last_day else None}


def limitation(
    act_ended: dt.date | None,
    life_health_or_finance: bool,
    harm: str,
    discovered: dt.date,
    on: dt.date | None = None,
    *,
    layer: str = "",
    pack: str | Pack = DEFAULT_PACK,
) -> Limitation:
    """Whether an act was discovered too late to be punished (P-09; Penalty Law art. 36).

    The period runs from the day the act ended and ends on the same day of its last year, rest day or not. The longer
    one needs both: life, health or financial safety, and a harmful consequence; it does not revive an act that was
    barred before the law knew it. A sector's own period stands in the place of both. Nothing pauses it: neither
    mediation nor a petition.

    Args:
        act_ended: day of the act; of a continuing or consecutive act its last day; None while it goes on.
        life_health_or_finance: life, health or financial safety is concerned.
        harm: `none`, `slight` or `serious`; anything but none is a harmful consequence.
        discovered: day on which an organ found it, not the day of the decision.
        on: day whose law applies; the day of discovery when left out.
        layer: sector or place whose period goes before the national one.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchTerm` for a day before the law.

    >>> found = limitation(dt.date(2023, 6, 1), False, "none", dt.date(2025, 6, 2))
    >>> found.barred, found.last_day.isoformat()
    (True, '2025-06-01')
    >>> limitation(dt.date(2023, 6, 1), True, "slight", dt.date(2025, 6, 2)).last_day.isoformat()
    '2028-06-01'
    """
    chosen = pack_given(pack)
    require(
        days(optional=True, act_ended=act_ended, on=on),
        days(discovered=discovered),
        flags(life_health_or_finance=life_health_or_finance),
        one_of("harm", harm, HARM),
        layer_known(chosen, layer),
    )
    law = on or discovered
    row = chosen.threshold("limitation", law)
    if act_ended is None:
        return Limitation(barred=False, last_day=None, rows=(row,), pack=chosen)
    plain = deadline(row.term, act_ended, pack=chosen, on=law, layer=layer)
    last = plain.due_day
    facts = {name for name, so in (("life_health_or_finance", life_health_or_finance), ("harm", harm != "none")) if so}
    longer = [each for each in chosen.thresholds_of("limitation_extended", law) if each.holds(facts)]
    # A limb that came later cannot reopen what was barred on the day it came.
    longer = [each for each in longer if not plain.term.layer and (each.period.start or last) <= last]
    if not longer:
        return Limitation(barred=discovered > last, last_day=last, deadlines=(plain,), pack=chosen)
    extended = deadline(longer[0].term, act_ended, pack=chosen, on=law, layer=layer)
    last = extended.due_day
    return Limitation(barred=discovered > last, last_day=last, rows=(longer[0],), deadlines=(extended,), pack=chosen)
