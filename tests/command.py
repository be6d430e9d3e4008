"""The command line as a user meets it: in this process, or as one of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from enforcekit.cli import main

ENGLISH = {"LC_ALL": "C.UTF-8", "LC_MESSAGES": "", "LANG": ""}


class Result(NamedTuple):
    code: int
    out: str
    err: str


def run(*arguments: str, text: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
    """The command as a user meets it, exit code and messages included, in this process."""
    before = sys.argv
    with CliRunner().isolation(input=text, env={**ENGLISH, **(env or {})}) as streams:
        sys.argv = ["enforcekit", *arguments]
        try:
            with pytest.raises(SystemExit) as stop:
                main()
        finally:
            sys.argv = before
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        out, err = (stream.getvalue().decode() for stream in streams[:2])
    return Result(int(stop.value.code or 0), out, err)


def command() -> str:
    found = shutil.which("enforcekit", path=str(Path(sys.executable).parent))
    assert found, "the command is installed beside the interpreter"
    return found


def outside(*arguments: str, env: dict[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[Any]:
    return subprocess.run(
        [command(), *arguments], capture_output=True, timeout=60, env={**os.environ, **ENGLISH, **(env or {})}, **more
    )
