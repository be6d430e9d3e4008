"""The act: fined twice, discovered too late, judged by the wrong version of the norm (L18 to L20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from enforcekit.competence.checks import Context
from enforcekit.errors import EnforcekitError, Severity
from enforcekit.law.lint import Hit, check
from enforcekit.model.case import Act, Case, Event
from enforcekit.model.item import Item

from ..discretion import penalty_range
from ..limitation import limitation
from ..norms import Imposed, Version, applicable_version, second_fine
from ..scene import FINE, fine_of
from .files import File, broken, claim, files, said

_SECOND = claim("no_second_fine")
_LIMITATION = claim("limitation_open")


@check(
    "EK411",
    "L18",
    "defect",
    also=("P-20",),
    en="'{case}' fines on {day} an act that '{other}' fined on {before}",
    zh="“{case}”于 {day} 对同一违法行为再次罚款，“{other}”已于 {before} 罚款",
    cure_en="take back the second fine; other kinds of penalty stay open",
    cure_zh="撤销后一罚款；其他种类的处罚不受影响",
)
def two_fines_for_one_act(context: Context) -> Iterator[Hit]:
    """Of two cases about one act that both fine, the later decision; an overturned one does not count."""
    by_id = {file.case.id: file for file in files(context)}
    pairs = {
        tuple(sorted((file.case.id, other)))
        for file in by_id.values()
        if file.case.act is not None
        for other in file.case.act.same_as
        if other in by_id and other != file.case.id
    }
    for one, two in sorted(pairs):
        fines = [(fine[0], file.case.id, fine[1]) for file in (by_id[one], by_id[two]) if (fine := _fine(file))]
        if len(fines) != 2:
            continue
        (before, first, earlier), (day, second, later) = sorted(fines, key=lambda each: each[:2])
        prior = [Imposed("act", each.kind) for each in earlier.sanctions]
        try:
            found = second_fine(prior, "act", [each.kind for each in later.sanctions], day, pack=context.pack)
        except EnforcekitError:
            continue
        if found.barred:
            yield Hit(second, first, case=second, other=first, day=day, before=before).under(found.rows[0])


def _fine(file: File) -> tuple[dt.date, Event] | None:
    decision = file.decision
    if not file.known or decision is None or not fine_of(decision.sanctions):
        return None
    return None if file.standing.main.state == "overturned" else (decision.at.date(), decision)


@check(
    "EK412",
    "L19",
    "voidable",
    also=("P-09",),
    en="'{case}': the act ended on {ended} and had to be discovered by {last}; '{event}' is of {day}",
    zh="“{case}”：违法行为于 {ended} 终了，最迟应于 {last} 发现；“{event_zh}”在 {day}",
    cure_en="impose no penalty; an earlier clue, if there was one, belongs in the file (receive_clue)",
    cure_zh="不再给予处罚；此前已有线索的，应记录 receive_clue",
)
def limitation_passed(context: Context) -> Iterator[Hit]:
    """The act was discovered after the limitation, or after the longer one where life or finance was harmed."""
    for file, each in broken(context, *_LIMITATION):
        act = file.case.act
        if act is not None:
            last = _last_day(file, act, each.day)
            yield Hit(file.case.id, ended=act.ended, last=last, **said(file, each.event)).under(each.row)


def _last_day(file: File, act: Act, on: dt.date) -> dt.date | None:
    facts = (act.ended, act.life_health_or_finance, act.harm)
    return limitation(*facts, on, layer=file.layer, pack=file.pack).last_day


@check(
    "EK413",
    "L20",
    "defect",
    also=("V-01",),
    en="'{case}' applies '{item}' to an act of {ended}, decided on {day}; the version that applies is '{version}'",
    zh="“{case}”对 {ended} 的行为适用“{item}”（{day} 决定）；应适用的版本为“{version}”",
    cure_en="judge the act by the law of its day, unless the law of the decision is lighter",
    cure_zh="适用行为时的规定；作出决定时的规定较轻或不再认为违法的，适用新规定",
)
def heavier_law(context: Context) -> Iterator[Hit]:
    """Of the versions of an item (records of one code) another one than the act is judged by.

    An item without another version, which was not in force on the day of the act, is doubted only.
    """
    versions: dict[tuple[str, str], list[Item]] = {}
    for item in context.structure.all(Item):
        if item.code is not None:
            versions.setdefault((item.code.scheme, item.code.value), []).append(item)
    for file in files(context):
        act, decision = file.case.act, file.decision
        if act is None or decision is None or decision.at.date() < act.ended:
            continue
        for key in file.case.items:
            item = context.structure.resolve(Item, key)
            code = (item.code.scheme, item.code.value) if item.code is not None else None
            known = versions[code] if code is not None else [item]
            yield from _judge(file, act, decision, item, known)


def _judge(file: File, act: Act, decision: Event, item: Item, known: list[Item]) -> Iterator[Hit]:
    day = decision.at.date()
    words = {"case": file.case.id, "item": item.id, "ended": act.ended, "day": day}
    if not any(act.ended in each.period for each in known):
        try:
            row = file.pack.threshold("version", day)
        except EnforcekitError:
            return
        severity: Severity | None = None if len(known) > 1 else "advice"
        yield Hit(file.case.id, item.id, version="—", **words).under(row, severity=severity)
        return
    if len(known) == 1:
        return
    try:
        ranges = [_version(each, file) for each in known]
        found = applicable_version(act.ended, day, ranges, pack=file.pack)
    except EnforcekitError:  # a range that is a multiple of something unknown cannot be compared
        return
    version = found.version
    if version is not None and version.name not in (item.id, *file.case.items):
        yield Hit(file.case.id, item.id, version.name, version=version.name, **words).under(found.rows[0])


def _version(item: Item, file: File) -> Version:
    party = _party_kind(file.case, file)
    found = penalty_range(item, party, kind=FINE, pack=file.pack)
    return Version(name=item.id, period=item.period, low=found.low, high=found.high)


def _party_kind(case: Case, file: File) -> str | None:
    party = file.structure[case.party] if case.party is not None else None
    return getattr(party, "kind", None) or case.party_kind
