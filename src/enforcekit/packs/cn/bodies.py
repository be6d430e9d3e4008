"""What kinds of body can be under PRC law, and who reviews their decisions."""

from __future__ import annotations

import datetime as dt
from typing import Final

from enforcekit.law import Kind, Review
from enforcekit.timing import Period

_ARL99 = Period(start=dt.date(1999, 10, 1), end=dt.date(2024, 1, 1))
_ARL23 = Period(start=dt.date(2024, 1, 1))

WITHOUT_POWER: Final = (
    "coordinating_body",
    "command_centre",
    "committee",
    "contractor",
    "grid",
    "auxiliary",
    "mediation_body",
    "service_centre",
)

KINDS: Final = (
    Kind(kind="government", government=True),
    *(Kind(kind=kind, may_hold=False, capacity=False, article="APL21:17; GOV54") for kind in WITHOUT_POWER),
    Kind(kind="internal_unit", capacity=False, article="SPC18:20"),
    Kind(kind="enforcement_team", capacity=False, article="SPC18:20"),
    # The capacity of a zone body comes from the level that approved the zone, not from its name (D-13).
    Kind(kind="zone_body", capacity=False, article="SPC18:21"),
)

_TOWNS: Final = {"township", "subdistrict"}
_MANAGED: Final = {"authorised_organisation", "public_institution", "zone_body", "dispatched_organ"}

REVIEWS: Final = (
    Review(relation="higher_department", kinds={"vertical_department"}, period=_ARL23, article="ARL23:27"),
    Review(relation="either", kinds={"justice_department"}, period=_ARL23, article="ARL23:28"),
    Review(relation="county_government", kinds=_TOWNS, period=_ARL23, article="ARL23:24"),
    Review(relation="own", levels={"national"}, period=_ARL23, article="ARL23:25"),
    Review(relation="own", kinds={"government"}, levels={"province"}, period=_ARL23, article="ARL23:24"),
    Review(relation="higher_government", kinds={"government"}, period=_ARL23, article="ARL23:24"),
    Review(relation="managing_government", kinds=_MANAGED, period=_ARL23, article="ARL23:24"),
    Review(relation="parent_government", kinds={"agency"}, period=_ARL23, article="ARL23:24"),
    Review(relation="own_government", period=_ARL23, article="ARL23:24"),
    Review(relation="higher_department", kinds={"vertical_department"}, period=_ARL99, article="ARL99:12"),
    Review(relation="county_government", kinds=_TOWNS, period=_ARL99, article="ARL99:13; ARL99:15"),
    Review(relation="own", levels={"national"}, period=_ARL99, article="ARL99:14"),
    Review(relation="own", kinds={"government"}, levels={"province"}, period=_ARL99, article="ARL99:14"),
    Review(relation="higher_government", kinds={"government"}, period=_ARL99, article="ARL99:13"),
    Review(relation="managing_government", kinds=_MANAGED, period=_ARL99, article="ARL99:15"),
    Review(relation="either", period=_ARL99, article="ARL99:12"),
)
