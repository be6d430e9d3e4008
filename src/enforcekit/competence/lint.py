"""Lint: what the law has to say of a structure as it stands, over its whole time."""

from __future__ import annotations

from collections.abc import Iterable

from enforcekit.arguments import must_be, texts_of
from enforcekit.bulk import no_collector
from enforcekit.errors import Finding
from enforcekit.law.lint import chosen, rule_id, run
from enforcekit.structure import Structure

from .checks import Context

__all__ = ["judged", "lint", "rule_id"]


LAYER = "EK3"
"""How the numbers of the checks on who may act begin."""


def lint(structure: Structure, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What is void, voidable, defective or unwise in a structure, its cases apart (`procedure.lint` judges them too).

    Each finding has its article, witness and cure. No day is asked for: a record is judged on all days on which it is
    in force, under the law of each, and a finding names the first day from which it is so. `select` and `ignore` take
    numbers (`EK310`) or rule ids (`L01`); a rule id stands for those below it too (`L03` for `L03/moved`).

    Raises `UnknownReference` for a word that means no check.

    >>> import enforcekit as ek
    >>> [(rule_id(f.code), f.severity, f.witness) for f in lint(ek.example("ningbo"), select=["L06/late"])][:1]
    [('L06/late', 'defect', ('empowerment-simen-town',))]
    """
    return judged(structure, select, ignore, (LAYER,))


def judged(
    structure: Structure, select: Iterable[str], ignore: Iterable[str], layers: tuple[str, ...]
) -> tuple[Finding, ...]:
    """The findings of the checks of some layers. Raises `UnknownReference` for a word that means none of them."""
    must_be(Structure, structure=structure)
    only = (select,) if isinstance(select, str) else texts_of("select", select)
    without = (ignore,) if isinstance(ignore, str) else texts_of("ignore", ignore)
    checks = chosen(only or (), without or (), layers=layers)
    with no_collector():
        context = Context(structure)
        found = run(context, checks)
        context.forget()
        return found
