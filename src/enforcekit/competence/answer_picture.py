"""Why this body may act, as a picture: the way of the power, who stands for the act, and who was passed by.

Nothing in it runs or is fetched. Colours stand in attributes, so that it is readable where a policy forbids styles;
the style only adds the dark theme. Whatever a record says goes through `safe`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from enforcekit.wire.markup import safe

from .answer_records import REASONS, Competence, Refusal
from .answer_words import Speaker, word
from .proof import Role, Row, Step

if TYPE_CHECKING:
    from .answer import Answer

_WIDTH: Final = 900
_EDGE: Final = 20
_GAP: Final = 40
_LINE: Final = 18
_NEAREST: Final = 2
"""Refused bodies that are drawn: those that came nearest to competence."""
_PIECES: Final = re.compile(r"[!-~]+ ?|[（《“]*[^!-~][）》”，。；：、]*")
"""What stays on one line: an English word, a Chinese character with the marks that open before or close after it."""
_STYLE: Final = (
    "@media (prefers-color-scheme: dark){.ek-bg{fill:#15181d}.ek-ink{fill:#e8eaed}.ek-dim{fill:#a9b0ba}"
    ".ek-way{fill:#1d2a3a;stroke:#6ea3e3}.ek-role{fill:#1c2e24;stroke:#5fbf80}.ek-no{fill:#331f22;stroke:#e08080}}"
)
_FRAMES: Final = {"way": ("#eef4fc", "#3b7dd8"), "role": ("#eef8f1", "#3f9a5b"), "no": ("#fcf0f0", "#c25050")}
_ROLES: Final = {
    "in_name_of": ("name on the paper", "文书署名"),
    "respondent": ("respondent in review", "被申请人"),
    "review_organ": ("reviewed by", "复议机关"),
    "defendant": ("defendant in court", "被告"),
    "compensates": ("compensates", "赔偿义务机关"),
}
_MARKS: Final = {
    "confirmed": ("✓", "✓"),
    "local": ("(local rule)", "（地方规则）"),
    "unconfirmed": ("(?)", "（未核对）"),
}


def svg(answer: Answer, say: Speaker) -> str:
    """The picture of the leading competence: see `Answer.svg`."""
    head = " · ".join((say.code("action_kind", answer.action), say.name(answer.item), say.name(answer.place)))
    sheet = _Sheet()
    sheet.lines(head, 50, size=17, step=24)
    sheet.lines(say.period(answer.interval), 60, shade="dim")
    if answer.competences:
        first = answer.competences[0]
        sheet.row("way", [_step(step, say) for step in first.proof], arrows=True)
        sheet.row("role", list(_roles(first, say)))
    else:
        sheet.lines(word("nobody", say.lang).format(word(str(answer.reason), say.lang)), 60)
    nearest = sorted(answer.refusals, key=lambda each: REASONS.index(each.reason), reverse=True)[:_NEAREST]
    if nearest:
        sheet.lines(f"{word('refused', say.lang)}:", 60, shade="dim")
        sheet.row("no", [_refused(each, say) for each in nearest])
    return sheet.svg(head, "zh-CN" if say.lang == "zh" else "en")


def _step(step: Step, say: Speaker) -> list[str]:
    """Body, mode, what it rests on, and the article that gives the mode its effect."""
    cited = [say.citation(each) for each in step.citations]
    rows = [step.effect] if step.displacement is None else [step.effect, step.displacement]
    return [say.name(step.authority), say.code("delegation_mode", step.mode), *cited, *_articles(rows, say)]


def _roles(competence: Competence, say: Speaker) -> Iterator[list[str]]:
    for role in competence.proof.roles:
        yield [_ROLES[role.role][say.lang == "zh"], _body(role, competence, say), *_articles(role.rows, say)]


def _body(role: Role, competence: Competence, say: Speaker) -> str:
    if role.role == "review_organ":
        return say.review(competence)
    return say.name(role.body) if role.body else "–"


def _refused(refusal: Refusal, say: Speaker) -> list[str]:
    article = [f"§ {say.pack.cite(refusal.article, say.lang)}"] if refusal.article else []
    return [say.name(refusal.authority), refusal.message[say.lang], *article, f"→ {refusal.cure[say.lang]}"]


def _articles(rows: Iterable[Row], say: Speaker) -> list[str]:
    told = {(row.text[say.lang], row.status): None for row in rows}
    return [f"§ {text} {_MARKS[status][say.lang == 'zh']}" for text, status in told]


def _wrapped(value: str, ems: float) -> list[str]:
    """A text in lines of at most so many ems; a character outside ASCII is one em wide.

    >>> _wrapped("行政处罚 for all", 5)
    ['行政处罚', 'for all']
    """
    lines, used = [""], 0.0
    for piece in _PIECES.findall(value):
        wide = sum(0.56 if char.isascii() else 1.0 for char in piece)
        if used + wide > ems and lines[-1]:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += wide
    return [line.strip() for line in lines]


class _Sheet:
    """A page that is written downwards."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 12

    def lines(self, value: str, ems: float, *, size: int = 13, step: int = _LINE, shade: str = "ink") -> None:
        """A text across the page."""
        for line in _wrapped(value, ems):
            self.y += step
            self._write(_EDGE, self.y, line, size, shade)
        self.y += 8

    def row(self, frame: str, boxes: list[list[str]], *, arrows: bool = False) -> None:
        """Boxes side by side, of which each begins with its title; with arrows, from one to the next."""
        gap = _GAP if arrows else 12
        wide = (_WIDTH - 2 * _EDGE - gap * (len(boxes) - 1)) / len(boxes)
        ems = (wide - 20) / 13
        told = [[_wrapped(line, ems if number else ems * 0.88) for number, line in enumerate(box)] for box in boxes]
        high = max(sum(map(len, box)) for box in told) * _LINE + 16
        fill, stroke = _FRAMES[frame]
        for number, box in enumerate(told):
            x = _EDGE + number * (wide + gap)
            self.parts.append(
                f'<rect class="ek-{frame}" x="{x:g}" y="{self.y}" width="{wide:g}" height="{high}" rx="6" '
                f'fill="{fill}" stroke="{stroke}"/>'
            )
            if arrows and number:
                middle = self.y + high / 2
                self.parts.append(
                    f'<path d="M{x - gap + 4:g} {middle:g}H{x - 6:g}m-8 -6l8 6l-8 6" fill="none" stroke="{stroke}" '
                    'stroke-width="2"/>'
                )
            y = self.y + 4
            for paragraph, lines in enumerate(box):
                for line in lines:
                    y += _LINE
                    self._write(x + 10, y, line, 13, "dim" if paragraph > 1 else "ink", bold=paragraph == 0)
        self.y += high + 14

    def svg(self, title: str, lang: str) -> str:
        """The whole document."""
        return "".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {self.y}" width="{_WIDTH}" '
                f'height="{self.y}" role="img" lang="{lang}" font-family="system-ui, \'Noto Sans CJK SC\', '
                "'PingFang SC', 'Microsoft YaHei', sans-serif\">",
                f"<title>{safe(title)}</title><style>{_STYLE}</style>",
                f'<rect class="ek-bg" width="{_WIDTH}" height="{self.y}" fill="#fff"/>',
                *self.parts,
                "</svg>",
            ]
        )

    def _write(self, x: float, y: float, value: str, size: int, shade: str, *, bold: bool = False) -> None:
        weight = ' font-weight="600"' if bold or size > 13 else ""
        fill = "#1b1e23" if shade == "ink" else "#545b65"
        self.parts.append(
            f'<text class="ek-{shade}" x="{x:g}" y="{y:g}" font-size="{size}"{weight} fill="{fill}">'
            f"{safe(value)}</text>"
        )
