"""One-matter bundles (监管一件事): who leads, who helps, and whether the chain from licence to enforcement is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_day
from enforcekit.competence import who_may
from enforcekit.errors import Finding, rule
from enforcekit.law import Pack, Threshold, pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.inspection import MatterStep, OneMatter
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure

NO_OWNER = rule(
    "EK575",
    "defect",
    "{rule}: nobody leads '{matter}': a trade without an owner",
    "{rule}：“{matter}”没有牵头机关，监管主体不明",
    cure_en="let the government name a lead",
    cure_zh="由本级人民政府明确牵头机关",
)
UNCOVERED = rule(
    "EK576",
    "defect",
    "{rule}: '{matter}' has no step of {action_en}: the chain has a gap",
    "{rule}：“{matter}”没有{action_zh}环节，监管链条有缺口",
    cure_en="add the step, with its items and body",
    cure_zh="补充该环节及其事项、机关",
)
NOBODY = rule(
    "EK577",
    "defect",
    "{rule}: the step of {action_en} on '{item}' has no body",
    "{rule}：“{item}”的{action_zh}环节没有负责机关",
    cure_en="who may: {holders}",
    cure_zh="有权机关：{holders}",
)
NOT_ITS_POWER = rule(
    "EK578",
    "defect",
    "{rule}: '{authority}' may not do the step of {action_en} on '{item}'",
    "{rule}：“{authority}”对“{item}”没有{action_zh}权",
    cure_en="who may: {holders}",
    cure_zh="有权机关：{holders}",
)
OUTSIDE = rule(
    "EK579",
    "advice",
    "{rule}: '{authority}' has a step in '{matter}' and is neither its lead nor a co-body",
    "{rule}：“{authority}”承担“{matter}”的环节，但未列为牵头或协同机关",
    cure_en="name it as a co-body",
    cure_zh="列为协同机关",
)
IDLE = rule(
    "EK580",
    "advice",
    "{rule}: '{authority}' is a co-body of '{matter}' without a step",
    "{rule}：“{authority}”是“{matter}”的协同机关，但没有环节",
    cure_en="give it a step, or leave it out",
    cure_zh="明确其环节，或者删去",
)
UNPROVED = rule(
    "EK581",
    "advice",
    "{rule}: the step of {action_en} in '{matter}' names no item: whether its body may cannot be said",
    "{rule}：“{matter}”的{action_zh}环节未列事项，无法判断机关是否有权",
    cure_en="name its items",
    cure_zh="列明事项",
)


@attrs.frozen(kw_only=True)
class Chain:
    """A bundle as it was found on a day: for each action of the chain the bodies that do it, and what is missing."""

    matter: str
    on: dt.date
    bodies: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether somebody leads, every action of the chain has a body, and every body may do its step."""
        return all(each.severity == "advice" for each in self.findings)

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """What breaks the chain."""
        return tuple(each for each in self.findings if each.severity != "advice")

    def to_dict(self) -> dict[str, Any]:
        """The chain as plain JSON values."""
        return {
            "matter": self.matter,
            "on": self.on.isoformat(),
            "complete": self.complete,
            "bodies": {action: list(bodies) for action, bodies in self.bodies.items()},
            "findings": [each.to_dict() for each in self.findings],
        }


def chain_of(matter: OneMatter, structure: Structure, *, on: dt.date) -> Chain:
    """Whether a one-matter bundle is whole: lead, co-bodies, licence → supervision → enforcement (N10, F7).

    A step that nobody covers is a gap; so is one whose body has no power over its items at the place on the day. Which
    actions a chain has are rows of the pack.

    Args:
        matter: the bundle.
        structure: bodies, items and grants.
        on: the day.

    Raises `UnknownReference` for a body, item or place that is not in the structure.

    >>> import enforcekit as ek
    >>> step = MatterStep(action="inspect", items=["restaurant-fumes-ningbo"], authority="xikou-town")
    >>> braised = OneMatter(id="m-1", names={"zh": "卤肉店监管一件事"}, place="330213100", steps=[step])
    >>> found = chain_of(braised, ek.example("ningbo"), on=dt.date(2025, 9, 1))
    >>> found.complete, [each.code for each in found.gaps]
    (False, ['EK575', 'EK576', 'EK576'])
    """
    must_be(OneMatter, matter=matter)
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    pack = pack_of(structure)
    structure.resolve(Place, matter.place)
    for body in (matter.lead, *matter.partners, *(each.authority for each in matter.steps)):
        if body is not None:
            structure.resolve(Authority, body)
    rows = {row.outcome: row for row in pack.thresholds_of("matter_chain", on)}
    bodies = {action: _bodies(matter, action) for action in dict.fromkeys([*rows, *(s.action for s in matter.steps)])}
    return Chain(matter=matter.id, on=on, bodies=bodies, findings=tuple(_findings(matter, structure, pack, rows, on)))


def _bodies(matter: OneMatter, action: str) -> tuple[str, ...]:
    found = (each.authority for each in matter.steps if each.action == action)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _findings(
    matter: OneMatter, structure: Structure, pack: Pack, rows: dict[str, Threshold], on: dt.date
) -> Iterator[Finding]:
    chain = next(iter(rows.values()), None)
    cited = {"rule": chain.rule if chain else "", "article": chain.article if chain else ""}
    if matter.lead is None:
        yield NO_OWNER.at("/lead", matter=matter.id, **cited)
    done = {each.action for each in matter.steps}
    for action in rows:
        if action not in done:
            yield UNCOVERED.at("/steps", matter=matter.id, **_action(pack, action), **cited)
    for number, step in enumerate(matter.steps):
        yield from _of_step(matter, step, f"/steps/{number}", structure, pack, on, cited)
    named = {matter.lead, *matter.partners}
    own = {each.authority for each in matter.steps if each.authority is not None}
    if matter.lead is not None:
        for body in sorted(own - named):
            yield OUTSIDE.at("/partners", matter=matter.id, authority=body, **cited)
    for body in matter.partners:
        if body not in own:
            yield IDLE.at("/partners", matter=matter.id, authority=body, **cited)


def _of_step(
    matter: OneMatter,
    step: MatterStep,
    where: str,
    structure: Structure,
    pack: Pack,
    on: dt.date,
    cited: dict[str, str],
) -> Iterator[Finding]:
    words = _action(pack, step.action)
    if not step.items:
        kind = NOBODY if step.authority is None else UNPROVED
        yield kind.at(where, matter=matter.id, item=matter.id, holders="—", **words, **cited)
    for key in step.items:
        item = structure.resolve(Item, key)
        answer = who_may(structure, step.action, item=item.id, place=matter.place, on=on)
        holders = tuple(dict.fromkeys(each.authority for each in answer.competences))
        shown = {"item": item.id, "holders": ", ".join(holders) or "—", **words, **cited}
        if step.authority is None:
            yield NOBODY.at(where, witness=holders, **shown)
        elif step.authority not in holders:
            yield NOT_ITS_POWER.at(where, witness=(step.authority, *holders), authority=step.authority, **shown)


def _action(pack: Pack, action: str) -> dict[str, str]:
    label = pack.vocabulary.label
    return {"action_en": label("action_kind", action, "en"), "action_zh": label("action_kind", action, "zh")}
