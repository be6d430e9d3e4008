"""Alarms (预警): firms visited one by one, on the same items again, beyond the cap (I-22), or left out too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.errors import Finding, Rule, rule
from enforcekit.law import Pack, Threshold, deadline, pack_of
from enforcekit.model.inspection import Inspection
from enforcekit.structure import Structure

from .counts import own_count, shared_counts
from .look import Look, made, visits_of

MULTI_HEAD = rule(
    "EK572",
    "advice",
    "{rule}: {count} bodies visited '{party}' one by one within {days} days: {shown}",
    "{rule}：{days} 日内有 {count} 个机关分别检查“{party}”：{shown}",
    cure_en="inspect together (appoint)",
    cure_zh="合并为联合检查（综合查一次）",
)
REPEATED = rule(
    "EK573",
    "advice",
    "{rule}: '{party}' was inspected {count} times on '{shown}' within {days} days",
    "{rule}：{days} 日内对“{party}”就“{shown}”检查 {count} 次",
    cure_en="use the earlier result, or wait",
    cure_zh="采用已有检查结果，或者推迟检查",
)
FREQUENT = rule(
    "EK574",
    "advice",
    "{rule}: '{shown}' inspected '{party}' {count} times this year; the cap is {cap}",
    "{rule}：“{shown}”本年度已检查“{party}” {count} 次，上限 {cap} 次",
    cure_en="no more planned checks on site this year",
    cure_zh="本年度不再安排现场检查",
)

UNCOVERED = rule(
    "EK598",
    "advice",
    "{rule}: '{party}' was last inspected on {last}; within the term that ended on {due} it was not inspected again",
    "{rule}：“{party}”最近一次检查为 {last}，截至 {due} 的期限内未再检查",
    cure_en="plan a check of it",
    cure_zh="安排检查",
)


def alarms(structure: Structure, *, on: dt.date, layer: str = "") -> tuple[Finding, ...]:
    """Which firms were visited by several bodies separately, on the same items again, beyond the cap, or left out.

    A firm is left out where every one is to be inspected within a term (food: two years, I-17) and the last check of
    this sort is longer ago; of a firm that was never inspected nobody knows from the checks.

    Only checks that a cap may bar are looked at: what a complaint or the firm itself set off is no trouble made. What
    was done in one joint visit is one visit. How far back, and from how many, are rows of the pack.

    Args:
        structure: the checks that were carried out, with bodies and firms.
        on: the day; its law applies.
        layer: place whose rows go before the national ones.

    Raises `NoSuchThreshold` before there was a rule.

    Source: Ningbo Government Order 280 (seen in part), Business Environment Regulation art. 54.

    >>> import enforcekit as ek
    >>> from enforcekit.model import Party
    >>> def check(key, body, item, day):
    ...     begun = dt.datetime.fromisoformat(f"2025-09-{day:02}T09:00:00+08:00")
    ...     return Inspection(id=key, authority=body, items=[item], party="p-1", place="330213100", started_at=begun)
    >>> town = check("i-1", "xikou-town", "restaurant-fumes-ningbo", 1)
    >>> food = check("i-2", "fenghua-market", "expired-or-misdated-food", 8)
    >>> world = ek.Structure([*ek.example("ningbo"), Party(id="p-1", kind="enterprise"), town, food])
    >>> [(each.code, each.witness) for each in alarms(world, on=dt.date(2025, 9, 30))]
    [('EK572', ('i-1', 'i-2'))]
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    must_be_text(layer=layer)
    pack = pack_of(structure)
    window = pack.threshold("inspection_merge", on, layer=layer)
    firms: dict[str, list[Look]] = {}
    for each in sorted(made(structure), key=_begun):
        look = Look(inspection=each, structure=structure, pack=pack, on=_begun(each).date())
        if look.on <= on and look.on_site and look.blockable:
            firms.setdefault(each.party, []).append(look)
    found: list[Finding] = []
    for party, looks in sorted(firms.items()):
        recent = [each for each in looks if (on - each.on).days <= (window.value or 0)]
        for topic, seen in _SEEN.items():
            row = _row(pack, topic, on, layer)
            if row is not None:
                found += seen(party, recent, row, window, visits_of(structure))
        found += _frequent(party, looks, on)
    return (*found, *_uncovered(structure, pack, on))


