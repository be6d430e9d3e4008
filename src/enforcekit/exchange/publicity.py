"""Penalty decisions as administrations publish them (行政处罚双公示): rows become cases, oddities become findings.

A row tells the end of a case: the decision. Nothing that went before is made up. Amounts come in ten thousand yuan
and become whole fen by decimal arithmetic. Every row is a case or is rejected with its reason; every cell of a row
that is a case stands, as it was written, in the `publicity` extension of the case, identity numbers apart.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from enforcekit.errors import EnforcekitError, Finding, InvalidRecord, MalformedText
from enforcekit.law import Pack
from enforcekit.law.pack import installed
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case, CaseDocument, Event, Sanction
from enforcekit.model.common import LABEL, Identifier, Money, Record
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Item
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.model.party import Party
from enforcekit.model.place import Place
from enforcekit.packs.cn import PACK, credit_code

from . import rules
from .bases import bases_of, cited, cut_by_others, is_marked_cut
from .columns import ASKED, REQUIRED, columns_of, personal
from .decisions import Decisions
from .judge import Judge
from .kept import by_header, kept_of
from .numerals import day_of
from .reading import Rejected, key_of, reason_of, share
from .table import Row, Table, placed, read_table

FIELD: Final = "market_regulation"
"""The field of enforcement of most that is published."""
KEPT: Final = "publicity"
"""The extension of a case that holds its row."""
ZONE: Final = PACK.zone
UNSTATED: Final = {"zh": "未载明", "en": "not stated"}
"""The names of a record that a row points to and does not name; no row is given them back."""

Rows = Iterable[Mapping[str, Any]]


def read_decisions(
    source: str | os.PathLike[str] | bytes | Rows,
    *,
    authority: str | None = None,
    place: str | None = None,
    field: str = FIELD,
    layer: str | None = None,
    prefix: str = "decision",
    on: dt.date | None = None,
    smallest_fine: int = 1000,
    pack: str | Pack = DEFAULT_PACK,
) -> Decisions:
    """The cases of a table of published penalty decisions, with a finding for everything that is odd in it.

    Columns may be in any order, named by code (`CF_JDRQ`) or in full (`处罚决定日期`), with others among them; a
    missing one is a finding. A table is CSV or tab-separated, in UTF-8 with or without a mark, or JSON: an array of
    objects. Text that is not UTF-8 is refused by one finding, which names GBK where that is what it is.

    Args:
        source: path of a file, its bytes, or the rows as mappings from column to cell.
        authority: id of the body that decided, where the rows do not name one.
        place: id of the place of the acts; the feed does not say it.
        field: field of enforcement of the items.
        layer: sector or place whose rules apply to the cases.
        prefix: what the ids of the cases begin with; the number of the row follows.
        on: day looked from: a later decision is in the future. Today in China when left out.
        smallest_fine: amount in fen below which a fine is doubted.
        pack: the jurisdiction, by name or itself.

    Raises `MalformedText` for a path that cannot be read; never for what a file says.

    >>> found = read_decisions([{
    ...     "处罚决定日期": "2022-05-16", "行政相对人类别": "个体工商户", "违法行为类型": "广告违法行为",
    ...     "处罚依据": "中华人民共和国广告法/第五十五条/第一款", "处罚类别": "罚款", "处罚内容": "罚款300元",
    ...     "罚款金额": "0.03", "行政处罚决定书文号": "甲市监罚〔2022〕1号"}], on=dt.date(2026, 1, 1))
    >>> found.cases[0].events[0].sanctions[0].amount.amount, found.findings
    (30000, ())
    """
    chosen = pack if isinstance(pack, Pack) else installed(pack)
    today = on or dt.datetime.now(ZONE).date()
    judge = Judge(pack=chosen, on=today, layer=layer or "", smallest_fine=smallest_fine)
    maker = _Maker(authority=authority, place=place, field=field, layer=layer, prefix=prefix, judge=judge)
    try:
        return maker.read(read_table(source, columns_of))
    except MalformedText as error:
        if isinstance(source, str | os.PathLike) and not os.path.isfile(source):
            raise
        return Decisions(rows=0, findings=error.findings, pack=pack)


@attrs.define(kw_only=True)
class _Maker:
    """Makes records of rows, each record that several rows share once."""

    authority: str | None
    place: str | None
    field: str
    layer: str | None
    prefix: str
    judge: Judge
    made: dict[str, Record] = attrs.field(factory=dict)
    numbers: dict[str, int] = attrs.field(factory=dict)

    def read(self, table: Table) -> Decisions:
        file, columns, given, above = table.file, table.columns, table.rows, table.above
        known = {each.code for each in columns if each.code is not None}
        findings: list[Finding] = [*table.findings]
        if not known & {"CF_JDRQ", "CF_CFLB", "CF_NR", "CF_NR_FK"}:
            headers = ", ".join(each.header for each in columns)
            findings.append(rules.NOT_THE_FEED.at(headers=headers or "—"))
        else:
            findings += [rules.NO_COLUMN.at(column=each) for each in ASKED if each not in known]
        findings += [attrs.evolve(rules.ABOVE.at(value="; ".join(each.more)), line=each.line) for each in above]
        self._mark_cut(given)
        cases, rejected = [], []
        for row in given:
            key, hidden = _key_of(row), [each for each, cell in row.cells.items() if personal(each.header, cell)]
            row = attrs.evolve(row, cells={**row.cells, **{each: _mask(row.cells[each]) for each in hidden}})
            found, case = self._row(row, known, key)
            masked = [placed(rules.MASKED.at(column=each.header), row, each) for each in hidden]
            said = tuple(attrs.evolve(each, file=file, line=row.line) for each in (*masked, *found))
            findings += said
            if case is None:
                rejected.append(Rejected(row=row.number, line=row.line, cells=by_header(row), findings=said))
            else:
                cases.append(case)
        return Decisions(
            rows=len(given),
            pack=self.judge.pack,
            cases=tuple(cases),
            rejected=tuple(rejected),
            findings=tuple(each if each.file or file is None else attrs.evolve(each, file=file) for each in findings),
            **{name: tuple(self._of(cls)) for name, cls in _SHARED.items()},
        )

    def _of(self, cls: type[Record]) -> Iterator[Any]:
        return (each for each in self.made.values() if isinstance(each, cls))

    def _mark_cut(self, rows: Iterable[Row]) -> None:
        texts = {cell for row in rows for column, cell in row.cells.items() if column.code == "CF_YJ"}
        self.judge.cut = cut_by_others(each.title for text in texts for each in bases_of(text))

    def _row(self, row: Row, known: set[str], key: str) -> tuple[list[Finding], Case | None]:
        if row.wrong:
            return [placed(rules.NOT_A_ROW.at(kind=row.wrong), row)], None
        cells = {column.code: (column, cell) for column, cell in row.cells.items() if column.code is not None}
        found: list[Finding] = []
        if row.more:
            found.append(placed(rules.MORE_CELLS.at(count=len(row.more)), row))
        marked = [each for each in row.cells.items() if each[0].code is None and is_marked_cut(each[1])]
        found += [placed(rules.CUT.at(value=cell), row, column) for column, cell in marked[:1]]
        dated = cells.get("CF_JDRQ")
        day = day_of(dated[1]) if dated is not None else None
        if day is None:
            written = (dated[1] if dated is not None else "") or "—"
            return [*found, placed(rules.NO_DAY.at(value=written), row, dated[0] if dated is not None else None)], None
        found += [
            placed(rules.EMPTY.at(column=code), row, cells[code][0])
            for code in REQUIRED
            if code in known and code in cells and not cells[code][1]
        ]
        verdict = self.judge.row({code: cell for code, (_, cell) in cells.items()}, day, _units(row))
        found += [placed(finding, row, cells[code][0] if code in cells else None) for code, finding in verdict.findings]
        try:
            case = self._case(row, {code: cell for code, (_, cell) in cells.items()}, day, verdict)
        except InvalidRecord as error:
            return [*found, placed(rules.NOT_A_RECORD.at(reason=reason_of(error)), row)], None
        except EnforcekitError as error:
            return [*found, placed(rules.NOT_A_RECORD.at(reason=str(error)), row)], None
        first = self.numbers.setdefault(key, row.number)
        if first != row.number:
            number = _number(cells["CF_WSH"][1]) if "CF_WSH" in cells else ""
            column = cells["CF_WSH"][0] if "CF_WSH" in cells else None
            found.append(placed(rules.TWICE.at(value=number or "the same row", other=first), row, column))
        return found, case

    def _case(self, row: Row, cells: Mapping[str, str], day: dt.date, verdict: Any) -> Case:
        sanctions = tuple(
            Sanction(kind=kind, amount=Money(amount=amount) if amount is not None else None, bases=())
            for kind, amount in verdict.sanctions
        )
        simple = verdict.procedure == "simple"
        number = "".join(cells.get("CF_WSH", "").split())
        documents = [
            CaseDocument(form="penalty_decision", number=number, issued_on=day)
            for _ in (1,)
            if number and LABEL.matches(number)
        ]
        name = cells.get("CF_SY") or cells.get("CF_WFXW") or ""
        return Case(
            id=f"{self.prefix}-{row.number}",
            names={"zh": name[:200]} if name else None,
            authority=self._authority(cells),
            items=(self._item(cells),),
            party=self._party(cells, verdict.party_kind),
            party_kind=verdict.party_kind,
            place=self._place(),
            origin="other_origin",
            procedure=verdict.procedure,
            layer=self.layer,
            events=(
                Event(
                    kind="decide_on_spot" if simple else "decide",
                    at=dt.datetime.combine(day, dt.time(), ZONE),
                    sanctions=sanctions,
                ),
            ),
            documents=tuple(documents),
            extensions={KEPT: kept_of(row)},
        )

    def _share(self, record: Record) -> str:
        return share(self.made, record)

    def _authority(self, cells: Mapping[str, str]) -> str:
        name, code = cells.get("CF_CFJG", ""), cells.get("CF_CFJGDM", "")
        if not name and not code and self.authority is not None:
            return self.authority
        good = credit_code.problem(code) is None if code else False
        return self._share(
            Authority(
                id=f"body-{code}" if good else f"body-{key_of(name)}" if name else "body-unstated",
                names={"zh": name[:200]} if name else UNSTATED,
                kind="department",
                identifiers=(Identifier(scheme="uscc", value=code),) if good else (),
            )
        )

    def _place(self) -> str:
        return self.place if self.place is not None else self._share(Place(id="place-unstated", names=UNSTATED))

    def _party(self, cells: Mapping[str, str], kind: str | None) -> str | None:
        name, code = cells.get("CF_XDR_MC", ""), cells.get("CF_XDR_SHXYM", "")
        good = credit_code.problem(code) is None if code else False
        if kind is None or not (name or good):
            return None
        return self._share(
            Party(
                id=f"party-{code}" if good else f"party-{key_of(name, kind)}",
                names={"zh": name[:200]} if name else None,
                kind=kind,
                identifiers=(Identifier(scheme="uscc", value=code),) if good else (),
            )
        )

    def _item(self, cells: Mapping[str, str]) -> str:
        name, text = cells.get("CF_WFXW", ""), cells.get("CF_YJ", "")
        bases = []
        for instrument, citation in cited(text):
            self._share(instrument)
            bases.append(citation)
        return self._share(
            Item(
                id=f"act-{key_of(name, text)}",
                names={"zh": name[:200]} if name else UNSTATED,
                field=self.field,
                actions=("penalise",),
                bases=tuple(bases),
            )
        )


_SHARED: Final[dict[str, type[Record]]] = {
    "items": Item,
    "instruments": Instrument,
    "parties": Party,
    "authorities": Authority,
    "places": Place,
}
_BRACKETS: Final = str.maketrans("[【(（]】)）", "〔〔〔〔〕〕〕〕")


def _number(cell: str) -> str:
    """The number of a decision, however its brackets and blanks are written."""
    return "".join(cell.split()).translate(_BRACKETS)


def _key_of(row: Row) -> str:
    """What tells a row from others: the number of its decision, else all its cells."""
    number = "".join(_number(cell) for column, cell in row.cells.items() if column.code == "CF_WSH")
    return number or "\x1f".join(f"{column.header}={cell}" for column, cell in row.cells.items())


def _mask(cell: str) -> str:
    return "*" * len("".join(cell.split()))


def _units(row: Row) -> dict[str, int]:
    return {column.code: column.unit for column in row.cells if column.code is not None}
