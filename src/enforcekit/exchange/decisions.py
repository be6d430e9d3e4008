"""What a table of published decisions holds: cases, the records they point to, rows that became none, findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from enforcekit.errors import Finding
from enforcekit.law import Pack
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case
from enforcekit.model.common import Record
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Item
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.model.party import Party
from enforcekit.model.place import Place
from enforcekit.structure import Structure


@attrs.frozen(kw_only=True)
class Rejected:
    """A row that became no case: its number among the rows (from 1), its line in the file, its cells, and why."""

    row: int
    line: int | None
    cells: Mapping[str, str] = attrs.field(hash=False)
    findings: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class Decisions:
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
    rejected: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that was read, for a `Structure`."""
        return (*self.places, *self.authorities, *self.instruments, *self.items, *self.parties, *self.cases)

    def structure(self, *more: Record, pack: str | Pack = DEFAULT_PACK) -> Structure:
        """The records as a structure, with others of the caller's. Raises `InvalidData` when some are missing."""
        return Structure([*more, *self.records], pack)

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
