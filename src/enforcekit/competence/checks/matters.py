"""Items that no check can tell apart, as one matter: same holders, time, actions, penalties, covered by the same lists.

A structure has many grants and few lists: what is found of a list is found once for all grants that name it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Holder, Item
from enforcekit.structure import Structure

Selector = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class Matter:
    """Items alike. The first of them, by id, stands for all."""

    __slots__ = ("holders", "item", "items", "penalties")

    def __init__(self, items: list[Item], holders: int) -> None:
        self.items = items
        self.holders = holders
        """The number of their holders among those of all items: holders alike have one number."""
        self.item = items[0]
        self.penalties = frozenset(penalty.kind for penalty in self.item.penalties)


class Matters:
    """The matters of a structure, and those that each list of items speaks of."""

    def __init__(self, structure: Structure, grants: list[Delegation]) -> None:
        self.of: dict[Selector, tuple[Matter, ...]] = {selector_of(each): () for each in grants}
        self.listed: dict[Selector, frozenset[Matter]] = {}
        items = sorted(structure.all(Item), key=lambda each: each.id)
        named: dict[str, list[Selector]] = defaultdict(list)
        fields: dict[str, list[Selector]] = defaultdict(list)
        prefixes: dict[str, list[Selector]] = defaultdict(list)
        for selector in self.of:
            for keys, table in zip(selector, (named, fields, prefixes), strict=True):
                for word in keys:
                    table[word].append(selector)
        number = {selector: n for n, selector in enumerate(self.of)}
        alike: dict[tuple[Any, ...], list[Item]] = defaultdict(list)
        for item in items:
            by_id = frozenset(number[each] for each in named.get(item.id, ()))
            others = {number[each] for each in fields.get(item.field, ())}
            if item.code is not None:
                value = item.code.value
                others |= {number[s] for prefix in prefixes if value.startswith(prefix) for s in prefixes[prefix]}
            penalties = frozenset(penalty.kind for penalty in item.penalties)
            key = (item.holders, item.period, item.actions, penalties, by_id, frozenset(others - by_id))
            alike[key].append(item)
        by_number = list(self.of)
        found: dict[Selector, list[Matter]] = defaultdict(list)
        listed: dict[Selector, list[Matter]] = defaultdict(list)
        self.all: list[Matter] = []
        holders: dict[tuple[Holder, ...], int] = {}
        for (*_, by_id, others), group in alike.items():
            matter = Matter(group, holders.setdefault(group[0].holders, len(holders)))
            self.all.append(matter)
            for each in sorted(by_id):
                listed[by_number[each]].append(matter)
            for each in sorted(by_id | others):
                found[by_number[each]].append(matter)
        for selector, matters in found.items():
            self.of[selector] = tuple(matters)
            self.listed[selector] = frozenset(listed.get(selector, ()))


def selector_of(grant: Delegation) -> Selector:
    """What a grant says of the items it covers."""
    return grant.items, grant.fields, grant.code_prefixes
