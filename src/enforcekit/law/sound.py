"""Whether a pack is sound: each field is what it must be, no two rows contradict each other, every source is there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from reprlib import repr as brief
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from enforcekit.errors import Finding, rule
from enforcekit.shape.rules import escape
from enforcekit.timing import ALWAYS, Period

from .process import ANY_STATE

if TYPE_CHECKING:
    from .pack import Pack

NO_SOURCE = rule(
    "EK266",
    "warning",
    "a row of {rows} cites {cited}, and no source of the pack is called so",
    "{rows} 中的一行引用 {cited}，包内无此来源",
    cure_en="add the source to `sources`",
    cure_zh="请在 sources 中补充",
)
NO_BASE = rule(
    "EK267",
    "error",
    "the mode {mode}, by which statutes give power, has no row that says so",
    "法定方式 {mode} 没有对应的效力行",
    cure_en="add an Effect with base=True for it",
    cure_zh="请补充 base=True 的 Effect",
)
WRONG_KIND = rule(
    "EK268",
    "error",
    "{value}, of the type {kind}, stands in the pack where {wanted} must",
    "法域包此处为 {value}（类型 {kind}），应为 {wanted}",
    cure_en="give {wanted}",
    cure_zh="请给出 {wanted}",
)
TWO_ROWS = rule(
    "EK269",
    "warning",
    "two rows of {rows} speak of {name} on the same day",
    "{rows} 中有两行在同一日均适用于 {name}",
    cure_en="end the one on the day on which the other begins, or remove one",
    cure_zh="请使一行在另一行开始之日终止，或者删除一行",
)
NO_SUCH = rule(
    "EK270",
    "warning",
    "the step {event} of {process} names the {en} {name}, and the pack has none",
    "{process} 的步骤 {event} 提到{zh} {name}，包内没有",
    cure_en="add it, or correct the name: a condition or term that is not there is never asked, never runs",
    cure_zh="请补充或者更正：不存在的条件不会要求，不存在的期限不会起算",
)


def pack_findings(pack: Pack) -> Iterator[Finding]:
    """What is wrong inside a pack: fields that are no such thing; where there are none, what the rows say together.

    Args:
        pack: the jurisdiction.

    >>> from enforcekit.packs.cn import PACK
    >>> list(pack_findings(PACK))
    []
    >>> [(each.code, each.pointer) for each in pack_findings(attrs.evolve(PACK, terms=("ten days",)))]
    [('EK268', '/terms/0')]
    """
    mistyped = tuple(_mistyped(pack, type(pack), ""))
    yield from mistyped or (*_baseless(pack), *_doubled(pack), *_sourceless(pack), *_dangling(pack))


def _mistyped(value: Any, wanted: Any, pointer: str) -> Iterator[Finding]:
    """A finding for each part of a value that is not what its annotation says."""
    kind, parts = get_origin(wanted) or wanted, get_args(wanted)
    if kind in (Union, UnionType):  # the annotations have no other than `… | None`
        if value is not None:
            yield from _mistyped(value, parts[0], pointer)
    elif not _is(value, kind, parts):
        yield WRONG_KIND.at(pointer, value=brief(value), kind=type(value).__name__, wanted=_words(wanted))
    elif kind is Mapping:
        for key, each in value.items():
            yield from _mistyped(key, parts[0], pointer)
            yield from _mistyped(each, parts[1], f"{pointer}/{escape(key)}")
    elif kind in (tuple, frozenset):
        for number, each in enumerate(value):
            yield from _mistyped(each, parts[0], f"{pointer}/{number}")
    elif attrs.has(kind):
        for name, hint in _hints(kind):
            yield from _mistyped(getattr(value, name), hint, f"{pointer}/{name}")


def _is(value: Any, kind: Any, parts: tuple[Any, ...]) -> bool:
    if kind is Literal:
        return value in parts
    if kind is Callable:
        return callable(value)
    return isinstance(value, tuple | list if kind is tuple else kind)


@cache
def _hints(cls: type[Any]) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(cls)
    return tuple((each.name, hints[each.name]) for each in attrs.fields(cls))


def _words(wanted: Any) -> str:
    return wanted.__name__ if isinstance(wanted, type) and not get_args(wanted) else str(wanted).rpartition(".")[2]


def _baseless(pack: Pack) -> Iterator[Finding]:
    if not any(row.base for row in pack.effects if row.mode == pack.base_mode):
        yield NO_BASE.at("/effects", mode=pack.base_mode)


def _sourceless(pack: Pack) -> Iterator[Finding]:
    cited = {name: {row.article for row in rows} for name, rows in pack.rows.items()}
    cited["effects"] |= {row.displaces_article for row in pack.effects}
    for name, articles in cited.items():
        for article in sorted(each for each in articles if each and not pack.knows(each)):
            yield NO_SOURCE.at(f"/{name}", rows=name, cited=article)


def _dangling(pack: Pack) -> Iterator[Finding]:
    """Names in a step that lead nowhere. What a step makes rest may be an amount that grows, and not only a term."""
    growing = {row.rule for row in pack.thresholds}
    for law in (pack, *(pack.of_record(each.type) for each in pack.workflows)):
        asked = {row.name for row in law.conditions}
        states = {(each.name, state.code) for each in law.processes for state in each.states}
        for process in law.processes:
            for step in process.transitions:
                name, _, state = step.target.rpartition("/")
                ends = [(process.name, each) for each in step.sources if each != ANY_STATE]
                ends += [(name or process.name, state)] if state else []
                clocks = (*step.starts, *step.stops, *step.pauses, *step.resumes, *step.extends)
                named = (
                    *(("condition", "条件", each) for each in step.asks if each not in asked),
                    *(("state", "状态", "/".join(each)) for each in ends if each not in states),
                    *(
                        ("term", "期限", each)
                        for each in map(_bare, clocks)
                        if not law.terms_of(each) and each not in growing
                    ),
                )
                for en, zh, what in named:
                    yield NO_SUCH.at("/processes", process=process.name, event=step.event, en=en, zh=zh, name=what)


def _bare(clock: str) -> str:
    """The term that a clock of a step names, without its start, cause and layer."""
    return re.split("[@+?]", clock, maxsplit=1)[0]


def _doubled(pack: Pack) -> Iterator[Finding]:
    """Two rows of which only one can be meant: elsewhere the first row that fits decides, or all of them count."""
    spoken: dict[str, Iterable[tuple[tuple[str, ...], Period]]] = {
        "effects": (((row.mode,), row.period) for row in pack.effects),
        "kinds": (((row.kind,), ALWAYS) for row in pack.kinds),
        "terms": (((row.rule, row.layer), row.period) for row in pack.terms),
        "conditions": (((row.name, row.layer), row.period) for row in pack.conditions),
        "processes": (((each.name,), ALWAYS) for each in pack.processes),
        "workflows": (((each.type,), ALWAYS) for each in pack.workflows),
        **{
            f"workflows/{number}/conditions": (
                ((row.name, row.layer), row.period) for row in (*pack.conditions, *each.conditions)
            )
            for number, each in enumerate(pack.workflows)
        },
    }
    for place, rows in spoken.items():
        periods: dict[tuple[str, ...], list[Period]] = {}
        for name, period in rows:
            periods.setdefault(name, []).append(period)
        for name, several in periods.items():
            if _overlap(several):
                yield TWO_ROWS.at(f"/{place}", rows=place.rpartition("/")[2], name=" ".join(filter(None, name)))


def _overlap(periods: list[Period]) -> bool:
    spans = sorted((each.start or dt.date.min, each.end or dt.date.max) for each in periods)
    return any(before[1] > after[0] for before, after in pairwise(spans))
