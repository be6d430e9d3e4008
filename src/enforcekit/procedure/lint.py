"""Lint: what the law has to say of a structure and of the cases in it, each as far as its file goes."""

from __future__ import annotations

from collections.abc import Iterable

from enforcekit.competence.lint import LAYER as COMPETENCE
from enforcekit.competence.lint import judged
from enforcekit.errors import Finding
from enforcekit.law.lint import rule_id
from enforcekit.structure import Structure

from . import checks

__all__ = ["checks", "lint", "rule_id"]

LAYER = "EK4"
"""How the numbers of the checks on cases begin."""


def lint(structure: Structure, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What is void, voidable, defective or unwise in a structure and in its cases, each with article, witness, cure.

    No day is asked for. A record is judged on all days on which it is in force, and a finding names the first day
    from which it is so. A case is judged step by step under the law of each step's day, its clocks on the day of its
    last event: what is not in the file is not judged. A structure without cases has the findings it has without this
    layer (`competence.lint`).

    Args:
        structure: the records; cases among them are judged, those of others are looked at (`Act.same_as`).
        select: numbers (`EK411`) or rule ids (`L18`) of checks; a rule id stands for those below it too (`L21` for
            `L21/certificate`). All when none is named.
        ignore: the same, of checks to leave out.

    Raises `UnknownReference` for a word that means no check.

    >>> import enforcekit as ek
    >>> [(rule_id(f.code), f.severity, f.witness) for f in lint(ek.example("ningbo"), select=["L06/late"])][:1]
    [('L06/late', 'defect', ('empowerment-simen-town',))]
    """
    return judged(structure, select, ignore, (COMPETENCE, LAYER))
