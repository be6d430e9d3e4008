"""Which norm (法律适用): the heavier of several, no second fine, and the version of a norm that judges an act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from enforcekit.law import Pack
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.timing import ALWAYS, Period

from .derived import Derived, Words
from .discretion import FineRange
from .given import days, listed, pack_given, penalty_kinds, require, wrong


@attrs.frozen(kw_only=True)
class HeavierNorm(Derived):
    """Under which of several norms one act is fined. `equal` are norms as heavy as it; `floor` in fen is advice."""

    item: str
    range: FineRange
    equal: tuple[str, ...]
    floor: int

    def headline(self) -> Words:
        """The norm, and its range."""
        en, zh = self.range.headline()
        return f"fined under {en}", f"适用 {zh}"

    def values(self) -> dict[str, Any]:
        """The norm, its range, and the floor that doctrine adds."""
        return {"item": self.item, "range": self.range.values(), "equal": list(self.equal), "floor": self.floor}


def heavier_norm(ranges: Iterable[FineRange], on: dt.date, *, pack: str | Pack = DEFAULT_PACK) -> HeavierNorm:
    """Which of several norms that one act breaches it is fined under (P-20; Penalty Law art. 29, second sentence).

    Statutory ranges are compared (`penalty_range`), the upper limit first, then the lower; never the amounts that
    two organs would pick. A special norm goes before its general one without any comparing.

    Args:
        ranges: the ranges of the norms, one each.
        on: day whose law applies: before 2021-07-15 the law had no such rule.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument`, or `NoSuchThreshold` where the law of the day has no such rule.
    """
    given, chosen = listed(ranges), pack_given(pack)
    several = ("ranges of at least one norm", "至少一个规范的罚款幅度")
    good = isinstance(given, list) and given and all(isinstance(each, FineRange) for each in given)
    give = ("penalty_range gives one", "可由 penalty_range 得到")
    require(iter(() if good else [wrong("ranges", given, several, give)]), days(on=on))
    row = chosen.threshold("heavier_norm", on)
    heaviest = max(given, key=lambda each: each.weight)
    floor_row = chosen.thresholds_of("heavier_norm_floor", on)
    return HeavierNorm(
        item=heaviest.item,
        range=heaviest,
        equal=tuple(each.item for each in given if each is not heaviest and each.weight == heaviest.weight),
        floor=max(each.low for each in given) if floor_row else heaviest.low,
        rows=(row, *floor_row),
        pack=chosen,
    )


@attrs.frozen
class Imposed:
    """A penalty already imposed: for which act, of which kind."""

    act: str
    kind: str


@attrs.frozen(kw_only=True)
class SecondFine(Derived):
    """Which of the proposed kinds are barred because the same act had them before, and which stay open."""

    barred: tuple[str, ...]
    open: tuple[str, ...]

    def headline(self) -> Words:
        """What is barred, what stays open."""
        return (
            f"barred: {', '.join(self.barred) or 'nothing'}; open: {', '.join(self.open) or 'nothing'}",
            f"不得再处：{'、'.join(self.barred) or '无'}；可以处：{'、'.join(self.open) or '无'}",
        )

    def values(self) -> dict[str, Any]:
        """Kinds of penalty."""
        return {"barred": list(self.barred), "open": list(self.open)}


def second_fine(
    prior: Iterable[Imposed], act: str, proposed: Iterable[str], on: dt.date, *, pack: str | Pack = DEFAULT_PACK
) -> SecondFine:
    """Which penalties an act may still have after those it had (P-20; Penalty Law art. 29, first sentence).

    Only a fine is barred twice, whichever organ imposed the first; a warning, a confiscation or a suspension may be
    added.

    Args:
        prior: penalties already imposed, on this act or others.
        act: the act, by any name that is the same in `prior`.
        proposed: kinds of penalty proposed.
        on: day of the decision; its law applies.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> found = second_fine([Imposed("sign-7", "fine")], "sign-7", ["fine", "warning"], dt.date(2025, 1, 1))
    >>> found.barred, found.open
    (('fine',), ('warning',))
    """
    chosen, kinds, earlier = pack_given(pack), listed(proposed), listed(prior)
    good = isinstance(earlier, list) and all(isinstance(each, Imposed) for each in earlier)
    expected = ("a list of Imposed", "Imposed 列表")
    bad = () if good else [wrong("prior", earlier, expected, ('give Imposed("act", "fine")', "请给出 Imposed"))]
    require(iter(bad), penalty_kinds(chosen, kinds), days(on=on))
    row = chosen.threshold("second_fine", on)
    had = {each.kind for each in earlier if each.act == act} & row.kinds
    barred = tuple(dict.fromkeys(kind for kind in kinds if kind in had))
    return SecondFine(
        barred=barred,
        open=tuple(dict.fromkeys(kind for kind in kinds if kind not in had)),
        rows=(row,),
        pack=chosen,
    )


@attrs.frozen(kw_only=True)
class Version:
    """One version of a norm: its name, the days it was in force, and its fines in fen; `allowed`: no violation."""

    name: str
    period: Period = ALWAYS
    low: int = 0
    high: int | None = None
    allowed: bool = False

    @property
    def weight(self) -> tuple[float, float]:
        """What versions are compared by; one under which the act is allowed is the lightest."""
        return (-1, -1) if self.allowed else (float("inf") if self.high is None else self.high, self.low)


@attrs.frozen(kw_only=True)
class Applicable(Derived):
    """The version of a norm that applies; None when none was in force: then the act was no violation."""

    version: Version | None

    def headline(self) -> Words:
        """The version."""
        name = self.version.name if self.version else None
        return (f"applies: {name}", f"适用：{name}") if name else ("no version applies", "行为时无规定")

    def values(self) -> dict[str, Any]:
        """The version, and whether the act is punishable under it."""
        return {
            "version": self.version.name if self.version else None,
            "violation": self.version is not None and not self.version.allowed,
        }


def applicable_version(
    act_ended: dt.date, decided_on: dt.date, versions: Iterable[Version], *, pack: str | Pack = DEFAULT_PACK
) -> Applicable:
    """Which version of a norm an act is judged by (V-01, V-03; Penalty Law art. 37).

    That of the day the act ended; that of the decision when it is lighter, or no longer a violation. Fines are
    compared by the upper limit first, then the lower; where the versions are as heavy the old one stays. Substance
    only: steps follow the law of their own day (V-02).

    Args:
        act_ended: day of the act; of a continuing or consecutive act its last day.
        decided_on: day of the decision.
        versions: the versions of the norm.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a decision before the law.

    >>> change = dt.date(2024, 1, 1)
    >>> old = Version(name="old", period=Period(end=change), low=100000, high=1000000)
    >>> new = Version(name="new", period=Period(start=change), low=50000, high=500000)
    >>> applicable_version(dt.date(2023, 6, 1), dt.date(2024, 6, 1), [old, new]).version.name
    'new'
    """
    chosen, given = pack_given(pack), listed(versions)
    good = isinstance(given, list) and all(isinstance(each, Version) for each in given)
    bad = (
        [] if good else [wrong("versions", given, ("a list of Version", "Version 列表"), ("give Version(…)", "请给出"))]
    )
    dates = list(days(act_ended=act_ended, decided_on=decided_on))
    if not dates and decided_on < act_ended:
        later = ("a day on or after the act's", "不早于行为终了日的日期")
        dates = [wrong("decided_on", decided_on, later, ("correct one of them", "请更正其一"))]
    require(iter(bad), iter(dates))
    row = chosen.threshold("version", decided_on)
    old = next((each for each in given if act_ended in each.period), None)
    new = next((each for each in given if decided_on in each.period), Version(name="", allowed=True))
    if old is None or new is old or not new.weight < old.weight:
        return Applicable(version=old, rows=(row,), pack=chosen)
    # Repealed without a successor: nothing is left to punish under.
    return Applicable(version=new if new.name else attrs.evolve(old, allowed=True), rows=(row,), pack=chosen)
