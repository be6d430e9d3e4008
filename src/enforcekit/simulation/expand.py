"""What the cells of a scenario stand for: for each one a class, its stream, and the steps of finding its way.

A case is pre-handled or not, mediated or not, reaches a first group (the right one, unless misrouted), is looked at
there (triage), is passed on or accepted, goes through its course, may be signed by the principal, escalated, sent back.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import attrs

from enforcekit.keyed import FIRST, KIND, MEDIATE, PREHANDLE, USER

from .cells import OWNER, SUPERIOR, Cell, Competent, Course, Dispatch, Policies, Stage
from .parts import Duration, Group, Route, Step
from .scenario import Arrivals, CaseClass, Deadline, Scenario

DELAY = "~delay"
"""The group of all pure delays."""
RESOLVED, SETTLED, NO_AUTHORITY, CLOSED, ON_SCENE = "pre-handled", "mediated", "no-authority", "closed", "on-scene"
EXITS = (RESOLVED, SETTLED, NO_AUTHORITY, CLOSED, ON_SCENE)
OMIT, ESCALATE, DISPUTE = USER, USER + 1, USER + 2


@attrs.frozen(kw_only=True)
class Expanded:
    """The parts made of all cells."""

    groups: tuple[Group, ...]
    steps: tuple[Step, ...]
    classes: tuple[CaseClass, ...]
    arrivals: tuple[Arrivals, ...]
    exits: tuple[str, ...]


def expand(scenario: Scenario) -> Expanded:
    """The steps, classes and streams of the cells of a scenario in which something happens."""
    courses = {each.id: each for each in scenario.courses}
    steps: list[Step] = []
    classes, arrivals = [], []
    for cell in scenario.cells:
        if not cell.per_day:
            continue
        course = courses[cell.course]
        made = list(_cell_steps(cell, course, scenario))
        steps += made
        deadline = Deadline(hours=course.deadline_hours) if course.deadline_hours else None
        classes.append(CaseClass(id=cell.id, start=made[0].id, deadline=deadline, field=cell.field, place=cell.place))
        arrivals.append(Arrivals(id=cell.id, classes=(Route(to=cell.id),), per_day=cell.per_day, stream=cell.stream))
    return Expanded(
        groups=(Group(id=DELAY),), steps=tuple(steps), classes=tuple(classes), arrivals=tuple(arrivals), exits=EXITS
    )


def _delay(id: str, hours: Duration, *routes: Route, excluded: bool = False) -> Step:
    return Step(id=id, group=DELAY, service=hours, routes=routes, excluded=excluded)


def _split(id: str, purpose: int, *routes: Route) -> Step:
    """A decision; the way that nothing takes is left out."""
    taken = tuple(route for route in routes if route.share > 0)
    return Step(id=id, purpose=purpose, routes=taken)


def _cell_steps(cell: Cell, course: Course, scenario: Scenario) -> Iterator[Step]:
    policies = scenario.policies
    inside = f"{cell.id}/mediate0" if policies.mediation else f"{cell.id}/first"
    after_door = f"{cell.id}/call" if policies.dispatch else inside
    pre = policies.prehandling
    # The first step of all is the one the class starts with.
    yield _split(
        f"{cell.id}/start",
        PREHANDLE,
        Route(to=f"{cell.id}/pre", share=pre.share if pre else 0.0),
        Route(to=after_door, share=1 - pre.share if pre else 1.0),
    )
    if pre and pre.share:
        yield _delay(
            f"{cell.id}/pre",
            pre.hours,
            Route(to=RESOLVED, share=pre.resolves),
            Route(to=after_door, share=1 - pre.resolves),
        )
    if policies.dispatch:
        yield from _dispatch(cell, policies.dispatch, inside)
    yield from _mediation(cell, policies)
    if not cell.competent:
        yield from _gap(cell, course, scenario)
        return
    yield from _first(cell, scenario)
    for n, who in enumerate(cell.competent):
        yield from _course(cell, course, who, f"{cell.id}/{n}", policies)


def _dispatch(cell: Cell, by: Dispatch, onward: str) -> Iterator[Step]:
    """The call, the way, the scene: a unit that has arrived goes before every call, so that nobody calls it away."""
    yield Step(id=f"{cell.id}/call", group=by.centre, service=by.call, routes=(Route(to=f"{cell.id}/travel"),))
    yield Step(
        id=f"{cell.id}/travel",
        group=by.units,
        service=by.travel,
        officers=by.officers,
        priority=1,
        routes=(Route(to=f"{cell.id}/scene"),),
    )
    ways = (Route(to=ON_SCENE, share=by.resolves), Route(to=onward, share=1 - by.resolves))
    yield Step(
        id=f"{cell.id}/scene",
        group=by.units,
        service=by.scene,
        officers=by.officers,
        routes=tuple(way for way in ways if way.share > 0),
    )


def _mediation(cell: Cell, policies: Policies) -> Iterator[Step]:
    """A ladder of levels; who does not settle on one goes to the next, and at last to enforcement."""
    for n, rung in enumerate(policies.mediation):
        last = n + 1 == len(policies.mediation)
        onward = f"{cell.id}/first" if last else f"{cell.id}/mediate{n + 1}"
        yield Step(
            id=f"{cell.id}/mediate{n}",
            group=rung.group,
            service=rung.service,
            officers=rung.officers,
            purpose=MEDIATE,
            routes=(
                Route(to=SETTLED, share=rung.settles),
                Route(to=onward, share=1 - rung.settles, reason="route" if last else "escalate"),
            ),
        )


def _gap(cell: Cell, course: Course, scenario: Scenario) -> Iterator[Step]:
    policies = scenario.policies
    if policies.gap == "close" or policies.gap_group is None:
        yield Step(id=f"{cell.id}/first", routes=(Route(to=NO_AUTHORITY),))
        return
    who = Competent(group=policies.gap_group)
    yield _delay(f"{cell.id}/first", policies.designation, Route(to=f"{cell.id}/0/accept", reason="designate"))
    yield from _course(cell, course, who, f"{cell.id}/0", policies)


def _first(cell: Cell, scenario: Scenario) -> Iterator[Step]:
    """Who is reached first, and how the case is passed on until somebody accepts it."""
    policies = scenario.policies
    misroute = policies.misroute if cell.misroute is None else cell.misroute
    right = [(n, who) for n, who in enumerate(cell.competent)]
    others = _others(cell, scenario) if misroute else []
    weight = math.fsum(who.weight for _, who in right)
    wrong = misroute if others else 0.0
    yield _split(
        f"{cell.id}/first",
        FIRST,
        *(Route(to=f"{cell.id}/{n}/triage", share=(1 - wrong) * who.weight / weight) for n, who in right),
        *(Route(to=f"{cell.id}/w0.{group}", share=wrong / len(others)) for group in others),
    )
    overlap = len(right) > 1 and policies.dispute > 0
    for n, who in right:
        # With several competent bodies the second dispute is settled by the common superior.
        contested = 1 - (1 - policies.dispute) ** (len(right) - 1) if overlap else 0.0
        passed = policies.transfer if len(right) > 1 else 0.0
        onward = f"{cell.id}/{(n + 1) % len(right)}/accept"
        yield Step(
            id=f"{cell.id}/{n}/triage",
            group=who.group,
            service=policies.triage,
            routes=tuple(
                route
                for route in (
                    Route(to=f"{cell.id}/{n}/dispute", share=contested, reason="dispute"),
                    Route(to=f"{cell.id}/{n}/pass", share=(1 - contested) * passed, reason="transfer"),
                    Route(to=f"{cell.id}/{n}/accept", share=(1 - contested) * (1 - passed)),
                )
                if route.share > 0
            ),
        )
        if contested:
            yield _delay(
                f"{cell.id}/{n}/dispute", policies.negotiation, Route(to=f"{cell.id}/{n}/designate", reason="dispute")
            )
            yield _delay(
                f"{cell.id}/{n}/designate", policies.designation, Route(to=f"{cell.id}/{n}/accept", reason="designate")
            )
        if passed:
            yield _delay(f"{cell.id}/{n}/pass", policies.transit, Route(to=onward, reason="transfer"))
    yield from _passed_on(cell, policies, others)


def _others(cell: Cell, scenario: Scenario) -> list[str]:
    """The groups that a case of this cell may reach by mistake: those competent for something else at the place."""
    mine = {who.group for who in cell.competent}
    near = [who.group for other in scenario.cells if other.place == cell.place for who in other.competent]
    return list(dict.fromkeys(group for group in near if group not in mine))


def _passed_on(cell: Cell, policies: Policies, others: list[str]) -> Iterator[Step]:
    """Wrong receivers: each looks at the case and passes it to the next, to the right one, or lets it be designated.

    With memory the ways out of a wrong receiver shrink with every transfer; without it they stay all the others.
    """
    right = [f"{cell.id}/{n}/triage" for n in range(len(cell.competent))]
    for hop in range(policies.max_transfers + 1 if others else 0):
        last = hop >= policies.max_transfers or (policies.memory and hop + 1 >= len(others))
        for place, group in enumerate(others):
            here = f"{cell.id}/w{hop}.{group}"
            if last:
                ways = [Route(to=f"{cell.id}/designated", reason="transfer")]
                if hop < policies.max_transfers:
                    ways = [Route(to=right[0], reason="transfer")]
            elif policies.memory:
                # Passed round in one order from where it came in: nobody is asked twice.
                stay = len(others) - hop - 1
                after = others[(place + 1) % len(others)]
                ways = [
                    Route(to=right[0], share=1 / (stay + 1), reason="transfer"),
                    Route(to=f"{cell.id}/w{hop + 1}.{after}", share=stay / (stay + 1), reason="transfer"),
                ]
            else:
                rest = [each for each in others if each != group]
                ways = [Route(to=right[0], share=1 / (len(rest) + 1), reason="transfer")]
                ways += [
                    Route(to=f"{cell.id}/w{hop + 1}.{each}", share=1 / (len(rest) + 1), reason="transfer")
                    for each in rest
                ]
            yield Step(id=here, group=group, service=policies.triage, routes=(Route(to=f"{here}>"),))
            yield _delay(f"{here}>", policies.transit, *ways)
        if last:
            break
    if others:
        yield _delay(f"{cell.id}/designated", policies.designation, Route(to=f"{cell.id}/0/accept", reason="designate"))


def _course(cell: Cell, course: Course, who: Competent, at: str, policies: Policies) -> Iterator[Step]:
    """The procedure at the group that accepted the case: variants, stages, approval, escalation and return."""
    yield _split(f"{at}/accept", KIND, *(Route(to=f"{at}/{each.id}/0", share=each.share) for each in course.variants))
    up = who.superior if policies.escalate and who.superior else None
    finish = f"{at}/approve" if who.approver else f"{at}/end"
    for variant in course.variants:
        if variant.share <= 0:
            continue
        for n, stage in enumerate(variant.stages):
            onward = f"{at}/{variant.id}/{n + 1}" if n + 1 < len(variant.stages) else finish
            yield from _stage(f"{at}/{variant.id}/{n}", stage, who, onward)
        if not variant.stages:
            yield Step(id=f"{at}/{variant.id}/0", routes=(Route(to=finish),))
    if who.approver:
        yield Step(id=f"{at}/approve", group=who.approver, service=course.approval, routes=(Route(to=f"{at}/end"),))
    yield _split(
        f"{at}/end",
        ESCALATE,
        Route(to=f"{at}/up", share=policies.escalate if up else 0.0, reason="escalate"),
        Route(to=CLOSED, share=1 - policies.escalate if up else 1.0),
    )
    if up:
        back = policies.send_back
        ways = (Route(to=f"{at}/accept", share=back, reason="return"), Route(to=CLOSED, share=1 - back))
        yield Step(id=f"{at}/up", group=up, service=course.approval, routes=tuple(way for way in ways if way.share > 0))


def _stage(id: str, stage: Stage, who: Competent, onward: str) -> Iterator[Step]:
    group = {OWNER: who.group, SUPERIOR: who.superior or who.group, "delay": DELAY}.get(stage.at, stage.at)
    work = f"{id}/do" if stage.share < 1 else id
    if stage.share < 1:
        yield _split(id, _omit(id), Route(to=work, share=stage.share), Route(to=onward, share=1 - stage.share))
    yield Step(
        id=work,
        group=group,
        service=stage.service,
        officers=stage.officers,
        priority=stage.priority,
        files=stage.files,
        excluded=stage.excluded,
        routes=(Route(to=onward),),
    )


def _omit(id: str) -> int:
    """A purpose of its own for each stage that not every case has: two in a row must not be decided by one number."""
    return OMIT + 8 + int(id.rsplit("/", 1)[1]) % 128
