"""The rooms: which imports which, drawn from the code and the contract that holds the direction; what each module answers."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "src" / "enforcekit"
WIDE, HIGH, TOP, MIDDLE = 150, 30, 22, 62


def layers() -> list[list[str]]:
    """The rooms from the top of the house down, those on one floor together, as `lint-imports` reads them.

    >>> layers()[0], layers()[-1]
    (['cli'], ['errors'])
    """
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = config["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[room.strip() for room in floor.split("|")] for floor in found]


def imports() -> Counter[tuple[str, str]]:
    """How many modules of one room import from another."""
    graph = grimp.build_graph("enforcekit", cache_dir=None)
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        here = module.split(".")[1:2]
        for other in {each.split(".")[1] for each in graph.find_modules_directly_imported_by(module) if "." in each}:
            if here and here[0] != other:
                found[here[0], other] += 1
    return found


def picture() -> str:
    """The house as SVG: a box a room, an arc to each room that it imports, thicker the more modules do."""
    floors = layers()
    at = {room: (number, side, len(floor)) for number, floor in enumerate(floors) for side, room in enumerate(floor)}
    width, height = 920, TOP + MIDDLE * len(floors)

    def centre(room: str) -> tuple[float, float]:
        number, side, of = at[room]
        return width / 2 + (side - (of - 1) / 2) * (WIDE + 40), TOP + MIDDLE * number + HIGH / 2

    def arcs() -> Iterator[str]:
        for number, ((upper, lower), count) in enumerate(sorted(imports().items())):
            if upper in at and lower in at:
                (x1, y1), (x2, y2) = centre(upper), centre(lower)
                side = 1 if number % 2 else -1
                bend = 12 + 23 * (at[lower][0] - at[upper][0] - 1)
                start, end = x1 + side * WIDE / 2, x2 + side * WIDE / 2
                out = (max if side > 0 else min)(start, end) + side * bend
                yield (
                    f'<path d="M{start:g} {y1:g}C{out:g} {y1:g} {out:g} {y2:g} {end:g} {y2:g}" fill="none" stroke="#5b7fa8" '
                    f'stroke-opacity=".55" stroke-width="{1 + min(count, 40) / 12:.1f}"><title>{upper} → {lower}: {count}</title></path>'
                )

    def boxes() -> Iterator[str]:
        for room in at:
            x, y = centre(room)
            yield f'<rect x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" rx="6" fill="#24476b"/>'
            yield f'<text x="{x:g}" y="{y + 5:g}" text-anchor="middle" fill="#fff">{room}</text>'

    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="system-ui,sans-serif" font-size="14">'
    title = "<title>Rooms from top to bottom; an arc leads from a room to each room that it imports</title>"
    return "".join((head, title, f'<rect width="{width}" height="{height}" fill="#fff"/>', *arcs(), *boxes(), "</svg>"))


def modules(room: str) -> Iterator[tuple[str, str]]:
    """Each module of a room with the first paragraph of its docstring, that of the room itself first.

    >>> dict(modules("timing"))["timing.period"]
    'A half-open span of days.'
    """
    for path in sorted((SOURCE / room).rglob("*.py")) or [SOURCE / f"{room}.py"]:
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        yield name, (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]


def tables(zh: bool) -> Iterator[str]:
    """What every module answers, a table a room, from the bottom of the house up; last what any room may use."""
    rooms = [room for floor in reversed(layers()) for room in floor]
    beside = sorted({path.stem for path in SOURCE.glob("*.py")} - {*rooms, "__init__"})
    for title, names in (
        *((f"`{room}`", [room]) for room in rooms),
        ("各室共用" if zh else "Beside the rooms", beside),
    ):
        yield f"## {title}"
        head = "| 模块 | 回答什么 |" if zh else "| module | what it answers |"
        told = (each for name in names for each in modules(name))
        yield "\n".join((head, "|---|---|", *(f"| `{name}` | {' '.join(line.split())} |" for name, line in told)))


def page(zh: bool) -> str:
    """The page around the picture."""
    words = (
        (
            "# 分层与导入",
            "由代码画出：每一层只导入其下各层，由 `lint-imports` 检查。弧线表示导入，越粗则导入的模块越多。",
        )
        if zh
        else (
            "# The house, drawn from the code",
            "Each room imports only what stands below it; `lint-imports` holds it. An arc is an import, thicker the more modules make it.",
        )
    )
    alt = "各室之间的导入" if zh else "The imports between the rooms"
    below = (
        "每个模块的第一行（取自代码，为英文）："
        if zh
        else "The first line of every module, from the bottom of the house up:"
    )
    return "\n\n".join((*words, f"![{alt}](rooms.svg)", below, *tables(zh), ""))
