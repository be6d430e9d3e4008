"""What falls when an instrument is invalid: the grants and competences that rested on it, and what survives."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.model.delegation import Delegation
from enforcekit.model.instrument import Instrument
from enforcekit.structure import Structure
from enforcekit.timing import Period
from enforcekit.wire.convert import dump

from .answer_records import present
from .cell import Cell, index_of
from .compare import SHOWN, Comparison, compare
from .holding import grantors_on, holdings
from .impact import Cited, differing, impact, touched
from .resolve import Key, Line, Lines, resolver_of

Standing = Literal["falls", "in_part", "stands"]
_STANDINGS: Final[Mapping[Standing, tuple[str, str]]] = {
    "falls": ("grants that fall", "失去依据的授权或委托"),
    "in_part": ("grants that stand in part", "部分有效的授权或委托"),
    "stands": ("grants that stand by another chain", "依其他链条有效的授权或委托"),
}


@attrs.frozen(kw_only=True)
class TaintedGrant:
    """A grant that rested on the instrument: it cites it (`direct`), or its grantor's power came by one that does.

    `chain` is a shortest one by which it rested, up to the grant. From the day on the grant `falls` when it gives
    nothing at any cell, `stands` when it gives something wherever it rested on the instrument, else `in_part`.
    """

    delegation: str
    direct: bool
    chain: tuple[str, ...]
    standing: Standing

    def to_dict(self) -> dict[str, Any]:
        """The grant as plain JSON values."""
        return {**attrs.asdict(self, recurse=False), "chain": list(self.chain)}


@attrs.frozen(kw_only=True)
class Fall:
    """A competence that falls: a line whose chain rests on the instrument, at cells of one item, on some days.

    `survives` is the line by which the same bodies hold all the same, by another chain; `instead` are all other lines
    of those cells and days once the instrument is gone.
    """

    action: str
    item: str
    places: tuple[str, ...]
    interval: Period
    line: Line
    survives: Line | None
    instead: Lines

    def to_dict(self) -> dict[str, Any]:
        """The fall as plain JSON values."""
        survives = self.survives.to_dict() if self.survives else None
        lines = {
            "line": self.line.to_dict(),
            "survives": survives,
            "instead": [each.to_dict() for each in self.instead],
        }
        more = {"places": list(self.places), "interval": dump(self.interval), **lines}
        return present({**attrs.asdict(self, recurse=False), **more})


@attrs.frozen(kw_only=True)
class Taint:
    """What follows when an instrument is invalid from a day on.

    `grants` rested on it, `falls` are the competences that did. `comparison` is the whole difference between the
    structure and the same without the instrument, with the bodies to which power returns. `others` cite the
    instrument too, but their force does not end with it by itself: the items, designations and capacities to check.
    """

    instrument: str
    from_date: dt.date
    grants: tuple[TaintedGrant, ...]
    falls: tuple[Fall, ...]
    others: tuple[Cited, ...]
    comparison: Comparison

    def to_dict(self) -> dict[str, Any]:
        """The taint as plain JSON values."""
        lists = {name: [each.to_dict() for each in getattr(self, name)] for name in ("grants", "falls", "others")}
        head = {"instrument": self.instrument, "from_date": self.from_date.isoformat()}
        return {**head, **lists, "comparison": self.comparison.to_dict()}

    def explain(self, lang: str = "en") -> str:
        """The grants by their standing, then the competences that fall and what takes their place."""
        say = self.comparison.teller(lang)
        head = "{} 自 {} 起无效" if say.zh else "{} invalid from {}"
        lines = [head.format(say.name(self.instrument), self.from_date.isoformat())]
        for standing, words in _STANDINGS.items():
            if found := [each.delegation for each in self.grants if each.standing == standing]:
                lines.append(f"{words[say.zh]} ({len(found)}): {say.names(found, 5)}")
        groups: dict[Any, list[Fall]] = defaultdict(list)
        for each in self.falls:
            groups[each.places, each.interval, each.line, each.survives, each.instead].append(each)
        for group in list(groups.values())[:SHOWN]:
            fall = group[0]
            lines.append(f"- {say.lines((fall.line,))} · {say.where(group)}")
            if fall.survives:
                by = say.names(fall.survives.chain) or ("法定职权" if say.zh else "statute")
                lines.append(f"  {'依其他链条保留' if say.zh else 'survives by'}: {by}")
            if fall.instead or not fall.survives:
                lines.append(f"  → {say.lines(fall.instead)}")
        if len(groups) > SHOWN:
            lines.append(f"… + {len(groups) - SHOWN}")
        if self.others:
            also = "另需核对" if say.zh else "to check as well"
            lines.append(f"{also} ({len(self.others)}): {say.names(each.id for each in self.others)}")
        return "\n".join(lines)


def without_instrument(structure: Structure, instrument: str, from_date: dt.date) -> Structure:
    """The structure in which an instrument ends on a day; if it had not begun by then, nothing ever rests on it.

    Raises `UnknownReference`.
    """
    paper = structure.resolve(Instrument, instrument)
    start, end = paper.period.start, paper.period.end
    if end is not None and end <= from_date:
        return structure
    if start is None or start < from_date:
        period = Period(start=start, end=from_date)
        return structure.with_records(attrs.evolve(paper, period=period))  # type: ignore[misc]
    # A period cannot be empty: what the instrument alone could put in force is left out instead.
    return structure.without(*(each.id for each in structure.all(Delegation) if cites(each, paper.id)))


def taint(structure: Structure, instrument: str, from_date: dt.date) -> Taint:
    """What falls if an instrument is invalid from a day on: grants, competences, and what survives by another chain.

    Equal to ending the instrument on that day and resolving every cell again; only the cells of grants that cite it
    are resolved. Raises `UnknownReference`, `LimitExceeded`.

    >>> import datetime as dt
    >>> import enforcekit as ek
    >>> yichang = ek.example("yichang")
    >>> found = taint(yichang, "yichang-second-list", dt.date(2018, 1, 1))
    >>> [(each.delegation, each.standing) for each in found.grants][:2]
    [('concentration-later', 'falls'), ('internal-gaoxin-branch-east', 'in_part')]
    >>> fall = found.falls[0]
    >>> fall.line.bodies, [line.bodies for line in fall.instead]
    (('yichang-gaoxin-enforcement',), [('xiling-agriculture',), ('yichang-agriculture',)])
    """
    must_be(Structure, structure=structure)
    must_be_text(instrument=instrument)
    must_be_day(from_date=from_date)
    paper = structure.resolve(Instrument, instrument)
    after = without_instrument(structure, paper.id, from_date)
    comparison = compare(structure, after)
    return Taint(
        instrument=paper.id,
        from_date=from_date,
        grants=tuple(_grants(structure, after, paper, from_date)),
        falls=tuple(_falls(comparison, structure, paper.id)),
        others=tuple(each for each in impact(structure, paper.id).cited if each.type != Delegation.type),
        comparison=comparison,
    )


def cites(grant: Delegation, instrument: str) -> bool:
    """Whether a grant cites an instrument as one of those that put it in force."""
    return any(each.instrument == instrument for each in grant.instruments)


def _falls(comparison: Comparison, structure: Structure, instrument: str) -> Iterator[Fall]:
    direct = {each.id for each in structure.all(Delegation) if cites(each, instrument)}
    for change in comparison.changes:
        for line in change.before:
            if not direct.isdisjoint(line.chain):
                yield Fall(
                    action=change.action,
                    item=change.item,
                    places=change.places,
                    interval=change.interval,
                    line=line,
                    survives=next((each for each in change.after if each.bodies == line.bodies), None),
                    instead=tuple(each for each in change.after if each.bodies != line.bodies),
                )


def _grants(structure: Structure, after: Structure, paper: Instrument, from_date: dt.date) -> Iterator[TaintedGrant]:
    """The grants that cite the instrument and run after the day, then those that rested on them."""
    if paper.period.end is not None and paper.period.end <= from_date:
        return
    direct = {each.id: each for each in structure.all(Delegation) if cites(each, paper.id)}
    for key, each in direct.items():
        if each.force.end is None or each.force.end > from_date:
            yield TaintedGrant(delegation=key, direct=True, chain=(key,), standing="falls")
    chains: dict[str, tuple[str, ...]] = {}
    stood: dict[str, set[bool]] = defaultdict(set)
    for cell, where, day in _moments(structure, touched(structure, differing(structure, after)), from_date):
        rested = [(grant, chain) for grant, chain in _given(cell, day) if grant not in direct and direct.keys() & chain]
        still = {grant for grant, _ in _given(index_of(after).open(*where), day)} if rested else set()
        for grant, chain in rested:
            stood[grant].add(grant in still)
            chains[grant] = min(chains.get(grant, chain), chain, key=lambda each: (len(each), each))
    for grant, found in sorted(stood.items()):
        standing: Standing = "in_part" if True in found else "falls"
        if False not in found:
            standing = "stands"
        elif standing == "falls" and _gives(after, grant, from_date):
            standing = "in_part"
        yield TaintedGrant(delegation=grant, direct=False, chain=chains[grant], standing=standing)


def _gives(structure: Structure, grant: str, from_date: dt.date) -> bool:
    """Whether a grant gives something to somebody, anywhere, from a day on."""
    moments = _moments(structure, touched(structure, {grant}), from_date)
    return any(grant == each for cell, _, day in moments for each, _ in _given(cell, day))


def _moments(
    structure: Structure, cells: Mapping[str, set[str]], from_date: dt.date
) -> Iterator[tuple[Cell, Key, dt.date]]:
    """A day of each interval from a day on, at some cells, given as places by item; of alike cells only at one."""
    resolver, seen = resolver_of(structure), set()
    for item, places in cells.items():
        for action in resolver.items[item].actions:
            for place in sorted(places & resolver.places):
                like = (resolver.likeness((action, item, place)), resolver.items[item].period)
                if like not in seen:
                    seen.add(like)
                    cell = index_of(structure).open(action, item, place)
                    for number in range(cell.interval(from_date), len(cell.starts) + 1):
                        yield cell, (action, item, place), max(cell.day(number), from_date)


def _given(cell: Cell, on: dt.date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each grant gives on a day, displaced later or not: the chains that end with it, and the teams it makes."""
    held, index = holdings(cell, on), cell.index
    yield from ((each.grant.id, each.chain) for each in held if each.grant)
    for grant in cell.grants:
        effect = index.pack.effect(grant.mode, on)
        if effect is None or effect.creates_holding or not effect.moves(cell.action, cell.penalties):
            continue
        if index.in_force(grant, on) and cell.covers_place(index.grants.places_of(grant), on):
            grantors = grantors_on(grant, cell, on)
            for each in held:
                if each.condition is not None and (grantors is None or not grantors.isdisjoint(each.bodies)):
                    yield grant.id, (*each.chain, grant.id)
