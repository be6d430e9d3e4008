"""What a reform changes: two structures compared cell by cell, each difference with one smallest witness."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import combinations
from typing import Any, Final, Literal, TypeVar

import attrs

from enforcekit.errors import EnforcekitError, LimitExceeded, UnknownReference
from enforcekit.law import pack_of
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import ALWAYS, Period
from enforcekit.wire.convert import dump

from .cell import FIRST, Cell, index_of
from .competent import competent
from .condition import Condition
from .holding import Holding, Rank
from .impact import differing, rests_on, touched
from .parts import present
from .roles import body_for
from .speak import Speaker

V = TypeVar("V")
W = TypeVar("W")
R = TypeVar("R", Item, Place)
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


@attrs.frozen(kw_only=True, cache_hash=True)
class Line:
    """One competent body, or several that act jointly, and on what terms."""

    bodies: tuple[str, ...]
    in_name_of: str
    answerable: str
    rank: Rank
    condition: Condition
    chain: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The line as plain JSON values."""
        condition = {"never": sorted(self.condition.never), "only": sorted(map(sorted, self.condition.only))}
        lists = {"bodies": list(self.bodies), "chain": list(self.chain), "condition": condition}
        return {**attrs.asdict(self, recurse=False), **lists}


@attrs.frozen
class Span:
    """Some days on which the same lines are competent."""

    interval: Period
    lines: tuple[Line, ...]


Lines = tuple[Line, ...]
Key = tuple[str, str, str]
Cells = dict[Key, tuple[Span, ...]]


class Resolver:
    """Resolves cells of one structure; those on which the same records bear in the same way only once."""

    def __init__(self, structure: Structure) -> None:
        self.index = index_of(structure)
        self.items = {each.id: each for each in structure.all(Item)}
        self.places = {key for key, place in self.index.territory.places.items() if place.kind != "zone"}
        self._known: dict[Any, tuple[Span, ...] | None] = {}
        self._within: dict[Any, tuple[Span, ...]] = {}
        self._named: dict[tuple[int, str], Any] = {}
        alike: dict[Any, int] = {}
        held = frozenset().union(*(effect.never_carries for effect in self.index.pack.effects))
        self._like = {
            key: alike.setdefault((each.holders, held & {penalty.kind for penalty in each.penalties}), len(alike))
            for key, each in self.items.items()
        }

    def __contains__(self, key: Key) -> bool:
        action, item, place = key
        return item in self.items and action in self.items[item].actions and place in self.places

    def likeness(self, key: Key) -> Any:
        """What the answer at a cell depends on, but for the item's period: cells that are alike are answered alike."""
        action, item, place = key
        index, territory = self.index, self.index.territory
        above, like = territory.above(place), self._like[item]
        if (like, place) not in self._named:
            steady = all(territory.places[each].period == ALWAYS for each in above)
            cell = Cell(index, action, self.items[item], territory.places[place])
            named = (tuple(body.id for body in cell.named_bodies(holder)) for holder in cell.item.holders)
            self._named[like, place] = (*named, None if steady else place)
        covers = (cover.at(self.items[item], above, action) for cover in (index.grants, index.designations))
        return action, like, self._named[like, place], *(tuple(grant.id for grant in cover) for cover in covers)

    def spans(self, key: Key) -> tuple[Span, ...]:
        """The days on which somebody is competent, in order; none when there is no such cell."""
        if key not in self:
            return ()
        action, item, place = key
        period, like = self.items[item].period, self.likeness(key)
        if like not in self._known:
            cell = Cell(self.index, action, self.items[item], self.index.territory.places[place])
            cell.item = attrs.evolve(cell.item, period=ALWAYS)  # type: ignore[misc]
            try:
                self._known[like] = _spans(cell)
            except LimitExceeded:
                self._known[like] = None
        known = self._known[like]
        if (like, period) not in self._within:
            # A chain may be too long only on days outside the item's period: then it is not in the answer.
            cut = _spans(self.index.open(*key)) if known is None else tuple(_cut(known, period))
            self._within[like, period] = cut
        return self._within[like, period]


def _spans(cell: Cell) -> tuple[Span, ...]:
    steps = (
        (cell.span(number).start or FIRST, tuple(_line(each) for each in competent(cell, cell.day(number))))
        for number in range(len(cell.starts) + 1)
    )
    return tuple(Span(period, lines) for period, lines in _periods(steps) if lines)


