"""How often a firm was inspected in a calendar year, by one body or by all of some levels, and how often it may be."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from enforcekit.law import Threshold
from enforcekit.model.authority import Authority
from enforcekit.model.inspection import Inspection, InspectionPlan

from .look import Look, visits_of


@attrs.frozen(kw_only=True)
class Count:
    """What was counted against a cap: the checks, how many visits they are, the cap and where it stands.

    `cap` is None where no number is on file. `levels` are those whose bodies are counted together; empty: one body.
    """

    checks: tuple[str, ...]
    count: int
    cap: int | None
    row: Threshold | None = None
    plan: str | None = None
    levels: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether one more would be above the cap."""
        return self.cap is not None and self.count >= self.cap


def own_count(look: Look) -> Count:
    """The counted checks of the firm by the body itself in the calendar year, against its cap (I-04, I-05)."""
    found = [each for each in look.earlier if each.authority == look.inspection.authority and _counts(look, each)]
    row = next((row for row in look.rows("inspection_cap") if not row.facts), None)
    plan = _published(look.plans)
    if look.given_cap is not None:
        return Count(checks=_ids(found), count=_visits(look, found), cap=look.given_cap)
    if plan is not None:
        return Count(checks=_ids(found), count=_visits(look, found), cap=plan.yearly_cap, plan=plan.id, row=row)
    return Count(checks=_ids(found), count=_visits(look, found), cap=row.value if row else None, row=row)


def shared_counts(look: Look) -> tuple[Count, ...]:
    """The counts that bodies of several levels share: in one sector, city and county together (I-04)."""
    found = []
    for row in look.rows("inspection_cap"):
        if not row.facts or look.authority.level not in row.facts:
            continue
        checks = [each for each in look.earlier if _counts(look, each) and _of(look, each, row)]
        levels = tuple(sorted(row.facts))
        count = Count(checks=_ids(checks), count=_visits(look, checks), cap=row.value, row=row, levels=levels)
        found.append(count)
    return tuple(found)


def _published(plans: Iterable[InspectionPlan]) -> InspectionPlan | None:
    """The plan with the lowest cap: what any of them promises the firm may rely on."""
    with_cap = [each for each in plans if each.yearly_cap is not None]
    return min(with_cap, key=lambda each: (each.yearly_cap or 0, each.id), default=None)


def _counts(look: Look, other: Inspection) -> bool:
    """Whether another check is one of the same calendar year and enters the statistics by the law of its day."""
    theirs = look.looked_at(other)
    return theirs.on.year == look.on.year and bool(theirs.counted)


def _of(look: Look, other: Inspection, row: Threshold) -> bool:
    """Whether another check is by a body of these levels, in the sector of the row."""
    theirs = look.looked_at(other)
    body = look.structure.resolve(Authority, other.authority)
    return body.level in row.facts and (not row.layer or row.layer in theirs.layers)


def _ids(checks: Iterable[Inspection]) -> tuple[str, ...]:
    return tuple(each.id for each in checks)


def _visits(look: Look, checks: Iterable[Inspection]) -> int:
    """How many visits some checks are: what one body does in one joint visit is one."""
    joint = visits_of(look.structure)
    return len({(joint.get(each.id, each.id), each.authority) for each in checks})
