"""Which article speaks where no single grant does: reasons of refusal, overlaps, transfers, and who stands for an act.

Rows about all kinds of action cite the Penalty Law of the day; compulsion and licensing have laws of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from enforcekit.law import Ground
from enforcekit.timing import Period

_APL96 = Period(start=dt.date(1996, 10, 1), end=dt.date(2021, 7, 15))
_APL21 = Period(start=dt.date(2021, 7, 15))
_LIC = Period(start=dt.date(2004, 7, 1))
_AEL = Period(start=dt.date(2012, 1, 1))
_ARL99 = Period(start=dt.date(1999, 10, 1), end=dt.date(2024, 1, 1))
_ARL23 = Period(start=dt.date(2024, 1, 1))
# Both older than the pack's law, with which its days begin.
_ALL90 = Period(start=dt.date(1996, 10, 1), end=dt.date(2015, 5, 1))
_ALL15 = Period(start=dt.date(2015, 5, 1))
_SPC18 = Period(start=dt.date(2018, 2, 8))
_SCL94 = Period(start=dt.date(1996, 10, 1), end=dt.date(2013, 1, 1))
_SCL12 = Period(start=dt.date(2013, 1, 1))
_GOV54 = Period(start=dt.date(2025, 1, 3))


def _penalty_law(topic: str, old: str, new: str, *terms: str) -> Iterator[Ground]:
    """A row for each of the two Penalty Laws. Of the 1996 text few articles were verified."""
    yield Ground(topic=topic, period=_APL21, article=new, terms=terms)
    yield Ground(topic=topic, period=_APL96, article=old, terms=terms, status="unconfirmed")


def _own_powers(topic: str) -> Iterator[Ground]:
    """Each organ acts within its own statutory powers: said once in every law."""
    yield Ground(topic=topic, period=_AEL, actions={"compel"}, article="AEL:17")
    yield Ground(topic=topic, period=_LIC, actions={"license"}, article="LIC19:22", status="unconfirmed")
    yield from _penalty_law(topic, "APL96:15", "APL21:17")


GROUNDS: Final = (
    # Reasons of a refusal
    Ground(topic="not_existing", period=_ARL23, article="ARL23:19"),
    Ground(topic="not_existing", period=_ARL99, article="ARL99:15", status="unconfirmed"),
    Ground(topic="not_existing", period=_APL96, article="APL96:15", status="unconfirmed"),
    Ground(topic="no_power_by_kind", period=_GOV54, actions={"inspect"}, article="GOV54", status="unconfirmed"),
    *_own_powers("no_power_by_kind"),
    *_penalty_law("no_capacity", "APL96:3", "APL21:38"),
    *_penalty_law("outside_territory", "APL96:20", "APL21:22"),
    *_own_powers("item_not_covered"),
    *_own_powers("action_not_granted"),
    *_own_powers("mode_forbids"),
    *_own_powers("not_yet"),
    *_own_powers("ended"),
    *_penalty_law("not_published", "APL96:4", "APL21:39"),
    *_penalty_law("not_redelegable", "APL96:18", "APL21:20"),
    *_own_powers("grantor_lacked_power"),
    *_penalty_law("void_instrument", "APL96:3", "APL21:38"),
    *_own_powers("displaced"),
    *_penalty_law("not_designated", "APL96:21", "APL21:25"),
    # Between bodies
    *_penalty_law("overlap", "APL96:21", "APL21:25"),
    *_penalty_law("transfer", "APL96:21", "APL21:25", "J-09"),
    *_penalty_law("identification", "APL96:37", "APL21:55"),
    # Who stands for an act
    Ground(topic="respondent", period=_ARL23, article="ARL23:19"),
    Ground(topic="respondent", period=_ARL99, article="ARL99:15", status="unconfirmed"),
    Ground(topic="defendant", period=_SPC18, kinds={"zone_body"}, article="SPC18:21"),
    Ground(topic="defendant", period=_ALL15, article="ALL:26"),
    Ground(topic="defendant", period=_ALL90, article="ALL90:25", status="unconfirmed"),
    Ground(topic="compensates", period=_SCL12, article="SCL12:7"),
    Ground(topic="compensates", period=_SCL94, article="SCL94:7", status="unconfirmed"),
)
