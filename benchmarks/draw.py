"""A draw at the size of a province: what it costs to plan, draw and verify 200,000 objects.

There is no peer that does the same; the floor is what any EKDR-1 program must do, one SHA-256 for each leaf, each
ticket and each node, and one sort.

    python benchmarks/draw.py [--json] [--objects N]

CPU seconds, the best of three rounds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

from enforcekit.inspection.draw import draw, finish, plan_draw, set_beacon
from enforcekit.inspection.verify import verify_draw
from enforcekit.model.draw import DrawObject, DrawOfficer, DrawRole, DrawRule, DrawStratum
from enforcekit.wire.validate import dump_document


def best(make: Callable[[], Any], rounds: int = 3) -> tuple[Any, float]:
    """What `make` makes, and the least CPU time it took."""
    times, made = [], None
    for _ in range(rounds):
        start = time.process_time()
        made = make()
        times.append(time.process_time() - start)
    return made, min(times)


def floor(count: int) -> list[bytes]:
    """The hashes and the sort alone."""
    leaves = [hashlib.sha256(b"%32d" % n).digest() for n in range(count)]
    for leaf in leaves:
        hashlib.sha256(leaf + leaf).digest()
    return sorted(hashlib.sha256(b"%96d" % n).digest() for n in range(count))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--objects", type=int, default=200_000)
    asked = parser.parse_args()
    count = asked.objects
    team = [DrawRole(qualification="food", officers=2)]
    strata = [DrawStratum(id=name, size=50, roles=team) for name in "ABCD"]
    rule = DrawRule(strata=strata, beacon_spec="text:a lottery")
    officers = [DrawOfficer(id=f"OFF-{n:03}", agency="x", qualifications=["food"], cap=10) for n in range(100)]

    def objects() -> list[DrawObject]:
        return [DrawObject(id=f"FIRM-{n:07}", stratum="ABCD"[n % 4]) for n in range(count)]

    _, least = best(lambda: floor(count))
    pool, made = best(objects)
    plan, planned = best(lambda: plan_draw(pool, officers, rule, id="B-1"))
    ready = set_beacon(plan, b"07 12 23")
    done, drawn = best(lambda: finish(ready))
    _, whole = best(lambda: draw(pool, officers, rule, id="B-1", beacon=b"07 12 23"))
    _, verified = best(lambda: verify_draw(done, published=plan.plan_hash, beacon=b"07 12 23"))
    text = json.dumps(dump_document(done))
    _, read = best(lambda: verify_draw(text), rounds=1)
    found = {
        "hashes and sort alone (floor)": least,
        "the objects as records": made,
        "plan_draw": planned,
        "finish": drawn,
        "draw (all of it)": whole,
        "verify_draw": verified,
        "verify_draw of JSON text": read,
    }
    if asked.json:
        print(json.dumps({"objects": count, **found}, indent=2))
        return
    print(f"{count:,} objects, 100 officers, 200 teams of two")
    for name, seconds in found.items():
        print(f"{name:<32}{seconds:>8.2f} s")


if __name__ == "__main__":
    main()
