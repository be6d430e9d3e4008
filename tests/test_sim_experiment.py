"""Replications, pairs and reforms: the same answers whoever computes them, and intervals that mean what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import attrs
import pytest
from simulated import at, flow, traced, work, world

from enforcekit.errors import InvalidArgument, InvalidRecord, UnknownReference
from enforcekit.simulation import (
    CaseClass,
    Cell,
    Competent,
    Course,
    Deadline,
    Duration,
    Group,
    HalfWidth,
    Horizon,
    Policies,
    Reform,
    Rung,
    Scenario,
    Stage,
    Variant,
    decompose,
    example_queue,
    experiment,
    simulate,
)
from enforcekit.simulation.metrics import METRICS, cohort, find_metric, gini
from enforcekit.simulation.statistic import holm, p_value, student, student_tail

EXP, FIXED = Duration.exponential, Duration.fixed
QUEUE = example_queue(rate=1.6, service=EXP(1), officers=2, days=30, warmup=5)


def town(**policies: object) -> Scenario:
    """Two towns and a district: three fields at each place, some cases escalated, some misrouted."""
    cells = tuple(
        Cell(
            id=f"{field}@{place}",
            field=field,
            place=place,
            per_day=4,
            competent=(Competent(group=group if field == "waste" else "district", superior="district"),),
            course="penalty",
        )
        for place, group in (("north", "north-town"), ("south", "south-town"))
        for field in ("waste", "noise", "food")
    )
    course = Course(
        id="penalty",
        deadline_hours=240,
        variants=(
            Variant(id="simple", share=0.6, stages=(Stage(id="site", service=EXP(1), files=True),)),
            Variant(
                id="general",
                share=0.4,
                stages=(
                    Stage(id="file", service=FIXED(1), officers=1, files=True),
                    Stage(id="investigate", service=Duration.lognormal(6, 1)),
                    Stage(id="hearing", service=EXP(4), share=0.2),
                    Stage(id="notice", service=FIXED(72), at="delay", excluded=True),
                    Stage(id="decide", service=EXP(2), at="superior", officers=1),
                ),
            ),
        ),
    )
    return Scenario(
        id="towns",
        horizon=Horizon(warmup_days=10, observe_days=40, drain_days=60),
        groups=(
            Group(id="north-town", officers=4),
            Group(id="south-town", officers=4),
            Group(id="district", officers=14),
        ),
        cells=cells,
        courses=(course,),
        policies=Policies(**{"misroute": 0.12, "escalate": 0.1, "send_back": 0.2, **policies}),  # type: ignore[arg-type]
    )


def test_a_simulation_is_the_same_alone_with_threads_and_with_processes() -> None:
    alone = simulate(QUEUE, replications=4, seed=3)
    with ThreadPoolExecutor(3) as threads, ProcessPoolExecutor(2) as processes:
        assert simulate(QUEUE, replications=4, seed=3, executor=threads) == alone
        assert simulate(QUEUE, replications=4, seed=3, executor=processes) == alone


ALONE = """
import os, sys; sys.path.insert(0, 'tests')
from test_sim_experiment import QUEUE
from enforcekit.simulation import simulate, tasks
asked = tasks.one
def one(*task):
    os.write(2, f'{os.getpid()} '.encode())
    return asked(*task)
tasks.one, tasks.WORTH = one, float(sys.argv[1])
print(*simulate(QUEUE, replications=4, seed=3, engine='pure').digests)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_without_an_executor_long_work_is_shared_by_processes_and_the_rows_are_the_same() -> None:
    def done(worth: float) -> tuple[list[str], int]:
        said = subprocess.run(
            [sys.executable, "-c", ALONE, str(worth)], capture_output=True, text=True, check=True, timeout=120
        )
        return said.stdout.split(), len(set(said.stderr.split()))

    shared, alone = done(0.0), done(1e9)
    assert shared[0] == alone[0] == list(simulate(QUEUE, replications=4, seed=3, engine="pure").digests)
    assert alone[1] == 1
    assert (shared[1] > 1) == (len(os.sched_getaffinity(0)) > 1)


