"""The pictures in README and guides are the ones that the library draws today."""

from __future__ import annotations

import runpy
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


def test_a_committed_picture_is_what_the_library_draws() -> None:
    pictures = dict(runpy.run_path(str(FOLDER / "draw.py"))["pictures"]())
    assert pictures.keys() == {path.name for path in FOLDER.glob("*.svg")}
    stale = [name for name, text in pictures.items() if (FOLDER / name).read_text(encoding="utf-8") != text + "\n"]
    assert not stale, "python docs/pictures/draw.py"
