"""The difference of two lists of items: what was kept, what was removed and what was added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from enforcekit.arguments import texts_of
from enforcekit.errors import EnforcekitError


@attrs.frozen(kw_only=True)
class ListDifference:
    """How many entries two lists share, and how many only one of them has; the codes too, where they are known."""

    kept: int
    removed: int
    added: int = 0
    removed_codes: tuple[str, ...] = ()
    added_codes: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if min(self.kept, self.removed, self.added) < 0:
            raise EnforcekitError("a list has no fewer than no entries")

    @property
    def before(self) -> int:
        """The length of the earlier list."""
        return self.kept + self.removed

    @property
    def after(self) -> int:
        """The length of the later list."""
        return self.kept + self.added

    def to_dict(self) -> dict[str, Any]:
        """The difference as plain JSON values."""
        found = {"before": self.before, "after": self.after, **attrs.asdict(self)}
        return {key: list(each) if isinstance(each, tuple) else each for key, each in found.items()}


def list_difference(before: Iterable[str], after: Iterable[str]) -> ListDifference:
    """What the later list keeps, drops and adds. A code that a list names twice counts once.

    Raises `InvalidArgument` for what is no list of texts.

    >>> found = list_difference(["a", "b", "c"], ["b", "c", "d"])
    >>> found.kept, found.removed_codes, found.added_codes
    (2, ('a',), ('d',))
    """
    old, new = dict.fromkeys(texts_of("before", before) or ()), dict.fromkeys(texts_of("after", after) or ())
    gone = tuple(each for each in old if each not in new)
    come = tuple(each for each in new if each not in old)
    return ListDifference(
        kept=len(old) - len(gone), removed=len(gone), added=len(come), removed_codes=gone, added_codes=come
    )
