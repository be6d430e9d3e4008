"""Who may act, asked of a large structure: our index and public function against what one would write instead.

The structure is synthetic, from a fixed seed, on the PRC pack: 138,170 grants, 600 authorities, 1,675 items and 172
places; powers are concentrated in county bureaus, handed down to towns, entrusted, ended and renewed, and a quarter of
the grants give nothing. Before anything is timed, 200 random questions must get the same answer from every side that
answers the whole question: who holds, by which chain. pycasbin and cedarpy answer less, one yes or no on policies
already flattened; they and networkx are skipped with a message when they are not installed
(`pip install enforcekit[bench]`).

    python benchmarks/who_may.py [--json] [--small] [--full] [--rounds N]

`--small` takes a tenth of the grants, `--full` adds 100,000 policies to pycasbin and cedarpy (minutes). Sides take
turns in one process, by CPU time; each figure is a median over the rounds, each ratio is to `ek.who_may` in the same
round.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import importlib
import json
import os
import random
import sqlite3
import statistics
import sys
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

import enforcekit as ek
from enforcekit.competence.cell import index_of

SEED = 20210715
ACTION = "penalise"
GRANTS, ITEMS, COUNTIES, TOWNS, FIELDS = 138_170, 1_675, 14, 156, 24
AUTHORITIES = 600
FIRST_DAY, LAST_DAY = dt.date(2021, 7, 15), dt.date(2026, 12, 31)
CHECKED = 200
TARGETS = {
    "index, warm": "at most 0.5 µs",
    "ek.who_may, warm": "at most 0.7 µs",
    "full explanation, warm": "at most 100 µs",
    "sqlite, recursive query": "at least 40 ×",
    "networkx, graph per item": "at least 150 ×",
    "pycasbin, 100,000 policies": "at least 10,000 ×",
}

Question = tuple[str, str, dt.date]
Found = list[tuple[str, tuple[str, ...]]]
Ask = Callable[[str, str, dt.date], object]


# The structure


@attrs.frozen
class Row:
    """One grant as a table would hold it. `number` is its place in the order in which grants apply."""

    number: int
    key: str
    item: str
    place: str
    mode: str
    grantor: str
    grantee: str
    start: dt.date
    end: dt.date
    good: bool


@attrs.frozen
class World:
    """The synthetic structure, as records and as the tables that the other sides are built from."""

    records: list[Any]
    rows: list[Row]
    base: dict[tuple[str, str], str]
    above: dict[str, str]
    items: list[str]
    towns: list[str]


FOLLOWS = {"statutory": {"concentrated", "township", "entrusted"}, "concentrated": {"township", "entrusted"}}

DISPLACING = {"concentrated", "township"}


def _names(key: str) -> dict[str, str]:
    return {"en": key}


def _body(key: str, kind: str, level: str, place: str, **more: Any) -> ek.Authority:
    return ek.Authority(id=key, names=_names(key), kind=kind, level=level, places=(place,), **more)


def world(grants: int) -> World:
    """The world of a seed: the same records every time."""
    chance = random.Random(SEED)
    counties = [f"county-{n:02}" for n in range(COUNTIES)]
    towns = [f"town-{n:03}" for n in range(TOWNS)]
    above = {town: counties[n % COUNTIES] for n, town in enumerate(towns)}
    fields = [f"field_{n:02}" for n in range(FIELDS)]
    records: list[Any] = [
        ek.Place(id="province", names=_names("province"), level="province"),
        ek.Place(id="city", names=_names("city"), level="city", parent="province"),
        *(ek.Place(id=c, names=_names(c), level="county", parent="city") for c in counties),
        *(ek.Place(id=t, names=_names(t), level="township", parent=above[t]) for t in towns),
        ek.Instrument(id="decision", names=_names("decision"), kind="provincial_decision", level="province"),
        ek.Instrument(id="county-list", names=_names("county-list"), kind="county_decision", level="county"),
        ek.Instrument(id="letter", names=_names("letter"), kind="entrustment_letter", level="county"),
        _body("province-gov", "government", "province", "province"),
        _body("city-gov", "government", "city", "city"),
    ]
    for county in counties:
        records.append(_body(f"{county}-gov", "government", "county", county))
        records.append(_body(f"{county}-bureau", "comprehensive_enforcement_body", "county", county))
        records.append(_body(f"{county}-institute", "public_institution", "county", county))
        for field in fields:
            functions = (ek.Function(code=field),)
            records.append(_body(f"{county}-{field}", "department", "county", county, functions=functions))
    records += [_body(f"{town}-gov", "township", "township", town) for town in towns]
    others = AUTHORITIES - sum(isinstance(each, ek.Authority) for each in records)
    records += [_body(f"team-{n:03}", "enforcement_team", "county", counties[n % COUNTIES]) for n in range(others)]
    field_of = {f"item-{n:04}": fields[n % FIELDS] for n in range(ITEMS)}
    for item, field in field_of.items():
        holder = ek.Holder(function=field, kinds=("department",), levels=("county",))
        penalty = ek.Penalty(kind="fine", maximum=ek.Money(amount=200_000))
        records.append(
            ek.Item(
                id=item,
                names=_names(item),
                field=field,
                actions=(ACTION, "inspect"),
                holders=(holder,),
                penalties=(penalty,),
            )
        )
    base = {(item, county): f"{county}-{field}" for item, field in field_of.items() for county in counties}
    rows = _rows(chance, grants, base, above, list(field_of), towns)
    records += [_grant(row) for row in rows]
    return World(records, rows, base, above, list(field_of), towns)


def _day(chance: random.Random, first: dt.date, days: int) -> dt.date:
    return first + dt.timedelta(days=chance.randrange(days))


def _rows(
    chance: random.Random,
    count: int,
    base: dict[tuple[str, str], str],
    above: dict[str, str],
    items: list[str],
    towns: list[str],
) -> list[Row]:
    drafts: list[tuple[dt.date, dt.date, str, str, str, str, str, bool]] = []

    def draft(item: str, place: str, mode: str, grantor: str, grantee: str, after: dt.date, days: int) -> None:
        start = _day(chance, after, days)
        ends = chance.random() < 0.2
        end = _day(chance, start + dt.timedelta(days=200), 900) if ends else dt.date.max
        good = mode == "entrusted" or chance.random() < 0.85
        drafts.append((start, end, item, place, mode, grantor, grantee, good))
        if ends and chance.random() < 0.5:  # renewed, now and then before it ended
            again = _day(chance, end - dt.timedelta(days=30), 200)
            drafts.append((again, dt.date.max, item, place, mode, grantor, grantee, good))

    moved = set()
    for (item, county), department in base.items():
        if chance.random() < 0.35:
            moved.add((item, county))
            draft(item, county, "concentrated", department, f"{county}-bureau", FIRST_DAY, 400)
        elif chance.random() < 0.05:
            draft(item, county, "entrusted", department, f"{county}-institute", FIRST_DAY, 1500)
    cells = [(item, town) for item in items for town in towns]
    chance.shuffle(cells)
    for item, town in cells:
        if len(drafts) >= count:
            break
        county = above[town]
        from_bureau = ((item, county) in moved) is (chance.random() < 0.9)
        grantor = f"{county}-bureau" if from_bureau else base[item, county]
        draft(item, town, "township", grantor, f"{town}-gov", dt.date(2022, 3, 1), 1300)
    # The order in which grants apply: by start, then by id, and the id follows this order.
    ordered = sorted(drafts[:count], key=lambda each: each[0])
    return [
        Row(n, f"grant-{n:06}", item, place, mode, grantor, grantee, start, end, good)
        for n, (start, end, item, place, mode, grantor, grantee, good) in enumerate(ordered)
    ]


def _grant(row: Row) -> ek.Delegation:
    instrument = "letter" if row.mode == "entrusted" else "decision" if row.good else "county-list"
    return ek.Delegation(
        id=row.key,
        mode=row.mode,
        grantors=(row.grantor,),
        grantee=row.grantee,
        items=(row.item,),
        actions=(ACTION,),
        instruments=(ek.Citation(instrument=instrument, article="1"),),
        period=ek.Period(start=row.start, end=None if row.end == dt.date.max else row.end),
        published_on=row.start,
    )


# What the other sides share: who is left, once displacing grants took what they took


def settle(chains: Iterable[tuple[tuple[int, ...], str, str]]) -> list[tuple[str, tuple[int, ...]]]:
    """From (chain, body, mode) of every holding to those that count: the first displacing grant takes all."""
    children: dict[tuple[int, ...], list[tuple[tuple[int, ...], str, str]]] = {}
    for each in chains:
        if each[0]:
            children.setdefault(each[0][:-1], []).append(each)
        else:
            root = each
    found = []
    pending = [root]
    while pending:
        chain, body, _ = pending.pop()
        below = children.get(chain)
        if below is None:
            found.append((body, chain))
            continue
        taking = min((each for each in below if each[2] in DISPLACING), default=None)
        if taking is not None:
            pending.append(taking)
        else:
            found.append((body, chain))
            pending += below
    return found


def by_dict(given: World) -> Ask:
    """Grants by (item, place), begun ones found by bisection; chains built when asked."""
    table: dict[tuple[str, str], tuple[list[dt.date], list[Row]]] = {}
    for row in given.rows:
        if row.good:
            starts, rows = table.setdefault((row.item, row.place), ([], []))
            starts.append(row.start)
            rows.append(row)
    nothing: tuple[list[dt.date], list[Row]] = ([], [])

    def ask(item: str, place: str, on: dt.date) -> list[tuple[str, tuple[int, ...]]]:
        county = given.above[place]
        begun: list[Row] = []
        for where in (county, place):
            starts, rows = table.get((item, where), nothing)
            begun += [row for row in rows[: bisect_right(starts, on)] if on < row.end]
        chains = [((), given.base[item, county], "statutory")]
        for chain, body, mode in chains:
            last = chain[-1] if chain else -1
            for row in begun:
                if row.grantor == body and row.number > last and row.mode in FOLLOWS.get(mode, ()):
                    chains.append(((*chain, row.number), row.grantee, row.mode))
        return settle(chains)

    return ask


def by_sqlite(given: World) -> Ask:
    """A table in memory with an index over what is asked, and one recursive query."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE base (item, place, body, PRIMARY KEY (item, place)) WITHOUT ROWID")
    base.execute("CREATE TABLE follows (first, second, PRIMARY KEY (first, second)) WITHOUT ROWID")
    base.execute("CREATE TABLE grants (number INTEGER, item, place, mode, grantor, grantee, start, ends)")
    base.executemany("INSERT INTO base VALUES (?, ?, ?)", ((*key, body) for key, body in given.base.items()))
    base.executemany("INSERT INTO follows VALUES (?, ?)", ((a, b) for a, bs in FOLLOWS.items() for b in bs))
    base.executemany(
        "INSERT INTO grants VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (r.number, r.item, r.place, r.mode, r.grantor, r.grantee, r.start.toordinal(), r.end.toordinal())
            for r in given.rows
            if r.good
        ),
    )
    base.execute("CREATE INDEX cell ON grants (item, place, grantor, start, ends, number, mode, grantee)")
    # No ANALYZE: with its counts sqlite begins the query with a Bloom filter over all grants, 30 times slower.
    query = """
        WITH RECURSIVE held (chain, last, body, mode) AS (
            SELECT '', -1, body, 'statutory' FROM base WHERE item = :item AND place = :county
            UNION ALL
            SELECT held.chain || ' ' || g.number, g.number, g.grantee, g.mode
            FROM held CROSS JOIN grants AS g
            WHERE g.item = :item AND g.place IN (:place, :county) AND g.grantor = held.body
                AND g.start <= :day AND :day < g.ends AND g.number > held.last
                AND EXISTS (SELECT 1 FROM follows WHERE first = held.mode AND second = g.mode)
        )
        SELECT chain, body, mode FROM held
    """

    def ask(item: str, place: str, on: dt.date) -> list[tuple[str, tuple[int, ...]]]:
        values = {"item": item, "place": place, "county": given.above[place], "day": on.toordinal()}
        found = base.execute(query, values)
        return settle([(tuple(map(int, chain.split())), body, mode) for chain, body, mode in found])

    return ask


