"""Two bodies for one case, and who may choose between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from enforcekit.competence.cell import FIRST, Cell
from enforcekit.competence.counted import competent
from enforcekit.competence.from_holding import OVERLAP, overlapping
from enforcekit.competence.holding import Holding, holdings
from enforcekit.errors import LimitExceeded
from enforcekit.law.lint import Hit, check
from enforcekit.model.delegation import Designation
from enforcekit.model.item import Item

from .before import history
from .context import Context
from .matters import Matter
from .span import LAST


@check(OVERLAP.code, "L16", OVERLAP.severity, also=("J-03",))
def two_are_competent(context: Context) -> Iterator[Hit]:
    """Two bodies of one rank answer apart for one case, and no designation chooses: of each item the first pair."""
    apart = {
        effect.mode
        for effect in context.pack.effects
        if effect.creates_holding and not effect.displaces and effect.respondent == "grantee"
    }
    if not any(not each.grantors or each.mode in apart for each in context.grants):
        apart = set()
    for matter in context.matters.all:
        for item, pair in _first_overlaps(context, matter, apart):
            ground = context.pack.ground("overlap", item.period.end or LAST, action=item.actions[0])
            article = ground.article if ground else ""
            cure = ground.cure if ground else {}
            yield Hit(item.id, *pair, first=pair[0], second=pair[1]).under(article=article).cured(cure)


def _first_overlaps(context: Context, matter: Matter, apart: set[str]) -> Iterator[tuple[Item, tuple[str, str]]]:
    """A line from one base never overlaps with itself: only where several begin need one look."""
    designated = [each for each in matter.items if context.index.designations.of(each)]
    alike = [each for each in matter.items if each not in designated]
    # Looking up the grants of every item is slow, and mostly none begins a line of its own.
    grants = context.index.grants.of(matter.item) if apart else ()
    more = [each for each in grants if not each.grantors or each.mode in apart]
    places = dict.fromkeys([*_meeting_places(context, matter), *(p for each in more for p in context.places(each))])
    for items in (alike, *([each] for each in designated)):
        cells = (
            context.index.open(act, item.id, place) for item in items[:1] for place in places for act in item.actions
        )
        pair = next((pair for cell in cells for pair in _pairs(cell)), None)
        if pair is not None:
            yield from ((item, pair) for item in items)


def _pairs(cell: Cell) -> Iterator[tuple[str, str]]:
    for number in range(len(cell.starts) + 1):
        try:
            yield from overlapping(competent(cell, cell.day(number)))
        except LimitExceeded:
            continue


def _meeting_places(context: Context, matter: Matter) -> list[str]:
    """The places of bodies an item names at which, on some day, two lines of one rank begin."""

    def find(_: Context) -> list[str]:
        index, item = context.index, matter.item
        by_function = (body for holder in item.holders for body in index.by_function.get(holder.function, ()))
        places = dict.fromkeys(place for body in by_function for place in body.places)
        return [place for each in places for place in context.members((each,)) if _two_begin(context, matter, place)]

    return context.remember(f"meeting {matter.holders} {matter.item.period}", find)


def _two_begin(context: Context, matter: Matter, place: str) -> bool:
    past = history(context)
    if len(past.base(matter, place).fitting) < 2:
        return False
    cell = past.cell(matter.item.actions[0], matter, place, [])
    for _, held in cell.spans(FIRST, LAST):
        ranks = [each.rank for each in held or ()]
        if len(ranks) > len(set(ranks)):
            return True
    return False


@check(
    "EK352",
    "L17",
    "defect",
    also=("J-04",),
    article="APL21:25",
    en="'{designation}' was decided by '{decider}', which is not the common superior of {bodies}",
    zh="“{designation}”由“{decider}”作出，但其不是 {bodies} 的共同上一级机关",
    cure_en="let the common superior designate",
    cure_zh="应由共同的上一级行政机关指定",
)
def not_the_common_superior(context: Context) -> Iterator[Hit]:
    """The body that designated stands over one of the bodies concerned, not over all."""
    for each in context.structure.all(Designation):
        decider = each.decided_by or next((paper.issuer for paper in context.index.instruments_of(each)), None)
        if decider is None:
            continue
        under = [body for body in _concerned(context, each) if not _superior(context, decider, body)]
        if under:
            bodies = tuple(dict.fromkeys((*under, each.authority)))
            words = {"designation": each.id, "decider": decider, "bodies": ", ".join(bodies)}
            yield Hit(each.id, decider, *under, **words)


def _concerned(context: Context, designation: Designation) -> list[str]:
    """The bodies of one level that hold what the designation decides about, on its first day, with the one it names."""
    index = context.index
    level = index.authority(designation.authority).level
    found = {designation.authority}
    items = [each for each in context.structure.all(Item) if index.designations.covers(designation, each)]
    for item in items:
        for place in index.designations.places_of(designation):
            for action in designation.actions:
                if action in item.actions:
                    low = max(designation.period.start or FIRST, item.period.start or FIRST)
                    for holding in _held(index.open(action, item.id, place), min(low, LAST)):
                        found.update(key for key in holding.bodies if index.authority(key).level == level)
    return sorted(found)


def _held(cell: Cell, on: dt.date) -> list[Holding]:
    try:
        return [each for each in holdings(cell, on) if each.condition is not None]
    except LimitExceeded:
        return []


def _superior(context: Context, decider: str, body: str) -> bool:
    """Whether one body stands over another: it belongs to it, or it is a government over all of its places."""
    index = context.index
    over, under = index.authority(decider), index.authority(body)
    if over.id == under.id:
        return False
    if over.id in context.chain(under):
        return True
    covers = bool(under.places) and all(context.inside(place, over.places) for place in under.places)
    return (
        index.pack.kind(over.kind).government
        and covers
        and index.pack.level_rank(over.level) <= index.pack.level_rank(under.level)
    )
