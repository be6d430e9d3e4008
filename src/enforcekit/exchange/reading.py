"""What every reader of a table hands back: records, the rows that became none, findings, and the pack it read by."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from hashlib import sha256

import attrs

from enforcekit.errors import Finding, InvalidRecord
from enforcekit.law import Pack
from enforcekit.model.common import LABEL, Identifier, Record
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.shape.base import evolve
from enforcekit.structure import Structure
from enforcekit.wire.validate import dump_document

from . import rules


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


def key_of(*words: str) -> str:
    """A short key for ids of records that are known by their words alone.

    >>> key_of("中华人民共和国广告法")
    'bded8661743c'
    """
    return sha256("\x1f".join(words).encode()).hexdigest()[:12]


def share(made: dict[str, Record], record: Record) -> str:
    """The id of a record that several rows may share; one that says otherwise under the same id is another record.

    >>> from enforcekit.model import Party
    >>> made = {}
    >>> [share(made, Party(id="p", kind="enterprise", names={"zh": name})) for name in ("甲", "甲", "乙")]
    ['p', 'p', 'p-50460db8c728']
    """
    if made.setdefault(record.id, record) == record:
        return record.id
    said = json.dumps(dump_document(record), ensure_ascii=False, sort_keys=True)
    other: Record = evolve(record, id=f"{record.id}-{key_of(said)}")
    made.setdefault(other.id, other)
    return other.id


def coded(value: str, scheme: str, pack: Pack) -> Identifier | Finding:
    """The identifier that a cell holds, or the finding (EK852) that it is none of its scheme.

    >>> from enforcekit.packs.cn import PACK
    >>> coded("330217015000", "zj_item", PACK).value, coded("33O217", "zj_item", PACK).code
    ('330217015000', 'EK852')
    """
    known = pack.vocabulary.schemes.get(scheme)
    reason = "blanks or marks" if not LABEL.matches(value) else known.problem(value) if known is not None else None
    if reason is None:
        return Identifier(scheme=scheme, value=value)
    return rules.DIRTY_CODE.at(value=value, scheme=scheme, reason=reason)


def reason_of(error: InvalidRecord) -> str:
    """Why cells make no record, in one line: the first three problems, each with its field."""
    return "; ".join(f"{each.pointer} {each.message['en']}" for each in error.findings[:3])
