"""Would the tests notice? Changes one thing at a time in a room and runs the tests that know it.

    python scripts/mutate.py timing [--minutes 60] [--seed 7] [--tests tests/test_terms.py …]

A mutant is one comparison turned, `and` for `or`, a number off by one, a `not` taken away, a `return` emptied.
It is written into a copy of the tree; the first failing test kills it, so does a timeout. What survives is printed with
its place and change. `scripts/survivors.toml` says of known survivors why they change nothing; exit code 1 for others.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = {
    "timing": ["tests/test_terms.py", "tests/test_timing_table.py", "tests/test_clocks.py", "src/enforcekit/timing"],
    "competence": [
        "tests/test_who_may.py",
        "tests/test_directions.py",
        "tests/test_proof.py",
        "tests/test_lint.py",
        "tests/test_compare.py",
        "tests/test_taint.py",
        "tests/test_impact.py",
        "tests/test_answer_picture.py",
        "tests/test_vectors.py",
        "src/enforcekit/competence",
    ],
    "procedure": [
        "tests/test_case_step.py",
        "tests/test_record.py",
        "tests/test_clocks.py",
        "tests/test_penalty.py",
        "tests/test_timeline.py",
        "tests/test_credit.py",
        "tests/test_lint_cases.py",
        "tests/test_vectors.py",
        "src/enforcekit/procedure",
    ],
}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def changes(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Each node that can be changed, with what comes in its place; annotations and `TYPE_CHECKING` are left alone."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            skipped.update(map(id, ast.walk(node)))
        for part in ("annotation", "returns"):
            if isinstance(inner := getattr(node, part, None), ast.AST):
                skipped.update(map(id, ast.walk(inner)))
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        match node:
            case ast.Compare(left, [operator], [right]) if type(operator) in TURNED:
                yield node, ast.Compare(left, [TURNED[type(operator)]()], [right])
            case ast.BoolOp(ast.And(), values):
                yield node, ast.BoolOp(ast.Or(), values)
            case ast.BoolOp(ast.Or(), values):
                yield node, ast.BoolOp(ast.And(), values)
            case ast.UnaryOp(ast.Not(), operand):
                yield node, operand
            case ast.Constant(value) if type(value) is int:
                yield node, ast.Constant(value + 1)
            case ast.BinOp(left, ast.Add(), right):
                yield node, ast.BinOp(left, ast.Sub(), right)
            case ast.BinOp(left, ast.Sub(), right):
                yield node, ast.BinOp(left, ast.Add(), right)
            case ast.Return(value) if value is not None:
                yield node, ast.Return(ast.Constant(None))


def mutants(path: Path) -> Iterator[tuple[str, str]]:
    """What was changed, and the whole text with it."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for node, other in changes(ast.parse(text)):
        if not isinstance(node, ast.expr | ast.stmt):
            continue
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        head = lines[first].encode()[: node.col_offset].decode()
        tail = lines[last].encode()[node.end_col_offset :].decode()
        new = ast.unparse(ast.fix_missing_locations(other))
        new = f"({new})" if isinstance(node, ast.expr) else new
        old = ast.unparse(node)
        yield (
            f"{path.name}:{node.lineno}: {old} -> {new}",
            "".join([*lines[:first], head, new, tail, *lines[last + 1 :]]),
        )


def run(tree: Path, tests: list[str], seconds: float) -> bool:
    """Whether the tests pass in the copy."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Make mutants in a random order until all are tried or the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", choices=sorted(TESTS))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--tests", nargs="*")
    given = parser.parse_args()
    known = tomllib.loads((ROOT / "scripts" / "survivors.toml").read_text(encoding="utf-8"))
    ends = time.monotonic() + given.minutes * 60
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "build", "node_modules", ".*_cache"))
        tests = given.tests or [each for each in TESTS[given.room] if (tree / each).exists()]
        started = time.monotonic()
        if not run(tree, tests, 1800):
            print("the tests fail without a mutant", file=sys.stderr)
            return 2
        seconds = 3 * (time.monotonic() - started) + 10
        waiting = [
            (path, what, text)
            for path in sorted((tree / "src" / "enforcekit" / given.room).rglob("*.py"))
            for what, text in mutants(path)
        ]
        random.Random(given.seed).shuffle(waiting)
        tried, survived = 0, []
        for path, what, text in waiting:
            if time.monotonic() > ends:
                break
            kept = path.read_text(encoding="utf-8")
            path.write_text(text, encoding="utf-8")
            tried += 1
            if run(tree, tests, seconds):
                survived.append(what)
                print("survived", what, flush=True)
            path.write_text(kept, encoding="utf-8")
    new = [each for each in survived if re.sub(r":[0-9]+:", ":", each, count=1) not in known.get(given.room, {})]
    print(f"{given.room}: {tried} of {len(waiting)} mutants tried, {tried - len(survived)} killed")
    print(f"{len(new)} without an explanation")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
