"""Who may file and handle: competence, first filing, limitation, officers, approval (P-01 to P-09, D-05, J-03)."""

from __future__ import annotations

from enforcekit.law.process import Condition
from enforcekit.model.case import Case

from ..limitation import limitation
from ..scene import Scene
from .registry import Missing, Verdict, guard


@guard("competent")
def competent(scene: Scene, _: Condition) -> Verdict:
    """The body is competent for every item of the case (J-01, J-02)."""
    return bool(scene.competences(scene.pack.penalty))


@guard("still_competent")
def still_competent(scene: Scene, _: Condition) -> Verdict:
    """Competent on the day, or filed in time and left to finish what it filed (D-05, D-21)."""
    return bool(scene.competences(scene.pack.penalty, filing=True))


@guard("first_filed")
def first_filed(scene: Scene, _: Condition) -> Verdict:
    """No case about the same act was filed before this one (J-03)."""
    return not any(
        event.kind == "file" and event.at.date() <= scene.on
        for each in (scene.case.act.same_as if scene.case.act else ())
        for event in scene.structure.resolve(Case, each).events
    )


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


@guard("officers", "spot_officers", "team_of_two", "two_hand_over", event=True)
def enough_officers(scene: Scene, row: Condition) -> Verdict:
    """Enough officers take part (P-03, C-02, J-09)."""
    return len({each.id for each in scene.officers}) >= row.values[0]


@guard("certified", event=True)
def certified(scene: Scene, _: Condition) -> Verdict:
    """Every officer belongs or is posted to the body and has a certificate in force (P-03)."""
    return all(
        scene.case.authority
        in (each.home, *(posting.authority for posting in each.postings if scene.on in posting.period))
        and any(scene.on in certificate.period for certificate in each.certificates)
        for each in scene.officers
    )


@guard("no_auxiliary", event=True)
def no_auxiliary(scene: Scene, _: Condition) -> Verdict:
    """No auxiliary staff among those who act (D-10)."""
    return all(each.kind != "auxiliary" for each in scene.officers)


@guard("no_recusal", event=True)
def no_recusal(scene: Scene, _: Condition) -> Verdict:
    """Nobody takes part who must keep away from the party or the case (P-04)."""
    near = {scene.case.id, scene.case.party}
    return not any(near & set(each.recusals) for each in scene.officers)


@guard("head_approves", "head_decides", "head_in_person", event=True)
def approved(scene: Scene, row: Condition) -> Verdict:
    """Somebody in one of the offices that the row names approved it (P-01, P-45, C-02)."""
    event = scene.event
    return event is not None and event.approved_by is not None and event.approver_role in row.any_of


@guard("receiver_named", event=True)
def receiver_named(scene: Scene, _: Condition) -> Verdict:
    """The body that takes the case over is a body of the structure (J-09)."""
    return scene.event is not None and scene.event.reference is not None and scene.event.reference in scene.structure


@guard("measures_lifted")
def measures_lifted(scene: Scene, _: Condition) -> Verdict:
    """No measure and no preservation is left open (E-05)."""
    return not scene.standing.open_subjects("measure", "preservation")


@guard("is_filed")
def is_filed(scene: Scene, _: Condition) -> Verdict:
    """The case has been filed (P-01)."""
    return scene.standing.last("file", "convert_to_ordinary", "return_from_criminal") is not None


@guard("is_decided")
def is_decided(scene: Scene, _: Condition) -> Verdict:
    """A penalty has been decided (P-45)."""
    return scene.standing.last("decide", "decide_on_spot") is not None


@guard("is_served")
def is_served(scene: Scene, _: Condition) -> Verdict:
    """A decision has been served (P-46)."""
    return scene.standing.last("serve", "deliver", "serve_no_penalty") is not None


@guard("extension_known")
def extension_known(scene: Scene, _: Condition) -> Verdict:
    """The term of the case's layer can be extended (P-40)."""
    filed = scene.standing.last("file", "convert_to_ordinary", "return_from_criminal")
    found = scene.term("P-40", filed)
    return found is not None and found.term.extension > 0
