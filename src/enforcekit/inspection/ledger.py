"""The ledger of burden (入企检查台账): visits, checks, visits avoided, burden, coverage, detection; each a `Figure`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_text, texts_of
from enforcekit.law import Pack, Threshold, pack_of
from enforcekit.model.inspection import Inspection
from enforcekit.model.party import Party
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .figure import Figure, Quantity, Scope
from .look import all_checks, made, visits_of

_THINGS: Mapping[str, tuple[str, str]] = {
    "visit": ("visits", "次入企"),
    "check": ("checks", "项次检查"),
    "joint_visit": ("joint visits", "次联合检查"),
    "avoided_visit": ("visits avoided", "次减少入企"),
    "firm": ("firms", "家企业"),
    "firm_visited": ("firms visited", "家受检企业"),
    "firm_reached": ("firms of the pool visited", "家名录内受检企业"),
    "judged_visit": ("visits with a result", "次有结果的入企"),
    "problem_visit": ("visits that found a problem", "次发现问题的入企"),
    "record": ("records", "条记录"),
}


@attrs.frozen(kw_only=True)
class Visit:
    """One visit as it took place: the checks done in it, by which bodies. `joint` is the joint visit, if it is one."""

    party: str
    checks: tuple[Inspection, ...]
    joint: str = ""

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that were there, each once."""
        return tuple(dict.fromkeys(each.authority for each in self.checks))

    @property
    def avoided(self) -> int:
        """The visits that were not made because the bodies came together: one less than they are."""
        return len(self.bodies) - 1


@attrs.frozen(kw_only=True)
class Burden:
    """What one firm had to bear: visits, checks, visits spared, minutes on site where both times are known."""

    party: str
    visits: int
    checks: int
    avoided: int
    minutes: int


@attrs.frozen(kw_only=True)
class Ledger:
    """The figures of a place and a period, and each firm's burden, heaviest first.

    `record_row` says how many records a joint visit makes (I-10).
    """

    place: str
    period: Period
    figures: Mapping[str, Figure]
    firms: tuple[Burden, ...]
    record_row: Threshold
    pack: Pack = attrs.field(eq=False, repr=False)

    def __getitem__(self, name: str) -> Figure:
        return self.figures[name]

    def text(self, lang: str = "en") -> str:
        """One line for each figure, and the row by which joint visits are recorded."""
        row, zh = self.record_row, lang == "zh"
        lines = [each.text(lang) for each in self.figures.values()]
        cited = self.pack.cite(row.article, lang)
        return "\n".join([*lines, f"{row.rule} {row.zh}（{cited}）" if zh else f"{row.rule} {row.en} ({cited})"])

    def to_dict(self) -> dict[str, Any]:
        """The ledger as plain JSON values."""
        return {
            "place": self.place,
            "figures": [each.to_dict() for each in self.figures.values()],
            "firms": [attrs.asdict(each) for each in self.firms],
            "rule": self.record_row.rule,
        }


def visits_made(
    structure: Structure, period: Period, place: str = "", history: Iterable[Inspection] = ()
) -> list[Visit]:
    """The visits that took place in a period: joint ones once a day, what one body did at one firm on one day once.

    What is looked at from afar is no visit.
    """
    joint = visits_of(structure)
    grouped: dict[tuple[str, ...], list[Inspection]] = {}
    for each in made(structure, history):
        assert each.started_at is not None
        day = each.started_at.date()
        if each.mode == "off_site" or day not in period or not _inside(structure, each.place, place):
            continue
        # Who came on another day came separately, whatever the plan of the joint visit says.
        visit = joint.get(each.id, "")
        key = (each.party, visit or each.authority, day.isoformat(), visit)
        grouped.setdefault(key, []).append(each)
    return [Visit(party=key[0], checks=tuple(checks), joint=key[3]) for key, checks in sorted(grouped.items())]


def _inside(structure: Structure, place: str, outer: str) -> bool:
    """Whether a place is another one or lies in it."""
    at: str | None = place
    while outer and at is not None and at != outer:
        at = structure.resolve(Place, at).parent
    return not outer or at == outer


