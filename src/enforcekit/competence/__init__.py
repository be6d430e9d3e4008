"""Who may act: the competent bodies of an action on an item at a place on a day, with proof, and why others may not."""

from .answer import Answer
from .answer_records import Competence, Filing, Refusal
from .ask import who_may
from .batch import Leads, who_may_batch
from .card import authority_card
from .condition import ALL_CASES, Condition
from .directions import Found, Power, Spell, what_may, when, where_may
from .matrix import Coverage, Covered, coverage
from .proof import Proof, Role, Row, Step
from .roles import answerable
from .transfer import Transfer, transfer_target

__all__ = [
    "ALL_CASES",
    "Answer",
    "Competence",
    "Condition",
    "Coverage",
    "Covered",
    "Filing",
    "Found",
    "Leads",
    "Power",
    "Proof",
    "Refusal",
    "Role",
    "Row",
    "Spell",
    "Step",
    "Transfer",
    "answerable",
    "authority_card",
    "coverage",
    "transfer_target",
    "what_may",
    "when",
    "where_may",
    "who_may",
    "who_may_batch",
]
