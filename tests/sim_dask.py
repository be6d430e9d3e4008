"""A sweep on a dask cluster of two workers, one of which is lost on the way: run by `test_sim_engines` on its own."""

from __future__ import annotations

import os

import attrs
import pytest

from enforcekit.errors import InvalidArgument
from enforcekit.simulation import Duration, Scenario, example_queue, simulate, sweep

QUEUE = example_queue(rate=1.6, service=Duration.exponential(1), officers=2, days=30, warmup=5)


def days(base: Scenario, days: float) -> Scenario:
    """The queue observed for so long."""
    return attrs.evolve(base, horizon=attrs.evolve(base.horizon, observe_days=float(days)))


def main() -> None:
    """Fail unless the cluster says what this process says."""
    from distributed import Client, LocalCluster

    asked = {"metrics": ["turnaround.mean"], "replications": 6}
    alone = sweep(QUEUE, {"days": [20, 30]}, days, **asked)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        with pytest.raises(InvalidArgument, match="get_executor"):
            simulate(QUEUE, replications=1, executor=client)
        lost: list[int] = []

        def lose(done: int, total: int) -> None:
            if not lost:
                lost.append(next(iter(client.run(os.getpid).values())))
                os.kill(lost[0], 9)

        executor = client.get_executor(pure=False)
        spread = sweep(QUEUE, {"days": [20, 30]}, days, executor=executor, progress=lose, **asked)
    assert lost
    assert spread == alone
    print("the same")


if __name__ == "__main__":
    main()
