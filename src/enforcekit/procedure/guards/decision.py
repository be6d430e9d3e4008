"""What may be decided: after which steps, how heavy, and not twice (P-20, P-30, P-41 to P-43, D-08, P-27)."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Final

from enforcekit.law.process import Condition
from enforcekit.model.case import Case, Sanction

from ..scene import FINE, Scene, fine_of
from ..simple import simple_procedure
from ..standing import standing
from .filing import held_or_filed
from .registry import Missing, Verdict, guard


@guard("notified")
def notified(scene: Scene, _: Condition) -> Verdict:
    """The proposed penalty was told before (P-41)."""
    return bool(scene.told)


@guard("statement_heard")
def statement_heard(scene: Scene, _: Condition) -> Verdict:
    """After the last notice the party was heard, in a hearing or without, or it gave that up (P-41)."""
    told = scene.standing.last_of("notice")
    heard = scene.standing.last(*_HEARD)
    return told is not None and heard is not None and heard.number > told.number


_HEARD: Final = ("hear_statement", "waive", "statement_time_over", "hold_hearing", "hearing_absent", "fast_approve")


@guard("reviewer_qualified", event=True)
def reviewer_qualified(scene: Scene, _: Condition) -> Verdict:
    """Each reviewer has the legal qualification, or reviewed before it was asked for (P-42)."""
    return "reviewed_before_2018" in scene.facts or all(
        each.legal_qualification is not None and scene.on in each.legal_qualification for each in scene.officers
    )


@guard("reviewed")
def reviewed(scene: Scene, _: Condition) -> Verdict:
    """Where a legal review is due, it was passed since the party was last heard (P-42)."""
    if not scene.required.legal_review:
        return True
    heard = scene.standing.last("hear_statement", "waive", "statement_time_over", "hold_hearing", "hearing_absent")
    passed = scene.standing.last("legal_review")
    return passed is not None and (heard is None or passed.number > heard.number)


@guard("discussed")
def discussed(scene: Scene, _: Condition) -> Verdict:
    """Where collective discussion is due, it took place since the last notice (P-43)."""
    if not scene.required.collective_discussion:
        return True
    told, talked = scene.standing.last_of("notice"), scene.standing.last("discuss")
    return talked is not None and (told is None or talked.number > told.number)


@guard("not_heavier", event=True)
def not_heavier(scene: Scene, _: Condition) -> Verdict:
    """No kind that was not told, of no kind more in all than was told (P-41)."""
    told, decided = _amounts(scene.told), _amounts(scene.event.sanctions if scene.event is not None else ())
    return all(kind in told and amount <= told[kind] for kind, amount in decided.items())


def _amounts(sanctions: Iterable[Sanction]) -> dict[str, int]:
    """The sum of each kind, 0 for a kind without money."""
    found: dict[str, int] = {}
    for each in sanctions:
        found[each.kind] = found.get(each.kind, 0) + (each.amount.amount if each.amount is not None else 0)
    return found


@guard("within_range", event=True)
def within_range(scene: Scene, _: Condition) -> Verdict:
    """The kinds are those of the items, a fine lies in their range; below it only with mitigation stated (P-23).

    The sum of a kind is looked at: of several items each may bear its own. An item without penalties, and a multiple
    of a base, set no bound that could be judged here; the amounts beside a multiple do.
    """
    if not all(item.penalties for item in scene.items):
        return True
    for kind, amount in _amounts(scene.sanctions).items():
        same = [
            [
                head
                for head in item.penalties
                if head.kind == kind and (not head.party_kinds or scene.party_kind in head.party_kinds)
            ]
            for item in scene.items
        ]
        heads = [head for each in same for head in each]
        if not heads:
            return False
        highest = [max((head.maximum.amount if head.maximum else inf for head in each), default=0) for each in same]
        if amount > sum(highest):
            return False
        least = min(head.minimum.amount if head.minimum else 0 for head in heads)
        if amount < least and "mitigated" not in scene.facts:
            return False
    return True


@guard("within_grant", event=True, powers=held_or_filed)
def within_grant(scene: Scene, _: Condition) -> Verdict:
    """The fine is under the ceilings of the grant, and the procedure one that it allows (D-08)."""
    fine, process = fine_of(scene.sanctions), scene.standing.main.process
    return all(
        (not competence.procedures or {process.name, process.form_of} & set(competence.procedures))
        and all(
            fine <= ceiling.fine.amount
            for ceiling in competence.ceilings
            if ceiling.party_kind in (None, scene.party_kind)
        )
        for competence in held_or_filed(scene)
    )


@guard("no_second_fine", event=True)
def no_second_fine(scene: Scene, _: Condition) -> Verdict:
    """The act was not fined before, in another case or in this one; only fines are barred twice (P-20)."""
    if not fine_of(scene.sanctions):
        return True
    if fine_of(scene.decided):
        return False
    same = scene.case.act.same_as if scene.case.act is not None else ()
    others = (scene.structure.resolve(Case, each) for each in same)
    return not any(_was_fined(other, scene) for other in others)


def _was_fined(case: Case, scene: Scene) -> bool:
    decision = standing(case, scene.pack).decision
    return decision is not None and fine_of(decision.event.sanctions) > 0


@guard("no_fine_after_transfer", event=True)
def no_fine_after_transfer(scene: Scene, _: Condition) -> Verdict:
    """While the criminal organs have the case, and after a conviction, no fine is begun (P-27, C-07)."""
    idle = {"none", "team", "reported", "refused", "back"}
    return scene.standing.state("criminal") in idle or all(each.kind != FINE for each in scene.sanctions)


@guard("simple_amount", event=True)
def simple_amount(scene: Scene, _: Condition) -> Verdict:
    """The penalty is one for the simple procedure on that day (P-30)."""
    if not scene.party_kind:
        return Missing("the kind of the party (`party_kind` of the case)", "当事人类型（案件的 party_kind）")
    kinds = [each.kind for each in scene.sanctions]
    fine = fine_of(scene.sanctions)
    return simple_procedure(scene.party_kind, fine, kinds, scene.on, scene.layer, pack=scene.pack).allowed


@guard("expedited_allowed")
def expedited_allowed(scene: Scene, row: Condition) -> Verdict:
    """The case has none of the traits that exclude expedited handling."""
    return not set(row.any_of) & set(scene.case.traits)
