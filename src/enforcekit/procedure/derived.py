"""What every calculation gives back: a value, the rows it rests on, and the words that say both."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import attrs

from enforcekit.arguments import must_be_language
from enforcekit.law import Deadline, Pack, Status, Threshold
from enforcekit.law.rows import STATUS_ADVICE
from enforcekit.law.threshold import money

Words = tuple[str, str]
"""The same words in English and Chinese."""


@attrs.frozen(kw_only=True)
class Derived(ABC):
    """A result with its derivation.

    `rows` are the rows of the pack that decided, `deadlines` the counted terms, `notes` the readings taken. `beside`
    are rows on what comes with the result: each announces itself, none makes the result less sure.
    """

    rows: tuple[Threshold, ...] = ()
    beside: tuple[Threshold, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    notes: tuple[Words, ...] = ()
    pack: Pack = attrs.field(eq=False, repr=False)

    @property
    def status(self) -> Status:
        """The weakest status among what the result rests on: one unconfirmed row makes it unconfirmed."""
        found = {row.status for row in self.rows} | {each.status for each in self.deadlines}
        return "unconfirmed" if "unconfirmed" in found else "local" if "local" in found else "confirmed"

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules the result rests on, each once."""
        return tuple(dict.fromkeys([each.rule for each in self.rows] + [each.term.rule for each in self.deadlines]))

    @abstractmethod
    def headline(self) -> Words:
        """The result in one line."""

    @abstractmethod
    def values(self) -> dict[str, Any]:
        """The result as plain JSON values."""

    def money(self, amount: int, lang: str = "en") -> str:
        """An amount in the currency of the pack, as a person reads it."""
        return money(amount, lang, self.pack.currency)

    def explain(self, lang: str = "en") -> str:
        """The result in words, with every row it rests on; what is local or unconfirmed says so.

        Raises `UnknownReference` for a language nothing is said in.
        """
        must_be_language(lang)
        zh = lang == "zh"
        lines = [self.headline()[zh]]
        for row in (*self.rows, *self.beside):
            amount = row.amount(lang, self.pack.currency)
            said = f"{row.zh if zh else row.en}{('：' if zh else ': ') * bool(amount)}{amount}"
            cited = self.pack.cite(row.article, lang)
            lines.append(f"  {row.rule} {said}（{cited}）" if zh else f"  {row.rule} {said} ({cited})")
            if row.status in STATUS_ADVICE:
                lines.append("    " + STATUS_ADVICE[row.status][zh])
        lines += ["  " + line for each in self.deadlines for line in each.explain(lang).splitlines()]
        return "\n".join([*lines, *("  " + note[zh] for note in self.notes)])

    def to_dict(self) -> dict[str, Any]:
        """The result as plain JSON values: what was asked for, then rules, articles and status."""
        articles = [each.article for each in self.rows] + [each.term.article for each in self.deadlines]
        return {
            **self.values(),
            "rules": list(self.rules),
            "articles": list(dict.fromkeys(articles)),
            "status": self.status,
        }
