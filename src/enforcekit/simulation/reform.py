"""Reforms: pure functions from one scenario to another, that can be joined with `|` and say what they did.

Each refuses what would change silently: officers come from somewhere, a cell does not lose its last body unnoticed, and
what the linter calls void of the structure behind a scenario is not simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, must_be_text, records_of, texts_of, wrong
from enforcekit.errors import InvalidRecord, UnknownReference
from enforcekit.shape import evolve

from .cells import Cell, Competent, Course, Dispatch, Prehandling, Rung
from .changes import (
    group_of,
    in_fields,
    must_hold,
    off_site,
    with_cells,
    with_course,
    with_group,
    with_officers,
    with_policies,
    with_share,
)
from .findings import BAD_VALUE, GAP
from .merging import merged
from .parts import Duration, Seat
from .plain import arguments, to_plain
from .scenario import Scenario
from .visits import Visiting

Change = Callable[[Scenario], Scenario]
OPERATIONS: Final = (
    "merge", "staff", "move_staff", "availability", "crosstrain", "delegate", "entrust", "take_back", "delist",
    "volume", "prehandle", "mediate", "single_intake", "dispatch_centre", "off_site", "approval_off", "lenient",
    "joint", "joint_inspection",
)  # fmt: skip
"""The operations that can be written in a file."""
_OPERATIONS: Final = (
    "a list of operations",
    "操作列表",
    'give [{"op": "staff", "group": "team", "change": 2}]',
    '请给出 [{"op": "staff", "group": "team", "change": 2}]',
)
_CHANGE: Final = (
    "a function from scenario to scenario",
    "由情景到情景的函数",
    "give lambda scenario: …, which returns a Scenario",
    "请给出返回 Scenario 的函数",
)


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
        """The scenario after the reform.

        Raises:
            NotPermitted: the linter calls void what an operation does, where the scenario stands beside a structure.
            InvalidRecord: an operation does not fit the scenario.
            UnknownReference: it names a group, variant or step that is not there.
        """
        must_be(Scenario, scenario=scenario)
        for name, _, change in self.operations:
            before, scenario = scenario, change(scenario)
            must_be(Scenario, **{name: scenario})
            if scenario.legal is not None:
                from .lawful import unless_void

                scenario = unless_void(before, scenario, name)
        return scenario

    def __or__(self, other: Reform) -> Reform:
        """First this, then the other."""
        must_be(Reform, other=other)
        return Reform(self.operations + other.operations)

    def describe(self) -> list[dict[str, Any]]:
        """The operations as plain values, in order."""
        return [{"op": name, **{key: _plain(value) for key, value in given}} for name, given, _ in self.operations]

    def diff(self, base: Scenario) -> dict[str, tuple[Any, Any]]:
        """The top-level fields that change, before and after; where none does the rows stay identical."""
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
        return cls._read(operations, "")

    @classmethod
    def _read(cls, operations: Iterable[Mapping[str, Any]], at: str) -> Reform:
        if isinstance(operations, str | Mapping) or not isinstance(operations, Iterable):
            raise wrong(at[1:] or "operations", operations, _OPERATIONS)
        made = cls.identity()
        for n, each in enumerate(operations):
            must_be(Mapping, **{f"{at}/{n}": each})
            name = str(each.get("op", ""))
            if name not in OPERATIONS:
                raise UnknownReference("reform", name, get_close_matches(name, OPERATIONS, n=3) or OPERATIONS)
            operation = getattr(cls, name)
            parts, given = arguments(operation, {key: value for key, value in each.items() if key != "op"}, f"{at}/{n}")
            made |= operation(*parts, **given)
        return made

    @classmethod
    def book(cls, document: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, Reform]:
        """Several reforms by name, each as `describe` wrote it.

        Raises what `from_list` raises.

        >>> list(Reform.book({"more": [{"op": "staff", "group": "team", "change": 2}]}))
        ['more']
        """
        must_be(Mapping, document=document)
        return {name: cls._read(operations, f"/{name}") for name, operations in document.items()}

    @classmethod
    def identity(cls) -> Reform:
        """Nothing changes."""
        return cls()

    @classmethod
    def of(cls, name: str, change: Change, /, **given: Any) -> Reform:
        """Any function from scenario to scenario, under a name."""
        must_be_text(name=name)
        if not callable(change):
            raise wrong("change", change, _CHANGE)
        return cls(((name, tuple(given.items()), change),))

    @classmethod
    def merge(
        cls, groups: Iterable[str], into: str, *, skill: float | None = None, knowledge_transfer: float = 0.0
    ) -> Reform:
        """Several groups become one with one queue (Yichang: fourteen teams into one).

        The merged group has all their officers, the authority and calendar of the first, and the mean availability by
        officers. Nobody is good at everything on the first day: `knowledge_transfer` is the share of what the groups
        have learnt in a field that the new one knows, `skill` how fast it is at first (the mean, left out).
        """
        names = texts_of("groups", groups) or ()
        must_be_text(into=into)

        def change(scenario: Scenario) -> Scenario:
            members = [group_of(scenario, name) for name in names]
            return merged(scenario, members, into, skill=skill, transfer=knowledge_transfer)

        given = {"skill": skill, "knowledge_transfer": knowledge_transfer or None}
        return cls.of("merge", change, groups=names, into=into, **{k: v for k, v in given.items() if v is not None})

    @classmethod
    def staff(cls, group: str, change: int) -> Reform:
        """So many officers more, or fewer: the total changes, and the reform says so."""
        must_be(int, change=change)
        return cls.of("staff", lambda s: with_officers(s, group, change), group=group, change=change)

    @classmethod
    def move_staff(cls, source: str, to: str, officers: int) -> Reform:
        """Officers move from one group to another (Ningbo: officers moved down with the powers)."""
        must_be(int, officers=officers)
        if officers < 0:
            expected = "a number of at least 0: they move from source to the other"
            raise InvalidRecord([BAD_VALUE.at("/officers", value=officers, expected=expected)], "move_staff")

        def apply(scenario: Scenario) -> Scenario:
            return with_officers(with_officers(scenario, source, -officers), to, officers)

        return cls.of("move_staff", apply, source=source, to=to, officers=officers)

    @classmethod
    def availability(cls, group: str, share: float) -> Reform:
        """The share of working time that a group has for cases (Huizhou: on the list but not at the post)."""

        def apply(scenario: Scenario) -> Scenario:
            return with_group(scenario, group, lambda each: evolve(each, availability=share))

        return cls.of("availability", apply, group=group, share=share)

    @classmethod
    def delegate(cls, fields: Iterable[str], to: Mapping[str, str], *, mode: str = "delegated") -> Reform:
        """Powers in some fields go to a group at each place (赋权; Ningbo: 97 towns).

        Args:
            fields: fields of cells.
            to: the group that receives them, by place.
            mode: a mode of the law, which a scenario that stands beside a structure is judged by.
        """
        return cls._hand_down("delegate", fields, to, {}, mode)

    @classmethod
    def entrust(
        cls, fields: Iterable[str], to: Mapping[str, str], approver: Mapping[str, str], *, mode: str = "entrusted"
    ) -> Reform:
        """Powers in some fields are exercised by a group at each place in another's name, whose group signs (委托).

        Args:
            fields: fields of cells.
            to: the group that exercises them, by place.
            approver: the principal's group, by place.
            mode: a mode of the law.
        """
        return cls._hand_down("entrust", fields, to, approver, mode)

    @classmethod
    def _hand_down(
        cls, op: str, fields: Iterable[str], to: Mapping[str, str], approver: Mapping[str, str], mode: str
    ) -> Reform:
        names = texts_of("fields", fields) or ()
        must_be(Mapping, to=to, approver=approver)

        def move(cell: Cell) -> Cell:
            before = cell.competent[0].group if cell.competent else None
            signs = approver.get(cell.place)
            who = Competent(group=to[cell.place], mode=mode, approver=signs, superior=signs or before)
            return evolve(cell, competent=(who,))

        given = {"approver": dict(approver)} if approver else {}
        return cls.of(op, lambda s: in_fields(s, names, move, to), fields=names, to=dict(to), **given, mode=mode)

    @classmethod
    def take_back(cls, fields: Iterable[str], to: Mapping[str, str]) -> Reform:
        """Powers return to a group at each place."""
        names = texts_of("fields", fields) or ()
        must_be(Mapping, to=to)

        def move(cell: Cell) -> Cell:
            return evolve(cell, competent=(Competent(group=to[cell.place]),))

        return cls.of("take_back", lambda s: in_fields(s, names, move, to), fields=names, to=dict(to))

    @classmethod
    def delist(cls, fields: Iterable[str], group: str, *, leave_gap: bool = False) -> Reform:
        """A group loses some fields (Yichang: 357 items to 207). Refused where nobody would be left, unless said so."""
        names = texts_of("fields", fields) or ()

        def drop(cell: Cell) -> Cell:
            kept = tuple(each for each in cell.competent if each.group != group)
            if cell.competent and not kept and not leave_gap:
                raise InvalidRecord([attrs.evolve(GAP.at(cell=cell.id), severity="error")], "delist")
            return evolve(cell, competent=kept)

        def apply(scenario: Scenario) -> Scenario:
            group_of(scenario, group)
            return in_fields(scenario, names, drop)

        return cls.of("delist", apply, fields=names, group=group, leave_gap=leave_gap)

    @classmethod
    def volume(cls, factor: float) -> Reform:
        """So many times as many cases arrive. It is no reform: it is what else may have happened (Hengqin: -63.47 %).

        Rates change; cases at given times, and those there at the start, stay.
        """
        must_be(int, float, factor=factor)

        def apply(scenario: Scenario) -> Scenario:
            rows = tuple(evolve(each, per_day=each.per_day * factor) for each in scenario.arrivals)
            return with_cells(evolve(scenario, arrivals=rows), lambda cell: evolve(cell, per_day=cell.per_day * factor))

        return cls.of("volume", apply, factor=factor)

    @classmethod
    def prehandle(cls, share: float, *, resolves: float = 1.0, hours: Duration | None = None) -> Reform:
        """Somebody else looks at a share of the cases first (Hengqin: property companies, 94.47 %)."""
        made = Prehandling(share=share, resolves=resolves, hours=hours or Duration.fixed(24))
        return cls.of(
            "prehandle", lambda s: with_policies(s, prehandling=made), share=share, resolves=resolves, hours=made.hours
        )

    @classmethod
    def mediate(cls, *rungs: Rung) -> Reform:
        """A ladder of mediation before enforcement (Fenghua: one, three, six)."""
        records_of("rungs", rungs, Rung)
        return cls.of("mediate", lambda s: with_policies(s, mediation=rungs), rungs=rungs)

    @classmethod
    def single_intake(cls, misroute: float) -> Reform:
        """One number, one window: the share of cases that first reach a wrong body (Hengqin 首问、一窗)."""

        def apply(scenario: Scenario) -> Scenario:
            plain = with_cells(scenario, lambda cell: evolve(cell, misroute=None))
            return with_policies(plain, misroute=misroute)

        return cls.of("single_intake", apply, misroute=misroute)

    @classmethod
    def dispatch_centre(cls, by: Dispatch, *, misroute: float = 0.0) -> Reform:
        """One centre takes every call and sends a unit (Hengqin, Ningbo); what it cannot settle goes to the right body.

        Args:
            by: the centre, the units, how long call, way and scene take, and what share is settled there.
            misroute: the share that still reaches a wrong body first.
        """
        must_be(Dispatch, by=by)
        intake = cls.single_intake(misroute)
        given = {"misroute": misroute} if misroute else {}
        return cls.of("dispatch_centre", lambda s: with_policies(intake(s), dispatch=by), by=by, **given)

    @classmethod
    def off_site(cls, course: str, share: float, factor: float) -> Reform:
        """A share of every kind of procedure is done without going there (Huizhou 非现场: 6,961 cases).

        Args:
            course: the course.
            share: of the cases of each variant.
            factor: how many times as long the work of the competent body then takes; waiting times stay.
        """

        must_be(int, float, share=share, factor=factor)

        def split(one: Course) -> Course:
            return evolve(one, variants=tuple(each for old in one.variants for each in off_site(old, share, factor)))

        return cls.of("off_site", lambda s: with_course(s, course, split), course=course, share=share, factor=factor)

    @classmethod
    def approval_off(cls) -> Reform:
        """Entrusted bodies sign themselves: the document's way to the principal and back is gone (Yichang)."""

        def sign(cell: Cell) -> Cell:
            who = tuple(evolve(each, approver=None) for each in cell.competent)
            return evolve(cell, competent=who)

        def apply(scenario: Scenario) -> Scenario:
            must_hold(scenario)
            return with_cells(scenario, sign)

        return cls.of("approval_off", apply)

    @classmethod
    def lenient(cls, course: str, variant: str, share: float) -> Reform:
        """One variant of a course (no penalty, simple procedure) takes this share; the others keep their proportion."""

        must_be(int, float, share=share)
        given = {"course": course, "variant": variant, "share": share}
        return cls.of("lenient", lambda s: with_course(s, course, lambda one: with_share(one, variant, share)), **given)

    @classmethod
    def crosstrain(cls, group: str, skill: float) -> Reform:
        """Officers trained for several fields (Hengqin 一人多岗) work at another speed; usually slower at first."""

        def apply(scenario: Scenario) -> Scenario:
            return with_group(scenario, group, lambda each: evolve(each, skill=skill))

        return cls.of("crosstrain", apply, group=group, skill=skill)

    @classmethod
    def joint(cls, step: str, seats: Mapping[str, int], service: Duration) -> Reform:
        """A step becomes one joint visit of several groups (Ningbo, Fenghua 综合查一次)."""
        must_be(Mapping, seats=seats)
        made = tuple(Seat(group=name, officers=n) for name, n in seats.items())
        if not made:
            raise InvalidRecord([BAD_VALUE.at("/seats", value="nothing", expected="officers by group")], "joint")

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

    @classmethod
    def joint_inspection(cls, how: Visiting) -> Reform:
        """The visits to firms are kept in another way: together, or by one cross-qualified team (综合查一次)."""
        must_be(Visiting, how=how)

        def apply(scenario: Scenario) -> Scenario:
            if not scenario.visits:
                raise InvalidRecord([BAD_VALUE.at("/visits", value="nothing", expected="visits to firms")], scenario.id)
            return evolve(scenario, visiting=how)

        return cls.of("joint_inspection", apply, how=how)


def _plain(value: Any) -> Any:
    return to_plain(value) if not isinstance(value, dict) else value
