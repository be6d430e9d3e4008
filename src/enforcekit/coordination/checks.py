"""The checks on what passes between bodies, each a verb of this room; importing this module registers them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from enforcekit.competence.checks import Context
from enforcekit.errors import Finding
from enforcekit.law.lint import check
from enforcekit.model.request import Request
from enforcekit.model.supervision import CaseReview

from .duties import NO_LEAD, NOT_COMPETENT, TWO_LEADS, WRONG_LIST, check_duties
from .requests import sent_back
from .review import own_body
from .supervision import check_ladder


@check("EK611", "J-09", "defect")
def sends_a_matter_back(context: Context) -> tuple[Finding, ...]:
    """A request sends a matter back to the body it came from."""
    return sent_back(context.structure.all(Request))


@check("EK621", "K-11", "advice")
def skips_a_rung(context: Context) -> tuple[Finding, ...]:
    """A notice steps over a rung of the ladder, or back down."""
    return check_ladder(context.structure)


@check("EK630", "K-20", "defect")
def reviews_its_own_file(context: Context) -> Iterator[Finding]:
    """A reviewer serves the body whose file it is."""
    for review in context.structure.all(CaseReview):
        yield from own_body(review, context.structure)


def _of_duties(code: str, context: Context) -> Iterator[Finding]:
    """What one check says of the duty lists, over all their days."""
    found = context.remember("duties", lambda each: check_duties(each.structure, on=None))
    return (each for each in found if each.code == code)


_DUTIES: Final = {"K-10": TWO_LEADS, "K-10/power": NOT_COMPETENT, "K-10/lead": NO_LEAD, "K-10/list": WRONG_LIST}
for _id, _rule in _DUTIES.items():
    check(_rule.code, _id, _rule.severity)(partial(_of_duties, _rule.code))
