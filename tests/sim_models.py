"""Models with known answers (closed forms, birth and death chains): how each is built and what is read off its rows."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable
from statistics import mean, stdev

import attrs
from simulated import HOUR, Measure, at, flow, times_in_system, waits, work, world

from enforcekit.simulation import (
    Arrivals,
    CaseClass,
    Cell,
    Competent,
    Course,
    Deadline,
    Duration,
    Group,
    Horizon,
    Policies,
    Route,
    Scenario,
    Stage,
    Step,
    Variant,
)
from enforcekit.simulation.engine import Trace
from enforcekit.simulation.metrics import cohort, find_metric

EXP, FIXED = Duration.exponential, Duration.fixed


@attrs.frozen(kw_only=True)
class Model:
    """A scenario of about n cases, and for each quantity its true value and how it is read.

    `heavy` ones need more cases than the others, `long` ones more time for as many: both run nightly.
    """

    build: Callable[[int], Scenario]
    expected: dict[str, tuple[float, Measure]]
    heavy: bool = False
    long: bool = False
    short: bool = False


def quantile(values: list[float], p: float) -> float:
    """The integer order statistic."""
    return sorted(values)[math.ceil(p * len(values)) - 1]


def share(values: list[float], above: float) -> float:
    """The share of values above a bound."""
    return sum(each > above for each in values) / len(values)


def wq(step: str | None = None) -> Measure:
    """Mean wait."""
    return lambda trace: mean(waits(trace, step))


def population(trace: Trace, group: str) -> float:
    """Time average of how many cases are at a group in the window."""
    since, until = trace.compiled.window
    nodes = {n for n, step in enumerate(trace.compiled.network.steps) if step.group == group}
    rows = trace.rows
    total = sum(
        max(0, min(end if end >= 0 else until, until) - max(enter, since))
        for node, enter, end in zip(rows.node, rows.enter, rows.end, strict=True)
        if node in nodes
    )
    return total / (until - since)


def cohort_rows(trace: Trace) -> float:
    """Visits per case of the window."""
    since, until = trace.compiled.window
    inside = [since <= tick < until for tick in trace.cases.tick]
    return sum(inside[case] for case in trace.rows.case) / sum(inside)


def withdrawn(trace: Trace) -> float:
    """Share of cases of the window that were withdrawn."""
    since, until = trace.compiled.window
    found = [exit == 0 for tick, exit in zip(trace.cases.tick, trace.cases.exit, strict=True) if since <= tick < until]
    return sum(found) / len(found)


def wait_of_all(trace: Trace) -> float:
    """Mean hours in the queue, of those served and of those who left."""
    since, until = trace.compiled.window
    rows = trace.rows
    return mean(
        ((start if start >= 0 else end) - enter) / HOUR
        for enter, start, end in zip(rows.enter, rows.start, rows.end, strict=True)
        if since <= enter < until and end >= 0
    )


def present_at(hours: float) -> Measure:
    """How many cases are in the system at a time."""

    def measure(trace: Trace) -> float:
        tick = round(hours * HOUR)
        return float(
            sum(a <= tick and not 0 <= e <= tick for a, e in zip(trace.cases.tick, trace.cases.end, strict=True))
        )

    return measure


def present_often(phase: float, period: float) -> Measure:
    """How many cases are in the system at one phase of every period of the window, on average."""

    def measure(trace: Trace) -> float:
        since, until = (each / HOUR for each in trace.compiled.window)
        arrived = list(trace.cases.tick)
        ended = sorted(each for each in trace.cases.end if each >= 0)
        found, t = [], math.ceil(since / period) * period + phase
        while t < until:
            found.append(bisect_right(arrived, t * HOUR) - bisect_right(ended, t * HOUR))
            t += period
        return mean(found)

    return measure


def single(
    rate: float,
    service: Duration,
    officers: int = 1,
    *,
    needs: int = 1,
    patience: Duration | None = None,
    batch: int = 1,
) -> Callable[[int], Scenario]:
    """One queue before one group."""
    return lambda n: world(
        [Group(id="g", officers=officers)],
        [work("s", "g", service, officers=needs, patience=patience)],
        [flow(rate, "s", batch=batch)],
        **window(n / rate),
    )


def window(hours: float) -> dict[str, float]:
    """A fifth is deleted as warm-up; twenty days more for what is open at the end."""
    return {"warmup": 0.2 * hours / 24, "days": 0.8 * hours / 24, "drain": 20.0}


def jackson(n: int) -> Scenario:
    out = [
        (Route(to="b", share=0.3), Route(to="c", share=0.05), Route(to="closed", share=0.65)),
        (Route(to="a", share=0.2), Route(to="c", share=0.25), Route(to="closed", share=0.55)),
        (Route(to="b", share=0.1), Route(to="closed", share=0.9)),
    ]
    return world(
        [Group(id="A", officers=2), Group(id="B", officers=1), Group(id="C", officers=1)],
        [work("a", "A", EXP(1), out[0]), work("b", "B", EXP(1), out[1]), work("c", "C", EXP(1 / 0.6), out[2])],
        [flow(1.2, "a"), flow(0.2, "b")],
        **window(n / 1.4),
    )


def tandem(n: int) -> Scenario:
    return world(
        [Group(id="A", officers=1), Group(id="B", officers=1)],
        [work("a", "A", EXP(1), (Route(to="b"),)), work("b", "B", EXP(0.8))],
        [flow(0.75, "a")],
        **window(n / 0.75),
    )


def levels(rates: tuple[float, ...], services: tuple[Duration, ...]) -> Callable[[int], Scenario]:
    """One officer, strict priorities."""

    def build(n: int) -> Scenario:
        steps = [work(f"p{k}", "g", law, priority=k) for k, law in enumerate(services)]
        flows = [flow(rate, f"p{k}") for k, rate in enumerate(rates)]
        return world([Group(id="g", officers=1)], steps, flows, **window(n / sum(rates)))

    return build


def two_kinds(pooled: bool, brief_first: bool = False) -> Callable[[int], Scenario]:
    """Short cases (0.1 h, 8 an hour) and long ones (mean 10 h, 0.08 an hour): one officer each, or two."""

    def build(n: int) -> Scenario:
        names = ("g", "g") if pooled else ("g", "h")
        groups = [Group(id="g", officers=2)] if pooled else [Group(id="g", officers=1), Group(id="h", officers=1)]
        steps = [work("brief", names[0], FIXED(0.1)), work("long", names[1], EXP(10), priority=int(brief_first))]
        return world(groups, steps, [flow(8, "brief"), flow(0.08, "long")], **window(n / 8.08))

    return build


def head_of_line(n: int) -> Scenario:
    return world(
        [Group(id="g", officers=3)],
        [work("one", "g", EXP(1)), work("two", "g", EXP(1), officers=2)],
        [flow(0.5, "one"), flow(0.3, "two")],
        **window(n / 0.8),
    )


def feedback(n: int) -> Scenario:
    again = (Route(to="s", share=0.3, reason="transfer"), Route(to="closed", share=0.7))
    return world([Group(id="g", officers=1)], [work("s", "g", EXP(1), again)], [flow(0.5, "s")], **window(n / 0.5))


def ladder(returns: bool) -> Callable[[int], Scenario]:
    """Three levels of mediation; shares 0.6, 0.3 and 0.1 settle, or with returns to lower levels."""
    ways = [
        {"m2": 0.4, "closed": 0.6},
        {"m3": 0.25, "closed": 0.75},
        {"closed": 1.0},
    ]
    if returns:
        ways = [
            {"m1": 0.1, "m2": 0.35, "closed": 0.55},
            {"m1": 0.05, "m3": 0.25, "closed": 0.7},
            {"m2": 0.1, "closed": 0.9},
        ]

    def build(n: int) -> Scenario:
        steps = [
            work(f"m{k + 1}", "g", FIXED(hours), [Route(to=to, share=p) for to, p in ways[k].items()])
            for k, hours in enumerate((1, 3, 7))
        ]
        return world([Group(id="g")], steps, [flow(10, "m1")], **window(n / 10))

    return build


def sine_week(n: int) -> Scenario:
    """λ(t) = 10 + 5 sin(2πt/7) a day, service with mean 2 days, no queue; time in the model is 24 hours a unit."""
    factors = [
        1 + 0.5 * 168 / (2 * math.pi) * (math.cos(2 * math.pi * h / 168) - math.cos(2 * math.pi * (h + 1) / 168))
        for h in range(168)
    ]
    rows = [Arrivals(id="x", classes=(Route(to="s"),), per_day=10, week=tuple(factors))]
    hours = n / 10 * 24
    return world([Group(id="g")], [work("s", "g", EXP(48))], rows, **{**window(hours), "drain": 40.0})


def from_empty(n: int) -> Scenario:
    return world([Group(id="g")], [work("s", "g", EXP(2))], [flow(10, "s")], days=5 / 24, drain=0.0)


def infinite(n: int) -> Scenario:
    return world([Group(id="g")], [work("s", "g", Duration.lognormal(1.5, 2))], [flow(20, "s")], **window(n / 20))


def spread_of_population(trace: Trace) -> float:
    """The variance over time of how many cases are present, looked at every six hours."""
    since, until = (each // HOUR for each in trace.compiled.window)
    arrived = list(trace.cases.tick)
    ended = sorted(each for each in trace.cases.end if each >= 0)
    found = [bisect_right(arrived, t * HOUR) - bisect_right(ended, t * HOUR) for t in range(since, until, 6)]
    return stdev(found) ** 2


def kicked(memory: bool) -> Callable[[int], Scenario]:
    """Fourteen bodies, one of them right, the first met at random."""

    def build(n: int) -> Scenario:
        groups = tuple(Group(id=f"g{k}") for k in range(14))
        cells = [
            Cell(
                id=f"c{k}",
                field=f"f{k}",
                place="p",
                per_day=480.0 if k == 0 else 0.0,
                competent=(Competent(group=f"g{k}"),),
                course="done",
                misroute=13 / 14,
            )
            for k in range(14)
        ]
        return Scenario(
            horizon=Horizon(warmup_days=0, observe_days=n / 480, drain_days=20),
            groups=groups,
            cells=tuple(cells),
            courses=(Course(id="done", variants=(Variant(id="v", share=1.0),)),),
            policies=Policies(memory=memory, max_transfers=150, transit=FIXED(1)),
        )

    return build


def transfers(trace: Trace) -> float:
    """Transfers per case of the window: all of them are closed, those after them are still on their way."""
    number, those = trace.compiled.reasons.index("transfer"), cohort(trace)
    asked = {n for n, step in enumerate(trace.compiled.network.steps) if step.group != "~delay"}
    rows = zip(trace.rows.reason, trace.rows.node, trace.rows.case, strict=True)
    return sum(reason == number and node in asked and case in those for reason, node, case in rows) / len(those)


def finite(n: int) -> Scenario:
    """Two officers and three places to wait; who finds them taken is turned away."""
    door = Step(id="door", routes=(Route(to="s"), Route(to="away", share=0)), choose="overflow", limit=2)
    steps = [door, work("s", "g", EXP(1)), work("away", "none", FIXED(0.01))]
    return world([Group(id="g", officers=2), Group(id="none")], steps, [flow(1.6, "door")], **window(n / 1.6))


def turned_away(trace: Trace) -> float:
    """The share of visits that were at the group without officers."""
    nodes = {n for n, step in enumerate(trace.compiled.network.steps) if step.group == "none"}
    return mean(node in nodes for node in trace.rows.node)


def busy_levels(n: int) -> Scenario:
    """Three officers, two strict priorities, unit service."""
    steps = [work("p0", "g", EXP(1)), work("p1", "g", EXP(1), priority=1)]
    return world([Group(id="g", officers=3)], steps, [flow(1.0, "p0"), flow(1.5, "p1")], **window(n / 2.5))


def thinned(n: int) -> Scenario:
    """Four of five cases are settled after two days without enforcement; the rest come to one officer as before."""
    ways = (Route(to="closed", share=0.8), Route(to="s", share=0.2))
    steps = [work("pre", "none", FIXED(48), ways), work("s", "g", EXP(1))]
    return world([Group(id="none"), Group(id="g", officers=1)], steps, [flow(4, "pre")], **window(n / 4))


def at_fixed_gaps(n: int) -> Scenario:
    """One case every hour and a quarter, service of mean one hour."""
    times = at([1.25 * k for k in range(n)], "s")
    return world([Group(id="g", officers=1)], [work("s", "g", EXP(1))], [times], **window(n * 1.25))


def half_there(n: int) -> Scenario:
    """One officer with eight tenths of the time for cases."""
    group = Group(id="g", officers=1, availability=0.8)
    return world([group], [work("s", "g", EXP(1))], [flow(0.6, "s")], **window(n / 0.6))


def with_excluded_time(n: int) -> Scenario:
    """Work of ten hours on average and an appraisal of fifty that does not count; the deadline is at twenty."""
    steps = [work("s", "g", EXP(10), (Route(to="expert"),)), work("expert", "h", FIXED(50), excluded=True)]
    due = Deadline(hours=20, origin="arrival")
    return world(
        [Group(id="g"), Group(id="h")], steps, [flow(10, "s")],
        classes=[CaseClass(id="s", start="s", deadline=due)], **window(n / 10),
    )  # fmt: skip


def harrington(n: int) -> Scenario:
    """Two groups of firms, one row a firm and period: of the lenient group a tenth is inspected and moved to the strict
    one; there half is inspected, and three tenths of those are released."""
    gone = 1e-6
    lenient = (
        Route(to="b", share=0.1, reason="caught"),
        Route(to="a", share=0.9 - gone),
        Route(to="closed", share=gone),
    )
    strict = (
        Route(to="a", share=0.15, reason="released"),
        Route(to="b", share=0.35, reason="kept"),
        Route(to="b", share=0.5 - gone),
        Route(to="closed", share=gone),
    )
    steps = [work("a", "g", FIXED(1), lenient), work("b", "g", FIXED(1), strict)]
    firms = Arrivals(id="firms", classes=(Route(to="a", share=0.6), Route(to="b", share=0.4)), backlog=100)
    hours = n / 100
    return world([Group(id="g")], steps, [firms], classes=[CaseClass(id="a", start="a"), CaseClass(id="b", start="b")],
                 warmup=0.2 * hours / 24, days=0.8 * hours / 24, drain=0.0)  # fmt: skip


def periods(inside: Callable[[str, str], bool]) -> Measure:
    """The share of rows of the window for which (step, reason of coming to it) is counted."""

    def measure(trace: Trace) -> float:
        since, until = trace.compiled.window
        names = [step.id for step in trace.compiled.network.steps]
        rows = trace.rows
        return mean(
            inside(names[node], trace.compiled.reasons[reason])
            for node, reason, enter in zip(rows.node, rows.reason, rows.enter, strict=True)
            if since <= enter < until
        )

    return measure


def spread_of_wait(trace: Trace) -> float:
    """The standard deviation of the wait."""
    return stdev(waits(trace))


def erlang_c(c: int, a: float) -> float:
    """The probability of waiting in M/M/c with a load of a officers, by Erlang's B formula."""
    b = 1.0
    for n in range(1, c + 1):
        b = a * b / (n + a * b)
    return b / (1 - a / c * (1 - b))


