"""The working-day table of the PRC pack: each day of twenty years as published, and the statute's days after them.

`python tests/test_timing_table.py` prints the rows of `packs/cn/working_days.py` anew from the packages
chinesecalendar (MIT; its range is read from the package) and lunardate and holidays, for the years after it.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import chinese_calendar
import pytest

from enforcekit import CalendarCoverageError, WorkingDays, working_days
from enforcekit.errors import InvalidRecord
from enforcekit.packs.cn.working_days import ROWS, STATUTORY, WORKING_DAYS
from enforcekit.timing import Period, backward, forward
from enforcekit.timing.count import MARGIN

ONE = dt.timedelta(days=1)
FIRST, LAST = dt.date(2007, 1, 1), dt.date(2026, 12, 31)


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + n * ONE for n in range((last - first).days + 1))


def runs(found: Iterable[dt.date]) -> str:
    """Days as `MM-DD` and `MM-DD..MM-DD`; a run passes over the Saturdays and Sundays in it."""
    ordered = sorted(found)
    starts = [day for before, day in pairwise([dt.date.min, *ordered]) if not _next_to(before, day)]
    ends = [day for day, after in pairwise([*ordered, dt.date.max]) if not _next_to(day, after)]
    pairs = zip(starts, ends, strict=True)
    return " ".join(f"{a:%m-%d}" if a == b else f"{a:%m-%d}..{b:%m-%d}" for a, b in pairs)


def _next_to(before: dt.date, after: dt.date) -> bool:
    gap = (after - before).days
    return gap == 1 or (gap == 3 and before.weekday() == 4)


def published(year: int) -> tuple[str, str]:
    """The row of one year: weekdays of rest, and weekend days of work."""
    all_days = list(days(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    worked = {day for day in all_days if chinese_calendar.is_workday(day)}
    rest = [day for day in all_days if day.weekday() < 5 and day not in worked]
    return runs(rest), " ".join(f"{day:%m-%d}" for day in all_days if day.weekday() >= 5 and day in worked)


def statutory(year: int) -> set[dt.date]:
    """The thirteen days of the 2024 text, from a lunar calendar and a list of solar terms."""
    from holidays import country_holidays  # slow to import, and only needed here
    from lunardate import LunarDate

    spring = LunarDate(year, 1, 1).to_solar_date()
    named = country_holidays("CN", years=year, language="en_US")
    tomb = next(day for day, name in sorted(named.items()) if "Tomb" in name or "Qingming" in name)
    fixed = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]
    feasts = [LunarDate(year, month, day).to_solar_date() for month, day in ((5, 5), (8, 15))]
    return {dt.date(year, *each) for each in fixed} | {spring + n * ONE for n in (-1, 0, 1, 2)} | {tomb, *feasts}


def worked(day: dt.date) -> bool:
    return WORKING_DAYS.is_working_day(day)


def test_the_table_is_the_published_one_day_by_day_for_twenty_years() -> None:
    assert (WORKING_DAYS.version, WORKING_DAYS.first, WORKING_DAYS.last) == ("cn-2007-2026", FIRST, LAST)
    assert [day for day in days(FIRST, LAST) if worked(day) != chinese_calendar.is_workday(day)] == []
    assert len(list(days(FIRST, LAST))) == 7305


def test_the_rows_are_what_the_command_prints() -> None:
    assert {year: published(year) for year in range(FIRST.year, LAST.year + 1)} == ROWS


def test_every_published_exception_is_in_the_table(shared: Path) -> None:
    with (shared / "data" / "cn_workday_exceptions_2007_2026.csv").open(encoding="utf-8") as file:
        rows = [(dt.date.fromisoformat(row["date"]), row["is_off_day"] == "1") for row in csv.DictReader(file)]
    covered = [(day, off) for day, off in rows if day >= FIRST]
    assert len(covered) > 670
    assert [day for day, off in covered if worked(day) == off] == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-26", True), ("2025-10-08", False), ("2025-09-28", True), ("2025-10-11", True), ("2024-02-09", True),
        ("2020-01-31", False), ("2026-01-04", True), ("2026-02-14", True), ("2026-05-09", True), ("2026-09-20", True),
        ("2026-10-10", True), ("2026-02-23", False), ("2022-05-07", True), ("2007-12-31", False), ("2011-12-31", True),
        ("2018-12-29", True), ("2018-12-31", False),
    ],
)  # fmt: skip
def test_known_traps(day: str, expected: bool) -> None:
    assert worked(dt.date.fromisoformat(day)) is expected


@pytest.mark.parametrize("day", ["2006-12-31", "2027-01-01", "2027-02-08", "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_table_is_an_error_that_names_day_and_table(day: str) -> None:
    with pytest.raises(CalendarCoverageError, match=f"{day} is outside the working-day table cn-2007-2026") as caught:
        worked(dt.date.fromisoformat(day))
    assert "assuming_statute" in str(caught.value)


def test_only_the_last_days_of_the_last_year_are_unsettled() -> None:
    unsure = [day for day in days(FIRST, LAST) if WORKING_DAYS.certainty(day, day) == "provisional"]
    assert unsure == list(days(dt.date(2026, 12, 28), LAST))
    assert WORKING_DAYS.certainty(dt.date(2026, 12, 1), dt.date(2027, 1, 1)) == "provisional"
    assert WORKING_DAYS.certainty(dt.date(2006, 12, 31), FIRST) == "provisional"


def test_the_statute_goes_on_only_when_asked_and_only_for_the_years_it_was_computed_for() -> None:
    beyond = WORKING_DAYS.assuming_statute()
    assert beyond.version == WORKING_DAYS.version
    assert [day for day in days(dt.date(2027, 2, 1), dt.date(2027, 2, 10)) if not beyond.is_working_day(day)] == list(
        days(dt.date(2027, 2, 5), dt.date(2027, 2, 8))
    )
    assert beyond.certainty(dt.date(2027, 3, 1), dt.date(2027, 3, 1)) == "provisional"
    assert all(beyond.is_working_day(day) == worked(day) for day in days(dt.date(2024, 1, 1), LAST))
    for day in (dt.date(2037, 1, 5), dt.date(2006, 12, 29)):
        with pytest.raises(CalendarCoverageError):
            beyond.is_working_day(day)


def test_the_statutes_days_are_those_of_two_other_calendars() -> None:
    pytest.importorskip("holidays")
    pytest.importorskip("lunardate")
    assert list(STATUTORY) == list(range(2027, 2037))
    for year, row in STATUTORY.items():
        assert [f"{year}-{each}" for each in row.split()] == sorted(str(day) for day in statutory(year))


def test_the_statutes_days_are_thirteen_or_fewer_where_two_fall_together() -> None:
    for row in STATUTORY.values():
        named = row.split()
        assert named == sorted(set(named))
        assert {"01-01", "05-01", "05-02", "10-01", "10-02", "10-03"} <= set(named)
        assert len(named) in (12, 13)
    assert {year for year, row in STATUTORY.items() if len(row.split()) == 12} == {2028, 2031}


def test_a_place_adds_its_own_days_and_the_nations_table_stays() -> None:
    holiday, makeup = dt.date(2025, 3, 31), dt.date(2025, 4, 12)
    local = WORKING_DAYS.with_days("cn-guangxi", rest=[holiday], worked=[makeup])
    assert (local.is_working_day(holiday), local.is_working_day(makeup), local.version) == (False, True, "cn-guangxi")
    assert (worked(holiday), worked(makeup)) == (True, False)
    off = local.with_days("again", rest=[makeup], worked=[holiday])
    assert (off.is_working_day(holiday), off.is_working_day(makeup)) == (True, False)
    with pytest.raises(ValueError, match="both as a day of rest and of work"):
        WORKING_DAYS.with_days("x", rest=[holiday], worked=[holiday])
    with pytest.raises(ValueError, match="2027-04-08 is outside the table"):
        WORKING_DAYS.with_days("x", rest=[dt.date(2027, 4, 8)])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [("2025-01-01", "2025-12-31", 248), ("2026-01-01", "2026-12-31", 248), ("2025-10-01", "2025-10-08", 0),
     ("2025-09-28", "2025-09-28", 1), ("2025-09-29", "2025-09-28", 0)],
)  # fmt: skip
def test_working_days_counts_both_ends(first: str, last: str, expected: int) -> None:
    assert working_days(dt.date.fromisoformat(first), dt.date.fromisoformat(last), WORKING_DAYS) == expected


def test_no_notice_since_2008_moved_a_term_by_more_than_the_margin() -> None:
    """The statute alone, as it stood each year, against what was published: the bounds of a provisional date."""
    pytest.importorskip("holidays")
    lunardate = pytest.importorskip("lunardate")
    rest: set[dt.date] = set()
    for year in range(2008, 2027):
        spring = lunardate.LunarDate(year, 1, 1).to_solar_date()
        # Until 2013 and since 2025 the eve was a holiday; until 2024 one day less at the festival and in May.
        less = {spring + 2 * ONE} if year < 2014 else {spring - ONE} if year < 2025 else set()
        rest |= statutory(year) - less - ({dt.date(year, 5, 2)} if year < 2025 else set())
    alone = WorkingDays(version="statute", first=dt.date(2008, 1, 1), last=LAST, rest=frozenset(rest))
    moved = set()
    for day in days(dt.date(2008, 1, 1), dt.date(2026, 11, 1)):
        for length in (2, 3, 5, 7, 10, 15, 20, 30):
            published_due = forward(day, length, "working_day", WORKING_DAYS).due
            moved.add(published_due - forward(day, length, "working_day", alone).due)
        rolled = forward(day, 1, "day", WORKING_DAYS, roll=True).due
        moved.add(rolled - forward(day, 1, "day", alone, roll=True).due)
    assert max(moved) == MARGIN
    assert min(moved) >= -MARGIN


def test_a_saturday_after_the_table_is_no_working_day_whatever_the_statute_says() -> None:
    calendar = WORKING_DAYS.assuming_statute()
    assert [calendar.is_working_day(dt.date(2027, 3, day)) for day in (5, 6, 7, 8)] == [True, False, False, True]


def test_a_count_back_is_as_certain_as_the_days_before_its_event() -> None:
    assert backward(dt.date(2026, 12, 28), 3, "working_day", WORKING_DAYS).certainty == "official"
    assert backward(dt.date(2026, 12, 29), 3, "working_day", WORKING_DAYS).certainty == "provisional"


def test_a_count_back_can_never_come_nearer_its_event_than_its_own_days() -> None:
    found = backward(dt.date(2026, 12, 30), 3, "working_day", WORKING_DAYS)
    assert (found.due, found.latest) == (dt.date(2026, 12, 24), dt.date(2026, 12, 27))


def test_a_table_is_official_through_its_last_day_unless_it_says_otherwise() -> None:
    week = WorkingDays(version="week", first=dt.date(2025, 9, 22), last=dt.date(2025, 9, 28))
    assert week.certainty(week.first, week.last) == "official"
    assert week.certainty(week.first - ONE, week.last) == "provisional"
    assert week.certainty(week.first, week.last + ONE) == "provisional"


def test_a_period_of_no_days_is_not_counted_back() -> None:
    assert not forward(dt.date(2025, 9, 22), 0, "day", WORKING_DAYS).backward


def test_a_half_open_period_of_no_day_is_a_finding_and_one_of_a_day_is_none() -> None:
    first = dt.date(2025, 9, 22)
    for end in (first, first - ONE):
        with pytest.raises(InvalidRecord, match=f"EK120 at /end: the period ends on {end}, not after"):
            Period(start=first, end=end)
    for fine in (Period(start=first, end=first + ONE), Period(start=first), Period(end=first), Period()):
        assert fine.problems() == []


if __name__ == "__main__":
    for each in range(FIRST.year, LAST.year + 1):
        print(f"    {each}: ({published(each)[0]!r}, {published(each)[1]!r}),".replace("'", '"'))
    for each in range(2027, 2037):
        print(f'    {each}: "{" ".join(f"{day:%m-%d}" for day in sorted(statutory(each)))}",')
