"""Law as data: dated rows with their article, gathered in the pack of one jurisdiction."""

from .pack import Effect, Kind, Need, Pack, Review, Source, Status, pack_of
from .validate import validate

__all__ = ["Effect", "Kind", "Need", "Pack", "Review", "Source", "Status", "pack_of", "validate"]
