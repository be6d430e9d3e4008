"""From a structure to a scenario: the records say who handles what; what no structure says is assumed, and labelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from enforcekit.arguments import must_be, must_be_day, must_be_text, texts_of
from enforcekit.competence import Competence, who_may
from enforcekit.errors import LimitExceeded
from enforcekit.model.authority import Authority
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure

from .cells import Cell, Competent, Course, Policies, Stage, Variant
from .lawful import Grounds
from .parts import Calendar, Duration, Group
from .scenario import Horizon, Scenario

MAX_CELLS: Final = 20_000

ILLUSTRATIVE: Final = (
    "per_day: 0.05 cases a day for each item at each place; no public figure says this",
    "officers: 6 in each body; no public figure says this",
    "calendar: Monday to Friday, 09:00 to 12:00 and 13:00 to 18:00, without holidays",
    "course: 70 % simple (mean 2 h by two officers on the spot), 30 % general; durations are illustrative",
    "deadline: 90 days from filing (行政处罚法 art. 60); the 14 days of notice count, nothing is excluded",
    "misroute, transfer, escalate, patience: none",
)
"""What `from_structure` assumes unless it is told otherwise; kept in `Scenario.assumptions`."""

DEFAULT_COURSE: Final = Course(
    id="penalty",
    deadline_hours=90 * 24.0,
    variants=(
        Variant(
            id="simple",
            share=0.7,
            stages=(Stage(id="on-the-spot", service=Duration.lognormal(2, cv2=1), files=True),),
        ),
        Variant(
            id="general",
            share=0.3,
            stages=(
                Stage(id="file", service=Duration.lognormal(1, cv2=0.5), files=True),
                Stage(id="investigate", service=Duration.lognormal(12, cv2=1.44)),
                Stage(id="review", service=Duration.lognormal(3, cv2=1), officers=1),
                Stage(id="notice", service=Duration.fixed(14 * 24), at="delay"),
                Stage(id="decide", service=Duration.lognormal(3, cv2=1)),
            ),
        ),
    ),
)


def from_structure(
    structure: Structure,
    *,
    on: dt.date,
    items: Iterable[str],
    places: Iterable[str],
    action: str = "penalise",
    per_day: float | Mapping[str, float] = 0.05,
    officers: int | Mapping[str, int] = 6,
    course: Course = DEFAULT_COURSE,
    policies: Policies | None = None,
    calendar: Calendar | None = None,
    horizon: Horizon | None = None,
) -> Scenario:
    """A scenario in which cases go to the bodies that `who_may` names.

    Each item at each place is a cell; every body that may act there is a group. Who acts in another's name is
    entrusted: that other signs. A body's superior is its parent. The scenario keeps the structure beside it, so that
    reforms which the linter calls void are refused.

    Args:
        structure: the records.
        on: the day on which competence is asked.
        items: ids or codes of items.
        places: ids or codes of places; a zone counts by its first member's answer.
        action: the kind of action asked for.
        per_day: cases a day in each cell, or by item id.
        officers: officers of each body, or by authority id (6 where it is silent).
        course: what happens to an accepted case.
        policies: misrouting, mediation and the like; none by default.
        calendar: working hours; an illustrative office week by default.
        horizon: an illustrative year after a warm-up of 26 weeks by default.

    Raises:
        UnknownReference: no item or place of that name, with the nearest.
        LimitExceeded: more than 20,000 cells.

    >>> import enforcekit as ek
    >>> ningbo, day = ek.example("ningbo"), dt.date(2024, 5, 1)
    >>> made = from_structure(ningbo, on=day, items=["330217015000"], places=["330213100"])
    >>> [(each.group, each.mode) for each in made.cells[0].competent][0]
    ('xikou-town', 'township')
    >>> made.assumptions[1]
    'officers: 6 in each body; no public figure says this'
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    must_be_text(action=action)
    those = [structure.resolve(Item, each) for each in texts_of("items", items) or ()]
    where = [structure.resolve(Place, each) for each in texts_of("places", places) or ()]
    if len(those) * len(where) > MAX_CELLS:
        raise LimitExceeded(f"{len(those) * len(where):,} cells; at most {MAX_CELLS:,}")
    cells, bodies = [], dict[str, None]()
    for item in those:
        rate = per_day if isinstance(per_day, int | float) else per_day.get(item.id, 0.05)
        for place in where:
            answer = who_may(structure, action, item=item.id, place=place.id, on=on)
            who = tuple({each.authority: _competent(structure, each) for each in answer.competences}.values())
            for each in who:
                bodies |= dict.fromkeys(name for name in (each.group, each.approver, each.superior) if name)
            cells.append(
                Cell(
                    id=f"{item.id}@{place.id}",
                    field=item.field,
                    place=place.id,
                    item=item.id,
                    per_day=float(rate),
                    competent=who,
                    course=course.id,
                )
            )
    office = calendar or Calendar(id="office")
    heads = officers if isinstance(officers, Mapping) else {}
    usual = officers if isinstance(officers, int) else 6
    return Scenario(
        id=f"structure-{on.isoformat()}",
        horizon=horizon or Horizon(start=on, warmup_days=182, observe_days=364, drain_days=182),
        calendars=(office,),
        groups=tuple(
            Group(id=name, authority=name, officers=heads.get(name, usual), calendar=office.id) for name in bodies
        ),
        cells=tuple(cells),
        courses=(course,),
        policies=policies or Policies(),
        assumptions=ILLUSTRATIVE,
        legal=Grounds(structure=structure, on=on, action=action),
    )


def _competent(structure: Structure, each: Competence) -> Competent:
    body = structure.resolve(Authority, each.authority)
    entrusted = each.in_name_of != each.authority
    return Competent(
        group=each.authority,
        mode=each.mode,
        approver=each.in_name_of if entrusted else None,
        superior=body.parent,
    )
