"""The steps that a proposed penalty asks for: notice, hearing, legal review, collective discussion, officers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import attrs

from enforcekit.errors import EnforcekitError
from enforcekit.law import Pack, Threshold
from enforcekit.model.manifest import DEFAULT_PACK

from .derived import Derived, Words
from .given import (
    all_of,
    days,
    fen,
    flags,
    layer_known,
    listed,
    one_of,
    pack_given,
    party_known,
    penalty_kinds,
    require,
)
from .simple import side_of, sides

_TOPICS: Final = ("hearing", "legal_review", "collective_discussion")


class ThresholdNeeded(EnforcekitError):
    """A question back: whether a penalty calls for a hearing turns on an amount that nobody has given.

    `rule` and `article` ask for it, for the penalty `kind` on this `party` under this `layer` on the day `on`. `give`
    are the arguments that answer, in fen; `known` the layers that have an amount of their own.

    >>> day = dt.date(2025, 4, 14)
    >>> try:
    ...     steps_required(["fine"], 12_000_000, "organisation", on=day)
    ... except ThresholdNeeded as asked:
    ...     print(asked.rule, asked.article, asked.give)
    P-51 APL21:63 ('threshold',)
    >>> steps_required(["fine"], 12_000_000, "organisation", on=day, threshold=5_000_000).hearing_offer
    True
    """

    rule: str
    article: str
    kind: str
    layer: str
    party: str
    on: dt.date
    give: tuple[str, ...]
    known: tuple[str, ...]

    def __init__(
        self,
        rule: str,
        article: str,
        kind: str,
        layer: str,
        party: str,
        on: dt.date,
        give: Iterable[str],
        known: Iterable[str],
    ) -> None:
        self.rule, self.article, self.kind, self.layer, self.party, self.on = rule, article, kind, layer, party, on
        self.give, self.known = tuple(give), tuple(known)
        super().__init__(rule, article, kind, layer, party, on, self.give, self.known)

    def __str__(self) -> str:
        day = "newest law" if self.on == dt.date.max else str(self.on)
        which = f"{self.kind} on a {self.party}, {day}, layer {self.layer or 'national'!r}"
        why = []
        if "threshold" in self.give:
            why.append("what is larger is set by sector or province, and there is no row")
        if self.give != ("threshold",):
            why.append("its worth is not given")
        known = f", or layer= one of {', '.join(self.known)}" if self.known and "threshold" in self.give else ""
        wanted = " and ".join(f"{name}=" for name in self.give)
        return f"{self.rule} ({self.article}): {which}: {'; '.join(why)} → give {wanted} in fen{known}"


@attrs.frozen(kw_only=True)
class StepsRequired(Derived):
    """What must be done before the decision. `officers` is the least number; `duties` are what comes with the steps.

    `hearing_request` and `hearing_notice` name the terms for asking for the hearing and for announcing it.
    """

    notice: bool
    hearing_offer: bool
    legal_review: bool
    collective_discussion: bool
    officers: int
    duties: tuple[str, ...]
    hearing_request: str = ""
    hearing_notice: str = ""

    def headline(self) -> Words:
        """The steps in their order, then the officers."""
        steps = (
            (self.notice, "notice", "告知"),
            (self.hearing_offer, "offer of a hearing", "告知听证权利"),
            (self.legal_review, "legal review", "法制审核"),
            (self.collective_discussion, "collective discussion", "集体讨论"),
        )
        en = ", ".join(each[1] for each in steps if each[0])
        zh = "、".join(each[2] for each in steps if each[0])
        return f"required: {en}; officers: {self.officers}", f"应当：{zh}；执法人员不少于 {self.officers} 人"

    def values(self) -> dict[str, Any]:
        """The steps, the least number of officers, and what comes with them."""
        found = {
            "notice": self.notice,
            "hearing_offer": self.hearing_offer,
            "legal_review": self.legal_review,
            "collective_discussion": self.collective_discussion,
            "officers": self.officers,
            "duties": list(self.duties),
        }
        terms = {"hearing_request": self.hearing_request, "hearing_notice": self.hearing_notice}
        return found | {name: term for name, term in terms.items() if term}


def steps_required(
    kinds: Iterable[str],
    fine: int | None,
    party: str,
    major: bool | None = None,
    hearing_requested: bool = False,
    layer: str = "",
    on: dt.date | None = None,
    *,
    confiscation: int | None = None,
    threshold: int | None = None,
    circumstances: Iterable[str] = (),
    procedure: str = "ordinary",
    counts_as: str | None = None,
    pack: str | Pack = DEFAULT_PACK,
) -> StepsRequired:
    """Which steps a proposed penalty asks for (P-03, P-41 to P-43, P-50 to P-54; Penalty Law arts. 42, 44, 57, 58, 63).

    A kind of penalty that calls for a hearing answers by itself. A fine or confiscation calls for one from a larger
    amount on (it may just reach it), and what is larger is set by sector or province: where the pack has no row the
    caller is asked, and nothing is assumed. Legal review is due in a major case, and after a hearing was held.

    Args:
        kinds: kinds of penalty proposed. A fine above 0 counts as one of them whether it is named or not.
        fine: the fine proposed, in fen; None or 0 never asks for an amount.
        party: `citizen`, `organisation`, or a kind of party of the pack.
        major: a major case, by the sector's own test. What calls for a hearing is discussed collectively in any case.
        hearing_requested: the party asked for the hearing.
        layer: sector or place whose amounts go before the national ones.
        on: day of the step; its law applies, not that of the act (V-02). The newest of the pack when left out.
        confiscation: worth of what is confiscated, in fen.
        threshold: amount in fen from which a fine or confiscation is larger, where no row says it, or instead of it.
        circumstances: of `complex`, `other_heavy`, `hearing_by_law`, `review_by_law`.
        procedure: kind of procedure of the pack. `simple` has neither hearing nor review nor discussion, but notice
            all the same; an expedited one has every step of the ordinary.
        counts_as: side on which a party stands that the law does not place; None for the stricter reading.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `ThresholdNeeded`, `NoSuchThreshold`.

    >>> day = dt.date(2025, 3, 3)
    >>> found = steps_required(["revoke_licence"], None, "organisation", hearing_requested=True, on=day)
    >>> found.hearing_offer, found.legal_review, found.officers
    (True, True, 2)
    >>> steps_required(["fine"], 5_000_000, "citizen", on=day)
    Traceback (most recent call last):
    enforcekit.procedure.required.ThresholdNeeded: P-51 (APL21:63): fine on a citizen, 2025-03-03, layer 'national': ...
    >>> steps_required(["fine"], 5_000_000, "citizen", on=day, threshold=1_000_000).hearing_offer
    True
    """
    chosen, given, known = pack_given(pack), listed(kinds), listed(circumstances)
    codes = chosen.vocabulary.lists.get("procedure_kind")
    words = sorted({"complex", "other_heavy", "hearing_by_law", "review_by_law"} & _facts(chosen))
    require(
        penalty_kinds(chosen, given),
        fen(optional=True, fine=fine, confiscation=confiscation, threshold=threshold),
        party_known(chosen, party),
        flags(optional=True, major=major),
        flags(hearing_requested=hearing_requested),
        layer_known(chosen, layer),
        days(optional=True, on=on),
        all_of("circumstances", known, words),
        one_of("procedure", procedure, codes.by_code if codes else ("ordinary", "simple")),
        one_of("counts_as", counts_as, sides(chosen)) if counts_as is not None else iter(()),
    )
    law = on or dt.date.max
    side, shown = side_of(chosen, party, counts_as)
    facts = {*known, *(["major"] if major else ())}
    used: dict[Threshold, None] = dict.fromkeys(shown)

    def holds(topic: str) -> Threshold | None:
        row = next((row for row in chosen.thresholds_of(topic, law, layer=layer, party=side) if row.holds(facts)), None)
        if row is not None:
            used[row] = None
        return row

    def adds(topic: str, fact: str) -> bool:
        found = holds(topic) is not None
        facts.update([fact] if found else ())
        return found

    chosen.threshold("notice", law)
    notice = adds("notice", "notice")
    hearing = review = discussion = False
    if procedure == "simple":
        facts.add("simple")
    else:
        amounts = {"fine": fine, "confiscation": confiscation, "threshold": threshold}
        head = _hearing(given, amounts, facts, layer, side, law, chosen)
        hearing = head is not None
        if head is not None:
            used[head] = None
            facts.update(["hearing_offer", *(["hearing_held"] if hearing_requested else ())])
        review = adds("legal_review", "legal_review")
        discussion = adds("collective_discussion", "collective_discussion")
    staff = holds("officers")
    duties = [row for row in chosen.thresholds_of("duty", law, layer=layer) if row.holds(facts)]
    clocks = {row.outcome: row.term for row in duties if row.term}
    by_caller = ("the amount from which it is larger was given by the caller", "较大数额标准由使用者给出")
    return StepsRequired(
        notice=notice,
        hearing_offer=hearing,
        legal_review=review,
        collective_discussion=discussion,
        officers=(staff.value if staff else None) or 0,
        duties=tuple(row.outcome for row in duties),
        hearing_request=clocks.get("hearing_request", ""),
        hearing_notice=clocks.get("hearing_notice", ""),
        rows=tuple(used),
        beside=tuple(duties),
        notes=(by_caller,) if threshold is not None else (),
        pack=chosen,
    )


@lru_cache(maxsize=8)
def _facts(pack: Pack) -> frozenset[str]:
    return frozenset(fact for row in pack.thresholds if row.topic in _TOPICS for fact in row.facts)


def _hearing(
    kinds: Iterable[str],
    amounts: Mapping[str, int | None],
    facts: set[str],
    layer: str,
    side: str,
    on: dt.date,
    pack: Pack,
) -> Threshold | None:
    """The row that calls for a hearing; what answers without an amount is looked at first."""
    rows = pack.thresholds_of("hearing", on, layer=layer, party=side)
    of_money = {kind for row in rows if row.outcome == "fine" for kind in row.kinds}
    imposed = dict.fromkeys([*kinds, *(sorted(of_money) if amounts["fine"] else ())])
    plain = (row for row in rows if row.scale is None)
    head = next((row for row in plain if (row.kinds & set(imposed) if row.kinds else row.holds(facts))), None)
    if head is not None:
        return head
    asked: ThresholdNeeded | None = None
    for kind in imposed:
        row = next((row for row in rows if kind in row.kinds), None)
        if row is None or amounts[row.outcome] == 0 or (row.outcome == "fine" and amounts["fine"] is None):
            continue
        amount, least = amounts[row.outcome], row.value if amounts["threshold"] is None else amounts["threshold"]
        if amount is None or least is None:
            give = [name for name, value in ((row.outcome, amount), ("threshold", least)) if value is None]
            known = [each for each in pack.thresholds if each.topic == row.topic and kind in each.kinds]
            layers = {each.layer for each in known if on in each.period}
            asked = asked or ThresholdNeeded(row.rule, row.article, kind, layer, side, on, give, sorted(layers - {""}))
        elif amount >= least:
            return row
    if asked is not None:
        raise asked
    return None
