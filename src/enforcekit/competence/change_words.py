"""What has changed between two structures, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from enforcekit.law import pack_of
from enforcekit.structure import Structure

from .answer_words import Speaker
from .resolve import Lines


class Teller(Speaker):
    """Says what has changed: a record may be in one of two structures only."""

    def __init__(self, structure: Structure, other: Structure, lang: str) -> None:
        super().__init__(structure, pack_of(structure), lang)
        self.other = other
        self.zh: bool = lang == "zh"

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
