"""Books of figures: `figures.toml` beside the documents of a reform, with its facts and the indicators over them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import attrs

from enforcekit import resources
from enforcekit.arguments import must_be, must_be_day, must_be_text
from enforcekit.errors import EnforcekitError, UnknownReference, shorten
from enforcekit.inspection.figure import Scope
from enforcekit.structure import Structure
from enforcekit.timing import ALWAYS, Period

from .counting import Count, count
from .fact import Fact, number_of
from .measure import Indicator
from .rounding import HALF_UP, Rounding

FILE: Final = "figures.toml"
_SCOPE: Final = ("place", "bodies", "kinds", "defined")
_TEXTS: Final = (
    "zh",
    "en",
    "of",
    "note",
    "source",
    "numerator",
    "denominator",
    "unit",
    "measure",
    "status",
    "rounding",
)
_KINDS: Final[Mapping[str, type]] = {
    **dict.fromkeys((*_TEXTS, "name", "place", "bodies", "kinds"), str),
    **dict.fromkeys(("per", "digits"), int),
    **dict.fromkeys(("sample", "at_least", "defined"), bool),
    **dict.fromkeys(("facts", "indicators", "count"), dict),
}
"""What a key of a book holds."""


@attrs.frozen(kw_only=True)
class Book:
    """The facts and indicators of one reform, by name; iterating gives the indicators."""

    name: str
    source: str
    facts: Mapping[str, Fact]
    indicators: Mapping[str, Indicator]

    def __getitem__(self, name: str) -> Indicator:
        if name not in self.indicators:
            raise UnknownReference("indicator", name, self.indicators)
        return self.indicators[name]

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators.values())

    def __len__(self) -> int:
        return len(self.indicators)

    def counted(self, structure: Structure) -> Book:
        """The book with every input that documents can give counted from a structure.

        A figure then moves when a record does. Inputs without a count stay as published.

        >>> import enforcekit as ek
        >>> book("ningbo").counted(ek.example("ningbo"))["empowered_share"].rounded
        Decimal('62.18')
        """
        must_be(Structure, structure=structure)
        facts = {
            name: each if each.count is None else each.with_value(count(structure, each.count), "counted")
            for name, each in self.facts.items()
        }
        indicators = {
            name: attrs.evolve(each, inputs={key: facts[key] for key in each.inputs})
            for name, each in self.indicators.items()
        }
        return attrs.evolve(self, facts=facts, indicators=indicators)


def book_names() -> list[str]:
    """The books that travel with the library.

    >>> book_names()
    ['fenghua', 'hengqin', 'huizhou', 'lists', 'ningbo', 'yichang']
    """
    return sorted(each.parent.name for each in resources.folder("examples").glob(f"*/{FILE}"))


def book(name: str | Path) -> Book:
    """The book of a bundled example by its name, or of a `figures.toml` by its path.

    Raises `UnknownReference` with the names there are, `EnforcekitError` for a file that is no book.

    >>> book("hengqin")["property_share"].rounded
    Decimal('94.47')
    """
    if isinstance(name, Path):
        return _read(name)
    must_be_text(name=name)
    if name not in book_names():
        raise UnknownReference("book of figures", name, book_names())
    return _bundled(name)


def indicator(name: str) -> Indicator:
    """One indicator of a bundled book, as `book/indicator`.

    Raises `UnknownReference` for a book or an indicator that there is not.

    >>> indicator("yichang/items_before").value
    Fraction(357, 1)
    """
    must_be_text(name=name)
    of, _, key = name.partition("/")
    return book(of)[key]


@lru_cache(maxsize=16)
def _bundled(name: str) -> Book:
    return _read(resources.folder("examples") / name / FILE)


def _read(path: Path) -> Book:
    with _told(path.name):
        # Decimals as they are written: a binary float is not what was published.
        written = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        _must_hold(written)
    name = written.get("name", path.parent.name)
    facts, indicators = {}, {}
    for key, each in written.get("facts", {}).items():
        with _told(f"{path.name}: facts.{key}"):
            facts[key] = _fact(key, each)
    for key, each in written.get("indicators", {}).items():
        with _told(f"{path.name}: indicators.{key}"):
            indicators[key] = _indicator(f"{name}/{key}", each, written, facts)
    return Book(name=name, source=written.get("source", ""), facts=facts, indicators=indicators)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What goes wrong with a book, with the place in it."""
    try:
        yield
    except (OSError, TypeError, KeyError, ValueError) as error:
        raise EnforcekitError(f"{where}: {type(error).__name__}: {error}") from error


def _must_hold(given: Any) -> None:
    """Raise `TypeError` for what is no table, or holds a value of another kind than its key says."""
    if not isinstance(given, dict):
        raise TypeError(f"a table is expected, not {shorten(given)!r}")
    for key, value in given.items():
        kind = _KINDS.get(key)
        if kind is not None and type(value) is not kind:
            raise TypeError(f"{key} is {shorten(value)!r}, not {kind.__name__}")


def _fact(name: str, given: Mapping[str, Any]) -> Fact:
    _must_hold(given)
    counted = given.get("count")
    values = {key: each for key, each in given.items() if key not in ("value", "count")}
    return Fact(
        **{"of": name, **values},
        name=name,
        value=given["value"],
        count=Count(**counted) if counted is not None else None,
    )


def _indicator(name: str, given: Mapping[str, Any], written: Mapping[str, Any], facts: Mapping[str, Fact]) -> Indicator:
    _must_hold(given)
    values = dict(given)
    scope = {key: values.pop(key, written.get(key)) for key in _SCOPE}
    days = values.pop("period", written.get("period"))
    digits, rule = values.pop("digits", 2), values.pop("rounding", HALF_UP)
    published = values.pop("published", None)
    made = Indicator(
        **{"source": written.get("source", ""), **values},
        id=name,
        inputs=facts,
        rounding=Rounding(digits, rule),
        published=None if published is None else number_of(published, "published"),
        scope=Scope(**{key: each for key, each in scope.items() if each is not None}),
        period=_period(days) if days else ALWAYS,
    )
    names = dict.fromkeys((*made.top.names, *made.bottom.names))
    return attrs.evolve(made, inputs={key: facts[key] for key in names})


def _period(days: list[dt.date]) -> Period:
    first, last = days
    must_be_day(first=first, last=last)
    return Period(start=first, end=last + dt.timedelta(days=1))