def stationary(births: Callable[[int], float], deaths: Callable[[int], float], top: int) -> list[float]:
    """The stationary distribution of a birth and death chain on 0, …, top."""
    weights = [1.0]
    for n in range(top):
        weights.append(weights[-1] * births(n) / deaths(n + 1))
    return [each / math.fsum(weights) for each in weights]


def erlang_a(rate: float, c: int, patience: float) -> tuple[float, float]:
    """M/M/c+M with unit service: the share that leaves, and the mean wait of all (Palm)."""
    p = stationary(lambda n: rate, lambda n: min(n, c) + max(0, n - c) / patience, 400)
    queue = math.fsum((n - c) * each for n, each in enumerate(p) if n > c)
    return queue / patience / rate, queue / rate


def fixed_patience(rate: float, patience: float) -> tuple[float, float]:
    """M/M/1+D with unit service: the share that leaves, and the mean wait of all (Baccelli and Hebuterne 1981)."""
    r = 1 - rate
    idle = 1 / (1 + rate * (1 - math.exp(-r * patience)) / r + rate * math.exp(-r * patience))
    gone = idle * rate * math.exp(-r * patience)
    within = idle * rate * (1 - math.exp(-r * patience) * (1 + r * patience)) / r**2
    return gone, within + gone * patience


