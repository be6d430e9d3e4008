"""Items that no check can tell apart, as one matter: same holders, time, actions, penalties, covered by the same lists.

A structure has many grants and few lists: what is found of a list is found once for all grants that name it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from enforcekit.model.delegation import Delegation
from enforcekit.model.item import Holder, Item
from enforcekit.structure import Structure

from .span import span_of

Selector = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class Matter:
    """Items alike. The first of them, by id, stands for all."""

    __slots__ = ("holders", "item", "items", "penalties", "span")

    def __init__(self, items: list[Item], holders: int) -> None:
        self.items = items
        self.holders = holders
        """The number of their holders among those of all items: holders alike have one number."""
        self.item = items[0]
        self.span = span_of(self.item.period)
        self.penalties = frozenset(penalty.kind for penalty in self.item.penalties)


class Listing:
    """What grants that name the same list cover: the matters, and those of them whose items are listed one by one."""

    __slots__ = ("listed", "matters", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.matters: tuple[Matter, ...] = ()
        self.listed: frozenset[Matter] = frozenset()


class Matters:
    """The matters of a structure, and those that the list of each grant speaks of, in the order of the grants."""

    def __init__(self, structure: Structure, grants: list[Delegation]) -> None:
        self.listings: list[Listing] = []
        listings: dict[Selector, Listing] = {}
        for grant in grants:
            selector = grant.items, grant.fields, grant.code_prefixes
            listing = listings.get(selector)
            if listing is None:
                listing = listings[selector] = Listing(len(listings))
            self.listings.append(listing)
        items = sorted(structure.all(Item), key=lambda each: each.id)
        named: dict[str, list[int]] = defaultdict(list)
        fields: dict[str, list[int]] = defaultdict(list)
        prefixes: dict[str, list[int]] = defaultdict(list)
        for number, selector in enumerate(listings):
            for keys, table in zip(selector, (named, fields, prefixes), strict=True):
                for word in keys:
                    table[word].append(number)
        alike: dict[tuple[Any, ...], list[Item]] = defaultdict(list)
        for item in items:
            by_id = frozenset(named.get(item.id, ()))
            others = set(fields.get(item.field, ()))
            if item.code is not None:
                value = item.code.value
                others.update(*(prefixes[prefix] for prefix in prefixes if value.startswith(prefix)))
            penalties = frozenset(penalty.kind for penalty in item.penalties)
            key = (item.holders, item.period, item.actions, penalties, by_id, frozenset(others - by_id))
            alike[key].append(item)
        found: dict[int, list[Matter]] = defaultdict(list)
        listed: dict[int, list[Matter]] = defaultdict(list)
        self.all: list[Matter] = []
        holders: dict[tuple[Holder, ...], int] = {}
        for (*_, by_id, others), group in alike.items():
            matter = Matter(group, holders.setdefault(group[0].holders, len(holders)))
            self.all.append(matter)
            for each in by_id:
                listed[each].append(matter)
            for each in by_id | others:
                found[each].append(matter)
        for listing in listings.values():
            listing.matters = tuple(found.get(listing.number, ()))
            listing.listed = frozenset(listed.get(listing.number, ()))
