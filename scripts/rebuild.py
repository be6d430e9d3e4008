"""Is the release reproducible? Builds sdist and wheel twice, from two places, and compares the bytes.

    python scripts/rebuild.py [--out dist]

The wheel is built from the sdist, as an installer would. Prints `SHA256SUMS`; exit code 1 when two builds differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def epoch() -> str:
    """The time of the last commit: what is in an archive does not depend on when it was packed."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def build(folder: Path) -> dict[str, bytes]:
    """Both files, by name: the sdist of a fresh copy of what is committed, and the wheel of that sdist."""
    source, out = folder / "source", folder / "out"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(source)], check=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch(), "PYTHONHASHSEED": "random"}
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def main() -> int:
    """Build, compare, and keep the first build when both are alike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    out: Path | None = parser.parse_args().out
    folders = [Path(tempfile.mkdtemp(prefix=f"rebuild-{name}-")) for name in ("a", "longer-name-b")]
    try:
        first, second = map(build, folders)
    finally:
        for folder in folders:
            shutil.rmtree(folder)
    if first != second:
        changed = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
        print("two builds differ:", ", ".join(changed), file=sys.stderr)
        return 1
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in first.items())
    print(sums, end="")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in first.items():
            (out / name).write_bytes(data)
        (out / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
