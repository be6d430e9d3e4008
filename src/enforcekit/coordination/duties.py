"""Duty lists (履职清单、职责边界清单): what they decide, whether they fit, a score to recompute.

A list gives nobody a power: only a statute or a grant does. What a boundary list settles is which of the bodies that
are competent acts, from its first day on.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, must_be_day, records_of
from enforcekit.competence import who_may
from enforcekit.competence.cell import FIRST
from enforcekit.errors import Finding, InvalidArgument, UnknownReference, rule
from enforcekit.law.pack import pack_of
from enforcekit.law.rows import status_mark
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Designation
from enforcekit.model.item import Item
from enforcekit.model.supervision import DutyEntry, DutyList
from enforcekit.structure import Structure
from enforcekit.timing import Period

TWO_LEADS = rule(
    "EK640",
    "defect",
    "{one} and {other} are both the lead for {what}: {entries}",
    "{one} 与 {other} 同为 {what} 的主责单位（{entries}）",
    cure_en="leave one lead, and make the other a helper",
    cure_zh="保留一个主责单位，另一个改为配合",
)
NOT_COMPETENT = rule(
    "EK641",
    "defect",
    "{list}/{entry} makes {body} the lead for {item} at {place}, and on {on} nothing gives it the power to {action}",
    "{list}/{entry} 将 {body} 列为 {item}（{place}）的主责单位，但 {on} 其没有“{action}”职权",
    cure_en="a list gives no power: delegate the item first, or name a body that who_may names",
    cure_zh="清单不创设职权：先依法赋权，或改列有权机关",
    article="APL21:17",
)
NO_LEAD = rule(
    "EK642",
    "advice",
    "no list has a lead for {item}",
    "没有清单为事项 {item} 明确主责单位",
    cure_en="add a duty with the role `lead`",
    cure_zh="在清单中补充主责单位",
)
WRONG_LIST = rule(
    "EK643",
    "advice",
    "{list}/{entry}: {body} is a {kind}; the list '{of}' is for: {kinds}{note_en}",
    "{list}/{entry}：{body} 的类型为 {kind}，“{of}”清单适用于：{kinds}{note_zh}",
    cure_en="put the duty on the list of that kind of body",
    cure_zh="请列入相应主体的清单",
)
BAD_RESULT = rule(
    "EK644",
    "error",
    "the result of {entry} is {value}, not a percentage from 0 to 100",
    "{entry} 的完成率为 {value}，应为 0 至 100",
    cure_en="give a whole number or a Fraction",
    cure_zh="请给出整数或 Fraction",
)
BOUNDARY: Final = "boundary"
LAST: Final = dt.date.max
_Duty = tuple[DutyList, DutyEntry]


def decisions_of(duty_list: DutyList, structure: Structure) -> tuple[Designation, ...]:
    """The decisions that a boundary list makes, one for each duty with a lead; other lists decide nothing.

    Args:
        duty_list: the list.
        structure: where its items are; a duty without actions is about all that its items know.

    Raises `UnknownReference` for an item that is not there.

    >>> import enforcekit as ek
    >>> from enforcekit.model import DutyEntry, DutyList
    >>> listed = DutyList(
    ...     id="boundary-2025", kind="boundary", decided_by="fenghua-government",
    ...     period=ek.Period(start=dt.date(2025, 7, 1)),
    ...     duties=[DutyEntry(id="d1", authority="xikou-town", items=["street-vending-unlicensed-place"])],
    ... )
    >>> [(each.id, each.authority, each.period.start) for each in decisions_of(listed, ek.example("ningbo"))]
    [('boundary-2025:d1', 'xikou-town', datetime.date(2025, 7, 1))]
    """
    must_be(DutyList, duty_list=duty_list)
    if duty_list.kind != BOUNDARY:
        return ()
    return tuple(
        Designation(
            id=f"{duty_list.id}:{each.id}",
            kind="boundary_decision",
            items=each.items,
            fields=each.fields,
            actions=each.actions or actions_of(structure, _items(structure, each)),
            places=each.places,
            authority=each.authority,
            decided_by=duty_list.decided_by,
            instruments=duty_list.instruments,
            period=duty_list.period,
            source=duty_list.id,
        )
        for each in duty_list.duties
        if each.role == "lead" and (each.items or each.fields)
    )


def with_duty_lists(structure: Structure, lists: Iterable[DutyList] | None = None) -> Structure:
    """The structure in which boundary lists are in effect: the resolver answers by them from their first day.

    Args:
        structure: the structure; its own lists count when none are given.
        lists: the lists.

    Raises `InvalidData` when a list names a body, item or place that is not there.

    >>> import enforcekit as ek
    >>> stalls = "street-vending-unlicensed-place"
    >>> duty = ek.DutyEntry(id="d1", authority="xikou-town", items=[stalls], places=["330213100"])
    >>> boundary = ek.DutyList(
    ...     id="boundary-2025", kind="boundary", decided_by="fenghua-government",
    ...     period=ek.Period(start=dt.date(2025, 7, 1)), duties=[duty],
    ... )
    >>> settled = with_duty_lists(ek.example("ningbo"), [boundary])
    >>> answer = ek.who_may(settled, "penalise", item=stalls, place="330213100", on=dt.date(2025, 7, 1))
    >>> [each.authority for each in answer.competences]  # two bodies the day before
    ['xikou-town']
    """
    must_be(Structure, structure=structure)
    given = structure.all(DutyList) if lists is None else records_of("lists", lists, DutyList)
    known = {each.id for each in structure}
    added = [each for each in given if each.id not in known]
    made = [decision for each in given for decision in decisions_of(each, structure) if decision.id not in known]
    return Structure([*structure, *added, *made], pack=structure.pack, notes=structure.notes)


def check_duties(
    structure: Structure,
    lists: Iterable[DutyList] | None = None,
    *,
    on: dt.date | None,
    items: Iterable[str] | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with lists: two leads, a lead without power, an item without lead, a duty on the wrong list.

    Args:
        structure: where bodies, items and grants are.
        lists: the lists; the structure's own when left out.
        on: the day; None: all days on which the lists are in force.
        items: items that must have a lead; those that the lists name when left out.

    Raises `UnknownReference` for a body, item or place that is not there.
    """
    must_be(Structure, structure=structure)
    if on is not None:
        must_be_day(on=on)
    every = structure.all(DutyList) if lists is None else records_of("lists", lists, DutyList)
    given = [each for each in every if on is None or on in each.period]
    leads = [(each, entry) for each in given for entry in each.duties if entry.role == "lead"]
    found = [*_two_leads(structure, leads), *_powerless(structure, leads, on), *_misplaced(structure, given, on)]
    wanted = (item for each in given for entry in each.duties for item in entry.items) if items is None else items
    covered = {item for _, entry in leads for item in _items(structure, entry)}
    found += [NO_LEAD.at(witness=(each,), item=each) for each in dict.fromkeys(wanted) if each not in covered]
    return tuple(found)


