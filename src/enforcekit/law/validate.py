"""One document judged by the words of a jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enforcekit.errors import Report
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.wire.validate import validate as judge

from .pack import Pack, installed


def validate(payload: Mapping[str, Any] | str | bytes, *, pack: str | Pack = DEFAULT_PACK) -> Report:
    """Every problem of one document, given as JSON text or as plain values: shape, rules, codes, identifiers.

    Args:
        payload: JSON text, for which each finding has line and column; or the document as plain values.
        pack: the jurisdiction whose words and identifiers it uses, by name or as an object.

    Raises nothing for bad payloads: they are what it is for.

    >>> report = validate('{"type": "place", "schema_version": "1.0", "id": "330213", "names": {"zh": "奉化区"}}')
    >>> report.ok, report.findings
    (True, ())
    """
    chosen = pack if isinstance(pack, Pack) else installed(pack)
    return judge(payload, chosen.vocabulary)
