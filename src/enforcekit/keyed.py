"""Keyed random numbers: every draw is a pure function of seed, replication, case, visit and purpose.

So a case keeps its luck under every structure that is compared, and nothing depends on the order in which things
happen. All arithmetic is modulo 2^64; `mix` is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
"""

from __future__ import annotations

import hashlib
from typing import Final

GOLDEN: Final = 0x9E3779B97F4A7C15
STRIDE: Final = 0xD1B54A32D192ED03
MASK: Final = (1 << 64) - 1
CERTAIN: Final = 1 << 53
"""The threshold of a probability of one."""

GAP, FIRST, ROUTE, PREHANDLE, MEDIATE = 1, 2, 3, 4, 5
SERVICE, SERVICE_2, PATIENCE, DETECTION, KIND, USER = 16, 17, 18, 19, 20, 32
"""What a draw is for. Purposes from 32 to 255 are the user's."""


def mix(z: int) -> int:
    """Scramble 64 bits.

    >>> hex(mix(GOLDEN))
    '0xe220a8397b1dcdaf'
    """
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def seed_word(seed: int) -> int:
    """A seed as 64 bits: itself when it fits, else the head of SHA-256 of its decimal digits."""
    if 0 <= seed <= MASK:
        return seed
    return int.from_bytes(hashlib.sha256(str(seed).encode()).digest()[:8], "big")


def replication_key(seed: int, replication: int) -> int:
    """The key of one replication.

    >>> f"{replication_key(2026, 0):016x}"
    'b8a8b5debee86929'
    """
    return mix(mix((seed_word(seed) + GOLDEN) & MASK) ^ mix(((replication + 1) * STRIDE) & MASK))


def stream_key(key: int, stream: str | None) -> int:
    """The key of one stream of arrivals; a workload with a single stream has the replication's own key.

    Args:
        key: the replication's key.
        stream: the name of the stream, or None when there is only one.
    """
    if stream is None:
        return key
    return mix(key ^ int.from_bytes(hashlib.sha256(stream.encode()).digest()[:8], "big"))


def case_key(key: int, ordinal: int) -> int:
    """The key of the case with this ordinal (0, 1, …) in its stream.

    >>> f"{case_key(replication_key(2026, 0), 1):016x}"
    '0506765df1877640'
    """
    return mix((key + (ordinal + 1) * GOLDEN) & MASK)


def bits53(key: int, visit: int, purpose: int) -> int:
    """The 53 random bits of one purpose at one visit of a case.

    >>> bits53(case_key(replication_key(2026, 0), 0), 0, SERVICE)
    3339631283941151
    """
    z = (key + ((visit << 8) | purpose) * STRIDE) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return (z ^ (z >> 31)) >> 11


def uniform(bits: int) -> float:
    """The bits as a number strictly between 0 and 1, exactly representable."""
    return ((bits >> 1) + 0.5) * 2.0**-52


def threshold(probability: float) -> int:
    """A probability as the integer that bits are compared with: no float decides a route.

    >>> threshold(0.5) == 2**52, threshold(1.0) == CERTAIN
    (True, True)
    """
    return round(probability * CERTAIN)
