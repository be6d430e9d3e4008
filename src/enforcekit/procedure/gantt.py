"""A timeline as a picture: one SVG, and a page around it. Nothing in it runs, and nothing is fetched.

Colours stand in attributes, so that the picture is readable where a policy forbids styles; the style only adds the
dark theme. Whatever a record says goes through `safe`.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Final

import attrs

from enforcekit.timing.calendar import ONE_DAY
from enforcekit.wire.markup import cut, safe, width

from .clocks import RECKONINGS, Undated
from .timeline import Bar, Entry, Timeline
from .timeline_words import details

_WIDTH: Final = 1120
_ROW: Final = 22
_DATES, _LABELS, _CHART, _RIGHT = 16, 98, 440, 1104
"""Where the columns begin, and where the chart ends."""
_WORDS_FIT: Final = 51
"""How many narrow characters the column of labels holds."""
_FONTS: Final = (
    "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', "
    "'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', SimHei, sans-serif"
)
_COLOURS: Final = {
    "waiting": "#6d8fb8",
    "running": "#3b7dd8",
    "met": "#3f9a5b",
    "paused": "#8a8f98",
    "uncertain": "#c98a1b",
    "overdue": "#d64545",
    "late": "#d64545",
    "lapsed": "#8a8f98",
}
_TRACKS: Final = ("#3b7dd8", "#8a63c9", "#1f9aa0", "#b0722a", "#a8568f")
"""The main track, then the others in the order in which they begin."""
_DARK: Final = (
    ".ek-bg{fill:#15181d}.ek-ink{fill:#e8eaed}.ek-dim{fill:#a3a9b3}.ek-grid{stroke:#343a44}"
    ".ek-head{fill:#22272f}.ek-on{stroke:#e8eaed}.ek-bad{fill:#ff8a80}"
)
_STYLE: Final = f"@media (prefers-color-scheme: dark){{{_DARK}}}"
_PAGE: Final = (
    ":root{color-scheme:light dark}"
    f"body{{margin:0 auto;padding:1rem;max-width:72rem;font:15px/1.5 {_FONTS};color:#1b1e23;background:#fff}}"
    "h1{font-size:1.4rem;line-height:1.3;overflow-wrap:anywhere}"
    "figure{margin:1rem 0;overflow-x:auto}figure svg{display:block;width:100%;min-width:46rem;height:auto}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d5d9e0}"
    "caption{text-align:start;font-weight:600;padding:.3rem 0}pre{white-space:pre-wrap;margin:.3rem 0;font-size:13px}"
    ".wide{overflow-x:auto}td:first-child{white-space:nowrap}"
    "@media (prefers-color-scheme: dark){body{color:#e8eaed;background:#15181d}th,td{border-color:#343a44}"
    f"{_DARK}}}"
)


@attrs.frozen
class _Scale:
    """From days to the width of the chart."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        inside = min(max(day, self.first), self.last)
        return _CHART + (_RIGHT - _CHART) * (inside - self.first).days / max(1, (self.last - self.first).days)

    def ticks(self) -> Iterator[tuple[dt.date, str]]:
        """The days that are named below the axis: few enough to be read."""
        span = (self.last - self.first).days
        if span <= 84:
            step = 1 if span <= 9 else 7 if span <= 56 else 14
            day = self.first
            while day <= self.last:
                yield day, f"{day:%m-%d}"
                day += step * ONE_DAY
            return
        months = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 600) if span <= each * 31 * 11)
        month = self.first.year * 12 + self.first.month - 1
        for number in range(month - month % months + months, self.last.year * 12 + self.last.month, months):
            day = dt.date(number // 12, number % 12 + 1, 1)
            yield day, f"{day:%Y-%m}"


def _scale(seen: Timeline) -> _Scale:
    days = [seen.on, *(entry.day for entry in seen.entries)]
    # A clock that was stopped does not stretch the picture to a day on which nothing is due any more.
    days += [bar.stopped or bar.due for bar in seen.bars]
    first, last = min(days), max(days)
    pad = max(1, (last - first).days // 40)
    return _Scale(
        first - min(pad, (first - dt.date.min).days) * ONE_DAY, last + min(pad, (dt.date.max - last).days) * ONE_DAY
    )


def svg(seen: Timeline, lang: str, *, style: bool = True) -> str:
    """The picture; `style` False where the page brings the dark theme."""
    zh, scale = lang == "zh", _scale(seen)
    top, middle = 96, 96 + _ROW * len(seen.entries)
    rows = len(seen.bars) + len(seen.undated)
    under = middle + (30 if rows else 0)
    height = under + _ROW * rows + 40
    # Two pictures on one page must not share ids.
    name = "ek-" + hashlib.sha256(seen.case.id.encode()).hexdigest()[:8]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" lang="{"zh-CN" if zh else "en"}" '
        f'font-family="{_FONTS}" font-size="12.5">',
        f'<title id="{name}-title">{safe(seen.headline(lang))}</title>',
        f'<desc id="{name}-desc">{safe(_described(seen, lang))}</desc>',
        f"<style>{_STYLE}</style>" if style else "",
        f'<defs><pattern id="{name}-rest" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V6" stroke="#fff" stroke-width="4" stroke-opacity=".75"/>'
        "</pattern></defs>",
        f'<rect class="ek-bg" width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text class="ek-ink" x="{_DATES}" y="30" font-size="18" font-weight="600" fill="#1b1e23">'
        f"{safe(cut(seen.headline(lang), 110))}</text>",
        f'<text class="ek-dim" x="{_DATES}" y="52" fill="#5a616b">'
        f"{safe(cut(f'{seen.authority[zh]} · {seen.procedure[zh]} · {seen.standing(lang)}', 160))}</text>",
        *_axis(seen, scale, top, height - 30, zh),
    ]
    colours: dict[tuple[str, str | None], str] = {("main", None): _TRACKS[0]}
    for row, entry in enumerate(seen.entries):
        colour = colours.setdefault((entry.track, entry.subject), _TRACKS[1 + (len(colours) - 1) % (len(_TRACKS) - 1)])
        parts += _event(seen, scale, entry, top + _ROW * row, colour, lang)
    if rows:
        parts.append(
            f'<rect class="ek-head" x="{_DATES - 8}" y="{middle + 7}" width="{_RIGHT - _DATES + 8}" height="20" '
            'fill="#eef1f5" rx="3"/>'
            f'<text class="ek-ink" x="{_DATES}" y="{middle + 21}" font-weight="600" fill="#1b1e23">'
            f"{'届满日' if zh else 'due'}</text>"
            f'<text class="ek-ink" x="{_LABELS}" y="{middle + 21}" font-weight="600" fill="#1b1e23">'
            f"{'期限' if zh else 'clock'}</text>"
        )
    for row, bar in enumerate(seen.bars):
        parts += _clock(seen, scale, bar, under + _ROW * row, name, lang)
    for row, each in enumerate(seen.undated, len(seen.bars)):
        parts += _undated(scale, each, under + _ROW * row, lang)
    parts += _legend(seen, height - 14, name, zh)
    return "\n".join(part for part in [*parts, "</svg>"] if part) + "\n"


def _described(seen: Timeline, lang: str) -> str:
    """What the picture shows, for whoever does not see it."""
    zh = lang == "zh"
    said = f"{seen.on}{'：' if zh else ': '}{seen.standing(lang)}"
    running = [
        f"{bar.clock.deadline.term.rule} {bar.label[zh]} {bar.due} ({RECKONINGS[bar.state][zh]})"
        for bar in seen.bars
        if bar.stopped is None
    ]
    running += [each.text(lang) for each in seen.undated if each.stopped is None]
    clocks = len(seen.bars) + len(seen.undated)
    events = f"{len(seen.entries)} 个事件，{clocks} 个期限" if zh else f"events: {len(seen.entries)}; clocks: {clocks}"
    return "; ".join([said, events, *running])


def _axis(seen: Timeline, scale: _Scale, top: int, bottom: int, zh: bool) -> Iterator[str]:
    wide = _RIGHT - _DATES + 8
    yield f'<rect class="ek-head" x="{_DATES - 8}" y="66" width="{wide}" height="22" fill="#eef1f5" rx="3"/>'
    for left, word in ((_DATES, "日期" if zh else "day"), (_LABELS, "事件" if zh else "event")):
        yield f'<text class="ek-ink" x="{left}" y="81" font-weight="600" fill="#1b1e23">{word}</text>'
    marked, dim = scale.x(seen.on), 'class="ek-dim" fill="#5a616b" font-size="11" text-anchor="middle"'
    anchor = "end" if marked > _RIGHT - 40 else "start" if marked < _CHART + 40 else "middle"
    near = 54 if anchor == "middle" else 90
    for day, word in scale.ticks():
        x = scale.x(day)
        yield f'<path class="ek-grid" d="M{x:.1f} {top - 4}V{bottom}" stroke="#dfe3e9"/>'
        if abs(x - marked) > near and x < _RIGHT - 20:
            yield f'<text x="{x:.1f}" y="81" {dim}>{word}</text>'
    yield f'<path class="ek-on" d="M{marked:.1f} {top - 6}V{bottom}" stroke="#1b1e23" stroke-dasharray="3 3"/>'
    yield (
        f'<text class="ek-ink" x="{marked:.1f}" y="81" font-size="11" font-weight="600" text-anchor="{anchor}" '
        f'fill="#1b1e23">{seen.on.isoformat()}</text>'
    )


def _event(seen: Timeline, scale: _Scale, entry: Entry, y: int, colour: str, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    about = f" [{entry.subject}]" if entry.subject else ""
    whole = f"{entry.label[zh]}{about}{'：' if zh else ': '}{entry.states(lang)}"
    shown = f"{entry.label[zh]}{about}"
    after = f" — {entry.states(lang)}" if entry.after is None else f" → {entry.after.zh if zh else entry.after.en}"
    later = (
        each.day
        for each in seen.entries[entry.number + 1 :]
        if (each.track, each.subject) == (entry.track, entry.subject)
    )
    until = entry.day if entry.after is None or entry.after.final else next(later, max(seen.on, entry.day))
    start, end, mid = scale.x(entry.day), scale.x(until), y + _ROW / 2
    yield "<g>"
    yield f"<title>{safe(chr(10).join([f'{entry.day} {whole}', *details(entry, lang)]))}</title>"
    yield f'<text class="ek-dim" x="{_DATES}" y="{mid + 4:g}" fill="#5a616b">{entry.day}</text>'
    label = cut(shown, _WORDS_FIT)
    rest = cut(after, _WORDS_FIT - width(label))
    yield (
        f'<text x="{_LABELS}" y="{mid + 4:g}"><tspan class="{"ek-bad" if entry.stray else "ek-ink"}" '
        f'fill="{"#b3261e" if entry.stray else "#1b1e23"}">{safe(label)}</tspan>'
        f'<tspan class="ek-dim" fill="#5a616b">{safe(rest if len(rest) > 4 else "")}</tspan></text>'
    )
    if entry.stray:
        yield f'<path d="M{start - 4:.1f} {mid - 4:g}l8 8m0-8l-8 8" stroke="#d64545" stroke-width="2"/>'
    else:
        yield (
            f'<rect x="{start:.1f}" y="{mid - 5:g}" width="{max(0.0, end - start):.1f}" height="10" rx="2" '
            f'fill="{colour}" fill-opacity=".38"/>'
        )
        yield f'<circle cx="{start:.1f}" cy="{mid:g}" r="4.5" fill="{colour}"/>'
    yield "</g>"


def _clock(seen: Timeline, scale: _Scale, bar: Bar, y: int, name: str, lang: str) -> Iterator[str]:
    zh, colour, mid = lang == "zh", _COLOURS[bar.state], y + _ROW / 2
    word = RECKONINGS[bar.state][zh]
    label = cut(f"{bar.clock.deadline.term.rule.partition('/')[0]} {bar.label[zh]}", _WORDS_FIT - 12)
    ended = bar.stopped or seen.on
    start, due, end = scale.x(bar.first), scale.x(bar.due), scale.x(ended)
    yield "<g>"
    yield f"<title>{safe(word + chr(10) + bar.clock.deadline.explain(lang))}</title>"
    yield f'<text class="ek-dim" x="{_DATES}" y="{mid + 4:g}" fill="#5a616b">{bar.due}</text>'
    yield (
        f'<text x="{_LABELS}" y="{mid + 4:g}"><tspan class="ek-ink" fill="#1b1e23">{safe(label)}</tspan>'
        f'<tspan fill="{colour}" font-weight="600"> {word}</tspan></text>'
    )
    yield (
        f'<rect x="{start:.1f}" y="{mid - 5:g}" width="{max(1.0, due - start):.1f}" height="10" rx="2" '
        f'fill="{colour}" fill-opacity=".22"/>'
    )
    spent = min(end, due)
    if ended >= bar.first:
        wide = max(1.0, spent - start)
        yield f'<rect x="{start:.1f}" y="{mid - 5:g}" width="{wide:.1f}" height="10" rx="2" fill="{colour}"/>'
    if end > due:
        yield (
            f'<rect x="{due:.1f}" y="{mid - 3:g}" width="{end - due:.1f}" height="6" fill="{colour}"/>'
            f'<path d="M{due:.1f} {mid - 7:g}v14" stroke="{colour}" stroke-width="2"/>'
        )
    for first, last in bar.pauses:
        left, right = scale.x(first), scale.x(min(last + ONE_DAY, max(ended, last)))
        yield (
            f'<rect x="{left:.1f}" y="{mid - 5:g}" width="{max(1.0, right - left):.1f}" height="10" '
            f'fill="url(#{name}-rest)"/>'
        )
    if bar.stopped is not None:
        yield f'<path class="ek-on" d="M{end:.1f} {mid - 8:g}v16" stroke="#1b1e23" stroke-width="1.5"/>'
    if bar.due > scale.last:
        yield f'<path d="M{_RIGHT} {mid - 5:g}l8 5l-8 5z" fill="{colour}"/>'
    yield "</g>"


def _undated(scale: _Scale, each: Undated, y: int, lang: str) -> Iterator[str]:
    """A clock without a date: where it began, and that it goes on, or where it was stopped."""
    mid, start, colour = y + _ROW / 2, scale.x(each.start), _COLOURS["uncertain"]
    end = _RIGHT if each.stopped is None else scale.x(each.stopped.day)
    label = f"{each.term.rule.partition('/')[0]} {each.term.zh if lang == 'zh' else each.term.en}"
    yield "<g>"
    yield f"<title>{safe(each.text(lang))}</title>"
    yield f'<text class="ek-dim" x="{_DATES}" y="{mid + 4:g}" fill="#5a616b">—</text>'
    yield (
        f'<text x="{_LABELS}" y="{mid + 4:g}"><tspan class="ek-ink" fill="#1b1e23">'
        f"{safe(cut(label, _WORDS_FIT))}</tspan></text>"
        f'<path d="M{start:.1f} {mid:g}H{end:.1f}" stroke="{colour}" stroke-dasharray="2 4"/>'
        f'<circle cx="{start:.1f}" cy="{mid:g}" r="3" fill="{colour}"/>'
    )
    yield "</g>"


def _legend(seen: Timeline, y: int, name: str, zh: bool) -> Iterator[str]:
    """What the colours of the clocks mean, as far as they are used."""
    x = _CHART
    for state in dict.fromkeys(bar.state for bar in seen.bars):
        word = RECKONINGS[state][zh]
        yield f'<rect x="{x}" y="{y - 9}" width="14" height="10" rx="2" fill="{_COLOURS[state]}"/>'
        yield f'<text class="ek-dim" x="{x + 20}" y="{y}" font-size="11" fill="#5a616b">{word}</text>'
        x += 40 + 12 * len(word) if zh else 40 + 7 * len(word)
    if any(bar.pauses for bar in seen.bars):
        yield f'<rect x="{x}" y="{y - 9}" width="14" height="10" rx="2" fill="{_COLOURS["paused"]}"/>'
        yield f'<rect x="{x}" y="{y - 9}" width="14" height="10" fill="url(#{name}-rest)"/>'
        yield (
            f'<text class="ek-dim" x="{x + 20}" y="{y}" font-size="11" fill="#5a616b">'
            f"{'扣除的时间' if zh else 'time left out'}</text>"
        )


def html(seen: Timeline, lang: str) -> str:
    """The page: the picture, and the same as tables."""
    zh = lang == "zh"
    digest = base64.b64encode(hashlib.sha256(_PAGE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    heads = ("时间", "事件", "状态", "内容") if zh else ("when", "event", "state", "what")
    clock_heads = ("届满日", "期限", "状态", "推导") if zh else ("due", "clock", "state", "derivation")
    body = [
        f"<h1>{safe(seen.headline(lang))}</h1>",
        f"<p>{safe(f'{seen.authority[zh]} · {seen.procedure[zh]}')}<br>",
        f"{safe(str(seen.on) + ('：' if zh else ': ') + seen.standing(lang))}</p>",
        f"<figure>{svg(seen, lang, style=False)}</figure>",
        *_table("事件" if zh else "Events", heads, [_event_cells(each, lang) for each in seen.entries]),
    ]
    if seen.bars or seen.undated:
        cells = [_clock_cells(each, lang) for each in seen.bars]
        cells += [_undated_cells(each, lang) for each in seen.undated]
        body += _table("期限" if zh else "Clocks", clock_heads, cells)
    if seen.late_fine is not None:
        body.append(f"<pre>{safe(seen.late_fine.explain(lang))}</pre>")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{"zh-CN" if zh else "en"}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{safe(seen.headline(lang))}</title>",
            f"<style>{_PAGE}</style></head>",
            "<body><main>",
            *body,
            "</main></body></html>",
            "",
        ]
    )


def _table(caption: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f'<div class="wide"><table><caption>{caption}</caption>'
    yield "<thead><tr>" + "".join(f'<th scope="col">{each}</th>' for each in heads) + "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{each}</td>" for each in row) + "</tr>"
    yield "</tbody></table></div>"


def _event_cells(entry: Entry, lang: str) -> tuple[str, ...]:
    zh = lang == "zh"
    about = f" [{entry.subject}]" if entry.subject else ""
    return (
        f"{entry.event.at:%Y-%m-%d %H:%M}",
        safe(entry.label[zh] + about),
        safe(entry.states(lang)),
        "<br>".join(map(safe, details(entry, lang))),
    )


def _clock_cells(bar: Bar, lang: str) -> tuple[str, ...]:
    zh = lang == "zh"
    ended = "" if bar.stopped is None else f"<br>{bar.stopped}"
    shown = f"<details><summary>{safe(bar.clock.deadline.pack.cite(bar.clock.deadline.term.article, lang))}</summary>"
    return (
        f"{bar.due}",
        safe(f"{bar.clock.deadline.term.rule} {bar.label[zh]}"),
        f"{RECKONINGS[bar.state][zh]}{ended}",
        f"{shown}<pre>{safe(bar.clock.deadline.explain(lang))}</pre></details>",
    )


def _undated_cells(each: Undated, lang: str) -> tuple[str, ...]:
    name = each.term.zh if lang == "zh" else each.term.en
    cited = each.pack.cite(each.term.article, lang)
    return "—", safe(f"{each.term.rule} {name}"), safe(each.why(lang)), safe(cited)