def _begun(check: Inspection) -> dt.datetime:
    assert check.started_at is not None
    return check.started_at


def _row(pack: Pack, outcome: str, on: dt.date, layer: str) -> Threshold | None:
    rows = pack.thresholds_of("visit_alarm", on, layer=layer)
    return next((row for row in rows if row.outcome == outcome), None)


def _several_bodies(
    party: str, looks: list[Look], row: Threshold, window: Threshold, joint: dict[str, str]
) -> Iterator[Finding]:
    """Bodies that came in visits of their own: a joint visit counts as one head, that of its first body."""
    heads: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for each in looks:
        visit = joint.get(each.inspection.id, each.inspection.id)
        head = first.setdefault(visit, each.inspection.authority)
        heads.setdefault(head, []).append(each.inspection.id)
    if row.value is not None and len(heads) >= row.value:
        witness = tuple(key for keys in heads.values() for key in keys)
        yield _told(MULTI_HEAD, row, witness, party=party, count=len(heads), days=window.value, shown=", ".join(heads))


def _same_items(
    party: str, looks: list[Look], row: Threshold, window: Threshold, joint: dict[str, str]
) -> Iterator[Finding]:
    """Items looked at in more than one visit, whoever came."""
    visits: dict[str, dict[str, str]] = {}
    for each in looks:
        for item in each.inspection.items:
            visits.setdefault(item, {}).setdefault(
                joint.get(each.inspection.id, each.inspection.id), each.inspection.id
            )
    for item, seen in sorted(visits.items()):
        if row.value is not None and len(seen) >= row.value:
            yield _told(
                REPEATED, row, tuple(seen.values()), party=party, count=len(seen), days=window.value, shown=item
            )


_SEEN: Final[dict[str, Callable[[str, list[Look], Threshold, Threshold, dict[str, str]], Iterator[Finding]]]] = {
    "multi_head": _several_bodies,
    "repeated": _same_items,
}


def _frequent(party: str, looks: list[Look], on: dt.date) -> Iterator[Finding]:
    """Bodies whose last check of the year was one too many."""
    last = {each.inspection.authority: each for each in looks if each.on.year == on.year}
    for body, look in sorted(last.items()):
        for count in (own_count(look), *shared_counts(look)):
            # The count is of what came before: with the last check itself it is one more.
            if count.reached and count.row is not None:
                witness = (*count.checks, look.inspection.id)
                yield _told(FREQUENT, count.row, witness, party=party, count=count.count + 1, cap=count.cap, shown=body)
                break


def _uncovered(structure: Structure, pack: Pack, on: dt.date) -> Iterator[Finding]:
    """Firms whose last check of a sort that has to come again within a term is longer ago."""
    last: dict[tuple[str, str], tuple[Threshold, Look]] = {}
    for each in sorted(made(structure), key=_begun):
        look = Look(inspection=each, structure=structure, pack=pack, on=_begun(each).date())
        for row in look.rows("inspection_duty") if look.on <= on else ():
            if row.outcome == "cover" and row.holds(look.words):
                last[each.party, row.term] = row, look
    for (party, term), (row, look) in sorted(last.items(), key=lambda each: each[0]):
        due = deadline(term, look.on, pack=pack).due
        if due < on:
            witness = (look.inspection.id,)
            yield UNCOVERED.at(article=row.article, witness=witness, rule=row.rule, party=party, last=look.on, due=due)


def _told(kind: Rule, row: Threshold, witness: tuple[str, ...], **values: Any) -> Finding:
    return kind.at(article=row.article, witness=witness, rule=row.rule, **values)