def _cut(spans: tuple[Span, ...], period: Period) -> Iterator[Span]:
    """The part of some spans within a period."""
    if period == ALWAYS:
        yield from spans
        return
    inside: dict[dt.date, bool] = {FIRST: period.start is None, period.start or FIRST: True}
    if period.end is not None:
        inside[period.end] = False
    for each, (lines, within) in _periods(_both(_steps(spans), inside)):
        if lines and within:
            yield Span(each, lines)


def resolver_of(structure: Structure) -> Resolver:
    """The resolver of a structure, which keeps what it has resolved."""
    return structure.remember("resolver", lambda: Resolver(structure))


def _line(holding: Holding) -> Line:
    assert holding.condition is not None
    return Line(
        bodies=holding.bodies,
        in_name_of=body_for("in_name_of", holding),
        answerable=body_for("respondent", holding),
        rank=holding.rank,
        condition=holding.condition,
        chain=holding.chain,
    )


def _periods(steps: Iterable[tuple[dt.date, V]]) -> Iterator[tuple[Period, V]]:
    """Values that begin on days in order, as periods; neighbours of one value are one."""
    joined: list[tuple[dt.date, V]] = []
    for day, value in steps:
        if not joined or joined[-1][1] != value:
            joined.append((day, value))
    for (day, value), end in zip(joined, [*(day for day, _ in joined[1:]), None], strict=True):
        yield Period(start=day if day > FIRST else None, end=end), value


def _steps(spans: Iterable[Span]) -> dict[dt.date, Lines]:
    """From each day on, who is competent."""
    steps: dict[dt.date, Lines] = {FIRST: ()}
    for span in spans:
        steps[span.interval.start or FIRST] = span.lines
        if span.interval.end is not None:
            steps[span.interval.end] = ()
    return steps


def _both(first: dict[dt.date, V], second: dict[dt.date, W]) -> Iterator[tuple[dt.date, tuple[V, W]]]:
    """From each day on, the values of both; each begins on the first of all days."""
    one, other = first[FIRST], second[FIRST]
    for day in sorted({*first, *second}):
        one, other = first.get(day, one), second.get(day, other)
        yield day, (one, other)


def resolve_cells(
    structure: Structure,
    *,
    actions: Iterable[str] | None = None,
    items: Iterable[str] | None = None,
    places: Iterable[str] | None = None,
) -> Cells:
    """Who is competent at every cell (action, item, place), through time.

    A cell is at a place that is no zone: a zone is answered by its members, and in `places` stands for them. Days and
    cells on which nobody is competent are left out. Raises `UnknownReference`, and `LimitExceeded` as `who_may` does.

    >>> import enforcekit as ek
    >>> cells = resolve_cells(ek.example("yichang"), items=["green-land-occupied-city"], places=["420502007"])
    >>> for span in cells["penalise", "green-land-occupied-city", "420502007"]:
    ...     print(span.interval.start, *(line.in_name_of for line in span.lines))
    1996-10-01 xiling-city-management yichang-city-management
    2013-01-01 xiling-city-management yichang-city-management yichang-city-management
    2015-11-01 yichang-gaoxin-enforcement
    """
    resolver = resolver_of(structure)
    everywhere = dict.fromkeys(resolver.items, resolver.places)
    keys = _keys((structure,), everywhere, actions, items, places)
    return {key: spans for key in keys if (spans := resolver.spans(key))}


def _keys(
    structures: tuple[Structure, ...],
    cells: Mapping[str, set[str]],
    actions: Iterable[str] | None,
    items: Iterable[str] | None,
    places: Iterable[str] | None,
) -> Iterator[Key]:
    """Of some cells, given as places by item, those asked for."""
    sides = [resolver_of(each) for each in structures]
    every_action = {action for side in sides for item in side.items.values() for action in item.actions}
    only_actions = every_action if actions is None else set(actions)
    for action in sorted(only_actions - every_action):
        codes = sides[0].index.pack.vocabulary.lists.get("action_kind")
        if codes is not None and action not in codes:
            raise UnknownReference("action", action, get_close_matches(action, sorted(every_action)))
    only_items = None if items is None else {each.id for key in items for each in _known(structures, Item, key)}
    only_places: set[str] | None = None
    if places is not None:
        only_places, pending = set(), [each for key in places for each in _known(structures, Place, key)]
        while pending:
            place = pending.pop()
            only_places.add(place.id)
            pending += [each for key in place.members for each in _known(structures, Place, key)]
    for item in sorted(cells if only_items is None else only_items & cells.keys()):
        where = sorted(cells[item] if only_places is None else cells[item] & only_places)
        of_item = {action for side in sides if item in side.items for action in side.items[item].actions}
        for action in sorted(of_item & only_actions):
            yield from ((action, item, place) for place in where)


