"""A second reckoning of penalties in plain Python: day by day, case by case, without a line of the library.

It writes the published vectors: `python tests/penalty_oracle.py > schemas/vectors/penalty.ndjson`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

DAY = dt.timedelta(days=1)
NEW_LAW = dt.date(2021, 7, 15)
CAP = dt.date(2012, 1, 1)
REVIEW = dt.date(2018, 1, 1)
SUIT_LATER = dt.date(2024, 1, 1)
"""From here on an on-the-spot decision goes to reconsideration before any suit."""
CONFISCATIONS = ("confiscate_illegal_gains", "confiscate_illegal_property")
OLD_HEADS = {"order_suspend_business", "revoke_licence"}
NEW_HEADS = OLD_HEADS | {"downgrade_qualification", "order_close", "ban_from_trade"}


class Ask(Exception):
    """The question cannot be answered without an amount."""


def late_fine(
    fine: int, first_late_day: dt.date, until: dt.date, pauses: Iterable[tuple[dt.date, dt.date]] = ()
) -> tuple[int, dt.date | None, int]:
    """Amount, the day of the cap, and the days counted: one day after the other."""
    total, counted, capped, day = Fraction(0), 0, None, first_late_day
    stops = list(pauses)
    while day <= until:
        if day < NEW_LAW or not any(first <= day <= last for first, last in stops):
            total += Fraction(3 * fine, 100)
            counted += 1
        if day >= CAP and fine and total >= fine:
            total = Fraction(fine)
            capped = capped or day
        day += DAY
    return total.numerator // total.denominator, capped, counted


def simple_procedure(party: str, fine: int | None, kinds: Iterable[str], on: dt.date) -> bool:
    """A warning, or a fine up to the ceiling of the day."""
    ceiling = {"citizen": 20000, "organisation": 300000} if on >= NEW_LAW else {"citizen": 5000, "organisation": 100000}
    return set(kinds) <= {"warning", "fine"} and (fine or 0) <= ceiling[party]


def cash(fine: int, on: dt.date, remote: bool = False, requested: bool = False, hard_to_collect: bool = False) -> bool:
    """Small, hard to get later, or far away and asked for."""
    return fine <= (10000 if on >= NEW_LAW else 2000) or hard_to_collect or (remote and requested)


def years_later(day: dt.date, years: int) -> dt.date:
    """The same day of a later year; 29 February has the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 2, 28)


def limitation(act_ended: dt.date, life: bool, harm: str, discovered: dt.date) -> tuple[bool, dt.date]:
    """Two years, or five where both conditions hold and the two were not over when the five came."""
    last = years_later(act_ended, 2)
    if life and harm != "none" and discovered >= NEW_LAW and last >= NEW_LAW:
        last = years_later(act_ended, 5)
    return discovered > last, last


def no_penalty(
    minor: bool, corrected: bool, harm: str, first: bool, no_fault_proved: bool, on: dt.date | None = None
) -> str:
    """Must not, may not, or none."""
    new = on is None or on >= NEW_LAW
    if minor and corrected and harm == "none":
        return "must_not"
    if new and no_fault_proved:
        return "must_not"
    return "may_not" if new and first and corrected and harm != "serious" else "none"


def larger(layer: str, party: str, on: dt.date) -> int | None:
    """From how many fen a fine is larger, where it is known."""
    if layer == "public_security" and on >= dt.date(2026, 1, 1):
        return 400000
    if layer == "public_security" and on >= dt.date(2019, 1, 1):
        return {"citizen": 200000, "organisation": 1000000}[party]
    if on >= NEW_LAW:
        known = {"samr": (1000000, 10000000), "ecology": (1000000, 20000000), "local_example": (500000, 10000000)}
        return known[layer][party == "organisation"] if layer in known else None
    return None


