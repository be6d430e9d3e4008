"""The random numbers of a search: a pure function of seed, step and ordinal, so that every machine makes one plan."""

from __future__ import annotations

from enforcekit.keyed import GOLDEN, MASK, STRIDE, mix


class Luck:
    """The random numbers of one step, one after another.

    >>> from enforcekit.keyed import replication_key
    >>> luck = Luck(replication_key(2026, 0), 0)
    >>> f"{luck.key:016x}", [luck.below(6) for _ in range(8)]
    ('aa60aa92b5cbfc8f', [2, 5, 4, 0, 0, 5, 2, 4])
    """

    __slots__ = ("key", "ordinal")

    def __init__(self, run: int, step: int) -> None:
        self.key, self.ordinal = mix(run + (step + 1) * GOLDEN & MASK), 32

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, not including, `bound`."""
        self.ordinal += 1
        return (mix(self.key + self.ordinal * STRIDE & MASK) * bound) >> 64
