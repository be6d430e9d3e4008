"""An answer: who may act on every day of one interval, who may not, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from enforcekit.errors import Finding
from enforcekit.timing import Period
from enforcekit.wire.convert import dump

from .answer_records import Competence, Refusal, present
from .answer_words import Speaker, word
from .cell import Cell
from .nobody import WhyNobody, cure_of
from .refusal import refusals_of


@attrs.frozen(kw_only=True)
class Answer:
    """Who may do an action on an item at a place, on every day of one interval.

    `competences` are in order: in-flight, primary, concurrent, then by id. `reason` is set when nobody may act.
    `members` holds the answer for each member when the place is a zone.

    >>> import datetime as dt
    >>> import enforcekit as ek
    >>> ningbo, stalls = ek.example("ningbo"), "330217015000"
    >>> answer = ek.who_may(ningbo, "penalise", item=stalls, place="330213100", on=dt.date(2024, 5, 1))
    >>> [each.authority for each in answer.competences], answer.reason
    (['xikou-town', 'ningbo-comprehensive'], None)
    >>> bool(answer), answer.interval  # the same answer on all these days
    (True, Period(start=datetime.date(2024, 1, 1), end=datetime.date(2025, 1, 3)))
    """

    action: str
    item: str
    place: str
    interval: Period
    competences: tuple[Competence, ...]
    reason: WhyNobody | None
    findings: tuple[Finding, ...]
    members: tuple[Answer, ...] = ()
    _cell: Cell = attrs.field(eq=False, repr=False)
    _number: int = attrs.field(eq=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.competences)

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """Every body that might be thought competent and is not, found when first asked."""
        if self.members:
            return tuple(dict.fromkeys(refusal for each in self.members for refusal in each.refusals))
        may = tuple(dict.fromkeys(body for c in self.competences for body in (c.authority, *c.jointly)))
        return refusals_of(self._cell, self._cell.day(self._number), may)

    @cached_property
    def cure(self) -> Mapping[str, str] | None:
        """What to do when nobody may act, by language; None when somebody may."""
        if self.reason is None:
            return None
        if self.members:
            return self.members[0].cure
        return cure_of(self.reason, self._cell, self._cell.day(self._number))

    def explain(self, lang: str = "en") -> str:
        """The answer in words; at a zone, once for all members that are answered alike."""
        say = Speaker(self._cell.index.structure, self._cell.index.pack, lang)
        head = (
            say.code("action_kind", self.action),
            say.name(self.item),
            say.name(self.place),
            say.period(self.interval),
        )
        lines = [" · ".join(head)]
        if not self.members:
            return "\n".join([*lines, *self._body(say)])
        alike: dict[tuple[str, ...], list[str]] = {}
        for member in self.members:
            alike.setdefault(tuple(member._body(say)), []).append(say.name(member.place))
        for body, places in alike.items():
            lines += [f"@ {', '.join(places)}", *body]
        return "\n".join(lines)

    def svg(self, lang: str = "en") -> str:
        """The proof of the leading competence as a picture: one self-contained SVG, in which nothing runs.

        From left to right the way of the power, below it who stands for the act, and the bodies that came nearest.
        At a zone: of its first member.

        >>> import datetime as dt
        >>> import enforcekit as ek
        >>> answer = ek.who_may(ek.example("ningbo"), "penalise", item="330217015000", place="330213100",
        ...                     on=dt.date(2024, 5, 1))
        >>> "Xikou Town Government" in answer.svg()
        True
        """
        from .answer_picture import svg

        if self.members:
            return self.members[0].svg(lang)
        return svg(self, Speaker(self._cell.index.structure, self._cell.index.pack, lang))

    def _body(self, say: Speaker) -> Iterator[str]:
        """The lines below the heading of an answer at one place."""
        if self.reason:
            yield word("nobody", say.lang).format(word(self.reason, say.lang))
            yield f"   → {(self.cure or {})[say.lang]}"
        for number, competence in enumerate(self.competences, 1):
            yield from say.competence(number, competence)
        yield from (f"! {finding.text(say.lang)}" for finding in self.findings)
        if self.refusals:
            yield f"{word('refused', say.lang)}:"
            yield from say.refusals(self.refusals)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON values: codes and ids, prose only in messages and cures."""
        return present(
            {
                "action": self.action,
                "item": self.item,
                "place": self.place,
                "interval": dump(self.interval),
                "reason": self.reason,
                "cure": dict(self.cure) if self.cure else None,
                "competences": [each.to_dict() for each in self.competences],
                "refusals": [each.to_dict() for each in self.refusals],
                "findings": [each.to_dict() for each in self.findings],
            }
        )
