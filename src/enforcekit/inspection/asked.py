"""The conditions of an inspection, each a small function of what is looked at and the row that asks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from enforcekit.competence import who_may
from enforcekit.law import deadline
from enforcekit.law.process import Condition
from enforcekit.model.authority import Authority
from enforcekit.model.draw import Draw

from .counts import Count, own_count, shared_counts
from .look import RANDOM, YES, Look, Said
from .merge import merge_of

Test = Callable[[Look, Condition], Said]

TESTS: Final[dict[str, Test]] = {}
"""Every condition that is asked of an inspection, by name, in the order of asking."""


def asked(name: str) -> Callable[[Test], Test]:
    """Register a condition under its name."""

    def register(test: Test) -> Test:
        TESTS[name] = test
        return test

    return register


def needs(en: str, zh: str) -> Said:
    """It cannot be judged: what has to be given."""
    return Said(holds=False, en=en, zh=zh, missing=True)


@asked("inspect_body")
def no_barred_body(look: Look, row: Condition) -> Said:
    """The body is none that may never inspect (D-23)."""
    kind = look.authority.kind
    label = [look.pack.vocabulary.label("authority_kind", kind, lang) for lang in ("en", "zh")]
    return YES if kind not in row.any_of else Said(False, label[0], label[1], (look.authority.id,))


@asked("inspect_competent")
def competent(look: Look, _: Condition) -> Said:
    """The body is competent to inspect every item (D-23)."""
    mine = look.inspection
    for item in look.items:
        answer = who_may(look.structure, "inspect", item=item.id, place=mine.place, on=look.on)
        if not any(each.authority == mine.authority for each in answer.competences):
            others = ", ".join(dict.fromkeys(each.authority for each in answer.competences)) or "—"
            return Said(False, f"{item.id}: {others}", f"{item.id}：{others}", (item.id, mine.authority))
    return YES


@asked("inspect_kind")
def kind_known(look: Look, row: Condition) -> Said:
    """The kind is a national one, or a local one that maps to one (I-01)."""
    return YES if look.kind in row.any_of else Said(False, look.kind, look.kind)


@asked("inspect_published")
def items_published(look: Look, _: Condition) -> Said:
    """Every item is on a published list of the body (I-02)."""
    lists = [each for each in look.plans if each.kind == "item_list"]
    if not lists:
        return needs(
            "the published list of items of the body (an inspection_plan of kind item_list with published_on)",
            "该机关已公布的检查事项清单（kind 为 item_list 且有 published_on 的 inspection_plan）",
        )
    known = {entry.item for each in lists for entry in each.entries}
    off = [item.id for item in look.items if item.id not in known]
    return YES if not off else Said(False, ", ".join(off), "、".join(off), tuple(off))


@asked("inspect_approved")
def approved(look: Look, row: Condition) -> Said:
    """The head approved it before it began; what is urgent is approved later (I-03)."""
    mine = look.inspection
    if mine.approved_at is None:
        return YES if "urgent" in mine.facts else Said(False, "no approval on file", "无批准记录")
    if mine.approver_role is None:
        return needs("as what the approver approved (approver_role)", "批准人职务（approver_role）")
    if mine.approver_role not in row.any_of:
        return Said(False, mine.approver_role, mine.approver_role)
    # What has not begun is judged by its day: an approval of a later one comes too late for it.
    begun, day = mine.started_at, max(look.on, mine.planned_on or look.on)
    late = mine.approved_at > begun if begun is not None else mine.approved_at.date() > day
    if not late or "urgent" in mine.facts:
        return YES
    return Said(False, f"approved {mine.approved_at.isoformat()}", f"批准于 {mine.approved_at.isoformat()}")


@asked("inspect_officers")
def enough_officers(look: Look, row: Condition) -> Said:
    """Enough officers, each counted once (I-11)."""
    found = len(look.officers)
    return YES if found >= row.values[0] else Said(False, f"{found} named", f"现有 {found} 人")


@asked("inspect_certified")
def certified(look: Look, _: Condition) -> Said:
    """Each belongs or is posted to the body and has a certificate in force (I-11)."""
    mine = look.inspection.authority
    bad = [
        each.id
        for each in look.officers
        if mine not in (each.home, *(post.authority for post in each.postings if look.on in post.period))
        or not any(look.on in certificate.period for certificate in each.certificates)
    ]
    return YES if not bad else Said(False, ", ".join(bad), "、".join(bad), tuple(bad))


@asked("inspect_helpers")
def helpers_fixed(look: Look, _: Condition) -> Said:
    """How many helpers come was settled with the approval, before it began (I-11)."""
    mine = look.inspection
    if not mine.helpers:
        return YES
    if mine.approved_at is not None and (mine.started_at is None or mine.approved_at <= mine.started_at):
        return YES
    found = mine.helpers
    return Said(False, f"{found} without an approval before it", f"{found} 人，检查前未经批准")


@asked("inspect_no_recusal")
def nobody_recused(look: Look, _: Condition) -> Said:
    """None of the officers must keep from the firm or from this check."""
    mine = look.inspection
    bad = [each.id for each in look.officers if {mine.party, mine.id} & set(each.recusals)]
    return YES if not bad else Said(False, ", ".join(bad), "、".join(bad), tuple(bad))


def told(count: Count, year: int) -> Said:
    """A count that has reached its cap, in words."""
    levels = f" ({', '.join(count.levels)})" if count.levels else ""
    return Said(
        False,
        f"{count.count} of {count.cap} in {year}{levels}",
        f"{year} 年已检查 {count.count} 次，上限 {count.cap} 次{levels}",
        count.checks,
    )


def reached(look: Look) -> Count | None:
    """The first cap that is reached: the body's own, then those shared with other levels."""
    return next((each for each in (own_count(look), *shared_counts(look)) if each.reached), None)