def _walk(graph: Any, given: World, item: str, place: str, on: dt.date) -> list[tuple[str, tuple[int, ...]]]:
    """Chains along the edges of a graph that are for a question."""
    places = (place, given.above[place])
    chains = [((), given.base[item, places[1]], "statutory")]
    for chain, body, mode in chains:
        last = chain[-1] if chain else -1
        if body in graph:
            for _, grantee, row in graph.out_edges(body, data="row"):
                if (
                    row.item == item
                    and row.place in places
                    and row.start <= on < row.end
                    and row.number > last
                    and row.mode in FOLLOWS.get(mode, ())
                ):
                    chains.append(((*chain, row.number), grantee, row.mode))
    return settle(chains)


def by_networkx_items(given: World, networkx: Any, *, filtered: bool) -> Ask:
    """A graph for each item: `filtered` by the question into a new graph first, or walked by hand as it is."""
    graphs: dict[str, Any] = defaultdict(networkx.MultiDiGraph)
    for row in given.rows:
        if row.good:
            graphs[row.item].add_edge(row.grantor, row.grantee, row=row)
    empty = networkx.MultiDiGraph()

    def ask(item: str, place: str, on: dt.date) -> list[tuple[str, tuple[int, ...]]]:
        graph = graphs.get(item, empty)
        if filtered:
            places = (place, given.above[place])
            edges = (
                (u, v, {"row": row})
                for u, v, row in graph.edges(data="row")
                if row.place in places and row.start <= on < row.end
            )
            graph = networkx.MultiDiGraph(edges)
        return _walk(graph, given, item, place, on)

    return ask