def actions_of(structure: Structure, items: Iterable[str]) -> tuple[str, ...]:
    """All actions that some items know, each once."""
    return tuple(dict.fromkeys(action for each in items for action in structure.resolve(Item, each).actions))


def _items(structure: Structure, entry: DutyEntry) -> Iterator[str]:
    yield from (structure.resolve(Item, each).id for each in entry.items)
    if entry.fields:
        yield from (each.id for each in structure.all(Item) if each.field in entry.fields)


def _two_leads(structure: Structure, leads: list[_Duty]) -> Iterator[Finding]:
    by_item: dict[str, list[_Duty]] = defaultdict(list)
    for lead in leads:
        for item in dict.fromkeys(_items(structure, lead[1])):
            by_item[item].append(lead)
    both: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for item, rivals in by_item.items():
        for (one_list, one), (other_list, other) in combinations(rivals, 2):
            if (
                one.authority != other.authority
                and (not one.actions or not other.actions or {*one.actions} & {*other.actions})
                and not _apart(one_list.period, other_list.period)
                and _places(structure, one) & _places(structure, other)
            ):
                both[one_list.id, one.id, other_list.id, other.id].append(item)
    bodies = {(listed.id, entry.id): entry.authority for listed, entry in leads}
    for (one_of, one_id, other_of, other_id), shared in both.items():
        words = {"one": bodies[one_of, one_id], "other": bodies[other_of, other_id], "what": ", ".join(sorted(shared))}
        entries = f"{one_of}/{one_id}, {other_of}/{other_id}"
        yield TWO_LEADS.at(witness=tuple(dict.fromkeys((one_of, other_of))), entries=entries, **words)


def _apart(one: Period, other: Period) -> bool:
    """Whether two periods share no day."""
    return (one.start or FIRST) >= (other.end or LAST) or (other.start or FIRST) >= (one.end or LAST)


def _places(structure: Structure, entry: DutyEntry) -> set[str]:
    return set(entry.places or structure.resolve(Authority, entry.authority).places)


def _powerless(structure: Structure, leads: list[_Duty], on: dt.date | None) -> Iterator[Finding]:
    penalty = pack_of(structure).penalty
    for listed, entry in leads:
        for item in entry.items:
            known = structure.resolve(Item, item)
            for action in entry.actions or ((penalty,) if penalty in known.actions else known.actions[:1]):
                for place in sorted(_places(structure, entry)):
                    day = _first_without(structure, entry.authority, action, known.id, place, listed.period, on)
                    if day is not None:
                        words = {"list": listed.id, "entry": entry.id, "body": entry.authority, "item": known.id}
                        cell = {"place": place, "action": action, "on": day.isoformat()}
                        yield NOT_COMPETENT.at(witness=(listed.id, entry.authority), **words, **cell)


