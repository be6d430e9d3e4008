"""Who is really there (占编不在岗、专编专用): posts, officers who fill them, officers present; and who does nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be, must_be_day, records_of, wrong
from enforcekit.errors import Finding, rule
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case
from enforcekit.model.inspection import Inspection
from enforcekit.model.officer import Officer
from enforcekit.structure import Structure

OVER_POSTS = rule(
    "EK660",
    "defect",
    "{body} has {filled} officers on {posts} posts",
    "{body} 编制 {posts} 名，实有 {filled} 名",
    cure_en="correct the number of posts, or the home of an officer",
    cure_zh="核对编制数或者人员所属单位",
)
AWAY = rule(
    "EK661",
    "advice",
    "{officer} holds a post at {body} and serves at {other}",
    "{officer} 占用 {body} 编制，在 {other} 工作",
    cure_en="call the officer back, or move the post",
    cure_zh="人员归位，或者划转编制",
)
IDLE = rule(
    "EK662",
    "advice",
    "{officer} of {body} took part in no act from {first} to {last}",
    "{body} 的 {officer} 在 {first} 至 {last} 期间没有执法行为",
    cure_en="ask why: leave, another post, or a certificate that is only held",
    cure_zh="核实原因：休假、转岗或者仅持证",
)

_LAST: Final = (
    "a day on or after the first",
    "不早于首日的日期",
    "swap them: both days are included",
    "请对调：两端均计入",
)


@attrs.frozen(kw_only=True)
class Presence:
    """Posts, filled posts and officers present at a body on a day; `guests` are posted there from elsewhere.

    posts ≥ filled ≥ present: a guest fills no post of the body, an officer posted away is not present.
    """

    authority: str
    on: dt.date
    posts: int
    filled: tuple[str, ...]
    present: tuple[str, ...]
    guests: tuple[str, ...]
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The numbers as plain JSON values, with what is wrong with them."""
        counts = {"filled": len(self.filled), "present": len(self.present), "guests": len(self.guests)}
        findings = [each.to_dict() for each in self.findings]
        where = {"authority": self.authority, "on": self.on.isoformat(), "posts": self.posts}
        return {**where, **counts, "findings": findings}


def presence(structure: Structure, posts: Mapping[str, int], *, on: dt.date) -> tuple[Presence, ...]:
    """Posts, filled posts and officers present of some bodies on a day (Z7).

    Args:
        structure: where bodies and officers are.
        posts: by body, how many posts it has.
        on: the day.

    Raises `UnknownReference` for a body that is not there.

    >>> import enforcekit as ek
    >>> (found,) = presence(ek.example("ningbo"), {"xikou-town": 12}, on=dt.date(2025, 9, 1))
    >>> found.posts >= len(found.filled) >= len(found.present)
    True
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    must_be(Mapping, posts=posts)
    must_be(int, **{f"posts[{body}]": number for body, number in posts.items()})
    officers = [each for each in structure.all(Officer) if on in each.period and each.kind != "auxiliary"]
    return tuple(_at(structure.resolve(Authority, body).id, number, officers, on) for body, number in posts.items())


def _at(body: str, posts: int, officers: Iterable[Officer], on: dt.date) -> Presence:
    filled, present, guests, findings = [], [], [], []
    for each in officers:
        elsewhere = [posting.authority for posting in each.postings if on in posting.period]
        if each.home == body:
            filled.append(each.id)
            away = [other for other in elsewhere if other != body]
            if away:
                findings.append(AWAY.at(witness=(each.id, *away), officer=each.id, body=body, other=", ".join(away)))
            else:
                present.append(each.id)
        elif body in elsewhere:
            guests.append(each.id)
    if len(filled) > posts:
        findings.insert(0, OVER_POSTS.at(witness=(body,), body=body, filled=len(filled), posts=posts))
    given = {"filled": tuple(filled), "present": tuple(present), "guests": tuple(guests), "findings": tuple(findings)}
    return Presence(authority=body, on=on, posts=posts, **given)  # type: ignore[arg-type]


def idle(
    structure: Structure,
    *,
    first: dt.date,
    last: dt.date,
    cases: Iterable[Case] | None = None,
) -> tuple[Finding, ...]:
    """Officers with a certificate who took part in no case event and no inspection in a time (Z1, EK662).

    Args:
        structure: where officers, cases and inspections are.
        first: first day of the time.
        last: last day of it.
        cases: the cases; the structure's own when left out.

    Raises `InvalidArgument` for a last day before the first: in no time at all everybody is idle.
    """
    must_be(Structure, structure=structure)
    must_be_day(first=first, last=last)
    if last < first:
        raise wrong("last", last, _LAST)
    active = {
        officer
        for case in (structure.all(Case) if cases is None else records_of("cases", cases, Case))
        for event in case.events
        if first <= event.at.date() <= last
        for officer in event.by
    } | {
        officer
        for each in structure.all(Inspection)
        if each.started_at is not None and first <= each.started_at.date() <= last
        for officer in each.officers
    }
    return tuple(
        IDLE.at(witness=(each.id,), officer=each.id, body=each.home, first=first.isoformat(), last=last.isoformat())
        for each in structure.all(Officer)
        if each.id not in active
        and any(last in paper.period for paper in each.certificates)
        and each.kind != "auxiliary"
    )
