"""Conduct (实施): several checks as one visit, one result for each body, and what follows from what was found.

A joint visit decides nothing. Each body signs its own result within its own power (I-08), evidence passes between
bodies with its origin kept (J-10), a violation is a clue from which a case is still to be filed (I-21).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.competence import who_may
from enforcekit.errors import Finding, NotPermitted, rule
from enforcekit.law import Deadline, Pack, Threshold, deadline, pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case, Evidence
from enforcekit.model.inspection import Inspection, InspectionResult, JointInspection, JointPart, JointVisit
from enforcekit.procedure import open_case
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from .look import all_checks, day_of

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
JOINT_DECISION = rule(
    "EK565",
    "void",
    "{rule}: the result of '{authority}' bears the seal of {issuers}: there is no decision of a joint team",
    "{rule}：“{authority}”的检查结果由 {issuers} 盖章：不得以联合检查组名义作出决定",
    cure_en="let each body sign a result of its own: {due}",
    cure_zh="由各机关分别作出：{due}",
)
NO_PART = rule(
    "EK566",
    "defect",
    "{rule}: '{authority}' has no check in this visit",
    "{rule}：“{authority}”在本次入企中没有检查任务",
    cure_en="results come from: {parts}",
    cure_zh="可作出结果的机关：{parts}",
)
NO_RESULT = rule(
    "EK567",
    "defect",
    "{rule}: '{authority}' took part and has no result",
    "{rule}：“{authority}”参加检查但没有检查结果",
    cure_en="let it sign its own result, even of no problem",
    cure_zh="由该机关作出检查结果（含未发现问题）",
)
NOT_SHARED = rule(
    "EK568",
    "defect",
    "{rule}: the evidence '{evidence}' of '{origin}' cannot be used yet: {missing} is not stated",
    "{rule}：“{origin}”的证据“{evidence}”尚不能使用：未载明 {missing}",
    cure_en="re-examine it, and state {missing}",
    cure_zh="审查核实后载明 {missing}",
)
BARRED = rule(
    "EK586",
    "void",
    "{rule}: the evidence '{evidence}' of '{origin}' may not be used: {fact}",
    "{rule}：“{origin}”的证据“{evidence}”不得使用：{fact}",
    cure_en="leave it out",
    cure_zh="不作为证据使用",
)
NOT_FOR_IT = rule(
    "EK589",
    "defect",
    "{rule}: the evidence '{evidence}' of '{origin}' cannot go into '{into}': {why_en}",
    "{rule}：“{origin}”的证据“{evidence}”不能用于“{into}”：{why_zh}",
    cure_en="take each piece over once, into a file of the firm it was obtained from",
    cure_zh="同一证据只采用一次，且用于取证对象本身的案件或者检查",
)
NO_CLUE = rule(
    "EK569",
    "defect",
    "{rule}: '{inspection}' found no violation of '{item}'",
    "{rule}：“{inspection}”未发现“{item}”的违法",
    cure_en="found broken: {found}",
    cure_zh="发现违法的事项：{found}",
)
NOT_ITS_CASE = rule(
    "EK570",
    "defect",
    "{rule}: '{authority}' may inspect '{item}', not punish it",
    "{rule}：“{authority}”对“{item}”只有检查权，没有处罚权",
    cure_en="fix the clue and hand it over to {holders}",
    cure_zh="固定线索后移送 {holders}",
)
NOT_BEGUN = rule(
    "EK571",
    "defect",
    "{rule}: '{inspection}' has not begun",
    "{rule}：“{inspection}”尚未开始",
    cure_en="begin it first (start)",
    cure_zh="请先开始检查（start）",
)
SETTLED = rule(
    "EK599",
    "defect",
    "{rule}: '{inspection}' has its result of {found} already",
    "{rule}：“{inspection}”已有 {found} 的检查结果",
    cure_en="keep it; what comes to light later is a check of its own",
    cure_zh="保留原结果；之后发现的情况另行检查",
)
BEFORE_IT_BEGAN = rule(
    "EK587",
    "defect",
    "{rule}: '{inspection}' began on {begun}; what is said to come after it ({field}) is of {found}",
    "{rule}：“{inspection}”于 {begun} 开始，而其后的 {field} 为 {found}",
    cure_en="correct the one or the other: the clock of publication runs from the result",
    cure_zh="请更正其一：公示期限自结果作出起算",
)

R = TypeVar("R", Case, Inspection)


def row_of(pack: Pack, topic: str, on: dt.date, layers: Iterable[str] = ()) -> Threshold:
    """The row of a topic on a day: a layer's own, the national one, or before there was a rule the first there is."""
    found = (row for layer in (*layers, "") for row in pack.thresholds_of(topic, on, layer=layer))
    fitting = list(found)
    return next((row for row in fitting if row.layer), next(iter(fitting), _first(pack, topic)))


