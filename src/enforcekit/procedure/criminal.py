"""What becomes of a penalty when the same act is punished as a crime (C-07, P-27)."""

from __future__ import annotations

from enforcekit.law import pack_of
from enforcekit.model.case import Case
from enforcekit.structure import Structure

from .amounts import CriminalCredit, criminal_fine_credit
from .money import paid
from .scene import FINE, Unanswered, fine_of
from .standing import standing


def fine_credit(case: Case, structure: Structure) -> CriminalCredit:
    """What was paid of a fine and counts against the criminal fine (C-07, P-27; Penalty Law art. 35, CRT20 art. 11).

    A fine decided before the judgment stands, and what was paid of it is credited; what was not, the court's fine
    takes up. After the judgment no fine is begun.

    Args:
        case: a case with the event `convict`, its `amount` being the criminal fine.
        structure: the structure under whose law it is handled.

    Raises `Unanswered` where there is no judgment or no amount, `NoSuchThreshold` for a day before the law.

    >>> import enforcekit as ek
    >>> fine_credit(ek.Case(id="c-1", authority="a", items=["i"], place="p"), ek.Structure([]))
    Traceback (most recent call last):
    enforcekit.procedure.scene.Unanswered: ...
    """
    found = standing(case, pack_of(structure))
    judged, decided = found.last_of("conviction"), found.last_of("penalty")
    if judged is None or judged.event.amount is None:
        raise Unanswered("a judgment with the criminal fine as its `amount`", "载明罚金数额（amount）的有罪判决")
    before = decided if decided is not None and decided.event.at <= judged.event.at else None
    credited = min(fine_of(before.event.sanctions), paid(found)) if before is not None else 0
    return criminal_fine_credit(credited, judged.event.amount.amount, before is not None, judged.day, pack=found.pack)


def goes_on(case: Case, structure: Structure) -> tuple[str, ...]:
    """The kinds of penalty decided before the transfer that go on during the criminal case (C-07; CRT20 art. 11).

    Warnings, the suspension of business and of licences are not stopped; of a fine only what was paid counts.

    Args:
        case: a case that went over to the criminal transfer.
        structure: the structure under whose law it is handled.

    >>> import enforcekit as ek
    >>> goes_on(ek.Case(id="c-1", authority="a", items=["i"], place="p"), ek.Structure([]))
    ()
    """
    found = standing(case, pack_of(structure))
    decided, suspected = found.last_of("penalty"), found.last_of("suspicion")
    if decided is None or suspected is None or decided.number > suspected.number:
        return ()
    return tuple(dict.fromkeys(each.kind for each in decided.event.sanctions if each.kind != FINE))
