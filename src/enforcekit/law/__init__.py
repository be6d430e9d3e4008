"""Law as data: dated rows with their article, gathered in the pack of one jurisdiction."""

from .pack import Pack, pack_of
from .rows import Effect, Ground, Kind, Limit, Need, Review, Source, Status
from .validate import validate

__all__ = [
    "Effect",
    "Ground",
    "Kind",
    "Limit",
    "Need",
    "Pack",
    "Review",
    "Source",
    "Status",
    "pack_of",
    "validate",
]
