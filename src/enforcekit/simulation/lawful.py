"""Would the law allow it? What a reform changes in who is competent, drafted as records and put before the linter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import attrs

from enforcekit.competence.ask import who_may
from enforcekit.competence.lint import lint
from enforcekit.errors import NotPermitted, UnknownReference
from enforcekit.law.lint import CHECKS, rule_id
from enforcekit.law.pack import pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Delegation, Designation
from enforcekit.shape import evolve
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


def unless_void(before: Scenario, after: Scenario, operation: str) -> Scenario:
    """The scenario after an operation, beside the structure that the operation leaves.

    Every group that a cell did not have in that way before is drafted as a grant by those that had it (one for each
    grantee, mode and grantor), or as a designation where it is said to have the power of its own, added to the
    structure, and linted. Findings on other records, and on the papers a real reform would rest on, are left out.
    Drafts have no papers, so nothing passes by them and they go again; what was taken back is gone for what comes next.

    Raises:
        NotPermitted: the linter calls it void; with the findings, each with its article and cure.
        UnknownReference: a body is in the scenario, but not in the structure; the law of the day knows no such mode.
    """
    grounds: Grounds | None = after.legal
    if grounds is None or before.cells == after.cells:
        return after
    turns = _turns(before, after, grounds)
    structure = _taken_back(grounds.structure, turns, grounds)
    drafts = list(_drafts(turns, grounds, operation))
    codes = [code for code, each in CHECKS.items() if each.rule.severity == "void" and code not in PAPERS]
    codes = [code for code in codes if code.startswith("EK3")]
    ids = {draft.id for draft in drafts}
    drafted = structure.with_records(*drafts)
    found = [each for each in lint(drafted, select=codes) if ids & set(each.witness)] if ids else []
    if found:
        rules = ", ".join(dict.fromkeys(rule_id(each.code) for each in found))
        raise NotPermitted(found, f"{operation}: void under {rules}")
    return evolve(after, legal=attrs.evolve(grounds, structure=structure))


Gain = tuple[str, str, tuple[str, ...]]
"""Who got a power, by which mode (none: as its own), from whom."""


@attrs.frozen
class _Turn:
    """What an operation does to one cell: who gets the power, who loses it without handing it on."""

    cell: Cell
    gains: tuple[Gain, ...]
    losers: frozenset[str]


def _turns(before: Scenario, after: Scenario, grounds: Grounds) -> list[_Turn]:
    base_mode = pack_of(grounds.structure).base_mode
    old, new = _bodies(before, grounds), _bodies(after, grounds)
    cells = {cell.id: cell for cell in before.cells}
    turns = []
    for cell in after.cells:
        was = cells.get(cell.id)
        had = {_way(who, old) for who in was.competent} if was else set()
        holders = tuple(old[who.group] for who in was.competent) if was else ()
        gains: list[Gain] = []
        for who in cell.competent:
            body = new[who.group]
            # Whom nobody has to sign for any more has been given nothing.
            signs_itself = who.approver is None and (body, who.mode) in {way[:2] for way in had}
            if signs_itself or _way(who, new) in had:
                continue
            givers = (new[who.approver],) if who.approver else tuple(each for each in holders if each != body)
            gains.append((body, "", ()) if who.mode in ("own", base_mode) else (body, who.mode, givers))
        kept = {new[who.group] for who in cell.competent}.union(*(givers for _, _, givers in gains))
        if cell.item is not None:
            turns.append(_Turn(cell, tuple(gains), frozenset(holders) - kept))
    return turns


def _taken_back(structure: Structure, turns: list[_Turn], grounds: Grounds) -> Structure:
    """The structure without the grants by which the losers had their power; the rest of such a grant stays."""
    covered: dict[str, list[Cell]] = {}
    recalled: dict[str, set[str]] = {}
    for turn in turns:
        cell = turn.cell
        answer = who_may(structure, grounds.action, item=str(cell.item), place=cell.place, on=grounds.on)
        for each in answer.competences:
            if each.chain:
                covered.setdefault(each.chain[-1], []).append(cell)
                if each.authority in turn.losers:
                    recalled.setdefault(each.chain[-1], set()).add(cell.id)
    rest = []
    for key, gone in recalled.items():
        left: dict[str, list[str]] = {}
        for cell in covered[key]:
            if cell.id not in gone:
                left.setdefault(cell.place, []).append(str(cell.item))
        grant = structure.resolve(Delegation, key)
        for place, items in left.items():
            only: dict[str, Any] = {"items": tuple(dict.fromkeys(items)), "fields": (), "code_prefixes": ()}
            rest.append(evolve(grant, id=f"{key}-{place}", places=(place,), **only))
    return structure.without(*recalled).with_records(*rest) if recalled else structure


def _drafts(turns: list[_Turn], grounds: Grounds, operation: str) -> Iterator[Delegation | Designation]:
    """One record for all cells in which the same body gets the same powers from the same bodies in the same way."""
    pack = pack_of(grounds.structure)
    changed: dict[Gain, list[Cell]] = {}
    for turn in turns:
        for gain in turn.gains:
            changed.setdefault(gain, []).append(turn.cell)
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
