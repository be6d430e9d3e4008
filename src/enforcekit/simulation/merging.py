"""Several groups become one: their officers, every reference to them, and what they have learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from enforcekit.errors import InvalidRecord
from enforcekit.shape import evolve

from .cells import Cell, Competent, Course
from .findings import BAD_VALUE, TWICE
from .parts import Group, Seat, Step, repeated
from .scenario import Scenario
from .visits import Visit, by_group


def merged(
    scenario: Scenario, members: Sequence[Group], into: str, *, skill: float | None, transfer: float
) -> Scenario:
    """The scenario in which these groups are one, in the place of the first.

    Args:
        scenario: as it is.
        members: the groups that become one.
        into: the id of the one.
        skill: its skill; None: the mean by officers.
        transfer: the share of what they have learnt in a field that the new group knows.

    Raises:
        InvalidRecord: a pure delay is among them, or one of them twice; they have no officers; `into` is another group.
    """
    names = [each.id for each in members]
    found = [TWICE.at("/groups", key=name) for name in repeated(names)]
    if into not in names and into in [each.id for each in scenario.groups]:
        expected = "a new id, or one of the groups that become one"
        found.append(BAD_VALUE.at("/into", value=into, expected=expected))
    if not 0 <= transfer <= 1:
        found.append(BAD_VALUE.at("/knowledge_transfer", value=transfer, expected="a share from 0 to 1"))
    if found:
        raise InvalidRecord(found, into)
    heads = [each.officers or 0 for each in members]
    total = sum(heads)
    if not total or any(each.officers is None for each in members):
        expected = "groups with officers, all of whom are kept"
        raise InvalidRecord([BAD_VALUE.at("/groups", value=total, expected=expected)], into)
    one = evolve(
        members[0],
        id=into,
        officers=total,
        availability=sum(n * g.availability for n, g in zip(heads, members, strict=True)) / total,
        skill=skill if skill is not None else sum(n * g.skill for n, g in zip(heads, members, strict=True)) / total,
        absences=tuple(each for g in members for each in g.absences),
    )
    first = min(n for n, each in enumerate(scenario.groups) if each.id in names)
    ahead = sum(each.id not in names for each in scenario.groups[:first])
    rest = [each for each in scenario.groups if each.id not in names]
    groups = (*rest[:ahead], one, *rest[ahead:])
    return _renamed(_taught(scenario, names, transfer), dict.fromkeys(names, into), groups)


def _taught(scenario: Scenario, names: Sequence[str], transfer: float) -> Scenario:
    """What the groups have done before in each field, together and by the share that is handed on."""
    done: dict[str, dict[str, int]] = {}
    for step in scenario.steps:
        if step.learning is not None and step.group is not None and step.group in names:
            done.setdefault(step.learning.field, {})[step.group] = step.learning.done
    steps = []
    for step in scenario.steps:
        if step.learning is not None and step.group in names:
            known = round(transfer * sum(done[step.learning.field].values()))
            step = evolve(step, learning=evolve(step.learning, done=known))
        steps.append(step)
    return evolve(scenario, steps=tuple(steps))


def _renamed(scenario: Scenario, new: Mapping[str, str], groups: tuple[Group, ...]) -> Scenario:
    """The scenario with these groups, which stand under new names wherever one is named."""

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
            if moved.superior == moved.group:
                # Nobody passes a case up to itself.
                moved = evolve(moved, superior=None)
            who.setdefault(moved.group, moved)
        return evolve(each, competent=tuple(who.values()))

    def course(each: Course) -> Course:
        variants = tuple(
            evolve(one, stages=tuple(evolve(stage, at=name(stage.at)) for stage in one.stages)) for one in each.variants
        )
        return evolve(each, variants=variants)

    def visit(each: Visit) -> Visit:
        return evolve(each, checks=by_group(evolve(one, group=name(one.group)) for one in each.checks))

    old = scenario.policies
    by = old.dispatch
    policies = evolve(
        old,
        mediation=tuple(evolve(each, group=name(each.group)) for each in old.mediation),
        gap_group=name(old.gap_group),
        dispatch=evolve(by, centre=name(by.centre), units=name(by.units)) if by else None,
    )
    return evolve(
        scenario,
        groups=groups,
        steps=tuple(map(step, scenario.steps)),
        cells=tuple(map(cell, scenario.cells)),
        courses=tuple(map(course, scenario.courses)),
        policies=policies,
        visits=tuple(map(visit, scenario.visits)),
        visiting=evolve(scenario.visiting, team=name(scenario.visiting.team)),
    )
