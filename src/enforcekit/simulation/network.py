"""What is simulated: the scenario's own groups, steps, classes and arrivals, and those that its cells stand for."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from .parts import Group, Step
from .scenario import Arrivals, CaseClass, Scenario


@attrs.frozen(kw_only=True)
class Network:
    """Groups, steps, classes, arrivals and exits, nothing left to make of them; the firms of each stream of visits."""

    scenario: Scenario
    groups: tuple[Group, ...]
    steps: tuple[Step, ...]
    classes: tuple[CaseClass, ...]
    arrivals: tuple[Arrivals, ...]
    exits: tuple[str, ...]
    firms: Mapping[str, tuple[str, ...]]


def network_of(scenario: Scenario) -> Network:
    """The network that a scenario stands for."""
    cells = visits = None
    if scenario.cells:
        from .expand import expand

        cells = expand(scenario)
    if scenario.visits:
        from .visits import kept

        visits = kept(scenario)
    made = [each for each in (cells, visits) if each is not None]
    exits = (
        "withdrawn",
        "overdue",
        *scenario.exits,
        *(cells.exits if cells else ()),
        *(visits.exits if visits else ()),
    )
    return Network(
        scenario=scenario,
        groups=(*scenario.groups, *(cells.groups if cells else ())),
        steps=(*scenario.steps, *(step for each in made for step in each.steps)),
        classes=(*scenario.classes, *(one for each in made for one in each.classes)),
        arrivals=(*scenario.arrivals, *(row for each in made for row in each.arrivals)),
        exits=tuple(dict.fromkeys(exits)),
        firms=visits.firms if visits else {},
    )