def ledger(
    structure: Structure,
    *,
    period: Period,
    place: str = "",
    pool: Iterable[str] | None = None,
    layer: str = "",
    history: Iterable[Inspection] = (),
) -> Ledger:
    """The burden of inspection on the firms of a place in a period (N7, F9, Z13; I-10).

    Only what was carried out counts. `avoided` is the sum over joint visits of the bodies less one. Each figure carries
    its numerator, denominator, scope and period, so that two of them can be refused as not comparable.

    Args:
        structure: checks, joint inspections, firms and places.
        period: the days, the last not included.
        place: the place by id or code, with all within it; everywhere when left out.
        pool: ids of the firms that could have been visited, for coverage; all of the structure when left out.
        layer: place whose rule says how many records a joint visit makes.
        history: checks that are not in the structure.

    Raises `UnknownReference` for a place or firm that is not in the structure.

    >>> import datetime as dt
    >>> import enforcekit as ek
    >>> from enforcekit.model import JointInspection, JointPart, JointVisit
    >>> begun = dt.datetime.fromisoformat("2025-09-01T09:00:00+08:00")
    >>> common = {"party": "p-1", "place": "330213100", "started_at": begun}
    >>> town = Inspection(id="i-1", authority="xikou-town", items=["restaurant-fumes-ningbo"], **common)
    >>> food = Inspection(id="i-2", authority="fenghua-market", items=["expired-or-misdated-food"], **common)
    >>> joint = JointInspection(
    ...     id="j-1", lead="xikou-town",
    ...     parts=[JointPart(authority=each.authority, items=each.items) for each in (town, food)],
    ...     visits=[JointVisit(id="v", party="p-1", place="330213100", on=dt.date(2025, 9, 1), checks=["i-1", "i-2"])],
    ... )
    >>> firms = [Party(id=name, kind="enterprise") for name in ("p-1", "p-2")]
    >>> year = ek.Period(start=dt.date(2025, 1, 1), end=dt.date(2026, 1, 1))
    >>> found = ledger(ek.Structure([*ek.example("ningbo"), *firms, town, food, joint]), period=year, place="330213")
    >>> found["checks_per_visit"].value, found["avoided_per_joint_visit"].value, found["coverage"].value
    (Fraction(2, 1), Fraction(1, 1), Fraction(50, 1))
    """
    must_be(Structure, structure=structure)
    must_be(Period, period=period)
    must_be_text(place=place, layer=layer)
    place = structure.resolve(Place, place).id if place else ""
    pack, named = pack_of(structure), texts_of("pool", pool)
    firms = structure.all(Party) if named is None else [structure.resolve(Party, each) for each in named]
    visits = visits_made(structure, period, place, all_checks(history, "history"))
    last = max((check.started_at.date() for each in visits for check in each.checks if check.started_at), default=None)
    day = last or period.start or period.end
    rows = pack.thresholds_of("joint_visit_record", day, layer=layer) if day is not None else ()
    row = rows[0] if rows else next(each for each in pack.thresholds if each.topic == "joint_visit_record")
    figures = _figures(visits, [each.id for each in firms], row, pack, Scope(place=place, kinds="on_site"), period)
    return Ledger(place=place, period=period, figures=figures, firms=_burdens(visits), record_row=row, pack=pack)


def _figures(
    visits: list[Visit], pool: list[str], row: Threshold, pack: Pack, scope: Scope, period: Period
) -> dict[str, Figure]:
    together = [each for each in visits if len(each.bodies) > 1]
    judged = [each for each in visits if any(check.result is not None for check in each.checks)]
    clean = {code for each in pack.thresholds if each.topic == "inspection_clean" for code in each.facts}
    hit = [each for each in judged if any(found_something(check, clean) for check in each.checks)]
    visited = {each.party for each in visits}
    counts = {
        "visit": len(visits),
        "check": sum(len(each.checks) for each in visits),
        "joint_visit": len(together),
        "avoided_visit": sum(each.avoided for each in together),
        "firm": len(set(pool)),
        "firm_visited": len(visited),
        "firm_reached": len(visited & set(pool)),
        "judged_visit": len(judged),
        "problem_visit": len(hit),
        "record": sum(1 if row.outcome == "one" else len(each.bodies) for each in visits),
    }

    def figure(name: str, en: str, zh: str, numerator: str, denominator: str, per: int = 1) -> Figure:
        top, bottom = (
            Quantity(value=counts[of], of=of, en=_THINGS[of][0], zh=_THINGS[of][1]) for of in (numerator, denominator)
        )
        return Figure(name=name, en=en, zh=zh, numerator=top, denominator=bottom, per=per, scope=scope, period=period)

    spared = ("avoided_per_joint_visit", "visits avoided per joint visit", "每次联合检查减少入企")
    found = (
        figure("checks_per_visit", "checks per visit", "每次入企检查项次", "check", "visit"),
        figure(*spared, "avoided_visit", "joint_visit"),
        figure("joint_rate", "share of joint visits, %", "跨部门检查率（%）", "joint_visit", "visit", 100),
        figure("burden", "visits per firm visited", "受检企业平均入企次数", "visit", "firm_visited"),
        figure("coverage", "firms visited, %", "检查覆盖率（%）", "firm_reached", "firm", 100),
        figure("detection", "problems per 100 visits", "每百次入企发现问题", "problem_visit", "judged_visit", 100),
        figure("records_per_visit", "records per visit", "每次入企记录数", "record", "visit"),
    )
    return {each.name: each for each in found}


def found_something(check: Inspection, clean: set[str]) -> bool:
    """Whether a check found a problem: a broken item, or a result code other than the clean ones."""
    result = check.result
    return result is not None and bool(result.violations or set(result.outcomes) - clean)


def _burdens(visits: list[Visit]) -> tuple[Burden, ...]:
    of: dict[str, list[Visit]] = {}
    for each in visits:
        of.setdefault(each.party, []).append(each)
    found = [
        Burden(
            party=party,
            visits=len(theirs),
            checks=sum(len(each.checks) for each in theirs),
            avoided=sum(each.avoided for each in theirs),
            minutes=sum(_minutes(each) for each in theirs),
        )
        for party, theirs in of.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.visits, -each.checks, each.party)))


def _minutes(visit: Visit) -> int:
    """From the first that came to the last that left: who is there together disturbs once."""
    starts = [each.started_at for each in visit.checks if each.started_at is not None]
    ends = [each.ended_at for each in visit.checks if each.ended_at is not None]
    return max(0, int((max(ends) - min(starts)).total_seconds() // 60)) if starts and ends else 0