def blocked(rate: float, c: int, places: int) -> float:
    """The share that finds M/M/c/K full, with unit service and K = c + places."""
    return stationary(lambda n: rate, lambda n: min(n, c), c + places)[-1]


def root(rate: float) -> float:
    """The share that waits in D/M/1 with unit service: s = exp(-(1 - s)/rate)."""
    s = 0.5
    for _ in range(10_000):
        s = math.exp(-(1 - s) / rate)
    return s


def served_wait(rate: float, c: int, patience: float) -> float:
    """M/M/c+M with unit service: the mean wait of those who are served.

    Behind q others a case moves up at rate c + k/patience while k are ahead, unless its own patience ends first.
    """
    p = stationary(lambda n: rate, lambda n: min(n, c) + max(0, n - c) / patience, 300)
    reached, waited = math.fsum(p[:c]), 0.0
    for n in range(c, 300):
        moves = [c + k / patience for k in range(n - c, -1, -1)]
        chance = p[n] * math.prod(each / (each + 1 / patience) for each in moves)
        reached += chance
        waited += chance * math.fsum(1 / (each + 1 / patience) for each in moves)
    return waited / reached


def fixed_patience_of_many(rate: float, c: int, patience: float) -> float:
    """M/M/c+D with unit service: the share that leaves, by the density of the work before a newcomer."""
    idle = [rate**n / math.factorial(n) for n in range(c)]
    r, start = rate - c, rate * idle[-1]
    within = start * math.expm1(r * patience) / r
    gone = start * math.exp(r * patience) / c
    return gone / (math.fsum(idle) + within + gone)


