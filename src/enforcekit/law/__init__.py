"""Law as data: dated rows with their article, gathered in the pack of one jurisdiction."""

from .deadline import Deadline, deadline
from .pack import Pack, pack_of
from .rows import Effect, Ground, Kind, Need, Review, Source, Status
from .term import NoSuchTerm, Term, term_of
from .threshold import NoSuchThreshold, Threshold
from .validate import validate

__all__ = [
    "Deadline",
    "Effect",
    "Ground",
    "Kind",
    "Need",
    "NoSuchTerm",
    "NoSuchThreshold",
    "Pack",
    "Review",
    "Source",
    "Status",
    "Term",
    "Threshold",
    "deadline",
    "pack_of",
    "term_of",
    "validate",
]