def by_networkx_filter(given: World, networkx: Any) -> Ask:
    """One graph, its edges filtered by the question first."""
    whole = networkx.MultiDiGraph()
    for row in given.rows:
        if row.good:
            whole.add_edge(row.grantor, row.grantee, row=row)

    def ask(item: str, place: str, on: dt.date) -> list[tuple[str, tuple[int, ...]]]:
        edges = [
            (u, v, {"row": row})
            for u, v, row in whole.edges(data="row")
            if row.item == item and row.start <= on < row.end
        ]
        return _walk(networkx.MultiDiGraph(edges), given, item, place, on)

    return ask


# Policy engines: one yes or no on policies that somebody has flattened before


_CASBIN = """
[request_definition]
r = sub, item, place, act
[policy_definition]
p = sub, item, place, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && r.item == p.item && r.place == p.place && r.act == p.act
"""


def by_casbin(policies: Sequence[tuple[str, str, str]], casbin: Any) -> Ask:
    """An enforcer with one policy for each (body, item, place)."""
    model = casbin.Model()
    model.load_model_from_text(_CASBIN)
    enforcer = casbin.Enforcer(model)
    enforcer.add_policies([(*each, ACTION) for each in policies])
    return lambda item, place, on: enforcer.enforce(f"{place}-gov", item, place, ACTION)