def erlang_b(c: int, a: float) -> float:
    """The share that finds all c officers busy and leaves at once."""
    return stationary(lambda n: a, lambda n: n, c)[-1]


DAY = (0.25,) * 8 + (2.0,) * 8 + (0.75,) * 8


def by_the_hour(n: int) -> Scenario:
    """Ten cases a day, most of them in office hours, five hours of work each, no queue."""
    rows = [Arrivals(id="x", classes=(Route(to="s"),), per_day=10, hours=DAY)]
    return world([Group(id="g")], [work("s", "g", EXP(5))], rows, **window(n / 10 * 24))


def present_by_the_hour(hour: int) -> float:
    """The mean of `by_the_hour` at an hour of the day: m' = λ(t) - m/5, from hour to hour until it repeats."""
    m = 0.0
    for h in range(24 * 20 + hour):
        m = m * math.exp(-0.2) + 10 / 24 * DAY[h % 24] * 5 * -math.expm1(-0.2)
    return m


def shorter(n: int) -> Scenario:
    """Two officers with a queue each; who comes joins the shorter, the first when they are alike."""
    door = Step(id="door", choose="shortest", routes=(Route(to="a"), Route(to="b", share=0)))
    groups = [Group(id="g", officers=1), Group(id="h", officers=1)]
    return world(groups, [door, work("a", "g", EXP(1)), work("b", "h", EXP(1))], [flow(1.4, "door")],
                 **window(n / 1.4))  # fmt: skip


