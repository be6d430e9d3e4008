"""For which cases a body is competent: a carve-out splits the cases of one item between two bodies (D-12).

A condition says: none of the tags in `never`, and at least one tag of each set in `only`. Such conditions are closed
under what grants do to them, and two of them are disjoint exactly when their conjunction is empty.
"""

from __future__ import annotations

import attrs

Tags = frozenset[str]


@attrs.frozen
class Condition:
    """The cases a holding is for; `ALL_CASES` when there is no limit."""

    never: Tags = frozenset()
    only: frozenset[Tags] = frozenset()

    def without(self, carve_out: Tags) -> Condition | None:
        """These cases except the carved-out ones: what a grantee gets. None when nothing is left."""
        return _made(self.never | carve_out, self.only) if carve_out else self

    def within(self, carve_out: Tags) -> Condition | None:
        """Of these cases the carved-out ones: what the grantor keeps. None when nothing is left."""
        return _made(self.never, self.only | {carve_out}) if carve_out else None

    def meets(self, other: Condition) -> bool:
        """Whether one case can be in both.

        >>> town = ALL_CASES.without(frozenset({"major_impact"}))
        >>> bureau = ALL_CASES.within(frozenset({"major_impact"}))
        >>> town.meets(bureau), town.meets(ALL_CASES)
        (False, True)
        """
        return _made(self.never | other.never, self.only | other.only) is not None

    def contains(self, other: Condition) -> bool:
        """Whether every case of the other is one of these.

        >>> ALL_CASES.contains(ALL_CASES.without(frozenset({"major_impact"})))
        True
        """
        # A case with more tags meets more clauses of `only`: so a tag is missing for certain only where it is barred.
        return self.never <= other.never and all(any(one <= mine for one in other.only) for mine in self.only)


def _made(never: Tags, only: frozenset[Tags]) -> Condition | None:
    left = frozenset(tags - never for tags in only)
    return None if frozenset() in left else Condition(never, left)


ALL_CASES = Condition()
