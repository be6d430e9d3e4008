"""Terms counted a second time, day by day, from the text of the laws: shares no line with the library.

Every day is looked at on its own: is it counted, is it a day of rest? Which days are worked comes from the package
chinesecalendar. `python tests/term_oracle.py` prints `schemas/vectors/terms.ndjson` anew.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import chinese_calendar

LAST_KNOWN = 20261231
Day = dt.date
Pauses = tuple[tuple[Day, Day], ...]


class Uncovered(Exception):
    """No notice says whether the day is worked."""


def number(day: Day) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def is_worked(day: Day) -> bool:
    if not 20070101 <= number(day) <= LAST_KNOWN:
        raise Uncovered(day)
    return bool(chinese_calendar.is_workday(day))


def after(day: Day) -> Day:
    return Day.fromordinal(day.toordinal() + 1)


def before(day: Day) -> Day:
    return Day.fromordinal(day.toordinal() - 1)


def inside(day: Day, pauses: Pauses) -> bool:
    return any(number(a) <= number(day) <= number(b) for a, b in pauses)


def months_later(start: Day, months: int) -> Day:
    """Walk to the month; there to the same day, or to its last when it has none (民法典 202)."""
    wanted = start.year * 12 + start.month - 1 + months
    day = start
    while day.year * 12 + day.month - 1 != wanted:
        day = after(day)
    while day.day != start.day and after(day).month == day.month:
        day = after(day)
    return day


class Counted(NamedTuple):
    due: Day
    looked_up: tuple[Day, ...]


def count(start: Day, n: int, unit: str, roll: bool, pauses: Pauses) -> Counted:
    """民法典 201: the first day is not counted. 203: a last day of rest moves on."""
    looked_up: list[Day] = []
    day = start
    if unit in ("month", "year"):
        end = months_later(start, n * 12 if unit == "year" else n)
        # A paused day is made up for at the end, one by one.
        left = 0
        while number(day) < number(end):
            day = after(day)
            left += inside(day, pauses)
        while left:
            day = after(day)
            left -= not inside(day, pauses)
    else:
        done = 0
        while done < n:
            day = after(day)
            if unit == "working_day":
                looked_up.append(day)
            if inside(day, pauses) or (unit == "working_day" and not is_worked(day)):
                continue
            done += 1
    while roll:
        looked_up.append(day)
        if is_worked(day):
            break
        day = after(day)
    return Counted(day, tuple(looked_up))


def count_back(event: Day, n: int, unit: str, reading: str) -> Counted:
    """N days between the notice and the event (strict), or the N-th day back itself (lenient)."""
    day, seen, looked_up = event, 0, []
    while seen < n + (1 if reading == "strict" else 0):
        day = before(day)
        if unit == "working_day":
            looked_up.append(day)
        if unit == "day" or is_worked(day):
            seen += 1
    return Counted(day, tuple(looked_up))


def unsettled(days: tuple[Day, ...]) -> bool:
    return any(number(day) >= LAST_KNOWN - 3 for day in days)


class Row(NamedTuple):
    n: int
    unit: str
    roll: bool = False
    extra: int = 0
    after: str = ""
    back: bool = False
    opens: int | None = None


def row(rule: str, on: Day, layer: str) -> Row:
    """The text, read once more."""
    new_penalty_law = number(on) >= 20210715
    wd = "working_day" if new_penalty_law else "day"
    suit = Row(6, "month", True) if number(on) >= 20150501 else Row(3, "month", True)
    court = Row(3, "month", True) if number(on) >= 20120101 else Row(180, "day", True)
    public_notice = 30 if number(on) >= 20220101 and not layer else 60
    decide = {"": Row(90, "day"), "samr": Row(90, "day", extra=30), "public_security": Row(30, "day", extra=30)}
    credit = Row(12, "month", opens=3) if number(on) >= 20260401 else Row(36, "month", opens=3)
    written: dict[str, Row] = {
        "T-13": Row(public_notice, "day"),
        "P-02": Row(15, "working_day", extra=15),
        "P-02/reporter": Row(5, "working_day"),
        "P-07": Row(7, wd),
        "P-09": Row(6, "month") if layer else Row(2, "year"),
        "P-09/harm": Row(5, "year"),
        "P-35": Row(2, wd),
        "P-36": Row(60, "day", True),
        "P-36/forward": Row(5, "working_day"),
        "P-40": decide[layer if layer in decide else ""],
        "P-46": Row(2, "day") if layer == "public_security" else Row(7, wd),
        "P-47": Row(3, "working_day"),
        "P-48": Row(7, "working_day"),
        "P-48/other": Row(20, "working_day"),
        "P-48/samr": Row(20, "working_day"),
        "P-52": Row(5, "working_day", True) if new_penalty_law else Row(3, "day", True),
        "P-53": Row(7, wd, back=True),
        "P-60": Row(15, "day", True),
        "P-66": Row(10, "working_day"),
        "P-67": court._replace(after="R-04"),
        "P-68": Row(3, "month", True, after="R-01"),
        "P-69": Row(3, "month", True, after="R-05"),
        "P-70/rule": Row(7, "working_day"),
        "P-73": Row(3, "working_day", back=True),
        "E-04": Row(30, "day", extra=30),
        "E-06": Row(3, "working_day"),
        "R-01": Row(60, "day", True),
        "R-02/accept": Row(5, "working_day"),
        "R-02/ordinary": Row(60, "day", extra=30),
        "R-02/simple": Row(30, "day"),
        "R-04": suit,
        "R-05": Row(15, "day", True),
        "C-02/decide": Row(3, "day"),
        "C-04/decide": Row(3, "day", True),
        "C-06": Row(3, "day"),
        "C-09": Row(2, "month"),
        "J-08": Row(15, "working_day"),
        "J-09": Row(3, "working_day"),
        "D-21": Row(30, "day"),
        "I-16": Row(20, "working_day"),
        "K-01": credit,
        "K-15": Row(15, "day"),
        "K-15/finish": Row(60, "day", extra=30),
    }
    return written[rule]


HOURS = {"C-02/send": 24, "E-02": 24, "J-09/urgent": 24}


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """What is due, by the text."""
    rule, layer, reading = question["rule"], question.get("layer", ""), question.get("reading", "strict")
    if rule in HOURS:
        return {"due": _hours(question["start"], HOURS[rule], reading), "certainty": "official"}
    start = Day.fromisoformat(question["start"])
    on = Day.fromisoformat(question.get("on", question["start"]))
    pauses = tuple((Day.fromisoformat(a), Day.fromisoformat(b)) for a, b in question.get("pauses", ()))
    text = row(rule, on, layer)
    try:
        found, window = _count(text, start, on, layer, pauses, question.get("extended", False), reading)
    except Uncovered:
        return {"certainty": "uncovered"}
    certainty = "provisional" if unsettled(found.looked_up) else "official"
    shown = {"window": [day.isoformat() for day in window]} if window else {}
    return {"due": found.due.isoformat(), **shown, "certainty": certainty}


def _count(
    text: Row, start: Day, on: Day, layer: str, pauses: Pauses, extended: bool, reading: str
) -> tuple[Counted, tuple[Day, Day] | None]:
    if text.back:
        return count_back(start, text.n, text.unit, reading), None
    seen: tuple[Day, ...] = ()
    opens = None
    if text.after:
        first = row(text.after, on, layer)
        start, seen = count(start, first.n, first.unit, first.roll, pauses)
        opens = after(start)
    elif text.opens is not None:
        opens = months_later(start, text.opens)
    due, looked_up = count(start, text.n + (text.extra if extended else 0), text.unit, text.roll, pauses)
    return Counted(due, seen + looked_up), (opens, due) if opens else None


def _hours(start: str, n: int, reading: str) -> str:
    moment = dt.datetime.fromisoformat(start)
    if reading == "lenient":
        while moment.minute or moment.second:
            moment += dt.timedelta(seconds=1)
    for _ in range(n * 60):
        moment += dt.timedelta(minutes=1)
    return moment.isoformat()


SINCE = {
    "P-02": 2020, "P-02/reporter": 2020, "P-47": 2022, "P-36/forward": 2024, "P-48": 2019, "P-48/other": 2019,
    "P-48/samr": 2022, "P-40": 2022, "P-66": 2012, "P-68": 2024, "P-69": 2012, "P-70/rule": 2012, "P-73": 2012,
    "E-04": 2012, "E-06": 2012, "R-02/simple": 2024, "J-08": 2022, "D-21": 2025, "I-16": 2015, "P-09/harm": 2022,
    "K-01": 2024, "K-15": 2023, "K-15/finish": 2023,
}  # fmt: skip
"""The first whole year of a rule that is younger than the table of working days."""

RULES = (
    "T-13", "P-02", "P-02/reporter", "P-07", "P-09", "P-09/harm", "P-35", "P-36/forward", "P-40", "P-46", "P-47",
    "P-48", "P-48/other", "P-48/samr", "P-52", "P-53", "P-60", "P-66", "P-67", "P-68", "P-69", "P-70/rule", "P-73",
    "E-04", "E-06", "R-01", "R-02/accept", "R-02/ordinary", "R-02/simple", "R-04", "R-05", "C-02/decide", "C-04/decide",
    "C-06", "C-09", "J-08", "J-09", "D-21", "I-16", "K-01", "K-15", "K-15/finish",
)  # fmt: skip

# Starts that lie before the long holidays, make-up weekends, leap days and ends of months.
STARTS = (
    "2012-09-28", "2015-08-31", "2016-02-29", "2018-09-21", "2019-12-27", "2020-01-21", "2023-09-22", "2024-02-08",
    "2024-08-31", "2025-01-24", "2025-09-26", "2025-11-30", "2026-02-12", "2026-04-29", "2026-09-18",
)  # fmt: skip


def questions() -> Iterator[dict[str, Any]]:
    """Every rule from several starts, then the turns of the law, pauses, extensions, readings, hours, the edges."""
    pick = random.Random(20261122)
    for rule in RULES:
        fitting = [start for start in STARTS if int(start[:4]) >= SINCE.get(rule, 2007)]
        for start in sorted(pick.sample(fitting, min(3, len(fitting)))):
            yield {"rule": rule, "start": start}
    for rule in ("P-07", "P-35", "P-46", "P-52", "P-53"):
        yield from ({"rule": rule, "start": start} for start in ("2021-07-14", "2021-07-15"))
        yield {"rule": rule, "start": "2021-07-09", "on": "2021-07-15"}
    yield from ({"rule": "P-67", "start": start} for start in ("2011-12-31", "2012-01-01", "2015-04-30", "2015-05-01"))
    yield from ({"rule": "R-04", "start": start} for start in ("2015-04-30", "2015-05-01", "2014-11-30"))
    yield from ({"rule": rule, "start": "2024-01-01"} for rule in ("R-01", "R-02/simple", "P-36/forward", "P-68"))
    yield {"rule": "R-01", "start": "2023-12-31"}
    yield from ({"rule": "T-13", "start": start} for start in ("2021-12-31", "2022-01-01", "2025-05-06"))
    yield from (
        {"rule": "T-13", "start": "2025-05-06", "layer": each}
        for each in ("public_security", "shanghai_city_management")
    )
    yield from ({"rule": "K-01", "start": start} for start in ("2026-03-31", "2026-04-01", "2026-05-06", "2026-11-30"))
    yield {"rule": "P-09", "start": "2024-02-29"}
    yield {"rule": "P-09", "start": "2024-08-31", "layer": "public_security"}
    for layer in ("samr", "public_security"):
        yield from ({"rule": "P-40", "start": "2025-03-03", "layer": layer, "extended": each} for each in (False, True))
    for rule in ("P-02", "E-04", "R-02/ordinary", "K-15/finish"):
        yield {"rule": rule, "start": "2025-03-10", "extended": True}
    yield {"rule": "P-46", "start": "2025-09-26", "layer": "public_security"}
    for rule in ("P-40", "E-04", "P-48/samr", "R-04", "P-60", "P-02"):
        yield {"rule": rule, "start": "2025-07-01", "pauses": [["2025-07-11", "2025-07-20"]]}
        yield {
            "rule": rule,
            "start": "2025-07-01",
            "pauses": [["2025-06-20", "2025-07-02"], ["2025-07-05", "2025-07-05"]],
        }
    yield {"rule": "E-04", "start": "2025-07-01", "extended": True, "pauses": [["2025-07-10", "2025-07-19"]]}
    yield {"rule": "E-04", "start": "2025-07-01", "pauses": [["2025-07-31", "2025-08-02"]]}
    yield {"rule": "E-04", "start": "2025-07-01", "pauses": [["2025-08-01", "2025-08-02"]]}
    yield {
        "rule": "E-04",
        "start": "2025-07-01",
        "pauses": [["2025-07-30", "2025-07-31"], ["2025-08-02", "2025-08-04"]],
    }
    for rule in ("P-53", "P-73"):
        for start in ("2025-10-22", "2025-10-16", "2026-03-02", "2026-10-13"):
            yield from ({"rule": rule, "start": start, "reading": each} for each in ("strict", "lenient"))
    yield from ({"rule": "P-53", "start": "2021-07-14", "reading": each} for each in ("strict", "lenient"))
    for rule in HOURS:
        yield {"rule": rule, "start": "2025-09-28T10:00:00+08:00"}
        yield {"rule": rule, "start": "2026-02-14T23:40:00+08:00", "reading": "lenient"}
        yield {"rule": rule, "start": "2024-02-28T12:30:00+00:00"}
    yield from ({"rule": "P-48", "start": start} for start in ("2026-12-16", "2026-12-17", "2026-12-18", "2026-12-22"))
    yield from ({"rule": "P-46", "start": start} for start in ("2026-12-21", "2026-12-22", "2026-12-29"))
    yield from ({"rule": "P-60", "start": f"2026-12-{day}"} for day in (11, 12, 13, 16, 17))
    yield {"rule": "P-67", "start": "2026-03-28"}
    yield {"rule": "P-40", "start": "2026-12-29"}
    yield {"rule": "P-53", "start": "2026-12-30"}
    yield from ({"rule": "P-36", "start": start} for start in ("2024-01-10", "2025-03-03", "2026-08-05"))


def lines() -> Iterator[str]:
    for n, question in enumerate(questions(), 1):
        yield json.dumps({"id": f"terms-{n:03}", "ask": "term", "in": question, "expect": answer(question)})
    spans = ("2025-01-01 2025-12-31", "2026-01-01 2026-12-31", "2025-09-26 2025-10-13", "2020-01-20 2020-02-03")
    for n, (first, last) in enumerate((span.split() for span in spans), 1):
        total = sum(is_worked(Day.fromordinal(n)) for n in range(_ordinal(first), _ordinal(last) + 1))
        asked = {"from": first, "to": last}
        yield json.dumps({"id": f"days-{n}", "ask": "working_days", "in": asked, "expect": {"count": total}})


def _ordinal(text: str) -> int:
    return Day.fromisoformat(text).toordinal()


if __name__ == "__main__":
    print("\n".join(lines()))