def _first(pack: Pack, topic: str) -> Threshold:
    """A row of a topic of whatever day, for a rule that is shown and not applied: a national one if there is one."""
    rows = [row for row in pack.thresholds if row.topic == topic]
    return next((row for row in rows if not row.layer), rows[0])


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
        row = _first(pack, "joint_lead")
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
    row = _first(pack, "inspection_merge")
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


def signers(inspection: Inspection, structure: Structure) -> tuple[str, ...]:
    """The bodies in whose name the result of a check may be signed: its own, or the one it acts in the name of."""
    on = day_of(inspection)
    names = [inspection.authority]
    if on is not None:
        for item in inspection.items:
            answer = who_may(structure, "inspect", item=item, place=inspection.place, on=on)
            names += [each.in_name_of for each in answer.competences if each.authority == inspection.authority]
    return tuple(dict.fromkeys(names))


def settle(
    checks: Iterable[Inspection],
    results: Mapping[str, InspectionResult],
    structure: Structure,
    *,
    ended_at: dt.datetime | None = None,
) -> tuple[Inspection, ...]:
    """The checks of a visit with one result for each body, each signed by that body alone (I-08).

    Args:
        checks: the checks of the visit, begun.
        results: the result of each body, by its id.
        structure: where the bodies are; an entrusted one signs in the name of the body that entrusted it.
        ended_at: when the visit ended.

    Raises `NotPermitted` with every reason: a result that is signed by several bodies or by another one, a body without
    a result, a result of a body without a check, a check that has not begun or has its result already, a result or an
    end before the beginning.

    Source: Henan Enforcement Regulation art. 16, Guangdong Market Regulation art. 40.

    >>> import enforcekit as ek
    >>> begun = dt.datetime.fromisoformat("2025-09-01T09:00:00+08:00")
    >>> fumes = Inspection(
    ...     id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], party="p-1", place="330213100",
    ...     started_at=begun,
    ... )
    >>> ours = InspectionResult(
    ...     issuers=["xikou-town", "fenghua-market"], codes=["no_problem"], found_on=dt.date(2025, 9, 1)
    ... )
    >>> settle([fumes], {"xikou-town": ours}, ek.example("ningbo"))
    Traceback (most recent call last):
    enforcekit.errors.NotPermitted: void EK565 at /results/xikou-town: I-08: the result of 'xikou-town' bears ...
    """
    must_be(Structure, structure=structure)
    must_be(Mapping, results=results)
    given = all_checks(checks)
    pack = pack_of(structure)
    found = [*_unsettled(given, results, structure, pack), *_too_early(given, results, ended_at)]
    if found:
        raise NotPermitted(found)
    return tuple(evolve(each, result=results[each.authority], ended_at=ended_at or each.ended_at) for each in given)


def _unsettled(
    checks: tuple[Inspection, ...], results: Mapping[str, InspectionResult], structure: Structure, pack: Pack
) -> Iterator[Finding]:
    bodies = tuple(dict.fromkeys(each.authority for each in checks))
    shown = ", ".join(bodies)
    days = [day for each in checks if (day := day_of(each)) is not None]
    layers = [layer for each in checks for layer in each.layers]
    row = row_of(pack, "joint_decision", max(days), layers) if days else _first(pack, "joint_decision")
    for each in checks:
        if each.started_at is None:
            yield NOT_BEGUN.at(f"/checks/{each.id}", article=row.article, rule="I-11", inspection=each.id)
        if each.result is not None:
            where = f"/checks/{each.id}"
            yield SETTLED.at(where, article=row.article, rule=row.rule, inspection=each.id, found=each.result.found_on)
    for body, result in results.items():
        where = f"/results/{body}"
        must_be(InspectionResult, **{f"results[{body}]": result})
        mine = [each for each in checks if each.authority == body]
        if not mine:
            yield NO_PART.at(where, article=row.article, rule=row.rule, authority=body, parts=shown)
            continue
        allowed = {name for each in mine for name in signers(each, structure)}
        if len(result.issuers) != 1 or result.issuers[0] not in allowed:
            due = ", ".join(sorted(allowed))
            issuers = ", ".join(result.issuers)
            yield JOINT_DECISION.at(
                where,
                article=row.article,
                witness=result.issuers,
                rule=row.rule,
                authority=body,
                issuers=issuers,
                due=due,
            )
    for body in bodies:
        if body not in results:
            yield NO_RESULT.at("/results", article=row.article, rule=row.rule, authority=body)


