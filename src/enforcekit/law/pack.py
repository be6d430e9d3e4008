"""A pack: what one jurisdiction's law says, as dated rows. The core interprets the rows and knows no country."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_text
from enforcekit.codes import CORE, Vocabulary
from enforcekit.errors import UnknownReference
from enforcekit.structure import Structure
from enforcekit.timing import Calendar

from .discovery import UnusablePack, offer, offered
from .duty import Duty
from .process import Condition, Process, Role, Workflow, in_force
from .rows import STATUS_WORDS, Effect, Ground, Kind, Need, Review, Source, Status
from .term import Term
from .threshold import NoSuchThreshold, Threshold

Row = Effect | Need | Kind | Review | Ground | Duty | Term | Threshold | Condition
"""What a pack says: each with its article and its status."""


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Pack:
    """One jurisdiction: its words, its sources, its rows.

    `base_mode` is the mode of a power by statute, `compulsion` and `penalty` are the kinds of action that are
    these. `layer_names` are further names of layers, each with the code of its layer; `layer_parents` are the layers
    on which one stands directly, the nearest first (a city on its province); theirs follow, and national law is last.
    `currency` (ISO 4217) is that of its amounts, `zone` that of its days (none where the country has several): a time
    written in another may be of another day here. `interface` is the version of the pack interface it is written for
    (`law.discovery.INTERFACE`).

    >>> from enforcekit.packs.cn import PACK
    >>> PACK.effect("township", dt.date(2024, 5, 1)).article
    'APL21:24'
    >>> PACK.effect("township", dt.date(2021, 7, 14)) is None  # the law of that day did not know the mode
    True
    >>> PACK.cite("APL21:24", "zh")
    '《行政处罚法》（2021年修订）第24条'
    """

    name: str
    zh: str
    en: str
    base_mode: str
    compulsion: str
    penalty: str
    vocabulary: Vocabulary = CORE
    sources: Mapping[str, Source] = attrs.field(factory=dict)
    effects: tuple[Effect, ...] = ()
    kinds: tuple[Kind, ...] = ()
    reviews: tuple[Review, ...] = ()
    grounds: tuple[Ground, ...] = ()
    duties: tuple[Duty, ...] = ()
    terms: tuple[Term, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    calendar: Calendar | None = None
    processes: tuple[Process, ...] = ()
    conditions: tuple[Condition, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    layer_names: Mapping[str, str] = attrs.field(factory=dict)
    layer_parents: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    currency: str = "CNY"
    zone: dt.tzinfo | None = None
    interface: int | None = None
    answers: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = attrs.field(factory=dict)

    @cached_property
    def _effects_of(self) -> dict[str, list[Effect]]:
        found: dict[str, list[Effect]] = {}
        for effect in self.effects:
            found.setdefault(effect.mode, []).append(effect)
        return found

    @cached_property
    def _grounds_of(self) -> dict[str, list[Ground]]:
        found: dict[str, list[Ground]] = {}
        for ground in self.grounds:
            found.setdefault(ground.topic, []).append(ground)
        return found

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {row.kind: row for row in self.kinds}

    @cached_property
    def dates(self) -> frozenset[dt.date]:
        """The days on which a row begins or ends: the law is the same on all days between two of them."""
        periods = [row.period for rows in (self.effects, self.reviews, self.grounds) for row in rows]
        return frozenset(day for period in periods for day in (period.start, period.end) if day is not None)

    def effect(self, mode: str, on: dt.date) -> Effect | None:
        """The row of a mode in force on a day; None when the law of the day does not know the mode."""
        return next((row for row in self._effects_of.get(mode, ()) if on in row.period), None)

    def begins_after(self, on: dt.date) -> dt.date | None:
        """The first day after this one on which the law of the pack begins; None when there is none."""
        starts = (row.period.start for row in self.effects if row.mode == self.base_mode)
        return min((day for day in starts if day is not None and day > on), default=None)

    def kind(self, kind: str) -> Kind:
        """The row of a kind of body; a kind the pack has no row for is an ordinary one."""
        return self._kinds.get(kind) or _ordinary(kind)

    def review(self, kind: str, level: str | None, on: dt.date) -> Review | None:
        """The row that says who reviews the decisions of such a body."""
        return next((row for row in self.reviews if row.fits(kind, level, on)), None)

    def ground(self, topic: str, on: dt.date, *, action: str = "", kind: str = "") -> Ground | None:
        """The row with the article behind a topic; None when the pack has none for that day."""
        return next((row for row in self._grounds_of.get(topic, ()) if row.fits(action, kind, on)), None)

    def duties_of(self, rule: str) -> tuple[Duty, ...]:
        """The rows that say what a rule of the linter means here."""
        return tuple(row for row in self.duties if row.rule == rule)

    @cached_property
    def _terms_of(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            bare = term.rule.partition("/")[0]
            for name in {term.rule, bare}:
                found.setdefault(name, []).append(term)
        return found

    def terms_of(self, rule: str) -> tuple[Term, ...]:
        """The rows of a term, of all layers and times; a bare name has those of all its clocks, the first before."""
        return tuple(self._terms_of.get(rule, ()))

    @property
    def term_names(self) -> tuple[str, ...]:
        """The names of all terms, each once, in the order of the rows."""
        return tuple(dict.fromkeys(term.rule for term in self.terms))

    @cached_property
    def process_of(self) -> dict[str, Process]:
        """The procedures by name."""
        return {each.name: each for each in self.processes}

    @cached_property
    def tracks_of(self) -> dict[str, tuple[Process, ...]]:
        """The processes that know an event, by the event."""
        events = {event for each in self.processes for event in each.events}
        return {event: tuple(each for each in self.processes if event in each.events) for event in events}

    def events_of(self, role: Role) -> tuple[str, ...]:
        """The events that play a role, as the steps of the procedures say.

        >>> from enforcekit.packs.cn import PACK
        >>> PACK.events_of("penalty")
        ('decide', 'decide_on_spot')
        """
        return self._events_of.get(role, ())

    @cached_property
    def _events_of(self) -> dict[Role, tuple[str, ...]]:
        found: dict[Role, dict[str, None]] = {}
        for step in (step for each in self.processes for step in each.transitions):
            for role in step.roles:
                found.setdefault(role, {})[step.event] = None
        return {role: tuple(events) for role, events in found.items()}

    @cached_property
    def _workflows_of(self) -> dict[str, Pack]:
        found: dict[str, Pack] = {}
        for each in self.workflows:
            more = (*self.conditions, *each.conditions)
            found[each.type] = attrs.evolve(self, processes=each.processes, conditions=more)
        return found

    def of_record(self, record_type: str) -> Pack:
        """The law for one type of record: this pack, with the procedures and conditions of that type.

        A case, and a type without procedures of its own, has the pack itself.
        """
        return self._workflows_of.get(record_type, self)

    @cached_property
    def _conditions_of(self) -> dict[str, list[Condition]]:
        found: dict[str, list[Condition]] = {}
        for row in self.conditions:
            found.setdefault(row.name, []).append(row)
        return found

    def condition(self, name: str, on: dt.date, layer: str = "") -> Condition | None:
        """What a step asks for under this name on a day; None when the law of the day does not ask it."""
        return in_force(self._conditions_of.get(name, ()), on, self.layer_chain(layer))

    @cached_property
    def _thresholds_of(self) -> dict[str, list[Threshold]]:
        found: dict[str, list[Threshold]] = {}
        for row in self.thresholds:
            found.setdefault(row.topic, []).append(row)
        return found

    def thresholds_of(self, topic: str, on: dt.date, *, layer: str = "", party: str = "") -> tuple[Threshold, ...]:
        """The rows on a topic in force on a day that fit a party, those of the layer before the national ones."""
        chain = self.layer_chain(layer)
        rows = [
            row
            for row in self._thresholds_of.get(topic, ())
            if on in row.period and row.layer in chain and (not row.parties or not party or party in row.parties)
        ]
        return tuple(sorted(rows, key=lambda row: chain.index(row.layer)))

    def threshold(self, topic: str, on: dt.date, *, layer: str = "", party: str = "") -> Threshold:
        """The row on a topic that goes first on a day. Raises `NoSuchThreshold`, with the days it begins on."""
        rows = self.thresholds_of(topic, on, layer=layer, party=party)
        if not rows:
            starts = sorted({f"from {row.period.start}" for row in self._thresholds_of.get(topic, ())})
            raise NoSuchThreshold(f"row of the pack {self.name} in force on {on}", topic, starts)
        return rows[0]

    @cached_property
    def layers(self) -> frozenset[str]:
        """The sectors and places that have rows of their own."""
        return frozenset(row.layer for rows in (self.terms, self.thresholds) for row in rows if row.layer)

    @cached_property
    def layer_codes(self) -> tuple[str, ...]:
        """Every layer that may be named: those with rows, those that stand on others, those listed, and the fields."""
        lists = (self.vocabulary.lists.get(name) for name in ("layer", "field"))
        codes = (code for each in lists if each for code in each.by_code)
        return tuple(dict.fromkeys([*sorted({*self.layers, *self.layer_parents}), *codes]))

    @cached_property
    def _layer_words(self) -> dict[str, str]:
        lists = [each for name in ("layer", "field") if (each := self.vocabulary.lists.get(name)) is not None]
        words = {each.casefold(): code for each, code in self.layer_names.items()}
        # A field whose sector has rows of its own is that sector.
        found = {code: words.get(code, code) for code in self.layer_codes}
        for code in (code for each in lists for code in each):
            for label in (code.zh, code.en):
                found.setdefault(label.casefold(), found[code.code])
        return {**found, **words}

    def layer_of(self, name: str) -> str:
        """The code of the layer that a name stands for: a code in any case, a label, another name; else the name.

        >>> from enforcekit.packs.cn import PACK
        >>> PACK.layer_of("SAMR"), PACK.layer_of("market_regulation"), PACK.layer_of("公安"), PACK.layer_of("smar")
        ('samr', 'samr', 'public_security', 'smar')
        """
        return self._layer_words.get(name) or self._layer_words.get(name.strip().casefold(), name) if name else ""

    def layer_chain(self, name: str) -> tuple[str, ...]:
        """The layers whose rows may answer for a layer, the most special first; the last, empty one is national law.

        >>> from enforcekit.packs.cn import PACK
        >>> local = attrs.evolve(PACK, layer_parents={"ningbo": ("zhejiang",)})
        >>> local.layer_chain("ningbo"), local.layer_chain("")
        (('ningbo', 'zhejiang', ''), ('',))
        """
        code = self.layer_of(name)
        if not code:
            return ("",)
        found = [code]
        for each in found:
            found += [parent for parent in self.layer_parents.get(each, ()) if parent not in found]
        return (*found, "")

    @cached_property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Every row that says with which article and how firmly it stands, by its kind.

        The needs of the effects are rows of their own, and the conditions of the workflows stand with those of cases.
        """
        return {
            "effects": self.effects,
            "needs": tuple(need for row in self.effects for need in row.needs),
            "kinds": self.kinds,
            "reviews": self.reviews,
            "grounds": self.grounds,
            "duties": self.duties,
            "terms": self.terms,
            "thresholds": self.thresholds,
            "conditions": (*self.conditions, *(row for each in self.workflows for row in each.conditions)),
        }

    @property
    def statuses(self) -> Mapping[Status, int]:
        """How many rows are confirmed, local, unconfirmed.

        >>> from enforcekit.packs.cn import PACK
        >>> sum(PACK.statuses.values()) == sum(map(len, PACK.rows.values()))
        True
        """
        counted = Counter(row.status for rows in self.rows.values() for row in rows)
        return {status: counted[status] for status in STATUS_WORDS}

    def knows_layer(self, name: str) -> bool:
        """Whether a name stands for a layer of this pack, or for none: that is national law, by whatever name."""
        return self.layer_of(name) in ("", *self.layer_codes)

    def level_rank(self, level: str | None) -> int:
        """The place of a level, highest first; an unknown level stands below all others."""
        levels = self.vocabulary.lists.get("level")
        return 0 if levels is None else levels.rank(level or "")

    def source_of(self, article: str) -> tuple[str, str]:
        """The source tag and the number of one article: `APL21:24` → `APL21`, `24`; a tag may hold a colon itself."""
        if article in self.sources:
            return article, ""
        tag, _, number = article.partition(":")
        return tag, number

    def knows(self, article: str) -> bool:
        """Whether every source of an article or of several is one of this pack's."""
        return all(self.source_of(part)[0] in self.sources for part in article.split("; "))

    def cite(self, article: str, lang: str = "en") -> str:
        """An article tag of a row in words: `APL21:24` → `Administrative Penalty Law (2021) art. 24`."""
        words = []
        for part in article.split("; "):
            tag, number = self.source_of(part)
            source = self.sources.get(tag)
            if source is None:
                words.append(part)
            elif lang == "zh":
                words.append(source.zh + (f"第{number}条" if number else ""))
            else:
                words.append(source.en + (f" art. {number}" if number else ""))
        return ("；" if lang == "zh" else "; ").join(words)


@lru_cache
def _ordinary(kind: str) -> Kind:
    return Kind(kind=kind)


def pack_of(structure: Structure) -> Pack:
    """The pack of a structure: the object itself, or the installed one of that name.

    Raises `UnknownReference` when no installed distribution offers it, `InvalidArgument` for what is no structure.
    """
    try:
        given = structure.pack
    except AttributeError:
        must_be(Structure, structure=structure)
        raise
    return given if isinstance(given, Pack) else installed(given)


_loaded: dict[str, Pack] = {}


def installed(name: str) -> Pack:
    """The installed pack of a name, found through the entry-point group `enforcekit.packs`.

    Raises `UnknownReference` for a name that nobody offers, and for a pack that cannot be used, with the reason.
    """
    must_be_text(pack=name)
    if name not in _loaded:
        found = offer(name)
        if found is None:
            raise UnknownReference("pack", name, offered())
        if found.pack is None:
            raise UnusablePack(found.findings, f"the pack {name}")
        _loaded[name] = found.pack
    return _loaded[name]
