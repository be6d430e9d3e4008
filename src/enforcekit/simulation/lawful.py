"""Would the law allow it? What a reform changes in who is competent, drafted as records and put before the linter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import attrs

from enforcekit.competence.lint import lint
from enforcekit.errors import NotPermitted, UnknownReference
from enforcekit.law.lint import CHECKS, rule_id
from enforcekit.law.pack import pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Delegation, Designation
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .cells import Cell, Competent
from .scenario import Scenario

PAPERS: Final = ("EK323", "EK338", "EK339")
"""Checks of the instrument that a grant rests on. A reform that is only thought of has none yet."""


@attrs.frozen(kw_only=True)
class Grounds:
    """The records that a scenario was made from, the day, the kind of action: what its reforms are judged by."""

    structure: Structure
    on: dt.date
    action: str


def refuse_void(before: Scenario, after: Scenario, operation: str) -> None:
    """Raise where the linter calls void what an operation makes of the competence in cells.

    Every group that a cell did not have in that way before is drafted as a grant by those that had it (one for each
    grantee, mode and grantor), or as a designation where it is said to have the power of its own, added to the
    structure, and linted. Findings on other records, and on the papers a real reform would rest on, are left out. The
    structure stays as it is, whatever earlier operations did.

    Raises:
        NotPermitted: with the findings, each with its article and cure.
        UnknownReference: a body is in the scenario, but not in the structure; the law of the day knows no such mode.
    """
    grounds: Grounds | None = after.legal
    if grounds is None or before.cells == after.cells:
        return
    drafts = list(_drafts(before, after, grounds, operation))
    codes = [code for code, each in CHECKS.items() if each.rule.severity == "void" and code not in PAPERS]
    codes = [code for code in codes if code.startswith("EK3")]
    ids = {draft.id for draft in drafts}
    if not ids:
        return
    found = [each for each in lint(grounds.structure.with_records(*drafts), select=codes) if ids & set(each.witness)]
    if found:
        rules = ", ".join(dict.fromkeys(rule_id(each.code) for each in found))
        raise NotPermitted(found, f"{operation}: void under {rules}")


Key = tuple[str, str, tuple[str, ...]]


def _drafts(before: Scenario, after: Scenario, grounds: Grounds, operation: str) -> Iterator[Delegation | Designation]:
    """One record for all cells in which the same body gets the same powers from the same bodies in the same way."""
    pack = pack_of(grounds.structure)
    old, new = _bodies(before, grounds), _bodies(after, grounds)
    cells = {cell.id: cell for cell in before.cells}
    changed: dict[Key, list[Cell]] = {}
    for cell in after.cells:
        was = cells.get(cell.id)
        had = {_way(who, old) for who in was.competent} if was else set()
        holders = tuple(old[who.group] for who in was.competent) if was else ()
        for who in cell.competent:
            body = new[who.group]
            # Whom nobody has to sign for any more has been given nothing.
            signs_itself = who.approver is None and (body, who.mode) in {way[:2] for way in had}
            if signs_itself or _way(who, new) in had or cell.item is None:
                continue
            own = who.mode in ("own", pack.base_mode)
            givers = (new[who.approver],) if who.approver else tuple(each for each in holders if each != body)
            changed.setdefault((body, "" if own else who.mode, () if own else givers), []).append(cell)
    for n, ((body, mode, givers), those) in enumerate(changed.items(), 1):
        shared: dict[str, Any] = {
            "id": f"{operation.replace('_', '-')}-{n}",
            "items": tuple(dict.fromkeys(str(cell.item) for cell in those)),
            "actions": (grounds.action,),
            "places": tuple(dict.fromkeys(cell.place for cell in those)),
            "period": Period(start=grounds.on, end=None),
        }
        if not mode:
            yield Designation(authority=body, **shared)
            continue
        if pack.effect(mode, grounds.on) is None:
            known = sorted({row.mode for row in pack.effects if grounds.on in row.period})
            raise UnknownReference("mode of the law", mode, known)
        yield Delegation(mode=mode, grantors=givers, grantee=body, **shared)


def _way(who: Competent, bodies: dict[str, str]) -> tuple[str, str, str | None]:
    """In which way a group is competent: as which body, by which mode, under whose signature."""
    return bodies[who.group], who.mode, bodies[who.approver] if who.approver else None


def _bodies(scenario: Scenario, grounds: Grounds) -> dict[str, str]:
    """The authority of each group that is competent somewhere, or signs."""
    named = {group.id: group.authority or group.id for group in scenario.groups}
    used = {key for cell in scenario.cells for who in cell.competent for key in (who.group, who.approver) if key}
    return {key: grounds.structure.resolve(Authority, named[key]).id for key in used}
