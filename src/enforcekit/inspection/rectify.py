"""Rectification together (集成改): what one firm has to put right after a visit, told and re-checked once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from enforcekit.arguments import must_be
from enforcekit.law import Threshold, pack_of
from enforcekit.model.inspection import Inspection
from enforcekit.structure import Structure

from .look import all_checks


@attrs.frozen(kw_only=True)
class Correction:
    """One body's share of a rectification: what is to be put right, by when, and whether it is."""

    authority: str
    inspection: str
    items: tuple[str, ...]
    correct_by: dt.date | None
    corrected_on: dt.date | None


@attrs.frozen(kw_only=True)
class Rectification:
    """What one firm has to put right after a visit, in one notice (集成改): each body's share, one day of re-check.

    `recheck_on` is the day after the last date set: the first on which one re-check can see everything. None while a
    date is not set.
    """

    party: str
    shares: tuple[Correction, ...]
    recheck_on: dt.date | None
    row: Threshold

    @property
    def open(self) -> tuple[Correction, ...]:
        """The shares that are not corrected yet."""
        return tuple(each for each in self.shares if each.corrected_on is None)

    def late(self, on: dt.date) -> tuple[Correction, ...]:
        """The open shares whose date is over on a day."""
        return tuple(each for each in self.open if each.correct_by is not None and each.correct_by < on)


def rectification(checks: Iterable[Inspection], structure: Structure) -> tuple[Rectification, ...]:
    """What each firm has to put right, all bodies' findings together, so that it is told and re-checked once.

    Each body's order to correct stays its own (Penalty Law art. 28); what is merged is the notice and the re-check.

    >>> import enforcekit as ek
    >>> from enforcekit.model import InspectionResult
    >>> def result(body, item, by):
    ...     day = dt.date(2025, 9, by)
    ...     return InspectionResult(
    ...         issuers=[body], outcomes=["corrected"], found_on=dt.date(2025, 9, 1), violations=[item], correct_by=day
    ...     )
    >>> common = {"party": "p-1", "place": "330213100"}
    >>> fumes = Inspection(
    ...     id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], **common,
    ...     result=result("xikou-town", "restaurant-fumes-ningbo", 10),
    ... )
    >>> food = Inspection(
    ...     id="i-2", authority="fenghua-market", items=["expired-or-misdated-food"], **common,
    ...     result=result("fenghua-market", "expired-or-misdated-food", 15),
    ... )
    >>> one = rectification([fumes, food], ek.example("ningbo"))[0]
    >>> one.recheck_on, [each.authority for each in one.late(dt.date(2025, 9, 12))]
    (datetime.date(2025, 9, 16), ['xikou-town'])
    """
    must_be(Structure, structure=structure)
    pack = pack_of(structure)
    shares: dict[str, list[Correction]] = {}
    found_on: dict[str, dt.date] = {}
    for each in all_checks(checks):
        result = each.result
        if result is None or not result.violations:
            continue
        share = Correction(
            authority=each.authority,
            inspection=each.id,
            items=result.violations,
            correct_by=result.correct_by,
            corrected_on=result.corrected_on,
        )
        shares.setdefault(each.party, []).append(share)
        found_on[each.party] = max(result.found_on, found_on.get(each.party, result.found_on))
    return tuple(
        Rectification(
            party=party,
            shares=tuple(theirs),
            recheck_on=_day_after(each.correct_by for each in theirs if each.corrected_on is None),
            row=pack.threshold("rectification", found_on[party]),
        )
        for party, theirs in shares.items()
    )


def _day_after(dates: Iterable[dt.date | None]) -> dt.date | None:
    found = list(dates)
    known = [each for each in found if each is not None]
    return max(known) + dt.timedelta(days=1) if known and len(known) == len(found) else None
