"""What an answer is made of: bodies that may act, each with its proof; bodies that may not, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, Literal, get_args

import attrs

from enforcekit.arguments import must_be_day, must_be_text
from enforcekit.errors import Finding
from enforcekit.model.delegation import Ceiling
from enforcekit.timing import Period
from enforcekit.wire.convert import dump

from .cell import Cell
from .condition import Condition
from .counted import valid_period
from .holding import Holding, Rank
from .proof import Proof
from .proof_making import proof_of

RefusalReason = Literal[
    "not_existing",
    "no_power_by_kind",
    "no_capacity",
    "outside_territory",
    "item_not_covered",
    "action_not_granted",
    "mode_forbids",
    "not_yet",
    "ended",
    "not_published",
    "not_redelegable",
    "grantor_lacked_power",
    "void_instrument",
    "displaced",
    "not_designated",
]

REASONS: Final[tuple[RefusalReason, ...]] = get_args(RefusalReason)
"""The reasons in the order in which they are looked for: a later one came nearer to competence."""


@attrs.frozen
class Filing:
    """A case already filed: which body filed it, and when.

    >>> import enforcekit as ek
    >>> day, stalls = dt.date(2024, 5, 1), "330217015000"
    >>> filed = Filing("xikou-town", on=dt.date(2024, 4, 1))
    >>> answer = ek.who_may(ek.example("ningbo"), "penalise", item=stalls, place="330213100", on=day, case=filed)
    >>> answer.competences[0].rank
    'in_flight'
    """

    authority: str
    on: dt.date

    def __attrs_post_init__(self) -> None:
        must_be_text(authority=self.authority)
        must_be_day(on=self.on)


@attrs.frozen(kw_only=True)
class Competence:
    """A body that may act.

    `authority` acts, under a power of this `mode`; `rank` says how it stands to the others. It may in cases that meet
    the `condition`, up to the `ceilings` of a fine, in these `procedures` (none named: any). `jointly` are the bodies
    that must act with it; `acts_through` the teams it acts by.

    `in_name_of` stands on the paper, `answerable` answers for it; `respondent` is reviewed by `review_organ` (None when
    the structure has no such body; `review_rule` says which it is), `defendant` is sued, `compensates` pays. `chain`
    are the ids of the delegations, from the base on; `valid` is the longest span of days around the question with this
    very chain.

    >>> import enforcekit as ek
    >>> day, stalls = dt.date(2024, 5, 1), "330217015000"
    >>> first = ek.who_may(ek.example("ningbo"), "penalise", item=stalls, place="330213100", on=day).competences[0]
    >>> first.authority, first.in_name_of, first.answerable, first.review_organ
    ('xikou-town', 'xikou-town', 'xikou-town', 'fenghua-government')
    >>> first.chain, first.sign_off is None  # by one grant, and in its own name
    (('empowerment-xikou-town',), True)
    """

    authority: str
    jointly: tuple[str, ...] = ()
    mode: str
    acts_through: tuple[str, ...] = ()
    in_name_of: str
    answerable: str
    respondent: str
    review_organ: str | None
    review_rule: str | None
    defendant: str
    compensates: str
    rank: Rank
    condition: Condition
    ceilings: tuple[Ceiling, ...]
    procedures: tuple[str, ...]
    chain: tuple[str, ...]
    findings: tuple[Finding, ...]
    place: str
    _asked: dt.date = attrs.field(eq=False, repr=False)
    _cell: Cell = attrs.field(eq=False, repr=False)
    _interval: int = attrs.field(eq=False, repr=False)
    _holding: Holding = attrs.field(eq=False, repr=False)

    @cached_property
    def proof(self) -> Proof:
        """Why the body may act, and who stands for it: steps, roles and their leaves, found when first asked."""
        return proof_of(self._cell, self._cell.day(self._interval), self._asked, self._holding, self.review_organ)

    @property
    def sign_off(self) -> str | None:
        """The body whose approval a decision needs because its name is on the paper; None when the actor's own is."""
        return None if self.in_name_of in (self.authority, *self.jointly) else self.in_name_of

    @cached_property
    def valid(self) -> Period:
        """The longest span of days around the question on which this body holds by this very chain."""
        return valid_period(self._cell, self._interval, self._holding)

    def to_dict(self) -> dict[str, Any]:
        """The competence as plain JSON values."""
        fields = attrs.fields_dict(type(self))
        out = {name: getattr(self, name) for name in fields if not name.startswith("_")}
        return present(
            {
                **out,
                "jointly": list(self.jointly),
                "acts_through": list(self.acts_through),
                "condition": {"never": sorted(self.condition.never), "only": sorted(map(sorted, self.condition.only))},
                "ceilings": [dump(each) for each in self.ceilings],
                "procedures": list(self.procedures),
                "valid": dump(self.valid),
                "chain": list(self.chain),
                "proof": self.proof.to_dict(),
                "findings": [finding.to_dict() for finding in self.findings],
            }
        )


@attrs.frozen(kw_only=True)
class Refusal:
    """A body that might be thought competent and is not: the missing step, its article, what would mend it.

    `reason` is one of `REASONS`; `message` and `cure` say it in words, by language; `delegation` is the id of the grant
    that fails, where one does.

    >>> import enforcekit as ek
    >>> day, stalls = dt.date(2024, 5, 1), "330217015000"
    >>> answer = ek.who_may(ek.example("ningbo"), "penalise", item=stalls, place="330213100", on=day)
    >>> no = answer.refusals[0]
    >>> no.authority, no.reason, no.article
    ('beilun-agriculture', 'outside_territory', 'APL21:22')
    >>> no.cure["zh"]
    '请由 溪口镇人民政府、宁波市综合行政执法局 办理'
    """

    authority: str
    reason: RefusalReason
    message: Mapping[str, str] = attrs.field(hash=False)
    cure: Mapping[str, str] = attrs.field(hash=False)
    article: str = ""
    delegation: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The refusal as plain JSON values."""
        values = {**attrs.asdict(self, recurse=False), "message": dict(self.message), "cure": dict(self.cure)}
        return present({**values, "article": self.article or None})


def present(values: dict[str, Any]) -> dict[str, Any]:
    """Absent rather than null."""
    return {key: value for key, value in values.items() if value is not None}
