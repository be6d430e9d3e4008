"""Records of national “internet + regulation” (互联网+监管) as cases and inspections: penalties, compulsion, checks.

The names of the fields and which of them may not be empty are known; their dictionaries and the unit of their amounts
are not, so words are read and written as words, and amounts in yuan (unconfirmed). A penalty ends like a row
of the penalty feed and is read by the same rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import attrs

from enforcekit.errors import EnforcekitError, Finding, rule
from enforcekit.law import Pack
from enforcekit.law.pack import installed
from enforcekit.model.case import Case, CaseDocument, Event
from enforcekit.model.common import ID, LABEL, Identifier, Money, Record
from enforcekit.model.inspection import Inspection, InspectionResult
from enforcekit.model.item import Item
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.model.officer import Certificate, Officer
from enforcekit.shape.base import evolve

from . import rules
from .numerals import FEN_IN_YUAN, day_of, decimal, fen
from .publicity import ZONE, read_decisions
from .reading import Reading, Rejected
from .regulation_fields import AS_DECISION, COMPULSION, DATED, INSPECTION, ITEM, PENALTY, SAID, SHARED, YES

NOT_DATED = rule(
    "EK860",
    "error",
    "the record is rejected: its {field} {value} is no day",
    "该记录不予接收：{field} {value} 无法识别",
    cure_en="write it as 2022-05-16",
    cure_zh="请写作 2022-05-16",
)
DISORDER = rule(
    "EK861",
    "warning",
    "{later} {late} lies before {earlier} {early}",
    "{later} {late} 早于 {earlier} {early}",
    cure_en="correct one of them",
    cure_zh="请更正",
)
UNREADABLE = rule(
    "EK862",
    "error",
    "the record is rejected: it cannot be written as a {what} ({reason})",
    "该记录不予接收：无法写成 {what}（{reason}）",
    cure_en="correct the field that is named",
    cure_zh="请更正所指字段",
)

Row = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Regulated(Reading):
    """What some records hold: cases or inspections, and the records they point to."""

    found: tuple[Case | Inspection, ...] = ()
    others: tuple[Record, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that was read, for a `Structure`."""
        return (*self.others, *self.found)


def read_penalties(rows: Iterable[Row], *, prefix: str = "penalty", pack: str | Pack = DEFAULT_PACK) -> Regulated:
    """The cases of records of penalties (处罚): the decision, and the dated events that a record names.

    Args:
        rows: the records, by the Chinese names of their fields.
        prefix: what the ids of records begin with that have no number that can be an id.
        pack: the jurisdiction, by name or itself.

    >>> found = read_penalties([{"处罚行为编号": "P-1", "处罚决定日期": "2024-05-16", "立案时间": "2024-04-01",
    ...     "处罚种类": "罚款", "罚款金额": "300", "处罚结果": "罚款300元", "行政相对人性质": "个体工商户"}])
    >>> [each.kind for each in found.found[0].events], found.found[0].events[1].sanctions[0].amount.amount
    (['file', 'decide'], 30000)
    """
    return _read(rows, PENALTY, prefix, pack, _penalty)


def read_compulsion(rows: Iterable[Row], *, prefix: str = "compulsion", pack: str | Pack = DEFAULT_PACK) -> Regulated:
    """The cases of records of compulsory measures (强制): each with its measure, from its beginning to its end.

    Args:
        rows: the records, by the Chinese names of their fields.
        prefix: what the ids of records begin with that have no number that can be an id.
        pack: the jurisdiction, by name or itself.

    >>> found = read_compulsion([{"强制行为编号": "C-1", "强制决定书号": "甲强〔2024〕1号", "行政强制种类": "扣押",
    ...     "开始时间": "2024-04-01", "结束时间": "2024-04-30"}])
    >>> found.found[0].events[0].kind, found.found[0].events[0].until.isoformat()
    ('impose_measure', '2024-04-30')
    """
    return _read(rows, COMPULSION, prefix, pack, _compulsion)


