"""Review (检查监督): what the file of inspections shows that conduct would have refused, or that is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from attrs import evolve

from enforcekit.arguments import must_be, must_be_day
from enforcekit.errors import CalendarCoverageError, Finding, rule
from enforcekit.law import NoSuchTerm, Pack, deadline, pack_of
from enforcekit.model.inspection import Inspection, JointInspection, JointVisit
from enforcekit.structure import Structure

from .admission import Asked
from .asked import scanned
from .look import Look, row_of, visits_of
from .results import JOINT_DECISION, NO_RESULT, signers

LATE = rule(
    "EK582",
    "defect",
    "{rule}: the result of '{inspection}' was to be published by {due}",
    "{rule}：“{inspection}”的检查结果应于 {due} 前公示",
    cure_en="publish it",
    cure_zh="立即公示",
)
ANOTHER_FIRM = rule(
    "EK583",
    "error",
    "the visit '{visit}' is to '{party}' at '{place}', its check '{inspection}' is of another firm or place",
    "入企“{visit}”的对象为“{party}”（{place}），检查“{inspection}”的对象或者地点不同",
    cure_en="one visit is to one firm at one place",
    cure_zh="一次入企只对应一个企业、一个地点",
)
WITHOUT_PART = rule(
    "EK584",
    "defect",
    "{rule}: '{authority}' inspects in '{joint}' and has no part in its plan",
    "{rule}：“{authority}”参加“{joint}”的检查，但方案未列其任务",
    cure_en="write its part into the plan",
    cure_zh="在方案中列明其任务",
)
ANOTHER_DAY = rule(
    "EK588",
    "error",
    "the visit '{visit}' is of {day}, its check '{inspection}' began on {begun}",
    "入企“{visit}”的日期为 {day}，而检查“{inspection}”于 {begun} 开始",
    cure_en="correct the one or the other: who came on another day made a visit of its own",
    cure_zh="请更正其一：另日开始的检查为另一次入企",
)
TWO_VISITS = rule(
    "EK585",
    "error",
    "the check '{inspection}' is in two visits: {first} and {second}",
    "检查“{inspection}”列入两次入企：{first}、{second}",
    cure_en="one check is done in one visit",
    cure_zh="一项检查只能列入一次入企",
)


def review(structure: Structure, *, on: dt.date) -> tuple[Finding, ...]:
    """What is wrong with the inspections on file by a day: joint decisions, results, scans, parts, days of visits.

    Args:
        structure: the checks and joint inspections.
        on: the day by which results are to be there and to be published, and missed scans made up for.

    A term that ends beyond the published working days is not over while they last; raises `CalendarCoverageError`
    for a later day.

    Source: I-08 (Henan Enforcement Regulation art. 16), I-13 (Shenzhen's rule of 2025-09-02), I-16 (Food Inspection
    Measures art. 39), Zhejiang Regulation art. 14.

    >>> import enforcekit as ek
    >>> from enforcekit.model import InspectionResult, Party
    >>> both = InspectionResult(
    ...     issuers=["xikou-town", "fenghua-market"], outcomes=["no_problem"], found_on=dt.date(2025, 9, 30)
    ... )
    >>> fumes = Inspection(
    ...     id="i-1", authority="xikou-town", party="p-1", place="330213100", items=["restaurant-fumes-ningbo"],
    ...     started_at=dt.datetime.fromisoformat("2025-09-30T09:00:00+08:00"), result=both,
    ... )
    >>> world = ek.Structure([*ek.example("ningbo"), Party(id="p-1", kind="enterprise"), fumes])
    >>> [(each.code, each.severity) for each in review(world, on=dt.date(2025, 11, 5))]
    [('EK565', 'void'), ('EK582', 'defect')]
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    pack = pack_of(structure)
    found: list[Finding] = []
    for each in structure.all(Inspection):
        found += [*_of_scan(each, structure, pack, on), *_of_result(each, structure, pack, on)]
    seen: dict[str, str] = {}
    for joint in structure.all(JointInspection):
        for visit in joint.visits:
            found += _of_visit(joint, visit, structure, pack, on)
            for key in visit.checks:
                here = f"{joint.id}/{visit.id}"
                if seen.setdefault(key, here) != here:
                    found.append(TWO_VISITS.at("", witness=(key,), inspection=key, first=seen[key], second=here))
    return tuple(found)


def _of_scan(check: Inspection, structure: Structure, pack: Pack, on: dt.date) -> Iterator[Finding]:
    """The scan of a check that has begun, by the law of its day, as it stands on the day of the review."""
    if check.started_at is None or check.started_at.date() > on:
        return
    then = Look(inspection=check, structure=structure, pack=pack, on=check.started_at.date())
    if (row := then.condition("inspect_scanned")) is not None:
        told = Asked(row=row, said=scanned(evolve(then, on=on), row)).finding()
        if told is not None:
            yield evolve(told, pointer="/scanned_at", witness=(check.id,))


def _of_result(check: Inspection, structure: Structure, pack: Pack, on: dt.date) -> Iterator[Finding]:
    result = check.result
    if result is None:
        return
    allowed = signers(check, structure)
    if len(result.issuers) != 1 or result.issuers[0] not in allowed:
        row = row_of(pack, "joint_decision", result.found_on, check.layers)
        yield JOINT_DECISION.at(
            "/result/issuers",
            article=row.article,
            witness=(check.id, *result.issuers),
            rule=row.rule,
            authority=check.authority,
            issuers=", ".join(result.issuers),
            due=", ".join(allowed),
        )
    published = result.published_on or on
    try:
        clock = deadline("I-16", result.found_on, pack=pack)
    except NoSuchTerm:
        return
    except CalendarCoverageError as outside:
        if isinstance(outside.last, dt.date) and published <= outside.last:
            return
        raise
    due = clock.last_day
    if published > due:
        term = clock.term
        yield LATE.at(
            "/result", article=term.article, witness=(check.id,), rule=term.rule, inspection=check.id, due=due
        )


def _of_visit(
    joint: JointInspection, visit: JointVisit, structure: Structure, pack: Pack, on: dt.date
) -> Iterator[Finding]:
    row = row_of(pack, "joint_decision", visit.on)
    bodies = {part.authority for part in joint.parts}
    for key in visit.checks:
        check = structure.resolve(Inspection, key)
        if (check.party, check.place) != (visit.party, visit.place):
            yield ANOTHER_FIRM.at(
                "/visits", witness=(joint.id, key), visit=visit.id, party=visit.party, place=visit.place, inspection=key
            )
        if check.started_at is not None and check.started_at.date() != visit.on:
            begun = check.started_at.date()
            yield ANOTHER_DAY.at(
                "/visits", witness=(joint.id, key), visit=visit.id, day=visit.on, inspection=key, begun=begun
            )
        if check.authority not in bodies:
            merge = row_of(pack, "inspection_merge", visit.on)
            witness = (joint.id, key)
            yield WITHOUT_PART.at(
                "/parts", article=merge.article, witness=witness, rule="I-07", authority=check.authority, joint=joint.id
            )
        if check.result is None and visit.on < on and visits_of(structure).get(key) == f"{joint.id}/{visit.id}":
            yield NO_RESULT.at(
                "/visits", article=row.article, witness=(joint.id, key), rule=row.rule, authority=check.authority
            )
