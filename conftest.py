"""README, docs and docstrings are tests: every Python example runs, every command is executed as a user would."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

from sybil import Document, Example, Region, Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser

_CONSOLE = re.compile(r"^```console\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)


def _console_blocks(document: Document) -> list[Region]:
    """Each block of commands: a line `$ command` is run, the lines below it must be in its output."""
    return [Region(m.start(), m.end(), m["body"], _run_console) for m in _CONSOLE.finditer(document.text)]


def _run_console(example: Example) -> str | None:
    folder = example.namespace["folder"]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for step in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, *expected = step.rstrip("\n").split("\n")
        done = subprocess.run(
            ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        said = done.stdout + done.stderr
        for line in expected:
            if line not in said:
                return f"$ {command}\nexpected {line!r} in:\n{said}"
    return None


def _in_a_folder(namespace: dict[str, object]) -> None:
    import tempfile

    namespace["folder"] = tempfile.mkdtemp(prefix="enforcekit-docs-")


pytest_collect_file = (
    Sybil(
        parsers=[PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS), _console_blocks],
        patterns=["README*.md", "docs/*.md"],
        setup=_in_a_folder,
    )
    + Sybil(
        parsers=[DocTestParser(optionflags=doctest.ELLIPSIS)],
        patterns=["*.py"],
        excludes=["tests/*.py", "benchmarks/*.py", "docs/**/*.py", "docs/*.py"],
    )
).pytest()
