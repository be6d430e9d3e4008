"""What the rules of the linter mean under PRC law: which modes, kinds and levels each of them speaks of."""

from __future__ import annotations

import datetime as dt
from typing import Final

from enforcekit.law.duty import Duty
from enforcekit.timing import Period

_APL21 = Period(start=dt.date(2021, 7, 15))
_TOWNSHIP: Final = {"township"}

_NEEDS: Final = (
    Duty(rule="L03", modes=_TOWNSHIP, needs={"grantor_kind", "grantor_level"}, article="APL21:24"),
    Duty(rule="L04", modes=_TOWNSHIP, needs={"issuer_level"}, article="APL21:24"),
    Duty(rule="D-11/grantee", modes=_TOWNSHIP, needs={"grantee_kind"}, article="APL21:24"),
    Duty(rule="L13", modes={"concentrated"}, needs={"issuer_level"}, article="APL21:18"),
    Duty(rule="D-06/basis", modes={"entrusted"}, needs={"instrument_kind"}, article="APL21:20"),
    Duty(rule="D-22", modes={"entrusted"}, needs={"grantee_kind"}, actions={"license"}, article="LIC19:24"),
    Duty(rule="L09", modes={"entrusted"}, needs={"grantee_kind"}, article="APL21:21"),
    Duty(
        rule="D-28/compel",
        modes={"authorised", "agency"},
        needs={"instrument_kind"},
        actions={"compel"},
        article="AEL:70",
    ),
    Duty(rule="D-28", modes={"authorised", "agency"}, needs={"instrument_kind"}, article="APL21:19"),
)
"""Which rule a missing need of a mode breaks. A row that is limited to actions stands before one that is not."""

DUTIES: Final = (
    *_NEEDS,
    # Bodies that no reading makes an organisation with public-affairs functions; the law gives the test, not a list.
    Duty(
        rule="L09",
        modes={"entrusted"},
        kinds={"association", "external_counterpart", "people_court", "people_procuratorate", "people_congress"},
        article="APL21:21",
        status="unconfirmed",
    ),
    Duty(rule="L10", modes={"entrusted"}, period=_APL21, article="APL21:20"),
    # Art. 23 leaves it to a law or administrative regulation to name a body below the county level.
    Duty(
        rule="L15",
        modes={"concentrated"},
        kinds={"township", "subdistrict"},
        levels={"township", "village"},
        values={"law", "administrative_regulation"},
        article="APL21:23",
    ),
    # The status of a zone body comes from the level that approved it (D-13).
    Duty(rule="L25", kinds={"zone_body"}, levels={"national", "province"}, article="SPC18:21"),
    Duty(
        rule="D-23",
        actions={"inspect"},
        period=Period(start=dt.date(2025, 1, 3)),
        article="GOV54",
        status="unconfirmed",
    ),
    Duty(
        rule="L27",
        levels={"province", "city", "county"},
        kinds={"justice_department"},
        values={"justice"},
        period=Period(start=dt.date(2026, 2, 1)),
        article="ELS:6",
    ),
)