def _too_early(
    checks: tuple[Inspection, ...], results: Mapping[str, InspectionResult], ended_at: dt.datetime | None
) -> Iterator[Finding]:
    """What a check has after it and is of a time before it."""
    for each in checks:
        begun, result = each.started_at, results.get(each.authority)
        if begun is None:
            continue
        shown: dict[str, Any] = {"rule": "I-16", "inspection": each.id, "begun": begun.date()}
        if result is not None and result.found_on < begun.date():
            where = f"/results/{each.authority}/found_on"
            yield BEFORE_IT_BEGAN.at(where, field="found_on", found=result.found_on, **shown)
        if ended_at is not None and ended_at < begun:
            yield BEFORE_IT_BEGAN.at("/ended_at", field="ended_at", found=ended_at.isoformat(), **shown)


def recognise(
    evidence: Evidence, origin: Inspection, into: R, structure: Structure, *, on: dt.date, facts: Iterable[str] = ()
) -> R:
    """A case or check with a piece of evidence that another body obtained, its origin kept (J-10; 证据互认).

    Args:
        evidence: what the other body has.
        origin: the check in which it was obtained.
        into: the case or check that uses it, of the same firm; it must not have the piece yet.
        structure: whose pack says what must be stated.
        on: day on which it is taken over; its law applies.
        facts: what is stated of it: `re_examined` by the body that uses it.

    Raises `NotPermitted` for what is not stated, for evidence obtained unlawfully, of another firm, or there already;
    `NoSuchThreshold` before there was such a rule.

    Source: Zhejiang Regulation art. 18, Guangdong Market Regulation art. 43 (local rules).

    >>> import enforcekit as ek
    >>> common = {"party": "p-1", "place": "330213100"}
    >>> fumes = Inspection(id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], **common)
    >>> food = Inspection(id="i-2", authority="fenghua-market", items=["expired-or-misdated-food"], **common)
    >>> photo = Evidence(id="e-1", kind="audio_visual")
    >>> used = recognise(photo, fumes, food, ek.example("ningbo"), on=dt.date(2025, 9, 2), facts=["re_examined"])
    >>> used.evidence[0].origin, used.evidence[0].facts
    ('xikou-town', ('re_examined',))
    """
    must_be(Evidence, evidence=evidence)
    must_be(Inspection, origin=origin)
    must_be(Case, Inspection, into=into)
    must_be_day(on=on)
    pack, layer = pack_of(structure), next(iter(origin.layers), "")
    row = pack.threshold("evidence_shared", on, layer=layer)
    stated = tuple(dict.fromkeys([*evidence.facts, *facts]))
    shown = {"evidence": evidence.id, "origin": origin.authority}
    found = [
        BARRED.at("/evidence", article=each.article, rule=each.rule, fact=", ".join(sorted(each.facts)), **shown)
        for each in pack.thresholds_of("evidence_barred", on, layer=layer)
        if each.holds(stated)
    ]
    why = []
    if into.party is not None and into.party != origin.party:
        why.append(
            (f"it was obtained from '{origin.party}', not '{into.party}'", f"取自“{origin.party}”，并非“{into.party}”")
        )
    if any(each.id == evidence.id for each in into.evidence):
        why.append(("it is there already", "已在其中"))
    for en, zh in why:
        words = {"into": into.id, "why_en": en, "why_zh": zh}
        found.append(NOT_FOR_IT.at("/evidence", article=row.article, rule=row.rule, **words, **shown))
    if missing := sorted(row.facts - set(stated)):
        found.append(
            NOT_SHARED.at("/evidence", article=row.article, rule=row.rule, missing=", ".join(missing), **shown)
        )
    if found:
        raise NotPermitted(found, evidence.id)
    body = evidence.origin or origin.authority
    kept: Any = evolve(into, evidence=(*into.evidence, evolve(evidence, origin=body, facts=stated)))
    return kept  # type: ignore[no-any-return]


