"""What the rules of the linter mean in one jurisdiction: rows of the modes, kinds and levels a rule speaks of."""

from __future__ import annotations

import attrs

from enforcekit.timing import ALWAYS, Period

from .rows import Status, as_codes


@attrs.frozen(kw_only=True)
class Duty:
    """What a rule of the linter means in this jurisdiction, from one date to another; several rows may serve one rule.

    `needs` names the rule that a missing need of these `modes` breaks; with `actions`, only a need limited to them.
    Else `modes`, `kinds`, `levels`, `actions` are those the rule speaks of and `values` what satisfies it; the check
    of the rule says which of them it reads.
    """

    rule: str
    needs: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    modes: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    kinds: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    levels: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    actions: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    values: frozenset[str] = attrs.field(default=frozenset(), converter=as_codes)
    period: Period = ALWAYS
    article: str
    status: Status = "confirmed"
