"""What every reader of a table hands back: records, the rows that became none, findings, and the pack it read by."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

import attrs

from enforcekit.errors import Finding
from enforcekit.law import Pack
from enforcekit.model.common import Record
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.structure import Structure


@attrs.frozen(kw_only=True)
class Rejected:
    """A row that became no record: its number from 1, its line in the file, its cells by header, and why."""

    row: int
    line: int | None = None
    cells: Mapping[str, str] = attrs.field(hash=False)
    findings: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class Reading(ABC):
    """What a table holds: every row is a record or is rejected. `pack` is what it was read by."""

    rejected: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()
    pack: str | Pack = attrs.field(default=DEFAULT_PACK, eq=False, repr=False)

    @property
    @abstractmethod
    def records(self) -> tuple[Record, ...]:
        """Everything that was read, for a `Structure`."""

    def structure(self, *more: Record) -> Structure:
        """The records as a structure, with others of the caller's. Raises `InvalidData` when some are missing."""
        return Structure([*more, *self.records], self.pack)
