"""Random numbers that are a pure function of seed, step and ordinal: the same plan on every machine, in every run.

SplitMix64 over keys, as the simulator draws its numbers; nothing is shared between two plans.
"""

from __future__ import annotations

from hashlib import sha256

_ALL = 2**64 - 1
_G = 0x9E3779B97F4A7C15
_C = 0xD1B54A32D192ED03


def mix(z: int) -> int:
    """The finaliser of SplitMix64."""
    z ^= z >> 30
    z = z * 0xBF58476D1CE4E5B9 & _ALL
    z ^= z >> 27
    z = z * 0x94D049BB133111EB & _ALL
    return z ^ (z >> 31)


def run_key(seed: int, replication: int = 0) -> int:
    """The key of a run.

    >>> f"{run_key(2026):016x}"
    'b8a8b5debee86929'
    """
    if not 0 <= seed <= _ALL:
        seed = int.from_bytes(sha256(str(seed).encode()).digest()[:8], "big")
    return mix(mix(seed + _G & _ALL) ^ mix((replication + 1) * _C & _ALL))


class Luck:
    """The random numbers of one step, one after another.

    >>> luck = Luck(run_key(2026), 0)
    >>> f"{luck.key:016x}", [luck.below(6) for _ in range(8)]
    ('aa60aa92b5cbfc8f', [2, 5, 4, 0, 0, 5, 2, 4])
    """

    __slots__ = ("key", "ordinal")

    def __init__(self, run: int, step: int) -> None:
        self.key, self.ordinal = mix(run + (step + 1) * _G & _ALL), 32

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, not including, `bound`."""
        self.ordinal += 1
        return (mix(self.key + self.ordinal * _C & _ALL) * bound) >> 64
