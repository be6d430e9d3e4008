"""What is simulated: the scenario's own groups, steps, classes and arrivals, and those that its cells stand for."""

from __future__ import annotations

import attrs

from .parts import Group, Step
from .scenario import Arrivals, CaseClass, Scenario


@attrs.frozen(kw_only=True)
class Network:
    """Groups, steps, classes, arrivals and exits, with nothing left to make of them."""

    scenario: Scenario
    groups: tuple[Group, ...]
    steps: tuple[Step, ...]
    classes: tuple[CaseClass, ...]
    arrivals: tuple[Arrivals, ...]
    exits: tuple[str, ...]


def network_of(scenario: Scenario) -> Network:
    """The network that a scenario stands for."""
    made = None
    if scenario.cells:
        from .expand import expand

        made = expand(scenario)
    return Network(
        scenario=scenario,
        groups=(*scenario.groups, *(made.groups if made else ())),
        steps=(*scenario.steps, *(made.steps if made else ())),
        classes=(*scenario.classes, *(made.classes if made else ())),
        arrivals=(*scenario.arrivals, *(made.arrivals if made else ())),
        exits=tuple(dict.fromkeys(("withdrawn", "overdue", *scenario.exits, *(made.exits if made else ())))),
    )
