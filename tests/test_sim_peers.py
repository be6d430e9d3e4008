"""SimPy and Ciw, given the same cases, routes and work, end every case at the tick at which this engine ends it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from enforcekit.simulation.engine import run
from enforcekit.simulation.tables import compile_scenario


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.parametrize("stations", [1, 6])
def test_three_engines_end_every_case_at_the_same_tick(stations: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("simpy")
    pytest.importorskip("ciw")
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    # An earlier test may have brought in a module of the same name.
    monkeypatch.delitem(sys.modules, "simulate", raising=False)
    import simulate

    compiled = compile_scenario(simulate.model(stations, 3000))
    trace = run(compiled, 7, 0, "pure")
    plan, until = simulate.itineraries(trace), compiled.tables.stop + 1
    ours = list(trace.cases.end)
    assert len(ours) > 2500
    assert min(ours) > 0
    assert run(compiled, 7, 0, "kernel").digest == trace.digest
    assert simulate.with_simpy(plan, stations, until) == ours
    assert simulate.with_ciw(plan, stations, until) == ours
