"""Keyed random numbers: every draw is a pure function of seed, replication, case, visit and purpose.

So a case keeps its luck under every structure that is compared, and nothing depends on the order in which things
happen. All arithmetic is modulo 2^64; `mix` is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Iterator
from functools import cache
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


_LANES: Final = 4096
_LOW: Final = 0 if sys.byteorder == "little" else 1
_BELOW_ONE: Final = 1 - 2.0**-53


def many_keys(key: int, first: int, count: int) -> array[int]:
    """The keys of `count` cases of a stream, from ordinal `first` on: what `case_key` gives, several times faster.

    Each word has 128 bits of one long number to itself, so that a product of two words stays in its lane and one
    operation of the interpreter serves thousands of them.

    >>> many_keys(5, 2, 3).tolist() == [case_key(5, 2), case_key(5, 3), case_key(5, 4)]
    True
    """
    found = array("Q")
    for start in range(first, first + count, _LANES):
        size = min(_LANES, first + count - start)
        ones, low = _masks(size)
        found += _words(_scrambled(_ramp(size) + ones * ((key + start * GOLDEN) & MASK), low) & low, size)
    return found


def many_bits53(keys: array[int], visit: int, purpose: int) -> array[int]:
    """`bits53` of many keys.

    >>> many_bits53(many_keys(5, 0, 9), 1, SERVICE)[4] == bits53(case_key(5, 4), 1, SERVICE)
    True
    """
    found = array("Q")
    for z, low, size in _drawn(keys, visit, purpose):
        found += _words((z & low) >> 11, size)
    return found


def many_uniforms(keys: array[int], visit: int, purpose: int) -> list[float]:
    """`uniform` of the bits of many keys.

    >>> many_uniforms(many_keys(5, 0, 9), 1, SERVICE)[4] == uniform(bits53(case_key(5, 4), 1, SERVICE))
    True
    """
    found = array("d")
    for z, low, size in _drawn(keys, visit, purpose):
        # The bits as the fraction of a float between 1 and 2; what is taken off afterwards leaves no remainder.
        found.frombytes(_words(((z & low) >> 12) | _masks(size)[0] * (1023 << 52), size).tobytes())
    return [each - _BELOW_ONE for each in found]


def _drawn(keys: array[int], visit: int, purpose: int) -> Iterator[tuple[int, int, int]]:
    """The scrambled words of many keys in lanes, with the mask of the lanes' lower halves and their number."""
    more = (((visit << 8) | purpose) * STRIDE) & MASK
    for start in range(0, len(keys), _LANES):
        part = keys[start : start + _LANES]
        ones, low = _masks(len(part))
        yield _scrambled(_lanes(part) + ones * more, low), low, len(part)


def _scrambled(z: int, low: int) -> int:
    """`mix` in every lane; above the lanes' lower halves stands what is to be masked away."""
    z &= low
    z = (((z ^ (z >> 30)) & low) * 0xBF58476D1CE4E5B9) & low
    z = (((z ^ (z >> 27)) & low) * 0x94D049BB133111EB) & low
    return z ^ (z >> 31)


def _lanes(words: array[int]) -> int:
    spread = array("Q", bytes(16 * len(words)))
    spread[_LOW::2] = words
    return int.from_bytes(spread, sys.byteorder)


def _words(lanes: int, size: int) -> array[int]:
    return array("Q", lanes.to_bytes(16 * size, sys.byteorder))[_LOW::2]


def _masks(size: int) -> tuple[int, int]:
    """So many lanes that hold 1, and that hold ones in their lower halves."""
    ones, low, _ = _full()
    return ones >> 128 * (_LANES - size), low >> 128 * (_LANES - size)


def _ramp(size: int) -> int:
    return _full()[2] & ((1 << 128 * size) - 1)


@cache
def _full() -> tuple[int, int, int]:
    ones = ((1 << 128 * _LANES) - 1) // ((1 << 128) - 1)
    return ones, ones * MASK, _lanes(array("Q", [(n + 1) * GOLDEN & MASK for n in range(_LANES)]))
