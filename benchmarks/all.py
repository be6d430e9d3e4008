"""All benchmarks in one command: every figure as its median over some runs, with the spread, and who was compared.

    python benchmarks/all.py [--runs 5] [--quick] [--only draw graph] [--json FILE]

Each file is run in a process of its own with `--json`; the runs of different files take turns, so that a busy minute of
the machine does not fall on one of them. A file that cannot run here is named with its reason and left out.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SMALL = {
    "draw": ["--objects", "20000"],
    "graph": ["--small"],
    "plan": ["--firms", "200", "--used", "87", "--seconds", "5"],
    "procedure": ["--cases", "10000"],
    "read": ["--rounds", "10"],
    "simulate": ["--cases", "2000", "--stations", "17"],
    "structure": ["--small"],
    "validate": ["--rounds", "5", "--lines", "4000"],
    "who_may": ["--small", "--rounds", "3"],
}
NAMES = sorted(path.stem for path in HERE.glob("*.py") if path.stem != "all")
PEERS = (
    "attrs",
    "cattrs",
    "cedarpy",
    "ciw",
    "highspy",
    "jsonschema",
    "msgspec",
    "networkx",
    "numba",
    "numpy",
    "orjson",
)
PEERS += ("ortools", "pycasbin", "pydantic", "simpy")


def figures(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, float]]:
    """The numbers of a report, each with the way to it; the entries of a list go by their first text."""
    match value:
        case bool():
            return
        case int() | float():
            yield " / ".join(path), float(value)
        case dict():
            for key, inner in value.items():
                yield from figures(inner, (*path, str(key)))
        case list():
            for number, inner in enumerate(value):
                texts = [each for each in inner.values() if isinstance(each, str)] if isinstance(inner, dict) else []
                yield from figures(inner, (*path, texts[0] if texts else str(number)))


def versions() -> dict[str, str]:
    """The versions of the peers that are installed."""
    found = {"python": platform.python_version()}
    for name in PEERS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def run(name: str, quick: bool) -> Any:
    """One report, or the last line of what went wrong."""
    command = [sys.executable, str(HERE / f"{name}.py"), "--json", *(SMALL.get(name, ()) if quick else ())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no message"])[-1]
    return json.loads(done.stdout)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one run each, at a small size")
    parser.add_argument("--only", nargs="*", default=NAMES, choices=NAMES)
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    seen: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in given.only}
    failed: dict[str, str] = {}
    for _ in range(1 if given.quick else given.runs):
        for name in [each for each in given.only if each not in failed]:
            print(f"{name} …", file=sys.stderr)
            report = run(name, given.quick)
            if isinstance(report, str):
                failed[name] = report
                continue
            for path, number in figures(report):
                seen[name][path].append(number)
    print("  ".join(f"{name} {number}" for name, number in versions().items()))
    for name, rows in seen.items():
        print(f"\n== {name}" + (f": left out, {failed[name]}" if name in failed else ""))
        for path, numbers in rows.items():
            low, high = min(numbers), max(numbers)
            spread = "" if low == high else f"   [{low:.4g}, {high:.4g}]"
            print(f"{path:<88} {statistics.median(numbers):>12.5g}{spread}")
    if given.json:
        given.json.write_text(json.dumps({"versions": versions(), "figures": seen, "left_out": failed}, indent=1))


if __name__ == "__main__":
    main()