def by_cedar(policies: Sequence[tuple[str, str, str]], cedarpy: Any) -> Ask:
    """A set of policies, one for each (body, item, place), parsed beforehand."""
    text = "\n".join(
        f'permit(principal == Body::"{body}", action == Action::"{ACTION}", resource == Item::"{item}")'
        f' when {{ context.place == "{place}" }};'
        for body, item, place in policies
    )
    parsed = cedarpy.PolicySet.from_str(text) if hasattr(cedarpy, "PolicySet") else text

    def ask(item: str, place: str, on: dt.date) -> object:
        request = {
            "principal": f'Body::"{place}-gov"',
            "action": f'Action::"{ACTION}"',
            "resource": f'Item::"{item}"',
            "context": {"place": place},
        }
        return cedarpy.is_authorized(request, parsed, [])

    return ask


def optional(name: str) -> Any:
    """A package that need not be there; None, with a message, when it is not."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name}: not installed, skipped", file=sys.stderr)
        return None


# Measuring


@attrs.define
class Side:
    """One way of asking, and how many questions it is given in a round."""

    name: str
    ask: Ask
    questions: int
    times: list[float] = attrs.field(factory=list)


def clock() -> float:
    """CPU seconds."""
    return time.process_time_ns() / 1e9


def memory() -> float:
    """Resident megabytes, where the system tells; 0 elsewhere."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def timed(make: Callable[[], Any]) -> tuple[Any, float, float]:
    """What is made, with its CPU seconds and its megabytes."""
    gc.collect()
    before, start = memory(), clock()
    made = make()
    seconds = clock() - start
    return made, seconds, memory() - before


def run(ask: Ask, questions: Sequence[Question]) -> float:
    """CPU microseconds for one question."""
    start = time.process_time_ns()
    for item, place, on in questions:
        ask(item, place, on)
    return (time.process_time_ns() - start) / len(questions) / 1000


