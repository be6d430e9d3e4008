"""Records of national “internet + regulation” (互联网+监管) as cases and inspections: penalties, compulsion, checks.

The names of the fields and which of them may not be empty are known; their dictionaries and the unit of their amounts
are not, so words are read and written as words, and amounts in yuan (unconfirmed). A penalty ends like a row
of the penalty feed and is read by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from enforcekit.errors import EnforcekitError
from enforcekit.law import Pack
from enforcekit.law.pack import installed
from enforcekit.model.case import Case
from enforcekit.model.common import Record
from enforcekit.model.inspection import Inspection
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.shape.base import evolve

from . import rules
from .publicity import FIELD
from .reading import Reading, Rejected
from .regulation_fields import (
    COMPULSION,
    INSPECTION,
    PENALTY,
)
from .regulation_make import UNREADABLE, Maker, Refused, disorder
from .table import cell_text

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


def read_penalties(
    rows: Iterable[Row], *, field: str = FIELD, prefix: str = "penalty", pack: str | Pack = DEFAULT_PACK
) -> Regulated:
    """The cases of records of penalties (处罚): the decision, and the dated events that a record names.

    An event that a record names without its day stands on the day of the decision, and a finding says so.

    Args:
        rows: the records, by the Chinese names of their fields.
        field: field of enforcement of the items; the records do not say it.
        prefix: what the ids of records begin with that have no number that can be an id.
        pack: the jurisdiction, by name or itself.

    >>> found = read_penalties([{"处罚行为编号": "P-1", "处罚决定日期": "2024-05-16", "立案时间": "2024-04-01",
    ...     "处罚种类": "罚款", "罚款金额": "300", "处罚结果": "罚款300元", "行政相对人性质": "个体工商户"}])
    >>> [each.kind for each in found.found[0].events], found.found[0].events[1].sanctions[0].amount.amount
    (['file', 'decide'], 30000)
    """
    return _read(rows, PENALTY, Maker.penalty, field, prefix, pack)


def read_compulsion(
    rows: Iterable[Row], *, field: str = FIELD, prefix: str = "compulsion", pack: str | Pack = DEFAULT_PACK
) -> Regulated:
    """The cases of records of compulsory measures (强制): each with its measure, from its beginning to its end.

    Args:
        rows: the records, by the Chinese names of their fields.
        field: field of enforcement of the items; the records do not say it.
        prefix: what the ids of records begin with that have no number that can be an id.
        pack: the jurisdiction, by name or itself.

    >>> found = read_compulsion([{"强制行为编号": "C-1", "强制决定书号": "甲强〔2024〕1号", "行政强制种类": "扣押",
    ...     "开始时间": "2024-04-01", "结束时间": "2024-04-30"}])
    >>> found.found[0].events[0].kind, found.found[0].events[0].until.isoformat()
    ('impose_measure', '2024-04-30')
    """
    return _read(rows, COMPULSION, Maker.compulsion, field, prefix, pack)


def read_inspections(
    rows: Iterable[Row], *, field: str = FIELD, prefix: str = "check", pack: str | Pack = DEFAULT_PACK
) -> Regulated:
    """The inspections of records of checks (检查), with their officers and certificates.

    A check that does not say its kind was a daily one, on the spot; one inspected whose nature is not said, an
    organisation.

    Args:
        rows: the records, by the Chinese names of their fields; officers and certificates are lists or texts with `;`.
        field: field of enforcement of the items; the records do not say it.
        prefix: what the ids of records begin with that have no number that can be an id.
        pack: the jurisdiction, by name or itself.

    >>> found = read_inspections([{"检查行为编号": "I-1", "检查时间": "2024-04-01", "检查人员": ["甲", "乙"],
    ...     "执法证号": ["33020001", "33020002"], "检查结果": "未发现问题", "行政相对人": "示例商店"}])
    >>> found.found[0].result.outcomes, len(found.found[0].officers)
    (('no_problem',), 2)
    """
    return _read(rows, INSPECTION, Maker.inspection, field, prefix, pack)


Make = Callable[["Maker", Mapping[str, str], str], Case | Inspection]


def _read(rows: Iterable[Row], kind: str, make: Make, field: str, prefix: str, pack: str | Pack) -> Regulated:
    maker = Maker(field=field, pack=pack if isinstance(pack, Pack) else installed(pack))
    found, rejected, findings = [], [], []
    for number, given in enumerate(rows, 1):
        record, kept = None, {}
        maker.said = []
        try:
            if not isinstance(given, Mapping):
                raise Refused(rules.NOT_A_ROW.at(kind=type(given).__name__))
            kept = maker.masked({str(key): cell for key, value in given.items() if (cell := cell_text(value))})
            record = evolve(make(maker, kept, maker.id(kept, kind, number, prefix)), extensions={kind: kept})
            maker.said += disorder(kept)
        except Refused as error:
            maker.said.append(error.args[0])
        except EnforcekitError as error:
            what = "inspection" if kind == INSPECTION else "case"
            maker.said.append(UNREADABLE.at(what=what, reason=str(error).replace("\n", " ")))
        said = [attrs.evolve(each, pointer=f"/{number}{each.pointer}") for each in maker.said]
        findings += said
        if record is None:
            rejected.append(Rejected(row=number, cells=kept, findings=tuple(said)))
        else:
            found.append(record)
    return Regulated(
        found=tuple(found),
        others=tuple(maker.made.values()),
        rejected=tuple(rejected),
        findings=tuple(findings),
        pack=pack,
    )