def _known(structures: tuple[Structure, ...], cls: type[R], key: str) -> list[R]:
    """The records of an id or code, from each structure that knows it; raises `UnknownReference` when none does."""
    found, unknown = [], None
    for structure in structures:
        try:
            found.append(structure.resolve(cls, key))
        except UnknownReference as error:
            unknown = error
    if unknown is not None and not found:
        raise unknown
    return found


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


class Teller(Speaker):
    """Says what has changed: a record may be in one of two structures only."""

    def __init__(self, structure: Structure, other: Structure, lang: str) -> None:
        super().__init__(structure, pack_of(structure), lang)
        self.other = other
        self.zh = lang == "zh"

    def name(self, key: str) -> str:
        return (self.structure if key in self.structure else self.other)[key].label(self.lang)

    def names(self, keys: Iterable[str], shown: int = 3) -> str:
        """The first names of several, each once, and how many more there are."""
        each = list(dict.fromkeys(keys))
        more = f" + {len(each) - shown}" if len(each) > shown else ""
        return ("、" if self.zh else ", ").join(map(self.name, each[:shown])) + more

    def lines(self, lines: Lines) -> str:
        """The bodies of some lines; of a body that acts in another's name, both."""
        words = []
        for line in lines:
            body, other = self.names(line.bodies), self.name(line.in_name_of)
            named = f"（以{other}名义）" if self.zh else f" (in the name of {other})"
            words.append(body if line.in_name_of in line.bodies else body + named)
        return ("；" if self.zh else "; ").join(words) or ("无" if self.zh else "nobody")

    def where(self, group: Sequence[Any]) -> str:
        """The items, actions, places and days of changes that differ only in item and action."""
        actions = (self.code("action_kind", each) for each in dict.fromkeys(each.action for each in group))
        items, places = self.names((each.item for each in group), 2), self.names(group[0].places, 2)
        return " · ".join((items, "/".join(actions), places, self.period(group[0].interval)))


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
    differs can bear are resolved. Filters are by id or code, in either structure. Raises `UnknownReference`,
    `LimitExceeded`.

    >>> import enforcekit as ek
    >>> yichang = ek.example("yichang")
    >>> before = yichang.without("concentration-later")
    >>> reform = compare(before, yichang, items=["weather-facility-damage"], actions=["penalise"])
    >>> reform.counts, reform.changes[0].interval.start.isoformat()
    ({'moved': 7}, '2017-07-01')
    >>> reform.changes[0].witness.before, reform.changes[0].witness.after
    ((('xiling-meteorology',), ('yichang-meteorology',)), (('yichang-gaoxin-enforcement',),))
    """
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
    for key in _keys((before, after), cells, actions, items, places):
        action, item, place = key
        reason = _reason(key, *sides)
        old, new = (side.spans(key) for side in sides)
        resolved += key in sides[0] or key in sides[1]
        if (id(old), id(new)) not in memory:
            joined = _periods(_both(_steps(old), _steps(new)))
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
    >>> apply(compare(before, after), resolve_cells(before)) == resolve_cells(after)
    True
    """
    made = {key: _steps(spans) for key, spans in cells.items()}
    for change in comparison.changes:
        edit: dict[dt.date, bool] = {FIRST: False, change.interval.start or FIRST: True}
        if change.interval.end is not None:
            edit[change.interval.end] = False
        for place in change.places:
            key = (change.action, change.item, place)
            steps = list(_both(made.get(key, {FIRST: ()}), edit))
            if any(inside and lines != change.before for _, (lines, inside) in steps):
                raise EnforcekitError(f"the comparison does not begin with these cells: {' · '.join(key)}")
            made[key] = {day: change.after if inside else lines for day, (lines, inside) in steps}
    spans = {key: tuple(Span(each, lines) for each, lines in _periods(made[key].items()) if lines) for key in made}
    return {key: each for key, each in spans.items() if each}
