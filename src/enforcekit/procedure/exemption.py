"""Whether an act is punished at all (不予处罚、从轻、减轻): first offences, fault, age, mental illness, merit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import attrs
from dateutil.relativedelta import relativedelta

from enforcekit.law import Pack, Threshold
from enforcekit.model.manifest import DEFAULT_PACK

from .derived import Derived, Words
from .given import all_of, days, flags, listed, one_of, pack_given, require, wrong
from .limitation import HARM

_OUTCOMES: Final[dict[str, Words]] = {
    "must_not": ("must not be punished", "不予行政处罚"),
    "may_not": ("need not be punished", "可以不予行政处罚"),
    "no_penalty": ("no penalty", "不予行政处罚"),
    "lighter_or_mitigated": ("must be lighter or mitigated", "应当从轻或者减轻"),
    "may_be_lighter_or_mitigated": ("may be lighter or mitigated", "可以从轻或者减轻"),
    "none": ("punished as usual", "无不予处罚、从轻或者减轻情形"),
}
_AT_MOST: Final = {"none": ("no_harm", "at_most_slight_harm"), "slight": ("at_most_slight_harm",), "serious": ()}
"""What may be said of an act by the harm it did: whoever did none did no more than slight harm."""


@attrs.frozen(kw_only=True)
class Exemption(Derived):
    """What the law makes of an act's circumstances: `outcome`, or `none`."""

    outcome: str

    def headline(self) -> Words:
        """The outcome."""
        return _OUTCOMES.get(self.outcome, (self.outcome, self.outcome))

    def values(self) -> dict[str, Any]:
        """The outcome."""
        return {"outcome": self.outcome}


def _found(row: Threshold | None, pack: Pack, extra: tuple[Threshold, ...] = ()) -> Exemption:
    return Exemption(outcome=row.outcome if row else "none", rows=(*([row] if row else []), *extra), pack=pack)


def _first(topic: str, facts: set[str], on: dt.date | None, pack: Pack) -> Exemption:
    """The first row whose facts all hold; a day left out means the newest law of the pack."""
    law = on or dt.date.max
    pack.threshold(topic, law)
    return _found(next((row for row in pack.thresholds_of(topic, law) if row.holds(facts)), None), pack)


def no_penalty(
    minor: bool,
    corrected: bool,
    harm: str,
    first: bool,
    no_fault_proved: bool,
    on: dt.date | None = None,
    *,
    fault_counts: bool = True,
    pack: str | Pack = DEFAULT_PACK,
) -> Exemption:
    """Whether an act must or may go unpunished (P-24; Penalty Law art. 33).

    `must_not`: minor, corrected in time and without harm; or the party proves that it was not at fault. `may_not`: a
    first time, with at most slight harm, corrected: the organ may leave the penalty out, and need not. A published
    list of such items is a benchmark, not a condition (P-25). Whoever goes unpunished is educated all the same.

    Args:
        minor: the act is minor.
        corrected: it was corrected in time.
        harm: `none`, `slight` or `serious`.
        first: it is the first time, by the policy of the organ (`FirstTime`): the law does not define it.
        no_fault_proved: the party, which has the burden, proved that it was not at fault.
        on: day whose law applies; the newest of the pack when left out. Substance follows the law of the act unless
            that of the decision is lighter (V-01): give the day of the decision where it has more heads.
        fault_counts: False where a law or administrative regulation punishes without fault.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> no_penalty(True, True, "none", False, False).outcome
    'must_not'
    >>> no_penalty(False, True, "slight", True, False).outcome
    'may_not'
    >>> no_penalty(False, True, "slight", True, False, on=dt.date(2021, 7, 14)).outcome
    'none'
    """
    named = {
        "minor": minor,
        "corrected": corrected,
        "first": first,
        "no_fault_proved": no_fault_proved,
        "fault_counts": fault_counts,
    }
    require(flags(**named), one_of("harm", harm, HARM), days(optional=True, on=on))
    return _first("no_penalty", {name for name, so in named.items() if so} | {*_AT_MOST[harm]}, on, pack_given(pack))


