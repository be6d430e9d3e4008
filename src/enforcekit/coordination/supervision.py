"""Supervision: which measure calls for which notice, and one rung higher when the issue comes again (两单一报).

A notice runs through `ek.permitted`, `ek.record` and `ek.due`; here stands when to issue which.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_day, records_of, texts_of
from enforcekit.errors import Finding, UnknownReference, rule
from enforcekit.law import Pack, Status, Threshold
from enforcekit.law.pack import pack_of
from enforcekit.law.rows import status_mark
from enforcekit.model.authority import Authority
from enforcekit.model.supervision import SupervisionNotice
from enforcekit.structure import Structure

CALLED_FOR = rule(
    "EK620",
    "advice",
    "{body}: {en} {bound}{note_en}, and it is {value}: {notice} is called for",
    "{body}：{zh} {bound}{note_zh}，实际为 {value}：应当发出{label}",
    cure_en="issue it (`next_notice` gives the rung), or record why not",
    cure_zh="发出相应通知（next_notice 给出级别），或者载明不发的理由",
)
SKIPS_A_RUNG = rule(
    "EK621",
    "advice",
    "{notice} stands on rung {rung} ({kind}); after {before} the next rung for this issue is {expected}{note_en}",
    "{notice} 为第 {rung} 级（{kind_zh}）；此前为{before_zh}，同一事由的下一级应为{expected_zh}{note_zh}",
    cure_en="step up one rung at a time, or record why it is grave",
    cure_zh="逐级升级，或者载明情节严重的理由",
)
UNCOVERED = rule(
    "EK622",
    "advice",
    "no {kind} serves {place}",
    "{place} 没有{label}",
    cure_en="set one up, or let one serve the place too",
    cure_zh="设立，或由其他站点覆盖",
)


@attrs.frozen(kw_only=True)
class Trigger:
    """A measure that is at or beyond its row's number, and the notice that the row calls for."""

    issue: str
    value: Fraction
    notice: str
    row: Threshold
    finding: Finding

    @property
    def status(self) -> Status:
        """Whether the row was confirmed."""
        return self.row.status


@attrs.frozen(kw_only=True)
class Rung:
    """The next notice about an issue: its kind, its rung from the bottom, and the notice it steps up from."""

    kind: str
    rung: int
    follows: str | None
    row: Threshold


def triggered(
    authority: str, measures: Mapping[str, int | Fraction], structure: Structure, *, on: dt.date
) -> tuple[Trigger, ...]:
    """The notices that the measures of a body call for on a day.

    Args:
        authority: the body.
        measures: by the issue, what was measured: a count, or a share in percent.
        structure: where the body is.
        on: day whose rows apply.

    Raises `UnknownReference` for a body that is not there, or an issue that no row of the day speaks of.

    >>> import enforcekit as ek
    >>> found = triggered("xikou-town", {"low_activation": 22}, ek.example("ningbo"), on=dt.date(2025, 9, 1))
    >>> [(each.notice, each.status) for each in found]
    [('risk_slip', 'unconfirmed')]
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    must_be(Mapping, measures=measures)
    must_be(int, Fraction, **{f"measures[{issue}]": value for issue, value in measures.items()})
    pack, body = pack_of(structure), structure.resolve(Authority, authority)
    rows = pack.thresholds_of("trigger", on)
    found = []
    for issue, value in measures.items():
        fitting = [row for row in rows if issue in row.facts]
        if not fitting:
            known = {fact for row in rows for fact in row.facts} - {"below", "above"}
            raise UnknownReference("issue with a trigger", issue, sorted(known))
        found += [_trigger(body, issue, Fraction(value), row, pack) for row in fitting if _beyond(row, value)]
    return tuple(found)


def _beyond(row: Threshold, value: int | Fraction) -> bool:
    return row.value is not None and (value < row.value if "below" in row.facts else value >= row.value)


def _trigger(body: Authority, issue: str, value: Fraction, row: Threshold, pack: Pack) -> Trigger:
    note_en, note_zh = status_mark(row.status)
    finding = CALLED_FOR.at(
        article=row.article,
        witness=(body.id,),
        body=body.id,
        en=row.en,
        zh=row.zh,
        bound=row.value,
        value=f"{float(value):g}",
        notice=row.outcome,
        label=pack.vocabulary.label("notice_kind", row.outcome, "zh"),
        note_en=note_en,
        note_zh=note_zh,
    )
    return Trigger(issue=issue, value=value, notice=row.outcome, row=row, finding=finding)


def ladder(pack: Pack, on: dt.date) -> tuple[Threshold, ...]:
    """The rungs of a day, lowest first."""
    return tuple(sorted(pack.thresholds_of("ladder", on), key=lambda row: row.value or 0))


def _after(rows: Sequence[Threshold], kinds: Iterable[str], first: str = "") -> int:
    """Which of the rungs comes after notices of these kinds: the one above the highest, the top one again and again."""
    at = {kind: number for number, row in enumerate(rows) for kind in row.facts}
    highest = max((at[kind] for kind in kinds if kind in at), default=-1)
    return min(max(highest + 1, at.get(first, 0)), len(rows) - 1)


def next_notice(
    structure: Structure,
    recipient: str,
    issue: str,
    *,
    on: dt.date,
    first: str = "",
    notices: Iterable[SupervisionNotice] | None = None,
) -> Rung:
    """Which notice comes next for a body and an issue: the first time the lowest rung, each time one rung higher.

    Args:
        structure: where the bodies are.
        recipient: the body supervised.
        issue: about what: an issue that the pack knows, or one that a notice is about already.
        on: day of the next notice; earlier notices about the same issue count.
        first: the rung to begin with where a trigger calls for it; the lowest when left out.
        notices: earlier notices; the structure's own when left out.

    Raises `UnknownReference` for a body or an issue that is not there, a kind that is on no rung, or when the day has
    no ladder.

    >>> import enforcekit as ek
    >>> sent = SupervisionNotice(
    ...     id="n-1", kind="risk_slip", issuer="fenghua-justice", recipient="xikou-town", issue="low_activation",
    ...     issued_on=dt.date(2026, 3, 2),
    ... )
    >>> day, ningbo = dt.date(2026, 9, 1), ek.example("ningbo")
    >>> after = next_notice(ningbo, "xikou-town", "low_activation", on=day, notices=[sent])
    >>> after.kind, after.rung, after.follows
    ('order_slip', 3, 'n-1')
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    structure.resolve(Authority, recipient)
    pack = pack_of(structure)
    rows = ladder(pack, on)
    by_kind = {kind: number for number, row in enumerate(rows) for kind in row.facts}
    if not rows or (first and first not in by_kind):
        raise UnknownReference("rung of the ladder", first, by_kind)
    given = _given(structure, notices)
    issues = {each.code for each in pack.vocabulary.lists.get("supervision_issue", ())}
    issues.update(each.issue for each in given)
    if issue not in issues:
        raise UnknownReference("issue of supervision", issue, get_close_matches(issue, issues) or sorted(issues))
    before = sorted(
        (
            each
            for each in given
            if (each.recipient, each.issue) == (recipient, issue) and each.issued_on < on and each.kind in by_kind
        ),
        key=lambda each: (each.issued_on, by_kind[each.kind], each.id),
    )
    at = _after(rows, (each.kind for each in before), first)
    return Rung(kind=min(rows[at].facts), rung=at + 1, follows=before[-1].id if before else None, row=rows[at])


