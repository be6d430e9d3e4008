"""Who may act: the competent bodies of an action on an item at a place on a day, with proof, and why others may not."""

from .answer import Answer
from .ask import Power, what_may, who_may
from .condition import ALL_CASES, Condition
from .parts import Competence, Filing, Refusal, Step
from .roles import answerable

__all__ = [
    "ALL_CASES",
    "Answer",
    "Competence",
    "Condition",
    "Filing",
    "Power",
    "Refusal",
    "Step",
    "answerable",
    "what_may",
    "who_may",
]
