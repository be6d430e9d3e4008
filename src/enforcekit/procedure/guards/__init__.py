"""The conditions that are functions of the case, by the name that the rows of a pack use."""

from . import between, criminal, decision, evidence, execution, filing, hearing, measures, review
from .registry import BETWEEN, GUARDS, Guard, Missing, guard_of

__all__ = [
    "BETWEEN",
    "GUARDS",
    "Guard",
    "Missing",
    "between",
    "criminal",
    "decision",
    "evidence",
    "execution",
    "filing",
    "guard_of",
    "hearing",
    "measures",
    "review",
]