def _given(structure: Structure, notices: Iterable[SupervisionNotice] | None) -> tuple[SupervisionNotice, ...]:
    if notices is None:
        return structure.all(SupervisionNotice)
    return records_of("notices", notices, SupervisionNotice)


def check_ladder(structure: Structure, notices: Iterable[SupervisionNotice] | None = None) -> tuple[Finding, ...]:
    """Every notice that steps over a rung, or back down, for the same body and issue (EK621).

    The first notice about an issue may stand on any rung: what calls for it decides.
    """
    pack = pack_of(structure)
    about: dict[tuple[str, str], list[SupervisionNotice]] = defaultdict(list)
    for each in _given(structure, notices):
        about[each.recipient, each.issue].append(each)
    found = []
    for same in about.values():
        kinds: set[str] = set()
        before: SupervisionNotice | None = None
        for day, notices_of_day in groupby(
            sorted(same, key=attrgetter("issued_on", "id")), key=attrgetter("issued_on")
        ):
            today, rows = list(notices_of_day), ladder(pack, day)
            for each in today:
                rung = next((row for row in rows if each.kind in row.facts), None)
                if before is not None and rung is not None and (expected := rows[_after(rows, kinds)]) is not rung:
                    found.append(_skips(pack, each, before, rung, expected))
            kinds.update(each.kind for each in today)
            before = today[-1]
    return tuple(found)


def _skips(
    pack: Pack, notice: SupervisionNotice, before: SupervisionNotice, rung: Threshold, expected: Threshold
) -> Finding:
    note_en, note_zh = status_mark(expected.status)
    words: dict[str, Any] = {"notice": notice.id, "rung": rung.value, "note_en": note_en, "note_zh": note_zh}
    for key, kind in (("kind", notice.kind), ("before", before.kind), ("expected", min(expected.facts))):
        words |= {key: kind, f"{key}_zh": pack.vocabulary.label("notice_kind", kind, "zh")}
    return SKIPS_A_RUNG.at(article=expected.article, witness=(before.id, notice.id), **words)


@attrs.frozen(kw_only=True)
class Liaison:
    """Which of some places a kind of body serves, and which it leaves out."""

    kind: str
    served: tuple[str, ...]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The coverage as plain JSON values."""
        return {"kind": self.kind, "served": len(self.served), "of": len(self.served) + len(self.left_out)}


def liaison_coverage(structure: Structure, kind: str, places: Iterable[str], *, on: dt.date) -> Liaison:
    """Which places have a supervision node of a kind (联络站、联系点), by the places that such bodies name.

    Args:
        structure: where the bodies are.
        kind: kind of body.
        places: the places that should each have one.
        on: the day.
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    reached = {
        place for each in structure.all(Authority) if each.kind == kind and on in each.period for place in each.places
    }
    wanted = tuple(dict.fromkeys(texts_of("places", places) or ()))
    label = pack_of(structure).vocabulary.label("authority_kind", kind, "zh")
    left = tuple(each for each in wanted if each not in reached)
    findings = tuple(UNCOVERED.at(witness=(each,), kind=kind, place=each, label=label) for each in left)
    return Liaison(
        kind=kind, served=tuple(each for each in wanted if each in reached), left_out=left, findings=findings
    )
