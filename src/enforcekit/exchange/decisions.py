"""What a table of published decisions holds: cases, and the records they point to."""

from __future__ import annotations

from typing import Any

import attrs

from enforcekit.model.authority import Authority
from enforcekit.model.case import Case
from enforcekit.model.common import Record
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Item
from enforcekit.model.party import Party
from enforcekit.model.place import Place

from .reading import Reading


@attrs.frozen(kw_only=True)
class Decisions(Reading):
    """What a table of decisions holds: the cases, the records they point to, and what was found.

    `rows` is how many rows there were: as many as cases and rejected rows together.
    """

    rows: int
    cases: tuple[Case, ...] = ()
    items: tuple[Item, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    parties: tuple[Party, ...] = ()
    authorities: tuple[Authority, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that was read, for a `Structure`."""
        return (*self.places, *self.authorities, *self.instruments, *self.items, *self.parties, *self.cases)

    def to_dict(self) -> dict[str, Any]:
        """Counts, findings and rejected rows as plain JSON values; the cases by `ek.dump`."""
        return {
            "rows": self.rows,
            "cases": len(self.cases),
            "findings": [each.to_dict() for each in self.findings],
            "rejected": [
                {"row": each.row, **({"line": each.line} if each.line else {}), "cells": dict(each.cells)}
                for each in self.rejected
            ],
        }
