"""The proof of a competence as data: every leaf is an article in force on the day, or a row of the pack with status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import attrs

from enforcekit.law import Status
from enforcekit.model.common import Citation
from enforcekit.timing import Period
from enforcekit.wire.convert import dump

RowKind = Literal["effect", "need", "displacement", "review", "ground"]
RoleName = Literal["in_name_of", "respondent", "review_organ", "defendant", "compensates"]


@attrs.frozen(kw_only=True)
class Row:
    """A leaf: a row of the pack in force on the day. `met` says of a need whether the grant meets it.

    `key` is the mode, the kind of need, the relation of a review organ, or the topic of a ground; `text` names the
    article in words.
    """

    kind: RowKind
    key: str
    article: str
    status: Status
    period: Period
    text: Mapping[str, str] = attrs.field(hash=False)
    met: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        out = {"kind": self.kind, "key": self.key, "article": self.article, "status": self.status}
        met = {} if self.met is None else {"met": self.met}
        return {**out, "period": dump(self.period), "text": dict(self.text), **met}


Leaf = Citation | Row


@attrs.frozen(kw_only=True)
class Step:
    """One step: the base, or one grant.

    `citations` are the articles it rests on that are in force on the day, `lapsed` those that are not (EK305).
    `effect` is the row that gives the mode its effect, `needs` what it asks of the grant, `displacement` the row by
    which the power left its former holder.

    >>> import enforcekit as ek
    >>> day, stalls = dt.date(2024, 5, 1), "330217015000"
    >>> first = ek.who_may(ek.example("ningbo"), "penalise", item=stalls, place="330213100", on=day).competences[0]
    >>> step = first.proof[-1]
    >>> step.delegation, step.rule, step.status
    ('empowerment-xikou-town', 'APL21:24', 'confirmed')
    >>> [need.key for need in step.needs if not need.met]  # nothing that the mode asks of the grant is missing
    []
    """

    authority: str
    mode: str
    delegation: str | None
    citations: tuple[Citation, ...]
    lapsed: tuple[Citation, ...]
    effect: Row
    needs: tuple[Row, ...]
    displacement: Row | None

    @property
    def rule(self) -> str:
        """The article that gives the mode its effect."""
        return self.effect.article

    @property
    def status(self) -> Status:
        """The status of that row."""
        return self.effect.status

    def leaves(self) -> Iterator[Leaf]:
        """All that the step rests on."""
        yield from self.citations
        yield self.effect
        yield from self.needs
        if self.displacement is not None:
            yield self.displacement

    def to_dict(self) -> dict[str, Any]:
        """The step as plain JSON values."""
        out: dict[str, Any] = {"authority": self.authority, "mode": self.mode}
        if self.delegation is not None:
            out["delegation"] = self.delegation
        out |= {"citations": [dump(each) for each in self.citations], "rule": self.rule, "status": self.status}
        out["effect"] = self.effect.to_dict()
        if self.lapsed:
            out["lapsed"] = [dump(each) for each in self.lapsed]
        if self.needs:
            out["needs"] = [each.to_dict() for each in self.needs]
        if self.displacement is not None:
            out["displacement"] = self.displacement.to_dict()
        return out


@attrs.frozen(kw_only=True)
class Role:
    """Who stands for the act in one respect, and the rows that say so. No body: the structure has none such."""

    role: RoleName
    body: str | None
    rows: tuple[Row, ...]

    def to_dict(self) -> dict[str, Any]:
        """The role as plain JSON values."""
        body = {} if self.body is None else {"body": self.body}
        return {"role": self.role, **body, "rows": [each.to_dict() for each in self.rows]}


@attrs.frozen(kw_only=True)
class Proof:
    """Why a body may act (`steps`, from the base on) and who stands for it (`roles`, each from rows of its own).

    `on` is a day on which the steps hold, `asked` one of the question: they differ only for a case already filed.

    >>> import enforcekit as ek
    >>> day, stalls = dt.date(2024, 5, 1), "330217015000"
    >>> first = ek.who_may(ek.example("ningbo"), "penalise", item=stalls, place="330213100", on=day).competences[0]
    >>> [(step.authority, step.mode) for step in first.proof]
    [('fenghua-comprehensive', 'statutory'), ('xikou-town', 'township')]
    >>> first.proof.role("defendant").body, first.proof.role("defendant").rows[0].article
    ('xikou-town', 'APL21:24')
    """

    on: dt.date
    asked: dt.date
    steps: tuple[Step, ...]
    roles: tuple[Role, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, number: int) -> Step:
        return self.steps[number]

    def role(self, name: RoleName) -> Role:
        """One of the roles."""
        return next(each for each in self.roles if each.role == name)

    def leaves(self) -> Iterator[Leaf]:
        """Everything the competence rests on in the end."""
        for step in self.steps:
            yield from step.leaves()
        for role in self.roles:
            yield from role.rows

    def to_dict(self) -> dict[str, Any]:
        """The proof as plain JSON values."""
        return {"steps": [each.to_dict() for each in self.steps], "roles": [each.to_dict() for each in self.roles]}
