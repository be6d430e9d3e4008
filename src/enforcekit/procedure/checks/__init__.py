"""The checks on cases, one module for each theme; importing this package registers them all."""

from . import acts, course, late, penalty, power, review, staff

__all__ = ["acts", "course", "late", "penalty", "power", "review", "staff"]