def publication_due(inspection: Inspection, structure: Structure) -> Deadline:
    """By when the result is to be published (I-16): twenty working days from the result.

    Raises `NotPermitted` for a check without a result, `NoSuchTerm` before there was a rule.

    Source: Food Inspection Measures art. 39, Enterprise Information Regulation art. 6.

    >>> import enforcekit as ek
    >>> found = InspectionResult(issuers=["xikou-town"], codes=["no_problem"], found_on=dt.date(2025, 9, 30))
    >>> check = Inspection(
    ...     id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], party="p-1", place="330213100",
    ...     result=found,
    ... )
    >>> publication_due(check, ek.example("ningbo")).due
    datetime.date(2025, 11, 4)
    """
    must_be(Inspection, inspection=inspection)
    pack = pack_of(structure)
    if inspection.result is None:
        article = next(iter(pack.terms_of("I-16"))).article
        raise NotPermitted([NO_RESULT.at("/result", article=article, rule="I-16", authority=inspection.authority)])
    return deadline("I-16", inspection.result.found_on, pack=pack)


def case_from(inspection: Inspection, structure: Structure, *, id: str, item: str, **fields: Any) -> Case:
    """A new case from what a check found, its source kept (`origin`, `clue`); it still has to be filed (I-21).

    Args:
        inspection: the check, with its result.
        structure: where bodies and items are.
        id: identity of the case.
        item: which of the items found broken.
        fields: of the `Case`: `act`, `party_kind`, `layer`.

    Raises `NotPermitted` when the check found no such violation, or the body may inspect and not punish: then the cure
    names who may.

    Source: Food Inspection Measures art. 30, Penalty Law art. 54.

    >>> import enforcekit as ek
    >>> from enforcekit.model import Party
    >>> ningbo = ek.Structure([*ek.example("ningbo"), Party(id="p-1", kind="enterprise")])
    >>> found = InspectionResult(
    ...     issuers=["xikou-town"], codes=["further_handling"], found_on=dt.date(2025, 9, 1),
    ...     violations=["restaurant-fumes-ningbo"],
    ... )
    >>> check = Inspection(
    ...     id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], party="p-1", place="330213100",
    ...     result=found,
    ... )
    >>> case = case_from(check, ningbo, id="c-1", item="restaurant-fumes-ningbo")
    >>> case.origin, case.clue, case.events, ek.standing(case, ek.law.pack_of(ningbo)).main.state
    ('inspection', 'i-1', (), 'new')
    """
    must_be(Inspection, inspection=inspection)
    must_be(Structure, structure=structure)
    pack = pack_of(structure)
    result = inspection.result
    broken = result.violations if result is not None else ()
    if result is None or item not in broken:
        row = _first(pack, "inspection_clue")
        shown = ", ".join(broken) or "—"
        raise NotPermitted(
            [NO_CLUE.at("/item", article=row.article, rule=row.rule, inspection=inspection.id, item=item, found=shown)]
        )
    answer = who_may(structure, pack.penalty, item=item, place=inspection.place, on=result.found_on)
    holders = [each.authority for each in answer.competences]
    if inspection.authority not in holders:
        row = row_of(pack, "inspection_clue", result.found_on)
        raise NotPermitted(
            [
                NOT_ITS_CASE.at(
                    "/authority",
                    article=row.article,
                    witness=tuple(dict.fromkeys(holders)),
                    rule=row.rule,
                    authority=inspection.authority,
                    item=item,
                    holders=", ".join(dict.fromkeys(holders)) or "—",
                )
            ]
        )
    kept = {"evidence": inspection.evidence, **fields}
    return open_case(
        structure,
        id=id,
        authority=inspection.authority,
        items=(item,),
        party=inspection.party,
        place=inspection.place,
        origin="inspection",
        clue=inspection.id,
        **kept,
    )
