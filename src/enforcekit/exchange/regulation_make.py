"""Makes cases and inspections of the fields of records of “internet + regulation” (互联网+监管), one row at a time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, zip_longest
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, Rule, rule
from enforcekit.law import Pack
from enforcekit.model.case import Case, CaseDocument, Event
from enforcekit.model.common import ID, LABEL, Identifier, Money, Record
from enforcekit.model.inspection import Inspection, InspectionResult
from enforcekit.model.item import Item
from enforcekit.model.officer import Certificate, Officer
from enforcekit.shape.base import evolve
from enforcekit.shape.rules import escape

from . import rules
from .columns import ORGANISATION, is_person
from .judge import amount_in
from .numerals import FEN_IN_YUAN, day_of
from .publicity import ZONE, read_decisions
from .reading import coded, key_of, share
from .regulation_fields import AS_DECISION, DATED, ITEM, NUMBER, SAID, SCHEME, SHARED, YES
from .table import listed

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
NO_DAY = rule(
    "EK863",
    "warning",
    "{field} {value} is no day: it is kept as it stands, and means nothing here",
    "{field} {value} 无法识别，照录但未采用",
    cure_en="write it as 2022-05-16",
    cure_zh="请写作 2022-05-16",
)
UNDATED = rule(
    "EK864",
    "warning",
    "{field} has no day of its own: the event stands on {day}, the day of the decision",
    "{field} 未注明日期：暂记于处罚决定日期 {day}",
    cure_en="fill in the day of it",
    cure_zh="请填写相应日期",
)
UNREADABLE = rule(
    "EK862",
    "error",
    "the record is rejected: it cannot be written as a {what} ({reason})",
    "该记录不予接收：无法写成 {what}（{reason}）",
    cure_en="correct the field that is named",
    cure_zh="请更正所指字段",
)


class Refused(Exception):
    """A record that becomes none, with the finding that says why."""


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZONE)


def _says(row: Mapping[str, str], field: str) -> bool:
    return row.get(field, "") in YES


@attrs.define(kw_only=True)
class Maker:
    """Makes cases and inspections of rows; a record that several share is made once. `said` is of the present row."""

    field: str
    pack: Pack
    made: dict[str, Record] = attrs.field(factory=dict)
    said: list[Finding] = attrs.field(factory=list)
    _rows: dict[str, int] = attrs.field(factory=dict)

    def say(self, rule: Rule, place: str, /, **words: Any) -> None:
        self.said.append(rule.at(f"/{escape(place)}", **words))

    def id(self, row: Mapping[str, str], kind: str, number: int, prefix: str) -> str:
        """The record's own number where it can be an id and is new."""
        field = NUMBER[kind]
        own = row.get(field, "")
        first = self._rows.setdefault(own, number) if own else number
        if first != number:
            self.say(rules.TWICE, field, value=own, other=first)
        return own if first == number and ID.matches(own) else f"{prefix}-{number}"

    def masked(self, row: dict[str, str]) -> dict[str, str]:
        """The row without the identity number of a person where the code of an organisation stands."""
        field = "行政相对人编码"
        if not is_person(row.get(field, "")):
            return row
        self.say(rules.MASKED, field, column=field)
        return {**row, field: "*" * len(row[field])}

    def day(self, row: Mapping[str, str], field: str) -> dt.date | None:
        if field not in row:
            return None
        day = day_of(row[field]) or day_of(row[field][:10])  # what stands behind a day may be an offset too
        if day is None:
            self.say(NO_DAY, field, field=field, value=row[field])
        return day

    def needed(self, row: Mapping[str, str], field: str) -> dt.date:
        day = day_of(row.get(field, "")[:10]) or day_of(row.get(field, ""))
        if day is None:
            raise Refused(NOT_DATED.at(f"/{field}", field=field, value=row.get(field, "—")))
        return day

    def word(self, list_name: str, row: Mapping[str, str], field: str, otherwise: str) -> str:
        """The code that a field stands for; what is no word of the list is said, and the other one taken."""
        known = self.pack.vocabulary.words(list_name).get(row.get(field, ""))
        if known is None and field in row:
            self.unknown(list_name, field, row[field], self.pack.vocabulary.label(list_name, otherwise, "zh"))
        return known or otherwise

    def unknown(self, list_name: str, field: str, word: str, taken: str) -> None:
        self.say(rules.UNKNOWN_WORD, field, value=word, what=list_name.replace("_", " "), what_zh=field, taken=taken)

    def base(self, cells: Mapping[str, str], row: Mapping[str, str], names: Mapping[str, str]) -> Case:
        """A case with its body, party, place and item, as the penalty feed makes them; its records are shared.

        What that feed says of a cell is said of the field that `names` maps to it.
        """
        read = read_decisions([cells], field=self.field, pack=self.pack)
        if not read.cases:
            raise Refused(UNREADABLE.at(what="case", reason="; ".join(each.message["en"] for each in read.findings)))
        fields = {f"/1/{code}": field for field, code in names.items() if field in row}
        self.said += [
            attrs.evolve(each, pointer=f"/{fields[each.pointer]}") for each in read.findings if each.pointer in fields
        ]
        (case,) = read.cases
        ids = {
            each.id: share(self.made, self.coded(each, row) if isinstance(each, Item) else each)
            for each in read.records
            if not isinstance(each, Case)
        }
        return evolve(
            case,
            authority=ids[case.authority],
            place=ids[case.place],
            party=ids[case.party] if case.party is not None else None,
            items=tuple(ids[each] for each in case.items),
        )

    def coded(self, item: Item, row: Mapping[str, str]) -> Item:
        """The item with the code of the record; acts of one name under two codes are two items."""
        value = row.get(ITEM, "")
        code = coded(value, SCHEME, self.pack) if value else None
        if isinstance(code, Identifier):
            return evolve(item, id=f"{item.id}-{key_of(value)}", code=code)
        self.said += [attrs.evolve(code, pointer=f"/{ITEM}")] if code is not None else []
        return item

    def penalty(self, row: Mapping[str, str], id: str) -> Case:
        decided = self.needed(row, "处罚决定日期")
        names = {**AS_DECISION, "罚款金额": "罚款金额（元）"}
        none = _says(row, "不予行政处罚")
        told = {field: code for field, code in names.items() if not (none and field in _PENALTY)}
        base = self.base({code: row[field] for field, code in names.items() if field in row}, row, told)
        events = [evolve(base.events[0], kind="decide_no_penalty", sanctions=()) if none else base.events[0]]
        for field, kind in DATED.items():
            if (day := self.day(row, field)) is not None:
                events.append(Event(kind=kind, at=_at(day)))
        known = {each.kind for each in events}
        for field, kind in SAID.items():
            if _says(row, field) and kind not in known:
                self.say(UNDATED, field, field=field, day=decided.isoformat())
                events.append(Event(kind=kind, at=_at(decided)))
        events += self.paid(row, decided)
        return evolve(
            base,
            id=id,
            clue=row["检查行为编号"] if ID.matches(row.get("检查行为编号", "")) else None,
            events=tuple(sorted(events, key=lambda each: (each.at, _ORDER.get(each.kind, 5)))),
            extensions={},
        )

    def paid(self, row: Mapping[str, str], decided: dt.date) -> Iterator[Event]:
        """What was paid by the day the case was closed."""
        field = "结案实缴罚款"
        amount, odd = amount_in(row.get(field, ""), FEN_IN_YUAN)
        self.said += [attrs.evolve(each, pointer=f"/{field}") for each in odd]
        if amount:
            closed = day_of(row.get("结案日期", "")[:10])
            if closed is None:
                self.say(UNDATED, field, field=field, day=decided.isoformat())
            yield Event(kind="pay", at=_at(closed or decided), amount=Money(amount=amount))

    def compulsion(self, row: Mapping[str, str], id: str) -> Case:
        start = self.needed(row, "开始时间")
        cells = {code: row[field] for field, code in SHARED.items() if field in row}
        name = row.get("强制行为名称", row.get("行政强制种类", ""))
        base = self.base({**cells, "CF_JDRQ": start.isoformat(), "CF_WFXW": name}, row, SHARED)
        end, longer = self.day(row, "结束时间"), self.day(row, "延长期限")
        events = [Event(kind="impose_measure", at=_at(start), until=end, subject="measure")]
        if longer:
            events.append(Event(kind="extend_measure", at=_at(end or start), until=longer, subject="measure"))
        number = "".join(row.get("强制决定书号", "").split())
        papers = (
            [CaseDocument(form="measure_decision", number=number, issued_on=start)] if LABEL.matches(number) else []
        )
        return evolve(base, id=id, events=tuple(events), documents=tuple(papers), extensions={})

    def inspection(self, row: Mapping[str, str], id: str) -> Inspection:
        day = self.needed(row, "检查时间")
        cells = {code: row[field] for field, code in SHARED.items() if field in row}
        cells.setdefault("CF_XDR_MC", row.get("监管对象", ""))
        cells.setdefault("CF_XDR_LB", ORGANISATION)
        cells |= {"CF_JDRQ": day.isoformat(), "CF_WFXW": row.get("检查行为名称", "")}
        base = self.base(cells, row, SHARED)
        if base.party is None:
            raise Refused(UNREADABLE.at(what="inspection", reason="it names nobody who was inspected"))
        outcomes = self.outcomes(row)
        return Inspection(
            id=id,
            authority=base.authority,
            party=base.party,
            place=base.place,
            items=base.items,
            kind=self.word("inspection_kind", row, "检查类别", "daily"),
            mode=self.word("inspection_mode", row, "检查方式", "on_site"),
            started_at=_at(day),
            officers=tuple(self.officers(row, id, base.authority)),
            result=InspectionResult(issuers=(base.authority,), outcomes=outcomes, found_on=day) if outcomes else None,
        )

    def outcomes(self, row: Mapping[str, str]) -> tuple[str, ...]:
        field, words = "检查结果", self.pack.vocabulary.words("inspection_result")
        named = list(listed(row.get(field, ""), words))
        for word in [word for word, code in named if code is None]:
            self.unknown("inspection_result", field, word, "—")
        return tuple(dict.fromkeys(code for _, code in named if code is not None))

    def officers(self, row: Mapping[str, str], check: str, home: str) -> Iterator[str]:
        """The ids of the officers, each by the certificate that stands in the same place."""
        names, numbers = (_OFFICERS.split(row.get(field, "")) for field in ("检查人员", "执法证号"))
        for place, (name, number) in enumerate(zip_longest(map(str.strip, names), map(str.strip, numbers)), 1):
            if not name:
                continue
            good = number is not None and LABEL.matches(number)
            key = f"officer-{number}" if number and ID.matches(number) else f"{check}-officer-{place}"
            certificates = (Certificate(number=number),) if good else ()
            yield share(self.made, Officer(id=key, names={"zh": name}, home=home, certificates=certificates))


_PENALTY: Final = frozenset({"处罚种类", "罚款金额", "处罚结果"})
"""What the penalty feed finds odd in these means nothing where no penalty was imposed."""
_ORDER: Final = {"file": 0, "hold_hearing": 1, "legal_review": 2, "discuss": 3, "report_crime": 4, "pay": 6, "close": 7}
"""The order of events of one day; a decision stands between."""
_OFFICERS: Final = re.compile("[;；、,，]")


def disorder(row: Mapping[str, str]) -> Iterator[Finding]:
    """The days of a record that lie before earlier ones: filed, closed, reported."""
    days = [(field, day_of(row.get(field, "")[:10])) for field in ("立案时间", "结案日期", "报送时间")]
    known = [(field, day) for field, day in days if day is not None]
    for (earlier, early), (later, late) in pairwise(known):
        if late < early:
            yield DISORDER.at(earlier=earlier, early=early.isoformat(), later=later, late=late.isoformat())
