"""A plan as a picture: for each authority and week how full its officers' time is. Nothing in it runs or is fetched.

Colours stand in attributes, so that the picture is readable where a policy forbids styles; the style only adds the
dark theme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from enforcekit.wire.markup import cut, safe

from .weeks import spans

if TYPE_CHECKING:
    from .result import JointPlan

_CELL: Final = 16
_LEFT: Final = 210
_ROW: Final = 22
_BARS: Final = 70
_TOP: Final = 56
_COLOURS: Final = ("#eef1f5", "#d6e4f7", "#a9c8ef", "#6ea3e3", "#3b7dd8", "#1d55a5")
"""From nothing to everything taken."""
_SHORT: Final = "#d64545"
_NAME: Final = 30
"""How much of a name fits."""
_STYLE: Final = (
    "@media (prefers-color-scheme: dark){.ek-bg{fill:#15181d}.ek-ink{fill:#e8eaed}.ek-dim{fill:#a3a9b3}"
    ".ek-0{fill:#22272f}}"
)


def svg(plan: JointPlan, lang: str) -> str:
    """The picture: see `JointPlan.svg`."""
    zh = lang == "zh"
    bodies = list(dict.fromkeys(each.authority for each in plan.loads))
    width = _LEFT + _CELL * len(plan.weeks) + 16
    first = _TOP + _BARS + 24
    height = first + _ROW * len(bodies) + 44
    head = plan.text(lang, rows=0).splitlines()[0]
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" lang="{"zh-CN" if zh else "en"}" font-family="system-ui, \'Noto Sans CJK SC\', '
            "'PingFang SC', 'Microsoft YaHei', sans-serif\" font-size=\"12\">",
            f"<title>{safe(head)}</title><style>{_STYLE}</style>",
            f'<rect class="ek-bg" width="{width}" height="{height}" fill="#fff"/>',
            f'<text class="ek-ink" x="12" y="28" font-size="15" font-weight="600" fill="#1b1e23">{safe(head)}</text>',
            *_bars(plan, zh),
            *_weeks(plan, first - 6),
            *(part for row, body in enumerate(bodies) for part in _load(plan, body, first + _ROW * row, lang)),
            *_legend(first + _ROW * len(bodies) + 14, zh),
            "</svg>",
        ]
    )


def _bars(plan: JointPlan, zh: bool) -> Iterator[str]:
    """The visits of each week."""
    visits = Counter(each.week for each in plan.visits)
    highest, ground = max(visits.values(), default=1), _TOP + _BARS
    label = "每周入企次数" if zh else "visits a week"
    yield f'<text class="ek-dim" x="12" y="{ground}" fill="#5a616b">{label} (≤ {highest:,})</text>'
    for week, count in sorted(visits.items()):
        tall = max(1, round(_BARS * count / highest))
        yield (
            f'<rect x="{_LEFT + _CELL * (week - 1) + 2}" y="{ground - tall}" width="{_CELL - 4}" height="{tall}" '
            f'fill="#3f9a5b"><title>{week}: {count:,}</title></rect>'
        )


def _weeks(plan: JointPlan, y: int) -> Iterator[str]:
    for week in plan.weeks:
        if week.number == 1 or week.number % 4 == 0:
            x = _LEFT + _CELL * (week.number - 1) + _CELL // 2
            yield f'<text class="ek-dim" x="{x}" y="{y}" text-anchor="middle" fill="#5a616b">{week.number}</text>'


def _load(plan: JointPlan, body: str, y: int, lang: str) -> Iterator[str]:
    name = safe(cut(plan.name(body, lang), _NAME))
    yield f'<text class="ek-ink" x="12" y="{y + 14}" fill="#1b1e23">{name}</text>'
    short = {week for each in plan.shortages if each.kind == "officers" and each.name == body for week in each.weeks}
    for each in plan.loads:
        if each.authority == body:
            full = -(-each.used * (len(_COLOURS) - 1) // each.room) if each.room else 0
            mark = f' stroke="{_SHORT}" stroke-width="2"' if each.week in short else ""
            x = _LEFT + _CELL * (each.week - 1)
            yield (
                f'<rect class="ek-{full}" x="{x + 1}" y="{y + 1}" width="{_CELL - 2}" height="{_ROW - 4}" '
                f'fill="{_COLOURS[full]}"{mark}><title>{each.week}: {each.used:,} / {each.room:,}</title></rect>'
            )
    if short:
        yield f"<desc>{safe(body)}: {spans(short)}</desc>"


def _legend(y: int, zh: bool) -> Iterator[str]:
    x = _LEFT
    for index, colour in enumerate(_COLOURS):
        yield f'<rect class="ek-{index}" x="{x}" y="{y}" width="24" height="12" fill="{colour}"/>'
        x += 24
    words = "人员时间占用 0 → 100 %；红框：超额的周" if zh else "officers' time taken, 0 → 100 %; red: over-subscribed"
    yield f'<text class="ek-dim" x="{x + 8}" y="{y + 11}" fill="#5a616b">{words}</text>'
