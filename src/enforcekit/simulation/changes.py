"""Small changes that reforms are made of: of one group, of every cell, of the policies, of one course."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from enforcekit.arguments import must_be_text
from enforcekit.errors import UnknownReference
from enforcekit.shape import evolve

from .cells import DELAY, Cell, Course, Variant
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


def with_cells(scenario: Scenario, change: Callable[[Cell], Cell]) -> Scenario:
    """The scenario with every cell changed."""
    return evolve(scenario, cells=tuple(change(cell) for cell in scenario.cells))


def with_policies(scenario: Scenario, **values: Any) -> Scenario:
    """The scenario with other policies."""
    return evolve(scenario, policies=evolve(scenario.policies, **values))


def with_course(scenario: Scenario, name: str, change: Callable[[Course], Course]) -> Scenario:
    """The scenario with one course changed. Raises `UnknownReference`."""
    if name not in (known := [each.id for each in scenario.courses]):
        raise UnknownReference("course", name, known)
    return evolve(scenario, courses=tuple(change(each) if each.id == name else each for each in scenario.courses))


def off_site(variant: Variant, share: float, factor: float) -> tuple[Variant, ...]:
    """A kind of procedure, and the same without going there: side by side, so that no other case changes its kind."""
    stages = tuple(
        stage if stage.at == DELAY else evolve(stage, service=stage.service.times(factor)) for stage in variant.stages
    )
    return (
        evolve(variant, share=variant.share * (1 - share)),
        evolve(variant, id=f"{variant.id}-off-site", share=variant.share * share, stages=stages),
    )
