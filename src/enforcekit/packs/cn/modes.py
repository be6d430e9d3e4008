"""What each mode of delegation (执法权配置方式) does under PRC law, from one date to another.

Dates: the 1996 Penalty Law from 1996-10-01, the Compulsion Law from 2012-01-01, the revised Penalty Law from
2021-07-15. A row is right on every day of its period; what is not verified against a text says so.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from enforcekit.law import Effect, Need
from enforcekit.law.rows import ANY
from enforcekit.timing import Period

APL96 = dt.date(1996, 10, 1)
AEL = dt.date(2012, 1, 1)
APL21 = dt.date(2021, 7, 15)

_BEFORE_2021 = Period(start=APL96, end=APL21)

LIBERTY: Final = {"detention"}
"""Penalties that restrict personal liberty stay with public security and other organs named by law (D-03)."""

LAWS: Final = {"law", "administrative_regulation", "local_regulation", "autonomous_regulation"}
RULES: Final = {*LAWS, "department_rule", "local_rule", "rule"}
COUNTY_DEPARTMENTS: Final = {
    "department",
    "comprehensive_enforcement_body",
    "vertical_department",
    "justice_department",
}
ORGANS: Final = {
    *COUNTY_DEPARTMENTS,
    "government",
    "township",
    "subdistrict",
    "zone_body",
    "dispatched_organ",
    "public_security",
}

_PUBLISHED = Need(kind="publication", severity="defect", breaks_chain=False, article="APL21:24", status="unconfirmed")
_CAPACITY = Need(kind="capacity", severity="void", breaks_chain=True, article="APL21:38")
_LAW_OR_REGULATION = Need(kind="instrument_kind", values=LAWS, severity="void", breaks_chain=True, article="APL21:19")
_LAW_FOR_COMPULSION = Need(
    kind="instrument_kind",
    values={"law", "administrative_regulation"},
    actions={"compel"},
    severity="void",
    breaks_chain=True,
    article="AEL:70",
)
_WRITTEN = Need(kind="writing", severity="defect", breaks_chain=False, article="APL21:20")
_RULE_ALLOWS = Need(kind="instrument_kind", values=RULES, severity="defect", breaks_chain=False, article="APL21:20")
_LICENSING_TO_ORGANS = Need(
    kind="grantee_kind",
    values=ORGANS,
    actions={"license"},
    severity="void",
    breaks_chain=True,
    article="LIC19:24",
)

_STATUTORY_2021 = Effect(
    mode="statutory",
    period=Period(start=APL21),
    base=True,
    carries=ANY,
    passes_on_to={"concentrated", "township", "entrusted", "stationed", "internal"},
    may_redelegate=True,
    article="APL21:17",
)

_STATUTORY = (
    attrs.evolve(_STATUTORY_2021, period=_BEFORE_2021, article="APL96:15"),
    _STATUTORY_2021,
)

_AUTHORISED_2021 = Effect(
    mode="authorised",
    period=Period(start=APL21),
    base=True,
    carries=ANY,
    never_carries=LIBERTY,
    needs=(_LAW_OR_REGULATION, _LAW_FOR_COMPULSION, _CAPACITY),
    passes_on_to={"stationed"},
    article="APL21:19",
)

_AUTHORISED_2012 = attrs.evolve(
    _AUTHORISED_2021,
    period=Period(start=AEL, end=APL21),
    needs=(
        attrs.evolve(_LAW_OR_REGULATION, article="APL96:17"),
        _LAW_FOR_COMPULSION,
        attrs.evolve(_CAPACITY, article="APL96:17"),
    ),
    article="APL96:17",
)

_AUTHORISED = (
    attrs.evolve(
        _AUTHORISED_2012,
        period=Period(start=APL96, end=AEL),
        carries_unconfirmed={"compel"},
        needs=tuple(need for need in _AUTHORISED_2012.needs if need is not _LAW_FOR_COMPULSION),
    ),
    _AUTHORISED_2012,
    _AUTHORISED_2021,
)

# A rule makes the agency answerable, only a law or regulation lets it punish (D-28).
_AGENCY = tuple(
    attrs.evolve(
        row,
        mode="agency",
        needs=(
            attrs.evolve(row.needs[0], actions={"penalise"}),
            *(need for need in row.needs if need is _LAW_FOR_COMPULSION),
        ),
    )
    for row in _AUTHORISED
)

_ENTRUSTED_2012 = Effect(
    mode="entrusted",
    period=Period(start=AEL, end=APL21),
    in_name_of="grantor",
    respondent="grantor",
    defendant="grantor",
    compensates="grantor",
    carries={"penalise", "inspect", "license"},
    never_carries={*LIBERTY, "compel"},
    needs=(
        attrs.evolve(_WRITTEN, article="APL96:18"),
        attrs.evolve(_RULE_ALLOWS, article="APL96:18"),
        Need(
            kind="grantee_kind",
            values={"public_institution"},
            severity="defect",
            breaks_chain=False,
            article="APL96:19",
            status="unconfirmed",
        ),
        _LICENSING_TO_ORGANS,
    ),
    article="APL96:18; AEL:17",
)

_ENTRUSTED = (
    attrs.evolve(
        _ENTRUSTED_2012,
        period=Period(start=APL96, end=AEL),
        carries={"penalise", "inspect", "license", "compel"},
        carries_unconfirmed={"compel"},
        never_carries=LIBERTY,
        needs=tuple(need for need in _ENTRUSTED_2012.needs if need is not _LICENSING_TO_ORGANS),
        article="APL96:18",
    ),
    _ENTRUSTED_2012,
    attrs.evolve(
        _ENTRUSTED_2012,
        period=Period(start=APL21),
        needs=(
            _WRITTEN,
            Need(kind="term", severity="defect", breaks_chain=False, article="APL21:20"),
            attrs.evolve(_PUBLISHED, article="APL21:20", status="confirmed"),
            _RULE_ALLOWS,
            _LICENSING_TO_ORGANS,
        ),
        article="APL21:20; AEL:17",
    ),
)

_CONCENTRATED_2021 = Effect(
    mode="concentrated",
    period=Period(start=APL21),
    carries={"penalise", "inspect", "compel"},
    never_carries=LIBERTY,
    displaces=True,
    displaces_article="ZJ21:16; SH18:13",
    displaces_status="local",
    needs=(
        Need(
            kind="issuer_level",
            values={"national", "province"},
            severity="void",
            breaks_chain=True,
            article="APL21:18",
        ),
        _CAPACITY,
        attrs.evolve(_PUBLISHED, article="APL21:39"),
    ),
    # That a concentrated power may be handed to townships or entrusted where a rule permits is practice, not a text.
    passes_on_to={"township", "entrusted", "stationed", "internal"},
    article="APL21:18; AEL:17",
)

_CONCENTRATED = (
    attrs.evolve(
        _CONCENTRATED_2021,
        period=_BEFORE_2021,
        needs=(
            Need(
                kind="issuer_level",
                values={"national", "province"},
                severity="void",
                breaks_chain=True,
                article="APL96:16",
            ),
            attrs.evolve(_CAPACITY, article="APL96:15"),
        ),
        article="APL96:16",
    ),
    _CONCENTRATED_2021,
)

_TOWNSHIP = Effect(
    mode="township",
    period=Period(start=APL21),
    carries={"penalise", "inspect", "compel"},
    carries_unconfirmed={"inspect", "compel"},
    never_carries=LIBERTY,
    displaces=True,
    displaces_article="ZJ21:16; SH18:13",
    displaces_status="local",
    needs=(
        Need(
            kind="issuer_level",
            values={"province"},
            severity="voidable",
            breaks_chain=True,
            article="APL21:24",
        ),
        Need(
            kind="grantor_kind",
            values=COUNTY_DEPARTMENTS,
            severity="voidable",
            breaks_chain=True,
            article="APL21:24",
        ),
        Need(
            kind="grantor_level",
            values={"county"},
            severity="voidable",
            breaks_chain=True,
            article="APL21:24",
        ),
        Need(
            kind="grantee_kind",
            values={"township", "subdistrict"},
            severity="void",
            breaks_chain=True,
            article="APL21:24",
        ),
        _PUBLISHED,
    ),
    passes_on_to={"stationed", "internal"},
    article="APL21:24",
)

_STATIONED = Effect(
    mode="stationed",
    period=Period(start=APL96),
    creates_holding=False,
    in_name_of="grantor",
    respondent="grantor",
    defendant="grantor",
    compensates="grantor",
    carries={"penalise", "inspect", "compel"},
    article="ZJ21:9; SH18:4",
    status="local",
)

_INTERNAL = attrs.evolve(
    _STATIONED, mode="internal", carries={"penalise", "inspect"}, article="SPC18:20", status="confirmed"
)

EFFECTS: Final = (
    *_STATUTORY,
    *_AUTHORISED,
    *_AGENCY,
    *_ENTRUSTED,
    *_CONCENTRATED,
    _TOWNSHIP,
    _STATIONED,
    _INTERNAL,
)
