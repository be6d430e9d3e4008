"""What is needed to do a simulation again on another machine, and the verb that does it and compares."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from typing import Any

import attrs

from enforcekit.arguments import must_be
from enforcekit.errors import InvalidData

from .engine import CANARY, KERNEL, canary
from .findings import BAD_MANIFEST
from .scenario import Scenario
from .tasks import Progress, Task, check_executor, run_tasks


def manifest(
    scenarios: Mapping[str, Scenario],
    digests: Mapping[str, Sequence[str]],
    *,
    seed: int,
    metrics: Sequence[str],
    **more: Any,
) -> dict[str, Any]:
    """The scenarios whole, with the hashes of their documents and of their rows, and by what they were run.

    Args:
        scenarios: by name; the first is the base.
        digests: the hash of the rows of each replication, in order.
        seed: the seed.
        metrics: what was measured.
        more: what a verb adds.
    """
    (base, *_) = scenarios.values()
    return {
        "scenario_sha256": base.sha256,
        "seed": seed,
        "replications": len(next(iter(digests.values()))),
        "metrics": list(metrics),
        "tick_us": base.tick_us,
        "kernel": KERNEL,
        "canary": {name: list(each) for name, each in _canary().items()},
        "canary_holds": _canary() == CANARY,
        "platform": f"{platform.machine()} Python {platform.python_version()}",
        "scenarios": {
            name: {"sha256": each.sha256, "rows_sha256": _joined(digests[name]), "document": each.to_dict()}
            for name, each in scenarios.items()
        },
        **more,
    }


@attrs.frozen(kw_only=True)
class Repro:
    """What came of doing it again: the names of the scenarios whose rows are the same, and of those whose are not.

    `notes` say what differs between the two machines, which is where to look when rows differ.
    """

    same: tuple[str, ...]
    different: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every row came out the same."""
        return not self.different


def repro(
    manifest: Mapping[str, Any],
    *,
    executor: Executor | None = None,
    engine: str = "auto",
    progress: Progress | None = None,
) -> Repro:
    """Run again what a manifest describes and compare the hashes of the rows.

    Args:
        manifest: of a result of `simulate`, `experiment` or `sweep`, also when read from JSON.
        executor: any executor of `concurrent.futures`; None: processes where they are worth it and safe.
        engine: `auto`, `pure` or `numba`: the rows do not depend on it.
        progress: called with (runs done, runs in all).

    Raises:
        InvalidData: something is missing, or a document is not the one whose hash stands beside it (EK716).

    >>> from enforcekit.simulation import Duration, example_queue, simulate
    >>> queue = example_queue(rate=0.5, service=Duration.exponential(1), days=10)
    >>> repro(simulate(queue, replications=2, metrics=["cases"]).manifest).holds
    True
    """
    must_be(Mapping, manifest=manifest)
    check_executor(executor)
    seed, count, those = _read(manifest)
    tasks: list[Task] = [(text, seed, n, (), engine) for _, text, _ in those for n in range(count)]
    found = [each.digest for each in run_tasks(tasks, executor, progress)]
    same: list[str] = []
    different: list[str] = []
    for n, (name, _, rows) in enumerate(those):
        (same if _joined(found[n * count : (n + 1) * count]) == rows else different).append(name)
    return Repro(same=tuple(same), different=tuple(different), notes=tuple(_notes(manifest)))


def _read(manifest: Mapping[str, Any]) -> tuple[int, int, list[tuple[str, str, str]]]:
    """Seed, replications, and of each scenario name, text and hash of rows."""
    problems = [
        BAD_MANIFEST.at(f"/{key}", problem=f"'{key}' is not {kind.__name__}")
        for key, kind in (("seed", int), ("replications", int), ("scenarios", Mapping))
        if not isinstance(manifest.get(key), kind)
    ]
    if not problems and (manifest["replications"] < 1 or not manifest["scenarios"]):
        problems = [BAD_MANIFEST.at("/scenarios", problem="there is nothing to run")]
    if problems:
        raise InvalidData(problems, "manifest")
    found = []
    for name, each in manifest["scenarios"].items():
        if not isinstance(each, Mapping) or not {"sha256", "rows_sha256", "document"} <= each.keys():
            problems.append(BAD_MANIFEST.at(f"/scenarios/{name}", problem="sha256, rows_sha256 or document is missing"))
            continue
        scenario = Scenario.from_dict(each["document"])
        if scenario.sha256 != each["sha256"]:
            problems.append(BAD_MANIFEST.at(f"/scenarios/{name}", problem="the document does not have this hash"))
        found.append((str(name), scenario.to_json(), str(each["rows_sha256"])))
    if problems:
        raise InvalidData(problems, "manifest")
    return manifest["seed"], manifest["replications"], found


def _notes(manifest: Mapping[str, Any]) -> Iterable[str]:
    here = {name: list(each) for name, each in _canary().items()}
    if manifest.get("kernel") != KERNEL:
        yield f"made by kernel {manifest.get('kernel')}, this is kernel {KERNEL}"
    if manifest.get("canary") != here:
        yield "the logarithms of the two machines differ in their last bits (canary)"


def _joined(digests: Iterable[str]) -> str:
    return hashlib.sha256("".join(digests).encode()).hexdigest()


@lru_cache(maxsize=1)
def _canary() -> dict[str, tuple[int, str]]:
    return canary()
