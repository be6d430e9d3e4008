"""Interpreter and compiler, one machine and several: the rows are the same to the last byte."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest
import test_sim_golden as golden
from sim_models import MODELS
from simulated import at, traced, work, world
from test_sim_experiment import QUEUE, town

import enforcekit as ek
from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.simulation import Duration, Group, Route, Scenario, Step, engine, itinerary, simulate, straight, sweep
from enforcekit.simulation import compiled as numba_side
from enforcekit.simulation.arrivals import PLAIN
from enforcekit.simulation.engine import run
from enforcekit.simulation.tables import compile_scenario

compiled = pytest.mark.skipif(find_spec("numba") is None, reason="needs the extra sim")
MIXED = {
    "policies": golden.with_deadline("raise", excluded=12),
    "escalation": golden.with_deadline("escalate", "rescue"),
    "joint": golden.joint("o"),
    "backfill": golden.one_and_two(backfill=True),
    "towns": town(),
    **{name: MODELS[name].build(2000) for name in ("T02c", "T02e", "T03", "T04a", "T06a", "T09", "T10b", "T21 none")},
}


SHORT = ("T01a", "T02c", "T02d", "T02e", "T03", "T05", "T09", "T11", "T15b", "T16", "T07b separate", "T21 none")


@pytest.mark.parametrize("name", SHORT)
def test_the_short_way_writes_the_kernels_rows(name: str) -> None:
    scenario = MODELS[name].build(700 if "T21" in name else 3000)
    for seed in (1, 2):
        short, long = traced(scenario, seed, 0, "pure"), traced(scenario, seed, 0, "kernel")
        assert (short.engine, long.engine) == ("pure", "kernel")
        assert short.digest == long.digest
        assert short.stopped == long.stopped


def test_the_short_way_agrees_when_many_things_happen_at_one_tick() -> None:
    steps = [
        work("a", "g", Duration.fixed(2), [Route(to="b", share=0.5), Route(to="a", share=0.5)]),
        work("b", "h", Duration.fixed(1), [Route(to="a", share=0.3), Route(to="d", share=0.7)]),
        work("d", "free", Duration.fixed(3)),
    ]
    groups = [Group(id="g", officers=3), Group(id="h", officers=1), Group(id="free")]
    scenario = world(groups, steps, [at([float(n // 3) for n in range(300)], "a")], days=20, drain=3)
    assert traced(scenario, 3, 0, "pure").digest == traced(scenario, 3, 0, "kernel").digest


def by_chance(seed: int) -> Scenario:
    """A small world in which much happens at one tick, cases come back, and the run ends early or late."""
    drawn = random.Random(seed)
    groups = [Group(id=f"g{n}", officers=drawn.choice((None, 1, 1, 2, 3))) for n in range(drawn.randint(1, 3))]
    names = [f"s{n}" for n in range(drawn.randint(1, 4))]
    laws = (Duration.fixed(1), Duration.fixed(2), Duration.fixed(5), Duration.exponential(2))

    def routes(back: list[str]) -> list[Route]:
        ends = [*drawn.choices([*back, "closed", "lost"], k=drawn.randint(0, 3)), "closed"]
        left = [drawn.randint(1, 5) for _ in ends]
        return [Route(to=to, share=share / sum(left), reason="transfer") for to, share in zip(ends, left, strict=True)]

    steps = [work(name, drawn.choice(groups).id, drawn.choice(laws), routes(names)) for name in names]
    steps += [
        Step(id="choice", routes=tuple(routes(names)), purpose=32),
        Step(id="again", routes=tuple(routes(["choice"])), purpose=33),
    ]
    arrivals = [
        at(sorted(drawn.randint(0, 40) / 1.0 for _ in range(drawn.randint(1, 30))), to)
        for to in drawn.sample([*names, "choice", "again"], k=2)
    ]
    days, warmup, drain = (drawn.choice(each) for each in ((1 / 24, 0.125, 0.5, 1.0), (0, 0.25, 1), (0, 0.125, 3)))
    return world(groups, steps, arrivals, exits=("closed", "lost"), days=days, warmup=warmup, drain=drain)


def short_ways(scenario: Scenario, seed: int) -> list[engine.Trace]:
    """By the interpreter's short way, by the compiler's as it stands, and by the kernel."""
    loops = SimpleNamespace(WORDS=PLAIN, run_straight=straight.run)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_native", lambda name: loops if name == "numba" else None)
        patch.setattr(numba_side, "as_numpy", lambda _, *columns: columns)
        patch.setattr(numba_side, "views", lambda columns: columns)
        return [traced(scenario, seed, 0, name) for name in ("pure", "numba", "kernel")]


@pytest.mark.parametrize("name", SHORT)
def test_the_compilers_short_way_as_it_stands_writes_the_kernels_rows(name: str) -> None:
    _, ours, long = short_ways(MODELS[name].build(60 if "T21" in name else 600), 4)
    assert (ours.digest, ours.stopped) == (long.digest, long.stopped)


@pytest.mark.parametrize("run_length", [2, 256])
def test_both_short_ways_write_the_kernels_rows_in_worlds_drawn_by_chance(
    run_length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(itinerary, "_RUN", run_length)
    ended_early = 0
    for seed in range(150):
        scenario = by_chance(seed)
        quick, ours, long = short_ways(scenario, seed)
        assert (quick.engine, ours.engine, long.engine) == ("pure", "numba", "kernel")
        assert [list(column) for column in quick.rows] == [list(column) for column in long.rows], seed
        assert (quick.digest, quick.stopped) == (long.digest, long.stopped), seed
        assert (ours.digest, ours.stopped) == (long.digest, long.stopped), seed
        ended_early += long.stopped < long.compiled.tables.stop
    assert 30 < ended_early < 150


PROCESS = """
import sys, time
import numba.core.caching
if sys.argv[1] == "no folder":
    numba.core.caching.CacheImpl._locator_classes = []
