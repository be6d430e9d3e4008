"""From a structure to a scenario: the records say who handles what; what no structure says is assumed, and labelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

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

N = TypeVar("N", int, float)
MAX_CELLS: Final = 20_000

PER_DAY: Final = 0.05
OFFICERS: Final = 6
ILLUSTRATIVE: Final = {
    "per_day": f"per_day: {PER_DAY} cases a day for each item at each place; no public figure says this",
    "officers": f"officers: {OFFICERS} in each body; no public figure says this",
    "calendar": "calendar: Monday to Friday, 09:00 to 12:00 and 13:00 to 18:00, without holidays",
    "course": "course: 70 % simple (mean 2 h by two officers on the spot), 30 % general, 90 days from filing "
    "(行政处罚法 art. 60) with the 14 days of notice counted; durations are illustrative",
    "policies": "policies: no misrouting, transfer, escalation or return; no public figure says this",
    "horizon": "horizon: a year after a warm-up of 26 weeks, 26 weeks for what is open then",
}
"""What `from_structure` assumes where it is told nothing; kept in `Scenario.assumptions`."""

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
    per_day: float | Mapping[str, float] | None = None,
    officers: int | Mapping[str, int] | None = None,
    course: Course | None = None,
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
        per_day: cases a day in each cell, or by id or code of the item.
        officers: officers of each body, or by authority id.
        course: what happens to an accepted case.
        policies: misrouting, mediation and the like.
        calendar: working hours.
        horizon: when it starts, what is observed.

    What is left out, or where a mapping is silent, is illustrative and stands in `assumptions`.

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
    if course is not None:
        must_be(Course, course=course)
    those = [structure.resolve(Item, each) for each in texts_of("items", items) or ()]
    where = [structure.resolve(Place, each) for each in texts_of("places", places) or ()]
    if len(those) * len(where) > MAX_CELLS:
        raise LimitExceeded(f"{len(those) * len(where):,} cells; at most {MAX_CELLS:,}")
    if isinstance(per_day, Mapping):
        per_day = {structure.resolve(Item, key).id: value for key, value in per_day.items()}
    cells, bodies = [], dict[str, None]()
    done, silent = course or DEFAULT_COURSE, set[str]()
    for item in those:
        rate = _of(per_day, item.id, PER_DAY, silent, "per_day")
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
                    per_day=rate,
                    competent=who,
                    course=done.id,
                )
            )
    office = calendar or Calendar(id="office")
    groups = tuple(
        Group(id=name, authority=name, officers=_of(officers, name, OFFICERS, silent, "officers"), calendar=office.id)
        for name in bodies
    )
    given = {"calendar": calendar, "course": course, "policies": policies, "horizon": horizon}
    silent |= {name for name, value in given.items() if value is None}
    return Scenario(
        id=f"structure-{on.isoformat()}",
        horizon=horizon or Horizon(start=on, warmup_days=182, observe_days=364, drain_days=182),
        calendars=(office,),
        groups=groups,
        cells=tuple(cells),
        courses=(done,),
        policies=policies or Policies(),
        assumptions=tuple(text for name, text in ILLUSTRATIVE.items() if name in silent),
        legal=Grounds(structure=structure, on=on, action=action),
    )


def _of(given: N | Mapping[str, N] | None, key: str, usual: N, silent: set[str], name: str) -> N:
    """What is given for one id; where nothing is, what is usual, which is noted."""
    found = given.get(key) if isinstance(given, Mapping) else given
    if found is None:
        silent.add(name)
    return usual if found is None else found


def _competent(structure: Structure, each: Competence) -> Competent:
    body = structure.resolve(Authority, each.authority)
    entrusted = each.in_name_of != each.authority
    return Competent(
        group=each.authority,
        mode=each.mode,
        approver=each.in_name_of if entrusted else None,
        superior=body.parent,
    )
