"""The rows that a pack is made of: what a text says, dated, with its article and its status.

Every row carries its article and a status: `confirmed` in the text, `local` (right there, not nationwide), or
`unconfirmed` (not verified against a text). A row that is not confirmed says so wherever it is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final, Literal

import attrs

from enforcekit.arguments import texts_of
from enforcekit.errors import Severity
from enforcekit.timing import ALWAYS, Period

Status = Literal["confirmed", "local", "unconfirmed"]
Side = Literal["grantor", "grantee"]
NeedKind = Literal[
    "issuer_level",
    "instrument_kind",
    "grantor_kind",
    "grantor_level",
    "grantee_kind",
    "publication",
    "term",
    "capacity",
    "writing",
]
Relation = Literal[
    "own_government",
    "parent_government",
    "county_government",
    "higher_government",
    "higher_department",
    "managing_government",
    "own",
    "either",
]
ANY: Final = frozenset({"*"})


STATUS_WORDS: Final[Mapping[Status, tuple[str, str]]] = {
    "confirmed": ("", ""),
    "local": ("local rule", "地方或行业规则"),
    "unconfirmed": ("unconfirmed", "未核对原文"),
}
"""How a row that is not confirmed announces itself, in English and Chinese."""
STATUS_ADVICE: Final[Mapping[Status, tuple[str, str]]] = {
    "local": ("a local or sector rule", "地方或行业规定"),
    "unconfirmed": ("unconfirmed: verify it against the text", "未核对原文，使用前请核实"),
}
"""The same as a line of a derivation, with what to do."""


def status_mark(status: Status) -> tuple[str, str]:
    """The mark behind the words of a row, in English and Chinese; empty for a confirmed one.

    >>> status_mark("unconfirmed"), status_mark("confirmed")
    ((' [unconfirmed]', '［未核对原文］'), ('', ''))
    """
    en, zh = STATUS_WORDS[status]
    return (f" [{en}]", f"［{zh}］") if en else ("", "")


def as_codes(given: Iterable[str]) -> frozenset[str]:
    """The codes of a row, given in any collection; one text alone is none: it would be taken letter by letter.

    >>> as_codes("national")
    Traceback (most recent call last):
    enforcekit.errors.InvalidArgument: error EK100: codes is 'national', of the type str, not a list of texts → ...
    """
    return frozenset(texts_of("codes", given) or ())


@attrs.frozen
class Source:
    """A text that articles are cited from."""

    zh: str
    en: str


@attrs.frozen(kw_only=True)
class Need:
    """What a mode asks of a grant. A missing need has a severity, and breaks the chain or does not.

    `values` are the kinds or levels that satisfy it; `actions` limits it to some kinds of action.
    """

    kind: NeedKind
    values: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    actions: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    severity: Severity
    breaks_chain: bool
    article: str
    status: Status = "confirmed"


@attrs.frozen(kw_only=True)
class Effect:
    """What a mode of delegation does, from one date to another.

    `base`: gives a holding of its own without a grantor. `creates_holding`: something moves to the grantee.
    `carries`: kinds of action that can move (`*`: any), of which `carries_unconfirmed` are not verified;
    `never_carries`: kinds of action or penalty that cannot. `passes_on_to`: the modes that may follow a holding of
    this mode. `displaces`: the power leaves the holding it came from.
    """

    mode: str
    period: Period = ALWAYS
    base: bool = False
    creates_holding: bool = True
    in_name_of: Side = "grantee"
    respondent: Side = "grantee"
    defendant: Side = "grantee"
    compensates: Side = "grantee"
    carries: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    carries_unconfirmed: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    never_carries: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    displaces: bool = False
    displaces_article: str = ""
    displaces_status: Status = "confirmed"
    needs: tuple[Need, ...] = ()
    passes_on_to: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    may_redelegate: bool = False
    article: str
    status: Status = "confirmed"

    def moves(self, action: str, penalties: frozenset[str]) -> bool:
        """Whether an action on an item with these penalties can move by this mode."""
        carried = "*" in self.carries or action in self.carries
        return carried and action not in self.never_carries and not (penalties & self.never_carries)


@attrs.frozen(kw_only=True)
class Kind:
    """What a kind of body can be: whether it may hold power at all, and whether its legal capacity is inherent."""

    kind: str
    may_hold: bool = True
    capacity: bool = True
    government: bool = False
    article: str = ""
    status: Status = "confirmed"


@attrs.frozen(kw_only=True)
class Review:
    """Which organ reviews the decisions of a body of such a kind and level. The first row that fits decides."""

    relation: Relation
    kinds: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    levels: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    period: Period = ALWAYS
    article: str
    status: Status = "confirmed"

    def fits(self, kind: str, level: str | None, on: dt.date) -> bool:
        """Whether the row speaks of such a body on that day."""
        return (
            (not self.kinds or kind in self.kinds) and (not self.levels or level in self.levels) and on in self.period
        )


@attrs.frozen(kw_only=True)
class Ground:
    """The article behind something that follows from no single grant.

    `topic` is a reason of a refusal, `overlap`, `transfer`, `identification`, or a role: `respondent`, `defendant`,
    `compensates`. `actions` and `kinds` limit the row to some actions, or to some kinds of body. The first row that
    fits decides. `terms` are the rules that say how long it may take. `cure_zh` and `cure_en` say what is to be done
    here, where it is not what the finding says on its own.
    """

    topic: str
    period: Period = ALWAYS
    actions: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    kinds: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    terms: tuple[str, ...] = ()
    cure_zh: str = ""
    cure_en: str = ""
    article: str
    status: Status = "confirmed"

    @property
    def cure(self) -> Mapping[str, str]:
        """What is to be done here, by language; empty where the row does not say."""
        return {"en": self.cure_en, "zh": self.cure_zh} if self.cure_en else {}

    def fits(self, action: str, kind: str, on: dt.date) -> bool:
        """Whether the row speaks of such an action by such a body on that day."""
        return (
            (not self.actions or action in self.actions)
            and (not self.kinds or kind in self.kinds)
            and on in self.period
        )
