"""The simulator against what queueing theory knows: a quick look in the suite, the full rule in the slow run."""

from __future__ import annotations

from statistics import mean

import pytest
from sim_models import EXP, MODELS, single
from simulated import half_width, study, t_value, traced, waits

from enforcekit.simulation.statistic import effective_size


def judge(name: str, cases: int, replications: int, widest: float) -> None:
    """Every quantity within four standard errors, and not only because the interval is wide."""
    model = MODELS[name]
    measures = {key: measure for key, (_, measure) in model.expected.items()}
    if model.short:
        replications *= 20
    found = study(model.build(cases), measures, replications)
    for key, (expected, _) in model.expected.items():
        sample = found[key]
        said = f"{name} {key}: {mean(sample):.6g} ± {half_width(sample):.3g}, expected {expected:.6g}"
        assert abs(t_value(sample, expected)) <= 4, said
        assert half_width(sample) <= widest * expected, said


QUICK = [name for name, model in MODELS.items() if not model.heavy]


@pytest.mark.parametrize("name", QUICK)
def test_a_quick_look_agrees_with_theory(name: str) -> None:
    # Batches make small samples so skewed that their own spread misleads: they get longer ones.
    judge(name, {"T21 memory": 1500, "T21 none": 600, "T09": 12_000}.get(name, 3000), 8, 0.9)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.nightly) if each.heavy or each.long else name
        for name, each in MODELS.items()
    ],
)
def test_the_simulator_agrees_with_theory(name: str) -> None:
    judge(name, 240_000 if MODELS[name].heavy else 60_000, 20, 0.3 if MODELS[name].heavy else 0.12)


@pytest.mark.slow
def test_ten_thousand_waits_of_a_busy_queue_are_worth_a_few() -> None:
    found = waits(traced(single(0.8, EXP(1))(200_000), 3, 0, "auto"))
    assert effective_size(found, 50) / len(found) == pytest.approx(0.0121457489878543, rel=0.5)
