"""Who may file and handle: competence, first filing, limitation, officers, approval (P-01 to P-09, D-05, J-03)."""

from __future__ import annotations

import datetime as dt

from enforcekit.competence import Competence
from enforcekit.law.process import Condition
from enforcekit.model.authority import Authority
from enforcekit.model.case import Case
from enforcekit.model.officer import Officer

from ..clocks import clock_of
from ..limitation import limitation
from ..scene import Scene
from ..standing import Standing, standing
from .registry import Missing, Verdict, guard


def held(scene: Scene) -> tuple[Competence, ...]:
    """The power to punish on the day."""
    return scene.competences(scene.pack.penalty)


def held_or_filed(scene: Scene) -> tuple[Competence, ...]:
    """The power to punish on the day, or by the filing."""
    return scene.competences(scene.pack.penalty, filing=True)


def compulsion(scene: Scene) -> tuple[Competence, ...]:
    """The power to compel on the day."""
    return scene.competences(scene.pack.compulsion)


@guard("own_power", "measure_power", powers=compulsion)
def own_power(scene: Scene, _: Condition) -> Verdict:
    """The body itself may compel, in its own name: nobody does so in another's (D-10, P-64)."""
    found = compulsion(scene)
    return bool(found) and all(each.in_name_of == scene.case.authority for each in found)


@guard("competent", powers=held)
def competent(scene: Scene, _: Condition) -> Verdict:
    """The body is competent for every item of the case (J-01, J-02)."""
    return bool(held(scene))


@guard("still_competent", powers=held_or_filed)
def still_competent(scene: Scene, _: Condition) -> Verdict:
    """Competent on the day, or filed in time and left to finish what it filed (D-05, D-21)."""
    return bool(held_or_filed(scene))


@guard("first_filed")
def first_filed(scene: Scene, _: Condition) -> Verdict:
    """No case about the same act was filed before this one and is still with the body that filed it (J-03)."""
    others = (scene.structure.resolve(Case, each) for each in (scene.case.act.same_as if scene.case.act else ()))
    return not any(_filed_before(standing(other, scene.pack), scene) for other in others)


def _filed_before(other: Standing, scene: Scene) -> bool:
    filed = other.filing
    if filed is None or other.main.state in ("transferred_out", "withdrawn"):
        return False
    return filed.event.at <= scene.event.at if scene.event is not None else filed.day <= scene.on


@guard("limitation_open")
def limitation_open(scene: Scene, _: Condition) -> Verdict:
    """The act was discovered within the limitation: by its clue, else by this step (P-09)."""
    act = scene.case.act
    if act is None:
        return Missing("the violation with the day it ended (`act` of the case)", "违法行为及其终了日（案件的 act）")
    clue = scene.standing.last("receive_clue")
    return not limitation(
        act.ended,
        act.life_health_or_finance,
        act.harm,
        clue.day if clue is not None else scene.on,
        layer=scene.layer,
        pack=scene.pack,
    ).barred


@guard("officers", "spot_officers", "measure_officers", "team_of_two", "two_hand_over", event=True)
def enough_officers(scene: Scene, row: Condition) -> Verdict:
    """Enough officers take part (P-03, C-02, J-09)."""
    return len({each.id for each in scene.officers}) >= row.values[0]


@guard("certified", "measure_certified", event=True)
def certified(scene: Scene, _: Condition) -> Verdict:
    """Every officer belongs or is posted to the body and is certified for its items on the day (P-03)."""
    fields = {item.field for item in scene.items}
    return all(
        scene.on in each.period
        and scene.case.authority in serves(each, scene.on)
        and any(scene.on in certificate.period for certificate in each.certificates)
        and (not each.fields or fields <= set(each.fields))
        for each in scene.officers
    )


def serves(officer: Officer, on: dt.date) -> set[str]:
    """The bodies an officer acts for on a day."""
    return {officer.home, *(posting.authority for posting in officer.postings if on in posting.period)}


@guard("no_auxiliary", event=True)
def no_auxiliary(scene: Scene, _: Condition) -> Verdict:
    """No auxiliary staff among those who act (D-10)."""
    return all(each.kind != "auxiliary" for each in scene.officers)


@guard("no_recusal", "chair_no_recusal", event=True)
def no_recusal(scene: Scene, _: Condition) -> Verdict:
    """Nobody takes part or approves who must keep away from the party or the case (P-04)."""
    near = {scene.case.id, scene.case.party}
    approver = (scene.approver,) if scene.approver is not None else ()
    return not any(near & set(each.recusals) for each in (*scene.officers, *approver))


@guard(
    "head_approves",
    "case_step_approved",
    "deferral_approved",
    "enforcement_approved",
    "preservation_approved",
    "measure_approved",
    "measure_ratified",
    "extension_approved",
    "head_decides",
    "head_in_person",
    event=True,
)
def approved(scene: Scene, row: Condition) -> Verdict:
    """Somebody in an office that the row names approved it: of the body, or of the one in whose name it acts."""
    event, approver = scene.event, scene.approver
    if event is None or approver is None or event.approver_role not in row.any_of:
        return False
    bodies = serves(approver, scene.on)
    return scene.case.authority in bodies or any(each.in_name_of in bodies for each in held_or_filed(scene))


@guard("receiver_named", event=True)
def receiver_named(scene: Scene, _: Condition) -> Verdict:
    """The body that takes the case over is another body of the structure (J-09)."""
    named = scene.event.reference if scene.event is not None else None
    return (
        named is not None
        and named != scene.case.authority
        and named in scene.structure
        and isinstance(scene.structure[named], Authority)
    )


@guard("measures_lifted")
def measures_lifted(scene: Scene, _: Condition) -> Verdict:
    """No measure and no preservation is left open (E-05)."""
    return not scene.standing.open_subjects("measure", "preservation")


@guard("is_filed")
def is_filed(scene: Scene, _: Condition) -> Verdict:
    """The case has been filed (P-01)."""
    return scene.standing.filing is not None


@guard("is_decided")
def is_decided(scene: Scene, _: Condition) -> Verdict:
    """A penalty has been decided, and the decision stands (P-45)."""
    decision = scene.standing.decision
    return decision is not None and decision.event.kind in scene.pack.events_of("penalty")


@guard("is_served")
def is_served(scene: Scene, _: Condition) -> Verdict:
    """The decision that stands has been served (P-46)."""
    return scene.standing.service is not None


@guard("not_served_before")
def not_served_before(scene: Scene, _: Condition) -> Verdict:
    """The decision that stands has not been served: a second service would start the remedies anew (P-46)."""
    return scene.standing.service is None


@guard("extension_known")
def extension_known(scene: Scene, _: Condition) -> Verdict:
    """The term can be extended by the rule of the case's layer, once, and while it runs (P-02, P-40)."""
    clock = clock_of(scene.standing, scene.transition.extends[0], scene.on)
    if clock is None or clock.deadline.term.extension == 0 or clock.deadline.extended:
        return False
    return scene.on <= clock.deadline.last_day


@guard("has_begun")
def has_begun(scene: Scene, _: Condition) -> Verdict:
    """What the step would end was begun, and has not ended since (T-12)."""
    ends = set(scene.transition.resumes)
    begun = sum(bool(ends & set(move.transition.pauses)) for move in scene.standing.moves)
    return begun > sum(bool(ends & set(move.transition.resumes)) for move in scene.standing.moves)
