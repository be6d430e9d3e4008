"""How the schemas change: what a change breaks and for whom, with documents that prove it; and documents made new."""

from .diff import Change, compatible, diff, diff_all
from .migrate import chain, current, migrate

__all__ = ["Change", "chain", "compatible", "current", "diff", "diff_all", "migrate"]
