"""Lint: what the law has to say of a structure, of the cases in it, and of what passes between its bodies."""

from __future__ import annotations

from collections.abc import Iterable

from enforcekit.competence.lint import LAYER as COMPETENCE
from enforcekit.competence.lint import judged
from enforcekit.errors import Finding
from enforcekit.law.lint import rule_id
from enforcekit.procedure.lint import LAYER as PROCEDURE
from enforcekit.structure import Structure

from . import checks

__all__ = ["checks", "lint", "rule_id"]

LAYER = "EK6"
"""How the numbers of the checks on coordination begin."""


def lint(structure: Structure, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What is void, voidable, defective or unwise in a structure, each with article, witness, cure.

    No day is asked for. A record is judged on all days on which it is in force, and a finding names the first day
    from which it is so. A case, and a request, complaint, clue, mediation or notice, is judged step by step under the
    law of each step's day, its clocks on the day of its last event: what is not in the file is not judged (what is
    late today says `unanswered`). Duty lists, notices and reviews are judged together.

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
    return judged(structure, select, ignore, (COMPETENCE, PROCEDURE, LAYER))
