"""Documents that grow toward new paths of the code: each is judged, or refused with a numbered finding.

    pip install atheris
    python scripts/atheris_read.py -max_total_time=600 [FOLDER OF SEEDS]

Options are those of libFuzzer; an escape is printed and kept as `crash-…`. What is asked of each text is what
`tests/fuzz.py` asks, which needs nothing but Python.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
with atheris.instrument_imports(include=["enforcekit", "json"]):
    from fuzz import judged


def one(data: bytes) -> None:
    judged(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