def sent_back(n: int) -> Scenario:
    """Three of ten cases go up to the superior, who sends two of five back: the work is done again."""
    above = (Competent(group="g", superior="above"),)
    stages = (Stage(id="do", service=EXP(2), officers=1),)
    return Scenario(
        horizon=Horizon(observe_days=n / 240, drain_days=20),
        groups=(Group(id="g", officers=10_000), Group(id="above", officers=10_000)),
        cells=(Cell(id="c", field="f", place="p", per_day=240, competent=above, course="k"),),
        courses=(Course(id="k", variants=(Variant(id="v", share=1, stages=stages),), approval=FIXED(4)),),
        policies=Policies(escalate=0.3, send_back=0.4, triage=FIXED(0.25)),
    )


def named(metric: str) -> Measure:
    """A registered metric that has a value."""

    def measure(trace: Trace) -> float:
        found = find_metric(metric)(trace)
        assert found is not None
        return found

    return measure


MODELS: dict[str, Model] = {
    "T01a": Model(
        build=single(8, EXP(1), 10),
        expected={
            "P(wait)": (0.409180150796444, lambda t: share(waits(t), 0)),
            "Wq": (0.204590075398222, wq()),
            "W": (1.20459007539822, lambda t: mean(times_in_system(t))),
            "q95(Wq)": (1.05106626006637, lambda t: quantile(waits(t), 0.95)),
            "P(T>3)": (0.069144692320904, lambda t: share(times_in_system(t), 3)),
            "q95(T)": (3.32827476856012, lambda t: quantile(times_in_system(t), 0.95)),
        },
    ),
    "T01b": Model(
        build=single(1.7, EXP(1), 2),
        expected={
            "P(wait)": (0.781081081081081, lambda t: share(waits(t), 0)),
            "Wq": (2.6036036036036, wq()),
            "q95": (9.16218652009384, lambda t: quantile(waits(t), 0.95)),
        },
    ),
    "T02a": Model(build=single(0.8, FIXED(1)), expected={"Wq": (2.0, wq())}),
    "T02b": Model(
        build=single(0.8, EXP(1)), expected={"Wq": (4.0, wq()), "sd(Wq)": (4.89897948556636, spread_of_wait)}
    ),
    "T02c": Model(build=single(0.8, Duration.lognormal(1, 4)), expected={"Wq": (10.0, wq())}, heavy=True),
    "T02d": Model(build=single(0.8, Duration.uniform(0, 2)), expected={"Wq": (8 / 3, wq())}),
    "T02e": Model(
        build=single(0.8, Duration.erlang(1, 2)),
        expected={"Wq": (3.0, wq()), "sd(Wq)": (3.60555127546399, spread_of_wait)},
        long=True,
    ),
    "T03": Model(
        build=jackson,
        expected={
            "W": (3.26128200670961, lambda t: mean(times_in_system(t))),
            "visits": (1.54579556111285, cohort_rows),
            "L1": (2.35621715019, lambda t: population(t, "A")),
            "L2": (1.62643678161, lambda t: population(t, "B")),
            "L3": (0.583140877598, lambda t: population(t, "C")),
        },
    ),
    "T04a": Model(
        build=single(1.2, EXP(1), patience=EXP(4)),
        expected={"P(ab)": (0.314089053156653, withdrawn), "Wq": (1.25635621262661, wait_of_all)},
    ),
    "T05": Model(
        build=tandem,
        expected={
            "W": (6.0, lambda t: mean(times_in_system(t))),
            "q50": (4.91178870919806, lambda t: quantile(times_in_system(t), 0.5)),
            "q95": (14.7045533883115, lambda t: quantile(times_in_system(t), 0.95)),
        },
    ),
    "T06a": Model(
        build=levels((0.2, 0.3, 0.3), (EXP(1), EXP(1), EXP(1))),
        expected={"Wq1": (1.0, wq("p0")), "Wq2": (2.0, wq("p1")), "Wq3": (8.0, wq("p2")), "all": (4.0, wq())},
    ),
    "T06b": Model(
        build=levels((0.5, 0.2), (FIXED(0.4), EXP(2.5))),
        expected={"Wq1": (1.6125, wq("p0")), "Wq2": (5.375, wq("p1"))},
    ),
    "T07 separate": Model(
        build=single(0.9, EXP(1)), expected={"W": (10.0, lambda t: mean(times_in_system(t)))}, heavy=True
    ),
    "T07 pooled": Model(
        build=single(12.6, EXP(1), 14), expected={"W": (1.4389036709127, lambda t: mean(times_in_system(t)))}
    ),
    "T07b separate": Model(build=two_kinds(False), expected={"Wq": (0.594059405940594, wq())}, heavy=True),
    "T08": Model(
        build=sine_week,
        expected={
            "m(0)": (15.7487296937388, present_often(0, 168)),
            "m(1.75)": (22.3681373928144, present_often(42, 168)),
        },
        long=True,
    ),
    "T08b": Model(
        build=from_empty,
        short=True,
        expected={
            "m(1)": (7.86938680574733, present_at(1)),
            "m(2)": (12.6424111765712, present_at(2)),
            "m(4)": (17.2932943352677, present_at(4)),
        },
    ),
    "T09": Model(build=single(0.75, EXP(1), batch=3), expected={"Wq": (7.0, wq())}),
    "T10": Model(build=single(4, EXP(1), 10, needs=2), expected={"Wq": (0.554112554112554, wq())}, long=True),
    "T10b": Model(
        build=head_of_line,
        expected={
            "Wq": (0.35557352654843, wq()),
        },
    ),
    "T11": Model(
        build=feedback,
        expected={"visits": (1 / 0.7, cohort_rows), "T": (5.0, lambda t: mean(times_in_system(t)))},
    ),
    "T14": Model(
        build=single(0.95, EXP(1)),
        expected={
            "P(T>90)": (0.0111089965382423, lambda t: share(times_in_system(t), 90)),
            "q95": (59.9146454710798, lambda t: quantile(times_in_system(t), 0.95)),
        },
        heavy=True,
    ),
    "T15": Model(
        build=ladder(False),
        expected={"touches": (1.5, cohort_rows), "T": (2.9, lambda t: mean(times_in_system(t)))},
    ),
    "T15b": Model(build=ladder(True), expected={"touches": (1.64244186046512, cohort_rows)}),
    "T16": Model(
        build=infinite,
        expected={"mean": (30.0, lambda t: population(t, "g")), "variance": (30.0, spread_of_population)},
    ),
    "T21 memory": Model(build=kicked(True), expected={"transfers": (6.5, transfers)}, long=True),
    "T21 none": Model(build=kicked(False), expected={"transfers": (169 / 14, transfers)}, long=True),
    "T04b M/M/1+D": Model(
        build=single(1.2, EXP(1), patience=FIXED(2)),
        expected={"P(ab)": (fixed_patience(1.2, 2)[0], withdrawn), "Wq": (fixed_patience(1.2, 2)[1], wait_of_all)},
    ),
    "T23": Model(
        build=harrington,
        expected={
            "strict": (0.4, periods(lambda step, _: step == "b")),
            "inspections": (0.26, periods(lambda _, reason: reason in ("caught", "released", "kept"))),
        },
    ),
    "M/M/10+M": Model(
        build=single(12, EXP(1), 10, patience=EXP(2)),
        expected={"P(ab)": (erlang_a(12, 10, 2)[0], withdrawn), "Wq": (erlang_a(12, 10, 2)[1], wait_of_all)},
    ),
    "M/M/2/5": Model(build=finite, expected={"P(full)": (blocked(1.6, 2, 3), turned_away)}),
    "M/M/3 with priorities": Model(
        build=busy_levels,
        expected={
            "Wq1": (erlang_c(3, 2.5) / 3 / (1 - 1 / 3), wq("p0")),
            "Wq2": (erlang_c(3, 2.5) / 3 / (1 - 1 / 3) / (1 - 2.5 / 3), wq("p1")),
        },
    ),
    "M/H2/1": Model(
        build=single(0.8, Duration.mixture((0.8, EXP(0.5)), (0.2, EXP(3)))),
        expected={"Wq": (0.8 * (0.8 * 2 * 0.5**2 + 0.2 * 2 * 3**2) / 2 / 0.2, wq())},
        heavy=True,
    ),
    "M/Weibull/1": Model(
        build=single(0.7, Duration.weibull(1, 2)),
        expected={"Wq": (0.7 * math.gamma(2) / 2 / (1 - 0.7 * math.gamma(1.5)), wq())},
    ),
    "D/M/1": Model(
        build=at_fixed_gaps,
        expected={"P(wait)": (root(0.8), lambda t: share(waits(t), 0)), "Wq": (root(0.8) / (1 - root(0.8)), wq())},
    ),
    "M/D/∞ → M/M/1": Model(build=thinned, expected={"Wq": (4.0, wq("s")), "visits": (1.2, cohort_rows)}),
    "availability": Model(build=half_there, expected={"T": (5.0, lambda t: mean(times_in_system(t)))}),
    "Erlang B": Model(build=single(3, EXP(1), 4, patience=FIXED(0)), expected={"lost": (erlang_b(4, 3), withdrawn)}),
    "M/M/3+M": Model(
        build=single(3.6, EXP(1), 3, patience=EXP(1.5)), expected={"W of the served": (served_wait(3.6, 3, 1.5), wq())}
    ),
    "M/M/3+D": Model(
        build=single(3.6, EXP(1), 3, patience=FIXED(1)),
        expected={"P(ab)": (fixed_patience_of_many(3.6, 3, 1), withdrawn)},
    ),
    "Mt/M/∞ by the hour": Model(
        build=by_the_hour,
        expected={
            "m(8)": (present_by_the_hour(8), present_often(8, 24)),
            "m(16)": (present_by_the_hour(16), present_often(16, 24)),
        },
        long=True,
    ),
    # The stationary distribution of the chain of both queues, up to 40 each, by power iteration.
    "the shorter queue": Model(build=shorter, expected={"W": (2.10819727396, lambda t: mean(times_in_system(t)))}),
    "sent back": Model(
        build=sent_back,
        expected={
            "T": (0.25 + (2 + 0.3 * 4) / (1 - 0.12), named("turnaround.mean")),
            "returns": (0.12 / (1 - 0.12), named("transfers.mean")),
            "escalations": (0.3 / (1 - 0.12), named("escalations.mean")),
        },
        long=True,
    ),
    "excluded time": Model(
        build=with_excluded_time, expected={"overdue": (math.exp(-2), named("overdue.rate"))}, long=True
    ),
}
