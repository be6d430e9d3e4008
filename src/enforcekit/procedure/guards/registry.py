"""How a condition is written: a small function of the scene and its row, registered under its own name."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Final

import attrs

from enforcekit.competence import Competence
from enforcekit.errors import UnknownReference
from enforcekit.law.process import Condition

from ..scene import Scene


@attrs.frozen
class Missing:
    """A condition cannot be judged: what the caller has to give, in English and Chinese."""

    en: str
    zh: str

    def __bool__(self) -> bool:
        return False


Verdict = bool | Missing
Guard = Callable[[Scene, Condition], Verdict]
Powers = Callable[[Scene], tuple[Competence, ...]]


@attrs.frozen
class Registered:
    """A guard; `of_event`: it looks at the event, so that without one it is only named as needed.

    `powers`: the competences of the body that it turns on, for a guard that asks who is competent.
    """

    test: Guard
    of_event: bool
    powers: Powers | None = None


GUARDS: Final[dict[str, Registered]] = {}
"""Every condition that is computed, by name."""


BETWEEN: Final[dict[str, Registered]] = {}
"""The computed conditions of records that are no cases: requests, complaints, mediations, notices."""


def guard_of(name: str) -> Registered:
    """A computed condition by name, of cases or of other records. Raises `UnknownReference` for a name nobody computes.

    >>> guard_of("owner_heard")
    Traceback (most recent call last):
    enforcekit.errors.UnknownReference: no computed condition is called 'owner_heard'; a fact that the event states ...
    """
    found = GUARDS.get(name) or BETWEEN.get(name)
    if found is None:
        near = get_close_matches(name, [*GUARDS, *BETWEEN], n=3, cutoff=0.75)
        raise UnknownReference("computed condition", name, near, "a fact that the event states is `asserted`")
    return found


def guard(
    *names: str, event: bool = False, powers: Powers | None = None, table: dict[str, Registered] = GUARDS
) -> Callable[[Guard], Guard]:
    """Register a condition under its names; `event`: it is about the event, not about the case alone."""

    def register(test: Guard) -> Guard:
        for name in names:
            if name in GUARDS or name in BETWEEN:
                raise ValueError(f"{name} is already a condition")
            table[name] = Registered(test, event, powers)
        return test

    return register
