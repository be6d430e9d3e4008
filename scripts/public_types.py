"""Has every public name a complete type? Asks pyright of the built wheel, and looks at what `enforcekit` offers.

    python scripts/public_types.py

The wheel is installed into an environment of its own, as a user has it. `pyright --verifytypes` judges each symbol that
a public one leads to; a name that `enforcekit.__all__` does not offer is counted and not asked for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import enforcekit

ROOT = Path(__file__).resolve().parents[1]


def judged(folder: Path) -> list[dict[str, Any]]:
    """What pyright says of each symbol of the wheel."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    (wheel,) = folder.glob("*.whl")
    python = folder / "venv" / "bin" / "python"
    lock = ["-r", str(ROOT / "requirements-dev.lock")]
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--require-hashes", *lock], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True)
    environment = {**os.environ, "VIRTUAL_ENV": str(folder / "venv")}
    environment["PATH"] = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "pyright", "--ignoreexternal", "--outputjson", "--verifytypes", "enforcekit"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["typeCompleteness"]["symbols"]
    return found


def offered() -> set[str]:
    """The full names of what `enforcekit` offers: `enforcekit.competence.answer.Answer`."""
    values = [getattr(enforcekit, name) for name in enforcekit.__all__]
    named = {f"{value.__module__}.{value.__qualname__}" for value in values if hasattr(value, "__qualname__")}
    return named | {f"enforcekit.{name}" for name in enforcekit.__all__}


def main() -> int:
    """Print the score and each public symbol without a complete type."""
    public = offered()
    with tempfile.TemporaryDirectory(prefix="types-") as folder:
        symbols = judged(Path(folder))
    ours = [each for each in symbols if each["name"] in public or each["name"].rpartition(".")[0] in public]
    open_ = [each for each in ours if not each["isTypeKnown"] or each["isTypeAmbiguous"]]
    for each in open_:
        print(each["name"], *(found["message"].splitlines()[0] for found in each["diagnostics"]), sep="\n    ")
    known = sum(each["isTypeKnown"] and not each["isTypeAmbiguous"] for each in symbols)
    print(f"public: {len(ours) - len(open_)} of {len(ours)} complete; all modules: {known} of {len(symbols)}")
    return bool(open_) or not ours


if __name__ == "__main__":
    sys.exit(main())
