"""Credit (信用): how grave a record is that a penalty leaves, how long it is shown, and when it may be repaired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from enforcekit.law import Pack, deadline, pack_of
from enforcekit.model.case import Case, CreditRecord
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.structure import Structure
from enforcekit.timing import Period
from enforcekit.timing.calendar import ONE_DAY

from .derived import Derived, Words
from .given import all_of, days, flags, listed, one_of, pack_given, penalty_kinds, require
from .publication import fits
from .scene import Unanswered
from .standing import standing

SIMPLE = "simple"


@attrs.frozen(kw_only=True)
class Gravity(Derived):
    """How grave a record of credit is: `minor`, `general` or `serious`."""

    gravity: str

    def headline(self) -> Words:
        """The class."""
        names = self.pack.vocabulary
        en, zh = (names.label("credit_gravity", self.gravity, lang) for lang in ("en", "zh"))
        return f"credit record: {en}", f"信用记录：{zh}"

    def values(self) -> dict[str, Any]:
        """The class."""
        return {"gravity": self.gravity}


def credit_gravity(
    kinds: Iterable[str],
    document_on: dt.date,
    *,
    procedure: str = "ordinary",
    circumstances: Iterable[str] = (),
    pack: str | Pack = DEFAULT_PACK,
) -> Gravity:
    """How grave a penalty is for the credit platform (K-01; NDRC Order 36 from 2026-04-01, Order 58 before).

    Since Order 36 a penalty of the simple procedure, a warning and a notice of criticism are minor. What is serious
    the organ says itself; under Order 58 it was what concerned food, drugs, special equipment, safety or fire.

    Args:
        kinds: kinds of penalty imposed.
        document_on: day of the decision; its law applies.
        procedure: kind of procedure of the pack by which it was decided.
        circumstances: of `serious`, `food`, `drugs`, `special_equipment`, `work_safety`, `fire`.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> credit_gravity(["fine"], dt.date(2026, 5, 6)).gravity
    'general'
    >>> credit_gravity(["fine"], dt.date(2026, 5, 6), procedure="simple").gravity
    'minor'
    """
    chosen, given, known = pack_given(pack), listed(kinds), listed(circumstances)
    all_facts = {fact for row in chosen.thresholds if row.topic == "gravity" for fact in row.facts} - {SIMPLE}
    require(
        penalty_kinds(chosen, given),
        days(document_on=document_on),
        one_of("procedure", procedure, chosen.vocabulary.lists["procedure_kind"].by_code),
        all_of("circumstances", known, sorted(all_facts)),
    )
    chosen.threshold("gravity", document_on)
    rows = chosen.thresholds_of("gravity", document_on)
    row = next(each for each in rows if fits(each, given, {procedure, *known}))
    return Gravity(gravity=row.outcome, rows=(row,), pack=chosen)


@attrs.frozen(kw_only=True)
class CreditDisplay(Derived):
    """When a record is shown and when it may be repaired: all days None where it is not shown.

    `public_from` is the date of the document, `repair_from` the first day for repair, `stops` the day on which the
    display ends by itself.
    """

    gravity: str
    shown: bool
    public_from: dt.date | None = None
    repair_from: dt.date | None = None
    stops: dt.date | None = None

    @property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """The first day for repair, and the day on which the display stops by itself."""
        return None if self.repair_from is None or self.stops is None else (self.repair_from, self.stops)

    def headline(self) -> Words:
        """The days."""
        if not self.shown:
            return f"{self.gravity}: not shown", f"{self.gravity}：不公示"
        return (
            f"{self.gravity}: shown from {self.public_from}, repair from {self.repair_from}, stops on {self.stops}",
            f"{self.gravity}：自 {self.public_from} 公示，{self.repair_from} 起可修复，{self.stops} 停止公示",
        )

    def values(self) -> dict[str, Any]:
        """The class and the days."""
        found: dict[str, Any] = {"gravity": self.gravity, "shown": self.shown}
        for name in ("public_from", "repair_from", "stops"):
            day = getattr(self, name)
            found |= {name: day.isoformat()} if day is not None else {}
        return found


def credit_display(
    gravity: str,
    document_on: dt.date,
    *,
    necessary: bool = False,
    on: dt.date | None = None,
    pack: str | Pack = DEFAULT_PACK,
) -> CreditDisplay:
    """From when to when a credit platform shows a penalty, and from when it may be repaired (K-01).

    Under NDRC Order 36, from 2026-04-01: minor not shown, for at most 3 months where necessary; general 3 months to
    1 year; serious 1 to 3 years. Before, Order 58 and the rule of 2019: to 3 years.

    Args:
        gravity: `minor`, `general` or `serious`; `credit_gravity` says which.
        document_on: date of the decision, from which the display runs.
        necessary: a minor record is shown all the same.
        on: day whose law applies; that of the document when left out. Whether a record from before an order moves
            over to it is not settled.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchTerm` for a class that the law of the day lacks.

    >>> found = credit_display("general", dt.date(2026, 5, 6))
    >>> str(found.repair_from), str(found.stops), found.status
    ('2026-08-06', '2027-05-06', 'unconfirmed')
    """
    chosen = pack_given(pack)
    require(
        one_of("gravity", gravity, chosen.vocabulary.lists["credit_gravity"].by_code),
        days(document_on=document_on),
        days(optional=True, on=on),
        flags(necessary=necessary),
    )
    hidden = [row for row in chosen.thresholds_of("gravity_hidden", on or document_on) if row.holds({gravity})]
    if hidden and not necessary:
        return CreditDisplay(gravity=gravity, shown=False, rows=tuple(hidden), pack=chosen)
    found = deadline(f"K-01/{gravity}", document_on, pack=chosen, on=on)
    return CreditDisplay(
        gravity=gravity,
        shown=True,
        public_from=document_on,
        repair_from=found.opens,
        stops=found.last_day,
        rows=tuple(hidden),
        deadlines=(found,),
        pack=chosen,
    )


@attrs.frozen(kw_only=True)
class Repair(Derived):
    """Whether a record may be repaired on a day: `missing` are the conditions not met, `from_day` the first day.

    `effects` are what follows from the repair.
    """

    allowed: bool
    missing: tuple[str, ...]
    from_day: dt.date | None
    effects: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.allowed

    def headline(self) -> Words:
        """The answer, and what is missing."""
        lack = ", ".join(self.missing)
        if self.allowed:
            return "may be repaired", "可以修复"
        return f"not to be repaired yet: {lack}", f"尚不能修复：{lack}"

    def values(self) -> dict[str, Any]:
        """The answer, what is missing, the first day, what follows."""
        found = {"allowed": self.allowed, "missing": list(self.missing), "effects": list(self.effects)}
        return {**found, "from": self.from_day.isoformat()} if self.from_day is not None else found


def repair(
    gravity: str,
    document_on: dt.date,
    on: dt.date,
    met: Iterable[str] = (),
    *,
    necessary: bool = False,
    pack: str | Pack = DEFAULT_PACK,
) -> Repair:
    """Whether a credit record may be repaired (信用修复) on a day, what is missing, and what follows from it (K-01).

    The window is that of the document's day, the conditions are those of the day of the application. A minor record
    is repaired as soon as the duty is done. One whose display has stopped, or that is not shown, needs no repair.

    Args:
        gravity: `minor`, `general` or `serious`.
        document_on: date of the decision.
        on: day of the application.
        met: conditions met, of `corrected`, `commitment`, `other_conditions`.
        necessary: a minor record is shown all the same.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchTerm`, `NoSuchThreshold` for a day before the law.

    >>> everything = ["corrected", "commitment", "other_conditions"]
    >>> repair("general", dt.date(2026, 5, 6), dt.date(2026, 8, 5), everything).missing
    ('minimum_shown',)
    >>> repair("general", dt.date(2026, 5, 6), dt.date(2026, 8, 6), everything).allowed
    True
    """
    chosen, given = pack_given(pack), listed(met)
    codes = {row.outcome for row in chosen.thresholds if row.topic == "repair"}
    require(days(on=on), all_of("met", given, sorted(codes)))
    display = credit_display(gravity, document_on, necessary=necessary, pack=chosen)
    chosen.threshold("repair", on)
    rows = [row for row in chosen.thresholds_of("repair", on) if row.holds({gravity})]
    missing = [row.outcome for row in rows if row.outcome not in given]
    if display.repair_from is not None and on < display.repair_from:
        missing.insert(0, "minimum_shown")
    if not display.shown or (display.stops is not None and on > display.stops):
        missing.insert(0, "still_shown")
    effects = chosen.thresholds_of("repair_effect", on)
    moved = chosen.threshold("gravity", document_on).article != chosen.threshold("gravity", on).article
    note = (
        "the rules changed after the decision; whether its window moved too is not settled",
        "决定作出后规则已变更，公示期是否随之调整尚无定论",
    )
    return Repair(
        allowed=not missing,
        missing=tuple(missing),
        from_day=display.repair_from,
        effects=tuple(row.outcome for row in effects) if not missing else (),
        rows=tuple(rows),
        beside=effects,
        deadlines=display.deadlines,
        notes=(note,) if moved else (),
        pack=chosen,
    )


def credit_record(case: Case, structure: Structure, *, id: str, circumstances: Iterable[str] = ()) -> CreditRecord:
    """The credit record that a decided case gives rise to: class and window by the law of the decision's day (K-01).

    Args:
        case: a case with a decision and a party that is a record.
        structure: the structure under whose law it is handled.
        id: id of the new record.
        circumstances: as in `credit_gravity`.

    Raises `Unanswered` for a case without decision or party, and what `credit_gravity` and `credit_display` raise.

    >>> import enforcekit as ek
    >>> decided = ek.Event(kind="decide_on_spot", at=dt.datetime(2026, 5, 6, 9, tzinfo=dt.UTC), sanctions=[
    ...     ek.Sanction(kind="fine", amount=ek.Money(amount=10000))])
    >>> steps = [ek.Event(kind=kind, at=decided.at) for kind in ("show_id", "fix_facts", "tell_and_hear")]
    >>> case = ek.Case(id="c-1", authority="a", items=["i"], place="p", party="q", procedure="simple",
    ...     events=[*steps, decided])
    >>> credit_record(case, ek.Structure([]), id="r-1").gravity
    'minor'
    """
    found = standing(case, pack_of(structure))
    move = found.last_of("penalty")
    if move is None or case.party is None:
        raise Unanswered("a case with a decision and its `party`", "已作出决定并填写当事人（party）的案件")
    procedure = SIMPLE if move.event.kind in found.pack.events_of("on_the_spot") else case.procedure
    graded = credit_gravity(
        [each.kind for each in move.event.sanctions],
        move.day,
        procedure=procedure,
        circumstances=circumstances,
        pack=found.pack,
    )
    display = credit_display(graded.gravity, move.day, pack=found.pack)
    shown = Period(start=display.public_from, end=display.stops + ONE_DAY) if display.stops else None
    return CreditRecord(
        id=id, party=case.party, case=case.id, gravity=graded.gravity, document_on=move.day, shown=shown
    )
