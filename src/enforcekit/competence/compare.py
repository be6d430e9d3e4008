"""What a reform changes: two structures compared cell by cell, each difference with one smallest witness."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, Final, Literal

import attrs

from enforcekit.arguments import must_be, texts_of
from enforcekit.errors import EnforcekitError
from enforcekit.law import pack_of
from enforcekit.structure import Structure
from enforcekit.timing import Period
from enforcekit.wire.convert import dump

from .answer_records import present
from .cell import FIRST
from .change_words import Teller
from .impact import differing, rests_on, touched
from .resolve import Cells, Key, Lines, Resolver, Span, both, keys_of, periods, resolver_of, steps_of

Kind = Literal["uncovered", "doubled", "moved", "gained", "lost", "changed"]
Reason = Literal["item_added", "item_removed", "action_added", "action_removed", "place_added", "place_removed"]
KINDS: Final[Mapping[Kind, str]] = {
    "uncovered": "无人行使",
    "doubled": "重复管辖",
    "moved": "转移",
    "gained": "新增",
    "lost": "丧失",
    "changed": "条件变更",
}
SHOWN: Final = 20
"""Groups of changes that an explanation tells in full."""


@attrs.frozen(kw_only=True)
class Witness:
    """One day at one place on which a change can be seen.

    `before` and `after` are the bodies; `delegations` those in the chain of one side only, or with another content;
    `causes` are the records that differ and bear on this cell.
    """

    place: str
    on: dt.date
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    delegations: tuple[str, ...]
    causes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The witness as plain JSON values."""
        before, after = ([list(line) for line in lines] for lines in (self.before, self.after))
        lists = {"delegations": list(self.delegations), "causes": list(self.causes)}
        return {"place": self.place, "on": self.on.isoformat(), "before": before, "after": after, **lists}


@attrs.frozen(kw_only=True)
class Change:
    """Cells of one item whose competent bodies, or their terms, differ on every day of an interval.

    `before` and `after` are the lines of each side; `reason` is set where only one structure has the cell.
    """

    kind: Kind
    action: str
    item: str
    places: tuple[str, ...]
    interval: Period
    before: Lines
    after: Lines
    reason: Reason | None
    witness: Witness

    def to_dict(self) -> dict[str, Any]:
        """The change as plain JSON values."""
        sides = {name: [line.to_dict() for line in getattr(self, name)] for name in ("before", "after")}
        more = {"places": list(self.places), "interval": dump(self.interval), "witness": self.witness.to_dict()}
        return present({**attrs.asdict(self, recurse=False), **sides, **more})