def steps_required(
    kinds: Iterable[str],
    fine: int | None,
    party: str,
    major: bool | None,
    hearing_requested: bool,
    layer: str,
    on: dt.date,
    threshold: int | None = None,
) -> dict[str, Any]:
    """The five answers of the vectors. Raises `Ask` where an amount decides that nobody has given."""
    imposed = set(kinds)
    hearing = bool(imposed & (NEW_HEADS if on >= NEW_LAW else OLD_HEADS))
    if not hearing and fine:
        least = threshold if threshold is not None else larger(layer, party, on)
        if least is None:
            raise Ask
        hearing = fine >= least
    if not hearing and on >= NEW_LAW and imposed & set(CONFISCATIONS):
        raise Ask
    return {
        "notice": True,
        "hearing_offer": hearing,
        "legal_review": on >= REVIEW and (bool(major) or (hearing and hearing_requested)),
        "collective_discussion": hearing or bool(major),
        "officers": 2,
    }


# The published questions


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _line(name: str, ask: str, given: dict[str, Any], expect: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "ask": ask, "in": given, "expect": expect}


_LATE: tuple[tuple[int, str, str, tuple[tuple[str, str], ...]], ...] = (
    (1_000_000, "2025-10-10", "2025-10-10", ()),
    (1_000_000, "2025-10-10", "2025-10-09", ()),
    (1_000_000, "2025-10-10", "2025-11-11", ()),
    (1_000_000, "2025-10-10", "2025-11-12", ()),
    (1_000_000, "2025-10-10", "2026-10-10", ()),
    (0, "2025-10-10", "2026-10-10", ()),
    (1, "2025-10-10", "2025-11-11", ()),
    (1, "2025-10-10", "2025-11-12", ()),
    (333, "2025-10-10", "2025-10-19", ()),
    (20_000, "2024-02-28", "2024-03-01", ()),
    (20_000, "2023-02-28", "2023-03-01", ()),
    (20_000, "2024-01-28", "2024-03-01", ()),
    (1_000_000, "2025-10-10", "2026-03-31", (("2025-10-20", "2025-12-10"),)),
    (1_000_000, "2025-10-10", "2026-01-02", (("2025-10-20", "2025-12-10"),)),
    (1_000_000, "2025-10-10", "2026-03-31", (("2025-10-20", "2025-11-10"), ("2025-11-01", "2025-12-10"))),
    (1_000_000, "2025-10-10", "2026-03-31", (("2025-10-01", "2025-10-10"),)),
    (1_000_000, "2025-10-10", "2026-03-31", (("2025-10-10", "2026-12-31"),)),
    (1_000_000, "2025-10-10", "2025-12-31", (("2025-11-12", "2025-11-12"),)),
    (1_000_000, "2025-10-10", "2025-12-31", (("2025-11-13", "2025-12-01"),)),
    (1_000_000, "2011-12-01", "2011-12-31", ()),
    (1_000_000, "2011-11-01", "2011-12-31", ()),
    (1_000_000, "2011-11-01", "2012-01-01", ()),
    (1_000_000, "2011-12-20", "2012-01-21", ()),
    (1_000_000, "2011-12-20", "2012-01-22", ()),
    (1_000_000, "2012-01-01", "2012-02-29", ()),
    (1_000_000, "2021-07-01", "2021-07-31", (("2021-07-05", "2021-07-20"),)),
    (1_000_000, "2021-07-01", "2021-07-14", (("2021-07-01", "2021-07-14"),)),
    (1_000_000, "2021-07-15", "2021-07-16", (("2021-07-15", "2021-07-15"),)),
    (300_000, "2024-01-01", "2024-02-03", ()),
    (300_000, "2024-01-01", "2024-02-02", ()),
)

_SIMPLE: tuple[tuple[str, int | None, list[str], str], ...] = (
    *(
        (party, fine, ["fine"], on)
        for party, on, ceiling in (
            ("citizen", "2021-07-14", 5000),
            ("citizen", "2021-07-15", 20000),
            ("citizen", "2024-01-01", 20000),
            ("organisation", "2021-07-14", 100000),
            ("organisation", "2021-07-15", 300000),
            ("organisation", "2024-02-29", 300000),
        )
        for fine in (ceiling, ceiling + 1)
    ),
    ("citizen", 15000, ["fine"], "2021-07-14"),
    ("organisation", 150000, ["fine"], "2021-07-14"),
    ("organisation", 150000, ["fine"], "2021-07-15"),
    ("citizen", None, ["warning"], "2025-01-01"),
    ("organisation", None, ["warning"], "2000-01-01"),
    ("citizen", 20000, ["warning", "fine"], "2025-01-01"),
    ("citizen", None, ["criticism_notice"], "2025-01-01"),
    ("citizen", 100, ["fine", "confiscate_illegal_gains"], "2025-01-01"),
    ("organisation", None, ["suspend_licence"], "2025-01-01"),
    ("organisation", None, ["detention"], "2025-01-01"),
)