def read_inspections(rows: Iterable[Row], *, prefix: str = "check", pack: str | Pack = DEFAULT_PACK) -> Regulated:
    """The inspections of records of checks (检查), with their officers and certificates.

    Args:
        rows: the records, by the Chinese names of their fields; officers and certificates are lists or texts with `;`.
        prefix: what the ids of records begin with that have no number that can be an id.
        pack: the jurisdiction, by name or itself.

    >>> found = read_inspections([{"检查行为编号": "I-1", "检查时间": "2024-04-01", "检查人员": ["甲", "乙"],
    ...     "执法证号": ["33020001", "33020002"], "检查结果": "未发现问题", "行政相对人": "示例商店"}])
    >>> found.found[0].result.outcomes, len(found.found[0].officers)
    (('no_problem',), 2)
    """
    return _read(rows, INSPECTION, prefix, pack, _inspection)


class _Refused(Exception):
    """A record that becomes none, with the finding that says why."""


def _read(rows: Iterable[Row], kind: str, prefix: str, pack: str | Pack, make: Any) -> Regulated:
    chosen = pack if isinstance(pack, Pack) else installed(pack)
    made: dict[str, Record] = {}
    found, rejected, findings = [], [], []
    for number, given in enumerate(rows, 1):
        record, kept = None, {}
        try:
            if not isinstance(given, Mapping):
                raise _Refused(rules.NOT_A_ROW.at(kind=type(given).__name__))
            kept = {str(key): cell for key, value in given.items() if (cell := _text(value))}
            record = evolve(make(kept, f"{prefix}-{number}", chosen, made), extensions={kind: kept})
            said = list(_disorder(kept))
        except _Refused as error:
            said = [error.args[0]]
        except EnforcekitError as error:
            what = "inspection" if kind == INSPECTION else "case"
            said = [UNREADABLE.at(what=what, reason=str(error).replace("\n", " "))]
        said = [attrs.evolve(each, pointer=f"/{number}") for each in said]
        findings += said
        if record is None:
            rejected.append(Rejected(row=number, cells=kept, findings=tuple(said)))
        else:
            found.append(record)
    return Regulated(
        found=tuple(found),
        others=tuple(made.values()),
        rejected=tuple(rejected),
        findings=tuple(findings),
        pack=pack,
    )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return ";".join(map(_text, value))
    return "" if value is None else str(value).strip()


def _day(row: Mapping[str, str], field: str) -> dt.date | None:
    return day_of(row[field][:10]) if field in row else None


def _needed(row: Mapping[str, str], field: str) -> dt.date:
    day = _day(row, field)
    if day is None:
        raise _Refused(NOT_DATED.at(field=field, value=row.get(field, "—")))
    return day


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZONE)


def _disorder(row: Mapping[str, str]) -> Iterable[Finding]:
    days = [(field, _day(row, field)) for field in ("立案时间", "结案日期", "报送时间")]
    known = [(field, day) for field, day in days if day is not None]
    for (earlier, early), (later, late) in pairwise(known):
        if late < early:
            yield DISORDER.at(earlier=earlier, early=early.isoformat(), later=later, late=late.isoformat())


def _id(row: Mapping[str, str], field: str, otherwise: str) -> str:
    return row[field] if ID.matches(row.get(field, "")) else otherwise


def _base(cells: Mapping[str, str], row: Mapping[str, str], pack: Pack, made: dict[str, Record]) -> Case:
    """A case with its body, party, place and item, as the penalty feed makes them; its records are shared."""
    read = read_decisions([cells], pack=pack)
    if not read.cases:
        raise _Refused(UNREADABLE.at(what="case", reason="; ".join(each.message["en"] for each in read.findings)))
    code = row.get(ITEM, "")
    for each in read.records:
        if isinstance(each, Item) and LABEL.matches(code):
            each = evolve(each, code=Identifier(scheme="supervision_item", value=code))
        if not isinstance(each, Case):
            made.setdefault(each.id, each)
    return read.cases[0]


