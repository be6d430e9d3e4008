"""Admission (准入): may this body inspect this firm on these items now, and which rule stands against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import Finding, NotPermitted, rule
from enforcekit.integrity import references
from enforcekit.law import Deadline, Status, Threshold, deadline, pack_of
from enforcekit.law.process import Condition
from enforcekit.law.rows import status_mark
from enforcekit.model.inspection import Inspection
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.procedure.derived import Derived, Words
from enforcekit.procedure.given import days, require, wrong
from enforcekit.shape import evolve
from enforcekit.structure import Structure

from .asked import TESTS
from .counts import Count, own_count, shared_counts
from .look import FULL_COVERAGE, Look, Said, all_checks, day_of
from .merge import Merge, merge_of

NOT_ADMITTED = rule(
    "EK560",
    "defect",
    "{rule}: {en}{shown_en}{note_en} — this does not hold",
    "{rule}：{zh}{shown_zh}{note_zh}——未满足",
    cure_en="{cure_en}",
    cure_zh="{cure_zh}",
)
FLAGGED = rule(
    "EK561",
    "advice",
    "{rule}: {en}{shown_en}{note_en} — look at this; it stops nothing",
    "{rule}：{zh}{shown_zh}{note_zh}——提示，不影响检查",
    cure_en="{cure_en}",
    cure_zh="{cure_zh}",
)
NOT_JUDGED = rule(
    "EK562",
    "defect",
    "{rule}: whether {en} cannot be judged",
    "{rule}：无法判断是否“{zh}”",
    cure_en="give {need_en}",
    cure_zh="请提供{need_zh}",
)
HELPERS_CHANGED = rule(
    "EK597",
    "defect",
    "{rule}: {planned} helpers were approved, {found} came: their number is fixed beforehand",
    "{rule}：批准的辅助人员为 {planned} 人，实到 {found} 人：人数应事先确定",
    cure_en="come with as many as were approved, or have the change approved first",
    cure_zh="按批准的人数到场，或者先行变更批准",
)
_STRENGTH: Final[tuple[Status, ...]] = ("confirmed", "local", "unconfirmed")


@attrs.frozen(kw_only=True)
class Asked:
    """One condition that was asked: its row, whether it holds, and what shows it."""

    row: Condition
    said: Said

    @property
    def refuses(self) -> bool:
        """Whether it stands against the check: it does not hold, and is not advice only."""
        return not self.said and not self.row.advice

    def words(self) -> Words:
        """The condition with its numbers, in English and Chinese."""
        return self.row.en.format(values=self.row.values), self.row.zh.format(values=self.row.values)

    def finding(self) -> Finding | None:
        """What is said when it does not hold; None when it does."""
        row, said = self.row, self.said
        if said:
            return None
        en, zh = self.words()
        if said.missing:
            return NOT_JUDGED.at(article=row.article, rule=row.rule, en=en, zh=zh, need_en=said.en, need_zh=said.zh)
        note_en, note_zh = status_mark(row.status)
        return (FLAGGED if row.advice else NOT_ADMITTED).at(
            article=row.article,
            witness=said.witness,
            rule=row.rule,
            en=en,
            zh=zh,
            shown_en=f" ({said.en})" if said.en else "",
            shown_zh=f"（{said.zh}）" if said.zh else "",
            note_en=note_en,
            note_zh=note_zh,
            cure_en=row.cure_en,
            cure_zh=row.cure_zh,
        )


@attrs.frozen(kw_only=True)
class Admission(Derived):
    """Whether a check may be made, and every condition that was asked.

    `counted`: it enters the yearly statistics. `blockable`: a cap may bar it; the two are different questions (I-05).
    `own` is the body's count of the year against its cap, `shared` the counts with other levels. `regime` is how the
    objects of such checks are chosen; empty where nothing is chosen. `merge`: other bodies' checks that could be the
    same visit.
    """

    inspection: str
    on: dt.date
    asked: tuple[Asked, ...]
    counted: bool
    blockable: bool
    own: Count
    shared: tuple[Count, ...] = ()
    regime: str = ""
    merge: Merge | None = None

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it."""
        return not any(each.refuses for each in self.asked)

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        return tuple(found for each in self.asked if (found := each.finding()) is not None)

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """What stands against it, each with rule, article and cure."""
        return tuple(each for each in self._findings if each.severity != "advice")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What should be looked at and stops nothing."""
        return tuple(each for each in self._findings if each.severity == "advice")

    @property
    def duties(self) -> tuple[str, ...]:
        """What comes with the check, by the outcomes of the rows beside it."""
        return tuple(row.outcome for row in self.beside)

    @property
    def status(self) -> Status:
        """Of a refusal the strongest ground, of an admission the weakest row it rests on."""
        against = [each.row.status for each in self.asked if each.refuses]
        if against:
            return min(against, key=_STRENGTH.index)
        found = [each.row.status for each in self.asked if not each.row.advice] + [super().status]
        return max(found, key=_STRENGTH.index)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that decided: those that refuse, else all that were asked."""
        against = [each.row.rule for each in self.asked if each.refuses]
        rest = [each.row.rule for each in self.asked if not each.row.advice] + [row.rule for row in self.rows]
        return tuple(dict.fromkeys(against or rest))

    def headline(self) -> Words:
        """The check, the day, the answer."""
        en, zh = ("admitted", "可以检查") if self.allowed else ("not admitted", "不得检查")
        return f"{self.inspection} on {self.on}: {en}", f"{self.inspection}（{self.on}）：{zh}"

    def explain(self, lang: str = "en") -> str:
        """The answer in words: each condition with ✓, ✗ or !, its article and cure, then the rows it rests on."""
        first, *rest = super().explain(lang).splitlines()
        zh = lang == "zh"
        lines = [first]
        for each in self.asked:
            mark = "✓" if each.said else "!" if each.row.advice else "✗"
            shown = (each.said.zh if zh else each.said.en) if not each.said else ""
            shown = (f"（{shown}）" if zh else f" ({shown})") if shown else ""
            cited = self.pack.cite(each.row.article, lang)
            lines.append(
                f"  {mark} {each.row.rule} {each.words()[zh]}{shown}" + (f"（{cited}）" if zh else f" [{cited}]")
            )
            if (found := each.finding()) is not None:
                lines.append(f"      → {found.cure[lang]}")
        return "\n".join(lines + rest)

    def values(self) -> dict[str, Any]:
        """The answer as plain JSON values."""
        own = self.own
        found: dict[str, Any] = {
            "inspection": self.inspection,
            "on": self.on.isoformat(),
            "allowed": self.allowed,
            "counted": self.counted,
            "blockable": self.blockable,
            "count": own.count,
            "cap": own.cap,
            "regime": self.regime or None,
            "refusals": [each.to_dict() for each in self.refusals],
            "warnings": [each.to_dict() for each in self.warnings],
            "duties": list(self.duties),
            "merge": list(self.merge.checks) if self.merge is not None else None,
        }
        return {key: value for key, value in found.items() if value is not None}

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON values, with the rules and articles that decided."""
        against = [each.row.article for each in self.asked if each.refuses]
        found = super().to_dict()
        articles = against or [each.row.article for each in self.asked if not each.row.advice] + found["articles"]
        return {**found, "articles": list(dict.fromkeys(articles))}


def look_at(
    inspection: Inspection,
    structure: Structure,
    *,
    on: dt.date | None = None,
    cap: int | None = None,
    history: Iterable[Inspection] = (),
) -> Look:
    """What the conditions look at; every argument that cannot be used is refused by name."""
    must_be(Inspection, inspection=inspection)
    must_be(Structure, structure=structure)
    earlier = all_checks(history, "history")
    require(days(optional=True, on=on))
    if cap is not None and (type(cap) is not int or cap < 0):
        require(iter([wrong("cap", cap, ("a number of checks", "次数"), ("give 0 or more", "请给出不小于 0 的整数"))]))
    day = on or day_of(inspection)
    if day is None:
        give = ("give on=, or planned_on of the inspection", "请给出 on，或检查的 planned_on")
        require(iter([wrong("on", on, ("the day of the check", "检查日期"), give)]))
    assert day is not None
    for _, ref, key in references(inspection):
        if ref.type in ("party", "place", "inspection_plan"):
            structure.resolve(RECORD_TYPES[ref.type], key)
    return Look(
        inspection=inspection, structure=structure, pack=pack_of(structure), on=day, given_cap=cap, history=earlier
    )


def may_inspect(
    inspection: Inspection,
    structure: Structure,
    *,
    on: dt.date | None = None,
    cap: int | None = None,
    history: Iterable[Inspection] = (),
) -> Admission:
    """Whether a body may make this check: items, approval, officers, caps, repeats, left-alone firms (I-01 to I-20).

    Every condition of the day is asked, and each that does not hold is a finding with rule, article and cure. Two
    questions are kept apart: does the check count (`counted`), and may a cap bar it (`blockable`). One set off by a
    complaint, a referral, a signal or the firm's own request counts and is never barred; above the cap it is flagged.

    Args:
        inspection: the check, planned or begun.
        structure: bodies, items, lists and plans, officers, and the checks that were carried out before.
        on: day of the check; when left out, the day on which it began or for which it is planned.
        cap: the annual cap, where neither the structure's published plans nor the pack have one; it goes before both.
        history: checks carried out before that are not in the structure.

    Raises `InvalidArgument` for an argument it cannot use, `UnknownReference` for a body, item, place, party or
    officer that is not in the structure.

    Source: 国办发〔2024〕54号 (seen in reports only), Business Environment Regulation arts. 54, 56.

    >>> import enforcekit as ek
    >>> from enforcekit.model import Inspection, Party
    >>> ningbo = ek.example("ningbo")
    >>> check = Inspection(
    ...     id="i-1", authority="xikou-town", party="p-1", place="330213100", items=["restaurant-fumes-ningbo"],
    ...     planned_on=dt.date(2025, 9, 1),
    ... )
    >>> answer = may_inspect(check, ek.Structure([*ningbo, Party(id="p-1", kind="enterprise")]))
    >>> answer.allowed, answer.counted, answer.blockable
    (False, True, True)
    >>> [each.message["en"].split(":")[0] for each in answer.refusals]
    ['I-02', 'I-03', 'I-11']
    """
    look = look_at(inspection, structure, on=on, cap=cap, history=history)
    asked = tuple(
        Asked(row=row, said=test(look, row))
        for name, test in TESTS.items()
        if (row := look.condition(name)) is not None
    )
    own, shared = own_count(look), shared_counts(look)
    caps = [count.row for count in (own, *shared) if count.row is not None]
    used = [*(look.counted or look.holding("inspection_not_counted")), *(look.exempt or look.blockable)]
    regime = [look.regime] if look.regime is not None else []
    return Admission(
        inspection=inspection.id,
        on=look.on,
        asked=asked,
        counted=bool(look.counted),
        blockable=bool(look.blockable),
        own=own,
        shared=shared,
        regime=look.regime.outcome if look.regime is not None else "",
        merge=merge_of(look),
        rows=tuple(dict.fromkeys([*used, *caps, *regime])),
        beside=_duties(look),
        deadlines=_deadlines(look),
        notes=tuple(_notes(look, own, asked)),
        pack=look.pack,
    )


def _duties(look: Look) -> tuple[Threshold, ...]:
    return look.holding("inspection_duty")


def _deadlines(look: Look) -> tuple[Deadline, ...]:
    """The clock of a scan that may still be made up for."""
    mine = look.inspection
    if mine.started_at is None or mine.scanned_at is not None:
        return ()
    return tuple(
        deadline(row.term, mine.started_at.date(), layer=row.layer, pack=look.pack)
        for row in look.holding("inspection_duty")
        if row.outcome == "backfill"
    )


def _notes(look: Look, own: Count, asked: tuple[Asked, ...]) -> Iterable[Words]:
    if not asked:
        yield "the pack has no condition for this day: nothing was asked", "法域包中没有当日适用的条件：未作审查"
    if own.row is not None and own.cap is None:
        yield (
            f"{own.count} counted in {look.on.year}; no cap is on file, none bars it: give cap= or the published one",
            f"{look.on.year} 年已计 {own.count} 次；未见频次上限，不据以阻止：请给出 cap 或已公布的上限",
        )
    elif own.cap is not None:
        where = f" ({own.plan})" if own.plan else ""
        yield (
            f"{own.count} of {own.cap} counted in {look.on.year}{where}",
            f"{look.on.year} 年已计 {own.count} 次，上限 {own.cap} 次{where}",
        )
    if look.regime is not None and look.regime.outcome == FULL_COVERAGE:
        yield ("outside the random draw: every firm is inspected", "不适用随机抽取：全覆盖检查")


def start(inspection: Inspection, structure: Structure, *, at: dt.datetime, **more: Any) -> Inspection:
    """The check as begun, if it may be made.

    Args:
        inspection: the planned check.
        structure: where bodies, items, officers and earlier checks are.
        at: when it began, with its zone.
        more: other fields of the check that are known by now: `officers`, `scanned_at`, `facts`.

    Raises `NotPermitted` with every condition that is not met, each with article and cure, and when `helpers` are not
    as many as were approved (I-11); `InvalidRecord` for a bad field.

    >>> import enforcekit as ek
    >>> from enforcekit.model import Inspection, Party
    >>> ningbo = ek.Structure([*ek.example("ningbo"), Party(id="p-1", kind="enterprise")])
    >>> check = Inspection(
    ...     id="i-1", authority="xikou-town", party="p-1", place="330213100", items=["restaurant-fumes-ningbo"]
    ... )
    >>> start(check, ningbo, at=dt.datetime.fromisoformat("2025-09-01T09:00:00+08:00"))
    Traceback (most recent call last):
    enforcekit.errors.NotPermitted: i-1
      defect EK562: I-02: whether every item is on a published list cannot be judged → give ...
    """
    must_be(Inspection, inspection=inspection)
    begun = evolve(inspection, started_at=at, **more)
    found = may_inspect(begun, structure)
    refusals = [*found.refusals, *_helpers_changed(inspection, begun, found)]
    if refusals:
        raise NotPermitted(refusals, inspection.id)
    return begun


def _helpers_changed(planned: Inspection, begun: Inspection, found: Admission) -> Iterator[Finding]:
    """Other helpers than those that were approved (I-11)."""
    row = next((each.row for each in found.asked if each.row.name == "inspect_helpers"), None)
    same_approval = planned.approved_at is not None and planned.approved_at == begun.approved_at
    if row is not None and same_approval and (planned.helpers or 0) != (begun.helpers or 0):
        shown: dict[str, Any] = {"planned": planned.helpers or 0, "found": begun.helpers or 0}
        yield HELPERS_CHANGED.at("/helpers", article=row.article, rule=row.rule, **shown)
