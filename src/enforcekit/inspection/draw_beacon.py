"""The public random value of a draw: how it is announced, what it must look like, and when it is due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from enforcekit.errors import Finding, rule
from enforcekit.model.draw import DrawBeacon
from enforcekit.shape.rules import INSTANT

from .draw_hash import nfc

BAD_SPEC = rule(
    "EK533",
    "error",
    "'{spec}' announces no beacon in a form that is known",
    "“{spec}”不是已知形式的随机数约定",
    cure_en="write nist2:chain=2:time=2026-12-01T02:00:00.000Z, drand:<chain hash>:round=<number> or text:<words>",
    cure_zh="请写 nist2:chain=2:time=2026-12-01T02:00:00.000Z、drand:<链哈希>:round=<轮次> 或 text:<文字>",
)
BAD_VALUE = rule(
    "EK534",
    "error",
    "this is no value of '{spec}': {en}",
    "该随机数不符合“{spec}”：{zh}",
    cure_en="take the value from its source",
    cure_zh="请以来源公布的数值为准",
)

_NIST = re.compile(r"nist2:chain=[1-9][0-9]{0,8}:time=(.+)")
_DRAND = re.compile(r"drand:[0-9a-f]{64}:round=[1-9][0-9]{0,17}")


def announced_time(spec: str) -> dt.datetime | None:
    """When the pulse of a `nist2:` specification is emitted; None for another specification.

    >>> announced_time("nist2:chain=2:time=2026-12-01T02:00:00.000Z").isoformat()
    '2026-12-01T02:00:00+00:00'
    """
    found = _NIST.fullmatch(spec)
    if found is None or not INSTANT.matches(found[1]):
        return None
    try:
        return dt.datetime.fromisoformat(found[1])
    except ValueError:
        return None


def bad_spec(spec: str) -> Iterator[Finding]:
    """What is wrong with the announcement of a beacon (EK533).

    >>> [finding.code for finding in bad_spec("drand:round=7")]
    ['EK533']
    """
    if not (announced_time(spec) or _DRAND.fullmatch(spec) or (spec.startswith("text:") and spec != "text:")):
        yield BAD_SPEC.at("/rule/beacon_spec", spec=spec)


def bad_value(spec: str, beacon: DrawBeacon) -> Iterator[Finding]:
    """What is wrong with the form of a beacon's value (EK534); one announced in no known form is not judged.

    >>> [finding.message["en"] for finding in bad_value("text:a lottery", DrawBeacon(value="ff"))]
    ["this is no value of 'text:a lottery': it must be words in UTF-8 and NFC"]
    """
    value = bytes.fromhex(beacon.value)
    size = {"nist2": 64, "drand": 32}.get(spec.partition(":")[0])
    if size not in (None, len(value)):
        words = f"it must have {size} bytes, and has {len(value)}", f"应为 {size} 字节，实为 {len(value)} 字节"
    elif spec.startswith("text:") and not _is_text(value):
        words = "it must be words in UTF-8 and NFC", "应为 NFC、UTF-8 文字"
    else:
        return
    yield BAD_VALUE.at("/beacon/value", spec=spec, en=words[0], zh=words[1])


def _is_text(value: bytes) -> bool:
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return False
    return nfc(text) == text
