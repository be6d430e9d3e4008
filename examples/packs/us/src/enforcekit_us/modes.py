"""What each way of giving a program to a State does: in whose name, beside or instead of the federal agency."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from enforcekit.law import Effect, Need
from enforcekit.law.duty import Duty
from enforcekit.timing import Period

RCRA = Period(start=dt.date(1976, 10, 21))
CAA = Period(start=dt.date(1970, 12, 31))

_BY_THE_ADMINISTRATOR = Need(
    kind="issuer_level", values={"national"}, severity="void", breaks_chain=True, article="RCRA3006b"
)
_TO_A_STATE = Need(
    kind="grantee_kind", values={"state_agency"}, severity="void", breaks_chain=True, article="RCRA3006b"
)
_PUBLISHED = Need(kind="publication", severity="defect", breaks_chain=False, article="RCRA3006b; 271.20")
_AGREEMENT = Need(kind="writing", severity="defect", breaks_chain=False, article="271.8")

_IN_LIEU = Effect(
    mode="program_in_lieu",
    period=RCRA,
    carries={"permit"},
    displaces=True,
    displaces_article="RCRA3006b",
    needs=(_BY_THE_ADMINISTRATOR, _TO_A_STATE, _PUBLISHED, _AGREEMENT),
    article="RCRA3006b",
)

EFFECTS: Final = (
    Effect(
        mode="statutory",
        period=CAA,
        base=True,
        carries={"*"},
        passes_on_to={"program_in_lieu", "state_enforcement", "delegated_standards"},
        may_redelegate=True,
        article="APA558b",
    ),
    _IN_LIEU,
    # The federal agency keeps its own enforcement in an authorized State; it tells the State before it orders.
    attrs.evolve(
        _IN_LIEU,
        mode="state_enforcement",
        carries={"inspect", "order", "penalise"},
        displaces=False,
        displaces_article="",
        article="RCRA3006b; RCRA3008a2",
    ),
    # Nothing in the delegation prohibits the Administrator from enforcing.
    Effect(
        mode="delegated_standards",
        period=CAA,
        carries={"inspect", "order", "penalise"},
        needs=(
            attrs.evolve(_BY_THE_ADMINISTRATOR, article="CAA111c1"),
            attrs.evolve(_TO_A_STATE, article="CAA111c1"),
        ),
        article="CAA111c1; CAA111c2",
    ),
)

_AUTHORIZATIONS: Final = {"program_in_lieu", "state_enforcement"}
DUTIES: Final = (
    Duty(rule="L04", modes=_AUTHORIZATIONS, needs={"issuer_level"}, article="RCRA3006b"),
    Duty(rule="D-11/grantee", modes=_AUTHORIZATIONS, needs={"grantee_kind"}, article="RCRA3006b"),
)
"""Which rules of the linter speak here, and of what."""