def test_the_same_seed_gives_the_same_bytes_under_any_hash_seed() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from test_sim_experiment import town\n"
        "from enforcekit.simulation import simulate\n"
        "print(simulate(town(), replications=2, seed=5, engine='pure').digests)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("0", "1", "31337")
    }
    assert len(said) == 1


def test_what_is_no_executor_is_refused_with_the_cure() -> None:
    with pytest.raises(InvalidArgument, match="get_executor"):
        simulate(QUEUE, replications=1, executor=object())  # type: ignore[arg-type]


def test_an_unknown_metric_or_engine_or_count_is_refused() -> None:
    with pytest.raises(UnknownReference, match=r"turnaround\.mean"):
        simulate(QUEUE, metrics=["turnaround.meen"])
    with pytest.raises(UnknownReference, match="engine"):
        simulate(QUEUE, replications=1, engine="fast")
    with pytest.raises(InvalidArgument, match="replications"):
        simulate(QUEUE, replications=0)


def test_every_metric_can_be_read_from_every_scenario() -> None:
    for scenario in (QUEUE, town()):
        found = simulate(scenario, replications=1, metrics=[*METRICS, "turnaround.q90", "share_over.240h"])
        assert json.loads(json.dumps(found.rows()))
        assert all(each is None or each == each for each in found.values[0].values())


def test_too_few_replications_give_no_interval_and_an_overload_no_steady_mean() -> None:
    few = simulate(QUEUE, replications=9, metrics=["turnaround.mean"])["turnaround.mean"]
    assert few.mean is not None
    assert few.low is None
    over = simulate(
        example_queue(rate=3, service=EXP(1), officers=2, days=5, drain=1),
        replications=10,
        metrics=["turnaround.mean", "open_share"],
    )
    assert over["turnaround.mean"].mean is None
    assert over["open_share"].mean is not None
    assert [each.code for each in over.findings] == ["EK707"]


def test_the_manifest_names_scenario_seed_kernel_and_canary() -> None:
    made = simulate(QUEUE, replications=1, seed=9).manifest
    assert made["scenario_sha256"] == QUEUE.sha256
    assert made["canary_holds"]
    assert made["canary"]["exponential"][0] == 36011315


def test_identity_changes_no_byte_and_joining_is_associative() -> None:
    base = town()
    assert Reform.identity()(base).to_json() == base.to_json()
    assert traced(Reform.identity()(base)).digest == traced(base).digest
    a, b, c = Reform.staff("district", 1), Reform.single_intake(0.02), Reform.availability("district", 0.9)
    assert ((a | b) | c)(base) == (a | (b | c))(base)
    assert a.diff(base).keys() == {"groups"}
    assert Reform.identity().diff(base) == {}


def test_common_random_numbers_save_replications() -> None:
    found = experiment(
        town(),
        {"intake": Reform.single_intake(0.04)},
        metrics=["turnaround.restricted_mean", "transfers.mean"],
        replications=12,
    )
    one = found["intake", "transfers.mean"]
    assert one.high is not None
    assert one.high < 0
    ratio = found["intake", "turnaround.restricted_mean"].variance_ratio
    assert ratio is not None
    assert ratio > 2


def test_an_experiment_with_the_base_itself_finds_nothing() -> None:
    found = experiment(QUEUE, {"same": QUEUE}, metrics=["turnaround.mean"], replications=10)
    one = found["same", "turnaround.mean"]
    assert (one.difference, one.low, one.high, one.p, one.adjusted) == (0, 0, 0, 1, 1)


def test_stopping_waits_for_twenty_pairs_and_says_whether_it_was_reached() -> None:
    loose = experiment(
        QUEUE, {"more": Reform.staff("team", 1)}, metrics=["turnaround.mean"], stop=HalfWidth(rel=9, least=5)
    )
    assert loose.reached
    assert loose["more", "turnaround.mean"].replications == 20
    tight = experiment(
        QUEUE,
        {"more": Reform.staff("team", 1)},
        metrics=["turnaround.mean"],
        stop=HalfWidth(rel=1e-9, least=20, most=24),
    )
    assert tight.reached is False
    assert tight["more", "turnaround.mean"].replications == 24