_CASH: tuple[tuple[int, str, dict[str, bool]], ...] = (
    (10000, "2025-01-01", {}),
    (10001, "2025-01-01", {}),
    (15000, "2025-01-01", {}),
    (10000, "2021-07-14", {}),
    (2000, "2021-07-14", {}),
    (2001, "2021-07-14", {}),
    (10000, "2021-07-15", {}),
    (5_000_000, "2025-01-01", {"remote": True, "requested": True}),
    (5_000_000, "2025-01-01", {"remote": True}),
    (5_000_000, "2025-01-01", {"requested": True}),
    (15000, "2025-01-01", {"hard_to_collect": True}),
    (5_000_000, "2020-01-01", {"remote": True, "requested": True}),
)

_LIMITATION: tuple[tuple[str, bool, str, str], ...] = (
    ("2023-06-01", False, "none", "2025-06-01"),
    ("2023-06-01", False, "none", "2025-06-02"),
    ("2023-06-01", True, "none", "2025-06-02"),
    ("2023-06-01", False, "serious", "2025-06-02"),
    ("2023-06-01", True, "slight", "2025-06-02"),
    ("2023-06-01", True, "serious", "2028-06-01"),
    ("2023-06-01", True, "serious", "2028-06-02"),
    ("2024-02-29", False, "none", "2026-02-28"),
    ("2024-02-29", False, "none", "2026-03-01"),
    ("2024-02-29", True, "slight", "2029-02-28"),
    ("2024-02-29", True, "slight", "2029-03-01"),
    ("2022-02-28", False, "none", "2024-02-28"),
    ("2022-02-28", False, "none", "2024-02-29"),
    ("2019-07-14", True, "serious", "2021-07-15"),
    ("2019-07-15", True, "serious", "2021-07-16"),
    ("2019-07-15", True, "serious", "2024-07-15"),
    ("2019-07-15", True, "serious", "2024-07-16"),
    ("2020-01-01", True, "serious", "2021-07-14"),
    ("2021-07-15", True, "slight", "2026-07-15"),
    ("2018-01-01", False, "none", "2020-01-02"),
    ("2022-10-01", False, "none", "2024-10-01"),
    ("2022-10-05", False, "none", "2024-10-08"),
)

_STEPS: tuple[tuple[list[str], int | None, str, bool | None, bool, str, str], ...] = (
    *(
        (["fine"], fine, party, False, asked, layer, on)
        for layer, party, on, least in (
            ("public_security", "citizen", "2020-06-01", 200000),
            ("public_security", "organisation", "2020-06-01", 1000000),
            ("public_security", "citizen", "2025-12-31", 200000),
            ("public_security", "citizen", "2026-01-01", 400000),
            ("samr", "citizen", "2024-01-01", 1000000),
            ("samr", "organisation", "2024-01-01", 10000000),
            ("ecology", "organisation", "2024-01-01", 20000000),
            ("local_example", "citizen", "2024-01-01", 500000),
        )
        for fine, asked in ((least, True), (least - 1, True), (least, False))
    ),
    (["revoke_licence"], None, "organisation", False, True, "", "2025-03-03"),
    (["revoke_licence"], None, "organisation", False, False, "", "2025-03-03"),
    (["revoke_licence"], 5_000_000, "organisation", None, False, "", "2025-03-03"),
    (["order_suspend_business"], None, "organisation", True, True, "", "2021-07-14"),
    (["order_suspend_business"], None, "organisation", True, True, "", "2017-12-31"),
    (["order_suspend_business"], None, "organisation", False, True, "", "2018-01-01"),
    (["downgrade_qualification"], None, "organisation", None, True, "", "2021-07-14"),
    (["downgrade_qualification"], None, "organisation", None, True, "", "2021-07-15"),
    (["order_close"], 0, "organisation", None, True, "", "2021-07-14"),
    (["order_close"], 0, "organisation", None, True, "", "2021-07-15"),
    (["ban_from_trade"], None, "citizen", None, False, "", "2021-07-14"),
    (["ban_from_trade"], None, "citizen", None, False, "", "2021-07-15"),
    (["warning"], None, "citizen", None, False, "", "2025-03-03"),
    (["warning"], 0, "citizen", True, False, "", "2025-03-03"),
    (["warning"], None, "citizen", False, True, "", "2025-03-03"),
    (["suspend_licence"], None, "citizen", None, True, "", "2025-03-03"),
    (["criticism_notice"], 0, "organisation", False, False, "samr", "2025-03-03"),
)


