"""A structure after bodies have become one: functions, grants, decisions and people go over to the body that stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from enforcekit.arguments import must_be, must_be_day, must_be_text, texts_of, wrong
from enforcekit.model.authority import Authority, Function
from enforcekit.model.common import Record
from enforcekit.model.delegation import Delegation, Designation
from enforcekit.model.officer import Officer
from enforcekit.shape import evolve
from enforcekit.structure import Structure
from enforcekit.timing import Period

_IN_FORCE: Final = (
    "a body in force on the day",
    "当日存续的主体",
    "name one that exists then, or another day",
    "请指明当日存续的主体，或更换日期",
)


def merged(structure: Structure, bodies: Iterable[str], into: str, *, on: dt.date) -> Structure:
    """The structure in which some bodies end on a day and one of them, `into`, takes their place.

    The others name it as successor; it has their functions, territory, parts and people from that day on; a grant to
    one of them runs on as a grant to it, under the same instruments, with the id `<grant>@<into>`. What was a grant
    between them ends. Raises `UnknownReference`, and `InvalidArgument` for an `into` that is not in force on the day.

    >>> import enforcekit as ek
    >>> day = dt.date(2025, 1, 1)
    >>> after = merged(ek.example("ningbo"), ["fenghua-culture", "fenghua-education"], "fenghua-culture", on=day)
    >>> after["fenghua-education"].successor, [each.code for each in after["fenghua-culture"].functions][-1]
    ('fenghua-culture', 'education')
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    must_be_text(into=into)
    heir = structure.resolve(Authority, into)
    if on not in heir.period:
        raise wrong("into", into, _IN_FORCE)
    named = [structure.resolve(Authority, each) for each in texts_of("bodies", bodies) or ()]
    ended = [each for each in named if each.id != heir.id and on in each.period]
    gone = {each.id for each in ended}
    changed: list[Record] = [_grown(heir, ended, on)]
    for body in ended:
        changed.append(evolve(body, period=Period(start=body.period.start, end=on), successor=heir.id))
    for record in structure:
        if record.id not in gone and record.id != heir.id:
            changed += _moved(record, gone, heir.id, on)
    return structure.with_records(*changed)


def _grown(heir: Authority, ended: list[Authority], on: dt.date) -> Authority:
    """The body that stays, with the functions and the territory of the others from the day on."""
    new: dict[tuple[str, dt.date], Function] = {}
    for body in ended:
        for each in body.functions:
            start, end = max(on, each.period.start or on), each.period.end
            if (end is None or start < end) and not any(
                own.code == each.code and start in own.period for own in heir.functions
            ):
                new[each.code, start] = Function(code=each.code, period=Period(start=start, end=end))
    places = dict.fromkeys((*heir.places, *(place for body in ended for place in body.places)))
    return evolve(heir, functions=(*heir.functions, *new.values()), places=tuple(places))


def _moved(record: Record, gone: set[str], heir: str, on: dt.date) -> Iterator[Record]:
    """What becomes of a record that names a body that is gone; nothing for the others."""
    if isinstance(record, Authority) and record.parent in gone:
        yield evolve(record, parent=heir)
    elif isinstance(record, Officer) and record.home in gone:
        yield evolve(record, home=heir)
    elif isinstance(record, Designation) and record.authority in gone:
        yield evolve(record, authority=heir)
    elif isinstance(record, Delegation):
        yield from _granted(record, gone, heir, on)


def _granted(grant: Delegation, gone: set[str], heir: str, on: dt.date) -> Iterator[Delegation]:
    """A grant among the bodies ends; one to a body that is gone ends and is renewed; one from it is the heir's."""
    if on not in grant.force:
        return
    among = {heir, *gone}
    to_gone = grant.grantee in gone
    inside = grant.grantee in among and bool(grant.grantors) and among.issuperset(grant.grantors)
    if not (to_gone or inside):
        return
    started = grant.period.start is None or grant.period.start < on
    if started:
        yield evolve(grant, period=Period(start=grant.period.start, end=on))
    if not inside:
        key = f"{grant.id}@{heir}" if started else grant.id
        start = on if started else grant.period.start
        grantors = tuple(each for each in grant.grantors if each not in among) or grant.grantors
        renewed = Period(start=start, end=grant.period.end)
        yield evolve(grant, id=key, grantee=heir, grantors=grantors, period=renewed)
