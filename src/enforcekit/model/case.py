"""A case (案件): what happened to whom, and the events that make its life. Its state is derived from the events."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.shape import Coded, Doc, Example, Ref, record
from enforcekit.timing import Period

from .common import CODE, ID, LABEL, Citation, Money, Record, Text

OfficerId = Annotated[str, ID, Ref("officer")]


@record
class Sanction:
    """One head of a penalty, proposed or decided (处罚内容).

    >>> fine = Sanction(kind="fine", amount=Money(amount=2_000_000))
    >>> fine.amount.amount // 100  # yuan
    20000
    """

    kind: Annotated[str, CODE, Coded("penalty_kind"), Doc("Kind of penalty", "处罚种类"), Example("fine")]
    amount: Annotated[Money | None, Doc("Amount of a fine or confiscation", "金额")] = None
    bases: Annotated[tuple[Citation, ...], Doc("Provisions applied", "处罚依据")] = ()


@record
class Event:
    """One thing that happened in a case, when and by whom. What it asserts (`facts`) is the asserter's word.

    >>> filed = Event(kind="file", at=dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC), by=["lin", "chen"])
    >>> filed.facts  # nothing is asserted of it
    ()
    >>> Event(kind="file", at=dt.datetime(2025, 3, 3, 9))
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Event
      error EK113 at /at: '2025-03-03T09:00:00' is not of the form ...
    """

    kind: Annotated[str, CODE, Coded("event_kind"), Doc("What happened", "事件"), Example("file")]
    at: Annotated[dt.datetime, Doc("When, with its zone", "时间"), Example("2025-03-03T09:00:00+08:00")]
    by: Annotated[tuple[OfficerId, ...], Doc("Officers who did it", "执法人员")] = ()
    approved_by: Annotated[str | None, ID, Ref("officer"), Doc("Who approved it", "批准人")] = None
    approver_role: Annotated[str | None, CODE, Coded("approver_role"), Doc("As what", "批准人职务")] = None
    facts: Annotated[
        tuple[Annotated[str, CODE, Coded("event_fact")], ...], Doc("What is asserted of it", "载明事项")
    ] = ()
    sanctions: Annotated[tuple[Sanction, ...], Doc("Penalty proposed, notified or decided", "处罚内容")] = ()
    amount: Annotated[Money | None, Doc("Money paid, collected or refunded", "款项")] = None
    until: Annotated[dt.date | None, Doc("Day it is set for, or lasts to", "期限或日期")] = None
    subject: Annotated[str | None, ID, Doc("Which measure, evidence or document", "对象标识")] = None
    reference: Annotated[str | None, ID, Doc("Another record: a case, a body, a request", "关联记录")] = None
    receipt: Annotated[str | None, LABEL, Doc("Number of the receipt", "票据号")] = None
    note: Annotated[Text | None, Doc("In words", "说明")] = None


@record
class Act:
    """The violation: the days it lasted, and what the limitation turns on.

    >>> lasting = Act(began=dt.date(2024, 5, 1), ended=dt.date(2025, 2, 20))
    >>> (lasting.ended - lasting.began).days, lasting.harm
    (295, 'none')
    """

    ended: Annotated[dt.date, Doc("Day it was done, or ended", "行为终了日"), Example("2025-02-20")]
    began: Annotated[dt.date | None, Doc("First day of a lasting one", "持续行为的开始日")] = None
    life_health_or_finance: Annotated[
        bool, Doc("Life, health or financial safety is concerned", "涉及公民生命健康安全、金融安全")
    ] = False
    harm: Annotated[str, CODE, Coded("harm"), Doc("Harm done", "危害后果")] = "none"
    same_as: Annotated[
        tuple[Annotated[str, ID, Ref("case")], ...], Doc("Other cases about the same act", "同一违法行为的其他案件")
    ] = ()


@record
class Evidence:
    """A piece of evidence (证据), where it is from, and whether it may be used.

    >>> photo = Evidence(id="e1", kind="audio_visual", obtained_on=dt.date(2025, 3, 12), origin="xikou-town")
    >>> photo.facts  # nobody has yet asserted that it was obtained lawfully
    ()
    """

    id: Annotated[str, ID, Doc("Identity within the case", "编号")]
    kind: Annotated[str, CODE, Coded("evidence_kind"), Doc("Kind of evidence", "证据种类")]
    obtained_on: Annotated[dt.date | None, Doc("Obtained on", "取得日期")] = None
    origin: Annotated[str | None, ID, Ref("authority"), Doc("Body that obtained it", "取得机关")] = None
    facts: Annotated[
        tuple[Annotated[str, CODE, Coded("event_fact")], ...], Doc("What is asserted of it", "载明事项")
    ] = ()
    note: Annotated[Text | None, Doc("In words", "说明")] = None


@record
class CaseDocument:
    """A document of the file (文书): its form, number and day.

    >>> CaseDocument(form="penalty_decision", number="奉溪罚〔2025〕1号", issued_on=dt.date(2025, 4, 30)).issuer is None
    True
    >>> CaseDocument(form="penalty_decision", number="No. 1", issued_on=20250430)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: CaseDocument
      error EK113 at /number: 'No. 1' is not of the form ...
      error EK110 at /issued_on: 20250430 is not of type date → write a value of type date
    """

    form: Annotated[str, CODE, Coded("document_form"), Doc("Form", "文书种类")]
    number: Annotated[str | None, LABEL, Doc("Document number", "文号")] = None
    issued_on: Annotated[dt.date, Doc("Issued on", "制作日期")]
    issuer: Annotated[str | None, ID, Ref("authority"), Doc("Body whose seal it bears", "盖章机关")] = None


@record
class Case(Record):
    """A case and its events in the order of their times. Nothing that follows from the events is stored.

    >>> case = Case(id="c-1", authority="xikou-town", items=["waste-dumping"], place="330213100")
    >>> case.procedure, case.events  # where it stands follows from its events: `standing`
    ('ordinary', ())
    >>> Case(id="c-1", authority="xikou-town", items=[], place="溪口")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Case
      error EK117 at /items: 0 characters or entries, at least 1 are needed → give at least 1
      error EK113 at /place: '溪口' is not of the form [A-Za-z0-9][A-Za-z0-9._:@/-]{0,127} → write it in that form
    """

    type: ClassVar[str] = "case"

    authority: Annotated[str, ID, Ref("authority"), Doc("Body that handles it", "办案机关"), Example("xikou-town")]
    items: Annotated[
        tuple[Annotated[str, ID, Ref("item")], ...], at.MinLen(1), Doc("Items", "事项"), Example("waste-dumping")
    ]
    party: Annotated[str | None, ID, Ref("party"), Doc("Party", "当事人")] = None
    party_kind: Annotated[
        str | None, CODE, Coded("party_kind"), Doc("Kind of party, where the party is no record", "当事人类型")
    ] = None
    place: Annotated[str, ID, Ref("place"), Doc("Place of the act", "违法行为地"), Example("330213100")]
    origin: Annotated[str, CODE, Coded("case_origin"), Doc("Where it came from", "案件来源")] = "inspection"
    clue: Annotated[str | None, ID, Doc("Record it came from", "线索记录")] = None
    procedure: Annotated[str, CODE, Coded("procedure_kind"), Doc("Procedure", "程序")] = "ordinary"
    layer: Annotated[
        str | None, CODE, Coded("layer"), Doc("Sector or place whose rules apply", "适用的行业或地方规则")
    ] = None
    traits: Annotated[tuple[Annotated[str, CODE, Coded("case_trait")], ...], Doc("What sets it apart", "案件特征")] = ()
    larger_amount: Annotated[
        Money | None, Doc("What a larger amount is here, where no rule is on file", "较大数额标准（无在册规则时）")
    ] = None
    act: Annotated[Act | None, Doc("The violation", "违法行为")] = None
    events: Annotated[tuple[Event, ...], Doc("Events, oldest first", "事件")] = ()
    evidence: Annotated[tuple[Evidence, ...], Doc("Evidence", "证据")] = ()
    documents: Annotated[tuple[CaseDocument, ...], Doc("Documents", "文书")] = ()


@record
class CreditRecord(Record):
    """A penalty as a credit platform shows it (信用记录): since when, how grave, and its repair.

    >>> shown = Period(start=dt.date(2026, 5, 10), end=dt.date(2027, 5, 10))
    >>> entry = CreditRecord(id="r-1", party="party-1", gravity="general", document_on=dt.date(2026, 5, 6), shown=shown)
    >>> dt.date(2027, 5, 10) in entry.shown, entry.repaired_on is None
    (False, True)
    """

    type: ClassVar[str] = "credit_record"

    party: Annotated[str, ID, Ref("party"), Doc("Party", "当事人"), Example("party-1")]
    case: Annotated[str | None, ID, Ref("case"), Doc("Case it comes from", "案件")] = None
    gravity: Annotated[str, CODE, Coded("credit_gravity"), Doc("Class", "失信类别"), Example("general")]
    document_on: Annotated[dt.date, Doc("Date of the decision", "决定书日期"), Example("2026-05-06")]
    shown: Annotated[Period | None, Doc("Shown on the platform", "公示期间")] = None
    repaired_on: Annotated[dt.date | None, Doc("Repaired on", "修复日期")] = None