@asked("inspect_within_cap")
def within_cap(look: Look, _: Condition) -> Said:
    """No cap is reached, unless the check is one that no cap can bar (I-04, I-05)."""
    full = reached(look) if look.blockable and look.on_site else None
    return YES if full is None else told(full, look.on.year)


@asked("inspect_over_cap")
def over_cap(look: Look, _: Condition) -> Said:
    """A check that no cap can bar, above the cap all the same: it is watched (I-05)."""
    full = reached(look) if look.exempt and look.counted else None
    return YES if full is None else told(full, look.on.year)


@asked("inspect_not_repeated")
def not_repeated(look: Look, row: Condition) -> Said:
    """No higher level inspected the firm on one of these items within the term (I-17)."""
    if not look.blockable or set(row.any_of) & look.words:
        return YES
    rank = look.pack.level_rank
    for other in reversed(look.earlier):
        above = look.structure.resolve(Authority, other.authority)
        if rank(above.level) >= rank(look.authority.level) or not set(other.items) & set(look.inspection.items):
            continue
        assert other.started_at is not None
        last = deadline("I-17/repeat", other.started_at.date(), pack=look.pack).due_day
        if look.on <= last:
            return Said(False, f"{above.id}, until {last}", f"{above.id}，至 {last}", (other.id,))
    return YES


@asked("inspect_no_trouble")
def left_alone(look: Look, _: Condition) -> Said:
    """The firm is none to be left alone; a check that no cap can bar is never stopped by this (I-18)."""
    if not look.blockable or not look.on_site:
        return YES
    row = next(iter(look.holding("inspection_no_trouble")), None)
    return YES if row is None else Said(False, row.en, row.zh, (look.inspection.party,))


@asked("inspect_scanned")
def scanned(look: Look, row: Condition) -> Said:
    """The code was scanned before; before leaving; or later, in time and with reasons (I-13). Asked once it began."""
    mine = look.inspection
    if mine.started_at is None or not look.on_site:
        return YES
    if mine.scanned_at is not None and mine.scanned_at <= mine.started_at:
        return YES
    if {"emergency", "evidence_at_risk"} & set(mine.facts):
        if mine.ended_at is None or (mine.scanned_at is not None and mine.scanned_at <= mine.ended_at):
            return YES
        if "system_failure" not in mine.facts:
            return Said(False, "not scanned before leaving", "离开前未扫码")
    if "system_failure" not in mine.facts:
        return Said(False, "not scanned before it began", "检查前未扫码")
    last = deadline("I-13", mine.started_at.date(), layer=row.layer, pack=look.pack).due_day
    if mine.scanned_at is None and look.on <= last:
        return YES
    if mine.scanned_at is None or mine.scanned_at.date() > last:
        return Said(False, f"to be scanned by {last}", f"应于 {last} 前补录")
    return YES if "reasons_given" in mine.facts else Said(False, "no reasons given", "未说明理由")


@asked("inspect_no_ban")
def no_ban(look: Look, row: Condition) -> Said:
    """None of the five strict bans is stated of it (I-12)."""
    broken = [each for each in look.inspection.facts if each in row.any_of]
    label = look.pack.vocabulary.label
    en, zh = (sep.join(label("inspection_fact", each, lang) for each in broken) for lang, sep in _WORDS)
    return YES if not broken else Said(False, en, zh, tuple(broken))


_WORDS: Final = (("en", ", "), ("zh", "、"))


@asked("inspect_planned")
def planned(look: Look, _: Condition) -> Said:
    """A check by plan is in a published plan or campaign (I-19)."""
    if not look.blockable:
        return YES
    plans = [each for each in look.plans if each.kind in ("annual_plan", "campaign")]
    known = {entry.item for each in plans for entry in each.entries}
    off = [item.id for item in look.items if item.id not in known]
    return YES if not off else Said(False, ", ".join(off), "、".join(off), tuple(off))


@asked("inspect_drawn")
def drawn(look: Look, _: Condition) -> Said:
    """Where objects are drawn at random, this firm and these officers were (I-14)."""
    if look.regime is None or look.regime.outcome != RANDOM:
        return YES
    key = look.inspection.draw
    if key is None:
        return Said(False, "no draw on file", "无抽取记录")
    mine = look.inspection.party
    chosen = [each for result in look.structure.resolve(Draw, key).results for each in result.selected]
    chosen = [each for each in chosen if each.object == mine]
    if not chosen:
        return Said(False, f"{mine} was not drawn", f"{mine} 未被抽中", (key,))
    strangers = [each.id for each in look.officers if chosen[0].team and each.id not in chosen[0].team]
    return YES if not strangers else Said(False, ", ".join(strangers), "、".join(strangers), tuple(strangers))


@asked("inspect_alone")
def nobody_else_soon(look: Look, _: Condition) -> Said:
    """No other body plans to inspect the firm soon; else they go together (I-06, I-07)."""
    found = merge_of(look)
    if found is None:
        return YES
    others = [each for each in found.authorities if each != look.inspection.authority] or list(found.authorities)
    return Said(False, ", ".join(others), "、".join(others), found.checks)