start = time.process_time()
from enforcekit.simulation import Duration, example_queue, native
from enforcekit.simulation.engine import run
from enforcekit.simulation.tables import compile_scenario
trace = run(compile_scenario(example_queue(rate=1.8, service=Duration.exponential(1), officers=2, days=9, warmup=1)))
kept = sum(native.run_straight.stats.cache_hits.values())
print(trace.engine, trace.digest, kept, time.process_time() - start)
"""


@compiled
@pytest.mark.slow
def test_the_next_process_loads_what_one_compiled_and_without_a_folder_each_compiles(tmp_path: Path) -> None:
    def process(folder: str) -> tuple[str, str, int, float]:
        done = subprocess.run(
            [sys.executable, "-c", PROCESS, folder], capture_output=True, text=True, timeout=120, check=True,
            env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)},
        )  # fmt: skip
        name, digest, kept, seconds = done.stdout.split()
        return name, digest, int(kept), float(seconds)

    first, second, alone = process("folder"), process("folder"), process("no folder")
    assert first[:2] == second[:2] == alone[:2]
    assert [each[2] for each in (first, second, alone)] == [0, 1, 0]
    assert second[3] < min(first[3], alone[3]) / 2


@compiled
@pytest.mark.slow
@pytest.mark.parametrize("name", MIXED)
def test_compiled_rows_are_the_interpreters_rows(name: str) -> None:
    scenario = MIXED[name]
    assert isinstance(scenario, Scenario)
    a, b = traced(scenario, 5, 1, "kernel"), traced(scenario, 5, 1, "numba")
    assert (a.engine, b.engine) == ("kernel", "numba")
    assert a.digest == b.digest
    assert a.stopped == b.stopped


@pytest.mark.skipif(find_spec("numba") is not None, reason="numba is installed")
def test_without_numba_the_engine_says_what_to_install() -> None:
    with pytest.raises(EnforcekitError, match="sim"):
        traced(QUEUE, engine="numba")
    assert traced(QUEUE, engine="auto").engine == "pure"
    assert traced(QUEUE, engine="kernel").engine == "kernel"


def test_a_row_takes_less_than_64_bytes_and_too_few_rows_at_first_change_nothing() -> None:
    trace = traced(MODELS["T21 none"].build(300))
    assert trace.bytes_a_row <= 64
    assert len(trace.rows.case) > 2 * len(trace.cases.tick) + 1024


def test_a_zero_case_window_is_no_crash() -> None:
    scenario = Scenario.from_json(QUEUE.to_json().replace('"per_day":38.4', '"per_day":0.000001'))
    found = simulate(scenario, replications=2)
    assert found["turnaround.mean"].mean is None


@pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra distributed")
@pytest.mark.slow
def test_dask_computes_the_same_and_a_lost_worker_loses_nothing() -> None:
    # Its own process: tests themselves may not open a socket.
    script = Path(__file__).with_name("sim_dask.py")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.endswith("the same\n"), done.stderr


def _days(base: Scenario, days: float) -> Scenario:
    return attrs.evolve(base, horizon=attrs.evolve(base.horizon, observe_days=float(days)))


def test_a_structure_says_who_handles_what_and_what_is_assumed_is_labelled() -> None:
    ningbo, day = ek.example("ningbo"), dt.date(2024, 5, 1)
    towns = [each.id for each in ningbo.all(ek.Place) if each.parent == "330213"][:3]
    scenario = ek.Scenario.from_structure(ningbo, on=day, items=["330217015000"], places=towns)
    for cell in scenario.cells:
        answer = ek.who_may(ningbo, "penalise", item="330217015000", place=cell.place, on=day)
        assert [each.group for each in cell.competent] == [each.authority for each in answer.competences]
    assert scenario.assumptions
    assert Scenario.from_json(scenario.to_json()) == scenario
    assert simulate(scenario, replications=1).preflight.steady
    with pytest.raises(UnknownReference):
        ek.Scenario.from_structure(ningbo, on=day, items=["no-such-item"], places=towns)


def test_a_latin_hypercube_has_one_point_in_every_slice() -> None:
    from enforcekit.simulation.sweep import design_points

    points = design_points({"a": [0, 8], "b": [0, 1]}, "latin", 8, 3)
    assert sorted(int(each["a"]) for each in points) == list(range(8))
    assert sorted(int(each["b"] * 8) for each in points) == list(range(8))
    with pytest.raises(UnknownReference, match="grid"):
        design_points({"a": [0, 1]}, "sobol", 8, 3)


def test_a_best_point_that_is_no_better_is_a_tie() -> None:
    found = sweep(QUEUE, {"days": [30, 30.0001]}, _days, metrics=["turnaround.mean"], replications=10)
    assert found.best("turnaround.mean") is None
    assert len(found.rows("turnaround.mean")) == 2


def test_an_overloaded_day_is_not_a_hang() -> None:
    scenario = world(QUEUE.groups, QUEUE.steps, QUEUE.arrivals, classes=QUEUE.classes, days=0.01, drain=0.0)
    assert run(compile_scenario(scenario)).stopped == compile_scenario(scenario).tables.stop


def test_a_mixture_of_laws_is_drawn_with_two_words() -> None:
    law = Duration.mixture((0.5, Duration.fixed(1)), (0.5, Duration.exponential(1)))
    assert law.mean == 1