@attrs.frozen(kw_only=True)
class FirstTime:
    """What an organ takes for a first time (初次违法): no earlier act within `years` (None: ever), of the same field
    only when `same_field`. The law names neither: the policy is the organ's.

    >>> policy = FirstTime(years=2, same_field=True)
    >>> policy.fits([(dt.date(2024, 3, 1), "ecology")], dt.date(2025, 1, 1), "city_management")
    True
    """

    years: int | None = None
    same_field: bool = False

    def fits(self, earlier: Iterable[tuple[dt.date, str]], acted_on: dt.date, field: str = "") -> bool:
        """Whether none of the earlier acts (day, field) counts against an act of this day."""
        since = dt.date.min if self.years is None else acted_on - relativedelta(years=self.years)
        return not any(since <= day <= acted_on and (not self.same_field or other == field) for day, other in earlier)


def by_age(
    born: dt.date, acted_on: dt.date, on: dt.date | None = None, *, pack: str | Pack = DEFAULT_PACK
) -> Exemption:
    """What a party's age on the day of the act does (P-21; Penalty Law art. 30).

    Under 14 `no_penalty`, and the guardian is ordered to discipline; under 18 `lighter_or_mitigated`; else `none`. A
    year of age is complete on the day after the birthday, which is how the courts count and is unconfirmed here.

    Args:
        born: day of birth.
        acted_on: day of the act; of a continuing one the last.
        on: day whose law applies; the day of the act when left out.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> [by_age(dt.date(2010, 5, 1), dt.date(year, 5, 2)).outcome for year in (2023, 2024, 2028)]
    ['no_penalty', 'lighter_or_mitigated', 'none']
    """
    require(days(born=born, acted_on=acted_on), days(optional=True, on=on))
    if acted_on < born:
        later = ("a day on or after the birth", "不早于出生日的日期")
        require(iter([wrong("acted_on", acted_on, later, ("correct one of them", "请更正其一"))]))
    chosen, law = pack_given(pack), on or acted_on
    from_day = chosen.threshold("age_from", law)
    age = 0
    while born + relativedelta(years=age + 1) + relativedelta(days=from_day.value or 0) <= acted_on:
        age += 1
    chosen.threshold("age", law)
    row = next((each for each in chosen.thresholds_of("age", law) if age < (each.value or 0)), None)
    return _found(row, chosen, (from_day,))


def by_mental_state(
    cause: str, control: str, on: dt.date | None = None, *, pack: str | Pack = DEFAULT_PACK
) -> Exemption:
    """What mental illness or an intellectual disability does (P-22; Penalty Law art. 31).

    Args:
        cause: `mental_illness` or `intellectual_disability`.
        control: `unable` to recognise or control the act, `diminished`, or `full` at the time of the act.
        on: day whose law applies; the newest of the pack when left out.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> by_mental_state("mental_illness", "unable").outcome, by_mental_state("mental_illness", "diminished").outcome
    ('no_penalty', 'may_be_lighter_or_mitigated')
    """
    require(
        one_of("cause", cause, ("mental_illness", "intellectual_disability")),
        one_of("control", control, ("unable", "diminished", "full")),
        days(optional=True, on=on),
    )
    return _first("mental", {cause, control}, on, pack_given(pack))


def lighter(circumstances: Iterable[str], on: dt.date | None = None, *, pack: str | Pack = DEFAULT_PACK) -> Exemption:
    """Whether a penalty must be lighter or mitigated (P-23; Penalty Law art. 32).

    Args:
        circumstances: of `harm_removed`, `coerced`, `induced`, `confessed`, `merit`, `other_lighter`.
        on: day whose law applies; the newest of the pack when left out.
        pack: the jurisdiction, by name or itself.

    Raises `InvalidArgument` with every unusable argument, `NoSuchThreshold` for a day before the law.

    >>> lighter(["confessed"]).outcome, lighter(["confessed"], on=dt.date(2020, 1, 1)).outcome
    ('lighter_or_mitigated', 'none')
    """
    chosen, given = pack_given(pack), listed(circumstances)
    known = sorted({fact for row in chosen.thresholds if row.topic == "lighter" for fact in row.facts})
    require(all_of("circumstances", given, known), days(optional=True, on=on))
    return _first("lighter", set(given), on, chosen)
