"""The simple procedure (简易程序): may it be decided on the spot, and may the money be taken on the spot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from enforcekit.law import Pack, Threshold
from enforcekit.model.manifest import DEFAULT_PACK

from .derived import Derived, Words
from .given import days, fen, flags, layer_known, listed, one_of, pack_given, party_known, penalty_kinds, require, wrong


@attrs.frozen(kw_only=True)
class Allowed(Derived):
    """Whether something is allowed; `reasons` say what stands against it, in both languages.

    `duties` are what comes with it where it is allowed.
    """

    question: Words
    allowed: bool
    reasons: tuple[Words, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed

    def headline(self) -> Words:
        """The question, the answer, and what stands against it."""
        en, zh = ("allowed", "可以") if self.allowed else ("not allowed", "不可以")
        return (
            f"{self.question[0]}: {en}" + "".join(f"; {reason[0]}" for reason in self.reasons),
            f"{self.question[1]}：{zh}" + "".join(f"；{reason[1]}" for reason in self.reasons),
        )

    def values(self) -> dict[str, Any]:
        """The answer, what stands against it, and what comes with it."""
        reasons = [{"en": en, "zh": zh} for en, zh in self.reasons]
        return {"allowed": self.allowed, "reasons": reasons, "duties": list(self.duties)}

    @property
    def duties(self) -> tuple[str, ...]:
        """What comes with it, by the outcomes of the rows beside it."""
        return tuple(row.outcome for row in self.beside)


def side_of(pack: Pack, party: str, counts_as: str | None = None) -> tuple[str, tuple[Threshold, ...]]:
    """The side of a party, citizen or organisation, and the row to show when its place is not settled (P-31).

    `counts_as` is the caller's policy; it moves only a party whose row is not confirmed.
    """
    rows = [row for row in pack.thresholds if row.topic == "party" and party in row.parties]
    row = rows[0]
    if row.status == "confirmed":
        return row.outcome, ()
    return counts_as or row.outcome, (row,) * (counts_as in (None, row.outcome))


def sides(pack: Pack) -> list[str]:
    """The sides that the rows of the pack know."""
    return sorted({row.outcome for row in pack.thresholds if row.topic == "party"})


def simple_procedure(
    party: str,
    fine: int | None,
    kinds: Iterable[str],
    on: dt.date,
    layer: str = "",
    *,
    counts_as: str | None = None,
    pack: str | Pack = DEFAULT_PACK,
) -> Allowed:
    """Whether a penalty may be decided on the spot, the facts being certain (P-30, P-31; Penalty Law art. 51).

    Tests what is actually imposed, never the highest fine that the norm allows. Every kind must be one that may be
    imposed on the spot; a fine must not be above the ceiling, which it may reach. From 2024-01-01 such a decision
    goes to reconsideration before any suit (P-36): `duties` say so.

    Args:
        party: `citizen`, `organisation`, or a kind of party of the pack.
        fine: the fine imposed, in fen; None or 0 when there is none.
        kinds: kinds of penalty imposed. A fine above 0 counts as one of them whether it is named or not.
        on: day of the decision; its law applies (V-02).
        layer: sector or place whose ceiling goes before the national one.
        counts_as: side on which a party stands that the law does not place; None for the stricter ceiling.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> simple_procedure("citizen", 20000, ["fine"], dt.date(2025, 1, 1)).allowed
    True
    >>> simple_procedure("citizen", 20000, ["fine"], dt.date(2025, 1, 1)).duties
    ('reconsideration_first',)
    >>> print(simple_procedure("citizen", 20100, ["fine"], dt.date(2025, 1, 1)).explain())
    on-the-spot decision: not allowed; fine: above the ceiling
      P-30 on the spot: highest fine on a citizen: 200 yuan (Administrative Penalty Law (2021) art. 51)
    """
    chosen, given = pack_given(pack), listed(kinds)
    require(
        party_known(chosen, party),
        fen(optional=True, fine=fine),
        penalty_kinds(chosen, given),
        days(on=on),
        layer_known(chosen, layer),
        one_of("counts_as", counts_as, sides(chosen)) if counts_as is not None else iter(()),
    )
    side, shown = side_of(chosen, party, counts_as)
    chosen.threshold("simple", on)
    rows = chosen.thresholds_of("simple", on, layer=layer, party=side)
    of_money = {kind for row in rows if row.value is not None for kind in row.kinds}
    amount = fine or 0
    imposed = dict.fromkeys([*given, *(sorted(of_money) if amount else ())])
    if fine is None and of_money & set(imposed):
        need = ("give the fine in fen", "请给出罚款数额（分）")
        require(iter([wrong("fine", fine, ("the amount of the fine imposed", "拟处罚款数额"), need)]))
    used, reasons = dict.fromkeys(shown), []
    for kind in imposed:
        row = next((row for row in rows if kind in row.kinds), None)
        labels = [chosen.vocabulary.label("penalty_kind", kind, lang) for lang in ("en", "zh")]
        if row is None:
            reasons.append((f"{labels[0]}: not a penalty for the spot", f"{labels[1]}：不属于可以当场作出的处罚"))
            continue
        used[row] = None
        if row.value is not None and amount > row.value:
            reasons.append((f"{labels[0]}: above the ceiling", f"{labels[1]}：超过上限"))
    return Allowed(
        question=("on-the-spot decision", "当场作出处罚决定"),
        allowed=not reasons,
        reasons=tuple(reasons),
        rows=tuple(used or {rows[0]: None}),
        beside=() if reasons else chosen.thresholds_of("simple_duty", on, layer=layer),
        pack=chosen,
    )


def cash(
    fine: int,
    on: dt.date,
    remote: bool = False,
    requested: bool = False,
    hard_to_collect: bool = False,
    *,
    on_the_spot: bool = True,
    layer: str = "",
    pack: str | Pack = DEFAULT_PACK,
) -> Allowed:
    """Whether the officer may take the money on the spot (P-33, P-34; Penalty Law arts. 68, 69).

    A test of its own: its ceiling is not that of the simple procedure. A receipt of the treasury is due in any case.

    Args:
        fine: the fine imposed, in fen.
        on: day of the collection; its law applies.
        remote: in a remote, waterborne or hard-to-reach area, where paying at the bank is really difficult.
        requested: the party itself asked to pay on the spot, on record; with `remote` this opens it for any fine.
        hard_to_collect: what is not taken now will be hard to enforce.
        on_the_spot: the decision itself was made on the spot; without it only `remote` and `requested` open it.
        layer: sector or place whose rule goes before the national one.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> day = dt.date(2025, 1, 1)
    >>> cash(10000, day).allowed, cash(15000, day).allowed, cash(15000, day, hard_to_collect=True).allowed
    (True, False, True)
    """
    chosen = pack_given(pack)
    facts = {"remote": remote, "requested": requested, "hard_to_collect": hard_to_collect, "on_the_spot": on_the_spot}
    require(fen(fine=fine), days(on=on), flags(**facts), layer_known(chosen, layer))
    chosen.threshold("cash", on)
    true = {name for name, value in facts.items() if value}
    rows = chosen.thresholds_of("cash", on, layer=layer)
    open_ = next((row for row in rows if row.holds(true) and (row.value is None or fine <= row.value)), None)
    reason = ("no case of collection on the spot applies", "不具备当场收缴的情形")
    return Allowed(
        question=("cash on the spot", "当场收缴罚款"),
        allowed=open_ is not None,
        reasons=() if open_ else (reason,),
        rows=(open_,) if open_ else rows,
        beside=chosen.thresholds_of("cash_duty", on, layer=layer) if open_ else (),
        pack=chosen,
    )
