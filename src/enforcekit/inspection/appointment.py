"""Appointment (综合查一次): several checks of one firm at one place as one visit, with each body's part in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.errors import Finding, NotPermitted, rule
from enforcekit.law import Pack, pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.inspection import Inspection, JointInspection, JointPart, JointVisit
from enforcekit.structure import Structure

from .look import all_checks, any_row

NOT_ONE_VISIT = rule(
    "EK563",
    "defect",
    "{rule}: these checks are no one visit: {why_en}",
    "{rule}：这些检查不能合并为一次入企：{why_zh}",
    cure_en="join checks of one firm at one place that have not begun",
    cure_zh="仅合并对同一企业、同一地点且尚未开始的检查",
)
LEAD_OUTSIDE = rule(
    "EK564",
    "defect",
    "{rule}: the lead '{lead}' has no part in it",
    "{rule}：牵头机关“{lead}”未参加",
    cure_en="let the initiator or the body with the main duty lead: {parts}",
    cure_zh="由发起机关或者主要职责机关牵头：{parts}",
)


def appoint(
    checks: Iterable[Inspection],
    structure: Structure,
    *,
    id: str,
    lead: str,
    on: dt.date,
    initiator: str | None = None,
    coordinator: str | None = None,
) -> JointInspection:
    """Several checks of one firm at one place as one visit, with each body's part (I-07, I-09; 综合查一次).

    Args:
        checks: the checks, none of them begun; one body may bring several items or several checks.
        structure: where bodies, firm and place are.
        id: identity of the joint inspection.
        lead: the body that leads: the initiator, or the one with the main duty; it has a part itself.
        on: day of the visit.
        initiator: who proposed it; the lead when left out.
        coordinator: the guidance office that coordinates it, if any.

    Raises `NotPermitted` when the checks are no one visit or the lead has no part, `UnknownReference` for a body that
    is not in the structure.

    Source: Zhejiang Regulation arts. 13, 14; Guangdong Market Regulation art. 40.

    >>> import enforcekit as ek
    >>> common = {"party": "p-1", "place": "330213100", "planned_on": dt.date(2025, 9, 1)}
    >>> fumes = Inspection(id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], **common)
    >>> food = Inspection(id="i-2", authority="fenghua-market", items=["expired-or-misdated-food"], **common)
    >>> ningbo = ek.example("ningbo")
    >>> joint = appoint([fumes, food], ningbo, id="j-1", lead="xikou-town", on=dt.date(2025, 9, 1))
    >>> joint.trigger, [part.authority for part in joint.parts], joint.visits[0].checks
    ('several_duties', ['xikou-town', 'fenghua-market'], ('i-1', 'i-2'))
    """
    must_be(Structure, structure=structure)
    must_be_text(id=id, lead=lead)
    must_be_day(on=on)
    given = all_checks(checks)
    pack = pack_of(structure)
    bodies = tuple(dict.fromkeys(each.authority for each in given))
    for body in (*bodies, *(each for each in (initiator, coordinator) if each is not None)):
        structure.resolve(Authority, body)
    found = list(_one_visit(given, pack))
    if bodies and lead not in bodies:
        row = any_row(pack, "joint_lead")
        found.append(LEAD_OUTSIDE.at("/lead", article=row.article, rule=row.rule, lead=lead, parts=", ".join(bodies)))
    if found:
        raise NotPermitted(found, id)
    parts = [
        JointPart(authority=body, items=tuple(dict.fromkeys(i for e in given if e.authority == body for i in e.items)))
        for body in bodies
    ]
    visit = JointVisit(
        id="visit-1", party=given[0].party, place=given[0].place, on=on, checks=tuple(each.id for each in given)
    )
    return JointInspection(
        id=id,
        lead=lead,
        initiator=initiator or lead,
        coordinator=coordinator,
        trigger="several_duties" if len(bodies) > 1 else "one_body_items",
        parts=tuple(parts),
        visits=(visit,),
    )


def _one_visit(checks: tuple[Inspection, ...], pack: Pack) -> Iterator[Finding]:
    row = any_row(pack, "inspection_merge")
    why = []
    if not checks:
        why.append(("there are none", "没有检查"))
    if len({each.party for each in checks}) > 1:
        why.append(("they are of several firms", "涉及不同企业"))
    if len({each.place for each in checks}) > 1:
        why.append(("they are at several places", "地点不同"))
    if begun := [each.id for each in checks if each.started_at is not None]:
        why.append((f"begun already: {', '.join(begun)}", f"已经开始：{'、'.join(begun)}"))
    if len({each.id for each in checks}) < len(checks):
        why.append(("a check is named twice", "检查重复列入"))
    for en, zh in why:
        yield NOT_ONE_VISIT.at("/checks", article=row.article, rule=row.rule, why_en=en, why_zh=zh)
