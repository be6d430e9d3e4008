"""The checks on structures, one module for each theme; importing this package registers them all."""

from . import (
    basis,
    capacity,
    carries,
    coverage,
    cycles,
    decision,
    entrust,
    overlap,
    power,
    publication,
    recorded,
    supervision,
    territory,
    transition,
)
from .context import Context

__all__ = [
    "Context",
    "basis",
    "capacity",
    "carries",
    "coverage",
    "cycles",
    "decision",
    "entrust",
    "overlap",
    "power",
    "publication",
    "recorded",
    "supervision",
    "territory",
    "transition",
]
