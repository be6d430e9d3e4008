"""Who handles what, where: cells of a structure with their competent groups, the course of a case, the policies.

These are what reforms change; `network` makes steps and routes of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from enforcekit.errors import Finding

from .findings import BAD_VALUE, TWICE
from .parts import Duration, repeated, shares_problem
from .plain import number, part

OWNER, SUPERIOR, DELAY = "owner", "superior", "delay"
"""Where a stage is done: at the group that accepted the case, at its superior's, or by nobody: time passes."""


@part
class Competent:
    """A group that may act in a cell. With an `approver` the power is only entrusted: the principal signs each case."""

    group: str
    mode: str = "own"
    approver: str | None = None
    superior: str | None = None
    weight: float = number(default=1.0, gt=0)


@part
class Cell:
    """A field at a place: how many cases a day, and who is competent, in order. Nobody is a gap, several an overlap.

    `item` is the item of a structure that the cell was made from.
    """

    id: str
    field: str
    place: str
    item: str | None = None
    per_day: float = number(ge=0)
    competent: tuple[Competent, ...]
    course: str
    misroute: float | None = number(default=None, ge=0, le=1)
    stream: str | None = None

    def problems(self) -> list[Finding]:
        """Each body is competent once."""
        return [TWICE.at("/competent", key=each) for each in repeated(who.group for who in self.competent)]


def gap_share(cells: Iterable[Cell]) -> float | None:
    """The share of the cases to be expected that nobody is competent for; None without cells in which any arrive."""
    return _weighed(cells, lambda cell: float(not cell.competent))


def overlap_mean(cells: Iterable[Cell]) -> float | None:
    """How many bodies more than one are competent, on average over the cases to be expected; None without them."""
    return _weighed(cells, lambda cell: float(max(0, len(cell.competent) - 1)))


def _weighed(cells: Iterable[Cell], value: Callable[[Cell], float]) -> float | None:
    those = tuple(cells)
    total = math.fsum(cell.per_day for cell in those)
    return math.fsum(cell.per_day * value(cell) for cell in those) / total if total else None


@part
class Stage:
    """A stage of the procedure: done by the owner, its superior or a named group, with a share of the cases."""

    id: str
    service: Duration
    at: str = OWNER
    officers: int = number(default=2, ge=1)
    share: float = number(default=1.0, ge=0, le=1)
    priority: int = number(default=0, ge=0, le=15)
    files: bool = False
    excluded: bool = False


@part
class Variant:
    """A kind of procedure (simple, general, no penalty …): its share of the cases and its stages in order."""

    id: str
    share: float = number(ge=0, le=1)
    stages: tuple[Stage, ...] = ()


@part
class Course:
    """What happens to an accepted case: one of several variants; its deadline in hours from filing."""

    id: str
    variants: tuple[Variant, ...]
    deadline_hours: float | None = number(default=None, gt=0)
    approval: Duration = Duration.fixed(4)

    def problems(self) -> list[Finding]:
        """The variants are all that can happen, and are told apart by their ids."""
        found = shares_problem([each.share for each in self.variants], "/variants")
        return found + [TWICE.at("/variants", key=each) for each in repeated(each.id for each in self.variants)]


@part
class Rung:
    """A level of mediation: at which group, how long it takes, what share it settles."""

    group: str
    service: Duration
    settles: float = number(ge=0, le=1)
    officers: int = number(default=1, ge=1)


@part
class Prehandling:
    """Cases that somebody else looks at first (a property company): with what share, how long, how many it resolves."""

    share: float = number(ge=0, le=1)
    resolves: float = number(default=1.0, ge=0, le=1)
    hours: Duration = Duration.fixed(24)


@part
class Dispatch:
    """A centre that takes the call and sends a unit: `units` travel, look at the scene, and resolve a share there.

    A unit that does nothing else is bound from its departure until it has done with the scene; `travel` is the user's
    (`response.units_needed` gives what a distance asks for).
    """

    centre: str
    units: str
    travel: Duration
    scene: Duration
    call: Duration = Duration.fixed(0.05)
    officers: int = number(default=2, ge=1)
    resolves: float = number(default=0.0, ge=0, le=1)


@part
class Policies:
    """How cases find their way: misrouting, kicking on, escalation, return, pre-handling, mediation, gaps, overlaps.

    `misroute`: share that first reaches a wrong group. `transfer`: share that a wrong or doubtful first receiver passes
    on although it is competent. `memory`: whether a case passed on goes to nobody twice. After `max_transfers` the
    superior designates. `gap` is what happens where nobody is competent: designate, or close.
    """

    misroute: float = number(default=0.0, ge=0, le=1)
    transfer: float = number(default=0.0, ge=0, le=1)
    memory: bool = True
    max_transfers: int = number(default=3, ge=0, le=512)
    triage: Duration = Duration.fixed(0.25)
    transit: Duration = Duration.fixed(24)
    designation: Duration = Duration.fixed(72)
    dispute: float = number(default=0.0, ge=0, le=1)
    negotiation: Duration = Duration.fixed(48)
    gap: str = "designate"
    gap_group: str | None = None
    escalate: float = number(default=0.0, ge=0, le=1)
    send_back: float = number(default=0.0, ge=0, le=0.999999)
    prehandling: Prehandling | None = None
    dispatch: Dispatch | None = None
    mediation: tuple[Rung, ...] = ()

    def problems(self) -> list[Finding]:
        """The rule for gaps exists."""
        if self.gap not in ("designate", "close"):
            return [BAD_VALUE.at("/gap", value=self.gap, expected="designate or close")]
        return []

    def groups(self) -> Iterator[tuple[str, str | None]]:
        """Every group the policies name, with its place."""
        yield "gap_group", self.gap_group
        if self.dispatch is not None:
            yield "dispatch/centre", self.dispatch.centre
            yield "dispatch/units", self.dispatch.units
        for n, rung in enumerate(self.mediation):
            yield f"mediation/{n}/group", rung.group
