"""A large structure: loading from disk, linting, batches, at two sizes, so that growth shows.

The structure is the synthetic one of `who_may.py` (138,170 grants, or a tenth of them). There is no peer that does the
same: the floors are what any program must do, `json.loads` of the same lines, and single `ek.who_may` calls.

    python benchmarks/structure.py [--json] [--small]

Each figure is CPU time in seconds, the best of three rounds; `growth` is the large size over the small one, where the
number of grants grows ten times. Batches are per question, in microseconds, on plain lists and on numpy arrays.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import who_may as world_of_grants

import enforcekit as ek


def best(make: Callable[[], Any], rounds: int = 3) -> tuple[Any, float]:
    """What `make` makes, and the least CPU time it took."""
    times = []
    made = None
    for _ in range(rounds):
        made = None
        start = time.process_time()
        made = make()
        times.append(time.process_time() - start)
    return made, min(times)


def measure(grants: int) -> dict[str, float]:
    """Every figure at one size."""
    given = world_of_grants.world(grants)
    structure = ek.Structure(given.records)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "structure.ndjson"
        ek.save(structure, path)
        lines = path.read_bytes().splitlines()
        _, floor = best(lambda: [json.loads(line) for line in lines])
        loaded, load = best(lambda: ek.load(path))
    # A new structure each time: what a question builds is remembered.
    _, lint = best(lambda: ek.lint(ek.Structure(given.records)), rounds=2)
    _, build = best(lambda: ek.Structure(given.records))
    return {
        "records": len(loaded),
        "json.loads of the lines": floor,
        "ek.load": load,
        "ek.Structure": build,
        "ek.lint": lint - build,
        **batches(structure, given),
    }


def batches(structure: ek.Structure, given: Any, count: int = 20_000) -> dict[str, float]:
    """Microseconds a question: one by one, as a batch of lists, as a batch of numpy arrays."""
    chance = random.Random(7)
    cells = [(chance.choice(given.items), chance.choice(given.towns)) for _ in range(200)]
    first = dt.date(2016, 1, 1)
    asked = [(*chance.choice(cells), first + dt.timedelta(chance.randrange(3600))) for _ in range(count)]
    items, places, days = ([each[n] for each in asked] for n in range(3))
    action = world_of_grants.ACTION

    def single() -> None:
        for item, place, on in asked:
            ek.who_may(structure, action, item=item, place=place, on=on)

    def batch(item: Any, place: Any, on: Any) -> Any:
        return ek.who_may_batch(structure, action=action, item=item, place=place, on=on)

    single()
    _, one = best(single)
    _, many = best(lambda: batch(items, places, days))
    found = {"one by one, µs": one / count * 1e6, "batch of lists, µs": many / count * 1e6}
    try:
        numpy = importlib.import_module("numpy")
    except ImportError:
        return found
    arrays = numpy.array(items), numpy.array(places), numpy.array(days, dtype="datetime64[D]")
    _, texts = best(lambda: batch(*arrays))
    item_number = {each.id: n for n, each in enumerate(structure.all(ek.Item))}
    place_number = {each.id: n for n, each in enumerate(structure.all(ek.Place))}
    numbers = numpy.array([item_number[each] for each in items]), numpy.array([place_number[each] for each in places])
    _, fast = best(lambda: batch(*numbers, arrays[2]))
    return {**found, "batch of texts, µs": texts / count * 1e6, "batch of numbers, µs": fast / count * 1e6}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--small", action="store_true", help="only the small size")
    asked = parser.parse_args()
    sizes = [13_817] if asked.small else [13_817, 138_170]
    found = [measure(size) for size in sizes]
    if asked.json:
        print(json.dumps(dict(zip(map(str, sizes), found, strict=True)), ensure_ascii=False, indent=2))
        return
    print(f"{'':<28}" + "".join(f"{size:>12,}" for size in sizes) + f"{'growth':>10}")
    for name in found[-1]:
        values = [each.get(name, float("nan")) for each in found]
        growth = f"{values[-1] / values[0]:>10.1f}" if len(values) > 1 else ""
        print(f"{name:<28}" + "".join(f"{value:>12,.2f}" for value in values) + growth)


if __name__ == "__main__":
    main()
