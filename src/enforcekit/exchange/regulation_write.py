"""Cases and inspections as records of national “internet + regulation” (互联网+监管), with what did not survive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from enforcekit.errors import Finding
from enforcekit.law.pack import pack_of
from enforcekit.model.case import Case
from enforcekit.model.inspection import Inspection
from enforcekit.model.item import Item
from enforcekit.model.officer import Officer
from enforcekit.shape.base import evolve
from enforcekit.structure import Structure
from enforcekit.wire.validate import dump_document

from . import rules
from .kept import put_back
from .loss import Converted, lost, not_carried
from .numerals import FEN_IN_YUAN, in_unit
from .publicity_write import decision_cells, found, shared_cells
from .regulation import Regulated, read_compulsion, read_inspections, read_penalties
from .regulation_fields import AS_DECISION, COMPULSION, DATED, INSPECTION, ITEM, PENALTY, REQUIRED, SAID, SCHEME, SHARED
from .table import Column

FORM: Final = "互联网+监管"
DECIDING: Final = ("decide", "decide_on_spot", "decide_no_penalty")
_PROCEDURES: Final = {"simple": "简易程序", "ordinary": "普通程序"}

Row = dict[str, str]
Cells = Callable[[Any, Structure], Iterator[tuple[str, str]]]
Reader = Callable[..., Regulated]


def write_penalties(cases: Iterable[Case], structure: Structure) -> Converted[tuple[Row, ...]]:
    """The records of the penalties of cases; what was read goes back as it was, unless the case says otherwise by now.

    The loss names every field of a case that the record, read again, does not give back, and (EK817) every field that
    may not be empty and is.

    Args:
        cases: what to write; one without a decision is named whole in the loss.
        structure: where parties, items and bodies are.

    >>> row = {"处罚行为编号": "P-1", "处罚决定日期": "2024-05-16", "处罚种类": "罚款", "罚款金额": "300.00",
    ...     "处罚结果": "罚款300元", "行政相对人性质": "个体工商户", "行政复议": "无"}
    >>> read = read_penalties([row])
    >>> write_penalties(read.found, read.structure()).value == (row,)
    True
    """
    return _write(cases, structure, PENALTY, _penalty, read_penalties)


def write_compulsion(cases: Iterable[Case], structure: Structure) -> Converted[tuple[Row, ...]]:
    """The records of the compulsory measures of cases: of each case its first one; the loss names the others.

    Args:
        cases: what to write; one without a measure is named whole in the loss.
        structure: where parties, items and bodies are.
    """
    return _write(cases, structure, COMPULSION, _compulsion, read_compulsion)


def write_inspections(inspections: Iterable[Inspection], structure: Structure) -> Converted[tuple[Row, ...]]:
    """The records of checks; officers and certificates with `;` between two.

    Args:
        inspections: what to write; one that has not begun is named whole in the loss.
        structure: where parties, items, bodies and officers are.
    """
    return _write(inspections, structure, INSPECTION, _inspection, read_inspections)


def _write(
    given: Iterable[Case] | Iterable[Inspection], structure: Structure, kind: str, cells: Cells, read: Reader
) -> Converted[tuple[Row, ...]]:
    pack = pack_of(structure)
    rows: list[Row] = []
    loss: list[Finding] = []
    for record in given:
        now = dict(cells(record, structure))
        if not now:
            loss.append(
                not_carried(FORM, f"a {record.type} without what the record is about", record.id, f"/{record.id}")
            )
            continue
        kept: Mapping[str, str] = record.extensions.get(kind, {})
        row = now
        if kept:
            before = read([kept], pack=pack)
            # The row has a number of its own, whatever the record is called.
            then = dict(cells(evolve(before.found[0], id=record.id), before.structure())) if before.found else {}
            known = {*then, *now}
            columns = tuple(Column(field, n, field if field in known else None) for n, field in enumerate(kept, 1))
            row = put_back(kept, columns, then, now)
        rows.append(row)
        back = read([row], pack=pack)
        after = _named(back.found[0]) if back.found else {}
        after.pop("place", None)  # made by the reader, said by no record
        loss += lost(_named(record), after, form=FORM, root=f"/{record.id}")
        loss += [
            rules.EMPTY.at(f"/{record.id}/{field}", column=field) for field in REQUIRED[kind] if not row.get(field)
        ]
    return Converted(tuple(rows), tuple(loss))


def _named(record: Case | Inspection) -> dict[str, Any]:
    """The document with its events by kind and its papers by form, so that those of two documents meet."""
    document = dump_document(record)
    for field, key in (("events", "kind"), ("documents", "form")):
        seen: Counter[str] = Counter()
        named = {}
        for each in document.get(field, ()):
            seen[each[key]] += 1
            named[f"{each[key]}#{seen[each[key]]}"] = each
        if named:
            document[field] = named
    return document


def _penalty(case: Case, structure: Structure) -> Iterator[tuple[str, str]]:
    decision = next((each for each in reversed(case.events) if each.kind in DECIDING), None)
    if decision is None:
        return
    yield "处罚行为编号", case.id
    if case.clue is not None:
        yield "检查行为编号", case.clue
    yield from _item(case.items, structure)
    said = dict(decision_cells(case, decision, structure, pack_of(structure)))
    said.pop("CF_NR_FK", None)
    said["CF_CFCX"] = _PROCEDURES.get(case.procedure, "普通程序")
    yield from ((field, said[code]) for field, code in AS_DECISION.items() if code in said)
    fined = sum(each.amount.amount for each in decision.sanctions if each.kind == "fine" and each.amount is not None)
    if fined:
        yield "罚款金额", in_unit(fined, FEN_IN_YUAN)
    days = {each.kind: each.at.date().isoformat() for each in case.events}
    yield from ((field, days[kind]) for field, kind in DATED.items() if kind in days)
    yield from ((field, "是" if kind in days else "否") for field, kind in SAID.items())
    yield "不予行政处罚", "是" if decision.kind == "decide_no_penalty" else "否"
    paid = sum(each.amount.amount for each in case.events if each.kind == "pay" and each.amount is not None)
    if paid:
        yield "结案实缴罚款", in_unit(paid, FEN_IN_YUAN)


def _item(items: tuple[str, ...], structure: Structure) -> Iterator[tuple[str, str]]:
    for item in found(structure, items[0]):
        if isinstance(item, Item) and item.code is not None and item.code.scheme == SCHEME:
            yield ITEM, item.code.value


def _compulsion(case: Case, structure: Structure) -> Iterator[tuple[str, str]]:
    measure = next((each for each in case.events if each.kind in ("impose_measure", "impose_urgent")), None)
    if measure is None:
        return
    yield "强制行为编号", case.id
    yield from _item(case.items, structure)
    for number in (each.number for each in case.documents if each.form == "measure_decision" and each.number):
        yield "强制决定书号", number
    yield from _shared(case, structure, "强制行为名称")
    yield "开始时间", measure.at.date().isoformat()
    if measure.until is not None:
        yield "结束时间", measure.until.isoformat()
    for each in case.events:
        if each.kind == "extend_measure" and each.until is not None:
            yield "延长期限", each.until.isoformat()


def _shared(record: Case | Inspection, structure: Structure, act: str) -> Iterator[tuple[str, str]]:
    """Whom and what a record concerns and who acts; the act has its own field in each kind of record."""
    said = dict(shared_cells(record, structure))
    yield from ((field, said[code]) for field, code in {**SHARED, act: "CF_WFXW"}.items() if code in said)


def _inspection(check: Inspection, structure: Structure) -> Iterator[tuple[str, str]]:
    if check.started_at is None:
        return
    words = pack_of(structure).vocabulary
    yield "检查行为编号", check.id
    yield from _item(check.items, structure)
    for field, cell in _shared(check, structure, "检查行为名称"):
        yield field, cell
        if field == "行政相对人":
            yield "监管对象", cell
    yield "检查时间", check.started_at.date().isoformat()
    yield "检查类别", words.label("inspection_kind", check.kind, "zh")
    yield "检查方式", words.label("inspection_mode", check.mode, "zh")
    if check.result is not None:
        yield "检查结果", ";".join(words.label("inspection_result", each, "zh") for each in check.result.outcomes)
    officers = list(found(structure, *check.officers))
    if officers:
        yield "检查人员", ";".join(each.label("zh") for each in officers)
    # One without a certificate leaves its place empty, or the next one's would be taken for it.
    numbers = [
        each.certificates[-1].number if isinstance(each, Officer) and each.certificates else "" for each in officers
    ]
    if any(numbers):
        yield "执法证号", ";".join(numbers)
