"""Maps from and to the formats of others: what they send becomes records and findings, and nothing is lost."""

from .publicity import Decisions, Rejected, read_decisions

__all__ = ["Decisions", "Rejected", "read_decisions"]
