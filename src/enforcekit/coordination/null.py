"""Chance: profiles with the same sizes and the same popularity, in which who has what is shuffled."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from .alike import ASPECTS, Profile


def shuffled(found: Mapping[str, Profile], random: Random) -> dict[str, Profile]:
    """Profiles drawn from the null model: in each aspect every body keeps how many things it has, every thing how many
    bodies have it (the fixed-degree bipartite configuration model), and nothing else.

    Drawn by the curveball algorithm of Strona, Nappo, Boccacci, Fattorini and San-Miguel-Ayanz, "A fast and unbiased
    procedure to randomize ecological binary matrices", Nature Communications 5 (2014) 4114, five trades a body.

    >>> one = {"a": Profile(frozenset("x"), frozenset("12"), frozenset()),
    ...        "b": Profile(frozenset("y"), frozenset("3"), frozenset())}
    >>> drawn = shuffled(one, Random(1))
    >>> [len(each.content) for each in drawn.values()], drawn["a"].content | drawn["b"].content == frozenset("123")
    ([2, 1], True)
    """
    aspects = {}
    for aspect in ASPECTS:
        rows = {body: set(getattr(profile, aspect)) for body, profile in found.items()}
        _curveball(rows, random)
        aspects[aspect] = {body: frozenset(row) for body, row in rows.items()}
    return {body: Profile(*(aspects[aspect][body] for aspect in ASPECTS)) for body in found}


def _curveball(rows: dict[str, set[str]], random: Random) -> None:
    """Two bodies put together what only one of them has, shuffle it, and take back as many as each gave."""
    names = sorted(rows)
    for _ in range(5 * len(names) if len(names) > 1 else 0):
        one, other = random.sample(names, 2)
        own, others = rows[one] - rows[other], rows[other] - rows[one]
        pool = sorted(own | others)
        random.shuffle(pool)
        rows[one] = (rows[one] & rows[other]) | set(pool[: len(own)])
        rows[other] = (rows[other] - others) | set(pool[len(own) :])