def _first_without(
    structure: Structure, body: str, action: str, item: str, place: str, period: Period, on: dt.date | None
) -> dt.date | None:
    """The first day of a period, or the one day asked for, on which a body may not act; None when it may throughout."""
    # A list that does not say since when is judged as it stands at the end.
    day: dt.date | None = on or period.start or _last(period)
    while day is not None and day in period:
        answer = who_may(structure, action, item=item, place=place, on=day)
        if body not in {able for each in answer.competences for able in (each.authority, *each.jointly)}:
            return day
        day = answer.interval.end if on is None else None
    return None


def _last(period: Period) -> dt.date:
    return LAST if period.end is None else period.end - dt.timedelta(days=1)


def _misplaced(structure: Structure, lists: Iterable[DutyList], on: dt.date | None) -> Iterator[Finding]:
    pack = pack_of(structure)
    for listed in lists:
        rows = pack.thresholds_of("duty_list_of", on or listed.period.start or _last(listed.period))
        row = next((each for each in rows if each.outcome == listed.kind), None)
        for entry in listed.duties if row is not None else ():
            body = structure.resolve(Authority, entry.authority)
            if row is not None and body.kind not in row.facts:
                kinds = ", ".join(sorted(row.facts))
                words = {"list": listed.id, "entry": entry.id, "body": body.id, "kind": body.kind, "of": listed.kind}
                note_en, note_zh = status_mark(row.status)
                note = {"note_en": note_en, "note_zh": note_zh}
                yield WRONG_LIST.at(article=row.article, witness=(listed.id, body.id), kinds=kinds, **words, **note)


@attrs.frozen(kw_only=True)
class DutyScore:
    """A score with its parts: weight and result of each duty. `points` of `possible` can be recomputed by hand."""

    list: str
    authority: str
    parts: tuple[tuple[str, int, Fraction], ...]

    @property
    def possible(self) -> int:
        """The sum of the weights."""
        return sum(weight for _, weight, _ in self.parts)

    @property
    def points(self) -> Fraction:
        """The sum of weight times result."""
        return sum((weight * result / 100 for _, weight, result in self.parts), Fraction(0))

    @property
    def percent(self) -> Fraction | None:
        """Points of the possible ones, in percent; None when nothing has weight."""
        return self.points * 100 / self.possible if self.possible else None

    def to_dict(self) -> dict[str, Any]:
        """The score as plain JSON values, each part with its own points."""
        parts = [
            {"duty": key, "weight": weight, "percent": float(result), "points": float(weight * result / 100)}
            for key, weight, result in self.parts
        ]
        found = {"list": self.list, "authority": self.authority, "points": float(self.points)}
        return {**found, "possible": self.possible, "parts": parts}


def duty_score(duty_list: DutyList, authority: str, results: Mapping[str, int | Fraction]) -> DutyScore:
    """The score of a body under a list (履职评价): each duty's weight times how much of it was done.

    Args:
        duty_list: the list.
        authority: the body.
        results: by the id of a duty, how much was done in percent; what is left out counts as nothing done.

    Raises `UnknownReference` for a duty that the list does not have for the body, `InvalidArgument` (EK644).

    >>> from enforcekit.model import DutyEntry, DutyList
    >>> town = DutyList(id="l", kind="town", decided_by="gov", duties=[
    ...     DutyEntry(id="patrol", authority="town", weight=60, fields=["waste"]),
    ...     DutyEntry(id="report", authority="town", weight=40, fields=["waste"], role="help")])
    >>> float(duty_score(town, "town", {"patrol": 90, "report": 50}).points)  # 60 × 0.9 + 40 × 0.5
    74.0
    """
    must_be(DutyList, duty_list=duty_list)
    must_be(Mapping, results=results)
    own = [each for each in duty_list.duties if each.authority == authority]
    for key, value in results.items():
        if key not in {each.id for each in own}:
            raise UnknownReference(f"duty of {authority} in {duty_list.id}", key, [each.id for each in own])
        if isinstance(value, bool) or not isinstance(value, int | Fraction) or not 0 <= value <= 100:
            raise InvalidArgument(
                [BAD_RESULT.at(f"/results/{key}", entry=key, value=repr(value) if isinstance(value, str) else value)]
            )
    parts = tuple((each.id, each.weight, Fraction(results.get(each.id, 0))) for each in own)
    return DutyScore(list=duty_list.id, authority=authority, parts=parts)
