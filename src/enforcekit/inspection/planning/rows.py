"""What is planned: checks, and what is there to make them with. Rows of a table, each a frozen record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, TypeVar

import annotated_types as at
import attrs

from enforcekit.errors import Finding, InvalidRecord
from enforcekit.model.draw import NAME
from enforcekit.shape import Doc, Example, fields_of, record
from enforcekit.shape import rules as shape
from enforcekit.timing import ALWAYS, Period
from enforcekit.wire.convert import REFUSALS, reader

T = TypeVar("T")

LAST_WEEK: Final = 54
"""A leap year that begins on a Sunday touches 54 weeks."""
MOST: Final = 1_000_000

Name = Annotated[str, NAME]
Weeks = Annotated[tuple[Annotated[int, at.Ge(1), at.Le(LAST_WEEK)], ...], Doc("Weeks of the year", "周次")]


@record
class PlannedCheck:
    """One check that has to be made in the year: who checks whom, on which items, when it may be, how long it takes.

    A week is open to it when a working day of the week lies in `window`, the week is one of `weeks` (none named: any),
    it is no quiet week of the firm, and `officers` of the authority are there. `capped` False: a check on a complaint
    or a second look, which annual caps neither count nor stop (I-05).

    >>> PlannedCheck(id="C-1", firm="F-1", authority="fire", weeks=[9, 10]).hours  # on site, by two officers
    4
    >>> PlannedCheck(id="C-1", firm="F-1", authority="fire", hours=0)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: PlannedCheck
      error EK115 at /hours: 0 is less than 1 → give a number of at least 1
    """

    id: Annotated[str, NAME, Doc("Identity of the check", "检查标识"), Example("C-0001")]
    firm: Annotated[str, NAME, Doc("Firm or site", "检查对象"), Example("FIRM-0001")]
    authority: Annotated[str, NAME, Doc("Authority that checks", "检查主体"), Example("fire")]
    items: Annotated[tuple[Name, ...], Doc("Items", "检查事项"), Example("330217015000")] = ()
    window: Annotated[Period, Doc("Days on which it may be made", "可检查期间")] = ALWAYS
    weeks: Weeks = ()
    hours: Annotated[int, at.Ge(1), at.Le(400), Doc("Hours on site", "现场时长（小时）"), Example("4")] = 4
    officers: Annotated[int, at.Ge(1), at.Le(100), Doc("Officers it takes", "所需执法人员数"), Example("2")] = 2
    capped: Annotated[bool, Doc("Whether annual caps bind it", "是否受年度频次上限约束")] = True


@record
class PlannedFirm:
    """What is special about a firm: its zone, its quiet weeks, the most visits it may have in the year.

    >>> closed = PlannedFirm(id="F-1", quiet=[31, 32], visits=2)
    >>> closed.visits, closed.zone is None  # two visits in the year at most, none in the holidays
    (2, True)
    """

    id: Annotated[str, NAME, Doc("Firm or site", "检查对象"), Example("FIRM-0001")]
    zone: Annotated[str | None, NAME, Doc("Zone", "片区")] = None
    quiet: Weeks = ()
    visits: Annotated[int | None, at.Ge(0), at.Le(LAST_WEEK), Doc("Most visits in the year", "年度最多入企次数")] = None


@record
class WeekOfficers:
    """The officers of an authority who can go out in each of these weeks (none named: in every week).

    `hours` is what one of them gives to checks in a week of five working days; a shorter week gives its share.

    >>> team = WeekOfficers(authority="fire", officers=6, hours=20)
    >>> team.officers * team.hours  # officer-hours in a full week
    120
    """

    authority: Annotated[str, NAME, Doc("Authority", "检查主体"), Example("fire")]
    officers: Annotated[int, at.Ge(0), at.Le(MOST), Doc("Officers", "执法人员数"), Example("6")]
    hours: Annotated[int, at.Ge(0), at.Le(168), Doc("Hours of each in a full week", "每人每周可用小时数")] = 40
    weeks: Weeks = ()


@record
class WeekTeams:
    """The most visits in each of these weeks, in one zone, or (no zone named) altogether.

    >>> WeekTeams(visits=10, weeks=[55])
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: WeekTeams
      error EK116 at /weeks/0: 55 is more than 54 → give a number of at most 54
    """

    visits: Annotated[int, at.Ge(0), at.Le(MOST), Doc("Visits a week", "每周入企次数上限")]
    zone: Annotated[str | None, NAME, Doc("Zone", "片区")] = None
    weeks: Weeks = ()


@record
class VisitCap:
    """How often an authority may still visit a firm in the year (I-04): the published cap, less what was counted.

    >>> VisitCap(authority="fire", firm="F-1", visits=1).visits
    1
    >>> VisitCap(authority="fire", firm="F-1", visits=-1)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: VisitCap
      error EK115 at /visits: -1 is less than 0 → give a number of at least 0
    """

    authority: Annotated[str, NAME, Doc("Authority", "检查主体")]
    firm: Annotated[str, NAME, Doc("Firm or site", "检查对象")]
    visits: Annotated[int, at.Ge(0), at.Le(366), Doc("Most visits", "最多入企次数")]


def rows(cls: type[T], given: Iterable[T | Mapping[str, Any]], pointer: str, found: list[Finding]) -> list[T]:
    """Records from records or plain rows; what is wrong with a row goes to `found`, and the row is left out.

    >>> found = []
    >>> good = rows(VisitCap, [{"authority": "fire", "firm": "F-1", "visits": -1}], "/caps", found)
    >>> good, [(finding.code, finding.pointer) for finding in found]
    ([], [('EK115', '/caps/0/visits')])
    """
    made = (_made(cls, row, f"{pointer}/{index}", found) for index, row in enumerate(given))
    return [each for each in made if each is not None]


def _made(cls: type[T], row: Any, place: str, found: list[Finding]) -> T | None:
    if isinstance(row, cls):
        return row
    try:
        made: T = reader(cls)(row)
    except REFUSALS:
        return _explained(cls, row, place, found)
    return made


def _day(value: Any) -> Any:
    """A day from its text, so that days are compared; anything else as it is, to be refused for what it is."""
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value


def _explained(cls: type[T], row: Any, place: str, found: list[Finding]) -> T | None:
    """The slow way: every problem of the row; or the record, of a row with Python values, such as days."""
    if not isinstance(row, Mapping):
        found.append(shape.WRONG_TYPE.at(place, value=row, expected="object"))
        return None
    before, known = len(found), {field.name: field for field in fields_of(cls)}
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key not in known:
            found.append(shape.UNKNOWN_KEY.at(f"{place}/{shape.escape(key)}", key=key))
        elif (inner := known[key].spec.cls) is not None and isinstance(value, Mapping):
            made = _made(inner, value, f"{place}/{key}", found)
            values.update({} if made is None else {key: made})
        else:
            values[key] = _day(value) if known[key].spec.kind == "date" else value
    missing = [name for name, field in known.items() if field.required and name not in row]
    found += [shape.MISSING.at(f"{place}/{name}", name=name) for name in missing]
    # A field that is missing is made good, so that the others are judged too.
    stand_in: dict[str, Any] = {name: 0 if known[name].spec.kind == "int" else "?" for name in missing}
    try:
        record = cls(**stand_in, **values)
    except InvalidRecord as error:
        found += [attrs.evolve(finding, pointer=place + finding.pointer) for finding in error.findings]
        return None
    return record if len(found) == before else None