def test_merging_keeps_the_officers_and_every_reference() -> None:
    base = town()
    merged = Reform.merge(["north-town", "south-town"], into="towns")(base)
    assert {each.id: each.officers for each in merged.groups} == {"towns": 8, "district": 14}
    assert {who.group for cell in merged.cells for who in cell.competent} == {"towns", "district"}
    assert traced(merged).stopped


def test_empowerment_can_cut_transfers_and_lengthen_turnaround() -> None:
    base = town(misroute=0.3)
    shift = Reform.delegate(["noise", "food"], {"north": "north-town", "south": "south-town"})
    found = experiment(
        base, {"towns": shift}, metrics=["transfers.mean", "turnaround.restricted_mean"], replications=10
    )
    fewer, longer = found["towns", "transfers.mean"], found["towns", "turnaround.restricted_mean"]
    assert fewer.high is not None
    assert longer.low is not None
    assert fewer.high < 0 < longer.low


def test_an_entrusted_power_needs_the_principals_signature_until_approval_is_off() -> None:
    entrust = Reform.entrust(["noise"], {"north": "north-town"}, {"north": "district"})
    steps = {step.id for step in entrust(town()).network().steps}
    assert "noise@north/0/approve" in steps
    assert "noise@north/0/approve" not in {
        step.id for step in (entrust | Reform.approval_off())(town()).network().steps
    }


def test_delisting_refuses_to_leave_a_gap_unless_told() -> None:
    with pytest.raises(InvalidRecord, match="EK713"):
        Reform.delist(["waste"], "north-town")(town())
    gone = Reform.delist(["waste"], "north-town", leave_gap=True)(town())
    found = simulate(gone, replications=1, metrics=["no_authority.share"])
    assert found.preflight.gap == pytest.approx(1 / 6)
    assert found.values[0]["no_authority.share"] == pytest.approx(1 / 6, abs=0.05)


def test_prehandling_and_the_ladder_take_their_shares() -> None:
    rungs = [Rung(group="district", service=FIXED(0.1), settles=p) for p in (0.6, 0.75)]
    reform = Reform.prehandle(0.5, resolves=0.8) | Reform.mediate(*rungs)
    found = simulate(reform(town()), replications=4, metrics=["pre_handled.share", "mediated.share"])
    assert found["pre_handled.share"].mean == pytest.approx(0.4, abs=0.03)
    assert found["mediated.share"].mean == pytest.approx(0.6 * 0.9, abs=0.03)


def test_a_reform_names_the_nearest_group() -> None:
    with pytest.raises(UnknownReference, match="district"):
        Reform.staff("distrct", 1)(town())


def test_little_law_holds_exactly_and_no_case_is_lost() -> None:
    trace = traced(town())
    since, until = trace.compiled.window
    ticks, ends = trace.cases.tick, trace.cases.end
    inside = sum(max(0, min(e if e >= 0 else until, until) - max(a, since)) for a, e in zip(ticks, ends, strict=True))
    backlog = find_metric("backlog.mean")(trace)
    assert backlog == inside / (until - since)
    for moment in range(0, trace.compiled.tables.stop, 86_400):
        came = sum(a <= moment for a in ticks)
        gone = sum(0 <= e <= moment for e in ends)
        there = sum(a <= moment and not 0 <= e <= moment for a, e in zip(ticks, ends, strict=True))
        assert came == gone + there


def test_new_names_for_bodies_and_steps_change_no_row() -> None:
    base = world(
        [Group(id="a", officers=1), Group(id="b", officers=2)],
        [work("s", "a", EXP(1)), work("t", "b", EXP(1))],
        [flow(0.7, "s", id="x"), flow(1.5, "t", id="y")],
    )
    other = world(
        [Group(id="z", officers=1), Group(id="y", officers=2)],
        [work("q", "z", EXP(1)), work("r", "y", EXP(1))],
        [flow(0.7, "q", id="m", stream="x"), flow(1.5, "r", id="n", stream="y")],
    )
    assert traced(base).digest == traced(other).digest


