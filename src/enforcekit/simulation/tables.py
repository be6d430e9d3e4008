"""From a network to the flat columns that the kernel runs on; what cannot be run is refused here, by its id."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any

import attrs

from enforcekit.errors import Finding, InvalidRecord
from enforcekit.keyed import CERTAIN, KIND

from .findings import (
    BAD_VALUE,
    JOINT_CALENDARS,
    NEVER_LEAVES,
    NO_ARRIVALS,
    NO_OFFICERS,
    QUEUE_WITH_PATIENCE,
    SAME_WORD,
    TWICE,
)
from .kernel import DECISION, EXCLUDED, FILES, JOINT, WORK, Tables
from .network import Network
from .parts import KINDS, Duration, Step, repeated
from .quantiles import TABLE
from .scenario import DAY_US, Scenario
from .times import hours_of

POLICIES = ("none", "raise", "escalate", "close")
CHOICES = ("share", "shortest", "overflow")


@attrs.frozen(kw_only=True, eq=False)
class Compiled:
    """A scenario ready to run: its network, the kernel's tables, the words for reasons, how many things learn."""

    scenario: Scenario
    network: Network
    tables: Tables
    reasons: tuple[str, ...]
    learned: tuple[int, ...]

    @property
    def window(self) -> tuple[int, int]:
        """The observed ticks, half-open."""
        return self.tables.window_from, self.tables.window_to


class _Laws:
    """The columns of the laws; a law that comes again is there once."""

    def __init__(self, hour: float) -> None:
        self.hour = hour
        self.kind: list[int] = []
        self.a: list[float] = []
        self.b: list[float] = []
        self.first: list[int] = [0]
        self.rest: list[float] = []
        self.known: dict[Duration, int] = {}

    def of(self, law: Duration) -> int:
        if law not in self.known:
            parts = [(each.share, self.of(each.duration)) for each in law.parts]
            self.known[law] = len(self.kind)
            self.kind.append(KINDS.index(law.kind))
            a, b = _parameters(law, self.hour)
            self.a.append(a)
            self.b.append(b)
            total = 0.0
            for n, (share, number) in enumerate(parts):
                total += share
                # A threshold is a whole number below 2^53, or that number: a float holds it exactly.
                self.rest += [float(CERTAIN if n + 1 == len(parts) else round(total * CERTAIN)), float(number)]
            self.rest += [point * self.hour for point in law.points]
            self.first.append(len(self.rest))
        return self.known[law]


def _parameters(law: Duration, hour: float) -> tuple[float, float]:
    if law.kind == "lognormal":
        variance = math.log(1 + law.second)
        return math.log(law.hours * hour) - variance / 2, math.sqrt(variance)
    if law.kind == "erlang":
        return law.hours * hour / law.second, law.second
    if law.kind == "uniform":
        return law.hours * hour, law.second * hour
    return law.hours * hour, law.second


def compile_scenario(scenario: Scenario) -> Compiled:
    """The scenario as tables; the last few are kept.

    Raises:
        InvalidRecord: no officers (EK700), no arrivals (EK701), a case that can never leave (EK702), a calendar that is
            never open (EK708), joint groups on different calendars (EK709), and what else cannot be run.
    """
    return _compile(scenario)


