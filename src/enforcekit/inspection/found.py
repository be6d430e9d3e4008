"""What follows from what was found: evidence passes between bodies, a violation becomes a case still to be filed.

Evidence keeps its origin (J-10), a case its source (I-21).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from enforcekit.arguments import must_be, must_be_day
from enforcekit.competence import who_may
from enforcekit.errors import NotPermitted, rule
from enforcekit.law import pack_of
from enforcekit.model.case import Case, Evidence
from enforcekit.model.inspection import Inspection
from enforcekit.procedure import open_case
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from .look import any_row, row_of

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

R = TypeVar("R", Case, Inspection)


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
    >>> from enforcekit.model import InspectionResult, Party
    >>> ningbo = ek.Structure([*ek.example("ningbo"), Party(id="p-1", kind="enterprise")])
    >>> found = InspectionResult(
    ...     issuers=["xikou-town"], outcomes=["further_handling"], found_on=dt.date(2025, 9, 1),
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
        row = any_row(pack, "inspection_clue")
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
