"""Draws the pictures that README and guides show, from the bundled examples: `python docs/pictures/draw.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import enforcekit as ek
from enforcekit.model import Case


def pictures() -> Iterator[tuple[str, str]]:
    """File name and text of every picture."""
    ningbo = ek.example("ningbo")
    answer = ek.who_may(ningbo, "penalise", item="330217015000", place="330213100", on=dt.date(2024, 5, 1))
    case = ningbo.resolve(Case, "xikou-waste-2025")
    for lang in ("en", "zh"):
        yield f"proof.{lang}.svg", answer.svg(lang)
        yield f"case.{lang}.svg", ek.timeline(case, ningbo).svg(lang)


if __name__ == "__main__":
    for name, text in pictures():
        Path(__file__).with_name(name).write_text(text + "\n", encoding="utf-8", newline="\n")
