"""Pages that are written from the package when the site is built, under `generated/`: nothing in them is typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import api_pages
import pack_pages
import rooms
import schema_pages
from sphinx.application import Sphinx

from enforcekit.law.pack import installed


def texts() -> Iterator[tuple[str, str]]:
    """Path under `generated/` and text of every page, in both languages."""
    pack = installed("cn")
    for zh in (False, True):
        ending = ".zh.md" if zh else ".md"
        for folder, pages in {
            "rules": pack_pages.pages(pack, zh),
            "schemas": schema_pages.pages(zh),
            "api": api_pages.pages(zh),
        }.items():
            yield from ((f"{folder}/{name}{ending}", text) for name, text in pages)
        yield f"rooms{ending}", rooms.page(zh)
    yield "rooms.svg", rooms.picture()


def write(app: Sphinx) -> None:
    """Write what has changed, so that a second build reads only that."""
    folder = Path(app.srcdir, "generated")
    for name, text in texts():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the pages before Sphinx looks for them."""
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True}
