"""What a case owes and what was paid, in fen."""

from __future__ import annotations

import datetime as dt

from enforcekit.law.process import Role
from enforcekit.timing.calendar import ONE_DAY

from .clocks import pauses_of
from .late_fine import LateFine, late_fine
from .scene import confiscated_of, fine_of, term_for
from .standing import Standing

SUIT = "litigation"
"""The cause of a rest that was known before the law spoke of reconsideration too (P-63)."""


def paid(standing: Standing) -> int:
    """The sum of the payments, less what was paid back."""
    return _sum(standing, "payment") - _sum(standing, "refund")


def _sum(standing: Standing, role: Role) -> int:
    return sum(move.event.amount.amount for move in standing.moves_of(role) if move.event.amount is not None)


def owed(standing: Standing, on: dt.date, *, late: int | None = None) -> int:
    """Fines, confiscated sums and the late fine to date; `late` in the place of the late fine that was reckoned."""
    decision = standing.decision
    if decision is None:
        return 0
    sanctions = decision.event.sanctions
    found = late_fine_of(standing, on) if late is None else None
    return fine_of(sanctions) + confiscated_of(sanctions) + (found.amount if found is not None else late or 0)


def late_fine_of(standing: Standing, on: dt.date, *, provisional: bool = True) -> LateFine | None:
    """The late fine up to a day, or up to full payment of the fine; None while nothing is late.

    It starts after the 15 days, or after the day to which payment was deferred, and rests while reconsideration or
    a suit goes on (P-61 to P-63). It is reckoned on the whole fine: the law does not speak of payments in part.

    Raises `CalendarCoverageError` where the 15 days run out of the working-day table: unless `provisional`, always;
    else only while it is open whether they are over.
    """
    decision, served = standing.decision, standing.service
    if decision is None or served is None or not (fine := fine_of(decision.event.sanctions)):
        return None
    deferred = standing.last_of("deferral")
    if deferred is not None and deferred.number > served.number and deferred.event.until is not None:
        if on <= deferred.event.until:  # which may be the last day there is
            return None
        first = deferred.event.until + ONE_DAY
    else:
        due = term_for(standing, "P-60", served.day, on if provisional else None)
        if due is None:
            return None
        first = due.last_day + ONE_DAY
    settled = _settled(standing, fine)
    until = min(on, settled) if settled is not None else on
    if until < first:
        return None
    rests = list(pauses_of(standing, "P-62", None, on))
    pauses = [(start, end) for start, end, cause in rests if cause != SUIT]
    suits = [(start, end) for start, end, cause in rests if cause == SUIT]
    return late_fine(fine, first, until, pauses, litigation=suits, pack=standing.pack)


def _settled(standing: Standing, fine: int) -> dt.date | None:
    """The day from which on as much as the fine was paid, and not paid back; None while it is not."""
    total, since = 0, None
    for move in standing.moves:
        roles = move.transition.roles
        if move.event.amount is not None:
            total += move.event.amount.amount * (("payment" in roles) - ("refund" in roles))
        since = (since or move.day) if total >= fine else None
    return since
