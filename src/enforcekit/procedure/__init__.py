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
from .clocks import Clock, Dues, Undated, clocks, due
from .derived import Derived
from .discretion import FineRange, Proposal, Tier, penalty_range, propose
from .exemption import Exemption, FirstTime, by_age, by_mental_state, lighter, no_penalty
from .late_fine import LateFine, late_fine
from .limitation import Limitation, limitation
from .norms import Applicable, HeavierNorm, Imposed, SecondFine, Version, applicable_version, heavier_norm, second_fine
from .required import StepsRequired, ThresholdNeeded, steps_required
from .simple import Allowed, cash, simple_procedure
from .standing import Move, Position, Standing, standing
from .steps import NextStep, judge, open_case, permitted, record
from .timeline import Bar, Entry, Timeline, timeline

__all__ = [
    "Allowed",
    "Applicable",
    "Bar",
    "Clock",
    "CriminalCredit",
    "Derived",
    "Dues",
    "Entry",
    "Exemption",
    "FineRange",
    "FirstTime",
    "HeavierNorm",
    "Imposed",
    "LateFine",
    "Limitation",
    "Move",
    "NextStep",
    "Offset",
    "Position",
    "Proposal",
    "Schedule",
    "SecondFine",
    "Standing",
    "StepsRequired",
    "Sum",
    "ThresholdNeeded",
    "Tier",
    "Timeline",
    "Undated",
    "Version",
    "applicable_version",
    "by_age",
    "by_mental_state",
    "cash",
    "clocks",
    "criminal_fine_credit",
    "due",
    "heavier_norm",
    "illegal_gains",
    "instalments",
    "judge",
    "late_fine",
    "lighter",
    "limitation",
    "no_penalty",
    "open_case",
    "penalty_range",
    "permitted",
    "propose",
    "record",
    "second_fine",
    "service_offset",
    "simple_procedure",
    "standing",
    "steps_required",
    "timeline",
]
