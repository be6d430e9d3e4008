"""Where a place lies: itself, its ancestor divisions, and the zones that one of these is a member of."""

from __future__ import annotations

from collections import defaultdict

from enforcekit.model.place import Place
from enforcekit.structure import Structure


class Territory:
    """The places of a structure, upwards and downwards."""

    def __init__(self, structure: Structure) -> None:
        self.places = {place.id: place for place in structure.all(Place)}
        self.zones_of: dict[str, list[str]] = defaultdict(list)
        self.children: dict[str, list[str]] = defaultdict(list)
        for place in self.places.values():
            for member in place.members:
                self.zones_of[member].append(place.id)
            if place.parent:
                self.children[place.parent].append(place.id)
        self._above: dict[str, frozenset[str]] = {}

    def above(self, place: str) -> frozenset[str]:
        """Every q with place ⊑ q, whatever the date: membership of a zone is not ancestry, so a zone's own parent is
        not among them unless it is an ancestor of the place too."""
        if place not in self._above:
            found: set[str] = set()
            step: str | None = place
            while step is not None and step not in found:
                found.add(step)
                step = self.places[step].parent
            pending = list(found)
            while pending:
                for zone in self.zones_of.get(pending.pop(), ()):
                    if zone not in found:
                        found.add(zone)
                        pending.append(zone)
            self._above[place] = frozenset(found)
        return self._above[place]

    def below(self, place: str) -> set[str]:
        """Every p with p ⊑ place, whatever the date."""
        found: set[str] = set()
        pending = [place]
        while pending:
            step = pending.pop()
            if step not in found:
                found.add(step)
                pending += self.children.get(step, ())
                pending += self.places[step].members
        return found

    def near(self, place: str) -> frozenset[str]:
        """The places a candidate body may sit at: above the place, beside one of those, or a zone made of such."""
        above = self.above(place)
        beside = above | {child for each in above for child in self.children.get(each, ())}
        return beside | {zone for each in beside for zone in self.zones_of.get(each, ())}
