"""Reforms: pure functions from one scenario to another, that can be joined with `|` and say what they did.

Each refuses what would change silently: officers come from somewhere, and a cell does not lose its last body unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be_text, texts_of
from enforcekit.errors import InvalidRecord, UnknownReference
from enforcekit.shape import evolve

from .cells import Cell, Competent, Prehandling, Rung
from .findings import BAD_VALUE, GAP
from .parts import Duration, Group, Seat, Step
from .plain import from_plain, to_plain
from .scenario import Scenario

Change = Callable[[Scenario], Scenario]
OPERATIONS: Final = (
    "merge", "staff", "move_staff", "availability", "crosstrain", "delegate", "take_back", "delist", "prehandle",
    "mediate", "single_intake", "approval_off", "lenient", "joint",
)  # fmt: skip
"""The operations that can be written in a file."""


@attrs.frozen
class Reform:
    """A named change of a scenario, made of one or more operations in order.

    >>> from enforcekit.simulation import Duration, example_queue
    >>> queue = example_queue(rate=1, service=Duration.exponential(1), officers=2)
    >>> both = Reform.staff("team", +2) | Reform.availability("team", 0.8)
    >>> both.describe()
    [{'op': 'staff', 'group': 'team', 'change': 2}, {'op': 'availability', 'group': 'team', 'share': 0.8}]
    >>> both(queue).groups[0].officers, Reform.identity()(queue) == queue
    (4, True)
    """

    operations: tuple[tuple[str, tuple[tuple[str, Any], ...], Change], ...] = ()

    def __call__(self, scenario: Scenario) -> Scenario:
        """The scenario after the reform."""
        for _, _, change in self.operations:
            scenario = change(scenario)
        return scenario

    def __or__(self, other: Reform) -> Reform:
        """First this, then the other."""
        return Reform(self.operations + other.operations)

    def describe(self) -> list[dict[str, Any]]:
        """The operations as plain values, in order."""
        return [{"op": name, **{key: _plain(value) for key, value in given}} for name, given, _ in self.operations]

    def diff(self, base: Scenario) -> dict[str, tuple[Any, Any]]:
        """The top-level fields that change, before and after; empty exactly when the rows stay identical."""
        before, after = base.to_dict(), self(base).to_dict()
        return {
            key: (before.get(key), after.get(key)) for key in {**before, **after} if before.get(key) != after.get(key)
        }

    @classmethod
    def from_list(cls, operations: Iterable[Mapping[str, Any]]) -> Reform:
        """The reform that `describe` wrote down.

        Raises:
            UnknownReference: there is no such operation.
            InvalidRecord: an operation lacks something, or has too much.

        >>> Reform.from_list([{"op": "staff", "group": "team", "change": 2}]).describe()
        [{'op': 'staff', 'group': 'team', 'change': 2}]
        """
        made = cls.identity()
        for n, each in enumerate(operations):
            given = dict(each)
            name = {"entrust": "delegate"}.get(name := str(given.pop("op", "")), name)
            if name not in OPERATIONS:
                raise UnknownReference("reform", name, get_close_matches(name, OPERATIONS, n=3) or OPERATIONS)
            for key, kind in (("hours", Duration), ("service", Duration)):
                if key in given:
                    given[key] = from_plain(kind, given[key])
            rungs = [from_plain(Rung, rung) for rung in given.pop("rungs", ())]
            try:
                made |= getattr(cls, name)(*rungs, **given)
            except TypeError as error:
                raise InvalidRecord([BAD_VALUE.at(f"/{n}", value=each, expected=str(error))], name) from None
        return made

    @classmethod
    def identity(cls) -> Reform:
        """Nothing changes."""
        return cls()

    @classmethod
    def of(cls, name: str, change: Change, /, **given: Any) -> Reform:
        """Any function from scenario to scenario, under a name."""
        return cls(((name, tuple(given.items()), change),))

    @classmethod
    def merge(cls, groups: Iterable[str], into: str, *, keep_headcount: bool = True) -> Reform:
        """Several groups become one with one queue (Yichang: fourteen teams into one).

        The merged group has all their officers, the calendar of the first, and the mean availability and skill by
        officers. What each has learnt is lost unless steps say what was done before (`Learning.done`).
        """
        names = texts_of("groups", groups) or ()

        def change(scenario: Scenario) -> Scenario:
            members = [_group(scenario, name) for name in names]
            heads = [each.officers or 0 for each in members]
            total = sum(heads)
            if not total or not keep_headcount or any(each.officers is None for each in members):
                raise InvalidRecord(
                    [BAD_VALUE.at("/groups", value=total, expected="groups with officers, all of whom are kept")], into
                )
            one = evolve(
                members[0],
                id=into,
                officers=total,
                availability=sum(n * g.availability for n, g in zip(heads, members, strict=True)) / total,
                skill=sum(n * g.skill for n, g in zip(heads, members, strict=True)) / total,
                absences=tuple(each for g in members for each in g.absences),
            )
            rest = [each for each in scenario.groups if each.id not in names and each.id != into]
            at = min(n for n, each in enumerate(scenario.groups) if each.id in names)
            at = sum(each.id not in names and each.id != into for each in scenario.groups[:at])
            renamed = _rename(scenario, dict.fromkeys(names, into))
            return evolve(renamed, groups=(*rest[:at], one, *rest[at:]))

        return cls.of("merge", change, groups=names, into=into)

    @classmethod
    def staff(cls, group: str, change: int) -> Reform:
        """So many officers more, or fewer: the total changes, and the reform says so."""

        def apply(scenario: Scenario) -> Scenario:
            return _with_group(scenario, group, lambda each: evolve(each, officers=(each.officers or 0) + change))

        return cls.of("staff", apply, group=group, change=change)

    @classmethod
    def move_staff(cls, source: str, to: str, officers: int) -> Reform:
        """Officers move from one group to another (Ningbo: officers moved down with the powers)."""

        def apply(scenario: Scenario) -> Scenario:
            less = _with_group(scenario, source, lambda each: evolve(each, officers=(each.officers or 0) - officers))
            return _with_group(less, to, lambda each: evolve(each, officers=(each.officers or 0) + officers))

        return cls.of("move_staff", apply, source=source, to=to, officers=officers)

    @classmethod
    def availability(cls, group: str, share: float) -> Reform:
        """The share of working time that a group has for cases (Huizhou: on the list but not at the post)."""

        def apply(scenario: Scenario) -> Scenario:
            return _with_group(scenario, group, lambda each: evolve(each, availability=share))

        return cls.of("availability", apply, group=group, share=share)

    @classmethod
    def delegate(
        cls, fields: Iterable[str], to: Mapping[str, str], *, approver: Mapping[str, str] | None = None
    ) -> Reform:
        """Powers in some fields go to a group at each place (赋权); with `approver` they are only entrusted (委托).

        Args:
            fields: fields of cells.
            to: the group that receives them, by place.
            approver: for an entrustment the principal's group that signs, by place.
        """
        names = texts_of("fields", fields) or ()

        def move(cell: Cell) -> Cell:
            if cell.field not in names or cell.place not in to:
                return cell
            before = cell.competent[0].group if cell.competent else None
            signs = (approver or {}).get(cell.place)
            mode = "entrusted" if signs else "delegated"
            who = Competent(group=to[cell.place], mode=mode, approver=signs, superior=before)
            return evolve(cell, competent=(who,))

        mode = "entrust" if approver else "delegate"
        return cls.of(mode, lambda s: _with_cells(s, move), fields=names, to=dict(to), approver=dict(approver or {}))

    @classmethod
    def take_back(cls, fields: Iterable[str], to: Mapping[str, str]) -> Reform:
        """Powers return to a group at each place."""
        names = texts_of("fields", fields) or ()

        def move(cell: Cell) -> Cell:
            if cell.field not in names or cell.place not in to:
                return cell
            return evolve(cell, competent=(Competent(group=to[cell.place]),))

        return cls.of("take_back", lambda s: _with_cells(s, move), fields=names, to=dict(to))

    @classmethod
    def delist(cls, fields: Iterable[str], group: str, *, leave_gap: bool = False) -> Reform:
        """A group loses some fields (Yichang: 357 items to 207). Refused where nobody would be left, unless said so."""
        names = texts_of("fields", fields) or ()

        def drop(cell: Cell) -> Cell:
            if cell.field not in names:
                return cell
            kept = tuple(each for each in cell.competent if each.group != group)
            if cell.competent and not kept and not leave_gap:
                raise InvalidRecord([attrs.evolve(GAP.at(cell=cell.id), severity="error")], "delist")
            return evolve(cell, competent=kept)

        return cls.of("delist", lambda s: _with_cells(s, drop), fields=names, group=group, leave_gap=leave_gap)

    @classmethod
    def prehandle(cls, share: float, *, resolves: float = 1.0, hours: Duration | None = None) -> Reform:
        """Somebody else looks at a share of the cases first (Hengqin: property companies, 94.47 %)."""
        made = Prehandling(share=share, resolves=resolves, hours=hours or Duration.fixed(24))
        return cls.of(
            "prehandle", lambda s: _policies(s, prehandling=made), share=share, resolves=resolves, hours=made.hours
        )

    @classmethod
    def mediate(cls, *rungs: Rung) -> Reform:
        """A ladder of mediation before enforcement (Fenghua: one, three, six)."""
        return cls.of("mediate", lambda s: _policies(s, mediation=rungs), rungs=rungs)

    @classmethod
    def single_intake(cls, misroute: float) -> Reform:
        """One number, one window: the share of cases that first reach a wrong body (Hengqin 首问、一窗)."""

        def apply(scenario: Scenario) -> Scenario:
            plain = _with_cells(scenario, lambda cell: evolve(cell, misroute=None))
            return _policies(plain, misroute=misroute)

        return cls.of("single_intake", apply, misroute=misroute)

    @classmethod
    def approval_off(cls) -> Reform:
        """Entrusted bodies sign themselves: the document's way to the principal and back is gone (Yichang)."""

        def sign(cell: Cell) -> Cell:
            who = tuple(evolve(each, approver=None) for each in cell.competent)
            return evolve(cell, competent=who)

        return cls.of("approval_off", lambda s: _with_cells(s, sign))

    @classmethod
    def lenient(cls, course: str, variant: str, share: float) -> Reform:
        """One variant of a course (no penalty, simple procedure) takes this share; the others keep their proportion."""

        def apply(scenario: Scenario) -> Scenario:
            one = next((each for each in scenario.courses if each.id == course), None)
            if one is None or variant not in [each.id for each in one.variants]:
                raise UnknownReference("variant", f"{course}/{variant}", [each.id for each in scenario.courses])
            rest = sum(each.share for each in one.variants if each.id != variant)
            variants = tuple(
                evolve(each, share=share if each.id == variant else each.share / rest * (1 - share))
                for each in one.variants
            )
            changed = evolve(one, variants=variants)
            return evolve(scenario, courses=tuple(changed if each.id == course else each for each in scenario.courses))

        return cls.of("lenient", apply, course=course, variant=variant, share=share)

    @classmethod
    def crosstrain(cls, group: str, skill: float) -> Reform:
        """Officers trained for several fields (Hengqin 一人多岗) work at another speed; usually slower at first."""

        def apply(scenario: Scenario) -> Scenario:
            return _with_group(scenario, group, lambda each: evolve(each, skill=skill))

        return cls.of("crosstrain", apply, group=group, skill=skill)

    @classmethod
    def joint(cls, step: str, seats: Mapping[str, int], service: Duration) -> Reform:
        """A step becomes one joint visit of several groups (Ningbo, Fenghua 综合查一次)."""
        made = tuple(Seat(group=name, officers=n) for name, n in seats.items())

        def apply(scenario: Scenario) -> Scenario:
            if step not in [each.id for each in scenario.steps]:
                raise UnknownReference("step", step, [each.id for each in scenario.steps])
            return evolve(
                scenario,
                steps=tuple(
                    evolve(each, group=None, seats=made, service=service) if each.id == step else each
                    for each in scenario.steps
                ),
            )

        return cls.of("joint", apply, step=step, seats=dict(seats), service=service)


