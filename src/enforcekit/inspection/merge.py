"""Which checks of other bodies could be one visit with this one (综合查一次)."""

from __future__ import annotations

import datetime as dt

import attrs

from enforcekit.law import Threshold
from enforcekit.model.inspection import Inspection

from .look import Look, day_of, of_firm, visits_of


@attrs.frozen(kw_only=True)
class Merge:
    """Checks of one firm that could be one visit: whose they are, on which days, by which trigger."""

    party: str
    checks: tuple[str, ...]
    authorities: tuple[str, ...]
    days: tuple[dt.date, ...]
    trigger: str
    row: Threshold


def merge_of(look: Look) -> Merge | None:
    """The planned checks of the same firm near this one that are in no joint visit with it; None: there are none.

    Near is by the pack's row (I-06, I-07). What is looked at from afar is no visit.
    """
    row = next(iter(look.rows("inspection_merge")), None)
    if row is None or row.value is None or not look.on_site:
        return None
    joint, mine = visits_of(look.structure), look.inspection
    near: list[Inspection] = []
    for each in of_firm(look.structure, mine.party):
        day = day_of(each)
        if each.id == mine.id or each.started_at is not None or day is None:
            continue
        together = each.id in joint and joint[each.id] == joint.get(mine.id)
        if each.mode != "off_site" and not together and abs((day - look.on).days) <= row.value:
            near.append(each)
    if not near:
        return None
    bodies = tuple(dict.fromkeys([mine.authority, *(each.authority for each in near)]))
    return Merge(
        party=mine.party,
        checks=tuple(each.id for each in near),
        authorities=bodies,
        days=tuple(sorted({look.on, *(day for each in near if (day := day_of(each)) is not None)})),
        trigger="several_duties" if len(bodies) > 1 else "one_body_items",
        row=row,
    )