def run_public(structure: ek.Structure, questions: Sequence[Question]) -> float:
    who_may = ek.who_may
    start = time.process_time_ns()
    for item, place, on in questions:
        who_may(structure, ACTION, item=item, place=place, on=on)
    return (time.process_time_ns() - start) / len(questions) / 1000


def run_index(structure: ek.Structure, questions: Sequence[Question]) -> float:
    cells = index_of(structure).cells
    start = time.process_time_ns()
    for item, place, on in questions:
        cell = cells[ACTION, item, place]
        cell.answers[bisect_right(cell.starts, on)]
    return (time.process_time_ns() - start) / len(questions) / 1000


def ours(structure: ek.Structure, question: Question) -> ek.Answer:
    """The answer to a question."""
    item, place, on = question
    return ek.who_may(structure, ACTION, item=item, place=place, on=on)


def check(structure: ek.Structure, given: World, full: Iterable[Side], questions: Sequence[Question]) -> None:
    """Stop unless every side that answers the whole question gives the same answer to each."""
    for question in questions:
        mine = sorted((each.authority, each.chain) for each in ours(structure, question).competences)
        for side in full:
            found: Any = side.ask(*question)
            theirs = sorted((body, tuple(given.rows[n].key for n in chain)) for body, chain in found)
            if mine != theirs:
                raise SystemExit(f"{side.name} differs at {question}: {theirs}, but enforcekit {mine}")


def valid_chains(given: World) -> int:
    """Chains of at least one grant that have days on which they could be held, displaced or not."""
    table: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in given.rows:
        if row.good:
            table[row.item, row.place].append(row)
    count = 0
    for (item, place), rows in table.items():
        county = given.above.get(place, place)
        for row in rows:
            first = row.grantor == given.base[item, county] and row.mode in FOLLOWS["statutory"]
            count += first
            if place != county and row.mode in FOLLOWS["concentrated"]:
                count += sum(
                    r.grantee == row.grantor and r.number < row.number and r.end > row.start
                    for r in table.get((item, county), ())
                    if r.mode == "concentrated"
                )
    return count


def policies_of(given: World, ask: Ask, on: dt.date, count: int) -> list[tuple[str, str, str]]:
    """(body, item, place) of the answers of one day, as many as wanted."""
    found: list[tuple[str, str, str]] = []
    for item in given.items:
        for town in given.towns:
            answer: Any = ask(item, town, on)
            found += [(body, item, town) for body, _ in answer]
            if len(found) >= count:
                return found[:count]
    return found


