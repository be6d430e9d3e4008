"""A pack: what one jurisdiction's law says, as dated rows. The core interprets the rows and knows no country.

Every row carries its article and a status: `confirmed` in the text, `local` (right there, not nationwide), or
`unconfirmed` (not verified against a text). A row that is not confirmed says so wherever it is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from importlib.metadata import entry_points
from typing import Any, Final, Literal

import attrs

from enforcekit.codes import CORE, Vocabulary
from enforcekit.errors import Severity, UnknownReference
from enforcekit.structure import Structure
from enforcekit.timing import ALWAYS, Period

Status = Literal["confirmed", "local", "unconfirmed"]
Side = Literal["grantor", "grantee"]
NeedKind = Literal[
    "issuer_level",
    "instrument_kind",
    "grantor_kind",
    "grantor_level",
    "grantee_kind",
    "publication",
    "term",
    "capacity",
    "writing",
]
Relation = Literal[
    "own_government",
    "parent_government",
    "county_government",
    "higher_government",
    "higher_department",
    "managing_government",
    "own",
    "either",
]
ANY: Final = frozenset({"*"})


def _codes(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


@attrs.frozen
class Source:
    """A text that articles are cited from."""

    zh: str
    en: str


@attrs.frozen(kw_only=True)
class Need:
    """What a mode asks of a grant. A missing need has a severity, and breaks the chain or does not.

    `values` are the kinds or levels that satisfy it; `actions` limits it to some kinds of action.
    """

    kind: NeedKind
    values: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    actions: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    severity: Severity
    breaks_chain: bool
    article: str
    status: Status = "confirmed"


@attrs.frozen(kw_only=True)
class Effect:
    """What a mode of delegation does, from one date to another.

    `base`: gives a holding of its own without a grantor. `creates_holding`: something moves to the grantee.
    `carries`: kinds of action that can move (`*`: any), of which `carries_unconfirmed` are not verified;
    `never_carries`: kinds of action or penalty that cannot. `passes_on_to`: the modes that may follow a holding of
    this mode. `displaces`: the power leaves the holding it came from.
    """

    mode: str
    period: Period = ALWAYS
    base: bool = False
    creates_holding: bool = True
    in_name_of: Side = "grantee"
    respondent: Side = "grantee"
    defendant: Side = "grantee"
    compensates: Side = "grantee"
    carries: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    carries_unconfirmed: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    never_carries: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    displaces: bool = False
    displaces_article: str = ""
    displaces_status: Status = "confirmed"
    needs: tuple[Need, ...] = ()
    passes_on_to: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    may_redelegate: bool = False
    article: str
    status: Status = "confirmed"

    def moves(self, action: str, penalties: frozenset[str]) -> bool:
        """Whether an action on an item with these penalties can move by this mode."""
        carried = "*" in self.carries or action in self.carries
        return carried and action not in self.never_carries and not (penalties & self.never_carries)


@attrs.frozen(kw_only=True)
class Kind:
    """What a kind of body can be: whether it may hold power at all, and whether its legal capacity is inherent."""

    kind: str
    may_hold: bool = True
    capacity: bool = True
    government: bool = False
    article: str = ""
    status: Status = "confirmed"


@attrs.frozen(kw_only=True)
class Review:
    """Which organ reviews the decisions of a body of such a kind and level. The first row that fits decides."""

    relation: Relation
    kinds: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    levels: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    period: Period = ALWAYS
    article: str
    status: Status = "confirmed"

    def fits(self, kind: str, level: str | None, on: dt.date) -> bool:
        """Whether the row speaks of such a body on that day."""
        return (
            (not self.kinds or kind in self.kinds) and (not self.levels or level in self.levels) and on in self.period
        )


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Pack:
    """One jurisdiction: its words, its sources, its rows."""

    name: str
    zh: str
    en: str
    vocabulary: Vocabulary = CORE
    sources: Mapping[str, Source] = attrs.field(factory=dict)
    effects: tuple[Effect, ...] = ()
    kinds: tuple[Kind, ...] = ()
    reviews: tuple[Review, ...] = ()
    base_mode: str = "statutory"
    answers: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = attrs.field(factory=dict)

    @cached_property
    def _effects_of(self) -> dict[str, list[Effect]]:
        found: dict[str, list[Effect]] = {}
        for effect in self.effects:
            found.setdefault(effect.mode, []).append(effect)
        return found

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {row.kind: row for row in self.kinds}

    @cached_property
    def dates(self) -> frozenset[dt.date]:
        """The days on which a row begins or ends: the law is the same on all days between two of them."""
        periods = [*(row.period for row in self.effects), *(row.period for row in self.reviews)]
        return frozenset(day for period in periods for day in (period.start, period.end) if day is not None)

    def effect(self, mode: str, on: dt.date) -> Effect | None:
        """The row of a mode in force on a day; None when the law of the day does not know the mode."""
        return next((row for row in self._effects_of.get(mode, ()) if on in row.period), None)

    def kind(self, kind: str) -> Kind:
        """The row of a kind of body; a kind the pack has no row for is an ordinary one."""
        return self._kinds.get(kind) or Kind(kind=kind)

    def review(self, kind: str, level: str | None, on: dt.date) -> Review | None:
        """The row that says who reviews the decisions of such a body."""
        return next((row for row in self.reviews if row.fits(kind, level, on)), None)

    def level_rank(self, level: str | None) -> int:
        """The place of a level, highest first; an unknown level stands below all others."""
        levels = self.vocabulary.lists.get("level")
        return 0 if levels is None else levels.rank(level or "")

    def cite(self, article: str, lang: str = "en") -> str:
        """An article tag of a row in words: `APL21:24` → `Administrative Penalty Law (2021) art. 24`."""
        words = []
        for part in article.split("; "):
            tag, _, number = part.partition(":")
            source = self.sources.get(tag)
            if source is None:
                words.append(part)
            elif lang == "zh":
                words.append(source.zh + (f"第{number}条" if number else ""))
            else:
                words.append(source.en + (f" art. {number}" if number else ""))
        return ("；" if lang == "zh" else "; ").join(words)


def pack_of(structure: Structure) -> Pack:
    """The pack of a structure: the object itself, or the installed one of that name.

    Raises `UnknownReference` when no installed distribution offers it.
    """
    given = structure.pack
    return given if isinstance(given, Pack) else installed(given)


_loaded: dict[str, Pack] = {}


def installed(name: str) -> Pack:
    """The installed pack of a name, found through the entry-point group `enforcekit.packs`."""
    if name not in _loaded:
        points = {point.name: point for point in entry_points(group="enforcekit.packs")}
        if name not in points:
            raise UnknownReference("pack", name, sorted(points))
        pack = points[name].load()
        if not isinstance(pack, Pack):
            raise UnknownReference("pack", name, sorted(set(points) - {name}))
        _loaded[name] = pack
    return _loaded[name]
