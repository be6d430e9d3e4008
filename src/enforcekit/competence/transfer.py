"""To whom a body hands a matter that is not its own: the lead competent body, else the superior (J-04, J-09)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

import attrs

from enforcekit.arguments import must_be, must_be_text
from enforcekit.law import Term
from enforcekit.model.authority import Authority
from enforcekit.structure import Structure

from .answer_records import present
from .ask import who_may
from .cell import index_of
from .nobody import WhyNobody
from .superior import common_superior, superior_of


@attrs.frozen(kw_only=True)
class Transfer:
    """Where a matter goes; `to` is None when there is neither a competent body nor a government over the place.

    `because`: `competent`, it leads; `superior`, nobody is competent, so the common superior designates. `others`
    are competent too: the first to file goes on, else `superior` decides. `terms` are how long handing it over may
    take: local rules, right only where they were made. `reason` and `cure` are those of an answer that names nobody.
    """

    to: str | None
    because: Literal["competent", "superior", "nobody"]
    others: tuple[str, ...]
    superior: str | None
    article: str
    terms: tuple[Term, ...]
    reason: WhyNobody | None
    cure: Mapping[str, str] | None = attrs.field(hash=False)

    def to_dict(self) -> dict[str, Any]:
        """The target as plain JSON values."""
        terms = [
            {"rule": each.rule, "length": each.length, "unit": each.unit, "when": {"zh": each.zh, "en": each.en}}
            | {"article": each.article, "status": each.status}
            for each in self.terms
        ]
        values = attrs.asdict(self, recurse=False)
        return present({**values, "others": list(self.others), "terms": terms, "cure": self.cure and dict(self.cure)})


def transfer_target(
    structure: Structure, action: str, item: str, place: str, on: dt.date, *, holder: str | None = None
) -> Transfer:
    """To whom a matter goes on a day: to the body that leads, or, when nobody may act, to the common superior.

    Args:
        structure: the structure asked.
        action: kind of action.
        item, place: by id or code.
        on: the day asked.
        holder: the body that has the matter and may not act, if that is known.

    Raises `UnknownReference`, `LimitExceeded`.

    Source: Administrative Penalty Law art. 25; how long handing over may take is set by local rules.

    >>> import enforcekit as ek
    >>> found = transfer_target(ek.example("ningbo"), "penalise", "330217015000", "330213100", dt.date(2024, 5, 1))
    >>> found.to, found.because, found.others
    ('xikou-town', 'competent', ('ningbo-comprehensive',))
    """
    must_be(Structure, structure=structure)
    index = index_of(structure)
    answer = who_may(structure, action, item=item, place=place, on=on)
    cell = index.open(action, item, place)
    competent = [each.authority for each in answer.competences]
    bodies = [index.authority(each) for each in competent]
    if holder is not None:
        must_be_text(holder=holder)
        bodies.append(structure.resolve(Authority, holder))
    superior = (common_superior(index, bodies, on) if bodies else None) or superior_of(cell, on)
    ground = index.pack.ground("transfer", on, action=action)
    names = ground.terms if ground is not None else ()
    over = superior.id if superior is not None else None
    return Transfer(
        to=competent[0] if competent else over,
        because="competent" if competent else "superior" if over else "nobody",
        others=tuple(dict.fromkeys(each for each in competent[1:] if each != competent[0])),
        superior=over,
        article=ground.article if ground else "",
        terms=tuple(term for name in names for term in index.pack.terms_of(name) if on in term.period),
        reason=answer.reason,
        cure=answer.cure,
    )