@lru_cache(maxsize=8)
def _compile(scenario: Scenario) -> Compiled:
    network = network_checked(scenario)
    groups = {group.id: n for n, group in enumerate(network.groups)}
    steps = {step.id: n for n, step in enumerate(network.steps)}
    exits = {name: -1 - n for n, name in enumerate(network.exits)}
    calendars = {each.id: n for n, each in enumerate(scenario.calendars)}
    hour, day = scenario.hour, DAY_US // scenario.tick_us
    horizon = scenario.horizon
    since, until, stop = _ticks(horizon.warmup_days, horizon.observe_days, horizon.drain_days, day)
    hours = [
        hours_of(each, horizon.start, tick_us=scenario.tick_us, days=stop // day + 1) for each in scenario.calendars
    ]
    laws = _Laws(hour)
    reasons = tuple(dict.fromkeys(("route", *(route.reason for step in network.steps for route in step.routes))))
    learning: dict[tuple[Any, ...], tuple[int, int, float, float, float]] = {}
    routes = [(step, _thresholds(step), step.routes) for step in network.steps]
    seats = [step.seats and sorted(step.seats, key=lambda seat: groups[seat.group]) for step in network.steps]
    deadlines = list(dict.fromkeys(each.deadline for each in network.classes if each.deadline is not None))
    for step in network.steps:
        if step.learning is not None:
            each = step.learning
            rate = (each.n0, -math.log2(each.ratio), each.floor)
            learning.setdefault((step.group, each.field, *rate), (len(learning), each.done, *rate))

    def learn(step: Step) -> int:
        if step.learning is None:
            return -1
        each = step.learning
        return learning[step.group, each.field, each.n0, -math.log2(each.ratio), each.floor][0]

    def scale(step: Step) -> float:
        names = [step.group] if step.group else [seat.group for seat in step.seats]
        return step.difficulty / network.groups[groups[names[0]]].skill if names and names[0] else 1.0

    staff = [_staff(group.absences, day) for group in network.groups]
    levels = 2 + max((step.priority for step in network.steps), default=0)
    tables = Tables(
        cap=[-1 if group.officers is None else group.officers for group in network.groups],
        cal=[-1 if group.calendar is None else calendars[group.calendar] for group in network.groups],
        stretch=[1.0 / group.availability for group in network.groups],
        backfill=[int(group.backfill) for group in network.groups],
        staff_first=_firsts(staff),
        staff_tick=[tick for each in staff for tick, _ in each],
        staff_delta=[delta for each in staff for _, delta in each],
        kind=[JOINT if step.seats else WORK if step.group else DECISION for step in network.steps],
        station=[groups[step.group] if step.group else -1 for step in network.steps],
        need=[step.officers for step in network.steps],
        law=[laws.of(step.service) if step.service else -1 for step in network.steps],
        scale=[scale(step) for step in network.steps],
        level=[step.priority + 1 for step in network.steps],
        patience=[laws.of(step.patience) if step.patience else -1 for step in network.steps],
        choose=[CHOICES.index(step.choose) for step in network.steps],
        limit=[step.limit for step in network.steps],
        purpose=[step.purpose for step in network.steps],
        flags=[EXCLUDED * step.excluded + FILES * step.files for step in network.steps],
        learn=[learn(step) for step in network.steps],
        learn_n0=[each[2] for each in learning.values()],
        learn_b=[each[3] for each in learning.values()],
        learn_floor=[each[4] for each in learning.values()],
        seat_first=_firsts(seats),
        seat_station=[groups[seat.group] for each in seats for seat in each],
        seat_need=[seat.officers for each in seats for seat in each],
        route_first=_firsts([each for _, each, _ in routes]),
        route_below=[below for _, each, _ in routes for below in each],
        route_to=[steps[way.to] if way.to in steps else exits[way.to] for _, _, ways in routes for way in ways],
        route_reason=[reasons.index(way.reason) for _, _, ways in routes for way in ways],
        class_start=[steps[each.start] for each in network.classes],
        class_due=[deadlines.index(each.deadline) if each.deadline else -1 for each in network.classes],
        due_ticks=[max(1, round(each.hours * hour)) for each in deadlines],
        due_cal=[calendars[each.calendar] if each.calendar else -1 for each in deadlines],
        due_policy=[POLICIES.index(each.policy) for each in deadlines],
        due_to=[(steps[each.to] if each.to in steps else exits[each.to]) if each.to else 0 for each in deadlines],
        due_filed=[int(each.origin == "filing") for each in deadlines],
        law_kind=laws.kind,
        law_a=laws.a,
        law_b=laws.b,
        law_first=laws.first,
        law_rest=laws.rest,
        cal_first=_firsts([each.opens for each in hours]),
        cal_open=[tick for each in hours for tick in each.opens],
        cal_close=[tick for each in hours for tick in each.closes],
        cal_done=[tick for each in hours for tick in each.done],
        levels=levels,
        shift=0,
        big=0,
        window_from=since,
        window_to=until,
        stop=stop,
    )
    learned = tuple(each[1] for each in learning.values())
    return Compiled(scenario=scenario, network=network, tables=tables, reasons=reasons, learned=learned)


def _ticks(warmup: float, observe: float, drain: float, day: int) -> tuple[int, int, int]:
    since = round(warmup * day)
    until = max(since + 1, round((warmup + observe) * day))
    return since, until, max(until, round((warmup + observe + drain) * day))


def _firsts(lists: Iterable[Any]) -> list[int]:
    found = [0]
    for each in lists:
        found.append(found[-1] + len(each))
    return found


def _thresholds(step: Step) -> list[int]:
    found, total = [], 0.0
    for route in step.routes:
        total += route.share
        found.append(round(total * CERTAIN))
    found[-1] = CERTAIN
    return found


def _staff(absences: Iterable[Any], day: int) -> list[tuple[int, int]]:
    changes: dict[int, int] = {}
    for each in absences:
        for at, delta in ((each.from_day, -each.officers), (each.to_day, each.officers)):
            tick = round(at * day)
            changes[tick] = changes.get(tick, 0) + delta
    return sorted(changes.items())


def network_checked(scenario: Scenario) -> Network:
    """The network, if it can be run. Raises `InvalidRecord` with everything that stands in the way."""
    network = scenario.network()
    groups = {group.id: group for group in network.groups}
    found: list[Finding] = list(_names_clash(network))
    if found:
        raise InvalidRecord(found, scenario.id)
    if not any(each.per_day or each.times or each.backlog for each in network.arrivals):
        found.append(NO_ARRIVALS.at("/arrivals"))
    for n, step in enumerate(network.steps):
        at = f"/steps/{n}"
        needs = [(step.group, step.officers)] if step.group else [(seat.group, seat.officers) for seat in step.seats]
        for name, needed in needs:
            officers = groups[name].officers
            if officers is not None and officers < needed:
                found.append(NO_OFFICERS.at(at, step=step.id, needed=needed, group=name, found=officers))
        found += [
            BAD_VALUE.at(at, value=f"seat of '{seat.group}'", expected="a seat of a group with officers")
            for seat in step.seats
            if groups[seat.group].officers is None
        ]
        if len({groups[seat.group].calendar for seat in step.seats}) > 1:
            found.append(JOINT_CALENDARS.at(at, step=step.id))
    found += list(_reads_a_queue(network))
    found += list(dict.fromkeys(_stuck(network)))
    if found:
        raise InvalidRecord(found, scenario.id)
    return network


def _names_clash(network: Network) -> Iterable[Finding]:
    """Names that stand for two things: the scenario's own may be those that its cells and visits are given."""
    for kind in ("groups", "steps", "classes", "arrivals"):
        ids = [each.id for each in getattr(network, kind)]
        yield from (TWICE.at(f"/{kind}", key=each) for each in repeated(ids))
    exits = set(network.exits)
    yield from (TWICE.at("/exits", key=step.id) for step in network.steps if step.id in exits)
    # Two rows with one stream would have the same cases at the same ticks.
    streams = [row.stream or row.id for row in network.arrivals]
    yield from (TWICE.at("/arrivals", key=each) for each in repeated(streams))


def _reads_a_queue(network: Network) -> Iterable[Finding]:
    steps = {step.id: step for step in network.steps}
    impatient = {step.group for step in network.steps if step.patience is not None}
    for n, step in enumerate(network.steps):
        if step.choose != "share":
            ends = [steps.get(route.to) for route in step.routes]
            if any(each is None or each.group is None or each.group in impatient for each in ends):
                yield QUEUE_WITH_PATIENCE.at(f"/steps/{n}", step=step.id)


def _stuck(network: Network) -> Iterable[Finding]:
    """Steps from which no exit can be reached, and decisions that would use one random number twice."""
    steps = {step.id: step for step in network.steps}
    into: dict[str, list[str]] = {}
    leaving, pending = set(), []
    for step in network.steps:
        for route in step.routes:
            if route.share > 0 or step.choose != "share":
                into.setdefault(route.to, []).append(step.id)
    for name in network.exits:
        pending += into.get(name, [])
    while pending:
        name = pending.pop()
        if name not in leaving:
            leaving.add(name)
            pending += into.get(name, [])
    for each in network.classes:
        due = each.deadline.to if each.deadline else None
        seen, ahead = set(), [each.start, *([due] if due else [])]
        while ahead:
            name = ahead.pop()
            if name in seen or name not in steps:
                continue
            seen.add(name)
            if name not in leaving:
                yield NEVER_LEAVES.at("/classes", case_class=each.id, step=name)
                break
            ahead += [route.to for route in steps[name].routes if route.share > 0]
    yield from _twice_the_same_word(network, steps)


def _twice_the_same_word(network: Network, steps: Mapping[str, Step]) -> Iterable[Finding]:
    """Decisions cost no visit: all between one visit and the next share its number, so each needs its own purpose.

    What is decided before the first visit has that visit's number, 0, as has what is decided after it, and the class.
    A set of purposes is a whole number here, one bit for each.
    """
    decisions = {step.id for step in network.steps if not (step.group or step.seats)}
    ways = {name: [way.to for way in steps[name].routes if way.to in decisions] for name in decisions}
    order, circle = _in_order(ways)
    if circle:
        yield SAME_WORD.at("/steps", step=circle, other=circle, purpose=steps[circle].purpose)
        return

    def own(step: Step) -> int:
        return 1 << step.purpose if len(step.routes) > 1 and step.choose == "share" else 0

    after: dict[str, int] = {}
    """The purposes used from a step on, itself included, until the next visit."""
    for step in [*map(steps.__getitem__, order), *(each for each in network.steps if each.id not in decisions)]:
        later = [(way.to, after[way.to]) for way in step.routes if way.to in decisions]
        yield from _clash(step.id, own(step), later, steps, network)
        after[step.id] = own(step) | _all(later)
    first: dict[str, int] = {}
    """The same from a decision before the first visit on: what follows that visit has its number too."""
    for step in map(steps.__getitem__, order):
        later = [(way.to, first[way.to] if way.to in decisions else after[way.to]) for way in step.routes
                 if way.to in steps]  # fmt: skip
        yield from _clash(step.id, own(step), later, steps, network)
        first[step.id] = own(step) | _all(later)
    drawn = {way.to for row in network.arrivals if len(row.classes) > 1 for way in row.classes}
    for each in network.classes:
        if each.id in drawn:
            yield from _clash(each.id, 1 << KIND, [(each.start, {**after, **first}[each.start])], steps, network)


def _all(later: Iterable[tuple[str, int]]) -> int:
    return reduce(or_, (purposes for _, purposes in later), 0)


def _clash(
    name: str, purpose: int, later: Sequence[tuple[str, int]], steps: Mapping[str, Step], network: Network
) -> Iterable[Finding]:
    """A finding when one of the steps that follow leads to the same purpose."""
    for to, purposes in later:
        if purpose & purposes:
            reached, ahead = dict.fromkeys([to]), [to]
            while ahead:
                for way in steps[ahead.pop()].routes:
                    if way.to in steps and way.to not in reached:
                        reached[way.to] = None
                        ahead.append(way.to)
            number = purpose.bit_length() - 1
            found = next(each for each in reached if steps[each].purpose == number and len(steps[each].routes) > 1)
            yield SAME_WORD.at("/steps", step=found, other=name, purpose=number)
            return


def _in_order(ways: Mapping[str, Sequence[str]]) -> tuple[list[str], str | None]:
    """The nodes, each after all that follow it; or one of a circle."""
    order: list[str] = []
    state: dict[str, int] = {}
    for root in sorted(ways):
        pending = [(root, iter(ways[root]))] if root not in state else []
        state.setdefault(root, 1)
        while pending:
            name, rest = pending[-1]
            for to in rest:
                if state.get(to) == 1:
                    return order, to
                if to not in state:
                    state[to] = 1
                    pending.append((to, iter(ways[to])))
                    break
            else:
                state[name] = 2
                order.append(name)
                pending.pop()
    return order, None


assert KINDS.index("table") == TABLE
