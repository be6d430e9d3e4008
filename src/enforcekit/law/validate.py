"""One document judged by the words of a jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from enforcekit.arguments import wrong
from enforcekit.errors import Report
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.wire.validate import validate as judge

from .pack import Pack, installed

_PAYLOADS: Final = (Mapping, str, bytes, list, int, float, type(None))
_PAYLOAD: Final = (
    "JSON text or the plain values of a document",
    "JSON 文本或文档的普通值",
    "of a file give its bytes: path.read_bytes(); of a record ek.dump(record); or call `enforcekit validate FILE`",
    "文件请给出其字节 path.read_bytes()，记录请给出 ek.dump(record)，或执行 `enforcekit validate 文件`",
)


def validate(payload: Mapping[str, Any] | str | bytes, *, pack: str | Pack = DEFAULT_PACK) -> Report:
    """Every problem of one document, given as JSON text or as plain values: shape, rules, codes, identifiers.

    Args:
        payload: JSON text, for which each finding has line and column; or the document as plain values.
        pack: the jurisdiction whose words and identifiers it uses, by name or as an object.

    Raises `InvalidArgument` for what is no payload at all, such as a path or a record; nothing for a bad one: it is
    what this is for.

    >>> report = validate('{"type": "place", "schema_version": "1.0", "id": "330213", "names": {"zh": "奉化区"}}')
    >>> report.ok, report.findings
    (True, ())
    """
    if not isinstance(payload, _PAYLOADS):
        raise wrong("payload", payload, _PAYLOAD)
    chosen = pack if isinstance(pack, Pack) else installed(pack)
    return judge(payload, chosen.vocabulary)
