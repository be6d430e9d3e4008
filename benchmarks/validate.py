"""Judging documents: reading with and without the extra `fast`, explaining refusals, and many lines at once.

    python benchmarks/validate.py [--json] [--rounds N] [--lines N]

Sides take turns in one process, by CPU time; before anything is timed they must agree. The lines are judged by one
process and by two, by the clock: `lines a second` is of the machine, what counts is how much two do more than one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import read

from enforcekit.scale import validate_files
from enforcekit.wire import fast, fast_read, validate
from enforcekit.wire.reader import read_json
from enforcekit.wire.validate import load_document

Side = Callable[[bytes], object]
ERRORS_OF = validate._errors_of.__wrapped__


def engine(by_fast: bool) -> Side:
    """`validate` of one text with the one engine or the other."""
    known: dict[str, Any] = {}

    def errors(name: str, vocabulary: Any) -> Any:
        if name not in known:
            was, fast.installed = fast.installed, lambda: by_fast  # type: ignore[assignment]
            known[name] = ERRORS_OF(name, vocabulary)
            fast.installed = was
        return known[name]

    def side(data: bytes) -> object:
        validate._errors_of = errors  # type: ignore[assignment]
        return [(each.code, each.pointer) for each in validate.validate(data).findings]

    return side


def turns(sides: dict[str, Side], documents: list[bytes], rounds: int) -> dict[str, float]:
    """Median CPU microseconds of each side for a document."""
    took: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds + 1):
        for name, side in sides.items():
            batch = documents[:5] if name == "naive stack" else documents
            found = read.cpu(side, batch)
            if turn:
                took[name].append(found)
    return {name: statistics.median(each) for name, each in took.items()}


def lines(count: int) -> dict[str, float]:
    """Documents a second, by the clock, of one process and of two; one in a thousand is bad."""
    # Without the codes that the pack does not list: a warning in each line is another question.
    known = {**read.GOOD, "procedures": ["ordinary"], "penalties": read.GOOD["penalties"][:2]}
    good, bad = read.encode(known), read.encode({**known, "status": 5})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "items.ndjson"
        path.write_bytes(b"".join((bad if n % 1000 == 7 else good) + b"\n" for n in range(count)))
        found: dict[str, float] = {}
        told = []
        for jobs in (1, 2):
            began = time.perf_counter()
            if jobs == 1:
                told.append([each.findings for each in validate_files([path])])
            else:
                with ProcessPoolExecutor(jobs) as executor:
                    told.append([each.findings for each in validate_files([path], executor=executor, workers=jobs)])
            found[f"{jobs} process{'es' if jobs > 1 else ''}"] = count / (time.perf_counter() - began)
        assert told[0] == told[1]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--lines", type=int, default=20_000)
    options = parser.parse_args()
    good, refused = read.encode(read.GOOD), list(read.bad_payloads().values())
    readers: dict[str, Side] = {
        "pydantic": read.PItem.model_validate_json,
        "enforcekit": lambda data: load_document(read_json(data)),
        "naive stack": read.naive_side(),
    }
    if fast_read.installed():
        readers["enforcekit[fast]"] = fast_read.read_record
        assert fast_read.attempt(good) == load_document(read_json(good))
        assert [each for each in refused if fast_read.attempt(each) is not None] == []
    there = fast.installed()
    explainers = {name: engine(name != "jsonschema") for name in ("jsonschema", *(["jsonschema-rs"] if there else []))}
    if there:
        told = [[side(each) for each in refused] for side in explainers.values()]
        assert told[0] == told[1]
    found: dict[str, Any] = {
        "reading a good document, µs": turns(readers, [good] * read.BATCH, options.rounds),
        "explaining a refused one, µs": turns(explainers, refused, max(2, options.rounds // 10)),
        f"judging {options.lines:,} lines, lines a second ({os.cpu_count()} cores)": lines(options.lines),
    }
    if options.json:
        print(json.dumps(found))
        return
    for title, rows in found.items():
        first = next(iter(rows.values()))
        print(title)
        for name, value in rows.items():
            print(f"  {name:20}{value:12,.1f}{value / first:10.2f} ×")


if __name__ == "__main__":
    main()