def measure(grants: int, rounds: int, *, full: bool) -> dict[str, Any]:
    """Every figure of the report."""
    chance = random.Random(SEED + 1)
    given, world_seconds, world_memory = timed(lambda: world(grants))
    structure, structure_seconds, structure_memory = timed(lambda: ek.Structure(given.records))
    _, index_seconds, index_memory = timed(lambda: index_of(structure))
    days = (LAST_DAY - FIRST_DAY).days
    cells = [(item, town) for item in given.items for town in given.towns]
    chance.shuffle(cells)

    def questions(count: int) -> list[Question]:
        """About cells nobody has asked about yet."""
        taken, cells[:] = cells[:count], cells[count:]
        return [(item, town, _day(chance, FIRST_DAY, days)) for item, town in taken]

    build: dict[str, tuple[float, float]] = {}
    whole: list[Side] = []

    def add(name: str, make: Callable[[], Ask], count: int) -> None:
        ask, seconds, megabytes = timed(make)
        build[name] = seconds, megabytes
        whole.append(Side(name, ask, count))

    add("dict + bisect", lambda: by_dict(given), 500)
    add("sqlite, recursive query", lambda: by_sqlite(given), 200)
    networkx = optional("networkx")
    if networkx is not None:
        add("networkx, graph per item", lambda: by_networkx_items(given, networkx, filtered=True), 100)
        add("networkx, the same, walked by hand", lambda: by_networkx_items(given, networkx, filtered=False), 100)
        add("networkx, edges filtered", lambda: by_networkx_filter(given, networkx), 1)
    check(structure, given, [side for side in whole if side.questions > 1], questions(CHECKED))
    check(structure, given, whole, questions(5))

    sides = list(whole)
    sizes = (1_000, 10_000, 100_000) if full else (1_000, 10_000)
    engines = [("pycasbin", optional("casbin"), by_casbin), ("cedarpy", optional("cedarpy"), by_cedar)]
    flat = policies_of(given, whole[0].ask, dt.date(2025, 1, 1), sizes[-1])
    for name, package, make in engines:
        for size in sizes if package is not None else ():
            ask, seconds, megabytes = timed(lambda make=make, size=size, package=package: make(flat[:size], package))
            build[f"{name}, {size:,} policies"] = seconds, megabytes
            sides.append(Side(f"{name}, {size:,} policies", ask, 1))

    warm = questions(1_000)
    for question in warm:
        ours(structure, question)
    mine: dict[str, list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        gc.collect()
        run_public(structure, warm)  # what the slow sides drove out of the processor's cache comes back
        found = {"index, warm": run_index(structure, warm * 5), "ek.who_may, warm": run_public(structure, warm * 5)}
        fresh = questions(200)
        found["ek.who_may, first touch"] = run_public(structure, fresh)
        answers = [ours(structure, question) for question in fresh[:10]]
        start = clock()
        for answer in answers:
            answer.refusals  # noqa: B018  found when first asked
        found["refusals, first asked"] = (clock() - start) / len(answers) * 1e6
        start = clock()
        for answer in answers:
            answer.explain()
        found["full explanation, first"] = (clock() - start) / len(answers) * 1e6
        start = clock()
        for _ in range(20):
            for question in fresh[:10]:
                ours(structure, question).explain()
        found["full explanation, warm"] = (clock() - start) / (20 * 10) * 1e6
        for side in sides:
            asked = (warm * 5)[turn * 37 : turn * 37 + side.questions]
            if side.questions > 1:
                run(side.ask, asked)  # likewise
            found[side.name] = run(side.ask, asked)
        if turn:  # the first round only warms up
            for name, value in found.items():
                mine[name].append(value)
    body = f"{given.towns[0]}-gov"
    powers, what_seconds, _ = timed(lambda: ek.what_may(structure, body, on=dt.date(2025, 1, 1)))
    _, again_seconds, _ = timed(lambda: ek.what_may(structure, body, on=dt.date(2025, 1, 1)))
    public = mine["ek.who_may, warm"]
    return {
        "world": {
            "grants": len(given.rows),
            "authorities": len(structure.all(ek.Authority)),
            "items": len(structure.all(ek.Item)),
            "places": len(structure.all(ek.Place)),
            "valid_chains": valid_chains(given),
            "checked_questions": CHECKED,
        },
        "seconds": {
            "records": world_seconds,
            "Structure": structure_seconds,
            "Index": index_seconds,
            "what_may of a town, first": what_seconds,
            "what_may of a town, again": again_seconds,
        },
        "powers": len(powers),
        "megabytes": {
            "records, and rows for the peers": world_memory,
            "Structure": structure_memory,
            "Index": index_memory,
        },
        "build": {name: {"seconds": s, "megabytes": m} for name, (s, m) in build.items()},
        "us": {name: statistics.median(values) for name, values in mine.items()},
        "ratio": {
            name: statistics.median(theirs / our for theirs, our in zip(values, public, strict=True))
            for name, values in mine.items()
        },
    }


def report(found: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = [", ".join(f"{name}: {value:,}" for name, value in found["world"].items()), ""]
    lines.append(f"{'':36}{'µs':>12}{'× who_may':>12}{'build s':>10}{'MB':>7}   target")
    for name, value in found["us"].items():
        build = found["build"].get(name)
        built = f"{build['seconds']:10.2f}{build['megabytes']:7.0f}" if build else " " * 17
        line = f"{name:36}{value:12,.2f}{found['ratio'][name]:12,.1f}{built}   {TARGETS.get(name, '')}"
        lines.append(line.rstrip())
    lines.append("")
    lines += [f"{name:36}{value:12.2f} s" for name, value in found["seconds"].items()]
    lines += [f"{f'{name}, resident':36}{value:12.0f} MB" for name, value in found["megabytes"].items()]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--small", action="store_true", help="a tenth of the grants")
    parser.add_argument("--full", action="store_true", help="100,000 policies too: minutes")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    found = measure(GRANTS // 10 if options.small else GRANTS, max(1, options.rounds), full=options.full)
    print(json.dumps(found, ensure_ascii=False) if options.json else report(found))


if __name__ == "__main__":
    main()