def test_a_group_nobody_uses_changes_no_row() -> None:
    more = attrs.evolve(QUEUE, groups=(*QUEUE.groups, Group(id="idle", officers=5)))
    assert traced(more).digest == traced(QUEUE).digest


def test_one_officer_more_never_lets_anybody_wait_longer() -> None:
    scenarios = [example_queue(rate=2.5, service=EXP(1), officers=n, days=20) for n in (3, 4, 5)]
    waits = []
    for scenario in scenarios:
        rows = traced(scenario).rows
        waits.append([start - enter for enter, start in zip(rows.enter, rows.start, strict=True)])
    assert all(a >= b >= c for a, b, c in zip(*waits, strict=False))


def test_the_other_tick_gives_the_scaled_rows() -> None:
    slow = example_queue(rate=1, service=FIXED(0.5), days=10)
    fast = attrs.evolve(slow, tick_us=500_000)
    a, b = traced(slow), traced(fast)
    assert all(abs(2 * x - y) <= 2 for x, y in zip(a.cases.end, b.cases.end, strict=False))


def test_overdue_counts_from_filing_and_leaves_the_undetermined_open() -> None:
    scenario = world(
        [Group(id="g", officers=1)],
        [work("s", "g", FIXED(30))],
        [at([0, 0], "c")],
        classes=[CaseClass(id="c", start="s", deadline=Deadline(hours=40, origin="arrival"))],
        days=1,
        drain=9,
    )
    assert find_metric("overdue.rate")(traced(scenario)) == 0.5
    assert len(cohort(traced(scenario))) == 2


def test_small_statistics() -> None:
    assert gini([1, 2, 3, 4]) == 0.25
    assert holm([0.5, 0.001]) == [0.5, 0.002]
    assert student(0.975, 10**6) == pytest.approx(1.959966, abs=1e-5)
    assert student_tail(student(0.995, 7), 7) == pytest.approx(0.01)
    assert p_value([0.0, 0.0]) == 1


def test_a_reform_comes_back_from_its_description() -> None:
    reform = (
        Reform.merge(["north-town", "south-town"], into="towns")
        | Reform.move_staff("district", "towns", 2)
        | Reform.entrust(["noise"], {"north": "towns"}, {"north": "district"})
        | Reform.delist(["food"], "district", leave_gap=True)
        | Reform.prehandle(0.2, hours=FIXED(12))
        | Reform.mediate(Rung(group="district", service=EXP(1), settles=0.6))
        | Reform.lenient("penalty", "simple", 0.7)
        | Reform.crosstrain("towns", 0.9)
        | Reform.take_back(["waste"], {"south": "district"})
        | Reform.approval_off()
    )
    written = json.loads(json.dumps(reform.describe()))
    assert Reform.from_list(written)(town()) == reform(town())
    with pytest.raises(UnknownReference, match="merge"):
        Reform.from_list([{"op": "merg"}])
    with pytest.raises(InvalidRecord, match="EK111 at /0/change"):
        Reform.from_list([{"op": "staff", "group": "district"}])


def test_the_shares_of_a_decomposition_add_up_to_the_whole() -> None:
    parts = {
        "intake": Reform.single_intake(0.02),
        "staff": Reform.staff("district", 4),
        "pre": Reform.prehandle(0.3),
    }
    names = ["turnaround.restricted_mean", "transfers.mean"]
    found = decompose(town(), parts, metrics=names, replications=2)
    whole = experiment(town(), {"all": parts["intake"] | parts["staff"] | parts["pre"]}, metrics=names, replications=2)
    for name in names:
        total = sum(each.share or 0 for each in found if each.metric == name)
        assert total == pytest.approx(whole["all", name].difference)
    assert all(each.low is None for each in found)
    many = {f"r{n}": Reform.staff("district", 1) for n in range(5)}
    in_order = decompose(town(), many, metrics=["cases"], replications=1)
    assert [(each.share, each.method) for each in in_order] == [(0.0, "in order")] * 5
