"""Multi-headed enforcement (多头执法): how many bodies may come to one firm, for one item and for all of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text, records_of, texts_of
from enforcekit.competence.cell import index_of
from enforcekit.competence.sharing import Sharing
from enforcekit.model.case import Case
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure


@attrs.frozen(kw_only=True)
class Heads:
    """The bodies that may act at a place: `per_item` for each item, `per_firm` for a firm that all apply to."""

    place: str
    per_item: Mapping[str, tuple[str, ...]] = attrs.field(hash=False)

    @property
    def per_firm(self) -> tuple[str, ...]:
        """Every body that may come, once."""
        return tuple(sorted({body for bodies in self.per_item.values() for body in bodies}))

    @property
    def many(self) -> tuple[str, ...]:
        """The items for which more than one body may come."""
        return tuple(item for item, bodies in self.per_item.items() if len(bodies) > 1)


def heads(structure: Structure, place: str, *, on: dt.date, action: str, items: Iterable[str] | None = None) -> Heads:
    """Who may come to a firm at a place on a day: for each item (None: all of them) the competent bodies.

    Compare a firm before and after a reform: concentration makes `per_firm` shorter, an overlap makes an item `many`.
    Raises `UnknownReference`.

    >>> import enforcekit as ek
    >>> ningbo = ek.example("ningbo")
    >>> found = heads(ningbo, "330213100", on=dt.date(2024, 5, 1), action="penalise", items=["330217015000"])
    >>> found.per_firm
    ('ningbo-comprehensive', 'xikou-town')
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    must_be_text(place=place, action=action)
    named = texts_of("items", items)
    index = index_of(structure)
    index.check_action(action)
    where = structure.resolve(Place, place)
    sharing = Sharing(index, action, on)
    wanted = structure.all(Item) if named is None else [structure.resolve(Item, each) for each in named]
    found = {}
    for item in wanted:
        bodies = {body for holding in sharing.counted(item, where) for body in holding.bodies}
        if bodies:
            found[item.id] = tuple(sorted(bodies))
    return Heads(place=where.id, per_item=found)


def heads_met(cases: Iterable[Case]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The bodies that did come: for each party and item those that opened a case, under `*` all of a party.

    >>> heads_met([])
    {}
    """
    met: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for case in records_of("cases", cases, Case):
        if case.party is not None:
            for item in ("*", *case.items):
                met[case.party][item].add(case.authority)
    return {
        party: {item: tuple(sorted(bodies)) for item, bodies in sorted(by_item.items())}
        for party, by_item in sorted(met.items())
    }
