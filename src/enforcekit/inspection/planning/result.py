"""A plan: the visits, what stays unplaced and why, and how good it is proven to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs

from enforcekit.arguments import must_be_language
from enforcekit.errors import Finding
from enforcekit.shape import EMPTY

from .check import CAP_TOO_LOW
from .feasible import Shortage
from .problem import Mode
from .weeks import Week


@attrs.frozen(kw_only=True)
class PlannedVisit:
    """One visit to a firm: in which week, by whom, for which checks. `first` is the first day of that week.

    `officers` go, and the visit takes `hours`: authorities side by side the longest of them, one team the sum.

    >>> import enforcekit as ek
    >>> checks = [{"id": "C-1", "firm": "F-1", "authority": "fire"}, {"id": "C-2", "firm": "F-1", "authority": "food"}]
    >>> staff = [{"authority": "fire", "officers": 4}, {"authority": "food", "officers": 2}]
    >>> (visit,) = ek.plan_joint(checks, year=2026, officers=staff).visits
    >>> visit.checks, visit.authorities, visit.officers, visit.hours
    (('C-1', 'C-2'), ('fire', 'food'), 4, 4)
    """

    firm: str
    week: int
    first: dt.date
    checks: tuple[str, ...]
    authorities: tuple[str, ...]
    officers: int
    hours: int


@attrs.frozen(kw_only=True)
class Blocked:
    """Weeks in which a check could have been made, and what is in the way.

    `reason`: `officers` (those of `name` are all taken), `teams` (those of zone `name`), `cap` (no more visits by
    `name`, an authority or the firm), `spacing` (too near another visit).
    """

    reason: str
    name: str | None
    weeks: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Unplaced:
    """A check that is in no visit, and what binds. Without `blocked` no week is open to it at all."""

    check: str
    firm: str
    authority: str
    blocked: tuple[Blocked, ...]


@attrs.frozen(kw_only=True)
class WeekLoad:
    """What a plan takes of an authority in a week, of what is there, in officer-hours."""

    authority: str
    week: int
    used: int
    room: int


@attrs.frozen(kw_only=True)
class PlanProgress:
    """How far a plan has come: `phase` (`greedy`, `repair`), how much of it is done, and the plan so far."""

    phase: str
    done: int
    total: int
    visits: int
    unplaced: int
    bound: int


@attrs.frozen(kw_only=True)
class JointPlan:
    """A plan of joint inspections of a year: every check is in exactly one visit, or listed as unplaced.

    `bound`: no plan that makes the checks made here has fewer visits. `shortages` are the weeks that are proven to be
    over-subscribed, `findings` the same and more in words. `loads` are what is taken of each authority's officers in a
    week, in officer-hours. `iterations` are the steps of repair that were taken.

    >>> import enforcekit as ek
    >>> checks = [{"id": "C-1", "firm": "F-1", "authority": "fire"}, {"id": "C-2", "firm": "F-1", "authority": "food"}]
    >>> staff = [{"authority": "fire", "officers": 4}, {"authority": "food", "officers": 0}]
    >>> plan = ek.plan_joint(checks, year=2026, officers=staff)
    >>> len(plan.visits), plan.bound, plan.proven
    (1, 1, False)
    >>> [(each.check, each.blocked[0].reason, each.blocked[0].name) for each in plan.unplaced]
    [('C-2', 'officers', 'food')]
    """

    year: int
    mode: Mode
    visits: tuple[PlannedVisit, ...]
    unplaced: tuple[Unplaced, ...]
    bound: int
    shortages: tuple[Shortage, ...]
    findings: tuple[Finding, ...]
    loads: tuple[WeekLoad, ...] = attrs.field(repr=False)
    weeks: tuple[Week, ...] = attrs.field(repr=False)
    names: Mapping[str, Mapping[str, str]] = attrs.field(default=EMPTY, repr=False)
    seed: int
    iterations: int

    @property
    def gap(self) -> int:
        """How many visits the plan may have too many: 0 is proven to be the fewest."""
        return len(self.visits) - self.bound

    @property
    def proven(self) -> bool:
        """Whether no plan is better: every check is made, in as few visits as the bound allows."""
        return not self.gap and not self.unplaced

    @property
    def least_unplaced(self) -> int:
        """How many checks stay unplaced in any plan, as far as it is proven."""
        closed = {each.check for each in self.unplaced if not each.blocked}
        officers = [each for each in self.shortages if each.kind == "officers"]
        counted = {check for each in officers for check in each.checks}
        # Of each firm whose cap is below its windows one check stays out at least; it may be one of the others.
        capped = {firm for each in self.findings if each.code == CAP_TOO_LOW.code for firm in each.witness}
        return max(len(capped), len(closed - counted) + sum(each.least_unplaced for each in officers))

    @property
    def made(self) -> int:
        """The checks that are made."""
        return sum(len(visit.checks) for visit in self.visits)

    @property
    def avoided(self) -> int:
        """The visits avoided, against one visit for every check that is made."""
        return self.made - len(self.visits)

    @property
    def attendances(self) -> int:
        """How often an officer goes to a firm."""
        return sum(visit.officers for visit in self.visits)

    def name(self, key: str, lang: str) -> str:
        """An authority's name in a language, as far as the structure knows it."""
        names = self.names.get(key, {})
        return names.get(lang) or next(iter(names.values()), key)

    def text(self, lang: str = "en", *, rows: int = 20) -> str:
        """The plan in words: how good it is, what is over-subscribed and unplaced, and its first visits.

        Args:
            lang: `en` or `zh`.
            rows: of visits and of unplaced checks, at most so many are told.

        Raises:
            UnknownReference: another language.
        """
        from .tell import tell

        must_be_language(lang)
        return tell(self, lang, rows)

    def table(self, lang: str = "en") -> str:
        """The visits as CSV, one a line, with a heading.

        Raises:
            UnknownReference: another language.
        """
        from .tell import table

        must_be_language(lang)
        return table(self, lang)

    def svg(self, lang: str = "en") -> str:
        """The year as a picture: for each authority and week how much of its officers' time is taken.

        Raises:
            UnknownReference: another language.
        """
        from .picture import svg

        must_be_language(lang)
        return svg(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain JSON values, absent rather than null."""
        return {
            "year": self.year,
            "mode": self.mode,
            "checks": self.made + len(self.unplaced),
            "bound": self.bound,
            "gap": self.gap,
            "proven": self.proven,
            "avoided": self.avoided,
            "attendances": self.attendances,
            "least_unplaced": self.least_unplaced,
            "visits": [{**_plain(each), "first": each.first.isoformat()} for each in self.visits],
            "unplaced": [{**_plain(each), "blocked": [_plain(b) for b in each.blocked]} for each in self.unplaced],
            "shortages": [each.to_dict() for each in self.shortages],
            "findings": [each.to_dict() for each in self.findings],
            "loads": [_plain(each) for each in self.loads],
            "seed": self.seed,
            "iterations": self.iterations,
        }


def _plain(value: Any) -> dict[str, Any]:
    return {
        key: list(each) if isinstance(each, tuple) else each
        for key, each in attrs.asdict(value, recurse=False).items()
        if each is not None
    }