def _penalty(row: Mapping[str, str], id: str, pack: Pack, made: dict[str, Record]) -> Case:
    decided = _needed(row, "处罚决定日期")
    cells = {code: row[field] for field, code in AS_DECISION.items() if field in row}
    if "CF_NR_FK" in cells:
        cells["罚款金额（元）"] = cells.pop("CF_NR_FK")
    base = _base(cells, row, pack, made)
    events = (
        [evolve(base.events[0], kind="decide_no_penalty", sanctions=())]
        if _says(row, "不予行政处罚")
        else [*base.events]
    )
    for field, kind in DATED.items():
        day = _day(row, field)
        if day is not None:
            events.append(Event(kind=kind, at=_at(day)))
    known = {each.kind for each in events}
    events += [
        Event(kind=kind, at=_at(decided)) for field, kind in SAID.items() if _says(row, field) and kind not in known
    ]
    paid = decimal(row.get("结案实缴罚款", ""))
    exact = fen(paid, FEN_IN_YUAN) if paid is not None else None
    if exact:
        events.append(Event(kind="pay", at=_at(_day(row, "结案日期") or decided), amount=Money(amount=exact)))
    order = {"file": 0, "hold_hearing": 1, "legal_review": 2, "discuss": 3, "report_crime": 4, "pay": 6, "close": 7}
    return evolve(
        base,
        id=_id(row, "处罚行为编号", id),
        clue=row["检查行为编号"] if ID.matches(row.get("检查行为编号", "")) else None,
        events=tuple(sorted(events, key=lambda each: (each.at, order.get(each.kind, 5)))),
        extensions={},
    )


def _says(row: Mapping[str, str], field: str) -> bool:
    return row.get(field, "") in YES


def _compulsion(row: Mapping[str, str], id: str, pack: Pack, made: dict[str, Record]) -> Case:
    start = _needed(row, "开始时间")
    cells = {code: row[field] for field, code in SHARED.items() if field in row}
    name = row.get("强制行为名称", row.get("行政强制种类", ""))
    base = _base({**cells, "CF_JDRQ": start.isoformat(), "CF_WFXW": name}, row, pack, made)
    end, longer = _day(row, "结束时间"), _day(row, "延长期限")
    measure = Event(kind="impose_measure", at=_at(start), until=end, subject="measure")
    extended = (Event(kind="extend_measure", at=_at(end or start), until=longer, subject="measure"),) if longer else ()
    number = "".join(row.get("强制决定书号", "").split())
    papers = (CaseDocument(form="measure_decision", number=number, issued_on=start),) if LABEL.matches(number) else ()
    return evolve(base, id=_id(row, "强制行为编号", id), events=(measure, *extended), documents=papers, extensions={})


def _inspection(row: Mapping[str, str], id: str, pack: Pack, made: dict[str, Record]) -> Inspection:
    day = _needed(row, "检查时间")
    cells = {code: row[field] for field, code in SHARED.items() if field in row}
    cells.setdefault("CF_XDR_MC", row.get("监管对象", ""))
    cells.setdefault("CF_XDR_LB", "法人及非法人组织")
    base = _base({**cells, "CF_JDRQ": day.isoformat(), "CF_WFXW": row.get("检查行为名称", "")}, row, pack, made)
    if base.party is None:
        raise _Refused(UNREADABLE.at(what="inspection", reason="it names nobody who was inspected"))
    names = [each for each in row.get("检查人员", "").split(";") if each]
    numbers = [each for each in row.get("执法证号", "").split(";") if each]
    officers = []
    for place, name in enumerate(names):
        number = numbers[place] if place < len(numbers) and LABEL.matches(numbers[place]) else None
        key = (
            f"officer-{number}"
            if number and ID.matches(number)
            else f"{_id(row, '检查行为编号', id)}-officer-{place + 1}"
        )
        certificates = (Certificate(number=number),) if number else ()
        made.setdefault(key, Officer(id=key, names={"zh": name}, home=base.authority, certificates=certificates))
        officers.append(key)
    result = pack.vocabulary.words("inspection_result").get(row.get("检查结果", ""))
    return Inspection(
        id=_id(row, "检查行为编号", id),
        authority=base.authority,
        party=base.party,
        place=base.place,
        items=base.items,
        kind=pack.vocabulary.words("inspection_kind").get(row.get("检查类别", "")) or "daily",
        mode=pack.vocabulary.words("inspection_mode").get(row.get("检查方式", "")) or "on_site",
        started_at=_at(day),
        officers=tuple(officers),
        result=InspectionResult(issuers=(base.authority,), outcomes=(result,), found_on=day) if result else None,
    )
