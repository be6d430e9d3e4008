"""A timeline in words: the events in their order with what stands under each, then the clocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from enforcekit.law.rows import STATUS_WORDS
from enforcekit.law.threshold import money

from .clocks import RECKONINGS

if TYPE_CHECKING:
    from enforcekit.model.common import Money

    from .timeline import Entry, Timeline

_INDENT: Final = " " * 18


def lines(seen: Timeline, lang: str) -> Iterator[str]:
    """The timeline, line by line: see `Timeline.text`."""
    zh = lang == "zh"
    yield seen.headline(lang)
    yield f"{seen.authority[zh]} · {seen.procedure[zh]}"
    yield f"{seen.on}：{seen.standing(lang)}" if zh else f"on {seen.on}: {seen.standing(lang)}"
    for entry in seen.entries:
        about = f" [{entry.subject}]" if entry.subject else ""
        named = f"{'!' if entry.stray else ' '}{entry.label[zh]}{about}"
        yield f"{entry.event.at:%Y-%m-%d %H:%M} {named}{'：' if zh else ': '}{entry.states(lang)}"
        yield from (f"{_INDENT}{line}" for line in details(entry, lang))
    if seen.bars or seen.undated:
        yield "期限" if zh else "clocks"
    for bar in seen.bars:
        ended = "" if bar.stopped is None else f"，{bar.stopped} 止" if zh else f", stopped {bar.stopped}"
        found = bar.clock.deadline
        yield f"  {bar.first} → {bar.due}  {RECKONINGS[bar.state][zh]}  {found.term.rule} {bar.label[zh]}{ended}"
        if found.certainty == "provisional":
            first, last = found.earliest, found.latest
            yield f"    暂定：最早 {first}，最晚 {last}" if zh else f"    provisional: between {first} and {last}"
        if found.status != "confirmed":
            cited = seen.pack.cite(found.term.article, lang)
            yield f"    {STATUS_WORDS[found.status][zh]}{'：' if zh else ': '}{cited}"
    yield from (f"  {each.text(lang)}" for each in seen.undated)
    if seen.late_fine is not None:
        yield seen.late_fine.headline()[zh]


def details(entry: Entry, lang: str) -> Iterator[str]:
    """What stands under an event: its rule and article, who took part, its penalty or sum, its documents."""
    zh = lang == "zh"
    colon, comma = ("：", "、") if zh else (": ", ", ")
    cited = entry.pack.cite(entry.article, lang)
    law = [part for part in (entry.rule, cited) if part]
    if law:
        yield " ".join(law)
    for rule, status in entry.unsure:
        yield f"{rule}{colon}{STATUS_WORDS[status][zh]}"
    if entry.officers:
        yield ("执法人员" if zh else "by") + colon + comma.join(each[zh] for each in entry.officers)
    if entry.approved_by is not None:
        role = entry.event.approver_role
        office = entry.pack.vocabulary.label("approver_role", role, lang) if role else ""
        shown = f"{entry.approved_by[zh]}（{office}）" if zh else f"{entry.approved_by[zh]} ({office})"
        yield ("批准" if zh else "approved by") + colon + (shown if office else entry.approved_by[zh])
    for sanction in entry.event.sanctions:
        kind = entry.pack.vocabulary.label("penalty_kind", sanction.kind, lang)
        yield kind + (f" {_sum(sanction.amount, lang)}" if sanction.amount is not None else "")
    if entry.event.amount is not None:
        yield _sum(entry.event.amount, lang)
    if entry.event.until is not None:
        yield ("定于" if zh else "set for") + colon + entry.event.until.isoformat()
    if entry.documents:
        yield ("文书" if zh else "documents") + colon + comma.join(each[zh] for each in entry.documents)


def _sum(given: Money, lang: str) -> str:
    return money(given.amount, lang, given.currency)
