"""Small changes that reforms are made of: of one group, of every cell, of the policies, of one course."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from enforcekit.arguments import must_be_text
from enforcekit.errors import InvalidRecord, UnknownReference
from enforcekit.shape import evolve

from .cells import DELAY, Cell, Course, Variant
from .findings import BAD_VALUE
from .parts import Group
from .scenario import Scenario


def group_of(scenario: Scenario, name: str) -> Group:
    """The group of that name. Raises `UnknownReference` with the nearest."""
    must_be_text(group=name)
    for each in scenario.groups:
        if each.id == name:
            return each
    known = [each.id for each in scenario.groups]
    raise UnknownReference("group", name, get_close_matches(name, known, n=3) or known[:5])


def with_group(scenario: Scenario, name: str, change: Callable[[Group], Group]) -> Scenario:
    """The scenario with one group changed."""
    changed = change(group_of(scenario, name))
    return evolve(scenario, groups=tuple(changed if each.id == name else each for each in scenario.groups))


def with_officers(scenario: Scenario, name: str, change: int) -> Scenario:
    """The scenario with so many officers more, or fewer, in one group. Raises `InvalidRecord` for a pure delay."""
    group = group_of(scenario, name)
    if group.officers is None:
        raise InvalidRecord([BAD_VALUE.at("/group", value=name, expected="a group with officers")], name)
    return with_group(scenario, name, lambda each: evolve(each, officers=(each.officers or 0) + change))


def must_hold(scenario: Scenario, *, fields: Iterable[str] = (), places: Iterable[str] = ()) -> None:
    """Raise unless there are cells, and some in each of these fields and at each of these places.

    A reform of cells that are not there would change nothing, and an experiment would find that it does nothing.

    Raises:
        InvalidRecord: the scenario has no cells.
        UnknownReference: no cell has the field, or the place.
    """
    if not scenario.cells:
        expected = "cells: what is done in them is what this reform changes"
        raise InvalidRecord([BAD_VALUE.at("/cells", value="nothing", expected=expected)], scenario.id)
    for kind, names in (("field", fields), ("place", places)):
        known = list(dict.fromkeys(str(getattr(cell, kind)) for cell in scenario.cells))
        for name in names:
            if name not in known:
                raise UnknownReference(f"{kind} of a cell", name, get_close_matches(name, known, n=3) or known[:5])


def with_cells(scenario: Scenario, change: Callable[[Cell], Cell]) -> Scenario:
    """The scenario with every cell changed."""
    return evolve(scenario, cells=tuple(change(cell) for cell in scenario.cells))


def in_fields(
    scenario: Scenario, fields: Iterable[str], change: Callable[[Cell], Cell], places: Iterable[str] | None = None
) -> Scenario:
    """The scenario with the cells of these fields changed, or those at these places. Raises what `must_hold` raises."""
    must_hold(scenario, fields=fields, places=places or ())
    return with_cells(
        scenario,
        lambda cell: change(cell) if cell.field in fields and (places is None or cell.place in places) else cell,
    )


def with_policies(scenario: Scenario, **values: Any) -> Scenario:
    """The scenario with other policies, which are those of its cells."""
    must_hold(scenario)
    return evolve(scenario, policies=evolve(scenario.policies, **values))


def with_course(scenario: Scenario, name: str, change: Callable[[Course], Course]) -> Scenario:
    """The scenario with one course changed. Raises `UnknownReference`."""
    if name not in (known := [each.id for each in scenario.courses]):
        raise UnknownReference("course", name, known)
    return evolve(scenario, courses=tuple(change(each) if each.id == name else each for each in scenario.courses))


def with_share(course: Course, variant: str, share: float) -> Course:
    """The course with this share for one variant; the others keep their proportion. Raises `UnknownReference`."""
    if variant not in (known := [each.id for each in course.variants]):
        raise UnknownReference("variant", variant, known)
    rest = math.fsum(each.share for each in course.variants if each.id != variant)
    if not rest and share != 1:
        expected = "1, where no other variant has a share"
        raise InvalidRecord([BAD_VALUE.at("/share", value=share, expected=expected)], course.id)
    left = (1 - share) / (rest or 1.0)
    variants = [evolve(one, share=share if one.id == variant else one.share * left) for one in course.variants]
    return evolve(course, variants=tuple(variants))


def off_site(variant: Variant, share: float, factor: float) -> tuple[Variant, ...]:
    """A kind of procedure, and the same without going there: side by side, so that no other case changes its kind."""
    stages = tuple(
        stage if stage.at == DELAY else evolve(stage, service=stage.service.times(factor)) for stage in variant.stages
    )
    return (
        evolve(variant, share=variant.share * (1 - share)),
        evolve(variant, id=f"{variant.id}-off-site", share=variant.share * share, stages=stages),
    )
