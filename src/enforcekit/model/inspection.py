"""Inspections (行政检查): one body's check of one firm, several as one visit, plans and lists, one-matter bundles."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.shape import Coded, Doc, Example, Ref, record
from enforcekit.timing import Period

from .case import CaseDocument, Evidence, OfficerId
from .common import CODE, ID, Labelled, Record, Text

AuthorityId = Annotated[str, ID, Ref("authority")]
ItemId = Annotated[str, ID, Ref("item")]


@record
class InspectionResult:
    """What one body found. Each body answers for its own result: there is none of a joint team.

    >>> found = InspectionResult(issuers=["xikou-town"], outcomes=["no_problem"], found_on=dt.date(2025, 9, 30))
    >>> found.violations, found.told_on is None  # the firm has not been told yet
    ((), True)
    """

    issuers: Annotated[
        tuple[AuthorityId, ...], at.MinLen(1), Doc("Body whose seal it bears", "盖章机关"), Example("xikou-town")
    ]
    outcomes: Annotated[
        tuple[Annotated[str, CODE, Coded("inspection_result")], ...],
        at.MinLen(1),
        Doc("What was found", "检查结果"),
        Example("no_problem"),
    ]
    found_on: Annotated[dt.date, Doc("Found on", "结果形成日期"), Example("2025-09-30")]
    told_on: Annotated[dt.date | None, Doc("Told to the firm on", "告知日期")] = None
    published_on: Annotated[dt.date | None, Doc("Published on", "公示日期")] = None
    violations: Annotated[tuple[ItemId, ...], Doc("Items found broken", "发现违法的事项")] = ()
    correct_by: Annotated[dt.date | None, Doc("To be corrected by", "责令改正期限")] = None
    corrected_on: Annotated[dt.date | None, Doc("Corrected on", "改正日期")] = None
    note: Annotated[Text | None, Doc("In words", "说明")] = None


@record
class Inspection(Record):
    """One body's check of one firm, planned or carried out: the unit that is admitted and counted.

    >>> daily = Inspection(id="i", authority="xikou-town", party="party-1", place="330213100", items=["waste-dumping"])
    >>> daily.kind, daily.ground, daily.result is None  # a daily check of the plan, not yet carried out
    ('daily', 'plan', True)
    """

    type: ClassVar[str] = "inspection"

    authority: Annotated[str, ID, Ref("authority"), Doc("Body that inspects", "检查机关"), Example("xikou-town")]
    party: Annotated[str, ID, Ref("party"), Doc("Whom", "检查对象"), Example("party-1")]
    place: Annotated[str, ID, Ref("place"), Doc("Where", "检查地点"), Example("330213100")]
    items: Annotated[tuple[ItemId, ...], at.MinLen(1), Doc("Items", "检查事项"), Example("waste-dumping")]
    kind: Annotated[str, CODE, Coded("inspection_kind"), Doc("Kind", "检查类型")] = "daily"
    ground: Annotated[str, CODE, Coded("inspection_ground"), Doc("What set it off", "检查启动事由")] = "plan"
    mode: Annotated[str, CODE, Coded("inspection_mode"), Doc("On site or not", "检查方式")] = "on_site"
    layers: Annotated[
        tuple[Annotated[str, CODE, Coded("layer")], ...],
        Doc("Sectors and places whose rules apply", "适用的行业或地方规则"),
    ] = ()
    facts: Annotated[
        tuple[Annotated[str, CODE, Coded("inspection_fact")], ...],
        Doc("What is asserted of the firm or the check", "载明事项"),
    ] = ()
    plan: Annotated[str | None, ID, Ref("inspection_plan"), Doc("Plan or campaign", "计划或专项")] = None
    draw: Annotated[str | None, ID, Ref("draw"), Doc("Draw that chose it", "抽取记录")] = None
    planned_on: Annotated[dt.date | None, Doc("Planned for", "计划日期")] = None
    approved_at: Annotated[dt.datetime | None, Doc("Approved", "批准时间")] = None
    approved_by: Annotated[str | None, ID, Ref("officer"), Doc("Who approved it", "批准人")] = None
    approver_role: Annotated[str | None, CODE, Coded("approver_role"), Doc("As what", "批准人职务")] = None
    officers: Annotated[tuple[OfficerId, ...], Doc("Officers", "检查人员")] = ()
    helpers: Annotated[int | None, at.Ge(0), at.Le(999), Doc("Helpers, fixed beforehand", "辅助人员人数")] = None
    scanned_at: Annotated[dt.datetime | None, Doc("Enterprise code scanned", "扫码时间")] = None
    started_at: Annotated[dt.datetime | None, Doc("Began", "进入时间")] = None
    ended_at: Annotated[dt.datetime | None, Doc("Ended", "离开时间")] = None
    evidence: Annotated[tuple[Evidence, ...], Doc("Evidence", "证据")] = ()
    documents: Annotated[tuple[CaseDocument, ...], Doc("Documents", "检查文书")] = ()
    result: Annotated[InspectionResult | None, Doc("Result", "检查结果")] = None


@record
class JointPart:
    """What one body looks at in a joint inspection."""

    authority: Annotated[str, ID, Ref("authority"), Doc("Body", "参加机关"), Example("xikou-town")]
    items: Annotated[tuple[ItemId, ...], at.MinLen(1), Doc("Items", "检查事项"), Example("waste-dumping")]
    task: Annotated[Text | None, Doc("Task in words", "任务")] = None


@record
class JointVisit:
    """One visit to one firm, and the checks that are done in it."""

    id: Annotated[str, ID, Doc("Identity of the visit", "入企编号"), Example("visit-1")]
    party: Annotated[str, ID, Ref("party"), Doc("Firm", "检查对象"), Example("party-1")]
    place: Annotated[str, ID, Ref("place"), Doc("Where", "检查地点"), Example("330213100")]
    on: Annotated[dt.date, Doc("Day", "日期"), Example("2025-09-30")]
    checks: Annotated[
        tuple[Annotated[str, ID, Ref("inspection")], ...],
        at.MinLen(1),
        Doc("Checks done in it", "检查"),
        Example("check-1"),
    ]


@record
class JointInspection(Record):
    """One visit for several bodies (综合查一次): each one's part, and the visits. It decides nothing itself.

    >>> visit = JointInspection(
    ...     id="j-1", lead="xikou-town",
    ...     parts=[
    ...         JointPart(authority="xikou-town", items=["waste-dumping"]),
    ...         JointPart(authority="fenghua-fire", items=["fire-exit-blocked"]),
    ...     ],
    ... )
    >>> [part.authority for part in visit.parts]  # each decides on its own part
    ['xikou-town', 'fenghua-fire']
    """

    type: ClassVar[str] = "joint_inspection"

    lead: Annotated[str, ID, Ref("authority"), Doc("Lead", "牵头机关"), Example("xikou-town")]
    initiator: Annotated[str | None, ID, Ref("authority"), Doc("Who proposed it", "发起机关")] = None
    coordinator: Annotated[str | None, ID, Ref("authority"), Doc("Who coordinates", "统筹协调机构")] = None
    trigger: Annotated[str, CODE, Coded("joint_trigger"), Doc("Why together", "联合检查情形")] = "several_duties"
    plan: Annotated[str | None, ID, Ref("inspection_plan"), Doc("Plan or campaign", "计划或专项")] = None
    parts: Annotated[tuple[JointPart, ...], at.MinLen(1), Doc("Each body's part", "各机关任务")]
    visits: Annotated[tuple[JointVisit, ...], Doc("Visits", "入企检查")] = ()


@record
class PlanEntry:
    """One item of a list or plan: whom it reaches, with whom, how many, when."""

    item: Annotated[str, ID, Ref("item"), Doc("Item", "检查事项"), Example("waste-dumping")]
    objects: Annotated[Text | None, Doc("Which firms", "检查对象")] = None
    cooperating: Annotated[tuple[AuthorityId, ...], Doc("Cooperating bodies", "配合机关")] = ()
    permille: Annotated[int | None, at.Ge(0), at.Le(1000), Doc("Share drawn, per mille", "抽查比例（‰）")] = None
    window: Annotated[Period | None, Doc("When", "检查时段")] = None


@record
class InspectionPlan(Record):
    """A published list of items, an annual plan, or a campaign: what may be inspected, and how often.

    >>> year = InspectionPlan(
    ...     id="p-2026", authority="xikou-town", kind="annual_plan", yearly_cap=2,
    ...     entries=[PlanEntry(item="waste-dumping", permille=50)],
    ... )
    >>> year.yearly_cap, year.entries[0].permille / 10  # two checks of a firm a year at most; 5 % of the firms drawn
    (2, 5.0)
    """

    type: ClassVar[str] = "inspection_plan"

    authority: Annotated[str, ID, Ref("authority"), Doc("Body that issued it", "制定机关"), Example("xikou-town")]
    kind: Annotated[str, CODE, Coded("inspection_plan_kind"), Doc("Kind", "类型"), Example("item_list")]
    covers: Annotated[tuple[AuthorityId, ...], Doc("Bodies it speaks for; none: the issuer", "适用机关")] = ()
    deployed_by: Annotated[
        str | None, ID, Ref("authority"), Doc("Superior that ordered the campaign", "部署专项的上级机关")
    ] = None
    approved_on: Annotated[dt.date | None, Doc("Approved on", "批准日期")] = None
    filed_on: Annotated[dt.date | None, Doc("Filed on", "备案日期")] = None
    published_on: Annotated[dt.date | None, Doc("Published on", "公布日期")] = None
    yearly_cap: Annotated[
        int | None,
        at.Ge(0),
        at.Le(9999),
        Doc("Most checks of one firm by one body in a calendar year", "年度检查频次上限"),
    ] = None
    entries: Annotated[tuple[PlanEntry, ...], Doc("Items", "事项")] = ()


@record
class MatterStep:
    """One step of a chain of regulation: what is done, on which items, by whom."""

    action: Annotated[str, CODE, Coded("action_kind"), Doc("Action", "行为类型"), Example("inspect")]
    items: Annotated[tuple[ItemId, ...], Doc("Items", "事项")] = ()
    authority: Annotated[str | None, ID, Ref("authority"), Doc("Body", "负责机关")] = None


@record
class OneMatter(Record):
    """A matter that several bodies regulate as one (监管一件事): lead, co-bodies, licence to enforcement.

    >>> OneMatter(
    ...     id="m-1", names={"zh": "预付卡“一件事”"}, place="330213", lead="commerce", partners=["market", "police"],
    ... ).partners
    ('market', 'police')
    """

    type: ClassVar[str] = "one_matter"

    names: Labelled
    lead: Annotated[str | None, ID, Ref("authority"), Doc("Lead", "牵头机关")] = None
    partners: Annotated[tuple[AuthorityId, ...], Doc("Co-bodies", "协同机关")] = ()
    place: Annotated[str, ID, Ref("place"), Doc("Where", "区域"), Example("330213100")]
    steps: Annotated[tuple[MatterStep, ...], Doc("Chain", "监管链条")] = ()
