"""The fewest weeks in which a firm's checks can all be made: sets of weeks as bits, solved exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import attrs

MOST_NODES = 20_000
"""A cover of many checks with scattered weeks is hard (set cover): past so many steps the bound stays a bound."""


def bits(mask: int) -> Iterator[int]:
    """The positions of the bits of a mask, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def common(masks: Sequence[int]) -> int:
    """The weeks that are open to all of them."""
    shared = -1
    for mask in masks:
        shared &= mask
    return shared


def _rest(masks: Sequence[int], week: int, near: Sequence[int] | None) -> list[int]:
    """What a visit in the week leaves to be hit, by weeks that are not too near."""
    if near is None:
        return [mask for mask in masks if not mask >> week & 1]
    return [mask & ~near[week] for mask in masks if not mask >> week & 1]


@attrs.define
class _Search:
    """Which sets of masks cannot be hit by how many weeks; each is looked at once."""

    near: Sequence[int] | None
    nodes: int = MOST_NODES
    failed: dict[tuple[int, ...], int] = attrs.field(factory=dict)

    def possible(self, masks: Sequence[int], count: int) -> bool:
        """Whether `count` weeks hit every mask; past the last step the answer is yes."""
        if common(masks):
            return True
        if count <= 1:
            return False
        key = tuple(masks)
        if self.failed.get(key, 0) >= count:
            return False
        pivot = min(masks, key=int.bit_count)
        choices = dict.fromkeys(tuple(_rest(masks, week, self.near)) for week in bits(pivot))
        for rest in sorted(choices, key=len):
            self.nodes -= 1
            if self.nodes < 0 or self.possible(rest, count - 1):
                return True
        self.failed[key] = count
        return False

    def all(self, masks: Sequence[int], count: int, turn: int) -> Iterator[tuple[int, ...]]:
        """The covers of `count` weeks, beginning with another one at each turn."""
        shared = common(masks)
        if shared:
            yield from ((week,) for week in _turned(shared, turn))
        elif count > 1:
            for week in _turned(min(masks, key=int.bit_count), turn):
                rest = _rest(masks, week, self.near)
                if self.possible(rest, count - 1):
                    yield from ((week, *more) for more in self.all(rest, count - 1, turn))


def _turned(mask: int, turn: int) -> list[int]:
    weeks = list(bits(mask))
    cut = turn % len(weeks)
    return weeks[cut:] + weeks[:cut]


def _count(search: _Search, masks: Sequence[int]) -> int:
    """The least number of weeks that hit every mask, or 0 when no number does: they may be too near."""
    for count in range(1, len(masks) + 1):
        if search.possible(masks, count):
            return count
    return 0


def fewest(masks: Sequence[int], near: Sequence[int] | None = None) -> int:
    """The least number of weeks that hit every mask; past `MOST_NODES` steps a number that is surely not more.

    Args:
        masks: for each check the weeks open to it; none is empty.
        near: for each week the others that are too near to it for a second visit.

    Returns 0 when the masks cannot all be hit.

    >>> fewest([0b0011, 0b0110, 0b1100]), fewest([0b001, 0b010], near=[0b010, 0b101, 0b010])
    (2, 0)
    """
    if common(masks):
        return 1 if masks else 0
    return _count(_Search(near), sorted(set(masks)))


def covers(masks: Sequence[int], near: Sequence[int] | None, turn: int, most: int) -> list[tuple[int, ...]]:
    """At most so many of the smallest sets of weeks that hit every mask; none when there is none, or it is too hard.

    >>> covers([0b0011, 0b0110, 0b1100], None, 0, 9)
    [(0, 2), (1, 2), (1, 3)]
    """
    search, distinct = _Search(near), sorted(set(masks))
    return list(islice(search.all(distinct, _count(search, distinct), turn), most))


def most_hit(masks: Sequence[int], near: Sequence[int] | None, limit: int) -> tuple[int, ...]:
    """At most `limit` weeks that hit as many masks as possible.

    >>> most_hit([0b001, 0b010, 0b110], None, 1)
    (1,)
    """
    left = [MOST_NODES]

    def best(masks: Sequence[int], limit: int) -> tuple[int, tuple[int, ...]]:
        found: tuple[int, tuple[int, ...]] = 0, ()
        union = 0
        for mask in masks:
            union |= mask
        if not limit or not union:
            return found
        tried: set[tuple[int, ...]] = set()
        for week in sorted(bits(union), key=lambda week: (-sum(mask >> week & 1 for mask in masks), week)):
            rest = tuple(_rest(masks, week, near))
            if rest not in tried and (left[0] > 0 or not tried):
                tried.add(rest)
                left[0] -= 1
                hit, weeks = best(rest, limit - 1)
                found = max(found, (len(masks) - len(rest) + hit, (week, *weeks)), key=lambda each: each[0])
        return found

    return best([mask for mask in masks if mask], limit)[1]
