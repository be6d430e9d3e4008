"""Publication (公示): which system shows a decision, by when it is to be published, and until when it stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from enforcekit.law import Deadline, Pack, Threshold, deadline
from enforcekit.model.manifest import DEFAULT_PACK

from .derived import Derived, Words
from .given import days, fen, layer_known, listed, one_of, pack_given, penalty_kinds, require
from .required import ThresholdNeeded


@attrs.frozen(kw_only=True)
class Shown(Derived):
    """What one system does with a decision.

    `publish_by` is the last day to publish it, `until` the last day on which it stands there, both None where it is
    not shown; `until` needs the day of publication. `early_stop`: it may be taken off before.
    """

    system: str
    shown: bool
    publish_by: dt.date | None = None
    until: dt.date | None = None
    early_stop: bool = False

    def headline(self) -> Words:
        """The system, whether it shows the decision, and the days."""
        if not self.shown:
            return f"{self.system}: not shown", f"{self.system}：不公示"
        until = (f", until {self.until}", f"，至 {self.until}") if self.until else ("", "")
        return f"{self.system}: publish by {self.publish_by}{until[0]}", (
            f"{self.system}：{self.publish_by} 前公示{until[1]}"
        )

    def values(self) -> dict[str, Any]:
        """The system and the days."""
        found: dict[str, Any] = {"system": self.system, "shown": self.shown}
        for name in ("publish_by", "until"):
            day = getattr(self, name)
            found |= {name: day.isoformat()} if day is not None else {}
        return {**found, "early_stop": self.early_stop} if self.until else found


def publication(
    kinds: Iterable[str],
    decided_on: dt.date,
    *,
    fine: int | None = None,
    procedure: str = "ordinary",
    layer: str = "",
    published_on: dt.date | None = None,
    lower_fine: int | None = None,
    pack: str | Pack = DEFAULT_PACK,
) -> tuple[Shown, ...]:
    """Which systems show a penalty decision, by when it is to be published, and until when it stands there.

    Two systems, two clocks (P-48, P-49; Doc. 118 of 2018, Order 45 of 2021): the general one within 7 working days,
    the one of market regulation within 20; a decision on the spot and a bare warning are not shown on the latter.

    Args:
        kinds: kinds of penalty imposed.
        decided_on: day of the decision; its law applies.
        fine: the fine imposed, in fen.
        procedure: kind of procedure of the pack by which it was decided.
        layer: sector whose own system shows it too.
        published_on: day of publication, from which the display runs; without it `until` is left out.
        lower_fine: amount in fen up to which a fine is a lower one, which the rule does not say.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `ThresholdNeeded` when the display turns on what a lower
    fine is, `CalendarCoverageError`.

    >>> day = dt.date(2025, 9, 24)
    >>> [(each.system, str(each.publish_by)) for each in publication(["fine"], day, fine=5_000_00, layer="samr")]
    [('samr', '2025-10-28'), ('double_publicity', '2025-10-10')]
    >>> [(each.system, each.shown) for each in publication(["warning"], day, layer="samr")]
    [('samr', False), ('double_publicity', True)]
    """
    chosen, given = pack_given(pack), listed(kinds)
    require(
        penalty_kinds(chosen, given),
        days(decided_on=decided_on),
        days(optional=True, published_on=published_on),
        fen(optional=True, fine=fine, lower_fine=lower_fine),
        one_of("procedure", procedure, chosen.vocabulary.lists["procedure_kind"].by_code),
        layer_known(chosen, layer),
    )
    facts = {procedure}
    rows = chosen.thresholds_of("published", decided_on, layer=layer)
    return tuple(_shown(row, given, facts, decided_on, fine, layer, published_on, lower_fine, chosen) for row in rows)


def _shown(
    row: Threshold,
    kinds: list[str],
    facts: set[str],
    decided_on: dt.date,
    fine: int | None,
    layer: str,
    published_on: dt.date | None,
    lower_fine: int | None,
    pack: Pack,
) -> Shown:
    of_system = [
        each for each in pack.thresholds_of("not_published", decided_on, layer=layer) if each.outcome == row.outcome
    ]
    hidden = next((each for each in of_system if fits(each, kinds, facts)), None)
    if hidden is not None:
        return Shown(system=row.outcome, shown=False, rows=(row, hidden), pack=pack)
    due = deadline(row.term, decided_on, pack=pack, layer=layer)
    display: Deadline | None = None
    rows: list[Threshold] = [row]
    barred: tuple[Threshold, ...] = ()
    if published_on is not None:
        found = _display(row.outcome, kinds, published_on, fine, layer, lower_fine, pack)
        barred = tuple(
            each
            for each in pack.thresholds_of("no_early_stop", published_on, layer=layer)
            if each.outcome == row.outcome and each.kinds & set(kinds)
        )
        rows += [*([found] if found is not None else ()), *barred]
        display = deadline(found.term, published_on, pack=pack, layer=layer) if found is not None else None
    return Shown(
        system=row.outcome,
        shown=True,
        publish_by=due.last_day,
        until=display.last_day if display is not None else None,
        early_stop=display is not None and not barred,
        rows=tuple(rows),
        deadlines=(due, *([display] if display is not None else ())),
        pack=pack,
    )


def fits(row: Threshold, kinds: Iterable[str], facts: Iterable[str]) -> bool:
    """Whether the row speaks of a decision with these facts that imposes nothing but its kinds."""
    return row.holds(facts) and (not row.kinds or row.kinds.issuperset(kinds))


def _display(
    system: str, kinds: list[str], on: dt.date, fine: int | None, layer: str, lower_fine: int | None, pack: Pack
) -> Threshold | None:
    """The row that says how long a decision is displayed: the shorter time when every kind is light."""
    light: dict[str, Threshold] = {}
    for row in pack.thresholds_of("display_light", on, layer=layer):
        light |= dict.fromkeys(row.kinds, row) if row.outcome == system else {}
    if light and all(kind in light for kind in kinds):
        bounded = next((light[kind] for kind in kinds if light[kind].scale is not None), None)
        if bounded is None:
            return light[kinds[0]]
        most = bounded.value if lower_fine is None else lower_fine
        if fine is None or most is None:
            give = [name for name, value in (("fine", fine), ("lower_fine", most)) if value is None]
            raise ThresholdNeeded(bounded.rule, bounded.article, "fine", layer, "party", on, give, ())
        if fine <= most:
            return bounded
    return next((row for row in pack.thresholds_of("display", on, layer=layer) if row.outcome == system), None)