def questions() -> Iterator[dict[str, Any]]:
    """Every published question with its answer."""
    for number, (fine, first, until, pauses) in enumerate(_LATE, 1):
        amount, capped, _ = late_fine(
            fine, _date(first), _date(until), [(_date(start), _date(end)) for start, end in pauses]
        )
        asked: dict[str, Any] = {"fine": fine, "first_late_day": first, "until": until}
        asked |= {"pauses": [list(pause) for pause in pauses]} if pauses else {}
        expect = {"amount": amount, "capped_on": capped.isoformat() if capped else None}
        yield _line(f"penalty-late-{number:02}", "late_fine", asked, expect)
    for number, (party, simple_fine, kinds, on) in enumerate(_SIMPLE, 1):
        asked = {"party": party, "fine": simple_fine, "kinds": kinds, "on": on}
        allowed = simple_procedure(party, simple_fine, kinds, _date(on))
        yield _line(f"penalty-simple-{number:02}", "simple_procedure", asked, {"allowed": allowed})
    for on in ("2023-12-31", "2024-01-01"):
        duties = ["reconsideration_first"] if _date(on) >= SUIT_LATER else []
        asked = {"party": "citizen", "fine": 10000, "kinds": ["fine"], "on": on}
        expect = {"allowed": True, "duties": duties}
        yield _line(f"penalty-simple-remedy-{on[:4]}", "simple_procedure", asked, expect)
    for number, (fine, on, more) in enumerate(_CASH, 1):
        asked = {"fine": fine, "on": on, **more}
        yield _line(f"penalty-cash-{number:02}", "cash", asked, {"allowed": cash(fine, _date(on), **more)})
    for number, (ended, life, harm, found) in enumerate(_LIMITATION, 1):
        barred, last = limitation(_date(ended), life, harm, _date(found))
        asked = {"act_ended": ended, "life_health_or_finance": life, "harm": harm, "discovered": found}
        yield _line(
            f"penalty-limitation-{number:02}", "limitation", asked, {"barred": barred, "last_day": last.isoformat()}
        )
    yield from _exemptions()
    for number, (kinds, steps_fine, party, major, requested, layer, on) in enumerate(_STEPS, 1):
        asked = {
            "kinds": kinds,
            "fine": steps_fine,
            "party": party,
            "major": major,
            "hearing_requested": requested,
            "layer": layer,
            "on": on,
        }
        steps = steps_required(kinds, steps_fine, party, major, requested, layer, _date(on))
        yield _line(f"penalty-steps-{number:02}", "steps_required", asked, steps)


def _exemptions() -> Iterator[dict[str, Any]]:
    number = 0
    for minor, corrected, harm, first in product(
        (True, False), (True, False), ("none", "slight", "serious"), (True, False)
    ):
        number += 1
        asked = {"minor": minor, "corrected": corrected, "harm": harm, "first": first, "no_fault_proved": False}
        yield _line(f"penalty-exempt-{number:02}", "no_penalty", asked, {"outcome": no_penalty(**asked)})
    for no_fault, on in product((True, False), ("2021-07-14", "2021-07-15")):
        for harm in ("none", "slight"):
            number += 1
            asked = {"minor": True, "corrected": True, "harm": harm, "first": True, "no_fault_proved": no_fault}
            outcome = no_penalty(**asked, on=_date(on))
            yield _line(f"penalty-exempt-{number:02}", "no_penalty", {**asked, "on": on}, {"outcome": outcome})


def published() -> str:
    """The vectors as they stand in the file."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in questions())


if __name__ == "__main__":
    print(published(), end="")
