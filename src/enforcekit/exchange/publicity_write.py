"""Cases as the penalty feed of double publicity (行政处罚双公示) has them: one row for each decision, loss by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from enforcekit.arguments import must_be
from enforcekit.errors import Finding
from enforcekit.law import Pack
from enforcekit.law.pack import pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case, Event
from enforcekit.model.common import Record
from enforcekit.model.inspection import Inspection
from enforcekit.model.item import Item
from enforcekit.model.party import Party
from enforcekit.structure import Structure
from enforcekit.wire.validate import dump_document

from .bases import basis_text
from .columns import columns_of, party_word
from .judge import FINE, GAINS, PROPERTY
from .kept import put_back
from .loss import Converted, lost, not_carried
from .numerals import FEN_IN_WAN, FEN_IN_YUAN, in_unit
from .publicity import KEPT, UNSTATED, read_decisions

FORM: Final = "双公示"
DECIDING: Final = frozenset({"decide", "decide_on_spot"})
"""Events by which a penalty is decided."""

Row = dict[str, str]


def write_decisions(cases: Iterable[Case], structure: Structure) -> Converted[tuple[Row, ...]]:
    """The rows of the feed for the cases that have a decision, by the codes of its columns.

    What a row was read from goes back as it was written (`read_decisions` keeps it), under its own headers, unless the
    case says otherwise by now. The loss names every field of a case that the row, read again, does not give back: a
    case without a decision whole.

    Args:
        cases: what to write.
        structure: where parties, items and bodies are.

    >>> import datetime as dt
    >>> from enforcekit.exchange import read_decisions
    >>> row = {"处罚决定日期": "2022-05-16", "行政相对人类别": "个体工商户", "违法行为类型": "广告违法行为",
    ...     "处罚依据": "中华人民共和国广告法/第五十五条/第一款", "处罚类别": "罚款", "处罚内容": "罚款300元",
    ...     "罚款金额": "0.03", "行政处罚决定书文号": "甲市监罚〔2022〕1号", "备注": "样例"}
    >>> read = read_decisions([row], on=dt.date(2026, 1, 1))
    >>> write_decisions(read.cases, read.structure()).value == (row,)
    True
    """
    must_be(Structure, structure=structure)
    pack = pack_of(structure)
    rows, loss = [], []
    for case in cases:
        must_be(Case, case=case)
        at = max((n for n, each in enumerate(case.events) if each.kind in DECIDING), default=None)
        if at is None:
            loss.append(not_carried(FORM, "a case without a decision", case.id, f"/{case.id}"))
            continue
        row = _row(case, case.events[at], structure, pack)
        rows.append(row)
        loss += _loss(case, at, row, pack)
    return Converted(tuple(rows), tuple(loss))


def _row(case: Case, decision: Event, structure: Structure, pack: Pack) -> Row:
    kept: Mapping[str, str] = case.extensions.get(KEPT, {})
    columns = columns_of(kept)
    units = {each.code: each.unit for each in columns}
    now = dict(decision_cells(case, decision, structure, pack, units))
    read = read_decisions([dict(kept)], pack=pack) if kept else None
    if read is None or not read.cases:
        return now
    (before,) = read.cases
    then = dict(decision_cells(before, before.events[0], read.structure(), pack, units))
    return put_back(kept, columns, then, now)


def decision_cells(
    case: Case, decision: Event, structure: Structure, pack: Pack, units: Mapping[str | None, int] | None = None
) -> Iterator[tuple[str, str]]:
    """What a case says of its decision, by the codes of the feed; amounts in the units of their columns, else 万元."""
    yield from shared_cells(case, structure)
    for number in (each.number for each in case.documents if each.form == "penalty_decision" and each.number):
        yield "CF_WSH", number
    if case.names:
        yield "CF_SY", case.label("zh")
    bases = [each for sanction in decision.sanctions for each in sanction.bases]
    for item in found(structure, case.items[0]) if not bases else ():
        bases += item.bases if isinstance(item, Item) else ()
    if bases:
        yield "CF_YJ", ";".join(basis_text(each, structure) for each in dict.fromkeys(bases))
    yield from _penalty(decision, pack, units or {})
    yield "CF_JDRQ", decision.at.date().isoformat()
    if case.procedure == "simple":
        yield "CF_CFCX", "简易程序"


def shared_cells(record: Case | Inspection, structure: Structure) -> Iterator[tuple[str, str]]:
    """Whom a case or an inspection concerns, what for, and who acts: party, first item and body."""
    kind = record.party_kind if isinstance(record, Case) else None
    for each in found(structure, record.party, record.items[0], record.authority):
        if isinstance(each, Party):
            kind = kind or each.kind
            yield from _named("CF_XDR_MC", "CF_XDR_SHXYM", each)
        elif isinstance(each, Item) and each.names != UNSTATED:
            yield "CF_WFXW", each.label("zh")
        elif isinstance(each, Authority):
            yield from _named("CF_CFJG", "CF_CFJGDM", each)
    if kind is not None:
        yield "CF_XDR_LB", party_word(kind)


def found(structure: Structure, *ids: str | None) -> Iterator[Record]:
    """Those of these records that are there."""
    return (structure[each] for each in ids if each is not None and each in structure)


def _named(name: str, code: str, record: Party | Authority) -> Iterator[tuple[str, str]]:
    if record.names and record.names != UNSTATED:
        yield name, record.label("zh")
    yield from ((code, each.value) for each in record.identifiers if each.scheme == "uscc")


def _penalty(decision: Event, pack: Pack, units: Mapping[str | None, int]) -> Iterator[tuple[str, str]]:
    words, amounts = [], {"CF_NR_FK": 0, "CF_NR_WFFF": 0}
    labels = [pack.vocabulary.label("penalty_kind", each.kind, "zh") for each in decision.sanctions]
    for label, sanction in zip(labels, decision.sanctions, strict=True):
        amount = sanction.amount.amount if sanction.amount is not None else None
        words.append(label if amount is None else f"{label}{in_unit(amount, FEN_IN_YUAN)}元")
        column = {FINE: "CF_NR_FK", GAINS: "CF_NR_WFFF", PROPERTY: "CF_NR_WFFF"}.get(sanction.kind)
        if column is not None and amount is not None:
            amounts[column] += amount
    if labels:
        yield "CF_CFLB", ";".join(labels)
        yield "CF_NR", ";".join(words)
    yield from (
        (column, in_unit(amount, units.get(column, FEN_IN_WAN))) for column, amount in amounts.items() if amount
    )


def _loss(case: Case, at: int, row: Row, pack: Pack) -> tuple[Finding, ...]:
    read = read_decisions([row], prefix="row", layer=case.layer, pack=pack)
    after = _by_event(read.cases[0], 0, at) if read.cases else {}
    for field in ("id", "place"):
        after.pop(field, None)  # made by the reader, said by no row
    return lost(_by_event(case, at, at), after, form=FORM, root=f"/{case.id}")


def _by_event(case: Case, decision: int, place: int) -> dict[str, Any]:
    """The document of a case with its decision, and the document of it, under names that both sides share."""
    document = dump_document(case)
    events = {str(n): each for n, each in enumerate(document.get("events", []))}
    decided = events.pop(str(decision))
    forms = document.get("documents", [])
    numbered = [n for n, each in enumerate(forms) if each["form"] == "penalty_decision" and "number" in each]
    return document | {
        "events": {**events, str(place): decided},
        "documents": {each["form"] if [n] == numbered[-1:] else str(n): each for n, each in enumerate(forms)},
    }
