"""Small worlds: the named ones of `who-may.md`, and random ones in which chains, cycles and carve-outs are common."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import pytest

from enforcekit.codes import CORE, Vocabulary, code_list
from enforcekit.law import Effect, Kind, Need, Pack
from enforcekit.model import (
    EVERY_HOLDER,
    Authority,
    Capacity,
    Ceiling,
    Citation,
    Delegation,
    Designation,
    Function,
    Holder,
    Instrument,
    Item,
    Money,
    Penalty,
    Place,
    Record,
)
from enforcekit.model.common import Identifier
from enforcekit.structure import Structure
from enforcekit.timing import ALWAYS, Period

D = dt.date


def seeds(few: int, many: int) -> Any:
    """So many worlds at every run, the others of `many` in the slow ones."""
    rest = pytest.param(range(few, many), marks=pytest.mark.slow)
    return pytest.mark.parametrize("seeds", [range(few), rest], ids=["few", "many"])


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def span(start: str | dt.date | None = None, end: str | dt.date | None = None) -> Period:
    """The days from `start` up to, not including, `end`."""
    return Period(start=day(start) if isinstance(start, str) else start, end=day(end) if isinstance(end, str) else end)


# Records with little noise


def place(key: str, parent: str | None = None, *, level: str | None = None, **more: Any) -> Place:
    return Place(id=key, names={"en": key}, parent=parent, level=level, **more)


def zone(key: str, *members: str, **more: Any) -> Place:
    return Place(id=key, names={"en": key}, kind="zone", members=members, **more)


def body(key: str, kind: str, level: str | None, *places: str, functions: Any = (), **more: Any) -> Authority:
    fields = tuple(each if isinstance(each, Function) else Function(code=each) for each in functions)
    return Authority(id=key, names={"en": key}, kind=kind, level=level, places=places, functions=fields, **more)


def capable(*periods: Period) -> tuple[Capacity, ...]:
    return tuple(Capacity(period=period) for period in periods)


def item(key: str, *holders: Holder, field: str = "waste", actions: Any = ("penalise", "inspect"), **more: Any) -> Item:
    return Item(id=key, names={"en": key}, field=field, actions=tuple(actions), holders=holders, **more)


def instrument(key: str, kind: str, level: str | None = None, **more: Any) -> Instrument:
    return Instrument(id=key, names={"en": key}, kind=kind, level=level, **more)


def grant(
    key: str, mode: str, grantors: Any, grantee: str, *, items: Any = ("dumping",), by: Any = (), **more: Any
) -> Delegation:
    return Delegation(
        id=key,
        mode=mode,
        grantors=(grantors,) if isinstance(grantors, str) else tuple(grantors),
        grantee=grantee,
        items=tuple(items),
        actions=tuple(more.pop("actions", ("penalise", "inspect"))),
        instruments=tuple(Citation(instrument=each) for each in ((by,) if isinstance(by, str) else by)),
        **more,
    )


# A county of the PRC pack, to which each named world adds what it is about

COUNTY = (
    place("province", level="province"),
    place("city", "province", level="city"),
    place("county", "city", level="county"),
    place("north", "county", level="township"),
    place("south", "county", level="township"),
    body("city-gov", "government", "city", "city"),
    body("county-gov", "government", "county", "county"),
    body("department", "department", "county", "county", functions=["waste"], parent="county-gov"),
    body("bureau", "comprehensive_enforcement_body", "county", "county", parent="county-gov"),
    body("north-town", "township", "township", "north", parent="county-gov"),
    body("south-town", "township", "township", "south", parent="county-gov"),
    instrument("decision", "provincial_decision", "province"),
    instrument("county-list", "county_decision", "county"),
    instrument("letter", "entrustment_letter", "county"),
    instrument("city-rule", "local_rule", "city"),
    item("dumping", Holder(function="waste", kinds=("department",), levels=("county",))),
)


def county(*records: Record, without: tuple[str, ...] = (), pack: Any = "cn") -> Structure:
    """The county with more records, or others in the place of those with the same id."""
    own = {each.id: each for each in COUNTY if each.id not in without}
    return Structure([*{**own, **{each.id: each for each in records}}.values()], pack=pack)


# Packs whose modes do what a test wants

LEVELS = code_list(
    "level",
    "层级",
    "Level",
    (("province", "省", "province"), ("city", "市", "city"), ("county", "县", "county"), ("township", "乡", "town")),
    closed=True,
)
STATUTORY = "statutory"
MODES = ("handed", "lent", "moved", "shared")


def free_pack(*effects: Effect, kinds: tuple[Kind, ...] = ()) -> Pack:
    """A pack of a country where modes follow each other as the rows say."""
    return Pack(
        name="free",
        zh="自由",
        en="Free",
        base_mode=STATUTORY,
        compulsion="compel",
        penalty="penalise",
        vocabulary=Vocabulary({**CORE.lists, "level": LEVELS}),
        effects=effects,
        kinds=kinds,
    )


def free_effect(mode: str, **more: Any) -> Effect:
    """A row that carries everything and lets every mode follow, unless told otherwise."""
    return Effect(**{"mode": mode, "carries": {"*"}, "passes_on_to": MODES, "article": "-", **more})


def nine_linked(mode: Effect) -> Structure:
    """Nine bodies, each granting to each other one, on one day; only the first holds by statute."""
    keys = [f"b{number}" for number in range(1, 10)]
    pairs = [(a, b) for a in keys for b in keys if a != b]
    return Structure(
        [
            place("p"),
            *(body(key, "office", "county", "p", functions=["waste"] if key == "b1" else []) for key in keys),
            item("dumping", Holder(function="waste")),
            *(grant(f"{a}-{b}", mode.mode, a, b, period=span("2020-01-01")) for a, b in pairs),
        ],
        pack=free_pack(free_effect(STATUTORY), mode),
    )


# Random worlds

ACTIONS = ("penalise", "inspect", "compel")
TAGS = ("major", "cross_area", "complex")
DAYS = (
    *(D(year, 1, 1) for year in range(2012, 2024)),
    D(2015, 6, 30),
    D(2016, 2, 29),
    D(2018, 12, 31),
    D(2020, 3, 1),
    D(2021, 7, 15),
)
KINDS = ("department", "office", "zone_body", "contractor")


def _ceilings(key: str) -> tuple[Ceiling, ...]:
    """Highest fines of a grant, by its id alone, so that they change nothing else about a world."""
    random = Random(key)
    kinds = random.sample((None, "individual", "enterprise"), random.randint(0, 2))
    return tuple(Ceiling(fine=Money(amount=random.randint(1, 5)), party_kind=kind) for kind in kinds)


class Maker:
    """One random world: every choice comes from the seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.dense = self.chance(0.6)
        """Grants that follow each other: otherwise long chains would be rare."""

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def some(self, values: Any, least: int = 1, most: int | None = None) -> tuple[Any, ...]:
        values = sorted(values)
        most = len(values) if most is None else min(most, len(values))
        return tuple(self.random.sample(values, self.random.randint(min(least, most), most)))

    def period(self, always: float = 0.4) -> Period:
        if self.chance(always):
            return ALWAYS
        start, end = sorted(self.random.sample(DAYS, 2))
        sides = self.random.choice(((start, None), (start, None), (None, end), (start, end)))
        return Period(start=sides[0], end=sides[1])

    # The pack

    def need(self) -> Need:
        kind, values = self.random.choice(
            (
                ("issuer_level", ("province", "city")),
                ("instrument_kind", ("law", "rule")),
                ("grantor_kind", ("department", "office")),
                ("grantor_level", ("county", "city")),
                ("grantee_kind", ("department", "office", "zone_body")),
                ("publication", ()),
                ("term", ()),
                ("capacity", ()),
                ("writing", ()),
            )
        )
        return Need(
            kind=kind,  # type: ignore[arg-type]
            values=values,
            actions=self.some(ACTIONS, 1, 2) if self.chance(0.25) else (),
            severity="void",
            breaks_chain=self.chance(0.7),
            article="-",
        )

    def effects(self, mode: str) -> list[Effect]:
        def one(period: Period) -> Effect:
            grantor = self.chance(0.35)
            side = "grantor" if grantor else "grantee"
            other = side if self.chance(0.8) else self.random.choice(("grantor", "grantee"))
            return Effect(
                mode=mode,
                period=period,
                base=self.chance(0.3),
                creates_holding=self.chance(0.98 if self.dense else 0.9),
                in_name_of=side,  # type: ignore[arg-type]
                respondent=other,  # type: ignore[arg-type]
                defendant=side,  # type: ignore[arg-type]
                compensates=side,  # type: ignore[arg-type]
                carries={"*"} if self.chance(0.95 if self.dense else 0.7) else self.some(ACTIONS, 2),
                never_carries=self.some(("compel", "detention"), 1, 1)
                if self.chance(0.05 if self.dense else 0.3)
                else (),
                displaces=self.chance(0.35),
                needs=[self.need() for _ in range(self.random.choice((0, 0, 0, 0, 1) if self.dense else (0, 0, 1, 2)))],
                passes_on_to=MODES if self.dense else self.some(MODES, 0),
                article="-",
            )

        if self.chance(0.8):
            return [one(ALWAYS)]
        middle, last = sorted(self.random.sample(DAYS, 2))
        return [one(Period(start=None, end=middle)), one(Period(start=middle, end=last if self.chance(0.3) else None))]

    def pack(self) -> Pack:
        statutory = Effect(
            mode=STATUTORY,
            period=Period(start=self.random.choice(DAYS)) if self.chance(0.1) else ALWAYS,
            base=True,
            carries={"*"},
            passes_on_to=MODES if self.dense else self.some(MODES, 1),
            article="-",
        )
        rows = [row for mode in MODES for row in self.effects(mode)]
        kinds = (Kind(kind="contractor", may_hold=False, capacity=False), Kind(kind="zone_body", capacity=False))
        return free_pack(statutory, *rows, kinds=kinds)

    # The records

    def places(self) -> list[Place]:
        maybe = (lambda: self.period(0.0)) if self.chance(0.2) else (lambda: ALWAYS)
        found = [
            place("c", level="city"),
            place("k1", "c", level="county"),
            place("k2", "c", level="county", period=maybe()),
            place("t1", "k1", level="township"),
            place("t2", "k2", level="township", period=maybe()),
            place("ward", "t1", period=maybe())
            if self.chance(0.5)
            else Place(id="ward", names={"en": "ward"}, kind="part", parent="t1"),
            zone("z", *self.some(("t1", "t2", "k2", "ward"), 1, 3), period=maybe()),
        ]
        if self.chance(0.15):
            found.append(zone("zz", "z", *self.some(("k1", "t2"), 0, 1)))
        return found

    def bodies(self, places: list[str]) -> list[Authority]:
        keys = [f"a{number}" for number in range(1, (6 if self.dense else self.random.randint(3, 6)) + 1)]
        found = []
        for number, key in enumerate(keys):
            sure = self.dense and not number and self.chance(0.8)
            period = ALWAYS if sure else self.period(0.9 if self.dense else 0.8)
            where = ("c",) if sure else self.some(("c", "k1", "k1", "t1", *places), 1, 2)
            later = keys[number + 1 :]
            found.append(
                Authority(
                    id=key,
                    names={"en": key},
                    kind="office" if sure else self.random.choices(KINDS, (10, 6, 3, 1))[0],
                    level=self.random.choice(("city", "county", "county", "township", None)),
                    places=tuple(dict.fromkeys(where)),
                    period=period,
                    functions=[Function(code="waste")]
                    if sure
                    else [
                        Function(code=code, period=self.period(0.8))
                        for code in self.some(("waste", "water"), 0 if number else 1)
                    ],
                    capacity=[
                        Capacity(period=self.period(0.5))
                        for _ in range(0 if sure else self.random.choice((0, 0, 0, 1, 2)))
                    ],
                    successor=self.random.choice(later) if later and self.chance(0.7) else None,
                )
            )
        return found

    def holder(self, role: str) -> Holder:
        return Holder(
            function=self.random.choice(("waste", "waste", "water", None)),
            kinds=self.some(KINDS, 1, 3) if self.chance(0.3) else (),
            levels=self.some(("city", "county", "township"), 1, 3) if self.chance(0.5) else (),
            role=role,
        )

    def item(self, key: str) -> Item:
        role = self.random.choices(("sole", "alternative", "joint"), (6, 2, 2))[0]
        count = 2 if role == "joint" else self.random.choice((1, 1, 2))
        roles = [role] * count
        if self.dense and self.chance(0.6):
            roles = []
        holders = [self.holder(each) for each in roles]
        if self.chance(0.15) or not roles:
            holders.append(Holder(function="waste"))
        return Item(
            id=key,
            names={"en": key},
            field=self.random.choice(("waste", "water")),
            code=Identifier(scheme="own", value=self.random.choice(("11-1", "11-2", "12-1"))),
            actions=self.some(ACTIONS, 2),
            holders=() if self.chance(0.05) else holders,
            penalties=[Penalty(kind="detention")] if self.chance(0.1) else [Penalty(kind="fine")],
            period=self.period(0.85),
        )

    def instruments(self) -> list[Instrument]:
        return [
            Instrument(
                id=f"i{number}",
                names={"en": f"i{number}"},
                kind=self.random.choice(("law", "rule", "letter")),
                level=self.random.choice(("province", "city", "county", None)),
                issuer=self.random.choice((None, "a1", "a2")),
                period=self.period(0.7),
            )
            for number in (1, 2)
        ]

    def covers(self, items: list[str], places: list[str], narrow: float) -> dict[str, Any]:
        which = self.random.choice(("items", "items", "fields", "code_prefixes"))
        values = {"items": items, "fields": ("waste", "water"), "code_prefixes": ("11", "12", "1")}[which]
        return {
            which: self.some(values) if self.chance(narrow) else tuple(values),
            "actions": self.some(ACTIONS, 1) if self.chance(narrow) else ACTIONS,
            "places": self.some(places, 1, 2) if self.chance(narrow) else ("c",) if self.chance(0.8) else (),
        }

    def delegation(self, key: str, grantors: Any, grantee: str, items: list[str], places: list[str]) -> Delegation:
        period = self.period(0.75 if self.dense else 0.3)
        recalled = None
        if self.chance(0.15):
            later = [each for each in (*DAYS, D(2023, 6, 1)) if each > (period.start or D(1, 1, 1))]
            recalled = self.random.choice(later)
        narrow = 0.05 if self.dense else 0.35
        return Delegation(
            id=key,
            mode=self.random.choice(MODES),
            grantors=grantors,
            grantee=grantee,
            period=period,
            published_on=self.random.choice(DAYS) if self.chance(0.15) else None,
            recalled_on=recalled,
            run_off_days=self.random.choice((0, 1, 30)),
            carve_outs=self.some(TAGS, 1, 2) if self.chance(0.2) else (),
            ceilings=_ceilings(key),
            instruments=[Citation(instrument=each) for each in (self.some(("i1", "i2")) if self.chance(0.5) else ())],
            **self.covers(items, places, narrow),
        )

    def grants(self, bodies: list[str], items: list[str], places: list[str]) -> list[Delegation]:
        found = []
        last = bodies[0] if self.dense else self.random.choice(bodies)
        used: set[str] = set()
        for number in range(1, self.random.randint(5 if self.dense else 1, 8) + 1):
            roll = self.random.random() * (0.73 if self.dense else 1)
            if roll < 0.08:
                givers: tuple[str, ...] = ()
            elif roll < 0.2:
                givers = (EVERY_HOLDER,)
            elif roll < 0.7:
                givers = (last,)
            elif roll < 0.85:
                givers = self.some(bodies, 1, 1)
            else:
                givers = self.some(bodies, 2, 4)
            fresh = [each for each in bodies if each not in givers and (not self.dense or each not in used)]
            if not fresh or self.chance(0.15):
                fresh = [each for each in bodies if each not in givers] or bodies
            grantee = self.random.choice(fresh)
            used.update((*givers, grantee))
            found.append(self.delegation(f"g{number}", givers, grantee, items, places))
            if self.chance(0.93):
                last = grantee
        return found

    def structure(self) -> Structure:
        places = self.places()
        where = [each.id for each in places]
        bodies = self.bodies(where)
        keys = [each.id for each in bodies]
        items = [self.item(f"x{number}") for number in range(1, self.random.choice((1, 1, 2)) + 1)]
        matters = [each.id for each in items]
        records: list[Record] = [*places, *bodies, *self.instruments(), *items, *self.grants(keys, matters, where)]
        for number in range(1, self.random.choice((0, 0, 0, 0, 1, 2)) + 1):
            narrow = self.covers(matters, where, 0.5)
            named = self.random.choice(keys)
            records.append(Designation(id=f"d{number}", authority=named, period=self.period(0.2), **narrow))
        self.random.shuffle(records)
        return Structure(records, pack=self.pack())


def random_world(seed: int) -> Structure:
    """The world of a seed: 3 to 6 bodies, one or two items, a zone, up to 8 grants, rows that follow freely."""
    return Maker(seed).structure()
