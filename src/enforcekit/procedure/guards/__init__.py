"""The conditions that are functions of the case, by the name that the rows of a pack use."""

from . import criminal, decision, evidence, execution, filing, hearing, measures, review
from .registry import GUARDS, Guard, Missing

__all__ = [
    "GUARDS",
    "Guard",
    "Missing",
    "criminal",
    "decision",
    "evidence",
    "execution",
    "filing",
    "hearing",
    "measures",
    "review",
]
