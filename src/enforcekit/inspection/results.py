"""Results: one for each body that took part, signed by it alone, and when it is to be published.

A joint visit decides nothing: each body signs its own result within its own power (I-08).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from enforcekit.arguments import must_be, wrong
from enforcekit.competence import who_may
from enforcekit.errors import Finding, NotPermitted, rule
from enforcekit.law import Deadline, Pack, deadline, pack_of
from enforcekit.model.inspection import Inspection, InspectionResult
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from .look import all_checks, any_row, day_of, row_of

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
_INSTANT: Final = (
    "an instant with its zone",
    "带时区的时刻",
    "give a datetime with its zone, as the beginning of the visit has",
    "请给出带时区的 datetime，与检查开始时刻一致",
)


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
        ended_at: when the visit ended, with its zone.

    Raises `InvalidArgument` for an end that is no such instant, and `NotPermitted` with every reason: a result that is
    signed by several bodies or by another one, a body without a result, a result of a body without a check, a check
    that has not begun or has its result already, a result or an end before the beginning.

    Source: Henan Enforcement Regulation art. 16, Guangdong Market Regulation art. 40.

    >>> import enforcekit as ek
    >>> begun = dt.datetime.fromisoformat("2025-09-01T09:00:00+08:00")
    >>> fumes = Inspection(
    ...     id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], party="p-1", place="330213100",
    ...     started_at=begun,
    ... )
    >>> ours = InspectionResult(
    ...     issuers=["xikou-town", "fenghua-market"], outcomes=["no_problem"], found_on=dt.date(2025, 9, 1)
    ... )
    >>> settle([fumes], {"xikou-town": ours}, ek.example("ningbo"))
    Traceback (most recent call last):
    enforcekit.errors.NotPermitted: void EK565 at /results/xikou-town: I-08: the result of 'xikou-town' bears ...
    """
    must_be(Structure, structure=structure)
    must_be(Mapping, results=results)
    if ended_at is not None and (not isinstance(ended_at, dt.datetime) or ended_at.utcoffset() is None):
        raise wrong("ended_at", ended_at, _INSTANT)
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
    row = row_of(pack, "joint_decision", max(days), layers) if days else any_row(pack, "joint_decision")
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


def publication_due(inspection: Inspection, structure: Structure) -> Deadline:
    """By when the result is to be published (I-16): twenty working days from the result.

    Raises `NotPermitted` for a check without a result, `NoSuchTerm` before there was a rule.

    Source: Food Inspection Measures art. 39, Enterprise Information Regulation art. 6.

    >>> import enforcekit as ek
    >>> found = InspectionResult(issuers=["xikou-town"], outcomes=["no_problem"], found_on=dt.date(2025, 9, 30))
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
