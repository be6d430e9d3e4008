"""Other sums (款项): illegal gains, instalments, service instead of a fine, and the credit against a criminal fine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import attrs

from enforcekit.errors import Finding
from enforcekit.law import Pack
from enforcekit.model.manifest import DEFAULT_PACK

from .derived import Derived, Words
from .given import days, fen, flags, layer_known, listed, one_of, pack_given, require, wrong
from .simple import Allowed


@attrs.frozen(kw_only=True)
class Sum(Derived):
    """An amount in fen with its derivation."""

    name: Words
    amount: int

    def headline(self) -> Words:
        """The name of the sum, and the sum."""
        return f"{self.name[0]}: {self.money(self.amount)}", f"{self.name[1]}：{self.money(self.amount, 'zh')}"

    def values(self) -> dict[str, Any]:
        """The amount in fen."""
        return {"amount": self.amount}


def illegal_gains(
    received: int,
    refunds: int = 0,
    costs: int = 0,
    *,
    on: dt.date | None = None,
    layer: str = "",
    pack: str | Pack = DEFAULT_PACK,
) -> Sum:
    """The illegal gains to confiscate (P-11; Penalty Law art. 28): the money received less what is to be refunded.

    Costs are not deducted, unless a row of the layer, or the law of the day, says so.

    Args:
        received: money received by the act, in fen.
        refunds: what was or must be refunded, in fen.
        costs: what the act cost the party, in fen; it counts only where a row says so.
        on: day whose law applies; the newest of the pack when left out.
        layer: sector whose own computation goes before the national one.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> illegal_gains(1_000_000, 200_000, 500_000).amount
    800000
    >>> old = illegal_gains(1_000_000, 200_000, 500_000, on=dt.date(2021, 7, 14))
    >>> old.amount, old.status
    (300000, 'unconfirmed')
    """
    chosen = pack_given(pack)
    problems = [
        *fen(received=received, refunds=refunds, costs=costs),
        *days(optional=True, on=on),
        *layer_known(chosen, layer),
    ]
    if not problems and refunds > received:
        expected = ("at most what was received", "不超过所取得的款项")
        problems.append(wrong("refunds", refunds, expected, ("correct one of them", "请更正其一")))
    require(iter(problems))
    row = chosen.threshold("illegal_gains", on or dt.date.max, layer=layer)
    deducted = costs if row.outcome == "less_costs" else 0
    return Sum(
        name=("illegal gains", "违法所得"), amount=max(0, received - refunds - deducted), rows=(row,), pack=chosen
    )


@attrs.frozen(kw_only=True)
class Schedule(Derived):
    """When which part of a fine is due: `parts` are (day, fen) and add up to the principal."""

    principal: int
    parts: tuple[tuple[dt.date, int], ...]

    @property
    def ends(self) -> dt.date:
        """The last day: from it runs the time to apply for court enforcement."""
        return self.parts[-1][0]

    def headline(self) -> Words:
        """Every part with its day."""
        return (
            f"{self.money(self.principal)} in {len(self.parts)}: "
            + ", ".join(f"{self.money(part)} by {day}" for day, part in self.parts),
            f"{self.money(self.principal, 'zh')}分 {len(self.parts)} 期："
            + "、".join(f"{day} 前 {self.money(part, 'zh')}" for day, part in self.parts),
        )

    def values(self) -> dict[str, Any]:
        """The parts, in fen."""
        parts = [{"due": day.isoformat(), "amount": part} for day, part in self.parts]
        return {"principal": self.principal, "parts": parts, "ends": self.ends.isoformat()}


def instalments(
    principal: int,
    due: Iterable[dt.date],
    amounts: Iterable[int] | None = None,
    *,
    on: dt.date | None = None,
    pack: str | Pack = DEFAULT_PACK,
) -> Schedule:
    """The schedule of a fine paid later or in parts (P-61; Penalty Law art. 66), which adds up to the fen.

    A deferral is a schedule of one day. Equal parts are in whole yuan where the fine allows, the last one takes what
    is left over.

    Args:
        principal: the fine, in fen.
        due: the days, each after the one before.
        amounts: the part due on each day, in fen; equal parts when left out.
        on: day whose law applies; the first day due when left out.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument`: no days, days out of order, parts that do not add up.

    >>> plan = instalments(1_000_000, [dt.date(2025, 1, 31), dt.date(2025, 2, 28), dt.date(2025, 3, 31)])
    >>> [part for _, part in plan.parts]
    [333300, 333300, 333400]
    """
    chosen, dates = pack_given(pack), listed(due)
    parts = listed(amounts) if amounts is not None else None
    problems: list[Finding] = [*fen(principal=principal), *days(optional=True, on=on)]
    rising = ("days in rising order, at least one", "依次递增的日期，至少一个")
    problems += _days_rise(dates, rising)
    if parts is not None and not problems:
        problems += _parts_add_up(parts, dates, principal)
    require(iter(problems))
    if parts is None:
        unit = 100 if principal % 100 == 0 else 1
        each = principal // len(dates) // unit * unit
        parts = [each] * (len(dates) - 1) + [principal - each * (len(dates) - 1)]
    row = chosen.threshold("instalments", on or dates[0])
    return Schedule(principal=principal, parts=tuple(zip(dates, parts, strict=True)), rows=(row,), pack=chosen)


def _days_rise(dates: object, rising: Words) -> list[Finding]:
    give = ("give a list of days", "请给出日期列表")
    if not isinstance(dates, list) or not dates:
        return [wrong("due", dates, rising, give)]
    bad = [finding for number, day in enumerate(dates) for finding in days(**{f"due/{number}": day})]
    if not bad and any(later <= earlier for earlier, later in pairwise(dates)):
        return [wrong("due", dates, rising, give)]
    return bad


def _parts_add_up(parts: object, dates: list[dt.date], principal: int) -> list[Finding]:
    expected = (f"{len(dates)} parts that add up to {principal}", f"{len(dates)} 期且合计 {principal}")
    give = ("correct the parts, or leave them out", "请更正各期金额，或省略")
    if not isinstance(parts, list) or len(parts) != len(dates):
        return [wrong("amounts", parts, expected, give)]
    bad = [finding for number, part in enumerate(parts) for finding in fen(**{f"amounts/{number}": part})]
    return bad or ([wrong("amounts", parts, expected, give)] if sum(parts) != principal else [])


@attrs.frozen(kw_only=True)
class Offset(Allowed):
    """Whether public service may stand for a fine, and for how many `hours`. It is no kind of penalty."""

    hours: int | None = None

    def values(self) -> dict[str, Any]:
        """The answer, with the hours when it is yes."""
        return super().values() | {"hours": self.hours}


def service_offset(
    fine: int,
    bases: Iterable[str],
    place: str,
    stage: str,
    on: dt.date,
    *,
    first: bool = False,
    minor: bool = False,
    voluntary: bool = True,
    pack: str | Pack = DEFAULT_PACK,
) -> Offset:
    """Whether a fine may be worked off in public service (公益抵罚, K-03), and in how many hours, rounded up.

    Only where a local row allows it: for violations of the regulation it rests on, in that place, at that stage.

    Args:
        fine: the fine, in fen.
        bases: tags of the texts that the item rests on, as the pack cites them (`NB17`).
        place: the layer of the place (`fenghua`).
        stage: `before` the decision, where service weighs on whether and how much to fine; `after`, where it reduces
            the fine.
        on: day of the step; its law applies.
        first: the first time.
        minor: a minor act.
        voluntary: the party applied for it itself.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument.

    >>> found = service_offset(12000, ["HZ18"], "huzhou", "before", dt.date(2025, 1, 1), first=True, minor=True)
    >>> found.allowed, found.hours
    (True, 3)
    """
    chosen, texts = pack_given(pack), listed(bases)
    texts_wanted = ("a list of tags", "依据标识列表")
    good = isinstance(texts, list) and all(isinstance(each, str) for each in texts)
    require(
        fen(fine=fine),
        iter(() if good else [wrong("bases", texts, texts_wanted, ('give a list: ["NB17"]', '如 ["NB17"]'))]),
        layer_known(chosen, place, "place"),
        one_of("stage", stage, ("before", "after")),
        days(on=on),
        flags(first=first, minor=minor, voluntary=voluntary),
    )
    facts = {name for name, so in (("first", first), ("minor", minor), ("voluntary", voluntary)) if so}
    code = chosen.layer_of(place)
    here = [row for row in chosen.thresholds_of("offset", on, layer=code) if row.layer == code]
    caps = [row for row in chosen.thresholds_of("offset_max", on, layer=code) if row.layer == code]
    reasons: list[Words] = []
    rows = here

    def keep(good: bool, en: str, zh: str) -> None:
        if not good:
            reasons.append((en, zh))

    keep(bool(here), "no local rule allows it there", "当地无相关规定")
    if here:
        rows = [row for row in here if chosen.source_of(row.article)[0] in texts]
        keep(bool(rows), "the item does not rest on the local regulation", "该事项依据不在当地条例范围内")
    if rows:
        keep(
            any(row.outcome == stage for row in rows), "the local rule is for the other stage", "当地规定适用于另一阶段"
        )
        keep(any(row.holds(facts) for row in rows), "its conditions are not met", "不符合适用条件")
        keep(all(fine <= (row.value or 0) for row in caps), "above the highest fine it is for", "超过可抵罚款上限")
    rate = rows[0].value if rows else None
    return Offset(
        question=("public service for the fine", "公益服务抵罚"),
        allowed=not reasons,
        reasons=tuple(reasons),
        hours=-(-fine // rate) if rate and not reasons else None,
        rows=(*(rows or here), *caps),
        pack=chosen,
    )


@attrs.frozen(kw_only=True)
class CriminalCredit(Derived):
    """How a fine and a criminal fine for the same act meet, in fen: `fine` that may be imposed or stays, `credited`
    against the criminal fine, `criminal_left` to pay."""

    fine: int
    credited: int
    criminal_left: int

    def headline(self) -> Words:
        """The three amounts."""
        sums = (self.fine, self.credited, self.criminal_left)
        en, zh = ([self.money(each, lang) for each in sums] for lang in ("en", "zh"))
        return "fine {}, credited {}, criminal fine left {}".format(*en), "罚款 {}，折抵 {}，余罚金 {}".format(*zh)

    def values(self) -> dict[str, Any]:
        """The three amounts."""
        return {"fine": self.fine, "credited": self.credited, "criminal_left": self.criminal_left}


def criminal_fine_credit(
    fine: int, criminal_fine: int, fined_first: bool, on: dt.date, *, pack: str | Pack = DEFAULT_PACK
) -> CriminalCredit:
    """What is left of a fine and of a criminal fine (罚金) for the same act (P-27; Penalty Law art. 35).

    A fine imposed first is credited. When the court was first, since 2021-07-15 no administrative fine follows.

    Args:
        fine: the administrative fine, imposed or proposed, in fen.
        criminal_fine: the court's fine, in fen.
        fined_first: the administrative fine was imposed before the court's.
        on: day of the later of the two; its law applies.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> criminal_fine_credit(300_000, 1_000_000, True, dt.date(2025, 1, 1)).criminal_left
    700000
    >>> criminal_fine_credit(300_000, 1_000_000, False, dt.date(2025, 1, 1)).fine
    0
    """
    require(fen(fine=fine, criminal_fine=criminal_fine), flags(fined_first=fined_first), days(on=on))
    chosen = pack_given(pack)
    row = chosen.threshold("criminal_fine", on)
    barred = chosen.thresholds_of("fine_after_criminal_fine", on)
    if not fined_first and barred:
        return CriminalCredit(fine=0, credited=0, criminal_left=criminal_fine, rows=barred, pack=chosen)
    credited = min(fine, criminal_fine) if fined_first else 0
    return CriminalCredit(
        fine=fine, credited=credited, criminal_left=criminal_fine - credited, rows=(row,), pack=chosen
    )