def _plain(value: Any) -> Any:
    return to_plain(value) if not isinstance(value, dict) else value


def _group(scenario: Scenario, name: str) -> Group:
    must_be_text(group=name)
    for each in scenario.groups:
        if each.id == name:
            return each
    known = [each.id for each in scenario.groups]
    raise UnknownReference("group", name, get_close_matches(name, known, n=3) or known[:5])


def _with_group(scenario: Scenario, name: str, change: Callable[[Group], Group]) -> Scenario:
    changed = change(_group(scenario, name))
    return evolve(scenario, groups=tuple(changed if each.id == name else each for each in scenario.groups))


def _with_cells(scenario: Scenario, change: Callable[[Cell], Cell]) -> Scenario:
    return evolve(scenario, cells=tuple(change(cell) for cell in scenario.cells))


def _policies(scenario: Scenario, **values: Any) -> Scenario:
    return evolve(scenario, policies=evolve(scenario.policies, **values))


def _rename(scenario: Scenario, new: Mapping[str, str]) -> Scenario:
    """Groups under other names, wherever one is named."""

    def name(old: Any) -> Any:
        return new.get(old, old)

    def step(each: Step) -> Step:
        seats: dict[str, int] = {}
        for seat in each.seats:
            seats[name(seat.group)] = seats.get(name(seat.group), 0) + seat.officers
        joint = tuple(Seat(group=key, officers=n) for key, n in seats.items())
        return evolve(each, group=name(each.group), seats=joint)

    def cell(each: Cell) -> Cell:
        who: dict[str, Competent] = {}
        for one in each.competent:
            moved = evolve(one, group=name(one.group), approver=name(one.approver), superior=name(one.superior))
            if moved.approver == moved.group:
                moved = evolve(moved, approver=None, mode="own")
            who.setdefault(moved.group, moved)
        return evolve(each, competent=tuple(who.values()))

    rungs = tuple(evolve(each, group=name(each.group)) for each in scenario.policies.mediation)
    merged = evolve(scenario.policies, mediation=rungs, gap_group=name(scenario.policies.gap_group))
    groups = {each.id for each in scenario.groups}
    # References must hold at every step: the merged group itself takes this place at once.
    added = tuple(Group(id=one, officers=1) for one in dict.fromkeys(new.values()) if one not in groups)
    return evolve(
        scenario,
        groups=(*scenario.groups, *added),
        steps=tuple(step(each) for each in scenario.steps),
        cells=tuple(cell(each) for each in scenario.cells),
        policies=merged,
    )
