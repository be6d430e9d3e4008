"""The late fine (加处罚款): what a fine not paid in time has grown by, up to a day, and when it stops growing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from enforcekit.law import Pack, Threshold
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.timing import Pause
from enforcekit.timing.calendar import ONE_DAY

from .derived import Derived, Words
from .given import days as days_given
from .given import fen, listed, pack_given, paused, pauses_given, require, wrong


@attrs.frozen(kw_only=True)
class LateFine(Derived):
    """A late fine: `amount` in fen through `until`, grown on `days` days by `per_day` each.

    `capped_on` is the first day on which the cap holds it; None while it can still grow.
    """

    fine: int
    until: dt.date
    amount: int
    capped_on: dt.date | None
    days: int
    per_day: Fraction

    def headline(self) -> Words:
        """Amount, days and cap in one line."""
        en = f"late fine through {self.until}: {self.money(self.amount)} ({self.days} days on {self.money(self.fine)})"
        amount, fine = (self.money(each, "zh") for each in (self.amount, self.fine))
        zh = f"截至 {self.until} 加处罚款 {amount}（罚款 {fine}，计 {self.days} 日）"
        if self.capped_on is None:
            return en, zh
        return f"{en}, capped on {self.capped_on}", f"{zh}，{self.capped_on} 达到上限"

    def values(self) -> dict[str, Any]:
        """Amounts in fen; `per_day` rounded down."""
        return {
            "amount": self.amount,
            "capped_on": self.capped_on.isoformat() if self.capped_on else None,
            "days": self.days,
            "per_day": int(self.per_day),
        }


def late_fine(
    fine: int,
    first_late_day: dt.date,
    until: dt.date,
    pauses: Iterable[Pause] = (),
    *,
    litigation: Iterable[Pause] = (),
    kind: str | None = None,
    pack: str | Pack = DEFAULT_PACK,
) -> LateFine:
    """How much a fine not paid in time has grown by at the end of a day (P-62, P-63; Penalty Law arts. 72, 73).

    Each day adds the share that the law of that day names, and the whole is never more than the law of that day
    allows: a late fine that ran past the fine before there was a cap falls to it on the cap's first day. Fractions
    of a fen are kept while counting and dropped from the sum.

    Args:
        fine: the fine itself, in fen; what is confiscated bears no late fine and does not belong in it.
        first_late_day: the day after the last day to pay (`deadline("P-60", …)`); it is the first day counted.
        until: last day counted. A day before the first late day gives a late fine of 0.
        pauses: days of reconsideration or litigation, each `(first, last)`, both included; they may overlap.
        litigation: those of litigation alone, which were not counted even before the law said so.
        kind: kind of penalty that the amount is; one that bears no late fine is refused.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before there was a rate.

    >>> found = late_fine(1_000_000, dt.date(2025, 10, 10), dt.date(2025, 12, 31))
    >>> found.amount, found.capped_on.isoformat()
    (1000000, '2025-11-12')
    >>> print(found.explain())
    late fine through 2025-12-31: 10,000 yuan (83 days on 10,000 yuan), capped on 2025-11-12
      P-62 late fine: 3 % a day (Administrative Penalty Law (2021) art. 72)
      P-62 the late fine is at most the fine: 100 % (Administrative Penalty Law (2021) art. 72; ...
    """
    chosen = pack_given(pack)
    stops, suits = listed(pauses), listed(litigation)
    require(
        fen(fine=fine),
        days_given(first_late_day=first_late_day, until=until),
        pauses_given("pauses", stops),
        pauses_given("litigation", suits),
    )
    rate = chosen.threshold("late_fine", first_late_day)
    if kind is not None and kind not in rate.kinds:
        only = ", ".join(sorted(rate.kinds))
        expected = (f"a kind that bears a late fine ({only})", f"可加处罚款的种类（{only}）")
        require(iter([wrong("kind", kind, expected, ("leave its amount out", "不应计入其数额"))]))
    return _grown(fine, first_late_day, until, stops, suits, chosen)


def _grown(fine: int, first: dt.date, until: dt.date, pauses: list[Pause], suits: list[Pause], pack: Pack) -> LateFine:
    """Between two days on which a pause or a row begins or ends every day adds the same."""
    total, counted, capped_on, rows = Fraction(), 0, None, dict[Threshold, None]()
    per_day = _share(fine, pack.threshold("late_fine", first))
    unheard = False
    for start, end in pairwise(_edges(first, until, [*pauses, *suits], pack)):
        rate = pack.threshold("late_fine", start)
        rows[rate] = None
        per_day = _share(fine, rate)
        asked = paused([*pauses, *suits], start)
        facts = {"litigation"} if paused(suits, start) else set[str]()
        stop = next((row for row in pack.thresholds_of("late_fine_pause", start) if asked and row.holds(facts)), None)
        unheard = unheard or (asked and stop is None)
        grows = 0 if stop else (end - start).days
        if stop:
            rows[stop] = None
        counted += grows
        before, total = total, total + grows * per_day
        for cap in pack.thresholds_of("late_fine_cap", start):
            rows[cap] = None
            most = _share(fine, cap)
            if total >= most > 0:
                missing = max(0, -(-(most - before) // per_day) - 1)
                capped_on = capped_on or start + missing * ONE_DAY
                total = most
    note = ("a pause on days on which the law knew none was counted through", "当时法律未规定停止计算的日期照常计算")
    return LateFine(
        fine=fine,
        until=until,
        amount=int(total),
        capped_on=capped_on,
        days=counted,
        per_day=per_day,
        rows=tuple(rows),
        notes=(note,) * unheard,
        pack=pack,
    )


def _share(fine: int, row: Threshold) -> Fraction:
    return Fraction(fine * (row.value or 0), 100)


def _edges(first: dt.date, until: dt.date, pauses: Iterable[Pause], pack: Pack) -> list[dt.date]:
    """The days on which what a day adds may change, from the first day to the day after the last."""
    turns = {day for start, end in pauses if start <= until for day in (start, min(end, until) + ONE_DAY)}
    for row in pack.thresholds:
        if row.topic in ("late_fine", "late_fine_cap", "late_fine_pause"):
            turns |= {day for day in (row.period.start, row.period.end) if day is not None}
    ends = {first, until + ONE_DAY} if first <= until else {first}
    return sorted(ends | {day for day in turns if first < day <= until})
