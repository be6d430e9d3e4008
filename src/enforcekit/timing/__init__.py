"""Time: half-open periods. Terms, working days and due dates arrive with the procedures that need them."""

from .period import ALWAYS, Period

__all__ = ["ALWAYS", "Period"]
