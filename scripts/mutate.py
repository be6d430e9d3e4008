"""Would the tests notice? Changes one thing at a time in a room and runs the tests that reach it.

    python scripts/mutate.py timing [--minutes 60] [--seed 7] [--most 300] [--only count.py …]

A mutant is one comparison turned, `and` for `or`, a number off by one, a `not` doubled, a `return` emptied.
The tests of the room are collected once, in a copy of the tree, and each is run alone to see which lines it reaches.
A mutant is then the code of a function, put into a child of that process, where the tests that reach its lines run,
first the quick ones that killed often; the first failing test kills it, so does a timeout. What ran before the tests
began cannot be put in so: that mutant is written into the file and meets every test of the room in a new process.
What survives is printed with its place and change. `scripts/survivors.toml` says of known survivors why they change
nothing; exit code 1 for others.
"""

from __future__ import annotations

import argparse
import ast
import gc
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import CO_OPTIMIZED
from itertools import groupby
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import attrs
import pytest
from coverage import Coverage

ROOT = Path(__file__).resolve().parents[1]
TESTS = {
    "timing": ["terms", "timing_table", "clocks"],
    "competence": [
        "who_may",
        "directions",
        "proof",
        "lint",
        "compare",
        "taint",
        "impact",
        "answer_picture",
        "vectors",
        "requests",
        "reforms",
        "traps",
        "evidence",
        "lint_between",
        "packs",
    ],
    "procedure": [
        "case_step",
        "record",
        "clocks",
        "penalty",
        "timeline",
        "credit",
        "lint_cases",
        "vectors",
        "taint_cases",
        "impact_cases",
        "procedure_model",
        "procedure_stateful",
        "traps",
        "evidence",
        "publicity",
        "systems",
        "requests",
        "intake",
        "supervision",
        "lint_between",
        "enforcement",
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
FORK = multiprocessing.get_context("fork")


@attrs.frozen
class Mutant:
    """One change: what it says, where it is, the file with it, and the functions that differ (none: what runs once)."""

    path: Path
    what: str
    lines: set[tuple[str, int]]
    text: str
    functions: dict[tuple[str, int], CodeType]


@attrs.frozen
class Test:
    """What is run together, the lines of the room that it reaches, and how long it takes."""

    items: list[pytest.Item]
    lines: set[tuple[str, int]]
    seconds: float


def changes(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str, Any]]:
    """Each node that can be changed, which part of it, and what comes there; annotations are left alone."""
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
            case ast.Compare(ops=[operator]) if type(operator) in TURNED:
                yield node, "ops", [TURNED[type(operator)]()]
            case ast.BoolOp(op):
                yield node, "op", ast.Or() if isinstance(op, ast.And) else ast.And()
            case ast.UnaryOp(ast.Not(), operand):
                yield node, "operand", ast.copy_location(ast.UnaryOp(ast.Not(), operand), operand)
            case ast.Constant(value) if type(value) is int:
                yield node, "value", value + 1
            case ast.BinOp(op=ast.Add() | ast.Sub() as op):
                yield node, "op", ast.Sub() if isinstance(op, ast.Add) else ast.Add()
            case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
                yield node, "value", ast.copy_location(ast.Constant(None), value)


def codes(code: CodeType) -> Iterator[CodeType]:
    """A code and every code inside it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


def functions(tree: ast.Module, path: Path) -> dict[tuple[str, int], CodeType]:
    """The codes of a file by name and line: how a living function finds its own."""
    return {(each.co_qualname, each.co_firstlineno): each for each in codes(compile(tree, str(path), "exec"))}


def can_replace(old: CodeType, new: CodeType) -> bool:
    """Whether the new code can be put in: into a function with its cells, or it differs only in what is inside it."""
    if new.co_flags & CO_OPTIMIZED:
        return old.co_freevars == new.co_freevars
    outer, other = (
        each.replace(co_consts=tuple(inner for inner in each.co_consts if not isinstance(inner, CodeType)))
        for each in (old, new)
    )
    return outer == other


def mutant(path: Path, number: int) -> Mutant:
    """The change of that number in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kept = functions(tree, path)
    node, part, new = list(changes(tree))[number]
    before = ast.unparse(node)
    setattr(node, part, new)
    differ = {key: code for key, code in functions(tree, path).items() if code != kept[key]}
    *_, (where, _) = [("", 0), *differ]  # the innermost is last
    what = f"{path.name}:{node.lineno}: {where}: {before} -> {ast.unparse(node)}"
    if not all(can_replace(kept[key], code) for key, code in differ.items()):
        differ = {}
    lines = {(str(path), line) for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    return Mutant(path, what, lines, ast.unparse(tree), differ)


def watch(room: Path) -> Coverage:
    """Note which lines of a room run, until it is stopped."""
    watching = Coverage(data_file=None, include=[f"{room}/*"], config_file=False)
    watching.set_option("run:disable_warnings", ["no-data-collected"])
    watching.start()
    return watching


def reached(watching: Coverage) -> set[tuple[str, int]]:
    """Stop, and say by file and line what ran."""
    watching.stop()
    data = watching.get_data()
    return {(path, line) for path in data.measured_files() for line in data.lines(path) or ()}


def in_child(work: Callable[[], Any], seconds: float) -> Any:
    """What the work returns in a child of this process; nothing if it took too long or died."""
    receiver, sender = FORK.Pipe(duplex=False)
    child = FORK.Process(target=lambda: sender.send(work()))
    child.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(seconds) else None
    except EOFError:
        return None
    finally:
        child.kill()
        child.join()


class Mutation:
    """The plugin that runs what pytest collected against mutants instead of once."""

    def __init__(self, given: argparse.Namespace, tree: Path, files: list[str]) -> None:
        self.given, self.files = given, files
        self.room = tree / "src" / "enforcekit" / given.room
        self.at_import: set[tuple[str, int]] = set()
        self.alone: list[Test] = []
        self.living: list[FunctionType] = []
        self.kills: Counter[pytest.Item | None] = Counter()
        self.failed = False
        self.survived: list[str] = []

    def pytest_collection(self) -> None:
        """A found example need not be made small; lines that run while the tests are collected are noted."""
        from hypothesis import Phase, settings  # pytest wants to be the first who imports it

        steady = settings.get_profile("steady")
        settings.register_profile("brief", parent=steady, phases=[Phase.explicit, Phase.generate])
        settings.load_profile("brief")
        self.importing = watch(self.room)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test that cannot be collected ends everything."""
        if report.failed:
            pytest.exit(f"not collected: {report.longrepr}", 2)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remembers that a test failed."""
        self.failed |= report.failed

    def first_failing(self, tests: list[list[pytest.Item]]) -> int:
        """The place of the first that fails; behind the last if none does."""
        items = [(place, item) for place, test in enumerate(tests) for item in test]
        for (place, item), (_, following) in zip(items, [*items[1:], (0, None)], strict=False):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return place
        return len(tests)

    def reach(self, items: list[pytest.Item]) -> Test:
        """Run one test in a process of its own."""

        def work() -> tuple[bool, set[tuple[str, int]], float]:
            started = time.monotonic()
            watching = watch(self.room)
            passed = self.first_failing([items]) == 1
            return passed, reached(watching), time.monotonic() - started

        passed, lines, seconds = in_child(work, 1800) or (False, set(), 0)
        if not passed:
            pytest.exit(f"fails without a mutant: {items[0].nodeid}", 2)
        return Test(items, lines, seconds)

    def afresh(self, each: Mutant) -> bool:
        """Whether a new process with the mutant in the file passes every test of the room."""
        kept = each.path.read_text(encoding="utf-8")
        each.path.write_text(each.text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *self.files]
        try:
            return not subprocess.run(command, capture_output=True, timeout=1800, check=False).returncode
        except subprocess.TimeoutExpired:
            return False
        finally:
            each.path.write_text(kept, encoding="utf-8")

    def survives(self, each: Mutant) -> bool:
        """Whether the tests that reach a mutant pass with it; every test, where some of it ran before they began."""
        able = [test for test in self.alone if test.lines & each.lines]
        able.sort(key=lambda test: test.seconds / (1 + self.kills[test.items[0]]))

        def work() -> int:
            for function in self.living:
                code = function.__code__
                if code.co_filename == str(each.path):
                    function.__code__ = each.functions.get((code.co_qualname, code.co_firstlineno), code)
            return self.first_failing([test.items for test in able])

        if each.functions:
            place = in_child(work, 10 + 2 * sum(test.seconds for test in able))
            if place is None:
                self.kills[None] += 1
                return False
            if place < len(able):
                self.kills[able[place].items[0]] += 1
                return False
            if not each.lines & self.at_import:
                return True
        return self.afresh(each)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Make mutants in a random order until enough are tried or the time is over."""
        files = sorted(self.room.rglob("*.py"))
        for path in files:
            if path.stem != "__init__":  # what is imported only when needed must be here to be changed
                import_module(".".join(("enforcekit", *path.relative_to(self.room.parent).with_suffix("").parts)))
        self.at_import = reached(self.importing)
        # The cases of one test are one, so are the examples of one file, which build on one another.
        by_test = groupby(session.items, lambda item: re.split(r"\[|::line:", item.nodeid)[0])
        self.alone = [self.reach(list(items)) for _, items in by_test]
        self.living = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
        places = [
            (path, number)
            for path in files
            if not self.given.only or path.name in self.given.only
            for number, _ in enumerate(changes(ast.parse(path.read_text(encoding="utf-8"))))
        ]
        random.Random(self.given.seed).shuffle(places)
        print(f"{len(self.alone)} tests, {len(places)} mutants", flush=True)
        tried, ends = 0, time.monotonic() + self.given.minutes * 60
        for place in places[: self.given.most]:
            if time.monotonic() > ends:
                break
            each = mutant(*place)
            tried += 1
            if self.survives(each):
                self.survived.append(each.what)
                print("survived", each.what, flush=True)
        killed = tried - len(self.survived)
        print(f"{self.given.room}: {tried} of {len(places)} mutants tried, {killed} killed, {self.kills[None]} by time")
        return True


def main() -> int:
    """Copy the tree, let pytest collect there, and compare what survives with what is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", choices=sorted(TESTS))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--most", type=int)
    parser.add_argument("--only", nargs="*")
    given = parser.parse_args()
    known = tomllib.loads((ROOT / "scripts" / "survivors.toml").read_text(encoding="utf-8"))[given.room]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "build", "node_modules", ".*_cache"))
        os.chdir(tree)
        os.environ["PYTHONPATH"] = str(tree / "src")
        sys.path.insert(0, str(tree / "src"))
        sys.dont_write_bytecode = True
        files = [*(f"tests/test_{each}.py" for each in TESTS[given.room]), f"src/enforcekit/{given.room}"]
        mutation = Mutation(given, tree, files)
        quiet = ["-o", "addopts=", "-m", "not slow", f"--basetemp={folder}/base"]
        for each in ("terminal", "cacheprovider", "xdist"):
            quiet += ["-p", f"no:{each}"]
        if done := pytest.main([*quiet, *files], plugins=[mutation]):
            return int(done)
    new = [each for each in mutation.survived if re.sub(r":[0-9]+:", ":", each, count=1) not in known]
    print(f"{len(new)} without an explanation")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