@attrs.frozen(kw_only=True)
class Comparison:
    """What differs between two structures; `resolved` is how many cells had to be resolved to know it."""

    changes: tuple[Change, ...]
    resolved: int = attrs.field(eq=False)
    _before: Structure = attrs.field(eq=False, repr=False)
    _after: Structure = attrs.field(eq=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many cells changed in each way: one for each action, item, place and interval."""
        counts: Counter[Kind] = Counter()
        for change in self.changes:
            counts[change.kind] += len(change.places)
        return {kind: counts[kind] for kind in KINDS if counts[kind]}

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain JSON values."""
        return {"counts": dict(self.counts), "changes": [each.to_dict() for each in self.changes]}

    def teller(self, lang: str) -> Teller:
        """Says in a language what is in either structure."""
        return Teller(self._after, self._before, lang)

    def explain(self, lang: str = "en") -> str:
        """The changes in words, those that differ only in item and action told together, each with a witness."""
        say = self.teller(lang)
        groups: dict[Any, list[Change]] = defaultdict(list)
        for each in self.changes:
            groups[each.kind, each.places, each.interval, each.before, each.after, each.reason].append(each)
        words = [f"{KINDS[kind] if say.zh else kind} {count}" for kind, count in self.counts.items()]
        lines = [("；" if say.zh else "; ").join(words) or ("无变化" if say.zh else "no change")]
        for group in list(groups.values())[:SHOWN]:
            first, witness = group[0], group[0].witness
            lines.append(f"{KINDS[first.kind] if say.zh else first.kind} · {say.where(group)}")
            lines.append(f"  {say.lines(first.before)} → {say.lines(first.after)}")
            seen = " · ".join((say.name(first.item), say.name(witness.place), witness.on.isoformat()))
            because = ", ".join(witness.causes[:3]) or ", ".join(witness.delegations[:3])
            lines.append(f"  {'例' if say.zh else 'e.g.'} {seen}{f' ({because})' if because else ''}")
        return "\n".join([*lines, f"… + {len(groups) - SHOWN}"] if len(groups) > SHOWN else lines)


def compare(
    before: Structure,
    after: Structure,
    *,
    actions: Iterable[str] | None = None,
    items: Iterable[str] | None = None,
    places: Iterable[str] | None = None,
) -> Comparison:
    """What changed hands between two structures, by cells (item, place, action, interval).

    On a day, a cell is answered by lines: bodies, in whose name, who answers, rank, condition, chain. Where the lines
    of the two structures differ, there is one change, of the first kind that fits:

    - only one structure has the cell: `gained` (only `after`) or `lost` (only `before`), with the `reason`;
    - `uncovered`: somebody was competent, nobody is;
    - `doubled`: two lines of one rank that answer apart and meet in a case, where before no two did;
    - `moved`: bodies that were competent are not, and others are;
    - `gained`: more bodies are competent; `lost`: fewer are, and at least one;
    - `changed`: the same bodies on other terms.

    Neighbouring days and several places with the same change are one `Change`. Only cells on which a record that
    differs can bear are resolved.

    Args:
        before, after: the two structures.
        actions: only these kinds of action; all when left out.
        items, places: only these, by id or code in either structure; all when left out.

    Raises `UnknownReference`, `LimitExceeded`.

    >>> import enforcekit as ek
    >>> yichang = ek.example("yichang")
    >>> before = yichang.without("concentration-later")
    >>> reform = compare(before, yichang, items=["weather-facility-damage"], actions=["penalise"])
    >>> reform.counts, reform.changes[0].interval.start.isoformat()
    ({'moved': 7}, '2017-07-01')
    >>> reform.changes[0].witness.before, reform.changes[0].witness.after
    ((('xiling-meteorology',), ('yichang-meteorology',)), (('yichang-gaoxin-enforcement',),))
    """
    must_be(Structure, before=before, after=after)
    actions, items, places = (texts_of(*each) for each in (("actions", actions), ("items", items), ("places", places)))
    same_law = pack_of(before) is pack_of(after)
    differ = differing(before, after)
    sides = (resolver_of(before), resolver_of(after))
    cells: dict[str, set[str]] = defaultdict(set)
    for structure, side in zip((before, after), sides, strict=True):
        found = touched(structure, differ) if same_law else dict.fromkeys(side.items, side.places)
        for item, where in found.items():
            cells[item] |= where
    grouped: dict[Any, list[str]] = defaultdict(list)
    memory: dict[tuple[int, int], list[tuple[Period, tuple[Lines, Lines]]]] = {}
    resolved = 0
    for key in keys_of((before, after), cells, actions, items, places):
        action, item, place = key
        reason = _reason(key, *sides)
        old, new = (side.spans(key) for side in sides)
        resolved += key in sides[0] or key in sides[1]
        if (id(old), id(new)) not in memory:
            joined = periods(both(steps_of(old), steps_of(new)))
            memory[id(old), id(new)] = [each for each in joined if each[1][0] != each[1][1]]
        for interval, lines in memory[id(old), id(new)]:
            grouped[item, action, interval, lines, reason].append(place)
    changes = [
        Change(
            kind=_kind(lines[0], lines[1], reason),
            action=action,
            item=item,
            places=tuple(where),
            interval=interval,
            before=lines[0],
            after=lines[1],
            reason=reason,
            witness=_witness((action, item, where[0]), interval, lines, differ, sides),
        )
        for (item, action, interval, lines, reason), where in grouped.items()
    ]
    order = list(KINDS)
    changes.sort(key=lambda each: (order.index(each.kind), each.item, each.action, each.places))
    return Comparison(changes=tuple(changes), resolved=resolved, before=before, after=after)


def _reason(key: Key, before: Resolver, after: Resolver) -> Reason | None:
    """Why only one structure has a cell."""
    if (key in before) == (key in after):
        return None
    action, item, _ = key
    there, missing = (after, before) if key in after else (before, after)
    added = there is after
    if item not in missing.items:
        return "item_added" if added else "item_removed"
    if action not in missing.items[item].actions:
        return "action_added" if added else "action_removed"
    return "place_added" if added else "place_removed"


def _kind(before: Lines, after: Lines, reason: Reason | None) -> Kind:
    if reason:
        return "gained" if after else "lost"
    if not after:
        return "uncovered"
    if _overlap(after) and not _overlap(before):
        return "doubled"
    had, have = ({line.bodies for line in lines} for lines in (before, after))
    if have - had:
        return "moved" if had - have else "gained"
    return "lost" if had - have else "changed"


def _overlap(lines: Lines) -> bool:
    return any(
        one.rank == other.rank and one.answerable != other.answerable and one.condition.meets(other.condition)
        for one, other in combinations(lines, 2)
    )


def _witness(
    key: Key,
    interval: Period,
    lines: tuple[Lines, Lines],
    differ: frozenset[str],
    sides: tuple[Resolver, Resolver],
) -> Witness:
    first, second = ({grant for line in side for grant in line.chain} for side in lines)
    bearing = (rests_on(side.index.structure, *key) for side in sides if key in side)
    return Witness(
        place=key[2],
        on=interval.start or (interval.end - dt.timedelta(days=1) if interval.end else FIRST),
        before=tuple(line.bodies for line in lines[0]),
        after=tuple(line.bodies for line in lines[1]),
        delegations=tuple(sorted((first ^ second) | (first & second & differ))),
        causes=tuple(sorted(differ.intersection(*[frozenset().union(*bearing)]))),
    )


def apply(comparison: Comparison, cells: Cells) -> Cells:
    """The cells of `before` with every change made: those of `after`.

    Raises `EnforcekitError` when a cell is not what the comparison found before.

    >>> import enforcekit as ek
    >>> after = ek.example("yichang")
    >>> before = after.without("concentration-later")
    >>> from enforcekit.competence.resolve import resolve_cells
    >>> apply(compare(before, after), resolve_cells(before)) == resolve_cells(after)
    True
    """
    made = {key: steps_of(spans) for key, spans in cells.items()}
    for change in comparison.changes:
        edit: dict[dt.date, bool] = {FIRST: False, change.interval.start or FIRST: True}
        if change.interval.end is not None:
            edit[change.interval.end] = False
        for place in change.places:
            key = (change.action, change.item, place)
            steps = list(both(made.get(key, {FIRST: ()}), edit))
            if any(inside and lines != change.before for _, (lines, inside) in steps):
                raise EnforcekitError(f"the comparison does not begin with these cells: {' · '.join(key)}")
            made[key] = {day: change.after if inside else lines for day, (lines, inside) in steps}
    spans = {key: tuple(Span(each, lines) for each, lines in periods(made[key].items()) if lines) for key in made}
    return {key: each for key, each in spans.items() if each}
