"""A case's life: its steps and clocks, and what a penalty may and must be; every answer with its derivation."""

from .amounts import (
    CriminalCredit,
    Offset,
    Schedule,
    Sum,
    criminal_fine_credit,
    illegal_gains,
    instalments,
    service_offset,
)
from .derived import Derived
from .discretion import FineRange, Proposal, Tier, penalty_range, propose
from .exemption import Exemption, FirstTime, by_age, by_mental_state, lighter, no_penalty
from .late_fine import LateFine, late_fine
from .limitation import Limitation, limitation
from .norms import Applicable, HeavierNorm, Imposed, SecondFine, Version, applicable_version, heavier_norm, second_fine
from .required import StepsRequired, ThresholdNeeded, steps_required
from .simple import Allowed, cash, simple_procedure

__all__ = [
    "Allowed",
    "Applicable",
    "CriminalCredit",
    "Derived",
    "Exemption",
    "FineRange",
    "FirstTime",
    "HeavierNorm",
    "Imposed",
    "LateFine",
    "Limitation",
    "Offset",
    "Proposal",
    "Schedule",
    "SecondFine",
    "StepsRequired",
    "Sum",
    "ThresholdNeeded",
    "Tier",
    "Version",
    "applicable_version",
    "by_age",
    "by_mental_state",
    "cash",
    "criminal_fine_credit",
    "heavier_norm",
    "illegal_gains",
    "instalments",
    "late_fine",
    "lighter",
    "limitation",
    "no_penalty",
    "penalty_range",
    "propose",
    "second_fine",
    "service_offset",
    "simple_procedure",
    "steps_required",
]
